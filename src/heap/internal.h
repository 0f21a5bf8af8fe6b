// SPDX-License-Identifier: MIT
// What the files of this floor share.
#ifndef OURO_HEAP_INTERNAL_H
#define OURO_HEAP_INTERNAL_H

#include "heap/heap.h"
#include "os/memory.h"
#include "os/rules.h"

#define HEAP_HEAD_BYTES (HEAP_HEAD_PAGES * HEAP_PAGE_BYTES)
#define HEAP_ADDRESS_BITS 48

// Reserved as a whole with the second mapping, resident only where used: the first arena has name 1 without it.
struct heap_directory {
    struct heap_arena *names[HEAP_NAMED_ARENAS + 1]; // by name; [0] is never used
    uint64_t named[(HEAP_NAMED_ARENAS + 64) / 64];   // names given
    uint64_t owned[((size_t)1 << (HEAP_ADDRESS_BITS - HEAP_ARENA_SHIFT)) /
                   64]; // slots of 4 MiB in which a mapping of ours begins
};

OURO_INLINE bool heap_slot_owned(struct heap const *heap, uintptr_t address)
{
    uintptr_t slot = address >> HEAP_ARENA_SHIFT;
    if (heap->directory == NULL) {
        return heap->sole != NULL && slot == (uintptr_t)heap->sole >> HEAP_ARENA_SHIFT;
    }
    return slot < (uintptr_t)1 << (HEAP_ADDRESS_BITS - HEAP_ARENA_SHIFT) &&
           (heap->directory->owned[slot >> 6] >> (slot & 63) & 1) != 0;
}

OURO_INLINE struct heap_arena *heap_arena_named(struct heap const *heap, uint32_t name)
{
    return heap->directory == NULL ? heap->sole : heap->directory->names[name];
}

// Bytes of a page that were never touched: it was clean when it was cut, and has been carved up to a system page only.
OURO_INLINE size_t heap_page_untouched(struct heap_page const *page)
{
    if (!(page->chained & HEAP_CHAINED_CLEAN)) {
        return 0;
    }
    size_t touched = ((size_t)page->carved * page->block_size + OS_PAGE_BYTES - 1) & ~(size_t)(OS_PAGE_BYTES - 1);
    return HEAP_PAGE_BYTES - touched;
}

// What an arena's head is charged with, when pages below `top` have been in use: their descriptors and bitmaps.
OURO_INLINE size_t heap_head_charge(uint32_t top)
{
    size_t bytes = top * (sizeof(struct heap_page) + 4 * HEAP_BITMAP_WORDS * sizeof(uint64_t));
    bytes = (bytes + 2 * OS_PAGE_BYTES - 1) & ~(size_t)(OS_PAGE_BYTES - 1);
    return bytes < HEAP_HEAD_BYTES ? bytes : HEAP_HEAD_BYTES;
}

OURO_INLINE void heap_poll_raise(struct heap *heap)
{
    if (heap->poll_word != NULL) {
        atomic_fetch_or_explicit(heap->poll_word, HEAP_POLL_COLLECT, memory_order_relaxed);
        heap_countdown_end(&heap->countdown);
    }
}

OURO_INLINE void heap_count_taken(struct heap *heap, size_t bytes)
{
    heap->taken_bytes += bytes;
    if (heap->taken_bytes > heap->taken_poll) {
        heap_poll_raise(heap);
    }
}

OURO_INLINE uint32_t heap_popcount(uint64_t const *words, uint32_t count)
{
    uint32_t ones = 0;
    for (uint32_t i = 0; i < count; i++) {
        ones += (uint32_t)__builtin_popcountll(words[i]);
    }
    return ones;
}

// classes.c
extern uint8_t const heap_small_class[HEAP_SMALL_BYTES / 8 + 1]; // by (size + 7) / 8
uint32_t heap_class_of(size_t size);                             // up to HEAP_CLASS_BYTES
uint32_t heap_class_blocks(uint32_t class);
size_t heap_span_bytes_for(size_t size); // bytes that a span for this size offers
// Bytes that each mapping of a large block of this size has; 0: too large for the address space.
size_t heap_large_mapping(size_t size);

// source.c: as os/memory.h has them, from the heap's source of memory.
OURO_MUST_USE void *heap_map(struct heap *heap, size_t bytes, size_t alignment);
void heap_unmap(struct heap *heap, void *memory, size_t bytes);
bool heap_discard(struct heap *heap, void *memory, size_t bytes);
OURO_MUST_USE void *heap_remap(struct heap *heap, void *memory, size_t old_bytes, size_t new_bytes, size_t alignment);
// Can parts of a mapping be given back, or be mappings of their own?
OURO_INLINE bool heap_can_cut(struct heap const *heap)
{
    return heap->source == NULL;
}

// arena.c
// Whether so many more bytes may be reserved; gives back what is free first, where that helps.
bool heap_may_reserve(struct heap *heap, size_t bytes);
void heap_reserved_add(struct heap *heap, size_t bytes);
// Puts a mapping into the list of all and the directory. False: a name was wanted and there is none, or the address is
// out of reach.
bool heap_arena_enter(struct heap *heap, struct heap_arena *arena, bool wants_name);
void heap_arena_leave(struct heap *heap, struct heap_arena *arena);
// Takes a run of pages; descriptor zeroed, state set, nothing else. *clean: the memory is zero. NULL: refused.
struct heap_page *heap_pages_take(struct heap *heap, enum heap_kind kind, uint32_t count, bool *clean);
void heap_pages_release(struct heap *heap, struct heap_page *page);
// Grows a span into free pages behind it; false: there are not enough, or the limit refuses.
bool heap_pages_extend(struct heap *heap, struct heap_page *page, uint32_t count, bool *clean);
void heap_pages_shrink(struct heap *heap, struct heap_page *page, uint32_t count);
// Gives back free pages, oldest arena first, until at most `keep` are resident, and not many more than `most`.
size_t heap_purge(struct heap *heap, size_t keep, size_t most);
size_t heap_drop_empty_arenas(struct heap *heap, size_t keep);
void heap_tick(struct heap *heap);

// span.c
void *heap_span_allocate(struct heap *heap, enum heap_kind kind, size_t size, bool zeroed);
void *heap_large_allocate(struct heap *heap, enum heap_kind kind, size_t size, bool zeroed);
// Gives back at least so many bytes of freed large mappings, if there are as many.
size_t heap_unmap_doomed(struct heap *heap, size_t bytes);
void heap_large_release(struct heap *heap, struct heap_page *page);
// In place, or for a large block by moving its mapping; NULL: not possible so. Bytes beyond old_size are zero if
// `zeroed`.
void *heap_span_resize(struct heap *heap, struct heap_page *page, void *block, size_t old_size, size_t size,
                       bool zeroed);
void *heap_large_resize(struct heap *heap, struct heap_page *page, size_t old_size, size_t size, bool zeroed);

// pages.c
// No class has a page: of a new heap.
void heap_clear_current(struct heap *heap);
// The page from which a class allocates from now on; NULL: none.
void heap_set_current(struct heap *heap, uint32_t kind, uint32_t class, struct heap_page *page);
// A block of any kind and size, one attempt.
void *heap_attempt(struct heap *heap, enum heap_kind kind, size_t size, bool zeroed);
void *heap_take(struct heap *heap, enum heap_kind kind, size_t size, bool zeroed);
// The page has no block in use: it leaves its chains and goes back to the arena (or the system).
void heap_page_release(struct heap *heap, struct heap_page *page);
// Calls reclaim if that is allowed now; true: try again.
bool heap_try_reclaim(struct heap *heap);
// Entry of a new one-block page: accounting, chains, colour.
void heap_single_begin(struct heap *heap, struct heap_page *page, enum heap_kind kind, uint32_t class,
                       size_t block_size);
// The block of a one-block page has changed its size.
void heap_single_resized(struct heap *heap, struct heap_page *page, size_t block_size);

// instrument.c
bool heap_planned_failure(struct heap *heap);
void heap_quarantine_flush(struct heap *heap);
// Frees a block of any kind; poisons the end of a block that was resized (block NULL: it was not) and passes the result
// on.
void heap_release_instrumented(struct heap *heap, void *block);
void *heap_resized_instrumented(struct heap *heap, void *old_block, void *block, size_t size);
uint32_t heap_quarantined(struct heap const *heap, struct heap_page const *page);

// trace.c
#ifdef OURO_TRACE
void heap_trace_begin(struct heap *heap);
void heap_trace_end(struct heap *heap);
void heap_trace(struct heap *heap, enum heap_trace_op op, void *old_block, void *block, size_t size);
#else
OURO_INLINE void heap_trace_begin(struct heap *heap)
{
    (void)heap;
}
OURO_INLINE void heap_trace_end(struct heap *heap)
{
    (void)heap;
}
OURO_INLINE void heap_trace(struct heap *heap, enum heap_trace_op op, void *old_block, void *block, size_t size)
{
    (void)heap, (void)op, (void)old_block, (void)block, (void)size;
}
#endif

// cycle.c
// Bit i of the 16 words is 1 when block i is not handed out; the bits behind the last block are 1.
void heap_free_map(struct heap const *heap, struct heap_page const *page, uint64_t *map);
// Takes the page out of the young chain even if it is current.
void heap_young_remove(struct heap *heap, struct heap_page *page);
void heap_copy_bits(struct heap *heap, void const *from, void *to);

#endif
