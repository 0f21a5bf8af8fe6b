// SPDX-License-Identifier: MIT
// Generations 0 and 1: trial deletion on the young set. Survivors of generation 0 become middle, those of 1 old.
#include "gc/collector.h"

// What generation 0 leaves is middle, what generation 1 leaves is old: the pages, but for the current ones, change or
// leave the chain.
static void age_pages(struct ouro *rt, struct gc_set const *set)
{
    for (size_t i = 0; i < set->page_count; i++) {
        if (set->max_age == AGE_NEWBORN) {
            heap_middle_enter(&rt->heap, set->pages[i]);
        } else {
            heap_young_leave(&rt->heap, set->pages[i]);
        }
    }
}

// Units of work for making pages old in one step, and what a page costs that has no young object.
#define TRIM_UNITS OURO_TUNE(2000, 20)
#define TRIM_PAGE 8

static bool trim_chain(struct ouro *rt, struct heap_page *first, uint32_t max_age, int64_t *room, int64_t *units)
{
    struct heap_page *next;
    for (struct heap_page *page = first; page != NULL; page = next) {
        next = page->young.next;
        if (*room > 0) {
            *room -= TRIM_PAGE + age_count(page, max_age);
        } else if (*units <= 0) {
            return false;
        } else if (!(page->chained & HEAP_CHAINED_CURRENT)) {
            // The list of its free blocks is walked.
            *units -= TRIM_PAGE + page->carved - page->used;
            heap_page_promote(page);
            heap_young_leave(&rt->heap, page);
        }
    }
    return true;
}

bool young_trim(struct ouro *rt, int generation, int64_t most)
{
    int64_t room = most + most / 4;
    int64_t units = TRIM_UNITS;
    uint32_t max_age = generation == 0 ? AGE_NEWBORN : AGE_MIDDLE;
    return trim_chain(rt, rt->heap.young, max_age, &room, &units) &&
           (generation == 0 || trim_chain(rt, rt->heap.middle, max_age, &room, &units));
}

int64_t young_collect(struct ouro *rt, int generation)
{
    struct collector *c = rt->collector;
    c->set.kind = SET_YOUNG;
    c->set.max_age = generation == 0 ? AGE_NEWBORN : AGE_MIDDLE;
    if (!set_open(rt, &c->set)) {
        set_close(rt, &c->set);
        return 0;
    }
    size_t condemned = set_prove(rt, &c->set);
    if (generation == 1) {
        c->long_lived_pending += (int64_t)(c->set.members - condemned);
        c->middle_members = 0;
    } else {
        c->middle_members += (int64_t)(c->set.members - condemned);
    }
    age_pages(rt, &c->set);
    c->is_bounded = c->young_deadline != 0;
    int64_t found = finish(rt, &c->set);
    c->is_bounded = false;
    if (!finish_with_python(rt, c->young_deadline, &found)) {
        c->batch_young = generation;
        runtime_raise(rt, POLL_PARKED);
    }
    return found;
}
