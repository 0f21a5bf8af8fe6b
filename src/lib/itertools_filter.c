// SPDX-License-Identifier: MIT
// itertools: iterators that choose among the items of one: dropwhile, takewhile, filterfalse, compress, islice; and
// starmap and pairwise, which give something for each.
#include "lib/itertools.h"

// A function and an iterator: dropwhile, takewhile, filterfalse, starmap.
struct filtering {
    struct object header;
    slot_value function;
    slot_value iterator; // nothing: used up
    bool over;           // dropwhile: dropping is over; takewhile: all is over
};
FIELDS_FUNCTIONS(filtering, filtering, function, 2)

static own_value filtering_create(struct ouro *rt, char const *name, ref_value const *args, uint32_t count,
                                  ref_value kwnames)
{
    if (!POSITIONAL(name, 2, 2)) {
        return own_nothing;
    }
    own_value iterator = operation_iterate(rt, args[2]);
    struct filtering *made = failed(iterator) ? NULL : make_instance(rt, args[0]);
    if (made == NULL) {
        release(rt, iterator);
        return own_nothing;
    }
    slot_init(&made->function, retain(args[1]));
    slot_init(&made->iterator, iterator);
    return own_object(made);
}

static struct filtering *as_filtering(ref_value self)
{
    return (struct filtering *)as_object(self);
}

// The next item, with the iterator held meanwhile.
static own_value step(struct ouro *rt, slot_value *iterator)
{
    if (is_nothing(slot_get(*iterator))) {
        return own_stop;
    }
    own_value held = retain(slot_get(*iterator));
    own_value item = iterator_step(rt, lend(held));
    release(rt, held);
    return item;
}

// Is function(item) true? -1: error.
static int holds(struct ouro *rt, struct filtering *f, ref_value item)
{
    if (is_nothing(slot_get(f->function))) {
        return 0;
    }
    own_value answer = operation_call_1(rt, slot_get(f->function), item);
    int truth = failed(answer) ? -1 : operation_truth(rt, lend(answer));
    release(rt, answer);
    return truth;
}

METHOD(filtering_reduce)
{
    struct filtering *f = as_filtering(args[0]);
    return reduced(rt, args[0], TUPLE_OF(slot_get(f->function), slot_get(f->iterator)));
}

METHOD(while_reduce)
{
    struct filtering *f = as_filtering(args[0]);
    return reduced_with(rt, args[0], TUPLE_OF(slot_get(f->function), slot_get(f->iterator)), own_small_int(f->over));
}

METHOD(while_setstate)
{
    int over = operation_truth(rt, args[1]);
    if (over < 0) {
        return own_nothing;
    }
    as_filtering(args[0])->over = over;
    return own_none;
}

static struct native_definition const while_methods[] = {
    {"__reduce__", while_reduce, 0, 0, 0, REDUCE_DOC},
    {"__setstate__", while_setstate, 1, 1, 0, SETSTATE_DOC},
    {0},
};
static struct native_definition const filtering_methods[] = {
    {"__reduce__", filtering_reduce, 0, 0, 0, REDUCE_DOC},
    {0},
};

METHOD(drop_while_create)
{
    return filtering_create(rt, "dropwhile", args, count, kwnames);
}

static own_value drop_while_next(struct ouro *rt, ref_value self)
{
    struct filtering *f = as_filtering(self);
    for (;;) {
        own_value item = step(rt, &f->iterator);
        if (failed(item) || is_stop(lend(item)) || f->over) {
            return item;
        }
        int truth = holds(rt, f, lend(item));
        if (truth == 0) {
            f->over = true;
            return item;
        }
        release(rt, item);
        if (truth < 0) {
            return own_nothing;
        }
    }
}

METHOD(take_while_create)
{
    return filtering_create(rt, "takewhile", args, count, kwnames);
}

static own_value take_while_next(struct ouro *rt, ref_value self)
{
    struct filtering *f = as_filtering(self);
    if (f->over) {
        return own_stop;
    }
    own_value item = step(rt, &f->iterator);
    if (failed(item) || is_stop(lend(item))) {
        return item;
    }
    int truth = holds(rt, f, lend(item));
    if (truth > 0) {
        return item;
    }
    release(rt, item);
    f->over = f->over || truth == 0;
    return truth < 0 ? own_nothing : own_stop;
}

METHOD(filter_false_create)
{
    return filtering_create(rt, "filterfalse", args, count, kwnames);
}

static own_value filter_false_next(struct ouro *rt, ref_value self)
{
    struct filtering *f = as_filtering(self);
    for (;;) {
        own_value item = step(rt, &f->iterator);
        if (failed(item) || is_stop(lend(item))) {
            return item;
        }
        ref_value function = slot_get(f->function);
        bool plain = is_none(function) || same(function, ref_object(type_by_number(rt, TYPE_BOOL)));
        int truth = plain ? operation_truth(rt, lend(item)) : holds(rt, f, lend(item));
        if (truth == 0) {
            return item;
        }
        release(rt, item);
        if (truth < 0) {
            return own_nothing;
        }
    }
}

METHOD(starmap_create)
{
    return filtering_create(rt, "starmap", args, count, kwnames);
}

static own_value starmap_next(struct ouro *rt, ref_value self)
{
    struct filtering *f = as_filtering(self);
    own_value item = step(rt, &f->iterator);
    if (failed(item) || is_stop(lend(item))) {
        return item;
    }
    own_value arguments = is_exact(lend(item), TYPE_TUPLE) ? give(item) : operation_tuple(rt, lend(item));
    release(rt, item);
    if (failed(arguments) || is_nothing(slot_get(f->function))) {
        return arguments;
    }
    struct tuple *t = as_tuple(lend(arguments));
    own_value result = t->length > UINT32_MAX ? error_no_memory(rt)
                                              : operation_call(rt, slot_get(f->function), slot_lend_array(t->items),
                                                               (uint32_t)t->length, ref_nothing);
    release(rt, arguments);
    if (failed(result) && error_matches(rt, TYPE_STOP_ITERATION)) {
        error_clear(rt);
        return own_stop;
    }
    return result;
}

#define DEFINE(prefix, NUMBER, python_name, text, method_table)                                \
    static struct type_protocol const prefix##_protocol = {                                    \
        .iterate = iterator_self, .next = prefix##_next, .create = prefix##_create};           \
    struct type_definition const prefix##_type_definition = {.name = "itertools." python_name, \
                                                             .doc = text,                      \
                                                             .number = NUMBER,                 \
                                                             .base = TYPE_OBJECT,              \
                                                             .flags = TYPE_SUBCLASSABLE,       \
                                                             .size = sizeof(struct filtering), \
                                                             .traverse = filtering_traverse,   \
                                                             .drop_step = filtering_drop_step, \
                                                             .clear = filtering_clear,         \
                                                             .protocol = &prefix##_protocol,   \
                                                             .methods = method_table};

DEFINE(drop_while, TYPE_DROP_WHILE, "dropwhile",
       "dropwhile(predicate, iterable, /)\n--\n\nDrop items from the iterable while predicate(item) is true.\n\n"
       "Afterwards, return every element until the iterable is exhausted.",
       while_methods)
DEFINE(take_while, TYPE_TAKE_WHILE, "takewhile",
       "takewhile(predicate, iterable, /)\n--\n\nReturn successive entries from an iterable as long as the predicate "
       "evaluates to true for each entry.",
       while_methods)
DEFINE(filter_false, TYPE_FILTER_FALSE, "filterfalse",
       "filterfalse(function, iterable, /)\n--\n\nReturn those items of iterable for which function(item) is false.\n\n"
       "If function is None, return the items that are false.",
       filtering_methods)
DEFINE(starmap, TYPE_STARMAP, "starmap",
       "starmap(function, iterable, /)\n--\n\nReturn an iterator whose values are returned from the function evaluated "
       "with an argument tuple taken from the given sequence.",
       filtering_methods)

// compress -----------------------------------------------------------------------------------------------------------

struct compress {
    struct object header;
    slot_value data;
    slot_value selectors;
};
FIELDS_FUNCTIONS(compress, compress, data, 2)

METHOD(compress_create)
{
    static char const *const names[] = {"data", "selectors"};
    static struct signature const signature = {"compress", names, 2, 2, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    own_value data = operation_iterate(rt, given[0]);
    own_value selectors = failed(data) ? own_nothing : operation_iterate(rt, given[1]);
    struct compress *made = failed(selectors) ? NULL : make_instance(rt, args[0]);
    if (made == NULL) {
        release(rt, data);
        release(rt, selectors);
        return own_nothing;
    }
    slot_init(&made->data, data);
    slot_init(&made->selectors, selectors);
    return own_object(made);
}

static own_value compress_next(struct ouro *rt, ref_value self)
{
    struct compress *c = (struct compress *)as_object(self);
    for (;;) {
        own_value item = step(rt, &c->data);
        if (failed(item) || is_stop(lend(item))) {
            return item;
        }
        own_value selector = step(rt, &c->selectors);
        if (failed(selector) || is_stop(lend(selector))) {
            release(rt, item);
            return selector;
        }
        int truth = operation_truth(rt, lend(selector));
        release(rt, selector);
        if (truth > 0) {
            return item;
        }
        release(rt, item);
        if (truth < 0) {
            return own_nothing;
        }
    }
}

METHOD(compress_reduce)
{
    struct compress *c = (struct compress *)as_object(args[0]);
    return reduced(rt, args[0], TUPLE_OF(slot_get(c->data), slot_get(c->selectors)));
}

static struct native_definition const compress_methods[] = {
    {"__reduce__", compress_reduce, 0, 0, 0, REDUCE_DOC},
    {0},
};
ITERTOOLS_DEFINE(compress, TYPE_COMPRESS, "compress",
                 "compress(data, selectors)\n--\n\nReturn data elements corresponding to true selector elements.\n\n"
                 "Forms a shorter iterator from selected data elements using the selectors to\nchoose the data "
                 "elements.", )

// islice -------------------------------------------------------------------------------------------------------------

struct islice {
    struct object header;
    slot_value iterator; // nothing: used up
    int64_t next;        // number of the item to give next
    int64_t stop;        // -1: none
    int64_t step;
    int64_t done; // items taken from the iterator
};
FIELDS_FUNCTIONS(islice, islice, iterator, 1)

// A bound that is None or an index. false: it is neither (no error is left).
static bool slice_bound(struct ouro *rt, ref_value v, int64_t otherwise, int64_t *out)
{
    *out = otherwise;
    if (is_nothing(v) || is_none(v)) {
        return true;
    }
    if (operation_index_int64(rt, v, out, TYPE_OVERFLOW_ERROR)) {
        return *out != -1;
    }
    error_clear(rt);
    *out = -1;
    return false;
}

METHOD(islice_create)
{
    if (!POSITIONAL("islice", 2, 4)) {
        return own_nothing;
    }
    int64_t start = 0;
    int64_t stop;
    int64_t step_size;
    if (count > 3) {
        (void)slice_bound(rt, args[2], 0, &start);
    }
    if (!slice_bound(rt, args[count > 3 ? 3 : 2], -1, &stop)) {
        return error_raise(rt, TYPE_VALUE_ERROR,
                           "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    }
    if (start < 0 || stop < -1) {
        return error_raise(rt, TYPE_VALUE_ERROR,
                           "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    }
    (void)slice_bound(rt, count > 4 ? args[4] : ref_nothing, 1, &step_size);
    if (step_size < 1) {
        return error_raise(rt, TYPE_VALUE_ERROR, "Step for islice() must be a positive integer or None.");
    }
    own_value iterator = operation_iterate(rt, args[1]);
    struct islice *made = failed(iterator) ? NULL : make_instance(rt, args[0]);
    if (made == NULL) {
        release(rt, iterator);
        return own_nothing;
    }
    slot_init(&made->iterator, iterator);
    made->next = start;
    made->stop = stop;
    made->step = step_size;
    return own_object(made);
}

static own_value islice_end(struct ouro *rt, struct islice *s, own_value result)
{
    slot_set(rt, s, &s->iterator, own_nothing);
    return result;
}

static own_value islice_next(struct ouro *rt, ref_value self)
{
    struct islice *s = (struct islice *)as_object(self);
    if (is_nothing(slot_get(s->iterator))) {
        return own_stop;
    }
    int64_t stop = s->stop;
    while (s->done < s->next) {
        own_value item = step(rt, &s->iterator);
        if (failed(item) || is_stop(lend(item))) {
            return islice_end(rt, s, item);
        }
        release(rt, item);
        s->done++;
    }
    if (stop != -1 && s->done >= stop) {
        return islice_end(rt, s, own_stop);
    }
    own_value item = step(rt, &s->iterator);
    if (failed(item) || is_stop(lend(item))) {
        return islice_end(rt, s, item);
    }
    s->done++;
    int64_t next;
    if (__builtin_add_overflow(s->next, s->step, &next) || (stop != -1 && next > stop)) {
        next = stop;
    }
    s->next = next;
    return item;
}

METHOD(islice_reduce)
{
    struct islice *s = (struct islice *)as_object(args[0]);
    if (is_nothing(slot_get(s->iterator))) {
        own_value empty = list_new(rt, 0);
        own_value iterator = failed(empty) ? own_nothing : operation_iterate(rt, lend(empty));
        release(rt, empty);
        own_value three[] = {iterator, own_small_int(0), own_small_int(0)};
        return reduced_with(rt, args[0], failed(iterator) ? own_nothing : tuple_from_owned(rt, three, 3),
                            own_small_int(0));
    }
    own_value four[4] = {retain(slot_get(s->iterator)), int_from_int64(rt, s->next),
                         s->stop == -1 ? own_none : int_from_int64(rt, s->stop), int_from_int64(rt, s->step)};
    return reduced_with(rt, args[0], tuple_from_owned(rt, four, 4), int_from_int64(rt, s->done));
}

METHOD(islice_setstate)
{
    struct islice *s = (struct islice *)as_object(args[0]);
    return operation_index_int64(rt, args[1], &s->done, TYPE_OVERFLOW_ERROR) ? own_none : own_nothing;
}

static struct native_definition const islice_methods[] = {
    {"__reduce__", islice_reduce, 0, 0, 0, REDUCE_DOC},
    {"__setstate__", islice_setstate, 1, 1, 0, SETSTATE_DOC},
    {0},
};
ITERTOOLS_DEFINE(islice, TYPE_ISLICE, "islice",
                 "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\n"
                 "Return an iterator whose next() method returns selected values from an\niterable.", )

// pairwise -----------------------------------------------------------------------------------------------------------

struct pairwise {
    struct object header;
    slot_value iterator; // nothing: used up
    slot_value old;
};
FIELDS_FUNCTIONS(pairwise, pairwise, iterator, 2)

METHOD(pairwise_create)
{
    if (!POSITIONAL("pairwise", 1, 1)) {
        return own_nothing;
    }
    own_value iterator = operation_iterate(rt, args[1]);
    struct pairwise *made = failed(iterator) ? NULL : make_instance(rt, args[0]);
    if (made == NULL) {
        release(rt, iterator);
        return own_nothing;
    }
    slot_init(&made->iterator, iterator);
    return own_object(made);
}

static own_value pairwise_end(struct ouro *rt, struct pairwise *p, own_value result)
{
    slot_set(rt, p, &p->iterator, own_nothing);
    slot_set(rt, p, &p->old, own_nothing);
    return result;
}

static own_value pairwise_next(struct ouro *rt, ref_value self)
{
    struct pairwise *p = (struct pairwise *)as_object(self);
    if (is_nothing(slot_get(p->old))) {
        own_value first = step(rt, &p->iterator);
        if (failed(first) || is_stop(lend(first))) {
            return pairwise_end(rt, p, first);
        }
        slot_set(rt, p, &p->old, first);
    }
    own_value pair[2] = {retain(slot_get(p->old)), own_nothing};
    pair[1] = step(rt, &p->iterator);
    if (failed(pair[1]) || is_stop(lend(pair[1]))) {
        release(rt, pair[0]);
        return pairwise_end(rt, p, pair[1]);
    }
    own_value result = tuple_new(rt, 2);
    if (failed(result)) {
        release(rt, pair[0]);
        release(rt, pair[1]);
        return own_nothing;
    }
    slot_set(rt, p, &p->old, retain(lend(pair[1])));
    slot_init(&as_tuple(lend(result))->items[0], pair[0]);
    slot_init(&as_tuple(lend(result))->items[1], pair[1]);
    return result;
}

static struct native_definition const pairwise_methods[] = {{0}};
ITERTOOLS_DEFINE(
    pairwise, TYPE_PAIRWISE, "pairwise",
    "pairwise(iterable, /)\n--\n\nReturn an iterator of overlapping pairs taken from the input iterator.\n\n"
    "    s -> (s0,s1), (s1,s2), (s2, s3), ...", )
