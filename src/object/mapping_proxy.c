// SPDX-License-Identifier: MIT
// mappingproxy, a read-only view of a mapping or of a class's namespace; SimpleNamespace.
#include "object/class.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/generic.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

// The mapping is a type when the proxy shows a namespace: its values lie in cells, which nobody is to see.
struct mapping_proxy {
    struct object header;
    slot_value mapping;
};

static ref_value mapping_of(ref_value v)
{
    return slot_get(((struct mapping_proxy *)as_object(v))->mapping);
}

own_value mapping_proxy_new(struct ouro *rt, ref_value mapping)
{
    struct mapping_proxy *p = object_allocate(rt, HEAP_TRACED, sizeof *p, TYPE_MAPPING_PROXY);
    if (p == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&p->mapping, retain(mapping));
    return own_object(p);
}

static own_value proxy_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"mapping"};
    static struct signature const signature = {"mappingproxy", names, 1, 1, 0, 1};
    ref_value mapping;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, &mapping)) {
        return own_nothing;
    }
    struct type *t = type_of(rt, mapping);
    if ((t->protocol->get_item == NULL && !type_overrides(t, NAME_getitem)) || is_list(rt, mapping) ||
        is_tuple(rt, mapping)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "mappingproxy() argument must be a mapping, not %T", mapping);
    }
    return mapping_proxy_new(rt, mapping);
}

// The mapping, or a plain dict of a namespace as it is now. Owned.
static own_value plain(struct ouro *rt, ref_value v)
{
    ref_value mapping = mapping_of(v);
    return is_type(rt, mapping) ? type_namespace_copy(rt, as_type(mapping)) : retain(mapping);
}

static own_value proxy_repr(struct ouro *rt, ref_value v)
{
    own_value mapping = plain(rt, v);
    own_value text = failed(mapping) ? mapping : str_format(rt, "mappingproxy(%R)", lend(mapping));
    release(rt, mapping);
    return text;
}
static own_value proxy_str(struct ouro *rt, ref_value v)
{
    own_value mapping = plain(rt, v);
    own_value text = failed(mapping) ? mapping : operation_str(rt, lend(mapping));
    release(rt, mapping);
    return text;
}

static own_value proxy_get_item(struct ouro *rt, ref_value v, ref_value key)
{
    ref_value mapping = mapping_of(v);
    if (!is_type(rt, mapping)) {
        return operation_get_item(rt, mapping, key);
    }
    struct attribute_cell *cell = is_object(key) && is_str(rt, key) ? type_own_entry(rt, as_type(mapping), key) : NULL;
    if (cell == NULL) {
        return error_pending(rt) ? own_nothing : error_raise_key(rt, key);
    }
    return retain(slot_get(cell->value));
}

static int proxy_contains(struct ouro *rt, ref_value v, ref_value key)
{
    ref_value mapping = mapping_of(v);
    if (!is_type(rt, mapping)) {
        return operation_contains(rt, mapping, key);
    }
    if (!is_object(key) || !is_str(rt, key)) {
        int64_t hash;
        return operation_hash(rt, key, &hash) ? 0 : -1;
    }
    struct attribute_cell *cell = type_own_entry(rt, as_type(mapping), key);
    return cell ? 1 : error_pending(rt) ? -1 : 0;
}

static int64_t proxy_length(struct ouro *rt, ref_value v)
{
    ref_value mapping = mapping_of(v);
    if (!is_type(rt, mapping)) {
        return operation_length(rt, mapping);
    }
    return type_dict_ready(rt, as_type(mapping)) ? (int64_t)dict_length(slot_get(as_type(mapping)->dict)) : -1;
}

static own_value proxy_iterate(struct ouro *rt, ref_value v)
{
    ref_value mapping = mapping_of(v);
    if (is_type(rt, mapping)) {
        return type_dict_ready(rt, as_type(mapping)) ? operation_iterate(rt, slot_get(as_type(mapping)->dict))
                                                     : own_nothing;
    }
    return operation_iterate(rt, mapping);
}

static own_value proxy_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (!is_exact(self, TYPE_MAPPING_PROXY)) {
        return own_not_implemented;
    }
    own_value left = plain(rt, self);
    own_value right = failed(left)                          ? own_nothing
                      : is_exact(other, TYPE_MAPPING_PROXY) ? plain(rt, other)
                                                            : retain(other);
    own_value result = failed(right) ? own_nothing : operation_compare(rt, op, lend(left), lend(right));
    release(rt, right);
    release(rt, left);
    return result;
}

static own_value proxy_or(struct ouro *rt, ref_value left, ref_value right)
{
    own_value l = is_exact(left, TYPE_MAPPING_PROXY) ? plain(rt, left) : retain(left);
    own_value r = failed(l) ? l : is_exact(right, TYPE_MAPPING_PROXY) ? plain(rt, right) : retain(right);
    own_value result = failed(r) ? own_nothing : operation_binary(rt, BINARY_OR, lend(l), lend(r));
    release(rt, r);
    release(rt, l);
    return result;
}

static own_value proxy_in_place_or(struct ouro *rt, ref_value self, ref_value other)
{
    (void)other;
    return error_raise(rt, TYPE_TYPE_ERROR, "'|=' is not supported by %T; use '|' instead", self);
}

static own_value proxy_reversed(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value mapping = plain(rt, args[0]);
    if (failed(mapping)) {
        return mapping;
    }
    ref_value self = lend(mapping);
    own_value result = operation_call_special(rt, NAME_reversed, &self, 1);
    if (failed(result) && !error_pending(rt)) {
        error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not reversible", self);
    }
    release(rt, mapping);
    return result;
}

static own_value forward(struct ouro *rt, enum name_number name, ref_value const *args, uint32_t count)
{
    own_value mapping = plain(rt, args[0]);
    if (failed(mapping)) {
        return mapping;
    }
    ref_value all[3] = {lend(mapping), count > 1 ? args[1] : ref_nothing, count > 2 ? args[2] : ref_nothing};
    own_value key = name == NAME_COUNT ? str_from(rt, "get") : retain(name_of(rt, name));
    own_value result = failed(key) ? key : operation_call_method(rt, lend(key), all, count, ref_nothing);
    release(rt, key);
    release(rt, mapping);
    return result;
}
#define FORWARD(name, number)                                                                                \
    static own_value proxy_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                        \
        (void)kwnames;                                                                                       \
        return forward(rt, number, args, count);                                                             \
    }
FORWARD(get, NAME_COUNT)
FORWARD(keys, NAME_keys)
FORWARD(values, NAME_values)
FORWARD(items, NAME_items)
FORWARD(copy, NAME_copy)

FIELDS_FUNCTIONS(proxy, mapping_proxy, mapping, 1)

struct type_definition const mapping_proxy_type_definition = {
    .name = "mappingproxy",
    .number = TYPE_MAPPING_PROXY,
    .base = TYPE_OBJECT,
    .flags = TYPE_IS_MAPPING,
    .size = sizeof(struct mapping_proxy),
    .traverse = proxy_traverse,
    .drop_step = proxy_drop_step,
    .clear = proxy_clear,
    .protocol = &(struct type_protocol const){.repr = proxy_repr,
                                              .str = proxy_str,
                                              .hash = hash_unhashable,
                                              .compare = proxy_compare,
                                              .iterate = proxy_iterate,
                                              .length = proxy_length,
                                              .get_item = proxy_get_item,
                                              .contains = proxy_contains,
                                              .binary[BINARY_OR] = proxy_or,
                                              .in_place[BINARY_OR] = proxy_in_place_or,
                                              .create = proxy_create},
    .methods =
        (struct native_definition const[]){
            {"get", proxy_get, 1, 2, 0, "Return the value for key if key is in the mapping, else default."},
            {"keys", proxy_keys, 0, 0, 0, "D.keys() -> a set-like object providing a view on D's keys"},
            {"values", proxy_values, 0, 0, 0, "D.values() -> an object providing a view on D's values"},
            {"items", proxy_items, 0, 0, 0, "D.items() -> a set-like object providing a view on D's items"},
            {"copy", proxy_copy, 0, 0, 0, "D.copy() -> a shallow copy of D"},
            {"__class_getitem__", generic_class_getitem, 1, 1, NATIVE_CLASS, "See PEP 585"},
            {"__reversed__", proxy_reversed, 0, 0, 0, "D.__reversed__() -> reverse iterator"},
            {NULL, NULL, 0, 0, 0, NULL},
        },
};

// SimpleNamespace -----------------------------------------------------------------------------------------------------

struct simple_namespace {
    struct object header;
    slot_value dict;
};

own_value simple_namespace_new(struct ouro *rt, ref_value dict)
{
    struct type *t = type_by_number(rt, TYPE_SIMPLE_NAMESPACE);
    own_value made = t == NULL ? own_nothing : object_create(rt, t, 0);
    own_value held = failed(made) ? made : instance_dict(rt, lend(made));
    if (failed(held) || (!is_nothing(dict) && !dict_merge(rt, lend(held), dict, true))) {
        release(rt, held);
        release(rt, made);
        return own_nothing;
    }
    release(rt, held);
    return made;
}

static own_value namespace_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value made = object_create(rt, as_type(args[0]), 0);
    own_value dict = failed(made) ? made : instance_dict(rt, lend(made));
    if (failed(dict)) {
        release(rt, made);
        return dict;
    }
    release(rt, dict);
    return made;
}

static own_value namespace_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (count != 1) {
        return error_raise(rt, TYPE_TYPE_ERROR, "no positional arguments expected");
    }
    own_value dict = instance_dict(rt, args[0]);
    bool ok = !failed(dict);
    for (uint64_t i = 0; ok && !is_nothing(kwnames) && i < as_tuple(kwnames)->length; i++) {
        ok = dict_set(rt, lend(dict), tuple_item(kwnames, i), args[count + i]);
    }
    release(rt, dict);
    return ok ? own_none : own_nothing;
}

static bool namespace_items(struct ouro *rt, struct str_builder *b, ref_value dict)
{
    uint32_t position = 0;
    ref_value key;
    ref_value value;
    bool first = true;
    own_value copy = dict_copy(rt, dict);
    bool ok = !failed(copy);
    while (ok && dict_next(as_dict(lend(copy)), &position, &key, &value)) {
        if (!is_str(rt, key) || as_str(key)->length == 0) {
            continue;
        }
        ok = (first || str_builder_add_text(b, ", ")) && str_builder_add_str(b, key) && str_builder_add_text(b, "=") &&
             str_builder_add_repr(b, value);
        first = false;
    }
    release(rt, copy);
    return ok;
}

static own_value namespace_repr(struct ouro *rt, ref_value v)
{
    struct object_state *state = rt->objects;
    if (is_nothing(slot_get(state->repr_stack))) {
        own_value stack = list_new(rt, 4);
        if (failed(stack)) {
            return stack;
        }
        slot_init(&state->repr_stack, stack);
    }
    bool plain_class = is_exact(v, TYPE_SIMPLE_NAMESPACE);
    own_value stack = retain(slot_get(state->repr_stack));
    struct list *running = as_list(lend(stack));
    struct str_builder b;
    str_builder_open(rt, &b);
    str_builder_add_text(&b, plain_class ? "namespace" : type_name(rt, type_of(rt, v)));
    str_builder_add_text(&b, "(");
    bool recursive = false;
    for (uint64_t i = 0; i < running->length; i++) {
        recursive |= same(slot_get(running->items[i]), v);
    }
    bool ok = true;
    if (recursive) {
        str_builder_add_text(&b, "...");
    } else if (!list_append(rt, running, retain(v))) {
        ok = false;
    } else {
        own_value dict = instance_dict(rt, v);
        ok = !failed(dict) && namespace_items(rt, &b, lend(dict));
        release(rt, dict);
        for (uint64_t i = running->length; i-- > 0;) {
            if (same(slot_get(running->items[i]), v)) {
                release(rt, list_pop(rt, running, i));
                break;
            }
        }
    }
    release(rt, stack);
    if (!ok) {
        str_builder_abandon(&b);
        return own_nothing;
    }
    str_builder_add_text(&b, ")");
    return str_builder_finish(&b);
}

static own_value namespace_compare(struct ouro *rt, ref_value a, ref_value b, enum compare_operator op)
{
    if (!is_kind(rt, a, TYPE_SIMPLE_NAMESPACE) || !is_kind(rt, b, TYPE_SIMPLE_NAMESPACE)) {
        return own_not_implemented;
    }
    own_value left = instance_dict(rt, a);
    own_value right = failed(left) ? left : instance_dict(rt, b);
    own_value result = failed(right) ? own_nothing : operation_compare(rt, op, lend(left), lend(right));
    release(rt, right);
    release(rt, left);
    return result;
}

FIELDS_FUNCTIONS(namespace, simple_namespace, dict, 1)

struct type_definition const simple_namespace_type_definition = {
    .name = "types.SimpleNamespace",
    .doc = "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
    .number = TYPE_SIMPLE_NAMESPACE,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_HAS_DICT,
    .size = sizeof(struct simple_namespace),
    .dict_offset = offsetof(struct simple_namespace, dict),
    .traverse = namespace_traverse,
    .drop_step = namespace_drop_step,
    .clear = namespace_clear,
    .protocol = &(struct type_protocol const){.repr = namespace_repr,
                                              .hash = hash_unhashable,
                                              .compare = namespace_compare,
                                              .create = namespace_create,
                                              .initialize = namespace_initialize},
    .attributes =
        (struct attribute_definition const[]){
            {"__dict__", instance_dict, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};
