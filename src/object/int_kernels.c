// SPDX-License-Identifier: MIT
// Products and quotients of long integers. GMP's low-level functions do the work on operands of up to BLOCK_LIMBS
// limbs, where they take scratch from the C stack only; larger ones are cut into such blocks, with scratch from our
// heap.
#include "core/poll.h"
#include "object/error.h"
#include "object/int_limbs.h"

#include <gmp.h>

// Up to here mpn_mul, mpn_sqr and mpn_tdiv_qr call no malloc (int_test.c checks it).
#define BLOCK_LIMBS 1000

// Below this many limbs a product costs less than what surrounds it.
#define POLL_LIMBS 32

// Work of a product or quotient of so many limbs.
static uint64_t product_units(int64_t na, int64_t nb)
{
    return (uint64_t)(na * nb) / 16;
}

static uint64_t *take(struct ouro *rt, int64_t limbs)
{
    uint64_t *memory = heap_raw_allocate(&rt->heap, (size_t)limbs * sizeof *memory);
    if (memory == NULL) {
        error_no_memory(rt);
    }
    return memory;
}

static void give_back(struct ouro *rt, uint64_t *memory, int64_t limbs)
{
    heap_raw_free(&rt->heap, memory, (size_t)limbs * sizeof *memory);
}

// Scratch that karatsuba needs for factors of n limbs: each level takes 4 * (half + 1), the next one works on half + 1.
static int64_t karatsuba_scratch(int64_t n)
{
    int64_t total = 0;
    while (n > BLOCK_LIMBS) {
        n = (n + 1) / 2 + 1;
        total += 4 * n;
    }
    return total;
}

// product (2n limbs) = a * b, both of n limbs, by Karatsuba's identity:
// (a1 x + a0)(b1 x + b0) = a1 b1 x^2 + ((a1 + a0)(b1 + b0) - a1 b1 - a0 b0) x + a0 b0.
static bool karatsuba(struct ouro *rt, uint64_t *product, uint64_t const *a, uint64_t const *b, int64_t n,
                      uint64_t *scratch)
{
    if (n <= BLOCK_LIMBS) {
        if (a == b) {
            mpn_sqr(product, a, n);
        } else {
            mpn_mul_n(product, a, b, n);
        }
        return poll_native(rt, product_units(n, n));
    }
    int64_t low = (n + 1) / 2, high = n - low, sum = low + 1;
    uint64_t *sum_a = scratch, *sum_b = scratch + sum, *middle = scratch + 2 * sum, *rest = scratch + 4 * sum;
    sum_a[low] = mpn_add(sum_a, a, low, a + low, high);
    sum_b[low] = mpn_add(sum_b, b, low, b + low, high);
    if (!karatsuba(rt, middle, sum_a, a == b ? sum_a : sum_b, sum, rest) || !karatsuba(rt, product, a, b, low, rest) ||
        !karatsuba(rt, product + 2 * low, a + low, a == b ? a + low : b + low, high, rest)) {
        return false;
    }
    mpn_sub(middle, middle, 2 * sum, product, 2 * low);
    mpn_sub(middle, middle, 2 * sum, product + 2 * low, 2 * high);
    int64_t used = 2 * sum;
    while (used > 0 && middle[used - 1] == 0) {
        used--;
    }
    if (used > 0) {
        mpn_add(product + low, product + low, 2 * n - low, middle, used);
    }
    return true;
}

// Factors of unlike length: a in pieces of nb limbs, each times b, added up. The last piece may be shorter.
static bool multiply_pieces(struct ouro *rt, uint64_t *product, uint64_t const *a, int64_t na, uint64_t const *b,
                            int64_t nb)
{
    int64_t scratch_limbs = karatsuba_scratch(nb), piece_limbs = 2 * nb;
    uint64_t *scratch = take(rt, scratch_limbs + piece_limbs);
    if (scratch == NULL) {
        return false;
    }
    uint64_t *piece = scratch + scratch_limbs;
    memset(product, 0, (size_t)(na + nb) * sizeof *product);
    bool done = true;
    for (int64_t at = 0; done && at < na; at += nb) {
        int64_t length = na - at < nb ? na - at : nb;
        if (length == nb) {
            done = karatsuba(rt, piece, a + at, b, nb, scratch);
        } else {
            done = limbs_multiply(rt, piece, b, nb, a + at, length);
        }
        if (done) {
            mpn_add(product + at, product + at, na + nb - at, piece, nb + length);
        }
    }
    give_back(rt, scratch, scratch_limbs + piece_limbs);
    return done;
}

bool limbs_multiply(struct ouro *rt, uint64_t *product, uint64_t const *a, int64_t na, uint64_t const *b, int64_t nb)
{
    OURO_ASSERT(na >= nb && nb >= 1);
    if (na <= BLOCK_LIMBS) {
        if (a == b && na == nb) {
            mpn_sqr(product, a, na);
        } else {
            mpn_mul(product, a, na, b, nb);
        }
        return na < POLL_LIMBS || poll_native(rt, product_units(na, nb));
    }
    if (na != nb) {
        return multiply_pieces(rt, product, a, na, b, nb);
    }
    int64_t limbs = karatsuba_scratch(na);
    uint64_t *scratch = take(rt, limbs);
    if (scratch == NULL) {
        return false;
    }
    bool done = karatsuba(rt, product, a, b, na, scratch);
    give_back(rt, scratch, limbs);
    return done;
}

// Schoolbook division over blocks of `half` limbs (Knuth's algorithm D with limb = block): see limbs_divide.
struct division {
    uint64_t *rest;    // the dividend, shifted, and what is left of it
    uint64_t *divisor; // shifted so that its top bit is set
    uint64_t *product; // of a quotient block and the divisor
    int64_t n;         // limbs of the divisor
};

// The quotient of rest[at .. at + n + half) by the divisor, `half` limbs: estimated from the top two blocks by the top
// block of the divisor, which is at most 2 too large; the remainder stays in rest.
static bool divide_step(struct ouro *rt, struct division *d, int64_t at, int64_t half, uint64_t *quotient)
{
    uint64_t *rest = d->rest + at;
    uint64_t const *top = rest + d->n - half, *lead = d->divisor + d->n - half;
    uint64_t estimate[BLOCK_LIMBS / 2 + 1], lost[BLOCK_LIMBS / 2];
    mpn_tdiv_qr(estimate, lost, 0, top, 2 * half, lead, half);
    if (estimate[half] != 0) { // the quotient fits `half` limbs: the largest such number is never too small
        memset(estimate, 0xff, (size_t)half * sizeof *estimate);
    }
    memcpy(quotient, estimate, (size_t)half * sizeof *quotient);
    if (!limbs_multiply(rt, d->product, d->divisor, d->n, quotient, half)) {
        return false;
    }
    uint64_t borrow = mpn_sub_n(rest, rest, d->product, d->n + half);
    while (borrow != 0) {
        mpn_sub_1(quotient, quotient, half, 1);
        borrow -= mpn_add(rest, rest, d->n + half, d->divisor, d->n);
    }
    return true;
}

static bool divide_blocks(struct ouro *rt, uint64_t *quotient, uint64_t *remainder, uint64_t const *a, int64_t na,
                          uint64_t const *b, int64_t nb)
{
    // Blocks no longer than the quotient: a short one costs no more than its length asks for. The dividend grows by a
    // limb when it is shifted; its top block is below the divisor, as each step wants.
    int64_t const q_limbs = na - nb + 1;
    int64_t const half = q_limbs < BLOCK_LIMBS / 2 ? q_limbs : BLOCK_LIMBS / 2;
    int64_t blocks = (q_limbs + half - 1) / half;
    int64_t rest_limbs = nb + blocks * half, product_limbs = nb + half, total = rest_limbs + nb + product_limbs + half;
    uint64_t *memory = take(rt, total);
    if (memory == NULL) {
        return false;
    }
    struct division d = {memory, memory + rest_limbs, memory + rest_limbs + nb, nb};
    uint64_t *block = d.product + product_limbs;
    unsigned shift = (unsigned)__builtin_clzll(b[nb - 1]);
    memset(d.rest, 0, (size_t)rest_limbs * sizeof *d.rest);
    if (shift != 0) {
        mpn_lshift(d.divisor, b, nb, shift);
        d.rest[na] = mpn_lshift(d.rest, a, na, shift);
    } else {
        mpn_copyi(d.divisor, b, nb);
        mpn_copyi(d.rest, a, na);
    }
    bool done = true;
    for (int64_t i = blocks - 1; done && i >= 0; i--) {
        done = divide_step(rt, &d, i * half, half, block);
        int64_t fits = q_limbs - i * half < half ? q_limbs - i * half : half;
        if (done && fits > 0) {
            memcpy(quotient + i * half, block, (size_t)fits * sizeof *quotient);
        }
    }
    if (done && shift != 0) {
        mpn_rshift(remainder, d.rest, nb, shift);
    } else if (done) {
        mpn_copyi(remainder, d.rest, nb);
    }
    give_back(rt, memory, total);
    return done;
}

bool limbs_divide(struct ouro *rt, uint64_t *quotient, uint64_t *remainder, uint64_t const *a, int64_t na,
                  uint64_t const *b, int64_t nb)
{
    OURO_ASSERT(na >= nb && nb >= 1 && b[nb - 1] != 0);
    if (na <= BLOCK_LIMBS) {
        mpn_tdiv_qr(quotient, remainder, 0, a, na, b, nb);
        return na < POLL_LIMBS || poll_native(rt, product_units(na, nb));
    }
    if (nb <= BLOCK_LIMBS / 2) {
        // A short divisor: divide from the top, block by block, with the remainder carried in front.
        uint64_t window[BLOCK_LIMBS], part[BLOCK_LIMBS], left[BLOCK_LIMBS / 2];
        int64_t const step = BLOCK_LIMBS / 2;
        int64_t at = (na - nb) / step * step;
        int64_t first = na - at;
        mpn_tdiv_qr(quotient + at, left, 0, a + at, first, b, nb);
        while (at > 0) {
            at -= step;
            memcpy(window, a + at, (size_t)step * sizeof *window);
            memcpy(window + step, left, (size_t)nb * sizeof *window);
            mpn_tdiv_qr(part, left, 0, window, step + nb, b, nb);
            memcpy(quotient + at, part, (size_t)step * sizeof *quotient);
            if (!poll_native(rt, product_units(step, nb))) {
                return false;
            }
        }
        memcpy(remainder, left, (size_t)nb * sizeof *remainder);
        return true;
    }
    return divide_blocks(rt, quotient, remainder, a, na, b, nb);
}
