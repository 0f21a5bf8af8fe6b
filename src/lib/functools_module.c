// SPDX-License-Identifier: MIT
// The module _functools: partial, cmp_to_key, reduce.
#include "lib/functools.h"

#include "object/instance.h"
#include "vm/vm.h"

bool functools_set_dict(struct ouro *rt, void *holder, slot_value *slot, ref_value value)
{
    if (is_nothing(value)) {
        error_raise(rt, TYPE_TYPE_ERROR, "cannot delete __dict__");
        return false;
    }
    if (!is_dict(rt, value)) {
        error_raise(rt, TYPE_TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%T'", value);
        return false;
    }
    slot_set(rt, holder, slot, retain(value));
    return true;
}

// partial ------------------------------------------------------------------------------------------------------------

struct partial {
    struct object header;
    slot_value function;
    slot_value arguments; // tuple
    slot_value keywords;  // dict
    slot_value dict;      // __dict__, or nothing
};
FIELDS_FUNCTIONS(partial, partial, function, 4)

static struct partial *as_partial(ref_value v)
{
    return (struct partial *)as_object(v);
}

// a + args[0 .. count): a tuple. a may be nothing.
static own_value joined(struct ouro *rt, ref_value a, ref_value const *args, uint64_t count)
{
    uint64_t before = is_nothing(a) ? 0 : as_tuple(a)->length;
    if (count == 0 && before > 0) {
        return retain(a);
    }
    own_value t = tuple_new(rt, before + count);
    for (uint64_t i = 0; i < before + count && !failed(t); i++) {
        slot_init(&as_tuple(lend(t))->items[i], retain(i < before ? tuple_item(a, i) : args[i - before]));
    }
    return t;
}

// A dict of `old` (or nothing) with the given keywords put over it.
static own_value merged(struct ouro *rt, ref_value old, ref_value kwnames, ref_value const *values)
{
    own_value dict = is_nothing(old) ? dict_new(rt) : dict_copy(rt, old);
    uint64_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    for (uint64_t i = 0; i < named && !failed(dict); i++) {
        if (!dict_set(rt, lend(dict), tuple_item(kwnames, i), values[i])) {
            release(rt, give(dict));
        }
    }
    return dict;
}

METHOD(partial_create)
{
    if (count < 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "type 'partial' takes at least one argument");
    }
    ref_value function = args[1];
    ref_value before = ref_nothing;
    ref_value keywords = ref_nothing;
    if (layout_of(rt, function) == TYPE_PARTIAL && !type_overrides(type_of(rt, function), NAME_call) &&
        is_nothing(slot_get(as_partial(function)->dict)) && is_exact(function, TYPE_PARTIAL)) {
        before = slot_get(as_partial(function)->arguments);
        keywords = slot_get(as_partial(function)->keywords);
        function = slot_get(as_partial(function)->function);
    }
    if (!is_callable(rt, function)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "the first argument must be callable");
    }
    own_value all = joined(rt, before, args + 2, count - 2);
    own_value named = failed(all) ? own_nothing : merged(rt, keywords, kwnames, args + count);
    own_value made = failed(named) ? own_nothing : object_create(rt, (struct type *)as_object(args[0]), 0);
    if (failed(made)) {
        release(rt, all);
        release(rt, named);
        return made;
    }
    slot_init(&as_partial(lend(made))->function, retain(function));
    slot_init(&as_partial(lend(made))->arguments, all);
    slot_init(&as_partial(lend(made))->keywords, named);
    return made;
}

// Keywords of the partial and of the call together: the values follow the positional ones in a tuple. Takes `all`.
static own_value call_merged(struct ouro *rt, struct partial *p, own_value all, ref_value kwnames,
                             ref_value const *values)
{
    uint64_t positional = as_tuple(lend(all))->length;
    own_value dict = merged(rt, slot_get(p->keywords), kwnames, values);
    uint64_t named = failed(dict) ? 0 : dict_length(lend(dict));
    own_value names = failed(dict) ? own_nothing : tuple_new(rt, named);
    own_value window = failed(names) ? own_nothing : tuple_new(rt, positional + named);
    bool done = !failed(window);
    for (uint64_t i = 0; i < positional && done; i++) {
        slot_init(&as_tuple(lend(window))->items[i], retain(tuple_item(lend(all), i)));
    }
    uint32_t position = 0;
    ref_value key, value;
    for (uint64_t i = 0; done && dict_next(as_dict(lend(dict)), &position, &key, &value); i++) {
        if (!is_str(rt, key)) {
            error_raise(rt, TYPE_TYPE_ERROR, "keywords must be strings");
            done = false;
            break;
        }
        slot_init(&as_tuple(lend(names))->items[i], retain(key));
        slot_init(&as_tuple(lend(window))->items[positional + i], retain(value));
    }
    own_value function = retain(slot_get(p->function));
    own_value result = done ? operation_call(rt, lend(function), slot_lend_array(as_tuple(lend(window))->items),
                                             (uint32_t)positional, lend(names))
                            : own_nothing;
    release(rt, function);
    release(rt, window);
    release(rt, names);
    release(rt, dict);
    release(rt, all);
    return result;
}

METHOD(partial_call)
{
    struct partial *p = as_partial(args[0]);
    if (is_nothing(slot_get(p->function))) {
        return own_none; // cleared by the collector
    }
    ref_value before = slot_get(p->arguments);
    uint64_t length = as_tuple(before)->length;
    uint64_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    if (dict_length(slot_get(p->keywords)) > 0) {
        own_value all = joined(rt, before, args + 1, count - 1);
        return failed(all) ? all : call_merged(rt, p, all, kwnames, args + count);
    }
    own_value function = retain(slot_get(p->function));
    own_value held = retain(before);
    ref_value few[12];
    uint64_t total = length + count - 1 + named;
    ref_value *window = few;
    if (length == 0) {
        window = (ref_value *)(uintptr_t)(args + 1);
    } else if (total > 12) {
        window = heap_raw_allocate(&rt->heap, total * sizeof *window);
    }
    own_value result;
    if (window == NULL || length + count - 1 > UINT32_MAX) {
        result = error_no_memory(rt);
    } else {
        if (length > 0) {
            memcpy(window, slot_lend_array(as_tuple(before)->items), length * sizeof *window);
            memcpy(window + length, args + 1, (count - 1 + named) * sizeof *window);
        }
        result = operation_call(rt, lend(function), window, (uint32_t)(length + count - 1), kwnames);
    }
    if (length > 0 && total > 12 && window != NULL) {
        heap_raw_free(&rt->heap, window, total * sizeof *window);
    }
    release(rt, held);
    release(rt, function);
    return result;
}

static own_value partial_repr(struct ouro *rt, ref_value self)
{
    int entered = repr_enter(rt, self);
    if (entered != 0) {
        return entered < 0 ? own_nothing : str_from(rt, "...");
    }
    struct partial *p = as_partial(self);
    own_value function = retain(slot_get(p->function));
    own_value arguments = retain(slot_get(p->arguments));
    own_value keywords = dict_copy(rt, slot_get(p->keywords));
    struct str_builder b;
    str_builder_open(rt, &b);
    struct type *t = type_of(rt, self);
    str_builder_add_text(&b, t->flags & TYPE_PYTHON ? type_name(rt, t) : "functools.partial");
    str_builder_add_text(&b, "(");
    str_builder_add_repr(&b, lend(function));
    for (uint64_t i = 0; i < as_tuple(lend(arguments))->length && !b.failed; i++) {
        str_builder_add_text(&b, ", ");
        str_builder_add_repr(&b, tuple_item(lend(arguments), i));
    }
    uint32_t position = 0;
    ref_value key, value;
    while (!failed(keywords) && !b.failed && dict_next(as_dict(lend(keywords)), &position, &key, &value)) {
        str_builder_add_text(&b, ", ");
        own_value text = operation_str(rt, key);
        if (failed(text)) {
            break;
        }
        str_builder_add_str(&b, lend(text));
        release(rt, text);
        str_builder_add_text(&b, "=");
        str_builder_add_repr(&b, value);
    }
    str_builder_add_text(&b, ")");
    release(rt, function);
    release(rt, arguments);
    release(rt, keywords);
    repr_leave(rt, self);
    if (error_pending(rt)) {
        str_builder_abandon(&b);
        return own_nothing;
    }
    return str_builder_finish(&b);
}

METHOD(partial_reduce)
{
    struct partial *p = as_partial(args[0]);
    ref_value dict = slot_get(p->dict);
    ref_value four[] = {slot_get(p->function), slot_get(p->arguments), slot_get(p->keywords),
                        is_nothing(dict) ? ref_none : dict};
    own_value state = tuple_from(rt, four, 4);
    return reduced_with(rt, args[0], failed(state) ? own_nothing : tuple_from(rt, four, 1), state);
}

METHOD(partial_setstate)
{
    struct partial *p = as_partial(args[0]);
    ref_value state = args[1];
    bool valid = is_tuple(rt, state) && as_tuple(state)->length == 4 && is_callable(rt, tuple_item(state, 0)) &&
                 is_tuple(rt, tuple_item(state, 1)) &&
                 (is_none(tuple_item(state, 2)) || is_dict(rt, tuple_item(state, 2)));
    if (!valid) {
        return error_raise(rt, TYPE_TYPE_ERROR, "invalid partial state");
    }
    own_value arguments = is_exact(tuple_item(state, 1), TYPE_TUPLE) ? retain(tuple_item(state, 1))
                                                                     : operation_tuple(rt, tuple_item(state, 1));
    ref_value given = tuple_item(state, 2);
    own_value keywords = failed(arguments)            ? own_nothing
                         : is_none(given)             ? dict_new(rt)
                         : is_exact(given, TYPE_DICT) ? retain(given)
                                                      : dict_copy(rt, given);
    if (failed(keywords)) {
        release(rt, arguments);
        return own_nothing;
    }
    ref_value dict = tuple_item(state, 3);
    slot_set(rt, p, &p->function, retain(tuple_item(state, 0)));
    slot_set(rt, p, &p->arguments, arguments);
    slot_set(rt, p, &p->keywords, keywords);
    slot_set(rt, p, &p->dict, is_none(dict) || !is_dict(rt, dict) ? own_nothing : retain(dict));
    return own_none;
}

static own_value or_none(slot_value s)
{
    return is_nothing(slot_get(s)) ? own_none : retain(slot_get(s));
}
static own_value partial_function(struct ouro *rt, ref_value self)
{
    (void)rt;
    return or_none(as_partial(self)->function);
}
static own_value partial_arguments(struct ouro *rt, ref_value self)
{
    (void)rt;
    return or_none(as_partial(self)->arguments);
}
static own_value partial_keywords(struct ouro *rt, ref_value self)
{
    (void)rt;
    return or_none(as_partial(self)->keywords);
}
static bool partial_set_dict(struct ouro *rt, ref_value self, ref_value value)
{
    return functools_set_dict(rt, as_object(self), &as_partial(self)->dict, value);
}

struct type_definition const partial_type_definition = {
    .name = "functools.partial",
    .doc = "partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and "
           "keywords.\n",
    .number = TYPE_PARTIAL,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAKLY_HELD | TYPE_HAS_DICT,
    .size = sizeof(struct partial),
    .dict_offset = offsetof(struct partial, dict),
    .traverse = partial_traverse,
    .drop_step = partial_drop_step,
    .clear = partial_clear,
    .protocol = &(struct type_protocol const){.repr = partial_repr, .call = partial_call, .create = partial_create},
    .methods =
        (struct native_definition const[]){
            {"__reduce__", partial_reduce, 0, 0, 0, NULL},
            {"__setstate__", partial_setstate, 1, 1, 0, NULL},
            CONTAINER_CLASS_GETITEM,
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"func", partial_function, container_read_only, "function object to use in future partial calls"},
            {"args", partial_arguments, container_read_only, "tuple of arguments to future partial calls"},
            {"keywords", partial_keywords, container_read_only,
             "dictionary of keyword arguments to future partial calls"},
            {"__dict__", instance_dict, partial_set_dict, NULL},
            {0},
        },
};

// cmp_to_key ---------------------------------------------------------------------------------------------------------

struct key_wrapper {
    struct object header;
    slot_value compare;
    slot_value object; // nothing: the key function itself
};
FIELDS_FUNCTIONS(key_wrapper, key_wrapper, compare, 2)

static own_value key_wrapper_new(struct ouro *rt, ref_value compare, ref_value object)
{
    struct key_wrapper *k = object_allocate(rt, HEAP_TRACED, sizeof *k, TYPE_KEY_WRAPPER);
    if (k == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&k->compare, retain(compare));
    slot_init(&k->object, is_nothing(object) ? own_nothing : retain(object));
    return own_object(k);
}

METHOD(key_wrapper_call)
{
    static char const *const names[] = {"obj"};
    static struct signature const signature = {"K", names, 1, 1, 0, 1};
    ref_value given;
    if (count > 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "K() takes at most 1 argument (%u given)", count - 1);
    }
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, &given)) {
        return own_nothing;
    }
    return key_wrapper_new(rt, slot_get(((struct key_wrapper *)as_object(args[0]))->compare), given);
}

static own_value key_wrapper_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (!is_exact(other, TYPE_KEY_WRAPPER)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "other argument must be K instance");
    }
    struct key_wrapper *a = (struct key_wrapper *)as_object(self);
    struct key_wrapper *b = (struct key_wrapper *)as_object(other);
    if (is_nothing(slot_get(a->object)) || is_nothing(slot_get(b->object))) {
        return error_raise(rt, TYPE_ATTRIBUTE_ERROR, "object");
    }
    own_value held[] = {retain(slot_get(a->object)), retain(slot_get(b->object)), retain(slot_get(a->compare))};
    own_value answer = operation_call(rt, lend(held[2]), lend_array(held), 2, ref_nothing);
    own_value result = failed(answer) ? answer : operation_compare(rt, op, lend(answer), lend(own_small_int(0)));
    release(rt, answer);
    for (int i = 0; i < 3; i++) {
        release(rt, held[i]);
    }
    return result;
}

static own_value key_wrapper_object(struct ouro *rt, ref_value self)
{
    slot_value object = ((struct key_wrapper *)as_object(self))->object;
    return is_nothing(slot_get(object)) ? error_raise(rt, TYPE_ATTRIBUTE_ERROR, "object") : retain(slot_get(object));
}
static bool key_wrapper_set_object(struct ouro *rt, ref_value self, ref_value value)
{
    slot_set(rt, as_object(self), &((struct key_wrapper *)as_object(self))->object,
             is_nothing(value) ? own_nothing : retain(value));
    return true;
}

struct type_definition const key_wrapper_type_definition = {
    .name = "functools.KeyWrapper",
    .number = TYPE_KEY_WRAPPER,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct key_wrapper),
    .traverse = key_wrapper_traverse,
    .drop_step = key_wrapper_drop_step,
    .clear = key_wrapper_clear,
    .protocol = &(
        struct type_protocol const){.call = key_wrapper_call, .compare = key_wrapper_compare, .hash = hash_unhashable},
    .attributes =
        (struct attribute_definition const[]){
            {"obj", key_wrapper_object, key_wrapper_set_object, "Value wrapped by a key function."},
            {0},
        },
};

METHOD(cmp_to_key)
{
    static char const *const names[] = {"mycmp"};
    static struct signature const signature = {"cmp_to_key", names, 1, 1, 0, 1};
    ref_value given;
    if (!arguments_bind(rt, &signature, args, count, kwnames, &given)) {
        return own_nothing;
    }
    return key_wrapper_new(rt, given, ref_nothing);
}

// reduce -------------------------------------------------------------------------------------------------------------

METHOD(reduce)
{
    own_value iterator = operation_iterate(rt, args[1]);
    if (failed(iterator)) {
        if (error_matches(rt, TYPE_TYPE_ERROR)) {
            error_clear(rt);
            return error_raise(rt, TYPE_TYPE_ERROR, "reduce() arg 2 must support iteration");
        }
        return own_nothing;
    }
    own_value result = count > 2 ? retain(args[2]) : operation_next(rt, lend(iterator));
    if (is_stop(lend(result))) {
        release(rt, iterator);
        return error_raise(rt, TYPE_TYPE_ERROR, "reduce() of empty iterable with no initial value");
    }
    while (!failed(result)) {
        own_value item = operation_next(rt, lend(iterator));
        if (is_stop(lend(item))) {
            break;
        }
        own_value next = own_nothing;
        if (!failed(item)) {
            ref_value two[] = {lend(result), lend(item)};
            next = operation_call(rt, args[0], two, 2, ref_nothing);
        }
        release(rt, result);
        release(rt, item);
        result = next;
        if (!failed(result) && !vm_poll(rt)) {
            release(rt, give(result));
        }
    }
    release(rt, iterator);
    return result;
}

static struct native_definition const functions[] = {
    {"reduce", reduce, 2, 3, 0,
     "reduce(function, iterable[, initial]) -> value\n\nApply a function of two arguments cumulatively to the items of "
     "a "
     "sequence\nor iterable, from left to right, so as to reduce the iterable to a single\nvalue.  For example, "
     "reduce(lambda x, y: x+y, [1, 2, 3, 4, 5]) calculates\n((((1+2)+3)+4)+5).  If initial is present, it is placed "
     "before the items\nof the iterable in the calculation, and serves as a default when the\niterable is empty."},
    {"cmp_to_key", cmp_to_key, 0, -1, NATIVE_KEYWORDS, "Convert a cmp= function into a key= function."},
    {0},
};

own_value functools_module_open(struct ouro *rt)
{
    static struct module_type const types[] = {
        {"partial", &partial_type_definition},
        {NULL, &key_wrapper_type_definition},
        {"_lru_cache_wrapper", &lru_cache_type_definition},
        {NULL, &lru_link_type_definition},
    };
    own_value module = module_make(rt, "_functools", "Tools that operate on functions.", functions);
    if (!failed(module) && !module_add_types(rt, lend(module), types, sizeof types / sizeof *types)) {
        release(rt, give(module));
    }
    return module;
}
