// SPDX-License-Identifier: MIT
// Long integers without an interpreter: identities on random numbers of all sizes, text in all bases, failing memory;
// and GMP must never take memory of its own.
#include "test_runtime.h"

#include "object/int_limbs.h"
#include "object/str.h"

#include <gmp.h>
#include <string.h>

static uint64_t gmp_calls;

static void *count_allocate(size_t size)
{
    gmp_calls++;
    return malloc(size);
}
static void *count_resize(void *old, size_t old_size, size_t size)
{
    (void)old_size;
    gmp_calls++;
    return realloc(old, size);
}
static void count_free(void *memory, size_t size)
{
    (void)size;
    free(memory);
}

static uint64_t random_limb(uint64_t *random)
{
    uint64_t high = random_next(random);
    return high << 62 | (uint64_t)random_next(random) << 31 | random_next(random);
}

// Limbs of all kinds: random, all ones, zeros with a few bits.
static own_value random_int(struct ouro *rt, uint64_t *random, int64_t limbs)
{
    struct integer *n = int_allocate(rt, limbs);
    assert_non_null(n);
    uint32_t kind = random_next(random) % 4;
    for (int64_t i = 0; i < limbs; i++) {
        uint64_t limb = random_limb(random);
        n->limbs[i] = kind == 0 ? UINT64_MAX : kind == 1 && limb % 16 != 0 ? 0 : limb;
    }
    if (limbs > 0 && n->limbs[limbs - 1] == 0) {
        n->limbs[limbs - 1] = 1;
    }
    return int_finish(rt, n, limbs, random_next(random) % 2);
}

static own_value combine(struct ouro *rt, enum binary_operator op, ref_value a, ref_value b)
{
    own_value v = int_binary(rt, op, a, b);
    assert_false(failed(v));
    if (is_object(lend(v))) {
        struct integer *n = (struct integer *)as_object(lend(v));
        int64_t count = n->size < 0 ? -n->size : n->size;
        assert_true(count > 1 || (count == 1 && n->limbs[0] > (uint64_t)SMALL_INT_MAX));
        assert_true(n->limbs[count - 1] != 0);
    }
    return v;
}

// Takes both.
static void expect_same(struct ouro *rt, own_value a, own_value b)
{
    assert_int_equal(int_compare(rt, lend(a), lend(b)), 0);
    assert_true(is_object(lend(a)) == is_object(lend(b)) && int_hash(rt, lend(a)) == int_hash(rt, lend(b)));
    release(rt, a);
    release(rt, b);
}

// |v| modulo a prime, by another way than the one under test.
static uint64_t residue(ref_value v, uint64_t prime)
{
    struct int_view view;
    int_view_of(v, &view);
    return view.count == 0 ? 0 : mpn_mod_1(view.limbs, view.count, prime);
}

static void check_product(struct ouro *rt, ref_value a, ref_value b)
{
    static uint64_t const primes[] = {2305843009213693951u, 1000000007u, 18446744073709551557u};
    own_value p = combine(rt, BINARY_MUL, a, b);
    for (int i = 0; i < 3; i++) {
        uint64_t wanted = (uint64_t)((unsigned __int128)residue(a, primes[i]) * residue(b, primes[i]) % primes[i]);
        assert_true(residue(lend(p), primes[i]) == wanted);
    }
    expect_same(rt, p, combine(rt, BINARY_MUL, b, a));
    // (a + b)(a - b) == a a - b b, the squares by their own kernel.
    own_value sum = combine(rt, BINARY_ADD, a, b), difference = combine(rt, BINARY_SUB, a, b);
    own_value aa = combine(rt, BINARY_MUL, a, a), bb = combine(rt, BINARY_MUL, b, b);
    expect_same(rt, combine(rt, BINARY_MUL, lend(sum), lend(difference)), combine(rt, BINARY_SUB, lend(aa), lend(bb)));
    own_value parts[] = {sum, difference, aa, bb};
    for (int i = 0; i < 4; i++) {
        release(rt, parts[i]);
    }
}

// a == (a // b) b + a % b, and the remainder has b's sign and is smaller.
static void check_division(struct ouro *rt, ref_value a, ref_value b)
{
    if (int_sign(rt, b) == 0) {
        return;
    }
    own_value q = combine(rt, BINARY_FLOORDIV, a, b), r = combine(rt, BINARY_MOD, a, b);
    own_value product = combine(rt, BINARY_MUL, lend(q), b);
    expect_same(rt, combine(rt, BINARY_ADD, lend(product), lend(r)), retain(a));
    int sign = int_sign(rt, lend(r));
    assert_true(sign == 0 || sign == int_sign(rt, b));
    own_value rest = int_sign(rt, b) > 0 ? combine(rt, BINARY_SUB, b, lend(r)) : combine(rt, BINARY_SUB, lend(r), b);
    assert_true(int_sign(rt, lend(rest)) > 0);
    own_value parts[] = {q, r, product, rest};
    for (int i = 0; i < 4; i++) {
        release(rt, parts[i]);
    }
}

static void check_bits(struct ouro *rt, ref_value a, ref_value b, int64_t bits)
{
    // (a & b) + (a | b) == a + b, and xor is their difference.
    own_value both = combine(rt, BINARY_AND, a, b), either = combine(rt, BINARY_OR, a, b);
    expect_same(rt, combine(rt, BINARY_ADD, lend(both), lend(either)), combine(rt, BINARY_ADD, a, b));
    expect_same(rt, combine(rt, BINARY_SUB, lend(either), lend(both)), combine(rt, BINARY_XOR, a, b));
    own_value by = own_small_int(bits);
    own_value left = combine(rt, BINARY_LSHIFT, a, lend(by)),
              one = combine(rt, BINARY_LSHIFT, lend(own_small_int(1)), lend(by));
    expect_same(rt, retain(lend(left)), combine(rt, BINARY_MUL, a, lend(one)));
    expect_same(rt, combine(rt, BINARY_RSHIFT, lend(left), lend(by)), retain(a));
    expect_same(rt, combine(rt, BINARY_RSHIFT, a, lend(by)), combine(rt, BINARY_FLOORDIV, a, lend(one)));
    own_value parts[] = {both, either, left, one};
    for (int i = 0; i < 4; i++) {
        release(rt, parts[i]);
    }
}

static int64_t random_size(uint64_t *random, int round)
{
    static int64_t const crossings[] = {499, 500, 501, 999, 1000, 1001, 1500, 2000, 2001, 2600};
    if (round % 12 == 0) {
        return crossings[random_next(random) % 10];
    }
    return random_next(random) % (round % 4 == 0 ? 300 : 12);
}

static void test_identities(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    uint64_t random = 17;
    for (int round = 0; round < 1500; round++) {
        own_value a = random_int(rt, &random, random_size(&random, round));
        own_value b = random_int(rt, &random, random_size(&random, round + (int)(random_next(&random) % 3)));
        check_product(rt, lend(a), lend(b));
        check_division(rt, lend(a), lend(b));
        check_division(rt, lend(b), lend(a));
        check_bits(rt, lend(a), lend(b), random_next(&random) % 700);
        own_value p = combine(rt, BINARY_MUL, lend(a), lend(b));
        check_division(rt, lend(p), lend(b)); // no remainder
        own_value more = combine(rt, BINARY_SUB, lend(p), lend(own_small_int(1)));
        check_division(rt, lend(more), lend(b));
        own_value values[] = {a, b, p, more};
        for (int i = 0; i < 4; i++) {
            release(rt, values[i]);
        }
    }
    runtime_end(rt);
    assert_int_equal(gmp_calls, 0);
}

// Operands of many blocks, of like and unlike length.
static void test_large(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    uint64_t random = 4;
    static int64_t const sizes[][2] = {{9000, 9000},  {9000, 1},    {9000, 700},   {9000, 1300},
                                       {12000, 5001}, {4097, 4095}, {20000, 10000}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        own_value a = random_int(rt, &random, sizes[i][0]), b = random_int(rt, &random, sizes[i][1]);
        check_product(rt, lend(a), lend(b));
        check_division(rt, lend(a), lend(b));
        check_bits(rt, lend(a), lend(b), 100000);
        release(rt, a);
        release(rt, b);
    }
    runtime_end(rt);
    assert_int_equal(gmp_calls, 0);
}

static void test_power(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    uint64_t random = 9;
    for (int round = 0; round < 200; round++) {
        own_value a = random_int(rt, &random, random_next(&random) % 5),
                  m = random_int(rt, &random, 1 + random_next(&random) % 4);
        own_value exponent = own_small_int(random_next(&random) % 60);
        own_value power = combine(rt, BINARY_POW, lend(a), lend(exponent)), product = own_small_int(1);
        for (int64_t i = 0; i < small_int(lend(exponent)); i++) {
            own_value next = combine(rt, BINARY_MUL, lend(product), lend(a));
            release(rt, product);
            product = next;
        }
        if (int_sign(rt, lend(m)) != 0) {
            own_value short_way = int_power_modulo(rt, lend(a), lend(exponent), lend(m));
            assert_false(failed(short_way));
            expect_same(rt, short_way, combine(rt, BINARY_MOD, lend(power), lend(m)));
        }
        expect_same(rt, power, product);
        release(rt, a);
        release(rt, m);
    }
    runtime_end(rt);
    assert_int_equal(gmp_calls, 0);
}

static void test_text(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    rt->objects->int_max_str_digits = 0;
    uint64_t random = 5;
    for (int round = 0; round < 400; round++) {
        own_value n = random_int(rt, &random, round % 20 == 0 ? 1100 : random_next(&random) % 30);
        int base = 2 + (int)(random_next(&random) % 35);
        base = round % 20 == 0 ? 10 : base;
        own_value text = int_to_text(rt, lend(n), base, round % 2);
        assert_false(failed(text));
        struct str *s = as_str(lend(text));
        own_value again = int_from_text(rt, str_bytes(s), str_size(s), base);
        assert_false(failed(again) || is_stop(lend(again)));
        expect_same(rt, again, n);
        release(rt, text);
    }
    runtime_end(rt);
    assert_int_equal(gmp_calls, 0);
}

static void test_conversions(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    static int64_t const edges[] = {
        0, 1, -1, SMALL_INT_MAX, SMALL_INT_MIN, SMALL_INT_MAX + 1, SMALL_INT_MIN - 1, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        own_value v = int_from_int64(rt, edges[i]);
        int64_t n;
        uint64_t masked;
        double d;
        assert_true(int_to_int64(rt, lend(v), &n) && n == edges[i]);
        assert_true(int_to_uint64_masked(rt, lend(v), &masked) && masked == (uint64_t)edges[i]);
        assert_true(int_to_double(rt, lend(v), &d) && d == (double)edges[i]);
        assert_true(is_small_int(lend(v)) == fits_small_int(edges[i]));
        release(rt, v);
    }
    own_value v = int_from_uint64(rt, UINT64_MAX);
    int64_t n;
    assert_false(int_to_int64(rt, lend(v), &n));
    release(rt, v);
    uint64_t random = 1;
    for (int i = 0; i < 2000; i++) {
        double d = (double)random_limb(&random) * (i % 2 ? 0x1p300 : 0x1p-20), again;
        own_value whole = int_from_double(rt, d);
        assert_true(int_to_double(rt, lend(whole), &again) && (i % 2 ? again == d : again == (double)(uint64_t)d));
        release(rt, whole);
    }
    runtime_end(rt);
}

#if OURO_CHECK >= 1
// What can fail fails with MemoryError, and leaves nothing behind.
static bool scenario(struct ouro *rt)
{
    uint64_t random = 3;
    struct integer *parts[2];
    own_value v[9] = {{0}};
    bool good = true;
    for (int i = 0; i < 2 && good; i++) {
        parts[i] = int_allocate(rt, 1200 + i);
        good = parts[i] != NULL;
        for (int64_t k = 0; good && k < 1200 + i; k++) {
            parts[i]->limbs[k] = random_limb(&random) | 1;
        }
        v[i] = good ? int_finish(rt, parts[i], 1200 + i, i) : own_nothing;
    }
    good = good && !failed(v[2] = int_binary(rt, BINARY_MUL, lend(v[0]), lend(v[1]))) &&
           !failed(v[3] = int_binary(rt, BINARY_DIVMOD, lend(v[2]), lend(v[0]))) &&
           !failed(v[4] = int_to_text(rt, lend(v[0]), 10, false)) &&
           !failed(v[5] = int_binary(rt, BINARY_TRUEDIV, lend(v[0]), lend(v[1]))) &&
           !failed(v[6] = int_power_modulo(rt, lend(own_small_int(7)), lend(own_small_int(12345)), lend(v[0]))) &&
           !failed(v[7] = int_power_modulo(rt, lend(own_small_int(7)), lend(own_small_int(-3)),
                                           lend(own_small_int(1000003)))) &&
           !failed(v[8] = int_binary(rt, BINARY_XOR, lend(v[0]), lend(v[1])));
    for (int i = 0; i < 9; i++) {
        release(rt, v[i]);
    }
    return good;
}

static void test_failing_memory(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    rt->objects->int_max_str_digits = 0;
    assert_true(scenario(rt)); // fills what is kept
    size_t before = heap_live_bytes_all(&rt->heap);
    bool good = false;
    uint64_t n = 0;
    while (!good) {
        n++;
        heap_fail(&rt->heap, n, n & 1);
        good = scenario(rt);
        heap_fail(&rt->heap, 0, false);
        assert_true(good || error_matches(rt, TYPE_MEMORY_ERROR));
        error_clear(rt);
        assert_true(heap_live_bytes_all(&rt->heap) <= before + 512); // the error set aside comes back one at a time
    }
    assert_true(n > 30);
    runtime_end(rt);
}
#endif

// The counter does see GMP: far beyond our blocks it takes memory.
static void test_counter(void **state)
{
    (void)state;
    size_t const limbs = 60000;
    uint64_t *memory = calloc(4 * limbs, sizeof *memory);
    assert_non_null(memory);
    memset(memory, 0x5a, 2 * limbs * sizeof *memory);
    mpn_mul_n(memory + 2 * limbs, memory, memory + limbs, (mp_size_t)limbs);
    assert_true(gmp_calls > 0);
    free(memory);
}

int main(void)
{
    mp_set_memory_functions(count_allocate, count_resize, count_free);
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(test_identities),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_power),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_conversions),
#if OURO_CHECK >= 1
        cmocka_unit_test(test_failing_memory),
#endif
        cmocka_unit_test(test_counter), // last: the others expect no call
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
