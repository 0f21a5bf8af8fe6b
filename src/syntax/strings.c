// SPDX-License-Identifier: MIT
// String and bytes literals: prefixes, escapes, adjacent literals joined. f-strings are in fstring.c.
#include "syntax/strings.h"
#include "object/unicode_names.h"
#include "object/utf8.h"
#include <stdio.h>
#include <string.h>

bool string_open(struct parser *parser, uint32_t token, struct string_literal *literal)
{
    struct token const *t = &parser->lexer.tokens[token];
    char const *text = parser->lexer.text + t->start, *end = parser->lexer.text + t->end;
    *literal = (struct string_literal){.token = token};
    for (; *text != '"' && *text != '\''; text++) {
        char c = (char)(*text | 0x20);
        literal->is_bytes |= c == 'b';
        literal->is_raw |= c == 'r';
        literal->is_format |= c == 'f';
    }
    size_t quotes = end - text >= 6 && text[1] == text[0] && text[2] == text[0] ? 3 : 1;
    literal->body = text + quotes;
    literal->length = (size_t)(end - text) - 2 * quotes;
    literal->is_raw |= memchr(literal->body, '\\', literal->length) == NULL;
    if (literal->is_bytes && !utf8_is_ascii(literal->body, literal->length)) {
        (void)parser_raise_last(parser, "bytes can only contain ASCII literal characters");
        return false;
    }
    return true;
}

// --- escapes ---

struct decoder {
    struct parser *parser;
    uint32_t token;
    char const *start, *at, *end;
    char *out;
    bool is_bytes;
};

// Position as CPython counts it: a character beyond ASCII stands as ten (`\U0010FFFF`) in the text it decodes.
static size_t position_of(struct decoder const *decoder, char const *at)
{
    size_t position = 0;
    for (char const *p = decoder->start; p < at; p++) {
        if ((unsigned char)*p < 0x80)
            position++;
        else if (!utf8_is_continuation(*p))
            position += 10;
    }
    return position;
}

static bool escape_error(struct decoder *decoder, char const *backslash, char const *what)
{
    return parser_raise_last(decoder->parser,
                             "(unicode error) 'unicodeescape' codec can't decode bytes in position %zu-%zu: %s",
                             position_of(decoder, backslash), position_of(decoder, decoder->at) - 1, what) != NULL;
}

static int hexadecimal_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static void put(struct decoder *decoder, uint32_t code_point)
{
    if (decoder->is_bytes)
        *decoder->out++ = (char)code_point;
    else
        decoder->out += utf8_encode(code_point, decoder->out);
}

// \xXX, \uXXXX, \UXXXXXXXX: behind the letter.
static bool decode_hexadecimal(struct decoder *decoder, char const *backslash, int digits, char const *truncated)
{
    uint32_t value = 0;
    for (int i = 0; i < digits; i++) {
        int digit = decoder->at < decoder->end ? hexadecimal_value(*decoder->at) : -1;
        if (digit < 0) {
            if (decoder->is_bytes)
                return parser_raise_last(decoder->parser, "(value error) invalid \\x escape at position %zu",
                                         position_of(decoder, backslash)) != NULL;
            return escape_error(decoder, backslash, truncated);
        }
        value = value * 16 + (uint32_t)digit;
        decoder->at++;
    }
    if (value > UTF8_MAXIMUM)
        return escape_error(decoder, backslash, "illegal Unicode character");
    put(decoder, value);
    return true;
}

// \N{name}
static bool decode_named(struct decoder *decoder, char const *backslash)
{
    char const *name = decoder->at + 1;
    if (decoder->at == decoder->end || *decoder->at != '{')
        return escape_error(decoder, backslash, "malformed \\N character escape");
    decoder->at++;
    while (decoder->at < decoder->end && *decoder->at != '}')
        decoder->at++;
    if (decoder->at == decoder->end || decoder->at == name)
        return escape_error(decoder, backslash, "malformed \\N character escape");
    uint32_t code_point;
    size_t length = (size_t)(decoder->at++ - name);
    if (!unicode_by_name(name, length, &code_point))
        return escape_error(decoder, backslash, "unknown Unicode character name");
    put(decoder, code_point);
    return true;
}

// A bad escape whose text is `length` bytes from `text` on.
static bool note_bad(struct decoder *decoder, char const *text, size_t length, bool is_octal)
{
    struct parser *parser = decoder->parser;
    return parser_note(parser, (size_t)(decoder->start - parser->lexer.text), parser_token_span(parser, decoder->token),
                       is_octal ? NOTE_OCTAL : NOTE_ESCAPE, text, length);
}

static bool decode_octal(struct decoder *decoder)
{
    char const *digits = decoder->at;
    uint32_t value = 0;
    for (int i = 0; i < 3 && decoder->at < decoder->end && *decoder->at >= '0' && *decoder->at <= '7'; i++)
        value = value * 8 + (uint32_t)(*decoder->at++ - '0');
    put(decoder, value);
    return value <= 0xff || note_bad(decoder, digits, 3, true);
}

// Single-letter escapes and what each stands for.
static bool decode_letter(struct decoder *decoder, char letter)
{
    static char const letters[] = "\\'\"abfnrtv", values[] = "\\'\"\a\b\f\n\r\t\v";
    char const *found = strchr(letters, letter);
    if (found == NULL || letter == '\0')
        return false;
    put(decoder, (unsigned char)values[found - letters]);
    return true;
}

// Behind a backslash.
static bool decode_escape(struct decoder *decoder)
{
    char const *backslash = decoder->at - 1;
    if (decoder->at == decoder->end) {
        put(decoder, '\\');
        return *decoder->at != '{' || note_bad(decoder, decoder->at, 1, false); // before a field of an f-string
    }
    char c = *decoder->at;
    if (c >= '0' && c <= '7') {
        return decode_octal(decoder);
    }
    decoder->at++;
    if (c == '\n' || decode_letter(decoder, c))
        return true;
    if (c == 'x')
        return decode_hexadecimal(decoder, backslash, 2, "truncated \\xXX escape");
    if (!decoder->is_bytes) {
        if (c == 'u')
            return decode_hexadecimal(decoder, backslash, 4, "truncated \\uXXXX escape");
        if (c == 'U')
            return decode_hexadecimal(decoder, backslash, 8, "truncated \\UXXXXXXXX escape");
        if (c == 'N')
            return decode_named(decoder, backslash);
    }
    // An unknown escape stands for itself.
    put(decoder, '\\');
    decoder->at--;
    return (c & 0x80) != 0 || note_bad(decoder, decoder->at, 1, false);
}

char *string_decode(struct parser *parser, struct string_literal const *literal, char const *text, size_t length,
                    char *out)
{
    if (literal->is_raw) {
        memcpy(out, text, length);
        return out + length;
    }
    struct decoder decoder = {parser, literal->token, text, text, text + length, out, literal->is_bytes};
    while (decoder.at < decoder.end) {
        char const *backslash = memchr(decoder.at, '\\', (size_t)(decoder.end - decoder.at));
        size_t plain = (size_t)((backslash != NULL ? backslash : decoder.end) - decoder.at);
        memcpy(decoder.out, decoder.at, plain);
        decoder.out += plain;
        decoder.at += plain;
        if (backslash == NULL)
            break;
        decoder.at++;
        if (!decode_escape(&decoder))
            return NULL;
    }
    return decoder.out;
}

// --- literals ---

void string_end_node(struct parser *parser, struct syntax_node *node, uint32_t last)
{
    struct span span = parser_token_span(parser, last);
    node->end_line = span.end_line;
    node->end_column = span.end_column;
    syntax_node_settle(node);
}

struct syntax_node *string_constant(struct parser *parser, uint32_t first, uint32_t last, bool is_bytes,
                                    char const *text, size_t length)
{
    struct syntax_node *node = parser_node(parser, NODE_CONSTANT, first);
    if (node == NULL)
        return NULL;
    node->constant.kind = is_bytes ? CONSTANT_BYTES : CONSTANT_STRING;
    node->constant.text = text;
    node->constant.length = (uint32_t)length;
    node->constant.is_ascii = utf8_is_ascii(text, length);
    node->constant.has_prefix = parser->lexer.text[parser->lexer.tokens[first].start] == 'u';
    string_end_node(parser, node, last);
    return node;
}

static struct syntax_node *join_plain(struct parser *parser, uint32_t first, uint32_t last, bool is_bytes, char *buffer)
{
    char *out = buffer;
    for (uint32_t token = first; token <= last; token++) {
        struct string_literal literal;
        if (!string_open(parser, token, &literal))
            return NULL;
        if (literal.is_bytes != is_bytes)
            return parser_raise_last(parser, "cannot mix bytes and nonbytes literals");
        out = string_decode(parser, &literal, literal.body, literal.length, out);
        if (out == NULL)
            return NULL;
    }
    *out = '\0';
    return string_constant(parser, first, last, is_bytes, buffer, (size_t)(out - buffer));
}

// Decoded text is never longer than its source, so one buffer of the literals' length holds all.
struct syntax_node *parser_strings(struct parser *parser)
{
    uint32_t first = parser->position;
    while (parser_kind(parser) == TOKEN_STRING)
        parser_advance(parser);
    uint32_t last = parser->position - 1;
    size_t size = 1;
    bool is_format = false, is_bytes = false;
    for (uint32_t token = first; token <= last; token++) {
        struct string_literal literal;
        if (!string_open(parser, token, &literal))
            return NULL;
        is_bytes = token == first ? literal.is_bytes : is_bytes;
        is_format |= literal.is_format;
        size += literal.length + 1;
    }
    char *buffer = parser_allocate(parser, size);
    if (buffer == NULL)
        return NULL;
    if (is_format)
        return fstring_join(parser, first, last, buffer);
    return join_plain(parser, first, last, is_bytes, buffer);
}
