// SPDX-License-Identifier: MIT
// builtins.__build_class__: metaclass, namespace, body, and the call that makes the class.
#include "object/class.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/str.h"
#include "vm/internal.h"

struct class_parts {
    ref_value function; // the body
    ref_value name;
    own_value bases;    // tuple, __mro_entries__ replaced
    own_value original; // tuple as written when something was replaced, else nothing
    own_value metatype;
    own_value namespace;
    own_value cell;    // of __class__, or nothing
    own_value kwnames; // keywords without metaclass: tuple, or nothing when there are none
    ref_value *args;   // name, bases, namespace, keyword values
    uint32_t named;
};

// Replaces bases that are no types by what their __mro_entries__ gives.
static bool resolve_bases(struct ouro *rt, struct class_parts *parts, ref_value const *bases, uint32_t count)
{
    own_value list = list_new(rt, count);
    bool changed = false;
    bool done = !failed(list);
    for (uint32_t i = 0; done && i < count; i++) {
        own_value method = own_stop;
        if (!is_type(rt, bases[i])) {
            method = operation_find_attribute(rt, bases[i], name_of(rt, NAME_mro_entries));
        }
        if (is_stop(lend(method))) {
            done = list_append(rt, as_list(lend(list)), retain(bases[i]));
            continue;
        }
        own_value original = tuple_from(rt, bases, count);
        own_value entries =
            failed(method) || failed(original) ? own_nothing : operation_call_1(rt, lend(method), lend(original));
        release(rt, original);
        release(rt, method);
        if (!failed(entries) && !is_tuple(rt, lend(entries))) {
            error_raise(rt, TYPE_TYPE_ERROR, "__mro_entries__ must return a tuple");
            release(rt, give(entries));
        }
        done = !failed(entries) && list_extend(rt, as_list(lend(list)), lend(entries));
        release(rt, entries);
        changed = true;
    }
    if (done) {
        parts->bases = list_to_tuple(rt, lend(list));
        done = !failed(parts->bases);
    }
    if (done && changed) {
        parts->original = tuple_from(rt, bases, count);
        done = !failed(parts->original);
    }
    release(rt, list);
    return done;
}

// Splits the keywords; finds the metaclass.
static bool resolve_metatype(struct ouro *rt, struct class_parts *parts, ref_value const *values, ref_value kwnames)
{
    uint32_t count = is_nothing(kwnames) ? 0 : (uint32_t)as_tuple(kwnames)->length;
    ref_value given = ref_nothing;
    parts->args = heap_raw_allocate(&rt->heap, (3 + count) * sizeof(ref_value));
    if (parts->args == NULL) {
        error_no_memory(rt);
        return false;
    }
    ref_value metaclass = name_of(rt, NAME_metaclass);
    for (uint32_t i = 0; i < count; i++) {
        if (same(tuple_item(kwnames, i), metaclass) || str_equals(as_str(tuple_item(kwnames, i)), "metaclass")) {
            given = values[i];
        } else {
            parts->args[3 + parts->named++] = values[i];
        }
    }
    if (parts->named > 0) {
        parts->kwnames = tuple_new(rt, parts->named);
        if (failed(parts->kwnames)) {
            return false;
        }
        for (uint32_t i = 0, to = 0; i < count; i++) {
            if (same(values[i], given) && str_equals(as_str(tuple_item(kwnames, i)), "metaclass")) {
                continue;
            }
            slot_init(&as_tuple(lend(parts->kwnames))->items[to++], retain(tuple_item(kwnames, i)));
        }
    }
    if (is_nothing(given)) {
        struct tuple *bases = as_tuple(lend(parts->bases));
        given = bases->length > 0 ? ref_object(type_of(rt, slot_get(bases->items[0])))
                                  : ref_object(type_by_number(rt, TYPE_TYPE));
    }
    if (is_type(rt, given)) {
        struct type *best = type_calculate_metatype(rt, as_type(given), lend(parts->bases));
        if (best == NULL) {
            return false;
        }
        given = ref_object(best);
    }
    parts->metatype = retain(given);
    return true;
}

static bool prepare(struct ouro *rt, struct class_parts *parts)
{
    if (same(lend(parts->metatype), ref_object(type_by_number(rt, TYPE_TYPE)))) {
        parts->namespace = dict_new(rt);
        return !failed(parts->namespace);
    }
    own_value method = operation_find_attribute(rt, lend(parts->metatype), name_of(rt, NAME_prepare));
    if (failed(method)) {
        return false;
    }
    if (is_stop(lend(method))) {
        parts->namespace = dict_new(rt);
        return !failed(parts->namespace);
    }
    parts->args[1] = parts->name;
    parts->args[2] = lend(parts->bases);
    parts->namespace = operation_call(rt, lend(method), parts->args + 1, 2, lend(parts->kwnames));
    release(rt, method);
    if (failed(parts->namespace)) {
        return false;
    }
    struct type *t = type_of(rt, lend(parts->namespace));
    if (t->protocol->get_item == NULL && !type_overrides(t, NAME_getitem)) {
        if (is_type(rt, lend(parts->metatype))) {
            error_raise(rt, TYPE_TYPE_ERROR, "%N.__prepare__() must return a mapping, not %T",
                        as_type(lend(parts->metatype)), lend(parts->namespace));
        } else {
            error_raise(rt, TYPE_TYPE_ERROR, "<metaclass>.__prepare__() must return a mapping, not %T",
                        lend(parts->namespace));
        }
        return false;
    }
    return true;
}

// Runs the body with the namespace.
static bool run_body(struct ouro *rt, struct class_parts *parts)
{
    if (stack_is_low(rt)) {
        error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
        return false;
    }
    struct context *context = rt->context;
    own_value result = own_nothing;
    if (!call_push_lent(rt, context, parts->function, NULL, 0, ACTION_C, FRAME_LIVE_TABLE, &result)) {
        return false;
    }
    if (failed(result)) {
        context->frame->namespace = retain(lend(parts->namespace));
        context->frame->flags |= FRAME_NAMESPACE;
        result = interpret_nested(rt, context, ENTER_START, own_nothing);
    }
    if (failed(result)) {
        return false;
    }
    release(rt, result);
    if (is_exact(lend(parts->namespace), TYPE_DICT)) {
        ref_value cell = dict_get_str(rt, lend(parts->namespace), name_of(rt, NAME_classcell));
        parts->cell = is_nothing(cell) ? own_nothing : retain(cell);
    }
    return failed(parts->original) ||
           operation_set_item(rt, lend(parts->namespace), name_of(rt, NAME_orig_bases), lend(parts->original));
}

// Did the metaclass hand __classcell__ on, so that __class__ means this class?
static bool cell_is_set(struct ouro *rt, struct class_parts *parts, ref_value class)
{
    if (failed(parts->cell) || !is_exact(lend(parts->cell), TYPE_CELL)) {
        return true;
    }
    ref_value set = slot_get(((struct cell *)as_object(lend(parts->cell)))->value);
    if (is_nothing(set)) {
        error_raise(rt, TYPE_RUNTIME_ERROR,
                    "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?", parts->name,
                    class);
        return false;
    }
    if (!same(set, class)) {
        error_raise(rt, TYPE_TYPE_ERROR, "__class__ set to %.200R defining %.200R as %.200R", set, parts->name, class);
        return false;
    }
    return true;
}

static own_value make(struct ouro *rt, struct class_parts *parts)
{
    parts->args[0] = parts->name;
    parts->args[1] = lend(parts->bases);
    parts->args[2] = lend(parts->namespace);
    own_value class = operation_call(rt, lend(parts->metatype), parts->args, 3, lend(parts->kwnames));
    if (!failed(class) && is_type(rt, lend(class))) {
        uint32_t hint = as_code(slot_get(as_function(parts->function)->code))->attribute_hint;
        type_set_attribute_hint(rt, as_type(lend(class)), hint);
        if (!cell_is_set(rt, parts, lend(class))) {
            release(rt, give(class));
        }
    }
    return class;
}

own_value vm_build_class(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (count < 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__build_class__: not enough arguments");
    }
    if (!is_exact(args[0], TYPE_FUNCTION)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__build_class__: func must be a function");
    }
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__build_class__: name is not a string");
    }
    struct class_parts parts = {.function = args[0], .name = args[1]};
    uint32_t named = is_nothing(kwnames) ? 0 : (uint32_t)as_tuple(kwnames)->length;
    own_value class = own_nothing;
    if (resolve_bases(rt, &parts, args + 2, count - 2) && resolve_metatype(rt, &parts, args + count, kwnames) &&
        prepare(rt, &parts) && run_body(rt, &parts)) {
        class = make(rt, &parts);
    }
    if (parts.args != NULL) {
        heap_raw_free(&rt->heap, parts.args, (3 + named) * sizeof(ref_value));
    }
    release(rt, parts.cell);
    release(rt, parts.namespace);
    release(rt, parts.metatype);
    release(rt, parts.bases);
    release(rt, parts.original);
    release(rt, parts.kwnames);
    return class;
}
