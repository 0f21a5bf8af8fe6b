// SPDX-License-Identifier: MIT
// The interpreter on code written by hand: loops, calls in place, depth, handlers, generators; the heap agrees
// throughout.
#include "assembler.h"

#include "object/exception.h"
#include "vm/generator.h"

static void test_loop(void **state)
{
    (void)state;
    struct ouro *rt = vm_make();
    struct assembler assembler;
    struct assembler *a = &assembler;
    assemble(a, rt, 2, 1, 1, CODE_OPTIMIZED); // b = 0; while a: b += a; a -= 1
    EMIT(2, OP_LOAD_WORD, FLAG_LOCAL, 1, 1, 0);
    uint32_t top = EMIT(2, OP_JUMP_IF_FALSE, 0, 0, 5, 0);
    EMIT(2, OP_ADD, FLAG_LOCAL, 1, 1, 0);
    EMIT(2, OP_SUB_INT, FLAG_LOCAL, 0, 0, 1);
    EMIT(2, OP_JUMP_BACK, 0, 0, top, 0);
    EMIT(2, OP_RETURN, 0, 1, 0, 0);
    own_value function = function_of(a);
    own_value n = own_small_int(1000);
    own_value result = operation_call_1(rt, lend(function), lend(n));
    assert_int_equal(small_int(lend(result)), 500500);
    release(rt, function);
    vm_end(rt);
}

// a -> 0 if not a else self(a - 1) + 1, where b is the function itself.
static own_value countdown(struct ouro *rt)
{
    struct assembler assembler;
    struct assembler *a = &assembler;
    assemble(a, rt, 2, 2, 4, CODE_OPTIMIZED);
    EMIT(2, OP_JUMP_IF_FALSE, 0, 0, 10, 0);
    EMIT(2, OP_MOVE, 0, 2, 1, 0);
    EMIT(3, OP_LOAD_WORD, 0, 3, 0, 0);
    EMIT(4, OP_SUB_INT, 0, 4, 0, 1);
    EMIT(5, OP_MOVE, 0, 5, 1, 0);
    EMIT(6, OP_CALL, 0, 2, 2, 2);
    EMIT(6, 0, 0, 0, 0, 0);
    EMIT(6, 0, 0, 0, 0, 0);
    EMIT(3, OP_ADD_INT, FLAG_CONSUME_B, 2, 2, 1);
    EMIT(3, OP_RETURN, FLAG_CONSUME_A, 2, 0, 0);
    EMIT(2, OP_LOAD_WORD, 0, 2, 1, 0);
    EMIT(3, OP_RETURN, FLAG_CONSUME_A, 2, 0, 0);
    return function_of(a);
}

static void test_recursion(void **state)
{
    (void)state;
    struct ouro *rt = vm_make();
    own_value function = countdown(rt);
    own_value n = own_small_int(900);
    ref_value args[] = {lend(n), lend(function)};
    own_value result = operation_call(rt, lend(function), args, 2, ref_nothing);
    assert_int_equal(small_int(lend(result)), 900);
    n = own_small_int(2000);
    args[0] = lend(n);
    result = operation_call(rt, lend(function), args, 2, ref_nothing);
    assert_true(failed(result) && error_matches(rt, TYPE_RECURSION_ERROR));
    error_clear(rt);
    heap_verify_must(rt, VERIFY_AT_LEAST);
    assert_true(vm_set_recursion_limit(rt, 300000)); // many segments of both stacks, no C stack
#ifdef OURO_STRESS
    int depth = 20000; // each cycle of the collector looks through all frames
#else
    int depth = 200000;
#endif
    n = own_small_int(depth);
    args[0] = lend(n);
    result = operation_call(rt, lend(function), args, 2, ref_nothing);
    assert_int_equal(small_int(lend(result)), depth);
    assert_int_equal(as_object(lend(function))->count, 1);
    release(rt, function);
    vm_end(rt);
}

static void test_arguments(void **state)
{
    (void)state;
    struct ouro *rt = vm_make();
    own_value function = countdown(rt);
    own_value result = operation_call_0(rt, lend(function));
    assert_true(failed(result) && error_matches(rt, TYPE_TYPE_ERROR));
    own_value error = error_take(rt);
    own_value text = operation_str(rt, lend(error));
    assert_true(str_equals(as_str(lend(text)), "code() missing 2 required positional arguments: 'a' and 'b'"));
    release(rt, text);
    release(rt, error);
    release(rt, function);
    vm_end(rt);
}

static void test_handler(void **state)
{
    (void)state;
    struct ouro *rt = vm_make();
    struct assembler assembler;
    struct assembler *a = &assembler;
    assemble(a, rt, 1, 1, 4, CODE_OPTIMIZED); // try: (K0, K0, a + None) except: return the exception
    constant(a, tuple_from(rt, (ref_value[]){ref_none}, 1));
    EMIT(1, OP_LOAD_CONST, 0, 1, 0, 0);
    EMIT(2, OP_LOAD_CONST, 0, 2, 0, 0);
    EMIT(3, OP_LOAD_WORD, 0, 3, VALUE_NONE, 0);
    EMIT(4, OP_ADD, FLAG_CONSUME_C, 3, 0, 3);
    EMIT(4, OP_RETURN_NONE, 0, 0, 0, 0);
    EMIT(2, OP_RETURN, FLAG_CONSUME_A, 1, 0, 0);
    a->handlers[0] = (struct code_handler){0, 5, 5, 1};
    a->code->handler_count = 1;
    struct object *held = as_object(tuple_item(slot_get(a->code->constants), 0));
    own_value function = function_of(a);
    own_value n = own_small_int(1);
    own_value result = operation_call_1(rt, lend(function), lend(n));
    assert_true(is_exception(rt, lend(result)) && is_kind(rt, lend(result), TYPE_TYPE_ERROR));
    assert_int_equal(held->count, 1);
    assert_true(vm_is_traceback(slot_get(as_exception(lend(result))->traceback)));
    release(rt, result);
    release(rt, function);
    vm_end(rt);
}

static void test_generator(void **state)
{
    (void)state;
    struct ouro *rt = vm_make();
    struct assembler assembler;
    struct assembler *a = &assembler;
    assemble(a, rt, 2, 1, 1, CODE_OPTIMIZED | CODE_GENERATOR); // while a: b = yield a; a -= 1; return b
    uint32_t top = EMIT(2, OP_JUMP_IF_FALSE, 0, 0, 4, 0);
    EMIT(2, OP_YIELD, FLAG_LOCAL, 1, 0, 0);
    EMIT(2, OP_SUB_INT, FLAG_LOCAL, 0, 0, 1);
    EMIT(2, OP_JUMP_BACK, 0, 0, top, 0);
    EMIT(2, OP_RETURN, 0, 1, 0, 0);
    own_value function = function_of(a);
    own_value n = own_small_int(3);
    own_value g = operation_call_1(rt, lend(function), lend(n));
    assert_true(is_exact(lend(g), TYPE_GENERATOR));
    own_value returned = own_nothing;
    for (int i = 3; i > 0; i--) {
        own_value v = generator_send(rt, as_generator(lend(g)), i == 3 ? own_none : own_small_int(i * 10), &returned);
        assert_int_equal(small_int(lend(v)), i);
        heap_verify_must(rt, VERIFY_AT_LEAST);
    }
    own_value text = str_from(rt, "sent");
    own_value v = generator_send(rt, as_generator(lend(g)), text, &returned);
    assert_true(is_stop(lend(v)) && is_str(rt, lend(returned)));
    release(rt, returned);
    release(rt, g);
    own_value list = operation_call_1(rt, lend(function), lend(n));
    own_value made = operation_list(rt, lend(list));
    assert_false(failed(made));
    release(rt, made);
    release(rt, list);
    release(rt, function);
    vm_end(rt);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(test_loop),    cmocka_unit_test(test_recursion), cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_handler), cmocka_unit_test(test_generator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
