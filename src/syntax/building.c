// SPDX-License-Identifier: MIT
// What the parser builds with: nodes with their places, sequences, names.
#include "heap/heap.h"
#include "object/unicode.h"
#include "object/utf8.h"
#include "syntax/parser.h"
#include <string.h>

void *parser_allocate(struct parser *parser, size_t size)
{
    void *memory = syntax_goes_on(parser->tree->watch) ? syntax_tree_allocate(parser->tree, size) : NULL;
    return memory != NULL ? memory : parser_no_memory(parser);
}

struct syntax_node *parser_node(struct parser *parser, enum syntax_kind kind, uint32_t start)
{
    struct syntax_node *node = parser_allocate(parser, syntax_node_size(kind));
    if (node == NULL)
        return NULL;
    struct token const *token = &parser->lexer.tokens[start];
    node->kind = (uint8_t)kind;
    node->line = token->line + parser->line_offset;
    node->column =
        token->start - parser->lexer.line_starts[token->line - 1] + (token->line == 1 ? parser->column_offset : 0);
    return node;
}

struct syntax_node *parser_end_node(struct parser *parser, struct syntax_node *node)
{
    uint32_t last = parser->position;
    enum token_kind kind;
    do {
        last--;
        kind = (enum token_kind)parser->lexer.tokens[last].kind;
    } while (last > 0 && (kind == TOKEN_NEWLINE || kind == TOKEN_INDENT || kind == TOKEN_DEDENT));
    struct span span = parser_token_span(parser, last);
    node->end_line = span.end_line;
    node->end_column = span.end_column;
    syntax_node_settle(node);
    return node;
}

bool parser_push(struct parser *parser, void *item)
{
    if (parser->scratch_count == parser->scratch_capacity) {
        size_t old = parser->scratch_capacity, new = old * 2 + 64;
        void *scratch = heap_raw_resize(parser->heap, parser->scratch, old * sizeof *parser->scratch,
                                        new * sizeof *parser->scratch);
        if (scratch == NULL)
            return parser_no_memory(parser) != NULL;
        parser->scratch = scratch;
        parser->scratch_capacity = new;
    }
    parser->scratch[parser->scratch_count++] = item;
    return true;
}

bool parser_take(struct parser *parser, size_t mark, struct syntax_sequence *sequence)
{
    OURO_ASSERT(mark <= parser->scratch_count);
    size_t count = parser->scratch_count - mark;
    *sequence = (struct syntax_sequence){NULL, (uint32_t)count};
    if (count == 0)
        return true;
    sequence->items = parser_allocate(parser, count * sizeof *sequence->items);
    if (sequence->items == NULL)
        return false;
    memcpy(sequence->items, parser->scratch + mark, count * sizeof *sequence->items);
    parser->scratch_count = mark;
    return true;
}

bool parser_take_names(struct parser *parser, size_t mark, struct syntax_name_sequence *names)
{
    struct syntax_sequence sequence;
    if (!parser_take(parser, mark, &sequence))
        return false;
    names->items = (struct syntax_name **)(void *)sequence.items;
    names->count = sequence.count;
    return true;
}

// Identifiers are compared in normal form NFKC.
static struct syntax_name *intern_normalized(struct parser *parser, char const *text, size_t length)
{
    size_t size = unicode_nfkc_scratch(text, length) * sizeof(uint32_t);
    uint32_t *scratch = heap_raw_allocate(parser->heap, size);
    if (scratch == NULL)
        return NULL;
    size_t count = unicode_normalize_nfkc(text, length, scratch), normal_length = 0;
    char *normal = syntax_tree_allocate(parser->tree, count * 4 + 1);
    for (size_t i = 0; normal != NULL && i < count; i++)
        normal_length += utf8_encode(scratch[i], normal + normal_length);
    heap_raw_free(parser->heap, scratch, size);
    return normal == NULL ? NULL : syntax_tree_name(parser->tree, normal, normal_length);
}

struct syntax_name *parser_intern(struct parser *parser, char const *text, size_t length)
{
    struct syntax_name *name = utf8_is_ascii(text, length) ? syntax_tree_name(parser->tree, text, length)
                                                           : intern_normalized(parser, text, length);
    return name != NULL ? name : parser_no_memory(parser);
}

struct syntax_name *parser_name(struct parser *parser)
{
    struct token const *token = parser_token(parser);
    if (token->kind != TOKEN_NAME)
        return NULL;
    struct syntax_name *name = parser_intern(parser, parser->lexer.text + token->start, token->end - token->start);
    parser_advance(parser);
    return name;
}

bool parser_at_word(struct parser const *parser, char const *word)
{
    struct token const *token = parser_token(parser);
    size_t length = strlen(word);
    return token->kind == TOKEN_NAME && token->end - token->start == length &&
           memcmp(parser->lexer.text + token->start, word, length) == 0;
}

bool parser_note(struct parser *parser, size_t position, struct span span, enum syntax_note_kind kind, char const *text,
                 size_t length)
{
    struct syntax_tree *tree = parser->tree;
    if (tree->last_note != NULL &&
        tree->last_note->position >= position) { // text that was read before, or an f-string's
        for (struct syntax_note const *note = tree->notes; note != NULL; note = note->next) {
            if (note->position == position)
                return true;
        }
    }
    struct syntax_note *note = syntax_tree_allocate(tree, sizeof *note);
    if (note == NULL)
        return parser_no_memory(parser) != NULL;
    note->position = position;
    note->line = span.line;
    note->column = span.column;
    note->end_column = span.end_column;
    note->kind = kind;
    memcpy(note->text, text, length);
    *(tree->last_note == NULL ? &tree->notes : &tree->last_note->next) = note;
    tree->last_note = note;
    return true;
}
