// SPDX-License-Identifier: MIT
// dict without an interpreter: the table against a plain array, places of inline caches, sizes, failing memory.
#include "object/dict_table.h"
#include "object/int.h"
#include "object/tuple.h"

#include "test_runtime.h"

#include <stdio.h>

#define KEYS 700

// Key i of a kind: 0 plain text, 1 interned text, 2 small ints, 3 floats, 4 tuples, 5 all of them.
static own_value key_make(struct ouro *rt, int kind, int i)
{
    char text[32];
    int size = snprintf(text, sizeof text, "key%d", i);
    switch (kind == 5 ? i % 5 : kind) {
    case 0:
        return str_new(rt, text, (size_t)size);
    case 1:
        return str_intern(rt, text, (size_t)size);
    case 2:
        return own_small_int((int64_t)i * 64 - 1000);
    case 3:
        return own_word_float(i * 0.75 + 0.1);
    default: {
        own_value items[2] = {own_small_int(i), str_new(rt, text, (size_t)size)};
        return tuple_from_owned(rt, items, 2);
    }
    }
}

// What the dict should hold: values by key number, -1 for absent, and the order of insertion.
struct model {
    int64_t values[KEYS];
    int order[KEYS];
    int count;
};

static void model_set(struct model *m, int key, int64_t value)
{
    if (m->values[key] < 0) {
        m->order[m->count++] = key;
    }
    m->values[key] = value;
}

static void model_delete(struct model *m, int key)
{
    for (int i = 0; i < m->count; i++) {
        if (m->order[i] == key) {
            memmove(m->order + i, m->order + i + 1, (size_t)(m->count - i - 1) * sizeof *m->order);
            m->count--;
            m->values[key] = -1;
            return;
        }
    }
}

static void compare_all(struct ouro *rt, ref_value d, struct model *m, int kind)
{
    assert_true(dict_table_check(rt, as_dict(d)));
    assert_int_equal(dict_length(d), m->count);
    ref_value key, value;
    int n = 0;
    for (uint32_t position = 0; dict_next(as_dict(d), &position, &key, &value); n++) {
        own_value expected = key_make(rt, kind, m->order[n]);
        assert_int_equal(element_equal(rt, key, lend(expected)), 1);
        release(rt, expected);
        assert_int_equal(small_int(value), m->values[m->order[n]]);
    }
    assert_int_equal(n, m->count);
}

static void run_random(struct ouro *rt, int kind, unsigned seed, int steps)
{
    own_value d = dict_new(rt);
    struct model *m = calloc(1, sizeof *m);
    for (int i = 0; i < KEYS; i++) {
        m->values[i] = -1;
    }
    uint64_t random = seed;
    for (int step = 0; step < steps; step++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        int key = (int)(random >> 33) % KEYS;
        int action = (int)(random >> 20) % 16;
        own_value k = key_make(rt, kind, key);
        // Phases of growing and of shrinking.
        if (action < ((step / 3000) % 2 ? 5 : 10)) {
            assert_true(dict_set(rt, lend(d), lend(k), lend(own_small_int(step))));
            model_set(m, key, step);
        } else if (action < 14) {
            assert_int_equal(dict_delete(rt, lend(d), lend(k)), m->values[key] >= 0);
            model_delete(m, key);
        } else if (action == 14 && m->count > 0) {
            own_value last_key, last_value;
            dict_table_pop(rt, as_dict(lend(d)), &last_key, &last_value);
            assert_int_equal(small_int(lend(last_value)), m->values[m->order[m->count - 1]]);
            model_delete(m, m->order[m->count - 1]);
            release(rt, last_key);
        } else {
            ref_value found = dict_get(rt, lend(d), lend(k));
            assert_int_equal(is_nothing(found) ? -1 : small_int(found), m->values[key]);
        }
        release(rt, k);
        if (step % 500 == 0) {
            compare_all(rt, lend(d), m, kind);
            own_value copy = dict_copy(rt, lend(d));
            compare_all(rt, lend(copy), m, kind);
            release(rt, copy);
        }
    }
    compare_all(rt, lend(d), m, kind);
    dict_clear(rt, lend(d));
    assert_int_equal(as_dict(lend(d))->capacity, 0);
    release(rt, d);
    free(m);
}

static void test_random(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    for (int kind = 0; kind < 6; kind++) {
        run_random(rt, kind, 12345u + (unsigned)kind, 30000);
    }
    runtime_end(rt);
}

static void test_numbers_of_different_types_are_one_key(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    own_value d = dict_new(rt);
    assert_true(dict_set(rt, lend(d), lend(own_small_int(1)), ref_none));
    assert_true(dict_set(rt, lend(d), lend(own_word_float(1.0)), ref_true));
    assert_true(dict_set(rt, lend(d), ref_true, ref_false));
    assert_true(dict_set(rt, lend(d), lend(own_small_int(0)), ref_none));
    assert_true(dict_set(rt, lend(d), lend(own_word_float(-0.0)), ref_true));
    assert_int_equal(dict_length(lend(d)), 2);
    assert_true(same(dict_get(rt, lend(d), lend(own_small_int(1))), ref_false));
    assert_true(same(dict_get(rt, lend(d), ref_false), ref_true));
    assert_true(is_nothing(dict_get(rt, lend(d), lend(own_word_float(0.5)))));
    release(rt, d);
    runtime_end(rt);
}

static void test_places_of_caches(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    own_value v = dict_new(rt);
    struct dict *d = as_dict(lend(v));
    own_value keys[20];
    for (int i = 0; i < 20; i++) {
        keys[i] = key_make(rt, 1, i);
        assert_true(dict_set(rt, lend(v), lend(keys[i]), lend(own_small_int(i))));
    }
    assert_int_equal(d->keys_version, 0);
    int64_t at = dict_find_str(rt, lend(v), lend(keys[19]));
    uint32_t version = d->keys_version;
    assert_int_equal(at, 19);
    assert_true(version != 0);
    // Stores and deletions leave places and version alone; the last key comes back to its place.
    assert_true(dict_set(rt, lend(v), lend(keys[3]), ref_none));
    assert_int_equal(dict_delete(rt, lend(v), lend(keys[19])), 1);
    assert_int_equal(d->keys_version, version);
    assert_true(is_nothing(slot_get(d->entries[at].value)));
    assert_int_equal(dict_find_str(rt, lend(v), lend(keys[19])), 19);
    assert_true(dict_set(rt, lend(v), lend(keys[19]), ref_true));
    assert_int_equal(d->keys_version, version);
    assert_true(same(slot_get(d->entries[at].value), ref_true));
    // A key from the middle comes back at the end.
    assert_int_equal(dict_delete(rt, lend(v), lend(keys[3])), 1);
    assert_true(dict_set(rt, lend(v), lend(keys[3]), ref_true));
    assert_int_equal(d->keys_version, 0);
    assert_int_equal(dict_find_str(rt, lend(v), lend(keys[3])), 20);
    assert_true(d->keys_version > version);
    assert_true(dict_table_check(rt, d));
    // Absent keys too: the version answers for them.
    version = d->keys_version;
    own_value other = key_make(rt, 1, 99);
    assert_int_equal(dict_find_str(rt, lend(v), lend(other)), -1);
    assert_int_equal(d->keys_version, version);
    assert_true(dict_set(rt, lend(v), lend(other), ref_none));
    assert_int_equal(d->keys_version, 0);
    release(rt, other);
    for (int i = 0; i < 20; i++) {
        release(rt, keys[i]);
    }
    release(rt, v);
    runtime_end(rt);
}

static void test_small_dicts_are_small(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    assert_int_equal(sizeof(struct dict), 40);
    own_value d = dict_new(rt);
    assert_int_equal(dict_table_bytes(as_dict(lend(d))), 0);
    for (int i = 0; i < 4; i++) {
        own_value key = key_make(rt, 1, i);
        assert_true(dict_set(rt, lend(d), lend(key), ref_none));
        release(rt, key);
    }
    assert_true(dict_table_bytes(as_dict(lend(d))) <= 72);
    release(rt, d);
    runtime_end(rt);
}

// Deleting at the front and adding at the end: the table must not grow for ever, and gives back when little is left.
static void test_queue_stays_small(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    own_value d = dict_new(rt);
    for (int i = 0; i < 20000; i++) {
        assert_true(dict_set(rt, lend(d), lend(own_small_int(i)), ref_none));
        if (i >= 50) {
            assert_int_equal(dict_delete(rt, lend(d), lend(own_small_int(i - 50))), 1);
        }
        assert_true(as_dict(lend(d))->capacity < 200);
    }
    for (int i = 0; i < 5000; i++) {
        assert_true(dict_set(rt, lend(d), lend(own_small_int(i)), ref_none));
    }
    for (int i = 0; i < 4990; i++) {
        assert_int_equal(dict_delete(rt, lend(d), lend(own_small_int(i))), 1);
    }
    assert_true(as_dict(lend(d))->capacity < 1000);
    release(rt, d);
    runtime_end(rt);
}

#if OURO_CHECK >= 1
// Each allocation fails in turn: MemoryError, the dict as it was, nothing lost.
static bool scenario(struct ouro *rt, own_value const *keys, int count)
{
    own_value d = dict_new(rt);
    bool good = !failed(d);
    for (int i = 0; good && i < count; i++) {
        good = dict_set(rt, lend(d), lend(keys[i]), ref_none);
        assert_true(dict_table_check(rt, as_dict(lend(d))));
        assert_int_equal(dict_length(lend(d)), i + good);
    }
    own_value copy = good ? dict_copy(rt, lend(d)) : own_nothing;
    good = good && !failed(copy);
    release(rt, copy);
    release(rt, d);
    return good;
}

static void test_failing_memory(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    own_value keys[60];
    for (int i = 0; i < 60; i++) {
        keys[i] = key_make(rt, i < 30 ? 0 : 5, i);
    }
    size_t before = heap_live_bytes_all(&rt->heap);
    bool good = false;
    int n = 0;
    while (!good) {
        n++;
        heap_fail(&rt->heap, (uint64_t)n, n & 1);
        good = scenario(rt, keys, 60);
        heap_fail(&rt->heap, 0, false);
        assert_true(good || error_matches(rt, TYPE_MEMORY_ERROR));
        error_clear(rt);
        assert_true(heap_live_bytes_all(&rt->heap) <= before + 4096);
    }
    assert_true(n > 8);
    for (int i = 0; i < 60; i++) {
        release(rt, keys[i]);
    }
    runtime_end(rt);
}
#endif

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_numbers_of_different_types_are_one_key),
        cmocka_unit_test(test_places_of_caches),
        cmocka_unit_test(test_small_dicts_are_small),
        cmocka_unit_test(test_queue_stays_small),
#if OURO_CHECK >= 1
        cmocka_unit_test(test_failing_memory),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
