// SPDX-License-Identifier: MIT
// Function objects and cells.
#include "object/class.h"
#include "object/code.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/instance.h"
#include "object/module.h"
#include "object/native.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

static struct function *as_function(ref_value v)
{
    return (struct function *)as_object(v);
}

// The built-ins a function sees: what its globals name, else the runtime's.
static ref_value builtins_of(struct ouro *rt, ref_value globals)
{
    ref_value named = dict_get_str(rt, globals, name_of(rt, NAME_builtins));
    if (is_nothing(named)) {
        return slot_get(rt->objects->builtins);
    }
    if (is_kind(rt, named, TYPE_MODULE)) {
        return module_dict(named);
    }
    return is_dict(rt, named) ? named : slot_get(rt->objects->builtins); // frames rely on a dict
}

own_value function_new(struct ouro *rt, ref_value code, ref_value globals)
{
    struct function *f = object_allocate(rt, HEAP_TRACED, sizeof *f, TYPE_FUNCTION);
    if (f == NULL) {
        return error_no_memory(rt);
    }
    struct code *c = as_code(code);
    slot_init(&f->code, retain(code));
    slot_init(&f->globals, retain(globals));
    slot_init(&f->builtins, retain(builtins_of(rt, globals)));
    slot_init(&f->name, retain(slot_get(c->name)));
    slot_init(&f->qualname, retain(slot_get(c->qualname)));
    slot_init(&f->doc, retain(slot_get(c->doc)));
    slot_init(&f->module, retain(dict_get_str(rt, globals, name_of(rt, NAME_name))));
    return own_object(f);
}

static own_value function_repr(struct ouro *rt, ref_value v)
{
    return str_format(rt, "<function %U at %p>", slot_get(as_function(v)->qualname), (void *)as_object(v));
}

static own_value function_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    (void)owner;
    return is_nothing(instance) ? retain(self) : method_new(rt, self, instance);
}

static own_value function_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    return rt->objects->call_function(rt, args, count, kwnames);
}

// function(code, globals, name=None, argdefs=None, closure=None)
static own_value function_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"code", "globals", "name", "argdefs", "closure"};
    static struct signature const signature = {"function", names, 5, 2, 0, 5};
    ref_value given[5];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    ref_value closure = is_nothing(given[4]) || is_none(given[4]) ? ref_nothing : given[4];
    if (!is_exact(given[0], TYPE_CODE)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "function() argument 'code' must be code, not %T", given[0]);
    }
    if (!is_dict(rt, given[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "function() argument 'globals' must be dict, not %T", given[1]);
    }
    if (!is_nothing(given[2]) && !is_none(given[2]) && !is_str(rt, given[2])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "arg 3 (name) must be None or string");
    }
    if (!is_nothing(given[3]) && !is_none(given[3]) && !is_tuple(rt, given[3])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "arg 4 (defaults) must be None or tuple");
    }
    uint32_t wanted = as_code(given[0])->free_count;
    if (!is_nothing(closure) && !is_tuple(rt, closure)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "arg 5 (closure) must be None or tuple");
    }
    if (is_nothing(closure) ? wanted != 0 : as_tuple(closure)->length != wanted) {
        return is_nothing(closure) ? error_raise(rt, TYPE_TYPE_ERROR, "arg 5 (closure) must be tuple")
                                   : error_raise(rt, TYPE_VALUE_ERROR, "%U requires closure of length %u, not %llu",
                                                 slot_get(as_code(given[0])->name), wanted,
                                                 (unsigned long long)as_tuple(closure)->length);
    }
    for (uint32_t i = 0; i < wanted; i++) {
        if (!is_exact(tuple_item(closure, i), TYPE_CELL)) {
            return error_raise(rt, TYPE_TYPE_ERROR, "arg 5 (closure) expected cell, found %T", tuple_item(closure, i));
        }
    }
    own_value made = function_new(rt, given[0], given[1]);
    if (!failed(made)) {
        struct function *f = as_function(lend(made));
        if (!is_nothing(given[2]) && !is_none(given[2])) {
            slot_set(rt, f, &f->name, retain(given[2]));
        }
        if (!is_nothing(given[3]) && !is_none(given[3])) {
            slot_init(&f->defaults, retain(given[3]));
        }
        slot_init(&f->closure, retain(closure));
    }
    return made;
}

// Attributes ----------------------------------------------------------------------------------------------------------

static own_value or_none(slot_value slot)
{
    return is_nothing(slot_get(slot)) ? own_none : retain(slot_get(slot));
}

#define READ(field)                                            \
    static own_value get_##field(struct ouro *rt, ref_value v) \
    {                                                          \
        (void)rt;                                              \
        return or_none(as_function(v)->field);                 \
    }
READ(code)
READ(globals)
READ(builtins)
READ(name)
READ(qualname)
READ(defaults)
READ(kwdefaults)
READ(closure)
READ(doc)
READ(module)

static bool set_text(struct ouro *rt, ref_value v, slot_value *slot, ref_value value, char const *name)
{
    if (is_nothing(value) || !is_str(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s must be set to a string object", name);
        return false;
    }
    slot_set(rt, as_function(v), slot, retain(value));
    return true;
}
static bool set_name(struct ouro *rt, ref_value v, ref_value value)
{
    return set_text(rt, v, &as_function(v)->name, value, "__name__");
}
static bool set_qualname(struct ouro *rt, ref_value v, ref_value value)
{
    return set_text(rt, v, &as_function(v)->qualname, value, "__qualname__");
}
static bool set_doc(struct ouro *rt, ref_value v, ref_value value)
{
    slot_set(rt, as_function(v), &as_function(v)->doc, retain(value));
    return true;
}
static bool set_module(struct ouro *rt, ref_value v, ref_value value)
{
    slot_set(rt, as_function(v), &as_function(v)->module, retain(value));
    return true;
}

static bool set_optional(struct ouro *rt, ref_value v, slot_value *slot, ref_value value, enum type_number kind,
                         char const *message)
{
    bool none = is_nothing(value) || is_none(value);
    if (!none && !is_kind(rt, value, kind)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s", message);
        return false;
    }
    as_function(v)->version++;
    slot_set(rt, as_function(v), slot, none ? own_nothing : retain(value));
    return true;
}
static bool set_defaults(struct ouro *rt, ref_value v, ref_value value)
{
    return set_optional(rt, v, &as_function(v)->defaults, value, TYPE_TUPLE,
                        "__defaults__ must be set to a tuple object");
}
static bool set_kwdefaults(struct ouro *rt, ref_value v, ref_value value)
{
    return set_optional(rt, v, &as_function(v)->kwdefaults, value, TYPE_DICT,
                        "__kwdefaults__ must be set to a dict object");
}

static bool set_code(struct ouro *rt, ref_value v, ref_value value)
{
    struct function *f = as_function(v);
    if (is_nothing(value) || !is_exact(value, TYPE_CODE)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__code__ must be set to a code object");
        return false;
    }
    uint64_t cells = is_nothing(slot_get(f->closure)) ? 0 : as_tuple(slot_get(f->closure))->length;
    if (as_code(value)->free_count != cells) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "%U() requires a code object with %llu free vars, not %u",
                          slot_get(f->name), (unsigned long long)cells, as_code(value)->free_count);
        return false;
    }
    f->version++;
    slot_set(rt, f, &f->code, retain(value));
    return true;
}

// The compiler leaves annotations as a tuple of names and values in turn, or of pairs; they become a dict here.
static own_value annotations_from_tuple(struct ouro *rt, ref_value tuple)
{
    own_value dict = dict_new(rt);
    struct tuple *t = as_tuple(tuple);
    for (uint64_t i = 0; !failed(dict) && i < t->length;) {
        ref_value item = slot_get(t->items[i]);
        bool ok;
        if (is_exact(item, TYPE_TUPLE)) {
            ok = dict_set(rt, lend(dict), tuple_item(item, 0), tuple_item(item, 1));
            i++;
        } else {
            ok = i + 1 < t->length && dict_set(rt, lend(dict), item, slot_get(t->items[i + 1]));
            i += 2;
        }
        if (!ok) {
            release(rt, dict);
            return own_nothing;
        }
    }
    return dict;
}

static own_value get_annotations(struct ouro *rt, ref_value v)
{
    struct function *f = as_function(v);
    ref_value now = slot_get(f->annotations);
    if (is_nothing(now) || is_exact(now, TYPE_TUPLE)) {
        own_value dict = is_nothing(now) ? dict_new(rt) : annotations_from_tuple(rt, now);
        if (failed(dict)) {
            return dict;
        }
        slot_set(rt, f, &f->annotations, dict);
    }
    return retain(slot_get(f->annotations));
}
static bool set_annotations(struct ouro *rt, ref_value v, ref_value value)
{
    bool none = is_nothing(value) || is_none(value);
    if (!none && !is_dict(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__annotations__ must be set to a dict object");
        return false;
    }
    slot_set(rt, as_function(v), &as_function(v)->annotations, none ? own_nothing : retain(value));
    return true;
}

static bool set_dict(struct ouro *rt, ref_value v, ref_value value)
{
    if (is_nothing(value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "cannot delete __dict__");
        return false;
    }
    if (!is_dict(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%T'", value);
        return false;
    }
    slot_set(rt, as_function(v), &as_function(v)->dict, retain(value));
    return true;
}

// code ... dict are 12 slots in a row.
FIELDS_FUNCTIONS(function, function, code, 12)

// Keeps code, globals and name, which whoever still calls it needs.
static void function_break(struct ouro *rt, struct object *o)
{
    struct function *f = (struct function *)o;
    fields_clear(rt, o, &f->defaults, 7);
    (void)function_clear;
}

struct type_definition const function_type_definition = {
    .name = "function",
    .doc = "Create a function object.",
    .number = TYPE_FUNCTION,
    .base = TYPE_OBJECT,
    .flags = TYPE_HAS_DICT | TYPE_WEAKLY_HELD,
    .size = sizeof(struct function),
    .dict_offset = offsetof(struct function, dict),
    .traverse = function_traverse,
    .drop_step = function_drop_step,
    .clear = function_break,
    .protocol =
        &(struct type_protocol const){
            .repr = function_repr, .call = function_call, .descriptor_get = function_get, .create = function_create},
    .attributes =
        (struct attribute_definition const[]){
            {"__code__", get_code, set_code, NULL},
            {"__globals__", get_globals, attribute_read_only, NULL},
            {"__builtins__", get_builtins, attribute_read_only, NULL},
            {"__name__", get_name, set_name, NULL},
            {"__qualname__", get_qualname, set_qualname, NULL},
            {"__defaults__", get_defaults, set_defaults, NULL},
            {"__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL},
            {"__closure__", get_closure, attribute_read_only, NULL},
            {"__doc__", get_doc, set_doc, NULL},
            {"__module__", get_module, set_module, NULL},
            {"__annotations__", get_annotations, set_annotations, NULL},
            {"__dict__", instance_dict, set_dict, NULL},
            {NULL, NULL, NULL, NULL},
        },
};

// Cells ---------------------------------------------------------------------------------------------------------------

static struct cell *as_closure_cell(ref_value v)
{
    return (struct cell *)as_object(v);
}

own_value cell_new(struct ouro *rt, own_value value)
{
    struct cell *c = object_allocate(rt, HEAP_TRACED, sizeof *c, TYPE_CELL);
    if (c == NULL) {
        release(rt, value);
        return error_no_memory(rt);
    }
    slot_init(&c->value, value);
    return own_object(c);
}

static own_value cell_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "cell() takes no keyword arguments");
    }
    if (count > 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "cell expected at most 1 argument, got %u", count - 1);
    }
    return cell_new(rt, count == 2 ? retain(args[1]) : own_nothing);
}

static own_value cell_repr(struct ouro *rt, ref_value v)
{
    ref_value value = slot_get(as_closure_cell(v)->value);
    if (is_nothing(value)) {
        return str_format(rt, "<cell at %p: empty>", (void *)as_object(v));
    }
    return str_format(rt, "<cell at %p: %T object at %p>", (void *)as_object(v), value,
                      (void *)(uintptr_t)ref_bits(value));
}

static own_value cell_compare(struct ouro *rt, ref_value a, ref_value b, enum compare_operator op)
{
    if (!is_exact(a, TYPE_CELL) || !is_exact(b, TYPE_CELL)) {
        return own_not_implemented;
    }
    ref_value x = slot_get(as_closure_cell(a)->value);
    ref_value y = slot_get(as_closure_cell(b)->value);
    if (is_nothing(x) || is_nothing(y)) {
        return operation_compare(rt, op, lend(own_bool(!is_nothing(x))), lend(own_bool(!is_nothing(y))));
    }
    OWN
    left = retain(x);
    OWN
    right = retain(y);
    own_value result = operation_compare(rt, op, lend(left), lend(right));
    release(rt, give(right));
    release(rt, give(left));
    return result;
}

static own_value cell_get_contents(struct ouro *rt, ref_value v)
{
    ref_value value = slot_get(as_closure_cell(v)->value);
    return is_nothing(value) ? error_raise(rt, TYPE_VALUE_ERROR, "Cell is empty") : retain(value);
}
static bool cell_set_contents(struct ouro *rt, ref_value v, ref_value value)
{
    slot_set(rt, as_closure_cell(v), &as_closure_cell(v)->value, retain(value));
    return true;
}

FIELDS_FUNCTIONS(cell, cell, value, 1)

struct type_definition const cell_type_definition = {
    .name = "cell",
    .number = TYPE_CELL,
    .base = TYPE_OBJECT,
    .size = sizeof(struct cell),
    .traverse = cell_traverse,
    .drop_step = cell_drop_step,
    .clear = cell_clear,
    .protocol =
        &(struct type_protocol const){
            .repr = cell_repr, .hash = hash_unhashable, .compare = cell_compare, .create = cell_create},
    .attributes =
        (struct attribute_definition const[]){
            {"cell_contents", cell_get_contents, cell_set_contents, NULL},
            {NULL, NULL, NULL, NULL},
        },
};
