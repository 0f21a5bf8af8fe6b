// SPDX-License-Identifier: MIT
// What the files of array.array share; the struct is buffer.h's.
#ifndef OURO_OBJECT_ARRAY_H
#define OURO_OBJECT_ARRAY_H

#include "object/buffer.h"

// A new array of the type array.array or of a subclass; items are undefined.
own_value array_new(struct ouro *rt, struct type *type, char code, uint64_t length);
// Changes the length; new items are undefined. false: MemoryError, or BufferError while there are exports.
OURO_MUST_USE bool array_resize(struct ouro *rt, struct array *a, uint64_t length);
// Item i as an object. Runs no Python.
own_value array_load(struct ouro *rt, struct array const *a, uint64_t i);
// The bytes of an item from a value; may run Python. false: error pending.
OURO_MUST_USE bool array_item(struct ouro *rt, char code, ref_value v, uint8_t item[8]);
OURO_MUST_USE bool array_insert(struct ouro *rt, struct array *a, int64_t at, ref_value v);
OURO_MUST_USE bool array_append(struct ouro *rt, struct array *a, ref_value v);
OURO_MUST_USE bool array_extend_array(struct ouro *rt, struct array *a, struct array const *b);
// Replaces items [from, to) by others, which do not lie in the array.
OURO_MUST_USE bool array_splice(struct ouro *rt, struct array *a, uint64_t from, uint64_t to, uint8_t const *items,
                                uint64_t count);
own_value array_part(struct ouro *rt, struct array *a, uint64_t from, uint64_t to);
// The first index of an item that equals v, -1: none; or their number (`count`). -2: error. May run Python.
int64_t array_find(struct ouro *rt, ref_value self, ref_value v, int64_t from, int64_t to, bool count);

// array_methods.c
own_value array_text(struct ouro *rt, struct array const *a); // the str of an array 'u'
own_value array_list(struct ouro *rt, struct array const *a);
native_fn array_create;
extern struct native_definition const array_methods[];
extern struct attribute_definition const array_attributes[];
extern struct type_definition const array_type_definition, array_iterator_type_definition;

#endif
