// SPDX-License-Identifier: MIT
// Instances of Python classes: making them, their rows' functions, their dict.
#include "object/instance.h"

#include "object/class.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/operation.h"
#include "object/shape.h"
#include "object/state.h"
#include "object/str.h"

// Row functions -------------------------------------------------------------------------------------------------------

static uint64_t open_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *v)
{
    (void)from, (void)budget;
    struct shape const *shape = shape_of(rt, o);
    slot_value const *slots = ((struct instance *)o)->slots;
    visit(v, ref_object(shape->type));
    if (shape->kind == SHAPE_DICT) {
        fields_visit(slots, shape->members + 1, v);
        return 0;
    }
    fields_visit(slots, shape->members, v);
    uint32_t outside = shape_outside(shape);
    if (OURO_LIKELY(outside == 0)) {
        fields_visit(slots + shape->members, shape->count, v);
        return 0;
    }
    fields_visit((slot_value const *)as_object(slot_get(slots[shape->members])), outside, v);
    fields_visit(slots + shape->members + 1, shape->capacity - 1u, v);
    return 0;
}

// The k-th member in the order of release: the most derived class's first, each class's sorted by name (which is how
// they lie).
static uint32_t member_in_release_order(struct type const *t, uint32_t k)
{
    for (;;) {
        struct type const *base = as_type(slot_get(t->base));
        uint32_t below = base ? base->member_count : 0;
        uint32_t own = t->member_count - below;
        if (k < own || base == NULL) {
            return below + k;
        }
        k -= own;
        t = base;
    }
}

static slot_value *members_drop(struct shape const *shape, struct object *o, uint32_t *cursor)
{
    while (*cursor < shape->members) {
        uint32_t member = member_in_release_order(shape->type, *cursor);
        slot_value *slot = shape_member_slot(shape, o, member);
        if (slot_is_full(*slot)) {
            return slot;
        }
        ++*cursor;
    }
    return NULL;
}

static slot_value *open_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    struct shape const *shape = shape_of(rt, o);
    slot_value *slot = shape->members ? members_drop(shape, o, cursor) : NULL;
    if (slot != NULL) {
        return slot;
    }
    slot_value *dynamic = ((struct instance *)o)->slots + shape->members;
    if (shape->kind == SHAPE_DICT) {
        return fields_drop(dynamic, 1, shape->members, cursor);
    }
    while (*cursor < shape->members + shape->count) {
        slot = shape_slot(shape, o, *cursor - shape->members);
        if (slot_is_full(*slot)) {
            return slot;
        }
        ++*cursor;
    }
    return NULL;
}

// Members of one class alone, then attributes, all in the block: type_row.fixed_slots.
static uint32_t open_fixed_slots(struct shape const *shape)
{
    if (shape->kind == SHAPE_DICT || shape->count > shape->capacity) {
        return 0;
    }
    if (shape->members != 0) {
        struct type const *base = as_type(slot_get(shape->type->base));
        if (base != NULL && base->member_count != 0) {
            return 0;
        }
    }
    return shape->members + shape->count + 1;
}

static own_value open_finish(struct ouro *rt, struct object *o)
{
    struct shape const *shape = shape_of(rt, o);
    uint32_t outside = shape->kind == SHAPE_OPEN ? shape_outside(shape) : 0;
    if (OURO_UNLIKELY(outside != 0)) {
        void *array = as_object(slot_get(((struct instance *)o)->slots[shape->members]));
        heap_raw_free(&rt->heap, array, shape_outside_room(outside) * sizeof(slot_value));
    }
    return own_object(shape->type);
}

static void open_clear(struct ouro *rt, struct object *o)
{
    struct shape const *shape = shape_of(rt, o);
    for (uint32_t i = 0; i < shape->members; i++) {
        release(rt, slot_take(rt, o, shape_member_slot(shape, o, i)));
    }
    if (shape->kind == SHAPE_DICT) {
        release(rt, slot_take(rt, o, &((struct instance *)o)->slots[shape->members]));
        return;
    }
    for (uint32_t i = 0; i < shape->count; i++) {
        release(rt, slot_take(rt, o, shape_slot(shape, o, i)));
    }
}

static uint64_t built_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *v)
{
    struct shape const *shape = shape_of(rt, o);
    if (from == 0) {
        visit(v, ref_object(shape->type));
        for (uint32_t i = 0; i < shape_extra_words(shape); i++) {
            visit(v, slot_get(*shape_member_slot(shape, o, i)));
        }
    }
    traverse_fn *below = shape->type->definition->traverse;
    return below ? below(rt, o, from, budget, v) : 0;
}

// Members, dict, then what the C struct holds.
static slot_value *built_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    struct shape const *shape = shape_of(rt, o);
    slot_value *slot = members_drop(shape, o, cursor);
    if (slot != NULL) {
        return slot;
    }
    uint32_t extra = shape_extra_words(shape);
    if (*cursor < extra) {
        slot = shape_member_slot(shape, o, shape->members);
        if (slot_is_full(*slot)) {
            return slot;
        }
        *cursor = extra;
    }
    drop_step_fn *below = shape->type->definition->drop_step;
    if (below == NULL) {
        return NULL;
    }
    uint32_t rest = *cursor - extra;
    slot = below(rt, o, &rest);
    *cursor = extra + rest;
    return slot;
}

static own_value built_finish(struct ouro *rt, struct object *o)
{
    struct shape const *shape = shape_of(rt, o);
    struct type *t = shape->type;
    finish_fn *below = t->definition->finish;
    if (below != NULL) {
        own_value last = below(rt, o);
        OURO_ASSERT(failed(last));
        (void)last;
    }
    return own_object(t);
}

static void built_clear(struct ouro *rt, struct object *o)
{
    struct shape const *shape = shape_of(rt, o);
    for (uint32_t i = 0; i < shape_extra_words(shape); i++) {
        release(rt, slot_take(rt, o, shape_member_slot(shape, o, i)));
    }
    if (shape->type->definition->clear != NULL) {
        shape->type->definition->clear(rt, o);
    }
}

static void instance_finalize(struct ouro *rt, struct object *o)
{
    ref_value self = ref_object(o);
    own_value saved = error_take(rt);
    own_value result = operation_call_special(rt, NAME_del, &self, 1);
    if (failed(result) && error_pending(rt)) {
        struct attribute_cell *cell = type_lookup(rt, type_of(rt, self), name_of(rt, NAME_del));
        error_unraisable(rt, cell ? slot_get(cell->value) : self);
    }
    release(rt, result);
    if (!failed(saved)) {
        error_restore(rt, saved);
    }
}

void instance_row_fill(struct type_row *row, struct type *t, enum shape_kind kind)
{
    struct type_definition const *d = t->definition;
    row->flags = ROW_INSTANCE | ((t->flags & TYPE_WEAKLY_HELD) ? ROW_WEAKLY_HELD : 0);
    row->flags |= kind == SHAPE_BUILTIN ? 0 : ROW_CLEARED;
    if (d->number == TYPE_WEAK_REFERENCE) {
        row->flags |= ROW_WEAK_REFERENCE;
    }
    row->traverse = kind == SHAPE_BUILTIN ? built_traverse : open_traverse;
    row->drop_step = kind == SHAPE_BUILTIN ? built_drop_step : open_drop_step;
    row->fixed_slots = kind == SHAPE_BUILTIN ? 0 : open_fixed_slots(row->shape);
    row->finish = kind == SHAPE_BUILTIN ? built_finish : open_finish;
    row->clear = kind == SHAPE_BUILTIN ? built_clear : open_clear;
    row->finalize = NULL;
    row->needs_finalize = NULL;
    if (t->flags & TYPE_FINALIZED_INSTANCES) {
        row->finalize = instance_finalize;
    } else if (kind == SHAPE_BUILTIN && d->finalize != NULL) {
        row->finalize = d->finalize;
        row->needs_finalize = d->needs_finalize;
    }
    row->flags |= row->finalize ? ROW_FINALIZER : 0;
    row->protocol = t->protocol;
    row->name = is_nothing(slot_get(t->name)) ? "?" : str_bytes(as_str(slot_get(t->name)));
}

// Making --------------------------------------------------------------------------------------------------------------

own_value instance_new(struct ouro *rt, struct type *type)
{
    struct shape *root = type->root_shape;
    if (OURO_UNLIKELY(root == NULL || root->capacity < type->attribute_hint)) {
        root = type_root_shape(rt, type);
        if (root == NULL) {
            return own_nothing;
        }
    }
    OURO_ASSERT(root->kind != SHAPE_BUILTIN);
    size_t size = sizeof(struct object) + (root->members + (size_t)root->capacity) * sizeof(slot_value);
    struct object *o = object_allocate(rt, HEAP_TRACED, size, root->row.number);
    if (o == NULL) {
        return error_no_memory(rt);
    }
    retain_object(&type->header);
    return own_object(o);
}

own_value object_create(struct ouro *rt, struct type *type, size_t extra_bytes)
{
    struct object *o;
    if (extra_bytes > (size_t)PTRDIFF_MAX - 4096) {
        return error_no_memory(rt);
    }
    size_t size = (type->size + extra_bytes + 7) & ~(size_t)7;
    if (!type_is_python(type)) {
        enum heap_kind kind = type->flags & TYPE_IS_LEAF ? HEAP_LEAF : HEAP_TRACED;
        o = object_allocate(rt, kind, size, type->definition->number);
        return o ? own_object(o) : error_no_memory(rt);
    }
    struct shape *root = type_root_shape(rt, type);
    if (root == NULL) {
        return own_nothing;
    }
    if (root->kind != SHAPE_BUILTIN) {
        return instance_new(rt, type);
    }
    size += shape_extra_words(root) * sizeof(slot_value);
    if (root->from_end) {
        size = heap_good_size(size); // the words at its end are to be zero
    }
    o = object_allocate(rt, HEAP_TRACED, size, root->row.number);
    if (o == NULL) {
        return error_no_memory(rt);
    }
    size_t bytes = root->from_end ? heap_block_bytes(o) : size; // more in a block of a larger class than asked for
    if (bytes > size && heap_resize_object(&rt->heap, HEAP_TRACED, o, size, bytes) == NULL) {
        heap_free_object(&rt->heap, o);
        return error_no_memory(rt);
    }
    retain_object(&type->header);
    return own_object(o);
}

// Dict ----------------------------------------------------------------------------------------------------------------

bool instance_to_dict(struct ouro *rt, struct object *o)
{
    struct shape *shape = shape_of(rt, o);
    OURO_ASSERT(shape->kind == SHAPE_OPEN);
    struct shape *to = type_dict_shape(rt, shape->type);
    own_value dict = to ? dict_new_sized(rt, shape->count) : own_nothing;
    if (failed(dict)) {
        return false;
    }
    ref_value names[SHAPE_NAMES_MOST];
    for (struct shape *s = shape; s->parent != NULL; s = s->parent) {
        names[s->count - 1] = slot_get(s->name);
    }
    for (uint32_t i = 0; i < shape->count; i++) {
        ref_value value = slot_get(*shape_slot(shape, o, i));
        if (!is_nothing(value) && !dict_set(rt, lend(dict), names[i], value)) {
            release(rt, dict);
            return false;
        }
    }
    for (uint32_t i = 0; i < shape->count; i++) {
        release(rt, slot_take(rt, o, shape_slot(shape, o, i))); // the dict has it: none dies here
    }
    slot_value *first = ((struct instance *)o)->slots + shape->members;
    uint32_t outside = shape_outside(shape);
    if (outside != 0) {
        heap_raw_free(&rt->heap, as_object(slot_get(*first)), shape_outside_room(outside) * sizeof(slot_value));
    }
    slot_init(first, dict);
    o->kind = (o->kind & ~OBJECT_NUMBER_MASK) | to->row.number;
    return true;
}

slot_value *instance_dict_slot(struct ouro *rt, struct object *o)
{
    struct type_row *row = row_of(rt, o);
    struct shape const *shape = row->shape;
    if (shape != NULL && shape->kind == SHAPE_DICT) {
        return &((struct instance *)o)->slots[shape->members];
    }
    if (shape != NULL && shape->dict_in_block) {
        return shape_member_slot(shape, o, shape->members);
    }
    struct type *t = as_type(slot_get(row->type));
    return t->dict_offset ? (slot_value *)((char *)o + t->dict_offset) : NULL;
}

own_value instance_dict(struct ouro *rt, ref_value self)
{
    if (!is_object(self)) {
        error_attribute(rt, self, name_of(rt, NAME_dict));
        return own_nothing;
    }
    struct object *o = as_object(self);
    struct shape *shape = shape_of(rt, o);
    if (shape != NULL && shape->kind == SHAPE_OPEN && !instance_to_dict(rt, o)) {
        return own_nothing;
    }
    slot_value *slot = instance_dict_slot(rt, o);
    if (slot == NULL) {
        error_attribute(rt, self, name_of(rt, NAME_dict));
        return own_nothing;
    }
    if (is_nothing(slot_get(*slot))) {
        own_value dict = dict_new(rt);
        if (failed(dict)) {
            return own_nothing;
        }
        slot_set(rt, o, slot, dict);
    }
    if (is_exact(slot_get(*slot), TYPE_DICT) && !dict_make_whole(rt, slot_get(*slot))) {
        return own_nothing;
    }
    return retain(slot_get(*slot));
}
