// SPDX-License-Identifier: MIT
// The weak table: open addressing with linear probing, from an object's address to its newest weak reference.
#include "core/handle.h"
#include "gc/collector.h"

#include "os/clock.h"
#include "os/tuning.h"

struct weak_entry {
    struct object *target; // NULL: free
    struct weak_reference *first;
};

// Owned references whose callbacks are to be called, oldest first, linked by `next`.
struct weak_calls {
    struct weak_reference *first;
    struct weak_reference *last;
    struct weak_calls *outer; // of a call further out on the C stack
};

struct weak_table {
    struct weak_entry *entries;
    size_t mask; // capacity - 1; capacity is a power of two, at most 3/4 full
    size_t count;
    struct weak_calls parked;
    struct weak_calls *calls; // innermost run of callbacks
};

#define WEAK_CAPACITY_FIRST ((size_t)OURO_TUNE(16u, 2u))

static size_t home_of(struct weak_table const *t, struct object const *o)
{
    uint64_t h = (uint64_t)(uintptr_t)o * 0x9e3779b97f4a7c15u;
    return (size_t)(h >> 32) & t->mask;
}

static struct weak_entry *find(struct weak_table const *t, struct object const *o)
{
    for (size_t i = home_of(t, o);; i = (i + 1) & t->mask) {
        if (t->entries[i].target == o) {
            return &t->entries[i];
        }
        if (t->entries[i].target == NULL) {
            return NULL;
        }
    }
}

static void insert(struct weak_table *t, struct weak_entry entry)
{
    size_t i = home_of(t, entry.target);
    while (t->entries[i].target != NULL) {
        i = (i + 1) & t->mask;
    }
    t->entries[i] = entry;
}

static bool resize(struct ouro *rt, size_t capacity)
{
    struct weak_table *t = rt->weak;
    struct weak_entry *entries = heap_raw_allocate_zeroed(&rt->heap, capacity * sizeof *entries);
    if (entries == NULL) {
        return false;
    }
    // The allocation may have collected, so the table is read only now.
    struct weak_entry *old = t->entries;
    size_t old_capacity = t->mask + 1;
    t->entries = entries;
    t->mask = capacity - 1;
    for (size_t i = 0; i < old_capacity; i++) {
        if (old[i].target != NULL) {
            insert(t, old[i]);
        }
    }
    heap_raw_free(&rt->heap, old, old_capacity * sizeof *old);
    return true;
}

// Takes an entry out and moves those behind it that would not be found any more.
static void remove_entry(struct ouro *rt, struct weak_entry *entry)
{
    struct weak_table *t = rt->weak;
    entry->target->kind &= ~OBJECT_WEAK;
    size_t hole = (size_t)(entry - t->entries);
    for (size_t i = (hole + 1) & t->mask; t->entries[i].target != NULL; i = (i + 1) & t->mask) {
        size_t home = home_of(t, t->entries[i].target);
        if (((i - home) & t->mask) >= ((i - hole) & t->mask)) {
            t->entries[hole] = t->entries[i];
            hole = i;
        }
    }
    t->entries[hole] = (struct weak_entry){NULL, NULL};
    t->count--;
}

static void clear_and_call(struct ouro *rt, struct object *o);

bool weak_open(struct ouro *rt)
{
    struct weak_table *t = heap_raw_allocate_zeroed(&rt->heap, sizeof *t);
    if (t == NULL) {
        return false;
    }
    t->entries = heap_raw_allocate_zeroed(&rt->heap, WEAK_CAPACITY_FIRST * sizeof *t->entries);
    if (t->entries == NULL) {
        heap_raw_free(&rt->heap, t, sizeof *t);
        return false;
    }
    t->mask = WEAK_CAPACITY_FIRST - 1;
    rt->weak = t;
    rt->manager.weak_clear = clear_and_call;
    return true;
}

void weak_close(struct ouro *rt)
{
    struct weak_table *t = rt->weak;
    if (t != NULL) {
        heap_raw_free(&rt->heap, t->entries, (t->mask + 1) * sizeof *t->entries);
        heap_raw_free(&rt->heap, t, sizeof *t);
        rt->weak = NULL;
    }
}

bool weak_attach(struct ouro *rt, struct weak_reference *w, ref_value target)
{
    struct weak_table *t = rt->weak;
    struct object *o = as_object(target);
    OURO_ASSERT(w->referent == NULL && w->next == NULL && row_of(rt, &w->header)->flags & ROW_WEAK_REFERENCE);
    OURO_ASSERT(row_of(rt, o)->flags & ROW_WEAKLY_HELD && !(o->kind & OBJECT_DYING));
    struct weak_entry *entry = NULL;
    if (o->kind & OBJECT_WEAK) {
        entry = find(t, o);
        OURO_MUST(entry != NULL);
        w->next = entry->first;
        entry->first->previous = w;
        entry->first = w;
    } else {
        if ((t->count + 1) * 4 > (t->mask + 1) * 3 && !resize(rt, (t->mask + 1) * 2)) {
            return false;
        }
        insert(t, (struct weak_entry){o, w});
        t->count++;
        o->kind |= OBJECT_WEAK;
    }
    w->referent = o;
    return true;
}

void weak_detach(struct ouro *rt, struct weak_reference *w)
{
    struct object *o = w->referent;
    if (o == NULL) {
        return;
    }
    if (w->next != NULL) {
        w->next->previous = w->previous;
    }
    if (w->previous != NULL) {
        w->previous->next = w->next;
    } else {
        struct weak_entry *entry = find(rt->weak, o);
        OURO_MUST(entry != NULL && entry->first == w);
        entry->first = w->next;
        if (w->next == NULL) {
            remove_entry(rt, entry);
        }
    }
    w->referent = NULL;
    w->next = w->previous = NULL;
}

// Condemned by an old cycle that frees in slices.
static bool is_doomed(struct ouro *rt, struct object *o)
{
    struct heap_page const *page = heap_page_of(o);
    return page->kind == HEAP_TRACED && rt->collector->phase == GC_FINISH &&
           old_hides(rt, page, heap_block_index(page, o));
}

own_value weak_load(struct ouro *rt, struct object *o)
{
    if (o->kind & OBJECT_DYING && RULE(12, 1)) {
        return own_nothing;
    }
    if (OURO_UNLIKELY(rt->heap.free_color != 0)) { // a cycle is under way
        if (rt->barrier) {
            if (RULE(4, 1)) {
                barrier_grey(rt, ref_object(o));
            }
        } else if (RULE(4, 2) && is_doomed(rt, o)) {
            return own_nothing;
        }
    }
    return retain(ref_object(o));
}

struct weak_reference *weak_first(struct ouro *rt, struct object const *o)
{
    return o->kind & OBJECT_WEAK ? find(rt->weak, o)->first : NULL;
}

static bool calls_back(struct weak_reference const *w)
{
    ref_value callback = slot_get(w->callback);
    return !(w->header.kind & OBJECT_DYING) && !is_nothing(callback) && !is_none(callback);
}

bool weak_has_callback(struct ouro *rt, struct object const *o)
{
    for (struct weak_reference *w = weak_first(rt, o); w != NULL; w = w->next) {
        if (calls_back(w)) {
            return true;
        }
    }
    return false;
}

// Empties all references to o. Those that call back are appended to `calls`, with a count.
static void sever(struct ouro *rt, struct object *o, struct weak_calls *calls,
                  bool (*is_condemned)(void *set, struct object *w), void *set)
{
    struct weak_entry *entry = find(rt->weak, o);
    OURO_MUST(entry != NULL);
    struct weak_reference *w = entry->first;
    remove_entry(rt, entry);
    while (w != NULL) {
        struct weak_reference *next = w->next;
        w->referent = NULL;
        w->next = w->previous = NULL;
        if (calls_back(w) && (!RULE(4, 3) || is_condemned == NULL || !is_condemned(set, &w->header))) {
            own_value held = weak_load(rt, &w->header);
            if (!failed(held)) { // else it is condemned itself: it never fires
                *(calls->first == NULL ? &calls->first : &calls->last->next) = w; // the list has it
                calls->last = w;
            }
        }
        w = next;
    }
}

// Calls the callbacks of a list of owned references until the deadline (0: none) is past.
static void run(struct ouro *rt, struct weak_calls *calls, int64_t deadline)
{
    calls->outer = rt->weak->calls;
    rt->weak->calls = calls;
    while (calls->first != NULL) {
        struct weak_reference *w = calls->first;
        calls->first = w->next;
        w->next = NULL;
        struct own_cell cell;
        handle_enter(rt, &cell, own_object(w));
        if (rt->hooks.weak_callback != NULL) {
            rt->hooks.weak_callback(rt, ref_object(w));
        }
        release(rt, handle_leave(rt, &cell));
        if (deadline != 0 && os_clock_monotonic() >= deadline) {
            break;
        }
    }
    rt->weak->calls = calls->outer;
}

// manager.weak_clear: o dies by count. A condemned reference cannot be met here that would have to keep silent:
// condemning and freeing is one step.
static void clear_and_call(struct ouro *rt, struct object *o)
{
    struct weak_calls calls = {NULL, NULL, NULL};
    sever(rt, o, &calls, NULL, NULL);
    if (calls.first != NULL) {
        run(rt, &calls, 0);
    }
}

void weak_condemn(struct ouro *rt, struct object *o, bool (*is_condemned)(void *set, struct object *w), void *set)
{
    sever(rt, o, &rt->weak->parked, is_condemned, set);
    if (rt->weak->parked.first != NULL) {
        runtime_raise(rt, POLL_PARKED);
    }
}

bool weak_run_parked(struct ouro *rt, int64_t deadline)
{
    runtime_lower(rt, POLL_PARKED);
    if (rt->weak->parked.first == NULL) {
        return true;
    }
    struct weak_calls calls = rt->weak->parked;
    rt->weak->parked = (struct weak_calls){NULL, NULL, NULL};
    uint32_t deferred = release_base_enter(rt);
    run(rt, &calls, deadline);
    release_base_leave(rt, deferred);
    if (calls.first == NULL) {
        return true;
    }
    // The rest goes before what was parked meanwhile.
    calls.last->next = rt->weak->parked.first;
    rt->weak->parked.first = calls.first;
    rt->weak->parked.last = rt->weak->parked.last != NULL ? rt->weak->parked.last : calls.last;
    return false;
}

void weak_trim(struct ouro *rt)
{
    struct weak_table *t = rt->weak;
    size_t capacity = t->mask + 1;
    while (capacity > WEAK_CAPACITY_FIRST && t->count * 8 < capacity) {
        capacity /= 2;
    }
    if (capacity <= t->mask) {
        rt->heap.reclaim_blocked++;
        (void)resize(rt, capacity); // without memory the table stays as it is
        rt->heap.reclaim_blocked--;
    }
}

static void visit_calls(struct weak_calls const *calls, struct visitor *visitor)
{
    for (struct weak_reference *w = calls->first; w != NULL; w = w->next) {
        visit(visitor, ref_object(w));
    }
}

void weak_visit(struct ouro *rt, void *owner, struct visitor *visitor)
{
    (void)owner;
    visit_calls(&rt->weak->parked, visitor);
    for (struct weak_calls const *calls = rt->weak->calls; calls != NULL; calls = calls->outer) {
        visit_calls(calls, visitor);
    }
}

void weak_each(struct ouro *rt, void (*each)(void *to, struct object *o, struct weak_reference *first), void *to)
{
    struct weak_table *t = rt->weak;
    for (size_t i = 0; i <= t->mask; i++) {
        if (t->entries[i].target != NULL) {
            each(to, t->entries[i].target, t->entries[i].first);
        }
    }
}

size_t weak_entry_count(struct ouro const *rt)
{
    return rt->weak->count;
}
