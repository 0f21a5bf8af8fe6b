// SPDX-License-Identifier: MIT
// The module _weakref: the types of weak references, questions about an object's references, functions for the end.
#include "gc/weak.h"
#include "lib/module_types.h"
#include "lib/services.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/weakref.h"

static own_value weakref_proxy(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return weak_proxy_new(rt, args[0], count == 2 ? args[1] : ref_none);
}

static own_value weakref_count(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t number = 0;
    if (is_object(args[0])) {
        for (struct weak_reference *w = weak_first(rt, as_object(args[0])); w != NULL; w = weak_next(w)) {
            number += !(w->header.kind & OBJECT_DYING);
        }
    }
    return own_small_int(number);
}

// The order in which references are listed: the plain one, the plain proxy, then the others.
static int rank_of(struct weak_reference const *w)
{
    ref_value callback = slot_get(w->callback);
    if (!is_nothing(callback) && !is_none(callback)) {
        return 2;
    }
    uint32_t number = object_number(&w->header);
    return number == TYPE_WEAK_REFERENCE ? 0 : number == TYPE_WEAK_PROXY || number == TYPE_WEAK_CALLABLE_PROXY ? 1 : 2;
}

static own_value weakref_list(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value list = list_new(rt, 0);
    for (int rank = 0; rank < 3 && is_object(args[0]) && !failed(list); rank++) {
        // Nothing here runs Python, so the chain stays; only memory may be short.
        struct weak_reference *w = weak_first(rt, as_object(args[0]));
        while (w != NULL && !failed(list)) {
            own_value held = rank_of(w) == rank ? weak_load(rt, &w->header) : own_nothing;
            if (!failed(held) && !list_append(rt, as_list(lend(list)), held)) {
                release(rt, give(list));
            }
            w = weak_next(w);
        }
    }
    return list;
}

static own_value weakref_at_exit(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    ref_value list = slot_get(rt->library->exit_functions);
    if (is_nothing(list)) {
        return own_none; // the end is over
    }
    return list_append(rt, as_list(list), retain(args[0])) ? own_none : own_nothing;
}

// The pending exception through sys.excepthook.
static void report(struct ouro *rt)
{
    own_value exception = error_take(rt);
    ref_value hook = sys_get(rt, "excepthook");
    own_value function = is_nothing(hook) || is_none(hook) ? own_nothing : retain(hook);
    ref_value traceback = slot_get(as_exception(lend(exception))->traceback);
    own_value held = is_nothing(traceback) ? own_none : retain(traceback);
    ref_value const three[] = {ref_object(type_of(rt, lend(exception))), lend(exception), lend(held)};
    own_value result = failed(function) ? own_nothing : operation_call(rt, lend(function), three, 3, ref_nothing);
    if (failed(result)) {
        error_clear(rt);
        library_print_exception(rt, lend(exception));
    }
    release(rt, result);
    release(rt, held);
    release(rt, function);
    release(rt, exception);
}

void exit_functions_run(struct ouro *rt)
{
    for (;;) {
        ref_value list = slot_get(rt->library->exit_functions);
        if (is_nothing(list) || as_list(list)->length == 0) {
            return;
        }
        own_value function = list_pop(rt, as_list(list), as_list(list)->length - 1);
        own_value result = failed(function) ? own_nothing : operation_call_0(rt, lend(function));
        if (failed(result)) {
            report(rt);
        }
        release(rt, result);
        release(rt, function);
    }
}

static struct native_definition const functions[] = {
    {"proxy", weakref_proxy, 1, 2, 0, "Create a proxy object that weakly references an object."},
    {"getweakrefcount", weakref_count, 1, 1, 0, "Return the number of weak references to an object."},
    {"getweakrefs", weakref_list, 1, 1, 0, "Return a list of all weak reference objects that point to an object."},
    {"at_exit", weakref_at_exit, 1, 1, 0, "Call a function when the program ends, before those given earlier."},
    {0},
};

own_value weakref_module_open(struct ouro *rt)
{
    static struct {
        char const *name;
        uint32_t number;
    } const types[] = {{"ref", TYPE_WEAK_REFERENCE},
                       {"ReferenceType", TYPE_WEAK_REFERENCE},
                       {"ProxyType", TYPE_WEAK_PROXY},
                       {"CallableProxyType", TYPE_WEAK_CALLABLE_PROXY}};
    own_value module = module_make(rt, "_weakref", NULL, functions);
    bool done = !failed(module);
    for (size_t i = 0; done && i < sizeof types / sizeof *types; i++) {
        done = module_set(rt, lend(module), types[i].name, retain(ref_object(type_by_number(rt, types[i].number))));
    }
    if (!done) {
        release(rt, give(module));
    }
    return module;
}
