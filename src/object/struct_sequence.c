// SPDX-License-Identifier: MIT
// Struct sequences: classes made from a list of fields, their instances.
#include "object/struct_sequence.h"

#include "object/class.h"
#include "object/container.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/shape.h"
#include "object/tuple.h"

#include <string.h>

// Making instances ----------------------------------------------------------------------------------------------------

// How many items an instance of the class has: its n_sequence_fields.
static uint64_t visible_of(struct ouro *rt, struct type *class)
{
    own_value name = str_from(rt, "n_sequence_fields");
    struct attribute_cell *cell = failed(name) ? NULL : type_own_entry(rt, class, lend(name));
    int64_t number = -1;
    if (cell != NULL && !int_to_int64(rt, slot_get(cell->value), &number)) {
        number = -1;
    }
    release(rt, name);
    return number < 0 ? UINT64_MAX : (uint64_t)number;
}

static own_value allocate(struct ouro *rt, struct type *class, uint64_t visible)
{
    if (visible > CONTAINER_MOST) {
        return error_pending(rt) ? own_nothing : error_no_memory(rt);
    }
    own_value made = object_create(rt, class, visible * sizeof(slot_value));
    if (!failed(made)) {
        as_tuple(lend(made))->length = visible;
    }
    return made;
}

static slot_value *field_slot(struct ouro *rt, ref_value v, uint64_t visible, uint64_t index)
{
    struct object *o = as_object(v);
    return index < visible ? &as_tuple(v)->items[index]
                           : shape_member_slot(shape_of(rt, o), o, (uint32_t)(index - visible));
}

// A program may have put anything in the place of a module's class.
static bool has_fields(struct ouro *rt, ref_value class, uint32_t count)
{
    bool good =
        is_type(rt, class) && as_type(class)->layout == TYPE_TUPLE && (as_type(class)->flags & TYPE_IMMUTABLE) != 0;
    uint64_t visible = good ? visible_of(rt, as_type(class)) : 0;
    good = good && visible <= count && count - visible == as_type(class)->member_count;
    if (!good && !error_pending(rt)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%R is not a class of records with %u fields", class, count);
    }
    return good;
}

own_value struct_sequence_new(struct ouro *rt, ref_value class, own_value *values, uint32_t count)
{
    bool good = true;
    for (uint32_t i = 0; i < count; i++) {
        good = good && !failed(values[i]);
    }
    good = good && has_fields(rt, class, count);
    own_value made = good ? allocate(rt, as_type(class), visible_of(rt, as_type(class))) : own_nothing;
    uint64_t visible = failed(made) ? 0 : as_tuple(lend(made))->length;
    for (uint32_t i = 0; i < count; i++) {
        if (failed(made)) {
            release(rt, give(values[i]));
        } else {
            slot_init(field_slot(rt, lend(made), visible, i), give(values[i]));
        }
    }
    return made;
}

// The hidden fields from a dict: those that are missing are None.
static bool take_hidden(struct ouro *rt, ref_value made, uint64_t visible, uint64_t given, ref_value dict)
{
    struct type *type = type_of(rt, made);
    uint32_t position = 0;
    ref_value key, cell;
    while (dict_next(as_dict(slot_get(type->dict)), &position, &key, &cell)) {
        ref_value value = slot_get(as_cell(cell)->value);
        if (!is_exact(value, TYPE_MEMBER_DESCRIPTOR)) {
            continue;
        }
        struct member_descriptor *d = (struct member_descriptor *)as_object(value);
        if (d->place != MEMBER_OF_BLOCK || d->member + visible < given) {
            continue;
        }
        ref_value found = is_nothing(dict) ? ref_nothing : dict_get_str(rt, dict, key);
        slot_value *slot = field_slot(rt, made, visible, visible + d->member);
        slot_init(slot, is_nothing(found) ? own_none : retain(found));
    }
    return !error_pending(rt);
}

static own_value from_sequence(struct ouro *rt, struct type *type, ref_value items, ref_value dict)
{
    own_value full_name = type_full_name(rt, type);
    uint64_t visible = visible_of(rt, type), most = visible + type->member_count, length = as_tuple(items)->length;
    own_value made = own_nothing;
    if (failed(full_name) || visible == UINT64_MAX) {
        // raised
    } else if (length < visible || length > most) {
        char const *bound = most == visible ? "a" : length < visible ? "an at least" : "an at most";
        error_raise(rt, TYPE_TYPE_ERROR, "%U() takes %s %zu-sequence (%zu-sequence given)", lend(full_name), bound,
                    (size_t)(length < visible ? visible : most), (size_t)length);
    } else {
        made = allocate(rt, type, visible);
    }
    release(rt, full_name);
    for (uint64_t i = 0; !failed(made) && i < length; i++) {
        slot_init(field_slot(rt, lend(made), visible, i), retain(tuple_item(items, i)));
    }
    if (!failed(made) && !take_hidden(rt, lend(made), visible, length, dict)) {
        release(rt, give(made));
    }
    return made;
}

// __new__(class, sequence, dict={})
static own_value create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"sequence", "dict"};
    if (count == 0 || !is_type(rt, args[0]) || type_own_entry(rt, as_type(args[0]), name_of(rt, NAME_new)) == NULL) {
        return error_pending(rt) ? own_nothing : error_raise(rt, TYPE_TYPE_ERROR, "not a struct sequence");
    }
    struct type *type = as_type(args[0]);
    struct signature const signature = {type_name(rt, type), names, 2, 1, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    own_value items = operation_tuple(rt, given[0]);
    if (failed(items)) {
        if (error_matches(rt, TYPE_TYPE_ERROR)) {
            error_clear(rt);
            error_raise(rt, TYPE_TYPE_ERROR, "constructor requires a sequence");
        }
        return own_nothing;
    }
    own_value made = own_nothing;
    if (!is_nothing(given[1]) && !is_dict(rt, given[1])) {
        own_value full_name = type_full_name(rt, type);
        if (!failed(full_name)) {
            error_raise(rt, TYPE_TYPE_ERROR, "%U() takes a dict as second arg, if any", lend(full_name));
        }
        release(rt, full_name);
    } else {
        made = from_sequence(rt, type, lend(items), given[1]);
    }
    release(rt, items);
    return made;
}

static own_value refuse_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    own_value full_name =
        count > 0 && is_type(rt, args[0]) ? type_full_name(rt, as_type(args[0])) : str_from(rt, "such");
    if (!failed(full_name)) {
        error_raise(rt, TYPE_TYPE_ERROR, "cannot create '%U' instances", lend(full_name));
    }
    release(rt, full_name);
    return own_nothing;
}

// Methods -------------------------------------------------------------------------------------------------------------

// Calls `visit_field` for each named field of an instance: in the order of the class's namespace, which is that of the
// definition. false: it said so.
static bool for_each_field(struct ouro *rt, ref_value self, bool hidden, void *to,
                           bool (*visit_field)(struct ouro *rt, void *to, ref_value name, ref_value value))
{
    struct type *type = type_of(rt, self);
    uint64_t visible = as_tuple(self)->length;
    uint32_t position = 0;
    ref_value key, cell;
    while (dict_next(as_dict(slot_get(type->dict)), &position, &key, &cell)) {
        ref_value value = slot_get(as_cell(cell)->value);
        if (!is_exact(value, TYPE_MEMBER_DESCRIPTOR)) {
            continue;
        }
        struct member_descriptor *d = (struct member_descriptor *)as_object(value);
        if ((d->place == MEMBER_OF_BLOCK) == hidden) {
            uint64_t index = hidden ? visible + d->member : d->member;
            if (!visit_field(rt, to, key, slot_get(*field_slot(rt, self, visible, index)))) {
                return false;
            }
        }
    }
    return true;
}

struct printing {
    struct str_builder builder;
    struct tuple const *items;
    uint64_t next;
};

// The n-th item under the n-th name, hidden ones included: an item without a name shows under the next field's, as in
// CPython.
static bool add_repr(struct ouro *rt, void *to, ref_value name, ref_value value)
{
    (void)rt;
    struct printing *printing = to;
    struct str_builder *b = &printing->builder;
    if (printing->next == printing->items->length) {
        return true;
    }
    bool first = printing->next == 0;
    value = slot_get(printing->items->items[printing->next++]);
    return (first || str_builder_add(b, ", ", 2)) &&
           str_builder_add(b, str_bytes(as_str(name)), str_size(as_str(name))) && str_builder_add(b, "=", 1) &&
           str_builder_add_repr(b, value);
}

static own_value repr_method(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value full_name = type_full_name(rt, type_of(rt, args[0]));
    if (failed(full_name)) {
        return own_nothing;
    }
    struct printing printing = {.items = as_tuple(args[0])};
    struct str_builder *b = &printing.builder;
    str_builder_open(rt, b);
    bool good = str_builder_add(b, str_bytes(as_str(lend(full_name))), str_size(as_str(lend(full_name)))) &&
                str_builder_add(b, "(", 1) && for_each_field(rt, args[0], false, &printing, add_repr) &&
                for_each_field(rt, args[0], true, &printing, add_repr) && str_builder_add(b, ")", 1);
    release(rt, full_name);
    if (!good) {
        str_builder_abandon(b);
        return own_nothing;
    }
    return str_builder_finish(b);
}

static bool add_entry(struct ouro *rt, void *to, ref_value name, ref_value value)
{
    return dict_set(rt, *(ref_value *)to, name, is_nothing(value) ? ref_none : value);
}

static own_value reduce_method(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value dict = dict_new(rt);
    ref_value lent = lend(dict);
    own_value items = failed(dict) || !for_each_field(rt, args[0], true, &lent, add_entry)
                          ? own_nothing
                          : tuple_from(rt, slot_lend_array(as_tuple(args[0])->items), as_tuple(args[0])->length);
    if (failed(items)) {
        release(rt, dict);
        return own_nothing;
    }
    own_value two[] = {items, dict};
    own_value arguments = tuple_from_owned(rt, two, 2);
    if (failed(arguments)) {
        return arguments;
    }
    own_value pair[] = {retain(ref_object(type_of(rt, args[0]))), arguments};
    return tuple_from_owned(rt, pair, 2);
}

// Making classes ------------------------------------------------------------------------------------------------------

static struct native_definition const create_definition = {"__new__", create, 0, -1, NATIVE_KEYWORDS | NATIVE_STATIC,
                                                           NULL};
static struct native_definition const refuse_definition = {
    "__new__", refuse_create, 0, -1, NATIVE_KEYWORDS | NATIVE_STATIC, NULL};
static struct native_definition const methods[] = {
    {"__repr__", repr_method, 0, 0, 0, NULL},
    {"__reduce__", reduce_method, 0, 0, 0, NULL},
};

static bool set_entry(struct ouro *rt, struct type *class, char const *name, own_value value)
{
    own_value key = failed(value) ? own_nothing : str_intern(rt, name, strlen(name));
    bool done = !failed(key) && type_set_entry(rt, class, lend(key), lend(value));
    release(rt, key);
    release(rt, value);
    return done;
}

static own_value make_class(struct ouro *rt, struct struct_sequence_definition const *definition)
{
    char const *dot = strrchr(definition->name, '.');
    char const *plain = dot == NULL ? definition->name : dot + 1;
    ref_value base = ref_object(type_by_number(rt, TYPE_TUPLE));
    own_value name = str_intern(rt, plain, strlen(plain)), bases = tuple_from(rt, &base, 1), dict = dict_new(rt);
    own_value slots = tuple_new(rt, 0), doc = definition->doc == NULL ? own_none : str_from(rt, definition->doc);
    own_value module =
        dot == NULL ? str_from(rt, "builtins") : str_intern(rt, definition->name, (size_t)(dot - definition->name));
    own_value made = own_nothing;
    if (!failed(name) && !failed(bases) && !failed(dict) && !failed(slots) && !failed(doc) && !failed(module) &&
        dict_set(rt, lend(dict), name_of(rt, NAME_slots), lend(slots)) &&
        dict_set(rt, lend(dict), name_of(rt, NAME_doc), lend(doc)) &&
        dict_set(rt, lend(dict), name_of(rt, NAME_module), lend(module))) {
        made = type_make(rt, type_by_number(rt, TYPE_TYPE), lend(name), lend(bases), lend(dict), NULL, ref_nothing);
    }
    own_value *parts[] = {&name, &bases, &dict, &slots, &doc, &module};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        release(rt, *parts[i]);
    }
    return made;
}

// A descriptor for each named field. *count: all fields, *unnamed: those without a name.
static bool add_fields(struct ouro *rt, struct type *class, struct struct_sequence_definition const *definition,
                       uint32_t *count, uint32_t *unnamed)
{
    own_value match = list_new(rt, definition->visible);
    bool done = !failed(match);
    *count = *unnamed = 0;
    for (uint32_t i = 0; done && definition->fields[i].name != NULL; i++, ++*count) {
        char const *text = definition->fields[i].name;
        if (*text == '\0') {
            ++*unnamed;
            continue;
        }
        bool hidden = i >= definition->visible;
        own_value name = str_intern(rt, text, strlen(text));
        own_value descriptor = failed(name)
                                   ? own_nothing
                                   : member_descriptor_new(rt, class, lend(name), hidden ? i - definition->visible : i);
        if (!failed(descriptor)) {
            struct member_descriptor *d = (struct member_descriptor *)as_object(lend(descriptor));
            d->place = hidden ? MEMBER_OF_BLOCK : MEMBER_OF_ITEMS;
            d->doc = definition->fields[i].doc;
        }
        done = set_entry(rt, class, text, descriptor) &&
               (hidden || list_append(rt, as_list(lend(match)), retain(lend(name))));
        release(rt, name);
    }
    own_value tuple = done ? list_to_tuple(rt, lend(match)) : own_nothing;
    release(rt, match);
    return set_entry(rt, class, "__match_args__", tuple);
}

own_value struct_sequence_class_new(struct ouro *rt, struct struct_sequence_definition const *definition)
{
    own_value made = make_class(rt, definition);
    if (failed(made)) {
        return made;
    }
    struct type *class = as_type(lend(made));
    uint32_t count, unnamed;
    bool done = add_fields(rt, class, definition, &count, &unnamed) &&
                set_entry(rt, class, "n_sequence_fields", own_small_int(definition->visible)) &&
                set_entry(rt, class, "n_fields", own_small_int(count)) &&
                set_entry(rt, class, "n_unnamed_fields", own_small_int(unnamed)) &&
                set_entry(rt, class, "__new__",
                          native_new(rt, definition->no_create ? &refuse_definition : &create_definition, ref_nothing,
                                     ref_nothing));
    for (size_t i = 0; done && i < sizeof methods / sizeof *methods; i++) {
        done = set_entry(rt, class, methods[i].name, method_descriptor_new(rt, &methods[i], class));
    }
    if (!done) {
        release(rt, made);
        return own_nothing;
    }
    done = type_set_entry(rt, class, name_of(rt, NAME_slots), ref_nothing);
    if (!done) {
        release(rt, made);
        return own_nothing;
    }
    // Before there is a shape, and after the last change to its namespace.
    class->member_count = count - definition->visible;
    class->flags = (class->flags & ~(uint32_t)TYPE_SUBCLASSABLE) | TYPE_IMMUTABLE;
    return made;
}
