// SPDX-License-Identifier: MIT
// Compound statements: if, while, for, try, with, def, class, decorators, the async forms.
#include "syntax/parser.h"

bool parser_colon(struct parser *parser)
{
    if (parser_accept(parser, TOKEN_COLON))
        return true;
    if (parser_kind(parser) == TOKEN_NEWLINE)
        (void)parser_raise_last(parser, "expected ':'");
    return false;
}

// A token that nothing else can stand for.
static bool expect(struct parser *parser, enum token_kind kind)
{
    return parser_accept(parser, kind) ||
           parser_raise_token(parser, parser->position, "expected '%s'", token_text(kind)) != NULL;
}

bool parser_block(struct parser *parser, struct syntax_sequence *body, char const *what, uint32_t start)
{
    size_t mark = parser->scratch_count;
    if (!parser_accept(parser, TOKEN_NEWLINE))
        return parser_simple_statements(parser) && parser_take(parser, mark, body);
    if (!parser_accept(parser, TOKEN_INDENT))
        return parser_raise_indentation(parser, "expected an indented block after %s on line %u", what,
                                        parser->lexer.tokens[start].line + parser->line_offset) != NULL;
    if (!parser_enter(parser) || !parser_statements(parser, TOKEN_DEDENT))
        return false;
    parser_leave(parser);
    parser_advance(parser);
    return parser_take(parser, mark, body);
}

// `else:` and its block, if there is one.
static bool parse_else(struct parser *parser, struct syntax_sequence *body)
{
    uint32_t start = parser->position;
    *body = (struct syntax_sequence){NULL, 0};
    if (!parser_accept(parser, TOKEN_ELSE))
        return true;
    return expect(parser, TOKEN_COLON) && parser_block(parser, body, "'else' statement", start);
}

// --- if, while, for ---

static struct syntax_node *parse_condition(struct parser *parser, enum syntax_kind kind, char const *what)
{
    uint32_t start = parser->position;
    struct syntax_node *node = parser_node(parser, kind, start);
    if (node == NULL)
        return NULL;
    parser_advance(parser);
    node->if_.test = parser_named_expression(parser);
    if (node->if_.test == NULL || !parser_colon(parser))
        return NULL;
    return parser_block(parser, &node->if_.body, what, start) ? node : NULL;
}

// Each `elif` is an If alone in the else block of the one before; they are linked from the last back.
static struct syntax_node *parse_if(struct parser *parser)
{
    size_t mark = parser->scratch_count;
    do {
        bool first = parser->scratch_count == mark;
        struct syntax_node *node = parse_condition(parser, NODE_IF, first ? "'if' statement" : "'elif' statement");
        if (node == NULL || !parser_push(parser, node))
            return NULL;
    } while (parser_kind(parser) == TOKEN_ELIF);
    struct syntax_node *node = parser->scratch[parser->scratch_count - 1];
    if (!parse_else(parser, &node->if_.else_body))
        return NULL;
    node = parser->scratch[--parser->scratch_count];
    parser_end_node(parser, node);
    while (parser->scratch_count > mark) {
        struct syntax_node *outer = parser->scratch[parser->scratch_count - 1];
        struct syntax_node **items = parser_allocate(parser, sizeof *items);
        if (items == NULL)
            return NULL;
        items[0] = node;
        outer->if_.else_body = (struct syntax_sequence){items, 1};
        parser_end_node(parser, outer);
        parser->scratch_count--;
        node = outer;
    }
    return node;
}

static struct syntax_node *parse_while(struct parser *parser)
{
    struct syntax_node *node = parse_condition(parser, NODE_WHILE, "'while' statement");
    if (node == NULL || !parse_else(parser, &node->if_.else_body))
        return NULL;
    return parser_end_node(parser, node);
}

// `start`: the `async`, or the `for` itself.
static struct syntax_node *parse_for(struct parser *parser, uint32_t start)
{
    uint32_t word = parser->position;
    struct syntax_node *node = parser_node(parser, start == word ? NODE_FOR : NODE_ASYNC_FOR, start);
    if (node == NULL)
        return NULL;
    parser_advance(parser);
    node->for_.target = parser_for_targets(parser);
    if (node->for_.target == NULL || !parser_accept(parser, TOKEN_IN))
        return NULL;
    node->for_.iterable = parser_star_expressions(parser);
    if (node->for_.iterable == NULL || !parser_colon(parser))
        return NULL;
    if (!parser_block(parser, &node->for_.body, "'for' statement", word) || !parse_else(parser, &node->for_.else_body))
        return NULL;
    return parser_end_node(parser, node);
}

// --- with ---

static struct syntax_node *parse_with_item(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *node = parser_node(parser, NODE_WITH_ITEM, start);
    if (node == NULL)
        return NULL;
    node->with_item.context_expression = parser_expression(parser);
    if (node->with_item.context_expression == NULL)
        return NULL;
    if (parser_accept(parser, TOKEN_AS)) {
        uint32_t target = parser->position;
        node->with_item.target = parser_star_target(parser);
        enum token_kind next = parser_kind(parser);
        bool ended = next == TOKEN_COMMA || next == TOKEN_RIGHT_PARENTHESIS || next == TOKEN_COLON;
        if (node->with_item.target == NULL && parser->diagnosing && !parser_raised(parser)) {
            parser->position = target;
            struct syntax_node *value = parser_expression(parser);
            next = parser_kind(parser);
            if (value != NULL && (next == TOKEN_COMMA || next == TOKEN_RIGHT_PARENTHESIS || next == TOKEN_COLON))
                return parser_raise_invalid_target(parser, value, TARGET_ASSIGN);
            return NULL;
        }
        if (node->with_item.target == NULL || (!ended && next != TOKEN_NEWLINE))
            return NULL;
    }
    return parser_end_node(parser, node);
}

static bool parse_with_items(struct parser *parser, bool parenthesized)
{
    do {
        if (parenthesized && parser_kind(parser) == TOKEN_RIGHT_PARENTHESIS)
            break;
        struct syntax_node *item = parse_with_item(parser);
        if (item == NULL || !parser_push(parser, item))
            return false;
    } while (parser_accept(parser, TOKEN_COMMA));
    return true;
}

// `with (a as b, c):` is tried first; when no `):` ends it, the parenthesis belongs to the first item.
static bool parse_with_head(struct parser *parser, size_t mark)
{
    struct parser_state state = parser_save(parser);
    if (parser_accept(parser, TOKEN_LEFT_PARENTHESIS)) {
        bool good = parse_with_items(parser, true) && parser->scratch_count > mark &&
                    parser_accept(parser, TOKEN_RIGHT_PARENTHESIS);
        if (parser_raised(parser))
            return false;
        if (good && parser_accept(parser, TOKEN_COLON))
            return true;
        parser_restore(parser, state);
    }
    return parse_with_items(parser, false) && parser_colon(parser);
}

static struct syntax_node *parse_with(struct parser *parser, uint32_t start)
{
    uint32_t word = parser->position;
    struct syntax_node *node = parser_node(parser, start == word ? NODE_WITH : NODE_ASYNC_WITH, start);
    if (node == NULL)
        return NULL;
    parser_advance(parser);
    size_t mark = parser->scratch_count;
    if (!parse_with_head(parser, mark) || !parser_take(parser, mark, &node->with.items))
        return NULL;
    return parser_block(parser, &node->with.body, "'with' statement", word) ? parser_end_node(parser, node) : NULL;
}

// --- try ---

// `except a, b:`
static struct syntax_node *diagnose_except_list(struct parser *parser, struct syntax_node *type)
{
    while (parser_accept(parser, TOKEN_COMMA)) {
        if (!parser_can_begin_expression(parser_kind(parser)))
            break;
        if (parser_expression(parser) == NULL)
            return NULL;
    }
    if (parser_accept(parser, TOKEN_AS) && !parser_accept(parser, TOKEN_NAME))
        return NULL;
    if (parser_kind(parser) != TOKEN_COLON)
        return NULL;
    return parser_raise_from(parser, parser_node_span(type), "multiple exception types must be parenthesized");
}

static struct syntax_node *parse_handler(struct parser *parser, bool *star)
{
    uint32_t start = parser->position;
    struct syntax_node *node = parser_node(parser, NODE_EXCEPT_HANDLER, start);
    if (node == NULL)
        return NULL;
    parser_advance(parser);
    *star = parser_accept(parser, TOKEN_STAR);
    enum token_kind next = parser_kind(parser);
    if (*star && (next == TOKEN_NEWLINE || next == TOKEN_COLON))
        return parser_raise_last(parser, "expected one or more exception types");
    if (next != TOKEN_COLON && next != TOKEN_NEWLINE) {
        node->except_handler.type = parser_expression(parser);
        if (node->except_handler.type == NULL)
            return NULL;
        if (parser->diagnosing && parser_kind(parser) == TOKEN_COMMA)
            return diagnose_except_list(parser, node->except_handler.type);
        if (parser_accept(parser, TOKEN_AS)) {
            node->except_handler.name = parser_name(parser);
            if (node->except_handler.name == NULL)
                return NULL;
        }
    }
    if (!parser_colon(parser) ||
        !parser_block(parser, &node->except_handler.body, *star ? "'except*' statement" : "'except' statement", start))
        return NULL;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_try(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *node = parser_node(parser, NODE_TRY, start);
    if (node == NULL)
        return NULL;
    parser_advance(parser);
    if (!expect(parser, TOKEN_COLON) || !parser_block(parser, &node->try_.body, "'try' statement", start))
        return NULL;
    size_t mark = parser->scratch_count;
    bool starred = false;
    while (parser_kind(parser) == TOKEN_EXCEPT) {
        uint32_t except = parser->position;
        bool star = false;
        struct syntax_node *handler = parse_handler(parser, &star);
        if (handler == NULL)
            return NULL;
        if (parser->scratch_count > mark && star != starred)
            return parser_raise_token(parser, except, "cannot have both 'except' and 'except*' on the same 'try'");
        starred = star;
        if (!parser_push(parser, handler))
            return NULL;
    }
    if (parser->scratch_count > mark && !parse_else(parser, &node->try_.else_body))
        return NULL;
    if (!parser_take(parser, mark, &node->try_.handlers))
        return NULL;
    uint32_t finally = parser->position;
    if (parser_accept(parser, TOKEN_FINALLY)) {
        if (!expect(parser, TOKEN_COLON) ||
            !parser_block(parser, &node->try_.final_body, "'finally' statement", finally))
            return NULL;
    } else if (node->try_.handlers.count == 0) {
        return parser_raise_last(parser, "expected 'except' or 'finally' block");
    }
    if (starred)
        node->kind = NODE_TRY_STAR;
    return parser_end_node(parser, node);
}

// --- def, class ---

static struct syntax_node *parse_function(struct parser *parser, uint32_t start)
{
    uint32_t word = parser->position;
    struct syntax_node *node = parser_node(parser, start == word ? NODE_FUNCTION_DEF : NODE_ASYNC_FUNCTION_DEF, start);
    if (node == NULL)
        return NULL;
    parser_advance(parser);
    node->function_def.name = parser_name(parser);
    if (node->function_def.name == NULL || !expect(parser, TOKEN_LEFT_PARENTHESIS))
        return NULL;
    node->function_def.arguments = parser_parameters(parser, false);
    if (node->function_def.arguments == NULL || !parser_accept(parser, TOKEN_RIGHT_PARENTHESIS))
        return NULL;
    if (parser_kind(parser) == TOKEN_ARROW && parser_can_begin_expression(parser_kind_ahead(parser))) {
        parser_advance(parser);
        node->function_def.returns = parser_expression(parser);
        if (node->function_def.returns == NULL)
            return NULL;
    }
    if (!expect(parser, TOKEN_COLON) || !parser_block(parser, &node->function_def.body, "function definition", word))
        return NULL;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_class(struct parser *parser)
{
    uint32_t start = parser->position;
    struct syntax_node *node = parser_node(parser, NODE_CLASS_DEF, start);
    if (node == NULL)
        return NULL;
    parser_advance(parser);
    node->class_def.name = parser_name(parser);
    if (node->class_def.name == NULL)
        return NULL;
    uint32_t open = parser->position;
    if (parser_accept(parser, TOKEN_LEFT_PARENTHESIS) &&
        !parser_arguments(parser, false, open, &node->class_def.bases, &node->class_def.keywords))
        return NULL;
    if (!parser_colon(parser) || !parser_block(parser, &node->class_def.body, "class definition", start))
        return NULL;
    return parser_end_node(parser, node);
}

static struct syntax_node *parse_async(struct parser *parser)
{
    uint32_t start = parser->position;
    parser_advance(parser);
    switch (parser_kind(parser)) {
    case TOKEN_DEF:
        return parse_function(parser, start);
    case TOKEN_FOR:
        return parse_for(parser, start);
    case TOKEN_WITH:
        return parse_with(parser, start);
    default:
        return NULL;
    }
}

static struct syntax_node *parse_decorated(struct parser *parser)
{
    size_t mark = parser->scratch_count;
    while (parser_accept(parser, TOKEN_AT)) {
        struct syntax_node *decorator = parser_named_expression(parser);
        if (decorator == NULL || !parser_accept(parser, TOKEN_NEWLINE) || !parser_push(parser, decorator))
            return NULL;
    }
    struct syntax_sequence decorators;
    if (!parser_take(parser, mark, &decorators))
        return NULL;
    bool is_async = parser_kind(parser) == TOKEN_ASYNC && parser_kind_ahead(parser) == TOKEN_DEF;
    struct syntax_node *node = NULL;
    if (parser_kind(parser) == TOKEN_CLASS)
        node = parse_class(parser);
    else if (is_async)
        node = parse_async(parser);
    else if (parser_kind(parser) == TOKEN_DEF)
        node = parse_function(parser, parser->position);
    if (node == NULL)
        return NULL;
    if (node->kind == NODE_CLASS_DEF)
        node->class_def.decorators = decorators;
    else
        node->function_def.decorators = decorators;
    syntax_node_settle(node);
    return node;
}

static struct syntax_node *parse_compound(struct parser *parser, bool *found)
{
    *found = true;
    switch (parser_kind(parser)) {
    case TOKEN_IF:
        return parse_if(parser);
    case TOKEN_WHILE:
        return parse_while(parser);
    case TOKEN_FOR:
        return parse_for(parser, parser->position);
    case TOKEN_TRY:
        return parse_try(parser);
    case TOKEN_WITH:
        return parse_with(parser, parser->position);
    case TOKEN_DEF:
        return parse_function(parser, parser->position);
    case TOKEN_CLASS:
        return parse_class(parser);
    case TOKEN_AT:
        return parse_decorated(parser);
    case TOKEN_ASYNC:
        return parse_async(parser);
    case TOKEN_NAME:
        if (parser_at_word(parser, "match"))
            return parser_match(parser, found);
        break;
    default:
        break;
    }
    *found = false;
    return NULL;
}

bool parser_compound_statement(struct parser *parser, bool *found)
{
    struct syntax_node *node = parse_compound(parser, found);
    if (node != NULL)
        return parser_push(parser, node);
    return !*found && !parser_raised(parser);
}
