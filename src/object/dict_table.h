// SPDX-License-Identifier: MIT
// The table under a dict: entries in order of insertion, and an index of small cells that finds them.
//
//   one raw block:  entries[capacity] | hashes[capacity], only with DICT_GENERAL | cells[1 << bits]
//
// A cell holds 0 (never used), the number of an entry plus 1, or all ones (its entry was deleted). Cells are 1, 2 or 4
// bytes wide. An empty dict may have no block (capacity 0).
//
//   used <= filled <= capacity;  filled + room <= capacity;  cells not 0 <= capacity - room <= 3/4 of the cells
//
// Keys: while all of them are exact str, small ints, floats in a word, bools and None ("plain": hash and equality need
// no Python and little time), hashes are not stored. The first other key makes the dict general for good (until clear).
// Dead entries: value nothing. Of an interned str the key and its cell stay, so that inline caches keep their places;
// of others the key is nothing and the cell all ones.
#ifndef OURO_OBJECT_DICT_TABLE_H
#define OURO_OBJECT_DICT_TABLE_H

#include "object/container.h"
#include "object/dict.h"
#include "object/hash.h"

enum dict_form {
    DICT_BITS = 0xff,
    DICT_MIXED = 0x100,   // some key is no exact str
    DICT_GENERAL = 0x200, // some key is not plain: hashes are stored
    DICT_FRONT = 0x400,   // set by OrderedDict, which knows how many entries at the front are dead; gone with any
                          // change that moves entries
};
#define DICT_BITS_MOST 31u

#define DICT_ABSENT (-1)
#define DICT_ERROR (-2)

// hash() of a plain key.
OURO_INLINE int64_t hash_small_int(int64_t n)
{
    if (OURO_LIKELY(n > -(int64_t)HASH_MODULUS && n < (int64_t)HASH_MODULUS)) {
        return hash_fix(n);
    }
    return hash_int64(n);
}
OURO_INLINE bool is_plain_key(ref_value key)
{
    return !is_object(key) ? ref_bits(key) != VALUE_NOT_IMPLEMENTED && ref_bits(key) != VALUE_ELLIPSIS
                           : is_exact(key, TYPE_STR);
}
int64_t plain_hash(struct ouro *rt, ref_value key);

// hash() of any key, fast for str and small ints. false: error.
OURO_INLINE bool key_hash(struct ouro *rt, ref_value key, int64_t *hash)
{
    if (is_exact(key, TYPE_STR)) {
        *hash = (int64_t)str_hash_quick(rt, as_str(key));
        return true;
    }
    if (is_small_int(key)) {
        *hash = hash_small_int(small_int(key));
        return true;
    }
    return operation_hash(rt, key, hash);
}

// The entry of a key (which may be dead: value nothing), DICT_ABSENT or DICT_ERROR. *cell: the cell that led to it.
// Runs Python only when keys that are not plain are compared; the dict may then have changed, but not the answer.
int64_t dict_table_find(struct ouro *rt, struct dict *d, ref_value key, int64_t hash, uint32_t *cell);
// The same among what is in the table: brings nothing in (DICT_LAZY).
int64_t dict_table_find_made(struct ouro *rt, struct dict *d, ref_value key, int64_t hash, uint32_t *cell);
// Fills an empty dict that has no table with `count` (not 0) keys, exact str and all different; takes the values, which
// are nothing afterwards. false: MemoryError, nothing changed.
OURO_MUST_USE bool dict_table_fill(struct ouro *rt, struct dict *d, ref_value const *keys, own_value *values,
                                   uint32_t count);
// Adds a key that is absent; takes key and value on success only. false: MemoryError. Runs no Python.
OURO_MUST_USE bool dict_table_add(struct ouro *rt, struct dict *d, own_value key, int64_t hash, own_value value);
// Takes a live entry out: its value, owned, and in *key its key (nothing when the key stays).
own_value dict_table_remove(struct ouro *rt, struct dict *d, uint32_t entry, uint32_t cell, own_value *key);
// Takes the key of a dead entry out, so that it is not found any more.
OURO_MUST_USE own_value dict_table_forget(struct ouro *rt, struct dict *d, uint32_t entry, uint32_t cell);
// Takes the last live entry out; the dict is not empty.
void dict_table_pop(struct ouro *rt, struct dict *d, own_value *key, own_value *value);
// Makes room for `count` keys in all. false: MemoryError.
OURO_MUST_USE bool dict_table_reserve(struct ouro *rt, struct dict *d, uint64_t count);
// Makes an empty dict without a table an equal of another. false: MemoryError.
OURO_MUST_USE bool dict_table_clone(struct ouro *rt, struct dict *to, struct dict *from);
// Frees the block; the slots are empty or somebody else's.
void dict_table_free(struct ouro *rt, struct dict *d);
size_t dict_table_bytes(struct dict const *d);
int64_t dict_table_hash(struct ouro *rt, struct dict *d, uint32_t entry);
// The invariants above, in O(n).
bool dict_table_check(struct ouro *rt, struct dict *d);

#endif
