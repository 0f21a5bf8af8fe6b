// SPDX-License-Identifier: MIT
// ouro.h: functions of the host as Python objects.
#include "api/state.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/native.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

#define FUNCTION_SLOTS 3
struct host_function {
    struct object header;
    slot_value name;
    slot_value module; // str or nothing
    slot_value doc;    // str or nothing
    ouro_function *function;
    void *user;
    int32_t least;
    int32_t most; // negative: any
    bool takes_named;
    struct host_class *class; // of a method; else NULL
};

static struct host_function *as_host_function(ref_value v)
{
    return (struct host_function *)as_object(v);
}

FIELDS_FUNCTIONS(host_function, host_function, name, FUNCTION_SLOTS)

// Calling -------------------------------------------------------------------------------------------------------------

static bool check_arguments(struct ouro *rt, struct host_function *f, uint32_t count, bool named)
{
    ref_value name = slot_get(f->name);
    if (f->class != NULL && count == 0) {
        error_raise(rt, TYPE_TYPE_ERROR, "unbound method %U() needs an argument", name);
        return false;
    }
    if (named && !f->takes_named) {
        error_raise(rt, TYPE_TYPE_ERROR, "%U() takes no keyword arguments", name);
        return false;
    }
    int64_t given = (int64_t)count - (f->class != NULL);
    if (given >= f->least && (f->most < 0 || given <= f->most)) {
        return true;
    }
    bool exact = f->least == f->most;
    int32_t bound = given < f->least ? f->least : f->most;
    if (exact && bound == 0) {
        error_raise(rt, TYPE_TYPE_ERROR, "%U() takes no arguments (%lld given)", name, (long long)given);
    } else if (exact && bound == 1) {
        error_raise(rt, TYPE_TYPE_ERROR, "%U() takes exactly one argument (%lld given)", name, (long long)given);
    } else {
        error_raise(rt, TYPE_TYPE_ERROR, "%U expected %s%d argument%s, got %lld", name,
                    exact              ? ""
                    : given < f->least ? "at least "
                                       : "at most ",
                    bound, bound == 1 ? "" : "s", (long long)given);
    }
    return false;
}

// The keyword arguments as a dict; nothing for none. false: an error is pending.
static bool collect_named(struct ouro *rt, ref_value const *values, ref_value kwnames, own_value *dict)
{
    *dict = own_nothing;
    uint64_t count = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    if (count == 0) {
        return true;
    }
    *dict = dict_new(rt);
    for (uint64_t i = 0; i < count && !failed(*dict); i++) {
        if (!dict_set(rt, lend(*dict), tuple_item(kwnames, i), values[i])) {
            release(rt, give(*dict));
        }
    }
    return !failed(*dict);
}

// What a function of the host gave, as a value of its own.
static own_value take_result(struct ouro *rt, struct host_function *f, ouro_value result)
{
    if (error_pending(rt)) {
        ouro_release(rt, result);
        return own_nothing;
    }
    if (!handle_is_good(rt, result)) {
        return error_raise(rt, TYPE_SYSTEM_ERROR, "%U() of the host gave no result and no exception",
                           slot_get(f->name));
    }
    return handle_take(rt, result);
}

#define FEW 6

static own_value call_host(struct ouro *rt, struct host_function *f, ref_value const *args, uint32_t count,
                           ref_value named)
{
    struct {
        struct ouro_handle handle;
    } few[FEW], *handles = few;
    ouro_value few_values[FEW], *values = few_values;
    size_t bytes = count * (sizeof *handles + sizeof *values);
    if (count > FEW) {
        handles = heap_raw_allocate(&rt->heap, bytes);
        if (handles == NULL) {
            return error_no_memory(rt);
        }
        values = (ouro_value *)(void *)(handles + count);
    }
    for (uint32_t i = 0; i < count; i++) {
        handle_lend(rt, &handles[i].handle, args[i]);
        values[i] = &handles[i].handle;
    }
    struct ouro_handle named_handle;
    handle_lend(rt, &named_handle, named);
    uint32_t deferred = api_callback_begin(rt);
    ouro_value given = f->function(rt, f->user, values, count, is_nothing(named) ? NULL : &named_handle);
    own_value result = take_result(rt, f, given);
    api_callback_end(rt, deferred);
    if (handles != few) {
        heap_raw_free(&rt->heap, handles, bytes);
    }
    return result;
}

static own_value host_function_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct host_function *f = as_host_function(args[0]);
    bool with_names = !is_nothing(kwnames) && as_tuple(kwnames)->length > 0;
    own_value named;
    if (!check_arguments(rt, f, count - 1, with_names) ||
        (f->class != NULL && !host_check_self(rt, f->class, args[1], slot_get(f->name)))) {
        return own_nothing;
    }
    if (stack_is_low(rt)) {
        return error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded while calling a Python object");
    }
    if (!collect_named(rt, args + count, kwnames, &named)) {
        return own_nothing;
    }
    struct own_cell cell, self;
    handle_enter(rt, &cell, named);
    handle_enter(rt, &self, retain(args[0]));
    own_value result = call_host(rt, f, args + 1, count - 1, lend(named));
    release(rt, handle_leave(rt, &self));
    release(rt, handle_leave(rt, &cell));
    return result;
}

// The Python face -----------------------------------------------------------------------------------------------------

static own_value host_function_repr(struct ouro *rt, ref_value self)
{
    return str_format(rt, "<built-in function %U>", slot_get(as_host_function(self)->name));
}

static own_value host_function_bind(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    (void)owner;
    bool bound = as_host_function(self)->class != NULL && !is_nothing(instance);
    return bound ? method_new(rt, self, instance) : retain(self);
}

static own_value get_name(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_host_function(self)->name));
}

static own_value get_module(struct ouro *rt, ref_value self)
{
    (void)rt;
    ref_value module = slot_get(as_host_function(self)->module);
    return is_nothing(module) ? own_none : retain(module);
}

static own_value get_doc(struct ouro *rt, ref_value self)
{
    (void)rt;
    ref_value doc = slot_get(as_host_function(self)->doc);
    return is_nothing(doc) ? own_none : retain(doc);
}

static struct type_definition const host_function_type_definition = {
    .name = "builtin_function_or_method",
    .number = TYPE_HOST_FUNCTION,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_WEAKLY_HELD,
    .size = sizeof(struct host_function),
    .traverse = host_function_traverse,
    .drop_step = host_function_drop_step,
    .clear = host_function_clear,
    .protocol = &(struct type_protocol const){.repr = host_function_repr,
                                              .call = host_function_call,
                                              .descriptor_get = host_function_bind},
    .attributes =
        (struct attribute_definition const[]){
            {"__name__", get_name, NULL, NULL},
            {"__qualname__", get_name, NULL, NULL},
            {"__module__", get_module, NULL, NULL},
            {"__doc__", get_doc, NULL, NULL},
            {0},
        },
};

own_value host_function_new(struct ouro *rt, ouro_definition const *d, void *user, ref_value module,
                            struct host_class *class)
{
    if (!type_define(rt, &host_function_type_definition)) {
        return own_nothing;
    }
    own_value name = api_text(rt, d->name);
    own_value doc = failed(name) || d->doc == NULL ? own_nothing : api_text(rt, d->doc);
    struct host_function *f = NULL;
    if (!error_pending(rt)) {
        f = object_allocate(rt, HEAP_TRACED, sizeof *f, TYPE_HOST_FUNCTION);
        if (f == NULL) {
            (void)error_no_memory(rt);
        }
    }
    if (f == NULL) {
        release(rt, doc);
        release(rt, name);
        return own_nothing;
    }
    slot_init(&f->name, name);
    slot_init(&f->doc, doc);
    slot_init(&f->module, retain(module));
    f->function = d->function;
    f->user = user;
    f->least = d->least;
    f->most = d->most;
    f->takes_named = d->takes_named;
    f->class = class;
    return own_object(f);
}

ouro_value ouro_function_new(ouro *rt, ouro_definition const *definition, void *user)
{
    return api_enter(rt) ? api_leave_with(rt, host_function_new(rt, definition, user, ref_nothing, NULL)) : NULL;
}
