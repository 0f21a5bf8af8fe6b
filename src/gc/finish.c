// SPDX-License-Identifier: MIT
// Finish: tears down what a proof condemned. First without Python, on the colours or ages that the proof left; then
// with Python, on the batch. Order, as Python programs see it: weak references answer nothing; callbacks; finalizers;
// what the finalizers left unreachable goes.
#include <inttypes.h>
#include <stdio.h>

#include "gc/collector.h"

struct tally {
    struct gc_set *set;
    size_t members;
    int64_t shown;
    bool has_finalizer;
    bool has_weak;
};

// Without Python
// -----------------------------------------------------------------------------------------------------------

static void look(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    struct tally *t = to;
    (void)page, (void)index;
    t->members++;
    t->has_finalizer |= finalizer_is_pending(rt, o);
    t->has_weak |= (o->kind & OBJECT_WEAK) != 0;
}

static void keep(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)o;
    set_remove(rt, to, page, index);
}

struct condemned {
    struct ouro *rt;
    struct gc_set *set;
};

static bool is_condemned(void *to, struct object *o)
{
    struct condemned *all = to;
    return set_has_object(all->rt, all->set, o);
}

static void silence(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)page, (void)index;
    if (o->kind & OBJECT_WEAK) {
        struct condemned all = {rt, to};
        weak_condemn(rt, o, is_condemned, &all);
    }
}

static void batch_add(struct ouro *rt, struct heap_page *page, uint32_t index, struct object *o)
{
    struct gc_batch *batch = &rt->collector->batch;
    OURO_MUST(batch->count < batch->capacity);
    set_remove(rt, &rt->collector->set, page, index);
    retain_object(o);
    batch->items[batch->count++] = o;
}

static void set_aside(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    bool const *all = to;
    if (*all || finalizer_is_pending(rt, o)) {
        batch_add(rt, page, index, o);
    }
}

static void set_aside_edge(struct visitor *visitor, ref_value child)
{
    struct ouro *rt = visitor->rt;
    struct object *o = as_object(child);
    if (set_has_object(rt, &rt->collector->set, o)) {
        struct heap_page *page = heap_page_of(o);
        batch_add(rt, page, heap_block_index(page, o), o);
    }
}

// Z: the condemned with a pending finalizer, and all of the condemned that those can reach.
static void gather(struct ouro *rt, struct gc_set *set, bool all)
{
    struct gc_batch *batch = &rt->collector->batch;
    set_each(rt, set, set_aside, &all);
    struct visitor visitor = {set_aside_edge, rt};
    for (size_t i = 0; i < batch->count && !all; i++) {
        traverse_object(rt, batch->items[i], &visitor);
    }
}

static void hold(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    struct tally *t = to;
    (void)page, (void)index;
    t->shown += is_shown(rt, o);
    retain_object(o);
}

static void clear(struct ouro *rt, struct object *o)
{
    clear_fn *fn = row_of(rt, o)->clear;
    if (fn != NULL) {
        fn(rt, o);
    }
}

static void clear_member(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)to, (void)page, (void)index;
    clear(rt, o);
}

static void let_go(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)to, (void)page, (void)index;
    release_object(rt, o);
}

// Objects freed meanwhile were freed by the collector, and do not make the young set smaller than it is.
struct bill {
    uint64_t freed;
    int64_t young;
};

static struct bill bill_begin(struct ouro *rt)
{
    int64_t young = heap_young_count(&rt->heap);
    return (struct bill){rt->freed_by_count, young > 0 ? young : 0};
}

static void bill_end(struct ouro *rt, struct bill bill)
{
    rt->freed_by_collector += rt->freed_by_count - bill.freed;
    rt->freed_by_count = bill.freed;
    rt->heap.young_room = rt->heap.young_span - bill.young;
}

size_t finish_quietly(struct ouro *rt, struct gc_set *set)
{
    struct tally t = {.set = set};
    struct bill bill = bill_begin(rt);
    set_each(rt, set, hold, &t);
    release_defer_begin(rt);
    set_each(rt, set, clear_member, NULL);
    rt->release_quiet++;
    set_each(rt, set, let_go, NULL);
    rt->release_quiet--;
    release_drain_quiet(rt);
    rt->release_defer--; // what needs Python stays queued
    if (rt->release_head != NULL) {
        runtime_raise(rt, POLL_RELEASE);
    }
    bill_end(rt, bill);
    return (size_t)t.shown;
}

// With Python
// --------------------------------------------------------------------------------------------------------------

static void describe(struct ouro *rt, char const *what)
{
    struct gc_batch *batch = &rt->collector->batch;
    for (size_t i = 0; i < batch->count && rt->hooks.debug_line != NULL; i++) {
        if (batch->items[i] != NULL && is_shown(rt, batch->items[i])) {
            char line[256];
            char const *name = row_of(rt, batch->items[i])->name;
            snprintf(line, sizeof line, "gc: %s <%s %p>", what, name != NULL ? name : "?", (void *)batch->items[i]);
            rt->hooks.debug_line(rt, line);
        }
    }
}

static void run_finalizers(struct ouro *rt)
{
    struct gc_batch *batch = &rt->collector->batch;
    for (size_t i = 0; i < batch->count; i++) {
        struct object *o = batch->items[i];
        if (finalizer_is_pending(rt, o)) {
            o->kind |= OBJECT_FINALIZED;
            row_of(rt, o)->finalize(rt, o);
        }
    }
}

// What finalizers took out of its cycle dies by count, as it would without a collector, and is not counted as found.
static void drop_unheld(struct ouro *rt)
{
    struct gc_batch *batch = &rt->collector->batch;
    bool again = true;
    for (int round = 0; again && round < 8; round++) {
        again = false;
        for (size_t i = 0; i < batch->count; i++) {
            struct object *o = batch->items[i];
            if (o != NULL && o->count == 1) {
                batch->items[i] = NULL;
                release_object(rt, o);
                again = true;
            }
        }
    }
}

static void fill_marks(struct ouro *rt, struct heap_page *page)
{
    heap_page_touch(&rt->heap, page);
    size_t bytes = heap_bitmap_words(page) * sizeof(uint64_t);
    memset(heap_marked_bits(page), 0xff, bytes);
    memset(heap_scanned_bits(page), 0xff, bytes);
    page->unmarked_count = 0;
}

// Makes the batch's members the suspects of a cycle of their own: they are 00, everything else is 11 or untouched.
static void suspect_batch(struct ouro *rt)
{
    struct gc_batch *batch = &rt->collector->batch;
    heap_cycle_begin(&rt->heap);
    for (uint32_t class = 0; class < HEAP_CLASSES; class ++) {
        struct heap_page *page = rt->heap.current[HEAP_TRACED][class];
        if (page != &heap_no_page) {
            fill_marks(rt, page);
        }
    }
    for (size_t i = 0; i < batch->count; i++) {
        struct object *o = batch->items[i];
        if (o == NULL) {
            continue;
        }
        struct heap_page *page = heap_page_of(o);
        if (page->epoch != rt->heap.epoch) {
            fill_marks(rt, page);
        }
        uint32_t index = heap_block_index(page, o);
        heap_bit_clear(heap_marked_bits(page), index);
        heap_bit_clear(heap_scanned_bits(page), index);
        page->unmarked_count++;
    }
}

// Proves the batch again. What lives on leaves it; without memory, all of it does.
static void prove_batch(struct ouro *rt)
{
    struct collector *c = rt->collector;
    suspect_batch(rt);
    c->set.kind = SET_SUSPECTS;
    bool proved = set_open(rt, &c->set);
    if (proved) {
        (void)set_prove(rt, &c->set, 1);
    }
    for (size_t i = 0; i < c->batch.count; i++) {
        struct object *o = c->batch.items[i];
        if (o != NULL && proved && set_has_object(rt, &c->set, o)) {
            // Weak references made by finalizers.
            if (o->kind & OBJECT_WEAK) {
                struct condemned all = {rt, &c->set};
                weak_condemn(rt, o, is_condemned, &all);
            }
        }
    }
    release_defer_begin(rt); // the living are released when the colours are no longer needed
    for (size_t i = 0; i < c->batch.count; i++) {
        struct object *o = c->batch.items[i];
        if (o != NULL && !(proved && set_has_object(rt, &c->set, o))) {
            c->batch.items[i] = NULL;
            release_object(rt, o);
        }
    }
    rt->release_defer--;
    heap_cycle_end(&rt->heap);
    set_close(rt, &c->set);
}

// Frees what is left of the batch, which nothing can reach.
static int64_t free_batch(struct ouro *rt)
{
    struct gc_batch *batch = &rt->collector->batch;
    int64_t shown = 0;
    struct bill bill = bill_begin(rt);
    release_defer_begin(rt);
    for (size_t i = 0; i < batch->count; i++) {
        if (batch->items[i] != NULL) {
            shown += is_shown(rt, batch->items[i]);
            clear(rt, batch->items[i]);
        }
    }
    rt->release_quiet++;
    for (size_t i = 0; i < batch->count; i++) {
        struct object *o = batch->items[i];
        if (o != NULL) {
            batch->items[i] = NULL;
            release_object(rt, o);
        }
    }
    rt->release_quiet--;
    release_drain_quiet(rt);
    rt->release_defer--;
    bill_end(rt, bill);
    return shown;
}

// DEBUG_SAVEALL: what is left of the batch goes to gc.garbage instead.
static int64_t save_batch(struct ouro *rt)
{
    struct gc_batch *batch = &rt->collector->batch;
    int64_t shown = 0;
    for (size_t i = 0; i < batch->count; i++) {
        struct object *o = batch->items[i];
        if (o != NULL) {
            if (is_shown(rt, o)) {
                shown++;
                (void)(rt->hooks.collect_garbage != NULL && rt->hooks.collect_garbage(rt, ref_object(o)));
            }
            batch->items[i] = NULL;
            release_object(rt, o);
        }
    }
    return shown;
}

static void batch_close(struct ouro *rt)
{
    struct gc_batch *batch = &rt->collector->batch;
    heap_raw_free(&rt->heap, batch->items, batch->capacity * sizeof *batch->items);
    *batch = (struct gc_batch){NULL, 0, 0};
}

static int64_t finish_batch(struct ouro *rt)
{
    struct collector *c = rt->collector;
    if (c->debug & GC_DEBUG_COLLECTABLE) {
        describe(rt, "collectable");
    }
    run_finalizers(rt);
    drop_unheld(rt);
    prove_batch(rt);
    if (rt->release_head != NULL) {
        release_drain(rt);
    }
    int64_t found = c->debug & GC_DEBUG_SAVEALL ? save_batch(rt) : free_batch(rt);
    batch_close(rt);
    return found;
}

// The whole
// ----------------------------------------------------------------------------------------------------------------

static void end_set(struct ouro *rt, struct gc_set *set)
{
    if (set->kind == SET_SUSPECTS) {
        old_abort(rt); // the cycle is over: its colours mean nothing any more
    }
    set_close(rt, set);
}

static bool batch_open(struct ouro *rt, size_t capacity)
{
    struct gc_batch *batch = &rt->collector->batch;
    rt->heap.reclaim_blocked++;
    batch->items = heap_raw_allocate(&rt->heap, capacity * sizeof *batch->items);
    rt->heap.reclaim_blocked--;
    batch->count = 0;
    batch->capacity = batch->items != NULL ? capacity : 0;
    return batch->items != NULL;
}

int64_t finish(struct ouro *rt, struct gc_set *set)
{
    struct collector *c = rt->collector;
    bool all = c->debug & (GC_DEBUG_COLLECTABLE | GC_DEBUG_SAVEALL);
    struct tally t = {.set = set};
    if (set->condemned != 0) {
        set_each(rt, set, look, &t);
    }
    bool batch = t.members != 0 && (all || t.has_finalizer);
    int64_t found = 0;
    if (batch && !batch_open(rt, t.members)) {
        // What needs a finalizer waits for a time with more memory.
        set_each(rt, set, keep, set);
        end_set(rt, set);
        return (int64_t)emergency_run(rt);
    }
    if (t.members != 0) {
        if (t.has_weak) {
            set_each(rt, set, silence, set);
        }
        if (batch) {
            gather(rt, set, all);
        }
        found = (int64_t)finish_quietly(rt, set);
    }
    end_set(rt, set);
    uint32_t deferred = release_base_enter(rt);
    weak_run_parked(rt);
    if (rt->release_head != NULL) {
        release_drain(rt);
    }
    if (batch) {
        found += finish_batch(rt);
        weak_run_parked(rt);
        if (rt->release_head != NULL) {
            release_drain(rt);
        }
    }
    runtime_lower(rt, POLL_RELEASE);
    release_base_leave(rt, deferred);
    return found;
}
