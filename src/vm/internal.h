// SPDX-License-Identifier: MIT
// What the files of the interpreter share.
#ifndef OURO_VM_INTERNAL_H
#define OURO_VM_INTERNAL_H

#include "object/error.h"
#include "object/names.h"
#include "object/operation.h"
#include "object/state.h"
#include "vm/frame.h"
#include "vm/vm.h"

struct vm {
    struct context main;
};

enum enter_mode {
    ENTER_START,  // a new frame, from its first instruction
    ENTER_RESUME, // a generator, at its YIELD or YIELD_FROM, with the value sent
    ENTER_THROW,  // a generator, with rt->error pending at its instruction
};
// Runs the frame on top (its action is ACTION_C) until it ends or yields. sent: consumed (ENTER_RESUME).
own_value interpret(struct ouro *rt, struct context *context, enum enter_mode mode, own_value sent);
// Enters the loop from C: checks the C stack, opens a new base of the release walk. The frame on top is consumed.
own_value interpret_nested(struct ouro *rt, struct context *context, enum enter_mode mode, own_value sent);

// Counts the safepoints passed and `steps` steps more, and looks at interrupts and limits; see core/poll.h. false: an
// exception is pending.
OURO_MUST_USE bool limits_check(struct ouro *rt, uint64_t steps);

// Calls of Python functions
// ---------------------------------------------------------------------------------------------

// A call in general form: `count` arguments at args, of which the last `named` have names in the tuple kwnames (lent).
// Lent arguments are counted anew; others are moved out of args (to nothing), on failure too.
struct call {
    struct function *function;
    own_value *args;
    uint32_t count;
    uint32_t named;
    ref_value kwnames;
    bool lent;
};
// Places arguments into registers: positional, defaults, keywords, * and **; all other locals become nothing; cells.
// false: TypeError or MemoryError, the registers are empty.
OURO_MUST_USE bool call_bind(struct ouro *rt, struct call *call, own_value *registers);
// Pushes a frame for a call, registers at the top of the value stack; a generator function gives its generator instead:
// *result is then owned and the frame on top stays. false: error pending. The arguments are moved in any case;
// call->function is counted anew.
OURO_MUST_USE bool call_push(struct ouro *rt, struct context *context, struct call *call, enum frame_action action,
                             uint32_t caller_live, own_value *result);
// Arguments lent (counted anew), no keywords.
OURO_MUST_USE bool call_push_lent(struct ouro *rt, struct context *context, ref_value function, ref_value const *args,
                                  uint32_t count, enum frame_action action, uint32_t caller_live, own_value *result);

// Unwinding
// -------------------------------------------------------------------------------------------------------------

enum unwind_result {
    UNWIND_HANDLER,  // context->frame goes on at its ip
    UNWIND_OUT,      // the C boundary was reached, its frame is gone, the error is pending
    UNWIND_LOOP_END, // context->frame's FOR_NEXT is over
    UNWIND_RESULT, // context->frame's instruction has its result: *value (AttributeError swallowed by __getattr__, ...)
    UNWIND_PUSHED, // a new frame was pushed to try something else
};
enum unwind_start {
    UNWIND_RAISED, // adds a traceback entry for the running frame
    UNWIND_AGAIN,  // re-raised: none for the first frame
};
enum unwind_result unwind(struct ouro *rt, struct context *context, enum unwind_start start, own_value *value);
// Releases the operands an instruction consumes, left to right.
void release_operands(struct ouro *rt, struct frame *frame);
// Adds an entry for the frame to the pending exception. Failure (MemoryError) replaces the exception.
void traceback_add(struct ouro *rt, struct frame *frame);

// `raise`: sets rt->error. Lent arguments; cause nothing: none given.
void raise_value(struct ouro *rt, ref_value what, ref_value cause);
// Bare raise. false: there was nothing to raise again (RuntimeError pending as a new error).
bool raise_again(struct ouro *rt);

// GROUP_MATCH. Owned: the group caught or None; nothing: an error is pending.
own_value group_match(struct ouro *rt, struct context *context, uint64_t *ip);

// Slow paths of instructions; nothing or false: error pending.
// -----------------------------------------------------------

own_value name_load(struct ouro *rt, struct frame *frame, uint64_t *ip);   // LOAD_NAME
own_value global_load(struct ouro *rt, struct frame *frame, uint64_t *ip); // LOAD_GLOBAL
OURO_MUST_USE bool name_store(struct ouro *rt, struct frame *frame, uint64_t *ip, ref_value value);
OURO_MUST_USE bool global_store(struct ouro *rt, struct frame *frame, uint64_t *ip, ref_value value);
OURO_MUST_USE bool name_delete(struct ouro *rt, struct frame *frame, uint64_t *ip);
OURO_MUST_USE bool global_delete(struct ouro *rt, struct frame *frame, uint64_t *ip);
own_value class_cell_load(struct ouro *rt, struct frame *frame, uint64_t *ip);
void unbound_local(struct ouro *rt, struct frame *frame, uint32_t number);
void unbound_cell(struct ouro *rt, struct frame *frame, uint32_t number);
bool setup_annotations(struct ouro *rt, struct frame *frame);

// Operators with a slow path that keeps FLAG_IN_PLACE text growth: b may be emptied (moved).
own_value binary_slow(struct ouro *rt, struct frame *frame, uint64_t *ip);
own_value subscript_slow(struct ouro *rt, ref_value container, ref_value key);
bool store_subscript_slow(struct ouro *rt, ref_value container, ref_value key, ref_value value);

own_value make_function(struct ouro *rt, struct frame *frame, uint64_t *ip);
own_value build_map(struct ouro *rt, struct frame *frame, uint64_t *ip);
own_value build_const_map(struct ouro *rt, struct frame *frame, uint64_t *ip);
own_value build_set(struct ouro *rt, struct frame *frame, uint64_t *ip);
own_value build_slice(struct ouro *rt, struct frame *frame, uint64_t *ip);
own_value format_value(struct ouro *rt, struct frame *frame, uint64_t *ip);
bool extend_list(struct ouro *rt, ref_value list, ref_value iterable, ref_value callee);
bool merge_keywords(struct ouro *rt, ref_value dict, ref_value mapping, ref_value callee);
bool update_display(struct ouro *rt, ref_value dict, ref_value mapping);
OURO_MUST_USE bool unpack(struct ouro *rt, struct frame *frame, uint64_t *ip);
OURO_MUST_USE bool unpack_starred(struct ouro *rt, struct frame *frame, uint64_t *ip);
OURO_MUST_USE bool loop_begin(struct ouro *rt, struct frame *frame, uint64_t *ip);
own_value loop_next_slow(struct ouro *rt, ref_value iterator);

// WITH_ENTER: finds both methods; *enter is owned (bound or not), *exit too, *self says whether self is to be passed.
// is_async: __aenter__ and __aexit__.
OURO_MUST_USE bool with_find(struct ouro *rt, ref_value manager, bool is_async, own_value *enter, bool *enter_self,
                             own_value *exit, bool *exit_self);
// Patterns of `match`, in match.c.
own_value match_keys(struct ouro *rt, ref_value mapping, ref_value keys);
own_value match_rest(struct ouro *rt, ref_value mapping, ref_value keys);
own_value match_class(struct ouro *rt, ref_value subject, ref_value class, ref_value names);
own_value import_name(struct ouro *rt, struct frame *frame, uint64_t *ip);
own_value import_from(struct ouro *rt, ref_value module, ref_value name);
OURO_MUST_USE bool import_star(struct ouro *rt, struct frame *frame, ref_value module);
OURO_MUST_USE bool print_expression(struct ouro *rt, ref_value v);

#endif
