// SPDX-License-Identifier: MIT
// set and frozenset: what C code does with them, and the operations on whole sets.
#include "object/set.h"

#include "object/dict_table.h"
#include "object/list.h"
#include "object/set_table.h"

// Making -------------------------------------------------------------------------------------------------------------

own_value set_create_as(struct ouro *rt, enum type_number number, ref_value iterable)
{
    struct set *s = object_allocate(rt, HEAP_TRACED, sizeof *s, (uint32_t)number);
    if (s == NULL) {
        return error_no_memory(rt);
    }
    set_table_open(s);
    own_value v = own_object(s);
    if (!is_nothing(iterable) && !set_update(rt, lend(v), iterable)) {
        release(rt, give(v));
    }
    return v;
}

own_value set_new(struct ouro *rt, ref_value iterable)
{
    return set_create_as(rt, TYPE_SET, iterable);
}

own_value frozenset_new(struct ouro *rt, ref_value iterable)
{
    if (is_exact(iterable, TYPE_FROZENSET)) {
        return retain(iterable);
    }
    return set_create_as(rt, TYPE_FROZENSET, iterable);
}

own_value set_like(struct ouro *rt, ref_value s, ref_value iterable)
{
    return set_create_as(rt, is_kind(rt, s, TYPE_FROZENSET) ? TYPE_FROZENSET : TYPE_SET, iterable);
}

// Elements -----------------------------------------------------------------------------------------------------------

bool set_next(struct set *s, uint64_t *position, ref_value *key)
{
    while (s->table != NULL && *position <= s->mask) {
        struct set_entry *e = &s->table[(*position)++];
        if (set_entry_is_live(e)) {
            *key = slot_get(e->key);
            return true;
        }
    }
    return false;
}

bool set_add(struct ouro *rt, ref_value s, ref_value key)
{
    int64_t hash;
    return key_hash(rt, key, &hash) && set_table_add(rt, as_set(s), key, hash);
}

// The position of a key. A set that is looked for in a set stands for a frozenset.
static int64_t find_key(struct ouro *rt, ref_value s, ref_value key)
{
    int64_t hash;
    if (key_hash(rt, key, &hash)) {
        return set_table_find(rt, as_set(s), key, hash);
    }
    if (!is_kind(rt, key, TYPE_SET) || !error_matches(rt, TYPE_TYPE_ERROR)) {
        return SET_ERROR;
    }
    error_clear(rt);
    own_value frozen = set_create_as(rt, TYPE_FROZENSET, key);
    int64_t at = SET_ERROR;
    if (!failed(frozen) && key_hash(rt, lend(frozen), &hash)) {
        at = set_table_find(rt, as_set(s), lend(frozen), hash);
    }
    release(rt, frozen);
    return at;
}

int set_contains(struct ouro *rt, ref_value s, ref_value key)
{
    int64_t at = find_key(rt, s, key);
    return at == SET_ERROR ? -1 : at >= 0;
}

int set_discard(struct ouro *rt, ref_value s, ref_value key)
{
    int64_t at = find_key(rt, s, key);
    if (at < 0) {
        return at == SET_ERROR ? -1 : 0;
    }
    release(rt, set_table_remove(rt, as_set(s), (uint64_t)at));
    return 1;
}

void set_clear(struct ouro *rt, ref_value v)
{
    struct set *s = as_set(v);
    struct set old = *s;
    struct set_entry *table = old.table == s->small ? old.small : old.table;
    memset(s->small, 0, sizeof s->small);
    s->used = s->filled = 0;
    set_table_open(s);
    release_defer_begin(rt);
    for (uint64_t i = 0; old.table != NULL && i <= old.mask; i++) {
        if (set_entry_is_live(&table[i])) {
            release(rt, slot_take(rt, s, &table[i].key));
        }
    }
    if (table != old.small) {
        heap_raw_free(&rt->heap, table, (old.mask + 1) * sizeof *table);
    }
    release_defer_end(rt);
}

// Walking iterables
// ----------------------------------------------------------------------------------------------------

// Does something with each element; 0: go on, others end the walk.
typedef int element_fn(struct ouro *rt, ref_value target, ref_value key, int64_t hash);

static int walk_set(struct ouro *rt, ref_value target, struct set *from, element_fn *each)
{
    int state = 0;
    for (uint64_t i = 0; state == 0 && i <= from->mask; i++) {
        struct set_entry *e = &from->table[i];
        if (set_entry_is_live(e)) {
            int64_t hash = e->hash;
            own_value key = retain(slot_get(e->key));
            state = each(rt, target, lend(key), hash);
            release(rt, key);
        }
    }
    return state;
}

static int walk_dict(struct ouro *rt, ref_value target, struct dict *from, element_fn *each)
{
    int state = 0;
    ref_value key, value;
    for (uint32_t position = 0; state == 0 && dict_next(from, &position, &key, &value);) {
        int64_t hash = dict_table_hash(rt, from, position - 1);
        own_value held = retain(key);
        state = each(rt, target, lend(held), hash);
        release(rt, held);
    }
    return state;
}

static int walk(struct ouro *rt, ref_value target, ref_value iterable, element_fn *each)
{
    if (is_set(rt, iterable)) {
        return walk_set(rt, target, as_set(iterable), each);
    }
    if (is_exact(iterable, TYPE_DICT)) {
        return walk_dict(rt, target, as_dict(iterable), each);
    }
    own_value iterator = operation_iterate(rt, iterable);
    int state = failed(iterator) ? -1 : 0;
    while (state == 0) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            state = failed(item) ? -1 : 0;
            break;
        }
        int64_t hash;
        state = key_hash(rt, lend(item), &hash) ? each(rt, target, lend(item), hash) : -1;
        release(rt, item);
    }
    release(rt, iterator);
    return state;
}

static int add_each(struct ouro *rt, ref_value target, ref_value key, int64_t hash)
{
    return set_table_add(rt, as_set(target), key, hash) ? 0 : -1;
}

static int discard_each(struct ouro *rt, ref_value target, ref_value key, int64_t hash)
{
    int64_t at = set_table_find(rt, as_set(target), key, hash);
    if (at >= 0) {
        release(rt, set_table_remove(rt, as_set(target), (uint64_t)at));
    }
    return at == SET_ERROR ? -1 : 0;
}

static int toggle_each(struct ouro *rt, ref_value target, ref_value key, int64_t hash)
{
    int64_t at = set_table_find(rt, as_set(target), key, hash);
    if (at >= 0) {
        release(rt, set_table_remove(rt, as_set(target), (uint64_t)at));
        return 0;
    }
    return at == SET_ERROR ? -1 : add_each(rt, target, key, hash);
}

// 1: an element that the target has; ends the walk.
static int meet_each(struct ouro *rt, ref_value target, ref_value key, int64_t hash)
{
    int64_t at = set_table_find(rt, as_set(target), key, hash);
    return at == SET_ERROR ? -1 : at >= 0;
}

// 1: an element that the target has not; ends the walk.
static int miss_each(struct ouro *rt, ref_value target, ref_value key, int64_t hash)
{
    int64_t at = set_table_find(rt, as_set(target), key, hash);
    return at == SET_ERROR ? -1 : at == SET_ABSENT;
}

// Updates ------------------------------------------------------------------------------------------------------------

bool set_update(struct ouro *rt, ref_value s, ref_value iterable)
{
    if (is_set(rt, iterable)) {
        return set_table_merge(rt, as_set(s), as_set(iterable));
    }
    if (is_exact(iterable, TYPE_DICT) && !set_table_prepare(rt, as_set(s), dict_length(iterable))) {
        return false;
    }
    return walk(rt, s, iterable, add_each) == 0;
}

bool set_difference_update(struct ouro *rt, ref_value v, ref_value iterable)
{
    struct set *s = as_set(v);
    if (same(v, iterable)) {
        set_clear(rt, v);
        return true;
    }
    own_value other = own_nothing;
    if (is_set(rt, iterable)) {
        // A much larger set is cut down to what matters first.
        other = set_length(iterable) / 8 > s->used ? set_intersection(rt, v, iterable) : retain(iterable);
        if (failed(other)) {
            return false;
        }
    }
    bool good = walk(rt, v, failed(other) ? iterable : lend(other), discard_each) == 0;
    release(rt, other);
    if (!good) {
        return false;
    }
    if (s->filled - s->used <= s->mask / 4) {
        return true;
    }
    return set_table_resize(rt, s, s->used > 50000 ? s->used * 2 : s->used * 4);
}

bool set_symmetric_difference_update(struct ouro *rt, ref_value s, ref_value iterable)
{
    if (same(s, iterable)) {
        set_clear(rt, s);
        return true;
    }
    if (is_set(rt, iterable) || is_exact(iterable, TYPE_DICT)) {
        return walk(rt, s, iterable, toggle_each) == 0;
    }
    own_value other = set_new(rt, iterable);
    bool good = !failed(other) && walk(rt, s, lend(other), toggle_each) == 0;
    release(rt, other);
    return good;
}

// New sets -----------------------------------------------------------------------------------------------------------

// The elements of `source` that are in `s` (or are not), as a new set of the kind of `kind`.
static own_value select(struct ouro *rt, ref_value kind, ref_value source, ref_value s, bool in)
{
    own_value result = set_like(rt, kind, ref_nothing);
    bool good = !failed(result);
    struct set *from = as_set(source);
    for (uint64_t i = 0; good && i <= from->mask; i++) {
        struct set_entry *e = &from->table[i];
        if (!set_entry_is_live(e)) {
            continue;
        }
        int64_t hash = e->hash;
        own_value key = retain(slot_get(e->key));
        bool found;
        if (is_exact(s, TYPE_DICT)) {
            found = !is_nothing(dict_get_hashed(rt, s, lend(key), hash));
            good = !error_pending(rt);
        } else {
            int64_t at = set_table_find(rt, as_set(s), lend(key), hash);
            good = at != SET_ERROR;
            found = at >= 0;
        }
        good = good && (found != in || set_table_add(rt, as_set(lend(result)), lend(key), hash));
        release(rt, key);
    }
    if (!good) {
        release(rt, give(result));
    }
    return result;
}

own_value set_intersection(struct ouro *rt, ref_value s, ref_value iterable)
{
    if (same(s, iterable)) {
        return set_like(rt, s, s);
    }
    if (is_set(rt, iterable)) {
        bool larger = set_length(iterable) > set_length(s);
        return select(rt, s, larger ? s : iterable, larger ? iterable : s, true);
    }
    own_value result = set_like(rt, s, ref_nothing);
    own_value iterator = failed(result) ? own_nothing : operation_iterate(rt, iterable);
    bool good = !failed(iterator);
    while (good) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            good = !failed(item);
            break;
        }
        int64_t hash;
        good = key_hash(rt, lend(item), &hash);
        int64_t at = good ? set_table_find(rt, as_set(s), lend(item), hash) : SET_ERROR;
        good = at == SET_ABSENT || (at >= 0 && set_table_add(rt, as_set(lend(result)), lend(item), hash));
        release(rt, item);
    }
    release(rt, iterator);
    if (!good) {
        release(rt, give(result));
    }
    return result;
}

own_value set_difference(struct ouro *rt, ref_value s, ref_value iterable)
{
    bool is_dict_exact = is_exact(iterable, TYPE_DICT);
    bool pick = is_set(rt, iterable) || is_dict_exact;
    if (pick) {
        // From a much larger set the few are taken out of a copy.
        uint64_t other = is_dict_exact ? dict_length(iterable) : set_length(iterable);
        pick = set_length(s) / 4 <= other;
    }
    if (pick) {
        return select(rt, s, s, iterable, false);
    }
    own_value result = set_like(rt, s, s);
    if (!failed(result) && !set_difference_update(rt, lend(result), iterable)) {
        release(rt, give(result));
    }
    return result;
}

own_value set_symmetric_difference(struct ouro *rt, ref_value s, ref_value iterable)
{
    own_value result = set_like(rt, s, iterable);
    if (!failed(result) && !set_symmetric_difference_update(rt, lend(result), s)) {
        release(rt, give(result));
    }
    return result;
}

own_value set_union(struct ouro *rt, ref_value s, ref_value iterable)
{
    own_value result = set_like(rt, s, s);
    if (!failed(result) && !same(s, iterable) && !set_update(rt, lend(result), iterable)) {
        release(rt, give(result));
    }
    return result;
}

// Questions ----------------------------------------------------------------------------------------------------------

int set_is_subset(struct ouro *rt, ref_value s, ref_value other)
{
    if (!is_set(rt, other)) {
        own_value made = set_new(rt, other);
        int state = failed(made) ? -1 : set_is_subset(rt, s, lend(made));
        release(rt, made);
        return state;
    }
    if (set_length(s) > set_length(other)) {
        return 0;
    }
    int state = walk_set(rt, other, as_set(s), miss_each);
    return state < 0 ? -1 : state == 0;
}

int set_is_superset(struct ouro *rt, ref_value s, ref_value other)
{
    if (is_set(rt, other)) {
        return set_is_subset(rt, other, s);
    }
    int state = walk(rt, s, other, miss_each);
    return state < 0 ? -1 : state == 0;
}

int set_is_disjoint(struct ouro *rt, ref_value s, ref_value other)
{
    if (same(s, other)) {
        return set_length(s) == 0;
    }
    bool swap = is_set(rt, other) && set_length(other) > set_length(s);
    int state = walk(rt, swap ? other : s, swap ? s : other, meet_each);
    return state < 0 ? -1 : state == 0;
}
