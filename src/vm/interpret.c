// SPDX-License-Identifier: MIT
// The interpreter loop. opcode.h says what each instruction does, frame.h what a frame is. Here: fast paths, and the
// plumbing of frames; everything that is rare or long is a function elsewhere.
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
    if (OURO_UNLIKELY(rt->poll)) {
        SAVE();
        if (!vm_poll(rt)) {
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
    if (OURO_UNLIKELY(rt->poll)) {
        SAVE();
        if (!vm_poll(rt)) {
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
        SLOW(done = extend_list(rt, lend(r[A]), lend(r[B]), FLAG(FLAG_SPEC) ? lend(r[A - 2]) : ref_nothing));
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

    // Attributes ------------------------------------------------------------------------------------------------------

quick_LOAD_SLOT : {
    ref_value object = lend(r[B]);
    if (GUARDED(object)) {
        ref_value v = slot_get(((struct instance *)as_object(object))->slots[PLACE_INDEX]);
        if (OURO_LIKELY(!is_nothing(v))) {
            LOADED(v);
        }
    }
    goto op_LOAD_ATTR;
}
quick_LOAD_OUTSIDE : {
    ref_value object = lend(r[B]);
    if (GUARDED(object)) {
        struct instance *o = (struct instance *)as_object(object);
        slot_value *outside = (slot_value *)as_object(slot_get(o->slots[PLACE_INDEX >> 16]));
        ref_value v = slot_get(outside[PLACE_INDEX & 0xffff]);
        if (OURO_LIKELY(!is_nothing(v))) {
            LOADED(v);
        }
    }
    goto op_LOAD_ATTR;
}
quick_LOAD_VALUE : {
    ref_value object = lend(r[B]);
    if (GUARDED(object)) {
        LOADED(CELL_VALUE);
    }
    goto op_LOAD_ATTR;
}
quick_LOAD_MODULE : {
    ref_value object = lend(r[B]);
    if (OURO_LIKELY(is_exact(object, TYPE_MODULE))) {
        ref_value dict = module_dict(object);
        slot_value *slot = is_exact(dict, TYPE_DICT) ? name_slot_cached(as_dict(dict), ip[2]) : NULL;
        if (OURO_LIKELY(slot != NULL)) {
            LOADED(slot_get(*slot));
        }
    }
    goto op_LOAD_ATTR;
}
quick_LOAD_TYPE : {
    ref_value object = lend(r[B]);
    if (OURO_LIKELY(is_exact(object, TYPE_TYPE) && type_guard(rt, as_type(object)) == ip[2])) {
        LOADED(CELL_VALUE);
    }
    goto op_LOAD_ATTR;
}
quick_LOAD_PROPERTY : {
    ref_value object = lend(r[B]);
    if (GUARDED(object) && is_exact(CELL_VALUE, TYPE_PROPERTY)) {
        SAVE();
        if (property_push(rt, context, object, CELL_VALUE, &value)) {
            goto pushed;
        }
        if (!is_stop(lend(value))) {
            goto finish_unary;
        }
    }
    goto op_LOAD_ATTR;
}
op_LOAD_ATTR : {
    SLOW(entered = attribute_load(rt, context, ip, &value));
    if (entered) {
        goto pushed;
    }
    goto finish_unary;
}

quick_METHOD_FUNCTION : {
    ref_value object = lend(r[B]);
    if (GUARDED(object)) {
        own_value self = TAKE(B, FLAG_CONSUME_B);
        r[A] = retain(CELL_VALUE);
        r[A + 1] = self;
        NEXT(4);
    }
    goto op_LOAD_METHOD;
}
    {
        own_value callee;
    quick_METHOD_SLOT : {
        ref_value object = lend(r[B]);
        if (GUARDED(object)) {
            callee = retain(slot_get(((struct instance *)as_object(object))->slots[PLACE_INDEX]));
            if (OURO_LIKELY(!failed(callee))) {
                goto callee_alone;
            }
        }
        goto op_LOAD_METHOD;
    }
    quick_METHOD_MODULE : {
        ref_value object = lend(r[B]);
        if (OURO_LIKELY(is_exact(object, TYPE_MODULE))) {
            ref_value dict = module_dict(object);
            slot_value *slot = is_exact(dict, TYPE_DICT) ? name_slot_cached(as_dict(dict), ip[2]) : NULL;
            if (OURO_LIKELY(slot != NULL)) {
                callee = retain(slot_get(*slot));
                goto callee_alone;
            }
        }
        goto op_LOAD_METHOD;
    }
    quick_METHOD_TYPE : {
        ref_value object = lend(r[B]);
        if (OURO_LIKELY(is_exact(object, TYPE_TYPE) && type_guard(rt, as_type(object)) == ip[2])) {
            callee = retain(CELL_VALUE);
            goto callee_alone;
        }
        goto op_LOAD_METHOD;
    }
    callee_alone:
        CONSUME_B();
        r[A] = callee;
        r[A + 1] = own_nothing;
        NEXT(4);
    }
op_LOAD_METHOD : {
    ref_value object = lend(r[B]);
    ref_value name = tuple_item(slot_get(frame->code->names), (uint32_t)ip[1]);
    SAVE();
    value = method_find(rt, ip, object, name);
    if (!failed(value)) {
        own_value self = TAKE(B, FLAG_CONSUME_B);
        r[A] = value;
        r[A + 1] = self;
        NEXT(4);
    }
    SLOW(entered = attribute_load(rt, context, ip, &value));
    if (entered) {
        goto pushed;
    }
    CONSUME_B();
    if (failed(value)) {
        goto raised;
    }
    r[A] = value;
    r[A + 1] = own_nothing;
    NEXT(4);
}

quick_STORE_SLOT : {
    ref_value object = lend(r[A]);
    if (GUARDED(object)) {
        struct instance *o = (struct instance *)as_object(object);
        own_value v = TAKE(B, FLAG_CONSUME_B);
        SAVE();
        slot_set(rt, o, &o->slots[PLACE_INDEX], v);
        goto stored;
    }
    goto op_STORE_ATTR;
}
quick_STORE_OUTSIDE : {
    ref_value object = lend(r[A]);
    if (GUARDED(object)) {
        struct instance *o = (struct instance *)as_object(object);
        slot_value *outside = (slot_value *)as_object(slot_get(o->slots[PLACE_INDEX >> 16]));
        own_value v = TAKE(B, FLAG_CONSUME_B);
        SAVE();
        slot_set(rt, o, &outside[PLACE_INDEX & 0xffff], v);
        goto stored;
    }
    goto op_STORE_ATTR;
}
quick_STORE_ADD : {
    ref_value object = lend(r[A]);
    if (GUARDED(object)) {
        struct instance *o = (struct instance *)as_object(object);
        own_value v = TAKE(B, FLAG_CONSUME_B);
        o->header.kind = (o->header.kind & ~OBJECT_NUMBER_MASK) | (uint32_t)ip[3];
        slot_init(&o->slots[PLACE_INDEX], v);
        goto stored;
    }
    goto op_STORE_ATTR;
}
op_STORE_ATTR : {
    bool done;
    SLOW(done = attribute_store(rt, context, ip, &entered));
    if (entered) {
        goto pushed;
    }
    CONSUME_B();
    if (OURO_UNLIKELY(!done)) {
        goto failed_consume_a;
    }
}
stored:
    CONSUME_A();
    NEXT(4);

op_DELETE_ATTR:
    CONSUMING(
        operation_set_attribute(rt, lend(r[A]), tuple_item(slot_get(frame->code->names), (uint32_t)ip[1]), ref_nothing),
        CONSUME_A(), 2);

    // Subscripts ------------------------------------------------------------------------------------------------------

op_LOAD_SUBSCR : {
    ref_value container = lend(r[B]);
    ref_value key = lend(r[C]);
    if (is_small_int(key)) {
        ref_value item = sequence_item(container, small_int(key));
        if (OURO_LIKELY(!is_nothing(item))) {
            own_value v = retain(item);
            CONSUME_B();
            STORE(A, v);
            NEXT(1);
        }
        item = text_item(rt, container, small_int(key));
        if (!is_nothing(item)) {
            value = retain(item);
            goto finish_binary;
        }
    }
    if (is_exact(container, TYPE_DICT)) {
        SLOW(value = retain(dict_get(rt, container, key)));
        if (OURO_LIKELY(!failed(value)) || error_pending(rt)) {
            goto finish_binary;
        }
    }
    SLOW(entered = item_get_enter(rt, context, container, key, &value));
    if (entered) {
        goto pushed;
    }
    goto finish_binary;
}
op_LOAD_SUBSCR_INT : {
    ref_value item = sequence_item(lend(r[B]), CSIGNED);
    if (OURO_LIKELY(!is_nothing(item))) {
        own_value v = retain(item);
        CONSUME_B();
        STORE(A, v);
        NEXT(1);
    }
    SLOW(entered = item_get_enter(rt, context, lend(r[B]), lend(own_small_int(CSIGNED)), &value));
    goto enter_unary;
}
op_STORE_SUBSCR : {
    ref_value container = lend(r[A]);
    ref_value key = lend(r[B]);
    bool done = true;
    if (OURO_LIKELY(is_exact(container, TYPE_LIST) && is_small_int(key))) {
        struct list *l = as_list(container);
        int64_t i = small_int(key);
        i += i < 0 ? (int64_t)l->length : 0;
        if (OURO_LIKELY((uint64_t)i < l->length)) {
            own_value v = TAKE(C, FLAG_CONSUME_C);
            SAVE();
            slot_set(rt, l, &l->items[i], v);
            goto subscript_stored;
        }
    }
    SLOW(entered = item_set_enter(rt, context, container, key, lend(r[C]), &done));
    if (entered) {
        goto pushed;
    }
    CONSUME_C();
subscript_stored:
    CONSUME_A();
    CONSUME_B();
    if (OURO_UNLIKELY(!done)) {
        goto raised;
    }
    NEXT(1);
}
op_DELETE_SUBSCR : {
    bool done;
    SLOW(entered = item_set_enter(rt, context, lend(r[A]), lend(r[B]), ref_nothing, &done));
    if (entered) {
        goto pushed;
    }
    CONSUME_A();
    CONSUME_B();
    if (OURO_UNLIKELY(!done)) {
        goto raised;
    }
    NEXT(1);
}

    // Calls -----------------------------------------------------------------------------------------------------------

    {
        own_value *w;   // the window
        uint32_t count; // arguments in it, self apart
        struct function *function;
        ref_value const *args;
        uint32_t given;

    op_CALL:
        w = r + B;
        count = C;
    call_again:
        if (OURO_UNLIKELY(!is_object(lend(w[0])))) {
            goto call_any;
        }
        switch (object_number(as_object(lend(w[0])))) {
        case TYPE_FUNCTION:
            function = as_function(lend(w[0]));
            goto call_function;
        case TYPE_METHOD_DESCRIPTOR:
            goto call_method_descriptor;
        case TYPE_NATIVE:
            goto call_native;
        case TYPE_METHOD:
            if (w[1].bits == 0) {
                struct method *method = (struct method *)as_object(lend(w[0]));
                own_value old = w[0];
                w[1] = retain(slot_get(method->self));
                w[0] = retain(slot_get(method->function));
                RELEASE(old);
                goto call_again;
            }
            goto call_any;
        case TYPE_TYPE:
            goto call_type;
        default:
            goto call_object;
        }

    call_function : {
        struct code *code = as_code(slot_get(function->code));
        own_value *to = w + 2;
        given = count;
        if (w[1].bits != 0) {
            to--;
            given++;
        }
        struct frame *above = frame->above;
        if (OURO_UNLIKELY(code->flags & CODE_CALL_COMPLEX) || code->parameter_count != code->positional_count ||
            given > code->positional_count || above == NULL || above->depth >= rt->objects->recursion_limit) {
            goto call_bound;
        }
        own_value *window = to;
        if (frame->flags & FRAME_GENERATOR) {
            to = frame->stack_top; // its registers are not on the value stack
        }
        if (OURO_UNLIKELY((size_t)(context->stack_end - to) < code->register_count)) {
            goto call_bound;
        }
        if (OURO_UNLIKELY(given < code->positional_count)) {
            ref_value defaults = slot_get(function->defaults);
            uint32_t missing = code->positional_count - given;
            if (is_nothing(defaults) || as_tuple(defaults)->length < missing) {
                goto call_bound;
            }
            slot_value *first = as_tuple(defaults)->items + (as_tuple(defaults)->length - missing);
            for (uint32_t i = 0; i < missing; i++) {
                to[given + i] = retain(slot_get(first[i]));
            }
        }
        if (to != window) {
            for (uint32_t i = 0; i < given; i++) {
                to[i] = give(window[i]);
            }
        }
        uint32_t end = code_first_temporary(code);
        for (uint32_t i = code->positional_count; i < end; i++) {
            to[i] = own_nothing;
        }
        SAVE();
        if (code->cell_count + code->free_count != 0 &&
            OURO_UNLIKELY(!frame_make_cells(rt, code, to, slot_get(function->closure)))) {
            w[0] = own_nothing; // the function is released last
            for (uint32_t i = 0; i < end; i++) {
                register_release(rt, &to[i]);
            }
            release(rt, own_object(function));
            goto raised;
        }
        frame_fill(above, function, code, to, (uint32_t)(w - r), ACTION_STORE);
        frame = context->frame = above;
        ip = code->units;
        r = to;
        k = slot_lend_array(as_tuple(slot_get(code->constants))->items);
        POLL_AND_DISPATCH();
    }

    call_bound : {
        own_value *to = w[1].bits != 0 ? w + 1 : w + 2;
        struct call call = {function, to, count + (w[1].bits != 0), 0, ref_nothing, false};
        SAVE();
        value = own_nothing;
        release_defer_begin(rt);
        bool bound = call_push(rt, context, &call, ACTION_STORE, (uint32_t)(w - r), &value);
        own_value callee = give(w[0]);
        release(rt, callee);
        release_defer_end(rt);
        if (!bound) {
            goto raised;
        }
        if (failed(value)) {
            goto pushed;
        }
        goto store_checked;
    }

    call_method_descriptor : {
        struct native_definition const *definition = ((struct native *)as_object(lend(w[0])))->definition;
        if (OURO_UNLIKELY(w[1].bits == 0)) {
            goto call_any;
        }
        args = lend_array(w + 1);
        given = count + 1;
        if (OURO_UNLIKELY((int32_t)count < definition->least ||
                          (definition->most >= 0 && (int32_t)count > definition->most) || stack_is_low(rt))) {
            goto call_any;
        }
        if (definition->function == generator_method_send || definition->function == generator_method_next) {
            struct generator *g = as_generator(args[0]);
            ref_value sent = given > 1 ? args[1] : ref_none;
            if (is_resumable(args[0]) && !g->closing &&
                (g->state == GENERATOR_SUSPENDED || (g->state == GENERATOR_CREATED && is_none(sent)))) {
                SAVE();
                if (!generator_enter(rt, context, g, ACTION_SEND, FRAME_LIVE_TABLE)) {
                    value = own_nothing;
                    goto finish_window;
                }
                value = retain(sent);
                goto resume_loaded;
            }
        }
        SLOW(value = definition->function(rt, args, given, ref_nothing));
        OURO_ASSERT(failed(value) == error_pending(rt));
        goto finish_window;
    }

    call_native : {
        struct native *native = (struct native *)as_object(lend(w[0]));
        struct native_definition const *definition = native->definition;
        ref_value self = slot_get(native->self);
        if (OURO_UNLIKELY(w[1].bits != 0 || (int32_t)count < definition->least ||
                          (definition->most >= 0 && (int32_t)count > definition->most) || stack_is_low(rt))) {
            goto call_any;
        }
        if (is_nothing(self) || is_exact(self, TYPE_MODULE)) {
            args = lend_array(w + 2);
            given = count;
            if (definition->function == vm_next && count == 1 && is_exact(args[0], TYPE_GENERATOR)) {
                struct generator *g = as_generator(args[0]);
                if (!g->closing && (g->state == GENERATOR_SUSPENDED || g->state == GENERATOR_CREATED)) {
                    SAVE();
                    if (!generator_enter(rt, context, g, ACTION_SEND, FRAME_LIVE_TABLE)) {
                        value = own_nothing;
                        goto finish_window;
                    }
                    value = own_none;
                    goto resume_loaded;
                }
            }
        } else {
            w[1] = retain(self);
            args = lend_array(w + 1);
            given = count + 1;
        }
        SLOW(value = definition->function(rt, args, given, ref_nothing));
        OURO_ASSERT(failed(value) == error_pending(rt));
        goto finish_window;
    }

    call_type : {
        struct type *type = as_type(lend(w[0]));
        if (OURO_UNLIKELY(w[1].bits != 0)) {
            goto call_any;
        }
        if (type_guard(rt, type) != ip[1] || ip[1] == 0) {
            SAVE();
            if (!constructor_cache(rt, type, ip)) {
                goto call_any;
            }
        }
        ref_value init = slot_get(((struct attribute_cell *)(uintptr_t)ip[2])->value);
        if (OURO_UNLIKELY(!is_exact(init, TYPE_FUNCTION))) {
            goto call_any;
        }
        SAVE();
        own_value instance = instance_new(rt, type);
        if (OURO_UNLIKELY(failed(instance))) {
            value = own_nothing;
            goto finish_window;
        }
        w[1] = instance; // self; the class's place keeps a second reference for the result
        own_value class = w[0];
        w[0] = retain(lend(instance));
        RELEASE(class);
        goto call_init;
    }
    call_init : {
        // As call_function, with the instance kept in w[0].
        function = as_function(slot_get(((struct attribute_cell *)(uintptr_t)ip[2])->value));
        struct code *code = as_code(slot_get(function->code));
        own_value *to = w + 1;
        struct frame *above = frame->above;
        if (OURO_UNLIKELY(code->flags & CODE_CALL_COMPLEX) || code->keyword_only_count != 0 ||
            count + 1 != code->positional_count || frame->flags & FRAME_GENERATOR || above == NULL ||
            above->depth >= rt->objects->recursion_limit || code->cell_count + code->free_count != 0 ||
            (size_t)(context->stack_end - to) < code->register_count) {
            struct call call = {function, to, count + 1, 0, ref_nothing, false};
            own_value unwanted = own_nothing;
            bool bound;
            SLOW(bound = call_push(rt, context, &call, ACTION_CONSTRUCT, (uint32_t)(w - r) + 1, &unwanted));
            if (bound && failed(unwanted)) {
                goto pushed;
            }
            CONSUME((uint32_t)(w - r));
            if (bound) {
                error_raise(rt, TYPE_TYPE_ERROR, "__init__() should return None, not '%T'", lend(unwanted));
                RELEASE(unwanted);
            }
            goto raised;
        }
        for (uint32_t i = code->positional_count; i < code->local_count; i++) {
            to[i] = own_nothing;
        }
        SAVE();
        retain_object(&function->header);
        frame_fill(above, function, code, to, (uint32_t)(w - r) + 1, ACTION_CONSTRUCT);
        frame = context->frame = above;
        ip = code->units;
        r = to;
        k = slot_lend_array(as_tuple(slot_get(code->constants))->items);
        POLL_AND_DISPATCH();
    }

    call_object : {
        if (w[1].bits != 0) {
            goto call_any;
        }
        SLOW(entered = call_object_push(rt, context, w, count, &value));
        if (entered) {
            goto pushed;
        }
        goto finish_window;
    }
    call_any:
        SLOW(value = call_window(rt, w, count, ref_nothing));
    finish_window:
        count += 2;
        for (uint32_t i = 0; i < count; i++) {
            own_value v = w[i];
            if (is_object(lend(v))) {
                w[i] = own_nothing;
                RELEASE(v);
            }
        }
        if (OURO_UNLIKELY(failed(value))) {
            goto raised;
        }
        STORE(A, value);
        ip += lengths[u & 0xff];
        POLL_AND_DISPATCH();

    op_CALL_KEYWORDS : {
        w = r + B;
        count = C;
        SLOW(entered = call_keywords_push(rt, context, w, count, k[(uint32_t)ip[1]], ip, &value));
        if (entered) {
            goto pushed;
        }
        goto finish_window;
    }
    op_CALL_EX : {
        w = r + B;
        count = 2;
        SLOW(entered = call_star_push(rt, context, w, &value));
        if (entered) {
            goto pushed;
        }
        goto finish_window;
    }
    op_CALL_COMPREHENSION : {
        SLOW(entered = comprehension_push(rt, context, ip, as_code(k[(uint32_t)ip[1]]), &value));
        if (entered) {
            goto pushed;
        }
        goto store_checked;
    }
    }

pushed: // a frame was pushed by a function
    LOAD_FRAME();
    goto entered;

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
        for (uint32_t i = 0; i < end; i++) {
            CONSUME(i);
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
    value = retain(ref_object(type_by_number(rt, TYPE_ASSERTION_ERROR)));
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
        struct range_iterator *range = (struct range_iterator *)as_object(iterator);
        if (OURO_LIKELY(range->left > 0 && fits_small_int(range->next))) {
            value = own_small_int(range->next);
            range->left--;
            range->next = (int64_t)((uint64_t)range->next + (uint64_t)range->step);
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
    default: {
        entered = false;
        SLOW(value = object_number(as_object(iterator)) < SHAPE_FIRST ? iterator_next(rt, iterator)
                                                                      : next_push(rt, context, iterator, &entered));
        if (entered) {
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

op_UNPACK:
    STATEMENT(unpack(rt, frame, ip), 1);
op_UNPACK_EX:
    STATEMENT(unpack_starred(rt, frame, ip), 1);

    // Generators ------------------------------------------------------------------------------------------------------

op_YIELD : {
    value = TAKE(B, FLAG_CONSUME_B);
    SAVE();
    goto yield;
}
yield : {
    enum frame_action action = frame->action;
    generator_suspend(rt, context);
    if (action == ACTION_C) {
        return value;
    }
    LOAD_FRAME();
    u = *ip;
    if (OURO_LIKELY(action == ACTION_NEXT)) {
        STORE(B, value);
        NEXT(2);
    }
    if (action == ACTION_DELEGATE) {
        goto yield; // frame->ip is at its YIELD_FROM
    }
    OURO_ASSERT(action == ACTION_SEND);
    goto operands_done;
}
op_GET_YIELD_FROM:
    if (is_exact(lend(r[B]), TYPE_GENERATOR)) {
        value = TAKE(B, FLAG_CONSUME_B);
        goto store_checked;
    }
    SLOW(value = yield_from_iterator(rt, frame->code, lend(r[B])));
    goto finish_unary;

op_YIELD_FROM: // for the first time; again after each yield, from `resume`
    value = own_none;
delegate : { // sends value, owned, to R[B]
    ref_value iterator = lend(r[B]);
    SAVE();
    if (is_resumable(iterator)) {
        struct generator *g = as_generator(iterator);
        if (!g->closing &&
            (g->state == GENERATOR_SUSPENDED || (g->state == GENERATOR_CREATED && is_none(lend(value))))) {
            if (OURO_UNLIKELY(!generator_enter(rt, context, g, ACTION_DELEGATE, FRAME_LIVE_TABLE))) {
                RELEASE(value);
                goto failed_consume_b;
            }
            goto resume_loaded;
        }
    }
    own_value sent = value;
    own_value ended = own_nothing;
    release_defer_begin(rt);
    if (is_resumable(iterator)) {
        value = generator_send(rt, as_generator(iterator), sent, &ended);
    } else {
        value = delegate_send(rt, iterator, lend(sent), &ended);
        release(rt, sent);
    }
    release_defer_end(rt);
    if (is_stop(lend(value))) {
        value = ended;
        goto delegate_done;
    }
    if (failed(value)) {
        goto failed_consume_b;
    }
    goto yield;
}
delegate_done: // value is what the delegate returned
    CONSUME(B);
    STORE(A, value);
    NEXT(1);
failed_consume_b:
    CONSUME(B);
    goto raised;

resume_loaded:
    LOAD_FRAME();
resume: // the generator's frame on top goes on with `value` sent
    u = *ip;
    if (OURO_UNLIKELY(!frame->generator->started)) {
        RELEASE(value); // None
        goto entered;
    }
    switch (u & 0xff) {
    case OP_YIELD:
        STORE(A, value);
        ip++;
        break;
    case OP_YIELD_FROM:
        goto delegate;
    default:
        OURO_ASSERT(false);
        RELEASE(value);
        break;
    }
    goto entered;

    // Coroutines ------------------------------------------------------------------------------------------------------

op_GET_AWAITABLE:
    if (is_exact(lend(r[B]), TYPE_COROUTINE) && is_nothing(generator_delegate(as_generator(lend(r[B]))))) {
        value = TAKE(B, FLAG_CONSUME_B);
        goto store_checked;
    }
    SLOW(value = await_iterator(rt, lend(r[B]), C));
    goto finish_unary;
op_ASYNC_WRAP:
    value = TAKE(B, FLAG_CONSUME_B);
    SAVE();
    value = async_wrap(rt, value);
    goto store_checked;
op_GET_AITER:
    SLOW(value = async_iterator(rt, lend(r[B])));
    goto finish_unary;
op_GET_ANEXT:
    SLOW(value = async_next_awaited(rt, lend(r[B])));
    goto finish_unary;
op_END_ASYNC_FOR : {
    SAVE();
    if (!is_kind(rt, lend(r[A + 1]), TYPE_STOP_ASYNC_ITERATION)) {
        value = give(r[A + 1]);
        error_restore(rt, value);
        start = UNWIND_AGAIN;
        goto unwinding;
    }
    CONSUME(A + 1);
    CONSUME(A);
    NEXT(1);
}

    // Exceptions ------------------------------------------------------------------------------------------------------

op_RAISE:
    SLOW(raise_value(rt, lend(r[A]), ref_nothing));
    goto raised_release_a;
op_RAISE_FROM:
    SLOW(raise_value(rt, lend(r[A]), lend(r[B])));
    value = error_take(rt);
    CONSUME_B();
    error_restore(rt, value);
raised_release_a:
    value = error_take(rt);
    CONSUME_A();
    error_restore(rt, value);
    goto raised;
op_RAISE_AGAIN:
    SAVE();
    start = raise_again(rt) ? UNWIND_AGAIN : UNWIND_RAISED;
    goto unwinding;
op_RERAISE:
    SAVE();
    value = give(r[A]);
    error_restore(rt, value);
    start = UNWIND_AGAIN;
    goto unwinding;

raised:
    SAVE();
    start = UNWIND_RAISED;
unwinding:
    value = own_nothing;
    switch (unwind(rt, context, start, &value)) {
    case UNWIND_OUT:
        return own_nothing;
    case UNWIND_HANDLER:
    case UNWIND_PUSHED:
        goto pushed;
    case UNWIND_LOOP_END:
        LOAD_FRAME();
        u = *ip;
        goto loop_end;
    case UNWIND_RESULT:
        LOAD_FRAME();
        u = *ip;
        goto operands_done;
    }

op_HANDLER_ENTER : {
    struct handled *handled = context->handled;
    r[A + 1] = handled->exception;
    handled->exception = retain(lend(r[A]));
    NEXT(1);
}
op_HANDLER_LEAVE : {
    struct handled *handled = context->handled;
    own_value old = handled->exception;
    handled->exception = give(r[A + 1]);
    RELEASE(old);
    CONSUME(A);
    NEXT(1);
}
op_EXCEPTION_MATCH : {
    int matches;
    SLOW(matches = exception_matches(rt, lend(r[B]), lend(r[C])));
    value = matches < 0 ? own_nothing : own_bool(matches);
    goto finish_binary;
}
op_GROUP_MATCH:
    SLOW(value = group_match(rt, context, ip));
    CONSUME_C();
    goto store_checked;
op_GROUP_LEFTOVER:
    SLOW(value = exception_group_leftover(rt, lend(r[B]), lend(r[C])));
    CONSUME_C();
    goto store_checked;
op_WITH_ENTER : {
    SLOW(entered = with_enter_push(rt, context, ip, &value));
    if (entered) {
        goto pushed;
    }
    if (failed(value)) {
        goto raised;
    }
    r[A + 2] = value;
    NEXT(1);
}
op_WITH_EXIT : {
    SLOW(entered = with_exit_push(rt, context, ip, &value));
    if (entered) {
        goto pushed;
    }
    if (failed(value)) {
        goto raised;
    }
    r[B] = value;
    NEXT(1);
}

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
