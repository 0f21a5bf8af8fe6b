// SPDX-License-Identifier: MIT
// What the files that make up classes share: namespaces, look-up versions, method resolution order, bases.
#ifndef OURO_OBJECT_CLASS_H
#define OURO_OBJECT_CLASS_H

#include "object/type.h"

OURO_INLINE struct type *as_type(ref_value v)
{
    return (struct type *)as_object(v);
}
OURO_INLINE bool type_is_python(struct type const *t)
{
    return t->flags & TYPE_PYTHON;
}
// May its attributes be set?
OURO_INLINE bool type_is_open(struct type const *t)
{
    return (t->flags & (TYPE_PYTHON | TYPE_IMMUTABLE)) == TYPE_PYTHON;
}

// Fills the namespace of a built-in type if that has not happened. false: MemoryError.
OURO_MUST_USE bool type_fill_namespace(struct ouro *rt, struct type *t);
// The names of a type and its bases, as a list, behind those of the dict names, which is taken (nothing: raised
// already).
OURO_MUST_USE own_value type_names(struct ouro *rt, struct type const *type, own_value names);
OURO_MUST_USE OURO_INLINE bool type_dict_ready(struct ouro *rt, struct type *t)
{
    return OURO_LIKELY(t->flags & TYPE_DICT_READY) || type_fill_namespace(rt, t);
}
// The number of a special name, or NAME_SPECIAL_COUNT.
enum name_number special_of(struct ouro *rt, ref_value name);
enum attribute_kind attribute_kind_of(struct ouro *rt, ref_value v);
own_value attribute_cell_new(struct ouro *rt, ref_value value);
OURO_INLINE struct attribute_cell *as_cell(ref_value v)
{
    return (struct attribute_cell *)as_object(v);
}
// The cell in the type's own namespace, or NULL (an error pending only when there was no memory to fill it).
struct attribute_cell *type_own_entry(struct ouro *rt, struct type *t, ref_value name);

// Look-ups in t and in what derives from it may come out differently: versions move, and the epoch when a cache has
// seen one of them (`caches`).
void type_modified(struct ouro *rt, struct type *t, bool caches);
// Computes the override bits, the protocol and the flags that follow from them anew, for t and what derives from it.
void type_update_overrides(struct ouro *rt, struct type *t);
void type_overrides_from_mro(struct ouro *rt, struct type *t);
// The protocol of a type from its method resolution order: shared where one built-in base gives all. false: no memory.
OURO_MUST_USE bool type_inherit_protocol(struct ouro *rt, struct type *t);

OURO_MUST_USE bool type_add_derived(struct ouro *rt, struct type *base, struct type *t);
void type_remove_derived(struct type *base, struct type *t);

// The base that decides the layout; NULL: TypeError pending. bases: tuple, not empty.
struct type *type_best_base(struct ouro *rt, ref_value bases);
struct type *type_solid_base(struct type *t);
// C3 linearisation, or what the metaclass's own mro() gives. Owned tuple or nothing.
own_value type_compute_mro(struct ouro *rt, struct type *t);
own_value type_linearize(struct ouro *rt, struct type *t);
// May a and b be exchanged as classes of one object (__class__), or as bases (__bases__)?
bool type_same_layout(struct ouro *rt, struct type *a, struct type *b);
// Puts the type's name into its row and shapes after it changed.
void type_rows_renamed(struct ouro *rt, struct type *t);

// namespace of a class as `__dict__` shows it: name -> value. Owned dict.
own_value type_namespace_copy(struct ouro *rt, struct type *t);
bool type_abstract_error(struct ouro *rt, struct type *t); // raises; false

// __doc__ of a built-in type, without its signature. Owned.
own_value definition_doc(struct ouro *rt, struct type_definition const *d);
// Attributes of the type `type` that other files need.
own_value type_get_attribute(struct ouro *rt, ref_value self, ref_value name);
own_value type_module(struct ouro *rt, struct type *t); // __module__ of a type, owned
// "module.qualname" as repr and tracebacks print it ("int" for builtins). Owned str.
own_value type_full_name(struct ouro *rt, struct type *t);
bool native_is_type_new(struct native_definition const *definition);
extern struct native_definition const type_new_definition; // __new__ of built-in types

// A value that is found on the type and bound to nothing: owned, or nothing without an error.
own_value type_find_special(struct ouro *rt, struct type *t, enum name_number special);

// As instance_get_attribute, but own_stop without an error when there is no such attribute.
own_value instance_get_quietly(struct ouro *rt, ref_value self, ref_value name);
// Does the instance itself (not its class) have the attribute?
bool instance_has_own(struct ouro *rt, ref_value self, ref_value name);

// Makes `cause` (consumed) the cause and context of the pending exception.
void error_set_cause(struct ouro *rt, own_value cause);
void error_attribute(struct ouro *rt, ref_value object, ref_value name); // 'x' object has no attribute 'y'
own_value error_raise_attribute(struct ouro *rt, ref_value object, ref_value name, char const *format, ...);

#endif
