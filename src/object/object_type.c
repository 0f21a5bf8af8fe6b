// SPDX-License-Identifier: MIT
// The type `object`: what every object can do.
#include "object/class.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/shape.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

native_fn object_getstate, object_reduce, object_reduce_ex; // reduce.c
own_value compare_one_side(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op);

static own_value object_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);

// Creating ------------------------------------------------------------------------------------------------------------

static bool has_excess(uint32_t count, ref_value kwnames)
{
    return count > 1 || (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0);
}

// "Can't instantiate abstract class A with abstract methods f, g"
bool type_abstract_error(struct ouro *rt, struct type *t)
{
    own_value methods = operation_get_attribute(rt, ref_object(t), name_of(rt, NAME_abstractmethods));
    own_value names = failed(methods) ? methods : operation_list(rt, lend(methods));
    release(rt, methods);
    if (failed(names) || !list_sort(rt, lend(names), ref_none, false)) {
        release(rt, names);
        return false;
    }
    own_value comma = str_from(rt, ", ");
    own_value joined = failed(comma) ? comma : str_join(rt, lend(comma), lend(names));
    release(rt, comma);
    if (!failed(joined)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "Can't instantiate abstract class %N with abstract method%s %U", t,
                          as_list(lend(names))->length > 1 ? "s" : "", lend(joined));
    }
    release(rt, joined);
    release(rt, names);
    return false;
}

static bool plain_init(struct type *t)
{
    return !type_overrides(t, NAME_init) && t->protocol->initialize == object_initialize;
}

static own_value object_new(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *t = as_type(args[0]);
    if (has_excess(count, kwnames)) {
        if (type_overrides(t, NAME_new)) {
            return error_raise(rt, TYPE_TYPE_ERROR,
                               "object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (plain_init(t)) {
            return error_raise(rt, TYPE_TYPE_ERROR, "%N() takes no arguments", t);
        }
    }
    if (t->flags & TYPE_ABSTRACT) {
        type_abstract_error(rt, t);
        return own_nothing;
    }
    return object_create(rt, t, 0);
}

static own_value object_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *t = type_of(rt, args[0]);
    if (has_excess(count, kwnames)) {
        if (!plain_init(t)) {
            return error_raise(rt, TYPE_TYPE_ERROR,
                               "object.__init__() takes exactly one argument (the instance to initialize)");
        }
        if (!type_overrides(t, NAME_new) && t->protocol->create == object_new) {
            return error_raise(rt, TYPE_TYPE_ERROR,
                               "%N.__init__() takes exactly one argument (the instance to initialize)", t);
        }
    }
    return own_none;
}

// Text and comparison -------------------------------------------------------------------------------------------------

static own_value object_repr(struct ouro *rt, ref_value v)
{
    own_value name = type_full_name(rt, type_of(rt, v));
    own_value text =
        failed(name) ? name : str_format(rt, "<%U object at %p>", lend(name), (void *)(uintptr_t)ref_bits(v));
    release(rt, name);
    return text;
}

static own_value object_str(struct ouro *rt, ref_value v)
{
    // Not operation_repr: what a __repr__ gives that is no str is the caller's to refuse, under the name of __str__.
    if (type_overrides(type_of(rt, v), NAME_repr)) {
        return operation_call_special(rt, NAME_repr, &v, 1);
    }
    return operation_repr(rt, v);
}

static own_value object_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (op == COMPARE_EQ) {
        return same(self, other) ? own_true : own_not_implemented;
    }
    if (op != COMPARE_NE) {
        return own_not_implemented;
    }
    own_value equal = compare_one_side(rt, self, other, COMPARE_EQ);
    if (failed(equal) || is_not_implemented(lend(equal))) {
        return equal;
    }
    int truth = operation_truth(rt, lend(equal));
    release(rt, equal);
    return truth < 0 ? own_nothing : own_bool(!truth);
}

static own_value object_format(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__format__() argument must be str, not %T", args[1]);
    }
    if (as_str(args[1])->length != 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "unsupported format string passed to %T.__format__", args[0]);
    }
    return operation_str(rt, args[0]);
}

// __class__ -----------------------------------------------------------------------------------------------------------

static own_value get_class(struct ouro *rt, ref_value v)
{
    return retain(ref_object(type_of(rt, v)));
}

static bool may_exchange(struct type *from, struct type *to)
{
    bool modules = from->layout == TYPE_MODULE && to->layout == TYPE_MODULE && to->member_count == 0 &&
                   (type_is_python(from) || !type_is_python(to) || !(to->flags & TYPE_INSTANCE_DICT));
    return modules || (type_is_python(from) && type_is_python(to));
}

// The reference to the class lies in the header; the marker is told that the old one left.
static void class_set(struct ouro *rt, struct object *o, struct type *from, struct type *to, uint32_t number)
{
    if (type_is_python(to)) {
        retain_object(&to->header);
    }
    o->kind = (o->kind & ~OBJECT_NUMBER_MASK) | number;
    if (type_is_python(from)) {
        if (rt->barrier && RULE(11, 3)) {
            barrier_grey(rt, ref_object(from));
        }
        release_object(rt, &from->header);
    }
}

static bool set_class(struct ouro *rt, ref_value v, ref_value value)
{
    if (is_nothing(value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "can't delete __class__ attribute");
        return false;
    }
    if (!is_object(value) || !is_type(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__class__ must be set to a class, not '%T' object", value);
        return false;
    }
    struct type *from = type_of(rt, v);
    struct type *to = as_type(value);
    if (from == to && from->flags & TYPE_PYTHON) {
        return true;
    }
    if (!is_object(v) || !may_exchange(from, to)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR,
                          "__class__ assignment only supported for mutable types or ModuleType subclasses");
        return false;
    }
    if (!type_same_layout(rt, from, to)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__class__ assignment: '%N' object layout differs from '%N'", to, from);
        return false;
    }
    struct object *o = as_object(v);
    struct shape *shape = shape_of(rt, o);
    uint32_t number;
    if (!type_is_python(to)) {
        number = to->definition->number;
    } else if (shape != NULL && (shape->kind == SHAPE_OPEN || shape->kind == SHAPE_DICT)) {
        struct shape *in_dict = type_dict_shape(rt, to);
        if (in_dict == NULL || (shape->kind == SHAPE_OPEN && !instance_to_dict(rt, o))) {
            return false;
        }
        number = in_dict->row.number;
    } else {
        struct shape *root = type_root_shape(rt, to);
        if (root == NULL) {
            return false;
        }
        number = root->row.number;
    }
    class_set(rt, o, from, to, number);
    return true;
}

// Methods -------------------------------------------------------------------------------------------------------------

static own_value object_dir(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value dict = operation_find_attribute(rt, args[0], name_of(rt, NAME_dict));
    if (failed(dict)) {
        return dict;
    }
    own_value names = !is_stop(lend(dict)) && is_dict(rt, lend(dict)) ? dict_copy(rt, lend(dict)) : dict_new(rt);
    release(rt, dict);
    own_value class = failed(names) ? own_nothing : operation_find_attribute(rt, args[0], name_of(rt, NAME_class));
    if (failed(class)) {
        release(rt, names);
        return own_nothing;
    }
    // __class__ may say another class than the object's own.
    bool is_class = is_object(lend(class)) && is_type(rt, lend(class));
    own_value list = type_names(rt, is_class ? as_type(lend(class)) : type_of(rt, args[0]), names);
    release(rt, class);
    return list;
}

static own_value object_sizeof(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    return own_small_int(is_object(args[0]) ? (int64_t)heap_block_bytes(as_object(args[0])) : 8);
}

static own_value object_init_subclass(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count;
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%N.__init_subclass__() takes no keyword arguments", as_type(args[0]));
    }
    return own_none;
}

static own_value object_subclasshook(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)args, (void)count, (void)kwnames;
    return own_not_implemented;
}

struct type_definition const object_type_definition = {
    .name = "object",
    .doc =
        "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\n"
        "instance that has no instance attributes and cannot be given any.\n",
    .number = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_IS_LEAF,
    .size = sizeof(struct object),
    .protocol = &(struct type_protocol const){.repr = object_repr,
                                              .str = object_str,
                                              .hash = hash_identity,
                                              .get_attribute = instance_get_attribute,
                                              .set_attribute = instance_set_attribute,
                                              .compare = object_compare,
                                              .create = object_new,
                                              .initialize = object_initialize},
    .methods =
        (struct native_definition const[]){
            {"__format__", object_format, 1, 1, 0, "Default object formatter."},
            {"__dir__", object_dir, 0, 0, 0, "Default dir() implementation."},
            {"__sizeof__", object_sizeof, 0, 0, 0, "Size of object in memory, in bytes."},
            {"__init_subclass__", object_init_subclass, 0, 0, NATIVE_CLASS | NATIVE_KEYWORDS,
             "This method is called when a class is subclassed."},
            {"__subclasshook__", object_subclasshook, 0, -1, NATIVE_CLASS, "Abstract classes can override this."},
            {"__getstate__", object_getstate, 0, 0, 0, "Helper for pickle."},
            {"__reduce__", object_reduce, 0, 0, 0, "Helper for pickle."},
            {"__reduce_ex__", object_reduce_ex, 1, 1, 0, "Helper for pickle."},
            {NULL, NULL, 0, 0, 0, NULL},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__class__", get_class, set_class, "the object's class"},
            {NULL, NULL, NULL, NULL},
        },
};
