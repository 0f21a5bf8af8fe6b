// SPDX-License-Identifier: MIT
// math: sums that lose nothing: fsum, hypot, dist.
#include "lib/math_module.h"
#include "object/error.h"
#include "object/float.h"
#include "object/operation.h"
#include "object/tuple.h"

#include <math.h>

// The partial sums of fsum: no two overlap, in increasing size; their exact sum is the sum of all that was added
// (Shewchuk, "Adaptive precision floating-point arithmetic", 1997).
struct partials {
    double *items;
    uint64_t count;
    uint64_t capacity;
    double local[32];
    double special;  // the sum of infinities and NaNs
    double infinite; // the sum of infinities
};

static bool partials_grow(struct ouro *rt, struct partials *p)
{
    uint64_t capacity = p->capacity * 2;
    double *items = heap_raw_allocate(&rt->heap, capacity * sizeof *items);
    if (items == NULL) {
        (void)error_no_memory(rt);
        return false;
    }
    memcpy(items, p->items, p->count * sizeof *items);
    if (p->items != p->local) {
        heap_raw_free(&rt->heap, p->items, p->capacity * sizeof *items);
    }
    p->items = items;
    p->capacity = capacity;
    return true;
}

// Adds x, which is finite. Result: the top partial sum; not finite when it overflowed.
static bool partials_add(struct ouro *rt, struct partials *p, double given)
{
    double x = given;
    uint64_t kept = 0;
    for (uint64_t i = 0; i < p->count; i++) {
        double y = p->items[i];
        if (fabs(x) < fabs(y)) {
            double swap = x;
            x = y;
            y = swap;
        }
        double volatile high = x + y; // volatile: no wider register, no other order
        double volatile rest = high - x;
        double low = y - rest;
        if (low != 0.0) {
            p->items[kept++] = low;
        }
        x = high;
    }
    p->count = kept;
    if (x == 0.0) {
        return true;
    }
    if (!isfinite(x)) {
        if (isfinite(given)) {
            error_raise(rt, TYPE_OVERFLOW_ERROR, "intermediate overflow in fsum");
            return false;
        }
        if (isinf(given)) {
            p->infinite += given;
        }
        p->special += given;
        p->count = 0;
        return true;
    }
    if (p->count == p->capacity && !partials_grow(rt, p)) {
        return false;
    }
    p->items[p->count++] = x;
    return true;
}

// The partial sums as one double, rounded half to even once.
static double partials_total(struct partials const *p)
{
    if (p->count == 0) {
        return 0.0;
    }
    uint64_t n = p->count;
    double volatile high = p->items[--n];
    double low = 0.0;
    while (n > 0) {
        double x = high, y = p->items[--n];
        high = x + y;
        double volatile rest = high - x;
        low = y - rest;
        if (low != 0.0) {
            break;
        }
    }
    // A tie is decided by the sign of what comes below it.
    if (n > 0 && ((low < 0.0 && p->items[n - 1] < 0.0) || (low > 0.0 && p->items[n - 1] > 0.0))) {
        double y = low * 2.0;
        double volatile x = high + y;
        double volatile rest = x - high;
        if (y == rest) {
            high = x;
        }
    }
    return high;
}

own_value math_fsum(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value iterator = operation_iterate(rt, args[0]);
    if (failed(iterator)) {
        return own_nothing;
    }
    struct partials p = {.count = 0, .capacity = 32};
    p.items = p.local;
    bool good;
    for (;;) {
        own_value item = operation_next(rt, lend(iterator));
        good = !failed(item);
        if (!good || is_stop(lend(item))) {
            break;
        }
        double x;
        good = operation_double(rt, lend(item), &x);
        release(rt, item);
        good = good && partials_add(rt, &p, x);
        if (!good) {
            break;
        }
    }
    release(rt, iterator);
    own_value result = own_nothing;
    if (good && p.special != 0.0) {
        result = isnan(p.infinite) ? error_raise(rt, TYPE_VALUE_ERROR, "-inf + inf in fsum") : float_new(rt, p.special);
    } else if (good) {
        result = float_new(rt, partials_total(&p));
    }
    if (p.items != p.local) {
        heap_raw_free(&rt->heap, p.items, p.capacity * sizeof *p.items);
    }
    return result;
}

// Norm of a vector
// ------------------------------------------------------------------------------------------------------

// A sum that starts at 1 and keeps what rounding loses beside it (Neumaier's compensation for terms in [0, 1]).
struct compensated {
    double sum;
    double lost[3]; // of the high squares, the mixed products, the low squares
};

static void compensated_add(struct compensated *c, int part, double x)
{
    double old = c->sum;
    c->sum += x;
    c->lost[part] += (old - c->sum) + x;
}

static void halves(double x, double *high, double *low) // Veltkamp's splitting
{
    double t = x * 134217729.0;
    *high = t - (t - x);
    *low = x - *high;
}

static double compensated_total(struct compensated const *c)
{
    return c->sum - 1.0 + (c->lost[0] + c->lost[1] + c->lost[2]);
}

// The square root of the sum of squares of `count` sizes whose largest is `most`. The root is corrected by one step of
// Newton's method on the exactly known residue, so that it is nearly always correctly rounded.
static double vector_norm(double const *vector, uint64_t count, double most, bool has_nan)
{
    if (isinf(most)) {
        return most;
    }
    if (has_nan) {
        return (double)NAN;
    }
    if (most == 0.0 || count <= 1) {
        return most;
    }
    int exponent;
    (void)frexp(most, &exponent);
    struct compensated c = {.sum = 1.0};
    if (exponent < -1023) { // 2^-exponent would overflow
        for (uint64_t i = 0; i < count; i++) {
            double x = vector[i] / most;
            compensated_add(&c, 0, x * x);
        }
        return most * sqrt(c.sum - 1.0 + c.lost[0]);
    }
    double scale = ldexp(1.0, -exponent), high, low;
    for (uint64_t i = 0; i < count; i++) {
        halves(vector[i] * scale, &high, &low);
        compensated_add(&c, 0, high * high);
        compensated_add(&c, 1, 2.0 * high * low);
        c.lost[2] += low * low;
    }
    double root = sqrt(compensated_total(&c));
    halves(root, &high, &low);
    compensated_add(&c, 0, -high * high);
    compensated_add(&c, 1, -2.0 * high * low);
    compensated_add(&c, 2, -low * low);
    return (root + compensated_total(&c) / (2.0 * root)) / scale;
}

#define LOCAL_DIMENSIONS 20

// The sizes of a vector's coordinates.
struct coordinates {
    double *items;
    uint64_t count;
    double most;
    bool has_nan;
    double local[LOCAL_DIMENSIONS];
};

static bool coordinates_open(struct ouro *rt, struct coordinates *c, uint64_t count)
{
    c->items = c->local;
    c->count = count;
    c->most = 0.0;
    c->has_nan = false;
    if (count > LOCAL_DIMENSIONS) {
        c->items = heap_raw_allocate(&rt->heap, count * sizeof *c->items);
        if (c->items == NULL) {
            (void)error_no_memory(rt);
            return false;
        }
    }
    return true;
}

static void coordinates_put(struct coordinates *c, uint64_t i, double x)
{
    x = fabs(x);
    c->items[i] = x;
    c->has_nan |= isnan(x);
    if (x > c->most) {
        c->most = x;
    }
}

static own_value coordinates_close(struct ouro *rt, struct coordinates *c, bool good)
{
    double norm = good ? vector_norm(c->items, c->count, c->most, c->has_nan) : 0.0;
    if (c->items != c->local) {
        heap_raw_free(&rt->heap, c->items, c->count * sizeof *c->items);
    }
    return good ? float_new(rt, norm) : own_nothing;
}

own_value math_hypot(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    struct coordinates c;
    if (!coordinates_open(rt, &c, count)) {
        return own_nothing;
    }
    bool good = true;
    for (uint32_t i = 0; good && i < count; i++) {
        double x;
        good = operation_double(rt, args[i], &x);
        if (good) {
            coordinates_put(&c, i, x);
        }
    }
    return coordinates_close(rt, &c, good);
}

own_value math_dist(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value p = is_tuple(rt, args[0]) ? retain(args[0]) : operation_tuple(rt, args[0]);
    own_value q = failed(p) ? own_nothing : is_tuple(rt, args[1]) ? retain(args[1]) : operation_tuple(rt, args[1]);
    own_value result = own_nothing;
    struct coordinates c;
    if (failed(q)) {
        release(rt, p);
        return own_nothing;
    }
    uint64_t length = as_tuple(lend(p))->length;
    if (as_tuple(lend(q))->length != length) {
        error_raise(rt, TYPE_VALUE_ERROR, "both points must have the same number of dimensions");
    } else if (coordinates_open(rt, &c, length)) {
        bool good = true;
        for (uint64_t i = 0; good && i < length; i++) {
            double x, y;
            good = operation_double(rt, tuple_item(lend(p), i), &x) && operation_double(rt, tuple_item(lend(q), i), &y);
            if (good) {
                coordinates_put(&c, i, x - y);
            }
        }
        result = coordinates_close(rt, &c, good);
    }
    release(rt, p);
    release(rt, q);
    return result;
}
