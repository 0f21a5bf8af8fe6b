// SPDX-License-Identifier: MIT
// weakref.ref, and the proxies that pass every operation on to what they refer to.
#include "object/weakref.h"

#include "object/class.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/generic.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

static struct weak_reference *as_reference(ref_value v)
{
    return (struct weak_reference *)as_object(v);
}

// Rows ----------------------------------------------------------------------------------------------------------------

static uint64_t reference_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *v)
{
    (void)rt, (void)from, (void)budget;
    visit(v, slot_get(((struct weak_reference *)o)->callback));
    return 0;
}

static slot_value *reference_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    slot_value *slot = &((struct weak_reference *)o)->callback;
    return fields_drop(slot, 1, 0, cursor);
}

static own_value reference_finish(struct ouro *rt, struct object *o)
{
    weak_detach(rt, (struct weak_reference *)o);
    return own_nothing;
}

static void reference_clear(struct ouro *rt, struct object *o)
{
    release(rt, slot_take(rt, o, &((struct weak_reference *)o)->callback));
}

// Making --------------------------------------------------------------------------------------------------------------

// A reference of exactly this type that has no callback: owned, or nothing.
static own_value shared_reference(struct ouro *rt, uint32_t number, ref_value target)
{
    if (!(as_object(target)->kind & OBJECT_WEAK)) {
        return own_nothing;
    }
    for (struct weak_reference *w = weak_first(rt, as_object(target)); w != NULL; w = weak_next(w)) {
        if (object_number(&w->header) == number && is_nothing(slot_get(w->callback))) {
            own_value held = weak_load(rt, &w->header);
            if (!failed(held)) {
                return held;
            }
        }
    }
    return own_nothing;
}

static bool may_refer(struct ouro *rt, ref_value target)
{
    if (is_object(target) && (row_of(rt, as_object(target))->flags & ROW_WEAKLY_HELD)) {
        return true;
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "cannot create weak reference to '%T' object", target);
    return false;
}

static own_value attach(struct ouro *rt, own_value made, ref_value target, ref_value callback)
{
    if (failed(made)) {
        return made;
    }
    struct weak_reference *w = as_reference(lend(made));
    slot_init(&w->callback, is_none(callback) ? own_nothing : retain(callback));
    if (!weak_attach(rt, w, target)) {
        release(rt, made);
        return error_no_memory(rt);
    }
    return made;
}

own_value weakref_new(struct ouro *rt, struct type *type, ref_value target, ref_value callback)
{
    if (type == NULL || !may_refer(rt, target)) {
        return own_nothing;
    }
    bool plain = type == rt->objects->types[TYPE_WEAK_REFERENCE];
    if (plain && (is_nothing(callback) || is_none(callback))) {
        own_value shared = shared_reference(rt, TYPE_WEAK_REFERENCE, target);
        if (!failed(shared)) {
            return shared;
        }
    }
    return attach(rt, object_create(rt, type, 0), target, callback);
}

own_value weak_proxy_new(struct ouro *rt, ref_value target, ref_value callback)
{
    if (!may_refer(rt, target)) {
        return own_nothing;
    }
    struct type *t = type_of(rt, target);
    bool calls = t->protocol->call != NULL || type_overrides(t, NAME_call);
    enum type_number number = calls ? TYPE_WEAK_CALLABLE_PROXY : TYPE_WEAK_PROXY;
    if (is_nothing(callback) || is_none(callback)) {
        own_value shared = shared_reference(rt, number, target);
        if (!failed(shared)) {
            return shared;
        }
    }
    struct type *proxy = type_by_number(rt, number);
    return proxy == NULL ? own_nothing : attach(rt, object_create(rt, proxy, 0), target, callback);
}

static own_value ref_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *t = as_type(args[0]);
    bool plain = t == rt->objects->types[TYPE_WEAK_REFERENCE];
    if (plain && !is_nothing(kwnames) && as_tuple(kwnames)->length != 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "ref() takes no keyword arguments");
    }
    if (count < 2 || count > 3) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__new__ expected at %s %u argument%s, got %u",
                           count < 2 ? "least" : "most", count < 2 ? 1u : 2u, count < 2 ? "" : "s", count - 1);
    }
    return weakref_new(rt, t, args[1], count == 3 ? args[2] : ref_nothing);
}

static own_value ref_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args;
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "ref() takes no keyword arguments");
    }
    if (count < 2 || count > 3) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__init__ expected at %s %u argument%s, got %u",
                           count < 2 ? "least" : "most", count < 2 ? 1u : 2u, count < 2 ? "" : "s", count - 1);
    }
    return own_none;
}

// ref -----------------------------------------------------------------------------------------------------------------

static own_value ref_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (count != 1 || (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__call__() takes no arguments (%u given)", count - 1);
    }
    own_value target = weak_referent(rt, as_reference(args[0]));
    return failed(target) ? own_none : target;
}

static own_value ref_repr(struct ouro *rt, ref_value v)
{
    own_value target = weak_referent(rt, as_reference(v));
    if (failed(target)) {
        return str_format(rt, "<weakref at %p; dead>", (void *)as_object(v));
    }
    own_value name = operation_find_attribute(rt, lend(target), name_of(rt, NAME_name));
    own_value text = own_nothing;
    if (!failed(name)) {
        bool named = !is_stop(lend(name)) && is_object(lend(name)) && is_str(rt, lend(name));
        void *address = (void *)as_object(lend(target));
        text = named ? str_format(rt, "<weakref at %p; to '%T' at %p (%U)>", (void *)as_object(v), lend(target),
                                  address, lend(name))
                     : str_format(rt, "<weakref at %p; to '%T' at %p>", (void *)as_object(v), lend(target), address);
    }
    release(rt, name);
    release(rt, target);
    return text;
}

static bool ref_hash(struct ouro *rt, ref_value v, int64_t *hash)
{
    struct weakref *w = (struct weakref *)as_object(v);
    if (!w->hashed) {
        own_value target = weak_referent(rt, &w->reference);
        if (failed(target)) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "weak object has gone away");
            return false;
        }
        int64_t found;
        bool ok = operation_hash(rt, lend(target), &found);
        release(rt, target);
        if (!ok) {
            return false;
        }
        w->hash = found;
        w->hashed = true;
    }
    *hash = w->hash;
    return true;
}

static own_value ref_compare(struct ouro *rt, ref_value a, ref_value b, enum compare_operator op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_kind(rt, a, TYPE_WEAK_REFERENCE) ||
        !is_kind(rt, b, TYPE_WEAK_REFERENCE)) {
        return own_not_implemented;
    }
    own_value left = weak_referent(rt, as_reference(a));
    own_value right = weak_referent(rt, as_reference(b));
    own_value result = failed(left) || failed(right) ? own_bool(same(a, b) == (op == COMPARE_EQ))
                                                     : operation_compare(rt, op, lend(left), lend(right));
    release(rt, right);
    release(rt, left);
    return result;
}

static own_value get_callback(struct ouro *rt, ref_value v)
{
    struct weak_reference *w = as_reference(v);
    (void)rt;
    ref_value callback = slot_get(w->callback);
    return w->referent == NULL || is_nothing(callback) ? own_none : retain(callback);
}

void weakref_call_back(struct ouro *rt, ref_value reference)
{
    struct weak_reference *w = (struct weak_reference *)as_object(reference);
    own_value callback = slot_take(rt, w, &w->callback);
    if (!is_object(lend(callback))) {
        return;
    }
    own_value pending = error_take(rt);
    own_value result = operation_call_1(rt, lend(callback), reference);
    if (failed(result)) {
        error_unraisable(rt, lend(callback));
    }
    release(rt, result);
    release(rt, callback);
    if (!failed(pending)) {
        error_restore(rt, pending);
    }
}

struct type_definition const weak_reference_type_definition = {
    .name = "weakref.ReferenceType",
    .number = TYPE_WEAK_REFERENCE,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(struct weakref),
    .traverse = reference_traverse,
    .drop_step = reference_drop_step,
    .finish = reference_finish,
    .clear = reference_clear,
    .protocol = &(struct type_protocol const){.repr = ref_repr,
                                              .hash = ref_hash,
                                              .call = ref_call,
                                              .compare = ref_compare,
                                              .create = ref_create,
                                              .initialize = ref_initialize},
    .methods =
        (struct native_definition const[]){
            {"__class_getitem__", generic_class_getitem, 1, 1, NATIVE_CLASS, "See PEP 585"},
            {NULL, NULL, 0, 0, 0, NULL},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__callback__", get_callback, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};

// Proxies -------------------------------------------------------------------------------------------------------------

static bool is_proxy(ref_value v)
{
    return is_exact(v, TYPE_WEAK_PROXY) || is_exact(v, TYPE_WEAK_CALLABLE_PROXY);
}

// What v stands for: owned; nothing and ReferenceError when it is gone. Other values stand for themselves.
static own_value unwrap(struct ouro *rt, ref_value v)
{
    if (!is_proxy(v)) {
        return retain(v);
    }
    own_value target = weak_referent(rt, as_reference(v));
    return failed(target) ? error_raise(rt, TYPE_REFERENCE_ERROR, "weakly-referenced object no longer exists") : target;
}

#define WITH_TARGET(result_type, failure, expression) \
    own_value target = unwrap(rt, self);              \
    if (failed(target)) {                             \
        return failure;                               \
    }                                                 \
    result_type result = expression;                  \
    release(rt, target);                              \
    return result

static own_value proxy_binary(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right, bool in_place)
{
    own_value l = unwrap(rt, left);
    own_value r = failed(l) ? l : unwrap(rt, right);
    own_value result = own_nothing;
    if (!failed(r)) {
        result = in_place ? operation_in_place(rt, op, lend(l), lend(r)) : operation_binary(rt, op, lend(l), lend(r));
    }
    release(rt, r);
    release(rt, l);
    return result;
}

#define BINARY(name, op)                                                             \
    static own_value proxy_##name(struct ouro *rt, ref_value left, ref_value right)  \
    {                                                                                \
        return proxy_binary(rt, op, left, right, false);                             \
    }                                                                                \
    static own_value proxy_i##name(struct ouro *rt, ref_value self, ref_value other) \
    {                                                                                \
        return proxy_binary(rt, op, self, other, true);                              \
    }
BINARY(add, BINARY_ADD)
BINARY(sub, BINARY_SUB)
BINARY(mul, BINARY_MUL)
BINARY(matmul, BINARY_MATMUL)
BINARY(truediv, BINARY_TRUEDIV)
BINARY(floordiv, BINARY_FLOORDIV)
BINARY(mod, BINARY_MOD)
BINARY(lshift, BINARY_LSHIFT)
BINARY(rshift, BINARY_RSHIFT)
BINARY(and, BINARY_AND)
BINARY(or, BINARY_OR)
BINARY(xor, BINARY_XOR)
BINARY(pow, BINARY_POW)

static own_value proxy_divmod(struct ouro *rt, ref_value left, ref_value right)
{
    return proxy_binary(rt, BINARY_DIVMOD, left, right, false);
}

#define UNARY(name, op)                                                             \
    static own_value proxy_##name(struct ouro *rt, ref_value self)                  \
    {                                                                               \
        WITH_TARGET(own_value, own_nothing, operation_unary(rt, op, lend(target))); \
    }
UNARY(neg, UNARY_NEG)
UNARY(pos, UNARY_POS)
UNARY(invert, UNARY_INVERT)
UNARY(abs, UNARY_ABS)

static own_value proxy_repr(struct ouro *rt, ref_value v)
{
    own_value target = weak_referent(rt, as_reference(v));
    ref_value shown = failed(target) ? ref_none : lend(target);
    own_value text = str_format(rt, "<weakproxy at %p to %T at %p>", (void *)as_object(v), shown,
                                (void *)(uintptr_t)ref_bits(shown));
    release(rt, target);
    return text;
}
static own_value proxy_str(struct ouro *rt, ref_value self)
{
    WITH_TARGET(own_value, own_nothing, operation_str(rt, lend(target)));
}
static own_value proxy_get_attribute(struct ouro *rt, ref_value self, ref_value name)
{
    WITH_TARGET(own_value, own_nothing, operation_get_attribute(rt, lend(target), name));
}
static bool proxy_set_attribute(struct ouro *rt, ref_value self, ref_value name, ref_value value)
{
    own_value plain = is_nothing(value) ? own_nothing : unwrap(rt, value);
    if (failed(plain) && error_pending(rt)) {
        return false;
    }
    own_value target = unwrap(rt, self);
    bool done = !failed(target) && operation_set_attribute(rt, lend(target), name, lend(plain));
    release(rt, target);
    release(rt, plain);
    return done;
}
static own_value proxy_compare(struct ouro *rt, ref_value left, ref_value right, enum compare_operator op)
{
    own_value l = unwrap(rt, left);
    own_value r = failed(l) ? l : unwrap(rt, right);
    own_value result = failed(r) ? own_nothing : operation_compare(rt, op, lend(l), lend(r));
    release(rt, r);
    release(rt, l);
    return result;
}
static int proxy_truth(struct ouro *rt, ref_value self)
{
    WITH_TARGET(int, -1, operation_truth(rt, lend(target)));
}
static int64_t proxy_length(struct ouro *rt, ref_value self)
{
    WITH_TARGET(int64_t, -1, operation_length(rt, lend(target)));
}
static own_value proxy_get_item(struct ouro *rt, ref_value self, ref_value key)
{
    WITH_TARGET(own_value, own_nothing, operation_get_item(rt, lend(target), key));
}
static bool proxy_set_item(struct ouro *rt, ref_value self, ref_value key, ref_value value)
{
    WITH_TARGET(bool, false, operation_set_item(rt, lend(target), key, value));
}
static int proxy_contains(struct ouro *rt, ref_value self, ref_value item)
{
    WITH_TARGET(int, -1, operation_contains(rt, lend(target), item));
}
static own_value proxy_iterate(struct ouro *rt, ref_value self)
{
    WITH_TARGET(own_value, own_nothing, operation_iterate(rt, lend(target)));
}
static own_value next_of(struct ouro *rt, ref_value target)
{
    struct type *t = type_of(rt, target);
    if (t->protocol->next == NULL && !type_overrides(t, NAME_next)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "Weakref proxy referenced a non-iterator '%T' object", target);
    }
    return operation_next(rt, target);
}
static own_value proxy_next(struct ouro *rt, ref_value self)
{
    WITH_TARGET(own_value, own_nothing, next_of(rt, lend(target)));
}
static own_value proxy_index(struct ouro *rt, ref_value self)
{
    WITH_TARGET(own_value, own_nothing, operation_index(rt, lend(target)));
}
static own_value integer_of(struct ouro *rt, ref_value target)
{
    return operation_call(rt, ref_object(rt->objects->types[TYPE_INT]), &target, 1, ref_nothing);
}
static own_value proxy_integer(struct ouro *rt, ref_value self)
{
    WITH_TARGET(own_value, own_nothing, integer_of(rt, lend(target)));
}
static own_value floating_of(struct ouro *rt, ref_value target)
{
    return operation_call(rt, ref_object(rt->objects->types[TYPE_FLOAT]), &target, 1, ref_nothing);
}
static own_value proxy_floating(struct ouro *rt, ref_value self)
{
    WITH_TARGET(own_value, own_nothing, floating_of(rt, lend(target)));
}
static own_value proxy_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    ref_value self = args[0];
    WITH_TARGET(own_value, own_nothing, operation_call(rt, lend(target), args + 1, count - 1, kwnames));
}
static own_value proxy_bytes(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    ref_value self = args[0];
    own_value target = unwrap(rt, self);
    ref_value lent = lend(target);
    own_value result = failed(target) ? own_nothing : operation_call_special(rt, NAME_bytes, &lent, 1);
    if (failed(result) && !error_pending(rt)) {
        error_raise_attribute(rt, lent, name_of(rt, NAME_bytes), "'%T' object has no attribute '__bytes__'", lent);
    }
    release(rt, target);
    return result;
}
static own_value proxy_reversed(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    ref_value self = args[0];
    own_value target = unwrap(rt, self);
    ref_value lent = lend(target);
    own_value result = failed(target) ? own_nothing : operation_call_special(rt, NAME_reversed, &lent, 1);
    if (failed(result) && !error_pending(rt)) {
        error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not reversible", lent);
    }
    release(rt, target);
    return result;
}

#define PROXY_PROTOCOL                                                                                               \
    .repr = proxy_repr, .str = proxy_str, .hash = hash_unhashable, .get_attribute = proxy_get_attribute,             \
    .set_attribute = proxy_set_attribute, .compare = proxy_compare, .iterate = proxy_iterate, .next = proxy_next,    \
    .length = proxy_length, .get_item = proxy_get_item, .set_item = proxy_set_item, .contains = proxy_contains,      \
    .truth = proxy_truth, .integer = proxy_integer, .floating = proxy_floating, .index = proxy_index,                \
    .binary = {[BINARY_ADD] = proxy_add,       [BINARY_SUB] = proxy_sub,         [BINARY_MUL] = proxy_mul,           \
               [BINARY_MATMUL] = proxy_matmul, [BINARY_TRUEDIV] = proxy_truediv, [BINARY_FLOORDIV] = proxy_floordiv, \
               [BINARY_MOD] = proxy_mod,       [BINARY_POW] = proxy_pow,         [BINARY_LSHIFT] = proxy_lshift,     \
               [BINARY_RSHIFT] = proxy_rshift, [BINARY_AND] = proxy_and,         [BINARY_OR] = proxy_or,             \
               [BINARY_XOR] = proxy_xor,       [BINARY_DIVMOD] = proxy_divmod},                                      \
    .in_place =                                                                                                      \
        {[BINARY_ADD] = proxy_iadd,       [BINARY_SUB] = proxy_isub,         [BINARY_MUL] = proxy_imul,              \
         [BINARY_MATMUL] = proxy_imatmul, [BINARY_TRUEDIV] = proxy_itruediv, [BINARY_FLOORDIV] = proxy_ifloordiv,    \
         [BINARY_MOD] = proxy_imod,       [BINARY_POW] = proxy_ipow,         [BINARY_LSHIFT] = proxy_ilshift,        \
         [BINARY_RSHIFT] = proxy_irshift, [BINARY_AND] = proxy_iand,         [BINARY_OR] = proxy_ior,                \
         [BINARY_XOR] = proxy_ixor},                                                                                 \
    .unary = {proxy_neg, proxy_pos, proxy_invert, proxy_abs}

static struct native_definition const proxy_methods[] = {
    {"__bytes__", proxy_bytes, 0, 0, 0, NULL},
    {"__reversed__", proxy_reversed, 0, 0, 0, NULL},
    {NULL, NULL, 0, 0, 0, NULL},
};

struct type_definition const weak_proxy_type_definition = {
    .name = "weakref.ProxyType",
    .number = TYPE_WEAK_PROXY,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct weakref),
    .traverse = reference_traverse,
    .drop_step = reference_drop_step,
    .finish = reference_finish,
    .clear = reference_clear,
    .protocol = &(struct type_protocol const){PROXY_PROTOCOL},
    .methods = proxy_methods,
};
struct type_definition const weak_callable_proxy_type_definition = {
    .name = "weakref.CallableProxyType",
    .number = TYPE_WEAK_CALLABLE_PROXY,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct weakref),
    .traverse = reference_traverse,
    .drop_step = reference_drop_step,
    .finish = reference_finish,
    .clear = reference_clear,
    .protocol = &(struct type_protocol const){PROXY_PROTOCOL, .call = proxy_call},
    .methods = proxy_methods,
};
