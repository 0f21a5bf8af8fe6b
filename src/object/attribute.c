// SPDX-License-Identifier: MIT
// Attributes of instances: the generic get, set and delete, and what inline caches may keep of a look-up.
#include "object/class.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/instance.h"
#include "object/operation.h"
#include "object/shape.h"
#include "object/state.h"
#include "object/str.h"

bool descriptor_has_get(struct ouro *rt, ref_value descriptor)
{
    struct type *t = type_of(rt, descriptor);
    return t->protocol->descriptor_get != NULL || type_overrides(t, NAME_get);
}

own_value descriptor_bind(struct ouro *rt, ref_value descriptor, ref_value instance, ref_value owner)
{
    if (!is_object(descriptor)) {
        return retain(descriptor);
    }
    struct type *t = type_of(rt, descriptor);
    if (OURO_UNLIKELY(type_overrides(t, NAME_get))) {
        ref_value args[] = {descriptor, is_nothing(instance) ? ref_none : instance, owner};
        return operation_call_special(rt, NAME_get, args, 3);
    }
    if (t->protocol->descriptor_get != NULL) {
        return t->protocol->descriptor_get(rt, descriptor, instance, owner);
    }
    return retain(descriptor);
}

bool descriptor_store(struct ouro *rt, ref_value descriptor, ref_value instance, ref_value value)
{
    struct type *t = type_of(rt, descriptor);
    bool deletes = is_nothing(value);
    if (OURO_UNLIKELY(type_overrides(t, NAME_set) || type_overrides(t, NAME_delete))) {
        ref_value args[] = {descriptor, instance, value};
        own_value result = operation_call_special(rt, deletes ? NAME_delete : NAME_set, args, deletes ? 2 : 3);
        if (failed(result) && !error_pending(rt)) {
            error_raise_value(rt, TYPE_ATTRIBUTE_ERROR, name_of(rt, deletes ? NAME_delete : NAME_set));
        }
        bool stored = !failed(result);
        release(rt, result);
        return stored;
    }
    return t->protocol->descriptor_set(rt, descriptor, instance, value);
}

// The value in the instance itself, lent; nothing when there is none (or an error is pending).
static ref_value own_attribute(struct ouro *rt, ref_value self, ref_value name)
{
    if (!is_object(self)) {
        return ref_nothing;
    }
    struct object *o = as_object(self);
    struct shape const *shape = shape_of(rt, o);
    if (shape != NULL && shape->kind == SHAPE_OPEN) {
        int32_t index = shape_index(shape, name);
        return index < 0 ? ref_nothing : slot_get(*shape_slot(shape, o, (uint32_t)index));
    }
    slot_value *slot = instance_dict_slot(rt, o);
    if (slot == NULL && layout_of(rt, self) == TYPE_TYPE) { // a class's own attributes are its namespace
        struct attribute_cell *cell = type_own_entry(rt, as_type(self), name);
        return cell ? slot_get(cell->value) : ref_nothing;
    }
    if (slot == NULL || is_nothing(slot_get(*slot))) {
        return ref_nothing;
    }
    return dict_get(rt, slot_get(*slot), name);
}

// The attribute; own_stop without an error when there is none and `quiet`.
static own_value get(struct ouro *rt, ref_value self, ref_value name, bool quiet)
{
    struct type *t = type_of(rt, self);
    struct attribute_cell *cell = type_lookup(rt, t, name);
    if (cell == NULL && error_pending(rt)) {
        return own_nothing;
    }
    own_value found = cell ? retain(slot_get(cell->value)) : own_nothing;
    enum attribute_kind kind = cell ? attribute_kind_of(rt, lend(found)) : ATTRIBUTE_PLAIN;
    own_value result;
    if (kind == ATTRIBUTE_DATA && descriptor_has_get(rt, lend(found))) {
        result = descriptor_bind(rt, lend(found), self, ref_object(t));
        release(rt, found);
        return result;
    }
    result = retain(own_attribute(rt, self, name));
    if (!failed(result) || error_pending(rt)) {
        release(rt, found);
        return result;
    }
    if (failed(found)) {
        if (quiet) {
            return own_stop;
        }
        error_attribute(rt, self, name);
        return own_nothing;
    }
    if (kind == ATTRIBUTE_PLAIN) {
        return found;
    }
    result = descriptor_bind(rt, lend(found), self, ref_object(t));
    release(rt, found);
    return result;
}

own_value instance_get_attribute(struct ouro *rt, ref_value self, ref_value name)
{
    return get(rt, self, name, false);
}

own_value instance_get_quietly(struct ouro *rt, ref_value self, ref_value name)
{
    return get(rt, self, name, true);
}

bool instance_has_own(struct ouro *rt, ref_value self, ref_value name)
{
    return !is_nothing(own_attribute(rt, self, name));
}

// Setting -------------------------------------------------------------------------------------------------------------

// Gives the instance one attribute more. The name is interned. false: MemoryError.
static bool add_attribute(struct ouro *rt, struct object *o, ref_value name, ref_value value)
{
    struct shape *shape = shape_of(rt, o);
    struct shape *next = shape_add(rt, shape, name);
    if (next == NULL) {
        if (error_pending(rt) || !instance_to_dict(rt, o)) {
            return false;
        }
        return dict_set(rt, slot_get(*instance_dict_slot(rt, o)), name, value);
    }
    uint32_t outside = shape_outside(next);
    if (outside != 0) {
        slot_value *first = ((struct instance *)o)->slots + shape->members;
        uint32_t had = shape_outside(shape);
        uint32_t room = shape_outside_room(outside);
        if (had == 0 || room != shape_outside_room(had)) {
            slot_value *old = had ? (slot_value *)as_object(slot_get(*first)) : NULL;
            slot_value *array = heap_raw_resize(&rt->heap, old, shape_outside_room(had) * sizeof(slot_value),
                                                room * sizeof(slot_value));
            if (array == NULL) {
                (void)error_no_memory(rt);
                return false;
            }
            if (had == 0) {
                slots_move(rt, o, array, first, 1);
                slot_init(&array[1], own_nothing); // seen by nobody before the number changes, filled below
            }
            slot_init(first, own_object(array));
        }
        if (shape->type->attribute_hint < next->count) {
            shape->type->attribute_hint = next->count;
        }
    }
    o->kind = (o->kind & ~OBJECT_NUMBER_MASK) | next->row.number;
    slot_init(shape_slot(next, o, next->count - 1u), retain(value));
    return true;
}

static bool delete_from_dict(struct ouro *rt, ref_value self, ref_value name)
{
    slot_value *slot = instance_dict_slot(rt, as_object(self));
    if (slot != NULL && !is_nothing(slot_get(*slot))) {
        own_value dict = retain(slot_get(*slot));
        int deleted = dict_delete(rt, lend(dict), name);
        release(rt, dict);
        if (deleted != 0) {
            return deleted > 0;
        }
    }
    error_attribute(rt, self, name);
    return false;
}

static bool refuse(struct ouro *rt, ref_value self, ref_value name, bool found)
{
    if (found) {
        error_raise_attribute(rt, self, name, "'%T' object attribute '%U' is read-only", self, name);
    } else {
        error_attribute(rt, self, name);
    }
    return false;
}

static bool set_in_open(struct ouro *rt, ref_value self, ref_value name, ref_value value)
{
    struct object *o = as_object(self);
    struct shape *shape = shape_of(rt, o);
    int32_t index = shape_index(shape, name);
    if (is_nothing(value)) {
        if (index < 0) {
            return refuse(rt, self, name, false);
        }
        return instance_to_dict(rt, o) && delete_from_dict(rt, self, name);
    }
    if (index >= 0) {
        slot_set(rt, o, shape_slot(shape, o, (uint32_t)index), retain(value));
        return true;
    }
    if (as_str(name)->header.kind & STR_INTERNED) {
        return add_attribute(rt, o, name, value);
    }
    own_value text =
        is_exact(name, TYPE_STR) ? retain(name) : str_new(rt, str_bytes(as_str(name)), str_size(as_str(name)));
    own_value interned = failed(text) ? text : str_intern_value(rt, text);
    bool done = !failed(interned) && add_attribute(rt, o, lend(interned), value);
    release(rt, interned);
    return done;
}

static bool set_own(struct ouro *rt, ref_value self, ref_value name, ref_value value, bool found)
{
    if (!is_object(self)) {
        return refuse(rt, self, name, found);
    }
    struct object *o = as_object(self);
    struct shape *shape = shape_of(rt, o);
    if (shape != NULL && shape->kind == SHAPE_OPEN) {
        return set_in_open(rt, self, name, value);
    }
    slot_value *slot = instance_dict_slot(rt, o);
    if (slot == NULL) {
        return refuse(rt, self, name, found);
    }
    if (is_nothing(value)) {
        return delete_from_dict(rt, self, name);
    }
    own_value dict = instance_dict(rt, self);
    bool done = !failed(dict) && dict_set(rt, lend(dict), name, value);
    release(rt, dict);
    return done;
}

bool instance_set_attribute(struct ouro *rt, ref_value self, ref_value name, ref_value value)
{
    struct attribute_cell *cell = type_lookup(rt, type_of(rt, self), name);
    if (cell == NULL && error_pending(rt)) {
        return false;
    }
    if (cell != NULL) {
        own_value found = retain(slot_get(cell->value));
        if (attribute_kind_of(rt, lend(found)) == ATTRIBUTE_DATA) {
            bool done = descriptor_store(rt, lend(found), self, value);
            release(rt, found);
            return done;
        }
        release(rt, found);
    }
    return set_own(rt, self, name, value, cell != NULL);
}

// What caches may keep ------------------------------------------------------------------------------------------------

static void place_in_shape(struct shape const *shape, uint32_t index, struct attribute_find *find)
{
    if (shape->count <= shape->capacity || (index != 0 && index < shape->capacity)) {
        find->place = PLACE_SLOT;
        find->index = shape->members + index;
        return;
    }
    uint32_t element = index == 0 ? 0 : index - shape->capacity + 1;
    if (shape->members <= UINT16_MAX) {
        find->place = PLACE_OUTSIDE;
        find->index = shape->members << 16 | element;
    }
}

// A data descriptor that caches know: property, or member of the layout's fixed part.
static void place_of_data(struct ouro *rt, ref_value object, struct attribute_cell *cell, struct attribute_find *find)
{
    ref_value value = slot_get(cell->value);
    if (is_exact(value, TYPE_PROPERTY)) {
        find->place = PLACE_PROPERTY;
        find->cell = cell;
        return;
    }
    if (value_number(value) < SHAPE_FIRST && !is_exact(value, TYPE_MEMBER_DESCRIPTOR) &&
        type_of(rt, value)->protocol->descriptor_get != NULL) {
        find->place = PLACE_DATA;
        find->cell = cell;
        return;
    }
    struct shape const *shape = is_object(object) ? shape_of(rt, as_object(object)) : NULL;
    if (!is_exact(value, TYPE_MEMBER_DESCRIPTOR) || shape == NULL || shape->from_end) {
        return;
    }
    struct member_descriptor *m = (struct member_descriptor *)as_object(value);
    if (!type_is_subtype(shape->type, as_type(slot_get(m->owner)))) {
        return;
    }
    slot_value *slot = shape_member_slot(shape, as_object(object), m->member);
    find->place = PLACE_MEMBER;
    find->index = (uint32_t)(slot - ((struct instance *)as_object(object))->slots);
    find->cell = cell;
}

// Looks the name up in the class, which counts as cached from now on. False: find is complete (a data descriptor), or
// the lookup failed; *cell is what the class has, or NULL.
static bool find_in_class(struct ouro *rt, ref_value object, ref_value name, struct attribute_find *find,
                          struct attribute_cell **cell)
{
    struct type *t = type_of(rt, object);
    *cell = type_lookup(rt, t, name);
    if (*cell == NULL && error_pending(rt)) {
        error_clear(rt);
        return false;
    }
    t->flags |= TYPE_CACHED;
    if (*cell != NULL) {
        (*cell)->kind = attribute_kind_of(rt, slot_get((*cell)->value));
        if ((*cell)->kind == ATTRIBUTE_DATA) {
            place_of_data(rt, object, *cell, find);
            return false;
        }
    }
    return true;
}

void instance_find(struct ouro *rt, ref_value object, ref_value name, struct attribute_find *find)
{
    *find = (struct attribute_find){.place = PLACE_NONE};
    struct type *t = type_of(rt, object);
    if (type_overrides(t, NAME_getattribute) || t->protocol->get_attribute != instance_get_attribute) {
        return;
    }
    struct attribute_cell *cell;
    if (!find_in_class(rt, object, name, find, &cell)) {
        return;
    }
    struct shape const *shape = is_object(object) ? shape_of(rt, as_object(object)) : NULL;
    if (shape != NULL && shape->kind == SHAPE_OPEN) {
        int32_t index = shape_index(shape, name);
        if (index >= 0) {
            place_in_shape(shape, (uint32_t)index, find);
            return;
        }
    } else if (is_object(object) && instance_dict_slot(rt, as_object(object)) != NULL) {
        if (cell == NULL || cell->kind == ATTRIBUTE_PLAIN) {
            find->place = PLACE_DICT;
        } else if (cell->kind == ATTRIBUTE_FUNCTION) {
            find->place = PLACE_DICT_METHOD;
            find->cell = cell;
        }
        return;
    }
    if (cell != NULL && (cell->kind == ATTRIBUTE_PLAIN || cell->kind == ATTRIBUTE_FUNCTION)) {
        find->place = cell->kind == ATTRIBUTE_PLAIN ? PLACE_CLASS_VALUE : PLACE_METHOD;
        find->cell = cell;
    }
}

static void place_of_new(struct ouro *rt, struct shape *shape, ref_value name, struct attribute_find *find)
{
    if (!(as_str(name)->header.kind & STR_INTERNED)) {
        return;
    }
    struct shape *next = shape_add(rt, shape, name);
    if (next == NULL) {
        error_clear(rt);
        return;
    }
    uint32_t had = shape_outside(shape);
    uint32_t outside = shape_outside(next);
    find->next_number = next->row.number;
    if (outside == 0) {
        find->place = PLACE_ADD;
        find->index = shape->members + shape->count;
    } else if (had != 0 && shape_outside_room(had) == shape_outside_room(outside) && shape->members <= UINT16_MAX) {
        find->place = PLACE_ADD_OUTSIDE;
        find->index = shape->members << 16 | (outside - 1);
    }
}

void instance_find_store(struct ouro *rt, ref_value object, ref_value name, struct attribute_find *find)
{
    *find = (struct attribute_find){.place = PLACE_NONE};
    if (!is_object(object)) {
        return;
    }
    struct type *t = type_of(rt, object);
    if (type_overrides(t, NAME_setattr) || type_overrides(t, NAME_delattr) ||
        t->protocol->set_attribute != instance_set_attribute) {
        return;
    }
    struct attribute_cell *cell;
    if (!find_in_class(rt, object, name, find, &cell)) {
        return;
    }
    struct shape *shape = shape_of(rt, as_object(object));
    if (shape == NULL || shape->kind != SHAPE_OPEN) {
        return;
    }
    int32_t index = shape_index(shape, name);
    if (index >= 0) {
        place_in_shape(shape, (uint32_t)index, find);
    } else {
        place_of_new(rt, shape, name, find);
    }
}

void type_find(struct ouro *rt, ref_value type, ref_value name, struct attribute_find *find)
{
    *find = (struct attribute_find){.place = PLACE_NONE};
    struct type *meta = type_of(rt, type);
    if (type_overrides(meta, NAME_getattribute) || meta->protocol->get_attribute != type_get_attribute) {
        return;
    }
    struct type *t = as_type(type);
    struct attribute_cell *above = type_lookup(rt, meta, name);
    struct attribute_cell *cell = above == NULL && error_pending(rt) ? NULL : type_lookup(rt, t, name);
    if (cell == NULL) {
        error_clear(rt);
        return;
    }
    meta->flags |= TYPE_CACHED;
    t->flags |= TYPE_CACHED;
    if (above != NULL && attribute_kind_of(rt, slot_get(above->value)) == ATTRIBUTE_DATA) {
        return;
    }
    cell->kind = attribute_kind_of(rt, slot_get(cell->value));
    if (cell->kind == ATTRIBUTE_PLAIN || cell->kind == ATTRIBUTE_FUNCTION) {
        find->place = PLACE_CLASS_VALUE;
        find->cell = cell;
    }
}
