// SPDX-License-Identifier: MIT
// The lexer: indentation, brackets, names, strings, operators. Numbers are in numbers.c.
#include "heap/heap.h"
#include "object/unicode.h"
#include "object/utf8.h"
#include "syntax/token.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static char const *const token_texts[TOKEN_KIND_COUNT] = {
#define TOKEN_TEXT(enumerator, text) [TOKEN_##enumerator] = text,
    SYNTAX_OPERATOR_TOKENS(TOKEN_TEXT) SYNTAX_KEYWORD_TOKENS(TOKEN_TEXT)
#undef TOKEN_TEXT
};

char const *token_text(enum token_kind kind)
{
    return token_texts[kind] != NULL ? token_texts[kind] : "";
}

uint32_t lexer_characters(char const *text, size_t length)
{
    return (uint32_t)utf8_count(text, length);
}

// The byte at the position plus `ahead`; -1 past the end.
static inline int peek(struct lexer const *lexer, uint32_t ahead)
{
    uint32_t at = lexer->position + ahead;
    return at < lexer->length ? (unsigned char)lexer->text[at] : -1;
}

static uint32_t line_start(struct lexer const *lexer)
{
    return lexer->line_starts[lexer->line - 1];
}

static uint32_t line_end(struct lexer const *lexer)
{
    char const *from = lexer->text + line_start(lexer);
    char const *newline = memchr(from, '\n', lexer->length - line_start(lexer));
    return newline != NULL ? (uint32_t)(newline - lexer->text) : lexer->length;
}

static bool no_memory(struct lexer *lexer)
{
    lexer->error = SYNTAX_ERROR_NO_MEMORY;
    return false;
}

// Records the first error; columns count characters from 1.
static bool fail_at(struct lexer *lexer, enum syntax_error_kind kind, bool overrides, int column, int end_column)
{
    lexer->error = kind;
    lexer->error_overrides = overrides;
    lexer->error_line = lexer->line;
    lexer->error_column = column;
    lexer->error_end_column = end_column;
    return false;
}

static int column_at(struct lexer const *lexer, uint32_t offset)
{
    uint32_t start = line_start(lexer);
    return offset <= start ? 0 : (int)lexer_characters(lexer->text + start, offset - start);
}

bool lexer_fail(struct lexer *lexer, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(lexer->error_message, sizeof lexer->error_message, format, arguments);
    va_end(arguments);
    int column = column_at(lexer, lexer->position);
    return fail_at(lexer, SYNTAX_ERROR_SYNTAX, true, column, column);
}

// An error that the parser must reach before it counts.
static bool fail_weakly(struct lexer *lexer, enum syntax_error_kind kind, int column, int end_column,
                        char const *message)
{
    snprintf(lexer->error_message, sizeof lexer->error_message, "%s", message);
    return fail_at(lexer, kind, false, column, end_column);
}

static bool append_line(struct lexer *lexer, uint32_t start)
{
    if (lexer->line_count == lexer->line_capacity) {
        uint32_t capacity = lexer->line_capacity * 2 + 16;
        uint32_t *starts = heap_raw_resize(lexer->heap, lexer->line_starts, lexer->line_capacity * sizeof(uint32_t),
                                           capacity * sizeof(uint32_t));
        if (starts == NULL)
            return no_memory(lexer);
        lexer->line_starts = starts;
        lexer->line_capacity = capacity;
    }
    lexer->line_starts[lexer->line_count++] = start;
    return true;
}

static bool find_lines(struct lexer *lexer)
{
    if (!append_line(lexer, 0))
        return false;
    char const *at = lexer->text, *end = at + lexer->length;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at++;
        if (!append_line(lexer, (uint32_t)(at - lexer->text)))
            return false;
    }
    return true;
}

static bool append_token(struct lexer *lexer, enum token_kind kind, uint32_t start, uint32_t end, uint32_t line)
{
    if (lexer->token_count == lexer->token_capacity) {
        size_t capacity = (size_t)lexer->token_capacity * 2 + 64;
        if (capacity > UINT32_MAX)
            return no_memory(lexer);
        struct token *tokens = heap_raw_resize(lexer->heap, lexer->tokens, lexer->token_capacity * sizeof *tokens,
                                               capacity * sizeof *tokens);
        if (tokens == NULL)
            return no_memory(lexer);
        lexer->tokens = tokens;
        lexer->token_capacity = (uint32_t)capacity;
    }
    lexer->tokens[lexer->token_count++] =
        (struct token){.start = start, .end = end, .line = line, .kind = (uint8_t)kind, .level = (uint8_t)lexer->level};
    return true;
}

bool lexer_append(struct lexer *lexer, enum token_kind kind, uint32_t start)
{
    return append_token(lexer, kind, start, lexer->position, lexer->line);
}

// After a backslash: the newline that must follow, and something behind it.
static bool continue_line(struct lexer *lexer)
{
    lexer->position++;
    if (peek(lexer, 0) == '\n') {
        lexer->position++;
        if (lexer->position < lexer->length) {
            lexer->line++;
            return true;
        }
    } else if (lexer->position < lexer->length) {
        int column = column_at(lexer, lexer->position + 1);
        return fail_weakly(lexer, SYNTAX_ERROR_SYNTAX, column, 0,
                           "unexpected character after line continuation character");
    }
    return fail_weakly(lexer, SYNTAX_ERROR_SYNTAX, column_at(lexer, line_end(lexer)) + 1, -1,
                       "unexpected EOF while parsing");
}

static bool tab_error(struct lexer *lexer)
{
    return fail_weakly(lexer, SYNTAX_ERROR_TAB, 1, 0, "inconsistent use of tabs and spaces in indentation");
}

static bool apply_indentation(struct lexer *lexer, uint32_t column, uint32_t alternative)
{
    uint32_t const *indents = lexer->indents, *alternatives = lexer->alternative_indents;
    if (column == indents[lexer->indent])
        return alternative == alternatives[lexer->indent] || tab_error(lexer);
    if (column > indents[lexer->indent]) {
        if (lexer->indent + 1 >= LEXER_MAX_INDENT)
            return fail_weakly(lexer, SYNTAX_ERROR_INDENTATION, column_at(lexer, lexer->position) + 1, -1,
                               "too many levels of indentation");
        if (alternative <= alternatives[lexer->indent])
            return tab_error(lexer);
        lexer->indent++;
        lexer->indents[lexer->indent] = column;
        lexer->alternative_indents[lexer->indent] = alternative;
        return lexer_append(lexer, TOKEN_INDENT, lexer->position);
    }
    uint32_t wanted = lexer->indent;
    while (wanted > 0 && column < indents[wanted])
        wanted--;
    if (column != indents[wanted])
        return fail_weakly(lexer, SYNTAX_ERROR_INDENTATION, column_at(lexer, line_end(lexer)) + 1, -1,
                           "unindent does not match any outer indentation level");
    if (alternative != alternatives[wanted])
        return tab_error(lexer);
    for (; lexer->indent > wanted; lexer->indent--) {
        if (!lexer_append(lexer, TOKEN_DEDENT, lexer->position))
            return false;
    }
    return true;
}

// At the start of a line outside brackets: measures the indentation; blank lines and comment lines do not count.
static bool begin_line(struct lexer *lexer)
{
    uint32_t column = 0, alternative = 0, continued_column = 0;
    for (;;) {
        int c = peek(lexer, 0);
        if (c == ' ') {
            column++;
            alternative++;
        } else if (c == '\t') {
            column = (column / 8 + 1) * 8;
            alternative++;
        } else if (c == '\f') {
            column = alternative = 0;
        } else if (c == '\\') {
            continued_column = continued_column != 0 ? continued_column : column;
            if (!continue_line(lexer))
                return false;
            continue;
        } else {
            break;
        }
        lexer->position++;
    }
    lexer->at_line_start = false;
    int c = peek(lexer, 0);
    if (c == '#' || c == '\n' || c < 0)
        return true;
    if (continued_column != 0)
        column = alternative = continued_column;
    return apply_indentation(lexer, column, alternative);
}

static enum token_kind keyword_kind(char const *text, uint32_t length)
{
    if (length < 2 || length > 8)
        return TOKEN_NAME;
    for (int kind = TOKEN_AND; kind < TOKEN_KIND_COUNT; kind++) {
        char const *keyword = token_texts[kind];
        if (keyword[0] == text[0] && keyword[1] == text[1] && strlen(keyword) == length &&
            memcmp(keyword, text, length) == 0)
            return (enum token_kind)kind;
    }
    return TOKEN_NAME;
}

static bool invalid_character(struct lexer *lexer, uint32_t code_point, char const *text, unsigned width)
{
    lexer->position = (uint32_t)(text - lexer->text) + width;
    if (unicode_is(code_point, UNICODE_PRINTABLE))
        return lexer_fail(lexer, "invalid character '%.*s' (U+%04X)", (int)width, text, (unsigned)code_point);
    return lexer_fail(lexer, "invalid non-printable character U+%04X", (unsigned)code_point);
}

static bool check_identifier(struct lexer *lexer, uint32_t start)
{
    for (uint32_t at = start; at < lexer->position;) {
        uint32_t code_point;
        unsigned width = utf8_decode(lexer->text + at, &code_point);
        unsigned wanted = at == start ? UNICODE_IDENTIFIER_START : UNICODE_IDENTIFIER_CONTINUE;
        if (code_point >= 128 && !unicode_is(code_point, wanted))
            return invalid_character(lexer, code_point, lexer->text + at, width);
        at += width;
    }
    return true;
}

static bool scan_string(struct lexer *lexer, uint32_t start)
{
    uint32_t first_line = lexer->line;
    int quote = peek(lexer, 0);
    bool triple = peek(lexer, 1) == quote && peek(lexer, 2) == quote;
    lexer->position += triple ? 3 : 1;
    if (!triple && peek(lexer, 0) == quote) {
        lexer->position++;
        return lexer_append(lexer, TOKEN_STRING, start);
    }
    for (;;) {
        int c = peek(lexer, 0);
        if (c < 0 || (c == '\n' && !triple))
            break;
        lexer->position++;
        if (c == '\\') {
            c = peek(lexer, 0);
            if (c < 0)
                break;
            lexer->position++;
        } else if (c == quote && (!triple || (peek(lexer, 0) == quote && peek(lexer, 1) == quote))) {
            lexer->position += triple ? 2 : 0;
            return append_token(lexer, TOKEN_STRING, start, lexer->position, first_line);
        }
        lexer->line += c == '\n';
    }
    uint32_t last_line = lexer->line;
    if (lexer->position == lexer->length && last_line > first_line && lexer->text[lexer->length - 1] == '\n')
        last_line--;
    lexer->line = first_line;
    lexer->position = start + 1;
    return lexer_fail(lexer, "unterminated %sstring literal (detected at line %u)", triple ? "triple-quoted " : "",
                      last_line);
}

// Is text[start..position) a prefix that a string may have: any of b, r, u, f in any case, combined as Python allows?
static bool is_string_prefix(char const *text, uint32_t length)
{
    bool bytes = false, raw = false, unicode = false, format = false;
    for (uint32_t i = 0; i < length; i++) {
        char c = (char)(text[i] | 0x20);
        if (c == 'b' && !(bytes || unicode || format))
            bytes = true;
        else if (c == 'u' && !(bytes || raw || unicode || format))
            unicode = true;
        else if (c == 'r' && !(raw || unicode))
            raw = true;
        else if (c == 'f' && !(format || bytes || unicode))
            format = true;
        else
            return false;
    }
    return true;
}

static bool scan_name(struct lexer *lexer)
{
    uint32_t start = lexer->position;
    bool ascii = true;
    int c = peek(lexer, 0);
    while (c >= 0 && lexer_is_identifier_part((unsigned char)c)) {
        ascii &= c < 128;
        lexer->position++;
        c = peek(lexer, 0);
    }
    uint32_t length = lexer->position - start;
    if ((c == '"' || c == '\'') && length <= 2 && is_string_prefix(lexer->text + start, length))
        return scan_string(lexer, start);
    if (!ascii && !check_identifier(lexer, start))
        return false;
    return lexer_append(lexer, ascii ? keyword_kind(lexer->text + start, length) : TOKEN_NAME, start);
}

static bool open_bracket(struct lexer *lexer, enum token_kind kind)
{
    uint32_t start = lexer->position++;
    if (lexer->level >= LEXER_MAX_LEVEL)
        return lexer_fail(lexer, "too many nested parentheses");
    lexer->brackets[lexer->level++] = (struct lexer_bracket){start, lexer->line, lexer->text[start]};
    return lexer_append(lexer, kind, start);
}

static bool close_bracket(struct lexer *lexer, enum token_kind kind)
{
    uint32_t start = lexer->position++;
    char c = lexer->text[start];
    if (lexer->level == 0)
        return lexer_fail(lexer, "unmatched '%c'", c);
    struct lexer_bracket const *open = &lexer->brackets[--lexer->level];
    char wanted = open->character == '(' ? ')' : open->character == '[' ? ']' : '}';
    if (c != wanted) {
        if (open->line != lexer->line)
            return lexer_fail(lexer, "closing parenthesis '%c' does not match opening parenthesis '%c' on line %u", c,
                              open->character, open->line);
        return lexer_fail(lexer, "closing parenthesis '%c' does not match opening parenthesis '%c'", c,
                          open->character);
    }
    return lexer_append(lexer, kind, start);
}

// The longest operator at the position.
static enum token_kind operator_kind(struct lexer const *lexer)
{
    enum token_kind best = TOKEN_OTHER;
    size_t best_length = 0;
    size_t left = lexer->length - lexer->position;
    char const *at = lexer->text + lexer->position;
    for (int kind = TOKEN_LEFT_PARENTHESIS; kind <= TOKEN_LESS_GREATER; kind++) {
        if (token_texts[kind][0] != at[0])
            continue;
        size_t length = strlen(token_texts[kind]);
        if (length > best_length && length <= left && memcmp(token_texts[kind], at, length) == 0) {
            best = (enum token_kind)kind;
            best_length = length;
        }
    }
    return best;
}

static bool scan_operator(struct lexer *lexer)
{
    uint32_t start = lexer->position;
    unsigned char c = (unsigned char)lexer->text[start];
    enum token_kind kind = operator_kind(lexer);
    switch (kind) {
    case TOKEN_LEFT_PARENTHESIS:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE:
        return open_bracket(lexer, kind);
    case TOKEN_RIGHT_PARENTHESIS:
    case TOKEN_RIGHT_BRACKET:
    case TOKEN_RIGHT_BRACE:
        return close_bracket(lexer, kind);
    case TOKEN_OTHER:
        if (c < 32 || c == 127)
            return invalid_character(lexer, c, lexer->text + start, 1);
        lexer->position++;
        return lexer_append(lexer, kind, start);
    default:
        lexer->position += (uint32_t)strlen(token_texts[kind]);
        return lexer_append(lexer, kind, start);
    }
}

static bool scan_newline(struct lexer *lexer)
{
    bool blank = lexer->token_count == 0;
    if (!blank) {
        enum token_kind previous = (enum token_kind)lexer->tokens[lexer->token_count - 1].kind;
        blank = previous == TOKEN_NEWLINE || previous == TOKEN_INDENT || previous == TOKEN_DEDENT;
    }
    if (lexer->level == 0) {
        bool commented = lexer->comment > line_start(lexer);
        if (!blank && !lexer_append(lexer, TOKEN_NEWLINE, commented ? lexer->comment : lexer->position))
            return false;
        lexer->at_line_start = true;
    }
    lexer->position++;
    lexer->line++;
    return true;
}

// One token, blank or newline. False: error.
static bool scan_token(struct lexer *lexer)
{
    if (lexer->at_line_start && lexer->level == 0 && !begin_line(lexer))
        return false;
    int c = peek(lexer, 0);
    switch (c) {
    case -1:
        return true;
    case ' ':
    case '\t':
    case '\f':
        lexer->position++;
        return true;
    case '#':
        lexer->comment = lexer->position;
        lexer->position = line_end(lexer);
        return true;
    case '\n':
        return scan_newline(lexer);
    case '\\':
        return continue_line(lexer);
    case '"':
    case '\'':
        return scan_string(lexer, lexer->position);
    case '.':
        if (lexer_is_digit(peek(lexer, 1)))
            return lexer_number(lexer);
        return scan_operator(lexer);
    default:
        if (lexer_is_digit(c))
            return lexer_number(lexer);
        return lexer_is_identifier_start((unsigned char)c) ? scan_name(lexer) : scan_operator(lexer);
    }
}

// What stands behind the last line: the newline it may lack, the open blocks' ends.
static bool finish_tokens(struct lexer *lexer)
{
    if (lexer->level > 0)
        return append_token(lexer, TOKEN_ERROR, lexer->length, lexer->length, lexer->line);
    bool open_line = lexer->token_count > 0;
    if (open_line) {
        enum token_kind previous = (enum token_kind)lexer->tokens[lexer->token_count - 1].kind;
        open_line = previous != TOKEN_NEWLINE && previous != TOKEN_DEDENT;
    }
    bool commented = lexer->comment > line_start(lexer);
    if (open_line && !lexer_append(lexer, TOKEN_NEWLINE, commented ? lexer->comment : lexer->length))
        return false;
    for (; lexer->indent > 0; lexer->indent--) {
        if (!lexer_append(lexer, TOKEN_DEDENT, lexer->length))
            return false;
    }
    return lexer_append(lexer, TOKEN_END, lexer->length);
}

bool lexer_run(struct lexer *lexer, struct heap *heap, struct syntax_watch const *watch, char const *text,
               uint32_t length)
{
    memset(lexer, 0, sizeof *lexer);
    lexer->heap = heap;
    lexer->watch = watch;
    lexer->text = text;
    lexer->length = length;
    lexer->line = 1;
    lexer->at_line_start = true;
    if (!find_lines(lexer))
        return false;
    while (lexer->position < lexer->length) {
        if (!syntax_goes_on(watch))
            return no_memory(lexer);
        if (scan_token(lexer))
            continue;
        if (lexer->error == SYNTAX_ERROR_NO_MEMORY)
            return false;
        return lexer_append(lexer, TOKEN_ERROR, lexer->position);
    }
    return finish_tokens(lexer);
}

void lexer_finish(struct lexer *lexer)
{
    heap_raw_free(lexer->heap, lexer->line_starts, lexer->line_capacity * sizeof(uint32_t));
    heap_raw_free(lexer->heap, lexer->tokens, lexer->token_capacity * sizeof(struct token));
    lexer->line_starts = NULL;
    lexer->tokens = NULL;
}
