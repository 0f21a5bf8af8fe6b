// SPDX-License-Identifier: MIT
// ouro.h: making and reading values, questions about them.
#include "api/state.h"
#include "object/bytes.h"
#include "object/class.h"
#include "object/codec.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/utf8.h"

#include <stdarg.h>
#include <stdio.h>

// Questions -----------------------------------------------------------------------------------------------------------

ouro_kind ouro_kind_of(ouro *rt, ouro_value value)
{
    if (!handle_is_good(rt, value)) {
        return OURO_KIND_OTHER;
    }
    switch (layout_of(rt, value_in(value))) {
    case TYPE_NONE:
        return OURO_KIND_NONE;
    case TYPE_BOOL:
        return OURO_KIND_BOOL;
    case TYPE_INT:
        return OURO_KIND_INT;
    case TYPE_FLOAT:
        return OURO_KIND_FLOAT;
    case TYPE_STR:
        return OURO_KIND_STR;
    case TYPE_BYTES:
        return OURO_KIND_BYTES;
    case TYPE_LIST:
        return OURO_KIND_LIST;
    case TYPE_TUPLE:
        return OURO_KIND_TUPLE;
    case TYPE_DICT:
        return OURO_KIND_DICT;
    case TYPE_SET:
    case TYPE_FROZENSET:
        return OURO_KIND_SET;
    case TYPE_TYPE:
        return OURO_KIND_TYPE;
    case TYPE_MODULE:
        return OURO_KIND_MODULE;
    default:
        return OURO_KIND_OTHER;
    }
}

char const *ouro_type_name(ouro *rt, ouro_value value)
{
    return !handle_is_good(rt, value) ? "" : type_name(rt, type_of(rt, value_in(value)));
}

ouro_value ouro_type_of(ouro *rt, ouro_value value)
{
    return api_enter_with(rt, value) ? api_leave_with(rt, retain(ref_object(type_of(rt, value_in(value))))) : NULL;
}

int ouro_is_instance(ouro *rt, ouro_value value, ouro_value classes)
{
    if (!api_enter_with_2(rt, value, classes)) {
        return -1;
    }
    int result = operation_is_instance(rt, value_in(value), value_in(classes));
    api_leave(rt);
    return result;
}

bool ouro_is(ouro *rt, ouro_value left, ouro_value right)
{
    return handle_is_good(rt, left) && handle_is_good(rt, right) && same(value_in(left), value_in(right));
}

bool ouro_is_none(ouro *rt, ouro_value value)
{
    return handle_is_good(rt, value) && is_none(value_in(value));
}

bool ouro_is_callable(ouro *rt, ouro_value value)
{
    if (!handle_is_good(rt, value)) {
        return false;
    }
    struct type *type = type_of(rt, value_in(value));
    return type->protocol->call != NULL || type_overrides(type, NAME_call);
}

// Making --------------------------------------------------------------------------------------------------------------

ouro_value ouro_int(ouro *rt, int64_t number)
{
    return api_enter(rt) ? api_leave_with(rt, int_from_int64(rt, number)) : NULL;
}

ouro_value ouro_unsigned(ouro *rt, uint64_t number)
{
    return api_enter(rt) ? api_leave_with(rt, int_from_uint64(rt, number)) : NULL;
}

ouro_value ouro_int_from_text(ouro *rt, char const *text, size_t size, int base)
{
    if (!api_enter(rt)) {
        return NULL;
    }
    bool base_is_good = base == 0 || (base >= 2 && base <= 36);
    own_value v = base_is_good ? int_from_text(rt, text, size, base) : own_stop;
    if (is_stop(lend(v))) {
        v = error_raise(
            rt, TYPE_VALUE_ERROR,
            base_is_good ? "invalid literal for int() with base %d" : "int() base must be >= 2 and <= 36, or 0", base);
    }
    return api_leave_with(rt, v);
}

ouro_value ouro_float(ouro *rt, double number)
{
    return api_enter(rt) ? api_leave_with(rt, float_new(rt, number)) : NULL;
}

ouro_value ouro_str(ouro *rt, char const *utf8, size_t size)
{
    return api_enter(rt) ? api_leave_with(rt, codec_decode_utf8(rt, utf8, size)) : NULL;
}

ouro_value ouro_text(ouro *rt, char const *utf8)
{
    return api_enter(rt) ? api_leave_with(rt, api_text(rt, utf8)) : NULL;
}

ouro_value ouro_format(ouro *rt, char const *format, ...)
{
    if (!api_enter(rt)) {
        return NULL;
    }
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    char few[256];
    int size = vsnprintf(few, sizeof few, format, arguments);
    own_value v = own_nothing;
    if (size >= 0 && (size_t)size < sizeof few) {
        v = codec_decode_utf8(rt, few, (size_t)size);
    } else if (size >= 0) {
        char *text = heap_raw_allocate(&rt->heap, (size_t)size + 1);
        v = text == NULL ? error_no_memory(rt) : own_nothing;
        if (text != NULL) {
            (void)vsnprintf(text, (size_t)size + 1, format, again);
            v = codec_decode_utf8(rt, text, (size_t)size);
            heap_raw_free(&rt->heap, text, (size_t)size + 1);
        }
    } else {
        v = error_raise(rt, TYPE_VALUE_ERROR, "the text cannot be formatted");
    }
    va_end(again);
    va_end(arguments);
    return api_leave_with(rt, v);
}

ouro_value ouro_bytes(ouro *rt, void const *data, size_t size)
{
    return api_enter(rt) ? api_leave_with(rt, bytes_new(rt, size > 0 ? data : "", size)) : NULL;
}

// Reading -------------------------------------------------------------------------------------------------------------

// Enters; what is not of the kind is refused.
static bool enter_kind(struct ouro *rt, ouro_value value, bool (*is_kind_of)(struct ouro *rt, ref_value v),
                       char const *expected)
{
    if (!api_enter_with(rt, value)) {
        return false;
    }
    if (!is_kind_of(rt, value_in(value))) {
        error_raise(rt, TYPE_TYPE_ERROR, "%s expected, not %T", expected, value_in(value));
        api_leave(rt);
        return false;
    }
    return true;
}

static bool kind_int(struct ouro *rt, ref_value v)
{
    return is_int(rt, v);
}

static bool kind_number(struct ouro *rt, ref_value v)
{
    return is_int(rt, v) || is_float(rt, v);
}

static bool kind_str(struct ouro *rt, ref_value v)
{
    return is_str(rt, v);
}

static bool kind_bytes(struct ouro *rt, ref_value v)
{
    return is_bytes(rt, v);
}

bool ouro_get_int(ouro *rt, ouro_value value, int64_t *number)
{
    if (!enter_kind(rt, value, kind_int, "int")) {
        return false;
    }
    bool fits = int_to_int64(rt, value_in(value), number);
    if (!fits && !error_pending(rt)) {
        error_raise(rt, TYPE_OVERFLOW_ERROR, "int too large to convert to int64_t");
    }
    api_leave(rt);
    return fits;
}

bool ouro_get_unsigned(ouro *rt, ouro_value value, uint64_t *number)
{
    if (!enter_kind(rt, value, kind_int, "int")) {
        return false;
    }
    ref_value v = value_in(value);
    bool fits = int_sign(rt, v) >= 0 && int_bit_length(v) <= 64 && int_to_uint64_masked(rt, v, number);
    if (!fits && !error_pending(rt)) {
        error_raise(rt, TYPE_OVERFLOW_ERROR,
                    int_sign(rt, v) < 0 ? "can't convert negative int to unsigned"
                                        : "int too large to convert to uint64_t");
    }
    api_leave(rt);
    return fits;
}

bool ouro_get_float(ouro *rt, ouro_value value, double *number)
{
    if (!enter_kind(rt, value, kind_number, "float")) {
        return false;
    }
    ref_value v = value_in(value);
    bool done = true;
    if (is_float(rt, v)) {
        *number = float_number(v);
    } else {
        done = int_to_double(rt, v, number);
    }
    api_leave(rt);
    return done;
}

char const *ouro_get_str(ouro *rt, ouro_value value, size_t *size)
{
    if (!enter_kind(rt, value, kind_str, "str")) {
        return NULL;
    }
    struct str *s = as_str(value_in(value));
    char const *text = str_bytes(s);
    if (!str_is_ascii(s) && utf8_find_surrogate(text, str_size(s)) < str_size(s)) {
        release(rt, codec_encode(rt, value_in(value), "utf-8", "strict")); // raises
        text = NULL;
    } else if (size != NULL) {
        *size = str_size(s);
    }
    api_leave(rt);
    return text;
}

void const *ouro_get_bytes(ouro *rt, ouro_value value, size_t *size)
{
    if (!enter_kind(rt, value, kind_bytes, "bytes")) {
        return NULL;
    }
    struct bytes *b = as_bytes(value_in(value));
    if (size != NULL) {
        *size = b->size;
    }
    api_leave(rt);
    return b->data;
}

// Of any value --------------------------------------------------------------------------------------------------------

ouro_value ouro_str_of(ouro *rt, ouro_value value)
{
    return api_enter_running_with(rt, value) ? api_leave_with(rt, operation_str(rt, value_in(value))) : NULL;
}

ouro_value ouro_repr_of(ouro *rt, ouro_value value)
{
    return api_enter_running_with(rt, value) ? api_leave_with(rt, operation_repr(rt, value_in(value))) : NULL;
}

int ouro_truth(ouro *rt, ouro_value value)
{
    if (!api_enter_running_with(rt, value)) {
        return -1;
    }
    int result = operation_truth(rt, value_in(value));
    api_leave(rt);
    return result;
}

int ouro_compare(ouro *rt, ouro_comparison comparison, ouro_value left, ouro_value right)
{
    _Static_assert((int)OURO_LT == (int)COMPARE_LT && (int)OURO_GE == (int)COMPARE_GE &&
                       (int)OURO_EQ == (int)COMPARE_EQ,
                   "the public numbers are the inner ones");
    if (!api_enter_with_2(rt, left, right)) {
        return -1;
    }
    int result = (unsigned)comparison <= OURO_GE
                     ? operation_compare_truth(rt, (enum compare_operator)comparison, value_in(left), value_in(right))
                     : (error_raise(rt, TYPE_SYSTEM_ERROR, "no such comparison"), -1);
    api_leave(rt);
    return result;
}

bool ouro_hash(ouro *rt, ouro_value value, int64_t *hash)
{
    if (!api_enter_running_with(rt, value)) {
        return false;
    }
    bool done = operation_hash(rt, value_in(value), hash);
    api_leave(rt);
    return done;
}
