// SPDX-License-Identifier: MIT
// What patterns look at: keys of mappings, attributes of instances. None says that the pattern does not match.
#include "object/class.h"
#include "object/dict.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/set.h"
#include "object/str.h"
#include "vm/internal.h"

// Enters a key that must not have been seen before. false: an error is pending.
static bool mark_key(struct ouro *rt, ref_value seen, ref_value key)
{
    int there = operation_contains(rt, seen, key);
    if (there > 0) {
        error_raise(rt, TYPE_VALUE_ERROR, "mapping pattern checks duplicate key (%R)", key);
    }
    return there == 0 && set_add(rt, seen, key);
}

// mapping.get(key, absent)
static own_value get_value(struct ouro *rt, ref_value mapping, ref_value key, ref_value absent)
{
    if (is_exact(mapping, TYPE_DICT)) {
        ref_value value = dict_get(rt, mapping, key);
        return !is_nothing(value) ? retain(value) : error_pending(rt) ? own_nothing : retain(absent);
    }
    own_value name = str_intern(rt, "get", 3);
    ref_value args[] = {mapping, key, absent};
    own_value value = failed(name) ? own_nothing : operation_call_method(rt, lend(name), args, 3, ref_nothing);
    release(rt, name);
    return value;
}

own_value match_keys(struct ouro *rt, ref_value mapping, ref_value keys)
{
    uint64_t count = as_tuple(keys)->length;
    own_value absent = operation_call_0(rt, ref_object(type_by_number(rt, TYPE_OBJECT)));
    own_value seen = failed(absent) ? own_nothing : set_new(rt, ref_nothing);
    own_value values = failed(seen) ? own_nothing : list_new(rt, count);
    for (uint64_t i = 0; !failed(values) && i < count; i++) {
        own_value value = own_nothing;
        if (mark_key(rt, lend(seen), tuple_item(keys, i))) {
            value = get_value(rt, mapping, tuple_item(keys, i), lend(absent));
        }
        if (!failed(value) && same(lend(value), lend(absent))) {
            release(rt, value);
            release(rt, values);
            values = own_none;
            break;
        }
        if (failed(value) || !list_append(rt, as_list(lend(values)), value)) {
            release(rt, give(values));
        }
    }
    release(rt, seen);
    release(rt, absent);
    if (failed(values) || is_none(lend(values))) {
        return values;
    }
    own_value result = operation_tuple(rt, lend(values));
    release(rt, values);
    return result;
}

own_value match_rest(struct ouro *rt, ref_value mapping, ref_value keys)
{
    own_value rest = dict_new(rt);
    bool done = !failed(rest) && update_display(rt, lend(rest), mapping);
    for (uint64_t i = 0; done && i < as_tuple(keys)->length; i++) {
        done = operation_set_item(rt, lend(rest), tuple_item(keys, i), ref_nothing);
    }
    if (!done) {
        release(rt, rest);
        return own_nothing;
    }
    return rest;
}

// Classes ---------------------------------------------------------------------------------------------------------

// The built-in types whose one positional pattern is the subject itself.
static bool matches_itself(struct type const *type)
{
    switch (type->layout) {
    case TYPE_BOOL:
    case TYPE_BYTEARRAY:
    case TYPE_BYTES:
    case TYPE_DICT:
    case TYPE_DEFAULT_DICT:
    case TYPE_FLOAT:
    case TYPE_FROZENSET:
    case TYPE_INT:
    case TYPE_LIST:
    case TYPE_SET:
    case TYPE_STR:
    case TYPE_TUPLE:
    case TYPE_STRUCT_SEQUENCE:
        return true;
    default:
        return false;
    }
}

// One match_class under way. A list of the attributes, and the names looked at.
struct class_match {
    ref_value subject;
    struct type *type;
    own_value values;
    own_value seen;
};

// The value of an attribute goes to the list. 0: there is none; -1: an error is pending.
static int take_attribute(struct ouro *rt, struct class_match *m, ref_value name)
{
    int there = operation_contains(rt, lend(m->seen), name);
    if (there > 0) {
        error_raise(rt, TYPE_TYPE_ERROR, "%N() got multiple sub-patterns for attribute %R", m->type, name);
    }
    if (there != 0 || !set_add(rt, lend(m->seen), name)) {
        return -1;
    }
    own_value value = operation_find_attribute(rt, m->subject, name);
    if (is_stop(lend(value))) {
        return 0;
    }
    return !failed(value) && list_append(rt, as_list(lend(m->values)), value) ? 1 : -1;
}

static int take_named(struct ouro *rt, struct class_match *m, ref_value names, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        ref_value name = tuple_item(names, (uint64_t)i);
        if (!is_exact(name, TYPE_STR)) {
            error_raise(rt, TYPE_TYPE_ERROR, "__match_args__ elements must be strings (got %T)", name);
            return -1;
        }
        int taken = take_attribute(rt, m, name);
        if (taken <= 0) {
            return taken;
        }
    }
    return 1;
}

static int take_positional(struct ouro *rt, struct class_match *m, int64_t count)
{
    own_value names = operation_find_attribute(rt, ref_object(m->type), name_of(rt, NAME_match_args));
    if (failed(names)) {
        return -1;
    }
    bool none = is_stop(lend(names));
    if (!none && !is_exact(lend(names), TYPE_TUPLE)) {
        error_raise(rt, TYPE_TYPE_ERROR, "%N.__match_args__ must be a tuple (got %T)", m->type, lend(names));
        release(rt, names);
        return -1;
    }
    bool itself = none && matches_itself(m->type);
    int64_t allowed = itself ? 1 : none ? 0 : (int64_t)as_tuple(lend(names))->length;
    int taken;
    if (allowed < count) {
        error_raise(rt, TYPE_TYPE_ERROR, "%N() accepts %lld positional sub-pattern%s (%lld given)", m->type,
                    (long long)allowed, allowed == 1 ? "" : "s", (long long)count);
        taken = -1;
    } else if (itself) {
        taken = list_append(rt, as_list(lend(m->values)), retain(m->subject)) ? 1 : -1;
    } else {
        taken = take_named(rt, m, lend(names), count);
    }
    release(rt, names);
    return taken;
}

own_value match_class(struct ouro *rt, ref_value subject, ref_value class, ref_value names)
{
    if (!is_type(rt, class)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "called match pattern must be a type");
    }
    int is = operation_is_instance(rt, subject, class);
    if (is <= 0) {
        return is < 0 ? own_nothing : own_none;
    }
    int64_t positional = small_int(tuple_item(names, 0));
    uint64_t count = as_tuple(names)->length;
    struct class_match m = {subject, as_type(class), list_new(rt, 0), own_nothing};
    m.seen = failed(m.values) ? own_nothing : set_new(rt, ref_nothing);
    int taken = failed(m.seen) ? -1 : positional > 0 ? take_positional(rt, &m, positional) : 1;
    for (uint64_t i = 1; taken > 0 && i < count; i++) {
        taken = take_attribute(rt, &m, tuple_item(names, i));
    }
    own_value result = taken > 0 ? operation_tuple(rt, lend(m.values)) : taken == 0 ? own_none : own_nothing;
    release(rt, m.seen);
    release(rt, m.values);
    return result;
}
