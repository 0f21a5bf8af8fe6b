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
    }
    age_pages(rt, &c->set);
    int64_t found = finish(rt, &c->set);
    (void)finish_with_python(rt, 0, &found);
    return found;
}
