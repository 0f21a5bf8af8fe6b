// SPDX-License-Identifier: MIT
// The table of set_table.h.
#include "object/set_table.h"

#include "object/dict_table.h"

#define LINEAR_PROBES 9u
#define PERTURB_SHIFT 5
#define MANY 50000u // above it tables grow by two, below by four

void set_table_open(struct set *s)
{
    s->table = s->small;
    s->mask = SET_SMALL - 1;
    s->hash = -1;
}

size_t set_table_bytes(struct set const *s)
{
    return s->table == s->small || s->table == NULL ? 0 : (s->mask + 1) * sizeof(struct set_entry);
}

void set_table_free(struct ouro *rt, struct set *s)
{
    if (s->table != s->small) {
        heap_raw_free(&rt->heap, s->table, set_table_bytes(s));
    }
}

// Probing: `at` and up to LINEAR_PROBES places behind it, if the table has so many; then a jump.
struct probe {
    uint64_t perturb;
    uint64_t mask;
    uint64_t start;
    uint64_t at;
    uint64_t last;
};
OURO_INLINE void probe_set(struct probe *p, uint64_t start)
{
    p->start = p->at = start & p->mask;
    p->last = p->at + LINEAR_PROBES <= p->mask ? p->at + LINEAR_PROBES : p->at;
}
OURO_INLINE struct probe probe_begin(struct set const *s, int64_t hash)
{
    struct probe p = {.perturb = (uint64_t)hash, .mask = s->mask};
    probe_set(&p, (uint64_t)hash);
    return p;
}
OURO_INLINE void probe_next(struct probe *p)
{
    if (p->at++ == p->last) {
        p->perturb >>= PERTURB_SHIFT;
        probe_set(p, p->start * 5 + 1 + p->perturb);
    }
}

// Is the key at `at` the one looked for? Hashes are equal. *changed: the table is not what it was.
static int compare_key(struct ouro *rt, struct set *s, uint64_t at, ref_value key, bool *changed)
{
    ref_value other = slot_get(s->table[at].key);
    *changed = false;
    if (same(other, key)) {
        return 1;
    }
    if (both_small_int(other, key)) {
        return 0;
    }
    if (is_exact(other, TYPE_STR) && is_exact(key, TYPE_STR)) {
        return str_equal(as_str(other), as_str(key));
    }
    struct set_entry *table = s->table;
    uint64_t mask = s->mask;
    own_value held = retain(other);
    int equal = operation_compare_truth(rt, COMPARE_EQ, other, key);
    *changed = s->table != table || s->mask != mask || !same(slot_get(table[at].key), other);
    release(rt, held); // if this was the last reference, the entry is gone already
    *changed = *changed || s->table != table || s->mask != mask || !same(slot_get(table[at].key), other);
    return equal;
}

int64_t set_table_find(struct ouro *rt, struct set *s, ref_value key, int64_t hash)
{
restart:
    for (struct probe p = probe_begin(s, hash);; probe_next(&p)) {
        struct set_entry *e = &s->table[p.at];
        if (is_nothing(slot_get(e->key))) {
            return SET_ABSENT;
        }
        if (e->hash != hash) {
            continue;
        }
        bool changed;
        int equal = compare_key(rt, s, p.at, key, &changed);
        if (equal < 0) {
            return SET_ERROR;
        }
        if (changed) {
            goto restart;
        }
        if (equal) {
            return (int64_t)p.at;
        }
    }
}

// Puts a key that is not in the table, which has no removed places, at the first free one.
static void add_clean(struct set *s, slot_value *key, int64_t hash)
{
    struct probe p = probe_begin(s, hash);
    while (!is_nothing(slot_get(s->table[p.at].key))) {
        probe_next(&p);
    }
    s->table[p.at].key = *key;
    s->table[p.at].hash = hash;
}

bool set_table_resize(struct ouro *rt, struct set *s, uint64_t least)
{
    uint64_t size = SET_SMALL;
    while (size <= least) {
        size <<= 1;
        if (size > CONTAINER_MOST / sizeof(struct set_entry)) {
            error_no_memory(rt);
            return false;
        }
    }
    struct set_entry saved[SET_SMALL];
    struct set_entry *old = s->table;
    uint64_t old_size = s->mask + 1;
    if (size == SET_SMALL && old == s->small && s->filled == s->used) {
        return true;
    }
    struct set_entry *table = s->small;
    if (size > SET_SMALL) {
        table = heap_raw_allocate_zeroed(&rt->heap, size * sizeof *table);
        if (table == NULL) {
            error_no_memory(rt);
            return false;
        }
    }
    if (old == s->small) {
        memcpy(saved, old, sizeof saved);
        old = saved;
    }
    slots_rearranged(rt, s);
    memset(s->small, 0, sizeof s->small);
    s->table = table;
    s->mask = size - 1;
    s->filled = s->used;
    for (uint64_t i = 0; i < old_size; i++) {
        if (set_entry_is_live(&old[i])) {
            add_clean(s, &old[i].key, old[i].hash);
        }
    }
    if (old != saved) {
        heap_raw_free(&rt->heap, old, old_size * sizeof *old);
    }
    return true;
}

static bool grow(struct ouro *rt, struct set *s)
{
    return set_table_resize(rt, s, s->used > MANY ? s->used * 2 : s->used * 4);
}

bool set_table_prepare(struct ouro *rt, struct set *s, uint64_t more)
{
    return (s->filled + more) * 5 < s->mask * 3 || set_table_resize(rt, s, (s->used + more) * 2);
}

bool set_table_add(struct ouro *rt, struct set *s, ref_value key, int64_t hash)
{
    struct set_entry *e;
    struct set_entry *removed;
restart:
    removed = NULL;
    for (struct probe p = probe_begin(s, hash);; probe_next(&p)) {
        e = &s->table[p.at];
        if (is_nothing(slot_get(e->key))) {
            break;
        }
        if (e->hash == hash && set_entry_is_live(e)) {
            // An equal key is there, or was: nothing to do, even when the comparison has changed the table.
            bool changed;
            int equal = compare_key(rt, s, p.at, key, &changed);
            if (equal != 0) {
                return equal > 0;
            }
            if (changed) {
                goto restart;
            }
        } else if (!set_entry_is_live(e)) {
            removed = e;
        }
    }
    if (removed != NULL) {
        if (!is_stop(slot_get(removed->key))) {
            goto restart; // an __eq__ has filled it
        }
        slot_init(&removed->key, retain(key));
        removed->hash = hash;
        s->used++;
        return true;
    }
    // The table grows with the key in its place; without memory the key is taken out again.
    slot_init(&e->key, retain(key));
    e->hash = hash;
    s->filled++;
    s->used++;
    if (OURO_LIKELY(s->filled * 5 < s->mask * 3) || grow(rt, s)) {
        return true;
    }
    release(rt, slot_take(rt, s, &e->key));
    e->hash = 0;
    s->filled--;
    s->used--;
    return false;
}

own_value set_table_remove(struct ouro *rt, struct set *s, uint64_t at)
{
    own_value key = slot_take(rt, s, &s->table[at].key);
    slot_init(&s->table[at].key, own_stop);
    s->table[at].hash = -1;
    s->used--;
    return key;
}

// Into an empty set: keys are known to differ, and nothing runs Python.
static void copy_all(struct set *s, struct set *other)
{
    bool alike = s->mask == other->mask && other->filled == other->used;
    s->filled = s->used = other->used;
    for (uint64_t i = 0; i <= other->mask; i++) {
        struct set_entry *e = &other->table[i];
        if (!set_entry_is_live(e)) {
            continue;
        }
        slot_value key;
        slot_init(&key, retain(slot_get(e->key)));
        if (alike) {
            s->table[i] = (struct set_entry){key, e->hash};
        } else {
            add_clean(s, &key, e->hash);
        }
    }
}

bool set_table_merge(struct ouro *rt, struct set *s, struct set *other)
{
    if (s == other || other->used == 0) {
        return true;
    }
    if (!set_table_prepare(rt, s, other->used)) {
        return false;
    }
    if (s->filled == 0) {
        copy_all(s, other);
        return true;
    }
    for (uint64_t i = 0; i <= other->mask; i++) {
        struct set_entry *e = &other->table[i];
        if (!set_entry_is_live(e)) {
            continue;
        }
        own_value key = retain(slot_get(e->key));
        bool good = set_table_add(rt, s, lend(key), e->hash);
        release(rt, key);
        if (!good) {
            return false;
        }
    }
    return true;
}

void set_table_swap(struct ouro *rt, struct set *a, struct set *b)
{
    slots_rearranged(rt, a);
    slots_rearranged(rt, b);
    struct set old = *a;
    a->used = b->used;
    a->filled = b->filled;
    a->mask = b->mask;
    a->table = b->table == b->small ? a->small : b->table;
    memcpy(a->small, b->small, sizeof a->small);
    b->used = old.used;
    b->filled = old.filled;
    b->mask = old.mask;
    b->table = old.table == a->small ? b->small : old.table;
    memcpy(b->small, old.small, sizeof b->small);
    a->hash = b->hash = -1;
}
