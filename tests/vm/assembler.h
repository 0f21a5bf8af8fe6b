// SPDX-License-Identifier: MIT
// Code objects written by hand, for tests of the interpreter without a compiler.
#ifndef OURO_TESTS_VM_ASSEMBLER_H
#define OURO_TESTS_VM_ASSEMBLER_H

#include "compile/opcode.h"
#include "gc/gc.h"
#include "gc/verify.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "os/stack.h"
#include "vm/vm.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#define UNITS_MOST 64
struct assembler {
    struct ouro *rt;
    struct code *code;
    uint64_t units[UNITS_MOST];
    struct code_depth depths[UNITS_MOST];
    struct code_handler handlers[8];
};

static inline struct ouro *vm_make(void)
{
    struct ouro *rt = calloc(1, sizeof *rt);
    assert_true(rt != NULL && runtime_open(rt, 0));
    struct os_stack stack;
    assert_true(os_stack_bounds(&stack));
    rt->stack_limit = stack.low + (size_t)256 * 1024;
    assert_true(gc_open(rt) && objects_open(rt) && vm_open(rt));
    if (is_nothing(slot_get(rt->objects->builtins))) {
        slot_init(&rt->objects->builtins, dict_new(rt));
    }
    return rt;
}

static inline void vm_end(struct ouro *rt)
{
    assert_false(error_pending(rt));
    heap_verify_must(rt, VERIFY_AT_LEAST);
    vm_close(rt);
    objects_close(rt);
    gc_close(rt);
    runtime_close(rt);
    free(rt);
}

// A code object with `locals` locals named a, b, c ..., of which the first `parameters` are parameters.
static inline void assemble(struct assembler *a, struct ouro *rt, uint32_t locals, uint32_t parameters,
                            uint32_t temporaries, uint32_t flags)
{
    memset(a, 0, sizeof *a);
    a->rt = rt;
    a->code = object_allocate(rt, HEAP_TRACED, sizeof *a->code, TYPE_CODE);
    struct code *code = a->code;
    slot_init(&code->name, str_from(rt, "code"));
    slot_init(&code->qualname, str_from(rt, "code"));
    slot_init(&code->filename, str_from(rt, "hand"));
    slot_init(&code->constants, tuple_new(rt, 0));
    slot_init(&code->names, tuple_new(rt, 0));
    own_value names = tuple_new(rt, locals);
    for (uint32_t i = 0; i < locals; i++) {
        char text[2] = {(char)('a' + i), 0};
        slot_init(&as_tuple(lend(names))->items[i], str_intern(rt, text, 1));
    }
    slot_init(&code->local_names, names);
    slot_init(&code->cell_names, tuple_new(rt, 0));
    slot_init(&code->free_names, tuple_new(rt, 0));
    slot_init(&code->doc, own_none);
    code->flags = flags;
    code->local_count = locals;
    code->positional_count = parameters;
    code->parameter_count = parameters;
    code->register_count = locals + temporaries;
    code->first_line = 1;
}

// Appends a unit; depth: live registers before it. Result: its number.
static inline uint32_t emit(struct assembler *a, uint32_t depth, uint64_t unit)
{
    uint32_t at = a->code->unit_count++;
    assert_true(at < UNITS_MOST);
    a->units[at] = unit;
    a->depths[a->code->depth_count++] = (struct code_depth){at, depth};
    return at;
}
#define EMIT(depth, op, flags, x, y, z) emit(a, depth, unit_make(op, flags, x, y, z))

static inline void constant(struct assembler *a, own_value v)
{
    ref_value items[8];
    struct tuple *old = as_tuple(slot_get(a->code->constants));
    for (uint64_t i = 0; i < old->length; i++) {
        items[i] = slot_get(old->items[i]);
    }
    items[old->length] = lend(v);
    slot_set(a->rt, a->code, &a->code->constants, tuple_from(a->rt, items, old->length + 1));
    release(a->rt, v);
}

static inline void *copied(struct ouro *rt, void const *from, size_t size)
{
    if (size == 0) {
        return NULL;
    }
    void *to = heap_raw_allocate(&rt->heap, size);
    assert_non_null(to);
    return memcpy(to, from, size);
}

// The finished code, owned.
static inline own_value assembled(struct assembler *a)
{
    struct code *code = a->code;
    code->units = copied(a->rt, a->units, code->unit_count * sizeof *code->units);
    code->depths = copied(a->rt, a->depths, code->depth_count * sizeof *code->depths);
    code->handlers = copied(a->rt, a->handlers, code->handler_count * sizeof *code->handlers);
    return own_object(code);
}

static inline own_value function_of(struct assembler *a)
{
    own_value code = assembled(a);
    own_value globals = dict_new(a->rt);
    own_value function = function_new(a->rt, lend(code), lend(globals));
    assert_false(failed(function));
    release(a->rt, code);
    release(a->rt, globals);
    return function;
}

#endif
