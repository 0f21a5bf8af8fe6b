// SPDX-License-Identifier: MIT
// Exception groups taken apart and put together again: split(), subgroup(), derive(), and what except* does.
#ifndef OURO_OBJECT_EXCEPTION_GROUP_H
#define OURO_OBJECT_EXCEPTION_GROUP_H

#include "object/exception.h"

extern struct native_definition const exception_group_methods[];

// One `except* matcher`: what of `exception` (an exception or None) it catches, a group or None, and what is left, an
// exception or None. Both owned; false: an error is pending and both are nothing.
OURO_MUST_USE bool exception_group_match(struct ouro *rt, ref_value exception, ref_value matcher, own_value *match,
                                         own_value *rest);
// What is to be raised behind the last except* clause: `caught` is what came in, `list` what the clauses raised and
// what they left over. Owned: an exception or None; nothing: an error is pending.
own_value exception_group_leftover(struct ouro *rt, ref_value caught, ref_value list);

#endif
