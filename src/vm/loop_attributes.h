// SPDX-License-Identifier: MIT
// A part of the interpreter loop, included inside interpret() by interpret.c alone: attributes and subscripts.
// clang-format off
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
quick_LOAD_DICT : {
    ref_value object = lend(r[B]);
    if (GUARDED(object)) {
        ref_value v = dict_attribute(rt, object, tuple_item(slot_get(frame->code->names), (uint32_t)ip[1]));
        if (OURO_LIKELY(!is_nothing(v))) {
            LOADED(v);
        }
    }
    goto op_LOAD_ATTR;
}
quick_LOAD_DATA : {
    ref_value object = lend(r[B]);
    if (GUARDED(object)) {
        SLOW(value = data_load(rt, object, CELL_VALUE));
        if (OURO_LIKELY(!is_stop(lend(value)))) {
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
quick_METHOD_DICT : {
    ref_value object = lend(r[B]);
    if (GUARDED(object) && dict_lacks(rt, object, tuple_item(slot_get(frame->code->names), (uint32_t)ip[1]))) {
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
        slot_value *slot = dict_find_slot(rt, as_dict(container), key);
        if (OURO_LIKELY(slot != NULL)) {
            value = retain(slot_get(*slot));
            goto finish_binary;
        }
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
    } else if (is_exact(container, TYPE_DICT)) {
        SLOW(done = dict_set(rt, container, key, lend(r[C])));
        CONSUME_C();
        goto subscript_stored;
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
