// SPDX-License-Identifier: MIT
// The embedding interface: values, errors, calls both ways, modules, types, output. In check builds ouro_close ends the
// process when an object is left over, so each test is one of ownership, too.
#include "api/state.h"
#include "ouro.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static ouro *open_runtime(void)
{
    ouro *rt = ouro_open(NULL);
    assert_non_null(rt);
    return rt;
}

// Nothing may be left of handles and errors.
static void close_runtime(ouro *rt)
{
    if (ouro_error_pending(rt)) {
        print_error("%s\n", ouro_error_traceback(rt));
    }
    assert_false(ouro_error_pending(rt));
    assert_int_equal(ouro_handle_count(rt), 0);
    ouro_close(rt);
}

static void expect_error(ouro *rt, char const *class, char const *text)
{
    assert_true(ouro_error_pending(rt));
    assert_string_equal(ouro_error_text(rt), text);
    assert_true(ouro_error_is(rt, class));
    ouro_error_clear(rt);
}

static bool run(ouro *rt, char const *source)
{
    return ouro_execute(rt, source, strlen(source), "test.py");
}

static void expect_text(ouro *rt, ouro_value v, char const *text)
{
    ouro_value repr = ouro_repr_of(rt, v);
    assert_non_null(repr);
    assert_string_equal(ouro_get_str(rt, repr, NULL), text);
    ouro_release(rt, repr);
    ouro_release(rt, v);
}

static void test_numbers(void **state)
{
    (void)state;
    ouro *rt = open_runtime();
    int64_t n = 0;
    uint64_t u = 0;
    double d = 0;
    uint64_t scope = ouro_scope_begin(rt);
    ouro_value v = ouro_int(rt, INT64_MIN);
    assert_true(ouro_get_int(rt, v, &n));
    assert_true(n == INT64_MIN);
    assert_false(ouro_get_unsigned(rt, v, &u));
    expect_error(rt, "OverflowError", "can't convert negative int to unsigned");
    v = ouro_unsigned(rt, UINT64_MAX);
    assert_true(ouro_get_unsigned(rt, v, &u));
    assert_true(u == UINT64_MAX);
    assert_false(ouro_get_int(rt, v, &n));
    expect_error(rt, "ArithmeticError", "int too large to convert to int64_t");
    assert_true(ouro_get_float(rt, v, &d));
    v = ouro_int_from_text(rt, "-123456789012345678901234567890", 31, 10);
    assert_null(ouro_int_from_text(rt, "12x", 3, 10));
    expect_error(rt, "ValueError", "invalid literal for int() with base 10");
    assert_int_equal(ouro_kind_of(rt, v), OURO_KIND_INT);
    expect_text(rt, v, "-123456789012345678901234567890");
    v = ouro_float(rt, 1e300);
    assert_true(ouro_get_float(rt, v, &d));
    assert_true(d == 1e300);
    assert_false(ouro_get_int(rt, v, &n));
    expect_error(rt, "TypeError", "int expected, not float");
    assert_true(ouro_is(rt, ouro_bool(rt, true), ouro_true(rt)));
    assert_int_equal(ouro_truth(rt, ouro_none(rt)), 0);
    assert_int_equal(ouro_compare(rt, OURO_LT, ouro_false(rt), ouro_true(rt)), 1);
    assert_int_equal(ouro_compare(rt, OURO_LT, ouro_none(rt), ouro_true(rt)), -1);
    expect_error(rt, "TypeError", "'<' not supported between instances of 'NoneType' and 'bool'");
    ouro_scope_end(rt, scope, NULL);
    close_runtime(rt);
}

static void test_text(void **state)
{
    (void)state;
    ouro *rt = open_runtime();
    size_t size = 0;
    ouro_value v = ouro_str(rt, "a\0\xc3\xa4", 4);
    assert_memory_equal(ouro_get_str(rt, v, &size), "a\0\xc3\xa4", 5);
    assert_int_equal(size, 4);
    assert_int_equal(ouro_length(rt, v), 3);
    ouro_release(rt, v);
    assert_null(ouro_text(rt, "\xff"));
    assert_true(ouro_error_is(rt, "UnicodeDecodeError"));
    ouro_error_clear(rt);
    v = ouro_evaluate(rt, "'\\udc80'");
    assert_null(ouro_get_str(rt, v, NULL));
    assert_true(ouro_error_is(rt, "UnicodeEncodeError"));
    ouro_error_clear(rt);
    ouro_release(rt, v);
    v = ouro_bytes(rt, "x\0y", 3);
    assert_memory_equal(ouro_get_bytes(rt, v, &size), "x\0y", 3);
    assert_int_equal(size, 3);
    assert_null(ouro_get_str(rt, v, NULL));
    expect_error(rt, "TypeError", "str expected, not bytes");
    ouro_release(rt, v);
    expect_text(rt, ouro_format(rt, "%d-%s", 5, "x"), "'5-x'");
    close_runtime(rt);
}

static void test_containers(void **state)
{
    (void)state;
    ouro *rt = open_runtime();
    uint64_t scope = ouro_scope_begin(rt);
    ouro_value items[] = {ouro_int(rt, 1), ouro_text(rt, "two"), ouro_none(rt)};
    ouro_value list = ouro_list(rt, items, 3), tuple = ouro_tuple(rt, items, 3), dict = ouro_dict(rt);
    assert_true(ouro_append(rt, list, tuple));
    assert_true(ouro_set_key(rt, dict, "k", list));
    assert_true(ouro_set_item(rt, dict, tuple, items[0]));
    assert_false(ouro_append(rt, tuple, list));
    expect_error(rt, "TypeError", "list expected, not tuple");
    assert_false(ouro_set_item(rt, dict, list, list));
    expect_error(rt, "TypeError", "unhashable type: 'list'");
    assert_null(ouro_get_index(rt, list, 9));
    expect_error(rt, "LookupError", "list index out of range");
    assert_true(ouro_set_index(rt, list, 0, ouro_get_index(rt, list, 1)));
    assert_int_equal(ouro_contains(rt, list, items[1]), 1);
    size_t position = 0, count = 0;
    ouro_value key, item;
    while (ouro_dict_next(rt, dict, &position, &key, &item)) {
        count++;
    }
    assert_int_equal(count, 2);
    ouro_value iterator = ouro_iterate(rt, list), next;
    for (count = 0; (next = ouro_next(rt, iterator)) != NULL; count++) {
    }
    assert_int_equal(count, 4);
    assert_false(ouro_error_pending(rt));
    assert_null(ouro_next(rt, list));
    expect_error(rt, "TypeError", "'list' object is not an iterator");
    assert_true(ouro_delete_item(rt, dict, tuple));
    expect_text(rt, dict, "{'k': ['two', 'two', None, (1, 'two', None)]}");
    list = ouro_scope_end(rt, scope, list);
    assert_int_equal(ouro_handle_count(rt), 1);
    assert_int_equal(ouro_length(rt, list), 4);
    assert_true(ouro_append(rt, list, list)); // a cycle, for the collector
    ouro_release(rt, list);
    close_runtime(rt);
}

static void test_errors(void **state)
{
    (void)state;
    ouro *rt = open_runtime();
    assert_false(run(rt, "def f():\n    return 1 / 0\nf()\n"));
    assert_string_equal(ouro_error_type(rt), "ZeroDivisionError");
    assert_string_equal(ouro_error_text(rt), "division by zero");
    assert_string_equal(ouro_error_file(rt), "test.py");
    assert_int_equal(ouro_error_line(rt), 2);
    assert_non_null(strstr(ouro_error_traceback(rt), "line 3, in <module>"));
    // While it is pending nothing is done.
    assert_null(ouro_int(rt, 1));
    assert_false(run(rt, "x = 1"));
    ouro_value error = ouro_error_take(rt);
    assert_false(ouro_error_pending(rt));
    assert_null(ouro_raise_value(rt, error));
    ouro_release(rt, error);
    expect_error(rt, "ArithmeticError", "division by zero");
    assert_null(ouro_error_take(rt));
    assert_string_equal(ouro_error_text(rt), "");

    assert_false(run(rt, "x = = 1\n"));
    assert_int_equal(ouro_error_line(rt), 1);
    expect_error(rt, "SyntaxError", "invalid syntax (test.py, line 1)");
    assert_null(ouro_get_global(rt, "absent"));
    expect_error(rt, "NameError", "name 'absent' is not defined");
    ouro_raise(rt, "nonsense", "x");
    expect_error(rt, "SystemError", "'nonsense' is no class of exceptions");
    ouro_raise(rt, "KeyError", "first");
    ouro_raise(rt, "ValueError", "n = %d", 5);
    assert_non_null(strstr(ouro_error_traceback(rt), "KeyError: 'first'"));
    expect_error(rt, "ValueError", "n = 5");
    assert_null(ouro_call(rt, NULL, NULL, 0));
    expect_error(rt, "SystemError", "a NULL value was given");
    assert_null(ouro_raise_value(rt, ouro_none(rt)));
    expect_error(rt, "TypeError", "exceptions must derive from BaseException");
    close_runtime(rt);
}

static void test_running(void **state)
{
    (void)state;
    ouro *rt = open_runtime();
    assert_true(run(rt, "def add(a, b=10, *, c=0): return a + b + c\n"));
    ouro_value add = ouro_get_global(rt, "add"), five = ouro_int(rt, 5);
    expect_text(rt, ouro_call(rt, add, &five, 1), "15");
    char const *names[] = {"c", "b"};
    ouro_value values[] = {five, five};
    expect_text(rt, ouro_call_named(rt, add, &five, 1, names, values, 2), "15");
    assert_null(ouro_call(rt, add, NULL, 0));
    expect_error(rt, "TypeError", "add() missing 1 required positional argument: 'a'");
    assert_null(ouro_call(rt, five, NULL, 0));
    expect_error(rt, "TypeError", "'int' object is not callable");
    assert_true(ouro_set_global(rt, "v", five));
    expect_text(rt, ouro_evaluate(rt, " add(v) * 2"), "30");
    ouro_value code = ouro_compile(rt, "v * k", 5, "<k>", OURO_EXPRESSION), globals = ouro_dict(rt);
    assert_true(ouro_set_key(rt, globals, "v", five) && ouro_set_key(rt, globals, "k", five));
    expect_text(rt, ouro_run_code(rt, code, globals), "25");
    assert_null(ouro_run_code(rt, five, NULL));
    expect_error(rt, "TypeError", "code expected, not int");
    ouro_value math = ouro_import(rt, "math"), four = ouro_float(rt, 4);
    expect_text(rt, ouro_call_method(rt, math, "sqrt", &four, 1), "2.0");
    assert_int_equal(ouro_has_attribute(rt, math, "nothing"), 0);
    assert_null(ouro_import(rt, "no_such"));
    expect_error(rt, "ImportError", "No module named 'no_such'");
    ouro_value all[] = {add, five, code, globals, math, four};
    for (size_t i = 0; i < 6; i++) {
        ouro_release(rt, all[i]);
    }
    close_runtime(rt);
}

// Functions of the host
// ------------------------------------------------------------------------------------------------

static ouro_value host_sum(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    *(int *)user += 1;
    int64_t sum = named != NULL ? ouro_length(rt, named) * 100 : 0;
    for (size_t i = 0; i < count; i++) {
        int64_t n;
        if (!ouro_get_int(rt, arguments[i], &n)) {
            return NULL;
        }
        sum += n;
    }
    return ouro_int(rt, sum);
}

static ouro_value host_apply(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)named;
    return ouro_call(rt, arguments[0], arguments + 1, count - 1);
}

static ouro_value host_nothing(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)rt, (void)user, (void)arguments, (void)count, (void)named;
    return NULL;
}

static ouro_value host_first(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)rt, (void)user, (void)count, (void)named;
    return arguments[0]; // a lent handle
}

static ouro_definition const host_functions[] = {
    {"sum", host_sum, 0, OURO_ANY_COUNT, true, "Adds."},
    {"apply", host_apply, 1, OURO_ANY_COUNT, false, NULL},
    {"nothing", host_nothing, 0, 0, false, NULL},
    {"first", host_first, 1, 2, false, NULL},
    {0},
};

static void test_functions(void **state)
{
    (void)state;
    ouro *rt = open_runtime();
    int calls = 0;
    ouro_release(rt, ouro_module_new(rt, "host", host_functions, &calls));
    assert_true(run(rt, "import host\n"
                        "assert host.sum(*range(20), k=1) == 290\n"
                        "assert host.apply(host.apply, host.sum, 1, 2) == 3\n"
                        "assert host.first([1]) == [1]\n"
                        "assert sorted([3, 1, 2], key=host.first) == [1, 2, 3]\n"
                        "assert repr(host.sum) == '<built-in function sum>' and host.sum.__doc__ == 'Adds.'\n"
                        "def refused(f, *a, **k):\n"
                        "    try: f(*a, **k)\n"
                        "    except Exception as e: return type(e).__name__ + ': ' + str(e)\n"
                        "assert refused(host.sum, 'x') == 'TypeError: int expected, not str'\n"
                        "assert refused(host.apply) == 'TypeError: apply expected at least 1 argument, got 0'\n"
                        "assert refused(host.apply, lambda: 1 / 0) == 'ZeroDivisionError: division by zero'\n"
                        "assert refused(host.first, 1, k=2) == 'TypeError: first() takes no keyword arguments'\n"
                        "assert refused(host.nothing).startswith('SystemError: nothing() of the host gave no')\n"
                        "def deep(): return host.apply(deep)\n"
                        "assert refused(deep).startswith('RecursionError')\n"
                        "host.me = host\n"));
    assert_int_equal(calls, 3);
    close_runtime(rt);
}

// Modules and output
// ---------------------------------------------------------------------------------------------------

static int sources_done;
static void source_done(void *user, ouro_source *source)
{
    (void)user, (void)source;
    sources_done++;
}

static int load(ouro *rt, void *user, char const *name, ouro_source *source)
{
    (void)user;
    if (strcmp(name, "wrong") == 0) {
        ouro_raise(rt, "ImportError", "refused");
        return -1;
    }
    if (strncmp(name, "pack", 4) != 0) {
        return 0;
    }
    source->text = strcmp(name, "pack") == 0 ? "import pack.part\n" : "value = __name__\n";
    source->size = strlen(source->text);
    source->is_package = strcmp(name, "pack") == 0;
    source->done = source_done;
    return 1;
}

static void test_loader(void **state)
{
    (void)state;
    ouro *rt = open_runtime();
    sources_done = 0;
    ouro_set_loader(rt, load, NULL);
    assert_true(run(rt, "import pack\nassert pack.part.value == 'pack.part'\nimport math\n"));
    assert_int_equal(sources_done, 2);
    assert_false(run(rt, "import wrong"));
    expect_error(rt, "ImportError", "refused");
    assert_false(run(rt, "import absent"));
    expect_error(rt, "ModuleNotFoundError", "No module named 'absent'");
    close_runtime(rt);
}

struct output {
    char text[2][200];
};

static void gather(void *user, int stream, char const *utf8, size_t size)
{
    strncat(((struct output *)user)->text[stream - 1], utf8, size);
}

static void test_output(void **state)
{
    (void)state;
    ouro *rt = open_runtime();
    struct output output = {0};
    assert_true(ouro_set_output(rt, gather, &output));
    assert_true(run(rt, "import sys\nprint('a', 1)\nprint('\\udc80', file=sys.stderr)\n"));
    assert_string_equal(output.text[0], "a 1\n");
    assert_string_equal(output.text[1], "\\udc80\n");
    output = (struct output){0};
    assert_int_equal(ouro_run(rt, "1 / 0", 5, "x.py"), 1);
    assert_non_null(strstr(output.text[1], "ZeroDivisionError: division by zero"));
    close_runtime(rt);
}

// Types of the host
// -----------------------------------------------------------------------------------------------------

struct node {
    ouro_slot next;
    int64_t number;
    double weight;
    bool marked;
    ouro_slot *more;
    size_t more_count;
};

static int nodes_dropped;

static void node_traverse(void *data, void *user, ouro_visitor *visitor)
{
    (void)user;
    struct node *node = data;
    ouro_visit(visitor, node->more, node->more_count);
}

static void node_drop(void *data, void *user)
{
    (void)user;
    free(((struct node *)data)->more);
    nodes_dropped++;
}

static ouro_value node_init(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)named;
    struct node *node = ouro_instance_data(rt, arguments[0], NULL);
    if (count > 1 && !ouro_get_int(rt, arguments[1], &node->number)) {
        return NULL;
    }
    return ouro_none(rt);
}

static ouro_value node_add(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)count, (void)named;
    struct node *node = ouro_instance_data(rt, arguments[0], NULL);
    ouro_slot *grown = realloc(node->more, (node->more_count + 1) * sizeof *grown);
    if (grown == NULL) {
        return ouro_raise(rt, "MemoryError", "no room");
    }
    node->more = grown;
    node->more[node->more_count] = (ouro_slot){0};
    node->more_count++;
    ouro_slots_moved(rt, arguments[0]);
    return ouro_slot_set(rt, arguments[0], &node->more[node->more_count - 1], arguments[1]) ? ouro_none(rt) : NULL;
}

static ouro_value node_length(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)count, (void)named;
    struct node *node = ouro_instance_data(rt, arguments[0], NULL);
    return ouro_int(rt, (int64_t)node->more_count);
}

static ouro_value make_node_type(ouro *rt)
{
    static ouro_definition const methods[] = {
        {"__init__", node_init, 0, 1, false, NULL},
        {"add", node_add, 1, 1, false, NULL},
        {"__len__", node_length, 0, 0, false, NULL},
        {0},
    };
    static ouro_field const fields[] = {
        {"next", OURO_FIELD_SLOT, offsetof(struct node, next), false},
        {"number", OURO_FIELD_INT64, offsetof(struct node, number), true},
        {"weight", OURO_FIELD_DOUBLE, offsetof(struct node, weight), false},
        {"marked", OURO_FIELD_BOOL, offsetof(struct node, marked), false},
        {0},
    };
    static ouro_property const properties[] = {{"size", node_length, NULL, "How many."}, {0}};
    ouro_type const type = {
        .struct_size = sizeof type,
        .name = "host.Node",
        .size = sizeof(struct node),
        .methods = methods,
        .fields = fields,
        .properties = properties,
        .slot_offset = offsetof(struct node, next),
        .slot_count = 1,
        .traverse = node_traverse,
        .drop = node_drop,
    };
    return ouro_type_new(rt, &type);
}

static void test_types(void **state)
{
    (void)state;
    ouro *rt = open_runtime();
    nodes_dropped = 0;
    ouro_value type = make_node_type(rt);
    assert_non_null(type);
    assert_true(ouro_set_global(rt, "Node", type));
    assert_true(
        run(rt, "import gc\n"
                "a = Node(5)\n"
                "assert a.number == 5 and a.next is None and a.weight == 0.0 and not a.marked\n"
                "a.next = a; a.weight = 3; a.marked = []; a.marked = 'x'\n"
                "assert a.next is a and a.weight == 3.0 and a.marked is True and len(a) == a.size == 0\n"
                "for i in range(50): a.add([i, a])\n"
                "assert len(a) == 50\n"
                "def refused(f):\n"
                "    try: f()\n"
                "    except Exception as e: return type(e).__name__\n"
                "def set_number(): a.number = 1\n"
                "def set_new(): a.other = 1\n"
                "def set_class(): Node.other = 1\n"
                "def set_weight(): a.weight = 'x'\n"
                "assert [refused(f) for f in (set_number, set_new, set_class, set_weight)] == \\\n"
                "    ['AttributeError', 'AttributeError', 'TypeError', 'TypeError']\n"
                "assert refused(lambda: Node(1, 2)) == 'TypeError' and refused(lambda: Node.add(1, 2)) == 'TypeError'\n"
                "class Sub(Node):\n"
                "    def __init__(self): super().__init__(7); self.own = self\n"
                "    def __del__(self): gone.append(self.number)\n"
                "gone = []\n"
                "Sub(); Sub().next = a\n"
                "gc.collect()\n"
                "assert gone == [7, 7], gone\n"));
    assert_int_equal(nodes_dropped, 3);
    assert_true(run(rt, "del a\ngc.collect()\n"));
    assert_int_equal(nodes_dropped, 4);
    void *data = NULL;
    ouro_value node = ouro_instance_new(rt, type, &data), five = ouro_int(rt, 5);
    assert_ptr_equal(ouro_instance_data(rt, node, type), data);
    struct node *n = data;
    assert_null(ouro_slot_get(rt, &n->next));
    assert_false(ouro_error_pending(rt));
    assert_true(ouro_slot_set(rt, node, &n->next, five));
    expect_text(rt, ouro_slot_get(rt, &n->next), "5");
    assert_true(ouro_slot_set(rt, node, &n->next, NULL));
    assert_null(ouro_instance_data(rt, five, type));
    expect_error(rt, "TypeError", "Node expected, not int");
    assert_null(ouro_instance_new(rt, five, NULL));
    expect_error(rt, "TypeError", "a type of the host expected, not 5");
    ouro_release(rt, five);
    ouro_release(rt, type);
    ouro_release(rt, node);
    assert_int_equal(nodes_dropped, 5);
    close_runtime(rt);
}

// Limits and threads
// ----------------------------------------------------------------------------------------------------

// Memory that fails
#ifdef OURO_FAULTS
static bool scenario(ouro *rt, int *calls)
{
    void *data = NULL;
    ouro_value module = ouro_module_new(rt, "host", host_functions, calls), type = make_node_type(rt);
    ouro_value node = ouro_instance_new(rt, type, &data), five = ouro_int(rt, 5);
    if (node == NULL || !ouro_slot_set(rt, node, &((struct node *)data)->next, node)) {
        return false;
    }
    ouro_value list = ouro_list(rt, &five, 1), sum = ouro_get_attribute(rt, module, "sum");
    ouro_value many[] = {five, five, five, five, five, five, five, five, five};
    char const *names[] = {"k"};
    ouro_release(rt, ouro_call_named(rt, sum, many, 9, names, many, 1));
    return ouro_append(rt, list, node) && ouro_set_global(rt, "node", node) && run(rt, "n = node.next.number + 1\n");
}
#endif

static void test_no_memory(void **state)
{
    (void)state;
#ifdef OURO_FAULTS
    int calls = 0;
    bool done = false;
    for (uint64_t nth = 1; !done; nth++) {
        ouro *rt = open_runtime();
        uint64_t scope = ouro_scope_begin(rt);
        heap_fail(&rt->heap, nth, false);
        done = scenario(rt, &calls);
        heap_fail(&rt->heap, 0, false);
        assert_int_equal(done, !ouro_error_pending(rt));
        if (!done) {
            assert_string_equal(ouro_error_type(rt), "MemoryError");
            ouro_error_clear(rt);
        }
        ouro_scope_end(rt, scope, NULL);
        close_runtime(rt);
        assert_true(nth < 5000);
    }
#endif
}

static void test_limits(void **state)
{
    (void)state;
    ouro_config config = {.size = sizeof config, .step_limit = 10000, .memory_limit = 8 << 20};
    ouro *rt = ouro_open(&config);
    assert_non_null(rt);
    assert_false(run(rt, "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n"));
    assert_true(ouro_error_is(rt, "BaseException"));
    assert_int_equal(ouro_limit_reached(rt), OURO_LIMIT_STEPS);
    ouro_error_clear(rt);
    ouro_set_step_limit(rt, 0);
    assert_false(run(rt, "x = []\nwhile True: x.append([0] * 1000)\n"));
    assert_true(ouro_error_is(rt, "MemoryError"));
    ouro_error_clear(rt);
    ouro_set_memory_limit(rt, 9 << 20); // full to the brim there may be no room to compile a line
    assert_true(run(rt, "x = None\n"));
    expect_text(rt, ouro_evaluate(rt, "1 + 1"), "2");
    close_runtime(rt);
}

static void *work(void *result)
{
    ouro *rt = ouro_open(NULL);
    bool done = rt != NULL &&
                run(rt, "d = {}\nfor i in range(20000): d[str(i)] = [i, {}]\nn = sum(v[0] for v in d.values())\n");
    ouro_value n = done ? ouro_get_global(rt, "n") : NULL;
    done = done && ouro_get_int(rt, n, result);
    ouro_release(rt, n);
    ouro_close(rt);
    return NULL;
}

static void test_threads(void **state)
{
    (void)state;
    pthread_t threads[2];
    int64_t results[2] = {0};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, work, &results[i]), 0);
    }
    for (int i = 0; i < 2; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(results[i], 199990000);
    }
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(test_numbers),   cmocka_unit_test(test_text),    cmocka_unit_test(test_containers),
        cmocka_unit_test(test_errors),    cmocka_unit_test(test_running), cmocka_unit_test(test_functions),
        cmocka_unit_test(test_loader),    cmocka_unit_test(test_output),  cmocka_unit_test(test_types),
        cmocka_unit_test(test_no_memory), cmocka_unit_test(test_limits),  cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
