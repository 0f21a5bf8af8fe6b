// SPDX-License-Identifier: MIT
// list without an interpreter: editing against a plain array, sorting, failing memory.
#include "object/container.h"
#include "object/list.h"
#include "object/slice.h"
#include "object/str.h"
#include "object/tuple.h"

#include "test_runtime.h"

#include <stdio.h>

#define MOST 4000

static void expect(ref_value v, int64_t const *model, uint64_t length)
{
    struct list *l = as_list(v);
    assert_int_equal(l->length, length);
    assert_true(l->length <= l->capacity);
    for (uint64_t i = 0; i < length; i++) {
        assert_int_equal(small_int(slot_get(l->items[i])), model[i]);
    }
}

static void test_editing(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    own_value v = list_new(rt, 0);
    struct list *l = as_list(lend(v));
    static int64_t model[MOST];
    uint64_t length = 0;
    uint64_t random = 5;
    for (int step = 0; step < 20000; step++) {
        uint32_t action = random_next(&random) % 8;
        uint64_t at = length == 0 ? 0 : random_next(&random) % length;
        if (action < 3 && length < MOST - 16) {
            assert_true(list_insert(rt, l, (int64_t)at, own_small_int(step)));
            memmove(model + at + 1, model + at, (length++ - at) * sizeof *model);
            model[at] = step;
        } else if (action == 3 && length < MOST - 16) {
            assert_true(list_append(rt, l, own_small_int(step)));
            model[length++] = step;
        } else if (action == 4 && length > 0) {
            assert_int_equal(small_int(lend(list_pop(rt, l, at))), model[at]);
            memmove(model + at, model + at + 1, (--length - at) * sizeof *model);
        } else if (action == 5 && length > 0) {
            // Replaces up to 9 items by up to 9 others.
            uint64_t leaving = random_next(&random) % 10;
            leaving = leaving > length - at ? length - at : leaving;
            uint64_t count = random_next(&random) % 10;
            ref_value items[10];
            for (uint64_t i = 0; i < count; i++) {
                items[i] = lend(own_small_int(step + (int64_t)i));
            }
            if (length - leaving + count < MOST - 16) {
                assert_true(list_splice(rt, l, at, at + leaving, items, count));
                memmove(model + at + count, model + at + leaving, (length - at - leaving) * sizeof *model);
                for (uint64_t i = 0; i < count; i++) {
                    model[at + i] = small_int(items[i]);
                }
                length += count - leaving;
            }
        } else if (action == 6 && step % 7 == 0) {
            list_reverse(rt, l);
            for (uint64_t low = 0, high = length; low + 1 < high; low++) {
                int64_t n = model[--high];
                model[high] = model[low];
                model[low] = n;
            }
        }
        if (step % 100 == 0) {
            expect(lend(v), model, length);
        }
    }
    expect(lend(v), model, length);
    assert_true(list_set_length(rt, l, 3));
    assert_true(l->capacity <= 8);
    list_clear(rt, l);
    assert_int_equal(l->capacity, 0);
    release(rt, v);
    runtime_end(rt);
}

// Item i: of one of the kinds that have comparisons of their own, from few different ones, so that order of equals
// shows.
static own_value item_make(struct ouro *rt, int kind, uint32_t random, int64_t number)
{
    char text[32];
    switch (kind) {
    case 0:
        return own_small_int((int64_t)(random % 1000) - 500);
    case 1:
        return own_word_float((random % 1000) * 0.5);
    case 2:
        return str_new(rt, text, (size_t)snprintf(text, sizeof text, "%u", random % 1000));
    case 3: {
        own_value items[2] = {own_small_int(random % 100), own_small_int(number)};
        return tuple_from_owned(rt, items, 2);
    }
    default:
        return random % 2 ? own_small_int(random % 50) : own_word_float((random % 50) * 1.0);
    }
}

static void expect_sorted(struct ouro *rt, ref_value v, bool reverse)
{
    struct list *l = as_list(v);
    for (uint64_t i = 1; i < l->length; i++) {
        ref_value a = slot_get(l->items[i - 1]);
        ref_value b = slot_get(l->items[i]);
        assert_int_equal(operation_compare_truth(rt, reverse ? COMPARE_GE : COMPARE_LE, a, b), 1);
    }
}

// What an item is in a sorted copy must be the same object as in the list: nothing lost, nothing twice.
static uint64_t sum_of_words(ref_value v)
{
    uint64_t sum = 0;
    for (uint64_t i = 0; i < as_list(v)->length; i++) {
        sum += ref_bits(list_item(v, i)) * 0x9e3779b97f4a7c15u;
    }
    return sum;
}

static void test_sorting(void **state)
{
    (void)state;
    static int const lengths[] = {0, 1, 2, 3, 10, 63, 64, 65, 200, 1000, 5000};
    struct ouro *rt = runtime_make();
    uint64_t random = 9;
    for (int kind = 0; kind < 5; kind++) {
        for (size_t n = 0; n < sizeof lengths / sizeof *lengths; n++) {
            for (int shape = 0; shape < 4; shape++) {
                own_value v = list_new(rt, 0);
                for (int i = 0; i < lengths[n]; i++) {
                    // Random, rising, falling, sawtooth.
                    uint32_t r = shape == 0   ? random_next(&random)
                                 : shape == 1 ? (uint32_t)i
                                 : shape == 2 ? 999 - (uint32_t)i % 1000
                                              : (uint32_t)i % 97;
                    assert_true(list_append(rt, as_list(lend(v)), item_make(rt, kind, r, i)));
                }
                uint64_t sum = sum_of_words(lend(v));
                assert_true(list_sort(rt, lend(v), ref_none, shape & 1));
                expect_sorted(rt, lend(v), shape & 1);
                assert_int_equal(as_list(lend(v))->length, lengths[n]);
                assert_true(sum == sum_of_words(lend(v)));
                release(rt, v);
            }
        }
    }
    runtime_end(rt);
}

// Equal items keep their order, in both directions: 1 and 1.0 are equal and can be told apart.
static void test_sorting_is_stable(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    for (int reverse = 0; reverse < 2; reverse++) {
        own_value v = list_new(rt, 0);
        uint64_t random = 3;
        for (int i = 0; i < 3000; i++) {
            int64_t n = random_next(&random) % 20;
            // Of equal numbers the floats come in the first half, the ints in the second.
            own_value item = i < 1500 ? own_word_float((double)n) : own_small_int(n);
            assert_true(list_append(rt, as_list(lend(v)), item));
        }
        assert_true(list_sort(rt, lend(v), ref_none, reverse));
        expect_sorted(rt, lend(v), reverse);
        for (uint64_t i = 1; i < 3000; i++) {
            ref_value a = list_item(lend(v), i - 1);
            ref_value b = list_item(lend(v), i);
            if (is_small_int(a) && is_word_float(b)) {
                assert_int_equal(operation_compare_truth(rt, COMPARE_EQ, a, b), 0);
            }
        }
        release(rt, v);
    }
    runtime_end(rt);
}

static void test_absurd_sizes(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    own_value huge = list_new(rt, UINT64_C(1) << 60);
    assert_true(failed(huge) && error_matches(rt, TYPE_MEMORY_ERROR));
    error_clear(rt);
    own_value t = tuple_new(rt, UINT64_C(1) << 61);
    assert_true(failed(t) && error_matches(rt, TYPE_MEMORY_ERROR));
    error_clear(rt);
    own_value v = list_new(rt, 0);
    assert_true(list_append(rt, as_list(lend(v)), own_none));
    own_value many = type_of(rt, lend(v))->protocol->repeat(rt, lend(v), INT64_C(1) << 58);
    assert_true(failed(many) && error_matches(rt, TYPE_MEMORY_ERROR));
    error_clear(rt);
    release(rt, v);
    runtime_end(rt);
}

#if OURO_CHECK >= 1
static bool scenario(struct ouro *rt)
{
    own_value v = list_new(rt, 0);
    bool good = !failed(v);
    uint64_t random = 4;
    for (int i = 0; good && i < 300; i++) {
        good = list_append(rt, as_list(lend(v)), item_make(rt, i < 150 ? 0 : 4, random_next(&random), i));
        assert_int_equal(as_list(lend(v))->length, i + good);
    }
    if (good) {
        uint64_t sum = sum_of_words(lend(v));
        good = list_sort(rt, lend(v), ref_none, true);
        assert_true(sum == sum_of_words(lend(v)));
    }
    own_value part = good ? list_slice(rt, lend(v), 10, 200) : own_nothing;
    good = good && !failed(part) && list_extend(rt, as_list(lend(part)), lend(v));
    release(rt, part);
    release(rt, v);
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
    assert_true(n > 8);
    runtime_end(rt);
}
#endif

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(test_editing),
        cmocka_unit_test(test_sorting),
        cmocka_unit_test(test_sorting_is_stable),
        cmocka_unit_test(test_absurd_sizes),
#if OURO_CHECK >= 1
        cmocka_unit_test(test_failing_memory),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
