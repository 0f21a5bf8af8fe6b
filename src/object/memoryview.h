// SPDX-License-Identifier: MIT
// What the files of memoryview share.
#ifndef OURO_OBJECT_MEMORYVIEW_H
#define OURO_OBJECT_MEMORYVIEW_H

#include "object/buffer.h"
#include "object/error.h"
#include "object/int.h"
#include "object/str.h"

OURO_INLINE int64_t *memoryview_strides(struct memoryview *m)
{
    return m->shape + (m->shape == m->line ? 1 : m->dimensions);
}
// false: the view was released; ValueError pending. Whatever runs Python may release it: check again afterwards.
OURO_MUST_USE bool memoryview_check(struct ouro *rt, struct memoryview *m);
// A view of the exporter with room for so many dimensions, holding an export, its other fields zero. NULL: no memory.
struct memoryview *memoryview_allocate(struct ouro *rt, ref_value exporter, int dimensions);
// The same memory; with as many dimensions, the same shape.
struct memoryview *memoryview_copy(struct ouro *rt, struct memoryview *m, int dimensions);
// Computes size and contiguity from shape and strides.
void memoryview_update(struct memoryview *m);
// All items one after the other, the last index (order 'F': the first) running fastest. Owned bytes.
own_value memoryview_bytes(struct ouro *rt, struct memoryview *m, char order);

// memoryview_items.c
native_fn memoryview_hex, memoryview_tobytes, memoryview_tolist;
bool memoryview_hash(struct ouro *rt, ref_value self, int64_t *hash);
own_value memoryview_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op);
own_value memoryview_iterate(struct ouro *rt, ref_value self);
int64_t memoryview_length(struct ouro *rt, ref_value self);
own_value memoryview_get_item(struct ouro *rt, ref_value self, ref_value key);
bool memoryview_set_item(struct ouro *rt, ref_value self, ref_value key, ref_value value);

#endif
