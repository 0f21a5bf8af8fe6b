// SPDX-License-Identifier: MIT
// The syntax tree: one node struct for every construct of Python's `ast` grammar, its names and its constants.
//
// Theory, once. A tree lives in the bump arena of its `struct syntax_tree` and is freed as a whole; no node is ever
// freed alone, and pointers into the tree stay valid until syntax_tree_free. A node is allocated with the room of its
// own kind only: never copy a node by value, never read a union member of another kind.
//
// - Kinds, field names and their order are those of CPython's `ast` module, so that a dump of both can be compared.
//   syntax_kind_fields() describes each kind: a walker that treats most kinds alike goes through it.
// - Optional nodes and names are NULL when absent. Dict keys and kw_defaults may hold NULL items (`**mapping`, a
// keyword
//   parameter without default).
// - Names are interned per tree: equal identifiers are one `struct syntax_name`, equality is pointer equality, and
//   `index` runs from 0 to tree->name_count - 1 in order of first appearance, so that side tables are plain arrays.
// - `depth` is 1 + the largest depth among the children (1 for a leaf). Left-deep chains (`a + b + c`, `a.b.c`, elif)
// are
//   built without recursion and may be as deep as the source is long: who walks recursively looks at `depth` first.
// - Lines count from 1; columns are offsets in UTF-8 bytes from 0, in the source as the tree keeps it.
#ifndef OURO_SYNTAX_AST_H
#define OURO_SYNTAX_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// One row per kind: enumerator and the name that CPython's `ast` gives it.
#define SYNTAX_KINDS(X)                       \
    X(MODULE, "Module")                       \
    X(EXPRESSION, "Expression")               \
    X(INTERACTIVE, "Interactive")             \
    /* statements */                          \
    X(FUNCTION_DEF, "FunctionDef")            \
    X(ASYNC_FUNCTION_DEF, "AsyncFunctionDef") \
    X(CLASS_DEF, "ClassDef")                  \
    X(RETURN, "Return")                       \
    X(DELETE, "Delete")                       \
    X(ASSIGN, "Assign")                       \
    X(AUG_ASSIGN, "AugAssign")                \
    X(ANN_ASSIGN, "AnnAssign")                \
    X(FOR, "For")                             \
    X(ASYNC_FOR, "AsyncFor")                  \
    X(WHILE, "While")                         \
    X(IF, "If")                               \
    X(WITH, "With")                           \
    X(ASYNC_WITH, "AsyncWith")                \
    X(MATCH, "Match")                         \
    X(RAISE, "Raise")                         \
    X(TRY, "Try")                             \
    X(TRY_STAR, "TryStar")                    \
    X(ASSERT, "Assert")                       \
    X(IMPORT, "Import")                       \
    X(IMPORT_FROM, "ImportFrom")              \
    X(GLOBAL, "Global")                       \
    X(NONLOCAL, "Nonlocal")                   \
    X(EXPR, "Expr")                           \
    X(PASS, "Pass")                           \
    X(BREAK, "Break")                         \
    X(CONTINUE, "Continue")                   \
    /* expressions */                         \
    X(BOOL_OP, "BoolOp")                      \
    X(NAMED_EXPR, "NamedExpr")                \
    X(BIN_OP, "BinOp")                        \
    X(UNARY_OP, "UnaryOp")                    \
    X(LAMBDA, "Lambda")                       \
    X(IF_EXP, "IfExp")                        \
    X(DICT, "Dict")                           \
    X(SET, "Set")                             \
    X(LIST_COMP, "ListComp")                  \
    X(SET_COMP, "SetComp")                    \
    X(DICT_COMP, "DictComp")                  \
    X(GENERATOR_EXP, "GeneratorExp")          \
    X(AWAIT, "Await")                         \
    X(YIELD, "Yield")                         \
    X(YIELD_FROM, "YieldFrom")                \
    X(COMPARE, "Compare")                     \
    X(CALL, "Call")                           \
    X(FORMATTED_VALUE, "FormattedValue")      \
    X(JOINED_STR, "JoinedStr")                \
    X(CONSTANT, "Constant")                   \
    X(ATTRIBUTE, "Attribute")                 \
    X(SUBSCRIPT, "Subscript")                 \
    X(STARRED, "Starred")                     \
    X(NAME, "Name")                           \
    X(LIST, "List")                           \
    X(TUPLE, "Tuple")                         \
    X(SLICE, "Slice")                         \
    /* parts */                               \
    X(COMPREHENSION, "comprehension")         \
    X(EXCEPT_HANDLER, "ExceptHandler")        \
    X(ARGUMENTS, "arguments")                 \
    X(ARG, "arg")                             \
    X(KEYWORD, "keyword")                     \
    X(ALIAS, "alias")                         \
    X(WITH_ITEM, "withitem")                  \
    X(MATCH_CASE, "match_case")               \
    /* patterns */                            \
    X(MATCH_VALUE, "MatchValue")              \
    X(MATCH_SINGLETON, "MatchSingleton")      \
    X(MATCH_SEQUENCE, "MatchSequence")        \
    X(MATCH_MAPPING, "MatchMapping")          \
    X(MATCH_CLASS, "MatchClass")              \
    X(MATCH_STAR, "MatchStar")                \
    X(MATCH_AS, "MatchAs")                    \
    X(MATCH_OR, "MatchOr")

enum syntax_kind {
#define SYNTAX_KIND_ENUMERATOR(enumerator, name) NODE_##enumerator,
    SYNTAX_KINDS(SYNTAX_KIND_ENUMERATOR)
#undef SYNTAX_KIND_ENUMERATOR
        NODE_KIND_COUNT
};

enum syntax_context { CONTEXT_LOAD, CONTEXT_STORE, CONTEXT_DELETE };

// Operators of BoolOp, BinOp, AugAssign, UnaryOp and Compare; the order of CPython's `ast`.
enum syntax_operator {
    OPERATOR_ADD,
    OPERATOR_SUBTRACT,
    OPERATOR_MULTIPLY,
    OPERATOR_MATRIX_MULTIPLY,
    OPERATOR_DIVIDE,
    OPERATOR_MODULO,
    OPERATOR_POWER,
    OPERATOR_SHIFT_LEFT,
    OPERATOR_SHIFT_RIGHT,
    OPERATOR_BIT_OR,
    OPERATOR_BIT_XOR,
    OPERATOR_BIT_AND,
    OPERATOR_FLOOR_DIVIDE, // last binary operator
    OPERATOR_AND,          // BoolOp
    OPERATOR_OR,
    OPERATOR_INVERT, // UnaryOp
    OPERATOR_NOT,
    OPERATOR_PLUS,
    OPERATOR_MINUS,
    OPERATOR_EQUAL, // Compare
    OPERATOR_NOT_EQUAL,
    OPERATOR_LESS,
    OPERATOR_LESS_EQUAL,
    OPERATOR_GREATER,
    OPERATOR_GREATER_EQUAL,
    OPERATOR_IS,
    OPERATOR_IS_NOT,
    OPERATOR_IN,
    OPERATOR_NOT_IN,
    OPERATOR_COUNT
};

// An interned identifier (or dotted module name, or `*` of an import): UTF-8, `length` bytes, then a NUL.
struct syntax_name {
    uint32_t length;
    uint32_t index;
    uint32_t hash;
    uint32_t stamp; // the parser's: marks names seen in one list
    bool is_sought; // the compiler's: looked up among the built-ins already
    char text[];
};

struct syntax_node;

struct syntax_sequence {
    struct syntax_node **items;
    uint32_t count;
};

struct syntax_name_sequence {
    struct syntax_name **items;
    uint32_t count;
};

enum syntax_constant_kind {
    CONSTANT_NONE,
    CONSTANT_FALSE,
    CONSTANT_TRUE,
    CONSTANT_ELLIPSIS,
    CONSTANT_INTEGER,
    CONSTANT_FLOAT,
    CONSTANT_IMAGINARY,
    CONSTANT_STRING,
    CONSTANT_BYTES
};

struct syntax_constant {
    uint8_t kind;    // enum syntax_constant_kind
    uint8_t base;    // integer: 2, 8, 10 or 16
    bool fits;       // integer: `value` holds it (at most 62 bits, never negative)
    bool is_ascii;   // string, bytes: no byte over 127
    bool has_prefix; // string: written u'...' (`kind` of CPython's Constant)
    uint32_t length; // bytes in `text`, without the closing NUL
    // integer: digits alone, without prefix and underscores. float, imaginary: the number without underscores and
    // without the `j`. string: UTF-8, lone surrogates as three bytes, NULs possible. bytes: as they are.
    char const *text;
    int64_t value;
};

struct syntax_node {
    uint8_t kind;       // enum syntax_kind
    uint8_t context;    // enum syntax_context: Attribute, Subscript, Starred, Name, List, Tuple
    uint8_t operator;   // enum syntax_operator: BoolOp, BinOp, UnaryOp, AugAssign
    bool parenthesized; // written in parentheses of its own
    uint32_t depth;
    uint32_t line, column, end_line, end_column;
    union {
        struct {
            struct syntax_sequence body;
        } module; // Module, Interactive
        struct {
            struct syntax_node *body;
        } expression; // Expression

        struct {
            struct syntax_name *name;
            struct syntax_node *arguments; // Arguments, never NULL
            struct syntax_sequence body;
            struct syntax_sequence decorators;
            struct syntax_node *returns; // optional
        } function_def;                  // FunctionDef, AsyncFunctionDef
        struct {
            struct syntax_name *name;
            struct syntax_sequence bases;
            struct syntax_sequence keywords; // of Keyword
            struct syntax_sequence body;
            struct syntax_sequence decorators;
        } class_def;
        struct {
            struct syntax_node *value; // optional
        } return_;
        struct {
            struct syntax_sequence targets;
        } delete_;
        struct {
            struct syntax_sequence targets;
            struct syntax_node *value;
        } assign;
        struct {
            struct syntax_node *target;
            struct syntax_node *value;
        } aug_assign;
        struct {
            struct syntax_node *target;
            struct syntax_node *annotation;
            struct syntax_node *value; // optional
            bool simple;               // target is a plain name without parentheses
        } ann_assign;
        struct {
            struct syntax_node *target;
            struct syntax_node *iterable;
            struct syntax_sequence body;
            struct syntax_sequence else_body;
        } for_; // For, AsyncFor
        struct {
            struct syntax_node *test;
            struct syntax_sequence body;
            struct syntax_sequence else_body; // of an If: one If for `elif`
        } if_;                                // If, While
        struct {
            struct syntax_sequence items; // of WithItem
            struct syntax_sequence body;
        } with; // With, AsyncWith
        struct {
            struct syntax_node *subject;
            struct syntax_sequence cases; // of MatchCase
        } match;
        struct {
            struct syntax_node *exception; // optional
            struct syntax_node *cause;     // optional
        } raise;
        struct {
            struct syntax_sequence body;
            struct syntax_sequence handlers; // of ExceptHandler
            struct syntax_sequence else_body;
            struct syntax_sequence final_body;
        } try_; // Try, TryStar
        struct {
            struct syntax_node *test;
            struct syntax_node *message; // optional
        } assert_;
        struct {
            struct syntax_sequence names; // of Alias
        } import;
        struct {
            struct syntax_name *module;   // dotted; NULL in `from . import x`
            struct syntax_sequence names; // of Alias; `*` is one Alias of that name
            uint32_t level;               // leading dots
        } import_from;
        struct {
            struct syntax_name_sequence names;
        } global; // Global, Nonlocal
        struct {
            struct syntax_node *value;
        } expr; // Expr, the statement

        struct {
            struct syntax_sequence values; // at least two
        } bool_op;
        struct {
            struct syntax_node *target; // Name, Store
            struct syntax_node *value;
        } named_expr;
        struct {
            struct syntax_node *left;
            struct syntax_node *right;
        } bin_op;
        struct {
            struct syntax_node *operand;
        } unary_op;
        struct {
            struct syntax_node *arguments;
            struct syntax_node *body;
        } lambda;
        struct {
            struct syntax_node *test;
            struct syntax_node *body;
            struct syntax_node *or_else;
        } if_exp;
        struct {
            struct syntax_sequence keys; // a NULL key: `**value`
            struct syntax_sequence values;
        } dict;
        struct {
            struct syntax_sequence elements;
        } sequence; // Set, List, Tuple
        struct {
            struct syntax_node *element;
            struct syntax_sequence generators; // of Comprehension
        } comp;                                // ListComp, SetComp, GeneratorExp
        struct {
            struct syntax_node *key;
            struct syntax_node *value;
            struct syntax_sequence generators;
        } dict_comp;
        struct {
            struct syntax_node *value; // optional for Yield
        } yield;                       // Yield, YieldFrom, Await
        struct {
            struct syntax_node *left;
            uint8_t const *operators; // one per comparator
            struct syntax_sequence comparators;
        } compare;
        struct {
            struct syntax_node *function;
            struct syntax_sequence arguments; // Starred among them
            struct syntax_sequence keywords;  // of Keyword, in source order
        } call;
        struct {
            struct syntax_node *value;
            struct syntax_node *format_spec; // JoinedStr, optional
            int32_t conversion;              // -1 none, else 's', 'r', 'a'
        } formatted_value;
        struct {
            struct syntax_sequence values; // Constant (string) and FormattedValue
        } joined_str;
        struct syntax_constant constant;
        struct {
            struct syntax_node *value;
            struct syntax_name *name;
        } attribute;
        struct {
            struct syntax_node *value;
            struct syntax_node *index; // any expression, Slice, or Tuple of them
        } subscript;
        struct {
            struct syntax_node *value;
        } starred;
        struct {
            struct syntax_name *name;
        } name;
        struct {
            struct syntax_node *lower; // each optional
            struct syntax_node *upper;
            struct syntax_node *step;
        } slice;

        struct {
            struct syntax_node *target;
            struct syntax_node *iterable;
            struct syntax_sequence conditions;
            bool is_async;
        } comprehension;
        struct {
            struct syntax_node *type; // optional
            struct syntax_name *name; // optional
            struct syntax_sequence body;
        } except_handler;
        struct {
            struct syntax_sequence positional_only;  // of Arg
            struct syntax_sequence positional;       // of Arg
            struct syntax_node *vararg;              // Arg, optional
            struct syntax_sequence keyword_only;     // of Arg
            struct syntax_sequence keyword_defaults; // one per keyword_only, NULL items for none
            struct syntax_node *kwarg;               // Arg, optional
            struct syntax_sequence defaults;         // of the last of positional_only + positional
        } arguments;
        struct {
            struct syntax_name *name;
            struct syntax_node *annotation; // optional; Starred possible for *args: *Ts
        } arg;
        struct {
            struct syntax_name *name; // NULL: `**value`
            struct syntax_node *value;
        } keyword;
        struct {
            struct syntax_name *name;    // dotted
            struct syntax_name *as_name; // optional
        } alias;
        struct {
            struct syntax_node *context_expression;
            struct syntax_node *target; // optional
        } with_item;
        struct {
            struct syntax_node *pattern;
            struct syntax_node *guard; // optional
            struct syntax_sequence body;
        } match_case;

        struct {
            struct syntax_node *value; // an expression
        } match_value;
        struct {
            uint8_t constant_kind; // CONSTANT_NONE, CONSTANT_FALSE, CONSTANT_TRUE
        } match_singleton;
        struct {
            struct syntax_sequence patterns;
        } match_sequence; // MatchSequence, MatchOr
        struct {
            struct syntax_sequence keys; // expressions
            struct syntax_sequence patterns;
            struct syntax_name *rest; // optional
        } match_mapping;
        struct {
            struct syntax_node *class_expression;
            struct syntax_sequence patterns;
            struct syntax_name_sequence keyword_names;
            struct syntax_sequence keyword_patterns;
        } match_class;
        struct {
            struct syntax_name *name; // NULL: `*_`
        } match_star;
        struct {
            struct syntax_node *pattern; // optional
            struct syntax_name *name;    // NULL: `_`
        } match_as;
    };
};

// The shape of a kind's fields, for walkers and dumps.
enum syntax_field_type {
    FIELD_NODE,          // struct syntax_node *, may be NULL
    FIELD_SEQUENCE,      // struct syntax_sequence, items may be NULL
    FIELD_NAME,          // struct syntax_name *, may be NULL
    FIELD_NAMES,         // struct syntax_name_sequence
    FIELD_OPERATOR,      // the header's operator
    FIELD_CONTEXT,       // the header's context
    FIELD_OPERATORS,     // compare.operators
    FIELD_CONSTANT,      // struct syntax_constant
    FIELD_CONSTANT_KIND, // match_singleton.constant_kind
    FIELD_CONVERSION,    // int32_t
    FIELD_LEVEL,         // uint32_t
    FIELD_BOOL           // bool
};

struct syntax_field {
    char const *name; // CPython's
    uint16_t offset;  // in struct syntax_node
    uint8_t type;     // enum syntax_field_type
};

// CPython's name of a kind, and its fields in CPython's order.
char const *syntax_kind_name(enum syntax_kind kind);
struct syntax_field const *syntax_kind_fields(enum syntax_kind kind, size_t *count);

// The source spelling of an operator: "+", "not in".
char const *syntax_operator_text(enum syntax_operator operator);

#endif
