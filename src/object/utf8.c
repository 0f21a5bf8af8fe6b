// SPDX-License-Identifier: MIT
// UTF-8: counting and finding by words of eight bytes, and the strict scan of external bytes.
#include "object/utf8.h"
#include <string.h>

#define ONES UINT64_C(0x0101010101010101)
#define HIGH_BITS UINT64_C(0x8080808080808080)

static inline uint64_t load_word(char const *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
    return word;
}

// One in the lowest bit of each byte that continues a character (10xxxxxx).
static inline uint64_t continuation_bits(uint64_t word)
{
    return word >> 7 & ~(word >> 6) & ONES;
}

// Sum of eight bytes, each small enough that the sum fits a byte.
static inline unsigned sum_bytes(uint64_t word)
{
    return (unsigned)(word * ONES >> 56);
}

unsigned utf8_encode(uint32_t c, char out[4])
{
    OURO_ASSERT(c <= UTF8_MAXIMUM);
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    unsigned width = utf8_encoded_width(c);
    for (unsigned i = width - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)((0xF00u >> width & 0xF0u) | c);
    return width;
}

size_t utf8_ascii_prefix(char const *text, size_t length)
{
    size_t i = 0;
    for (; length - i >= 32; i += 32) {
        uint64_t any =
            load_word(text + i) | load_word(text + i + 8) | load_word(text + i + 16) | load_word(text + i + 24);
        if (any & HIGH_BITS)
            break;
    }
    for (; length - i >= 8; i += 8)
        if (load_word(text + i) & HIGH_BITS)
            break;
    while (i < length && (unsigned char)text[i] < 0x80)
        i++;
    return i;
}

bool utf8_is_ascii(char const *text, size_t length)
{
    return utf8_ascii_prefix(text, length) == length;
}

size_t utf8_count(char const *text, size_t length)
{
    size_t continuations = 0;
    size_t i = 0;
    while (length - i >= 8) {
        size_t words = (length - i) / 8;
        if (words > 31) // so that the sum of the eight byte counters, at most 8 x 31, fits a byte
            words = 31;
        uint64_t counters = 0;
        for (size_t n = 0; n < words; n++, i += 8)
            counters += continuation_bits(load_word(text + i));
        continuations += sum_bytes(counters);
    }
    for (; i < length; i++)
        continuations += utf8_is_continuation(text[i]);
    return length - continuations;
}

size_t utf8_offset(char const *text, size_t length, size_t index)
{
    size_t i = 0;
    while (length - i >= 8) {
        size_t starts = 8 - sum_bytes(continuation_bits(load_word(text + i)));
        if (starts > index)
            break;
        index -= starts;
        i += 8;
    }
    // i may lie inside a character whose start has been counted.
    while (i < length && utf8_is_continuation(text[i]))
        i++;
    for (; index > 0 && i < length; index--)
        i += utf8_width(text[i]);
    return i;
}

size_t utf8_find_surrogate(char const *text, size_t length)
{
    char const *at = text;
    char const *end = text + length;
    // Only ED A0..BF xx is one; ED alone is the start of a Hangul syllable.
    while (at < end && (at = memchr(at, 0xED, (size_t)(end - at))) != NULL) {
        if ((unsigned char)at[1] >= 0xA0)
            return (size_t)(at - text);
        at += 3;
    }
    return length;
}

// What the second byte may be after this first byte (the narrowing for overlong forms, surrogates and the end of the
// range); width is 2 to 4.
static inline bool second_fits(unsigned char first, unsigned char second)
{
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

// Checks the sequence at b, which does not begin with ASCII. Returns its width, or 0 and the error and the bytes that
// it covers.
static inline unsigned check_sequence(unsigned char const *b, size_t left, enum utf8_error *error, size_t *covered)
{
    if (b[0] < 0xC2 || b[0] > 0xF4) {
        *error = UTF8_INVALID_START;
        *covered = 1;
        return 0;
    }
    unsigned width = b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
    for (unsigned i = 1; i < width; i++) {
        *covered = i;
        if (i == left) {
            *error = UTF8_UNEXPECTED_END;
            return 0;
        }
        if (i == 1 ? !second_fits(b[0], b[1]) : (b[i] & 0xC0) != 0x80) {
            *error = UTF8_INVALID_CONTINUATION;
            return 0;
        }
    }
    return width;
}

struct utf8_scan utf8_validate(char const *bytes, size_t length)
{
    size_t i = 0;
    size_t code_points = 0;
    while (i < length) {
        size_t ascii = utf8_ascii_prefix(bytes + i, length - i);
        i += ascii;
        code_points += ascii;
        while (i < length && (unsigned char)bytes[i] >= 0x80) {
            struct utf8_scan scan = {.start = i, .code_points = code_points};
            size_t covered = 0;
            unsigned width = check_sequence((unsigned char const *)bytes + i, length - i, &scan.error, &covered);
            if (width == 0) {
                scan.end = i + covered;
                return scan;
            }
            i += width;
            code_points++;
        }
    }
    return (struct utf8_scan){.start = length, .end = length, .code_points = code_points, .error = UTF8_VALID};
}

char const *utf8_error_reason(enum utf8_error error)
{
    switch (error) {
    case UTF8_INVALID_START:
        return "invalid start byte";
    case UTF8_INVALID_CONTINUATION:
        return "invalid continuation byte";
    case UTF8_UNEXPECTED_END:
        return "unexpected end of data";
    case UTF8_VALID:
        break;
    }
    return "";
}
