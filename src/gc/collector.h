// SPDX-License-Identifier: MIT
// The collector's inside: ages, candidate sets, phases. For the files of this floor and for tests.
//
// Ages. Two page bitmaps per block:     old frozen
//   newborn   (generation 0)             0    0
//   middle    (generation 1)             0    1
//   old       (generation 2)             1    0
//   permanent (gc.freeze)                1    1
// A page with a newborn or middle object is in one of two chains: heap.young (it may have newborns: it was current
// since the last collection) or heap.middle (it has none). Collecting generation 0 walks the first alone and moves its
// pages to the second.
//
// Sets. Trial deletion works on a candidate set S of traced objects: copy each member's count to a side table, subtract
// the references that come from inside S; a member with a count left is held from outside; it leaves S with all it
// reaches; what remains is garbage: "condemned". Membership needs no memory of its own:
//   SET_YOUNG      age <= max_age, and the block is handed out (member_words; free blocks have no age). Leaving S is
//                  growing older.
//   SET_SUSPECTS   colour 00 in a page touched in this cycle. Leaving S is becoming 11.
// Dying objects are never members, so what they hold counts as held from outside; nor are immortal or permanent ones.
//
// Colours (marked, scanned), while a cycle runs: 00 white or suspect or condemned, 10 grey, 11 done or free.
//
// Phases of a collection. All state lies in struct collector, none in C locals across a call into Python.
//   IDLE      no colour means anything
//   MARK      the barrier is on: what leaves a holder is greyed; new objects are born 11
//   PROVE     nothing is grey; the barrier stays on as a tripwire
//   FINISH    what was found is being torn down. First without Python: weak references to the condemned answer nothing;
//             Z, all that a pending finalizer of the condemned can reach, goes to the batch; the rest is freed, through
//             counts. Then with Python: callbacks, finalizers. Then Z is proved again and freed. Between the two no
//             colour and no side table is in use: the batch owns a reference to each member, as any root would.
#ifndef OURO_GC_COLLECTOR_H
#define OURO_GC_COLLECTOR_H

#include "gc/gc.h"
#include "gc/weak.h"
#include "os/tuning.h"

// Automatic full collections come when the live bytes have grown by a quarter, and by this at least.
#define GC_TUNE_GROWTH_LEAST OURO_TUNE((uint64_t)1 << 20, (uint64_t)16 << 10)
// Young collections come when the live bytes have grown by so much since the last collection of any generation, however
// few the objects are; what comes and goes does not count.
#define GC_TUNE_YOUNG_BYTES OURO_TUNE((uint64_t)1 << 20, (uint64_t)16 << 10)
// A young object with more slots is not looked through again: it becomes old untested.
#define GC_TUNE_LARGE_SLOTS OURO_TUNE((uint64_t)4096, (uint64_t)8)
// Stress build: blocks that a collection may look at for each safepoint, on average.
#define GC_TUNE_STRESS_RATE ((uint64_t)2048)

enum gc_age { AGE_NEWBORN, AGE_MIDDLE, AGE_OLD, AGE_PERMANENT };
enum gc_phase { GC_IDLE, GC_MARK, GC_PROVE, GC_FINISH };
enum gc_set_kind { SET_YOUNG, SET_SUSPECTS };

struct gc_set {
    enum gc_set_kind kind;
    uint32_t max_age;         // SET_YOUNG: AGE_NEWBORN or AGE_MIDDLE
    struct heap_page **pages; // SET_YOUNG: pages that may have members, oldest first
    size_t page_count;
    size_t page_capacity;
    uint64_t *member_words; // SET_YOUNG: members when the proof began, a bitmap for each of pages
    size_t word_capacity;
    uint32_t *counts; // side tables, one after the other; each page's side_counts points into them
    size_t count_capacity;
    size_t members;   // when the proof began
    size_t condemned; // when it ended
};

// Condemned objects that finalizers can reach, each with a reference of the batch's own. NULL: it has died meanwhile.
struct gc_batch {
    struct object **items;
    size_t count;
    size_t capacity;
};

struct collector {
    enum gc_phase phase;
    bool enabled;
    bool collecting;
    uint32_t debug;
    int64_t thresholds[GC_GENERATIONS];
    int64_t counts[GC_GENERATIONS]; // of generations 1 and 2: collections of the next younger one since
    int64_t long_lived_total;       // objects that survived the last full collection
    int64_t long_lived_pending;     // objects that became old since
    size_t live_bytes;              // after the last full collection
    size_t paced_bytes;             // after the last collection
    uint32_t stress_turn;
    uint64_t stress_credit; // heap_work_is_due
    struct gc_set set;
    struct gc_batch batch;
    struct gc_statistics statistics[GC_GENERATIONS];
};

// Ages
// -------------------------------------------------------------------------------------------------------------------

OURO_INLINE enum gc_age age_of(struct heap_page const *page, uint32_t index)
{
    return (enum gc_age)(heap_is_old(page, index) * 2 + heap_is_frozen(page, index));
}
void age_set(struct heap_page *page, uint32_t index, enum gc_age age);
// After a full collection: what is alive is old.
void age_all_old(struct ouro *rt);

// Whether the introspection functions show the object.
OURO_INLINE bool is_shown(struct ouro *rt, struct object const *o)
{
    return !(o->kind & (OBJECT_HIDDEN | OBJECT_DYING)) && !(row_of(rt, o)->flags & ROW_UNTRACKED);
}

OURO_INLINE void traverse_object(struct ouro *rt, struct object *o, struct visitor *visitor)
{
    traverse_fn *traverse = row_of(rt, o)->traverse;
    uint64_t from = 0;
    do {
        from = traverse(rt, o, from, UINT64_MAX, visitor);
    } while (from != 0);
}

// Whether the object has a finalizer that did not run yet.
bool finalizer_is_pending(struct ouro *rt, struct object *o);

// Sets (set.c)
// -------------------------------------------------------------------------------------------------------------

OURO_INLINE bool set_has(struct ouro *rt, struct gc_set const *set, struct heap_page const *page, uint32_t index)
{
    if (set->kind == SET_YOUNG) {
        return !heap_is_old(page, index) && (set->max_age == AGE_MIDDLE || !heap_is_frozen(page, index));
    }
    return page->epoch == rt->heap.epoch && !heap_bit_get(heap_marked_bits(page), index) &&
           !heap_bit_get(heap_scanned_bits(page), index);
}
bool set_has_object(struct ouro *rt, struct gc_set const *set, struct object const *o);
void set_remove(struct ouro *rt, struct gc_set *set, struct heap_page *page, uint32_t index);

// Calls each(rt, to, page, index, o) for every member, in the order of addresses within a page. Members may be freed or
// leave the set meanwhile; a page may vanish once its last member was handed over.
typedef void set_member_fn(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o);
void set_each(struct ouro *rt, struct gc_set *set, set_member_fn *each, void *to);

// Takes the side tables (and for SET_YOUNG the list of pages); false: no memory. set_close gives them back.
OURO_MUST_USE bool set_open(struct ouro *rt, struct gc_set *set);
void set_close(struct ouro *rt, struct gc_set *set);
// Trial deletion. held: references to each member that are known to come from nowhere but a batch. Result: condemned.
size_t set_prove(struct ouro *rt, struct gc_set *set, uint32_t held);

// Phases
// -------------------------------------------------------------------------------------------------------------------

// old.c. mark_run scans about `budget` objects; true: nothing is grey.
void mark_begin(struct ouro *rt);
bool mark_run(struct ouro *rt, uint64_t budget);
// Greys what is not marked and never a suspect: immortal and permanent objects. Then mark_run again.
void mark_sticky(struct ouro *rt);
// From MARK (nothing grey) to FINISH: the set of condemned objects is in c->set. false: no memory, the cycle is
// aborted.
OURO_MUST_USE bool old_prove(struct ouro *rt);
void old_abort(struct ouro *rt);
// The whole: number of objects found.
int64_t old_collect(struct ouro *rt);

// young.c
int64_t young_collect(struct ouro *rt, int generation);

// finish.c: tears down what is left of c->set, set->condemned members, and ends its cycle. Runs Python. Result: objects
// collected.
int64_t finish(struct ouro *rt, struct gc_set *set);
// Frees members of the set that no finalizer can reach, without Python; what needs it is queued.
size_t finish_quietly(struct ouro *rt, struct gc_set *set);

// emergency.c: a collection that takes no memory and runs no Python. Result: objects collected. Also what a collection
// falls back to that finds no memory for its tables.
size_t emergency_run(struct ouro *rt);
// heap.reclaim
bool emergency_collect(void *rt);

#endif
