// SPDX-License-Identifier: MIT
// The module array: enters the type array.array at the first import.
#include "object/array.h"

#include "lib/module_types.h"
#include "object/list.h"
#include "object/str.h"

static struct native_definition const functions[] = {
    {"_array_reconstructor", array_reconstruct, 4, 4, 0, "Internal. Used for pickling support."},
    {0},
};

own_value array_module_open(struct ouro *rt)
{
    if (!type_define(rt, &array_type_definition) || !type_define(rt, &array_iterator_type_definition)) {
        return own_nothing;
    }
    own_value module = module_make(rt, "array",
                                   "This module defines an object type which can efficiently represent\n"
                                   "an array of basic values: characters, integers, floating point\n"
                                   "numbers.",
                                   functions);
    ref_value type = ref_object(type_by_number(rt, TYPE_ARRAY));
    own_value codes = str_from(rt, ARRAY_CODES);
    if (failed(module) || failed(codes)) {
        release(rt, module);
        release(rt, codes);
        return own_nothing;
    }
    if (!module_set(rt, lend(module), "array", retain(type)) ||
        !module_set(rt, lend(module), "ArrayType", retain(type)) || !module_set(rt, lend(module), "typecodes", codes)) {
        release(rt, give(module));
    }
    return module;
}
