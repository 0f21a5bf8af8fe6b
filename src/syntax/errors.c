// SPDX-License-Identifier: MIT
// Errors: their places, CPython's rules of precedence between them, and names of expressions in messages.
#include "syntax/parser.h"

#include "core/runtime.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static uint32_t line_start(struct parser const *parser, uint32_t line)
{
    return parser->lexer.line_starts[line - 1];
}

// The end line of a token: only strings span lines.
static uint32_t token_end_line(struct parser const *parser, struct token const *token)
{
    struct lexer const *lexer = &parser->lexer;
    uint32_t low = token->line, high = token->kind == TOKEN_STRING ? lexer->line_count : low;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (lexer->line_starts[middle - 1] < token->end)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static uint32_t source_column(struct parser const *parser, uint32_t line, uint32_t offset)
{
    return offset - line_start(parser, line) + (line == 1 ? parser->column_offset : 0);
}

struct span parser_token_span(struct parser const *parser, uint32_t index)
{
    struct token const *token = &parser->lexer.tokens[index];
    uint32_t end_line = token_end_line(parser, token);
    return (struct span){token->line + parser->line_offset, source_column(parser, token->line, token->start),
                         end_line + parser->line_offset, source_column(parser, end_line, token->end)};
}

struct span parser_node_span(struct syntax_node const *node)
{
    return (struct span){node->line, node->column, node->end_line, node->end_column};
}

struct span parser_between(struct span first, struct span last)
{
    return (struct span){first.line, first.column, last.end_line, last.end_column};
}

void *parser_no_memory(struct parser *parser)
{
    parser->error->kind = SYNTAX_ERROR_NO_MEMORY;
    snprintf(parser->error->message, sizeof parser->error->message, "out of memory");
    return NULL;
}

// Offset in characters, from 1, of a byte column of a line; columns behind the line's end count as its end.
static int character_offset(struct parser const *parser, uint32_t line, uint32_t column)
{
    struct lexer const *lexer = &parser->lexer;
    if (line <= parser->line_offset || line - parser->line_offset > lexer->line_count)
        return 0;
    uint32_t own_line = line - parser->line_offset;
    if (own_line == 1)
        column = column >= parser->column_offset ? column - parser->column_offset : 0;
    uint32_t start = line_start(parser, own_line);
    uint32_t end = own_line < lexer->line_count ? lexer->line_starts[own_line] - 1 : lexer->length;
    if (column > end - start)
        column = end - start;
    return (int)lexer_characters(lexer->text + start, column) + 1;
}

static void format_message(struct parser *parser, enum syntax_error_kind kind, char const *format, va_list arguments)
{
    struct syntax_error *error = parser->error;
    char const *prefix = parser->in_fstring ? "f-string: " : "";
    int length = snprintf(error->message, sizeof error->message, "%s", prefix);
    vsnprintf(error->message + length, sizeof error->message - (size_t)length, format, arguments);
    error->kind = kind;
}

static void set_place(struct parser *parser, struct span span)
{
    struct syntax_error *error = parser->error;
    error->line = (int)span.line;
    error->column = character_offset(parser, span.line, span.column);
    error->end_line = (int)span.end_line;
    // CPython converts both columns with the text of the first line.
    error->end_column = character_offset(parser, span.line, span.end_column);
}

void *parser_raise_span(struct parser *parser, struct span span, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_message(parser, SYNTAX_ERROR_SYNTAX, format, arguments);
    va_end(arguments);
    set_place(parser, span);
    return NULL;
}

void *parser_raise_node(struct parser *parser, struct syntax_node const *node, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_message(parser, SYNTAX_ERROR_SYNTAX, format, arguments);
    va_end(arguments);
    set_place(parser, parser_node_span(node));
    return NULL;
}

// Tokens without text of their own (indentation, end) lie where the lexer stood: behind the last line at the end.
static void set_token_place(struct parser *parser, uint32_t index)
{
    struct token const *token = &parser->lexer.tokens[index];
    struct lexer const *lexer = &parser->lexer;
    struct syntax_error *error = parser->error;
    if (token->kind != TOKEN_INDENT && token->kind != TOKEN_DEDENT && token->kind != TOKEN_END) {
        set_place(parser, parser_token_span(parser, index));
        return;
    }
    uint32_t line = token->line;
    if (line > 1 && token->start == lexer->length && line_start(parser, line) == lexer->length)
        line--;
    error->line = error->end_line = (int)(line + parser->line_offset);
    uint32_t start = line_start(parser, line);
    error->column = (int)lexer_characters(lexer->text + start, token->start - start);
    if (token->start == lexer->length && lexer->length > 0 && lexer->text[lexer->length - 1] != '\n')
        error->column++;
    error->end_column = -1;
}

void *parser_raise_token(struct parser *parser, uint32_t token, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_message(parser, SYNTAX_ERROR_SYNTAX, format, arguments);
    va_end(arguments);
    set_token_place(parser, token);
    return NULL;
}

void *parser_raise_last(struct parser *parser, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_message(parser, SYNTAX_ERROR_SYNTAX, format, arguments);
    va_end(arguments);
    set_token_place(parser, parser->furthest);
    return NULL;
}

void *parser_raise_indentation(struct parser *parser, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_message(parser, SYNTAX_ERROR_INDENTATION, format, arguments);
    va_end(arguments);
    set_token_place(parser, parser->furthest);
    return NULL;
}

void *parser_raise_from(struct parser *parser, struct span span, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_message(parser, SYNTAX_ERROR_SYNTAX, format, arguments);
    va_end(arguments);
    set_place(parser, parser_between(span, parser_token_span(parser, parser->furthest)));
    parser->error->end_column--; // where the lexer stands: counted from 0
    return NULL;
}

bool parser_enter(struct parser *parser)
{
    // A heap without a runtime belongs to a test. The depth alone would do on large stacks only.
    struct ouro *rt = parser->heap->owner;
    if (++parser->depth <= PARSER_MAX_DEPTH && (rt == NULL || !stack_is_low(rt)))
        return true;
    struct span span = parser_token_span(parser, parser->position);
    parser->error->kind = SYNTAX_ERROR_TOO_DEEP;
    snprintf(parser->error->message, sizeof parser->error->message, "too complex: nested too deeply");
    set_place(parser, span);
    return false;
}

static void report_lexer_error(struct parser *parser)
{
    struct lexer const *lexer = &parser->lexer;
    struct syntax_error *error = parser->error;
    syntax_error_clear(parser->heap, error);
    error->kind = lexer->error;
    snprintf(error->message, sizeof error->message, "%s", lexer->error_message);
    error->line = error->end_line = (int)(lexer->error_line + parser->line_offset);
    error->column = lexer->error_column;
    error->end_column = lexer->error_end_column;
}

static void report_open_bracket(struct parser *parser)
{
    struct lexer const *lexer = &parser->lexer;
    struct lexer_bracket const *bracket = &lexer->brackets[lexer->level - 1];
    struct syntax_error *error = parser->error;
    syntax_error_clear(parser->heap, error);
    error->kind = SYNTAX_ERROR_SYNTAX;
    snprintf(error->message, sizeof error->message, "%s'%c' was never closed", parser->in_fstring ? "f-string: " : "",
             bracket->character);
    uint32_t start = line_start(parser, bracket->line);
    error->line = error->end_line = (int)(bracket->line + parser->line_offset);
    error->column = (int)lexer_characters(lexer->text + start, bracket->offset - start) + 1;
    error->end_column = 0;
}

void parser_conclude(struct parser *parser, uint32_t failed_at)
{
    struct lexer const *lexer = &parser->lexer;
    struct syntax_error *error = parser->error;
    if (error->kind == SYNTAX_ERROR_NO_MEMORY || error->kind == SYNTAX_ERROR_TOO_DEEP)
        return;
    struct token const *last = &lexer->tokens[failed_at];
    if (last->kind == TOKEN_ERROR || lexer->tokens[parser->furthest].kind == TOKEN_ERROR) {
        // CPython meets the lexer's error when it fetches the token, before it can raise anything of its own.
        if (lexer->error != SYNTAX_ERROR_NONE)
            report_lexer_error(parser);
        else
            report_open_bracket(parser);
        return;
    }
    if (!parser_raised(parser)) {
        if (last->kind == TOKEN_INDENT || last->kind == TOKEN_DEDENT) {
            (void)parser_raise_token(parser, failed_at,
                                     last->kind == TOKEN_INDENT ? "unexpected indent" : "unexpected unindent");
            error->kind = SYNTAX_ERROR_INDENTATION;
            return;
        }
        (void)parser_raise_token(parser, failed_at, "invalid syntax");
        if (last->kind == TOKEN_END)
            error->column = error->end_column = 0; // the end has no place in its line
    }
    // The lexer's errors further on come first, and brackets left open before the line of the error.
    if (lexer->error != SYNTAX_ERROR_NONE) {
        if (lexer->error_overrides)
            report_lexer_error(parser);
    } else if (lexer->level > 0 && lexer->tokens[parser->furthest].line > lexer->brackets[lexer->level - 1].line) {
        report_open_bracket(parser);
    }
}

static char const *constant_name(struct syntax_constant const *constant)
{
    switch (constant->kind) {
    case CONSTANT_NONE:
        return "None";
    case CONSTANT_FALSE:
        return "False";
    case CONSTANT_TRUE:
        return "True";
    case CONSTANT_ELLIPSIS:
        return "ellipsis";
    default:
        return "literal";
    }
}

char const *parser_expression_name(struct syntax_node const *node)
{
    switch (node->kind) {
    case NODE_ATTRIBUTE:
        return "attribute";
    case NODE_SUBSCRIPT:
        return "subscript";
    case NODE_STARRED:
        return "starred";
    case NODE_NAME:
        return "name";
    case NODE_LIST:
        return "list";
    case NODE_TUPLE:
        return "tuple";
    case NODE_LAMBDA:
        return "lambda";
    case NODE_CALL:
        return "function call";
    case NODE_BOOL_OP:
    case NODE_BIN_OP:
    case NODE_UNARY_OP:
        return "expression";
    case NODE_GENERATOR_EXP:
        return "generator expression";
    case NODE_YIELD:
    case NODE_YIELD_FROM:
        return "yield expression";
    case NODE_AWAIT:
        return "await expression";
    case NODE_LIST_COMP:
        return "list comprehension";
    case NODE_SET_COMP:
        return "set comprehension";
    case NODE_DICT_COMP:
        return "dict comprehension";
    case NODE_DICT:
        return "dict literal";
    case NODE_SET:
        return "set display";
    case NODE_JOINED_STR:
    case NODE_FORMATTED_VALUE:
        return "f-string expression";
    case NODE_CONSTANT:
        return constant_name(&node->constant);
    case NODE_COMPARE:
        return "comparison";
    case NODE_IF_EXP:
        return "conditional expression";
    case NODE_NAMED_EXPR:
        return "named expression";
    default:
        return "expression";
    }
}

struct syntax_node *parser_invalid_target(struct syntax_node *node, enum target_use use)
{
    switch (node->kind) {
    case NODE_LIST:
    case NODE_TUPLE:
        for (uint32_t i = 0; i < node->sequence.elements.count; i++) {
            struct syntax_node *invalid = parser_invalid_target(node->sequence.elements.items[i], use);
            if (invalid != NULL)
                return invalid;
        }
        return NULL;
    case NODE_STARRED:
        return use == TARGET_DELETE ? node : parser_invalid_target(node->starred.value, use);
    case NODE_COMPARE:
        // `for f() in x`, read as a comparison
        if (use == TARGET_FOR && node->compare.operators[0] == OPERATOR_IN)
            return parser_invalid_target(node->compare.left, use);
        return node;
    case NODE_NAME:
    case NODE_SUBSCRIPT:
    case NODE_ATTRIBUTE:
        return NULL;
    default:
        return node;
    }
}

void *parser_raise_invalid_target(struct parser *parser, struct syntax_node *node, enum target_use use)
{
    struct syntax_node *invalid = parser_invalid_target(node, use);
    if (invalid == NULL)
        return NULL;
    return parser_raise_node(parser, invalid, use == TARGET_DELETE ? "cannot delete %s" : "cannot assign to %s",
                             parser_expression_name(invalid));
}

struct span parser_clauses_end(struct syntax_node const *last)
{
    struct syntax_sequence const *conditions = &last->comprehension.conditions;
    return parser_node_span(conditions->count > 0 ? conditions->items[conditions->count - 1]
                                                  : last->comprehension.iterable);
}
