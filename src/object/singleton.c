// SPDX-License-Identifier: MIT
// None, NotImplemented and Ellipsis: values without an object, and their types.
#include "object/class.h"
#include "object/error.h"
#include "object/generic.h"
#include "object/hash.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"

static bool refuse_arguments(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (count == 1 && (is_nothing(kwnames) || as_tuple(kwnames)->length == 0)) {
        return true;
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "%N takes no arguments", as_type(args[0]));
    return false;
}

#define CREATE(name, value)                                                                                   \
    static own_value name##_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                         \
        return refuse_arguments(rt, args, count, kwnames) ? value : own_nothing;                              \
    }                                                                                                         \
    static own_value name##_reduce(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                         \
        (void)count, (void)kwnames;                                                                           \
        return operation_repr(rt, args[0]);                                                                   \
    }
static own_value none_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    return refuse_arguments(rt, args, count, kwnames) ? own_none : own_nothing;
}
CREATE(not_implemented, own_not_implemented)
CREATE(ellipsis, own_ellipsis)

static own_value none_repr(struct ouro *rt, ref_value v)
{
    (void)v;
    return str_intern(rt, "None", 4);
}
static int none_truth(struct ouro *rt, ref_value v)
{
    (void)rt, (void)v;
    return 0;
}
static bool none_hash(struct ouro *rt, ref_value v, int64_t *hash)
{
    (void)rt, (void)v;
    *hash = HASH_NONE;
    return true;
}
static own_value none_or(struct ouro *rt, ref_value left, ref_value right)
{
    if (is_none(left) && is_none(right)) {
        return own_not_implemented;
    }
    return union_new(rt, left, right);
}

static own_value not_implemented_repr(struct ouro *rt, ref_value v)
{
    (void)v;
    return str_from(rt, "NotImplemented");
}
static own_value ellipsis_repr(struct ouro *rt, ref_value v)
{
    (void)v;
    return str_from(rt, "Ellipsis");
}

#define METHODS(name)                                                              \
    (struct native_definition const[])                                             \
    {                                                                              \
        {"__reduce__", name##_reduce, 0, 0, 0, NULL}, {NULL, NULL, 0, 0, 0, NULL}, \
    }

struct type_definition const none_type_definition = {
    .name = "NoneType",
    .number = TYPE_NONE,
    .base = TYPE_OBJECT,
    .flags = TYPE_IS_LEAF,
    .size = sizeof(struct object),
    .protocol = &(struct type_protocol const){.repr = none_repr,
                                              .hash = none_hash,
                                              .truth = none_truth,
                                              .create = none_create,
                                              .binary[BINARY_OR] = none_or},
};
struct type_definition const not_implemented_type_definition = {
    .name = "NotImplementedType",
    .number = TYPE_NOT_IMPLEMENTED,
    .base = TYPE_OBJECT,
    .flags = TYPE_IS_LEAF,
    .size = sizeof(struct object),
    .protocol = &(struct type_protocol const){.repr = not_implemented_repr, .create = not_implemented_create},
    .methods = METHODS(not_implemented),
};
struct type_definition const ellipsis_type_definition = {
    .name = "ellipsis",
    .number = TYPE_ELLIPSIS,
    .base = TYPE_OBJECT,
    .flags = TYPE_IS_LEAF,
    .size = sizeof(struct object),
    .protocol = &(struct type_protocol const){.repr = ellipsis_repr, .create = ellipsis_create},
    .methods = METHODS(ellipsis),
};
