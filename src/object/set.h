// SPDX-License-Identifier: MIT
// set and frozenset: CPython's probing, so that equal sets print alike.
#ifndef OURO_OBJECT_SET_H
#define OURO_OBJECT_SET_H

#include "object/type.h"

struct set_entry {
    slot_value key; // nothing: never used; a dummy word marks a removed one
    int64_t hash;
};
struct set {
    struct object header;
    uint64_t used;
    uint64_t filled;
    uint64_t mask;
    struct set_entry *table; // raw memory, or `small`
    struct set_entry small[8];
    int64_t hash;    // of a frozenset, -1: not computed
    uint64_t finger; // of pop
};
own_value set_new(struct ouro *rt, ref_value iterable);       // nothing: empty
own_value frozenset_new(struct ouro *rt, ref_value iterable); // nothing: empty
bool set_add(struct ouro *rt, ref_value s, ref_value key);
int set_contains(struct ouro *rt, ref_value s, ref_value key);
int set_discard(struct ouro *rt, ref_value s, ref_value key);
bool set_update(struct ouro *rt, ref_value s, ref_value iterable);
// As the methods of these names; iterable: any.
bool set_difference_update(struct ouro *rt, ref_value s, ref_value iterable);
bool set_symmetric_difference_update(struct ouro *rt, ref_value s, ref_value iterable);
own_value set_intersection(struct ouro *rt, ref_value s, ref_value iterable); // a new set of s's kind
void set_clear(struct ouro *rt, ref_value s);
OURO_INLINE struct set *as_set(ref_value v)
{
    return (struct set *)as_object(v);
}
OURO_INLINE bool is_set(struct ouro *rt, ref_value v) // set, frozenset or a subclass of one
{
    return is_kind(rt, v, TYPE_SET) || is_kind(rt, v, TYPE_FROZENSET);
}
OURO_INLINE uint64_t set_length(ref_value s)
{
    return as_set(s)->used;
}
bool set_next(struct set *s, uint64_t *position, ref_value *key);

#endif
