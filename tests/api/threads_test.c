// SPDX-License-Identifier: MIT
// Runtimes on threads of their own, beside each other, and what other threads may call of them: ouro_interrupt and
// ouro_stop. Under the kind thread-sanitize this is the test that nothing is shared.
#include "ouro.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define THREADS 4

static bool run(ouro *rt, char const *source)
{
    return ouro_execute(rt, source, strlen(source), "threads.py");
}

// Beside each other ---------------------------------------------------------------------------------------------------

// What most parts of the library do: classes, closures, generators, cycles, weak references, texts, long integers,
// formats, imports, errors.
static char const program[] =
    "import collections, functools, gc, itertools, json, math, weakref\n"
    "class Node:\n"
    "    def __init__(self, n): self.n, self.me = n, self\n"
    "    def __del__(self): gone.append(self.n)\n"
    "gone, refs = [], []\n"
    "def walk(n):\n"
    "    for i in range(n):\n"
    "        node = Node(i)\n"
    "        refs.append(weakref.ref(node))\n"
    "        yield node\n"
    "for round in range(3):\n"
    "    total = sum(node.n for node in walk(300))\n"
    "    d = {str(i): [i, (i, {i})] for i in range(500)}\n"
    "    text = json.dumps({k: v[0] for k, v in d.items()})\n"
    "    back = json.loads(text)\n"
    "    words = collections.Counter(text.split(', '))\n"
    "    big = functools.reduce(lambda a, b: a * b, range(1, 400)) % (10 ** 20 + 39)\n"
    "    line = f'{big:>40,} {math.pi:.12f} {1e300!r} {round:x} \\u00e4\\u4e2d'.encode().decode().upper()\n"
    "    try: {}[round]\n"
    "    except KeyError as e: kept = e\n"
    "    ordered = sorted(d, key=lambda k: (len(k), k), reverse=True)\n"
    "    gc.collect()\n"
    "assert sorted(set(gone)) == list(range(300)), gone\n"
    "result = total + len(words) + len(line) + big % 1000 + len(ordered)\n";

struct worker {
    pthread_t thread;
    int64_t result;
    int64_t again; // in a second runtime, which meets the first one's memory
    bool done;
};

static bool run_program(int64_t *result)
{
    ouro_config const config = {
        .size = sizeof config, .memory_limit = 32 << 20, .step_limit = 10000000, .time_limit = 600};
    ouro *rt = ouro_open(&config);
    bool done = rt != NULL && run(rt, program);
    ouro_value v = done ? ouro_get_global(rt, "result") : NULL;
    done = done && ouro_get_int(rt, v, result);
    if (!done && rt != NULL) {
        print_error("%s\n", ouro_error_traceback(rt));
    }
    if (rt != NULL) {
        ouro_error_clear(rt);
    }
    return ouro_close(rt) && done;
}

static void *work(void *to)
{
    struct worker *worker = to;
    worker->done = run_program(&worker->result) && run_program(&worker->again);
    return NULL;
}

static void test_beside_each_other(void **state)
{
    (void)state;
    struct worker workers[THREADS] = {0};
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        assert_true(workers[i].done);
        assert_int_equal(workers[i].result, workers[0].result);
        assert_int_equal(workers[i].again, workers[0].result);
    }
}

// From other threads --------------------------------------------------------------------------------------------------

// The program tells through the host how far it is, so that what comes from outside meets it running.
struct running {
    ouro *rt;
    atomic_int stage;
    bool done;
    bool interrupted;
    ouro_limit limit;
};

static ouro_value tell(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)count, (void)named;
    struct running *running = user;
    int64_t stage;
    if (!ouro_get_int(rt, arguments[0], &stage)) {
        return NULL;
    }
    atomic_store(&running->stage, (int)stage);
    return ouro_none(rt);
}

static void *run_until_ended(void *to)
{
    struct running *running = to;
    ouro *rt = running->rt;
    running->done = run(rt, "tell(1)\n"
                            "try:\n"
                            "    while True: [0, {}]\n"
                            "except KeyboardInterrupt:\n"
                            "    caught = True\n"
                            "tell(2)\n"
                            "while True:\n"
                            "    try:\n"
                            "        while True: sorted(range(50), key=lambda i: -i)\n"
                            "    except BaseException: pass\n");
    running->limit = ouro_limit_reached(rt);
    ouro_error_clear(rt);
    ouro_allow_again(rt);
    ouro_value caught = ouro_get_global(rt, "caught");
    running->interrupted = caught != NULL && ouro_truth(rt, caught) == 1;
    ouro_release(rt, caught);
    return NULL;
}

static void wait_for(struct running *running, int stage)
{
    while (atomic_load(&running->stage) < stage) {
        sched_yield();
    }
}

static void test_interrupt_and_stop(void **state)
{
    (void)state;
    static ouro_definition const definition = {"tell", tell, 1, 1, false, NULL};
    struct running running[2] = {0};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) {
        ouro *rt = running[i].rt = ouro_open(NULL);
        assert_non_null(rt);
        ouro_value function = ouro_function_new(rt, &definition, &running[i]);
        assert_true(ouro_set_global(rt, "tell", function));
        ouro_release(rt, function);
        assert_int_equal(pthread_create(&threads[i], NULL, run_until_ended, &running[i]), 0);
    }
    for (int i = 0; i < 2; i++) {
        wait_for(&running[i], 1);
        ouro_interrupt(running[i].rt);
        wait_for(&running[i], 2);
        ouro_stop(running[i].rt);
    }
    for (int i = 0; i < 2; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_false(running[i].done);
        assert_true(running[i].interrupted);
        assert_int_equal(running[i].limit, OURO_LIMIT_STOP);
        assert_true(run(running[i].rt, "x = 1\n")); // on this thread again
        assert_true(ouro_close(running[i].rt));
    }
}

// From thread to thread -----------------------------------------------------------------------------------------------

struct relay {
    ouro *rt;
    ouro_value value;
    bool done;
};

// A runtime goes on where another thread left it, also by a release whose finalizer recurses to the end of the stack.
static void *go_on(void *to)
{
    struct relay *relay = to;
    ouro_release(relay->rt, relay->value);
    relay->done = run(relay->rt, "def deep(n): return [deep(n + 1)] if n < 900 else n\nx = deep(0)\n"
                                 "assert ended == [1], ended\n");
    relay->value = ouro_evaluate(relay->rt, "Last()");
    return NULL;
}

static void test_thread_to_thread(void **state)
{
    (void)state;
    struct relay relay = {.rt = ouro_open(NULL)};
    assert_non_null(relay.rt);
    assert_true(run(relay.rt, "ended = []\n"
                              "def nest(x):\n"
                              "    for i in range(100000): x = [x]\n"
                              "    return x\n"
                              "class Last:\n"
                              "    def __del__(self):\n"
                              "        try: repr(nest(0))\n"
                              "        except RecursionError: ended.append(1)\n"));
    for (int i = 0; i < 3; i++) {
        relay.value = ouro_evaluate(relay.rt, "ended.clear() or Last()");
        pthread_t thread;
        pthread_attr_t attributes;
        assert_int_equal(pthread_attr_init(&attributes), 0);
        assert_int_equal(pthread_attr_setstacksize(&attributes, (size_t)(i + 1) << 20), 0);
        assert_int_equal(pthread_create(&thread, &attributes, go_on, &relay), 0);
        assert_int_equal(pthread_join(thread, NULL), 0);
        pthread_attr_destroy(&attributes);
        assert_true(relay.done);
        ouro_release(relay.rt, relay.value);
    }
    assert_true(ouro_close(relay.rt));
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(test_beside_each_other),
        cmocka_unit_test(test_interrupt_and_stop),
        cmocka_unit_test(test_thread_to_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
