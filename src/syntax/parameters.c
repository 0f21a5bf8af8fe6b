// SPDX-License-Identifier: MIT
// Parameters of functions and lambdas, and the lambda.
#include "syntax/parser.h"

// Parameters and their defaults lie in pairs on the scratch stack: first the positional ones, then the keyword-only.
struct parameter_list {
    bool is_lambda;
    size_t mark;
    size_t positional_only, positional; // pairs
    bool has_slash, has_star, has_default;
    struct syntax_node *vararg, *kwarg;
};

static enum token_kind closing(struct parameter_list const *list)
{
    return list->is_lambda ? TOKEN_COLON : TOKEN_RIGHT_PARENTHESIS;
}

static bool at_end(struct parser const *parser, struct parameter_list const *list)
{
    return parser_kind(parser) == closing(list);
}

// NAME [: annotation]; `star`: the annotation of `*args` may be starred.
static struct syntax_node *parse_parameter(struct parser *parser, struct parameter_list const *list, bool star)
{
    uint32_t start = parser->position;
    struct syntax_name *name = parser_name(parser);
    if (name == NULL)
        return NULL;
    struct syntax_node *annotation = NULL;
    if (!list->is_lambda && parser_accept(parser, TOKEN_COLON)) {
        annotation = star ? parser_star_expression(parser) : parser_expression(parser);
        if (annotation == NULL)
            return NULL;
    }
    struct syntax_node *node = parser_node(parser, NODE_ARG, start);
    if (node == NULL)
        return NULL;
    node->arg.name = name;
    node->arg.annotation = annotation;
    return parser_end_node(parser, node);
}

static bool parse_plain(struct parser *parser, struct parameter_list *list)
{
    struct syntax_node *parameter = parse_parameter(parser, list, false), *value = NULL;
    if (parameter == NULL)
        return false;
    if (parser_accept(parser, TOKEN_EQUAL)) {
        if (!list->is_lambda && (at_end(parser, list) || parser_kind(parser) == TOKEN_COMMA))
            return parser_raise_token(parser, parser->position - 1, "expected default value expression") != NULL;
        value = parser_expression(parser);
        if (value == NULL)
            return false;
        list->has_default |= !list->has_star;
    } else if (list->has_default && !list->has_star) {
        return parser_raise_node(parser, parameter, "non-default argument follows default argument") != NULL;
    }
    return parser_push(parser, parameter) && parser_push(parser, value);
}

static bool parse_slash(struct parser *parser, struct parameter_list *list)
{
    uint32_t slash = parser->position;
    size_t count = (parser->scratch_count - list->mark) / 2;
    if (list->has_star)
        return parser_raise_token(parser, slash, "/ must be ahead of *") != NULL;
    if (list->has_slash)
        return parser_raise_token(parser, slash, "/ may appear only once") != NULL;
    if (count == 0)
        return parser_kind_ahead(parser) == TOKEN_COMMA &&
               parser_raise_token(parser, slash, "at least one argument must precede /") != NULL;
    parser_advance(parser);
    list->has_slash = true;
    list->positional_only = count;
    if (parser_kind(parser) == TOKEN_STAR)
        return parser_raise_token(parser, parser->position, "expected comma between / and *") != NULL;
    return true;
}

static bool parse_star(struct parser *parser, struct parameter_list *list)
{
    uint32_t star = parser->position;
    if (list->has_star)
        return parser_raise_token(parser, star, "* argument may appear only once") != NULL;
    parser_advance(parser);
    list->has_star = true;
    list->positional = (parser->scratch_count - list->mark) / 2;
    if (parser_kind(parser) == TOKEN_NAME) {
        list->vararg = parse_parameter(parser, list, true);
        if (list->vararg != NULL && parser_kind(parser) == TOKEN_EQUAL)
            return parser_raise_token(parser, parser->position, "var-positional argument cannot have default value") !=
                   NULL;
        return list->vararg != NULL;
    }
    enum token_kind next = parser_kind_ahead(parser);
    if (at_end(parser, list) ||
        (parser_kind(parser) == TOKEN_COMMA && (next == closing(list) || next == TOKEN_DOUBLE_STAR)))
        return list->is_lambda ? parser_raise_last(parser, "named arguments must follow bare *") != NULL
                               : parser_raise_token(parser, star, "named arguments must follow bare *") != NULL;
    return parser_kind(parser) == TOKEN_COMMA;
}

static bool parse_double_star(struct parser *parser, struct parameter_list *list)
{
    parser_advance(parser);
    list->kwarg = parse_parameter(parser, list, false);
    if (list->kwarg == NULL)
        return false;
    if (parser_kind(parser) == TOKEN_EQUAL)
        return parser_raise_token(parser, parser->position, "var-keyword argument cannot have default value") != NULL;
    if (parser_kind(parser) != TOKEN_COMMA)
        return true;
    parser_advance(parser);
    enum token_kind kind = parser_kind(parser);
    if (kind == TOKEN_NAME || kind == TOKEN_STAR || kind == TOKEN_DOUBLE_STAR || kind == TOKEN_SLASH) {
        struct span place = parser_token_span(parser, parser->position);
        if (kind == TOKEN_NAME) {
            struct syntax_node *parameter = parse_parameter(parser, list, false);
            if (parameter == NULL)
                return false;
            place = parser_node_span(parameter);
        }
        return parser_raise_span(parser, place, "arguments cannot follow var-keyword argument") != NULL;
    }
    return true;
}

// `def f(a, (b, c))`, as Python 2 had it.
static bool diagnose_parenthesized(struct parser *parser, struct parameter_list const *list)
{
    struct span open = parser_token_span(parser, parser->position);
    do {
        parser_advance(parser);
        if (parser_kind(parser) == TOKEN_RIGHT_PARENTHESIS)
            break;
        struct syntax_node *parameter = parse_parameter(parser, list, false);
        if (parameter == NULL)
            return false;
    } while (parser_kind(parser) == TOKEN_COMMA);
    if (parser_kind(parser) != TOKEN_RIGHT_PARENTHESIS || list->has_default)
        return false;
    return parser_raise_span(parser, parser_between(open, parser_token_span(parser, parser->position)),
                             list->is_lambda ? "Lambda expression parameters cannot be parenthesized"
                                             : "Function parameters cannot be parenthesized") != NULL;
}

// One parameter or marker, without the comma behind it.
static bool parse_item(struct parser *parser, struct parameter_list *list)
{
    switch (parser_kind(parser)) {
    case TOKEN_NAME:
        return parse_plain(parser, list);
    case TOKEN_SLASH:
        return parse_slash(parser, list);
    case TOKEN_STAR:
        return parse_star(parser, list);
    case TOKEN_DOUBLE_STAR:
        return parse_double_star(parser, list);
    case TOKEN_LEFT_PARENTHESIS:
        return parser->diagnosing && diagnose_parenthesized(parser, list);
    default:
        return false;
    }
}

// Item `part` (0 parameter, 1 default) of pairs [from, to) as a sequence; absent defaults are left out on request.
static bool take_part(struct parser *parser, struct parameter_list const *list, size_t from, size_t to, size_t part,
                      bool skip_absent, struct syntax_sequence *sequence)
{
    size_t count = 0;
    *sequence = (struct syntax_sequence){NULL, 0};
    if (from == to)
        return true;
    struct syntax_node **items = parser_allocate(parser, (to - from) * sizeof *items);
    if (items == NULL)
        return false;
    for (size_t i = from; i < to; i++) {
        struct syntax_node *item = parser->scratch[list->mark + 2 * i + part];
        if (item != NULL || !skip_absent)
            items[count++] = item;
    }
    *sequence = (struct syntax_sequence){items, (uint32_t)count};
    return true;
}

static struct syntax_node *finish_parameters(struct parser *parser, struct parameter_list *list)
{
    struct syntax_node *node = parser_node(parser, NODE_ARGUMENTS, parser->position);
    if (node == NULL)
        return NULL;
    size_t total = (parser->scratch_count - list->mark) / 2;
    size_t only = list->positional_only, positional = list->has_star ? list->positional : total;
    if (!take_part(parser, list, 0, only, 0, false, &node->arguments.positional_only) ||
        !take_part(parser, list, only, positional, 0, false, &node->arguments.positional) ||
        !take_part(parser, list, 0, positional, 1, true, &node->arguments.defaults) ||
        !take_part(parser, list, positional, total, 0, false, &node->arguments.keyword_only) ||
        !take_part(parser, list, positional, total, 1, false, &node->arguments.keyword_defaults))
        return NULL;
    parser->scratch_count = list->mark;
    node->arguments.vararg = list->vararg;
    node->arguments.kwarg = list->kwarg;
    syntax_node_settle(node);
    return node;
}

struct syntax_node *parser_parameters(struct parser *parser, bool is_lambda)
{
    struct parameter_list list = {.is_lambda = is_lambda, .mark = parser->scratch_count};
    while (!at_end(parser, &list)) {
        if (!parse_item(parser, &list))
            return NULL;
        if (list.kwarg != NULL || !parser_accept(parser, TOKEN_COMMA))
            break;
    }
    return at_end(parser, &list) ? finish_parameters(parser, &list) : NULL;
}

struct syntax_node *parser_lambda(struct parser *parser)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    struct syntax_node *arguments = parser_parameters(parser, true);
    if (arguments == NULL || !parser_accept(parser, TOKEN_COLON))
        return NULL;
    struct syntax_node *body = parser_expression(parser);
    struct syntax_node *node = body != NULL ? parser_node(parser, NODE_LAMBDA, start) : NULL;
    if (node == NULL)
        return NULL;
    node->lambda.arguments = arguments;
    node->lambda.body = body;
    return parser_end_node(parser, node);
}
