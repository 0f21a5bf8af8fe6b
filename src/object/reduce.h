// SPDX-License-Identifier: MIT
// What __reduce__ methods in C give: tuples (callable, arguments[, state]). All take what they are given, also when
// they fail; a failed part (nothing) makes the result fail.
#ifndef OURO_OBJECT_REDUCE_H
#define OURO_OBJECT_REDUCE_H

#include "object/type.h"

// state nothing: none.
own_value reduced_call(struct ouro *rt, own_value callable, own_value arguments, own_value state);
// (type(self), arguments), and with a state.
own_value reduced(struct ouro *rt, ref_value self, own_value arguments);
own_value reduced_with(struct ouro *rt, ref_value self, own_value arguments, own_value state);
// A built-in function by name: owned.
own_value reduced_builtin(struct ouro *rt, char const *name);
// What v.__getstate__() gives: attributes and members.
own_value reduced_state(struct ouro *rt, ref_value v);
// (iter, ([what is left],)): uses the iterator up, so it is a copy of the one that is reduced.
own_value reduced_rest(struct ouro *rt, own_value iterator);
// __reduce__ of methods and functions in C: the name of one of a module, else (getattr, (what it is bound to, name)).
native_fn reduce_callable;
// (getattr, (owner, name)).
own_value reduced_attribute(struct ouro *rt, ref_value owner, own_value name);

#endif
