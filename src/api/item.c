// SPDX-License-Identifier: MIT
// ouro.h: attributes, items, containers, iteration.
#include "api/state.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"

// Attributes ----------------------------------------------------------------------------------------------------------

ouro_value ouro_get_attribute(ouro *rt, ouro_value object, char const *name)
{
    if (!api_enter_running_with(rt, object)) {
        return NULL;
    }
    own_value key = api_name(rt, name);
    own_value v = failed(key) ? own_nothing : operation_get_attribute(rt, value_in(object), lend(key));
    release(rt, key);
    return api_leave_with(rt, v);
}

static bool store_attribute(struct ouro *rt, ouro_value object, char const *name, ref_value v)
{
    own_value key = api_name(rt, name);
    bool done = !failed(key) && operation_set_attribute(rt, value_in(object), lend(key), v);
    release(rt, key);
    api_leave(rt);
    return done;
}

bool ouro_set_attribute(ouro *rt, ouro_value object, char const *name, ouro_value value)
{
    return api_enter_with_2(rt, object, value) && store_attribute(rt, object, name, value_in(value));
}

bool ouro_delete_attribute(ouro *rt, ouro_value object, char const *name)
{
    return api_enter_running_with(rt, object) && store_attribute(rt, object, name, ref_nothing);
}

int ouro_has_attribute(ouro *rt, ouro_value object, char const *name)
{
    if (!api_enter_running_with(rt, object)) {
        return -1;
    }
    own_value key = api_name(rt, name);
    own_value v = failed(key) ? own_nothing : operation_find_attribute(rt, value_in(object), lend(key));
    int result = failed(v) ? -1 : !is_stop(lend(v));
    release(rt, v);
    release(rt, key);
    api_leave(rt);
    return result;
}

// Items ---------------------------------------------------------------------------------------------------------------

ouro_value ouro_get_item(ouro *rt, ouro_value object, ouro_value key)
{
    return api_enter_with_2(rt, object, key)
               ? api_leave_with(rt, operation_get_item(rt, value_in(object), value_in(key)))
               : NULL;
}

bool ouro_set_item(ouro *rt, ouro_value object, ouro_value key, ouro_value value)
{
    if (!api_enter_with_3(rt, object, key, value)) {
        return false;
    }
    bool done = operation_set_item(rt, value_in(object), value_in(key), value_in(value));
    api_leave(rt);
    return done;
}

bool ouro_delete_item(ouro *rt, ouro_value object, ouro_value key)
{
    if (!api_enter_with_2(rt, object, key)) {
        return false;
    }
    bool done = operation_set_item(rt, value_in(object), value_in(key), ref_nothing);
    api_leave(rt);
    return done;
}

static ouro_value get_by(struct ouro *rt, ouro_value object, own_value key)
{
    own_value v = failed(key) ? own_nothing : operation_get_item(rt, value_in(object), lend(key));
    release(rt, key);
    return api_leave_with(rt, v);
}

static bool set_by(struct ouro *rt, ouro_value object, own_value key, ouro_value value)
{
    bool done = !failed(key) && operation_set_item(rt, value_in(object), lend(key), value_in(value));
    release(rt, key);
    api_leave(rt);
    return done;
}

ouro_value ouro_get_index(ouro *rt, ouro_value object, int64_t index)
{
    return api_enter_running_with(rt, object) ? get_by(rt, object, int_from_int64(rt, index)) : NULL;
}

bool ouro_set_index(ouro *rt, ouro_value object, int64_t index, ouro_value value)
{
    return api_enter_with_2(rt, object, value) && set_by(rt, object, int_from_int64(rt, index), value);
}

ouro_value ouro_get_key(ouro *rt, ouro_value object, char const *key)
{
    return api_enter_running_with(rt, object) ? get_by(rt, object, api_text(rt, key)) : NULL;
}

bool ouro_set_key(ouro *rt, ouro_value object, char const *key, ouro_value value)
{
    return api_enter_with_2(rt, object, value) && set_by(rt, object, api_text(rt, key), value);
}

int64_t ouro_length(ouro *rt, ouro_value object)
{
    if (!api_enter_running_with(rt, object)) {
        return -1;
    }
    int64_t length = operation_length(rt, value_in(object));
    api_leave(rt);
    return length;
}

int ouro_contains(ouro *rt, ouro_value container, ouro_value item)
{
    if (!api_enter_with_2(rt, container, item)) {
        return -1;
    }
    int result = operation_contains(rt, value_in(container), value_in(item));
    api_leave(rt);
    return result;
}

// Containers ----------------------------------------------------------------------------------------------------------

static ouro_value sequence(struct ouro *rt, ouro_value const *items, size_t count,
                           own_value (*make)(struct ouro *rt, ref_value const *items, uint64_t length))
{
    if (!api_enter(rt)) {
        return NULL;
    }
    ref_value few[8];
    ref_value *values = api_values(rt, items, count) ? api_arguments(rt, items, count, few) : NULL;
    if (values == NULL) {
        api_leave(rt);
        return NULL;
    }
    own_value made = make(rt, values, count);
    api_arguments_free(rt, values, count, few);
    return api_leave_with(rt, made);
}

ouro_value ouro_list(ouro *rt, ouro_value const *items, size_t count)
{
    return sequence(rt, items, count, list_from);
}

ouro_value ouro_tuple(ouro *rt, ouro_value const *items, size_t count)
{
    return sequence(rt, items, count, tuple_from);
}

ouro_value ouro_dict(ouro *rt)
{
    return api_enter(rt) ? api_leave_with(rt, dict_new(rt)) : NULL;
}

bool ouro_append(ouro *rt, ouro_value list, ouro_value item)
{
    if (!api_enter_with_2(rt, list, item)) {
        return false;
    }
    bool done = is_list(rt, value_in(list));
    if (done) {
        done = list_append(rt, as_list(value_in(list)), retain(value_in(item)));
    } else {
        error_raise(rt, TYPE_TYPE_ERROR, "list expected, not %T", value_in(list));
    }
    api_leave(rt);
    return done;
}

ouro_value ouro_iterate(ouro *rt, ouro_value object)
{
    return api_enter_running_with(rt, object) ? api_leave_with(rt, operation_iterate(rt, value_in(object))) : NULL;
}

ouro_value ouro_next(ouro *rt, ouro_value iterator)
{
    if (!api_enter_running_with(rt, iterator)) {
        return NULL;
    }
    own_value v = operation_next(rt, value_in(iterator));
    if (is_stop(lend(v))) {
        api_leave(rt);
        return NULL;
    }
    return api_leave_with(rt, v);
}

bool ouro_dict_next(ouro *rt, ouro_value dict, size_t *position, ouro_value *key, ouro_value *item)
{
    if (!api_enter_with(rt, dict)) {
        return false;
    }
    if (!is_dict(rt, value_in(dict))) {
        error_raise(rt, TYPE_TYPE_ERROR, "dict expected, not %T", value_in(dict));
        api_leave(rt);
        return false;
    }
    ref_value lent_key, lent_item;
    uint32_t at = *position < UINT32_MAX ? (uint32_t)*position : UINT32_MAX;
    if (!dict_next(as_dict(value_in(dict)), &at, &lent_key, &lent_item)) {
        api_leave(rt);
        return false;
    }
    *position = at;
    own_value held = retain(lent_item);
    *key = handle_new(rt, retain(lent_key));
    if (*key == NULL) {
        release(rt, held);
        api_leave(rt);
        return false;
    }
    *item = handle_new(rt, held);
    if (*item == NULL) {
        release(rt, handle_take(rt, *key));
    }
    api_leave(rt);
    return *item != NULL;
}
