// SPDX-License-Identifier: MIT
// Expressions from the loosest binding inwards: lists with commas, `:=`, conditionals, boolean and binary operators.
#include "syntax/parser.h"

bool parser_can_begin_expression(enum token_kind kind)
{
    switch (kind) {
    case TOKEN_NAME:
    case TOKEN_NUMBER:
    case TOKEN_STRING:
    case TOKEN_LEFT_PARENTHESIS:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE:
    case TOKEN_PLUS:
    case TOKEN_MINUS:
    case TOKEN_TILDE:
    case TOKEN_ELLIPSIS:
    case TOKEN_AWAIT:
    case TOKEN_FALSE:
    case TOKEN_LAMBDA:
    case TOKEN_NONE:
    case TOKEN_NOT:
    case TOKEN_TRUE:
        return true;
    default:
        return false;
    }
}

// --- binary operators ---

struct binary_operator {
    uint8_t precedence; // 0: no binary operator
    uint8_t operator;
};

static struct binary_operator binary_operator(enum token_kind kind)
{
    static struct binary_operator const operators[TOKEN_KIND_COUNT] = {
        [TOKEN_VERTICAL_BAR] = {1, OPERATOR_BIT_OR},
        [TOKEN_CIRCUMFLEX] = {2, OPERATOR_BIT_XOR},
        [TOKEN_AMPERSAND] = {3, OPERATOR_BIT_AND},
        [TOKEN_LEFT_SHIFT] = {4, OPERATOR_SHIFT_LEFT},
        [TOKEN_RIGHT_SHIFT] = {4, OPERATOR_SHIFT_RIGHT},
        [TOKEN_PLUS] = {5, OPERATOR_ADD},
        [TOKEN_MINUS] = {5, OPERATOR_SUBTRACT},
        [TOKEN_STAR] = {6, OPERATOR_MULTIPLY},
        [TOKEN_SLASH] = {6, OPERATOR_DIVIDE},
        [TOKEN_PERCENT] = {6, OPERATOR_MODULO},
        [TOKEN_DOUBLE_SLASH] = {6, OPERATOR_FLOOR_DIVIDE},
        [TOKEN_AT] = {6, OPERATOR_MATRIX_MULTIPLY},
    };
    return operators[kind];
}

enum { PRECEDENCE_LOWEST = 1, PRECEDENCE_UNARY = 7 };

static struct syntax_node *make_unary(struct parser *parser, uint32_t start, enum syntax_operator op,
                                      struct syntax_node *operand)
{
    struct syntax_node *node = parser_node(parser, NODE_UNARY_OP, start);
    if (node == NULL)
        return NULL;
    node->operator=(uint8_t) op;
    node->unary_op.operand = operand;
    return parser_end_node(parser, node);
}

static struct syntax_node *make_binary(struct parser *parser, uint32_t start, enum syntax_operator op,
                                       struct syntax_node *left, struct syntax_node *right)
{
    struct syntax_node *node = parser_node(parser, NODE_BIN_OP, start);
    if (node == NULL)
        return NULL;
    node->operator=(uint8_t) op;
    node->bin_op.left = left;
    node->bin_op.right = right;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_unary(struct parser *parser);

// await primary, and `**`, which binds tighter than a prefix on its left and looser than one on its right.
static struct syntax_node *parse_power(struct parser *parser)
{
    uint32_t start = parser->position;
    bool awaits = parser_accept(parser, TOKEN_AWAIT);
    struct syntax_node *left = parser_primary(parser);
    if (left != NULL && awaits) {
        struct syntax_node *node = parser_node(parser, NODE_AWAIT, start);
        if (node == NULL)
            return NULL;
        node->yield.value = left;
        left = parser_end_node(parser, node);
    }
    if (left == NULL || !parser_accept(parser, TOKEN_DOUBLE_STAR))
        return left;
    if (!parser_enter(parser))
        return NULL;
    struct syntax_node *right = parse_unary(parser);
    parser_leave(parser);
    return right == NULL ? NULL : make_binary(parser, start, OPERATOR_POWER, left, right);
}

static bool unary_operator(enum token_kind kind, enum syntax_operator *op)
{
    switch (kind) {
    case TOKEN_PLUS:
        *op = OPERATOR_PLUS;
        return true;
    case TOKEN_MINUS:
        *op = OPERATOR_MINUS;
        return true;
    case TOKEN_TILDE:
        *op = OPERATOR_INVERT;
        return true;
    default:
        return false;
    }
}

// Prefixes lie in consecutive tokens: they are counted, then wrapped from the innermost out.
static struct syntax_node *parse_unary(struct parser *parser)
{
    uint32_t start = parser->position;
    enum syntax_operator op = OPERATOR_PLUS;
    while (unary_operator(parser_kind(parser), &op))
        parser_advance(parser);
    uint32_t prefix = parser->position;
    struct syntax_node *node = parse_power(parser);
    while (node != NULL && prefix > start) {
        prefix--;
        (void)unary_operator((enum token_kind)parser->lexer.tokens[prefix].kind, &op);
        node = make_unary(parser, prefix, op, node);
    }
    return node;
}

static struct syntax_node *parse_binary(struct parser *parser, unsigned precedence)
{
    uint32_t start = parser->position;
    struct syntax_node *left = parse_unary(parser);
    while (left != NULL) {
        struct binary_operator found = binary_operator(parser_kind(parser));
        if (found.precedence < precedence)
            break;
        parser_advance(parser);
        struct syntax_node *right = found.precedence + 1u == PRECEDENCE_UNARY
                                        ? parse_unary(parser)
                                        : parse_binary(parser, found.precedence + 1u);
        if (right == NULL)
            return NULL;
        left = make_binary(parser, start, (enum syntax_operator)found.operator, left, right);
    }
    return left;
}

struct syntax_node *parser_bitwise_or(struct parser *parser)
{
    return parse_binary(parser, PRECEDENCE_LOWEST);
}

// --- comparison, not, and, or ---

// Consumes a comparison operator; false: none.
static bool accept_comparison(struct parser *parser, enum syntax_operator *op)
{
    switch (parser_kind(parser)) {
    case TOKEN_EQUAL_EQUAL:
        *op = OPERATOR_EQUAL;
        break;
    case TOKEN_NOT_EQUAL:
        *op = OPERATOR_NOT_EQUAL;
        break;
    case TOKEN_LESS:
        *op = OPERATOR_LESS;
        break;
    case TOKEN_LESS_EQUAL:
        *op = OPERATOR_LESS_EQUAL;
        break;
    case TOKEN_GREATER:
        *op = OPERATOR_GREATER;
        break;
    case TOKEN_GREATER_EQUAL:
        *op = OPERATOR_GREATER_EQUAL;
        break;
    case TOKEN_IN:
        *op = OPERATOR_IN;
        break;
    case TOKEN_IS:
        *op = OPERATOR_IS;
        parser_advance(parser);
        if (parser_accept(parser, TOKEN_NOT))
            *op = OPERATOR_IS_NOT;
        return true;
    case TOKEN_NOT:
        if (parser_kind_ahead(parser) != TOKEN_IN) {
            parser_touch_next(parser);
            return false;
        }
        *op = OPERATOR_NOT_IN;
        parser_advance(parser);
        break;
    default:
        return false;
    }
    parser_advance(parser);
    return true;
}

// Gathers `operator comparator` pairs, both on the scratch stack.
static struct syntax_node *finish_comparison(struct parser *parser, uint32_t start, struct syntax_node *left,
                                             size_t mark)
{
    struct syntax_node *node = parser_node(parser, NODE_COMPARE, start);
    size_t count = (parser->scratch_count - mark) / 2;
    uint8_t *operators = node != NULL ? parser_allocate(parser, count) : NULL;
    if (operators == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        operators[i] = (uint8_t)(uintptr_t)parser->scratch[mark + 2 * i];
        parser->scratch[mark + i] = parser->scratch[mark + 2 * i + 1];
    }
    parser->scratch_count = mark + count;
    node->compare.left = left;
    node->compare.operators = operators;
    return parser_take(parser, mark, &node->compare.comparators) ? parser_end_node(parser, node) : NULL;
}

static struct syntax_node *parse_comparison(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *left = parser_bitwise_or(parser);
    if (left == NULL)
        return NULL;
    size_t mark = parser->scratch_count;
    enum syntax_operator op;
    while (accept_comparison(parser, &op)) {
        struct syntax_node *right = parser_bitwise_or(parser);
        if (right == NULL || !parser_push(parser, (void *)(uintptr_t)op) || !parser_push(parser, right))
            return NULL;
    }
    return parser->scratch_count == mark ? left : finish_comparison(parser, start, left, mark);
}

static struct syntax_node *parse_inversion(struct parser *parser)
{
    uint32_t start = parser->position;
    while (parser_accept(parser, TOKEN_NOT))
        ;
    uint32_t prefix = parser->position;
    struct syntax_node *node = parse_comparison(parser);
    while (node != NULL && prefix > start)
        node = make_unary(parser, --prefix, OPERATOR_NOT, node);
    return node;
}

static struct syntax_node *parse_boolean(struct parser *parser, enum token_kind token, enum syntax_operator op)
{
    uint32_t start = parser->position;
    size_t mark = parser->scratch_count;
    for (;;) {
        struct syntax_node *value =
            op == OPERATOR_OR ? parse_boolean(parser, TOKEN_AND, OPERATOR_AND) : parse_inversion(parser);
        if (value == NULL)
            return NULL;
        if (parser->scratch_count == mark && parser_kind(parser) != token)
            return value;
        if (!parser_push(parser, value))
            return NULL;
        if (!parser_accept(parser, token))
            break;
    }
    struct syntax_node *node = parser_node(parser, NODE_BOOL_OP, start);
    if (node == NULL || !parser_take(parser, mark, &node->bool_op.values))
        return NULL;
    node->operator=(uint8_t) op;
    return parser_end_node(parser, node);
}

struct syntax_node *parser_disjunction(struct parser *parser)
{
    return parse_boolean(parser, TOKEN_OR, OPERATOR_OR);
}

// --- conditional expressions, with CPython's guesses at what was meant ---

static bool is_legacy_name(struct parser *parser, uint32_t token)
{
    struct parser_state state = parser_save(parser);
    parser->position = token;
    bool legacy = parser_at_word(parser, "print") || parser_at_word(parser, "exec");
    parser_restore(parser, state);
    return legacy;
}

static bool is_soft_keyword(struct parser *parser, uint32_t token)
{
    struct parser_state state = parser_save(parser);
    parser->position = token;
    bool soft = parser_at_word(parser, "match") || parser_at_word(parser, "case") || parser_at_word(parser, "_");
    parser_restore(parser, state);
    return soft;
}

// Two expressions side by side within brackets: a comma was forgotten. False: error raised.
static bool check_forgotten_comma(struct parser *parser, uint32_t start, struct syntax_node *left)
{
    struct token const *tokens = parser->lexer.tokens;
    bool prefixed = tokens[start].kind == TOKEN_NAME && tokens[start + 1].kind == TOKEN_STRING;
    if (prefixed || is_soft_keyword(parser, start) || !parser_can_begin_expression(parser_kind(parser)))
        return true;
    struct parser_state state = parser_save(parser);
    parser->diagnosing = false;
    struct syntax_node *right = parser_expression(parser);
    if (right == NULL && !parser_raised(parser)) {
        // `b if c` without `else` counts up to the `if`
        parser_restore(parser, state);
        parser->diagnosing = false;
        right = parser_disjunction(parser);
    }
    uint32_t last = parser->position - 1;
    parser_restore(parser, state);
    if (right == NULL)
        return !parser_raised(parser);
    if ((left->kind == NODE_NAME && is_legacy_name(parser, start)) || tokens[last].level == 0)
        return true;
    return parser_raise_span(parser, parser_between(parser_node_span(left), parser_node_span(right)),
                             "invalid syntax. Perhaps you forgot a comma?") != NULL;
}

// `print x`. Looks no further than the name was followed, and not too deep: each level parses what is behind it again.
static bool check_legacy_statement(struct parser *parser, uint32_t start)
{
    struct token const *tokens = parser->lexer.tokens;
    if (tokens[start].kind != TOKEN_NAME || parser->position != start + 1 || parser->depth > PARSER_MAX_DEPTH / 4 ||
        !is_legacy_name(parser, start))
        return true;
    struct parser_state state = parser_save(parser);
    struct syntax_node *rest = parser_star_expressions(parser);
    parser_restore(parser, state);
    if (rest == NULL)
        return !parser_raised(parser);
    char const *name = parser->lexer.text[tokens[start].start] == 'p' ? "print" : "exec";
    return parser_raise_span(parser, parser_between(parser_token_span(parser, start), parser_node_span(rest)),
                             "Missing parentheses in call to '%s'. Did you mean %s(...)?", name, name) != NULL;
}

static struct syntax_node *diagnose_expression(struct parser *parser, uint32_t start, struct syntax_node *left)
{
    if (!check_forgotten_comma(parser, start, left))
        return NULL;
    return check_legacy_statement(parser, start) ? left : NULL;
}

// A disjunction; when diagnosing, also what CPython has to say about it.
static struct syntax_node *parse_operand(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *value = parser_disjunction(parser);
    if (parser->diagnosing && !parser_raised(parser)) {
        return value != NULL ? diagnose_expression(parser, start, value) : NULL;
    }
    return value;
}

// Behind the first `if`: the chain `a if b else c if d else e` grows on the scratch stack and is linked from its end.
static struct syntax_node *parse_conditional(struct parser *parser, uint32_t start, struct syntax_node *value)
{
    size_t mark = parser->scratch_count;
    while (value != NULL && parser_accept(parser, TOKEN_IF)) {
        struct syntax_node *test = parser_disjunction(parser);
        if (test == NULL)
            return NULL;
        if (!parser_accept(parser, TOKEN_ELSE))
            return parser->diagnosing && parser_kind(parser) != TOKEN_COLON
                       ? parser_raise_span(parser, parser_between(parser_node_span(value), parser_node_span(test)),
                                           "expected 'else' after 'if' expression")
                       : NULL;
        struct syntax_node *node = parser_node(parser, NODE_IF_EXP, start);
        if (node == NULL || !parser_push(parser, node))
            return NULL;
        node->if_exp.test = test;
        node->if_exp.body = value;
        start = parser->position;
        if (parser_kind(parser) == TOKEN_LAMBDA) {
            value = parser_lambda(parser);
            break;
        }
        value = parse_operand(parser);
    }
    while (value != NULL && parser->scratch_count > mark) {
        struct syntax_node *node = parser->scratch[--parser->scratch_count];
        node->if_exp.or_else = value;
        value = parser_end_node(parser, node);
    }
    return value;
}

struct syntax_node *parser_expression(struct parser *parser)
{
    if (!parser_enter(parser))
        return NULL;
    struct syntax_node *value;
    uint32_t start = parser->position;
    if (parser_kind(parser) == TOKEN_LAMBDA) {
        value = parser_lambda(parser);
    } else {
        value = parse_operand(parser);
        if (value != NULL && parser_kind(parser) == TOKEN_IF)
            value = parse_conditional(parser, start, value);
    }
    parser_leave(parser);
    return value;
}

// --- `:=` ---

static struct syntax_node const *leftmost(struct syntax_node const *node)
{
    for (;;) {
        switch (node->kind) {
        case NODE_BIN_OP:
            node = node->bin_op.left;
            break;
        case NODE_CALL:
            node = node->call.function;
            break;
        case NODE_ATTRIBUTE:
            node = node->attribute.value;
            break;
        case NODE_SUBSCRIPT:
            node = node->subscript.value;
            break;
        default:
            return node;
        }
    }
}

static bool is_bitwise_or(struct syntax_node const *node)
{
    if (node->parenthesized)
        return true;
    switch (node->kind) {
    case NODE_COMPARE:
    case NODE_BOOL_OP:
    case NODE_LAMBDA:
    case NODE_IF_EXP:
    case NODE_NAMED_EXPR:
    case NODE_STARRED:
    case NODE_YIELD:
    case NODE_YIELD_FROM:
        return false;
    case NODE_UNARY_OP:
        return node->operator!= OPERATOR_NOT;
    default:
        return true;
    }
}

// Does the expression begin with something that CPython leaves to its other messages?
static bool begins_as_target(struct syntax_node const *node)
{
    node = leftmost(node);
    switch (node->kind) {
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_GENERATOR_EXP:
        return true;
    case NODE_CONSTANT:
        return node->constant.kind <= CONSTANT_TRUE && !node->parenthesized;
    default:
        return false;
    }
}

// `value = ...` where no assignment can stand. Returns false when an error was raised.
bool parser_check_assignment(struct parser *parser, struct syntax_node *value)
{
    bool is_name = value->kind == NODE_NAME && !value->parenthesized;
    if (!is_name && (!is_bitwise_or(value) || begins_as_target(value)))
        return true;
    struct parser_state state = parser_save(parser);
    parser_advance(parser);
    struct syntax_node *right = parser_bitwise_or(parser);
    enum token_kind next = parser_kind(parser);
    parser_restore(parser, state);
    if (right == NULL)
        return !parser_raised(parser);
    if (next == TOKEN_EQUAL || next == TOKEN_COLON_EQUAL)
        return true;
    if (is_name)
        return parser_raise_span(parser, parser_between(parser_node_span(value), parser_node_span(right)),
                                 "invalid syntax. Maybe you meant '==' or ':=' instead of '='?") != NULL;
    return parser_raise_node(parser, value, "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                             parser_expression_name(value)) != NULL;
}

static struct syntax_node *diagnose_named_expression(struct parser *parser, struct syntax_node *value)
{
    if (parser_kind(parser) == TOKEN_EQUAL)
        return parser_check_assignment(parser, value) ? value : NULL;
    struct parser_state state = parser_save(parser);
    parser_advance(parser);
    struct syntax_node *right = parser_expression(parser);
    parser_restore(parser, state);
    if (right != NULL)
        return parser_raise_node(parser, value, "cannot use assignment expressions with %s",
                                 parser_expression_name(value));
    return NULL;
}

struct syntax_node *parser_named_expression(struct parser *parser)
{
    uint32_t start = parser->position;
    if (parser_kind(parser) != TOKEN_NAME || parser_kind_ahead(parser) != TOKEN_COLON_EQUAL) {
        struct syntax_node *value = parser_expression(parser);
        if (value != NULL && parser->diagnosing &&
            (parser_kind(parser) == TOKEN_EQUAL || parser_kind(parser) == TOKEN_COLON_EQUAL))
            return diagnose_named_expression(parser, value);
        return value != NULL && parser_kind(parser) == TOKEN_COLON_EQUAL ? NULL : value;
    }
    struct syntax_node *target = parser_atom(parser);
    if (target == NULL)
        return NULL;
    parser_advance(parser);
    struct syntax_node *value = parser_expression(parser);
    struct syntax_node *node = value != NULL ? parser_node(parser, NODE_NAMED_EXPR, start) : NULL;
    if (node == NULL)
        return NULL;
    target->context = CONTEXT_STORE;
    node->named_expr.target = target;
    node->named_expr.value = value;
    return parser_end_node(parser, node);
}

// --- lists with commas ---

static struct syntax_node *parse_starred(struct parser *parser)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    struct syntax_node *value = parser_bitwise_or(parser);
    struct syntax_node *node = value != NULL ? parser_node(parser, NODE_STARRED, start) : NULL;
    if (node == NULL)
        return NULL;
    node->starred.value = value;
    return parser_end_node(parser, node);
}

struct syntax_node *parser_star_expression(struct parser *parser)
{
    return parser_kind(parser) == TOKEN_STAR ? parse_starred(parser) : parser_expression(parser);
}

struct syntax_node *parser_star_named_expression(struct parser *parser)
{
    return parser_kind(parser) == TOKEN_STAR ? parse_starred(parser) : parser_named_expression(parser);
}

struct syntax_node *parser_star_sequence(struct parser *parser, parser_rule *item)
{
    uint32_t start = parser->position;
    struct syntax_node *value = item(parser);
    if (value == NULL || parser_kind(parser) != TOKEN_COMMA)
        return value;
    size_t mark = parser->scratch_count;
    if (!parser_push(parser, value))
        return NULL;
    while (parser_accept(parser, TOKEN_COMMA)) {
        if (!parser_can_begin_expression(parser_kind(parser)) && parser_kind(parser) != TOKEN_STAR)
            break;
        value = item(parser);
        if (value == NULL || !parser_push(parser, value))
            return NULL;
    }
    struct syntax_node *node = parser_node(parser, NODE_TUPLE, start);
    if (node == NULL || !parser_take(parser, mark, &node->sequence.elements))
        return NULL;
    return parser_end_node(parser, node);
}

struct syntax_node *parser_star_expressions(struct parser *parser)
{
    return parser_star_sequence(parser, parser_star_expression);
}

struct syntax_node *parser_yield(struct parser *parser)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    bool from = parser_accept(parser, TOKEN_FROM);
    bool has_value = from || parser_can_begin_expression(parser_kind(parser)) || parser_kind(parser) == TOKEN_STAR;
    struct syntax_node *value = from ? parser_expression(parser) : has_value ? parser_star_expressions(parser) : NULL;
    if (has_value && value == NULL)
        return NULL;
    struct syntax_node *node = parser_node(parser, from ? NODE_YIELD_FROM : NODE_YIELD, start);
    if (node == NULL)
        return NULL;
    node->yield.value = value;
    return parser_end_node(parser, node);
}

struct syntax_node *parser_yield_or_star_expressions(struct parser *parser)
{
    return parser_kind(parser) == TOKEN_YIELD ? parser_yield(parser) : parser_star_expressions(parser);
}

// --- targets ---

void parser_set_context(struct syntax_node *node, enum syntax_context context)
{
    // Nesting of targets is that of their brackets: at most LEXER_MAX_LEVEL, and stars inside them.
    node->context = (uint8_t)context;
    if (node->kind == NODE_STARRED) {
        parser_set_context(node->starred.value, context);
    } else if (node->kind == NODE_LIST || node->kind == NODE_TUPLE) {
        for (uint32_t i = 0; i < node->sequence.elements.count; i++)
            parser_set_context(node->sequence.elements.items[i], context);
    }
}

struct syntax_node *parser_star_target(struct parser *parser)
{
    struct syntax_node *target = parser_kind(parser) == TOKEN_STAR ? parse_starred(parser) : parser_bitwise_or(parser);
    if (target == NULL || parser_invalid_target(target, TARGET_ASSIGN) != NULL)
        return NULL;
    parser_set_context(target, CONTEXT_STORE);
    return target;
}

// When diagnosing: `for f() in x`, where what stands before `in` is read as the whole comparison. Parses the targets a
// second time, and so must end in an error: nested comprehensions would double the work at each level.
static struct syntax_node *diagnose_for_targets(struct parser *parser, uint32_t start)
{
    if (!parser->diagnosing)
        return NULL;
    parser->position = start;
    struct syntax_node *node = parser_star_expressions(parser);
    return node == NULL ? NULL : parser_raise_invalid_target(parser, node, TARGET_FOR);
}

struct syntax_node *parser_for_targets(struct parser *parser)
{
    uint32_t start = parser->position;
    size_t mark = parser->scratch_count;
    struct syntax_node *target = NULL;
    bool tuple = false;
    do {
        enum token_kind kind = parser_kind(parser);
        if (tuple && kind != TOKEN_STAR && !parser_can_begin_expression(kind))
            break;
        target = kind == TOKEN_STAR ? parse_starred(parser) : parser_bitwise_or(parser);
        if (target == NULL)
            return NULL;
        if (parser_invalid_target(target, TARGET_ASSIGN) != NULL)
            return diagnose_for_targets(parser, start);
        parser_set_context(target, CONTEXT_STORE);
        if (!parser_push(parser, target))
            return NULL;
        tuple |= parser_kind(parser) == TOKEN_COMMA;
    } while (parser_accept(parser, TOKEN_COMMA));
    if (parser_kind(parser) != TOKEN_IN)
        return diagnose_for_targets(parser, start);
    if (!tuple) {
        parser->scratch_count = mark;
        return target;
    }
    struct syntax_node *node = parser_node(parser, NODE_TUPLE, start);
    if (node == NULL || !parser_take(parser, mark, &node->sequence.elements))
        return NULL;
    node->context = CONTEXT_STORE;
    return parser_end_node(parser, node);
}
