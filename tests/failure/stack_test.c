// SPDX-License-Identifier: MIT
// Depth of every kind on threads with small stacks: RecursionError, never a fault.
#include "ouro.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <pthread.h>
#include <string.h>

// Sanitizers make every frame several times as large.
#if defined(__SANITIZE_ADDRESS__)
#define OURO_STACKS_ARE_PLAIN 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OURO_STACKS_ARE_PLAIN 0
#endif
#endif
#ifndef OURO_STACKS_ARE_PLAIN
#define OURO_STACKS_ARE_PLAIN 1
#endif

// Builds that check or collect at every step get a part of it.
#if defined(OURO_STRESS) || defined(OURO_SHRUNKEN) || !OURO_STACKS_ARE_PLAIN
#define SIZES "limits, long, deep = (1000,), 3000, 2000\n"
#else
#define SIZES "limits, long, deep = (1000, 10 ** 6), 300000, 20000\n"
#endif

// Each must raise RecursionError (or another error where the depth is the parser's), or end by itself.
static char const program[] =
    "import sys\n" SIZES "def deep_list(n):\n"
    "    a = []\n"
    "    for i in range(n): a = [a]\n"
    "    return a\n"
    "def deep_tuple(n):\n"
    "    a = ()\n"
    "    for i in range(n): a = (a,)\n"
    "    return a\n"
    "def deep_dict(n):\n"
    "    a = {}\n"
    "    for i in range(n): a = {1: a}\n"
    "    return a\n"
    "class Key:\n"
    "    def __lt__(self, other): return sorted([Key(), Key()])\n"
    "class Text:\n"
    "    def __repr__(self): return '%r' % [Text()]\n"
    "    def __str__(self): return str(Text())\n"
    "    def __format__(self, spec): return f'{Text()}'\n"
    "    def __hash__(self): return hash((Text(),))\n"
    "    def __eq__(self, other): return [Text()] == [Text()]\n"
    "    def __getattr__(self, name): return getattr(Text(), name)\n"
    "    def __getitem__(self, i): return max(Text())\n"
    "    def __iter__(self): return iter(list(Text()))\n"
    "    def __index__(self): return [1][Text()]\n"
    "    def __bool__(self): return all([Text()])\n"
    "    def __call__(self): return list(map(Text(), [1]))\n"
    "def generator(n):\n"
    "    yield from generator(n + 1)\n"
    "def nested(n):\n"
    "    for x in map(nested, [n]): pass\n"
    "def through_exec(n): exec('through_exec(n + 1)', globals(), {'n': n})\n"
    "class Meta(type):\n"
    "    def __instancecheck__(cls, o): return isinstance(o, Deep)\n"
    "class Deep(metaclass=Meta): pass\n"
    "def chain():\n"
    "    e = None\n"
    "    for i in range(3000):\n"
    "        try:\n"
    "            raise ValueError(i) from e\n"
    "        except ValueError as x: e = x\n"
    "    raise e\n"
    "def finalizers(n):\n"
    "    class F:\n"
    "        def __del__(self): finalizers(n + 1) if n < 500 else None\n"
    "    F()\n"
    "cases = {\n"
    "    'repr list': lambda: repr(deep_list(deep)), 'repr tuple': lambda: repr(deep_tuple(deep)),\n"
    "    'repr dict': lambda: repr(deep_dict(deep)), 'compare': lambda: deep_list(deep) == deep_list(deep),\n"
    "    'compare dict': lambda: deep_dict(deep) == deep_dict(deep), 'hash': lambda: hash(deep_tuple(deep)),\n"
    "    'less': lambda: deep_tuple(deep) < deep_tuple(deep), 'sort': lambda: sorted([Key(), Key()]),\n"
    "    'user repr': lambda: repr(Text()), 'user str': lambda: str(Text()), 'user format': lambda: format(Text()),\n"
    "    'user hash': lambda: hash(Text()), 'user eq': lambda: Text() == 1, 'user getattr': lambda: Text().a,\n"
    "    'user getitem': lambda: Text()[0], 'user iter': lambda: list(Text()), 'user index': lambda: [1][Text()],\n"
    "    'user bool': lambda: bool(Text()), 'user call': lambda: Text()(), 'yield from': lambda: list(generator(0)),\n"
    "    'map': lambda: nested(0), 'exec': lambda: through_exec(0), 'isinstance': lambda: isinstance(1, Deep),\n"
    "    'parens': lambda: eval('(' * 5000 + ')' * 5000), 'brackets': lambda: eval('[' * 150 + ']' * 150),\n"
    "    'unary': lambda: eval('-' * 50000 + '1'), 'not': lambda: eval('not ' * 50000 + '1'),\n"
    "    'lambda': lambda: eval('lambda: ' * 5000 + '1'), 'if': lambda: eval('1 if 1 else ' * 5000 + '1'),\n"
    "    'attributes': lambda: compile('a' + '.a' * 50000, 'x', 'eval'), 'sum': lambda: compile('1' + '+a' * 50000, "
    "'x', 'eval'),\n"
    "    'power': lambda: eval('1' + '**1' * 50000), 'f-string': lambda: eval(\"f'\" + '{1:' * 300 + '}' * 300 + "
    "\"'\"),\n"
    "    'blocks': lambda: compile(''.join(' ' * i + 'if 1:\\n' for i in range(99)) + ' ' * 99 + 'pass', 'x', "
    "'exec'),\n"
    "    'elif': lambda: compile('if 1: pass\\n' + 'elif 1: pass\\n' * 20000, 'x', 'exec'),\n"
    "    'bool chain': lambda: compile(' and '.join(['a'] * 50000), 'x', 'eval'),\n"
    "    'excepts': lambda: compile('try: pass\\n' + 'except A: pass\\n' * 5000, 'x', 'exec'),\n"
    "    'long': lambda: 3 ** 100000 // 7 ** 20000 % 11 ** 900, 'isinstance tuple': lambda: isinstance(1, "
    "deep_tuple(deep)),\n"
    "    'except tuple': lambda: except_tuple(), 'chain': chain, 'finalizers': lambda: finalizers(0),\n"
    "    'release': lambda: deep_list(long) and None, 'format nested': lambda: '{:{:{}}}'.format(1, 2, 3),\n"
    "    'union': lambda: [int | str for i in range(9)], 'str of float': lambda: f'{1.5:.400f}' and repr(1e300),\n"
    "}\n"
    "def except_tuple():\n"
    "    try: 1 / 0\n"
    "    except deep_tuple(deep): pass\n"
    "for limit in limits:\n"
    "    sys.setrecursionlimit(limit)\n"
    "    for name, case in cases.items():\n"
    "        try:\n"
    "            case()\n"
    "        except (RecursionError, MemoryError, SyntaxError, ValueError, TypeError, ZeroDivisionError) as e:\n"
    "            pass\n"
    "sys.setrecursionlimit(1000)\n"
    "assert sum(range(10)) == 45\n";

static void *run(void *status)
{
    ouro_config config = {.size = sizeof config, .memory_limit = (size_t)256 << 20};
    ouro *runtime = ouro_open(&config);
    if (runtime == NULL) {
        *(int *)status = -1;
        return NULL;
    }
    *(int *)status = ouro_run(runtime, program, sizeof program - 1, "<depth>");
    ouro_close(runtime);
    return NULL;
}

static void run_with_stack(size_t bytes)
{
    pthread_attr_t attributes;
    pthread_t thread;
    int status = -2;
    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstacksize(&attributes, bytes), 0);
    assert_int_equal(pthread_create(&thread, &attributes, run, &status), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attributes);
    assert_int_equal(status, 0);
}

static void test_128_kb(void **state)
{
    (void)state;
#if OURO_STACKS_ARE_PLAIN
    run_with_stack((size_t)128 << 10);
#endif
}
// Builds that work at every safepoint would take minutes for what lies on a large stack.
static void test_512_kb(void **state)
{
    (void)state;
#if !defined(OURO_STRESS) && !defined(OURO_SHRUNKEN)
    run_with_stack((size_t)512 << 10);
#endif
}
static void test_8_mb(void **state)
{
    (void)state;
#if !defined(OURO_STRESS) && !defined(OURO_SHRUNKEN) && OURO_STACKS_ARE_PLAIN
    run_with_stack((size_t)8 << 20);
#endif
}

int main(void)
{
    struct CMUnitTest const tests[] = {cmocka_unit_test(test_8_mb), cmocka_unit_test(test_512_kb),
                                       cmocka_unit_test(test_128_kb)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
