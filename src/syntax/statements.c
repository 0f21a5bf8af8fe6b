// SPDX-License-Identifier: MIT
// Simple statements.
#include "syntax/parser.h"
#include <string.h>

static struct syntax_node *make_statement(struct parser *parser, enum syntax_kind kind, uint32_t start)
{
    struct syntax_node *node = parser_node(parser, kind, start);
    return node == NULL ? NULL : parser_end_node(parser, node);
}

static bool at_statement_end(struct parser const *parser)
{
    return parser_kind(parser) == TOKEN_NEWLINE || parser_kind(parser) == TOKEN_SEMICOLON;
}

// --- assignments and expressions ---

static bool augmented_operator(enum token_kind kind, enum syntax_operator *op)
{
    static uint8_t const operators[TOKEN_KIND_COUNT] = {
        [TOKEN_PLUS_EQUAL] = 1 + OPERATOR_ADD,
        [TOKEN_MINUS_EQUAL] = 1 + OPERATOR_SUBTRACT,
        [TOKEN_STAR_EQUAL] = 1 + OPERATOR_MULTIPLY,
        [TOKEN_AT_EQUAL] = 1 + OPERATOR_MATRIX_MULTIPLY,
        [TOKEN_SLASH_EQUAL] = 1 + OPERATOR_DIVIDE,
        [TOKEN_PERCENT_EQUAL] = 1 + OPERATOR_MODULO,
        [TOKEN_DOUBLE_STAR_EQUAL] = 1 + OPERATOR_POWER,
        [TOKEN_LEFT_SHIFT_EQUAL] = 1 + OPERATOR_SHIFT_LEFT,
        [TOKEN_RIGHT_SHIFT_EQUAL] = 1 + OPERATOR_SHIFT_RIGHT,
        [TOKEN_VERTICAL_BAR_EQUAL] = 1 + OPERATOR_BIT_OR,
        [TOKEN_CIRCUMFLEX_EQUAL] = 1 + OPERATOR_BIT_XOR,
        [TOKEN_AMPERSAND_EQUAL] = 1 + OPERATOR_BIT_AND,
        [TOKEN_DOUBLE_SLASH_EQUAL] = 1 + OPERATOR_FLOOR_DIVIDE,
    };
    if (operators[kind] == 0)
        return false;
    *op = (enum syntax_operator)(operators[kind] - 1);
    return true;
}

static bool is_single_target(struct syntax_node const *node)
{
    return node->kind == NODE_NAME || node->kind == NODE_ATTRIBUTE || node->kind == NODE_SUBSCRIPT;
}

static struct syntax_node *raise_bad_annotation(struct parser *parser, struct syntax_node *target)
{
    if (target->kind == NODE_LIST || (target->kind == NODE_TUPLE && target->parenthesized))
        return parser_raise_node(parser, target, "only single target (not %s) can be annotated",
                                 parser_expression_name(target));
    if (target->kind == NODE_TUPLE)
        return parser_raise_node(parser, target->sequence.elements.items[0],
                                 "only single target (not tuple) can be annotated");
    return parser_raise_node(parser, target, "illegal target for annotation");
}

static struct syntax_node *parse_annotated(struct parser *parser, uint32_t start, struct syntax_node *target)
{
    if ((target->kind == NODE_STARRED || target->kind == NODE_YIELD || target->kind == NODE_YIELD_FROM) &&
        !target->parenthesized)
        return NULL;
    if (!is_single_target(target) && !parser->diagnosing)
        return NULL;
    parser_advance(parser);
    struct syntax_node *annotation = parser_expression(parser), *value = NULL;
    if (annotation == NULL)
        return NULL;
    if (!is_single_target(target))
        return raise_bad_annotation(parser, target);
    if (parser_accept(parser, TOKEN_EQUAL)) {
        value = parser_yield_or_star_expressions(parser);
        if (value == NULL)
            return NULL;
    }
    struct syntax_node *node = parser_node(parser, NODE_ANN_ASSIGN, start);
    if (node == NULL)
        return NULL;
    target->context = CONTEXT_STORE;
    node->ann_assign.target = target;
    node->ann_assign.annotation = annotation;
    node->ann_assign.value = value;
    node->ann_assign.simple = target->kind == NODE_NAME && !target->parenthesized;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_augmented(struct parser *parser, uint32_t start, struct syntax_node *target,
                                           enum syntax_operator op)
{
    parser_advance(parser);
    struct syntax_node *value = parser_yield_or_star_expressions(parser);
    if (value == NULL)
        return NULL;
    if (!is_single_target(target))
        return parser_raise_node(parser, target, "'%s' is an illegal expression for augmented assignment",
                                 parser_expression_name(target));
    struct syntax_node *node = parser_node(parser, NODE_AUG_ASSIGN, start);
    if (node == NULL)
        return NULL;
    target->context = CONTEXT_STORE;
    node->operator=(uint8_t) op;
    node->aug_assign.target = target;
    node->aug_assign.value = value;
    return parser_end_node(parser, node);
}

// What stands before a `=` is no target. CPython looks at the elements of a bare tuple one by one when the first `=` of
// the statement stands behind the last.
static struct syntax_node *raise_bad_target(struct parser *parser, struct syntax_node *value, bool first)
{
    struct syntax_node *last = value;
    bool bare_tuple = value->kind == NODE_TUPLE && !value->parenthesized;
    if (bare_tuple)
        last = value->sequence.elements.items[value->sequence.elements.count - 1];
    bool comma_behind = bare_tuple && parser->lexer.tokens[parser->position - 1].kind == TOKEN_COMMA;
    if (first && !comma_behind && last->kind != NODE_STARRED && !parser_check_assignment(parser, last))
        return NULL;
    parser_advance(parser);
    return parser_raise_invalid_target(parser, value, TARGET_ASSIGN);
}

static struct syntax_node *parse_assignment(struct parser *parser, uint32_t start, struct syntax_node *value)
{
    size_t mark = parser->scratch_count;
    while (parser_kind(parser) == TOKEN_EQUAL) {
        if (value->kind == NODE_YIELD || value->kind == NODE_YIELD_FROM) {
            if (!value->parenthesized)
                return parser_raise_node(parser, value, "assignment to yield expression not possible");
        }
        if (parser_invalid_target(value, TARGET_ASSIGN) != NULL)
            return raise_bad_target(parser, value, parser->scratch_count == mark);
        parser_advance(parser);
        parser_set_context(value, CONTEXT_STORE);
        if (!parser_push(parser, value))
            return NULL;
        value = parser_yield_or_star_expressions(parser);
        if (value == NULL)
            return NULL;
    }
    struct syntax_node *node = parser_node(parser, NODE_ASSIGN, start);
    if (node == NULL || !parser_take(parser, mark, &node->assign.targets))
        return NULL;
    node->assign.value = value;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_expression_statement(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *value = parser_yield_or_star_expressions(parser);
    if (value == NULL)
        return NULL;
    enum syntax_operator op;
    if (parser_kind(parser) == TOKEN_COLON)
        return parse_annotated(parser, start, value);
    if (augmented_operator(parser_kind(parser), &op))
        return parse_augmented(parser, start, value, op);
    if (parser_kind(parser) == TOKEN_EQUAL)
        return parse_assignment(parser, start, value);
    struct syntax_node *node = parser_node(parser, NODE_EXPR, start);
    if (node == NULL)
        return NULL;
    node->expr.value = value;
    return parser_end_node(parser, node);
}

// --- imports ---

// a.b.c as one name; blanks and line continuations may stand around the dots.
static struct syntax_name *parse_dotted_name(struct parser *parser)
{
    struct token const *tokens = parser->lexer.tokens;
    uint32_t first = parser->position;
    struct syntax_name *name = parser_name(parser);
    if (name == NULL || parser_kind(parser) != TOKEN_DOT)
        return name;
    size_t length = 0;
    while (parser_accept(parser, TOKEN_DOT)) {
        if (parser_kind(parser) != TOKEN_NAME)
            return NULL;
        parser_advance(parser);
    }
    for (uint32_t i = first; i < parser->position; i++)
        length += tokens[i].end - tokens[i].start;
    char *text = parser_allocate(parser, length);
    if (text == NULL)
        return NULL;
    size_t at = 0;
    for (uint32_t i = first; i < parser->position; i++) {
        size_t part = tokens[i].end - tokens[i].start;
        memcpy(text + at, parser->lexer.text + tokens[i].start, part);
        at += part;
    }
    return parser_intern(parser, text, length);
}

static bool push_alias(struct parser *parser, uint32_t start, struct syntax_name *name)
{
    struct syntax_name *as_name = NULL;
    if (name == NULL)
        return false;
    if (parser_accept(parser, TOKEN_AS)) {
        as_name = parser_name(parser);
        if (as_name == NULL)
            return false;
    }
    struct syntax_node *node = parser_node(parser, NODE_ALIAS, start);
    if (node == NULL)
        return false;
    node->alias.name = name;
    node->alias.as_name = as_name;
    return parser_push(parser, parser_end_node(parser, node));
}

static struct syntax_node *parse_import(struct parser *parser)
{
    uint32_t start = parser->position;
    size_t mark = parser->scratch_count;
    do {
        parser_advance(parser);
        uint32_t name = parser->position;
        if (!push_alias(parser, name, parse_dotted_name(parser)))
            return NULL;
    } while (parser_kind(parser) == TOKEN_COMMA);
    struct syntax_node *node = parser_node(parser, NODE_IMPORT, start);
    if (node == NULL || !parser_take(parser, mark, &node->import.names))
        return NULL;
    return parser_end_node(parser, node);
}

// The names behind `import`: `*`, a list, or a list in parentheses.
static bool parse_import_targets(struct parser *parser)
{
    uint32_t start = parser->position;
    if (parser_accept(parser, TOKEN_STAR)) {
        struct syntax_name *star = parser_intern(parser, "*", 1);
        struct syntax_node *node = star != NULL ? parser_node(parser, NODE_ALIAS, start) : NULL;
        if (node == NULL)
            return false;
        node->alias.name = star;
        return parser_push(parser, parser_end_node(parser, node));
    }
    bool parenthesized = parser_accept(parser, TOKEN_LEFT_PARENTHESIS);
    for (;;) {
        start = parser->position;
        if (!push_alias(parser, start, parser_name(parser)))
            return false;
        if (!parser_accept(parser, TOKEN_COMMA))
            break;
        if (parenthesized && parser_kind(parser) == TOKEN_RIGHT_PARENTHESIS)
            break;
        if (!parenthesized && parser_kind(parser) == TOKEN_NEWLINE)
            return parser_raise_last(parser, "trailing comma not allowed without surrounding parentheses") != NULL;
    }
    return !parenthesized || parser_accept(parser, TOKEN_RIGHT_PARENTHESIS);
}

static struct syntax_node *parse_import_from(struct parser *parser)
{
    uint32_t start = parser->position, level = 0;
    parser_advance(parser);
    for (;;) {
        if (parser_accept(parser, TOKEN_DOT))
            level++;
        else if (parser_accept(parser, TOKEN_ELLIPSIS))
            level += 3;
        else
            break;
    }
    struct syntax_name *module = NULL;
    if (level == 0 || parser_kind(parser) != TOKEN_IMPORT) {
        module = parse_dotted_name(parser);
        if (module == NULL)
            return NULL;
    }
    size_t mark = parser->scratch_count;
    if (!parser_accept(parser, TOKEN_IMPORT) || !parse_import_targets(parser))
        return NULL;
    struct syntax_node *node = parser_node(parser, NODE_IMPORT_FROM, start);
    if (node == NULL || !parser_take(parser, mark, &node->import_from.names))
        return NULL;
    node->import_from.module = module;
    node->import_from.level = level;
    return parser_end_node(parser, node);
}

// --- the rest ---

static struct syntax_node *parse_return(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *value = NULL;
    parser_advance(parser);
    if (parser_can_begin_expression(parser_kind(parser)) || parser_kind(parser) == TOKEN_STAR) {
        value = parser_star_expressions(parser);
        if (value == NULL)
            return NULL;
    }
    struct syntax_node *node = parser_node(parser, NODE_RETURN, start);
    if (node == NULL)
        return NULL;
    node->return_.value = value;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_delete(struct parser *parser)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    struct syntax_node *targets = parser_star_expressions(parser);
    if (targets == NULL)
        return NULL;
    if (parser_invalid_target(targets, TARGET_DELETE) != NULL)
        return parser_raise_invalid_target(parser, targets, TARGET_DELETE);
    if (!at_statement_end(parser))
        return NULL;
    parser_set_context(targets, CONTEXT_DELETE);
    struct syntax_node *node = parser_node(parser, NODE_DELETE, start);
    if (node == NULL)
        return NULL;
    if (targets->kind == NODE_TUPLE && !targets->parenthesized) {
        node->delete_.targets = targets->sequence.elements;
    } else {
        size_t mark = parser->scratch_count;
        if (!parser_push(parser, targets) || !parser_take(parser, mark, &node->delete_.targets))
            return NULL;
    }
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_raise(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *exception = NULL, *cause = NULL;
    parser_advance(parser);
    if (parser_can_begin_expression(parser_kind(parser))) {
        exception = parser_expression(parser);
        if (exception == NULL)
            return NULL;
        if (parser_accept(parser, TOKEN_FROM)) {
            cause = parser_expression(parser);
            if (cause == NULL)
                return NULL;
        }
    }
    struct syntax_node *node = parser_node(parser, NODE_RAISE, start);
    if (node == NULL)
        return NULL;
    node->raise.exception = exception;
    node->raise.cause = cause;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_global(struct parser *parser, enum syntax_kind kind)
{
    uint32_t start = parser->position;
    size_t mark = parser->scratch_count;
    do {
        parser_advance(parser);
        struct syntax_name *name = parser_name(parser);
        if (name == NULL || !parser_push(parser, name))
            return NULL;
    } while (parser_kind(parser) == TOKEN_COMMA);
    struct syntax_node *node = parser_node(parser, kind, start);
    if (node == NULL || !parser_take_names(parser, mark, &node->global.names))
        return NULL;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_assert(struct parser *parser)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    struct syntax_node *test = parser_expression(parser), *message = NULL;
    if (test == NULL)
        return NULL;
    if (parser_accept(parser, TOKEN_COMMA)) {
        message = parser_expression(parser);
        if (message == NULL)
            return NULL;
    }
    struct syntax_node *node = parser_node(parser, NODE_ASSERT, start);
    if (node == NULL)
        return NULL;
    node->assert_.test = test;
    node->assert_.message = message;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_word(struct parser *parser, enum syntax_kind kind)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    return make_statement(parser, kind, start);
}

static struct syntax_node *parse_simple_statement(struct parser *parser)
{
    switch (parser_kind(parser)) {
    case TOKEN_RETURN:
        return parse_return(parser);
    case TOKEN_IMPORT:
        return parse_import(parser);
    case TOKEN_FROM:
        return parse_import_from(parser);
    case TOKEN_RAISE:
        return parse_raise(parser);
    case TOKEN_PASS:
        return parse_word(parser, NODE_PASS);
    case TOKEN_BREAK:
        return parse_word(parser, NODE_BREAK);
    case TOKEN_CONTINUE:
        return parse_word(parser, NODE_CONTINUE);
    case TOKEN_DEL:
        return parse_delete(parser);
    case TOKEN_ASSERT:
        return parse_assert(parser);
    case TOKEN_GLOBAL:
        return parse_global(parser, NODE_GLOBAL);
    case TOKEN_NONLOCAL:
        return parse_global(parser, NODE_NONLOCAL);
    default:
        return parse_expression_statement(parser);
    }
}

bool parser_simple_statements(struct parser *parser)
{
    do {
        struct syntax_node *statement = parse_simple_statement(parser);
        if (statement == NULL || !parser_push(parser, statement))
            return false;
        if (!parser_accept(parser, TOKEN_SEMICOLON))
            break;
    } while (parser_kind(parser) != TOKEN_NEWLINE);
    return parser_accept(parser, TOKEN_NEWLINE);
}

bool parser_statement(struct parser *parser)
{
    bool found;
    if (!parser_compound_statement(parser, &found))
        return false;
    return found || parser_simple_statements(parser);
}

bool parser_statements(struct parser *parser, enum token_kind end)
{
    while (parser_kind(parser) != end) {
        if (!parser_statement(parser))
            return false;
    }
    return true;
}
