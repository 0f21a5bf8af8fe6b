// SPDX-License-Identifier: MIT
// Binary, in-place and unary operators in CPython's order of dispatch.
//
// An operand's type serves an operator through one function: the one of its protocol, or, when Python code defines the
// method or its reflection anywhere on the method resolution order, `python_slot` below, which looks both up. The right
// operand goes first when its type derives from the left one's and its function is another one.
#include "object/class.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/native.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"

static char const *const symbols[BINARY_COUNT] = {"+",           "-",  "*",  "@", "/", "//", "%",
                                                  "** or pow()", "<<", ">>", "&", "|", "^",  "divmod()"};
static char const *const in_place_symbols[BINARY_COUNT] = {
    "+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "divmod()"};

// What serves an operator for a type.
enum slot_kind { SLOT_NONE, SLOT_C, SLOT_PYTHON };
struct operator_slot {
    enum slot_kind kind;
    own_value (*function)(struct ouro *rt, ref_value left, ref_value right);
    own_value (*power)(struct ouro *rt, ref_value base, ref_value exponent, ref_value modulus);
};

static struct operator_slot slot_for(struct type *t, enum binary_operator op)
{
    struct operator_slot slot = {.kind = SLOT_NONE};
    if (OURO_UNLIKELY(type_overrides(t, (enum name_number)(NAME_add + op)) ||
                      type_overrides(t, (enum name_number)(NAME_radd + op)))) {
        slot.kind = SLOT_PYTHON;
        return slot;
    }
    slot.function = t->protocol->binary[op];
    if (op == BINARY_POW && t->protocol->power != NULL) {
        slot.power = t->protocol->power;
    }
    slot.kind = slot.function || slot.power ? SLOT_C : SLOT_NONE;
    return slot;
}

static bool slot_same(struct operator_slot a, struct operator_slot b)
{
    return a.kind == b.kind && a.function == b.function && a.power == b.power;
}

static own_value call_maybe(struct ouro *rt, enum name_number special, ref_value self, ref_value other)
{
    ref_value args[] = {self, other};
    own_value result = operation_call_special(rt, special, args, 2);
    return failed(result) && !error_pending(rt) ? own_not_implemented : result;
}

// Does the right operand's class define the reflected method otherwise than the left one's?
static bool reflection_differs(struct ouro *rt, struct type *left, struct type *right, enum name_number reflected)
{
    struct attribute_cell *b = type_lookup(rt, right, name_of(rt, reflected));
    struct attribute_cell *a = b ? type_lookup(rt, left, name_of(rt, reflected)) : NULL;
    if (b == NULL || error_pending(rt)) {
        error_clear(rt);
        return false;
    }
    return a == NULL || !same(slot_get(a->value), slot_get(b->value));
}

// The function of types with a Python method for the operator; called for either operand being such.
static own_value python_slot(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right)
{
    struct type *l = type_of(rt, left);
    struct type *r = type_of(rt, right);
    enum name_number forward = (enum name_number)(NAME_add + op);
    enum name_number reflected = (enum name_number)(NAME_radd + op);
    bool try_right = l != r && slot_for(r, op).kind == SLOT_PYTHON;
    if (slot_for(l, op).kind == SLOT_PYTHON) {
        if (try_right && type_is_subtype(r, l) && reflection_differs(rt, l, r, reflected)) {
            own_value result = call_maybe(rt, reflected, right, left);
            if (!is_not_implemented(lend(result))) {
                return result;
            }
            try_right = false;
        }
        own_value result = call_maybe(rt, forward, left, right);
        if (!is_not_implemented(lend(result)) || l == r) {
            return result;
        }
    }
    return try_right ? call_maybe(rt, reflected, right, left) : own_not_implemented;
}

static own_value slot_call(struct ouro *rt, struct operator_slot slot, enum binary_operator op, ref_value left,
                           ref_value right)
{
    if (slot.kind == SLOT_PYTHON) {
        return python_slot(rt, op, left, right);
    }
    return slot.power ? slot.power(rt, left, right, ref_none) : slot.function(rt, left, right);
}

// Without the fallbacks of sequences: own_not_implemented when neither operand can.
static own_value dispatch(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right)
{
    struct type *l = type_of(rt, left);
    struct type *r = type_of(rt, right);
    struct operator_slot first = slot_for(l, op);
    struct operator_slot second = {.kind = SLOT_NONE};
    if (l != r) {
        second = slot_for(r, op);
        if (slot_same(first, second)) {
            second.kind = SLOT_NONE;
        }
    }
    if (first.kind != SLOT_NONE) {
        if (second.kind != SLOT_NONE && type_is_subtype(r, l)) {
            own_value result = slot_call(rt, second, op, left, right);
            if (!is_not_implemented(lend(result))) {
                return result;
            }
            second.kind = SLOT_NONE;
        }
        own_value result = slot_call(rt, first, op, left, right);
        if (!is_not_implemented(lend(result))) {
            return result;
        }
    }
    return second.kind != SLOT_NONE ? slot_call(rt, second, op, left, right) : own_not_implemented;
}

// The number of repetitions; own_nothing without it being an integer at all.
static own_value repeat_sequence(struct ouro *rt, own_value (*repeat)(struct ouro *, ref_value, int64_t),
                                 ref_value sequence, ref_value times)
{
    struct type *t = type_of(rt, times);
    if (!is_int(rt, times) && t->protocol->index == NULL && !type_overrides(t, NAME_index)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "can't multiply sequence by non-int of type '%T'", times);
    }
    own_value index = operation_index(rt, times);
    if (failed(index)) {
        return index;
    }
    int64_t n;
    bool fits = int_to_int64(rt, lend(index), &n);
    release(rt, index);
    if (!fits) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "cannot fit '%T' into an index-sized integer", times);
    }
    return repeat(rt, sequence, n);
}

static own_value refuse(struct ouro *rt, char const *symbol, ref_value left, ref_value right)
{
    if (strcmp(symbol, ">>") == 0 && is_exact(left, TYPE_NATIVE) &&
        strcmp(((struct native *)as_object(left))->definition->name, "print") == 0) {
        return error_raise(rt, TYPE_TYPE_ERROR,
                           "unsupported operand type(s) for >>: '%T' and '%T'. Did you mean \"print(<message>, "
                           "file=<output_stream>)\"?",
                           left, right);
    }
    return error_raise(rt, TYPE_TYPE_ERROR, "unsupported operand type(s) for %s: '%T' and '%T'", symbol, left, right);
}

static own_value sequence_fallback(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right,
                                   bool in_place)
{
    struct type_protocol const *l = type_of(rt, left)->protocol;
    struct type_protocol const *r = type_of(rt, right)->protocol;
    if (op == BINARY_ADD) {
        if (in_place && l->in_place_concat != NULL) {
            return l->in_place_concat(rt, left, right);
        }
        if (l->concat != NULL) {
            return l->concat(rt, left, right);
        }
    } else if (op == BINARY_MUL) {
        if (in_place && l->in_place_repeat != NULL) {
            return repeat_sequence(rt, l->in_place_repeat, left, right);
        }
        if (l->repeat != NULL) {
            return repeat_sequence(rt, l->repeat, left, right);
        }
        if (r->repeat != NULL && !(in_place && type_is_sequence(type_of(rt, left)))) {
            return repeat_sequence(rt, r->repeat, right, left);
        }
    }
    return refuse(rt, in_place ? in_place_symbols[op] : symbols[op], left, right);
}

static own_value binary_slow(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right)
{
    own_value result = dispatch(rt, op, left, right);
    if (OURO_LIKELY(!is_not_implemented(lend(result)))) {
        return result;
    }
    return sequence_fallback(rt, op, left, right, false);
}

own_value operation_binary(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right)
{
    if (both_small_int(left, right)) {
        int64_t a = small_int(left);
        int64_t b = small_int(right);
        int64_t result;
        if (op == BINARY_ADD && fits_small_int(a + b)) {
            return own_small_int(a + b);
        }
        if (op == BINARY_SUB && fits_small_int(a - b)) {
            return own_small_int(a - b);
        }
        if (op == BINARY_MUL && !__builtin_mul_overflow(a, b, &result) && fits_small_int(result)) {
            return own_small_int(result);
        }
        if (op != BINARY_MATMUL) {
            return int_binary(rt, op, left, right);
        }
    } else if (is_word_float(left) && is_word_float(right)) {
        double a = word_float(left);
        double b = word_float(right);
        switch (op) {
        case BINARY_ADD:
            return float_new(rt, a + b);
        case BINARY_SUB:
            return float_new(rt, a - b);
        case BINARY_MUL:
            return float_new(rt, a * b);
        case BINARY_TRUEDIV:
            if (b != 0) {
                return float_new(rt, a / b);
            }
            break;
        default:
            break;
        }
    }
    return binary_slow(rt, op, left, right);
}

own_value operation_in_place(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right)
{
    if ((both_small_int(left, right) && op != BINARY_MATMUL) || (is_word_float(left) && is_word_float(right))) {
        return operation_binary(rt, op, left, right);
    }
    struct type *l = type_of(rt, left);
    own_value result = own_not_implemented;
    if (op != BINARY_DIVMOD && type_overrides(l, (enum name_number)(NAME_iadd + op))) {
        result = call_maybe(rt, (enum name_number)(NAME_iadd + op), left, right);
    } else if (l->protocol->in_place[op] != NULL) {
        result = l->protocol->in_place[op](rt, left, right);
    }
    if (!is_not_implemented(lend(result))) {
        return result;
    }
    result = dispatch(rt, op, left, right);
    return is_not_implemented(lend(result)) ? sequence_fallback(rt, op, left, right, true) : result;
}

own_value operation_binary_rest(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right,
                                bool in_place, enum binary_stage tried)
{
    own_value result = own_not_implemented;
    if (tried == BINARY_TRIED_IN_PLACE) {
        result = dispatch(rt, op, left, right);
    } else if (tried == BINARY_TRIED_LEFT && type_of(rt, left) != type_of(rt, right)) {
        struct operator_slot slot = slot_for(type_of(rt, right), op);
        if (slot.kind == SLOT_PYTHON) {
            result = call_maybe(rt, (enum name_number)(NAME_radd + op), right, left);
        } else if (slot.kind == SLOT_C) {
            result = slot_call(rt, slot, op, left, right);
        }
    }
    return is_not_implemented(lend(result)) ? sequence_fallback(rt, op, left, right, in_place) : result;
}

// pow() with a modulus. Only the base's __pow__ is Python's to define; C types of all three operands are asked.
own_value operation_power(struct ouro *rt, ref_value base, ref_value exponent, ref_value modulus)
{
    if (is_none(modulus)) {
        return operation_binary(rt, BINARY_POW, base, exponent);
    }
    ref_value operands[] = {base, exponent, modulus};
    for (uint32_t i = 0; i < 3; i++) {
        struct operator_slot slot = slot_for(type_of(rt, operands[i]), BINARY_POW);
        own_value result = own_not_implemented;
        if (slot.kind == SLOT_PYTHON && i == 0) {
            result = operation_call_special(rt, NAME_pow, operands, 3);
            if (failed(result) && !error_pending(rt)) {
                result = own_not_implemented;
            }
        } else if (slot.kind == SLOT_C && slot.power != NULL) {
            result = slot.power(rt, base, exponent, modulus);
        }
        if (!is_not_implemented(lend(result))) {
            return result;
        }
    }
    return error_raise(rt, TYPE_TYPE_ERROR, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", base,
                       exponent, modulus);
}

own_value operation_unary(struct ouro *rt, enum unary_operator op, ref_value v)
{
    static char const *const names[UNARY_COUNT] = {"unary -", "unary +", "unary ~", "abs()"};
    struct type *t = type_of(rt, v);
    enum name_number special = (enum name_number)(NAME_neg + op);
    if (type_overrides(t, special)) {
        own_value result = operation_call_special(rt, special, &v, 1);
        if (!failed(result) || error_pending(rt)) {
            return result;
        }
    } else if (t->protocol->unary[op] != NULL) {
        return t->protocol->unary[op](rt, v);
    }
    return error_raise(rt, TYPE_TYPE_ERROR, "bad operand type for %s: '%T'", names[op], v);
}
