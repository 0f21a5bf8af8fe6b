// SPDX-License-Identifier: MIT
// The object header, 8 bytes: reference count, row number (a type or a shape), flags. And the type row: what the
// memory manager must know of a type, and nothing else.
#ifndef OURO_CORE_OBJECT_H
#define OURO_CORE_OBJECT_H

#include "core/value.h"

// count: references, exact at every safepoint. From OBJECT_IMMORTAL up it sticks: neither retain nor release moves it.
//        Of an object with OBJECT_DYING it is no count: the cursor of the release walk, or the link of the queue.
// kind:  row number in the low 24 bits (0 only in a free block), flags in the high 8.
struct object {
    uint32_t count;
    uint32_t kind;
};

#define OBJECT_IMMORTAL 0x80000000u
#define OBJECT_NUMBER_MASK 0x00ffffffu
#define OBJECT_FINALIZED 0x01000000u   // its finalizer was called (once per life)
#define OBJECT_WEAK 0x02000000u        // has an entry in the weak table
#define OBJECT_DYING 0x04000000u       // count reached 0; being torn down or queued for it
#define OBJECT_HIDDEN 0x08000000u      // internal; the introspection functions skip it
#define OBJECT_TYPE_FLAG_1 0x10000000u // four bits for the type's own use
#define OBJECT_TYPE_FLAG_2 0x20000000u
#define OBJECT_TYPE_FLAG_3 0x40000000u
#define OBJECT_TYPE_FLAG_4 0x80000000u

OURO_INLINE uint32_t object_number(struct object const *o)
{
    return o->kind & OBJECT_NUMBER_MASK;
}

// Called for each reference that an object or a root holds. `child` may be an immediate or nothing: skip those.
struct visitor {
    void (*visit)(struct visitor *visitor, ref_value child);
    struct ouro *rt;
};

OURO_INLINE void visit(struct visitor *visitor, ref_value child)
{
    if (is_object(child)) {
        visitor->visit(visitor, child);
    }
}

// Reports each reference that o holds to other objects, its class's included, once per count it holds.
// Slots are numbered from 0 in an order of the type's own; starts at slot `from` and stops after about `budget` slots.
// Result: the slot to go on from, or 0 when the end was reached. Types of bounded size may ignore both and return 0.
// Must not allocate, change anything or run Python; must cope with a zeroed, half-built object.
typedef uint64_t traverse_fn(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                             struct visitor *visitor);

// What a drop_step must stop at: an object, or a link that the release walk parked in the slot. Other immediates and
// numbers may be skipped or returned, as is easier.
OURO_INLINE bool slot_is_full(slot_value s)
{
    uint64_t bits = ref_bits(slot_get(s));
    return (bits & 3) == 0 && bits >= VALUE_WORDS_END;
}

// Finds the next full slot to release in the type's release order (list: last to first; dict, instance: first to last).
// *cursor counts slots done in that order, 0 at first; the function advances it over empty slots and sets it to the
// number of the slot it returns. NULL when none is left. The caller empties the slot and adds 1 to the cursor. "Full"
// is slot_is_full: started again at the number of a slot with a parked link, the function must return that very slot.
typedef slot_value *drop_step_fn(struct ouro *rt, struct object *o, uint32_t *cursor);

// Where all slots lie in one array, so that the release walk need not ask for each: the array and its length; a
// negative length: released last to first. drop_step must count the slots of the array in the same order, and traverse
// report what is in them and nothing else but the class of an instance (row->type). NULL: not this object.
typedef slot_value *slots_fn(struct ouro *rt, struct object *o, int64_t *length);

// Frees what the object owns outside its block (payload arrays); its slots are empty by now. Result: one last owned
// reference to release after the block is gone (an instance's class), or nothing. Runs no Python, cannot fail.
typedef own_value finish_fn(struct ouro *rt, struct object *o);

// Breaks the cycles the object may be part of: empties its slots through slot_take / slot_set, leaving it valid.
// Releases are queued by the caller (release_defer is on). Runs no Python, cannot fail. NULL: type is immutable.
typedef void clear_fn(struct ouro *rt, struct object *o);

// Runs the object's finalizer (__del__, a suspended generator's finally blocks). Runs Python; errors are reported as
// unraisable inside. The object is held by the caller meanwhile.
typedef void finalize_fn(struct ouro *rt, struct object *o);

// Rows of these numbers may be missing until the first object of theirs is made: object_allocate sees to it, by
// hooks.make_row.
#define ROW_LATE_FIRST 21u
#define ROW_LATE_END 256u

enum type_row_flag {
    ROW_LEAF = 1,           // never refers to others: lies in leaf pages; no traverse, drop_step, clear
    ROW_WEAKLY_HELD = 2,    // its objects may be targets of weak references
    ROW_FINALIZER = 4,      // finalize is to be called before death (needs_finalize may narrow it down)
    ROW_WEAK_REFERENCE = 8, // is a weak reference object (the weak table's entries)
    ROW_INSTANCE = 16,      // number is a shape's, not a built-in type's
    ROW_UNTRACKED = 32,     // traced, but Python's gc.is_tracked says False (code objects, method descriptors, ...)
    ROW_CLEARED = 64,       // all that clear does is emptying each slot
};

// One per type number. Those of built-in types are made at start from constant definitions, those of shapes lie in the
// shape. `extension` leads a floor above from the row to its own record (a shape, a type's protocol).
struct type_row {
    uint32_t number;
    uint32_t flags;
    uint32_t fixed_slots; // all slots lie behind the header, first to last, always so many: their number + 1; else 0
    traverse_fn *traverse;
    drop_step_fn *drop_step;
    slots_fn *slots; // NULL: ask drop_step
    finish_fn *finish;
    clear_fn *clear;
    finalize_fn *finalize;
    bool (*needs_finalize)(struct ouro *rt, struct object *o);  // NULL: always
    size_t (*payload)(struct ouro *rt, struct object const *o); // bytes outside the block, for statistics; NULL: none
    slot_value type;      // the Python type object of objects with this row; uncounted here (types are kept by tables)
    void const *protocol; // floor 4: struct type_protocol
    void *shape;          // floor 4: struct shape of instances, else NULL
    char const *name;     // for statistics and debug output; UTF-8
};

#endif
