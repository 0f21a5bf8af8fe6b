// SPDX-License-Identifier: MIT
// The compiler's own interface, shared by its files: not for other folders.
//
// Failure is sticky: the first error (an exception pending in the runtime) sets compiler->failed, after which every
// function here returns at once or does nothing that matters; loops look at it so that a failed compilation ends soon.
//
// While a function's code is generated, registers are numbered apart: locals from 0 in the order of their first use (as
// CPython orders co_varnames), REGISTER_CELL | n for cells, REGISTER_TEMPORARY | n for temporaries; finish.c renumbers
// them when all are known. builder->depth is the number of live temporaries before the next instruction; an expression
// leaves its value in the temporary on top, or in a local that it is told to write.
//
// After an instruction that does not fall through, `dead` is set and nothing is emitted until a label that some jump
// leads to is placed: what cannot be reached is still looked through for errors.
//
// `bound` is the set of locals known to hold a value here (the first 256; others never are), so that CHECK_BOUND can be
// left out. Where paths join the sets are intersected; at loop heads and handlers, where a path from later code
// may come in, the names that the function deletes anywhere are taken out. In dead code the set is full.
#ifndef OURO_COMPILE_BUILD_H
#define OURO_COMPILE_BUILD_H

#include "compile/compile.h"
#include "compile/opcode.h"
#include "compile/scope.h"
#include "object/error.h"
#include "object/state.h"

enum {
    REGISTER_TEMPORARY = 0x8000,
    REGISTER_CELL = 0xc000,
    REGISTER_MOST = 0x3fff, // temporaries, cells
    LOCALS_MOST = 0x7fff,
    DISPLAY_MOST = 64, // items that lie in temporaries at once
    BLOCKS_MOST = 20,
    RECURSION_MOST = 3000,
};
#define TEMPORARY(n) ((uint32_t)(n) | REGISTER_TEMPORARY)
#define TOP UINT32_MAX // as a destination: the temporary on top
#define NO_POSITION UINT32_MAX

struct bound_set {
    uint64_t words[4];
};

// Values found by content: the constants of the whole compilation, and by identity: those of one code object.
struct value_table {
    own_value *items;
    uint32_t count;
    uint32_t capacity;
    uint32_t *index; // open addressing: 1 + position
    uint32_t index_size;
};

struct name_table {
    struct syntax_name **items;
    uint32_t count;
    uint32_t capacity;
    uint32_t *index;
    uint32_t index_size;
};

// A jump to be filled in: target32 of the unit, or the low half of the next unit.
struct fixup {
    uint32_t unit;
    uint32_t label;
    bool in_extra;
};
struct label {
    uint32_t position; // NO_POSITION: not placed yet
    bool reached;      // a jump or a guarded region leads here
};
struct region {
    uint32_t start, end;
    uint32_t label;
    uint32_t depth; // temporaries that stay
    uint32_t level;
};

enum block_kind {
    BLOCK_WHILE,
    BLOCK_FOR,         // three temporaries
    BLOCK_ASYNC_FOR,   // the iterator
    BLOCK_ASYNC_NEXT,  // waiting for the next item: StopAsyncIteration is the loop's end
    BLOCK_TRY,         // the body of try ... except
    BLOCK_FINALLY_TRY, // what a finally clause guards
    BLOCK_FINALLY,     // a finally clause entered by an exception: exception, handled one
    BLOCK_WITH,        // callee and self of __exit__
    BLOCK_HANDLER,     // all the except clauses: exception, handled one
    BLOCK_CLAUSE,      // the body of one except clause, inside a BLOCK_HANDLER
    BLOCK_GROUP,       // the body of one except* clause, inside a BLOCK_HANDLER: further the list and the rest
    BLOCK_VALUE,       // a finally clause passed through by a return: the value
};
struct block {
    struct block *outer;
    enum block_kind kind;
    uint32_t base;           // live temporaries under the block's own
    uint32_t break_label;    // loops
    uint32_t continue_label; // loops
    struct bound_set broken; // loops: bound at every break
    struct syntax_node *node;
    struct syntax_sequence const *final_body; // BLOCK_FINALLY_TRY
    struct syntax_name *name;                 // BLOCK_CLAUSE: the name to be deleted, or NULL
    bool guarded;                             // has a handler
    bool uncounted;                           // not one of the nested blocks that are limited
    uint32_t handler;                         // its label
    uint32_t handler_depth;
    uint32_t open; // start of the piece under way; NO_POSITION: suspended
};

struct place_in_source {
    int32_t line, end_line, column, end_column;
};

// The code object under construction.
struct builder {
    struct builder *outer;
    struct scope *scope;
    uint64_t *units;
    struct code_depth *depths;
    struct code_position *positions;
    struct fixup *fixups;
    struct label *labels;
    struct region *regions;
    struct symbol **locals; // by register
    struct symbol **cells;  // own, then free, each sorted by name
    uint32_t unit_count, unit_capacity;
    uint32_t depth_count, depth_capacity;
    uint32_t position_count, position_capacity;
    uint32_t fixup_count, fixup_capacity;
    uint32_t label_count, label_capacity;
    uint32_t region_count, region_capacity;
    uint32_t local_count, local_capacity;
    uint32_t cell_count, free_count, cell_capacity;
    uint32_t depth, depth_most;
    uint32_t last_label; // position of the newest label or region edge
    struct block *block;
    int32_t block_count; // what CPython counts; below 0 for a moment inside with
    struct bound_set bound, deleted;
    struct value_table constants;
    struct name_table names;
    struct place_in_source place;
    own_value name, qualname, doc;
    uint32_t flags;
    uint32_t first_line;
    uint32_t positional_count, positional_only_count, keyword_only_count, parameter_count;
    bool dead;
};

struct node_entry {
    struct syntax_node const *node;
    struct scope *scope;
    own_value folded;
};

struct compiler {
    struct ouro *rt;
    struct syntax_tree *tree;
    char const *source;
    size_t size;
    ref_value filename;
    enum syntax_mode mode;
    bool failed;
    bool text_annotations; // from __future__ import annotations
    uint32_t future_line;  // line of the last leading future import, 0: none
    uint32_t recursion;
    struct scope *module;
    struct scope *last_scope;
    struct scope *scope;      // of the symbol pass
    struct node_entry *nodes; // open addressing: scopes and folded values by node
    uint32_t node_count;
    uint32_t node_capacity;
    struct value_table constants;
    own_value *name_values; // interned str by syntax_name index
    uint32_t name_value_count;
    struct syntax_name *name_class, *name_super, *name_debug, *name_dot_zero, *name_annotations, *name_doc;
    struct syntax_name *name_star;
    struct builder *builder;
};

// ---- compile.c: errors, depth, names ----
void compile_no_memory(struct compiler *c);
void compile_error(struct compiler *c, struct syntax_node const *node, char const *format, ...);
// A SyntaxWarning at the node. A filter may make it an error: the compilation has failed then.
void compile_warning(struct compiler *c, struct syntax_node const *node, char const *format, ...);
void compile_error_at(struct compiler *c, struct place_in_source const *place, char const *format, ...);
// Bounds the recursion; false: the compilation has failed.
bool compile_enter(struct compiler *c);
static inline void compile_leave(struct compiler *c)
{
    c->recursion--;
}
ref_value compile_name(struct compiler *c, struct syntax_name const *name); // interned str, lent
// Makes room for one more item. false: no memory.
bool compile_grow(struct compiler *c, void *array, uint32_t *capacity, uint32_t needed, size_t item_size);
struct node_entry *compile_node(struct compiler *c, struct syntax_node const *node); // made on demand
struct node_entry *compile_find_node(struct compiler const *c, struct syntax_node const *node);

// ---- constant.c, fold.c ----
void value_table_close(struct compiler *c, struct value_table *table);
// Position of v (taken) in the table; equal constants of one type are one.
uint32_t value_table_add(struct compiler *c, struct value_table *table, own_value v, bool by_content);
own_value constant_make(struct compiler *c, struct syntax_node const *node);
// The value of a constant expression: a literal or what folding made of an expression. Owned; nothing: not constant.
own_value constant_of(struct compiler *c, struct syntax_node const *node);
bool constant_is(struct compiler *c, struct syntax_node const *node);
// A literal of this kind?
static inline bool constant_kind_is(struct syntax_node const *node, enum syntax_constant_kind kind)
{
    return node->kind == NODE_CONSTANT && node->constant.kind == kind;
}
int constant_truth(struct compiler *c, struct syntax_node const *node);              // -1: not known
bool constant_small(struct compiler *c, struct syntax_node const *node, int32_t *n); // fits a signed 16-bit field
void fold_node(struct compiler *c, struct syntax_node *node);
// A list or set display of constants as one tuple or frozenset (for `in` and `for`). Nothing: it is not one.
own_value fold_display(struct compiler *c, struct syntax_node const *node);
// Constant expressions as a tuple; nothing when one is not constant.
own_value fold_tuple_of(struct compiler *c, struct syntax_sequence const *elements);

// ---- emit.c ----
void emit_place(struct compiler *c, struct syntax_node const *node);
// The place of an attribute's instruction: as the node, but a later line of its own starts at the attribute's name.
void emit_place_attribute(struct compiler *c, struct syntax_node const *node, struct syntax_node const *attribute);
void emit(struct compiler *c, enum opcode op, uint32_t flags, uint32_t a, uint32_t b, uint32_t third, uint32_t extra);
void emit_index(struct compiler *c, enum opcode op, uint32_t flags, uint32_t a, uint32_t index);
uint32_t emit_label(struct compiler *c);
void emit_label_here(struct compiler *c, uint32_t label);
void emit_jump(struct compiler *c, enum opcode op, uint32_t flags, uint32_t a, uint32_t label);
void emit_branch(struct compiler *c, enum opcode op, uint32_t flags, uint32_t a, uint32_t b, uint32_t third,
                 uint32_t label); // the target is in unit 1
// After an instruction that never goes on.
void emit_dead(struct compiler *c);
// The instruction that ends an expression: `consumed` temporaries go, the result is written to the destination.
uint32_t emit_result(struct compiler *c, enum opcode op, uint32_t flags, uint32_t destination, uint32_t b,
                     uint32_t third, uint32_t extra, uint32_t consumed);
uint32_t emit_result_index(struct compiler *c, enum opcode op, uint32_t destination, uint32_t index);
void emit_pop(struct compiler *c, uint32_t count);                             // consumed by the instruction before
uint32_t emit_push(struct compiler *c);                                        // written by the instruction before
uint32_t emit_constant(struct compiler *c, own_value v, uint32_t destination); // takes v
uint32_t emit_nothing(struct compiler *c);                                     // an empty window register on top
void emit_release(struct compiler *c, uint32_t count);                         // the temporaries on top
// Moves the temporary on top down to `to`; those between are dead already.
void emit_move_down(struct compiler *c, uint32_t to);
uint32_t emit_name_index(struct compiler *c, struct syntax_name *name);
uint32_t emit_constant_index(struct compiler *c, own_value v);
void emit_region_open(struct compiler *c, struct block *block);
void emit_region_close(struct compiler *c, struct block *block);
uint32_t emit_local_register(struct compiler *c, struct symbol *symbol);
uint32_t emit_cell_register(struct compiler *c, struct syntax_name const *name);

static inline bool bound_has(struct bound_set const *set, uint32_t reg)
{
    return reg < 256 && (set->words[reg >> 6] >> (reg & 63) & 1);
}
static inline void bound_add(struct bound_set *set, uint32_t reg)
{
    if (reg < 256)
        set->words[reg >> 6] |= (uint64_t)1 << (reg & 63);
}
static inline void bound_remove(struct bound_set *set, uint32_t reg)
{
    if (reg < 256)
        set->words[reg >> 6] &= ~((uint64_t)1 << (reg & 63));
}
static inline struct bound_set bound_meet(struct bound_set a, struct bound_set b)
{
    for (int i = 0; i < 4; i++)
        a.words[i] &= b.words[i];
    return a;
}
static inline struct bound_set bound_less(struct bound_set a, struct bound_set b)
{
    for (int i = 0; i < 4; i++)
        a.words[i] &= ~b.words[i];
    return a;
}
static inline struct bound_set bound_all(void)
{
    return (struct bound_set){{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};
}

// ---- expression.c ----
// Where an operand lies: a borrowed local, or the temporary on top, to be consumed.
struct operand {
    uint32_t reg;
    uint32_t temporary; // 1 or 0
};
// Evaluates into the destination: TOP or a local's register. Returns the register.
uint32_t expression_into(struct compiler *c, struct syntax_node *node, uint32_t destination);
// Evaluates to an operand. `quiet`: nothing that runs before the operand's use can rebind a local.
struct operand expression_operand(struct compiler *c, struct syntax_node *node, bool quiet);
// Can evaluating this rebind no local?
bool expression_is_quiet(struct compiler *c, struct syntax_node const *node);
// Awaits the temporary on top. `kind` says in messages where it comes from.
enum await_kind { AWAIT_VALUE, AWAIT_ENTER, AWAIT_EXIT };
uint32_t expression_await(struct compiler *c, enum await_kind kind, uint32_t destination);
void expression_discard(struct compiler *c, struct syntax_node *node);
// The register of a name that is a plain local of the function; false: it is not.
bool expression_local(struct compiler *c, struct syntax_node const *node, uint32_t *reg);
void expression_check_bound(struct compiler *c, uint32_t reg);
uint32_t expression_load_name(struct compiler *c, struct syntax_name *name, uint32_t destination);
struct symbol *expression_symbol(struct compiler *c, struct syntax_name *name); // mangles
enum opcode expression_binary_opcode(enum syntax_operator operator);
// `left op right` with the left side evaluated.
uint32_t expression_arithmetic(struct compiler *c, enum opcode op, uint32_t flags, struct operand left,
                               struct syntax_node *right, struct syntax_node const *place, uint32_t destination);
bool expression_is_constant_slice(struct compiler *c, struct syntax_node *node, own_value *slice);

// ---- condition.c ----
// Jumps to the label when the truth of the expression is `when`; else goes on.
void condition_jump(struct compiler *c, struct syntax_node *node, bool when, uint32_t label);
uint32_t condition_bool_value(struct compiler *c, struct syntax_node *node, uint32_t destination);
uint32_t condition_choice(struct compiler *c, struct syntax_node *node, uint32_t destination);
uint32_t condition_compare(struct compiler *c, struct syntax_node *node, uint32_t destination);

// ---- display.c ----
// A list (or set) on top of all elements; the first `given` items are the temporaries on top already.
uint32_t display_collect(struct compiler *c, struct syntax_sequence const *elements, uint32_t given, bool is_set);
uint32_t display_tuple(struct compiler *c, struct syntax_node *node, uint32_t destination);
uint32_t display_list(struct compiler *c, struct syntax_node *node, uint32_t destination);
uint32_t display_set(struct compiler *c, struct syntax_node *node, uint32_t destination);
uint32_t display_dict(struct compiler *c, struct syntax_node *node, uint32_t destination);
uint32_t display_joined_string(struct compiler *c, struct syntax_node *node, uint32_t destination);
uint32_t display_formatted_value(struct compiler *c, struct syntax_node *node, uint32_t destination);

// ---- call.c ----
uint32_t call_expression(struct compiler *c, struct syntax_node *node, uint32_t destination);
// The callee and self (or nothing) lie in the window at `window`, with `given` arguments behind them; evaluates the
// arguments and calls. `attribute`: the callee of a method call, whose place decides the call's.
uint32_t call_arguments(struct compiler *c, uint32_t window, uint32_t given, struct syntax_sequence const *arguments,
                        struct syntax_sequence const *keywords, struct syntax_node const *node,
                        struct syntax_node const *attribute, uint32_t destination);

// ---- comprehension.c ----
uint32_t comprehension_expression(struct compiler *c, struct syntax_node *node, uint32_t destination);

// ---- function.c ----
uint32_t function_lambda(struct compiler *c, struct syntax_node *node, uint32_t destination);
void function_definition(struct compiler *c, struct syntax_node *node);
void function_class(struct compiler *c, struct syntax_node *node);
// Pushes the cells of a scope's free names; their number.
uint32_t function_push_closure(struct compiler *c, struct scope *scope);
// An annotation as a value on top: evaluated, or its text.
void function_annotation(struct compiler *c, struct syntax_node *node);

// ---- assign.c ----
void assign_statement(struct compiler *c, struct syntax_node *node);
void assign_augmented(struct compiler *c, struct syntax_node *node);
void assign_annotated(struct compiler *c, struct syntax_node *node);
void assign_target(struct compiler *c, struct syntax_node *target, struct operand value);
void assign_name(struct compiler *c, struct syntax_name *name, struct operand value);
void assign_delete(struct compiler *c, struct syntax_node *target);
void assign_delete_name(struct compiler *c, struct syntax_name *name);
bool assign_allowed(struct compiler *c, struct syntax_name const *name, enum syntax_context context);

// ---- control.c, try.c ----
void control_if(struct compiler *c, struct syntax_node *node);
void control_while(struct compiler *c, struct syntax_node *node);
void control_for(struct compiler *c, struct syntax_node *node);
// The pieces of a loop. The iterable of a `for`: a list or set of constants is one constant.
void control_async_for(struct compiler *c, struct syntax_node *node);
// The next item of the async iterator in the temporary on top goes to the target. `next` is the guard, a block of its
// own: at the loop's end control_async_end comes from there, and the iterator is gone.
void control_async_next(struct compiler *c, struct block *next, struct syntax_node *target,
                        struct syntax_node const *node);
void control_async_end(struct compiler *c, struct block *next);
struct operand control_iterable(struct compiler *c, struct syntax_node *node);
void control_begin_loop(struct compiler *c, struct operand iterable, uint32_t flags, struct syntax_node const *node);
void control_next(struct compiler *c, uint32_t loop, struct syntax_node *target, uint32_t end,
                  struct syntax_node const *node);
void control_return(struct compiler *c, struct syntax_node *node);
void control_leave_loop(struct compiler *c, struct syntax_node *node);
bool control_push(struct compiler *c, struct block *block);
void control_pop(struct compiler *c, struct block *block);
void try_statement(struct compiler *c, struct syntax_node *node);
void try_with(struct compiler *c, struct syntax_node *node);
// Leaves a block that a return, break or continue passes through; with `value` the value on top stays on top.
void try_unwind(struct compiler *c, struct block *block, bool value);

// ---- match.c ----
void match_statement(struct compiler *c, struct syntax_node *node);

// ---- warn.c: SyntaxWarnings about what is hardly meant ----
void warn_identity(struct compiler *c, struct syntax_node const *compare, bool negated); // x is 1
void warn_callee(struct compiler *c, struct syntax_node const *call);                    // (1, 2)(3)
void warn_subscript(struct compiler *c, struct syntax_node const *node);                 // [1, 2][3, 4]
void warn_assertion(struct compiler *c, struct syntax_node const *node);                 // assert (x, "message")

// ---- statement.c ----
void statement_sequence(struct compiler *c, struct syntax_sequence const *body);
void statement_body(struct compiler *c, struct syntax_sequence const *body, uint32_t from);
struct syntax_node *statement_docstring(struct syntax_sequence const *body);
bool statement_has_annotations(struct compiler *c, struct syntax_sequence const *body);

// ---- finish.c ----
void builder_open(struct compiler *c, struct builder *b, struct scope *scope, enum name_number fixed_name,
                  struct syntax_name *name, uint32_t first_line);
// The code object; the builder is closed and the outer one current again. Nothing: the compilation has failed.
own_value builder_finish(struct compiler *c, struct builder *b);

// ---- check.c ----
// What in a code object breaks the rules of compile/opcode.h, and where (a unit); NULL: nothing.
char const *check_code(struct ouro *rt, struct code const *code, uint32_t *at);

#endif
