// SPDX-License-Identifier: MIT
// Programs under random limits: the first bytes of the input are limits of memory and steps, a change of them half way,
// and an allocation that fails; the others choose a program from a grammar. Each ends, with its own result or an
// exception, and the runtime is in order afterwards.
#include "api/state.h"
#include "fuzz.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define TEXT_MOST 24000
#define DEPTH_MOST 6

struct writer {
    struct input in;
    size_t size;
    int indent;
    int depth;
    int loops;     // open: each runs a few times only
    int functions; // def f0, f1, ... so far
    bool in_function;
    bool in_loop;
    char text[TEXT_MOST];
};

static void put(struct writer *w, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    size_t room = TEXT_MOST - w->size;
    int size = vsnprintf(w->text + w->size, room, format, arguments);
    va_end(arguments);
    w->size = (size_t)size < room ? w->size + (size_t)size : TEXT_MOST - 1;
}

static char const *pick(struct writer *w, char const *const *list, uint32_t count)
{
    return list[input_below(&w->in, count)];
}
#define PICK(w, ...) \
    pick(w, (char const *const[]){__VA_ARGS__}, sizeof((char const *const[]){__VA_ARGS__}) / sizeof(char const *))

static void begin(struct writer *w)
{
    put(w, "%*s", 4 * w->indent, "");
}

static char const *name(struct writer *w)
{
    return PICK(w, "a", "b", "c", "d", "e");
}

// Expressions ---------------------------------------------------------------------------------------------------------

static void expression(struct writer *w);

static void atom(struct writer *w)
{
    switch (input_below(&w->in, 8)) {
    case 0:
        put(w, "(%s)",
            PICK(w, "0", "1", "-1", "7", "1 << 70", "10 ** 30", "2.5", "1e300", "True", "None", "...",
                 "0x7fffffffffffffff"));
        break;
    case 1:
        put(w, "(%s)",
            PICK(w, "''", "'abc'", "'\\u00e4\\U0001f600'", "b'xyz'", "'a' * 300", "bytearray(40)", "'%s %r' % (a, b)"));
        break;
    case 2:
        put(w, "(%s)",
            PICK(w, "[]", "{}", "()", "set()", "[a] * 50", "{a: b}", "range(9)", "object()", "Node()", "Bag()",
                 "Odd(a)"));
        break;
    case 3:
        put(w, "f%d", w->functions > 0 ? (int)input_below(&w->in, (uint32_t)w->functions) : 0);
        break;
    default:
        put(w, "%s", name(w));
        break;
    }
}

static void pair(struct writer *w, char const *between)
{
    put(w, "(");
    expression(w);
    put(w, " %s ", between);
    expression(w);
    put(w, ")");
}

static void call(struct writer *w)
{
    put(w, "%s(",
        PICK(w, "len", "list", "tuple", "set", "dict", "str", "repr", "sorted", "sum", "max", "iter", "next",
             "reversed", "enumerate", "zip", "map", "hash", "int", "float", "bytes", "bytearray", "memoryview",
             "isinstance", "type", "abs", "frozenset", "any", "all", "format", "id", "vars", "dir", "gc.collect",
             "weakref.ref", "weakref.WeakSet", "weakref.WeakValueDictionary", "exec", "eval", "super", "property",
             "Node", "Bag", "Odd", "f0", "f1", "f2", "sys.getsizeof", "gc.get_referrers", "gc.get_objects", "print",
             "slice", "getattr"));
    for (uint32_t i = input_below(&w->in, 4); i > 0; i--) {
        expression(w);
        put(w, i > 1 ? ", " : "");
    }
    put(w, ")");
}

static void comprehension(struct writer *w)
{
    char const *variable = name(w);
    bool is_dict = input_below(&w->in, 3) == 0;
    char open = is_dict ? '{' : PICK(w, "[", "(", "{")[0];
    put(w, "%c", open);
    expression(w);
    if (is_dict) {
        put(w, ": ");
        expression(w);
    }
    put(w, " for %s in ", variable);
    if (input_below(&w->in, 2)) {
        expression(w);
    } else {
        put(w, "range(%u)", 1u << input_below(&w->in, 8));
    }
    if (input_below(&w->in, 3) == 0) {
        put(w, " if ");
        expression(w);
    }
    put(w, "%c", open == '[' ? ']' : open == '(' ? ')' : '}');
}

static void expression(struct writer *w)
{
    if (w->depth >= DEPTH_MOST || input_is_over(&w->in)) {
        atom(w);
        return;
    }
    w->depth++;
    switch (input_below(&w->in, 12)) {
    case 0:
    case 1:
        pair(w, PICK(w, "+", "-", "*", "/", "//", "%", "&", "|", "^", "**", "<", "<=", "==", "!=", "in", "is", "and",
                     "or", "<<", ">>"));
        break;
    case 2:
        call(w);
        break;
    case 3:
        atom(w);
        put(w, ".%s",
            PICK(w, "next", "value", "append(a)", "pop()", "update({1: a})", "sort()", "clear()", "extend(b)",
                 "items()", "keys()", "add(a)", "upper()", "split()", "join(['x', 'y'])", "encode()", "copy()",
                 "__class__", "__dict__", "send(a)", "throw(ValueError)", "close()", "remove(a)", "insert(0, b)",
                 "setdefault(a, b)", "popitem()", "replace('a', 'bb')", "format(a, b)", "ljust(99)", "__init__(a)",
                 "reverse()", "values()", "get(a)"));
        break;
    case 4:
        atom(w);
        put(w, "[");
        expression(w);
        put(w, "%s]", PICK(w, "", ":", ":2", "::-1"));
        break;
    case 5:
        comprehension(w);
        break;
    case 6:
        put(w, "[");
        expression(w);
        put(w, ", ");
        expression(w);
        put(w, ", *[a]]");
        break;
    case 7:
        put(w, "(lambda %s=", name(w));
        expression(w);
        put(w, ": ");
        expression(w);
        put(w, ")()");
        break;
    case 8:
        put(w, "f'{%s", name(w));
        put(w, "%s}'", PICK(w, "", "!r", ":>9", ":x", ":.3"));
        break;
    case 9:
        put(w, "(");
        expression(w);
        put(w, " if ");
        expression(w);
        put(w, " else ");
        expression(w);
        put(w, ")");
        break;
    default:
        atom(w);
        break;
    }
    w->depth--;
}

// Statements ----------------------------------------------------------------------------------------------------------

static void statement(struct writer *w);

static void block(struct writer *w)
{
    put(w, ":\n");
    w->indent++;
    statement(w);
    for (uint32_t i = input_below(&w->in, 3); i > 0; i--) {
        statement(w);
    }
    w->indent--;
}

static void assignment(struct writer *w)
{
    begin(w);
    put(w, "%s%s ", name(w), PICK(w, "", "", ".next", ".value", "[0]", "[-1]", "[1:]", "['k']", "[a]"));
    put(w, "%s ", PICK(w, "=", "=", "=", "+=", "*=", "|="));
    expression(w);
    put(w, "\n");
}

static void loop(struct writer *w)
{
    bool outer = w->in_loop;
    begin(w);
    if (input_below(&w->in, 3) == 0) {
        put(w, "for i%d in range(%u)", w->loops++, 1u << input_below(&w->in, 9));
    } else {
        put(w, "for %s in ", name(w));
        expression(w);
    }
    w->in_loop = true;
    block(w);
    w->in_loop = outer;
    if (input_below(&w->in, 4) == 0) {
        begin(w);
        put(w, "else");
        block(w);
    }
}

static void attempt(struct writer *w)
{
    begin(w);
    put(w, "try");
    block(w);
    begin(w);
    switch (input_below(&w->in, 5)) {
    case 0:
        put(w, "finally");
        break;
    case 1:
        put(w, "except MemoryError");
        break;
    case 2:
        put(w, "except BaseException as %s", name(w));
        break;
    default:
        put(w, "except Exception as %s", name(w));
        break;
    }
    block(w);
}

static void function(struct writer *w)
{
    bool outer = w->in_function, outer_loop = w->in_loop;
    if (w->indent > 3) {
        assignment(w);
        return;
    }
    begin(w);
    put(w, "def f%d(a=1, *b, c=2, **d)", w->functions++);
    w->in_function = true;
    w->in_loop = false;
    block(w);
    w->in_function = outer;
    w->in_loop = outer_loop;
}

static void class_of(struct writer *w)
{
    begin(w);
    put(w, "class %s(%s):\n", PICK(w, "Node", "Bag", "K"),
        PICK(w, "object", "Node", "list", "dict", "str", "Odd", "Exception"));
    w->indent++;
    begin(w);
    put(w, "def %s(self, *a, **c)",
        PICK(w, "__init__", "__del__", "__eq__", "__hash__", "__len__", "__getitem__", "__iter__", "__call__",
             "__getattr__", "__setattr__", "__repr__", "__add__", "__enter__", "__new__", "__bool__"));
    bool outer = w->in_function, outer_loop = w->in_loop;
    w->in_function = true;
    w->in_loop = false;
    block(w);
    w->in_function = outer;
    w->in_loop = outer_loop;
    w->indent--;
}

static void statement(struct writer *w)
{
    if (w->indent > 5 || w->size > TEXT_MOST - 4000 || input_is_over(&w->in)) {
        begin(w);
        put(w, "pass\n");
        return;
    }
    switch (input_below(&w->in, 14)) {
    case 0:
    case 1:
    case 2:
        assignment(w);
        break;
    case 3:
    case 4:
        loop(w);
        break;
    case 5:
    case 6:
        attempt(w);
        break;
    case 7:
        function(w);
        break;
    case 8:
        class_of(w);
        break;
    case 9:
        begin(w);
        put(w, "if ");
        expression(w);
        block(w);
        break;
    case 10:
        begin(w);
        put(w, w->in_function ? PICK(w, "return ", "yield ", "yield ", "return ", "yield from ") : "print(end='') or ");
        expression(w);
        put(w, "\n");
        break;
    case 11:
        begin(w);
        put(w, "%s\n",
            w->in_loop ? PICK(w, "break", "continue")
                       : PICK(w, "raise ValueError(a)", "del a", "raise", "a.next = b; b.next = a", "assert a"));
        break;
    case 12:
        begin(w);
        put(w, "with Guard(%s) as %s", PICK(w, "0", "1"), name(w));
        block(w);
        break;
    default:
        begin(w);
        expression(w);
        put(w, "\n");
        break;
    }
}

static char const prologue[] = "import gc, sys, weakref\n"
                               "saved = []\n"
                               "class Node:\n"
                               "    next = None\n"
                               "    def __init__(self, *a): self.value = self.next = a\n"
                               "class Bag(dict):\n"
                               "    def __del__(self):\n"
                               "        if len(saved) < 9: saved.append(self)\n"
                               "class Odd:\n"
                               "    __slots__ = 'value', '__weakref__'\n"
                               "    def __init__(self, value=0): self.value = value\n"
                               "    def __eq__(self, other): saved.clear(); return True\n"
                               "    def __hash__(self): return 1\n"
                               "    def __iter__(self): yield self.value\n"
                               "    def __index__(self): return 3\n"
                               "class Guard:\n"
                               "    def __init__(self, result): self.result = result\n"
                               "    def __enter__(self): return self\n"
                               "    def __exit__(self, *a): return self.result\n"
                               "def f0(*a): return a\n"
                               "def f1(*a): yield from a\n"
                               "def f2(a=0, *b): return f2(a - 1) if a == 3 else a\n"
                               "a, b, c, d, e = [1, 2], {'k': 1}, 'text', Node(), 5\n";

static void write_program(struct writer *w)
{
    w->functions = 3;
    put(w, "%s", prologue);
    while (!input_is_over(&w->in) && w->size < TEXT_MOST - 4000) {
        put(w, "try:\n");
        w->indent = 1;
        statement(w);
        put(w, "except Exception as error:\n    saved.append(error)\n"); // MemoryError, too
    }
    if (w->size >= TEXT_MOST - 1) {
        w->size = TEXT_MOST - 2;
    }
}

// Limits --------------------------------------------------------------------------------------------------------------

struct plan {
    size_t memory;
    uint64_t steps;
    uint64_t fail_at; // 0: none
    bool fail_later_too;
};

static struct plan read_plan(struct input *in)
{
    struct plan plan = {0};
    uint8_t kind = input_byte(in);
    uint32_t memory = input_number(in, 2), steps = input_number(in, 2), fail_at = input_number(in, 2);
    plan.memory = kind & 1 ? ((size_t)1 << 20) + (size_t)memory * 97 : (size_t)24 << 20;
    plan.steps = kind & 2 ? 1 + steps : 5000;
    plan.fail_at = kind & 4 ? 1 + fail_at : 0;
    plan.fail_later_too = (kind & 8) != 0;
    return plan;
}

int LLVMFuzzerTestOneInput(uint8_t const *data, size_t size)
{
    static struct writer const empty;
    struct writer w = empty;
    w.in = (struct input){data, data + size};
    struct plan plan = read_plan(&w.in);
    write_program(&w);
#ifdef FUZZ_SHOW
    fwrite(w.text, 1, w.size, stdout);
#endif
    ouro *rt =
        fuzz_open(&(ouro_config){.size = sizeof(ouro_config), .memory_limit = plan.memory, .step_limit = plan.steps});
    if (rt == NULL) {
        return 0; // the limit is too small to start in
    }
    heap_fail(&rt->heap, plan.fail_at, plan.fail_later_too);
    (void)ouro_run(rt, w.text, w.size, "program.py");
    heap_fail(&rt->heap, 0, false);
    fuzz_close(rt);
    return 0;
}
