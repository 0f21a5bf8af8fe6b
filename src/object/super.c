// SPDX-License-Identifier: MIT
// super: attributes looked up behind a class in another object's method resolution order.
#include "object/class.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/instance.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

struct super {
    struct object header;
    slot_value type;        // looked up behind this class
    slot_value object;      // bound to, or nothing
    slot_value object_type; // whose order counts, or nothing
};

static struct super *as_super(ref_value v)
{
    return (struct super *)as_object(v);
}

// The class whose order counts: owned, or nothing and an error.
static own_value check(struct ouro *rt, struct type *type, ref_value object)
{
    if (is_object(object) && is_type(rt, object) && type_is_subtype(as_type(object), type)) {
        return retain(object);
    }
    if (type_is_subtype(type_of(rt, object), type)) {
        return retain(ref_object(type_of(rt, object)));
    }
    own_value class = operation_find_attribute(rt, object, name_of(rt, NAME_class));
    if (failed(class)) {
        return class;
    }
    if (is_object(lend(class)) && is_type(rt, lend(class)) && type_is_subtype(as_type(lend(class)), type)) {
        return class;
    }
    release(rt, class);
    return error_raise(rt, TYPE_TYPE_ERROR, "super(type, obj): obj must be an instance or subtype of type");
}

static own_value super_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return object_create(rt, as_type(args[0]), 0);
}

// super() alone: the class and the first argument of the running frame.
static own_value from_frame(struct ouro *rt, ref_value *self)
{
    own_value class = rt->objects->super_arguments ? rt->objects->super_arguments(rt, self) : own_nothing;
    if (failed(class)) {
        return error_pending(rt) ? class : error_raise(rt, TYPE_RUNTIME_ERROR, "super(): no arguments");
    }
    if (is_exact(lend(class), TYPE_CELL)) {
        own_value value = retain(slot_get(((struct cell *)as_object(lend(class)))->value));
        release(rt, class);
        class = value;
    }
    if (failed(class)) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "super(): empty __class__ cell");
    }
    if (!is_object(lend(class)) || !is_type(rt, lend(class))) {
        error_raise(rt, TYPE_RUNTIME_ERROR, "super(): __class__ is not a type (%T)", lend(class));
        release(rt, class);
        return own_nothing;
    }
    return class;
}

static own_value super_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "super() takes no keyword arguments");
    }
    if (count > 3) {
        return error_raise(rt, TYPE_TYPE_ERROR, "super() expected at most 2 arguments, got %u", count - 1);
    }
    ref_value object = count == 3 ? args[2] : ref_nothing;
    own_value type = count >= 2 ? retain(args[1]) : from_frame(rt, &object);
    if (failed(type)) {
        return type;
    }
    if (!is_object(lend(type)) || !is_type(rt, lend(type))) {
        error_raise(rt, TYPE_TYPE_ERROR, "super() argument 1 must be a type, not %T", lend(type));
        release(rt, type);
        return own_nothing;
    }
    own_value object_type = own_nothing;
    if (count != 2 && is_none(object) && count == 3) {
        object = ref_nothing;
    }
    if (!is_nothing(object)) {
        object_type = check(rt, as_type(lend(type)), object);
        if (failed(object_type)) {
            release(rt, type);
            return object_type;
        }
    }
    struct super *s = as_super(args[0]);
    slot_set(rt, s, &s->type, type);
    slot_set(rt, s, &s->object, retain(object));
    slot_set(rt, s, &s->object_type, object_type);
    return own_none;
}

// What lies behind the class in the order, bound; own_stop when nothing does.
static own_value find_behind(struct ouro *rt, struct super *s, ref_value name)
{
    struct type *start = as_type(slot_get(s->object_type));
    own_value order = retain(slot_get(start->mro));
    uint64_t i = 0;
    uint64_t n = failed(order) ? 0 : as_tuple(lend(order))->length;
    while (i < n && !same(tuple_item(lend(order), i), slot_get(s->type))) {
        i++;
    }
    own_value result = own_stop;
    for (i++; i < n && is_stop(lend(result)); i++) {
        struct attribute_cell *cell = type_own_entry(rt, as_type(tuple_item(lend(order), i)), name);
        if (cell != NULL) {
            own_value found = retain(slot_get(cell->value));
            ref_value object = slot_get(s->object);
            bool on_class = same(object, slot_get(s->object_type));
            result = descriptor_bind(rt, lend(found), on_class ? ref_nothing : object, slot_get(s->object_type));
            release(rt, found);
        } else if (error_pending(rt)) {
            result = own_nothing;
        }
    }
    release(rt, order);
    return result;
}

static own_value super_get_attribute(struct ouro *rt, ref_value self, ref_value name)
{
    struct super *s = as_super(self);
    if (!is_nothing(slot_get(s->object_type)) && !str_equals(as_str(name), "__class__")) {
        own_value found = find_behind(rt, s, name);
        if (!is_stop(lend(found))) {
            return found;
        }
    }
    return instance_get_attribute(rt, self, name);
}

static own_value super_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    (void)owner;
    struct super *s = as_super(self);
    if (is_nothing(instance) || is_none(instance) || !is_nothing(slot_get(s->object))) {
        return retain(self);
    }
    if (is_nothing(slot_get(s->type))) {
        return retain(self);
    }
    ref_value args[] = {slot_get(s->type), instance};
    return operation_call(rt, ref_object(type_of(rt, self)), args, 2, ref_nothing);
}

static own_value super_repr(struct ouro *rt, ref_value v)
{
    struct super *s = as_super(v);
    ref_value type = slot_get(s->type);
    ref_value bound = slot_get(s->object_type);
    if (is_nothing(type)) {
        return str_from(rt, "<super: NULL, NULL>");
    }
    if (is_nothing(bound)) {
        return str_format(rt, "<super: <class '%N'>, NULL>", as_type(type));
    }
    return str_format(rt, "<super: <class '%N'>, <%N object>>", as_type(type), as_type(bound));
}

static own_value or_none(slot_value slot)
{
    return is_nothing(slot_get(slot)) ? own_none : retain(slot_get(slot));
}
static own_value get_this(struct ouro *rt, ref_value v)
{
    (void)rt;
    return or_none(as_super(v)->type);
}
static own_value get_self(struct ouro *rt, ref_value v)
{
    (void)rt;
    return or_none(as_super(v)->object);
}
static own_value get_self_class(struct ouro *rt, ref_value v)
{
    (void)rt;
    return or_none(as_super(v)->object_type);
}

FIELDS_FUNCTIONS(super, super, type, 3)

struct type_definition const super_type_definition = {
    .name = "super",
    .doc = "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\n"
           "super(type, obj) -> bound super object; requires isinstance(obj, type)",
    .number = TYPE_SUPER,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(struct super),
    .traverse = super_traverse,
    .drop_step = super_drop_step,
    .clear = super_clear,
    .protocol = &(struct type_protocol const){.repr = super_repr,
                                              .get_attribute = super_get_attribute,
                                              .descriptor_get = super_get,
                                              .create = super_create,
                                              .initialize = super_initialize},
    .attributes =
        (struct attribute_definition const[]){
            {"__thisclass__", get_this, NULL, "the class invoking super()"},
            {"__self__", get_self, NULL, "the instance invoking super(); may be None"},
            {"__self_class__", get_self_class, NULL, "the type of the instance invoking super(); may be None"},
            {NULL, NULL, NULL, NULL},
        },
};
