// SPDX-License-Identifier: MIT
// Attributes: filling the inline caches, and the slow paths that push frames (getters, __getattr__, __setattr__).
#include "vm/attribute.h"
#include "object/descriptor.h"
#include "object/instance.h"
#include "object/module.h"
#include "object/native.h"
#include "object/shape.h"
#include "vm/fast_names.h"
#include "vm/internal.h"

static void set_index(uint64_t *ip, uint32_t index)
{
    ip[1] = (uint32_t)ip[1] | (uint64_t)index << 32;
}

// Caches of objects whose class is a Python class or a built-in type with plain attributes.
static bool cache_instance(struct ouro *rt, uint64_t *ip, ref_value object, ref_value name, bool method)
{
    struct attribute_find find;
    instance_find(rt, object, name, &find);
    uint32_t op;
    switch (find.place) {
    case PLACE_SLOT:
    case PLACE_MEMBER:
        op = method ? QUICK_METHOD_SLOT : QUICK_LOAD_SLOT;
        break;
    case PLACE_OUTSIDE:
        if (method) {
            return false;
        }
        op = QUICK_LOAD_OUTSIDE;
        break;
    case PLACE_CLASS_VALUE:
        if (method) {
            return false;
        }
        op = QUICK_LOAD_VALUE;
        break;
    case PLACE_PROPERTY:
        if (method) {
            return false;
        }
        op = QUICK_LOAD_PROPERTY;
        break;
    case PLACE_DICT:
        if (method) {
            return false;
        }
        op = QUICK_LOAD_DICT;
        break;
    case PLACE_DATA:
        if (method || type_overrides(type_of(rt, object), NAME_getattr)) {
            return false; // __getattr__ may come after the descriptor
        }
        op = QUICK_LOAD_DATA;
        break;
    default:
        return false;
    }
    set_index(ip, find.index);
    ip[2] = guard_of(rt, as_object(object));
    ip[3] = (uint64_t)(uintptr_t)find.cell;
    quicken(ip, op);
    return true;
}

static void cache_module(struct ouro *rt, uint64_t *ip, ref_value module, ref_value name, bool method)
{
    ref_value dict = module_dict(module);
    if (!is_exact(dict, TYPE_DICT)) {
        return;
    }
    int64_t entry = dict_find_str(rt, dict, name);
    if (entry < 0) {
        error_clear(rt);
        return;
    }
    if (is_nothing(slot_get(as_dict(dict)->entries[entry].value)) || as_dict(dict)->keys_version == 0) {
        return;
    }
    ip[2] = name_cache(as_dict(dict)->keys_version, (uint32_t)entry + 1);
    quicken(ip, method ? QUICK_METHOD_MODULE : QUICK_LOAD_MODULE);
}

static void cache_type(struct ouro *rt, uint64_t *ip, ref_value type, ref_value name, bool method)
{
    struct attribute_find find;
    struct type *t = (struct type *)as_object(type);
    if (t->flags & TYPE_PYTHON && type_root_shape(rt, t) == NULL) {
        error_clear(rt);
        return;
    }
    type_find(rt, type, name, &find);
    if (find.place == PLACE_CLASS_VALUE) {
        ip[2] = type_guard(rt, t);
        ip[3] = (uint64_t)(uintptr_t)find.cell;
        quicken(ip, method ? QUICK_METHOD_TYPE : QUICK_LOAD_TYPE);
    }
}

static void fill(struct ouro *rt, uint64_t *ip, ref_value object, ref_value name, bool method)
{
    quicken(ip, method ? OP_LOAD_METHOD : OP_LOAD_ATTR);
    if (!is_object(object)) {
        return;
    }
    switch (object_number(as_object(object))) {
    case TYPE_TYPE:
        cache_type(rt, ip, object, name, method);
        return;
    case TYPE_MODULE:
        cache_module(rt, ip, object, name, method);
        return;
    default:
        (void)cache_instance(rt, ip, object, name, method);
    }
}

// A Python function found on the type under a special name, owned; nothing: none (no error).
static own_value python_special(struct ouro *rt, struct type *t, enum name_number name)
{
    if (!type_overrides(t, name)) {
        return own_nothing;
    }
    struct attribute_cell *cell = type_lookup(rt, t, name_of(rt, name));
    if (cell == NULL || !is_exact(slot_get(cell->value), TYPE_FUNCTION)) {
        error_clear(rt);
        return own_nothing;
    }
    return retain(slot_get(cell->value));
}

// Pushes a frame for function(args). true: pushed; else *value is the result (a generator) or nothing with an error.
static bool push(struct ouro *rt, struct context *context, own_value function, ref_value const *args, uint32_t count,
                 enum frame_action action, own_value *value)
{
    *value = own_nothing;
    bool done = call_push_lent(rt, context, lend(function), args, count, action, FRAME_LIVE_TABLE, value);
    release(rt, function);
    return done && failed(*value);
}

own_value data_load(struct ouro *rt, ref_value object, ref_value descriptor)
{
    if (value_number(descriptor) >= SHAPE_FIRST || type_of(rt, descriptor)->protocol->descriptor_get == NULL) {
        return own_stop; // the class attribute was replaced
    }
    own_value held = retain(descriptor);
    own_value value =
        type_of(rt, descriptor)->protocol->descriptor_get(rt, descriptor, object, ref_object(type_of(rt, object)));
    release(rt, held);
    return value;
}

bool property_push(struct ouro *rt, struct context *context, ref_value object, ref_value property, own_value *value)
{
    struct property *p = (struct property *)as_object(property);
    ref_value getter = slot_get(p->getter);
    struct type *t = type_of(rt, object);
    if (!is_exact(getter, TYPE_FUNCTION)) {
        *value = own_stop;
        return false;
    }
    return push(rt, context, retain(getter), &object, 1,
                type_overrides(t, NAME_getattr) ? ACTION_GETATTR : ACTION_OPERANDS, value);
}

bool attribute_load(struct ouro *rt, struct context *context, uint64_t *ip, own_value *value)
{
    struct frame *frame = context->frame;
    ref_value object = lend(frame->registers[unit_b(*ip)]);
    ref_value name = tuple_item(slot_get(frame->code->names), (uint32_t)ip[1]);
    bool method = plain_opcode(unit_op(*ip)) == OP_LOAD_METHOD;
    struct type *t = type_of(rt, object);
    bool hooked = type_overrides(t, NAME_getattribute) || type_overrides(t, NAME_getattr);
    if (OURO_LIKELY(!hooked)) {
        fill(rt, ip, object, name, method);
        *value = operation_get_attribute(rt, object, name);
        return false;
    }
    ref_value args[] = {object, name};
    own_value function = python_special(rt, t, NAME_getattribute);
    if (!failed(function)) {
        return push(rt, context, function, args, 2, ACTION_GETATTR, value);
    }
    if (type_overrides(t, NAME_getattribute) || t->protocol->get_attribute != instance_get_attribute) {
        *value = operation_get_attribute(rt, object, name);
        return false;
    }
    fill(rt, ip, object, name, method);
    *value = instance_get_attribute(rt, object, name);
    if (failed(*value) && error_matches(rt, TYPE_ATTRIBUTE_ERROR)) {
        function = python_special(rt, t, NAME_getattr);
        if (!failed(function)) {
            error_clear(rt);
            return push(rt, context, function, args, 2, ACTION_OPERANDS, value);
        }
        error_clear(rt);
        *value = operation_get_attribute(rt, object, name);
    }
    return false;
}

ref_value dict_attribute(struct ouro *rt, ref_value object, ref_value name)
{
    slot_value *slot = instance_dict_slot(rt, as_object(object));
    ref_value dict = slot == NULL ? ref_nothing : slot_get(*slot);
    if (is_nothing(dict) || !is_exact(dict, TYPE_DICT)) {
        return ref_nothing;
    }
    slot_value *value = dict_find_slot(rt, as_dict(dict), name);
    return value == NULL ? ref_nothing : slot_get(*value);
}

bool dict_lacks(struct ouro *rt, ref_value object, ref_value name)
{
    slot_value *slot = instance_dict_slot(rt, as_object(object));
    ref_value dict = slot == NULL ? ref_nothing : slot_get(*slot);
    if (is_nothing(dict)) {
        return true;
    }
    return is_exact(dict, TYPE_DICT) && dict_is_plain(as_dict(dict)) &&
           (dict_length(dict) == 0 || dict_find_slot(rt, as_dict(dict), name) == NULL);
}

own_value method_find(struct ouro *rt, uint64_t *ip, ref_value object, ref_value name)
{
    struct attribute_find find;
    quicken(ip, OP_LOAD_METHOD);
    if (is_object(object) && object_number(as_object(object)) == TYPE_TYPE) {
        return own_nothing;
    }
    if (type_overrides(type_of(rt, object), NAME_getattribute)) {
        return own_nothing;
    }
    instance_find(rt, object, name, &find);
    bool beside = find.place == PLACE_DICT_METHOD;
    if (find.place != PLACE_METHOD && !(beside && dict_lacks(rt, object, name))) {
        return own_nothing;
    }
    if (is_object(object)) {
        ip[2] = guard_of(rt, as_object(object));
        ip[3] = (uint64_t)(uintptr_t)find.cell;
        quicken(ip, beside ? QUICK_METHOD_DICT : QUICK_METHOD_FUNCTION);
    }
    return retain(slot_get(find.cell->value));
}

static void fill_store(struct ouro *rt, uint64_t *ip, ref_value object, ref_value name)
{
    struct attribute_find find;
    instance_find_store(rt, object, name, &find);
    uint32_t op;
    switch (find.place) {
    case PLACE_SLOT:
    case PLACE_MEMBER:
        op = QUICK_STORE_SLOT;
        break;
    case PLACE_OUTSIDE:
        op = QUICK_STORE_OUTSIDE;
        break;
    case PLACE_ADD:
        op = QUICK_STORE_ADD;
        break;
    default:
        return;
    }
    set_index(ip, find.index);
    ip[2] = guard_of(rt, as_object(object));
    ip[3] = find.next_number;
    quicken(ip, op);
}

bool attribute_store(struct ouro *rt, struct context *context, uint64_t *ip, bool *pushed)
{
    struct frame *frame = context->frame;
    ref_value object = lend(frame->registers[unit_a(*ip)]);
    ref_value value = lend(frame->registers[unit_b(*ip)]);
    ref_value name = tuple_item(slot_get(frame->code->names), (uint32_t)ip[1]);
    struct type *t = type_of(rt, object);
    *pushed = false;
    own_value function = python_special(rt, t, NAME_setattr);
    if (!failed(function)) {
        ref_value args[] = {object, name, value};
        own_value result = own_nothing;
        *pushed = push(rt, context, function, args, 3, ACTION_DROP, &result);
        bool done = *pushed || !failed(result);
        release(rt, result);
        return done;
    }
    quicken(ip, OP_STORE_ATTR);
    if (is_object(object)) {
        fill_store(rt, ip, object, name);
    }
    return operation_set_attribute(rt, object, name, value);
}
