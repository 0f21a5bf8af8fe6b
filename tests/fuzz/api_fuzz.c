// SPDX-License-Identifier: MIT
// The input is a sequence of calls of ouro.h: its bytes choose the functions and what they are given. Up to three
// runtimes, values of all kinds (released ones, NULL and those of other runtimes among them), types and functions of
// the host that call back to any depth, errors left pending, limits that change at any moment. After each call what the
// header promises is looked at.
#include "api_fuzz.h"

#include <stdlib.h>
#include <string.h>

#define CALLS_MOST 200

// What the calls are chosen from --------------------------------------------------------------------------------------

static char const *const programs[] = {
    "x = 1\n",
    "class A:\n    def __init__(self, *a): self.a = a\n    def __del__(self): f(self)\na = A(A(), 1)\n",
    "class B(N):\n    def __eq__(self, o): return f(o)\n    def __hash__(self): return 7\nb = B()\nb.next = b\n",
    "def g(n):\n    for i in range(n):\n        yield f(i)\nl = list(g(9))\n",
    "try:\n    f(1, 2, k=3)\nexcept BaseException as e:\n    err = e\n",
    "import loaded\nloaded.x += 1\n",
    "import package.inner as p\n",
    "while True:\n    try:\n        while True: f()\n    except Exception: pass\n",
    "l = []\nwhile True: l.append([0] * 999)\n",
    "def r(n): return f(r, n) if n else 0\nr(50)\n",
    "import weakref\nn = N()\nw = weakref.ref(n, f)\nn.next = [n, w]\ndel n\nimport gc\ngc.collect()\n",
    "1 / 0\n",
    "raise SystemExit(3)\n",
    "def bad(:\n",
    "print('out', input(), file=__import__('sys').stderr)\n",
    "import sys\nl = sys.stdin.readlines()\nprint(sys.stdin.read(3))\n",
    "import atexit\natexit.register(f, 1)\n",
    "n = N()\nn.int32 = -5\nn.int64 = 1 << 40\nn.number = 2.5\nn.truth = n\nn.value = n\nprint(n.computed)\n",
    "N().uint32 = 7\n",
    "d = {i: N() for i in range(20)}\nfor k in list(d): d[k].value = d\n",
    "class M(type(N)): pass\nclass Z(N, metaclass=M): __slots__ = 'z'\nz = Z()\nz.z = z\nz.next = z\n",
    "def co():\n    try:\n        while True: yield f\n    finally: f(co)\nc = co()\nnext(c)\n",
    "sorted(range(30), key=f)\n",
    "f.__call__(f)\nN.__init__(N(), 3)\nN.grow(N(), 4)\n",
    "import gc\ngc.set_threshold(3)\ngc.callbacks.append(f)\nx = [N() for i in range(9)]\n",
    "N.value.__set__(N(), 1)\nN.int64.__get__(3)\n",
    "x = N.__new__(N)\nx.__init__()\nx.__class__ = N\nx.grow(x)\nx.grow(x)\nx.grow(1)\nx.shrink()\n",
};

static char const *const expressions[] = {
    "[1, 'two', 3.0, None, (4,), {5: 6}]",
    "f",
    "N()",
    "N",
    "{1, 2}",
    "'a' * 50",
    "b'bytes'",
    "lambda *a, **k: f(*a)",
    "iter([1, f, 'x'])",
    "(i for i in [f, N])",
    "1 << 100",
    "float('nan')",
    "ValueError('v')",
    "KeyError",
    "f()",
    "type('T', (N,), {'__del__': lambda self: f(self)})()",
    "'\\udc80'",
    "type('E', (Exception,), {'__str__': f})(1)",
    "{f: N(), 'k': [N()]}",
    "type('S', (str,), {'__hash__': f, '__eq__': f})('s')",
    "1 +",
    "object()",
    "__import__('sys')",
    "f(N(), [f])",
    "type('I', (), {'__iter__': lambda s: s, '__next__': f})()",
    "exec",
    "bytearray(9)",
    "range(5)",
};

static char const *const names[] = {
    "x",        "f",       "N",        "next",        "value",      "int32",    "int64",        "uint32",
    "number",   "truth",   "computed", "__class__",   "__dict__",   "append",   "grow",         "__doc__",
    "a.b",      "",        "\xff",     "\xc3\xa4",    "ValueError", "KeyError", "loaded.Error", "sys.path",
    "__init__", "__del__", "__name__", "package.new",
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static char const *a_name(struct play *p)
{
    return names[input_below(&p->in, COUNT(names))];
}

static double a_double(struct play *p)
{
    static double const list[] = {0, -1, 0.001, 1e-9, 1e300, -0.0, 5e-324, 1e18, 3.5};
    return list[input_below(&p->in, COUNT(list))];
}

static int64_t an_int(struct play *p)
{
    static int64_t const list[] = {0,   1,      -1, 2, 7, INT64_MAX, INT64_MIN, INT64_C(1) << 62, -(INT64_C(1) << 62),
                                   100, 1 << 30};
    return list[input_below(&p->in, COUNT(list))];
}

// A value of any kind: kept ones, arguments of the call under way, NULL, those that every runtime has, seldom one of
// another runtime.
static ouro_value a_value(struct play *p)
{
    struct world *w = p->world;
    uint32_t choice = input_below(&p->in, 2 * VALUES + 8);
    if (choice < 2 * VALUES) {
        if (choice < VALUES && p->lent_count > 0) {
            return p->lent[choice % p->lent_count];
        }
        return w->values[choice % VALUES];
    }
    switch (choice - 2 * VALUES) {
    case 0:
        return ouro_none(w->rt);
    case 1:
        return ouro_true(w->rt);
    case 2:
        return ouro_false(w->rt);
    case 3: {
        struct world *other = &p->worlds[input_below(&p->in, WORLDS)];
        return other->rt != NULL ? other->values[0] : NULL;
    }
    case 4:
        return NULL;
    default:
        return w->type;
    }
}

static size_t some_values(struct play *p, ouro_value values[5])
{
    size_t count = input_below(&p->in, 6);
    for (size_t i = 0; i < count; i++) {
        values[i] = a_value(p);
    }
    return count;
}

// What every function with a result promises.
static void said(struct play *p, bool good, char const *function)
{
    fuzz_must(good == !ouro_error_pending(p->world->rt), function);
}

static void keep(struct play *p, ouro_value v, char const *function)
{
    said(p, v != NULL, function);
    struct world *w = p->world;
    ouro_value *place = &w->values[input_below(&p->in, VALUES)];
    ouro_release(w->rt, *place); // lent ones and those that were released before: nothing happens
    *place = v;
}
#define KEEP(call) keep(p, ouro_##call, #call)
#define SAID(call) said(p, ouro_##call, #call)
// Results of which -1 means a failure.
#define NUMBER(call) said(p, ouro_##call >= 0, #call)

// One call
// -------------------------------------------------------------------------------------------------------------

static void call_making(struct play *p, uint32_t which)
{
    struct world *w = p->world;
    ouro_value few[5];
    size_t count;
    uint8_t bytes[16];
    switch (which) {
    case 0:
        KEEP(int(w->rt, an_int(p)));
        break;
    case 1:
        KEEP(unsigned(w->rt, (uint64_t)an_int(p)));
        break;
    case 2:
        KEEP(float(w->rt, a_double(p)));
        break;
    case 3:
    case 4:
        count = input_below(&p->in, sizeof bytes);
        for (size_t i = 0; i < count; i++) {
            bytes[i] = input_byte(&p->in);
        }
        if (which == 3) {
            KEEP(str(w->rt, (char const *)bytes, count));
        } else {
            KEEP(bytes(w->rt, bytes, count));
        }
        break;
    case 5:
        KEEP(text(w->rt, a_name(p)));
        break;
    case 6:
        KEEP(format(w->rt, "%s-%*d", a_name(p), (int)input_number(&p->in, 2), 7));
        break;
    case 7:
        count = some_values(p, few);
        KEEP(list(w->rt, few, count));
        break;
    case 8:
        count = some_values(p, few);
        KEEP(tuple(w->rt, few, count));
        break;
    case 9:
        KEEP(dict(w->rt));
        break;
    case 10:
        KEEP(int_from_text(w->rt, "-0x12345678901234567890", input_below(&p->in, 23), (int)input_below(&p->in, 40)));
        break;
    case 11:
        KEEP(evaluate(w->rt, expressions[input_below(&p->in, COUNT(expressions))]));
        break;
    case 12:
        KEEP(instance_new(w->rt, a_value(p), NULL));
        break;
    default:
        KEEP(retain(w->rt, a_value(p)));
        break;
    }
}

static void call_reading(struct play *p, uint32_t which)
{
    struct world *w = p->world;
    int64_t number;
    uint64_t natural;
    double real;
    size_t size = 0;
    ouro_value v = a_value(p);
    switch (which) {
    case 0:
        SAID(get_int(w->rt, v, &number));
        break;
    case 1:
        SAID(get_unsigned(w->rt, v, &natural));
        break;
    case 2:
        SAID(get_float(w->rt, v, &real));
        break;
    case 3: {
        char const *text = ouro_get_str(w->rt, v, &size);
        said(p, text != NULL, "get_str");
        fuzz_must(text == NULL || text[size] == '\0', "a text ends with NUL");
        break;
    }
    case 4: {
        char const *data = ouro_get_bytes(w->rt, v, &size);
        said(p, data != NULL, "get_bytes");
        p->sum += data != NULL && size > 0 ? (unsigned char)data[size - 1] : 0;
        break;
    }
    case 5:
        (void)ouro_kind_of(w->rt, v);
        p->sum += strlen(ouro_type_name(w->rt, v));
        p->sum += ouro_is_none(w->rt, v) + ouro_is_callable(w->rt, v) + ouro_is(w->rt, v, a_value(p));
        break;
    case 6:
        KEEP(type_of(w->rt, v));
        break;
    case 7:
        NUMBER(is_instance(w->rt, v, a_value(p)));
        break;
    case 8:
        KEEP(str_of(w->rt, v));
        break;
    case 9:
        KEEP(repr_of(w->rt, v));
        break;
    case 10:
        NUMBER(truth(w->rt, v));
        break;
    case 11:
        NUMBER(compare(w->rt, (ouro_comparison)input_below(&p->in, 8), v, a_value(p)));
        break;
    case 12:
        SAID(hash(w->rt, v, &number));
        break;
    default: {
        void *data = ouro_instance_data(w->rt, v, input_byte(&p->in) & 1 ? w->type : NULL);
        said(p, data != NULL, "instance_data");
        break;
    }
    }
}

static void walk_dict(struct play *p, ouro_value dict)
{
    struct world *w = p->world;
    size_t position = input_byte(&p->in) == 255 ? SIZE_MAX : 0;
    ouro_value key, item;
    for (int i = 0; i < 9 && ouro_dict_next(w->rt, dict, &position, &key, &item); i++) {
        p->sum += ouro_is_none(w->rt, key);
        if (input_byte(&p->in) & 1) {
            ouro_delete_item(w->rt, dict, key);
            ouro_error_clear(w->rt);
        }
        ouro_release(w->rt, key);
        ouro_release(w->rt, item);
    }
}

static void call_items(struct play *p, uint32_t which)
{
    struct world *w = p->world;
    ouro_value v = a_value(p);
    switch (which) {
    case 0:
        KEEP(get_attribute(w->rt, v, a_name(p)));
        break;
    case 1:
        SAID(set_attribute(w->rt, v, a_name(p), a_value(p)));
        break;
    case 2:
        SAID(delete_attribute(w->rt, v, a_name(p)));
        break;
    case 3:
        NUMBER(has_attribute(w->rt, v, a_name(p)));
        break;
    case 4:
        KEEP(get_item(w->rt, v, a_value(p)));
        break;
    case 5:
        SAID(set_item(w->rt, v, a_value(p), a_value(p)));
        break;
    case 6:
        SAID(delete_item(w->rt, v, a_value(p)));
        break;
    case 7:
        KEEP(get_index(w->rt, v, an_int(p)));
        break;
    case 8:
        SAID(set_index(w->rt, v, an_int(p), a_value(p)));
        break;
    case 9:
        KEEP(get_key(w->rt, v, a_name(p)));
        break;
    case 10:
        SAID(set_key(w->rt, v, a_name(p), a_value(p)));
        break;
    case 11:
        NUMBER(length(w->rt, v));
        break;
    case 12:
        NUMBER(contains(w->rt, v, a_value(p)));
        break;
    case 13:
        SAID(append(w->rt, v, a_value(p)));
        break;
    case 14:
        KEEP(iterate(w->rt, v));
        break;
    case 15: {
        ouro_value next = ouro_next(w->rt, v);
        fuzz_must(next == NULL || !ouro_error_pending(w->rt), "next");
        ouro_release(w->rt, next);
        break;
    }
    default:
        walk_dict(p, v);
        break;
    }
}

static void call_running(struct play *p, uint32_t which)
{
    struct world *w = p->world;
    ouro_value few[5], more[5];
    size_t count, named;
    char const *text = programs[input_below(&p->in, COUNT(programs))];
    switch (which) {
    case 0:
    case 1:
        SAID(execute(w->rt, text, strlen(text), "program.py"));
        break;
    case 2:
        p->sum += (size_t)ouro_run(w->rt, text, strlen(text), "main.py");
        fuzz_must(!ouro_error_pending(w->rt), "run leaves no error pending");
        break;
    case 3:
        KEEP(compile(w->rt, text, strlen(text), a_name(p), (ouro_source_kind)(input_byte(&p->in) & 1)));
        break;
    case 4:
        KEEP(run_code(w->rt, a_value(p), a_value(p)));
        break;
    case 5:
        KEEP(get_global(w->rt, a_name(p)));
        break;
    case 6:
        SAID(set_global(w->rt, a_name(p), a_value(p)));
        break;
    case 7:
        KEEP(import(w->rt, a_name(p)));
        break;
    case 8:
        count = some_values(p, few);
        KEEP(call_method(w->rt, a_value(p), a_name(p), few, count));
        break;
    case 9: {
        static char const *const keywords[] = {"a", "k", "x", "k", "self"};
        count = some_values(p, few);
        named = some_values(p, more);
        KEEP(call_named(w->rt, a_value(p), few, count, keywords, more, named));
        break;
    }
    default:
        count = some_values(p, few);
        KEEP(call(w->rt, a_value(p), few, count));
        break;
    }
}

static void call_errors(struct play *p, uint32_t which)
{
    struct world *w = p->world;
    ouro_value v;
    switch (which) {
    case 0:
        ouro_error_clear(w->rt);
        fuzz_must(!ouro_error_pending(w->rt), "error_clear");
        break;
    case 1:
        p->sum += ouro_error_is(w->rt, a_name(p));
        break;
    case 2:
        p->sum += strlen(ouro_error_type(w->rt)) + strlen(ouro_error_text(w->rt)) + strlen(ouro_error_file(w->rt));
        break;
    case 3:
        p->sum += strlen(ouro_error_traceback(w->rt)) + (size_t)ouro_error_line(w->rt);
        break;
    case 4:
        v = ouro_error_take(w->rt);
        fuzz_must(!ouro_error_pending(w->rt), "error_take");
        ouro_release(w->rt, w->values[0]);
        w->values[0] = v;
        break;
    case 5:
        ouro_error_print(w->rt);
        fuzz_must(!ouro_error_pending(w->rt), "error_print");
        break;
    case 6:
        fuzz_must(ouro_raise(w->rt, a_name(p), "%d %s", 7, a_name(p)) == NULL, "raise");
        fuzz_must(ouro_error_pending(w->rt), "raise leaves an error pending");
        break;
    default:
        fuzz_must(ouro_raise_value(w->rt, a_value(p)) == NULL, "raise_value");
        fuzz_must(ouro_error_pending(w->rt), "raise_value leaves an error pending");
        break;
    }
}

static void call_limits(struct play *p, uint32_t which)
{
    struct world *w = p->world;
    ouro_statistics s = {.size = input_byte(&p->in) & 1 ? sizeof s : input_below(&p->in, sizeof s)};
    switch (which) {
    case 0:
        ouro_get_statistics(w->rt, &s);
        break;
    case 1:
        s.size = sizeof s;
        ouro_get_statistics(w->rt, &s);
        ouro_set_memory_limit(w->rt, s.reserved_bytes + input_number(&p->in, 2) * 64);
        break;
    case 2:
        ouro_set_memory_limit(w->rt, MEMORY_MOST);
        break;
    case 3:
        ouro_set_step_limit(w->rt, 1 + input_below(&p->in, STEPS_MOST));
        break;
    case 4:
        ouro_interrupt(w->rt);
        break;
    case 5:
        ouro_stop(w->rt);
        break;
    case 6:
        ouro_allow_again(w->rt);
        break;
    case 7:
        p->sum += (size_t)ouro_collect_step(w->rt, a_double(p));
        break;
    case 8:
        p->sum += (size_t)ouro_limit_reached(w->rt);
        break;
    default:
        ouro_set_step_limit(w->rt, STEPS_MOST);
        break;
    }
}

static void call_handles(struct play *p, uint32_t which)
{
    struct world *w = p->world;
    uint32_t i = input_below(&p->in, VALUES);
    switch (which) {
    case 0:
        ouro_release(w->rt, w->values[i]);
        w->values[i] = NULL;
        break;
    case 1:
        ouro_release(w->rt, w->values[i]); // and still there: it is refused, or stands for another value
        break;
    case 2:
        if (w->scope_count < SCOPES) {
            w->scopes[w->scope_count++] = ouro_scope_begin(w->rt);
        }
        break;
    case 3:
        if (w->scope_count > p->scopes_below) {
            ouro_value v = w->values[i];
            fuzz_must(ouro_scope_end(w->rt, w->scopes[--w->scope_count], v) == v, "scope_end gives what it keeps");
        }
        break;
    case 4:
        p->sum += ouro_handle_count(w->rt);
        break;
    default:
        if (ouro_kind_of(w->rt, w->values[i]) != OURO_KIND_OTHER || p->depth == 0) {
            ouro_release(w->rt, a_value(p));
        }
        break;
    }
}

static void call_world(struct play *p, uint32_t which)
{
    struct world *w = p->world;
    static ouro_definition const functions[] = {
        {"one", host_call, 0, 3, true, "Doc."}, {"two", host_call, 2, 2, false, NULL}, {0}};
    ouro_definition const definition = {a_name(p),
                                        host_call,
                                        (int)input_below(&p->in, 3),
                                        (int)input_below(&p->in, 4) - 1,
                                        (input_byte(&p->in) & 1) != 0,
                                        NULL};
    switch (which) {
    case 0:
        KEEP(function_new(w->rt, &definition, p));
        break;
    case 1:
        KEEP(module_new(w->rt, a_name(p), functions, p));
        break;
    case 2:
        ouro_set_loader(w->rt, input_byte(&p->in) & 1 ? host_load : NULL, p);
        break;
    case 3:
        SAID(set_output(w->rt, host_output, p));
        break;
    case 4:
        SAID(set_input(w->rt, input_byte(&p->in) & 1 ? host_input : NULL, p));
        break;
    case 5:
        if (w->type_count < 4) {
            w->type_count++;
            ouro_value type = host_type(p, input_byte(&p->in));
            said(p, type != NULL, "type_new");
            if (type != NULL) {
                w->type = type;
            }
        }
        break;
    case 6:
        if (p->depth > 0) {
            fuzz_must(!ouro_close(w->rt), "close within a call is refused");
            fuzz_must(!ouro_finish(w->rt), "finish within a call is refused");
            fuzz_must(ouro_error_pending(w->rt), "a refused close leaves an error pending");
        } else if (input_byte(&p->in) % 8 == 0) {
            fuzz_must(ouro_finish(w->rt), "finish");
        }
        break;
    case 7:
    case 8:
        host_slots(p, a_value(p), a_value(p));
        break;
    default:
        if (p->depth == 0) {
            world_change(p, input_below(&p->in, WORLDS));
        }
        break;
    }
}

static void one_call(struct play *p)
{
    uint8_t group = input_byte(&p->in);
    uint32_t which = input_byte(&p->in);
    switch (group % 10) {
    case 0:
    case 1:
        call_making(p, which % 14);
        break;
    case 2:
        call_reading(p, which % 14);
        break;
    case 3:
        call_items(p, which % 17);
        break;
    case 4:
    case 5:
        call_running(p, which % 12);
        break;
    case 6:
        call_errors(p, which % 8);
        break;
    case 7:
        call_limits(p, which % 10);
        break;
    case 8:
        call_handles(p, which % 6);
        break;
    default:
        call_world(p, which % 10);
        break;
    }
    if (group >= 80 && ouro_error_pending(p->world->rt)) { // mostly errors do not stay
        ouro_error_clear(p->world->rt);
    }
}

void play_calls(struct play *p, uint32_t most)
{
    for (uint32_t i = 0; i < most && !input_is_over(&p->in) && p->calls < CALLS_MOST; i++) {
        p->calls++;
        one_call(p);
    }
}

// Worlds --------------------------------------------------------------------------------------------------------------

// Makes the world current; opens it the first time.
void world_change(struct play *p, uint32_t number)
{
    struct world *w = &p->worlds[number];
    if (w->rt == NULL) {
        ouro_config const config = {.size = sizeof config, .memory_limit = MEMORY_MOST, .step_limit = STEPS_MOST};
        w->rt = fuzz_open(&config);
        fuzz_must(w->rt != NULL, "a runtime can be opened");
        p->world = w;
        ouro_definition const f = {"f", host_call, 0, OURO_ANY_COUNT, true, "The host."};
        ouro_value function = ouro_function_new(w->rt, &f, p);
        w->type = host_type(p, 36);
        fuzz_must(ouro_set_global(w->rt, "f", function) && ouro_set_global(w->rt, "N", w->type), "names can be set");
        ouro_release(w->rt, function);
        ouro_set_loader(w->rt, host_load, p);
        fuzz_must(ouro_set_output(w->rt, host_output, p) && ouro_set_input(w->rt, host_input, p), "streams can be set");
        ouro_set_user(w->rt, p);
    }
    p->world = w;
}

int LLVMFuzzerTestOneInput(uint8_t const *data, size_t size)
{
    struct play *p = calloc(1, sizeof *p);
    fuzz_must(p != NULL, "there is memory");
    p->in = (struct input){data, data + size};
    world_change(p, 0);
    play_calls(p, UINT32_MAX);
    for (int i = 0; i < WORLDS; i++) {
        if (p->worlds[i].rt != NULL) {
            p->world = &p->worlds[i];
            p->world->scope_count = 0;
            fuzz_must(ouro_user(p->world->rt) == p, "the host's pointer stays");
            fuzz_close(p->world->rt); // finalizers may still play
            p->worlds[i].rt = NULL;
        }
    }
    fuzz_must(p->instances == 0, "each instance is dropped once");
    free(p);
    return 0;
}
