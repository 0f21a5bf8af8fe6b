// SPDX-License-Identifier: MIT
// slice objects.
#include "object/slice.h"

#include "object/container.h"
#include "object/definitions.h"
#include "object/int.h"
#include "object/int_limbs.h"
#include "object/tuple.h"

static struct slice *as_slice(ref_value v)
{
    return (struct slice *)as_object(v);
}

own_value slice_new(struct ouro *rt, ref_value start, ref_value stop, ref_value step)
{
    struct slice *s = object_allocate(rt, HEAP_TRACED, sizeof *s, TYPE_SLICE);
    if (s == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&s->start, is_nothing(start) ? own_none : retain(start));
    slot_init(&s->stop, is_nothing(stop) ? own_none : retain(stop));
    slot_init(&s->step, is_nothing(step) ? own_none : retain(step));
    return own_object(s);
}

// Resolving ----------------------------------------------------------------------------------------------------------

static bool unpack_part(struct ouro *rt, ref_value v, int64_t otherwise, int64_t *out)
{
    *out = otherwise;
    if (is_none(v)) {
        return true;
    }
    if (!is_index(rt, v)) {
        error_raise(rt, TYPE_TYPE_ERROR, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return operation_index_clamped(rt, v, out);
}

bool slice_unpack(struct ouro *rt, ref_value v, int64_t *start, int64_t *stop, int64_t *step)
{
    struct slice *s = as_slice(v);
    if (!unpack_part(rt, slot_get(s->step), 1, step)) {
        return false;
    }
    if (*step == 0) {
        error_raise(rt, TYPE_VALUE_ERROR, "slice step cannot be zero");
        return false;
    }
    if (*step < -INT64_MAX) {
        *step = -INT64_MAX; // so that -step is a number
    }
    return unpack_part(rt, slot_get(s->start), *step < 0 ? INT64_MAX : 0, start) &&
           unpack_part(rt, slot_get(s->stop), *step < 0 ? INT64_MIN : INT64_MAX, stop);
}

static int64_t adjust_bound(int64_t length, int64_t at, bool backward)
{
    if (at < 0) {
        at += length;
        if (at < 0) {
            at = backward ? -1 : 0;
        }
    } else if (at >= length) {
        at = backward ? length - 1 : length;
    }
    return at;
}

int64_t slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step)
{
    OURO_ASSERT(step != 0 && step >= -INT64_MAX && length >= 0);
    *start = adjust_bound(length, *start, step < 0);
    *stop = adjust_bound(length, *stop, step < 0);
    if (step < 0) {
        return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
    }
    return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

bool slice_resolve(struct ouro *rt, ref_value v, int64_t length, int64_t *start, int64_t *stop, int64_t *step,
                   int64_t *count)
{
    if (!slice_unpack(rt, v, start, stop, step)) {
        return false;
    }
    *count = slice_adjust(length, start, stop, *step);
    return true;
}

// Python's numbers, for slice.indices and for slices of long ranges ---------------------------------------------------

// An exact int: neither a bool nor of a subclass.
static own_value plain_index(struct ouro *rt, ref_value v)
{
    own_value index = operation_index(rt, v);
    own_value plain = failed(index) ? own_nothing : int_plain(rt, lend(index));
    release(rt, index);
    return plain;
}

// A part as an int object.
static own_value part_as_int(struct ouro *rt, ref_value v)
{
    if (!is_index(rt, v)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "slice indices must be integers or None or have an __index__ method");
    }
    return plain_index(rt, v);
}

// One bound resolved against a length: like adjust_bound, without a limit. Takes nothing.
static own_value bound_as_int(struct ouro *rt, ref_value v, ref_value length, bool backward, bool is_stop)
{
    own_value lower = own_small_int(backward ? -1 : 0);
    own_value upper = backward ? int_binary(rt, BINARY_SUB, length, lend(own_small_int(1))) : retain(length);
    if (failed(upper)) {
        return upper;
    }
    if (is_none(v)) {
        if (backward != is_stop) {
            return upper;
        }
        release(rt, upper);
        return lower;
    }
    own_value at = part_as_int(rt, v);
    if (!failed(at) && int_sign(rt, lend(at)) < 0) {
        own_value moved = int_binary(rt, BINARY_ADD, lend(at), length);
        release(rt, at);
        at = moved;
        if (!failed(at) && int_compare(rt, lend(at), lend(lower)) < 0) {
            release(rt, at);
            at = lower;
        }
    } else if (!failed(at) && int_compare(rt, lend(at), lend(upper)) > 0) {
        release(rt, at);
        at = retain(lend(upper));
    }
    release(rt, upper);
    return at;
}

bool slice_indices(struct ouro *rt, ref_value v, ref_value length, own_value out[3])
{
    struct slice *s = as_slice(v);
    out[0] = out[1] = own_nothing;
    out[2] = is_none(slot_get(s->step)) ? own_small_int(1) : part_as_int(rt, slot_get(s->step));
    if (failed(out[2])) {
        return false;
    }
    int sign = int_sign(rt, lend(out[2]));
    if (sign == 0) {
        error_raise(rt, TYPE_VALUE_ERROR, "slice step cannot be zero");
    } else {
        out[0] = bound_as_int(rt, slot_get(s->start), length, sign < 0, false);
        out[1] = failed(out[0]) ? own_nothing : bound_as_int(rt, slot_get(s->stop), length, sign < 0, true);
    }
    if (!failed(out[1])) {
        return true;
    }
    release(rt, out[0]);
    release(rt, out[2]);
    return false;
}

// The Python face ----------------------------------------------------------------------------------------------------

METHOD(slice_create)
{
    if (!container_arguments(rt, "slice", count - 1, kwnames, 1, 3)) {
        return own_nothing;
    }
    if (count == 2) {
        return slice_new(rt, ref_none, args[1], ref_none);
    }
    return slice_new(rt, args[1], args[2], count > 3 ? args[3] : ref_none);
}

static own_value slice_repr(struct ouro *rt, ref_value self)
{
    struct slice *s = as_slice(self);
    return str_format(rt, "slice(%R, %R, %R)", slot_get(s->start), slot_get(s->stop), slot_get(s->step));
}

// As tuples of their parts.
static own_value slice_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (!is_exact(self, TYPE_SLICE) || !is_exact(other, TYPE_SLICE)) {
        return own_not_implemented;
    }
    if (same(self, other)) {
        return own_bool(op == COMPARE_EQ || op == COMPARE_LE || op == COMPARE_GE);
    }
    own_value a = tuple_from(rt, slot_lend_array(&as_slice(self)->start), 3);
    own_value b = failed(a) ? own_nothing : tuple_from(rt, slot_lend_array(&as_slice(other)->start), 3);
    own_value result = failed(b) ? own_nothing : operation_compare(rt, op, lend(a), lend(b));
    release(rt, a);
    release(rt, b);
    return result;
}

METHOD(slice_indices_method)
{
    if (!is_index(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object cannot be interpreted as an integer", args[1]);
    }
    own_value length = plain_index(rt, args[1]);
    if (failed(length)) {
        return length;
    }
    own_value result = own_nothing;
    if (int_sign(rt, lend(length)) < 0) {
        error_raise(rt, TYPE_VALUE_ERROR, "length should not be negative");
    } else {
        own_value out[3];
        if (slice_indices(rt, args[0], lend(length), out)) {
            result = tuple_from_owned(rt, out, 3);
        }
    }
    release(rt, length);
    return result;
}

METHOD(slice_reduce)
{
    own_value parts = tuple_from(rt, slot_lend_array(&as_slice(args[0])->start), 3);
    if (failed(parts)) {
        return parts;
    }
    own_value pair[2] = {retain(ref_object(type_by_number(rt, TYPE_SLICE))), parts};
    return tuple_from_owned(rt, pair, 2);
}

#define PART(name)                                                     \
    static own_value slice_get_##name(struct ouro *rt, ref_value self) \
    {                                                                  \
        (void)rt;                                                      \
        return retain(slot_get(as_slice(self)->name));                 \
    }
PART(start)
PART(stop)
PART(step)

static struct native_definition const methods[] = {
    {"indices", slice_indices_method, 1, 1, 0, "S.indices(len) -> (start, stop, stride)"},
    {"__reduce__", slice_reduce, 0, 0, 0, "Return state information for pickling."},
    {0},
};
static struct attribute_definition const attributes[] = {
    {"start", slice_get_start, container_read_only, NULL},
    {"stop", slice_get_stop, container_read_only, NULL},
    {"step", slice_get_step, container_read_only, NULL},
    {0},
};
static struct type_protocol const protocol = {
    .repr = slice_repr,
    .hash = hash_unhashable,
    .compare = slice_compare,
    .create = slice_create,
};

struct type_definition const slice_type_definition = {
    .name = "slice",
    .doc = "Create a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    .number = TYPE_SLICE,
    .base = TYPE_OBJECT,
    .size = sizeof(struct slice),
    .traverse = slots_3_traverse,
    .drop_step = slots_3_drop_step,
    .protocol = &protocol,
    .methods = methods,
    .attributes = attributes,
};
