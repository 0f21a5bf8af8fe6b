// SPDX-License-Identifier: MIT
// 64-bit integers as decimal and hexadecimal digits, without a terminating zero.
#ifndef OURO_OBJECT_DECIMAL_TEXT_H
#define OURO_OBJECT_DECIMAL_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define DECIMAL_TEXT_MOST 20

// Writes the digits so that they end before `end`; returns their start. At most 20 bytes.
static inline char *decimal_text_before(char *end, uint64_t n)
{
    static char const pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                                "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    while (n >= 100) {
        end -= 2;
        memcpy(end, pairs + n % 100 * 2, 2);
        n /= 100;
    }
    if (n >= 10) {
        end -= 2;
        memcpy(end, pairs + n * 2, 2);
    } else {
        *--end = (char)('0' + n);
    }
    return end;
}

// With a sign where it is negative: at most 20 bytes.
static inline char *decimal_text_signed_before(char *end, int64_t n)
{
    char *start = decimal_text_before(end, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
    if (n < 0) {
        *--start = '-';
    }
    return start;
}

// Base 2^shift, shift 1, 3 or 4. At most 64 bytes.
static inline char *power_text_before(char *end, uint64_t n, unsigned shift, char const *digits)
{
    do {
        *--end = digits[n & ((1u << shift) - 1)];
        n >>= shift;
    } while (n != 0);
    return end;
}

#endif
