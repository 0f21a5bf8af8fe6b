// SPDX-License-Identifier: MIT
// list: slices. What leaves is detached before the first release, and released last to first.
#include "object/container.h"
#include "object/list.h"
#include "object/slice.h"
#include "object/tuple.h"

bool list_splice(struct ouro *rt, struct list *l, uint64_t from, uint64_t to, ref_value const *items, uint64_t count)
{
    OURO_ASSERT(from <= to && to <= l->length);
    uint64_t leaving = to - from;
    if (count > leaving && !list_reserve(rt, l, count - leaving, false)) {
        return false;
    }
    release_defer_begin(rt);
    for (uint64_t i = to; i > from; i--) {
        release(rt, slot_take(rt, l, &l->items[i - 1]));
    }
    uint64_t tail = l->length - to;
    if (count != leaving && tail > 0) {
        slots_move(rt, l, l->items + from + count, l->items + to, tail);
    }
    l->length = from + count + tail;
    for (uint64_t i = 0; i < count; i++) {
        slot_init(&l->items[from + i], retain(items[i]));
    }
    if (count < leaving) {
        list_trim(rt, l);
    }
    release_defer_end(rt);
    return true;
}

own_value list_get_slice(struct ouro *rt, ref_value v, ref_value slice)
{
    int64_t start, stop, step, count;
    if (!slice_unpack(rt, slice, &start, &stop, &step)) {
        return own_nothing;
    }
    count = slice_adjust((int64_t)as_list(v)->length, &start, &stop, step);
    if (step == 1) {
        return list_slice(rt, v, (uint64_t)start, (uint64_t)(start + count));
    }
    own_value result = list_new(rt, (uint64_t)count);
    if (!failed(result)) {
        struct list *from = as_list(v);
        struct list *to = as_list(lend(result));
        for (int64_t i = 0; i < count; i++) {
            slot_init(&to->items[i], retain(slot_get(from->items[start + i * step])));
        }
        to->length = (uint64_t)count;
    }
    return result;
}

// Deletes items start, start + step, ... with step > 1.
static void delete_steps(struct ouro *rt, struct list *l, uint64_t start, uint64_t step, uint64_t count)
{
    release_defer_begin(rt);
    for (uint64_t i = 0; i < count; i++) {
        release(rt, slot_take(rt, l, &l->items[start + i * step]));
    }
    uint64_t to = start;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t from = start + i * step + 1;
        uint64_t end = i + 1 < count ? start + (i + 1) * step : l->length;
        slots_move(rt, l, l->items + to, l->items + from, end - from);
        to += end - from;
    }
    l->length = to;
    list_trim(rt, l);
    release_defer_end(rt);
}

static bool delete_slice(struct ouro *rt, struct list *l, ref_value slice)
{
    int64_t start, stop, step;
    if (!slice_unpack(rt, slice, &start, &stop, &step)) {
        return false;
    }
    int64_t count = slice_adjust((int64_t)l->length, &start, &stop, step);
    if (count == 0) {
        return true;
    }
    if (step == 1) {
        return list_splice(rt, l, (uint64_t)start, (uint64_t)(start + count), NULL, 0);
    }
    if (step < 0) {
        start += (count - 1) * step;
        step = count > 1 ? -step : 1;
    }
    delete_steps(rt, l, (uint64_t)start, (uint64_t)step, (uint64_t)count);
    return true;
}

// Assigns `values` (a list or tuple that is not l) to an extended slice.
static bool assign_steps(struct ouro *rt, struct list *l, int64_t start, int64_t step, int64_t count,
                         ref_value const *values, uint64_t given)
{
    if (given != (uint64_t)count) {
        error_raise(rt, TYPE_VALUE_ERROR, "attempt to assign sequence of size %lld to extended slice of size %lld",
                    (long long)given, (long long)count);
        return false;
    }
    release_defer_begin(rt);
    for (int64_t i = 0; i < count; i++) {
        slot_set(rt, l, &l->items[start + i * step], retain(values[i]));
    }
    release_defer_end(rt);
    return true;
}

// The values of a slice assignment as a list or tuple that is not l: owned.
static own_value slice_values(struct ouro *rt, ref_value list, ref_value value, bool extended)
{
    if (is_exact(value, TYPE_TUPLE) || (is_exact(value, TYPE_LIST) && !same(list, value))) {
        return retain(value);
    }
    if (same(list, value)) {
        return list_slice(rt, list, 0, as_list(list)->length);
    }
    own_value iterator = operation_iterate(rt, value);
    if (failed(iterator)) {
        if (error_matches(rt, TYPE_TYPE_ERROR)) {
            error_clear(rt);
            error_raise(rt, TYPE_TYPE_ERROR,
                        extended ? "must assign iterable to extended slice" : "can only assign an iterable");
        }
        return own_nothing;
    }
    own_value result =
        is_list(rt, value) || is_tuple(rt, value) ? operation_list(rt, value) : operation_list(rt, lend(iterator));
    release(rt, iterator);
    return result;
}

bool list_set_slice(struct ouro *rt, ref_value v, ref_value slice, ref_value value)
{
    struct list *l = as_list(v);
    if (is_nothing(value)) {
        return delete_slice(rt, l, slice);
    }
    int64_t start, stop, step;
    if (!slice_unpack(rt, slice, &start, &stop, &step)) {
        return false;
    }
    own_value values = slice_values(rt, v, value, step != 1);
    if (failed(values)) {
        return false;
    }
    bool is_tuple = is_exact(lend(values), TYPE_TUPLE);
    uint64_t given = is_tuple ? as_tuple(lend(values))->length : as_list(lend(values))->length;
    ref_value const *items = slot_lend_array(is_tuple ? as_tuple(lend(values))->items : as_list(lend(values))->items);
    int64_t count = slice_adjust((int64_t)l->length, &start, &stop, step);
    bool good = step == 1 ? list_splice(rt, l, (uint64_t)start, (uint64_t)(start + count), items, given)
                          : assign_steps(rt, l, start, step, count, items, given);
    release(rt, values);
    return good;
}
