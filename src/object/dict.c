// SPDX-License-Identifier: MIT
// dict: what C code does with dicts. The table is in dict_table.c, the Python face in dict_methods.c.
#include "object/dict.h"

#include "object/dict_table.h"
#include "object/list.h"
#include "object/tuple.h"

// Making -------------------------------------------------------------------------------------------------------------

own_value dict_new(struct ouro *rt)
{
    struct dict *d = object_allocate(rt, HEAP_TRACED, sizeof *d, TYPE_DICT);
    return d == NULL ? error_no_memory(rt) : own_object(d);
}

own_value dict_new_sized(struct ouro *rt, uint32_t count)
{
    own_value v = dict_new(rt);
    if (!failed(v) && count > 0 && !dict_table_reserve(rt, as_dict(lend(v)), count)) {
        release(rt, v);
        return own_nothing;
    }
    return v;
}

bool dict_complete(struct ouro *rt, ref_value d)
{
    if (!rt->objects->dict_complete(rt, as_dict(d))) {
        return false;
    }
    as_object(d)->kind &= ~DICT_LAZY;
    return true;
}

bool dict_keys_are_texts(ref_value const *keys, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!is_exact(keys[i], TYPE_STR)) {
            return false;
        }
        for (uint32_t j = 0; j < i; j++) {
            if (str_equal(as_str(keys[i]), as_str(keys[j]))) {
                return false;
            }
        }
    }
    return true;
}

own_value dict_from_texts(struct ouro *rt, ref_value const *keys, own_value *values, uint32_t count)
{
    own_value v = dict_new(rt);
    if (!failed(v) && count > 0 && !dict_table_fill(rt, as_dict(lend(v)), keys, values, count)) {
        release(rt, v);
        return own_nothing;
    }
    return v;
}

own_value dict_copy(struct ouro *rt, ref_value d)
{
    own_value v = dict_make_whole(rt, d) ? dict_new(rt) : own_nothing;
    if (!failed(v) && !dict_table_clone(rt, as_dict(lend(v)), as_dict(d))) {
        release(rt, v);
        return own_nothing;
    }
    return v;
}

// Reading ------------------------------------------------------------------------------------------------------------

ref_value dict_get_hashed(struct ouro *rt, ref_value v, ref_value key, int64_t hash)
{
    struct dict *d = as_dict(v);
    uint32_t cell;
    int64_t entry = dict_table_find(rt, d, key, hash, &cell);
    return entry < 0 ? ref_nothing : slot_get(d->entries[entry].value);
}

ref_value dict_get(struct ouro *rt, ref_value v, ref_value key)
{
    int64_t hash;
    return key_hash(rt, key, &hash) ? dict_get_hashed(rt, v, key, hash) : ref_nothing;
}

ref_value dict_get_str(struct ouro *rt, ref_value v, ref_value name)
{
    return dict_get(rt, v, name);
}

int dict_contains(struct ouro *rt, ref_value v, ref_value key)
{
    ref_value value = dict_get(rt, v, key);
    return is_nothing(value) ? (error_pending(rt) ? -1 : 0) : 1;
}

bool dict_would_bring_in(struct ouro *rt, ref_value v, ref_value name)
{
    struct dict *d = as_dict(v);
    uint32_t cell;
    return (d->header.kind & DICT_LAZY) &&
           dict_table_find_made(rt, d, name, (int64_t)str_hash(rt, as_str(name)), &cell) == DICT_ABSENT;
}

bool dict_is_plain(struct dict const *d)
{
    return !(d->form & DICT_GENERAL) && !(d->header.kind & DICT_LAZY);
}

void dict_watch(struct ouro *rt, struct dict *d)
{
    // In general dicts a look-up may run Python: no place for caches.
    if (d->keys_version == 0 && !(d->form & DICT_GENERAL) && rt->objects->dict_version_next < UINT32_MAX) {
        d->keys_version = ++rt->objects->dict_version_next;
    }
}

int64_t dict_find_str(struct ouro *rt, ref_value v, ref_value name)
{
    struct dict *d = as_dict(v);
    OURO_ASSERT(is_exact(name, TYPE_STR));
    if (d->form & DICT_GENERAL) {
        return -1;
    }
    uint32_t cell;
    int64_t entry = dict_table_find(rt, d, name, (int64_t)str_hash(rt, as_str(name)), &cell);
    dict_watch(rt, d);
    return entry;
}

bool dict_next(struct dict *d, uint32_t *position, ref_value *key, ref_value *value)
{
    while (*position < d->filled) {
        struct dict_entry *e = &d->entries[(*position)++];
        if (!is_nothing(slot_get(e->value))) {
            *key = slot_get(e->key);
            *value = slot_get(e->value);
            return true;
        }
    }
    return false;
}

// Changing -----------------------------------------------------------------------------------------------------------

// A deleted key comes back. At the end it takes its entry again; else the entry loses the key.
static bool revive(struct ouro *rt, struct dict *d, uint32_t entry, uint32_t cell, int64_t hash, ref_value value)
{
    struct dict_entry *e = &d->entries[entry];
    if (entry == d->filled - 1) {
        slot_init(&e->value, retain(value));
        d->used++;
        return true;
    }
    own_value key = dict_table_forget(rt, d, entry, cell);
    own_value held = retain(value);
    if (!dict_table_add(rt, d, key, hash, held)) {
        release(rt, key);
        release(rt, held);
        return false;
    }
    return true;
}

bool dict_set_hashed(struct ouro *rt, ref_value v, ref_value key, int64_t hash, ref_value value)
{
    struct dict *d = as_dict(v);
    uint32_t cell;
    int64_t entry = dict_table_find(rt, d, key, hash, &cell);
    if (entry == DICT_ERROR) {
        return false;
    }
    if (entry >= 0) {
        slot_value *slot = &d->entries[entry].value;
        if (OURO_UNLIKELY(is_nothing(slot_get(*slot)))) {
            return revive(rt, d, (uint32_t)entry, cell, hash, value);
        }
        slot_set(rt, d, slot, retain(value));
        return true;
    }
    own_value k = retain(key);
    own_value held = retain(value);
    if (OURO_UNLIKELY(!dict_table_add(rt, d, k, hash, held))) {
        release(rt, k);
        release(rt, held);
        return false;
    }
    return true;
}

bool dict_set(struct ouro *rt, ref_value v, ref_value key, ref_value value)
{
    int64_t hash;
    return key_hash(rt, key, &hash) && dict_set_hashed(rt, v, key, hash, value);
}

bool dict_set_default(struct ouro *rt, ref_value v, ref_value key, ref_value value, own_value *result)
{
    int64_t hash;
    *result = own_nothing;
    if (!key_hash(rt, key, &hash)) {
        return false;
    }
    ref_value found = dict_get_hashed(rt, v, key, hash);
    if (is_nothing(found)) {
        if (error_pending(rt) || !dict_set_hashed(rt, v, key, hash, value)) {
            return false;
        }
        found = value;
    }
    *result = retain(found);
    return true;
}

// Takes a key's value out. 1, 0 absent, -1 error.
static int take(struct ouro *rt, ref_value v, ref_value key, own_value *taken_key, own_value *value)
{
    struct dict *d = as_dict(v);
    int64_t hash;
    if (!dict_make_whole(rt, v) || !key_hash(rt, key, &hash)) {
        return -1;
    }
    uint32_t cell;
    int64_t entry = dict_table_find(rt, d, key, hash, &cell);
    if (entry < 0 || is_nothing(slot_get(d->entries[entry].value))) {
        return entry == DICT_ERROR ? -1 : 0;
    }
    *value = dict_table_remove(rt, d, (uint32_t)entry, cell, taken_key);
    return 1;
}

int dict_delete(struct ouro *rt, ref_value v, ref_value key)
{
    own_value taken_key, value;
    int found = take(rt, v, key, &taken_key, &value);
    if (found > 0) {
        release(rt, taken_key);
        release(rt, value);
    }
    return found;
}

own_value dict_pop(struct ouro *rt, ref_value v, ref_value key)
{
    own_value taken_key, value;
    if (as_dict(v)->used == 0) {
        return own_stop; // without asking for the key's hash
    }
    int found = take(rt, v, key, &taken_key, &value);
    if (found > 0) {
        release(rt, taken_key);
        return value;
    }
    return found < 0 ? own_nothing : own_stop;
}

void dict_clear(struct ouro *rt, ref_value v)
{
    struct dict *d = as_dict(v);
    struct dict old = *d;
    d->header.kind &= ~DICT_LAZY;
    d->used = d->filled = d->capacity = d->room = d->form = 0;
    d->entries = NULL;
    d->keys_version = 0;
    release_defer_begin(rt);
    for (uint32_t i = 0; i < old.filled; i++) {
        release(rt, slot_take(rt, d, &old.entries[i].key));
        release(rt, slot_take(rt, d, &old.entries[i].value));
    }
    heap_raw_free(&rt->heap, old.entries, dict_table_bytes(&old));
    release_defer_end(rt);
}

// Merging ------------------------------------------------------------------------------------------------------------

// Sets key unless it must not be overridden. It holds both meanwhile.
static bool merge_item(struct ouro *rt, ref_value d, ref_value key, int64_t hash, ref_value value, bool override)
{
    own_value k = retain(key);
    own_value held = retain(value);
    bool good = true;
    bool wanted = override || is_nothing(dict_get_hashed(rt, d, key, hash));
    if (error_pending(rt)) {
        good = false;
    } else if (wanted) {
        good = dict_set_hashed(rt, d, key, hash, value);
    }
    release(rt, k);
    release(rt, held);
    return good;
}

static bool merge_dict(struct ouro *rt, ref_value v, ref_value from, bool override)
{
    struct dict *d = as_dict(v);
    struct dict *other = as_dict(from);
    if (!dict_make_whole(rt, from)) {
        return false;
    }
    if (d == other || other->used == 0) {
        return true;
    }
    if (d->used == 0 && d->capacity == 0) {
        return dict_table_clone(rt, d, other);
    }
    // As if no key were shared.
    if (other->used > d->room && !dict_table_reserve(rt, d, (uint64_t)d->used + other->used)) {
        return false;
    }
    uint32_t used = other->used;
    ref_value key, value;
    for (uint32_t position = 0; dict_next(other, &position, &key, &value);) {
        int64_t hash = dict_table_hash(rt, other, position - 1);
        if (!merge_item(rt, v, key, hash, value, override)) {
            return false;
        }
        if (other->used != used) {
            error_raise(rt, TYPE_RUNTIME_ERROR, "dict mutated during update");
            return false;
        }
    }
    return true;
}

// From anything with keys() and [].
static bool merge_mapping(struct ouro *rt, ref_value d, ref_value mapping, bool override)
{
    own_value keys = operation_call_method(rt, name_of(rt, NAME_keys), &mapping, 1, ref_nothing);
    if (failed(keys)) {
        return false;
    }
    own_value iterator = operation_iterate(rt, lend(keys));
    if (failed(iterator) && error_matches(rt, TYPE_TYPE_ERROR)) {
        error_clear(rt);
        error_raise(rt, TYPE_TYPE_ERROR, "%T.keys() returned a non-iterable (type %T)", mapping, lend(keys));
    }
    release(rt, keys);
    own_value list = failed(iterator) ? own_nothing : operation_list(rt, lend(iterator));
    release(rt, iterator);
    bool good = !failed(list);
    for (uint64_t i = 0; good && i < as_list(lend(list))->length; i++) {
        own_value key = retain(list_item(lend(list), i));
        int present = override ? 0 : dict_contains(rt, d, lend(key));
        good = present >= 0;
        if (present == 0) {
            own_value value = operation_get_item(rt, mapping, lend(key));
            good = !failed(value) && dict_set(rt, d, lend(key), lend(value));
            release(rt, value);
        }
        release(rt, key);
    }
    release(rt, list);
    return good;
}

bool dict_merge(struct ouro *rt, ref_value d, ref_value mapping, bool override)
{
    if (is_dict(rt, mapping) && (is_exact(mapping, TYPE_DICT) || !type_overrides(type_of(rt, mapping), NAME_iter))) {
        return merge_dict(rt, d, mapping, override);
    }
    return merge_mapping(rt, d, mapping, override);
}

// Sets the pair that one element of an update sequence makes.
static bool update_pair(struct ouro *rt, ref_value d, ref_value element, int64_t number)
{
    own_value pair = operation_list(rt, element);
    if (failed(pair)) {
        if (error_matches(rt, TYPE_TYPE_ERROR)) {
            error_clear(rt);
            error_raise(rt, TYPE_TYPE_ERROR, "cannot convert dictionary update sequence element #%lld to a sequence",
                        (long long)number);
        }
        return false;
    }
    uint64_t length = as_list(lend(pair))->length;
    bool good = length == 2;
    if (good) {
        good = dict_set(rt, d, list_item(lend(pair), 0), list_item(lend(pair), 1));
    } else {
        error_raise(rt, TYPE_VALUE_ERROR, "dictionary update sequence element #%lld has length %lld; 2 is required",
                    (long long)number, (long long)length);
    }
    release(rt, pair);
    return good;
}

bool dict_update_from_pairs(struct ouro *rt, ref_value d, ref_value iterable)
{
    own_value iterator = operation_iterate(rt, iterable);
    bool good = !failed(iterator);
    for (int64_t number = 0; good; number++) {
        own_value element = operation_next(rt, lend(iterator));
        if (failed(element) || is_stop(lend(element))) {
            good = !failed(element);
            break;
        }
        if (is_exact(lend(element), TYPE_TUPLE) && as_tuple(lend(element))->length == 2) {
            good = dict_set(rt, d, tuple_item(lend(element), 0), tuple_item(lend(element), 1));
        } else {
            good = update_pair(rt, d, lend(element), number);
        }
        release(rt, element);
    }
    release(rt, iterator);
    return good;
}
