// SPDX-License-Identifier: MIT
// Imports by name: sys.modules, packages before what lies in them, relative names, from-lists; __import__.
#include "lib/import.h"

#include "lib/builtins.h"
#include "lib/services.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

#include <string.h>

static ref_value loaded_modules(struct ouro *rt)
{
    return slot_get(rt->library->modules);
}

own_value import_parent_name(struct ouro *rt, ref_value name)
{
    char const *text = str_bytes(as_str(name));
    char const *dot = strrchr(text, '.');
    return str_intern(rt, text, dot == NULL ? 0 : (size_t)(dot - text));
}

own_value import_not_found(struct ouro *rt, ref_value name, own_value message)
{
    own_value error = own_nothing;
    if (!failed(message)) {
        ref_value type = ref_object(type_by_number(rt, TYPE_MODULE_NOT_FOUND_ERROR));
        error = operation_call_1(rt, type, lend(message));
    }
    release(rt, message);
    if (failed(error) || !operation_set_attribute(rt, lend(error), name_of(rt, NAME_name_plain), name)) {
        release(rt, error);
        return own_nothing;
    }
    return error_raise_object(rt, error);
}

static own_value not_a_package(struct ouro *rt, ref_value name)
{
    own_value package = import_parent_name(rt, name);
    if (!failed(package)) {
        (void)import_not_found(rt, name,
                               str_format(rt, "No module named %R; %R is not a package", name, lend(package)));
    }
    release(rt, package);
    return own_nothing;
}

// A submodule is an attribute of its package. What takes no attributes does without.
static bool bind_in_parent(struct ouro *rt, ref_value parent, ref_value name, ref_value module)
{
    char const *dot = strrchr(str_bytes(as_str(name)), '.');
    own_value last = str_intern(rt, dot + 1, strlen(dot + 1));
    bool done = !failed(last) && operation_set_attribute(rt, parent, lend(last), module);
    release(rt, last);
    if (!done && error_matches(rt, TYPE_ATTRIBUTE_ERROR)) {
        error_clear(rt);
        done = true;
    }
    return done;
}

// Imports one level: `name` is the full dotted name, `parent` the package it lies in (nothing: top level).
static own_value import_one(struct ouro *rt, ref_value name, ref_value parent)
{
    ref_value there = dict_get(rt, loaded_modules(rt), name);
    if (!is_nothing(there)) {
        return is_none(there)
                   ? import_not_found(rt, name, str_format(rt, "import of %U halted; None in sys.modules", name))
                   : retain(there);
    }
    if (error_pending(rt)) {
        return own_nothing;
    }
    own_value search = own_nothing;
    if (!is_nothing(parent)) {
        search = operation_find_attribute(rt, parent, name_of(rt, NAME_path));
        if (failed(search)) {
            return own_nothing;
        }
        if (is_stop(lend(search))) {
            return not_a_package(rt, name);
        }
    }
    struct found_module found;
    own_value module = own_nothing;
    if (import_find(rt, name, lend(search), &found)) {
        module = found.kind == FOUND_NONE ? import_not_found(rt, name, str_format(rt, "No module named %R", name))
                                          : import_load(rt, name, &found);
        found_release(rt, &found);
    }
    release(rt, search);
    if (!failed(module) && !is_nothing(parent) && !bind_in_parent(rt, parent, name, lend(module))) {
        release(rt, module);
        return own_nothing;
    }
    return module;
}

// Imports a dotted name, each package before what lies in it. *top: the first module, owned.
static own_value import_dotted(struct ouro *rt, ref_value name, own_value *top)
{
    char const *text = str_bytes(as_str(name));
    size_t size = str_size(as_str(name));
    own_value module = own_nothing;
    *top = own_nothing;
    for (size_t at = 0; at <= size; at++) {
        if (at < size && text[at] != '.') {
            continue;
        }
        own_value part = str_intern(rt, text, at);
        own_value next = failed(part) ? own_nothing : import_one(rt, lend(part), lend(module));
        release(rt, part);
        release(rt, module);
        module = next;
        if (failed(module)) {
            release(rt, give(*top));
            return own_nothing;
        }
        if (failed(*top)) {
            *top = retain(lend(module));
        }
    }
    return module;
}

static ref_value global_of(struct ouro *rt, ref_value globals, enum name_number name)
{
    ref_value v = dict_get_str(rt, globals, name_of(rt, name));
    return !is_nothing(v) && is_none(v) ? ref_nothing : v;
}

// __name__ of the module with these globals, or the part before the last dot when it is no package.
static own_value package_by_name(struct ouro *rt, ref_value globals)
{
    ref_value name = dict_get_str(rt, globals, name_of(rt, NAME_name));
    if (is_nothing(name)) {
        return error_pending(rt) ? own_nothing : error_raise(rt, TYPE_KEY_ERROR, "'__name__' not in globals");
    }
    if (!is_str(rt, name)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__name__ must be a string");
    }
    bool package = !is_nothing(dict_get_str(rt, globals, name_of(rt, NAME_path)));
    return error_pending(rt) ? own_nothing : package ? retain(name) : import_parent_name(rt, name);
}

// The package that relative imports of a module with these globals start from. Owned str.
static own_value package_of(struct ouro *rt, ref_value globals)
{
    ref_value package = global_of(rt, globals, NAME_package);
    ref_value spec = is_nothing(package) && !error_pending(rt) ? global_of(rt, globals, NAME_spec) : ref_nothing;
    if (error_pending(rt)) {
        return own_nothing;
    }
    if (!is_nothing(package)) {
        return is_str(rt, package) ? retain(package) : error_raise(rt, TYPE_TYPE_ERROR, "package must be a string");
    }
    if (is_nothing(spec)) {
        return package_by_name(rt, globals);
    }
    own_value held = retain(spec), name = str_from(rt, "parent");
    own_value parent = failed(name) ? own_nothing : operation_get_attribute(rt, lend(held), lend(name));
    release(rt, name);
    release(rt, held);
    if (!failed(parent) && !is_str(rt, lend(parent))) {
        release(rt, parent);
        return error_raise(rt, TYPE_TYPE_ERROR, "__spec__.parent must be a string");
    }
    return parent;
}

// The absolute name of a relative import: `level` dots before `name`, seen from the module with these globals.
static own_value absolute_name(struct ouro *rt, ref_value name, ref_value globals, int64_t level)
{
    if (is_nothing(globals)) {
        return error_raise(rt, TYPE_KEY_ERROR, "'__name__' not in globals");
    }
    own_value package = package_of(rt, globals);
    if (failed(package)) {
        return package;
    }
    char const *text = str_bytes(as_str(lend(package)));
    size_t size = str_size(as_str(lend(package)));
    own_value result = own_nothing;
    bool beyond = false;
    for (int64_t up = 1; up < level && size > 0 && !beyond; up++) {
        size_t at = size;
        while (at > 0 && text[at - 1] != '.') {
            at--;
        }
        beyond = at == 0;
        size = at == 0 ? size : at - 1;
    }
    if (size == 0) {
        error_raise(rt, TYPE_IMPORT_ERROR, "attempted relative import with no known parent package");
    } else if (beyond) {
        error_raise(rt, TYPE_IMPORT_ERROR, "attempted relative import beyond top-level package");
    } else {
        own_value base = str_new(rt, text, size);
        bool bare = as_str(name)->length == 0;
        result = failed(base) || bare ? retain(lend(base)) : str_format(rt, "%U.%U", lend(base), name);
        release(rt, base);
    }
    release(rt, package);
    return result;
}

// Does the pending error say that this very module was not found?
static bool is_missing(struct ouro *rt, ref_value full_name)
{
    if (!error_matches(rt, TYPE_MODULE_NOT_FOUND_ERROR)) {
        return false;
    }
    ref_value missing = slot_get(as_exception(lend(rt->error))->fields[1]);
    return !is_nothing(missing) && is_str(rt, missing) && str_equals(as_str(missing), str_bytes(as_str(full_name)));
}

static bool import_all(struct ouro *rt, ref_value module, ref_value full_name);

// Imports those of the names that are submodules and no attributes of the package yet. "*" stands for __all__.
static bool import_names_of(struct ouro *rt, ref_value module, ref_value full_name, ref_value const *names,
                            uint64_t count)
{
    bool done = true;
    for (uint64_t i = 0; done && i < count; i++) {
        ref_value name = names[i];
        if (!is_str(rt, name)) {
            continue;
        }
        if (str_equals(as_str(name), "*")) {
            done = import_all(rt, module, full_name);
            continue;
        }
        own_value found = operation_find_attribute(rt, module, name);
        if (is_stop(lend(found))) {
            own_value full = str_format(rt, "%U.%U", full_name, name);
            own_value part = failed(full) ? own_nothing : import_one(rt, lend(full), module);
            if (failed(part) && !failed(full) && is_missing(rt, lend(full))) {
                error_clear(rt); // the from-import itself says what is missing
            } else {
                done = !failed(part);
            }
            release(rt, part);
            release(rt, full);
        } else {
            done = !failed(found);
            release(rt, found);
        }
    }
    return done;
}

// `from package import *`: the modules that __all__ names.
static bool import_all(struct ouro *rt, ref_value module, ref_value full_name)
{
    own_value names = operation_find_attribute(rt, module, name_of(rt, NAME_all));
    if (failed(names) || is_stop(lend(names))) {
        return !failed(names);
    }
    own_value tuple = operation_tuple(rt, lend(names));
    release(rt, names);
    bool done = !failed(tuple);
    for (uint64_t i = 0; done && i < as_tuple(lend(tuple))->length; i++) {
        ref_value name = tuple_item(lend(tuple), i);
        // A star in __all__ would go round and round; what is no name is import_star's to report.
        done = !is_str(rt, name) || str_equals(as_str(name), "*") || import_names_of(rt, module, full_name, &name, 1);
    }
    release(rt, tuple);
    return done;
}

// Imports the submodules that a from-import names and that are not attributes of the package yet.
static bool import_names(struct ouro *rt, ref_value module, ref_value full_name, ref_value fromlist)
{
    own_value path = operation_find_attribute(rt, module, name_of(rt, NAME_path));
    bool is_package = !failed(path) && !is_stop(lend(path));
    bool done = !failed(path);
    release(rt, path);
    if (!is_package) {
        return done;
    }
    return import_names_of(rt, module, full_name, slot_lend_array(as_tuple(fromlist)->items),
                           as_tuple(fromlist)->length);
}

bool import_is_loading(struct ouro *rt, ref_value package, ref_value name)
{
    own_value full = str_format(rt, "%U.%U", package, name);
    ref_value modules = loaded_modules(rt);
    ref_value there = failed(full) || is_nothing(modules) ? ref_nothing : dict_get_str(rt, modules, lend(full));
    bool loading = !is_nothing(there) && is_kind(rt, there, TYPE_MODULE) && as_object(there)->kind & MODULE_LOADING;
    release(rt, full);
    if (error_pending(rt)) {
        error_clear(rt);
    }
    return loading;
}

own_value import_absolute(struct ouro *rt, ref_value name)
{
    own_value top;
    own_value module = import_dotted(rt, name, &top);
    release(rt, top);
    return module;
}

own_value import_module(struct ouro *rt, char const *name)
{
    own_value text = str_intern(rt, name, strlen(name));
    own_value module = failed(text) ? own_nothing : import_absolute(rt, lend(text));
    release(rt, text);
    return module;
}

own_value import_bootstrap(struct ouro *rt, char const *attribute)
{
    own_value module = import_module(rt, "importlib._bootstrap");
    own_value name = failed(module) ? own_nothing : str_from(rt, attribute);
    own_value found = failed(name) ? own_nothing : operation_get_attribute(rt, lend(module), lend(name));
    release(rt, name);
    release(rt, module);
    return found;
}

own_value library_import(struct ouro *rt, ref_value name, ref_value globals, ref_value fromlist, int64_t level)
{
    if (level < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "level must be >= 0");
    }
    if (level > 0 && !is_nothing(globals) && !is_dict(rt, globals)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "globals must be a dict");
    }
    if (level == 0 && as_str(name)->length == 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "Empty module name");
    }
    own_value full = level == 0 ? retain(name) : absolute_name(rt, name, globals, level);
    if (failed(full)) {
        return own_nothing;
    }
    own_value top;
    own_value module = import_dotted(rt, lend(full), &top);
    bool from = is_tuple(rt, fromlist) && as_tuple(fromlist)->length > 0;
    if (!failed(module) && from && !import_names(rt, lend(module), lend(full), fromlist)) {
        release(rt, give(module));
    }
    release(rt, full);
    if (failed(module) || from || level > 0) {
        release(rt, top);
        return module;
    }
    release(rt, module);
    return top; // `import a.b` binds a
}

own_value builtin_import(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"name", "globals", "locals", "fromlist", "level"};
    static struct signature const signature = {"__import__", names, 5, 1, 0, 5};
    ref_value given[5];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    if (!is_str(rt, given[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "module name must be a string");
    }
    int64_t level = 0;
    if (!is_nothing(given[4]) && !operation_index_int64(rt, given[4], &level, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    own_value fromlist = is_nothing(given[3]) || is_none(given[3]) ? tuple_new(rt, 0) : operation_tuple(rt, given[3]);
    if (failed(fromlist)) {
        return own_nothing;
    }
    ref_value globals = is_nothing(given[1]) || is_none(given[1]) ? ref_nothing : given[1];
    own_value module = library_import(rt, given[0], globals, lend(fromlist), level);
    release(rt, fromlist);
    return module;
}
