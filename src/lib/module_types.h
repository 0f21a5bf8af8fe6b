// SPDX-License-Identifier: MIT
// For modules in C: making one with its functions and its types. The types are entered at the first import, so that
// starting costs nothing for them.
#ifndef OURO_LIB_MODULE_TYPES_H
#define OURO_LIB_MODULE_TYPES_H

#include "object/module.h"
#include "object/type.h"

// A module with __doc__ and functions (NULL: none). Owned.
own_value module_make(struct ouro *rt, char const *name, char const *doc, struct native_definition const *functions);
// Enters the types that are not there yet, and makes those with a name attributes of the module.
struct module_type {
    char const *name; // NULL: no attribute of the module
    struct type_definition const *definition;
};
OURO_MUST_USE bool module_add_types(struct ouro *rt, ref_value module, struct module_type const *types, size_t count);

#endif
