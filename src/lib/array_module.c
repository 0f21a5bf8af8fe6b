// SPDX-License-Identifier: MIT
// The module array: enters the type array.array at the first import.
#include "object/array.h"

#include "lib/module_types.h"
#include "lib/services.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/str.h"

static struct native_definition const functions[] = {
    {"_array_reconstructor", array_reconstruct, 4, 4, 0, "Internal. Used for pickling support."},
    {0},
};

// An array is a MutableSequence. When _collections_abc is imported later, it registers the type itself.
static bool register_sequence(struct ouro *rt, ref_value type)
{
    ref_value modules = sys_get(rt, "modules");
    own_value name = is_nothing(modules) || !is_dict(rt, modules) ? own_nothing : str_from(rt, "_collections_abc");
    ref_value found = failed(name) ? ref_nothing : dict_get_str(rt, modules, lend(name));
    own_value module = is_nothing(found) ? own_nothing : retain(found);
    release(rt, name);
    if (failed(module)) {
        return !error_pending(rt);
    }
    own_value key = str_from(rt, "MutableSequence");
    own_value class = failed(key) ? own_nothing : operation_find_attribute(rt, lend(module), lend(key));
    release(rt, key);
    release(rt, module);
    if (failed(class) || is_stop(lend(class))) {
        return !failed(class);
    }
    key = str_from(rt, "register");
    ref_value const arguments[] = {lend(class), type};
    own_value result = failed(key) ? own_nothing : operation_call_method(rt, lend(key), arguments, 2, ref_nothing);
    bool done = !failed(result);
    release(rt, result);
    release(rt, key);
    release(rt, class);
    return done;
}

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
    if (!failed(module) && !register_sequence(rt, type)) {
        release(rt, give(module));
    }
    return module;
}
