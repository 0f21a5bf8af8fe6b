// SPDX-License-Identifier: MIT
// What the process is and uses.
#ifndef OURO_OS_PROCESS_H
#define OURO_OS_PROCESS_H

#include <stddef.h>
#include <stdint.h>

int64_t os_process_id(void);
// Most bytes ever resident; 0 when unknown.
size_t os_process_peak_bytes(void);
// Bytes resident now; 0 when unknown.
size_t os_process_resident_bytes(void);

#endif
