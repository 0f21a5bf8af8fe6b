// SPDX-License-Identifier: MIT
// The main program: sys.argv and sys.path, the module __main__, a module run by its name (-m).
#include "compile/compile.h"
#include "lib/grants.h"
#include "lib/import.h"
#include "lib/module_spec.h"
#include "lib/services.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "os/environment.h"
#include "os/file.h"
#include "vm/vm.h"

#include <string.h>

// sys.path[0] of a program in a file: the folder it lies in, links resolved.
static own_value folder_of(struct ouro *rt, char const *program)
{
    char place[4096];
    if (*program != '\0' && os_file_absolute(program, true, place, sizeof place) == 0) {
        program = place;
    }
    char const *slash = strrchr(program, '/');
    size_t size = slash == NULL ? 0 : slash == program ? 1 : (size_t)(slash - program);
    return str_new(rt, program, size);
}

bool library_set_arguments(struct ouro *rt, int count, char const *const *arguments)
{
    own_value list = list_new(rt, (uint64_t)count);
    for (int i = 0; i < count && !failed(list); i++) {
        own_value text = str_decode_host(rt, arguments[i]);
        if (failed(text) || !list_append(rt, as_list(lend(list)), text)) {
            release(rt, give(list));
        }
    }
    own_value directory = failed(list) ? own_nothing : folder_of(rt, count > 0 ? arguments[0] : "");
    bool done = !failed(directory) && sys_set_arguments(rt, lend(list), lend(directory));
    release(rt, list);
    release(rt, directory);
    return done;
}

// Appends the directories of a list with colons between them; an empty one is the working directory.
static bool add_directories(struct ouro *rt, struct list *path, char const *text)
{
    for (;;) {
        char const *end = strchr(text, ':');
        size_t size = end == NULL ? strlen(text) : (size_t)(end - text);
        char part[4096];
        if (size < sizeof part) {
            memcpy(part, text, size);
            part[size] = '\0';
            char place[4096];
            bool absolute = size > 0 && os_file_absolute(part, false, place, sizeof place) == 0;
            own_value directory = str_decode_host(rt, absolute ? place : part);
            if (failed(directory) || !list_append(rt, path, directory)) {
                return false;
            }
        }
        if (end == NULL) {
            return true;
        }
        text = end + 1;
    }
}

bool library_set_options(struct ouro *rt, struct library_options const *options)
{
    rt->library->options = *options;
    ref_value path = sys_get(rt, "path");
    bool done = is_nothing(path) || !is_list(rt, path) || !options->safe_path || as_list(path)->length == 0 ||
                list_splice(rt, as_list(path), 0, 1, NULL, 0);
    char const *more = options->ignore_environment ? NULL : grant_variable(rt, "PYTHONPATH");
    if (done && more != NULL && *more != '\0' && is_list(rt, path)) {
        done = add_directories(rt, as_list(path), more);
    }
    char const *warnings = options->ignore_environment ? NULL : grant_variable(rt, "PYTHONWARNINGS");
    return done && sys_set_options(rt) && warnings_set_options(rt, warnings, options->warnings, options->warning_count);
}

// __main__ ------------------------------------------------------------------------------------------------------------

// The loader and the file of __main__, as CPython has them: of code without a file the loader is the built-in importer.
static bool describe_main(struct ouro *rt, ref_value dict, char const *filename)
{
    bool done = module_spec_types(rt);
    own_value file = done && *filename != '<' ? str_decode_host(rt, filename) : own_nothing;
    own_value loader = own_nothing;
    if (done && !failed(file)) {
        own_value spec = module_spec_new(rt, name_of(rt, NAME_main), LOADER_FILE, lend(file), ref_nothing);
        loader = failed(spec) ? own_nothing : retain(slot_get(((struct module_spec *)as_object(lend(spec)))->loader));
        release(rt, spec);
    } else if (done && !error_pending(rt)) {
        loader = retain(ref_object(type_by_number(rt, TYPE_BUILTIN_IMPORTER)));
    }
    done = !failed(loader) && dict_set(rt, dict, name_of(rt, NAME_loader), lend(loader)) &&
           (failed(file) || (dict_set(rt, dict, name_of(rt, NAME_file), lend(file)) &&
                             dict_set(rt, dict, name_of(rt, NAME_cached), ref_none)));
    release(rt, loader);
    release(rt, file);
    return done;
}

// The dict of a new module __main__, which is in sys.modules. filename: NULL when a module will say what it is.
static own_value make_main(struct ouro *rt, char const *filename)
{
    own_value module = module_new(rt, name_of(rt, NAME_main));
    bool done = !failed(module) &&
                dict_set(rt, module_dict(lend(module)), name_of(rt, NAME_builtins), slot_get(rt->library->builtins)) &&
                dict_set(rt, slot_get(rt->library->modules), name_of(rt, NAME_main), lend(module)) &&
                (filename == NULL || describe_main(rt, module_dict(lend(module)), filename));
    own_value dict = done ? retain(module_dict(lend(module))) : own_nothing;
    release(rt, module);
    return dict;
}

own_value library_main(struct ouro *rt)
{
    ref_value main = dict_get_str(rt, slot_get(rt->library->modules), name_of(rt, NAME_main));
    if (!is_nothing(main) && is_kind(rt, main, TYPE_MODULE)) {
        return retain(module_dict(main));
    }
    return error_pending(rt) ? own_nothing : make_main(rt, "<string>");
}

bool library_run_main(struct ouro *rt, char const *source, size_t size, char const *filename)
{
    own_value dict = make_main(rt, filename);
    own_value file = failed(dict) ? own_nothing : str_decode_host(rt, filename);
    own_value code = failed(file) ? own_nothing : compile_source(rt, source, size, lend(file), SYNTAX_FILE);
    own_value result = failed(code) ? own_nothing : vm_run(rt, lend(code), lend(dict), lend(dict));
    bool done = !failed(result);
    release(rt, result);
    release(rt, code);
    release(rt, file);
    release(rt, dict);
    return done;
}

// sys.path[0] = directory.
static bool begin_path(struct ouro *rt, own_value directory)
{
    ref_value path = sys_get(rt, "path");
    bool done = !failed(directory);
    if (done && !rt->library->options.safe_path && is_list(rt, path)) {
        ref_value lent = lend(directory);
        done = list_splice(rt, as_list(path), 0, as_list(path)->length > 0 ? 1 : 0, &lent, 1);
    }
    release(rt, directory);
    return done;
}

bool library_run_module(struct ouro *rt, char const *name, char const *directory)
{
    char place[4096];
    own_value dict = make_main(rt, NULL);
    bool done = !failed(dict);
    release(rt, dict);
    if (directory == NULL) {
        int error = os_file_absolute("x", false, place, sizeof place);
        char *slash = error == 0 ? strrchr(place, '/') : place;
        slash[slash == place && error == 0] = '\0';
        done = done && begin_path(rt, str_decode_host(rt, place));
    } else {
        done = done && begin_path(rt, str_decode_host(rt, directory));
    }
    own_value module = done ? import_module(rt, "runpy") : own_nothing;
    own_value function_name = failed(module) ? own_nothing : str_from(rt, "_run_module_as_main");
    own_value text = failed(function_name) ? own_nothing : str_decode_host(rt, name);
    ref_value const args[] = {lend(module), lend(text), directory == NULL ? ref_true : ref_false};
    own_value result =
        failed(text) ? own_nothing : operation_call_method(rt, lend(function_name), args, 3, ref_nothing);
    done = !failed(result);
    release(rt, result);
    release(rt, text);
    release(rt, function_name);
    release(rt, module);
    return done;
}
