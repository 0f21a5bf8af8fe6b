// SPDX-License-Identifier: MIT
// The walker of the heap graph: objects and bytes by type.
#ifndef OURO_INSPECT_WALK_H
#define OURO_INSPECT_WALK_H

#include "core/slot.h"

struct inspect_tally {
    char const *name; // of the row; lent
    ref_value type;   // the Python type, nothing if the row has none
    uint64_t objects;
    uint64_t bytes; // blocks and payload
};

// Fills `largest` with the types that have most bytes, most first; rows with the same type are one. Result: how many
// were filled in, at most `capacity`. Takes no memory.
size_t inspect_largest_types(struct ouro *rt, struct inspect_tally *largest, size_t capacity);

// All objects together.
struct inspect_tally inspect_total(struct ouro *rt);

// Calls each for every live object, leaf ones too; the callback must not allocate or free. false ends the walk.
typedef bool inspect_object_fn(struct ouro *rt, void *to, struct object *o, size_t bytes);
void inspect_each(struct ouro *rt, inspect_object_fn *each, void *to);

#endif
