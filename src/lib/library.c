// SPDX-License-Identifier: MIT
// The life of floor 7: opened with builtins and sys, everything cleared at the end.
#include "lib/library.h"

#include "gc/gc.h"
#include "lib/import.h"
#include "lib/io.h"
#include "lib/services.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"

#include <string.h>

own_value builtins_module_open(struct ouro *rt);
own_value sys_module_open(struct ouro *rt);

static void report_roots(struct ouro *rt, void *owner, struct visitor *visitor)
{
    (void)rt;
    struct library *library = owner;
#define X(name) visit(visitor, slot_get(library->name));
    LIBRARY_SLOTS(X)
#undef X
}

// Fills a field of the library with a new value; false when making it failed.
static bool keep(slot_value *slot, own_value v)
{
    slot_init(slot, v);
    return !failed(v);
}

bool service_bring_in(struct ouro *rt, ref_value dict, char const *name)
{
    own_value key = str_intern(rt, name, strlen(name));
    bool done = !failed(key) && (!is_nothing(dict_get_str(rt, dict, lend(key))) || !error_pending(rt));
    release(rt, key);
    return done;
}

// Of the two dicts that have names brought in: is it that of sys?
static bool is_sys_dict(struct ouro *rt, struct dict *d)
{
    ref_value sys = slot_get(rt->library->sys);
    return !is_nothing(sys) && same(module_dict(sys), ref_object(d));
}

static own_value provide(struct ouro *rt, struct dict *d, ref_value name)
{
    return is_sys_dict(rt, d) ? sys_provide(rt, name) : builtins_provide(rt, name);
}

static bool complete(struct ouro *rt, struct dict *d)
{
    own_value held = retain(ref_object(d));
    bool done = is_sys_dict(rt, d) ? sys_complete(rt, lend(held)) : builtins_complete(rt, lend(held));
    release(rt, held);
    return done;
}

bool library_open(struct ouro *rt)
{
    struct library *library = heap_raw_allocate_zeroed(&rt->heap, sizeof *library);
    if (library == NULL) {
        error_no_memory(rt);
        return false;
    }
    rt->library = library;
    runtime_add_root(rt, report_roots, library);
    gc_module_install_hooks(rt);
    unraisable_install_hooks(rt);
    warnings_install_hooks(rt);
    coroutines_install_hooks(rt);
    codecs_install_hooks(rt);
    rt->objects->submodule_is_loading = import_is_loading;
    if (!keep(&library->modules, dict_new(rt)) || !keep(&library->gc_callbacks, list_new(rt, 0)) ||
        !keep(&library->gc_garbage, list_new(rt, 0)) || !keep(&library->exit_functions, list_new(rt, 0)) ||
        !keep(&library->main_directory, str_from(rt, "")) || !keep(&library->builtins, builtins_module_open(rt)) ||
        !keep(&library->sys, sys_module_open(rt)) || !io_open_standard(rt)) {
        return false;
    }
    slot_set(rt, NULL, &rt->objects->builtins, retain(module_dict(slot_get(library->builtins))));
    rt->objects->dict_provide = provide;
    rt->objects->dict_complete = complete;
    as_object(module_dict(slot_get(library->builtins)))->kind |= DICT_LAZY;
    as_object(module_dict(slot_get(library->sys)))->kind |= DICT_LAZY;
    ref_value modules = slot_get(library->modules);
    as_object(slot_get(library->builtins))->kind |= MODULE_BUILT_IN;
    as_object(slot_get(library->sys))->kind |= MODULE_BUILT_IN;
    return dict_set(rt, modules, name_of(rt, NAME_builtins_module), slot_get(library->builtins)) &&
           dict_set(rt, modules, name_of(rt, NAME_sys), slot_get(library->sys));
}

// The end of the world
// -------------------------------------------------------------------------------------------------------

// Every name of a module's namespace goes to None: first those with one leading underscore, then the others but
// __builtins__, as CPython does. What dies then may still use the rest.
static void clear_namespace(struct ouro *rt, ref_value dict)
{
    for (int pass = 1; pass <= 2; pass++) {
        uint32_t position = 0;
        ref_value key, value;
        while (dict_next(as_dict(dict), &position, &key, &value)) {
            if (is_none(value) || !is_str(rt, key)) {
                continue;
            }
            char const *name = str_bytes(as_str(key));
            bool hidden = name[0] == '_' && name[1] != '_';
            if (pass == 1 ? hidden : !hidden && strcmp(name, "__builtins__") != 0) {
                own_value held = retain(key);
                if (!dict_set(rt, dict, lend(held), ref_none)) {
                    error_clear(rt);
                }
                release(rt, held);
            }
        }
    }
}

// Is it one whose namespace goes with the others: not sys and builtins, which are last?
static bool is_cleared(struct ouro *rt, ref_value module)
{
    return is_kind(rt, module, TYPE_MODULE) && !same(module, slot_get(rt->library->sys)) &&
           !same(module, slot_get(rt->library->builtins));
}

// The modules of the table to clear, in the order in which they came. Nothing: no memory for the list.
static own_value modules_to_clear(struct ouro *rt, ref_value modules)
{
    own_value list = list_new(rt, 0);
    uint32_t position = 0;
    ref_value key, module;
    while (!failed(list) && dict_next(as_dict(modules), &position, &key, &module)) {
        if (is_cleared(rt, module) && !list_append(rt, as_list(lend(list)), retain(module))) {
            release(rt, give(list));
        }
    }
    if (failed(list)) {
        error_clear(rt);
    }
    return list;
}

// Takes all modules out of sys.modules and clears their namespaces. Without memory they stay in the table meanwhile.
static void clear_modules(struct ouro *rt)
{
    own_value modules = slot_take(rt, NULL, &rt->library->modules);
    own_value list = modules_to_clear(rt, lend(modules));
    if (failed(list)) {
        uint32_t position = 0;
        ref_value key, module;
        while (dict_next(as_dict(lend(modules)), &position, &key, &module)) {
            own_value held = retain(module);
            if (is_cleared(rt, lend(held))) {
                clear_namespace(rt, module_dict(lend(held)));
            }
            release(rt, held);
        }
    }
    dict_clear(rt, lend(modules));
    for (uint64_t i = 0; !failed(list) && i < as_list(lend(list))->length; i++) {
        own_value held = retain(list_item(lend(list), i));
        clear_namespace(rt, module_dict(lend(held)));
        release(rt, held);
    }
    release(rt, list);
    release(rt, modules);
}

#if !OURO_CHECK
// Types whose objects hold something beside memory, or that tell the host of their end.
static bool holds_more_than_memory(uint32_t number)
{
    switch (number) {
    case TYPE_TEXT_FILE:
    case TYPE_BINARY_FILE:
    case TYPE_RAW_FILE:
    case TYPE_BUFFERED_WRITER:
    case TYPE_BUFFERED_RANDOM:
    case TYPE_SCANDIR_ITERATOR:
    case TYPE_HOST_OBJECT:
        return true;
    default:
        return false;
    }
}

// Whether nobody could tell if what is alive died one by one or went with the heap: there is no object with a
// finalizer, none that holds more than memory, and no weak reference with a callback. Rows tell: most are made at their
// first use.
static bool nothing_would_notice(struct ouro *rt)
{
    struct library *library = rt->library;
    if (rt->release_walk != NULL || gc_get_debug(rt) != 0 || as_list(slot_get(library->gc_callbacks))->length != 0 ||
        rt->rows[TYPE_WEAK_REFERENCE] != NULL || rt->rows[TYPE_WEAK_PROXY] != NULL ||
        rt->rows[TYPE_WEAK_CALLABLE_PROXY] != NULL) {
        return false;
    }
    for (uint32_t number = 1; number < rt->row_count; number++) {
        struct type_row *row = rt->rows[number];
        if (row != NULL && ((row->flags & ROW_FINALIZER) || holds_more_than_memory(number))) {
            return false;
        }
    }
    return true;
}
#endif

void library_finish(struct ouro *rt, bool may_drop)
{
    struct library *library = rt->library;
    if (library == NULL || library->finalizing) {
        return;
    }
    exit_functions_run(rt);
    library_flush(rt);
    library->finalizing = true;
#if !OURO_CHECK
    if (may_drop && nothing_would_notice(rt)) {
        library->dropped = true;
        return;
    }
#else
    (void)may_drop;
#endif
    ref_value main = dict_get(rt, slot_get(library->modules), name_of(rt, NAME_main));
    own_value main_module = is_nothing(main) ? own_nothing : retain(main);
    gc_collect(rt, GC_GENERATIONS - 1);
    clear_modules(rt);
    release(rt, main_module);
    gc_collect(rt, GC_GENERATIONS - 1);
    library_flush(rt);
}

void library_close(struct ouro *rt)
{
    struct library *library = rt->library;
    if (library == NULL) {
        return;
    }
    library->finalizing = true;
    io_close_standard(rt);
    slot_value *slots[] = {
#define X(name) &library->name,
        LIBRARY_SLOTS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        own_value v = slot_take(rt, NULL, slots[i]);
        if (!failed(v) && is_kind(rt, lend(v), TYPE_MODULE)) {
            dict_clear(rt, module_dict(lend(v)));
        }
        release(rt, v);
    }
    slot_set(rt, NULL, &rt->objects->builtins, own_nothing);
    if (!gc_collect_last(rt)) {
        service_write_error(rt, "ouro: no memory to run finalizers at the end\n");
    }
}
