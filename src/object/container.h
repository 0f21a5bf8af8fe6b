// SPDX-License-Identifier: MIT
// What the containers share: comparing elements, checking the arguments of constructors, drop order, recursion in repr.
#ifndef OURO_OBJECT_CONTAINER_H
#define OURO_OBJECT_CONTAINER_H

#include "object/error.h"
#include "object/generic.h"
#include "object/instance.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"

// Items of a sequence at most: larger requests fail before anything is taken.
#define CONTAINER_MOST ((uint64_t)INT64_MAX / 16)

// The shared forms of traverse and drop_step for `count` slots in a row, released last to first.
OURO_INLINE uint64_t slots_traverse(slot_value *slots, uint64_t count, uint64_t from, uint64_t budget,
                                    struct visitor *visitor)
{
    if (from >= count) {
        return 0;
    }
    uint64_t end = count - from > budget ? from + budget : count;
    for (uint64_t i = from; i < end; i++) {
        visit(visitor, slot_get(slots[i]));
    }
    return end < count ? end : 0;
}
OURO_INLINE slot_value *slots_drop_last(slot_value *slots, uint64_t count, uint32_t *cursor)
{
    for (uint64_t i = *cursor; i < count; i++) {
        if (slot_is_full(slots[count - 1 - i])) {
            *cursor = (uint32_t)i;
            return &slots[count - 1 - i];
        }
    }
    return NULL;
}
OURO_INLINE slot_value *slots_drop_first(slot_value *slots, uint64_t count, uint32_t *cursor)
{
    for (uint64_t i = *cursor; i < count; i++) {
        if (slot_is_full(slots[i])) {
            *cursor = (uint32_t)i;
            return &slots[i];
        }
    }
    return NULL;
}

// traverse and drop_step of objects whose slots are the first one, two, three words after the header.
traverse_fn slots_1_traverse, slots_2_traverse, slots_3_traverse;
drop_step_fn slots_1_drop_step, slots_2_drop_step, slots_3_drop_step;

// Are two elements equal (x is y or x == y)? Holds both meanwhile; may run Python. -1: error.
int element_equal_slow(struct ouro *rt, ref_value left, ref_value right);
OURO_INLINE int element_equal(struct ouro *rt, ref_value left, ref_value right)
{
    if (same(left, right)) {
        return 1;
    }
    if (both_small_int(left, right)) {
        return 0;
    }
    return element_equal_slow(rt, left, right);
}

// a <=> b of two lengths.
OURO_INLINE bool compare_lengths(uint64_t a, uint64_t b, enum compare_operator op)
{
    return COMPARE_NUMBERS(a, b, op);
}

// Has the value an __index__?
OURO_INLINE bool is_index(struct ouro *rt, ref_value v)
{
    if (is_small_int(v)) {
        return true;
    }
    struct type *t = type_of(rt, v);
    return t->protocol->index != NULL || type_overrides(t, NAME_index);
}

OURO_INLINE bool is_callable(struct ouro *rt, ref_value v)
{
    struct type *t = type_of(rt, v);
    return t->protocol->call != NULL || type_overrides(t, NAME_call);
}

// Checks what a constructor was given: no keywords, `least` to `most` positional arguments. count: without self or
// type.
OURO_MUST_USE bool container_arguments(struct ouro *rt, char const *name, uint32_t count, ref_value kwnames,
                                       uint32_t least, uint32_t most);
// For constructors of types whose derived classes may have an __init__ with keywords: the plain type takes none.
OURO_MUST_USE bool plain_keywords(struct ouro *rt, ref_value type, char const *name, ref_value kwnames);
// start and stop of `index(value, start, stop)`, resolved against a length. v: nothing when not given.
OURO_MUST_USE bool container_bound(struct ouro *rt, ref_value v, int64_t otherwise, int64_t *out);
// Position of a subscript that is no slice, negative ones resolved; IndexError for those that fit no 64 bits.
OURO_MUST_USE bool container_position(struct ouro *rt, ref_value key, int64_t length, int64_t *out);

// __class_getitem__ of the generic containers.
own_value container_class_getitem(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
#define CONTAINER_CLASS_GETITEM                                                         \
    {                                                                                   \
        "__class_getitem__", container_class_getitem, 1, 1, NATIVE_CLASS, "See PEP 585" \
    }

// The setter of an attribute that CPython keeps as a read-only member.
bool container_read_only(struct ouro *rt, ref_value self, ref_value value);

// Allocates an object of a built-in type, or of a Python class derived from one. size: of the exact type's block.
own_value container_create(struct ouro *rt, ref_value type, uint32_t number, size_t size);

// iter(x) of an iterator.
own_value iterator_self(struct ouro *rt, ref_value self);

// Entering the repr of a container that may contain itself: 1 it is being printed already, 0 entered (leave it
// afterwards), -1 error.
int repr_enter(struct ouro *rt, ref_value v);
void repr_leave(struct ouro *rt, ref_value v);

// What gc.is_tracked answers: False for what cannot be part of a cycle as it is now.
bool container_is_tracked(struct ouro *rt, ref_value v);

// Repeats the first `size` bytes at `to` until `total` are filled. false: a limit was reached, the rest is undefined.
OURO_MUST_USE bool memory_repeat(struct ouro *rt, void *to, size_t size, size_t total);

#endif
