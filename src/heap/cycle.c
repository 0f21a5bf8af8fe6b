// SPDX-License-Identifier: MIT
// The collector's side of the pages: colours of free blocks (rule 14), ages, the young and the grey chain.
#include "heap/internal.h"

void heap_free_map(struct heap const *heap, struct heap_page const *page, uint64_t *map)
{
    uint32_t words = heap_bitmap_words(page);
    memset(map, 0, words * sizeof *map);
    for (uint32_t i = page->carved; i < words * 64; i++) {
        if ((i & 63) == 0) {
            memset(map + i / 64, 0xff, (words - i / 64) * sizeof *map);
            break;
        }
        heap_bit_set(map, i);
    }
    for (void *block = page->free; block != NULL; block = heap_link_get(block)) {
        heap_bit_set(map, heap_block_index(page, block));
    }
    if (HEAP_POISON) {
        for (uint32_t i = 0; heap->quarantine != NULL && i < HEAP_TUNE_QUARANTINE; i++) {
            if (heap->quarantine[i] != NULL && heap_page_of(heap->quarantine[i]) == page) {
                heap_bit_set(map, heap_block_index(page, heap->quarantine[i]));
            }
        }
    }
}

void heap_page_set_up(struct heap *heap, struct heap_page *page)
{
    page->epoch = heap->epoch;
    page->grey_count = 0;
    page->unmarked_count = 0;
    page->chained &= (uint8_t)~HEAP_CHAINED_GREY; // left over from an earlier cycle: that chain is gone
    if (page->kind != HEAP_TRACED) {
        return;
    }
    uint32_t words = heap_bitmap_words(page);
    heap_free_map(heap, page, heap_marked_bits(page));
    memcpy(heap_scanned_bits(page), heap_marked_bits(page), words * sizeof(uint64_t));
    page->unmarked_count = words * 64 - heap_popcount(heap_marked_bits(page), words);
}

void heap_touch_current_pages(struct heap *heap)
{
    for (uint32_t class = 0; class < HEAP_CLASSES; class ++) {
        struct heap_page *page = heap->current[HEAP_TRACED][class];
        if (page != &heap_no_page) {
            heap_page_touch(heap, page);
        }
    }
}

void heap_cycle_begin(struct heap *heap)
{
    heap->epoch += RULE(14, 3);
    heap->grey = NULL;
    heap->cursor = NULL;
    heap->free_color = RULE(14, 1) ? 3 : 0;
    if (RULE(14, 2)) {
        heap_touch_current_pages(heap);
    }
}

void heap_cycle_end(struct heap *heap)
{
    heap->epoch += RULE(14, 3);
    heap->grey = NULL;
    heap->cursor = NULL;
    heap->free_color = 0;
}

// Bits of a block that is being freed: old and frozen 0; in a touched page 11, and no longer among the unmarked or
// grey.
void heap_free_bits(struct heap *heap, struct heap_page *page, void *block)
{
    uint32_t index = heap_block_index(page, block);
    if (page->bits_set & HEAP_BITS_OLD) {
        heap_bit_clear(heap_old_bits(page), index);
    }
    if (page->bits_set & HEAP_BITS_FROZEN) {
        heap_bit_clear(heap_frozen_bits(page), index);
    }
    if (heap->free_color == 0 || page->kind != HEAP_TRACED || page->epoch != heap->epoch) {
        return;
    }
    if (block == heap->cursor && RULE(10, 1)) {
        heap->cursor = NULL; // what it held was greyed as it left
    }
    if (!RULE(14, 4)) {
        return;
    }
    if (!heap_bit_get(heap_marked_bits(page), index)) {
        heap_bit_set(heap_marked_bits(page), index);
        heap_bit_set(heap_scanned_bits(page), index);
        page->unmarked_count--;
    } else if (!heap_bit_get(heap_scanned_bits(page), index)) {
        heap_mark_scanned(heap, page, index);
    }
}

// A block takes over age and colour of the one that it replaces; it is itself as allocated.
void heap_copy_bits(struct heap *heap, void const *from, void *to)
{
    struct heap_page *old_page = heap_page_of(from);
    struct heap_page *new_page = heap_page_of(to);
    uint32_t old_index = heap_block_index(old_page, from);
    uint32_t new_index = heap_block_index(new_page, to);
    if (heap_is_old(old_page, old_index)) {
        heap_set_old(new_page, new_index);
    }
    if (heap_is_frozen(old_page, old_index)) {
        heap_set_frozen(new_page, new_index);
    }
    if (heap->free_color == 0 || old_page->kind != HEAP_TRACED) {
        return;
    }
    heap_page_touch(heap, old_page);
    OURO_ASSERT(new_page->epoch == heap->epoch);
    bool marked = heap_bit_get(heap_marked_bits(old_page), old_index);
    if (from == heap->cursor && RULE(10, 2)) {
        heap->cursor = NULL;
        heap_rescan(heap, old_page, old_index);
    }
    if (!marked || !heap_bit_get(heap_scanned_bits(old_page), old_index)) {
        heap_bit_clear(heap_marked_bits(new_page), new_index);
        heap_bit_clear(heap_scanned_bits(new_page), new_index);
        new_page->unmarked_count++;
        if (marked) {
            heap_mark_grey(heap, new_page, new_index);
        }
    }
}

void heap_page_promote(struct heap_page *page)
{
    uint64_t map[HEAP_BITMAP_WORDS];
    heap_free_map(heap_arena_of(page)->head.heap, page, map);
    for (uint32_t i = 0; i < heap_bitmap_words(page); i++) {
        if (page->bits_set & HEAP_BITS_FROZEN) {
            heap_frozen_bits(page)[i] &= page->old[i]; // with `old` unset the bit meant another age
        }
        page->old[i] |= ~map[i];
    }
    page->bits_set |= HEAP_BITS_OLD;
}

// Chains
// ------------------------------------------------------------------------------------------------------------------

static void chain_push(struct heap_page **chain, struct heap_page *page, size_t links)
{
    struct heap_page_links *own = (struct heap_page_links *)((char *)page + links);
    own->previous = NULL;
    own->next = *chain;
    if (*chain != NULL) {
        ((struct heap_page_links *)((char *)*chain + links))->previous = page;
    }
    *chain = page;
}

static void chain_remove(struct heap_page **chain, struct heap_page *page, size_t links)
{
    struct heap_page_links *own = (struct heap_page_links *)((char *)page + links);
    if (own->previous != NULL) {
        ((struct heap_page_links *)((char *)own->previous + links))->next = own->next;
    } else {
        *chain = own->next;
    }
    if (own->next != NULL) {
        ((struct heap_page_links *)((char *)own->next + links))->previous = own->previous;
    }
    own->next = NULL;
    own->previous = NULL;
}

void heap_young_enter(struct heap *heap, struct heap_page *page)
{
    if (page->chained & HEAP_CHAINED_MIDDLE) {
        heap_young_remove(heap, page);
    }
    if (!(page->chained & HEAP_CHAINED_YOUNG)) {
        page->chained |= HEAP_CHAINED_YOUNG;
        chain_push(&heap->young, page, offsetof(struct heap_page, young));
    }
}

void heap_middle_enter(struct heap *heap, struct heap_page *page)
{
    if (!(page->chained & (HEAP_CHAINED_CURRENT | HEAP_CHAINED_MIDDLE))) {
        heap_young_remove(heap, page);
        page->chained |= HEAP_CHAINED_YOUNG | HEAP_CHAINED_MIDDLE;
        chain_push(&heap->middle, page, offsetof(struct heap_page, young));
    }
}

void heap_young_remove(struct heap *heap, struct heap_page *page)
{
    if (page->chained & HEAP_CHAINED_YOUNG) {
        struct heap_page **chain = page->chained & HEAP_CHAINED_MIDDLE ? &heap->middle : &heap->young;
        page->chained &= (uint8_t) ~(HEAP_CHAINED_YOUNG | HEAP_CHAINED_MIDDLE);
        chain_remove(chain, page, offsetof(struct heap_page, young));
    }
}

void heap_young_leave(struct heap *heap, struct heap_page *page)
{
    if (!(page->chained & HEAP_CHAINED_CURRENT)) {
        heap_young_remove(heap, page);
    }
}

void heap_grey_enter(struct heap *heap, struct heap_page *page)
{
    OURO_ASSERT(page->epoch == heap->epoch);
    if (!(page->chained & HEAP_CHAINED_GREY)) {
        page->chained |= HEAP_CHAINED_GREY;
        chain_push(&heap->grey, page, offsetof(struct heap_page, grey));
    }
}

void heap_rescan(struct heap *heap, struct heap_page *page, uint32_t index)
{
    heap_page_touch(heap, page);
    if (!heap_bit_get(heap_marked_bits(page), index) || !heap_bit_get(heap_scanned_bits(page), index)) {
        return;
    }
    if (heap_block_at(page, index) == heap->cursor) {
        heap->cursor = NULL;
    }
    heap_bit_clear(heap_scanned_bits(page), index);
    if (page->grey_count++ == 0) {
        heap_grey_enter(heap, page);
    }
}

void heap_grey_leave(struct heap *heap, struct heap_page *page)
{
    if ((page->chained & HEAP_CHAINED_GREY) && page->epoch == heap->epoch) {
        page->chained &= (uint8_t)~HEAP_CHAINED_GREY;
        chain_remove(&heap->grey, page, offsetof(struct heap_page, grey));
    }
}
