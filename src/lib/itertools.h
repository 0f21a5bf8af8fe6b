// SPDX-License-Identifier: MIT
// What the files of the module itertools share. Each iterator keeps what it works with in slots; a slot that is empty
// means that it is used up. While Python runs, an iterator may be entered again: what a call uses is held meanwhile,
// and slots are read again afterwards.
#ifndef OURO_LIB_ITERTOOLS_H
#define OURO_LIB_ITERTOOLS_H

#include "lib/module_types.h"
#include "object/container.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/reduce.h"
#include "object/tuple.h"

// X(prefix of the definition, name in the module or NULL)
#define ITERTOOLS_TYPES(X)          \
    X(counter, "count")             \
    X(cycle, "cycle")               \
    X(repeater, "repeat")           \
    X(accumulate, "accumulate")     \
    X(chain, "chain")               \
    X(compress, "compress")         \
    X(drop_while, "dropwhile")      \
    X(take_while, "takewhile")      \
    X(filter_false, "filterfalse")  \
    X(islice, "islice")             \
    X(pairwise, "pairwise")         \
    X(starmap, "starmap")           \
    X(zip_longest, "zip_longest")   \
    X(group_by, "groupby")          \
    X(grouper, "_grouper")          \
    X(tee, "_tee")                  \
    X(tee_block, "_tee_dataobject") \
    X(product, "product")           \
    X(permutations, "permutations") \
    X(combinations, "combinations") \
    X(combinations_repeated, "combinations_with_replacement")

#define X(prefix, name) extern struct type_definition const prefix##_type_definition;
ITERTOOLS_TYPES(X)
#undef X

native_fn itertools_tee;
// A chain over a tuple of iterables (taken): for the reductions of others.
own_value chain_of(struct ouro *rt, own_value iterables);

// A tuple of up to three lent values.
#define TUPLE_OF(...) \
    tuple_from(rt, (ref_value const[]){__VA_ARGS__}, sizeof((ref_value const[]){__VA_ARGS__}) / sizeof(ref_value))

// Arguments of a constructor without keywords. args[0]: the type.
#define POSITIONAL(name, least, most) \
    (plain_keywords(rt, args[0], name, kwnames) && container_arguments(rt, name, count - 1, ref_nothing, least, most))

// Allocates an instance of args[0] or releases what `held` names. Result in `made`, a pointer of the struct's type.
#define MAKE(prefix) struct prefix *made = make_instance(rt, args[0])

OURO_INLINE void *make_instance(struct ouro *rt, ref_value type)
{
    own_value v = object_create(rt, (struct type *)as_object(type), 0);
    return failed(v) ? NULL : (void *)as_object(lend(v));
}

// A definition whose struct is `struct prefix` with FIELDS_FUNCTIONS(prefix, ...), prefix_create, prefix_next and
// prefix_methods.
#define ITERTOOLS_DEFINE(prefix, NUMBER, python_name, text, more)                              \
    static struct type_protocol const prefix##_protocol = {                                    \
        .iterate = iterator_self,                                                              \
        .next = prefix##_next,                                                                 \
        .create = prefix##_create,                                                             \
    };                                                                                         \
    struct type_definition const prefix##_type_definition = {.name = "itertools." python_name, \
                                                             .doc = text,                      \
                                                             .number = NUMBER,                 \
                                                             .base = TYPE_OBJECT,              \
                                                             .flags = TYPE_SUBCLASSABLE,       \
                                                             .size = sizeof(struct prefix),    \
                                                             .traverse = prefix##_traverse,    \
                                                             .drop_step = prefix##_drop_step,  \
                                                             .clear = prefix##_clear,          \
                                                             .protocol = &prefix##_protocol,   \
                                                             .methods = prefix##_methods,      \
                                                             more};

#define REDUCE_DOC "Return state information for pickling."
#define SETSTATE_DOC "Set state information for unpickling."

#endif
