// SPDX-License-Identifier: MIT
// Integers as sign and limbs, whatever form the value has; results built in new objects and brought to their one form.
#ifndef OURO_OBJECT_INT_LIMBS_H
#define OURO_OBJECT_INT_LIMBS_H

#include "object/int.h"

// Limbs of a value, lent from the object or from `local`: do not copy the struct.
struct int_view {
    uint64_t const *limbs;
    int64_t count; // limbs; 0 for zero
    bool negative;
    uint64_t local;
};
void int_view_of(ref_value v, struct int_view *view); // v is an int (is_int)

// Integers of more bits than this are refused with MemoryError before anything is taken.
#define INT_LIMBS_MOST ((int64_t)1 << 26)

// A new integer object with room for `count` limbs, contents undefined but for size. NULL: MemoryError pending.
struct integer *int_allocate(struct ouro *rt, int64_t count);
// Takes the object with `count` limbs in use: strips high zeros, and gives the small form when it fits.
own_value int_finish(struct ouro *rt, struct integer *n, int64_t count, bool negative);

// (a, b) as a tuple; takes both, also when one is nothing (an error is pending then).
own_value int_pair(struct ouro *rt, own_value pair[2]);
// a / b as a float, correctly rounded; ZeroDivisionError, OverflowError.
own_value int_true_divide(struct ouro *rt, ref_value left, ref_value right);

// limbs kernels (int_kernels.c): GMP's low-level functions on blocks that they need no memory for.
// product has na + nb limbs and overlaps neither factor; na >= nb >= 1. false: MemoryError pending.
OURO_MUST_USE bool limbs_multiply(struct ouro *rt, uint64_t *product, uint64_t const *a, int64_t na, uint64_t const *b,
                                  int64_t nb);
// quotient: na - nb + 1 limbs, remainder: nb limbs; na >= nb >= 1, the top limb of b is not zero; no overlaps.
OURO_MUST_USE bool limbs_divide(struct ouro *rt, uint64_t *quotient, uint64_t *remainder, uint64_t const *a, int64_t na,
                                uint64_t const *b, int64_t nb);

#endif
