// SPDX-License-Identifier: MIT
// The type `object`: what every object can do.
#include "object/class.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/operation.h"
#include "object/shape.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

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
            return error_raise(rt, TYPE_TYPE_ERROR, "%N() takes no arguments", t);
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
        if (rt->barrier) {
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
    if (!type_same_layout(from, to)) {
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
    own_value names = own_nothing;
    own_value dict = operation_find_attribute(rt, args[0], name_of(rt, NAME_dict));
    if (failed(dict)) {
        return dict;
    }
    names = !is_stop(lend(dict)) && is_dict(rt, lend(dict)) ? dict_copy(rt, lend(dict)) : dict_new(rt);
    release(rt, dict);
    ref_value mro = slot_get(type_of(rt, args[0])->mro);
    for (uint64_t i = as_tuple(mro)->length; !failed(names) && i-- > 0;) {
        struct type *t = as_type(tuple_item(mro, i));
        if (!type_dict_ready(rt, t) || !dict_merge(rt, lend(names), slot_get(t->dict), true)) {
            release(rt, names);
            return own_nothing;
        }
    }
    own_value list = failed(names) ? names : operation_list(rt, lend(names));
    release(rt, names);
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

// The values of __slots__ members that are set, as a dict; nothing there: own_none.
static own_value member_state(struct ouro *rt, ref_value v)
{
    own_value state = dict_new(rt);
    struct type *t = type_of(rt, v);
    ref_value mro = slot_get(t->mro);
    for (uint64_t i = 0; !failed(state) && i < as_tuple(mro)->length; i++) {
        struct type *m = as_type(tuple_item(mro, i));
        uint32_t position = 0;
        ref_value key;
        ref_value cell;
        while (type_is_python(m) && dict_next(as_dict(slot_get(m->dict)), &position, &key, &cell)) {
            ref_value value = slot_get(as_cell(cell)->value);
            if (!is_exact(value, TYPE_MEMBER_DESCRIPTOR)) {
                continue;
            }
            struct member_descriptor *d = (struct member_descriptor *)as_object(value);
            ref_value member = slot_get(*shape_member_slot(shape_of(rt, as_object(v)), as_object(v), d->member));
            if (!is_nothing(member) && !dict_set(rt, lend(state), slot_get(d->name), member)) {
                release(rt, state);
                return own_nothing;
            }
        }
    }
    if (!failed(state) && dict_length(lend(state)) == 0) {
        release(rt, state);
        return own_none;
    }
    return state;
}

static own_value object_getstate(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value dict = operation_find_attribute(rt, args[0], name_of(rt, NAME_dict));
    if (failed(dict)) {
        return dict;
    }
    if (is_stop(lend(dict))) {
        dict = own_none;
    }
    if (type_of(rt, args[0])->member_count == 0) {
        return dict;
    }
    own_value members = member_state(rt, args[0]);
    if (failed(members) || is_none(lend(members))) {
        if (failed(members)) {
            release(rt, dict);
            return members;
        }
        return dict;
    }
    own_value pair[] = {dict, members};
    return tuple_from_owned(rt, pair, 2);
}

// __reduce_ex__(2): what `copy` and pickling take: (constructor, arguments, state, items, pairs). The constructor is
// __newobj__ of the module copyreg.
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
        return error_raise(rt, TYPE_TYPE_ERROR, "cannot pickle objects here");
    }
    return function;
}

static own_value new_arguments(struct ouro *rt, ref_value v)
{
    own_value custom = operation_call_method(rt, name_of(rt, NAME_getnewargs), &v, 1, ref_nothing);
    if (!failed(custom)) {
        if (!is_tuple(rt, lend(custom))) {
            error_raise(rt, TYPE_TYPE_ERROR, "__getnewargs__ should return a tuple, not '%T'", lend(custom));
            release(rt, custom);
            return own_nothing;
        }
        return custom;
    }
    if (!error_matches(rt, TYPE_ATTRIBUTE_ERROR)) {
        return own_nothing;
    }
    error_clear(rt);
    return tuple_new(rt, 0);
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

static own_value reduce_new(struct ouro *rt, ref_value v)
{
    struct type *t = type_of(rt, v);
    if (t->protocol->create == NULL || (t->definition->flags & TYPE_NO_CREATE)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "cannot pickle '%N' object", t);
    }
    own_value parts[5] = {own_nothing};
    own_value arguments = new_arguments(rt, v);
    uint64_t n = failed(arguments) ? 0 : as_tuple(lend(arguments))->length;
    own_value all = failed(arguments) ? own_nothing : tuple_new(rt, n + 1);
    if (!failed(all)) {
        slot_init(&as_tuple(lend(all))->items[0], retain(ref_object(t)));
        for (uint64_t i = 0; i < n; i++) {
            slot_init(&as_tuple(lend(all))->items[i + 1], retain(tuple_item(lend(arguments), i)));
        }
    }
    release(rt, arguments);
    parts[1] = all;
    bool ok = !failed(all);
    if (ok) {
        parts[0] = copyreg_function(rt, "__newobj__");
        ok = !failed(parts[0]);
    }
    if (ok) {
        parts[2] = operation_call_method(rt, name_of(rt, NAME_getstate), &v, 1, ref_nothing);
        ok = !failed(parts[2]);
    }
    if (ok) {
        parts[3] = iterate_or_none(rt, v, TYPE_LIST);
        ok = !failed(parts[3]);
    }
    if (ok) {
        parts[4] = iterate_or_none(rt, v, TYPE_DICT);
        ok = !failed(parts[4]);
    }
    if (!ok) {
        for (uint32_t i = 0; i < 5; i++) {
            release(rt, parts[i]);
        }
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, 5);
}

static own_value object_reduce(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return reduce_new(rt, args[0]);
}

static own_value object_reduce_ex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct type *t = type_of(rt, args[0]);
    struct attribute_cell *mine = type_lookup(rt, t, name_of(rt, NAME_reduce));
    struct attribute_cell *plain = type_lookup(rt, rt->objects->types[TYPE_OBJECT], name_of(rt, NAME_reduce));
    if (error_pending(rt)) {
        return own_nothing;
    }
    if (mine != plain) {
        return operation_call_method(rt, name_of(rt, NAME_reduce), args, 1, ref_nothing);
    }
    return reduce_new(rt, args[0]);
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
