// SPDX-License-Identifier: MIT
// Shapes and instances of Python classes, and attribute look-up as inline caches want it.
//
// A shape names a class and where each attribute lies. An instance of a class without built-in base (layout OBJECT) is
//     header | slot 0 | slot 1 | ...                       capacity of the shape's chain, known before the first one
// __slots__ of the class come first, at fixed places. On overflow slot `capacity - 1 .. ` see shape.c: slot 0 of the
// dynamic part becomes the pointer to an outside array. Asking for __dict__, deleting, more than 64 names or more than
// 256 shapes of a class moves all into one dict whose reference is slot 0 of the dynamic part (dict mode).
// Instances of subclasses of built-in types begin with the C struct of the layout; their attributes live in a dict
// whose slot follows it (for types with inline items: the last word of the block).
#ifndef OURO_OBJECT_INSTANCE_H
#define OURO_OBJECT_INSTANCE_H

#include "object/type.h"

struct shape;
struct instance {
    struct object header;
    slot_value slots[];
};

// What a look-up found, in terms that an inline cache can keep under guard_of(object). Filled without running Python.
enum attribute_place {
    PLACE_NONE,        // take the slow path (not cacheable)
    PLACE_SLOT,        // value at slots[index] of the instance (index counts 8-byte words after the header)
    PLACE_OUTSIDE,     // value in the outside array whose address is word `index >> 16`, at element index & 0xffff
    PLACE_CLASS_VALUE, // cell->value as it is (plain class attribute, absent in the instance)
    PLACE_METHOD,      // cell->value is a function (Python or method descriptor): bind self
    PLACE_PROPERTY,    // cell->value is a property with a Python getter/setter
    PLACE_DATA,        // cell->value is a data descriptor of another built-in type: its descriptor_get
    PLACE_DICT,        // in the instance's dict, if there at all (it may come and go); else as the class says
    PLACE_DICT_METHOD, // as PLACE_METHOD, unless the instance's dict has the name
    PLACE_MEMBER,      // __slots__ member: word `index`, nothing there means AttributeError
    PLACE_ADD,         // store only: appends the attribute: word `index`, and the object takes the shape `next`
    PLACE_ADD_OUTSIDE,
};
struct attribute_find {
    enum attribute_place place;
    uint32_t index;
    uint32_t next_number;        // PLACE_ADD: row number of the new shape
    struct attribute_cell *cell; // lent; valid as long as the guard
};
void instance_find(struct ouro *rt, ref_value object, ref_value name, struct attribute_find *find);
void instance_find_store(struct ouro *rt, ref_value object, ref_value name, struct attribute_find *find);
// For type objects: looks `name` up as type.__getattribute__ would; PLACE_CLASS_VALUE or PLACE_METHOD-less plain
// values.
void type_find(struct ouro *rt, ref_value type, ref_value name, struct attribute_find *find);

// object.__getattribute__ and __setattr__ (generic), and type's.
own_value instance_get_attribute(struct ouro *rt, ref_value self, ref_value name);
bool instance_set_attribute(struct ouro *rt, ref_value self, ref_value name, ref_value value);
// A new instance of a Python class, attributes empty. Owned or nothing.
own_value instance_new(struct ouro *rt, struct type *type);
// The instance's __dict__, made on request: owned; nothing + AttributeError when it has none.
own_value instance_dict(struct ouro *rt, ref_value self);
// A new object of a built-in type or of a Python class with that layout: zeroed, count 1, with room for extra_bytes of
// inline items after the C struct. For natives that create (args[0] is the type). Owned or nothing.
own_value object_create(struct ouro *rt, struct type *type, size_t extra_bytes);
// The word of an instance that holds its dict, NULL when it has none (yet): C struct's slot, extra word, dict mode.
slot_value *instance_dict_slot(struct ouro *rt, struct object *o);
// A bound or plain value from what the type look-up found: runs __get__. instance nothing: looked up on the class.
own_value descriptor_bind(struct ouro *rt, ref_value descriptor, ref_value instance, ref_value owner);
// A data descriptor without __get__ takes no part in reading.
bool descriptor_has_get(struct ouro *rt, ref_value descriptor);
// Sets or deletes (value nothing) through a data descriptor.
bool descriptor_store(struct ouro *rt, ref_value descriptor, ref_value instance, ref_value value);

#endif
