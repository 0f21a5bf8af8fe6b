// SPDX-License-Identifier: MIT
// What a module was found by: ModuleSpec, and the loaders of modules that the runtime itself finds. Imports make them
// in C, without any Python; their methods are in the Python half, importlib/_bootstrap.py, which the first call of one
// imports.
#ifndef OURO_LIB_MODULE_SPEC_H
#define OURO_LIB_MODULE_SPEC_H

#include "object/type.h"

struct module_spec {
    struct object header;
    slot_value dict;
    slot_value name;
    slot_value loader;
    slot_value origin;
    slot_value locations; // submodule_search_locations: a list for packages; nothing reads as None, here and below
    slot_value loader_state;
    slot_value cached;
    slot_value has_location;
    slot_value initializing;
};

enum module_loader { LOADER_BUILT_IN, LOADER_EMBEDDED, LOADER_FILE };

// origin: a path, "built-in" or "frozen". locations: list of a package, or nothing.
own_value module_spec_new(struct ouro *rt, ref_value name, enum module_loader loader, ref_value origin,
                          ref_value locations);
// Enters the types, unless that has been done. false: no memory.
OURO_MUST_USE bool module_spec_types(struct ouro *rt);

#endif
