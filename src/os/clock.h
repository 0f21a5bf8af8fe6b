// SPDX-License-Identifier: MIT
// Clocks, all in nanoseconds.
#ifndef OURO_OS_CLOCK_H
#define OURO_OS_CLOCK_H

#include <stdint.h>

// Never goes back; its start means nothing.
int64_t os_clock_monotonic(void);
// CPU time that the calling thread has used.
int64_t os_clock_thread(void);
// CPU time that the process has used.
int64_t os_clock_process(void);
// Since 1970-01-01 UTC; may jump.
int64_t os_clock_wall(void);
// Sleeps about that long. Returns the nanoseconds left when a signal ended it early, else 0; not positive: returns 0 at
// once.
int64_t os_clock_sleep(int64_t nanoseconds);

#endif
