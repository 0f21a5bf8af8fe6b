// SPDX-License-Identifier: MIT
// Expressions: names, operators, attributes, subscripts; the other kinds have files of their own.
#include "compile/build.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/slice.h"

// ---- Names ----

struct symbol *expression_symbol(struct compiler *c, struct syntax_name *name)
{
    struct scope *scope = c->builder->scope;
    return symbol_find(&scope->symbols, scope_mangle(c, scope->private_name, name));
}

void expression_check_bound(struct compiler *c, uint32_t reg)
{
    if (!bound_has(&c->builder->bound, reg)) {
        emit(c, OP_CHECK_BOUND, 0, reg, 0, 0, 0);
        bound_add(&c->builder->bound, reg);
    }
}

bool expression_local(struct compiler *c, struct syntax_node const *node, uint32_t *reg)
{
    if (node->kind != NODE_NAME || !scope_is_function(c->builder->scope) || constant_is(c, node))
        return false;
    struct symbol *symbol = expression_symbol(c, node->name.name);
    if (symbol == NULL || symbol->place != PLACE_LOCAL)
        return false;
    *reg = emit_local_register(c, symbol);
    return true;
}

// Built-ins are made when somebody asks. Those that a program names are made with its code: when the heap is full, an
// except clause must not need memory to find MemoryError.
static void make_built_in(struct compiler *c, struct syntax_name *name)
{
    ref_value builtins = slot_get(c->rt->objects->builtins);
    if (c->failed || name->is_sought || is_nothing(builtins))
        return;
    name->is_sought = true;
    ref_value text = compile_name(c, name);
    if (!is_nothing(text) && is_nothing(dict_get_str(c->rt, builtins, text)) && error_pending(c->rt))
        c->failed = true;
}

uint32_t expression_load_name(struct compiler *c, struct syntax_name *name, uint32_t destination)
{
    struct scope *scope = c->builder->scope;
    struct symbol *symbol = expression_symbol(c, name);
    struct syntax_name *mangled = symbol != NULL ? symbol->name : scope_mangle(c, scope->private_name, name);
    enum opcode op = scope_is_function(scope) ? OP_LOAD_GLOBAL : OP_LOAD_NAME;
    switch (symbol != NULL ? symbol->place : PLACE_IMPLICIT) {
    case PLACE_LOCAL:
        if (scope_is_function(scope)) {
            uint32_t reg = emit_local_register(c, symbol);
            expression_check_bound(c, reg);
            return reg == destination ? reg : emit_result(c, OP_MOVE, 0, destination, reg, 0, 0, 0);
        }
        break;
    case PLACE_CELL:
    case PLACE_FREE:
        if (scope->kind == SCOPE_CLASS)
            return emit_result(c, OP_LOAD_CLASS_CELL, 0, destination, emit_cell_register(c, mangled), 0,
                               emit_name_index(c, mangled), 0);
        return emit_result(c, OP_LOAD_CELL, 0, destination, emit_cell_register(c, mangled), 0, 0, 0);
    case PLACE_GLOBAL:
        op = OP_LOAD_GLOBAL;
        make_built_in(c, mangled);
        break;
    case PLACE_IMPLICIT:
    case PLACE_NONE:
        make_built_in(c, mangled);
        break;
    }
    return emit_result_index(c, op, destination, emit_name_index(c, mangled));
}

// ---- Operands ----

bool expression_is_quiet(struct compiler *c, struct syntax_node const *node)
{
    while (node->kind == NODE_ATTRIBUTE)
        node = node->attribute.value;
    return node->kind == NODE_CONSTANT || node->kind == NODE_NAME || constant_is(c, node);
}

struct operand expression_operand(struct compiler *c, struct syntax_node *node, bool quiet)
{
    struct syntax_node *name = node->kind == NODE_NAMED_EXPR ? node->named_expr.target : node;
    uint32_t reg;
    if (!c->failed && expression_local(c, name, &reg) && !c->failed) {
        struct place_in_source place = c->builder->place;
        emit_place(c, node);
        bool borrow = quiet || !(c->builder->locals[reg]->flags & SYMBOL_WALRUS);
        if (name != node && borrow && assign_allowed(c, name->name.name, CONTEXT_STORE)) {
            expression_into(c, node->named_expr.value, reg);
            bound_add(&c->builder->bound, reg);
        } else if (name == node) {
            expression_check_bound(c, reg);
        }
        c->builder->place = place;
        if (borrow)
            return (struct operand){reg, 0};
    }
    return (struct operand){expression_into(c, node, TOP), 1};
}

static uint32_t consume_b(struct operand operand)
{
    return operand.temporary ? FLAG_CONSUME_B : 0;
}

static uint32_t consume_c(struct operand operand)
{
    return operand.temporary ? FLAG_CONSUME_C : 0;
}

// ---- Operators ----

enum opcode expression_binary_opcode(enum syntax_operator operator)
{
    static uint8_t const opcodes[] = {
        [OPERATOR_ADD] = OP_ADD,
        [OPERATOR_SUBTRACT] = OP_SUB,
        [OPERATOR_MULTIPLY] = OP_MUL,
        [OPERATOR_MATRIX_MULTIPLY] = OP_MATMUL,
        [OPERATOR_DIVIDE] = OP_TRUEDIV,
        [OPERATOR_MODULO] = OP_MOD,
        [OPERATOR_POWER] = OP_POW,
        [OPERATOR_SHIFT_LEFT] = OP_LSHIFT,
        [OPERATOR_SHIFT_RIGHT] = OP_RSHIFT,
        [OPERATOR_BIT_OR] = OP_OR,
        [OPERATOR_BIT_XOR] = OP_XOR,
        [OPERATOR_BIT_AND] = OP_AND,
        [OPERATOR_FLOOR_DIVIDE] = OP_FLOORDIV,
    };
    return (enum opcode)opcodes[operator];
}

// The form with a small integer on the right, or NOP.
static enum opcode small_form(enum opcode op)
{
    switch (op) {
    case OP_ADD:
        return OP_ADD_INT;
    case OP_SUB:
        return OP_SUB_INT;
    case OP_MUL:
        return OP_MUL_INT;
    case OP_FLOORDIV:
        return OP_FLOORDIV_INT;
    case OP_MOD:
        return OP_MOD_INT;
    case OP_LSHIFT:
        return OP_LSHIFT_INT;
    case OP_RSHIFT:
        return OP_RSHIFT_INT;
    case OP_AND:
        return OP_AND_INT;
    default:
        return OP_NOP;
    }
}

uint32_t expression_arithmetic(struct compiler *c, enum opcode op, uint32_t flags, struct operand left,
                               struct syntax_node *right, struct syntax_node const *place, uint32_t destination)
{
    int32_t n;
    if (small_form(op) != OP_NOP && constant_small(c, right, &n)) {
        emit_place(c, place);
        return emit_result(c, small_form(op), flags | consume_b(left), destination, left.reg, (uint16_t)n, 0,
                           left.temporary);
    }
    struct operand second = expression_operand(c, right, true);
    emit_place(c, place);
    return emit_result(c, op, flags | consume_b(left) | consume_c(second), destination, left.reg, second.reg, 0,
                       left.temporary + second.temporary);
}

static uint32_t binary(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct operand left = expression_operand(c, node->bin_op.left, expression_is_quiet(c, node->bin_op.right));
    return expression_arithmetic(c, expression_binary_opcode(node->operator), 0, left, node->bin_op.right, node,
                                 destination);
}

static uint32_t unary(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    static uint8_t const opcodes[] = {
        [0] = OP_INVERT,
        [OPERATOR_NOT - OPERATOR_INVERT] = OP_NOT,
        [OPERATOR_PLUS - OPERATOR_INVERT] = OP_POS,
        [OPERATOR_MINUS - OPERATOR_INVERT] = OP_NEG,
    };
    struct syntax_node *operand = node->unary_op.operand;
    // `not a in b` is `a not in b`, and likewise for `is`.
    if (node->operator== OPERATOR_NOT && operand->kind == NODE_COMPARE &&
        operand->compare.comparators.count == 1 && operand->compare.operators[0] >= OPERATOR_IS)
        return condition_compare(c, node, destination);
    struct operand value = expression_operand(c, operand, true);
    emit_place(c, node);
    return emit_result(c, (enum opcode)opcodes[node->operator - OPERATOR_INVERT], consume_b(value), destination,
                       value.reg, 0, 0, value.temporary);
}

// ---- Attributes and subscripts ----

static uint32_t attribute(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct operand object = expression_operand(c, node->attribute.value, true);
    struct syntax_name *name = scope_mangle(c, c->builder->scope->private_name, node->attribute.name);
    emit_place_attribute(c, node, node);
    return emit_result(c, OP_LOAD_ATTR, consume_b(object), destination, object.reg, 0, emit_name_index(c, name),
                       object.temporary);
}

bool expression_is_constant_slice(struct compiler *c, struct syntax_node *node, own_value *slice)
{
    if (node->kind != NODE_SLICE || c->failed)
        return false;
    struct syntax_node *nodes[] = {node->slice.lower, node->slice.upper, node->slice.step};
    own_value parts[3] = {own_none, own_none, own_none};
    bool constant = true;
    for (int i = 0; i < 3 && constant; i++) {
        if (nodes[i] != NULL && !constant_kind_is(nodes[i], CONSTANT_NONE)) {
            int32_t n;
            constant = constant_small(c, nodes[i], &n);
            if (constant)
                parts[i] = own_small_int(n);
        }
    }
    if (!constant)
        return false;
    *slice = slice_new(c->rt, lend(parts[0]), lend(parts[1]), lend(parts[2]));
    if (failed(*slice))
        compile_no_memory(c);
    return true;
}

static void slice_part(struct compiler *c, struct syntax_node *node)
{
    if (node != NULL)
        expression_into(c, node, TOP);
    else
        emit_constant(c, own_none, TOP);
}

static uint32_t slice(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    own_value constant;
    if (expression_is_constant_slice(c, node, &constant))
        return emit_constant(c, constant, destination);
    uint32_t base = TEMPORARY(c->builder->depth);
    uint32_t count = 2;
    slice_part(c, node->slice.lower);
    slice_part(c, node->slice.upper);
    if (node->slice.step != NULL) {
        slice_part(c, node->slice.step);
        count = 3;
    }
    emit_place(c, node);
    return emit_result(c, OP_BUILD_SLICE, 0, destination, base, count, 0, count);
}

static uint32_t subscript(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct syntax_node *index = node->subscript.index;
    warn_subscript(c, node);
    struct operand object = expression_operand(c, node->subscript.value, expression_is_quiet(c, index));
    int32_t n;
    if (constant_small(c, index, &n)) {
        emit_place(c, node);
        return emit_result(c, OP_LOAD_SUBSCR_INT, consume_b(object), destination, object.reg, (uint16_t)n, 0,
                           object.temporary);
    }
    struct operand key = expression_operand(c, index, true);
    emit_place(c, node);
    return emit_result(c, OP_LOAD_SUBSCR, consume_b(object) | consume_c(key), destination, object.reg, key.reg, 0,
                       object.temporary + key.temporary);
}

// ---- The rest ----

static uint32_t named(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct syntax_name *name = node->named_expr.target->name.name;
    uint32_t value = expression_into(c, node->named_expr.value, TOP);
    emit_place(c, node->named_expr.target);
    if (assign_allowed(c, name, CONTEXT_STORE))
        assign_name(c, name, (struct operand){value, 0});
    emit_place(c, node);
    return destination == TOP ? value : emit_result(c, OP_MOVE, FLAG_CONSUME_B, destination, value, 0, 0, 1);
}

uint32_t expression_await(struct compiler *c, enum await_kind kind, uint32_t destination)
{
    uint32_t value = TEMPORARY(c->builder->depth - 1);
    emit_result(c, OP_GET_AWAITABLE, FLAG_CONSUME_B, TOP, value, kind, 0, 1);
    return emit_result(c, OP_YIELD_FROM, FLAG_CONSUME_B, destination, value, 0, 0, 1);
}

static uint32_t await(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct scope *scope = c->builder->scope;
    if (!scope_is_function(scope)) {
        compile_error(c, node, "'await' outside function");
        return 0;
    }
    if (!scope->is_async && scope->kind != SCOPE_COMPREHENSION) {
        compile_error(c, node, "'await' outside async function");
        return 0;
    }
    expression_into(c, node->yield.value, TOP);
    emit_place(c, node);
    return expression_await(c, AWAIT_VALUE, destination);
}

static bool may_yield(struct compiler *c, struct syntax_node *node)
{
    if (scope_is_function(c->builder->scope))
        return true;
    compile_error(c, node, "'yield' outside function");
    return false;
}

static uint32_t yield(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct operand value = {0, 0};
    if (!may_yield(c, node))
        return 0;
    if (node->yield.value != NULL)
        value = expression_operand(c, node->yield.value, true);
    else
        value = (struct operand){emit_constant(c, own_none, TOP), 1};
    emit_place(c, node);
    if (c->builder->scope->is_coroutine)
        value =
            (struct operand){emit_result(c, OP_ASYNC_WRAP, consume_b(value), TOP, value.reg, 0, 0, value.temporary), 1};
    return emit_result(c, OP_YIELD, consume_b(value), destination, value.reg, 0, 0, value.temporary);
}

static uint32_t yield_from(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    if (!may_yield(c, node))
        return 0;
    if (c->builder->scope->is_async) {
        compile_error(c, node, "'yield from' inside async function");
        return 0;
    }
    struct operand value = expression_operand(c, node->yield.value, true);
    emit_place(c, node);
    uint32_t iterator = emit_result(c, OP_GET_YIELD_FROM, consume_b(value), TOP, value.reg, 0, 0, value.temporary);
    return emit_result(c, OP_YIELD_FROM, FLAG_CONSUME_B, destination, iterator, 0, 0, 1);
}

static uint32_t by_kind(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    switch (node->kind) {
    case NODE_NAME:
        return expression_load_name(c, node->name.name, destination);
    case NODE_BIN_OP:
        return binary(c, node, destination);
    case NODE_UNARY_OP:
        return unary(c, node, destination);
    case NODE_BOOL_OP:
        return condition_bool_value(c, node, destination);
    case NODE_IF_EXP:
        return condition_choice(c, node, destination);
    case NODE_COMPARE:
        return condition_compare(c, node, destination);
    case NODE_ATTRIBUTE:
        return attribute(c, node, destination);
    case NODE_SUBSCRIPT:
        return subscript(c, node, destination);
    case NODE_SLICE:
        return slice(c, node, destination);
    case NODE_CALL:
        return call_expression(c, node, destination);
    case NODE_NAMED_EXPR:
        return named(c, node, destination);
    case NODE_LAMBDA:
        return function_lambda(c, node, destination);
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
    case NODE_GENERATOR_EXP:
        return comprehension_expression(c, node, destination);
    case NODE_TUPLE:
        return display_tuple(c, node, destination);
    case NODE_LIST:
        return display_list(c, node, destination);
    case NODE_SET:
        return display_set(c, node, destination);
    case NODE_DICT:
        return display_dict(c, node, destination);
    case NODE_JOINED_STR:
        return display_joined_string(c, node, destination);
    case NODE_FORMATTED_VALUE:
        return display_formatted_value(c, node, destination);
    case NODE_AWAIT:
        return await(c, node, destination);
    case NODE_YIELD:
        return yield(c, node, destination);
    case NODE_YIELD_FROM:
        return yield_from(c, node, destination);
    case NODE_STARRED:
        compile_error(c, node, "can't use starred expression here");
        return 0;
    default:
        compile_error(c, node, "'%s' is not supported yet", syntax_kind_name(node->kind));
        return 0;
    }
}

uint32_t expression_into(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    if (!compile_enter(c))
        return destination == TOP ? emit_push(c) : destination;
    struct place_in_source place = c->builder->place;
    emit_place(c, node);
    uint32_t result =
        constant_is(c, node) ? emit_constant(c, constant_of(c, node), destination) : by_kind(c, node, destination);
    c->builder->place = place;
    compile_leave(c);
    return result;
}

void expression_discard(struct compiler *c, struct syntax_node *node)
{
    if (constant_is(c, node))
        return;
    struct operand value = expression_operand(c, node, true);
    emit_release(c, value.temporary);
}
