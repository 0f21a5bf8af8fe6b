// SPDX-License-Identifier: MIT
// dict: operators, methods, and the type's definition.
#include "object/definitions.h"
#include "object/dict_table.h"
#include "object/iterators.h"
#include "object/tuple.h"

// The memory manager's view ------------------------------------------------------------------------------------------

static uint64_t dict_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                              struct visitor *visitor)
{
    (void)rt;
    struct dict *d = (struct dict *)o;
    return slots_traverse((slot_value *)(void *)d->entries, 2 * (uint64_t)d->filled, from, budget, visitor);
}

static slot_value *dict_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct dict *d = (struct dict *)o;
    return slots_drop_first((slot_value *)(void *)d->entries, 2 * (uint64_t)d->filled, cursor);
}

static slot_value *dict_slots(struct ouro *rt, struct object *o, int64_t *length)
{
    (void)rt;
    struct dict *d = (struct dict *)o;
    *length = 2 * (int64_t)d->filled;
    return (slot_value *)(void *)d->entries;
}

static own_value dict_finish(struct ouro *rt, struct object *o)
{
    dict_table_free(rt, (struct dict *)o);
    return own_nothing;
}

static void dict_break(struct ouro *rt, struct object *o)
{
    dict_clear(rt, ref_object(o));
}

// Making -------------------------------------------------------------------------------------------------------------

METHOD(dict_create)
{
    return container_create(rt, args[0], TYPE_DICT, sizeof(struct dict));
}

// What dict(...) and update(...) do with their arguments.
static bool update_from(struct ouro *rt, char const *name, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (!container_arguments(rt, name, count - 1, ref_nothing, 0, 1)) {
        return false;
    }
    if (count == 2) {
        bool is_mapping = is_exact(args[1], TYPE_DICT);
        if (!is_mapping) {
            own_value keys = operation_find_attribute(rt, args[1], name_of(rt, NAME_keys));
            if (failed(keys)) {
                return false;
            }
            is_mapping = !is_stop(lend(keys));
            release(rt, keys);
        }
        if (!(is_mapping ? dict_merge(rt, args[0], args[1], true) : dict_update_from_pairs(rt, args[0], args[1]))) {
            return false;
        }
    }
    uint64_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    for (uint64_t i = 0; i < named; i++) {
        if (!dict_set(rt, args[0], tuple_item(kwnames, i), args[count + i])) {
            return false;
        }
    }
    return true;
}

METHOD(dict_initialize)
{
    return update_from(rt, "dict", args, count, kwnames) ? own_none : own_nothing;
}

METHOD(dict_update_method)
{
    return update_from(rt, "update", args, count, kwnames) ? own_none : own_nothing;
}

// Protocol -----------------------------------------------------------------------------------------------------------

static own_value dict_repr(struct ouro *rt, ref_value self)
{
    struct dict *d = as_dict(self);
    if (!dict_make_whole(rt, self)) {
        return own_nothing;
    }
    if (d->used == 0) {
        return str_from(rt, "{}");
    }
    int entered = repr_enter(rt, self);
    if (entered != 0) {
        return entered < 0 ? own_nothing : str_from(rt, "{...}");
    }
    struct str_builder b;
    str_builder_open(rt, &b);
    bool good = str_builder_add(&b, "{", 1);
    bool first = true;
    ref_value key, value;
    for (uint32_t position = 0; good && dict_next(d, &position, &key, &value); first = false) {
        own_value k = retain(key);
        own_value v = retain(value);
        good = (first || str_builder_add(&b, ", ", 2)) && str_builder_add_repr(&b, lend(k)) &&
               str_builder_add(&b, ": ", 2) && str_builder_add_repr(&b, lend(v));
        release(rt, k);
        release(rt, v);
    }
    good = good && str_builder_add(&b, "}", 1);
    repr_leave(rt, self);
    if (!good) {
        str_builder_abandon(&b);
        return own_nothing;
    }
    return str_builder_finish(&b);
}

// Equal, item by item? The other dict's values are on the right.
static int dicts_equal(struct ouro *rt, ref_value self, ref_value other)
{
    struct dict *a = as_dict(self);
    if (a->used != as_dict(other)->used) {
        return 0;
    }
    int equal = 1;
    ref_value key, value;
    for (uint32_t position = 0; equal > 0 && dict_next(a, &position, &key, &value);) {
        int64_t hash = dict_table_hash(rt, a, position - 1);
        own_value k = retain(key);
        own_value v = retain(value);
        own_value w = retain(dict_get_hashed(rt, other, key, hash));
        if (failed(w)) {
            equal = error_pending(rt) ? -1 : 0;
        } else {
            equal = element_equal(rt, lend(v), lend(w));
        }
        release(rt, w);
        release(rt, v);
        release(rt, k);
    }
    return equal;
}

static own_value dict_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_dict(rt, self) || !is_dict(rt, other)) {
        return own_not_implemented;
    }
    if (!dict_make_whole(rt, self) || !dict_make_whole(rt, other)) {
        return own_nothing;
    }
    int equal = dicts_equal(rt, self, other);
    return equal < 0 ? own_nothing : own_bool((equal > 0) == (op == COMPARE_EQ));
}

static int64_t dict_length_of(struct ouro *rt, ref_value self)
{
    return dict_make_whole(rt, self) ? (int64_t)as_dict(self)->used : -1;
}

static own_value dict_get_item(struct ouro *rt, ref_value self, ref_value key)
{
    ref_value value = dict_get(rt, self, key);
    if (OURO_LIKELY(!is_nothing(value))) {
        return retain(value);
    }
    if (error_pending(rt)) {
        return own_nothing;
    }
    if (!is_exact(self, TYPE_DICT)) {
        ref_value args[2] = {self, key};
        own_value missing = operation_call_special(rt, NAME_missing, args, 2);
        if (!failed(missing) || error_pending(rt)) {
            return missing;
        }
    }
    return error_raise_key(rt, key);
}

static bool dict_set_item(struct ouro *rt, ref_value self, ref_value key, ref_value value)
{
    if (!is_nothing(value)) {
        return dict_set(rt, self, key, value);
    }
    int found = dict_delete(rt, self, key);
    if (found == 0) {
        error_raise_key(rt, key);
    }
    return found > 0;
}

static own_value dict_iterate(struct ouro *rt, ref_value self)
{
    return dict_cursor_new(rt, TYPE_DICT_KEY_ITERATOR, self);
}

static own_value dict_or(struct ouro *rt, ref_value left, ref_value right)
{
    if (!is_dict(rt, left) || !is_dict(rt, right)) {
        return own_not_implemented;
    }
    own_value result = dict_copy(rt, left);
    if (!failed(result) && !dict_merge(rt, lend(result), right, true)) {
        release(rt, give(result));
    }
    return result;
}

static own_value dict_in_place_or(struct ouro *rt, ref_value self, ref_value other)
{
    ref_value args[2] = {self, other};
    return update_from(rt, "update", args, 2, ref_nothing) ? retain(self) : own_nothing;
}

// Methods ------------------------------------------------------------------------------------------------------------

METHOD(dict_contains_method)
{
    int found = dict_contains(rt, args[0], args[1]);
    return found < 0 ? own_nothing : own_bool(found);
}

METHOD(dict_getitem_method)
{
    return dict_get_item(rt, args[0], args[1]);
}

METHOD(dict_get_method)
{
    ref_value value = dict_get(rt, args[0], args[1]);
    if (is_nothing(value)) {
        return error_pending(rt) ? own_nothing : count > 2 ? retain(args[2]) : own_none;
    }
    return retain(value);
}

METHOD(dict_setdefault_method)
{
    own_value result;
    bool good = dict_set_default(rt, args[0], args[1], count > 2 ? args[2] : ref_none, &result);
    return good ? result : own_nothing;
}

METHOD(dict_pop_method)
{
    own_value value = dict_pop(rt, args[0], args[1]);
    if (is_stop(lend(value))) {
        return count > 2 ? retain(args[2]) : error_raise_key(rt, args[1]);
    }
    return value;
}

METHOD(dict_popitem_method)
{
    struct dict *d = as_dict(args[0]);
    if (!dict_make_whole(rt, args[0])) {
        return own_nothing;
    }
    if (d->used == 0) {
        own_value message = str_from(rt, "popitem(): dictionary is empty");
        if (!failed(message)) {
            error_raise_key(rt, lend(message));
            release(rt, message);
        }
        return own_nothing;
    }
    own_value pair = tuple_new(rt, 2);
    if (!failed(pair)) {
        own_value key, value;
        dict_table_pop(rt, d, &key, &value);
        slot_init(&as_tuple(lend(pair))->items[0], key);
        slot_init(&as_tuple(lend(pair))->items[1], value);
    }
    return pair;
}

METHOD(dict_clear_method)
{
    dict_clear(rt, args[0]);
    return own_none;
}

METHOD(dict_copy_method)
{
    return dict_copy(rt, args[0]);
}

METHOD(dict_keys_method)
{
    return dict_view_new(rt, TYPE_DICT_KEYS, args[0]);
}

METHOD(dict_values_method)
{
    return dict_view_new(rt, TYPE_DICT_VALUES, args[0]);
}

METHOD(dict_items_method)
{
    return dict_view_new(rt, TYPE_DICT_ITEMS, args[0]);
}

METHOD(dict_reversed_method)
{
    return dict_cursor_new(rt, TYPE_DICT_REVERSE_KEY_ITERATOR, args[0]);
}

METHOD(dict_sizeof_method)
{
    (void)rt;
    return own_small_int((int64_t)(heap_block_bytes(as_object(args[0])) + dict_table_bytes(as_dict(args[0]))));
}

METHOD(dict_fromkeys_method)
{
    own_value d = operation_call_0(rt, args[0]);
    if (failed(d)) {
        return d;
    }
    ref_value value = count > 2 ? args[2] : ref_none;
    bool plain = is_exact(lend(d), TYPE_DICT);
    own_value iterator = operation_iterate(rt, args[1]);
    bool good = !failed(iterator);
    while (good) {
        own_value key = operation_next(rt, lend(iterator));
        if (failed(key) || is_stop(lend(key))) {
            good = !failed(key);
            break;
        }
        good = plain ? dict_set(rt, lend(d), lend(key), value) : operation_set_item(rt, lend(d), lend(key), value);
        release(rt, key);
    }
    release(rt, iterator);
    if (!good) {
        release(rt, give(d));
    }
    return d;
}

static struct native_definition const methods[] = {
    {"__contains__", dict_contains_method, 1, 1, 0, "True if the dictionary has the specified key, else False."},
    {"__getitem__", dict_getitem_method, 1, 1, 0, "x.__getitem__(y) <==> x[y]"},
    {"__reversed__", dict_reversed_method, 0, 0, 0, "Return a reverse iterator over the dict keys."},
    {"__sizeof__", dict_sizeof_method, 0, 0, 0, "D.__sizeof__() -> size of D in memory, in bytes"},
    {"clear", dict_clear_method, 0, 0, 0, "D.clear() -> None.  Remove all items from D."},
    {"copy", dict_copy_method, 0, 0, 0, "D.copy() -> a shallow copy of D"},
    {"fromkeys", dict_fromkeys_method, 1, 2, NATIVE_CLASS, "Create a new dictionary with keys from iterable."},
    {"get", dict_get_method, 1, 2, 0, "Return the value for key if key is in the dictionary, else default."},
    {"items", dict_items_method, 0, 0, 0, "D.items() -> a set-like object providing a view on D's items"},
    {"keys", dict_keys_method, 0, 0, 0, "D.keys() -> a set-like object providing a view on D's keys"},
    {"pop", dict_pop_method, 1, 2, 0, "D.pop(k[,d]) -> v, remove specified key and return the corresponding value."},
    {"popitem", dict_popitem_method, 0, 0, 0, "Remove and return a (key, value) pair as a 2-tuple."},
    {"setdefault", dict_setdefault_method, 1, 2, 0, "Insert key with a value of default if key is not there."},
    {"update", dict_update_method, 0, -1, NATIVE_KEYWORDS, "D.update([E, ]**F) -> None."},
    {"values", dict_values_method, 0, 0, 0, "D.values() -> an object providing a view on D's values"},
    CONTAINER_CLASS_GETITEM,
    {0},
};

static struct type_protocol const protocol = {
    .repr = dict_repr,
    .hash = hash_unhashable,
    .compare = dict_compare,
    .iterate = dict_iterate,
    .length = dict_length_of,
    .get_item = dict_get_item,
    .set_item = dict_set_item,
    .contains = dict_contains,
    .binary[BINARY_OR] = dict_or,
    .in_place[BINARY_OR] = dict_in_place_or,
    .create = dict_create,
    .initialize = dict_initialize,
};

struct type_definition const dict_type_definition = {
    .name = "dict",
    .doc = "dict() -> new empty dictionary",
    .number = TYPE_DICT,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_IS_MAPPING,
    .size = sizeof(struct dict),
    .traverse = dict_traverse,
    .drop_step = dict_drop_step,
    .slots = dict_slots,
    .finish = dict_finish,
    .clear = dict_break,
    .protocol = &protocol,
    .methods = methods,
};
