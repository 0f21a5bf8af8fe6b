// SPDX-License-Identifier: MIT
// Ctrl-C, for a program that owns its process (a library must leave signals alone).
#ifndef OURO_OS_INTERRUPT_H
#define OURO_OS_INTERRUPT_H

#include "os/assert.h"

struct os_interrupt;

// From now on SIGINT calls called(to), in the middle of whatever the calling thread does: it may only set flags. System
// calls that wait are interrupted (EINTR). NULL: not possible, or SIGINT is ignored and stays so.
OURO_MUST_USE struct os_interrupt *os_interrupt_watch(void (*called)(void *to), void *to);
// Puts everything back as it was. NULL is allowed.
void os_interrupt_unwatch(struct os_interrupt *watch);
// Ends the process by SIGINT, as a shell expects of a program that was interrupted.
void os_interrupt_die(void);

#endif
