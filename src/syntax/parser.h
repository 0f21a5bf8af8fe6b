// SPDX-License-Identifier: MIT
// The parser's own interface, shared by its files: not for other folders.
//
// Recursive descent over the token array. A function that parses returns its node, or NULL:
// - with parser->error->kind set, the error is final and everyone returns at once;
// - otherwise the text did not fit ("failed"): the place of the error is the furthest token that was looked at, and the
//   few callers with an alternative (parser_state) go back and try it.
// When a pass has failed, a second one runs with `diagnosing` set: it looks for CPython's more helpful errors, with
// trial parses that a correct program never pays for.
//
// Recursion is bounded: brackets by the lexer, blocks by the indentation stack, and every level of expression or block
// by parser_enter. Chains (binary operators, prefixes, attribute and call chains, elif, conditional expressions) are
// loops.
#ifndef OURO_SYNTAX_PARSER_H
#define OURO_SYNTAX_PARSER_H

#include "syntax/token.h"

enum { PARSER_MAX_DEPTH = 400 };

struct parser {
    struct lexer lexer;
    struct heap *heap;
    struct syntax_tree *tree;
    struct syntax_error *error;
    uint32_t position; // the next token
    uint32_t furthest; // the furthest token looked at
    unsigned depth;
    bool diagnosing;
    bool in_fstring;
    // Where the text lies in the whole source: added to lines, and to the columns of the first line.
    uint32_t line_offset, column_offset;
    // Items of sequences under construction; whoever pushes takes or drops down to its mark.
    struct syntax_node **scratch;
    size_t scratch_count, scratch_capacity;
};

struct parser_state {
    uint32_t position;
    size_t scratch_count;
    unsigned depth;
    bool diagnosing;
};

struct span {
    uint32_t line, column, end_line, end_column; // as in nodes
};

// --- tokens ---

static inline struct token const *parser_token(struct parser const *parser)
{
    return &parser->lexer.tokens[parser->position];
}

static inline enum token_kind parser_kind(struct parser const *parser)
{
    return (enum token_kind)parser->lexer.tokens[parser->position].kind;
}

// The kind of the token after the next; TOKEN_END when there is none.
static inline enum token_kind parser_kind_ahead(struct parser const *parser)
{
    uint32_t at = parser->position + 1;
    return at < parser->lexer.token_count ? (enum token_kind)parser->lexer.tokens[at].kind : TOKEN_END;
}

static inline void parser_advance(struct parser *parser)
{
    OURO_ASSERT(parser->position + 1 < parser->lexer.token_count);
    parser->position++;
    if (parser->position > parser->furthest)
        parser->furthest = parser->position;
}

// The token behind the next has been looked at.
static inline void parser_touch_next(struct parser *parser)
{
    if (parser->furthest == parser->position && parser->position + 1 < parser->lexer.token_count)
        parser->furthest++;
}

static inline bool parser_accept(struct parser *parser, enum token_kind kind)
{
    if (parser_kind(parser) != kind)
        return false;
    parser_advance(parser);
    return true;
}

static inline bool parser_raised(struct parser const *parser)
{
    return parser->error->kind != SYNTAX_ERROR_NONE;
}

// Is the next token a NAME with this text?
bool parser_at_word(struct parser const *parser, char const *word);

static inline struct parser_state parser_save(struct parser const *parser)
{
    return (struct parser_state){parser->position, parser->scratch_count, parser->depth, parser->diagnosing};
}

static inline void parser_restore(struct parser *parser, struct parser_state state)
{
    parser->position = state.position;
    parser->scratch_count = state.scratch_count;
    parser->depth = state.depth;
    parser->diagnosing = state.diagnosing;
}

// --- building (tree.c, errors.c) ---

// Each returns NULL or false with the error set when there is no memory.
OURO_MUST_USE void *parser_allocate(struct parser *parser, size_t size);
// A node that begins with token `start`.
OURO_MUST_USE struct syntax_node *parser_node(struct parser *parser, enum syntax_kind kind, uint32_t start);
// Ends the node at the last token read and settles its depth. Returns it.
struct syntax_node *parser_end_node(struct parser *parser, struct syntax_node *node);
// Settles depth alone.
void syntax_node_settle(struct syntax_node *node);
OURO_MUST_USE bool parser_push(struct parser *parser, void *item);
OURO_MUST_USE bool parser_take(struct parser *parser, size_t mark, struct syntax_sequence *sequence);
OURO_MUST_USE bool parser_take_names(struct parser *parser, size_t mark, struct syntax_name_sequence *names);
OURO_MUST_USE struct syntax_name *parser_intern(struct parser *parser, char const *text, size_t length);
// The NAME that is next, consumed. NULL: failed or no memory.
OURO_MUST_USE struct syntax_name *parser_name(struct parser *parser);
// One level deeper; false: too deep, error set.
OURO_MUST_USE bool parser_enter(struct parser *parser);
static inline void parser_leave(struct parser *parser)
{
    parser->depth--;
}

size_t syntax_node_size(enum syntax_kind kind);
void syntax_tree_initialize(struct syntax_tree *tree, struct heap *heap);

// --- errors (errors.c); each returns NULL ---

struct span parser_token_span(struct parser const *parser, uint32_t token);
// Keeps in the tree what the compiler is to warn about, once for a position: a token may be read more than once. text:
// at most 11 bytes.
OURO_MUST_USE bool parser_note(struct parser *parser, size_t position, struct span span, enum syntax_note_kind kind,
                               char const *text, size_t length);
struct span parser_node_span(struct syntax_node const *node);
struct span parser_between(struct span first, struct span last);
void *parser_no_memory(struct parser *parser);
void *parser_raise_span(struct parser *parser, struct span span, char const *format, ...)
    __attribute__((format(printf, 3, 4)));
void *parser_raise_node(struct parser *parser, struct syntax_node const *node, char const *format, ...)
    __attribute__((format(printf, 3, 4)));
void *parser_raise_token(struct parser *parser, uint32_t token, char const *format, ...)
    __attribute__((format(printf, 3, 4)));
// At the furthest token looked at.
void *parser_raise_last(struct parser *parser, char const *format, ...) __attribute__((format(printf, 2, 3)));
void *parser_raise_indentation(struct parser *parser, char const *format, ...) __attribute__((format(printf, 2, 3)));
// From the node to the furthest token.
void *parser_raise_from(struct parser *parser, struct span span, char const *format, ...)
    __attribute__((format(printf, 3, 4)));
// Turns a failure, or an error raised, into the error that CPython reports: the lexer's, a bracket left open, ...
// `failed_at` is the furthest token of the first pass.
void parser_conclude(struct parser *parser, uint32_t failed_at);
// CPython's name of an expression in messages: "function call".
char const *parser_expression_name(struct syntax_node const *node);

enum target_use { TARGET_ASSIGN, TARGET_FOR, TARGET_DELETE };
// The part of an expression that cannot be such a target; NULL: all can.
struct syntax_node *parser_invalid_target(struct syntax_node *node, enum target_use use);
// Raises "cannot assign to ...", or fails when every part is a target.
void *parser_raise_invalid_target(struct parser *parser, struct syntax_node *node, enum target_use use);
// The range of a generator expression's last clause, for "must be parenthesized".
struct span parser_clauses_end(struct syntax_node const *last_comprehension);

// --- expressions (expressions.c, atoms.c, calls.c, parameters.c) ---

typedef struct syntax_node *parser_rule(struct parser *parser);
parser_rule parser_expression, parser_named_expression, parser_disjunction, parser_bitwise_or;
parser_rule parser_star_expressions;      // `a, *b`: right sides, return, for ... in
parser_rule parser_star_expression;       // `*a` or an expression
parser_rule parser_star_named_expression; // the same with `:=`
// One item, or a tuple of items with commas between and perhaps behind; item reads one, starred or not.
struct syntax_node *parser_star_sequence(struct parser *parser, parser_rule *item);
parser_rule parser_yield; // next token is `yield`
parser_rule parser_yield_or_star_expressions;
parser_rule parser_primary, parser_atom, parser_slices, parser_lambda, parser_strings;
// A target list up to `in`, with Store contexts.
parser_rule parser_for_targets;
// One target behind `as`; NULL: failed.
parser_rule parser_star_target;
bool parser_can_begin_expression(enum token_kind kind);
// `for ... in ... if ...` clauses; at least one.
OURO_MUST_USE bool parser_for_if_clauses(struct parser *parser, struct syntax_sequence *generators);
// `value` stands before a `=` that cannot be an assignment: raises what CPython suggests, and returns false then.
OURO_MUST_USE bool parser_check_assignment(struct parser *parser, struct syntax_node *value);
bool parser_at_comprehension(struct parser const *parser);
// Call arguments behind the `(`, which is token `open`; the `)` is consumed. A class has no lone generator.
OURO_MUST_USE bool parser_arguments(struct parser *parser, bool generator_allowed, uint32_t open,
                                    struct syntax_sequence *arguments, struct syntax_sequence *keywords);
// Parameters of a `def` (up to the `)`) or lambda (up to the `:`): an Arguments node.
OURO_MUST_USE struct syntax_node *parser_parameters(struct parser *parser, bool is_lambda);
// Marks names, lists and tuples as targets.
void parser_set_context(struct syntax_node *node, enum syntax_context context);

// --- literals ---

OURO_MUST_USE bool parser_number(struct parser *parser, struct token const *token, struct syntax_constant *constant);

// --- statements ---

// Statements up to the end of a block or file, pushed on the scratch stack.
OURO_MUST_USE bool parser_statements(struct parser *parser, enum token_kind end);
OURO_MUST_USE bool parser_statement(struct parser *parser);
OURO_MUST_USE bool parser_simple_statements(struct parser *parser);
OURO_MUST_USE bool parser_compound_statement(struct parser *parser, bool *found);
// A block after its colon; `what` and `start` word the error when no indented block follows.
OURO_MUST_USE bool parser_block(struct parser *parser, struct syntax_sequence *body, char const *what, uint32_t start);
// The colon of a compound statement, with "expected ':'".
OURO_MUST_USE bool parser_colon(struct parser *parser);
// `match`: *found tells whether it is a match statement at all.
struct syntax_node *parser_match(struct parser *parser, bool *found);

// The expression of an f-string field: text[0..length) lies at `line` and `column` (of the brace before it).
OURO_MUST_USE struct syntax_node *parser_fstring_expression(struct parser *parser, char const *text, uint32_t length,
                                                            uint32_t line, uint32_t column);

#endif
