// SPDX-License-Identifier: MIT
// What floor 4 keeps per runtime: type objects, names, exceptions set aside, the doors that floor 6 fills in.
#ifndef OURO_OBJECT_STATE_H
#define OURO_OBJECT_STATE_H

#include "object/type.h"

struct method_cache_entry; // type.c
struct str_table;          // str_table.c

#define NAME_CELLS 512u // at most half of them in use
_Static_assert(NAME_COUNT * 2 <= NAME_CELLS, "the table of names has room");

struct object_state {
    struct type *types[SHAPE_FIRST];  // by fixed number
    slot_value names[NAME_COUNT];     // interned str
    slot_value ascii_characters[128]; // shared one-character strings; made at first use
    slot_value empty_tuple;
    slot_value empty_str;
    slot_value empty_bytes;
    slot_value empty_frozenset;
    uint16_t name_cells[NAME_CELLS]; // finds names by their text: number + 1; see str_table.c
    struct str_table *interned;      // other interned strings, uncounted; NULL: none yet
    slot_value builtins;             // dict of the builtins module, for frames without globals
    slot_value memory_error;         // MemoryError instances set aside (a tuple), raised when there is no memory
    slot_value last_memory_error;    // one more, immortal: for when those are used up
    uint64_t hash_key[2];            // SipHash key; from entropy, or 0,0 with PYTHONHASHSEED=0
    uint32_t repr_depth;             // C recursion of repr, compare and the like
    uint64_t int_max_str_digits;     // sys.set_int_max_str_digits, 0: no limit
    uint32_t recursion_limit;        // Python frames
    uint32_t coroutine_origin_depth; // frames that a coroutine remembers as its origin
    uint32_t dict_version_next;      // keys_version given last; UINT32_MAX: no more
    slot_value repr_stack;           // list of containers being printed
    struct method_cache_entry *method_cache; // made at first use
    uint32_t type_version;                   // last one given to a type
    // Filled in by floor 6: calls of Python functions from C through a nested loop, and what belongs to frames.
    native_fn *call_function;                        // args[0] is the function
    bool (*add_traceback)(struct ouro *rt);          // adds the running frame to rt->error's traceback
    ref_value (*handled_exception)(struct ouro *rt); // what `raise` re-raises and __context__ takes; lent or nothing
    ref_value (*running_globals)(struct ouro *rt);   // dict of the running frame, lent or nothing
    own_value (*super_arguments)(struct ouro *rt, ref_value *self); // class cell and first argument of the frame
    struct type_definition const *const *more_definitions; // types of floor 6, made when needed; ends with NULL
    // Filled in by floor 7, for dicts with DICT_LAZY: the value under a name that is not in the dict yet (nothing: an
    // error is pending; own_stop: there is none), and everything that is not in it yet. Neither runs Python.
    own_value (*dict_provide)(struct ouro *rt, struct dict *d, ref_value name);
    bool (*dict_complete)(struct ouro *rt, struct dict *d);
    // Filled in by floor 7: is the body of PACKAGE.NAME running?
    bool (*submodule_is_loading)(struct ouro *rt, ref_value package, ref_value name);
    // Filled in by floor 7: reports rt->error (taken) as unraisable: "Exception ignored in: ..."
    void (*report_unraisable)(struct ouro *rt, ref_value where);
    // See warning.h; category is a class, text a str. source: an object or None.
    bool (*warn)(struct ouro *rt, ref_value category, ref_value text, int64_t stack_level, ref_value source);
    // Filled in by floor 7: an async generator is about to be used for the first time. *finalizer, owned or nothing, is
    // called instead of closing it should it be dropped. false: an error is pending.
    bool (*async_generator_begins)(struct ouro *rt, ref_value generator, own_value *finalizer);
    // Filled in by floor 7: what the error handler of this name, which is not built in, gives for an exception; what a
    // codec of this name, which is not built in, makes of a str or a bytes-like object (errors NULL: not given).
    own_value (*codec_handle)(struct ouro *rt, char const *errors, ref_value exception);
    own_value (*codec_convert)(struct ouro *rt, bool encode, ref_value object, char const *encoding,
                               char const *errors);
    void (*warn_unawaited)(struct ouro *rt, ref_value coroutine, ref_value qualname, bool has_origin);
    bool (*warn_at)(struct ouro *rt, ref_value category, ref_value text, ref_value filename, int64_t line);
};

OURO_INLINE ref_value name_of(struct ouro *rt, enum name_number name)
{
    return slot_get(rt->objects->names[name]);
}

// Makes floor 4 of a runtime whose memory manager is open: types, names, reserves. false: no memory; close it.
OURO_MUST_USE bool objects_open(struct ouro *rt);
// Releases what objects_open made, in check builds; memory goes with the heap otherwise.
void objects_close(struct ouro *rt);

#endif
