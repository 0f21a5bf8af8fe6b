// SPDX-License-Identifier: MIT
// Life of a heap, resizing, payload, accounting.
#include "heap/heap.h"

#include "heap/internal.h"

#define QUARANTINE_BYTES (HEAP_TUNE_QUARANTINE * sizeof(void *))

bool heap_init(struct heap *heap)
{
    memset(heap, 0, sizeof *heap);
    if (HEAP_POISON) {
        heap->quarantine = os_memory_map(QUARANTINE_BYTES, OS_PAGE_BYTES);
        if (heap->quarantine == NULL) {
            heap_destroy(heap);
            return false;
        }
    }
    heap_clear_current(heap);
    heap->epoch = 1;
    heap_young_reset(heap, INT64_MAX / 2);
    heap_bytes_reset(heap, UINT64_MAX);
    heap_trace_begin(heap);
    return true;
}

void heap_destroy(struct heap *heap)
{
    heap_trace_end(heap);
    heap_unmap_doomed(heap, SIZE_MAX);
    struct heap_arena *arena = heap->all.next;
    while (arena != NULL) {
        struct heap_arena *next = arena->head.all.next;
        HEAP_UNPOISON_BYTES(arena, arena->head.mapped_bytes);
        heap_unmap(heap, arena, arena->head.mapped_bytes);
        arena = next;
    }
    if (heap->quarantine != NULL) {
        os_memory_unmap(heap->quarantine, QUARANTINE_BYTES);
    }
    if (heap->directory != NULL) {
        os_memory_unmap(heap->directory, sizeof(struct heap_directory));
    }
    memset(heap, 0, sizeof *heap);
}

// Freeing and resizing
// ----------------------------------------------------------------------------------------------------

// The end of every release in builds without a quarantine of their own; those do more (instrument.c).
static void free_block(struct heap *heap, void *block)
{
#if HEAP_INSTRUMENTED
    heap_release_instrumented(heap, block);
#else
    struct heap_page *page = heap_page_of(block);
    if (page->kind != HEAP_RAW) {
        heap_free_object(heap, block);
        return;
    }
    heap->freed[page->bin]++;
    heap_put_back(heap, page, block);
#endif
}

// Whether a block that has `had` bytes stays where it is when `wanted` are needed of it.
static bool stays(struct heap_page const *page, size_t wanted)
{
    if (wanted > page->block_size) {
        return false;
    }
    // Moving down must save a quarter.
    return page->reciprocal != 0 && heap_class_bytes[heap_class_of(wanted)] > page->block_size - page->block_size / 4;
}

// Whether a block that is to grow, or did, lies in a mapping of its own though a span could hold it.
static bool grows_in_mapping(struct heap_page const *page, size_t wanted)
{
    return page->kind == HEAP_RAW && page->reciprocal == 0 && wanted > HEAP_TUNE_GROWN_BYTES &&
           (wanted > page->block_size || page->bin % HEAP_ALL_CLASSES == HEAP_LARGE_CLASS);
}

static void *resize_in_place(struct heap *heap, struct heap_page *page, void *block, size_t old_size, size_t wanted,
                             bool zeroed)
{
    if (stays(page, wanted)) {
        if (zeroed && wanted > old_size) {
            HEAP_UNPOISON_BYTES(block, page->block_size);
            memset((char *)block + old_size, 0, wanted - old_size);
        }
        return block;
    }
    if (page->reciprocal != 0) {
        return NULL;
    }
    HEAP_UNPOISON_BYTES(block, page->block_size);
    bool in_mapping = grows_in_mapping(page, wanted);
    if (page->bin % HEAP_ALL_CLASSES == HEAP_SPAN_CLASS) {
        return in_mapping ? NULL : heap_span_resize(heap, page, block, old_size, wanted, zeroed);
    }
    // A large block that shrinks into a span moves there if it can.
    return in_mapping || wanted > HEAP_SPAN_BYTES ? heap_large_resize(heap, page, old_size, wanted, zeroed) : NULL;
}

// Cannot move to where it would be smaller: stays, but gives back whole pages.
static void *shrink_here(struct heap *heap, struct heap_page *page, void *block, size_t old_size, size_t wanted)
{
    if (page->reciprocal != 0) {
        return block;
    }
    if (page->bin % HEAP_ALL_CLASSES == HEAP_SPAN_CLASS) {
        size_t least = wanted > HEAP_CLASS_BYTES ? wanted : HEAP_CLASS_BYTES + 1;
        return least >= page->block_size ? block : heap_span_resize(heap, page, block, old_size, least, false);
    }
    return heap_large_resize(heap, page, old_size, wanted, false);
}

static void *resize_block(struct heap *heap, enum heap_kind kind, void *block, size_t old_size, size_t new_size)
{
    struct heap_page *page = heap_page_of(block);
    OURO_ASSERT(page->kind == kind && page->state == HEAP_PAGE_USED && old_size <= page->block_size);
    bool zeroed = kind != HEAP_RAW;
    if (new_size > SIZE_MAX / 2) {
        return NULL;
    }
    size_t wanted = new_size + HEAP_RED_ZONE;
    size_t had = old_size;
    for (bool again = false;; again = true) {
        void *result = resize_in_place(heap, page, block, had, wanted, zeroed);
        if (result != NULL) {
            return result;
        }
        void *moved = grows_in_mapping(page, wanted) ? heap_large_allocate(heap, kind, wanted, zeroed) : NULL;
        moved = moved != NULL ? moved : heap_attempt(heap, kind, wanted, zeroed);
        if (moved != NULL) {
            size_t kept = old_size < new_size ? old_size : new_size;
            memcpy(moved, block, kept);
            if (zeroed) {
                heap_copy_bits(heap, block, moved);
            }
            free_block(heap, block);
            return moved;
        }
        if (new_size <= old_size) {
            return shrink_here(heap, page, block, old_size, wanted);
        }
        if (again || !heap_try_reclaim(heap)) {
            heap->failures++;
            return NULL;
        }
    }
}

static void *resize(struct heap *heap, enum heap_kind kind, void *block, size_t old_size, size_t new_size)
{
#if HEAP_INSTRUMENTED
    if (new_size > old_size && heap_planned_failure(heap)) {
        return NULL;
    }
    void *result = resize_block(heap, kind, block, old_size, new_size);
    return heap_resized_instrumented(heap, block, result, new_size);
#else
    return resize_block(heap, kind, block, old_size, new_size);
#endif
}

void *heap_resize_object(struct heap *heap, enum heap_kind kind, void *block, size_t old_size, size_t new_size)
{
    OURO_ASSERT(kind != HEAP_RAW);
    return resize(heap, kind, block, old_size, new_size);
}

// Payload
// -----------------------------------------------------------------------------------------------------------------

void *heap_raw_allocate(struct heap *heap, size_t size)
{
#if HEAP_INSTRUMENTED
    return heap_allocate_instrumented(heap, HEAP_RAW, size);
#else
    return size <= HEAP_SMALL_BYTES ? heap_take_small(heap, HEAP_RAW, size, 0) : heap_take(heap, HEAP_RAW, size, false);
#endif
}

void *heap_raw_allocate_zeroed(struct heap *heap, size_t size)
{
    if (HEAP_INSTRUMENTED || size <= HEAP_CLASS_BYTES) {
        void *block = heap_raw_allocate(heap, size);
        if (block != NULL) {
            memset(block, 0, size);
        }
        return block;
    }
    return heap_take(heap, HEAP_RAW, size, true);
}

void heap_raw_free(struct heap *heap, void *block, size_t size)
{
    if (block == NULL) {
        return;
    }
    OURO_ASSERT(heap_page_of(block)->kind == HEAP_RAW && size + HEAP_RED_ZONE <= heap_page_of(block)->block_size);
    (void)size;
    heap_trace(heap, HEAP_TRACE_FREE, block, NULL, size);
    free_block(heap, block);
}

void *heap_raw_resize(struct heap *heap, void *block, size_t old_size, size_t new_size)
{
    if (block == NULL) {
        return heap_raw_allocate(heap, new_size);
    }
    return resize(heap, HEAP_RAW, block, old_size, new_size);
}

bool heap_array_grow(struct heap *heap, void **items, size_t *capacity, size_t needed, size_t item_size)
{
    if (needed <= *capacity) {
        return true;
    }
    size_t wanted = needed;
    if (needed <= SIZE_MAX / 2 && *capacity + *capacity / 8 + 4 > needed) {
        wanted = *capacity + *capacity / 8 + 4;
    }
    size_t bytes;
    if (__builtin_mul_overflow(wanted, item_size, &bytes) || bytes > SIZE_MAX / 2) {
        return false;
    }
    bytes = heap_good_size(bytes) / item_size * item_size;
    void *grown = heap_raw_resize(heap, *items, *capacity * item_size, bytes);
    if (grown == NULL) {
        return false;
    }
    *items = grown;
    *capacity = bytes / item_size;
    return true;
}

// Accounting
// --------------------------------------------------------------------------------------------------------------

size_t heap_live_bytes(struct heap const *heap, enum heap_kind kind)
{
    size_t bytes = heap->span_bytes[kind];
    for (uint32_t class = 0; class < HEAP_CLASSES; class ++) {
        uint32_t bin = kind * HEAP_ALL_CLASSES + class;
        bytes += (size_t)(heap->allocated[bin] - heap->freed[bin]) * heap_class_bytes[class];
    }
    return bytes;
}

size_t heap_live_blocks(struct heap const *heap, enum heap_kind kind)
{
    uint64_t blocks = 0;
    for (uint32_t bin = kind * HEAP_ALL_CLASSES; bin < (kind + 1) * HEAP_ALL_CLASSES; bin++) {
        blocks += heap->allocated[bin] - heap->freed[bin];
    }
    return (size_t)blocks;
}

uint64_t heap_total_allocated(struct heap const *heap, enum heap_kind kind)
{
    uint64_t blocks = 0;
    for (uint32_t bin = kind * HEAP_ALL_CLASSES; bin < (kind + 1) * HEAP_ALL_CLASSES; bin++) {
        blocks += heap->allocated[bin];
    }
    return blocks;
}

size_t heap_live_bytes_all(struct heap const *heap)
{
    return heap_live_bytes(heap, HEAP_TRACED) + heap_live_bytes(heap, HEAP_LEAF) + heap_live_bytes(heap, HEAP_RAW);
}

size_t heap_live_peak(struct heap *heap)
{
    if (heap->reserved_bytes > heap->live_peak) {
        size_t now = heap_live_bytes_all(heap);
        heap->live_peak = now > heap->live_peak ? now : heap->live_peak;
    }
    return heap->live_peak;
}

size_t heap_dirty_bytes(struct heap const *heap)
{
    return heap->pages_dirty * HEAP_PAGE_BYTES;
}
