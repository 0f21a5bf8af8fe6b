// SPDX-License-Identifier: MIT
// What the host has granted (rt->allowed): every way from a program to files, environment and imports from disk asks
// here.
#ifndef OURO_LIB_GRANTS_H
#define OURO_LIB_GRANTS_H

#include "object/type.h"

OURO_INLINE bool granted(struct ouro *rt, enum runtime_grant grant)
{
    return OURO_LIKELY(rt->allowed & grant);
}
// false: PermissionError is pending, with the path (or nothing) as its filename.
OURO_MUST_USE bool grant_files(struct ouro *rt, ref_value path);
OURO_MUST_USE bool grant_imports(struct ouro *rt, ref_value path);
// A variable of the environment; NULL when it is not set, or not to be seen.
char const *grant_variable(struct ouro *rt, char const *name);
// Puts a function in place of those of a module that reach out of the runtime, which raises PermissionError. The names
// in `harmless` (ends with NULL) stay.
OURO_MUST_USE bool grant_replace(struct ouro *rt, ref_value module, struct native_definition const *functions,
                                 char const *const *harmless);

#endif
