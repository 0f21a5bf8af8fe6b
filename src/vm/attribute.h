// SPDX-License-Identifier: MIT
// Slow paths of the attribute instructions.
#ifndef OURO_VM_ATTRIBUTE_H
#define OURO_VM_ATTRIBUTE_H

#include "vm/frame.h"
#include "vm/quick.h"

// Guard of a class object for look-ups on the class itself; 0: it has none yet (a class without instances).
OURO_INLINE uint64_t type_guard(struct ouro *rt, struct type const *t)
{
    return t->row != NULL ? (uint64_t)rt->class_epoch << 32 | t->row->number : 0;
}

// LOAD_ATTR (and LOAD_METHOD, when it finds no function): fills the cache. true: a frame was pushed; else *value is the
// result, nothing when an error is pending.
bool attribute_load(struct ouro *rt, struct context *context, uint64_t *ip, own_value *value);
// What LOAD_METHOD finds when it is to be called with self: the function, owned; the cache is filled. Nothing without
// an error: take attribute_load.
own_value method_find(struct ouro *rt, uint64_t *ip, ref_value object, ref_value name);
// Calls the getter of a property by a frame: true; else *value is stop: no Python getter, or as above.
bool property_push(struct ouro *rt, struct context *context, ref_value object, ref_value property, own_value *value);
// STORE_ATTR: fills the cache. *pushed: a frame for __setattr__ was pushed. false: error pending.
OURO_MUST_USE bool attribute_store(struct ouro *rt, struct context *context, uint64_t *ip, bool *pushed);

// What a data descriptor of a built-in type gives for an object; own_stop: it is none.
own_value data_load(struct ouro *rt, ref_value object, ref_value descriptor);

// The value under a name in the dict of an object that has a place for one, lent; nothing: none, or the long way tells.
ref_value dict_attribute(struct ouro *rt, ref_value object, ref_value name);
// Surely no such name there?
bool dict_lacks(struct ouro *rt, ref_value object, ref_value name);

#endif
