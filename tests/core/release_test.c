// SPDX-License-Identifier: MIT
// Release: orders, depth without memory, finalizers and resurrection, callbacks, queues.
#include "core/test_types.h"

static void frees_at_last_release(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    own_value a = leaf_new(w, 1);
    own_value b = retain(lend(a));
    release(&w->rt, a);
    assert_int_equal(w->logged, 0);
    release(&w->rt, b);
    assert_log(w, 1);
    world_close(w);
}

// 1(2(4), 3): depth first, and the object goes before the child it lost last is entered.
static void walks_depth_first(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    struct node *a = node_make(w, NODE, 1, 2);
    struct node *b = node_make(w, NODE, 2, 1);
    give_to(w, a, 0, b);
    give_to(w, a, 1, node_make(w, NODE, 3, 0));
    give_to(w, b, 0, as_object(lend(leaf_new(w, 4))));
    drop(w, a);
    assert_log(w, 4, 2, 1, 3);
    world_close(w);
}

static void orders_differ_by_type(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    struct node *t = node_make(w, TUPLE, 10, 3);
    own_value l = list_new(w, 20, 3);
    for (int32_t i = 0; i < 3; i++) {
        slot_init(&t->slots[i], leaf_new(w, 11 + i));
        slot_init(&((struct list *)as_object(lend(l)))->items[i], leaf_new(w, 21 + i));
    }
    drop(w, t);
    assert_log(w, 13, 12, 11, 10);
    release(&w->rt, l);
    assert_log(w, 23, 22, 21, 20);
    world_close(w);
}

static void shared_children_stay(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    struct node *a = node_make(w, NODE, 1, 3);
    struct node *b = node_make(w, NODE, 2, 0);
    link_to(w, a, 0, b);
    link_to(w, a, 2, b);
    assert_int_equal(b->header.count, 3);
    drop(w, a);
    assert_log(w, 1);
    assert_int_equal(b->header.count, 1);
    drop(w, b);
    assert_log(w, 2);
    world_close(w);
}

static void chain_of_ten_million(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    gc_enable(&w->rt, false);
    uint32_t const length = OURO_CHECK >= 1 ? 1000000 : 10000000;
    struct node *head = NULL;
    for (uint32_t i = 0; i < length; i++) {
        struct node *n = node_make(w, NODE, 0, 1);
        slot_init(&n->slots[0], own_object(head));
        head = n;
    }
    size_t before = w->rt.heap.reserved_peak;
    drop(w, head);
    assert_int_equal(alive(w), 0);
    assert_int_equal(w->rt.freed_by_count, length);
    assert_int_equal(w->rt.heap.reserved_peak, before);
    world_close(w);
}

// Both ends of each tuple are full, so that none can go before its first child has gone: a million parents.
static void million_deep_with_parents(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    gc_enable(&w->rt, false);
    struct node *head = NULL;
    for (uint32_t i = 0; i < 1000000; i++) {
        struct node *n = node_make(w, i & 1 ? TUPLE : NODE, 0, 2);
        slot_init(&n->slots[i & 1], own_object(head));
        slot_init(&n->slots[!(i & 1)], leaf_new(w, 0));
        head = n;
    }
    drop(w, head);
    assert_int_equal(alive(w), 0);
    world_close(w);
}

static void wide_tree(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    gc_enable(&w->rt, false);
    own_value root = list_new(w, 1, 1000);
    struct list *l = (struct list *)as_object(lend(root));
    for (uint32_t i = 0; i < 1000; i++) {
        own_value inner = list_new(w, 2, 100);
        for (uint32_t j = 0; j < 100; j++) {
            slot_init(&((struct list *)as_object(lend(inner)))->items[j], j & 1 ? own_small_int(j) : leaf_new(w, 3));
        }
        slot_init(&l->items[i], inner);
    }
    struct own_cell cell;
    handle_enter(&w->rt, &cell, root);
    must_be_right(w);
    release(&w->rt, handle_leave(&w->rt, &cell));
    assert_int_equal(alive(w), 0);
    world_close(w);
}

static void class_goes_after_the_instance(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    struct node *class = node_make(w, NODE, 100, 1);
    slot_init(&class->slots[0], leaf_new(w, 101));
    struct node *a = node_make(w, INSTANCE, 1, 2);
    link_to(w, a, 0, class);
    give_to(w, a, 1, node_make(w, NODE, 2, 0));
    struct node *b = node_make(w, INSTANCE, 3, 1);
    give_to(w, b, 0, class);
    drop(w, a);
    assert_log(w, 1, 2);
    drop(w, b);
    assert_log(w, 3, 101, 100);
    // The last instance of its class, with a child in its last slot: the class follows the child.
    class = node_make(w, NODE, 100, 0);
    a = node_make(w, INSTANCE, 1, 2);
    give_to(w, a, 0, class);
    give_to(w, a, 1, node_make(w, NODE, 2, 0));
    drop(w, a);
    assert_log(w, 1, 2, 100);
    world_close(w);
}

// Finalizers
// ----------------------------------------------------------------------------------------------------------------

// Nested lists with finalizers: [A(C), B(D)], last to first: B D A C, each finalizer before its children.
static void finalizers_run_depth_first(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    struct node *t = node_make(w, TUPLE, 9, 2);
    for (int32_t i = 0; i < 2; i++) {
        struct node *n = node_make(w, FINAL, 1 + i, 1);
        give_to(w, n, 0, node_make(w, FINAL, 3 + i, 0));
        give_to(w, t, (uint32_t)i, n);
    }
    drop(w, t);
    assert_log(w, -2, -4, 2, 4, -1, 9, -3, 1, 3);
    world_close(w);
}

static struct node *saved;

static void resurrect(struct world *w, struct node *o)
{
    (void)w;
    saved = (struct node *)as_object(lend(retain(ref_object(o))));
}

static void resurrection_happens_once(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    w->on_finalize = resurrect;
    struct node *o = node_make(w, FINAL, 1, 1);
    slot_init(&o->slots[0], leaf_new(w, 2));
    struct node *holder = node_make(w, NODE, 3, 2);
    give_to(w, holder, 0, o);
    give_to(w, holder, 1, node_make(w, NODE, 4, 0));
    drop(w, holder);
    assert_log(w, -1, 3, 4);
    assert_ptr_equal(saved, o);
    assert_true(gc_is_finalized(&w->rt, ref_object(o)));
    assert_int_equal(saved->header.count, 1);
    drop(w, saved);
    assert_log(w, 2, 1);
    world_close(w);
}

static void verify_inside(struct world *w, struct node *o)
{
    (void)o;
    must_be_right(w);
    gc_collect(&w->rt, 2);
    must_be_right(w);
}

// The graph stays consistent while finalizers run in the middle of a walk, and collections leave the half-torn alone.
static void finalizers_see_a_right_heap(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    w->on_finalize = verify_inside;
    struct node *top = node_make(w, NODE, 1, 3);
    for (uint32_t i = 0; i < 3; i++) {
        struct node *middle = node_make(w, TUPLE, 2, 2);
        for (uint32_t j = 0; j < 2; j++) {
            struct node *low = node_make(w, FINAL, 3, 2);
            give_to(w, low, 0, node_make(w, FINAL, 4, 0));
            give_to(w, low, 1, node_make(w, NODE, 5, 0));
            give_to(w, middle, j, low);
        }
        give_to(w, top, i, middle);
    }
    drop(w, top);
    assert_int_equal(alive(w), 0);
    assert_int_equal(w->finalized, 12);
    world_close(w);
}

static void drop_inside(struct world *w, struct node *o)
{
    if (o->id == 1) {
        slot_set(&w->rt, o, &o->slots[0], own_nothing);
        note(w, 77);
    }
}

static void release_inside_a_finalizer_goes_at_once(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    w->on_finalize = drop_inside;
    struct node *o = node_make(w, FINAL, 1, 2);
    give_to(w, o, 0, node_make(w, FINAL, 2, 0));
    give_to(w, o, 1, node_make(w, FINAL, 3, 0));
    release_defer_begin(&w->rt);
    drop(w, o);
    assert_int_equal(w->logged, 0);
    release_defer_end(&w->rt);
    assert_log(w, -1, -2, 2, 77, -3, 1, 3);
    world_close(w);
}

static void queue_keeps_order_and_silences_weak_references(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    struct node *a = node_make(w, FINAL, 1, 0);
    struct weak *r = weak_make(w, 5, a, true);
    release_defer_begin(&w->rt);
    release_defer_begin(&w->rt);
    drop(w, a);
    drop(w, node_make(w, NODE, 2, 0));
    release(&w->rt, leaf_new(w, 3));
    assert_log(w, 3);
    assert_true(failed(weak_referent(&w->rt, &r->base)));
    release_defer_end(&w->rt);
    assert_int_equal(w->logged, 0);
    release_defer_end(&w->rt);
    assert_log(w, -1, 1005, 1, 2);
    drop(w, r);
    w->logged = 0;
    world_close(w);
}

// A long queue of objects whose finalizers release others: no recursion through the queue.
static void release_one(struct world *w, struct node *o)
{
    if (o->id == 1) {
        drop(w, node_make(w, FINAL, 2, 0));
        release_defer_begin(&w->rt);
        drop(w, node_make(w, FINAL, 2, 0));
        release_defer_end(&w->rt);
    }
}

static void long_queue_with_finalizers(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    gc_enable(&w->rt, false);
    w->on_finalize = release_one;
    release_defer_begin(&w->rt);
    for (int i = 0; i < 200000; i++) {
        drop(w, node_make(w, FINAL, 1, 0));
    }
    release_defer_end(&w->rt);
    assert_int_equal(w->finalized, 600000);
    world_close(w);
}

// Weak references
// -----------------------------------------------------------------------------------------------------------

static struct weak *watched;

static void look_at_weak(struct world *w, struct node *o)
{
    own_value v = weak_referent(&w->rt, &watched->base);
    assert_ptr_equal(as_object(lend(v)), o);
    release(&w->rt, v);
}

// `__del__` (weak references still answer), callbacks newest first, children.
static void finalizer_then_callbacks_then_children(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    w->on_finalize = look_at_weak;
    struct node *o = node_make(w, FINAL, 1, 1);
    give_to(w, o, 0, node_make(w, NODE, 2, 0));
    struct weak *r1 = weak_make(w, 11, o, true);
    struct weak *r2 = weak_make(w, 12, o, false);
    struct weak *r3 = weak_make(w, 13, o, true);
    assert_ptr_equal(weak_first(&w->rt, &o->header), &r3->base);
    watched = r2;
    drop(w, o);
    assert_log(w, -1, 1013, 1011, 1, 2);
    assert_true(failed(weak_referent(&w->rt, &r2->base)));
    drop(w, r1);
    drop(w, r2);
    drop(w, r3);
    w->logged = 0;
    world_close(w);
}

static void callback_verifies(struct world *w, struct weak *r)
{
    assert_true(failed(weak_referent(&w->rt, &r->base)));
    must_be_right(w);
    gc_collect(&w->rt, 2);
    must_be_right(w);
}

static void callbacks_see_a_right_heap(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    w->on_callback = callback_verifies;
    struct node *t = node_make(w, TUPLE, 9, 2);
    struct node *a = node_make(w, NODE, 1, 1);
    struct node *b = node_make(w, NODE, 2, 1);
    give_to(w, a, 0, node_make(w, NODE, 3, 0));
    give_to(w, b, 0, node_make(w, NODE, 4, 0));
    give_to(w, t, 0, a);
    give_to(w, t, 1, b);
    struct own_cell cells[2];
    handle_enter(&w->rt, &cells[0], own_object(weak_make(w, 11, a, true)));
    handle_enter(&w->rt, &cells[1], own_object(weak_make(w, 12, b, true)));
    drop(w, t);
    assert_log(w, 1012, 2, 4, 1011, 9, 1, 3);
    release(&w->rt, handle_leave(&w->rt, &cells[0]));
    release(&w->rt, handle_leave(&w->rt, &cells[1]));
    w->logged = 0;
    world_close(w);
}

// A weak reference that died with its target, or before it, does not call back.
static void dead_references_do_not_call(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    struct node *o = node_make(w, NODE, 1, 1);
    give_to(w, o, 0, weak_make(w, 11, o, true));
    struct node *p = node_make(w, NODE, 2, 0);
    drop(w, weak_make(w, 12, p, true));
    drop(w, p);
    assert_log(w, 12, 2);
    // The reference is a child of its own target: the callback runs before the children go, as in CPython.
    drop(w, o);
    assert_log(w, 1011, 1, 11);
    // Queued before its target: dead already.
    p = node_make(w, NODE, 2, 0);
    struct weak *r = weak_make(w, 13, p, true);
    release_defer_begin(&w->rt);
    drop(w, r);
    drop(w, p);
    release_defer_end(&w->rt);
    assert_log(w, 13, 2);
    world_close(w);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(frees_at_last_release),
        cmocka_unit_test(walks_depth_first),
        cmocka_unit_test(orders_differ_by_type),
        cmocka_unit_test(shared_children_stay),
        cmocka_unit_test(chain_of_ten_million),
        cmocka_unit_test(million_deep_with_parents),
        cmocka_unit_test(wide_tree),
        cmocka_unit_test(class_goes_after_the_instance),
        cmocka_unit_test(finalizers_run_depth_first),
        cmocka_unit_test(resurrection_happens_once),
        cmocka_unit_test(finalizers_see_a_right_heap),
        cmocka_unit_test(release_inside_a_finalizer_goes_at_once),
        cmocka_unit_test(queue_keeps_order_and_silences_weak_references),
        cmocka_unit_test(long_queue_with_finalizers),
        cmocka_unit_test(finalizer_then_callbacks_then_children),
        cmocka_unit_test(callbacks_see_a_right_heap),
        cmocka_unit_test(dead_references_do_not_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
