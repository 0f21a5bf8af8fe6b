// SPDX-License-Identifier: MIT
// Execution contexts and frame records.
//
// A context has a value stack in segments that never move, and a chain of frame records. A record's neighbours `back`
// and `above` and its `depth` are fixed when the chain grows, so a push writes only what differs from call to call.
//
//   a frame's registers:  locals | cells, own then free | temporaries
//   lie either in the value stack or, for a generator, in the generator object.
//
// Which registers are live (owned; all others are dead memory):
//   the frame that runs, or that runs C code:   below code_depth_at(code, ip)
//   a frame with another one above it:          below above->caller_live, or as before when that is FRAME_LIVE_TABLE
// ip is the instruction that runs or is about to run; the interpreter stores it before it calls anything that may look.
// An instruction that consumes an operand empties the register before the value is released or moved on.
//
// Calls move the window [callee][self][arguments] of the caller's topmost temporaries: self or the first argument is
// register 0 of the callee where it lies, so caller_live is then the window's base. The record owns `function` and
// `code`; globals and builtins are lent by the function. A comprehension has no function (the frame below lends all),
// a generator's frame is lent everything by the generator, which is held by whoever resumes it.
//
// namespace, object and generator are nothing in every record that is not in use: plain pushes do not touch them.
#ifndef OURO_VM_FRAME_H
#define OURO_VM_FRAME_H

#include "compile/opcode.h"
#include "core/runtime.h"
#include "core/slot.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/tuple.h"
#include "os/tuning.h"

struct frame_object;
struct generator;

// What becomes of the result when a frame ends. "The instruction" is the caller's, at its ip.
enum frame_action {
    ACTION_STORE,     // destination of the instruction
    ACTION_C,         // back to the C function that entered the loop
    ACTION_CONSTRUCT, // __init__: must be None; the instance in R[b] is the result
    ACTION_OPERANDS,  // the instruction's consumed operands are still there: release them, then store
    ACTION_DROP,      // as OPERANDS, without a destination (__setattr__, property setters, __setitem__)
    ACTION_NEXT,      // FOR_NEXT: the next item, a generator's end is the loop's
    ACTION_DELEGATE,  // YIELD_FROM: what it yields is yielded on, its return value is the result
    ACTION_SEND,      // next(g), g.send(v): as OPERANDS, but a generator's end raises StopIteration
    // Special methods, whose result special_finish looks at; the operands are still there.
    ACTION_IN_PLACE,        // x += y: NotImplemented tries x + y
    ACTION_BINARY,          // x + y: NotImplemented tries the right side
    ACTION_REFLECTED,       // y.__radd__(x): nothing else to try
    ACTION_COMPARE,         // x < y: NotImplemented tries the right side
    ACTION_COMPARE_SWAPPED, // y > x for x < y
    ACTION_CONTAINS,
    ACTION_BOOL,
    ACTION_LENGTH, // __len__ for truth
    ACTION_ITERATE,
    ACTION_GETATTR, // __getattribute__ or a property getter: as OPERANDS, AttributeError tries __getattr__
    ACTION_ENTER,   // WITH_ENTER: R[a+2] is the destination
    ACTION_EXIT,    // WITH_EXIT: R[b] is the destination
};

enum frame_flag {
    FRAME_SEGMENT = 1,   // its registers opened a segment of the value stack
    FRAME_NAMESPACE = 2, // has a namespace
    FRAME_OBJECT = 4,    // has a frame object
    FRAME_GENERATOR = 8,
    FRAME_LENT = 16,      // function and code are lent, not owned (comprehensions, generators)
    FRAME_WATERMARK = 32, // context->watermark: popping it calls watermark_pass
};

#define FRAME_LIVE_TABLE UINT32_MAX
#define CODE_CALL_COMPLEX (CODE_VARARGS | CODE_VARKEYWORDS | CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)

struct frame {
    uint64_t *ip;
    own_value *registers;
    own_value *stack_top; // first free register of the value stack above this frame
    struct code *code;    // NULL in the record at the bottom
    struct dict *globals;
    struct dict *builtins;
    own_value function;
    own_value namespace; // of module and class bodies; nothing in functions
    struct frame_object *object;
    struct generator *generator;
    struct frame *back;
    struct frame *above;
    uint32_t depth;
    uint32_t caller_live;
    uint8_t action;
    uint8_t flags;
};

#define STACK_SEGMENT_BYTES OURO_TUNE(65536u, 2048u)
#define FRAME_SEGMENT_RECORDS OURO_TUNE(128u, 4u)

struct stack_segment {
    struct stack_segment *previous;
    struct stack_segment *next;
    size_t bytes;
    own_value *end;
    own_value registers[];
};
struct frame_segment {
    struct frame_segment *previous;
    struct frame records[];
};

// The exception being handled, of a context or of a generator that runs. An empty one falls through to the outer one.
struct handled {
    own_value exception;
    struct handled *outer;
};

struct context {
    struct frame *frame;     // the one that runs; &root: none
    struct frame *watermark; // the lowest frame that the marker has scanned, while it has not scanned all; else NULL
    own_value *stack_end;    // of the current segment
    struct handled *handled;
    struct stack_segment *segment;
    struct frame_segment *records;
    struct handled handled_base;
    struct frame root;
};

OURO_INLINE uint32_t code_first_temporary(struct code const *code)
{
    return code->local_count + code->cell_count + code->free_count;
}
// Locals and cells are released in CPython's order, in which a parameter's cell has the parameter's place: the register
// after r, from 0 on; temporaries follow.
uint32_t code_release_next_slow(struct code const *code, uint32_t r);
OURO_INLINE uint32_t code_release_next(struct code const *code, uint32_t r)
{
    return OURO_LIKELY(code->cell_parameters == NULL) ? r + 1 : code_release_next_slow(code, r);
}
OURO_INLINE uint32_t frame_unit(struct frame const *frame)
{
    return (uint32_t)(frame->ip - frame->code->units);
}
OURO_INLINE struct function *as_function(ref_value v)
{
    return (struct function *)as_object(v);
}

// The record above; makes room for more of them. NULL: MemoryError pending.
struct frame *frame_grow(struct ouro *rt, struct context *context, struct frame *top);
OURO_INLINE struct frame *frame_above(struct ouro *rt, struct context *context, struct frame *frame)
{
    struct frame *above = frame->above;
    return OURO_LIKELY(above != NULL) ? above : frame_grow(rt, context, frame);
}
// `count` free registers above `frame`; *flags gets FRAME_SEGMENT when a segment was opened. NULL: MemoryError pending.
own_value *stack_reserve(struct ouro *rt, struct context *context, struct frame *frame, uint32_t count, uint8_t *flags);
// Undoes the opening of a segment.
void stack_leave_segment(struct ouro *rt, struct context *context);
// RecursionError with CPython's words; false.
bool frame_too_deep(struct ouro *rt);

// Makes the cells of a new frame whose arguments are in place: own ones, then the closure's. false: MemoryError; the
// cells made stay in their registers.
OURO_MUST_USE bool frame_make_cells(struct ouro *rt, struct code *code, own_value *registers, ref_value closure);

// Ends a frame whose temporaries are gone: releases locals (or moves them to the frame object if somebody else has it)
// and the namespace. Does not pop it.
void frame_clear(struct ouro *rt, struct frame *frame);
// Pops a cleared frame that is no generator's; function and code go at the next safepoint if this was the last use.
void frame_pop(struct ouro *rt, struct context *context, struct frame *frame);
OURO_COLD void release_last_later(struct ouro *rt, struct object *o);
// The frame at the watermark is about to be popped: those below it are scanned first, before one of them runs.
OURO_COLD void watermark_pass(struct ouro *rt, struct context *context);
// Gives a reference up without running Python now.
OURO_INLINE void release_later(struct ouro *rt, struct object *o)
{
    uint32_t count = o->count;
    if (OURO_LIKELY(count - 2u < OBJECT_IMMORTAL - 2u)) {
        o->count = count - 1;
    } else {
        release_last_later(rt, o);
    }
}

// Fills the record of a call whose registers are ready. Takes one reference to the function; ip is left for its first
// store.
OURO_INLINE void frame_fill(struct frame *frame, struct function *function, struct code *code, own_value *registers,
                            uint32_t caller_live, enum frame_action action)
{
    retain_object(&code->header);
    frame->registers = registers;
    frame->stack_top = registers + code->register_count;
    frame->code = code;
    frame->globals = as_dict(slot_get(function->globals));
    frame->builtins = as_dict(slot_get(function->builtins));
    frame->function = own_object(function);
    frame->caller_live = caller_live;
    frame->action = (uint8_t)action;
    frame->flags = 0;
}

// Releases a register, empty first.
OURO_INLINE void register_release(struct ouro *rt, own_value *r)
{
    own_value v = *r;
    if (is_object(lend(v))) {
        if (RULE(8, 1)) {
            *r = own_nothing;
        }
        release_object(rt, as_object(lend(v)));
    }
}

#endif
