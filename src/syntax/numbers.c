// SPDX-License-Identifier: MIT
// Number literals: their tokens with CPython's errors, and their constants.
#include "syntax/parser.h"
#include <string.h>

static int peek(struct lexer const *lexer)
{
    return lexer->position < lexer->length ? (unsigned char)lexer->text[lexer->position] : -1;
}

static bool next_is(struct lexer const *lexer, char const *text)
{
    size_t length = strlen(text);
    return lexer->length - lexer->position >= length && memcmp(lexer->text + lexer->position, text, length) == 0;
}

static bool is_part(int c) // of a name; any byte beyond ASCII may be
{
    return c >= 128 || (c >= 0 && lexer_is_identifier_part((unsigned char)c));
}

// A number may touch one of these keywords (`1if x else y`), any other ASCII letter is an error. What follows "if",
// "in" and "is" is not looked at.
static bool check_end(struct lexer *lexer, char const *kind)
{
    int c = peek(lexer);
    if (c < 0 || c >= 128 || !lexer_is_identifier_part((unsigned char)c))
        return true;
    static char const *const keywords[] = {"if", "in", "is", "and", "else", "for", "or", "not"};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        uint32_t behind = lexer->position + (uint32_t)strlen(keywords[i]);
        if (next_is(lexer, keywords[i]) &&
            (i < 3 || behind >= lexer->length || !is_part((unsigned char)lexer->text[behind])))
            return true;
    }
    return lexer_fail(lexer, "invalid %s literal", kind);
}

static bool is_hexadecimal_digit(int c)
{
    return lexer_is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static bool scan_based(struct lexer *lexer, int base, char const *kind)
{
    lexer->position += 2;
    do {
        if (peek(lexer) == '_')
            lexer->position++;
        int c = peek(lexer);
        bool good = base == 16 ? is_hexadecimal_digit(c) : c >= '0' && c < '0' + base;
        if (!good && lexer_is_digit(c)) {
            lexer->position++;
            return lexer_fail(lexer, "invalid digit '%c' in %s literal", c, kind);
        }
        if (!good)
            return lexer_fail(lexer, "invalid %s literal", kind);
        while ((c = peek(lexer)), base == 16 ? is_hexadecimal_digit(c) : c >= '0' && c < '0' + base)
            lexer->position++;
        if (lexer_is_digit(c)) {
            lexer->position++;
            return lexer_fail(lexer, "invalid digit '%c' in %s literal", c, kind);
        }
    } while (peek(lexer) == '_');
    return check_end(lexer, kind);
}

// Digits with single underscores between them.
static bool scan_digits(struct lexer *lexer)
{
    for (;;) {
        while (lexer_is_digit(peek(lexer)))
            lexer->position++;
        if (peek(lexer) != '_')
            return true;
        lexer->position++;
        if (!lexer_is_digit(peek(lexer)))
            return lexer_fail(lexer, "invalid decimal literal");
    }
}

// Behind the integer part: fraction, exponent, `j`. Sets *plain when there is none of them.
static bool scan_tail(struct lexer *lexer, bool *plain)
{
    *plain = true;
    if (peek(lexer) == '.') {
        *plain = false;
        lexer->position++;
        if (lexer_is_digit(peek(lexer)) && !scan_digits(lexer))
            return false;
    }
    int c = peek(lexer);
    if (c == 'e' || c == 'E') {
        uint32_t at = lexer->position++;
        bool sign = peek(lexer) == '+' || peek(lexer) == '-';
        lexer->position += sign;
        if (lexer_is_digit(peek(lexer))) {
            *plain = false;
            if (!scan_digits(lexer))
                return false;
        } else if (sign) {
            return lexer_fail(lexer, "invalid decimal literal");
        } else {
            lexer->position = at;
        }
    }
    c = peek(lexer);
    if (c == 'j' || c == 'J') {
        *plain = false;
        lexer->position++;
        return check_end(lexer, "imaginary");
    }
    return true;
}

static bool scan_leading_zero(struct lexer *lexer, uint32_t start)
{
    while (peek(lexer) == '0' || peek(lexer) == '_') {
        if (peek(lexer) == '_') {
            lexer->position++;
            if (!lexer_is_digit(peek(lexer)))
                return lexer_fail(lexer, "invalid decimal literal");
            if (peek(lexer) != '0')
                break;
        }
        lexer->position++;
    }
    uint32_t zeros_end = lexer->position;
    bool nonzero = lexer_is_digit(peek(lexer)), plain;
    if (nonzero && !scan_digits(lexer))
        return false;
    if (!scan_tail(lexer, &plain))
        return false;
    if (plain && nonzero) {
        (void)lexer_fail(lexer, "leading zeros in decimal integer literals are not permitted; "
                                "use an 0o prefix for octal integers");
        uint32_t line = lexer->line_starts[lexer->line - 1];
        lexer->error_column = (int)lexer_characters(lexer->text + line, start - line) + 1;
        lexer->error_end_column = (int)lexer_characters(lexer->text + line, zeros_end - line);
        // CPython has read one character more when the zeros end in an underscore.
        lexer->error_end_column += lexer->text[start] == '0' ? 1 : 0;
        return false;
    }
    return check_end(lexer, "decimal") && lexer_append(lexer, TOKEN_NUMBER, start);
}

bool lexer_number(struct lexer *lexer)
{
    uint32_t start = lexer->position;
    if (peek(lexer) == '0' && start + 1 < lexer->length) {
        char prefix = (char)(lexer->text[start + 1] | 0x20);
        if (prefix == 'x')
            return scan_based(lexer, 16, "hexadecimal") && lexer_append(lexer, TOKEN_NUMBER, start);
        if (prefix == 'o')
            return scan_based(lexer, 8, "octal") && lexer_append(lexer, TOKEN_NUMBER, start);
        if (prefix == 'b')
            return scan_based(lexer, 2, "binary") && lexer_append(lexer, TOKEN_NUMBER, start);
    }
    if (peek(lexer) == '0')
        return scan_leading_zero(lexer, start);
    bool plain;
    if (peek(lexer) != '.' && !scan_digits(lexer))
        return false;
    return scan_tail(lexer, &plain) && check_end(lexer, "decimal") && lexer_append(lexer, TOKEN_NUMBER, start);
}

static void set_integer(struct syntax_constant *constant, int base)
{
    constant->kind = CONSTANT_INTEGER;
    constant->base = (uint8_t)base;
    int64_t const limit = ((int64_t)1 << 62) - 1;
    int64_t value = 0;
    for (uint32_t i = 0; i < constant->length; i++) {
        int c = (unsigned char)constant->text[i];
        int digit = lexer_is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
        if (value > (limit - digit) / base)
            return;
        value = value * base + digit;
    }
    constant->fits = true;
    constant->value = value;
}

// Does the number touch a keyword? The warning stands at its last character.
static bool note_end(struct parser *parser, struct token const *token, int base, bool is_imaginary)
{
    if (token->end >= parser->lexer.length ||
        !lexer_is_identifier_start((unsigned char)parser->lexer.text[token->end]) ||
        (unsigned char)parser->lexer.text[token->end] >= 128)
        return true;
    char const *kind = base == 16 ? "hexadecimal" : base == 8 ? "octal" : base == 2 ? "binary" : "decimal";
    kind = is_imaginary ? "imaginary" : kind;
    struct span span = parser_token_span(parser, (uint32_t)(token - parser->lexer.tokens));
    span.column = --span.end_column;
    return parser_note(parser, token->start, span, NOTE_NUMBER, kind, strlen(kind));
}

bool parser_number(struct parser *parser, struct token const *token, struct syntax_constant *constant)
{
    char const *source = parser->lexer.text + token->start;
    uint32_t length = token->end - token->start;
    int base = 10;
    if (length > 2 && source[0] == '0' && !lexer_is_digit(source[1])) {
        char prefix = (char)(source[1] | 0x20);
        base = prefix == 'x' ? 16 : prefix == 'o' ? 8 : prefix == 'b' ? 2 : 10;
    }
    uint32_t skip = base == 10 ? 0 : 2;
    char *text = parser_allocate(parser, length + 1);
    if (text == NULL)
        return false;
    uint32_t count = 0;
    bool is_float = false;
    for (uint32_t i = skip; i < length; i++) {
        char c = source[i];
        if (c == '_')
            continue;
        is_float |= base == 10 && (c == '.' || c == 'e' || c == 'E');
        text[count++] = c;
    }
    constant->text = text;
    if (base == 10 && (text[count - 1] == 'j' || text[count - 1] == 'J')) {
        constant->kind = CONSTANT_IMAGINARY;
        count--;
    } else if (is_float) {
        constant->kind = CONSTANT_FLOAT;
    }
    text[count] = '\0';
    constant->length = count;
    if (constant->kind != CONSTANT_FLOAT && constant->kind != CONSTANT_IMAGINARY)
        set_integer(constant, base);
    return note_end(parser, token, base, constant->kind == CONSTANT_IMAGINARY);
}
