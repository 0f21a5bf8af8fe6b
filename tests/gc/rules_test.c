// SPDX-License-Identifier: MIT
// Rules of the collector that no other test is about: each of these fails when its rule is taken out (scripts/rules).
#include <sys/wait.h>
#include <unistd.h>

#include "core/test_types.h"
#include "gc/collector.h"

enum { MANY = 600 };

static struct world *quiet_world(void)
{
    struct world *w = world_open(0);
    calm(w);
    gc_enable(&w->rt, false);
    w->rt.collector->one_step_units = 0;
    return w;
}

static void finish_cycle(struct world *w, uint64_t units)
{
    while (w->rt.collector->phase != GC_IDLE) {
        uint64_t budget = units;
        (void)!old_slice(&w->rt, &budget);
        heap_verify_must(&w->rt, VERIFY_AT_LEAST);
    }
    int64_t found = 0;
    assert_true(finish_with_python(&w->rt, 0, &found));
}

// Garbage: nodes that refer to themselves and to a leaf of their own.
static void make_garbage(struct world *w, struct node **nodes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        nodes[i] = node_make(w, NODE, 1, 2);
        give_to(w, nodes[i], 1, as_object(lend(leaf_new(w, 2))));
    }
    for (uint32_t i = 0; i < count; i++) {
        struct node *n = nodes[i];
        link_to(w, n, 0, n);
        drop(w, n);
    }
}

static void close_empty(struct world *w)
{
    gc_collect(&w->rt, 2);
    assert_int_equal(alive(w), 0);
    world_close(w);
}

// 4: from the moment at which it is condemned nothing hands an object out.
static void condemned_are_not_handed_out(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    struct node *nodes[MANY];
    make_garbage(w, nodes, MANY);
    mark_begin(&w->rt);
    while (w->rt.collector->phase != GC_FINISH) {
        uint64_t budget = 8;
        (void)!old_slice(&w->rt, &budget);
    }
    for (uint32_t i = 0; i < MANY; i++) {
        own_value v = weak_load(&w->rt, &nodes[i]->header);
        assert_true(failed(v));
    }
    finish_cycle(w, 100);
    close_empty(w);
}

// 5: the proof is deceived: a suspect whose count was compared gets a reference that the collector hears nothing of. It
// is emptied with the others, and lives on.
static void deceived_proof_leaves_nothing_dangling(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    struct node *top = node_make(w, NODE, 3, 1);
    struct own_cell cell;
    handle_enter(&w->rt, &cell, own_object(top));
    struct node *nodes[MANY];
    make_garbage(w, nodes, MANY);
    struct gc_old *old = &w->rt.collector->old;
    mark_begin(&w->rt);
    while (old->step != OLD_COMPARE || old->page == 0) {
        uint64_t budget = 8;
        (void)!old_slice(&w->rt, &budget);
    }
    struct node *known = NULL;
    for (uint32_t i = 0; i < MANY && known == NULL; i++) {
        known = heap_page_of(nodes[i]) == old->pages[0].page ? nodes[i] : NULL;
    }
    assert_non_null(known);
    slot_init(&top->slots[0], retain(ref_object(known)));
    while (w->rt.collector->phase != GC_IDLE) {
        uint64_t budget = 50;
        (void)!old_slice(&w->rt, &budget);
        heap_verify_must(&w->rt, VERIFY_EXACT_COUNTS);
    }
    assert_ptr_equal(as_object(slot_get(top->slots[0])), known);
    assert_true(heap_block_is_live(known));
    assert_int_equal(known->id, 1);
    assert_int_equal(known->header.count, 1);
    assert_true(is_nothing(slot_get(known->slots[0])));
    release(&w->rt, handle_leave(&w->rt, &cell));
    close_empty(w);
}

// 7: a reference that was stored and not counted. The process ends before anything is freed on that account.
static void undercount_is_fatal(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    struct node *n = node_make(w, NODE, 1, 3);
    link_to(w, n, 0, n);
    link_to(w, n, 1, n);
    n->header.count = 1; // of three references
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)!freopen("/dev/null", "w", stderr);
        (void)gc_collect(&w->rt, 0);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) != 0);
    n->header.count = 3;
    drop(w, n);
    close_empty(w);
}

// 10: the object in which the marker stands gets a new address: it is looked through again.
static void large_object_moves_under_the_cursor(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    struct node *large = node_make(w, NODE, 1, MANY);
    struct own_cell cell;
    handle_enter(&w->rt, &cell, own_object(large));
    for (uint32_t i = 0; i < MANY; i++) {
        struct node *n = node_make(w, NODE, 2, 1);
        link_to(w, n, 0, n);
        give_to(w, large, i, n);
    }
    mark_begin(&w->rt);
    while (w->rt.heap.cursor != large) {
        uint64_t budget = 8;
        (void)!old_slice(&w->rt, &budget);
    }
    size_t size = sizeof *large + MANY * sizeof(slot_value);
    struct node *moved = heap_resize_object(&w->rt.heap, HEAP_TRACED, large, size, 3 * size);
    assert_non_null(moved);
    assert_ptr_not_equal(moved, large);
    cell.value = own_object(moved);
    assert_null(w->rt.heap.cursor);
    finish_cycle(w, 50);
    assert_int_equal(w->rt.collector->old.suspects, 0);
    release(&w->rt, handle_leave(&w->rt, &cell));
    close_empty(w);
}

// 15: the suspects of an old cycle are not a young collection's, however young they are.
static void young_collections_leave_suspects_alone(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    struct node *nodes[MANY];
    make_garbage(w, nodes, MANY);
    mark_begin(&w->rt);
    int looked = 0;
    while (w->rt.collector->phase != GC_IDLE) {
        uint64_t budget = 100;
        (void)!old_slice(&w->rt, &budget);
        enum old_step step = w->rt.collector->old.step;
        if (step >= OLD_COUNT && step < OLD_END) {
            assert_int_equal(gc_collect(&w->rt, looked++ % 2), 0);
        }
    }
    assert_true(looked > 10);
    assert_int_equal(w->rt.collector->old.found, MANY);
    close_empty(w);
}

static bool count_calls(void *rt)
{
    ++*(int *)((struct ouro *)rt)->user;
    return false;
}

// 16: the collector's own tables do not start an emergency, which would end the cycle under them.
static void tables_start_no_emergency(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    enum { GARBAGE = 60000 };
    for (uint32_t i = 0; i < GARBAGE; i++) {
        struct node *n = node_make(w, NODE, 1, 1);
        link_to(w, n, 0, n);
        drop(w, n);
    }
    mark_begin(&w->rt);
    struct gc_old *old = &w->rt.collector->old;
    while (old->blocks < GARBAGE) { // the list of pages may grow
        uint64_t budget = 1;
        (void)!old_slice(&w->rt, &budget);
    }
    assert_true(old->step == OLD_SETTLE && old->counts == NULL);
    int calls = 0;
    void *user = w->rt.user;
    void *reclaim = (void *)w->rt.heap.reclaim;
    w->rt.user = &calls;
    w->rt.heap.reclaim = count_calls;
    w->rt.heap.limit = w->rt.heap.reserved_bytes;
    for (int i = 0; w->rt.collector->phase != GC_IDLE && w->rt.collector->phase != GC_FINISH; i++) {
        uint64_t budget = 5000;
        (void)!old_slice(&w->rt, &budget);
    }
    w->rt.heap.limit = 0;
    w->rt.user = user;
    *(void **)&w->rt.heap.reclaim = reclaim;
    assert_int_equal(calls, 0);
    finish_cycle(w, 100000);
    close_empty(w);
}

// 19: a value that a handle gives up before the marker has come to it; and the place at which the marker stands among
// the handles is not the handle that goes.
static void handles_leave_before_they_are_scanned(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    struct node *rings[4];
    struct own_cell cells[4];
    for (uint32_t i = 0; i < 4; i++) {
        rings[i] = node_make(w, NODE, 1, 2);
        link_to(w, rings[i], 0, rings[i]);
        handle_enter(&w->rt, &cells[i], own_object(rings[i]));
    }
    mark_begin(&w->rt);
    uint64_t budget = 1;
    assert_false(old_slice(&w->rt, &budget)); // cells[3], the newest
    budget = UINT64_MAX;
    (void)mark_run(&w->rt, &budget);
    assert_ptr_equal(w->rt.handle_cursor, &cells[2]);
    own_value v = handle_leave(&w->rt, &cells[2]);
    memset(&cells[2], 0, sizeof cells[2]);
    slot_init(&rings[3]->slots[1], v);
    heap_verify_must(&w->rt, VERIFY_EXACT);
    finish_cycle(w, 20);
    assert_int_equal(w->rt.collector->old.suspects, 0);
    for (uint32_t i = 0; i < 4; i++) {
        if (i != 2) {
            release(&w->rt, handle_leave(&w->rt, &cells[i]));
        }
    }
    close_empty(w);
}

static void come_back(struct world *w, struct node *o)
{
    struct node *holder = w->user;
    slot_set(&w->rt, &holder->header, &holder->slots[0], retain(ref_object(o)));
}

// 2: what C code held at the snapshot comes back to life as its finalizer runs, in an object that was scanned.
static void finalized_at_release_are_greyed(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    struct own_cell cell;
    struct node *holder = node_make(w, NODE, 1, 1);
    handle_enter(&w->rt, &cell, own_object(holder));
    own_value held = own_object(node_make(w, FINAL, 2, 1));
    w->user = holder;
    w->on_finalize = come_back;
    mark_begin(&w->rt);
    uint64_t budget = 1;
    assert_false(old_slice(&w->rt, &budget)); // the handle
    budget = UINT64_MAX;
    (void)mark_run(&w->rt, &budget);
    assert_int_equal(w->rt.collector->phase, GC_MARK);
    release(&w->rt, held);
    assert_true(is_object(slot_get(holder->slots[0])));
    heap_verify_must(&w->rt, VERIFY_EXACT);
    finish_cycle(w, 20);
    assert_int_equal(w->rt.collector->old.suspects, 0);
    release(&w->rt, handle_leave(&w->rt, &cell));
    close_empty(w);
}

// 20: however many young objects there are, a young collection looks at so many at most.
static void young_sets_are_bounded(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    calm(w);
    int64_t const never[GC_GENERATIONS] = {1 << 30, 10, 10};
    gc_set_thresholds(&w->rt, never);
    int64_t most = w->rt.heap.young_most;
    assert_true(most > 0);
    own_value v = list_new(w, 1, 60000);
    struct list *l = (struct list *)as_object(lend(v));
    for (uint32_t i = 0; i < l->count; i++) {
        slot_init(&l->items[i], own_object(node_make(w, NODE, 2, 1)));
    }
    (void)gc_collect(&w->rt, 0);
    assert_true(w->rt.collector->set.members > 0);
    assert_true((int64_t)w->rt.collector->set.members <= most + 2048); // and the page that was being filled
    release(&w->rt, v);
    close_empty(w);
}

// 21: what is born while a cycle runs was not found alive by it; the next cycle is not put off on its account.
static void newborns_do_not_slow_the_pace(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    struct own_cell cells[2];
    handle_enter(&w->rt, &cells[0], list_new(w, 1, 1000));
    (void)gc_step(&w->rt, 1);
    assert_int_not_equal(w->rt.collector->phase, GC_IDLE);
    size_t before = heap_live_bytes_all(&w->rt.heap);
    handle_enter(&w->rt, &cells[1], list_new(w, 2, 200000));
    while (w->rt.collector->phase != GC_IDLE) {
        (void)gc_step(&w->rt, 1000000);
    }
    assert_true(heap_live_bytes_all(&w->rt.heap) > before + 1000000);
    assert_true(w->rt.collector->live_bytes <= before);
    release(&w->rt, handle_leave(&w->rt, &cells[1]));
    release(&w->rt, handle_leave(&w->rt, &cells[0]));
    close_empty(w);
}

// 23: arenas go while the collector's list has pages of theirs.
static void pages_that_go_leave_the_lists(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    enum { PAGES = 1500, SLOTS = 1900 }; // 6 arenas
    struct node *first = node_make(w, NODE, 1, SLOTS);
    struct node *last = first;
    for (uint32_t i = 1; i < PAGES; i++) {
        struct node *n = node_make(w, NODE, 1, SLOTS);
        give_to(w, last, 0, n);
        last = n;
    }
    give_to(w, last, 0, first);
    mark_begin(&w->rt);
    finish_cycle(w, UINT64_MAX);
    assert_int_equal(w->rt.collector->old.found, PAGES);
    close_empty(w);
}

// 23: suspects that a weak reference gives back, and that then die by counts, take pages and arenas along that the
// proof has on its list.
static void arenas_that_go_leave_the_lists(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    enum { PAGES = 1500, SLOTS = 1900 };
    struct node *first = node_make(w, NODE, 1, SLOTS);
    struct node *last = first;
    for (uint32_t i = 1; i < PAGES; i++) {
        struct node *n = node_make(w, NODE, 1, SLOTS);
        give_to(w, last, 0, n);
        last = n;
    }
    give_to(w, last, 0, first);
    struct gc_old *old = &w->rt.collector->old;
    mark_begin(&w->rt);
    while (old->step != OLD_COUNT || old->page == 0) {
        uint64_t budget = 8;
        (void)!old_slice(&w->rt, &budget);
    }
    own_value v = weak_load(&w->rt, &first->header);
    assert_false(failed(v));
    release(&w->rt, slot_take(&w->rt, first, &first->slots[0]));
    release(&w->rt, v);
    assert_int_equal(alive(w), 0);
    (void)heap_trim(&w->rt.heap);
    finish_cycle(w, UINT64_MAX);
    assert_int_equal(w->rt.collector->old.found, 0);
    close_empty(w);
}

static uint64_t scanned;

static uint64_t counting_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *v)
{
    scanned++;
    return node_traverse(rt, o, from, budget, v);
}

// 22: objects that hold nothing are work, too.
static void objects_without_slots_are_work(void **state)
{
    (void)state;
    struct world *w = quiet_world();
    own_value v = list_new(w, 1, 20000);
    struct list *l = (struct list *)as_object(lend(v));
    for (uint32_t i = 0; i < l->count; i++) {
        slot_init(&l->items[i], own_object(node_make(w, NODE, 2, 0)));
    }
    w->rows[NODE].traverse = counting_traverse;
    struct own_cell cell;
    handle_enter(&w->rt, &cell, v);
    mark_begin(&w->rt);
    while (w->rt.collector->phase == GC_MARK) {
        uint64_t budget = 400;
        scanned = 0;
        (void)!old_slice(&w->rt, &budget);
        assert_true(scanned <= 500);
    }
    finish_cycle(w, 10000);
    release(&w->rt, handle_leave(&w->rt, &cell));
    close_empty(w);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(condemned_are_not_handed_out),
        cmocka_unit_test(deceived_proof_leaves_nothing_dangling),
        cmocka_unit_test(undercount_is_fatal),
        cmocka_unit_test(large_object_moves_under_the_cursor),
        cmocka_unit_test(young_collections_leave_suspects_alone),
        cmocka_unit_test(tables_start_no_emergency),
        cmocka_unit_test(handles_leave_before_they_are_scanned),
        cmocka_unit_test(finalized_at_release_are_greyed),
        cmocka_unit_test(young_sets_are_bounded),
        cmocka_unit_test(newborns_do_not_slow_the_pace),
        cmocka_unit_test(pages_that_go_leave_the_lists),
        cmocka_unit_test(arenas_that_go_leave_the_lists),
        cmocka_unit_test(objects_without_slots_are_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
