// SPDX-License-Identifier: MIT
// math: functions of integers, exact whatever their size. Products are split in halves, so that the factors of each
// multiplication are about equally long; between multiplications the runtime may poll.
#include "core/poll.h"
#include "lib/math_module.h"
#include "object/error.h"
#include "object/int.h"
#include "object/operation.h"
#include "vm/vm.h"

#include <math.h>

// Takes both operands, also on failure.
static own_value binary_owned(struct ouro *rt, enum binary_operator op, own_value left, own_value right)
{
    own_value result = failed(left) || failed(right) ? own_nothing : int_binary(rt, op, lend(left), lend(right));
    release(rt, left);
    release(rt, right);
    return result;
}

static own_value absolute(struct ouro *rt, own_value n)
{
    return failed(n) || int_sign(rt, lend(n)) >= 0 ? n : binary_owned(rt, BINARY_SUB, own_small_int(0), n);
}

own_value math_gcd(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    own_value result = own_small_int(0);
    for (uint32_t i = 0; i < count && !failed(result); i++) {
        own_value n = operation_index(rt, args[i]);
        if (failed(n) || !same(lend(result), lend(own_small_int(1)))) { // the others are looked at all the same
            own_value next = failed(n) ? own_nothing : int_gcd(rt, lend(result), lend(n));
            release(rt, result);
            result = next;
        }
        release(rt, n);
    }
    return result;
}

// Least common multiple; takes a, which is not negative.
static own_value lcm_of(struct ouro *rt, own_value a, ref_value b)
{
    if (int_sign(rt, lend(a)) == 0 || int_sign(rt, b) == 0) {
        release(rt, a);
        return own_small_int(0);
    }
    own_value divisor = int_gcd(rt, lend(a), b);
    own_value part = binary_owned(rt, BINARY_FLOORDIV, a, divisor);
    return absolute(rt, failed(part) ? part : binary_owned(rt, BINARY_MUL, part, retain(b)));
}

own_value math_lcm(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    own_value result = own_small_int(1);
    for (uint32_t i = 0; i < count && !failed(result); i++) {
        bool goes_on = poll_native(rt, 16 + (uint64_t)int_bit_length(lend(result)) / 64);
        own_value n = goes_on ? operation_index(rt, args[i]) : own_nothing;
        if (failed(n)) {
            release(rt, result);
            return own_nothing;
        }
        result = lcm_of(rt, result, lend(n));
        release(rt, n);
    }
    return result;
}

// Square root
// -----------------------------------------------------------------------------------------------------------

static uint64_t root_of_word(uint64_t n)
{
    uint64_t root = (uint64_t)sqrt((double)n);
    while (root > UINT32_MAX || root * root > n) {
        root--;
    }
    while (root < UINT32_MAX && (root + 1) * (root + 1) <= n) {
        root++;
    }
    return root;
}

static own_value shifted(struct ouro *rt, enum binary_operator op, ref_value n, int64_t by)
{
    return int_binary(rt, op, n, lend(own_small_int(by)));
}

// floor(sqrt(n)) of n >= 2^64 by Newton steps that double the precision each (Dickinson, "Adaptive-precision integer
// square root"): after each step root is within 1 of sqrt(n >> 2 (half - known)).
static own_value root_of_long(struct ouro *rt, ref_value n)
{
    int64_t half = (int_bit_length(n) - 1) / 2;
    int level = 0;
    while (half >> level > 31) {
        level++;
    }
    int64_t known = half >> level;
    own_value top = shifted(rt, BINARY_RSHIFT, n, 2 * (half - known));
    uint64_t word = 0;
    own_value root = own_nothing;
    if (!failed(top)) {
        (void)int_to_uint64_masked(rt, lend(top), &word);
        root = own_small_int((int64_t)root_of_word(word));
    }
    release(rt, top);
    while (level-- > 0 && !failed(root)) {
        if (!vm_poll(rt)) {
            release(rt, root);
            return own_nothing;
        }
        int64_t before = known;
        known = half >> level;
        own_value part = shifted(rt, BINARY_RSHIFT, n, 2 * half - before - known + 1);
        own_value quotient = failed(part) ? part : binary_owned(rt, BINARY_FLOORDIV, part, retain(lend(root)));
        own_value scaled = failed(quotient) ? own_nothing : shifted(rt, BINARY_LSHIFT, lend(root), known - before - 1);
        release(rt, root);
        root = binary_owned(rt, BINARY_ADD, scaled, quotient);
    }
    own_value square = failed(root) ? own_nothing : int_binary(rt, BINARY_MUL, lend(root), lend(root));
    if (failed(square)) {
        release(rt, root);
        return own_nothing;
    }
    bool above = int_compare(rt, lend(square), n) > 0;
    release(rt, square);
    return above ? binary_owned(rt, BINARY_SUB, root, own_small_int(1)) : root;
}

own_value math_isqrt(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value n = operation_index(rt, args[0]);
    if (failed(n)) {
        return n;
    }
    own_value result = own_nothing;
    if (int_sign(rt, lend(n)) < 0) {
        error_raise(rt, TYPE_VALUE_ERROR, "isqrt() argument must be nonnegative");
    } else if (int_bit_length(lend(n)) <= 64) {
        uint64_t word = 0;
        (void)int_to_uint64_masked(rt, lend(n), &word);
        result = own_small_int((int64_t)root_of_word(word));
    } else {
        result = root_of_long(rt, lend(n));
    }
    release(rt, n);
    return result;
}

// Factorial
// -------------------------------------------------------------------------------------------------------------

// The product of the odd numbers from `from` on, `count` of them.
static own_value odd_product(struct ouro *rt, uint64_t from, uint64_t count)
{
    uint64_t product = 1, i = 0;
    while (i < count && !__builtin_mul_overflow(product, from + 2 * i, &product)) {
        i++;
    }
    if (i == count) {
        return int_from_uint64(rt, product);
    }
    if (!vm_poll(rt)) {
        return own_nothing;
    }
    own_value low = odd_product(rt, from, count / 2);
    own_value high = failed(low) ? own_nothing : odd_product(rt, from + count / 2 * 2, count - count / 2);
    return binary_owned(rt, BINARY_MUL, low, high);
}

// n! = 2^(n - bits set in n) times the product over i of the odd parts of (n >> i)!.
static own_value factorial_of(struct ouro *rt, uint64_t n)
{
    own_value inner = own_small_int(1), outer = own_small_int(1);
    uint64_t done = 1; // odd numbers up to this are in `inner`
    for (int i = n < 2 ? -1 : 63 - __builtin_clzll(n); i >= 0 && !failed(outer); i--) {
        uint64_t most = n >> i, top = most - (most % 2 == 0);
        if (top > done) {
            inner = binary_owned(rt, BINARY_MUL, inner, odd_product(rt, done + 2, (top - done) / 2));
            done = top;
        }
        outer = binary_owned(rt, BINARY_MUL, outer, failed(inner) ? own_nothing : retain(lend(inner)));
    }
    release(rt, inner);
    if (failed(outer)) {
        return outer;
    }
    return binary_owned(rt, BINARY_LSHIFT, outer, own_small_int((int64_t)(n - (uint64_t)__builtin_popcountll(n))));
}

own_value math_factorial(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value n = operation_index(rt, args[0]);
    if (failed(n)) {
        return n;
    }
    int64_t word;
    own_value result = own_nothing;
    if (int_sign(rt, lend(n)) < 0) {
        error_raise(rt, TYPE_VALUE_ERROR, "factorial() not defined for negative values");
    } else if (!int_to_int64(rt, lend(n), &word)) {
        error_raise(rt, TYPE_OVERFLOW_ERROR, "factorial() argument should not exceed %lld", (long long)INT64_MAX);
    } else {
        result = factorial_of(rt, (uint64_t)word);
    }
    release(rt, n);
    return result;
}

// Arrangements and selections
// -------------------------------------------------------------------------------------------

// (n - from)(n - from - 1)...(n - to + 1), n >= to > from.
static own_value falling_product(struct ouro *rt, ref_value n, uint64_t from, uint64_t to)
{
    if (to - from == 1) {
        return int_binary(rt, BINARY_SUB, n, lend(own_small_int((int64_t)from)));
    }
    if (is_small_int(n)) {
        uint64_t product = 1, i = from, top = (uint64_t)small_int(n);
        while (i < to && !__builtin_mul_overflow(product, top - i, &product)) {
            i++;
        }
        if (i == to) {
            return int_from_uint64(rt, product);
        }
    }
    if (!vm_poll(rt)) {
        return own_nothing;
    }
    uint64_t middle = from + (to - from) / 2;
    own_value left = falling_product(rt, n, from, middle);
    own_value right = failed(left) ? own_nothing : falling_product(rt, n, middle, to);
    return binary_owned(rt, BINARY_MUL, left, right);
}

// C(n, k) when every step fits a word. false: take the long way.
static bool select_words(uint64_t n, uint64_t k, uint64_t *out)
{
    unsigned __int128 result = 1;
    for (uint64_t i = 0; i < k; i++) {
        result = result * (n - i) / (i + 1);
        if (result > UINT64_MAX) {
            return false;
        }
    }
    *out = (uint64_t)result;
    return true;
}

static own_value select_of(struct ouro *rt, ref_value n, uint64_t k)
{
    uint64_t small;
    if (k == 0) {
        return own_small_int(1);
    }
    if (is_small_int(n) && select_words((uint64_t)small_int(n), k, &small)) {
        return int_from_uint64(rt, small);
    }
    own_value above = falling_product(rt, n, 0, k);
    own_value below = failed(above) ? own_nothing : factorial_of(rt, k);
    return binary_owned(rt, BINARY_FLOORDIV, above, below);
}

// Reads n and k, neither negative. false: error pending, nothing owned.
static bool read_pair(struct ouro *rt, ref_value const *args, own_value *n, own_value *k)
{
    *n = operation_index(rt, args[0]);
    *k = failed(*n) ? own_nothing : operation_index(rt, args[1]);
    bool good = !failed(*k);
    for (int i = 0; good && i < 2; i++) {
        if (int_sign(rt, lend(i == 0 ? *n : *k)) < 0) {
            error_raise(rt, TYPE_VALUE_ERROR, "%s must be a non-negative integer", i == 0 ? "n" : "k");
            good = false;
        }
    }
    if (good) { // of a bool or of a subclass: its plain number
        *n = binary_owned(rt, BINARY_ADD, *n, own_small_int(0));
        good = !failed(*n);
    }
    if (!good) {
        release(rt, give(*n));
        release(rt, give(*k));
    }
    return good;
}

own_value math_comb(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value n, k;
    if (!read_pair(rt, args, &n, &k)) {
        return own_nothing;
    }
    own_value other = int_binary(rt, BINARY_SUB, lend(n), lend(k)), result = own_nothing;
    if (!failed(other) && int_sign(rt, lend(other)) < 0) {
        result = own_small_int(0);
    } else if (!failed(other)) {
        int64_t least;
        bool swap = int_compare(rt, lend(other), lend(k)) < 0;
        if (int_to_int64(rt, lend(swap ? other : k), &least)) {
            result = select_of(rt, lend(n), (uint64_t)least);
        } else {
            error_raise(rt, TYPE_OVERFLOW_ERROR, "min(n - k, k) must not exceed %lld", (long long)INT64_MAX);
        }
    }
    release(rt, other);
    release(rt, k);
    release(rt, n);
    return result;
}

own_value math_perm(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (count == 1 || is_none(args[1])) {
        return math_factorial(rt, args, 1, ref_nothing);
    }
    own_value n, k, result = own_nothing;
    if (!read_pair(rt, args, &n, &k)) {
        return own_nothing;
    }
    int64_t times;
    if (int_compare(rt, lend(n), lend(k)) < 0) {
        result = own_small_int(0);
    } else if (!int_to_int64(rt, lend(k), &times)) {
        error_raise(rt, TYPE_OVERFLOW_ERROR, "k must not exceed %lld", (long long)INT64_MAX);
    } else {
        result = times == 0 ? own_small_int(1) : falling_product(rt, lend(n), 0, (uint64_t)times);
    }
    release(rt, k);
    release(rt, n);
    return result;
}

own_value math_prod(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"", "start"};
    static struct signature const signature = {"prod", names, 2, 1, 1, 1};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    own_value iterator = operation_iterate(rt, given[0]);
    own_value result = failed(iterator) ? own_nothing : is_nothing(given[1]) ? own_small_int(1) : retain(given[1]);
    while (!failed(result)) {
        own_value item = operation_next(rt, lend(iterator));
        if (is_stop(lend(item))) {
            break;
        }
        own_value product = failed(item) ? own_nothing : operation_binary(rt, BINARY_MUL, lend(result), lend(item));
        release(rt, item);
        release(rt, result);
        result = product;
    }
    release(rt, iterator);
    return result;
}
