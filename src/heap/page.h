// SPDX-License-Identifier: MIT
// Arenas, pages and their bitmaps: the layout that the collector walks.
//
// Theory. Memory comes in arenas of 4 MiB, aligned to 4 MiB, cut into 256 pages of 16 KiB. The first HEAP_HEAD_PAGES
// pages of an arena hold its head: 256 page descriptors and the bitmaps. Masking the address of a block gives the
// arena, shifting its offset the descriptor; nothing about a block but the block itself lies in its cache lines. A page
// holds blocks of one size and one kind. A block over HEAP_CLASS_BYTES takes a span of whole pages (its descriptor is
// that of the first one, the others are in state HEAP_PAGE_REST); a block over HEAP_SPAN_BYTES has a mapping of its own
// with the same head cut to 4096 bytes, described by descriptor 0.
//
// A page in use:   used + (blocks on the free list) + (block_count - carved) == block_count
//                  (in builds with a quarantine, blocks in it count as used)
// Object page:     the header word (first word) of every carved block that is not handed out is 0; the free-list link
// is the second
//                  word. Blocks from `carved` on were never handed out; what they contain means nothing.
// Bits of a block: old and frozen are 0 when it is free. While a cycle runs (heap->free_color != 0) and the page has
// been
//                  touched in this cycle (page->epoch == heap->epoch): a free block is marked and scanned (11), and
//                  unmarked_count == number of blocks 00, grey_count == number of blocks 10; bits of the last bitmap
//                  word that stand for no block are 11. While no cycle runs, or the page is not touched, marked and
//                  scanned mean nothing.
// Chains:          young: traced pages that may hold young objects, among them every current traced page.
//                  grey: pages whose grey_count is not 0 (the collector may use the links for another set while nothing
//                  is grey). bins: pages that are neither current nor full, by class and fullness. A page leaves all of
//                  them when it empties.
#ifndef OURO_HEAP_PAGE_H
#define OURO_HEAP_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "os/assert.h"
#include "os/tuning.h"

#define HEAP_ARENA_SHIFT 22
#define HEAP_ARENA_BYTES ((size_t)1 << HEAP_ARENA_SHIFT)
#define HEAP_PAGE_SHIFT 14
#define HEAP_PAGE_BYTES ((size_t)1 << HEAP_PAGE_SHIFT)
#define HEAP_ARENA_PAGES 256u
#define HEAP_BITMAP_WORDS 16u   // 1024 blocks of 16 bytes
#define HEAP_LARGE_OFFSET 4096u // the block of a large mapping begins here
#define HEAP_MIN_BLOCK 16u

#define HEAP_CLASSES 47u
#define HEAP_SPAN_CLASS 47u  // statistics class of spans
#define HEAP_LARGE_CLASS 48u // and of large blocks
#define HEAP_ALL_CLASSES 49u
#define HEAP_SMALL_BYTES 512u  // allocated inline
#define HEAP_CLASS_BYTES 8192u // largest size class
#define HEAP_SPAN_BYTES ((size_t)HEAP_TUNE_SPAN_BYTES)

enum heap_kind {
    HEAP_TRACED, // objects that can refer to others
    HEAP_LEAF,   // objects that cannot
    HEAP_RAW,    // payload: no header word, no bits
    HEAP_KINDS
};

enum heap_page_state {
    HEAP_PAGE_FREE, // not cut
    HEAP_PAGE_USED, // a page, the first page of a span, or a large block
    HEAP_PAGE_REST, // a later page of a span
};

// Which bitmaps of a page may hold ones (heap_page.bits_set).
enum { HEAP_BITS_OLD = 1, HEAP_BITS_FROZEN = 2 };

// A word of a block, whatever type the program stored there.
typedef uint64_t __attribute__((may_alias)) heap_word;
typedef void *__attribute__((may_alias)) heap_link;

struct heap_page_links {
    struct heap_page *next;
    struct heap_page *previous;
};

// 128 bytes: the first cache line is what allocating and freeing need, the second is the collector's.
struct heap_page {
    void *free;           // free blocks, linked through their second word
    size_t block_size;    // a span or large block: bytes that the block can use
    int32_t used;         // blocks handed out
    int32_t rebin_at;     // when used falls to this the page changes its bin (-1: current page, never)
    uint32_t reciprocal;  // ceil(2^32 / block_size); 0 in a one-block page
    uint32_t epoch;       // the cycle in which marked and scanned were set up
    uint16_t block_count; // at most 1024
    uint16_t carved;      // blocks ever put on the free list since the page was cut
    uint8_t state;        // enum heap_page_state
    uint8_t kind;         // enum heap_kind
    uint8_t bin;          // kind * HEAP_ALL_CLASSES + class
    uint8_t bits_set;     // which of old and frozen may have ones
    uint16_t span;        // pages taken; state REST: distance to the first one
    uint8_t level;        // fullness bin it is in; HEAP_LEVEL_NONE
    uint8_t chained;      // HEAP_CHAINED_*
    uint32_t owner_word;  // free for the floors above; 0 when the page is cut
    struct heap_page *bin_next;

    struct heap_page *bin_previous;
    uint64_t *marks; // marked: words 0..15, scanned: words 16..31
    uint64_t *old;   // 16 words; see heap_frozen_bits for the fourth bitmap
    struct heap_page_links young;
    struct heap_page_links grey;
    uint32_t *side_counts;
    uint32_t grey_count;
    uint32_t unmarked_count;
} __attribute__((aligned(64)));

_Static_assert(sizeof(struct heap_page) == 128, "the address of a descriptor gives the address of its page by a shift");

struct heap;

struct heap_arena_links {
    struct heap_arena *next;
    struct heap_arena *previous;
};

// What an arena knows of itself. It lies over the descriptors 1..9, whose pages are the head's own.
struct heap_arena_head {
    struct heap *heap;
    size_t mapped_bytes;           // HEAP_ARENA_BYTES, or the mapping of a large block
    struct heap_arena_links all;   // every arena and large mapping of the heap
    struct heap_arena_links open;  // arenas with free pages
    struct heap_arena_links dirty; // arenas with free pages that are still resident
    uint32_t name;                 // index in heap->names; 0: none, its blocks have no 32-bit name
    bool is_large;                 // one block, at HEAP_LARGE_OFFSET
    bool is_open;
    uint16_t free_count;  // pages free
    uint16_t dirty_count; // of them resident
    uint16_t longest;     // no run of free pages is longer than this
    uint16_t top;         // pages from here on were never in use
    uint64_t free_pages[HEAP_ARENA_PAGES / 64];
    uint64_t dirty_pages[HEAP_ARENA_PAGES / 64]; // subset of free_pages
};

struct heap_arena {
    union {
        struct heap_page pages[HEAP_ARENA_PAGES]; // 1..9 do not exist
        struct {
            struct heap_page large; // descriptor 0: that of a large block
            struct heap_arena_head head;
            uint64_t large_bits[4 * HEAP_BITMAP_WORDS]; // bitmaps of a large block
        };
    };
    uint64_t marks[HEAP_ARENA_PAGES][2 * HEAP_BITMAP_WORDS]; // none of what follows exists in a large mapping
    uint64_t old[HEAP_ARENA_PAGES][HEAP_BITMAP_WORDS];
    uint64_t frozen[HEAP_ARENA_PAGES][HEAP_BITMAP_WORDS]; // resident only where gc.freeze() was used
};

#define HEAP_HEAD_PAGES 10u
_Static_assert(sizeof(struct heap_arena) == HEAP_HEAD_PAGES * HEAP_PAGE_BYTES, "the head fills its pages");
_Static_assert(offsetof(struct heap_arena, large_bits) + 4 * HEAP_BITMAP_WORDS * 8 <= HEAP_HEAD_PAGES * 128,
               "head fits");
_Static_assert(HEAP_HEAD_PAGES * 128 <= HEAP_LARGE_OFFSET, "the head of a large block fits before it");

// HEAP_CHAINED_MIDDLE beside HEAP_CHAINED_YOUNG: in the chain `middle`, not in `young`.
enum { HEAP_CHAINED_YOUNG = 1, HEAP_CHAINED_GREY = 2, HEAP_CHAINED_CURRENT = 4, HEAP_CHAINED_MIDDLE = 8 };
// In the same byte: the page was clean when it was cut into blocks, and what is not carved is not resident.
enum { HEAP_CHAINED_CLEAN = 16 };
enum { HEAP_LEVELS = 4, HEAP_LEVEL_NONE = 255 };

// From block to page
// ------------------------------------------------------------------------------------------------------ These take the
// address of a block of some heap (its first byte); a stray word goes through heap_object_at.

OURO_INLINE struct heap_arena *heap_arena_of(void const *block)
{
    return (struct heap_arena *)((uintptr_t)block & ~(uintptr_t)(HEAP_ARENA_BYTES - 1));
}

OURO_INLINE struct heap_page *heap_page_of(void const *block)
{
    uintptr_t offset = (uintptr_t)block & (HEAP_ARENA_BYTES - 1);
    return &heap_arena_of(block)->pages[offset >> HEAP_PAGE_SHIFT];
}

// First block of a page in use.
OURO_INLINE char *heap_page_start(struct heap_page const *page)
{
    uintptr_t offset = (uintptr_t)page & (HEAP_ARENA_BYTES - 1);
    char *arena = (char *)heap_arena_of(page);
    return arena + (offset << (HEAP_PAGE_SHIFT - 7)) + (offset == 0 ? HEAP_LARGE_OFFSET : 0);
}

OURO_INLINE uint32_t heap_block_index(struct heap_page const *page, void const *block)
{
    return (uint32_t)(((uint64_t)((uintptr_t)block & (HEAP_PAGE_BYTES - 1)) * page->reciprocal) >> 32);
}

OURO_INLINE void *heap_block_at(struct heap_page const *page, uint32_t index)
{
    return heap_page_start(page) + (size_t)index * page->block_size;
}

OURO_INLINE bool heap_page_is_traced(struct heap_page const *page)
{
    return page->kind == HEAP_TRACED && page->state == HEAP_PAGE_USED;
}

// Whether an object block is handed out and has its header.
OURO_INLINE bool heap_block_is_live(void const *block)
{
    return *(heap_word const *)block != 0;
}

// Bitmaps
// -----------------------------------------------------------------------------------------------------------------

OURO_INLINE bool heap_bit_get(uint64_t const *bitmap, uint32_t index)
{
    return bitmap[index >> 6] >> (index & 63) & 1;
}
OURO_INLINE void heap_bit_set(uint64_t *bitmap, uint32_t index)
{
    bitmap[index >> 6] |= (uint64_t)1 << (index & 63);
}
OURO_INLINE void heap_bit_clear(uint64_t *bitmap, uint32_t index)
{
    bitmap[index >> 6] &= ~((uint64_t)1 << (index & 63));
}

OURO_INLINE uint64_t *heap_marked_bits(struct heap_page const *page)
{
    return page->marks;
}
OURO_INLINE uint64_t *heap_scanned_bits(struct heap_page const *page)
{
    return page->marks + HEAP_BITMAP_WORDS;
}
OURO_INLINE uint64_t *heap_old_bits(struct heap_page const *page)
{
    return page->old;
}
OURO_INLINE uint64_t *heap_frozen_bits(struct heap_page const *page)
{
    bool large = ((uintptr_t)page & (HEAP_ARENA_BYTES - 1)) == 0;
    return page->old + (large ? HEAP_BITMAP_WORDS : HEAP_ARENA_PAGES * HEAP_BITMAP_WORDS);
}

// Words of a bitmap that the page uses, and in its last word the bits that stand for blocks.
OURO_INLINE uint32_t heap_bitmap_words(struct heap_page const *page)
{
    return (page->block_count + 63u) / 64;
}
OURO_INLINE uint64_t heap_bitmap_mask(struct heap_page const *page, uint32_t word)
{
    uint32_t left = page->block_count - word * 64;
    return left >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << left) - 1;
}

OURO_INLINE bool heap_is_old(struct heap_page const *page, uint32_t index)
{
    return (page->bits_set & HEAP_BITS_OLD) && heap_bit_get(page->old, index);
}

OURO_INLINE bool heap_is_frozen(struct heap_page const *page, uint32_t index)
{
    return (page->bits_set & HEAP_BITS_FROZEN) && heap_bit_get(heap_frozen_bits(page), index);
}

// Only for blocks that are handed out (the bits of a free block are 0).
OURO_INLINE void heap_set_old(struct heap_page *page, uint32_t index)
{
    page->bits_set |= HEAP_BITS_OLD;
    heap_bit_set(page->old, index);
}

OURO_INLINE void heap_set_frozen(struct heap_page *page, uint32_t index)
{
    page->bits_set |= HEAP_BITS_FROZEN;
    heap_bit_set(heap_frozen_bits(page), index);
}

#endif
