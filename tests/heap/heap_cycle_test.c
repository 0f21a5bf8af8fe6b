// SPDX-License-Identifier: MIT
// The collector's side: colours of free and new blocks, epochs, ages, chains.
#include "heap_test.h"

static bool is_marked(void *block)
{
    struct heap_page *page = heap_page_of(block);
    return heap_bit_get(heap_marked_bits(page), heap_block_index(page, block));
}

static bool is_scanned(void *block)
{
    struct heap_page *page = heap_page_of(block);
    return heap_bit_get(heap_scanned_bits(page), heap_block_index(page, block));
}

static void touch(struct heap *heap, void *block)
{
    heap_page_touch(heap, heap_page_of(block));
}

static void new_objects_of_a_cycle_are_done(void **state)
{
    struct heap *heap = *state;
    enum { OLD = 3000, NEW = 6000 };
    static void *old[OLD];
    static void *born[NEW];
    for (int i = 0; i < OLD; i++) {
        old[i] = new_object(heap, HEAP_TRACED, i % 200 == 0 ? 10000 : 24 + (size_t)(i % 3) * 8);
    }
    heap_cycle_begin(heap);
    for (int i = 0; i < OLD; i += 3) {
        heap_free_object(heap, old[i]);
        old[i] = NULL;
    }
    for (int i = 0; i < NEW; i++) {
        born[i] = new_object(heap, HEAP_TRACED,
                             i % 200 == 0    ? 10000
                             : i % 1001 == 0 ? 1200000
                                             : 24 + (size_t)(i % 3) * 8);
    }
    assert_true(heap_check(heap, say_to_stderr, NULL));
    for (int i = 0; i < NEW; i++) {
        assert_int_equal(heap_page_of(born[i])->epoch, heap->epoch);
        assert_true(is_marked(born[i]) && is_scanned(born[i]));
    }
    for (int i = 0; i < OLD; i++) {
        if (old[i] != NULL) {
            touch(heap, old[i]);
            assert_false(is_marked(old[i]) || is_scanned(old[i]));
        }
    }
    assert_true(heap_check(heap, say_to_stderr, NULL));
    // A new cycle knows nothing of this one.
    heap_cycle_begin(heap);
    for (int i = 0; i < NEW; i++) {
        touch(heap, born[i]);
        assert_false(is_marked(born[i]));
    }
    heap_cycle_end(heap);
}

static size_t chain_length(struct heap_page const *page, bool grey)
{
    size_t length = 0;
    for (; page != NULL; page = grey ? page->grey.next : page->young.next) {
        length++;
    }
    return length;
}

static void grey_counts_follow_marks_and_releases(void **state)
{
    struct heap *heap = *state;
    void *a = new_object(heap, HEAP_TRACED, 32);
    void *b = new_object(heap, HEAP_TRACED, 32);
    void *c = new_object(heap, HEAP_TRACED, 64);
    heap_cycle_begin(heap);
    struct heap_page *page = heap_page_of(a);
    touch(heap, a);
    touch(heap, c);
    assert_int_equal(page->unmarked_count, 2);
    heap_mark_grey(heap, page, heap_block_index(page, a));
    heap_mark_grey(heap, page, heap_block_index(page, b));
    heap_mark_grey(heap, heap_page_of(c), heap_block_index(heap_page_of(c), c));
    assert_int_equal(page->unmarked_count, 0);
    assert_int_equal(page->grey_count, 2);
    assert_int_equal(chain_length(heap->grey, true), 2);
    heap_free_object(heap, c);
    assert_int_equal(chain_length(heap->grey, true), 1);
    heap_mark_scanned(heap, page, heap_block_index(page, a));
    heap_free_object(heap, b);
    assert_null(heap->grey);
    assert_true(is_marked(b) && is_scanned(b));
    assert_true(heap_check(heap, say_to_stderr, NULL));
    heap_free_object(heap, a);
    heap_cycle_end(heap);
}

// Aborting leaves pages in the old grey chain behind; they must not come back.
static void aborted_cycles_leave_no_grey_page(void **state)
{
    struct heap *heap = *state;
    enum { COUNT = 2000 };
    static void *blocks[COUNT];
    for (int i = 0; i < COUNT; i++) {
        blocks[i] = new_object(heap, HEAP_TRACED, 32);
    }
    for (int round = 0; round < 3; round++) {
        heap_cycle_begin(heap);
        assert_null(heap->grey);
        for (int i = round; i < COUNT; i += 2) {
            struct heap_page *page = heap_page_of(blocks[i]);
            heap_page_touch(heap, page);
            heap_mark_grey(heap, page, heap_block_index(page, blocks[i]));
        }
        assert_true(heap_check(heap, say_to_stderr, NULL));
    }
    heap_cycle_end(heap);
    for (int i = 0; i < COUNT; i++) {
        heap_free_object(heap, blocks[i]);
    }
    heap_cycle_begin(heap);
    assert_true(heap_check(heap, say_to_stderr, NULL));
    heap_cycle_end(heap);
}

static void ages_end_with_the_object(void **state)
{
    struct heap *heap = *state;
    void *kept = new_object(heap, HEAP_TRACED, 32);
    void *block = new_object(heap, HEAP_TRACED, 32);
    struct heap_page *page = heap_page_of(block);
    heap_page_promote(page);
    heap_set_frozen(page, heap_block_index(page, block));
    assert_true(heap_is_old(page, heap_block_index(page, kept)) && heap_is_old(page, heap_block_index(page, block)));
    void *young = new_object(heap, HEAP_TRACED, 32);
    assert_false(heap_is_old(page, heap_block_index(page, young)));
    heap_free_object(heap, block);
    for (int i = 0; i < 1000; i++) {
        void *next = new_object(heap, HEAP_TRACED, 32);
        struct heap_page *its = heap_page_of(next);
        assert_false(heap_is_old(its, heap_block_index(its, next)) || heap_is_frozen(its, heap_block_index(its, next)));
    }
}

// Every page with an object that is not old is in the young chain, when the collector keeps to its side.
static void expect_young_pages_chained(struct heap *heap)
{
    struct heap_walk walk;
    struct heap_page *page;
    heap_walk_begin(heap, &walk);
    while ((page = heap_walk_next(heap, &walk)) != NULL) {
        for (uint32_t i = 0; heap_page_is_traced(page) && i < page->carved; i++) {
            if (heap_block_is_live(heap_block_at(page, i)) && !heap_is_old(page, i)) {
                assert_true(page->chained & HEAP_CHAINED_YOUNG);
            }
        }
    }
}

static void young_pages_are_chained(void **state)
{
    struct heap *heap = *state;
    enum { COUNT = 6000 };
    static void *blocks[COUNT];
    outgrow_sharing(heap);
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < COUNT; i++) {
            if (blocks[i] == NULL) {
                blocks[i] = new_object(heap, HEAP_TRACED, i % 500 == 0 ? 9000 : i % 2 ? 32 : 48);
            }
        }
        expect_young_pages_chained(heap);
        for (int i = round; i < COUNT; i += 2) {
            heap_free_object(heap, blocks[i]);
            blocks[i] = NULL;
        }
        for (struct heap_page *page = heap->young, *next; page != NULL; page = next) {
            next = page->young.next;
            heap_page_promote(page);
            heap_young_leave(heap, page);
        }
        assert_true(chain_length(heap->young, false) <= 2);
        assert_true(heap_check(heap, say_to_stderr, NULL));
    }
    for (int i = 0; i < COUNT; i++) {
        if (blocks[i] != NULL) {
            heap_free_object(heap, blocks[i]);
            blocks[i] = NULL;
        }
    }
    heap_trim(heap);
    assert_null(heap->young);
}

static void moved_objects_keep_their_colour(void **state)
{
    struct heap *heap = *state;
    void *blocks[3];
    for (int i = 0; i < 3; i++) {
        blocks[i] = new_object(heap, HEAP_TRACED, 40);
    }
    heap_cycle_begin(heap);
    struct heap_page *page = heap_page_of(blocks[0]);
    touch(heap, blocks[0]);
    heap_mark_grey(heap, page, heap_block_index(page, blocks[1]));
    heap_mark_grey(heap, page, heap_block_index(page, blocks[2]));
    heap_mark_scanned(heap, page, heap_block_index(page, blocks[2]));
    heap_set_old(page, heap_block_index(page, blocks[1]));
    for (int i = 0; i < 3; i++) {
        blocks[i] = heap_resize_object(heap, HEAP_TRACED, blocks[i], 40, 4000);
        assert_non_null(blocks[i]);
        page = heap_page_of(blocks[i]);
        assert_int_equal(is_marked(blocks[i]), i > 0);
        assert_int_equal(is_scanned(blocks[i]), i > 1);
        assert_int_equal(heap_is_old(page, heap_block_index(page, blocks[i])), i == 1);
        assert_true(heap_check(heap, say_to_stderr, NULL));
    }
    heap_cycle_end(heap);
}

static void count_emptied(void *owner, struct heap_page *page)
{
    free(page->side_counts);
    page->side_counts = NULL;
    ++*(int *)owner;
}

static void side_counts_are_handed_back(void **state)
{
    struct heap *heap = *state;
    int emptied = 0;
    heap->owner = &emptied;
    heap->page_emptied = count_emptied;
    void *block = new_object(heap, HEAP_TRACED, 9000);
    heap_page_of(block)->side_counts = calloc(1, sizeof(uint32_t));
    heap_free_object(heap, block);
    assert_int_equal(emptied, 1);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        HEAP_TEST(new_objects_of_a_cycle_are_done),   HEAP_TEST(grey_counts_follow_marks_and_releases),
        HEAP_TEST(aborted_cycles_leave_no_grey_page), HEAP_TEST(ages_end_with_the_object),
        HEAP_TEST(young_pages_are_chained),           HEAP_TEST(moved_objects_keep_their_colour),
        HEAP_TEST(side_counts_are_handed_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
