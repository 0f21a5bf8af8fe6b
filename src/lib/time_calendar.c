// SPDX-License-Identifier: MIT
// Dates in the module time. A program that is not granted the environment sees UTC as its zone.
#include "lib/time_calendar.h"

#include "lib/grants.h"
#include "lib/import.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/module.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/struct_sequence.h"
#include "object/tuple.h"
#include "os/calendar.h"
#include "os/clock.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define SECOND INT64_C(1000000000)

static struct struct_sequence_field const fields[] = {
    {"tm_year", "year, for example, 1993"},
    {"tm_mon", "month of year, range [1, 12]"},
    {"tm_mday", "day of month, range [1, 31]"},
    {"tm_hour", "hours, range [0, 23]"},
    {"tm_min", "minutes, range [0, 59]"},
    {"tm_sec", "seconds, range [0, 61])"},
    {"tm_wday", "day of week, range [0, 6], Monday is 0"},
    {"tm_yday", "day of year, range [1, 366]"},
    {"tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"},
    {"tm_zone", "abbreviation of timezone name"},
    {"tm_gmtoff", "offset from UTC in seconds"},
    {NULL, NULL},
};
static struct struct_sequence_definition const struct_time = {
    "time.struct_time",
    "The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by asctime().", fields, 9,
    false};

own_value time_struct(struct ouro *rt, own_value values[TIME_FIELDS])
{
    own_value module = import_module(rt, "time");
    own_value name = failed(module) ? own_nothing : str_from(rt, "struct_time");
    own_value class = failed(name) ? own_nothing : operation_get_attribute(rt, lend(module), lend(name));
    release(rt, name);
    release(rt, module);
    if (failed(class)) {
        for (uint32_t i = 0; i < TIME_FIELDS; i++) {
            release(rt, values[i]);
        }
        return own_nothing;
    }
    own_value made = struct_sequence_new(rt, lend(class), values, TIME_FIELDS);
    release(rt, class);
    return made;
}

static own_value make(struct ouro *rt, struct os_calendar_time const *t)
{
    own_value values[TIME_FIELDS] = {int_from_int64(rt, t->year),
                                     own_small_int(t->month + 1),
                                     own_small_int(t->day),
                                     own_small_int(t->hour),
                                     own_small_int(t->minute),
                                     own_small_int(t->second),
                                     own_small_int((t->weekday + 6) % 7),
                                     own_small_int(t->yearday + 1),
                                     own_small_int(t->summer),
                                     str_from(rt, t->zone),
                                     int_from_int64(rt, t->offset)};
    return time_struct(rt, values);
}

// Seconds as a number, rounded down; None or nothing: now.
static bool seconds_of(struct ouro *rt, ref_value v, int64_t *seconds)
{
    if (is_nothing(v) || is_none(v)) {
        *seconds = os_clock_wall() / SECOND;
        return true;
    }
    if (is_float(rt, v)) {
        double d = floor(float_number(v));
        if (isnan(d)) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "Invalid value NaN (not a number)");
            return false;
        }
        if (d >= -0x1p63 && d < 0x1p63) {
            *seconds = (int64_t)d;
            return true;
        }
    } else {
        own_value index = operation_index(rt, v);
        bool fits = !failed(index) && int_to_int64(rt, lend(index), seconds);
        bool wrong = failed(index);
        release(rt, index);
        if (fits || wrong) {
            return fits;
        }
    }
    (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "timestamp out of range for platform time_t");
    return false;
}

static bool date_of(struct ouro *rt, int64_t seconds, bool local, struct os_calendar_time *t)
{
    local = local && granted(rt, ALLOW_ENVIRONMENT);
    int error = local ? os_calendar_local(seconds, t) : os_calendar_utc(seconds, t);
    if (error != 0) {
        error_raise_os(rt, error, ref_nothing, ref_nothing);
    }
    return error == 0;
}

static own_value broken_down(struct ouro *rt, ref_value const *args, uint32_t count, bool local)
{
    int64_t seconds;
    struct os_calendar_time t;
    bool done = seconds_of(rt, count > 0 ? args[0] : ref_nothing, &seconds) && date_of(rt, seconds, local, &t);
    return done ? make(rt, &t) : own_nothing;
}

own_value time_gmtime(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return broken_down(rt, args, count, false);
}

own_value time_localtime(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return broken_down(rt, args, count, true);
}

static bool number_of(struct ouro *rt, ref_value v, int *out)
{
    own_value index = operation_index(rt, v);
    int64_t n;
    if (failed(index)) {
        return false;
    }
    bool fits = int_to_int64(rt, lend(index), &n);
    release(rt, index);
    if (!fits) {
        (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C long");
        return false;
    }
    if (n < INT_MIN || n > INT_MAX) {
        (void)error_raise(rt, TYPE_OVERFLOW_ERROR,
                          n < 0 ? "signed integer is less than minimum" : "signed integer is greater than maximum");
        return false;
    }
    *out = (int)n;
    return true;
}

// The parts of a tuple or struct_time.
static bool parts_of(struct ouro *rt, ref_value v, char const *function, struct os_calendar_time *t)
{
    if (!is_tuple(rt, v)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "Tuple or struct_time argument required");
        return false;
    }
    struct tuple *tuple = as_tuple(v);
    // The hidden fields lie behind the visible ones.
    bool sequence = !is_exact(v, TYPE_TUPLE);
    if (tuple->length != 9) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s(): illegal time tuple argument", function);
        return false;
    }
    int n[9];
    for (int i = 0; i < 9; i++) {
        if (!number_of(rt, tuple_item(v, (uint64_t)i), &n[i])) {
            return false;
        }
    }
    *t = (struct os_calendar_time){.year = n[0],
                                   .month = (int)((unsigned)n[1] - 1),
                                   .day = n[2],
                                   .hour = n[3],
                                   .minute = n[4],
                                   .second = n[5],
                                   .weekday = (int)(((int64_t)n[6] + 1) % 7),
                                   .yearday = (int)((unsigned)n[7] - 1),
                                   .summer = n[8]};
    own_value zone = own_nothing;
    if (sequence) {
        own_value name = str_from(rt, "tm_zone");
        zone = failed(name) ? own_nothing : operation_find_attribute(rt, v, lend(name));
        release(rt, name);
        if (failed(zone)) {
            return false;
        }
        if (is_str(rt, lend(zone))) {
            snprintf(t->zone, sizeof t->zone, "%s", str_bytes(as_str(lend(zone))));
        }
        release(rt, zone);
        name = str_from(rt, "tm_gmtoff");
        own_value offset = failed(name) ? own_nothing : operation_find_attribute(rt, v, lend(name));
        release(rt, name);
        bool good = !failed(offset) && (!is_int(rt, lend(offset)) || int_to_int64(rt, lend(offset), &t->offset));
        release(rt, offset);
        if (!good && !error_pending(rt)) {
            (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C long");
        }
        return good;
    }
    return true;
}

// Parts in their ranges, 0 being taken for the first month, day and day of the year.
static bool check(struct ouro *rt, struct os_calendar_time *t)
{
    t->month = t->month == -1 ? 0 : t->month;
    t->day = t->day == 0 ? 1 : t->day;
    t->yearday = t->yearday == -1 ? 0 : t->yearday;
    char const *wrong = t->month < 0 || t->month > 11        ? "month out of range"
                        : t->day < 0 || t->day > 31          ? "day of month out of range"
                        : t->hour < 0 || t->hour > 23        ? "hour out of range"
                        : t->minute < 0 || t->minute > 59    ? "minute out of range"
                        : t->second < 0 || t->second > 61    ? "seconds out of range"
                        : t->weekday < 0                     ? "day of week out of range"
                        : t->yearday < 0 || t->yearday > 365 ? "day of year out of range"
                                                             : NULL;
    if (wrong != NULL) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, wrong);
    }
    return wrong == NULL;
}

own_value time_mktime(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct os_calendar_time t;
    int64_t seconds;
    if (!parts_of(rt, args[0], "mktime", &t)) {
        return own_nothing;
    }
    if (t.year - 1900 < INT_MIN) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "year out of range");
    }
    if (!os_calendar_seconds(&t, &seconds)) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "mktime argument out of range");
    }
    return float_new(rt, (double)seconds);
}

static own_value plain_text(struct ouro *rt, struct os_calendar_time const *t)
{
    static char const days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static char const months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char text[64];
    snprintf(text, sizeof text, "%s %s%3d %.2d:%.2d:%.2d %lld", days[t->weekday % 7], months[t->month % 12], t->day,
             t->hour, t->minute, t->second, (long long)t->year);
    return str_from(rt, text);
}

// The tuple given, or the local time now.
static bool given_or_now(struct ouro *rt, ref_value v, char const *function, struct os_calendar_time *t)
{
    if (is_nothing(v)) {
        return date_of(rt, os_clock_wall() / SECOND, true, t);
    }
    return parts_of(rt, v, function, t) && check(rt, t);
}

own_value time_asctime(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    struct os_calendar_time t;
    return given_or_now(rt, count > 0 ? args[0] : ref_nothing, "asctime", &t) ? plain_text(rt, &t) : own_nothing;
}

own_value time_ctime(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    int64_t seconds;
    struct os_calendar_time t;
    bool done = seconds_of(rt, count > 0 ? args[0] : ref_nothing, &seconds) && date_of(rt, seconds, true, &t);
    return done ? plain_text(rt, &t) : own_nothing;
}

own_value time_strftime(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (!is_str(rt, args[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "strftime() argument 1 must be str, not %T", args[0]);
    }
    struct os_calendar_time t;
    if (!given_or_now(rt, count > 1 ? args[1] : ref_nothing, "strftime", &t)) {
        return own_nothing;
    }
    struct str const *format = as_str(args[0]);
    if (strlen(str_bytes(format)) != str_size(format)) {
        return error_raise(rt, TYPE_VALUE_ERROR, "embedded null character");
    }
    t.summer = t.summer < -1 ? -1 : t.summer > 1 ? 1 : t.summer;
    // A result of 0 is an empty text or too little room: some formats give nothing however large it is.
    size_t most = 256 * str_size(format);
    for (size_t room = 1024;; room *= 2) {
        char *buffer = heap_raw_allocate(&rt->heap, room);
        if (buffer == NULL) {
            return error_no_memory(rt);
        }
        size_t size = os_calendar_format(buffer, room, str_bytes(format), &t);
        own_value text = size > 0 || room >= most ? str_new(rt, buffer, size) : own_stop;
        heap_raw_free(&rt->heap, buffer, room);
        if (failed(text) || !is_stop(lend(text))) {
            return text;
        }
    }
}

// Clocks by number ----------------------------------------------------------------------------------------------------

static bool clock_value(struct ouro *rt, ref_value number, int (*read)(int, int64_t *), int64_t *nanoseconds)
{
    int n;
    if (!number_of(rt, number, &n)) {
        return false;
    }
    int error = read(n, nanoseconds);
    if (error != 0) {
        error_raise_os(rt, error, ref_nothing, ref_nothing);
    }
    return error == 0;
}

own_value time_clock_gettime(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t ns;
    return clock_value(rt, args[0], os_calendar_clock, &ns) ? float_new(rt, (double)ns * 1e-9) : own_nothing;
}

own_value time_clock_gettime_ns(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t ns;
    return clock_value(rt, args[0], os_calendar_clock, &ns) ? int_from_int64(rt, ns) : own_nothing;
}

own_value time_clock_getres(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t ns;
    return clock_value(rt, args[0], os_calendar_clock_resolution, &ns) ? float_new(rt, (double)ns * 1e-9) : own_nothing;
}

own_value time_get_clock_info(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static struct {
        char const *name, *clock;
        bool monotonic;
    } const clocks[] = {
        {"time", "CLOCK_REALTIME", false},
        {"monotonic", "CLOCK_MONOTONIC", true},
        {"perf_counter", "CLOCK_MONOTONIC", true},
        {"process_time", "CLOCK_PROCESS_CPUTIME_ID", true},
        {"thread_time", "CLOCK_THREAD_CPUTIME_ID", true},
    };
    (void)count, (void)kwnames;
    if (!is_str(rt, args[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "get_clock_info() argument 1 must be str, not %T", args[0]);
    }
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        if (!str_equals(as_str(args[0]), clocks[i].name)) {
            continue;
        }
        own_value names = str_from(rt, "implementation monotonic adjustable resolution");
        own_value method = failed(names) ? own_nothing : str_from(rt, "split");
        ref_value of[] = {lend(names)};
        own_value list = failed(method) ? own_nothing : operation_call_method(rt, lend(method), of, 1, ref_nothing);
        own_value kwargs = failed(list) ? own_nothing : operation_tuple(rt, lend(list));
        own_value implementation = failed(kwargs) ? own_nothing : str_format(rt, "clock_gettime(%s)", clocks[i].clock);
        own_value resolution = failed(implementation) ? own_nothing : float_new(rt, 1e-9);
        ref_value const values[] = {ref_nothing, lend(implementation), clocks[i].monotonic ? ref_true : ref_false,
                                    clocks[i].monotonic ? ref_false : ref_true, lend(resolution)};
        own_value result = failed(resolution)
                               ? own_nothing
                               : operation_call(rt, ref_object(type_by_number(rt, TYPE_SIMPLE_NAMESPACE)), values + 1,
                                                0, lend(kwargs));
        release(rt, resolution);
        release(rt, implementation);
        release(rt, kwargs);
        release(rt, list);
        release(rt, method);
        release(rt, names);
        return result;
    }
    return error_raise(rt, TYPE_VALUE_ERROR, "unknown clock");
}

// The zone ------------------------------------------------------------------------------------------------------------

bool time_zone_read(struct ouro *rt, struct time_zone *zone)
{
    int64_t const year = (365 * 24 + 6) * 3600;
    int64_t january = os_clock_wall() / SECOND / year * year;
    if (!date_of(rt, january, true, &zone->winter) || !date_of(rt, january + year / 2, true, &zone->summer)) {
        return false;
    }
    if (-zone->winter.offset < -zone->summer.offset) { // south of the equator
        struct os_calendar_time kept = zone->winter;
        zone->winter = zone->summer;
        zone->summer = kept;
    }
    return true;
}

static bool set_zone(struct ouro *rt, ref_value module)
{
    struct time_zone zone;
    if (!time_zone_read(rt, &zone)) {
        return false;
    }
    own_value names[] = {str_from(rt, zone.winter.zone), str_from(rt, zone.summer.zone)};
    return module_set(rt, module, "timezone", int_from_int64(rt, -zone.winter.offset)) &&
           module_set(rt, module, "altzone", int_from_int64(rt, -zone.summer.offset)) &&
           module_set(rt, module, "daylight", own_small_int(zone.winter.offset != zone.summer.offset)) &&
           module_set(rt, module, "tzname", tuple_from_owned(rt, names, 2));
}

own_value time_tzset(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    os_calendar_read_zone();
    own_value module = import_module(rt, "time");
    bool done = !failed(module) && set_zone(rt, lend(module));
    release(rt, module);
    return done ? own_none : own_nothing;
}

bool time_add_calendar(struct ouro *rt, ref_value module)
{
    bool done = module_set(rt, module, "struct_time", struct_sequence_class_new(rt, &struct_time)) &&
                module_set(rt, module, "_STRUCT_TM_ITEMS", own_small_int(11)) && set_zone(rt, module);
    for (size_t i = 0; done && os_calendar_clocks[i].name != NULL; i++) {
        done = module_set(rt, module, os_calendar_clocks[i].name, own_small_int(os_calendar_clocks[i].number));
    }
    return done;
}
