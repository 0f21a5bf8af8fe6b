// SPDX-License-Identifier: MIT
// What is lost to fragmentation, by reason; how many free pages are kept; what is used again.
#include "heap_test.h"

static void assert_sums(struct heap const *heap)
{
    struct heap_usage usage;
    heap_get_usage(heap, &usage);
    size_t sum = usage.live_bytes;
    for (int i = 0; i < HEAP_LOSSES; i++) {
        sum += usage.lost[i];
    }
    assert_int_equal(sum, usage.reserved_bytes);
    assert_int_equal(usage.reserved_bytes, heap->reserved_bytes);
    assert_int_equal(usage.empty_bytes, heap_dirty_bytes(heap));
    assert_true(heap_check(heap, say_to_stderr, NULL));
}

static void losses_add_up(void **state)
{
    struct heap *heap = *state;
    enum { COUNT = 3000 };
    void *blocks[COUNT];
    size_t sizes[COUNT];
    uint32_t seed = 5;
    assert_sums(heap);
    for (int i = 0; i < COUNT; i++) {
        seed = seed * 1103515245 + 12345;
        sizes[i] = i % 500 == 0 ? 2000000 : i % 50 == 0 ? 9000 + seed % 60000 : 8 + (seed >> 8) % 3000;
        blocks[i] = i % 3 == 0 ? heap_raw_allocate(heap, sizes[i])
                               : new_object(heap, i % 3 == 1 ? HEAP_TRACED : HEAP_LEAF, sizes[i]);
        assert_non_null(blocks[i]);
        if (i % 100 == 0) {
            assert_sums(heap);
        }
    }
    for (int i = 0; i < COUNT; i++) {
        if (i % 3 == 0) {
            heap_raw_free(heap, blocks[i], sizes[i]);
        } else {
            heap_free_object(heap, blocks[i]);
        }
        if (i % 100 == 0) {
            assert_sums(heap);
        }
    }
    assert_sums(heap);
    heap_trim(heap);
    assert_sums(heap);
}

static void count_line(void *to, char const *line)
{
    assert_true(strlen(line) < 99);
    ++*(int *)to;
}

static void the_report_names_the_worst(void **state)
{
    struct heap *heap = *state;
    enum { COUNT = 20000 };
    void **blocks = malloc(COUNT * sizeof *blocks);
    assert_non_null(blocks);
    for (int i = 0; i < COUNT; i++) {
        blocks[i] = new_object(heap, HEAP_TRACED, 40);
    }
    for (int i = 0; i < COUNT; i++) {
        if (i % 3 != 0) {
            heap_free_object(heap, blocks[i]);
        }
    }
    struct heap_usage usage;
    heap_get_usage(heap, &usage);
    for (int i = 0; i < HEAP_LOSSES; i++) {
        assert_true(usage.lost[i] <= usage.lost[HEAP_LOST_BLOCKS] || i == HEAP_LOST_HEADS || i == HEAP_LOST_TAILS);
    }
    int lines = 0;
    heap_report(heap, count_line, &lines);
    assert_true(lines >= 13);
    for (int i = 0; i < COUNT; i += 3) {
        heap_free_object(heap, blocks[i]);
    }
    free(blocks);
}

static void build_and_drop(struct heap *heap, void **blocks, int count)
{
    for (int i = 0; i < count; i++) {
        blocks[i] = new_object(heap, HEAP_TRACED, 64);
    }
    for (int i = 0; i < count; i++) {
        heap_free_object(heap, blocks[i]);
    }
}

// What is dropped once goes back; what is built again and again stays, until it is forgotten or trimmed.
static void pages_that_are_taken_again_are_kept(void **state)
{
    struct heap *heap = *state;
    enum { COUNT = 60000 };
    void **blocks = malloc(COUNT * sizeof *blocks);
    assert_non_null(blocks);
    build_and_drop(heap, blocks, COUNT);
    assert_true(heap_dirty_bytes(heap) <= HEAP_TUNE_DIRTY_PAGES * HEAP_PAGE_BYTES);
    size_t once = heap_dirty_bytes(heap);
    build_and_drop(heap, blocks, COUNT);
    build_and_drop(heap, blocks, COUNT);
#if !defined(OURO_SHRUNKEN) && !HEAP_POISON
    assert_true(heap_dirty_bytes(heap) > 2 * once);
#endif
    (void)once;
    for (int i = 0; i < 200 * (int)HEAP_TUNE_TICK; i++) {
        void *span = heap_raw_allocate(heap, 9000);
        heap_raw_free(heap, span, 9000);
    }
    assert_true(heap_dirty_bytes(heap) <= (HEAP_TUNE_DIRTY_PAGES + 8) * HEAP_PAGE_BYTES);
    build_and_drop(heap, blocks, COUNT);
    heap_trim(heap);
    assert_int_equal(heap_dirty_bytes(heap), 0);
    free(blocks);
}

#if !HEAP_POISON && !defined(OURO_SHRUNKEN)
// A few blocks of a class cost no page of their own; many do.
static void few_blocks_come_from_a_larger_class(void **state)
{
    struct heap *heap = *state;
    outgrow_sharing(heap);
    (void)new_object(heap, HEAP_LEAF, 1024);
    void *few = new_object(heap, HEAP_LEAF, 896);
    assert_int_equal(heap_block_bytes(few), 1024);
    assert_int_equal(heap_live_bytes(heap, HEAP_LEAF), 2048);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(heap_block_bytes(new_object(heap, HEAP_LEAF, 896)), i < 2 ? 1024 : 896);
    }
    assert_sums(heap);
}

// In a small heap classes share the pages of powers of two; what was never carved of a page is not counted.
static void small_heaps_are_frugal(void **state)
{
    struct heap *heap = *state;
    for (size_t size = 1; size <= 1024; size += 9) {
        size_t block = heap_block_bytes(new_object(heap, HEAP_LEAF, size));
        assert_true(block >= size && (block & (block - 1)) == 0);
        assert_sums(heap);
        assert_true(heap_check(heap, say_to_stderr, NULL));
    }
    heap_destroy(heap);
    assert_true(heap_init(heap));
    for (size_t size = 16; size <= 1024; size += 8) {
        (void)new_object(heap, HEAP_TRACED, size);
        assert_true(heap->reserved_bytes <= heap_live_bytes_all(heap) + 60000);
    }
    outgrow_sharing(heap);
    assert_int_equal(heap_block_bytes(new_object(heap, HEAP_LEAF, 40)), 40);
    assert_sums(heap);
}
#endif

// A freed large mapping becomes the next block; an object's is zero all the same.
static void large_mappings_are_used_again(void **state)
{
    struct heap *heap = *state;
    char *block = heap_raw_allocate(heap, 3000000);
    memset(block, 7, 3000000);
    heap_raw_free(heap, block, 3000000);
    assert_sums(heap);
    char *grown = heap_raw_allocate(heap, 5000000);
    assert_non_null(grown);
    memset(grown, 7, 5000000);
    assert_sums(heap);
    heap_raw_free(heap, grown, 5000000);
    char *object = new_object(heap, HEAP_LEAF, 4000000);
    for (size_t i = 8; i < 4000000; i += 999) {
        assert_int_equal(object[i], 0);
    }
    heap_free_object(heap, object);
    char *zeroed = heap_raw_allocate_zeroed(heap, 2000000);
    assert_int_equal(zeroed[1999999], 0);
    heap_raw_free(heap, zeroed, 2000000);
    while (heap_give_back(heap)) {
    }
    assert_int_equal(heap->doomed_bytes, 0);
    assert_sums(heap);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        HEAP_TEST(losses_add_up),
        HEAP_TEST(the_report_names_the_worst),
        HEAP_TEST(pages_that_are_taken_again_are_kept),
#if !HEAP_POISON && !defined(OURO_SHRUNKEN)
        HEAP_TEST(few_blocks_come_from_a_larger_class),
        HEAP_TEST(small_heaps_are_frugal),
#endif
        HEAP_TEST(large_mappings_are_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
