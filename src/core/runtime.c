// SPDX-License-Identifier: MIT
// The runtime's frame: opening and closing, roots, the table of type rows, handles, moving slots, the barrier.
#include "core/runtime.h"
#include "core/handle.h"
#include "core/slot.h"
#include "os/tuning.h"

// Opening and closing
// ------------------------------------------------------------------------------------------------------

bool runtime_open(struct ouro *rt, size_t limit)
{
    if (!heap_init(&rt->heap)) {
        return false;
    }
    rt->heap.owner = rt;
    runtime_set_memory_limit(rt, limit);
    // The word is shared with other threads; runtime_raise and the heap change it by atomic operations only.
    rt->heap.poll_word = (_Atomic uint32_t *)&rt->poll;
    rt->heap.large_poll = UINT64_MAX;
    rt->row_count = 1;
    rt->class_epoch = 1;
    rt->release_left = UINT32_MAX;
    return true;
}

void runtime_set_memory_limit(struct ouro *rt, size_t bytes)
{
    rt->heap.limit = bytes;
    rt->heap.soft_limit = bytes - bytes / 8;
}

void runtime_close(struct ouro *rt)
{
    heap_destroy(&rt->heap);
    memset(rt, 0, sizeof *rt);
}

// Roots
// --------------------------------------------------------------------------------------------------------------------

// Roots that a snapshot looks at, of each provider with many: registers and frames.
#define SNAPSHOT_UNITS OURO_TUNE((uint64_t)500, (uint64_t)6)

void runtime_add_root(struct ouro *rt, root_fn *report, void *owner)
{
    OURO_MUST(rt->root_count < ROOT_PROVIDERS_MOST);
    rt->roots[rt->root_count++] = (struct runtime_root){report, NULL, owner};
}

void runtime_add_root_in_slices(struct ouro *rt, root_fn *report, root_scan_fn *scan, void *owner)
{
    runtime_add_root(rt, report, owner);
    rt->roots[rt->root_count - 1].scan = scan;
}

static void visit_own(struct ouro *rt, struct visitor *visitor)
{
    visit(visitor, lend(rt->error));
    for (struct release_walk *walk = rt->release_walk; walk != NULL; walk = walk->outer) {
        visit(visitor, ref_object(walk->finalizing));
    }
}

void runtime_visit_roots(struct ouro *rt, struct visitor *visitor)
{
    for (uint32_t i = 0; i < rt->root_count; i++) {
        rt->roots[i].report(rt, rt->roots[i].owner, visitor);
    }
    visit_own(rt, visitor);
    for (struct own_cell *cell = rt->handles; cell != NULL; cell = cell->next) {
        visit(visitor, lend(cell->value));
    }
}

void runtime_scan_begin(struct ouro *rt, struct visitor *visitor)
{
    for (uint32_t i = 0; i < rt->root_count; i++) {
        struct runtime_root const *root = &rt->roots[i];
        uint64_t budget = SNAPSHOT_UNITS;
        if (root->scan == NULL) {
            root->report(rt, root->owner, visitor);
        } else {
            (void)root->scan(rt, root->owner, ROOTS_BEGIN, visitor, &budget);
        }
    }
    visit_own(rt, visitor);
}

bool runtime_scan_more(struct ouro *rt, struct visitor *visitor, uint64_t *budget)
{
    for (uint32_t i = 0; i < rt->root_count; i++) {
        struct runtime_root const *root = &rt->roots[i];
        if (root->scan != NULL && !root->scan(rt, root->owner, ROOTS_MORE, visitor, budget)) {
            return false;
        }
    }
    return true;
}

void runtime_visit_scanned(struct ouro *rt, struct visitor *visitor)
{
    for (uint32_t i = 0; i < rt->root_count; i++) {
        struct runtime_root const *root = &rt->roots[i];
        if (root->scan == NULL) {
            root->report(rt, root->owner, visitor);
        } else {
            (void)root->scan(rt, root->owner, ROOTS_SCANNED, visitor, NULL);
        }
    }
    visit_own(rt, visitor);
}

void runtime_visit_left(struct ouro *rt, struct visitor *visitor)
{
    for (uint32_t i = 0; i < rt->root_count; i++) {
        struct runtime_root const *root = &rt->roots[i];
        if (root->scan != NULL) {
            (void)root->scan(rt, root->owner, ROOTS_LEFT, visitor, NULL);
        }
    }
}

// Rows
// ---------------------------------------------------------------------------------------------------------------------

#define ROW_CAPACITY_FIRST 128u
// Numbers there are, 0 included: what fits OBJECT_NUMBER_MASK.
#define ROW_NUMBERS_MOST OURO_TUNE(OBJECT_NUMBER_MASK + 1, 16384u)

// Makes room for `number`. Pointers and links are one block each.
static bool row_reserve(struct ouro *rt, uint32_t number)
{
    if (number < rt->row_capacity) {
        return true;
    }
    if (number >= ROW_NUMBERS_MOST) {
        return false;
    }
    uint32_t old = rt->row_capacity;
    uint32_t capacity = old == 0 ? ROW_CAPACITY_FIRST : old + old / 2;
    if (capacity <= number) {
        capacity = number + 1;
    }
    capacity = capacity < ROW_NUMBERS_MOST ? capacity : ROW_NUMBERS_MOST;
    struct type_row **rows = heap_raw_allocate(&rt->heap, capacity * sizeof *rows);
    uint32_t *links = heap_raw_allocate(&rt->heap, capacity * sizeof *links);
    if (rows == NULL || links == NULL) {
        heap_raw_free(&rt->heap, rows, capacity * sizeof *rows);
        heap_raw_free(&rt->heap, links, capacity * sizeof *links);
        return false;
    }
    if (old != 0) {
        memcpy(rows, rt->rows, old * sizeof *rows);
        memcpy(links, rt->row_links, old * sizeof *links);
        heap_raw_free(&rt->heap, rt->rows, old * sizeof *rows);
        heap_raw_free(&rt->heap, rt->row_links, old * sizeof *links);
    }
    rt->rows = rows;
    rt->row_links = links;
    memset(rows + old, 0, (capacity - old) * sizeof *rows);
    memset(links + old, 0, (capacity - old) * sizeof *links);
    rt->row_capacity = capacity;
    return true;
}

bool row_set(struct ouro *rt, uint32_t number, struct type_row *row)
{
    OURO_ASSERT(number != 0);
    if (!row_reserve(rt, number)) {
        return false;
    }
    OURO_ASSERT(rt->rows[number] == NULL);
    OURO_ASSERT(row->flags & ROW_LEAF || row->traverse != NULL);
    row->number = number;
    rt->rows[number] = row;
    if (rt->row_count <= number) {
        rt->row_count = number + 1;
    }
    return true;
}

bool row_numbers_from(struct ouro *rt, uint32_t first)
{
    if (!row_reserve(rt, first - 1)) {
        return false;
    }
    if (rt->row_count < first) {
        rt->row_count = first;
    }
    return true;
}

bool row_make(struct ouro *rt, uint32_t number)
{
    return rt->hooks.make_row == NULL || rt->hooks.make_row(rt, number);
}

// Whether so many numbers wait that giving them again is worth what all inline caches lose by it.
static bool recycling_pays(struct ouro const *rt)
{
    uint32_t waiting = 0;
    for (uint32_t number = rt->row_retired; number != 0; number = rt->row_links[number]) {
        waiting++;
    }
    return waiting >= rt->row_capacity / 4 || (waiting != 0 && rt->row_capacity == ROW_NUMBERS_MOST);
}

bool row_add(struct ouro *rt, struct type_row *row)
{
    if (rt->row_free == 0 && rt->row_count >= rt->row_capacity && recycling_pays(rt)) {
        if (RULE(13, 1)) {
            class_epoch_move(rt);
        }
        row_recycle(rt);
    }
    uint32_t number = rt->row_free;
    if (number == 0) {
        return row_set(rt, rt->row_count, row);
    }
    rt->row_free = rt->row_links[number];
    return row_set(rt, number, row);
}

void row_retire(struct ouro *rt, struct type_row *row)
{
    OURO_ASSERT(rt->rows[row->number] == row);
    rt->rows[row->number] = NULL;
    uint32_t *chain = RULE(13, 2) ? &rt->row_retired : &rt->row_free;
    rt->row_links[row->number] = *chain;
    *chain = row->number;
}

void row_recycle(struct ouro *rt)
{
    while (rt->row_retired != 0) {
        uint32_t number = rt->row_retired;
        rt->row_retired = rt->row_links[number];
        rt->row_links[number] = rt->row_free;
        rt->row_free = number;
    }
}

void class_epoch_move(struct ouro *rt)
{
    rt->class_epoch++;
}

// Handles
// ------------------------------------------------------------------------------------------------------------------

void handle_enter(struct ouro *rt, struct own_cell *cell, own_value v)
{
    cell->value = v;
    cell->previous = NULL;
    cell->next = rt->handles;
    if (cell->next != NULL) {
        cell->next->previous = cell;
    }
    rt->handles = cell;
}

own_value handle_leave(struct ouro *rt, struct own_cell *cell)
{
    OURO_ASSERT(cell->previous != NULL ? cell->previous->next == cell : rt->handles == cell);
    if (RULE(19, 2) && OURO_UNLIKELY(rt->handle_cursor == cell)) {
        rt->handle_cursor = cell->next;
    }
    *(cell->previous != NULL ? &cell->previous->next : &rt->handles) = cell->next;
    if (cell->next != NULL) {
        cell->next->previous = cell->previous;
    }
    // A marker that has not come to the handles yet would miss the value.
    if (RULE(19, 1) && OURO_UNLIKELY(rt->barrier) && is_object(lend(cell->value))) {
        barrier_grey(rt, lend(cell->value));
    }
    return give(cell->value);
}

// Slots
// --------------------------------------------------------------------------------------------------------------------

void barrier_grey(struct ouro *rt, ref_value old)
{
    void *block = as_object(old);
    struct heap_page *page = heap_page_of(block);
    if (page->kind != HEAP_TRACED) {
        return;
    }
    heap_page_touch(&rt->heap, page);
    uint32_t index = heap_block_index(page, block);
    if (!heap_bit_get(heap_marked_bits(page), index)) {
        heap_mark_grey(&rt->heap, page, index);
    }
}

void barrier_rescan(struct ouro *rt, void *holder)
{
    struct heap_page *page = heap_page_of(holder);
    if (page->kind == HEAP_TRACED && RULE(11, 2)) {
        heap_rescan(&rt->heap, page, heap_block_index(page, holder));
    }
}

void slots_move(struct ouro *rt, void *holder, slot_value *to, slot_value const *from, size_t count)
{
    if (OURO_UNLIKELY(rt->barrier) && holder == rt->heap.cursor && from > to && RULE(18, 1)) {
        uint64_t back = (uint64_t)(from - to);
        rt->heap.cursor_slot = rt->heap.cursor_slot > back ? rt->heap.cursor_slot - back : 0;
    }
    memmove(to, from, count * sizeof *to);
}
