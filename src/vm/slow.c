// SPDX-License-Identifier: MIT
// The loop's most frequent ways out of line: releases, subscripts, iteration, truth, comparison.
#include "vm/slow.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"

// A reference is given up whose object is perhaps gone then.
void release_perhaps_last(struct ouro *rt, struct object *o)
{
    release_object(rt, o);
}

// The protocol function of an exact built-in type at once; everything else by the operation.
own_value item_get(struct ouro *rt, ref_value container, ref_value key)
{
    if (value_number(container) < SHAPE_FIRST) {
        struct type_protocol const *protocol = type_of(rt, container)->protocol;
        if (protocol->get_item != NULL) {
            return protocol->get_item(rt, container, key);
        }
    }
    return operation_get_item(rt, container, key);
}

bool item_set(struct ouro *rt, ref_value container, ref_value key, ref_value value)
{
    if (value_number(container) < SHAPE_FIRST) {
        struct type_protocol const *protocol = type_of(rt, container)->protocol;
        if (protocol->set_item != NULL) {
            return protocol->set_item(rt, container, key, value);
        }
    }
    return operation_set_item(rt, container, key, value);
}

own_value iterator_next(struct ouro *rt, ref_value iterator)
{
    if (value_number(iterator) < SHAPE_FIRST) {
        struct type_protocol const *protocol = type_of(rt, iterator)->protocol;
        if (protocol->next != NULL) {
            own_value item = protocol->next(rt, iterator);
            if (OURO_LIKELY(!failed(item))) {
                return item;
            }
            if (error_matches(rt, TYPE_STOP_ITERATION)) {
                error_clear(rt);
                return own_stop;
            }
            return item;
        }
    }
    return operation_next(rt, iterator);
}

// Truth of a value that is no bool, None or small integer; -1: error.
int truth_of(struct ouro *rt, ref_value v)
{
    if (is_object(v)) {
        switch (object_number(as_object(v))) {
        case TYPE_STR:
            return as_str(v)->length != 0;
        case TYPE_LIST:
            return as_list(v)->length != 0;
        case TYPE_TUPLE:
            return as_tuple(v)->length != 0;
        case TYPE_DICT:
            return dict_length(v) != 0;
        default:
            break;
        }
    }
    return operation_truth(rt, v);
}

// Comparisons of values that are not both numbers.
own_value compare_values(struct ouro *rt, enum compare_operator op, ref_value a, ref_value b)
{
    if (is_exact(a, TYPE_STR) && is_exact(b, TYPE_STR) && (op == COMPARE_EQ || op == COMPARE_NE)) {
        return own_bool((same(a, b) || str_equal(as_str(a), as_str(b))) == (op == COMPARE_EQ));
    }
    return operation_compare(rt, op, a, b);
}
