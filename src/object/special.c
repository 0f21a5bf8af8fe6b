// SPDX-License-Identifier: MIT
// Special names over the protocol. One table says for each name which C function serves it and how its arguments map;
// wrapper_descriptor and method-wrapper are the Python objects that lead back here.
#include "object/special.h"
#include "object/reduce.h"

#include "object/class.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

// How a protocol function takes its arguments.
enum special_form {
    FORM_NONE,
    FORM_BINARY,
    FORM_REFLECTED,
    FORM_POWER,
    FORM_REFLECTED_POWER,
    FORM_IN_PLACE,
    FORM_COMPARE,
    FORM_UNARY,
    FORM_TRUTH,
    FORM_SIMPLE, // own_value f(rt, self)
    FORM_HASH,
    FORM_CALL,
    FORM_NEXT,
    FORM_LENGTH,
    FORM_GET_ITEM,
    FORM_SET_ITEM,
    FORM_DELETE_ITEM,
    FORM_CONTAINS,
    FORM_GET_ATTRIBUTE,
    FORM_SET_ATTRIBUTE,
    FORM_DELETE_ATTRIBUTE,
    FORM_GET,
    FORM_SET,
    FORM_DELETE,
    FORM_NEW,
    FORM_INIT,
};

struct special_entry {
    uint8_t form;
    uint8_t index; // operator
    uint16_t offset;
    char const *doc;
};

#define MEMBER(member) ((uint16_t)offsetof(struct type_protocol, member))
#define BINARY(name, op, sign)                                                                            \
    [NAME_##name] = {FORM_BINARY, BINARY_##op, MEMBER(binary[BINARY_##op]), "Return self" sign "value."}, \
    [NAME_r##name] = {FORM_REFLECTED, BINARY_##op, MEMBER(binary[BINARY_##op]), "Return value" sign "self."}
#define IN_PLACE(name, op, sign) \
    [NAME_##name] = {FORM_IN_PLACE, BINARY_##op, MEMBER(in_place[BINARY_##op]), "Return self" sign "value."}
#define COMPARE(name, op, sign) \
    [NAME_##name] = {FORM_COMPARE, COMPARE_##op, MEMBER(compare), "Return self" sign "value."}
#define SIMPLE(name, member, text) [NAME_##name] = {FORM_SIMPLE, 0, MEMBER(member), text}

static struct special_entry const entries[NAME_SPECIAL_COUNT] = {
    BINARY(add, ADD, "+"),
    BINARY(sub, SUB, "-"),
    BINARY(mul, MUL, "*"),
    BINARY(matmul, MATMUL, "@"),
    BINARY(truediv, TRUEDIV, "/"),
    BINARY(floordiv, FLOORDIV, "//"),
    BINARY(mod, MOD, "%"),
    BINARY(lshift, LSHIFT, "<<"),
    BINARY(rshift, RSHIFT, ">>"),
    BINARY(and, AND, "&"),
    BINARY(or, OR, "|"),
    BINARY(xor, XOR, "^"),
    [NAME_divmod] = {FORM_BINARY, BINARY_DIVMOD, MEMBER(binary[BINARY_DIVMOD]), "Return divmod(self, value)."},
    [NAME_rdivmod] = {FORM_REFLECTED, BINARY_DIVMOD, MEMBER(binary[BINARY_DIVMOD]), "Return divmod(value, self)."},
    [NAME_pow] = {FORM_POWER, BINARY_POW, MEMBER(power), "Return pow(self, value, mod)."},
    [NAME_rpow] = {FORM_REFLECTED_POWER, BINARY_POW, MEMBER(power), "Return pow(value, self, mod)."},
    IN_PLACE(iadd, ADD, "+="),
    IN_PLACE(isub, SUB, "-="),
    IN_PLACE(imul, MUL, "*="),
    IN_PLACE(imatmul, MATMUL, "@="),
    IN_PLACE(itruediv, TRUEDIV, "/="),
    IN_PLACE(ifloordiv, FLOORDIV, "//="),
    IN_PLACE(imod, MOD, "%="),
    IN_PLACE(ipow, POW, "**="),
    IN_PLACE(ilshift, LSHIFT, "<<="),
    IN_PLACE(irshift, RSHIFT, ">>="),
    IN_PLACE(iand, AND, "&="),
    IN_PLACE(ior, OR, "|="),
    IN_PLACE(ixor, XOR, "^="),
    COMPARE(lt, LT, "<"),
    COMPARE(le, LE, "<="),
    COMPARE(eq, EQ, "=="),
    COMPARE(ne, NE, "!="),
    COMPARE(gt, GT, ">"),
    COMPARE(ge, GE, ">="),
    [NAME_neg] = {FORM_UNARY, UNARY_NEG, MEMBER(unary[UNARY_NEG]), "-self"},
    [NAME_pos] = {FORM_UNARY, UNARY_POS, MEMBER(unary[UNARY_POS]), "+self"},
    [NAME_invert] = {FORM_UNARY, UNARY_INVERT, MEMBER(unary[UNARY_INVERT]), "~self"},
    [NAME_abs] = {FORM_UNARY, UNARY_ABS, MEMBER(unary[UNARY_ABS]), "abs(self)"},
    [NAME_bool] = {FORM_TRUTH, 0, MEMBER(truth), "True if self else False"},
    SIMPLE(int, integer, "int(self)"),
    SIMPLE(float, floating, "float(self)"),
    SIMPLE(index, index, "Return self converted to an integer, if self is suitable for use as an index into a list."),
    SIMPLE(repr, repr, "Return repr(self)."),
    SIMPLE(str, str, "Return str(self)."),
    [NAME_hash] = {FORM_HASH, 0, MEMBER(hash), "Return hash(self)."},
    [NAME_call] = {FORM_CALL, 0, MEMBER(call), "Call self as a function."},
    SIMPLE(iter, iterate, "Implement iter(self)."),
    [NAME_next] = {FORM_NEXT, 0, MEMBER(next), "Implement next(self)."},
    [NAME_len] = {FORM_LENGTH, 0, MEMBER(length), "Return len(self)."},
    [NAME_getitem] = {FORM_GET_ITEM, 0, MEMBER(get_item), "Return self[key]."},
    [NAME_setitem] = {FORM_SET_ITEM, 0, MEMBER(set_item), "Set self[key] to value."},
    [NAME_delitem] = {FORM_DELETE_ITEM, 0, MEMBER(set_item), "Delete self[key]."},
    [NAME_contains] = {FORM_CONTAINS, 0, MEMBER(contains), "Return key in self."},
    [NAME_getattribute] = {FORM_GET_ATTRIBUTE, 0, MEMBER(get_attribute), "Return getattr(self, name)."},
    [NAME_setattr] = {FORM_SET_ATTRIBUTE, 0, MEMBER(set_attribute), "Implement setattr(self, name, value)."},
    [NAME_delattr] = {FORM_DELETE_ATTRIBUTE, 0, MEMBER(set_attribute), "Implement delattr(self, name)."},
    [NAME_get] = {FORM_GET, 0, MEMBER(descriptor_get), "Return an attribute of instance, which is of type owner."},
    [NAME_set] = {FORM_SET, 0, MEMBER(descriptor_set), "Set an attribute of instance to value."},
    [NAME_delete] = {FORM_DELETE, 0, MEMBER(descriptor_set), "Delete an attribute of instance."},
    [NAME_new] = {FORM_NEW, 0, MEMBER(create),
                  "Create and return a new object.  See help(type) for accurate signature."},
    [NAME_init] = {FORM_INIT, 0, MEMBER(initialize), "Initialize self.  See help(type(self)) for accurate signature."},
    SIMPLE(await, await, "Return an iterator to be used in await expression."),
    SIMPLE(aiter, async_iterate, "Return an awaitable, that resolves in asynchronous iterator."),
    SIMPLE(anext, async_next, "Return a value or raise StopAsyncIteration."),
};

static bool member_set(struct type_protocol const *protocol, size_t offset)
{
    uintptr_t word;
    memcpy(&word, (char const *)protocol + offset, sizeof word);
    return word != 0;
}

bool special_in_protocol(struct type_protocol const *p, enum name_number special)
{
    if (entries[special].form == FORM_NONE) {
        return false;
    }
    if (member_set(p, entries[special].offset)) {
        return true;
    }
    switch (special) { // what a second member of the protocol serves too
    case NAME_pow:
    case NAME_rpow:
        return p->binary[BINARY_POW] != NULL;
    case NAME_add:
        return p->concat != NULL;
    case NAME_mul:
    case NAME_rmul:
        return p->repeat != NULL;
    case NAME_iadd:
        return p->in_place_concat != NULL;
    case NAME_imul:
        return p->in_place_repeat != NULL;
    default:
        return false;
    }
}

// Calling -------------------------------------------------------------------------------------------------------------

static bool check_count(struct ouro *rt, uint32_t given, uint32_t least, uint32_t most)
{
    if (given >= least && given <= most) {
        return true;
    }
    if (least == most) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "expected %u argument%s, got %u", least, least == 1 ? "" : "s", given);
    } else if (given < least) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "expected at least %u argument%s, got %u", least, least == 1 ? "" : "s",
                          given);
    } else {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "expected at most %u argument%s, got %u", most, most == 1 ? "" : "s",
                          given);
    }
    return false;
}

static own_value repeat_call(struct ouro *rt, own_value (*repeat)(struct ouro *, ref_value, int64_t),
                             ref_value const *args)
{
    int64_t times;
    if (!operation_index_int64(rt, args[1], &times, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    return repeat(rt, args[0], times);
}

static own_value binary_call(struct ouro *rt, struct type_protocol const *p, enum name_number special,
                             ref_value const *args)
{
    struct special_entry const *e = &entries[special];
    if (p->binary[e->index] != NULL) {
        return e->form == FORM_BINARY ? p->binary[e->index](rt, args[0], args[1])
                                      : p->binary[e->index](rt, args[1], args[0]);
    }
    return special == NAME_add ? p->concat(rt, args[0], args[1]) : repeat_call(rt, p->repeat, args);
}

static own_value power_call(struct ouro *rt, struct type_protocol const *p, bool reflected, ref_value const *args,
                            uint32_t count)
{
    ref_value base = reflected ? args[1] : args[0];
    ref_value exponent = reflected ? args[0] : args[1];
    if (p->power != NULL) {
        return p->power(rt, base, exponent, count == 3 ? args[2] : ref_none);
    }
    return p->binary[BINARY_POW](rt, base, exponent);
}

static own_value in_place_call(struct ouro *rt, struct type_protocol const *p, enum name_number special,
                               ref_value const *args)
{
    struct special_entry const *e = &entries[special];
    if (p->in_place[e->index] != NULL) {
        return p->in_place[e->index](rt, args[0], args[1]);
    }
    return special == NAME_iadd ? p->in_place_concat(rt, args[0], args[1]) : repeat_call(rt, p->in_place_repeat, args);
}

static own_value simple_call(struct ouro *rt, struct type_protocol const *p, size_t offset, ref_value self)
{
    own_value (*function)(struct ouro *, ref_value);
    memcpy(&function, (char const *)p + offset, sizeof function);
    return function(rt, self);
}

static own_value done(bool ok)
{
    return ok ? own_none : own_nothing;
}

static own_value get_call(struct ouro *rt, struct type_protocol const *p, ref_value const *args, uint32_t count)
{
    bool no_instance = is_none(args[1]);
    ref_value owner = count > 2 && !is_none(args[2]) ? args[2] : ref_nothing;
    if (no_instance && is_nothing(owner)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__get__(None, None) is invalid");
    }
    if (is_nothing(owner)) {
        owner = ref_object(type_of(rt, args[1]));
    }
    // type(None).__get__-like calls give None as the instance of its own class.
    bool is_none_type = no_instance && same(owner, ref_object(type_of(rt, ref_none)));
    return p->descriptor_get(rt, args[0], no_instance && !is_none_type ? ref_nothing : args[1], owner);
}

static own_value attribute_call(struct ouro *rt, struct type_protocol const *p, enum special_form form,
                                ref_value const *args)
{
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "attribute name must be string, not '%T'", args[1]);
    }
    struct type *t = type_of(rt, args[0]);
    if (form != FORM_GET_ATTRIBUTE && rt->objects->types[t->layout]->protocol->set_attribute != p->set_attribute) {
        return error_raise(rt, TYPE_TYPE_ERROR, "can't apply this %s to %N object",
                           form == FORM_SET_ATTRIBUTE ? "__setattr__" : "__delattr__", t);
    }
    switch (form) {
    case FORM_GET_ATTRIBUTE:
        return p->get_attribute(rt, args[0], args[1]);
    case FORM_SET_ATTRIBUTE:
        return done(p->set_attribute(rt, args[0], args[1], args[2]));
    default:
        return done(p->set_attribute(rt, args[0], args[1], ref_nothing));
    }
}

static own_value integer_call(struct ouro *rt, struct type_protocol const *p, enum special_form form,
                              ref_value const *args)
{
    int64_t n;
    int truth;
    switch (form) {
    case FORM_HASH:
        return p->hash(rt, args[0], &n) ? int_from_int64(rt, n) : own_nothing;
    case FORM_LENGTH:
        n = p->length(rt, args[0]);
        return n < 0 ? own_nothing : int_from_int64(rt, n);
    case FORM_TRUTH:
        truth = p->truth(rt, args[0]);
        return truth < 0 ? own_nothing : own_bool(truth);
    default:
        truth = p->contains(rt, args[0], args[1]);
        return truth < 0 ? own_nothing : own_bool(truth);
    }
}

static own_value next_call(struct ouro *rt, struct type_protocol const *p, ref_value self)
{
    own_value next = p->next(rt, self);
    return is_stop(lend(next)) ? error_raise_value(rt, TYPE_STOP_ITERATION, ref_nothing) : next;
}

static uint8_t const least_arguments[] = {
    [FORM_BINARY] = 1,        [FORM_REFLECTED] = 1,     [FORM_POWER] = 1,    [FORM_REFLECTED_POWER] = 1,
    [FORM_IN_PLACE] = 1,      [FORM_COMPARE] = 1,       [FORM_GET_ITEM] = 1, [FORM_SET_ITEM] = 2,
    [FORM_DELETE_ITEM] = 1,   [FORM_CONTAINS] = 1,      [FORM_GET] = 1,      [FORM_SET] = 2,
    [FORM_GET_ATTRIBUTE] = 1, [FORM_SET_ATTRIBUTE] = 2, [FORM_DELETE] = 1,   [FORM_DELETE_ATTRIBUTE] = 1,
    [FORM_INIT] = 0,
};

own_value special_call(struct ouro *rt, struct type_protocol const *p, enum name_number special, ref_value const *args,
                       uint32_t count, ref_value kwnames)
{
    struct special_entry const *e = &entries[special];
    enum special_form form = (enum special_form)e->form;
    if (form == FORM_CALL) {
        return p->call(rt, args, count, kwnames);
    }
    if (form == FORM_INIT) {
        return p->initialize(rt, args, count, kwnames);
    }
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "wrapper %U() takes no keyword arguments", name_of(rt, special));
    }
    uint32_t least = least_arguments[form];
    bool one_more = form == FORM_POWER || form == FORM_REFLECTED_POWER || form == FORM_GET;
    if (!check_count(rt, count - 1, least, least + one_more)) {
        return own_nothing;
    }
    switch (form) {
    case FORM_BINARY:
    case FORM_REFLECTED:
        return binary_call(rt, p, special, args);
    case FORM_POWER:
    case FORM_REFLECTED_POWER:
        return power_call(rt, p, form == FORM_REFLECTED_POWER, args, count);
    case FORM_IN_PLACE:
        return in_place_call(rt, p, special, args);
    case FORM_COMPARE:
        return p->compare(rt, args[0], args[1], (enum compare_operator)e->index);
    case FORM_UNARY:
    case FORM_SIMPLE:
        return simple_call(rt, p, e->offset, args[0]);
    case FORM_NEXT:
        return next_call(rt, p, args[0]);
    case FORM_GET_ITEM:
        return p->get_item(rt, args[0], args[1]);
    case FORM_SET_ITEM:
        return done(p->set_item(rt, args[0], args[1], args[2]));
    case FORM_DELETE_ITEM:
        return done(p->set_item(rt, args[0], args[1], ref_nothing));
    case FORM_GET_ATTRIBUTE:
    case FORM_SET_ATTRIBUTE:
    case FORM_DELETE_ATTRIBUTE:
        return attribute_call(rt, p, form, args);
    case FORM_GET:
        return get_call(rt, p, args, count);
    case FORM_SET:
        return done(p->descriptor_set(rt, args[0], args[1], args[2]));
    case FORM_DELETE:
        return done(p->descriptor_set(rt, args[0], args[1], ref_nothing));
    default:
        return integer_call(rt, p, form, args);
    }
}

// wrapper_descriptor --------------------------------------------------------------------------------------------------

own_value slot_wrapper_new(struct ouro *rt, struct type *owner, enum name_number special)
{
    struct slot_wrapper *w = object_allocate(rt, HEAP_TRACED, sizeof *w, TYPE_SLOT_WRAPPER);
    if (w == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&w->owner, retain(ref_object(owner)));
    w->special = special;
    return own_object(w);
}

static struct slot_wrapper *as_wrapper(ref_value v)
{
    return (struct slot_wrapper *)as_object(v);
}

static own_value wrapper_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct slot_wrapper *w = as_wrapper(args[0]);
    struct type *owner = as_type(slot_get(w->owner));
    enum name_number special = (enum name_number)w->special;
    if (count < 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "descriptor '%U' of '%N' object needs an argument",
                           name_of(rt, special), owner);
    }
    if (!type_is_subtype(type_of(rt, args[1]), owner)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "descriptor '%U' requires a '%N' object but received a '%T'",
                           name_of(rt, special), owner, args[1]);
    }
    return special_call(rt, owner->protocol, special, args + 1, count - 1, kwnames);
}

static own_value wrapper_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    (void)owner;
    if (is_nothing(instance)) {
        return retain(self);
    }
    struct type *t = as_type(slot_get(as_wrapper(self)->owner));
    if (!type_is_subtype(type_of(rt, instance), t)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object",
                           name_of(rt, (enum name_number)as_wrapper(self)->special), t, instance);
    }
    struct method_wrapper *m = object_allocate(rt, HEAP_TRACED, sizeof *m, TYPE_METHOD_WRAPPER);
    if (m == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&m->wrapper, retain(self));
    slot_init(&m->self, retain(instance));
    return own_object(m);
}

static own_value wrapper_repr(struct ouro *rt, ref_value self)
{
    return str_format(rt, "<slot wrapper '%U' of '%N' objects>",
                      name_of(rt, (enum name_number)as_wrapper(self)->special),
                      as_type(slot_get(as_wrapper(self)->owner)));
}

static own_value wrapper_name(struct ouro *rt, ref_value self)
{
    return retain(name_of(rt, (enum name_number)as_wrapper(self)->special));
}

static own_value wrapper_qualname(struct ouro *rt, ref_value self)
{
    return str_format(rt, "%U.%U", slot_get(as_type(slot_get(as_wrapper(self)->owner))->qualname),
                      name_of(rt, (enum name_number)as_wrapper(self)->special));
}

static own_value wrapper_doc(struct ouro *rt, ref_value self)
{
    char const *doc = entries[as_wrapper(self)->special].doc;
    return doc ? str_from(rt, doc) : own_none;
}

static own_value wrapper_objclass(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_wrapper(self)->owner));
}

static uint64_t wrapper_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *v)
{
    (void)rt, (void)from, (void)budget;
    visit(v, slot_get(((struct slot_wrapper *)o)->owner));
    return 0;
}

static slot_value *wrapper_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    slot_value *slot = &((struct slot_wrapper *)o)->owner;
    return fields_drop(slot, 1, 0, cursor);
}

struct type_definition const slot_wrapper_type_definition = {
    .name = "wrapper_descriptor",
    .number = TYPE_SLOT_WRAPPER,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_UNTRACKED,
    .size = sizeof(struct slot_wrapper),
    .traverse = wrapper_traverse,
    .drop_step = wrapper_drop_step,
    .protocol =
        &(struct type_protocol const){.repr = wrapper_repr, .call = wrapper_call, .descriptor_get = wrapper_get},
    .methods =
        (struct native_definition const[]){
            {"__reduce__", reduce_callable, 0, 0, 0, "Return state information for pickling."},
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__name__", wrapper_name, NULL, NULL},
            {"__qualname__", wrapper_qualname, NULL, NULL},
            {"__doc__", wrapper_doc, NULL, NULL},
            {"__objclass__", wrapper_objclass, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};

// method-wrapper ------------------------------------------------------------------------------------------------------

static struct method_wrapper *as_bound(ref_value v)
{
    return (struct method_wrapper *)as_object(v);
}

static own_value bound_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct slot_wrapper *w = as_wrapper(slot_get(as_bound(args[0])->wrapper));
    ref_value few[8];
    uint64_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    uint64_t all = count + named;
    ref_value *copy = few;
    if (all > 8 && (copy = heap_raw_allocate(&rt->heap, all * sizeof *copy)) == NULL) {
        return error_no_memory(rt);
    }
    memcpy(copy, args, all * sizeof *copy);
    copy[0] = slot_get(as_bound(args[0])->self);
    own_value result =
        special_call(rt, as_type(slot_get(w->owner))->protocol, (enum name_number)w->special, copy, count, kwnames);
    if (copy != few) {
        heap_raw_free(&rt->heap, copy, all * sizeof *copy);
    }
    return result;
}

static own_value bound_repr(struct ouro *rt, ref_value self)
{
    struct slot_wrapper *w = as_wrapper(slot_get(as_bound(self)->wrapper));
    ref_value object = slot_get(as_bound(self)->self);
    return str_format(rt, "<method-wrapper '%U' of %T object at %p>", name_of(rt, (enum name_number)w->special), object,
                      (void *)(uintptr_t)ref_bits(object));
}

static own_value bound_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    (void)rt;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_exact(self, TYPE_METHOD_WRAPPER) ||
        !is_exact(other, TYPE_METHOD_WRAPPER)) {
        return own_not_implemented;
    }
    bool equal = same(slot_get(as_bound(self)->wrapper), slot_get(as_bound(other)->wrapper)) &&
                 same(slot_get(as_bound(self)->self), slot_get(as_bound(other)->self));
    return own_bool(equal == (op == COMPARE_EQ));
}

static bool bound_hash(struct ouro *rt, ref_value self, int64_t *hash)
{
    (void)rt;
    uint64_t mixed = ref_bits(slot_get(as_bound(self)->self)) ^ ref_bits(slot_get(as_bound(self)->wrapper)) << 1;
    *hash = (int64_t)(mixed >> 4);
    return true;
}

static own_value bound_self(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_bound(self)->self));
}
static own_value bound_name(struct ouro *rt, ref_value self)
{
    return wrapper_name(rt, slot_get(as_bound(self)->wrapper));
}
static own_value bound_qualname(struct ouro *rt, ref_value self)
{
    return wrapper_qualname(rt, slot_get(as_bound(self)->wrapper));
}
static own_value bound_doc(struct ouro *rt, ref_value self)
{
    return wrapper_doc(rt, slot_get(as_bound(self)->wrapper));
}
static own_value bound_objclass(struct ouro *rt, ref_value self)
{
    return wrapper_objclass(rt, slot_get(as_bound(self)->wrapper));
}

static uint64_t bound_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *v)
{
    (void)rt, (void)from, (void)budget;
    visit(v, slot_get(((struct method_wrapper *)o)->wrapper));
    visit(v, slot_get(((struct method_wrapper *)o)->self));
    return 0;
}

static slot_value *bound_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct method_wrapper *m = (struct method_wrapper *)o;
    slot_value *slots[] = {&m->wrapper, &m->self};
    for (; *cursor < 2; ++*cursor) {
        if (slot_is_full(*slots[*cursor])) {
            return slots[*cursor];
        }
    }
    return NULL;
}

struct type_definition const method_wrapper_type_definition = {
    .name = "method-wrapper",
    .number = TYPE_METHOD_WRAPPER,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct method_wrapper),
    .traverse = bound_traverse,
    .drop_step = bound_drop_step,
    .protocol =
        &(struct type_protocol const){
            .repr = bound_repr, .hash = bound_hash, .call = bound_call, .compare = bound_compare},
    .methods =
        (struct native_definition const[]){
            {"__reduce__", reduce_callable, 0, 0, 0, "Return state information for pickling."},
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__self__", bound_self, NULL, NULL},
            {"__name__", bound_name, NULL, NULL},
            {"__qualname__", bound_qualname, NULL, NULL},
            {"__doc__", bound_doc, NULL, NULL},
            {"__objclass__", bound_objclass, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};
