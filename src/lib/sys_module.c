// SPDX-License-Identifier: MIT
// The module sys.
#include "gc/gc.h"
#include "lib/services.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/dict_table.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/vm.h"

#include <float.h>
#include <string.h>

ref_value sys_find(struct ouro *rt, char const *name)
{
    ref_value module = slot_get(rt->library->sys);
    if (is_nothing(module)) {
        return ref_nothing;
    }
    own_value key = str_intern(rt, name, strlen(name));
    ref_value found = failed(key) ? ref_nothing : dict_get_str(rt, module_dict(module), lend(key));
    release(rt, key);
    return found;
}

bool sys_would_make(struct ouro *rt, enum name_number name)
{
    ref_value module = slot_get(rt->library->sys);
    return !is_nothing(module) && dict_would_bring_in(rt, module_dict(module), name_of(rt, name));
}

ref_value sys_get(struct ouro *rt, char const *name)
{
    own_value pending = error_take(rt);
    ref_value found = sys_find(rt, name);
    if (is_nothing(found)) {
        error_clear(rt);
    }
    if (!failed(pending)) {
        error_restore(rt, pending);
    }
    return found;
}

static own_value sys_getrefcount(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    // An immediate is counted nowhere; like CPython's immortal objects it shows a number that no program reaches.
    return own_small_int(is_object(args[0]) ? as_object(args[0])->count : OBJECT_IMMORTAL);
}

static own_value sys_getsizeof(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"object", "default"};
    static struct signature const signature = {"getsizeof", names, 2, 1, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    own_value size = operation_call_special(rt, NAME_sizeof, given, 1);
    if (!failed(size)) {
        if (is_int(rt, lend(size)) && int_sign(rt, lend(size)) >= 0) {
            return size;
        }
        bool is_number = is_int(rt, lend(size));
        release(rt, size);
        error_raise(rt, is_number ? TYPE_VALUE_ERROR : TYPE_TYPE_ERROR,
                    is_number ? "__sizeof__() should return >= 0" : "an integer is required");
    } else if (!error_pending(rt)) {
        error_raise(rt, TYPE_TYPE_ERROR, "Type %T doesn't define __sizeof__", given[0]);
    }
    if (!is_nothing(given[1]) && error_matches(rt, TYPE_TYPE_ERROR)) {
        error_clear(rt);
        return retain(given[1]);
    }
    return own_nothing;
}

static own_value sys_intern(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_exact(args[0], TYPE_STR)) {
        return is_str(rt, args[0]) ? error_raise(rt, TYPE_TYPE_ERROR, "can't intern %T", args[0])
                                   : error_raise(rt, TYPE_TYPE_ERROR, "intern() argument must be str, not %T", args[0]);
    }
    return str_intern_value(rt, retain(args[0]));
}

static own_value sys_exit(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    ref_value status = count == 1 && !is_none(args[0]) ? args[0] : ref_nothing;
    return is_nothing(status) || !is_tuple(rt, status) ? error_raise_value(rt, TYPE_SYSTEM_EXIT, status)
                                                       : error_raise_arguments(rt, TYPE_SYSTEM_EXIT, status);
}

// The handled exception as the three values of sys.exc_info.
static own_value exception_triple(struct ouro *rt, ref_value exception)
{
    if (is_nothing(exception)) {
        ref_value const nones[] = {ref_none, ref_none, ref_none};
        return tuple_from(rt, nones, 3);
    }
    ref_value traceback = slot_get(as_exception(exception)->traceback);
    ref_value const three[] = {ref_object(type_of(rt, exception)), exception,
                               is_nothing(traceback) ? ref_none : traceback};
    return tuple_from(rt, three, 3);
}

static own_value sys_exc_info(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return exception_triple(rt, vm_handled_exception(rt));
}

static own_value sys_exception(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    ref_value exception = vm_handled_exception(rt);
    return is_nothing(exception) ? own_none : retain(exception);
}

static own_value sys_getrecursionlimit(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return own_small_int(rt->objects->recursion_limit);
}

static own_value sys_setrecursionlimit(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t limit;
    if (!operation_index_int64(rt, args[0], &limit, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (limit < 1) {
        return error_raise(rt, TYPE_VALUE_ERROR, "recursion limit must be greater or equal than 1");
    }
    return vm_set_recursion_limit(rt, limit) ? own_none : own_nothing;
}

static own_value sys_getframe(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    int64_t depth = 0;
    if (count == 1 && !operation_index_int64(rt, args[0], &depth, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    return vm_frame(rt, depth < 0 ? 0 : depth);
}

static own_value sys_getallocatedblocks(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    uint64_t blocks = 0;
    for (enum heap_kind kind = 0; kind < HEAP_KINDS; kind++) {
        blocks += heap_live_blocks(&rt->heap, kind);
    }
    return own_small_int((int64_t)blocks);
}

static own_value sys_is_finalizing(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return own_bool(rt->library->finalizing);
}

static own_value sys_getdefaultencoding(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return retain(name_of(rt, NAME_utf_8));
}

static own_value sys_get_int_max_str_digits(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return own_small_int((int64_t)rt->objects->int_max_str_digits);
}

static own_value sys_set_int_max_str_digits(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"maxdigits"};
    static struct signature const signature = {"set_int_max_str_digits", names, 1, 1, 0, 1};
    ref_value given;
    int64_t digits;
    if (!arguments_bind(rt, &signature, args, count, kwnames, &given) ||
        !operation_index_int64(rt, given, &digits, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (digits != 0 && digits < 640) {
        return error_raise(rt, TYPE_VALUE_ERROR, "maxdigits must be 0 or larger than 640");
    }
    rt->objects->int_max_str_digits = (uint64_t)digits;
    return own_none;
}

// Prints repr(value) and binds it to builtins._ : the interactive prompt's hook.
static own_value sys_displayhook(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (is_none(args[0])) {
        return own_none;
    }
    ref_value builtins = module_dict(slot_get(rt->library->builtins));
    own_value text = operation_repr(rt, args[0]);
    own_value line = failed(text) ? own_nothing : str_format(rt, "%U\n", lend(text));
    release(rt, text);
    ref_value out = sys_get(rt, "stdout");
    own_value written = own_nothing;
    if (!failed(line) && is_nothing(out)) {
        error_raise(rt, TYPE_RUNTIME_ERROR, "lost sys.stdout");
    } else if (!failed(line)) {
        ref_value const call[] = {out, lend(line)};
        written = operation_call_method(rt, name_of(rt, NAME_write), call, 2, ref_nothing);
    }
    release(rt, line);
    bool done = !failed(written) && dict_set(rt, builtins, name_of(rt, NAME_underscore), args[0]);
    release(rt, written);
    return done ? own_none : own_nothing;
}

static own_value sys_excepthook(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_exception(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "print_exception(): Exception expected for value, %T found", args[1]);
    }
    library_print_exception(rt, args[1]);
    return own_none;
}

static struct native_definition const functions[] = {
    {"_debugmallocstats", sys_debugmallocstats, 0, 0, 0, "Tell on standard error where the memory of the heap is."},
    {"_getframe", sys_getframe, 0, 1, 0, "Return a frame object from the call stack."},
    {"displayhook", sys_displayhook, 1, 1, 0, "Print an object to sys.stdout and also save it in builtins._"},
    {"exc_info", sys_exc_info, 0, 0, 0, "Return the current exception as (type, value, traceback)."},
    {"excepthook", sys_excepthook, 3, 3, 0, "Handle an exception by displaying it with a traceback on sys.stderr."},
    {"exception", sys_exception, 0, 0, 0, "Return the current exception."},
    {"exit", sys_exit, 0, 1, 0, "Exit the interpreter by raising SystemExit(status)."},
    {"get_asyncgen_hooks", sys_get_asyncgen_hooks, 0, 0, 0,
     "Return the installed asynchronous generators hooks.\n\nThis returns a namedtuple of the form (firstiter, "
     "finalizer)."},
    {"get_coroutine_origin_tracking_depth", sys_get_origin_depth, 0, 0, 0,
     "Check status of origin tracking for coroutine objects in this thread."},
    {"get_int_max_str_digits", sys_get_int_max_str_digits, 0, 0, 0, "Return the maximum string digits limit."},
    {"getallocatedblocks", sys_getallocatedblocks, 0, 0, 0, "Return the number of memory blocks allocated."},
    {"getdefaultencoding", sys_getdefaultencoding, 0, 0, 0, "Return the current default encoding."},
    {"getfilesystemencoding", sys_getdefaultencoding, 0, 0, 0, "Return the encoding of file names."},
    {"getrecursionlimit", sys_getrecursionlimit, 0, 0, 0, "Return the maximum depth of the Python call stack."},
    {"getrefcount", sys_getrefcount, 1, 1, 0, "Return the reference count of object, its argument included."},
    {"getsizeof", sys_getsizeof, 0, -1, NATIVE_KEYWORDS, "Return the size of object in bytes."},
    {"intern", sys_intern, 1, 1, 0, "Enter string into the table of interned strings."},
    {"is_finalizing", sys_is_finalizing, 0, 0, 0, "Return True if the runtime is shutting down."},
    {"set_asyncgen_hooks", sys_set_asyncgen_hooks, 0, -1, NATIVE_KEYWORDS,
     "set_asyncgen_hooks(* [, firstiter] [, finalizer])\n\nSet a finalizer for async generators objects."},
    {"set_coroutine_origin_tracking_depth", sys_set_origin_depth, 0, -1, NATIVE_KEYWORDS,
     "Enable or disable origin tracking for coroutine objects in this thread."},
    {"set_int_max_str_digits", sys_set_int_max_str_digits, 0, -1, NATIVE_KEYWORDS, "Set the digits limit."},
    {"setrecursionlimit", sys_setrecursionlimit, 1, 1, 0, "Set the maximum depth of the Python call stack."},
    {"unraisablehook", sys_unraisablehook, 1, 1, 0, "Handle an unraisable exception."},
    {0},
};

bool sys_set_arguments(struct ouro *rt, ref_value argv, ref_value directory)
{
    ref_value module = slot_get(rt->library->sys);
    return module_set(rt, module, "argv", retain(argv)) && module_set(rt, module, "path", list_from(rt, &directory, 1));
}

bool sys_set_options(struct ouro *rt)
{
    struct library_options const *options = &rt->library->options;
    ref_value module = slot_get(rt->library->sys);
    own_value list = list_new(rt, (uint64_t)options->original_count);
    for (int i = 0; i < options->original_count && !failed(list); i++) {
        own_value text = str_decode_host(rt, options->original_arguments[i]);
        if (failed(text) || !list_append(rt, as_list(lend(list)), text)) {
            release(rt, give(list));
        }
    }
    return !failed(list) && module_set(rt, module, "orig_argv", list) &&
           (options->executable == NULL ||
            module_set(rt, module, "executable", str_decode_host(rt, options->executable)));
}

// The rest of what is there from the start. Pairs of a name and one with underscores are one object.
static own_value make_modules(struct ouro *rt)
{
    return retain(slot_get(rt->library->modules));
}
static own_value make_list(struct ouro *rt)
{
    return list_new(rt, 0);
}
static own_value make_version(struct ouro *rt)
{
    return str_from(rt, "3.11.0 (Ouro)");
}
static own_value make_hexversion(struct ouro *rt)
{
    (void)rt;
    return own_small_int(0x030b00f0);
}
static own_value make_maxsize(struct ouro *rt)
{
    return int_from_int64(rt, INT64_MAX);
}
static own_value make_maxunicode(struct ouro *rt)
{
    (void)rt;
    return own_small_int(0x10ffff);
}
static own_value make_true(struct ouro *rt)
{
    (void)rt;
    return own_true;
}
static own_value make_byteorder(struct ouro *rt)
{
    return str_from(rt, "little");
}
static own_value make_platform(struct ouro *rt)
{
    return str_from(rt, "linux");
}
static own_value make_executable(struct ouro *rt)
{
    return str_from(rt, "");
}
static struct module_lazy const values[] = {
    {"argv", make_list},
    {"path", make_list},
    {"version", make_version},
    {"hexversion", make_hexversion},
    {"modules", make_modules},
    {"maxsize", make_maxsize},
    {"maxunicode", make_maxunicode},
    {"warnoptions", make_list},
    {"dont_write_bytecode", make_true},
    {"byteorder", make_byteorder},
    {"platform", make_platform},
    {"executable", make_executable},
};
static char const *const pairs[][2] = {{"stdin", "__stdin__"},           {"stdout", "__stdout__"},
                                       {"stderr", "__stderr__"},         {"displayhook", "__displayhook__"},
                                       {"excepthook", "__excepthook__"}, {"unraisablehook", "__unraisablehook__"}};
#define STREAMS 3

static struct native_definition const *function_named(char const *name)
{
    for (struct native_definition const *f = functions; f->name != NULL; f++) {
        if (strcmp(f->name, name) == 0) {
            return f;
        }
    }
    return NULL;
}

// One of a pair: the other comes in with it.
static own_value provide_pair(struct ouro *rt, size_t pair, bool hidden)
{
    ref_value module = slot_get(rt->library->sys);
    own_value made = pair < STREAMS ? io_standard(rt, (int)pair)
                                    : native_new(rt, function_named(pairs[pair][0]), module, name_of(rt, NAME_sys));
    own_value other = failed(made) ? own_nothing : str_intern(rt, pairs[pair][!hidden], strlen(pairs[pair][!hidden]));
    int64_t hash = failed(other) ? 0 : (int64_t)str_hash(rt, as_str(lend(other)));
    own_value held = failed(made) ? own_nothing : retain(lend(made));
    if (failed(other) || !dict_table_add(rt, as_dict(module_dict(module)), other, hash, held)) {
        release(rt, other);
        release(rt, held);
        release(rt, made);
        return own_nothing;
    }
    return made;
}

own_value sys_provide(struct ouro *rt, ref_value name)
{
    char const *text = str_bytes(as_str(name));
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        for (unsigned hidden = 0; hidden < 2; hidden++) {
            if (strcmp(pairs[i][hidden], text) == 0) {
                return provide_pair(rt, i, hidden);
            }
        }
    }
    struct native_definition const *function = function_named(text);
    if (function != NULL) {
        return native_new(rt, function, slot_get(rt->library->sys), name_of(rt, NAME_sys));
    }
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (strcmp(values[i].name, text) == 0) {
            return values[i].make(rt);
        }
    }
    return own_stop;
}

bool sys_complete(struct ouro *rt, ref_value dict)
{
    bool done = true;
    for (struct native_definition const *f = functions; done && f->name != NULL; f++) {
        done = service_bring_in(rt, dict, f->name);
    }
    for (size_t i = 0; done && i < sizeof pairs / sizeof *pairs; i++) {
        done = service_bring_in(rt, dict, pairs[i][0]);
    }
    for (size_t i = 0; done && i < sizeof values / sizeof *values; i++) {
        done = service_bring_in(rt, dict, values[i].name);
    }
    return done;
}

own_value sys_module_open(struct ouro *rt)
{
    own_value module = module_new(rt, name_of(rt, NAME_sys));
    if (!failed(module)) {
        ((struct module *)as_object(lend(module)))->lazy = sys_lazy;
    }
    return module;
}
