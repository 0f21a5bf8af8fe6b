// SPDX-License-Identifier: MIT
// The match statement and its patterns.
//
// Patterns nest by their brackets and by `|` and `as`, which are loops: the depth is that of brackets.
#include "syntax/parser.h"

static struct syntax_node *parse_pattern(struct parser *parser);
static struct syntax_node *parse_or_pattern(struct parser *parser);

static struct syntax_node *make_pattern(struct parser *parser, enum syntax_kind kind, uint32_t start)
{
    return parser_node(parser, kind, start);
}

// --- values ---

// A number, perhaps negative, perhaps complex: `-1`, `1 + 2j`.
static struct syntax_node *parse_signed_number(struct parser *parser)
{
    uint32_t start = parser->position;
    bool negative = parser_accept(parser, TOKEN_MINUS);
    if (parser_kind(parser) != TOKEN_NUMBER)
        return NULL;
    struct syntax_node *number = parser_atom(parser);
    if (number == NULL || !negative)
        return number;
    struct syntax_node *node = parser_node(parser, NODE_UNARY_OP, start);
    if (node == NULL)
        return NULL;
    node->operator= OPERATOR_MINUS;
    node->unary_op.operand = number;
    return parser_end_node(parser, node);
}

static bool is_imaginary(struct syntax_node const *node)
{
    return node->kind == NODE_CONSTANT && node->constant.kind == CONSTANT_IMAGINARY;
}

static struct syntax_node *parse_number(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *left = parse_signed_number(parser);
    enum token_kind kind = parser_kind(parser);
    if (left == NULL || (kind != TOKEN_PLUS && kind != TOKEN_MINUS))
        return left;
    struct syntax_node const *real = left->kind == NODE_UNARY_OP ? left->unary_op.operand : left;
    if (is_imaginary(real))
        return parser_raise_node(parser, left, "real number required in complex literal");
    parser_advance(parser);
    if (parser_kind(parser) != TOKEN_NUMBER)
        return NULL;
    struct syntax_node *right = parser_atom(parser);
    if (right == NULL)
        return NULL;
    if (!is_imaginary(right))
        return parser_raise_node(parser, right, "imaginary number required in complex literal");
    struct syntax_node *node = parser_node(parser, NODE_BIN_OP, start);
    if (node == NULL)
        return NULL;
    node->operator= kind == TOKEN_PLUS ? OPERATOR_ADD : OPERATOR_SUBTRACT;
    node->bin_op.left = left;
    node->bin_op.right = right;
    return parser_end_node(parser, node);
}

// NAME ('.' NAME)*
static struct syntax_node *parse_dotted(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *node = parser_kind(parser) == TOKEN_NAME ? parser_atom(parser) : NULL;
    while (node != NULL && parser_accept(parser, TOKEN_DOT)) {
        struct syntax_name *name = parser_name(parser);
        struct syntax_node *attribute = name != NULL ? parser_node(parser, NODE_ATTRIBUTE, start) : NULL;
        if (attribute == NULL)
            return NULL;
        attribute->attribute.value = node;
        attribute->attribute.name = name;
        node = parser_end_node(parser, attribute);
    }
    return node;
}

static struct syntax_node *wrap_value(struct parser *parser, uint32_t start, struct syntax_node *value)
{
    struct syntax_node *node = value != NULL ? make_pattern(parser, NODE_MATCH_VALUE, start) : NULL;
    if (node == NULL)
        return NULL;
    node->match_value.value = value;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_singleton(struct parser *parser)
{
    struct syntax_node *node = make_pattern(parser, NODE_MATCH_SINGLETON, parser->position);
    if (node == NULL)
        return NULL;
    enum token_kind kind = parser_kind(parser);
    node->match_singleton.constant_kind = kind == TOKEN_NONE   ? CONSTANT_NONE
                                          : kind == TOKEN_TRUE ? CONSTANT_TRUE
                                                               : CONSTANT_FALSE;
    parser_advance(parser);
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_string_value(struct parser *parser)
{
    struct syntax_node *node = parser_strings(parser);
    if (node != NULL && node->kind == NODE_JOINED_STR)
        return parser_raise_node(parser, node, "patterns may only match literals and attribute lookups");
    return node;
}

// --- class, mapping and sequence patterns ---

// Positional patterns are on the scratch stack from `mark`; keywords follow in pairs (name, pattern).
static bool parse_class_arguments(struct parser *parser, size_t *positional)
{
    bool keywords = false;
    *positional = 0;
    while (parser_kind(parser) != TOKEN_RIGHT_PARENTHESIS) {
        if (parser_kind(parser) == TOKEN_NAME && parser_kind_ahead(parser) == TOKEN_EQUAL) {
            struct syntax_name *name = parser_name(parser);
            if (name == NULL)
                return false;
            parser_advance(parser);
            struct syntax_node *pattern = parse_pattern(parser);
            if (pattern == NULL || !parser_push(parser, name) || !parser_push(parser, pattern))
                return false;
            keywords = true;
        } else {
            struct syntax_node *pattern = parse_pattern(parser);
            if (pattern == NULL)
                return false;
            if (keywords)
                return parser_raise_node(parser, pattern, "positional patterns follow keyword patterns") != NULL;
            if (!parser_push(parser, pattern))
                return false;
            ++*positional;
        }
        if (!parser_accept(parser, TOKEN_COMMA))
            break;
    }
    return parser_accept(parser, TOKEN_RIGHT_PARENTHESIS);
}

static struct syntax_node *parse_class_pattern(struct parser *parser, uint32_t start, struct syntax_node *class)
{
    parser_advance(parser);
    size_t mark = parser->scratch_count, positional;
    if (!parse_class_arguments(parser, &positional))
        return NULL;
    struct syntax_node *node = make_pattern(parser, NODE_MATCH_CLASS, start);
    size_t keywords = (parser->scratch_count - mark - positional) / 2;
    struct syntax_node **items = parser_allocate(parser, (positional + 2 * keywords + 1) * sizeof *items);
    if (node == NULL || items == NULL)
        return NULL;
    struct syntax_node **pairs = parser->scratch + mark + positional;
    for (size_t i = 0; i < positional; i++)
        items[i] = parser->scratch[mark + i];
    for (size_t i = 0; i < keywords; i++) {
        items[positional + i] = pairs[2 * i];
        items[positional + keywords + i] = pairs[2 * i + 1];
    }
    parser->scratch_count = mark;
    node->match_class.class_expression = class;
    node->match_class.patterns = (struct syntax_sequence){items, (uint32_t)positional};
    node->match_class.keyword_names.items = (struct syntax_name **)(void *)(items + positional);
    node->match_class.keyword_names.count = (uint32_t)keywords;
    node->match_class.keyword_patterns = (struct syntax_sequence){items + positional + keywords, (uint32_t)keywords};
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_mapping_key(struct parser *parser)
{
    switch (parser_kind(parser)) {
    case TOKEN_NUMBER:
    case TOKEN_MINUS:
        return parse_number(parser);
    case TOKEN_STRING:
        return parse_string_value(parser);
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
        return parser_atom(parser);
    case TOKEN_NAME: {
        struct syntax_node *node = parse_dotted(parser);
        return node != NULL && node->kind == NODE_ATTRIBUTE ? node : NULL;
    }
    default:
        return NULL;
    }
}

static struct syntax_node *parse_mapping(struct parser *parser)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    size_t mark = parser->scratch_count;
    struct syntax_name *rest = NULL;
    while (parser_kind(parser) != TOKEN_RIGHT_BRACE) {
        if (parser_accept(parser, TOKEN_DOUBLE_STAR)) {
            if (parser_at_word(parser, "_") || (rest = parser_name(parser)) == NULL)
                return NULL;
            (void)parser_accept(parser, TOKEN_COMMA);
            break;
        }
        struct syntax_node *key = parse_mapping_key(parser);
        if (key == NULL || !parser_accept(parser, TOKEN_COLON))
            return NULL;
        struct syntax_node *pattern = parse_pattern(parser);
        if (pattern == NULL || !parser_push(parser, key) || !parser_push(parser, pattern))
            return NULL;
        if (!parser_accept(parser, TOKEN_COMMA))
            break;
    }
    if (!parser_accept(parser, TOKEN_RIGHT_BRACE))
        return NULL;
    struct syntax_node *node = make_pattern(parser, NODE_MATCH_MAPPING, start);
    size_t count = (parser->scratch_count - mark) / 2;
    struct syntax_node **items = parser_allocate(parser, (2 * count + 1) * sizeof *items);
    if (node == NULL || items == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        items[i] = parser->scratch[mark + 2 * i];
        items[count + i] = parser->scratch[mark + 2 * i + 1];
    }
    parser->scratch_count = mark;
    node->match_mapping.keys = (struct syntax_sequence){items, (uint32_t)count};
    node->match_mapping.patterns = (struct syntax_sequence){items + count, (uint32_t)count};
    node->match_mapping.rest = rest;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_maybe_star(struct parser *parser)
{
    uint32_t start = parser->position;
    if (!parser_accept(parser, TOKEN_STAR))
        return parse_pattern(parser);
    bool wildcard = parser_at_word(parser, "_");
    struct syntax_name *name = parser_name(parser);
    struct syntax_node *node = name != NULL ? make_pattern(parser, NODE_MATCH_STAR, start) : NULL;
    if (node == NULL)
        return NULL;
    node->match_star.name = wildcard ? NULL : name;
    return parser_end_node(parser, node);
}

// Patterns with commas up to `close`, which is consumed. In parentheses a lone pattern is a group.
static struct syntax_node *parse_sequence(struct parser *parser, enum token_kind close)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    size_t mark = parser->scratch_count;
    bool comma = close == TOKEN_RIGHT_BRACKET;
    while (parser_kind(parser) != close) {
        struct syntax_node *pattern = parse_maybe_star(parser);
        if (pattern == NULL || !parser_push(parser, pattern))
            return NULL;
        if (!parser_accept(parser, TOKEN_COMMA))
            break;
        comma = true;
    }
    if (!parser_accept(parser, close))
        return NULL;
    if (!comma && parser->scratch_count == mark + 1 && parser->scratch[mark]->kind != NODE_MATCH_STAR)
        return parser->scratch[--parser->scratch_count];
    if (!comma && parser->scratch_count > mark)
        return NULL;
    struct syntax_node *node = make_pattern(parser, NODE_MATCH_SEQUENCE, start);
    if (node == NULL || !parser_take(parser, mark, &node->match_sequence.patterns))
        return NULL;
    return parser_end_node(parser, node);
}

// --- patterns ---

static struct syntax_node *parse_name_pattern(struct parser *parser)
{
    uint32_t start = parser->position;
    bool wildcard = parser_at_word(parser, "_");
    struct syntax_node *name = parse_dotted(parser);
    if (name == NULL)
        return NULL;
    if (parser_kind(parser) == TOKEN_LEFT_PARENTHESIS)
        return parse_class_pattern(parser, start, name);
    if (name->kind == NODE_ATTRIBUTE)
        return wrap_value(parser, start, name);
    struct syntax_node *node = make_pattern(parser, NODE_MATCH_AS, start);
    if (node == NULL)
        return NULL;
    node->match_as.name = wildcard ? NULL : name->name.name;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_closed_pattern(struct parser *parser)
{
    uint32_t start = parser->position;
    switch (parser_kind(parser)) {
    case TOKEN_NUMBER:
    case TOKEN_MINUS:
        return wrap_value(parser, start, parse_number(parser));
    case TOKEN_STRING:
        return wrap_value(parser, start, parse_string_value(parser));
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
        return parse_singleton(parser);
    case TOKEN_NAME:
        return parse_name_pattern(parser);
    case TOKEN_LEFT_PARENTHESIS:
        return parse_sequence(parser, TOKEN_RIGHT_PARENTHESIS);
    case TOKEN_LEFT_BRACKET:
        return parse_sequence(parser, TOKEN_RIGHT_BRACKET);
    case TOKEN_LEFT_BRACE:
        return parse_mapping(parser);
    default:
        return NULL;
    }
}

static struct syntax_node *parse_or_pattern(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *pattern = parse_closed_pattern(parser);
    if (pattern == NULL || parser_kind(parser) != TOKEN_VERTICAL_BAR)
        return pattern;
    size_t mark = parser->scratch_count;
    if (!parser_push(parser, pattern))
        return NULL;
    while (parser_accept(parser, TOKEN_VERTICAL_BAR)) {
        pattern = parse_closed_pattern(parser);
        if (pattern == NULL || !parser_push(parser, pattern))
            return NULL;
    }
    struct syntax_node *node = make_pattern(parser, NODE_MATCH_OR, start);
    if (node == NULL || !parser_take(parser, mark, &node->match_sequence.patterns))
        return NULL;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_as_target(struct parser *parser, uint32_t start, struct syntax_node *pattern)
{
    if (parser_at_word(parser, "_"))
        return parser_raise_token(parser, parser->position, "cannot use '_' as a target");
    enum token_kind next = parser_kind_ahead(parser);
    if (parser_kind(parser) != TOKEN_NAME || next == TOKEN_DOT || next == TOKEN_LEFT_PARENTHESIS) {
        if (parser_kind(parser) == TOKEN_NAME)
            parser_touch_next(parser);
        if (!parser->diagnosing || parser_kind(parser) == TOKEN_NAME)
            return NULL;
        struct syntax_node *target = parser_expression(parser);
        return target == NULL ? NULL : parser_raise_node(parser, target, "invalid pattern target");
    }
    struct syntax_node *node = make_pattern(parser, NODE_MATCH_AS, start);
    if (node == NULL)
        return NULL;
    node->match_as.pattern = pattern;
    node->match_as.name = parser_name(parser);
    return node->match_as.name == NULL ? NULL : parser_end_node(parser, node);
}

static struct syntax_node *parse_pattern(struct parser *parser)
{
    if (!parser_enter(parser))
        return NULL;
    uint32_t start = parser->position;
    struct syntax_node *pattern = parse_or_pattern(parser);
    if (pattern != NULL && parser_accept(parser, TOKEN_AS))
        pattern = parse_as_target(parser, start, pattern);
    parser_leave(parser);
    return pattern;
}

// What stands behind `case`: a pattern, or several with commas.
static struct syntax_node *parse_open_pattern(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *pattern = parse_maybe_star(parser);
    if (pattern == NULL || (parser_kind(parser) != TOKEN_COMMA && pattern->kind != NODE_MATCH_STAR))
        return pattern;
    size_t mark = parser->scratch_count;
    if (parser_kind(parser) != TOKEN_COMMA || !parser_push(parser, pattern))
        return NULL;
    while (parser_accept(parser, TOKEN_COMMA)) {
        if (parser_kind(parser) == TOKEN_COLON || parser_kind(parser) == TOKEN_IF)
            break;
        pattern = parse_maybe_star(parser);
        if (pattern == NULL || !parser_push(parser, pattern))
            return NULL;
    }
    struct syntax_node *node = make_pattern(parser, NODE_MATCH_SEQUENCE, start);
    if (node == NULL || !parser_take(parser, mark, &node->match_sequence.patterns))
        return NULL;
    return parser_end_node(parser, node);
}

// --- the statement ---

static struct syntax_node *parse_case(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *node = make_pattern(parser, NODE_MATCH_CASE, start);
    if (node == NULL || !parser_at_word(parser, "case"))
        return NULL;
    parser_advance(parser);
    node->match_case.pattern = parse_open_pattern(parser);
    if (node->match_case.pattern == NULL)
        return NULL;
    if (parser_accept(parser, TOKEN_IF)) {
        node->match_case.guard = parser_named_expression(parser);
        if (node->match_case.guard == NULL)
            return NULL;
    }
    if (!parser_colon(parser) || !parser_block(parser, &node->match_case.body, "'case' statement", start))
        return NULL;
    return parser_end_node(parser, node);
}

// `a, *b` or a named expression.
static struct syntax_node *parse_subject(struct parser *parser)
{
    struct syntax_node *value = parser_star_sequence(parser, parser_star_named_expression);
    return value == NULL || value->kind == NODE_STARRED ? NULL : value;
}

// Reads `match subject :` and the end of the line; nothing else can follow such a line, so it decides. NULL with
// nothing raised: no match statement.
static struct syntax_node *parse_match_head(struct parser *parser)
{
    struct parser_state state = parser_save(parser);
    parser_advance(parser);
    parser->diagnosing = false;
    struct syntax_node *subject = parse_subject(parser);
    parser->diagnosing = state.diagnosing;
    if (subject != NULL && parser_kind(parser) == TOKEN_COLON && parser_kind_ahead(parser) == TOKEN_NEWLINE) {
        parser_advance(parser);
        parser_advance(parser);
        return subject;
    }
    bool no_colon = subject != NULL && parser_kind(parser) == TOKEN_NEWLINE;
    if (no_colon && state.diagnosing && !parser_raised(parser))
        return parser_raise_last(parser, "expected ':'");
    if (!parser_raised(parser))
        parser_restore(parser, state);
    return NULL;
}

struct syntax_node *parser_match(struct parser *parser, bool *found)
{
    uint32_t start = parser->position;
    *found = false;
    if (!parser_can_begin_expression(parser_kind_ahead(parser)) && parser_kind_ahead(parser) != TOKEN_STAR)
        return NULL;
    struct syntax_node *subject = parse_match_head(parser);
    if (subject == NULL)
        return NULL;
    *found = true;
    if (!parser_accept(parser, TOKEN_INDENT))
        return parser_raise_indentation(parser, "expected an indented block after 'match' statement on line %u",
                                        parser->lexer.tokens[start].line + parser->line_offset);
    if (!parser_enter(parser))
        return NULL;
    size_t mark = parser->scratch_count;
    do {
        struct syntax_node *block = parse_case(parser);
        if (block == NULL || !parser_push(parser, block))
            return NULL;
    } while (!parser_accept(parser, TOKEN_DEDENT));
    parser_leave(parser);
    struct syntax_node *node = parser_node(parser, NODE_MATCH, start);
    if (node == NULL || !parser_take(parser, mark, &node->match.cases))
        return NULL;
    node->match.subject = subject;
    return parser_end_node(parser, node);
}
