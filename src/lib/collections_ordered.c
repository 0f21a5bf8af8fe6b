// SPDX-License-Identifier: MIT
// collections.OrderedDict: a dict, whose order is that of its entries, with operations on both ends. What was taken
// from the front leaves dead entries there; `front` says how many, so that the first one is found at once.
#include "lib/collections.h"

#include "object/class.h"
#include "object/definitions.h"
#include "object/dict_table.h"
#include "object/instance.h"
#include "object/iterators.h"

struct ordered_dict {
    struct dict dict;
    slot_value attributes; // __dict__, or nothing
    uint32_t front;        // with DICT_FRONT: entries before this one are dead
    uint32_t state;        // moves with each change of which keys there are, or of their order
};
struct ordered_iterator {
    struct object header;
    slot_value dict; // nothing: used up
    uint32_t position;
    uint32_t left;
    uint32_t state;
    uint8_t kind; // 1 keys, 2 values, 3 items
    bool backward;
};

static struct ordered_dict *as_ordered(ref_value v)
{
    return (struct ordered_dict *)as_object(v);
}

static bool is_ordered(struct ouro *rt, ref_value v)
{
    return layout_of(rt, v) == TYPE_ORDERED_DICT;
}

static uint64_t ordered_dict_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                                      struct visitor *visitor)
{
    if (from == 0) {
        visit(visitor, slot_get(((struct ordered_dict *)o)->attributes));
    }
    return dict_type_definition.traverse(rt, o, from, budget, visitor);
}

static slot_value *ordered_dict_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    struct ordered_dict *d = (struct ordered_dict *)o;
    if (*cursor == 0) { // 0 is the __dict__, further ones the dict's
        if (slot_is_full(d->attributes)) {
            return &d->attributes;
        }
        *cursor = 1;
    }
    uint32_t inner = *cursor - 1;
    slot_value *slot = dict_type_definition.drop_step(rt, o, &inner);
    *cursor = inner + 1;
    return slot;
}

static void ordered_dict_clear(struct ouro *rt, struct object *o)
{
    struct ordered_dict *d = (struct ordered_dict *)o;
    release(rt, slot_take(rt, d, &d->attributes));
    d->state++;
    dict_type_definition.clear(rt, o);
}

static own_value ordered_dict_finish(struct ouro *rt, struct object *o)
{
    return dict_type_definition.finish(rt, o);
}

METHOD(create)
{
    return object_create(rt, (struct type *)as_object(args[0]), 0);
}

// Order --------------------------------------------------------------------------------------------------------------

// The number of the first live entry; the dict is not empty.
static uint32_t first_entry(struct ordered_dict *d)
{
    uint32_t i = d->dict.form & DICT_FRONT ? d->front : 0;
    while (is_nothing(slot_get(d->dict.entries[i].value))) {
        i++;
    }
    d->front = i;
    d->dict.form |= DICT_FRONT;
    return i;
}

static uint32_t last_entry(struct ordered_dict *d)
{
    uint32_t i = d->dict.filled - 1;
    while (is_nothing(slot_get(d->dict.entries[i].value))) {
        i--;
    }
    return i;
}

static bool set_item(struct ouro *rt, ref_value self, ref_value key, ref_value value)
{
    struct ordered_dict *d = as_ordered(self);
    uint32_t used = d->dict.used;
    if (is_nothing(value)) {
        int found = dict_delete(rt, self, key);
        d->state += found > 0;
        if (found == 0) {
            error_raise_key(rt, key);
        }
        return found > 0;
    }
    bool done = dict_set(rt, self, key, value);
    d->state += d->dict.used != used;
    return done;
}

// The dict's entries in a new table, `key` first.
static bool move_to_front(struct ouro *rt, ref_value self, ref_value key)
{
    struct ordered_dict *d = as_ordered(self);
    own_value items = dict_new_sized(rt, d->dict.used);
    ref_value value = dict_get(rt, self, key);
    bool done = !failed(items) && !is_nothing(value) && dict_set(rt, lend(items), key, value);
    uint32_t state = d->state;
    uint32_t position = 0;
    ref_value k, v;
    while (done && dict_next(&d->dict, &position, &k, &v)) {
        if (!same(k, key)) {
            done = dict_set(rt, lend(items), k, v);
        }
        if (done && d->state != state) {
            error_raise(rt, TYPE_RUNTIME_ERROR, "OrderedDict mutated during iteration");
            done = false;
        }
    }
    if (done) {
        // The tables change places; each holds the same references.
        struct dict *other = as_dict(lend(items));
        struct dict held = *other;
        struct object header = d->dict.header;
        struct object other_header = other->header;
        if (rt->barrier) {
            for (uint32_t i = 0; i < d->dict.filled; i++) {
                slot_value const *both[] = {&d->dict.entries[i].key, &d->dict.entries[i].value};
                for (int n = 0; n < 2; n++) {
                    if (is_object(slot_get(*both[n]))) {
                        barrier_grey(rt, slot_get(*both[n]));
                    }
                }
            }
        }
        *other = d->dict;
        other->header = other_header;
        other->form &= ~(uint32_t)DICT_FRONT;
        d->dict = held;
        d->dict.header = header;
        d->dict.keys_version = 0;
        d->state++;
    }
    release(rt, items);
    return done;
}

METHOD(move_to_end)
{
    static char const *const names[] = {"key", "last"};
    static struct signature const signature = {"move_to_end", names, 2, 1, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    int last = is_nothing(given[1]) ? 1 : operation_truth(rt, given[1]);
    int64_t hash;
    if (last < 0 || !key_hash(rt, given[0], &hash)) {
        return own_nothing;
    }
    struct ordered_dict *d = as_ordered(args[0]);
    uint32_t cell;
    int64_t entry = dict_table_find(rt, &d->dict, given[0], hash, &cell);
    if (entry == DICT_ERROR) {
        return own_nothing;
    }
    if (entry < 0 || is_nothing(slot_get(d->dict.entries[entry].value))) {
        return error_raise_key(rt, given[0]);
    }
    if ((uint32_t)entry == (last ? last_entry(d) : first_entry(d))) {
        return own_none;
    }
    own_value key = retain(slot_get(d->dict.entries[entry].key));
    bool done;
    if (last) {
        own_value value = retain(slot_get(d->dict.entries[entry].value));
        // Room first: between the two steps the key is nowhere.
        done = (d->dict.room > 0 || dict_table_reserve(rt, &d->dict, (uint64_t)d->dict.used + 1)) &&
               dict_delete(rt, args[0], lend(key)) > 0 && dict_set_hashed(rt, args[0], lend(key), hash, lend(value));
        d->state++;
        release(rt, value);
    } else {
        done = move_to_front(rt, args[0], lend(key));
    }
    release(rt, key);
    return done ? own_none : own_nothing;
}

// Takes a key out and gives its value; own_stop: it is not there. What a derived class makes of items is not asked.
static own_value take(struct ouro *rt, ref_value self, ref_value key)
{
    own_value value = dict_pop(rt, self, key);
    as_ordered(self)->state += !failed(value) && !is_stop(lend(value));
    return value;
}

METHOD(pop_item)
{
    static char const *const names[] = {"last"};
    static struct signature const signature = {"popitem", names, 1, 0, 0, 1};
    ref_value given;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, &given)) {
        return own_nothing;
    }
    int last = is_nothing(given) ? 1 : operation_truth(rt, given);
    struct ordered_dict *d = as_ordered(args[0]);
    if (last < 0) {
        return own_nothing;
    }
    if (d->dict.used == 0) {
        return error_raise(rt, TYPE_KEY_ERROR, "dictionary is empty");
    }
    uint32_t entry = last ? last_entry(d) : first_entry(d);
    own_value pair[2] = {retain(slot_get(d->dict.entries[entry].key)), own_nothing};
    if (last) {
        own_value key;
        dict_table_pop(rt, &d->dict, &key, &pair[1]);
        d->state++;
        release(rt, key);
    } else {
        pair[1] = take(rt, args[0], lend(pair[0]));
    }
    if (failed(pair[1]) || is_stop(lend(pair[1]))) {
        if (!failed(pair[1])) {
            error_raise_key(rt, lend(pair[0]));
        }
        release(rt, pair[0]);
        return own_nothing;
    }
    return tuple_from_owned(rt, pair, 2);
}

METHOD(pop)
{
    static char const *const names[] = {"key", "default"};
    static struct signature const signature = {"pop", names, 2, 1, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    own_value value = take(rt, args[0], given[0]);
    if (!is_stop(lend(value))) {
        return value;
    }
    if (!is_nothing(given[1])) {
        return retain(given[1]);
    }
    return error_raise_key(rt, given[0]);
}

METHOD(set_default)
{
    static char const *const names[] = {"key", "default"};
    static struct signature const signature = {"setdefault", names, 2, 1, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    ref_value otherwise = is_nothing(given[1]) ? ref_none : given[1];
    int found = operation_contains(rt, args[0], given[0]);
    if (found < 0) {
        return own_nothing;
    }
    if (found) {
        return operation_get_item(rt, args[0], given[0]);
    }
    return operation_set_item(rt, args[0], given[0], otherwise) ? retain(otherwise) : own_nothing;
}

METHOD(clear_all)
{
    dict_clear(rt, args[0]); // iterators see another size, not another state
    return own_none;
}

// Filling ------------------------------------------------------------------------------------------------------------

static bool store_pairs(struct ouro *rt, ref_value self, ref_value pairs)
{
    own_value iterator = operation_iterate(rt, pairs);
    bool done = !failed(iterator);
    while (done) {
        own_value pair = operation_next(rt, lend(iterator));
        if (failed(pair) || is_stop(lend(pair))) {
            done = !failed(pair);
            break;
        }
        own_value parts = operation_list(rt, lend(pair));
        uint64_t length = failed(parts) ? 2 : as_list(lend(parts))->length;
        if (length != 2) {
            error_raise(rt, TYPE_VALUE_ERROR,
                        length < 2 ? "need more than %lld value%s to unpack" : "too many values to unpack (expected 2)",
                        (long long)length, length == 1 ? "" : "s");
        }
        done = !failed(parts) && length == 2 &&
               operation_set_item(rt, self, list_item(lend(parts), 0), list_item(lend(parts), 1));
        release(rt, parts);
        release(rt, pair);
    }
    release(rt, iterator);
    return done;
}

// self[key] = mapping[key] for each key of mapping.keys().
static bool store_mapping(struct ouro *rt, ref_value self, ref_value mapping, ref_value keys)
{
    own_value iterator = operation_iterate(rt, keys);
    bool done = !failed(iterator);
    while (done) {
        own_value key = operation_next(rt, lend(iterator));
        if (failed(key) || is_stop(lend(key))) {
            done = !failed(key);
            break;
        }
        own_value value = operation_get_item(rt, mapping, lend(key));
        done = !failed(value) && operation_set_item(rt, self, lend(key), lend(value));
        release(rt, value);
        release(rt, key);
    }
    release(rt, iterator);
    return done;
}

static bool update_one(struct ouro *rt, ref_value self, ref_value other)
{
    if (is_exact(other, TYPE_DICT)) {
        own_value items = operation_call_method(rt, name_of(rt, NAME_items), &other, 1, ref_nothing);
        bool done = !failed(items) && store_pairs(rt, self, lend(items));
        release(rt, items);
        return done;
    }
    for (int i = 0; i < 2; i++) {
        own_value method = operation_find_attribute(rt, other, name_of(rt, i == 0 ? NAME_keys : NAME_items));
        if (failed(method)) {
            return false;
        }
        if (is_stop(lend(method))) {
            continue;
        }
        own_value given = operation_call_0(rt, lend(method));
        release(rt, method);
        bool done = !failed(given) &&
                    (i == 0 ? store_mapping(rt, self, other, lend(given)) : store_pairs(rt, self, lend(given)));
        release(rt, given);
        return done;
    }
    return store_pairs(rt, self, other);
}

static own_value update_all(struct ouro *rt, char const *name, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (count > 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%s() takes at most 1 positional argument (%u given)", name, count - 1);
    }
    if (count == 2 && !update_one(rt, args[0], args[1])) {
        return own_nothing;
    }
    uint64_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    for (uint64_t i = 0; i < named; i++) {
        if (!operation_set_item(rt, args[0], tuple_item(kwnames, i), args[count + i])) {
            return own_nothing;
        }
    }
    return own_none;
}

METHOD(update)
{
    return update_all(rt, "update", args, count, kwnames);
}

METHOD(initialize)
{
    if (count > 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "expected at most 1 arguments, got %u", count - 1);
    }
    return update_all(rt, "__init__", args, count, kwnames);
}

METHOD(copy)
{
    own_value made = operation_call_0(rt, ref_object(type_of(rt, args[0])));
    if (!failed(made) && !update_one(rt, lend(made), args[0])) {
        release(rt, give(made));
    }
    return made;
}

METHOD(from_keys)
{
    static char const *const names[] = {"iterable", "value"};
    static struct signature const signature = {"fromkeys", names, 2, 1, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    own_value made = operation_call_0(rt, args[0]);
    own_value iterator = failed(made) ? own_nothing : operation_iterate(rt, given[0]);
    bool done = !failed(iterator);
    while (done) {
        own_value key = operation_next(rt, lend(iterator));
        if (failed(key) || is_stop(lend(key))) {
            done = !failed(key);
            break;
        }
        done = operation_set_item(rt, lend(made), lend(key), is_nothing(given[1]) ? ref_none : given[1]);
        release(rt, key);
    }
    release(rt, iterator);
    if (!done) {
        release(rt, give(made));
    }
    return made;
}

// Iterators and views ------------------------------------------------------------------------------------------------

static own_value iterator_new(struct ouro *rt, ref_value self, uint8_t kind, bool backward)
{
    struct ordered_iterator *it = object_allocate(rt, HEAP_TRACED, sizeof *it, TYPE_ORDERED_ITERATOR);
    if (it == NULL) {
        return error_no_memory(rt);
    }
    struct ordered_dict *d = as_ordered(self);
    slot_init(&it->dict, retain(self));
    it->left = d->dict.used;
    it->state = d->state;
    it->kind = kind;
    it->backward = backward;
    it->position = d->dict.used == 0 ? 0 : backward ? last_entry(d) : first_entry(d);
    return own_object(it);
}

static own_value ordered_iterator_next(struct ouro *rt, ref_value self)
{
    struct ordered_iterator *it = (struct ordered_iterator *)as_object(self);
    ref_value dict = slot_get(it->dict);
    if (is_nothing(dict)) {
        return own_stop;
    }
    struct ordered_dict *d = as_ordered(dict);
    if (d->state != it->state) {
        slot_set(rt, it, &it->dict, own_nothing);
        return error_raise(rt, TYPE_RUNTIME_ERROR, "OrderedDict mutated during iteration");
    }
    if (it->left != 0 && d->dict.used < it->left) {
        slot_set(rt, it, &it->dict, own_nothing);
        return error_raise(rt, TYPE_RUNTIME_ERROR, "OrderedDict changed size during iteration");
    }
    uint32_t i = it->position;
    while (it->left > 0 && i < d->dict.filled && is_nothing(slot_get(d->dict.entries[i].value))) {
        i = it->backward ? i - 1 : i + 1; // below 0: past the end
    }
    if (it->left == 0 || i >= d->dict.filled) {
        slot_set(rt, it, &it->dict, own_nothing);
        return own_stop;
    }
    ref_value key = slot_get(d->dict.entries[i].key);
    ref_value value = slot_get(d->dict.entries[i].value);
    if (it->kind == 3) {
        ref_value two[] = {key, value};
        own_value pair = tuple_from(rt, two, 2);
        if (failed(pair)) {
            return pair;
        }
        it->left--;
        it->position = it->backward ? i - 1 : i + 1;
        return pair;
    }
    it->left--;
    it->position = it->backward ? i - 1 : i + 1;
    return retain(it->kind == 1 ? key : value);
}

FIELDS_FUNCTIONS(ordered_iterator, ordered_iterator, dict, 1)

METHOD(iterator_reduce)
{
    struct ordered_iterator *it = (struct ordered_iterator *)as_object(args[0]);
    struct ordered_iterator *copy_it = object_allocate(rt, HEAP_TRACED, sizeof *copy_it, TYPE_ORDERED_ITERATOR);
    if (copy_it == NULL) {
        return error_no_memory(rt);
    }
    if (!is_nothing(slot_get(it->dict))) {
        slot_init(&copy_it->dict, retain(slot_get(it->dict)));
    }
    copy_it->position = it->position;
    copy_it->left = it->left;
    copy_it->state = it->state;
    copy_it->kind = it->kind;
    copy_it->backward = it->backward;
    return reduced_rest(rt, own_object(copy_it));
}

struct type_definition const ordered_iterator_type_definition = {
    .name = "odict_iterator",
    .number = TYPE_ORDERED_ITERATOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct ordered_iterator),
    .traverse = ordered_iterator_traverse,
    .drop_step = ordered_iterator_drop_step,
    .clear = ordered_iterator_clear,
    .protocol = &(struct type_protocol const){.iterate = iterator_self, .next = ordered_iterator_next},
    .methods =
        (struct native_definition const[]){
            {"__reduce__", iterator_reduce, 0, 0, 0, "Return state information for pickling"},
            {0},
        },
};

static own_value iterate(struct ouro *rt, ref_value self)
{
    return iterator_new(rt, self, 1, false);
}

METHOD(reversed)
{
    return iterator_new(rt, args[0], 1, true);
}

METHOD(keys)
{
    return dict_view_new(rt, (enum type_number)TYPE_ORDERED_KEYS, args[0]);
}
METHOD(values)
{
    return dict_view_new(rt, (enum type_number)TYPE_ORDERED_VALUES, args[0]);
}
METHOD(items)
{
    return dict_view_new(rt, (enum type_number)TYPE_ORDERED_ITEMS, args[0]);
}

#define VIEW(prefix, NUMBER, BASE, python_name, kind)                                                           \
    static own_value prefix##_iterate(struct ouro *rt, ref_value self)                                          \
    {                                                                                                           \
        return iterator_new(rt, slot_get(((struct dict_view *)as_object(self))->dict), kind, false);            \
    }                                                                                                           \
    METHOD(prefix##_reversed)                                                                                   \
    {                                                                                                           \
        return iterator_new(rt, slot_get(((struct dict_view *)as_object(args[0]))->dict), kind, true);          \
    }                                                                                                           \
    struct type_definition const prefix##_type_definition = {                                                   \
        .name = python_name,                                                                                    \
        .number = NUMBER,                                                                                       \
        .base = BASE,                                                                                           \
        .flags = TYPE_NO_CREATE,                                                                                \
        .size = sizeof(struct dict_view),                                                                       \
        .traverse = slots_1_traverse,                                                                           \
        .drop_step = slots_1_drop_step,                                                                         \
        .protocol = &(struct type_protocol const){.iterate = prefix##_iterate},                                 \
        .methods = (struct native_definition const[]){{"__reversed__", prefix##_reversed, 0, 0, 0, NULL}, {0}}, \
    };
VIEW(ordered_keys, TYPE_ORDERED_KEYS, TYPE_DICT_KEYS, "odict_keys", 1)
VIEW(ordered_values, TYPE_ORDERED_VALUES, TYPE_DICT_VALUES, "odict_values", 2)
VIEW(ordered_items, TYPE_ORDERED_ITEMS, TYPE_DICT_ITEMS, "odict_items", 3)

// Protocol -----------------------------------------------------------------------------------------------------------

static own_value items_list(struct ouro *rt, ref_value self)
{
    own_value view = operation_call_method(rt, name_of(rt, NAME_items), &self, 1, ref_nothing);
    own_value list = failed(view) ? view : operation_list(rt, lend(view));
    release(rt, view);
    return list;
}

static own_value repr(struct ouro *rt, ref_value self)
{
    char const *name = type_name(rt, type_of(rt, self));
    if (as_dict(self)->used == 0) {
        return str_format(rt, "%s()", name);
    }
    int entered = repr_enter(rt, self);
    if (entered != 0) {
        return entered < 0 ? own_nothing : str_from(rt, "...");
    }
    own_value list = items_list(rt, self);
    own_value text = failed(list) ? list : str_format(rt, "%s(%R)", name, lend(list));
    release(rt, list);
    repr_leave(rt, self);
    return text;
}

// Are the keys of two ordered dicts equal and in the same order? -1: error.
static int keys_equal(struct ouro *rt, ref_value a, ref_value b)
{
    own_value lists[2] = {operation_list(rt, a), own_nothing};
    lists[1] = failed(lists[0]) ? own_nothing : operation_list(rt, b);
    int equal = failed(lists[1]) ? -1 : operation_compare_truth(rt, COMPARE_EQ, lend(lists[0]), lend(lists[1]));
    release(rt, lists[0]);
    release(rt, lists[1]);
    return equal;
}

static own_value compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_dict(rt, other)) {
        return own_not_implemented;
    }
    own_value result = dict_type_definition.protocol->compare(rt, self, other, COMPARE_EQ);
    if (failed(result) || is_not_implemented(lend(result))) {
        return result;
    }
    int equal = operation_truth(rt, lend(result));
    if (equal > 0 && is_ordered(rt, other)) {
        equal = keys_equal(rt, self, other);
    }
    return equal < 0 ? own_nothing : own_bool(equal == (op == COMPARE_EQ));
}

static own_value or_operator(struct ouro *rt, ref_value left, ref_value right)
{
    if (!is_dict(rt, left) || !is_dict(rt, right)) {
        return own_not_implemented;
    }
    ref_value type = ref_object(type_of(rt, is_ordered(rt, left) ? left : right));
    own_value made = operation_call_1(rt, type, left);
    if (!failed(made) && !update_one(rt, lend(made), right)) {
        release(rt, give(made));
    }
    return made;
}

static own_value in_place_or(struct ouro *rt, ref_value self, ref_value other)
{
    return update_one(rt, self, other) ? retain(self) : own_nothing;
}

METHOD(reduce)
{
    own_value parts[5] = {retain(ref_object(type_of(rt, args[0]))), tuple_new(rt, 0), own_nothing, own_none,
                          own_nothing};
    parts[2] =
        failed(parts[1]) ? own_nothing : operation_call_method(rt, name_of(rt, NAME_getstate), args, 1, ref_nothing);
    own_value view =
        failed(parts[2]) ? own_nothing : operation_call_method(rt, name_of(rt, NAME_items), args, 1, ref_nothing);
    parts[4] = failed(view) ? own_nothing : operation_iterate(rt, lend(view));
    release(rt, view);
    if (failed(parts[4])) {
        for (int i = 0; i < 3; i++) {
            release(rt, parts[i]);
        }
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, 5);
}

METHOD(size_of)
{
    (void)rt;
    return own_small_int((int64_t)(heap_block_bytes(as_object(args[0])) + dict_table_bytes(as_dict(args[0]))));
}

static bool set_dict(struct ouro *rt, ref_value self, ref_value value)
{
    if (is_nothing(value) || !is_dict(rt, value)) {
        error_raise(rt, TYPE_TYPE_ERROR,
                    is_nothing(value) ? "cannot delete __dict__" : "__dict__ must be set to a dictionary, not a '%T'",
                    value);
        return false;
    }
    slot_set(rt, as_object(self), &as_ordered(self)->attributes, retain(value));
    return true;
}

struct type_definition const ordered_dict_type_definition = {
    .name = "collections.OrderedDict",
    .doc = "Dictionary that remembers insertion order",
    .number = TYPE_ORDERED_DICT,
    .base = TYPE_DICT,
    .flags = TYPE_SUBCLASSABLE | TYPE_IS_MAPPING | TYPE_WEAKLY_HELD | TYPE_HAS_DICT,
    .size = sizeof(struct ordered_dict),
    .dict_offset = offsetof(struct ordered_dict, attributes),
    .traverse = ordered_dict_traverse,
    .drop_step = ordered_dict_drop_step,
    .finish = ordered_dict_finish,
    .clear = ordered_dict_clear,
    .protocol = &(struct type_protocol const){.repr = repr,
                                              .compare = compare,
                                              .hash = hash_unhashable,
                                              .iterate = iterate,
                                              .set_item = set_item,
                                              .binary = {[BINARY_OR] = or_operator},
                                              .in_place = {[BINARY_OR] = in_place_or},
                                              .create = create,
                                              .initialize = initialize},
    .methods =
        (struct native_definition const[]){
            {"fromkeys", from_keys, 0, -1, NATIVE_CLASS | NATIVE_KEYWORDS,
             "fromkeys($type, /, iterable, value=None)\n--\n\nCreate a new ordered dictionary with keys from iterable "
             "and "
             "values set to value."},
            {"__sizeof__", size_of, 0, 0, 0, NULL},
            {"__reduce__", reduce, 0, 0, 0, "Return state information for pickling"},
            {"setdefault", set_default, 0, -1, NATIVE_KEYWORDS,
             "setdefault($self, /, key, default=None)\n--\n\nInsert key with a value of default if key is not in the "
             "dictionary.\n\nReturn the value for key if key is in the dictionary, else default."},
            {"pop", pop, 0, -1, NATIVE_KEYWORDS,
             "pop($self, /, key, default=<unrepresentable>)\n--\n\nod.pop(key[,default]) -> v, remove specified key "
             "and "
             "return the corresponding value.\n\nIf the key is not found, return the default if given; "
             "otherwise,\nraise "
             "a KeyError."},
            {"popitem", pop_item, 0, -1, NATIVE_KEYWORDS,
             "popitem($self, /, last=True)\n--\n\nRemove and return a (key, value) pair from the dictionary.\n\nPairs "
             "are "
             "returned in LIFO order if last is true or FIFO order if false."},
            {"keys", keys, 0, 0, 0, NULL},
            {"values", values, 0, 0, 0, NULL},
            {"items", items, 0, 0, 0, NULL},
            {"update", update, 0, -1, NATIVE_KEYWORDS, NULL},
            {"clear", clear_all, 0, 0, 0, "od.clear() -> None.  Remove all items from od."},
            {"copy", copy, 0, 0, 0, "od.copy() -> a shallow copy of od"},
            {"__reversed__", reversed, 0, 0, 0, "od.__reversed__() <==> reversed(od)"},
            {"move_to_end", move_to_end, 0, -1, NATIVE_KEYWORDS,
             "move_to_end($self, /, key, last=True)\n--\n\nMove an existing element to the end (or beginning if last "
             "is "
             "false).\n\nRaise KeyError if the element does not exist."},
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__dict__", instance_dict, set_dict, NULL},
            {0},
        },
};
