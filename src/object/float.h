// SPDX-License-Identifier: MIT
// float: a word for most, boxed for the rest (huge, tiny, infinite, not a number); and complex.
#ifndef OURO_OBJECT_FLOAT_H
#define OURO_OBJECT_FLOAT_H

#include "object/type.h"

struct boxed_float {
    struct object header;
    double number;
};
struct complex {
    struct object header;
    double real;
    double imaginary;
};

own_value float_new_boxed(struct ouro *rt, double d);
OURO_INLINE own_value float_new(struct ouro *rt, double d)
{
    own_value v = own_word_float(d);
    return OURO_LIKELY(v.bits != 0) ? v : float_new_boxed(rt, d);
}
OURO_INLINE bool is_float(struct ouro *rt, ref_value v) // float or a subclass
{
    return is_word_float(v) || is_kind(rt, v, TYPE_FLOAT);
}
OURO_INLINE double float_number(ref_value v) // v is a float
{
    return is_word_float(v) ? word_float(v) : ((struct boxed_float *)as_object(v))->number;
}
// format(v, specification), both as they are: v is a float (or a subclass), specification a str.
own_value float_format_value(struct ouro *rt, ref_value v, ref_value specification);
own_value complex_format_value(struct ouro *rt, ref_value v, ref_value specification); // the same for a complex
own_value complex_new(struct ouro *rt, double real, double imaginary);
// The parts of a complex, of what __complex__ gives, or of a real number. May run Python. false: error pending.
bool complex_parts(struct ouro *rt, ref_value v, double *real, double *imaginary);

#endif
