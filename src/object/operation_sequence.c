// SPDX-License-Identifier: MIT
// Lengths, items, membership, iteration.
#include "core/poll.h"
#include "object/class.h"
#include "object/container.h"
#include "object/error.h"
#include "object/generic.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/slice.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

int64_t operation_length_from(struct ouro *rt, own_value result)
{
    if (failed(result)) {
        return -1;
    }
    int64_t length = -1;
    own_value index = operation_index(rt, lend(result));
    if (failed(index)) {
        // __index__ is missing or failed: that error stands
    } else if (int_sign(rt, lend(index)) < 0) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "__len__() should return >= 0");
    } else if (!int_to_int64(rt, lend(index), &length)) {
        length = -1;
        (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer");
    }
    release(rt, index);
    release(rt, result);
    return length;
}

int64_t operation_length(struct ouro *rt, ref_value v)
{
    struct type *t = type_of(rt, v);
    if (OURO_UNLIKELY(type_overrides(t, NAME_len))) {
        own_value result = operation_call_special(rt, NAME_len, &v, 1);
        if (!failed(result) || error_pending(rt)) {
            return operation_length_from(rt, result);
        }
    } else if (t->protocol->length != NULL) {
        return t->protocol->length(rt, v);
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "object of type '%T' has no len()", v);
    return -1;
}

int64_t operation_length_hint(struct ouro *rt, ref_value v, int64_t otherwise)
{
    struct type *t = type_of(rt, v);
    if (t->protocol->length != NULL || type_overrides(t, NAME_len)) {
        int64_t length = operation_length(rt, v);
        if (length >= 0 || !error_matches(rt, TYPE_TYPE_ERROR)) {
            return length;
        }
        error_clear(rt);
    }
    own_value hint = operation_call_special(rt, NAME_length_hint, &v, 1);
    if (failed(hint)) {
        if (error_pending(rt) && !error_matches(rt, TYPE_TYPE_ERROR)) {
            return -1;
        }
        error_clear(rt);
        return otherwise;
    }
    int64_t n = -1;
    if (is_not_implemented(lend(hint))) {
        return otherwise;
    }
    if (!is_int(rt, lend(hint))) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__length_hint__ must be an integer, not %T", lend(hint));
    } else if (!int_to_int64(rt, lend(hint), &n)) {
        n = -1;
        (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
    } else if (n < 0) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "__length_hint__() should return >= 0");
        n = -1;
    }
    release(rt, hint);
    return n;
}

// Items ---------------------------------------------------------------------------------------------------------------

static own_value get_class_item(struct ouro *rt, ref_value v, ref_value key)
{
    if (same(v, ref_object(rt->objects->types[TYPE_TYPE]))) {
        return generic_alias_new(rt, v, key);
    }
    own_value hook = operation_find_attribute(rt, v, name_of(rt, NAME_class_getitem));
    if (is_stop(lend(hook)) || is_none(lend(hook))) {
        return error_raise(rt, TYPE_TYPE_ERROR, "type '%N' is not subscriptable", as_type(v));
    }
    own_value result = failed(hook) ? own_nothing : operation_call_1(rt, lend(hook), key);
    release(rt, hook);
    return result;
}

own_value operation_get_item(struct ouro *rt, ref_value v, ref_value key)
{
    struct type *t = type_of(rt, v);
    if (OURO_UNLIKELY(type_overrides(t, NAME_getitem))) {
        ref_value args[] = {v, key};
        own_value result = operation_call_special(rt, NAME_getitem, args, 2);
        if (!failed(result) || error_pending(rt)) {
            return result;
        }
    } else if (t->protocol->get_item != NULL) {
        return t->protocol->get_item(rt, v, key);
    }
    if (is_object(v) && is_type(rt, v)) {
        return get_class_item(rt, v, key);
    }
    return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not subscriptable", v);
}

bool type_is_sequence(struct type const *t)
{
    return type_is_python(t) || t->protocol->concat != NULL || t->protocol->repeat != NULL ||
           (t->protocol->contains != NULL && t->protocol->length != NULL);
}

bool operation_set_item(struct ouro *rt, ref_value v, ref_value key, ref_value value)
{
    struct type *t = type_of(rt, v);
    bool deletes = is_nothing(value);
    enum name_number special = deletes ? NAME_delitem : NAME_setitem;
    if (OURO_UNLIKELY(type_overrides(t, special))) {
        ref_value args[] = {v, key, value};
        own_value result = operation_call_special(rt, special, args, deletes ? 2 : 3);
        if (!failed(result) || error_pending(rt)) {
            bool done = !failed(result);
            release(rt, result);
            return done;
        }
    } else if (t->protocol->set_item != NULL) {
        return t->protocol->set_item(rt, v, key, value);
    }
    if (type_overrides(t, deletes ? NAME_setitem : NAME_delitem)) {
        (void)error_raise_value(rt, TYPE_ATTRIBUTE_ERROR, name_of(rt, special)); // the other of the pair is there
        return false;
    }
    bool sequence = is_index(rt, key) && type_is_sequence(t);
    int64_t at;
    if (sequence && !operation_index_int64(rt, key, &at, TYPE_INDEX_ERROR)) {
        return false; // a sequence wants its index before it says no
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR,
                      !deletes   ? "'%T' object does not support item assignment"
                      : sequence ? "'%T' object doesn't support item deletion"
                                 : "'%T' object does not support item deletion",
                      v);
    return false;
}

static bool hook_is_none(struct ouro *rt, struct type *t, enum name_number special)
{
    struct attribute_cell *cell = type_lookup(rt, t, name_of(rt, special));
    if (cell == NULL) {
        error_clear(rt); // no memory to look: the method itself will be looked for again
    }
    return cell != NULL && is_none(slot_get(cell->value));
}

static int contains_by_iteration(struct ouro *rt, ref_value container, ref_value item)
{
    own_value iterator = operation_iterate(rt, container);
    if (failed(iterator)) {
        if (error_matches(rt, TYPE_TYPE_ERROR)) {
            error_clear(rt);
            (void)error_raise(rt, TYPE_TYPE_ERROR, "argument of type '%T' is not iterable", container);
        }
        return -1;
    }
    int found = 0;
    while (found == 0) {
        own_value next = operation_next(rt, lend(iterator));
        if (failed(next) || is_stop(lend(next))) {
            found = failed(next) ? -1 : 0;
            break;
        }
        found = operation_equal(rt, lend(next), item);
        release(rt, next);
    }
    release(rt, iterator);
    return found;
}

int operation_contains(struct ouro *rt, ref_value container, ref_value item)
{
    struct type *t = type_of(rt, container);
    if (OURO_UNLIKELY(type_overrides(t, NAME_contains))) {
        if (hook_is_none(rt, t, NAME_contains)) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not a container", container);
            return -1;
        }
        ref_value args[] = {container, item};
        own_value result = operation_call_special(rt, NAME_contains, args, 2);
        if (!failed(result) || error_pending(rt)) {
            int truth = failed(result) ? -1 : operation_truth(rt, lend(result));
            release(rt, result);
            return truth;
        }
    } else if (t->protocol->contains != NULL) {
        return t->protocol->contains(rt, container, item);
    }
    return contains_by_iteration(rt, container, item);
}

// Iteration -----------------------------------------------------------------------------------------------------------

static bool is_iterator(struct type *t)
{
    return t->protocol->next != NULL || type_overrides(t, NAME_next);
}

own_value operation_iterator_from(struct ouro *rt, own_value result)
{
    if (!is_iterator(type_of(rt, lend(result)))) {
        error_raise(rt, TYPE_TYPE_ERROR, "iter() returned non-iterator of type '%T'", lend(result));
        release(rt, result);
        return own_nothing;
    }
    return result;
}

static own_value iterate_hooked(struct ouro *rt, struct type *t, ref_value v)
{
    if (hook_is_none(rt, t, NAME_iter)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not iterable", v);
    }
    own_value iterator = operation_call_special(rt, NAME_iter, &v, 1);
    if (failed(iterator)) {
        return error_pending(rt) ? iterator : error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not iterable", v);
    }
    return operation_iterator_from(rt, iterator);
}

own_value operation_iterate(struct ouro *rt, ref_value v)
{
    struct type *t = type_of(rt, v);
    if (OURO_UNLIKELY(type_overrides(t, NAME_iter))) {
        return iterate_hooked(rt, t, v);
    }
    if (t->protocol->iterate != NULL) {
        own_value iterator = t->protocol->iterate(rt, v);
        if (!failed(iterator) && OURO_UNLIKELY(!is_iterator(type_of(rt, lend(iterator))))) {
            error_raise(rt, TYPE_TYPE_ERROR, "iter() returned non-iterator of type '%T'", lend(iterator));
            release(rt, iterator);
            return own_nothing;
        }
        return iterator;
    }
    if (type_overrides(t, NAME_getitem) ||
        (t->protocol->get_item != NULL && !is_kind(rt, v, TYPE_DICT) && !is_kind(rt, v, TYPE_MAPPING_PROXY))) {
        return sequence_iterator_new(rt, v);
    }
    return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not iterable", v);
}

own_value operation_next(struct ouro *rt, ref_value iterator)
{
    if (!poll_native(rt, 16)) { // what loops in C over an iterator that may have no end
        return own_nothing;
    }
    if (OURO_LIKELY(is_exact(iterator, TYPE_LIST_ITERATOR))) {
        return list_cursor_next(rt, (struct sequence_cursor *)as_object(iterator));
    }
    switch (value_number(iterator)) {
    case TYPE_TUPLE_ITERATOR:
        return tuple_cursor_next(rt, (struct sequence_cursor *)as_object(iterator));
    case TYPE_RANGE_ITERATOR: {
        own_value v = range_iterator_step((struct range_iterator *)as_object(iterator));
        if (OURO_LIKELY(!failed(v))) {
            return v;
        }
        break;
    }
    default:
        break;
    }
    struct type *t = type_of(rt, iterator);
    if (OURO_UNLIKELY(type_overrides(t, NAME_next))) {
        own_value next = operation_call_special(rt, NAME_next, &iterator, 1);
        if (failed(next) && error_matches(rt, TYPE_STOP_ITERATION)) {
            error_clear(rt);
            return own_stop;
        }
        if (failed(next) && !error_pending(rt)) {
            return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not an iterator", iterator);
        }
        return next;
    }
    if (OURO_UNLIKELY(t->protocol->next == NULL)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not an iterator", iterator);
    }
    if (OURO_UNLIKELY(stack_is_low(rt))) { // iterators over iterators over ...
        return error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    }
    return t->protocol->next(rt, iterator);
}

own_value operation_list(struct ouro *rt, ref_value iterable)
{
    own_value list = list_new(rt, 0);
    if (!failed(list) && !list_extend(rt, as_list(lend(list)), iterable)) {
        release(rt, list);
        return own_nothing;
    }
    return list;
}

own_value operation_tuple(struct ouro *rt, ref_value iterable)
{
    if (is_exact(iterable, TYPE_TUPLE)) {
        return retain(iterable);
    }
    if (is_exact(iterable, TYPE_LIST)) {
        return list_to_tuple(rt, iterable);
    }
    own_value list = operation_list(rt, iterable);
    own_value tuple = failed(list) ? own_nothing : list_to_tuple(rt, lend(list));
    release(rt, list);
    return tuple;
}
