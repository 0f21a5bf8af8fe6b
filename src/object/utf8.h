// SPDX-License-Identifier: MIT
// UTF-8, of two kinds. "Our text" is what a str holds: well-formed, but code points D800..DFFF (lone surrogates) may
// stand in it as three bytes; functions on it trust it. "External bytes" come from outside and are checked strictly.
#ifndef OURO_OBJECT_UTF8_H
#define OURO_OBJECT_UTF8_H

#include "core/assert.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_MAXIMUM 0x10FFFFu

// --- our text ---

// Bytes of the character that begins with this byte.
OURO_INLINE unsigned utf8_width(char first)
{
    unsigned char b = (unsigned char)first;
    return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}

// Bytes that the code point takes.
OURO_INLINE unsigned utf8_encoded_width(uint32_t code_point)
{
    return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

OURO_INLINE bool utf8_is_surrogate(uint32_t code_point)
{
    return (code_point & 0xFFFFF800u) == 0xD800u;
}
OURO_INLINE bool utf8_is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

// Reads the code point at text and returns its width.
OURO_INLINE unsigned utf8_decode(char const *text, uint32_t *code_point)
{
    unsigned char const *b = (unsigned char const *)text;
    if (b[0] < 0x80) {
        *code_point = b[0];
        return 1;
    }
    if (b[0] < 0xE0) {
        *code_point = (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
        return 2;
    }
    if (b[0] < 0xF0) {
        *code_point = (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
        return 3;
    }
    *code_point = (b[0] & 0x07u) << 18 | (b[1] & 0x3Fu) << 12 | (b[2] & 0x3Fu) << 6 | (b[3] & 0x3Fu);
    return 4;
}

// Start of the character before position; position is not the start of the text.
OURO_INLINE char const *utf8_previous(char const *position)
{
    do
        position--;
    while (utf8_is_continuation(*position));
    return position;
}

// Writes the code point (at most UTF8_MAXIMUM, surrogates allowed) and returns its width.
unsigned utf8_encode(uint32_t code_point, char out[4]);

bool utf8_is_ascii(char const *text, size_t length);

// Bytes before the first one that is not ASCII (length when there is none).
size_t utf8_ascii_prefix(char const *text, size_t length);

// Code points in the text.
size_t utf8_count(char const *text, size_t length);

// Byte offset of the code point with this index; index may be the count (then length is returned).
size_t utf8_offset(char const *text, size_t length, size_t index);

// Offset of the first surrogate, which strict encoding refuses; length when there is none.
size_t utf8_find_surrogate(char const *text, size_t length);

// --- external bytes ---

enum utf8_error { UTF8_VALID, UTF8_INVALID_START, UTF8_INVALID_CONTINUATION, UTF8_UNEXPECTED_END };

struct utf8_scan {
    size_t start;          // bytes before this are valid; the offset of the error, or the length
    size_t end;            // the bytes from start to end are what CPython's error covers; length when valid
    size_t code_points;    // in the valid bytes before start
    enum utf8_error error; // UTF8_VALID when all is well
};

// Scans up to the first error. After an error a caller goes on with the bytes from its end.
struct utf8_scan utf8_validate(char const *bytes, size_t length);

// "invalid start byte", "invalid continuation byte", "unexpected end of data".
char const *utf8_error_reason(enum utf8_error error);

#endif
