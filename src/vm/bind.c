// SPDX-License-Identifier: MIT
// Calls of Python functions in general form: arguments to parameters, the errors, the frame or generator.
#include "object/str.h"
#include "object/tuple.h"
#include "vm/frame_object.h"
#include "vm/generator.h"
#include "vm/internal.h"

static own_value take_argument(struct call *call, uint32_t i)
{
    return call->lent ? retain(lend(call->args[i])) : give(call->args[i]);
}

static void drop_arguments(struct ouro *rt, struct call *call)
{
    for (uint32_t i = 0; !call->lent && i < call->count; i++) {
        register_release(rt, &call->args[i]);
    }
}

static uint32_t tuple_count(slot_value s)
{
    ref_value v = slot_get(s);
    return is_nothing(v) ? 0 : (uint32_t)as_tuple(v)->length;
}

// Errors
// -----------------------------------------------------------------------------------------------------------------

static bool too_many(struct ouro *rt, struct call *call, struct code *code, own_value *registers)
{
    uint32_t given = call->count - call->named;
    uint32_t keyword_only = 0;
    for (uint32_t i = 0; i < code->keyword_only_count; i++) {
        keyword_only += registers[code->positional_count + i].bits != 0;
    }
    uint32_t defaults = tuple_count(call->function->defaults);
    uint32_t most = code->positional_count;
    own_value takes =
        defaults > 0 ? str_format(rt, "from %u to %u", most - defaults, most) : str_format(rt, "%u", most);
    own_value extra = own_nothing;
    if (!failed(takes)) {
        extra = keyword_only > 0 ? str_format(rt, " positional argument%s (and %u keyword-only argument%s)",
                                              given != 1 ? "s" : "", keyword_only, keyword_only != 1 ? "s" : "")
                                 : str_from(rt, "");
    }
    if (!failed(extra)) {
        error_raise(rt, TYPE_TYPE_ERROR, "%U() takes %U positional argument%s but %u%U %s given",
                    slot_get(call->function->qualname), lend(takes), defaults > 0 || most != 1 ? "s" : "", given,
                    lend(extra), given == 1 && keyword_only == 0 ? "was" : "were");
    }
    release(rt, takes);
    release(rt, extra);
    return false;
}

// 'a', 'b', and 'c': the names of empty registers from `from` to `to`.
static own_value missing_names(struct ouro *rt, struct code *code, own_value *registers, uint32_t from, uint32_t to,
                               uint32_t missing)
{
    struct str_builder b;
    str_builder_open(rt, &b);
    uint32_t seen = 0;
    for (uint32_t i = from; i < to; i++) {
        if (registers[i].bits != 0) {
            continue;
        }
        if (seen > 0) {
            str_builder_add_text(&b, missing == 2 ? " and " : seen + 1 == missing ? ", and " : ", ");
        }
        str_builder_add_repr(&b, tuple_item(slot_get(code->local_names), i));
        seen++;
    }
    return str_builder_finish(&b);
}

static bool report_missing(struct ouro *rt, struct call *call, struct code *code, own_value *registers, uint32_t from,
                           uint32_t to, char const *kind)
{
    uint32_t missing = 0;
    for (uint32_t i = from; i < to; i++) {
        missing += registers[i].bits == 0;
    }
    if (missing == 0) {
        return true;
    }
    own_value names = missing_names(rt, code, registers, from, to, missing);
    if (!failed(names)) {
        error_raise(rt, TYPE_TYPE_ERROR, "%U() missing %u required %s argument%s: %U",
                    slot_get(call->function->qualname), missing, kind, missing == 1 ? "" : "s", lend(names));
        release(rt, names);
    }
    return false;
}

static bool names_equal(struct ouro *rt, ref_value a, ref_value b)
{
    (void)rt;
    return same(a, b) || str_equal(as_str(a), as_str(b));
}

// A keyword that fits no parameter: TypeError, with a word of its own for positional-only ones.
static bool unexpected(struct ouro *rt, struct call *call, struct code *code, ref_value keyword)
{
    struct str_builder b;
    str_builder_open(rt, &b);
    uint32_t found = 0;
    for (uint32_t i = 0; i < code->positional_only_count; i++) {
        ref_value name = tuple_item(slot_get(code->local_names), i);
        for (uint32_t k = 0; k < call->named; k++) {
            if (names_equal(rt, name, tuple_item(call->kwnames, k))) {
                str_builder_add_text(&b, found++ > 0 ? ", " : "");
                str_builder_add_str(&b, name);
            }
        }
    }
    if (found == 0) {
        str_builder_abandon(&b);
        error_raise(rt, TYPE_TYPE_ERROR, "%U() got an unexpected keyword argument '%U'",
                    slot_get(call->function->qualname), keyword);
        return false;
    }
    own_value names = str_builder_finish(&b);
    if (!failed(names)) {
        error_raise(rt, TYPE_TYPE_ERROR, "%U() got some positional-only arguments passed as keyword arguments: '%U'",
                    slot_get(call->function->qualname), lend(names));
        release(rt, names);
    }
    return false;
}

// Binding
// ----------------------------------------------------------------------------------------------------------------

// Register of the parameter with this name, or -1.
static int32_t parameter_named(struct ouro *rt, struct code *code, ref_value name)
{
    ref_value names = slot_get(code->local_names);
    uint32_t end = code->positional_count + code->keyword_only_count;
    for (uint32_t i = code->positional_only_count; i < end; i++) {
        if (same(tuple_item(names, i), name)) {
            return (int32_t)i;
        }
    }
    for (uint32_t i = code->positional_only_count; i < end; i++) {
        if (names_equal(rt, tuple_item(names, i), name)) {
            return (int32_t)i;
        }
    }
    return -1;
}

static bool bind_keywords(struct ouro *rt, struct call *call, struct code *code, own_value *registers,
                          ref_value keywords)
{
    uint32_t first = call->count - call->named;
    for (uint32_t k = 0; k < call->named; k++) {
        ref_value name = tuple_item(call->kwnames, k);
        if (!is_str(rt, name)) {
            error_raise(rt, TYPE_TYPE_ERROR, "%U() keywords must be strings", slot_get(call->function->qualname));
            return false;
        }
        int32_t parameter = parameter_named(rt, code, name);
        if (parameter >= 0) {
            if (registers[parameter].bits != 0) {
                error_raise(rt, TYPE_TYPE_ERROR, "%U() got multiple values for argument '%U'",
                            slot_get(call->function->qualname), name);
                return false;
            }
            registers[parameter] = take_argument(call, first + k);
            continue;
        }
        if (is_nothing(keywords)) {
            return unexpected(rt, call, code, name);
        }
        own_value v = take_argument(call, first + k);
        bool done = dict_set(rt, keywords, name, lend(v));
        release(rt, v);
        if (!done) {
            return false;
        }
    }
    return true;
}

static bool bind_defaults(struct ouro *rt, struct call *call, struct code *code, own_value *registers)
{
    uint32_t given = call->count - call->named;
    uint32_t count = code->positional_count;
    uint32_t defaults = tuple_count(call->function->defaults);
    if (given < count) {
        uint32_t required = defaults > count ? 0 : count - defaults;
        if (!report_missing(rt, call, code, registers, given < required ? given : required, required, "positional")) {
            return false;
        }
        for (uint32_t i = required; i < count; i++) {
            if (registers[i].bits == 0) {
                registers[i] = retain(tuple_item(slot_get(call->function->defaults), i - (count - defaults)));
            }
        }
    }
    uint32_t end = count + code->keyword_only_count;
    ref_value kwdefaults = slot_get(call->function->kwdefaults);
    bool missing = false;
    for (uint32_t i = count; i < end; i++) {
        if (registers[i].bits == 0) {
            ref_value v = is_nothing(kwdefaults)
                              ? ref_nothing
                              : dict_get_str(rt, kwdefaults, tuple_item(slot_get(code->local_names), i));
            registers[i] = retain(v);
            missing |= is_nothing(v);
        }
    }
    return !missing || report_missing(rt, call, code, registers, count, end, "keyword-only");
}

static bool bind_parameters(struct ouro *rt, struct call *call, struct code *code, own_value *registers)
{
    uint32_t given = call->count - call->named;
    uint32_t positional = given < code->positional_count ? given : code->positional_count;
    uint32_t star = code->positional_count + code->keyword_only_count;
    ref_value keywords = ref_nothing;
    if (code->flags & CODE_VARKEYWORDS) {
        own_value dict = dict_new(rt);
        if (failed(dict)) {
            return false;
        }
        keywords = lend(dict);
        registers[star + ((code->flags & CODE_VARARGS) != 0)] = dict;
    }
    for (uint32_t i = 0; i < positional; i++) {
        registers[i] = take_argument(call, i);
    }
    if (code->flags & CODE_VARARGS) {
        own_value rest = tuple_new(rt, given - positional);
        if (failed(rest)) {
            return false;
        }
        for (uint32_t i = positional; i < given; i++) {
            slot_init(&as_tuple(lend(rest))->items[i - positional], take_argument(call, i));
        }
        registers[star] = rest;
    }
    if (call->named > 0 && !bind_keywords(rt, call, code, registers, keywords)) {
        return false;
    }
    if (given > code->positional_count && !(code->flags & CODE_VARARGS)) {
        return too_many(rt, call, code, registers);
    }
    return bind_defaults(rt, call, code, registers);
}

bool call_bind(struct ouro *rt, struct call *call, own_value *registers)
{
    struct code *code = as_code(slot_get(call->function->code));
    uint32_t count = code_first_temporary(code);
    memset(registers, 0, count * sizeof *registers);
    bool bound = bind_parameters(rt, call, code, registers);
    if (bound && code->cell_count + code->free_count > 0) {
        bound = frame_make_cells(rt, code, registers, slot_get(call->function->closure));
    }
    if (!bound) {
        own_value error = error_take(rt);
        for (uint32_t i = 0; i < count; i++) {
            register_release(rt, &registers[i]);
        }
        drop_arguments(rt, call);
        error_restore(rt, error);
    }
    return bound;
}

bool call_push(struct ouro *rt, struct context *context, struct call *call, enum frame_action action,
               uint32_t caller_live, own_value *result)
{
    struct function *function = call->function;
    struct code *code = as_code(slot_get(function->code));
    if (code->flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) {
        *result = generator_new_call(rt, call);
        return !failed(*result);
    }
    struct frame *caller = context->frame;
    struct frame *frame = frame_above(rt, context, caller);
    uint8_t flags = 0;
    own_value *registers = NULL;
    if (frame != NULL && (frame->depth < rt->objects->recursion_limit || frame_too_deep(rt))) {
        registers = stack_reserve(rt, context, caller, code->register_count, &flags);
    }
    if (registers == NULL) {
        drop_arguments(rt, call);
        return false;
    }
    if (!call_bind(rt, call, registers)) {
        if (flags & FRAME_SEGMENT) {
            stack_leave_segment(rt, context);
        }
        return false;
    }
    retain_object(&function->header);
    frame_fill(frame, function, code, registers, caller_live, action);
    frame->ip = code->units;
    frame->flags = flags;
    context->frame = frame;
    return true;
}

bool call_push_lent(struct ouro *rt, struct context *context, ref_value function, ref_value const *args, uint32_t count,
                    enum frame_action action, uint32_t caller_live, own_value *result)
{
    struct call call = {as_function(function), (own_value *)(uintptr_t)args, count, 0, ref_nothing, true};
    return call_push(rt, context, &call, action, caller_live, result);
}
