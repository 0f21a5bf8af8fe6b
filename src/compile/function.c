// SPDX-License-Identifier: MIT
// Functions, lambdas and classes.
#include "compile/build.h"
#include "compile/unparse.h"

#include <string.h>

// ---- Closures ----

uint32_t function_push_closure(struct compiler *c, struct scope *scope)
{
    // The inner scope's free names, sorted as its own registers are.
    struct symbol_table *symbols = &scope->symbols;
    uint32_t count = 0;
    struct syntax_name *last = NULL;
    for (;;) {
        struct syntax_name *next = NULL;
        for (uint32_t i = 0; i < symbols->count; i++) {
            struct symbol *symbol = symbols->order[i];
            bool is_free =
                symbol->place == PLACE_FREE || (scope->kind == SCOPE_CLASS && (symbol->flags & SYMBOL_PASSED_ON));
            if (is_free && (last == NULL || strcmp(symbol->name->text, last->text) > 0) &&
                (next == NULL || strcmp(symbol->name->text, next->text) < 0))
                next = symbol->name;
        }
        if (next == NULL || c->failed)
            return count;
        emit_result(c, OP_MOVE, 0, TOP, emit_cell_register(c, next), 0, 0, 0);
        count++;
        last = next;
    }
}

// The closure tuple on top, when the scope has free names.
static bool push_closure_tuple(struct compiler *c, struct scope *scope)
{
    uint32_t base = TEMPORARY(c->builder->depth);
    uint32_t count = function_push_closure(c, scope);
    if (count == 0)
        return false;
    emit_result(c, OP_BUILD_TUPLE, 0, TOP, base, count, 0, count);
    return true;
}

// ---- Parameters ----

static void add_parameter(struct compiler *c, struct syntax_node *parameter)
{
    struct symbol *symbol = expression_symbol(c, parameter->arg.name);
    if (c->failed || symbol == NULL)
        return;
    bound_add(&c->builder->bound, emit_local_register(c, symbol));
    c->builder->parameter_count++;
}

static void add_parameters(struct compiler *c, struct syntax_sequence const *parameters)
{
    for (uint32_t i = 0; i < parameters->count && !c->failed; i++)
        add_parameter(c, parameters->items[i]);
}

static void declare_parameters(struct compiler *c, struct builder *b, struct syntax_node *arguments)
{
    add_parameters(c, &arguments->arguments.positional_only);
    add_parameters(c, &arguments->arguments.positional);
    add_parameters(c, &arguments->arguments.keyword_only);
    b->positional_only_count = arguments->arguments.positional_only.count;
    b->positional_count = b->positional_only_count + arguments->arguments.positional.count;
    b->keyword_only_count = arguments->arguments.keyword_only.count;
    if (arguments->arguments.vararg != NULL) {
        add_parameter(c, arguments->arguments.vararg);
        b->flags |= CODE_VARARGS;
    }
    if (arguments->arguments.kwarg != NULL) {
        add_parameter(c, arguments->arguments.kwarg);
        b->flags |= CODE_VARKEYWORDS;
    }
}

// ---- Code ----

static own_value function_code(struct compiler *c, struct syntax_node *node, struct scope *scope, uint32_t first_line)
{
    struct builder b;
    bool is_lambda = node->kind == NODE_LAMBDA;
    builder_open(c, &b, scope, NAME_lambda, is_lambda ? NULL : node->function_def.name, first_line);
    declare_parameters(c, &b, is_lambda ? node->lambda.arguments : node->function_def.arguments);
    if (is_lambda) {
        struct operand value = expression_operand(c, node->lambda.body, true);
        emit_place(c, node->lambda.body);
        emit(c, OP_RETURN, value.temporary ? FLAG_CONSUME_A : 0, value.reg, 0, 0, 0);
        emit_pop(c, value.temporary);
        emit_dead(c);
        return builder_finish(c, &b);
    }
    struct syntax_sequence const *body = &node->function_def.body;
    struct syntax_node *doc = statement_docstring(body);
    if (doc != NULL)
        b.doc = constant_of(c, doc);
    statement_body(c, body, doc != NULL);
    return builder_finish(c, &b);
}

// ---- Annotations ----

void function_annotation(struct compiler *c, struct syntax_node *node)
{
    if (c->text_annotations && !c->failed) {
        emit_constant(c, unparse_expression(c, node), TOP);
    } else if (node->kind == NODE_STARRED) { // *args: *Ts
        struct operand value = expression_operand(c, node->starred.value, true);
        emit(c, OP_UNPACK, value.temporary ? FLAG_CONSUME_B : 0, TEMPORARY(c->builder->depth - value.temporary),
             value.reg, 1, 0);
        emit_pop(c, value.temporary);
        emit_push(c);
    } else {
        expression_into(c, node, TOP);
    }
}

static uint32_t push_annotation(struct compiler *c, struct syntax_name *name, struct syntax_node *annotation)
{
    if (annotation == NULL || c->failed)
        return 0;
    struct syntax_name *mangled = scope_mangle(c, c->builder->scope->private_name, name);
    if (mangled == NULL)
        return 0;
    emit_constant(c, retain(compile_name(c, mangled)), TOP);
    function_annotation(c, annotation);
    return 2;
}

static uint32_t push_parameter_annotations(struct compiler *c, struct syntax_sequence const *parameters)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < parameters->count && !c->failed; i++)
        count += push_annotation(c, parameters->items[i]->arg.name, parameters->items[i]->arg.annotation);
    return count;
}

// The tuple name, value, ... on top, when there are annotations.
static bool push_annotations(struct compiler *c, struct syntax_node *node)
{
    struct syntax_node *arguments = node->function_def.arguments;
    uint32_t base = TEMPORARY(c->builder->depth);
    uint32_t count = push_parameter_annotations(c, &arguments->arguments.positional_only);
    count += push_parameter_annotations(c, &arguments->arguments.positional);
    if (arguments->arguments.vararg != NULL)
        count += push_annotation(c, arguments->arguments.vararg->arg.name, arguments->arguments.vararg->arg.annotation);
    count += push_parameter_annotations(c, &arguments->arguments.keyword_only);
    if (arguments->arguments.kwarg != NULL)
        count += push_annotation(c, arguments->arguments.kwarg->arg.name, arguments->arguments.kwarg->arg.annotation);
    if (node->function_def.returns != NULL && !c->failed) {
        emit_constant(c, retain(name_of(c->rt, NAME_return_name)), TOP);
        function_annotation(c, node->function_def.returns);
        count += 2;
    }
    if (count == 0)
        return false;
    emit_result(c, OP_BUILD_TUPLE, 0, TOP, base, count, 0, count);
    return true;
}

// ---- Defaults ----

static bool push_defaults(struct compiler *c, struct syntax_sequence const *defaults)
{
    if (defaults->count == 0 || c->failed)
        return false;
    own_value constant = fold_tuple_of(c, defaults);
    if (!failed(constant)) {
        emit_constant(c, constant, TOP);
        return true;
    }
    if (defaults->count > DISPLAY_MOST) {
        uint32_t list = display_collect(c, defaults, 0, false);
        emit_result(c, OP_LIST_TO_TUPLE, FLAG_CONSUME_B, TOP, list, 0, 0, 1);
        return true;
    }
    uint32_t base = TEMPORARY(c->builder->depth);
    for (uint32_t i = 0; i < defaults->count && !c->failed; i++)
        expression_into(c, defaults->items[i], TOP);
    emit_result(c, OP_BUILD_TUPLE, 0, TOP, base, defaults->count, 0, defaults->count);
    return true;
}

static bool push_keyword_defaults(struct compiler *c, struct syntax_node *arguments)
{
    struct syntax_sequence const *names = &arguments->arguments.keyword_only;
    struct syntax_sequence const *values = &arguments->arguments.keyword_defaults;
    uint32_t base = TEMPORARY(c->builder->depth);
    uint32_t count = 0;
    for (uint32_t i = 0; i < values->count && !c->failed; i++) {
        if (values->items[i] == NULL)
            continue;
        struct syntax_name *name = scope_mangle(c, c->builder->scope->private_name, names->items[i]->arg.name);
        if (name == NULL)
            return false;
        emit_constant(c, retain(compile_name(c, name)), TOP);
        expression_into(c, values->items[i], TOP);
        count++;
    }
    if (count == 0)
        return false;
    emit_result(c, OP_BUILD_MAP, 0, TOP, base, count, 0, count * 2);
    return true;
}

// ---- Making the function ----

static bool parameters_allowed(struct compiler *c, struct syntax_sequence const *parameters)
{
    for (uint32_t i = 0; i < parameters->count; i++) {
        if (!assign_allowed(c, parameters->items[i]->arg.name, CONTEXT_STORE))
            return false;
    }
    return true;
}

// No parameter may have a forbidden name.
static bool check_parameters(struct compiler *c, struct syntax_node *arguments)
{
    struct syntax_node *several[] = {arguments->arguments.vararg, arguments->arguments.kwarg};
    return parameters_allowed(c, &arguments->arguments.positional_only) &&
           parameters_allowed(c, &arguments->arguments.positional) &&
           parameters_allowed(c, &arguments->arguments.keyword_only) &&
           (several[0] == NULL || assign_allowed(c, several[0]->arg.name, CONTEXT_STORE)) &&
           (several[1] == NULL || assign_allowed(c, several[1]->arg.name, CONTEXT_STORE));
}

static uint32_t make_function(struct compiler *c, struct syntax_node *node, uint32_t first_line, uint32_t destination)
{
    bool is_lambda = node->kind == NODE_LAMBDA;
    struct syntax_node *arguments = is_lambda ? node->lambda.arguments : node->function_def.arguments;
    uint32_t base = c->builder->depth;
    if (!check_parameters(c, arguments))
        return 0;
    uint32_t parts = push_defaults(c, &arguments->arguments.defaults) ? 1 : 0;
    parts |= push_keyword_defaults(c, arguments) ? 2 : 0;
    parts |= !is_lambda && push_annotations(c, node) ? 4 : 0;
    struct scope *scope = scope_of(c, node);
    if (c->failed || scope == NULL)
        return 0;
    own_value code = function_code(c, node, scope, first_line);
    if (failed(code))
        return 0;
    parts |= push_closure_tuple(c, scope) ? 8 : 0;
    emit_place(c, node);
    return emit_result(c, OP_MAKE_FUNCTION, 0, destination, parts != 0 ? TEMPORARY(base) : 0, parts,
                       emit_constant_index(c, code), c->builder->depth - base);
}

uint32_t function_lambda(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    return make_function(c, node, node->line, destination);
}

// Each decorator is the callee of a window of one argument.
static void push_decorators(struct compiler *c, struct syntax_sequence const *decorators)
{
    for (uint32_t i = 0; i < decorators->count && !c->failed; i++) {
        expression_into(c, decorators->items[i], TOP);
        emit_nothing(c);
    }
}

static void call_decorators(struct compiler *c, struct syntax_sequence const *decorators, struct syntax_node *node)
{
    for (uint32_t i = decorators->count; i-- > 0 && !c->failed;) {
        emit_place(c, decorators->items[i]);
        emit_result(c, OP_CALL, 0, TOP, TEMPORARY(c->builder->depth - 3), 1, 0, 3);
    }
    emit_place(c, node);
}

static uint32_t first_line_of(struct syntax_node const *node, struct syntax_sequence const *decorators)
{
    return decorators->count != 0 ? decorators->items[0]->line : node->line;
}

void function_definition(struct compiler *c, struct syntax_node *node)
{
    struct syntax_sequence const *decorators = &node->function_def.decorators;
    push_decorators(c, decorators);
    emit_place(c, node);
    uint32_t function = make_function(c, node, first_line_of(node, decorators), TOP);
    if (c->failed)
        return;
    call_decorators(c, decorators, node);
    if (decorators->count != 0)
        function = TEMPORARY(c->builder->depth - 1);
    assign_name(c, node->function_def.name, (struct operand){function, 1});
}

// ---- Classes ----

static struct syntax_name *own_name(struct compiler *c, char const *text)
{
    struct syntax_name *name = syntax_tree_name(c->tree, text, strlen(text));
    if (name == NULL)
        compile_no_memory(c);
    return name;
}

static void store_constant_name(struct compiler *c, char const *name, uint32_t value)
{
    struct syntax_name *target = own_name(c, name);
    if (target != NULL)
        assign_name(c, target, (struct operand){value, 1});
}

static own_value class_code(struct compiler *c, struct syntax_node *node, struct scope *scope, uint32_t first_line)
{
    struct builder b;
    struct syntax_sequence const *body = &node->class_def.body;
    builder_open(c, &b, scope, NAME_lambda, node->class_def.name, first_line);
    b.flags = CODE_CLASS_BODY;
    struct syntax_name *module = own_name(c, "__name__");
    if (module != NULL)
        store_constant_name(c, "__module__", expression_load_name(c, module, TOP));
    if (!c->failed)
        store_constant_name(c, "__qualname__", emit_constant(c, retain(lend(b.qualname)), TOP));
    if (statement_has_annotations(c, body))
        emit(c, OP_SETUP_ANNOTATIONS, 0, 0, 0, 0, 0);
    struct syntax_node *doc = statement_docstring(body);
    if (doc != NULL)
        assign_name(c, c->name_doc, (struct operand){expression_into(c, doc, TOP), 1});
    statement_body(c, body, doc != NULL);
    if (scope->wants_class_cell && !c->failed) {
        uint32_t cell = emit_cell_register(c, c->name_class);
        struct syntax_name *name = own_name(c, "__classcell__");
        if (name != NULL)
            assign_name(c, name, (struct operand){cell, 0});
        emit(c, OP_RETURN, 0, cell, 0, 0, 0);
        emit_dead(c);
    }
    return builder_finish(c, &b);
}

void function_class(struct compiler *c, struct syntax_node *node)
{
    struct syntax_sequence const *decorators = &node->class_def.decorators;
    struct scope *scope = scope_of(c, node);
    push_decorators(c, decorators);
    if (c->failed || scope == NULL)
        return;
    own_value code = class_code(c, node, scope, first_line_of(node, decorators));
    if (failed(code))
        return;
    emit_place(c, node);
    uint32_t window = emit_result(c, OP_LOAD_BUILD_CLASS, 0, TOP, 0, 0, 0, 0);
    emit_nothing(c);
    uint32_t base = c->builder->depth;
    uint32_t parts = push_closure_tuple(c, scope) ? 8 : 0;
    emit_result(c, OP_MAKE_FUNCTION, 0, TOP, parts != 0 ? TEMPORARY(base) : 0, parts, emit_constant_index(c, code),
                c->builder->depth - base);
    emit_constant(c, retain(compile_name(c, node->class_def.name)), TOP);
    uint32_t class = call_arguments(c, window, 2, &node->class_def.bases, &node->class_def.keywords, node, NULL, TOP);
    call_decorators(c, decorators, node);
    if (decorators->count != 0)
        class = TEMPORARY(c->builder->depth - 1);
    assign_name(c, node->class_def.name, (struct operand){class, 1});
}
