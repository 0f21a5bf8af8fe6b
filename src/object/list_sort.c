// SPDX-License-Identifier: MIT
// list.sort: keys, the choice of the comparison, and who owns the items meanwhile.
//
// While a sort runs the list is empty, and the items lie in an anchor: a traced object that owns them. What is sorted
// when comparisons may run Python is a copy that the collector does not see; the result is written back in one step.
// When they cannot, the anchor's own storage is sorted, and hidden from the collector (its length is 0) because merging
// takes memory: an emergency collection then finds the items' counts unexplained and keeps them.
#include "core/handle.h"
#include "object/container.h"
#include "object/definitions.h"
#include "object/float.h"
#include "object/list.h"
#include "object/sort.h"
#include "object/tuple.h"

// The anchor ---------------------------------------------------------------------------------------------------------

struct anchor {
    struct object header;
    uint64_t length;
    uint64_t capacity;
    slot_value *items;
};

static uint64_t anchor_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                                struct visitor *visitor)
{
    (void)rt;
    struct anchor *a = (struct anchor *)o;
    return slots_traverse(a->items, a->length, from, budget, visitor);
}

static slot_value *anchor_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct anchor *a = (struct anchor *)o;
    return slots_drop_first(a->items, a->length, cursor);
}

static own_value anchor_finish(struct ouro *rt, struct object *o)
{
    struct anchor *a = (struct anchor *)o;
    heap_raw_free(&rt->heap, a->items, a->capacity * sizeof(slot_value));
    return own_nothing;
}

static struct type_protocol const anchor_protocol = {0};

struct type_definition const anchor_type_definition = {
    .name = "anchor",
    .number = TYPE_ANCHOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_UNTRACKED,
    .size = sizeof(struct anchor),
    .traverse = anchor_traverse,
    .drop_step = anchor_drop_step,
    .finish = anchor_finish,
    .protocol = &anchor_protocol,
};

static struct anchor *anchor_new(struct ouro *rt, uint64_t capacity)
{
    struct anchor *a = object_allocate(rt, HEAP_TRACED, sizeof *a, TYPE_ANCHOR);
    if (a == NULL) {
        error_no_memory(rt);
        return NULL;
    }
    a->header.kind |= OBJECT_HIDDEN;
    if (capacity > 0) {
        a->items = heap_raw_allocate(&rt->heap, capacity * sizeof(slot_value));
        if (a->items == NULL) {
            release_object(rt, &a->header);
            error_no_memory(rt);
            return NULL;
        }
        a->capacity = capacity;
    }
    return a;
}

// Comparisons --------------------------------------------------------------------------------------------------------

static int less_small_int(struct sorter *sorter, uint64_t a, uint64_t b)
{
    (void)sorter;
    return (int64_t)a < (int64_t)b;
}

static int less_float(struct sorter *sorter, uint64_t a, uint64_t b)
{
    (void)sorter;
    return float_number(ref_from_bits(a)) < float_number(ref_from_bits(b));
}

static int less_str(struct sorter *sorter, uint64_t a, uint64_t b)
{
    (void)sorter;
    return str_compare(as_str(ref_from_bits(a)), as_str(ref_from_bits(b))) < 0;
}

static int less_any(struct sorter *sorter, uint64_t a, uint64_t b)
{
    return operation_compare_truth(sorter->rt, COMPARE_LT, ref_from_bits(a), ref_from_bits(b));
}

// Tuples whose first items are all of one kind; the others are compared as they come.
static int less_tuple(struct sorter *sorter, uint64_t a, uint64_t b)
{
    struct tuple *x = as_tuple(ref_from_bits(a));
    struct tuple *y = as_tuple(ref_from_bits(b));
    uint64_t common = x->length < y->length ? x->length : y->length;
    uint64_t i = 0;
    int equal = 1;
    while (i < common && (equal = element_equal(sorter->rt, slot_get(x->items[i]), slot_get(y->items[i]))) > 0) {
        i++;
    }
    if (equal < 0) {
        return -1;
    }
    if (i == common) {
        return x->length < y->length;
    }
    sort_less_fn *less = i == 0 ? sorter->first_less : less_any;
    return less(sorter, ref_bits(slot_get(x->items[i])), ref_bits(slot_get(y->items[i])));
}

enum sort_kind { KIND_ANY, KIND_SMALL_INT, KIND_FLOAT, KIND_STR, KIND_TUPLE };

static enum sort_kind kind_of(ref_value v)
{
    if (is_small_int(v)) {
        return KIND_SMALL_INT;
    }
    if (is_word_float(v) || is_exact(v, TYPE_FLOAT)) {
        return KIND_FLOAT;
    }
    if (is_exact(v, TYPE_STR)) {
        return KIND_STR;
    }
    return is_exact(v, TYPE_TUPLE) && as_tuple(v)->length > 0 ? KIND_TUPLE : KIND_ANY;
}

static sort_less_fn *less_of(enum sort_kind kind)
{
    switch (kind) {
    case KIND_SMALL_INT:
        return less_small_int;
    case KIND_FLOAT:
        return less_float;
    case KIND_STR:
        return less_str;
    case KIND_TUPLE:
    case KIND_ANY:
        break;
    }
    return less_any;
}

// Chooses sorter->less for these keys. Result: may a comparison run Python?
static bool choose_less(struct sorter *sorter, slot_value const *keys, uint64_t length)
{
    enum sort_kind kind = kind_of(slot_get(keys[0]));
    enum sort_kind first = kind == KIND_TUPLE ? kind_of(tuple_item(slot_get(keys[0]), 0)) : KIND_ANY;
    for (uint64_t i = 1; kind != KIND_ANY && i < length; i++) {
        ref_value v = slot_get(keys[i]);
        if (kind_of(v) != kind) {
            kind = KIND_ANY;
        } else if (kind == KIND_TUPLE && first != KIND_ANY && kind_of(tuple_item(v, 0)) != first) {
            first = KIND_ANY;
        }
    }
    sorter->less = kind == KIND_TUPLE ? less_tuple : less_of(kind);
    sorter->first_less = less_of(first);
    return kind == KIND_TUPLE || kind == KIND_ANY;
}

// Sorting ------------------------------------------------------------------------------------------------------------

static bool sort_copies(struct ouro *rt, struct sorter *sorter, struct anchor *items, struct anchor *keys)
{
    uint64_t length = items->length;
    size_t size = length * sizeof(uint64_t);
    size_t all = keys == NULL ? size : 2 * size;
    uint64_t *words = heap_raw_allocate(&rt->heap, all);
    if (words == NULL) {
        sorter->no_memory = true;
        return false;
    }
    uint64_t *values = keys == NULL ? words : words + length;
    if (keys != NULL) {
        memcpy(words, keys->items, size);
    }
    memcpy(values, items->items, size);
    bool good = sort_words(sorter, (struct sort_slice){words, keys == NULL ? NULL : values}, length);
    memcpy(items->items, values, size);
    heap_raw_free(&rt->heap, words, all);
    return good;
}

static bool sort_hidden(struct sorter *sorter, struct anchor *items, struct anchor *keys)
{
    uint64_t length = items->length;
    items->length = RULE(9, 1) ? 0 : length;
    struct sort_slice base = {(uint64_t *)(void *)items->items, NULL};
    if (keys != NULL) {
        keys->length = 0;
        base = (struct sort_slice){(uint64_t *)(void *)keys->items, base.keys};
    }
    bool good = sort_words(sorter, base, length);
    items->length = length;
    if (keys != NULL) {
        keys->length = length;
    }
    return good;
}

static bool sort_anchored(struct ouro *rt, struct anchor *items, struct anchor *keys)
{
    if (items->length < 2) {
        return true;
    }
    struct sorter sorter = {.rt = rt};
    bool python = choose_less(&sorter, keys == NULL ? items->items : keys->items, items->length);
    bool good = python && RULE(9, 1) ? sort_copies(rt, &sorter, items, keys) : sort_hidden(&sorter, items, keys);
    if (sorter.no_memory) {
        error_no_memory(rt);
    }
    return good;
}

static void reverse_items(struct ouro *rt, struct anchor *a)
{
    slots_rearranged(rt, a);
    for (uint64_t low = 0, high = a->length; low + 1 < high; low++) {
        slot_value v = a->items[--high];
        a->items[high] = a->items[low];
        a->items[low] = v;
    }
}

// Sorts by key(item), in an order that reversal at the end makes right.
static bool sort_by_key(struct ouro *rt, struct anchor *items, ref_value key, bool reverse)
{
    struct anchor *keys = anchor_new(rt, items->length);
    if (keys == NULL) {
        return false;
    }
    struct own_cell cell;
    handle_enter(rt, &cell, own_object(keys));
    bool good = true;
    for (uint64_t i = 0; good && i < items->length; i++) {
        own_value v = operation_call_1(rt, key, slot_get(items->items[i]));
        good = !failed(v);
        if (good) {
            slot_init(&keys->items[i], v);
            keys->length = i + 1;
        }
    }
    if (good && reverse) {
        reverse_items(rt, items);
        reverse_items(rt, keys);
    }
    if (good) {
        good = sort_anchored(rt, items, keys);
        if (reverse) {
            reverse_items(rt, items);
        }
    }
    release(rt, handle_leave(rt, &cell));
    return good;
}

// Gives the items back to the list. What was put into it meanwhile is released.
static bool give_back(struct ouro *rt, struct list *l, struct anchor *items, bool good)
{
    bool modified = !(l->header.kind & LIST_SORTING) || l->items != NULL;
    l->header.kind &= ~LIST_SORTING;
    struct anchor strangers = {.length = l->length, .capacity = l->capacity, .items = l->items};
    slots_rearranged(rt, l);
    slots_rearranged(rt, items);
    l->items = items->items;
    l->length = items->length;
    l->capacity = items->capacity;
    items->items = strangers.items;
    items->length = strangers.length;
    items->capacity = strangers.capacity;
    if (good && modified) {
        error_raise(rt, TYPE_VALUE_ERROR, "list modified during sort");
        return false;
    }
    return good;
}

bool list_sort(struct ouro *rt, ref_value v, ref_value key, bool reverse)
{
    struct list *l = as_list(v);
    if (l->length < 2 && (l->length == 0 || is_none(key))) {
        return true;
    }
    struct anchor *items = anchor_new(rt, 0);
    if (items == NULL) {
        return false;
    }
    struct own_cell cell; // so that a marker finds the items while Python runs
    handle_enter(rt, &cell, own_object(items));
    slots_rearranged(rt, items);
    items->items = l->items;
    items->length = l->length;
    items->capacity = l->capacity;
    l->items = NULL;
    l->length = 0;
    l->capacity = 0;
    l->header.kind |= LIST_SORTING;
    bool good;
    if (is_none(key)) {
        // Reversed before and after, a stable sort stays stable.
        if (reverse) {
            reverse_items(rt, items);
        }
        good = sort_anchored(rt, items, NULL);
        if (reverse) {
            reverse_items(rt, items);
        }
    } else {
        good = sort_by_key(rt, items, key, reverse);
    }
    own_value held = retain(v);
    good = give_back(rt, l, items, good);
    release(rt, handle_leave(rt, &cell));
    release(rt, held);
    return good;
}
