// SPDX-License-Identifier: MIT
// Interned strings.
#include "object/str_table.h"

#include "object/error.h"
#include "object/state.h"

#define TABLE_LEAST 256u

static bool table_resize(struct ouro *rt, struct str_table *table, uint32_t cells)
{
    struct str **fresh = heap_raw_allocate_zeroed(&rt->heap, cells * sizeof *fresh);
    if (fresh == NULL) {
        return false;
    }
    for (uint32_t i = 0; table->cells != NULL && i <= table->mask; i++) {
        struct str *s = table->cells[i];
        if (s != NULL) {
            uint32_t at = s->hash & (cells - 1);
            while (fresh[at] != NULL) {
                at = (at + 1) & (cells - 1);
            }
            fresh[at] = s;
        }
    }
    if (table->cells != NULL) {
        heap_raw_free(&rt->heap, table->cells, (table->mask + (size_t)1) * sizeof *fresh);
    }
    table->cells = fresh;
    table->mask = cells - 1;
    return true;
}

// The table with room for one more entry. NULL: MemoryError pending.
static struct str_table *table_ready(struct ouro *rt)
{
    struct str_table *table = rt->objects->interned;
    if (OURO_UNLIKELY(table == NULL)) {
        table = heap_raw_allocate_zeroed(&rt->heap, sizeof *table);
        if (table == NULL) {
            (void)error_no_memory(rt);
            return NULL;
        }
        rt->objects->interned = table;
    }
    uint64_t cells = table->cells == NULL ? 0 : (uint64_t)table->mask + 1;
    if (OURO_UNLIKELY(table->used >= cells / 4 * 3)) {
        uint64_t wanted = cells == 0 ? TABLE_LEAST : cells * 2;
        if (wanted > UINT32_MAX / 2 || !table_resize(rt, table, (uint32_t)wanted)) {
            (void)error_no_memory(rt);
            return NULL;
        }
    }
    return table;
}

// Lent; NULL when there is none alive.
static struct str *table_find(struct str_table *table, uint32_t hash, char const *utf8, size_t size)
{
    struct str *s;
    for (uint32_t at = hash & table->mask; (s = table->cells[at]) != NULL; at = (at + 1) & table->mask) {
        if (s->hash == hash && !(s->header.kind & OBJECT_DYING) && str_size(s) == size &&
            memcmp(str_bytes(s), utf8, size) == 0) {
            return s;
        }
    }
    return NULL;
}

static void table_enter(struct str_table *table, struct str *s)
{
    uint32_t at = s->hash & table->mask;
    while (table->cells[at] != NULL) {
        at = (at + 1) & table->mask;
    }
    table->cells[at] = s;
    table->used++;
    s->header.kind |= STR_INTERNED;
}

// Names --------------------------------------------------------------------------------------------------------------

static uint32_t name_hash(char const *text, size_t size)
{
    uint64_t first = 0, last = 0;
    if (size >= 8) {
        memcpy(&first, text, 8);
        memcpy(&last, text + size - 8, 8);
    } else {
        for (size_t i = 0; i < size; i++) {
            first = first << 8 | (unsigned char)text[i];
        }
    }
    uint64_t h = (first ^ size) * UINT64_C(0x9e3779b97f4a7c15) ^ last * UINT64_C(0xc2b2ae3d27d4eb4f);
    h = (h ^ h >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
    return (uint32_t)(h >> 40) % NAME_CELLS;
}

// The name with this text, lent, or nothing; *cell: where it is, or would be.
static ref_value name_find(struct ouro *rt, char const *text, size_t size, uint32_t *cell)
{
    uint16_t const *cells = rt->objects->name_cells;
    uint32_t at = name_hash(text, size);
    for (; cells[at] != 0; at = (at + 1) % NAME_CELLS) {
        ref_value name = slot_get(rt->objects->names[cells[at] - 1]);
        if (!is_nothing(name) && str_size(as_str(name)) == size && memcmp(str_bytes(as_str(name)), text, size) == 0) {
            return name;
        }
    }
    *cell = at;
    return ref_nothing;
}

bool str_name_enter(struct ouro *rt, enum name_number number, char const *text, size_t size)
{
    uint32_t cell;
    ref_value same_text = name_find(rt, text, size, &cell);
    if (!is_nothing(same_text)) {
        slot_init(&rt->objects->names[number], retain(same_text));
        return true;
    }
    own_value name = str_make(rt, text, size, size);
    if (failed(name)) {
        return false;
    }
    as_object(lend(name))->kind |= STR_INTERNED;
    slot_init(&rt->objects->names[number], name);
    rt->objects->name_cells[cell] = (uint16_t)(number + 1);
    return true;
}

// Interning ----------------------------------------------------------------------------------------------------------

own_value str_intern(struct ouro *rt, char const *utf8, size_t size)
{
    uint32_t cell;
    ref_value name = name_find(rt, utf8, size, &cell);
    if (!is_nothing(name)) {
        return retain(name);
    }
    struct str_table *table = table_ready(rt);
    if (table == NULL) {
        return own_nothing;
    }
    uint32_t hash = str_hash_bytes(rt, utf8, size);
    struct str *found = table_find(table, hash, utf8, size);
    if (found != NULL) {
        return retain(ref_object(found));
    }
    own_value s = str_new(rt, utf8, size);
    if (!failed(s)) {
        as_str(lend(s))->hash = hash;
        table_enter(table, as_str(lend(s)));
    }
    return s;
}

own_value str_intern_value(struct ouro *rt, own_value v)
{
    struct str *s = as_str(lend(v));
    if (s->header.kind & STR_INTERNED) {
        return v;
    }
    uint32_t cell;
    ref_value name = name_find(rt, str_bytes(s), str_size(s), &cell);
    if (!is_nothing(name)) {
        release(rt, v);
        return retain(name);
    }
    struct str_table *table = table_ready(rt);
    if (table == NULL) {
        release(rt, v);
        return own_nothing;
    }
    struct str *found = table_find(table, str_hash(rt, s), str_bytes(s), str_size(s));
    if (found != NULL) {
        own_value result = retain(ref_object(found));
        release(rt, v);
        return result;
    }
    if (object_number(&s->header) != TYPE_STR) { // only exact ones are interned
        own_value copy = str_intern(rt, str_bytes(s), str_size(s));
        release(rt, v);
        return copy;
    }
    table_enter(table, s);
    return v;
}

void str_table_remove(struct ouro *rt, struct str *s)
{
    struct str_table *table = rt->objects->interned;
    if (table == NULL) {
        return;
    }
    uint32_t mask = table->mask;
    uint32_t hole = s->hash & mask;
    while (table->cells[hole] != s) {
        OURO_ASSERT(table->cells[hole] != NULL && "an interned str is in the table");
        hole = (hole + 1) & mask;
    }
    table->used--;
    // Entries behind the hole move up, as far as their own places allow.
    for (uint32_t at = (hole + 1) & mask; table->cells[at] != NULL; at = (at + 1) & mask) {
        uint32_t home = table->cells[at]->hash & mask;
        if (((at - home) & mask) >= ((at - hole) & mask)) {
            table->cells[hole] = table->cells[at];
            hole = at;
        }
    }
    table->cells[hole] = NULL;
}

void str_table_close(struct ouro *rt)
{
    struct str_table *table = rt->objects->interned;
    if (table == NULL) {
        return;
    }
    rt->objects->interned = NULL;
    if (table->cells != NULL) {
        for (uint32_t i = 0; i <= table->mask; i++) {
            if (table->cells[i] != NULL) {
                table->cells[i]->header.kind &= ~STR_INTERNED;
            }
        }
        heap_raw_free(&rt->heap, table->cells, (table->mask + (size_t)1) * sizeof *table->cells);
    }
    heap_raw_free(&rt->heap, table, sizeof *table);
}
