// SPDX-License-Identifier: MIT
// At the limit: the collection inside an allocation, and what happens when every allocation fails in turn.
#include "core/test_types.h"
#include "gc/collector.h"

#define LIMIT ((size_t)24 << 20)

// Garbage in cycles up to the limit is collected by the allocation that meets it, again and again.
static void garbage_makes_room(void **state)
{
    (void)state;
#ifdef OURO_FIRST_ATTEMPT_FAILS
    skip();
#endif
    struct world *w = world_open(LIMIT);
    gc_enable(&w->rt, false);
    struct own_cell cell;
    struct node *kept = node_make(w, NODE, 1, 100);
    handle_enter(&w->rt, &cell, own_object(kept));
    for (uint32_t i = 0; i < 100; i++) {
        struct node *n = node_make(w, NODE, 2, 1);
        give_to(w, kept, i, n);
        link_to(w, n, 0, kept);
    }
    for (int i = 0; i < 400000; i++) {
        struct node *n = node_make(w, NODE, 3, 20);
        link_to(w, n, 0, n);
        if (i % 1000 == 0) {
            link_to(w, n, 1, kept);
        }
        drop(w, n);
    }
    assert_true(w->rt.heap.reclaims > 1);
    must_be_right(w);
    for (uint32_t i = 0; i < 100; i++) {
        assert_int_equal(((struct node *)as_object(slot_get(kept->slots[i])))->id, 2);
    }
    release(&w->rt, handle_leave(&w->rt, &cell));
    gc_collect(&w->rt, 2);
    world_close(w);
}

// What is alive fills the limit: the allocation fails, everything stays as it was, and all is usable afterwards.
static void no_room_is_an_answer(void **state)
{
    (void)state;
#ifdef OURO_FIRST_ATTEMPT_FAILS
    skip(); // a collection of all for each of so many objects
#endif
    struct world *w = world_open(LIMIT);
    gc_enable(&w->rt, false);
    struct node *head = NULL;
    size_t length = 0;
    for (;; length++) {
        struct node *n = object_allocate(&w->rt, HEAP_TRACED, sizeof *n + 3 * sizeof n->slots[0], NODE);
        if (n == NULL) {
            break;
        }
        n->count = 3;
        slot_init(&n->slots[0], own_object(head));
        slot_init(&n->slots[1], retain(ref_object(n)));
        head = n;
    }
    assert_true(length > 1000);
    assert_int_equal(alive(w), length);
    for (struct node *n = head; n != NULL; n = (struct node *)as_object(slot_get(n->slots[0]))) {
        assert_int_equal(n->header.count, 2);
    }
    drop(w, head);
    gc_collect(&w->rt, 2);
    assert_int_equal(alive(w), 0);
    world_close(w);
}

// No Python inside an allocation: objects with pending finalizers, and what they reach, wait; callbacks too (16).
static void finalizers_wait(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    gc_enable(&w->rt, false);
    struct node *f = node_make(w, FINAL, 1, 2);
    struct node *tail = node_make(w, NODE, 2, 1);
    link_to(w, f, 0, f);
    give_to(w, f, 1, tail);
    link_to(w, tail, 0, tail);
    drop(w, f);
    struct node *watched = node_make(w, NODE, 3, 1);
    link_to(w, watched, 0, watched);
    struct own_cell cell;
    handle_enter(&w->rt, &cell, own_object(weak_make(w, 11, watched, true)));
    drop(w, watched);
    struct node *silent = node_make(w, NODE, 4, 1);
    link_to(w, silent, 0, silent);
    struct own_cell quiet;
    handle_enter(&w->rt, &quiet, own_object(weak_make(w, 12, silent, false)));
    drop(w, silent);
    // Held by garbage only, with a finalizer, but old counts say it lives: it dies by count and is queued.
    struct node *loop = node_make(w, NODE, 5, 2);
    link_to(w, loop, 0, loop);
    drop(w, loop);
    assert_true(emergency_collect(&w->rt));
    assert_int_equal(w->logged, 2); // 4 and 5, in the order of their pages
    assert_int_equal(w->log[0] + w->log[1], 9);
    w->logged = 0;
    must_be_right(w);
    gc_collect(&w->rt, 2);
    assert_int_equal(w->finalized, 1);
    assert_int_equal(w->callbacks, 1);
    release(&w->rt, handle_leave(&w->rt, &cell));
    release(&w->rt, handle_leave(&w->rt, &quiet));
    w->logged = 0;
    world_close(w);
}

static void emergency(struct world *w, struct node *o)
{
    (void)o;
    (void)emergency_collect(&w->rt);
    must_be_right(w);
}

static void emergency_from_callback(struct world *w, struct weak *r)
{
    (void)r;
    (void)emergency_collect(&w->rt);
    must_be_right(w);
}

// In the middle of a release walk, of a collection's finalizers and callbacks, and of marking.
static void strikes_anywhere(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    gc_enable(&w->rt, false);
    w->on_finalize = emergency;
    w->on_callback = emergency_from_callback;
    for (int round = 0; round < 3; round++) {
        struct own_cell cells[8];
        for (uint32_t i = 0; i < 8; i++) {
            struct node *a = node_make(w, FINAL, 1, 3);
            struct node *b = node_make(w, NODE, 2, 2);
            give_to(w, a, 0, b);
            link_to(w, b, 0, i & 1 ? a : b);
            give_to(w, a, 1, node_make(w, FINAL, 3, 0));
            give_to(w, a, 2, node_make(w, TUPLE, 4, 0));
            handle_enter(&w->rt, &cells[i], own_object(weak_make(w, 11, a, true)));
            drop(w, a);
        }
        if (round == 0) {
            gc_collect(&w->rt, 2);
        } else if (round == 1) {
            mark_begin(&w->rt);
            uint64_t budget = 3;
            assert_false(old_slice(&w->rt, &budget));
            (void)emergency_collect(&w->rt);
            assert_int_equal(w->rt.collector->phase, GC_IDLE);
        }
        must_be_right(w);
        for (uint32_t i = 0; i < 8; i++) {
            release(&w->rt, handle_leave(&w->rt, &cells[i]));
        }
        gc_collect(&w->rt, 1);
        gc_collect(&w->rt, 2);
        assert_int_equal(alive(w), 0);
    }
    world_close(w);
}

#ifdef OURO_FAULTS
// Each allocation of a scene fails in turn, once alone and once with all later ones; nothing leaks, all stays right.
static bool scene(struct world *w)
{
    struct node *a = object_allocate(&w->rt, HEAP_TRACED, sizeof *a + 2 * sizeof a->slots[0], FINAL);
    if (a == NULL) {
        return false;
    }
    a->count = 2;
    link_to(w, a, 0, a);
    struct own_cell cell;
    handle_enter(&w->rt, &cell, own_object(a));
    struct weak *r = object_allocate(&w->rt, HEAP_TRACED, sizeof *r, WEAK);
    bool done = r != NULL;
    if (done) {
        slot_init(&r->base.callback, own_true);
        done = weak_attach(&w->rt, &r->base, ref_object(a));
        give_to(w, a, 1, r);
    }
    must_be_right(w);
    release(&w->rt, handle_leave(&w->rt, &cell));
    gc_collect(&w->rt, 0);
    must_be_right(w);
    gc_collect(&w->rt, 1);
    gc_collect(&w->rt, 2);
    must_be_right(w);
    return done && alive(w) == 0;
}

static void every_allocation_fails_in_turn(void **state)
{
    (void)state;
    for (int later = 0; later < 2; later++) {
        bool passed = false;
        for (uint64_t n = 1; !passed; n++) {
            struct world *w = world_open(0);
            gc_enable(&w->rt, false);
            heap_fail(&w->rt.heap, n, later);
            passed = scene(w);
            heap_fail(&w->rt.heap, 0, false);
            gc_collect(&w->rt, 2);
            gc_collect(&w->rt, 2);
            w->logged = 0;
            world_close(w);
            assert_true(n < 200);
        }
    }
}
#else
static void every_allocation_fails_in_turn(void **state)
{
    (void)state;
}
#endif

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(garbage_makes_room),
        cmocka_unit_test(no_room_is_an_answer),
        cmocka_unit_test(finalizers_wait),
        cmocka_unit_test(strikes_anywhere),
        cmocka_unit_test(every_allocation_fails_in_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
