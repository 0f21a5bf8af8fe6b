// SPDX-License-Identifier: MIT
// What the process is and uses.
#ifndef OURO_OS_PROCESS_H
#define OURO_OS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "os/assert.h"

int64_t os_process_id(void);
// Most bytes ever resident; 0 when unknown.
size_t os_process_peak_bytes(void);
// Bytes resident now; 0 when unknown.
size_t os_process_resident_bytes(void);

int64_t os_process_parent_id(void);
int64_t os_process_user(bool effective);
int64_t os_process_group(bool effective);
int os_process_processors(void);             // 0: unknown
unsigned os_process_set_mask(unsigned mask); // umask
_Noreturn void os_process_exit(int status);  // at once: nothing is flushed or cleaned up
// Seconds: user, system, of children that have ended both, and since some moment.
OURO_MUST_USE int os_process_times(double times[5]);
OURO_MUST_USE int os_process_load(double load[3]);
struct os_names {
    char system[65], node[65], release[65], version[65], machine[65];
};
OURO_MUST_USE int os_process_names(struct os_names *names);
OURO_MUST_USE int os_terminal_size(int descriptor, int *columns, int *lines);

#endif
