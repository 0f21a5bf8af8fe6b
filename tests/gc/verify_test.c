// SPDX-License-Identifier: MIT
// Planted faults: the verifier must see each, and name the objects that disagree. And the check at the end.
#include "core/test_types.h"
#include "gc/collector.h"
#include "inspect/walk.h"

struct scene {
    struct world *w;
    struct own_cell cell;
    struct node *top;
    struct node *low;
    struct weak *r;
};

static void open_scene(struct scene *s)
{
    s->w = world_open(0);
    gc_enable(&s->w->rt, false);
    s->top = node_make(s->w, NODE, 1, 3);
    s->low = node_make(s->w, NODE, 2, 1);
    handle_enter(&s->w->rt, &s->cell, own_object(s->top));
    give_to(s->w, s->top, 0, s->low);
    s->r = weak_make(s->w, 3, s->low, false);
    give_to(s->w, s->top, 1, s->r);
    must_be_right(s->w);
}

static void close_scene(struct scene *s)
{
    release(&s->w->rt, handle_leave(&s->w->rt, &s->cell));
    world_close(s->w);
}

static struct verify_report must_see(struct scene *s, enum verify_fault fault)
{
    struct verify_report r;
    assert_false(heap_verify(&s->w->rt, VERIFY_EXACT, &r));
    assert_int_equal(r.fault, fault);
    assert_non_null(r.message);
    return r;
}

static void lost_count(void **state)
{
    (void)state;
    struct scene s;
    open_scene(&s);
    link_to(s.w, s.low, 0, s.top);
    s.top->header.count--;
    struct verify_report r = must_see(&s, VERIFY_COUNT);
    assert_ptr_equal(r.object, s.top);
    assert_ptr_equal(r.holder, s.low);
    assert_int_equal(r.references, 2);
    assert_int_equal(r.count, 1);
    assert_false(heap_verify(&s.w->rt, VERIFY_AT_LEAST, &r));
    s.top->header.count++;
    slot_set(&s.w->rt, s.low, &s.low->slots[0], own_nothing);
    close_scene(&s);
}

static void surplus_count(void **state)
{
    (void)state;
    struct scene s;
    open_scene(&s);
    s.low->header.count++;
    struct verify_report r = must_see(&s, VERIFY_COUNT);
    assert_ptr_equal(r.object, s.low);
    assert_ptr_equal(r.holder, s.top);
    assert_true(heap_verify(&s.w->rt, VERIFY_AT_LEAST, &r));
    s.low->header.count--;
    close_scene(&s);
}

static void double_edge(void **state)
{
    (void)state;
    struct scene s;
    open_scene(&s);
    slot_init(&s.top->slots[2], own_object(s.low)); // stored without a count of its own
    struct verify_report r = must_see(&s, VERIFY_COUNT);
    assert_ptr_equal(r.object, s.low);
    slot_init(&s.top->slots[2], own_nothing);
    close_scene(&s);
}

static void edge_to_nothing_alive(void **state)
{
    (void)state;
    struct scene s;
    open_scene(&s);
    struct node *dead = node_make(s.w, NODE, 9, 0);
    drop(s.w, dead);
    slot_init(&s.low->slots[0], own_object(dead));
    struct verify_report r = must_see(&s, VERIFY_EDGE);
    assert_ptr_equal(r.object, dead);
    assert_ptr_equal(r.holder, s.low);
    slot_init(&s.low->slots[0], own_from_bits((uint64_t)(uintptr_t)s.top + 8)); // into an object
    (void)must_see(&s, VERIFY_EDGE);
    slot_init(&s.low->slots[0], own_nothing);
    close_scene(&s);
}

static void wrong_row(void **state)
{
    (void)state;
    struct scene s;
    open_scene(&s);
    uint32_t kind = s.low->header.kind;
    s.low->header.kind = LEAF; // a leaf in a traced page
    assert_ptr_equal(must_see(&s, VERIFY_ROW).object, s.low);
    s.low->header.kind = 77; // unknown
    assert_ptr_equal(must_see(&s, VERIFY_ROW).object, s.low);
    s.low->header.kind = kind;
    close_scene(&s);
}

static void weak_entries(void **state)
{
    (void)state;
    struct scene s;
    open_scene(&s);
    s.low->header.kind &= ~OBJECT_WEAK;
    (void)must_see(&s, VERIFY_WEAK);
    s.low->header.kind |= OBJECT_WEAK;
    s.top->header.kind |= OBJECT_WEAK;
    (void)must_see(&s, VERIFY_WEAK);
    s.top->header.kind &= ~OBJECT_WEAK;
    s.r->base.referent = &s.top->header;
    assert_ptr_equal(must_see(&s, VERIFY_WEAK).object, s.r);
    s.r->base.referent = &s.low->header;
    close_scene(&s);
}

static void missing_young_page(void **state)
{
    (void)state;
    struct scene s;
    open_scene(&s);
    struct heap_page *page = heap_page_of(s.low);
    uint8_t chained = page->chained;
    page->chained &= (uint8_t)~HEAP_CHAINED_YOUNG;
    struct verify_report r;
    assert_false(heap_verify(&s.w->rt, VERIFY_EXACT, &r));
    assert_true(r.fault == VERIFY_AGE || r.fault == VERIFY_PAGE);
    page->chained = chained;
    close_scene(&s);
}

// A mark that no count of the page knows.
static void stray_mark(void **state)
{
    (void)state;
    struct scene s;
    open_scene(&s);
    mark_begin(&s.w->rt);
    old_complete_marking(&s.w->rt);
    struct heap_page *page = heap_page_of(s.low);
    uint32_t index = heap_block_index(page, s.low);
    heap_bit_clear(heap_scanned_bits(page), index);
    struct verify_report r = must_see(&s, VERIFY_PAGE);
    assert_true(r.detail[0] != 0);
    heap_bit_set(heap_scanned_bits(page), index);
    must_be_right(s.w);
    old_abort(&s.w->rt);
    close_scene(&s);
}

// A cycle is suspected; then the program comes by a reference to it in a way that the marker does not know of. So it is
// while the marker runs, if nothing that is still to be scanned leads to the cycle.
static void scanned_to_unknown(void **state)
{
    (void)state;
    for (enum gc_phase phase = GC_MARK; phase <= GC_PROVE; phase++) {
        struct scene s;
        open_scene(&s);
        calm(s.w);
        struct ouro *rt = &s.w->rt;
        struct node *ring = node_make(s.w, NODE, 4, 1);
        link_to(s.w, ring, 0, ring);
        drop(s.w, ring);
        mark_begin(rt);
        rt->collector->one_step_units = 0; // the proof is to take slices
        uint64_t units = 1;
        assert_false(old_slice(rt, &units)); // the handle
        must_be_right(s.w);
        units = UINT64_MAX;
        assert_true(mark_run(rt, &units));
        while (rt->collector->phase < phase) {
            units = 4;
            assert_false(old_slice(rt, &units));
        }
        assert_int_equal(rt->collector->phase, phase);
        must_be_right(s.w);
        slot_init(&s.top->slots[2], retain(ref_object(ring)));
        struct verify_report r = must_see(&s, VERIFY_MARK);
        assert_ptr_equal(r.object, ring);
        assert_ptr_equal(r.holder, s.top);
        barrier_grey(rt, ref_object(ring)); // now it knows
        must_be_right(s.w);
        slot_set(rt, s.top, &s.top->slots[2], own_nothing);
        must_be_right(s.w);
        old_abort(rt);
        rt->collector->one_step_units = GC_TUNE_ONE_STEP;
        (void)gc_collect(rt, 2);
        close_scene(&s);
    }
}

static bool no_leaves(struct ouro *rt, struct object *o)
{
    return !(row_of(rt, o)->flags & ROW_LEAF);
}

static void forms_of_values(void **state)
{
    (void)state;
    struct scene s;
    open_scene(&s);
    s.w->rt.hooks.verify_object = no_leaves;
    must_be_right(s.w);
    slot_set(&s.w->rt, s.low, &s.low->slots[0], leaf_new(s.w, 4));
    (void)must_see(&s, VERIFY_VALUE);
    s.w->rt.hooks.verify_object = NULL;
    close_scene(&s);
}

struct leaks {
    int count;
    struct object *objects[8];
    uint64_t outside[8];
};

static bool leak(void *to, struct object *o, uint64_t outside, struct object *holder)
{
    struct leaks *l = to;
    assert_true((outside != 0) == (holder == NULL));
    l->objects[l->count] = o;
    l->outside[l->count++] = outside;
    return true;
}

// What is held from outside is named first.
static void zero_check_blames_roots(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    struct node *low = node_make(w, NODE, 2, 0);
    struct node *top = node_make(w, NODE, 1, 1);
    struct node *forever = node_make(w, NODE, 3, 0);
    object_set_immortal(&forever->header);
    give_to(w, top, 0, low);
    struct leaks l = {0};
    assert_int_equal(gc_zero_check(&w->rt, leak, &l), 2);
    assert_int_equal(l.count, 2);
    assert_ptr_equal(l.objects[0], top);
    assert_int_equal(l.outside[0], 1);
    assert_ptr_equal(l.objects[1], low);
    drop(w, top);
    world_close(w);
}

static void tallies_add_up(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    own_value lists[10];
    for (int i = 0; i < 10; i++) {
        lists[i] = list_new(w, 1, 1000);
    }
    struct node *n = node_make(w, NODE, 1, 4);
    own_value leaf = leaf_new(w, 1);
    struct inspect_tally largest[2];
    assert_int_equal(inspect_largest_types(&w->rt, largest, 2), 2);
    assert_string_equal(largest[0].name, "list");
    assert_int_equal(largest[0].objects, 10);
    assert_true(largest[0].bytes >= 80000 + 10 * sizeof(struct list));
    assert_string_equal(largest[1].name, "node");
    struct inspect_tally all = inspect_total(&w->rt);
    assert_int_equal(all.objects, 12);
    assert_int_equal(all.bytes, largest[0].bytes + largest[1].bytes + heap_page_of(as_object(lend(leaf)))->block_size);
    for (int i = 0; i < 10; i++) {
        release(&w->rt, lists[i]);
    }
    drop(w, n);
    release(&w->rt, leaf);
    world_close(w);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(lost_count),
        cmocka_unit_test(surplus_count),
        cmocka_unit_test(double_edge),
        cmocka_unit_test(edge_to_nothing_alive),
        cmocka_unit_test(wrong_row),
        cmocka_unit_test(weak_entries),
        cmocka_unit_test(missing_young_page),
        cmocka_unit_test(stray_mark),
        cmocka_unit_test(scanned_to_unknown),
        cmocka_unit_test(forms_of_values),
        cmocka_unit_test(zero_check_blames_roots),
        cmocka_unit_test(tallies_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
