// SPDX-License-Identifier: MIT
// Modules in C: making one with its functions and its types.
#include "lib/module_types.h"

#include "object/dict.h"
#include "object/error.h"
#include "object/module.h"
#include "object/state.h"
#include "object/str.h"

own_value module_make(struct ouro *rt, char const *name, char const *doc, struct native_definition const *functions)
{
    own_value text = str_from(rt, name);
    own_value module = failed(text) ? own_nothing : module_new(rt, lend(text));
    release(rt, text);
    bool done = !failed(module) && (doc == NULL || module_set(rt, lend(module), "__doc__", str_from(rt, doc))) &&
                (functions == NULL || module_add_functions(rt, lend(module), functions));
    if (!done) {
        release(rt, give(module));
    }
    return module;
}

bool module_add_types(struct ouro *rt, ref_value module, struct module_type const *types, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t number = types[i].definition->number;
        if (!type_define(rt, types[i].definition)) {
            return false;
        }
        if (types[i].name != NULL &&
            !module_set(rt, module, types[i].name, retain(ref_object(type_by_number(rt, number))))) {
            return false;
        }
    }
    return true;
}
