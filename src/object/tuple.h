// SPDX-License-Identifier: MIT
// tuple: items inline.
#ifndef OURO_OBJECT_TUPLE_H
#define OURO_OBJECT_TUPLE_H

#include "object/type.h"

struct tuple {
    struct object header;
    uint64_t length;
    slot_value items[];
};
OURO_INLINE struct tuple *as_tuple(ref_value v)
{
    return (struct tuple *)as_object(v);
}
OURO_INLINE bool is_tuple(struct ouro *rt, ref_value v)
{
    return is_kind(rt, v, TYPE_TUPLE);
}
OURO_INLINE ref_value tuple_item(ref_value t, uint64_t i)
{
    return slot_get(as_tuple(t)->items[i]);
}
// Empty slots for the caller to fill by slot_init; the empty tuple is shared.
own_value tuple_new(struct ouro *rt, uint64_t length);
own_value tuple_from(struct ouro *rt, ref_value const *items, uint64_t length); // counts each
own_value tuple_from_owned(struct ouro *rt, own_value *items, uint64_t length); // moves each; on failure too
// A tuple to be filled while Python runs: introspection does not see it before tuple_close. A failed value may be
// given.
OURO_INLINE own_value tuple_open(struct ouro *rt, uint64_t length)
{
    own_value t = tuple_new(rt, length);
    if (!failed(t) && length > 0) {
        as_object(lend(t))->kind |= OBJECT_HIDDEN;
    }
    return t;
}
OURO_INLINE void tuple_close(own_value t)
{
    if (!failed(t) && as_tuple(lend(t))->length > 0) {
        as_object(lend(t))->kind &= ~OBJECT_HIDDEN;
    }
}
own_value tuple_slice(struct ouro *rt, ref_value t, uint64_t from, uint64_t to);

#endif
