// SPDX-License-Identifier: MIT
// Names through their inline caches (names.c says what the units hold).
#ifndef OURO_VM_FAST_NAMES_H
#define OURO_VM_FAST_NAMES_H

#include "vm/frame.h"

#define NAME_ABSENT UINT32_MAX

OURO_INLINE uint64_t name_cache(uint32_t version, uint32_t entry)
{
    return (uint64_t)entry << 32 | version;
}

// The value under a name that the cache knows, lent; nothing: take the slow path.
OURO_INLINE ref_value name_cached(struct dict *globals, struct dict *builtins, uint64_t const *cache)
{
    uint64_t first = cache[0];
    uint32_t entry = (uint32_t)(first >> 32);
    if (OURO_UNLIKELY((uint32_t)first != globals->keys_version || entry == 0)) {
        return ref_nothing;
    }
    if (OURO_LIKELY(entry != NAME_ABSENT)) {
        return slot_get(globals->entries[entry - 1].value);
    }
    uint64_t second = cache[1];
    entry = (uint32_t)(second >> 32);
    if (OURO_UNLIKELY((uint32_t)second != builtins->keys_version || entry == 0)) {
        return ref_nothing;
    }
    return slot_get(builtins->entries[entry - 1].value);
}

// The value slot of a name that the cache knows and that has a value; NULL: take the slow path.
OURO_INLINE slot_value *name_slot_cached(struct dict *dict, uint64_t cache)
{
    uint32_t entry = (uint32_t)(cache >> 32);
    if (OURO_UNLIKELY((uint32_t)cache != dict->keys_version || entry == 0)) {
        return NULL;
    }
    slot_value *slot = &dict->entries[entry - 1].value;
    return OURO_LIKELY(!is_nothing(slot_get(*slot))) ? slot : NULL;
}

#endif
