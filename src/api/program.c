// SPDX-License-Identifier: MIT
// ouro.h: code, calls, names of __main__, modules, the loader.
#include "api/state.h"
#include "compile/compile.h"
#include "lib/import.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/module.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/vm.h"

#include <string.h>

// Code ----------------------------------------------------------------------------------------------------------------

static own_value compile_text(struct ouro *rt, char const *source, size_t size, char const *filename,
                              enum syntax_mode mode)
{
    own_value file = api_text(rt, filename);
    own_value code = failed(file) ? own_nothing : compile_source(rt, source, size, lend(file), mode);
    release(rt, file);
    return code;
}

// Runs code (taken) with the globals, or those of __main__ when there are none.
static own_value run_code(struct ouro *rt, own_value code, ref_value globals)
{
    own_value dict = failed(code) ? own_nothing : is_nothing(globals) ? library_main(rt) : retain(globals);
    own_value result = failed(dict) ? own_nothing : vm_run(rt, lend(code), lend(dict), lend(dict));
    release(rt, dict);
    release(rt, code);
    return result;
}

bool ouro_execute(ouro *rt, char const *source, size_t size, char const *filename)
{
    if (!api_enter_running(rt)) {
        return false;
    }
    own_value result = run_code(rt, compile_text(rt, source, size, filename, SYNTAX_FILE), ref_nothing);
    bool done = !failed(result);
    release(rt, result);
    api_leave(rt);
    return done;
}

ouro_value ouro_evaluate(ouro *rt, char const *expression)
{
    if (!api_enter_running(rt)) {
        return NULL;
    }
    expression += strspn(expression, " \t");
    own_value code = compile_text(rt, expression, strlen(expression), "<expression>", SYNTAX_EXPRESSION);
    return api_leave_with(rt, run_code(rt, code, ref_nothing));
}

ouro_value ouro_compile(ouro *rt, char const *source, size_t size, char const *filename, ouro_source_kind kind)
{
    if (!api_enter(rt)) {
        return NULL;
    }
    enum syntax_mode mode = kind == OURO_EXPRESSION ? SYNTAX_EXPRESSION : SYNTAX_FILE;
    return api_leave_with(rt, compile_text(rt, source, size, filename, mode));
}

// Code that vm_run takes: a function's would want arguments and cells.
static bool can_run(struct ouro *rt, ref_value v)
{
    if (!is_exact(v, TYPE_CODE)) {
        error_raise(rt, TYPE_TYPE_ERROR, "code expected, not %T", v);
        return false;
    }
    if (as_code(v)->parameter_count != 0 || as_tuple(slot_get(as_code(v)->free_names))->length != 0) {
        error_raise(rt, TYPE_TYPE_ERROR, "code of a function with parameters or free names cannot be run by itself");
        return false;
    }
    return true;
}

ouro_value ouro_run_code(ouro *rt, ouro_value code, ouro_value globals)
{
    if (!api_enter_running_with(rt, code)) {
        return NULL;
    }
    bool good = can_run(rt, value_in(code)) && (globals == NULL || api_values(rt, &globals, 1));
    if (good && globals != NULL && !is_exact(value_in(globals), TYPE_DICT)) {
        error_raise(rt, TYPE_TYPE_ERROR, "globals must be a dict, not %T", value_in(globals));
        good = false;
    }
    ref_value dict = globals != NULL ? value_in(globals) : ref_nothing;
    return api_leave_with(rt, good ? run_code(rt, retain(value_in(code)), dict) : own_nothing);
}

ouro_value ouro_get_global(ouro *rt, char const *name)
{
    if (!api_enter(rt)) {
        return NULL;
    }
    own_value key = api_name(rt, name);
    own_value dict = failed(key) ? own_nothing : library_main(rt);
    own_value v = failed(dict) ? own_nothing : retain(dict_get(rt, lend(dict), lend(key)));
    if (failed(v) && !error_pending(rt)) {
        error_raise(rt, TYPE_NAME_ERROR, "name '%U' is not defined", lend(key));
    }
    release(rt, dict);
    release(rt, key);
    return api_leave_with(rt, v);
}

bool ouro_set_global(ouro *rt, char const *name, ouro_value value)
{
    if (!api_enter_with(rt, value)) {
        return false;
    }
    own_value key = api_name(rt, name);
    own_value dict = failed(key) ? own_nothing : library_main(rt);
    bool done = !failed(dict) && dict_set(rt, lend(dict), lend(key), value_in(value));
    release(rt, dict);
    release(rt, key);
    api_leave(rt);
    return done;
}

// Calls ---------------------------------------------------------------------------------------------------------------

ouro_value ouro_call(ouro *rt, ouro_value callee, ouro_value const *arguments, size_t count)
{
    return ouro_call_named(rt, callee, arguments, count, NULL, NULL, 0);
}

// A tuple of interned names; nothing for none. false: an error is pending.
static bool name_tuple(struct ouro *rt, char const *const *names, size_t named, own_value *tuple)
{
    *tuple = own_nothing;
    if (named == 0) {
        return true;
    }
    *tuple = tuple_new(rt, named);
    for (size_t i = 0; i < named && !failed(*tuple); i++) {
        own_value name = api_name(rt, names[i]);
        if (failed(name)) {
            release(rt, give(*tuple));
        } else {
            slot_init(&as_tuple(lend(*tuple))->items[i], name);
        }
    }
    return !failed(*tuple);
}

ouro_value ouro_call_named(ouro *rt, ouro_value callee, ouro_value const *arguments, size_t count,
                           char const *const *names, ouro_value const *values, size_t named)
{
    if (!api_enter_running_with(rt, callee)) {
        return NULL;
    }
    own_value result = own_nothing, name_list = own_nothing;
    size_t all = count + named;
    ref_value few[8];
    ref_value *args = NULL;
    if (api_values(rt, arguments, count) && api_values(rt, values, named) && name_tuple(rt, names, named, &name_list)) {
        args = all <= 8 ? few : all < UINT32_MAX / 2 ? heap_raw_allocate(&rt->heap, all * sizeof *args) : NULL;
        if (args == NULL) {
            (void)error_no_memory(rt);
        }
    }
    if (args != NULL) {
        for (size_t i = 0; i < all; i++) {
            args[i] = value_in(i < count ? arguments[i] : values[i - count]);
        }
        result = operation_call(rt, value_in(callee), args, (uint32_t)count, lend(name_list));
        api_arguments_free(rt, args, all, few);
    }
    release(rt, name_list);
    return api_leave_with(rt, result);
}

ouro_value ouro_call_method(ouro *rt, ouro_value object, char const *name, ouro_value const *arguments, size_t count)
{
    ouro_value method = ouro_get_attribute(rt, object, name);
    ouro_value result = method != NULL ? ouro_call(rt, method, arguments, count) : NULL;
    ouro_release(rt, method);
    return result;
}

// Modules -------------------------------------------------------------------------------------------------------------

ouro_value ouro_import(ouro *rt, char const *name)
{
    if (!api_enter_running(rt)) {
        return NULL;
    }
    own_value text = api_name(rt, name);
    own_value module = failed(text)                        ? own_nothing
                       : str_size(as_str(lend(text))) == 0 ? error_raise(rt, TYPE_VALUE_ERROR, "Empty module name")
                                                           : import_absolute(rt, lend(text));
    release(rt, text);
    return api_leave_with(rt, module);
}

static bool add_functions(struct ouro *rt, ref_value module, ref_value name, ouro_definition const *d, void *user)
{
    for (; d != NULL && d->name != NULL; d++) {
        own_value function = host_function_new(rt, d, user, name, NULL);
        own_value key = failed(function) ? own_nothing : api_name(rt, d->name);
        bool done = !failed(key) && dict_set(rt, module_dict(module), lend(key), lend(function));
        release(rt, key);
        release(rt, function);
        if (!done) {
            return false;
        }
    }
    return true;
}

// Enters a module into sys.modules and its package.
static bool enter_module(struct ouro *rt, ref_value module, ref_value name)
{
    ref_value modules = slot_get(rt->library->modules);
    char const *text = str_bytes(as_str(name));
    char const *dot = strrchr(text, '.');
    own_value parent = own_nothing, last = own_nothing;
    bool done = true;
    if (dot != NULL) {
        own_value parent_name = import_parent_name(rt, name);
        parent = failed(parent_name) ? own_nothing : import_absolute(rt, lend(parent_name));
        last = failed(parent) ? own_nothing : api_name(rt, dot + 1);
        release(rt, parent_name);
        done = !failed(last);
    }
    done = done && dict_set(rt, modules, name, module) &&
           (dot == NULL || operation_set_attribute(rt, lend(parent), lend(last), module));
    release(rt, last);
    release(rt, parent);
    return done;
}

ouro_value ouro_module_new(ouro *rt, char const *name, ouro_definition const *functions, void *user)
{
    if (!api_enter_running(rt)) {
        return NULL;
    }
    own_value text = api_name(rt, name);
    own_value module = failed(text) ? own_nothing : module_new(rt, lend(text));
    if (!failed(module) && (!add_functions(rt, lend(module), lend(text), functions, user) ||
                            !enter_module(rt, lend(module), lend(text)))) {
        release(rt, give(module));
    }
    release(rt, text);
    return api_leave_with(rt, module);
}

// struct library.host_source
static int ask_loader(struct ouro *rt, ref_value name, own_value *text, own_value *filename, bool *is_package)
{
    struct api_state *api = rt->api;
    ouro_source source = {0};
    void *user = api->loader_user;
    uint32_t deferred = api_callback_begin(rt);
    int known = api->loader(rt, user, str_bytes(as_str(name)), &source);
    api_callback_end(rt, deferred);
    if (error_pending(rt)) {
        known = -1;
    } else if (known < 0) {
        error_raise(rt, TYPE_SYSTEM_ERROR, "the loader of the host failed without an exception");
    }
    if (known > 0) {
        *text = bytes_new(rt, source.size > 0 ? source.text : "", source.size);
        *filename = failed(*text)             ? own_nothing
                    : source.filename != NULL ? api_text(rt, source.filename)
                                              : str_format(rt, "<%U>", name);
        *is_package = source.is_package;
        if (source.done != NULL) {
            api->quiet++;
            source.done(user, &source);
            api->quiet--;
        }
        if (failed(*filename)) {
            release(rt, give(*text));
            return -1;
        }
        return 1;
    }
    return known < 0 ? -1 : 0;
}

void ouro_set_loader(ouro *rt, ouro_loader *loader, void *user)
{
    rt->api->loader = loader;
    rt->api->loader_user = user;
    if (rt->library != NULL) {
        rt->library->host_source = loader != NULL ? ask_loader : NULL;
    }
}
