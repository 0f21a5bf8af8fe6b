// SPDX-License-Identifier: MIT
// What allocating and freeing do more in builds that plan failures, record traces or poison freed blocks.
//
// A block has HEAP_RED_ZONE bytes more than asked for, which are poisoned; a freed block is poisoned but for its header
// word, which walks read, and waits in a ring (the quarantine) before it can be handed out again. There it counts as
// used in its page, as freed in the statistics.
#include "heap/internal.h"

#if HEAP_POISON
__attribute__((no_sanitize("address"))) void *heap_link_get(void const *block)
{
    return ((heap_link const *)block)[1];
}
__attribute__((no_sanitize("address"))) void heap_link_set(void *block, void *next)
{
    ((heap_link *)block)[1] = next;
}
#endif

bool heap_planned_failure(struct heap *heap)
{
#ifdef OURO_FAULTS
    heap->attempts++;
    if (heap->fail_at != 0 &&
        (heap->attempts == heap->fail_at || (heap->fail_later_too && heap->attempts > heap->fail_at))) {
        heap->failures++;
        return true;
    }
#endif
#ifdef OURO_FIRST_ATTEMPT_FAILS
    if (heap_work_is_due(heap, &heap->reclaim_credit, HEAP_TUNE_RECLAIM_RATE)) {
        (void)heap_try_reclaim(heap);
    }
#endif
    (void)heap;
    return false;
}

bool heap_work_is_due(struct heap const *heap, uint64_t *credit, uint64_t rate)
{
    uint64_t cost = heap_live_blocks(heap, HEAP_TRACED) + heap_live_blocks(heap, HEAP_LEAF) +
                    heap_live_bytes(heap, HEAP_RAW) / 64; // value stacks and tables are looked through, too
    *credit += rate;
    if (*credit < cost) {
        return false;
    }
    *credit -= cost;
    if (*credit > rate) {
        *credit = rate; // a small heap does not save up for the time when it has grown
    }
    return true;
}

void heap_fail(struct heap *heap, uint64_t n, bool later_too)
{
    heap->attempts = 0;
    heap->fail_at = n;
    heap->fail_later_too = later_too;
}

void heap_quarantine_flush(struct heap *heap)
{
    for (uint32_t i = 0; heap->quarantine != NULL && i < HEAP_TUNE_QUARANTINE; i++) {
        void *block = heap->quarantine[i];
        if (block != NULL) {
            heap->quarantine[i] = NULL;
            heap_put_back(heap, heap_page_of(block), block);
        }
    }
}

uint32_t heap_quarantined(struct heap const *heap, struct heap_page const *page)
{
    uint32_t count = 0;
    for (uint32_t i = 0; heap->quarantine != NULL && i < HEAP_TUNE_QUARANTINE; i++) {
        count += heap->quarantine[i] != NULL && heap_page_of(heap->quarantine[i]) == page;
    }
    return count;
}

#if HEAP_INSTRUMENTED

// Poisons what lies behind the bytes asked for, and nothing else.
static void poison_tail(void *block, size_t size)
{
    size_t end = heap_page_of(block)->block_size;
    size_t from = (size + 7) & ~(size_t)7;
    HEAP_UNPOISON_BYTES(block, from < end ? from : end);
    if (HEAP_POISON && from < end) {
        HEAP_POISON_BYTES((char *)block + from, end - from);
    }
}

void *heap_allocate_instrumented(struct heap *heap, enum heap_kind kind, size_t size)
{
    if (size > SIZE_MAX / 2 || heap_planned_failure(heap)) {
        return NULL;
    }
    size_t room = size + HEAP_RED_ZONE;
    bool objects = kind != HEAP_RAW;
    void *block = room <= HEAP_SMALL_BYTES ? heap_take_small(heap, kind, room, objects ? (size + 7) & ~(size_t)7 : 0)
                                           : heap_take(heap, kind, room, objects);
    if (block != NULL) {
        if (objects) {
            *(heap_word *)block = 0;
        }
        poison_tail(block, size);
        heap_trace(heap, HEAP_TRACE_ALLOCATE, NULL, block, size);
    }
    return block;
}

void heap_release_instrumented(struct heap *heap, void *block)
{
    struct heap_page *page = heap_page_of(block);
    OURO_ASSERT(page->state == HEAP_PAGE_USED && page->used > 0);
    OURO_ASSERT(heap_block_at(page, heap_block_index(page, block)) == block);
    HEAP_UNPOISON_BYTES(block, 16);
    if (page->kind != HEAP_RAW) {
        *(heap_word *)block = 0;
        heap_free_bits(heap, page, block);
    }
    heap->freed[page->bin]++;
    heap->young_room += page->kind == HEAP_TRACED;
    if (HEAP_POISON && page->reciprocal != 0 && RULE(24, 1)) {
        HEAP_POISON_BYTES((char *)block + 8, page->block_size - 8);
        void **place = &heap->quarantine[heap->quarantine_next++ % HEAP_TUNE_QUARANTINE];
        void *oldest = *place;
        *place = block;
        if (oldest == NULL) {
            return;
        }
        block = oldest;
        page = heap_page_of(block);
    }
    heap_put_back(heap, page, block);
}

void heap_free_instrumented(struct heap *heap, void *block)
{
    OURO_ASSERT(heap_page_of(block)->kind != HEAP_RAW);
    heap_trace(heap, HEAP_TRACE_FREE, block, NULL, 0);
    heap_release_instrumented(heap, block);
}

void *heap_resized_instrumented(struct heap *heap, void *old_block, void *block, size_t size)
{
    void *known = block != NULL ? block : old_block;
    if (block != NULL) {
        poison_tail(known, size);
        heap_trace(heap, HEAP_TRACE_RESIZE, old_block, block, size);
    }
    return block;
}

#endif
