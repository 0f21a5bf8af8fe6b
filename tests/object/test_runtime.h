// SPDX-License-Identifier: MIT
// A runtime with types and no interpreter, for the tests of objects.
#ifndef OURO_TESTS_OBJECT_TEST_RUNTIME_H
#define OURO_TESTS_OBJECT_TEST_RUNTIME_H

#include "object/error.h"
#include "object/state.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdlib.h>

static inline struct ouro *runtime_make(void)
{
    struct ouro *rt = calloc(1, sizeof *rt);
    assert_true(rt != NULL && runtime_open(rt, 0));
    // In a heap that is not small each size has pages of its own: the same objects have the same bytes at any time.
    // The block goes with the heap.
    assert_non_null(heap_raw_allocate(&rt->heap, HEAP_TUNE_COARSE_PAGES * HEAP_PAGE_BYTES));
    assert_true(objects_open(rt));
    return rt;
}

static inline void runtime_end(struct ouro *rt)
{
    assert_false(error_pending(rt));
    objects_close(rt);
    runtime_close(rt);
    free(rt);
}

// The next number of a sequence that other languages can repeat.
static inline uint32_t random_next(uint64_t *random)
{
    *random = *random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*random >> 33);
}

#endif
