// SPDX-License-Identifier: MIT
// What the files of the module _collections share.
#ifndef OURO_LIB_COLLECTIONS_H
#define OURO_LIB_COLLECTIONS_H

#include "lib/module_types.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/reduce.h"
#include "object/tuple.h"

// A ring of slots: item i lies at items[(head + i) & (capacity - 1)]; capacity is 0 or a power of two. `state` moves
// with each change of which items there are, so that who runs Python in between notices.
struct deque {
    struct object header;
    slot_value *items; // raw memory
    uint64_t capacity;
    uint64_t head;
    uint64_t length;
    int64_t maxlen; // -1: none
    uint64_t state;
};
struct deque_iterator {
    struct object header;
    slot_value deque;
    uint64_t index; // of the next item from its end
    uint64_t state; // of the deque at the start
    int64_t left;
};
OURO_INLINE struct deque *as_deque(ref_value v)
{
    return (struct deque *)as_object(v);
}
OURO_INLINE slot_value *deque_slot(struct deque *d, uint64_t i)
{
    return &d->items[(d->head + i) & (d->capacity - 1)];
}

// Each takes item, also on failure; with a maxlen an item of the other end goes.
bool deque_append(struct ouro *rt, struct deque *d, own_value item);
bool deque_append_left(struct ouro *rt, struct deque *d, own_value item);
own_value deque_pop(struct ouro *rt, struct deque *d);      // not empty
own_value deque_pop_left(struct ouro *rt, struct deque *d); // not empty
bool deque_extend(struct ouro *rt, struct deque *d, ref_value iterable, bool left);
void deque_clear(struct ouro *rt, struct deque *d);
own_value deque_iterate(struct ouro *rt, ref_value self);
own_value deque_reversed(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
own_value deque_copy_of(struct ouro *rt, ref_value self);
own_value deque_take_at(struct ouro *rt, struct deque *d, uint64_t i); // moves the shorter side
// Looks for an equal item in [from, to): its place, -1: none, -2: error. When comparing with an item that is not equal
// changes the deque the exception `mutated` is raised; with one that is, the caller looks at `state`.
#define DEQUE_MUTATED "deque mutated during iteration"
int64_t deque_find(struct ouro *rt, struct deque *d, ref_value wanted, int64_t from, int64_t to,
                   enum type_number mutated, char const *message);
extern struct native_definition const deque_methods[];
extern struct attribute_definition const deque_attributes[];

extern struct type_definition const deque_type_definition;
extern struct type_definition const deque_iterator_type_definition;
extern struct type_definition const deque_reverse_iterator_type_definition;
extern struct type_definition const default_dict_type_definition;
extern struct type_definition const ordered_dict_type_definition;
extern struct type_definition const ordered_iterator_type_definition;
extern struct type_definition const ordered_keys_type_definition;
extern struct type_definition const ordered_values_type_definition;
extern struct type_definition const ordered_items_type_definition;
extern struct type_definition const tuple_getter_type_definition;

#endif
