// SPDX-License-Identifier: MIT
// Functions and methods in C as Python objects, and bound methods.
#include "object/native.h"
#include "object/reduce.h"

#include "object/class.h"
#include "object/descriptor.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/instance.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

static struct native *as_native(ref_value v)
{
    return (struct native *)as_object(v);
}

static own_value native_make(struct ouro *rt, enum type_number number, struct native_definition const *definition,
                             ref_value self, ref_value owner, ref_value module)
{
    struct native *n = object_allocate(rt, HEAP_TRACED, sizeof *n, number);
    if (n == NULL) {
        return error_no_memory(rt);
    }
    n->definition = definition;
    slot_init(&n->self, retain(self));
    slot_init(&n->owner, retain(owner));
    slot_init(&n->module, retain(module));
    return own_object(n);
}

own_value native_new(struct ouro *rt, struct native_definition const *definition, ref_value self, ref_value module)
{
    return native_make(rt, TYPE_NATIVE, definition, self, ref_nothing, module);
}

own_value method_descriptor_new(struct ouro *rt, struct native_definition const *definition, struct type *owner)
{
    enum type_number number = definition->flags & NATIVE_CLASS ? TYPE_CLASSMETHOD_DESCRIPTOR : TYPE_METHOD_DESCRIPTOR;
    return native_make(rt, number, definition, ref_nothing, ref_object(owner), ref_nothing);
}

// Calling -------------------------------------------------------------------------------------------------------------

static OURO_COLD void refuse_count(struct ouro *rt, struct native_definition const *d, char const *prefix,
                                   uint32_t given)
{
    char const *dot = prefix ? "." : "";
    prefix = prefix ? prefix : "";
    if (d->least == d->most && d->most == 0) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s%s%s() takes no arguments (%u given)", prefix, dot, d->name, given);
    } else if (d->least == d->most && d->most == 1) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s%s%s() takes exactly one argument (%u given)", prefix, dot, d->name,
                          given);
    } else if (given < (uint32_t)d->least) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s expected %s%d argument%s, got %u", d->name,
                          d->least == d->most ? "" : "at least ", d->least, d->least == 1 ? "" : "s", given);
    } else {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s expected %s%d argument%s, got %u", d->name,
                          d->least == d->most ? "" : "at most ", d->most, d->most == 1 ? "" : "s", given);
    }
}

own_value native_call(struct ouro *rt, struct native_definition const *d, char const *type_prefix,
                      ref_value const *args, uint32_t count, ref_value kwnames, bool has_self)
{
    uint32_t given = count - has_self;
    if (OURO_UNLIKELY(!is_nothing(kwnames))) {
        if (as_tuple(kwnames)->length == 0) {
            kwnames = ref_nothing;
        } else if (!(d->flags & NATIVE_KEYWORDS)) {
            return error_raise(rt, TYPE_TYPE_ERROR, "%s%s%s() takes no keyword arguments",
                               type_prefix ? type_prefix : "", type_prefix ? "." : "", d->name);
        }
    }
    if (OURO_UNLIKELY(given < (uint32_t)d->least || (d->most >= 0 && given > (uint32_t)d->most))) {
        refuse_count(rt, d, type_prefix, given);
        return own_nothing;
    }
    if (OURO_UNLIKELY(stack_is_low(rt))) {
        return error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded while calling a Python object");
    }
    release_defer_begin(rt);
    own_value result = d->function(rt, args, count, kwnames);
    OURO_ASSERT(failed(result) == error_pending(rt));
    release_defer_end(rt);
    return result;
}

// The name before the dot in messages: the type of a method, the module of a function outside builtins.
static char const *prefix_of(struct ouro *rt, struct native *n)
{
    ref_value self = slot_get(n->self);
    if (is_nothing(self) || is_exact(self, TYPE_MODULE)) {
        ref_value module = slot_get(n->module);
        if (is_nothing(module) || !is_str(rt, module) || str_equals(as_str(module), "builtins")) {
            return NULL;
        }
        return str_bytes(as_str(module));
    }
    struct type *t = is_type(rt, self) ? as_type(self) : type_of(rt, self);
    return type_name(rt, t);
}

static own_value native_object_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct native *n = as_native(args[0]);
    ref_value self = slot_get(n->self);
    char const *prefix = prefix_of(rt, n);
    // A module's function has its name; a method bound to a module (module.__reduce_ex__) has not.
    if (is_nothing(self) || (is_exact(self, TYPE_MODULE) && !is_nothing(slot_get(n->module)))) {
        return native_call(rt, n->definition, prefix, args + 1, count - 1, kwnames, false);
    }
    ref_value few[8];
    ref_value *copy = few;
    size_t all = count + (is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length);
    if (all > 8 && (copy = heap_raw_allocate(&rt->heap, all * sizeof *copy)) == NULL) {
        return error_no_memory(rt);
    }
    memcpy(copy, args, all * sizeof *copy);
    copy[0] = self;
    own_value result = native_call(rt, n->definition, prefix, copy, count, kwnames, true);
    if (copy != few) {
        heap_raw_free(&rt->heap, copy, all * sizeof *copy);
    }
    return result;
}

static bool descriptor_applies(struct ouro *rt, struct native *n, ref_value self)
{
    struct type *owner = as_type(slot_get(n->owner));
    if (type_is_subtype(type_of(rt, self), owner)) {
        return true;
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object",
                      n->definition->name, owner, self);
    return false;
}

static own_value method_descriptor_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct native *n = as_native(args[0]);
    struct type *owner = as_type(slot_get(n->owner));
    if (count < 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "unbound method %N.%s() needs an argument", owner, n->definition->name);
    }
    if (!descriptor_applies(rt, n, args[1])) {
        return own_nothing;
    }
    return native_call(rt, n->definition, type_name(rt, owner), args + 1, count - 1, kwnames, true);
}

static own_value classmethod_descriptor_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct native *n = as_native(args[0]);
    struct type *owner = as_type(slot_get(n->owner));
    if (count < 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "descriptor '%s' of '%N' object needs an argument", n->definition->name,
                           owner);
    }
    if (!is_type(rt, args[1]) || !type_is_subtype(as_type(args[1]), owner)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "descriptor '%s' requires a subtype of '%N' but received '%T'",
                           n->definition->name, owner, args[1]);
    }
    return native_call(rt, n->definition, type_name(rt, owner), args + 1, count - 1, kwnames, true);
}

static own_value method_descriptor_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    (void)owner;
    if (is_nothing(instance)) {
        return retain(self);
    }
    if (!descriptor_applies(rt, as_native(self), instance)) {
        return own_nothing;
    }
    return native_new(rt, as_native(self)->definition, instance, ref_nothing);
}

static own_value classmethod_descriptor_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    if (is_nothing(owner)) {
        owner = ref_object(type_of(rt, instance));
    }
    return native_new(rt, as_native(self)->definition, owner, ref_nothing);
}

// Attributes ----------------------------------------------------------------------------------------------------------

static own_value native_repr(struct ouro *rt, ref_value v)
{
    struct native *n = as_native(v);
    ref_value self = slot_get(n->self);
    if (is_nothing(self) || is_exact(self, TYPE_MODULE)) {
        return str_format(rt, "<built-in function %s>", n->definition->name);
    }
    return str_format(rt, "<built-in method %s of %T object at %p>", n->definition->name, self,
                      (void *)(uintptr_t)ref_bits(self));
}

static own_value method_descriptor_repr(struct ouro *rt, ref_value v)
{
    return str_format(rt, "<method '%s' of '%N' objects>", as_native(v)->definition->name,
                      as_type(slot_get(as_native(v)->owner)));
}

static own_value native_name(struct ouro *rt, ref_value v)
{
    return str_from(rt, as_native(v)->definition->name);
}

static own_value native_qualname(struct ouro *rt, ref_value v)
{
    struct native *n = as_native(v);
    ref_value self = slot_get(n->self);
    ref_value owner = slot_get(n->owner);
    if (!is_nothing(owner)) {
        return str_format(rt, "%U.%s", slot_get(as_type(owner)->qualname), n->definition->name);
    }
    if (is_nothing(self) || is_exact(self, TYPE_MODULE)) {
        return native_name(rt, v);
    }
    struct type *t = is_type(rt, self) ? as_type(self) : type_of(rt, self);
    return str_format(rt, "%U.%s", slot_get(t->qualname), n->definition->name);
}

// "name(a, b)\n--\n\n" at the beginning of a doc string is its signature.
char const *doc_signature_end(char const *name, char const *doc)
{
    size_t length = strlen(name);
    if (doc == NULL || strncmp(doc, name, length) != 0 || doc[length] != '(') {
        return NULL;
    }
    return strstr(doc, ")\n--\n\n");
}

static own_value native_doc(struct ouro *rt, ref_value v)
{
    struct native_definition const *d = as_native(v)->definition;
    char const *end = doc_signature_end(d->name, d->doc);
    return d->doc == NULL ? own_none : str_from(rt, end ? end + 6 : d->doc);
}

static own_value native_text_signature(struct ouro *rt, ref_value v)
{
    struct native_definition const *d = as_native(v)->definition;
    char const *end = doc_signature_end(d->name, d->doc);
    if (end == NULL) {
        return own_none;
    }
    char const *begin = d->doc + strlen(d->name);
    return str_new(rt, begin, (size_t)(end + 1 - begin));
}

static own_value native_self(struct ouro *rt, ref_value v)
{
    (void)rt;
    ref_value self = slot_get(as_native(v)->self);
    return is_nothing(self) ? own_none : retain(self);
}

static own_value native_module(struct ouro *rt, ref_value v)
{
    (void)rt;
    ref_value module = slot_get(as_native(v)->module);
    return is_nothing(module) ? own_none : retain(module);
}

static own_value native_objclass(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_native(v)->owner));
}

static own_value native_compare(struct ouro *rt, ref_value a, ref_value b, enum compare_operator op)
{
    (void)rt;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_exact(a, TYPE_NATIVE) || !is_exact(b, TYPE_NATIVE)) {
        return own_not_implemented;
    }
    bool equal = as_native(a)->definition == as_native(b)->definition &&
                 same(slot_get(as_native(a)->self), slot_get(as_native(b)->self));
    return own_bool(equal == (op == COMPARE_EQ));
}

static bool native_hash(struct ouro *rt, ref_value v, int64_t *hash)
{
    (void)rt;
    uint64_t mixed = ref_bits(slot_get(as_native(v)->self)) * 31 ^ (uint64_t)(uintptr_t)as_native(v)->definition;
    *hash = (int64_t)(mixed >> 4);
    return true;
}

FIELDS_FUNCTIONS(native, native, self, 3)

struct type_definition const native_type_definition = {
    .name = "builtin_function_or_method",
    .number = TYPE_NATIVE,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_WEAKLY_HELD,
    .size = sizeof(struct native),
    .traverse = native_traverse,
    .drop_step = native_drop_step,
    .clear = native_clear,
    .protocol =
        &(struct type_protocol const){
            .repr = native_repr, .hash = native_hash, .call = native_object_call, .compare = native_compare},
    .methods =
        (struct native_definition const[]){
            {"__reduce__", reduce_callable, 0, 0, 0, "Return state information for pickling."},
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__name__", native_name, NULL, NULL},
            {"__qualname__", native_qualname, NULL, NULL},
            {"__doc__", native_doc, NULL, NULL},
            {"__self__", native_self, NULL, NULL},
            {"__module__", native_module, NULL, NULL},
            {"__text_signature__", native_text_signature, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};

#define DESCRIPTOR_ATTRIBUTES                                                                    \
    (struct attribute_definition const[])                                                        \
    {                                                                                            \
        {"__name__", native_name, NULL, NULL}, {"__qualname__", native_qualname, NULL, NULL},    \
            {"__doc__", native_doc, NULL, NULL}, {"__objclass__", native_objclass, NULL, NULL},  \
            {"__text_signature__", native_text_signature, NULL, NULL}, {NULL, NULL, NULL, NULL}, \
    }

struct type_definition const method_descriptor_type_definition = {
    .name = "method_descriptor",
    .number = TYPE_METHOD_DESCRIPTOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_UNTRACKED,
    .size = sizeof(struct native),
    .traverse = native_traverse,
    .drop_step = native_drop_step,
    .protocol = &(struct type_protocol const){.repr = method_descriptor_repr,
                                              .call = method_descriptor_call,
                                              .descriptor_get = method_descriptor_get},
    .methods =
        (struct native_definition const[]){
            {"__reduce__", reduce_callable, 0, 0, 0, "Return state information for pickling."},
            {0},
        },
    .attributes = DESCRIPTOR_ATTRIBUTES,
};

struct type_definition const classmethod_descriptor_type_definition = {
    .name = "classmethod_descriptor",
    .number = TYPE_CLASSMETHOD_DESCRIPTOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_UNTRACKED,
    .size = sizeof(struct native),
    .traverse = native_traverse,
    .drop_step = native_drop_step,
    .protocol = &(struct type_protocol const){.repr = method_descriptor_repr,
                                              .call = classmethod_descriptor_call,
                                              .descriptor_get = classmethod_descriptor_get},
    .attributes = DESCRIPTOR_ATTRIBUTES,
};

// Bound methods -------------------------------------------------------------------------------------------------------

static struct method *as_method(ref_value v)
{
    return (struct method *)as_object(v);
}

own_value method_new(struct ouro *rt, ref_value function, ref_value self)
{
    struct method *m = object_allocate(rt, HEAP_TRACED, sizeof *m, TYPE_METHOD);
    if (m == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&m->function, retain(function));
    slot_init(&m->self, retain(self));
    return own_object(m);
}

static own_value method_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "method() takes no keyword arguments");
    }
    if (count != 3) {
        return error_raise(rt, TYPE_TYPE_ERROR, "method expected 2 arguments, got %u", count - 1);
    }
    struct type *t = type_of(rt, args[1]);
    if (t->protocol->call == NULL && !type_overrides(t, NAME_call)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "first argument must be callable");
    }
    if (is_none(args[2])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "instance must not be None");
    }
    return method_new(rt, args[1], args[2]);
}

static own_value method_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct method *m = as_method(args[0]);
    ref_value few[8];
    ref_value *copy = few;
    size_t all = count + (is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length);
    if (all > 8 && (copy = heap_raw_allocate(&rt->heap, all * sizeof *copy)) == NULL) {
        return error_no_memory(rt);
    }
    memcpy(copy, args, all * sizeof *copy);
    copy[0] = slot_get(m->self);
    own_value result = operation_call(rt, slot_get(m->function), copy, count, kwnames);
    if (copy != few) {
        heap_raw_free(&rt->heap, copy, all * sizeof *copy);
    }
    return result;
}

static own_value method_repr(struct ouro *rt, ref_value v)
{
    OWN
    function = retain(slot_get(as_method(v)->function));
    OWN
    name = operation_find_attribute(rt, lend(function), name_of(rt, NAME_qualname));
    if (is_stop(lend(name))) {
        name = operation_find_attribute(rt, lend(function), name_of(rt, NAME_name));
    }
    own_value text = own_nothing;
    if (!failed(name)) {
        bool named = !is_stop(lend(name)) && is_str(rt, lend(name));
        OWN
        self = retain(slot_get(as_method(v)->self));
        text = named ? str_format(rt, "<bound method %U of %R>", lend(name), lend(self))
                     : str_format(rt, "<bound method ? of %R>", lend(self));
        release(rt, give(self));
    }
    release(rt, give(name));
    release(rt, give(function));
    return text;
}

static own_value method_compare(struct ouro *rt, ref_value a, ref_value b, enum compare_operator op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_exact(a, TYPE_METHOD) || !is_exact(b, TYPE_METHOD)) {
        return own_not_implemented;
    }
    int equal = operation_equal(rt, slot_get(as_method(a)->function), slot_get(as_method(b)->function));
    if (equal < 0) {
        return own_nothing;
    }
    equal = equal && same(slot_get(as_method(a)->self), slot_get(as_method(b)->self));
    return own_bool(equal == (op == COMPARE_EQ));
}

static bool method_hash(struct ouro *rt, ref_value v, int64_t *hash)
{
    int64_t of_function;
    if (!operation_hash(rt, slot_get(as_method(v)->function), &of_function)) {
        return false;
    }
    uint64_t self = ref_bits(slot_get(as_method(v)->self));
    *hash = of_function ^ (int64_t)(self >> 4 | self << 60);
    return true;
}

// The method's own attributes, then its function's.
static own_value method_get_attribute(struct ouro *rt, ref_value v, ref_value name)
{
    struct attribute_cell *cell = type_lookup(rt, type_of(rt, v), name);
    if (cell != NULL || error_pending(rt)) {
        return cell ? instance_get_attribute(rt, v, name) : own_nothing;
    }
    return operation_get_attribute(rt, slot_get(as_method(v)->function), name);
}

static own_value method_func(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_method(v)->function));
}
static own_value method_self(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_method(v)->self));
}
static own_value method_doc(struct ouro *rt, ref_value v)
{
    return operation_get_attribute(rt, slot_get(as_method(v)->function), name_of(rt, NAME_doc));
}

FIELDS_FUNCTIONS(method, method, function, 2)

struct type_definition const method_type_definition = {
    .name = "method",
    .doc = "Create a bound instance method object.",
    .number = TYPE_METHOD,
    .base = TYPE_OBJECT,
    .flags = TYPE_WEAKLY_HELD,
    .size = sizeof(struct method),
    .traverse = method_traverse,
    .drop_step = method_drop_step,
    .clear = method_clear,
    .protocol =
        &(struct type_protocol const){
            .repr = method_repr,
            .hash = method_hash,
            .call = method_call,
            .get_attribute = method_get_attribute,
            .compare = method_compare,
            .create = method_create,
        },
    .methods =
        (struct native_definition const[]){
            {"__reduce__", reduce_callable, 0, 0, 0, "Return state information for pickling."},
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__func__", method_func, attribute_read_only, "the function (or other callable) implementing a method"},
            {"__self__", method_self, attribute_read_only, "the instance to which a method is bound"},
            {"__doc__", method_doc, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};
