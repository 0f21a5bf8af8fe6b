// SPDX-License-Identifier: MIT
// Calling: any callable, methods by name, special methods.
#include "object/class.h"
#include "object/error.h"
#include "object/instance.h"
#include "object/native.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

// A copy of arguments with room for values before them: lent words, held by whoever lent them.
struct window {
    ref_value *items;
    size_t count;
    ref_value few[10];
};

static bool window_open(struct ouro *rt, struct window *w, ref_value const *args, size_t count, size_t before)
{
    w->count = count + before;
    w->items = w->few;
    if (w->count > 10 && (w->items = heap_raw_allocate(&rt->heap, w->count * sizeof *w->items)) == NULL) {
        (void)error_no_memory(rt);
        return false;
    }
    if (count != 0) {
        memcpy(w->items + before, args, count * sizeof *args);
    }
    return true;
}

static void window_close(struct ouro *rt, struct window *w)
{
    if (w->items != w->few) {
        heap_raw_free(&rt->heap, w->items, w->count * sizeof *w->items);
    }
}

// Calls with the callee in args[0]; count includes it.
static own_value call_window(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    ref_value callee = args[0];
    if (is_exact(callee, TYPE_FUNCTION)) {
        return rt->objects->call_function(rt, args, count, kwnames);
    }
    struct type *t = type_of(rt, callee);
    if (OURO_UNLIKELY(type_overrides(t, NAME_call))) {
        own_value method = type_find_special(rt, t, NAME_call);
        if (failed(method)) {
            return error_pending(rt) ? own_nothing
                                     : error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not callable", callee);
        }
        own_value result;
        if (is_exact(lend(method), TYPE_FUNCTION) || is_exact(lend(method), TYPE_METHOD_DESCRIPTOR) ||
            is_exact(lend(method), TYPE_SLOT_WRAPPER)) {
            result = operation_call(rt, lend(method), args, count, kwnames);
        } else {
            own_value bound = descriptor_bind(rt, lend(method), callee, ref_object(t));
            result = failed(bound) ? own_nothing : operation_call(rt, lend(bound), args + 1, count - 1, kwnames);
            release(rt, bound);
        }
        release(rt, method);
        return result;
    }
    if (t->protocol->call == NULL) {
        return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not callable", callee);
    }
    return t->protocol->call(rt, args, count, kwnames);
}

own_value operation_call(struct ouro *rt, ref_value callee, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (OURO_UNLIKELY(is_nothing(callee))) {
        return own_nothing; // a type that could not be made: the error is pending
    }
    if (OURO_UNLIKELY(stack_is_low(rt))) {
        return error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded while calling a Python object");
    }
    size_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    bool bound = is_exact(callee, TYPE_METHOD);
    struct window w;
    if (!window_open(rt, &w, args, count + named, 1 + bound)) {
        return own_nothing;
    }
    // The callee is counted: what it is found in may change while it runs.
    own_value held = retain(callee);
    if (bound) {
        struct method *m = (struct method *)as_object(callee);
        w.items[0] = slot_get(m->function);
        w.items[1] = slot_get(m->self);
    } else {
        w.items[0] = callee;
    }
    own_value result = call_window(rt, w.items, count + 1 + bound, named ? kwnames : ref_nothing);
    window_close(rt, &w);
    release(rt, held);
    return result;
}

own_value operation_call_0(struct ouro *rt, ref_value callee)
{
    return operation_call(rt, callee, NULL, 0, ref_nothing);
}

own_value operation_call_1(struct ouro *rt, ref_value callee, ref_value argument)
{
    return operation_call(rt, callee, &argument, 1, ref_nothing);
}

static bool takes_self(ref_value v)
{
    return is_exact(v, TYPE_FUNCTION) || is_exact(v, TYPE_METHOD_DESCRIPTOR) || is_exact(v, TYPE_SLOT_WRAPPER);
}

own_value operation_call_special(struct ouro *rt, enum name_number special, ref_value const *args, uint32_t count)
{
    struct type *t = type_of(rt, args[0]);
    own_value found = type_find_special(rt, t, special);
    if (failed(found)) {
        return own_nothing;
    }
    own_value result;
    if (takes_self(lend(found))) {
        result = operation_call(rt, lend(found), args, count, ref_nothing);
    } else {
        own_value bound = descriptor_bind(rt, lend(found), args[0], ref_object(t));
        result = failed(bound) ? own_nothing : operation_call(rt, lend(bound), args + 1, count - 1, ref_nothing);
        release(rt, bound);
    }
    release(rt, found);
    return result;
}

own_value operation_call_method(struct ouro *rt, ref_value name, ref_value const *args, uint32_t count,
                                ref_value kwnames)
{
    struct type *t = type_of(rt, args[0]);
    if (t->protocol->get_attribute == instance_get_attribute && !type_overrides(t, NAME_getattribute)) {
        struct attribute_cell *cell = type_lookup(rt, t, name);
        if (cell != NULL && takes_self(slot_get(cell->value))) {
            own_value found = retain(slot_get(cell->value));
            if (!instance_has_own(rt, args[0], name) && !error_pending(rt)) {
                own_value result = operation_call(rt, lend(found), args, count, kwnames);
                release(rt, found);
                return result;
            }
            release(rt, found);
        }
        if (error_pending(rt)) {
            return own_nothing;
        }
    }
    own_value method = operation_get_attribute(rt, args[0], name);
    if (failed(method)) {
        return method;
    }
    own_value result = operation_call(rt, lend(method), args + 1, count - 1, kwnames);
    release(rt, method);
    return result;
}

// Attributes ----------------------------------------------------------------------------------------------------------

static bool name_is_text(struct ouro *rt, ref_value name)
{
    if (OURO_LIKELY(is_object(name) && is_str(rt, name))) {
        return true;
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "attribute name must be string, not '%T'", name);
    return false;
}

// Classes with __getattribute__ or __getattr__ in Python.
static own_value get_hooked(struct ouro *rt, struct type *t, ref_value v, ref_value name)
{
    ref_value args[] = {v, name};
    own_value result = type_overrides(t, NAME_getattribute) ? operation_call_special(rt, NAME_getattribute, args, 2)
                                                            : t->protocol->get_attribute(rt, v, name);
    if (!failed(result) || !type_overrides(t, NAME_getattr) || !error_matches(rt, TYPE_ATTRIBUTE_ERROR)) {
        return result;
    }
    own_value first = error_take(rt);
    result = operation_call_special(rt, NAME_getattr, args, 2);
    if (failed(result) && !error_pending(rt)) {
        error_restore(rt, first);
        return own_nothing;
    }
    release(rt, first);
    return result;
}

own_value operation_get_attribute(struct ouro *rt, ref_value v, ref_value name)
{
    if (!name_is_text(rt, name)) {
        return own_nothing;
    }
    struct type *t = type_of(rt, v);
    if (OURO_UNLIKELY(type_overrides(t, NAME_getattribute) || type_overrides(t, NAME_getattr))) {
        return get_hooked(rt, t, v, name);
    }
    return t->protocol->get_attribute(rt, v, name);
}

own_value operation_find_attribute(struct ouro *rt, ref_value v, ref_value name)
{
    struct type *t = type_of(rt, v);
    own_value result;
    if (t->protocol->get_attribute == instance_get_attribute && !type_overrides(t, NAME_getattribute) &&
        !type_overrides(t, NAME_getattr)) {
        result = instance_get_quietly(rt, v, name);
    } else {
        result = operation_get_attribute(rt, v, name);
    }
    if (failed(result) && error_matches(rt, TYPE_ATTRIBUTE_ERROR)) {
        error_clear(rt);
        return own_stop;
    }
    return result;
}

bool operation_set_attribute(struct ouro *rt, ref_value v, ref_value name, ref_value value)
{
    if (!name_is_text(rt, name)) {
        return false;
    }
    struct type *t = type_of(rt, v);
    enum name_number special = is_nothing(value) ? NAME_delattr : NAME_setattr;
    if (OURO_UNLIKELY(type_overrides(t, special))) {
        ref_value args[] = {v, name, value};
        own_value result = operation_call_special(rt, special, args, is_nothing(value) ? 2 : 3);
        if (failed(result) && !error_pending(rt)) {
            error_attribute(rt, v, name_of(rt, special));
        }
        bool done = !failed(result);
        release(rt, result);
        return done;
    }
    return t->protocol->set_attribute(rt, v, name, value);
}
