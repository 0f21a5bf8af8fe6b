// SPDX-License-Identifier: MIT
// Scopes and their names: what the symbol pass finds out before code is generated.
//
// One scope for the module, each class, function, lambda and comprehension. Pass 1 (symbols.c) walks the tree, makes
// the scopes, notes how each name is used in its scope (enum symbol_flag), raises the errors that CPython's symbol
// table raises, and folds constants. Pass 2 (scope.c) decides where each name lives (enum place):
//
//   PLACE_LOCAL     a register of the function, or an entry of the namespace in modules and class bodies
//   PLACE_CELL      bound here and used by an inner function: a cell of this scope
//   PLACE_FREE      a cell that an enclosing function owns; every function between has the name free as well
//   PLACE_GLOBAL    by a `global` statement
//   PLACE_IMPLICIT  bound nowhere around: global or built-in
//
// All of it lies in the tree's arena and lives as long as the tree.
#ifndef OURO_COMPILE_SCOPE_H
#define OURO_COMPILE_SCOPE_H

#include "syntax/syntax.h"

struct compiler;

enum symbol_flag {
    SYMBOL_GLOBAL = 1,
    SYMBOL_LOCAL = 2, // bound by assignment, import, def, class, for, with, except, del
    SYMBOL_PARAMETER = 4,
    SYMBOL_NONLOCAL = 8,
    SYMBOL_USED = 16,
    SYMBOL_ANNOTATED = 32,
    SYMBOL_WALRUS = 64,     // bound by a named expression of this very scope
    SYMBOL_ITERATION = 128, // target of a comprehension's `for`
    SYMBOL_DELETED = 256,   // by `del` or as the name of an `except ... as`
    SYMBOL_PASSED_ON = 512, // class body: bound here, and an inner function wants the outer one of this name
    SYMBOL_BOUND = SYMBOL_LOCAL | SYMBOL_PARAMETER,
};

enum place { PLACE_NONE, PLACE_LOCAL, PLACE_CELL, PLACE_FREE, PLACE_GLOBAL, PLACE_IMPLICIT };

struct symbol {
    struct syntax_name *name; // mangled
    uint32_t flags;           // enum symbol_flag
    enum place place;
    uint32_t reg;                        // while its scope's code is generated: register, or SYMBOL_NO_REGISTER
    struct syntax_node const *directive; // the global or nonlocal statement
};
#define SYMBOL_NO_REGISTER UINT32_MAX

struct symbol_table {
    struct symbol **order; // by first appearance
    uint32_t count;
    uint32_t capacity;
    uint32_t *index; // open addressing: 1 + position in `order`; 0 is free
    uint32_t index_size;
};

enum scope_kind { SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION, SCOPE_LAMBDA, SCOPE_COMPREHENSION };

struct scope {
    enum scope_kind kind;
    struct syntax_node *node;
    struct scope *parent;
    struct scope *next;               // all scopes in the order of their beginnings
    struct syntax_name *private_name; // innermost class name, for mangling; NULL: none
    struct symbol_table symbols;
    struct symbol_table attributes;      // class: names stored through the first parameter of its functions
    struct syntax_name *first_parameter; // function directly in a class
    bool is_generator;
    bool is_async;         // async def
    bool is_coroutine;     // awaits, or is_async; a function of this kind is a coroutine or an async generator
    bool is_nested;        // inside a function
    bool wants_class_cell; // class: an inner function uses __class__ or super
    uint32_t in_iterable;  // while walking: inside a comprehension's outermost iterable
    bool in_target;        // while walking: in the target of a comprehension's `for`
};

// Is it a function, lambda or comprehension: locals are registers?
static inline bool scope_is_function(struct scope const *scope)
{
    return scope->kind >= SCOPE_FUNCTION;
}

struct symbol *symbol_find(struct symbol_table const *table, struct syntax_name const *name);
// The symbol with this name, made on demand; NULL: no memory (the compilation has failed).
struct symbol *symbol_make(struct compiler *c, struct symbol_table *table, struct syntax_name *name);

// `__name` inside a class is `_Class__name`; anything else is itself. NULL: no memory.
struct syntax_name *scope_mangle(struct compiler *c, struct syntax_name *private_name, struct syntax_name *name);
// The scope that a node opens.
struct scope *scope_of(struct compiler const *c, struct syntax_node const *node);
struct scope *scope_new(struct compiler *c, enum scope_kind kind, struct syntax_node *node);

// Pass 1 and pass 2 over the whole tree.
void symbols_collect(struct compiler *c);
void scope_resolve(struct compiler *c);

#endif
