// SPDX-License-Identifier: MIT
// A value is one 64-bit word. One word, three roles: owned, lent, stored in a heap slot. In the lint build (OURO_LINT)
// the roles are three types, so that the compiler finds a mixed-up reference; in every other build they are one.
//
//   low bits   value
//   ......1    small integer, 63 bits: word = 2n + 1
//   .....10    float: bits + (256 << 52), rotated left by 3 (sign, then the two top exponent bits, come out lowest);
//              the words 2 and 6 are +0.0 and -0.0; what does not fit (about 2^-255 to 2^257 do) is boxed
//   ....000    pointer to a heap object; 0 is "nothing": an empty slot, and as a result "an error is pending"
//   ....100    None, False, True, NotImplemented, Ellipsis, and stop (an iterator's end without an exception); a
//              pointer with bit 2 set also reads as such an immediate: the release walk parks its links that way
//
// One value has one form: no boxed integer that fits 63 bits, no boxed float that fits a word (the verifier checks).
#ifndef OURO_CORE_VALUE_H
#define OURO_CORE_VALUE_H

#include "core/assert.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct ouro;
struct object;

typedef struct {
    uint64_t bits;
} own_value; // whoever has it must release, store, return or give it, once
#ifdef OURO_LINT
typedef struct {
    uint64_t lent_bits;
} ref_value; // somebody else keeps it alive; never released, never stored as it is
typedef struct {
    uint64_t slot_bits;
} slot_value; // a field of a heap object; read by slot_get, written by slot_* only
#else
typedef own_value ref_value;
typedef own_value slot_value;
#endif

// The bits of a value, and a lent or owned value made from bits. The makers are for immediates and for this floor.
OURO_INLINE uint64_t own_bits(own_value v)
{
    return v.bits;
}
OURO_INLINE uint64_t ref_bits(ref_value v)
{
    union {
        ref_value v;
        uint64_t bits;
    } u = {v};
    return u.bits;
}
OURO_INLINE own_value own_from_bits(uint64_t bits)
{
    return (own_value){bits};
}
OURO_INLINE ref_value ref_from_bits(uint64_t bits)
{
    union {
        uint64_t bits;
        ref_value v;
    } u = {bits};
    return u.v;
}
OURO_INLINE ref_value lend(own_value v)
{
    return ref_from_bits(v.bits);
}
OURO_INLINE ref_value slot_get(slot_value s)
{
    union {
        slot_value s;
        ref_value v;
    } u = {s};
    return u.v;
}
// An array of owned values (registers, a window) seen as lent ones: arguments of a native.
OURO_INLINE ref_value const *lend_array(own_value const *v)
{
    return (ref_value const *)v;
}
OURO_INLINE ref_value const *slot_lend_array(slot_value const *v)
{
    return (ref_value const *)v;
}

// Hands an owned variable over: its value, and the variable is empty.
#define give(variable)                 \
    __extension__({                    \
        own_value given_ = (variable); \
        (variable) = (own_value){0};   \
        given_;                        \
    })

#if OURO_CHECK >= 1
static inline void own_at_exit(own_value *v)
{
    OURO_ASSERT(v->bits == 0 && "owned value leaves its scope");
}
#define OWN __attribute__((cleanup(own_at_exit))) own_value
#else
#define OWN own_value
#endif

enum value_word {
    VALUE_NOTHING = 0x00,
    VALUE_NONE = 0x04,
    VALUE_FALSE = 0x0c,
    VALUE_TRUE = 0x14,
    VALUE_NOT_IMPLEMENTED = 0x1c,
    VALUE_ELLIPSIS = 0x24,
    VALUE_STOP = 0x2c,
    VALUE_WORDS_END = 0x1000, // no immediate of the form ...100 lies at or above this, no object below
};

// Immediates are never counted, so one maker serves owned and lent: ref_none, own_none.
#define own_nothing ((own_value){VALUE_NOTHING})
#define own_none ((own_value){VALUE_NONE})
#define own_stop ((own_value){VALUE_STOP})
#define own_not_implemented ((own_value){VALUE_NOT_IMPLEMENTED})
#define own_ellipsis ((own_value){VALUE_ELLIPSIS})
#define own_true ((own_value){VALUE_TRUE})
#define own_false ((own_value){VALUE_FALSE})
#define ref_nothing (ref_from_bits(VALUE_NOTHING))
#define ref_none (ref_from_bits(VALUE_NONE))
#define ref_true (ref_from_bits(VALUE_TRUE))
#define ref_false (ref_from_bits(VALUE_FALSE))

OURO_INLINE own_value own_bool(bool b)
{
    return (own_value){b ? VALUE_TRUE : VALUE_FALSE};
}

// Questions take lent values: ask(lend(v)) for an owned one. `same` is Python's `is`.
OURO_INLINE bool is_nothing(ref_value v)
{
    return ref_bits(v) == VALUE_NOTHING;
}
OURO_INLINE bool is_none(ref_value v)
{
    return ref_bits(v) == VALUE_NONE;
}
OURO_INLINE bool is_stop(ref_value v)
{
    return ref_bits(v) == VALUE_STOP;
}
OURO_INLINE bool is_not_implemented(ref_value v)
{
    return ref_bits(v) == VALUE_NOT_IMPLEMENTED;
}
OURO_INLINE bool is_bool(ref_value v)
{
    return ref_bits(v) == VALUE_FALSE || ref_bits(v) == VALUE_TRUE;
}
OURO_INLINE bool failed(own_value v)
{
    return v.bits == VALUE_NOTHING;
}
OURO_INLINE bool same(ref_value a, ref_value b)
{
    return ref_bits(a) == ref_bits(b);
}
// A heap object (nothing is not one).
OURO_INLINE bool is_object(ref_value v)
{
    return (ref_bits(v) & 7) == 0 && ref_bits(v) != 0;
}

// Small integers.
#define SMALL_INT_MAX ((int64_t)0x3fffffffffffffff)
#define SMALL_INT_MIN (-SMALL_INT_MAX - 1)

OURO_INLINE bool is_small_int(ref_value v)
{
    return ref_bits(v) & 1;
}
OURO_INLINE bool both_small_int(ref_value a, ref_value b)
{
    return ref_bits(a) & ref_bits(b) & 1;
}
OURO_INLINE bool fits_small_int(int64_t n)
{
    return n >= SMALL_INT_MIN && n <= SMALL_INT_MAX;
}
OURO_INLINE int64_t small_int(ref_value v)
{
    return (int64_t)ref_bits(v) >> 1;
}
OURO_INLINE own_value own_small_int(int64_t n)
{
    OURO_ASSERT(fits_small_int(n));
    return (own_value){(uint64_t)n << 1 | 1};
}

// Floats that fit a word.
#define VALUE_FLOAT_BIAS ((uint64_t)256 << 52)

OURO_INLINE bool is_word_float(ref_value v)
{
    return (ref_bits(v) & 3) == 2;
}
OURO_INLINE double word_float(ref_value v)
{
    uint64_t bits = ref_bits(v);
    double d;
    if (OURO_UNLIKELY((bits & ~(uint64_t)4) == 2)) {
        bits = (bits & 4) << 61;
    } else {
        bits = (bits >> 3 | bits << 61) - VALUE_FLOAT_BIAS;
    }
    memcpy(&d, &bits, sizeof d);
    return d;
}
// The word of d, or nothing when d must be boxed.
OURO_INLINE own_value own_word_float(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    uint64_t biased = bits + VALUE_FLOAT_BIAS;
    uint64_t word = biased << 3 | biased >> 61;
    if (OURO_LIKELY((word & 3) == 2 && (word & ~(uint64_t)4) != 2)) {
        return (own_value){word};
    }
    if (bits << 1 == 0) {
        return (own_value){(bits >> 61) | 2};
    }
    return own_nothing;
}

OURO_INLINE struct object *as_object(ref_value v)
{
    return (struct object *)(uintptr_t)ref_bits(v);
}
// A lent reference to an object, whatever its C type (its first member is struct object).
OURO_INLINE ref_value ref_object(void const *o)
{
    return ref_from_bits((uint64_t)(uintptr_t)o);
}
// Takes the one count that a freshly allocated object is born with, as an owned reference.
OURO_INLINE own_value own_object(void *o)
{
    return (own_value){(uint64_t)(uintptr_t)o};
}

#endif
