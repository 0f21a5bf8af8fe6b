// SPDX-License-Identifier: MIT
// The module _heapq: heaps in lists. Comparing may run Python, which may change the list: its length is looked at after
// each comparison, and what is compared is held.
#include "lib/module_types.h"
#include "object/container.h"
#include "object/list.h"

// Is item i to lie above item j: smaller, or in a heap for the largest, larger? -1: error.
static int above(struct ouro *rt, struct list *l, uint64_t i, uint64_t j, bool largest)
{
    ref_value a = slot_get(l->items[largest ? j : i]);
    ref_value b = slot_get(l->items[largest ? i : j]);
    if (both_small_int(a, b)) {
        return small_int(a) < small_int(b);
    }
    uint64_t length = l->length;
    own_value x = retain(a);
    own_value y = retain(b);
    int less = operation_compare_truth(rt, COMPARE_LT, lend(x), lend(y));
    release(rt, x);
    release(rt, y);
    if (less >= 0 && l->length != length) {
        error_raise(rt, TYPE_RUNTIME_ERROR, "list changed size during iteration");
        return -1;
    }
    return less;
}

// Two items change places: neither leaves the list.
static void exchange(struct ouro *rt, struct list *l, uint64_t i, uint64_t j)
{
    own_value item = slot_take(rt, l, &l->items[i]);
    slot_init(&l->items[i], slot_take(rt, l, &l->items[j]));
    slot_init(&l->items[j], item);
}

static bool out_of_range(struct ouro *rt)
{
    error_raise(rt, TYPE_INDEX_ERROR, "index out of range");
    return false;
}

// Moves item `at` up towards `top` until it is in order.
static bool rise(struct ouro *rt, struct list *l, uint64_t top, uint64_t at, bool largest)
{
    if (at >= l->length) {
        return out_of_range(rt);
    }
    while (at > top) {
        uint64_t parent = (at - 1) / 2;
        int less = above(rt, l, at, parent, largest);
        if (less <= 0) {
            return less == 0;
        }
        exchange(rt, l, at, parent);
        at = parent;
    }
    return true;
}

// Moves item `at` down to a leaf, by the child that comes first, then up to its place: fewer comparisons than stopping
// on the way.
static bool sink(struct ouro *rt, struct list *l, uint64_t at, bool largest)
{
    uint64_t end = l->length;
    uint64_t top = at;
    if (at >= end) {
        return out_of_range(rt);
    }
    while (at < end / 2) {
        uint64_t child = 2 * at + 1;
        if (child + 1 < end) {
            int less = largest ? above(rt, l, child + 1, child, true) : above(rt, l, child, child + 1, false);
            if (less < 0) {
                return false;
            }
            child += largest ? (uint64_t)(less > 0) : (uint64_t)(less == 0);
        }
        exchange(rt, l, at, child);
        at = child;
    }
    return rise(rt, l, top, at, largest);
}

static struct list *heap_of(struct ouro *rt, char const *name, ref_value v)
{
    if (is_list(rt, v)) {
        return as_list(v);
    }
    error_raise(
        rt, TYPE_TYPE_ERROR, "%s() argument %smust be list, not %T", name,
        strstr(name, "heapify") != NULL || strstr(name, "pop") == name + 4 || strstr(name, "_heappop") ? "" : "1 ", v);
    return NULL;
}

METHOD(heap_push)
{
    struct list *l = heap_of(rt, "heappush", args[0]);
    if (l == NULL || !list_append(rt, l, retain(args[1]))) {
        return own_nothing;
    }
    return rise(rt, l, 0, l->length - 1, false) ? own_none : own_nothing;
}

static own_value pop(struct ouro *rt, struct list *l, bool largest)
{
    if (l->length == 0) {
        out_of_range(rt);
        return own_nothing;
    }
    own_value last = list_pop(rt, l, l->length - 1);
    if (failed(last) || l->length == 0) {
        return last;
    }
    own_value first = slot_take(rt, l, &l->items[0]);
    slot_init(&l->items[0], last);
    if (!sink(rt, l, 0, largest)) {
        release(rt, first);
        return own_nothing;
    }
    return first;
}

static own_value replace(struct ouro *rt, struct list *l, ref_value item, bool largest)
{
    if (l->length == 0) {
        out_of_range(rt);
        return own_nothing;
    }
    own_value first = slot_take(rt, l, &l->items[0]);
    slot_init(&l->items[0], retain(item));
    if (!sink(rt, l, 0, largest)) {
        release(rt, first);
        return own_nothing;
    }
    return first;
}

static own_value heapify(struct ouro *rt, struct list *l, bool largest)
{
    for (uint64_t i = l->length / 2; i-- > 0;) {
        if (!sink(rt, l, i, largest)) {
            return own_nothing;
        }
    }
    return own_none;
}

METHOD(heap_pop)
{
    struct list *l = heap_of(rt, "heappop", args[0]);
    return l == NULL ? own_nothing : pop(rt, l, false);
}
METHOD(heap_pop_largest)
{
    struct list *l = heap_of(rt, "_heappop_max", args[0]);
    return l == NULL ? own_nothing : pop(rt, l, true);
}
METHOD(heap_replace)
{
    struct list *l = heap_of(rt, "heapreplace", args[0]);
    return l == NULL ? own_nothing : replace(rt, l, args[1], false);
}
METHOD(heap_replace_largest)
{
    struct list *l = heap_of(rt, "_heapreplace_max", args[0]);
    return l == NULL ? own_nothing : replace(rt, l, args[1], true);
}
METHOD(heap_heapify)
{
    struct list *l = heap_of(rt, "heapify", args[0]);
    return l == NULL ? own_nothing : heapify(rt, l, false);
}
METHOD(heap_heapify_largest)
{
    struct list *l = heap_of(rt, "_heapify_max", args[0]);
    return l == NULL ? own_nothing : heapify(rt, l, true);
}

METHOD(heap_push_pop)
{
    struct list *l = heap_of(rt, "heappushpop", args[0]);
    if (l == NULL || l->length == 0) {
        return l == NULL ? own_nothing : retain(args[1]);
    }
    own_value first = retain(slot_get(l->items[0]));
    int less = operation_compare_truth(rt, COMPARE_LT, lend(first), args[1]);
    release(rt, first);
    if (less <= 0) {
        return less < 0 ? own_nothing : retain(args[1]);
    }
    return replace(rt, l, args[1], false);
}

static struct native_definition const functions[] = {
    {"heappush", heap_push, 2, 2, 0,
     "heappush($module, heap, item, /)\n--\n\nPush item onto heap, maintaining the heap invariant."},
    {"heappushpop", heap_push_pop, 2, 2, 0,
     "heappushpop($module, heap, item, /)\n--\n\nPush item on the heap, then pop and return the smallest item from the "
     "heap.\n\nThe combined action runs more efficiently than heappush() followed by\na separate call to heappop()."},
    {"heappop", heap_pop, 1, 1, 0,
     "heappop($module, heap, /)\n--\n\nPop the smallest item off the heap, maintaining the heap invariant."},
    {"heapreplace", heap_replace, 2, 2, 0,
     "heapreplace($module, heap, item, /)\n--\n\nPop and return the current smallest value, and add the new item."},
    {"heapify", heap_heapify, 1, 1, 0,
     "heapify($module, heap, /)\n--\n\nTransform list into a heap, in-place, in O(len(heap)) time."},
    {"_heappop_max", heap_pop_largest, 1, 1, 0, "_heappop_max($module, heap, /)\n--\n\nMaxheap variant of heappop."},
    {"_heapify_max", heap_heapify_largest, 1, 1, 0,
     "_heapify_max($module, heap, /)\n--\n\nMaxheap variant of heapify."},
    {"_heapreplace_max", heap_replace_largest, 2, 2, 0,
     "_heapreplace_max($module, heap, item, /)\n--\n\nMaxheap variant of heapreplace."},
    {0},
};

own_value heapq_module_open(struct ouro *rt)
{
    return module_make(rt, "_heapq", "Heaps: lists whose item i is not larger than items 2*i + 1 and 2*i + 2.",
                       functions);
}
