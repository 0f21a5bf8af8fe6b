// SPDX-License-Identifier: MIT
// Raising: making the instance, its context, the reserve for when there is no memory.
#include "object/error.h"

#include "core/poll.h"
#include "object/class.h"
#include "object/exception.h"
#include "object/exception_types.h"
#include "object/int.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

#include <stdarg.h>

// Makes the handled exception the context of `raised`, cutting a chain that would lead back to it.
static void chain_context(struct ouro *rt, ref_value raised)
{
    ref_value handled = rt->objects->handled_exception ? rt->objects->handled_exception(rt) : ref_nothing;
    if (is_nothing(handled) || is_none(handled) || same(handled, raised)) {
        return;
    }
    ref_value o = handled;
    ref_value slow = handled;
    bool step = false;
    for (;;) {
        struct exception *e = as_exception(o);
        ref_value context = slot_get(e->context);
        if (!is_object(context)) {
            break;
        }
        if (same(context, raised)) {
            slot_set(rt, e, &e->context, own_nothing);
            break;
        }
        o = context;
        if (same(o, slow)) {
            break; // a ring that the program made itself
        }
        if (step) {
            slow = slot_get(as_exception(slow)->context);
        }
        step = !step;
    }
    slot_set(rt, as_exception(raised), &as_exception(raised)->context, retain(handled));
}

own_value error_raise_object(struct ouro *rt, own_value exception)
{
    if (failed(exception)) {
        return own_nothing; // making it failed: that error is pending
    }
    OURO_ASSERT(is_exception(rt, lend(exception)));
    own_value old = rt->error;
    chain_context(rt, lend(exception));
    rt->error = exception;
    release(rt, old);
    return own_nothing;
}

own_value error_raise_arguments(struct ouro *rt, enum type_number exception, ref_value arguments)
{
    return error_raise_object(rt, exception_new(rt, exception, arguments));
}

own_value error_raise_value(struct ouro *rt, enum type_number exception, ref_value argument)
{
    own_value arguments = tuple_from(rt, &argument, is_nothing(argument) ? 0 : 1);
    if (!failed(arguments)) {
        error_raise_arguments(rt, exception, lend(arguments));
        release(rt, arguments);
    }
    return own_nothing;
}

own_value error_raise(struct ouro *rt, enum type_number exception, char const *format, ...)
{
    va_list list;
    va_start(list, format);
    own_value text = str_format_list(rt, format, list);
    va_end(list);
    if (!failed(text)) {
        error_raise_value(rt, exception, lend(text));
        release(rt, text);
    }
    return own_nothing;
}

own_value error_raise_attribute(struct ouro *rt, ref_value object, ref_value name, char const *format, ...)
{
    va_list list;
    va_start(list, format);
    own_value text = str_format_list(rt, format, list);
    va_end(list);
    if (failed(text)) {
        return own_nothing;
    }
    ref_value argument = lend(text);
    own_value arguments = tuple_from(rt, &argument, 1);
    own_value exception = failed(arguments) ? own_nothing : exception_new(rt, TYPE_ATTRIBUTE_ERROR, lend(arguments));
    release(rt, arguments);
    release(rt, text);
    if (!failed(exception)) {
        struct exception *e = as_exception(lend(exception));
        slot_init(&e->fields[0], retain(name));
        slot_init(&e->fields[1], retain(object));
    }
    return error_raise_object(rt, exception);
}

void error_attribute(struct ouro *rt, ref_value object, ref_value name)
{
    error_raise_attribute(rt, object, name, "'%T' object has no attribute '%U'", object, name);
}

own_value error_raise_key(struct ouro *rt, ref_value key)
{
    // A tuple would be taken for the arguments; so it always travels inside one.
    return error_raise_value(rt, TYPE_KEY_ERROR, key);
}

own_value error_raise_os(struct ouro *rt, int error_number, ref_value filename, ref_value filename2)
{
    own_value message = str_from(rt, strerror(error_number));
    if (failed(message)) {
        return own_nothing;
    }
    own_value number = own_small_int(error_number);
    ref_value items[] = {lend(number), lend(message), filename, ref_none, filename2};
    uint64_t count = is_nothing(filename) ? 2 : is_nothing(filename2) ? 3 : 5;
    own_value arguments = tuple_from(rt, items, count);
    release(rt, message);
    if (!failed(arguments)) {
        error_raise_arguments(rt, exception_of_errno(error_number), lend(arguments));
        release(rt, arguments);
    }
    return own_nothing;
}

void error_set_cause(struct ouro *rt, own_value cause)
{
    if (!error_pending(rt)) {
        release(rt, cause);
        return;
    }
    struct exception *e = as_exception(lend(rt->error));
    e->suppress_context = 1;
    slot_set(rt, e, &e->context, retain(lend(cause)));
    slot_set(rt, e, &e->cause, cause);
}

// No memory -----------------------------------------------------------------------------------------------------------

bool error_refill_memory_errors(struct ouro *rt)
{
    ref_value aside = slot_get(rt->objects->memory_error);
    for (uint64_t i = 0; !is_nothing(aside) && i < as_tuple(aside)->length; i++) {
        slot_value *place = &as_tuple(aside)->items[i];
        if (is_nothing(slot_get(*place))) {
            own_value made = exception_plain(rt, TYPE_MEMORY_ERROR);
            if (failed(made)) {
                return false;
            }
            slot_init(place, made);
        }
    }
    return true;
}

void error_empty_last(struct ouro *rt)
{
    ref_value last = slot_get(rt->objects->last_memory_error);
    if (!is_nothing(last)) {
        struct exception *e = as_exception(last);
        slot_value *slots[] = {&e->context, &e->cause, &e->traceback, &e->dict};
        for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
            release(rt, slot_take(rt, e, slots[i]));
        }
    }
}

own_value error_no_memory(struct ouro *rt)
{
    ref_value aside = slot_get(rt->objects->memory_error);
    own_value exception = own_nothing;
    for (uint64_t i = is_nothing(aside) ? 0 : as_tuple(aside)->length; i-- > 0 && failed(exception);) {
        exception = slot_take(rt, as_tuple(aside), &as_tuple(aside)->items[i]);
    }
    if (failed(exception)) {
        error_empty_last(rt);
        exception = retain(slot_get(rt->objects->last_memory_error));
    }
    return failed(exception) ? own_nothing : error_raise_object(rt, exception);
}

// The pending exception -----------------------------------------------------------------------------------------------

bool error_matches(struct ouro *rt, enum type_number exception)
{
    return error_pending(rt) && is_kind(rt, lend(rt->error), exception);
}

own_value error_take(struct ouro *rt)
{
    own_value taken = rt->error;
    rt->error = own_nothing;
    return taken;
}

void error_restore(struct ouro *rt, own_value exception)
{
    own_value old = rt->error;
    rt->error = exception;
    release(rt, old);
}

void error_clear(struct ouro *rt)
{
    own_value old = error_take(rt);
    if (failed(old)) {
        return;
    }
    bool was_memory = is_kind(rt, lend(old), TYPE_MEMORY_ERROR);
    release(rt, old);
    if (was_memory) {
        (void)error_refill_memory_errors(rt);
    }
}

void error_unraisable(struct ouro *rt, ref_value where)
{
    if (rt->objects->report_unraisable != NULL) {
        rt->objects->report_unraisable(rt, where);
    }
    error_clear(rt);
}

// Depth ---------------------------------------------------------------------------------------------------------------

bool depth_enter(struct ouro *rt, char const *where)
{
    if (OURO_UNLIKELY(stack_is_low(rt) || rt->objects->repr_depth >= rt->objects->recursion_limit)) {
        (void)error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded%s", where);
        return false;
    }
    if (!poll_native(rt, 16)) { // shared parts are visited once for each way to them
        return false;
    }
    rt->objects->repr_depth++;
    return true;
}

void depth_leave(struct ouro *rt)
{
    OURO_ASSERT(rt->objects->repr_depth > 0);
    rt->objects->repr_depth--;
}
