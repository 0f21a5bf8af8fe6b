// SPDX-License-Identifier: MIT
// Shapes: which attribute lies where, as a tree from each root of a class.
//
// Layout OBJECT (no C struct under the class):
//
//     header | members of __slots__, bases' first | dynamic part: `capacity` words
//
// The capacity belongs to a root and all that grows from it, so an instance's block has one size for life. While an
// instance has count <= capacity attributes, attribute i lies in word i of the dynamic part. With more, word 0 is the
// address of an array outside (raw memory, shape_outside_room(n) elements): attribute 0 is its element 0, attribute
// i < capacity stays in word i, attribute i >= capacity is element i - capacity + 1. In dict mode word 0 is the dict
// and the other words are empty. When an instance overflows, the class remembers the count, and its next instance
// begins at a new root of that capacity.
//
// Other layouts: C struct | members | dict (when the C struct has no place for one). Where items lie inline behind the
// C struct, members and dict are the last words of the block instead, counted from its end. Their shape never changes.
//
// Shapes live as long as their class: an instance counts its class and the class frees its shapes when it is freed.
#include "object/shape.h"

#include "object/class.h"
#include "object/error.h"
#include "object/state.h"
#include "object/str.h"

static bool shapes_room(struct ouro *rt, struct type *t)
{
    if (t->shape_count < t->shape_capacity) {
        return true;
    }
    uint32_t more = t->shape_capacity ? t->shape_capacity * 2 : 2;
    void *grown = heap_raw_resize(&rt->heap, t->shapes, t->shape_capacity * sizeof(struct shape *),
                                  more * sizeof(struct shape *));
    if (grown == NULL) {
        return false;
    }
    t->shapes = grown;
    t->shape_capacity = more;
    return true;
}

struct shape *shape_make(struct ouro *rt, struct type *t, struct shape const *parent, enum shape_kind kind,
                         uint32_t capacity)
{
    if (!shapes_room(rt, t)) {
        (void)error_no_memory(rt);
        return NULL;
    }
    struct shape *shape = heap_raw_allocate_zeroed(&rt->heap, sizeof *shape);
    if (shape == NULL) {
        (void)error_no_memory(rt);
        return NULL;
    }
    shape->type = t;
    shape->kind = (uint16_t)kind;
    shape->members = t->member_count;
    shape->capacity = (uint16_t)capacity;
    shape->count = parent ? (uint16_t)(parent->count + 1) : 0;
    shape->dict_in_block = kind == SHAPE_BUILTIN && (t->flags & TYPE_INSTANCE_DICT) && t->dict_offset == 0;
    shape->from_end = kind == SHAPE_BUILTIN && (t->definition->flags & TYPE_VARIABLE);
    shape->row.shape = shape;
    slot_init(&shape->row.type, own_object(t));
    instance_row_fill(&shape->row, t, kind);
    if (!row_add(rt, &shape->row)) {
        heap_raw_free(&rt->heap, shape, sizeof *shape);
        (void)error_no_memory(rt);
        return NULL;
    }
    t->shapes[t->shape_count++] = shape;
    return shape;
}

static enum shape_kind root_kind(struct type const *t)
{
    if (t->layout != TYPE_OBJECT) {
        return SHAPE_BUILTIN;
    }
    return t->flags & TYPE_INSTANCE_DICT ? SHAPE_OPEN : SHAPE_CLOSED;
}

struct shape *type_root_shape(struct ouro *rt, struct type *t)
{
    struct shape *root = t->root_shape;
    if (OURO_LIKELY(root != NULL && (root->kind != SHAPE_OPEN || root->capacity >= t->attribute_hint))) {
        return root;
    }
    if (root != NULL && t->shape_count >= SHAPES_MOST) {
        return root;
    }
    enum shape_kind kind = root_kind(t);
    uint32_t capacity = kind == SHAPE_OPEN ? (t->attribute_hint ? t->attribute_hint : 1) : 0;
    struct shape *made = shape_make(rt, t, NULL, kind, capacity);
    if (made == NULL) {
        if (root != NULL) {
            error_clear(rt); // smaller instances serve as well
        }
        return root;
    }
    t->root_shape = made;
    t->row = &made->row;
    return made;
}

struct shape *type_dict_shape(struct ouro *rt, struct type *t)
{
    if (t->dict_shape == NULL) {
        t->dict_shape = shape_make(rt, t, NULL, SHAPE_DICT, 1);
    }
    return t->dict_shape;
}

struct shape *shape_add(struct ouro *rt, struct shape *shape, ref_value name)
{
    for (struct shape *child = shape->child; child != NULL; child = child->sibling) {
        if (same(slot_get(child->name), name)) {
            return child;
        }
    }
    struct type *t = shape->type;
    if (shape->count == SHAPE_NAMES_MOST || t->shape_count >= SHAPES_MOST) {
        return NULL;
    }
    struct shape *child = shape_make(rt, t, shape, SHAPE_OPEN, shape->capacity);
    if (child == NULL) {
        return NULL;
    }
    slot_init(&child->name, retain(name));
    child->parent = shape;
    child->sibling = shape->child;
    shape->child = child;
    return child;
}

int32_t shape_index(struct shape const *shape, ref_value name)
{
    struct str *text = as_str(name);
    bool interned = text->header.kind & STR_INTERNED;
    for (struct shape const *s = shape; s->parent != NULL; s = s->parent) {
        ref_value own = slot_get(s->name);
        if (same(own, name) || (!interned && str_equal(as_str(own), text))) {
            return s->count - 1;
        }
    }
    return -1;
}

slot_value *shape_member_slot(struct shape const *shape, struct object *o, uint32_t member)
{
    if (shape->kind != SHAPE_BUILTIN) {
        return ((struct instance *)o)->slots + member;
    }
    if (shape->from_end) {
        return (slot_value *)((char *)o + heap_block_bytes(o)) - 1 - member;
    }
    return (slot_value *)((char *)o + shape->type->size) + member;
}

void type_shapes_free(struct ouro *rt, struct type *t)
{
    for (uint32_t i = 0; i < t->shape_count; i++) {
        struct shape *shape = t->shapes[i];
        release(rt, slot_take(rt, t, &shape->name));
        row_retire(rt, &shape->row);
        heap_raw_free(&rt->heap, shape, sizeof *shape);
    }
    heap_raw_free(&rt->heap, t->shapes, t->shape_capacity * sizeof(struct shape *));
    t->shapes = NULL;
    t->shape_count = t->shape_capacity = 0;
    t->root_shape = t->dict_shape = NULL;
    t->row = NULL;
}

void type_rows_update(struct ouro *rt, struct type *t)
{
    (void)rt;
    for (uint32_t i = 0; i < t->shape_count; i++) {
        instance_row_fill(&t->shapes[i]->row, t, (enum shape_kind)t->shapes[i]->kind);
    }
}
