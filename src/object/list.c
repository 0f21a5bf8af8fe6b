// SPDX-License-Identifier: MIT
// list: storage, and what C code does with lists. Slices are in list_slice.c, the Python face in list_methods.c.
#include "object/list.h"
#include "core/poll.h"

#include "object/container.h"
#include "object/slice.h"
#include "object/tuple.h"

// Storage ------------------------------------------------------------------------------------------------------------

// Changes the room to `capacity` items exactly; never below length.
static bool set_capacity(struct ouro *rt, struct list *l, uint64_t capacity)
{
    OURO_ASSERT(capacity >= l->length);
    if (OURO_UNLIKELY(capacity > CONTAINER_MOST)) {
        error_no_memory(rt);
        return false;
    }
    size_t old_size = l->capacity * sizeof(slot_value);
    if (capacity == 0) {
        heap_raw_free(&rt->heap, l->items, old_size);
        l->items = NULL;
        l->capacity = 0;
        return true;
    }
    // Small blocks: all of the block is used.
    size_t size = capacity * sizeof(slot_value);
    if (size <= HEAP_SMALL_BYTES) {
        size = heap_good_size(size) / sizeof(slot_value) * sizeof(slot_value);
    }
    slot_value *items = heap_raw_resize(&rt->heap, l->items, old_size, size);
    if (OURO_UNLIKELY(items == NULL)) {
        error_no_memory(rt);
        return false;
    }
    l->items = items;
    l->capacity = size / sizeof(slot_value);
    return true;
}

// About an eighth more than needed, in steps of four.
static uint64_t roomy(uint64_t needed)
{
    return (needed + needed / 8 + 6) & ~(uint64_t)3;
}

bool list_reserve(struct ouro *rt, struct list *l, uint64_t more, bool exact)
{
    l->header.kind &= ~LIST_SORTING;
    if (more <= l->capacity - l->length) {
        return true;
    }
    if (more > CONTAINER_MOST - l->length) {
        error_no_memory(rt);
        return false;
    }
    uint64_t needed = l->length + more;
    return set_capacity(rt, l, exact ? needed : roomy(needed));
}

bool list_grow(struct ouro *rt, struct list *l)
{
    // An append to a list of n needs n + 1; steps 4, 8, 16, 24, ... for short ones.
    l->header.kind &= ~LIST_SORTING;
    return l->length < l->capacity || set_capacity(rt, l, l->length == 0 ? 4 : roomy(l->length + 1));
}

void list_trim(struct ouro *rt, struct list *l)
{
    if (OURO_UNLIKELY(l->capacity > 8 && l->length < l->capacity / 2)) {
        uint64_t capacity = l->length == 0 ? 0 : roomy(l->length);
        if (capacity < l->capacity && !set_capacity(rt, l, capacity)) {
            error_clear(rt); // making smaller does not fail
        }
    }
}

// Making -------------------------------------------------------------------------------------------------------------

own_value list_new(struct ouro *rt, uint64_t capacity)
{
    struct list *l = object_allocate(rt, HEAP_TRACED, sizeof *l, TYPE_LIST);
    if (l == NULL) {
        return error_no_memory(rt);
    }
    if (capacity > 0 && !set_capacity(rt, l, capacity)) {
        release_object(rt, &l->header);
        return own_nothing;
    }
    return own_object(l);
}

own_value list_from(struct ouro *rt, ref_value const *items, uint64_t length)
{
    own_value v = list_new(rt, length);
    if (!failed(v)) {
        struct list *l = as_list(lend(v));
        for (uint64_t i = 0; i < length; i++) {
            slot_init(&l->items[i], retain(items[i]));
        }
        l->length = length;
    }
    return v;
}

own_value list_from_owned(struct ouro *rt, own_value *items, uint64_t length)
{
    own_value v = list_new(rt, length);
    if (failed(v)) {
        for (uint64_t i = 0; i < length; i++) {
            release(rt, give(items[i]));
        }
        return v;
    }
    struct list *l = as_list(lend(v));
    for (uint64_t i = 0; i < length; i++) {
        slot_init(&l->items[i], give(items[i]));
    }
    l->length = length;
    return v;
}

own_value list_to_tuple(struct ouro *rt, ref_value v)
{
    own_value t = tuple_new(rt, as_list(v)->length);
    if (!failed(t)) {
        struct list *l = as_list(v);
        OURO_ASSERT(l->length == as_tuple(lend(t))->length);
        for (uint64_t i = 0; i < l->length; i++) {
            slot_init(&as_tuple(lend(t))->items[i], retain(slot_get(l->items[i])));
        }
    }
    return t;
}

own_value list_slice(struct ouro *rt, ref_value v, uint64_t from, uint64_t to)
{
    OURO_ASSERT(from <= to && to <= as_list(v)->length);
    return list_from(rt, slot_lend_array(as_list(v)->items + from), to - from);
}

// Extending ----------------------------------------------------------------------------------------------------------

// Appends `count` items of a list or tuple, which may be l itself.
static bool extend_items(struct ouro *rt, struct list *l, ref_value source, uint64_t count)
{
    if (!list_reserve(rt, l, count, l->length == 0)) {
        return false;
    }
    slot_value *from = is_kind(rt, source, TYPE_TUPLE) ? as_tuple(source)->items : as_list(source)->items;
    slot_value *to = l->items + l->length;
    for (uint64_t i = 0; i < count; i++) {
        slot_init(&to[i], retain(slot_get(from[i])));
    }
    l->length += count;
    return true;
}

static bool extend_range(struct ouro *rt, struct list *l, struct range const *r)
{
    uint64_t count = (uint64_t)r->length;
    int64_t last;
    if (count == 0) {
        return true;
    }
    if (!list_reserve(rt, l, count, l->length == 0)) {
        return false;
    }
    if (__builtin_mul_overflow(r->length - 1, r->step, &last) || __builtin_add_overflow(r->start, last, &last)) {
        last = INT64_MAX;
    }
    OURO_ASSERT(fits_small_int(r->start) && fits_small_int(last));
    slot_value *to = l->items + l->length;
    for (uint64_t i = 0; i < count; i++) {
        slot_init(&to[i], own_small_int(r->start + (int64_t)i * r->step));
        if (OURO_UNLIKELY((i & 4095) == 0) && !poll_native(rt, 2048)) {
            l->length += i + 1;
            return false;
        }
    }
    l->length += count;
    return true;
}

static bool extend_iterator(struct ouro *rt, struct list *l, ref_value iterable)
{
    own_value iterator = operation_iterate(rt, iterable);
    if (failed(iterator)) {
        return false;
    }
    int64_t hint = operation_length_hint(rt, iterable, 8);
    bool good = hint >= 0;
    if (good && hint > 0 && (uint64_t)hint <= INT64_MAX - l->length) {
        good = list_reserve(rt, l, (uint64_t)hint, l->length == 0);
    }
    while (good) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            good = !failed(item);
            break;
        }
        good = list_append(rt, l, item);
    }
    if (good && l->length < l->capacity && l->capacity > 8 && l->capacity - l->length > l->length / 8) {
        good = set_capacity(rt, l, l->length);
    }
    release(rt, iterator);
    return good;
}

// A range whose numbers all fit small ints.
static bool is_plain_range(ref_value v)
{
    if (!is_exact(v, TYPE_RANGE)) {
        return false;
    }
    struct range const *r = (struct range const *)as_object(v);
    return !r->is_long && fits_small_int(r->start) && fits_small_int(r->stop);
}

bool list_extend(struct ouro *rt, struct list *l, ref_value iterable)
{
    if (is_exact(iterable, TYPE_LIST)) {
        return extend_items(rt, l, iterable, as_list(iterable)->length);
    }
    if (is_exact(iterable, TYPE_TUPLE)) {
        return extend_items(rt, l, iterable, as_tuple(iterable)->length);
    }
    if (is_plain_range(iterable)) {
        return extend_range(rt, l, (struct range const *)as_object(iterable));
    }
    return extend_iterator(rt, l, iterable);
}

// Changing -----------------------------------------------------------------------------------------------------------

bool list_insert(struct ouro *rt, struct list *l, int64_t at, own_value item)
{
    if (!list_reserve(rt, l, 1, false)) {
        release(rt, item);
        return false;
    }
    int64_t length = (int64_t)l->length;
    at = at < 0 ? (at + length < 0 ? 0 : at + length) : at > length ? length : at;
    if (at < length) {
        slots_move(rt, l, l->items + at + 1, l->items + at, (size_t)(length - at));
    }
    l->length++;
    slot_init(&l->items[at], item);
    return true;
}

own_value list_pop(struct ouro *rt, struct list *l, uint64_t at)
{
    OURO_ASSERT(at < l->length);
    own_value item = slot_take(rt, l, &l->items[at]);
    l->length--;
    if (at < l->length) {
        slots_move(rt, l, l->items + at, l->items + at + 1, l->length - at);
    }
    list_trim(rt, l);
    return item;
}

bool list_set_length(struct ouro *rt, struct list *l, uint64_t length)
{
    OURO_ASSERT(length <= l->length);
    return list_splice(rt, l, length, l->length, NULL, 0);
}

void list_clear(struct ouro *rt, struct list *l)
{
    slot_value *items = l->items;
    uint64_t length = l->length;
    uint64_t capacity = l->capacity;
    l->items = NULL;
    l->length = 0;
    l->capacity = 0;
    release_defer_begin(rt);
    while (length > 0) {
        release(rt, slot_take(rt, l, &items[--length]));
    }
    heap_raw_free(&rt->heap, items, capacity * sizeof(slot_value));
    release_defer_end(rt);
}

void list_reverse(struct ouro *rt, struct list *l)
{
    slots_rearranged(rt, l);
    slot_value *low = l->items;
    slot_value *high = l->items + l->length;
    while (low + 1 < high) {
        slot_value v = *--high;
        *high = *low;
        *low++ = v;
    }
}
