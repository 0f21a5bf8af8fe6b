// SPDX-License-Identifier: MIT
// Tokens, and the lexer that makes them.
//
// The whole source is cut into tokens before the parser starts: the parser looks ahead and goes back by index, and an
// error of the lexer anywhere in the source takes precedence over the parser's, as it does in CPython. Line numbers
// here count from 1 and offsets from 0 in the text handed to the lexer; the parser adds what an f-string's place asks.
#ifndef OURO_SYNTAX_TOKEN_H
#define OURO_SYNTAX_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "os/assert.h"
#include "syntax/syntax.h"

// One row per operator: enumerator and spelling.
#define SYNTAX_OPERATOR_TOKENS(X) \
    X(LEFT_PARENTHESIS, "(")      \
    X(RIGHT_PARENTHESIS, ")")     \
    X(LEFT_BRACKET, "[")          \
    X(RIGHT_BRACKET, "]")         \
    X(LEFT_BRACE, "{")            \
    X(RIGHT_BRACE, "}")           \
    X(COLON, ":")                 \
    X(COMMA, ",")                 \
    X(SEMICOLON, ";")             \
    X(PLUS, "+")                  \
    X(MINUS, "-")                 \
    X(STAR, "*")                  \
    X(SLASH, "/")                 \
    X(VERTICAL_BAR, "|")          \
    X(AMPERSAND, "&")             \
    X(LESS, "<")                  \
    X(GREATER, ">")               \
    X(EQUAL, "=")                 \
    X(DOT, ".")                   \
    X(PERCENT, "%")               \
    X(EQUAL_EQUAL, "==")          \
    X(NOT_EQUAL, "!=")            \
    X(LESS_EQUAL, "<=")           \
    X(GREATER_EQUAL, ">=")        \
    X(TILDE, "~")                 \
    X(CIRCUMFLEX, "^")            \
    X(LEFT_SHIFT, "<<")           \
    X(RIGHT_SHIFT, ">>")          \
    X(DOUBLE_STAR, "**")          \
    X(PLUS_EQUAL, "+=")           \
    X(MINUS_EQUAL, "-=")          \
    X(STAR_EQUAL, "*=")           \
    X(SLASH_EQUAL, "/=")          \
    X(PERCENT_EQUAL, "%=")        \
    X(AMPERSAND_EQUAL, "&=")      \
    X(VERTICAL_BAR_EQUAL, "|=")   \
    X(CIRCUMFLEX_EQUAL, "^=")     \
    X(LEFT_SHIFT_EQUAL, "<<=")    \
    X(RIGHT_SHIFT_EQUAL, ">>=")   \
    X(DOUBLE_STAR_EQUAL, "**=")   \
    X(DOUBLE_SLASH, "//")         \
    X(DOUBLE_SLASH_EQUAL, "//=")  \
    X(AT, "@")                    \
    X(AT_EQUAL, "@=")             \
    X(ARROW, "->")                \
    X(ELLIPSIS, "...")            \
    X(COLON_EQUAL, ":=")          \
    X(LESS_GREATER, "<>")

#define SYNTAX_KEYWORD_TOKENS(X) \
    X(AND, "and")                \
    X(AS, "as")                  \
    X(ASSERT, "assert")          \
    X(ASYNC, "async")            \
    X(AWAIT, "await")            \
    X(BREAK, "break")            \
    X(CLASS, "class")            \
    X(CONTINUE, "continue")      \
    X(DEF, "def")                \
    X(DEL, "del")                \
    X(ELIF, "elif")              \
    X(ELSE, "else")              \
    X(EXCEPT, "except")          \
    X(FALSE, "False")            \
    X(FINALLY, "finally")        \
    X(FOR, "for")                \
    X(FROM, "from")              \
    X(GLOBAL, "global")          \
    X(IF, "if")                  \
    X(IMPORT, "import")          \
    X(IN, "in")                  \
    X(IS, "is")                  \
    X(LAMBDA, "lambda")          \
    X(NONE, "None")              \
    X(NONLOCAL, "nonlocal")      \
    X(NOT, "not")                \
    X(OR, "or")                  \
    X(PASS, "pass")              \
    X(RAISE, "raise")            \
    X(RETURN, "return")          \
    X(TRUE, "True")              \
    X(TRY, "try")                \
    X(WHILE, "while")            \
    X(WITH, "with")              \
    X(YIELD, "yield")

enum token_kind {
    TOKEN_END,
    TOKEN_NEWLINE,
    TOKEN_INDENT,
    TOKEN_DEDENT,
    TOKEN_NAME,
    TOKEN_NUMBER,
    TOKEN_STRING,
    TOKEN_OTHER, // a character that begins no token: `$`, `?`, `!`
    TOKEN_ERROR, // the lexer stopped here; its error says why
#define TOKEN_ENUMERATOR(enumerator, text) TOKEN_##enumerator,
    SYNTAX_OPERATOR_TOKENS(TOKEN_ENUMERATOR) SYNTAX_KEYWORD_TOKENS(TOKEN_ENUMERATOR)
#undef TOKEN_ENUMERATOR
        TOKEN_KIND_COUNT
};

struct token {
    uint32_t start, end; // bytes of the text
    uint32_t line;       // where it starts
    uint8_t kind;        // enum token_kind
    uint8_t level;       // open brackets after it
};

// The spelling of an operator or keyword, "" for others.
char const *token_text(enum token_kind kind);

enum { LEXER_MAX_LEVEL = 200, LEXER_MAX_INDENT = 100 };

struct lexer_bracket {
    uint32_t offset;
    uint32_t line;
    char character;
};

// Invariants: tokens[0..token_count) are in source order and, once lexer_run has returned true, end in TOKEN_END or
// TOKEN_ERROR; line_starts[i] is the offset of line i + 1; levels of indentation strictly grow from indents[0] = 0.
struct lexer {
    struct heap *heap;
    struct syntax_watch const *watch;
    char const *text;
    uint32_t length;
    uint32_t *line_starts;
    uint32_t line_count, line_capacity;
    struct token *tokens;
    uint32_t token_count, token_capacity;

    uint32_t position;
    uint32_t line;
    bool at_line_start;
    uint32_t comment; // where the last comment began: a NEWLINE token takes it in
    uint32_t level;
    struct lexer_bracket brackets[LEXER_MAX_LEVEL];
    uint32_t indent;
    uint32_t indents[LEXER_MAX_INDENT];
    uint32_t alternative_indents[LEXER_MAX_INDENT]; // with tabs of one column: tells inconsistent tabs

    // The error that stopped it. `overrides`: it beats an error of the parser earlier in the source.
    enum syntax_error_kind error;
    bool error_overrides;
    char error_message[200];
    uint32_t error_line;
    int error_column, error_end_column; // as SyntaxError shows them
};

// Cuts `text` into tokens. False: no memory, or the watch (or NULL) gave up. An error in the text is a TOKEN_ERROR with
// the error fields set.
OURO_MUST_USE bool lexer_run(struct lexer *lexer, struct heap *heap, struct syntax_watch const *watch, char const *text,
                             uint32_t length);
void lexer_finish(struct lexer *lexer);
// Characters (code points) in `length` bytes of UTF-8.
uint32_t lexer_characters(char const *text, size_t length);
// Adds a token from `start` to the lexer's position. False: no memory.
OURO_MUST_USE bool lexer_append(struct lexer *lexer, enum token_kind kind, uint32_t start);
// Number at the lexer's position (a digit, or a dot before one): the lexer's part in numbers.c. False: error set.
OURO_MUST_USE bool lexer_number(struct lexer *lexer);
// Records an error at the current position (the last character read), and returns false.
bool lexer_fail(struct lexer *lexer, char const *format, ...) __attribute__((format(printf, 2, 3)));

static inline bool lexer_is_identifier_start(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
}

static inline bool lexer_is_identifier_part(unsigned char c)
{
    return lexer_is_identifier_start(c) || (c >= '0' && c <= '9');
}

static inline bool lexer_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

#endif
