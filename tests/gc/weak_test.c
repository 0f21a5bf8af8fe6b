// SPDX-License-Identifier: MIT
// The weak table beside a plain model: entries come and go in any order, the table grows and shrinks.
#include "core/test_types.h"
#include "gc/collector.h"

enum { TARGETS = 400, PER_TARGET = 4 };

static void table_follows_a_model(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    gc_enable(&w->rt, false);
    static struct own_cell targets[TARGETS], weaks[TARGETS][PER_TARGET];
    static int count[TARGETS];
    memset(count, 0, sizeof count);
    for (int i = 0; i < TARGETS; i++) {
        handle_enter(&w->rt, &targets[i], own_object(node_make(w, NODE, i, 0)));
    }
    uint64_t random = 12345;
    for (int step = 0; step < 20000; step++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        int i = (int)(random >> 33) % TARGETS;
        struct node *target = (struct node *)as_object(lend(targets[i].value));
        if (count[i] < PER_TARGET && (random >> 20 & 3) != 0) {
            handle_enter(&w->rt, &weaks[i][count[i]++], own_object(weak_make(w, i, target, true)));
        } else if (count[i] > 0) {
            int j = (int)(random >> 40) % count[i];
            release(&w->rt, handle_leave(&w->rt, &weaks[i][j]));
            if (j != --count[i]) {
                handle_enter(&w->rt, &weaks[i][j], handle_leave(&w->rt, &weaks[i][count[i]]));
            }
        }
        if (step % 500 == 0) {
            gc_collect(&w->rt, 2);
            must_be_right(w);
        }
    }
    for (int i = 0; i < TARGETS; i++) {
        struct object *o = as_object(lend(targets[i].value));
        int n = 0;
        for (struct weak_reference *r = weak_first(&w->rt, o); r != NULL; r = weak_next(r)) {
            n++;
        }
        assert_int_equal(n, count[i]);
        assert_int_equal((o->kind & OBJECT_WEAK) != 0, count[i] != 0);
    }
    uint64_t expected = 0;
    for (int i = 0; i < TARGETS; i++) {
        expected += (uint64_t)count[i];
        release(&w->rt, handle_leave(&w->rt, &targets[i]));
        for (int j = 0; j < count[i]; j++) {
            own_value v = weak_referent(&w->rt, (struct weak_reference *)as_object(lend(weaks[i][j].value)));
            assert_true(failed(v));
            release(&w->rt, handle_leave(&w->rt, &weaks[i][j]));
        }
    }
    assert_int_equal(w->callbacks, expected);
    world_close(w);
}

// Callbacks that drop the other references, the target's brothers, or make new references.
static struct own_cell cells[3];

static void drop_others(struct world *w, struct weak *r)
{
    (void)r;
    for (int i = 0; i < 3; i++) {
        if (!failed(cells[i].value)) {
            release(&w->rt, handle_leave(&w->rt, &cells[i]));
        }
    }
    must_be_right(w);
}

static void callbacks_may_drop_references(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    w->on_callback = drop_others;
    struct node *o = node_make(w, NODE, 1, 0);
    for (int i = 0; i < 3; i++) {
        handle_enter(&w->rt, &cells[i], own_object(weak_make(w, i, o, true)));
    }
    drop(w, o);
    // All had died when the first was called, and all are called: they were alive when their object died.
    assert_int_equal(w->callbacks, 3);
    w->logged = 0;
    world_close(w);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(table_follows_a_model),
        cmocka_unit_test(callbacks_may_drop_references),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
