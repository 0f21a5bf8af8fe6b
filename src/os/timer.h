// SPDX-License-Identifier: MIT
// A timer: a thread of its own that waits and then calls back. No signals, nothing global.
#ifndef OURO_OS_TIMER_H
#define OURO_OS_TIMER_H

#include <stdint.h>

#include "os/assert.h"

struct os_timer;

// Calls called(to, 1) when `first` nanoseconds have passed, and called(to, 2) another `second` nanoseconds later, on
// the timer's thread. NULL: no memory, or no thread.
OURO_MUST_USE struct os_timer *os_timer_start(int64_t first, int64_t second, void (*called)(void *to, int nth),
                                              void *to);
// Ends the timer, called back or not; when it returns the thread is gone. NULL is allowed.
void os_timer_stop(struct os_timer *timer);

#endif
