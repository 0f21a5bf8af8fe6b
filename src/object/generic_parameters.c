// SPDX-License-Identifier: MIT
// Type variables in the arguments of list[T] and T | None: finding them, putting arguments in their place. Variables
// are whatever has the methods __typing_subst__ and __typing_prepare_subst__ (typing.py has the classes).
#include "object/error.h"
#include "object/generic.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/tuple.h"

// An attribute of an argument; own_stop without an error when it has none, and for classes: what they have is for their
// instances.
static own_value argument_attribute(struct ouro *rt, ref_value v, enum name_number name)
{
    return is_object(v) && is_type(rt, v) ? own_stop : operation_find_attribute(rt, v, name_of(rt, name));
}

static int64_t index_of(ref_value tuple, ref_value v)
{
    for (uint64_t i = 0; i < as_tuple(tuple)->length; i++) {
        if (same(tuple_item(tuple, i), v)) {
            return (int64_t)i;
        }
    }
    return -1;
}

static bool parameter_add(struct ouro *rt, struct list *found, ref_value v)
{
    for (uint64_t i = 0; i < found->length; i++) {
        if (same(slot_get(found->items[i]), v)) {
            return true;
        }
    }
    return list_append(rt, found, retain(v));
}

static bool parameters_add(struct ouro *rt, struct list *found, ref_value item)
{
    own_value attribute = argument_attribute(rt, item, NAME_typing_subst);
    if (failed(attribute)) {
        return false;
    }
    if (!is_stop(lend(attribute))) {
        release(rt, attribute);
        return parameter_add(rt, found, item);
    }
    attribute = argument_attribute(rt, item, NAME_parameters);
    bool ok = !failed(attribute);
    if (ok && is_object(lend(attribute)) && is_tuple(rt, lend(attribute))) {
        for (uint64_t i = 0; ok && i < as_tuple(lend(attribute))->length; i++) {
            ok = parameter_add(rt, found, tuple_item(lend(attribute), i));
        }
    }
    release(rt, attribute);
    return ok;
}

own_value generic_parameters(struct ouro *rt, ref_value items)
{
    if (!depth_enter(rt, " while looking for type variables")) {
        return own_nothing;
    }
    own_value found = list_new(rt, 0);
    bool ok = !failed(found);
    for (uint64_t i = 0; ok && i < as_tuple(items)->length; i++) {
        ok = parameters_add(rt, as_list(lend(found)), tuple_item(items, i));
    }
    own_value tuple = ok ? list_to_tuple(rt, lend(found)) : own_nothing;
    release(rt, found);
    depth_leave(rt);
    return tuple;
}

// The arguments of a subscript as a tuple, with those of *tuple[int, str] in its place.
static own_value arguments_unpacked(struct ouro *rt, ref_value key)
{
    own_value list = list_new(rt, 0);
    bool is_run = is_object(key) && is_tuple(rt, key);
    bool ok = !failed(list);
    for (uint64_t i = 0; ok && i < (is_run ? as_tuple(key)->length : 1); i++) {
        ref_value item = is_run ? tuple_item(key, i) : key;
        own_value inner = argument_attribute(rt, item, NAME_typing_unpacked_tuple_args);
        if (failed(inner)) {
            ok = false;
        } else if (is_object(lend(inner)) && is_tuple(rt, lend(inner)) &&
                   (as_tuple(lend(inner))->length == 0 ||
                    !same(tuple_item(lend(inner), as_tuple(lend(inner))->length - 1), lend(own_ellipsis)))) {
            ok = list_extend(rt, as_list(lend(list)), lend(inner));
        } else {
            ok = list_append(rt, as_list(lend(list)), retain(item));
        }
        release(rt, inner);
    }
    own_value tuple = ok ? list_to_tuple(rt, lend(list)) : own_nothing;
    release(rt, list);
    return tuple;
}

// What the variables that take several arguments make of them, one after the other. Consumes arguments.
static own_value arguments_prepared(struct ouro *rt, ref_value self, ref_value parameters, own_value arguments)
{
    for (uint64_t i = 0; !failed(arguments) && i < as_tuple(parameters)->length; i++) {
        own_value prepare = argument_attribute(rt, tuple_item(parameters, i), NAME_typing_prepare_subst);
        own_value prepared = own_nothing;
        if (is_stop(lend(prepare)) || is_none(lend(prepare))) {
            prepared = retain(lend(arguments));
        } else if (!failed(prepare)) {
            ref_value two[] = {self, lend(arguments)};
            prepared = operation_call(rt, lend(prepare), two, 2, ref_nothing);
            if (!failed(prepared) && !(is_object(lend(prepared)) && is_tuple(rt, lend(prepared)))) {
                ref_value only = lend(prepared);
                own_value tuple = tuple_from(rt, &only, 1);
                release(rt, prepared);
                prepared = tuple;
            }
        }
        release(rt, prepare);
        release(rt, arguments);
        arguments = prepared;
    }
    return arguments;
}

// dict[K, list[V]] with arguments for some of its own variables.
static own_value substitute_inside(struct ouro *rt, ref_value v, ref_value parameters, ref_value arguments)
{
    own_value own = argument_attribute(rt, v, NAME_parameters);
    if (failed(own)) {
        return own;
    }
    if (!is_object(lend(own)) || !is_tuple(rt, lend(own)) || as_tuple(lend(own))->length == 0) {
        release(rt, own);
        return retain(v);
    }
    own_value list = list_new(rt, as_tuple(lend(own))->length);
    bool ok = !failed(list);
    for (uint64_t i = 0; ok && i < as_tuple(lend(own))->length; i++) {
        ref_value parameter = tuple_item(lend(own), i);
        int64_t at = index_of(parameters, parameter);
        ref_value argument = at < 0 ? parameter : tuple_item(arguments, (uint64_t)at);
        own_value iterate = at >= 0 && is_object(argument) && is_tuple(rt, argument)
                                ? argument_attribute(rt, parameter, NAME_iter)
                                : own_stop;
        if (failed(iterate)) {
            ok = false;
        } else if (is_stop(lend(iterate))) {
            ok = list_append(rt, as_list(lend(list)), retain(argument));
        } else { // it stands for several
            ok = list_extend(rt, as_list(lend(list)), argument);
        }
        release(rt, iterate);
    }
    own_value key = ok ? list_to_tuple(rt, lend(list)) : own_nothing;
    own_value made = failed(key) ? own_nothing : operation_get_item(rt, v, lend(key));
    release(rt, key);
    release(rt, list);
    release(rt, own);
    return made;
}

static own_value substitute_one(struct ouro *rt, ref_value v, ref_value parameters, ref_value arguments)
{
    own_value substitute = argument_attribute(rt, v, NAME_typing_subst);
    int64_t at = is_stop(lend(substitute)) ? -1 : index_of(parameters, v);
    own_value made = own_nothing;
    if (failed(substitute)) {
        return substitute;
    }
    if (at >= 0) {
        made = operation_call_1(rt, lend(substitute), tuple_item(arguments, (uint64_t)at));
    } else if (is_stop(lend(substitute))) {
        made = substitute_inside(rt, v, parameters, arguments);
    } else {
        made = retain(v); // it has changed what it says of itself
    }
    release(rt, substitute);
    return made;
}

// Is it Unpack[Ts], which gives way to any number of arguments? -1: an error.
static int is_unpacked_variable(struct ouro *rt, ref_value v)
{
    own_value flag = argument_attribute(rt, v, NAME_typing_is_unpacked_typevartuple);
    int is = failed(flag) ? -1 : is_stop(lend(flag)) ? 0 : operation_truth(rt, lend(flag));
    release(rt, flag);
    return is;
}

static bool substitute_append(struct ouro *rt, struct list *made, ref_value v, ref_value parameters,
                              ref_value arguments)
{
    if (is_object(v) && is_type(rt, v)) {
        return list_append(rt, made, retain(v));
    }
    int several = is_unpacked_variable(rt, v);
    own_value value = several < 0 ? own_nothing : substitute_one(rt, v, parameters, arguments);
    bool ok = !failed(value);
    if (ok && several == 0) {
        return list_append(rt, made, value);
    }
    if (ok && !(is_object(lend(value)) && is_tuple(rt, lend(value)))) {
        error_raise(rt, TYPE_TYPE_ERROR, "expected a tuple, not %T", lend(value));
        ok = false;
    }
    ok = ok && list_extend(rt, made, lend(value));
    release(rt, value);
    return ok;
}

static own_value substitute_all(struct ouro *rt, ref_value items, ref_value parameters, ref_value arguments)
{
    own_value made = list_new(rt, as_tuple(items)->length);
    bool ok = !failed(made);
    for (uint64_t i = 0; ok && i < as_tuple(items)->length; i++) {
        ok = substitute_append(rt, as_list(lend(made)), tuple_item(items, i), parameters, arguments);
    }
    own_value tuple = ok ? list_to_tuple(rt, lend(made)) : own_nothing;
    release(rt, made);
    return tuple;
}

own_value generic_substitute(struct ouro *rt, ref_value self, ref_value items, ref_value parameters, ref_value key)
{
    if (as_tuple(parameters)->length == 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%R is not a generic class", self);
    }
    if (!depth_enter(rt, " while looking for type variables")) {
        return own_nothing;
    }
    own_value arguments = arguments_prepared(rt, self, parameters, arguments_unpacked(rt, key));
    own_value made = own_nothing;
    if (!failed(arguments)) {
        uint64_t count = as_tuple(lend(arguments))->length;
        uint64_t wanted = as_tuple(parameters)->length;
        if (count != wanted) {
            error_raise(rt, TYPE_TYPE_ERROR, "Too %s arguments for %R; actual %u, expected %u",
                        count > wanted ? "many" : "few", self, (unsigned)count, (unsigned)wanted);
        } else {
            made = substitute_all(rt, items, parameters, lend(arguments));
        }
        release(rt, arguments);
    }
    depth_leave(rt);
    return made;
}
