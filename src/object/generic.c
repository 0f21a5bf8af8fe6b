// SPDX-License-Identifier: MIT
// list[int] (GenericAlias) and int | str (UnionType): enough for annotations, isinstance and printing.
#include "object/generic.h"

#include "object/class.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/reduce.h"
#include "object/set.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

struct generic_alias {
    struct object header;
    slot_value origin;
    slot_value items;      // tuple
    slot_value parameters; // tuple, or empty as long as nobody has asked
    bool unpacked;         // *tuple[int, ...]
};
struct union_type {
    struct object header;
    slot_value items;      // tuple, flat, without duplicates
    slot_value parameters; // tuple, or empty as long as nobody has asked
};

static struct generic_alias *as_alias(ref_value v)
{
    return (struct generic_alias *)as_object(v);
}
static struct union_type *as_union(ref_value v)
{
    return (struct union_type *)as_object(v);
}

static own_value alias_new(struct ouro *rt, struct type *type, ref_value origin, ref_value items)
{
    own_value tuple = is_object(items) && is_tuple(rt, items) ? retain(items) : tuple_from(rt, &items, 1);
    if (failed(tuple)) {
        return tuple;
    }
    own_value made = object_create(rt, type, 0);
    if (failed(made)) {
        release(rt, tuple);
        return made;
    }
    slot_init(&as_alias(lend(made))->origin, retain(origin));
    slot_init(&as_alias(lend(made))->items, tuple);
    return made;
}

own_value generic_alias_new(struct ouro *rt, ref_value origin, ref_value items)
{
    struct type *t = type_by_number(rt, TYPE_GENERIC_ALIAS);
    return t == NULL ? own_nothing : alias_new(rt, t, origin, items);
}

own_value generic_class_getitem(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return generic_alias_new(rt, args[0], args[1]);
}

static own_value alias_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (count != 3 || (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "GenericAlias expected 2 arguments, got %u", count - 1);
    }
    return alias_new(rt, (struct type *)as_object(args[0]), args[1], args[2]);
}

// Its one item: the same alias, unpacked.
static own_value alias_iterate(struct ouro *rt, ref_value self)
{
    own_value one = generic_alias_new(rt, slot_get(as_alias(self)->origin), slot_get(as_alias(self)->items));
    if (failed(one)) {
        return one;
    }
    as_alias(lend(one))->unpacked = true;
    own_value tuple = tuple_from_owned(rt, &one, 1);
    own_value iterator = failed(tuple) ? own_nothing : operation_iterate(rt, lend(tuple));
    release(rt, tuple);
    return iterator;
}

static own_value alias_reduce(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct generic_alias *a = as_alias(args[0]);
    ref_value two[] = {slot_get(a->origin), slot_get(a->items)};
    if (a->unpacked) { // next(iter(origin[items]))
        own_value plain = generic_alias_new(rt, two[0], two[1]);
        own_value iterator = failed(plain) ? own_nothing : alias_iterate(rt, lend(plain));
        own_value arguments = failed(iterator) ? own_nothing : tuple_from_owned(rt, &iterator, 1);
        release(rt, plain);
        return failed(arguments) ? own_nothing : reduced_call(rt, reduced_builtin(rt, "next"), arguments, own_nothing);
    }
    return reduced_call(rt, retain(ref_object(type_by_number(rt, TYPE_GENERIC_ALIAS))), tuple_from(rt, two, 2),
                        own_nothing);
}

// A type by its full name, ... as it is written, anything else by its repr.
static bool add_item(struct ouro *rt, struct str_builder *b, ref_value item)
{
    if (same(item, lend(own_ellipsis))) {
        return str_builder_add_text(b, "...");
    }
    if (is_object(item) && is_type(rt, item)) {
        own_value name = type_full_name(rt, as_type(item));
        bool ok = !failed(name) && str_builder_add_str(b, lend(name));
        release(rt, name);
        return ok;
    }
    return str_builder_add_repr(b, item);
}

static own_value alias_repr(struct ouro *rt, ref_value v)
{
    struct str_builder b;
    str_builder_open(rt, &b);
    ref_value items = slot_get(as_alias(v)->items);
    bool ok = (!as_alias(v)->unpacked || str_builder_add_text(&b, "*")) &&
              add_item(rt, &b, slot_get(as_alias(v)->origin)) && str_builder_add_text(&b, "[");
    for (uint64_t i = 0; ok && i < as_tuple(items)->length; i++) {
        ok = (i == 0 || str_builder_add_text(&b, ", ")) && add_item(rt, &b, tuple_item(items, i));
    }
    if (ok && as_tuple(items)->length == 0) {
        ok = str_builder_add_text(&b, "()");
    }
    if (!ok || !str_builder_add_text(&b, "]")) {
        str_builder_abandon(&b);
        return own_nothing;
    }
    return str_builder_finish(&b);
}

static own_value alias_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    own_value made = operation_call(rt, slot_get(as_alias(args[0])->origin), args + 1, count - 1, kwnames);
    if (!failed(made) && !operation_set_attribute(rt, lend(made), name_of(rt, NAME_orig_bases), args[0])) {
        error_clear(rt);
    }
    return made;
}

static own_value alias_compare(struct ouro *rt, ref_value a, ref_value b, enum compare_operator op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_exact(a, TYPE_GENERIC_ALIAS) ||
        !is_exact(b, TYPE_GENERIC_ALIAS)) {
        return own_not_implemented;
    }
    if (as_alias(a)->unpacked != as_alias(b)->unpacked) {
        return own_bool(op == COMPARE_NE);
    }
    int equal = operation_equal(rt, slot_get(as_alias(a)->origin), slot_get(as_alias(b)->origin));
    if (equal == 1) {
        equal = operation_equal(rt, slot_get(as_alias(a)->items), slot_get(as_alias(b)->items));
    }
    return equal < 0 ? own_nothing : own_bool(equal == (op == COMPARE_EQ));
}

static bool alias_hash(struct ouro *rt, ref_value v, int64_t *hash)
{
    int64_t origin;
    int64_t items;
    if (!operation_hash(rt, slot_get(as_alias(v)->origin), &origin) ||
        !operation_hash(rt, slot_get(as_alias(v)->items), &items)) {
        return false;
    }
    *hash = origin ^ items;
    *hash = *hash == -1 ? -2 : *hash;
    return true;
}

// Its own few attributes, else the origin's.
static own_value alias_get_attribute(struct ouro *rt, ref_value v, ref_value name)
{
    static char const *const own[] = {"__origin__",
                                      "__args__",
                                      "__parameters__",
                                      "__mro_entries__",
                                      "__reduce_ex__",
                                      "__reduce__",
                                      "__copy__",
                                      "__deepcopy__",
                                      "__class__",
                                      "__unpacked__",
                                      "__typing_unpacked_tuple_args__"};
    char const *text = str_bytes(as_str(name));
    if (strncmp(text, "__", 2) == 0) {
        for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
            if (strcmp(text, own[i]) == 0) {
                return instance_get_attribute(rt, v, name);
            }
        }
        if (strcmp(text, "__class_getitem__") != 0 && strcmp(text, "__bases__") != 0 && strcmp(text, "__doc__") != 0 &&
            strcmp(text, "__name__") != 0 && strcmp(text, "__qualname__") != 0 && strcmp(text, "__module__") != 0 &&
            strcmp(text, "__mro__") != 0 && strcmp(text, "__dict__") != 0) {
            own_value mine = instance_get_quietly(rt, v, name);
            if (!is_stop(lend(mine))) {
                return mine;
            }
        }
    }
    return operation_get_attribute(rt, slot_get(as_alias(v)->origin), name);
}

static own_value refuse_check(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return error_raise(rt, TYPE_TYPE_ERROR, "isinstance() argument 2 cannot be a parameterized generic");
}
static own_value refuse_subclass_check(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return error_raise(rt, TYPE_TYPE_ERROR, "issubclass() argument 2 cannot be a parameterized generic");
}
static own_value alias_mro_entries(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    ref_value origin = slot_get(as_alias(args[0])->origin);
    return tuple_from(rt, &origin, 1);
}
static own_value get_origin(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_alias(v)->origin));
}
static own_value get_alias_args(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_alias(v)->items));
}
// The variables among items, kept in *cache of holder: owned.
static own_value parameters_of(struct ouro *rt, void *holder, slot_value *cache, ref_value items)
{
    if (!slot_is_full(*cache)) {
        own_value found = generic_parameters(rt, items);
        if (failed(found)) {
            return found;
        }
        slot_set(rt, holder, cache, found); // Python code may have asked for them in between
    }
    return retain(slot_get(*cache));
}
static own_value get_parameters(struct ouro *rt, ref_value v)
{
    return parameters_of(rt, as_alias(v), &as_alias(v)->parameters, slot_get(as_alias(v)->items));
}
static own_value get_unpacked(struct ouro *rt, ref_value v)
{
    (void)rt;
    return own_bool(as_alias(v)->unpacked);
}
static own_value get_unpacked_tuple_args(struct ouro *rt, ref_value v)
{
    struct generic_alias *a = as_alias(v);
    bool is_run = a->unpacked && same(slot_get(a->origin), ref_object(rt->objects->types[TYPE_TUPLE]));
    return is_run ? retain(slot_get(a->items)) : own_none;
}
static own_value alias_get_item(struct ouro *rt, ref_value v, ref_value key)
{
    own_value parameters = get_parameters(rt, v);
    own_value items = failed(parameters)
                          ? own_nothing
                          : generic_substitute(rt, v, slot_get(as_alias(v)->items), lend(parameters), key);
    own_value made = failed(items) ? own_nothing : generic_alias_new(rt, slot_get(as_alias(v)->origin), lend(items));
    if (!failed(made)) {
        as_alias(lend(made))->unpacked = as_alias(v)->unpacked;
    }
    release(rt, items);
    release(rt, parameters);
    return made;
}
static own_value alias_or(struct ouro *rt, ref_value left, ref_value right)
{
    return union_new(rt, left, right);
}

FIELDS_FUNCTIONS(alias, generic_alias, origin, 3)

struct type_definition const generic_alias_type_definition = {
    .name = "types.GenericAlias",
    .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
    .number = TYPE_GENERIC_ALIAS,
    .base = TYPE_OBJECT,
    .flags = TYPE_WEAKLY_HELD | TYPE_SUBCLASSABLE,
    .size = sizeof(struct generic_alias),
    .traverse = alias_traverse,
    .drop_step = alias_drop_step,
    .clear = alias_clear,
    .protocol = &(struct type_protocol const){.repr = alias_repr,
                                              .hash = alias_hash,
                                              .call = alias_call,
                                              .get_attribute = alias_get_attribute,
                                              .compare = alias_compare,
                                              .get_item = alias_get_item,
                                              .iterate = alias_iterate,
                                              .binary[BINARY_OR] = alias_or,
                                              .create = alias_create},
    .methods =
        (struct native_definition const[]){
            {"__mro_entries__", alias_mro_entries, 1, 1, 0, NULL},
            {"__reduce__", alias_reduce, 0, 0, 0, NULL},
            {"__instancecheck__", refuse_check, 1, 1, 0, NULL},
            {"__subclasscheck__", refuse_subclass_check, 1, 1, 0, NULL},
            {NULL, NULL, 0, 0, 0, NULL},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__origin__", get_origin, NULL, NULL},
            {"__args__", get_alias_args, NULL, NULL},
            {"__parameters__", get_parameters, NULL, NULL},
            {"__unpacked__", get_unpacked, NULL, NULL},
            {"__typing_unpacked_tuple_args__", get_unpacked_tuple_args, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};

// Unions --------------------------------------------------------------------------------------------------------------

static bool may_join(struct ouro *rt, ref_value v)
{
    return is_none(v) ||
           (is_object(v) && (is_type(rt, v) || is_exact(v, TYPE_GENERIC_ALIAS) || is_exact(v, TYPE_UNION_TYPE)));
}

// Appends v, or what a union consists of, unless it is there already.
static bool join(struct ouro *rt, struct list *items, ref_value v)
{
    if (is_exact(v, TYPE_UNION_TYPE)) {
        ref_value more = slot_get(as_union(v)->items);
        for (uint64_t i = 0; i < as_tuple(more)->length; i++) {
            if (!join(rt, items, tuple_item(more, i))) {
                return false;
            }
        }
        return true;
    }
    if (is_none(v)) {
        v = ref_object(rt->objects->types[TYPE_NONE]);
    }
    for (uint64_t i = 0; i < items->length; i++) {
        int equal = operation_equal(rt, slot_get(items->items[i]), v);
        if (equal != 0) {
            return equal > 0;
        }
    }
    return list_append(rt, items, retain(v));
}

own_value union_new(struct ouro *rt, ref_value left, ref_value right)
{
    if (!may_join(rt, left) || !may_join(rt, right)) {
        return own_not_implemented;
    }
    own_value items = list_new(rt, 2);
    if (failed(items) || !join(rt, as_list(lend(items)), left) || !join(rt, as_list(lend(items)), right)) {
        release(rt, items);
        return own_nothing;
    }
    if (as_list(lend(items))->length == 1) {
        own_value only = retain(list_item(lend(items), 0));
        release(rt, items);
        return only;
    }
    own_value tuple = list_to_tuple(rt, lend(items));
    release(rt, items);
    if (failed(tuple)) {
        return tuple;
    }
    struct union_type *u = object_allocate(rt, HEAP_TRACED, sizeof *u, TYPE_UNION_TYPE);
    if (u == NULL) {
        release(rt, tuple);
        return error_no_memory(rt);
    }
    slot_init(&u->items, tuple);
    return own_object(u);
}

static own_value union_repr(struct ouro *rt, ref_value v)
{
    struct str_builder b;
    str_builder_open(rt, &b);
    ref_value items = slot_get(as_union(v)->items);
    bool ok = true;
    for (uint64_t i = 0; ok && i < as_tuple(items)->length; i++) {
        ok = i == 0 || str_builder_add_text(&b, " | ");
        if (ok && same(tuple_item(items, i), ref_object(rt->objects->types[TYPE_NONE]))) {
            ok = str_builder_add_text(&b, "None");
        } else {
            ok = ok && add_item(rt, &b, tuple_item(items, i));
        }
    }
    if (!ok) {
        str_builder_abandon(&b);
        return own_nothing;
    }
    return str_builder_finish(&b);
}

static own_value union_check(struct ouro *rt, ref_value self, ref_value v, bool subclass)
{
    ref_value items = slot_get(as_union(self)->items);
    for (uint64_t i = 0; i < as_tuple(items)->length; i++) {
        if (is_exact(tuple_item(items, i), TYPE_GENERIC_ALIAS)) {
            return error_raise(rt, TYPE_TYPE_ERROR, "%s() argument 2 cannot be a parameterized generic",
                               subclass ? "issubclass" : "isinstance");
        }
    }
    for (uint64_t i = 0; i < as_tuple(items)->length; i++) {
        int is = subclass ? operation_is_subclass(rt, v, tuple_item(items, i))
                          : operation_is_instance(rt, v, tuple_item(items, i));
        if (is != 0) {
            return is < 0 ? own_nothing : own_true;
        }
    }
    return own_false;
}
static own_value union_instance_check(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return union_check(rt, args[0], args[1], false);
}
static own_value union_subclass_check(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_object(args[1]) || !is_type(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "issubclass() arg 1 must be a class");
    }
    return union_check(rt, args[0], args[1], true);
}

static own_value union_as_set(struct ouro *rt, ref_value v)
{
    return frozenset_new(rt, slot_get(as_union(v)->items));
}
static own_value union_compare(struct ouro *rt, ref_value a, ref_value b, enum compare_operator op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_exact(a, TYPE_UNION_TYPE) || !is_exact(b, TYPE_UNION_TYPE)) {
        return own_not_implemented;
    }
    own_value left = union_as_set(rt, a);
    own_value right = failed(left) ? left : union_as_set(rt, b);
    own_value result = failed(right) ? own_nothing : operation_compare(rt, op, lend(left), lend(right));
    release(rt, right);
    release(rt, left);
    return result;
}
static bool union_hash(struct ouro *rt, ref_value v, int64_t *hash)
{
    own_value set = union_as_set(rt, v);
    bool ok = !failed(set) && operation_hash(rt, lend(set), hash);
    release(rt, set);
    return ok;
}
static own_value get_union_args(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_union(v)->items));
}

static own_value get_union_parameters(struct ouro *rt, ref_value v)
{
    return parameters_of(rt, as_union(v), &as_union(v)->parameters, slot_get(as_union(v)->items));
}
static own_value union_get_item(struct ouro *rt, ref_value v, ref_value key)
{
    own_value parameters = get_union_parameters(rt, v);
    own_value items = failed(parameters)
                          ? own_nothing
                          : generic_substitute(rt, v, slot_get(as_union(v)->items), lend(parameters), key);
    release(rt, parameters);
    if (failed(items)) {
        return items;
    }
    if (as_tuple(lend(items))->length == 0) {
        release(rt, items);
        return error_raise(rt, TYPE_TYPE_ERROR, "Cannot take a Union of no types.");
    }
    own_value made = retain(tuple_item(lend(items), 0));
    for (uint64_t i = 1; !failed(made) && i < as_tuple(lend(items))->length; i++) {
        own_value more = operation_binary(rt, BINARY_OR, lend(made), tuple_item(lend(items), i));
        release(rt, made);
        made = more;
    }
    release(rt, items);
    return made;
}

FIELDS_FUNCTIONS(union, union_type, items, 2)

struct type_definition const union_type_type_definition = {
    .name = "types.UnionType",
    .doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
    .number = TYPE_UNION_TYPE,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct union_type),
    .traverse = union_traverse,
    .drop_step = union_drop_step,
    .clear = union_clear,
    .protocol = &(struct type_protocol const){.repr = union_repr,
                                              .hash = union_hash,
                                              .compare = union_compare,
                                              .get_item = union_get_item,
                                              .binary[BINARY_OR] = alias_or},
    .methods =
        (struct native_definition const[]){
            {"__instancecheck__", union_instance_check, 1, 1, 0, NULL},
            {"__subclasscheck__", union_subclass_check, 1, 1, 0, NULL},
            {NULL, NULL, 0, 0, 0, NULL},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__args__", get_union_args, NULL, NULL},
            {"__parameters__", get_union_parameters, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};
