// SPDX-License-Identifier: MIT
// What slow.c has for the loop: for exact built-in types the protocol's function at once, the general operation
// otherwise.
#ifndef OURO_VM_SLOW_H
#define OURO_VM_SLOW_H

#include "object/type.h"

void release_perhaps_last(struct ouro *rt, struct object *o);
own_value item_get(struct ouro *rt, ref_value container, ref_value key);
bool item_set(struct ouro *rt, ref_value container, ref_value key, ref_value value);
own_value iterator_next(struct ouro *rt, ref_value iterator);
int truth_of(struct ouro *rt, ref_value v);
own_value compare_values(struct ouro *rt, enum compare_operator op, ref_value a, ref_value b);

#endif
