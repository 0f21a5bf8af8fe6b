// SPDX-License-Identifier: MIT
// Comparison, hashing and truth.
#include "object/class.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"

static enum compare_operator const swapped[] = {COMPARE_GT, COMPARE_GE, COMPARE_EQ, COMPARE_NE, COMPARE_LT, COMPARE_LE};

static bool has_compare(struct type *t, enum compare_operator op)
{
    return t->protocol->compare != NULL || type_overrides(t, (enum name_number)(NAME_lt + op));
}

// One side's answer, NotImplemented when it has none.
own_value compare_one_side(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    struct type *t = type_of(rt, self);
    enum name_number special = (enum name_number)(NAME_lt + op);
    if (OURO_UNLIKELY(type_overrides(t, special))) {
        ref_value args[] = {self, other};
        own_value result = operation_call_special(rt, special, args, 2);
        return failed(result) && !error_pending(rt) ? own_not_implemented : result;
    }
    return t->protocol->compare ? t->protocol->compare(rt, self, other, op) : own_not_implemented;
}

own_value operation_compare_rest(struct ouro *rt, enum compare_operator op, ref_value left, ref_value right,
                                 bool ask_right)
{
    static char const *const symbols[] = {"<", "<=", "==", "!=", ">", ">="};
    if (ask_right) {
        own_value result = compare_one_side(rt, right, left, swapped[op]);
        if (!is_not_implemented(lend(result))) {
            return result;
        }
    }
    if (op == COMPARE_EQ || op == COMPARE_NE) {
        return own_bool(same(left, right) == (op == COMPARE_EQ));
    }
    return error_raise(rt, TYPE_TYPE_ERROR, "'%s' not supported between instances of '%T' and '%T'", symbols[op], left,
                       right);
}

static own_value compare_dispatch(struct ouro *rt, enum compare_operator op, ref_value left, ref_value right)
{
    struct type *l = type_of(rt, left);
    struct type *r = type_of(rt, right);
    bool reversed = false;
    if (l != r && type_is_subtype(r, l) && has_compare(r, swapped[op])) {
        reversed = true;
        own_value result = compare_one_side(rt, right, left, swapped[op]);
        if (!is_not_implemented(lend(result))) {
            return result;
        }
    }
    own_value result = compare_one_side(rt, left, right, op);
    if (!is_not_implemented(lend(result))) {
        return result;
    }
    return operation_compare_rest(rt, op, left, right, !reversed);
}

static bool order_holds(enum compare_operator op, int order)
{
    switch (op) {
    case COMPARE_LT:
        return order < 0;
    case COMPARE_LE:
        return order <= 0;
    case COMPARE_EQ:
        return order == 0;
    case COMPARE_NE:
        return order != 0;
    case COMPARE_GT:
        return order > 0;
    default:
        return order >= 0;
    }
}

own_value operation_compare(struct ouro *rt, enum compare_operator op, ref_value left, ref_value right)
{
    if (both_small_int(left, right)) {
        int64_t a = small_int(left);
        int64_t b = small_int(right);
        return own_bool(order_holds(op, (a > b) - (a < b)));
    }
    if (is_exact(left, TYPE_STR) && is_exact(right, TYPE_STR)) {
        if (op == COMPARE_EQ || op == COMPARE_NE) {
            return own_bool((same(left, right) || str_equal(as_str(left), as_str(right))) == (op == COMPARE_EQ));
        }
        return own_bool(order_holds(op, str_compare(as_str(left), as_str(right))));
    }
    if (!depth_enter(rt, " in comparison")) {
        return own_nothing;
    }
    own_value result = compare_dispatch(rt, op, left, right);
    depth_leave(rt);
    return result;
}

int operation_compare_truth(struct ouro *rt, enum compare_operator op, ref_value left, ref_value right)
{
    own_value result = operation_compare(rt, op, left, right);
    if (failed(result)) {
        return -1;
    }
    int truth = operation_truth(rt, lend(result));
    release(rt, result);
    return truth;
}

int operation_equal(struct ouro *rt, ref_value left, ref_value right)
{
    return same(left, right) ? 1 : operation_compare_truth(rt, COMPARE_EQ, left, right);
}

// Hash ----------------------------------------------------------------------------------------------------------------

static bool hash_hooked(struct ouro *rt, struct type *t, ref_value v, int64_t *hash)
{
    struct attribute_cell *cell = type_lookup(rt, t, name_of(rt, NAME_hash));
    if (cell == NULL || is_none(slot_get(cell->value))) {
        return error_pending(rt) ? false : hash_unhashable(rt, v, hash);
    }
    own_value result = operation_call_special(rt, NAME_hash, &v, 1);
    if (failed(result)) {
        return false;
    }
    if (!is_int(rt, lend(result))) {
        release(rt, result);
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__hash__ method should return an integer");
        return false;
    }
    if (!int_to_int64(rt, lend(result), hash)) {
        *hash = int_hash(rt, lend(result));
    }
    if (*hash == -1) {
        *hash = -2;
    }
    release(rt, result);
    return true;
}

bool operation_hash(struct ouro *rt, ref_value v, int64_t *hash)
{
    struct type *t = type_of(rt, v);
    if (OURO_UNLIKELY(type_overrides(t, NAME_hash))) {
        return hash_hooked(rt, t, v, hash);
    }
    if (OURO_UNLIKELY(t->protocol->hash == NULL)) {
        return hash_unhashable(rt, v, hash);
    }
    return t->protocol->hash(rt, v, hash);
}

// Truth ---------------------------------------------------------------------------------------------------------------

int operation_truth(struct ouro *rt, ref_value v)
{
    if (!is_object(v)) {
        if (is_small_int(v)) {
            return small_int(v) != 0;
        }
        if (is_word_float(v)) {
            return word_float(v) != 0;
        }
        return !same(v, ref_false) && !is_none(v);
    }
    struct type *t = type_of(rt, v);
    struct type_protocol const *p = t->protocol;
    if (OURO_UNLIKELY(type_overrides(t, NAME_bool))) {
        own_value result = operation_call_special(rt, NAME_bool, &v, 1);
        if (failed(result)) {
            return -1;
        }
        if (!is_bool(lend(result))) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "__bool__ should return bool, returned %T", lend(result));
            release(rt, result);
            return -1;
        }
        return same(lend(result), ref_true);
    }
    bool counts = type_overrides(t, NAME_len);
    if (p->truth != NULL && !(counts && p->length != NULL)) {
        return p->truth(rt, v);
    }
    if (counts || p->length != NULL) {
        int64_t length = operation_length(rt, v);
        return length < 0 ? -1 : length > 0;
    }
    return 1;
}
