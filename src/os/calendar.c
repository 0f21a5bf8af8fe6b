// SPDX-License-Identifier: MIT
// Dates by the C library.
#include "os/calendar.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <time.h>

static void from_library(struct tm const *t, struct os_calendar_time *out)
{
    *out = (struct os_calendar_time){
        .year = (int64_t)t->tm_year + 1900,
        .month = t->tm_mon,
        .day = t->tm_mday,
        .hour = t->tm_hour,
        .minute = t->tm_min,
        .second = t->tm_sec,
        .weekday = t->tm_wday,
        .yearday = t->tm_yday,
        .summer = t->tm_isdst,
        .offset = t->tm_gmtoff,
    };
    if (t->tm_zone != NULL) {
        strncpy(out->zone, t->tm_zone, OS_CALENDAR_ZONE - 1);
    }
}

static struct tm to_library(struct os_calendar_time const *t)
{
    return (struct tm){
        .tm_year = (int)(t->year - 1900),
        .tm_mon = t->month,
        .tm_mday = t->day,
        .tm_hour = t->hour,
        .tm_min = t->minute,
        .tm_sec = t->second,
        .tm_wday = t->weekday,
        .tm_yday = t->yearday,
        .tm_isdst = t->summer,
        .tm_gmtoff = t->offset,
        .tm_zone = t->zone[0] == '\0' ? NULL : t->zone,
    };
}

int os_calendar_utc(int64_t seconds, struct os_calendar_time *out)
{
    time_t at = (time_t)seconds;
    struct tm t;
    errno = 0;
    if (gmtime_r(&at, &t) == NULL) {
        return errno == 0 ? EINVAL : errno;
    }
    from_library(&t, out);
    return 0;
}

int os_calendar_local(int64_t seconds, struct os_calendar_time *out)
{
    time_t at = (time_t)seconds;
    struct tm t;
    errno = 0;
    if (localtime_r(&at, &t) == NULL) {
        return errno == 0 ? EINVAL : errno;
    }
    from_library(&t, out);
    return 0;
}

bool os_calendar_seconds(struct os_calendar_time const *t, int64_t *seconds)
{
    struct tm library = to_library(t);
    library.tm_wday = -1; // stays so when it fails
    *seconds = (int64_t)mktime(&library);
    return *seconds != -1 || library.tm_wday != -1;
}

size_t os_calendar_format(char *out, size_t room, char const *format, struct os_calendar_time const *t)
{
    struct tm library = to_library(t);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return strftime(out, room, format, &library);
#pragma GCC diagnostic pop
}

void os_calendar_read_zone(void)
{
    tzset();
}

static int64_t nanoseconds_of(struct timespec const *t)
{
    return (int64_t)t->tv_sec * INT64_C(1000000000) + (int64_t)t->tv_nsec;
}

int os_calendar_clock(int number, int64_t *nanoseconds)
{
    struct timespec now;
    if (clock_gettime((clockid_t)number, &now) != 0) {
        return errno;
    }
    *nanoseconds = nanoseconds_of(&now);
    return 0;
}

int os_calendar_clock_resolution(int number, int64_t *nanoseconds)
{
    struct timespec step;
    if (clock_getres((clockid_t)number, &step) != 0) {
        return errno;
    }
    *nanoseconds = nanoseconds_of(&step);
    return 0;
}

struct os_calendar_clock_name const os_calendar_clocks[] = {
    {"CLOCK_REALTIME", CLOCK_REALTIME},
    {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
    {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
    {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
#ifdef CLOCK_MONOTONIC_RAW
    {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
#endif
#ifdef CLOCK_BOOTTIME
    {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
#endif
#ifdef CLOCK_TAI
    {"CLOCK_TAI", CLOCK_TAI},
#endif
    {NULL, 0},
};
