// SPDX-License-Identifier: MIT
// enumerate, zip, map and filter.
#include "object/container.h"
#include "object/definitions.h"
#include "object/int.h"
#include "object/iterators.h"

// What a call has failed with is a StopIteration: the iterator ends, like one whose __next__ raised it.
static own_value stopped(struct ouro *rt)
{
    if (!error_matches(rt, TYPE_STOP_ITERATION)) {
        return own_nothing;
    }
    error_clear(rt);
    return own_stop;
}

// A tuple of iterators over `count` values.
static own_value make_iterators(struct ouro *rt, ref_value const *values, uint32_t count)
{
    own_value iterators = tuple_open(rt, count);
    for (uint32_t i = 0; i < count && !failed(iterators); i++) {
        own_value iterator = operation_iterate(rt, values[i]);
        if (failed(iterator)) {
            release(rt, give(iterators));
        } else {
            slot_init(&as_tuple(lend(iterators))->items[i], iterator);
        }
    }
    tuple_close(iterators);
    return iterators;
}

// enumerate ----------------------------------------------------------------------------------------------------------

METHOD(enumerate_create)
{
    static char const *const names[] = {"iterable", "start"};
    static struct signature const signature = {"enumerate", names, 2, 1, 0, 2};
    ref_value given[2];
    if (count == 1 && (is_nothing(kwnames) || as_tuple(kwnames)->length == 0)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "enumerate() missing required argument 'iterable'");
    }
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    own_value counter = is_nothing(given[1]) ? own_small_int(0) : operation_index(rt, given[1]);
    own_value iterator = failed(counter) ? own_nothing : operation_iterate(rt, given[0]);
    own_value v =
        failed(iterator) ? own_nothing : container_create(rt, args[0], TYPE_ENUMERATE, sizeof(struct enumerate));
    if (failed(v)) {
        release(rt, counter);
        release(rt, iterator);
        return v;
    }
    struct enumerate *e = (struct enumerate *)as_object(lend(v));
    slot_init(&e->iterator, iterator);
    slot_init(&e->counter, counter);
    return v;
}

static own_value counter_after(struct ouro *rt, ref_value counter)
{
    return is_small_int(counter) ? int_from_int64(rt, small_int(counter) + 1)
                                 : int_binary(rt, BINARY_ADD, counter, lend(own_small_int(1)));
}

static own_value enumerate_next(struct ouro *rt, ref_value self)
{
    struct enumerate *e = (struct enumerate *)as_object(self);
    own_value pair[2];
    pair[1] = iterator_step(rt, slot_get(e->iterator));
    if (failed(pair[1]) || is_stop(lend(pair[1]))) {
        return pair[1];
    }
    pair[0] = retain(slot_get(e->counter));
    own_value next = counter_after(rt, lend(pair[0]));
    if (failed(next)) {
        release(rt, pair[0]);
        release(rt, pair[1]);
        return own_nothing;
    }
    slot_set(rt, e, &e->counter, next);
    return tuple_from_owned(rt, pair, 2);
}

METHOD(enumerate_reduce)
{
    struct enumerate *e = (struct enumerate *)as_object(args[0]);
    own_value inner[2] = {retain(slot_get(e->iterator)), retain(slot_get(e->counter))};
    own_value arguments = tuple_from_owned(rt, inner, 2);
    if (failed(arguments)) {
        return arguments;
    }
    own_value outer[2] = {retain(ref_object(type_of(rt, args[0]))), arguments};
    return tuple_from_owned(rt, outer, 2);
}

// zip ----------------------------------------------------------------------------------------------------------------

METHOD(zip_create)
{
    static char const *const names[] = {"strict"};
    static struct signature const signature = {"zip", names, 1, 0, 0, 0};
    ref_value given;
    if (!arguments_bind(rt, &signature, args + count, 0, kwnames, &given)) {
        return own_nothing;
    }
    int strict = is_nothing(given) ? 0 : operation_truth(rt, given);
    if (strict < 0) {
        return own_nothing;
    }
    own_value iterators = make_iterators(rt, args + 1, count - 1);
    own_value v = failed(iterators) ? own_nothing : container_create(rt, args[0], TYPE_ZIP, sizeof(struct zip));
    if (failed(v)) {
        release(rt, iterators);
        return v;
    }
    struct zip *z = (struct zip *)as_object(lend(v));
    slot_init(&z->iterators, iterators);
    z->strict = strict;
    return v;
}

// A strict zip whose argument `i` has ended first: are the others at their ends too? Raises if not.
static own_value zip_end(struct ouro *rt, struct tuple *iterators, uint64_t i)
{
    if (i > 0) {
        char const *form = i == 1 ? " " : "s 1-";
        return error_raise(rt, TYPE_VALUE_ERROR, "zip() argument %lld is shorter than argument%s%lld", (long long)i + 1,
                           form, (long long)i);
    }
    for (uint64_t j = 1; j < iterators->length; j++) {
        own_value item = iterator_step(rt, slot_get(iterators->items[j]));
        if (failed(item)) {
            return item;
        }
        if (!is_stop(lend(item))) {
            release(rt, item);
            char const *form = j == 1 ? " " : "s 1-";
            return error_raise(rt, TYPE_VALUE_ERROR, "zip() argument %lld is longer than argument%s%lld",
                               (long long)j + 1, form, (long long)j);
        }
    }
    return own_stop;
}

// A tuple for the next items: the last one when it was given up, else a new one. Not in the slot while it is filled, as
// an argument may call the zip again.
static own_value zip_open(struct ouro *rt, struct zip *z, uint64_t length)
{
    own_value last = slot_take(rt, z, &z->result);
    if (!failed(last) && as_object(lend(last))->count == 1) {
        as_object(lend(last))->kind |= OBJECT_HIDDEN;
        return last;
    }
    release(rt, last);
    return tuple_open(rt, length);
}

static own_value zip_next(struct ouro *rt, ref_value self)
{
    struct zip *z = (struct zip *)as_object(self);
    struct tuple *iterators = as_tuple(slot_get(z->iterators));
    if (iterators->length == 0) {
        return own_stop;
    }
    own_value result = zip_open(rt, z, iterators->length);
    for (uint64_t i = 0; i < iterators->length && !failed(result); i++) {
        own_value item = iterator_step(rt, slot_get(iterators->items[i]));
        if (!failed(item) && !is_stop(lend(item))) {
            slot_set(rt, as_tuple(lend(result)), &as_tuple(lend(result))->items[i], item);
            continue;
        }
        release(rt, result);
        return failed(item) || !z->strict ? item : zip_end(rt, iterators, i);
    }
    if (!failed(result)) {
        tuple_close(result);
        slot_set(rt, z, &z->result, retain(lend(result)));
    }
    return result;
}

static enum next_pair dict_next_pair(struct ouro *rt, ref_value iterator, own_value *first, own_value *second)
{
    ref_value key, value;
    int state = dict_cursor_next(rt, (struct dict_cursor *)as_object(iterator), &key, &value);
    if (state <= 0) {
        return state < 0 ? NEXT_PAIR_FAILED : NEXT_PAIR_END;
    }
    *first = retain(key);
    *second = retain(value);
    return NEXT_PAIR_DONE;
}

static enum next_pair enumerate_next_pair(struct ouro *rt, ref_value iterator, own_value *first, own_value *second)
{
    struct enumerate *e = (struct enumerate *)as_object(iterator);
    own_value item = iterator_step(rt, slot_get(e->iterator));
    if (failed(item) || is_stop(lend(item))) {
        return failed(item) ? NEXT_PAIR_FAILED : NEXT_PAIR_END;
    }
    own_value number = retain(slot_get(e->counter));
    own_value next = counter_after(rt, lend(number));
    if (failed(next)) {
        release(rt, number);
        release(rt, item);
        return NEXT_PAIR_FAILED;
    }
    slot_set(rt, e, &e->counter, next);
    *first = number;
    *second = item;
    return NEXT_PAIR_DONE;
}

enum next_pair iterator_next_pair(struct ouro *rt, ref_value iterator, own_value *first, own_value *second)
{
    switch (value_number(iterator)) {
    case TYPE_DICT_ITEM_ITERATOR:
        return dict_next_pair(rt, iterator, first, second);
    case TYPE_ENUMERATE:
        return enumerate_next_pair(rt, iterator, first, second);
    default:
        return NEXT_PAIR_OTHERWISE;
    }
}

METHOD(zip_reduce)
{
    struct zip *z = (struct zip *)as_object(args[0]);
    own_value parts[3] = {retain(ref_object(type_of(rt, args[0]))), retain(slot_get(z->iterators)), own_true};
    return tuple_from_owned(rt, parts, z->strict ? 3 : 2);
}

METHOD(zip_setstate)
{
    int strict = operation_truth(rt, args[1]);
    if (strict < 0) {
        return own_nothing;
    }
    ((struct zip *)as_object(args[0]))->strict = strict;
    return own_none;
}

// map ----------------------------------------------------------------------------------------------------------------

METHOD(map_create)
{
    if (!plain_keywords(rt, args[0], "map", kwnames)) {
        return own_nothing;
    }
    if (count < 3) {
        return error_raise(rt, TYPE_TYPE_ERROR, "map() must have at least two arguments.");
    }
    own_value iterators = make_iterators(rt, args + 2, count - 2);
    own_value v = failed(iterators) ? own_nothing : container_create(rt, args[0], TYPE_MAP, sizeof(struct map));
    if (failed(v)) {
        release(rt, iterators);
        return v;
    }
    struct map *m = (struct map *)as_object(lend(v));
    slot_init(&m->function, retain(args[1]));
    slot_init(&m->iterators, iterators);
    return v;
}

static own_value map_next_many(struct ouro *rt, struct map *m, struct tuple *iterators)
{
    // The arguments lie in a tuple, so that the collector sees them.
    own_value items = tuple_open(rt, iterators->length);
    for (uint64_t i = 0; i < iterators->length && !failed(items); i++) {
        own_value item = iterator_step(rt, slot_get(iterators->items[i]));
        if (failed(item) || is_stop(lend(item))) {
            release(rt, items);
            return item;
        }
        slot_init(&as_tuple(lend(items))->items[i], item);
    }
    if (failed(items)) {
        return items;
    }
    struct tuple *t = as_tuple(lend(items));
    own_value result =
        operation_call(rt, slot_get(m->function), slot_lend_array(t->items), (uint32_t)t->length, ref_nothing);
    release(rt, items);
    return failed(result) ? stopped(rt) : result;
}

static own_value map_next(struct ouro *rt, ref_value self)
{
    struct map *m = (struct map *)as_object(self);
    struct tuple *iterators = as_tuple(slot_get(m->iterators));
    if (iterators->length != 1) {
        return map_next_many(rt, m, iterators);
    }
    own_value item = iterator_step(rt, slot_get(iterators->items[0]));
    if (failed(item) || is_stop(lend(item))) {
        return item;
    }
    own_value result = operation_call_1(rt, slot_get(m->function), lend(item));
    release(rt, item);
    return failed(result) ? stopped(rt) : result;
}

METHOD(map_reduce)
{
    struct map *m = (struct map *)as_object(args[0]);
    struct tuple *iterators = as_tuple(slot_get(m->iterators));
    own_value arguments = tuple_new(rt, iterators->length + 1);
    if (failed(arguments)) {
        return arguments;
    }
    struct tuple *t = as_tuple(lend(arguments));
    slot_init(&t->items[0], retain(slot_get(m->function)));
    for (uint64_t i = 0; i < iterators->length; i++) {
        slot_init(&t->items[i + 1], retain(slot_get(iterators->items[i])));
    }
    own_value pair[2] = {retain(ref_object(type_of(rt, args[0]))), arguments};
    return tuple_from_owned(rt, pair, 2);
}

// filter -------------------------------------------------------------------------------------------------------------

METHOD(filter_create)
{
    if (!plain_keywords(rt, args[0], "filter", kwnames) ||
        !container_arguments(rt, "filter", count - 1, ref_nothing, 2, 2)) {
        return own_nothing;
    }
    own_value iterator = operation_iterate(rt, args[2]);
    own_value v = failed(iterator) ? own_nothing : container_create(rt, args[0], TYPE_FILTER, sizeof(struct filter));
    if (failed(v)) {
        release(rt, iterator);
        return v;
    }
    struct filter *f = (struct filter *)as_object(lend(v));
    slot_init(&f->function, retain(args[1]));
    slot_init(&f->iterator, iterator);
    return v;
}

// Does the function want the item? -1: error.
static int wanted(struct ouro *rt, ref_value function, ref_value item)
{
    if (is_none(function) || same(function, ref_object(type_by_number(rt, TYPE_BOOL)))) {
        return operation_truth(rt, item);
    }
    own_value answer = operation_call_1(rt, function, item);
    int truth = failed(answer) ? -1 : operation_truth(rt, lend(answer));
    release(rt, answer);
    return truth;
}

static own_value filter_next(struct ouro *rt, ref_value self)
{
    struct filter *f = (struct filter *)as_object(self);
    for (;;) {
        own_value item = iterator_step(rt, slot_get(f->iterator));
        if (failed(item) || is_stop(lend(item))) {
            return item;
        }
        int truth = wanted(rt, slot_get(f->function), lend(item));
        if (truth > 0) {
            return item;
        }
        release(rt, item);
        if (truth < 0) {
            return stopped(rt);
        }
    }
}

METHOD(filter_reduce)
{
    struct filter *f = (struct filter *)as_object(args[0]);
    own_value inner[2] = {retain(slot_get(f->function)), retain(slot_get(f->iterator))};
    own_value arguments = tuple_from_owned(rt, inner, 2);
    if (failed(arguments)) {
        return arguments;
    }
    own_value outer[2] = {retain(ref_object(type_of(rt, args[0]))), arguments};
    return tuple_from_owned(rt, outer, 2);
}

// Definitions
// ----------------------------------------------------------------------------------------------------------

static struct native_definition const enumerate_methods[] = {
    {"__reduce__", enumerate_reduce, 0, 0, 0, "Return state information for pickling."},
    CONTAINER_CLASS_GETITEM,
    {0},
};
static struct native_definition const zip_methods[] = {
    {"__reduce__", zip_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__setstate__", zip_setstate, 1, 1, 0, "Set state information for unpickling."},
    {0},
};
static struct native_definition const map_methods[] = {
    {"__reduce__", map_reduce, 0, 0, 0, "Return state information for pickling."},
    {0},
};
static struct native_definition const filter_methods[] = {
    {"__reduce__", filter_reduce, 0, 0, 0, "Return state information for pickling."},
    {0},
};

#define DEFINE(prefix, NUMBER, slots, text)                                          \
    static struct type_protocol const prefix##_protocol = {                          \
        .iterate = iterator_self, .next = prefix##_next, .create = prefix##_create}; \
    struct type_definition const prefix##_type_definition = {                        \
        .name = #prefix,                                                             \
        .doc = text,                                                                 \
        .number = NUMBER,                                                            \
        .base = TYPE_OBJECT,                                                         \
        .flags = TYPE_SUBCLASSABLE,                                                  \
        .size = sizeof(struct prefix),                                               \
        .traverse = slots_##slots##_traverse,                                        \
        .drop_step = slots_##slots##_drop_step,                                      \
        .protocol = &prefix##_protocol,                                              \
        .methods = prefix##_methods,                                                 \
    };

DEFINE(enumerate, TYPE_ENUMERATE, 2, "Return an enumerate object.")
DEFINE(zip, TYPE_ZIP, 2, "The zip object yields n-length tuples, where n is the number of iterables.")
DEFINE(map, TYPE_MAP, 2, "Make an iterator that computes the function using arguments from each of the iterables.")
DEFINE(filter, TYPE_FILTER, 2, "Return an iterator yielding those items of iterable for which function(item) is true.")
