// SPDX-License-Identifier: MIT
// Truth: jumps on conditions, `and`, `or`, conditional expressions, comparisons and their chains.
#include "compile/build.h"

static uint32_t consume_bc(struct operand left, struct operand right)
{
    return (left.temporary ? FLAG_CONSUME_B : 0) | (right.temporary ? FLAG_CONSUME_C : 0);
}

// The bound names where a jump just compiled leads to: a constant condition may have left dead code behind.
static struct bound_set bound_now(struct compiler *c, struct bound_set const *entry)
{
    return c->builder->dead ? *entry : c->builder->bound;
}

// What may or may not have run leaves no name bound that was not bound before it.
static void keep_bound(struct compiler *c, struct bound_set const *before)
{
    if (!c->builder->dead)
        c->builder->bound = bound_meet(c->builder->bound, *before);
}

// ---- Comparisons ----

static enum opcode compare_opcode(enum syntax_operator operator)
{
    switch (operator) {
    case OPERATOR_LESS:
        return OP_LT;
    case OPERATOR_LESS_EQUAL:
        return OP_LE;
    case OPERATOR_EQUAL:
        return OP_EQ;
    case OPERATOR_NOT_EQUAL:
        return OP_NE;
    case OPERATOR_GREATER:
        return OP_GT;
    case OPERATOR_GREATER_EQUAL:
        return OP_GE;
    case OPERATOR_IS:
        return OP_IS;
    case OPERATOR_IS_NOT:
        return OP_IS_NOT;
    case OPERATOR_IN:
        return OP_IN;
    default:
        return OP_NOT_IN;
    }
}

static bool has_branch(enum opcode op)
{
    return op >= OP_LT && op <= OP_GE;
}

static enum opcode inverse(enum opcode op)
{
    switch (op) {
    case OP_IS:
        return OP_IS_NOT;
    case OP_IS_NOT:
        return OP_IS;
    case OP_IN:
        return OP_NOT_IN;
    default:
        return OP_IN;
    }
}

// The last operand of a comparison; of `in`, a list or set of constants is one constant.
static struct operand right_operand(struct compiler *c, enum opcode op, struct syntax_node *node)
{
    if (op == OP_IN || op == OP_NOT_IN) {
        own_value constant = fold_display(c, node);
        if (!failed(constant))
            return (struct operand){emit_constant(c, constant, TOP), 1};
    }
    return expression_operand(c, node, true);
}

static bool rest_is_quiet(struct compiler *c, struct syntax_node const *node, uint32_t from)
{
    for (uint32_t i = from; i < node->compare.comparators.count; i++) {
        if (!expression_is_quiet(c, node->compare.comparators.items[i]))
            return false;
    }
    return true;
}

// One link of a chain: both sides evaluated, the middle one kept. Registers from `base` on hold, before the comparison:
//   nothing, or the left side (consumed by the comparison), when the middle one is no temporary;
//   the middle one, when the left side is no temporary;
//   the left side, the middle one: when the left side is a constant, which nobody sees go;
//   nothing, the middle one, the left side: otherwise, so that a failing comparison lets go of the left side first.
struct link {
    struct operand left, middle;
    uint32_t under;    // registers under the comparison's result
    uint32_t consumed; // left side: 1 or 0
    bool lifted;
};

static struct link make_link(struct compiler *c, struct operand left, struct operand middle, bool constant_left,
                             uint32_t base)
{
    struct link link = {left, middle, 0, left.temporary, false};
    if (!middle.temporary)
        return link;
    link.under = left.temporary + 1;
    link.lifted = left.temporary && !constant_left;
    link.consumed = link.lifted;
    if (link.lifted) {
        link.left.reg = emit_result(c, OP_MOVE, 0, TOP, left.reg, 0, 0, 0);
        emit(c, OP_RELEASE, 0, TEMPORARY(base), 0, 0, 0);
    }
    return link;
}

// After a link that held: the middle operand takes the left one's place.
static struct operand advance(struct compiler *c, struct link const *link, uint32_t base)
{
    if (link->under < 2)
        return link->middle;
    if (!link->lifted)
        emit(c, OP_RELEASE, 0, TEMPORARY(base), 0, 0, 0);
    emit_move_down(c, base);
    return (struct operand){TEMPORARY(base), 1};
}

static struct syntax_node *left_of(struct syntax_node const *node, uint32_t i)
{
    return i == 0 ? node->compare.left : node->compare.comparators.items[i - 1];
}

// A chain's value. Its ends: `end` with the result on top of `base` temporaries; and where a middle operand lay in a
// temporary, one of the two clean-up labels, by how many temporaries lie under the result.
static uint32_t chain_value(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct builder *b = c->builder;
    uint32_t last = node->compare.comparators.count - 1;
    uint32_t base = b->depth;
    uint32_t end = emit_label(c);
    uint32_t clean[3] = {end, emit_label(c), emit_label(c)};
    struct operand left = expression_operand(c, node->compare.left, rest_is_quiet(c, node, 0));
    struct bound_set before = b->bound;
    for (uint32_t i = 0; i < last; i++) {
        enum opcode op = compare_opcode(node->compare.operators[i]);
        struct operand middle =
            expression_operand(c, node->compare.comparators.items[i], rest_is_quiet(c, node, i + 1));
        if (i == 0)
            before = b->bound;
        emit_place(c, node);
        struct link link = make_link(c, left, middle, constant_is(c, left_of(node, i)), base);
        uint32_t result =
            emit_result(c, op, link.consumed ? FLAG_CONSUME_B : 0, TOP, link.left.reg, middle.reg, 0, link.consumed);
        if (link.under == 2 && !link.lifted) // the left side goes before the result is looked at
            emit(c, OP_RELEASE, 0, TEMPORARY(base), 0, 0, 0);
        emit_jump(c, OP_JUMP_IF_FALSE_KEEP, 0, result, clean[link.under]);
        emit_pop(c, 1);
        link.lifted = true;
        left = advance(c, &link, base);
    }
    enum opcode op = compare_opcode(node->compare.operators[last]);
    struct operand right = right_operand(c, op, node->compare.comparators.items[last]);
    emit_place(c, node);
    emit_result(c, op, consume_bc(left, right), TOP, left.reg, right.reg, 0, left.temporary + right.temporary);
    emit_jump(c, OP_JUMP, 0, 0, end);
    for (uint32_t under = 1; under <= 2; under++) {
        emit_label_here(c, clean[under]);
        b->depth = base + under + 1;
        emit(c, OP_RELEASE, 0, TEMPORARY(base + under - 1), 0, 0, 0);
        emit_move_down(c, base);
        emit_jump(c, OP_JUMP, 0, 0, end);
    }
    emit_label_here(c, end);
    b->depth = base + 1;
    keep_bound(c, &before);
    if (destination == TOP)
        return TEMPORARY(base);
    return emit_result(c, OP_MOVE, FLAG_CONSUME_B, destination, TEMPORARY(base), 0, 0, 1);
}

uint32_t condition_compare(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    bool inverted = node->kind == NODE_UNARY_OP;
    struct syntax_node *compare = inverted ? node->unary_op.operand : node;
    warn_identity(c, compare, inverted);
    if (compare->compare.comparators.count > 1)
        return chain_value(c, compare, destination);
    enum opcode op = compare_opcode(compare->compare.operators[0]);
    struct syntax_node *second = compare->compare.comparators.items[0];
    struct operand left = expression_operand(c, compare->compare.left, expression_is_quiet(c, second));
    struct operand right = right_operand(c, op, second);
    emit_place(c, compare);
    return emit_result(c, inverted ? inverse(op) : op, consume_bc(left, right), destination, left.reg, right.reg, 0,
                       left.temporary + right.temporary);
}

// ---- Jumps ----

static void truth_jump(struct compiler *c, struct operand value, bool when, uint32_t label)
{
    emit_jump(c, when ? OP_JUMP_IF_TRUE : OP_JUMP_IF_FALSE, value.temporary ? FLAG_CONSUME_A : 0, value.reg, label);
    emit_pop(c, value.temporary);
}

// `left op right` with both sides to be evaluated; jumps when the outcome is `when`.
static void compare_jump(struct compiler *c, enum opcode op, struct operand left, struct syntax_node *right,
                         struct syntax_node *place, bool when, uint32_t label)
{
    int32_t n;
    uint32_t flags = when ? FLAG_JUMP_TRUE : 0;
    if (has_branch(op) && constant_small(c, right, &n)) {
        emit_place(c, place);
        emit_branch(c, (enum opcode)(op - OP_LT + OP_JUMP_LT_INT), flags | (left.temporary ? FLAG_CONSUME_B : 0), 0,
                    left.reg, (uint16_t)n, label);
        emit_pop(c, left.temporary);
        return;
    }
    struct operand second = right_operand(c, op, right);
    emit_place(c, place);
    uint32_t consumed = left.temporary + second.temporary;
    if (has_branch(op)) {
        emit_branch(c, (enum opcode)(op - OP_LT + OP_JUMP_LT), flags | consume_bc(left, second), 0, left.reg,
                    second.reg, label);
        emit_pop(c, consumed);
        return;
    }
    uint32_t result = emit_result(c, op, consume_bc(left, second), TOP, left.reg, second.reg, 0, consumed);
    truth_jump(c, (struct operand){result, 1}, when, label);
}

// Goes on when the link holds, else to the label.
static void link_jump(struct compiler *c, enum opcode op, struct link const *link, uint32_t label)
{
    uint32_t flags = link->consumed ? FLAG_CONSUME_B : 0;
    if (has_branch(op)) {
        emit_branch(c, (enum opcode)(op - OP_LT + OP_JUMP_LT), flags, 0, link->left.reg, link->middle.reg, label);
        emit_pop(c, link->consumed);
        return;
    }
    uint32_t result = emit_result(c, op, flags, TOP, link->left.reg, link->middle.reg, 0, link->consumed);
    truth_jump(c, (struct operand){result, 1}, false, label);
}

static void chain_jump(struct compiler *c, struct syntax_node *node, bool when, uint32_t label)
{
    struct builder *b = c->builder;
    uint32_t last = node->compare.comparators.count - 1;
    uint32_t base = b->depth;
    uint32_t end = emit_label(c);
    uint32_t out = when ? end : label; // where a false link leads
    uint32_t clean[3] = {out, emit_label(c), emit_label(c)};
    struct operand left = expression_operand(c, node->compare.left, rest_is_quiet(c, node, 0));
    struct bound_set before = b->bound;
    for (uint32_t i = 0; i < last; i++) {
        enum opcode op = compare_opcode(node->compare.operators[i]);
        struct operand middle =
            expression_operand(c, node->compare.comparators.items[i], rest_is_quiet(c, node, i + 1));
        if (i == 0)
            before = b->bound;
        emit_place(c, node);
        struct link link = make_link(c, left, middle, constant_is(c, left_of(node, i)), base);
        link_jump(c, op, &link, clean[link.under]);
        left = advance(c, &link, base);
    }
    compare_jump(c, compare_opcode(node->compare.operators[last]), left, node->compare.comparators.items[last], node,
                 when, label);
    struct bound_set after = b->bound;
    bool cleans = !c->failed && (b->labels[clean[1]].reached || b->labels[clean[2]].reached);
    if (cleans)
        emit_jump(c, OP_JUMP, 0, 0, end);
    for (uint32_t under = 2; cleans && under >= 1; under--) {
        emit_label_here(c, clean[under]);
        b->depth = base + under;
        if (under == 2) { // first the left operand, then the middle one
            emit(c, OP_RELEASE, 0, TEMPORARY(base), 0, 0, 0);
            emit(c, OP_RELEASE, 0, TEMPORARY(base + 1), 0, 0, 0);
            b->depth = base;
        } else {
            emit_release(c, 1);
        }
        emit_jump(c, OP_JUMP, 0, 0, out);
    }
    b->depth = base;
    emit_label_here(c, end);
    if (!b->dead)
        b->bound = bound_meet(after, before);
}

static void compare_condition(struct compiler *c, struct syntax_node *node, bool when, uint32_t label)
{
    warn_identity(c, node, false);
    if (node->compare.comparators.count > 1) {
        chain_jump(c, node, when, label);
        return;
    }
    enum opcode op = compare_opcode(node->compare.operators[0]);
    struct syntax_node *right = node->compare.comparators.items[0];
    if ((op == OP_IS || op == OP_IS_NOT) && constant_kind_is(right, CONSTANT_NONE)) {
        struct operand value = expression_operand(c, node->compare.left, true);
        emit_place(c, node);
        emit_jump(c, (op == OP_IS) == when ? OP_JUMP_IF_NONE : OP_JUMP_IF_NOT_NONE,
                  value.temporary ? FLAG_CONSUME_A : 0, value.reg, label);
        emit_pop(c, value.temporary);
        return;
    }
    struct operand left = expression_operand(c, node->compare.left, expression_is_quiet(c, right));
    compare_jump(c, op, left, right, node, when, label);
}

static void bool_condition(struct compiler *c, struct syntax_node *node, bool when, uint32_t label)
{
    struct syntax_sequence const *values = &node->bool_op.values;
    bool decides = node->operator== OPERATOR_OR; // the truth that ends the evaluation
    uint32_t skip = emit_label(c);
    struct bound_set before = c->builder->bound;
    for (uint32_t i = 0; i + 1 < values->count && !c->failed; i++) {
        condition_jump(c, values->items[i], decides, decides == when ? label : skip);
        if (i == 0)
            before = bound_now(c, &before);
    }
    condition_jump(c, values->items[values->count - 1], when, label);
    struct bound_set after = c->builder->bound;
    emit_label_here(c, skip);
    c->builder->bound = c->builder->dead ? bound_all() : bound_meet(after, before);
}

static void choice_condition(struct compiler *c, struct syntax_node *node, bool when, uint32_t label)
{
    uint32_t otherwise = emit_label(c), end = emit_label(c);
    struct bound_set before = c->builder->bound;
    condition_jump(c, node->if_exp.test, false, otherwise);
    before = bound_now(c, &before);
    condition_jump(c, node->if_exp.body, when, label);
    struct bound_set after = c->builder->bound;
    emit_jump(c, OP_JUMP, 0, 0, end);
    emit_label_here(c, otherwise);
    if (!c->builder->dead)
        c->builder->bound = before;
    condition_jump(c, node->if_exp.or_else, when, label);
    after = bound_meet(after, c->builder->bound);
    emit_label_here(c, end);
    c->builder->bound = c->builder->dead ? bound_all() : bound_meet(after, before);
}

static void jump_by_kind(struct compiler *c, struct syntax_node *node, bool when, uint32_t label)
{
    int truth = constant_truth(c, node);
    if (truth >= 0) {
        if (truth == when)
            emit_jump(c, OP_JUMP, 0, 0, label);
        return;
    }
    switch (node->kind) {
    case NODE_UNARY_OP:
        if (node->operator== OPERATOR_NOT) {
            condition_jump(c, node->unary_op.operand, !when, label);
            return;
        }
        break;
    case NODE_BOOL_OP:
        bool_condition(c, node, when, label);
        return;
    case NODE_IF_EXP:
        choice_condition(c, node, when, label);
        return;
    case NODE_COMPARE:
        emit_place(c, node); // and it stays, as in CPython: an assertion that fails points at its comparison
        compare_condition(c, node, when, label);
        return;
    default:
        break;
    }
    truth_jump(c, expression_operand(c, node, true), when, label);
}

void condition_jump(struct compiler *c, struct syntax_node *node, bool when, uint32_t label)
{
    if (!compile_enter(c))
        return;
    jump_by_kind(c, node, when, label);
    compile_leave(c);
}

// ---- Values ----

static void bool_operand(struct compiler *c, struct syntax_node *node, bool is_or, uint32_t destination, uint32_t kept,
                         uint32_t written);

// An `and` inside an `or`, or the other way round: its truth is known where it ends early, and is not asked for again.
static void nested_operand(struct compiler *c, struct syntax_node *node, bool is_or, uint32_t destination,
                           uint32_t kept, uint32_t written)
{
    struct syntax_sequence const *values = &node->bool_op.values;
    uint32_t onward = emit_label(c);
    for (uint32_t i = 0; i + 1 < values->count && !c->failed; i++) {
        struct syntax_node *value = values->items[i];
        if (value->kind == NODE_BOOL_OP && !constant_is(c, value))
            condition_jump(c, value, !is_or, onward);
        else
            truth_jump(c, expression_operand(c, value, true), !is_or, onward);
    }
    bool_operand(c, values->items[values->count - 1], is_or, destination, kept, written);
    emit_label_here(c, onward);
}

// One operand of `and`/`or` that is not the last: when it decides, it is kept on top and goes to `kept`, else it is
// dropped. The local that is the destination is tested where it is, and goes to `written`.
static void bool_operand(struct compiler *c, struct syntax_node *node, bool is_or, uint32_t destination, uint32_t kept,
                         uint32_t written)
{
    uint32_t reg;
    if (!compile_enter(c))
        return;
    if (destination != TOP && expression_local(c, node, &reg) && reg == destination) {
        expression_check_bound(c, reg);
        emit_jump(c, is_or ? OP_JUMP_IF_TRUE : OP_JUMP_IF_FALSE, 0, reg, written);
    } else if (node->kind == NODE_BOOL_OP && !constant_is(c, node) && (node->operator== OPERATOR_OR) == is_or) {
        for (uint32_t i = 0; i < node->bool_op.values.count && !c->failed; i++)
            bool_operand(c, node->bool_op.values.items[i], is_or, destination, kept, written);
    } else if (node->kind == NODE_BOOL_OP && !constant_is(c, node)) {
        nested_operand(c, node, is_or, destination, kept, written);
    } else {
        uint32_t value = expression_into(c, node, TOP);
        emit_jump(c, is_or ? OP_JUMP_IF_TRUE_KEEP : OP_JUMP_IF_FALSE_KEEP, 0, value, kept);
        emit_pop(c, 1);
    }
    compile_leave(c);
}

uint32_t condition_bool_value(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct syntax_sequence const *values = &node->bool_op.values;
    struct builder *b = c->builder;
    bool is_or = node->operator== OPERATOR_OR;
    uint32_t kept = emit_label(c), written = emit_label(c);
    uint32_t base = b->depth;
    uint32_t last = values->count - 1;
    struct bound_set before = b->bound;
    for (uint32_t i = 0; i < last && !c->failed; i++) {
        bool_operand(c, values->items[i], is_or, destination, kept, written);
        if (i == 0 && !b->dead && values->items[0]->kind != NODE_BOOL_OP)
            before = b->bound;
    }
    expression_into(c, values->items[last], destination);
    if (destination == TOP) {
        emit_label_here(c, kept);
        b->depth = base + 1;
    } else {
        if (!c->failed && b->labels[kept].reached) {
            emit_jump(c, OP_JUMP, 0, 0, written);
            emit_label_here(c, kept);
            b->depth = base + 1;
            emit_result(c, OP_MOVE, FLAG_CONSUME_B, destination, TEMPORARY(base), 0, 0, 1);
        }
        emit_label_here(c, written);
    }
    if (b->dead)
        b->bound = bound_all();
    else
        b->bound = before;
    return destination == TOP ? TEMPORARY(base) : destination;
}

uint32_t condition_choice(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct builder *b = c->builder;
    uint32_t otherwise = emit_label(c), end = emit_label(c);
    uint32_t base = b->depth;
    struct bound_set before = b->bound;
    condition_jump(c, node->if_exp.test, false, otherwise);
    before = bound_now(c, &before);
    expression_into(c, node->if_exp.body, destination);
    struct bound_set after = b->bound;
    emit_jump(c, OP_JUMP, 0, 0, end);
    emit_label_here(c, otherwise);
    b->depth = base;
    if (!b->dead)
        b->bound = before;
    expression_into(c, node->if_exp.or_else, destination);
    after = bound_meet(after, b->bound);
    emit_label_here(c, end);
    b->bound = b->dead ? bound_all() : after;
    return destination == TOP ? TEMPORARY(base) : destination;
}
