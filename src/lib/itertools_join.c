// SPDX-License-Identifier: MIT
// itertools: chain, accumulate, zip_longest.
#include "lib/itertools.h"

// chain --------------------------------------------------------------------------------------------------------------

struct chain {
    struct object header;
    slot_value source; // iterator of iterables; nothing: used up
    slot_value active; // iterator of the present one, or nothing
};
FIELDS_FUNCTIONS(chain, chain, source, 2)

// Of the class `type`, over an iterable of iterables.
static own_value chain_new(struct ouro *rt, ref_value type, ref_value iterables)
{
    own_value source = operation_iterate(rt, iterables);
    struct chain *made = failed(source) ? NULL : make_instance(rt, type);
    if (made == NULL) {
        release(rt, source);
        return own_nothing;
    }
    slot_init(&made->source, source);
    return own_object(made);
}

own_value chain_of(struct ouro *rt, own_value iterables)
{
    own_value made =
        failed(iterables) ? own_nothing : chain_new(rt, ref_object(type_by_number(rt, TYPE_CHAIN)), lend(iterables));
    release(rt, iterables);
    return made;
}

METHOD(chain_create)
{
    if (!plain_keywords(rt, args[0], "chain", kwnames)) {
        return own_nothing;
    }
    own_value iterables = tuple_from(rt, args + 1, count - 1);
    own_value made = failed(iterables) ? own_nothing : chain_new(rt, args[0], lend(iterables));
    release(rt, iterables);
    return made;
}

METHOD(chain_from_iterable)
{
    return chain_new(rt, args[0], args[1]);
}

static own_value chain_next(struct ouro *rt, ref_value self)
{
    struct chain *c = (struct chain *)as_object(self);
    while (!is_nothing(slot_get(c->source))) {
        if (is_nothing(slot_get(c->active))) {
            own_value source = retain(slot_get(c->source));
            own_value iterable = iterator_step(rt, lend(source));
            release(rt, source);
            if (failed(iterable) || is_stop(lend(iterable))) {
                slot_set(rt, c, &c->source, own_nothing);
                return iterable;
            }
            own_value iterator = operation_iterate(rt, lend(iterable));
            release(rt, iterable);
            if (failed(iterator)) {
                slot_set(rt, c, &c->source, own_nothing);
                return own_nothing;
            }
            slot_set(rt, c, &c->active, iterator);
        }
        own_value active = retain(slot_get(c->active));
        own_value item = iterator_step(rt, lend(active));
        release(rt, active);
        if (!is_stop(lend(item))) {
            return item;
        }
        slot_set(rt, c, &c->active, own_nothing);
    }
    return own_stop;
}

METHOD(chain_reduce)
{
    struct chain *c = (struct chain *)as_object(args[0]);
    own_value none = tuple_new(rt, 0);
    if (is_nothing(slot_get(c->source)) || failed(none)) {
        return reduced(rt, args[0], none);
    }
    ref_value two[] = {slot_get(c->source), slot_get(c->active)};
    return reduced_with(rt, args[0], none, tuple_from(rt, two, is_nothing(two[1]) ? 1 : 2));
}

METHOD(chain_setstate)
{
    struct chain *c = (struct chain *)as_object(args[0]);
    if (!is_tuple(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "state is not a tuple");
    }
    uint64_t length = as_tuple(args[1])->length;
    if (length < 1 || length > 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "function takes at %s argument%s (%lld given)",
                           length < 1 ? "least 1" : "most 2", length < 1 ? "" : "s", (long long)length);
    }
    for (uint64_t i = 0; i < length; i++) {
        struct type *t = type_of(rt, tuple_item(args[1], i));
        if (t->protocol->next == NULL && !type_overrides(t, NAME_next)) {
            return error_raise(rt, TYPE_TYPE_ERROR, "Arguments must be iterators.");
        }
    }
    slot_set(rt, c, &c->source, retain(tuple_item(args[1], 0)));
    slot_set(rt, c, &c->active, length == 2 ? retain(tuple_item(args[1], 1)) : own_nothing);
    return own_none;
}

static struct native_definition const chain_methods[] = {
    {"from_iterable", chain_from_iterable, 1, 1, NATIVE_CLASS,
     "from_iterable($type, iterable, /)\n--\n\nAlternative chain() constructor taking a single iterable argument that "
     "evaluates lazily."},
    {"__reduce__", chain_reduce, 0, 0, 0, REDUCE_DOC},
    {"__setstate__", chain_setstate, 1, 1, 0, SETSTATE_DOC},
    CONTAINER_CLASS_GETITEM,
    {0},
};
ITERTOOLS_DEFINE(
    chain, TYPE_CHAIN, "chain",
    "chain(*iterables) --> chain object\n\nReturn a chain object whose .__next__() method returns "
    "elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until "
    "all of the iterables are exhausted.", )

// accumulate ---------------------------------------------------------------------------------------------------------

struct accumulate {
    struct object header;
    slot_value iterator;
    slot_value function; // None: addition
    slot_value total;    // nothing: not begun
    slot_value initial;  // None: there is none, or it was given
};
FIELDS_FUNCTIONS(accumulate, accumulate, iterator, 4)

METHOD(accumulate_create)
{
    static char const *const names[] = {"iterable", "func", "initial"};
    static struct signature const signature = {"accumulate", names, 3, 1, 0, 2};
    ref_value given[3];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    own_value iterator = operation_iterate(rt, given[0]);
    struct accumulate *made = failed(iterator) ? NULL : make_instance(rt, args[0]);
    if (made == NULL) {
        release(rt, iterator);
        return own_nothing;
    }
    slot_init(&made->iterator, iterator);
    slot_init(&made->function, is_nothing(given[1]) ? own_none : retain(given[1]));
    slot_init(&made->initial, is_nothing(given[2]) ? own_none : retain(given[2]));
    return own_object(made);
}

static own_value accumulate_next(struct ouro *rt, ref_value self)
{
    struct accumulate *a = (struct accumulate *)as_object(self);
    if (is_nothing(slot_get(a->iterator))) {
        return own_stop;
    }
    if (!is_none(slot_get(a->initial))) {
        own_value initial = slot_take(rt, a, &a->initial);
        slot_init(&a->initial, own_none);
        slot_set(rt, a, &a->total, retain(lend(initial)));
        return initial;
    }
    own_value item = iterator_step(rt, slot_get(a->iterator));
    if (failed(item) || is_stop(lend(item))) {
        return item;
    }
    if (is_nothing(slot_get(a->total))) {
        slot_set(rt, a, &a->total, retain(lend(item)));
        return item;
    }
    own_value total = retain(slot_get(a->total));
    own_value sum;
    if (is_none(slot_get(a->function))) {
        sum = operation_binary(rt, BINARY_ADD, lend(total), lend(item));
    } else {
        ref_value two[] = {lend(total), lend(item)};
        sum = operation_call(rt, slot_get(a->function), two, 2, ref_nothing);
        if (failed(sum) && error_matches(rt, TYPE_STOP_ITERATION)) {
            error_clear(rt);
            sum = own_stop;
        }
    }
    release(rt, total);
    release(rt, item);
    if (!failed(sum) && !is_stop(lend(sum))) {
        slot_set(rt, a, &a->total, retain(lend(sum)));
    }
    return sum;
}

// accumulate(chain((first,), iterator), function): what the reduction starts from.
static own_value accumulate_chained(struct ouro *rt, struct accumulate *a, ref_value first)
{
    own_value single = TUPLE_OF(first);
    own_value iterables = failed(single) ? own_nothing : TUPLE_OF(lend(single), slot_get(a->iterator));
    release(rt, single);
    own_value chain = chain_of(rt, iterables);
    own_value arguments = failed(chain) ? own_nothing : TUPLE_OF(lend(chain), slot_get(a->function));
    release(rt, chain);
    return arguments;
}

METHOD(accumulate_reduce)
{
    struct accumulate *a = (struct accumulate *)as_object(args[0]);
    ref_value total = slot_get(a->total);
    if (!is_none(slot_get(a->initial))) {
        return reduced_with(rt, args[0], accumulate_chained(rt, a, slot_get(a->initial)), own_none);
    }
    if (!is_nothing(total) && is_none(total)) { // a state of None would mean "not begun"
        own_value two = accumulate_chained(rt, a, ref_none);
        own_value inner = failed(two) ? own_nothing
                                      : operation_call(rt, ref_object(type_of(rt, args[0])),
                                                       slot_lend_array(as_tuple(lend(two))->items), 2, ref_nothing);
        release(rt, two);
        own_value arguments = failed(inner) ? own_nothing : TUPLE_OF(lend(inner), lend(own_small_int(1)), ref_none);
        release(rt, inner);
        return reduced_call(rt, retain(ref_object(type_by_number(rt, TYPE_ISLICE))), arguments, own_nothing);
    }
    return reduced_with(rt, args[0], TUPLE_OF(slot_get(a->iterator), slot_get(a->function)),
                        is_nothing(total) ? own_none : retain(total));
}

METHOD(accumulate_setstate)
{
    struct accumulate *a = (struct accumulate *)as_object(args[0]);
    slot_set(rt, a, &a->total, is_none(args[1]) ? own_nothing : retain(args[1]));
    return own_none;
}

static struct native_definition const accumulate_methods[] = {
    {"__reduce__", accumulate_reduce, 0, 0, 0, REDUCE_DOC},
    {"__setstate__", accumulate_setstate, 1, 1, 0, SETSTATE_DOC},
    {0},
};
ITERTOOLS_DEFINE(accumulate, TYPE_ACCUMULATE, "accumulate",
                 "accumulate(iterable, func=None, *, initial=None)\n--\n\nReturn series of accumulated sums.", )

// zip_longest --------------------------------------------------------------------------------------------------------

struct zip_longest {
    struct object header;
    slot_value iterators; // tuple (hidden); in place of an iterator that has ended there is nothing
    slot_value fill;
    uint64_t active;
};
FIELDS_FUNCTIONS(zip_longest, zip_longest, iterators, 2)

METHOD(zip_longest_create)
{
    uint64_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    ref_value fill = ref_none;
    if (named > 0) {
        if (named > 1 || !str_equals(as_str(tuple_item(kwnames, 0)), "fillvalue")) {
            return error_raise(rt, TYPE_TYPE_ERROR, "zip_longest() got an unexpected keyword argument");
        }
        fill = args[count];
    }
    own_value iterators = tuple_open(rt, count - 1);
    for (uint32_t i = 0; i + 1 < count && !failed(iterators); i++) {
        own_value iterator = operation_iterate(rt, args[i + 1]);
        if (failed(iterator)) {
            release(rt, give(iterators));
        } else {
            slot_init(&as_tuple(lend(iterators))->items[i], iterator);
        }
    }
    struct zip_longest *made = failed(iterators) ? NULL : make_instance(rt, args[0]);
    if (made == NULL) {
        release(rt, iterators);
        return own_nothing;
    }
    slot_init(&made->iterators, iterators); // stays hidden: its slots are emptied one by one
    slot_init(&made->fill, retain(fill));
    made->active = count - 1;
    return own_object(made);
}

static own_value zip_longest_next(struct ouro *rt, ref_value self)
{
    struct zip_longest *z = (struct zip_longest *)as_object(self);
    if (z->active == 0 || is_nothing(slot_get(z->iterators))) {
        return own_stop;
    }
    struct tuple *iterators = as_tuple(slot_get(z->iterators));
    own_value held = retain(slot_get(z->iterators));
    own_value result = tuple_open(rt, iterators->length);
    for (uint64_t i = 0; i < iterators->length && !failed(result); i++) {
        own_value item = own_stop;
        if (!is_nothing(slot_get(iterators->items[i]))) {
            own_value iterator = retain(slot_get(iterators->items[i]));
            item = iterator_step(rt, lend(iterator));
            release(rt, iterator);
            if (is_stop(lend(item)) && !is_nothing(slot_get(iterators->items[i]))) {
                slot_set(rt, iterators, &iterators->items[i], own_nothing);
                z->active -= z->active > 0;
            }
            if (failed(item) || z->active == 0) {
                z->active = 0;
                bool error = failed(item);
                release(rt, item);
                release(rt, result);
                release(rt, held);
                return error ? own_nothing : own_stop;
            }
        }
        slot_init(&as_tuple(lend(result))->items[i], is_stop(lend(item)) ? retain(slot_get(z->fill)) : item);
    }
    release(rt, held);
    tuple_close(result);
    return result;
}

METHOD(zip_longest_reduce)
{
    struct zip_longest *z = (struct zip_longest *)as_object(args[0]);
    ref_value iterators = slot_get(z->iterators);
    uint64_t length = is_nothing(iterators) ? 0 : as_tuple(iterators)->length;
    own_value all = tuple_new(rt, length);
    own_value empty = failed(all) ? own_nothing : tuple_new(rt, 0);
    for (uint64_t i = 0; i < length && !failed(empty); i++) {
        ref_value iterator = tuple_item(iterators, i);
        slot_init(&as_tuple(lend(all))->items[i], retain(is_nothing(iterator) ? lend(empty) : iterator));
    }
    release(rt, empty);
    return reduced_with(rt, args[0], all, retain(slot_get(z->fill)));
}

METHOD(zip_longest_setstate)
{
    struct zip_longest *z = (struct zip_longest *)as_object(args[0]);
    slot_set(rt, z, &z->fill, retain(args[1]));
    return own_none;
}

static struct native_definition const zip_longest_methods[] = {
    {"__reduce__", zip_longest_reduce, 0, 0, 0, REDUCE_DOC},
    {"__setstate__", zip_longest_setstate, 1, 1, 0, SETSTATE_DOC},
    {0},
};
ITERTOOLS_DEFINE(zip_longest, TYPE_ZIP_LONGEST, "zip_longest",
                 "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object\n\nReturn a zip_longest "
                 "object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable "
                 "argument.", )
