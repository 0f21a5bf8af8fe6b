// SPDX-License-Identifier: MIT
// Greatest common divisor of ints: Lehmer's algorithm (Knuth, The Art of Computer Programming, 4.5.2, algorithm L, with
// Jebelean's condition for the quotients): most steps work on the leading 62 bits and are applied to all limbs at once.
#include "core/poll.h"
#include "object/error.h"
#include "object/int_limbs.h"

#include <gmp.h>

static uint64_t gcd_words(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

// Two magnitudes with `count` limbs of room each, a >= b, high limbs of b zero; and two more as scratch.
struct gcd_work {
    uint64_t *a, *b, *spare_a, *spare_b;
    int64_t count; // limbs of a, its top one not zero
};

static int64_t trimmed(uint64_t const *limbs, int64_t count)
{
    while (count > 0 && limbs[count - 1] == 0) {
        count--;
    }
    return count;
}

// a, b = b, a % b. false: MemoryError.
static bool divide_step(struct ouro *rt, struct gcd_work *w)
{
    int64_t size = trimmed(w->b, w->count);
    uint64_t *quotient = w->spare_a, *rest = w->spare_b;
    if (size == 1) {
        rest[0] = mpn_divrem_1(quotient, 0, w->a, w->count, w->b[0]);
    } else if (!limbs_divide(rt, quotient, rest, w->a, w->count, w->b, size)) {
        return false;
    }
    uint64_t *old = w->a;
    w->a = w->b;
    w->b = rest;
    w->spare_b = old;
    w->count = size;
    return true;
}

// The 62 bits of `limbs` that stand where the leading 62 bits of a are.
static int64_t leading(uint64_t const *limbs, int64_t count, int shift)
{
    uint64_t high = limbs[count - 1], low = limbs[count - 2];
    uint64_t word = shift == 0 ? high : high << shift | low >> (64 - shift);
    return (int64_t)(word >> 2);
}

// One round of Lehmer's steps. false: no step was certain.
static bool lehmer_step(struct gcd_work *w)
{
    int shift = __builtin_clzll(w->a[w->count - 1]);
    int64_t x = leading(w->a, w->count, shift), y = leading(w->b, w->count, shift);
    int64_t a = 1, b = 0, c = 0, d = 1; // the matrix, signs apart
    bool odd = false, any = false;
    while (y != c) {
        int64_t q = (x + (a - 1)) / (y - c);
        int64_t s, rest, u;
        if (__builtin_mul_overflow(q, y, &rest) || __builtin_sub_overflow(x, rest, &rest) ||
            __builtin_mul_overflow(q, d, &s) || __builtin_add_overflow(s, b, &s) || s > rest ||
            __builtin_mul_overflow(q, c, &u) || __builtin_add_overflow(u, a, &u)) {
            break;
        }
        x = y;
        y = rest;
        a = d;
        b = c;
        c = s;
        d = u;
        odd = !odd;
        any = true;
    }
    if (!any) {
        return false;
    }
    uint64_t const *first = odd ? w->b : w->a, *second = odd ? w->a : w->b;
    mpn_mul_1(w->spare_a, first, w->count, (uint64_t)a);
    mpn_submul_1(w->spare_a, second, w->count, (uint64_t)b);
    mpn_mul_1(w->spare_b, second, w->count, (uint64_t)d);
    mpn_submul_1(w->spare_b, first, w->count, (uint64_t)c);
    uint64_t *old_a = w->a, *old_b = w->b;
    w->a = w->spare_a;
    w->b = w->spare_b;
    w->spare_a = old_a;
    w->spare_b = old_b;
    w->count = trimmed(w->a, w->count);
    return true;
}

static own_value gcd_long(struct ouro *rt, struct int_view const *a, struct int_view const *b)
{
    int64_t room = a->count + 1;
    size_t bytes = (size_t)room * 4 * sizeof(uint64_t);
    uint64_t *memory = heap_raw_allocate_zeroed(&rt->heap, bytes);
    if (memory == NULL) {
        return error_no_memory(rt);
    }
    struct gcd_work w = {memory, memory + room, memory + 2 * room, memory + 3 * room, a->count};
    memcpy(w.a, a->limbs, (size_t)a->count * sizeof *w.a);
    memcpy(w.b, b->limbs, (size_t)b->count * sizeof *w.b);
    bool good = true;
    while (good && w.count > 1 && trimmed(w.b, w.count) > 0) {
        good = poll_native(rt, 2 * (uint64_t)w.count);
        if (good && !lehmer_step(&w)) {
            // What lies above the remainder's limbs must be zero.
            memset(w.spare_b, 0, (size_t)room * sizeof *w.spare_b);
            good = divide_step(rt, &w);
        }
    }
    own_value result = own_nothing;
    if (good && w.count <= 1) {
        result = int_from_uint64(rt, gcd_words(w.a[0], w.b[0]));
    } else if (good) {
        struct integer *n = int_allocate(rt, w.count);
        if (n != NULL) {
            memcpy(n->limbs, w.a, (size_t)w.count * sizeof *w.a);
            result = int_finish(rt, n, w.count, false);
        }
    }
    heap_raw_free(&rt->heap, memory, bytes);
    return result;
}

own_value int_gcd(struct ouro *rt, ref_value left, ref_value right)
{
    struct int_view views[2];
    int_view_of(left, &views[0]);
    int_view_of(right, &views[1]);
    struct int_view const *a = &views[0], *b = &views[1];
    if (a->count <= 1 && b->count <= 1) {
        return int_from_uint64(rt, gcd_words(a->count == 0 ? 0 : a->limbs[0], b->count == 0 ? 0 : b->limbs[0]));
    }
    bool smaller = a->count < b->count || (a->count == b->count && mpn_cmp(a->limbs, b->limbs, a->count) < 0);
    return smaller ? gcd_long(rt, b, a) : gcd_long(rt, a, b);
}

int64_t int_bit_length(ref_value v)
{
    struct int_view view;
    int_view_of(v, &view);
    return view.count == 0 ? 0 : view.count * 64 - __builtin_clzll(view.limbs[view.count - 1]);
}
