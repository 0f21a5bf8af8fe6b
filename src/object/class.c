// SPDX-License-Identifier: MIT
// Making a class: slots, namespace, bases, and the calls that follow (__set_name__, __init_subclass__).
#include "object/class.h"

#include "object/code.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/shape.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

struct class_build {
    struct ouro *rt;
    struct type *metatype;
    struct type *base;
    ref_value name;
    own_value bases;
    own_value namespace; // a copy of the class body's
    own_value members;   // tuple of mangled, sorted names
    bool add_dict;
    bool add_weak;
    own_value made;
};

// Slots ---------------------------------------------------------------------------------------------------------------

static bool has_dict(struct type const *t)
{
    return t->dict_offset != 0 || (t->flags & TYPE_INSTANCE_DICT);
}

// Types whose items lie inline take no members and no weak references in subclasses (str alone does).
static bool is_closed_layout(struct type const *t)
{
    return t->layout == TYPE_INT || t->layout == TYPE_TUPLE || t->layout == TYPE_BYTES || t->layout == TYPE_TYPE;
}

// "__x" becomes "_Class__x".
static own_value mangle(struct ouro *rt, ref_value class_name, ref_value name)
{
    char const *text = str_bytes(as_str(name));
    size_t size = str_size(as_str(name));
    char const *class = str_bytes(as_str(class_name));
    while (*class == '_') {
        class ++;
    }
    if (size < 3 || memcmp(text, "__", 2) != 0 || memcmp(text + size - 2, "__", 2) == 0 || *class == 0) {
        return str_intern(rt, text, size);
    }
    own_value mangled = str_format(rt, "_%s%s", class, text);
    return failed(mangled) ? mangled : str_intern_value(rt, mangled);
}

static bool is_identifier(ref_value name)
{
    struct str *s = as_str(name);
    if (s->length == 0) {
        return false;
    }
    for (uint32_t i = 0; i < s->length; i++) {
        uint32_t c = str_code_point(s, i);
        bool letter = c == '_' || (c | 32) - 'a' < 26 || c >= 0x80;
        if (!letter && !(i > 0 && c - '0' < 10)) {
            return false;
        }
    }
    return true;
}

static bool is_special_slot(ref_value name)
{
    return str_equals(as_str(name), "__dict__") || str_equals(as_str(name), "__weakref__");
}

// One entry of __slots__: is it a name, and may it be there? All are looked at before one becomes a member.
static bool check_slot(struct class_build *b, ref_value name, bool may_dict, bool may_weak)
{
    struct ouro *rt = b->rt;
    if (!is_str(rt, name)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__slots__ items must be strings, not '%T'", name);
        return false;
    }
    if (!is_identifier(name)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__slots__ must be identifiers");
        return false;
    }
    if (str_equals(as_str(name), "__dict__")) {
        if (!may_dict || b->add_dict) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "__dict__ slot disallowed: we already got one");
            return false;
        }
        b->add_dict = true;
        return true;
    }
    if (str_equals(as_str(name), "__weakref__")) {
        if (!may_weak || b->add_weak) {
            (void)error_raise(rt, TYPE_TYPE_ERROR,
                              "__weakref__ slot disallowed: either we already got one, or "
                              "__itemsize__ != 0");
            return false;
        }
        b->add_weak = true;
    }
    return true;
}

// Appends the member's name.
static bool take_slot(struct class_build *b, ref_value name, struct list *members)
{
    struct ouro *rt = b->rt;
    own_value mangled = mangle(rt, b->name, name);
    if (failed(mangled)) {
        return false;
    }
    bool hidden_name =
        str_equals(as_str(lend(mangled)), "__qualname__") || str_equals(as_str(lend(mangled)), "__classcell__");
    int clash = hidden_name ? 0 : dict_contains(rt, lend(b->namespace), lend(mangled));
    if (clash != 0) {
        if (clash > 0) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "%R in __slots__ conflicts with class variable", lend(mangled));
        }
        release(rt, mangled);
        return false;
    }
    return list_append(rt, members, mangled);
}

static bool take_slots(struct class_build *b, ref_value slots, bool may_dict, bool may_weak)
{
    struct ouro *rt = b->rt;
    own_value names = is_str(rt, slots) ? tuple_from(rt, &slots, 1) : operation_tuple(rt, slots);
    if (failed(names)) {
        return false;
    }
    uint64_t n = as_tuple(lend(names))->length;
    own_value members = own_nothing;
    if (n > 0 && is_closed_layout(b->base)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "nonempty __slots__ not supported for subtype of '%N'", b->base);
    } else {
        members = list_new(rt, n);
    }
    bool ok = !failed(members);
    for (uint64_t i = 0; ok && i < n; i++) {
        ok = check_slot(b, tuple_item(lend(names), i), may_dict, may_weak);
    }
    for (uint64_t i = 0; ok && i < n; i++) {
        ref_value name = tuple_item(lend(names), i);
        ok = is_special_slot(name) || take_slot(b, name, as_list(lend(members)));
    }
    ok = ok && list_sort(rt, lend(members), ref_none, false);
    if (ok) {
        b->members = list_to_tuple(rt, lend(members));
        ok = !failed(b->members);
    }
    release(rt, members);
    release(rt, names);
    return ok;
}

static bool decide_slots(struct class_build *b)
{
    struct ouro *rt = b->rt;
    bool may_dict = !has_dict(b->base) && b->base->layout != TYPE_TYPE;
    bool may_weak = !(b->base->flags & TYPE_WEAKLY_HELD) && !is_closed_layout(b->base);
    ref_value slots = dict_get_str(rt, lend(b->namespace), name_of(rt, NAME_slots));
    if (is_nothing(slots)) {
        b->add_dict = may_dict;
        b->add_weak = may_weak;
        return true;
    }
    own_value held = retain(slots);
    bool ok = take_slots(b, lend(held), may_dict, may_weak);
    release(rt, held);
    // Other bases may bring what the first one has not.
    for (uint64_t i = 0; ok && i < as_tuple(lend(b->bases))->length; i++) {
        struct type *other = as_type(tuple_item(lend(b->bases), i));
        b->add_dict |= may_dict && has_dict(other);
        b->add_weak |= may_weak && (other->flags & TYPE_WEAKLY_HELD);
    }
    return ok;
}

// Namespace -----------------------------------------------------------------------------------------------------------

// Wraps a plain function found under a name: __new__ is a static method, two hooks are class methods.
static bool wrap_function(struct class_build *b, enum name_number name, own_value (*wrap)(struct ouro *, ref_value))
{
    struct ouro *rt = b->rt;
    ref_value value = dict_get_str(rt, lend(b->namespace), name_of(rt, name));
    if (is_nothing(value) || !is_exact(value, TYPE_FUNCTION)) {
        return true;
    }
    own_value wrapped = wrap(rt, value);
    bool done = !failed(wrapped) && dict_set(rt, lend(b->namespace), name_of(rt, name), lend(wrapped));
    release(rt, wrapped);
    return done;
}

static bool set_default(struct class_build *b, enum name_number name, ref_value value)
{
    struct ouro *rt = b->rt;
    if (!is_nothing(dict_get_str(rt, lend(b->namespace), name_of(rt, name)))) {
        return true;
    }
    return dict_set(rt, lend(b->namespace), name_of(rt, name), value);
}

static bool complete_namespace(struct class_build *b)
{
    struct ouro *rt = b->rt;
    ref_value globals = rt->objects->running_globals ? rt->objects->running_globals(rt) : ref_nothing;
    ref_value module = is_nothing(globals) ? ref_nothing : dict_get_str(rt, globals, name_of(rt, NAME_name));
    if (!is_nothing(module) && !set_default(b, NAME_module, module)) {
        return false;
    }
    ref_value equal = dict_get_str(rt, lend(b->namespace), name_of(rt, NAME_eq));
    return set_default(b, NAME_doc, ref_none) && wrap_function(b, NAME_new, staticmethod_new) &&
           wrap_function(b, NAME_init_subclass, classmethod_new) &&
           wrap_function(b, NAME_class_getitem, classmethod_new) &&
           (is_nothing(equal) || set_default(b, NAME_hash, ref_none));
}

// Takes an entry that is for the making only.
static bool pop(struct class_build *b, enum name_number name, own_value *out)
{
    *out = dict_pop(b->rt, lend(b->namespace), name_of(b->rt, name));
    if (is_stop(lend(*out))) {
        *out = own_nothing;
        return true;
    }
    return !failed(*out);
}

// Puts the namespace into the type, each value in a cell.
static bool fill_dict(struct class_build *b, struct type *t)
{
    struct ouro *rt = b->rt;
    own_value dict = dict_new_sized(rt, dict_length(lend(b->namespace)));
    if (failed(dict)) {
        return false;
    }
    slot_init(&t->dict, dict);
    t->flags |= TYPE_DICT_READY;
    uint32_t position = 0;
    ref_value key;
    ref_value value;
    while (dict_next(as_dict(lend(b->namespace)), &position, &key, &value)) {
        if (!is_exact(key, TYPE_STR)) {
            continue; // nothing can look it up
        }
        own_value name = str_intern_value(rt, retain(key));
        own_value cell = failed(name) ? own_nothing : attribute_cell_new(rt, value);
        bool done = !failed(cell) && dict_set(rt, slot_get(t->dict), lend(name), lend(cell));
        enum name_number special = done ? special_of(rt, lend(name)) : NAME_SPECIAL_COUNT;
        if (special != NAME_SPECIAL_COUNT) {
            t->own_overrides[special >> 6] |= UINT64_C(1) << (special & 63);
        }
        release(rt, cell);
        release(rt, name);
        if (!done) {
            return false;
        }
    }
    return true;
}

static bool put_descriptor(struct ouro *rt, struct type *t, ref_value name, own_value descriptor)
{
    own_value cell = failed(descriptor) ? own_nothing : attribute_cell_new(rt, lend(descriptor));
    bool done = !failed(cell) && dict_set(rt, slot_get(t->dict), name, lend(cell));
    release(rt, cell);
    release(rt, descriptor);
    return done;
}

static bool add_descriptors(struct class_build *b, struct type *t)
{
    struct ouro *rt = b->rt;
    uint64_t n = failed(b->members) ? 0 : as_tuple(lend(b->members))->length;
    for (uint64_t i = 0; i < n; i++) {
        ref_value name = tuple_item(lend(b->members), i);
        if (!put_descriptor(rt, t, name, member_descriptor_new(rt, t, name, b->base->member_count + (uint32_t)i))) {
            return false;
        }
    }
    if (b->add_dict && is_nothing(dict_get_str(rt, slot_get(t->dict), name_of(rt, NAME_dict))) &&
        !put_descriptor(rt, t, name_of(rt, NAME_dict), getset_descriptor_new(rt, &instance_dict_attribute, t))) {
        return false;
    }
    return !b->add_weak || !is_nothing(dict_get_str(rt, slot_get(t->dict), name_of(rt, NAME_weakref))) ||
           put_descriptor(rt, t, name_of(rt, NAME_weakref), getset_descriptor_new(rt, &instance_weakref_attribute, t));
}

// The type ------------------------------------------------------------------------------------------------------------

static struct type *allocate(struct class_build *b)
{
    struct ouro *rt = b->rt;
    own_value made = object_create(rt, b->metatype, 0);
    if (failed(made)) {
        return NULL;
    }
    b->made = made;
    struct type *t = as_type(lend(made));
    struct type *base = b->base;
    uint64_t members = failed(b->members) ? 0 : as_tuple(lend(b->members))->length;
    uint32_t inherited = TYPE_WEAKLY_HELD | TYPE_INSTANCE_DICT | TYPE_VARIABLE | TYPE_FINALIZER | TYPE_HAS_DICT;
    t->flags = TYPE_PYTHON | TYPE_SUBCLASSABLE | (base->flags & inherited) | (b->add_dict ? TYPE_INSTANCE_DICT : 0) |
               (b->add_weak ? TYPE_WEAKLY_HELD : 0);
    t->flags |= has_dict(t) || has_dict(base) ? 0 : TYPE_SLOTTED;
    t->layout = base->layout;
    t->size = base->size;
    t->dict_offset = base->dict_offset;
    t->definition = base->definition;
    t->member_count = base->member_count + (uint32_t)members;
    t->attribute_hint = base->attribute_hint;
    t->protocol = base->protocol;
    slot_init(&t->bases, retain(lend(b->bases)));
    slot_init(&t->base, retain(ref_object(base)));
    slot_init(&t->name, retain(b->name));
    return t;
}

static bool take_qualname(struct class_build *b, struct type *t)
{
    struct ouro *rt = b->rt;
    own_value qualname;
    if (!pop(b, NAME_qualname, &qualname)) {
        return false;
    }
    if (!failed(qualname) && !is_str(rt, lend(qualname))) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "type __qualname__ must be a str, not %T", lend(qualname));
        release(rt, qualname);
        return false;
    }
    slot_init(&t->qualname, failed(qualname) ? retain(slot_get(t->name)) : qualname);
    return true;
}

static bool take_class_cell(struct class_build *b, struct type *t)
{
    struct ouro *rt = b->rt;
    own_value cell;
    if (!pop(b, NAME_classcell, &cell)) {
        return false;
    }
    bool ok = true;
    if (!failed(cell)) {
        ok = is_exact(lend(cell), TYPE_CELL);
        if (ok) {
            struct cell *c = (struct cell *)as_object(lend(cell));
            slot_set(rt, c, &c->value, retain(ref_object(t)));
        } else {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "__classcell__ must be a nonlocal cell, not %R",
                              ref_object(type_of(rt, lend(cell))));
        }
    }
    release(rt, cell);
    return ok;
}

static bool join_bases(struct class_build *b, struct type *t)
{
    struct ouro *rt = b->rt;
    own_value mro = type_compute_mro(rt, t);
    if (failed(mro)) {
        return false;
    }
    slot_set(rt, t, &t->mro, mro);
    if (!type_inherit_protocol(rt, t)) {
        (void)error_no_memory(rt);
        return false;
    }
    type_overrides_from_mro(rt, t);
    uint32_t const collection = TYPE_IS_MAPPING | TYPE_IS_SEQUENCE;
    for (uint64_t i = 1; i < as_tuple(slot_get(t->mro))->length && !(t->flags & collection); i++) {
        t->flags |= as_type(tuple_item(slot_get(t->mro), i))->flags & collection;
    }
    for (uint64_t i = 0; i < as_tuple(lend(b->bases))->length; i++) {
        if (!type_add_derived(rt, as_type(tuple_item(lend(b->bases), i)), t)) {
            return false;
        }
    }
    return true;
}

// After the class is made ---------------------------------------------------------------------------------------------

static bool set_name_of(struct ouro *rt, ref_value class, ref_value key, ref_value value)
{
    struct type *t = type_of(rt, value);
    if (!is_object(value) || type_lookup(rt, t, name_of(rt, NAME_set_name)) == NULL) {
        return !error_pending(rt);
    }
    ref_value args[] = {value, class, key};
    own_value result = operation_call_special(rt, NAME_set_name, args, 3);
    if (!failed(result)) {
        release(rt, result);
        return true;
    }
    // As CPython 3.11: a RuntimeError caused by what __set_name__ raised.
    own_value cause = error_take(rt);
    (void)error_raise(rt, TYPE_RUNTIME_ERROR, "Error calling __set_name__ on '%T' instance %R in '%N'", value, key,
                      as_type(class));
    error_set_cause(rt, cause);
    return false;
}

static bool set_names(struct class_build *b)
{
    struct ouro *rt = b->rt;
    uint32_t position = 0;
    ref_value key;
    ref_value value;
    bool ok = true;
    while (ok && dict_next(as_dict(lend(b->namespace)), &position, &key, &value)) {
        own_value k = retain(key);
        own_value v = retain(value);
        ok = set_name_of(rt, lend(b->made), lend(k), lend(v));
        release(rt, v);
        release(rt, k);
    }
    return ok;
}

// super(cls, cls).__init_subclass__(**keywords)
static bool init_subclass(struct class_build *b, ref_value const *values, ref_value kwnames)
{
    struct ouro *rt = b->rt;
    struct type *t = as_type(lend(b->made));
    struct attribute_cell *cell = NULL;
    ref_value mro = slot_get(t->mro);
    for (uint64_t i = 1; cell == NULL && i < as_tuple(mro)->length; i++) {
        cell = type_own_entry(rt, as_type(tuple_item(mro, i)), name_of(rt, NAME_init_subclass));
        if (cell == NULL && error_pending(rt)) {
            return false;
        }
    }
    if (cell == NULL) {
        return true;
    }
    own_value found = retain(slot_get(cell->value));
    own_value bound = descriptor_bind(rt, lend(found), ref_nothing, lend(b->made));
    release(rt, found);
    own_value result = failed(bound) ? own_nothing : operation_call(rt, lend(bound), values, 0, kwnames);
    release(rt, bound);
    bool ok = !failed(result);
    release(rt, result);
    return ok;
}

static bool check_bases(struct class_build *b)
{
    struct ouro *rt = b->rt;
    for (uint64_t i = 0; i < as_tuple(lend(b->bases))->length; i++) {
        ref_value base = tuple_item(lend(b->bases), i);
        if (is_object(base) && is_type(rt, base)) {
            continue;
        }
        own_value entries = operation_find_attribute(rt, base, name_of(rt, NAME_mro_entries));
        if (failed(entries)) {
            return false;
        }
        if (!is_stop(lend(entries))) {
            (void)error_raise(rt, TYPE_TYPE_ERROR,
                              "type() doesn't support MRO entry resolution; use types.new_class()");
        } else {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "bases must be types");
        }
        release(rt, entries);
        return false;
    }
    b->base = type_best_base(rt, lend(b->bases));
    return b->base != NULL;
}

static bool build(struct class_build *b, ref_value dict, ref_value const *values, ref_value kwnames)
{
    struct ouro *rt = b->rt;
    if (!check_bases(b)) {
        return false;
    }
    b->namespace = dict_copy(rt, dict);
    if (failed(b->namespace) || !decide_slots(b)) {
        return false;
    }
    struct type *t = allocate(b);
    return t != NULL && take_qualname(b, t) && complete_namespace(b) && take_class_cell(b, t) && fill_dict(b, t) &&
           add_descriptors(b, t) && join_bases(b, t) && set_names(b) && init_subclass(b, values, kwnames);
}

own_value type_make(struct ouro *rt, struct type *metatype, ref_value name, ref_value bases, ref_value dict,
                    ref_value const *keyword_values, ref_value kwnames)
{
    struct class_build b = {.rt = rt, .metatype = metatype, .name = name};
    if (as_tuple(bases)->length == 0) {
        ref_value object = ref_object(rt->objects->types[TYPE_OBJECT]);
        b.bases = tuple_from(rt, &object, 1);
    } else {
        b.bases = retain(bases);
    }
    bool ok = !failed(b.bases) && build(&b, dict, keyword_values, kwnames);
    release(rt, b.members);
    release(rt, b.namespace);
    release(rt, b.bases);
    if (!ok) {
        release(rt, b.made);
        return own_nothing;
    }
    return b.made;
}
