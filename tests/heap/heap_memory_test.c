// SPDX-License-Identifier: MIT
// Memory goes back to the system, hysteresis holds, large blocks grow without being copied.
#include "heap_test.h"

#include "os/clock.h"
#include "os/memory.h"

#define MB ((size_t)1 << 20)

// Bytes of the heap's mappings that are resident.
static size_t resident(struct heap const *heap)
{
    size_t bytes = 0;
    for (struct heap_arena *arena = heap->all.next; arena != NULL; arena = arena->head.all.next) {
        bytes += os_memory_resident(arena, arena->head.mapped_bytes);
    }
    return bytes;
}

// One block in 512 kept: what stays resident is the kept pages and little more.
static void nearly_empty_heaps_give_back(void **state)
{
    struct heap *heap = *state;
    enum { COUNT = 400000 };
    void **blocks = calloc(COUNT, sizeof *blocks);
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = new_object(heap, HEAP_TRACED, 64);
    }
    size_t full = resident(heap);
    assert_true(full > 24 * MB);
    for (size_t i = 0; i < COUNT; i++) {
        if (i % 4096 != 0) {
            heap_free_object(heap, blocks[i]);
        }
    }
    assert_true(heap_check(heap, say_to_stderr, NULL));
    heap_trim(heap);
    size_t kept = (COUNT / 4096 + 1) * HEAP_PAGE_BYTES;
    assert_true(resident(heap) <= kept + heap->arena_count * 160000);
    assert_int_equal(heap_dirty_bytes(heap), 0);
    for (size_t i = 0; i < COUNT; i += 4096) {
        heap_free_object(heap, blocks[i]);
    }
    heap_trim(heap);
    assert_int_equal(resident(heap), 0);
    assert_null(heap->all.next);
    free(blocks);
}

// Without heap_trim too, but for the hysteresis.
static void releasing_alone_gives_back(void **state)
{
    struct heap *heap = *state;
    enum { COUNT = 400000 };
    void **blocks = calloc(COUNT, sizeof *blocks);
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = new_object(heap, HEAP_TRACED, 64);
    }
    size_t full = resident(heap);
    for (size_t i = 0; i < COUNT; i++) {
        heap_free_object(heap, blocks[i]);
    }
    assert_true(resident(heap) < full / 4);
    for (int i = 0; i < 100000; i++) {
        void *span = heap_raw_allocate(heap, 20000);
        heap_raw_free(heap, span, 20000);
    }
    assert_true(resident(heap) <= 3 * MB);
    free(blocks);
}

static void loops_at_an_edge_do_not_map(void **state)
{
    struct heap *heap = *state;
    void *span = heap_raw_allocate(heap, 90000);
    struct heap_arena *first = heap->all.next;
    for (int i = 0; i < 1000; i++) {
        heap_raw_free(heap, span, 90000);
        span = heap_raw_allocate(heap, 90000);
#ifndef OURO_SHRUNKEN
        assert_ptr_equal(heap->all.next, first);
#endif
    }
    (void)first;
    heap_raw_free(heap, span, 90000);
}

static void large_blocks_grow_without_copying(void **state)
{
    struct heap *heap = *state;
    size_t size = 2 * MB;
    char *block = heap_raw_allocate(heap, size);
    memset(block, 3, size);
    for (size_t to = 3 * MB; to <= 200 * MB; to += to / 2) {
        block = heap_raw_resize(heap, block, size, to);
        assert_non_null(block);
        assert_int_equal((uintptr_t)block % HEAP_ARENA_BYTES, HEAP_LARGE_OFFSET);
        assert_int_equal(block[2 * MB - 1], 3);
        assert_int_equal(block[to - 1], 0);
        size = to;
    }
    // Touched are the first 2 MB, the ends and the head: no growth has written what it moved.
#if !HEAP_POISON
    assert_true(resident(heap) < 3 * MB);
#endif
    assert_true(heap_check(heap, say_to_stderr, NULL));
    block = heap_raw_resize(heap, block, size, 100000);
    assert_int_equal(block[99999], 3);
    assert_true(heap_check(heap, say_to_stderr, NULL));
    heap_trim(heap);
    assert_true(heap->reserved_bytes < 5 * MB);
    heap_raw_free(heap, block, 100000);
}

static void spans_grow_and_shrink_in_place(void **state)
{
    struct heap *heap = *state;
    char *block = heap_raw_allocate(heap, 9000);
    memset(block, 4, 9000);
    // Up to where a block moves to a mapping of its own.
    size_t size = 9000;
    for (; size < 80000 && size + 3000 <= HEAP_TUNE_GROWN_BYTES; size += 3000) {
        char *grown = heap_raw_resize(heap, block, size, size + 3000);
        assert_ptr_equal(grown, block);
        assert_true(heap_check(heap, say_to_stderr, NULL));
    }
    size_t before = heap->reserved_bytes;
    assert_ptr_equal(heap_raw_resize(heap, block, size, 20000), block);
    assert_true(heap->reserved_bytes < before);
    assert_true(heap_check(heap, say_to_stderr, NULL));
    assert_int_equal(block[8999], 4);
    heap_raw_free(heap, block, 20000);
}

// Freeing a large block is not one long step; what is left of it goes in portions, and before the limit refuses.
static void large_blocks_go_back_in_portions(void **state)
{
    struct heap *heap = *state;
    _Atomic uint32_t word = 0;
    heap->poll_word = &word;
    size_t size = 10 * (size_t)HEAP_TUNE_UNMAP_BYTES;
    void *block = heap_raw_allocate(heap, size);
    heap_raw_free(heap, block, size);
    assert_true(heap->reserved_bytes > size / 2 && heap->reserved_bytes < size);
    assert_int_equal(heap_live_bytes(heap, HEAP_RAW), 0);
    assert_int_equal(word, HEAP_POLL_COLLECT);
    assert_true(heap_check(heap, say_to_stderr, NULL));
    int portions = 1;
    while (heap_give_back(heap)) {
        portions++;
    }
    assert_int_equal(portions, 10);
    assert_int_equal(heap->reserved_bytes, 0);
    heap->limit = size + size / 4;
    for (int i = 0; i < 5; i++) {
        block = heap_raw_allocate(heap, size);
        assert_non_null(block);
        heap_raw_free(heap, block, size);
    }
    while (heap->doomed != NULL) {
        new_object(heap, HEAP_LEAF, 8000);
    }
    // Shrinking in place is no long step either.
    heap_trim(heap);
    heap->limit = 0;
    size_t before = heap->reserved_bytes;
    char *shrunk = heap_raw_allocate(heap, size);
    shrunk[0] = 1;
    for (size_t left = 3 * (size_t)HEAP_TUNE_UNMAP_BYTES; left > HEAP_SPAN_BYTES; left = left / 3 * 2) {
        shrunk = heap_raw_resize(heap, shrunk, size, left);
        size = left;
        assert_int_equal(shrunk[0], 1);
        assert_true(heap_check(heap, say_to_stderr, NULL));
    }
    assert_true(heap->reserved_bytes > before + 3 * (size_t)HEAP_TUNE_UNMAP_BYTES);
    while (heap_give_back(heap)) {
    }
    assert_true(heap->reserved_bytes < before + 2 * (size_t)HEAP_TUNE_UNMAP_BYTES);
    heap_raw_free(heap, shrunk, size);
}

// A traced large block that moves takes its chains, bits and name along.
static void large_objects_move_whole(void **state)
{
    struct heap *heap = *state;
    void *before = new_object(heap, HEAP_TRACED, 1500000);
    char *object = new_object(heap, HEAP_TRACED, 1500000);
    void *behind = new_object(heap, HEAP_TRACED, 1500000);
    heap_cycle_begin(heap);
    struct heap_page *page = heap_page_of(object);
    heap_page_touch(heap, page);
    heap_set_old(page, 0);
    heap_set_frozen(page, 0);
    heap_mark_grey(heap, page, 0);
    uint32_t name = heap_compress(heap, object);
    for (size_t size = 1500000; size < 40000000; size *= 2) {
        object = heap_resize_object(heap, HEAP_TRACED, object, size, size * 2);
        assert_non_null(object);
        page = heap_page_of(object);
        assert_true(heap_is_old(page, 0) && heap_is_frozen(page, 0) && page->grey_count == 1);
        assert_ptr_equal(heap->grey, page);
        assert_int_equal(heap_compress(heap, object), name);
        assert_ptr_equal(heap_expand(heap, name), object);
        assert_true(heap_check(heap, say_to_stderr, NULL));
    }
    heap_free_object(heap, before);
    heap_free_object(heap, object);
    assert_null(heap->grey);
    heap_free_object(heap, behind);
    heap_cycle_end(heap);
}

static void accounting_follows_every_kind(void **state)
{
    struct heap *heap = *state;
    void *object = new_object(heap, HEAP_TRACED, 64 - HEAP_RED_ZONE);
    void *leaf = new_object(heap, HEAP_LEAF, 10000);
    void *raw = heap_raw_allocate(heap, 2000000);
    assert_int_equal(heap_live_bytes(heap, HEAP_TRACED), 64);
    assert_int_equal(heap_live_bytes(heap, HEAP_LEAF), 12288);
    assert_int_equal(heap_live_bytes(heap, HEAP_RAW), heap_page_of(raw)->block_size);
    size_t all = heap_live_bytes_all(heap);
    assert_int_equal(heap_live_peak(heap), all);
    heap_raw_free(heap, raw, 2000000);
    heap_free_object(heap, leaf);
    heap_free_object(heap, object);
    assert_int_equal(heap_live_bytes_all(heap), 0);
    assert_int_equal(heap_live_peak(heap), all);
    assert_int_equal(heap_total_allocated(heap, HEAP_TRACED), 1);
    assert_int_equal(heap_total_allocated(heap, HEAP_LEAF), 1);
    assert_int_equal(heap_total_allocated(heap, HEAP_RAW), 1);
    assert_true(heap->reserved_peak >= 2000000);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        HEAP_TEST(nearly_empty_heaps_give_back),   HEAP_TEST(releasing_alone_gives_back),
        HEAP_TEST(loops_at_an_edge_do_not_map),    HEAP_TEST(large_blocks_grow_without_copying),
        HEAP_TEST(spans_grow_and_shrink_in_place), HEAP_TEST(large_objects_move_whole),
        HEAP_TEST(accounting_follows_every_kind),  HEAP_TEST(large_blocks_go_back_in_portions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
