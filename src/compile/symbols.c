// SPDX-License-Identifier: MIT
// Pass 1: walks the tree in the order of CPython's symbol table, so that the first error is the same one.
#include "compile/build.h"

#include <string.h>

static void visit_statements(struct compiler *c, struct syntax_sequence const *body);
static void visit_node(struct compiler *c, struct syntax_node *node);

static struct syntax_name *mangle(struct compiler *c, struct syntax_name *name)
{
    return scope_mangle(c, c->scope->private_name, name);
}

static struct symbol *add(struct compiler *c, struct scope *scope, struct syntax_name *name, uint32_t flags,
                          struct syntax_node const *node)
{
    if (c->failed)
        return NULL;
    struct syntax_name *mangled = scope_mangle(c, c->scope->private_name, name);
    struct symbol *symbol = mangled != NULL ? symbol_make(c, &scope->symbols, mangled) : NULL;
    if (symbol == NULL)
        return NULL;
    if ((flags & SYMBOL_PARAMETER) && (symbol->flags & SYMBOL_PARAMETER)) {
        compile_error(c, node, "duplicate argument '%s' in function definition", name->text);
        return NULL;
    }
    if (scope->in_target && scope == c->scope) {
        if (symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL))
            compile_error(c, node, "comprehension inner loop cannot rebind assignment expression target '%s'",
                          name->text);
        flags |= SYMBOL_ITERATION;
    }
    symbol->flags |= flags;
    if ((flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)) && symbol->directive == NULL)
        symbol->directive = node;
    return symbol;
}

static void visit_sequence(struct compiler *c, struct syntax_sequence const *sequence)
{
    for (uint32_t i = 0; i < sequence->count && !c->failed; i++) {
        if (sequence->items[i] != NULL)
            visit_node(c, sequence->items[i]);
    }
}

static void visit_optional(struct compiler *c, struct syntax_node *node)
{
    if (node != NULL)
        visit_node(c, node);
}

// Annotations that are kept as text are not evaluated, so what only makes sense in a function is refused.
static void refuse_in_text(struct compiler *c, struct syntax_node *node)
{
    if (node == NULL || !compile_enter(c))
        return;
    char const *what = node->kind == NODE_AWAIT                                    ? "await expression"
                       : node->kind == NODE_YIELD || node->kind == NODE_YIELD_FROM ? "yield expression"
                       : node->kind == NODE_NAMED_EXPR                             ? "named expression"
                                                                                   : NULL;
    if (what != NULL)
        compile_error(c, node, "'%s' can not be used within an annotation", what);
    size_t count;
    struct syntax_field const *fields = syntax_kind_fields(node->kind, &count);
    if (node->kind == NODE_LAMBDA || (node->kind >= NODE_LIST_COMP && node->kind <= NODE_GENERATOR_EXP))
        count = 0; // a scope of its own
    for (size_t i = 0; i < count && !c->failed; i++) {
        void *field = (char *)node + fields[i].offset;
        if (fields[i].type == FIELD_NODE) {
            refuse_in_text(c, *(struct syntax_node **)field);
        } else if (fields[i].type == FIELD_SEQUENCE) {
            struct syntax_sequence const *sequence = field;
            for (uint32_t k = 0; k < sequence->count && !c->failed; k++)
                refuse_in_text(c, sequence->items[k]);
        }
    }
    compile_leave(c);
}

static void visit_annotation(struct compiler *c, struct syntax_node *node)
{
    if (node != NULL && c->text_annotations)
        refuse_in_text(c, node);
    else if (node != NULL)
        visit_node(c, node);
}

// ---- Functions and classes ----

static void add_parameters(struct compiler *c, struct syntax_sequence const *parameters)
{
    for (uint32_t i = 0; i < parameters->count; i++)
        add(c, c->scope, parameters->items[i]->arg.name, SYMBOL_PARAMETER, parameters->items[i]);
}

static void visit_arguments(struct compiler *c, struct syntax_node *arguments)
{
    add_parameters(c, &arguments->arguments.positional_only);
    add_parameters(c, &arguments->arguments.positional);
    add_parameters(c, &arguments->arguments.keyword_only);
    if (arguments->arguments.vararg != NULL)
        add(c, c->scope, arguments->arguments.vararg->arg.name, SYMBOL_PARAMETER, arguments->arguments.vararg);
    if (arguments->arguments.kwarg != NULL)
        add(c, c->scope, arguments->arguments.kwarg->arg.name, SYMBOL_PARAMETER, arguments->arguments.kwarg);
}

static void visit_parameter_annotations(struct compiler *c, struct syntax_sequence const *parameters)
{
    for (uint32_t i = 0; i < parameters->count; i++)
        visit_annotation(c, parameters->items[i]->arg.annotation);
}

static void visit_annotations(struct compiler *c, struct syntax_node *arguments, struct syntax_node *returns)
{
    visit_parameter_annotations(c, &arguments->arguments.positional_only);
    visit_parameter_annotations(c, &arguments->arguments.positional);
    if (arguments->arguments.vararg != NULL)
        visit_annotation(c, arguments->arguments.vararg->arg.annotation);
    if (arguments->arguments.kwarg != NULL)
        visit_annotation(c, arguments->arguments.kwarg->arg.annotation);
    visit_parameter_annotations(c, &arguments->arguments.keyword_only);
    visit_annotation(c, returns);
}

static struct scope *open_scope(struct compiler *c, enum scope_kind kind, struct syntax_node *node)
{
    struct scope *scope = c->failed ? NULL : scope_new(c, kind, node);
    if (scope != NULL)
        c->scope = scope;
    return scope;
}

static struct syntax_name *first_parameter(struct syntax_node const *arguments)
{
    if (arguments->arguments.positional_only.count != 0)
        return arguments->arguments.positional_only.items[0]->arg.name;
    if (arguments->arguments.positional.count != 0)
        return arguments->arguments.positional.items[0]->arg.name;
    return NULL;
}

static void visit_function(struct compiler *c, struct syntax_node *node)
{
    struct syntax_node *arguments = node->function_def.arguments;
    add(c, c->scope, node->function_def.name, SYMBOL_LOCAL, node);
    visit_sequence(c, &arguments->arguments.defaults);
    visit_sequence(c, &arguments->arguments.keyword_defaults);
    visit_annotations(c, arguments, node->function_def.returns);
    visit_sequence(c, &node->function_def.decorators);
    struct scope *outer = c->scope;
    struct scope *scope = open_scope(c, SCOPE_FUNCTION, node);
    if (scope == NULL)
        return;
    scope->is_async = scope->is_coroutine = node->kind == NODE_ASYNC_FUNCTION_DEF;
    if (outer->kind == SCOPE_CLASS)
        scope->first_parameter = first_parameter(arguments);
    visit_arguments(c, arguments);
    visit_statements(c, &node->function_def.body);
    c->scope = outer;
}

static void visit_lambda(struct compiler *c, struct syntax_node *node)
{
    visit_sequence(c, &node->lambda.arguments->arguments.defaults);
    visit_sequence(c, &node->lambda.arguments->arguments.keyword_defaults);
    struct scope *outer = c->scope;
    if (open_scope(c, SCOPE_LAMBDA, node) == NULL)
        return;
    visit_arguments(c, node->lambda.arguments);
    visit_node(c, node->lambda.body);
    c->scope = outer;
}

static void visit_class(struct compiler *c, struct syntax_node *node)
{
    add(c, c->scope, node->class_def.name, SYMBOL_LOCAL, node);
    visit_sequence(c, &node->class_def.bases);
    visit_sequence(c, &node->class_def.keywords);
    visit_sequence(c, &node->class_def.decorators);
    struct scope *outer = c->scope;
    struct scope *scope = open_scope(c, SCOPE_CLASS, node);
    if (scope == NULL)
        return;
    scope->private_name = node->class_def.name;
    visit_statements(c, &node->class_def.body);
    c->scope = outer;
}

// ---- Comprehensions and named expressions ----

static void visit_target(struct compiler *c, struct syntax_node *target)
{
    c->scope->in_target = true;
    visit_node(c, target);
    c->scope->in_target = false;
}

static void visit_comprehension(struct compiler *c, struct syntax_node *node)
{
    bool is_dict = node->kind == NODE_DICT_COMP;
    struct syntax_sequence *generators = is_dict ? &node->dict_comp.generators : &node->comp.generators;
    struct syntax_node *first = generators->items[0];
    c->scope->in_iterable++;
    visit_node(c, first->comprehension.iterable);
    c->scope->in_iterable--;
    struct scope *outer = c->scope;
    struct scope *scope = open_scope(c, SCOPE_COMPREHENSION, node);
    if (scope == NULL)
        return;
    scope->is_generator = node->kind == NODE_GENERATOR_EXP;
    for (uint32_t i = 0; i < generators->count; i++)
        scope->is_coroutine = scope->is_coroutine || generators->items[i]->comprehension.is_async;
    add(c, scope, c->name_dot_zero, SYMBOL_PARAMETER, node);
    visit_target(c, first->comprehension.target);
    visit_sequence(c, &first->comprehension.conditions);
    for (uint32_t i = 1; i < generators->count && !c->failed; i++) {
        struct syntax_node *generator = generators->items[i];
        visit_target(c, generator->comprehension.target);
        scope->in_iterable++;
        visit_node(c, generator->comprehension.iterable);
        scope->in_iterable--;
        visit_sequence(c, &generator->comprehension.conditions);
    }
    if (is_dict)
        visit_node(c, node->dict_comp.value);
    if (!c->failed)
        visit_node(c, is_dict ? node->dict_comp.key : node->comp.element);
    if (scope->is_coroutine && !scope->is_generator)
        outer->is_coroutine = true; // it awaits the comprehension
    c->scope = outer;
}

// A named expression in a comprehension binds in the function (or module) around all comprehensions.
static void bind_outside(struct compiler *c, struct syntax_node *target)
{
    struct syntax_name *name = target->name.name;
    struct syntax_name *mangled = mangle(c, name);
    for (struct scope *scope = c->scope; scope != NULL && !c->failed; scope = scope->parent) {
        struct symbol *symbol = symbol_find(&scope->symbols, mangled);
        if (scope->kind == SCOPE_COMPREHENSION) {
            if (symbol != NULL && (symbol->flags & SYMBOL_ITERATION))
                compile_error(c, target, "assignment expression cannot rebind comprehension iteration variable '%s'",
                              name->text);
        } else if (scope->kind == SCOPE_CLASS) {
            compile_error(c, target, "assignment expression within a comprehension cannot be used in a class body");
        } else if (scope->kind == SCOPE_MODULE) {
            add(c, c->scope, name, SYMBOL_GLOBAL, target);
            add(c, scope, name, SYMBOL_GLOBAL, target);
            return;
        } else {
            bool global = symbol != NULL && (symbol->flags & SYMBOL_GLOBAL);
            add(c, c->scope, name, global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL, target);
            add(c, scope, name, SYMBOL_LOCAL, target);
            return;
        }
    }
}

static void visit_named(struct compiler *c, struct syntax_node *node)
{
    if (c->scope->in_iterable > 0) {
        compile_error(c, node, "assignment expression cannot be used in a comprehension iterable expression");
        return;
    }
    if (c->scope->kind == SCOPE_COMPREHENSION)
        bind_outside(c, node->named_expr.target);
    if (c->failed)
        return;
    visit_node(c, node->named_expr.value);
    add(c, c->scope, node->named_expr.target->name.name, SYMBOL_LOCAL | SYMBOL_WALRUS, node->named_expr.target);
}

static void visit_yield(struct compiler *c, struct syntax_node *node)
{
    if (c->scope->kind == SCOPE_COMPREHENSION) {
        static char const *const where[] = {"list comprehension", "set comprehension", "dict comprehension",
                                            "generator expression"};
        compile_error(c, node, "'yield' inside %s", where[c->scope->node->kind - NODE_LIST_COMP]);
        return;
    }
    visit_optional(c, node->yield.value);
    c->scope->is_generator = true;
}

// ---- Names ----

static void visit_name(struct compiler *c, struct syntax_node *node)
{
    uint32_t flags = node->context == CONTEXT_LOAD ? SYMBOL_USED : SYMBOL_LOCAL;
    if (node->context == CONTEXT_DELETE)
        flags |= SYMBOL_DELETED;
    add(c, c->scope, node->name.name, flags, node);
    // super() without arguments finds its class through a cell.
    if (node->context == CONTEXT_LOAD && node->name.name == c->name_super && scope_is_function(c->scope))
        add(c, c->scope, c->name_class, SYMBOL_USED, node);
}

static void visit_attribute(struct compiler *c, struct syntax_node *node)
{
    visit_node(c, node->attribute.value);
    struct syntax_node *object = node->attribute.value;
    if (node->context == CONTEXT_STORE && object->kind == NODE_NAME && c->scope->first_parameter != NULL &&
        object->name.name == c->scope->first_parameter && !c->failed) {
        struct syntax_name *name = mangle(c, node->attribute.name);
        if (name != NULL)
            (void)symbol_make(c, &c->scope->parent->attributes, name);
    }
}

static void declare(struct compiler *c, struct syntax_node *node, struct syntax_name *name)
{
    bool global = node->kind == NODE_GLOBAL;
    char const *word = global ? "global" : "nonlocal";
    struct symbol *symbol = symbol_find(&c->scope->symbols, mangle(c, name));
    uint32_t flags = symbol != NULL ? symbol->flags : 0;
    if (flags & SYMBOL_PARAMETER)
        compile_error(c, node, "name '%s' is parameter and %s", name->text, word);
    else if (flags & SYMBOL_USED)
        compile_error(c, node, "name '%s' is used prior to %s declaration", name->text, word);
    else if (flags & SYMBOL_ANNOTATED)
        compile_error(c, node, "annotated name '%s' can't be %s", name->text, word);
    else if (flags & SYMBOL_LOCAL)
        compile_error(c, node, "name '%s' is assigned to before %s declaration", name->text, word);
    else
        add(c, c->scope, name, global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL, node);
    // The module itself then binds the name among its globals too, which tells when exec gives it other locals.
    struct scope *scope = c->scope;
    while (global && scope->parent != NULL)
        scope = scope->parent;
    if (global && scope != c->scope && scope->kind == SCOPE_MODULE && !c->failed)
        add(c, scope, name, SYMBOL_GLOBAL, node);
}

static void visit_annotated(struct compiler *c, struct syntax_node *node)
{
    struct syntax_node *target = node->ann_assign.target;
    if (target->kind == NODE_NAME) {
        struct symbol *symbol = symbol_find(&c->scope->symbols, mangle(c, target->name.name));
        uint32_t declared = symbol != NULL ? symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL) : 0;
        if (declared && c->scope->kind != SCOPE_MODULE && node->ann_assign.simple)
            compile_error(c, node, "annotated name '%s' can't be %s", target->name.name->text,
                          declared & SYMBOL_GLOBAL ? "global" : "nonlocal");
        if (node->ann_assign.simple)
            add(c, c->scope, target->name.name, SYMBOL_ANNOTATED | SYMBOL_LOCAL, target);
        else if (node->ann_assign.value != NULL)
            add(c, c->scope, target->name.name, SYMBOL_LOCAL, target);
    } else {
        visit_node(c, target);
    }
    visit_annotation(c, node->ann_assign.annotation);
    visit_optional(c, node->ann_assign.value);
}

static void visit_alias(struct compiler *c, struct syntax_node *alias, bool from)
{
    struct syntax_name *name = alias->alias.as_name != NULL ? alias->alias.as_name : alias->alias.name;
    if (name == c->name_star) {
        if (c->scope->kind != SCOPE_MODULE)
            compile_error(c, alias, "import * only allowed at module level");
        return;
    }
    char const *dot = from || alias->alias.as_name != NULL ? NULL : memchr(name->text, '.', name->length);
    if (dot != NULL)
        name = syntax_tree_name(c->tree, name->text, (size_t)(dot - name->text));
    if (name == NULL)
        compile_no_memory(c);
    else
        add(c, c->scope, name, SYMBOL_LOCAL, alias);
}

static void visit_import(struct compiler *c, struct syntax_node *node)
{
    bool from = node->kind == NODE_IMPORT_FROM;
    struct syntax_sequence *names = from ? &node->import_from.names : &node->import.names;
    for (uint32_t i = 0; i < names->count && !c->failed; i++)
        visit_alias(c, names->items[i], from);
}

// ---- Statements ----

static void visit_for(struct compiler *c, struct syntax_node *node)
{
    visit_node(c, node->for_.target);
    visit_node(c, node->for_.iterable);
    visit_statements(c, &node->for_.body);
    visit_statements(c, &node->for_.else_body);
}

static void visit_try(struct compiler *c, struct syntax_node *node)
{
    visit_statements(c, &node->try_.body);
    visit_statements(c, &node->try_.else_body);
    for (uint32_t i = 0; i < node->try_.handlers.count && !c->failed; i++) {
        struct syntax_node *handler = node->try_.handlers.items[i];
        visit_optional(c, handler->except_handler.type);
        if (handler->except_handler.name != NULL)
            add(c, c->scope, handler->except_handler.name, SYMBOL_LOCAL | SYMBOL_DELETED, handler);
        visit_statements(c, &handler->except_handler.body);
    }
    visit_statements(c, &node->try_.final_body);
}

static void visit_if(struct compiler *c, struct syntax_node *node)
{
    // A chain of elif is as long as the source.
    for (;;) {
        visit_node(c, node->if_.test);
        visit_statements(c, &node->if_.body);
        if (c->failed || node->if_.else_body.count != 1 || node->if_.else_body.items[0]->kind != NODE_IF)
            break;
        node = node->if_.else_body.items[0];
    }
    visit_statements(c, &node->if_.else_body);
}

static void visit_with(struct compiler *c, struct syntax_node *node)
{
    for (uint32_t i = 0; i < node->with.items.count && !c->failed; i++) {
        struct syntax_node *item = node->with.items.items[i];
        visit_node(c, item->with_item.context_expression);
        visit_optional(c, item->with_item.target);
    }
    visit_statements(c, &node->with.body);
}

// Nodes whose children are visited in the order of their fields.
static void visit_fields(struct compiler *c, struct syntax_node *node)
{
    size_t count;
    struct syntax_field const *fields = syntax_kind_fields(node->kind, &count);
    for (size_t i = 0; i < count && !c->failed; i++) {
        void *field = (char *)node + fields[i].offset;
        if (fields[i].type == FIELD_NODE)
            visit_optional(c, *(struct syntax_node **)field);
        else if (fields[i].type == FIELD_SEQUENCE)
            visit_sequence(c, field);
    }
}

static void bind_pattern_name(struct compiler *c, struct syntax_node *node, struct syntax_name *name)
{
    if (name != NULL)
        add(c, c->scope, name, SYMBOL_LOCAL, node);
}

static void visit_declaration(struct compiler *c, struct syntax_node *node)
{
    for (uint32_t i = 0; i < node->global.names.count && !c->failed; i++)
        declare(c, node, node->global.names.items[i]);
}

static void visit_dict(struct compiler *c, struct syntax_node *node)
{
    visit_sequence(c, &node->dict.keys);
    visit_sequence(c, &node->dict.values);
}

static void visit_kind(struct compiler *c, struct syntax_node *node)
{
    switch (node->kind) {
    case NODE_FUNCTION_DEF:
    case NODE_ASYNC_FUNCTION_DEF:
        visit_function(c, node);
        break;
    case NODE_CLASS_DEF:
        visit_class(c, node);
        break;
    case NODE_LAMBDA:
        visit_lambda(c, node);
        break;
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
    case NODE_GENERATOR_EXP:
        visit_comprehension(c, node);
        break;
    case NODE_NAMED_EXPR:
        visit_named(c, node);
        break;
    case NODE_YIELD:
    case NODE_YIELD_FROM:
        visit_yield(c, node);
        break;
    case NODE_NAME:
        visit_name(c, node);
        break;
    case NODE_ATTRIBUTE:
        visit_attribute(c, node);
        break;
    case NODE_GLOBAL:
    case NODE_NONLOCAL:
        visit_declaration(c, node);
        break;
    case NODE_ANN_ASSIGN:
        visit_annotated(c, node);
        break;
    case NODE_IMPORT:
    case NODE_IMPORT_FROM:
        visit_import(c, node);
        break;
    case NODE_FOR:
    case NODE_ASYNC_FOR:
        visit_for(c, node);
        break;
    case NODE_TRY:
    case NODE_TRY_STAR:
        visit_try(c, node);
        break;
    case NODE_IF:
        visit_if(c, node);
        break;
    case NODE_WITH:
    case NODE_ASYNC_WITH:
        visit_with(c, node);
        break;
    case NODE_DICT:
        visit_dict(c, node);
        break;
    case NODE_AWAIT:
        visit_node(c, node->yield.value);
        c->scope->is_coroutine = true;
        break;
    case NODE_MATCH_AS:
        visit_optional(c, node->match_as.pattern);
        bind_pattern_name(c, node, node->match_as.name);
        break;
    case NODE_MATCH_STAR:
        bind_pattern_name(c, node, node->match_star.name);
        break;
    case NODE_MATCH_MAPPING:
        visit_fields(c, node);
        bind_pattern_name(c, node, node->match_mapping.rest);
        break;
    default:
        visit_fields(c, node);
        break;
    }
}

static void visit_node(struct compiler *c, struct syntax_node *node)
{
    if (!compile_enter(c))
        return;
    visit_kind(c, node);
    if (!c->failed)
        fold_node(c, node);
    compile_leave(c);
}

static void visit_statements(struct compiler *c, struct syntax_sequence const *body)
{
    visit_sequence(c, body);
}

void symbols_collect(struct compiler *c)
{
    struct syntax_node *root = c->tree->root;
    if (open_scope(c, SCOPE_MODULE, root) == NULL)
        return;
    if (root->kind == NODE_EXPRESSION)
        visit_node(c, root->expression.body);
    else
        visit_statements(c, &root->module.body);
    c->scope = NULL;
}
