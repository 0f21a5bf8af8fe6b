// SPDX-License-Identifier: MIT
// Errors beside CPython's (data/errors.txt, recorded by record_errors.py), the code of small sources as recorded in
// data/code.txt (OURO_RECORD=1 writes it anew), deep sources, every allocation failing in turn. The checker of code
// objects runs on everything compiled here.
#include "compile/compile.h"
#include "gc/gc.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str.h"
#include "os/stack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// clang-format off
#include <cmocka.h>
// clang-format on

#include "object/error.h"
#include "object/state.h"

#ifndef OURO_TEST_FOLDER
#define OURO_TEST_FOLDER "tests/compile"
#endif

struct world {
    struct ouro *rt;
    own_value filename;
};

static int open_world(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    struct os_stack stack;
    assert_non_null(world);
    world->rt = calloc(1, sizeof *world->rt);
    assert_true(world->rt != NULL && runtime_open(world->rt, 0) && gc_open(world->rt) && objects_open(world->rt));
    if (os_stack_bounds(&stack))
        world->rt->stack_limit = stack.low + 256 * 1024;
    world->filename = str_from(world->rt, "<test>");
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;
    assert_false(error_pending(world->rt));
    release(world->rt, world->filename);
    objects_close(world->rt);
    gc_close(world->rt);
    runtime_close(world->rt);
    free(world->rt);
    free(world);
    return 0;
}

static own_value compile(struct world *world, char const *source, size_t size)
{
    return compile_source(world->rt, source, size, lend(world->filename), SYNTAX_FILE);
}

// ---- Recorded cases ----

struct case_text {
    char *bytes;
    size_t size, capacity;
};

static void append(struct case_text *text, char const *bytes, size_t size)
{
    if (text->size + size + 1 > text->capacity) {
        text->capacity = (text->capacity + size + 1) * 2;
        text->bytes = realloc(text->bytes, text->capacity);
        assert_non_null(text->bytes);
    }
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = 0;
}

static FILE *open_data(char const *name, char const *mode)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/data/%s", OURO_TEST_FOLDER, name);
    FILE *file = fopen(path, mode);
    if (file == NULL)
        fail_msg("cannot open %s", path);
    return file;
}

static void add_field(struct world *world, char *out, size_t size, ref_value v)
{
    int64_t n = 0;
    if (is_none(v) || is_nothing(v))
        snprintf(out, size, "None");
    else if (is_str(world->rt, v))
        snprintf(out, size, "%s", str_bytes(as_str(v)));
    else if (int_to_int64(world->rt, v, &n))
        snprintf(out, size, "%lld", (long long)n);
}

// The pending exception, as the recorded lines show errors.
static void describe_error(struct world *world, char *out, size_t size)
{
    own_value error = error_take(world->rt);
    struct exception *e = as_exception(lend(error));
    char message[256], line[24], column[24], end_line[24], end_column[24];
    add_field(world, message, sizeof message, slot_get(e->fields[0]));
    add_field(world, line, sizeof line, slot_get(e->fields[2]));
    add_field(world, column, sizeof column, slot_get(e->fields[3]));
    add_field(world, end_line, sizeof end_line, slot_get(e->fields[5]));
    add_field(world, end_column, sizeof end_column, slot_get(e->fields[6]));
    snprintf(out, size, "%s: %s @ %s:%s-%s:%s", row_of(world->rt, &e->header)->name, message, line, column, end_line,
             end_column);
    release(world->rt, error);
}

static void test_errors(void **state)
{
    struct world *world = *state;
    FILE *file = open_data("errors.txt", "r");
    struct case_text source = {0};
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    unsigned cases = 0;
    while ((length = getline(&line, &capacity, file)) > 0) {
        if (strncmp(line, "=> ", 3) != 0) {
            append(&source, line, (size_t)length);
            continue;
        }
        char verdict[512] = "ok";
        own_value code = compile(world, source.bytes, source.size);
        if (failed(code))
            describe_error(world, verdict, sizeof verdict);
        release(world->rt, code);
        line[length - 1] = 0;
        if (strcmp(line + 3, verdict) != 0)
            fail_msg("%s\nwanted %s\ngot    %s", source.bytes, line + 3, verdict);
        source.size = 0;
        cases++;
    }
    assert_true(cases > 50);
    fclose(file);
    free(line);
    free(source.bytes);
}

// data/code.txt: source, a line "=>", the disassembly, a line "----", and so on.
static void read_cases(struct case_text sources[], struct case_text wanted[], unsigned most, unsigned *count)
{
    FILE *file = open_data("code.txt", "r");
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    bool in_source = true;
    *count = 0;
    while ((length = getline(&line, &capacity, file)) > 0 && *count < most) {
        if (strcmp(line, "=>\n") == 0) {
            in_source = false;
        } else if (strcmp(line, "----\n") == 0) {
            in_source = true;
            ++*count;
        } else {
            append(in_source ? &sources[*count] : &wanted[*count], line, (size_t)length);
        }
    }
    fclose(file);
    free(line);
}

static own_value disassemble(struct world *world, struct case_text const *source)
{
    own_value code = compile(world, source->bytes, source->size);
    assert_false(failed(code));
    own_value text = compile_disassemble(world->rt, lend(code));
    assert_false(failed(text));
    release(world->rt, code);
    return text;
}

enum { CODE_CASES_MOST = 100 };

static void test_code(void **state)
{
    static struct case_text sources[CODE_CASES_MOST], wanted[CODE_CASES_MOST];
    struct world *world = *state;
    unsigned count;
    read_cases(sources, wanted, CODE_CASES_MOST, &count);
    assert_true(count > 0);
    FILE *record = getenv("OURO_RECORD") != NULL ? open_data("code.txt", "w") : NULL;
    for (unsigned i = 0; i < count; i++) {
        own_value text = disassemble(world, &sources[i]);
        char const *got = str_bytes(as_str(lend(text)));
        if (record != NULL)
            fprintf(record, "%s=>\n%s----\n", sources[i].bytes, got);
        else if (wanted[i].bytes == NULL || strcmp(got, wanted[i].bytes) != 0)
            fail_msg("%s\nwanted\n%s\ngot\n%s", sources[i].bytes, wanted[i].bytes, got);
        release(world->rt, text);
        free(sources[i].bytes);
        free(wanted[i].bytes);
    }
    if (record != NULL)
        fclose(record);
}

// ---- Hostile sources ----

// `count` times `left`, then `middle`, then `count` times `right`.
static own_value compile_nested(struct world *world, char const *left, char const *middle, char const *right,
                                unsigned count)
{
    struct case_text source = {0};
    for (unsigned i = 0; i < count; i++)
        append(&source, left, strlen(left));
    append(&source, middle, strlen(middle));
    for (unsigned i = 0; i < count; i++)
        append(&source, right, strlen(right));
    append(&source, "\n", 1);
    own_value code = compile(world, source.bytes, source.size);
    free(source.bytes);
    return code;
}

static void refused(struct world *world, own_value code)
{
    assert_true(failed(code));
    assert_true(error_matches(world->rt, TYPE_RECURSION_ERROR) || error_matches(world->rt, TYPE_MEMORY_ERROR) ||
                error_matches(world->rt, TYPE_SYNTAX_ERROR));
    error_clear(world->rt);
}

static void accepted(struct world *world, own_value code)
{
    assert_false(failed(code));
    release(world->rt, code);
}

static void test_deep(void **state)
{
    struct world *world = *state;
    accepted(world, compile_nested(world, "1+", "a", "", 1000));
    refused(world, compile_nested(world, "", "a", "+a", 100000));
    refused(world, compile_nested(world, "", "a", ".a", 100000));
    refused(world, compile_nested(world, "", "a", "[b]", 100000));
    refused(world, compile_nested(world, "", "a", "()", 100000));
    refused(world, compile_nested(world, "not ", "a", "", 100000));
    refused(world, compile_nested(world, "-", "1", "", 100000));
    accepted(world, compile_nested(world, "", "a", " and a", 100000));
    accepted(world, compile_nested(world, "", "a", " < a", 20000));
    accepted(world, compile_nested(world, "a = ", "b", "", 20000));
    accepted(world, compile_nested(world, "", "if a: b\n", "elif a: b\n", 20000));
}

static void test_wide(void **state)
{
    struct world *world = *state;
    static char const *const opening[] = {"x = [a", "x = (a", "x = {a", "f(a", "f(*a", "x = f'{a}", "def f(a=1"};
    static char const *const part[] = {", b", ", b", ", b", ", b", ", b", "{b}", ""};
    static char const *const closing[] = {"]", ")", "}", ")", ")", "'", "): pass"};
    for (unsigned i = 0; i < sizeof opening / sizeof *opening; i++) {
        struct case_text source = {0};
        append(&source, opening[i], strlen(opening[i]));
        for (unsigned k = 0; k < 70000; k++)
            append(&source, part[i], strlen(part[i]));
        append(&source, closing[i], strlen(closing[i]));
        accepted(world, compile(world, source.bytes, source.size));
        free(source.bytes);
    }
    // More locals, or more targets at once, than a frame has registers.
    struct case_text source = {0};
    append(&source, "def f():\n", 9);
    for (unsigned k = 0; k < 40000; k++) {
        char line[32];
        int length = snprintf(line, sizeof line, " v%u = %u\n", k, k);
        append(&source, line, (size_t)length);
    }
    refused(world, compile(world, source.bytes, source.size));
    free(source.bytes);
    source = (struct case_text){0};
    for (unsigned k = 0; k < 40000; k++)
        append(&source, "a, ", 3);
    append(&source, "b = c\n", 6);
    refused(world, compile(world, source.bytes, source.size));
    free(source.bytes);
}

// ---- Failing memory ----

static char const everything[] = "from __future__ import annotations\n"
                                 "import a.b as c, d\n"
                                 "from . import x as y, z\n"
                                 "@deco(1)\n"
                                 "class A(B, *C, k=2, **D):\n"
                                 "    'doc'\n"
                                 "    v: int = 10**30\n"
                                 "    def __init__(self, a, /, b: str = 'x', *args: int, q=1.5, **kw) -> None:\n"
                                 "        'text'\n"
                                 "        self.a, self.b = a, b\n"
                                 "        super().__init__()\n"
                                 "        def inner():\n"
                                 "            nonlocal a\n"
                                 "            a += [w for w in range(3) if w] + list(u for u in args)\n"
                                 "            return lambda: (self, __class__, a)\n"
                                 "        return inner\n"
                                 "def g(n):\n"
                                 "    for i, (j, *k) in n:\n"
                                 "        try:\n"
                                 "            with m() as r, s:\n"
                                 "                if 0 < i <= j < 5 or not r: continue\n"
                                 "                return f'{i!r:>{j}} {k}'\n"
                                 "        except (ValueError, TypeError) as e:\n"
                                 "            raise X from e\n"
                                 "        else:\n"
                                 "            break\n"
                                 "        finally:\n"
                                 "            del i, n[0], n.q\n"
                                 "    while (y := next(n)) is not None:\n"
                                 "        yield {**y, 'a': 1, 2: y}, {*y, 3}, y[1:2], y[a:b:c]\n"
                                 "    x = yield from n\n"
                                 "    assert x in [1, 2, 3], 'no'\n"
                                 "    x[1] **= 2; x.y //= 3; global G; G = -1 if x else 2j\n"
                                 "    return b'abc' if 0 else print(*x, sep='', **n)\n";

static void test_failing_memory(void **state)
{
#if OURO_CHECK >= 1
    struct world *world = *state;
    struct heap *heap = &world->rt->heap;
    // In a heap that is not small each size has its own pages: the same objects have the same bytes.
    size_t large = HEAP_TUNE_COARSE_PAGES * HEAP_PAGE_BYTES;
    void *large_block = heap_raw_allocate(heap, large);
    assert_non_null(large_block);
    accepted(world, compile(world, everything, sizeof everything - 1)); // makes what is made once
    for (int i = 0; i < 100; i++) { // and every MemoryError that was set aside at start, in the small heap
        assert_true(failed(error_no_memory(world->rt)));
        error_clear(world->rt);
    }
    size_t before = heap_live_bytes_all(heap);
    for (int later_too = 0; later_too < 2; later_too++) {
        own_value code = own_nothing;
        unsigned n = 0;
        while (failed(code)) {
            n++;
            heap_fail(heap, n, later_too);
            code = compile(world, everything, sizeof everything - 1);
            heap_fail(heap, 0, false);
            if (failed(code)) {
                assert_true(error_matches(world->rt, TYPE_MEMORY_ERROR));
                error_clear(world->rt);
                assert_int_equal(heap_live_bytes_all(heap), before);
            }
        }
        assert_true(n > 50);
        release(world->rt, code);
        assert_int_equal(heap_live_bytes_all(heap), before);
    }
    heap_raw_free(heap, large_block, large);
#else
    (void)state;
    (void)everything;
    skip();
#endif
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(test_errors), cmocka_unit_test(test_code),           cmocka_unit_test(test_deep),
        cmocka_unit_test(test_wide),   cmocka_unit_test(test_failing_memory),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
