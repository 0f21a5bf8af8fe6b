// SPDX-License-Identifier: MIT
// Size classes, zeroing, walks, stray words, 32-bit names, arrays that grow.
#include "heap_test.h"

static void every_size_has_room_and_little_waste(void **state)
{
    struct heap *heap = *state;
    outgrow_sharing(heap);
    for (size_t size = 0; size <= 20000; size++) {
        size_t good = heap_good_size(size);
        assert_true(good >= size);
        assert_int_equal(heap_good_size(good), good);
        if (HEAP_RED_ZONE == 0 && size >= 16 && size <= 4096) {
            assert_true(good - size <= 15 + size / 4);
        }
        if (HEAP_RED_ZONE == 0 && size >= 16 && size <= 128) {
            assert_true(good - size < 8);
        }
        if (size % 7 == 0 || size <= 1024) {
            void *block = new_object(heap, HEAP_LEAF, size < 8 ? 8 : size);
            assert_int_equal(heap_block_bytes(block), size < 8 ? heap_good_size(8) : good);
            assert_int_equal((uintptr_t)block % 8, 0);
            heap_free_object(heap, block);
        }
    }
}

static void expect_zero(void const *block, size_t bytes)
{
    unsigned char const *byte = block;
    for (size_t i = 0; i < bytes; i++) {
        assert_int_equal(byte[i], 0);
    }
}

static void new_objects_are_zero(void **state)
{
    struct heap *heap = *state;
    static size_t const sizes[] = {16,  17,  24,   40,   100,  128,  129,   250,    500,
                                   512, 513, 1000, 5000, 8192, 8193, 40000, 200000, 1500000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (int round = 0; round < 3; round++) {
            void *blocks[20];
            size_t count = sizes[i] > 100000 ? 2 : 20;
            for (size_t j = 0; j < count; j++) {
                blocks[j] = heap_allocate(heap, HEAP_TRACED, sizes[i]);
                assert_non_null(blocks[j]);
                expect_zero(blocks[j], sizes[i]);
                memset(blocks[j], 0xee, sizes[i]);
            }
            for (size_t j = 0; j < count; j++) {
                heap_free_object(heap, blocks[j]);
                assert_true(heap_check(heap, say_to_stderr, NULL));
            }
        }
    }
    void *raw = heap_raw_allocate_zeroed(heap, 30000);
    assert_non_null(raw);
    expect_zero(raw, 30000);
    heap_raw_free(heap, raw, 30000);
}

// Small blocks are zeroed by stores that overlap: all of the block asked for, whatever it held, and nothing beside it.
static void zeroing_keeps_to_its_block(void **state)
{
    struct heap *heap = *state;
    for (size_t size = 8; size <= HEAP_SMALL_BYTES + 100; size++) {
        enum heap_kind kind = size % 2 == 0 ? HEAP_TRACED : HEAP_LEAF;
        unsigned char *blocks[3];
        for (size_t i = 0; i < 3; i++) {
            blocks[i] = heap_allocate(heap, kind, size);
            assert_non_null(blocks[i]);
            memset(blocks[i], 0xee, size);
        }
        heap_free_object(heap, blocks[1]);
        blocks[1] = heap_allocate(heap, kind, size);
        assert_non_null(blocks[1]);
        expect_zero(blocks[1], size);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(blocks[0][i], 0xee);
            assert_int_equal(blocks[2][i], 0xee);
        }
        for (size_t i = 0; i < 3; i++) {
            heap_free_object(heap, blocks[i]);
        }
    }
    assert_true(heap_check(heap, say_to_stderr, NULL));
}

static size_t count_by_walk(struct heap *heap, bool traced_only)
{
    size_t count = 0;
    struct heap_walk walk;
    struct heap_page *page;
    heap_walk_begin(heap, &walk);
    while ((page = heap_walk_next(heap, &walk)) != NULL) {
        if (page->kind == HEAP_RAW || (traced_only && !heap_page_is_traced(page))) {
            continue;
        }
        for (uint32_t i = 0; i < page->carved; i++) {
            void *block = heap_block_at(page, i);
            assert_ptr_equal(heap_page_of(block), page);
            assert_int_equal(heap_block_index(page, block), i);
            count += heap_block_is_live(block);
        }
    }
    return count;
}

static void walks_see_every_object(void **state)
{
    struct heap *heap = *state;
    enum { COUNT = 5000 };
    void **blocks = calloc(COUNT, sizeof *blocks);
    for (size_t i = 0; i < COUNT; i++) {
        size_t size = i % 1000 == 0 ? 2000000 : i % 100 == 0 ? 30000 : 16 + i % 300;
        blocks[i] = new_object(heap, i % 3 == 0 ? HEAP_LEAF : HEAP_TRACED, size);
    }
    void *no_header = heap_allocate(heap, HEAP_TRACED, 48);
    assert_int_equal(count_by_walk(heap, false), COUNT);
    for (size_t i = 0; i < COUNT; i += 2) {
        heap_free_object(heap, blocks[i]);
    }
    assert_int_equal(count_by_walk(heap, false), COUNT / 2);
    heap_free_object(heap, no_header);
    for (size_t i = 1; i < COUNT; i += 2) {
        heap_free_object(heap, blocks[i]);
    }
    assert_int_equal(count_by_walk(heap, false), 0);
    free(blocks);
}

// Everything is freed, arenas unmapped, while a walk stands in the middle.
static void walks_survive_what_they_walk_over(void **state)
{
    struct heap *heap = *state;
    enum { COUNT = 60 };
    void *blocks[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = new_object(heap, HEAP_TRACED, i % 2 ? 1200000 : 800000);
    }
    struct heap_walk walk;
    heap_walk_begin(heap, &walk);
    size_t seen = 0;
    struct heap_page *page;
    while ((page = heap_walk_next(heap, &walk)) != NULL) {
        seen++;
        for (size_t i = 0; i < COUNT; i++) {
            if (blocks[i] != NULL && heap_page_of(blocks[i]) == page) {
                heap_free_object(heap, blocks[i]);
                blocks[i] = NULL;
            }
        }
        heap_trim(heap);
    }
    assert_int_equal(seen, COUNT);
    assert_null(heap->walks);
    heap_walk_begin(heap, &walk);
    heap_walk_end(heap, &walk);
    heap_walk_end(heap, &walk);
    assert_int_equal(heap->reserved_bytes, 0);
}

static void stray_words_are_told_from_objects(void **state)
{
    struct heap *heap = *state;
    char *object = new_object(heap, HEAP_TRACED, 56);
    char *span = new_object(heap, HEAP_TRACED, 50000);
    char *large = new_object(heap, HEAP_LEAF, 6000000);
    char *raw = heap_raw_allocate(heap, 64);
    void *headless = heap_allocate(heap, HEAP_LEAF, 56);
    int local = 0;
    assert_true(heap_owns(heap, object) && heap_owns(heap, span) && heap_owns(heap, large));
    assert_false(heap_owns(heap, object + 8) || heap_owns(heap, span + 20000) || heap_owns(heap, raw) ||
                 heap_owns(heap, headless));
    assert_false(heap_owns(heap, NULL) || heap_owns(heap, &local) || heap_owns(heap, heap));
    assert_ptr_equal(heap_object_at(heap, (uintptr_t)object + 55), object);
    assert_ptr_equal(heap_object_at(heap, (uintptr_t)span + 49999), span);
    assert_ptr_equal(heap_object_at(heap, (uintptr_t)large + 4000000), large);
    assert_null(heap_object_at(heap, (uintptr_t)large - 1));
    assert_null(heap_object_at(heap, (uintptr_t)heap_arena_of(object) + 8));
    uint64_t seed = 1;
    for (int i = 0; i < 1000000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        void *found = heap_object_at(heap, (uintptr_t)(i % 2 ? seed : (uintptr_t)heap_arena_of(object) + (seed >> 42)));
        assert_true(found == NULL || found == object || found == span);
    }
    heap_free_object(heap, object);
    assert_false(heap_owns(heap, object));
    heap_free_object(heap, large);
    assert_false(heap_owns(heap, large));
    heap_raw_free(heap, raw, 64);
}

static void names_lead_back_to_blocks(void **state)
{
    struct heap *heap = *state;
    assert_null(heap_expand(heap, 0));
    for (size_t size = 16; size <= 3000000; size = size < 600 ? size + 8 : size + size / 3) {
        void *blocks[30];
        size_t count = size > 100000 ? 2 : 30;
        for (size_t i = 0; i < count; i++) {
            blocks[i] = new_object(heap, HEAP_TRACED, size);
            uint32_t name = heap_compress(heap, blocks[i]);
            assert_int_not_equal(name, 0);
            assert_ptr_equal(heap_expand(heap, name), blocks[i]);
        }
        for (size_t i = size % 16 == 0; i < count; i += 2) {
            heap_free_object(heap, blocks[i]);
        }
    }
}

static void arrays_grow_by_shares(void **state)
{
    struct heap *heap = *state;
    void *items = NULL;
    size_t capacity = 0;
    size_t moves = 0;
    for (size_t count = 1; count <= 300000; count++) {
        size_t before = capacity;
        assert_true(heap_array_grow(heap, &items, &capacity, count, 8));
        assert_true(capacity >= count);
        moves += capacity != before;
        ((uint64_t *)items)[count - 1] = count;
    }
    assert_true(moves < 120);
    for (size_t i = 0; i < 300000; i++) {
        assert_int_equal(((uint64_t *)items)[i], i + 1);
    }
    assert_false(heap_array_grow(heap, &items, &capacity, SIZE_MAX / 4, 8));
    assert_false(heap_array_grow(heap, &items, &capacity, SIZE_MAX, 1));
    heap_raw_free(heap, items, capacity * 8);
}

#if HEAP_POISON
static void sanitizer_sees_freed_blocks_and_ends(void **state)
{
    struct heap *heap = *state;
    new_object(heap, HEAP_TRACED, 10000); // so that no mapping goes away
    for (size_t size = 24; size < HEAP_SPAN_BYTES / 2; size += size / 2 & ~(size_t)7) {
        char *object = new_object(heap, HEAP_TRACED, size);
        char *raw = heap_raw_allocate(heap, size);
        assert_false(__asan_address_is_poisoned(object + size - 1) || __asan_address_is_poisoned(raw + size - 1));
        assert_true(__asan_address_is_poisoned(object + size) && __asan_address_is_poisoned(raw + size));
        heap_free_object(heap, object);
        assert_true(__asan_address_is_poisoned(object + 8) && __asan_address_is_poisoned(object + size - 1));
        if (size < 500) {
            assert_false(__asan_address_is_poisoned(object)); // walks read the header
            void *next = new_object(heap, HEAP_TRACED, size);
            assert_ptr_not_equal(next, object);
        }
        heap_raw_free(heap, raw, size);
        assert_true(__asan_address_is_poisoned(raw + 8));
    }
}
#endif

static void two_heaps_share_nothing(void **state)
{
    struct heap *heap = *state;
    struct heap *other = malloc(sizeof *other);
    assert_true(heap_init(other));
    void *mine = new_object(heap, HEAP_TRACED, 32);
    void *theirs = new_object(other, HEAP_TRACED, 32);
    assert_true(heap_owns(heap, mine) && !heap_owns(heap, theirs) && !heap_owns(other, mine) &&
                heap_owns(other, theirs));
    assert_true(heap_check(other, say_to_stderr, NULL));
    heap_destroy(other);
    heap_destroy(other);
    free(other);
    assert_int_equal(heap_live_blocks(heap, HEAP_TRACED), 1);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        HEAP_TEST(every_size_has_room_and_little_waste),
        HEAP_TEST(new_objects_are_zero),
        HEAP_TEST(zeroing_keeps_to_its_block),
        HEAP_TEST(walks_see_every_object),
        HEAP_TEST(walks_survive_what_they_walk_over),
        HEAP_TEST(stray_words_are_told_from_objects),
        HEAP_TEST(names_lead_back_to_blocks),
        HEAP_TEST(arrays_grow_by_shares),
#if HEAP_POISON
        HEAP_TEST(sanitizer_sees_freed_blocks_and_ends),
#endif
        HEAP_TEST(two_heaps_share_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
