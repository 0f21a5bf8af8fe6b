// SPDX-License-Identifier: MIT
// Properties and case mappings of the code points of Unicode 14, from tables of three stages (unicode_tables.c, made by
// scripts/make_unicode_tables.py). The predicates are those of Python's str methods for one character.
#ifndef OURO_OBJECT_UNICODE_H
#define OURO_OBJECT_UNICODE_H

#include "core/assert.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum unicode_property {
    UNICODE_ALPHA = 1 << 0,
    UNICODE_DECIMAL = 1 << 1,
    UNICODE_DIGIT = 1 << 2,
    UNICODE_NUMERIC = 1 << 3,
    UNICODE_SPACE = 1 << 4,
    UNICODE_PRINTABLE = 1 << 5,
    UNICODE_LOWER = 1 << 6,
    UNICODE_UPPER = 1 << 7,
    UNICODE_TITLE = 1 << 8, // a titlecase letter
    UNICODE_CASED = 1 << 9,
    UNICODE_CASE_IGNORABLE = 1 << 10,      // matters to the final sigma alone
    UNICODE_IDENTIFIER_START = 1 << 11,    // XID_Start and "_"
    UNICODE_IDENTIFIER_CONTINUE = 1 << 12, // XID_Continue
    UNICODE_LINE_BREAK = 1 << 13,          // ends a line for str.splitlines
    UNICODE_ALNUM = UNICODE_ALPHA | UNICODE_DECIMAL | UNICODE_DIGIT | UNICODE_NUMERIC,
};

// The properties of a code point, as a mask of the above; 0 for a number that is no code point.
uint32_t unicode_properties(uint32_t code_point);

OURO_INLINE bool unicode_is(uint32_t code_point, uint32_t any_of)
{
    return (unicode_properties(code_point) & any_of) != 0;
}

// The value of a decimal digit (int(), float()) and of any digit (superscripts too); -1 when it is none.
int unicode_decimal_value(uint32_t code_point);
int unicode_digit_value(uint32_t code_point);

// Full mappings, as str.upper and its like apply to each character: write one to three code points, return their
// number. The final sigma is the caller's: lower of U+03A3 is U+03C3 here.
unsigned unicode_upper(uint32_t code_point, uint32_t out[3]);
unsigned unicode_lower(uint32_t code_point, uint32_t out[3]);
unsigned unicode_title(uint32_t code_point, uint32_t out[3]);
unsigned unicode_fold(uint32_t code_point, uint32_t out[3]);

// Simple mappings, one to one.
uint32_t unicode_simple_upper(uint32_t code_point);
uint32_t unicode_simple_lower(uint32_t code_point);

// --- normal form NFKC, for identifiers ---

// Number of elements of scratch memory that unicode_normalize_nfkc needs for this text (UTF-8 as a str holds it).
size_t unicode_nfkc_scratch(char const *text, size_t length);

// Leaves the code points of the normal form in scratch and returns their number.
size_t unicode_normalize_nfkc(char const *text, size_t length, uint32_t *scratch);

#endif
