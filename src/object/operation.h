// SPDX-License-Identifier: MIT
// Python's operations on any values: what the interpreter's slow paths and natives call. Each may run Python (and so
// is a safepoint) unless said otherwise. Arguments are lent; results owned; nothing/-1/false: an error is pending.
#ifndef OURO_OBJECT_OPERATION_H
#define OURO_OBJECT_OPERATION_H

#include "object/type.h"

own_value operation_binary(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right);
own_value operation_in_place(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right);
own_value operation_power(struct ouro *rt, ref_value base, ref_value exponent, ref_value modulus);
own_value operation_unary(struct ouro *rt, enum unary_operator op, ref_value v);
own_value operation_compare(struct ouro *rt, enum compare_operator op, ref_value left, ref_value right);
int operation_compare_truth(struct ouro *rt, enum compare_operator op, ref_value left, ref_value right);
// Equality of container elements: identical values are equal (x is y or x == y).
int operation_equal(struct ouro *rt, ref_value left, ref_value right);
int operation_truth(struct ouro *rt, ref_value v);
// What is left of an operation whose Python method has said NotImplemented, when the caller has called that itself.
// After the left side's method, which must have been the first to be asked, or with nobody left to ask.
enum binary_stage { BINARY_TRIED_IN_PLACE, BINARY_TRIED_LEFT, BINARY_TRIED_ALL };
own_value operation_binary_rest(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right,
                                bool in_place, enum binary_stage tried);
own_value operation_compare_rest(struct ouro *rt, enum compare_operator op, ref_value left, ref_value right,
                                 bool ask_right);
// What len() and iter() make of the result of __len__ and __iter__, taken. -1, nothing: an error is pending.
int64_t operation_length_from(struct ouro *rt, own_value result);
own_value operation_iterator_from(struct ouro *rt, own_value result);
bool operation_hash(struct ouro *rt, ref_value v, int64_t *hash);
own_value operation_repr(struct ouro *rt, ref_value v);
own_value operation_str(struct ouro *rt, ref_value v);
own_value operation_ascii(struct ouro *rt, ref_value v);
own_value operation_format(struct ouro *rt, ref_value v, ref_value specification); // specification: str

own_value operation_call(struct ouro *rt, ref_value callee, ref_value const *args, uint32_t count, ref_value kwnames);
// Calls the method `name` of args[0]; args[1...] are its arguments. Makes no bound method for plain functions.
own_value operation_call_method(struct ouro *rt, ref_value name, ref_value const *args, uint32_t count,
                                ref_value kwnames);
// Calls the special method found on the type of args[0], as operators do. Nothing without an error: it has none.
own_value operation_call_special(struct ouro *rt, enum name_number special, ref_value const *args, uint32_t count);
own_value operation_call_0(struct ouro *rt, ref_value callee);
own_value operation_call_1(struct ouro *rt, ref_value callee, ref_value argument);

own_value operation_get_attribute(struct ouro *rt, ref_value v, ref_value name);
// As getattr(v, name, None-like): own_stop, no error pending, when there is none (AttributeError swallowed).
own_value operation_find_attribute(struct ouro *rt, ref_value v, ref_value name);
bool operation_set_attribute(struct ouro *rt, ref_value v, ref_value name, ref_value value); // value nothing: delete

int64_t operation_length(struct ouro *rt, ref_value v);
int64_t operation_length_hint(struct ouro *rt, ref_value v, int64_t otherwise);
own_value operation_get_item(struct ouro *rt, ref_value v, ref_value key);
// Is it one of CPython's types with the sequence protocol, though perhaps with nothing of it that the operation wants?
bool type_is_sequence(struct type const *t);
bool operation_set_item(struct ouro *rt, ref_value v, ref_value key, ref_value value); // value nothing: delete
int operation_contains(struct ouro *rt, ref_value container, ref_value item);

own_value operation_iterate(struct ouro *rt, ref_value v);
own_value operation_next(struct ouro *rt, ref_value iterator); // own_stop at the end
// Fills a new list or tuple from an iterable.
own_value operation_list(struct ouro *rt, ref_value iterable);
own_value operation_tuple(struct ouro *rt, ref_value iterable);

// Integers from anything with __index__. operation_index gives an int object; _int64 fails with OverflowError
// ("Python int too large to convert to C ssize_t" or the exception given); _clamped saturates (slices, indexes).
own_value operation_index(struct ouro *rt, ref_value v);
// What a conversion to int gave (consumed) as an exact int: a DeprecationWarning for an instance of a subclass,
// TypeError for anything else.
own_value operation_exact_int(struct ouro *rt, own_value result, char const *method);
bool operation_index_int64(struct ouro *rt, ref_value v, int64_t *out, enum type_number overflow_exception);
// As a C int: "Python int too large to convert to C int", however far out.
bool operation_index_int32(struct ouro *rt, ref_value v, int32_t *out);
bool operation_index_clamped(struct ouro *rt, ref_value v, int64_t *out);
bool operation_double(struct ouro *rt, ref_value v, double *out);
bool operation_to_float(struct ouro *rt, ref_value v, double *out); // asks the __float__ of a subclass of float too

// isinstance and issubclass with all their hooks; -1 on error.
int operation_is_instance(struct ouro *rt, ref_value v, ref_value classes);
int operation_is_subclass(struct ouro *rt, ref_value derived, ref_value classes);

// Binds arguments of a native with keywords. names[0..count): parameter names; the first `positional_only` cannot be
// given by name, those from `keyword_only_from` on only by name; `required` first ones must be given.
// out[i]: lent value or nothing when not given. false: TypeError pending with CPython's message.
struct signature {
    char const *function; // "sorted"
    char const *const *names;
    uint16_t count;
    uint16_t required;
    uint16_t positional_only;
    uint16_t keyword_only_from; // == count when there is none
};
OURO_MUST_USE bool arguments_bind(struct ouro *rt, struct signature const *signature, ref_value const *args,
                                  uint32_t count, ref_value kwnames, ref_value *out);

#endif
