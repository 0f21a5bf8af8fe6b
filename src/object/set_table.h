// SPDX-License-Identifier: MIT
// The table under set and frozenset: open addressing whose probing, growth and re-use of removed places are CPython's,
// because the order in which a set prints follows from them.
//
//   key nothing: never used; key VALUE_STOP, hash -1: removed;  used <= filled <= mask * 3 / 5 (about)
#ifndef OURO_OBJECT_SET_TABLE_H
#define OURO_OBJECT_SET_TABLE_H

#include "object/container.h"
#include "object/set.h"

#define SET_SMALL 8u
#define SET_ABSENT (-1)
#define SET_ERROR (-2)

OURO_INLINE bool set_entry_is_live(struct set_entry const *e)
{
    uint64_t bits = ref_bits(slot_get(e->key));
    return bits != VALUE_NOTHING && bits != VALUE_STOP;
}

// Makes a zeroed set an empty one.
void set_table_open(struct set *s);
// Position of a key, SET_ABSENT or SET_ERROR. May run Python.
int64_t set_table_find(struct ouro *rt, struct set *s, ref_value key, int64_t hash);
bool set_table_add(struct ouro *rt, struct set *s, ref_value key, int64_t hash);
// Removes the key at a position: owned.
own_value set_table_remove(struct ouro *rt, struct set *s, uint64_t at);
// Room for more than `least` keys; gets rid of removed places. Runs no Python.
OURO_MUST_USE bool set_table_resize(struct ouro *rt, struct set *s, uint64_t least);
// The resize that comes before a bulk of `more` keys.
OURO_MUST_USE bool set_table_prepare(struct ouro *rt, struct set *s, uint64_t more);
// Adds all of another set, in its order.
bool set_table_merge(struct ouro *rt, struct set *s, struct set *other);
void set_table_swap(struct ouro *rt, struct set *a, struct set *b);
// Whole sets. Results are exact set or frozenset, as `s` is; -1: error.
own_value set_create_as(struct ouro *rt, enum type_number number, ref_value iterable);
own_value set_like(struct ouro *rt, ref_value s, ref_value iterable);
own_value set_difference(struct ouro *rt, ref_value s, ref_value iterable);
own_value set_symmetric_difference(struct ouro *rt, ref_value s, ref_value iterable);
own_value set_union(struct ouro *rt, ref_value s, ref_value iterable);
int set_is_subset(struct ouro *rt, ref_value s, ref_value other);
int set_is_superset(struct ouro *rt, ref_value s, ref_value other);
int set_is_disjoint(struct ouro *rt, ref_value s, ref_value other);
size_t set_table_bytes(struct set const *s);
void set_table_free(struct ouro *rt, struct set *s);

#endif
