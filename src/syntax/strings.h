// SPDX-License-Identifier: MIT
// What strings.c and fstring.c share.
#ifndef OURO_SYNTAX_STRINGS_H
#define OURO_SYNTAX_STRINGS_H

#include "syntax/parser.h"

// One string token without its prefix and quotes.
struct string_literal {
    uint32_t token;
    bool is_bytes, is_format;
    bool is_raw; // no escapes in it, for whatever reason
    char const *body;
    size_t length;
};

// False: bytes beyond ASCII, error set.
OURO_MUST_USE bool string_open(struct parser *parser, uint32_t token, struct string_literal *literal);
// Writes `length` bytes of the literal decoded to `out` and returns the end; NULL: a bad escape, error set.
OURO_MUST_USE char *string_decode(struct parser *parser, struct string_literal const *literal, char const *text,
                                  size_t length, char *out);
// A string or bytes constant that spans the tokens; `text` stays where it is.
OURO_MUST_USE struct syntax_node *string_constant(struct parser *parser, uint32_t first, uint32_t last, bool is_bytes,
                                                  char const *text, size_t length);
// Ends a node at token `last`.
void string_end_node(struct parser *parser, struct syntax_node *node, uint32_t last);
// The JoinedStr of the tokens, some of which are f-strings. `buffer` has room for all their literal text.
OURO_MUST_USE struct syntax_node *fstring_join(struct parser *parser, uint32_t first, uint32_t last, char *buffer);

#endif
