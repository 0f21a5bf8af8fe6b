// SPDX-License-Identifier: MIT
// The verifier: recomputes every count from every edge, and looks whether tables, flags, ages and pages agree.
#ifndef OURO_GC_VERIFY_H
#define OURO_GC_VERIFY_H

#include "core/slot.h"

enum verify_fault {
    VERIFY_NONE,
    VERIFY_MEMORY, // no memory to verify with
    VERIFY_PAGE,   // the heap's bookkeeping (message says what)
    VERIFY_ROW,    // the object's row is unknown, or of the wrong kind of page
    VERIFY_EDGE,   // holder refers to something that is no live object
    VERIFY_COUNT,  // count and references differ
    VERIFY_WEAK,   // weak table, flag and weak reference objects disagree
    VERIFY_AGE,    // a young object in a page outside the young chain
    VERIFY_MARK,   // while a cycle runs: a scanned object or a root refers to a white one that nothing grey leads to
    VERIFY_VALUE,  // hooks.verify_object says no
};

struct verify_report {
    enum verify_fault fault;
    char const *message;
    struct object *object; // the one that is wrong
    struct object *holder; // one that refers to it; NULL: none, or a root
    uint64_t references;   // found: from slots and roots
    uint64_t count;        // what the header says
    char detail[128];      // VERIFY_PAGE: what the heap's own check says
};

enum verify_mode {
    VERIFY_EXACT,        // count == references: at a safepoint at which no C code holds references outside handles
    VERIFY_AT_LEAST,     // count >= references: anywhere
    VERIFY_EXACT_COUNTS, // VERIFY_EXACT, but for the colours: for tests that take the barrier out
};

// True: nothing is wrong. Else *report (may be NULL) has the first fault. Changes nothing that the program sees.
bool heap_verify(struct ouro *rt, enum verify_mode mode, struct verify_report *report);
// At a snapshot: greys what C code alone holds, which a marker does not see, so that until the cycle ends
// VERIFY_AT_LEAST looks at the colours as well.
void heap_verify_snapshot(struct ouro *rt);
// Ends the process with a message if something is wrong.
void heap_verify_must(struct ouro *rt, enum verify_mode mode);

// For the end of check builds: calls report for each object that is alive and not immortal, first those that are held
// from outside the heap (outside > 0: so many references that no slot explains), then those held by others only, with
// one holder. The callback may stop by returning false. Result: how many there are; SIZE_MAX: no memory to find out.
typedef bool zero_check_fn(void *to, struct object *o, uint64_t outside, struct object *holder);
size_t gc_zero_check(struct ouro *rt, zero_check_fn *report, void *to);

#endif
