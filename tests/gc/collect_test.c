// SPDX-License-Identifier: MIT
// Collections of each generation, on graphs small enough to say what must happen. The numbers in comments are those of
// the collector's rules that a test breaks without.
#include "core/test_types.h"
#include "gc/collector.h"

static struct node *ring(struct world *w, uint32_t type, int32_t id, uint32_t length)
{
    struct node *first = node_make(w, type, id, 2);
    struct node *last = first;
    for (uint32_t i = 1; i < length; i++) {
        struct node *n = node_make(w, type, id + (int32_t)i, 2);
        give_to(w, last, 0, n);
        last = n;
    }
    link_to(w, last, 0, first);
    return first;
}

static void collect_must_find(struct world *w, int generation, int64_t count)
{
    must_be_right(w);
    assert_int_equal(gc_collect(&w->rt, generation), count);
    must_be_right(w);
}

static void no_automatic(struct world *w)
{
    gc_enable(&w->rt, false);
}

static void cycles_go_in_each_generation(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    for (int generation = 0; generation < 3; generation++) {
        drop(w, ring(w, NODE, 1, 5));
        struct node *t = node_make(w, TUPLE, 9, 1);
        own_value l = list_new(w, 8, 3);
        struct list *list = (struct list *)as_object(lend(l));
        slot_init(&list->items[0], own_object(t));
        slot_init(&list->items[1], leaf_new(w, 7));
        link_to(w, t, 0, list);
        release(&w->rt, l);
        collect_must_find(w, generation, 7);
        assert_int_equal(alive(w), 0);
        assert_int_equal(w->rt.freed_by_collector, (generation + 1) * 8);
    }
    world_close(w);
}

static void reachable_cycles_stay(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    struct node *holder = node_make(w, NODE, 100, 2);
    struct own_cell cell;
    handle_enter(&w->rt, &cell, own_object(holder));
    struct node *r = ring(w, NODE, 1, 10);
    give_to(w, holder, 0, r);
    // A tail that only the ring reaches.
    give_to(w, r, 1, node_make(w, TUPLE, 50, 1));
    for (int i = 0; i < 9; i++) {
        collect_must_find(w, i % 3, 0);
        assert_int_equal(alive(w), 12);
    }
    release(&w->rt, handle_leave(&w->rt, &cell));
    assert_int_equal(alive(w), 11);
    collect_must_find(w, 0, 0); // too old by now
    collect_must_find(w, 1, 0);
    collect_must_find(w, 2, 11);
    world_close(w);
}

// An owned reference in a C local, that no root reports, keeps its object: the proof finds the count unexplained (24).
static void c_locals_protect(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    struct node *r = ring(w, NODE, 1, 4);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(gc_collect(&w->rt, i), 0);
        assert_int_equal(alive(w), 4);
    }
    drop(w, r);
    collect_must_find(w, 2, 4);
    world_close(w);
}

static bool count_one(void *to, ref_value o)
{
    (void)o;
    ++*(int *)to;
    return true;
}

static int in_generation(struct world *w, int generation)
{
    int count = 0;
    gc_each_object(&w->rt, generation, count_one, &count);
    return count;
}

static void objects_grow_older(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    struct own_cell cell;
    handle_enter(&w->rt, &cell, own_object(ring(w, NODE, 1, 3)));
    assert_int_equal(in_generation(w, 0), 3);
    collect_must_find(w, 0, 0);
    assert_int_equal(in_generation(w, 0), 0);
    assert_int_equal(in_generation(w, 1), 3);
    collect_must_find(w, 0, 0);
    assert_int_equal(in_generation(w, 1), 3);
    collect_must_find(w, 1, 0);
    assert_int_equal(in_generation(w, 1), 0);
    assert_int_equal(in_generation(w, 2), 3);
    assert_int_equal(in_generation(w, -1), 3);
    release(&w->rt, handle_leave(&w->rt, &cell));
    collect_must_find(w, 2, 3);
    world_close(w);
}

static void counters_follow_cpython(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    gc_collect(&w->rt, 2);
    int64_t counts[3];
    gc_get_counts(&w->rt, counts);
    assert_int_equal(counts[0] + counts[1] + counts[2], 0);
    struct node *kept[50];
    for (int i = 0; i < 50; i++) {
        kept[i] = node_make(w, NODE, 0, 0);
    }
    gc_get_counts(&w->rt, counts);
    assert_int_equal(counts[0], 50);
    gc_collect(&w->rt, 0);
    gc_get_counts(&w->rt, counts);
    assert_int_equal(counts[0], 0);
    assert_int_equal(counts[1], 1);
    gc_collect(&w->rt, 1);
    gc_get_counts(&w->rt, counts);
    assert_int_equal(counts[1], 0);
    assert_int_equal(counts[2], 1);
    gc_collect(&w->rt, 2);
    gc_get_counts(&w->rt, counts);
    assert_int_equal(counts[2], 0);
    for (int i = 0; i < 50; i++) {
        drop(w, kept[i]);
    }
    // What a collection frees does not put the next one off.
    drop(w, ring(w, NODE, 1, 500));
    gc_collect(&w->rt, 0);
    gc_get_counts(&w->rt, counts);
    assert_int_equal(counts[0], 0);
    struct node *one = node_make(w, NODE, 0, 0);
    gc_get_counts(&w->rt, counts);
    assert_int_equal(counts[0], 1);
    drop(w, one);
    world_close(w);
}

static void thresholds_start_collections(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    for (int i = 0; i < 20000; i++) {
        drop(w, ring(w, NODE, 1, 2));
        gc_safepoint(&w->rt);
#ifndef OURO_SHRUNKEN // there a young set holds so few that most grow old untested
        assert_true(alive(w) < 2000);
#endif
    }
    uint64_t collections = 0;
    for (int i = 0; i < 3; i++) {
        collections += gc_get_statistics(&w->rt, i)->collections;
    }
    assert_true(collections > 20);
    gc_set_thresholds(&w->rt, (int64_t[]){0, 10, 10});
    uint64_t before = gc_get_statistics(&w->rt, 0)->collections;
    for (int i = 0; i < 20000; i++) {
        drop(w, ring(w, NODE, 1, 2));
        gc_safepoint(&w->rt);
    }
#ifndef OURO_STRESS
    assert_int_equal(gc_get_statistics(&w->rt, 0)->collections, before);
#else
    (void)before;
#endif
    gc_collect(&w->rt, 2);
    assert_int_equal(alive(w), 0);
    world_close(w);
}

// Large payloads: few objects, many bytes. The queue of self-cycles stays within a small multiple of what lives.
static void bytes_start_collections(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    own_value queue[100] = {{0}};
    size_t peak = 0;
    for (int i = 0; i < 5000; i++) {
        own_value v = list_new(w, 0, 1250); // 10 kB
        struct list *l = (struct list *)as_object(lend(v));
        slot_init(&l->items[0], retain(lend(v)));
        release(&w->rt, queue[i % 100]);
        queue[i % 100] = v;
        gc_safepoint(&w->rt);
        size_t live = heap_live_bytes_all(&w->rt.heap);
        peak = live > peak ? live : peak;
    }
#if !defined(OURO_STRESS) && !defined(OURO_SHRUNKEN) // there slices come by safepoints, or are tiny
    assert_true(peak < 4000000);                     // 1 MB lives
#else
    (void)peak;
#endif
    for (int i = 0; i < 100; i++) {
        release(&w->rt, queue[i]);
    }
    gc_collect(&w->rt, 2);
    world_close(w);
}

// A large young container is not looked through by young collections, and still protects what it holds (20).
static void large_containers_grow_old_untested(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    own_value v = list_new(w, 0, 20000);
    struct list *l = (struct list *)as_object(lend(v));
    for (uint32_t i = 0; i < 20000; i += 100) {
        struct node *n = node_make(w, NODE, 1, 1);
        link_to(w, n, 0, l);
        slot_init(&l->items[i], own_object(n));
    }
    release(&w->rt, v);
    collect_must_find(w, 0, 0);
    assert_int_equal(in_generation(w, 2), 1);
    collect_must_find(w, 1, 0);
    collect_must_find(w, 2, 201);
    world_close(w);
}

// Weak references
// -----------------------------------------------------------------------------------------------------------

static void condemned_answer_nothing_and_call_back(void **state)
{
    (void)state;
    for (int generation = 0; generation < 3; generation++) {
        struct world *w = world_open(0);
        calm(w);
        no_automatic(w);
        struct node *r = ring(w, NODE, 1, 2);
        struct own_cell a, b;
        handle_enter(&w->rt, &a, own_object(weak_make(w, 11, r, true)));
        handle_enter(&w->rt, &b, own_object(weak_make(w, 12, r, true)));
        // One inside the garbage does not call (4).
        give_to(w, r, 1, weak_make(w, 13, r, true));
        drop(w, r);
        collect_must_find(w, generation, 3);
        assert_int_equal(w->callbacks, 2);
        assert_int_equal(weak_entry_count(&w->rt), 0);
        release(&w->rt, handle_leave(&w->rt, &a));
        release(&w->rt, handle_leave(&w->rt, &b));
        world_close(w);
    }
}

// Callbacks come before finalizers.
static void callbacks_before_finalizers(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    struct node *a = node_make(w, NODE, 1, 1);
    struct node *b = node_make(w, FINAL, 2, 1);
    struct own_cell cell;
    handle_enter(&w->rt, &cell, own_object(weak_make(w, 11, a, true)));
    give_to(w, a, 0, b);
    give_to(w, b, 0, a);
    gc_collect(&w->rt, 2);
    assert_int_equal(w->logged, 4);
    assert_int_equal(w->log[0], 1011);
    assert_int_equal(w->log[1], -2);
    release(&w->rt, handle_leave(&w->rt, &cell));
    w->logged = 0;
    world_close(w);
}

// Finalizers
// ----------------------------------------------------------------------------------------------------------------

static void finalizers_run_once(void **state)
{
    (void)state;
    for (int generation = 0; generation < 3; generation++) {
        struct world *w = world_open(0);
        calm(w);
        no_automatic(w);
        drop(w, ring(w, FINAL, 1, 10));
        collect_must_find(w, generation, 10);
        assert_int_equal(w->finalized, 10);
        assert_int_equal(alive(w), 0);
        assert_int_equal(w->rt.freed_by_collector, 10);
        world_close(w);
    }
}

static struct node *saved[16];
static int saved_count;

static void save(struct world *w, struct node *o)
{
    (void)w;
    saved[saved_count++] = (struct node *)as_object(lend(retain(ref_object(o))));
}

static void resurrection_keeps_the_whole_cycle(void **state)
{
    (void)state;
    for (int generation = 0; generation < 3; generation++) {
        struct world *w = world_open(0);
        calm(w);
        no_automatic(w);
        w->on_finalize = save;
        saved_count = 0;
        struct node *r = ring(w, FINAL, 1, 2);
        struct own_cell cell;
        handle_enter(&w->rt, &cell, own_object(weak_make(w, 11, r, false)));
        give_to(w, r, 1, node_make(w, TUPLE, 5, 0));
        drop(w, r);
        assert_int_equal(gc_collect(&w->rt, generation), 0);
        assert_int_equal(saved_count, 2);
        assert_int_equal(alive(w), 4);
        assert_ptr_equal(as_object(slot_get(saved[0]->slots[0])), saved[1]);
        assert_true(failed(weak_referent(&w->rt, (struct weak_reference *)as_object(lend(cell.value)))));
        release(&w->rt, handle_leave(&w->rt, &cell));
        drop(w, saved[0]);
        drop(w, saved[1]);
        collect_must_find(w, 2, 3);
        assert_int_equal(w->finalized, 2);
        world_close(w);
    }
}

// Rule 1. A -> B, and A's finalizer takes B out of A before it ends.
static void hand_over(struct world *w, struct node *o)
{
    saved[saved_count++] = (struct node *)as_object(lend(slot_take(&w->rt, o, &o->slots[1])));
}

static void what_a_finalizer_took_out_stays(void **state)
{
    (void)state;
    for (int generation = 0; generation < 3; generation++) {
        struct world *w = world_open(0);
        calm(w);
        no_automatic(w);
        w->on_finalize = hand_over;
        saved_count = 0;
        struct node *a = node_make(w, FINAL, 1, 2);
        struct node *b = node_make(w, NODE, 2, 2);
        link_to(w, a, 0, a);
        give_to(w, a, 1, b);
        link_to(w, b, 0, b);
        give_to(w, b, 1, node_make(w, NODE, 3, 0));
        drop(w, a);
        assert_int_equal(gc_collect(&w->rt, generation), 1);
        assert_ptr_equal(saved[0], b);
        assert_ptr_equal(as_object(slot_get(b->slots[0])), b);
        assert_int_equal(((struct node *)as_object(slot_get(b->slots[1])))->id, 3);
        drop(w, b);
        collect_must_find(w, 2, 2);
        world_close(w);
    }
}

// Rules 3 and 15: a finalizer that collects, allocates and drops.
static void collect_inside(struct world *w, struct node *o)
{
    (void)o;
    assert_true(gc_is_collecting(&w->rt));
    assert_int_equal(gc_collect(&w->rt, 2), 0);
    struct node *r = ring(w, NODE, 500, 3);
    gc_safepoint(&w->rt);
    drop(w, r);
    must_be_right(w);
}

static void finalizers_may_collect(void **state)
{
    (void)state;
    for (int generation = 0; generation < 3; generation++) {
        struct world *w = world_open(0);
        calm(w);
        no_automatic(w);
        w->on_finalize = collect_inside;
        drop(w, ring(w, FINAL, 1, 20));
        collect_must_find(w, generation, 20);
        assert_int_equal(alive(w), 60);
        collect_must_find(w, generation, 60);
        world_close(w);
    }
}

static void break_cycle(struct world *w, struct node *o)
{
    slot_set(&w->rt, o, &o->slots[0], own_nothing);
}

// What breaks its own cycle dies by count and is not counted as found.
static void broken_cycles_are_not_counted(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    w->on_finalize = break_cycle;
    struct node *a = node_make(w, FINAL, 1, 1);
    link_to(w, a, 0, a);
    drop(w, a);
    collect_must_find(w, 2, 0);
    assert_int_equal(alive(w), 0);
    world_close(w);
}

static struct weak *late;

static void refer_weakly(struct world *w, struct node *o)
{
    late = weak_make(w, 11, o, true);
    own_value v = weak_referent(&w->rt, &late->base);
    assert_ptr_equal(as_object(lend(v)), o);
    release(&w->rt, v);
}

// Rule 25 d: weak references made by finalizers work, then are cleared without a callback.
static void late_weak_references_are_silent(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    w->on_finalize = refer_weakly;
    struct node *a = node_make(w, FINAL, 1, 1);
    link_to(w, a, 0, a);
    drop(w, a);
    assert_int_equal(gc_collect(&w->rt, 2), 1);
    assert_true(failed(weak_referent(&w->rt, &late->base)));
    drop(w, late);
    world_close(w);
}

// An outside object that dies with the garbage has its finalizer run, after the garbage is gone.
static void outside_finalizers_run_after(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    struct node *f = node_make(w, FINAL, 7, 0);
    struct own_cell cell;
    handle_enter(&w->rt, &cell, own_object(f));
    gc_collect(&w->rt, 2); // old now; the garbage below is young
    struct node *a = node_make(w, NODE, 1, 2);
    link_to(w, a, 0, a);
    link_to(w, a, 1, f);
    drop(w, a);
    (void)handle_leave(&w->rt, &cell).bits;
    drop(w, f);
    assert_int_equal(gc_collect(&w->rt, 0), 1);
    assert_log(w, 1, -7, 7);
    world_close(w);
}

// Marking in steps
// ----------------------------------------------------------------------------------------------------------

static size_t count_suspects(struct world *w)
{
    size_t suspects = 0;
    struct heap_walk walk;
    struct heap_page *page;
    w->rt.collector->one_step_units = 0;
    while (w->rt.collector->old.step == OLD_SETTLE) {
        uint64_t budget = 1;
        if (old_slice(&w->rt, &budget)) {
            return 0;
        }
    }
    heap_walk_begin(&w->rt.heap, &walk);
    while ((page = heap_walk_next(&w->rt.heap, &walk)) != NULL) {
        suspects += heap_page_is_traced(page) ? page->unmarked_count : 0;
    }
    return suspects;
}

// What is left of the old cycle under way, in slices of so many units; the verifier looks between them.
static int64_t finish_cycle(struct world *w, uint64_t units)
{
    uint64_t budget = units;
    while (!old_slice(&w->rt, &budget)) {
        heap_verify_must(&w->rt, VERIFY_AT_LEAST); // the test holds some
        budget = units;
    }
    int64_t found = w->rt.collector->old.found;
    assert_true(finish_with_python(&w->rt, 0, &found));
    heap_verify_must(&w->rt, VERIFY_AT_LEAST);
    return found;
}

// A value stored into a scanned holder leaves an unscanned one because that one dies (11), and a finalizer stores its
// own object, that the marker had not seen, into a scanned holder (2): both are greyed.
static struct node *scanned_holder;

static void store_itself(struct world *w, struct node *o)
{
    link_to(w, scanned_holder, 1, o);
}

static void dying_holders_and_finalizers_grey(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    w->on_finalize = store_itself;
    struct node *top = node_make(w, NODE, 1, 2);
    scanned_holder = top;
    struct node *hidden = node_make(w, NODE, 2, 1); // a C local that no root reports
    struct node *child = node_make(w, NODE, 3, 0);
    struct node *final = node_make(w, FINAL, 4, 0);
    give_to(w, hidden, 0, child);
    struct own_cell cell;
    handle_enter(&w->rt, &cell, own_object(top));
    mark_begin(&w->rt);
    old_complete_marking(&w->rt);
    link_to(w, top, 0, child);
    drop(w, hidden);
    drop(w, final);
    old_complete_marking(&w->rt);
    assert_int_equal(count_suspects(w), 0);
    old_abort(&w->rt);
    must_be_right(w);
    release(&w->rt, handle_leave(&w->rt, &cell));
    world_close(w);
}

// Snapshot at the beginning: a value that moves from an unscanned holder to a scanned one is not lost (11), newborns
// and re-used blocks are no suspects (14).
static void marker_sees_what_leaves_its_holder(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    struct node *first = node_make(w, NODE, 1, 200);
    struct node *second = node_make(w, NODE, 2, 200);
    struct own_cell a, b;
    handle_enter(&w->rt, &a, own_object(first));
    handle_enter(&w->rt, &b, own_object(second));
    for (uint32_t i = 0; i < 200; i++) {
        struct node *n = node_make(w, NODE, 3, 1);
        link_to(w, n, 0, n);
        give_to(w, second, i, n);
    }
    drop(w, ring(w, NODE, 900, 5));
    mark_begin(&w->rt);
    for (uint32_t i = 0; i < 200; i++) {
        own_value v = slot_take(&w->rt, second, &second->slots[i]);
        slot_init(&first->slots[i], v);
        if (i % 3 == 0) {
            slot_set(&w->rt, second, &second->slots[i], own_object(node_make(w, NODE, 4, 0)));
        }
        uint64_t budget = 1;
        (void)!old_slice(&w->rt, &budget);
        must_be_right(w);
    }
    old_complete_marking(&w->rt);
    size_t suspects = count_suspects(w);
    assert_int_equal(suspects, 5); // the marker alone found exactly the garbage
    assert_int_equal(finish_cycle(w, 100), 5);
    release(&w->rt, handle_leave(&w->rt, &a));
    release(&w->rt, handle_leave(&w->rt, &b));
    collect_must_find(w, 2, 200);
    world_close(w);
}

// Rule 4: a weak reference that is read during marking hands its object out; nothing of it is a suspect.
static void weak_load_greys(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    struct node *r = ring(w, NODE, 1, 3);
    struct own_cell cell;
    handle_enter(&w->rt, &cell, own_object(weak_make(w, 11, r, false)));
    drop(w, r);
    mark_begin(&w->rt);
    old_complete_marking(&w->rt);
    own_value v = weak_referent(&w->rt, (struct weak_reference *)as_object(lend(cell.value)));
    assert_non_null(w->rt.heap.grey);
    assert_int_equal(finish_cycle(w, 100), 0);
    release(&w->rt, v);
    collect_must_find(w, 2, 3);
    release(&w->rt, handle_leave(&w->rt, &cell));
    world_close(w);
}

// A root that no provider reports: the marker misses it, the proof does not. Nothing is freed on the marker's word.
static void proof_saves_what_the_marker_missed(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    struct node *r = ring(w, NODE, 1, 50);
    for (uint64_t units = 0; units < 2; units++) { // in one step and in slices
        w->rt.collector->one_step_units = units == 0 ? UINT64_MAX : 0;
        mark_begin(&w->rt);
        assert_int_equal(finish_cycle(w, 7), 0);
        assert_int_equal(alive(w), 50);
    }
    drop(w, r);
    collect_must_find(w, 2, 50);
    world_close(w);
}

// Immortal and permanent objects hold what they refer to, and are never found (25 a).
static void immortal_and_permanent(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    struct node *i = node_make(w, NODE, 1, 2);
    give_to(w, i, 0, ring(w, NODE, 2, 3));
    object_set_immortal(&i->header);
    for (int generation = 0; generation < 3; generation++) {
        collect_must_find(w, generation, 0);
    }
    assert_int_equal(alive(w), 4);
    slot_set(&w->rt, i, &i->slots[0], own_nothing);
    collect_must_find(w, 2, 3);
    struct node *k = node_make(w, NODE, 9, 2);
    link_to(w, k, 0, k);
    give_to(w, k, 1, node_make(w, NODE, 10, 0));
    gc_freeze(&w->rt);
    assert_int_equal(gc_freeze_count(&w->rt), 3);
    drop(w, k);
    give_to(w, k, 1, node_make(w, NODE, 11, 0));
    collect_must_find(w, 0, 0);
    collect_must_find(w, 2, 0);
    assert_int_equal(alive(w), 3);
    gc_unfreeze(&w->rt);
    assert_int_equal(gc_freeze_count(&w->rt), 0);
    collect_must_find(w, 2, 2);
    world_close(w);
}

// Debug flags, events
// -------------------------------------------------------------------------------------------------------

static int events;

static void on_event(struct world *w, bool stop, int generation, int64_t found)
{
    assert_int_equal(gc_collect(&w->rt, 2), 0);
    assert_int_equal(generation, 1);
    assert_int_equal(found, stop ? 4 : 0);
    assert_int_equal(events++ & 1, stop);
}

static void events_are_told(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    w->on_event = on_event;
    events = 0;
    drop(w, ring(w, NODE, 1, 4));
    gc_collect(&w->rt, 1);
    assert_int_equal(events, 2);
    w->on_event = NULL;
    world_close(w);
}

static void debug_flags(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    no_automatic(w);
    struct own_cell cell;
    w->garbage = node_make(w, NODE, 1, 10);
    handle_enter(&w->rt, &cell, own_object(w->garbage));
    gc_set_debug(&w->rt, GC_DEBUG_SAVEALL);
    drop(w, ring(w, FINAL, 2, 3));
    collect_must_find(w, 2, 3);
    assert_int_equal(alive(w), 4);
    assert_int_equal(w->finalized, 3);
    gc_set_debug(&w->rt, GC_DEBUG_COLLECTABLE);
    node_clear(&w->rt, &w->garbage->header);
    collect_must_find(w, 2, 3);
    assert_int_equal(w->lines, 3);
    assert_non_null(strstr(w->line, "gc: collectable <final 0x"));
    gc_set_debug(&w->rt, GC_DEBUG_STATS);
    collect_must_find(w, 1, 0);
    assert_int_equal(w->lines, 7);
    assert_non_null(strstr(w->line, "gc: done, 0 unreachable, 0 uncollectable, 0."));
    release(&w->rt, handle_leave(&w->rt, &cell));
    world_close(w);
}

struct found {
    int count;
    struct object *objects[8];
};

static bool take(void *to, ref_value o)
{
    struct found *f = to;
    f->objects[f->count++] = as_object(o);
    return f->count < 8;
}

static void referrers_and_referents(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    struct node *a = node_make(w, NODE, 1, 3);
    struct node *b = node_make(w, NODE, 2, 0);
    slot_init(&a->slots[0], own_object(b));
    link_to(w, a, 2, b);
    ref_value wanted[] = {ref_object(b)};
    struct found f = {0};
    gc_each_referrer(&w->rt, wanted, 1, take, &f);
    assert_int_equal(f.count, 1);
    assert_ptr_equal(f.objects[0], a);
    f.count = 0;
    gc_each_referent(&w->rt, ref_object(a), take, &f);
    assert_int_equal(f.count, 2);
    assert_ptr_equal(f.objects[1], b);
    own_value l = leaf_new(w, 1);
    assert_true(gc_is_tracked(&w->rt, ref_object(a)));
    assert_false(gc_is_tracked(&w->rt, lend(l)));
    assert_false(gc_is_tracked(&w->rt, lend(own_small_int(1))));
    release(&w->rt, l);
    drop(w, a);
    world_close(w);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(cycles_go_in_each_generation),
        cmocka_unit_test(reachable_cycles_stay),
        cmocka_unit_test(c_locals_protect),
        cmocka_unit_test(objects_grow_older),
        cmocka_unit_test(counters_follow_cpython),
        cmocka_unit_test(thresholds_start_collections),
        cmocka_unit_test(bytes_start_collections),
        cmocka_unit_test(large_containers_grow_old_untested),
        cmocka_unit_test(condemned_answer_nothing_and_call_back),
        cmocka_unit_test(callbacks_before_finalizers),
        cmocka_unit_test(finalizers_run_once),
        cmocka_unit_test(resurrection_keeps_the_whole_cycle),
        cmocka_unit_test(what_a_finalizer_took_out_stays),
        cmocka_unit_test(finalizers_may_collect),
        cmocka_unit_test(broken_cycles_are_not_counted),
        cmocka_unit_test(late_weak_references_are_silent),
        cmocka_unit_test(outside_finalizers_run_after),
        cmocka_unit_test(marker_sees_what_leaves_its_holder),
        cmocka_unit_test(dying_holders_and_finalizers_grey),
        cmocka_unit_test(weak_load_greys),
        cmocka_unit_test(proof_saves_what_the_marker_missed),
        cmocka_unit_test(immortal_and_permanent),
        cmocka_unit_test(events_are_told),
        cmocka_unit_test(debug_flags),
        cmocka_unit_test(referrers_and_referents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
