// SPDX-License-Identifier: MIT
// heap_check: verifies what heap/page.h and heap/heap.h promise, from the memory up, against what the heap says of
// itself.
#include <stdio.h>

#include "heap/internal.h"

struct check {
    struct heap const *heap;
    void (*say)(void *to, char const *message);
    void *to;
    size_t used_blocks[HEAP_KINDS * HEAP_ALL_CLASSES];
    size_t span_bytes[HEAP_KINDS];
    size_t pages[HEAP_KINDS * HEAP_ALL_CLASSES];
    size_t reserved;
    size_t heads;
    size_t untouched;
    size_t pages_used;
    size_t pages_dirty;
    size_t arenas;
    size_t arenas_empty;
    size_t arenas_open;
    size_t arenas_dirty;
    size_t young;
    size_t grey;
    size_t binned;
};

// Reports what is wrong with a page (or NULL); always false.
static bool wrong(struct check *check, struct heap_page const *page, char const *what)
{
    if (check->say != NULL) {
        char message[256];
        if (page == NULL) {
            snprintf(message, sizeof message, "heap: %s", what);
        } else {
            snprintf(message, sizeof message, "heap: page %p (kind %u, blocks of %zu, %d of %u used): %s",
                     (void const *)page, page->kind, page->block_size, page->used, page->block_count, what);
        }
        check->say(check->to, message);
    }
    return false;
}

#define CHECK(e, page, what)                 \
    do {                                     \
        if (!(e)) {                          \
            return wrong(check, page, what); \
        }                                    \
    } while (0)

// Free list
// -----------------------------------------------------------------------------------------------------------------

// Walks the free list: every link a carved block of the page, none twice; sets their bits.
static bool check_free_list(struct check *check, struct heap_page const *page, uint64_t *free_map, uint32_t *count)
{
    char *start = heap_page_start(page);
    *count = 0;
    for (void *block = page->free; block != NULL; block = heap_link_get(block)) {
        uintptr_t offset = (uintptr_t)block - (uintptr_t)start;
        CHECK(offset < page->carved * page->block_size, page, "the free list leaves the page");
        uint32_t index = page->reciprocal == 0 ? 0 : heap_block_index(page, block);
        CHECK(heap_block_at(page, index) == block, page, "the free list points into a block");
        CHECK(!heap_bit_get(free_map, index), page, "a block is on the free list twice");
        CHECK(page->kind == HEAP_RAW || !heap_block_is_live(block), page, "a free block has a header");
        heap_bit_set(free_map, index);
        (*count)++;
    }
    return true;
}

static bool add_quarantine(struct check *check, struct heap_page const *page, uint64_t *free_map)
{
    for (uint32_t i = 0; check->heap->quarantine != NULL && i < HEAP_TUNE_QUARANTINE; i++) {
        void *block = check->heap->quarantine[i];
        if (block != NULL && heap_page_of(block) == page) {
            uint32_t index = heap_block_index(page, block);
            CHECK(!heap_bit_get(free_map, index), page, "a block in quarantine is free already");
            CHECK(page->kind == HEAP_RAW || !heap_block_is_live(block), page, "a block in quarantine has a header");
            heap_bit_set(free_map, index);
        }
    }
    return true;
}

// Bits
// ----------------------------------------------------------------------------------------------------------------------

static bool check_colours(struct check *check, struct heap_page const *page, uint64_t const *free_map)
{
    uint64_t const *marked = heap_marked_bits(page);
    uint64_t const *scanned = heap_scanned_bits(page);
    uint32_t unmarked = 0;
    uint32_t grey = 0;
    for (uint32_t i = 0; i < heap_bitmap_words(page); i++) {
        uint64_t blocks = heap_bitmap_mask(page, i);
        CHECK((free_map[i] & ~(marked[i] & scanned[i])) == 0, page, "a free block is not marked and scanned");
        CHECK((scanned[i] & ~marked[i]) == 0, page, "a block is scanned but not marked");
        CHECK((~(marked[i] & scanned[i]) & ~blocks) == 0, page, "bits behind the last block are not set");
        unmarked += (uint32_t)__builtin_popcountll(~marked[i] & blocks);
        grey += (uint32_t)__builtin_popcountll(marked[i] & ~scanned[i] & blocks);
    }
    CHECK(unmarked == page->unmarked_count, page, "the count of unmarked blocks is wrong");
    CHECK(grey == page->grey_count, page, "the count of grey blocks is wrong");
    CHECK((grey != 0) <= ((page->chained & HEAP_CHAINED_GREY) != 0), page, "grey blocks, but not in the grey chain");
    return true;
}

static bool check_bits(struct check *check, struct heap_page const *page, uint64_t const *free_map)
{
    for (uint32_t i = 0; i < heap_bitmap_words(page); i++) {
        uint64_t old = heap_old_bits(page)[i];
        uint64_t frozen = heap_frozen_bits(page)[i];
        CHECK(old == 0 || (page->bits_set & HEAP_BITS_OLD), page, "old blocks that bits_set does not know of");
        CHECK(frozen == 0 || (page->bits_set & HEAP_BITS_FROZEN), page, "frozen blocks that bits_set does not know of");
        CHECK((old & free_map[i]) == 0, page, "a free block is old");
        CHECK((frozen & free_map[i]) == 0, page, "a free block is frozen");
    }
    if (page->kind == HEAP_TRACED && check->heap->free_color != 0 && page->epoch == check->heap->epoch) {
        return check_colours(check, page, free_map);
    }
    return true;
}

// Pages
// ---------------------------------------------------------------------------------------------------------------------

static bool check_shape(struct check *check, struct heap_page const *page)
{
    CHECK(page->kind < HEAP_KINDS && page->bin / HEAP_ALL_CLASSES == page->kind, page, "kind and bin disagree");
    uint32_t class = page->bin % HEAP_ALL_CLASSES;
    struct heap_arena *arena = heap_arena_of(page);
    if (class < HEAP_CLASSES) {
        CHECK(page->block_size == heap_class_bytes[class] && page->block_count == heap_class_blocks(class), page,
              "wrong block size");
        CHECK(page->reciprocal == (((uint64_t)1 << 32) + page->block_size - 1) / page->block_size, page,
              "wrong reciprocal");
        CHECK(page->span == 1, page, "a page of blocks is longer than one page");
    } else {
        size_t room =
            class == HEAP_LARGE_CLASS ? arena->head.mapped_bytes - HEAP_LARGE_OFFSET : page->span * HEAP_PAGE_BYTES;
        CHECK(page->block_count == 1 && page->carved == 1 && page->reciprocal == 0, page,
              "more than one block in a span");
        CHECK(page->block_size <= room && room - page->block_size < HEAP_PAGE_BYTES, page,
              "the block does not fit its span");
        CHECK((class == HEAP_LARGE_CLASS) == arena->head.is_large, page, "large block in a span or the reverse");
        CHECK(page->used == 1, page, "a span without a block");
    }
    return true;
}

static bool check_place(struct check *check, struct heap_page const *page)
{
    struct heap const *heap = check->heap;
    uint32_t class = page->bin % HEAP_ALL_CLASSES;
    bool current = class < HEAP_CLASSES && heap->current[page->kind][class] == page;
    CHECK(current == ((page->chained & HEAP_CHAINED_CURRENT) != 0), page, "current, or not, against its flag");
    CHECK(!current || (page->level == HEAP_LEVEL_NONE && page->rebin_at == -1), page, "a current page is in a bin");
    CHECK(!current || page->kind != HEAP_TRACED ||
              (page->chained & (HEAP_CHAINED_YOUNG | HEAP_CHAINED_MIDDLE)) == HEAP_CHAINED_YOUNG,
          page, "a current page is not young");
    CHECK(current || page->used > page->rebin_at, page, "a page has missed the change of its bin");
    if (!current && page->used < page->block_count && page->level == HEAP_LEVEL_NONE) {
        uint32_t least = page->block_count / HEAP_TUNE_REUSE_DIVISOR;
        CHECK(page->block_count - page->used < (int32_t)(least != 0 ? least : 1), page,
              "a page with free blocks is in no bin");
    }
    check->binned += page->level != HEAP_LEVEL_NONE;
    check->young += (page->chained & HEAP_CHAINED_YOUNG) != 0;
    check->grey += (page->chained & HEAP_CHAINED_GREY) != 0 && page->epoch == heap->epoch;
    return true;
}

static bool check_page(struct check *check, struct heap_page const *page)
{
    uint64_t free_map[HEAP_BITMAP_WORDS] = {0};
    uint32_t free_count = 0;
    CHECK(page->used >= 0 && page->carved <= page->block_count, page, "counts out of range");
    if (!check_shape(check, page) || !check_place(check, page) ||
        !check_free_list(check, page, free_map, &free_count)) {
        return false;
    }
    CHECK((uint32_t)page->used + free_count + (page->block_count - page->carved) == page->block_count, page,
          "used, free and uncarved blocks are not all blocks");
    if (!add_quarantine(check, page, free_map)) {
        return false;
    }
    for (uint32_t i = page->carved; i < page->block_count; i++) {
        heap_bit_set(free_map, i);
    }
    if (page->kind != HEAP_RAW && !check_bits(check, page, free_map)) {
        return false;
    }
    check->used_blocks[page->bin] += (size_t)page->used - heap_quarantined(check->heap, page);
    if (page->reciprocal == 0) {
        check->span_bytes[page->kind] += page->block_size;
    } else {
        check->pages[page->bin]++;
    }
    return true;
}

// Arenas
// --------------------------------------------------------------------------------------------------------------------

static bool check_runs(struct check *check, struct heap_arena const *arena)
{
    struct heap_arena_head const *head = &arena->head;
    uint32_t index = HEAP_HEAD_PAGES;
    while (index < HEAP_ARENA_PAGES) {
        struct heap_page const *page = &arena->pages[index];
        bool is_free = heap_bit_get(head->free_pages, index);
        CHECK(is_free == (page->state == HEAP_PAGE_FREE), page,
              "free in the arena's map and not in the page, or the reverse");
        CHECK(is_free || !heap_bit_get(head->dirty_pages, index), page, "a page in use is dirty");
        if (is_free) {
            index++;
            continue;
        }
        CHECK(page->state == HEAP_PAGE_USED && page->span != 0 && index + page->span <= HEAP_ARENA_PAGES, page,
              "a span has no beginning");
        for (uint32_t i = 1; i < page->span; i++) {
            CHECK(page[i].state == HEAP_PAGE_REST && page[i].span == i, &page[i], "not the rest of its span");
            CHECK(!heap_bit_get(head->free_pages, index + i), &page[i], "the rest of a span is free");
        }
        if (!check_page(check, page)) {
            return false;
        }
        check->pages_used += page->span;
        check->untouched += heap_page_untouched(page);
        index += page->span;
    }
    return true;
}

static bool check_arena(struct check *check, struct heap_arena const *arena)
{
    struct heap_arena_head const *head = &arena->head;
    struct heap const *heap = check->heap;
    CHECK(head->heap == heap && heap_slot_owned(heap, (uintptr_t)arena), NULL, "an arena of another heap");
    CHECK(head->name == 0 || heap_arena_named(heap, head->name) == arena, NULL, "the name of an arena is another's");
    if (head->is_large) {
        check->reserved += head->mapped_bytes;
        return check_page(check, &arena->large);
    }
    uint32_t words = HEAP_ARENA_PAGES / 64;
    CHECK(heap_popcount(head->free_pages, words) == head->free_count, NULL,
          "the count of an arena's free pages is wrong");
    CHECK(heap_popcount(head->dirty_pages, words) == head->dirty_count, NULL,
          "the count of an arena's dirty pages is wrong");
    CHECK(head->is_open == (head->free_count != 0), NULL, "an arena with free pages is not open, or the reverse");
    check->arenas++;
    check->reserved += heap_head_charge(head->top);
    check->heads += heap_head_charge(head->top);
    check->pages_dirty += head->dirty_count;
    check->arenas_open += head->is_open;
    check->arenas_dirty += head->dirty_count != 0;
    check->arenas_empty += head->free_count == HEAP_ARENA_PAGES - HEAP_HEAD_PAGES;
    return check_runs(check, arena);
}

static bool check_arenas(struct check *check)
{
    struct heap const *heap = check->heap;
    struct heap_arena const *previous = NULL;
    for (struct heap_arena *arena = heap->all.next; arena != NULL; arena = arena->head.all.next) {
        CHECK(arena->head.all.previous == previous, NULL, "the list of arenas is broken");
        if (!check_arena(check, arena)) {
            return false;
        }
        previous = arena;
    }
    CHECK(heap->all.previous == previous, NULL, "the list of arenas has another end");
    size_t count = 0;
    for (struct heap_arena *arena = heap->open.next; arena != NULL && count <= check->arenas;
         arena = arena->head.open.next) {
        CHECK(arena->head.is_open, NULL, "a full arena is in the list of open ones");
        count++;
    }
    CHECK(count == check->arenas_open, NULL, "an open arena is not in its list");
    count = 0;
    for (struct heap_arena *arena = heap->dirty.next; arena != NULL && count <= check->arenas;
         arena = arena->head.dirty.next) {
        CHECK(arena->head.dirty_count != 0, NULL, "a clean arena is in the list of dirty ones");
        count++;
    }
    CHECK(count == check->arenas_dirty, NULL, "a dirty arena is not in its list");
    return true;
}

// Chains and sums
// -----------------------------------------------------------------------------------------------------------

static bool check_direct(struct check *check)
{
    struct heap const *heap = check->heap;
    for (uint32_t kind = 0; kind < HEAP_KINDS; kind++) {
        for (uint32_t words = 0; words <= HEAP_SMALL_BYTES / 8; words++) {
            CHECK(heap->direct[kind][words] == heap->current[kind][heap_small_class[words]], NULL,
                  "direct and current disagree");
        }
    }
    return true;
}

static bool check_bins(struct check *check)
{
    struct heap const *heap = check->heap;
    size_t count = 0;
    for (uint32_t bin = 0; bin < HEAP_KINDS * HEAP_CLASSES * HEAP_LEVELS; bin++) {
        uint32_t kind = bin / (HEAP_CLASSES * HEAP_LEVELS);
        uint32_t class = bin / HEAP_LEVELS % HEAP_CLASSES;
        uint32_t level = bin % HEAP_LEVELS;
        struct heap_page const *previous = NULL;
        struct heap_page const *first = heap->bins[kind][class][level];
        CHECK((first != NULL) == (heap->filled[kind][class] >> level & 1), first, "a bin is filled against its flag");
        for (struct heap_page const *page = first; page != NULL; page = page->bin_next) {
            CHECK(++count <= check->binned, page, "more pages in the bins than say so");
            CHECK(page->bin == kind * HEAP_ALL_CLASSES + class && page->level == level, page,
                  "a page is in another's bin");
            CHECK((uint32_t)page->used * HEAP_LEVELS / page->block_count == level, page,
                  "a page is in the bin of another fullness");
            CHECK(page->bin_previous == previous, page, "a bin is broken");
            previous = page;
        }
    }
    CHECK(count == check->binned, NULL, "a page is missing from its bin");
    return true;
}

// Of the pages with young objects: the chain `young` or the chain `middle`.
static bool check_young(struct check *check, struct heap_page const *first, uint8_t flags, size_t *count)
{
    struct heap_page const *previous = NULL;
    for (struct heap_page const *page = first; page != NULL; page = page->young.next) {
        CHECK(++*count <= check->young && (page->chained & (HEAP_CHAINED_YOUNG | HEAP_CHAINED_MIDDLE)) == flags, page,
              "a page is in the young chain against its flag");
        CHECK(page->young.previous == previous && page->state == HEAP_PAGE_USED, page, "the young chain is broken");
        previous = page;
    }
    return true;
}

static bool check_chains(struct check *check)
{
    size_t count = 0;
    if (!check_young(check, check->heap->young, HEAP_CHAINED_YOUNG, &count) ||
        !check_young(check, check->heap->middle, HEAP_CHAINED_YOUNG | HEAP_CHAINED_MIDDLE, &count)) {
        return false;
    }
    CHECK(count == check->young, NULL, "a young page is not in the chain");
    count = 0;
    struct heap_page const *previous = NULL;
    for (struct heap_page const *page = check->heap->grey; page != NULL; page = page->grey.next) {
        CHECK(++count <= check->grey && (page->chained & HEAP_CHAINED_GREY), page,
              "a page is in the grey chain against its flag");
        CHECK(page->grey.previous == previous && page->epoch == check->heap->epoch, page, "the grey chain is broken");
        previous = page;
    }
    CHECK(count == check->grey, NULL, "a grey page is not in the chain");
    return true;
}

static bool check_sums(struct check *check)
{
    struct heap const *heap = check->heap;
    check->reserved += check->pages_used * HEAP_PAGE_BYTES;
    size_t doomed = 0;
    for (struct heap_arena const *arena = heap->doomed; arena != NULL; arena = arena->head.all.next) {
        doomed += arena->head.mapped_bytes;
    }
    check->reserved += doomed;
    check->reserved -= check->untouched;
    CHECK(check->untouched == heap->untouched_bytes, NULL, "the count of what was never carved is wrong");
    CHECK(check->heads == heap->head_bytes, NULL, "the count of the heads of arenas is wrong");
    CHECK(doomed == heap->doomed_bytes, NULL, "the sum of mappings on their way back is wrong");
    CHECK(check->reserved == heap->reserved_bytes, NULL, "reserved_bytes is not what is reserved");
    CHECK(heap->reserved_peak >= heap->reserved_bytes, NULL, "the peak is below what is reserved");
    CHECK(check->pages_used == heap->pages_in_use, NULL, "the count of pages in use is wrong");
    CHECK(check->pages_dirty == heap->pages_dirty, NULL, "the count of dirty pages is wrong");
    CHECK(check->arenas == heap->arena_count && check->arenas_empty == heap->empty_arenas, NULL,
          "the count of arenas is wrong");
    for (uint32_t bin = 0; bin < HEAP_KINDS * HEAP_ALL_CLASSES; bin++) {
        CHECK(check->used_blocks[bin] == heap->allocated[bin] - heap->freed[bin], NULL,
              "live blocks of a class are not what was counted");
        CHECK(check->pages[bin] == heap->pages[bin], NULL, "pages of a class are not what was counted");
    }
    for (uint32_t kind = 0; kind < HEAP_KINDS; kind++) {
        CHECK(check->span_bytes[kind] == heap->span_bytes[kind], NULL, "bytes in spans are not what was counted");
    }
    return true;
}

bool heap_check(struct heap const *heap, void (*say)(void *to, char const *message), void *to)
{
    struct check check = {.heap = heap, .say = say, .to = to};
    return check_arenas(&check) && check_direct(&check) && check_bins(&check) && check_chains(&check) &&
           check_sums(&check);
}
