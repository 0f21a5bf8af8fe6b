// SPDX-License-Identifier: MIT
// The part of the module time that knows dates: struct_time, gmtime, localtime, mktime, strftime, clocks by number.
#ifndef OURO_LIB_TIME_CALENDAR_H
#define OURO_LIB_TIME_CALENDAR_H

#include "object/native.h"
#include "object/type.h"
#include "os/calendar.h"

#define TIME_FIELDS 11

native_fn time_gmtime, time_localtime, time_mktime, time_asctime, time_ctime, time_strftime, time_tzset;
native_fn time_strptime; // time_parse.c
native_fn time_clock_gettime, time_clock_gettime_ns, time_clock_getres, time_get_clock_info;
// struct_time, the zone's names and offsets, the clocks' numbers.
OURO_MUST_USE bool time_add_calendar(struct ouro *rt, ref_value module);

// A struct_time, of the class that the module holds. Moves the values, on failure too; one that is nothing: an error is
// pending.
own_value time_struct(struct ouro *rt, own_value values[TIME_FIELDS]);

// Half a year apart: the zone's local times without and with daylight saving (equal offsets: there is none).
struct time_zone {
    struct os_calendar_time winter, summer;
};
OURO_MUST_USE bool time_zone_read(struct ouro *rt, struct time_zone *zone);

#endif
