// SPDX-License-Identifier: MIT
// One value has one form: what the verifier asks of floor 4 (hooks.verify_object).
#ifndef OURO_OBJECT_CANONICAL_H
#define OURO_OBJECT_CANONICAL_H

#include "core/object.h"
#include "core/runtime.h"

// Whether o has the one form of its value: no integer that fits a word, no zero limb on top, no float that fits a word.
// Objects of subclasses hold any number. Runs no Python, takes no memory.
bool value_is_canonical(struct ouro *rt, struct object *o);

#endif
