// SPDX-License-Identifier: MIT
// Types as Python objects, what a built-in type is made from, and the protocol: the C functions behind operators.
//
// Every built-in type is a constant `struct type_definition`; type_define makes its row and its type object when the
// runtime starts, and its namespace dict is filled from the method and attribute tables at the first look-up. A Python
// class has a root shape; its instances' rows are its shapes' rows.
//
// How an operation finds its code: type->overrides has a bit for each special method that Python code of any class on
// the method resolution order defines. Bit unset: the C function in type->protocol (inherited from the nearest built-in
// base) is right. Bit set: look the name up in the method resolution order and call what is found.
// The protocol's own wrapper (`list.__add__`) found that way leads back to the C function.
#ifndef OURO_OBJECT_TYPE_H
#define OURO_OBJECT_TYPE_H

#include "core/slot.h"
#include "object/names.h"
#include "object/types.h"

struct dict;
struct shape;

// args[0 .. count) are the positional arguments; if kwnames is not nothing it is a tuple of names and their values
// follow at args[count ...). A method's args[0] is self. All lent. Result: owned, nothing when an error is pending.
typedef own_value native_fn(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);

enum binary_operator {
    BINARY_ADD,
    BINARY_SUB,
    BINARY_MUL,
    BINARY_MATMUL,
    BINARY_TRUEDIV,
    BINARY_FLOORDIV,
    BINARY_MOD,
    BINARY_POW,
    BINARY_LSHIFT,
    BINARY_RSHIFT,
    BINARY_AND,
    BINARY_OR,
    BINARY_XOR,
    BINARY_DIVMOD,
    BINARY_COUNT,
}; // same order as NAME_add ... NAME_divmod, NAME_radd ..., NAME_iadd ... (no idivmod)
enum unary_operator { UNARY_NEG, UNARY_POS, UNARY_INVERT, UNARY_ABS, UNARY_COUNT };
enum compare_operator { COMPARE_LT, COMPARE_LE, COMPARE_EQ, COMPARE_NE, COMPARE_GT, COMPARE_GE };

// The answer for two numbers of one C type.
#define COMPARE_NUMBERS(a, b, operator)      \
    ((operator) == COMPARE_LT   ? (a) < (b)  \
     : (operator) == COMPARE_LE ? (a) <= (b) \
     : (operator) == COMPARE_EQ ? (a) == (b) \
     : (operator) == COMPARE_NE ? (a) != (b) \
     : (operator) == COMPARE_GT ? (a) > (b)  \
                                : (a) >= (b))

// NULL: not supported (or inherited). Results are owned; nothing, -1 or false: an error is pending.
// binary[op](left, right): one of the two is of this type; own_not_implemented when it cannot.
struct type_protocol {
    own_value (*repr)(struct ouro *rt, ref_value self);
    own_value (*str)(struct ouro *rt, ref_value self);
    bool (*hash)(struct ouro *rt, ref_value self, int64_t *hash); // hash_unhashable: TypeError
    native_fn *call;                                              // args[0] is self
    own_value (*get_attribute)(struct ouro *rt, ref_value self, ref_value name);
    bool (*set_attribute)(struct ouro *rt, ref_value self, ref_value name, ref_value value); // nothing: delete
    own_value (*compare)(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op);
    own_value (*iterate)(struct ouro *rt, ref_value self);
    own_value (*next)(struct ouro *rt, ref_value self); // own_stop at the end, no exception made
    own_value (*descriptor_get)(struct ouro *rt, ref_value self, ref_value instance, ref_value owner);
    bool (*descriptor_set)(struct ouro *rt, ref_value self, ref_value instance, ref_value value); // nothing: delete
    int64_t (*length)(struct ouro *rt, ref_value self);
    own_value (*get_item)(struct ouro *rt, ref_value self, ref_value key);
    bool (*set_item)(struct ouro *rt, ref_value self, ref_value key, ref_value value); // nothing: delete
    int (*contains)(struct ouro *rt, ref_value self, ref_value item);
    int (*truth)(struct ouro *rt, ref_value self);
    own_value (*integer)(struct ouro *rt, ref_value self); // __int__
    own_value (*floating)(struct ouro *rt, ref_value self);
    own_value (*index)(struct ouro *rt, ref_value self);
    own_value (*concat)(struct ouro *rt, ref_value self, ref_value other); // sequences, after binary[ADD] was tried
    own_value (*repeat)(struct ouro *rt, ref_value self, int64_t times);
    own_value (*in_place_concat)(struct ouro *rt, ref_value self, ref_value other);
    own_value (*in_place_repeat)(struct ouro *rt, ref_value self, int64_t times);
    own_value (*binary[BINARY_COUNT])(struct ouro *rt, ref_value left, ref_value right);
    own_value (*in_place[BINARY_COUNT])(struct ouro *rt, ref_value self, ref_value other);
    own_value (*unary[UNARY_COUNT])(struct ouro *rt, ref_value self);
    own_value (*power)(struct ouro *rt, ref_value base, ref_value exponent, ref_value modulus); // modulus may be None
    native_fn *create;     // __new__: args[0] is the type
    native_fn *initialize; // __init__: args[0] is self; result None
    own_value (*await)(struct ouro *rt, ref_value self);
    own_value (*async_iterate)(struct ouro *rt, ref_value self);
    own_value (*async_next)(struct ouro *rt, ref_value self);
};

enum native_flag {
    NATIVE_KEYWORDS = 1, // takes keyword arguments (kwnames may be given)
    NATIVE_STATIC = 2,   // no self
    NATIVE_CLASS = 4,    // args[0] is the class
};

// A function or method in C. The caller checks the number of positional arguments (self not counted) against least and
// most (-1: any) and refuses keywords without NATIVE_KEYWORDS, with CPython's messages.
struct native_definition {
    char const *name;
    native_fn *function;
    int16_t least;
    int16_t most;
    uint32_t flags;
    char const *doc; // may begin with a signature line "name(a, b)\n--\n\n" as CPython's do; or NULL
};

// The head of a function for such a table: a method (args[0] is self), __new__ (the type) or a function of a module.
#define METHOD(name)                                                                      \
    static own_value name(struct ouro *rt, ref_value const *args __attribute__((unused)), \
                          uint32_t count __attribute__((unused)), ref_value kwnames __attribute__((unused)))

struct attribute_definition {
    char const *name;
    own_value (*get)(struct ouro *rt, ref_value self);
    bool (*set)(struct ouro *rt, ref_value self, ref_value value); // NULL: read-only; value nothing: delete
    char const *doc;
};

enum type_flag {
    TYPE_SUBCLASSABLE = 1,
    TYPE_IS_LEAF = 2,     // objects never refer to others (a subclass's instances are traced all the same)
    TYPE_WEAKLY_HELD = 4, // may be the target of weak references
    TYPE_HAS_DICT = 8,    // its own instances have a __dict__ (function, module, exception): the C struct says where
    TYPE_NO_CREATE = 16,  // calling the type raises TypeError "cannot create 'x' instances"
    TYPE_VARIABLE = 32,   // objects carry inline items after `size` (tuple, str, int, bytes)
    TYPE_PYTHON = 64,     // made by a class statement or type()
    TYPE_FINALIZER = 128, // definition has finalize
    TYPE_FINALIZED_INSTANCES = 256, // Python class with __del__ on its method resolution order
    TYPE_DICT_READY = 512,          // the namespace of a built-in type was filled
    TYPE_SLOTTED = 1024,            // Python class whose instances have no __dict__
    TYPE_UNTRACKED = 2048,
    TYPE_ABSTRACT = 4096,
    TYPE_IS_MAPPING = 8192, // for `match`
    TYPE_IS_SEQUENCE = 16384,
    TYPE_CACHED = 32768,        // an inline cache has seen it: changes move the class epoch
    TYPE_INSTANCE_DICT = 65536, // Python class whose instances take any attribute, beyond what the C struct offers
    TYPE_IMMUTABLE = 131072,    // TYPE_PYTHON, but its attributes cannot be set
};

struct type_definition {
    char const *name; // "list"; may be dotted for types of modules: "collections.deque"
    char const *doc;
    uint32_t number;
    uint32_t base; // TYPE_OBJECT for most
    uint32_t flags;
    uint32_t size;        // bytes of the C struct, inline items apart
    uint32_t dict_offset; // bytes to the slot_value of the instance dict (TYPE_HAS_DICT), 0: none
    traverse_fn *traverse;
    drop_step_fn *drop_step;
    slots_fn *slots;
    finish_fn *finish;
    clear_fn *clear;
    finalize_fn *finalize;
    bool (*needs_finalize)(struct ouro *rt, struct object *o);
    struct type_protocol const *protocol;
    struct native_definition const *methods;       // ends with a NULL name
    struct attribute_definition const *attributes; // ends with a NULL name
};

// A type object. `derived` is uncounted: a class leaves its bases' lists when it is freed, and what is handed out of it
// goes through weak_load.
struct type {
    struct object header;
    uint32_t flags;                           // enum type_flag
    uint32_t layout;                          // number of the built-in type whose C struct its instances begin with
    uint32_t size;                            // bytes of that C struct
    uint32_t dict_offset;                     // bytes to the dict slot in that C struct, 0: none
    struct type_row *row;                     // built-in: its row; Python class: its root shape's row
    struct type_protocol const *protocol;     // never NULL; inherited parts filled in
    struct type_definition const *definition; // of the built-in type `layout`
    uint64_t overrides[2];                    // bit per enum special (NAME_add is bit 0)
    uint64_t own_overrides[2];                // those of its own namespace
    slot_value name;                          // str, no dots
    slot_value qualname;                      // str
    slot_value bases;                         // tuple of types
    slot_value mro;                           // tuple of types, itself first
    slot_value base;                          // the base that decides the layout; nothing for object
    slot_value dict;                          // struct dict: str -> attribute cell
    struct type **derived;                    // in raw memory, behind a gap: direct subclasses
    uint32_t derived_count;
    uint32_t derived_gap;      // entries before them that are free
    uint32_t derived_capacity; // with the gap
    uint32_t version;          // of the method cache: moves when a look-up may come out differently
    uint32_t member_count;     // words of __slots__ members, those of the bases included
    struct shape *root_shape;  // of a Python class, NULL for built-in types
    struct shape *dict_shape;  // of instances in dict mode; made at the first one
    struct shape **shapes;     // raw memory: all of them
    uint32_t shape_count;
    uint32_t shape_capacity;
    uint32_t attribute_hint; // words of the dynamic part that new instances get
    bool own_protocol;       // protocol is raw memory of this type
    bool own_row;            // row is raw memory of this type (built-in types)
};

// A class attribute: caches bind the cell, so that assigning to an attribute that exists moves no epoch unless its
// kind changes.
enum attribute_kind { ATTRIBUTE_PLAIN, ATTRIBUTE_FUNCTION, ATTRIBUTE_NON_DATA, ATTRIBUTE_DATA };
struct attribute_cell {
    struct object header;
    slot_value value;
    uint32_t kind;
};

OURO_INLINE bool type_overrides(struct type const *t, enum name_number special)
{
    return t->overrides[special >> 6] >> (special & 63) & 1;
}

// Enters a built-in type: row, type object (immortal). Called in the order of base before derived; one that is there
// already stays as it is. false: no memory.
OURO_MUST_USE bool type_define(struct ouro *rt, struct type_definition const *definition);
// The same by number, for all but types of modules; the base's first. false: MemoryError pending.
OURO_MUST_USE bool type_make_ready(struct ouro *rt, uint32_t number);
// All of them: before somebody counts them.
OURO_MUST_USE bool types_complete(struct ouro *rt);
// The type object of a fixed number, lent, made if it is not there; NULL: MemoryError pending (only of those that are
// not made at start). Of a value: its class, lent, never NULL.
struct type *type_by_number(struct ouro *rt, uint32_t number);
OURO_INLINE struct type *type_of(struct ouro *rt, ref_value v)
{
    return (struct type *)as_object(slot_get(rt->rows[value_number(v)]->type));
}
OURO_INLINE bool is_type(struct ouro *rt, ref_value v);

// True when t is base or derives from it (method resolution order; no __subclasscheck__).
bool type_is_subtype(struct type *t, struct type *base);
// isinstance without hooks, against a built-in type. Fast for exact types.
bool is_kind_slow(struct ouro *rt, ref_value v, enum type_number number);
OURO_INLINE bool is_kind(struct ouro *rt, ref_value v, enum type_number number)
{
    uint32_t actual = value_number(v);
    return actual == (uint32_t)number || (actual >= SHAPE_FIRST && is_kind_slow(rt, v, number)) ||
           (number != TYPE_INT && actual < SHAPE_FIRST && is_kind_slow(rt, v, number)) ||
           (number == TYPE_INT && actual == TYPE_BOOL);
}
// The layout number of v's class: TYPE_LIST for a list and for instances of its subclasses.
OURO_INLINE uint32_t layout_of(struct ouro *rt, ref_value v)
{
    uint32_t number = value_number(v);
    return OURO_LIKELY(number < SHAPE_FIRST) ? number : type_of(rt, v)->layout;
}

// Looks a name up in the method resolution order. Result: the cell, lent; NULL when absent, with no error pending
// (or an error pending when the namespace could not be filled: no memory).
struct attribute_cell *type_lookup(struct ouro *rt, struct type *t, ref_value name);
// Name of the type for messages: UTF-8, valid while the type lives.
char const *type_name(struct ouro *rt, struct type *t);
// The same with the module in front of it for types in C outside builtins: "types.SimpleNamespace". What %T and %N
// give.
char const *type_dotted_name(struct ouro *rt, struct type *t);

OURO_INLINE bool is_type(struct ouro *rt, ref_value v)
{
    return is_kind(rt, v, TYPE_TYPE);
}

// For protocol tables: raises TypeError "unhashable type: 'x'".
bool hash_unhashable(struct ouro *rt, ref_value self, int64_t *hash);
// Identity hash of objects.
bool hash_identity(struct ouro *rt, ref_value self, int64_t *hash);

// Makes a class as type(name, bases, namespace) does, metaclass calculation done by the caller. Owned or nothing.
OURO_MUST_USE own_value type_make(struct ouro *rt, struct type *metatype, ref_value name, ref_value bases,
                                  ref_value dict, ref_value const *keyword_values, ref_value kwnames);
// Room for n attributes in the first instances of a class (before there is any): what its class body stores through
// `self`. Bases count beside it.
void type_set_attribute_hint(struct ouro *rt, struct type *type, uint32_t n);
// The metaclass of a class with these bases (tuple of types), `metatype` asked for: the most derived of all.
// NULL: TypeError pending.
struct type *type_calculate_metatype(struct ouro *rt, struct type *metatype, ref_value bases);
// type.__call__: creates and initializes. args[0] is the type.
own_value type_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
// Class attributes without descriptors of the metaclass: set (value nothing: delete, KeyError-less false when absent
// is AttributeError). Moves versions, override bits and the epoch as needed.
OURO_MUST_USE bool type_set_entry(struct ouro *rt, struct type *t, ref_value name, ref_value value);

#endif
