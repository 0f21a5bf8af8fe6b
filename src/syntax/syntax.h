// SPDX-License-Identifier: MIT
// From source text to a syntax tree, or to an error as CPython 3.11 words and places it.
//
// Statement-placement errors ('return' outside function, 'break' outside loop, duplicate parameters, ...) are the
// compiler's, as they are in CPython.
#ifndef OURO_SYNTAX_SYNTAX_H
#define OURO_SYNTAX_SYNTAX_H

#include "os/assert.h"
#include "syntax/ast.h"

struct heap;
struct syntax_block;

enum syntax_mode {
    SYNTAX_FILE,       // a module: Module
    SYNTAX_EXPRESSION, // one expression (eval() strips leading blanks before): Expression
    SYNTAX_SINGLE      // one interactive statement: Interactive
};

enum syntax_flag {
    // The source is text already, in UTF-8: a coding cookie means nothing.
    SYNTAX_FROM_TEXT = 1
};

enum syntax_error_kind {
    SYNTAX_ERROR_NONE,
    SYNTAX_ERROR_SYNTAX,      // SyntaxError
    SYNTAX_ERROR_INDENTATION, // IndentationError
    SYNTAX_ERROR_TAB,         // TabError
    SYNTAX_ERROR_NO_MEMORY,   // MemoryError, of an allocation that failed; or the watch gave up
    SYNTAX_ERROR_TOO_DEEP,    // MemoryError in CPython ("too complex"); nesting, not memory
    SYNTAX_ERROR_ENCODING     // SyntaxError without a place in the text: encodings, NUL bytes
};

// Asked again and again, with the units of work (about one token or node each) since the last time. false: give up, as
// if there were no memory.
struct syntax_watch {
    bool (*goes_on)(void *to, uint32_t units);
    void *to;
};
OURO_INLINE bool syntax_goes_on(struct syntax_watch const *watch)
{
    return watch == NULL || watch->goes_on(watch->to, 1);
}

struct syntax_error {
    enum syntax_error_kind kind;
    char message[256];
    // As SyntaxError.lineno, offset, end_lineno, end_offset show them: offsets count characters from 1, 0 is "none".
    int line, column, end_line, end_column;
    // The line that the error lies in (SyntaxError.text), without its newline: a part of the source passed in, or of
    // `text_copy`. Valid as long as both are. NULL when there is none.
    char const *text;
    size_t text_length;
    // Set when the text is not in the source as passed (another encoding, inside an f-string): a heap block of
    // `text_copy_size` bytes that syntax_error_clear gives back.
    char *text_copy;
    size_t text_copy_size;
};

// What the compiler is to warn about, in the order of the source: the first bad escape in a piece of a literal (a
// backslash before a character that makes no escape, or an octal number beyond a byte), a number that runs into a
// keyword.
enum syntax_note_kind { NOTE_ESCAPE, NOTE_OCTAL, NOTE_NUMBER };
struct syntax_note {
    struct syntax_note *next;
    size_t position; // of the piece, to know it again
    uint32_t line, column, end_column;
    enum syntax_note_kind kind;
    char text[12]; // behind the backslash; the kind of number
};

struct syntax_tree {
    struct heap *heap;
    struct syntax_watch const *watch; // while it is built; or NULL
    struct syntax_node *root;         // Module, Expression or Interactive
    struct syntax_note *notes, *last_note;
    struct syntax_name **names; // by index
    uint32_t name_count;
    uint32_t name_capacity;
    uint32_t *name_table; // open addressing: 1 + index, 0 is free
    uint32_t name_table_size;
    struct syntax_block *blocks; // the arena
    char *free, *end;            // room in the newest block
    size_t allocated;            // bytes taken from the heap
};

// Parses `length` bytes. watch: NULL for none. Returns the tree, or NULL with `error` filled; `error` needs no
// initialisation and is always written. An error that is filled wants syntax_error_clear.
OURO_MUST_USE struct syntax_tree *syntax_parse(struct heap *heap, char const *source, size_t length,
                                               enum syntax_mode mode, unsigned flags, struct syntax_watch const *watch,
                                               struct syntax_error *error);
void syntax_tree_free(struct syntax_tree *tree);
void syntax_error_clear(struct heap *heap, struct syntax_error *error);

// The interned name with this text, made on demand (the compiler's own names: `.0`, `__class__`); NULL: no memory.
OURO_MUST_USE struct syntax_name *syntax_tree_name(struct syntax_tree *tree, char const *text, size_t length);
// Memory that lives as long as the tree, aligned for any object, zeroed; NULL: no memory.
OURO_MUST_USE void *syntax_tree_allocate(struct syntax_tree *tree, size_t size);

#endif
