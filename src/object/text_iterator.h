// SPDX-License-Identifier: MIT
// What the iterators of str, bytes and bytearray share.
#ifndef OURO_OBJECT_TEXT_ITERATOR_H
#define OURO_OBJECT_TEXT_ITERATOR_H

#include "object/type.h"

// __reduce__ of an iterator: (iter, (sequence,), index); (iter, (empty,)) when it is exhausted (sequence nothing).
own_value text_iterator_reduce(struct ouro *rt, ref_value sequence, uint64_t index, ref_value empty);

#endif
