// SPDX-License-Identifier: MIT
// set and frozenset: operators, methods, the iterator, and the types' definitions.
#include "object/definitions.h"
#include "object/dict_table.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/reduce.h"
#include "object/set_table.h"

// The memory manager's view ------------------------------------------------------------------------------------------

static uint64_t set_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *visitor)
{
    (void)rt;
    struct set *s = (struct set *)o;
    uint64_t count = s->table == NULL ? 0 : s->mask + 1;
    if (from >= count) {
        return 0;
    }
    uint64_t end = count - from > budget ? from + budget : count;
    for (uint64_t i = from; i < end; i++) {
        visit(visitor, slot_get(s->table[i].key));
    }
    return end < count ? end : 0;
}

static slot_value *set_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct set *s = (struct set *)o;
    for (uint64_t i = *cursor; s->table != NULL && i <= s->mask; i++) {
        if (slot_is_full(s->table[i].key)) {
            *cursor = (uint32_t)i;
            return &s->table[i].key;
        }
    }
    return NULL;
}

static own_value set_finish(struct ouro *rt, struct object *o)
{
    set_table_free(rt, (struct set *)o);
    return own_nothing;
}

static void set_break(struct ouro *rt, struct object *o)
{
    set_clear(rt, ref_object(o));
}

// Making -------------------------------------------------------------------------------------------------------------

static own_value new_empty(struct ouro *rt, ref_value type, uint32_t number)
{
    own_value v = container_create(rt, type, number, sizeof(struct set));
    if (!failed(v)) {
        set_table_open(as_set(lend(v)));
    }
    return v;
}

METHOD(set_create)
{
    return new_empty(rt, args[0], TYPE_SET);
}

METHOD(set_initialize)
{
    if (!container_arguments(rt, "set", count - 1, kwnames, 0, 1)) {
        return own_nothing;
    }
    if (as_set(args[0])->filled > 0) {
        set_clear(rt, args[0]);
    }
    return count == 1 || set_update(rt, args[0], args[1]) ? own_none : own_nothing;
}

METHOD(frozenset_create)
{
    struct type *type = (struct type *)as_object(args[0]);
    bool python = type->flags & TYPE_PYTHON;
    if (!container_arguments(rt, "frozenset", count - 1, type_overrides(type, NAME_init) ? ref_nothing : kwnames, 0,
                             1)) {
        return own_nothing;
    }
    if (!python && count == 2 && is_exact(args[1], TYPE_FROZENSET)) {
        return retain(args[1]);
    }
    own_value v = new_empty(rt, args[0], TYPE_FROZENSET);
    if (!failed(v) && count == 2 && !set_update(rt, lend(v), args[1])) {
        release(rt, give(v));
    }
    return v;
}

// Protocol -----------------------------------------------------------------------------------------------------------

static own_value repr_items(struct ouro *rt, ref_value self, bool plain, char const *name)
{
    own_value items = operation_list(rt, self);
    if (failed(items)) {
        return items;
    }
    struct str_builder b;
    str_builder_open(rt, &b);
    struct list *l = as_list(lend(items));
    bool good = plain || (str_builder_add_text(&b, name) && str_builder_add(&b, "(", 1));
    good = good && str_builder_add(&b, "{", 1);
    for (uint64_t i = 0; good && i < l->length; i++) {
        good = (i == 0 || str_builder_add(&b, ", ", 2)) && str_builder_add_repr(&b, slot_get(l->items[i]));
    }
    good = good && str_builder_add_text(&b, plain ? "}" : "})");
    release(rt, items);
    if (!good) {
        str_builder_abandon(&b);
        return own_nothing;
    }
    return str_builder_finish(&b);
}

static own_value set_repr(struct ouro *rt, ref_value self)
{
    char const *name = type_name(rt, type_of(rt, self));
    if (set_length(self) == 0) {
        return str_format(rt, "%s()", name);
    }
    int entered = repr_enter(rt, self);
    if (entered != 0) {
        return entered < 0 ? own_nothing : str_format(rt, "%s(...)", name);
    }
    own_value result = repr_items(rt, self, is_exact(self, TYPE_SET), name);
    repr_leave(rt, self);
    return result;
}

static bool frozenset_hash(struct ouro *rt, ref_value self, int64_t *hash)
{
    (void)rt;
    struct set *s = as_set(self);
    if (s->hash == -1) {
        uint64_t state = 0;
        for (uint64_t i = 0; i <= s->mask; i++) {
            if (set_entry_is_live(&s->table[i])) {
                hash_frozenset_add(&state, s->table[i].hash);
            }
        }
        s->hash = hash_frozenset_finish(state, s->used);
    }
    *hash = s->hash;
    return true;
}

static own_value set_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (!is_set(rt, self) || !is_set(rt, other)) {
        return own_not_implemented;
    }
    struct set *a = as_set(self);
    struct set *b = as_set(other);
    int holds = 0;
    switch (op) {
    case COMPARE_EQ:
    case COMPARE_NE:
        holds = a->used == b->used && (a->hash == -1 || b->hash == -1 || a->hash == b->hash)
                    ? set_is_subset(rt, self, other)
                    : 0;
        holds = op == COMPARE_NE && holds >= 0 ? !holds : holds;
        break;
    case COMPARE_LE:
        holds = set_is_subset(rt, self, other);
        break;
    case COMPARE_LT:
        holds = a->used < b->used ? set_is_subset(rt, self, other) : 0;
        break;
    case COMPARE_GE:
        holds = set_is_subset(rt, other, self);
        break;
    case COMPARE_GT:
        holds = a->used > b->used ? set_is_subset(rt, other, self) : 0;
        break;
    }
    return holds < 0 ? own_nothing : own_bool(holds);
}

static int64_t set_length_of(struct ouro *rt, ref_value self)
{
    (void)rt;
    return (int64_t)set_length(self);
}

static bool are_sets(struct ouro *rt, ref_value left, ref_value right)
{
    return is_set(rt, left) && is_set(rt, right);
}

#define OPERATOR(name, function)                                                            \
    static own_value name(struct ouro *rt, ref_value left, ref_value right)                 \
    {                                                                                       \
        return are_sets(rt, left, right) ? function(rt, left, right) : own_not_implemented; \
    }
OPERATOR(set_or, set_union)
OPERATOR(set_and, set_intersection)
OPERATOR(set_sub, set_difference)
OPERATOR(set_xor, set_symmetric_difference)

static bool intersection_update(struct ouro *rt, ref_value s, ref_value iterable)
{
    own_value result = set_intersection(rt, s, iterable);
    if (failed(result)) {
        return false;
    }
    set_table_swap(rt, as_set(s), as_set(lend(result)));
    release(rt, result);
    return true;
}

#define IN_PLACE(name, function)                                            \
    static own_value name(struct ouro *rt, ref_value self, ref_value other) \
    {                                                                       \
        if (!is_set(rt, other)) {                                           \
            return own_not_implemented;                                     \
        }                                                                   \
        return function(rt, self, other) ? retain(self) : own_nothing;      \
    }
IN_PLACE(set_in_place_or, set_update)
IN_PLACE(set_in_place_and, intersection_update)
IN_PLACE(set_in_place_sub, set_difference_update)
IN_PLACE(set_in_place_xor, set_symmetric_difference_update)

// Methods ------------------------------------------------------------------------------------------------------------

METHOD(set_add_method)
{
    return set_add(rt, args[0], args[1]) ? own_none : own_nothing;
}

METHOD(set_clear_method)
{
    set_clear(rt, args[0]);
    return own_none;
}

METHOD(set_copy_method)
{
    if (is_exact(args[0], TYPE_FROZENSET)) {
        return retain(args[0]);
    }
    return set_like(rt, args[0], args[0]);
}

METHOD(set_discard_method)
{
    return set_discard(rt, args[0], args[1]) < 0 ? own_nothing : own_none;
}

METHOD(set_remove_method)
{
    int found = set_discard(rt, args[0], args[1]);
    if (found == 0) {
        return error_raise_key(rt, args[1]);
    }
    return found < 0 ? own_nothing : own_none;
}

METHOD(set_pop_method)
{
    struct set *s = as_set(args[0]);
    if (s->used == 0) {
        return error_raise(rt, TYPE_KEY_ERROR, "pop from an empty set");
    }
    uint64_t at = s->finger & s->mask;
    while (!set_entry_is_live(&s->table[at])) {
        at = at == s->mask ? 0 : at + 1;
    }
    s->finger = at + 1;
    return set_table_remove(rt, s, at);
}

METHOD(set_contains_method)
{
    int found = set_contains(rt, args[0], args[1]);
    return found < 0 ? own_nothing : own_bool(found);
}

METHOD(set_isdisjoint_method)
{
    int holds = set_is_disjoint(rt, args[0], args[1]);
    return holds < 0 ? own_nothing : own_bool(holds);
}

METHOD(set_issubset_method)
{
    int holds = set_is_subset(rt, args[0], args[1]);
    return holds < 0 ? own_nothing : own_bool(holds);
}

METHOD(set_issuperset_method)
{
    int holds = set_is_superset(rt, args[0], args[1]);
    return holds < 0 ? own_nothing : own_bool(holds);
}

METHOD(set_union_method)
{
    own_value result = set_like(rt, args[0], args[0]);
    for (uint32_t i = 1; i < count && !failed(result); i++) {
        if (!same(args[i], args[0]) && !set_update(rt, lend(result), args[i])) {
            release(rt, give(result));
        }
    }
    return result;
}

METHOD(set_update_method)
{
    for (uint32_t i = 1; i < count; i++) {
        if (!set_update(rt, args[0], args[i])) {
            return own_nothing;
        }
    }
    return own_none;
}

METHOD(set_intersection_method)
{
    if (count == 1) {
        return set_copy_method(rt, args, 1, ref_nothing);
    }
    own_value result = retain(args[0]);
    for (uint32_t i = 1; i < count && !failed(result); i++) {
        own_value next = set_intersection(rt, lend(result), args[i]);
        release(rt, result);
        result = next;
    }
    return result;
}

METHOD(set_intersection_update_method)
{
    own_value result = set_intersection_method(rt, args, count, ref_nothing);
    if (failed(result)) {
        return result;
    }
    set_table_swap(rt, as_set(args[0]), as_set(lend(result)));
    release(rt, result);
    return own_none;
}

METHOD(set_difference_method)
{
    if (count == 1) {
        return set_copy_method(rt, args, 1, ref_nothing);
    }
    own_value result = set_difference(rt, args[0], args[1]);
    for (uint32_t i = 2; i < count && !failed(result); i++) {
        if (!set_difference_update(rt, lend(result), args[i])) {
            release(rt, give(result));
        }
    }
    return result;
}

METHOD(set_difference_update_method)
{
    for (uint32_t i = 1; i < count; i++) {
        if (!set_difference_update(rt, args[0], args[i])) {
            return own_nothing;
        }
    }
    return own_none;
}

METHOD(set_symmetric_difference_method)
{
    return set_symmetric_difference(rt, args[0], args[1]);
}

METHOD(set_symmetric_difference_update_method)
{
    return set_symmetric_difference_update(rt, args[0], args[1]) ? own_none : own_nothing;
}

METHOD(set_sizeof_method)
{
    (void)rt;
    return own_small_int((int64_t)(heap_block_bytes(as_object(args[0])) + set_table_bytes(as_set(args[0]))));
}

METHOD(set_reduce_method)
{
    own_value items = operation_list(rt, args[0]);
    own_value arguments = failed(items) ? items : tuple_from_owned(rt, &items, 1);
    own_value state = failed(arguments) ? own_nothing : reduced_state(rt, args[0]);
    return reduced_with(rt, args[0], arguments, state);
}

// The iterator -------------------------------------------------------------------------------------------------------

static own_value set_iterate(struct ouro *rt, ref_value self)
{
    struct set_cursor *cursor = object_allocate(rt, HEAP_TRACED, sizeof *cursor, TYPE_SET_ITERATOR);
    if (cursor == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&cursor->set, retain(self));
    cursor->used = cursor->left = set_length(self);
    return own_object(cursor);
}

static own_value set_iterator_next(struct ouro *rt, ref_value self)
{
    struct set_cursor *cursor = (struct set_cursor *)as_object(self);
    ref_value s = slot_get(cursor->set);
    if (is_nothing(s)) {
        return own_stop;
    }
    if (cursor->used != set_length(s)) {
        cursor->used = UINT64_MAX; // from now on it stays so
        return error_raise(rt, TYPE_RUNTIME_ERROR, "Set changed size during iteration");
    }
    ref_value key;
    if (set_next(as_set(s), &cursor->position, &key)) {
        cursor->left -= cursor->left > 0;
        return retain(key);
    }
    slot_set(rt, cursor, &cursor->set, own_nothing);
    return own_stop;
}

METHOD(set_iterator_reduce)
{
    struct set_cursor *cursor = (struct set_cursor *)as_object(args[0]);
    struct set_cursor *other = object_allocate(rt, HEAP_TRACED, sizeof *other, object_number(&cursor->header));
    if (other == NULL) {
        return error_no_memory(rt);
    }
    if (!is_nothing(slot_get(cursor->set))) {
        slot_init(&other->set, retain(slot_get(cursor->set)));
    }
    other->used = cursor->used;
    other->left = cursor->left;
    other->position = cursor->position;
    return reduced_rest(rt, own_object(other));
}

METHOD(set_iterator_length_hint)
{
    (void)rt;
    struct set_cursor *cursor = (struct set_cursor *)as_object(args[0]);
    ref_value s = slot_get(cursor->set);
    return own_small_int(!is_nothing(s) && set_length(s) == cursor->used ? (int64_t)cursor->left : 0);
}

// Definitions
// ----------------------------------------------------------------------------------------------------------

#define COMMON_METHODS                                                                                              \
    {"__contains__", set_contains_method, 1, 1, 0, "x.__contains__(y) <==> y in x."},                               \
        {"__reduce__", set_reduce_method, 0, 0, 0, "Return state information for pickling."},                       \
        {"__sizeof__", set_sizeof_method, 0, 0, 0, "S.__sizeof__() -> size of S in memory, in bytes"},              \
        {"copy", set_copy_method, 0, 0, 0, "Return a shallow copy of a set."},                                      \
        {"difference", set_difference_method, 0, -1, 0, "Return the difference of two or more sets as a new set."}, \
        {"intersection", set_intersection_method, 0, -1, 0, "Return the intersection of two sets as a new set."},   \
        {"isdisjoint", set_isdisjoint_method, 1, 1, 0, "Return True if two sets have a null intersection."},        \
        {"issubset", set_issubset_method, 1, 1, 0, "Report whether another set contains this set."},                \
        {"issuperset", set_issuperset_method, 1, 1, 0, "Report whether this set contains another set."},            \
        {"symmetric_difference",                                                                                    \
         set_symmetric_difference_method,                                                                           \
         1,                                                                                                         \
         1,                                                                                                         \
         0,                                                                                                         \
         "Return the symmetric difference of two sets."},                                                           \
        {"union", set_union_method, 0, -1, 0, "Return the union of sets as a new set."}, CONTAINER_CLASS_GETITEM

static struct native_definition const set_methods[] = {
    COMMON_METHODS,
    {"add", set_add_method, 1, 1, 0, "Add an element to a set."},
    {"clear", set_clear_method, 0, 0, 0, "Remove all elements from this set."},
    {"difference_update", set_difference_update_method, 0, -1, 0, "Remove all elements of another set from this set."},
    {"discard", set_discard_method, 1, 1, 0, "Remove an element from a set if it is a member."},
    {"intersection_update", set_intersection_update_method, 0, -1, 0, "Update a set with the intersection."},
    {"pop", set_pop_method, 0, 0, 0, "Remove and return an arbitrary set element."},
    {"remove", set_remove_method, 1, 1, 0, "Remove an element from a set; it must be a member."},
    {"symmetric_difference_update", set_symmetric_difference_update_method, 1, 1, 0, NULL},
    {"update", set_update_method, 0, -1, 0, "Update a set with the union of itself and others."},
    {0},
};
static struct native_definition const frozenset_methods[] = {COMMON_METHODS, {0}};

#define COMMON_PROTOCOL                                                                        \
    .repr = set_repr, .compare = set_compare, .iterate = set_iterate, .length = set_length_of, \
    .contains = set_contains, .binary[BINARY_SUB] = set_sub, .binary[BINARY_AND] = set_and,    \
    .binary[BINARY_OR] = set_or, .binary[BINARY_XOR] = set_xor

static struct type_protocol const set_protocol = {
    COMMON_PROTOCOL,
    .hash = hash_unhashable,
    .in_place[BINARY_SUB] = set_in_place_sub,
    .in_place[BINARY_AND] = set_in_place_and,
    .in_place[BINARY_OR] = set_in_place_or,
    .in_place[BINARY_XOR] = set_in_place_xor,
    .create = set_create,
    .initialize = set_initialize,
};
static struct type_protocol const frozenset_protocol = {
    COMMON_PROTOCOL,
    .hash = frozenset_hash,
    .create = frozenset_create,
};

struct type_definition const set_type_definition = {
    .name = "set",
    .doc = "Build an unordered collection of unique elements.",
    .number = TYPE_SET,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAKLY_HELD,
    .size = sizeof(struct set),
    .traverse = set_traverse,
    .drop_step = set_drop_step,
    .finish = set_finish,
    .clear = set_break,
    .protocol = &set_protocol,
    .methods = set_methods,
};
struct type_definition const frozenset_type_definition = {
    .name = "frozenset",
    .doc = "Build an immutable unordered collection of unique elements.",
    .number = TYPE_FROZENSET,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAKLY_HELD,
    .size = sizeof(struct set),
    .traverse = set_traverse,
    .drop_step = set_drop_step,
    .finish = set_finish,
    .clear = set_break,
    .protocol = &frozenset_protocol,
    .methods = frozenset_methods,
};

static struct native_definition const iterator_methods[] = {
    {"__reduce__", set_iterator_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__length_hint__", set_iterator_length_hint, 0, 0, 0, "Private method returning an estimate of len(list(it))."},
    {0},
};
static struct type_protocol const iterator_protocol = {.iterate = iterator_self, .next = set_iterator_next};
struct type_definition const set_iterator_type_definition = {
    .name = "set_iterator",
    .number = TYPE_SET_ITERATOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct set_cursor),
    .traverse = slots_1_traverse,
    .drop_step = slots_1_drop_step,
    .protocol = &iterator_protocol,
    .methods = iterator_methods,
};
