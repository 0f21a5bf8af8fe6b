// SPDX-License-Identifier: MIT
// Walks over the pages, and from stray words and 32-bit names to blocks.
#include "heap/internal.h"

void heap_walk_begin(struct heap *heap, struct heap_walk *walk)
{
    walk->arena = heap->all.next;
    walk->index = 0;
    walk->previous = NULL;
    walk->next = heap->walks;
    if (heap->walks != NULL) {
        heap->walks->previous = walk;
    }
    heap->walks = walk;
}

void heap_walk_end(struct heap *heap, struct heap_walk *walk)
{
    if (walk->previous != NULL) {
        walk->previous->next = walk->next;
    } else if (heap->walks == walk) {
        heap->walks = walk->next;
    } else {
        return; // ended before
    }
    if (walk->next != NULL) {
        walk->next->previous = walk->previous;
    }
    *walk = (struct heap_walk){NULL, 0, NULL, NULL};
}

struct heap_page *heap_walk_next(struct heap *heap, struct heap_walk *walk)
{
    while (walk->arena != NULL) {
        struct heap_arena *arena = walk->arena;
        if (arena->head.is_large) {
            walk->arena = arena->head.all.next;
            walk->index = 0;
            return &arena->large;
        }
        uint32_t index = walk->index < HEAP_HEAD_PAGES ? HEAP_HEAD_PAGES : walk->index;
        for (; index < HEAP_ARENA_PAGES; index++) {
            struct heap_page *page = &arena->pages[index];
            if (page->state == HEAP_PAGE_USED) {
                walk->index = index + page->span;
                return page;
            }
        }
        walk->arena = arena->head.all.next;
        walk->index = 0;
    }
    heap_walk_end(heap, walk);
    return NULL;
}

// The page in use that an address lies in, NULL if none.
static struct heap_page *page_at(struct heap const *heap, uintptr_t address)
{
    if (!heap_slot_owned(heap, address)) {
        return NULL;
    }
    struct heap_arena *arena = heap_arena_of((void *)address);
    if (arena->head.is_large) {
        return &arena->large;
    }
    uint32_t index = (uint32_t)((address & (HEAP_ARENA_BYTES - 1)) >> HEAP_PAGE_SHIFT);
    if (index < HEAP_HEAD_PAGES) {
        return NULL;
    }
    if (arena->pages[index].state == HEAP_PAGE_REST) {
        index -= arena->pages[index].span;
    }
    return arena->pages[index].state == HEAP_PAGE_USED ? &arena->pages[index] : NULL;
}

void *heap_object_at(struct heap const *heap, uintptr_t word)
{
    struct heap_page *page = page_at(heap, word);
    if (page == NULL || page->kind == HEAP_RAW) {
        return NULL;
    }
    uintptr_t start = (uintptr_t)heap_page_start(page);
    if (word < start || word - start >= page->carved * page->block_size) {
        return NULL;
    }
    uint32_t index = page->reciprocal == 0 ? 0 : heap_block_index(page, (void *)word);
    void *block = heap_block_at(page, index);
    return heap_block_is_live(block) ? block : NULL;
}

void *heap_expand(struct heap const *heap, uint32_t name)
{
    if (name == 0) {
        return NULL;
    }
    struct heap_arena *arena = heap_arena_named(heap, name >> 18);
    uint32_t granule = name & ((1u << 18) - 1);
    struct heap_page *page = &arena->pages[granule >> (HEAP_PAGE_SHIFT - 4)];
    // Blocks are at least a granule long, so the last one that begins in or before the granule's last byte begins in
    // it.
    uint64_t last = (uint64_t)(granule & (HEAP_PAGE_BYTES / 16 - 1)) * 16 + 15;
    return heap_block_at(page, (uint32_t)(last * page->reciprocal >> 32));
}
