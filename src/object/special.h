// SPDX-License-Identifier: MIT
// The special names as the protocol knows them: wrapper_descriptor (int.__add__) and method-wrapper (bound).
#ifndef OURO_OBJECT_SPECIAL_H
#define OURO_OBJECT_SPECIAL_H

#include "object/type.h"

struct slot_wrapper {
    struct object header;
    slot_value owner; // the built-in type whose protocol it calls
    uint32_t special; // enum name_number
};
struct method_wrapper {
    struct object header;
    slot_value wrapper;
    slot_value self;
};

// Does the protocol serve this special name?
bool special_in_protocol(struct type_protocol const *protocol, enum name_number special);
// Calls the C function behind a special name. args[0] is self; the number of arguments is checked here.
own_value special_call(struct ouro *rt, struct type_protocol const *protocol, enum name_number special,
                       ref_value const *args, uint32_t count, ref_value kwnames);
own_value slot_wrapper_new(struct ouro *rt, struct type *owner, enum name_number special);

#endif
