// SPDX-License-Identifier: MIT
// try and with: guarded blocks, their handlers, and leaving them by other ways. A finally clause is compiled once for
// each way that leads through it.
//
// A handler starts with the exception in the temporary at the depth of its region. HANDLER_ENTER makes it the handled
// one and puts the one before beside it; while both lie there, a clean-up region makes sure that an exception raised
// inside puts the old handled one back before it goes on.
#include "compile/build.h"

// The clean-up at the end of a handler whose exception lies at `base`: comes here with another exception above the two.
static void clean_up(struct compiler *c, uint32_t label, uint32_t base)
{
    struct builder *b = c->builder;
    emit_label_here(c, label);
    b->depth = base + 3;
    emit(c, OP_HANDLER_LEAVE, 0, TEMPORARY(base), 0, 0, 0);
    emit_move_down(c, base);
    emit(c, OP_RERAISE, FLAG_CONSUME_A, TEMPORARY(base), 0, 0, 0);
    emit_pop(c, 1);
    emit_dead(c);
}

// Raises the handled exception at `base` again: goes into the clean-up that must follow.
static void push_again(struct compiler *c, uint32_t base)
{
    emit_result(c, OP_MOVE, 0, TOP, TEMPORARY(base), 0, 0, 0);
}

static void enter_handler(struct compiler *c, uint32_t label, uint32_t base)
{
    struct builder *b = c->builder;
    emit_label_here(c, label);
    b->depth = base;
    emit_push(c);
    emit(c, OP_HANDLER_ENTER, 0, TEMPORARY(base), 0, 0, 0);
    emit_push(c);
}

// Leaves a handler with nothing, or with the value above its two temporaries.
static void leave_handler(struct compiler *c, uint32_t base, bool value)
{
    emit(c, OP_HANDLER_LEAVE, 0, TEMPORARY(base), 0, 0, 0);
    if (value)
        emit_move_down(c, base);
    else
        c->builder->depth = base;
}

static void guard(struct compiler *c, struct block *block, enum block_kind kind, struct syntax_node *node,
                  uint32_t base, uint32_t handler_depth)
{
    *block = (struct block){.kind = kind, .node = node, .base = base, .guarded = true, .handler_depth = handler_depth};
    block->handler = emit_label(c);
}

// What is surely bound in a handler of a statement that began with `entry` bound.
static struct bound_set bound_in_handler(struct compiler *c, struct bound_set entry)
{
    struct builder *b = c->builder;
    return b->dead ? bound_all() : bound_less(entry, b->deleted);
}

// ---- Leaving blocks ----

// name = None; del name: what was bound to the exception is let go.
static void clear_name(struct compiler *c, struct syntax_name *name)
{
    assign_name(c, name, (struct operand){emit_constant(c, own_none, TOP), 1});
    assign_delete_name(c, name);
}

// Calls __exit__(None, None, None) of the pair at `base`; the window starts at the top.
static void call_exit(struct compiler *c, struct syntax_node *node, uint32_t window)
{
    emit_place(c, node);
    for (int i = 0; i < 3; i++)
        emit_constant(c, own_none, TOP);
    emit_result(c, OP_CALL, 0, TOP, TEMPORARY(window), 3, 0, 5);
    if (node->kind == NODE_ASYNC_WITH)
        expression_await(c, AWAIT_EXIT, TOP);
    emit_release(c, 1);
}

static void unwind_with(struct compiler *c, struct block *block, bool value)
{
    struct builder *b = c->builder;
    if (!value) {
        call_exit(c, block->node, block->base);
        return;
    }
    uint32_t window = b->depth;
    emit_place(c, block->node);
    emit_result(c, OP_MOVE, 0, TOP, TEMPORARY(block->base), 0, 0, 0);
    emit_result(c, OP_MOVE, 0, TOP, TEMPORARY(block->base + 1), 0, 0, 0);
    call_exit(c, block->node, window);
    emit(c, OP_RELEASE, 0, TEMPORARY(block->base + 1), 0, 0, 0);
    emit(c, OP_RELEASE, 0, TEMPORARY(block->base), 0, 0, 0);
    emit_move_down(c, block->base);
}

static void unwind_finally(struct compiler *c, struct block *block, bool value)
{
    struct block held = {.kind = BLOCK_VALUE, .node = block->node, .base = c->builder->depth - 1};
    if (value && !control_push(c, &held))
        return;
    struct place_in_source place = c->builder->place;
    statement_sequence(c, block->final_body);
    c->builder->place = place;
    if (value && !c->failed)
        control_pop(c, &held);
}

void try_unwind(struct compiler *c, struct block *block, bool value)
{
    struct builder *b = c->builder;
    switch (block->kind) {
    case BLOCK_WHILE:
    case BLOCK_TRY:
    case BLOCK_HANDLER:
    case BLOCK_GROUP: // refused
    case BLOCK_ASYNC_NEXT:
        break;
    case BLOCK_ASYNC_FOR:
    case BLOCK_FOR:
        emit(c, block->kind == BLOCK_FOR ? OP_END_LOOP : OP_RELEASE, 0, TEMPORARY(block->base), 0, 0, 0);
        if (value)
            emit_move_down(c, block->base);
        else
            b->depth = block->base;
        break;
    case BLOCK_FINALLY_TRY:
        unwind_finally(c, block, value);
        break;
    case BLOCK_FINALLY:
        leave_handler(c, block->base, value);
        break;
    case BLOCK_WITH:
        unwind_with(c, block, value);
        break;
    case BLOCK_CLAUSE:
        leave_handler(c, block->base, value);
        if (block->name != NULL)
            clear_name(c, block->name);
        break;
    case BLOCK_VALUE:
        emit(c, OP_RELEASE, 0, TEMPORARY(block->base), 0, 0, 0);
        if (value)
            emit_move_down(c, block->base);
        else
            b->depth = block->base;
        break;
    }
}

// ---- except ----

// The body of a clause; the clean-up of all clauses is the handler block's.
static void clause_body(struct compiler *c, struct syntax_node *clause, struct block *handler, uint32_t end,
                        struct bound_set *after)
{
    struct builder *b = c->builder;
    uint32_t base = handler->base;
    struct syntax_name *name = clause->except_handler.name;
    struct block block = {.kind = BLOCK_CLAUSE, .node = clause, .base = base, .name = name};
    if (name != NULL) {
        guard(c, &block, BLOCK_CLAUSE, clause, base, base + 2);
        block.name = name;
        assign_name(c, name, (struct operand){TEMPORARY(base), 0});
    }
    if (!control_push(c, &block))
        return;
    statement_sequence(c, &clause->except_handler.body);
    control_pop(c, &block);
    if (c->failed)
        return;
    emit_region_close(c, handler); // the clean-up is for as long as the two temporaries are there
    leave_handler(c, base, false);
    if (name != NULL)
        clear_name(c, name);
    *after = bound_meet(*after, b->bound);
    emit_jump(c, OP_JUMP, 0, 0, end);
    emit_region_open(c, handler);
    if (name != NULL) {
        emit_label_here(c, block.handler);
        b->depth = base + 3;
        clear_name(c, name);
        emit_jump(c, OP_JUMP, 0, 0, handler->handler);
    }
    b->depth = base + 2;
}

static void clauses(struct compiler *c, struct syntax_node *node, uint32_t base, struct block *handler, uint32_t end,
                    struct bound_set *after)
{
    struct builder *b = c->builder;
    struct syntax_sequence const *handlers = &node->try_.handlers;
    struct bound_set entry = b->bound;
    for (uint32_t i = 0; i < handlers->count && !c->failed; i++) {
        struct syntax_node *clause = handlers->items[i];
        uint32_t next = emit_label(c);
        emit_place(c, clause);
        if (clause->except_handler.type == NULL && i + 1 < handlers->count)
            compile_error(c, clause, "default 'except:' must be last");
        if (clause->except_handler.type != NULL) {
            struct operand type = expression_operand(c, clause->except_handler.type, true);
            emit_place(c, clause);
            uint32_t matches = emit_result(c, OP_EXCEPTION_MATCH, type.temporary ? FLAG_CONSUME_C : 0, TOP,
                                           TEMPORARY(base), type.reg, 0, type.temporary);
            emit_jump(c, OP_JUMP_IF_FALSE, FLAG_CONSUME_A, matches, next);
            emit_pop(c, 1);
            entry = b->dead ? entry : b->bound;
        }
        clause_body(c, clause, handler, end, after);
        emit_label_here(c, next);
        b->depth = base + 2;
        b->bound = b->dead ? bound_all() : entry;
    }
}

// ---- except* ----

// The body of a clause. What it raises goes into the list, and the next clause is tried all the same.
static void group_body(struct compiler *c, struct syntax_node *clause, uint32_t base, uint32_t next)
{
    struct builder *b = c->builder;
    struct syntax_name *name = clause->except_handler.name;
    struct block block;
    guard(c, &block, BLOCK_GROUP, clause, base, base + 4);
    if (!control_push(c, &block))
        return;
    statement_sequence(c, &clause->except_handler.body);
    control_pop(c, &block);
    if (c->failed)
        return;
    if (name != NULL)
        clear_name(c, name);
    emit_jump(c, OP_JUMP, 0, 0, next);
    emit_label_here(c, block.handler);
    b->depth = base + 5;
    if (name != NULL)
        clear_name(c, name);
    emit(c, OP_LIST_APPEND, FLAG_CONSUME_B, TEMPORARY(base + 2), TEMPORARY(base + 4), 0, 0);
    b->depth = base + 4;
    emit_jump(c, OP_JUMP, 0, 0, next);
}

// Temporaries from `base` on: what was caught, the handled exception before, the list, what is left to be matched.
static void group_clauses(struct compiler *c, struct syntax_node *node, uint32_t base)
{
    struct builder *b = c->builder;
    struct syntax_sequence const *handlers = &node->try_.handlers;
    emit_result(c, OP_BUILD_LIST, 0, TOP, 0, 0, 0, 0);
    emit_result(c, OP_MOVE, 0, TOP, TEMPORARY(base), 0, 0, 0);
    for (uint32_t i = 0; i < handlers->count && !c->failed; i++) {
        struct syntax_node *clause = handlers->items[i];
        uint32_t next = emit_label(c), unmatched = emit_label(c);
        emit_place(c, clause);
        struct operand type = expression_operand(c, clause->except_handler.type, true);
        emit_place(c, clause);
        uint32_t match = emit_result(c, OP_GROUP_MATCH, type.temporary ? FLAG_CONSUME_C : 0, TOP, TEMPORARY(base + 3),
                                     type.reg, 0, type.temporary);
        emit_jump(c, OP_JUMP_IF_NONE, 0, match, unmatched);
        struct bound_set entry = b->dead ? bound_all() : bound_less(b->bound, b->deleted);
        if (clause->except_handler.name != NULL)
            assign_name(c, clause->except_handler.name, (struct operand){match, 1});
        else
            emit_release(c, 1);
        group_body(c, clause, base, next);
        emit_label_here(c, unmatched);
        b->depth = base + 5;
        emit_release(c, 1);
        emit_label_here(c, next);
        b->depth = base + 4;
        b->bound = b->dead ? bound_all() : bound_less(entry, b->deleted);
    }
    emit(c, OP_LIST_APPEND, FLAG_CONSUME_B, TEMPORARY(base + 2), TEMPORARY(base + 3), 0, 0);
    emit_pop(c, 1);
}

// Behind the clauses: to the handler's own clean-up with what they raised and left over, if anything.
static void group_end(struct compiler *c, struct block *handler)
{
    uint32_t base = handler->base;
    uint32_t left = emit_result(c, OP_GROUP_LEFTOVER, FLAG_CONSUME_C, TOP, TEMPORARY(base), TEMPORARY(base + 2), 0, 1);
    emit_jump(c, OP_JUMP_IF_NOT_NONE, 0, left, handler->handler);
    emit_release(c, 1);
    control_pop(c, handler);
    if (!c->failed)
        leave_handler(c, base, false);
}

// try: body, except or except* clauses, else.
static void try_except(struct compiler *c, struct syntax_node *node)
{
    struct builder *b = c->builder;
    uint32_t base = b->depth;
    uint32_t end = emit_label(c);
    struct bound_set entry = b->bound;
    struct block body, handler;
    guard(c, &body, BLOCK_TRY, node, base, base);
    if (!control_push(c, &body))
        return;
    statement_sequence(c, &node->try_.body);
    control_pop(c, &body);
    statement_sequence(c, &node->try_.else_body);
    if (c->failed)
        return;
    struct bound_set after = b->bound;
    emit_jump(c, OP_JUMP, 0, 0, end);
    enter_handler(c, body.handler, base);
    b->bound = bound_in_handler(c, entry);
    guard(c, &handler, BLOCK_HANDLER, node, base, base + 2);
    if (!control_push(c, &handler))
        return;
    if (node->kind == NODE_TRY_STAR) {
        group_clauses(c, node, base);
        after = bound_meet(after, b->bound);
        group_end(c, &handler);
        emit_jump(c, OP_JUMP, 0, 0, end);
    } else {
        clauses(c, node, base, &handler, end, &after);
        control_pop(c, &handler);
        push_again(c, base); // none has matched
    }
    clean_up(c, handler.handler, base);
    emit_label_here(c, end);
    b->depth = base;
    b->bound = b->dead ? bound_all() : after;
}

static void try_finally(struct compiler *c, struct syntax_node *node)
{
    struct builder *b = c->builder;
    uint32_t base = b->depth;
    uint32_t end = emit_label(c);
    struct bound_set entry = b->bound;
    struct block body, final;
    guard(c, &body, BLOCK_FINALLY_TRY, node, base, base);
    body.final_body = &node->try_.final_body;
    if (!control_push(c, &body))
        return;
    if (node->try_.handlers.count != 0)
        try_except(c, node);
    else
        statement_sequence(c, &node->try_.body);
    control_pop(c, &body);
    statement_sequence(c, &node->try_.final_body);
    if (c->failed)
        return;
    struct bound_set after = b->bound;
    emit_jump(c, OP_JUMP, 0, 0, end);
    enter_handler(c, body.handler, base);
    b->bound = bound_in_handler(c, entry);
    guard(c, &final, BLOCK_FINALLY, node, base, base + 2);
    if (!control_push(c, &final))
        return;
    statement_sequence(c, &node->try_.final_body);
    control_pop(c, &final);
    push_again(c, base);
    clean_up(c, final.handler, base);
    emit_label_here(c, end);
    b->depth = base;
    b->bound = b->dead ? bound_all() : after;
}

void try_statement(struct compiler *c, struct syntax_node *node)
{
    if (node->try_.final_body.count != 0)
        try_finally(c, node);
    else
        try_except(c, node);
}

// ---- with ----

// Behind the body: the ordinary end, and the handler that asks __exit__ whether the exception ends here.
static void with_ends(struct compiler *c, struct syntax_node *node, struct block *block, struct bound_set entry)
{
    struct builder *b = c->builder;
    uint32_t base = block->base;
    uint32_t end = emit_label(c), swallowed = emit_label(c);
    struct block cleanup;
    call_exit(c, node, base);
    struct bound_set after = b->bound;
    emit_jump(c, OP_JUMP, 0, 0, end);
    enter_handler(c, block->handler, base + 2);
    b->bound = bound_in_handler(c, entry);
    guard(c, &cleanup, BLOCK_HANDLER, node, base + 2, base + 4);
    cleanup.uncounted = true; // as in CPython
    if (!control_push(c, &cleanup))
        return;
    uint32_t result = TEMPORARY(base + 4);
    emit(c, OP_WITH_EXIT, 0, TEMPORARY(base), result, TEMPORARY(base + 2), 0);
    emit_push(c);
    if (node->kind == NODE_ASYNC_WITH)
        expression_await(c, AWAIT_EXIT, TOP);
    emit_jump(c, OP_JUMP_IF_TRUE, FLAG_CONSUME_A, result, swallowed);
    emit_pop(c, 1);
    struct bound_set outcome = b->bound;
    control_pop(c, &cleanup);
    push_again(c, base + 2);
    clean_up(c, cleanup.handler, base + 2);
    emit_label_here(c, swallowed);
    b->depth = base + 4;
    leave_handler(c, base + 2, false);
    emit_release(c, 2);
    if (!b->dead)
        after = bound_meet(after, outcome);
    emit_label_here(c, end);
    b->depth = base;
    b->bound = b->dead ? bound_all() : after;
}

static void with_item(struct compiler *c, struct syntax_node *node, uint32_t index)
{
    struct builder *b = c->builder;
    if (!compile_enter(c))
        return;
    struct syntax_node *item = node->with.items.items[index];
    struct block block;
    uint32_t base = b->depth;
    struct operand manager = expression_operand(c, item->with_item.context_expression, true);
    emit_place(c, node);
    bool is_async = node->kind == NODE_ASYNC_WITH;
    emit(c, OP_WITH_ENTER, (manager.temporary ? FLAG_CONSUME_B : 0) | (is_async ? FLAG_SPEC : 0), TEMPORARY(base),
         manager.reg, 0, 0);
    emit_pop(c, manager.temporary);
    for (int i = 0; i < 3; i++)
        emit_push(c);
    if (is_async)
        expression_await(c, AWAIT_ENTER, TOP);
    guard(c, &block, BLOCK_WITH, node, base, base + 2);
    struct bound_set entry = b->bound;
    if (!control_push(c, &block))
        return;
    if (item->with_item.target != NULL)
        assign_target(c, item->with_item.target, (struct operand){TEMPORARY(base + 2), 1});
    else
        emit_release(c, 1);
    if (index + 1 == node->with.items.count)
        statement_sequence(c, &node->with.body);
    else
        with_item(c, node, index + 1);
    control_pop(c, &block);
    if (!c->failed)
        with_ends(c, node, &block, entry);
    compile_leave(c);
}

void try_with(struct compiler *c, struct syntax_node *node)
{
    if (node->kind == NODE_ASYNC_WITH && !c->builder->scope->is_async) {
        compile_error(c, node, "'async with' outside async function");
        return;
    }
    with_item(c, node, 0);
}
