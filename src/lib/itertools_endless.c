// SPDX-License-Identifier: MIT
// itertools: count, cycle, repeat.
#include "lib/itertools.h"

// count --------------------------------------------------------------------------------------------------------------

struct counter {
    struct object header;
    slot_value next;
    slot_value step;
};
FIELDS_FUNCTIONS(counter, counter, next, 2)

static bool is_number(struct ouro *rt, ref_value v)
{
    if (is_small_int(v) || is_word_float(v)) {
        return true;
    }
    struct type *t = type_of(rt, v);
    return is_index(rt, v) || t->protocol->integer != NULL || t->protocol->floating != NULL ||
           type_overrides(t, NAME_int) || type_overrides(t, NAME_float) || layout_of(rt, v) == TYPE_COMPLEX;
}

static own_value counter_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"start", "step"};
    static struct signature const signature = {"count", names, 2, 0, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    for (int i = 0; i < 2; i++) {
        if (!is_nothing(given[i]) && !is_number(rt, given[i])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "a number is required");
        }
    }
    MAKE(counter);
    if (made == NULL) {
        return own_nothing;
    }
    slot_init(&made->next, is_nothing(given[0]) ? own_small_int(0) : retain(given[0]));
    slot_init(&made->step, is_nothing(given[1]) ? own_small_int(1) : retain(given[1]));
    return own_object(made);
}

static own_value counter_next(struct ouro *rt, ref_value self)
{
    struct counter *c = (struct counter *)as_object(self);
    ref_value now = slot_get(c->next);
    ref_value step = slot_get(c->step);
    if (OURO_LIKELY(both_small_int(now, step))) {
        int64_t next = small_int(now) + small_int(step); // 63 bits each: no overflow
        if (OURO_LIKELY(fits_small_int(next))) {
            slot_init(&c->next, own_small_int(next));
            return retain(now);
        }
    }
    if (is_nothing(now)) {
        return own_stop;
    }
    own_value value = retain(now);
    own_value held = retain(step);
    own_value next = operation_binary(rt, BINARY_ADD, lend(value), lend(held));
    release(rt, held);
    if (failed(next)) {
        release(rt, value);
        return own_nothing;
    }
    slot_set(rt, c, &c->next, next);
    return value;
}

// The step is shown when it is not 1: an int 1, for ints; any 1 for others.
static own_value counter_repr(struct ouro *rt, ref_value self)
{
    struct counter *c = (struct counter *)as_object(self);
    own_value next = retain(slot_get(c->next));
    own_value step = retain(slot_get(c->step));
    own_value text;
    if (is_nothing(lend(next))) {
        text = str_from(rt, "count()");
    } else if (same(lend(step), lend(own_small_int(1)))) {
        text = str_format(rt, "%s(%R)", type_name(rt, type_of(rt, self)), lend(next));
    } else {
        text = str_format(rt, "%s(%R, %R)", type_name(rt, type_of(rt, self)), lend(next), lend(step));
    }
    release(rt, next);
    release(rt, step);
    return text;
}

METHOD(counter_reduce)
{
    struct counter *c = (struct counter *)as_object(args[0]);
    bool plain = is_int(rt, slot_get(c->next)) && same(slot_get(c->step), lend(own_small_int(1)));
    int64_t unused;
    plain = plain && int_to_int64(rt, slot_get(c->next), &unused) && unused != INT64_MAX;
    ref_value two[] = {slot_get(c->next), slot_get(c->step)};
    return reduced(rt, args[0], tuple_from(rt, two, plain ? 1 : 2));
}

static struct native_definition const counter_methods[] = {
    {"__reduce__", counter_reduce, 0, 0, 0, REDUCE_DOC},
    {0},
};
static struct type_protocol const counter_protocol = {
    .repr = counter_repr, .iterate = iterator_self, .next = counter_next, .create = counter_create};
struct type_definition const counter_type_definition = {
    .name = "itertools.count",
    .doc = "count(start=0, step=1)\n--\n\nReturn a count object whose .__next__() method returns consecutive values.",
    .number = TYPE_COUNTER,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(struct counter),
    .traverse = counter_traverse,
    .drop_step = counter_drop_step,
    .clear = counter_clear,
    .protocol = &counter_protocol,
    .methods = counter_methods,
};

// cycle --------------------------------------------------------------------------------------------------------------

struct cycle {
    struct object header;
    slot_value iterator; // nothing: it has ended, `saved` is repeated
    slot_value saved;    // list
    uint64_t index;
    bool first_pass; // of a state that was set: the items are in the list already
};
FIELDS_FUNCTIONS(cycle, cycle, iterator, 2)

METHOD(cycle_create)
{
    if (!POSITIONAL("cycle", 1, 1)) {
        return own_nothing;
    }
    own_value iterator = operation_iterate(rt, args[1]);
    own_value saved = failed(iterator) ? own_nothing : list_new(rt, 0);
    struct cycle *made = failed(saved) ? NULL : make_instance(rt, args[0]);
    if (made == NULL) {
        release(rt, iterator);
        release(rt, saved);
        return own_nothing;
    }
    slot_init(&made->iterator, iterator);
    slot_init(&made->saved, saved);
    return own_object(made);
}

static own_value cycle_next(struct ouro *rt, ref_value self)
{
    struct cycle *c = (struct cycle *)as_object(self);
    if (!is_nothing(slot_get(c->iterator))) {
        own_value iterator = retain(slot_get(c->iterator));
        own_value item = iterator_step(rt, lend(iterator));
        release(rt, iterator);
        if (failed(item)) {
            return item;
        }
        if (!is_stop(lend(item))) {
            if (!c->first_pass && !is_nothing(slot_get(c->saved)) &&
                !list_append(rt, as_list(slot_get(c->saved)), retain(lend(item)))) {
                release(rt, item);
                return own_nothing;
            }
            return item;
        }
        slot_set(rt, c, &c->iterator, own_nothing);
    }
    ref_value saved = slot_get(c->saved);
    if (is_nothing(saved) || as_list(saved)->length == 0) {
        return own_stop;
    }
    if (c->index >= as_list(saved)->length) {
        c->index = 0; // the list is the program's too once the state was set
    }
    own_value item = retain(list_item(saved, c->index));
    c->index = c->index + 1 < as_list(saved)->length ? c->index + 1 : 0;
    return item;
}

METHOD(cycle_reduce)
{
    struct cycle *c = (struct cycle *)as_object(args[0]);
    if (is_nothing(slot_get(c->saved))) {
        return reduced(rt, args[0], TUPLE_OF(ref_none));
    }
    own_value iterator;
    if (is_nothing(slot_get(c->iterator))) {
        iterator = sequence_cursor_new(rt, TYPE_LIST_ITERATOR, slot_get(c->saved), (int64_t)c->index);
    } else {
        iterator = retain(slot_get(c->iterator));
    }
    bool first = c->first_pass || is_nothing(slot_get(c->iterator));
    own_value arguments = failed(iterator) ? own_nothing : tuple_from_owned(rt, &iterator, 1);
    if (failed(arguments)) {
        return own_nothing;
    }
    return reduced_with(rt, args[0], arguments, TUPLE_OF(slot_get(c->saved), first ? ref_true : ref_false));
}

METHOD(cycle_setstate)
{
    struct cycle *c = (struct cycle *)as_object(args[0]);
    if (!is_tuple(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "state is not a tuple");
    }
    uint64_t length = as_tuple(args[1])->length;
    if (length != 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "function takes exactly 2 arguments (%lld given)", (long long)length);
    }
    if (!is_list(rt, tuple_item(args[1], 0))) {
        return error_raise(rt, TYPE_TYPE_ERROR, "argument 1 must be list, not %T", tuple_item(args[1], 0));
    }
    int64_t first;
    if (!operation_index_int64(rt, tuple_item(args[1], 1), &first, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    c->first_pass = first != 0;
    c->index = 0;
    slot_set(rt, c, &c->saved, retain(tuple_item(args[1], 0)));
    return own_none;
}

static struct native_definition const cycle_methods[] = {
    {"__reduce__", cycle_reduce, 0, 0, 0, REDUCE_DOC},
    {"__setstate__", cycle_setstate, 1, 1, 0, SETSTATE_DOC},
    {0},
};
ITERTOOLS_DEFINE(cycle, TYPE_CYCLE, "cycle",
                 "cycle(iterable, /)\n--\n\nReturn elements from the iterable until it is exhausted. Then repeat the "
                 "sequence indefinitely.", )

// repeat -------------------------------------------------------------------------------------------------------------

struct repeater {
    struct object header;
    slot_value element;
    int64_t left; // -1: without end
};
FIELDS_FUNCTIONS(repeater, repeater, element, 1)

METHOD(repeater_create)
{
    static char const *const names[] = {"object", "times"};
    static struct signature const signature = {"repeat", names, 2, 1, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    int64_t times = -1;
    if (!is_nothing(given[1])) {
        if (!operation_index_int64(rt, given[1], &times, TYPE_OVERFLOW_ERROR)) {
            return own_nothing;
        }
        times = times < 0 ? 0 : times;
    }
    MAKE(repeater);
    if (made == NULL) {
        return own_nothing;
    }
    slot_init(&made->element, retain(given[0]));
    made->left = times;
    return own_object(made);
}

static own_value repeater_next(struct ouro *rt, ref_value self)
{
    (void)rt;
    struct repeater *r = (struct repeater *)as_object(self);
    if (r->left == 0 || is_nothing(slot_get(r->element))) {
        return own_stop;
    }
    r->left -= r->left > 0;
    return retain(slot_get(r->element));
}

static own_value repeater_repr(struct ouro *rt, ref_value self)
{
    struct repeater *r = (struct repeater *)as_object(self);
    own_value element = is_nothing(slot_get(r->element)) ? own_none : retain(slot_get(r->element));
    own_value text = r->left < 0 ? str_format(rt, "%s(%R)", type_name(rt, type_of(rt, self)), lend(element))
                                 : str_format(rt, "%s(%R, %lld)", type_name(rt, type_of(rt, self)), lend(element),
                                              (long long)r->left);
    release(rt, element);
    return text;
}

METHOD(repeater_length_hint)
{
    struct repeater *r = (struct repeater *)as_object(args[0]);
    return r->left < 0 ? error_raise(rt, TYPE_TYPE_ERROR, "len() of unsized object") : int_from_int64(rt, r->left);
}

METHOD(repeater_reduce)
{
    struct repeater *r = (struct repeater *)as_object(args[0]);
    ref_value element = is_nothing(slot_get(r->element)) ? ref_none : slot_get(r->element);
    if (r->left < 0) {
        return reduced(rt, args[0], TUPLE_OF(element));
    }
    own_value left = int_from_int64(rt, r->left);
    own_value arguments = failed(left) ? own_nothing : TUPLE_OF(element, lend(left));
    release(rt, left);
    return reduced(rt, args[0], arguments);
}

static struct native_definition const repeater_methods[] = {
    {"__length_hint__", repeater_length_hint, 0, 0, 0, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", repeater_reduce, 0, 0, 0, REDUCE_DOC},
    {0},
};
static struct type_protocol const repeater_protocol = {
    .repr = repeater_repr, .iterate = iterator_self, .next = repeater_next, .create = repeater_create};
struct type_definition const repeater_type_definition = {
    .name = "itertools.repeat",
    .doc = "repeat(object [,times]) -> create an iterator which returns the object\n"
           "for the specified number of times.  If not specified, returns the object\nendlessly.",
    .number = TYPE_REPEATER,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(struct repeater),
    .traverse = repeater_traverse,
    .drop_step = repeater_drop_step,
    .clear = repeater_clear,
    .protocol = &repeater_protocol,
    .methods = repeater_methods,
};
