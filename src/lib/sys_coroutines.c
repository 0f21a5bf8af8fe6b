// SPDX-License-Identifier: MIT
// What sys knows of coroutines and asynchronous generators: the hooks of an event loop, where coroutines were made, and
// the warning about one that nobody awaited.
#include "lib/import.h"
#include "lib/services.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/names.h"
#include "object/native.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/struct_sequence.h"
#include "object/warning.h"

#include <limits.h>

// Hooks of asynchronous generators ------------------------------------------------------------------------------------

// Takes the hook given (nothing: none was). false: TypeError pending.
static bool set_hook(struct ouro *rt, slot_value *hook, char const *name, ref_value given)
{
    if (is_nothing(given)) {
        return true;
    }
    if (!is_none(given) && !is_callable(rt, given)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "callable %s expected, got %T", name, given);
        return false;
    }
    slot_set(rt, NULL, hook, is_none(given) ? own_nothing : retain(given));
    return true;
}

own_value sys_set_asyncgen_hooks(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"firstiter", "finalizer"};
    static struct signature const signature = {"set_asyncgen_hooks", names, 2, 0, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    struct library *library = rt->library;
    bool done = set_hook(rt, &library->async_finalizer, "finalizer", given[1]) &&
                set_hook(rt, &library->async_begin, "firstiter", given[0]);
    return done ? own_none : own_nothing;
}

static own_value hook_or_none(slot_value hook)
{
    return is_nothing(slot_get(hook)) ? own_none : retain(slot_get(hook));
}

own_value sys_get_asyncgen_hooks(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static struct struct_sequence_field const fields[] = {
        {"firstiter", "callback executed when an asynchronous generator is used for the first time"},
        {"finalizer", "callback executed when an asynchronous generator is dropped before its end"},
        {NULL, NULL},
    };
    static struct struct_sequence_definition const definition = {"asyncgen_hooks", NULL, fields, 2, false};
    (void)args, (void)count, (void)kwnames;
    struct library *library = rt->library;
    if (is_nothing(slot_get(library->async_hooks_class))) {
        own_value class = struct_sequence_class_new(rt, &definition);
        if (failed(class)) {
            return class;
        }
        slot_set(rt, NULL, &library->async_hooks_class, class);
    }
    own_value values[] = {hook_or_none(library->async_begin), hook_or_none(library->async_finalizer)};
    return struct_sequence_new(rt, slot_get(library->async_hooks_class), values, 2);
}

static bool async_generator_begins(struct ouro *rt, ref_value generator, own_value *finalizer)
{
    struct library *library = rt->library;
    *finalizer = retain(slot_get(library->async_finalizer));
    own_value begin = retain(slot_get(library->async_begin));
    if (failed(begin)) {
        return true;
    }
    own_value result = operation_call(rt, lend(begin), &generator, 1, ref_nothing);
    bool done = !failed(result);
    release(rt, result);
    release(rt, begin);
    return done;
}

// Where coroutines were made ------------------------------------------------------------------------------------------

own_value sys_set_origin_depth(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"depth"};
    static struct signature const signature = {"set_coroutine_origin_tracking_depth", names, 1, 1, 0, 1};
    ref_value given;
    int64_t depth;
    if (!arguments_bind(rt, &signature, args, count, kwnames, &given)) {
        return own_nothing;
    }
    own_value index = operation_index(rt, given);
    if (failed(index)) {
        return index;
    }
    bool fits = int_to_int64(rt, lend(index), &depth);
    release(rt, index);
    if (!fits || depth < INT_MIN || depth > INT_MAX) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C int");
    }
    if (depth < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "depth must be >= 0");
    }
    rt->objects->coroutine_origin_depth = (uint32_t)depth;
    return own_none;
}

own_value sys_get_origin_depth(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return own_small_int(rt->objects->coroutine_origin_depth);
}

// Coroutines that nobody awaited --------------------------------------------------------------------------------------

// The function of the module warnings that knows how to say it. The module is imported for a coroutine that knows its
// origin alone; the plain text needs no Python. own_stop: there is none.
static own_value python_warning(struct ouro *rt, bool has_origin)
{
    own_value name = str_from(rt, "warnings");
    ref_value loaded = failed(name) ? ref_nothing : dict_get(rt, slot_get(rt->library->modules), lend(name));
    own_value module = !is_nothing(loaded)                      ? retain(loaded)
                       : failed(name) || error_pending(rt)      ? own_nothing
                       : has_origin && !rt->library->finalizing ? import_module(rt, "warnings")
                                                                : own_stop;
    release(rt, name);
    if (failed(module) || is_stop(lend(module))) {
        return module;
    }
    name = str_from(rt, "_warn_unawaited_coroutine");
    own_value function = failed(name) ? own_nothing : operation_find_attribute(rt, lend(module), lend(name));
    release(rt, name);
    release(rt, module);
    return failed(function) && !error_pending(rt) ? own_stop : function;
}

static void warn_unawaited(struct ouro *rt, ref_value coroutine, ref_value qualname, bool has_origin)
{
    own_value function = python_warning(rt, has_origin);
    bool warned = false;
    if (!failed(function) && !is_stop(lend(function))) {
        own_value result = operation_call(rt, lend(function), &coroutine, 1, ref_nothing);
        warned = !failed(result) || error_matches(rt, TYPE_RUNTIME_WARNING);
        release(rt, result);
    }
    release(rt, function);
    if (error_pending(rt)) {
        error_unraisable(rt, coroutine);
    }
    if (!warned && !warning_dying(rt, TYPE_RUNTIME_WARNING, coroutine, "coroutine '%S' was never awaited", qualname)) {
        error_unraisable(rt, coroutine);
    }
}

void coroutines_install_hooks(struct ouro *rt)
{
    rt->objects->async_generator_begins = async_generator_begins;
    rt->objects->warn_unawaited = warn_unawaited;
}
