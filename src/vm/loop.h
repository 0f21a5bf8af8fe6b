// SPDX-License-Identifier: MIT
// The interpreter loop's vocabulary, for interpret.c alone: fields of the unit, dispatch, moving references between
// registers, and the instructions that differ only in an operator. They use the loop's variables (rt, context, frame,
// ip, r, u, value) and labels (labels, entered, binary, finish_branch, truth).
#ifndef OURO_VM_LOOP_H
#define OURO_VM_LOOP_H

#include "vm/fast_number.h"
#include "vm/slow.h"
#include "vm/special.h"

#define A ((uint32_t)(u >> 16 & 0xffff))
#define B ((uint32_t)(u >> 32 & 0xffff))
#define C ((uint32_t)(u >> 48))
#define INDEX ((uint32_t)(u >> 32))
#define CSIGNED ((int64_t)u >> 48)
#define FLAG(flag) (u & (uint64_t)(flag) << 8)
#define DISPATCH()              \
    do {                        \
        u = *ip;                \
        goto *labels[u & 0xff]; \
    } while (0)
#define NEXT(n)     \
    do {            \
        ip += (n);  \
        DISPATCH(); \
    } while (0)
#define SAVE() (frame->ip = ip)
#define SLOW(statement)          \
    do {                         \
        SAVE();                  \
        release_defer_begin(rt); \
        statement;               \
        release_defer_end(rt);   \
    } while (0)
// Gives up an owned value that is in no register.
#define RELEASE(v)                                                 \
    do {                                                           \
        own_value released_ = (v);                                 \
        if (is_object(lend(released_))) {                          \
            struct object *object_ = as_object(lend(released_));   \
            uint32_t count_ = object_->count;                      \
            if (OURO_LIKELY(count_ - 2u < OBJECT_IMMORTAL - 2u)) { \
                object_->count = count_ - 1;                       \
            } else {                                               \
                SAVE();                                            \
                release_perhaps_last(rt, object_);                 \
            }                                                      \
        }                                                          \
    } while (0)
// Gives up what a register holds, empty first.
#define CONSUME(i)                        \
    do {                                  \
        own_value consumed_ = r[i];       \
        if (is_object(lend(consumed_))) { \
            r[i] = own_nothing;           \
            RELEASE(consumed_);           \
        }                                 \
    } while (0)
// Operands that the instruction's flags say are consumed.
#define CONSUME_A() CONSUME_FLAGGED(FLAG_CONSUME_A, A)
#define CONSUME_B() CONSUME_FLAGGED(FLAG_CONSUME_B, B)
#define CONSUME_C() CONSUME_FLAGGED(FLAG_CONSUME_C, C)
#define CONSUME_FLAGGED(flag, i) \
    do {                         \
        if (FLAG(flag)) {        \
            CONSUME(i);          \
        }                        \
    } while (0)
// An operand as an owned value: moved when the flag says so, else counted.
#define TAKE(i, flag)                      \
    __extension__({                        \
        own_value taken_ = r[i];           \
        if (FLAG(flag)) {                  \
            r[i] = own_nothing;            \
        } else {                           \
            taken_ = retain(lend(taken_)); \
        }                                  \
        taken_;                            \
    })
#define STORE(i, v)                \
    do {                           \
        if (FLAG(FLAG_LOCAL)) {    \
            own_value old_ = r[i]; \
            r[i] = (v);            \
            RELEASE(old_);         \
        } else {                   \
            r[i] = (v);            \
        }                          \
    } while (0)
// A safepoint, then the instruction at ip.
#define POLL_AND_DISPATCH()                 \
    do {                                    \
        if (runtime_safepoint_is_due(rt)) { \
            goto entered;                   \
        }                                   \
        DISPATCH();                         \
    } while (0)
#define LOAD_FRAME()                                                            \
    do {                                                                        \
        frame = context->frame;                                                 \
        ip = frame->ip;                                                         \
        r = frame->registers;                                                   \
        k = slot_lend_array(as_tuple(slot_get(frame->code->constants))->items); \
    } while (0)
#define STORE_NUMBER(v)                       \
    do {                                      \
        own_value number_ = (v);              \
        if (OURO_LIKELY(number_.bits != 0)) { \
            STORE(A, number_);                \
            NEXT(1);                          \
        }                                     \
    } while (0)
#define ARITHMETIC(NAME, integers, floats)        \
    op_##NAME:                                    \
    {                                             \
        ref_value b = lend(r[B]);                 \
        ref_value c = lend(r[C]);                 \
        double x;                                 \
        double y;                                 \
        if (OURO_LIKELY(both_small_int(b, c))) {  \
            STORE_NUMBER(integers);               \
        } else if (both_double(b, c, &x, &y)) {   \
            STORE_NUMBER(own_word_float(floats)); \
        }                                         \
        goto binary;                              \
    }
#define INTEGERS(NAME, integers)                 \
    op_##NAME:                                   \
    {                                            \
        ref_value b = lend(r[B]);                \
        ref_value c = lend(r[C]);                \
        if (OURO_LIKELY(both_small_int(b, c))) { \
            STORE_NUMBER(integers);              \
        }                                        \
        goto binary;                             \
    }
#define IMMEDIATE(NAME, integers, floats)         \
    op_##NAME##_INT:                              \
    {                                             \
        ref_value b = lend(r[B]);                 \
        if (OURO_LIKELY(is_small_int(b))) {       \
            STORE_NUMBER(integers);               \
        } else if (is_word_float(b)) {            \
            double x = word_float(b);             \
            double y = (double)CSIGNED;           \
            STORE_NUMBER(own_word_float(floats)); \
        }                                         \
        goto binary;                              \
    }
#define IMMEDIATE_INTEGERS(NAME, integers)  \
    op_##NAME##_INT:                        \
    {                                       \
        ref_value b = lend(r[B]);           \
        if (OURO_LIKELY(is_small_int(b))) { \
            STORE_NUMBER(integers);         \
        }                                   \
        goto binary;                        \
    }
#define TRUTH(v)                                              \
    __extension__({                                           \
        ref_value tested_ = (v);                              \
        int truth_;                                           \
        if (is_bool(tested_)) {                               \
            truth_ = ref_bits(tested_) == VALUE_TRUE;         \
        } else if (is_small_int(tested_)) {                   \
            truth_ = ref_bits(tested_) != 1;                  \
        } else if (is_none(tested_)) {                        \
            truth_ = 0;                                       \
        } else {                                              \
            SLOW(truth_ = truth_enter(rt, context, tested_)); \
            if (truth_ == TRUTH_ENTERED) {                    \
                goto pushed;                                  \
            }                                                 \
        }                                                     \
        truth_;                                               \
    })
// Equality of two texts, which needs no Python.
#define IS_EQUALITY(NAME) (COMPARE_##NAME == COMPARE_EQ || COMPARE_##NAME == COMPARE_NE)
#define BOTH_TEXT(b, c) (is_exact(b, TYPE_STR) && is_exact(c, TYPE_STR))
#define TEXT_EQUALITY(NAME, b, c) (str_equal_quick(as_str(b), as_str(c)) == (COMPARE_##NAME == COMPARE_EQ))
#define COMPARE(NAME, operator)                                                   \
    op_##NAME:                                                                    \
    {                                                                             \
        ref_value b = lend(r[B]);                                                 \
        ref_value c = lend(r[C]);                                                 \
        double x;                                                                 \
        double y;                                                                 \
        if (OURO_LIKELY(both_small_int(b, c))) {                                  \
            value = own_bool((int64_t)ref_bits(b) operator(int64_t) ref_bits(c)); \
            STORE(A, value);                                                      \
            NEXT(1);                                                              \
        }                                                                         \
        if (both_comparable(b, c, &x, &y)) {                                      \
            value = own_bool(x operator y);                                       \
            STORE(A, value);                                                      \
            NEXT(1);                                                              \
        }                                                                         \
        if (IS_EQUALITY(NAME) && BOTH_TEXT(b, c)) {                               \
            value = own_bool(TEXT_EQUALITY(NAME, b, c));                          \
            goto finish_binary;                                                   \
        }                                                                         \
        SLOW(entered = compare_enter(rt, context, COMPARE_##NAME, b, c, &value)); \
        goto finish_compare;                                                      \
    }
#define JUMP_TO(target) (ip = frame->code->units + (target))
#define JUMP_IF(condition)        \
    do {                          \
        int jumps_ = (condition); \
        CONSUME_A();              \
        if (jumps_) {             \
            JUMP_TO(INDEX);       \
            DISPATCH();           \
        }                         \
        NEXT(1);                  \
    } while (0)
#define BRANCH()                                    \
    do {                                            \
        if (truth == (FLAG(FLAG_JUMP_TRUE) != 0)) { \
            JUMP_TO((uint32_t)ip[1]);               \
            DISPATCH();                             \
        }                                           \
        NEXT(2);                                    \
    } while (0)
#define JUMP_COMPARE(NAME, operator)                                              \
    op_JUMP_##NAME:                                                               \
    {                                                                             \
        ref_value b = lend(r[B]);                                                 \
        ref_value c = lend(r[C]);                                                 \
        double x;                                                                 \
        double y;                                                                 \
        if (OURO_LIKELY(both_small_int(b, c))) {                                  \
            truth = (int64_t)ref_bits(b) operator(int64_t) ref_bits(c);           \
            BRANCH();                                                             \
        }                                                                         \
        if (both_comparable(b, c, &x, &y)) {                                      \
            truth = x operator y;                                                 \
            BRANCH();                                                             \
        }                                                                         \
        if (IS_EQUALITY(NAME) && BOTH_TEXT(b, c)) {                               \
            truth = TEXT_EQUALITY(NAME, b, c);                                    \
            goto branch_truth;                                                    \
        }                                                                         \
        SLOW(entered = compare_enter(rt, context, COMPARE_##NAME, b, c, &value)); \
        goto branch_entered;                                                      \
    }
#define JUMP_COMPARE_INT(NAME, operator)                                                                     \
    op_JUMP_##NAME##_INT:                                                                                    \
    {                                                                                                        \
        ref_value b = lend(r[B]);                                                                            \
        if (OURO_LIKELY(is_small_int(b))) {                                                                  \
            truth = (int64_t)ref_bits(b) operator CSIGNED * 2 + 1;                                           \
            BRANCH();                                                                                        \
        }                                                                                                    \
        if (is_word_float(b)) {                                                                              \
            truth = word_float(b) operator(double) CSIGNED;                                                  \
            BRANCH();                                                                                        \
        }                                                                                                    \
        SLOW(entered = compare_enter(rt, context, COMPARE_##NAME, b, lend(own_small_int(CSIGNED)), &value)); \
        goto branch_entered;                                                                                 \
    }
#define FORGET(from, count)                         \
    do {                                            \
        for (uint32_t i_ = 0; i_ < (count); i_++) { \
            r[(from) + i_] = own_nothing;           \
        }                                           \
    } while (0)
// An instruction of `length` units that succeeds or not, without a result; its operands are consumed either way.
#define CONSUMING(call, consume, length) \
    do {                                 \
        bool done_;                      \
        SLOW(done_ = call);              \
        consume;                         \
        if (OURO_UNLIKELY(!done_)) {     \
            goto raised;                 \
        }                                \
        NEXT(length);                    \
    } while (0)
#define STATEMENT(call, length) CONSUMING(call, (void)0, length)
#define LOADED(v)                      \
    do {                               \
        own_value loaded_ = retain(v); \
        CONSUME_B();                   \
        STORE(A, loaded_);             \
        NEXT(4);                       \
    } while (0)
#define GUARDED(object) (OURO_LIKELY(is_object(object) && guard_of(rt, as_object(object)) == ip[2]))
#define PLACE_INDEX ((uint32_t)(ip[1] >> 32))
#define CELL_VALUE (slot_get(((struct attribute_cell *)(uintptr_t)ip[3])->value))

#endif
