// SPDX-License-Identifier: MIT
// Small types beside classes: mappingproxy, SimpleNamespace, GenericAlias, UnionType.
#ifndef OURO_OBJECT_GENERIC_H
#define OURO_OBJECT_GENERIC_H

#include "object/type.h"

// A read-only view of a mapping; of a type: of its namespace.
own_value mapping_proxy_new(struct ouro *rt, ref_value mapping);
// list[int]. items: a tuple, or the one item.
own_value generic_alias_new(struct ouro *rt, ref_value origin, ref_value items);
// X | Y of types, None, aliases and unions; own_not_implemented for others.
own_value union_new(struct ouro *rt, ref_value left, ref_value right);
own_value simple_namespace_new(struct ouro *rt, ref_value dict); // dict: lent, or nothing for an empty one
// __class_getitem__ of built-in containers: args[0] is the class.
own_value generic_class_getitem(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
// The type variables among items (a tuple), in the order of their first use: a tuple.
own_value generic_parameters(struct ouro *rt, ref_value items);
// Items with the arguments of self[key] in the place of the parameters: a tuple. The caller holds all of them.
own_value generic_substitute(struct ouro *rt, ref_value self, ref_value items, ref_value parameters, ref_value key);

#endif
