// SPDX-License-Identifier: MIT
// Finding a module: tables of the runtime, directories, and finders that a program put into sys.meta_path.
#include "lib/embedded.h"
#include "lib/grants.h"
#include "lib/import.h"
#include "lib/services.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "os/file.h"

#include <string.h>

#define X(identifier, name) name,
static char const *const built_in_names[] = {NATIVE_MODULES(X)};
#undef X
#define BUILT_IN_COUNT (sizeof built_in_names / sizeof *built_in_names)

// Halves that no file beside the program can stand in for: CPython has them frozen or loaded when a program starts.
static char const *const first_names[] = {"abc",       "codecs", "io",  "_collections_abc", "genericpath", "importlib",
                                          "posixpath", "os",     "stat"};

int64_t import_built_in(ref_value name)
{
    for (size_t i = 0; i < BUILT_IN_COUNT; i++) {
        if (str_equals(as_str(name), built_in_names[i])) {
            return (int64_t)i;
        }
    }
    return -1;
}

char const *import_built_in_name(size_t index)
{
    return index < BUILT_IN_COUNT ? built_in_names[index] : NULL;
}

int64_t import_embedded(ref_value name)
{
    char const *text = str_bytes(as_str(name));
    size_t low = 0, high = embedded_module_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(embedded_modules[middle].name, text);
        if (order == 0) {
            return strlen(text) == str_size(as_str(name)) ? (int64_t)middle : -1;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return -1;
}

static bool comes_first(ref_value name)
{
    char const *text = str_bytes(as_str(name));
    size_t length = strcspn(text, ".");
    for (size_t i = 0; i < sizeof first_names / sizeof *first_names; i++) {
        if (strncmp(first_names[i], text, length) == 0 && first_names[i][length] == '\0') {
            return true;
        }
    }
    return false;
}

void found_release(struct ouro *rt, struct found_module *found)
{
    release(rt, give(found->file));
    release(rt, give(found->directory));
    release(rt, give(found->value));
    found->kind = FOUND_NONE;
}

// Directories ---------------------------------------------------------------------------------------------------------

static bool is_there(struct ouro *rt, ref_value path, enum os_file_kind kind)
{
    struct os_file_status status;
    return granted(rt, ALLOW_IMPORT) && strlen(str_bytes(as_str(path))) == str_size(as_str(path)) &&
           os_file_status_path(str_bytes(as_str(path)), &status) == 0 &&
           (status.kind == OS_FILE_DIRECTORY) == (kind == OS_FILE_DIRECTORY);
}

// An entry of sys.path as seen from the root: "" is the working directory.
static own_value absolute_directory(struct ouro *rt, ref_value directory)
{
    char const *text = str_bytes(as_str(directory));
    if (text[0] == '/') {
        size_t size = str_size(as_str(directory));
        while (size > 1 && text[size - 1] == '/') {
            size--;
        }
        return size == str_size(as_str(directory)) ? retain(directory) : str_new(rt, text, size);
    }
    char place[4096];
    bool here = *text == '\0' || strcmp(text, ".") == 0;
    if (os_file_absolute(here ? "x" : text, false, place, sizeof place) != 0) {
        return own_stop;
    }
    if (here) {
        char *slash = strrchr(place, '/');
        slash[slash == place] = '\0';
    }
    return str_decode_host(rt, place);
}

bool import_find_in(struct ouro *rt, ref_value directory, char const *tail, struct found_module *found,
                    own_value *portion)
{
    own_value place = absolute_directory(rt, directory);
    if (is_stop(lend(place)) || failed(place)) {
        return !failed(place);
    }
    char const *separator = str_equals(as_str(lend(place)), "/") ? "" : "/";
    own_value path = str_format(rt, "%U%s%s", lend(place), separator, tail);
    bool folder = !failed(path) && is_there(rt, lend(path), OS_FILE_DIRECTORY);
    own_value file = folder ? str_format(rt, "%U/__init__.py", lend(path)) : own_nothing;
    bool done = !failed(path) && (!folder || !failed(file));
    if (done && folder && is_there(rt, lend(file), OS_FILE_REGULAR)) {
        *found = (struct found_module){.kind = FOUND_FILE, .file = give(file), .directory = give(path)};
    }
    release(rt, give(file));
    if (done && found->kind == FOUND_NONE) {
        file = str_format(rt, "%U%s%s.py", lend(place), separator, tail);
        done = !failed(file);
        if (done && is_there(rt, lend(file), OS_FILE_REGULAR)) {
            *found = (struct found_module){.kind = FOUND_FILE, .file = give(file)};
        } else if (done && folder) {
            *portion = give(path);
        }
        release(rt, give(file));
    }
    release(rt, give(path));
    release(rt, place);
    return done;
}

// All directories of a path. Folders without __init__.py make a namespace package if nothing better is found.
static bool find_in_path(struct ouro *rt, ref_value name, ref_value directories, struct found_module *found)
{
    char const *text = str_bytes(as_str(name));
    char const *dot = strrchr(text, '.');
    char const *tail = dot == NULL ? text : dot + 1;
    if (strlen(text) != str_size(as_str(name)) || strchr(tail, '/') != NULL) {
        return true;
    }
    own_value held = operation_list(rt, directories);
    own_value portions = own_nothing;
    bool done = !failed(held);
    for (uint64_t i = 0; done && found->kind == FOUND_NONE && i < as_list(lend(held))->length; i++) {
        ref_value directory = list_item(lend(held), i);
        own_value portion = own_nothing;
        done = !is_str(rt, directory) || import_find_in(rt, directory, tail, found, &portion);
        if (!failed(portion)) {
            portions = failed(portions) ? list_new(rt, 1) : portions;
            done = !failed(portions) && list_append(rt, as_list(lend(portions)), portion);
            if (failed(portions)) {
                release(rt, portion);
            }
        }
    }
    if (done && found->kind == FOUND_NONE && !failed(portions)) {
        *found = (struct found_module){.kind = FOUND_NAMESPACE, .value = give(portions)};
    }
    release(rt, give(portions));
    release(rt, held);
    return done;
}

// Finders -------------------------------------------------------------------------------------------------------------

static bool ask_finder(struct ouro *rt, ref_value finder, ref_value name, ref_value path, struct found_module *found)
{
    own_value method_name = str_from(rt, "find_spec");
    own_value method = failed(method_name) ? own_nothing : operation_find_attribute(rt, finder, lend(method_name));
    release(rt, method_name);
    if (failed(method) || is_stop(lend(method))) {
        return !failed(method); // a finder of the old kind is passed over
    }
    ref_value const args[] = {name, is_nothing(path) ? ref_none : path, ref_none};
    own_value spec = operation_call(rt, lend(method), args, 3, ref_nothing);
    release(rt, method);
    if (failed(spec)) {
        return false;
    }
    if (!is_none(lend(spec))) {
        *found = (struct found_module){.kind = FOUND_SPEC, .value = spec};
    }
    return true;
}

static void take_row(struct found_module *found, enum found_kind kind, int64_t row)
{
    if (row >= 0 && found->kind == FOUND_NONE) {
        *found = (struct found_module){.kind = kind, .index = (size_t)row};
    }
}

// The path step of ours, unless the program has hooks of its own: then the Python half does it.
static bool find_by_path(struct ouro *rt, ref_value name, ref_value path, struct found_module *found)
{
    ref_value hooks = sys_get(rt, "path_hooks");
    if (!is_nothing(hooks) && (!is_list(rt, hooks) || as_list(hooks)->length != 1)) {
        own_value finder = import_bootstrap(rt, "PathFinder");
        bool done = !failed(finder) && ask_finder(rt, lend(finder), name, path, found);
        release(rt, finder);
        return done;
    }
    ref_value directories = is_nothing(path) ? sys_get(rt, "path") : path;
    if (is_nothing(directories)) {
        return true;
    }
    own_value held = retain(directories);
    bool done = find_in_path(rt, name, lend(held), found);
    release(rt, held);
    return done;
}

// What the host has of this name.
static bool find_by_host(struct ouro *rt, ref_value name, struct found_module *found)
{
    own_value text = own_nothing, file = own_nothing;
    bool is_package = false;
    int known = rt->library->host_source(rt, name, &text, &file, &is_package);
    if (known > 0) {
        *found = (struct found_module){.kind = FOUND_HOST,
                                       .file = file,
                                       .directory = is_package ? retain(lend(file)) : own_nothing,
                                       .value = text};
    }
    return known >= 0;
}

// The three steps in CPython's order: BuiltinImporter, FrozenImporter, PathFinder.
static bool find_plainly(struct ouro *rt, ref_value name, ref_value path, struct found_module *found)
{
    if (is_nothing(path)) {
        take_row(found, FOUND_BUILT_IN, import_built_in(name));
    }
    bool first = comes_first(name);
    if (first) {
        take_row(found, FOUND_EMBEDDED, import_embedded(name));
    }
    bool done = found->kind != FOUND_NONE || rt->library->host_source == NULL || find_by_host(rt, name, found);
    done = done && (found->kind != FOUND_NONE || find_by_path(rt, name, path, found));
    if (done && !first && (found->kind == FOUND_NONE || found->kind == FOUND_NAMESPACE)) {
        int64_t row = import_embedded(name);
        if (row >= 0) {
            found_release(rt, found);
            take_row(found, FOUND_EMBEDDED, row);
        }
    }
    return done;
}

// Walks a sys.meta_path that is not the plain one. Two of ours stand for steps that find_plainly takes together: the
// embedded halves that come last belong to the path step.
static bool find_with(struct ouro *rt, ref_value finders, ref_value name, ref_value path, struct found_module *found)
{
    own_value held = operation_list(rt, finders);
    own_value ours = failed(held) ? own_nothing : import_bootstrap(rt, "PathFinder");
    bool done = !failed(ours);
    for (uint64_t i = 0; done && found->kind == FOUND_NONE && i < as_list(lend(held))->length; i++) {
        ref_value finder = list_item(lend(held), i);
        if (is_object(finder) && same(finder, ref_object(rt->objects->types[TYPE_BUILTIN_IMPORTER]))) {
            take_row(found, FOUND_BUILT_IN, is_nothing(path) ? import_built_in(name) : -1);
        } else if (is_object(finder) && same(finder, ref_object(rt->objects->types[TYPE_FROZEN_IMPORTER]))) {
            take_row(found, FOUND_EMBEDDED, comes_first(name) ? import_embedded(name) : -1);
        } else if (same(finder, lend(ours))) {
            done = rt->library->host_source == NULL || find_by_host(rt, name, found);
            done = done && (found->kind != FOUND_NONE || find_by_path(rt, name, path, found));
            int64_t row = import_embedded(name);
            if (done && row >= 0 && (found->kind == FOUND_NONE || found->kind == FOUND_NAMESPACE)) {
                found_release(rt, found);
                take_row(found, FOUND_EMBEDDED, row);
            }
        } else {
            done = ask_finder(rt, finder, name, path, found);
        }
    }
    release(rt, ours);
    release(rt, held);
    return done;
}

bool import_find(struct ouro *rt, ref_value name, ref_value path, struct found_module *found)
{
    *found = (struct found_module){.kind = FOUND_NONE};
    ref_value finders = sys_get(rt, "meta_path");
    // While the Python half of imports loads, sys.meta_path is not whole.
    bool plain = is_nothing(finders) || (strncmp(str_bytes(as_str(name)), "importlib", 9) == 0);
    if (!plain && is_none(finders)) {
        error_raise(rt, TYPE_IMPORT_ERROR, "sys.meta_path is None, Python is likely shutting down");
        return false;
    }
    own_value held = plain ? own_nothing : retain(finders);
    bool done = plain ? find_plainly(rt, name, path, found) : find_with(rt, lend(held), name, path, found);
    release(rt, held);
    if (!done) {
        found_release(rt, found);
    }
    return done;
}
