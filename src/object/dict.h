// SPDX-License-Identifier: MIT
// dict: entries in insertion order in a compact array, found through an index of 1-, 2- or 4-byte cells.
//
// keys_version answers for "where is each key, and which keys are absent": a number never used before in this runtime,
// or 0: none. Numbers are given only to dicts that an inline cache looks at: dict_find_str (or dict_watch) gives one,
// and the cache reads keys_version after that call; it never keeps 0 (the numbers have run out: do not cache). A new
// key, a compaction and clear set it to 0. Storing to a key that is present, and deleting one, do not move it: a
// deleted key that is an interned str keeps its entry, value nothing, until compaction; if it comes back while its
// entry is the last one it takes that entry again. So a cache that holds (keys_version, entry position) may read
// entries[position].value and store to it; a nothing there means deleted: take the slow path. A cache of (keys_version,
// absent) is good too.
#ifndef OURO_OBJECT_DICT_H
#define OURO_OBJECT_DICT_H

#include "object/type.h"

struct dict_entry {
    slot_value key;
    slot_value value;
};
struct dict {
    struct object header;
    uint32_t used;     // live entries
    uint32_t filled;   // entries in use, tombstones included
    uint32_t capacity; // room for entries
    uint32_t keys_version;
    struct dict_entry *entries; // raw memory, with hashes and index behind them: see dict_table.h
    uint32_t room;              // entries that may be added before the index is made anew
    uint32_t form;              // binary logarithm of the index cells | enum dict_form
};
// The namespaces of builtins and sys: what nobody has asked for is not in it yet (state.h, dict_provide). Looking a
// name up brings it in; deleting and all that looks at a dict as a whole makes it whole first.
#define DICT_LAZY OBJECT_TYPE_FLAG_1
OURO_INLINE struct dict *as_dict(ref_value v)
{
    return (struct dict *)as_object(v);
}
OURO_INLINE bool is_dict(struct ouro *rt, ref_value v)
{
    return is_kind(rt, v, TYPE_DICT);
}
OURO_COLD OURO_MUST_USE bool dict_complete(struct ouro *rt, ref_value d);
// false: an error is pending.
OURO_INLINE OURO_MUST_USE bool dict_make_whole(struct ouro *rt, ref_value d)
{
    return OURO_LIKELY(!(as_object(d)->kind & DICT_LAZY)) || dict_complete(rt, d);
}
// Is the str a name that is not in the dict, but that a look-up may bring in? Needs no memory.
bool dict_would_bring_in(struct ouro *rt, ref_value d, ref_value name);
own_value dict_new(struct ouro *rt);
own_value dict_new_sized(struct ouro *rt, uint32_t count);
// Lent value, valid until the dict changes; nothing when absent (no error) or when a key's hash/eq raised (error
// pending).
ref_value dict_get(struct ouro *rt, ref_value d, ref_value key);
ref_value dict_get_hashed(struct ouro *rt, ref_value d, ref_value key, int64_t hash);
// The value slot of a key that is present and found without Python (a str, an int in a dict of such keys); NULL:
// absent, or to be found the long way. Valid until the dict changes.
slot_value *dict_find_slot(struct ouro *rt, struct dict *d, ref_value key);
// Are all keys such that dict_find_slot says the truth about each str?
bool dict_is_plain(struct dict const *d);
bool dict_set(struct ouro *rt, ref_value d, ref_value key, ref_value value);
// A dict of `count` keys, exact str and all different (dict_keys_are_texts); takes the values, which are nothing then.
own_value dict_from_texts(struct ouro *rt, ref_value const *keys, own_value *values, uint32_t count);
bool dict_keys_are_texts(ref_value const *keys, uint32_t count);
bool dict_set_hashed(struct ouro *rt, ref_value d, ref_value key, int64_t hash, ref_value value);
// 1 deleted, 0 absent, -1 error.
int dict_delete(struct ouro *rt, ref_value d, ref_value key);
own_value dict_pop(struct ouro *rt, ref_value d, ref_value key); // own_stop when absent
int dict_contains(struct ouro *rt, ref_value d, ref_value key);
// For str keys (interned or not) in dicts whose keys are mostly str: runs no Python when all keys are str.
ref_value dict_get_str(struct ouro *rt, ref_value d, ref_value name);
// Position of a str key for inline caches: entry number, or -1: absent. The entry of a deleted key is found too (its
// value is nothing): that is no case for a cache. Gives the dict a keys_version. Runs no Python when all keys are str.
int64_t dict_find_str(struct ouro *rt, ref_value d, ref_value name);
// Sees to it that keys_version is not 0, if there are numbers left.
void dict_watch(struct ouro *rt, struct dict *d);
bool dict_set_default(struct ouro *rt, ref_value d, ref_value key, ref_value value, own_value *result);
void dict_clear(struct ouro *rt, ref_value d);
own_value dict_copy(struct ouro *rt, ref_value d); // a plain dict
bool dict_merge(struct ouro *rt, ref_value d, ref_value mapping, bool override);
bool dict_update_from_pairs(struct ouro *rt, ref_value d, ref_value iterable);
// Walks live entries in order: *position starts at 0. Lent key and value, valid until the dict changes.
bool dict_next(struct dict *d, uint32_t *position, ref_value *key, ref_value *value);
OURO_INLINE uint32_t dict_length(ref_value d)
{
    return as_dict(d)->used;
}

#endif
