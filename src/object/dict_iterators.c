// SPDX-License-Identifier: MIT
// The iterators of dicts: keys, values and items, in both directions.
#include "object/definitions.h"
#include "object/dict_table.h"
#include "object/iterators.h"
#include "object/reduce.h"

static bool is_backward(struct dict_cursor const *cursor)
{
    uint32_t number = object_number(&cursor->header);
    return number >= TYPE_DICT_REVERSE_KEY_ITERATOR && number <= TYPE_DICT_REVERSE_ITEM_ITERATOR;
}

own_value dict_cursor_new(struct ouro *rt, enum type_number number, ref_value dict)
{
    if (!dict_make_whole(rt, dict)) {
        return own_nothing;
    }
    struct dict_cursor *cursor = object_allocate(rt, HEAP_TRACED, sizeof *cursor, (uint32_t)number);
    if (cursor == NULL) {
        return error_no_memory(rt);
    }
    struct dict *d = as_dict(dict);
    slot_init(&cursor->dict, retain(dict));
    cursor->used = cursor->left = d->used;
    cursor->position = is_backward(cursor) ? d->filled : 0;
    return own_object(cursor);
}

static bool step(struct dict *d, struct dict_cursor *cursor, ref_value *key, ref_value *value)
{
    if (!is_backward(cursor)) {
        return dict_next(d, &cursor->position, key, value);
    }
    cursor->position = cursor->position > d->filled ? d->filled : cursor->position;
    while (cursor->position > 0) {
        struct dict_entry *e = &d->entries[--cursor->position];
        if (!is_nothing(slot_get(e->value))) {
            *key = slot_get(e->key);
            *value = slot_get(e->value);
            return true;
        }
    }
    return false;
}

int dict_cursor_next(struct ouro *rt, struct dict_cursor *cursor, ref_value *key, ref_value *value)
{
    ref_value held = slot_get(cursor->dict);
    if (is_nothing(held)) {
        return 0;
    }
    struct dict *d = as_dict(held);
    if (OURO_UNLIKELY(cursor->used != d->used)) {
        cursor->used = UINT32_MAX; // from now on it stays so
        error_raise(rt, TYPE_RUNTIME_ERROR, "dictionary changed size during iteration");
        return -1;
    }
    if (OURO_LIKELY(step(d, cursor, key, value))) {
        if (OURO_LIKELY(cursor->left > 0)) {
            cursor->left--;
            return 1;
        }
        error_raise(rt, TYPE_RUNTIME_ERROR, "dictionary keys changed during iteration");
        slot_set(rt, cursor, &cursor->dict, own_nothing);
        return -1;
    }
    slot_set(rt, cursor, &cursor->dict, own_nothing);
    return 0;
}

ref_value dict_cursor_quick(struct dict_cursor *cursor, bool value)
{
    ref_value held = slot_get(cursor->dict);
    if (OURO_UNLIKELY(is_nothing(held) || cursor->used != as_dict(held)->used || cursor->left == 0)) {
        return ref_nothing;
    }
    struct dict *d = as_dict(held);
    for (uint32_t i = cursor->position; i < d->filled; i++) {
        struct dict_entry *e = &d->entries[i];
        if (OURO_LIKELY(!is_nothing(slot_get(e->value)))) {
            cursor->position = i + 1;
            cursor->left--;
            return slot_get(value ? e->value : e->key);
        }
    }
    return ref_nothing;
}

static own_value next_of(struct ouro *rt, ref_value self, bool want_key, bool want_value)
{
    struct dict_cursor *cursor = (struct dict_cursor *)as_object(self);
    own_value pair = own_nothing;
    if (want_key && want_value) {
        // Before the entry is looked at, because allocating may free objects.
        pair = tuple_new(rt, 2);
        if (failed(pair)) {
            return pair;
        }
    }
    ref_value key, value;
    int state = dict_cursor_next(rt, cursor, &key, &value);
    if (state <= 0) {
        release(rt, pair);
        return state < 0 ? own_nothing : own_stop;
    }
    if (failed(pair)) {
        return retain(want_key ? key : value);
    }
    slot_init(&as_tuple(lend(pair))->items[0], retain(key));
    slot_init(&as_tuple(lend(pair))->items[1], retain(value));
    return pair;
}

static own_value next_key(struct ouro *rt, ref_value self)
{
    return next_of(rt, self, true, false);
}

static own_value next_value(struct ouro *rt, ref_value self)
{
    return next_of(rt, self, false, true);
}

static own_value next_item(struct ouro *rt, ref_value self)
{
    return next_of(rt, self, true, true);
}

static own_value length_hint(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt;
    (void)count;
    (void)kwnames;
    struct dict_cursor *cursor = (struct dict_cursor *)as_object(args[0]);
    ref_value d = slot_get(cursor->dict);
    return own_small_int(!is_nothing(d) && as_dict(d)->used == cursor->used ? cursor->left : 0);
}

static own_value iterator_reduce(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct dict_cursor *cursor = (struct dict_cursor *)as_object(args[0]);
    struct dict_cursor *other = object_allocate(rt, HEAP_TRACED, sizeof *other, object_number(&cursor->header));
    if (other == NULL) {
        return error_no_memory(rt);
    }
    if (!is_nothing(slot_get(cursor->dict))) {
        slot_init(&other->dict, retain(slot_get(cursor->dict)));
    }
    other->used = cursor->used;
    other->left = cursor->left;
    other->position = cursor->position;
    return reduced_rest(rt, own_object(other));
}

static struct native_definition const methods[] = {
    {"__reduce__", iterator_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__length_hint__", length_hint, 0, 0, 0, "Private method returning an estimate of len(list(it))."},
    {0},
};

#define DEFINE(prefix, text, NUMBER, step_fn)                                                          \
    static struct type_protocol const prefix##_protocol = {.iterate = iterator_self, .next = step_fn}; \
    struct type_definition const prefix##_type_definition = {                                          \
        .name = text,                                                                                  \
        .number = NUMBER,                                                                              \
        .base = TYPE_OBJECT,                                                                           \
        .flags = TYPE_NO_CREATE,                                                                       \
        .size = sizeof(struct dict_cursor),                                                            \
        .traverse = slots_1_traverse,                                                                  \
        .drop_step = slots_1_drop_step,                                                                \
        .protocol = &prefix##_protocol,                                                                \
        .methods = methods,                                                                            \
    };

DEFINE(dict_key_iterator, "dict_keyiterator", TYPE_DICT_KEY_ITERATOR, next_key)
DEFINE(dict_value_iterator, "dict_valueiterator", TYPE_DICT_VALUE_ITERATOR, next_value)
DEFINE(dict_item_iterator, "dict_itemiterator", TYPE_DICT_ITEM_ITERATOR, next_item)
DEFINE(dict_reverse_key_iterator, "dict_reversekeyiterator", TYPE_DICT_REVERSE_KEY_ITERATOR, next_key)
DEFINE(dict_reverse_value_iterator, "dict_reversevalueiterator", TYPE_DICT_REVERSE_VALUE_ITERATOR, next_value)
DEFINE(dict_reverse_item_iterator, "dict_reverseitemiterator", TYPE_DICT_REVERSE_ITEM_ITERATOR, next_item)
