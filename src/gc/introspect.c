// SPDX-License-Identifier: MIT
// What the program can ask about the graph, and the permanent generation. When an old
// cycle is under way its marking is completed first; what is white then is garbage, and is not shown.
#include "gc/collector.h"

// Calls each for the live objects of traced pages; false ends the walk.
static void
each_traced(struct ouro *rt,
            bool (*each)(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o), void *to)
{
    struct heap_walk walk;
    struct heap_page *page;
    if (RULE(17, 1) && rt->collector->phase != GC_IDLE) {
        old_complete_marking(rt);
    }
    heap_walk_begin(&rt->heap, &walk);
    while ((page = heap_walk_next(&rt->heap, &walk)) != NULL) {
        for (uint32_t i = 0; heap_page_is_traced(page) && i < page->carved; i++) {
            struct object *o = heap_block_at(page, i);
            if (heap_block_is_live(o) && !(RULE(17, 2) && old_hides(rt, page, i)) && !each(rt, to, page, i, o)) {
                heap_walk_end(&rt->heap, &walk);
                return;
            }
        }
    }
}

struct listing {
    int generation;
    gc_object_fn *each;
    void *to;
};

static bool list_object(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    struct listing *l = to;
    enum gc_age age = age_of(page, index);
    if (!is_shown(rt, o) || age == AGE_PERMANENT || (l->generation >= 0 && (int)age != l->generation)) {
        return true;
    }
    return l->each(l->to, ref_object(o));
}

void gc_each_object(struct ouro *rt, int generation, gc_object_fn *each, void *to)
{
    struct listing l = {generation, each, to};
    each_traced(rt, list_object, &l);
}

struct search {
    struct visitor visitor;
    ref_value const *values;
    size_t count;
    bool found;
    gc_object_fn *each;
    void *to;
};

static void compare_edge(struct visitor *visitor, ref_value child)
{
    struct search *s = (struct search *)visitor;
    for (size_t i = 0; i < s->count && !s->found; i++) {
        s->found = same(s->values[i], child);
    }
}

static bool search_object(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    struct search *s = to;
    (void)page, (void)index;
    if (!is_shown(rt, o)) {
        return true;
    }
    s->found = false;
    traverse_object(rt, o, &s->visitor);
    return !s->found || s->each(s->to, ref_object(o));
}

void gc_each_referrer(struct ouro *rt, ref_value const *values, size_t count, gc_object_fn *each, void *to)
{
    struct search s = {{compare_edge, rt}, values, count, false, each, to};
    each_traced(rt, search_object, &s);
}

struct report {
    struct visitor visitor;
    gc_object_fn *each;
    void *to;
    bool stopped;
};

static void report_edge(struct visitor *visitor, ref_value child)
{
    struct report *r = (struct report *)visitor;
    if (!r->stopped && !(as_object(child)->kind & (OBJECT_HIDDEN | OBJECT_DYING))) {
        r->stopped = !r->each(r->to, child);
    }
}

void gc_each_referent(struct ouro *rt, ref_value o, gc_object_fn *each, void *to)
{
    if (!is_object(o) || row_of(rt, as_object(o))->flags & ROW_LEAF) {
        return;
    }
    struct report r = {{report_edge, rt}, each, to, false};
    traverse_object(rt, as_object(o), &r.visitor);
}

bool gc_is_tracked(struct ouro *rt, ref_value v)
{
    return is_object(v) && heap_page_of(as_object(v))->kind == HEAP_TRACED && is_shown(rt, as_object(v));
}

bool gc_is_finalized(struct ouro *rt, ref_value v)
{
    return gc_is_tracked(rt, v) && as_object(v)->kind & OBJECT_FINALIZED;
}

// The permanent generation
// -------------------------------------------------------------------------------------------------

static bool make_permanent(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)rt, (void)to;
    if (!(o->kind & OBJECT_DYING)) {
        age_set(page, index, AGE_PERMANENT);
    }
    return true;
}

static bool make_old(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    (void)rt, (void)to, (void)o;
    if (age_of(page, index) == AGE_PERMANENT) {
        age_set(page, index, AGE_OLD);
    }
    return true;
}

static bool count_permanent(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    *(int64_t *)to += age_of(page, index) == AGE_PERMANENT && is_shown(rt, o);
    return true;
}

// Freezing changes who may be a suspect: a cycle under way begins afresh.
static void abort_cycle(struct ouro *rt)
{
    if (!RULE(25, 2)) {
        return;
    }
    if (rt->collector->phase == GC_FINISH) {
        old_finish_now(rt);
    } else if (rt->collector->phase != GC_IDLE) {
        old_abort(rt);
    }
}

void gc_freeze(struct ouro *rt)
{
    abort_cycle(rt);
    each_traced(rt, make_permanent, NULL);
}

void gc_unfreeze(struct ouro *rt)
{
    abort_cycle(rt);
    each_traced(rt, make_old, NULL);
}

int64_t gc_freeze_count(struct ouro *rt)
{
    int64_t count = 0;
    each_traced(rt, count_permanent, &count);
    return count;
}
