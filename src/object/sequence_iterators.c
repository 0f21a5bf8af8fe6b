// SPDX-License-Identifier: MIT
// Iterators over sequences, forwards and backwards, and iter(callable, sentinel).
#include "object/container.h"
#include "object/definitions.h"
#include "object/iterators.h"
#include "object/reduce.h"

own_value sequence_cursor_new(struct ouro *rt, enum type_number number, ref_value sequence, int64_t index)
{
    struct sequence_cursor *cursor = object_allocate(rt, HEAP_TRACED, sizeof *cursor, (uint32_t)number);
    if (cursor == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&cursor->sequence, retain(sequence));
    cursor->index = index;
    return own_object(cursor);
}

own_value sequence_iterator_new(struct ouro *rt, ref_value sequence)
{
    return sequence_cursor_new(rt, TYPE_SEQUENCE_ITERATOR, sequence, 0);
}

static struct sequence_cursor *as_cursor(ref_value self)
{
    return (struct sequence_cursor *)as_object(self);
}

// The end: lets the sequence go.
static own_value exhaust(struct ouro *rt, struct sequence_cursor *cursor)
{
    slot_set(rt, cursor, &cursor->sequence, own_nothing);
    return own_stop;
}

// Stepping -----------------------------------------------------------------------------------------------------------

static own_value list_iterator_next(struct ouro *rt, ref_value self)
{
    return list_cursor_next(rt, as_cursor(self));
}

static own_value tuple_iterator_next(struct ouro *rt, ref_value self)
{
    return tuple_cursor_next(rt, as_cursor(self));
}

static own_value list_reverse_iterator_next(struct ouro *rt, ref_value self)
{
    struct sequence_cursor *cursor = as_cursor(self);
    ref_value sequence = slot_get(cursor->sequence);
    if (is_nothing(sequence)) {
        return own_stop;
    }
    struct list *l = as_list(sequence);
    if ((uint64_t)cursor->index < l->length) {
        return retain(slot_get(l->items[cursor->index--]));
    }
    cursor->index = -1;
    return exhaust(rt, cursor);
}

// Items by [], until IndexError or StopIteration. step: 1 or -1.
static own_value get_item_next(struct ouro *rt, struct sequence_cursor *cursor, int64_t step)
{
    ref_value held = slot_get(cursor->sequence);
    if (is_nothing(held) || cursor->index < 0) {
        return own_stop;
    }
    own_value sequence = retain(held);
    int64_t index = cursor->index;
    own_value item = operation_get_item(rt, lend(sequence), lend(own_small_int(index)));
    if (!failed(item)) {
        cursor->index = index + step;
    } else if (error_matches(rt, TYPE_INDEX_ERROR) || error_matches(rt, TYPE_STOP_ITERATION)) {
        error_clear(rt);
        cursor->index = step < 0 ? -1 : index;
        item = exhaust(rt, cursor);
    }
    release(rt, sequence);
    return item;
}

static own_value sequence_iterator_next(struct ouro *rt, ref_value self)
{
    return get_item_next(rt, as_cursor(self), 1);
}

static own_value reversed_next(struct ouro *rt, ref_value self)
{
    struct sequence_cursor *cursor = as_cursor(self);
    own_value item = get_item_next(rt, cursor, -1);
    if (is_stop(lend(item)) && !is_nothing(slot_get(cursor->sequence))) {
        return exhaust(rt, cursor);
    }
    return item;
}

// Methods ------------------------------------------------------------------------------------------------------------

METHOD(forward_length_hint)
{
    struct sequence_cursor *cursor = as_cursor(args[0]);
    ref_value sequence = slot_get(cursor->sequence);
    if (is_nothing(sequence)) {
        return own_small_int(0);
    }
    if (object_number(&cursor->header) == TYPE_SEQUENCE_ITERATOR && type_of(rt, sequence)->protocol->length == NULL &&
        !type_overrides(type_of(rt, sequence), NAME_len)) {
        return own_not_implemented;
    }
    int64_t length = operation_length(rt, sequence);
    if (length < 0) {
        return own_nothing;
    }
    return own_small_int(length > cursor->index ? length - cursor->index : 0);
}

METHOD(backward_length_hint)
{
    struct sequence_cursor *cursor = as_cursor(args[0]);
    ref_value sequence = slot_get(cursor->sequence);
    if (is_nothing(sequence)) {
        return own_small_int(0);
    }
    int64_t length = operation_length(rt, sequence);
    if (length < 0) {
        return own_nothing;
    }
    return own_small_int(length > cursor->index ? cursor->index + 1 : 0);
}

METHOD(cursor_setstate)
{
    int64_t index;
    if (!operation_index_int64(rt, args[1], &index, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    struct sequence_cursor *cursor = as_cursor(args[0]);
    ref_value sequence = slot_get(cursor->sequence);
    if (is_nothing(sequence)) {
        return own_none;
    }
    uint32_t number = object_number(&cursor->header);
    bool backward = number == TYPE_LIST_REVERSE_ITERATOR || layout_of(rt, args[0]) == TYPE_REVERSED;
    int64_t length = number == TYPE_SEQUENCE_ITERATOR ? INT64_MAX : operation_length(rt, sequence);
    if (length < 0) {
        return own_nothing;
    }
    int64_t least = backward ? -1 : 0;
    int64_t most = backward ? length - 1 : length;
    cursor->index = index < least ? least : index > most ? most : index;
    return own_none;
}

// (iter or reversed, (sequence,), index); an exhausted one: (iter, (an empty sequence,)).
METHOD(cursor_reduce)
{
    struct sequence_cursor *cursor = as_cursor(args[0]);
    uint32_t number = object_number(&cursor->header);
    ref_value sequence = slot_get(cursor->sequence);
    bool list = number == TYPE_LIST_ITERATOR || number == TYPE_LIST_REVERSE_ITERATOR;
    bool backward = number == TYPE_LIST_REVERSE_ITERATOR || layout_of(rt, args[0]) == TYPE_REVERSED;
    own_value held = !is_nothing(sequence) ? retain(sequence) : list ? list_new(rt, 0) : tuple_new(rt, 0);
    own_value arguments = failed(held) ? own_nothing : tuple_from_owned(rt, &held, 1);
    own_value index = failed(arguments) || is_nothing(sequence) ? own_nothing : own_small_int(cursor->index);
    own_value callable = own_nothing;
    if (!failed(arguments)) {
        callable = layout_of(rt, args[0]) == TYPE_REVERSED
                       ? retain(ref_object(type_of(rt, args[0])))
                       : reduced_builtin(rt, backward && !is_nothing(sequence) ? "reversed" : "iter");
    }
    return reduced_call(rt, callable, arguments, index);
}

static struct native_definition const forward_methods[] = {
    {"__reduce__", cursor_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__length_hint__", forward_length_hint, 0, 0, 0, "Private method returning an estimate of len(list(it))."},
    {"__setstate__", cursor_setstate, 1, 1, 0, "Set state information for unpickling."},
    {0},
};
static struct native_definition const backward_methods[] = {
    {"__reduce__", cursor_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__length_hint__", backward_length_hint, 0, 0, 0, "Private method returning an estimate of len(list(it))."},
    {"__setstate__", cursor_setstate, 1, 1, 0, "Set state information for unpickling."},
    {0},
};

// reversed -----------------------------------------------------------------------------------------------------------

static own_value reversed_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *type = (struct type *)as_object(args[0]);
    if (!container_arguments(rt, "reversed", count - 1, type_overrides(type, NAME_init) ? ref_nothing : kwnames, 1,
                             1)) {
        return own_nothing;
    }
    struct attribute_cell *hook = type_lookup(rt, type_of(rt, args[1]), name_of(rt, NAME_reversed));
    if (hook == NULL && error_pending(rt)) {
        return own_nothing;
    }
    if (hook != NULL && is_none(slot_get(hook->value))) {
        return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not reversible", args[1]);
    }
    own_value own = operation_call_special(rt, NAME_reversed, args + 1, 1);
    if (!failed(own) || error_pending(rt)) {
        return own;
    }
    struct type *t = type_of(rt, args[1]);
    if (t->protocol->get_item == NULL ? !type_overrides(t, NAME_getitem) : layout_of(rt, args[1]) == TYPE_DICT) {
        return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not reversible", args[1]);
    }
    int64_t length = operation_length(rt, args[1]);
    if (length < 0) {
        return own_nothing;
    }
    own_value v = container_create(rt, args[0], TYPE_REVERSED, sizeof(struct sequence_cursor));
    if (!failed(v)) {
        slot_init(&as_cursor(lend(v))->sequence, retain(args[1]));
        as_cursor(lend(v))->index = length - 1;
    }
    return v;
}

// iter(callable, sentinel)
// ---------------------------------------------------------------------------------------------

own_value callable_iterator_new(struct ouro *rt, ref_value callable, ref_value sentinel)
{
    struct callable_iterator *it = object_allocate(rt, HEAP_TRACED, sizeof *it, TYPE_CALLABLE_ITERATOR);
    if (it == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&it->callable, retain(callable));
    slot_init(&it->sentinel, retain(sentinel));
    return own_object(it);
}

static own_value callable_iterator_next(struct ouro *rt, ref_value self)
{
    struct callable_iterator *it = (struct callable_iterator *)as_object(self);
    if (is_nothing(slot_get(it->callable))) {
        return own_stop;
    }
    own_value callable = retain(slot_get(it->callable));
    own_value sentinel = retain(slot_get(it->sentinel));
    own_value result = operation_call_0(rt, lend(callable));
    bool ended = false;
    if (!failed(result)) {
        int equal = element_equal(rt, lend(sentinel), lend(result));
        ended = equal > 0;
        if (equal != 0) {
            release(rt, result);
            result = ended ? own_stop : own_nothing;
        }
    } else if (error_matches(rt, TYPE_STOP_ITERATION)) {
        error_clear(rt);
        ended = true;
        result = own_stop;
    }
    if (ended) {
        slot_set(rt, it, &it->callable, own_nothing);
        slot_set(rt, it, &it->sentinel, own_nothing);
    }
    release(rt, callable);
    release(rt, sentinel);
    return result;
}

// Definitions
// ----------------------------------------------------------------------------------------------------------

#define DEFINE(prefix, text, NUMBER, method_table)                                                           \
    static struct type_protocol const prefix##_protocol = {.iterate = iterator_self, .next = prefix##_next}; \
    struct type_definition const prefix##_type_definition = {                                                \
        .name = text,                                                                                        \
        .number = NUMBER,                                                                                    \
        .base = TYPE_OBJECT,                                                                                 \
        .flags = TYPE_NO_CREATE,                                                                             \
        .size = sizeof(struct sequence_cursor),                                                              \
        .traverse = slots_1_traverse,                                                                        \
        .drop_step = slots_1_drop_step,                                                                      \
        .protocol = &prefix##_protocol,                                                                      \
        .methods = method_table,                                                                             \
    };

DEFINE(list_iterator, "list_iterator", TYPE_LIST_ITERATOR, forward_methods)
DEFINE(list_reverse_iterator, "list_reverseiterator", TYPE_LIST_REVERSE_ITERATOR, backward_methods)
DEFINE(tuple_iterator, "tuple_iterator", TYPE_TUPLE_ITERATOR, forward_methods)
DEFINE(sequence_iterator, "iterator", TYPE_SEQUENCE_ITERATOR, forward_methods)

static struct type_protocol const reversed_protocol = {
    .iterate = iterator_self,
    .next = reversed_next,
    .create = reversed_create,
};
struct type_definition const reversed_type_definition = {
    .name = "reversed",
    .doc = "Return a reverse iterator over the values of the given sequence.",
    .number = TYPE_REVERSED,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(struct sequence_cursor),
    .traverse = slots_1_traverse,
    .drop_step = slots_1_drop_step,
    .protocol = &reversed_protocol,
    .methods = backward_methods,
};

METHOD(callable_iterator_reduce)
{
    struct callable_iterator *it = (struct callable_iterator *)as_object(args[0]);
    ref_value two[] = {slot_get(it->callable), slot_get(it->sentinel)};
    own_value empty = is_nothing(two[0]) ? tuple_new(rt, 0) : own_nothing;
    own_value arguments =
        is_nothing(two[0]) ? (failed(empty) ? own_nothing : tuple_from_owned(rt, &empty, 1)) : tuple_from(rt, two, 2);
    return reduced_call(rt, failed(arguments) ? own_nothing : reduced_builtin(rt, "iter"), arguments, own_nothing);
}
static struct native_definition const callable_iterator_methods[] = {
    {"__reduce__", callable_iterator_reduce, 0, 0, 0, "Return state information for pickling."},
    {0},
};
static struct type_protocol const callable_iterator_protocol = {
    .iterate = iterator_self,
    .next = callable_iterator_next,
};
struct type_definition const callable_iterator_type_definition = {
    .name = "callable_iterator",
    .number = TYPE_CALLABLE_ITERATOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct callable_iterator),
    .traverse = slots_2_traverse,
    .drop_step = slots_2_drop_step,
    .protocol = &callable_iterator_protocol,
    .methods = callable_iterator_methods,
};
