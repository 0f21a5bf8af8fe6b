// SPDX-License-Identifier: MIT
// Address space from the system, and back to it.
//
// Addresses and sizes are multiples of the system's page size (4096 assumed as the least; sizes are rounded up). Fresh
// memory reads as zero and costs nothing until it is touched. Huge pages are left as the system has them.
#ifndef OURO_OS_MEMORY_H
#define OURO_OS_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

#include "os/assert.h"

#define OS_PAGE_BYTES ((size_t)4096)

OURO_INLINE size_t os_page_round(size_t bytes)
{
    return (bytes + OS_PAGE_BYTES - 1) & ~(OS_PAGE_BYTES - 1);
}

// Maps zeroed memory at a multiple of alignment (a power of two, at least OS_PAGE_BYTES). NULL: the system refuses.
OURO_MUST_USE void *os_memory_map(size_t bytes, size_t alignment);
// Takes back a whole mapping, or a whole number of pages of one.
void os_memory_unmap(void *memory, size_t bytes);
// Gives the pages back but keeps the addresses: they read as zero afterwards. False: the system refuses, contents as
// they were.
bool os_memory_discard(void *memory, size_t bytes);
// Changes the size of a mapping without copying; the result keeps the alignment, may have moved, and is zero beyond
// old_bytes. NULL: the system refuses, the mapping is as it was. Making smaller never moves and never fails.
OURO_MUST_USE void *os_memory_resize(void *memory, size_t old_bytes, size_t new_bytes, size_t alignment);
// Bytes of the range that are resident now (tests and statistics; slow).
size_t os_memory_resident(void const *memory, size_t bytes);

#endif
