// SPDX-License-Identifier: MIT
// What the files of the module _functools share.
#ifndef OURO_LIB_FUNCTOOLS_H
#define OURO_LIB_FUNCTOOLS_H

#include "lib/module_types.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/reduce.h"
#include "object/tuple.h"

extern struct type_definition const partial_type_definition;
extern struct type_definition const key_wrapper_type_definition;
extern struct type_definition const lru_cache_type_definition;
extern struct type_definition const lru_link_type_definition;

// Sets the dict that lies in a slot of `holder`; for the attribute __dict__.
bool functools_set_dict(struct ouro *rt, void *holder, slot_value *slot, ref_value value);

#endif
