// SPDX-License-Identifier: MIT
// Contexts: the value stack and the frame records, their roots, entering the interpreter from C.
#include "core/poll.h"
#include "gc/gc.h"
#include "gc/verify.h"
#include "vm/coroutine.h"
#include "vm/frame_object.h"
#include "vm/generator.h"
#include "vm/internal.h"

// The value stack
// --------------------------------------------------------------------------------------------------------

static struct stack_segment *segment_new(struct ouro *rt, struct context *context, size_t bytes)
{
    struct stack_segment *segment = heap_raw_allocate(&rt->heap, bytes);
    if (segment == NULL) {
        return NULL;
    }
    segment->bytes = bytes;
    segment->end = segment->registers + (bytes - sizeof *segment) / sizeof(own_value);
    segment->previous = context->segment;
    segment->next = NULL;
    return segment;
}

own_value *stack_reserve(struct ouro *rt, struct context *context, struct frame *frame, uint32_t count, uint8_t *flags)
{
    if (OURO_LIKELY((size_t)(context->stack_end - frame->stack_top) >= count)) {
        return frame->stack_top;
    }
    struct stack_segment *segment = context->segment->next;
    if (segment != NULL && (size_t)(segment->end - segment->registers) < count) {
        heap_raw_free(&rt->heap, segment, segment->bytes);
        context->segment->next = segment = NULL;
    }
    if (segment == NULL) {
        size_t bytes = sizeof *segment + count * sizeof(own_value);
        segment = segment_new(rt, context, bytes > STACK_SEGMENT_BYTES ? bytes : STACK_SEGMENT_BYTES);
        if (segment == NULL) {
            error_no_memory(rt);
            return NULL;
        }
        context->segment->next = segment;
    }
    context->segment = segment;
    context->stack_end = segment->end;
    *flags |= FRAME_SEGMENT;
    return segment->registers;
}

// One segment above the current one stays, so that a loop at the edge does not map and unmap.
void stack_leave_segment(struct ouro *rt, struct context *context)
{
    struct stack_segment *left = context->segment;
    if (left->next != NULL) {
        heap_raw_free(&rt->heap, left->next, left->next->bytes);
        left->next = NULL;
    }
    context->segment = left->previous;
    context->stack_end = context->segment->end;
}

// Frame records
// ----------------------------------------------------------------------------------------------------------

struct frame *frame_grow(struct ouro *rt, struct context *context, struct frame *top)
{
    size_t bytes = sizeof(struct frame_segment) + FRAME_SEGMENT_RECORDS * sizeof(struct frame);
    struct frame_segment *segment = heap_raw_allocate_zeroed(&rt->heap, bytes);
    if (segment == NULL) {
        error_no_memory(rt);
        return NULL;
    }
    segment->previous = context->records;
    context->records = segment;
    struct frame *back = top;
    for (uint32_t i = 0; i < FRAME_SEGMENT_RECORDS; i++) {
        struct frame *frame = &segment->records[i];
        frame->back = back;
        frame->depth = back->depth + 1;
        back->above = frame;
        back = frame;
    }
    return top->above;
}

bool frame_too_deep(struct ouro *rt)
{
    error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    return false;
}

bool frame_make_cells(struct ouro *rt, struct code *code, own_value *registers, ref_value closure)
{
    own_value *cells = registers + code->local_count;
    for (uint32_t i = 0; i < code->cell_count; i++) {
        int32_t parameter = code->cell_parameters != NULL ? code->cell_parameters[i] : -1;
        own_value first = own_nothing;
        if (parameter >= 0) {
            first = give(registers[parameter]);
        }
        cells[i] = cell_new(rt, first);
        if (failed(cells[i])) {
            return false;
        }
    }
    if (code->free_count > 0 && !is_nothing(closure)) {
        OURO_ASSERT(as_tuple(closure)->length == code->free_count);
        cells += code->cell_count;
        for (uint32_t i = 0; i < code->free_count; i++) {
            cells[i] = retain(tuple_item(closure, i));
        }
    }
    return true;
}

uint32_t code_release_next_slow(struct code const *code, uint32_t r)
{
    uint32_t locals = code->local_count;
    if (r < locals) {
        for (uint32_t i = 0; i < code->cell_count; i++) {
            if (code->cell_parameters[i] == (int32_t)r) {
                return locals + i;
            }
        }
        r++;
    } else if (r < locals + code->cell_count && code->cell_parameters[r - locals] >= 0) {
        r = (uint32_t)code->cell_parameters[r - locals] + 1;
    } else {
        r++;
    }
    while (r >= locals && r < locals + code->cell_count && code->cell_parameters[r - locals] >= 0) {
        r++;
    }
    return r;
}

void frame_clear(struct ouro *rt, struct frame *frame)
{
    if (frame->flags & FRAME_OBJECT) {
        frame_object_detach(rt, frame);
    }
    uint32_t end = code_first_temporary(frame->code);
    for (uint32_t i = 0; i < end; i = code_release_next(frame->code, i)) {
        register_release(rt, &frame->registers[i]);
    }
    if (frame->flags & FRAME_NAMESPACE) {
        frame->flags &= (uint8_t)~FRAME_NAMESPACE;
        release(rt, give(frame->namespace));
    }
    if (frame->flags & FRAME_OBJECT) { // asked for by a finalizer just now
        frame_object_detach(rt, frame);
    }
}

void release_last_later(struct ouro *rt, struct object *o)
{
    rt->release_defer++;
    release_object(rt, o);
    rt->release_defer--;
    if (rt->release_head != NULL) {
        runtime_raise(rt, POLL_RELEASE);
    }
}

void frame_pop(struct ouro *rt, struct context *context, struct frame *frame)
{
    OURO_ASSERT(frame == context->frame && frame->namespace.bits == 0 && frame->object == NULL);
    if (frame->flags & FRAME_SEGMENT) {
        stack_leave_segment(rt, context);
    }
    if (OURO_UNLIKELY(frame->flags & FRAME_WATERMARK)) {
        watermark_pass(rt, context);
    }
    context->frame = frame->back;
    if (!(frame->flags & FRAME_LENT)) {
        release_later(rt, as_object(lend(frame->function)));
        release_later(rt, &frame->code->header);
    }
    frame->flags = 0;
}

// Roots
// ------------------------------------------------------------------------------------------------------------------

static void visit_frame(struct frame *frame, uint32_t live, struct visitor *visitor)
{
    if (live == FRAME_LIVE_TABLE) {
        live = code_depth_at(frame->code, frame_unit(frame));
    }
    for (uint32_t i = 0; i < live; i++) {
        visit(visitor, lend(frame->registers[i]));
    }
    if (!(frame->flags & FRAME_LENT)) {
        visit(visitor, lend(frame->function));
        visit(visitor, ref_object(frame->code));
    }
    visit(visitor, lend(frame->namespace));
    if (frame->object != NULL) {
        visit(visitor, ref_object(frame->object));
    }
}

// The frames from `frame` down to `last`.
static void visit_frames(struct frame *frame, uint32_t live, struct frame const *last, struct visitor *visitor)
{
    for (; frame->code != NULL; frame = frame->back) {
        visit_frame(frame, live, visitor);
        if (frame == last) {
            return;
        }
        live = frame->caller_live;
    }
}

static void report_roots(struct ouro *rt, void *owner, struct visitor *visitor)
{
    (void)rt;
    struct context *context = owner;
    visit_frames(context->frame, FRAME_LIVE_TABLE, NULL, visitor);
    visit(visitor, lend(context->handled_base.exception));
}

// The marker's watermark. A register has no barrier, so what a frame held at the snapshot must be known to the marker
// before that frame runs again. Frames from the top down to the watermark are scanned (or are younger than the
// snapshot); those below it cannot change as long as it is there, and are scanned in slices.

static void watermark_set(struct context *context, struct frame *frame)
{
    if (context->watermark != NULL) {
        context->watermark->flags &= (uint8_t)~FRAME_WATERMARK;
    }
    context->watermark = frame;
    if (frame != NULL) {
        frame->flags |= FRAME_WATERMARK;
    }
}

// For the verifier.
static void visit_part(struct context *context, enum root_scan what, struct visitor *visitor)
{
    struct frame *watermark = context->watermark;
    if (what == ROOTS_SCANNED) {
        visit_frames(context->frame, FRAME_LIVE_TABLE, watermark, visitor);
        visit(visitor, lend(context->handled_base.exception));
    } else if (watermark != NULL) {
        visit_frames(watermark->back, watermark->caller_live, NULL, visitor);
    }
}

// root_scan_fn
static bool scan_frames(struct ouro *rt, void *owner, enum root_scan what, struct visitor *visitor, uint64_t *budget)
{
    (void)rt;
    struct context *context = owner;
    struct frame *frame = context->watermark;
    if (what == ROOTS_SCANNED || what == ROOTS_LEFT) {
        visit_part(context, what, visitor);
        return true;
    }
    if (what == ROOTS_BEGIN) {
        visit(visitor, lend(context->handled_base.exception));
        frame = context->frame->code != NULL ? context->frame : NULL;
        if (frame != NULL) {
            visit_frame(frame, FRAME_LIVE_TABLE, visitor);
        }
    }
    while (frame != NULL && frame->back->code != NULL && *budget > 0) {
        struct frame *back = frame->back;
        uint64_t units = back->code->register_count + 4u;
        *budget -= units < *budget ? units : *budget;
        visit_frame(back, frame->caller_live, visitor);
        frame = back;
    }
    bool done = frame == NULL || frame->back->code == NULL;
    watermark_set(context, done ? NULL : frame);
    return done;
}

// Frames are scanned in groups of so many units where the program returns into them.
#define PASS_UNITS OURO_TUNE(500u, 1u)

static void grey_edge(struct visitor *visitor, ref_value child)
{
    barrier_grey(visitor->rt, child);
}

void watermark_pass(struct ouro *rt, struct context *context)
{
    struct visitor visitor = {grey_edge, rt};
    uint64_t budget = PASS_UNITS;
    if (!RULE(19, 3)) {
        watermark_set(context, context->watermark->back->code != NULL ? context->watermark->back : NULL);
    } else if (rt->barrier) {
        (void)scan_frames(rt, context, ROOTS_MORE, &visitor, &budget);
    } else { // that cycle is over, or was given up
        watermark_set(context, NULL);
    }
}

// Entering from C
// --------------------------------------------------------------------------------------------------------

own_value interpret_nested(struct ouro *rt, struct context *context, enum enter_mode mode, own_value sent)
{
    uint32_t deferred = release_base_enter(rt);
    own_value result = interpret(rt, context, mode, sent);
    if (OURO_UNLIKELY(rt->limits.unwinding) && context->frame == &context->root) {
        // Handlers that were not entered have not put back what was handled before.
        release(rt, give(context->handled_base.exception));
    }
    release_base_leave(rt, deferred);
    return result;
}

// rt->objects->call_function: args[0] is the function.
static own_value call_function(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (OURO_UNLIKELY(stack_is_low(rt))) {
        return error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    }
    struct context *context = rt->context;
    own_value result = own_nothing;
    uint32_t named = is_nothing(kwnames) ? 0 : (uint32_t)as_tuple(kwnames)->length;
    struct call call = {
        as_function(args[0]), (own_value *)(uintptr_t)(args + 1), count - 1 + named, named, kwnames, true};
    if (!call_push(rt, context, &call, ACTION_C, FRAME_LIVE_TABLE, &result)) {
        return own_nothing;
    }
    return failed(result) ? interpret_nested(rt, context, ENTER_START, own_nothing) : result;
}

// What vm_run puts into new globals.
static bool ensure_builtins(struct ouro *rt, ref_value globals)
{
    ref_value name = name_of(rt, NAME_builtins);
    if (!is_nothing(dict_get_str(rt, globals, name))) {
        return true;
    }
    ref_value builtins = slot_get(rt->objects->builtins);
    return is_nothing(builtins) || dict_set(rt, globals, name, builtins);
}

own_value vm_run_closure(struct ouro *rt, ref_value code, ref_value globals, ref_value namespace, ref_value closure)
{
    if (stack_is_low(rt)) {
        return error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    }
    if (!ensure_builtins(rt, globals)) {
        return own_nothing;
    }
    own_value function = function_new(rt, code, globals);
    if (failed(function)) {
        return own_nothing;
    }
    if (!is_nothing(closure)) {
        slot_init(&as_function(lend(function))->closure, retain(closure));
    }
    struct context *context = rt->context;
    own_value result = own_nothing;
    bool pushed = call_push_lent(rt, context, lend(function), NULL, 0, ACTION_C, FRAME_LIVE_TABLE, &result);
    release(rt, function);
    if (!pushed) {
        return own_nothing;
    }
    if (!failed(result)) {
        return result; // exec of a generator's code: its generator
    }
    if (!is_nothing(namespace)) {
        context->frame->namespace = retain(namespace);
        context->frame->flags |= FRAME_NAMESPACE;
    }
    return interpret_nested(rt, context, ENTER_START, own_nothing);
}

own_value vm_run(struct ouro *rt, ref_value code, ref_value globals, ref_value namespace)
{
    return vm_run_closure(rt, code, globals, namespace, ref_nothing);
}

// What others ask about running frames
// -----------------------------------------------------------------------------------

static struct frame *running(struct ouro *rt)
{
    struct frame *frame = rt->context->frame;
    return frame->code != NULL ? frame : NULL;
}

ref_value vm_globals(struct ouro *rt)
{
    struct frame *frame = running(rt);
    return frame != NULL ? ref_object(frame->globals) : ref_nothing;
}

ref_value vm_builtins(struct ouro *rt)
{
    struct frame *frame = running(rt);
    return frame != NULL ? ref_object(frame->builtins) : slot_get(rt->objects->builtins);
}

own_value vm_locals(struct ouro *rt)
{
    struct frame *frame = running(rt);
    if (frame == NULL) {
        return error_raise(rt, TYPE_SYSTEM_ERROR, "frame does not exist");
    }
    if (frame->namespace.bits != 0) {
        return retain(lend(frame->namespace));
    }
    ref_value object = frame_object_of(rt, frame);
    return is_nothing(object) ? own_nothing : frame_object_locals(rt, object);
}

own_value vm_frame(struct ouro *rt, int64_t depth)
{
    struct frame *frame = rt->context->frame;
    for (; depth > 0 && frame->code != NULL; depth--) {
        frame = frame->back;
    }
    if (frame->code == NULL) {
        return error_raise(rt, TYPE_VALUE_ERROR, "call stack is not deep enough");
    }
    ref_value object = frame_object_of(rt, frame);
    return is_nothing(object) ? own_nothing : retain(object);
}

ref_value vm_handled_exception(struct ouro *rt)
{
    for (struct handled *handled = rt->context->handled; handled != NULL; handled = handled->outer) {
        if (handled->exception.bits != 0) {
            return lend(handled->exception);
        }
    }
    return ref_nothing;
}

uint32_t vm_depth(struct ouro *rt)
{
    return rt->context->frame->depth;
}

bool vm_position(struct ouro *rt, uint32_t depth, struct code **code, uint32_t *unit)
{
    struct frame *frame = rt->context->frame;
    for (; depth > 0 && frame->code != NULL; depth--) {
        frame = frame->back;
    }
    if (frame->code == NULL) {
        return false;
    }
    *code = frame->code;
    *unit = frame_unit(frame);
    return true;
}

ref_value vm_globals_at(struct ouro *rt, uint32_t depth, int32_t *line)
{
    struct frame *frame = rt->context->frame;
    for (; depth > 0 && frame->code != NULL; depth--) {
        frame = frame->back;
    }
    if (frame->code == NULL) {
        return ref_nothing;
    }
    *line = code_line_at(frame->code, frame_unit(frame));
    return ref_object(frame->globals);
}

bool vm_set_recursion_limit(struct ouro *rt, int64_t limit)
{
    if (limit < 1) {
        error_raise(rt, TYPE_VALUE_ERROR, "recursion limit must be greater or equal than 1");
        return false;
    }
    if (limit > INT32_MAX) {
        error_raise(rt, TYPE_OVERFLOW_ERROR, "signed integer is greater than maximum");
        return false;
    }
    if ((int64_t)vm_depth(rt) >= limit) {
        error_raise(rt, TYPE_RECURSION_ERROR,
                    "cannot set the recursion limit to %lld at the recursion depth %u: the limit is too low",
                    (long long)limit, vm_depth(rt));
        return false;
    }
    rt->objects->recursion_limit = (uint32_t)limit;
    return true;
}

bool vm_poll(struct ouro *rt)
{
    return (!runtime_safepoint_is_due(rt) && runtime_poll(rt) == 0) || vm_safepoint(rt);
}

bool vm_safepoint(struct ouro *rt)
{
    bool looks = rt->limits.counting || (runtime_poll(rt) & (POLL_INTERRUPT | POLL_LIMIT)) != 0;
    if (looks && !limits_check(rt, 0)) {
        return false;
    }
    if (runtime_poll(rt) == 0) {
        limits_countdown(rt);
        return true;
    }
    if (rt->release_head != NULL && rt->release_defer == 0 && rt->release_budget == 0) {
        runtime_lower(rt, POLL_RELEASE);
        release_drain(rt);
    }
#if OURO_CHECK >= 2
    if (runtime_poll(rt) & POLL_STRESS) {
        heap_verify_must(rt, VERIFY_AT_LEAST);
    }
#endif
    gc_safepoint(rt);
    limits_countdown(rt);
    return true;
}

static bool add_traceback(struct ouro *rt)
{
    struct frame *frame = running(rt);
    if (frame != NULL) {
        traceback_add(rt, frame);
    }
    return true;
}

// The cell of the free name __class__, and the first argument.
static own_value super_arguments(struct ouro *rt, ref_value *self)
{
    struct frame *frame = running(rt);
    if (frame == NULL) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "super(): no current frame");
    }
    struct code *code = frame->code;
    if (code->positional_count == 0 && !(code->flags & CODE_VARARGS)) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "super(): no arguments");
    }
    ref_value first = lend(frame->registers[0]);
    for (uint32_t i = 0; is_nothing(first) && i < code->cell_count; i++) {
        if (code->cell_parameters != NULL && code->cell_parameters[i] == 0) {
            first = slot_get(((struct cell *)as_object(lend(frame->registers[code->local_count + i])))->value);
        }
    }
    if (is_nothing(first)) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "super(): arg[0] deleted");
    }
    *self = first;
    ref_value name = name_of(rt, NAME_class);
    own_value *cells = frame->registers + code->local_count + code->cell_count;
    for (uint32_t i = 0; i < code->free_count; i++) {
        if (same(tuple_item(slot_get(code->free_names), i), name)) {
            return retain(lend(cells[i]));
        }
    }
    return error_raise(rt, TYPE_RUNTIME_ERROR, "super(): __class__ cell not found");
}

// Opening
// ----------------------------------------------------------------------------------------------------------------

bool vm_open(struct ouro *rt)
{
    struct vm *vm = heap_raw_allocate_zeroed(&rt->heap, sizeof *vm);
    if (vm == NULL) {
        return false;
    }
    rt->vm = vm;
    struct context *context = &vm->main;
    context->segment = segment_new(rt, context, STACK_SEGMENT_BYTES);
    if (context->segment == NULL) {
        return false;
    }
    context->stack_end = context->segment->end;
    context->root.stack_top = context->segment->registers;
    context->frame = &context->root;
    context->handled = &context->handled_base;
    rt->context = context;
    rt->hooks.limits_check = limits_check;
    runtime_add_root_in_slices(rt, report_roots, scan_frames, context);
    rt->objects->call_function = call_function;
    rt->objects->add_traceback = add_traceback;
    rt->objects->handled_exception = vm_handled_exception;
    rt->objects->running_globals = vm_globals;
    rt->objects->super_arguments = super_arguments;
    if (rt->objects->recursion_limit == 0) {
        rt->objects->recursion_limit = 1000;
    }
    static struct type_definition const *const types[] = {&generator_type_definition,
                                                          &coroutine_type_definition,
                                                          &coroutine_wrapper_type_definition,
                                                          &async_generator_type_definition,
                                                          &async_wrapped_type_definition,
                                                          &async_send_type_definition,
                                                          &async_throw_type_definition,
                                                          &anext_awaitable_type_definition,
                                                          &frame_type_definition,
                                                          &traceback_type_definition,
                                                          NULL};
    rt->objects->more_definitions = types;
    return frame_grow(rt, context, &context->root) != NULL;
}

void vm_close(struct ouro *rt)
{
    struct vm *vm = rt->vm;
    if (vm == NULL) {
        return;
    }
    struct context *context = &vm->main;
    OURO_ASSERT(context->frame == &context->root || context->segment == NULL);
    release(rt, give(context->handled_base.exception));
    struct stack_segment *segment = context->segment;
    while (segment != NULL && segment->next != NULL) {
        segment = segment->next;
    }
    while (segment != NULL) {
        struct stack_segment *previous = segment->previous;
        heap_raw_free(&rt->heap, segment, segment->bytes);
        segment = previous;
    }
    for (struct frame_segment *records = context->records; records != NULL;) {
        struct frame_segment *previous = records->previous;
        heap_raw_free(&rt->heap, records, sizeof(struct frame_segment) + FRAME_SEGMENT_RECORDS * sizeof(struct frame));
        records = previous;
    }
    // The root provider stays registered: it finds a context without frames.
    context->segment = NULL;
    context->records = NULL;
    context->root.above = NULL;
    context->stack_end = context->root.stack_top = NULL;
}
