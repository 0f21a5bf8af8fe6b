// SPDX-License-Identifier: MIT
// The module _imp: what the Python half of imports needs from the C half.
#include "compile/compile.h"
#include "lib/embedded.h"
#include "lib/grants.h"
#include "lib/import.h"
#include "lib/module_spec.h"
#include "lib/module_types.h"
#include "lib/services.h"
#include "object/bytes.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "os/file.h"

#include <string.h>

#define UNUSED (void)rt, (void)args, (void)count, (void)kwnames

static bool check_name(struct ouro *rt, ref_value v, char const *function)
{
    if (!is_str(rt, v)) {
        error_raise(rt, TYPE_TYPE_ERROR, "%s() argument must be str, not %T", function, v);
        return false;
    }
    return true;
}

METHOD(is_builtin)
{
    UNUSED;
    return check_name(rt, args[0], "is_builtin") ? own_small_int(import_built_in(args[0]) >= 0 ? 1 : 0) : own_nothing;
}

METHOD(is_frozen)
{
    UNUSED;
    return check_name(rt, args[0], "is_frozen") ? own_bool(import_embedded(args[0]) >= 0) : own_nothing;
}

// The row of an embedded module, or -1 with ImportError.
static int64_t frozen_row(struct ouro *rt, ref_value name, char const *function)
{
    int64_t row = check_name(rt, name, function) ? import_embedded(name) : -1;
    if (row < 0 && !error_pending(rt)) {
        error_raise(rt, TYPE_IMPORT_ERROR, "No such frozen object named %U", name);
    }
    return row;
}

METHOD(is_frozen_package)
{
    UNUSED;
    int64_t row = frozen_row(rt, args[0], "is_frozen_package");
    return row < 0 ? own_nothing : own_bool(embedded_modules[row].package);
}

METHOD(get_frozen_object)
{
    UNUSED;
    int64_t row = frozen_row(rt, args[0], "get_frozen_object");
    struct found_module const found = {.kind = FOUND_EMBEDDED, .index = (size_t)row};
    return row < 0 ? own_nothing : import_code(rt, &found);
}

METHOD(create_builtin)
{
    UNUSED;
    own_value key = str_from(rt, "name");
    own_value name = failed(key) ? own_nothing : operation_get_attribute(rt, args[0], lend(key));
    release(rt, key);
    own_value module =
        failed(name) || !check_name(rt, lend(name), "create_builtin") ? own_nothing : import_absolute(rt, lend(name));
    release(rt, name);
    return module;
}

METHOD(import_by_name)
{
    UNUSED;
    return check_name(rt, args[0], "import_absolute") ? import_absolute(rt, args[0]) : own_nothing;
}

METHOD(set_loading)
{
    UNUSED;
    int truth = operation_truth(rt, args[1]);
    if (truth >= 0 && is_kind(rt, args[0], TYPE_MODULE)) {
        uint32_t kind = as_object(args[0])->kind & ~MODULE_LOADING;
        as_object(args[0])->kind = kind | (truth ? MODULE_LOADING : 0);
    }
    return truth < 0 ? own_nothing : own_none;
}

// None, or (file, directory): (path, None) of a plain module, (path, folder) of a package, (None, folder) of a part of
// a namespace package.
METHOD(find_in)
{
    UNUSED;
    if (!check_name(rt, args[0], "find_in") || !check_name(rt, args[1], "find_in")) {
        return own_nothing;
    }
    struct found_module found = {.kind = FOUND_NONE};
    own_value portion = own_nothing;
    char const *tail = str_bytes(as_str(args[1]));
    if (strchr(tail, '/') != NULL || strlen(tail) != str_size(as_str(args[1]))) {
        return own_none;
    }
    if (!import_find_in(rt, args[0], tail, &found, &portion)) {
        return own_nothing;
    }
    own_value pair[] = {found.kind == FOUND_FILE ? give(found.file) : own_none,
                        found.kind == FOUND_FILE && !failed(found.directory) ? give(found.directory)
                        : !failed(portion)                                   ? give(portion)
                                                                             : own_none};
    found_release(rt, &found);
    if (is_none(lend(pair[0])) && is_none(lend(pair[1]))) {
        return own_none;
    }
    return tuple_from_owned(rt, pair, 2);
}

METHOD(is_directory)
{
    UNUSED;
    struct os_file_status status;
    if (!check_name(rt, args[0], "is_directory")) {
        return own_nothing;
    }
    return own_bool(granted(rt, ALLOW_IMPORT) && os_file_status_path(str_bytes(as_str(args[0])), &status) == 0 &&
                    status.kind == OS_FILE_DIRECTORY);
}

METHOD(file_times)
{
    UNUSED;
    struct os_file_status status;
    if (!check_name(rt, args[0], "file_times") || !grant_imports(rt, args[0])) {
        return own_nothing;
    }
    int error = os_file_status_path(str_bytes(as_str(args[0])), &status);
    if (error != 0) {
        return error_raise_os(rt, error, args[0], ref_nothing);
    }
    own_value pair[] = {float_new(rt, (double)status.modified * 1e-9), int_from_int64(rt, status.size)};
    return tuple_from_owned(rt, pair, 2);
}

METHOD(working_directory)
{
    UNUSED;
    char place[4096];
    if (!grant_imports(rt, ref_nothing)) {
        return own_nothing;
    }
    int error = os_file_absolute("x", false, place, sizeof place);
    if (error != 0) {
        return error_raise_os(rt, error, ref_nothing, ref_nothing);
    }
    char *slash = strrchr(place, '/');
    slash[slash == place] = '\0';
    return str_decode_host(rt, place);
}

METHOD(no_suffixes)
{
    UNUSED;
    return operation_list(rt, slot_get(rt->objects->empty_tuple));
}

METHOD(lock_held)
{
    UNUSED;
    return own_false;
}

METHOD(lock)
{
    UNUSED;
    return own_none;
}

// The text of a source file by its coding cookie.
METHOD(decode_source)
{
    UNUSED;
    own_value encoding = own_nothing;
    uint8_t const *data;
    size_t size;
    if (!bytes_view(rt, args[0], &data, &size)) {
        return own_nothing;
    }
    bool marked = size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0;
    own_value name = str_from(rt, "decode");
    encoding = str_from(rt, marked ? "utf-8-sig" : "utf-8");
    ref_value const call[] = {args[0], lend(encoding)};
    own_value text =
        failed(name) || failed(encoding) ? own_nothing : operation_call_method(rt, lend(name), call, 2, ref_nothing);
    release(rt, encoding);
    release(rt, name);
    return text;
}

static struct native_definition const functions[] = {
    {"is_builtin", is_builtin, 1, 1, 0, "Is there a module in C of this name?"},
    {"is_frozen", is_frozen, 1, 1, 0, "Is there a module of this name whose source is part of the runtime?"},
    {"is_frozen_package", is_frozen_package, 1, 1, 0, NULL},
    {"get_frozen_object", get_frozen_object, 1, 1, 0, NULL},
    {"create_builtin", create_builtin, 1, 1, 0, NULL},
    {"exec_builtin", lock, 1, 1, 0, NULL},
    {"import_absolute", import_by_name, 1, 1, 0, "Import a module by its full name."},
    {"set_loading", set_loading, 2, 2, 0, "Say whether a module's body is running."},
    {"find_in", find_in, 2, 2, 0, "Look for a module's file in a directory."},
    {"is_directory", is_directory, 1, 1, 0, NULL},
    {"file_times", file_times, 1, 1, 0, "Time of the last change and size of a file."},
    {"working_directory", working_directory, 0, 0, 0, NULL},
    {"decode_source", decode_source, 1, 1, 0, NULL},
    {"extension_suffixes", no_suffixes, 0, 0, 0, NULL},
    {"lock_held", lock_held, 0, 0, 0, NULL},
    {"acquire_lock", lock, 0, 0, 0, NULL},
    {"release_lock", lock, 0, 0, 0, NULL},
    {0},
};

own_value imp_module_open(struct ouro *rt)
{
    static struct {
        char const *name;
        enum type_number number;
    } const types[] = {{"ModuleSpec", TYPE_MODULE_SPEC},
                       {"SourceFileLoader", TYPE_SOURCE_FILE_LOADER},
                       {"BuiltinImporter", TYPE_BUILTIN_IMPORTER},
                       {"FrozenImporter", TYPE_FROZEN_IMPORTER}};
    own_value module = module_spec_types(rt) ? module_make(rt, "_imp", NULL, functions) : own_nothing;
    bool done = !failed(module);
    for (size_t i = 0; done && i < sizeof types / sizeof *types; i++) {
        done = module_set(rt, lend(module), types[i].name, retain(ref_object(type_by_number(rt, types[i].number))));
    }
    if (!done) {
        release(rt, give(module));
    }
    return module;
}
