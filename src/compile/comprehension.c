// SPDX-License-Identifier: MIT
// Comprehensions and generator expressions: code of their own, run on the outermost iterator.
#include "compile/build.h"

static struct syntax_sequence const *generators_of(struct syntax_node const *node)
{
    return node->kind == NODE_DICT_COMP ? &node->dict_comp.generators : &node->comp.generators;
}

// What happens with each element; `to` is the collection.
static void element(struct compiler *c, struct syntax_node *node, uint32_t to)
{
    if (node->kind == NODE_DICT_COMP) {
        struct operand key = expression_operand(c, node->dict_comp.key, expression_is_quiet(c, node->dict_comp.value));
        struct operand value = expression_operand(c, node->dict_comp.value, true);
        uint32_t flags = (key.temporary ? FLAG_CONSUME_B : 0) | (value.temporary ? FLAG_CONSUME_C : 0);
        emit_place(c, node);
        emit(c, OP_MAP_ADD, flags, to, key.reg, value.reg, 0);
        emit_pop(c, key.temporary + value.temporary);
        return;
    }
    struct operand value = expression_operand(c, node->comp.element, true);
    uint32_t consumed = value.temporary ? FLAG_CONSUME_B : 0;
    emit_place(c, node);
    if (node->kind == NODE_GENERATOR_EXP) {
        if (c->builder->scope->is_coroutine) {
            value.reg = emit_result(c, OP_ASYNC_WRAP, consumed, TOP, value.reg, 0, 0, value.temporary);
            value.temporary = 1;
            consumed = FLAG_CONSUME_B;
        }
        emit_result(c, OP_YIELD, consumed, TOP, value.reg, 0, 0, value.temporary);
        emit_release(c, 1);
        return;
    }
    emit(c, node->kind == NODE_SET_COMP ? OP_SET_ADD : OP_LIST_APPEND, consumed, to, value.reg, 0, 0);
    emit_pop(c, value.temporary);
}

static void generate(struct compiler *c, struct syntax_node *node, uint32_t level, uint32_t to)
{
    struct syntax_sequence const *generators = generators_of(node);
    if (level == generators->count) {
        element(c, node, to);
        return;
    }
    if (!compile_enter(c))
        return;
    struct syntax_node *generator = generators->items[level];
    struct builder *b = c->builder;
    bool is_async = generator->comprehension.is_async;
    struct block guard;
    uint32_t head = emit_label(c), next = emit_label(c), end = emit_label(c);
    uint32_t base = b->depth;
    if (is_async && level == 0) {
        emit_result(c, OP_MOVE, 0, TOP, 0, 0, 0, 0);
    } else if (is_async) {
        struct operand iterable = expression_operand(c, generator->comprehension.iterable, true);
        emit_place(c, generator->comprehension.iterable);
        emit_result(c, OP_GET_AITER, iterable.temporary ? FLAG_CONSUME_B : 0, TOP, iterable.reg, 0, 0,
                    iterable.temporary);
    } else if (level == 0)
        control_begin_loop(c, (struct operand){0, 0}, FLAG_SPEC, node);
    else
        control_begin_loop(c, control_iterable(c, generator->comprehension.iterable), 0, node);
    emit_label_here(c, head);
    struct bound_set before = b->bound;
    if (is_async)
        control_async_next(c, &guard, generator->comprehension.target, node);
    else
        control_next(c, base, generator->comprehension.target, end, node);
    for (uint32_t i = 0; i < generator->comprehension.conditions.count && !c->failed; i++)
        condition_jump(c, generator->comprehension.conditions.items[i], false, next);
    generate(c, node, level + 1, to);
    emit_label_here(c, next);
    emit_place(c, node);
    emit_jump(c, OP_JUMP_BACK, 0, 0, head);
    if (is_async && !c->failed)
        control_async_end(c, &guard);
    emit_label_here(c, end);
    b->depth = base;
    b->bound = before;
    compile_leave(c);
}

static own_value comprehension_code(struct compiler *c, struct syntax_node *node, struct scope *scope)
{
    static enum name_number const names[] = {NAME_listcomp, NAME_setcomp, NAME_dictcomp, NAME_genexpr};
    static enum opcode const displays[] = {OP_BUILD_LIST, OP_BUILD_SET, OP_BUILD_MAP};
    struct builder b;
    builder_open(c, &b, scope, names[node->kind - NODE_LIST_COMP], NULL, node->line);
    b.flags = CODE_COMPREHENSION;
    b.parameter_count = b.positional_count = 1;
    struct symbol *iterator = symbol_find(&scope->symbols, c->name_dot_zero);
    if (!c->failed && iterator != NULL)
        bound_add(&b.bound, emit_local_register(c, iterator));
    emit_place(c, node);
    if (node->kind == NODE_GENERATOR_EXP) {
        generate(c, node, 0, 0);
        return builder_finish(c, &b);
    }
    uint32_t to = emit_result(c, displays[node->kind - NODE_LIST_COMP], 0, TOP, 0, 0, 0, 0);
    generate(c, node, 0, to);
    emit(c, OP_RETURN, FLAG_CONSUME_A, to, 0, 0, 0);
    emit_pop(c, 1);
    emit_dead(c);
    return builder_finish(c, &b);
}

uint32_t comprehension_expression(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct scope *scope = scope_of(c, node);
    if (c->failed || scope == NULL)
        return 0;
    struct syntax_node *first = generators_of(node)->items[0];
    struct scope *outer = c->builder->scope;
    bool is_async = first->comprehension.is_async;
    bool awaited = scope->is_coroutine && !scope->is_generator;
    if (awaited && !outer->is_async && outer->kind != SCOPE_COMPREHENSION) {
        compile_error(c, node, "asynchronous comprehension outside of an asynchronous function");
        return 0;
    }
    struct operand iterable = is_async ? expression_operand(c, first->comprehension.iterable, true)
                                       : control_iterable(c, first->comprehension.iterable);
    emit_place(c, node);
    uint32_t iterator = emit_result(c, is_async ? OP_GET_AITER : OP_GET_ITER, iterable.temporary ? FLAG_CONSUME_B : 0,
                                    TOP, iterable.reg, 0, 0, iterable.temporary);
    own_value code = comprehension_code(c, node, scope);
    if (failed(code))
        return 0;
    uint32_t cells = function_push_closure(c, scope);
    uint32_t result = emit_result(c, OP_CALL_COMPREHENSION, 0, awaited ? TOP : destination, iterator, cells,
                                  emit_constant_index(c, code), cells + 1);
    return awaited ? expression_await(c, AWAIT_VALUE, destination) : result;
}
