// SPDX-License-Identifier: MIT
// int: conversions from and to C numbers, addition, bit operations, shifts, comparison, hash. Small results are words.
#include "object/int.h"

#include "object/error.h"
#include "object/hash.h"
#include "object/int_limbs.h"

#include <float.h>
#include <gmp.h>
#include <math.h>

_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t), "limbs are 64 bits");

void int_view_of(ref_value v, struct int_view *view)
{
    if (is_object(v)) {
        struct integer *n = (struct integer *)as_object(v);
        view->limbs = n->limbs;
        view->count = n->size < 0 ? -n->size : n->size;
        view->negative = n->size < 0;
        return;
    }
    int64_t n = is_small_int(v) ? small_int(v) : ref_bits(v) == VALUE_TRUE;
    view->local = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    view->limbs = &view->local;
    view->count = n != 0;
    view->negative = n < 0;
}

struct integer *int_allocate(struct ouro *rt, int64_t count)
{
    struct integer *n = NULL;
    if (count <= INT_LIMBS_MOST) {
        n = object_allocate(rt, HEAP_LEAF, sizeof *n + (size_t)count * sizeof n->limbs[0], TYPE_INT);
    }
    if (n == NULL) {
        error_no_memory(rt);
    } else {
        n->size = count;
    }
    return n;
}

own_value int_finish(struct ouro *rt, struct integer *n, int64_t count, bool negative)
{
    while (count > 0 && n->limbs[count - 1] == 0) {
        count--;
    }
    uint64_t low = count > 0 ? n->limbs[0] : 0;
    if (count <= 1 && low <= (uint64_t)SMALL_INT_MAX + negative) {
        n->size = count;
        release(rt, own_object(n));
        return own_small_int((int64_t)(negative ? 0 - low : low));
    }
    n->size = negative ? -count : count;
    return own_object(n);
}

static own_value from_magnitude(struct ouro *rt, uint64_t magnitude, bool negative)
{
    struct integer *n = int_allocate(rt, 1);
    if (n == NULL) {
        return own_nothing;
    }
    n->limbs[0] = magnitude;
    return int_finish(rt, n, 1, negative);
}

own_value int_from_int64(struct ouro *rt, int64_t n)
{
    if (OURO_LIKELY(fits_small_int(n))) {
        return own_small_int(n);
    }
    return from_magnitude(rt, n < 0 ? 0 - (uint64_t)n : (uint64_t)n, n < 0);
}

own_value int_from_uint64(struct ouro *rt, uint64_t n)
{
    return n <= (uint64_t)SMALL_INT_MAX ? own_small_int((int64_t)n) : from_magnitude(rt, n, false);
}

own_value int_from_double(struct ouro *rt, double d)
{
    if (isnan(d)) {
        return error_raise(rt, TYPE_VALUE_ERROR, "cannot convert float NaN to integer");
    }
    if (isinf(d)) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "cannot convert float infinity to integer");
    }
    if (fabs(d) < 0x1p62) {
        return own_small_int((int64_t)d);
    }
    int exponent;
    uint64_t mantissa = (uint64_t)ldexp(frexp(fabs(d), &exponent), 64); // the top bit is set
    int64_t shift = exponent - 64;
    int64_t count = exponent / 64 + 1;
    struct integer *n = int_allocate(rt, count + 1);
    if (n == NULL) {
        return own_nothing;
    }
    memset(n->limbs, 0, (size_t)(count + 1) * sizeof n->limbs[0]);
    if (shift < 0) {
        n->limbs[0] = mantissa >> -shift;
    } else {
        n->limbs[shift / 64] = mantissa << shift % 64;
        if (shift % 64 != 0) {
            n->limbs[shift / 64 + 1] = mantissa >> (64 - shift % 64);
        }
    }
    return int_finish(rt, n, count + 1, d < 0);
}

bool int_to_int64(struct ouro *rt, ref_value v, int64_t *out)
{
    (void)rt;
    if (OURO_LIKELY(is_small_int(v))) {
        *out = small_int(v);
        return true;
    }
    struct int_view view;
    int_view_of(v, &view);
    uint64_t low = view.count > 0 ? view.limbs[0] : 0;
    if (view.count > 1 || low > (uint64_t)INT64_MAX + view.negative) {
        return false;
    }
    *out = (int64_t)(view.negative ? 0 - low : low);
    return true;
}

bool int_to_uint64_masked(struct ouro *rt, ref_value v, uint64_t *out)
{
    (void)rt;
    struct int_view view;
    int_view_of(v, &view);
    uint64_t low = view.count > 0 ? view.limbs[0] : 0;
    *out = view.negative ? 0 - low : low;
    return true;
}

// Rounds half to even: the top 64 bits with a sticky bit go to a double in one exact step each.
bool int_to_double(struct ouro *rt, ref_value v, double *out)
{
    if (OURO_LIKELY(is_small_int(v))) {
        *out = (double)small_int(v);
        return true;
    }
    struct int_view view;
    int_view_of(v, &view);
    if (view.count == 0) {
        *out = 0;
        return true;
    }
    uint64_t top = view.limbs[view.count - 1];
    int lead = __builtin_clzll(top);
    int64_t bits = view.count * 64 - lead;
    if (view.count > 1) {
        uint64_t next = view.limbs[view.count - 2];
        uint64_t rest = lead != 0 ? next << lead : next;
        top = lead != 0 ? top << lead | next >> (64 - lead) : top;
        for (int64_t i = view.count - 3; rest == 0 && i >= 0; i--) {
            rest = view.limbs[i];
        }
        top |= rest != 0;
    } else {
        top <<= lead;
    }
    double d = bits > 1024 ? INFINITY : ldexp((double)top, (int)bits - 64);
    if (isinf(d)) {
        error_raise(rt, TYPE_OVERFLOW_ERROR, "int too large to convert to float");
        return false;
    }
    *out = view.negative ? -d : d;
    return true;
}

int int_sign(struct ouro *rt, ref_value v)
{
    (void)rt;
    struct int_view view;
    int_view_of(v, &view);
    return view.count == 0 ? 0 : view.negative ? -1 : 1;
}

static int compare_magnitudes(struct int_view const *a, struct int_view const *b)
{
    if (a->count != b->count) {
        return a->count < b->count ? -1 : 1;
    }
    return a->count == 0 ? 0 : mpn_cmp(a->limbs, b->limbs, a->count);
}

int int_compare(struct ouro *rt, ref_value left, ref_value right)
{
    (void)rt;
    if (both_small_int(left, right)) {
        int64_t a = small_int(left), b = small_int(right);
        return (a > b) - (a < b);
    }
    struct int_view a, b;
    int_view_of(left, &a);
    int_view_of(right, &b);
    if (a.negative != b.negative) {
        return a.negative ? -1 : 1;
    }
    int order = compare_magnitudes(&a, &b);
    order = (order > 0) - (order < 0);
    return a.negative ? -order : order;
}

int64_t int_hash(struct ouro *rt, ref_value v)
{
    (void)rt;
    struct int_view view;
    int_view_of(v, &view);
    return hash_limbs(view.limbs, (size_t)view.count, view.negative);
}

// a + b, or a - b when `subtract`.
static own_value add(struct ouro *rt, struct int_view const *a, struct int_view const *b, bool subtract)
{
    bool b_negative = b->negative != subtract;
    if (a->negative == b_negative || a->count == 0 || b->count == 0) {
        bool negative = a->count != 0 ? a->negative : b_negative;
        if (a->count < b->count) {
            struct int_view const *other = a;
            a = b;
            b = other;
        }
        struct integer *n = int_allocate(rt, a->count + 1);
        if (n == NULL) {
            return own_nothing;
        }
        n->limbs[a->count] = 0;
        if (b->count > 0) {
            n->limbs[a->count] = mpn_add(n->limbs, a->limbs, a->count, b->limbs, b->count);
        } else if (a->count > 0) {
            mpn_copyi(n->limbs, a->limbs, a->count);
        }
        return int_finish(rt, n, a->count + 1, negative);
    }
    int order = compare_magnitudes(a, b);
    if (order == 0) {
        return own_small_int(0);
    }
    struct int_view const *large = order > 0 ? a : b, *small = order > 0 ? b : a;
    struct integer *n = int_allocate(rt, large->count);
    if (n == NULL) {
        return own_nothing;
    }
    mpn_sub(n->limbs, large->limbs, large->count, small->limbs, small->count);
    return int_finish(rt, n, large->count, order > 0 ? a->negative : b_negative);
}

static own_value multiply(struct ouro *rt, struct int_view const *a, struct int_view const *b)
{
    if (a->count < b->count) {
        struct int_view const *other = a;
        a = b;
        b = other;
    }
    if (b->count == 0) {
        return own_small_int(0);
    }
    struct integer *n = int_allocate(rt, a->count + b->count);
    if (n == NULL) {
        return own_nothing;
    }
    if (b->count == 1) {
        n->limbs[a->count] = mpn_mul_1(n->limbs, a->limbs, a->count, b->limbs[0]);
    } else if (!limbs_multiply(rt, n->limbs, a->limbs, a->count, b->limbs, b->count)) {
        release(rt, own_object(n));
        return own_nothing;
    }
    return int_finish(rt, n, a->count + b->count, a->negative != b->negative);
}

enum division { QUOTIENT, REMAINDER, BOTH };

// Makes truncated quotient and remainder floored: with signs that differ and a remainder, quotient - 1, remainder + b.
static own_value floor_results(struct ouro *rt, enum division what, struct integer *q, int64_t q_count,
                               struct integer *r, struct int_view const *a, struct int_view const *b)
{
    int64_t r_count = b->count;
    while (r_count > 0 && r->limbs[r_count - 1] == 0) {
        r_count--;
    }
    bool opposite = a->negative != b->negative;
    if (r_count > 0 && opposite) {
        q->limbs[q_count] = mpn_add_1(q->limbs, q->limbs, q_count, 1);
        mpn_sub(r->limbs, b->limbs, b->count, r->limbs, b->count);
    } else {
        q->limbs[q_count] = 0;
    }
    own_value quotient = int_finish(rt, q, q_count + 1, opposite);
    own_value remainder = int_finish(rt, r, b->count, b->negative);
    if (what == BOTH) {
        own_value both[] = {quotient, remainder};
        return int_pair(rt, both);
    }
    release(rt, what == QUOTIENT ? remainder : quotient);
    return what == QUOTIENT ? quotient : remainder;
}

static own_value divide(struct ouro *rt, struct int_view const *a, struct int_view const *b, enum division what)
{
    int64_t q_count = a->count >= b->count ? a->count - b->count + 1 : 1;
    struct integer *q = int_allocate(rt, q_count + 1);
    struct integer *r = q == NULL ? NULL : int_allocate(rt, b->count);
    bool done = r != NULL;
    if (done && a->count < b->count) {
        q->limbs[0] = 0;
        memset(r->limbs, 0, (size_t)b->count * sizeof r->limbs[0]);
        if (a->count > 0) {
            mpn_copyi(r->limbs, a->limbs, a->count);
        }
    } else if (done && b->count == 1) {
        r->limbs[0] = mpn_divrem_1(q->limbs, 0, a->limbs, a->count, b->limbs[0]);
    } else if (done) {
        done = limbs_divide(rt, q->limbs, r->limbs, a->limbs, a->count, b->limbs, b->count);
    }
    if (!done) {
        release(rt, q == NULL ? own_nothing : own_object(q));
        release(rt, r == NULL ? own_nothing : own_object(r));
        return own_nothing;
    }
    return floor_results(rt, what, q, q_count, r, a, b);
}

// Limb i of a in two's complement, sign extended. *carry runs along: 1 at the start for negative numbers.
static uint64_t twos_limb(struct int_view const *a, int64_t i, uint64_t *carry)
{
    uint64_t limb = i < a->count ? a->limbs[i] : 0;
    if (!a->negative) {
        return limb;
    }
    limb = ~limb + *carry;
    *carry = *carry && limb == 0;
    return limb;
}

static own_value bitwise(struct ouro *rt, enum binary_operator op, struct int_view const *a, struct int_view const *b)
{
    int64_t count = (a->count > b->count ? a->count : b->count) + 1;
    struct integer *n = int_allocate(rt, count);
    if (n == NULL) {
        return own_nothing;
    }
    uint64_t carry_a = 1, carry_b = 1;
    for (int64_t i = 0; i < count; i++) {
        uint64_t x = twos_limb(a, i, &carry_a), y = twos_limb(b, i, &carry_b);
        n->limbs[i] = op == BINARY_AND ? x & y : op == BINARY_OR ? x | y : x ^ y;
    }
    bool negative = n->limbs[count - 1] >> 63;
    if (negative) {
        mpn_neg(n->limbs, n->limbs, count);
    }
    return int_finish(rt, n, count, negative);
}

static own_value shift_left(struct ouro *rt, struct int_view const *a, ref_value by)
{
    int64_t bits;
    if (int_sign(rt, by) < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "negative shift count");
    }
    if (a->count == 0) {
        return own_small_int(0);
    }
    if (!int_to_int64(rt, by, &bits)) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "too many digits in integer");
    }
    int64_t limbs = bits / 64;
    if (limbs >= INT_LIMBS_MOST - a->count - 1) {
        return error_no_memory(rt);
    }
    struct integer *n = int_allocate(rt, a->count + limbs + 1);
    if (n == NULL) {
        return own_nothing;
    }
    memset(n->limbs, 0, (size_t)limbs * sizeof n->limbs[0]);
    unsigned rest = (unsigned)(bits % 64);
    if (rest != 0) {
        n->limbs[a->count + limbs] = mpn_lshift(n->limbs + limbs, a->limbs, a->count, rest);
    } else {
        mpn_copyi(n->limbs + limbs, a->limbs, a->count);
        n->limbs[a->count + limbs] = 0;
    }
    return int_finish(rt, n, a->count + limbs + 1, a->negative);
}

// Floors: for negative numbers, one is added to the magnitude when a bit that is not 0 falls out.
static own_value shift_right(struct ouro *rt, struct int_view const *a, ref_value by)
{
    int64_t bits;
    if (int_sign(rt, by) < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "negative shift count");
    }
    if (!int_to_int64(rt, by, &bits) || bits / 64 >= a->count) {
        return own_small_int(a->negative ? -1 : 0);
    }
    int64_t limbs = bits / 64, count = a->count - limbs;
    struct integer *n = int_allocate(rt, count + 1);
    if (n == NULL) {
        return own_nothing;
    }
    unsigned rest = (unsigned)(bits % 64);
    uint64_t lost = 0;
    for (int64_t i = 0; i < limbs; i++) {
        lost |= a->limbs[i];
    }
    if (rest != 0) {
        lost |= mpn_rshift(n->limbs, a->limbs + limbs, count, rest);
    } else {
        mpn_copyi(n->limbs, a->limbs + limbs, count);
    }
    n->limbs[count] = a->negative && lost != 0 ? mpn_add_1(n->limbs, n->limbs, count, 1) : 0;
    return int_finish(rt, n, count + 1, a->negative);
}

static own_value small_binary(enum binary_operator op, int64_t a, int64_t b)
{
    int64_t n;
    switch (op) {
    case BINARY_ADD:
        return fits_small_int(n = a + b) ? own_small_int(n) : own_nothing;
    case BINARY_SUB:
        return fits_small_int(n = a - b) ? own_small_int(n) : own_nothing;
    case BINARY_MUL:
        return !__builtin_mul_overflow(a, b, &n) && fits_small_int(n) ? own_small_int(n) : own_nothing;
    case BINARY_AND:
        return own_small_int(a & b);
    case BINARY_OR:
        return own_small_int(a | b);
    case BINARY_XOR:
        return own_small_int(a ^ b);
    case BINARY_RSHIFT:
        return b >= 0 ? own_small_int(a >> (b < 63 ? b : 63)) : own_nothing;
    case BINARY_LSHIFT:
        return b >= 0 && b < 62 && fits_small_int(a) && a <= SMALL_INT_MAX >> b && a >= SMALL_INT_MIN >> b
                   ? own_small_int((int64_t)((uint64_t)a << b))
                   : own_nothing;
    case BINARY_FLOORDIV:
        if (b == 0 || (b == -1 && a == SMALL_INT_MIN)) {
            return own_nothing;
        }
        return own_small_int(a / b - (a % b != 0 && (a ^ b) < 0));
    case BINARY_MOD:
        if (b == 0) {
            return own_nothing;
        }
        n = a % b;
        return own_small_int(n != 0 && (n ^ b) < 0 ? n + b : n);
    default:
        return own_nothing;
    }
}

own_value int_binary(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right)
{
    if (both_small_int(left, right)) {
        own_value n = small_binary(op, small_int(left), small_int(right));
        if (OURO_LIKELY(!failed(n))) {
            return n;
        }
    }
    struct int_view a, b;
    int_view_of(left, &a);
    int_view_of(right, &b);
    switch (op) {
    case BINARY_ADD:
        return add(rt, &a, &b, false);
    case BINARY_SUB:
        return add(rt, &a, &b, true);
    case BINARY_MUL:
        return multiply(rt, &a, &b);
    case BINARY_AND:
    case BINARY_OR:
    case BINARY_XOR:
        return bitwise(rt, op, &a, &b);
    case BINARY_LSHIFT:
        return shift_left(rt, &a, right);
    case BINARY_RSHIFT:
        return shift_right(rt, &a, right);
    case BINARY_FLOORDIV:
    case BINARY_MOD:
    case BINARY_DIVMOD:
        if (b.count == 0) {
            return error_raise(rt, TYPE_ZERO_DIVISION_ERROR,
                               op == BINARY_MOD ? "integer modulo by zero" : "integer division or modulo by zero");
        }
        return divide(rt, &a, &b, op == BINARY_FLOORDIV ? QUOTIENT : op == BINARY_MOD ? REMAINDER : BOTH);
    case BINARY_TRUEDIV:
        return int_true_divide(rt, left, right);
    case BINARY_POW:
        return int_power_modulo(rt, left, right, ref_none);
    default:
        return own_not_implemented;
    }
}
