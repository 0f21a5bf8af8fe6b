// SPDX-License-Identifier: MIT
// Dates and times of day: UTC and the zone of the process.
#ifndef OURO_OS_CALENDAR_H
#define OURO_OS_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OS_CALENDAR_ZONE 16

struct os_calendar_time {
    int64_t year; // 1970
    int month;    // 0 to 11
    int day;      // 1 to 31
    int hour, minute, second;
    int weekday;                 // 0: Sunday
    int yearday;                 // 0 to 365
    int summer;                  // daylight saving: 1 yes, 0 no, -1 unknown
    int64_t offset;              // east of UTC, in seconds
    char zone[OS_CALENDAR_ZONE]; // "": not known
};

// Seconds since 1970-01-01 UTC as a date. 0, or an errno value.
int os_calendar_utc(int64_t seconds, struct os_calendar_time *out);
int os_calendar_local(int64_t seconds, struct os_calendar_time *out);
// The reverse, of a local time; members may be out of their ranges. false: out of range.
bool os_calendar_seconds(struct os_calendar_time const *t, int64_t *seconds);
// As strftime does in the locale C; 0: does not fit, or is empty.
size_t os_calendar_format(char *out, size_t room, char const *format, struct os_calendar_time const *t);
// Reads the zone of the process again.
void os_calendar_read_zone(void);

// A clock by its number, in nanoseconds. 0, or an errno value.
int os_calendar_clock(int number, int64_t *nanoseconds);
int os_calendar_clock_resolution(int number, int64_t *nanoseconds);
struct os_calendar_clock_name {
    char const *name; // NULL: the end
    int number;
};
extern struct os_calendar_clock_name const os_calendar_clocks[];

#endif
