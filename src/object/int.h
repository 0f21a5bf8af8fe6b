// SPDX-License-Identifier: MIT
// int: a small one is a word; others are sign and limbs of 64 bits in the runtime's heap, GMP's kernels underneath.
#ifndef OURO_OBJECT_INT_H
#define OURO_OBJECT_INT_H

#include "object/type.h"

// size: number of limbs, negative for negative numbers; the top limb is not zero; never fits a small int
// (an instance of a subclass of int holds any number this way, size 0 for zero).
struct integer {
    struct object header;
    int64_t size;
    uint64_t limbs[];
};

OURO_INLINE bool is_int(struct ouro *rt, ref_value v) // int, bool or a subclass
{
    return is_small_int(v) || is_bool(v) || is_kind(rt, v, TYPE_INT);
}
own_value int_from_int64(struct ouro *rt, int64_t n);
own_value int_from_uint64(struct ouro *rt, uint64_t n);
own_value int_from_double(struct ouro *rt, double d); // truncates; OverflowError/ValueError for inf/nan
// From digits: base 2..36, or 0 for Python's prefixes; underscores as in literals. ValueError is the caller's:
// own_stop when the text is no integer.
own_value int_from_text(struct ouro *rt, char const *text, size_t size, int base);
own_value int_to_text(struct ouro *rt, ref_value v, int base, bool prefix); // str
// v must be an int (is_int). false with no error pending: does not fit.
bool int_to_int64(struct ouro *rt, ref_value v, int64_t *out);
bool int_to_uint64_masked(struct ouro *rt, ref_value v, uint64_t *out); // modulo 2^64
bool int_to_double(struct ouro *rt, ref_value v, double *out);          // false: OverflowError pending
int int_sign(struct ouro *rt, ref_value v);
own_value int_binary(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right); // both are ints
int int_compare(struct ouro *rt, ref_value left, ref_value right);   // both are ints: -1, 0, 1
own_value int_gcd(struct ouro *rt, ref_value left, ref_value right); // both are ints; never negative
int64_t int_bit_length(ref_value v);                                 // of the magnitude of an int
own_value int_power_modulo(struct ouro *rt, ref_value base, ref_value exponent, ref_value modulus);
own_value int_format(struct ouro *rt, ref_value v, ref_value specification);
int64_t int_hash(struct ouro *rt, ref_value v);
// An exact int with the value of v: v itself unless it is a bool or of a subclass.
own_value int_plain(struct ouro *rt, ref_value v);

#endif
