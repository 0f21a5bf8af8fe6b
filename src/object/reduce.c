// SPDX-License-Identifier: MIT
// What `copy` and pickling ask of any object: object.__getstate__, __reduce__, __reduce_ex__. The Python side of the
// protocol is the module copyreg, imported when it is needed.
#include "object/reduce.h"
#include "object/class.h"
#include "object/container.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/shape.h"
#include "object/tuple.h"

native_fn object_getstate, object_reduce, object_reduce_ex;
static own_value get_state(struct ouro *rt, ref_value v, bool required);

own_value reduced_call(struct ouro *rt, own_value callable, own_value arguments, own_value state)
{
    if (failed(callable) || failed(arguments)) {
        release(rt, callable);
        release(rt, arguments);
        release(rt, state);
        return own_nothing;
    }
    own_value parts[] = {callable, arguments, state};
    return tuple_from_owned(rt, parts, failed(state) ? 2 : 3);
}

own_value reduced(struct ouro *rt, ref_value self, own_value arguments)
{
    return reduced_call(rt, retain(ref_object(type_of(rt, self))), arguments, own_nothing);
}

own_value reduced_with(struct ouro *rt, ref_value self, own_value arguments, own_value state)
{
    if (failed(state)) {
        release(rt, arguments);
        return own_nothing;
    }
    return reduced_call(rt, retain(ref_object(type_of(rt, self))), arguments, state);
}

own_value reduced_builtin(struct ouro *rt, char const *name)
{
    own_value key = str_from(rt, name);
    ref_value found = failed(key) ? ref_nothing : dict_get_str(rt, slot_get(rt->objects->builtins), lend(key));
    own_value function = is_nothing(found) ? own_nothing : retain(found);
    if (failed(function) && !error_pending(rt)) {
        error_raise(rt, TYPE_ATTRIBUTE_ERROR, "module 'builtins' has no attribute '%s'", name);
    }
    release(rt, key);
    return function;
}

own_value reduced_rest(struct ouro *rt, own_value iterator)
{
    own_value list = failed(iterator) ? own_nothing : operation_list(rt, lend(iterator));
    release(rt, iterator);
    own_value arguments = failed(list) ? own_nothing : tuple_from_owned(rt, &list, 1);
    return reduced_call(rt, failed(arguments) ? own_nothing : reduced_builtin(rt, "iter"), arguments, own_nothing);
}

own_value reduced_attribute(struct ouro *rt, ref_value owner, own_value name)
{
    own_value two[] = {retain(owner), name};
    if (failed(name)) {
        release(rt, two[0]);
        return own_nothing;
    }
    own_value arguments = tuple_from_owned(rt, two, 2);
    return reduced_call(rt, failed(arguments) ? own_nothing : reduced_builtin(rt, "getattr"), arguments, own_nothing);
}

// An attribute that may be missing: nothing then, and perhaps with an error.
static own_value named_attribute(struct ouro *rt, ref_value v, char const *name)
{
    own_value key = str_from(rt, name);
    own_value found = failed(key) ? own_nothing : operation_find_attribute(rt, v, lend(key));
    release(rt, key);
    return !failed(found) && is_stop(lend(found)) ? own_nothing : found;
}

own_value reduce_callable(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value owner = named_attribute(rt, args[0], "__self__");
    if (failed(owner) && !error_pending(rt)) {
        owner = named_attribute(rt, args[0], "__objclass__");
    }
    own_value name = error_pending(rt) ? own_nothing : operation_get_attribute(rt, args[0], name_of(rt, NAME_name));
    if (failed(name) || failed(owner) || is_none(lend(owner)) || is_exact(lend(owner), TYPE_MODULE)) {
        release(rt, owner);
        return name;
    }
    own_value result = reduced_attribute(rt, lend(owner), name);
    release(rt, owner);
    return result;
}

static own_value copyreg_function(struct ouro *rt, char const *name)
{
    own_value import = retain(dict_get_str(rt, slot_get(rt->objects->builtins), name_of(rt, NAME_import)));
    own_value module_name = failed(import) ? own_nothing : str_from(rt, "copyreg");
    own_value module = failed(module_name) ? own_nothing : operation_call_1(rt, lend(import), lend(module_name));
    own_value key = failed(module) ? own_nothing : str_intern(rt, name, strlen(name));
    own_value function = failed(key) ? own_nothing : operation_get_attribute(rt, lend(module), lend(key));
    release(rt, key);
    release(rt, module);
    release(rt, module_name);
    release(rt, import);
    if (failed(function) && !error_pending(rt)) {
        return error_raise(rt, TYPE_IMPORT_ERROR, "__import__ not found");
    }
    return function;
}

// State
// --------------------------------------------------------------------------------------------------------------

// Names of the __slots__ members, from the class's __slotnames__ or from copyreg; None: there are none.
static own_value slot_names(struct ouro *rt, struct type *t)
{
    if (t->member_count == 0) {
        return own_none;
    }
    own_value key = str_from(rt, "__slotnames__");
    struct attribute_cell *cell = failed(key) ? NULL : type_own_entry(rt, t, lend(key));
    release(rt, key);
    if (cell != NULL) {
        own_value names = retain(slot_get(cell->value));
        if (is_none(lend(names)) || is_list(rt, lend(names))) {
            return names;
        }
        error_raise(rt, TYPE_TYPE_ERROR, "%N.__slotnames__ should be a list or None, not %T", t, lend(names));
        release(rt, names);
        return own_nothing;
    }
    if (error_pending(rt)) {
        return own_nothing;
    }
    own_value function = copyreg_function(rt, "_slotnames");
    own_value names = failed(function) ? own_nothing : operation_call_1(rt, lend(function), ref_object(t));
    release(rt, function);
    if (!failed(names) && !is_none(lend(names)) && !is_list(rt, lend(names))) {
        release(rt, names);
        return error_raise(rt, TYPE_TYPE_ERROR, "copyreg._slotnames didn't return a list or None");
    }
    return names;
}

// The members' values that are set, in a dict.
static own_value slot_values(struct ouro *rt, ref_value v, ref_value names)
{
    own_value values = dict_new(rt);
    for (uint64_t i = 0; !failed(values) && i < as_list(names)->length; i++) {
        own_value name = retain(list_item(names, i));
        own_value value = operation_find_attribute(rt, v, lend(name));
        bool done = !failed(value) && (is_stop(lend(value)) || dict_set(rt, lend(values), lend(name), lend(value)));
        release(rt, value);
        release(rt, name);
        if (!done) {
            release(rt, give(values));
        }
    }
    return values;
}

// Has the instance a __dict__ with nothing in it (or none at all)? Looks without making one.
static bool dict_is_empty(struct ouro *rt, ref_value v)
{
    if (!is_object(v)) {
        return true;
    }
    struct object *o = as_object(v);
    struct shape *shape = shape_of(rt, o);
    if (shape != NULL && shape->kind == SHAPE_OPEN) {
        return shape->count == 0;
    }
    slot_value *slot = instance_dict_slot(rt, o);
    return slot == NULL || is_nothing(slot_get(*slot));
}

// object.__getstate__. required: the C struct's contents would be lost, so there must be none.
static own_value default_state(struct ouro *rt, ref_value v, bool required)
{
    struct type *t = type_of(rt, v);
    if (required && t->definition->flags & TYPE_VARIABLE) {
        return error_raise(rt, TYPE_TYPE_ERROR, "cannot pickle %N objects", t);
    }
    own_value dict = dict_is_empty(rt, v) ? own_none : instance_dict(rt, v);
    own_value names = failed(dict) ? own_nothing : slot_names(rt, t);
    if (!failed(names) && required && t->layout != TYPE_OBJECT) {
        error_raise(rt, TYPE_TYPE_ERROR, "cannot pickle '%N' object", t);
        release(rt, give(names));
    }
    if (failed(names) || is_none(lend(names))) {
        if (failed(names)) {
            release(rt, give(dict));
        }
        return dict;
    }
    own_value values = slot_values(rt, v, lend(names));
    release(rt, names);
    if (failed(values) || dict_length(lend(values)) == 0) {
        bool none = !failed(values);
        release(rt, values);
        if (!none) {
            release(rt, give(dict));
        }
        return dict;
    }
    own_value pair[] = {dict, values};
    return tuple_from_owned(rt, pair, 2);
}

own_value object_getstate(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return default_state(rt, args[0], false);
}

own_value reduced_state(struct ouro *rt, ref_value v)
{
    return get_state(rt, v, false);
}

static own_value get_state(struct ouro *rt, ref_value v, bool required)
{
    struct attribute_cell *mine = type_lookup(rt, type_of(rt, v), name_of(rt, NAME_getstate));
    struct attribute_cell *plain = type_lookup(rt, type_by_number(rt, TYPE_OBJECT), name_of(rt, NAME_getstate));
    if (error_pending(rt)) {
        return own_nothing;
    }
    bool asked = type_overrides(type_of(rt, v), NAME_getattribute); // it sees that the attribute is got
    if (mine == plain && !asked && !(is_object(v) && instance_has_own(rt, v, name_of(rt, NAME_getstate)))) {
        return default_state(rt, v, required);
    }
    return operation_call_method(rt, name_of(rt, NAME_getstate), &v, 1, ref_nothing);
}

// Reducing
// -----------------------------------------------------------------------------------------------------------

// What __new__ is to be called with beside the class: *positional a tuple and *named a dict, each nothing when the
// object does not say. false: error.
static bool new_arguments(struct ouro *rt, ref_value v, own_value *positional, own_value *named)
{
    *positional = *named = own_nothing;
    own_value pair = operation_call_special(rt, NAME_getnewargs_ex, &v, 1);
    if (failed(pair) && error_pending(rt)) {
        return false;
    }
    if (!failed(pair)) {
        if (!is_tuple(rt, lend(pair))) {
            error_raise(rt, TYPE_TYPE_ERROR, "__getnewargs_ex__ should return a tuple, not '%T'", lend(pair));
        } else if (as_tuple(lend(pair))->length != 2) {
            error_raise(rt, TYPE_VALUE_ERROR, "__getnewargs_ex__ should return a tuple of length 2, not %lld",
                        (long long)as_tuple(lend(pair))->length);
        } else if (!is_tuple(rt, tuple_item(lend(pair), 0))) {
            error_raise(rt, TYPE_TYPE_ERROR,
                        "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'",
                        tuple_item(lend(pair), 0));
        } else if (!is_dict(rt, tuple_item(lend(pair), 1))) {
            error_raise(rt, TYPE_TYPE_ERROR,
                        "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'",
                        tuple_item(lend(pair), 1));
        } else {
            *positional = retain(tuple_item(lend(pair), 0));
            *named = retain(tuple_item(lend(pair), 1));
        }
        release(rt, pair);
        return !failed(*positional);
    }
    *positional = operation_call_special(rt, NAME_getnewargs, &v, 1);
    if (failed(*positional)) {
        return !error_pending(rt);
    }
    if (!is_tuple(rt, lend(*positional))) {
        error_raise(rt, TYPE_TYPE_ERROR, "__getnewargs__ should return a tuple, not '%T'", lend(*positional));
        release(rt, give(*positional));
    }
    return !failed(*positional);
}

static own_value iterate_or_none(struct ouro *rt, ref_value v, enum type_number kind)
{
    if (!is_kind(rt, v, kind)) {
        return own_none;
    }
    if (kind == TYPE_LIST) {
        return operation_iterate(rt, v);
    }
    own_value items = operation_call_method(rt, name_of(rt, NAME_items), &v, 1, ref_nothing);
    own_value iterator = failed(items) ? items : operation_iterate(rt, lend(items));
    release(rt, items);
    return iterator;
}

// (class, *arguments)
static own_value class_and(struct ouro *rt, struct type *t, ref_value arguments)
{
    uint64_t n = is_nothing(arguments) ? 0 : as_tuple(arguments)->length;
    own_value all = tuple_new(rt, n + 1);
    if (!failed(all)) {
        slot_init(&as_tuple(lend(all))->items[0], retain(ref_object(t)));
        for (uint64_t i = 0; i < n; i++) {
            slot_init(&as_tuple(lend(all))->items[i + 1], retain(tuple_item(arguments, i)));
        }
    }
    return all;
}

// (copyreg.__newobj__, (class, *arguments), state, items of a list, pairs of a dict); with arguments by name
// (copyreg.__newobj_ex__, (class, arguments, named), ...).
static own_value reduce_new(struct ouro *rt, ref_value v)
{
    struct type *t = type_of(rt, v);
    if (t->protocol->create == NULL || (t->definition->flags & TYPE_NO_CREATE)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "cannot pickle '%N' object", t);
    }
    own_value positional, named;
    if (!new_arguments(rt, v, &positional, &named)) {
        return own_nothing;
    }
    bool by_name = !failed(named) && dict_length(lend(named)) > 0;
    bool required = failed(positional) && !is_kind(rt, v, TYPE_LIST) && !is_kind(rt, v, TYPE_DICT);
    own_value parts[5] = {own_nothing};
    if (by_name) {
        own_value three[] = {retain(ref_object(t)), give(positional), give(named)};
        parts[1] = tuple_from_owned(rt, three, 3);
    } else {
        parts[1] = class_and(rt, t, lend(positional));
    }
    release(rt, positional);
    release(rt, named);
    bool done =
        !failed(parts[1]) && !failed(parts[0] = copyreg_function(rt, by_name ? "__newobj_ex__" : "__newobj__")) &&
        !failed(parts[2] = get_state(rt, v, required)) && !failed(parts[3] = iterate_or_none(rt, v, TYPE_LIST)) &&
        !failed(parts[4] = iterate_or_none(rt, v, TYPE_DICT));
    if (!done) {
        for (uint32_t i = 0; i < 5; i++) {
            release(rt, parts[i]);
        }
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, 5);
}

static own_value reduce_by(struct ouro *rt, ref_value v, int64_t version)
{
    if (version >= 2) {
        return reduce_new(rt, v);
    }
    own_value function = copyreg_function(rt, "_reduce_ex");
    ref_value two[] = {v, lend(own_small_int(version))};
    own_value result = failed(function) ? own_nothing : operation_call(rt, lend(function), two, 2, ref_nothing);
    release(rt, function);
    return result;
}

own_value object_reduce(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return reduce_by(rt, args[0], 0);
}

own_value object_reduce_ex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t version;
    if (!operation_index_int64(rt, args[1], &version, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    own_value mine = operation_find_attribute(rt, args[0], name_of(rt, NAME_reduce));
    if (failed(mine)) {
        return mine;
    }
    if (!is_stop(lend(mine))) {
        struct attribute_cell *of_type = type_lookup(rt, type_of(rt, args[0]), name_of(rt, NAME_reduce));
        struct attribute_cell *plain = type_lookup(rt, type_by_number(rt, TYPE_OBJECT), name_of(rt, NAME_reduce));
        if (of_type != plain && !error_pending(rt)) {
            own_value result = operation_call_0(rt, lend(mine));
            release(rt, mine);
            return result;
        }
    }
    release(rt, mine);
    return error_pending(rt) ? own_nothing : reduce_by(rt, args[0], version);
}
