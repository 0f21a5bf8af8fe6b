// SPDX-License-Identifier: MIT
// Shapes, for the files that make and walk instances. shape.c has the layout.
#ifndef OURO_OBJECT_SHAPE_H
#define OURO_OBJECT_SHAPE_H

#include "object/instance.h"

#define SHAPE_NAMES_MOST 64
#define SHAPES_MOST 256

enum shape_kind {
    SHAPE_OPEN,    // layout OBJECT: members, then the dynamic part
    SHAPE_CLOSED,  // layout OBJECT: members only
    SHAPE_DICT,    // layout OBJECT, dict mode: members, then the dict
    SHAPE_BUILTIN, // C struct of the layout, members, then a dict when the C struct has none
};

struct shape {
    struct type_row row; // row.shape is this shape, row.type the class
    struct type *type;
    struct shape *parent;  // without the last name; NULL for a root
    struct shape *child;   // newest child
    struct shape *sibling; // next child of the parent
    slot_value name;       // str, the attribute this shape added; nothing in a root
    uint16_t kind;         // enum shape_kind
    uint16_t capacity;     // words of the dynamic part inside the block
    uint16_t count;        // attributes in the dynamic part, <= SHAPE_NAMES_MOST
    bool dict_in_block;    // SHAPE_BUILTIN: the word after the members is a dict
    bool from_end;         // SHAPE_BUILTIN with inline items: members and dict are the last words of the block
    uint32_t members;      // words of members
};

OURO_INLINE struct shape *shape_of(struct ouro *rt, struct object const *o)
{
    return rt->rows[object_number(o)]->shape;
}
// The root shape of a class, made on demand. NULL: MemoryError.
struct shape *type_root_shape(struct ouro *rt, struct type *t);
struct shape *type_dict_shape(struct ouro *rt, struct type *t);
// The shape that has one name more; NULL without an error: go to dict mode; with one: MemoryError.
struct shape *shape_add(struct ouro *rt, struct shape *shape, ref_value name);
// Number of an attribute in the dynamic part, or -1.
int32_t shape_index(struct shape const *shape, ref_value name);
// Where attribute `index` of an instance with this shape lies.
OURO_INLINE slot_value *shape_slot(struct shape const *shape, struct object *o, uint32_t index)
{
    slot_value *dynamic = ((struct instance *)o)->slots + shape->members;
    if (OURO_LIKELY(shape->count <= shape->capacity) || (index != 0 && index < shape->capacity)) {
        return &dynamic[index];
    }
    slot_value *outside = (slot_value *)as_object(slot_get(dynamic[0]));
    return &outside[index == 0 ? 0 : index - shape->capacity + 1];
}
slot_value *shape_member_slot(struct shape const *shape, struct object *o, uint32_t member);
// Elements of the outside array of a shape, 0: none; and how many it has room for.
OURO_INLINE uint32_t shape_outside(struct shape const *shape)
{
    return shape->count > shape->capacity ? (uint32_t)(shape->count - shape->capacity + 1) : 0;
}
OURO_INLINE uint32_t shape_outside_room(uint32_t elements)
{
    uint32_t room = 4;
    while (room < elements) {
        room *= 2;
    }
    return elements ? room : 0;
}
// Moves an instance's attributes into a dict (dict mode). false: MemoryError, nothing changed.
OURO_MUST_USE bool instance_to_dict(struct ouro *rt, struct object *o);
// Gives all shapes of a class back: when the class is freed.
void type_shapes_free(struct ouro *rt, struct type *t);
// Puts finalizer, weak reference and other flags of the class into its shapes' rows.
void type_rows_update(struct ouro *rt, struct type *t);
struct shape *shape_make(struct ouro *rt, struct type *t, struct shape const *parent, enum shape_kind kind,
                         uint32_t capacity);

// Row functions of instances.
void instance_row_fill(struct type_row *row, struct type *t, enum shape_kind kind);
// Bytes of an instance's words after the C struct, for the layouts that have one.
OURO_INLINE uint32_t shape_extra_words(struct shape const *shape)
{
    return shape->members + shape->dict_in_block;
}

#endif
