// SPDX-License-Identifier: MIT
// Weak references: the table from objects to the weak reference objects that name them.
//
//   o has OBJECT_WEAK  ==  the table has an entry for o  ==  o's list is not empty
//   w->referent != 0   ==  w is in the list of its referent
//
// A weak reference object does not count what it names, and what it names does not count it. So both are uncounted
// pointers, and weak_load is the only way from one to an owned reference: it greys what it hands out while a marker
// runs, and hands out nothing that is dead (docs/memory.md 4). An object in the release queue is dead: its references
// answer nothing while it waits. One whose finalizer runs is alive, until its finalizer has run.
#ifndef OURO_GC_WEAK_H
#define OURO_GC_WEAK_H

#include "core/slot.h"

// What a weak reference object begins with; its row has ROW_WEAK_REFERENCE. traverse and drop_step report the callback
// only, clear empties it, and finish calls weak_detach. Such objects are traced.
struct weak_reference {
    struct object header;
    struct object *referent;     // NULL: dead or detached
    slot_value callback;         // a callable, None or nothing
    struct weak_reference *next; // in the list of the referent, newest first; or in a list of callbacks to run
    struct weak_reference *previous;
};

OURO_MUST_USE bool weak_open(struct ouro *rt);
void weak_close(struct ouro *rt);

// Makes w, newly allocated, refer to target. Its callback is in place already. false: no memory, nothing changed.
OURO_MUST_USE bool weak_attach(struct ouro *rt, struct weak_reference *w, ref_value target);

// Ends the reference without calling back: w itself dies. Harmless when it is dead or detached.
void weak_detach(struct ouro *rt, struct weak_reference *w);

// An owned reference to an object known by an uncounted pointer; nothing when it is dead.
OURO_MUST_USE own_value weak_load(struct ouro *rt, struct object *o);

// What w refers to, or nothing.
OURO_MUST_USE OURO_INLINE own_value weak_referent(struct ouro *rt, struct weak_reference *w)
{
    return w->referent != NULL ? weak_load(rt, w->referent) : own_nothing;
}

// The weak reference objects of o, newest first. They are uncounted: weak_load(rt, &w->header) before anything that can
// run Python, and it may answer nothing (w is dying).
struct weak_reference *weak_first(struct ouro *rt, struct object const *o);
OURO_INLINE struct weak_reference *weak_next(struct weak_reference const *w)
{
    return w->next;
}

// For the memory manager
// --------------------------------------------------------------------------------------------------

// o is condemned: its references answer nothing from now on. Those of them that live and have a callback are parked, to
// be called by weak_run_parked. `is_condemned` says of a weak reference object whether it is garbage too, then it does
// not call back.
void weak_condemn(struct ouro *rt, struct object *o, bool (*is_condemned)(void *set, struct object *w), void *set);
// Calls the parked callbacks in order (runs Python); false: the deadline (0: none) is past, and some are left.
bool weak_run_parked(struct ouro *rt, int64_t deadline);
// Gives memory back after many entries have gone (full collections).
void weak_trim(struct ouro *rt);
// Whether a reference to o has a callback to run.
bool weak_has_callback(struct ouro *rt, struct object const *o);
// Reports what the weak table itself counts: parked references.
void weak_visit(struct ouro *rt, void *owner, struct visitor *visitor);
// Entries, for statistics and the verifier: calls each(to, object, first) for each.
void weak_each(struct ouro *rt, void (*each)(void *to, struct object *o, struct weak_reference *first), void *to);
size_t weak_entry_count(struct ouro const *rt);

#endif
