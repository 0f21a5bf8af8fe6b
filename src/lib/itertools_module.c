// SPDX-License-Identifier: MIT
// The module itertools: its table of types and tee().
#include "lib/itertools.h"

static struct native_definition const functions[] = {
    {"tee", itertools_tee, 1, 2, 0,
     "tee($module, iterable, n=2, /)\n--\n\nReturns a tuple of n independent iterators."},
    {0},
};

own_value itertools_module_open(struct ouro *rt)
{
    static struct module_type const types[] = {
#define X(prefix, name) {name[0] == '_' && name[1] == 'g' ? NULL : name, &prefix##_type_definition},
        ITERTOOLS_TYPES(X)
#undef X
    };
    own_value module = module_make(rt, "itertools", "Functional tools for creating and using iterators.", functions);
    if (!failed(module) && !module_add_types(rt, lend(module), types, sizeof types / sizeof *types)) {
        release(rt, give(module));
    }
    return module;
}
