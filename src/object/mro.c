// SPDX-License-Identifier: MIT
// Bases: which one decides the layout, and the method resolution order (C3).
#include "object/class.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/shape.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

// The nearest type on the chain of layout bases that adds something of its own to its instances' layout (a dict apart).
struct type *type_solid_base(struct type *t)
{
    for (;;) {
        struct type *base = as_type(slot_get(t->base));
        if (base == NULL) {
            return t;
        }
        if (type_is_python(t) ? t->member_count != base->member_count
                              : t->size != base->size || ((t->flags ^ base->flags) & TYPE_VARIABLE)) {
            return t;
        }
        t = base;
    }
}

struct type *type_best_base(struct ouro *rt, ref_value bases)
{
    struct type *winner = NULL;
    struct type *base = NULL;
    for (uint64_t i = 0; i < as_tuple(bases)->length; i++) {
        ref_value item = tuple_item(bases, i);
        if (!is_object(item) || !is_type(rt, item)) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "bases must be types");
            return NULL;
        }
        struct type *candidate = as_type(item);
        if (!(candidate->flags & TYPE_SUBCLASSABLE)) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "type '%s' is not an acceptable base type",
                              type_is_python(candidate) ? type_name(rt, candidate) : candidate->definition->name);
            return NULL;
        }
        struct type *solid = type_solid_base(candidate);
        if (winner == NULL) {
            winner = solid;
            base = candidate;
        } else if (type_is_subtype(winner, solid)) {
            continue;
        } else if (type_is_subtype(solid, winner)) {
            winner = solid;
            base = candidate;
        } else {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return base;
}

// Do the __slots__ of both add members of the same names in the same places?
static bool same_members(struct ouro *rt, struct type *x, struct type *y)
{
    uint32_t found = 0, position = 0;
    ref_value name, cell;
    while (dict_next(as_dict(slot_get(x->dict)), &position, &name, &cell)) {
        ref_value v = slot_get(((struct attribute_cell *)as_object(cell))->value);
        if (!is_exact(v, TYPE_MEMBER_DESCRIPTOR) || !is_str(rt, name)) {
            continue;
        }
        struct attribute_cell *other = type_own_entry(rt, y, name);
        ref_value w = other == NULL ? ref_nothing : slot_get(other->value);
        if (!is_exact(w, TYPE_MEMBER_DESCRIPTOR) ||
            ((struct member_descriptor *)as_object(v))->member != ((struct member_descriptor *)as_object(w))->member) {
            return false;
        }
        found++;
    }
    return found == x->member_count - as_type(slot_get(x->base))->member_count;
}

bool type_same_layout(struct ouro *rt, struct type *a, struct type *b)
{
    if (type_solid_base(a) != type_solid_base(b) && !(type_is_python(a) && type_is_python(b))) {
        return false;
    }
    if (a->layout != b->layout || a->member_count != b->member_count ||
        ((a->flags ^ b->flags) & (TYPE_INSTANCE_DICT | TYPE_WEAKLY_HELD))) {
        return false;
    }
    if (type_solid_base(a) == type_solid_base(b)) {
        return true;
    }
    // Both add members of their own to the same base: alike when their names are.
    struct type *x = type_solid_base(a);
    struct type *y = type_solid_base(b);
    return type_is_python(x) && type_is_python(y) && as_type(slot_get(x->base)) == as_type(slot_get(y->base)) &&
           same_members(rt, x, y);
}

// Linearisation -------------------------------------------------------------------------------------------------------

// The sequences to be merged: the orders of the bases, then the bases themselves. at[i]: first item not yet taken.
struct merge {
    ref_value *sequences;
    uint64_t *at;
    uint64_t count;
};

static bool in_a_tail(struct merge const *m, ref_value candidate)
{
    for (uint64_t i = 0; i < m->count; i++) {
        struct tuple *t = as_tuple(m->sequences[i]);
        for (uint64_t j = m->at[i] + 1; j < t->length; j++) {
            if (same(slot_get(t->items[j]), candidate)) {
                return true;
            }
        }
    }
    return false;
}

static void refuse_order(struct ouro *rt, struct merge const *m)
{
    struct str_builder b;
    str_builder_open(rt, &b);
    str_builder_add_text(&b, "Cannot create a consistent method resolution\norder (MRO) for bases");
    bool first = true;
    for (uint64_t i = 0; i < m->count; i++) {
        if (m->at[i] >= as_tuple(m->sequences[i])->length) {
            continue;
        }
        ref_value head = tuple_item(m->sequences[i], m->at[i]);
        bool seen = false;
        for (uint64_t j = 0; j < i; j++) {
            seen |= m->at[j] < as_tuple(m->sequences[j])->length && same(tuple_item(m->sequences[j], m->at[j]), head);
        }
        if (!seen) {
            str_builder_add_text(&b, first ? " " : ", ");
            str_builder_add_str(&b, slot_get(as_type(head)->name));
            first = false;
        }
    }
    own_value text = str_builder_finish(&b);
    if (!failed(text)) {
        error_raise_value(rt, TYPE_TYPE_ERROR, lend(text));
        release(rt, text);
    }
}

static bool merge_into(struct ouro *rt, struct merge *m, struct list *order)
{
    for (;;) {
        uint64_t empty = 0;
        ref_value next = ref_nothing;
        for (uint64_t i = 0; i < m->count; i++) {
            if (m->at[i] >= as_tuple(m->sequences[i])->length) {
                empty++;
                continue;
            }
            ref_value candidate = tuple_item(m->sequences[i], m->at[i]);
            if (!in_a_tail(m, candidate)) {
                next = candidate;
                break;
            }
        }
        if (is_nothing(next)) {
            if (empty == m->count) {
                return true;
            }
            refuse_order(rt, m);
            return false;
        }
        if (!list_append(rt, order, retain(next))) {
            return false;
        }
        for (uint64_t i = 0; i < m->count; i++) {
            if (m->at[i] < as_tuple(m->sequences[i])->length && same(tuple_item(m->sequences[i], m->at[i]), next)) {
                m->at[i]++;
            }
        }
    }
}

static bool check_duplicates(struct ouro *rt, ref_value bases)
{
    for (uint64_t i = 0; i < as_tuple(bases)->length; i++) {
        for (uint64_t j = i + 1; j < as_tuple(bases)->length; j++) {
            if (same(tuple_item(bases, i), tuple_item(bases, j))) {
                (void)error_raise(rt, TYPE_TYPE_ERROR, "duplicate base class %N", as_type(tuple_item(bases, i)));
                return false;
            }
        }
    }
    return true;
}

// One base: itself, then the base's order.
static own_value linearize_single(struct ouro *rt, struct type *t, struct type *base)
{
    ref_value above = slot_get(base->mro);
    own_value order = tuple_new(rt, as_tuple(above)->length + 1);
    if (!failed(order)) {
        slot_init(&as_tuple(lend(order))->items[0], retain(ref_object(t)));
        for (uint64_t i = 0; i < as_tuple(above)->length; i++) {
            slot_init(&as_tuple(lend(order))->items[i + 1], retain(tuple_item(above, i)));
        }
    }
    return order;
}

own_value type_linearize(struct ouro *rt, struct type *t)
{
    ref_value bases = slot_get(t->bases);
    uint64_t n = as_tuple(bases)->length;
    for (uint64_t i = 0; i < n; i++) {
        if (is_nothing(slot_get(as_type(tuple_item(bases, i))->mro))) {
            return error_raise(rt, TYPE_TYPE_ERROR, "Cannot extend an incomplete type '%N'",
                               as_type(tuple_item(bases, i)));
        }
    }
    if (n == 1) {
        return linearize_single(rt, t, as_type(tuple_item(bases, 0)));
    }
    if (!check_duplicates(rt, bases)) {
        return own_nothing;
    }
    size_t bytes = (n + 1) * (sizeof(ref_value) + sizeof(uint64_t));
    struct merge m = {.sequences = heap_raw_allocate_zeroed(&rt->heap, bytes), .count = n + 1};
    if (m.sequences == NULL) {
        return error_no_memory(rt);
    }
    m.at = (uint64_t *)(m.sequences + n + 1);
    for (uint64_t i = 0; i < n; i++) {
        m.sequences[i] = slot_get(as_type(tuple_item(bases, i))->mro);
    }
    m.sequences[n] = bases;
    own_value order = list_new(rt, n + 2);
    own_value result = own_nothing;
    if (!failed(order) && list_append(rt, as_list(lend(order)), retain(ref_object(t))) &&
        merge_into(rt, &m, as_list(lend(order)))) {
        result = list_to_tuple(rt, lend(order));
    }
    release(rt, order);
    heap_raw_free(&rt->heap, m.sequences, bytes);
    return result;
}

// What the metaclass's own mro() gave must consist of types whose layout fits.
static bool check_custom(struct ouro *rt, struct type *t, ref_value order)
{
    struct type *solid = type_solid_base(t);
    if (as_tuple(order)->length == 0) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "type MRO must not be empty");
        return false;
    }
    for (uint64_t i = 0; i < as_tuple(order)->length; i++) {
        ref_value item = tuple_item(order, i);
        if (!is_object(item) || !is_type(rt, item)) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "mro() returned a non-class ('%T')", item);
            return false;
        }
        if (!type_is_subtype(solid, type_solid_base(as_type(item)))) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "mro() returned base with unsuitable layout ('%N')", as_type(item));
            return false;
        }
    }
    return true;
}

own_value type_compute_mro(struct ouro *rt, struct type *t)
{
    struct type *meta = type_of(rt, ref_object(t));
    if (!type_is_python(meta)) {
        return type_linearize(rt, t);
    }
    struct attribute_cell *cell = type_lookup(rt, meta, name_of(rt, NAME_mro_method));
    if (cell == NULL || is_exact(slot_get(cell->value), TYPE_METHOD_DESCRIPTOR)) {
        return error_pending(rt) ? own_nothing : type_linearize(rt, t);
    }
    ref_value self = ref_object(t);
    own_value answer = operation_call_method(rt, name_of(rt, NAME_mro_method), &self, 1, ref_nothing);
    own_value order = failed(answer) ? own_nothing : operation_tuple(rt, lend(answer));
    release(rt, answer);
    if (!failed(order) && !check_custom(rt, t, lend(order))) {
        release(rt, order);
        return own_nothing;
    }
    return order;
}

// false, with an error: v is no type but says what to take in its place, which is for class statements only.
static bool stands_for_itself(struct ouro *rt, ref_value v)
{
    if (is_type(rt, v)) {
        return true;
    }
    own_value name = str_from(rt, "__mro_entries__");
    own_value entries = failed(name) ? own_nothing : operation_find_attribute(rt, v, lend(name));
    bool good = !failed(entries) && is_stop(lend(entries));
    if (!failed(entries) && !good) {
        error_raise(rt, TYPE_TYPE_ERROR, "type() doesn't support MRO entry resolution; use types.new_class()");
    }
    release(rt, entries);
    release(rt, name);
    return good;
}

struct type *type_calculate_metatype(struct ouro *rt, struct type *metatype, ref_value bases)
{
    struct type *winner = metatype;
    for (uint64_t i = 0; i < as_tuple(bases)->length; i++) {
        struct type *of_base = type_of(rt, tuple_item(bases, i));
        if (type_is_subtype(winner, of_base)) {
            continue;
        }
        if (type_is_subtype(of_base, winner)) {
            winner = of_base;
            continue;
        }
        if (!stands_for_itself(rt, tuple_item(bases, i))) {
            return NULL;
        }
        (void)error_raise(rt, TYPE_TYPE_ERROR,
                          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
                          "the metaclasses of all its bases");
        return NULL;
    }
    return winner;
}
