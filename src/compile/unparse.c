// SPDX-License-Identifier: MIT
// Expressions as text, as CPython writes annotations with `from __future__ import annotations`: one space around binary
// operators, parentheses only where precedence wants them.
#include "compile/unparse.h"

#include "compile/build.h"
#include "object/operation.h"

#include <string.h>

enum level {
    LEVEL_TUPLE,
    LEVEL_TEST, // conditional, lambda
    LEVEL_OR,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_COMPARE,
    LEVEL_BIT_OR,
    LEVEL_BIT_XOR,
    LEVEL_BIT_AND,
    LEVEL_SHIFT,
    LEVEL_ARITHMETIC,
    LEVEL_TERM,
    LEVEL_FACTOR,
    LEVEL_POWER,
    LEVEL_AWAIT,
    LEVEL_ATOM,
    LEVEL_STAR = LEVEL_BIT_OR, // behind a star
};

struct unparser {
    struct compiler *c;
    struct str_builder *b;
};

static void expression(struct unparser *u, struct syntax_node *node, int level);

static void text(struct unparser *u, char const *s)
{
    str_builder_add_text(u->b, s);
}

static void text_if(struct unparser *u, bool condition, char const *s)
{
    if (condition)
        text(u, s);
}

static void name(struct unparser *u, struct syntax_name const *n)
{
    str_builder_add(u->b, n->text, n->length);
}

static void value_text(struct unparser *u, own_value v)
{
    if (failed(v))
        compile_no_memory(u->c);
    else
        str_builder_add_str(u->b, lend(v));
    release(u->c->rt, v);
}

static void sequence(struct unparser *u, struct syntax_sequence const *items, int level)
{
    for (uint32_t i = 0; i < items->count; i++) {
        text_if(u, i > 0, ", ");
        expression(u, items->items[i], level);
    }
}

// ---- Operators ----

static void bool_operation(struct unparser *u, struct syntax_node *node, int level)
{
    int own = node->operator== OPERATOR_AND ? LEVEL_AND : LEVEL_OR;
    text_if(u, level > own, "(");
    for (uint32_t i = 0; i < node->bool_op.values.count; i++) {
        text_if(u, i > 0, own == LEVEL_AND ? " and " : " or ");
        expression(u, node->bool_op.values.items[i], own + 1);
    }
    text_if(u, level > own, ")");
}

static int binary_level(enum syntax_operator operator)
{
    switch (operator) {
    case OPERATOR_ADD:
    case OPERATOR_SUBTRACT:
        return LEVEL_ARITHMETIC;
    case OPERATOR_SHIFT_LEFT:
    case OPERATOR_SHIFT_RIGHT:
        return LEVEL_SHIFT;
    case OPERATOR_BIT_OR:
        return LEVEL_BIT_OR;
    case OPERATOR_BIT_XOR:
        return LEVEL_BIT_XOR;
    case OPERATOR_BIT_AND:
        return LEVEL_BIT_AND;
    case OPERATOR_POWER:
        return LEVEL_POWER;
    default:
        return LEVEL_TERM;
    }
}

static void binary(struct unparser *u, struct syntax_node *node, int level)
{
    int own = binary_level(node->operator);
    bool right = node->operator== OPERATOR_POWER;
    text_if(u, level > own, "(");
    expression(u, node->bin_op.left, own + right);
    text(u, " ");
    text(u, syntax_operator_text(node->operator));
    text(u, " ");
    expression(u, node->bin_op.right, own + !right);
    text_if(u, level > own, ")");
}

static void unary(struct unparser *u, struct syntax_node *node, int level)
{
    bool is_not = node->operator== OPERATOR_NOT;
    int own = is_not ? LEVEL_NOT : LEVEL_FACTOR;
    text_if(u, level > own, "(");
    text(u, is_not ? "not " : node->operator== OPERATOR_INVERT ? "~" : node->operator== OPERATOR_PLUS ? "+" : "-");
    expression(u, node->unary_op.operand, own);
    text_if(u, level > own, ")");
}

static void compare(struct unparser *u, struct syntax_node *node, int level)
{
    text_if(u, level > LEVEL_COMPARE, "(");
    expression(u, node->compare.left, LEVEL_COMPARE + 1);
    for (uint32_t i = 0; i < node->compare.comparators.count; i++) {
        text(u, " ");
        text(u, syntax_operator_text((enum syntax_operator)node->compare.operators[i]));
        text(u, " ");
        expression(u, node->compare.comparators.items[i], LEVEL_COMPARE + 1);
    }
    text_if(u, level > LEVEL_COMPARE, ")");
}

static void conditional(struct unparser *u, struct syntax_node *node, int level)
{
    text_if(u, level > LEVEL_TEST, "(");
    expression(u, node->if_exp.body, LEVEL_TEST + 1);
    text(u, " if ");
    expression(u, node->if_exp.test, LEVEL_TEST + 1);
    text(u, " else ");
    expression(u, node->if_exp.or_else, LEVEL_TEST);
    text_if(u, level > LEVEL_TEST, ")");
}

static void named(struct unparser *u, struct syntax_node *node, int level)
{
    text_if(u, level > LEVEL_TUPLE, "(");
    expression(u, node->named_expr.target, LEVEL_ATOM);
    text(u, " := ");
    expression(u, node->named_expr.value, LEVEL_ATOM);
    text_if(u, level > LEVEL_TUPLE, ")");
}

// ---- Functions ----

static void parameter(struct unparser *u, struct syntax_node *arg, struct syntax_node *otherwise, bool *first)
{
    text_if(u, !*first, ", ");
    *first = false;
    name(u, arg->arg.name);
    if (otherwise != NULL) {
        text(u, "=");
        expression(u, otherwise, LEVEL_TEST);
    }
}

static void starred_parameter(struct unparser *u, char const *stars, struct syntax_node *arg, bool *first)
{
    text_if(u, !*first, ", ");
    *first = false;
    text(u, stars);
    if (arg != NULL)
        name(u, arg->arg.name);
}

static void parameters(struct unparser *u, struct syntax_node *node)
{
    struct syntax_sequence const *only = &node->arguments.positional_only, *plain = &node->arguments.positional;
    struct syntax_sequence const *keyword = &node->arguments.keyword_only, *defaults = &node->arguments.defaults;
    uint32_t count = only->count + plain->count, without = count - defaults->count;
    bool first = true;
    for (uint32_t i = 0; i < count; i++) {
        struct syntax_node *arg = i < only->count ? only->items[i] : plain->items[i - only->count];
        parameter(u, arg, i < without ? NULL : defaults->items[i - without], &first);
        text_if(u, i + 1 == only->count, ", /");
    }
    if (node->arguments.vararg != NULL || keyword->count != 0)
        starred_parameter(u, "*", node->arguments.vararg, &first);
    for (uint32_t i = 0; i < keyword->count; i++)
        parameter(u, keyword->items[i], node->arguments.keyword_defaults.items[i], &first);
    if (node->arguments.kwarg != NULL)
        starred_parameter(u, "**", node->arguments.kwarg, &first);
}

static void lambda(struct unparser *u, struct syntax_node *node, int level)
{
    struct syntax_node *arguments = node->lambda.arguments;
    text_if(u, level > LEVEL_TEST, "(");
    text(u, "lambda");
    text_if(u, arguments->arguments.positional_only.count + arguments->arguments.positional.count != 0, " ");
    parameters(u, arguments);
    text(u, ": ");
    expression(u, node->lambda.body, LEVEL_TEST);
    text_if(u, level > LEVEL_TEST, ")");
}

static void call(struct unparser *u, struct syntax_node *node)
{
    struct syntax_sequence const *arguments = &node->call.arguments, *keywords = &node->call.keywords;
    expression(u, node->call.function, LEVEL_ATOM);
    if (arguments->count == 1 && keywords->count == 0 && arguments->items[0]->kind == NODE_GENERATOR_EXP) {
        expression(u, arguments->items[0], LEVEL_TEST);
        return;
    }
    text(u, "(");
    sequence(u, arguments, LEVEL_TEST);
    for (uint32_t i = 0; i < keywords->count; i++) {
        struct syntax_node *keyword = keywords->items[i];
        text_if(u, i > 0 || arguments->count != 0, ", ");
        if (keyword->keyword.name != NULL) {
            name(u, keyword->keyword.name);
            text(u, "=");
        } else {
            text(u, "**");
        }
        expression(u, keyword->keyword.value, LEVEL_TEST);
    }
    text(u, ")");
}

// ---- Displays ----

static void dict(struct unparser *u, struct syntax_node *node)
{
    text(u, "{");
    for (uint32_t i = 0; i < node->dict.values.count; i++) {
        text_if(u, i > 0, ", ");
        if (node->dict.keys.items[i] != NULL) {
            expression(u, node->dict.keys.items[i], LEVEL_TEST);
            text(u, ": ");
            expression(u, node->dict.values.items[i], LEVEL_TEST);
        } else {
            text(u, "**");
            expression(u, node->dict.values.items[i], LEVEL_STAR);
        }
    }
    text(u, "}");
}

static void tuple(struct unparser *u, struct syntax_node *node, int level)
{
    struct syntax_sequence const *elements = &node->sequence.elements;
    if (elements->count == 0) {
        text(u, "()");
        return;
    }
    text_if(u, level > LEVEL_TUPLE, "(");
    sequence(u, elements, LEVEL_TEST);
    text_if(u, elements->count == 1, ",");
    text_if(u, level > LEVEL_TUPLE, ")");
}

static void generators(struct unparser *u, struct syntax_sequence const *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        struct syntax_node *generator = items->items[i];
        text(u, generator->comprehension.is_async ? " async for " : " for ");
        expression(u, generator->comprehension.target, LEVEL_TUPLE);
        text(u, " in ");
        expression(u, generator->comprehension.iterable, LEVEL_TEST + 1);
        for (uint32_t k = 0; k < generator->comprehension.conditions.count; k++) {
            text(u, " if ");
            expression(u, generator->comprehension.conditions.items[k], LEVEL_TEST + 1);
        }
    }
}

static void comprehension(struct unparser *u, struct syntax_node *node)
{
    static char const *const brackets[] = {"[", "]", "{", "}", "{", "}", "(", ")"};
    uint32_t at = 2 * (uint32_t)(node->kind - NODE_LIST_COMP);
    text(u, brackets[at]);
    if (node->kind == NODE_DICT_COMP) {
        expression(u, node->dict_comp.key, LEVEL_TEST);
        text(u, ": ");
        expression(u, node->dict_comp.value, LEVEL_TEST);
        generators(u, &node->dict_comp.generators);
    } else {
        expression(u, node->comp.element, LEVEL_TEST);
        generators(u, &node->comp.generators);
    }
    text(u, brackets[at + 1]);
}

// ---- Constants and f-strings ----

// A number's repr, with infinity as a number that is too large.
static void number(struct unparser *u, struct syntax_node *node)
{
    own_value v = constant_make(u->c, node);
    own_value repr = failed(v) ? own_nothing : operation_repr(u->c->rt, lend(v));
    release(u->c->rt, v);
    if (failed(repr)) {
        compile_no_memory(u->c);
        return;
    }
    char const *s = str_bytes(as_str(lend(repr)));
    for (char const *inf = strstr(s, "inf"); inf != NULL; inf = strstr(s, "inf")) {
        str_builder_add(u->b, s, (size_t)(inf - s));
        text(u, "1e309");
        s = inf + 3;
    }
    text(u, s);
    release(u->c->rt, repr);
}

static void constant(struct unparser *u, struct syntax_node *node)
{
    switch (node->constant.kind) {
    case CONSTANT_NONE:
        text(u, "None");
        break;
    case CONSTANT_FALSE:
        text(u, "False");
        break;
    case CONSTANT_TRUE:
        text(u, "True");
        break;
    case CONSTANT_ELLIPSIS:
        text(u, "...");
        break;
    case CONSTANT_FLOAT:
    case CONSTANT_IMAGINARY:
        number(u, node);
        break;
    default: {
        own_value v = constant_make(u->c, node);
        text_if(u, node->constant.kind == CONSTANT_STRING && node->constant.has_prefix, "u");
        value_text(u, failed(v) ? own_nothing : operation_repr(u->c->rt, lend(v)));
        release(u->c->rt, v);
    }
    }
}

static void format_parts(struct unparser *u, struct syntax_node *node);

static void field(struct unparser *u, struct syntax_node *node)
{
    struct str_builder inner;
    struct unparser v = {u->c, &inner};
    str_builder_open(u->c->rt, &inner);
    expression(&v, node->formatted_value.value, LEVEL_TEST + 1);
    own_value s = str_builder_finish(&inner);
    bool brace = !failed(s) && str_bytes(as_str(lend(s)))[0] == '{';
    text(u, brace ? "{ " : "{");
    value_text(u, s);
    char conversion[] = {'!', (char)node->formatted_value.conversion, 0};
    text_if(u, node->formatted_value.conversion > 0, conversion);
    if (node->formatted_value.format_spec != NULL) {
        text(u, ":");
        format_parts(u, node->formatted_value.format_spec);
    }
    text(u, "}");
}

// The inside of an f-string, before its repr.
static void format_parts(struct unparser *u, struct syntax_node *node)
{
    if (!compile_enter(u->c))
        return;
    if (node->kind == NODE_JOINED_STR) {
        for (uint32_t i = 0; i < node->joined_str.values.count; i++)
            format_parts(u, node->joined_str.values.items[i]);
    } else if (node->kind == NODE_FORMATTED_VALUE) {
        field(u, node);
    } else {
        for (uint32_t i = 0; i < node->constant.length; i++) {
            char c = node->constant.text[i];
            str_builder_add(u->b, &c, 1);
            if (c == '{' || c == '}')
                str_builder_add(u->b, &c, 1);
        }
    }
    compile_leave(u->c);
}

static void joined_string(struct unparser *u, struct syntax_node *node)
{
    struct str_builder inner;
    struct unparser v = {u->c, &inner};
    str_builder_open(u->c->rt, &inner);
    format_parts(&v, node);
    own_value body = str_builder_finish(&inner);
    text(u, "f");
    value_text(u, failed(body) ? own_nothing : operation_repr(u->c->rt, lend(body)));
    release(u->c->rt, body);
}

// ---- The dispatcher ----

static void attribute(struct unparser *u, struct syntax_node *node)
{
    struct syntax_node *value = node->attribute.value;
    expression(u, value, LEVEL_ATOM);
    text(u, constant_kind_is(value, CONSTANT_INTEGER) ? " ." : ".");
    name(u, node->attribute.name);
}

static void slice(struct unparser *u, struct syntax_node *node)
{
    if (node->slice.lower != NULL)
        expression(u, node->slice.lower, LEVEL_TEST);
    text(u, ":");
    if (node->slice.upper != NULL)
        expression(u, node->slice.upper, LEVEL_TEST);
    if (node->slice.step != NULL) {
        text(u, ":");
        expression(u, node->slice.step, LEVEL_TEST);
    }
}

static void yields(struct unparser *u, struct syntax_node *node)
{
    text(u, node->kind == NODE_YIELD_FROM ? "(yield from " : node->yield.value != NULL ? "(yield " : "(yield");
    if (node->yield.value != NULL)
        expression(u, node->yield.value, LEVEL_TEST);
    text(u, ")");
}

static void by_kind(struct unparser *u, struct syntax_node *node, int level)
{
    switch (node->kind) {
    case NODE_BOOL_OP:
        bool_operation(u, node, level);
        break;
    case NODE_BIN_OP:
        binary(u, node, level);
        break;
    case NODE_UNARY_OP:
        unary(u, node, level);
        break;
    case NODE_COMPARE:
        compare(u, node, level);
        break;
    case NODE_IF_EXP:
        conditional(u, node, level);
        break;
    case NODE_NAMED_EXPR:
        named(u, node, level);
        break;
    case NODE_LAMBDA:
        lambda(u, node, level);
        break;
    case NODE_CALL:
        call(u, node);
        break;
    case NODE_DICT:
        dict(u, node);
        break;
    case NODE_SET:
        text(u, "{");
        sequence(u, &node->sequence.elements, LEVEL_TEST);
        text(u, "}");
        break;
    case NODE_LIST:
        text(u, "[");
        sequence(u, &node->sequence.elements, LEVEL_TEST);
        text(u, "]");
        break;
    case NODE_TUPLE:
        tuple(u, node, level);
        break;
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
    case NODE_GENERATOR_EXP:
        comprehension(u, node);
        break;
    case NODE_CONSTANT:
        constant(u, node);
        break;
    case NODE_JOINED_STR:
    case NODE_FORMATTED_VALUE:
        joined_string(u, node);
        break;
    case NODE_ATTRIBUTE:
        attribute(u, node);
        break;
    case NODE_SUBSCRIPT:
        expression(u, node->subscript.value, LEVEL_ATOM);
        text(u, "[");
        expression(u, node->subscript.index, LEVEL_TUPLE);
        text(u, "]");
        break;
    case NODE_SLICE:
        slice(u, node);
        break;
    case NODE_STARRED:
        text(u, "*");
        expression(u, node->starred.value, LEVEL_STAR);
        break;
    case NODE_NAME:
        name(u, node->name.name);
        break;
    case NODE_AWAIT:
        text_if(u, level > LEVEL_AWAIT, "(");
        text(u, "await ");
        expression(u, node->yield.value, LEVEL_ATOM);
        text_if(u, level > LEVEL_AWAIT, ")");
        break;
    default:
        yields(u, node);
        break;
    }
}

static void expression(struct unparser *u, struct syntax_node *node, int level)
{
    if (!compile_enter(u->c))
        return;
    by_kind(u, node, level);
    compile_leave(u->c);
}

own_value unparse_expression(struct compiler *c, struct syntax_node *node)
{
    struct str_builder b;
    struct unparser u = {c, &b};
    str_builder_open(c->rt, &b);
    expression(&u, node, LEVEL_TEST);
    own_value v = str_builder_finish(&b);
    if (failed(v))
        compile_no_memory(c);
    return v;
}
