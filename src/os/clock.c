// SPDX-License-Identifier: MIT
// Clocks of POSIX.
#include "os/clock.h"

#include <errno.h>
#include <time.h>

#define SECOND INT64_C(1000000000)

static int64_t read_clock(clockid_t clock)
{
    struct timespec now = {0, 0};
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * SECOND + (int64_t)now.tv_nsec;
}

int64_t os_clock_monotonic(void)
{
    return read_clock(CLOCK_MONOTONIC);
}
int64_t os_clock_thread(void)
{
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}
int64_t os_clock_process(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}
int64_t os_clock_wall(void)
{
    return read_clock(CLOCK_REALTIME);
}

int64_t os_clock_sleep(int64_t nanoseconds)
{
    if (nanoseconds <= 0) {
        return 0;
    }
    struct timespec want = {.tv_sec = (time_t)(nanoseconds / SECOND), .tv_nsec = (long)(nanoseconds % SECOND)};
    struct timespec left = {0, 0};
    if (nanosleep(&want, &left) == 0 || errno != EINTR) {
        return 0;
    }
    return (int64_t)left.tv_sec * SECOND + (int64_t)left.tv_nsec;
}
