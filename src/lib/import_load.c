// SPDX-License-Identifier: MIT
// Loading a module that was found: its module object, its place in sys.modules, its body.
#include "compile/compile.h"
#include "lib/embedded.h"
#include "lib/grants.h"
#include "lib/import.h"
#include "lib/module_spec.h"
#include "lib/services.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "os/file.h"
#include "vm/vm.h"

#include <errno.h>
#include <string.h>

typedef own_value module_open(struct ouro *rt);
#define X(identifier, name) own_value identifier##_module_open(struct ouro *rt);
NATIVE_MODULES(X)
#undef X
static module_open *const built_in_modules[] = {
#define X(identifier, name) identifier##_module_open,
    NATIVE_MODULES(X)
#undef X
};

static ref_value loaded_modules(struct ouro *rt)
{
    return slot_get(rt->library->modules);
}

// Code ----------------------------------------------------------------------------------------------------------------

static void *grow_buffer(void *to, void *buffer, size_t old_bytes, size_t bytes)
{
    struct ouro *rt = to;
    return heap_raw_resize(&rt->heap, buffer, old_bytes, bytes);
}

static own_value code_of_file(struct ouro *rt, ref_value file)
{
    int descriptor;
    if (!grant_imports(rt, file)) {
        return own_nothing;
    }
    int error = os_file_open(str_bytes(as_str(file)), OS_FILE_READ, &descriptor);
    if (error != 0) {
        return error_raise_os(rt, error, file, ref_nothing);
    }
    void *buffer = NULL;
    size_t room = 0, size = 0;
    error = os_file_read_all(descriptor, grow_buffer, rt, &buffer, &room, &size);
    int close_error = os_file_close(descriptor);
    own_value code = error == ENOMEM ? error_no_memory(rt)
                     : error != 0 || close_error != 0
                         ? error_raise_os(rt, error != 0 ? error : close_error, file, ref_nothing)
                         : compile_source(rt, buffer, size, file, SYNTAX_FILE);
    heap_raw_free(&rt->heap, buffer, room);
    return code;
}

own_value import_code(struct ouro *rt, struct found_module const *found)
{
    if (found->kind == FOUND_FILE) {
        return code_of_file(rt, lend(found->file));
    }
    if (found->kind == FOUND_HOST) {
        struct bytes *text = as_bytes(lend(found->value));
        return compile_source(rt, (char const *)text->data, text->size, lend(found->file), SYNTAX_FILE);
    }
    struct embedded_module const *embedded = &embedded_modules[found->index];
    own_value file = str_format(rt, "<frozen %s>", embedded->name);
    own_value code = failed(file)
                         ? own_nothing
                         : compile_source(rt, (char const *)embedded->text, embedded->size, lend(file), SYNTAX_FILE);
    release(rt, file);
    return code;
}

own_value import_spec(struct ouro *rt, ref_value name, struct found_module const *found)
{
    bool file = found->kind == FOUND_FILE || found->kind == FOUND_HOST;
    own_value origin = file                            ? retain(lend(found->file))
                       : found->kind == FOUND_BUILT_IN ? str_from(rt, "built-in")
                                                       : str_from(rt, "frozen");
    own_value locations = own_nothing;
    if (!failed(origin) && !failed(found->directory)) {
        ref_value directory = lend(found->directory);
        locations = list_from(rt, &directory, 1);
    } else if (!failed(origin) && found->kind == FOUND_EMBEDDED && embedded_modules[found->index].package) {
        locations = list_new(rt, 0);
    }
    enum module_loader loader = file ? LOADER_FILE : found->kind == FOUND_BUILT_IN ? LOADER_BUILT_IN : LOADER_EMBEDDED;
    own_value spec = error_pending(rt) ? own_nothing : module_spec_new(rt, name, loader, lend(origin), lend(locations));
    release(rt, locations);
    release(rt, origin);
    return spec;
}

// The module object ---------------------------------------------------------------------------------------------------

bool import_set_attributes(struct ouro *rt, ref_value dict, ref_value v, bool with_name)
{
    struct module_spec *spec = (struct module_spec *)as_object(v);
    ref_value name = slot_get(spec->name), locations = slot_get(spec->locations);
    own_value package = is_nothing(locations) ? import_parent_name(rt, name) : retain(name);
    bool done = !failed(package) && (!with_name || dict_set(rt, dict, name_of(rt, NAME_name), name)) &&
                dict_set(rt, dict, name_of(rt, NAME_package), lend(package)) &&
                dict_set(rt, dict, name_of(rt, NAME_loader), slot_get(spec->loader)) &&
                dict_set(rt, dict, name_of(rt, NAME_spec), v) &&
                (is_nothing(locations) || dict_set(rt, dict, name_of(rt, NAME_path), locations));
    if (done && same(slot_get(spec->has_location), ref_true)) {
        done = dict_set(rt, dict, name_of(rt, NAME_file), slot_get(spec->origin)) &&
               dict_set(rt, dict, name_of(rt, NAME_cached), ref_none);
    }
    release(rt, package);
    return done;
}

// Takes a module whose body failed out of sys.modules.
static void forget(struct ouro *rt, ref_value name)
{
    own_value error = error_take(rt);
    if (dict_delete(rt, loaded_modules(rt), name) < 0) {
        error_clear(rt);
    }
    error_restore(rt, error);
}

// Runs code as the body of a module that is in sys.modules meanwhile, so that circular imports find it.
static bool run_body(struct ouro *rt, ref_value name, ref_value module, ref_value code)
{
    ref_value dict = module_dict(module);
    if (!dict_set(rt, dict, name_of(rt, NAME_builtins), module_dict(slot_get(rt->library->builtins))) ||
        !dict_set(rt, loaded_modules(rt), name, module)) {
        return false;
    }
    as_object(module)->kind |= MODULE_LOADING;
    own_value result = vm_run(rt, code, dict, dict);
    as_object(module)->kind &= ~MODULE_LOADING;
    bool done = !failed(result);
    release(rt, result);
    if (!done) {
        forget(rt, name);
    }
    return done;
}

// What a body left in sys.modules under its name: perhaps something else.
static own_value take_loaded(struct ouro *rt, ref_value name)
{
    own_value found = retain(dict_get(rt, loaded_modules(rt), name));
    if (failed(found) && !error_pending(rt)) {
        return error_raise_key(rt, name);
    }
    return found;
}

static own_value load_source(struct ouro *rt, ref_value name, struct found_module const *found)
{
    own_value module = own_nothing, code = own_nothing;
    own_value spec = import_spec(rt, name, found);
    if (!failed(spec)) {
        module = module_new(rt, name);
    }
    bool done = !failed(module) && import_set_attributes(rt, module_dict(lend(module)), lend(spec), false);
    if (done) {
        code = import_code(rt, found);
        done = !failed(code) && run_body(rt, name, lend(module), lend(code));
    }
    own_value result = done ? take_loaded(rt, name) : own_nothing;
    release(rt, code);
    release(rt, module);
    release(rt, spec);
    return result;
}

static own_value load_built_in(struct ouro *rt, ref_value name, struct found_module const *found)
{
    own_value module = built_in_modules[found->index](rt);
    own_value spec = failed(module) ? own_nothing : import_spec(rt, name, found);
    bool done = !failed(spec) && import_set_attributes(rt, module_dict(lend(module)), lend(spec), false) &&
                dict_set(rt, loaded_modules(rt), name, lend(module));
    release(rt, spec);
    if (!done) {
        release(rt, module);
        return own_nothing;
    }
    return module;
}

// What needs the Python half: FUNCTION(name, value) of it gives the module.
static own_value load_by_half(struct ouro *rt, char const *function_name, ref_value name, ref_value value)
{
    own_value function = import_bootstrap(rt, function_name);
    ref_value const args[] = {name, value};
    own_value module = failed(function) ? own_nothing : operation_call(rt, lend(function), args, 2, ref_nothing);
    release(rt, function);
    return module;
}

own_value import_load(struct ouro *rt, ref_value name, struct found_module const *found)
{
    switch (found->kind) {
    case FOUND_BUILT_IN:
        return load_built_in(rt, name, found);
    case FOUND_NAMESPACE:
        return load_by_half(rt, "_load_namespace", name, lend(found->value));
    case FOUND_SPEC:
        return load_by_half(rt, "_load_found", name, lend(found->value));
    default:
        return load_source(rt, name, found);
    }
}
