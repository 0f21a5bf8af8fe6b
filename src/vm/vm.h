// SPDX-License-Identifier: MIT
// The interpreter's interface: what modules, the embedding interface and the program call.
#ifndef OURO_VM_VM_H
#define OURO_VM_VM_H

#include "object/code.h"

struct frame_object;

// Makes floor 6 of a runtime whose floor 4 is open: the main context, its types (generator, frame, traceback), the
// doors in rt->objects. false: no memory.
OURO_MUST_USE bool vm_open(struct ouro *rt);
void vm_close(struct ouro *rt);

// Runs a code object without parameters: a module's, exec's, eval's, a class body. globals: exact dict; namespace: any
// mapping, or nothing for code of a function kind. Puts __builtins__ into globals if it is not there. Owned result.
own_value vm_run(struct ouro *rt, ref_value code, ref_value globals, ref_value namespace);
// The same with the cells for the code's free names (tuple or nothing): __build_class__, exec with a closure.
own_value vm_run_closure(struct ouro *rt, ref_value code, ref_value globals, ref_value namespace, ref_value closure);

// Safepoint of long loops in C that may run Python: collections, interrupts, limits. false: an exception is pending.
OURO_MUST_USE bool vm_poll(struct ouro *rt);
// A safepoint that is due (runtime_safepoint_is_due). false: an exception is pending.
OURO_MUST_USE bool vm_safepoint(struct ouro *rt);

// The running Python frame's dictionaries, lent; nothing when no Python runs.
ref_value vm_globals(struct ouro *rt);
ref_value vm_builtins(struct ouro *rt);
// locals(): the namespace, or a dict of the locals' values now. Owned; nothing: error (no frame: RuntimeError).
own_value vm_locals(struct ouro *rt);
// sys._getframe(depth): 0 is the running one. Owned; ValueError "call stack is not deep enough".
own_value vm_frame(struct ouro *rt, int64_t depth);
// The exception being handled (sys.exc_info), lent or nothing.
ref_value vm_handled_exception(struct ouro *rt);
// Number of Python frames.
uint32_t vm_depth(struct ouro *rt);
// Code and unit of the Python frame `depth` below the running one, for allocation traces: false when there is none.
bool vm_position(struct ouro *rt, uint32_t depth, struct code **code, uint32_t *unit);
// The globals of the Python frame `depth` below the running one, lent; nothing when there is none. *line: where it is.
ref_value vm_globals_at(struct ouro *rt, uint32_t depth, int32_t *line);
// sys.setrecursionlimit. false: RecursionError pending (the limit is below the present depth).
OURO_MUST_USE bool vm_set_recursion_limit(struct ouro *rt, int64_t limit);
OURO_INLINE OURO_MUST_USE bool vm_stack_room(struct ouro *rt)
{
    return !stack_is_low(rt);
}

// builtins.__build_class__, aiter, anext and next: natives for the module builtins. The interpreter knows vm_next by
// its address and enters generators in place.
own_value vm_build_class(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
own_value vm_aiter(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
own_value vm_anext(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
own_value vm_next(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);

// Tracebacks, for printing. The entry's code, instruction and line; next is lent or nothing.
struct traceback_entry {
    ref_value frame;
    struct code *code;
    uint32_t unit;
    int32_t line;
    ref_value next;
};
void vm_traceback_entry(ref_value traceback, struct traceback_entry *entry);
bool vm_is_traceback(ref_value v);

#endif
