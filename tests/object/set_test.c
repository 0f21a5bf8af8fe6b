// SPDX-License-Identifier: MIT
// set without an interpreter: the order in which elements come, as recorded from CPython 3.11 (the same programs
// written in Python printed the sums below), and failing memory.
#include "object/set_table.h"
#include "object/tuple.h"

#include "test_runtime.h"

#include <stdio.h>

// What depends on the order of the elements.
static uint64_t order_sum(ref_value s)
{
    uint64_t sum = 0;
    ref_value key;
    for (uint64_t position = 0; set_next(as_set(s), &position, &key);) {
        int64_t n;
        if (is_small_int(key)) {
            n = small_int(key);
        } else {
            n = small_int(tuple_item(key, 0)) * 7 + small_int(tuple_item(key, 1));
        }
        sum = sum * 31 + (uint64_t)n;
    }
    return sum;
}

static ref_value element(int kind, uint32_t random)
{
    static uint32_t const ranges[] = {50, 4000, UINT32_C(1) << 31};
    int64_t n = random % ranges[kind];
    return lend(own_small_int(kind == 2 ? n * ((1 << 20) + 1) - (INT64_C(1) << 40) : n));
}

// Takes an element out as set.pop does.
static int64_t pop(struct ouro *rt, ref_value v)
{
    struct set *s = as_set(v);
    uint64_t at = s->finger & s->mask;
    while (!set_entry_is_live(&s->table[at])) {
        at = at == s->mask ? 0 : at + 1;
    }
    s->finger = at + 1;
    return small_int(lend(set_table_remove(rt, s, at)));
}

static void test_order_of_random_changes(void **state)
{
    (void)state;
    static uint64_t const sums[] = {13089447172854124485u, 15886904573779066753u, 7741552416904825911u};
    static uint64_t const lengths[] = {31, 1747, 3748};
    struct ouro *rt = runtime_make();
    for (int kind = 0; kind < 3; kind++) {
        uint64_t random = 1000 + (uint64_t)kind;
        uint64_t sum = 0;
        own_value s = set_new(rt, ref_nothing);
        for (int step = 0; step < 6000; step++) {
            ref_value key = element(kind, random_next(&random));
            uint32_t action = random_next(&random) % 8;
            if (action < 5) {
                assert_true(set_add(rt, lend(s), key));
            } else if (action < 7) {
                assert_true(set_discard(rt, lend(s), key) >= 0);
            } else if (set_length(lend(s)) > 0 && kind != 2) {
                sum = sum * 31 + (uint64_t)pop(rt, lend(s));
            }
            if (step % 500 == 0) {
                sum = sum * 31 + order_sum(lend(s));
            }
        }
        assert_true(sum == sums[kind]);
        assert_int_equal(set_length(lend(s)), lengths[kind]);
        release(rt, s);
    }
    runtime_end(rt);
}

static void expect(struct ouro *rt, own_value s, uint64_t sum)
{
    assert_true(order_sum(lend(s)) == sum);
    release(rt, s);
}

static void test_order_of_operations(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    own_value own_a = set_new(rt, ref_nothing);
    own_value own_b = set_new(rt, ref_nothing);
    ref_value a = lend(own_a);
    ref_value b = lend(own_b);
    uint64_t random = 77;
    for (int i = 0; i < 300; i++) {
        assert_true(set_add(rt, a, lend(own_small_int(random_next(&random) % 500))));
    }
    for (int i = 0; i < 200; i++) {
        assert_true(set_add(rt, b, lend(own_small_int(random_next(&random) % 700))));
    }
    expect(rt, set_union(rt, a, b), 14917438561823944123u);
    expect(rt, set_intersection(rt, a, b), 12094093659003935525u);
    expect(rt, set_intersection(rt, b, a), 12094093659003935525u);
    expect(rt, set_difference(rt, a, b), 178997412161182596u);
    expect(rt, set_difference(rt, b, a), 12522730522430678486u);
    expect(rt, set_symmetric_difference(rt, a, b), 18446027954227206994u);
    expect(rt, set_symmetric_difference(rt, b, a), 18446027954227206994u);
    expect(rt, set_new(rt, b), 861169899895528847u);
    expect(rt, frozenset_new(rt, a), 13462453626197638839u);
    own_value copy = set_new(rt, a);
    assert_true(set_difference_update(rt, lend(copy), b));
    expect(rt, copy, 178997412161182596u);
    copy = set_new(rt, a);
    assert_true(set_symmetric_difference_update(rt, lend(copy), b));
    expect(rt, copy, 18446027954227206994u);
    own_value pairs = set_new(rt, ref_nothing);
    for (int i = 0; i < 40; i++) {
        own_value items[2] = {own_small_int(i % 7), own_small_int(i)};
        own_value pair = tuple_from_owned(rt, items, 2);
        assert_true(set_add(rt, lend(pairs), lend(pair)));
        release(rt, pair);
    }
    expect(rt, pairs, 11283896506922233467u);
    own_value frozen = frozenset_new(rt, a);
    int64_t hash;
    assert_true(operation_hash(rt, lend(frozen), &hash));
    assert_true((uint64_t)hash == 2371000579264516734u);
    release(rt, frozen);
    release(rt, own_a);
    release(rt, own_b);
    runtime_end(rt);
}

#if OURO_CHECK >= 1
static bool scenario(struct ouro *rt)
{
    own_value s = set_new(rt, ref_nothing);
    bool good = !failed(s);
    for (int i = 0; good && i < 100; i++) {
        uint64_t length = set_length(lend(s));
        good = set_add(rt, lend(s), lend(own_small_int(i * 37)));
        assert_int_equal(set_length(lend(s)), length + good);
        assert_int_equal(set_contains(rt, lend(s), lend(own_small_int(i * 37))), good);
    }
    own_value copy = good ? set_union(rt, lend(s), lend(s)) : own_nothing;
    good = good && !failed(copy);
    release(rt, copy);
    release(rt, s);
    return good;
}

static void test_failing_memory(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    size_t before = heap_live_bytes_all(&rt->heap);
    bool good = false;
    int n = 0;
    while (!good) {
        n++;
        heap_fail(&rt->heap, (uint64_t)n, n & 1);
        good = scenario(rt);
        heap_fail(&rt->heap, 0, false);
        assert_true(good || error_matches(rt, TYPE_MEMORY_ERROR));
        error_clear(rt);
        assert_true(heap_live_bytes_all(&rt->heap) <= before + 4096);
    }
    assert_true(n > 3);
    runtime_end(rt);
}
#endif

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(test_order_of_random_changes),
        cmocka_unit_test(test_order_of_operations),
#if OURO_CHECK >= 1
        cmocka_unit_test(test_failing_memory),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
