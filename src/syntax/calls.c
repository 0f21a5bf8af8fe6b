// SPDX-License-Identifier: MIT
// The arguments of a call or class definition.
//
// Order: positional and `*iterable` in any order; then `name=value` and `*iterable`; then `name=value` and `**mapping`.
#include "syntax/parser.h"

struct argument_list {
    uint32_t open;          // the parenthesis
    bool generator_allowed; // a lone generator may stand without parentheses of its own
    bool has_keyword, has_mapping;
    bool positional_late; // a positional argument behind a keyword: an error once all is read
    uint32_t count;
    struct span given; // from the first argument to the last one read
};

static struct syntax_node *make_keyword(struct parser *parser, uint32_t start, struct syntax_name *name,
                                        struct syntax_node *value)
{
    struct syntax_node *node = parser_node(parser, NODE_KEYWORD, start);
    if (node == NULL)
        return NULL;
    node->keyword.name = name;
    node->keyword.value = value;
    return parser_end_node(parser, node);
}

// `name=value` or `**mapping`
static struct syntax_node *parse_keyword(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_name *name = NULL;
    if (parser_kind(parser) == TOKEN_NAME) {
        name = parser_name(parser);
        if (name == NULL)
            return NULL;
    }
    parser_advance(parser);
    struct syntax_node *value = parser_expression(parser);
    if (value == NULL)
        return NULL;
    if (name != NULL && parser->diagnosing && parser_at_comprehension(parser)) {
        struct syntax_sequence generators;
        if (parser_for_if_clauses(parser, &generators))
            return parser_raise_span(
                parser, parser_between(parser_token_span(parser, start), parser_token_span(parser, start + 1)),
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        return NULL;
    }
    return make_keyword(parser, start, name, value);
}

// `value` with a `=` behind it, or True=, None=, False=.
static struct syntax_node *diagnose_keyword(struct parser *parser, uint32_t start, struct syntax_node *value)
{
    enum token_kind kind = (enum token_kind)parser->lexer.tokens[start].kind;
    struct span equal = parser_token_span(parser, parser->position);
    if (parser->position == start + 1 && (kind == TOKEN_TRUE || kind == TOKEN_FALSE || kind == TOKEN_NONE))
        return parser_raise_span(parser, parser_between(parser_token_span(parser, start), equal), "cannot assign to %s",
                                 token_text(kind));
    return parser_raise_span(parser, parser_between(parser_node_span(value), equal),
                             "expression cannot contain assignment, perhaps you meant \"==\"?");
}

// The generator expression that `element` begins; it takes the call's own parentheses when it is alone.
static struct syntax_node *parse_generator(struct parser *parser, struct argument_list *list,
                                           struct syntax_node *element)
{
    struct syntax_sequence generators;
    if ((!list->generator_allowed && list->count == 0) || !parser_for_if_clauses(parser, &generators))
        return NULL;
    bool alone = list->count == 0 && parser_kind(parser) == TOKEN_RIGHT_PARENTHESIS;
    if (!alone) {
        if (list->count == 0 && parser_kind(parser) != TOKEN_COMMA)
            return NULL;
        struct span end = parser_clauses_end(generators.items[generators.count - 1]);
        return parser_raise_span(parser, parser_between(parser_node_span(element), end),
                                 "Generator expression must be parenthesized");
    }
    struct syntax_node *node = parser_node(parser, NODE_GENERATOR_EXP, list->open);
    if (node == NULL)
        return NULL;
    node->comp.element = element;
    node->comp.generators = generators;
    parser_advance(parser);
    parser_end_node(parser, node);
    parser->position--;
    return node;
}

static struct syntax_node *parse_positional(struct parser *parser, struct argument_list *list)
{
    uint32_t start = parser->position;
    struct syntax_node *value;
    if (parser_kind(parser) == TOKEN_NAME && parser_kind_ahead(parser) == TOKEN_COLON_EQUAL)
        value = parser_named_expression(parser);
    else
        value = parser_expression(parser);
    if (value == NULL)
        return NULL;
    if (parser_at_comprehension(parser))
        return parse_generator(parser, list, value);
    if (parser_kind(parser) == TOKEN_COLON_EQUAL)
        return NULL;
    if (parser_kind(parser) == TOKEN_EQUAL)
        return parser->diagnosing ? diagnose_keyword(parser, start, value) : NULL;
    list->positional_late |= list->has_keyword || list->has_mapping;
    return value;
}

static struct syntax_node *parse_argument(struct parser *parser, struct argument_list *list)
{
    enum token_kind kind = parser_kind(parser);
    if (kind == TOKEN_DOUBLE_STAR) {
        list->has_mapping = true;
        return parse_keyword(parser);
    }
    if (kind == TOKEN_NAME && parser_kind_ahead(parser) == TOKEN_EQUAL) {
        list->has_keyword = true;
        return parse_keyword(parser);
    }
    if (kind != TOKEN_STAR)
        return parse_positional(parser, list);
    if (list->has_mapping)
        return parser_raise_span(parser, list->given, "iterable argument unpacking follows keyword argument unpacking");
    uint32_t start = parser->position;
    parser_advance(parser);
    struct syntax_node *value = parser_expression(parser);
    struct syntax_node *node = value != NULL ? parser_node(parser, NODE_STARRED, start) : NULL;
    if (node == NULL)
        return NULL;
    node->starred.value = value;
    return parser_end_node(parser, node);
}

// Parts what lies on the scratch stack from `mark` into arguments and keywords.
static bool part_arguments(struct parser *parser, size_t mark, struct syntax_sequence *arguments,
                           struct syntax_sequence *keywords)
{
    size_t count = parser->scratch_count - mark, keyword_count = 0;
    *arguments = *keywords = (struct syntax_sequence){NULL, 0};
    if (count == 0)
        return true;
    struct syntax_node **items = parser_allocate(parser, count * sizeof *items);
    if (items == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        keyword_count += parser->scratch[mark + i]->kind == NODE_KEYWORD;
    uint32_t next_argument = 0, next_keyword = (uint32_t)(count - keyword_count);
    for (size_t i = 0; i < count; i++) {
        struct syntax_node *node = parser->scratch[mark + i];
        items[node->kind == NODE_KEYWORD ? next_keyword++ : next_argument++] = node;
    }
    *arguments = (struct syntax_sequence){items, next_argument};
    *keywords = (struct syntax_sequence){items + next_argument, (uint32_t)keyword_count};
    parser->scratch_count = mark;
    return true;
}

// Marks the names of the list, and finds one that was marked before.
static bool check_repeated(struct parser *parser, struct syntax_sequence const *keywords)
{
    struct syntax_node *repeated = NULL;
    for (uint32_t i = 0; i < keywords->count; i++) {
        struct syntax_name *name = keywords->items[i]->keyword.name;
        if (name == NULL)
            continue;
        if (name->stamp != 0 && repeated == NULL)
            repeated = keywords->items[i];
        name->stamp = 1;
    }
    for (uint32_t i = 0; i < keywords->count; i++) {
        if (keywords->items[i]->keyword.name != NULL)
            keywords->items[i]->keyword.name->stamp = 0;
    }
    return repeated == NULL || parser_raise_node(parser, repeated, "keyword argument repeated: %.150s",
                                                 repeated->keyword.name->text) != NULL;
}

bool parser_arguments(struct parser *parser, bool generator_allowed, uint32_t open, struct syntax_sequence *arguments,
                      struct syntax_sequence *keywords)
{
    struct argument_list list = {.open = open, .generator_allowed = generator_allowed};
    size_t mark = parser->scratch_count;
    while (parser_kind(parser) != TOKEN_RIGHT_PARENTHESIS) {
        struct syntax_node *argument = parse_argument(parser, &list);
        if (argument == NULL || !parser_push(parser, argument))
            return false;
        list.given = parser_between(parser_node_span(parser->scratch[mark]), parser_node_span(argument));
        list.count++;
        if (!parser_accept(parser, TOKEN_COMMA))
            break;
    }
    if (list.positional_late)
        return parser_raise_last(parser, "positional argument follows keyword argument%s",
                                 list.has_mapping ? " unpacking" : "") != NULL;
    if (!parser_accept(parser, TOKEN_RIGHT_PARENTHESIS))
        return false;
    return part_arguments(parser, mark, arguments, keywords) && check_repeated(parser, keywords);
}
