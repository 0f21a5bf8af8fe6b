// SPDX-License-Identifier: MIT
// Functions in C as Python objects, bound methods, and descriptors of built-in types.
#ifndef OURO_OBJECT_NATIVE_H
#define OURO_OBJECT_NATIVE_H

#include "object/type.h"

// builtin_function_or_method (self nothing or bound), method_descriptor, classmethod_descriptor.
struct native {
    struct object header;
    struct native_definition const *definition;
    slot_value self;   // bound object, module for functions; or nothing
    slot_value owner;  // the type of a descriptor, or nothing
    slot_value module; // name of the module, or nothing
};
own_value native_new(struct ouro *rt, struct native_definition const *definition, ref_value self, ref_value module);
// Calls a definition after checking the argument count; args include self for methods.
own_value native_call(struct ouro *rt, struct native_definition const *definition, char const *type_prefix,
                      ref_value const *args, uint32_t count, ref_value kwnames, bool has_self);

// Where the signature "name(a, b)" at the beginning of a doc string ends (at its ")", the text 6 further on); NULL:
// none.
char const *doc_signature_end(char const *name, char const *doc);

struct method { // bound method of a Python function (or of any callable)
    struct object header;
    slot_value function;
    slot_value self;
};
own_value method_new(struct ouro *rt, ref_value function, ref_value self);

#endif
