// SPDX-License-Identifier: MIT
// The module _abc: what abc.ABCMeta is made of. A class keeps its registry and its two caches in an _abc_data object,
// as sets of weak references, so that no class is kept alive by having been asked about.
#include "lib/library.h"
#include "lib/module_types.h"
#include "object/class.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operation.h"
#include "object/set.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/weakref.h"

struct abc_data {
    struct object header;
    slot_value registry; // sets of weak references to classes; nothing: empty
    slot_value cache;
    slot_value negative_cache;
    uint64_t negative_token; // library.abc_token when the negative cache was begun
};

FIELDS_FUNCTIONS(abc_data, abc_data, registry, 3)

static own_value abc_data_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value made = object_create(rt, as_type(args[0]), 0);
    if (!failed(made)) {
        ((struct abc_data *)as_object(lend(made)))->negative_token = rt->library->abc_token;
    }
    return made;
}

static struct type_definition const abc_data_type_definition = {
    .name = "_abc._abc_data",
    .doc = "Internal state held by ABC machinery.",
    .number = TYPE_ABC_DATA,
    .base = TYPE_OBJECT,
    .size = sizeof(struct abc_data),
    .traverse = abc_data_traverse,
    .drop_step = abc_data_drop_step,
    .clear = abc_data_clear,
    .protocol = &(struct type_protocol const){.create = abc_data_create},
};

// Sets of weak references ---------------------------------------------------------------------------------------------

// The callback of an entry: takes it out of its set. self is a weak reference to the set.
static own_value forget(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value set = weak_referent(rt, (struct weak_reference *)as_object(args[0]));
    if (failed(set)) {
        return own_none;
    }
    int found = set_discard(rt, lend(set), args[1]);
    release(rt, set);
    return found < 0 ? own_nothing : own_none;
}

static struct native_definition const forget_definition = {"_destroy", forget, 1, 1, 0, NULL};

// Adds a class to the set in a slot of `data`, making the set if there is none.
static bool weak_set_add(struct ouro *rt, struct abc_data *data, slot_value *slot, ref_value class)
{
    if (is_nothing(slot_get(*slot))) {
        own_value made = set_new(rt, ref_nothing);
        if (failed(made)) {
            return false;
        }
        slot_set(rt, data, slot, made);
    }
    own_value set = retain(slot_get(*slot));
    struct type *plain = type_by_number(rt, TYPE_WEAK_REFERENCE);
    own_value back = weakref_new(rt, plain, lend(set), ref_nothing);
    own_value callback = failed(back) ? own_nothing : native_new(rt, &forget_definition, lend(back), ref_nothing);
    own_value entry = failed(callback) ? own_nothing : weakref_new(rt, plain, class, lend(callback));
    bool done = !failed(entry) && set_add(rt, lend(set), lend(entry));
    release(rt, entry);
    release(rt, callback);
    release(rt, back);
    release(rt, set);
    return done;
}

// 1, 0 or -1.
static int weak_set_contains(struct ouro *rt, slot_value const *slot, ref_value class)
{
    if (is_nothing(slot_get(*slot)) || set_length(slot_get(*slot)) == 0) {
        return 0;
    }
    own_value set = retain(slot_get(*slot));
    own_value entry = weakref_new(rt, type_by_number(rt, TYPE_WEAK_REFERENCE), class, ref_nothing);
    int found = 0;
    if (!failed(entry)) {
        found = set_contains(rt, lend(set), lend(entry));
    } else if (error_matches(rt, TYPE_TYPE_ERROR)) {
        error_clear(rt); // what cannot be referred to weakly is in no set
    } else {
        found = -1;
    }
    release(rt, entry);
    release(rt, set);
    return found;
}

static void weak_set_clear(struct ouro *rt, slot_value const *slot)
{
    if (!is_nothing(slot_get(*slot))) {
        own_value set = retain(slot_get(*slot));
        set_clear(rt, lend(set));
        release(rt, set);
    }
}

// The classes of a registry that live, as a list.
static own_value weak_set_classes(struct ouro *rt, slot_value const *slot)
{
    own_value list = list_new(rt, 0);
    uint64_t position = 0;
    ref_value entry;
    while (!failed(list) && !is_nothing(slot_get(*slot)) && set_next(as_set(slot_get(*slot)), &position, &entry)) {
        own_value class = weak_referent(rt, (struct weak_reference *)as_object(entry));
        if (!failed(class) && !list_append(rt, as_list(lend(list)), class)) {
            release(rt, give(list));
        }
    }
    return list;
}

// The state of a class ------------------------------------------------------------------------------------------------

static own_value name_from(struct ouro *rt, char const *text)
{
    return str_intern(rt, text, strlen(text));
}

// Owned _abc_data of a class, or nothing.
static own_value data_of(struct ouro *rt, ref_value class)
{
    own_value name = name_from(rt, "_abc_impl");
    own_value data = failed(name) ? own_nothing : operation_get_attribute(rt, class, lend(name));
    release(rt, name);
    if (!failed(data) && !is_exact(lend(data), TYPE_ABC_DATA)) {
        release(rt, data);
        return error_raise(rt, TYPE_TYPE_ERROR, "_abc_impl is set to a wrong type");
    }
    return data;
}

static struct abc_data *as_data(own_value v)
{
    return (struct abc_data *)as_object(lend(v));
}

static int is_abstract(struct ouro *rt, ref_value v)
{
    own_value mark = operation_find_attribute(rt, v, name_of(rt, NAME_isabstractmethod));
    int truth = failed(mark) ? -1 : is_stop(lend(mark)) ? 0 : operation_truth(rt, lend(mark));
    release(rt, mark);
    return truth;
}

// Adds the abstract names of the class's own namespace.
static bool add_own_names(struct ouro *rt, ref_value class, ref_value names)
{
    own_value dict = operation_get_attribute(rt, class, name_of(rt, NAME_dict));
    ref_value self = lend(dict);
    own_value items = failed(dict) ? dict : operation_call_method(rt, name_of(rt, NAME_items), &self, 1, ref_nothing);
    release(rt, dict);
    own_value list = failed(items) ? items : operation_list(rt, lend(items));
    release(rt, items);
    bool done = !failed(list);
    for (uint64_t i = 0; done && i < as_list(lend(list))->length; i++) {
        ref_value pair = list_item(lend(list), i);
        if (!is_tuple(rt, pair) || as_tuple(pair)->length != 2) {
            error_raise(rt, TYPE_TYPE_ERROR, "Iteration over ns.items() must yield pairs");
            done = false;
            break;
        }
        int abstract = is_abstract(rt, tuple_item(pair, 1));
        done = abstract >= 0 && (!abstract || set_add(rt, names, tuple_item(pair, 0)));
    }
    release(rt, list);
    return done;
}

// Adds those of one base's abstract names that are still abstract in the class.
static bool add_inherited_names(struct ouro *rt, ref_value class, ref_value base, ref_value names)
{
    own_value inherited = operation_find_attribute(rt, base, name_of(rt, NAME_abstractmethods));
    if (failed(inherited) || is_stop(lend(inherited))) {
        return !failed(inherited);
    }
    own_value iterator = operation_iterate(rt, lend(inherited));
    release(rt, inherited);
    bool done = !failed(iterator);
    while (done) {
        own_value key = operation_next(rt, lend(iterator));
        if (failed(key) || is_stop(lend(key))) {
            done = !failed(key);
            break;
        }
        own_value value = operation_find_attribute(rt, class, lend(key));
        int abstract = failed(value) ? -1 : is_stop(lend(value)) ? 0 : is_abstract(rt, lend(value));
        release(rt, value);
        done = abstract >= 0 && (!abstract || set_add(rt, names, lend(key)));
        release(rt, key);
    }
    release(rt, iterator);
    return done;
}

static bool set_abstract_names(struct ouro *rt, ref_value class)
{
    own_value names = set_new(rt, ref_nothing);
    bool done = !failed(names) && add_own_names(rt, class, lend(names));
    own_value bases = done ? operation_get_attribute(rt, class, name_of(rt, NAME_bases)) : own_nothing;
    done = !failed(bases);
    if (done && !is_tuple(rt, lend(bases))) {
        error_raise(rt, TYPE_TYPE_ERROR, "__bases__ is not tuple");
        done = false;
    }
    for (uint64_t i = 0; done && i < as_tuple(lend(bases))->length; i++) {
        done = add_inherited_names(rt, class, tuple_item(lend(bases), i), lend(names));
    }
    release(rt, bases);
    own_value frozen = done ? frozenset_new(rt, lend(names)) : own_nothing;
    done = !failed(frozen) && operation_set_attribute(rt, class, name_of(rt, NAME_abstractmethods), lend(frozen));
    release(rt, frozen);
    release(rt, names);
    return done;
}

#define COLLECTION_FLAGS ((uint32_t)(TYPE_IS_SEQUENCE | TYPE_IS_MAPPING))
enum { TPFLAG_SEQUENCE = 1 << 5, TPFLAG_MAPPING = 1 << 6 }; // CPython's bits in __abc_tpflags__

// Takes __abc_tpflags__ out of the class: what `match` is to see in its subclasses.
static bool take_flags(struct ouro *rt, struct type *t)
{
    own_value name = name_from(rt, "__abc_tpflags__");
    if (failed(name)) {
        return false;
    }
    struct attribute_cell *cell = type_own_entry(rt, t, lend(name));
    bool done = cell != NULL || !error_pending(rt);
    if (cell != NULL) {
        int64_t flags = is_small_int(slot_get(cell->value)) ? small_int(slot_get(cell->value)) : 0;
        flags &= TPFLAG_SEQUENCE | TPFLAG_MAPPING;
        if (flags == (TPFLAG_SEQUENCE | TPFLAG_MAPPING)) {
            error_raise(rt, TYPE_TYPE_ERROR,
                        "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
            done = false;
        } else {
            t->flags = (t->flags & ~COLLECTION_FLAGS) | (flags & TPFLAG_SEQUENCE ? TYPE_IS_SEQUENCE : 0) |
                       (flags & TPFLAG_MAPPING ? TYPE_IS_MAPPING : 0);
            done = type_set_entry(rt, t, lend(name), ref_nothing);
        }
    }
    release(rt, name);
    return done;
}

static void spread_flags(struct ouro *rt, struct type *t, uint32_t flags)
{
    if ((t->flags & COLLECTION_FLAGS) == flags || !type_is_python(t)) {
        return;
    }
    t->flags = (t->flags & ~COLLECTION_FLAGS) | flags;
    for (uint32_t i = 0; i < t->derived_count; i++) {
        spread_flags(rt, t->derived[i], flags);
    }
}

// Functions -----------------------------------------------------------------------------------------------------------

static own_value abc_token(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return int_from_uint64(rt, rt->library->abc_token);
}

static own_value abc_init(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!set_abstract_names(rt, args[0])) {
        return own_nothing;
    }
    own_value data = operation_call_0(rt, ref_object(type_by_number(rt, TYPE_ABC_DATA)));
    own_value name = failed(data) ? own_nothing : name_from(rt, "_abc_impl");
    bool done = !failed(name) && operation_set_attribute(rt, args[0], lend(name), lend(data)) &&
                (!is_type(rt, args[0]) || !type_is_python(as_type(args[0])) || take_flags(rt, as_type(args[0])));
    release(rt, name);
    release(rt, data);
    return done ? own_none : own_nothing;
}

static own_value abc_register(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_type(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "Can only register classes");
    }
    int derived = operation_is_subclass(rt, args[1], args[0]);
    if (derived != 0) {
        return derived < 0 ? own_nothing : retain(args[1]);
    }
    int circle = operation_is_subclass(rt, args[0], args[1]);
    if (circle != 0) {
        return circle < 0 ? own_nothing
                          : error_raise(rt, TYPE_RUNTIME_ERROR, "Refusing to create an inheritance cycle");
    }
    own_value data = data_of(rt, args[0]);
    bool done = !failed(data) && weak_set_add(rt, as_data(data), &as_data(data)->registry, args[1]);
    release(rt, data);
    if (!done) {
        return own_nothing;
    }
    rt->library->abc_token++;
    if (is_type(rt, args[0]) && as_type(args[0])->flags & COLLECTION_FLAGS) {
        spread_flags(rt, as_type(args[1]), as_type(args[0])->flags & COLLECTION_FLAGS);
    }
    return retain(args[1]);
}

static own_value ask_subclass(struct ouro *rt, ref_value class, ref_value candidate)
{
    ref_value both[] = {class, candidate};
    return operation_call_method(rt, name_of(rt, NAME_subclasscheck), both, 2, ref_nothing);
}

// isinstance(v, class) where __class__ and type differ in opinion: either may say yes.
static own_value ask_both(struct ouro *rt, ref_value class, ref_value candidate, ref_value type)
{
    own_value result = ask_subclass(rt, class, candidate);
    int truth = failed(result) ? -1 : operation_truth(rt, lend(result));
    if (truth > 0) {
        return result;
    }
    release(rt, result);
    return truth < 0 ? own_nothing : ask_subclass(rt, class, type);
}

static own_value abc_instance_check(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value data = data_of(rt, args[0]);
    own_value candidate = failed(data) ? own_nothing : operation_get_attribute(rt, args[1], name_of(rt, NAME_class));
    if (failed(candidate)) {
        release(rt, data);
        return own_nothing;
    }
    int cached = weak_set_contains(rt, &as_data(data)->cache, lend(candidate));
    own_value type = retain(ref_object(type_of(rt, args[1])));
    own_value result;
    if (cached != 0) {
        result = cached < 0 ? own_nothing : own_true;
    } else if (!same(lend(type), lend(candidate))) {
        result = ask_both(rt, args[0], lend(candidate), lend(type));
    } else {
        bool current = as_data(data)->negative_token == rt->library->abc_token;
        int refused = current ? weak_set_contains(rt, &as_data(data)->negative_cache, lend(candidate)) : 0;
        result = refused < 0 ? own_nothing : refused ? own_false : ask_subclass(rt, args[0], lend(candidate));
    }
    release(rt, type);
    release(rt, candidate);
    release(rt, data);
    return result;
}

// What __subclasshook__ says: 1, 0, 2 for NotImplemented, -1 error.
static int ask_hook(struct ouro *rt, ref_value class, ref_value candidate)
{
    own_value name = name_from(rt, "__subclasshook__");
    ref_value both[] = {class, candidate};
    own_value answer = failed(name) ? own_nothing : operation_call_method(rt, lend(name), both, 2, ref_nothing);
    release(rt, name);
    if (failed(answer)) {
        return -1;
    }
    ref_value word = lend(answer);
    int result = same(word, ref_true) ? 1 : same(word, ref_false) ? 0 : is_not_implemented(word) ? 2 : -1;
    if (result < 0) {
        error_raise(rt, TYPE_ASSERTION_ERROR, "__subclasshook__ must return either False, True, or NotImplemented");
    }
    release(rt, answer);
    return result;
}

// Is candidate a subclass of one of these classes? The list may change meanwhile.
static int ask_each(struct ouro *rt, ref_value list, ref_value candidate)
{
    int found = 0;
    for (uint64_t i = 0; found == 0 && i < as_list(list)->length; i++) {
        own_value one = retain(list_item(list, i));
        found = operation_is_subclass(rt, candidate, lend(one));
        release(rt, one);
    }
    return found;
}

enum { DECIDED_REGISTERED = 2 }; // yes, and the registry itself answers as fast as the cache would

static int ask_registry(struct ouro *rt, struct abc_data *data, ref_value candidate)
{
    if (is_nothing(slot_get(data->registry)) || set_length(slot_get(data->registry)) == 0) {
        return 0;
    }
    int there = weak_set_contains(rt, &data->registry, candidate);
    if (there != 0) {
        return there < 0 ? there : DECIDED_REGISTERED;
    }
    own_value classes = weak_set_classes(rt, &data->registry);
    int found = failed(classes) ? -1 : ask_each(rt, lend(classes), candidate);
    release(rt, classes);
    return found;
}

static int ask_derived(struct ouro *rt, ref_value class, ref_value candidate)
{
    own_value list = operation_call_method(rt, name_of(rt, NAME_subclasses), &class, 1, ref_nothing);
    if (failed(list)) {
        return -1;
    }
    int found = -1;
    if (is_list(rt, lend(list))) {
        found = ask_each(rt, lend(list), candidate);
    } else {
        error_raise(rt, TYPE_TYPE_ERROR, "__subclasses__() must return a list");
    }
    release(rt, list);
    return found;
}

static int is_direct(struct ouro *rt, ref_value class, ref_value candidate)
{
    ref_value order = slot_get(as_type(candidate)->mro);
    for (uint64_t i = 0; is_object(order) && i < as_tuple(order)->length; i++) {
        if (same(tuple_item(order, i), class)) {
            return 1;
        }
    }
    (void)rt;
    return 0;
}

// issubclass(candidate, class), the caches aside: 1, DECIDED_REGISTERED, 0, -1. The hook's word is final when it gives
// one.
static int decide(struct ouro *rt, struct abc_data *data, ref_value class, ref_value candidate)
{
    int hook = ask_hook(rt, class, candidate);
    if (hook != 2) {
        return hook;
    }
    if (is_direct(rt, class, candidate)) {
        return 1;
    }
    int found = ask_registry(rt, data, candidate);
    return found != 0 ? found : ask_derived(rt, class, candidate);
}

static own_value abc_subclass_check(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_type(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "issubclass() arg 1 must be a class");
    }
    own_value held = data_of(rt, args[0]);
    if (failed(held)) {
        return held;
    }
    struct abc_data *data = as_data(held);
    int result = weak_set_contains(rt, &data->cache, args[1]);
    if (result == 0) {
        int refused = 0;
        if (data->negative_token < rt->library->abc_token) {
            weak_set_clear(rt, &data->negative_cache);
            data->negative_token = rt->library->abc_token;
        } else {
            refused = weak_set_contains(rt, &data->negative_cache, args[1]);
        }
        result = refused < 0 ? -1 : 0;
        if (refused == 0) {
            result = decide(rt, data, args[0], args[1]);
            if (result >= 0 && result != DECIDED_REGISTERED &&
                !weak_set_add(rt, data, result ? &data->cache : &data->negative_cache, args[1])) {
                result = -1;
            }
        }
    }
    release(rt, held);
    return result < 0 ? own_nothing : own_bool(result);
}

static own_value abc_dump(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value held = data_of(rt, args[0]);
    if (failed(held)) {
        return held;
    }
    struct abc_data *data = as_data(held);
    slot_value const *slots[] = {&data->registry, &data->cache, &data->negative_cache};
    own_value four[4] = {own_nothing};
    bool done = true;
    for (size_t i = 0; i < 3 && done; i++) {
        four[i] = set_new(rt, slot_get(*slots[i]));
        done = !failed(four[i]);
    }
    four[3] = done ? int_from_uint64(rt, data->negative_token) : own_nothing;
    release(rt, held);
    if (failed(four[3])) {
        for (size_t i = 0; i < 3; i++) {
            release(rt, four[i]);
        }
        return own_nothing;
    }
    return tuple_from_owned(rt, four, 4);
}

static own_value abc_reset_registry(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value data = data_of(rt, args[0]);
    if (failed(data)) {
        return data;
    }
    weak_set_clear(rt, &as_data(data)->registry);
    release(rt, data);
    return own_none;
}

static own_value abc_reset_caches(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value data = data_of(rt, args[0]);
    if (failed(data)) {
        return data;
    }
    weak_set_clear(rt, &as_data(data)->cache);
    weak_set_clear(rt, &as_data(data)->negative_cache);
    release(rt, data);
    return own_none;
}

static struct native_definition const functions[] = {
    {"get_cache_token", abc_token, 0, 0, 0,
     "get_cache_token($module, /)\n--\n\nReturns the current ABC cache token.\n\nThe token changes with every call to "
     "register() on any ABC."},
    {"_abc_init", abc_init, 1, 1, 0, "Internal ABC helper for class set-up."},
    {"_abc_register", abc_register, 2, 2, 0, "Internal ABC helper for subclass registration."},
    {"_abc_instancecheck", abc_instance_check, 2, 2, 0, "Internal ABC helper for instance checks."},
    {"_abc_subclasscheck", abc_subclass_check, 2, 2, 0, "Internal ABC helper for subclass checks."},
    {"_get_dump", abc_dump, 1, 1, 0, "Internal ABC helper for cache and registry debugging."},
    {"_reset_registry", abc_reset_registry, 1, 1, 0, "Internal ABC helper to reset registry of a given class."},
    {"_reset_caches", abc_reset_caches, 1, 1, 0, "Internal ABC helper to reset both caches of a given class."},
    {0},
};

own_value abc_module_open(struct ouro *rt)
{
    if (!type_define(rt, &abc_data_type_definition)) {
        return error_no_memory(rt);
    }
    return module_make(rt, "_abc", NULL, functions);
}
