// SPDX-License-Identifier: MIT
// Powers, powers modulo, and true division of integers.
#include "core/poll.h"
#include "object/error.h"
#include "object/float.h"
#include "object/float_scaled.h"
#include "object/int_limbs.h"
#include "object/tuple.h"

#include <gmp.h>
#include <math.h>

own_value int_pair(struct ouro *rt, own_value pair[2])
{
    if (failed(pair[0]) || failed(pair[1])) {
        release(rt, pair[0]);
        release(rt, pair[1]);
        return own_nothing;
    }
    return tuple_from_owned(rt, pair, 2);
}

// Limbs moved up (shift > 0) or down into a new magnitude; *lost is set when bits that are not 0 fall out.
static own_value shifted(struct ouro *rt, struct int_view const *view, int64_t shift, bool *lost)
{
    own_value bits = int_from_int64(rt, shift < 0 ? -shift : shift);
    struct int_view positive = {view->limbs, view->count, false, view->local};
    struct integer *copy = int_allocate(rt, positive.count);
    if (copy == NULL) {
        release(rt, bits);
        return own_nothing;
    }
    mpn_copyi(copy->limbs, positive.limbs, positive.count);
    own_value magnitude = int_finish(rt, copy, positive.count, false);
    if (shift < 0) {
        int64_t limbs = -shift / 64;
        for (int64_t i = 0; i < limbs && i < view->count; i++) {
            *lost |= view->limbs[i] != 0;
        }
        if (limbs < view->count && -shift % 64 != 0) {
            *lost |= view->limbs[limbs] << (64 + shift % 64) != 0;
        }
    }
    own_value result = int_binary(rt, shift < 0 ? BINARY_RSHIFT : BINARY_LSHIFT, lend(magnitude), lend(bits));
    release(rt, magnitude);
    release(rt, bits);
    return result;
}

static int64_t bit_length(struct int_view const *view)
{
    return view->count == 0 ? 0 : view->count * 64 - __builtin_clzll(view->limbs[view->count - 1]);
}

// Correctly rounded (half to even): the dividend is shifted so that the integer quotient has 55 or 56 bits (fewer for a
// result that is subnormal), the remainder becomes a sticky bit, and that is rounded once.
own_value int_true_divide(struct ouro *rt, ref_value left, ref_value right)
{
    struct int_view a, b;
    int_view_of(left, &a);
    int_view_of(right, &b);
    if (b.count == 0) {
        return error_raise(rt, TYPE_ZERO_DIVISION_ERROR, "division by zero");
    }
    bool negative = a.negative != b.negative;
    if (a.count == 0) {
        return float_new(rt, negative ? -0.0 : 0.0);
    }
    int64_t a_bits = bit_length(&a), b_bits = bit_length(&b);
    if (a_bits <= 53 && b_bits <= 53) {
        double quotient = (double)a.limbs[0] / (double)b.limbs[0];
        return float_new(rt, negative ? -quotient : quotient);
    }
    int64_t exponent = a_bits - b_bits; // the quotient is in (2^(exponent-1), 2^(exponent+1))
    if (exponent > 1024) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "integer division result too large for a float");
    }
    if (exponent < -1080) {
        return float_new(rt, negative ? -0.0 : 0.0);
    }
    int64_t keep = exponent < -1021 ? 55 + exponent + 1021 : 55;
    int64_t shift = keep - exponent;
    bool sticky = false;
    own_value dividend = shifted(rt, &a, shift, &sticky);
    struct integer *divisor_copy = failed(dividend) ? NULL : int_allocate(rt, b.count);
    own_value divisor = own_nothing;
    if (divisor_copy != NULL) {
        mpn_copyi(divisor_copy->limbs, b.limbs, b.count);
        divisor = int_finish(rt, divisor_copy, b.count, false);
    }
    own_value pair = failed(divisor) ? own_nothing : int_binary(rt, BINARY_DIVMOD, lend(dividend), lend(divisor));
    release(rt, dividend);
    release(rt, divisor);
    if (failed(pair)) {
        return own_nothing;
    }
    int64_t quotient = small_int(tuple_item(lend(pair), 0));
    sticky |= int_sign(rt, tuple_item(lend(pair), 1)) != 0;
    release(rt, pair);
    double result;
    if (!float_from_scaled((uint64_t)quotient, sticky, -shift, &result)) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "integer division result too large for a float");
    }
    return float_new(rt, negative ? -result : result);
}

static bool bit_of(struct int_view const *view, int64_t i)
{
    return view->limbs[i / 64] >> i % 64 & 1;
}

// result = result * factor (% modulus); takes result.
static own_value power_step(struct ouro *rt, own_value result, ref_value factor, ref_value modulus)
{
    own_value product = int_binary(rt, BINARY_MUL, lend(result), factor);
    release(rt, result);
    if (failed(product) || is_none(modulus)) {
        return product;
    }
    own_value rest = int_binary(rt, BINARY_MOD, lend(product), modulus);
    release(rt, product);
    return rest;
}

// Left to right binary powering; exponent > 0.
static own_value power_loop(struct ouro *rt, ref_value base, struct int_view const *exponent, ref_value modulus)
{
    own_value result = is_none(modulus) ? int_plain(rt, base) : int_binary(rt, BINARY_MOD, base, modulus);
    own_value factor = failed(result) ? own_nothing : retain(lend(result));
    for (int64_t i = bit_length(exponent) - 2; i >= 0 && !failed(result); i--) {
        if (!poll_native(rt, 16)) {
            release(rt, give(result));
            break;
        }
        own_value square = retain(lend(result));
        result = power_step(rt, result, lend(square), modulus);
        release(rt, square);
        if (!failed(result) && bit_of(exponent, i)) {
            result = power_step(rt, result, lend(factor), modulus);
        }
    }
    release(rt, factor);
    return result;
}

// The inverse of a modulo m (m > 0) by the extended Euclidean algorithm; ValueError when there is none.
static own_value inverse(struct ouro *rt, ref_value base, ref_value modulus)
{
    own_value r0 = retain(modulus), r1 = int_binary(rt, BINARY_MOD, base, modulus);
    own_value t0 = own_small_int(0), t1 = own_small_int(1);
    while (!failed(r1) && int_sign(rt, lend(r1)) != 0) {
        own_value pair = poll_native(rt, 16) ? int_binary(rt, BINARY_DIVMOD, lend(r0), lend(r1)) : own_nothing;
        own_value product =
            failed(pair) ? own_nothing : int_binary(rt, BINARY_MUL, tuple_item(lend(pair), 0), lend(t1));
        own_value t2 = failed(product) ? own_nothing : int_binary(rt, BINARY_SUB, lend(t0), lend(product));
        release(rt, product);
        own_value r2 = failed(t2) ? own_nothing : retain(tuple_item(lend(pair), 1));
        release(rt, pair);
        release(rt, r0);
        release(rt, t0);
        r0 = r1;
        t0 = t1;
        r1 = r2;
        t1 = t2;
    }
    bool done = !failed(r1);
    bool exists = done && is_small_int(lend(r0)) && small_int(lend(r0)) == 1;
    own_value result = exists ? int_binary(rt, BINARY_MOD, lend(t0), modulus) : own_nothing;
    release(rt, r0);
    release(rt, r1);
    release(rt, t0);
    release(rt, t1);
    if (done && !exists) {
        return error_raise(rt, TYPE_VALUE_ERROR, "base is not invertible for the given modulus");
    }
    return result;
}

static own_value power_modulo(struct ouro *rt, ref_value base, ref_value exponent, ref_value modulus)
{
    int sign = int_sign(rt, modulus);
    if (sign == 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "pow() 3rd argument cannot be 0");
    }
    own_value positive = sign > 0 ? retain(modulus) : int_binary(rt, BINARY_SUB, lend(own_small_int(0)), modulus);
    own_value start = own_nothing, times = own_nothing, result = own_nothing;
    if (failed(positive)) {
        return own_nothing;
    }
    if (int_sign(rt, exponent) < 0) {
        start = inverse(rt, base, lend(positive));
        times = failed(start) ? own_nothing : int_binary(rt, BINARY_SUB, lend(own_small_int(0)), exponent);
    } else {
        start = retain(base);
        times = retain(exponent);
    }
    if (!failed(times)) {
        struct int_view view;
        int_view_of(lend(times), &view);
        result = view.count == 0 ? int_binary(rt, BINARY_MOD, lend(own_small_int(1)), lend(positive))
                                 : power_loop(rt, lend(start), &view, lend(positive));
    }
    if (!failed(result) && sign < 0 && int_sign(rt, lend(result)) != 0) {
        own_value moved = int_binary(rt, BINARY_ADD, lend(result), modulus);
        release(rt, result);
        result = moved;
    }
    release(rt, times);
    release(rt, start);
    release(rt, positive);
    return result;
}

own_value int_power_modulo(struct ouro *rt, ref_value base, ref_value exponent, ref_value modulus)
{
    if (!is_none(modulus)) {
        return power_modulo(rt, base, exponent, modulus);
    }
    struct int_view b, e;
    int_view_of(base, &b);
    int_view_of(exponent, &e);
    if (e.negative) {
        double x, y;
        if (b.count == 0) {
            return error_raise(rt, TYPE_ZERO_DIVISION_ERROR, "0.0 cannot be raised to a negative power");
        }
        if (!int_to_double(rt, base, &x) || !int_to_double(rt, exponent, &y)) {
            return own_nothing;
        }
        return float_new(rt, pow(x, y));
    }
    if (e.count == 0) {
        return own_small_int(1);
    }
    if (b.count == 0 || (b.count == 1 && b.limbs[0] == 1)) {
        bool odd = e.limbs[0] & 1;
        return own_small_int(b.count == 0 ? 0 : b.negative && odd ? -1 : 1);
    }
    // Refuse what cannot fit before any work is done: the result has at least (bits - 1) * exponent bits.
    uint64_t least;
    if (e.count > 1 || __builtin_mul_overflow((uint64_t)bit_length(&b) - 1, e.limbs[0], &least) ||
        least / 64 >= (uint64_t)INT_LIMBS_MOST) {
        return error_no_memory(rt);
    }
    return power_loop(rt, base, &e, ref_none);
}
