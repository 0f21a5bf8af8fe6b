// SPDX-License-Identifier: MIT
// Refusing what the host has not granted.
#include "lib/grants.h"

#include "object/error.h"
#include "object/module.h"
#include "object/native.h"
#include "os/environment.h"

#include <errno.h>
#include <string.h>

bool grant_files(struct ouro *rt, ref_value path)
{
    if (granted(rt, ALLOW_FILES)) {
        return true;
    }
    error_raise_os(rt, EPERM, path, ref_nothing);
    return false;
}

bool grant_imports(struct ouro *rt, ref_value path)
{
    if (granted(rt, ALLOW_IMPORT)) {
        return true;
    }
    error_raise_os(rt, EPERM, path, ref_nothing);
    return false;
}

char const *grant_variable(struct ouro *rt, char const *name)
{
    return granted(rt, ALLOW_ENVIRONMENT) ? os_environment_get(name) : NULL;
}

static own_value refused(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return error_raise_os(rt, EPERM, ref_nothing, ref_nothing);
}

bool grant_replace(struct ouro *rt, ref_value module, struct native_definition const *functions,
                   char const *const *harmless)
{
    static struct native_definition const definition = {
        "refused", refused, 0, -1, NATIVE_KEYWORDS, "Stands for a function that the host has not granted."};
    for (; functions->name != NULL; functions++) {
        char const *const *name = harmless;
        while (*name != NULL && strcmp(*name, functions->name) != 0) {
            name++;
        }
        if (*name == NULL &&
            !module_set(rt, module, functions->name, native_new(rt, &definition, ref_nothing, ref_nothing))) {
            return false;
        }
    }
    return true;
}
