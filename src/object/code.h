// SPDX-License-Identifier: MIT
// code and function objects, and cells. Code is made by floor 5 and run by floor 6; see compile/opcode.h for the units.
#ifndef OURO_OBJECT_CODE_H
#define OURO_OBJECT_CODE_H

#include "object/type.h"

enum code_flag {
    CODE_OPTIMIZED = 1, // locals are registers (functions); otherwise names live in a namespace dict
    CODE_NEWLOCALS = 2,
    CODE_VARARGS = 4,     // *args
    CODE_VARKEYWORDS = 8, // **kwargs
    CODE_NESTED = 16,
    CODE_GENERATOR = 32,
    CODE_COROUTINE = 128,
    CODE_ITERABLE_COROUTINE = 256, // a generator that types.coroutine has marked: it may be awaited
    CODE_ASYNC_GENERATOR = 512,
    CODE_CLASS_BODY = 1 << 20,
    CODE_MODULE = 1 << 21,
    CODE_COMPREHENSION = 1 << 22, // has a frame but no function object of its own
};                                // the low ones are CPython's co_flags

// A region of units guarded by a handler; sorted by start, inner regions after outer ones: the last match wins.
struct code_handler {
    uint32_t start; // units
    uint32_t end;
    uint32_t target;
    uint32_t depth; // temporaries that stay (register number of the first one to release)
};
// Live temporaries before the instruction at `start` until the next row's start: registers
// [first temporary, depth) are owned.
struct code_depth {
    uint32_t start;
    uint32_t depth;
};
// Source position of the instructions from `start` until the next row's start.
struct code_position {
    uint32_t start;
    int32_t line;
    int32_t end_line;
    int16_t column; // UTF-8 bytes from 0, -1: unknown
    int16_t end_column;
};

struct code {
    struct object header;
    slot_value name;        // str
    slot_value qualname;    // str
    slot_value filename;    // str
    slot_value constants;   // tuple
    slot_value names;       // tuple of interned str: globals, attributes, imported names, keyword tuples' names
    slot_value local_names; // tuple of str: registers 0 ... local_count-1
    slot_value cell_names;  // tuple of str: own cells
    slot_value free_names;  // tuple of str
    slot_value doc;         // str or None
    uint32_t flags;
    uint32_t positional_count; // positional-only ones included
    uint32_t positional_only_count;
    uint32_t keyword_only_count;
    uint32_t parameter_count; // all, * and ** included; parameters are the first registers, in the order:
                              // positional, keyword-only, *args, **kwargs (CPython's)
    uint32_t local_count;     // registers of plain locals, parameters first
    uint32_t cell_count;      // cells follow the locals: own cells, then free ones
    uint32_t free_count;
    uint32_t register_count; // locals + cells + free + temporaries
    uint32_t first_line;
    uint32_t unit_count;
    uint32_t handler_count;
    uint32_t depth_count;
    uint32_t position_count;
    uint64_t *units; // raw memory, inline caches are written in place
    struct code_handler *handlers;
    struct code_depth *depths;
    struct code_position *positions;
    int16_t *cell_parameters; // per own cell: the parameter register it takes its first value from, or -1
    uint32_t attribute_hint;  // class bodies: number of names stored through the first parameter of its functions
};

struct function {
    struct object header;
    slot_value code;
    slot_value globals;  // dict
    slot_value builtins; // dict
    slot_value name;
    slot_value qualname;
    slot_value defaults;   // tuple or nothing
    slot_value kwdefaults; // dict or nothing
    slot_value closure;    // tuple of cells or nothing
    slot_value doc;
    slot_value module;      // or nothing
    slot_value annotations; // dict, tuple of pairs not made into one yet, or nothing
    slot_value dict;        // or nothing
    uint32_t version;       // moves when code or defaults change; call sites cache it
};
struct cell {
    struct object header;
    slot_value value; // nothing: empty
};
// A code object with everything empty, for the compiler to fill: numbers first, then the tables of that size.
own_value code_new(struct ouro *rt);
native_fn code_replace; // the method of that name
own_value function_new(struct ouro *rt, ref_value code, ref_value globals);
own_value cell_new(struct ouro *rt, own_value value); // takes value
OURO_INLINE struct code *as_code(ref_value v)
{
    return (struct code *)as_object(v);
}
// Line and columns at a unit; NULL when there is no row.
struct code_position const *code_position_at(struct code const *code, uint32_t unit);
uint32_t code_depth_at(struct code const *code, uint32_t unit);

#endif
