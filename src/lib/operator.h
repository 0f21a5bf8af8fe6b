// SPDX-License-Identifier: MIT
// What the files of the module _operator share.
#ifndef OURO_LIB_OPERATOR_H
#define OURO_LIB_OPERATOR_H

#include "lib/module_types.h"
#include "object/container.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/reduce.h"
#include "object/tuple.h"

extern struct type_definition const item_getter_type_definition;
extern struct type_definition const attribute_getter_type_definition;
extern struct type_definition const method_caller_type_definition;

#endif
