// SPDX-License-Identifier: MIT
// A stable merge sort that finds the order already there: natural runs, merged by the rule of Munro and Wild
// ("Nearly-Optimal Mergesorts", 2018), with galloping after Peters' timsort (listsort.txt, 2002).
//
// It sorts words, with a second array moved along. It counts nothing and knows no holder: the caller hides the arrays
// from the collector (list_sort.c). Whatever happens, the arrays hold a permutation of what they held.
#ifndef OURO_OBJECT_SORT_H
#define OURO_OBJECT_SORT_H

#include "core/runtime.h"

struct sorter;
// Is a < b? -1: error, the sort ends.
typedef int sort_less_fn(struct sorter *sorter, uint64_t a, uint64_t b);

struct sort_slice {
    uint64_t *keys;
    uint64_t *values; // moved along; or NULL
};
struct sort_run {
    struct sort_slice at;
    uint64_t length;
    int power; // of the boundary to the next run
};
#define SORT_RUNS_MOST 85

struct sorter {
    struct ouro *rt;
    sort_less_fn *less;
    sort_less_fn *first_less; // for tuples: of their first items
    bool no_memory;           // why it failed; otherwise less did
    uint64_t least_gallop;
    uint64_t length;
    struct sort_slice base;
    struct sort_slice spare; // room for half of a merge
    uint64_t spare_capacity;
    struct sort_run runs[SORT_RUNS_MOST];
    uint32_t run_count;
};

// Sorts `length` words by sorter->less. false: less failed or there was no memory (no_memory).
OURO_MUST_USE bool sort_words(struct sorter *sorter, struct sort_slice base, uint64_t length);

#endif
