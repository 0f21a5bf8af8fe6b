// SPDX-License-Identifier: MIT
// Finish: tears down what a proof condemned. First without Python, on the colours or ages that the proof left; then
// with Python, on the batch, whose finalizers may take several slices. Order, as Python programs see it: weak
// references answer nothing; callbacks; finalizers; what the finalizers left unreachable goes.
#include <inttypes.h>
#include <stdio.h>

#include "gc/collector.h"
#include "os/clock.h"

// Members of a batch between two looks at the clock.
#define LET_GO_CHUNK OURO_TUNE(64u, 1u)

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

static bool is_condemned(void *to, struct object *o)
{
    struct ouro *rt = to;
    return set_has_object(rt, &rt->collector->set, o);
}

static void silence(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)to, (void)page, (void)index;
    if (o->kind & OBJECT_WEAK) {
        weak_condemn(rt, o, is_condemned, rt);
    }
}

static void batch_add(struct ouro *rt, struct heap_page *page, uint32_t index, struct object *o)
{
    struct gc_batch *batch = &rt->collector->batch;
    OURO_MUST(batch->count < batch->capacity);
    set_remove(rt, &rt->collector->set, page, index);
    if (RULE(3, 1)) {
        retain_object(o);
    }
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
    for (size_t i = 0; i < batch->count && !all && RULE(1, 1); i++) {
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

void clear_object(struct ouro *rt, struct object *o)
{
    clear_fn *fn = row_of(rt, o)->clear;
    if (fn != NULL) {
        fn(rt, o);
    }
}

static void clear_member(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)to, (void)page, (void)index;
    struct type_row const *row = row_of(rt, o);
    uint64_t count;
    slot_value *slots = row->flags & ROW_CLEARED ? slots_of(rt, row, o, &count) : NULL;
    if (slots == NULL) {
        clear_object(rt, o);
        return;
    }
    for (uint64_t i = 0; i < count; i++) {
        release(rt, slot_take(rt, o, &slots[i]));
    }
}

static void let_go(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)to, (void)page, (void)index;
    release_cleared(rt, o);
}

struct bill bill_begin(struct ouro *rt)
{
    int64_t young = heap_young_count(&rt->heap);
    return (struct bill){rt->freed_by_count, young > 0 ? young : 0};
}

void bill_end(struct ouro *rt, struct bill bill)
{
    rt->freed_by_collector += rt->freed_by_count - bill.freed;
    rt->freed_by_count = bill.freed;
    rt->heap.young_room = rt->heap.young_span - bill.young;
}

int64_t release_bound_begin(struct ouro *rt)
{
    int64_t budget = rt->release_budget;
    rt->release_budget = rt->collector->pause_budget;
    rt->release_deadline = os_clock_monotonic() + RELEASE_PART(rt->release_budget);
    rt->release_left = 0;
    return budget;
}

void release_bound_end(struct ouro *rt, int64_t budget)
{
    rt->release_deadline = 0;
    rt->release_budget = budget;
    rt->release_left = 0;
    if (rt->release_head != NULL || rt->release_suspended_count != 0) {
        runtime_raise(rt, POLL_RELEASE);
    }
}

size_t finish_quietly(struct ouro *rt, struct gc_set *set)
{
    bool is_bounded = rt->collector->is_bounded;
    int64_t budget = is_bounded ? release_bound_begin(rt) : 0;
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
    if (is_bounded) {
        release_bound_end(rt, budget);
    } else if (rt->release_head != NULL) {
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

// false: the deadline is past, and some are left.
static bool run_finalizers(struct ouro *rt, int64_t deadline)
{
    struct gc_batch *batch = &rt->collector->batch;
    while (batch->next < batch->count) {
        struct object *o = batch->items[batch->next++];
        if (finalizer_is_pending(rt, o)) {
            o->kind |= OBJECT_FINALIZED;
            if (rt->barrier && RULE(2, 2)) {
                barrier_grey(rt, ref_object(o)); // a young one, that an old cycle may not have seen
            }
            row_of(rt, o)->finalize(rt, o);
            if (deadline != 0 && os_clock_monotonic() > deadline) {
                break;
            }
        }
    }
    return batch->next == batch->count;
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

// The second proof works on the batch alone and on nothing that a cycle uses: side counts of the pages with members.
#define NO_MEMBER UINT32_MAX
#define ALIVE (UINT32_MAX - 1)

struct second_proof {
    struct visitor visitor;
    struct heap_page **pages;
    size_t page_count;
    uint32_t *counts;
    size_t blocks;
    struct object **stack;
    size_t fill;
};

// The side count of a member; NULL: it is none.
static uint32_t *count_of(struct object const *o)
{
    struct heap_page *page = heap_page_of(o);
    if (page->kind != HEAP_TRACED || page->side_counts == NULL) {
        return NULL;
    }
    uint32_t *count = &page->side_counts[heap_block_index(page, o)];
    return *count != NO_MEMBER ? count : NULL;
}

static void list_pages(struct ouro *rt, struct second_proof *p)
{
    static uint32_t const listed = 0;
    struct gc_batch *batch = &rt->collector->batch;
    for (size_t i = 0; i < batch->count; i++) {
        struct heap_page *page = batch->items[i] != NULL ? heap_page_of(batch->items[i]) : NULL;
        if (page != NULL && page->side_counts == NULL) {
            page->side_counts = (uint32_t *)(uintptr_t)&listed; // something for now
            p->pages[p->page_count++] = page;
            p->blocks += page->carved;
        }
    }
}

static void close_second(struct ouro *rt, struct second_proof *p)
{
    size_t count = rt->collector->batch.count;
    for (size_t i = 0; i < p->page_count; i++) {
        p->pages[i]->side_counts = NULL;
    }
    heap_raw_free(&rt->heap, p->pages, count * sizeof(struct heap_page *));
    heap_raw_free(&rt->heap, p->stack, count * sizeof(struct object *));
    heap_raw_free(&rt->heap, p->counts, p->blocks * sizeof *p->counts);
}

static bool open_second(struct ouro *rt, struct second_proof *p)
{
    struct gc_batch *batch = &rt->collector->batch;
    rt->heap.reclaim_blocked++;
    p->pages = heap_raw_allocate(&rt->heap, batch->count * sizeof(struct heap_page *));
    p->stack = heap_raw_allocate(&rt->heap, batch->count * sizeof(struct object *));
    if (p->pages != NULL && p->stack != NULL) {
        list_pages(rt, p);
        p->counts = heap_raw_allocate(&rt->heap, p->blocks * sizeof *p->counts);
    }
    rt->heap.reclaim_blocked--;
    if (p->counts == NULL) {
        p->blocks = 0;
        close_second(rt, p);
        return false;
    }
    memset(p->counts, 0xff, p->blocks * sizeof *p->counts);
    uint32_t *side = p->counts;
    for (size_t i = 0; i < p->page_count; i++) {
        p->pages[i]->side_counts = side;
        side += p->pages[i]->carved;
    }
    for (size_t i = 0; i < batch->count; i++) {
        struct object *o = batch->items[i];
        if (o != NULL) { // all but the batch's own reference
            struct heap_page *page = heap_page_of(o);
            page->side_counts[heap_block_index(page, o)] = o->count < OBJECT_IMMORTAL ? o->count - 1 : ALIVE;
        }
    }
    return true;
}

static void subtract_member(struct visitor *visitor, ref_value child)
{
    (void)visitor;
    uint32_t *count = count_of(as_object(child));
    if (count != NULL && *count != ALIVE) {
        OURO_MUST(*count > 0);
        --*count;
    }
}

static void keep_member(struct visitor *visitor, ref_value child)
{
    struct second_proof *p = (struct second_proof *)visitor;
    uint32_t *count = count_of(as_object(child));
    if (count != NULL && *count != ALIVE) {
        *count = ALIVE;
        p->stack[p->fill++] = as_object(child);
    }
}

// Trial deletion on the batch: what lives on is ALIVE afterwards, what does not is 0.
static void prove_second(struct ouro *rt, struct second_proof *p)
{
    struct gc_batch *batch = &rt->collector->batch;
    p->visitor = (struct visitor){subtract_member, rt};
    for (size_t i = 0; i < batch->count; i++) {
        if (batch->items[i] != NULL) {
            traverse_object(rt, batch->items[i], &p->visitor);
        }
    }
    p->visitor.visit = keep_member;
    for (size_t i = 0; i < batch->count; i++) {
        uint32_t *count = batch->items[i] != NULL ? count_of(batch->items[i]) : NULL;
        if (RULE(1, 2) && count != NULL && *count != 0) {
            bool seen = *count == ALIVE;
            *count = ALIVE;
            if (!seen || batch->items[i]->count >= OBJECT_IMMORTAL) {
                p->stack[p->fill++] = batch->items[i];
            }
        }
        while (p->fill > 0) {
            traverse_object(rt, p->stack[--p->fill], &p->visitor);
        }
    }
}

static bool is_dead_member(void *to, struct object *o)
{
    (void)to;
    uint32_t const *count = count_of(o);
    return count != NULL && *count == 0;
}

// Proves the batch again. What lives on leaves it; without memory, all of it does.
static void prove_batch(struct ouro *rt)
{
    struct gc_batch *batch = &rt->collector->batch;
    struct second_proof p = {.visitor = {NULL, rt}};
    bool proved = open_second(rt, &p);
    if (proved) {
        prove_second(rt, &p);
    }
    for (size_t i = 0; i < batch->count; i++) {
        // Weak references made by finalizers.
        if (proved && batch->items[i] != NULL && batch->items[i]->kind & OBJECT_WEAK &&
            is_dead_member(NULL, batch->items[i])) {
            weak_condemn(rt, batch->items[i], is_dead_member, NULL);
        }
    }
    release_defer_begin(rt); // the living are released when the counts are no longer needed
    for (size_t i = 0; i < batch->count; i++) {
        struct object *o = batch->items[i];
        if (o != NULL && !(proved && is_dead_member(NULL, o))) {
            batch->items[i] = NULL;
            release_object(rt, o);
        }
    }
    rt->release_defer--;
    if (proved) {
        close_second(rt, &p);
    }
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
            clear_object(rt, batch->items[i]);
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
    *batch = (struct gc_batch){NULL, 0, 0, 0};
    batch_take_rest(rt);
    if (batch->capacity != 0) {
        rt->collector->batch_waits = true;
        runtime_raise(rt, POLL_PARKED);
    }
}

void batch_take_rest(struct ouro *rt)
{
    struct collector *c = rt->collector;
    if (c->phase == GC_IDLE && c->batch.capacity == 0 && c->old.rest.capacity != 0) {
        c->batch = c->old.rest;
        c->batch_is_rest = c->batch.count != 0;
        c->old.rest = (struct gc_batch){NULL, 0, 0, 0};
    }
}

// What is left when a large cycle's finalizers have run is ordinary again: the next cycle finds what they left.
// false: the deadline (0: none) is past.
static bool let_batch_go(struct ouro *rt, int64_t deadline)
{
    struct gc_batch *batch = &rt->collector->batch;
    while (batch->count > 0) {
        if (deadline != 0 && batch->count % LET_GO_CHUNK == 0 && os_clock_monotonic() >= deadline) {
            return false;
        }
        struct object *o = batch->items[--batch->count];
        batch->next = batch->count;
        if (o != NULL) {
            release_object(rt, o);
        }
    }
    return true;
}

// false: the deadline (0: none) is past.
static bool finish_batch(struct ouro *rt, int64_t deadline, int64_t *found)
{
    struct collector *c = rt->collector;
    if (c->batch_is_rest) {
        if (!let_batch_go(rt, deadline)) {
            return false;
        }
    } else {
        drop_unheld(rt);
        prove_batch(rt);
        if (rt->release_head != NULL) {
            release_drain(rt);
        }
        *found += c->debug & GC_DEBUG_SAVEALL ? save_batch(rt) : free_batch(rt);
    }
    batch_close(rt);
    return true;
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

bool batch_open(struct ouro *rt, size_t capacity)
{
    struct gc_batch *batch = &rt->collector->batch;
    rt->heap.reclaim_blocked++;
    batch->items = heap_raw_allocate(&rt->heap, capacity * sizeof *batch->items);
    rt->heap.reclaim_blocked--;
    batch->count = batch->next = 0;
    rt->collector->batch_is_rest = false;
    batch->capacity = batch->items != NULL ? capacity : 0;
    return batch->items != NULL;
}

int64_t finish(struct ouro *rt, struct gc_set *set)
{
    struct collector *c = rt->collector;
    bool all = c->debug & (GC_DEBUG_COLLECTABLE | GC_DEBUG_SAVEALL);
    struct tally t = {.set = set, .members = set->condemned};
    if (set->condemned != 0 && !set->is_plain) {
        t.members = 0;
        set_each(rt, set, look, &t);
    }
    bool batch = t.members != 0 && (all || t.has_finalizer);
    int64_t found = 0;
    if (batch && !batch_open(rt, t.members)) {
        // What needs a finalizer waits for a time with more memory.
        set_each(rt, set, keep, set);
        end_set(rt, set);
        return (int64_t)emergency_stand_in(rt);
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
    return found;
}

bool finish_with_python(struct ouro *rt, int64_t deadline, int64_t *found)
{
    struct collector *c = rt->collector;
    uint32_t deferred = release_base_enter(rt);
    bool done = weak_run_parked(rt, deadline);
    if (rt->release_head != NULL) {
        release_drain(rt);
    }
    if (done && c->batch.capacity != 0) {
        if (c->batch.next == 0 && c->debug & GC_DEBUG_COLLECTABLE) {
            describe(rt, "collectable");
        }
        done = run_finalizers(rt, deadline) && finish_batch(rt, deadline, found);
        if (done) {
            (void)weak_run_parked(rt, 0);
            if (rt->release_head != NULL) {
                release_drain(rt);
            }
        }
    }
    c->batch_waits = !done;
    if (!rt->release_is_late && rt->release_suspended_count == 0) {
        runtime_lower(rt, POLL_RELEASE);
    }
    release_base_leave(rt, deferred);
    return done;
}
