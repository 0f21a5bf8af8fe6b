// SPDX-License-Identifier: MIT
// Attributes in C (getset_descriptor), members of __slots__ (member_descriptor), property, classmethod, staticmethod.
#include "object/descriptor.h"

#include "gc/weak.h"
#include "object/class.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/generic.h"
#include "object/instance.h"
#include "object/operation.h"
#include "object/shape.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

// Attributes in C -----------------------------------------------------------------------------------------------------

static struct getset_descriptor *as_getset(ref_value v)
{
    return (struct getset_descriptor *)as_object(v);
}

own_value getset_descriptor_new(struct ouro *rt, struct attribute_definition const *definition, struct type *owner)
{
    struct getset_descriptor *d = object_allocate(rt, HEAP_TRACED, sizeof *d, TYPE_GETSET_DESCRIPTOR);
    if (d == NULL) {
        return error_no_memory(rt);
    }
    d->definition = definition;
    slot_init(&d->owner, retain(ref_object(owner)));
    return own_object(d);
}

static bool applies(struct ouro *rt, char const *name, slot_value owner, ref_value instance)
{
    struct type *t = as_type(slot_get(owner));
    if (OURO_LIKELY(type_is_subtype(type_of(rt, instance), t))) {
        return true;
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object", name, t,
                      instance);
    return false;
}

bool attribute_read_only(struct ouro *rt, ref_value self, ref_value value)
{
    (void)self, (void)value;
    (void)error_raise(rt, TYPE_ATTRIBUTE_ERROR, "readonly attribute");
    return false;
}

static own_value getset_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    (void)owner;
    if (is_nothing(instance)) {
        return retain(self);
    }
    struct getset_descriptor *d = as_getset(self);
    if (!applies(rt, d->definition->name, d->owner, instance)) {
        return own_nothing;
    }
    return d->definition->get(rt, instance);
}

static bool getset_set(struct ouro *rt, ref_value self, ref_value instance, ref_value value)
{
    struct getset_descriptor *d = as_getset(self);
    if (!applies(rt, d->definition->name, d->owner, instance)) {
        return false;
    }
    if (d->definition->set == NULL) {
        (void)error_raise(rt, TYPE_ATTRIBUTE_ERROR, "attribute '%s' of '%N' objects is not writable",
                          d->definition->name, as_type(slot_get(d->owner)));
        return false;
    }
    return d->definition->set(rt, instance, value);
}

static own_value getset_repr(struct ouro *rt, ref_value v)
{
    return str_format(rt, "<attribute '%s' of '%N' objects>", as_getset(v)->definition->name,
                      as_type(slot_get(as_getset(v)->owner)));
}
static own_value getset_name(struct ouro *rt, ref_value v)
{
    return str_from(rt, as_getset(v)->definition->name);
}
static own_value getset_qualname(struct ouro *rt, ref_value v)
{
    return str_format(rt, "%U.%s", slot_get(as_type(slot_get(as_getset(v)->owner))->qualname),
                      as_getset(v)->definition->name);
}
static own_value getset_doc(struct ouro *rt, ref_value v)
{
    char const *doc = as_getset(v)->definition->doc;
    return doc ? str_from(rt, doc) : own_none;
}
static own_value getset_objclass(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_getset(v)->owner));
}

FIELDS_FUNCTIONS(getset, getset_descriptor, owner, 1)

struct type_definition const getset_descriptor_type_definition = {
    .name = "getset_descriptor",
    .number = TYPE_GETSET_DESCRIPTOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_UNTRACKED,
    .size = sizeof(struct getset_descriptor),
    .traverse = getset_traverse,
    .drop_step = getset_drop_step,
    .clear = getset_clear,
    .protocol =
        &(struct type_protocol const){.repr = getset_repr, .descriptor_get = getset_get, .descriptor_set = getset_set},
    .attributes =
        (struct attribute_definition const[]){
            {"__name__", getset_name, NULL, NULL},
            {"__qualname__", getset_qualname, NULL, NULL},
            {"__doc__", getset_doc, NULL, NULL},
            {"__objclass__", getset_objclass, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};

static bool set_instance_dict(struct ouro *rt, ref_value self, ref_value value)
{
    if (!is_nothing(value) && !is_dict(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%T'", value);
        return false;
    }
    struct object *o = as_object(self);
    struct shape *shape = shape_of(rt, o);
    if (shape != NULL && shape->kind == SHAPE_OPEN && !instance_to_dict(rt, o)) {
        return false;
    }
    slot_value *slot = instance_dict_slot(rt, o);
    if (slot == NULL) {
        (void)error_raise(rt, TYPE_ATTRIBUTE_ERROR, "This object has no __dict__");
        return false;
    }
    slot_set(rt, o, slot, retain(value));
    return true;
}

static own_value get_instance_weakref(struct ouro *rt, ref_value self)
{
    for (struct weak_reference *w = is_object(self) ? weak_first(rt, as_object(self)) : NULL; w != NULL;
         w = weak_next(w)) {
        own_value held = weak_load(rt, &w->header);
        if (!failed(held)) {
            return held;
        }
    }
    return own_none;
}

struct attribute_definition const instance_dict_attribute = {"__dict__", instance_dict, set_instance_dict,
                                                             "dictionary for instance variables (if defined)"};
struct attribute_definition const instance_weakref_attribute = {"__weakref__", get_instance_weakref, NULL,
                                                                "list of weak references to the object (if defined)"};

// Members -------------------------------------------------------------------------------------------------------------

static struct member_descriptor *as_member(ref_value v)
{
    return (struct member_descriptor *)as_object(v);
}

own_value member_descriptor_new(struct ouro *rt, struct type *owner, ref_value name, uint32_t member)
{
    struct member_descriptor *d = object_allocate(rt, HEAP_TRACED, sizeof *d, TYPE_MEMBER_DESCRIPTOR);
    if (d == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&d->owner, retain(ref_object(owner)));
    slot_init(&d->name, retain(name));
    d->member = member;
    return own_object(d);
}

static slot_value *member_slot(struct ouro *rt, struct member_descriptor *d, ref_value instance)
{
    if (!applies(rt, str_bytes(as_str(slot_get(d->name))), d->owner, instance)) {
        return NULL;
    }
    if (d->place == MEMBER_OF_ITEMS) {
        return &as_tuple(instance)->items[d->member];
    }
    return shape_member_slot(shape_of(rt, as_object(instance)), as_object(instance), d->member);
}

static own_value member_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    (void)owner;
    if (is_nothing(instance)) {
        return retain(self);
    }
    slot_value *slot = member_slot(rt, as_member(self), instance);
    if (slot == NULL) {
        return own_nothing;
    }
    if (is_nothing(slot_get(*slot))) {
        error_attribute(rt, instance, slot_get(as_member(self)->name));
        return own_nothing;
    }
    return retain(slot_get(*slot));
}

static bool member_set(struct ouro *rt, ref_value self, ref_value instance, ref_value value)
{
    slot_value *slot = member_slot(rt, as_member(self), instance);
    if (slot == NULL) {
        return false;
    }
    if (as_member(self)->place != MEMBER_OF_SLOTS) {
        (void)error_raise(rt, TYPE_ATTRIBUTE_ERROR, "readonly attribute");
        return false;
    }
    if (is_nothing(value) && is_nothing(slot_get(*slot))) {
        ref_value name = slot_get(as_member(self)->name);
        (void)error_raise_attribute(rt, instance, name, "%U", name);
        return false;
    }
    slot_set(rt, as_object(instance), slot, retain(value));
    return true;
}

static own_value member_repr(struct ouro *rt, ref_value v)
{
    return str_format(rt, "<member '%U' of '%N' objects>", slot_get(as_member(v)->name),
                      as_type(slot_get(as_member(v)->owner)));
}
static own_value member_name(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_member(v)->name));
}
static own_value member_qualname(struct ouro *rt, ref_value v)
{
    return str_format(rt, "%U.%U", slot_get(as_type(slot_get(as_member(v)->owner))->qualname),
                      slot_get(as_member(v)->name));
}
static own_value member_doc(struct ouro *rt, ref_value v)
{
    char const *doc = as_member(v)->doc;
    return doc == NULL ? own_none : str_from(rt, doc);
}
static own_value member_objclass(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_member(v)->owner));
}

FIELDS_FUNCTIONS(member, member_descriptor, owner, 2)

struct type_definition const member_descriptor_type_definition = {
    .name = "member_descriptor",
    .number = TYPE_MEMBER_DESCRIPTOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_UNTRACKED,
    .size = sizeof(struct member_descriptor),
    .traverse = member_traverse,
    .drop_step = member_drop_step,
    .clear = member_clear,
    .protocol =
        &(struct type_protocol const){.repr = member_repr, .descriptor_get = member_get, .descriptor_set = member_set},
    .attributes =
        (struct attribute_definition const[]){
            {"__name__", member_name, NULL, NULL},
            {"__qualname__", member_qualname, NULL, NULL},
            {"__doc__", member_doc, NULL, NULL},
            {"__objclass__", member_objclass, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};

// property ------------------------------------------------------------------------------------------------------------

static struct property *as_property(ref_value v)
{
    return (struct property *)as_object(v);
}

static own_value property_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return object_create(rt, as_type(args[0]), 0);
}

static bool absent(ref_value v)
{
    return is_nothing(v) || is_none(v);
}

static own_value property_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"fget", "fset", "fdel", "doc"};
    static struct signature const signature = {"property", names, 4, 0, 0, 4};
    ref_value given[4];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    struct property *p = as_property(args[0]);
    slot_set(rt, p, &p->getter, absent(given[0]) ? own_nothing : retain(given[0]));
    slot_set(rt, p, &p->setter, absent(given[1]) ? own_nothing : retain(given[1]));
    slot_set(rt, p, &p->deleter, absent(given[2]) ? own_nothing : retain(given[2]));
    own_value doc = absent(given[3]) ? own_nothing : retain(given[3]);
    bool of_getter = failed(doc) && !absent(given[0]);
    p->doc_of_getter = false;
    if (of_getter) {
        doc = operation_find_attribute(rt, given[0], name_of(rt, NAME_doc));
        if (failed(doc)) {
            return own_nothing;
        }
        if (is_stop(lend(doc))) {
            doc = own_nothing;
        }
        p->doc_of_getter = !failed(doc);
    }
    // A subclass's instance keeps its getter's doc in its dict, since the class's own __doc__ hides this one's.
    if (of_getter && type_of(rt, args[0]) != rt->objects->types[TYPE_PROPERTY] && !failed(doc)) {
        bool stored = operation_set_attribute(rt, args[0], name_of(rt, NAME_doc), lend(doc));
        release(rt, doc);
        return stored ? own_none : own_nothing;
    }
    slot_set(rt, p, &p->doc, doc);
    return own_none;
}

static own_value property_missing(struct ouro *rt, ref_value self, ref_value instance, char const *what)
{
    struct property *p = as_property(self);
    ref_value qualname = slot_get(type_of(rt, instance)->qualname);
    if (is_nothing(slot_get(p->name))) {
        return error_raise(rt, TYPE_ATTRIBUTE_ERROR, "property of %R object has no %s", qualname, what);
    }
    return error_raise(rt, TYPE_ATTRIBUTE_ERROR, "property %R of %R object has no %s", slot_get(p->name), qualname,
                       what);
}

static own_value property_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    (void)owner;
    if (is_nothing(instance)) {
        return retain(self);
    }
    ref_value getter = slot_get(as_property(self)->getter);
    return is_nothing(getter) ? property_missing(rt, self, instance, "getter") : operation_call_1(rt, getter, instance);
}

static bool property_set(struct ouro *rt, ref_value self, ref_value instance, ref_value value)
{
    struct property *p = as_property(self);
    bool deletes = is_nothing(value);
    ref_value function = slot_get(deletes ? p->deleter : p->setter);
    if (is_nothing(function)) {
        (void)property_missing(rt, self, instance, deletes ? "deleter" : "setter");
        return false;
    }
    ref_value args[] = {instance, value};
    own_value result = operation_call(rt, function, args, deletes ? 1 : 2, ref_nothing);
    bool done = !failed(result);
    release(rt, result);
    return done;
}

// A property like self with one function replaced.
static own_value property_with(struct ouro *rt, ref_value self, uint32_t which, ref_value function)
{
    struct property *p = as_property(self);
    ref_value parts[4] = {slot_get(p->getter), slot_get(p->setter), slot_get(p->deleter), slot_get(p->doc)};
    parts[which] = is_none(function) ? parts[which] : function;
    if (p->doc_of_getter && !is_nothing(parts[0])) {
        parts[3] = ref_nothing; // the getter's doc, which may be a new one
    }
    for (uint32_t i = 0; i < 4; i++) {
        parts[i] = is_nothing(parts[i]) ? ref_none : parts[i];
    }
    own_value made = operation_call(rt, ref_object(type_of(rt, self)), parts, 4, ref_nothing);
    if (!failed(made) && is_kind(rt, lend(made), TYPE_PROPERTY)) {
        struct property *n = as_property(lend(made));
        slot_set(rt, n, &n->name, retain(slot_get(p->name)));
    }
    return made;
}
static own_value property_getter(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return property_with(rt, args[0], 0, args[1]);
}
static own_value property_setter(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return property_with(rt, args[0], 1, args[1]);
}
static own_value property_deleter(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return property_with(rt, args[0], 2, args[1]);
}
static own_value property_set_name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (count != 3) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__set_name__() takes 2 positional arguments but %u were given",
                           count - 1);
    }
    struct property *p = as_property(args[0]);
    slot_set(rt, p, &p->name, retain(args[2]));
    return own_none;
}

static own_value or_none(slot_value slot)
{
    return is_nothing(slot_get(slot)) ? own_none : retain(slot_get(slot));
}
static own_value get_fget(struct ouro *rt, ref_value v)
{
    (void)rt;
    return or_none(as_property(v)->getter);
}
static own_value get_fset(struct ouro *rt, ref_value v)
{
    (void)rt;
    return or_none(as_property(v)->setter);
}
static own_value get_fdel(struct ouro *rt, ref_value v)
{
    (void)rt;
    return or_none(as_property(v)->deleter);
}
static own_value get_property_doc(struct ouro *rt, ref_value v)
{
    (void)rt;
    return or_none(as_property(v)->doc);
}
static bool set_property_doc(struct ouro *rt, ref_value v, ref_value value)
{
    slot_set(rt, as_property(v), &as_property(v)->doc, retain(value));
    return true;
}

// Is a function marked as abstract? -1: error.
static int is_abstract(struct ouro *rt, ref_value function)
{
    if (is_nothing(function)) {
        return 0;
    }
    own_value mark = operation_find_attribute(rt, function, name_of(rt, NAME_isabstractmethod));
    if (failed(mark) || is_stop(lend(mark))) {
        return failed(mark) ? -1 : 0;
    }
    int truth = operation_truth(rt, lend(mark));
    release(rt, mark);
    return truth;
}
static own_value get_property_abstract(struct ouro *rt, ref_value v)
{
    struct property *p = as_property(v);
    int abstract = is_abstract(rt, slot_get(p->getter));
    abstract = abstract == 0 ? is_abstract(rt, slot_get(p->setter)) : abstract;
    abstract = abstract == 0 ? is_abstract(rt, slot_get(p->deleter)) : abstract;
    return abstract < 0 ? own_nothing : own_bool(abstract);
}

FIELDS_FUNCTIONS(property, property, getter, 6)

struct type_definition const property_type_definition = {
    .name = "property",
    .doc =
        "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function "
        "to be used for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n"
        "    docstring",
    .number = TYPE_PROPERTY,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(struct property),
    .traverse = property_traverse,
    .drop_step = property_drop_step,
    .clear = property_clear,
    .protocol = &(struct type_protocol const){.descriptor_get = property_get,
                                              .descriptor_set = property_set,
                                              .create = property_create,
                                              .initialize = property_initialize},
    .methods =
        (struct native_definition const[]){
            {"getter", property_getter, 1, 1, 0,
             "Descriptor to obtain a copy of the property with a different getter."},
            {"setter", property_setter, 1, 1, 0,
             "Descriptor to obtain a copy of the property with a different setter."},
            {"deleter", property_deleter, 1, 1, 0,
             "Descriptor to obtain a copy of the property with a different deleter."},
            {"__set_name__", property_set_name, 0, -1, 0, "Method to set name of a property."},
            {NULL, NULL, 0, 0, 0, NULL},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"fget", get_fget, attribute_read_only, NULL},
            {"fset", get_fset, attribute_read_only, NULL},
            {"fdel", get_fdel, attribute_read_only, NULL},
            {"__doc__", get_property_doc, set_property_doc, NULL},
            {"__isabstractmethod__", get_property_abstract, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};

// classmethod, staticmethod -------------------------------------------------------------------------------------------

static struct wrapping_method *as_wrapping(ref_value v)
{
    return (struct wrapping_method *)as_object(v);
}

static own_value wrapping_new(struct ouro *rt, enum type_number number, ref_value callable)
{
    struct wrapping_method *m = object_allocate(rt, HEAP_TRACED, sizeof *m, number);
    if (m == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&m->callable, retain(callable));
    return own_object(m);
}
own_value classmethod_new(struct ouro *rt, ref_value callable)
{
    return wrapping_new(rt, TYPE_CLASSMETHOD, callable);
}
own_value staticmethod_new(struct ouro *rt, ref_value callable)
{
    return wrapping_new(rt, TYPE_STATICMETHOD, callable);
}

static own_value wrapping_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static enum name_number const copied[] = {NAME_module, NAME_name, NAME_qualname, NAME_doc};
    struct type *t = rt->objects->types[layout_of(rt, args[0])];
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%N() takes no keyword arguments", t);
    }
    if (count != 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%N expected 1 argument, got %u", t, count - 1);
    }
    struct wrapping_method *m = as_wrapping(args[0]);
    slot_set(rt, m, &m->callable, retain(args[1]));
    // As functools.wraps does: what names the function names its wrapper.
    for (uint32_t i = 0; i < sizeof copied / sizeof copied[0]; i++) {
        own_value v = operation_find_attribute(rt, args[1], name_of(rt, copied[i]));
        bool ok = !failed(v);
        if (ok && !is_stop(lend(v))) {
            own_value dict = instance_dict(rt, args[0]);
            ok = !failed(dict) && dict_set(rt, lend(dict), name_of(rt, copied[i]), lend(v));
            release(rt, dict);
        }
        release(rt, v);
        if (!ok) {
            return own_nothing;
        }
    }
    return own_none;
}

static own_value classmethod_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    ref_value callable = slot_get(as_wrapping(self)->callable);
    if (is_nothing(callable)) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "uninitialized classmethod object");
    }
    ref_value class = is_nothing(owner) ? ref_object(type_of(rt, instance)) : owner;
    struct type *t = type_of(rt, callable);
    if (!is_exact(callable, TYPE_FUNCTION) && (t->protocol->descriptor_get != NULL || type_overrides(t, NAME_get))) {
        return descriptor_bind(rt, callable, class, class);
    }
    return method_new(rt, callable, class);
}

static own_value staticmethod_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    (void)instance, (void)owner;
    ref_value callable = slot_get(as_wrapping(self)->callable);
    return is_nothing(callable) ? error_raise(rt, TYPE_RUNTIME_ERROR, "uninitialized staticmethod object")
                                : retain(callable);
}

static own_value staticmethod_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    return operation_call(rt, slot_get(as_wrapping(args[0])->callable), args + 1, count - 1, kwnames);
}

static own_value wrapping_repr(struct ouro *rt, ref_value v)
{
    ref_value callable = slot_get(as_wrapping(v)->callable);
    return str_format(rt, "<%s(%R)>", layout_of(rt, v) == TYPE_CLASSMETHOD ? "classmethod" : "staticmethod",
                      is_nothing(callable) ? ref_none : callable);
}
static own_value get_callable(struct ouro *rt, ref_value v)
{
    (void)rt;
    return or_none(as_wrapping(v)->callable);
}
static own_value get_wrapping_annotations(struct ouro *rt, ref_value v)
{
    ref_value callable = slot_get(as_wrapping(v)->callable);
    own_value name = str_from(rt, "__annotations__");
    own_value found = failed(name)
                          ? own_nothing
                          : operation_get_attribute(rt, is_nothing(callable) ? ref_none : callable, lend(name));
    release(rt, name);
    return found;
}
static own_value get_wrapping_abstract(struct ouro *rt, ref_value v)
{
    int abstract = is_abstract(rt, slot_get(as_wrapping(v)->callable));
    return abstract < 0 ? own_nothing : own_bool(abstract);
}

FIELDS_FUNCTIONS(wrapping, wrapping_method, callable, 2)

#define WRAPPING_COMMON                                                                                           \
    .base = TYPE_OBJECT, .flags = TYPE_SUBCLASSABLE | TYPE_HAS_DICT, .size = sizeof(struct wrapping_method),      \
    .dict_offset = offsetof(struct wrapping_method, dict), .traverse = wrapping_traverse,                         \
    .drop_step = wrapping_drop_step, .clear = wrapping_clear, .attributes = (struct attribute_definition const[]) \
    {                                                                                                             \
        {"__func__", get_callable, NULL, NULL}, {"__wrapped__", get_callable, NULL, NULL},                        \
            {"__isabstractmethod__", get_wrapping_abstract, NULL, NULL},                                          \
            {"__annotations__", get_wrapping_annotations, NULL, NULL},                                            \
            {"__dict__", instance_dict, set_instance_dict, NULL}, {NULL, NULL, NULL, NULL},                       \
    }

struct type_definition const classmethod_type_definition = {
    .name = "classmethod",
    .doc = "classmethod(function) -> method\n\nConvert a function to be a class method.",
    .number = TYPE_CLASSMETHOD,
    .protocol = &(struct type_protocol const){.repr = wrapping_repr,
                                              .descriptor_get = classmethod_get,
                                              .create = property_create,
                                              .initialize = wrapping_initialize},
    WRAPPING_COMMON,
};
struct type_definition const staticmethod_type_definition = {
    .name = "staticmethod",
    .doc = "staticmethod(function) -> method\n\nConvert a function to be a static method.",
    .number = TYPE_STATICMETHOD,
    .protocol = &(struct type_protocol const){.repr = wrapping_repr,
                                              .call = staticmethod_call,
                                              .descriptor_get = staticmethod_get,
                                              .create = property_create,
                                              .initialize = wrapping_initialize},
    WRAPPING_COMMON,
};
