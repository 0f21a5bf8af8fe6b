// SPDX-License-Identifier: MIT
// Release: what happens when a count reaches 0.
//
// The walk is depth first, one child at a time, and needs neither memory nor recursion. Of the objects it is inside of,
// each but the innermost ("current") is a parent: its cursor lies in its count word, and the slot that was emptied
// last, the one before the cursor, holds the link to the next parent outwards, as pointer | 4 (an immediate to
// traverse). An object whose last child was taken is freed before that child is entered, so a chain has no parents at
// all.
//
// Python runs inside the walk (finalizers, weak callbacks). What it sees: the objects of the walk carry OBJECT_DYING,
// and nothing but parents' links and weak references leads to them.
#include "core/slot.h"
#include "os/clock.h"

#define PARKED 4u
// Children between two looks at the clock, while there is a budget.
#define RELEASE_CHUNK 256u
#define RELEASE_UNLIMITED UINT32_MAX

// What the outermost object of a walk names as its parent.
static uint64_t const outermost;
#define OUTERMOST ((struct object *)(uintptr_t)&outermost)

static void enqueue(struct ouro *rt, struct object *o)
{
    o->kind |= OBJECT_DYING;
    o->count = 0;
    if (rt->release_head == NULL) {
        rt->release_head = o;
    } else {
        rt->release_tail->count = heap_compress(&rt->heap, o);
    }
    rt->release_tail = o;
}

// Frees a dead object whose slots are empty. The result, its class, is released by the caller.
OURO_MUST_USE static own_value bury(struct ouro *rt, struct type_row *row, struct object *o)
{
    own_value last = row->finish != NULL ? row->finish(rt, o) : own_nothing;
    OURO_ASSERT(!(o->kind & OBJECT_WEAK));
    rt->freed_by_count++;
    heap_free_object(&rt->heap, o);
    return last;
}

static bool is_plain_leaf(struct type_row const *row, struct object const *o)
{
    return (row->flags & (ROW_LEAF | ROW_FINALIZER)) == ROW_LEAF && !(o->kind & OBJECT_WEAK);
}

static void free_leaf(struct ouro *rt, struct type_row *row, struct object *o)
{
    own_value last = bury(rt, row, o);
    OURO_ASSERT(failed(last) && "a leaf holds nothing");
    (void)last;
}

static bool wants_finalizer(struct ouro *rt, struct type_row const *row, struct object *o)
{
    return (row->flags & ROW_FINALIZER) && !(o->kind & OBJECT_FINALIZED) &&
           (row->needs_finalize == NULL || row->needs_finalize(rt, o));
}

// Runs the finalizer of an object without references, which gets one for that time. false: it is alive again.
static bool finalize(struct ouro *rt, struct release_walk *walk, struct type_row *row, struct object *o)
{
    o->count = 1;
    o->kind = (o->kind | OBJECT_FINALIZED) & ~OBJECT_DYING;
    if (rt->barrier && RULE(2, 1)) {
        barrier_grey(rt, ref_object(o));
    }
    walk->finalizing = o;
    row->finalize(rt, o);
    walk->finalizing = NULL;
    if (o->count >= OBJECT_IMMORTAL) {
        return false;
    }
    OURO_MUST(o->count > 0);
    return --o->count == 0;
}

// The last rites of an object whose count is 0: finalizer, weak references, callbacks. A new base of the walk: what
// Python releases inside goes at once, and what is queued outside waits. false: the object is alive again.
static OURO_COLD bool last_rites(struct ouro *rt, struct release_walk *walk, struct object *o)
{
    struct type_row *row = row_of(rt, o);
    bool dies = true;
    if (rt->release_quiet) {
        if (!wants_finalizer(rt, row, o) && !(o->kind & OBJECT_WEAK)) {
            return true;
        }
        enqueue(rt, o);
        return false;
    }
    walk->queue_head = rt->release_head;
    walk->queue_tail = rt->release_tail;
    rt->release_head = NULL;
    uint32_t deferred = release_base_enter(rt);
    if (wants_finalizer(rt, row, o)) {
        dies = finalize(rt, walk, row, o);
    }
    if (dies && (o->kind & OBJECT_WEAK)) {
        o->kind |= OBJECT_DYING;
        o->count = 0;
        walk->clearing = o;
        rt->manager.weak_clear(rt, o);
        walk->clearing = NULL;
        OURO_ASSERT(!(o->kind & OBJECT_WEAK));
    }
    release_base_leave(rt, deferred);
    if (rt->release_head == NULL) {
        rt->release_head = walk->queue_head;
        rt->release_tail = walk->queue_tail;
    } else if (walk->queue_head != NULL) {
        rt->release_tail->count = heap_compress(&rt->heap, walk->queue_head);
        rt->release_tail = walk->queue_tail;
    }
    walk->queue_head = NULL;
    return dies;
}

OURO_INLINE bool dies(struct ouro *rt, struct release_walk *walk, struct type_row *row, struct object *o)
{
    if (OURO_LIKELY(!(row->flags & ROW_FINALIZER) && !(o->kind & OBJECT_WEAK))) {
        return true;
    }
    return last_rites(rt, walk, o);
}

// Counts one reference down. true: it was the last one.
OURO_INLINE bool count_down(struct object *o)
{
    if (OURO_UNLIKELY(o->count >= OBJECT_IMMORTAL)) {
        return false;
    }
    OURO_MUST(o->count > 0);
    return --o->count == 0;
}

// Takes the next child out of walk->current; NULL: none is left. *slot is where it was.
static struct object *next_child(struct ouro *rt, struct type_row *row, struct object *o, slot_value **slot)
{
    uint32_t cursor = o->count;
    struct object *child = NULL;
    while (child == NULL && row->drop_step != NULL && (*slot = row->drop_step(rt, o, &cursor)) != NULL) {
        ref_value v = slot_get(**slot);
        OURO_ASSERT((ref_bits(v) & 7) != PARKED || ref_bits(v) < VALUE_WORDS_END);
        slot_init(*slot, own_nothing);
        cursor++;
        if (is_object(v)) {
            child = as_object(v);
        }
    }
    o->count = cursor;
    return child;
}

// Counts down a child of a dying object: is it dead and more than a plain leaf, which is freed at once?
OURO_INLINE bool has_died(struct ouro *rt, struct object *child)
{
    if (OURO_UNLIKELY(rt->barrier) && RULE(11, 4)) {
        barrier_grey(rt, ref_object(child));
    }
    if (!count_down(child)) {
        return false;
    }
    struct type_row *row = row_of(rt, child);
    if (!is_plain_leaf(row, child)) {
        return true;
    }
    free_leaf(rt, row, child);
    return false;
}

// As next_child, but goes on while children live on or are plain leaves, which it frees: the next child that has died
// and is more than that. Nothing here runs Python or takes memory. NULL: none is left.
static struct object *next_dead_child(struct ouro *rt, struct type_row *row, struct object *o, slot_value **slot)
{
    int64_t length;
    slot_value *slots = row_slots(rt, row, o, &length);
    int64_t step = length < 0 ? -1 : 1;
    uint64_t count = (uint64_t)(length * step);
    uint64_t i = o->count;
    slot_value *at = slots == NULL ? NULL : length < 0 ? slots + count - 1 - i : slots + i;
    for (;;) {
        struct object *child = NULL;
        if (slots == NULL) {
            child = next_child(rt, row, o, slot);
        } else {
            for (; child == NULL && i < count; i++, at += step) {
                ref_value v = slot_get(*at);
                if (is_object(v)) {
                    child = as_object(v);
                    slot_init(at, own_nothing);
                    *slot = at;
                }
            }
        }
        if (child == NULL) {
            return NULL;
        }
        if (has_died(rt, child)) {
            o->count = slots == NULL ? o->count : (uint32_t)i;
            return child;
        }
    }
}

static bool has_more(struct ouro *rt, struct type_row *row, struct object *o)
{
    uint32_t cursor = o->count;
    return row->drop_step(rt, o, &cursor) != NULL;
}

// Steps back out to walk->parent and takes the link from its slot.
static void ascend(struct ouro *rt, struct release_walk *walk)
{
    struct object *o = walk->parent;
    uint32_t cursor = o->count - 1;
    slot_value *slot = row_of(rt, o)->drop_step(rt, o, &cursor);
    OURO_MUST(slot != NULL && cursor == o->count - 1);
    uint64_t link = ref_bits(slot_get(*slot));
    OURO_MUST((link & 7) == PARKED);
    slot_init(slot, own_nothing);
    walk->current = o;
    walk->parent = (struct object *)(uintptr_t)(link - PARKED);
}

// Buries o. Its class, when that was the last reference to it and it is dead now; else NULL.
OURO_INLINE struct object *bury_counting(struct ouro *rt, struct type_row *row, struct object *o)
{
    own_value last = bury(rt, row, o);
    if (!is_object(lend(last))) {
        return NULL;
    }
    if (OURO_UNLIKELY(rt->barrier)) {
        barrier_grey(rt, lend(last));
    }
    struct object *type = as_object(lend(last));
    return count_down(type) ? type : NULL;
}

// Enters child, which has died and had its rites: current becomes its parent, or is freed if it holds nothing more.
static void descend(struct ouro *rt, struct release_walk *walk, slot_value *slot, struct object *child)
{
    struct object *o = walk->current;
    struct type_row *row = row_of(rt, o);
    if (has_more(rt, row, o)) {
        slot_init(slot, own_from_bits((uint64_t)(uintptr_t)walk->parent | PARKED));
        walk->parent = o;
    } else {
        // Its class goes after the child. It is seldom the last reference; if it is, it waits in the queue.
        struct object *type = bury_counting(rt, row, o);
        if (type != NULL) {
            enqueue(rt, type);
        }
    }
    child->kind |= OBJECT_DYING;
    child->count = 0;
    walk->current = child;
}

// Whether the walk is to stop here, because the budget of this step is used up; it is suspended then.
static OURO_COLD bool walk_pauses(struct ouro *rt, struct release_walk *walk)
{
    int64_t budget = rt->release_budget;
    rt->release_left = budget == 0 ? RELEASE_UNLIMITED : RELEASE_CHUNK;
    if (budget == 0 || rt->release_suspended_count == RELEASE_SUSPENDED_MOST) {
        return false;
    }
    int64_t now = os_clock_monotonic();
    int64_t deadline = rt->release_deadline != 0 ? rt->release_deadline : walk->deadline;
    if (deadline == 0) {
        walk->deadline = now + RELEASE_PART(budget);
        return false;
    }
    if (now < deadline) {
        return false;
    }
    rt->release_suspended[rt->release_suspended_count++] = (struct release_suspended){walk->current, walk->parent};
    walk->current = walk->parent = NULL;
    rt->release_is_late = !rt->release_quiet;
    runtime_raise(rt, POLL_RELEASE);
    return true;
}

// Frees what is left of walk->current and its parents, and all that dies with them.
static void walk_on(struct ouro *rt, struct release_walk *walk)
{
    for (;;) {
        if (OURO_UNLIKELY(rt->release_left-- == 0) && walk_pauses(rt, walk)) {
            return;
        }
        struct object *o = walk->current;
        struct type_row *row = row_of(rt, o);
        slot_value *slot;
        bool by_itself = rt->release_budget != 0; // each child is a step
        struct object *child = by_itself ? next_child(rt, row, o, &slot) : next_dead_child(rt, row, o, &slot);
        if (child != NULL) {
            if ((!by_itself || has_died(rt, child)) && dies(rt, walk, row_of(rt, child), child)) {
                descend(rt, walk, slot, child);
            }
            continue;
        }
        walk->current = NULL;
        struct object *type = bury_counting(rt, row, o);
        if (type != NULL && dies(rt, walk, row_of(rt, type), type)) {
            type->kind |= OBJECT_DYING;
            type->count = 0;
            walk->current = type;
            continue;
        }
        if (walk->parent == OUTERMOST) {
            return;
        }
        ascend(rt, walk);
    }
}

static void release_base(struct ouro *rt, struct object *o);

// Frees o, which is dead and had its rites, and all that dies with it.
static void walk_down(struct ouro *rt, struct release_walk *walk, struct object *o)
{
    o->kind |= OBJECT_DYING;
    o->count = 0;
    walk->current = o;
    walk->parent = OUTERMOST;
    walk_on(rt, walk);
}

// Goes into child, the first of o's that dies and is no plain leaf.
static void release_deep(struct ouro *rt, struct object *o, slot_value *slot, struct object *child)
{
    struct release_walk walk = {.outer = rt->release_walk, .current = o, .parent = OUTERMOST};
    rt->release_walk = &walk;
    if (dies(rt, &walk, row_of(rt, child), child)) {
        descend(rt, &walk, slot, child);
    }
    walk_on(rt, &walk);
    rt->release_walk = walk.outer;
}

// Frees o, which holds nothing more, outside of a walk.
OURO_INLINE void bury_alone(struct ouro *rt, struct type_row *row, struct object *o)
{
    struct object *type = bury_counting(rt, row, o);
    if (type != NULL) {
        release_base(rt, type);
    }
}

// As a walk that never descends: frees o, which has no rites to come, as long as its children live on or are plain
// leaves. Nothing here runs Python or takes memory, so nobody asks for a walk.
static void release_shallow(struct ouro *rt, struct type_row *row, struct object *o)
{
    o->kind |= OBJECT_DYING;
    o->count = 0;
    slot_value *slot;
    struct object *child = next_dead_child(rt, row, o, &slot);
    if (child != NULL) {
        release_deep(rt, o, slot, child);
        return;
    }
    bury_alone(rt, row, o);
}

// Whether the slots of o are so few that no look at the clock is due among them; they are counted then.
static bool is_small(struct ouro *rt, struct type_row const *row, struct object *o)
{
    int64_t length;
    if (row_slots(rt, row, o, &length) == NULL) {
        return false;
    }
    uint64_t slots = (uint64_t)(length < 0 ? -length : length);
    if (slots >= RELEASE_CHUNK || slots + 1 >= rt->release_left) {
        return false;
    }
    rt->release_left -= (uint32_t)slots + 1;
    return true;
}

static void release_base(struct ouro *rt, struct object *o)
{
    struct type_row *row = row_of(rt, o);
    if (OURO_LIKELY(!(row->flags & ROW_FINALIZER) && !(o->kind & OBJECT_WEAK)) &&
        (rt->release_budget == 0 || is_small(rt, row, o))) {
        release_shallow(rt, row, o);
        return;
    }
    struct release_walk walk = {.outer = rt->release_walk};
    rt->release_walk = &walk;
    if (dies(rt, &walk, row_of(rt, o), o)) {
        walk_down(rt, &walk, o);
    }
    rt->release_walk = walk.outer;
}

void release_cleared(struct ouro *rt, struct object *o)
{
    struct type_row *row = row_of(rt, o);
    if (o->count != 1 || (row->flags & (ROW_CLEARED | ROW_FINALIZER)) != ROW_CLEARED || o->kind & OBJECT_WEAK) {
        release_object(rt, o);
        return;
    }
    o->count = 0;
    OURO_ASSERT(rt->release_quiet && !has_more(rt, row, o));
    bury_alone(rt, row, o);
}

void release_dead(struct ouro *rt, struct object *o)
{
    struct type_row *row = row_of(rt, o);
    OURO_ASSERT(row != NULL && o->count == 0);
    if (is_plain_leaf(row, o)) {
        free_leaf(rt, row, o);
        return;
    }
    if (rt->release_quiet) {
        release_base(rt, o);
        return;
    }
    if ((rt->release_defer && RULE(6, 1)) || (rt->release_is_late && rt->release_walk == NULL)) {
        enqueue(rt, o); // behind what is suspended: finalizers run in order
        return;
    }
    release_base(rt, o);
    if (OURO_UNLIKELY(rt->release_head != NULL)) {
        release_drain(rt);
    }
}

// Goes on with what was suspended first. false: it is suspended again.
static bool resume(struct ouro *rt)
{
    struct release_suspended first = rt->release_suspended[0];
    uint32_t left = --rt->release_suspended_count;
    memmove(rt->release_suspended, rt->release_suspended + 1, left * sizeof first);
    struct release_walk walk = {.outer = rt->release_walk, .current = first.current, .parent = first.parent};
    rt->release_walk = &walk;
    walk_on(rt, &walk);
    rt->release_walk = walk.outer;
    if (rt->release_suspended_count == left) {
        return true;
    }
    // It, or something inside a finalizer of it and then it, came to the end: they are the first ones again.
    uint32_t fresh = rt->release_suspended_count - left;
    struct release_suspended all[RELEASE_SUSPENDED_MOST];
    memcpy(all, rt->release_suspended + left, fresh * sizeof first);
    memcpy(all + fresh, rt->release_suspended, left * sizeof first);
    memcpy(rt->release_suspended, all, (left + fresh) * sizeof first);
    return false;
}

static bool step_is_over(struct ouro *rt)
{
    return rt->release_deadline != 0 && os_clock_monotonic() >= rt->release_deadline;
}

void release_drain(struct ouro *rt)
{
    if (!rt->release_is_late) {
        release_step(rt);
    }
}

void release_step(struct ouro *rt)
{
    OURO_ASSERT(rt->release_defer == 0 && rt->release_quiet == 0);
    int64_t outer = rt->release_deadline;
    rt->release_deadline = rt->release_budget != 0 ? os_clock_monotonic() + RELEASE_PART(rt->release_budget) : 0;
    bool over = false;
    while (!over && rt->release_budget != 0 && rt->release_suspended_count != 0) {
        over = !resume(rt);
    }
    while (!over && rt->release_head != NULL) {
        struct object *o = rt->release_head;
        rt->release_head = heap_expand(&rt->heap, o->count);
        o->count = 0;
        release_base(rt, o);
        over = step_is_over(rt);
    }
    rt->release_deadline = outer;
    bool waits = rt->release_head != NULL || rt->release_suspended_count != 0;
    rt->release_is_late = waits && rt->release_budget != 0;
    if (waits) {
        runtime_raise(rt, POLL_RELEASE);
    }
}

void release_flush(struct ouro *rt)
{
    int64_t budget = rt->release_budget;
    rt->release_budget = 0;
    rt->release_is_late = false;
    while (rt->release_suspended_count != 0) {
        (void)resume(rt);
    }
    if (rt->release_head != NULL) {
        release_drain(rt);
    }
    rt->release_budget = budget;
    rt->release_left = budget == 0 ? RELEASE_UNLIMITED : RELEASE_CHUNK;
}

void release_set_budget(struct ouro *rt, int64_t nanoseconds)
{
    rt->release_budget = nanoseconds;
    rt->release_is_late = rt->release_is_late && nanoseconds != 0;
    rt->release_left = 0;
}

void release_drain_quiet(struct ouro *rt)
{
    // What is met on the way and needs Python goes to a new queue, in order.
    struct object *o = rt->release_head;
    struct object *tail = rt->release_tail;
    rt->release_head = NULL;
    rt->release_quiet++;
    while (o != NULL && !step_is_over(rt)) {
        struct object *next = heap_expand(&rt->heap, o->count);
        o->count = 0;
        release_base(rt, o);
        o = next;
    }
    rt->release_quiet--;
    if (o != NULL) { // no time for the rest, which may need Python too
        if (rt->release_head == NULL) {
            rt->release_head = o;
        } else {
            rt->release_tail->count = heap_compress(&rt->heap, o);
        }
        rt->release_tail = tail;
    }
}

// What the walk knows of the world outside
// ---------------------------------------------------------------------------------

static void visit_edges(struct ouro *rt, struct object *o, struct visitor *visitor)
{
    struct type_row *row = row_of(rt, o);
    if (row->traverse != NULL) {
        for (uint64_t from = 0; (from = row->traverse(rt, o, from, UINT64_MAX, visitor)) != 0;) {
        }
    }
}

static void visit_queue(struct ouro *rt, struct object *head, struct visitor *visitor)
{
    for (struct object *o = head; o != NULL; o = heap_expand(&rt->heap, o->count)) {
        visit_edges(rt, o, visitor);
    }
}

// The next parent outwards: what is parked in the slot before o's cursor.
static struct object *parent_of(struct ouro *rt, struct object *o)
{
    uint32_t cursor = o->count - 1;
    slot_value *slot = row_of(rt, o)->drop_step(rt, o, &cursor);
    OURO_MUST(slot != NULL && (ref_bits(slot_get(*slot)) & 7) == PARKED);
    return (struct object *)(uintptr_t)(ref_bits(slot_get(*slot)) - PARKED);
}

static void visit_walk(struct ouro *rt, struct object *current, struct object *parent, struct visitor *visitor)
{
    if (current != NULL) {
        visit_edges(rt, current, visitor);
    }
    for (struct object *o = parent; o != NULL && o != OUTERMOST; o = parent_of(rt, o)) {
        visit_edges(rt, o, visitor);
    }
}

void runtime_visit_dying(struct ouro *rt, struct visitor *visitor)
{
    for (uint32_t i = 0; i < rt->release_suspended_count; i++) {
        visit_walk(rt, rt->release_suspended[i].current, rt->release_suspended[i].parent, visitor);
    }
    visit_queue(rt, rt->release_head, visitor);
    for (struct release_walk *walk = rt->release_walk; walk != NULL; walk = walk->outer) {
        visit_queue(rt, walk->queue_head, visitor);
        visit_walk(rt, walk->current, walk->parent, visitor);
        if (walk->clearing != NULL) {
            visit_edges(rt, walk->clearing, visitor);
        }
    }
}
