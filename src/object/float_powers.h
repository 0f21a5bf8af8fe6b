// SPDX-License-Identifier: MIT
// What the conversions between floats and text share: a table of powers of ten to 128 bits, products with them as
// intervals, and big integers of bounded size.
//
// Powers: 10^q = (T + t) * 2^(float_log2_power(q) - 127), where T is the entry read as one number of 128 bits with the
// highest bit set, and 0 <= t < 1; t is 0 for 0 <= q <= 55, where 5^q fits.
#ifndef OURO_OBJECT_FLOAT_POWERS_H
#define OURO_OBJECT_FLOAT_POWERS_H

#include "core/assert.h"
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define FLOAT_POWER_FIRST (-342)
#define FLOAT_POWER_LAST 324
#define FLOAT_POWER_EXACT_LAST 55

extern uint64_t const float_powers[FLOAT_POWER_LAST - FLOAT_POWER_FIRST + 1][2]; // high, low

__extension__ typedef unsigned __int128 float_wide;

// floor(log2(10^q)), for |q| up to a million.
OURO_INLINE int float_log2_power(int q)
{
    return (int)(q * INT64_C(913124641741) >> 38);
}

// A finite double without its sign: significand * 2^exponent.
struct float_parts {
    uint64_t significand;
    int exponent;
};

#define FLOAT_HIDDEN_BIT (UINT64_C(1) << 52)
#define FLOAT_EXPONENT_BIAS 1075
#define FLOAT_EXPONENT_SPECIAL 0x7FF // of infinities and NaN

OURO_INLINE uint64_t float_to_bits(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

OURO_INLINE double float_from_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

OURO_INLINE bool float_is_finite(double value)
{
    return (float_to_bits(value) >> 52 & FLOAT_EXPONENT_SPECIAL) != FLOAT_EXPONENT_SPECIAL;
}

OURO_INLINE struct float_parts float_split(double value)
{
    uint64_t bits = float_to_bits(value);
    int exponent = (int)(bits >> 52 & 0x7FF);
    uint64_t fraction = bits & (FLOAT_HIDDEN_BIT - 1);
    if (exponent == 0)
        return (struct float_parts){fraction, 1 - FLOAT_EXPONENT_BIAS};
    return (struct float_parts){fraction | FLOAT_HIDDEN_BIT, exponent - FLOAT_EXPONENT_BIAS};
}

// --- products ---

// high * 2^128 + middle * 2^64 + low.
struct float_product {
    uint64_t high, middle, low;
};

// The true value of (w + d) * 10^q, 0 <= d <= (inexact ? 1 : 0), lies between *below and *above, both times
// 2^*exponent. The two are equal when nothing was cut off. w is not 0, w + 1 does not overflow.
void float_multiply_power(uint64_t w, bool inexact, int q, struct float_product *below, struct float_product *above,
                          int *exponent);

// --- big integers ---

// The largest: a double's exact expansion (53 bits times 5^1074), or 769 digits of text beside the midpoint of two
// doubles (54 bits times 5^1092): 2590 bits.
#define FLOAT_BIG_LIMBS 44

struct float_big {
    unsigned count; // limbs in use, lowest first; the highest is not 0
    uint64_t limbs[FLOAT_BIG_LIMBS];
};

void float_big_set(struct float_big *b, uint64_t value);
void float_big_multiply_add(struct float_big *b, uint64_t factor, uint64_t addend);
void float_big_multiply_power5(struct float_big *b, int exponent);
void float_big_shift_left(struct float_big *b, unsigned bits);
uint64_t float_big_divide(struct float_big *b, uint64_t divisor); // returns the remainder
int float_big_compare(struct float_big const *a, struct float_big const *b);

// --- decimal digits ---

#define FLOAT_EXACT_DIGITS 767 // significant digits that a double can have

// 0.d1d2d3... * 10^point; digits are ASCII, without trailing zeros. Zero has no digits, and point is 1.
struct float_decimal {
    int count;
    int point;
    char digits[FLOAT_EXACT_DIGITS + 1];
};

// |value| rounded to that many decimals, or to that many significant digits (at least 1); value is finite.
void float_round_decimals(double value, int decimals, struct float_decimal *out);
void float_round_significant(double value, int digits, struct float_decimal *out);

// Digits of n into out, returns their number (0 for 0).
int float_write_digits(uint64_t n, char out[20]);

#endif
