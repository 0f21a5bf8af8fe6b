// SPDX-License-Identifier: MIT
// Raising, and unwinding to a handler.
#include "object/exception.h"
#include "object/exception_group.h"
#include "vm/frame_object.h"
#include "vm/generator.h"
#include "vm/internal.h"

// Raise
// -------------------------------------------------------------------------------------------------------------------

// The exception that `raise what` means: an instance, or what calling the class gives. Owned.
static own_value instance_of(struct ouro *rt, ref_value what, char const *otherwise)
{
    if (is_exception(rt, what)) {
        return retain(what);
    }
    if (!is_exception_type(rt, what)) {
        return error_raise(rt, TYPE_TYPE_ERROR, otherwise);
    }
    own_value exception = operation_call_0(rt, what);
    if (!failed(exception) && !is_exception(rt, lend(exception))) {
        error_raise(rt, TYPE_TYPE_ERROR, "calling %R should have returned an instance of BaseException, not %R", what,
                    ref_object(type_of(rt, lend(exception))));
        release(rt, give(exception));
    }
    return exception;
}

void raise_value(struct ouro *rt, ref_value what, ref_value cause)
{
    own_value exception = instance_of(rt, what, "exceptions must derive from BaseException");
    if (failed(exception)) {
        return;
    }
    if (!is_nothing(cause)) {
        own_value given = own_nothing;
        if (!is_none(cause)) {
            given = instance_of(rt, cause, "exception causes must derive from BaseException");
            if (failed(given)) {
                release(rt, exception);
                return;
            }
        }
        struct exception *e = as_exception(lend(exception));
        slot_set(rt, e, &e->cause, given);
        e->suppress_context = 1;
    }
    error_raise_object(rt, exception);
}

bool raise_again(struct ouro *rt)
{
    ref_value handled = vm_handled_exception(rt);
    if (is_nothing(handled) || is_none(handled)) {
        error_raise(rt, TYPE_RUNTIME_ERROR, "No active exception to reraise");
        return false;
    }
    error_restore(rt, retain(handled));
    return true;
}

own_value group_match(struct ouro *rt, struct context *context, uint64_t *ip)
{
    own_value *left = &context->frame->registers[unit_b(*ip)];
    own_value match;
    own_value rest;
    if (!exception_group_match(rt, lend(*left), lend(context->frame->registers[unit_c(*ip)]), &match, &rest)) {
        return own_nothing;
    }
    if (is_none(lend(match))) {
        release(rt, rest);
        return match;
    }
    own_value before = *left;
    *left = rest;
    release(rt, before);
    before = context->handled->exception;
    context->handled->exception = retain(lend(match));
    release(rt, before);
    return match;
}

// Unwind
// ------------------------------------------------------------------------------------------------------------------

static void release_flagged(struct ouro *rt, own_value *registers, uint64_t unit, uint32_t flag, uint32_t number)
{
    if (unit_flags(unit) & flag) {
        register_release(rt, &registers[number]);
    }
}

void release_operands(struct ouro *rt, struct frame *frame)
{
    uint64_t unit = *frame->ip;
    own_value *registers = frame->registers;
    uint32_t base = unit_b(unit);
    uint32_t end = 0;
    switch (unit_op(unit)) {
    case OP_CALL:
    case OP_CALL_KEYWORDS:
        end = base + 2 + unit_c(unit);
        break;
    case OP_CALL_EX:
        end = base + 4;
        break;
    case OP_STORE_SUBSCR:
        release_flagged(rt, registers, unit, FLAG_CONSUME_C, unit_c(unit));
        release_flagged(rt, registers, unit, FLAG_CONSUME_A, unit_a(unit));
        release_flagged(rt, registers, unit, FLAG_CONSUME_B, base);
        return;
    case OP_DELETE_SUBSCR:
        release_flagged(rt, registers, unit, FLAG_CONSUME_A, unit_a(unit));
        release_flagged(rt, registers, unit, FLAG_CONSUME_B, base);
        return;
    default: // b before c; the destination of others is never flagged as consumed
        release_flagged(rt, registers, unit, FLAG_CONSUME_B, base);
        release_flagged(rt, registers, unit, FLAG_CONSUME_C, unit_c(unit));
        release_flagged(rt, registers, unit, FLAG_CONSUME_A, unit_a(unit));
        return;
    }
    for (uint32_t i = base; i < end; i++) {
        register_release(rt, &registers[i]);
    }
}

// The handler of an instruction; none once a limit ends the program whatever it catches.
static struct code_handler const *handler_at(struct ouro *rt, struct code const *code, uint32_t unit)
{
    if (OURO_UNLIKELY(rt->limits.unwinding)) {
        return NULL;
    }
    for (uint32_t i = code->handler_count; i-- > 0;) {
        struct code_handler const *handler = &code->handlers[i];
        if (unit >= handler->start && unit < handler->end) {
            return handler;
        }
    }
    return NULL;
}

// Releases temporaries from the top down to `depth`, the pending error put aside meanwhile.
static void release_down(struct ouro *rt, struct frame *frame, uint32_t live, uint32_t depth)
{
    while (live > depth) {
        register_release(rt, &frame->registers[--live]);
    }
}

// The window of a call was moved to the callee, which is about to be popped. By the depth table the caller still owns
// it: what finalizers let the collector see while the caller is unwound must not be counted twice.
static void empty_window(struct frame *callee)
{
    struct frame *caller = callee->back;
    if (callee->caller_live == FRAME_LIVE_TABLE || caller->code == NULL ||
        (callee->action != ACTION_STORE && callee->action != ACTION_CONSTRUCT)) {
        return;
    }
    uint32_t depth = code_depth_at(caller->code, frame_unit(caller));
    for (uint32_t i = callee->caller_live; i < depth; i++) {
        caller->registers[i] = own_nothing;
    }
}

// Ends the frame on top, from which the pending exception goes on outwards.
static void leave_frame(struct ouro *rt, struct context *context, struct frame *frame)
{
    if (frame->flags & FRAME_GENERATOR) {
        generator_convert_stop(rt, frame->generator);
        own_value error = error_take(rt);
        generator_finish(rt, context);
        error_restore(rt, error);
        return;
    }
    own_value error = error_take(rt);
    frame_clear(rt, frame);
    empty_window(frame);
    frame_pop(rt, context, frame);
    error_restore(rt, error);
}

// __getattribute__ or a getter raised AttributeError: the caller's LOAD_ATTR tries __getattr__. true: a frame was
// pushed or *value is the result, or another error is pending (*again).
static bool try_getattr(struct ouro *rt, struct context *context, uint32_t live, own_value *value,
                        enum unwind_result *result)
{
    struct frame *frame = context->frame;
    if (!error_matches(rt, TYPE_ATTRIBUTE_ERROR)) {
        return false;
    }
    ref_value object = lend(frame->registers[unit_b(*frame->ip)]);
    struct attribute_cell *cell = type_lookup(rt, type_of(rt, object), name_of(rt, NAME_getattr));
    if (cell == NULL) {
        return false;
    }
    error_clear(rt);
    own_value callee = retain(slot_get(cell->value));
    ref_value args[] = {object, tuple_item(slot_get(frame->code->names), (uint32_t)frame->ip[1])};
    bool done = true;
    if (is_exact(lend(callee), TYPE_FUNCTION)) {
        done = call_push_lent(rt, context, lend(callee), args, 2, ACTION_OPERANDS, live, value);
        *result = failed(*value) ? UNWIND_PUSHED : UNWIND_RESULT;
    } else {
        *value = operation_call_special(rt, NAME_getattr, args, 2);
        done = !failed(*value);
        *result = UNWIND_RESULT;
    }
    release(rt, callee);
    return done;
}

enum unwind_result unwind(struct ouro *rt, struct context *context, enum unwind_start start, own_value *value)
{
    uint32_t live = FRAME_LIVE_TABLE;
    for (;;) {
        struct frame *frame = context->frame;
        uint32_t unit = frame_unit(frame);
        OURO_ASSERT(error_pending(rt));
        if (OURO_UNLIKELY(!error_pending(rt))) { // a native's mistake; the program sees it
            error_raise(rt, TYPE_SYSTEM_ERROR, "error return without exception set");
        }
        if (start == UNWIND_RAISED) {
            traceback_add(rt, frame);
        }
        start = UNWIND_RAISED;
        if (live == FRAME_LIVE_TABLE) {
            live = code_depth_at(frame->code, unit);
        }
        struct code_handler const *handler = handler_at(rt, frame->code, unit);
        own_value error = error_take(rt);
        if (handler != NULL) {
            release_down(rt, frame, live, handler->depth);
            frame->registers[handler->depth] = error;
            frame->ip = frame->code->units + handler->target;
            return UNWIND_HANDLER;
        }
        release_down(rt, frame, live, code_first_temporary(frame->code));
        error_restore(rt, error);
        enum frame_action action = frame->action;
        live = frame->caller_live;
        leave_frame(rt, context, frame);
        if (action == ACTION_C) {
            return UNWIND_OUT;
        }
        if (action == ACTION_NEXT && error_matches(rt, TYPE_STOP_ITERATION)) {
            error_clear(rt);
            return UNWIND_LOOP_END;
        }
        enum unwind_result result;
        if (action == ACTION_GETATTR && try_getattr(rt, context, live, value, &result)) {
            return result;
        }
        if (action != ACTION_STORE && action != ACTION_NEXT && action != ACTION_DELEGATE) {
            error = error_take(rt);
            if (action != ACTION_CONSTRUCT && action != ACTION_ENTER && action != ACTION_EXIT) {
                release_operands(rt, context->frame);
            }
            error_restore(rt, error);
        }
    }
}
