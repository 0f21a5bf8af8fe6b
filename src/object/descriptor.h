// SPDX-License-Identifier: MIT
// Descriptors: what type namespaces hold beside functions.
#ifndef OURO_OBJECT_DESCRIPTOR_H
#define OURO_OBJECT_DESCRIPTOR_H

#include "object/native.h"

struct getset_descriptor { // an attribute in C
    struct object header;
    struct attribute_definition const *definition;
    slot_value owner;
};
enum member_place {
    MEMBER_OF_SLOTS, // of __slots__
    MEMBER_OF_ITEMS, // of a struct sequence, read-only: an item of the tuple
    MEMBER_OF_BLOCK, // of a struct sequence, read-only: a word like those of __slots__
};
struct member_descriptor {
    struct object header;
    slot_value owner;
    slot_value name;
    uint32_t member; // number of the word among the members, or of the item
    uint32_t place;  // enum member_place
    char const *doc; // or NULL
};
struct property {
    struct object header;
    slot_value getter; // nothing: None
    slot_value setter;
    slot_value deleter;
    slot_value doc;
    slot_value name;    // set by __set_name__
    slot_value dict;    // of subclasses: unused in property itself
    bool doc_of_getter; // nobody gave one
};
struct wrapping_method { // classmethod, staticmethod
    struct object header;
    slot_value callable;
    slot_value dict;
};

own_value getset_descriptor_new(struct ouro *rt, struct attribute_definition const *definition, struct type *owner);
own_value member_descriptor_new(struct ouro *rt, struct type *owner, ref_value name, uint32_t member);
own_value method_descriptor_new(struct ouro *rt, struct native_definition const *definition, struct type *owner);
own_value classmethod_new(struct ouro *rt, ref_value callable);
own_value staticmethod_new(struct ouro *rt, ref_value callable);
// `set` of attributes that CPython has as read-only members: AttributeError "readonly attribute".
bool attribute_read_only(struct ouro *rt, ref_value self, ref_value value);
// The attributes __dict__ and __weakref__ of the first Python class that has them.
extern struct attribute_definition const instance_dict_attribute;
extern struct attribute_definition const instance_weakref_attribute;

#endif
