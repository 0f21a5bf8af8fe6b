// SPDX-License-Identifier: MIT
// tuple: making, comparing, hashing, slicing, methods.
#include "object/tuple.h"
#include "core/poll.h"

#include "object/container.h"
#include "object/definitions.h"
#include "object/hash.h"
#include "object/int.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/slice.h"

// Making ------------------------------------------------------------------------------------------------------------

// A tuple of its own block even when it is empty: for the shared empty one and for instances of subclasses.
static struct tuple *tuple_allocate(struct ouro *rt, uint64_t length)
{
    struct tuple *t = NULL;
    if (OURO_LIKELY(length <= CONTAINER_MOST)) {
        t = object_allocate(rt, HEAP_TRACED, sizeof *t + length * sizeof(slot_value), TYPE_TUPLE);
    }
    if (OURO_UNLIKELY(t == NULL)) {
        error_no_memory(rt);
        return NULL;
    }
    t->length = length;
    return t;
}

own_value tuple_new(struct ouro *rt, uint64_t length)
{
    slot_value *empty = &rt->objects->empty_tuple;
    if (length == 0 && !is_nothing(slot_get(*empty))) {
        return retain(slot_get(*empty));
    }
    struct tuple *t = tuple_allocate(rt, length);
    if (t == NULL) {
        return own_nothing;
    }
    if (length == 0) {
        object_set_immortal(&t->header);
        slot_init(empty, own_object(t));
    }
    return own_object(t);
}

own_value tuple_from(struct ouro *rt, ref_value const *items, uint64_t length)
{
    own_value t = tuple_new(rt, length);
    if (!failed(t)) {
        for (uint64_t i = 0; i < length; i++) {
            slot_init(&as_tuple(lend(t))->items[i], retain(items[i]));
        }
    }
    return t;
}

own_value tuple_from_owned(struct ouro *rt, own_value *items, uint64_t length)
{
    own_value t = tuple_new(rt, length);
    for (uint64_t i = 0; i < length; i++) {
        if (failed(t)) {
            release(rt, give(items[i]));
        } else {
            slot_init(&as_tuple(lend(t))->items[i], give(items[i]));
        }
    }
    return t;
}

own_value tuple_slice(struct ouro *rt, ref_value t, uint64_t from, uint64_t to)
{
    struct tuple *source = as_tuple(t);
    OURO_ASSERT(from <= to && to <= source->length);
    if (from == 0 && to == source->length && is_exact(t, TYPE_TUPLE)) {
        return retain(t);
    }
    return tuple_from(rt, slot_lend_array(source->items + from), to - from);
}

static own_value tuple_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *type = (struct type *)as_object(args[0]);
    bool python = type->flags & TYPE_PYTHON;
    if (!container_arguments(rt, "tuple", count - 1, type_overrides(type, NAME_init) ? ref_nothing : kwnames, 0, 1)) {
        return own_nothing;
    }
    own_value t = count == 1 ? tuple_new(rt, 0) : operation_tuple(rt, args[1]);
    if (!python || failed(t)) {
        return t;
    }
    uint64_t length = as_tuple(lend(t))->length;
    own_value instance = object_create(rt, type, length * sizeof(slot_value));
    if (!failed(instance)) {
        struct tuple *to = as_tuple(lend(instance));
        to->length = length;
        for (uint64_t i = 0; i < length; i++) {
            slot_init(&to->items[i], retain(tuple_item(lend(t), i)));
        }
    }
    release(rt, t);
    return instance;
}

// The memory manager's view ------------------------------------------------------------------------------------------

static uint64_t tuple_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                               struct visitor *visitor)
{
    (void)rt;
    struct tuple *t = (struct tuple *)o;
    return slots_traverse(t->items, t->length, from, budget, visitor);
}

static slot_value *tuple_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct tuple *t = (struct tuple *)o;
    return slots_drop_last(t->items, t->length, cursor);
}

static slot_value *tuple_slots(struct ouro *rt, struct object *o, int64_t *length)
{
    (void)rt;
    struct tuple *t = (struct tuple *)o;
    *length = -(int64_t)t->length;
    return t->items;
}

// Protocol -----------------------------------------------------------------------------------------------------------

static own_value tuple_repr(struct ouro *rt, ref_value self)
{
    struct tuple *t = as_tuple(self);
    if (t->length == 0) {
        return str_from(rt, "()");
    }
    int entered = repr_enter(rt, self);
    if (entered != 0) {
        return entered < 0 ? own_nothing : str_from(rt, "(...)");
    }
    struct str_builder b;
    str_builder_open(rt, &b);
    bool good = str_builder_add(&b, "(", 1);
    for (uint64_t i = 0; good && i < t->length; i++) {
        good = (i == 0 || str_builder_add(&b, ", ", 2)) && str_builder_add_repr(&b, tuple_item(self, i));
    }
    good = good && str_builder_add_text(&b, t->length == 1 ? ",)" : ")");
    repr_leave(rt, self);
    if (!good) {
        str_builder_abandon(&b);
        return own_nothing;
    }
    return str_builder_finish(&b);
}

static bool tuple_hash(struct ouro *rt, ref_value self, int64_t *hash)
{
    struct tuple *t = as_tuple(self);
    if (stack_is_low(rt)) {
        error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded while hashing an object");
        return false;
    }
    if (!poll_native(rt, 8 + as_tuple(self)->length)) {
        return false;
    }
    struct hash_tuple state = hash_tuple_start();
    bool good = true;
    for (uint64_t i = 0; good && i < t->length; i++) {
        int64_t item;
        good = operation_hash(rt, slot_get(t->items[i]), &item);
        if (good) {
            hash_tuple_add(&state, item);
        }
    }
    *hash = good ? hash_tuple_finish(&state) : 0;
    return good;
}

static own_value tuple_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (!is_tuple(rt, self) || !is_tuple(rt, other)) {
        return own_not_implemented;
    }
    struct tuple *a = as_tuple(self);
    struct tuple *b = as_tuple(other);
    uint64_t common = a->length < b->length ? a->length : b->length;
    uint64_t i = 0;
    int equal = 1;
    while (i < common && (equal = element_equal(rt, slot_get(a->items[i]), slot_get(b->items[i]))) > 0) {
        i++;
    }
    if (equal < 0) {
        return own_nothing;
    }
    if (i == common) {
        return own_bool(compare_lengths(a->length, b->length, op));
    }
    if (op == COMPARE_EQ || op == COMPARE_NE) {
        return own_bool(op == COMPARE_NE);
    }
    return operation_compare(rt, op, slot_get(a->items[i]), slot_get(b->items[i]));
}

static int64_t tuple_length(struct ouro *rt, ref_value self)
{
    (void)rt;
    return (int64_t)as_tuple(self)->length;
}

static own_value tuple_get_slice(struct ouro *rt, ref_value self, ref_value key)
{
    struct tuple *t = as_tuple(self);
    int64_t start, stop, step, count;
    if (!slice_resolve(rt, key, (int64_t)t->length, &start, &stop, &step, &count)) {
        return own_nothing;
    }
    if (step == 1) {
        return tuple_slice(rt, self, (uint64_t)start, (uint64_t)(start + count));
    }
    own_value result = tuple_new(rt, (uint64_t)count);
    for (int64_t i = 0; i < count && !failed(result); i++) {
        slot_init(&as_tuple(lend(result))->items[i], retain(slot_get(t->items[start + i * step])));
    }
    return result;
}

static own_value tuple_get_item(struct ouro *rt, ref_value self, ref_value key)
{
    struct tuple *t = as_tuple(self);
    if (is_exact(key, TYPE_SLICE)) {
        return tuple_get_slice(rt, self, key);
    }
    if (!is_index(rt, key)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "tuple indices must be integers or slices, not %T", key);
    }
    int64_t i;
    if (!container_position(rt, key, (int64_t)t->length, &i)) {
        return own_nothing;
    }
    if ((uint64_t)i >= t->length) {
        return error_raise(rt, TYPE_INDEX_ERROR, "tuple index out of range");
    }
    return retain(slot_get(t->items[i]));
}

static int tuple_contains(struct ouro *rt, ref_value self, ref_value item)
{
    struct tuple *t = as_tuple(self);
    int found = 0;
    for (uint64_t i = 0; found == 0 && i < t->length; i++) {
        found = element_equal(rt, slot_get(t->items[i]), item);
    }
    return found;
}

static own_value tuple_concat(struct ouro *rt, ref_value self, ref_value other)
{
    if (!is_tuple(rt, other)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "can only concatenate tuple (not \"%T\") to tuple", other);
    }
    struct tuple *a = as_tuple(self);
    struct tuple *b = as_tuple(other);
    if (a->length == 0 && is_exact(other, TYPE_TUPLE)) {
        return retain(other);
    }
    if (b->length == 0 && is_exact(self, TYPE_TUPLE)) {
        return retain(self);
    }
    own_value result = tuple_new(rt, a->length + b->length);
    if (!failed(result)) {
        slot_value *to = as_tuple(lend(result))->items;
        for (uint64_t i = 0; i < a->length; i++) {
            slot_init(to++, retain(slot_get(a->items[i])));
        }
        for (uint64_t i = 0; i < b->length; i++) {
            slot_init(to++, retain(slot_get(b->items[i])));
        }
    }
    return result;
}

static own_value tuple_repeat(struct ouro *rt, ref_value self, int64_t times)
{
    struct tuple *t = as_tuple(self);
    if (is_exact(self, TYPE_TUPLE) && (times == 1 || t->length == 0)) {
        return retain(self);
    }
    if (times <= 0 || t->length == 0) {
        return tuple_new(rt, 0);
    }
    if (t->length > CONTAINER_MOST / (uint64_t)times) {
        return error_no_memory(rt);
    }
    own_value result = tuple_new(rt, t->length * (uint64_t)times);
    if (!failed(result)) {
        slot_value *to = as_tuple(lend(result))->items;
        for (int64_t round = 0; round < times; round++) {
            for (uint64_t i = 0; i < t->length; i++) {
                slot_init(to++, retain(slot_get(t->items[i])));
            }
            if (!poll_native(rt, 1 + t->length / 2)) {
                release(rt, give(result));
                break;
            }
        }
    }
    return result;
}

static own_value tuple_iterate(struct ouro *rt, ref_value self)
{
    return sequence_cursor_new(rt, TYPE_TUPLE_ITERATOR, self, 0);
}

// Methods ------------------------------------------------------------------------------------------------------------

static own_value tuple_count(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count;
    (void)kwnames;
    struct tuple *t = as_tuple(args[0]);
    int64_t number = 0;
    for (uint64_t i = 0; i < t->length; i++) {
        int equal = element_equal(rt, slot_get(t->items[i]), args[1]);
        if (equal < 0) {
            return own_nothing;
        }
        number += equal;
    }
    return own_small_int(number);
}

static own_value tuple_index(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    struct tuple *t = as_tuple(args[0]);
    int64_t length = (int64_t)t->length;
    int64_t start, stop;
    if (!container_bound(rt, count > 2 ? args[2] : ref_nothing, 0, &start) ||
        !container_bound(rt, count > 3 ? args[3] : ref_nothing, INT64_MAX, &stop)) {
        return own_nothing;
    }
    start = start < 0 ? (start + length < 0 ? 0 : start + length) : start;
    stop = stop < 0 ? stop + length : stop > length ? length : stop;
    for (int64_t i = start; i < stop; i++) {
        int equal = element_equal(rt, slot_get(t->items[i]), args[1]);
        if (equal != 0) {
            return equal < 0 ? own_nothing : own_small_int(i);
        }
    }
    return error_raise(rt, TYPE_VALUE_ERROR, "tuple.index(x): x not in tuple");
}

static own_value tuple_getnewargs(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count;
    (void)kwnames;
    struct tuple *t = as_tuple(args[0]);
    own_value copy = tuple_from(rt, slot_lend_array(t->items), t->length);
    if (failed(copy)) {
        return copy;
    }
    return tuple_from_owned(rt, &copy, 1);
}

static own_value tuple_sizeof(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt;
    (void)count;
    (void)kwnames;
    return own_small_int((int64_t)heap_block_bytes(as_object(args[0])));
}

static struct native_definition const methods[] = {
    {"__getnewargs__", tuple_getnewargs, 0, 0, 0, NULL},
    {"__sizeof__", tuple_sizeof, 0, 0, 0, "Size of object in memory, in bytes."},
    {"index", tuple_index, 1, 3, 0, "Return first index of value."},
    {"count", tuple_count, 1, 1, 0, "Return number of occurrences of value."},
    CONTAINER_CLASS_GETITEM,
    {0},
};

static struct type_protocol const protocol = {
    .repr = tuple_repr,
    .hash = tuple_hash,
    .compare = tuple_compare,
    .iterate = tuple_iterate,
    .length = tuple_length,
    .get_item = tuple_get_item,
    .contains = tuple_contains,
    .concat = tuple_concat,
    .repeat = tuple_repeat,
    .create = tuple_create,
};

struct type_definition const tuple_type_definition = {
    .name = "tuple",
    .doc = "Built-in immutable sequence.",
    .number = TYPE_TUPLE,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_VARIABLE | TYPE_IS_SEQUENCE,
    .size = sizeof(struct tuple),
    .traverse = tuple_traverse,
    .drop_step = tuple_drop_step,
    .slots = tuple_slots,
    .protocol = &protocol,
    .methods = methods,
};
