// SPDX-License-Identifier: MIT
// list: a raw array of slots that grows by an eighth.
#ifndef OURO_OBJECT_LIST_H
#define OURO_OBJECT_LIST_H

#include "object/type.h"

struct list {
    struct object header;
    uint64_t length;
    uint64_t capacity;
    slot_value *items; // raw memory; those from length on are dead memory
};
OURO_INLINE struct list *as_list(ref_value v)
{
    return (struct list *)as_object(v);
}
OURO_INLINE bool is_list(struct ouro *rt, ref_value v)
{
    return is_kind(rt, v, TYPE_LIST);
}
OURO_INLINE ref_value list_item(ref_value l, uint64_t i)
{
    return slot_get(as_list(l)->items[i]);
}
// Set while list.sort has the items: whatever makes room in the list meanwhile clears it.
#define LIST_SORTING OBJECT_TYPE_FLAG_1

own_value list_new(struct ouro *rt, uint64_t capacity); // empty, room for capacity
own_value list_from(struct ouro *rt, ref_value const *items, uint64_t length);
own_value list_from_owned(struct ouro *rt, own_value *items, uint64_t length); // moves each; on failure too
bool list_grow(struct ouro *rt, struct list *l); // room for one more at least; MemoryError
bool list_reserve(struct ouro *rt, struct list *l, uint64_t more, bool exact); // room for `more` items; exact: no spare
void list_trim(struct ouro *rt, struct list *l); // gives room back when less than half is used
// Takes item, also on failure.
OURO_INLINE bool list_append(struct ouro *rt, struct list *l, own_value item)
{
    if (OURO_UNLIKELY(l->length == l->capacity) && !list_grow(rt, l)) {
        release(rt, item);
        return false;
    }
    slot_init(&l->items[l->length++], item);
    return true;
}
bool list_extend(struct ouro *rt, struct list *l, ref_value iterable);
bool list_insert(struct ouro *rt, struct list *l, int64_t at, own_value item);
// Replaces items [from, to) by `count` lent values, which must not lie in the list's own storage. What leaves is
// released last to first when the list is already whole. false: MemoryError, nothing changed.
bool list_splice(struct ouro *rt, struct list *l, uint64_t from, uint64_t to, ref_value const *items, uint64_t count);
void list_clear(struct ouro *rt, struct list *l);
void list_reverse(struct ouro *rt, struct list *l);
// The slice operations of [] with any slice object.
own_value list_get_slice(struct ouro *rt, ref_value l, ref_value slice);
bool list_set_slice(struct ouro *rt, ref_value l, ref_value slice, ref_value value); // value nothing: delete
own_value list_pop(struct ouro *rt, struct list *l, uint64_t at);                    // in range
bool list_set_length(struct ouro *rt, struct list *l, uint64_t length);              // shrinks, releasing last to first
own_value list_to_tuple(struct ouro *rt, ref_value l);
own_value list_slice(struct ouro *rt, ref_value l, uint64_t from, uint64_t to);
bool list_sort(struct ouro *rt, ref_value l, ref_value key, bool reverse); // key None: none

#endif
