// SPDX-License-Identifier: MIT
// Source bytes to text: byte order mark, coding cookie, newlines; and the door of the folder, syntax_parse.
#include "heap/heap.h"
#include "object/utf8.h"
#include "syntax/parser.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum encoding { ENCODING_UTF8, ENCODING_LATIN1, ENCODING_ASCII };

// The text to parse: part of the source as passed, or a copy that `copy` holds.
struct text {
    char const *start;
    size_t length;
    char *copy;
    size_t copy_size;
};

static bool encoding_error(struct syntax_error *error, char const *format, ...) __attribute__((format(printf, 2, 3)));

static bool encoding_error(struct syntax_error *error, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    error->kind = SYNTAX_ERROR_ENCODING;
    return false;
}

static bool out_of_memory(struct syntax_error *error)
{
    error->kind = SYNTAX_ERROR_NO_MEMORY;
    snprintf(error->message, sizeof error->message, "out of memory");
    return false;
}

static bool is_name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
}

// The encoding's name in a comment line `coding[:=] name`; length 0 when there is none.
static size_t find_cookie(char const *line, size_t length, char const **name)
{
    size_t i = 0;
    while (i < length && (line[i] == ' ' || line[i] == '\t' || line[i] == '\f'))
        i++;
    if (i == length || line[i] != '#')
        return 0;
    for (; i + 7 <= length; i++) {
        if (memcmp(line + i, "coding", 6) != 0 || (line[i + 6] != ':' && line[i + 6] != '='))
            continue;
        size_t at = i + 7;
        while (at < length && (line[at] == ' ' || line[at] == '\t'))
            at++;
        size_t end = at;
        while (end < length && is_name_character(line[end]))
            end++;
        *name = line + at;
        if (end > at)
            return end - at;
    }
    return 0;
}

static bool is_blank_or_comment(char const *line, size_t length)
{
    for (size_t i = 0; i < length && line[i] != '#'; i++) {
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\f')
            return false;
    }
    return true;
}

static bool known_encoding(char const *name, size_t length, enum encoding *encoding)
{
    char normal[32];
    if (length >= sizeof normal)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = name[i];
        normal[i] = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    normal[length] = '\0';
    static struct {
        char name[16];
        enum encoding encoding;
    } const known[] = {
        {"utf-8", ENCODING_UTF8},         {"utf8", ENCODING_UTF8},        {"utf-8-sig", ENCODING_UTF8},
        {"latin-1", ENCODING_LATIN1},     {"latin1", ENCODING_LATIN1},    {"iso-8859-1", ENCODING_LATIN1},
        {"iso-latin-1", ENCODING_LATIN1}, {"iso8859-1", ENCODING_LATIN1}, {"l1", ENCODING_LATIN1},
        {"ascii", ENCODING_ASCII},        {"us-ascii", ENCODING_ASCII}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(normal, known[i].name) == 0) {
            *encoding = known[i].encoding;
            return true;
        }
    }
    return false;
}

static bool find_encoding(struct text const *text, bool has_mark, enum encoding *encoding, struct syntax_error *error)
{
    char const *line = text->start, *end = line + text->length;
    *encoding = ENCODING_UTF8;
    for (int i = 0; i < 2 && line < end; i++) {
        char const *stop = line;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        char const *name;
        size_t length = find_cookie(line, (size_t)(stop - line), &name);
        if (length > 0) {
            if (!known_encoding(name, length, encoding))
                return encoding_error(error, "unknown encoding: %.*s", (int)(length < 100 ? length : 100), name);
            if (has_mark && *encoding != ENCODING_UTF8)
                return encoding_error(error, "encoding problem: %.*s with BOM", (int)length, name);
            return true;
        }
        if (!is_blank_or_comment(line, (size_t)(stop - line)))
            return true;
        line = stop + (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n' ? 2 : 1);
    }
    return true;
}

static bool check_utf8(struct text const *text, struct syntax_error *error)
{
    struct utf8_scan scan = utf8_validate(text->start, text->length);
    if (scan.error == UTF8_VALID)
        return true;
    int line = 1;
    for (size_t i = 0; i < scan.start; i++)
        line += text->start[i] == '\n';
    (void)encoding_error(error, "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %zu: %s",
                         (unsigned char)text->start[scan.start], scan.start, utf8_error_reason(scan.error));
    error->line = error->end_line = line;
    return false;
}

static bool check_ascii(struct text const *text, struct syntax_error *error)
{
    size_t at = utf8_ascii_prefix(text->start, text->length);
    return at == text->length ||
           encoding_error(error, "'ascii' codec can't decode byte 0x%02x in position %zu: ordinal not in range(128)",
                          (unsigned char)text->start[at], at);
}

// Copies with \r\n and \r as \n, and bytes over 127 as two when the source is Latin-1.
static bool copy_text(struct heap *heap, struct text *text, bool latin1, struct syntax_error *error)
{
    size_t size = text->length + 1;
    for (size_t i = 0; latin1 && i < text->length; i++)
        size += (unsigned char)text->start[i] >= 0x80;
    char *copy = heap_raw_allocate(heap, size);
    if (copy == NULL)
        return out_of_memory(error);
    size_t out = 0;
    for (size_t i = 0; i < text->length; i++) {
        unsigned char c = (unsigned char)text->start[i];
        if (c == '\r') {
            copy[out++] = '\n';
            i += i + 1 < text->length && text->start[i + 1] == '\n';
        } else if (latin1 && c >= 0x80) {
            copy[out++] = (char)(0xC0 | (c >> 6));
            copy[out++] = (char)(0x80 | (c & 0x3F));
        } else {
            copy[out++] = (char)c;
        }
    }
    *text = (struct text){copy, out, copy, size};
    return true;
}

static bool prepare_text(struct heap *heap, struct text *text, unsigned flags, struct syntax_error *error)
{
    if (text->length > (size_t)INT32_MAX / 2)
        return out_of_memory(error);
    if (text->length > 0 && memchr(text->start, '\0', text->length) != NULL)
        return encoding_error(error, "source code string cannot contain null bytes");
    enum encoding encoding = ENCODING_UTF8;
    bool has_mark = text->length >= 3 && memcmp(text->start, "\xEF\xBB\xBF", 3) == 0;
    if (has_mark) {
        text->start += 3;
        text->length -= 3;
    }
    if ((flags & SYNTAX_FROM_TEXT) == 0 && !find_encoding(text, has_mark, &encoding, error))
        return false;
    if (encoding == ENCODING_ASCII && !check_ascii(text, error))
        return false;
    if (encoding == ENCODING_UTF8 && !check_utf8(text, error))
        return false;
    bool returns = text->length > 0 && memchr(text->start, '\r', text->length) != NULL;
    return (encoding != ENCODING_LATIN1 && !returns) || copy_text(heap, text, encoding == ENCODING_LATIN1, error);
}

// Points error->text at its line; into a copy of the line when the text does not outlive the parse.
static void attach_line(struct parser *parser, struct syntax_error *error, bool text_stays)
{
    struct lexer const *lexer = &parser->lexer;
    if (error->text != NULL || error->line <= (int)parser->line_offset || lexer->line_starts == NULL)
        return;
    uint32_t line = (uint32_t)error->line - parser->line_offset;
    if (line > lexer->line_count)
        return;
    uint32_t start = lexer->line_starts[line - 1];
    uint32_t end = line < lexer->line_count ? lexer->line_starts[line] - 1 : lexer->length;
    error->text = lexer->text + start;
    error->text_length = end - start;
    if (text_stays)
        return;
    error->text_copy_size = error->text_length + 1;
    error->text_copy = heap_raw_allocate(parser->heap, error->text_copy_size);
    if (error->text_copy == NULL) {
        error->text = NULL;
        error->text_length = 0;
        return;
    }
    memcpy(error->text_copy, error->text, error->text_length);
    error->text_copy[error->text_length] = '\0';
    error->text = error->text_copy;
}

static struct syntax_node *parse_file(struct parser *parser)
{
    size_t mark = parser->scratch_count;
    if (!parser_statements(parser, TOKEN_END))
        return NULL;
    struct syntax_node *node = parser_node(parser, NODE_MODULE, 0);
    if (node == NULL || !parser_take(parser, mark, &node->module.body))
        return NULL;
    syntax_node_settle(node);
    return node;
}

// `expressions`: unlike elsewhere, no stars.
static bool has_star(struct syntax_node const *value)
{
    if (value->kind == NODE_STARRED)
        return true;
    if (value->kind != NODE_TUPLE || value->parenthesized)
        return false;
    for (uint32_t i = 0; i < value->sequence.elements.count; i++) {
        if (value->sequence.elements.items[i]->kind == NODE_STARRED)
            return true;
    }
    return false;
}

static struct syntax_node *parse_expression(struct parser *parser)
{
    struct syntax_node *value = parser_star_expressions(parser);
    if (value == NULL || (!parser->in_fstring && has_star(value)))
        return NULL;
    while (parser_accept(parser, TOKEN_NEWLINE))
        ;
    if (parser_kind(parser) != TOKEN_END)
        return NULL;
    struct syntax_node *node = parser_node(parser, NODE_EXPRESSION, 0);
    if (node == NULL)
        return NULL;
    node->expression.body = value;
    syntax_node_settle(node);
    return node;
}

static struct syntax_node *parse_single(struct parser *parser)
{
    size_t mark = parser->scratch_count;
    bool compound = false;
    if (parser_kind(parser) != TOKEN_END && !parser_compound_statement(parser, &compound))
        return NULL;
    if (!compound && parser_kind(parser) != TOKEN_END && !parser_simple_statements(parser))
        return NULL;
    uint32_t rest = parser->position;
    if (parser_kind(parser) != TOKEN_END) {
        parser->furthest = rest;
        return parser_raise_span(parser, parser_token_span(parser, rest),
                                 "multiple statements found while compiling a single statement");
    }
    struct syntax_node *node = parser_node(parser, NODE_INTERACTIVE, 0);
    if (node == NULL || !parser_take(parser, mark, &node->module.body))
        return NULL;
    if (node->module.body.count == 0)
        return NULL;
    syntax_node_settle(node);
    return node;
}

static struct syntax_node *parse_root(struct parser *parser, enum syntax_mode mode)
{
    parser->position = 0;
    parser->furthest = 0;
    parser->scratch_count = 0;
    switch (mode) {
    case SYNTAX_EXPRESSION:
        return parse_expression(parser);
    case SYNTAX_SINGLE:
        return parse_single(parser);
    default:
        return parse_file(parser);
    }
}

// Runs both passes over the text; `depth` counts from the parser around, for f-strings.
static struct syntax_node *run_parser(struct parser *parser, enum syntax_mode mode)
{
    unsigned depth = parser->depth;
    struct syntax_node *root = parse_root(parser, mode);
    if (root != NULL)
        return root;
    uint32_t failed_at = parser->furthest;
    if (!parser_raised(parser) && parser->lexer.tokens[failed_at].kind != TOKEN_ERROR) {
        parser->diagnosing = true;
        parser->depth = depth;
        (void)parse_root(parser, mode);
    }
    parser_conclude(parser, failed_at);
    return NULL;
}

static void finish_parser(struct parser *parser)
{
    lexer_finish(&parser->lexer);
    heap_raw_free(parser->heap, parser->scratch, parser->scratch_capacity * sizeof *parser->scratch);
    heap_raw_free(parser->heap, parser, sizeof *parser);
}

static struct parser *make_parser(struct heap *heap, struct syntax_tree *tree, struct syntax_error *error)
{
    struct parser *parser = heap_raw_allocate(heap, sizeof *parser);
    if (parser == NULL) {
        (void)out_of_memory(error);
        return NULL;
    }
    memset(parser, 0, sizeof *parser);
    parser->heap = heap;
    parser->tree = tree;
    parser->error = error;
    return parser;
}

static bool parse_text(struct heap *heap, struct syntax_tree *tree, struct text const *text, enum syntax_mode mode,
                       struct syntax_error *error)
{
    struct parser *parser = make_parser(heap, tree, error);
    if (parser == NULL)
        return false;
    if (lexer_run(&parser->lexer, heap, tree->watch, text->start, (uint32_t)text->length))
        tree->root = run_parser(parser, mode);
    else
        (void)out_of_memory(error);
    if (tree->root == NULL)
        attach_line(parser, error, text->copy == NULL);
    finish_parser(parser);
    return tree->root != NULL;
}

struct syntax_tree *syntax_parse(struct heap *heap, char const *source, size_t length, enum syntax_mode mode,
                                 unsigned flags, struct syntax_watch const *watch, struct syntax_error *error)
{
    memset(error, 0, sizeof *error);
    struct text text = {source, length, NULL, 0};
    if (!prepare_text(heap, &text, flags, error))
        return NULL;
    struct syntax_tree *tree = heap_raw_allocate(heap, sizeof *tree);
    bool parsed = false;
    if (tree != NULL) {
        syntax_tree_initialize(tree, heap);
        tree->watch = watch;
        parsed = parse_text(heap, tree, &text, mode, error);
        tree->watch = NULL;
    } else {
        (void)out_of_memory(error);
    }
    heap_raw_free(heap, text.copy, text.copy_size);
    if (parsed)
        return tree;
    syntax_tree_free(tree);
    return NULL;
}

void syntax_error_clear(struct heap *heap, struct syntax_error *error)
{
    heap_raw_free(heap, error->text_copy, error->text_copy_size);
    error->text_copy = NULL;
    error->text = NULL;
    error->text_length = error->text_copy_size = 0;
}

struct syntax_node *parser_fstring_expression(struct parser *parser, char const *text, uint32_t length, uint32_t line,
                                              uint32_t column)
{
    struct syntax_node *value = NULL;
    size_t size = (size_t)length + 2;
    char *copy = heap_raw_allocate(parser->heap, size);
    if (copy == NULL)
        return parser_no_memory(parser);
    // In parentheses: blanks and newlines mean nothing there.
    copy[0] = '(';
    memcpy(copy + 1, text, length);
    copy[size - 1] = ')';
    struct parser *inner = make_parser(parser->heap, parser->tree, parser->error);
    if (inner != NULL) {
        inner->in_fstring = true;
        inner->depth = parser->depth;
        inner->line_offset = line - 1;
        inner->column_offset = column;
        struct syntax_node *root = NULL;
        if (lexer_run(&inner->lexer, inner->heap, inner->tree->watch, copy, (uint32_t)size))
            root = run_parser(inner, SYNTAX_EXPRESSION);
        else
            (void)out_of_memory(parser->error);
        if (root != NULL)
            value = root->expression.body;
        else
            attach_line(inner, parser->error, false);
        finish_parser(inner);
    }
    heap_raw_free(parser->heap, copy, size);
    return value;
}
