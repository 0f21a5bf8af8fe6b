// SPDX-License-Identifier: MIT
// Generator objects: their frame's life, and send, throw and close as C code and Python methods call them.
#include "vm/generator.h"
#include "object/container.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/warning.h"
#include "vm/frame_object.h"
#include "vm/internal.h"

#define GENERATOR_DROPPED 4 // the release walk is at it: register_count says how many registers were live

OURO_INLINE own_value *registers_of(struct generator *g)
{
    return (own_value *)g->registers;
}

static uint32_t live_registers(struct generator const *g)
{
    switch (g->state) {
    case GENERATOR_CREATED:
    case GENERATOR_SUSPENDED: {
        ref_value code = slot_get(g->code);
        if (is_nothing(code)) {
            return 0;
        }
        return code_depth_at(as_code(code), (uint32_t)(g->ip - as_code(code)->units));
    }
    case GENERATOR_DROPPED:
        return g->register_count;
    default:
        return 0;
    }
}

// "generator", "coroutine" or "async generator", for messages.
static char const *kind_of(struct generator const *g)
{
    uint32_t number = object_number(&g->header);
    return number == TYPE_GENERATOR ? "generator" : number == TYPE_COROUTINE ? "coroutine" : "async generator";
}

static bool is_coroutine(struct generator const *g)
{
    return object_number(&g->header) == TYPE_COROUTINE;
}

static void finish_quietly(struct ouro *rt, struct generator *g);

// Making
// ------------------------------------------------------------------------------------------------------------------

static struct generator *generator_allocate(struct ouro *rt, struct code *code, ref_value globals, ref_value builtins)
{
    enum type_number number = code->flags & CODE_COROUTINE         ? TYPE_COROUTINE
                              : code->flags & CODE_ASYNC_GENERATOR ? TYPE_ASYNC_GENERATOR
                                                                   : TYPE_GENERATOR;
    uint32_t extra = number != TYPE_GENERATOR;
    struct generator *g = object_allocate(
        rt, HEAP_TRACED, sizeof *g + ((size_t)code->register_count + extra) * sizeof(slot_value), number);
    if (g == NULL) {
        error_no_memory(rt);
        return NULL;
    }
    g->ip = code->units;
    g->register_count = code->register_count;
    g->extra = extra ? code->register_count + 1 : 0;
    slot_init(&g->code, retain(ref_object(code)));
    slot_init(&g->globals, retain(globals));
    slot_init(&g->builtins, retain(builtins));
    slot_init(&g->name, retain(slot_get(code->name)));
    slot_init(&g->qualname, retain(slot_get(code->qualname)));
    return g;
}

// Remembers the frames from the running one down, as (file name, line, name).
static bool remember_origin(struct ouro *rt, struct generator *g, uint32_t most)
{
    own_value list = list_new(rt, 0);
    struct code *code;
    uint32_t unit;
    for (uint32_t depth = 0; !failed(list) && depth < most && vm_position(rt, depth, &code, &unit); depth++) {
        ref_value const parts[] = {slot_get(code->filename), lend(own_small_int(code_line_at(code, unit))),
                                   slot_get(code->name)};
        own_value entry = tuple_from(rt, parts, 3);
        if (failed(entry) || !list_append(rt, as_list(lend(list)), entry)) {
            release(rt, give(list));
        }
    }
    own_value origin = failed(list) ? own_nothing : operation_tuple(rt, lend(list));
    release(rt, list);
    bool done = !failed(origin);
    slot_set(rt, g, generator_extra(g), origin);
    return done;
}

own_value generator_new_for(struct ouro *rt, struct code *code, struct dict *globals, struct dict *builtins)
{
    struct generator *g = generator_allocate(rt, code, ref_object(globals), ref_object(builtins));
    return g != NULL ? own_object(g) : own_nothing;
}

own_value generator_new_call(struct ouro *rt, struct call *call)
{
    struct function *function = call->function;
    struct generator *g = generator_allocate(rt, as_code(slot_get(function->code)), slot_get(function->globals),
                                             slot_get(function->builtins));
    if (g == NULL) {
        for (uint32_t i = 0; !call->lent && i < call->count; i++) {
            register_release(rt, &call->args[i]);
        }
        return own_nothing;
    }
    slot_set(rt, g, &g->name, retain(slot_get(function->name)));
    slot_set(rt, g, &g->qualname, retain(slot_get(function->qualname)));
    uint32_t most = rt->objects->coroutine_origin_depth;
    if (!call_bind(rt, call, registers_of(g))) {
        g->state = GENERATOR_FINISHED;
        release(rt, own_object(g));
        return own_nothing;
    }
    if (OURO_UNLIKELY(most > 0) && is_coroutine(g) && !remember_origin(rt, g, most)) {
        finish_quietly(rt, g);
        release(rt, own_object(g));
        return own_nothing;
    }
    return own_object(g);
}

// Entering and leaving
// ----------------------------------------------------------------------------------------------------

bool generator_is_running(struct ouro *rt, struct generator *g)
{
    if (OURO_LIKELY(g->state != GENERATOR_RUNNING && !g->closing)) {
        return false;
    }
    error_raise(rt, TYPE_VALUE_ERROR, "%s already executing", kind_of(g));
    return true;
}

static OURO_COLD void grey_contents(struct ouro *rt, struct generator *g)
{
    uint32_t live = live_registers(g);
    for (uint32_t i = 0; i < live; i++) {
        if (is_object(slot_get(g->registers[i]))) {
            barrier_grey(rt, slot_get(g->registers[i]));
        }
    }
    if (is_object(slot_get(g->frame))) {
        barrier_grey(rt, slot_get(g->frame));
    }
    if (is_object(lend(g->handled.exception))) {
        barrier_grey(rt, lend(g->handled.exception));
    }
}

bool generator_enter(struct ouro *rt, struct context *context, struct generator *g, enum frame_action action,
                     uint32_t caller_live)
{
    OURO_ASSERT(g->state == GENERATOR_CREATED || g->state == GENERATOR_SUSPENDED);
    struct frame *caller = context->frame;
    struct frame *frame = frame_above(rt, context, caller);
    if (frame == NULL || (OURO_UNLIKELY(frame->depth >= rt->objects->recursion_limit) && !frame_too_deep(rt))) {
        return false;
    }
    if (OURO_UNLIKELY(rt->barrier) && RULE(25, 4)) {
        grey_contents(rt, g);
    }
    frame->ip = g->ip;
    frame->registers = registers_of(g);
    frame->stack_top = caller->stack_top;
    frame->code = as_code(slot_get(g->code));
    frame->globals = as_dict(slot_get(g->globals));
    frame->builtins = as_dict(slot_get(g->builtins));
    frame->function = own_nothing;
    frame->generator = g;
    frame->caller_live = caller_live;
    frame->action = (uint8_t)action;
    frame->flags = FRAME_GENERATOR | FRAME_LENT;
    if (OURO_UNLIKELY(!is_nothing(slot_get(g->frame)))) {
        struct frame_object *o = (struct frame_object *)as_object(slot_get(g->frame));
        slot_init(&g->frame, own_nothing);
        o->generator = NULL;
        o->record = frame;
        frame->object = o;
        frame->flags |= FRAME_OBJECT;
    }
    g->state = GENERATOR_RUNNING;
    g->handled.outer = context->handled;
    context->handled = &g->handled;
    context->frame = frame;
    return true;
}

static void leave(struct ouro *rt, struct context *context, struct frame *frame)
{
    if (OURO_UNLIKELY(frame->flags & FRAME_WATERMARK)) {
        watermark_pass(rt, context);
    }
    struct generator *g = frame->generator;
    context->handled = g->handled.outer;
    g->handled.outer = NULL;
    frame->generator = NULL;
    frame->flags = 0;
    context->frame = frame->back;
}

void generator_suspend(struct ouro *rt, struct context *context)
{
    struct frame *frame = context->frame;
    struct generator *g = frame->generator;
    g->ip = frame->ip;
    g->state = GENERATOR_SUSPENDED;
    g->started = true;
    if (OURO_UNLIKELY(frame->object != NULL)) {
        struct frame_object *o = frame->object;
        frame->object = NULL;
        o->record = NULL;
        o->generator = g;
        slot_init(&g->frame, own_object(o));
    }
    leave(rt, context, frame);
}

void generator_finish(struct ouro *rt, struct context *context)
{
    struct frame *frame = context->frame;
    struct generator *g = frame->generator;
    frame_clear(rt, frame);
    own_value handled = give(g->handled.exception);
    g->state = GENERATOR_FINISHED;
    leave(rt, context, frame);
    release(rt, handled);
}

// Finishes a suspended or new generator without running it: nothing in it wants to know.
static void finish_quietly(struct ouro *rt, struct generator *g)
{
    uint32_t live = live_registers(g);
    g->closing = true;
    own_value code = retain(slot_get(g->code));
    for (uint32_t i = 0; i < live; i = code_release_next(as_code(lend(code)), i)) {
        release(rt, slot_take(rt, g, &g->registers[i]));
    }
    release(rt, code);
    g->state = GENERATOR_FINISHED;
    g->closing = false;
    if (!is_nothing(slot_get(g->frame))) {
        ((struct frame_object *)as_object(slot_get(g->frame)))->generator = NULL;
        release(rt, slot_take(rt, g, &g->frame));
    }
    release(rt, give(g->handled.exception));
}

void generator_convert_stop(struct ouro *rt, struct generator *g)
{
    bool stop_async = object_number(&g->header) == TYPE_ASYNC_GENERATOR && error_matches(rt, TYPE_STOP_ASYNC_ITERATION);
    if (!stop_async && !error_matches(rt, TYPE_STOP_ITERATION)) {
        return;
    }
    own_value stop = error_take(rt);
    error_raise(rt, TYPE_RUNTIME_ERROR, "%s raised %s", kind_of(g),
                stop_async ? "StopAsyncIteration" : "StopIteration");
    own_value error = error_take(rt);
    struct exception *e = as_exception(lend(error));
    slot_set(rt, e, &e->cause, retain(lend(stop)));
    slot_set(rt, e, &e->context, stop);
    e->suppress_context = 1;
    error_restore(rt, error);
}

own_value generator_raise_stop(struct ouro *rt, own_value value)
{
    if (is_exact(lend(value), TYPE_TUPLE) || is_exception(rt, lend(value))) {
        // A tuple would be taken for the arguments.
        own_value arguments = tuple_from_owned(rt, &value, 1);
        if (!failed(arguments)) {
            error_raise_arguments(rt, TYPE_STOP_ITERATION, lend(arguments));
            release(rt, arguments);
        }
        return own_nothing;
    }
    error_raise_value(rt, TYPE_STOP_ITERATION, is_none(lend(value)) ? ref_nothing : lend(value));
    release(rt, value);
    return own_nothing;
}

// Takes a pending StopIteration: its value, owned. Nothing: another error is pending.
static own_value take_stop_value(struct ouro *rt)
{
    if (!error_matches(rt, TYPE_STOP_ITERATION)) {
        return own_nothing;
    }
    own_value stop = error_take(rt);
    ref_value value = slot_get(as_exception(lend(stop))->fields[0]);
    own_value result = is_nothing(value) ? own_none : retain(value);
    release(rt, stop);
    return result;
}

// Send, throw, close
// ------------------------------------------------------------------------------------------------------

static own_value outcome(struct ouro *rt, struct generator *g, own_value result, own_value *returned)
{
    if (failed(result) || g->state != GENERATOR_FINISHED) {
        return result;
    }
    if (returned != NULL) {
        *returned = result;
    } else {
        release(rt, result);
    }
    return own_stop;
}

static own_value resume(struct ouro *rt, struct generator *g, enum enter_mode mode, own_value sent, own_value *returned)
{
    struct context *context = rt->context;
    if (stack_is_low(rt)) {
        release(rt, sent);
        error_clear(rt);
        return error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    }
    own_value pending = error_take(rt);
    if (!generator_enter(rt, context, g, ACTION_C, FRAME_LIVE_TABLE)) {
        release(rt, sent);
        release(rt, pending);
        return own_nothing;
    }
    if (mode == ENTER_THROW && !is_nothing(lend(g->handled.exception))) {
        error_raise_object(rt, pending); // what the generator handles is its context
    } else {
        error_restore(rt, pending);
    }
    return outcome(rt, g, interpret_nested(rt, context, mode, sent), returned);
}

own_value generator_send(struct ouro *rt, struct generator *g, own_value sent, own_value *returned)
{
    if (generator_is_running(rt, g)) {
        release(rt, sent);
        return own_nothing;
    }
    if (g->state == GENERATOR_FINISHED) {
        release(rt, sent);
        if (is_coroutine(g)) {
            return error_raise(rt, TYPE_RUNTIME_ERROR, "cannot reuse already awaited coroutine");
        }
        if (returned != NULL) {
            *returned = own_none;
        }
        return own_stop;
    }
    if (g->state == GENERATOR_CREATED) {
        if (!is_none(lend(sent))) {
            release(rt, sent);
            return error_raise(rt, TYPE_TYPE_ERROR, "can't send non-None value to a just-started %s", kind_of(g));
        }
        return resume(rt, g, ENTER_START, own_nothing, returned);
    }
    return resume(rt, g, ENTER_RESUME, sent, returned);
}

ref_value generator_delegate(struct generator *g)
{
    if (g->state != GENERATOR_SUSPENDED || unit_op(*g->ip) != OP_YIELD_FROM) {
        return ref_nothing;
    }
    return slot_get(g->registers[unit_b(*g->ip)]);
}

// Closes what g delegates to. false: error pending.
static bool close_delegate(struct ouro *rt, struct generator *g, ref_value lent)
{
    own_value delegate = retain(lent);
    bool closed = true;
    g->closing = true;
    if (is_resumable(lend(delegate))) {
        closed = generator_close(rt, as_generator(lend(delegate)));
    } else {
        own_value method = operation_find_attribute(rt, lend(delegate), name_of(rt, NAME_close));
        closed = !failed(method);
        if (closed && !is_stop(lend(method))) {
            own_value result = operation_call_0(rt, lend(method));
            closed = !failed(result);
            release(rt, result);
            release(rt, method);
        }
    }
    g->closing = false;
    release(rt, delegate);
    return closed;
}

// Throws the pending error into what g delegates to. own_not_implemented: it has no throw; the error is pending still.
static own_value throw_delegate(struct ouro *rt, struct generator *g, ref_value lent, ref_value const *raw,
                                uint32_t raw_count, bool closes, own_value *returned)
{
    own_value delegate = retain(lent);
    own_value result;
    g->closing = true;
    if (is_resumable(lend(delegate))) {
        result = generator_throw(rt, as_generator(lend(delegate)), raw, raw_count, closes, returned);
    } else {
        own_value error = error_take(rt);
        own_value method = operation_find_attribute(rt, lend(delegate), name_of(rt, NAME_throw));
        if (failed(method)) {
            result = own_nothing;
        } else if (is_stop(lend(method))) {
            error_restore(rt, retain(lend(error)));
            result = own_not_implemented;
        } else {
            ref_value exception = lend(error);
            result = operation_call(rt, lend(method), raw != NULL ? raw : &exception, raw != NULL ? raw_count : 1,
                                    ref_nothing);
            release(rt, method);
            if (failed(result) && error_matches(rt, TYPE_STOP_ITERATION)) {
                *returned = take_stop_value(rt);
                result = own_stop;
            }
        }
        release(rt, error);
    }
    g->closing = false;
    release(rt, delegate);
    return result;
}

// The delegate has ended with a value: what YIELD_FROM does then, and on.
static own_value go_on(struct ouro *rt, struct generator *g, own_value value, own_value *returned)
{
    uint64_t unit = *g->ip;
    release(rt, slot_take(rt, g, &g->registers[unit_b(unit)]));
    if (unit_flags(unit) & FLAG_LOCAL) {
        slot_set(rt, g, &g->registers[unit_a(unit)], value);
    } else {
        slot_init(&g->registers[unit_a(unit)], value);
    }
    g->ip++;
    return resume(rt, g, ENTER_START, own_nothing, returned);
}

// No handler of a generator that has not begun sees the exception; its frame is in the traceback all the same.
static own_value throw_into_new(struct ouro *rt, struct generator *g)
{
    struct context *context = rt->context;
    own_value error = error_take(rt);
    if (generator_enter(rt, context, g, ACTION_C, FRAME_LIVE_TABLE)) {
        error_restore(rt, error);
        traceback_add(rt, context->frame);
        ref_value traceback = slot_get(as_exception(lend(rt->error))->traceback);
        if (vm_is_traceback(traceback)) {
            // It has got no further than its head.
            ((struct traceback *)as_object(traceback))->line = (int32_t)context->frame->code->first_line;
        }
        generator_convert_stop(rt, g);
        error = error_take(rt);
        generator_finish(rt, context);
        error_restore(rt, error);
    } else {
        release(rt, error);
    }
    return own_nothing;
}

own_value generator_throw(struct ouro *rt, struct generator *g, ref_value const *raw, uint32_t raw_count, bool closes,
                          own_value *returned)
{
    if (g->state == GENERATOR_RUNNING || g->closing) {
        error_clear(rt);
        (void)generator_is_running(rt, g);
        return own_nothing;
    }
    if (g->state == GENERATOR_FINISHED) {
        if (is_coroutine(g)) {
            error_clear(rt);
            return error_raise(rt, TYPE_RUNTIME_ERROR, "cannot reuse already awaited coroutine");
        }
        return own_nothing; // raised at the caller
    }
    if (stack_is_low(rt)) {
        error_clear(rt);
        return error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    }
    ref_value delegate = generator_delegate(g);
    if (!is_nothing(delegate)) {
        if (closes && error_matches(rt, TYPE_GENERATOR_EXIT)) {
            own_value error = error_take(rt);
            if (close_delegate(rt, g, delegate)) {
                error_restore(rt, error);
            } else {
                release(rt, error);
            }
        } else {
            own_value value = own_nothing;
            own_value result = throw_delegate(rt, g, delegate, raw, raw_count, closes, &value);
            if (is_stop(lend(result))) {
                return go_on(rt, g, value, returned);
            }
            if (!failed(result) && !is_not_implemented(lend(result))) {
                return result;
            }
        }
    }
    if (g->state == GENERATOR_CREATED) {
        return throw_into_new(rt, g);
    }
    return resume(rt, g, ENTER_THROW, own_nothing, returned);
}

static bool is_guarded(struct generator const *g)
{
    struct code const *code = as_code(slot_get(g->code));
    uint32_t unit = (uint32_t)(g->ip - code->units);
    for (uint32_t i = 0; i < code->handler_count; i++) {
        if (unit >= code->handlers[i].start && unit < code->handlers[i].end) {
            return true;
        }
    }
    return false;
}

bool generator_close(struct ouro *rt, struct generator *g)
{
    if (generator_is_running(rt, g)) {
        return false;
    }
    if (g->state == GENERATOR_FINISHED) {
        return true;
    }
    ref_value delegate = generator_delegate(g);
    if (g->state == GENERATOR_CREATED || (is_nothing(delegate) && !is_guarded(g))) {
        finish_quietly(rt, g);
        return true;
    }
    if (is_nothing(delegate) || close_delegate(rt, g, delegate)) {
        error_raise_value(rt, TYPE_GENERATOR_EXIT, ref_nothing);
    }
    if (g->state == GENERATOR_FINISHED) {
        error_clear(rt);
        return true;
    }
    own_value result = resume(rt, g, ENTER_THROW, own_nothing, NULL);
    if (is_stop(lend(result))) {
        return true;
    }
    if (!failed(result)) {
        release(rt, result);
        error_raise(rt, TYPE_RUNTIME_ERROR, "%s ignored GeneratorExit", kind_of(g));
        return false;
    }
    if (error_matches(rt, TYPE_GENERATOR_EXIT) || error_matches(rt, TYPE_STOP_ITERATION)) {
        error_clear(rt);
        return true;
    }
    return false;
}

own_value delegate_send(struct ouro *rt, ref_value iterator, ref_value sent, own_value *returned)
{
    own_value result;
    if (is_none(sent)) {
        if (!type_overrides(type_of(rt, iterator), NAME_next)) {
            result = operation_next(rt, iterator);
            if (is_stop(lend(result))) {
                *returned = own_none;
            }
            if (!failed(result)) {
                return result;
            }
        } else {
            result = operation_call_special(rt, NAME_next, &iterator, 1);
        }
    } else {
        ref_value args[] = {iterator, sent};
        result = operation_call_method(rt, name_of(rt, NAME_send), args, 2, ref_nothing);
    }
    if (failed(result) && error_pending(rt)) {
        *returned = take_stop_value(rt);
        return failed(*returned) ? own_nothing : own_stop;
    }
    return result;
}

// Methods
// -----------------------------------------------------------------------------------------------------------------

static own_value next_of(struct ouro *rt, ref_value self)
{
    return generator_send(rt, as_generator(self), own_none, NULL);
}

own_value generator_method_send(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count;
    (void)kwnames;
    own_value returned = own_nothing;
    own_value result = generator_send(rt, as_generator(args[0]), retain(args[1]), &returned);
    return is_stop(lend(result)) ? generator_raise_stop(rt, returned) : result;
}

own_value generator_method_next(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count;
    (void)kwnames;
    own_value returned = own_nothing;
    own_value result = generator_send(rt, as_generator(args[0]), own_none, &returned);
    return is_stop(lend(result)) ? generator_raise_stop(rt, returned) : result;
}

// The exception that throw(type, value, traceback) means, owned.
static own_value thrown(struct ouro *rt, ref_value type, ref_value value)
{
    if (is_exception(rt, type)) {
        if (!is_nothing(value) && !is_none(value)) {
            return error_raise(rt, TYPE_TYPE_ERROR, "instance exception may not have a separate value");
        }
        return retain(type);
    }
    if (!is_exception_type(rt, type)) {
        return error_raise(rt, TYPE_TYPE_ERROR,
                           "exceptions must be classes or instances deriving from BaseException, not %T", type);
    }
    if (is_nothing(value) || is_none(value)) {
        return operation_call_0(rt, type);
    }
    if (is_exception(rt, value) && type_is_subtype(type_of(rt, value), (struct type *)as_object(type))) {
        return retain(value);
    }
    if (is_exact(value, TYPE_TUPLE)) {
        return operation_call(rt, type, slot_lend_array(as_tuple(value)->items), (uint32_t)as_tuple(value)->length,
                              ref_nothing);
    }
    return operation_call_1(rt, type, value);
}

// throw(type[, value[, traceback]]); *returned as generator_throw's.
static own_value throw_given(struct ouro *rt, struct generator *g, ref_value const *args, uint32_t count, bool closes,
                             own_value *returned)
{
    ref_value traceback = count > 2 ? args[2] : ref_none;
    if (!is_none(traceback) && !vm_is_traceback(traceback)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "throw() third argument must be a traceback object");
    }
    own_value exception = thrown(rt, args[0], count > 1 ? args[1] : ref_none);
    if (failed(exception)) {
        return exception;
    }
    if (!is_exception(rt, lend(exception))) {
        error_raise(rt, TYPE_TYPE_ERROR, "calling %R should have returned an instance of BaseException, not %T",
                    args[0], lend(exception));
        release(rt, exception);
        return own_nothing;
    }
    if (!is_none(traceback)) {
        struct exception *e = as_exception(lend(exception));
        slot_set(rt, e, &e->traceback, retain(traceback));
    }
    error_restore(rt, exception);
    return generator_throw(rt, g, args, count, closes, returned);
}

own_value generator_throw_arguments(struct ouro *rt, struct generator *g, ref_value const *args, uint32_t count,
                                    bool closes)
{
    own_value returned = own_nothing;
    own_value result = throw_given(rt, g, args, count, closes, &returned);
    release(rt, returned);
    return result;
}

own_value generator_method_throw(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    own_value returned = own_nothing;
    own_value result = throw_given(rt, as_generator(args[0]), args + 1, count - 1, true, &returned);
    return is_stop(lend(result)) ? generator_raise_stop(rt, returned) : result;
}

own_value generator_method_close(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count;
    (void)kwnames;
    return generator_close(rt, as_generator(args[0])) ? own_none : own_nothing;
}

static own_value self_of(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(self);
}

own_value generator_repr(struct ouro *rt, ref_value self)
{
    return str_format(rt, "<%T object %U at %p>", self, slot_get(as_generator(self)->qualname),
                      (void *)as_object(self));
}

own_value generator_get_name(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_generator(self)->name));
}

own_value generator_get_qualname(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_generator(self)->qualname));
}

static bool set_text(struct ouro *rt, struct generator *g, slot_value *slot, ref_value value, char const *name)
{
    if (is_nothing(value) || !is_str(rt, value)) {
        error_raise(rt, TYPE_TYPE_ERROR, "%s must be set to a string object", name);
        return false;
    }
    slot_set(rt, g, slot, retain(value));
    return true;
}

bool generator_set_name(struct ouro *rt, ref_value self, ref_value value)
{
    return set_text(rt, as_generator(self), &as_generator(self)->name, value, "__name__");
}

bool generator_set_qualname(struct ouro *rt, ref_value self, ref_value value)
{
    return set_text(rt, as_generator(self), &as_generator(self)->qualname, value, "__qualname__");
}

own_value generator_get_frame(struct ouro *rt, ref_value self)
{
    struct generator *g = as_generator(self);
    if (g->state == GENERATOR_FINISHED) {
        return own_none;
    }
    ref_value frame = ref_nothing;
    if (g->state != GENERATOR_RUNNING) {
        frame = frame_object_of_generator(rt, g);
        return is_nothing(frame) ? own_nothing : retain(frame);
    }
    for (struct frame *f = rt->context->frame; f->code != NULL; f = f->back) {
        if (f->generator == g) {
            frame = frame_object_of(rt, f);
            return is_nothing(frame) ? own_nothing : retain(frame);
        }
    }
    return own_none;
}

own_value generator_get_code(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_generator(self)->code));
}

own_value generator_get_running(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_bool(as_generator(self)->state == GENERATOR_RUNNING || as_generator(self)->closing);
}

own_value generator_get_suspended(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_bool(as_generator(self)->state == GENERATOR_SUSPENDED);
}

own_value generator_get_delegate(struct ouro *rt, ref_value self)
{
    (void)rt;
    ref_value delegate = generator_delegate(as_generator(self));
    return is_nothing(delegate) ? own_none : retain(delegate);
}

// builtins.next. A generator's return value goes into StopIteration; so does what a Python __next__ raised.
own_value vm_next(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    ref_value iterator = args[0];
    own_value returned = own_none;
    own_value result;
    if (is_exact(iterator, TYPE_GENERATOR)) {
        result = generator_send(rt, as_generator(iterator), own_none, &returned);
    } else {
        struct type *type = type_of(rt, iterator);
        if (type_overrides(type, NAME_next)) {
            result = operation_call_special(rt, NAME_next, &iterator, 1);
        } else if (type->protocol->next == NULL) {
            return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not an iterator", iterator);
        } else {
            result = operation_next(rt, iterator);
        }
        if (failed(result) && count > 1 && error_pending(rt) && error_matches(rt, TYPE_STOP_ITERATION)) {
            error_clear(rt);
            result = own_stop;
        }
    }
    if (!is_stop(lend(result))) {
        return result;
    }
    if (count > 1) {
        release(rt, returned);
        return retain(args[1]);
    }
    return generator_raise_stop(rt, returned);
}

// The type
// ----------------------------------------------------------------------------------------------------------------

#define FIXED_SLOTS 7
static slot_value *fixed_slot(struct generator *g, uint32_t i)
{
    switch (i) {
    case 0:
        return &g->frame;
    case 1:
        return (slot_value *)&g->handled.exception;
    case 2:
        return &g->name;
    case 3:
        return &g->qualname;
    case 4:
        return &g->builtins;
    case 5:
        return &g->globals;
    default:
        return &g->code;
    }
}

uint64_t generator_traverse(struct ouro *rt, struct object *object, uint64_t from, uint64_t budget,
                            struct visitor *visitor)
{
    (void)rt;
    (void)from;
    (void)budget;
    struct generator *g = (struct generator *)object;
    for (uint32_t i = 0; i < FIXED_SLOTS; i++) {
        visit(visitor, slot_get(*fixed_slot(g, i)));
    }
    uint32_t live = live_registers(g);
    for (uint32_t i = 0; i < live; i++) {
        visit(visitor, slot_get(g->registers[i]));
    }
    if (g->extra != 0) {
        visit(visitor, slot_get(*generator_extra(g)));
    }
    return 0;
}

// The register that goes at this position of the order of release. Counting is quadratic, so only small frames keep to
// the order of their cells.
static uint32_t released_at(struct generator *g, uint32_t position)
{
    struct code const *code = as_code(slot_get(g->code));
    if (code->cell_parameters == NULL || code->local_count > 256 || position >= code->local_count + code->cell_count) {
        return position;
    }
    uint32_t r = 0;
    while (position-- > 0) {
        r = code_release_next(code, r);
    }
    return r;
}

slot_value *generator_drop_step(struct ouro *rt, struct object *object, uint32_t *cursor)
{
    (void)rt;
    struct generator *g = (struct generator *)object;
    if (g->state != GENERATOR_DROPPED) {
        g->register_count = live_registers(g);
        g->state = GENERATOR_DROPPED;
        if (!is_nothing(slot_get(g->frame))) {
            ((struct frame_object *)as_object(slot_get(g->frame)))->generator = NULL;
        }
    }
    for (uint32_t i = *cursor; i < g->register_count + FIXED_SLOTS; i++) {
        slot_value *slot =
            i < g->register_count ? &g->registers[released_at(g, i)] : fixed_slot(g, i - g->register_count);
        if (slot_is_full(*slot)) {
            *cursor = i;
            return slot;
        }
    }
    *cursor = g->register_count + FIXED_SLOTS;
    if (g->extra != 0 && slot_is_full(*generator_extra(g))) {
        return generator_extra(g);
    }
    return NULL;
}

void generator_clear(struct ouro *rt, struct object *object)
{
    struct generator *g = (struct generator *)object;
    if (g->state == GENERATOR_CREATED || g->state == GENERATOR_SUSPENDED) {
        finish_quietly(rt, g);
    }
    if (g->extra != 0) {
        slot_set(rt, g, generator_extra(g), own_nothing);
    }
}

// A coroutine that nobody has awaited, which is likely a mistake.
static void warn_unawaited(struct ouro *rt, struct generator *g)
{
    own_value name = retain(slot_get(g->qualname));
    if (rt->objects->warn_unawaited != NULL) {
        rt->objects->warn_unawaited(rt, ref_object(g), lend(name), !is_nothing(slot_get(*generator_extra(g))));
    }
    release(rt, name);
}

// The event loop's finalizer of an async generator that was begun and has not ended.
static bool has_finalizer(struct generator *g)
{
    return object_number(&g->header) == TYPE_ASYNC_GENERATOR && !g->closed && g->state != GENERATOR_FINISHED &&
           !is_nothing(slot_get(*generator_extra(g)));
}

static bool call_finalizer(struct ouro *rt, struct generator *g)
{
    own_value finalizer = retain(slot_get(*generator_extra(g)));
    ref_value self = ref_object(g);
    own_value result = operation_call(rt, lend(finalizer), &self, 1, ref_nothing);
    bool done = !failed(result);
    release(rt, result);
    release(rt, finalizer);
    return done;
}

void generator_finalize(struct ouro *rt, struct object *object)
{
    own_value pending = error_take(rt);
    if (is_coroutine((struct generator *)object) && ((struct generator *)object)->state == GENERATOR_CREATED) {
        warn_unawaited(rt, (struct generator *)object);
    }
    struct generator *g = (struct generator *)object;
    if (!(has_finalizer(g) ? call_finalizer(rt, g) : generator_close(rt, g))) {
        error_unraisable(rt, ref_object(object));
    }
    error_restore(rt, pending);
}

bool generator_needs_finalize(struct ouro *rt, struct object *object)
{
    (void)rt;
    struct generator *g = (struct generator *)object;
    if (g->state == GENERATOR_CREATED) {
        return is_coroutine(g) || has_finalizer(g);
    }
    return g->state == GENERATOR_SUSPENDED && (has_finalizer(g) || is_guarded(g) || !is_nothing(generator_delegate(g)));
}

static struct native_definition const generator_methods[] = {
    {"send", generator_method_send, 1, 1, 0,
     "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration."},
    {"throw", generator_method_throw, 1, 3, 0, "throw(value)\nthrow(type[,value[,traceback]])"},
    {"close", generator_method_close, 0, 0, 0, "close() -> raise GeneratorExit inside generator."},
    {"__next__", generator_method_next, 0, 0, 0, "Implement next(self)."},
    {0},
};
static struct attribute_definition const generator_attributes[] = {
    {"gi_frame", generator_get_frame, NULL, NULL},
    {"gi_code", generator_get_code, NULL, NULL},
    {"gi_running", generator_get_running, NULL, NULL},
    {"gi_suspended", generator_get_suspended, NULL, NULL},
    {"gi_yieldfrom", generator_get_delegate, NULL, "object being iterated by yield from, or None"},
    {"__name__", generator_get_name, generator_set_name, "name of the generator"},
    {"__qualname__", generator_get_qualname, generator_set_qualname, "qualified name of the generator"},
    {0},
};
static struct type_protocol const generator_protocol = {
    .repr = generator_repr,
    .iterate = self_of,
    .next = next_of,
};

struct type_definition const generator_type_definition = {
    .name = "generator",
    .number = TYPE_GENERATOR,
    GENERATOR_COMMON,
    .protocol = &generator_protocol,
    .methods = generator_methods,
    .attributes = generator_attributes,
};
