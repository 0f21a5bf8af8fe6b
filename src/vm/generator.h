// SPDX-License-Identifier: MIT
// Generators: a frame's registers in an object, run in place.
//
// While a generator is suspended its registers are its slots: those below code_depth_at(ip) are live. While it runs
// they are the record's (the root provider reports them and traverse does not). Resuming one that a marker may not have
// scanned yet greys what it holds first, for registers have no barrier.
#ifndef OURO_VM_GENERATOR_H
#define OURO_VM_GENERATOR_H

#include "vm/frame.h"

enum generator_state { GENERATOR_CREATED, GENERATOR_SUSPENDED, GENERATOR_RUNNING, GENERATOR_FINISHED };

struct generator {
    struct object header;
    uint8_t state;
    bool started;  // has yielded at least once
    bool closing;  // close() is under way: what it yields is an error
    bool closed;   // async generator: it has ended, or aclose() was begun
    bool stepping; // async generator: a step is under way
    bool begun;    // async generator: its first use was told
    slot_value code;
    slot_value globals;
    slot_value builtins;
    slot_value name;
    slot_value qualname;
    slot_value frame;       // frame object while suspended, or nothing
    struct handled handled; // its exception is a slot while suspended
    uint64_t *ip;
    uint32_t register_count; // 0 once finished
    uint32_t extra;          // 1 + the index of a slot behind the registers; 0: generators have none
    slot_value registers[];
};
extern struct type_definition const generator_type_definition;

OURO_INLINE struct generator *as_generator(ref_value v)
{
    return (struct generator *)as_object(v);
}
// Of a coroutine its origin, of an async generator the finalizer of the event loop; or nothing.
OURO_INLINE slot_value *generator_extra(struct generator *g)
{
    return &g->registers[g->extra - 1];
}
struct call;
// The generator of a call of a generator function; arguments moved. Owned.
own_value generator_new_call(struct ouro *rt, struct call *call);
// Of a generator expression: registers are filled by the caller (zeroed here).
own_value generator_new_for(struct ouro *rt, struct code *code, struct dict *globals, struct dict *builtins);

// Why it cannot be resumed: true with an error pending ("generator already executing").
bool generator_is_running(struct ouro *rt, struct generator *g);
// Pushes the frame of a suspended (or new) generator. false: error pending (recursion, memory).
OURO_MUST_USE bool generator_enter(struct ouro *rt, struct context *context, struct generator *g,
                                   enum frame_action action, uint32_t caller_live);
// The frame on top is a generator's and yields: back to suspended, popped.
void generator_suspend(struct ouro *rt, struct context *context);
// The frame on top is a generator's and has ended (temporaries gone): locals released, popped.
void generator_finish(struct ouro *rt, struct context *context);
// PEP 479: the pending StopIteration becomes a RuntimeError; of an async generator StopAsyncIteration too.
void generator_convert_stop(struct ouro *rt, struct generator *g);

// g.send(v) as C calls it: yielded value, or own_stop when it returned (value in *returned when not NULL, else
// dropped).
own_value generator_send(struct ouro *rt, struct generator *g, own_value sent, own_value *returned);
// g.throw(exception): the pending error is thrown in. As generator_send. A delegate that is no generator gets the
// arguments as they were given: raw, at most three; NULL: the exception. closes: see generator_throw_arguments.
own_value generator_throw(struct ouro *rt, struct generator *g, ref_value const *raw, uint32_t raw_count, bool closes,
                          own_value *returned);
bool generator_close(struct ouro *rt, struct generator *g);
// Raises StopIteration(value); takes value.
own_value generator_raise_stop(struct ouro *rt, own_value value);
// Next step of a delegate that is no generator: own_stop at the end with *returned.
own_value delegate_send(struct ouro *rt, ref_value iterator, ref_value sent, own_value *returned);

// As its method throw(type[, value[, traceback]]); own_stop when it returned. `closes`: GeneratorExit closes what it
// delegates to, else that is thrown into too.
own_value generator_throw_arguments(struct ouro *rt, struct generator *g, ref_value const *args, uint32_t count,
                                    bool closes);
// What a suspended generator delegates to or awaits, lent; or nothing.
ref_value generator_delegate(struct generator *g);
// A generator or coroutine: what YIELD_FROM enters in place.
OURO_INLINE bool is_resumable(ref_value v)
{
    return is_exact(v, TYPE_GENERATOR) || is_exact(v, TYPE_COROUTINE);
}

// The faces that the three types share.
own_value generator_repr(struct ouro *rt, ref_value self);
own_value generator_get_name(struct ouro *rt, ref_value self);
own_value generator_get_qualname(struct ouro *rt, ref_value self);
bool generator_set_name(struct ouro *rt, ref_value self, ref_value value);
bool generator_set_qualname(struct ouro *rt, ref_value self, ref_value value);
own_value generator_get_frame(struct ouro *rt, ref_value self);
own_value generator_get_code(struct ouro *rt, ref_value self);
own_value generator_get_running(struct ouro *rt, ref_value self);
own_value generator_get_suspended(struct ouro *rt, ref_value self);
own_value generator_get_delegate(struct ouro *rt, ref_value self);
own_value generator_method_throw(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
own_value generator_method_close(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
uint64_t generator_traverse(struct ouro *rt, struct object *object, uint64_t from, uint64_t budget,
                            struct visitor *visitor);
slot_value *generator_drop_step(struct ouro *rt, struct object *object, uint32_t *cursor);
void generator_clear(struct ouro *rt, struct object *object);
void generator_finalize(struct ouro *rt, struct object *object);
bool generator_needs_finalize(struct ouro *rt, struct object *object);
#define GENERATOR_COMMON                                                                                \
    .base = TYPE_OBJECT, .flags = TYPE_NO_CREATE | TYPE_WEAKLY_HELD | TYPE_FINALIZER,                   \
    .size = sizeof(struct generator), .traverse = generator_traverse, .drop_step = generator_drop_step, \
    .clear = generator_clear, .finalize = generator_finalize, .needs_finalize = generator_needs_finalize

// Natives that the interpreter enters in place.
own_value generator_method_send(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
own_value generator_method_next(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);

#endif
