// SPDX-License-Identifier: MIT
// What the host gives to a runtime and may do to it at odd moments: memory, standard input, an end from within, handles
// of another runtime.
#include "ouro.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool run(ouro *rt, char const *source)
{
    return ouro_execute(rt, source, strlen(source), "host.py");
}

static void expect_error(ouro *rt, char const *class, char const *text)
{
    assert_true(ouro_error_pending(rt));
    assert_string_equal(ouro_error_text(rt), text);
    assert_true(ouro_error_is(rt, class));
    ouro_error_clear(rt);
}

static void expect_global(ouro *rt, char const *name, char const *repr)
{
    uint64_t scope = ouro_scope_begin(rt);
    char const *text = ouro_get_str(rt, ouro_repr_of(rt, ouro_get_global(rt, name)), NULL);
    assert_non_null(text);
    assert_string_equal(text, repr);
    ouro_scope_end(rt, scope, NULL);
}

// An allocator of the host --------------------------------------------------------------------------------------------

#define PIECES_MOST 4096
struct memory {
    struct piece {
        char *at;
        size_t size;
    } pieces[PIECES_MOST];
    size_t held;
    size_t calls;
    size_t fail_from; // the number of the call that is refused, 0: none
    bool fail_later_too;
    ouro *runtime; // to close from within
};

static struct piece *find_piece(struct memory *m, void *at)
{
    for (size_t i = 0; i < PIECES_MOST; i++) {
        if (m->pieces[i].at == at) {
            return &m->pieces[i];
        }
    }
    fail_msg("this memory was never given");
    return NULL;
}

static void *give(void *user, void *memory, size_t old_size, size_t size, size_t alignment)
{
    struct memory *m = user;
    struct piece *piece = find_piece(m, memory);
    assert_true(memory == NULL ? old_size == 0 : old_size == piece->size); // the whole piece, by its size
    assert_true(memory != NULL || size != 0);
    assert_int_equal(size % 4096, 0);
    assert_true(alignment >= 4096 && (alignment & (alignment - 1)) == 0);
    if (m->runtime != NULL) {
        assert_false(ouro_close(m->runtime));
    }
    m->calls++;
    bool refused = m->fail_from != 0 && (m->calls == m->fail_from || (m->fail_later_too && m->calls > m->fail_from));
    if (refused && size > old_size) {
        return NULL;
    }
    char *fresh = NULL;
    if (size != 0) {
        void *place = NULL; // always another one
        assert_int_equal(posix_memalign(&place, alignment, size), 0);
        fresh = place;
        size_t kept = old_size < size ? old_size : size;
        if (kept > 0) {
            memcpy(fresh, memory, kept);
        }
        memset(fresh + kept, 0, size - kept);
    }
    free(memory);
    m->held += size - old_size;
    *piece = (struct piece){fresh, size};
    return fresh;
}

static char const hungry[] = "import gc\n"
                             "class Node: pass\n"
                             "kept = [Node() for i in range(20000)]\n"
                             "text = 'x'\n"
                             "for i in range(23): text += text\n"
                             "big = [0] * 2000000\n"
                             "big += big\n"
                             "del big[1000:]\n"
                             "big.sort()\n"
                             "data = bytearray(3000000)\n"
                             "data += bytes(9000000)\n"
                             "del kept, data\n"
                             "gc.collect()\n"
                             "total = len(text) + len(big)\n";

static void test_allocator(void **state)
{
    (void)state;
    static struct memory m;
    memset(&m, 0, sizeof m);
    ouro_config const config = {.size = sizeof config, .allocator = give, .allocator_user = &m};
    ouro *rt = ouro_open(&config);
    assert_non_null(rt);
    m.runtime = rt;
    assert_true(run(rt, hungry));
    expect_global(rt, "total", "8389608");
    ouro_statistics statistics = {.size = sizeof statistics};
    ouro_get_statistics(rt, &statistics);
    assert_true(statistics.reserved_bytes <= m.held); // all of it is the host's
    m.runtime = NULL;
    assert_true(ouro_close(rt));
    assert_int_equal(m.held, 0);
    assert_true(m.calls > 10);
}

// Each call refused in turn, alone and with all later ones: no runtime, MemoryError, or no difference.
static void sweep(bool later_too)
{
    static struct memory m;
    bool whole = false;
    for (size_t from = 1; !whole; from++) {
        memset(&m, 0, sizeof m);
        m.fail_from = from;
        m.fail_later_too = later_too;
        ouro_config const config = {.size = sizeof config, .allocator = give, .allocator_user = &m};
        ouro *rt = ouro_open(&config);
        if (rt != NULL) {
            bool done = run(rt, hungry);
            if (!done) {
                assert_string_equal(ouro_error_type(rt), "MemoryError");
                ouro_error_clear(rt);
            }
            whole = m.calls < from;
            assert_true(done || !whole);
            m.fail_from = 0;
            assert_true(run(rt, "kept = big = data = text = None\nx = [i for i in range(1000)]\n")); // usable again
            assert_true(ouro_close(rt));
        }
        assert_int_equal(m.held, 0);
        assert_true(from < 2000);
    }
}

static void test_allocator_refuses(void **state)
{
    (void)state;
    sweep(false);
    sweep(true);
}

// The limit and the host's refusal beside each other.
static void test_allocator_and_limit(void **state)
{
    (void)state;
    static struct memory m;
    memset(&m, 0, sizeof m);
    ouro_config const config = {
        .size = sizeof config, .allocator = give, .allocator_user = &m, .memory_limit = (size_t)6 << 20};
    ouro *rt = ouro_open(&config);
    assert_non_null(rt);
    assert_false(run(rt, hungry));
    expect_error(rt, "MemoryError", "");
    assert_true(ouro_close(rt));
    assert_int_equal(m.held, 0);
}

// Closing from within -------------------------------------------------------------------------------------------------

#define REFUSED "the runtime cannot be closed from a function that it has called"

static ouro_value closes(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)arguments, (void)count, (void)named;
    assert_false(ouro_finish(rt));
    ouro_error_clear(rt);
    assert_false(ouro_close(rt));
    return NULL;
}

static int closing_loader(ouro *rt, void *user, char const *name, ouro_source *source)
{
    (void)user, (void)name, (void)source;
    assert_false(ouro_close(rt));
    return -1;
}

static void closing_output(void *user, int stream, char const *text, size_t size)
{
    (void)stream, (void)text, (void)size;
    assert_false(ouro_close(user));
}

static int64_t closing_input(ouro *rt, void *user, char *buffer, size_t size)
{
    (void)user, (void)buffer, (void)size;
    assert_false(ouro_close(rt));
    return -1;
}

static int dropped;

// Must not call the runtime; what it calls all the same fails and does nothing.
static void closing_drop(void *data, void *user)
{
    (void)data;
    ouro *rt = user;
    assert_false(ouro_finish(rt));
    assert_false(ouro_close(rt));
    assert_null(ouro_int(rt, 1));
    assert_false(run(rt, "x = 1\n"));
    assert_int_equal(ouro_run(rt, "", 0, "x"), 1);
    dropped++;
}

static void test_close_within(void **state)
{
    (void)state;
    ouro *rt = ouro_open(NULL);
    assert_non_null(rt);
    uint64_t scope = ouro_scope_begin(rt);
    ouro_definition const definition = {"closes", closes, 0, OURO_ANY_COUNT, false, NULL};
    assert_true(ouro_set_global(rt, "closes", ouro_function_new(rt, &definition, NULL)));
    assert_false(run(rt, "closes()\n"));
    expect_error(rt, "RuntimeError", REFUSED);
    assert_true(run(rt, "try: closes()\nexcept RuntimeError as e: text = str(e)\n"));
    expect_global(rt, "text", "'" REFUSED "'");
    ouro_set_loader(rt, closing_loader, NULL);
    assert_false(run(rt, "import nowhere\n"));
    expect_error(rt, "RuntimeError", REFUSED);
    ouro_set_loader(rt, NULL, NULL);
    assert_true(ouro_set_input(rt, closing_input, NULL));
    assert_false(run(rt, "input()\n"));
    expect_error(rt, "RuntimeError", REFUSED);
    assert_true(ouro_set_output(rt, closing_output, rt));
    assert_false(run(rt, "print(1)\n"));
    expect_error(rt, "RuntimeError", REFUSED);
    assert_true(ouro_set_output(rt, NULL, NULL));
    ouro_type const type = {.struct_size = sizeof type, .name = "T", .size = 8, .user = rt, .drop = closing_drop};
    ouro_value made = ouro_type_new(rt, &type);
    assert_true(ouro_set_global(rt, "T", made));
    assert_true(run(rt, "T()\nt = T()\nt = [t]\nt.append(t)\ndel t\nimport gc\ngc.collect()\n"));
    assert_int_equal(dropped, 2);
    assert_true(run(rt, "import atexit\natexit.register(closes)\nkept = T()\n"
                        "class D:\n    def __del__(self, closes=closes): closes()\n"
                        "d = D()\nd.d = d\n"));
    ouro_scope_end(rt, scope, NULL);
    assert_true(ouro_close(rt));
    assert_int_equal(dropped, 3);
    assert_true(ouro_close(NULL));
}

static void test_finished(void **state)
{
    (void)state;
    ouro *rt = ouro_open(NULL);
    ouro_value kept = ouro_evaluate(rt, "[1]");
    assert_true(ouro_finish(rt));
    assert_true(ouro_finish(rt));
    assert_false(run(rt, "x = 1\n"));
    expect_error(rt, "RuntimeError", "the runtime was finished");
    assert_null(ouro_repr_of(rt, kept));
    expect_error(rt, "RuntimeError", "the runtime was finished");
    assert_int_equal(ouro_run(rt, "", 0, "x"), 1);
    assert_false(ouro_error_pending(rt));
    ouro_statistics statistics = {.size = sizeof statistics};
    ouro_get_statistics(rt, &statistics);
    assert_true(statistics.live_bytes > 0);
    assert_true(ouro_close(rt));
}

// Values of another runtime, released values --------------------------------------------------------------------------

static void test_foreign_values(void **state)
{
    (void)state;
    ouro *one = ouro_open(NULL), *two = ouro_open(NULL);
    ouro_value list = ouro_evaluate(one, "[1]"), other = ouro_evaluate(two, "[2]");
    assert_false(ouro_append(one, list, other));
    expect_error(one, "SystemError", "a value of another runtime was given");
    assert_false(ouro_append(one, list, ouro_none(two)));
    expect_error(one, "SystemError", "a value of another runtime was given");
    assert_null(ouro_repr_of(two, list));
    expect_error(two, "SystemError", "a value of another runtime was given");
    assert_int_equal(ouro_kind_of(one, other), OURO_KIND_OTHER);
    assert_string_equal(ouro_type_name(one, other), "");
    assert_false(ouro_is(one, other, other));
    ouro_release(one, other); // nothing happens
    assert_int_equal(ouro_handle_count(two), 1);
    ouro_release(two, other);
    ouro_release(two, other);
    assert_null(ouro_repr_of(two, other));
    expect_error(two, "SystemError", "a released value was given");
    ouro_release(one, list);
    assert_true(ouro_close(one));
    assert_true(ouro_close(two));
}

// Standard input ------------------------------------------------------------------------------------------------------

struct script {
    char const *text;
    size_t size, at, step;
};

static int64_t read_script(ouro *rt, void *user, char *buffer, size_t size)
{
    (void)rt;
    struct script *script = user;
    size_t left = script->size - script->at;
    size_t part = script->step < left ? script->step : left;
    part = part < size ? part : size;
    memcpy(buffer, script->text + script->at, part);
    script->at += part;
    return (int64_t)part;
}

static int64_t too_much(ouro *rt, void *user, char *buffer, size_t size)
{
    (void)rt, (void)user, (void)buffer;
    return (int64_t)size + 1;
}

static int64_t reads_itself(ouro *rt, void *user, char *buffer, size_t size)
{
    (void)user, (void)buffer, (void)size;
    ouro_value v = ouro_evaluate(rt, "sys.stdin.read()");
    ouro_release(rt, v);
    return v == NULL ? -1 : 0;
}

static void test_input(void **state)
{
    (void)state;
    static char const text[] = "first\nsecond \xc3\xa4\xe4\xb8\xad\r\nthird\rfourth\n\nlast";
    for (size_t step = 1; step < 12; step++) {
        ouro *rt = ouro_open(NULL);
        struct script script = {text, sizeof text - 1, 0, step};
        assert_true(ouro_set_input(rt, read_script, &script));
        assert_true(run(rt,
                        "import sys\nf = sys.stdin\n"
                        "a = [input(), f.read(9), f.readline(), f.readline(2), f.readline(), next(f), f.readlines()]\n"
                        "a += [f.read(), f.readline(), list(f)]\n"
                        "try: input()\n"
                        "except EOFError as e: a.append(str(e))\n"));
        expect_global(rt, "a",
                      "['first', 'second ä中', '\\n', 'th', 'ird\\n', 'fourth\\n', ['\\n', 'last'], '', '', [], "
                      "'EOF when reading a line']");
        script = (struct script){text, sizeof text - 1, 0, step};
        assert_true(run(rt, "b = f.read(), f.read(None)\nfor line in f: pass\n"));
        expect_global(rt, "b", "('first\\nsecond ä中\\nthird\\nfourth\\n\\nlast', '')");
        script = (struct script){"a\xff\nb\n", 5, 0, step};
        assert_true(run(rt, "try: f.readline()\nexcept UnicodeDecodeError as e: c = str(e)\nd = f.readline()\n"));
        expect_global(rt, "c", "\"'utf-8' codec can't decode byte 0xff in position 1: invalid start byte\"");
        expect_global(rt, "d", "'b\\n'");
        assert_true(ouro_set_input(rt, too_much, NULL));
        assert_false(run(rt, "f.read()\n"));
        expect_error(rt, "SystemError", "the input of the host gave more than was asked for");
        assert_true(ouro_set_input(rt, reads_itself, NULL));
        assert_false(run(rt, "f.read()\n"));
        expect_error(rt, "RuntimeError", "standard input is being read");
        assert_true(ouro_set_input(rt, NULL, NULL));
        assert_true(run(rt, "e = f.read(), f.readable(), f.isatty(), f.closed\n"));
        expect_global(rt, "e", "('', True, False, False)");
        assert_int_equal(ouro_handle_count(rt), 0);
        assert_true(ouro_close(rt));
    }
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(test_allocator),
        cmocka_unit_test(test_allocator_refuses),
        cmocka_unit_test(test_allocator_and_limit),
        cmocka_unit_test(test_close_within),
        cmocka_unit_test(test_finished),
        cmocka_unit_test(test_foreign_values),
        cmocka_unit_test(test_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
