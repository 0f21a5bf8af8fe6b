// SPDX-License-Identifier: MIT
// The module time: clocks and sleep. Dates are in time_calendar.c.
#include "core/poll.h"
#include "lib/library.h"
#include "lib/module_types.h"
#include "lib/time_calendar.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "os/clock.h"

#include <math.h>

// X(name, clock): each as seconds and as name_ns.
#define CLOCKS(X)                                                                                               \
    X(time, os_clock_wall, "Return the current time in seconds since the Epoch.")                               \
    X(monotonic, os_clock_monotonic, "Monotonic clock, cannot go backward.")                                    \
    X(perf_counter, os_clock_monotonic, "Performance counter for benchmarking.")                                \
    X(process_time, os_clock_process, "Process time for profiling: sum of the kernel and user-space CPU time.") \
    X(thread_time, os_clock_thread, "Thread time for profiling: sum of the kernel and user-space CPU time.")

#define X(name, clock, doc)                                                                                       \
    static own_value clock_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)      \
    {                                                                                                             \
        (void)args, (void)count, (void)kwnames;                                                                   \
        return float_new(rt, (double)clock() * 1e-9);                                                             \
    }                                                                                                             \
    static own_value clock_##name##_ns(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                             \
        (void)args, (void)count, (void)kwnames;                                                                   \
        return int_from_int64(rt, clock());                                                                       \
    }
CLOCKS(X)
#undef X

// Nanoseconds.
#define SLEEP_SLICE INT64_C(20000000)

static own_value time_sleep(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    double seconds;
    if (!operation_double(rt, args[0], &seconds)) {
        return own_nothing;
    }
    if (isnan(seconds)) {
        return error_raise(rt, TYPE_VALUE_ERROR, "Invalid value NaN (not a number)");
    }
    if (seconds < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "sleep length must be non-negative");
    }
    if (seconds >= 9e9) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "timestamp too large to convert to C _PyTime_t");
    }
    // In short slices, between which it looks for interrupts and limits.
    int64_t end = os_clock_monotonic() + (int64_t)(seconds * 1e9);
    for (;;) {
        int64_t left = end - os_clock_monotonic();
        if (left <= 0) {
            return own_none;
        }
        os_clock_sleep(left < SLEEP_SLICE ? left : SLEEP_SLICE);
        if (!poll_native_slow(rt)) {
            return own_nothing;
        }
    }
}

static struct native_definition const functions[] = {
#define X(name, clock, doc) {#name, clock_##name, 0, 0, 0, doc}, {#name "_ns", clock_##name##_ns, 0, 0, 0, doc},
    CLOCKS(X)
#undef X
        {"sleep", time_sleep, 1, 1, 0, "Delay execution for a given number of seconds."},
    {"gmtime", time_gmtime, 0, 1, 0, "Convert seconds since the Epoch to a struct_time in UTC; None: now."},
    {"localtime", time_localtime, 0, 1, 0, "Convert seconds since the Epoch to a struct_time in the local zone."},
    {"mktime", time_mktime, 1, 1, 0, "Convert a time tuple in local time to seconds since the Epoch."},
    {"asctime", time_asctime, 0, 1, 0, "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'."},
    {"ctime", time_ctime, 0, 1, 0, "Convert a time in seconds since the Epoch to a string in local time."},
    {"strftime", time_strftime, 1, 2, 0, "Convert a time tuple to a string according to a format."},
    {"strptime", time_strptime, 0, -1, 0, "Parse a string to a time tuple according to a format specification."},
    {"tzset", time_tzset, 0, 0, 0, "Initialize, or reinitialize, the local timezone."},
    {"clock_gettime", time_clock_gettime, 1, 1, 0, "Return the time of the specified clock clk_id as a float."},
    {"clock_gettime_ns", time_clock_gettime_ns, 1, 1, 0, "Return the time of the specified clock as nanoseconds."},
    {"clock_getres", time_clock_getres, 1, 1, 0, "Return the resolution of the specified clock clk_id."},
    {"get_clock_info", time_get_clock_info, 1, 1, 0, "Get information of the specified clock."},
    {0},
};

own_value time_module_open(struct ouro *rt)
{
    own_value module = module_make(rt, "time", NULL, functions);
    if (!failed(module) && !time_add_calendar(rt, lend(module))) {
        release(rt, give(module));
    }
    return module;
}
