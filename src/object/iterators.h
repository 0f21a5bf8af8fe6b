// SPDX-License-Identifier: MIT
// The iterator objects of the containers, open so that loops may step them in place.
#ifndef OURO_OBJECT_ITERATORS_H
#define OURO_OBJECT_ITERATORS_H

#include "core/poll.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/tuple.h"

// list_iterator, list_reverseiterator, tuple_iterator, iterator (any __getitem__), reversed.
// An exhausted one has let its sequence go: nothing there. Backward ones count index down, -1 is the end.
struct sequence_cursor {
    struct object header;
    slot_value sequence;
    int64_t index; // of the next item
};
own_value sequence_cursor_new(struct ouro *rt, enum type_number number, ref_value sequence, int64_t index);
// iter(x) of an object that has only __getitem__.
own_value sequence_iterator_new(struct ouro *rt, ref_value sequence);
// iter(callable, sentinel).
own_value callable_iterator_new(struct ouro *rt, ref_value callable, ref_value sentinel);

// The next item of a list_iterator or tuple_iterator (exact types only): owned, or stop. Runs no Python but through the
// release of an exhausted sequence.
OURO_INLINE own_value list_cursor_next(struct ouro *rt, struct sequence_cursor *cursor)
{
    ref_value sequence = slot_get(cursor->sequence);
    if (OURO_LIKELY(!is_nothing(sequence))) {
        struct list *l = as_list(sequence);
        if (OURO_LIKELY((uint64_t)cursor->index < l->length)) {
            return retain(slot_get(l->items[cursor->index++]));
        }
        slot_set(rt, cursor, &cursor->sequence, own_nothing);
    }
    return own_stop;
}
OURO_INLINE own_value tuple_cursor_next(struct ouro *rt, struct sequence_cursor *cursor)
{
    ref_value sequence = slot_get(cursor->sequence);
    if (OURO_LIKELY(!is_nothing(sequence))) {
        struct tuple *t = as_tuple(sequence);
        if (OURO_LIKELY((uint64_t)cursor->index < t->length)) {
            return retain(slot_get(t->items[cursor->index++]));
        }
        slot_set(rt, cursor, &cursor->sequence, own_nothing);
    }
    return own_stop;
}

// The six iterators of dicts.
struct dict_cursor {
    struct object header;
    slot_value dict;   // nothing: exhausted
    uint32_t used;     // of the dict at the start; UINT32_MAX: failed for good
    uint32_t left;     // items not yet given
    uint32_t position; // of the next entry (backwards: one above it)
};
own_value dict_cursor_new(struct ouro *rt, enum type_number number, ref_value dict);
// Steps any of the forward ones: 1 and lent key and value (valid until the dict changes), 0 at the end, -1 error.
int dict_cursor_next(struct ouro *rt, struct dict_cursor *cursor, ref_value *key, ref_value *value);

// dict_keys, dict_values, dict_items.
struct dict_view {
    struct object header;
    slot_value dict;
};
own_value dict_view_new(struct ouro *rt, enum type_number number, ref_value dict);

struct set_cursor {
    struct object header;
    slot_value set; // nothing: exhausted
    uint64_t used;  // of the set at the start; UINT64_MAX: failed for good
    uint64_t left;
    uint64_t position;
};

// enumerate: counter is a small int, or any int once it has outgrown them.
struct enumerate {
    struct object header;
    slot_value iterator;
    slot_value counter;
};
// zip: the iterators in a tuple, nothing when there are none.
// zip keeps its last tuple, to fill it again when nobody else holds it any more.
struct zip {
    struct object header;
    slot_value iterators;
    slot_value result;
    bool strict;
};
// map: function and a tuple of iterators. filter: one iterator; function None keeps what is true.
struct map {
    struct object header;
    slot_value function;
    slot_value iterators;
};
struct filter {
    struct object header;
    slot_value function;
    slot_value iterator;
};
struct callable_iterator {
    struct object header;
    slot_value callable; // nothing: exhausted
    slot_value sentinel;
};

// operation_next, with the item of a list inline: for native loops.
OURO_INLINE own_value iterator_step(struct ouro *rt, ref_value iterator)
{
    if (OURO_LIKELY(is_exact(iterator, TYPE_LIST_ITERATOR))) {
        struct sequence_cursor *cursor = (struct sequence_cursor *)as_object(iterator);
        ref_value sequence = slot_get(cursor->sequence);
        if (OURO_LIKELY(!is_nothing(sequence) && (uint64_t)cursor->index < as_list(sequence)->length)) {
            rt->limits.native_work += 4; // what is over is looked at by operation_next at the end of the list
            if (OURO_LIKELY(rt->limits.native_work < POLL_NATIVE_UNITS)) {
                return retain(slot_get(as_list(sequence)->items[cursor->index++]));
            }
        }
    }
    return operation_next(rt, iterator);
}

// The next two-item tuple of a dict's items or of enumerate, as its items (owned), without the tuple: for who unpacks
// it at once. NEXT_PAIR_OTHERWISE: not such an iterator, nothing was done. (Not for zip: programs can tell when its
// tuple gives up the items before.)
enum next_pair { NEXT_PAIR_DONE, NEXT_PAIR_END, NEXT_PAIR_FAILED, NEXT_PAIR_OTHERWISE };
enum next_pair iterator_next_pair(struct ouro *rt, ref_value iterator, own_value *first, own_value *second);
// The next key or value of a dict, lent; nothing: at the end, or something is wrong, and dict_cursor_next tells.
ref_value dict_cursor_quick(struct dict_cursor *cursor, bool value);

#endif
