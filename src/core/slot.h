// SPDX-License-Identifier: MIT
// Counting, and the only doors to the slots of heap objects.
//
//   at every safepoint:   count(o) == references to o from slots, registers, handles, roots, C locals, release walk
//   at every allocation:  count(o) >= references to o; each full slot holds one count        (docs/memory.md, 7)
//
// So: count up before publishing; take out, then count down; allocate first, mutate after. A slot is a field of type
// slot_value in a heap object or in its payload array. Registers are not slots: the interpreter owns them and no
// barrier watches them.
#ifndef OURO_CORE_SLOT_H
#define OURO_CORE_SLOT_H

#include "core/runtime.h"

// The object's count has just reached 0: frees it, or walks, or queues it when rt->release_defer is set.
void release_dead(struct ouro *rt, struct object *o);

// Tells the marker that `old` left its holder (docs/memory.md 11). Called while rt->barrier is set, by this file's
// functions and by the few fast paths that write slots themselves.
void barrier_grey(struct ouro *rt, ref_value old);

OURO_INLINE void retain_object(struct object *o)
{
    uint32_t more = o->count + 1;
    if (OURO_LIKELY(more != 0)) {
        o->count = more;
    }
}

// One more owned reference to what v names.
OURO_MUST_USE OURO_INLINE own_value retain(ref_value v)
{
    if (is_object(v)) {
        retain_object(as_object(v));
    }
    return own_from_bits(ref_bits(v));
}

OURO_INLINE void release_object(struct ouro *rt, struct object *o)
{
    uint32_t count = o->count;
    if (OURO_UNLIKELY(count >= OBJECT_IMMORTAL)) {
        return;
    }
    OURO_ASSERT(count > 0 && !(o->kind & OBJECT_DYING));
    o->count = count - 1;
    if (count == 1) {
        release_dead(rt, o);
    }
}

// Gives an owned reference up. With release_defer unset this may run Python (finalizers, weak callbacks), at once:
// it is a safepoint then. In a native it only queues.
OURO_INLINE void release(struct ouro *rt, own_value v)
{
    if (is_object(lend(v))) {
        release_object(rt, as_object(lend(v)));
    }
}

// Fills a slot that holds nothing, or raw memory of a payload array.
OURO_INLINE void slot_init(slot_value *slot, own_value v)
{
    union {
        own_value v;
        slot_value s;
    } u = {v};
    *slot = u.s;
}

// Replaces what a slot holds and releases the old value afterwards, so a finalizer sees the new one.
// `holder`: the object whose slot it is.
OURO_INLINE void slot_set(struct ouro *rt, void *holder, slot_value *slot, own_value v)
{
    (void)holder;
    ref_value old = slot_get(*slot);
    slot_init(slot, v);
    if (is_object(old)) {
        if (OURO_UNLIKELY(rt->barrier)) {
            barrier_grey(rt, old);
        }
        release_object(rt, as_object(old));
    }
}

// Empties a slot; the reference is the caller's now.
OURO_MUST_USE OURO_INLINE own_value slot_take(struct ouro *rt, void *holder, slot_value *slot)
{
    (void)holder;
    ref_value old = slot_get(*slot);
    slot_init(slot, own_nothing);
    if (RULE(11, 1) && OURO_UNLIKELY(rt->barrier) && is_object(old)) {
        barrier_grey(rt, old);
    }
    return own_from_bits(ref_bits(old));
}

// Moves `count` slots within the storage of one holder: no count changes. The old slots are dead memory afterwards (not
// cleared); overlap is allowed. Nothing leaves the holder, so nothing is greyed; a marker that stands inside the holder
// steps back by as much as slots come nearer to the start.
void slots_move(struct ouro *rt, void *holder, slot_value *to, slot_value const *from, size_t count);

// For what slots_move cannot say: slots were put into another order or another table, or came from another holder, all
// at once. The marker looks through the holder (again).
void barrier_rescan(struct ouro *rt, void *holder);
OURO_INLINE void slots_rearranged(struct ouro *rt, void *holder)
{
    if (OURO_UNLIKELY(rt->barrier)) {
        barrier_rescan(rt, holder);
    }
}

// Queued release, for natives: between release_defer_begin and release_defer_end nothing runs Python through a release.
// release_defer_end drains the queue in order when the outermost defer ends (and so may run Python).
OURO_INLINE void release_defer_begin(struct ouro *rt)
{
    rt->release_defer++;
}
void release_drain(struct ouro *rt);
// What is late goes on, for one step.
void release_step(struct ouro *rt);
// The same without a budget: nothing is suspended or queued afterwards.
void release_flush(struct ouro *rt);
// 0: prompt, as Python programs expect. Else huge structures go over several safepoints, in the same order.
void release_set_budget(struct ouro *rt, int64_t nanoseconds);
// As release_object, while release_quiet is set, of an object whose row's clear was called and that nothing changed
// since.
void release_cleared(struct ouro *rt, struct object *o);
// Frees what is queued and needs no Python for it; the rest stays queued.
void release_drain_quiet(struct ouro *rt);
OURO_INLINE void release_defer_end(struct ouro *rt)
{
    OURO_ASSERT(rt->release_defer > 0);
    if (--rt->release_defer == 0 && OURO_UNLIKELY(rt->release_head != NULL)) {
        release_drain(rt);
    }
}
// Entering Python opens a new base: releases inside go at once, whatever is deferred outside. Returns what
// release_base_leave wants back.
OURO_MUST_USE OURO_INLINE uint32_t release_base_enter(struct ouro *rt)
{
    uint32_t deferred = rt->release_defer;
    rt->release_defer = 0;
    return deferred;
}
OURO_INLINE void release_base_leave(struct ouro *rt, uint32_t deferred)
{
    OURO_ASSERT(rt->release_defer == 0);
    rt->release_defer = deferred;
}

#endif
