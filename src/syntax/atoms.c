// SPDX-License-Identifier: MIT
// Atoms and what follows them: names, constants, displays, comprehensions; attributes, calls, subscripts.
#include "syntax/parser.h"
#include <string.h>

// --- comprehension clauses ---

bool parser_at_comprehension(struct parser const *parser)
{
    return parser_kind(parser) == TOKEN_FOR ||
           (parser_kind(parser) == TOKEN_ASYNC && parser_kind_ahead(parser) == TOKEN_FOR);
}

static struct syntax_node *parse_for_if_clause(struct parser *parser)
{
    uint32_t start = parser->position;
    bool is_async = parser_accept(parser, TOKEN_ASYNC);
    parser_advance(parser);
    struct syntax_node *target = parser_for_targets(parser);
    if (target == NULL || !parser_accept(parser, TOKEN_IN))
        return NULL;
    struct syntax_node *iterable = parser_disjunction(parser);
    if (iterable == NULL)
        return NULL;
    size_t mark = parser->scratch_count;
    while (parser_accept(parser, TOKEN_IF)) {
        struct syntax_node *condition = parser_disjunction(parser);
        if (condition == NULL || !parser_push(parser, condition))
            return NULL;
    }
    struct syntax_node *node = parser_node(parser, NODE_COMPREHENSION, start);
    if (node == NULL || !parser_take(parser, mark, &node->comprehension.conditions))
        return NULL;
    node->comprehension.target = target;
    node->comprehension.iterable = iterable;
    node->comprehension.is_async = is_async;
    return parser_end_node(parser, node);
}

bool parser_for_if_clauses(struct parser *parser, struct syntax_sequence *generators)
{
    size_t mark = parser->scratch_count;
    while (parser_at_comprehension(parser)) {
        struct syntax_node *clause = parse_for_if_clause(parser);
        if (clause == NULL || !parser_push(parser, clause))
            return false;
    }
    return parser_take(parser, mark, generators);
}

// The comprehension behind `element`, up to and with its closing bracket.
static struct syntax_node *parse_comprehension(struct parser *parser, enum syntax_kind kind, uint32_t start,
                                               struct syntax_node *element, enum token_kind close)
{
    if (element->kind == NODE_STARRED && !element->parenthesized)
        return parser->diagnosing
                   ? parser_raise_node(parser, element, "iterable unpacking cannot be used in comprehension")
                   : NULL;
    struct syntax_node *node = parser_node(parser, kind, start);
    if (node == NULL || !parser_for_if_clauses(parser, &node->comp.generators) || !parser_accept(parser, close))
        return NULL;
    node->comp.element = element;
    return parser_end_node(parser, node);
}

// --- lists, tuples, groups ---

static bool at_element(struct parser const *parser)
{
    return parser_can_begin_expression(parser_kind(parser)) || parser_kind(parser) == TOKEN_STAR;
}

// `[a, b for ...`: the target of the comprehension lacks parentheses.
static void diagnose_bare_target(struct parser *parser, size_t mark, bool after_comma)
{
    if (!parser->diagnosing || parser_raised(parser) || !parser_at_comprehension(parser))
        return;
    struct span first = parser_node_span(parser->scratch[mark]);
    struct span last = after_comma ? parser_token_span(parser, parser->position - 1)
                                   : parser_node_span(parser->scratch[parser->scratch_count - 1]);
    struct parser_state state = parser_save(parser);
    struct syntax_sequence generators;
    bool clauses = parser_for_if_clauses(parser, &generators);
    parser_restore(parser, state);
    if (clauses)
        (void)parser_raise_span(parser, parser_between(first, last),
                                "did you forget parentheses around the comprehension target?");
}

// Elements behind the first, which is pushed already: `, b, c` up to the closing bracket, not consumed.
static bool parse_elements(struct parser *parser, size_t mark, bool comprehensible)
{
    bool after_comma = false;
    while (parser_accept(parser, TOKEN_COMMA)) {
        after_comma = true;
        if (!at_element(parser))
            break;
        after_comma = false;
        struct syntax_node *element = parser_star_named_expression(parser);
        if (element == NULL || !parser_push(parser, element))
            return false;
    }
    if (comprehensible)
        diagnose_bare_target(parser, mark, after_comma);
    return !parser_raised(parser);
}

static struct syntax_node *parse_list(struct parser *parser)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    size_t mark = parser->scratch_count;
    if (at_element(parser)) {
        struct syntax_node *element = parser_star_named_expression(parser);
        if (element == NULL)
            return NULL;
        if (parser_at_comprehension(parser))
            return parse_comprehension(parser, NODE_LIST_COMP, start, element, TOKEN_RIGHT_BRACKET);
        if (!parser_push(parser, element) || !parse_elements(parser, mark, true))
            return NULL;
    }
    if (!parser_accept(parser, TOKEN_RIGHT_BRACKET))
        return NULL;
    struct syntax_node *node = parser_node(parser, NODE_LIST, start);
    if (node == NULL || !parser_take(parser, mark, &node->sequence.elements))
        return NULL;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_tuple(struct parser *parser, uint32_t start, size_t mark)
{
    if (!parser_accept(parser, TOKEN_RIGHT_PARENTHESIS))
        return NULL;
    struct syntax_node *node = parser_node(parser, NODE_TUPLE, start);
    if (node == NULL || !parser_take(parser, mark, &node->sequence.elements))
        return NULL;
    node->parenthesized = true;
    return parser_end_node(parser, node);
}

static struct syntax_node *close_group(struct parser *parser, struct syntax_node *value)
{
    if (value == NULL)
        return NULL;
    if (parser_kind(parser) != TOKEN_RIGHT_PARENTHESIS)
        return NULL;
    parser_advance(parser);
    if (value->kind == NODE_STARRED && !value->parenthesized)
        return parser->diagnosing ? parser_raise_node(parser, value, "cannot use starred expression here") : NULL;
    value->parenthesized = true;
    return value;
}

// `(**a)`
static struct syntax_node *diagnose_double_star(struct parser *parser)
{
    uint32_t star = parser->position;
    parser_advance(parser);
    struct syntax_node *value = parser_expression(parser);
    if (value == NULL || parser_kind(parser) != TOKEN_RIGHT_PARENTHESIS)
        return NULL;
    return parser_raise_token(parser, star, "cannot use double starred expression here");
}

static struct syntax_node *parse_parenthesis(struct parser *parser)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    size_t mark = parser->scratch_count;
    if (parser_kind(parser) == TOKEN_RIGHT_PARENTHESIS)
        return parse_tuple(parser, start, mark);
    if (parser_kind(parser) == TOKEN_YIELD)
        return close_group(parser, parser_yield(parser));
    if (parser_kind(parser) == TOKEN_DOUBLE_STAR && parser->diagnosing)
        return diagnose_double_star(parser);
    struct syntax_node *element = parser_star_named_expression(parser);
    if (element == NULL)
        return NULL;
    if (parser_at_comprehension(parser))
        return parse_comprehension(parser, NODE_GENERATOR_EXP, start, element, TOKEN_RIGHT_PARENTHESIS);
    if (parser_kind(parser) != TOKEN_COMMA)
        return close_group(parser, element);
    if (!parser_push(parser, element) || !parse_elements(parser, mark, false))
        return NULL;
    return parse_tuple(parser, start, mark);
}

// --- dicts and sets ---

// A value behind `key:`; `*x` and nothing at all get their own messages.
static struct syntax_node *parse_dict_value(struct parser *parser)
{
    if (parser->diagnosing) {
        enum token_kind kind = parser_kind(parser);
        if (kind == TOKEN_STAR) {
            struct span star = parser_token_span(parser, parser->position);
            parser_advance(parser);
            if (parser_bitwise_or(parser) == NULL)
                return NULL;
            return parser_raise_from(parser, star, "cannot use a starred expression in a dictionary value");
        }
        if (kind == TOKEN_RIGHT_BRACE || kind == TOKEN_COMMA)
            return parser_raise_token(parser, parser->position - 1, "expression expected after dictionary key and ':'");
    }
    return parser_expression(parser);
}

static bool parse_dict_item(struct parser *parser)
{
    if (parser_accept(parser, TOKEN_DOUBLE_STAR)) {
        struct syntax_node *mapping = parser_bitwise_or(parser);
        return mapping != NULL && parser_push(parser, NULL) && parser_push(parser, mapping);
    }
    struct syntax_node *key = parser_expression(parser);
    if (key == NULL)
        return false;
    if (!parser_accept(parser, TOKEN_COLON)) {
        if (!parser->diagnosing)
            return false;
        struct span place = parser_node_span(key);
        place.line = place.end_line;
        place.column = place.end_column > 0 ? place.end_column - 1 : 0;
        (void)parser_raise_span(parser, place, "':' expected after dictionary key");
        parser->error->end_column = 0;
        return false;
    }
    struct syntax_node *value = parse_dict_value(parser);
    return value != NULL && parser_push(parser, key) && parser_push(parser, value);
}

// Items behind the first, which is on the scratch stack; keys and values alternate there.
static struct syntax_node *parse_dict_rest(struct parser *parser, uint32_t start, size_t mark)
{
    while (parser_accept(parser, TOKEN_COMMA)) {
        if (!parser_can_begin_expression(parser_kind(parser)) && parser_kind(parser) != TOKEN_DOUBLE_STAR)
            break;
        if (!parse_dict_item(parser))
            return NULL;
    }
    if (!parser_accept(parser, TOKEN_RIGHT_BRACE))
        return NULL;
    size_t count = (parser->scratch_count - mark) / 2;
    struct syntax_node *node = parser_node(parser, NODE_DICT, start);
    if (node == NULL)
        return NULL;
    if (count > 0) {
        struct syntax_node **items = parser_allocate(parser, 2 * count * sizeof *items);
        if (items == NULL)
            return NULL;
        for (size_t i = 0; i < count; i++) {
            items[i] = parser->scratch[mark + 2 * i];
            items[count + i] = parser->scratch[mark + 2 * i + 1];
        }
        node->dict.keys = (struct syntax_sequence){items, (uint32_t)count};
        node->dict.values = (struct syntax_sequence){items + count, (uint32_t)count};
    }
    parser->scratch_count = mark;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_dict_comprehension(struct parser *parser, uint32_t start, size_t mark)
{
    struct syntax_node *node = parser_node(parser, NODE_DICT_COMP, start);
    if (node == NULL)
        return NULL;
    node->dict_comp.key = parser->scratch[mark];
    node->dict_comp.value = parser->scratch[mark + 1];
    parser->scratch_count = mark;
    if (node->dict_comp.key == NULL) {
        // `{**a for ...}`: the stars stand behind the brace
        return parser->diagnosing
                   ? parser_raise_token(parser, start + 1, "dict unpacking cannot be used in dict comprehension")
                   : NULL;
    }
    if (!parser_for_if_clauses(parser, &node->dict_comp.generators) || !parser_accept(parser, TOKEN_RIGHT_BRACE))
        return NULL;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_set(struct parser *parser, uint32_t start, struct syntax_node *element)
{
    if (parser_at_comprehension(parser))
        return parse_comprehension(parser, NODE_SET_COMP, start, element, TOKEN_RIGHT_BRACE);
    size_t mark = parser->scratch_count;
    if (!parser_push(parser, element) || !parse_elements(parser, mark, true) ||
        !parser_accept(parser, TOKEN_RIGHT_BRACE))
        return NULL;
    struct syntax_node *node = parser_node(parser, NODE_SET, start);
    if (node == NULL || !parser_take(parser, mark, &node->sequence.elements))
        return NULL;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_brace(struct parser *parser)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    size_t mark = parser->scratch_count;
    if (parser_kind(parser) == TOKEN_RIGHT_BRACE)
        return parse_dict_rest(parser, start, mark);
    if (parser_kind(parser) == TOKEN_DOUBLE_STAR) {
        if (!parse_dict_item(parser))
            return NULL;
    } else {
        struct syntax_node *first = parser_star_named_expression(parser);
        if (first == NULL)
            return NULL;
        if (first->kind == NODE_STARRED || (first->kind == NODE_NAMED_EXPR && !first->parenthesized) ||
            parser_kind(parser) != TOKEN_COLON)
            return parse_set(parser, start, first);
        parser_advance(parser);
        struct syntax_node *value = parse_dict_value(parser);
        if (value == NULL || !parser_push(parser, first) || !parser_push(parser, value))
            return NULL;
    }
    if (parser_at_comprehension(parser))
        return parse_dict_comprehension(parser, start, mark);
    return parse_dict_rest(parser, start, mark);
}

// --- atoms ---

static struct syntax_node *parse_constant(struct parser *parser, enum syntax_constant_kind kind)
{
    struct syntax_node *node = parser_node(parser, NODE_CONSTANT, parser->position);
    if (node == NULL)
        return NULL;
    node->constant.kind = (uint8_t)kind;
    struct token const *token = parser_token(parser);
    if (kind == CONSTANT_INTEGER && !parser_number(parser, token, &node->constant))
        return NULL;
    parser_advance(parser);
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_name(struct parser *parser)
{
    struct syntax_node *node = parser_node(parser, NODE_NAME, parser->position);
    if (node == NULL)
        return NULL;
    node->name.name = parser_name(parser);
    return node->name.name == NULL ? NULL : parser_end_node(parser, node);
}

struct syntax_node *parser_atom(struct parser *parser)
{
    switch (parser_kind(parser)) {
    case TOKEN_NAME:
        return parse_name(parser);
    case TOKEN_NUMBER:
        return parse_constant(parser, CONSTANT_INTEGER);
    case TOKEN_STRING:
        return parser_strings(parser);
    case TOKEN_TRUE:
        return parse_constant(parser, CONSTANT_TRUE);
    case TOKEN_FALSE:
        return parse_constant(parser, CONSTANT_FALSE);
    case TOKEN_NONE:
        return parse_constant(parser, CONSTANT_NONE);
    case TOKEN_ELLIPSIS:
        return parse_constant(parser, CONSTANT_ELLIPSIS);
    case TOKEN_LEFT_PARENTHESIS:
        return parse_parenthesis(parser);
    case TOKEN_LEFT_BRACKET:
        return parse_list(parser);
    case TOKEN_LEFT_BRACE:
        return parse_brace(parser);
    default:
        return NULL;
    }
}

// --- subscripts ---

// `:` or an end: no bound stands here.
static bool parse_bound(struct parser *parser, struct syntax_node **bound)
{
    enum token_kind kind = parser_kind(parser);
    *bound = NULL;
    if (kind == TOKEN_COLON || kind == TOKEN_COMMA || kind == TOKEN_RIGHT_BRACKET)
        return true;
    *bound = parser_expression(parser);
    return *bound != NULL;
}

static struct syntax_node *parse_slice(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *lower = NULL;
    if (parser_kind(parser) == TOKEN_STAR)
        return parser_star_expression(parser);
    if (parser_kind(parser) != TOKEN_COLON) {
        lower = parser_named_expression(parser);
        if (lower == NULL || parser_kind(parser) != TOKEN_COLON)
            return lower;
        if (lower->kind == NODE_NAMED_EXPR && !lower->parenthesized)
            return NULL;
    }
    parser_advance(parser);
    struct syntax_node *upper, *step = NULL;
    if (!parse_bound(parser, &upper))
        return NULL;
    if (parser_accept(parser, TOKEN_COLON) && !parse_bound(parser, &step))
        return NULL;
    struct syntax_node *node = parser_node(parser, NODE_SLICE, start);
    if (node == NULL)
        return NULL;
    node->slice.lower = lower;
    node->slice.upper = upper;
    node->slice.step = step;
    return parser_end_node(parser, node);
}

struct syntax_node *parser_slices(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *first = parse_slice(parser);
    if (first == NULL || (parser_kind(parser) != TOKEN_COMMA && first->kind != NODE_STARRED))
        return first;
    size_t mark = parser->scratch_count;
    if (!parser_push(parser, first))
        return NULL;
    while (parser_accept(parser, TOKEN_COMMA)) {
        if (parser_kind(parser) == TOKEN_RIGHT_BRACKET)
            break;
        struct syntax_node *slice = parse_slice(parser);
        if (slice == NULL || !parser_push(parser, slice))
            return NULL;
    }
    struct syntax_node *node = parser_node(parser, NODE_TUPLE, start);
    if (node == NULL || !parser_take(parser, mark, &node->sequence.elements))
        return NULL;
    return parser_end_node(parser, node);
}

// --- attributes, calls, subscripts ---

static struct syntax_node *parse_attribute(struct parser *parser, uint32_t start, struct syntax_node *value)
{
    parser_advance(parser);
    struct syntax_name *name = parser_name(parser);
    struct syntax_node *node = name != NULL ? parser_node(parser, NODE_ATTRIBUTE, start) : NULL;
    if (node == NULL)
        return NULL;
    node->attribute.value = value;
    node->attribute.name = name;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_subscript(struct parser *parser, uint32_t start, struct syntax_node *value)
{
    parser_advance(parser);
    struct syntax_node *index = parser_slices(parser);
    if (index == NULL || !parser_accept(parser, TOKEN_RIGHT_BRACKET))
        return NULL;
    struct syntax_node *node = parser_node(parser, NODE_SUBSCRIPT, start);
    if (node == NULL)
        return NULL;
    node->subscript.value = value;
    node->subscript.index = index;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_call(struct parser *parser, uint32_t start, struct syntax_node *function)
{
    uint32_t open = parser->position;
    parser_advance(parser);
    struct syntax_node *node = parser_node(parser, NODE_CALL, start);
    if (node == NULL || !parser_arguments(parser, true, open, &node->call.arguments, &node->call.keywords))
        return NULL;
    node->call.function = function;
    return parser_end_node(parser, node);
}

struct syntax_node *parser_primary(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *node = parser_atom(parser);
    while (node != NULL) {
        switch (parser_kind(parser)) {
        case TOKEN_DOT:
            node = parse_attribute(parser, start, node);
            break;
        case TOKEN_LEFT_PARENTHESIS:
            node = parse_call(parser, start, node);
            break;
        case TOKEN_LEFT_BRACKET:
            node = parse_subscript(parser, start, node);
            break;
        default:
            return node;
        }
    }
    return NULL;
}
