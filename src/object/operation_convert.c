// SPDX-License-Identifier: MIT
// Text, integers and floats of any value; isinstance and issubclass.
#include "object/class.h"
#include "object/error.h"
#include "object/float.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/warning.h"

// Text ----------------------------------------------------------------------------------------------------------------

static own_value text_hooked(struct ouro *rt, enum name_number special, ref_value v)
{
    own_value text = operation_call_special(rt, special, &v, 1);
    if (failed(text)) {
        return error_pending(rt) ? text : error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not callable", v);
    }
    if (!is_str(rt, lend(text))) {
        error_raise(rt, TYPE_TYPE_ERROR, "%U returned non-string (type %T)", name_of(rt, special), lend(text));
        release(rt, text);
        return own_nothing;
    }
    return text;
}

own_value operation_repr(struct ouro *rt, ref_value v)
{
    struct type *t = type_of(rt, v);
    if (!is_object(v)) {
        return t->protocol->repr(rt, v);
    }
    if (!depth_enter(rt, " while getting the repr of an object")) {
        return own_nothing;
    }
    own_value text = type_overrides(t, NAME_repr) ? text_hooked(rt, NAME_repr, v) : t->protocol->repr(rt, v);
    depth_leave(rt);
    return text;
}

own_value operation_str(struct ouro *rt, ref_value v)
{
    if (is_exact(v, TYPE_STR)) {
        return retain(v);
    }
    if (is_small_int(v)) {
        return str_from_int64(rt, small_int(v));
    }
    struct type *t = type_of(rt, v);
    if (!depth_enter(rt, " while getting the str of an object")) {
        return own_nothing;
    }
    own_value text = type_overrides(t, NAME_str) ? text_hooked(rt, NAME_str, v) : t->protocol->str(rt, v);
    depth_leave(rt);
    if (!failed(text) && OURO_UNLIKELY(!is_str(rt, lend(text)))) {
        error_raise(rt, TYPE_TYPE_ERROR, "__str__ returned non-string (type %T)", lend(text));
        release(rt, text);
        return own_nothing;
    }
    return text;
}

own_value operation_ascii(struct ouro *rt, ref_value v)
{
    return str_escape_wide(rt, operation_repr(rt, v));
}

own_value operation_format(struct ouro *rt, ref_value v, ref_value specification)
{
    own_value text = format_quick(rt, v, specification);
    if (!is_stop(lend(text))) {
        return text;
    }
    ref_value args[] = {v, specification};
    text = operation_call_special(rt, NAME_format, args, 2);
    if (failed(text)) {
        return error_pending(rt) ? text : error_raise(rt, TYPE_TYPE_ERROR, "Type %T doesn't define __format__", v);
    }
    if (!is_str(rt, lend(text))) {
        error_raise(rt, TYPE_TYPE_ERROR, "__format__ must return a str, not %T", lend(text));
        release(rt, text);
        return own_nothing;
    }
    return text;
}

// Numbers -------------------------------------------------------------------------------------------------------------

own_value operation_index(struct ouro *rt, ref_value v)
{
    if (is_int(rt, v)) {
        return retain(v);
    }
    struct type *t = type_of(rt, v);
    own_value result = own_nothing;
    if (type_overrides(t, NAME_index)) {
        result = operation_call_special(rt, NAME_index, &v, 1);
    } else if (t->protocol->index != NULL) {
        result = t->protocol->index(rt, v);
    }
    if (failed(result)) {
        return error_pending(rt)
                   ? result
                   : error_raise(rt, TYPE_TYPE_ERROR, "'%T' object cannot be interpreted as an integer", v);
    }
    return operation_exact_int(rt, result, "__index__");
}

own_value operation_exact_int(struct ouro *rt, own_value result, char const *method)
{
    if (failed(result) || is_small_int(lend(result)) || is_exact(lend(result), TYPE_INT)) {
        return result;
    }
    own_value exact = own_nothing;
    if (!is_int(rt, lend(result))) {
        error_raise(rt, TYPE_TYPE_ERROR, "%s returned non-int (type %T)", method, lend(result));
    } else if (warning_raise(rt, TYPE_DEPRECATION_WARNING, 1,
                             "%s returned non-int (type %T).  The ability to return an instance of a strict subclass "
                             "of int is deprecated, and may be removed in a future version of Python.",
                             method, lend(result))) {
        exact = int_plain(rt, lend(result));
    }
    release(rt, result);
    return exact;
}

bool operation_index_int64(struct ouro *rt, ref_value v, int64_t *out, enum type_number overflow_exception)
{
    if (is_small_int(v)) {
        *out = small_int(v);
        return true;
    }
    own_value index = operation_index(rt, v);
    if (failed(index)) {
        return false;
    }
    bool fits = int_to_int64(rt, lend(index), out);
    release(rt, index);
    if (!fits) {
        if (overflow_exception == TYPE_OVERFLOW_ERROR) {
            (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
        } else {
            (void)error_raise(rt, overflow_exception, "cannot fit '%T' into an index-sized integer", v);
        }
    }
    return fits;
}

bool operation_index_int32(struct ouro *rt, ref_value v, int32_t *out)
{
    own_value index = operation_index(rt, v);
    if (failed(index)) {
        return false;
    }
    int64_t n;
    bool fits = int_to_int64(rt, lend(index), &n) && n >= INT32_MIN && n <= INT32_MAX;
    release(rt, index);
    if (!fits) {
        (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C int");
        return false;
    }
    *out = (int32_t)n;
    return true;
}

bool operation_index_clamped(struct ouro *rt, ref_value v, int64_t *out)
{
    if (is_small_int(v)) {
        *out = small_int(v);
        return true;
    }
    own_value index = operation_index(rt, v);
    if (failed(index)) {
        return false;
    }
    if (!int_to_int64(rt, lend(index), out)) {
        *out = int_sign(rt, lend(index)) < 0 ? INT64_MIN : INT64_MAX;
    }
    release(rt, index);
    return true;
}

bool operation_double(struct ouro *rt, ref_value v, double *out)
{
    if (is_float(rt, v)) {
        *out = float_number(v);
        return true;
    }
    return operation_to_float(rt, v, out);
}

bool operation_to_float(struct ouro *rt, ref_value v, double *out)
{
    struct type *t = type_of(rt, v);
    own_value result = own_nothing;
    if (type_overrides(t, NAME_float)) {
        result = operation_call_special(rt, NAME_float, &v, 1);
    } else if (t->protocol->floating != NULL && !is_int(rt, v)) {
        result = t->protocol->floating(rt, v);
    } else if (is_int(rt, v)) {
        return int_to_double(rt, v, out);
    } else if (t->protocol->index != NULL || type_overrides(t, NAME_index)) {
        result = operation_index(rt, v);
        bool done = !failed(result) && int_to_double(rt, lend(result), out);
        release(rt, result);
        return done;
    }
    if (failed(result)) {
        if (!error_pending(rt)) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "must be real number, not %T", v);
        }
        return false;
    }
    bool real = is_float(rt, lend(result));
    if (!real) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%T.__float__ returned non-float (type %T)", v, lend(result));
    } else {
        *out = float_number(lend(result));
        real = is_word_float(lend(result)) || is_exact(lend(result), TYPE_FLOAT) ||
               warning_raise(rt, TYPE_DEPRECATION_WARNING, 1,
                             "%T.__float__ returned non-float (type %T).  The ability to return an instance of a "
                             "strict subclass of float is deprecated, and may be removed in a future version of "
                             "Python.",
                             v, lend(result));
    }
    release(rt, result);
    return real;
}

// Classes -------------------------------------------------------------------------------------------------------------

// `__bases__` of something that is not a type, as a tuple: owned; own_stop when it has none.
static own_value abstract_bases(struct ouro *rt, ref_value v)
{
    own_value bases = operation_find_attribute(rt, v, name_of(rt, NAME_bases));
    if (failed(bases) || is_stop(lend(bases)) || is_tuple(rt, lend(bases))) {
        return bases;
    }
    release(rt, bases);
    return own_stop;
}

// Walks __bases__ of class-like objects. -1: error.
static int abstract_subclass(struct ouro *rt, ref_value derived, ref_value class)
{
    if (same(derived, class)) {
        return 1;
    }
    own_value bases = abstract_bases(rt, derived);
    if (failed(bases) || is_stop(lend(bases))) {
        return failed(bases) ? -1 : 0;
    }
    if (!depth_enter(rt, " in __subclasscheck__")) {
        release(rt, bases);
        return -1;
    }
    int result = 0;
    for (uint64_t i = 0; result == 0 && i < as_tuple(lend(bases))->length; i++) {
        result = abstract_subclass(rt, tuple_item(lend(bases), i), class);
    }
    depth_leave(rt);
    release(rt, bases);
    return result;
}

static int check_class(struct ouro *rt, ref_value v, char const *message)
{
    if (is_object(v) && is_type(rt, v)) {
        return 1;
    }
    own_value bases = abstract_bases(rt, v);
    if (failed(bases)) {
        return -1;
    }
    if (is_stop(lend(bases))) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s", message);
        return -1;
    }
    release(rt, bases);
    return 1;
}

int class_plain_instance(struct ouro *rt, ref_value v, ref_value class)
{
    if (is_object(class) && is_type(rt, class)) {
        if (type_is_subtype(type_of(rt, v), as_type(class))) {
            return 1;
        }
        own_value other = operation_find_attribute(rt, v, name_of(rt, NAME_class));
        if (failed(other)) {
            return -1;
        }
        int result = is_object(lend(other)) && !same(lend(other), ref_object(type_of(rt, v))) &&
                     is_type(rt, lend(other)) && type_is_subtype(as_type(lend(other)), as_type(class));
        release(rt, other);
        return result;
    }
    if (check_class(rt, class, "isinstance() arg 2 must be a type, a tuple of types, or a union") < 0) {
        return -1;
    }
    own_value other = operation_find_attribute(rt, v, name_of(rt, NAME_class));
    if (failed(other) || is_stop(lend(other))) {
        return failed(other) ? -1 : 0;
    }
    int result = abstract_subclass(rt, lend(other), class);
    release(rt, other);
    return result;
}

int class_plain_subclass(struct ouro *rt, ref_value derived, ref_value class)
{
    if (is_object(class) && is_object(derived) && is_type(rt, class) && is_type(rt, derived)) {
        return type_is_subtype(as_type(derived), as_type(class));
    }
    if (check_class(rt, derived, "issubclass() arg 1 must be a class") < 0 ||
        check_class(rt, class, "issubclass() arg 2 must be a class, a tuple of classes, or a union") < 0) {
        return -1;
    }
    return abstract_subclass(rt, derived, class);
}

typedef int check_fn(struct ouro *rt, ref_value v, ref_value classes);

// A tuple of classes: any of them.
static int check_each(struct ouro *rt, ref_value v, ref_value classes, check_fn *check)
{
    if (!depth_enter(rt, " in __instancecheck__")) {
        return -1;
    }
    int result = 0;
    for (uint64_t i = 0; result == 0 && i < as_tuple(classes)->length; i++) {
        result = check(rt, v, tuple_item(classes, i));
    }
    depth_leave(rt);
    return result;
}

// The hook on the class's class; 2 when there is none.
static int check_hook(struct ouro *rt, enum name_number special, ref_value v, ref_value class)
{
    ref_value args[] = {class, v};
    own_value answer = operation_call_special(rt, special, args, 2);
    if (failed(answer)) {
        return error_pending(rt) ? -1 : 2;
    }
    int truth = operation_truth(rt, lend(answer));
    release(rt, answer);
    return truth;
}

int operation_is_instance(struct ouro *rt, ref_value v, ref_value classes)
{
    if (same(ref_object(type_of(rt, v)), classes)) {
        return 1;
    }
    if (is_exact(classes, TYPE_TYPE)) {
        return class_plain_instance(rt, v, classes);
    }
    if (is_object(classes) && is_tuple(rt, classes)) {
        return check_each(rt, v, classes, operation_is_instance);
    }
    int result = check_hook(rt, NAME_instancecheck, v, classes);
    return result == 2 ? class_plain_instance(rt, v, classes) : result;
}

int operation_is_subclass(struct ouro *rt, ref_value derived, ref_value classes)
{
    if (is_exact(classes, TYPE_TYPE)) {
        return same(derived, classes) ? 1 : class_plain_subclass(rt, derived, classes);
    }
    if (is_object(classes) && is_tuple(rt, classes)) {
        return check_each(rt, derived, classes, operation_is_subclass);
    }
    int result = check_hook(rt, NAME_subclasscheck, derived, classes);
    return result == 2 ? class_plain_subclass(rt, derived, classes) : result;
}
