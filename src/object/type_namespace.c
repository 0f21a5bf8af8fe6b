// SPDX-License-Identifier: MIT
// The namespace of a built-in type, filled at the first look-up: wrappers of the special names that its definition's
// protocol serves, then its methods and attributes. And the cells that class namespaces consist of.
#include "object/class.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/special.h"
#include "object/state.h"
#include "object/str.h"

own_value attribute_cell_new(struct ouro *rt, ref_value value)
{
    struct attribute_cell *cell = object_allocate(rt, HEAP_TRACED, sizeof *cell, TYPE_ATTRIBUTE_CELL);
    if (cell == NULL) {
        return error_no_memory(rt);
    }
    cell->header.kind |= OBJECT_HIDDEN;
    slot_init(&cell->value, retain(value));
    cell->kind = attribute_kind_of(rt, value);
    return own_object(cell);
}

static uint64_t cell_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *v)
{
    (void)rt, (void)from, (void)budget;
    visit(v, slot_get(((struct attribute_cell *)o)->value));
    return 0;
}

static slot_value *cell_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    slot_value *slot = &((struct attribute_cell *)o)->value;
    return fields_drop(slot, 1, 0, cursor);
}

struct type_definition const attribute_cell_type_definition = {
    .name = "attribute cell",
    .number = TYPE_ATTRIBUTE_CELL,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_UNTRACKED,
    .size = sizeof(struct attribute_cell),
    .traverse = cell_traverse,
    .drop_step = cell_drop_step,
};

// Puts a value under a name: takes it. false: an error is pending.
static bool put(struct ouro *rt, ref_value dict, char const *name, own_value value)
{
    if (failed(value)) {
        return false;
    }
    own_value key = str_intern(rt, name, strlen(name));
    own_value cell = failed(key) ? own_nothing : attribute_cell_new(rt, lend(value));
    bool done = !failed(cell) && dict_set(rt, dict, lend(key), lend(cell));
    release(rt, cell);
    release(rt, key);
    release(rt, value);
    return done;
}

static bool put_wrappers(struct ouro *rt, ref_value dict, struct type *t)
{
    struct type_protocol const *protocol = t->definition->protocol;
    if (protocol == NULL) {
        return true;
    }
    for (uint32_t i = 0; i < NAME_SPECIAL_COUNT; i++) {
        enum name_number special = (enum name_number)i;
        if (!special_in_protocol(protocol, special)) {
            continue;
        }
        char const *name = str_bytes(as_str(name_of(rt, special)));
        own_value value;
        if (special == NAME_new) {
            value = native_new(rt, &type_new_definition, ref_object(t), ref_nothing);
        } else if (special == NAME_hash && protocol->hash == hash_unhashable) {
            value = own_none;
        } else {
            value = slot_wrapper_new(rt, t, special);
        }
        if (!put(rt, dict, name, value)) {
            return false;
        }
    }
    if (protocol->compare != NULL && protocol->hash == NULL) {
        return put(rt, dict, "__hash__", own_none);
    }
    return true;
}

static bool put_methods(struct ouro *rt, ref_value dict, struct type *t)
{
    for (struct native_definition const *m = t->definition->methods; m != NULL && m->name != NULL; m++) {
        own_value value;
        if (m->flags & NATIVE_STATIC) {
            own_value function = native_new(rt, m, ref_nothing, ref_nothing);
            value = failed(function) ? own_nothing : staticmethod_new(rt, lend(function));
            release(rt, function);
        } else {
            value = method_descriptor_new(rt, m, t);
        }
        if (!put(rt, dict, m->name, value)) {
            return false;
        }
    }
    return true;
}

static bool put_attributes(struct ouro *rt, ref_value dict, struct type *t)
{
    struct type_definition const *d = t->definition;
    bool has_doc = d->number == TYPE_TYPE; // whose __doc__ is an attribute of classes
    for (struct attribute_definition const *a = d->attributes; a != NULL && a->name != NULL; a++) {
        has_doc |= strcmp(a->name, "__doc__") == 0;
        if (!put(rt, dict, a->name, getset_descriptor_new(rt, a, t))) {
            return false;
        }
    }
    return has_doc || put(rt, dict, "__doc__", definition_doc(rt, d));
}

bool type_fill_namespace(struct ouro *rt, struct type *t)
{
    OURO_ASSERT(!type_is_python(t));
    own_value dict = dict_new(rt);
    if (failed(dict)) {
        return false;
    }
    if (!put_wrappers(rt, lend(dict), t) || !put_methods(rt, lend(dict), t) || !put_attributes(rt, lend(dict), t)) {
        release(rt, dict);
        return false;
    }
    slot_set(rt, t, &t->dict, dict);
    t->flags |= TYPE_DICT_READY;
    return true;
}

own_value type_namespace_copy(struct ouro *rt, struct type *t)
{
    if (!type_dict_ready(rt, t)) {
        return own_nothing;
    }
    own_value copy = dict_new(rt);
    ref_value dict = slot_get(t->dict);
    if (failed(copy) || is_nothing(dict)) {
        return copy;
    }
    uint32_t position = 0;
    ref_value key;
    ref_value cell;
    while (dict_next(as_dict(dict), &position, &key, &cell)) {
        ref_value value = slot_get(as_cell(cell)->value);
        if (!is_nothing(value) && !dict_set(rt, lend(copy), key, value)) {
            release(rt, copy);
            return own_nothing;
        }
    }
    return copy;
}
