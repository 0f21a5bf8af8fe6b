// SPDX-License-Identifier: MIT
// dict_keys, dict_values and dict_items.
#include "object/definitions.h"
#include "object/dict_table.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/set.h"

own_value dict_view_new(struct ouro *rt, enum type_number number, ref_value dict)
{
    if (!dict_make_whole(rt, dict)) {
        return own_nothing;
    }
    struct dict_view *view = object_allocate(rt, HEAP_TRACED, sizeof *view, (uint32_t)number);
    if (view == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&view->dict, retain(dict));
    return own_object(view);
}

static ref_value dict_of(ref_value view)
{
    return slot_get(((struct dict_view *)as_object(view))->dict);
}

static bool is_set_view(ref_value v)
{
    return is_exact(v, TYPE_DICT_KEYS) || is_exact(v, TYPE_DICT_ITEMS) || is_exact(v, TYPE_ORDERED_KEYS) ||
           is_exact(v, TYPE_ORDERED_ITEMS);
}

static bool is_set_like(struct ouro *rt, ref_value v)
{
    return is_set_view(v) || is_set(rt, v);
}

// Protocol -----------------------------------------------------------------------------------------------------------

static int64_t view_length(struct ouro *rt, ref_value self)
{
    (void)rt;
    return as_dict(dict_of(self))->used;
}

static own_value view_repr(struct ouro *rt, ref_value self)
{
    int entered = repr_enter(rt, self);
    if (entered != 0) {
        return entered < 0 ? own_nothing : str_from(rt, "...");
    }
    own_value result = own_nothing;
    own_value items = operation_list(rt, self);
    if (!failed(items)) {
        own_value text = operation_repr(rt, lend(items));
        if (!failed(text)) {
            result = str_format(rt, "%s(%U)", type_name(rt, type_of(rt, self)), lend(text));
            release(rt, text);
        }
        release(rt, items);
    }
    repr_leave(rt, self);
    return result;
}

static own_value keys_iterate(struct ouro *rt, ref_value self)
{
    return dict_cursor_new(rt, TYPE_DICT_KEY_ITERATOR, dict_of(self));
}

static own_value values_iterate(struct ouro *rt, ref_value self)
{
    return dict_cursor_new(rt, TYPE_DICT_VALUE_ITERATOR, dict_of(self));
}

static own_value items_iterate(struct ouro *rt, ref_value self)
{
    return dict_cursor_new(rt, TYPE_DICT_ITEM_ITERATOR, dict_of(self));
}

static int keys_contains(struct ouro *rt, ref_value self, ref_value item)
{
    return dict_contains(rt, dict_of(self), item);
}

static int items_contains(struct ouro *rt, ref_value self, ref_value item)
{
    if (!is_tuple(rt, item) || as_tuple(item)->length != 2) {
        return 0;
    }
    ref_value found = dict_get(rt, dict_of(self), tuple_item(item, 0));
    if (is_nothing(found)) {
        return error_pending(rt) ? -1 : 0;
    }
    own_value held = retain(found);
    int equal = element_equal(rt, lend(held), tuple_item(item, 1));
    release(rt, held);
    return equal;
}

// Is every element of `self` in `other`?
static int all_contained(struct ouro *rt, ref_value self, ref_value other)
{
    own_value iterator = operation_iterate(rt, self);
    int found = failed(iterator) ? -1 : 1;
    while (found > 0) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            found = failed(item) ? -1 : 1;
            break;
        }
        found = operation_contains(rt, other, lend(item));
        release(rt, item);
    }
    release(rt, iterator);
    return found;
}

static own_value view_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (!is_set_like(rt, other) || !is_set_view(self)) {
        return own_not_implemented;
    }
    int64_t mine = view_length(rt, self);
    int64_t others = operation_length(rt, other);
    if (others < 0) {
        return own_nothing;
    }
    int holds = 0;
    switch (op) {
    case COMPARE_EQ:
    case COMPARE_NE:
        holds = mine == others ? all_contained(rt, self, other) : 0;
        holds = op == COMPARE_NE && holds >= 0 ? !holds : holds;
        break;
    case COMPARE_LT:
        holds = mine < others ? all_contained(rt, self, other) : 0;
        break;
    case COMPARE_LE:
        holds = mine <= others ? all_contained(rt, self, other) : 0;
        break;
    case COMPARE_GT:
        holds = mine > others ? all_contained(rt, other, self) : 0;
        break;
    case COMPARE_GE:
        holds = mine >= others ? all_contained(rt, other, self) : 0;
        break;
    }
    return holds < 0 ? own_nothing : own_bool(holds);
}

// Set operations -----------------------------------------------------------------------------------------------------

typedef bool update_fn(struct ouro *rt, ref_value set, ref_value iterable);

// A set of the left operand, changed by the right one.
static own_value combine(struct ouro *rt, ref_value left, ref_value right, update_fn *update)
{
    own_value result = set_new(rt, left);
    if (!failed(result) && !update(rt, lend(result), right)) {
        release(rt, give(result));
    }
    return result;
}

static own_value view_sub(struct ouro *rt, ref_value left, ref_value right)
{
    return combine(rt, left, right, set_difference_update);
}

static own_value view_or(struct ouro *rt, ref_value left, ref_value right)
{
    return combine(rt, left, right, set_update);
}

static own_value view_xor(struct ouro *rt, ref_value left, ref_value right)
{
    return combine(rt, left, right, set_symmetric_difference_update);
}

static own_value view_and(struct ouro *rt, ref_value left, ref_value right)
{
    ref_value self = is_set_view(left) ? left : right;
    ref_value other = is_set_view(left) ? right : left;
    if (is_exact(other, TYPE_SET) && view_length(rt, self) <= (int64_t)set_length(other)) {
        return set_intersection(rt, other, self);
    }
    if (is_set_view(other) && view_length(rt, other) > view_length(rt, self)) {
        ref_value longer = other;
        other = self;
        self = longer;
    }
    own_value result = set_new(rt, ref_nothing);
    own_value iterator = failed(result) ? own_nothing : operation_iterate(rt, other);
    bool good = !failed(iterator);
    while (good) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            good = !failed(item);
            break;
        }
        int found =
            is_exact(self, TYPE_DICT_KEYS) ? keys_contains(rt, self, lend(item)) : items_contains(rt, self, lend(item));
        good = found >= 0 && (found == 0 || set_add(rt, lend(result), lend(item)));
        release(rt, item);
    }
    release(rt, iterator);
    if (!good) {
        release(rt, give(result));
    }
    return result;
}

METHOD(view_isdisjoint)
{
    ref_value self = args[0];
    ref_value other = args[1];
    if (same(self, other)) {
        return own_bool(view_length(rt, self) == 0);
    }
    if (is_set_like(rt, other)) {
        int64_t length = operation_length(rt, other);
        if (length < 0) {
            return own_nothing;
        }
        if (length > view_length(rt, self)) {
            self = args[1];
            other = args[0];
        }
    }
    own_value iterator = operation_iterate(rt, other);
    int found = failed(iterator) ? -1 : 0;
    while (found == 0) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            found = failed(item) ? -1 : 0;
            break;
        }
        found = operation_contains(rt, self, lend(item));
        release(rt, item);
    }
    release(rt, iterator);
    return found < 0 ? own_nothing : own_bool(found == 0);
}

// Methods ------------------------------------------------------------------------------------------------------------

METHOD(keys_reversed)
{
    return dict_cursor_new(rt, TYPE_DICT_REVERSE_KEY_ITERATOR, dict_of(args[0]));
}

METHOD(values_reversed)
{
    return dict_cursor_new(rt, TYPE_DICT_REVERSE_VALUE_ITERATOR, dict_of(args[0]));
}

METHOD(items_reversed)
{
    return dict_cursor_new(rt, TYPE_DICT_REVERSE_ITEM_ITERATOR, dict_of(args[0]));
}

static own_value view_mapping(struct ouro *rt, ref_value self)
{
    ref_value d = dict_of(self);
    return operation_call_1(rt, ref_object(type_by_number(rt, TYPE_MAPPING_PROXY)), d);
}

#define DISJOINT                                                                       \
    {                                                                                  \
        "isdisjoint", view_isdisjoint, 1, 1, 0,                                        \
            "Return True if the view and the given iterable have a null intersection." \
    }

static struct native_definition const keys_methods[] = {
    DISJOINT,
    {"__reversed__", keys_reversed, 0, 0, 0, "Return a reverse iterator over the dict keys."},
    {0},
};
static struct native_definition const values_methods[] = {
    {"__reversed__", values_reversed, 0, 0, 0, "Return a reverse iterator over the dict values."},
    {0},
};
static struct native_definition const items_methods[] = {
    DISJOINT,
    {"__reversed__", items_reversed, 0, 0, 0, "Return a reverse iterator over the dict items."},
    {0},
};
static struct attribute_definition const attributes[] = {
    {"mapping", view_mapping, NULL, "dictionary that this view refers to"},
    {0},
};

#define SET_OPERATIONS                                                                                                \
    .compare = view_compare, .hash = hash_unhashable, .binary[BINARY_SUB] = view_sub, .binary[BINARY_AND] = view_and, \
    .binary[BINARY_OR] = view_or, .binary[BINARY_XOR] = view_xor

static struct type_protocol const keys_protocol = {
    .repr = view_repr, .iterate = keys_iterate, .length = view_length, .contains = keys_contains, SET_OPERATIONS};
static struct type_protocol const values_protocol = {
    .repr = view_repr, .iterate = values_iterate, .length = view_length};
static struct type_protocol const items_protocol = {
    .repr = view_repr, .iterate = items_iterate, .length = view_length, .contains = items_contains, SET_OPERATIONS};

#define DEFINE(prefix, short_name, NUMBER)                    \
    struct type_definition const prefix##_type_definition = { \
        .name = #prefix,                                      \
        .number = NUMBER,                                     \
        .base = TYPE_OBJECT,                                  \
        .flags = TYPE_NO_CREATE,                              \
        .size = sizeof(struct dict_view),                     \
        .traverse = slots_1_traverse,                         \
        .drop_step = slots_1_drop_step,                       \
        .protocol = &short_name##_protocol,                   \
        .methods = short_name##_methods,                      \
        .attributes = attributes,                             \
    };

DEFINE(dict_keys, keys, TYPE_DICT_KEYS)
DEFINE(dict_values, values, TYPE_DICT_VALUES)
DEFINE(dict_items, items, TYPE_DICT_ITEMS)
