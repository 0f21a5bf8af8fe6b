// SPDX-License-Identifier: MIT
// Generation 2: mark a little at a time, then prove by counts. Here the driver runs each phase to its end; the phases
// themselves keep all state in the colours, the grey chain and struct collector.
#include "gc/collector.h"

// Objects that were greyed last are scanned first while they are in the cache. What does not fit stays grey in its
// page: the buffer is a hint that one call of mark_run begins and ends, never state.
#define MARK_BUFFER OURO_TUNE(64u, 2u)

struct marker {
    struct visitor visitor;
    uint32_t fill;
    struct object *buffer[MARK_BUFFER];
};

static void mark_edge(struct visitor *visitor, ref_value child)
{
    struct marker *m = (struct marker *)visitor;
    struct object *o = as_object(child);
    struct heap_page *page = heap_page_of(o);
    if (page->kind != HEAP_TRACED) {
        return;
    }
    heap_page_touch(&visitor->rt->heap, page);
    uint32_t index = heap_block_index(page, o);
    if (heap_bit_get(heap_marked_bits(page), index)) {
        return;
    }
    heap_mark_grey(&visitor->rt->heap, page, index);
    if (m->fill < MARK_BUFFER) {
        __builtin_prefetch(o);
        m->buffer[m->fill++] = o;
    }
}

static bool is_grey(struct heap_page const *page, uint32_t index)
{
    return heap_bit_get(heap_marked_bits(page), index) && !heap_bit_get(heap_scanned_bits(page), index);
}

static void scan(struct marker *m, struct heap_page *page, uint32_t index, struct object *o)
{
    // First 11, then its children: an object that refers to itself is done.
    heap_mark_scanned(&m->visitor.rt->heap, page, index);
    traverse_object(m->visitor.rt, o, &m->visitor);
}

static uint64_t drain_buffer(struct marker *m, uint64_t budget)
{
    uint64_t scanned = 0;
    while (m->fill > 0 && scanned < budget) {
        struct object *o = m->buffer[--m->fill];
        struct heap_page *page = heap_page_of(o);
        uint32_t index = heap_block_index(page, o);
        if (is_grey(page, index)) {
            scan(m, page, index, o);
            scanned++;
        }
    }
    return scanned;
}

// Scans the grey blocks of one page, and what the buffer takes in meanwhile.
static uint64_t scan_page(struct marker *m, struct heap_page *page, uint64_t budget)
{
    uint64_t scanned = 0;
    uint64_t *marked = heap_marked_bits(page);
    uint64_t *done = heap_scanned_bits(page);
    for (uint32_t word = 0; word < heap_bitmap_words(page) && page->grey_count != 0; word++) {
        uint64_t grey;
        while ((grey = marked[word] & ~done[word]) != 0 && scanned < budget) {
            uint32_t index = word * 64 + (uint32_t)__builtin_ctzll(grey);
            scan(m, page, index, heap_block_at(page, index));
            scanned++;
            scanned += drain_buffer(m, budget - scanned);
        }
    }
    return scanned;
}

void mark_begin(struct ouro *rt)
{
    struct collector *c = rt->collector;
    OURO_ASSERT(c->phase == GC_IDLE);
    heap_cycle_begin(&rt->heap);
    c->phase = GC_MARK;
    rt->barrier = 1;
    struct marker m = {.visitor = {mark_edge, rt}};
    runtime_visit_roots(rt, &m.visitor);
    runtime_visit_dying(rt, &m.visitor);
}

bool mark_run(struct ouro *rt, uint64_t budget)
{
    struct marker m = {.visitor = {mark_edge, rt}};
    uint64_t scanned = 0;
    while (rt->heap.grey != NULL) {
        if (scanned >= budget) {
            return false;
        }
        scanned += scan_page(&m, rt->heap.grey, budget - scanned);
    }
    return true;
}

static void settle(struct ouro *rt, struct heap_page *page, uint32_t index)
{
    struct object const *o = heap_block_at(page, index);
    if (o->kind == 0 || o->kind & OBJECT_DYING) {
        // Dying: what it holds counts as held from outside. Without a header: its maker has not handed it out yet.
        heap_bit_set(heap_marked_bits(page), index);
        heap_bit_set(heap_scanned_bits(page), index);
        page->unmarked_count--;
    } else if (o->count >= OBJECT_IMMORTAL || age_of(page, index) == AGE_PERMANENT) {
        heap_mark_grey(&rt->heap, page, index);
    }
}

void mark_sticky(struct ouro *rt)
{
    struct heap_walk walk;
    struct heap_page *page;
    heap_walk_begin(&rt->heap, &walk);
    while ((page = heap_walk_next(&rt->heap, &walk)) != NULL) {
        if (!heap_page_is_traced(page)) {
            continue;
        }
        heap_page_touch(&rt->heap, page);
        for (uint32_t word = 0; word < heap_bitmap_words(page) && page->unmarked_count != 0; word++) {
            uint64_t white = ~(heap_marked_bits(page)[word] | heap_scanned_bits(page)[word]);
            for (; white != 0; white &= white - 1) {
                settle(rt, page, word * 64 + (uint32_t)__builtin_ctzll(white));
            }
        }
    }
}

bool old_prove(struct ouro *rt)
{
    struct collector *c = rt->collector;
    OURO_ASSERT(c->phase == GC_MARK && rt->heap.grey == NULL);
    mark_sticky(rt);
    (void)mark_run(rt, UINT64_MAX);
    c->phase = GC_PROVE;
    c->set.kind = SET_SUSPECTS;
    if (!set_open(rt, &c->set)) {
        set_close(rt, &c->set);
        old_abort(rt);
        return false;
    }
    (void)set_prove(rt, &c->set, 0);
    OURO_MUST(rt->heap.grey == NULL); // the tripwire: no slot lost an unmarked value meanwhile
    rt->barrier = 0;
    c->phase = GC_FINISH;
    return true;
}

void old_abort(struct ouro *rt)
{
    heap_cycle_end(&rt->heap);
    rt->barrier = 0;
    rt->collector->phase = GC_IDLE;
}

int64_t old_collect(struct ouro *rt)
{
    struct collector *c = rt->collector;
    mark_begin(rt);
    (void)mark_run(rt, UINT64_MAX);
    if (!old_prove(rt)) {
        return (int64_t)emergency_run(rt);
    }
    age_all_old(rt);
    c->long_lived_pending = 0;
    return finish(rt, &c->set);
}
