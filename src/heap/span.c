// SPDX-License-Identifier: MIT
// Blocks of a page or more: spans of pages inside an arena, and large blocks with a mapping of their own.
#include "heap/internal.h"

// Makes the bytes [from, to) of a block zero where the memory may not be: what lies behind `clean_from` is.
static void zero_range(char *block, size_t from, size_t to, size_t clean_from)
{
    size_t end = clean_from < to ? clean_from : to;
    if (from < end) {
        memset(block + from, 0, end - from);
    }
}

static uint32_t span_pages(size_t bytes)
{
    return (uint32_t)((bytes + HEAP_PAGE_BYTES - 1) >> HEAP_PAGE_SHIFT);
}

void *heap_span_allocate(struct heap *heap, enum heap_kind kind, size_t size, bool zeroed)
{
    bool clean = false;
    struct heap_page *page = heap_pages_take(heap, kind, span_pages(size), &clean);
    if (page == NULL) {
        return NULL;
    }
    heap_single_begin(heap, page, kind, HEAP_SPAN_CLASS, heap_span_bytes_for(size));
    char *block = heap_page_start(page);
    if (zeroed && !clean) {
        memset(block, 0, (size + 7) & ~(size_t)7);
    } else if (kind != HEAP_RAW) {
        *(heap_word *)block = 0;
    }
    return block;
}

void *heap_span_resize(struct heap *heap, struct heap_page *page, void *block, size_t old_size, size_t size,
                       bool zeroed)
{
    if (size <= HEAP_CLASS_BYTES || size > HEAP_SPAN_BYTES) {
        return NULL;
    }
    uint32_t count = span_pages(size);
    size_t had = page->span * HEAP_PAGE_BYTES;
    bool clean = false;
    if (count > page->span) {
        if (!heap_pages_extend(heap, page, count, &clean)) {
            return NULL;
        }
    } else if (count < page->span) {
        heap_pages_shrink(heap, page, count);
    }
    heap_single_resized(heap, page, heap_span_bytes_for(size));
    if (zeroed) {
        zero_range(block, old_size, (size + 7) & ~(size_t)7, clean ? had : SIZE_MAX);
    }
    return block;
}

// The last freed mapping that is still there becomes the new one (a sort's scratch that grows by doubling: its pages
// need not become resident again). NULL: none, or the system refuses.
static struct heap_arena *take_doomed(struct heap *heap, size_t bytes)
{
    struct heap_arena *arena = heap->doomed;
    if (arena == NULL) {
        return NULL;
    }
    size_t had = arena->head.mapped_bytes;
    heap->doomed = arena->head.all.next;
    heap->doomed_bytes -= had;
    heap->reserved_bytes -= had;
    struct heap_arena *resized =
        heap_may_reserve(heap, bytes) ? heap_remap(heap, arena, had, bytes, HEAP_ARENA_BYTES) : NULL;
    if (resized == NULL) {
        heap_unmap(heap, arena, had);
        return NULL;
    }
    memset(resized, 0, HEAP_LARGE_OFFSET);
    return resized;
}

static struct heap_arena *map_large(struct heap *heap, size_t bytes)
{
    heap_unmap_doomed(heap, bytes);
    return heap_may_reserve(heap, bytes) ? heap_map(heap, bytes, HEAP_ARENA_BYTES) : NULL;
}

void *heap_large_allocate(struct heap *heap, enum heap_kind kind, size_t size, bool zeroed)
{
    size_t bytes = heap_large_mapping(size);
    if (bytes == 0) {
        return NULL;
    }
    struct heap_arena *arena = kind == HEAP_RAW && !zeroed ? take_doomed(heap, bytes) : NULL;
    arena = arena != NULL ? arena : map_large(heap, bytes);
    if (arena == NULL) {
        return NULL;
    }
    arena->head.mapped_bytes = bytes;
    arena->head.is_large = true;
    if (!heap_arena_enter(heap, arena, kind == HEAP_TRACED)) {
        heap_unmap(heap, arena, bytes);
        return NULL;
    }
    struct heap_page *page = &arena->large;
    page->state = HEAP_PAGE_USED;
    page->level = HEAP_LEVEL_NONE;
    page->epoch = heap->epoch - 1;
    page->span = 1;
    page->marks = arena->large_bits;
    page->old = arena->large_bits + 2 * HEAP_BITMAP_WORDS;
    heap_reserved_add(heap, bytes);
    heap_single_begin(heap, page, kind, HEAP_LARGE_CLASS, bytes - HEAP_LARGE_OFFSET);
    return heap_page_start(page);
}

size_t heap_unmap_doomed(struct heap *heap, size_t bytes)
{
    size_t given = 0;
    while (heap->doomed != NULL && given < bytes) {
        struct heap_arena *arena = heap->doomed;
        size_t left = arena->head.mapped_bytes;
        size_t part = bytes - given < HEAP_TUNE_UNMAP_BYTES ? HEAP_TUNE_UNMAP_BYTES : bytes - given;
        part = part >= left || !heap_can_cut(heap) ? left : os_page_round(part);
        if (part == left) {
            heap->doomed = arena->head.all.next;
        } else {
            arena->head.mapped_bytes = left - part;
        }
        heap_unmap(heap, (char *)arena + (left - part), part);
        heap->reserved_bytes -= part;
        heap->doomed_bytes -= part;
        given += part;
    }
    return given;
}

void heap_large_release(struct heap *heap, struct heap_page *page)
{
    struct heap_arena *arena = heap_arena_of(page);
    heap_arena_leave(heap, arena);
    HEAP_UNPOISON_BYTES(arena, arena->head.mapped_bytes);
    arena->head.all.next = heap->doomed;
    heap->doomed = arena;
    heap->doomed_bytes += arena->head.mapped_bytes;
    if (heap->doomed_bytes > HEAP_TUNE_UNMAP_BYTES) {
        heap_unmap_doomed(heap, HEAP_TUNE_UNMAP_BYTES);
    }
    heap_poll_raise(heap);
}

// What a chain's neighbours and the descriptor itself know of the mapping's address is taken out before it moves and
// put back after.
struct chains {
    bool young;
    bool grey;
};

static void leave_chains(struct heap *heap, struct heap_page *page, struct chains *was)
{
    was->young = (page->chained & HEAP_CHAINED_YOUNG) != 0;
    was->grey = (page->chained & HEAP_CHAINED_GREY) != 0 && page->epoch == heap->epoch;
    heap_young_remove(heap, page);
    heap_grey_leave(heap, page);
    heap_arena_leave(heap, heap_arena_of(page));
}

static void enter_chains(struct heap *heap, struct heap_arena *arena, struct chains const *was)
{
    struct heap_page *page = &arena->large;
    page->marks = arena->large_bits;
    page->old = arena->large_bits + 2 * HEAP_BITMAP_WORDS;
    bool entered = heap_arena_enter(heap, arena, page->kind == HEAP_TRACED);
    OURO_MUST(entered); // the name is free: it was ours
    if (was->young) {
        heap_young_enter(heap, page);
    }
    if (was->grey) {
        heap_grey_enter(heap, page);
    }
}

// Cuts off most of what a mapping is to lose, and lets it go back in portions; returns the bytes that the mapping has
// left.
static size_t doom_tail(struct heap *heap, struct heap_arena *arena, size_t had, size_t bytes)
{
    size_t kept = (bytes + HEAP_ARENA_BYTES - 1) & ~(HEAP_ARENA_BYTES - 1);
    if (!heap_can_cut(heap) || had < HEAP_TUNE_UNMAP_BYTES || kept >= had - HEAP_TUNE_UNMAP_BYTES) {
        return had;
    }
    struct heap_arena *tail = (struct heap_arena *)((char *)arena + kept);
    HEAP_UNPOISON_BYTES(tail, had - kept);
    tail->head.mapped_bytes = had - kept;
    tail->head.all.next = heap->doomed;
    heap->doomed = tail;
    heap->doomed_bytes += had - kept;
    arena->head.mapped_bytes = kept;
    heap_give_back(heap);
    return kept;
}

void *heap_large_resize(struct heap *heap, struct heap_page *page, size_t old_size, size_t size, bool zeroed)
{
    struct heap_arena *arena = heap_arena_of(page);
    size_t had = arena->head.mapped_bytes;
    size_t bytes = heap_large_mapping(size);
    if (bytes == 0) {
        return NULL;
    }
    if (bytes > had) {
        heap_unmap_doomed(heap, bytes - had);
        if (!heap_may_reserve(heap, bytes - had)) {
            return NULL;
        }
    }
    if (bytes < had) {
        had = doom_tail(heap, arena, had, bytes);
    }
    if (bytes != had) {
        struct chains was;
        if (heap_page_start(page) == heap->cursor) {
            heap_rescan(heap, page, 0);
        }
        if (page->kind == HEAP_TRACED && heap->page_emptied != NULL) {
            heap->page_emptied(heap->owner, page); // its descriptor moves
        }
        leave_chains(heap, page, &was);
        struct heap_arena *moved = heap_remap(heap, arena, had, bytes, HEAP_ARENA_BYTES);
        bool resized = moved != NULL;
        arena = resized ? moved : arena;
        enter_chains(heap, arena, &was);
        if (!resized) {
            return NULL;
        }
        arena->head.mapped_bytes = bytes;
        if (bytes > had) {
            heap_reserved_add(heap, bytes - had);
        } else {
            heap->reserved_bytes -= had - bytes;
        }
    }
    heap_single_resized(heap, &arena->large, bytes - HEAP_LARGE_OFFSET);
    char *block = heap_page_start(&arena->large);
    if (zeroed) {
        zero_range(block, old_size, (size + 7) & ~(size_t)7, had - HEAP_LARGE_OFFSET);
    }
    return block;
}
