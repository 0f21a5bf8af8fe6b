// SPDX-License-Identifier: MIT
// Items of exact lists, tuples and ASCII texts, inline.
#ifndef OURO_VM_FAST_SEQUENCE_H
#define OURO_VM_FAST_SEQUENCE_H

#include "object/list.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

// The item under i of a list or tuple, lent; nothing: another type, or out of range.
OURO_INLINE ref_value sequence_item(ref_value container, int64_t i)
{
    if (is_exact(container, TYPE_LIST)) {
        struct list *l = as_list(container);
        i += i < 0 ? (int64_t)l->length : 0;
        if (OURO_LIKELY((uint64_t)i < l->length)) {
            return slot_get(l->items[i]);
        }
    } else if (is_exact(container, TYPE_TUPLE)) {
        struct tuple *t = as_tuple(container);
        i += i < 0 ? (int64_t)t->length : 0;
        if (OURO_LIKELY((uint64_t)i < t->length)) {
            return slot_get(t->items[i]);
        }
    }
    return ref_nothing;
}

// The shared one-character text at i of an ASCII text, lent; nothing: another type, out of range, or not made yet.
OURO_INLINE ref_value text_item(struct ouro *rt, ref_value container, int64_t i)
{
    if (is_exact(container, TYPE_STR) && str_is_ascii(as_str(container))) {
        struct str *text = as_str(container);
        i += i < 0 ? (int64_t)text->length : 0;
        if (OURO_LIKELY((uint64_t)i < text->length)) {
            return slot_get(rt->objects->ascii_characters[text->ascii[i] & 0x7f]);
        }
    }
    return ref_nothing;
}

#endif
