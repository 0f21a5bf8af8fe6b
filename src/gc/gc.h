// SPDX-License-Identifier: MIT
// The collector's interface: what the interpreter, the module gc and the embedding API call.
//
// Counting frees what it can at once; the collector frees cycles. Collections run at safepoints (gc_safepoint) and on
// request (gc_collect), never inside an allocation, but for the emergency collection at the memory limit, which runs no
// Python. Ages follow CPython: generation 0 is what was born since the last collection, 1 what survived one, 2 the
// rest.
#ifndef OURO_GC_GC_H
#define OURO_GC_GC_H

#include "core/slot.h"

#define GC_GENERATIONS 3

enum gc_debug {
    GC_DEBUG_STATS = 1,
    GC_DEBUG_COLLECTABLE = 2,
    GC_DEBUG_UNCOLLECTABLE = 4,
    GC_DEBUG_SAVEALL = 32,
    GC_DEBUG_LEAK = GC_DEBUG_COLLECTABLE | GC_DEBUG_UNCOLLECTABLE | GC_DEBUG_SAVEALL,
};

struct gc_statistics {
    uint64_t collections;
    uint64_t collected;
    uint64_t uncollectable;
    uint64_t candidates; // objects looked at
    int64_t total;       // nanoseconds
    int64_t longest;     // the longest collection, finalizers and callbacks included
};

// Pauses: what each step of the collector took, between which the program ran. Bucket i counts those below
// GC_PAUSE_FIRST << i nanoseconds, the last one all longer ones too.
#define GC_PAUSE_BUCKETS 16
#define GC_PAUSE_FIRST 1000
struct gc_pauses {
    uint64_t count;
    int64_t total;         // nanoseconds
    int64_t longest;       // of any automatic step: slice, young collection, finalizers
    int64_t longest_slice; // of an old cycle
    uint64_t histogram[GC_PAUSE_BUCKETS];
};

// After runtime_open; before anything is allocated. false: no memory, nothing is held.
OURO_MUST_USE bool gc_open(struct ouro *rt);
// Before runtime_close. Nothing is collected.
void gc_close(struct ouro *rt);

// Does what the safepoint word asks for and is the memory manager's: parked callbacks, queued releases, collections.
// Runs Python. Other bits are left alone.
void gc_safepoint(struct ouro *rt);

// Collects generation 0, 1 or 2 (and the younger ones) at once. Result: objects found unreachable, collected or not;
// 0 from inside a collection. Runs Python. An error that is pending stays pending.
int64_t gc_collect(struct ouro *rt, int generation);
// Whether the last one had too little memory: cycles that need finalizers or weak callbacks were left alone.
bool gc_was_short_of_memory(struct ouro const *rt);

// The last collection of a runtime's life. If there is no memory for it, what waits for finalizers and weak callbacks
// goes without them: an end without memory leaves nothing behind. false: that was so.
OURO_MUST_USE bool gc_collect_last(struct ouro *rt);

// How long one automatic step may take, in nanoseconds; 1 ms unless set. Finalizers and callbacks are the program's
// own.
void gc_set_pause_budget(struct ouro *rt, int64_t nanoseconds);
int64_t gc_get_pause_budget(struct ouro const *rt);
struct gc_pauses const *gc_get_pauses(struct ouro const *rt);
// With a release budget, what a huge structure's last reference takes down goes over several safepoints, each about so
// long, in the same order. 0, unless set: at once.
void gc_set_release_budget(struct ouro *rt, int64_t nanoseconds);
int64_t gc_get_release_budget(struct ouro const *rt);
// Idle time of the host: goes on with the old cycle, beginning one if something has grown since the last, for about so
// long. May run Python. true: there is nothing left to do.
bool gc_step(struct ouro *rt, int64_t nanoseconds);

void gc_enable(struct ouro *rt, bool enabled);
bool gc_is_enabled(struct ouro const *rt);
// A threshold 0 of generation 0 switches automatic collections off.
void gc_set_thresholds(struct ouro *rt, int64_t const thresholds[GC_GENERATIONS]);
void gc_get_thresholds(struct ouro const *rt, int64_t thresholds[GC_GENERATIONS]);
void gc_get_counts(struct ouro const *rt, int64_t counts[GC_GENERATIONS]);
struct gc_statistics const *gc_get_statistics(struct ouro const *rt, int generation);
void gc_set_debug(struct ouro *rt, uint32_t flags);
uint32_t gc_get_debug(struct ouro const *rt);
// True while a collection is under way, in its finalizers and callbacks too.
bool gc_is_collecting(struct ouro const *rt);

// Moves everything to a permanent generation that collections leave alone, and back to generation 2.
void gc_freeze(struct ouro *rt);
void gc_unfreeze(struct ouro *rt);
int64_t gc_freeze_count(struct ouro *rt);

// Whether the collector knows the value: an object that can refer to others, of a type that CPython would track.
// Floor 4 refines this for dicts and tuples.
bool gc_is_tracked(struct ouro *rt, ref_value v);
bool gc_is_finalized(struct ouro *rt, ref_value v);

// These call back for objects as they are found, lent. The callback must not allocate, free or run Python: it counts,
// or stores into memory taken before. It returns false to end the walk.
typedef bool gc_object_fn(void *to, ref_value object);
// Tracked objects of a generation, -1: of all three (permanent ones are left out).
void gc_each_object(struct ouro *rt, int generation, gc_object_fn *each, void *to);
// Tracked objects that refer to one of the values.
void gc_each_referrer(struct ouro *rt, ref_value const *values, size_t count, gc_object_fn *each, void *to);
// What o's traverse reports, its class included, in order, once per reference.
void gc_each_referent(struct ouro *rt, ref_value o, gc_object_fn *each, void *to);

#endif
