// SPDX-License-Identifier: MIT
// Values, rows, handles, moves.
#include "core/test_types.h"

static void rows_are_numbered(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    struct type_row *rows = calloc(5000, sizeof *rows);
    for (uint32_t i = 0; i < 5000; i++) {
        rows[i] = w->rows[NODE];
        assert_true(row_add(&w->rt, &rows[i]));
        assert_int_equal(rows[i].number, TYPES + i);
        assert_ptr_equal(w->rt.rows[TYPES + i], &rows[i]);
    }
    uint32_t first = rows[10].number;
    uint32_t second = rows[20].number;
    row_retire(&w->rt, &rows[10]);
    row_retire(&w->rt, &rows[20]);
    assert_null(w->rt.rows[first]);
    // Not used again before they are recycled.
    struct type_row one = w->rows[NODE];
    struct type_row two = w->rows[NODE];
    struct type_row three = w->rows[NODE];
    assert_true(row_add(&w->rt, &one));
    assert_int_equal(one.number, TYPES + 5000);
    uint64_t guard = (uint64_t)w->rt.class_epoch;
    class_epoch_move(&w->rt);
    assert_true(w->rt.class_epoch != guard);
    row_recycle(&w->rt);
    assert_true(row_add(&w->rt, &two));
    assert_true(row_add(&w->rt, &three));
    assert_true((two.number == first && three.number == second) || (two.number == second && three.number == first));
    world_close(w);
    free(rows);
}

// Classes that come and go: the table does not grow with all there ever were, and no number comes back under the same
// epoch, so that no inline cache takes the new bearer for the old one.
static void numbers_come_back(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    enum { LIVE = 50, ROUNDS = 40000 };
    struct type_row *rows = calloc(LIVE, sizeof *rows);
    uint32_t *retired_in = calloc(ROUNDS + TYPES + 1, sizeof *retired_in); // epoch, by number
    for (uint32_t i = 0; i < ROUNDS; i++) {
        struct type_row *row = &rows[i % LIVE];
        if (i >= LIVE) {
            retired_in[row->number] = w->rt.class_epoch;
            row_retire(&w->rt, row);
        }
        *row = w->rows[NODE];
        assert_true(row_add(&w->rt, row));
        assert_true(retired_in[row->number] == 0 || retired_in[row->number] != w->rt.class_epoch);
    }
    assert_true(w->rt.row_count < 1000);
    for (uint32_t i = 0; i < LIVE; i++) {
        assert_ptr_equal(w->rt.rows[rows[i].number], &rows[i]);
    }
    world_close(w);
    free(retired_in);
    free(rows);
}

static void handles_leave_in_any_order(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    struct own_cell cells[5];
    for (int i = 0; i < 5; i++) {
        handle_enter(&w->rt, &cells[i], leaf_new(w, i + 1));
    }
    must_be_right(w);
    static int const order[] = {2, 4, 0, 3, 1};
    for (int i = 0; i < 5; i++) {
        own_value v = handle_leave(&w->rt, &cells[order[i]]);
        assert_int_equal(((struct leaf *)as_object(lend(v)))->id, order[i] + 1);
        release(&w->rt, v);
        must_be_right(w);
    }
    assert_null(w->rt.handles);
    world_close(w);
}

static void slots_keep_counts(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    struct node *n = node_make(w, NODE, 1, 4);
    own_value v = leaf_new(w, 2);
    for (uint32_t i = 0; i < 4; i++) {
        slot_set(&w->rt, n, &n->slots[i], retain(lend(v)));
    }
    assert_int_equal(as_object(lend(v))->count, 5);
    slot_set(&w->rt, n, &n->slots[0], own_small_int(3));
    release(&w->rt, slot_take(&w->rt, n, &n->slots[1]));
    assert_int_equal(as_object(lend(v))->count, 3);
    slots_move(&w->rt, n, n->slots, n->slots + 2, 2);
    slot_init(&n->slots[2], own_nothing);
    slot_init(&n->slots[3], own_nothing);
    assert_int_equal(as_object(lend(v))->count, 3);
    drop(w, n);
    assert_int_equal(as_object(lend(v))->count, 1);
    release(&w->rt, v);
    world_close(w);
}

static void counts_stick_at_immortal(void **state)
{
    (void)state;
    struct world *w = world_open(0);
    own_value v = leaf_new(w, 1);
    struct object *o = as_object(lend(v));
    object_set_immortal(o);
    for (int i = 0; i < 3; i++) {
        release_object(&w->rt, o);
    }
    assert_true(o->count >= OBJECT_IMMORTAL);
    // A count that reaches the mark sticks there.
    own_value u = leaf_new(w, 2);
    struct object *p = as_object(lend(u));
    p->count = OBJECT_IMMORTAL - 1;
    retain_object(p);
    release_object(&w->rt, p);
    release_object(&w->rt, p);
    assert_true(p->count >= OBJECT_IMMORTAL);
    world_close(w);
}

static void full_slots(void **state)
{
    (void)state;
    static own_value const empty[] = {own_nothing, own_none, own_true, own_false, own_stop, {3}, {2}, {6}, {0x1001}};
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        slot_value s;
        slot_init(&s, empty[i]);
        assert_false(slot_is_full(s));
    }
    slot_value parked;
    slot_init(&parked, own_from_bits(0x7f0000001234u));
    assert_true(slot_is_full(parked));
    assert_false(is_object(slot_get(parked)));
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(rows_are_numbered),          cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(handles_leave_in_any_order), cmocka_unit_test(slots_keep_counts),
        cmocka_unit_test(counts_stick_at_immortal),   cmocka_unit_test(full_slots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
