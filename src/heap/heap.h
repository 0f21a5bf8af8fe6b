// SPDX-License-Identifier: MIT
// The heap of one runtime: blocks of three kinds, exact accounting, a hard limit, walking. It knows nothing of Python.
// heap/page.h has the layout and its invariants.
//
// One thread at a time uses a heap; there are no locks and no globals. Blocks are aligned to 8 bytes (spans and large
// ones to 4096).
//
// Objects (HEAP_TRACED, HEAP_LEAF): a block begins with a header word that belongs to the caller. heap_allocate returns
// the block zeroed, header included; the caller writes the header last and never to 0: a block whose header is 0 is not
// seen by walks. Raw blocks (HEAP_RAW): payload. Not zeroed, but for heap_raw_allocate_zeroed; released and resized by
// telling the size.
//
// Failure: every function that takes memory returns NULL (or false) when the system or the limit refuses, and leaves
// what it was given as it was. Before that it calls `reclaim` once (never from inside reclaim, nor while
// reclaim_blocked) and tries again. So any allocation may free objects: allocate first, mutate after.
//
// Limit: reserved_bytes = pages in use (what was never carved of a fresh one is left out) + heads of arenas (as far as
// their pages have been used) + large mappings (freed ones too, as long as they are not given back); it stays at or
// below `limit` (0: none). Free pages that are still resident count beside it: they are given back before the limit
// refuses anything.
//
// Polling: when traced objects allocated minus freed pass the young limit, when bytes taken pass the byte limit, or
// reserved_bytes pass soft_limit, the heap sets HEAP_POLL_COLLECT in *poll_word. It never collects by itself (but for
// reclaim).
//
// Collection cycles (rule 14 of the collector): heap_cycle_begin bumps the epoch and touches the current pages; from
// then to heap_cycle_end every free block of a touched page is 11, so new objects are born 11. Before it reads or
// writes marked and scanned of a page, the collector calls heap_page_touch. Aborting and starting afresh is
// heap_cycle_begin again (the grey chain is emptied).
#ifndef OURO_HEAP_HEAP_H
#define OURO_HEAP_HEAP_H

#include <stdatomic.h>
#include <string.h>

#include "heap/page.h"

// Bit of *heap->poll_word that the heap raises; the owner of the word keeps the other bits for other requests.
#define HEAP_POLL_COLLECT 1u

// Safepoints that the owner passes before it looks at *poll_word: `left` of the `from` it began with. The owner's
// thread alone counts down, and ends the countdown when it raises a bit; bits that other threads raise are seen at its
// end.
struct heap_countdown {
    int32_t left; // below 0: the safepoint just passed is the one that looks
    int32_t from;
};

// The next safepoint looks. How many were passed is as before: from - left.
OURO_INLINE void heap_countdown_end(struct heap_countdown *countdown)
{
    if (countdown->left > 0) {
        countdown->from -= countdown->left;
        countdown->left = 0;
    }
}

// Arenas that give their blocks a 32-bit name (14 bits; 0 is none). Beyond them (64 GiB) traced objects get no memory.
#define HEAP_NAMED_ARENAS 16383u

#if defined(__SANITIZE_ADDRESS__)
#define HEAP_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HEAP_POISON 1
#endif
#endif
#ifndef HEAP_POISON
#define HEAP_POISON 0
#endif

// Planned allocation failures (heap_fail): in check builds.
#if OURO_CHECK >= 1 && !defined(OURO_FAULTS)
#define OURO_FAULTS 1
#endif

// In these builds allocating and freeing are calls that do more.
#if HEAP_POISON || defined(OURO_FAULTS) || defined(OURO_TRACE) || defined(OURO_FIRST_ATTEMPT_FAILS)
#define HEAP_INSTRUMENTED 1
#else
#define HEAP_INSTRUMENTED 0
#endif

#if HEAP_POISON
#include <sanitizer/asan_interface.h>
#define HEAP_RED_ZONE ((size_t)16)
#define HEAP_POISON_BYTES(at, bytes) ASAN_POISON_MEMORY_REGION(at, bytes)
#define HEAP_UNPOISON_BYTES(at, bytes) ASAN_UNPOISON_MEMORY_REGION(at, bytes)
// Links of free blocks lie in poisoned memory.
void *heap_link_get(void const *block);
void heap_link_set(void *block, void *next);
#else
#define HEAP_RED_ZONE ((size_t)0)
#define HEAP_POISON_BYTES(at, bytes) ((void)(at), (void)(bytes))
#define HEAP_UNPOISON_BYTES(at, bytes) ((void)(at), (void)(bytes))
OURO_INLINE void *heap_link_get(void const *block)
{
    return ((heap_link const *)block)[1];
}
OURO_INLINE void heap_link_set(void *block, void *next)
{
    ((heap_link *)block)[1] = next;
}
#endif

enum heap_trace_op { HEAP_TRACE_ALLOCATE, HEAP_TRACE_FREE, HEAP_TRACE_RESIZE };

struct heap_trace;
struct heap_arena;
struct heap_walk;

struct heap {
    // Fast path.
    struct heap_page
        *direct[HEAP_KINDS][HEAP_SMALL_BYTES / 8 + 1];   // by (size + 7) / 8: the page that allocates, as in current
    uint64_t allocated[HEAP_KINDS * HEAP_ALL_CLASSES];   // blocks ever handed out, by bin
    uint64_t freed[HEAP_KINDS * HEAP_ALL_CLASSES];       // and taken back
    int64_t young_room;                                  // young_span - young count
    uint32_t epoch;                                      // of the collection cycle, starts at 1
    uint32_t free_color;                                 // 3 while a cycle runs, else 0
    struct heap_page *current[HEAP_KINDS][HEAP_CLASSES]; // page that allocates; heap_no_page: none

    // Set by the owner (any time).
    void *owner;
    bool (*reclaim)(void *owner);                              // true: something may have become free
    void (*page_emptied)(void *owner, struct heap_page *page); // called when a traced page empties, before it goes
    _Atomic uint32_t *poll_word;                               // or NULL
    struct heap_countdown countdown;                           // to the next look at it
    size_t limit;                                              // 0: none
    size_t soft_limit;                                         // 0: none
    uint32_t reclaim_blocked;                                  // not 0: reclaim is not called

    // Pacing; see heap_young_count, heap_taken_bytes.
    int64_t young_span;
    int64_t young_most;   // traced pages that fill up beyond so many young objects become old at once; 0: no bound
    uint64_t taken_bytes; // bytes taken since start: whole free lists as pages become current, spans and large blocks
                          // exactly
    uint64_t large_taken; // bytes of spans and large blocks taken, but for the collector's own: the same in each run
    uint64_t large_poll;  // end the countdown when large_taken pass this
    uint64_t taken_mark;  // taken_bytes at heap_bytes_reset
    uint64_t taken_poll;  // raise the poll when taken_bytes pass this

    // Chains.
    struct heap_page *young;  // pages that allocated since the collector last sorted them out, and the current ones
    struct heap_page *middle; // pages that it put aside; linked as the young ones
    struct heap_page *grey;
    void *cursor;         // large object that the marker is inside of (its block is 11 already); NULL: none
    uint64_t cursor_slot; // and the slot that it goes on from

    // Accounting.
    size_t reserved_bytes;
    size_t reserved_peak;
    size_t live_peak;              // sampled at each page change and statistic; see heap_live_peak
    size_t span_bytes[HEAP_KINDS]; // bytes of spans and large blocks handed out
    uint64_t failures;             // allocations that returned NULL
    uint64_t reclaims;             // calls of reclaim

    // Planned failures: see heap_fail.
    uint64_t reclaim_credit; // first-attempt-fails build: heap_work_is_due
    uint64_t attempts;
    uint64_t fail_at;
    bool fail_later_too;

    // Private.
    bool reclaiming;
    uint8_t filled[HEAP_KINDS][HEAP_CLASSES];   // bit l: bins[..][l] is not empty
    uint8_t borrowed[HEAP_KINDS][HEAP_CLASSES]; // blocks taken from larger classes because there was no page yet
    struct heap_page *bins[HEAP_KINDS][HEAP_CLASSES][HEAP_LEVELS];
    struct heap_arena_links all; // first and last
    struct heap_arena_links open;
    struct heap_arena_links dirty;
    struct heap_arena *doomed; // large mappings freed and not yet given back whole, linked by head.all.next
    size_t pages_in_use;       // of arenas, without heads
    size_t pages_dirty;
    size_t pages_given;  // given back lately and not taken again
    size_t pages_wanted; // free pages to keep resident, beyond the least, because such were taken again
    size_t doomed_bytes; // of `doomed`
    uint32_t pages[HEAP_KINDS * HEAP_ALL_CLASSES]; // cut, by bin; without spans and large blocks
    size_t empty_arenas;
    size_t arena_count; // without large ones
    uint32_t ticks;
    uint32_t name_hint;
    struct heap_directory *directory; // which addresses are ours, which arena has which name; NULL: `sole` is all
    struct heap_arena *sole;
    size_t head_bytes;       // of arenas, as reserved_bytes has them
    size_t untouched_bytes;  // in pages in use, but never carved: not part of reserved_bytes
    struct heap_walk *walks; // walks under way
    void **quarantine;
    uint32_t quarantine_next;
    struct heap_trace *trace; // in -DOURO_TRACE builds, where a file for it was named
    void *(*source)(void *to, void *memory, size_t old_bytes, size_t bytes, size_t alignment); // NULL: the system
    void *source_to;
};

// A page that has no block to give; never written.
extern struct heap_page const heap_no_page;
// Size classes: steps of 8 to 128, of 16 to 256, of 32 to 384, of 64 to 512, then whole parts of a page.
extern uint16_t const heap_class_bytes[HEAP_CLASSES];

// Life
// -------------------------------------------------------------------------------------------------------------------------

// Makes an empty heap in memory of the caller; false if the system refuses. Owner, hooks and limits are 0 until the
// caller sets them.
OURO_MUST_USE bool heap_init(struct heap *heap);
// Memory comes from this function instead of the system, from now on; before the first block. It is realloc told
// both sizes: memory NULL takes, bytes 0 gives back, all but NULL moves or resizes. What it gives is aligned and zero
// beyond old_bytes; NULL: refused, the memory is as it was.
typedef void *heap_source(void *to, void *memory, size_t old_bytes, size_t bytes, size_t alignment);
void heap_set_source(struct heap *heap, heap_source *source, void *to);
// Gives everything back to the system, without looking at any block. Harmless on a zeroed struct.
void heap_destroy(struct heap *heap);

// Slow paths of the inline functions below; not for direct use.
OURO_COLD void *heap_allocate_slow(struct heap *heap, enum heap_kind kind, size_t size);
void *heap_allocate_instrumented(struct heap *heap, enum heap_kind kind, size_t size);
void heap_free_instrumented(struct heap *heap, void *block);
void heap_free_bits(struct heap *heap, struct heap_page *page, void *block);
OURO_COLD void heap_page_lowered(struct heap *heap, struct heap_page *page);
OURO_COLD void heap_raise_young(struct heap *heap);

typedef uint64_t __attribute__((vector_size(16), aligned(8), may_alias)) heap_two_words;

// Zeroes the first bytes (a multiple of 8) of a small block; a block has HEAP_MIN_BLOCK bytes at least, so that is what
// can always be zeroed. Pairs of words from either end, which may overlap: up to 48 bytes there is no loop. The
// compilers would make a string instruction or a call of a loop whose zero they can see: both cost more than the few
// stores of a common size.
OURO_INLINE void heap_zero_small(void *block, size_t bytes)
{
    if (__builtin_constant_p(bytes)) {
        memset(block, 0, bytes);
        return;
    }
    uint64_t zero = 0;
    __asm__("" : "+r"(zero));
    heap_two_words zeros = {zero, zero};
    char *at = block;
    *(heap_two_words *)at = zeros;
    if (bytes <= HEAP_MIN_BLOCK) {
        return;
    }
    char *last = at + bytes - sizeof zeros;
    *(heap_two_words *)last = zeros;
    if (bytes <= 2 * sizeof zeros) {
        return;
    }
    last -= sizeof zeros;
    *(heap_two_words *)last = zeros;
    for (at += sizeof zeros; at < last; at += 2 * sizeof zeros) {
        *(heap_two_words *)at = zeros;
        *(heap_two_words *)(at + sizeof zeros) = zeros;
    }
}

// Takes a block of a small size; its first `zeroed` bytes (a multiple of 8) are zero. The bare path under
// heap_allocate.
OURO_INLINE void *heap_take_small(struct heap *heap, enum heap_kind kind, size_t size, size_t zeroed)
{
    struct heap_page *page = heap->direct[kind][(size + 7) / 8];
    void *block = page->free;
    if (OURO_UNLIKELY(block == NULL)) {
        return heap_allocate_slow(heap, kind, size);
    }
    page->free = heap_link_get(block);
    page->used++;
    heap->allocated[page->bin]++;
    if (kind == HEAP_TRACED && OURO_UNLIKELY(--heap->young_room < 0)) {
        heap_raise_young(heap);
    }
    HEAP_UNPOISON_BYTES(block, page->block_size);
    heap_zero_small(block, zeroed);
    return block;
}

// Puts a block back; the header word of an object is already 0, its bits are done.
OURO_INLINE void heap_put_back(struct heap *heap, struct heap_page *page, void *block)
{
    heap_link_set(block, page->free);
    page->free = block;
    if (OURO_UNLIKELY(--page->used <= page->rebin_at)) {
        heap_page_lowered(heap, page);
    }
}

// Objects
// ----------------------------------------------------------------------------------------------------------------------

// A new block of at least `size` bytes (any size, 0 too), zeroed; kind is HEAP_TRACED or HEAP_LEAF. NULL: no memory.
OURO_INLINE OURO_MUST_USE void *heap_allocate(struct heap *heap, enum heap_kind kind, size_t size)
{
#if HEAP_INSTRUMENTED
    return heap_allocate_instrumented(heap, kind, size);
#else
    if (OURO_LIKELY(size <= HEAP_SMALL_BYTES)) {
        return heap_take_small(heap, kind, size, (size + 7) & ~(size_t)7);
    }
    return heap_allocate_slow(heap, kind, size);
#endif
}

// Frees an object block (traced or leaf). Its bits become those of a free block, its header 0.
OURO_INLINE void heap_free_object(struct heap *heap, void *block)
{
#if HEAP_INSTRUMENTED
    heap_free_instrumented(heap, block);
#else
    struct heap_page *page = heap_page_of(block);
    *(heap_word *)block = 0;
    if (OURO_UNLIKELY((page->bits_set | heap->free_color) != 0)) {
        heap_free_bits(heap, page, block);
    }
    heap->freed[page->bin]++;
    heap->young_room += page->kind == HEAP_TRACED;
    heap_put_back(heap, page, block);
#endif
}

// Changes the size of an object block that the caller made with old_size bytes; bytes that are new are 0. In place when
// the block has room or a large block can grow; else moved, with its bits and colour, and the old block is gone. NULL:
// no memory, the old block is intact. Making smaller never fails, and never moves a block but to save memory.
OURO_MUST_USE void *heap_resize_object(struct heap *heap, enum heap_kind kind, void *block, size_t old_size,
                                       size_t new_size);

// Bytes that a block of this size really has; asking for them costs nothing more.
size_t heap_good_size(size_t size);
// Bytes that this block really has; to use more of them than were asked for, resize to as many.
size_t heap_block_bytes(void const *block);

// Payload
// ----------------------------------------------------------------------------------------------------------------------

// A raw block of any size (0 too), contents undefined. NULL: no memory.
OURO_MUST_USE void *heap_raw_allocate(struct heap *heap, size_t size);
OURO_MUST_USE void *heap_raw_allocate_zeroed(struct heap *heap, size_t size);
// block may be NULL with old_size 0. NULL: no memory, old block intact; making smaller never fails.
OURO_MUST_USE void *heap_raw_resize(struct heap *heap, void *block, size_t old_size, size_t new_size);
// block may be NULL. The size is the one asked for.
void heap_raw_free(struct heap *heap, void *block, size_t size);
// Makes room for `needed` items in an array that has *capacity of them, growing by about an eighth and to the whole
// block; false: no memory (or overflow), nothing changed. New items are not zeroed.
OURO_MUST_USE bool heap_array_grow(struct heap *heap, void **items, size_t *capacity, size_t needed, size_t item_size);

// Accounting
// -------------------------------------------------------------------------------------------------------------------

// Exact at any time (a sum over the classes): bytes of the blocks handed out, their number, blocks ever handed out.
size_t heap_live_bytes(struct heap const *heap, enum heap_kind kind);
size_t heap_live_blocks(struct heap const *heap, enum heap_kind kind);
uint64_t heap_total_allocated(struct heap const *heap, enum heap_kind kind);
// All kinds together. The peak is sampled when pages change: it may miss less than one page per class.
size_t heap_live_bytes_all(struct heap const *heap);
size_t heap_live_peak(struct heap *heap);
// Bytes resident beside reserved_bytes: free pages not yet given back.
size_t heap_dirty_bytes(struct heap const *heap);

// What was reserved and is in no block handed out, by reason. Exact at any time: a sum over the classes, no walk.
//     reserved_bytes == live_bytes + lost[0] + ... + lost[HEAP_LOSSES - 1]
// What lies between the bytes asked for and the size of the block is not counted here: it is part of live_bytes.
enum heap_loss {
    HEAP_LOST_BLOCKS, // blocks of pages in use that are not handed out
    HEAP_LOST_TAILS,  // behind the last block of a page
    HEAP_LOST_SPANS,  // behind the block of a span, to the end of its last page
    HEAP_LOST_HEADS,  // heads of arenas and of large blocks
    HEAP_LOST_DOOMED, // large mappings freed, on their way back to the system
    HEAP_LOSSES
};
struct heap_usage {
    size_t reserved_bytes;
    size_t live_bytes;
    size_t lost[HEAP_LOSSES];
    size_t empty_bytes; // free pages kept resident, beside reserved_bytes
};
void heap_get_usage(struct heap const *heap, struct heap_usage *usage);
// The same for one size class of one kind.
struct heap_class_usage {
    size_t block_size;
    size_t pages;
    size_t live_blocks;
    size_t free_blocks;
    size_t lost_bytes; // free blocks and tails
};
void heap_get_class_usage(struct heap const *heap, enum heap_kind kind, uint32_t class, struct heap_class_usage *usage);
// The name of a reason, and of a kind.
char const *heap_loss_name(enum heap_loss loss);
char const *heap_kind_name(enum heap_kind kind);
// Writes the usage as text, line by line (without line ends): totals, losses with the largest reasons first, and the
// classes that lose most.
void heap_report(struct heap const *heap, void (*say)(void *to, char const *line), void *to);

// Traced objects allocated minus freed since heap_young_reset. It may be below 0 for a while (to the next page change).
OURO_INLINE int64_t heap_young_count(struct heap const *heap)
{
    return heap->young_span - heap->young_room;
}
// Starts the count at 0; the poll is raised when it passes limit.
OURO_INLINE void heap_young_reset(struct heap *heap, int64_t limit)
{
    heap->young_span = limit;
    heap->young_room = limit;
}
// Changes the limit, keeping the count.
OURO_INLINE void heap_young_limit(struct heap *heap, int64_t limit)
{
    heap->young_room += limit - heap->young_span;
    heap->young_span = limit;
}

// Bytes taken since heap_bytes_reset, to a page per class (spans and large blocks exactly); what was freed is not
// subtracted.
OURO_INLINE uint64_t heap_taken_bytes(struct heap const *heap)
{
    return heap->taken_bytes - heap->taken_mark;
}
// Starts the count at 0; the poll is raised when it passes limit (UINT64_MAX: never).
OURO_INLINE void heap_bytes_reset(struct heap *heap, uint64_t limit)
{
    heap->taken_mark = heap->taken_bytes;
    heap->taken_poll = limit > UINT64_MAX - heap->taken_bytes ? UINT64_MAX : heap->taken_bytes + limit;
}

// A large mapping that is freed goes back in portions, so that no step is long: what is over one portion at once, the
// others as pages change, before new large blocks take as much, before the limit refuses anything, and here. So do free
// pages beyond those that are kept. While there are some the poll is raised: whoever handles it calls this once per
// slice. Gives back one portion; true: there is more.
bool heap_give_back(struct heap *heap);

// Gives back everything that is free (what gc.collect() calls); returns the bytes given back.
size_t heap_trim(struct heap *heap);

// For builds that do work in proportion to the heap at every occasion (an allocation, a safepoint): whether this
// occasion is one. It brings `rate` blocks' worth of credit, and the work costs one for each live block: a small heap
// is worked on each time, a large one so often that the program still ends. *credit begins at 0.
bool heap_work_is_due(struct heap const *heap, uint64_t *credit, uint64_t rate);

// In builds with OURO_FAULTS: the n-th attempt to take memory from now (1 is the next) fails, and with later_too each
// one after it; 0: none. Attempts are counted in heap->attempts from here on. A planned failure does not call reclaim.
void heap_fail(struct heap *heap, uint64_t n, bool later_too);

// The collector's side
// ---------------------------------------------------------------------------------------------------------

// Begins (or begins afresh) a cycle: all marks are void, the current pages are touched, the grey chain is empty.
void heap_cycle_begin(struct heap *heap);
void heap_cycle_end(struct heap *heap);
// Touches the pages that allocate; part of heap_cycle_begin.
void heap_touch_current_pages(struct heap *heap);
// Sets up marked and scanned of a traced page not yet touched in this cycle: free blocks 11, others 00; sets
// unmarked_count.
void heap_page_set_up(struct heap *heap, struct heap_page *page);
OURO_INLINE void heap_page_touch(struct heap *heap, struct heap_page *page)
{
    if (OURO_UNLIKELY(page->epoch != heap->epoch)) {
        heap_page_set_up(heap, page);
    }
}

// Chains. Entering a chain twice, or leaving one that the page is not in, is allowed and does nothing. heap_young_leave
// and heap_middle_enter do nothing to a current page either (it may get a young object at any moment): a walk over the
// young chain skips it. A page is in at most one of young and middle; when it becomes current it goes to young, and
// heap_young_leave takes it out of either.
void heap_young_enter(struct heap *heap, struct heap_page *page);
void heap_middle_enter(struct heap *heap, struct heap_page *page);
void heap_young_leave(struct heap *heap, struct heap_page *page);
void heap_grey_enter(struct heap *heap, struct heap_page *page);
void heap_grey_leave(struct heap *heap, struct heap_page *page);

// 00 -> 10; the page is touched and the block unmarked. Keeps counts and chain.
OURO_INLINE void heap_mark_grey(struct heap *heap, struct heap_page *page, uint32_t index)
{
    heap_bit_set(heap_marked_bits(page), index);
    page->unmarked_count--;
    if (page->grey_count++ == 0) {
        heap_grey_enter(heap, page);
    }
}

// 10 -> 11.
OURO_INLINE void heap_mark_scanned(struct heap *heap, struct heap_page *page, uint32_t index)
{
    heap_bit_set(heap_scanned_bits(page), index);
    if (--page->grey_count == 0) {
        heap_grey_leave(heap, page);
    }
}

// 11 -> 10: the marker looks through the block (which is handed out) once more. Other colours stay.
void heap_rescan(struct heap *heap, struct heap_page *page, uint32_t index);

// Every block handed out in the page becomes old.
void heap_page_promote(struct heap_page *page);

// Walking
// ----------------------------------------------------------------------------------------------------------------------

// A walk over the pages in use, large blocks too. It stays valid while pages and arenas come and go between two calls
// of heap_walk_next (what appears meanwhile may be missed); it must be ended, or run to NULL, which ends it.
//     struct heap_walk walk;
//     heap_walk_begin(heap, &walk);
//     while ((page = heap_walk_next(heap, &walk)) != NULL)
//         for (uint32_t i = 0; i < page->carved; i++)
//             if (heap_block_is_live(heap_block_at(page, i))) ...        (object pages)
struct heap_walk {
    struct heap_arena *arena;
    uint32_t index; // of the next page
    struct heap_walk *next;
    struct heap_walk *previous;
};
void heap_walk_begin(struct heap *heap, struct heap_walk *walk);
struct heap_page *heap_walk_next(struct heap *heap, struct heap_walk *walk);
void heap_walk_end(struct heap *heap, struct heap_walk *walk);

// The object block that a word points at or into, NULL if none; safe for any word. Of a large block, words into its
// first 4 MiB are found.
void *heap_object_at(struct heap const *heap, uintptr_t word);
// Whether ptr is an object block of this heap that is handed out and has its header; safe for any pointer.
OURO_INLINE bool heap_owns(struct heap const *heap, void const *ptr)
{
    return ptr != NULL && heap_object_at(heap, (uintptr_t)ptr) == ptr;
}

// 32-bit name of a traced block, never 0; heap_expand(heap, 0) is NULL.
OURO_INLINE uint32_t heap_compress(struct heap const *heap, void const *block)
{
    (void)heap;
    struct heap_arena const *arena = heap_arena_of(block);
    return arena->head.name << 18 | (uint32_t)(((uintptr_t)block & (HEAP_ARENA_BYTES - 1)) >> 4);
}
void *heap_expand(struct heap const *heap, uint32_t name);

// Verifies the bookkeeping of the whole heap: free lists, counts, bitmaps, bins, chains, sums. At the first thing that
// is wrong it calls `say` (if not NULL) and returns false. Writes nothing.
bool heap_check(struct heap const *heap, void (*say)(void *to, char const *message), void *to);

#endif
