// SPDX-License-Identifier: MIT
// The interpreter loop. opcode.h says what each instruction does, frame.h what a frame is. Here, and in the files
// loop_*.h that are parts of it: fast paths, and the plumbing of frames; everything that is rare or long is a function
// elsewhere.
//
// In C variables while a frame runs: ip, r (its registers), k (its constants), u (the unit at ip). frame->ip is stored
// (SAVE) before anything that may run Python, allocate or raise. A native or slow path runs with releases deferred
// (SLOW), so nothing it releases runs Python before it is done.
#include "object/class.h"
#include "object/descriptor.h"
#include "object/exception.h"
#include "object/exception_group.h"
#include "object/instance.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/module.h"
#include "object/native.h"
#include "object/set.h"
#include "object/slice.h"
#include "object/str.h"
#include "vm/attribute.h"
#include "vm/call.h"
#include "vm/coroutine.h"
#include "vm/fast_names.h"
#include "vm/fast_sequence.h"
#include "vm/frame_object.h"
#include "vm/generator.h"
#include "vm/internal.h"
#include "vm/loop.h"
#include "vm/quick.h"

// Units of each instruction, by opcode.
static uint8_t const lengths[] = {
#define X(NAME, extra, text) 1 + extra,
    OPCODES(X)
#undef X
#define X(NAME, plain) QUICK_LENGTH_##plain,
#define QUICK_LENGTH_LOAD_ATTR 4
#define QUICK_LENGTH_LOAD_METHOD 4
#define QUICK_LENGTH_STORE_ATTR 4
        QUICK_OPCODES(X)
#undef X
};

own_value interpret(struct ouro *rt, struct context *context, enum enter_mode mode, own_value value)
{
    static void const *const labels[] = {
#define X(NAME, extra, text) &&op_##NAME,
        OPCODES(X)
#undef X
#define X(NAME, plain) &&quick_##NAME,
            QUICK_OPCODES(X)
#undef X
    };
    struct frame *frame;
    uint64_t *ip;
    own_value *r;
    ref_value const *k;
    uint64_t u = *context->frame->ip;
    enum unwind_start start = UNWIND_RAISED;
    bool entered; // a slow path has pushed a frame
    LOAD_FRAME();
    switch (mode) {
    case ENTER_START:
        goto entered;
    case ENTER_RESUME:
        goto resume;
    case ENTER_THROW:
        goto raised;
    }

entered: // a new frame: a safepoint
    if (runtime_safepoint_is_due(rt)) {
        SAVE();
        if (!vm_safepoint(rt)) {
            goto raised;
        }
    }
    DISPATCH();

    // Moving values ---------------------------------------------------------------------------------------------------

op_NOP:
    NEXT(1);

op_MOVE : {
    own_value v = TAKE(B, FLAG_CONSUME_B);
    STORE(A, v);
    NEXT(1);
}
op_LOAD_WORD : {
    own_value v = own_from_bits((uint64_t)((int64_t)u >> 32));
    STORE(A, v);
    NEXT(1);
}
op_LOAD_CONST : {
    own_value v = retain(k[INDEX]);
    STORE(A, v);
    NEXT(1);
}
op_CHECK_BOUND:
    if (OURO_UNLIKELY(r[A].bits == 0)) {
        SAVE();
        unbound_local(rt, frame, A);
        goto raised;
    }
    NEXT(1);

op_DELETE_LOCAL:
    if (OURO_UNLIKELY(r[A].bits == 0)) {
        SAVE();
        unbound_local(rt, frame, A);
        goto raised;
    } else {
        own_value old = give(r[A]);
        RELEASE(old);
    }
    NEXT(1);

op_RELEASE:
    CONSUME(A);
    NEXT(1);

op_LOAD_CELL : {
    own_value v = retain(slot_get(((struct cell *)as_object(lend(r[B])))->value));
    if (OURO_UNLIKELY(failed(v))) {
        SAVE();
        unbound_cell(rt, frame, B);
        goto raised;
    }
    STORE(A, v);
    NEXT(1);
}
op_STORE_CELL : {
    struct cell *cell = (struct cell *)as_object(lend(r[A]));
    own_value v = TAKE(B, FLAG_CONSUME_B);
    SAVE();
    slot_set(rt, cell, &cell->value, v);
    NEXT(1);
}
op_DELETE_CELL : {
    struct cell *cell = (struct cell *)as_object(lend(r[A]));
    SAVE();
    own_value old = slot_take(rt, cell, &cell->value);
    if (failed(old)) {
        unbound_cell(rt, frame, A);
        goto raised;
    }
    RELEASE(old);
    NEXT(1);
}

    // Names -----------------------------------------------------------------------------------------------------------

op_LOAD_CLASS_CELL:
    SLOW(value = class_cell_load(rt, frame, ip));
    goto store_checked;

op_LOAD_NAME:
    if (OURO_UNLIKELY(frame->namespace.bits != ref_bits(ref_object(frame->globals)))) {
        SLOW(value = name_load(rt, frame, ip));
        goto store_checked;
    }
op_LOAD_GLOBAL : {
    ref_value found = name_cached(frame->globals, frame->builtins, ip + 1);
    if (OURO_LIKELY(!is_nothing(found))) {
        own_value v = retain(found);
        STORE(A, v);
        NEXT(3);
    }
    SLOW(value = global_load(rt, frame, ip));
    goto store_checked;
}
op_STORE_NAME : {
    if (OURO_LIKELY(is_exact(lend(frame->namespace), TYPE_DICT))) {
        struct dict *dict = as_dict(lend(frame->namespace));
        slot_value *slot = name_slot_cached(dict, ip[1]);
        if (OURO_LIKELY(slot != NULL)) {
            own_value v = TAKE(A, FLAG_CONSUME_A);
            SAVE();
            slot_set(rt, dict, slot, v);
            NEXT(2);
        }
    }
    CONSUMING(name_store(rt, frame, ip, lend(r[A])), CONSUME_A(), 2);
}
op_STORE_GLOBAL : {
    slot_value *slot = name_slot_cached(frame->globals, ip[1]);
    if (OURO_LIKELY(slot != NULL)) {
        own_value v = TAKE(A, FLAG_CONSUME_A);
        SAVE();
        slot_set(rt, frame->globals, slot, v);
        NEXT(2);
    }
    CONSUMING(global_store(rt, frame, ip, lend(r[A])), CONSUME_A(), 2);
}
op_DELETE_NAME:
    STATEMENT(name_delete(rt, frame, ip), 1);
op_DELETE_GLOBAL:
    STATEMENT(global_delete(rt, frame, ip), 1);

    // Operators -------------------------------------------------------------------------------------------------------

    // clang-format off
    ARITHMETIC(ADD, int_add(b, c), x + y)
    ARITHMETIC(SUB, int_subtract(b, c), x - y)
    ARITHMETIC(MUL, int_multiply(b, c), x * y)
op_TRUEDIV: {
    double x;
    double y;
    if (OURO_LIKELY(both_divisible(lend(r[B]), lend(r[C]), &x, &y))) {
        STORE_NUMBER(own_word_float(x / y));
    }
    goto binary;
}
    INTEGERS(FLOORDIV, int_floor_divide(small_int(b), small_int(c)))
    INTEGERS(MOD, int_modulo(small_int(b), small_int(c)))
    INTEGERS(LSHIFT, int_shift_left(small_int(b), small_int(c)))
    INTEGERS(RSHIFT, int_shift_right(small_int(b), small_int(c)))
    INTEGERS(AND, own_from_bits(ref_bits(b) & ref_bits(c)))
    INTEGERS(OR, own_from_bits(ref_bits(b) | ref_bits(c)))
    INTEGERS(XOR, own_from_bits((ref_bits(b) ^ ref_bits(c)) | 1))
    // clang-format on

op_MATMUL:
op_POW:
binary:
    SLOW(entered = binary_enter(rt, context, ip, &value));
    if (entered) {
        goto pushed;
    }
finish_binary:
    CONSUME_B();
    CONSUME_C();
store_checked: // value is the instruction's result, or nothing with an error
    if (OURO_UNLIKELY(failed(value))) {
        goto raised;
    }
    STORE(A, value);
    NEXT(lengths[u & 0xff]);

    // clang-format off
    IMMEDIATE(ADD, int_add(b, lend(own_small_int(CSIGNED))), x + y)
    IMMEDIATE(SUB, int_subtract(b, lend(own_small_int(CSIGNED))), x - y)
    IMMEDIATE(MUL, int_multiply(b, lend(own_small_int(CSIGNED))), x * y)
    IMMEDIATE_INTEGERS(FLOORDIV, int_floor_divide(small_int(b), CSIGNED))
    IMMEDIATE_INTEGERS(MOD, int_modulo(small_int(b), CSIGNED))
    IMMEDIATE_INTEGERS(LSHIFT, int_shift_left(small_int(b), CSIGNED))
    IMMEDIATE_INTEGERS(RSHIFT, int_shift_right(small_int(b), CSIGNED))
    IMMEDIATE_INTEGERS(AND, own_from_bits(ref_bits(b) & ((uint64_t)CSIGNED << 1 | 1)))
    // clang-format on

op_NEG : {
    ref_value b = lend(r[B]);
    if (is_small_int(b)) {
        STORE_NUMBER(int_subtract(lend(own_small_int(0)), b));
    } else if (is_word_float(b)) {
        STORE_NUMBER(own_word_float(-word_float(b)));
    }
    SLOW(entered = unary_enter(rt, context, UNARY_NEG, b, &value));
    goto enter_unary;
}
op_POS:
    SLOW(entered = unary_enter(rt, context, UNARY_POS, lend(r[B]), &value));
    goto enter_unary;
op_INVERT:
    SLOW(entered = unary_enter(rt, context, UNARY_INVERT, lend(r[B]), &value));
enter_unary:
    if (entered) {
        goto pushed;
    }
finish_unary:
    CONSUME_B();
    goto store_checked;

op_NOT : {
    int truth = TRUTH(lend(r[B]));
    value = truth < 0 ? own_nothing : own_bool(!truth);
    goto finish_unary;
}

    // Comparisons -----------------------------------------------------------------------------------------------------

    // clang-format off
    COMPARE(LT, <)
    COMPARE(LE, <=)
    COMPARE(EQ, ==)
    COMPARE(NE, !=)
    COMPARE(GT, >)
    COMPARE(GE, >=)
    // clang-format on
finish_compare:
    if (entered) {
        goto pushed;
    }
    goto finish_binary;

op_IS:
    value = own_bool(same(lend(r[B]), lend(r[C])));
    goto finish_binary;
op_IS_NOT:
    value = own_bool(!same(lend(r[B]), lend(r[C])));
    goto finish_binary;
op_IN:
op_NOT_IN:
    SLOW(entered = contains_enter(rt, context, lend(r[C]), lend(r[B]), &value));
    if (entered) {
        goto pushed;
    }
finish_contains:
    if ((u & 0xff) == OP_NOT_IN && !failed(value)) {
        value = own_bool(same(lend(value), ref_false));
    }
    goto finish_binary;

    // Jumps -----------------------------------------------------------------------------------------------------------

op_JUMP:
    JUMP_TO(INDEX);
    DISPATCH();

op_JUMP_BACK:
    JUMP_TO(INDEX);
    if (runtime_safepoint_is_due(rt)) {
        SAVE();
        if (!vm_safepoint(rt)) {
            goto raised;
        }
    }
    DISPATCH();

op_JUMP_IF_TRUE : {
    int truth = TRUTH(lend(r[A]));
    if (OURO_UNLIKELY(truth < 0)) {
        goto failed_consume_a;
    }
    JUMP_IF(truth);
}
op_JUMP_IF_FALSE : {
    int truth = TRUTH(lend(r[A]));
    if (OURO_UNLIKELY(truth < 0)) {
        goto failed_consume_a;
    }
    JUMP_IF(!truth);
}
op_JUMP_IF_NONE:
    JUMP_IF(is_none(lend(r[A])));
op_JUMP_IF_NOT_NONE:
    JUMP_IF(!is_none(lend(r[A])));
op_JUMP_IF_TRUE_KEEP : {
    int truth = TRUTH(lend(r[A]));
    if (OURO_UNLIKELY(truth < 0)) {
        goto raised;
    }
    if (truth) {
        JUMP_TO(INDEX);
        DISPATCH();
    }
    CONSUME(A);
    NEXT(1);
}
op_JUMP_IF_FALSE_KEEP : {
    int truth = TRUTH(lend(r[A]));
    if (OURO_UNLIKELY(truth < 0)) {
        goto raised;
    }
    if (!truth) {
        JUMP_TO(INDEX);
        DISPATCH();
    }
    CONSUME(A);
    NEXT(1);
}
jump_if_done: // a special method has answered with value, a bool or nothing
    if (OURO_UNLIKELY(failed(value))) {
        goto failed_consume_a;
    }
    {
        bool truth = same(lend(value), ref_true);
        bool wanted = (u & 0xff) == OP_JUMP_IF_TRUE || (u & 0xff) == OP_JUMP_IF_TRUE_KEEP;
        if ((u & 0xff) == OP_JUMP_IF_TRUE_KEEP || (u & 0xff) == OP_JUMP_IF_FALSE_KEEP) {
            if (truth == wanted) {
                JUMP_TO(INDEX);
                DISPATCH();
            }
            CONSUME(A);
            NEXT(1);
        }
        JUMP_IF(truth == wanted);
    }
failed_consume_a:
    CONSUME_A();
    goto raised;

    {
        int truth;
        // clang-format off
    JUMP_COMPARE(LT, <)
    JUMP_COMPARE(LE, <=)
    JUMP_COMPARE(EQ, ==)
    JUMP_COMPARE(NE, !=)
    JUMP_COMPARE(GT, >)
    JUMP_COMPARE(GE, >=)
    JUMP_COMPARE_INT(LT, <)
    JUMP_COMPARE_INT(LE, <=)
    JUMP_COMPARE_INT(EQ, ==)
    JUMP_COMPARE_INT(NE, !=)
    JUMP_COMPARE_INT(GT, >)
    JUMP_COMPARE_INT(GE, >=)
        // clang-format on
    branch_entered:
        if (entered) {
            goto pushed;
        }
    branch_value: // value is what a comparison gave
        truth = -1;
        if (OURO_LIKELY(is_bool(lend(value)))) {
            truth = same(lend(value), ref_true);
        } else if (!failed(value)) {
            SLOW(truth = operation_truth(rt, lend(value)));
            RELEASE(value);
        }
    branch_truth:
        CONSUME_B();
        CONSUME_C();
        if (OURO_UNLIKELY(truth < 0)) {
            goto raised;
        }
        BRANCH();
    }

    // Displays --------------------------------------------------------------------------------------------------------

op_BUILD_TUPLE:
    SLOW(value = tuple_from_owned(rt, r + B, C));
    FORGET(B, C);
    goto store_checked;
op_BUILD_LIST:
    SLOW(value = list_from_owned(rt, r + B, C));
    FORGET(B, C);
    goto store_checked;

    {
        uint32_t count;
    op_BUILD_SET:
        SLOW(value = build_set(rt, frame, ip));
        count = C;
        goto finish_items;
    op_BUILD_MAP:
        SLOW(value = build_map(rt, frame, ip));
        count = 2 * C;
        goto finish_items;
    op_BUILD_CONST_MAP:
        SLOW(value = build_const_map(rt, frame, ip));
        count = C;
        goto finish_items;
    op_BUILD_STRING:
        SLOW(value = str_join_parts(rt, lend_array(r + B), C));
        count = C;
        goto finish_items;
    op_BUILD_SLICE:
        SLOW(value = build_slice(rt, frame, ip));
        count = C;
        goto finish_items;
    op_MAKE_FUNCTION:
        SLOW(value = make_function(rt, frame, ip));
        count = (uint32_t)__builtin_popcount(C & 15);
    finish_items:
        for (uint32_t i = 0; i < count; i++) {
            CONSUME(B + i);
        }
        goto store_checked;
    }

op_LIST_APPEND : {
    own_value item = TAKE(B, FLAG_CONSUME_B);
    SAVE();
    if (OURO_UNLIKELY(!list_append(rt, as_list(lend(r[A])), item))) {
        goto raised;
    }
    NEXT(1);
}
    {
        bool done;
    op_LIST_EXTEND:
        SLOW(done = extend_list(rt, lend(r[A]), lend(r[B]), ref_nothing));
        goto finish_update;
    op_SET_ADD:
        SLOW(done = set_add(rt, lend(r[A]), lend(r[B])));
        goto finish_update;
    op_SET_UPDATE:
        SLOW(done = set_update(rt, lend(r[A]), lend(r[B])));
        goto finish_update;
    op_MAP_ADD:
        SLOW(done = dict_set(rt, lend(r[A]), lend(r[B]), lend(r[C])));
        CONSUME_B();
        CONSUME_C();
        if (!done) {
            goto raised;
        }
        NEXT(1);
    op_DICT_UPDATE:
        SLOW(done = update_display(rt, lend(r[A]), lend(r[B])));
        goto finish_update;
    op_DICT_MERGE:
        SLOW(done = merge_keywords(rt, lend(r[A]), lend(r[B]), lend(r[C])));
    finish_update:
        CONSUME_B();
        if (OURO_UNLIKELY(!done)) {
            goto raised;
        }
        NEXT(1);
    }
op_LIST_TO_TUPLE:
    SLOW(value = list_to_tuple(rt, lend(r[B])));
    goto finish_unary;
op_FORMAT_VALUE:
    SLOW(value = format_value(rt, frame, ip));
    goto finish_binary;

#include "vm/loop_attributes.h"

#include "vm/loop_calls.h"

    // Leaving a frame -------------------------------------------------------------------------------------------------

op_RETURN_NONE:
    value = own_none;
    SAVE();
    goto leave;
op_RETURN:
    SAVE();
    value = r[A];
    if (OURO_LIKELY(FLAG(FLAG_CONSUME_A) || frame->object == NULL)) {
        r[A] = own_nothing; // a local moves out as well: nobody looks at it again
    } else {
        value = retain(lend(value));
    }
leave : {
    enum frame_action action = frame->action;
    bool from_generator = false;
    if (OURO_LIKELY(frame->flags == 0)) {
        uint32_t end = code_first_temporary(frame->code);
        if (OURO_LIKELY(frame->code->cell_parameters == NULL)) {
            for (uint32_t i = 0; i < end; i++) {
                CONSUME(i);
            }
        } else {
            for (uint32_t i = 0; i < end; i = code_release_next_slow(frame->code, i)) {
                CONSUME(i);
            }
        }
    }
    if (OURO_UNLIKELY(frame->flags != 0)) {
        from_generator = frame->flags & FRAME_GENERATOR;
        if (from_generator) {
            generator_finish(rt, context);
        } else {
            frame_clear(rt, frame);
            frame_pop(rt, context, frame);
        }
    } else {
        struct frame *done = frame;
        context->frame = done->back;
        release_later(rt, as_object(lend(done->function)));
        release_later(rt, &done->code->header);
    }
    if (OURO_UNLIKELY(action == ACTION_C)) {
        return value;
    }
    LOAD_FRAME();
    u = *ip;
    if (OURO_LIKELY(action == ACTION_STORE)) {
        ip += lengths[u & 0xff]; // as `returned`
        STORE(A, value);
        POLL_AND_DISPATCH();
    }
    switch (action) {
    case ACTION_STORE:
        goto returned;
    case ACTION_CONSTRUCT: {
        own_value instance = r[B];
        if (OURO_UNLIKELY(!is_none(lend(value)))) {
            for (uint32_t i = B; i < B + 2 + C; i++) {
                r[i] = own_nothing; // what was moved to the callee; the table takes it for live
            }
            error_raise(rt, TYPE_TYPE_ERROR, "__init__() should return None, not '%T'", lend(value));
            own_value error = error_take(rt);
            RELEASE(instance);
            RELEASE(value);
            error_restore(rt, error);
            goto raised;
        }
        value = instance;
        goto returned;
    }
    case ACTION_C:
    case ACTION_GETATTR:
    case ACTION_OPERANDS:
        goto operands_done;
    case ACTION_IN_PLACE:
    case ACTION_BINARY:
    case ACTION_REFLECTED:
    case ACTION_COMPARE:
    case ACTION_COMPARE_SWAPPED:
    case ACTION_CONTAINS:
    case ACTION_BOOL:
    case ACTION_LENGTH:
    case ACTION_ITERATE:
        SLOW(entered = special_finish(rt, context, ip, action, &value));
        if (entered) {
            goto pushed;
        }
        goto special_done;
    case ACTION_DROP:
        RELEASE(value);
        release_operands(rt, frame);
        NEXT(lengths[u & 0xff]);
    case ACTION_NEXT:
        if (from_generator) {
            RELEASE(value);
            goto loop_end;
        }
        goto loop_item;
    case ACTION_DELEGATE:
        goto delegate_done;
    case ACTION_SEND:
        if (from_generator) {
            value = generator_raise_stop(rt, value);
            own_value error = error_take(rt);
            release_operands(rt, frame);
            error_restore(rt, error);
            goto raised;
        }
        goto operands_done;
    case ACTION_ENTER:
        r[A + 2] = value;
        NEXT(1);
    case ACTION_EXIT:
        r[B] = value;
        NEXT(1);
    }
}
special_done: // value is what the operation gave, or nothing
    switch (u & 0xff) {
    case OP_NOT:
        value = failed(value) ? value : own_bool(same(lend(value), ref_false));
        goto finish_unary;
    case OP_IN:
    case OP_NOT_IN:
        goto finish_contains;
    case OP_JUMP_IF_TRUE:
    case OP_JUMP_IF_FALSE:
    case OP_JUMP_IF_TRUE_KEEP:
    case OP_JUMP_IF_FALSE_KEEP:
        goto jump_if_done;
    case OP_GET_LOOP:
        goto loop_iterator;
    default:
        if ((u & 0xff) >= OP_JUMP_LT && (u & 0xff) <= OP_JUMP_GE_INT) {
            goto branch_value;
        }
        goto finish_binary;
    }
operands_done:
    release_operands(rt, frame);
    if (plain_opcode(u & 0xff) == OP_LOAD_METHOD) {
        r[A + 1] = own_nothing;
    }
returned: // the window was moved to the callee: by the table of the next instruction it is dead
    ip += lengths[u & 0xff];
    STORE(A, value);
    POLL_AND_DISPATCH();

    // Functions and classes -------------------------------------------------------------------------------------------

op_LOAD_BUILD_CLASS : {
    ref_value found;
    SLOW(found = dict_get_str(rt, ref_object(frame->builtins), name_of(rt, NAME_build_class)));
    if (is_nothing(found)) {
        if (!error_pending(rt)) {
            error_raise(rt, TYPE_NAME_ERROR, "__build_class__ not found");
        }
        goto raised;
    }
    value = retain(found);
    goto store_checked;
}
op_LOAD_ASSERTION_ERROR:
    SLOW(value = retain(ref_object(type_by_number(rt, TYPE_ASSERTION_ERROR))));
    goto store_checked;
op_LOAD_LOCALS:
    SLOW(value = vm_locals(rt));
    goto store_checked;
op_SETUP_ANNOTATIONS:
    STATEMENT(setup_annotations(rt, frame), 1);

    // Iteration -------------------------------------------------------------------------------------------------------

op_GET_ITER:
    SLOW(entered = iterate_enter(rt, context, lend(r[B]), &value));
    goto enter_unary;
op_GET_LOOP:
    if (value_number(lend(r[B])) < SHAPE_FIRST || FLAG(FLAG_SPEC)) {
        STATEMENT(loop_begin(rt, frame, ip), 1);
    }
    SLOW(entered = iterate_enter(rt, context, lend(r[B]), &value));
    if (entered) {
        goto pushed;
    }
loop_iterator: // value is the iterator, or nothing
    CONSUME_B();
    if (OURO_UNLIKELY(failed(value))) {
        goto raised;
    }
    r[A] = value;
    r[A + 1] = own_none;
    r[A + 2] = own_none;
    NEXT(1);
op_FOR_NEXT : {
    own_value *loop = r + A;
    ref_value iterator = lend(loop[0]);
    if (is_small_int(iterator)) {
        if (OURO_LIKELY(loop[2].bits != 1)) {
            value = loop[0];
            loop[2].bits -= 2;
            loop[0].bits += loop[1].bits - 1;
            STORE(B, value);
            NEXT(2);
        }
        goto loop_end;
    }
    switch (object_number(as_object(iterator))) {
    case TYPE_LIST: {
        struct list *l = as_list(iterator);
        uint64_t i = loop[1].bits >> 1;
        if (OURO_LIKELY(i < l->length)) {
            loop[1].bits += 2;
            value = retain(slot_get(l->items[i]));
            STORE(B, value);
            NEXT(2);
        }
        goto loop_end;
    }
    case TYPE_TUPLE: {
        struct tuple *t = as_tuple(iterator);
        uint64_t i = loop[1].bits >> 1;
        if (OURO_LIKELY(i < t->length)) {
            loop[1].bits += 2;
            value = retain(slot_get(t->items[i]));
            STORE(B, value);
            NEXT(2);
        }
        goto loop_end;
    }
    case TYPE_LIST_ITERATOR:
        SLOW(value = list_cursor_next(rt, (struct sequence_cursor *)as_object(iterator)));
        break;
    case TYPE_RANGE_ITERATOR: {
        value = range_iterator_step((struct range_iterator *)as_object(iterator));
        if (OURO_LIKELY(!failed(value))) {
            STORE(B, value);
            NEXT(2);
        }
        SLOW(value = iterator_next(rt, iterator));
        break;
    }
    case TYPE_GENERATOR: {
        struct generator *g = as_generator(iterator);
        SAVE();
        if (OURO_UNLIKELY(generator_is_running(rt, g))) {
            goto raised;
        }
        if (OURO_UNLIKELY(g->state == GENERATOR_FINISHED)) {
            goto loop_end;
        }
        if (OURO_UNLIKELY(!generator_enter(rt, context, g, ACTION_NEXT, FRAME_LIVE_TABLE))) {
            goto raised;
        }
        value = own_none;
        goto resume_loaded;
    }
    case TYPE_DICT_KEY_ITERATOR:
    case TYPE_DICT_VALUE_ITERATOR: {
        bool values = object_number(as_object(iterator)) == TYPE_DICT_VALUE_ITERATOR;
        ref_value item = dict_cursor_quick((struct dict_cursor *)as_object(iterator), values);
        if (OURO_LIKELY(!is_nothing(item))) {
            value = retain(item);
            STORE(B, value);
            NEXT(2);
        }
        SLOW(value = iterator_next(rt, iterator));
        break;
    }
    case TYPE_DICT_ITEM_ITERATOR:
    case TYPE_ENUMERATE: {
        uint64_t after = ip[2];
        enum next_pair next = NEXT_PAIR_OTHERWISE;
        if (unit_op(after) == OP_UNPACK && unit_c(after) == 2 && unit_b(after) == B &&
            unit_flags(after) & FLAG_CONSUME_B) { // the pair is unpacked at once: it need not be made
            own_value *to = r + unit_a(after);
            SLOW(next = iterator_next_pair(rt, iterator, to + 1, to));
            if (OURO_LIKELY(next == NEXT_PAIR_DONE)) {
                NEXT(3);
            }
        }
        if (next == NEXT_PAIR_END) {
            goto loop_end;
        }
        if (next == NEXT_PAIR_FAILED) {
            goto raised;
        }
        SLOW(value = iterator_next(rt, iterator));
        break;
    }
    default: {
        bool pushed = false;
        SLOW(value = object_number(as_object(iterator)) < SHAPE_FIRST ? iterator_next(rt, iterator)
                                                                      : next_push(rt, context, iterator, &pushed));
        if (pushed) {
            goto pushed;
        }
        break;
    }
    }
    if (OURO_UNLIKELY(failed(value))) {
        goto raised;
    }
    if (is_stop(lend(value))) {
        goto loop_end;
    }
}
loop_item:
    STORE(B, value);
    NEXT(2);
loop_end : { // of the FOR_NEXT at ip
    uint32_t target = (uint32_t)ip[1];
    CONSUME(A);
    JUMP_TO(target);
    DISPATCH();
}
op_END_LOOP:
    CONSUME(A);
    NEXT(1);

op_UNPACK : {
    ref_value v = lend(r[B]);
    if (OURO_LIKELY(is_exact(v, TYPE_TUPLE) && as_tuple(v)->length == C)) {
        slot_value const *item = as_tuple(v)->items;
        if (FLAG(FLAG_CONSUME_B)) {
            r[B] = own_nothing; // its place may be one of the destinations
        }
        for (own_value *to = r + A + C; to > r + A;) {
            *--to = retain(slot_get(*item++));
        }
        if (FLAG(FLAG_CONSUME_B)) {
            RELEASE(own_from_bits(ref_bits(v)));
        }
        NEXT(1);
    }
    STATEMENT(unpack(rt, frame, ip), 1);
}
op_UNPACK_EX:
    STATEMENT(unpack_starred(rt, frame, ip), 1);

#include "vm/loop_generators.h"

    // Patterns --------------------------------------------------------------------------------------------------------

op_MATCH_SEQUENCE:
    if (type_of(rt, lend(r[A]))->flags & TYPE_IS_SEQUENCE) {
        NEXT(1);
    }
    JUMP_TO(INDEX);
    DISPATCH();
op_MATCH_MAPPING:
    if (type_of(rt, lend(r[A]))->flags & TYPE_IS_MAPPING) {
        NEXT(1);
    }
    JUMP_TO(INDEX);
    DISPATCH();
op_MATCH_KEYS:
    SLOW(value = match_keys(rt, lend(r[B]), lend(r[C])));
    goto finish_binary;
op_MATCH_REST:
    SLOW(value = match_rest(rt, lend(r[B]), lend(r[C])));
    goto finish_binary;
op_MATCH_CLASS:
    SLOW(value = match_class(rt, lend(r[B]), lend(r[C]), k[(uint32_t)ip[1]]));
    goto finish_binary;
op_GET_LENGTH : {
    int64_t length;
    SLOW(length = operation_length(rt, lend(r[B])));
    value = length < 0 ? own_nothing : own_small_int(length);
    goto finish_unary;
}

    // Imports ---------------------------------------------------------------------------------------------------------

op_IMPORT_NAME:
    SLOW(value = import_name(rt, frame, ip));
    CONSUME(B);
    CONSUME(B + 1);
    goto store_checked;
op_IMPORT_FROM:
    SLOW(value = import_from(rt, lend(r[B]), tuple_item(slot_get(frame->code->names), (uint32_t)ip[1])));
    goto store_checked;
op_IMPORT_STAR:
    CONSUMING(import_star(rt, frame, lend(r[B])), CONSUME(B), 1);
op_PRINT_EXPR:
    CONSUMING(print_expression(rt, lend(r[A])), CONSUME(A), 1);
}
