// SPDX-License-Identifier: MIT
// Frames for special methods of Python classes: operators, comparisons, subscripts, truth, iteration.
#include "vm/special.h"

#include "object/class.h"
#include "vm/slow.h"

enum entering { ENTERING_FAILED = -1, NOT_PLAIN = 0, ENTERED = 1 };

// Pushes a frame for the special method of args[0], if that is a plain Python function.
static enum entering enter(struct ouro *rt, struct context *context, enum name_number special, ref_value const *args,
                           uint32_t count, enum frame_action action)
{
    struct type *t = type_of(rt, args[0]);
    struct attribute_cell *cell = type_overrides(t, special) ? type_lookup(rt, t, name_of(rt, special)) : NULL;
    if (cell == NULL || !is_exact(slot_get(cell->value), TYPE_FUNCTION)) {
        error_clear(rt);
        return NOT_PLAIN;
    }
    own_value function = retain(slot_get(cell->value));
    struct code const *code = as_code(slot_get(as_function(lend(function))->code));
    enum entering entering = NOT_PLAIN;
    if (!(code->flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR))) {
        own_value unused = own_nothing;
        bool done = call_push_lent(rt, context, lend(function), args, count, action, FRAME_LIVE_TABLE, &unused);
        entering = done ? ENTERED : ENTERING_FAILED;
    }
    release(rt, function);
    return entering;
}

OURO_INLINE bool is_python(ref_value v)
{
    return value_number(v) >= SHAPE_FIRST;
}

// As the functions of special.h: settles what enter() could not.
#define SETTLE(entering, otherwise) \
    do {                            \
        switch (entering) {         \
        case ENTERED:               \
            return true;            \
        case ENTERING_FAILED:       \
            *value = own_nothing;   \
            return false;           \
        default:                    \
            *value = otherwise;     \
            return false;           \
        }                           \
    } while (0)

// Binary operators -----------------------------------------------------------------------------------------------

struct operation {
    enum binary_operator op;
    bool in_place;
    ref_value left, right;
};

static struct operation operation_at(struct context *context, uint64_t unit)
{
    static uint8_t const int_form_operator[] = {
        BINARY_ADD, BINARY_SUB, BINARY_MUL, BINARY_FLOORDIV, BINARY_MOD, BINARY_LSHIFT, BINARY_RSHIFT, BINARY_AND,
    };
    own_value const *r = context->frame->registers;
    uint32_t op = unit_op(unit);
    struct operation operation = {.in_place = unit_flags(unit) & FLAG_IN_PLACE, .left = lend(r[unit_b(unit)])};
    if (op >= OP_ADD_INT) {
        operation.op = int_form_operator[op - OP_ADD_INT];
        operation.right = lend(own_small_int((int16_t)unit_c(unit)));
    } else {
        operation.op = op - OP_ADD;
        operation.right = lend(r[unit_c(unit)]);
    }
    return operation;
}

static enum entering enter_in_place(struct ouro *rt, struct context *context, struct operation const *o)
{
    ref_value args[] = {o->left, o->right};
    return enter(rt, context, (enum name_number)(NAME_iadd + o->op), args, 2, ACTION_IN_PLACE);
}

static enum entering enter_reflected(struct ouro *rt, struct context *context, struct operation const *o)
{
    ref_value args[] = {o->right, o->left};
    return enter(rt, context, (enum name_number)(NAME_radd + o->op), args, 2, ACTION_REFLECTED);
}

// The left side's method first, or, when it is C code that cannot, the right side's. *value: what C code gave.
static enum entering enter_forward(struct ouro *rt, struct context *context, struct operation const *o,
                                   own_value *value)
{
    struct type *l = type_of(rt, o->left);
    struct type *r = type_of(rt, o->right);
    enum name_number forward = (enum name_number)(NAME_add + o->op);
    enum name_number reflected = (enum name_number)(NAME_radd + o->op);
    if (l != r && type_is_subtype(r, l)) {
        return NOT_PLAIN; // the right side may go first
    }
    if (type_overrides(l, forward)) {
        ref_value args[] = {o->left, o->right};
        return enter(rt, context, forward, args, 2, ACTION_BINARY);
    }
    if (type_overrides(l, reflected) || !type_overrides(r, reflected) || l->protocol->power != NULL) {
        return NOT_PLAIN;
    }
    if (l->protocol->binary[o->op] != NULL) {
        *value = l->protocol->binary[o->op](rt, o->left, o->right);
        if (!is_not_implemented(lend(*value))) {
            return NOT_PLAIN;
        }
        *value = own_nothing;
    }
    return enter_reflected(rt, context, o);
}

bool binary_enter(struct ouro *rt, struct context *context, uint64_t *ip, own_value *value)
{
    own_value const *r = context->frame->registers;
    if (!is_python(lend(r[unit_b(*ip)])) && (unit_op(*ip) >= OP_ADD_INT || !is_python(lend(r[unit_c(*ip)])))) {
        *value = binary_slow(rt, context->frame, ip);
        return false;
    }
    struct operation o = operation_at(context, *ip);
    enum entering entering = NOT_PLAIN;
    *value = own_nothing;
    struct type *l = type_of(rt, o.left);
    if (o.in_place && o.op != BINARY_DIVMOD && type_overrides(l, (enum name_number)(NAME_iadd + o.op))) {
        entering = enter_in_place(rt, context, &o);
    } else if (!o.in_place || l->protocol->in_place[o.op] == NULL) {
        entering = enter_forward(rt, context, &o, value);
        if (!failed(*value) || error_pending(rt)) {
            return false;
        }
    }
    SETTLE(entering, binary_slow(rt, context->frame, ip));
}

// A method said NotImplemented.
static bool binary_go_on(struct ouro *rt, struct context *context, uint64_t *ip, enum frame_action action,
                         own_value *value)
{
    struct operation o = operation_at(context, *ip);
    enum entering entering = NOT_PLAIN;
    *value = own_nothing;
    if (action == ACTION_IN_PLACE) {
        entering = enter_forward(rt, context, &o, value);
        if (!failed(*value) || error_pending(rt)) {
            return entering == ENTERED;
        }
    } else if (action == ACTION_BINARY && type_of(rt, o.left) != type_of(rt, o.right)) {
        entering = enter_reflected(rt, context, &o);
    }
    enum binary_stage tried = action == ACTION_IN_PLACE ? BINARY_TRIED_IN_PLACE
                              : action == ACTION_BINARY ? BINARY_TRIED_LEFT
                                                        : BINARY_TRIED_ALL;
    SETTLE(entering, operation_binary_rest(rt, o.op, o.left, o.right, o.in_place, tried));
}

// Comparisons ----------------------------------------------------------------------------------------------------

static enum compare_operator const swapped[] = {COMPARE_GT, COMPARE_GE, COMPARE_EQ, COMPARE_NE, COMPARE_LT, COMPARE_LE};

static enum entering enter_swapped(struct ouro *rt, struct context *context, enum compare_operator op, ref_value left,
                                   ref_value right)
{
    ref_value args[] = {right, left};
    return enter(rt, context, (enum name_number)(NAME_lt + swapped[op]), args, 2, ACTION_COMPARE_SWAPPED);
}

bool compare_enter(struct ouro *rt, struct context *context, enum compare_operator op, ref_value left, ref_value right,
                   own_value *value)
{
    enum entering entering = NOT_PLAIN;
    if (is_python(left) || is_python(right)) {
        struct type *l = type_of(rt, left);
        struct type *r = type_of(rt, right);
        bool right_first = l != r && type_is_subtype(r, l);
        if (!right_first && type_overrides(l, (enum name_number)(NAME_lt + op))) {
            ref_value args[] = {left, right};
            entering = enter(rt, context, (enum name_number)(NAME_lt + op), args, 2, ACTION_COMPARE);
        } else if (!right_first && !is_python(left) && type_overrides(r, (enum name_number)(NAME_lt + swapped[op]))) {
            *value = l->protocol->compare != NULL ? l->protocol->compare(rt, left, right, op) : own_not_implemented;
            if (!is_not_implemented(lend(*value))) {
                return false;
            }
            entering = enter_swapped(rt, context, op, left, right);
        }
    }
    SETTLE(entering, compare_values(rt, op, left, right));
}

// The operator and the sides of a comparison, as a value or before a jump.
static enum compare_operator comparison_at(struct context *context, uint64_t unit, ref_value *left, ref_value *right)
{
    own_value const *r = context->frame->registers;
    uint32_t op = unit_op(unit);
    *left = lend(r[unit_b(unit)]);
    if (op >= OP_JUMP_LT_INT) {
        *right = lend(own_small_int((int16_t)unit_c(unit)));
        return op - OP_JUMP_LT_INT;
    }
    *right = lend(r[unit_c(unit)]);
    return op >= OP_JUMP_LT ? op - OP_JUMP_LT : op - OP_LT;
}

static bool compare_go_on(struct ouro *rt, struct context *context, uint64_t *ip, enum frame_action action,
                          own_value *value)
{
    ref_value left;
    ref_value right;
    enum compare_operator op = comparison_at(context, *ip, &left, &right);
    enum entering entering = NOT_PLAIN;
    if (action == ACTION_COMPARE) {
        entering = enter_swapped(rt, context, op, left, right);
    }
    SETTLE(entering, operation_compare_rest(rt, op, left, right, action == ACTION_COMPARE));
}

// The others -----------------------------------------------------------------------------------------------------

bool unary_enter(struct ouro *rt, struct context *context, enum unary_operator op, ref_value v, own_value *value)
{
    enum entering entering = NOT_PLAIN;
    if (is_python(v)) {
        entering = enter(rt, context, (enum name_number)(NAME_neg + op), &v, 1, ACTION_OPERANDS);
    }
    SETTLE(entering, operation_unary(rt, op, v));
}

static own_value bool_of(int truth)
{
    return truth < 0 ? own_nothing : own_bool(truth);
}

bool contains_enter(struct ouro *rt, struct context *context, ref_value container, ref_value item, own_value *value)
{
    enum entering entering = NOT_PLAIN;
    if (is_python(container)) {
        ref_value args[] = {container, item};
        entering = enter(rt, context, NAME_contains, args, 2, ACTION_CONTAINS);
    }
    SETTLE(entering, bool_of(operation_contains(rt, container, item)));
}

bool item_get_enter(struct ouro *rt, struct context *context, ref_value container, ref_value key, own_value *value)
{
    enum entering entering = NOT_PLAIN;
    if (is_python(container)) {
        ref_value args[] = {container, key};
        entering = enter(rt, context, NAME_getitem, args, 2, ACTION_OPERANDS);
    }
    SETTLE(entering, item_get(rt, container, key));
}

bool item_set_enter(struct ouro *rt, struct context *context, ref_value container, ref_value key, ref_value item,
                    bool *done)
{
    enum entering entering = NOT_PLAIN;
    bool deletes = is_nothing(item);
    if (is_python(container)) {
        ref_value args[] = {container, key, item};
        entering = enter(rt, context, deletes ? NAME_delitem : NAME_setitem, args, deletes ? 2 : 3, ACTION_DROP);
    }
    *done = entering == NOT_PLAIN &&
            (deletes ? operation_set_item(rt, container, key, item) : item_set(rt, container, key, item));
    return entering == ENTERED;
}

bool iterate_enter(struct ouro *rt, struct context *context, ref_value v, own_value *value)
{
    enum entering entering = NOT_PLAIN;
    if (is_python(v)) {
        entering = enter(rt, context, NAME_iter, &v, 1, ACTION_ITERATE);
    }
    SETTLE(entering, operation_iterate(rt, v));
}

int truth_enter(struct ouro *rt, struct context *context, ref_value v)
{
    enum entering entering = NOT_PLAIN;
    if (is_python(v)) {
        struct type *t = type_of(rt, v);
        if (type_overrides(t, NAME_bool)) {
            entering = enter(rt, context, NAME_bool, &v, 1, ACTION_BOOL);
        } else if (t->protocol->truth == NULL || t->protocol->length != NULL) {
            entering = enter(rt, context, NAME_len, &v, 1, ACTION_LENGTH);
        }
    }
    return entering == ENTERED ? TRUTH_ENTERED : entering == ENTERING_FAILED ? -1 : truth_of(rt, v);
}

static own_value length_truth(struct ouro *rt, own_value result)
{
    int64_t length = operation_length_from(rt, result);
    return length < 0 ? own_nothing : own_bool(length > 0);
}

bool special_finish(struct ouro *rt, struct context *context, uint64_t *ip, enum frame_action action, own_value *value)
{
    own_value result = *value;
    switch (action) {
    case ACTION_IN_PLACE:
    case ACTION_BINARY:
    case ACTION_REFLECTED:
        return is_not_implemented(lend(result)) && binary_go_on(rt, context, ip, action, value);
    case ACTION_COMPARE:
    case ACTION_COMPARE_SWAPPED:
        return is_not_implemented(lend(result)) && compare_go_on(rt, context, ip, action, value);
    case ACTION_CONTAINS:
        *value = bool_of(operation_truth(rt, lend(result)));
        release(rt, result);
        return false;
    case ACTION_LENGTH:
        *value = length_truth(rt, result);
        return false;
    case ACTION_BOOL:
        if (!is_bool(lend(result))) {
            error_raise(rt, TYPE_TYPE_ERROR, "__bool__ should return bool, returned %T", lend(result));
            release(rt, result);
            *value = own_nothing;
        }
        return false;
    case ACTION_ITERATE:
        *value = operation_iterator_from(rt, result);
        return false;
    default:
        OURO_ASSERT(false);
        return false;
    }
}
