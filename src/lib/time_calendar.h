// SPDX-License-Identifier: MIT
// The part of the module time that knows dates: struct_time, gmtime, localtime, mktime, strftime, clocks by number.
#ifndef OURO_LIB_TIME_CALENDAR_H
#define OURO_LIB_TIME_CALENDAR_H

#include "object/native.h"
#include "object/type.h"

native_fn time_gmtime, time_localtime, time_mktime, time_asctime, time_ctime, time_strftime, time_tzset;
native_fn time_clock_gettime, time_clock_gettime_ns, time_clock_getres, time_get_clock_info;
// struct_time, the zone's names and offsets, the clocks' numbers.
OURO_MUST_USE bool time_add_calendar(struct ouro *rt, ref_value module);

#endif
