// SPDX-License-Identifier: MIT
// The module _collections: defaultdict, the descriptor of named tuples, counting; its table of types.
#include "lib/collections.h"

#include "object/definitions.h"
#include "object/dict_table.h"
#include "vm/vm.h"

// defaultdict --------------------------------------------------------------------------------------------------------

struct default_dict {
    struct dict dict;
    slot_value factory; // None: none
};

static struct default_dict *as_default(ref_value v)
{
    return (struct default_dict *)as_object(v);
}

// The dict's slots come first, the factory last.
static uint64_t default_dict_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                                      struct visitor *visitor)
{
    if (from == 0) {
        visit(visitor, slot_get(((struct default_dict *)o)->factory));
    }
    return dict_type_definition.traverse(rt, o, from, budget, visitor);
}

static slot_value *default_dict_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    // Cursor 0 is the factory, further ones the dict's.
    struct default_dict *d = (struct default_dict *)o;
    if (*cursor == 0) {
        if (slot_is_full(d->factory)) {
            return &d->factory;
        }
        *cursor = 1;
    }
    uint32_t inner = *cursor - 1;
    slot_value *slot = dict_type_definition.drop_step(rt, o, &inner);
    *cursor = inner + 1;
    return slot;
}

static void default_dict_clear(struct ouro *rt, struct object *o)
{
    struct default_dict *d = (struct default_dict *)o;
    release(rt, slot_take(rt, d, &d->factory));
    dict_type_definition.clear(rt, o);
}

static own_value default_dict_finish(struct ouro *rt, struct object *o)
{
    return dict_type_definition.finish(rt, o);
}

METHOD(default_dict_create)
{
    return object_create(rt, (struct type *)as_object(args[0]), 0);
}

METHOD(default_dict_initialize)
{
    ref_value factory = count > 1 ? args[1] : ref_none;
    if (count > 1 && !is_none(factory) && !is_callable(rt, factory)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "first argument must be callable or None");
    }
    struct default_dict *d = as_default(args[0]);
    slot_set(rt, d, &d->factory, retain(factory));
    if (count <= 1) {
        return dict_type_definition.protocol->initialize(rt, args, count, kwnames);
    }
    // The dict's part gets the arguments without the factory.
    uint64_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    uint64_t total = count - 1 + named;
    ref_value few[8];
    ref_value *rest = total <= 8 ? few : heap_raw_allocate(&rt->heap, total * sizeof *rest);
    if (rest == NULL) {
        return error_no_memory(rt);
    }
    rest[0] = args[0];
    memcpy(rest + 1, args + 2, (total - 1) * sizeof *rest);
    own_value result = dict_type_definition.protocol->initialize(rt, rest, count - 1, kwnames);
    if (rest != few) {
        heap_raw_free(&rt->heap, rest, total * sizeof *rest);
    }
    return result;
}

METHOD(default_dict_missing)
{
    struct default_dict *d = as_default(args[0]);
    ref_value factory = slot_get(d->factory);
    if (is_nothing(factory) || is_none(factory)) {
        return error_raise_key(rt, args[1]);
    }
    own_value held = retain(factory);
    own_value value = operation_call_0(rt, lend(held));
    release(rt, held);
    if (!failed(value) && !operation_set_item(rt, args[0], args[1], lend(value))) {
        release(rt, give(value));
    }
    return value;
}

static own_value default_dict_get_item(struct ouro *rt, ref_value self, ref_value key)
{
    int64_t hash;
    if (!key_hash(rt, key, &hash)) {
        return own_nothing;
    }
    ref_value found = dict_get_hashed(rt, self, key, hash);
    if (OURO_LIKELY(!is_nothing(found))) {
        return retain(found);
    }
    if (error_pending(rt)) {
        return own_nothing;
    }
    ref_value two[] = {self, key};
    if (OURO_UNLIKELY(type_overrides(type_of(rt, self), NAME_missing))) {
        return operation_call_special(rt, NAME_missing, two, 2);
    }
    return default_dict_missing(rt, two, 2, ref_nothing);
}

static own_value default_dict_repr(struct ouro *rt, ref_value self)
{
    own_value base = dict_type_definition.protocol->repr(rt, self);
    if (failed(base)) {
        return base;
    }
    ref_value factory = slot_get(as_default(self)->factory);
    own_value held = is_nothing(factory) ? own_none : retain(factory);
    // A factory that is a method of this very dict would lead back here.
    int entered = depth_enter(rt, " while getting the repr of an object") ? repr_enter(rt, lend(held)) : -2;
    own_value shown = entered == 0 ? operation_repr(rt, lend(held)) : entered == 1 ? str_from(rt, "...") : own_nothing;
    if (entered == 0) {
        repr_leave(rt, lend(held));
    }
    if (entered != -2) {
        depth_leave(rt);
    }
    own_value text = failed(shown)
                         ? own_nothing
                         : str_format(rt, "%s(%U, %U)", type_name(rt, type_of(rt, self)), lend(shown), lend(base));
    release(rt, shown);
    release(rt, held);
    release(rt, base);
    return text;
}

METHOD(default_dict_copy)
{
    ref_value two[] = {slot_get(as_default(args[0])->factory), args[0]};
    if (is_nothing(two[0])) {
        two[0] = ref_none;
    }
    return operation_call(rt, ref_object(type_of(rt, args[0])), two, 2, ref_nothing);
}

METHOD(default_dict_reduce)
{
    ref_value factory = slot_get(as_default(args[0])->factory);
    own_value parts[5] = {retain(ref_object(type_of(rt, args[0]))), own_nothing, own_none, own_none, own_nothing};
    bool none = is_nothing(factory) || is_none(factory);
    parts[1] = none ? tuple_new(rt, 0) : tuple_from(rt, &factory, 1);
    own_value items =
        failed(parts[1]) ? own_nothing : operation_call_method(rt, name_of(rt, NAME_items), args, 1, ref_nothing);
    parts[4] = failed(items) ? own_nothing : operation_iterate(rt, lend(items));
    release(rt, items);
    if (failed(parts[4])) {
        release(rt, parts[0]);
        release(rt, parts[1]);
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, 5);
}

static own_value default_dict_or(struct ouro *rt, ref_value left, ref_value right)
{
    bool self_left = layout_of(rt, left) == TYPE_DEFAULT_DICT;
    ref_value self = self_left ? left : right;
    if (!is_dict(rt, self_left ? right : left)) {
        return own_not_implemented;
    }
    ref_value factory = slot_get(as_default(self)->factory);
    ref_value two[] = {is_nothing(factory) ? ref_none : factory, left};
    own_value made = operation_call(rt, ref_object(type_of(rt, self)), two, 2, ref_nothing);
    if (!failed(made) && !is_dict(rt, lend(made))) {
        release(rt, made);
        return own_not_implemented;
    }
    if (!failed(made) && !dict_merge(rt, lend(made), right, true)) {
        release(rt, give(made));
    }
    return made;
}

static own_value get_factory(struct ouro *rt, ref_value self)
{
    (void)rt;
    ref_value factory = slot_get(as_default(self)->factory);
    return is_nothing(factory) ? own_none : retain(factory);
}
static bool set_factory(struct ouro *rt, ref_value self, ref_value value)
{
    slot_set(rt, as_object(self), &as_default(self)->factory, is_nothing(value) ? own_none : retain(value));
    return true;
}

struct type_definition const default_dict_type_definition = {
    .name = "collections.defaultdict",
    .doc =
        "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called "
        "without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict "
        "compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\n"
        "passed to the dict constructor, including keyword arguments.",
    .number = TYPE_DEFAULT_DICT,
    .base = TYPE_DICT,
    .flags = TYPE_SUBCLASSABLE | TYPE_IS_MAPPING,
    .size = sizeof(struct default_dict),
    .traverse = default_dict_traverse,
    .drop_step = default_dict_drop_step,
    .finish = default_dict_finish,
    .clear = default_dict_clear,
    .protocol =
        &(struct type_protocol const){
            .repr = default_dict_repr,
            .get_item = default_dict_get_item,
            .binary = {[BINARY_OR] = default_dict_or},
            .create = default_dict_create,
            .initialize = default_dict_initialize,
        },
    .methods =
        (struct native_definition const[]){
            {"__missing__", default_dict_missing, 1, 1, 0,
             "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is "
             "None: "
             "raise KeyError((key,))\n  self[key] = value = self.default_factory()\n  return value\n"},
            {"copy", default_dict_copy, 0, 0, 0, "D.copy() -> a shallow copy of D."},
            {"__copy__", default_dict_copy, 0, 0, 0, "D.copy() -> a shallow copy of D."},
            {"__reduce__", default_dict_reduce, 0, 0, 0, "Return state information for pickling."},
            CONTAINER_CLASS_GETITEM,
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"default_factory", get_factory, set_factory, "Factory for default value called by __missing__()."},
            {0},
        },
};

// _tuplegetter -------------------------------------------------------------------------------------------------------

struct tuple_getter { // the descriptor of one field of a named tuple
    struct object header;
    slot_value doc;
    uint64_t index;
};
FIELDS_FUNCTIONS(tuple_getter, tuple_getter, doc, 1)

METHOD(tuple_getter_create)
{
    int64_t index;
    if (!container_arguments(rt, "_tuplegetter", count - 1, kwnames, 2, 2) ||
        !operation_index_int64(rt, args[1], &index, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    own_value made = object_create(rt, (struct type *)as_object(args[0]), 0);
    if (!failed(made)) {
        struct tuple_getter *g = (struct tuple_getter *)as_object(lend(made));
        slot_init(&g->doc, retain(args[2]));
        g->index = (uint64_t)index;
    }
    return made;
}

static own_value tuple_getter_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    (void)owner;
    struct tuple_getter *g = (struct tuple_getter *)as_object(self);
    if (is_nothing(instance)) {
        return retain(self);
    }
    if (!is_tuple(rt, instance)) {
        if (is_none(instance)) {
            return retain(self);
        }
        return error_raise(rt, TYPE_TYPE_ERROR,
                           "descriptor for index '%lld' for tuple subclasses doesn't apply to '%T' object",
                           (long long)g->index, instance);
    }
    if (g->index >= as_tuple(instance)->length) {
        return error_raise(rt, TYPE_INDEX_ERROR, "tuple index out of range");
    }
    return retain(tuple_item(instance, g->index));
}

static bool tuple_getter_set(struct ouro *rt, ref_value self, ref_value instance, ref_value value)
{
    (void)self, (void)instance;
    error_raise(rt, TYPE_ATTRIBUTE_ERROR, is_nothing(value) ? "can't delete attribute" : "can't set attribute");
    return false;
}

static own_value tuple_getter_repr(struct ouro *rt, ref_value self)
{
    struct tuple_getter *g = (struct tuple_getter *)as_object(self);
    own_value doc = is_nothing(slot_get(g->doc)) ? own_none : retain(slot_get(g->doc));
    own_value text = str_format(rt, "_tuplegetter(%lld, %R)", (long long)g->index, lend(doc));
    release(rt, doc);
    return text;
}

METHOD(tuple_getter_reduce)
{
    struct tuple_getter *g = (struct tuple_getter *)as_object(args[0]);
    ref_value two[] = {lend(own_small_int((int64_t)g->index)), slot_get(g->doc)};
    return reduced(rt, args[0], tuple_from(rt, two, 2));
}

static own_value tuple_getter_doc(struct ouro *rt, ref_value self)
{
    (void)rt;
    ref_value doc = slot_get(((struct tuple_getter *)as_object(self))->doc);
    return is_nothing(doc) ? own_none : retain(doc);
}
static bool tuple_getter_set_doc(struct ouro *rt, ref_value self, ref_value value)
{
    slot_set(rt, as_object(self), &((struct tuple_getter *)as_object(self))->doc,
             is_nothing(value) ? own_none : retain(value));
    return true;
}

struct type_definition const tuple_getter_type_definition = {
    .name = "_collections._tuplegetter",
    .number = TYPE_TUPLE_GETTER,
    .base = TYPE_OBJECT,
    .size = sizeof(struct tuple_getter),
    .traverse = tuple_getter_traverse,
    .drop_step = tuple_getter_drop_step,
    .clear = tuple_getter_clear,
    .protocol = &(struct type_protocol const){.repr = tuple_getter_repr,
                                              .descriptor_get = tuple_getter_get,
                                              .descriptor_set = tuple_getter_set,
                                              .create = tuple_getter_create},
    .methods =
        (struct native_definition const[]){
            {"__reduce__", tuple_getter_reduce, 0, 0, 0, NULL},
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__doc__", tuple_getter_doc, tuple_getter_set_doc, NULL},
            {0},
        },
};

// _count_elements ----------------------------------------------------------------------------------------------------

// mapping[item] += 1 in a dict itself: for plain dicts and classes that change neither get() nor item assignment.
static bool count_in_dict(struct ouro *rt, ref_value mapping, ref_value item)
{
    int64_t hash;
    if (!key_hash(rt, item, &hash)) {
        return false;
    }
    ref_value old = dict_get_hashed(rt, mapping, item, hash);
    if (is_nothing(old)) {
        return !error_pending(rt) && dict_set_hashed(rt, mapping, item, hash, lend(own_small_int(1)));
    }
    if (is_small_int(old) && small_int(old) < SMALL_INT_MAX) {
        return dict_set_hashed(rt, mapping, item, hash, lend(own_small_int(small_int(old) + 1)));
    }
    own_value held = retain(old);
    own_value sum = operation_binary(rt, BINARY_ADD, lend(held), lend(own_small_int(1)));
    release(rt, held);
    bool done = !failed(sum) && dict_set_hashed(rt, mapping, item, hash, lend(sum));
    release(rt, sum);
    return done;
}

static bool count_by_methods(struct ouro *rt, ref_value mapping, ref_value get, ref_value item)
{
    ref_value two[] = {item, lend(own_small_int(0))};
    own_value old = operation_call(rt, get, two, 2, ref_nothing);
    own_value sum = failed(old) ? old : operation_binary(rt, BINARY_ADD, lend(old), lend(own_small_int(1)));
    release(rt, old);
    bool done = !failed(sum) && operation_set_item(rt, mapping, item, lend(sum));
    release(rt, sum);
    return done;
}

METHOD(count_elements)
{
    ref_value mapping = args[0];
    own_value iterator = operation_iterate(rt, args[1]);
    if (failed(iterator)) {
        return iterator;
    }
    own_value get_name = str_from(rt, "get");
    bool plain = false;
    if (!failed(get_name) && is_dict(rt, mapping)) {
        struct type *t = type_of(rt, mapping);
        plain = !type_overrides(t, NAME_setitem) &&
                type_lookup(rt, t, lend(get_name)) == type_lookup(rt, type_by_number(rt, TYPE_DICT), lend(get_name));
    }
    own_value get = failed(get_name) ? own_nothing
                    : plain          ? own_none
                                     : operation_get_attribute(rt, mapping, lend(get_name));
    release(rt, get_name);
    bool done = !failed(get);
    for (uint32_t i = 0; done; i++) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            done = !failed(item);
            break;
        }
        done = plain ? count_in_dict(rt, mapping, lend(item)) : count_by_methods(rt, mapping, lend(get), lend(item));
        release(rt, item);
        if (done && (i & 1023) == 0) {
            done = vm_poll(rt);
        }
    }
    release(rt, get);
    release(rt, iterator);
    return done ? own_none : own_nothing;
}

static struct native_definition const functions[] = {
    {"_count_elements", count_elements, 2, 2, 0,
     "_count_elements($module, mapping, iterable, /)\n--\n\nCount elements in the iterable, updating the mapping"},
    {0},
};

own_value collections_module_open(struct ouro *rt)
{
    static struct module_type const types[] = {
        {"deque", &deque_type_definition},
        {"_deque_iterator", &deque_iterator_type_definition},
        {"_deque_reverse_iterator", &deque_reverse_iterator_type_definition},
        {"defaultdict", &default_dict_type_definition},
        {"_tuplegetter", &tuple_getter_type_definition},
        {"OrderedDict", &ordered_dict_type_definition},
        {NULL, &ordered_iterator_type_definition},
        {NULL, &ordered_keys_type_definition},
        {NULL, &ordered_values_type_definition},
        {NULL, &ordered_items_type_definition},
    };
    own_value module = module_make(rt, "_collections", "High performance data structures.", functions);
    if (!failed(module) && !module_add_types(rt, lend(module), types, sizeof types / sizeof *types)) {
        release(rt, give(module));
    }
    return module;
}
