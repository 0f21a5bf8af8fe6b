// SPDX-License-Identifier: MIT
// Searching for bytes in bytes, for str and bytes: linear in the worst case in both directions.
#ifndef OURO_OBJECT_MEMORY_SEARCH_H
#define OURO_OBJECT_MEMORY_SEARCH_H

#include "core/assert.h"
#include <stddef.h>
#include <stdint.h>

#define MEMORY_NOT_FOUND SIZE_MAX

// Offset of the first occurrence; an empty needle is found at 0.
size_t memory_find(void const *haystack, size_t length, void const *needle, size_t needle_length);

// Offset of the last occurrence; an empty needle is found at length.
size_t memory_find_last(void const *haystack, size_t length, void const *needle, size_t needle_length);

// Occurrences that do not overlap, counted up to limit; the needle is not empty.
size_t memory_count(void const *haystack, size_t length, void const *needle, size_t needle_length, size_t limit);

#endif
