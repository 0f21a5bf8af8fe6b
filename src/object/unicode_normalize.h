// SPDX-License-Identifier: MIT
// What normalising needs of the tables of unicode.c, beside unicode.h.
#ifndef OURO_OBJECT_UNICODE_NORMALIZE_H
#define OURO_OBJECT_UNICODE_NORMALIZE_H

#include <stdint.h>

// Canonical combining class: 0 for a character that begins a sequence.
unsigned unicode_combining_class(uint32_t code_point);

// The whole compatibility decomposition as UTF-16 units, and their number; 0 when there is none. Hangul syllables are
// decomposed by rule and have none here.
unsigned unicode_decomposition(uint32_t code_point, uint16_t const **units);

#endif
