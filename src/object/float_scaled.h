// SPDX-License-Identifier: MIT
// One rounding from an integer and a power of two to a double, subnormal results included.
#ifndef OURO_OBJECT_FLOAT_SCALED_H
#define OURO_OBJECT_FLOAT_SCALED_H

#include "core/assert.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

// mantissa * 2^exponent, half to even. `sticky`: a little more than that, less than one unit; the mantissa has at least
// 55 bits then, or the result is subnormal and has two bits to spare. false: too large.
OURO_MUST_USE static inline bool float_from_scaled(uint64_t mantissa, bool sticky, int64_t exponent, double *out)
{
    *out = 0;
    if (mantissa == 0) {
        return true;
    }
    int64_t bits = 64 - __builtin_clzll(mantissa);
    if (bits + exponent > 1024) {
        return false;
    }
    int64_t unit = bits + exponent - 53 > -1074 ? bits + exponent - 53 : -1074; // of the last place of the result
    int64_t drop = unit - exponent;
    if (drop <= 0) {
        *out = ldexp((double)mantissa, (int)exponent); // exact
        return true;
    }
    if (drop > 64) {
        return true;
    }
    uint64_t kept = drop == 64 ? 0 : mantissa >> drop;
    uint64_t rest = drop == 64 ? mantissa : mantissa & ((UINT64_C(1) << drop) - 1);
    uint64_t half = UINT64_C(1) << (drop - 1);
    kept += rest > half || (rest == half && (sticky || (kept & 1)));
    *out = ldexp((double)kept, (int)unit);
    return !isinf(*out);
}

#endif
