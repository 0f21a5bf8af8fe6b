// SPDX-License-Identifier: MIT
// f-strings, as CPython 3.11 reads them: the fields are found by a scan of the literal, and each expression is parsed
// as a source of its own, in parentheses.
#include "syntax/strings.h"
#include <string.h>

// The literal text between fields gathers in `buffer` until a field or the end makes a Constant of it. Text of a field
// (`{x=}`) is written before its format specification is read, so that pieces never interleave.
struct fstring {
    struct parser *parser;
    uint32_t first, last; // tokens
    struct string_literal literal;
    char const *at, *end; // in the literal's body
    char *piece;          // where the present piece of text begins
    char *out;
    // Lines up to `counted`, which only moves forward within a literal.
    char const *counted;
    uint32_t lines;
    char const *line_begin;
};

static struct syntax_node *parse_format_spec(struct fstring *fstring, int level);

static bool raise(struct fstring *fstring, char const *message)
{
    return parser_raise_last(fstring->parser, "%s", message) != NULL;
}

// As in CPython, the last piece of a format specification spans its own literal, all others all literals.
static bool end_piece(struct fstring *fstring, uint32_t first, uint32_t last)
{
    size_t length = (size_t)(fstring->out - fstring->piece);
    if (length == 0)
        return true;
    *fstring->out++ = '\0';
    struct syntax_node *node = string_constant(fstring->parser, first, last, false, fstring->piece, length);
    fstring->piece = fstring->out;
    return node != NULL && parser_push(fstring->parser, node);
}

// --- literal text ---

static bool add_text(struct fstring *fstring, char const *start, char const *end)
{
    char *out = string_decode(fstring->parser, &fstring->literal, start, (size_t)(end - start), fstring->out);
    if (out == NULL)
        return false;
    fstring->out = out;
    return true;
}

// Passes an escape; \N{...} as a whole, for its braces are no field's.
static void skip_escape(struct fstring *fstring)
{
    fstring->at++;
    if (fstring->at == fstring->end || *fstring->at == '{' || *fstring->at == '}')
        return;
    bool named = *fstring->at++ == 'N';
    if (!named || fstring->at == fstring->end || *fstring->at != '{')
        return;
    while (fstring->at < fstring->end && *fstring->at++ != '}')
        ;
}

// Text up to a brace that begins a field (or ends a format specification), or the end.
static bool read_text(struct fstring *fstring, int level)
{
    char const *start = fstring->at;
    while (fstring->at < fstring->end) {
        char c = *fstring->at;
        if (c == '\\' && !fstring->literal.is_raw) {
            skip_escape(fstring);
            continue;
        }
        if (c != '{' && c != '}') {
            fstring->at++;
            continue;
        }
        if (level > 0)
            break;
        if (fstring->at + 1 < fstring->end && fstring->at[1] == c) {
            if (!add_text(fstring, start, fstring->at + 1))
                return false;
            fstring->at += 2;
            start = fstring->at;
            continue;
        }
        if (c == '}')
            return raise(fstring, "f-string: single '}' is not allowed");
        break;
    }
    return start == fstring->at || add_text(fstring, start, fstring->at);
}

// --- fields ---

struct field_scan {
    char quote; // open string, 0: none
    bool triple;
    int level;
    char brackets[LEXER_MAX_LEVEL];
};

static bool scan_close(struct fstring *fstring, struct field_scan *scan, char c)
{
    if (scan->level == 0)
        return parser_raise_last(fstring->parser, "f-string: unmatched '%c'", c) != NULL;
    char open = scan->brackets[--scan->level];
    char wanted = open == '(' ? ')' : open == '[' ? ']' : '}';
    return c == wanted ||
           parser_raise_last(fstring->parser,
                             "f-string: closing parenthesis '%c' does not match opening parenthesis '%c'", c,
                             open) != NULL;
}

static bool is_tripled(struct fstring const *fstring)
{
    char const *at = fstring->at;
    return fstring->end - at > 2 && at[1] == at[0] && at[2] == at[0];
}

// Within a string of the expression, or at a quote that begins one.
static void scan_quote(struct fstring *fstring, struct field_scan *scan)
{
    char c = *fstring->at;
    if (scan->quote == 0) {
        scan->triple = is_tripled(fstring);
        scan->quote = c;
    } else if (c != scan->quote || (scan->triple && !is_tripled(fstring))) {
        return;
    } else {
        scan->quote = 0;
    }
    fstring->at += scan->triple ? 2 : 0;
}

// Does an expression end here? Comparison operators pass as a whole.
static bool ends_expression(struct fstring *fstring, char c)
{
    bool next_equal = fstring->end - fstring->at > 1 && fstring->at[1] == '=';
    if (next_equal && (c == '!' || c == '=' || c == '<' || c == '>')) {
        fstring->at++;
        return false;
    }
    return c == '!' || c == ':' || c == '}' || c == '=';
}

// Moves to the end of the expression: `!`, `:`, `}`, `=` outside brackets and strings.
static bool scan_expression(struct fstring *fstring)
{
    struct field_scan scan = {.level = 0};
    for (; fstring->at < fstring->end; fstring->at++) {
        char c = *fstring->at;
        if (c == '\\')
            return raise(fstring, "f-string expression part cannot include a backslash");
        if (scan.quote != 0 || c == '\'' || c == '"') {
            scan_quote(fstring, &scan);
        } else if (c == '(' || c == '[' || c == '{') {
            if (scan.level >= LEXER_MAX_LEVEL)
                return raise(fstring, "f-string: too many nested parenthesis");
            scan.brackets[scan.level++] = c;
        } else if (c == '#') {
            return raise(fstring, "f-string expression part cannot include '#'");
        } else if (scan.level == 0 && strchr("!:}=<>", c) != NULL) {
            if (ends_expression(fstring, c))
                break;
        } else if (c == ')' || c == ']' || c == '}') {
            if (!scan_close(fstring, &scan, c))
                return false;
        }
    }
    if (scan.quote != 0)
        return raise(fstring, "f-string: unterminated string");
    if (scan.level > 0)
        return parser_raise_last(fstring->parser, "f-string: unmatched '%c'", scan.brackets[scan.level - 1]) != NULL;
    return fstring->at < fstring->end || raise(fstring, "f-string: expecting '}'");
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f' || c == '\n' || c == '\r' || c == '\v';
}

static bool check_expression(struct fstring *fstring, char const *start)
{
    for (char const *p = start; p < fstring->at; p++) {
        if (!is_blank(*p) || *p == '\v')
            return true;
    }
    if (*fstring->at == '!' || *fstring->at == ':' || *fstring->at == '=')
        return parser_raise_last(fstring->parser, "f-string: expression required before '%c'", *fstring->at) != NULL;
    return raise(fstring, "f-string: empty expression not allowed");
}

// The place of the brace before the expression, as CPython reckons it: when nothing but a newline follows the brace,
// the column does not count.
static void place_expression(struct fstring *fstring, char const *brace, uint32_t *line, uint32_t *column)
{
    struct span token = parser_token_span(fstring->parser, fstring->literal.token);
    for (; fstring->counted < brace; fstring->counted++) {
        if (*fstring->counted == '\n') {
            fstring->lines++;
            fstring->line_begin = fstring->counted + 1;
        }
    }
    char const *next = brace + 1;
    while (*next == ' ' || *next == '\t' || *next == '\f')
        next++;
    bool newline_follows = *next == '\n' || *next == '}';
    *line = token.line + fstring->lines;
    *column = newline_follows ? 0 : (uint32_t)(brace - fstring->line_begin);
    if (fstring->lines == 0)
        *column += token.column;
}

static struct syntax_node *parse_expression(struct fstring *fstring)
{
    char const *start = fstring->at;
    if (!scan_expression(fstring) || !check_expression(fstring, start))
        return NULL;
    uint32_t line, column;
    place_expression(fstring, start - 1, &line, &column);
    return parser_fstring_expression(fstring->parser, start, (uint32_t)(fstring->at - start), line, column);
}

static bool parse_conversion(struct fstring *fstring, int32_t *conversion)
{
    *conversion = -1;
    if (*fstring->at != '!')
        return true;
    fstring->at++;
    if (fstring->at == fstring->end)
        return raise(fstring, "f-string: expecting '}'");
    char c = *fstring->at++;
    *conversion = (unsigned char)c;
    return c == 's' || c == 'r' || c == 'a' ||
           raise(fstring, "f-string: invalid conversion character: expected 's', 'r', or 'a'");
}

// `=` behind the expression: its text, blanks included, goes to the literal text.
static bool parse_text_request(struct fstring *fstring, char const *start, bool *requested)
{
    *requested = *fstring->at == '=';
    if (!*requested)
        return true;
    fstring->at++;
    while (fstring->at < fstring->end && is_blank(*fstring->at))
        fstring->at++;
    if (fstring->at == fstring->end)
        return raise(fstring, "f-string: expecting '}'");
    memcpy(fstring->out, start, (size_t)(fstring->at - start));
    fstring->out += fstring->at - start;
    return true;
}

// A field, from its brace to behind the closing one.
static bool parse_field(struct fstring *fstring, int level)
{
    if (level >= 2)
        return raise(fstring, "f-string: expressions nested too deeply");
    struct parser *parser = fstring->parser;
    char const *start = ++fstring->at;
    struct syntax_node *value = parse_expression(fstring), *spec = NULL;
    bool text;
    int32_t conversion;
    if (value == NULL || !parse_text_request(fstring, start, &text) ||
        !end_piece(fstring, fstring->first, fstring->last) || !parse_conversion(fstring, &conversion))
        return false;
    if (fstring->at < fstring->end && *fstring->at == ':') {
        fstring->at++;
        if (fstring->at == fstring->end)
            return raise(fstring, "f-string: expecting '}'");
        spec = parse_format_spec(fstring, level + 1);
        if (spec == NULL)
            return false;
    }
    if (fstring->at == fstring->end || *fstring->at != '}')
        return raise(fstring, "f-string: expecting '}'");
    fstring->at++;
    struct syntax_node *node = parser_node(parser, NODE_FORMATTED_VALUE, fstring->first);
    if (node == NULL)
        return false;
    node->formatted_value.value = value;
    node->formatted_value.format_spec = spec;
    node->formatted_value.conversion = text && spec == NULL && conversion == -1 ? 'r' : conversion;
    string_end_node(parser, node, fstring->last);
    return parser_push(parser, node);
}

// Text and fields up to the end of the literal, or of a format specification.
static bool parse_parts(struct fstring *fstring, int level)
{
    for (;;) {
        if (!read_text(fstring, level))
            return false;
        if (fstring->at == fstring->end || *fstring->at == '}')
            break;
        if (!parse_field(fstring, level))
            return false;
    }
    return level == 0 || fstring->at < fstring->end || raise(fstring, "f-string: expecting '}'");
}

static struct syntax_node *make_joined(struct fstring *fstring, uint32_t first, uint32_t last, size_t mark)
{
    struct syntax_node *node = parser_node(fstring->parser, NODE_JOINED_STR, first);
    if (node == NULL || !parser_take(fstring->parser, mark, &node->joined_str.values))
        return NULL;
    string_end_node(fstring->parser, node, last);
    return node;
}

static struct syntax_node *parse_format_spec(struct fstring *fstring, int level)
{
    size_t mark = fstring->parser->scratch_count;
    uint32_t token = fstring->literal.token;
    if (!parse_parts(fstring, level) || !end_piece(fstring, token, token))
        return NULL;
    return make_joined(fstring, token, token, mark);
}

struct syntax_node *fstring_join(struct parser *parser, uint32_t first, uint32_t last, char *buffer)
{
    struct fstring fstring = {.parser = parser, .first = first, .last = last, .piece = buffer, .out = buffer};
    size_t mark = parser->scratch_count;
    for (uint32_t token = first; token <= last; token++) {
        if (!string_open(parser, token, &fstring.literal))
            return NULL;
        if (fstring.literal.is_bytes)
            return parser_raise_last(parser, "cannot mix bytes and nonbytes literals");
        fstring.at = fstring.literal.body;
        fstring.end = fstring.at + fstring.literal.length;
        fstring.counted = fstring.line_begin = parser->lexer.text + parser->lexer.tokens[token].start;
        fstring.lines = 0;
        if (!fstring.literal.is_format) {
            if (!add_text(&fstring, fstring.at, fstring.end))
                return NULL;
        } else if (!parse_parts(&fstring, 0)) {
            return NULL;
        }
    }
    return end_piece(&fstring, first, last) ? make_joined(&fstring, first, last, mark) : NULL;
}
