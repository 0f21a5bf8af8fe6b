// SPDX-License-Identifier: MIT
// The limit, the reclaim hook, planned failures, polling.
#include "heap_test.h"

#include <sys/resource.h>

#define MB ((size_t)1 << 20)

static void limit_is_never_passed(void **state)
{
    struct heap *heap = *state;
    heap->limit = 8 * MB;
    size_t count = 0;
    void *block;
    while ((block = heap_allocate(heap, HEAP_TRACED, 40)) != NULL) {
        set_header(block);
        count++;
        assert_true(heap->reserved_bytes <= heap->limit);
    }
    // Blocks in a red zone or in pages of four use more.
#if !HEAP_POISON && !defined(OURO_SHRUNKEN)
    assert_true(count * 40 > 7 * MB);
#endif
    assert_true(heap->failures != 0);
    assert_null(heap_raw_allocate(heap, 3 * MB));
    assert_true(heap_check(heap, say_to_stderr, NULL));
    heap->limit = 16 * MB;
    void *raw = heap_raw_allocate(heap, 3 * MB);
    assert_non_null(raw);
    assert_null(heap_raw_resize(heap, raw, 3 * MB, 20 * MB));
    void *grown = heap_raw_resize(heap, raw, 3 * MB, 5 * MB);
    assert_non_null(grown);
    heap_raw_free(heap, grown, 5 * MB);
    heap->limit = 1 * MB; // below what is in use: nothing more, but no harm
    assert_null(heap_raw_allocate(heap, 100000));
    heap->limit = 0;
    raw = heap_raw_allocate(heap, 100000);
    assert_non_null(raw);
    heap_raw_free(heap, raw, 100000);
    assert_true(heap->reserved_peak <= 16 * MB);
}

static void sizes_out_of_reach_fail_cleanly(void **state)
{
    struct heap *heap = *state;
    assert_null(heap_allocate(heap, HEAP_TRACED, SIZE_MAX));
    assert_null(heap_allocate(heap, HEAP_LEAF, SIZE_MAX - 15));
    assert_null(heap_raw_allocate(heap, SIZE_MAX / 2));
    assert_null(heap_raw_allocate(heap, (size_t)1 << 47));
    void *raw = heap_raw_allocate(heap, 100);
    assert_null(heap_raw_resize(heap, raw, 100, SIZE_MAX));
    assert_null(heap_raw_resize(heap, raw, 100, SIZE_MAX / 4));
    heap_raw_free(heap, raw, 100);
}

#if !HEAP_POISON
// The system, not the limit, refuses.
static void system_may_refuse(void **state)
{
    struct heap *heap = *state;
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
    struct rlimit tight = before;
    void *first = heap_raw_allocate(heap, 100);
    tight.rlim_cur = 300 * MB;
    assert_int_equal(setrlimit(RLIMIT_AS, &tight), 0);
    size_t count = 0;
    while (heap_allocate(heap, HEAP_LEAF, 8000) != NULL) {
        count++;
    }
    void *large = heap_raw_allocate(heap, 400 * MB);
    void *grown = heap_raw_resize(heap, first, 100, 400 * MB);
    assert_int_equal(setrlimit(RLIMIT_AS, &before), 0);
    assert_true(count > 1000);
    assert_null(large);
    assert_null(grown);
    heap_raw_free(heap, first, 100);
}
#endif

// Dirty pages and empty arenas give way before the limit refuses.
static void what_is_free_gives_way_to_the_limit(void **state)
{
    struct heap *heap = *state;
    heap->limit = 12 * MB;
    void *spans[40];
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 40; i++) {
            spans[i] = heap_raw_allocate(heap, 250000);
            assert_non_null(spans[i]);
        }
        for (int i = 0; i < 40; i++) {
            heap_raw_free(heap, spans[i], 250000);
        }
        void *large = heap_raw_allocate(heap, 11 * MB);
        assert_non_null(large);
        assert_true(heap->reserved_bytes + heap_dirty_bytes(heap) <= heap->limit);
        heap_raw_free(heap, large, 11 * MB);
    }
}

struct hoard {
    struct heap *heap;
    void *blocks[64];
    size_t count;
    size_t size;   // of each block
    size_t a_call; // blocks given back by one call
    size_t calls;
    bool nested;
};

static bool reclaim_hoard(void *owner)
{
    struct hoard *hoard = owner;
    hoard->calls++;
    // Taking memory inside does not come back here.
    size_t calls = hoard->calls;
    void *block = heap_raw_allocate(hoard->heap, 64 * MB);
    assert_null(block);
    hoard->nested = hoard->calls != calls;
    if (hoard->count == 0) {
        return false;
    }
    for (size_t i = 0; i < hoard->a_call && hoard->count != 0; i++) {
        heap_raw_free(hoard->heap, hoard->blocks[--hoard->count], hoard->size);
    }
    return true;
}

// Takes all that the limit allows.
static void fill_hoard(struct hoard *hoard)
{
    void *block;
    while (hoard->count < 64 && (block = heap_raw_allocate(hoard->heap, hoard->size)) != NULL) {
        hoard->blocks[hoard->count++] = block;
    }
}

static void reclaim_is_asked_once(void **state)
{
    struct heap *heap = *state;
    struct hoard hoard = {.heap = heap, .size = 900000, .a_call = 1};
    heap->limit = 8 * MB;
    fill_hoard(&hoard);
    assert_true(hoard.count >= 5);
    heap->owner = &hoard;
    heap->reclaim = reclaim_hoard;
    size_t had = hoard.count;
    void *block = heap_raw_allocate(heap, 900000);
    assert_non_null(block);
    assert_true(hoard.calls >= 1 && !hoard.nested);
#ifndef OURO_FIRST_ATTEMPT_FAILS
    assert_int_equal(hoard.count, had - 1);
    assert_int_equal(hoard.calls, 1);
    heap->reclaim_blocked = 1;
    assert_null(heap_raw_allocate(heap, 900000));
    assert_int_equal(hoard.calls, 1);
    heap->reclaim_blocked = 0;
#endif
    (void)had;
    while (hoard.count != 0) {
        heap_raw_free(heap, hoard.blocks[--hoard.count], 900000);
    }
    size_t calls = hoard.calls;
    assert_null(heap_raw_allocate(heap, 20 * MB));
    assert_true(hoard.calls > calls);
    heap->reclaim = NULL;
    heap_raw_free(heap, block, 900000);
}

static void growing_asks_reclaim_too(void **state)
{
    struct heap *heap = *state;
    struct hoard hoard = {.heap = heap, .size = 300000, .a_call = 3};
    heap->limit = 8 * MB;
    char *block = heap_raw_allocate(heap, 1200000);
    block[1199999] = 7;
    fill_hoard(&hoard);
    heap->owner = &hoard;
    heap->reclaim = reclaim_hoard;
    char *grown = heap_raw_resize(heap, block, 1200000, 1900000);
    assert_non_null(grown);
    assert_int_equal(grown[1199999], 7);
    assert_true(hoard.calls >= 1);
    heap->reclaim = NULL;
    heap_raw_free(heap, grown, 1900000);
}

#ifdef OURO_FAULTS
// A scenario with every kind of request; false: one of them failed, and everything taken was given back.
static bool scenario(struct heap *heap)
{
    bool done = false;
    void *object = heap_allocate(heap, HEAP_TRACED, 48);
    void *leaf = object != NULL ? heap_allocate(heap, HEAP_LEAF, 700) : NULL;
    void *raw = leaf != NULL ? heap_raw_allocate(heap, 20) : NULL;
    size_t size = 20;
    static size_t const steps[] = {100, 3000, 20000, 70000, 1400000, 9000000, 40};
    if (raw != NULL) {
        memset(raw, 5, 20);
        done = true;
        for (size_t i = 0; i < sizeof steps / sizeof steps[0] && done; i++) {
            void *resized = heap_raw_resize(heap, raw, size, steps[i]);
            done = resized != NULL;
            raw = done ? resized : raw;
            size = done ? steps[i] : size;
            assert_int_equal(((char *)raw)[19], 5);
        }
    }
    if (done) {
        set_header(leaf);
        void *resized = heap_resize_object(heap, HEAP_LEAF, leaf, 700, 90000);
        done = resized != NULL;
        leaf = done ? resized : leaf;
        assert_true(*(heap_word *)leaf == HEADER);
    }
    heap_raw_free(heap, raw, size);
    if (leaf != NULL) {
        heap_free_object(heap, leaf);
    }
    if (object != NULL) {
        heap_free_object(heap, object);
    }
    return done;
}

static void every_request_may_fail(void **state)
{
    struct heap *heap = *state;
    for (int later = 0; later < 2; later++) {
        uint64_t n = 1;
        for (;; n++) {
            heap_fail(heap, n, later != 0);
            bool done = scenario(heap);
            heap_fail(heap, 0, false);
            assert_true(heap_check(heap, say_to_stderr, NULL));
            for (uint32_t kind = 0; kind < HEAP_KINDS; kind++) {
                assert_int_equal(heap_live_blocks(heap, (enum heap_kind)kind), 0);
            }
            assert_true(scenario(heap));
            if (done) {
                break;
            }
        }
        assert_int_equal(n, 11);
    }
}
#endif

static void young_objects_raise_the_poll(void **state)
{
    struct heap *heap = *state;
    _Atomic uint32_t word = 0;
    heap->poll_word = &word;
    heap_young_reset(heap, 100);
    void *first = new_object(heap, HEAP_TRACED, 32);
    for (int i = 1; i < 100; i++) {
        new_object(heap, HEAP_TRACED, 32);
        new_object(heap, HEAP_LEAF, 32);
    }
    assert_int_equal(word, 0);
    assert_int_equal(heap_young_count(heap), 100);
    heap_free_object(heap, first);
    assert_int_equal(heap_young_count(heap), 99);
    new_object(heap, HEAP_TRACED, 32);
    assert_int_equal(word, 0);
    new_object(heap, HEAP_TRACED, 9000);
    assert_int_equal(word, HEAP_POLL_COLLECT);
    assert_int_equal(heap_young_count(heap), 101);
    word = 8;
    for (int i = 0; i < 5000; i++) {
        new_object(heap, HEAP_TRACED, 32);
    }
    assert_int_equal(heap_young_count(heap), 5101);
    assert_int_equal(word, 8 | HEAP_POLL_COLLECT);
    heap_young_limit(heap, 10000);
    assert_int_equal(heap_young_count(heap), 5101);
    heap_young_reset(heap, 10);
    assert_int_equal(heap_young_count(heap), 0);
}

static void bytes_raise_the_poll(void **state)
{
    struct heap *heap = *state;
    _Atomic uint32_t word = 0;
    heap->poll_word = &word;
    heap_bytes_reset(heap, 1000000);
    void *raw = heap_raw_allocate(heap, 900000);
    assert_int_equal(word, 0);
    raw = heap_raw_resize(heap, raw, 900000, 1000000);
    assert_int_equal(word, HEAP_POLL_COLLECT);
    assert_true(heap_taken_bytes(heap) >= 1000000);
    word = 0;
    heap_bytes_reset(heap, 1000000);
    for (int i = 0; i < 15000; i++) {
        new_object(heap, HEAP_LEAF, 48);
    }
    assert_int_equal(word, 0);
    assert_in_range(heap_taken_bytes(heap), 700000, 1000000);
    for (int i = 0; i < 7000; i++) {
        new_object(heap, HEAP_LEAF, 48);
    }
    assert_int_equal(word, HEAP_POLL_COLLECT);
    word = 0;
    heap_bytes_reset(heap, UINT64_MAX);
    heap->soft_limit = heap->reserved_bytes + 100000;
    void *more = heap_raw_allocate(heap, 50000);
    assert_int_equal(word, 0);
    void *most = heap_raw_allocate(heap, 80000);
    assert_int_equal(word, HEAP_POLL_COLLECT);
    heap_raw_free(heap, more, 50000);
    heap_raw_free(heap, most, 80000);
    heap_raw_free(heap, raw, 1000000);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        HEAP_TEST(limit_is_never_passed),
        HEAP_TEST(sizes_out_of_reach_fail_cleanly),
#if !HEAP_POISON
        HEAP_TEST(system_may_refuse),
#endif
        HEAP_TEST(what_is_free_gives_way_to_the_limit),
        HEAP_TEST(reclaim_is_asked_once),
        HEAP_TEST(growing_asks_reclaim_too),
#ifdef OURO_FAULTS
        HEAP_TEST(every_request_may_fail),
#endif
        HEAP_TEST(young_objects_raise_the_poll),
        HEAP_TEST(bytes_raise_the_poll),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
