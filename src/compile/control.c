// SPDX-License-Identifier: MIT
// if, while, for, and the ways out: return, break, continue.
#include "compile/build.h"

// ---- Blocks ----

bool control_push(struct compiler *c, struct block *block)
{
    struct builder *b = c->builder;
    if (c->failed)
        return false;
    if (b->block_count >= BLOCKS_MOST && !block->uncounted) {
        compile_error_at(c, &b->place, "too many statically nested blocks");
        return false;
    }
    b->block_count += !block->uncounted;
    block->outer = b->block;
    block->open = NO_POSITION;
    b->block = block;
    emit_region_open(c, block);
    return true;
}

void control_pop(struct compiler *c, struct block *block)
{
    struct builder *b = c->builder;
    OURO_ASSERT(c->failed || b->block == block);
    emit_region_close(c, block);
    b->block = block->outer;
    b->block_count -= !block->uncounted;
}

// ---- if ----

void control_if(struct compiler *c, struct syntax_node *node)
{
    struct builder *b = c->builder;
    uint32_t end = emit_label(c);
    struct bound_set after = bound_all();
    for (;;) { // a chain of elif is as long as the source
        struct syntax_sequence const *otherwise = &node->if_.else_body;
        uint32_t next = emit_label(c);
        struct bound_set before = b->bound;
        emit_place(c, node);
        condition_jump(c, node->if_.test, false, next);
        if (!b->dead)
            before = b->bound;
        statement_sequence(c, &node->if_.body);
        after = bound_meet(after, b->bound);
        if (otherwise->count != 0)
            emit_jump(c, OP_JUMP, 0, 0, end);
        emit_label_here(c, next);
        if (c->failed)
            return;
        // Unless the body ended in a jump, the paths of body and condition join here when there is no else.
        b->bound = b->dead ? bound_all() : before;
        if (otherwise->count != 1 || otherwise->items[0]->kind != NODE_IF) {
            statement_sequence(c, otherwise);
            after = bound_meet(after, b->bound);
            break;
        }
        node = otherwise->items[0];
    }
    emit_label_here(c, end);
    b->bound = b->dead ? bound_all() : after;
}

// ---- Loops ----

static void loop_begin(struct compiler *c, struct block *block, enum block_kind kind, struct syntax_node *node)
{
    *block = (struct block){.kind = kind, .node = node, .base = c->builder->depth};
    block->break_label = emit_label(c);
    block->continue_label = emit_label(c);
    block->broken = bound_all();
}

// The end of a loop: `end` is where it comes to when it is exhausted, with `exhausted` bound.
static void loop_end(struct compiler *c, struct block *block, uint32_t end, struct bound_set exhausted,
                     struct syntax_sequence const *else_body)
{
    struct builder *b = c->builder;
    emit_label_here(c, end);
    b->depth = block->base;
    b->bound = b->dead ? bound_all() : exhausted;
    statement_sequence(c, else_body);
    struct bound_set after = bound_meet(b->bound, block->broken);
    emit_label_here(c, block->break_label);
    b->bound = b->dead ? bound_all() : after;
}

void control_while(struct compiler *c, struct syntax_node *node)
{
    struct builder *b = c->builder;
    struct block block;
    uint32_t end = emit_label(c);
    loop_begin(c, &block, BLOCK_WHILE, node);
    emit_label_here(c, block.continue_label);
    if (!b->dead)
        b->bound = bound_less(b->bound, b->deleted);
    if (!control_push(c, &block))
        return;
    struct bound_set before = b->bound;
    condition_jump(c, node->if_.test, false, end);
    if (!b->dead)
        before = b->bound;
    statement_sequence(c, &node->if_.body);
    emit_jump(c, OP_JUMP_BACK, 0, 0, block.continue_label);
    control_pop(c, &block);
    if (!c->failed)
        loop_end(c, &block, end, before, &node->if_.else_body);
}

struct operand control_iterable(struct compiler *c, struct syntax_node *node)
{
    own_value constant = fold_display(c, node);
    if (!failed(constant))
        return (struct operand){emit_constant(c, constant, TOP), 1};
    return expression_operand(c, node, true);
}

void control_begin_loop(struct compiler *c, struct operand iterable, uint32_t flags, struct syntax_node const *node)
{
    emit_place(c, node);
    uint32_t base = c->builder->depth - iterable.temporary;
    emit(c, OP_GET_LOOP, flags | (iterable.temporary ? FLAG_CONSUME_B : 0), TEMPORARY(base), iterable.reg, 0, 0);
    emit_pop(c, iterable.temporary);
    for (int i = 0; i < 3; i++)
        emit_push(c);
}

void control_next(struct compiler *c, uint32_t loop, struct syntax_node *target, uint32_t end,
                  struct syntax_node const *node)
{
    uint32_t reg;
    emit_place(c, node);
    if (expression_local(c, target, &reg)) {
        if (!assign_allowed(c, target->name.name, CONTEXT_STORE))
            return;
        emit_branch(c, OP_FOR_NEXT, FLAG_LOCAL, TEMPORARY(loop), reg, 0, end);
        bound_add(&c->builder->bound, reg);
        return;
    }
    emit_branch(c, OP_FOR_NEXT, 0, TEMPORARY(loop), TEMPORARY(c->builder->depth), 0, end);
    assign_target(c, target, (struct operand){emit_push(c), 1});
}

void control_for(struct compiler *c, struct syntax_node *node)
{
    struct builder *b = c->builder;
    struct block block;
    uint32_t end = emit_label(c);
    loop_begin(c, &block, BLOCK_FOR, node);
    control_begin_loop(c, control_iterable(c, node->for_.iterable), 0, node);
    if (!control_push(c, &block))
        return;
    emit_label_here(c, block.continue_label);
    if (!b->dead)
        b->bound = bound_less(b->bound, b->deleted);
    struct bound_set before = b->bound;
    control_next(c, block.base, node->for_.target, end, node);
    statement_sequence(c, &node->for_.body);
    emit_jump(c, OP_JUMP_BACK, 0, 0, block.continue_label);
    control_pop(c, &block);
    if (!c->failed)
        loop_end(c, &block, end, before, &node->for_.else_body);
}

// ---- async for ----

void control_async_next(struct compiler *c, struct block *next, struct syntax_node *target,
                        struct syntax_node const *node)
{
    struct builder *b = c->builder;
    *next = (struct block){.kind = BLOCK_ASYNC_NEXT, .base = b->depth - 1, .guarded = true, .uncounted = true};
    next->handler = emit_label(c);
    next->handler_depth = b->depth;
    uint32_t reg;
    emit_place(c, node);
    if (!control_push(c, next))
        return;
    uint32_t item = emit_result(c, OP_GET_ANEXT, 0, TOP, TEMPORARY(b->depth - 1), 0, 0, 0);
    bool local = expression_local(c, target, &reg) && assign_allowed(c, target->name.name, CONTEXT_STORE);
    item = emit_result(c, OP_YIELD_FROM, FLAG_CONSUME_B, local ? reg : TOP, item, 0, 0, 1);
    if (local)
        bound_add(&b->bound, reg);
    control_pop(c, next);
    if (!local && !c->failed)
        assign_target(c, target, (struct operand){item, 1});
}

void control_async_end(struct compiler *c, struct block *next)
{
    emit_label_here(c, next->handler);
    c->builder->depth = next->base + 2;
    emit(c, OP_END_ASYNC_FOR, 0, TEMPORARY(next->base), 0, 0, 0);
    c->builder->depth = next->base;
}

void control_async_for(struct compiler *c, struct syntax_node *node)
{
    struct builder *b = c->builder;
    struct block block, next;
    uint32_t end = emit_label(c);
    if (!b->scope->is_async) {
        compile_error(c, node, "'async for' outside async function");
        return;
    }
    loop_begin(c, &block, BLOCK_ASYNC_FOR, node);
    struct operand iterable = expression_operand(c, node->for_.iterable, true);
    emit_place(c, node->for_.iterable);
    emit_result(c, OP_GET_AITER, iterable.temporary ? FLAG_CONSUME_B : 0, TOP, iterable.reg, 0, 0, iterable.temporary);
    if (!control_push(c, &block))
        return;
    emit_label_here(c, block.continue_label);
    if (!b->dead)
        b->bound = bound_less(b->bound, b->deleted);
    struct bound_set before = b->bound;
    control_async_next(c, &next, node->for_.target, node);
    statement_sequence(c, &node->for_.body);
    emit_jump(c, OP_JUMP_BACK, 0, 0, block.continue_label);
    control_pop(c, &block);
    if (c->failed)
        return;
    control_async_end(c, &next);
    emit_jump(c, OP_JUMP, 0, 0, end);
    loop_end(c, &block, end, before, &node->for_.else_body);
}

// ---- Ways out ----

// Leaves all blocks up to a loop (or all), innermost first. The blocks stay suspended until resume().
static struct block *unwind(struct compiler *c, bool value, bool to_loop)
{
    struct builder *b = c->builder;
    while (b->block != NULL && !c->failed) {
        struct block *top = b->block;
        if (to_loop && top->kind <= BLOCK_ASYNC_FOR)
            return top;
        if (top->kind == BLOCK_GROUP) {
            compile_error_at(c, &b->place, "'break', 'continue' and 'return' cannot appear in an except* block");
            return NULL;
        }
        emit_region_close(c, top);
        if (top->kind == BLOCK_CLAUSE) // its way out begins by leaving the handler around it
            emit_region_close(c, top->outer);
        b->block = top->outer;
        b->block_count--;
        try_unwind(c, top, value);
    }
    return NULL;
}

static void resume(struct compiler *c, struct block *innermost, struct block *reached)
{
    for (struct block *block = innermost; block != reached; block = block->outer) {
        emit_region_open(c, block);
        c->builder->block_count++;
    }
    c->builder->block = innermost;
}

// May something between here and the way out change a local?
static bool changes_locals(struct builder const *b)
{
    for (struct block const *block = b->block; block != NULL; block = block->outer) {
        if (block->kind == BLOCK_FINALLY_TRY || (block->kind == BLOCK_CLAUSE && block->name != NULL))
            return true;
    }
    return false;
}

void control_return(struct compiler *c, struct syntax_node *node)
{
    struct builder *b = c->builder;
    if (!scope_is_function(b->scope)) {
        compile_error(c, node, "'return' outside function");
        return;
    }
    struct syntax_node *expression = node->return_.value;
    if (expression != NULL && b->scope->is_coroutine && b->scope->is_generator) {
        compile_error(c, node, "'return' with value in async generator");
        return;
    }
    struct block *innermost = b->block;
    uint32_t depth = b->depth;
    struct operand value = {0, 0};
    bool constant = expression != NULL && constant_is(c, expression);
    if (expression != NULL && !constant)
        value = changes_locals(b) ? (struct operand){expression_into(c, expression, TOP), 1}
                                  : expression_operand(c, expression, true);
    if (c->failed)
        return;
    emit_place(c, node);
    unwind(c, value.temporary, false);
    emit_place(c, node);
    if (constant && !constant_kind_is(expression, CONSTANT_NONE))
        value = (struct operand){emit_constant(c, constant_of(c, expression), TOP), 1};
    else if (value.temporary)
        value.reg = TEMPORARY(b->depth - 1);
    if (expression == NULL || constant_kind_is(expression, CONSTANT_NONE))
        emit(c, OP_RETURN_NONE, 0, 0, 0, 0, 0);
    else
        emit(c, OP_RETURN, value.temporary ? FLAG_CONSUME_A : 0, value.reg, 0, 0, 0);
    OURO_ASSERT(c->failed || b->depth == value.temporary);
    emit_dead(c);
    resume(c, innermost, NULL);
    b->depth = depth;
}

void control_leave_loop(struct compiler *c, struct syntax_node *node)
{
    struct builder *b = c->builder;
    bool is_break = node->kind == NODE_BREAK;
    struct block *innermost = b->block;
    uint32_t depth = b->depth;
    emit_place(c, node);
    struct block *loop = unwind(c, false, true);
    if (c->failed)
        return;
    if (loop == NULL) {
        compile_error(c, node, is_break ? "'break' outside loop" : "'continue' not properly in loop");
        return;
    }
    emit_place(c, node);
    if (is_break) {
        if (loop->kind == BLOCK_FOR) {
            emit(c, OP_END_LOOP, 0, TEMPORARY(loop->base), 0, 0, 0);
            b->depth = loop->base;
        } else if (loop->kind == BLOCK_ASYNC_FOR) {
            emit_release(c, 1);
        }
        loop->broken = bound_meet(loop->broken, b->bound);
        emit_jump(c, OP_JUMP, 0, 0, loop->break_label);
    } else {
        emit_jump(c, OP_JUMP_BACK, 0, 0, loop->continue_label);
    }
    resume(c, innermost, loop);
    b->depth = depth;
}
