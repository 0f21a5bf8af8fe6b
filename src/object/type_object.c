// SPDX-License-Identifier: MIT
// The type `type`: calling classes, their attributes, making them by call.
#include "gc/weak.h"
#include "object/class.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/generic.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/shape.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

// Rows ----------------------------------------------------------------------------------------------------------------

#define TYPE_FIELDS 6 // name, qualname, bases, mro, base, dict

static uint64_t type_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *v)
{
    (void)rt, (void)from, (void)budget;
    struct type *t = (struct type *)o;
    fields_visit(&t->name, TYPE_FIELDS, v);
    for (uint32_t i = 0; i < t->shape_count; i++) {
        visit(v, slot_get(t->shapes[i]->name));
    }
    return 0;
}

static void leave_bases(struct type *t)
{
    ref_value bases = slot_get(t->bases);
    for (uint64_t i = 0; is_object(bases) && i < as_tuple(bases)->length; i++) {
        ref_value base = tuple_item(bases, i);
        if (is_object(base)) {
            type_remove_derived(as_type(base), t);
        }
    }
}

// The dict goes first: what it holds may be asked about its class. The bases forget the type while it still holds them.
static slot_value *type_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct type *t = (struct type *)o;
    if (*cursor == 0) {
        leave_bases(t);
    }
    slot_value *order[TYPE_FIELDS] = {&t->dict, &t->mro, &t->bases, &t->base, &t->name, &t->qualname};
    for (; *cursor < TYPE_FIELDS; ++*cursor) {
        if (slot_is_full(*order[*cursor])) {
            return order[*cursor];
        }
    }
    for (; *cursor < TYPE_FIELDS + t->shape_count; ++*cursor) {
        slot_value *slot = &t->shapes[*cursor - TYPE_FIELDS]->name;
        if (slot_is_full(*slot)) {
            return slot;
        }
    }
    return NULL;
}

static own_value type_finish(struct ouro *rt, struct object *o)
{
    struct type *t = (struct type *)o;
    OURO_ASSERT(t->derived_count == 0);
    if (t->flags & TYPE_CACHED) {
        class_epoch_move(rt);
    }
    type_shapes_free(rt, t);
    heap_raw_free(&rt->heap, t->derived - t->derived_gap, t->derived_capacity * sizeof(struct type *));
    if (t->own_protocol) {
        union {
            struct type_protocol const *constant;
            void *raw;
        } u = {t->protocol};
        heap_raw_free(&rt->heap, u.raw, sizeof(struct type_protocol));
    }
    return own_nothing;
}

// Breaks the cycles of a class with its order of bases and its functions. Its shapes stay: instances may outlive this.
static void type_clear(struct ouro *rt, struct object *o)
{
    struct type *t = (struct type *)o;
    type_modified(rt, t, true);
    if (!is_nothing(slot_get(t->dict))) {
        dict_clear(rt, slot_get(t->dict));
    }
    release(rt, slot_take(rt, t, &t->mro));
}

// Calling -------------------------------------------------------------------------------------------------------------

// args with args[0] replaced; the copy is lent.
static ref_value *replace_first(struct ouro *rt, ref_value const *args, size_t count, ref_value first, ref_value *few)
{
    ref_value *copy = few;
    if (count > 8 && (copy = heap_raw_allocate(&rt->heap, count * sizeof *copy)) == NULL) {
        (void)error_no_memory(rt);
        return NULL;
    }
    memcpy(copy, args, count * sizeof *copy);
    copy[0] = first;
    return copy;
}

static own_value call_new(struct ouro *rt, struct type *t, ref_value const *args, uint32_t count, ref_value kwnames)
{
    own_value found = type_find_special(rt, t, NAME_new);
    if (failed(found)) {
        return error_pending(rt) ? found : error_raise(rt, TYPE_TYPE_ERROR, "cannot create '%N' instances", t);
    }
    own_value bound = descriptor_bind(rt, lend(found), ref_nothing, args[0]);
    release(rt, found);
    own_value made = failed(bound) ? bound : operation_call(rt, lend(bound), args, count, kwnames);
    release(rt, bound);
    return made;
}

static bool call_init(struct ouro *rt, struct type *t, ref_value made, ref_value const *args, uint32_t count,
                      ref_value kwnames)
{
    bool hooked = type_overrides(t, NAME_init);
    if (!hooked && t->protocol->initialize == NULL) {
        return true;
    }
    size_t all = count + (is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length);
    ref_value few[8];
    ref_value *copy = replace_first(rt, args, all, made, few);
    if (copy == NULL) {
        return false;
    }
    own_value result;
    if (hooked) {
        own_value found = type_find_special(rt, t, NAME_init);
        own_value bound = failed(found) ? found : descriptor_bind(rt, lend(found), made, ref_object(t));
        release(rt, found);
        result = failed(bound) ? bound : operation_call(rt, lend(bound), copy + 1, count - 1, kwnames);
        release(rt, bound);
    } else {
        result = t->protocol->initialize(rt, copy, count, kwnames);
    }
    if (copy != few) {
        heap_raw_free(&rt->heap, copy, all * sizeof *copy);
    }
    bool ok = !failed(result);
    if (ok && !is_none(lend(result))) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__init__() should return None, not '%T'", lend(result));
        ok = false;
    }
    release(rt, result);
    return ok;
}

own_value type_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *t = as_type(args[0]);
    if (t == rt->objects->types[TYPE_TYPE]) {
        if (count == 2 && (is_nothing(kwnames) || as_tuple(kwnames)->length == 0)) {
            return retain(ref_object(type_of(rt, args[1])));
        }
        if (count != 4) {
            return error_raise(rt, TYPE_TYPE_ERROR, "type() takes 1 or 3 arguments");
        }
    }
    own_value made;
    if (OURO_UNLIKELY(type_overrides(t, NAME_new))) {
        made = call_new(rt, t, args, count, kwnames);
    } else if (t->protocol->create == NULL || (t->definition->flags & TYPE_NO_CREATE)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "cannot create '%s' instances", t->definition->name);
    } else {
        made = t->protocol->create(rt, args, count, kwnames);
    }
    if (failed(made)) {
        return made;
    }
    struct type *actual = type_of(rt, lend(made));
    if (type_is_subtype(actual, t) && !call_init(rt, actual, lend(made), args, count, kwnames)) {
        release(rt, made);
        return own_nothing;
    }
    return made;
}

// type.__new__(metatype, name, bases, namespace, **keywords)
static own_value type_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (count != 4) {
        return error_raise(rt, TYPE_TYPE_ERROR, "type.__new__() takes exactly 3 arguments (%u given)", count - 1);
    }
    static enum type_number const kinds[] = {TYPE_STR, TYPE_TUPLE, TYPE_DICT};
    for (uint32_t i = 0; i < 3; i++) {
        if (!is_kind(rt, args[i + 1], kinds[i])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "type.__new__() argument %u must be %N, not %T", i + 1,
                               rt->objects->types[kinds[i]], args[i + 1]);
        }
    }
    struct type *asked = as_type(args[0]);
    struct type *metatype = type_calculate_metatype(rt, asked, args[2]);
    if (metatype == NULL) {
        return own_nothing;
    }
    if (metatype != asked && type_overrides(metatype, NAME_new)) {
        ref_value few[8];
        size_t all = count + (is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length);
        ref_value *copy = replace_first(rt, args, all, ref_object(metatype), few);
        own_value made = copy ? call_new(rt, metatype, copy, count, kwnames) : own_nothing;
        if (copy != NULL && copy != few) {
            heap_raw_free(&rt->heap, copy, all * sizeof *copy);
        }
        return made;
    }
    return type_make(rt, metatype, args[1], args[2], args[3], args + count, kwnames);
}

static own_value type_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args;
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0 && count == 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "type.__init__() takes no keyword arguments");
    }
    if (count != 2 && count != 4) {
        return error_raise(rt, TYPE_TYPE_ERROR, "type.__init__() takes 1 or 3 arguments");
    }
    return own_none;
}

// __new__ of built-in types: the owner is args[0], the type to create args[1].
static own_value builtin_new(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *owner = as_type(args[0]);
    if (count < 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%N.__new__(): not enough arguments", owner);
    }
    if (!is_object(args[1]) || !is_type(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%N.__new__(X): X is not a type object (%T)", owner, args[1]);
    }
    struct type *t = as_type(args[1]);
    if (!type_is_subtype(t, owner)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%N.__new__(%N): %N is not a subtype of %N", owner, t, t, owner);
    }
    struct type *static_base = rt->objects->types[t->layout];
    if (static_base->protocol->create != owner->protocol->create) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%N.__new__(%N) is not safe, use %N.__new__()", owner, t, static_base);
    }
    return owner->protocol->create(rt, args + 1, count - 1, kwnames);
}

struct native_definition const type_new_definition = {
    .name = "__new__",
    .function = builtin_new,
    .least = 0,
    .most = -1,
    .flags = NATIVE_KEYWORDS,
    .doc = "Create and return a new object.  See help(type) for accurate signature.",
};

// Attributes of classes -----------------------------------------------------------------------------------------------

static own_value get_of_class(struct ouro *rt, struct type *t, struct attribute_cell *cell)
{
    own_value found = retain(slot_get(cell->value));
    if (attribute_kind_of(rt, lend(found)) == ATTRIBUTE_PLAIN) {
        return found;
    }
    own_value result = descriptor_bind(rt, lend(found), ref_nothing, ref_object(t));
    release(rt, found);
    return result;
}

own_value type_get_attribute(struct ouro *rt, ref_value self, ref_value name)
{
    struct type *t = as_type(self);
    struct type *meta = type_of(rt, self);
    struct attribute_cell *above = type_lookup(rt, meta, name);
    if (above == NULL && error_pending(rt)) {
        return own_nothing;
    }
    own_value found = above ? retain(slot_get(above->value)) : own_nothing;
    enum attribute_kind kind = above ? attribute_kind_of(rt, lend(found)) : ATTRIBUTE_PLAIN;
    own_value result;
    if (kind == ATTRIBUTE_DATA && descriptor_has_get(rt, lend(found))) {
        result = descriptor_bind(rt, lend(found), self, ref_object(meta));
        release(rt, found);
        return result;
    }
    struct attribute_cell *cell = type_lookup(rt, t, name);
    if (cell != NULL || error_pending(rt)) {
        result = cell ? get_of_class(rt, t, cell) : own_nothing;
        release(rt, found);
        return result;
    }
    if (failed(found)) {
        return error_raise_attribute(rt, self, name, "type object '%N' has no attribute '%U'", t, name);
    }
    if (kind == ATTRIBUTE_PLAIN) {
        return found;
    }
    result = descriptor_bind(rt, lend(found), self, ref_object(meta));
    release(rt, found);
    return result;
}

static bool refuse_immutable(struct ouro *rt, struct type *t, ref_value name)
{
    (void)error_raise(rt, TYPE_TYPE_ERROR, "cannot set %R attribute of immutable type '%N'", name, t);
    return false;
}

static bool type_set_attribute(struct ouro *rt, ref_value self, ref_value name, ref_value value)
{
    struct type *t = as_type(self);
    if (!type_is_open(t)) {
        return refuse_immutable(rt, t, name);
    }
    struct attribute_cell *above = type_lookup(rt, type_of(rt, self), name);
    if (above == NULL && error_pending(rt)) {
        return false;
    }
    if (above != NULL) {
        own_value found = retain(slot_get(above->value));
        if (attribute_kind_of(rt, lend(found)) == ATTRIBUTE_DATA) {
            bool done = descriptor_store(rt, lend(found), self, value);
            release(rt, found);
            return done;
        }
        release(rt, found);
    }
    own_value text =
        is_exact(name, TYPE_STR) ? retain(name) : str_new(rt, str_bytes(as_str(name)), str_size(as_str(name)));
    own_value interned = failed(text) ? text : str_intern_value(rt, text);
    bool done = !failed(interned) && type_set_entry(rt, t, lend(interned), value);
    release(rt, interned);
    return done;
}

static bool may_change(struct ouro *rt, struct type *t, ref_value value, char const *name)
{
    if (!type_is_open(t)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "cannot set '%s' attribute of immutable type '%N'", name, t);
        return false;
    }
    if (is_nothing(value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "cannot delete '%s' attribute of immutable type '%N'", name, t);
        return false;
    }
    return true;
}

static own_value get_name(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_type(v)->name));
}
static bool set_name(struct ouro *rt, ref_value v, ref_value value)
{
    struct type *t = as_type(v);
    if (!may_change(rt, t, value, "__name__")) {
        return false;
    }
    if (!is_str(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "can only assign string to %N.__name__, not '%T'", t, value);
        return false;
    }
    if (memchr(str_bytes(as_str(value)), '\0', str_size(as_str(value))) != NULL) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "type name must not contain null characters");
        return false;
    }
    own_value old = slot_take(rt, t, &t->name);
    slot_init(&t->name, retain(value));
    type_rows_renamed(rt, t);
    release(rt, old);
    return true;
}
static own_value get_qualname(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_type(v)->qualname));
}
static bool set_qualname(struct ouro *rt, ref_value v, ref_value value)
{
    struct type *t = as_type(v);
    if (!may_change(rt, t, value, "__qualname__")) {
        return false;
    }
    if (!is_str(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "can only assign string to %N.__qualname__, not '%T'", t, value);
        return false;
    }
    slot_set(rt, t, &t->qualname, retain(value));
    return true;
}

own_value type_module(struct ouro *rt, struct type *t)
{
    if (!type_is_python(t)) {
        char const *dot = strrchr(t->definition->name, '.');
        return dot ? str_new(rt, t->definition->name, (size_t)(dot - t->definition->name))
                   : retain(name_of(rt, NAME_builtins_module));
    }
    struct attribute_cell *cell = type_own_entry(rt, t, name_of(rt, NAME_module));
    if (cell == NULL) {
        return error_raise_attribute(rt, ref_object(t), name_of(rt, NAME_module), "__module__");
    }
    return retain(slot_get(cell->value));
}
static own_value get_module(struct ouro *rt, ref_value v)
{
    return type_module(rt, as_type(v));
}
static bool set_module(struct ouro *rt, ref_value v, ref_value value)
{
    return may_change(rt, as_type(v), value, "__module__") &&
           type_set_entry(rt, as_type(v), name_of(rt, NAME_module), value);
}

static own_value get_bases(struct ouro *rt, ref_value v)
{
    (void)rt;
    return retain(slot_get(as_type(v)->bases));
}

// Orders of bases of t and of all below it, computed anew; what they were is put back when one fails.
static bool renew_orders(struct ouro *rt, struct type *t)
{
    own_value order = type_compute_mro(rt, t);
    if (failed(order)) {
        return false;
    }
    own_value old = slot_take(rt, t, &t->mro);
    slot_init(&t->mro, order);
    for (uint32_t i = 0; i < t->derived_count; i++) {
        if (!renew_orders(rt, t->derived[i])) {
            slot_set(rt, t, &t->mro, old);
            return false;
        }
    }
    release(rt, old);
    if (!type_inherit_protocol(rt, t)) {
        (void)error_no_memory(rt);
        return false;
    }
    return true;
}

static bool check_new_bases(struct ouro *rt, struct type *t, ref_value value)
{
    if (!is_tuple(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "can only assign tuple to %N.__bases__, not %T", t, value);
        return false;
    }
    if (as_tuple(value)->length == 0) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "can only assign non-empty tuple to %N.__bases__, not ()", t);
        return false;
    }
    for (uint64_t i = 0; i < as_tuple(value)->length; i++) {
        ref_value base = tuple_item(value, i);
        if (!is_object(base) || !is_type(rt, base)) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "%N.__bases__ must be tuple of classes, not '%T'", t, base);
            return false;
        }
        if (type_is_subtype(as_type(base), t)) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "a __bases__ item causes an inheritance cycle");
            return false;
        }
    }
    return true;
}

static bool set_bases(struct ouro *rt, ref_value v, ref_value value)
{
    struct type *t = as_type(v);
    if (!may_change(rt, t, value, "__bases__") || !check_new_bases(rt, t, value)) {
        return false;
    }
    struct type *best = type_best_base(rt, value);
    if (best == NULL) {
        return false;
    }
    struct type *old_base = as_type(slot_get(t->base));
    if (best->definition != old_base->definition) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__bases__ assignment: '%N' deallocator differs from '%N'", best,
                          old_base);
        return false;
    }
    if (best->layout != old_base->layout || best->member_count != old_base->member_count ||
        (type_solid_base(best) != type_solid_base(old_base))) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__bases__ assignment: '%N' object layout differs from '%N'", best,
                          old_base);
        return false;
    }
    for (uint64_t i = 0; i < as_tuple(value)->length; i++) {
        if (!type_add_derived(rt, as_type(tuple_item(value, i)), t)) {
            while (i-- > 0) {
                type_remove_derived(as_type(tuple_item(value, i)), t);
            }
            return false;
        }
    }
    own_value old_bases = slot_take(rt, t, &t->bases);
    own_value old = slot_take(rt, t, &t->base);
    slot_init(&t->bases, retain(value));
    slot_init(&t->base, retain(ref_object(best)));
    bool ok = renew_orders(rt, t);
    own_value leaving = old_bases;
    if (!ok) {
        leaving = slot_take(rt, t, &t->bases);
        release(rt, slot_take(rt, t, &t->base));
        slot_init(&t->bases, old_bases);
        slot_init(&t->base, old);
        old = own_nothing;
    }
    for (uint64_t i = 0; i < as_tuple(lend(leaving))->length; i++) {
        type_remove_derived(as_type(tuple_item(lend(leaving), i)), t);
    }
    type_update_overrides(rt, t);
    type_modified(rt, t, true);
    release(rt, old);
    release(rt, leaving);
    return ok;
}

static own_value get_mro(struct ouro *rt, ref_value v)
{
    (void)rt;
    ref_value mro = slot_get(as_type(v)->mro);
    return is_nothing(mro) ? own_none : retain(mro);
}
static own_value get_base(struct ouro *rt, ref_value v)
{
    (void)rt;
    ref_value base = slot_get(as_type(v)->base);
    return is_nothing(base) ? own_none : retain(base);
}
static own_value get_dict(struct ouro *rt, ref_value v)
{
    return type_dict_ready(rt, as_type(v)) ? mapping_proxy_new(rt, v) : own_nothing;
}

own_value definition_doc(struct ouro *rt, struct type_definition const *d)
{
    char const *dot = strrchr(d->name, '.');
    char const *end = doc_signature_end(dot ? dot + 1 : d->name, d->doc);
    return d->doc == NULL ? own_none : str_from(rt, end ? end + 6 : d->doc);
}

static own_value get_text_signature(struct ouro *rt, ref_value v)
{
    struct type_definition const *d = as_type(v)->definition;
    char const *dot = strrchr(d->name, '.');
    char const *name = dot ? dot + 1 : d->name;
    char const *end = type_is_python(as_type(v)) ? NULL : doc_signature_end(name, d->doc);
    if (end == NULL) {
        return own_none;
    }
    char const *begin = d->doc + strlen(name);
    return str_new(rt, begin, (size_t)(end + 1 - begin));
}

static own_value get_doc(struct ouro *rt, ref_value v)
{
    struct type *t = as_type(v);
    if (!type_is_python(t)) {
        return definition_doc(rt, t->definition);
    }
    struct attribute_cell *cell = type_own_entry(rt, t, name_of(rt, NAME_doc));
    if (cell == NULL) {
        return error_pending(rt) ? own_nothing : own_none;
    }
    return get_of_class(rt, t, cell);
}
static bool set_doc(struct ouro *rt, ref_value v, ref_value value)
{
    return may_change(rt, as_type(v), value, "__doc__") && type_set_entry(rt, as_type(v), name_of(rt, NAME_doc), value);
}

static own_value get_abstract(struct ouro *rt, ref_value v)
{
    struct type *t = as_type(v);
    struct attribute_cell *cell =
        t == rt->objects->types[TYPE_TYPE] ? NULL : type_own_entry(rt, t, name_of(rt, NAME_abstractmethods));
    if (cell == NULL) {
        return error_pending(rt)
                   ? own_nothing
                   : error_raise_attribute(rt, v, name_of(rt, NAME_abstractmethods), "__abstractmethods__");
    }
    return retain(slot_get(cell->value));
}
static bool set_abstract(struct ouro *rt, ref_value v, ref_value value)
{
    struct type *t = as_type(v);
    if (!type_is_python(t)) {
        return refuse_immutable(rt, t, name_of(rt, NAME_abstractmethods));
    }
    int abstract = is_nothing(value) ? 0 : operation_truth(rt, value);
    if (abstract < 0 || !type_set_entry(rt, t, name_of(rt, NAME_abstractmethods), value)) {
        return false;
    }
    t->flags = abstract ? t->flags | TYPE_ABSTRACT : t->flags & ~(uint32_t)TYPE_ABSTRACT;
    return true;
}

static own_value get_annotations(struct ouro *rt, ref_value v)
{
    struct type *t = as_type(v);
    if (!type_is_python(t)) {
        return error_raise_attribute(rt, v, name_of(rt, NAME_annotations),
                                     "type object '%N' has no attribute '__annotations__'", t);
    }
    struct attribute_cell *cell = type_own_entry(rt, t, name_of(rt, NAME_annotations));
    if (cell != NULL) {
        return get_of_class(rt, t, cell);
    }
    own_value dict = dict_new(rt);
    if (!failed(dict) && !type_set_entry(rt, t, name_of(rt, NAME_annotations), lend(dict))) {
        release(rt, dict);
        return own_nothing;
    }
    return dict;
}
static bool set_annotations(struct ouro *rt, ref_value v, ref_value value)
{
    struct type *t = as_type(v);
    return type_is_python(t) ? type_set_entry(rt, t, name_of(rt, NAME_annotations), value)
                             : refuse_immutable(rt, t, name_of(rt, NAME_annotations));
}

static own_value get_basic_size(struct ouro *rt, ref_value v)
{
    (void)rt;
    struct type *t = as_type(v);
    return own_small_int((int64_t)t->size + (int64_t)t->member_count * 8);
}
static own_value get_item_size(struct ouro *rt, ref_value v)
{
    (void)rt;
    return own_small_int(as_type(v)->flags & TYPE_VARIABLE ? 8 : 0);
}
static own_value get_dict_offset(struct ouro *rt, ref_value v)
{
    (void)rt;
    struct type *t = as_type(v);
    return own_small_int(t->dict_offset ? (int64_t)t->dict_offset : (t->flags & TYPE_INSTANCE_DICT) ? -1 : 0);
}
static own_value get_weak_offset(struct ouro *rt, ref_value v)
{
    (void)rt;
    return own_small_int(as_type(v)->flags & TYPE_WEAKLY_HELD ? 8 : 0);
}
// The bits of CPython's tp_flags that programs ask for: heap type, base type, abstract, and the subclass bits.
static own_value get_flags(struct ouro *rt, ref_value v)
{
    struct type *t = as_type(v);
    static struct {
        enum type_number number;
        uint32_t bit;
    } const kinds[] = {{TYPE_INT, 24}, {TYPE_LIST, 25}, {TYPE_TUPLE, 26},          {TYPE_BYTES, 27},
                       {TYPE_STR, 28}, {TYPE_DICT, 29}, {TYPE_BASE_EXCEPTION, 30}, {TYPE_TYPE, 31}};
    int64_t flags = 1 << 12 | 1 << 14;
    flags |= t->flags & TYPE_PYTHON ? 1 << 9 : 1 << 8;
    flags |= t->flags & TYPE_SUBCLASSABLE ? 1 << 10 : 0;
    flags |= t->flags & TYPE_ABSTRACT ? 1 << 20 : 0;
    for (uint32_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        flags |= type_is_subtype(t, rt->objects->types[kinds[i].number]) ? INT64_C(1) << kinds[i].bit : 0;
    }
    return own_small_int(flags);
}

static own_value type_repr(struct ouro *rt, ref_value v)
{
    own_value name = type_full_name(rt, as_type(v));
    own_value text = failed(name) ? name : str_format(rt, "<class '%U'>", lend(name));
    release(rt, name);
    return text;
}

// Methods -------------------------------------------------------------------------------------------------------------

static own_value type_mro_method(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value order = type_linearize(rt, as_type(args[0]));
    own_value list = failed(order) ? order : operation_list(rt, lend(order));
    release(rt, order);
    return list;
}

static own_value type_subclasses(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct type *t = as_type(args[0]);
    if (!type_is_python(t) && !types_complete(rt)) {
        return own_nothing;
    }
    own_value list = list_new(rt, t->derived_count);
    for (uint32_t i = 0; !failed(list) && i < t->derived_count; i++) {
        own_value derived = weak_load(rt, &t->derived[i]->header);
        if (!failed(derived) && !list_append(rt, as_list(lend(list)), derived)) {
            release(rt, list);
            return own_nothing;
        }
    }
    return list;
}

static own_value type_prepare(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return dict_new(rt);
}

int class_plain_instance(struct ouro *rt, ref_value v, ref_value class);
int class_plain_subclass(struct ouro *rt, ref_value derived, ref_value class);

static own_value type_instance_check(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int result = class_plain_instance(rt, args[1], args[0]);
    return result < 0 ? own_nothing : own_bool(result);
}
static own_value type_subclass_check(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int result = class_plain_subclass(rt, args[1], args[0]);
    return result < 0 ? own_nothing : own_bool(result);
}

own_value type_names(struct ouro *rt, struct type const *type, own_value names)
{
    ref_value mro = slot_get(type->mro);
    for (uint64_t i = as_tuple(mro)->length; !failed(names) && i-- > 0;) {
        struct type *t = as_type(tuple_item(mro, i));
        if (!type_dict_ready(rt, t) || !dict_merge(rt, lend(names), slot_get(t->dict), true)) {
            release(rt, give(names));
        }
    }
    own_value list = failed(names) ? own_nothing : operation_list(rt, lend(names));
    release(rt, names);
    return list;
}

static own_value type_dir(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return type_names(rt, as_type(args[0]), dict_new(rt));
}

static own_value type_sizeof(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    struct type *t = as_type(args[0]);
    return own_small_int((int64_t)(sizeof *t + t->shape_count * sizeof(struct shape)));
}

static own_value type_or(struct ouro *rt, ref_value left, ref_value right)
{
    return union_new(rt, left, right);
}

struct type_definition const type_type_definition = {
    .name = "type",
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .number = TYPE_TYPE,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAKLY_HELD,
    .size = sizeof(struct type),
    .traverse = type_traverse,
    .drop_step = type_drop_step,
    .finish = type_finish,
    .clear = type_clear,
    .protocol = &(struct type_protocol const){.repr = type_repr,
                                              .call = type_call,
                                              .get_attribute = type_get_attribute,
                                              .set_attribute = type_set_attribute,
                                              .create = type_create,
                                              .initialize = type_initialize,
                                              .binary[BINARY_OR] = type_or},
    .methods =
        (struct native_definition const[]){
            {"mro", type_mro_method, 0, 0, 0, "Return a type's method resolution order."},
            {"__subclasses__", type_subclasses, 0, 0, 0, "Return a list of immediate subclasses."},
            {"__prepare__", type_prepare, 0, -1, NATIVE_CLASS | NATIVE_KEYWORDS,
             "__prepare__() -> dict\nused by the class statement"},
            {"__instancecheck__", type_instance_check, 1, 1, 0, "Check if an object is an instance."},
            {"__subclasscheck__", type_subclass_check, 1, 1, 0, "Check if a class is a subclass."},
            {"__dir__", type_dir, 0, 0, 0, "Specialized __dir__ implementation for types."},
            {"__sizeof__", type_sizeof, 0, 0, 0, "Return memory consumption of the type object."},
            {NULL, NULL, 0, 0, 0, NULL},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__name__", get_name, set_name, NULL},
            {"__qualname__", get_qualname, set_qualname, NULL},
            {"__module__", get_module, set_module, NULL},
            {"__bases__", get_bases, set_bases, NULL},
            {"__mro__", get_mro, NULL, NULL},
            {"__base__", get_base, NULL, NULL},
            {"__dict__", get_dict, NULL, NULL},
            {"__doc__", get_doc, set_doc, NULL},
            {"__text_signature__", get_text_signature, NULL, NULL},
            {"__abstractmethods__", get_abstract, set_abstract, NULL},
            {"__annotations__", get_annotations, set_annotations, NULL},
            {"__basicsize__", get_basic_size, NULL, NULL},
            {"__itemsize__", get_item_size, NULL, NULL},
            {"__dictoffset__", get_dict_offset, NULL, NULL},
            {"__weakrefoffset__", get_weak_offset, NULL, NULL},
            {"__flags__", get_flags, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};
