// SPDX-License-Identifier: MIT
// slice and range.
#ifndef OURO_OBJECT_SLICE_H
#define OURO_OBJECT_SLICE_H

#include "object/type.h"

struct slice {
    struct object header;
    slot_value start;
    slot_value stop;
    slot_value step;
};
own_value slice_new(struct ouro *rt, ref_value start, ref_value stop, ref_value step);
// Resolves a slice against a length, as slice.indices does but saturated. false: error pending (may run __index__).
// *count: number of items selected.
bool slice_resolve(struct ouro *rt, ref_value slice, int64_t length, int64_t *start, int64_t *stop, int64_t *step,
                   int64_t *count);
// The same after the caller has unpacked start/stop/step by slice_unpack and may have changed the length since.
bool slice_unpack(struct ouro *rt, ref_value slice, int64_t *start, int64_t *stop, int64_t *step);
int64_t slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step);

// The same in Python's ints, without a limit: start, stop, step, owned. length: an int that is not negative.
bool slice_indices(struct ouro *rt, ref_value slice, ref_value length, own_value out[3]);

// A range whose three numbers and length fit 64 bits holds them raw; otherwise as objects (long form).
struct range {
    struct object header;
    bool is_long;
    int64_t start, stop, step, length;
    slot_value long_start, long_stop, long_step, long_length;
};
struct long_range_iterator {
    struct object header;
    slot_value next; // nothing: exhausted
    slot_value step;
    slot_value left;
};
own_value range_new(struct ouro *rt, ref_value start, ref_value stop, ref_value step);
struct range_iterator {
    struct object header;
    int64_t next;
    int64_t step;
    int64_t left;
    int64_t length; // of the whole range: for __reduce__ and __setstate__
};
// The next one where that is a matter of small integers; nothing: the long way has to look.
OURO_INLINE own_value range_iterator_step(struct range_iterator *range)
{
    if (OURO_UNLIKELY(range->left <= 0 || !fits_small_int(range->next))) {
        return own_nothing;
    }
    own_value v = own_small_int(range->next);
    range->left--;
    range->next = (int64_t)((uint64_t)range->next + (uint64_t)range->step);
    return v;
}

#endif
