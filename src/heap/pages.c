// SPDX-License-Identifier: MIT
// Pages of a size class: cutting and carving, the bins by fullness, the slow paths of allocating and freeing.
//
// Of each (kind, class) one page is current: it alone allocates, and what is freed in it is used at once. A page that
// is full is in no list; when 1/HEAP_TUNE_REUSE_DIVISOR of it is free it enters the bin of its fullness. When the
// current page is full the next one comes from the fullest bin, so that nearly empty pages drain; an empty page that is
// not current goes back to its arena.
#include "heap/internal.h"

struct heap_page const heap_no_page = {.level = HEAP_LEVEL_NONE, .rebin_at = -1};

void heap_clear_current(struct heap *heap)
{
    struct heap_page *none = (struct heap_page *)&heap_no_page;
    for (uint32_t kind = 0; kind < HEAP_KINDS; kind++) {
        for (uint32_t i = 0; i <= HEAP_SMALL_BYTES / 8; i++) {
            heap->direct[kind][i] = none;
        }
        for (uint32_t i = 0; i < HEAP_CLASSES; i++) {
            heap->current[kind][i] = none;
        }
    }
}

void heap_set_current(struct heap *heap, uint32_t kind, uint32_t class, struct heap_page *page)
{
    page = page != NULL ? page : (struct heap_page *)&heap_no_page;
    heap->current[kind][class] = page;
    if (heap_class_bytes[class] > HEAP_SMALL_BYTES) {
        return;
    }
    for (uint32_t words = heap_class_bytes[class] / 8; heap_small_class[words] == class; words--) {
        heap->direct[kind][words] = page;
        if (words == 0) {
            break;
        }
    }
}

// Bins
// --------------------------------------------------------------------------------------------------------------------

static uint32_t class_of_page(struct heap_page const *page)
{
    return page->bin % HEAP_ALL_CLASSES;
}

static void bin_enter(struct heap *heap, struct heap_page *page)
{
    uint32_t class = class_of_page(page);
    uint32_t level = (uint32_t)page->used * HEAP_LEVELS / page->block_count;
    OURO_ASSERT(level < HEAP_LEVELS && page->level == HEAP_LEVEL_NONE);
    page->level = (uint8_t)level;
    page->rebin_at = (int32_t)((level * page->block_count + HEAP_LEVELS - 1) / HEAP_LEVELS) - 1;
    if (page->rebin_at < 0) {
        page->rebin_at = 0;
    }
    struct heap_page **bin = &heap->bins[page->kind][class][level];
    page->bin_previous = NULL;
    page->bin_next = *bin;
    if (*bin != NULL) {
        (*bin)->bin_previous = page;
    }
    *bin = page;
    heap->filled[page->kind][class] |= (uint8_t)(1u << level);
}

static void bin_leave(struct heap *heap, struct heap_page *page)
{
    if (page->level == HEAP_LEVEL_NONE) {
        return;
    }
    uint32_t class = class_of_page(page);
    struct heap_page **bin = &heap->bins[page->kind][class][page->level];
    if (page->bin_previous != NULL) {
        page->bin_previous->bin_next = page->bin_next;
    } else {
        *bin = page->bin_next;
    }
    if (page->bin_next != NULL) {
        page->bin_next->bin_previous = page->bin_previous;
    }
    if (*bin == NULL) {
        heap->filled[page->kind][class] &= (uint8_t) ~(1u << page->level);
    }
    page->level = HEAP_LEVEL_NONE;
}

void heap_page_release(struct heap *heap, struct heap_page *page)
{
    OURO_ASSERT(page->used == 0 && page->state == HEAP_PAGE_USED);
    bin_leave(heap, page);
    heap_young_remove(heap, page);
    heap_grey_leave(heap, page);
    if (page->kind == HEAP_TRACED && heap->page_emptied != NULL) {
        heap->page_emptied(heap->owner, page);
    }
    if (page->reciprocal == 0) {
        heap->span_bytes[page->kind] -= page->block_size;
    } else {
        heap->pages[page->bin]--;
        size_t untouched = heap_page_untouched(page); // it counts as dirty from now on
        heap->untouched_bytes -= untouched;
        heap->reserved_bytes += untouched;
    }
    if (class_of_page(page) == HEAP_LARGE_CLASS) {
        heap_large_release(heap, page);
    } else {
        heap_pages_release(heap, page);
    }
}

void heap_page_lowered(struct heap *heap, struct heap_page *page)
{
    OURO_ASSERT(page->used >= 0 && !(page->chained & HEAP_CHAINED_CURRENT));
    if (page->used == 0) {
        heap_page_release(heap, page);
        return;
    }
    bin_leave(heap, page);
    bin_enter(heap, page);
}

// Cutting and carving
// -----------------------------------------------------------------------------------------------------

// Puts the next blocks on the free list, up to the end of a system page, so that memory becomes resident as it is
// needed.
// false: the limit refuses.
static bool carve(struct heap *heap, struct heap_page *page)
{
    OURO_ASSERT(page->free == NULL && page->carved < page->block_count);
    char *start = heap_page_start(page);
    size_t size = page->block_size;
    size_t end = (page->carved * size + size + OS_PAGE_BYTES - 1) & ~(OS_PAGE_BYTES - 1);
    uint32_t last = (uint32_t)(end / size);
    last = last <= page->carved ? page->carved + 1u : last;
    last = last > page->block_count ? page->block_count : last;
    size_t untouched = heap_page_untouched(page);
    if (untouched != 0 && heap->limit != 0 && !heap_may_reserve(heap, untouched)) {
        return false;
    }
    void *next = NULL;
    for (uint32_t i = last; i > page->carved; i--) {
        char *block = start + (size_t)(i - 1) * size;
        *(heap_word *)block = 0;
        heap_link_set(block, next);
        HEAP_POISON_BYTES(block + 8, size - 8);
        next = block;
    }
    page->free = next;
    page->carved = (uint16_t)last;
    if (untouched != 0) {
        size_t touched = untouched - heap_page_untouched(page);
        heap->untouched_bytes -= touched;
        heap_reserved_add(heap, touched);
    }
    return true;
}

// The peak of live bytes is looked at each time so many pages have changed.
#define PEAK_STEP 8

static struct heap_page *cut_page(struct heap *heap, enum heap_kind kind, uint32_t class)
{
    bool clean = false;
    size_t peak = heap->reserved_peak;
    struct heap_page *page = heap_pages_take(heap, kind, 1, &clean);
    if (page == NULL) {
        return NULL;
    }
    if (clean) {
        page->chained = HEAP_CHAINED_CLEAN;
        heap->untouched_bytes += HEAP_PAGE_BYTES;
        heap->reserved_bytes -= HEAP_PAGE_BYTES;
        heap->reserved_peak = peak > heap->reserved_bytes ? peak : heap->reserved_bytes;
    }
    page->kind = (uint8_t)kind;
    page->bin = (uint8_t)(kind * HEAP_ALL_CLASSES + class);
    page->block_size = heap_class_bytes[class];
    page->block_count = (uint16_t)heap_class_blocks(class);
    page->reciprocal = (uint32_t)((((uint64_t)1 << 32) + page->block_size - 1) / page->block_size);
    heap->pages[page->bin]++;
    bool carved = carve(heap, page);
    OURO_ASSERT(carved && "there was room for all of the page");
    (void)carved;
    if (heap->ticks % PEAK_STEP == 0) {
        heap_live_peak(heap);
    }
    return page;
}

static void become_current(struct heap *heap, struct heap_page *page)
{
    OURO_ASSERT(page->level == HEAP_LEVEL_NONE && page->used < page->block_count);
    page->rebin_at = -1;
    page->chained |= HEAP_CHAINED_CURRENT;
    if (page->kind == HEAP_TRACED) {
        heap_young_enter(heap, page);
        if (heap->free_color != 0) {
            heap_page_touch(heap, page);
        }
    }
    heap_set_current(heap, page->kind, class_of_page(page), page);
    heap_count_taken(heap, (size_t)(page->block_count - page->used) * page->block_size);
}

// The current page has no free block left.
static void retire(struct heap *heap, struct heap_page *page)
{
    uint32_t least = page->block_count / HEAP_TUNE_REUSE_DIVISOR;
    page->chained &= (uint8_t)~HEAP_CHAINED_CURRENT;
    page->rebin_at = page->block_count - (int32_t)(least != 0 ? least : 1);
    heap_set_current(heap, page->kind, class_of_page(page), NULL);
}

// Makes a page current that has a free block, and returns it; NULL: refused.
static struct heap_page *next_page(struct heap *heap, enum heap_kind kind, uint32_t class)
{
    struct heap_page *page = heap->current[kind][class];
    if (page->carved < page->block_count) {
        return carve(heap, page) ? page : NULL;
    }
    if (page != &heap_no_page) {
        retire(heap, page);
        if (RULE(20, 3) && kind == HEAP_TRACED && heap->young_most != 0 && heap_young_count(heap) > heap->young_most) {
            heap_page_promote(page);
            heap_young_remove(heap, page);
        }
    }
    if (heap->young_room > heap->young_span) {
        heap->young_room = heap->young_span; // more freed than allocated: no credit for later
    }
    heap_tick(heap);
    uint32_t filled = heap->filled[kind][class];
    if (filled != 0) {
        page = heap->bins[kind][class][31 - __builtin_clz(filled)];
        if (page->free == NULL && !carve(heap, page)) {
            return NULL;
        }
        bin_leave(heap, page);
    } else {
        page = cut_page(heap, kind, class);
        if (page == NULL) {
            return NULL;
        }
    }
    become_current(heap, page);
    return page;
}

// Allocating
// --------------------------------------------------------------------------------------------------------------

void heap_single_begin(struct heap *heap, struct heap_page *page, enum heap_kind kind, uint32_t class,
                       size_t block_size)
{
    page->kind = (uint8_t)kind;
    page->bin = (uint8_t)(kind * HEAP_ALL_CLASSES + class);
    page->block_size = block_size;
    page->block_count = 1;
    heap->span_bytes[kind] += block_size;
    heap_count_taken(heap, block_size);
    if (kind == HEAP_TRACED && heap->free_color != 0 && RULE(14, 5)) {
        heap_page_touch(heap, page); // while the block still counts as free: born 11
    }
    page->carved = 1;
    page->used = 1;
    heap->allocated[page->bin]++;
    if (kind == HEAP_TRACED) {
        heap_young_enter(heap, page);
        if (--heap->young_room < 0) {
            heap_raise_young(heap);
        }
    }
    heap_tick(heap);
    heap_live_peak(heap);
}

void heap_single_resized(struct heap *heap, struct heap_page *page, size_t block_size)
{
    if (block_size > page->block_size) {
        heap_count_taken(heap, block_size - page->block_size);
    }
    heap->span_bytes[page->kind] += block_size - page->block_size;
    page->block_size = block_size;
}

#define COARSE_BYTES 1024u

// The first few blocks of a class come from the next larger ones, if these have some at hand: a page of its own would
// make a page of the system resident for one or two blocks, and a small program uses a hundred classes so. At most a
// quarter is lost by that, and ends when the blocks would fill the system page.
//
// In a heap of a few pages, they come from the page of the next power of two, which is cut for them.
static struct heap_page *borrow(struct heap *heap, enum heap_kind kind, uint32_t class)
{
    size_t size = heap_class_bytes[class];
    if (heap->pages[kind * HEAP_ALL_CLASSES + class] != 0) {
        return NULL;
    }
    if (heap->pages_in_use < HEAP_TUNE_COARSE_PAGES && size <= COARSE_BYTES &&
        heap->borrowed[kind][class] < UINT8_MAX) {
        uint32_t other = heap_class_of(size <= 32 ? 32 : (size_t)1 << (64 - __builtin_clzll(size - 1)));
        struct heap_page *page = heap->current[kind][other];
        if (other != class && page->free == NULL) {
            page = next_page(heap, kind, other);
        }
        if (other != class && page != NULL) {
            heap->borrowed[kind][class]++;
            return page;
        }
    }
    if (heap->borrowed[kind][class] >= HEAP_TUNE_BORROWED_BYTES / size) {
        return NULL;
    }
    for (uint32_t other = class + 1; other < HEAP_CLASSES && heap_class_bytes[other] <= size + size / 4; other++) {
        if (heap->current[kind][other]->free != NULL) {
            heap->borrowed[kind][class]++;
            return heap->current[kind][other];
        }
    }
    return NULL;
}

void *heap_attempt(struct heap *heap, enum heap_kind kind, size_t size, bool zeroed)
{
    if (size > HEAP_SPAN_BYTES) {
        return heap_large_allocate(heap, kind, size, zeroed);
    }
    if (size > HEAP_CLASS_BYTES) {
        return heap_span_allocate(heap, kind, size, zeroed);
    }
    uint32_t class = heap_class_of(size);
    struct heap_page *page = heap->current[kind][class];
    if (page->free == NULL) {
        page = borrow(heap, kind, class);
        page = page != NULL ? page : next_page(heap, kind, class);
        if (page == NULL) {
            return NULL;
        }
    }
    void *block = page->free;
    page->free = heap_link_get(block);
    page->used++;
    heap->allocated[page->bin]++;
    if (kind == HEAP_TRACED && --heap->young_room < 0) {
        heap_raise_young(heap);
    }
    HEAP_UNPOISON_BYTES(block, page->block_size);
    if (zeroed && size <= HEAP_SMALL_BYTES) {
        heap_zero_small(block, (size + 7) & ~(size_t)7);
    } else if (zeroed) {
        memset(block, 0, (size + 7) & ~(size_t)7);
    }
    if (kind != HEAP_RAW) {
        *(heap_word *)block = 0;
    }
    return block;
}

bool heap_try_reclaim(struct heap *heap)
{
    if (heap->reclaim == NULL || heap->reclaiming || heap->reclaim_blocked != 0) {
        return false;
    }
    heap->reclaiming = true;
    heap->reclaims++;
    bool again = heap->reclaim(heap->owner);
    heap_quarantine_flush(heap);
    heap->reclaiming = false;
    return again;
}

void *heap_take(struct heap *heap, enum heap_kind kind, size_t size, bool zeroed)
{
    void *block = heap_attempt(heap, kind, size, zeroed);
    if (OURO_UNLIKELY(block == NULL)) {
        if (heap_try_reclaim(heap)) {
            block = heap_attempt(heap, kind, size, zeroed);
        }
        heap->failures += block == NULL;
    }
    if (size > HEAP_CLASS_BYTES && heap->reclaim_blocked == 0) {
        heap->large_taken += size;
        if (OURO_UNLIKELY(heap->large_taken > heap->large_poll)) {
            heap_countdown_end(&heap->countdown);
        }
    }
    return block;
}

void *heap_allocate_slow(struct heap *heap, enum heap_kind kind, size_t size)
{
    return heap_take(heap, kind, size, kind != HEAP_RAW);
}

void heap_raise_young(struct heap *heap)
{
    // The count stays what it is; the next look comes 1024 objects later.
    heap->young_span += 1024;
    heap->young_room += 1024;
    heap_poll_raise(heap);
}

size_t heap_trim(struct heap *heap)
{
    heap_quarantine_flush(heap);
    for (uint32_t kind = 0; kind < HEAP_KINDS; kind++) {
        for (uint32_t class = 0; class < HEAP_CLASSES; class ++) {
            struct heap_page *page = heap->current[kind][class];
            if (page != &heap_no_page && page->used == 0) {
                page->chained &= (uint8_t)~HEAP_CHAINED_CURRENT;
                heap_set_current(heap, kind, class, NULL);
                heap_page_release(heap, page);
            }
        }
    }
    size_t given = heap_unmap_doomed(heap, SIZE_MAX);
    given += heap_purge(heap, 0, SIZE_MAX);
    given += heap_drop_empty_arenas(heap, 0);
    heap->pages_given = 0;
    heap->pages_wanted = 0;
    return given;
}
