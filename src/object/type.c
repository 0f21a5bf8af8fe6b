// SPDX-License-Identifier: MIT
// Type objects: entering built-in types, look-up with its cache, what changes when a class changes.
#include "object/class.h"
#include "object/definitions.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/hash.h"
#include "object/shape.h"
#include "object/special.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

// By bits >> 3 of the immediates' words: None 0, False 1, True 2, NotImplemented 3, Ellipsis 4, stop 5.
uint8_t const immediate_numbers[16] = {TYPE_NONE,     TYPE_BOOL, TYPE_BOOL, TYPE_NOT_IMPLEMENTED,
                                       TYPE_ELLIPSIS, TYPE_NONE, TYPE_NONE, TYPE_NONE,
                                       TYPE_NONE,     TYPE_NONE, TYPE_NONE, TYPE_NONE,
                                       TYPE_NONE,     TYPE_NONE, TYPE_NONE, TYPE_NONE};

// The cache of look-ups. A version is never used twice, so an entry whose version a type still has is right; the name
// is counted, so that its address stays its own. cell NULL: known to be absent.
#define METHOD_CACHE_SIZE 1024u
struct method_cache_entry {
    struct str *name;
    struct attribute_cell *cell;
    uint32_t version;
};

#define PROTOCOL_WORDS (sizeof(struct type_protocol) / sizeof(void *))

// Definition ----------------------------------------------------------------------------------------------------------

static uint64_t traverse_nothing(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *v)
{
    (void)rt, (void)o, (void)from, (void)budget, (void)v;
    return 0;
}

static void row_from_definition(struct type_row *row, struct type_definition const *d, struct type *t)
{
    row->number = d->number;
    row->flags =
        ((d->flags & TYPE_IS_LEAF) ? ROW_LEAF : 0) | ((d->flags & TYPE_WEAKLY_HELD) ? ROW_WEAKLY_HELD : 0) |
        (d->finalize ? ROW_FINALIZER : 0) | ((d->flags & TYPE_UNTRACKED) ? ROW_UNTRACKED : 0) |
        (d->number == TYPE_WEAK_REFERENCE || d->number == TYPE_WEAK_PROXY || d->number == TYPE_WEAK_CALLABLE_PROXY
             ? ROW_WEAK_REFERENCE
             : 0);
    row->traverse = d->traverse || (d->flags & TYPE_IS_LEAF) ? d->traverse : traverse_nothing;
    row->drop_step = d->drop_step;
    row->slots = d->slots;
    row->finish = d->finish;
    row->clear = d->clear;
    row->finalize = d->finalize;
    row->needs_finalize = d->needs_finalize;
    slot_init(&row->type, own_object(t));
    row->protocol = t->protocol;
    row->name = d->name;
}

static char const *undotted(char const *name)
{
    char const *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

// name, bases and method resolution order of a built-in type.
static bool fill_identity(struct ouro *rt, struct type *t, struct type *base)
{
    char const *name = undotted(t->definition->name);
    own_value text = str_intern(rt, name, strlen(name));
    if (failed(text)) {
        return false;
    }
    slot_init(&t->name, text);
    slot_init(&t->qualname, retain(lend(text)));
    ref_value base_value = ref_object(base);
    own_value bases = tuple_from(rt, &base_value, base ? 1 : 0);
    if (failed(bases)) {
        return false;
    }
    slot_init(&t->bases, bases);
    uint64_t more = base ? as_tuple(slot_get(base->mro))->length : 0;
    own_value mro = tuple_new(rt, more + 1);
    if (failed(mro)) {
        return false;
    }
    slot_init(&as_tuple(lend(mro))->items[0], retain(ref_object(t)));
    for (uint64_t i = 0; i < more; i++) {
        slot_init(&as_tuple(lend(mro))->items[i + 1], retain(tuple_item(slot_get(base->mro), i)));
    }
    slot_init(&t->mro, mro);
    if (base) {
        slot_init(&t->base, retain(ref_object(base)));
    }
    return base == NULL || type_add_derived(rt, base, t);
}

bool type_define(struct ouro *rt, struct type_definition const *d)
{
    OURO_ASSERT(d->number < TYPE_COUNT);
    if (rt->objects->types[d->number] != NULL) {
        return true; // a module's type, and its import is tried again
    }
    struct type *base = NULL;
    if (d->number != TYPE_OBJECT) {
        base = type_by_number(rt, d->base ? d->base : TYPE_OBJECT);
        if (base == NULL) {
            return false;
        }
    }
    struct type_row *row = heap_raw_allocate_zeroed(&rt->heap, sizeof *row);
    struct type *t = row ? object_allocate(rt, HEAP_TRACED, sizeof *t, TYPE_TYPE) : NULL;
    if (t == NULL) {
        heap_raw_free(&rt->heap, row, sizeof *row);
        (void)error_no_memory(rt);
        return false;
    }
    object_set_immortal(&t->header);
    rt->objects->types[d->number] = t;
    t->flags = d->flags | (d->finalize ? TYPE_FINALIZER : 0);
    if (base != NULL) {
        t->flags |= base->flags & (TYPE_HAS_DICT | TYPE_IS_MAPPING | TYPE_IS_SEQUENCE);
    }
    t->layout = d->number;
    t->size = d->size;
    t->dict_offset = d->dict_offset ? d->dict_offset : base ? base->dict_offset : 0;
    t->row = row;
    t->own_row = true;
    t->definition = d;
    t->protocol = d->protocol;
    row_from_definition(row, d, t);
    bool known = row_set(rt, d->number, row);
    bool named = known && fill_identity(rt, t, base);
    if (!named || !type_inherit_protocol(rt, t)) {
        // What is left of it is an empty block.
        if (named && base != NULL) {
            type_remove_derived(base, t);
        }
        slot_value *slots[] = {&t->name, &t->qualname, &t->bases, &t->mro, &t->base, &t->dict};
        bool started =
            known && rt->rows[TYPE_STR] != NULL && rt->rows[TYPE_TUPLE] != NULL; // else the runtime does not start
        for (size_t i = 0; started && i < sizeof slots / sizeof *slots; i++) {
            release(rt, slot_take(rt, t, slots[i]));
        }
        rt->objects->types[d->number] = NULL; // a type of a module may be asked for again
        if (known) {
            rt->rows[d->number] = NULL;
        }
        (void)error_no_memory(rt);
        return false;
    }
    row->protocol = t->protocol;
    return true;
}

// Copies the definition's own pointers of `from` into the empty places of `to`.
static void protocol_fill(uintptr_t *to, struct type_protocol const *from)
{
    uintptr_t words[PROTOCOL_WORDS];
    memcpy(words, from, sizeof words);
    for (size_t i = 0; i < PROTOCOL_WORDS; i++) {
        if (to[i] == 0) {
            to[i] = words[i];
        }
    }
}

// Does the order of the types' own definitions along t's mro equal that along base's? Then base's protocol serves.
static bool base_protocol_serves(struct type *t, struct type *base)
{
    if (t->definition->protocol != NULL && !type_is_python(t)) {
        return false;
    }
    ref_value mine = slot_get(t->mro);
    ref_value theirs = slot_get(base->mro);
    uint64_t j = 0;
    for (uint64_t i = 0; i < as_tuple(mine)->length; i++) {
        struct type *m = as_type(tuple_item(mine, i));
        if (type_is_python(m) || m->definition->protocol == NULL) {
            continue;
        }
        while (j < as_tuple(theirs)->length && (type_is_python(as_type(tuple_item(theirs, j))) ||
                                                as_type(tuple_item(theirs, j))->definition->protocol == NULL)) {
            j++;
        }
        if (j == as_tuple(theirs)->length || as_type(tuple_item(theirs, j)) != m) {
            return false;
        }
        j++;
    }
    return true;
}

static void protocol_let_go(struct ouro *rt, struct type *t)
{
    if (t->own_protocol) {
        union {
            struct type_protocol const *constant;
            void *raw;
        } u = {t->protocol};
        heap_raw_free(&rt->heap, u.raw, sizeof(struct type_protocol));
        t->own_protocol = false;
    }
}

// A built-in type with a protocol of its own, made for the first time: it lies over its base's.
static bool inherit_from_base(struct ouro *rt, struct type *t, struct type *base)
{
    uintptr_t *merged = heap_raw_allocate(&rt->heap, sizeof(struct type_protocol));
    if (merged == NULL) {
        return false;
    }
    struct type_protocol const *own = t->definition->protocol;
    memcpy(merged, own, sizeof *own);
    struct type_protocol *p = (struct type_protocol *)merged;
    if (own->compare != NULL && own->hash == NULL) {
        p->hash = hash_unhashable;
    }
    protocol_fill(merged, base->protocol);
    t->protocol = p;
    t->own_protocol = true;
    return true;
}

bool type_inherit_protocol(struct ouro *rt, struct type *t)
{
    struct type *base = as_type(slot_get(t->base));
    if (base == NULL) {
        t->protocol = t->definition->protocol;
        return true;
    }
    if (base_protocol_serves(t, base)) {
        protocol_let_go(rt, t);
        t->protocol = base->protocol;
        return true;
    }
    if (!type_is_python(t) && !t->own_protocol) {
        return inherit_from_base(rt, t, base);
    }
    uintptr_t *merged = heap_raw_allocate_zeroed(&rt->heap, sizeof(struct type_protocol));
    if (merged == NULL) {
        return false;
    }
    ref_value mro = slot_get(t->mro);
    for (uint64_t i = 0; i < as_tuple(mro)->length; i++) {
        struct type *m = as_type(tuple_item(mro, i));
        if (type_is_python(m) || m->definition->protocol == NULL) {
            continue;
        }
        struct type_protocol *p = (struct type_protocol *)merged;
        bool had_compare = p->compare != NULL;
        protocol_fill(merged, m->definition->protocol);
        // A type that compares by value and says nothing of a hash has none.
        if (!had_compare && m->definition->protocol->compare != NULL && p->hash == NULL) {
            p->hash = hash_unhashable;
        }
    }
    protocol_let_go(rt, t);
    t->protocol = (struct type_protocol const *)merged;
    t->own_protocol = true;
    return true;
}

// Questions -----------------------------------------------------------------------------------------------------------

struct type *type_by_number(struct ouro *rt, uint32_t number)
{
    if (OURO_UNLIKELY(rt->rows[number] == NULL) && (!type_make_ready(rt, number) || rt->rows[number] == NULL)) {
        return NULL;
    }
    return as_type(slot_get(rt->rows[number]->type));
}

char const *type_name(struct ouro *rt, struct type *t)
{
    (void)rt;
    ref_value name = slot_get(t->name);
    return is_nothing(name) ? "?" : str_bytes(as_str(name));
}

char const *type_dotted_name(struct ouro *rt, struct type *t)
{
    return t->flags & TYPE_PYTHON ? type_name(rt, t) : t->definition->name;
}

bool type_is_subtype(struct type *t, struct type *base)
{
    if (t == base) {
        return true;
    }
    ref_value mro = slot_get(t->mro);
    if (OURO_LIKELY(!is_nothing(mro))) {
        struct tuple *order = as_tuple(mro);
        for (uint64_t i = 1; i < order->length; i++) {
            if (as_object(slot_get(order->items[i])) ==
                (struct object *)base) { // NULL: was not made yet, has none below
                return true;
            }
        }
        return false;
    }
    while (t != NULL && t != base) { // not ready yet, or cleared
        t = as_type(slot_get(t->base));
    }
    return t != NULL;
}

bool is_kind_slow(struct ouro *rt, ref_value v, enum type_number number)
{
    if (is_nothing(v)) {
        return false;
    }
    struct type *t = rt->objects->types[number]; // NULL: not made yet, so there are no instances
    return t != NULL && type_is_subtype(type_of(rt, v), t);
}

bool hash_unhashable(struct ouro *rt, ref_value self, int64_t *hash)
{
    (void)hash;
    (void)error_raise(rt, TYPE_TYPE_ERROR, "unhashable type: '%T'", self);
    return false;
}

bool hash_identity(struct ouro *rt, ref_value self, int64_t *hash)
{
    (void)rt;
    *hash = hash_of_word(ref_bits(self));
    return true;
}

enum name_number special_of(struct ouro *rt, ref_value name)
{
    struct str *s = as_str(name);
    if (str_size(s) < 6 || memcmp(str_bytes(s), "__", 2) != 0) {
        return NAME_SPECIAL_COUNT;
    }
    for (uint32_t i = 0; i < NAME_SPECIAL_COUNT; i++) {
        ref_value special = slot_get(rt->objects->names[i]);
        if (same(special, name) || (!(s->header.kind & STR_INTERNED) && str_equal(as_str(special), s))) {
            return (enum name_number)i;
        }
    }
    return NAME_SPECIAL_COUNT;
}

enum attribute_kind attribute_kind_of(struct ouro *rt, ref_value v)
{
    if (!is_object(v)) {
        return ATTRIBUTE_PLAIN;
    }
    if (is_exact(v, TYPE_FUNCTION) || is_exact(v, TYPE_METHOD_DESCRIPTOR)) {
        return ATTRIBUTE_FUNCTION;
    }
    struct type *t = type_of(rt, v);
    if (t->protocol->descriptor_set || type_overrides(t, NAME_set) || type_overrides(t, NAME_delete)) {
        return ATTRIBUTE_DATA;
    }
    return t->protocol->descriptor_get || type_overrides(t, NAME_get) ? ATTRIBUTE_NON_DATA : ATTRIBUTE_PLAIN;
}

// Look-up -------------------------------------------------------------------------------------------------------------

static void version_assign(struct ouro *rt, struct type *t)
{
    ref_value mro = slot_get(t->mro);
    for (uint64_t i = as_tuple(mro)->length; i-- > 0;) {
        struct type *m = as_type(tuple_item(mro, i));
        if (m->version == 0 && rt->objects->type_version != UINT32_MAX) {
            m->version = ++rt->objects->type_version;
        }
    }
}

static struct attribute_cell *lookup_in_order(struct ouro *rt, struct type *t, ref_value name, bool *incomplete)
{
    ref_value mro = slot_get(t->mro);
    if (is_nothing(mro)) {
        *incomplete = true;
        for (; t != NULL; t = as_type(slot_get(t->base))) {
            struct attribute_cell *cell = type_own_entry(rt, t, name);
            if (cell != NULL || error_pending(rt)) {
                return cell;
            }
        }
        return NULL;
    }
    for (uint64_t i = 0; i < as_tuple(mro)->length; i++) {
        struct type *m = as_type(tuple_item(mro, i));
        if (!type_dict_ready(rt, m)) {
            *incomplete = true;
            return NULL;
        }
        ref_value dict = slot_get(m->dict);
        ref_value cell = is_nothing(dict) ? ref_nothing : dict_get_str(rt, dict, name);
        if (!is_nothing(cell)) {
            return as_cell(cell);
        }
    }
    return NULL;
}

static struct method_cache_entry *cache_entry(struct ouro *rt, struct type *t, struct str *name)
{
    struct object_state *state = rt->objects;
    if (OURO_UNLIKELY(state->method_cache == NULL)) {
        state->method_cache =
            heap_raw_allocate_zeroed(&rt->heap, METHOD_CACHE_SIZE * sizeof(struct method_cache_entry));
        if (state->method_cache == NULL) {
            return NULL; // the look-up goes without
        }
    }
    return &state->method_cache[(t->version * 29u ^ (uint32_t)((uintptr_t)name >> 3)) % METHOD_CACHE_SIZE];
}

struct attribute_cell *type_lookup(struct ouro *rt, struct type *t, ref_value name)
{
    struct str *s = as_str(name);
    if (OURO_LIKELY(t->version != 0 && rt->objects->method_cache != NULL)) {
        struct method_cache_entry *entry = cache_entry(rt, t, s);
        if (OURO_LIKELY(entry->version == t->version && entry->name == s)) {
            return entry->cell;
        }
    }
    bool incomplete = false;
    struct attribute_cell *cell = lookup_in_order(rt, t, name, &incomplete);
    if (incomplete || !(s->header.kind & STR_INTERNED)) {
        return cell;
    }
    if (t->version == 0) {
        version_assign(rt, t);
    }
    struct method_cache_entry *entry = t->version != 0 ? cache_entry(rt, t, s) : NULL;
    if (entry != NULL) {
        struct str *old = entry->name;
        retain_object(&s->header);
        *entry = (struct method_cache_entry){.name = s, .cell = cell, .version = t->version};
        if (old != NULL) {
            release_object(rt, &old->header);
        }
    }
    return cell;
}

void type_cache_visit(struct ouro *rt, struct visitor *visitor)
{
    struct method_cache_entry *cache = rt->objects->method_cache;
    for (uint32_t i = 0; cache != NULL && i < METHOD_CACHE_SIZE; i++) {
        if (cache[i].name != NULL) {
            visit(visitor, ref_object(cache[i].name));
        }
    }
}

void type_cache_clear(struct ouro *rt)
{
    struct method_cache_entry *cache = rt->objects->method_cache;
    if (cache == NULL) {
        return;
    }
    rt->objects->method_cache = NULL;
    for (uint32_t i = 0; i < METHOD_CACHE_SIZE; i++) {
        if (cache[i].name != NULL) {
            release_object(rt, &cache[i].name->header);
        }
    }
    heap_raw_free(&rt->heap, cache, METHOD_CACHE_SIZE * sizeof *cache);
}

struct attribute_cell *type_own_entry(struct ouro *rt, struct type *t, ref_value name)
{
    if (!type_dict_ready(rt, t)) {
        return NULL;
    }
    ref_value dict = slot_get(t->dict);
    ref_value cell = is_nothing(dict) ? ref_nothing : dict_get_str(rt, dict, name);
    return is_nothing(cell) ? NULL : as_cell(cell);
}

own_value type_find_special(struct ouro *rt, struct type *t, enum name_number special)
{
    struct attribute_cell *cell = type_lookup(rt, t, name_of(rt, special));
    return cell ? retain(slot_get(cell->value)) : own_nothing;
}

// Change --------------------------------------------------------------------------------------------------------------

static void versions_drop(struct type *t)
{
    if (t->version == 0) {
        return; // whoever has a version gave one to all its bases, so none below has one either
    }
    t->version = 0;
    for (uint32_t i = 0; i < t->derived_count; i++) {
        versions_drop(t->derived[i]);
    }
}

// Takes the flag off; true when one had it.
static bool caches_drop(struct type *t)
{
    bool had = t->flags & TYPE_CACHED;
    t->flags &= ~(uint32_t)TYPE_CACHED;
    for (uint32_t i = 0; i < t->derived_count; i++) {
        had |= caches_drop(t->derived[i]);
    }
    return had;
}

void type_modified(struct ouro *rt, struct type *t, bool caches)
{
    versions_drop(t);
    if (caches && caches_drop(t)) {
        class_epoch_move(rt);
    }
}

// Override bits of t alone, from its order of bases.
void type_overrides_from_mro(struct ouro *rt, struct type *t)
{
    uint64_t low = 0;
    uint64_t high = 0;
    ref_value mro = slot_get(t->mro);
    for (uint64_t i = 0; !is_nothing(mro) && i < as_tuple(mro)->length; i++) {
        struct type *m = as_type(tuple_item(mro, i));
        low |= m->own_overrides[0];
        high |= m->own_overrides[1];
    }
    t->overrides[0] = low;
    t->overrides[1] = high;
    bool finalizer = type_overrides(t, NAME_del);
    t->flags = finalizer ? t->flags | TYPE_FINALIZED_INSTANCES : t->flags & ~(uint32_t)TYPE_FINALIZED_INSTANCES;
    type_rows_update(rt, t);
}

void type_update_overrides(struct ouro *rt, struct type *t)
{
    type_overrides_from_mro(rt, t);
    for (uint32_t i = 0; i < t->derived_count; i++) {
        type_update_overrides(rt, t->derived[i]);
    }
}

bool type_add_derived(struct ouro *rt, struct type *base, struct type *t)
{
    uint32_t capacity = base->derived_capacity;
    struct type **memory = base->derived - base->derived_gap;
    if (base->derived_gap + base->derived_count == capacity) {
        if (base->derived_gap <= capacity / 2) {
            uint32_t more = capacity ? capacity * 2 : 2;
            memory = heap_raw_resize(&rt->heap, memory, capacity * sizeof *memory, more * sizeof *memory);
            if (memory == NULL) {
                error_no_memory(rt);
                return false;
            }
            base->derived_capacity = more;
        }
        memmove(memory, memory + base->derived_gap, base->derived_count * sizeof *memory);
        base->derived = memory;
        base->derived_gap = 0;
    }
    base->derived[base->derived_count++] = t;
    return true;
}

// Looks from both ends: classes go in the order in which they came, or in the opposite one.
void type_remove_derived(struct type *base, struct type *t)
{
    struct type **derived = base->derived;
    for (uint32_t i = 0, last = base->derived_count; i < last; i++) {
        if (derived[i] == t) {
            memmove(&derived[1], &derived[0], i * sizeof *derived);
            base->derived++;
            base->derived_gap++;
            base->derived_count--;
            return;
        }
        if (derived[--last] == t) {
            base->derived_count--;
            memmove(&derived[last], &derived[last + 1], (base->derived_count - last) * sizeof *derived);
            return;
        }
    }
}

static bool entry_delete(struct ouro *rt, struct type *t, ref_value name, struct attribute_cell *cell)
{
    if (cell == NULL) {
        (void)error_raise_attribute(rt, ref_object(t), name, "type object '%N' has no attribute '%U'", t, name);
        return false;
    }
    own_value dict = retain(slot_get(t->dict));
    own_value popped = dict_pop(rt, lend(dict), name);
    release(rt, dict);
    if (failed(popped)) {
        return false;
    }
    enum name_number special = special_of(rt, name);
    if (special != NAME_SPECIAL_COUNT) {
        t->own_overrides[special >> 6] &= ~(UINT64_C(1) << (special & 63));
        type_update_overrides(rt, t);
    }
    type_modified(rt, t, true);
    release(rt, popped);
    return true;
}

static bool entry_add(struct ouro *rt, struct type *t, ref_value name, ref_value value)
{
    own_value cell = attribute_cell_new(rt, value);
    if (failed(cell)) {
        return false;
    }
    bool done = dict_set(rt, slot_get(t->dict), name, lend(cell));
    release(rt, cell);
    if (!done) {
        return false;
    }
    enum name_number special = special_of(rt, name);
    if (special != NAME_SPECIAL_COUNT && type_is_python(t)) {
        t->own_overrides[special >> 6] |= UINT64_C(1) << (special & 63);
        type_update_overrides(rt, t);
    }
    // A value whose class gets __get__ or __set__ now changes its kind wherever it lies.
    if (special == NAME_get || special == NAME_set || special == NAME_delete) {
        class_epoch_move(rt);
    }
    type_modified(rt, t, true);
    return true;
}

bool type_set_entry(struct ouro *rt, struct type *t, ref_value name, ref_value value)
{
    struct attribute_cell *cell = type_own_entry(rt, t, name);
    if (error_pending(rt)) {
        return false;
    }
    if (is_nothing(value)) {
        return entry_delete(rt, t, name, cell);
    }
    if (cell == NULL) {
        return entry_add(rt, t, name, value);
    }
    uint32_t kind = attribute_kind_of(rt, value);
    if (kind != cell->kind || kind == ATTRIBUTE_DATA || kind == ATTRIBUTE_NON_DATA) {
        cell->kind = kind;
        if (caches_drop(t)) {
            class_epoch_move(rt);
        }
    }
    slot_set(rt, cell, &cell->value, retain(value));
    return true;
}

void type_rows_renamed(struct ouro *rt, struct type *t)
{
    char const *name = type_name(rt, t);
    for (uint32_t i = 0; i < t->shape_count; i++) {
        t->shapes[i]->row.name = name;
    }
}

void type_set_attribute_hint(struct ouro *rt, struct type *type, uint32_t n)
{
    (void)rt;
    if (type_is_python(type)) {
        struct type *base = as_type(slot_get(type->base));
        uint64_t words = (uint64_t)n + (base ? base->attribute_hint : 0);
        type->attribute_hint = words < SHAPE_NAMES_MOST ? (uint32_t)words : SHAPE_NAMES_MOST;
    }
}

own_value type_full_name(struct ouro *rt, struct type *t)
{
    own_value module = type_module(rt, t);
    if (failed(module)) {
        error_clear(rt);
        return retain(slot_get(t->qualname));
    }
    own_value full;
    if (!is_str(rt, lend(module)) || str_equals(as_str(lend(module)), "builtins")) {
        full = retain(slot_get(t->qualname));
    } else {
        full = str_format(rt, "%U.%U", lend(module), slot_get(t->qualname));
    }
    release(rt, module);
    return full;
}
