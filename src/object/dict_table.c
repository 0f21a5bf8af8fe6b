// SPDX-License-Identifier: MIT
// The table of dict_table.h.
#include "object/dict_table.h"

// Geometry -----------------------------------------------------------------------------------------------------------

OURO_INLINE uint32_t bits_of(struct dict const *d)
{
    return d->form & DICT_BITS;
}

OURO_INLINE uint32_t width_of_bits(uint32_t bits)
{
    return bits <= 8 ? 1 : bits <= 16 ? 2 : 4;
}

// The fewest cells, as a power of two, for `capacity` entries at three quarters.
static uint32_t bits_for(uint64_t capacity)
{
    uint64_t cells = (capacity * 4 + 2) / 3; // at least
    return cells <= 4 ? 2 : 64 - (uint32_t)__builtin_clzll(cells - 1);
}

// The next larger capacity: 4, 6, 9, 12, 18, 24, 36, ... where every second step makes the index larger.
static uint64_t next_capacity(uint64_t capacity)
{
    if (capacity < 4) {
        return 4;
    }
    uint64_t full = ((uint64_t)3 << bits_for(capacity)) / 4;
    return capacity < full ? full : full + full / 2;
}

static size_t block_bytes(uint64_t capacity, uint32_t form)
{
    if (capacity == 0) {
        return 0;
    }
    uint32_t bits = form & DICT_BITS;
    size_t entry = sizeof(struct dict_entry) + (form & DICT_GENERAL ? sizeof(int64_t) : 0);
    size_t bytes = capacity * entry + ((size_t)width_of_bits(bits) << bits);
    return (bytes + 7) & ~(size_t)7;
}

size_t dict_table_bytes(struct dict const *d)
{
    return block_bytes(d->capacity, d->form);
}

OURO_INLINE int64_t *hashes_of(struct dict *d)
{
    return (int64_t *)(void *)(d->entries + d->capacity);
}

OURO_INLINE void *cells_of(struct dict *d)
{
    return hashes_of(d) + (d->form & DICT_GENERAL ? d->capacity : 0);
}

// Cells --------------------------------------------------------------------------------------------------------------

OURO_INLINE uint32_t cell_get(void const *cells, uint32_t width, uint32_t i)
{
    switch (width) {
    case 1:
        return ((uint8_t const *)cells)[i];
    case 2:
        return ((uint16_t const *)cells)[i];
    default:
        return ((uint32_t const *)cells)[i];
    }
}

OURO_INLINE void cell_set(void *cells, uint32_t width, uint32_t i, uint32_t to)
{
    switch (width) {
    case 1:
        ((uint8_t *)cells)[i] = (uint8_t)to;
        break;
    case 2:
        ((uint16_t *)cells)[i] = (uint16_t)to;
        break;
    default:
        ((uint32_t *)cells)[i] = to;
    }
}

OURO_INLINE uint32_t deleted_cell(uint32_t width)
{
    return UINT32_MAX >> (32 - 8 * width);
}

// The order in which cells are looked at.
struct probe {
    uint64_t perturb;
    uint32_t mask;
    uint32_t at;
};
OURO_INLINE struct probe probe_start(uint32_t bits, int64_t hash)
{
    uint32_t mask = (uint32_t)(((uint64_t)1 << bits) - 1);
    return (struct probe){(uint64_t)hash, mask, (uint32_t)(uint64_t)hash & mask};
}
OURO_INLINE void probe_next(struct probe *p)
{
    p->perturb >>= 5;
    p->at = (uint32_t)(p->at * 5 + p->perturb + 1) & p->mask;
}

OURO_INLINE void cell_put(void *cells, uint32_t width, uint32_t bits, int64_t hash, uint32_t entry)
{
    for (struct probe p = probe_start(bits, hash);; probe_next(&p)) {
        uint32_t c = cell_get(cells, width, p.at);
        if (c == 0 || c == deleted_cell(width)) {
            cell_set(cells, width, p.at, entry + 1);
            return;
        }
    }
}

static void cell_add(struct dict *d, int64_t hash, uint32_t entry)
{
    switch (width_of_bits(bits_of(d))) {
    case 1:
        cell_put(cells_of(d), 1, bits_of(d), hash, entry);
        break;
    case 2:
        cell_put(cells_of(d), 2, bits_of(d), hash, entry);
        break;
    default:
        cell_put(cells_of(d), 4, bits_of(d), hash, entry);
    }
}

// Hashes -------------------------------------------------------------------------------------------------------------

int64_t plain_hash(struct ouro *rt, ref_value key)
{
    if (is_object(key)) {
        return (int64_t)str_hash(rt, as_str(key));
    }
    if (is_small_int(key)) {
        return hash_small_int(small_int(key));
    }
    if (is_word_float(key)) {
        return hash_double(word_float(key), 0);
    }
    return is_none(key) ? HASH_NONE : ref_bits(key) == VALUE_TRUE;
}

int64_t dict_table_hash(struct ouro *rt, struct dict *d, uint32_t entry)
{
    return d->form & DICT_GENERAL ? hashes_of(d)[entry] : plain_hash(rt, slot_get(d->entries[entry].key));
}

// Finding ------------------------------------------------------------------------------------------------------------

OURO_INLINE int64_t find_text(struct dict *d, ref_value key, uint32_t hash, uint32_t width, uint32_t *cell)
{
    void const *cells = cells_of(d);
    for (struct probe p = probe_start(bits_of(d), (int64_t)hash);; probe_next(&p)) {
        uint32_t c = cell_get(cells, width, p.at);
        if (c == 0) {
            return DICT_ABSENT;
        }
        if (OURO_UNLIKELY(c == deleted_cell(width))) {
            continue;
        }
        ref_value other = slot_get(d->entries[c - 1].key);
        if (same(other, key) || (as_str(other)->hash == hash && str_equal(as_str(other), as_str(key)))) {
            *cell = p.at;
            return c - 1;
        }
    }
}

// The number behind a plain key that is no str: ints and bools exactly, floats in *d. false: it is None.
static bool plain_number(ref_value v, bool *is_integer, int64_t *n, double *d)
{
    *is_integer = !is_word_float(v);
    *d = is_word_float(v) ? word_float(v) : 0;
    *n = is_small_int(v) ? small_int(v) : ref_bits(v) == VALUE_TRUE;
    return !is_none(v);
}

// Equality of plain keys that are not the same word.
static bool plain_equal(ref_value a, ref_value b)
{
    if (is_object(a) || is_object(b)) {
        return is_object(a) && is_object(b) && str_equal(as_str(a), as_str(b));
    }
    bool a_integer, b_integer;
    int64_t m, n;
    double x, y;
    if (!plain_number(a, &a_integer, &m, &x) || !plain_number(b, &b_integer, &n, &y)) {
        return false;
    }
    if (a_integer == b_integer) {
        return a_integer ? m == n : x == y;
    }
    double d = a_integer ? y : x;
    int64_t i = a_integer ? m : n;
    return d >= -0x1p62 && d < 0x1p62 && (double)(int64_t)d == d && (int64_t)d == i;
}

// Tells the compiler the width of the cells.
#define BY_WIDTH(d, call)                    \
    do {                                     \
        switch (width_of_bits(bits_of(d))) { \
        case 1:                              \
            return call(1);                  \
        case 2:                              \
            return call(2);                  \
        default:                             \
            return call(4);                  \
        }                                    \
    } while (0)

OURO_INLINE int64_t find_plain_in(struct ouro *rt, struct dict *d, ref_value key, bool number, int64_t hash,
                                  uint32_t width, uint32_t *cell)
{
    void const *cells = cells_of(d);
    for (struct probe p = probe_start(bits_of(d), hash);; probe_next(&p)) {
        uint32_t c = cell_get(cells, width, p.at);
        if (c == 0) {
            return DICT_ABSENT;
        }
        if (c == deleted_cell(width)) {
            continue;
        }
        ref_value other = slot_get(d->entries[c - 1].key);
        if (same(other, key) ||
            (!(number && is_small_int(other)) && plain_hash(rt, other) == hash && plain_equal(other, key))) {
            *cell = p.at;
            return c - 1;
        }
    }
}

OURO_INLINE int64_t find_plain(struct ouro *rt, struct dict *d, ref_value key, bool number, int64_t hash,
                               uint32_t *cell)
{
#define FIND(width) find_plain_in(rt, d, key, number, hash, width, cell)
    BY_WIDTH(d, FIND);
#undef FIND
}

OURO_INLINE int64_t find_text_any(struct dict *d, ref_value key, uint32_t hash, uint32_t *cell)
{
#define FIND(width) find_text(d, key, hash, width, cell)
    BY_WIDTH(d, FIND);
#undef FIND
}

slot_value *dict_find_slot(struct ouro *rt, struct dict *d, ref_value key)
{
    uint32_t cell;
    int64_t entry = DICT_ABSENT;
    if (OURO_UNLIKELY(d->capacity == 0 || (d->form & DICT_GENERAL))) {
        return NULL;
    }
    if (is_small_int(key)) {
        entry = find_plain(rt, d, key, true, hash_small_int(small_int(key)), &cell);
    } else if (is_exact(key, TYPE_STR)) {
        uint32_t hash = str_hash_quick(rt, as_str(key));
        entry = d->form & DICT_MIXED ? find_plain(rt, d, key, false, (int64_t)hash, &cell)
                                     : find_text_any(d, key, hash, &cell);
    }
    if (entry < 0 || is_nothing(slot_get(d->entries[entry].value))) {
        return NULL;
    }
    return &d->entries[entry].value;
}

// Is the entry still the one with this key, in the same table?
static bool is_unchanged(struct dict const *d, struct dict const *before, uint32_t entry, ref_value key)
{
    return d->entries == before->entries && d->form == before->form && d->capacity == before->capacity &&
           entry < d->filled && same(slot_get(d->entries[entry].key), key);
}

// Compares a key of the table with the one looked for. 1, 0, -1: error, 2: the table has changed, start again.
static int compare_key(struct ouro *rt, struct dict *d, uint32_t entry, ref_value key)
{
    ref_value other = slot_get(d->entries[entry].key);
    if (is_plain_key(other) && is_plain_key(key)) {
        return plain_equal(other, key);
    }
    struct dict before = *d;
    own_value held = retain(other);
    int equal = operation_compare_truth(rt, COMPARE_EQ, other, key);
    bool unchanged = is_unchanged(d, &before, entry, lend(held));
    release(rt, held); // if this was the last reference, the entry is gone already
    return equal < 0 || (unchanged && is_unchanged(d, &before, entry, other)) ? equal : 2;
}

static int64_t find_general_once(struct ouro *rt, struct dict *d, ref_value key, int64_t hash, uint32_t *cell,
                                 bool *again)
{
    *again = false;
    if (d->capacity == 0) {
        return DICT_ABSENT;
    }
    uint32_t width = width_of_bits(bits_of(d));
    for (struct probe p = probe_start(bits_of(d), hash);; probe_next(&p)) {
        uint32_t c = cell_get(cells_of(d), width, p.at);
        if (c == 0) {
            return DICT_ABSENT;
        }
        if (c == deleted_cell(width)) {
            continue;
        }
        int equal = same(slot_get(d->entries[c - 1].key), key);
        if (!equal && dict_table_hash(rt, d, c - 1) == hash) {
            equal = compare_key(rt, d, c - 1, key);
        }
        if (equal != 0) {
            *again = equal == 2;
            *cell = p.at;
            return equal < 0 ? DICT_ERROR : (int64_t)c - 1;
        }
    }
}

int64_t dict_table_find_made(struct ouro *rt, struct dict *d, ref_value key, int64_t hash, uint32_t *cell)
{
    if (d->capacity == 0) {
        return DICT_ABSENT;
    }
    if (!(d->form & (DICT_MIXED | DICT_GENERAL)) && is_exact(key, TYPE_STR)) {
        return find_text_any(d, key, (uint32_t)hash, cell);
    }
    if (!(d->form & DICT_GENERAL) && is_plain_key(key)) {
        return find_plain(rt, d, key, is_small_int(key), hash, cell);
    }
    bool again;
    int64_t entry;
    do {
        entry = find_general_once(rt, d, key, hash, cell, &again);
    } while (again);
    return entry;
}

// The name comes in, if there is such a one.
static OURO_COLD int64_t find_provided(struct ouro *rt, struct dict *d, ref_value key, int64_t hash, uint32_t *cell)
{
    if (!is_exact(key, TYPE_STR)) {
        return DICT_ABSENT;
    }
    own_value value = rt->objects->dict_provide(rt, d, key);
    if (failed(value)) {
        return DICT_ERROR;
    }
    if (is_stop(lend(value))) {
        return DICT_ABSENT;
    }
    own_value name = str_intern_value(rt, retain(key));
    if (failed(name) || !dict_table_add(rt, d, name, hash, value)) {
        release(rt, name);
        release(rt, value);
        return DICT_ERROR;
    }
    return dict_table_find_made(rt, d, key, hash, cell);
}

int64_t dict_table_find(struct ouro *rt, struct dict *d, ref_value key, int64_t hash, uint32_t *cell)
{
    int64_t entry = dict_table_find_made(rt, d, key, hash, cell);
    if (OURO_UNLIKELY(entry == DICT_ABSENT) && OURO_UNLIKELY(d->header.kind & DICT_LAZY)) {
        return find_provided(rt, d, key, hash, cell);
    }
    return entry;
}

// Changing the table's size -------------------------------------------------------------------------------------------

#define INDEX_LARGE_BITS 15

static void index_build(struct ouro *rt, struct dict *d)
{
    OURO_ASSERT(d->filled == d->used);
    memset(cells_of(d), 0, (size_t)width_of_bits(bits_of(d)) << bits_of(d));
    char *cells = cells_of(d);
    uint32_t width = width_of_bits(bits_of(d));
    // In a large table each cell is a cache miss: several at once.
    uint32_t ahead = bits_of(d) >= INDEX_LARGE_BITS ? 16 : d->filled;
    for (uint32_t i = 0; i < d->filled; i++) {
        if (ahead < d->filled - i) {
            int64_t next = dict_table_hash(rt, d, i + ahead);
            __builtin_prefetch(cells + (size_t)probe_start(bits_of(d), next).at * width, 1);
        }
        cell_add(d, dict_table_hash(rt, d, i), i);
    }
    d->room = d->capacity - d->used;
}

// Closes the gaps that dead entries left; the index is stale afterwards. Keys that stayed are exact str: releasing them
// runs no Python.
static void squeeze(struct ouro *rt, struct dict *d)
{
    uint32_t to = 0;
    for (uint32_t from = 0; from < d->filled;) {
        if (is_nothing(slot_get(d->entries[from].value))) {
            release(rt, slot_take(rt, d, &d->entries[from].key));
            from++;
            continue;
        }
        uint32_t end = from + 1;
        while (end < d->filled && !is_nothing(slot_get(d->entries[end].value))) {
            end++;
        }
        if (to != from) {
            slots_move(rt, d, &d->entries[to].key, &d->entries[from].key, 2 * (size_t)(end - from));
            if (d->form & DICT_GENERAL) {
                memmove(hashes_of(d) + to, hashes_of(d) + from, (end - from) * sizeof(int64_t));
            }
        }
        to += end - from;
        from = end;
    }
    OURO_ASSERT(to == d->used);
    d->filled = to;
    d->form &= ~(uint32_t)DICT_FRONT;
    d->keys_version = 0;
}

// Gives the table without dead entries another capacity (not below used) and maybe the general form.
static bool resize(struct ouro *rt, struct dict *d, uint64_t capacity, bool general)
{
    OURO_ASSERT(capacity >= d->used);
    uint32_t bits = bits_for(capacity);
    if (bits > DICT_BITS_MOST) {
        error_no_memory(rt);
        return false;
    }
    struct dict old = *d;
    uint32_t form = (old.form & DICT_MIXED) | (general ? (uint32_t)DICT_GENERAL : 0) | bits;
    size_t old_size = dict_table_bytes(d);
    size_t new_size = block_bytes(capacity, form);
    bool was_general = old.form & DICT_GENERAL;
    if (new_size < old_size && was_general) {
        memmove(d->entries + capacity, hashes_of(d), d->filled * sizeof(int64_t));
    }
    void *block = heap_raw_resize(&rt->heap, d->entries, old_size, new_size);
    if (block == NULL) {
        OURO_ASSERT(new_size >= old_size);
        error_no_memory(rt);
        return false;
    }
    old.entries = d->entries = block;
    d->capacity = (uint32_t)capacity;
    d->form = form;
    bool keep_index = bits == bits_of(&old) && new_size >= old_size && old.capacity > 0;
    if (keep_index) {
        memmove(cells_of(d), cells_of(&old), (size_t)width_of_bits(bits) << bits);
        d->room += d->capacity - old.capacity;
    }
    if (was_general && new_size >= old_size) {
        memmove(hashes_of(d), hashes_of(&old), d->filled * sizeof(int64_t));
    } else if (general && !was_general) {
        for (uint32_t i = 0; i < d->filled; i++) {
            ref_value key = slot_get(d->entries[i].key);
            hashes_of(d)[i] = is_nothing(key) ? 0 : plain_hash(rt, key);
        }
    }
    if (!keep_index) {
        index_build(rt, d);
    }
    return true;
}

static void compact(struct ouro *rt, struct dict *d)
{
    if (d->filled != d->used) {
        squeeze(rt, d);
    }
    index_build(rt, d);
}

bool dict_table_reserve(struct ouro *rt, struct dict *d, uint64_t count)
{
    if (count <= d->used || count - d->used <= d->room) {
        return true;
    }
    if (d->filled != d->used) {
        compact(rt, d);
    }
    return count <= d->capacity || resize(rt, d, count, d->form & DICT_GENERAL);
}

static bool make_room(struct ouro *rt, struct dict *d)
{
    if (d->capacity > 0 && d->used < d->capacity - d->capacity / 4) {
        compact(rt, d);
        return true;
    }
    if (d->filled != d->used || d->room + d->used != d->capacity) {
        compact(rt, d);
    }
    return resize(rt, d, next_capacity(d->capacity), d->form & DICT_GENERAL);
}

// A deletion has left little: gives memory back. Cannot fail.
static void shrink(struct ouro *rt, struct dict *d)
{
    if (d->used == 0) {
        for (uint32_t i = 0; i < d->filled; i++) {
            release(rt, slot_take(rt, d, &d->entries[i].key));
        }
        dict_table_free(rt, d);
        return;
    }
    squeeze(rt, d);
    uint64_t capacity = d->used + d->used / 2 + 4;
    if (!resize(rt, d, capacity, d->form & DICT_GENERAL)) {
        error_clear(rt); // making smaller does not fail
        index_build(rt, d);
    }
}

void dict_table_free(struct ouro *rt, struct dict *d)
{
    size_t size = dict_table_bytes(d);
    struct dict_entry *entries = d->entries;
    d->used = d->filled = d->capacity = d->room = d->form = 0;
    d->entries = NULL;
    d->keys_version = 0;
    heap_raw_free(&rt->heap, entries, size);
}

// Changing entries
// -----------------------------------------------------------------------------------------------------

bool dict_table_add(struct ouro *rt, struct dict *d, own_value key, int64_t hash, own_value value)
{
    bool general = !is_plain_key(lend(key));
    if (OURO_UNLIKELY(general && !(d->form & DICT_GENERAL))) {
        uint64_t capacity = d->capacity == 0 ? 4 : d->capacity;
        if (!resize(rt, d, capacity, true)) {
            return false;
        }
    }
    if (OURO_UNLIKELY(d->room == 0) && !make_room(rt, d)) {
        return false;
    }
    OURO_ASSERT(d->filled < d->capacity);
    uint32_t entry = d->filled++;
    slot_init(&d->entries[entry].key, key);
    slot_init(&d->entries[entry].value, value);
    if (d->form & DICT_GENERAL) {
        hashes_of(d)[entry] = hash;
    }
    d->form |= is_exact(lend(key), TYPE_STR) ? 0 : (uint32_t)DICT_MIXED;
    cell_add(d, hash, entry);
    d->used++;
    d->room--;
    d->keys_version = 0;
    return true;
}

bool dict_table_fill(struct ouro *rt, struct dict *d, ref_value const *keys, own_value *values, uint32_t count)
{
    OURO_ASSERT(d->capacity == 0 && count > 0);
    uint32_t bits = bits_for(count);
    if (bits > DICT_BITS_MOST) {
        error_no_memory(rt);
        return false;
    }
    struct dict_entry *entries = heap_raw_allocate(&rt->heap, block_bytes(count, bits));
    if (entries == NULL) {
        error_no_memory(rt);
        return false;
    }
    uint32_t width = width_of_bits(bits);
    void *cells = entries + count;
    memset(cells, 0, (size_t)width << bits);
    for (uint32_t i = 0; i < count; i++) {
        slot_init(&entries[i].key, retain(keys[i]));
        slot_init(&entries[i].value, give(values[i]));
        cell_put(cells, width, bits, (int64_t)str_hash_quick(rt, as_str(keys[i])), i);
    }
    d->entries = entries;
    d->used = d->filled = d->capacity = count;
    d->room = 0;
    d->form = bits;
    return true;
}

static bool key_stays(ref_value key)
{
    return is_exact(key, TYPE_STR) && (as_object(key)->kind & STR_INTERNED);
}

own_value dict_table_forget(struct ouro *rt, struct dict *d, uint32_t entry, uint32_t cell)
{
    uint32_t width = width_of_bits(bits_of(d));
    OURO_ASSERT(cell_get(cells_of(d), width, cell) == entry + 1);
    cell_set(cells_of(d), width, cell, deleted_cell(width));
    return slot_take(rt, d, &d->entries[entry].key);
}

own_value dict_table_remove(struct ouro *rt, struct dict *d, uint32_t entry, uint32_t cell, own_value *key)
{
    struct dict_entry *e = &d->entries[entry];
    *key = key_stays(slot_get(e->key)) ? own_nothing : dict_table_forget(rt, d, entry, cell);
    own_value value = slot_take(rt, d, &e->value);
    d->used--;
    if (OURO_UNLIKELY(d->capacity > 16 && d->used < d->capacity / 8)) {
        shrink(rt, d);
    }
    return value;
}

// The cell of an entry, by its hash.
static uint32_t cell_of(struct ouro *rt, struct dict *d, uint32_t entry)
{
    uint32_t width = width_of_bits(bits_of(d));
    struct probe p = probe_start(bits_of(d), dict_table_hash(rt, d, entry));
    while (cell_get(cells_of(d), width, p.at) != entry + 1) {
        probe_next(&p);
    }
    return p.at;
}

void dict_table_pop(struct ouro *rt, struct dict *d, own_value *key, own_value *value)
{
    uint32_t width = width_of_bits(bits_of(d));
    for (bool found = false; !found;) {
        OURO_ASSERT(d->filled > 0);
        uint32_t last = d->filled - 1;
        struct dict_entry *e = &d->entries[last];
        found = !is_nothing(slot_get(e->value));
        if (!is_nothing(slot_get(e->key))) {
            cell_set(cells_of(d), width, cell_of(rt, d, last), deleted_cell(width));
        }
        *key = slot_take(rt, d, &e->key);
        *value = slot_take(rt, d, &e->value);
        if (!found) {
            release(rt, *key);
        }
        d->filled = last;
        d->form &= ~(uint32_t)DICT_FRONT;
    }
    d->used--;
    d->keys_version = 0;
    if (OURO_UNLIKELY(d->capacity > 16 && d->used < d->capacity / 8)) {
        shrink(rt, d);
    }
}

bool dict_table_clone(struct ouro *rt, struct dict *to, struct dict *from)
{
    OURO_ASSERT(to->capacity == 0);
    if (from->used == 0) {
        return true;
    }
    bool alike =
        from->filled == from->used && from->room == from->capacity - from->used && from->used >= from->capacity / 2;
    uint64_t capacity = alike ? from->capacity : from->used;
    uint32_t form = (from->form & ~(uint32_t)(DICT_BITS | DICT_FRONT)) | bits_for(capacity);
    struct dict_entry *entries = heap_raw_allocate(&rt->heap, block_bytes(capacity, form));
    if (entries == NULL) {
        error_no_memory(rt);
        return false;
    }
    struct dict copy = {.entries = entries, .capacity = (uint32_t)capacity, .form = form};
    for (uint32_t i = 0; i < from->filled; i++) {
        struct dict_entry *e = &from->entries[i];
        if (!is_nothing(slot_get(e->value))) {
            slot_init(&entries[copy.used].key, retain(slot_get(e->key)));
            slot_init(&entries[copy.used].value, retain(slot_get(e->value)));
            if (form & DICT_GENERAL) {
                hashes_of(&copy)[copy.used] = hashes_of(from)[i];
            }
            copy.used++;
        }
    }
    copy.filled = copy.used;
    if (alike && bits_of(from) == bits_of(&copy)) {
        memcpy(cells_of(&copy), cells_of(from), (size_t)width_of_bits(bits_of(from)) << bits_of(from));
        copy.room = from->room;
    } else {
        index_build(rt, &copy);
    }
    to->entries = copy.entries;
    to->used = copy.used;
    to->filled = copy.filled;
    to->capacity = copy.capacity;
    to->room = copy.room;
    to->form = copy.form;
    to->keys_version = 0;
    return true;
}

bool dict_table_check(struct ouro *rt, struct dict *d)
{
    if (d->used > d->filled || (uint64_t)d->filled + d->room > d->capacity) {
        return false;
    }
    uint32_t live = 0;
    for (uint32_t i = 0; i < d->filled; i++) {
        ref_value key = slot_get(d->entries[i].key);
        live += !is_nothing(slot_get(d->entries[i].value));
        if (is_nothing(key) && !is_nothing(slot_get(d->entries[i].value))) {
            return false;
        }
        if (is_nothing(key)) {
            continue;
        }
        if ((!(d->form & DICT_GENERAL) && !is_plain_key(key)) ||
            (!(d->form & DICT_MIXED) && !is_exact(key, TYPE_STR))) {
            return false;
        }
        cell_of(rt, d, i); // does not end if the entry cannot be found
    }
    uint32_t taken = 0;
    uint32_t cells = d->capacity == 0 ? 0 : (uint32_t)1 << bits_of(d);
    for (uint32_t i = 0; i < cells; i++) {
        taken += cell_get(cells_of(d), width_of_bits(bits_of(d)), i) != 0;
    }
    return live == d->used && taken <= d->capacity - d->room && taken <= cells / 4 * 3;
}
