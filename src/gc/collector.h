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
// Phases of an old cycle (old.c), which runs in slices between which the program runs. All state lies in struct
// collector, none in C locals across a call into Python.
//   IDLE      no colour means anything
//   MARK      the barrier is on: what leaves a holder is greyed; new objects are born 11
//   PROVE     nothing is grey; what is 00 is a suspect, and the program cannot reach it but through weak_load, which
//             greys it: it leaves with all it reaches. The barrier stays on as a tripwire.
//   FINISH    00 is condemned: weak_load answers nothing for it, introspection leaves it out. First without Python:
//   weak
//             references are emptied, what finalizers can reach is taken out, the rest is freed, through counts. Then
//             with Python: callbacks, finalizers.
// A few suspects are proved and torn down in one step (set.c, finish.c), many in slices (old.c).
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
// Suspects up to so many units (objects and slots) are proved and torn down in one step.
#define GC_TUNE_ONE_STEP OURO_TUNE((uint64_t)4096, (uint64_t)16)
// A young object with more slots is not looked through again: it becomes old untested.
#define GC_TUNE_LARGE_SLOTS OURO_TUNE((uint64_t)4096, (uint64_t)8)
// Stress build: blocks that a collection may look at for each safepoint, on average.
#define GC_TUNE_STRESS_RATE ((uint64_t)2048)
// ... and the verifier, and the one that takes a snapshot when a cycle begins.
#define GC_TUNE_VERIFY_RATE ((uint64_t)1024)
// ... until so many safepoints.
#define GC_TUNE_STRESS_LONG 100000u

enum gc_age { AGE_NEWBORN, AGE_MIDDLE, AGE_OLD, AGE_PERMANENT };
enum gc_phase { GC_IDLE, GC_MARK, GC_PROVE, GC_FINISH };
enum gc_set_kind { SET_YOUNG, SET_SUSPECTS };
enum old_step {
    OLD_ROOTS, // greying what handles and the frames below the watermark hold
    OLD_MARK,
    OLD_SETTLE,  // walking the heap: listing the pages with white blocks
    OLD_SETTLED, // what that greyed is scanned; then it is known how many suspects there are
    OLD_COUNT,   // many suspects: the references from suspects to each are counted
    OLD_COMPARE, // ... and compared with its own count
    OLD_SILENCE, // weak references to the condemned are emptied
    OLD_ASIDE,   // what a pending finalizer can reach leaves the condemned
    OLD_HOLD,    // each gets a reference more, so that none dies before all are empty
    OLD_CLEAR,
    OLD_LET_GO,
    OLD_END
};

struct gc_set {
    enum gc_set_kind kind;
    uint32_t max_age;         // SET_YOUNG: AGE_NEWBORN or AGE_MIDDLE
    struct heap_page **pages; // SET_YOUNG: pages that may have members, oldest first
    size_t page_count;
    size_t page_capacity;
    bool is_listed;         // SET_SUSPECTS: the members lie in the pages of c->old
    uint64_t *member_words; // SET_YOUNG: members when the proof began, 16 words for each of pages
    size_t word_capacity;
    uint32_t *counts; // side tables, one after the other; each page's side_counts points into them
    size_t count_capacity;
    size_t members;   // when the proof began
    size_t condemned; // when it ended
    bool is_plain;    // no member has a finalizer or a weak reference to it
};

// A page with suspects, and where its side counts begin. NULL: it has emptied. Its owner_word is its index here + 1.
struct old_page {
    struct heap_page *page;
    uint32_t first;
};

// Condemned objects that finalizers can reach, each with a reference of the batch's own. NULL: it has died meanwhile.
struct gc_batch {
    struct object **items;
    size_t count;
    size_t capacity;
    size_t next; // whose finalizer is to run next
};

// The old cycle under way.
struct gc_old {
    enum old_step step;
    bool is_walking;
    struct heap_walk walk; // OLD_SETTLE
    struct old_page *pages;
    size_t page_count;
    size_t page_capacity;
    uint64_t blocks; // of these pages
    uint64_t units;  // size of the suspects: objects and slots
    uint64_t suspects;
    uint64_t finalizers;  // pending ones among the suspects
    uint32_t *counts;     // many suspects: references from suspects, by first + index
    struct gc_batch rest; // many suspects: those with finalizers; c->batch when the cycle ends
    // Where the pass over the suspects stands: page, block, slot of a large block.
    size_t page;
    uint32_t block;
    uint64_t slot;
    int64_t found;
    bool failed;           // no memory for its tables: it was given up
    size_t snapshot_bytes; // live when it began
    size_t freed_bytes;    // by this cycle
    int64_t working;       // nanoseconds in its slices
    uint64_t slices;
};

struct collector {
    enum gc_phase phase;
    bool enabled;
    bool collecting;
    bool stood_in;  // an emergency collection has taken the place of one that had no memory
    bool forgets;   // at the end: finalizers and weak callbacks that are pending keep nothing any more
    bool forgotten; // there were some
    uint32_t debug;
    int64_t thresholds[GC_GENERATIONS];
    int64_t counts[GC_GENERATIONS]; // of generations 1 and 2: collections of the next younger one since
    int64_t long_lived_total;       // objects that survived the last full collection
    int64_t long_lived_pending;     // objects that became old since
    size_t live_bytes;              // after the last full collection
    size_t paced_bytes;             // after the last collection
    uint32_t stress_turn;
    uint64_t stress_credit;   // heap_work_is_due
    uint64_t snapshot_credit; // for heap_verify_snapshot
    uint64_t verify_credit;
    bool roots_are_known; // to the marker: heap_verify_snapshot
    struct gc_set set;
    struct gc_batch batch;
    bool batch_waits;   // its finalizers did not all run in one slice
    bool batch_is_rest; // ... of a large cycle: it is not proved again
    int batch_young;    // ... of a collection of this generation, -1: of a cycle
    struct gc_old old;
    uint64_t one_step_units; // suspects up to this size are proved in one step
    uint64_t debt;           // units of work that allocation has ordered and no slice has done yet
    uint64_t rate;           // units for each 256 bytes taken
    uint64_t slice_units;    // what fits a slice, by the time that the last ones took
    uint64_t slice_debt;     // a slice is due at so much debt: that, or less where the whole cycle is little
    bool again;              // the next cycle is due at once
    bool is_told;            // the start of the cycle under way was
    bool young_turn;         // a slice was the last thing done
    int64_t young_most;      // young objects that a collection may look at, by the time that the last ones took
    int64_t middle_members;  // objects that collections of generation 0 have left since the last one of generation 1
    bool is_bounded;         // what is torn down now is so in an automatic step
    int64_t young_deadline;  // when the finalizers of an automatic young collection are to pause, 0: never
    int64_t pause_budget;    // nanoseconds
    int64_t spread_next;     // when finalizers or releases that were put off may go on
    uint32_t spread_polls;   // and after how many safepoints
    uint64_t spread_taken;   // bytes taken since the start, when late releases began or went on last
    bool spread_late;        // there are some
    struct gc_pauses pauses;
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
// Blocks of a page whose age is at most max_age; free ones may be among them.
uint32_t age_count(struct heap_page const *page, uint32_t max_age);

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

// The slots of an object that holds nothing else, but its class if it is an instance: passes over many objects need no
// call for each reference. NULL: traverse it.
OURO_INLINE slot_value *slots_of(struct ouro *rt, struct type_row const *row, struct object *o, uint64_t *count)
{
    int64_t length;
    slot_value *slots = row_slots(rt, row, o, &length);
    *count = (uint64_t)(length < 0 ? -length : length);
    return slots;
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

// heap.page_emptied
void set_page_emptied(void *owner, struct heap_page *page);

// Takes the side tables (and for SET_YOUNG the list of pages); false: no memory. set_close gives them back.
OURO_MUST_USE bool set_open(struct ouro *rt, struct gc_set *set);
void set_close(struct ouro *rt, struct gc_set *set);
// Trial deletion. Result: condemned.
size_t set_prove(struct ouro *rt, struct gc_set *set);

// Phases
// -------------------------------------------------------------------------------------------------------------------

// old.c. The snapshot: from here the barrier is on.
void mark_begin(struct ouro *rt);
// Scans grey objects for about *budget units, and lowers it by what it did; true: nothing is grey.
bool mark_run(struct ouro *rt, uint64_t *budget);
// One slice of about *budget units of the cycle under way. Runs no Python. true: the cycle is over (phase IDLE); what
// waits for Python is parked, or in the batch.
OURO_MUST_USE bool old_slice(struct ouro *rt, uint64_t *budget);
// Takes the marking to its end, for introspection: what is left white is garbage or held by dying objects.
void old_complete_marking(struct ouro *rt);
// Gives the cycle up. Not in FINISH: that one is run to its end (old_finish_now).
void old_abort(struct ouro *rt);
// FINISH in slices: the rest of it at once, but for what needs Python.
void old_finish_now(struct ouro *rt);
// gc_close: drops the tables of whatever is under way.
void old_close(struct ouro *rt);
// Whether a block is a suspect or condemned: to introspection it is not there.
bool old_hides(struct ouro *rt, struct heap_page const *page, uint32_t index);
// The whole at once, finalizers included: number of objects found.
int64_t old_collect(struct ouro *rt);
// Root provider: the references that OLD_HOLD took.
void old_visit_held(struct ouro *rt, void *owner, struct visitor *visitor);

// young.c
int64_t young_collect(struct ouro *rt, int generation);
// Before an automatic one: what passes `most` young objects becomes old, untested, the oldest pages first. One short
// step of it; false: there is more to do before the collection.
OURO_MUST_USE bool young_trim(struct ouro *rt, int generation, int64_t most);

// finish.c: tears down what is left of c->set, set->condemned members. The first runs no Python; what needs it is
// parked or in c->batch. The second runs it until the deadline (0: none) is past; false: c->batch_waits, call it again.
// Results: objects collected.
int64_t finish(struct ouro *rt, struct gc_set *set);
bool finish_with_python(struct ouro *rt, int64_t deadline, int64_t *found);
OURO_MUST_USE bool batch_open(struct ouro *rt, size_t capacity);
// What an old cycle that is over has set aside becomes the batch, if no other is in use: an emergency can end the cycle
// while the finalizers of a young collection run, whose end then calls this.
void batch_take_rest(struct ouro *rt);
void clear_object(struct ouro *rt, struct object *o);
// Objects freed meanwhile were freed by the collector, and do not make the young set smaller than it is.
struct bill {
    uint64_t freed;
    int64_t young;
};
struct bill bill_begin(struct ouro *rt);
// In an automatic step: what dies with the garbage and is no part of it may be huge; it is suspended when the time is
// up. The first returns what the second wants back.
int64_t release_bound_begin(struct ouro *rt);
void release_bound_end(struct ouro *rt, int64_t budget);
void bill_end(struct ouro *rt, struct bill bill);
// Frees members of the set that no finalizer can reach, without Python; what needs it is queued.
size_t finish_quietly(struct ouro *rt, struct gc_set *set);

// emergency.c: a collection that takes no memory and runs no Python. Result: objects collected. Also what a collection
// falls back to that finds no memory for its tables.
size_t emergency_run(struct ouro *rt);
// ... in the place of a collection that had no memory for its tables.
size_t emergency_stand_in(struct ouro *rt);
// heap.reclaim
bool emergency_collect(void *rt);

#endif
