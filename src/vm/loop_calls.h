// SPDX-License-Identifier: MIT
// A part of the interpreter loop, included inside interpret() by interpret.c alone: calls.
// clang-format off
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
                          (definition->most >= 0 && (int32_t)count > definition->most))) {
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
                          (definition->most >= 0 && (int32_t)count > definition->most))) {
            goto call_any;
        }
        if (is_nothing(self) || (is_exact(self, TYPE_MODULE) && !is_nothing(slot_get(native->module)))) {
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
            if (!(type->flags & TYPE_PYTHON) || !constructor_cache(rt, type, ip)) {
                w[1] = give(w[0]); // in front of the arguments
                SLOW(value = type_call(rt, lend_array(w + 1), count + 1, ref_nothing));
                goto finish_window;
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
