// SPDX-License-Identifier: MIT
// Statements: the dispatcher, and the simple ones that have no file of their own.
#include "compile/build.h"
#include "object/tuple.h"

#include <string.h>

// ---- Bodies ----

struct syntax_node *statement_docstring(struct syntax_sequence const *body)
{
    if (body->count == 0 || body->items[0]->kind != NODE_EXPR ||
        !constant_kind_is(body->items[0]->expr.value, CONSTANT_STRING))
        return NULL;
    return body->items[0]->expr.value;
}

static bool is_annotated(struct compiler *c, struct syntax_node const *node)
{
    switch (node->kind) {
    case NODE_ANN_ASSIGN:
        return true;
    case NODE_FOR:
    case NODE_ASYNC_FOR:
        return statement_has_annotations(c, &node->for_.body) || statement_has_annotations(c, &node->for_.else_body);
    case NODE_IF:
        // A chain of elif is as long as the source.
        while (node->if_.else_body.count == 1 && node->if_.else_body.items[0]->kind == NODE_IF) {
            if (statement_has_annotations(c, &node->if_.body))
                return true;
            node = node->if_.else_body.items[0];
        }
        return statement_has_annotations(c, &node->if_.body) || statement_has_annotations(c, &node->if_.else_body);
    case NODE_WHILE:
        return statement_has_annotations(c, &node->if_.body) || statement_has_annotations(c, &node->if_.else_body);
    case NODE_WITH:
    case NODE_ASYNC_WITH:
        return statement_has_annotations(c, &node->with.body);
    case NODE_MATCH:
        for (uint32_t i = 0; i < node->match.cases.count; i++) {
            if (statement_has_annotations(c, &node->match.cases.items[i]->match_case.body))
                return true;
        }
        return false;
    case NODE_TRY:
    case NODE_TRY_STAR:
        for (uint32_t i = 0; i < node->try_.handlers.count; i++) {
            if (statement_has_annotations(c, &node->try_.handlers.items[i]->except_handler.body))
                return true;
        }
        return statement_has_annotations(c, &node->try_.body) || statement_has_annotations(c, &node->try_.else_body) ||
               statement_has_annotations(c, &node->try_.final_body);
    default:
        return false;
    }
}

bool statement_has_annotations(struct compiler *c, struct syntax_sequence const *body)
{
    if (!compile_enter(c))
        return false;
    bool found = false;
    for (uint32_t i = 0; i < body->count && !found; i++)
        found = is_annotated(c, body->items[i]);
    compile_leave(c);
    return found;
}

// ---- Simple statements ----

static void expression_statement(struct compiler *c, struct syntax_node *node)
{
    if (c->mode == SYNTAX_SINGLE && c->builder->outer == NULL) {
        struct operand value = {expression_into(c, node->expr.value, TOP), 1};
        emit(c, OP_PRINT_EXPR, FLAG_CONSUME_A, value.reg, 0, 0, 0);
        emit_pop(c, 1);
        return;
    }
    expression_discard(c, node->expr.value);
}

static void raise_statement(struct compiler *c, struct syntax_node *node)
{
    if (node->raise.exception == NULL) {
        emit(c, OP_RAISE_AGAIN, 0, 0, 0, 0, 0);
        emit_dead(c);
        return;
    }
    bool quiet = node->raise.cause == NULL || expression_is_quiet(c, node->raise.cause);
    struct operand exception = expression_operand(c, node->raise.exception, quiet);
    if (node->raise.cause == NULL) {
        emit_place(c, node);
        emit(c, OP_RAISE, exception.temporary ? FLAG_CONSUME_A : 0, exception.reg, 0, 0, 0);
    } else {
        struct operand cause = expression_operand(c, node->raise.cause, true);
        emit_place(c, node);
        emit(c, OP_RAISE_FROM, (exception.temporary ? FLAG_CONSUME_A : 0) | (cause.temporary ? FLAG_CONSUME_B : 0),
             exception.reg, cause.reg, 0, 0);
        emit_pop(c, cause.temporary);
    }
    emit_pop(c, exception.temporary);
    emit_dead(c);
}

static void assert_statement(struct compiler *c, struct syntax_node *node)
{
    struct builder *b = c->builder;
    uint32_t end = emit_label(c);
    struct bound_set before = b->bound;
    warn_assertion(c, node);
    condition_jump(c, node->assert_.test, true, end);
    if (!b->dead)
        before = b->bound;
    uint32_t error = emit_result(c, OP_LOAD_ASSERTION_ERROR, 0, TOP, 0, 0, 0, 0);
    if (node->assert_.message != NULL) {
        emit_nothing(c);
        expression_into(c, node->assert_.message, TOP);
        emit_result(c, OP_CALL, 0, TOP, error, 1, 0, 3);
    }
    emit(c, OP_RAISE, FLAG_CONSUME_A, error, 0, 0, 0);
    emit_pop(c, 1);
    emit_dead(c);
    emit_label_here(c, end);
    b->bound = b->dead ? bound_all() : before;
}

static void delete_statement(struct compiler *c, struct syntax_node *node)
{
    for (uint32_t i = 0; i < node->delete_.targets.count && !c->failed; i++)
        assign_delete(c, node->delete_.targets.items[i]);
}

// ---- Imports ----

static uint32_t import_module(struct compiler *c, struct syntax_name *module, own_value from_list, uint32_t level)
{
    uint32_t list = emit_constant(c, from_list, TOP);
    emit_constant(c, own_small_int(level), TOP);
    return emit_result(c, OP_IMPORT_NAME, FLAG_CONSUME_B, TOP, list, 0, emit_name_index(c, module), 2);
}

static struct syntax_name *part_of(struct compiler *c, char const *text, size_t length)
{
    struct syntax_name *part = syntax_tree_name(c->tree, text, length);
    if (part == NULL)
        compile_no_memory(c);
    return part;
}

// import a.b.c as d: the modules on the way are let go one after the other.
static void import_as(struct compiler *c, struct syntax_node *alias)
{
    char const *dot = strchr(alias->alias.name->text, '.');
    while (dot != NULL && !c->failed) {
        char const *start = dot + 1;
        dot = strchr(start, '.');
        struct syntax_name *part = part_of(c, start, dot != NULL ? (size_t)(dot - start) : strlen(start));
        uint32_t module = TEMPORARY(c->builder->depth - 1);
        emit_result(c, OP_IMPORT_FROM, 0, TOP, module, 0, emit_name_index(c, part), 0);
        emit(c, OP_RELEASE, 0, module, 0, 0, 0);
        emit_move_down(c, c->builder->depth - 2);
    }
    assign_name(c, alias->alias.as_name, (struct operand){TEMPORARY(c->builder->depth - 1), 1});
}

static void import_statement(struct compiler *c, struct syntax_node *node)
{
    for (uint32_t i = 0; i < node->import.names.count && !c->failed; i++) {
        struct syntax_node *alias = node->import.names.items[i];
        uint32_t module = import_module(c, alias->alias.name, own_none, 0);
        if (alias->alias.as_name != NULL) {
            import_as(c, alias);
            continue;
        }
        struct syntax_name *name = alias->alias.name;
        char const *dot = memchr(name->text, '.', name->length);
        if (dot != NULL)
            name = part_of(c, name->text, (size_t)(dot - name->text));
        if (name != NULL)
            assign_name(c, name, (struct operand){module, 1});
    }
}

static own_value from_list(struct compiler *c, struct syntax_sequence const *names)
{
    own_value list = tuple_new(c->rt, names->count);
    for (uint32_t i = 0; i < names->count && !failed(list); i++) {
        ref_value name = compile_name(c, names->items[i]->alias.name);
        if (is_nothing(name)) {
            release(c->rt, list);
            return own_nothing;
        }
        slot_init(&as_tuple(lend(list))->items[i], retain(name));
    }
    if (failed(list))
        compile_no_memory(c);
    return list;
}

static void import_from_statement(struct compiler *c, struct syntax_node *node)
{
    struct syntax_sequence const *names = &node->import_from.names;
    struct syntax_name *module = node->import_from.module;
    if (module != NULL && node->import_from.level == 0 && node->line > c->future_line &&
        strcmp(module->text, "__future__") == 0) {
        compile_error(c, node, "from __future__ imports must occur at the beginning of the file");
        return;
    }
    if (module == NULL)
        module = part_of(c, "", 0);
    own_value list = c->failed ? own_nothing : from_list(c, names);
    if (failed(list))
        return;
    uint32_t from = import_module(c, module, list, node->import_from.level);
    for (uint32_t i = 0; i < names->count && !c->failed; i++) {
        struct syntax_node *alias = names->items[i];
        if (alias->alias.name == c->name_star) {
            emit(c, OP_IMPORT_STAR, FLAG_CONSUME_B, 0, from, 0, 0);
            emit_pop(c, 1);
            return;
        }
        struct syntax_name *target = alias->alias.as_name != NULL ? alias->alias.as_name : alias->alias.name;
        uint32_t value = emit_result(c, OP_IMPORT_FROM, 0, TOP, from, 0, emit_name_index(c, alias->alias.name), 0);
        assign_name(c, target, (struct operand){value, 1});
    }
    emit_release(c, 1);
}

// ---- The dispatcher ----

static void statement(struct compiler *c, struct syntax_node *node)
{
    if (!compile_enter(c))
        return;
    OURO_ASSERT_HEAP(c->failed || c->builder->depth < REGISTER_MOST);
    emit_place(c, node);
    switch (node->kind) {
    case NODE_FUNCTION_DEF:
    case NODE_ASYNC_FUNCTION_DEF:
        function_definition(c, node);
        break;
    case NODE_CLASS_DEF:
        function_class(c, node);
        break;
    case NODE_RETURN:
        control_return(c, node);
        break;
    case NODE_DELETE:
        delete_statement(c, node);
        break;
    case NODE_ASSIGN:
        assign_statement(c, node);
        break;
    case NODE_AUG_ASSIGN:
        assign_augmented(c, node);
        break;
    case NODE_ANN_ASSIGN:
        assign_annotated(c, node);
        break;
    case NODE_FOR:
        control_for(c, node);
        break;
    case NODE_ASYNC_FOR:
        control_async_for(c, node);
        break;
    case NODE_WHILE:
        control_while(c, node);
        break;
    case NODE_IF:
        control_if(c, node);
        break;
    case NODE_WITH:
    case NODE_ASYNC_WITH:
        try_with(c, node);
        break;
    case NODE_MATCH:
        match_statement(c, node);
        break;
    case NODE_RAISE:
        raise_statement(c, node);
        break;
    case NODE_TRY:
    case NODE_TRY_STAR:
        try_statement(c, node);
        break;
    case NODE_ASSERT:
        assert_statement(c, node);
        break;
    case NODE_IMPORT:
        import_statement(c, node);
        break;
    case NODE_IMPORT_FROM:
        import_from_statement(c, node);
        break;
    case NODE_EXPR:
        expression_statement(c, node);
        break;
    case NODE_BREAK:
    case NODE_CONTINUE:
        control_leave_loop(c, node);
        break;
    case NODE_GLOBAL:
    case NODE_NONLOCAL:
    case NODE_PASS:
        break;
    default:
        compile_error(c, node, "'%s' is not supported yet", syntax_kind_name(node->kind));
        break;
    }
    compile_leave(c);
}

void statement_body(struct compiler *c, struct syntax_sequence const *body, uint32_t from)
{
    for (uint32_t i = from; i < body->count && !c->failed; i++)
        statement(c, body->items[i]);
}

void statement_sequence(struct compiler *c, struct syntax_sequence const *body)
{
    statement_body(c, body, 0);
}
