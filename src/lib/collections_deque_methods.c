// SPDX-License-Identifier: MIT
// collections.deque: its methods.
#include "lib/collections.h"

METHOD(append)
{
    return deque_append(rt, as_deque(args[0]), retain(args[1])) ? own_none : own_nothing;
}

METHOD(append_left)
{
    return deque_append_left(rt, as_deque(args[0]), retain(args[1])) ? own_none : own_nothing;
}

METHOD(pop)
{
    struct deque *d = as_deque(args[0]);
    return d->length == 0 ? error_raise(rt, TYPE_INDEX_ERROR, "pop from an empty deque") : deque_pop(rt, d);
}

METHOD(pop_left)
{
    struct deque *d = as_deque(args[0]);
    return d->length == 0 ? error_raise(rt, TYPE_INDEX_ERROR, "pop from an empty deque") : deque_pop_left(rt, d);
}

METHOD(extend)
{
    return deque_extend(rt, as_deque(args[0]), args[1], false) ? own_none : own_nothing;
}

METHOD(extend_left)
{
    return deque_extend(rt, as_deque(args[0]), args[1], true) ? own_none : own_nothing;
}

METHOD(clear)
{
    deque_clear(rt, as_deque(args[0]));
    return own_none;
}

METHOD(copy)
{
    return deque_copy_of(rt, args[0]);
}

METHOD(count_item)
{
    struct deque *d = as_deque(args[0]);
    int64_t total = 0;
    int64_t length = (int64_t)d->length;
    uint64_t state = d->state;
    for (int64_t i = 0; i < length; i++) {
        i = deque_find(rt, d, args[1], i, length, TYPE_RUNTIME_ERROR, DEQUE_MUTATED);
        if (i == -2) {
            return own_nothing;
        }
        if (i == -1) {
            break;
        }
        if (d->state != state) {
            return error_raise(rt, TYPE_RUNTIME_ERROR, DEQUE_MUTATED);
        }
        total++;
    }
    return own_small_int(total);
}

METHOD(index_of)
{
    if (count < 2 || count > 4) {
        return error_raise(rt, TYPE_TYPE_ERROR, "index() takes at %s (%u given)",
                           count < 2 ? "least 1 argument" : "most 3 arguments", count - 1);
    }
    struct deque *d = as_deque(args[0]);
    int64_t start, stop;
    if (!container_bound(rt, count > 2 ? args[2] : ref_nothing, 0, &start) ||
        !container_bound(rt, count > 3 ? args[3] : ref_nothing, INT64_MAX, &stop)) {
        return own_nothing;
    }
    int64_t length = (int64_t)d->length;
    start = start < 0 ? (start + length < 0 ? 0 : start + length) : start;
    stop = stop < 0 ? (stop + length < 0 ? 0 : stop + length) : stop;
    stop = stop > length ? length : stop;
    int64_t i = deque_find(rt, d, args[1], start, stop, TYPE_RUNTIME_ERROR, DEQUE_MUTATED);
    if (i == -1) {
        return error_raise(rt, TYPE_VALUE_ERROR, "%R is not in deque", args[1]);
    }
    return i < 0 ? own_nothing : own_small_int(i);
}

METHOD(remove_item)
{
    struct deque *d = as_deque(args[0]);
    uint64_t state = d->state;
    int64_t i = deque_find(rt, d, args[1], 0, (int64_t)d->length, TYPE_INDEX_ERROR, DEQUE_MUTATED);
    if (i == -1) {
        return error_raise(rt, TYPE_VALUE_ERROR, "%R is not in deque", args[1]);
    }
    if (i >= 0 && d->state != state) {
        return error_raise(rt, TYPE_INDEX_ERROR, DEQUE_MUTATED);
    }
    if (i < 0) {
        return own_nothing;
    }
    release(rt, deque_take_at(rt, d, (uint64_t)i));
    return own_none;
}

METHOD(insert)
{
    struct deque *d = as_deque(args[0]);
    if (count != 3) {
        return error_raise(rt, TYPE_TYPE_ERROR, "insert() takes exactly 2 arguments (%u given)", count - 1);
    }
    int64_t at;
    if (!operation_index_int64(rt, args[1], &at, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (d->maxlen >= 0 && d->length >= (uint64_t)d->maxlen) {
        return error_raise(rt, TYPE_INDEX_ERROR, "deque already at its maximum size");
    }
    int64_t length = (int64_t)d->length;
    at = at < 0 ? (at + length < 0 ? 0 : at + length) : at > length ? length : at;
    // An item more at the nearer end, then those up to the place move by one.
    if (at < length / 2) {
        if (!deque_append_left(rt, d, own_none)) {
            return own_nothing;
        }
        for (int64_t i = 0; i < at; i++) {
            slots_move(rt, d, deque_slot(d, (uint64_t)i), deque_slot(d, (uint64_t)i + 1), 1);
        }
    } else {
        if (!deque_append(rt, d, own_none)) {
            return own_nothing;
        }
        for (int64_t i = length; i > at; i--) {
            slots_move(rt, d, deque_slot(d, (uint64_t)i), deque_slot(d, (uint64_t)i - 1), 1);
        }
    }
    slot_init(deque_slot(d, (uint64_t)at), retain(args[2]));
    return own_none;
}

// Exchanges two items: neither leaves the deque.
static void exchange(struct ouro *rt, struct deque *d, uint64_t i, uint64_t j)
{
    own_value a = slot_take(rt, d, deque_slot(d, i));
    slot_init(deque_slot(d, i), slot_take(rt, d, deque_slot(d, j)));
    slot_init(deque_slot(d, j), a);
}

METHOD(reverse)
{
    struct deque *d = as_deque(args[0]);
    for (uint64_t i = 0; i < d->length / 2; i++) {
        exchange(rt, d, i, d->length - 1 - i);
    }
    return own_none;
}

METHOD(rotate)
{
    struct deque *d = as_deque(args[0]);
    int64_t steps = 1;
    if (count > 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "deque.rotate expected at most 1 argument, got %u", count - 1);
    }
    if (count > 1 && !operation_index_int64(rt, args[1], &steps, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    int64_t length = (int64_t)d->length;
    if (length <= 1) {
        return own_none;
    }
    steps %= length;
    if (steps > length / 2) {
        steps -= length;
    } else if (steps < -(length / 2)) {
        steps += length;
    }
    d->state += steps != 0;
    for (; steps > 0; steps--) {
        uint64_t last = d->length - 1;
        slot_value *from = deque_slot(d, last);
        d->head = (d->head - 1) & (d->capacity - 1);
        if (from != &d->items[d->head]) {
            slots_move(rt, d, &d->items[d->head], from, 1);
        }
    }
    for (; steps < 0; steps++) {
        slot_value *from = deque_slot(d, 0);
        slot_value *to = deque_slot(d, d->length);
        if (from != to) {
            slots_move(rt, d, to, from, 1);
        }
        d->head = (d->head + 1) & (d->capacity - 1);
    }
    return own_none;
}

METHOD(reduce)
{
    struct deque *d = as_deque(args[0]);
    own_value parts[4] = {retain(ref_object(type_of(rt, args[0])))};
    own_value maxlen = d->maxlen < 0 ? own_none : int_from_int64(rt, d->maxlen);
    own_value empty = failed(maxlen) ? own_nothing : tuple_new(rt, 0);
    ref_value two[] = {lend(empty), lend(maxlen)};
    parts[1] = failed(empty) ? own_nothing : d->maxlen < 0 ? retain(lend(empty)) : tuple_from(rt, two, 2);
    release(rt, empty);
    release(rt, maxlen);
    parts[2] =
        failed(parts[1]) ? own_nothing : operation_call_method(rt, name_of(rt, NAME_getstate), args, 1, ref_nothing);
    parts[3] = failed(parts[2]) ? own_nothing : operation_iterate(rt, args[0]);
    if (failed(parts[3])) {
        for (int i = 0; i < 3; i++) {
            release(rt, parts[i]);
        }
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, 4);
}

METHOD(size_of)
{
    (void)rt;
    struct deque *d = as_deque(args[0]);
    return own_small_int((int64_t)(heap_block_bytes(&d->header) + d->capacity * sizeof *d->items));
}

static own_value get_maxlen(struct ouro *rt, ref_value self)
{
    int64_t maxlen = as_deque(self)->maxlen;
    return maxlen < 0 ? own_none : int_from_int64(rt, maxlen);
}

struct attribute_definition const deque_attributes[] = {
    {"maxlen", get_maxlen, NULL, "maximum size of a deque or None if unbounded"},
    {0},
};
struct native_definition const deque_methods[] = {
    {"append", append, 1, 1, 0, "Add an element to the right side of the deque."},
    {"appendleft", append_left, 1, 1, 0, "Add an element to the left side of the deque."},
    {"clear", clear, 0, 0, 0, "Remove all elements from the deque."},
    {"__copy__", copy, 0, 0, 0, "Return a shallow copy of a deque."},
    {"copy", copy, 0, 0, 0, "Return a shallow copy of a deque."},
    {"count", count_item, 1, 1, 0, "D.count(value) -- return number of occurrences of value"},
    {"extend", extend, 1, 1, 0, "Extend the right side of the deque with elements from the iterable"},
    {"extendleft", extend_left, 1, 1, 0, "Extend the left side of the deque with elements from the iterable"},
    {"index", index_of, 0, -1, 0,
     "D.index(value, [start, [stop]]) -- return first index of value.\nRaises ValueError if the value is not present."},
    {"insert", insert, 0, -1, 0, "D.insert(index, object) -- insert object before index"},
    {"pop", pop, 0, 0, 0, "Remove and return the rightmost element."},
    {"popleft", pop_left, 0, 0, 0, "Remove and return the leftmost element."},
    {"__reduce__", reduce, 0, 0, 0, "Return state information for pickling."},
    {"remove", remove_item, 1, 1, 0, "D.remove(value) -- remove first occurrence of value."},
    {"__reversed__", deque_reversed, 0, 0, 0, "D.__reversed__() -- return a reverse iterator over the deque"},
    {"reverse", reverse, 0, 0, 0, "D.reverse() -- reverse *IN PLACE*"},
    {"rotate", rotate, 0, -1, 0,
     "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left."},
    {"__sizeof__", size_of, 0, 0, 0, "D.__sizeof__() -- size of D in memory, in bytes"},
    CONTAINER_CLASS_GETITEM,
    {0},
};
