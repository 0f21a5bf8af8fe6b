// SPDX-License-Identifier: MIT
// What the iterators of str, bytes and bytearray share.
#include "object/text_iterator.h"

#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

own_value text_iterator_reduce(struct ouro *rt, ref_value sequence, uint64_t index, ref_value empty)
{
    bool exhausted = is_nothing(sequence);
    own_value name = str_intern(rt, "iter", 4);
    if (failed(name) || is_nothing(empty)) {
        release(rt, name);
        return own_nothing;
    }
    own_value iter = operation_get_item(rt, slot_get(rt->objects->builtins), lend(name));
    release(rt, name);
    ref_value argument = exhausted ? empty : sequence;
    own_value parts[3] = {iter, own_nothing, own_small_int((int64_t)index)};
    if (!failed(iter)) {
        parts[1] = tuple_from(rt, &argument, 1);
    }
    if (failed(parts[1])) {
        release(rt, iter);
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, exhausted ? 2 : 3);
}
