// SPDX-License-Identifier: MIT
// The emergency collection: inside an allocation that would pass the limit. It takes no memory, so it subtracts in
// place, in the counts themselves, and adds back by a second traverse; nothing runs meanwhile. It runs no Python: what
// has a pending finalizer, or weak references with callbacks, stays with all that it can reach; what dies by count on
// the way and needs Python waits in the release queue for the next safepoint.
//
// At an allocation count >= references holds for every object (slot.h), so no count is subtracted below 0.
#include "gc/collector.h"

struct emergency {
    struct visitor visitor;
    bool add;
};

// Whether o takes part: its edges are subtracted, and it may be garbage.
static bool takes_part(struct heap_page const *page, uint32_t index, struct object const *o)
{
    return o->kind != 0 && !(o->kind & OBJECT_DYING) && o->count < OBJECT_IMMORTAL &&
           age_of(page, index) != AGE_PERMANENT;
}

static void count_edge(struct visitor *visitor, ref_value child)
{
    struct emergency *e = (struct emergency *)visitor;
    struct object *o = as_object(child);
    struct heap_page *page = heap_page_of(o);
    if (page->kind != HEAP_TRACED || !takes_part(page, heap_block_index(page, o), o)) {
        return;
    }
    if (e->add) {
        o->count++;
    } else {
        OURO_MUST(o->count > 0);
        o->count--;
    }
}

static void each_object(struct ouro *rt,
                        void (*each)(struct ouro *rt, struct emergency *e, struct heap_page *page, uint32_t index,
                                     struct object *o),
                        struct emergency *e)
{
    struct heap_walk walk;
    struct heap_page *page;
    heap_walk_begin(&rt->heap, &walk);
    while ((page = heap_walk_next(&rt->heap, &walk)) != NULL) {
        for (uint32_t i = 0; heap_page_is_traced(page) && i < page->carved; i++) {
            struct object *o = heap_block_at(page, i);
            if (heap_block_is_live(o)) {
                each(rt, e, page, i, o);
            }
        }
    }
}

static void count_edges(struct ouro *rt, struct emergency *e, struct heap_page *page, uint32_t index, struct object *o)
{
    if (takes_part(page, index, o)) {
        traverse_object(rt, o, &e->visitor);
    }
}

static bool needs_python(struct ouro *rt, struct object *o)
{
    return finalizer_is_pending(rt, o) || (o->kind & OBJECT_WEAK && weak_has_callback(rt, o));
}

static void grey_if_held(struct ouro *rt, struct emergency *e, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)e;
    heap_page_touch(&rt->heap, page);
    if (heap_bit_get(heap_marked_bits(page), index)) {
        return;
    }
    if (!takes_part(page, index, o)) {
        heap_bit_set(heap_marked_bits(page), index);
        heap_bit_set(heap_scanned_bits(page), index);
        page->unmarked_count--;
    } else if (o->count > 0 || (RULE(16, 3) && !rt->collector->forgets && needs_python(rt, o))) {
        heap_mark_grey(&rt->heap, page, index);
    }
}

static bool every_reference(void *set, struct object *w)
{
    (void)set, (void)w;
    return true;
}

static void silence(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)to, (void)page, (void)index;
    if (rt->collector->forgets) {
        rt->collector->forgotten |= needs_python(rt, o);
        o->kind |= OBJECT_FINALIZED;
    }
    if (o->kind & OBJECT_WEAK) {
        weak_condemn(rt, o, every_reference, NULL); // no callback: there is none, or it is forgotten
    }
}

size_t emergency_run(struct ouro *rt)
{
    struct collector *c = rt->collector;
    rt->heap.reclaim_blocked++;
    if (c->phase == GC_FINISH && RULE(16, 2)) {
        old_finish_now(rt); // takes no memory either
    } else if (c->phase != GC_IDLE && RULE(16, 1)) {
        old_abort(rt);
    }
    struct emergency e = {.visitor = {count_edge, rt}};
    each_object(rt, count_edges, &e);
    heap_cycle_begin(&rt->heap);
    each_object(rt, grey_if_held, &e);
    for (uint64_t budget = UINT64_MAX; !mark_run(rt, &budget); budget = UINT64_MAX) {
    }
    e.add = true;
    each_object(rt, count_edges, &e);
    struct gc_set set = {.kind = SET_SUSPECTS};
    set_each(rt, &set, silence, NULL);
    size_t found = finish_quietly(rt, &set);
    heap_cycle_end(&rt->heap);
    (void)heap_trim(&rt->heap);
    rt->heap.reclaim_blocked--;
    return found;
}

size_t emergency_stand_in(struct ouro *rt)
{
    rt->collector->stood_in = true;
    return emergency_run(rt);
}

bool emergency_collect(void *owner)
{
    struct ouro *rt = owner;
    uint64_t freed = rt->freed_by_collector + rt->freed_by_count;
    size_t live = heap_live_bytes_all(&rt->heap);
    if (rt->hooks.shed_memory != NULL) {
        rt->hooks.shed_memory(rt);
    }
    (void)emergency_run(rt);
    return rt->freed_by_collector + rt->freed_by_count != freed || heap_live_bytes_all(&rt->heap) < live;
}
