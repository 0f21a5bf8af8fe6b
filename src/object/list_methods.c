// SPDX-License-Identifier: MIT
// list: operators, methods, and the type's definition.
#include "core/poll.h"
#include "object/container.h"
#include "object/definitions.h"
#include "object/int.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/slice.h"

// The memory manager's view ------------------------------------------------------------------------------------------

static uint64_t list_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                              struct visitor *visitor)
{
    (void)rt;
    struct list *l = (struct list *)o;
    return slots_traverse(l->items, l->length, from, budget, visitor);
}

static slot_value *list_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct list *l = (struct list *)o;
    return slots_drop_last(l->items, l->length, cursor);
}

static slot_value *list_slots(struct ouro *rt, struct object *o, int64_t *length)
{
    (void)rt;
    struct list *l = (struct list *)o;
    *length = -(int64_t)l->length;
    return l->items;
}

static own_value list_finish(struct ouro *rt, struct object *o)
{
    struct list *l = (struct list *)o;
    heap_raw_free(&rt->heap, l->items, l->capacity * sizeof(slot_value));
    return own_nothing;
}

static void list_break(struct ouro *rt, struct object *o)
{
    list_clear(rt, (struct list *)o);
}

// Making -------------------------------------------------------------------------------------------------------------

static own_value list_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count;
    (void)kwnames;
    return container_create(rt, args[0], TYPE_LIST, sizeof(struct list));
}

static own_value list_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    // A class that overrides __new__ may take keywords there.
    bool apart = type_overrides(type_of(rt, args[0]), NAME_new);
    if (!container_arguments(rt, "list", count - 1, apart ? ref_nothing : kwnames, 0, 1)) {
        return own_nothing;
    }
    struct list *l = as_list(args[0]);
    if (l->length > 0) {
        list_clear(rt, l);
    }
    if (count == 2 && !list_extend(rt, l, args[1])) {
        return own_nothing;
    }
    return own_none;
}

// Protocol -----------------------------------------------------------------------------------------------------------

static own_value list_repr(struct ouro *rt, ref_value self)
{
    struct list *l = as_list(self);
    if (l->length == 0) {
        return str_from(rt, "[]");
    }
    int entered = repr_enter(rt, self);
    if (entered != 0) {
        return entered < 0 ? own_nothing : str_from(rt, "[...]");
    }
    struct str_builder b;
    str_builder_open(rt, &b);
    bool good = str_builder_add(&b, "[", 1);
    for (uint64_t i = 0; good && i < l->length; i++) {
        own_value item = retain(slot_get(l->items[i]));
        good = (i == 0 || str_builder_add(&b, ", ", 2)) && str_builder_add_repr(&b, lend(item));
        release(rt, item);
    }
    good = good && str_builder_add(&b, "]", 1);
    repr_leave(rt, self);
    if (!good) {
        str_builder_abandon(&b);
        return own_nothing;
    }
    return str_builder_finish(&b);
}

static own_value list_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (!is_list(rt, self) || !is_list(rt, other)) {
        return own_not_implemented;
    }
    struct list *a = as_list(self);
    struct list *b = as_list(other);
    if (a->length != b->length && (op == COMPARE_EQ || op == COMPARE_NE)) {
        return own_bool(op == COMPARE_NE);
    }
    uint64_t i = 0;
    int equal = 1;
    while (i < a->length && i < b->length &&
           (equal = element_equal(rt, slot_get(a->items[i]), slot_get(b->items[i]))) > 0) {
        i++;
    }
    if (equal < 0) {
        return own_nothing;
    }
    if (i >= a->length || i >= b->length) {
        return own_bool(compare_lengths(a->length, b->length, op));
    }
    if (op == COMPARE_EQ || op == COMPARE_NE) {
        return own_bool(op == COMPARE_NE);
    }
    own_value x = retain(slot_get(a->items[i]));
    own_value y = retain(slot_get(b->items[i]));
    own_value result = operation_compare(rt, op, lend(x), lend(y));
    release(rt, x);
    release(rt, y);
    return result;
}

static int64_t list_length(struct ouro *rt, ref_value self)
{
    (void)rt;
    return (int64_t)as_list(self)->length;
}

static own_value list_get_item(struct ouro *rt, ref_value self, ref_value key)
{
    if (is_exact(key, TYPE_SLICE)) {
        return list_get_slice(rt, self, key);
    }
    if (!is_index(rt, key)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "list indices must be integers or slices, not %T", key);
    }
    // __index__ may change the list: its length is looked at afterwards.
    int64_t i;
    if (!container_position(rt, key, 0, &i)) {
        return own_nothing;
    }
    struct list *l = as_list(self);
    i = i < 0 ? i + (int64_t)l->length : i;
    if ((uint64_t)i >= l->length) {
        return error_raise(rt, TYPE_INDEX_ERROR, "list index out of range");
    }
    return retain(slot_get(l->items[i]));
}

static bool list_set_item(struct ouro *rt, ref_value self, ref_value key, ref_value value)
{
    if (is_exact(key, TYPE_SLICE)) {
        return list_set_slice(rt, self, key, value);
    }
    if (!is_index(rt, key)) {
        error_raise(rt, TYPE_TYPE_ERROR, "list indices must be integers or slices, not %T", key);
        return false;
    }
    int64_t i;
    if (!container_position(rt, key, 0, &i)) {
        return false;
    }
    struct list *l = as_list(self);
    i = i < 0 ? i + (int64_t)l->length : i;
    if ((uint64_t)i >= l->length) {
        error_raise(rt, TYPE_INDEX_ERROR, "list assignment index out of range");
        return false;
    }
    if (is_nothing(value)) {
        release(rt, list_pop(rt, l, (uint64_t)i));
    } else {
        slot_set(rt, l, &l->items[i], retain(value));
    }
    return true;
}

static int list_contains(struct ouro *rt, ref_value self, ref_value item)
{
    struct list *l = as_list(self);
    int found = 0;
    for (uint64_t i = 0; found == 0 && i < l->length; i++) {
        found = element_equal(rt, slot_get(l->items[i]), item);
    }
    return found;
}

static own_value list_concat(struct ouro *rt, ref_value self, ref_value other)
{
    if (!is_list(rt, other)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "can only concatenate list (not \"%T\") to list", other);
    }
    uint64_t first = as_list(self)->length;
    uint64_t second = as_list(other)->length;
    own_value result = list_new(rt, first + second);
    if (!failed(result)) {
        struct list *l = as_list(lend(result));
        for (uint64_t i = 0; i < first; i++) {
            slot_init(&l->items[i], retain(list_item(self, i)));
        }
        for (uint64_t i = 0; i < second; i++) {
            slot_init(&l->items[first + i], retain(list_item(other, i)));
        }
        l->length = first + second;
    }
    return result;
}

// Adds `length` items at `from` `times` times behind the list's own, for which there is room. false: a limit.
static bool fill_repeated(struct ouro *rt, struct list *l, slot_value const *from, uint64_t length, uint64_t times)
{
    slot_value *to = l->items + l->length;
    if (length == 1 && !is_object(slot_get(from[0]))) {
        to[0] = from[0];
        if (!memory_repeat(rt, to, sizeof *to, times * sizeof *to)) {
            return false;
        }
        l->length += times;
        return true;
    }
    for (uint64_t round = 0; round < times; round++) {
        for (uint64_t i = 0; i < length; i++) {
            slot_init(to++, retain(slot_get(from[i])));
        }
        l->length += length;
        if (!poll_native(rt, 1 + length / 2)) {
            return false;
        }
    }
    return true;
}

static own_value list_repeat(struct ouro *rt, ref_value self, int64_t times)
{
    uint64_t length = as_list(self)->length;
    if (times <= 0 || length == 0) {
        return list_new(rt, 0);
    }
    if (length > CONTAINER_MOST / (uint64_t)times) {
        return error_no_memory(rt);
    }
    own_value result = list_new(rt, length * (uint64_t)times);
    if (!failed(result) && !fill_repeated(rt, as_list(lend(result)), as_list(self)->items, length, (uint64_t)times)) {
        release(rt, give(result));
    }
    return result;
}

static own_value list_in_place_concat(struct ouro *rt, ref_value self, ref_value other)
{
    return list_extend(rt, as_list(self), other) ? retain(self) : own_nothing;
}

static own_value list_in_place_repeat(struct ouro *rt, ref_value self, int64_t times)
{
    struct list *l = as_list(self);
    uint64_t length = l->length;
    if (times <= 0) {
        list_clear(rt, l);
    } else if (length > 0 && times > 1) {
        if (length > CONTAINER_MOST / (uint64_t)times) {
            return error_no_memory(rt);
        }
        uint64_t more = length * (uint64_t)(times - 1);
        if (!list_reserve(rt, l, more, true)) {
            return own_nothing;
        }
        if (!fill_repeated(rt, l, l->items, length, (uint64_t)(times - 1))) {
            return own_nothing;
        }
    }
    return retain(self);
}

static own_value list_iterate(struct ouro *rt, ref_value self)
{
    return sequence_cursor_new(rt, TYPE_LIST_ITERATOR, self, 0);
}

// Methods ------------------------------------------------------------------------------------------------------------

METHOD(list_append_method)
{
    return list_append(rt, as_list(args[0]), retain(args[1])) ? own_none : own_nothing;
}

METHOD(list_extend_method)
{
    return list_extend(rt, as_list(args[0]), args[1]) ? own_none : own_nothing;
}

METHOD(list_insert_method)
{
    int64_t at;
    if (!operation_index_int64(rt, args[1], &at, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    return list_insert(rt, as_list(args[0]), at, retain(args[2])) ? own_none : own_nothing;
}

METHOD(list_pop_method)
{
    int64_t at = -1;
    if (count > 1 && !operation_index_int64(rt, args[1], &at, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    struct list *l = as_list(args[0]);
    if (l->length == 0) {
        return error_raise(rt, TYPE_INDEX_ERROR, "pop from empty list");
    }
    at = at < 0 ? at + (int64_t)l->length : at;
    if ((uint64_t)at >= l->length) {
        return error_raise(rt, TYPE_INDEX_ERROR, "pop index out of range");
    }
    return list_pop(rt, l, (uint64_t)at);
}

METHOD(list_remove_method)
{
    struct list *l = as_list(args[0]);
    for (uint64_t i = 0; i < l->length; i++) {
        int equal = element_equal(rt, slot_get(l->items[i]), args[1]);
        if (equal < 0) {
            return own_nothing;
        }
        if (equal > 0) {
            if (i < l->length) { // __eq__ may have made the list shorter
                release(rt, list_pop(rt, l, i));
            }
            return own_none;
        }
    }
    return error_raise(rt, TYPE_VALUE_ERROR, "list.remove(x): x not in list");
}

METHOD(list_clear_method)
{
    list_clear(rt, as_list(args[0]));
    return own_none;
}

METHOD(list_copy_method)
{
    return list_slice(rt, args[0], 0, as_list(args[0])->length);
}

METHOD(list_reverse_method)
{
    list_reverse(rt, as_list(args[0]));
    return own_none;
}

METHOD(list_count_method)
{
    struct list *l = as_list(args[0]);
    int64_t number = 0;
    for (uint64_t i = 0; i < l->length; i++) {
        int equal = element_equal(rt, slot_get(l->items[i]), args[1]);
        if (equal < 0) {
            return own_nothing;
        }
        number += equal;
    }
    return own_small_int(number);
}

METHOD(list_index_method)
{
    struct list *l = as_list(args[0]);
    int64_t start, stop;
    if (!container_bound(rt, count > 2 ? args[2] : ref_nothing, 0, &start) ||
        !container_bound(rt, count > 3 ? args[3] : ref_nothing, INT64_MAX, &stop)) {
        return own_nothing;
    }
    int64_t length = (int64_t)l->length;
    start = start < 0 ? (start + length < 0 ? 0 : start + length) : start;
    stop = stop < 0 ? stop + length : stop;
    for (int64_t i = start; i < stop && i < (int64_t)l->length; i++) {
        int equal = element_equal(rt, slot_get(l->items[i]), args[1]);
        if (equal != 0) {
            return equal < 0 ? own_nothing : own_small_int(i);
        }
    }
    return error_raise(rt, TYPE_VALUE_ERROR, "%R is not in list", args[1]);
}

METHOD(list_sort_method)
{
    static char const *const names[] = {"key", "reverse"};
    static struct signature const signature = {"sort", names, 2, 0, 0, 0};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    int32_t reverse = 0;
    if (!is_nothing(given[1]) && !operation_index_int32(rt, given[1], &reverse)) {
        return own_nothing;
    }
    ref_value key = is_nothing(given[0]) ? ref_none : given[0];
    return list_sort(rt, args[0], key, reverse != 0) ? own_none : own_nothing;
}

METHOD(list_reversed_method)
{
    return sequence_cursor_new(rt, TYPE_LIST_REVERSE_ITERATOR, args[0], (int64_t)as_list(args[0])->length - 1);
}

METHOD(list_sizeof_method)
{
    (void)rt;
    size_t payload = as_list(args[0])->capacity * sizeof(slot_value);
    return own_small_int((int64_t)(heap_block_bytes(as_object(args[0])) + payload));
}

static struct native_definition const methods[] = {
    {"__reversed__", list_reversed_method, 0, 0, 0, "Return a reverse iterator over the list."},
    {"__sizeof__", list_sizeof_method, 0, 0, 0, "Return the size of the list in memory, in bytes."},
    {"append", list_append_method, 1, 1, 0, "Append object to the end of the list."},
    {"clear", list_clear_method, 0, 0, 0, "Remove all items from list."},
    {"copy", list_copy_method, 0, 0, 0, "Return a shallow copy of the list."},
    {"count", list_count_method, 1, 1, 0, "Return number of occurrences of value."},
    {"extend", list_extend_method, 1, 1, 0, "Extend list by appending elements from the iterable."},
    {"index", list_index_method, 1, 3, 0, "Return first index of value."},
    {"insert", list_insert_method, 2, 2, 0, "Insert object before index."},
    {"pop", list_pop_method, 0, 1, 0, "Remove and return item at index (default last)."},
    {"remove", list_remove_method, 1, 1, 0, "Remove first occurrence of value."},
    {"reverse", list_reverse_method, 0, 0, 0, "Reverse *IN PLACE*."},
    {"sort", list_sort_method, 0, -1, NATIVE_KEYWORDS, "Sort the list in ascending order and return None."},
    CONTAINER_CLASS_GETITEM,
    {0},
};

static struct type_protocol const protocol = {
    .repr = list_repr,
    .hash = hash_unhashable,
    .compare = list_compare,
    .iterate = list_iterate,
    .length = list_length,
    .get_item = list_get_item,
    .set_item = list_set_item,
    .contains = list_contains,
    .concat = list_concat,
    .repeat = list_repeat,
    .in_place_concat = list_in_place_concat,
    .in_place_repeat = list_in_place_repeat,
    .create = list_create,
    .initialize = list_initialize,
};

struct type_definition const list_type_definition = {
    .name = "list",
    .doc = "Built-in mutable sequence.",
    .number = TYPE_LIST,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_IS_SEQUENCE,
    .size = sizeof(struct list),
    .traverse = list_traverse,
    .drop_step = list_drop_step,
    .slots = list_slots,
    .finish = list_finish,
    .clear = list_break,
    .protocol = &protocol,
    .methods = methods,
};
