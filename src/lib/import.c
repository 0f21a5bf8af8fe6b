// SPDX-License-Identifier: MIT
// Imports: sys.modules, modules in C, embedded Python halves, files of sys.path; __import__.
#include "compile/compile.h"
#include "lib/builtins.h"
#include "lib/embedded.h"
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
#include "os/file.h"
#include "vm/vm.h"

#include <string.h>

struct native_module {
    char const *name;
    own_value (*open)(struct ouro *rt);
};

#define X(identifier, name) own_value identifier##_module_open(struct ouro *rt);
NATIVE_MODULES(X)
#undef X

static struct native_module const native_modules[] = {
#define X(identifier, name) {name, identifier##_module_open},
    NATIVE_MODULES(X)
#undef X
};

static ref_value loaded_modules(struct ouro *rt)
{
    return slot_get(rt->library->modules);
}

// Runs code as the body of a new module that is in sys.modules meanwhile, so that circular imports find it. A body that
// fails takes it out again. path: the package's directory (str) or nothing for a plain module.
static own_value run_body(struct ouro *rt, ref_value name, ref_value code, ref_value package, ref_value path,
                          ref_value file)
{
    own_value module = module_new(rt, name);
    if (failed(module)) {
        return own_nothing;
    }
    ref_value dict = module_dict(lend(module));
    bool done = dict_set(rt, dict, name_of(rt, NAME_package), package) &&
                dict_set(rt, dict, name_of(rt, NAME_builtins), slot_get(rt->library->builtins)) &&
                (is_nothing(file) || dict_set(rt, dict, name_of(rt, NAME_file), file));
    if (done && !is_nothing(path)) {
        own_value list = list_from(rt, &path, 1);
        done = !failed(list) && dict_set(rt, dict, name_of(rt, NAME_path), lend(list));
        release(rt, list);
    }
    done = done && dict_set(rt, loaded_modules(rt), name, lend(module));
    if (done) {
        as_object(lend(module))->kind |= MODULE_LOADING;
        own_value result = vm_run(rt, code, dict, dict);
        as_object(lend(module))->kind &= ~MODULE_LOADING;
        done = !failed(result);
        release(rt, result);
        if (!done) {
            own_value error = error_take(rt);
            if (dict_delete(rt, loaded_modules(rt), name) < 0) {
                error_clear(rt);
            }
            error_restore(rt, error);
        }
    }
    own_value found = done ? retain(dict_get(rt, loaded_modules(rt), name)) : own_nothing;
    release(rt, module); // a body may have put something else into sys.modules
    if (done && failed(found) && !error_pending(rt)) {
        return error_raise(rt, TYPE_KEY_ERROR, "'%U'", name);
    }
    return found;
}

// The part of a dotted name before its last dot, or "" : what __package__ of a plain module is.
static own_value parent_name(struct ouro *rt, ref_value name)
{
    char const *text = str_bytes(as_str(name));
    char const *dot = strrchr(text, '.');
    return str_intern(rt, text, dot == NULL ? 0 : (size_t)(dot - text));
}

static own_value load_native(struct ouro *rt, struct native_module const *native, ref_value name)
{
    own_value module = native->open(rt);
    if (!failed(module)) {
        as_object(lend(module))->kind |= MODULE_BUILT_IN;
    }
    if (!failed(module) && !dict_set(rt, loaded_modules(rt), name, lend(module))) {
        release(rt, module);
        return own_nothing;
    }
    return module;
}

static own_value load_source(struct ouro *rt, ref_value name, char const *source, size_t size, ref_value file,
                             ref_value path)
{
    own_value package = is_nothing(path) ? parent_name(rt, name) : retain(name);
    own_value code = failed(package) ? own_nothing : compile_source(rt, source, size, file, SYNTAX_FILE);
    own_value module = own_nothing;
    if (!failed(code)) {
        module = run_body(rt, name, lend(code), lend(package), path, file);
    }
    release(rt, code);
    release(rt, package);
    return module;
}

static own_value load_embedded(struct ouro *rt, struct embedded_module const *embedded, ref_value name)
{
    own_value file = str_format(rt, "<frozen %s>", embedded->name);
    own_value module =
        failed(file) ? own_nothing
                     : load_source(rt, name, (char const *)embedded->text, embedded->size, lend(file), ref_nothing);
    release(rt, file);
    return module;
}

static void *grow_buffer(void *to, void *buffer, size_t old_bytes, size_t bytes)
{
    struct ouro *rt = to;
    return heap_raw_resize(&rt->heap, buffer, old_bytes, bytes);
}

// Reads and runs a file. own_stop: there is no such file.
static own_value load_file(struct ouro *rt, ref_value name, ref_value file, ref_value path)
{
    int descriptor;
    int error = os_file_open(str_bytes(as_str(file)), OS_FILE_READ, &descriptor);
    if (error != 0) {
        return own_stop;
    }
    void *buffer = NULL;
    size_t room = 0, size = 0;
    error = os_file_read_all(descriptor, grow_buffer, rt, &buffer, &room, &size);
    int close_error = os_file_close(descriptor);
    own_value module = error != 0 || close_error != 0
                           ? error_raise_os(rt, error != 0 ? error : close_error, file, ref_nothing)
                           : load_source(rt, name, buffer, size, file, path);
    heap_raw_free(&rt->heap, buffer, room);
    return module;
}

// Tries directory/NAME/__init__.py and directory/NAME.py. own_stop: neither is there.
static own_value load_from_directory(struct ouro *rt, ref_value name, ref_value directory)
{
    char const *text = str_bytes(as_str(name));
    char const *dot = strrchr(text, '.');
    char const *last = dot == NULL ? text : dot + 1;
    char const *separator = str_size(as_str(directory)) != 0 ? "/" : "";
    own_value path = str_format(rt, "%U%s%s", directory, separator, last);
    own_value file = failed(path) ? own_nothing : str_format(rt, "%U/__init__.py", lend(path));
    own_value module = failed(file) ? own_nothing : load_file(rt, name, lend(file), lend(path));
    release(rt, file);
    if (is_stop(lend(module))) {
        file = str_format(rt, "%U.py", lend(path));
        module = failed(file) ? own_nothing : load_file(rt, name, lend(file), ref_nothing);
        release(rt, file);
    }
    release(rt, path);
    return module;
}

static own_value load_from_path(struct ouro *rt, ref_value name, ref_value directories)
{
    own_value held = is_list(rt, directories) ? retain(directories) : operation_list(rt, directories);
    if (failed(held)) {
        return own_nothing;
    }
    own_value module = own_stop;
    for (uint64_t i = 0; is_stop(lend(module)) && i < as_list(lend(held))->length; i++) {
        own_value directory = retain(list_item(lend(held), i));
        if (is_str(rt, lend(directory))) {
            module = load_from_directory(rt, name, lend(directory));
        }
        release(rt, directory);
    }
    release(rt, held);
    return module;
}

// Takes message; nothing: an error is pending already.
static own_value not_found(struct ouro *rt, ref_value name, own_value message)
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

// Finds and runs a module that is not in sys.modules. search: the package's __path__ or sys.path.
static own_value load(struct ouro *rt, ref_value name, ref_value search)
{
    struct str *text = as_str(name);
    for (size_t i = 0; i < sizeof native_modules / sizeof *native_modules; i++) {
        if (str_equals(text, native_modules[i].name)) {
            return load_native(rt, &native_modules[i], name);
        }
    }
    own_value module = own_stop;
    if (!is_nothing(search)) {
        module = load_from_path(rt, name, search);
    }
    for (size_t i = 0; is_stop(lend(module)) && i < embedded_module_count; i++) {
        if (str_equals(text, embedded_modules[i].name)) {
            module = load_embedded(rt, &embedded_modules[i], name);
        }
    }
    return is_stop(lend(module)) ? not_found(rt, name, str_format(rt, "No module named %R", name)) : module;
}

static own_value search_path(struct ouro *rt, ref_value parent)
{
    if (is_nothing(parent)) {
        own_value path_name = str_from(rt, "path");
        own_value path =
            failed(path_name) ? own_nothing : operation_find_attribute(rt, slot_get(rt->library->sys), lend(path_name));
        release(rt, path_name);
        return path;
    }
    return operation_find_attribute(rt, parent, name_of(rt, NAME_path));
}

// Imports one level: `name` is the full dotted name, `parent` the package it lies in (nothing: top level).
static own_value import_one(struct ouro *rt, ref_value name, ref_value parent)
{
    ref_value there = dict_get(rt, loaded_modules(rt), name);
    if (!is_nothing(there)) {
        return is_none(there) ? not_found(rt, name, str_format(rt, "import of %U halted; None in sys.modules", name))
                              : retain(there);
    }
    if (error_pending(rt)) {
        return own_nothing;
    }
    own_value search = search_path(rt, parent);
    if (is_stop(lend(search)) && !is_nothing(parent)) {
        own_value package = parent_name(rt, name);
        if (!failed(package)) {
            (void)not_found(rt, name, str_format(rt, "No module named %R; %R is not a package", name, lend(package)));
        }
        release(rt, package);
        return own_nothing;
    }
    if (failed(search)) {
        return own_nothing;
    }
    own_value module = load(rt, name, is_stop(lend(search)) ? ref_nothing : lend(search));
    release(rt, search);
    if (!failed(module) && !is_nothing(parent)) {
        char const *dot = strrchr(str_bytes(as_str(name)), '.');
        own_value last = str_intern(rt, dot + 1, strlen(dot + 1));
        bool done = !failed(last) && operation_set_attribute(rt, parent, lend(last), lend(module));
        release(rt, last);
        if (!done) {
            release(rt, module);
            return own_nothing;
        }
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

// The absolute name of a relative import: `level` dots before `name`, seen from the module with these globals.
static own_value absolute_name(struct ouro *rt, ref_value name, ref_value globals, int64_t level)
{
    ref_value package = is_nothing(globals) ? ref_nothing : dict_get_str(rt, globals, name_of(rt, NAME_package));
    if (is_nothing(package) || !is_str(rt, package) || as_str(package)->length == 0) {
        return error_raise(rt, TYPE_IMPORT_ERROR, "attempted relative import with no known parent package");
    }
    char const *text = str_bytes(as_str(package));
    size_t size = str_size(as_str(package));
    for (int64_t up = 1; up < level; up++) {
        while (size > 0 && text[size - 1] != '.') {
            size--;
        }
        if (size == 0) {
            return error_raise(rt, TYPE_IMPORT_ERROR, "attempted relative import beyond top-level package");
        }
        size--;
    }
    own_value base = str_new(rt, text, size);
    if (failed(base) || as_str(name)->length == 0) {
        return base;
    }
    own_value full = str_format(rt, "%U.%U", lend(base), name);
    release(rt, base);
    return full;
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

own_value library_import(struct ouro *rt, ref_value name, ref_value globals, ref_value fromlist, int64_t level)
{
    if (level < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "level must be >= 0");
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
    ref_value globals = is_dict(rt, given[1]) ? given[1] : ref_nothing;
    own_value module = library_import(rt, given[0], globals, lend(fromlist), level);
    release(rt, fromlist);
    return module;
}
