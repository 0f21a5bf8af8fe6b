// SPDX-License-Identifier: MIT
// What the heap's tests share.
#ifndef OURO_TESTS_HEAP_TEST_H
#define OURO_TESTS_HEAP_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
// clang-format off
#include <cmocka.h>
// clang-format on

#include "heap/heap.h"

#define HEADER 0x0100000000000001u

OURO_INLINE void say_to_stderr(void *to, char const *message)
{
    (void)to;
    fprintf(stderr, "%s\n", message);
}

OURO_INLINE void set_header(void *block)
{
    *(heap_word *)block = HEADER;
}

// An object with its header.
OURO_INLINE void *new_object(struct heap *heap, enum heap_kind kind, size_t size)
{
    void *block = heap_allocate(heap, kind, size);
    assert_non_null(block);
    set_header(block);
    return block;
}

// From here on each class has pages of its own: the heap is no small one any more.
OURO_INLINE void outgrow_sharing(struct heap *heap)
{
    assert_non_null(heap_raw_allocate(heap, HEAP_TUNE_COARSE_PAGES * HEAP_PAGE_BYTES - HEAP_RED_ZONE));
}

OURO_INLINE int open_heap(void **state)
{
    struct heap *heap = malloc(sizeof *heap);
    assert_non_null(heap);
    assert_true(heap_init(heap));
    *state = heap;
    return 0;
}

OURO_INLINE int close_heap(void **state)
{
    struct heap *heap = *state;
    assert_true(heap_check(heap, say_to_stderr, NULL));
    heap_destroy(heap);
    free(heap);
    return 0;
}

#define HEAP_TEST(name) cmocka_unit_test_setup_teardown(name, open_heap, close_heap)

#endif
