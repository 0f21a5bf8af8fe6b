// SPDX-License-Identifier: MIT
// Generation 2: mark a little at a time, then prove by counts, then free. One function does a slice of whatever is to
// be done next; all state lies in the colours, the grey chain, the heap's cursor and struct gc_old. Work is counted in
// units: an object, a slot, a page or a bitmap word looked at is one.
//
// A few suspects (one_step_units) are proved and torn down in one step, as a young set is. Many go through passes of
// their own, and each of them is freed when its own count reaches 0, never because a pass says so: a reference that the
// marker should have known of and did not can empty an object, but it never dangles.
#include "core/handle.h"
#include "gc/collector.h"
#include "os/clock.h"

#include <string.h>

// Objects that were greyed last are scanned first while they are in the cache. What does not fit stays grey in its
// page: the buffer is a hint that one call of mark_run begins and ends, never state.
#define MARK_BUFFER OURO_TUNE(64u, 2u)

// A block with more slots is scanned through the cursor, so many at a time.
#define MARK_WHOLE OURO_TUNE((uint64_t)256, (uint64_t)2)

struct marker {
    struct visitor visitor;
    uint64_t units;
    uint32_t fill;
    struct object *buffer[MARK_BUFFER];
};

static void spend(uint64_t *budget, uint64_t units)
{
    *budget -= units < *budget ? units : *budget;
}

// Marking
// ------------------------------------------------------------------------------------------------------------------

OURO_INLINE void mark_one(struct marker *m, struct object *o)
{
    struct heap *heap = &m->visitor.rt->heap;
    struct heap_page *page = heap_page_of(o);
    m->units++;
    if (page->kind != HEAP_TRACED) {
        return;
    }
    heap_page_touch(heap, page);
    uint32_t index = heap_block_index(page, o);
    if (heap_bit_get(heap_marked_bits(page), index)) {
        return;
    }
    heap_mark_grey(heap, page, index);
    if (m->fill < MARK_BUFFER) {
        __builtin_prefetch(o);
        m->buffer[m->fill++] = o;
    }
}

static void mark_edge(struct visitor *visitor, ref_value child)
{
    mark_one((struct marker *)visitor, as_object(child));
}

static bool is_grey(struct heap_page const *page, uint32_t index)
{
    return heap_bit_get(heap_marked_bits(page), index) && !heap_bit_get(heap_scanned_bits(page), index);
}

// Goes on inside the object under the cursor.
static void scan_part(struct marker *m)
{
    struct heap *heap = &m->visitor.rt->heap;
    struct object *o = heap->cursor;
    uint64_t next = row_of(m->visitor.rt, o)->traverse(m->visitor.rt, o, heap->cursor_slot, MARK_WHOLE, &m->visitor);
    m->units += MARK_WHOLE / 4; // slots that hold no object
    heap->cursor_slot = next;
    if (next == 0) {
        heap->cursor = NULL;
    }
}

static void scan(struct marker *m, struct heap_page *page, uint32_t index, struct object *o)
{
    struct ouro *rt = m->visitor.rt;
    // First 11, then its children: an object that refers to itself is done.
    heap_mark_scanned(&rt->heap, page, index);
    m->units += RULE(22, 1);
    struct type_row const *row = row_of(rt, o);
    uint64_t count;
    slot_value const *slots = slots_of(rt, row, o, &count);
    if (slots != NULL && count <= MARK_WHOLE) {
        if (row->flags & ROW_INSTANCE) {
            mark_one(m, as_object(slot_get(row->type)));
        }
        for (uint64_t i = 0; i < count; i++) {
            if (is_object(slot_get(slots[i]))) {
                mark_one(m, as_object(slot_get(slots[i])));
            }
        }
        return;
    }
    uint64_t next = row->traverse(rt, o, 0, RULE(10, 3) ? MARK_WHOLE : UINT64_MAX, &m->visitor);
    if (OURO_LIKELY(next == 0)) {
        return;
    }
    OURO_ASSERT(rt->heap.cursor == NULL);
    rt->heap.cursor = o;
    rt->heap.cursor_slot = next;
}

static void drain_buffer(struct marker *m, uint64_t most)
{
    struct heap *heap = &m->visitor.rt->heap;
    while (m->fill > 0 && heap->cursor == NULL && m->units < most) {
        struct object *o = m->buffer[--m->fill];
        struct heap_page *page = heap_page_of(o);
        uint32_t index = heap_block_index(page, o);
        if (is_grey(page, index)) {
            scan(m, page, index, o);
        }
    }
}

// Scans the grey blocks of one page, and what the buffer takes in meanwhile.
static void scan_page(struct marker *m, struct heap_page *page, uint64_t most)
{
    struct heap *heap = &m->visitor.rt->heap;
    uint64_t *marked = heap_marked_bits(page);
    uint64_t *done = heap_scanned_bits(page);
    for (uint32_t word = 0; word < heap_bitmap_words(page) && page->grey_count != 0; word++) {
        uint64_t grey;
        m->units++;
        while ((grey = marked[word] & ~done[word]) != 0 && heap->cursor == NULL && m->units < most) {
            uint32_t index = word * 64 + (uint32_t)__builtin_ctzll(grey);
            scan(m, page, index, heap_block_at(page, index));
            drain_buffer(m, most);
        }
    }
}

bool mark_run(struct ouro *rt, uint64_t *budget)
{
    struct marker m = {.visitor = {mark_edge, rt}};
    struct heap *heap = &rt->heap;
    while ((heap->grey != NULL || heap->cursor != NULL) && m.units < *budget) {
        m.units++;
        if (heap->cursor != NULL) {
            scan_part(&m);
        } else {
            scan_page(&m, heap->grey, *budget);
        }
    }
    spend(budget, m.units);
    return heap->grey == NULL && heap->cursor == NULL;
}

// Beginning and ending
// --------------------------------------------------------------------------------------------------------------

void mark_begin(struct ouro *rt)
{
    struct collector *c = rt->collector;
    struct gc_old *old = &c->old;
    OURO_ASSERT(c->phase == GC_IDLE && !old->is_walking);
    old->step = OLD_ROOTS;
    old->page_count = 0;
    old->blocks = old->units = old->suspects = old->finalizers = 0;
    old->page = 0;
    old->block = 0;
    old->slot = 0;
    old->found = 0;
    old->failed = false;
    old->snapshot_bytes = heap_live_bytes_all(&rt->heap);
    old->freed_bytes = 0;
    old->working = 0;
    old->slices = 0;
    heap_cycle_begin(&rt->heap);
    c->phase = GC_MARK;
    c->roots_are_known = false;
    rt->barrier = RULE(0, 1);
    rt->handle_cursor = rt->handles;
    struct marker m = {.visitor = {mark_edge, rt}};
    runtime_scan_begin(rt, &m.visitor);
    // What dying objects hold is not looked for: the walk greys it when it takes it out, and what is still white at the
    // end of Mark has a count that the proof cannot explain.
}

// The cycle is over: no colour means anything any more.
static void end_cycle(struct ouro *rt)
{
    struct collector *c = rt->collector;
    struct gc_old *old = &c->old;
    if (old->is_walking) {
        heap_walk_end(&rt->heap, &old->walk);
        old->is_walking = false;
    }
    heap_raw_free(&rt->heap, old->counts, old->blocks * sizeof *old->counts);
    old->counts = NULL;
    // Freeing may empty a page (the quarantine's), which is then looked for in the list: first the list goes.
    struct old_page *pages = old->pages;
    size_t capacity = old->page_capacity;
    old->pages = NULL;
    old->page_count = old->page_capacity = 0;
    heap_raw_free(&rt->heap, pages, capacity * sizeof *pages);
    rt->handle_cursor = NULL;
    heap_cycle_end(&rt->heap);
    rt->barrier = 0;
    c->phase = GC_IDLE;
    old->step = OLD_END;
}

void old_close(struct ouro *rt)
{
    struct gc_batch *rest = &rt->collector->old.rest;
    heap_raw_free(&rt->heap, rest->items, rest->capacity * sizeof *rest->items);
    end_cycle(rt);
}

void old_abort(struct ouro *rt)
{
    OURO_ASSERT(rt->collector->old.step <= OLD_COMPARE || rt->collector->old.step == OLD_END);
    end_cycle(rt);
}

bool old_hides(struct ouro *rt, struct heap_page const *page, uint32_t index)
{
    enum gc_phase phase = rt->collector->phase;
    if (phase != GC_PROVE && phase != GC_FINISH) {
        return false;
    }
    return page->epoch != rt->heap.epoch || !heap_bit_get(heap_marked_bits(page), index);
}

// Handles and suspects
// --------------------------------------------------------------------------------------------------------------

// Handles, then the frames below the watermark.
static bool scan_roots(struct ouro *rt, uint64_t *budget)
{
    while (rt->handle_cursor != NULL && *budget > 0) {
        struct own_cell *cell = rt->handle_cursor;
        rt->handle_cursor = cell->next;
        if (is_object(lend(cell->value))) {
            barrier_grey(rt, lend(cell->value));
        }
        spend(budget, 1);
    }
    struct marker m = {.visitor = {mark_edge, rt}};
    return rt->handle_cursor == NULL && runtime_scan_more(rt, &m.visitor, budget);
}

static void ignore_edge(struct visitor *visitor, ref_value child)
{
    (void)visitor, (void)child;
}

static bool is_large(struct ouro *rt, struct object *o)
{
    struct visitor visitor = {ignore_edge, rt};
    return row_of(rt, o)->traverse(rt, o, 0, MARK_WHOLE, &visitor) != 0;
}

// A white block: to be greyed, or nobody's business, or a suspect.
static void settle(struct ouro *rt, struct heap_page *page, uint32_t index)
{
    struct gc_old *old = &rt->collector->old;
    struct object *o = heap_block_at(page, index);
    if (o->kind == 0 || (RULE(12, 3) && o->kind & OBJECT_DYING)) {
        // Dying: what it holds counts as held from outside. Without a header: its maker has not handed it out yet.
        heap_bit_set(heap_marked_bits(page), index);
        heap_bit_set(heap_scanned_bits(page), index);
        page->unmarked_count--;
    } else if (RULE(25, 1) && (o->count >= OBJECT_IMMORTAL || age_of(page, index) == AGE_PERMANENT)) {
        heap_mark_grey(&rt->heap, page, index);
    } else {
        old->suspects++;
        old->units +=
            1 + (is_large(rt, o) ? rt->collector->one_step_units / 2 + 1 : page->block_size / sizeof(slot_value));
        old->finalizers += finalizer_is_pending(rt, o);
        if (RULE(15, 2)) {
            age_set(page, index, AGE_OLD); // young collections leave it alone
        }
    }
}

// Room for one more page in the list, which is whole whenever a block is freed: see end_cycle.
static bool page_list_grow(struct ouro *rt)
{
    struct gc_old *old = &rt->collector->old;
    if (old->page_count < old->page_capacity) {
        return true;
    }
    size_t before = old->page_capacity;
    size_t capacity = before + before / 2 + 64;
    struct old_page *grown = heap_raw_allocate(&rt->heap, capacity * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    if (old->page_count != 0) {
        memcpy(grown, old->pages, old->page_count * sizeof *grown);
    }
    struct old_page *last = old->pages;
    old->pages = grown;
    old->page_capacity = capacity;
    heap_raw_free(&rt->heap, last, before * sizeof *last);
    return true;
}

static bool settle_page(struct ouro *rt, struct heap_page *page, uint64_t *budget)
{
    struct gc_old *old = &rt->collector->old;
    spend(budget, page->epoch != rt->heap.epoch ? 20 : 1);
    heap_page_touch(&rt->heap, page);
    if (page->unmarked_count == 0) {
        return true;
    }
    if (!page_list_grow(rt) || old->blocks + page->carved > UINT32_MAX) {
        return false;
    }
    spend(budget, page->unmarked_count + heap_bitmap_words(page));
    for (uint32_t word = 0; word < heap_bitmap_words(page) && page->unmarked_count != 0; word++) {
        uint64_t white = ~(heap_marked_bits(page)[word] | heap_scanned_bits(page)[word]);
        for (; white != 0; white &= white - 1) {
            settle(rt, page, word * 64 + (uint32_t)__builtin_ctzll(white));
        }
    }
    if (page->unmarked_count != 0) {
        old->pages[old->page_count++] = (struct old_page){page, (uint32_t)old->blocks};
        page->owner_word = (uint32_t)old->page_count;
        old->blocks += page->carved;
    }
    return true;
}

// false: no memory.
static bool settle_pages(struct ouro *rt, uint64_t *budget)
{
    struct gc_old *old = &rt->collector->old;
    if (!old->is_walking) {
        heap_walk_begin(&rt->heap, &old->walk);
        old->is_walking = true;
    }
    while (*budget > 0) {
        struct heap_page *page = heap_walk_next(&rt->heap, &old->walk);
        if (page == NULL) {
            old->is_walking = false;
            return true;
        }
        spend(budget, 1);
        if (heap_page_is_traced(page) && !settle_page(rt, page, budget)) {
            return false;
        }
    }
    return true;
}

// Passes over the suspects, or over the condemned: the blocks 00 of the listed pages. The set only gets smaller.
// ---------------------------------------------------------------------------------------------------------------

// Looks at a member; leaves old->slot != 0 to be called for it again. Result: units.
typedef uint64_t old_member_fn(struct ouro *rt, struct heap_page *page, uint32_t index, struct object *o);

static void pass_begin(struct gc_old *old, enum old_step step)
{
    old->step = step;
    old->page = 0;
    old->block = 0;
    old->slot = 0;
}

// The next member of the page from old->block on; false: none.
static bool next_member(struct gc_old *old, struct heap_page const *page)
{
    for (uint32_t word = old->block / 64; word < heap_bitmap_words(page); word++) {
        uint64_t white = ~heap_marked_bits(page)[word];
        if (word == old->block / 64) {
            white &= ~(uint64_t)0 << (old->block & 63);
        }
        if (white != 0) {
            uint32_t index = word * 64 + (uint32_t)__builtin_ctzll(white);
            old->slot = index == old->block ? old->slot : 0; // the one that it stood in has left
            old->block = index;
            return true;
        }
    }
    return false;
}

// true: the pass is done.
static bool pass(struct ouro *rt, old_member_fn *each, uint64_t *budget)
{
    struct gc_old *old = &rt->collector->old;
    while (old->page < old->page_count) {
        // Read again for each member: the page goes with its last one.
        struct heap_page *page = old->pages[old->page].page;
        if (page == NULL || page->unmarked_count == 0 || !next_member(old, page)) {
            old->page++;
            old->block = 0;
            old->slot = 0;
            spend(budget, 2);
        } else if (*budget == 0) {
            return false;
        } else {
            spend(budget, 1 + each(rt, page, old->block, heap_block_at(page, old->block)));
            old->block += old->slot == 0;
        }
    }
    return true;
}

// The proof in slices
// ---------------------------------------------------------------------------------------------------------------

static void count_edge(struct visitor *visitor, ref_value child)
{
    struct ouro *rt = visitor->rt;
    struct object *o = as_object(child);
    struct heap_page *page = heap_page_of(o);
    if (page->kind == HEAP_TRACED && page->epoch == rt->heap.epoch) {
        uint32_t index = heap_block_index(page, o);
        if (!heap_bit_get(heap_marked_bits(page), index)) {
            struct gc_old *old = &rt->collector->old;
            old->counts[old->pages[page->owner_word - 1].first + index]++;
        }
    }
}

static uint64_t count_references(struct ouro *rt, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)page, (void)index;
    struct gc_old *old = &rt->collector->old;
    struct visitor visitor = {count_edge, rt};
    old->slot = row_of(rt, o)->traverse(rt, o, old->slot, MARK_WHOLE, &visitor);
    return old->slot != 0 ? MARK_WHOLE : page->block_size / sizeof(slot_value);
}

// Not fully explained, or explained by more than there is: somebody else knows it. It leaves with all it reaches.
static uint64_t compare_counts(struct ouro *rt, struct heap_page *page, uint32_t index, struct object *o)
{
    struct gc_old *old = &rt->collector->old;
    if (RULE(5, 2) && o->count != old->counts[old->pages[page->owner_word - 1].first + index]) {
        heap_mark_grey(&rt->heap, page, index);
    }
    return 1;
}

// Tearing down in slices
// ------------------------------------------------------------------------------------------------------------

static bool is_white(void *to, struct object *o)
{
    struct ouro *rt = to;
    struct heap_page const *page = heap_page_of(o);
    return page->kind == HEAP_TRACED && old_hides(rt, page, heap_block_index(page, o));
}

static uint64_t silence(struct ouro *rt, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)page, (void)index;
    if (o->kind & OBJECT_WEAK) {
        weak_condemn(rt, o, is_white, rt);
        return 8;
    }
    return 1;
}

static uint64_t set_aside(struct ouro *rt, struct heap_page *page, uint32_t index, struct object *o)
{
    struct gc_batch *batch = &rt->collector->old.rest;
    if (finalizer_is_pending(rt, o)) {
        heap_mark_grey(&rt->heap, page, index);
        if (batch->count < batch->capacity) {
            retain_object(o);
            batch->items[batch->count++] = o;
        }
    }
    return 1;
}

static uint64_t hold(struct ouro *rt, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)page, (void)index;
    rt->collector->old.found += is_shown(rt, o);
    retain_object(o);
    return 1;
}

// Large ones lose some slots at a time, in the order of release, before what is left is cleared as the type does it.
static uint64_t clear_member(struct ouro *rt, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)index;
    struct gc_old *old = &rt->collector->old;
    struct type_row const *row = row_of(rt, o);
    if ((old->slot != 0 || is_large(rt, o)) && row->drop_step != NULL) {
        uint32_t cursor = (uint32_t)old->slot;
        for (uint64_t i = 0; i < MARK_WHOLE; i++) {
            slot_value *slot = row->drop_step(rt, o, &cursor);
            if (slot == NULL) {
                clear_object(rt, o);
                old->slot = 0;
                return MARK_WHOLE;
            }
            own_value child = own_from_bits(ref_bits(slot_get(*slot)));
            slot_init(slot, own_nothing);
            release(rt, child);
            cursor++;
        }
        old->slot = cursor;
        return MARK_WHOLE;
    }
    clear_object(rt, o);
    return page->block_size / sizeof(slot_value);
}

// What has a count left is held by members that are cleared by dying, as tuples are, and that this pass has yet to come
// to. It stays white, thus hidden, until they have gone.
static uint64_t let_go(struct ouro *rt, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)index;
    if (!RULE(5, 1)) {
        o->count = 1;
    }
    uint64_t size = page->block_size / sizeof(slot_value);
    release_object(rt, o);
    return size;
}

void old_visit_held(struct ouro *rt, void *owner, struct visitor *visitor)
{
    (void)owner;
    struct gc_old const *old = &rt->collector->old;
    if (rt->collector->phase != GC_FINISH || old->step < OLD_HOLD || old->step > OLD_LET_GO) {
        return;
    }
    for (size_t i = 0; i < old->page_count; i++) {
        struct heap_page const *page = old->pages[i].page;
        for (uint32_t k = 0; page != NULL && page->unmarked_count != 0 && k < page->carved; k++) {
            bool done = i < old->page || (i == old->page && k < old->block);
            if (old_hides(rt, page, k) && (old->step == OLD_CLEAR || done == (old->step == OLD_HOLD))) {
                visit(visitor, ref_object((struct object *)heap_block_at(page, k)));
            }
        }
    }
}

// Steps
// --------------------------------------------------------------------------------------------------------------------

// Nothing is grey, and what is white is a suspect.
static void prove_at_once(struct ouro *rt)
{
    struct collector *c = rt->collector;
    c->set.kind = SET_SUSPECTS;
    if (!set_open(rt, &c->set)) {
        set_close(rt, &c->set);
        end_cycle(rt);
        c->old.failed = true;
        return;
    }
    (void)set_prove(rt, &c->set);
    OURO_MUST(rt->heap.grey == NULL); // the tripwire: no slot lost an unmarked value meanwhile
    rt->barrier = 0;
    c->phase = GC_FINISH;
    c->old.step = OLD_END;
    size_t live = heap_live_bytes_all(&rt->heap);
    c->is_bounded = c->one_step_units != UINT64_MAX;
    c->old.found = finish(rt, &c->set);
    c->is_bounded = false;
    c->old.freed_bytes += live - heap_live_bytes_all(&rt->heap);
}

static bool tables_open(struct ouro *rt)
{
    struct gc_old *old = &rt->collector->old;
    old->counts = heap_raw_allocate_zeroed(&rt->heap, old->blocks * sizeof *old->counts);
    return old->counts != NULL;
}

static void condemn(struct ouro *rt)
{
    struct collector *c = rt->collector;
    heap_raw_free(&rt->heap, c->old.counts, c->old.blocks * sizeof *c->old.counts);
    c->old.counts = NULL;
    rt->barrier = 0;
    c->phase = GC_FINISH;
    pass_begin(&c->old, OLD_SILENCE);
}

static void after_marking(struct ouro *rt)
{
    struct collector *c = rt->collector;
    c->phase = GC_PROVE;
    if (c->old.step == OLD_MARK) {
        c->old.step = OLD_SETTLE;
    }
}

static void after_settling(struct ouro *rt)
{
    struct collector *c = rt->collector;
    if (c->old.units <= c->one_step_units) {
        prove_at_once(rt);
    } else if (!tables_open(rt)) {
        end_cycle(rt);
    } else {
        pass_begin(&c->old, OLD_COUNT);
    }
}

// The finalizers of many condemned: their batch is taken before anything is condemned.
static void after_comparing(struct ouro *rt)
{
    struct gc_old *old = &rt->collector->old;
    OURO_ASSERT(rt->collector->batch.capacity == 0);
    if (old->finalizers != 0 && !batch_open(rt, old->finalizers)) {
        end_cycle(rt);
        return;
    }
    // Young collections need a batch of their own meanwhile.
    old->rest = rt->collector->batch;
    rt->collector->batch = (struct gc_batch){NULL, 0, 0, 0};
    condemn(rt);
}

// One pass of OLD_HOLD to OLD_LET_GO, with releases as the collector does them.
static bool tear_down(struct ouro *rt, uint64_t *budget)
{
    struct gc_old *old = &rt->collector->old;
    size_t live = heap_live_bytes_all(&rt->heap);
    struct bill bill = bill_begin(rt);
    int64_t release_budget = release_bound_begin(rt);
    rt->release_defer++;
    bool done;
    if (old->step == OLD_CLEAR) {
        done = pass(rt, clear_member, budget);
    } else {
        rt->release_quiet++;
        done = pass(rt, let_go, budget);
        rt->release_quiet--;
    }
    release_drain_quiet(rt);
    rt->release_defer--;
    release_bound_end(rt, release_budget);
    bill_end(rt, bill);
    old->freed_bytes += live - heap_live_bytes_all(&rt->heap);
    return done;
}

static void finish_step(struct ouro *rt, uint64_t *budget)
{
    struct gc_old *old = &rt->collector->old;
    switch (old->step) {
    case OLD_SILENCE:
        if (pass(rt, silence, budget)) {
            pass_begin(old, old->finalizers != 0 ? OLD_ASIDE : OLD_HOLD);
        }
        break;
    case OLD_ASIDE:
        if (pass(rt, set_aside, budget) && (!RULE(1, 3) || mark_run(rt, budget))) {
            pass_begin(old, OLD_HOLD);
        }
        break;
    case OLD_HOLD:
        if (pass(rt, hold, budget)) {
            pass_begin(old, OLD_CLEAR);
        }
        break;
    default:
        if (tear_down(rt, budget)) {
            pass_begin(old, old->step + 1);
            if (old->step == OLD_END) {
                end_cycle(rt);
                batch_take_rest(rt);
            }
        }
    }
}

static void prove_step(struct ouro *rt, uint64_t *budget)
{
    struct gc_old *old = &rt->collector->old;
    // What weak_load handed out, what is never a suspect, what the comparison found: it leaves with all it reaches.
    if (!mark_run(rt, budget)) {
        return;
    }
    switch (old->step) {
    case OLD_SETTLE:
        if (!settle_pages(rt, budget)) {
            end_cycle(rt);
            old->failed = true;
        } else if (!old->is_walking) {
            old->step = OLD_SETTLED;
        }
        break;
    case OLD_SETTLED:
        after_settling(rt); // nothing is grey
        break;
    case OLD_COUNT:
        if (pass(rt, count_references, budget)) {
            pass_begin(old, OLD_COMPARE);
        }
        break;
    default:
        if (pass(rt, compare_counts, budget) && mark_run(rt, budget)) {
            after_comparing(rt);
        }
    }
}

bool old_slice(struct ouro *rt, uint64_t *budget)
{
    struct collector *c = rt->collector;
    struct gc_old *old = &c->old;
    OURO_ASSERT(c->phase != GC_IDLE);
    old->slices++;
    rt->heap.reclaim_blocked += RULE(16, 4); // its tables start no emergency
    while (*budget > 0 && c->phase != GC_IDLE) {
        if (c->phase == GC_PROVE) {
            prove_step(rt, budget);
        } else if (c->phase == GC_FINISH) {
            finish_step(rt, budget);
        } else if (old->step == OLD_ROOTS) {
            old->step = scan_roots(rt, budget) ? OLD_MARK : OLD_ROOTS;
        } else if (mark_run(rt, budget)) {
            after_marking(rt);
        }
    }
    rt->heap.reclaim_blocked -= RULE(16, 4);
    return c->phase == GC_IDLE;
}

void old_complete_marking(struct ouro *rt)
{
    struct collector *c = rt->collector;
    while (c->phase == GC_MARK) {
        uint64_t budget = UINT64_MAX;
        if (c->old.step == OLD_ROOTS) {
            (void)scan_roots(rt, &budget);
            c->old.step = OLD_MARK;
        }
        (void)mark_run(rt, &budget);
        after_marking(rt);
    }
    if (c->phase == GC_PROVE) {
        uint64_t budget = UINT64_MAX;
        (void)mark_run(rt, &budget);
    }
}

void old_finish_now(struct ouro *rt)
{
    while (rt->collector->phase == GC_FINISH) {
        uint64_t budget = UINT64_MAX;
        (void)!old_slice(rt, &budget);
    }
    struct collector *c = rt->collector;
    if (c->batch.capacity != 0 && c->batch_is_rest) {
        c->batch_waits = true; // at the next safepoint
        runtime_raise(rt, POLL_PARKED);
    }
}

int64_t old_collect(struct ouro *rt)
{
    struct collector *c = rt->collector;
    uint64_t units = c->one_step_units;
    mark_begin(rt);
    uint64_t budget = UINT64_MAX;
    c->one_step_units = UINT64_MAX;
    c->set.members = 0;
    while (!old_slice(rt, &budget)) {
        budget = UINT64_MAX;
    }
    c->one_step_units = units;
    age_all_old(rt);
    c->long_lived_pending = 0;
    int64_t found = c->old.failed ? (int64_t)emergency_stand_in(rt) : c->old.found;
    (void)finish_with_python(rt, 0, &found);
    return found;
}
