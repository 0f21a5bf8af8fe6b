// SPDX-License-Identifier: MIT
// A part of the interpreter loop, included inside interpret() by interpret.c alone: generators, coroutines, exceptions.
// clang-format off
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
