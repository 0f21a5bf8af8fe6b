// SPDX-License-Identifier: MIT
// heap_check sees what is broken: each fault is planted, reported, and mended again.
#include "heap_test.h"

static void keep_message(void *to, char const *message)
{
    snprintf(to, 256, "%s", message);
}

// The heap is wrong now, and the message says this of it.
static void expect_report(struct heap const *heap, char const *part)
{
    char message[256] = "";
    assert_false(heap_check(heap, keep_message, message));
    if (strstr(message, part) == NULL) {
        fail_msg("'%s' does not say '%s'", message, part);
    }
}

struct fixture {
    void *live;
    struct heap_page *page;
};

// A few pages, one of them with free blocks, during a cycle.
static struct fixture prepare(struct heap *heap)
{
    struct fixture f = {0};
    for (int i = 0; i < 40; i++) {
        void *block = new_object(heap, HEAP_TRACED, 64);
        if (i % 2 != 0) {
            heap_free_object(heap, block);
        } else {
            f.live = block;
        }
        assert_non_null(heap_raw_allocate(heap, 20000));
    }
    heap_trim(heap);
    heap_cycle_begin(heap);
    f.page = heap_page_of(f.live);
    heap_page_touch(heap, f.page);
    assert_true(heap_check(heap, say_to_stderr, NULL));
    return f;
}

#define WITH_FAULT(place, value, part)                      \
    do {                                                    \
        __typeof__(place) saved_ = (place);                 \
        (place) = (__typeof__(place))(value);               \
        expect_report(heap, part);                          \
        (place) = saved_;                                   \
        assert_true(heap_check(heap, say_to_stderr, NULL)); \
    } while (0)

#ifndef OURO_SHRUNKEN
static void planted_faults_in_pages(void **state)
{
    struct heap *heap = *state;
    struct fixture f = prepare(heap);
    struct heap_page *page = f.page;
    WITH_FAULT(page->used, page->used + 1, "not all blocks");
    WITH_FAULT(page->used, -1, "out of range");
    WITH_FAULT(page->free, (char *)f.live + 8, "points into a block");
    WITH_FAULT(page->free, &heap, "leaves the page");
    WITH_FAULT(page->free, NULL, "not all blocks");
    WITH_FAULT(*(heap_word *)page->free, 5, "free block has a header");
    WITH_FAULT(page->block_size, 72, "wrong block size");
    WITH_FAULT(page->reciprocal, page->reciprocal + 1, "wrong reciprocal");
    WITH_FAULT(page->kind, HEAP_LEAF, "kind and bin disagree");
    WITH_FAULT(page->unmarked_count, 0, "unmarked");
    WITH_FAULT(page->grey_count, 1, "grey");
    WITH_FAULT(page->marks[0], 0, "free block is not marked");
    WITH_FAULT(page->old[0], 1, "bits_set");
    uint32_t free_index = heap_block_index(page, page->free);
    page->bits_set |= HEAP_BITS_OLD | HEAP_BITS_FROZEN;
    WITH_FAULT(page->old[free_index / 64], (uint64_t)1 << (free_index & 63), "a free block is old");
    WITH_FAULT(heap_frozen_bits(page)[free_index / 64], (uint64_t)1 << (free_index & 63), "a free block is frozen");
    void *second = heap_link_get(page->free);
    heap_link_set(page->free, page->free);
    expect_report(heap, "twice");
    heap_link_set(page->free, second);
    heap_cycle_end(heap);
}

static void planted_faults_in_chains(void **state)
{
    struct heap *heap = *state;
    struct fixture f = prepare(heap);
    WITH_FAULT(heap->young, NULL, "young page is not in the chain");
    WITH_FAULT(f.page->chained, f.page->chained & ~HEAP_CHAINED_YOUNG, "young");
    WITH_FAULT(f.page->chained, f.page->chained & ~HEAP_CHAINED_CURRENT, "current");
    WITH_FAULT(heap->grey, f.page, "grey chain against its flag");
    heap_mark_grey(heap, f.page, heap_block_index(f.page, f.live));
    WITH_FAULT(heap->grey, NULL, "grey page is not in the chain");
    WITH_FAULT(f.page->grey.previous, f.page, "grey chain is broken");
    heap_cycle_end(heap);
}
#endif

static void planted_faults_in_sums(void **state)
{
    struct heap *heap = *state;
    struct fixture f = prepare(heap);
    WITH_FAULT(heap->reserved_bytes, heap->reserved_bytes - 16384, "reserved_bytes");
    WITH_FAULT(heap->allocated[f.page->bin], 0, "live blocks of a class");
    WITH_FAULT(heap->span_bytes[HEAP_RAW], 0, "bytes in spans");
    WITH_FAULT(heap->pages_in_use, 0, "pages in use");
    WITH_FAULT(heap->pages_dirty, 77, "dirty pages");
    WITH_FAULT(heap->arena_count, 9, "arenas");
    WITH_FAULT(heap->open.next, NULL, "open arena");
    struct heap_arena *arena = heap_arena_of(f.live);
    WITH_FAULT(arena->head.free_count, 3, "free pages");
    WITH_FAULT(arena->head.free_pages[0], ~(uint64_t)0, "free");
    WITH_FAULT(arena->head.heap, NULL, "another heap");
    WITH_FAULT(heap->direct[HEAP_TRACED][3], f.page, "direct");
    heap_cycle_end(heap);
}

static void planted_faults_in_bins(void **state)
{
    struct heap *heap = *state;
    static void *blocks[2000];
    for (int i = 0; i < 2000; i++) {
        blocks[i] = new_object(heap, HEAP_LEAF, 112);
    }
    for (int i = 0; i < 1000; i++) {
        heap_free_object(heap, blocks[i * 2]);
    }
    for (int level = 0; level < HEAP_LEVELS; level++) {
        for (int class = 0; class < (int)HEAP_CLASSES; class ++) {
            struct heap_page *page = heap->bins[HEAP_LEAF][class][level];
            if (page == NULL) {
                continue;
            }
            WITH_FAULT(heap->bins[HEAP_LEAF][class][level], NULL, "bin");
            WITH_FAULT(heap->filled[HEAP_LEAF][class], 0, "filled against its flag");
            WITH_FAULT(page->level, (level + 1) % HEAP_LEVELS, "bin");
            WITH_FAULT(page->level, HEAP_LEVEL_NONE, "in no bin");
            WITH_FAULT(page->rebin_at, page->used, "missed the change");
            WITH_FAULT(page->bin_previous, page, "bin is broken");
            return;
        }
    }
    fail_msg("no page came into a bin");
}

int main(void)
{
    struct CMUnitTest const tests[] = {
#ifndef OURO_SHRUNKEN // the page that they break must have several free blocks
        HEAP_TEST(planted_faults_in_pages),
        HEAP_TEST(planted_faults_in_chains),
#endif
        HEAP_TEST(planted_faults_in_sums),
        HEAP_TEST(planted_faults_in_bins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
