// SPDX-License-Identifier: MIT
// str without an interpreter: interning, growth in place, indexing, building, and every allocation made to fail.
#include "object/bytes.h"
#include "object/codec.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/str_table.h"
#include "object/tuple.h"
#include "object/utf8.h"

#include "test_runtime.h"

#include <stdio.h>

static void assert_text(own_value s, char const *wanted)
{
    assert_false(failed(s));
    assert_string_equal(str_bytes(as_str(lend(s))), wanted);
}

static void interning(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    uint32_t before = rt->objects->interned->used;
    own_value kept[5000];
    char text[32];
    for (int i = 0; i < 5000; i++) {
        int size = snprintf(text, sizeof text, "nämé %d", i);
        kept[i] = str_intern(rt, text, (size_t)size);
    }
    assert_int_equal(rt->objects->interned->used, before + 5000);
    for (int i = 0; i < 5000; i += 3) {
        int size = snprintf(text, sizeof text, "nämé %d", i);
        own_value again = str_intern_value(rt, str_new(rt, text, (size_t)size));
        assert_true(same(lend(again), lend(kept[i])));
        release(rt, again);
    }
    uint64_t random = 1;
    for (int left = 5000; left > 0; left--) { // dies in any order
        int i = (int)(random_next(&random) % (uint32_t)left);
        release(rt, kept[i]);
        kept[i] = kept[left - 1];
    }
    assert_int_equal(rt->objects->interned->used, before);
    own_value a = str_intern(rt, "a", 1);
    own_value b = str_from_code_point(rt, 'a');
    assert_true(same(lend(a), lend(b)));
    release(rt, a);
    release(rt, b);
    runtime_end(rt);
}

static void appending(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    own_value piece = str_from(rt, "xyz");
    own_value s = str_from(rt, "ab");
    own_value held = retain(lend(s));
    s = str_append(rt, s, lend(piece));
    assert_text(held, "ab"); // somebody else held it
    release(rt, held);
    for (int i = 0; i < 3000; i++) {
        s = str_append(rt, s, lend(piece));
    }
    assert_int_equal(as_str(lend(s))->length, 2 + 3001 * 3);
    uint32_t hash = str_hash(rt, as_str(lend(s)));
    own_value wide = str_from(rt, "é");
    s = str_append(rt, s, lend(wide));
    assert_false(str_is_ascii(as_str(lend(s))));
    assert_true(str_hash(rt, as_str(lend(s))) != hash);
    for (uint32_t i = 0; i < 1000; i++) { // the index grows with the text
        uint32_t length = as_str(lend(s))->length;
        size_t offset = str_offset(rt, as_str(lend(s)), length - 1);
        uint32_t code_point;
        utf8_decode(str_bytes(as_str(lend(s))) + offset, &code_point);
        assert_int_equal(code_point, i == 0 ? 0xe9 : i % 2 ? 'z' : 0xe9);
        s = str_append(rt, s, i % 2 ? lend(wide) : lend(piece));
    }
    release(rt, wide);
    release(rt, piece);
    release(rt, s);
    runtime_end(rt);
}

static void indexing(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    struct str_builder b;
    str_builder_open(rt, &b);
    uint32_t points[1000];
    uint64_t random = 7;
    for (int i = 0; i < 1000; i++) {
        static uint32_t const tops[] = {0x80, 0x800, 0xD800, 0x110000};
        points[i] = random_next(&random) % tops[random_next(&random) % 4];
        assert_true(str_builder_add_code_point(&b, points[i]));
    }
    own_value s = str_builder_finish(&b);
    struct str *text = as_str(lend(s));
    assert_int_equal(text->length, 1000);
    for (int i = 0; i < 4000; i++) {
        uint32_t at = random_next(&random) % 1001;
        size_t offset = str_offset(rt, text, at);
        assert_int_equal(offset, utf8_offset(str_bytes(text), str_size(text), at));
        if (at < 1000) {
            assert_int_equal(str_code_point(text, at), points[at]);
            own_value c = str_character_at(rt, text, offset);
            own_value part = str_substring(rt, lend(s), at, at + 1);
            assert_true(str_equal(as_str(lend(c)), as_str(lend(part))));
            release(rt, c);
            release(rt, part);
        }
    }
    release(rt, s);
    runtime_end(rt);
}

static void formatting(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    own_value s = str_from(rt, "wörld");
    own_value made = str_format(rt, "%s|%.2s|%d|%u|%lld|%zd|%zu|%x|%c|%%|%U|%.3U|%R|%T|%5d|%03d", "text", "éàx", -5, 7u,
                                -4611686018427387904LL, (ptrdiff_t)-3, (size_t)9, 255u, (uint32_t)0x20ac, lend(s),
                                lend(s), lend(s), lend(s), 42, 7);
    assert_text(made, "text|éà|-5|7|-4611686018427387904|-3|9|ff|€|%|wörld|wör|'wörld'|str|   42|007");
    release(rt, made);
    release(rt, s);
    runtime_end(rt);
}

static void limits(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    own_value s = str_from(rt, "0123456789");
    assert_true(failed(str_repeat(rt, lend(s), INT64_MAX)));
    assert_true(error_matches(rt, TYPE_MEMORY_ERROR));
    error_clear(rt);
    assert_true(failed(str_repeat(rt, lend(s), 429496730)));
    error_clear(rt);
    assert_null(str_allocate(rt, UINT32_MAX, 5));
    error_clear(rt);
    assert_true(failed(bytes_new(rt, NULL, SIZE_MAX / 2)));
    error_clear(rt);
    assert_true(failed(bytearray_new(rt, NULL, SIZE_MAX / 2)));
    error_clear(rt);
    struct str_builder b;
    str_builder_open(rt, &b);
    assert_false(str_builder_add_fill(&b, 0x1F600, (size_t)1 << 31));
    assert_true(b.failed);
    assert_true(failed(str_builder_finish(&b)));
    error_clear(rt);
    release(rt, s);
    runtime_end(rt);
}

#ifdef OURO_CHECK
// One of everything that takes memory. false: an error is pending.
static bool scenario(struct ouro *rt)
{
    own_value values[16] = {0};
    int count = 0;
    bool good = true;
#define KEEP(expression)               \
    if (good) {                        \
        values[count] = (expression);  \
        good = !failed(values[count]); \
        count += good;                 \
    }
    KEEP(str_from(rt, "a text, with, commas and a long tail that needs memory of its own: é"))
    KEEP(str_intern(rt, "a name that nobody had before", 29))
    KEEP(str_from(rt, ", "))
    KEEP(str_concat(rt, lend(values[0]), lend(values[2])))
    KEEP(str_repeat(rt, lend(values[0]), 300))
    KEEP(str_append(rt, str_from(rt, "x"), lend(values[4])))
    KEEP(operation_repr(rt, lend(values[4])))
    KEEP(codec_encode(rt, lend(values[4]), "utf-16", "strict"))
    KEEP(codec_decode(rt, as_bytes(lend(values[7]))->data, as_bytes(lend(values[7]))->size, "utf-16", "strict"))
    KEEP(tuple_from(rt, lend_array(values), 4))
    KEEP(str_join(rt, lend(values[2]), lend(values[9])))
    KEEP(str_format(rt, "%S and %R", lend(values[9]), lend(values[0])))
    KEEP(bytearray_new(rt, as_bytes(lend(values[7]))->data, as_bytes(lend(values[7]))->size))
    if (good) {
        own_value percent = str_from(rt, "%s|%.3r|%300d|%s");
        own_value arguments[4] = {retain(lend(values[0])), retain(lend(values[4])), own_small_int(5), own_none};
        own_value tuple = tuple_from_owned(rt, arguments, 4);
        own_value made = failed(percent) || failed(tuple) ? own_nothing : str_percent(rt, lend(percent), lend(tuple));
        good = !failed(made);
        release(rt, percent);
        release(rt, tuple);
        release(rt, made);
    }
    good = good && bytearray_resize(rt, as_bytearray(lend(values[12])), 100000);
    while (count > 0) {
        release(rt, values[--count]);
    }
    return good;
}

static void failing(void **state)
{
    (void)state;
    for (int later = 0; later < 2; later++) {
        struct ouro *rt = runtime_make();
        assert_true(scenario(rt));
        bool done = false;
        size_t live = heap_live_bytes_all(&rt->heap);
        for (uint64_t n = 1; !done; n++) {
            uint32_t interned = rt->objects->interned->used;
            heap_fail(&rt->heap, n, later != 0);
            done = scenario(rt);
            heap_fail(&rt->heap, 0, false);
            if (!done) {
                assert_true(error_matches(rt, TYPE_MEMORY_ERROR));
                error_clear(rt);
            }
            assert_int_equal(rt->objects->interned->used, interned);
            assert_int_equal(heap_live_bytes_all(&rt->heap), live);
            assert_true(n < 1000);
        }
        runtime_end(rt);
    }
}
#endif

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(interning),  cmocka_unit_test(appending), cmocka_unit_test(indexing),
        cmocka_unit_test(formatting), cmocka_unit_test(limits),
#ifdef OURO_CHECK
        cmocka_unit_test(failing),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
