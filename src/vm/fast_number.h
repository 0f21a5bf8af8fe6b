// SPDX-License-Identifier: MIT
// Arithmetic and comparison of small integers and word floats, inline. Each function gives nothing when it is no case
// for it: the slow path then decides; none of them raises.
#ifndef OURO_VM_FAST_NUMBER_H
#define OURO_VM_FAST_NUMBER_H

#include "object/float.h"
#include "object/type.h"

// Words of small integers are 2n + 1.
OURO_INLINE own_value int_add(ref_value a, ref_value b)
{
    int64_t sum;
    if (OURO_UNLIKELY(__builtin_add_overflow((int64_t)ref_bits(a), (int64_t)(ref_bits(b) - 1), &sum))) {
        return own_nothing;
    }
    return own_from_bits((uint64_t)sum);
}
OURO_INLINE own_value int_subtract(ref_value a, ref_value b)
{
    int64_t difference;
    if (OURO_UNLIKELY(__builtin_sub_overflow((int64_t)ref_bits(a), (int64_t)(ref_bits(b) - 1), &difference))) {
        return own_nothing;
    }
    return own_from_bits((uint64_t)difference);
}
OURO_INLINE own_value int_multiply(ref_value a, ref_value b)
{
    int64_t product;
    if (OURO_UNLIKELY(__builtin_mul_overflow((int64_t)(ref_bits(a) - 1), small_int(b), &product))) {
        return own_nothing;
    }
    return own_from_bits((uint64_t)product + 1);
}
OURO_INLINE own_value int_floor_divide(int64_t a, int64_t b)
{
    if (OURO_UNLIKELY(b == 0 || b == -1)) {
        return own_nothing;
    }
    int64_t q = a / b;
    q -= a % b != 0 && (a ^ b) < 0;
    return own_small_int(q);
}
OURO_INLINE own_value int_modulo(int64_t a, int64_t b)
{
    if (OURO_UNLIKELY(b == 0 || b == -1)) {
        return own_nothing;
    }
    int64_t r;
    if (OURO_LIKELY(((uint64_t)a | (uint64_t)b) >> 32 == 0)) {
        r = (int64_t)((uint32_t)a % (uint32_t)b);
    } else {
        r = a % b;
        r += r != 0 && (r ^ b) < 0 ? b : 0;
    }
    return own_small_int(r);
}
OURO_INLINE own_value int_shift_left(int64_t a, int64_t by)
{
    if (OURO_UNLIKELY(by < 0 || by > 61)) {
        return own_nothing;
    }
    int64_t limit = SMALL_INT_MAX >> by;
    if (OURO_UNLIKELY(a > limit || a < -limit)) {
        return own_nothing;
    }
    return own_small_int((int64_t)((uint64_t)a << by));
}
OURO_INLINE own_value int_shift_right(int64_t a, int64_t by)
{
    if (OURO_UNLIKELY(by < 0)) {
        return own_nothing;
    }
    return own_small_int(a >> (by > 62 ? 62 : by));
}

// Both as doubles when both are word floats, or one is and the other a small integer that a double holds.
OURO_INLINE bool both_double(ref_value a, ref_value b, double *x, double *y)
{
    if (is_word_float(a)) {
        *x = word_float(a);
        if (is_word_float(b)) {
            *y = word_float(b);
            return true;
        }
        if (is_small_int(b)) {
            *y = (double)small_int(b);
            return true;
        }
        return false;
    }
    if (is_small_int(a) && is_word_float(b)) {
        *x = (double)small_int(a);
        *y = word_float(b);
        return true;
    }
    return false;
}
// The comparison of an int with a float is exact in Python, so only those ints that a double holds may be converted.
OURO_INLINE bool both_comparable(ref_value a, ref_value b, double *x, double *y)
{
    if (!both_double(a, b, x, y)) {
        return false;
    }
    int64_t const exact = (int64_t)1 << 53;
    int64_t n = is_small_int(a) ? small_int(a) : is_small_int(b) ? small_int(b) : 0;
    return n <= exact && n >= -exact;
}

// True division of small integers that doubles hold.
OURO_INLINE bool both_divisible(ref_value a, ref_value b, double *x, double *y)
{
    int64_t const exact = (int64_t)1 << 53;
    if (!both_small_int(a, b)) {
        return both_double(a, b, x, y) && *y != 0;
    }
    int64_t n = small_int(a);
    int64_t d = small_int(b);
    if (n > exact || n < -exact || d > exact || d < -exact || d == 0) {
        return false;
    }
    *x = (double)n;
    *y = (double)d;
    return true;
}

#endif
