// SPDX-License-Identifier: MIT
// Characters by their Unicode names.
#ifndef OURO_OBJECT_UNICODE_NAMES_H
#define OURO_OBJECT_UNICODE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The code point with this name or alias, any letter case, as \N{...} and unicodedata.lookup() take them (named
// sequences apart). false: there is none. Takes no memory; a walk over all names, some 100 microseconds.
bool unicode_by_name(char const *name, size_t size, uint32_t *code_point);

// The tables, bytes in 64-bit numbers, lowest byte first.
extern uint64_t const unicode_name_words[], unicode_name_entries[];
extern size_t const unicode_name_words_size, unicode_name_entries_size;

#endif
