// SPDX-License-Identifier: MIT
// Module objects.
#ifndef OURO_OBJECT_MODULE_H
#define OURO_OBJECT_MODULE_H

#include "object/type.h"

#define MODULE_LOADING OBJECT_TYPE_FLAG_1 // its body is running: what is missing may still come

#define MODULE_BUILT_IN OBJECT_TYPE_FLAG_2 // in C

// An attribute that a module in C makes when somebody asks for it for the first time.
struct module_lazy {
    char const *name; // NULL ends the table
    own_value (*make)(struct ouro *rt);
};

struct module {
    struct object header;
    slot_value dict;
    struct module_lazy const *lazy; // or NULL
};
own_value module_new(struct ouro *rt, ref_value name); // dict with __name__, __doc__ ... set
OURO_INLINE ref_value module_dict(ref_value m)
{
    return slot_get(((struct module *)as_object(m))->dict);
}
bool module_set(struct ouro *rt, ref_value module, char const *name, own_value value); // takes value
bool module_add_functions(struct ouro *rt, ref_value module, struct native_definition const *functions);

#endif
