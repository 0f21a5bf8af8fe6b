// SPDX-License-Identifier: MIT
// struct ouro, one runtime: everything that one Python world owns hangs off it. Floors above keep their state behind
// pointers that this floor never looks into, and register what the memory manager needs of them: roots and hooks.
#ifndef OURO_CORE_RUNTIME_H
#define OURO_CORE_RUNTIME_H

#include "core/object.h"
#include "heap/heap.h"
#include "os/rules.h"

struct context;      // floor 6: an execution context
struct collector;    // floor 3
struct weak_table;   // floor 3
struct object_state; // floor 4: type objects, interned names, exceptions set aside
struct vm;           // floor 6
struct library;      // floor 7
struct api_state;    // floor 8

// Bits of the safepoint word rt->poll; any bit makes safepoints take their slow path.
enum poll_bit {
    POLL_COLLECT = HEAP_POLL_COLLECT, // the heap's counters passed a threshold
    POLL_PARKED = 2,                  // parked finalizers or callbacks wait
    POLL_INTERRUPT = 4,               // another thread or a signal asks for attention
    POLL_LIMIT = 8,                   // a limit was reached, or another thread says so: see core/poll.h
    POLL_RELEASE = 16,                // queued releases wait (release budget)
    POLL_STRESS = 32,                 // stress build: collect at every safepoint
};

// A provider of roots: reports every counted reference that a floor holds outside the heap's objects (registers, module
// tables, interned names, handles), once per count. Same rules as traverse_fn.
typedef void root_fn(struct ouro *rt, void *owner, struct visitor *visitor);
// Visits roots for about *budget units, and lowers it; true: none is left. What it has not visited must not change: the
// provider greys it before it does.
enum root_scan {
    ROOTS_BEGIN,   // from the start
    ROOTS_MORE,    // those that are not visited yet
    ROOTS_SCANNED, // for the verifier: those that were visited, once more, without a budget; all, if no scan is under
                   // way
    ROOTS_LEFT,    // ... and those that are left, which stay so
};
typedef bool root_scan_fn(struct ouro *rt, void *owner, enum root_scan what, struct visitor *visitor, uint64_t *budget);
#define ROOT_PROVIDERS_MOST 16

// What lower floors ask of higher ones.
struct runtime_hooks {
    // Calls the callback of a cleared weak reference object (runs Python, reports errors as unraisable).
    void (*weak_callback)(struct ouro *rt, ref_value weak_reference);
    // Floor 4 and up may drop caches (method caches, free lists) when memory is short. Runs no Python, takes no memory.
    void (*shed_memory)(struct ouro *rt);
    // Calls one Python callable for the collector (gc.callbacks); errors are unraisable.
    void (*collection_event)(struct ouro *rt, bool stop, int generation, int64_t collected, int64_t uncollectable,
                             int64_t candidates, double seconds);
    // A line of debug output (gc.set_debug).
    void (*debug_line)(struct ouro *rt, char const *line);
    // Check builds: whether o and the values in it have their one form (no big integer that fits a small one, ...).
    bool (*verify_object)(struct ouro *rt, struct object *o);
    // Appends o to gc.garbage (DEBUG_SAVEALL, uncollectable). false: no memory.
    bool (*collect_garbage)(struct ouro *rt, ref_value object);
    // Makes the row of a number from ROW_LATE_FIRST on that has none yet. false: no memory.
    bool (*make_row)(struct ouro *rt, uint32_t number);
    // Counts the safepoints passed and so many steps more, and raises what POLL_INTERRUPT and POLL_LIMIT ask for.
    // false: an exception is pending.
    bool (*limits_check)(struct ouro *rt, uint64_t steps);
};

// What other threads ask of a runtime; bits of limits.requests.
enum limit_request {
    REQUEST_TIME = 1,       // the time is over
    REQUEST_GRACE_OVER = 2, // and so is the time to clean up
    REQUEST_STOP = 4,       // the host wants the program to end
};
enum limit_kind { LIMIT_NONE, LIMIT_STEPS, LIMIT_TIME, LIMIT_STOP };

// See core/poll.h.
struct limits {
    uint64_t native_work; // units since the last look
    uint64_t steps_left;
    uint64_t grace_left; // steps, once a limit was reached
    uint64_t step_limit; // as it was set, for the message
    uint64_t last_words; // units that native work has before it is looked at again: what prints a LimitError
    uint64_t large_seen; // heap.large_taken up to here is counted
    double time_limit;   // seconds, for the message
    uint32_t requests;   // enum limit_request, written by other threads
    uint8_t reached;     // enum limit_kind
    bool counting;       // there is a limit of steps
    bool raise_again;    // the exception went to where nobody can see it
    bool unwinding;      // no handler is entered any more
};

// What the host has granted to programs.
enum runtime_grant {
    ALLOW_FILES = 1,       // to open and look at files; the standard streams are always there
    ALLOW_ENVIRONMENT = 2, // to read environment variables
    ALLOW_IMPORT = 4,      // to import modules from disk
};

struct runtime_root {
    root_fn *report;
    root_scan_fn *scan; // NULL: it has few roots
    void *owner;
};

// What floor 2 asks of floor 3; set by gc_open.
struct manager_hooks {
    // o (OBJECT_WEAK, dying) is about to go: empties its weak references, then runs their callbacks, newest first.
    void (*weak_clear)(struct ouro *rt, struct object *o);
};

// One run of the release walk, and what it was interrupted at by a finalizer or callback. Innermost first.
struct release_walk {
    struct object *current;    // dying, partly emptied; NULL: none
    struct object *parent;     // whose slot before its cursor holds the link upwards
    struct object *finalizing; // has the one count that the walk lent it while its finalizer runs
    struct object *clearing;   // dying, whole; its weak callbacks run
    struct object *queue_head; // what waited in rt->release_head when Python was entered
    struct object *queue_tail;
    int64_t deadline; // when this walk is to be suspended; 0: it has not looked at the clock yet
    struct release_walk *outer;
};

// With a release budget: a walk that waits for the next safepoint. At most so many wait (each but the first was begun
// inside a finalizer); beyond that a walk runs to its end.
#define RELEASE_SUSPENDED_MOST 8
// One step of it takes so much of the budget.
#define RELEASE_PART(budget) ((budget) / 5 * 2)
struct release_suspended {
    struct object *current;
    struct object *parent;
};

struct ouro {
    struct heap heap;
    uint32_t poll;          // enum poll_bit, changed by runtime_raise / runtime_lower; heap.poll_word points here
    uint32_t barrier;       // nonzero while a marker needs to see values leave their holders
    uint32_t class_epoch;   // guard of inline caches: (class_epoch << 32 | row number)
    uint32_t release_defer; // > 0: releases are queued (a native is in progress)
    uint32_t release_quiet; // > 0: the walk runs no Python; what needs it is queued (the collector is at work)
    struct type_row **rows; // by number; NULL: unused number
    uint32_t row_count;     // numbers below this are or were in use
    uint32_t row_capacity;
    uint32_t *row_links;         // chains of numbers without a row, by number
    uint32_t row_free;           // chain of numbers to give again, 0: none
    uint32_t row_retired;        // chain of numbers that wait for row_recycle, 0: none
    struct object *release_head; // queue of dead objects, oldest first, linked by compressed names in their counts
    struct object *release_tail;
    struct release_walk *release_walk; // innermost run of the release walk, NULL: none
    int64_t release_budget;            // nanoseconds that a step of it may take, 0: as long as it takes
    int64_t release_deadline;          // of the step under way, 0: none
    uint32_t release_left;             // children to the next look at the clock
    uint32_t release_suspended_count;
    bool release_is_late; // with a budget: deaths queue up, and go in steps at safepoints only (release_step)
    struct release_suspended release_suspended[RELEASE_SUSPENDED_MOST]; // oldest first
    own_value error;                                                    // the pending exception, or nothing
    struct context *context;                                            // the running execution context
    struct collector *collector;
    struct weak_table *weak;
    struct object_state *objects;
    struct vm *vm;
    struct library *library;
    struct api_state *api;
    struct runtime_hooks hooks;
    struct manager_hooks manager;
    struct runtime_root roots[ROOT_PROVIDERS_MOST];
    uint32_t root_count;
    struct own_cell *handles;       // see core/handle.h
    struct own_cell *handle_cursor; // the next handle for the marker to scan; older ones follow
    uint64_t freed_by_count;        // objects, since the start
    uint64_t freed_by_collector;    // objects, since the start
    uintptr_t stack_limit;          // lowest address the C stack may reach on this thread
    struct limits limits;
    uint32_t allowed; // enum runtime_grant
    void *user;       // the host's
};

// Sets a zeroed runtime up as far as this floor goes: heap and row table. Collector and weak table follow by gc_open.
// limit: bytes, 0 for none. false: no memory, nothing is held.
OURO_MUST_USE bool runtime_open(struct ouro *rt, size_t limit);
// Gives everything back to the system without a walk. Floors above have closed their part already (gc_close last).
void runtime_close(struct ouro *rt);

// Bytes the runtime may hold, 0: no limit; at any time. From seven eighths of it on the collector is asked to look.
void runtime_set_memory_limit(struct ouro *rt, size_t bytes);

// A safepoint passes: is it one that has to look at the safepoint word (vm_safepoint)? Costs the same two instructions
// as a test of the word would, and counts.
OURO_INLINE bool runtime_safepoint_is_due(struct ouro *rt)
{
    return OURO_UNLIKELY(--rt->heap.countdown.left < 0);
}

// The safepoint word; other threads may raise bits of it at any time.
OURO_INLINE uint32_t runtime_poll(struct ouro const *rt)
{
    return __atomic_load_n(&rt->poll, __ATOMIC_RELAXED);
}
// Raises bits of the safepoint word, for any thread or a signal: seen within LIMIT_COUNTDOWN safepoints.
OURO_INLINE void runtime_request(struct ouro *rt, uint32_t bits)
{
    __atomic_fetch_or(&rt->poll, bits, __ATOMIC_RELAXED);
}
// The same on the runtime's own thread: the next safepoint sees it.
OURO_INLINE void runtime_raise(struct ouro *rt, uint32_t bits)
{
    runtime_request(rt, bits);
    heap_countdown_end(&rt->heap.countdown);
}
OURO_INLINE void runtime_lower(struct ouro *rt, uint32_t bits)
{
    __atomic_fetch_and(&rt->poll, ~bits, __ATOMIC_RELAXED);
}

// Registers a provider of roots; there are at most ROOT_PROVIDERS_MOST, asserted.
void runtime_add_root(struct ouro *rt, root_fn *report, void *owner);
// The same for a provider that may have very many: a marker scans them in slices.
void runtime_add_root_in_slices(struct ouro *rt, root_fn *report, root_scan_fn *scan, void *owner);
// Every counted reference from outside the heap's objects: providers, handles, the pending error, objects whose
// finalizers the release walk is running.
void runtime_visit_roots(struct ouro *rt, struct visitor *visitor);
// The snapshot of a marker, in one short step: of providers with many roots the first ones alone; no handles, which the
// marker scans in slices (rt->handle_cursor).
void runtime_scan_begin(struct ouro *rt, struct visitor *visitor);
// Goes on with those that runtime_scan_begin left out; true: they are all visited.
bool runtime_scan_more(struct ouro *rt, struct visitor *visitor, uint64_t *budget);
// For the verifier, all but the handles in two parts: what a marker has scanned, and what it has left out so far.
void runtime_visit_scanned(struct ouro *rt, struct visitor *visitor);
void runtime_visit_left(struct ouro *rt, struct visitor *visitor);
// What dying objects still hold: those of the release walks under way and of the queues.
void runtime_visit_dying(struct ouro *rt, struct visitor *visitor);

// Enters a row under its fixed number (built-in types) or under a fresh one (shapes; row->number is set).
// The row stays the caller's memory. false: no memory.
OURO_MUST_USE bool row_set(struct ouro *rt, uint32_t number, struct type_row *row);
// Fresh numbers begin at `first` from now on (shapes, above the built-in types). false: no memory.
OURO_MUST_USE bool row_numbers_from(struct ouro *rt, uint32_t first);
OURO_MUST_USE bool row_add(struct ouro *rt, struct type_row *row);
// Takes a shape's row out. Its number waits for row_recycle, after class_epoch has moved, so that no cache can confuse
// the old bearer with a new one. row_add does both before the table would grow, when a quarter of the numbers wait.
void row_retire(struct ouro *rt, struct type_row *row);
void row_recycle(struct ouro *rt);

OURO_INLINE struct type_row *row_of(struct ouro *rt, struct object const *o)
{
    return rt->rows[object_number(o)];
}
// As row->slots, for any row: NULL where the slots are not one array.
OURO_INLINE slot_value *row_slots(struct ouro *rt, struct type_row const *row, struct object *o, int64_t *length)
{
    if (row->fixed_slots != 0) {
        *length = row->fixed_slots - 1;
        return (slot_value *)(void *)(o + 1);
    }
    *length = 0;
    return row->slots != NULL ? row->slots(rt, o, length) : NULL;
}
// The guard word of an object for inline caches: epoch above, row number below.
OURO_INLINE uint64_t guard_of(struct ouro *rt, struct object const *o)
{
    return (uint64_t)rt->class_epoch << 32 | object_number(o);
}

// Moves the epoch: every inline cache misses once. Called when a class that a cache has seen changes.
void class_epoch_move(struct ouro *rt);

// True when the C stack has less than `OS_STACK_RESERVE` left: raise RecursionError instead of going deeper.
OURO_INLINE bool stack_is_low(struct ouro *rt)
{
    return (uintptr_t)__builtin_frame_address(0) < rt->stack_limit;
}

// Allocates an object of `size` bytes: zeroed, count 1, kind = number. Leaf and traced objects lie in different pages.
// The header is complete and every slot is nothing, so the object may be seen by the collector at once.
// NULL: no memory (after the emergency collection); floors 4 and up raise MemoryError.
OURO_COLD OURO_MUST_USE bool row_make(struct ouro *rt, uint32_t number);
OURO_INLINE void *object_allocate(struct ouro *rt, enum heap_kind kind, size_t size, uint32_t number)
{
    if (number >= ROW_LATE_FIRST && number < ROW_LATE_END && OURO_UNLIKELY(rt->rows[number] == NULL) &&
        !row_make(rt, number)) {
        return NULL;
    }
    struct object *o = heap_allocate(&rt->heap, kind, size);
    if (OURO_LIKELY(o != NULL)) {
        o->count = 1;
        o->kind = number;
    }
    return o;
}

// Makes an object immortal: its count sticks from now on.
OURO_INLINE void object_set_immortal(struct object *o)
{
    o->count = OBJECT_IMMORTAL;
}

#endif
