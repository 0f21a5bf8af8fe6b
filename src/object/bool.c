// SPDX-License-Identifier: MIT
// bool: two words, and a type derived from int.
#include "object/definitions.h"
#include "object/error.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/str.h"

static own_value bool_repr(struct ouro *rt, ref_value self)
{
    bool truth = ref_bits(self) == VALUE_TRUE;
    return str_intern(rt, truth ? "True" : "False", truth ? 4 : 5);
}

// & | ^ of two bools are bools; with an int they are an int's.
static own_value combine(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right)
{
    if (!is_int(rt, left) || !is_int(rt, right)) {
        return own_not_implemented;
    }
    if (!is_bool(left) || !is_bool(right)) {
        return int_binary(rt, op, left, right);
    }
    bool a = ref_bits(left) == VALUE_TRUE, b = ref_bits(right) == VALUE_TRUE;
    return own_bool(op == BINARY_AND ? a && b : op == BINARY_OR ? a || b : a != b);
}

static own_value bool_and(struct ouro *rt, ref_value left, ref_value right)
{
    return combine(rt, BINARY_AND, left, right);
}

static own_value bool_or(struct ouro *rt, ref_value left, ref_value right)
{
    return combine(rt, BINARY_OR, left, right);
}

static own_value bool_xor(struct ouro *rt, ref_value left, ref_value right)
{
    return combine(rt, BINARY_XOR, left, right);
}

static own_value bool_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (!is_nothing(kwnames)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "bool() takes no keyword arguments");
    }
    if (count > 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "bool expected at most 1 argument, got %u", count - 1);
    }
    if (count == 1) {
        return own_false;
    }
    int truth = operation_truth(rt, args[1]);
    return truth < 0 ? own_nothing : own_bool(truth);
}

static struct type_protocol const protocol = {
    .repr = bool_repr,
    .binary = {[BINARY_AND] = bool_and, [BINARY_OR] = bool_or, [BINARY_XOR] = bool_xor},
    .create = bool_create,
};

struct type_definition const bool_type_definition = {
    .name = "bool",
    .doc = "bool(x) -> bool\n\nReturns True when the argument x is true, False otherwise.",
    .number = TYPE_BOOL,
    .base = TYPE_INT,
    .flags = TYPE_IS_LEAF,
    .size = sizeof(struct object),
    .protocol = &protocol,
};
