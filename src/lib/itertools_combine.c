// SPDX-License-Identifier: MIT
// itertools: product, permutations, combinations, combinations_with_replacement. All step an array of positions in
// tuples ("pools"). The tuple given last is used again when nobody else holds it.
#include "lib/itertools.h"

struct combinatoric {
    struct object header;
    slot_value pools;  // product: a tuple of tuples; others: the tuple of items
    slot_value result; // the tuple given last; nothing: none yet
    uint64_t *indices; // raw memory, `width` of them (permutations: index_count)
    uint64_t *cycles;  // permutations only
    uint64_t index_count;
    uint64_t width; // of the tuples that are given
    bool stopped;
};

static uint64_t combinatoric_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                                      struct visitor *visitor)
{
    (void)rt, (void)from, (void)budget;
    fields_visit(&((struct combinatoric *)o)->pools, 2, visitor);
    return 0;
}

static slot_value *combinatoric_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    return fields_drop(&((struct combinatoric *)o)->pools, 2, 0, cursor);
}

static void combinatoric_clear(struct ouro *rt, struct object *o)
{
    ((struct combinatoric *)o)->stopped = true;
    fields_clear(rt, o, &((struct combinatoric *)o)->pools, 2);
}

static own_value combinatoric_finish(struct ouro *rt, struct object *o)
{
    struct combinatoric *c = (struct combinatoric *)o;
    heap_raw_free(&rt->heap, c->indices, c->index_count * sizeof *c->indices);
    heap_raw_free(&rt->heap, c->cycles, c->cycles == NULL ? 0 : c->width * sizeof *c->cycles);
    c->indices = c->cycles = NULL;
    return own_nothing;
}

static struct combinatoric *as_combinatoric(ref_value self)
{
    return (struct combinatoric *)as_object(self);
}

// An instance with zeroed indices; takes pools.
static struct combinatoric *make(struct ouro *rt, ref_value type, own_value pools, uint64_t index_count, uint64_t width,
                                 bool cycles)
{
    struct combinatoric *c = failed(pools) ? NULL : make_instance(rt, type);
    if (c == NULL) {
        release(rt, pools);
        return NULL;
    }
    slot_init(&c->pools, pools);
    bool done = index_count <= CONTAINER_MOST && width <= CONTAINER_MOST;
    if (done && index_count > 0) {
        c->indices = heap_raw_allocate_zeroed(&rt->heap, index_count * sizeof *c->indices);
        c->index_count = c->indices == NULL ? 0 : index_count;
        done = c->indices != NULL;
    }
    if (done && cycles && width > 0) {
        c->cycles = heap_raw_allocate_zeroed(&rt->heap, width * sizeof *c->cycles);
        done = c->cycles != NULL;
    }
    c->width = width;
    if (!done) {
        release(rt, own_object(c));
        error_no_memory(rt);
        return NULL;
    }
    return c;
}

static ref_value item_at(struct combinatoric *c, bool product, uint64_t i)
{
    ref_value pool = product ? tuple_item(slot_get(c->pools), i) : slot_get(c->pools);
    return tuple_item(pool, c->indices[i]);
}

// The tuple for the indices as they are; those before `from` have not changed since the last one.
static own_value give_tuple(struct ouro *rt, struct combinatoric *c, bool product, uint64_t from)
{
    ref_value last = slot_get(c->result);
    struct tuple *t;
    if (!is_nothing(last) && as_object(last)->count == 1) {
        t = as_tuple(last);
        // The last one leaves the slot for the time being: a finalizer must not find it half done.
        own_value mine = slot_take(rt, c, &c->result);
        for (uint64_t i = from; i < c->width; i++) {
            slot_set(rt, t, &t->items[i], retain(item_at(c, product, i)));
        }
        slot_set(rt, c, &c->result, retain(lend(mine)));
        return mine;
    }
    own_value made = tuple_new(rt, c->width);
    if (failed(made)) {
        return made;
    }
    t = as_tuple(lend(made));
    for (uint64_t i = 0; i < c->width; i++) {
        slot_init(&t->items[i], retain(item_at(c, product, i)));
    }
    slot_set(rt, c, &c->result, retain(lend(made)));
    return made;
}

static own_value stop(struct combinatoric *c)
{
    c->stopped = true;
    return own_stop;
}

// (n, ...) of indices.
static own_value numbers(struct ouro *rt, uint64_t const *from, uint64_t count)
{
    own_value t = tuple_new(rt, count);
    for (uint64_t i = 0; i < count && !failed(t); i++) {
        slot_init(&as_tuple(lend(t))->items[i], own_small_int((int64_t)from[i]));
    }
    return t;
}

// Reads a tuple of `count` integers, each brought between least and most(i).
static bool read_numbers(struct ouro *rt, ref_value state, uint64_t count, int64_t least, int64_t most,
                         int64_t most_step, uint64_t *to)
{
    own_value held = retain(state);
    bool done = true;
    for (uint64_t i = 0; i < count && done; i++) {
        int64_t n;
        done = operation_index_int64(rt, tuple_item(lend(held), i), &n, TYPE_OVERFLOW_ERROR);
        if (done) {
            int64_t top = most + (int64_t)i * most_step;
            n = n > top ? top : n;
            to[i] = (uint64_t)(n < least ? least : n);
        }
    }
    release(rt, held);
    return done;
}

static own_value invalid_state(struct ouro *rt)
{
    return error_raise(rt, TYPE_VALUE_ERROR, "invalid arguments");
}

static bool is_state(struct ouro *rt, ref_value v, uint64_t length)
{
    return is_tuple(rt, v) && as_tuple(v)->length == length;
}

// Makes the present tuple the one given last, as if it had been given.
static own_value resume(struct ouro *rt, struct combinatoric *c, bool product)
{
    own_value result = give_tuple(rt, c, product, 0);
    bool done = !failed(result);
    release(rt, result);
    return done ? own_none : own_nothing;
}

#define DEFINE(prefix, NUMBER, text)                                                       \
    static struct native_definition const prefix##_methods[] = {                           \
        {"__reduce__", prefix##_reduce, 0, 0, 0, REDUCE_DOC},                              \
        {"__setstate__", prefix##_setstate, 1, 1, 0, SETSTATE_DOC},                        \
        {"__sizeof__", combinatoric_sizeof, 0, 0, 0, "Returns size in memory, in bytes."}, \
        {0},                                                                               \
    };                                                                                     \
    static struct type_protocol const prefix##_protocol = {                                \
        .iterate = iterator_self, .next = prefix##_next, .create = prefix##_create};       \
    struct type_definition const prefix##_type_definition = {                              \
        .name = "itertools." NAME_##prefix,                                                \
        .doc = text,                                                                       \
        .number = NUMBER,                                                                  \
        .base = TYPE_OBJECT,                                                               \
        .flags = TYPE_SUBCLASSABLE,                                                        \
        .size = sizeof(struct combinatoric),                                               \
        .traverse = combinatoric_traverse,                                                 \
        .drop_step = combinatoric_drop_step,                                               \
        .clear = combinatoric_clear,                                                       \
        .finish = combinatoric_finish,                                                     \
        .protocol = &prefix##_protocol,                                                    \
        .methods = prefix##_methods,                                                       \
    };
#define NAME_product "product"
#define NAME_permutations "permutations"
#define NAME_combinations "combinations"
#define NAME_combinations_repeated "combinations_with_replacement"

METHOD(combinatoric_sizeof)
{
    (void)rt;
    struct combinatoric *c = as_combinatoric(args[0]);
    return own_small_int((int64_t)(heap_block_bytes(&c->header) +
                                   (c->index_count + (c->cycles == NULL ? 0 : c->width)) * sizeof(uint64_t)));
}

// product ------------------------------------------------------------------------------------------------------------

METHOD(product_create)
{
    int64_t times = 1;
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length > 0) {
        static char const *const names[] = {"repeat"};
        static struct signature const signature = {"product", names, 1, 0, 0, 0};
        ref_value given;
        if (!arguments_bind(rt, &signature, args + count, 0, kwnames, &given) ||
            !operation_index_int64(rt, given, &times, TYPE_OVERFLOW_ERROR)) {
            return own_nothing;
        }
        if (times < 0) {
            return error_raise(rt, TYPE_VALUE_ERROR, "repeat argument cannot be negative");
        }
    }
    uint64_t given = times == 0 ? 0 : count - 1;
    if (given > 0 && (uint64_t)times > (uint64_t)INT64_MAX / 8 / given) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "repeat argument too large");
    }
    uint64_t width = given * (uint64_t)times;
    own_value pools = width > CONTAINER_MOST ? error_no_memory(rt) : tuple_open(rt, width);
    for (uint64_t i = 0; i < width && !failed(pools); i++) {
        struct tuple *t = as_tuple(lend(pools));
        own_value pool = i < given ? operation_tuple(rt, args[i + 1]) : retain(slot_get(t->items[i - given]));
        if (failed(pool)) {
            release(rt, give(pools));
        } else {
            slot_init(&t->items[i], pool);
        }
    }
    tuple_close(pools);
    struct combinatoric *c = make(rt, args[0], pools, width, width, false);
    return c == NULL ? own_nothing : own_object(c);
}

static own_value product_next(struct ouro *rt, ref_value self)
{
    struct combinatoric *c = as_combinatoric(self);
    if (c->stopped) {
        return own_stop;
    }
    if (is_nothing(slot_get(c->result))) {
        for (uint64_t i = 0; i < c->width; i++) {
            if (as_tuple(tuple_item(slot_get(c->pools), i))->length == 0) {
                return stop(c);
            }
        }
        return give_tuple(rt, c, true, 0);
    }
    uint64_t i = c->width;
    while (i > 0 && ++c->indices[i - 1] == as_tuple(tuple_item(slot_get(c->pools), i - 1))->length) {
        c->indices[--i] = 0;
    }
    return i == 0 ? stop(c) : give_tuple(rt, c, true, i - 1);
}

METHOD(product_reduce)
{
    struct combinatoric *c = as_combinatoric(args[0]);
    if (c->stopped) {
        own_value empty = tuple_new(rt, 0);
        return reduced(rt, args[0], failed(empty) ? own_nothing : tuple_from_owned(rt, &empty, 1));
    }
    own_value pools = retain(slot_get(c->pools));
    return is_nothing(slot_get(c->result)) ? reduced(rt, args[0], pools)
                                           : reduced_with(rt, args[0], pools, numbers(rt, c->indices, c->width));
}

METHOD(product_setstate)
{
    struct combinatoric *c = as_combinatoric(args[0]);
    if (!is_state(rt, args[1], c->width) || is_nothing(slot_get(c->pools))) {
        return invalid_state(rt);
    }
    own_value held = retain(args[1]);
    bool done = true;
    for (uint64_t i = 0; i < c->width && done; i++) {
        int64_t n;
        int64_t length = (int64_t)as_tuple(tuple_item(slot_get(c->pools), i))->length;
        if (length == 0) {
            c->stopped = true;
            release(rt, held);
            return own_none;
        }
        done = operation_index_int64(rt, tuple_item(lend(held), i), &n, TYPE_OVERFLOW_ERROR);
        c->indices[i] = !done || n < 0 ? 0 : (uint64_t)(n >= length ? length - 1 : n);
    }
    release(rt, held);
    return done ? resume(rt, c, true) : own_nothing;
}

DEFINE(
    product, TYPE_PRODUCT,
    "product(*iterables, repeat=1) --> product object\n\nCartesian product of input iterables.  Equivalent to nested "
    "for-loops.")

// permutations -------------------------------------------------------------------------------------------------------

METHOD(permutations_create)
{
    static char const *const names[] = {"iterable", "r"};
    static struct signature const signature = {"permutations", names, 2, 1, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    own_value pool = operation_tuple(rt, given[0]);
    if (failed(pool)) {
        return pool;
    }
    int64_t n = (int64_t)as_tuple(lend(pool))->length;
    int64_t r = n;
    if (!is_nothing(given[1]) && !is_none(given[1])) {
        if (!is_int(rt, given[1])) {
            release(rt, pool);
            return error_raise(rt, TYPE_TYPE_ERROR, "Expected int as r");
        }
        if (!operation_index_int64(rt, given[1], &r, TYPE_OVERFLOW_ERROR) || r < 0) {
            release(rt, pool);
            return error_pending(rt) ? own_nothing : error_raise(rt, TYPE_VALUE_ERROR, "r must be non-negative");
        }
    }
    struct combinatoric *c = make(rt, args[0], pool, r > n ? 0 : (uint64_t)n, r > n ? 0 : (uint64_t)r, true);
    if (c == NULL) {
        return own_nothing;
    }
    c->stopped = r > n;
    c->width = (uint64_t)r;
    for (uint64_t i = 0; i < c->index_count; i++) {
        c->indices[i] = i;
    }
    for (int64_t i = 0; i < r && r <= n; i++) {
        c->cycles[i] = (uint64_t)(n - i);
    }
    return own_object(c);
}

static own_value permutations_next(struct ouro *rt, ref_value self)
{
    struct combinatoric *c = as_combinatoric(self);
    if (c->stopped) {
        return own_stop;
    }
    if (is_nothing(slot_get(c->result))) {
        return give_tuple(rt, c, false, 0);
    }
    uint64_t n = c->index_count;
    for (uint64_t i = c->width; i-- > 0;) {
        if (--c->cycles[i] == 0) { // all were at place i: they go round once more, from behind
            uint64_t first = c->indices[i];
            memmove(c->indices + i, c->indices + i + 1, (n - i - 1) * sizeof *c->indices);
            c->indices[n - 1] = first;
            c->cycles[i] = n - i;
        } else {
            uint64_t j = n - c->cycles[i];
            uint64_t held = c->indices[i];
            c->indices[i] = c->indices[j];
            c->indices[j] = held;
            return give_tuple(rt, c, false, i);
        }
    }
    return stop(c);
}

METHOD(permutations_reduce)
{
    struct combinatoric *c = as_combinatoric(args[0]);
    own_value width = int_from_int64(rt, (int64_t)c->width);
    if (failed(width)) {
        return width;
    }
    if (!is_nothing(slot_get(c->pools)) && (is_nothing(slot_get(c->result)) && !c->stopped)) {
        own_value arguments = TUPLE_OF(slot_get(c->pools), lend(width));
        release(rt, width);
        return reduced(rt, args[0], arguments);
    }
    if (c->stopped) {
        own_value none = tuple_new(rt, 0);
        own_value arguments = failed(none) ? own_nothing : TUPLE_OF(lend(none), lend(width));
        release(rt, none);
        release(rt, width);
        return reduced(rt, args[0], arguments);
    }
    own_value arguments = TUPLE_OF(slot_get(c->pools), lend(width));
    release(rt, width);
    own_value state[2] = {own_nothing, own_nothing};
    state[0] = failed(arguments) ? own_nothing : numbers(rt, c->indices, c->index_count);
    state[1] = failed(state[0]) ? own_nothing : numbers(rt, c->cycles, c->width);
    if (failed(state[1])) {
        release(rt, state[0]);
        release(rt, arguments);
        return own_nothing;
    }
    return reduced_with(rt, args[0], arguments, tuple_from_owned(rt, state, 2));
}

METHOD(permutations_setstate)
{
    struct combinatoric *c = as_combinatoric(args[0]);
    uint64_t n = c->index_count;
    if (!is_state(rt, args[1], 2) || !is_state(rt, tuple_item(args[1], 0), n) ||
        !is_state(rt, tuple_item(args[1], 1), c->width) || c->width > n || is_nothing(slot_get(c->pools))) {
        return is_tuple(rt, args[1]) && as_tuple(args[1])->length != 2
                   ? error_raise(rt, TYPE_TYPE_ERROR, "function takes exactly 2 arguments (%lld given)",
                                 (long long)as_tuple(args[1])->length)
                   : invalid_state(rt);
    }
    if (!read_numbers(rt, tuple_item(args[1], 0), n, 0, (int64_t)n - 1, 0, c->indices) ||
        !read_numbers(rt, tuple_item(args[1], 1), c->width, 1, (int64_t)n, -1, c->cycles)) {
        return own_nothing;
    }
    return resume(rt, c, false);
}

DEFINE(permutations, TYPE_PERMUTATIONS,
       "permutations(iterable, r=None)\n--\n\nReturn successive r-length permutations of elements in the iterable.\n\n"
       "permutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)")

// combinations -------------------------------------------------------------------------------------------------------

static own_value combinations_make(struct ouro *rt, char const *name, ref_value const *args, uint32_t count,
                                   ref_value kwnames, bool repeated)
{
    static char const *const names[] = {"iterable", "r"};
    struct signature const signature = {name, names, 2, 2, 0, 2};
    ref_value given[2];
    int64_t r;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) ||
        !operation_index_int64(rt, given[1], &r, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    own_value pool = operation_tuple(rt, given[0]);
    if (failed(pool)) {
        return pool;
    }
    if (r < 0) {
        release(rt, pool);
        return error_raise(rt, TYPE_VALUE_ERROR, "r must be non-negative");
    }
    uint64_t n = as_tuple(lend(pool))->length;
    bool none = repeated ? n == 0 && r > 0 : (uint64_t)r > n;
    struct combinatoric *c = make(rt, args[0], pool, none ? 0 : (uint64_t)r, none ? 0 : (uint64_t)r, false);
    if (c == NULL) {
        return own_nothing;
    }
    c->stopped = none;
    c->width = (uint64_t)r;
    for (uint64_t i = 0; i < c->index_count && !repeated; i++) {
        c->indices[i] = i;
    }
    return own_object(c);
}

METHOD(combinations_create)
{
    return combinations_make(rt, "combinations", args, count, kwnames, false);
}

METHOD(combinations_repeated_create)
{
    return combinations_make(rt, "combinations_with_replacement", args, count, kwnames, true);
}

static own_value combinations_next(struct ouro *rt, ref_value self)
{
    struct combinatoric *c = as_combinatoric(self);
    if (c->stopped) {
        return own_stop;
    }
    if (is_nothing(slot_get(c->result))) {
        return give_tuple(rt, c, false, 0);
    }
    uint64_t n = as_tuple(slot_get(c->pools))->length;
    uint64_t i = c->width;
    while (i > 0 && c->indices[i - 1] == i - 1 + n - c->width) {
        i--;
    }
    if (i == 0) {
        return stop(c);
    }
    c->indices[i - 1]++;
    for (uint64_t j = i; j < c->width; j++) {
        c->indices[j] = c->indices[j - 1] + 1;
    }
    return give_tuple(rt, c, false, i - 1);
}

static own_value combinations_repeated_next(struct ouro *rt, ref_value self)
{
    struct combinatoric *c = as_combinatoric(self);
    if (c->stopped) {
        return own_stop;
    }
    if (is_nothing(slot_get(c->result))) {
        return give_tuple(rt, c, false, 0);
    }
    uint64_t n = as_tuple(slot_get(c->pools))->length;
    uint64_t i = c->width;
    while (i > 0 && c->indices[i - 1] == n - 1) {
        i--;
    }
    if (i == 0) {
        return stop(c);
    }
    uint64_t index = c->indices[i - 1] + 1;
    for (uint64_t j = i - 1; j < c->width; j++) {
        c->indices[j] = index;
    }
    return give_tuple(rt, c, false, i - 1);
}

METHOD(combinations_reduce)
{
    struct combinatoric *c = as_combinatoric(args[0]);
    bool begun = !is_nothing(slot_get(c->result));
    own_value width = int_from_int64(rt, (int64_t)c->width);
    own_value pool = failed(width)                                             ? own_nothing
                     : c->stopped && (begun || is_nothing(slot_get(c->pools))) ? tuple_new(rt, 0)
                                                                               : retain(slot_get(c->pools));
    own_value arguments = failed(pool) ? own_nothing : TUPLE_OF(lend(pool), lend(width));
    release(rt, pool);
    release(rt, width);
    return begun && !c->stopped ? reduced_with(rt, args[0], arguments, numbers(rt, c->indices, c->width))
                                : reduced(rt, args[0], arguments);
}

METHOD(combinations_setstate)
{
    struct combinatoric *c = as_combinatoric(args[0]);
    if (!is_state(rt, args[1], c->width) || c->index_count != c->width || is_nothing(slot_get(c->pools))) {
        return invalid_state(rt);
    }
    int64_t n = (int64_t)as_tuple(slot_get(c->pools))->length;
    if (!read_numbers(rt, args[1], c->width, 0, n - (int64_t)c->width, 1, c->indices)) {
        return own_nothing;
    }
    return resume(rt, c, false);
}

METHOD(combinations_repeated_setstate)
{
    struct combinatoric *c = as_combinatoric(args[0]);
    if (!is_state(rt, args[1], c->width) || c->index_count != c->width || is_nothing(slot_get(c->pools))) {
        return invalid_state(rt);
    }
    int64_t n = (int64_t)as_tuple(slot_get(c->pools))->length;
    if (!read_numbers(rt, args[1], c->width, 0, n - 1, 0, c->indices)) {
        return own_nothing;
    }
    return resume(rt, c, false);
}
#define combinations_repeated_reduce combinations_reduce

DEFINE(combinations, TYPE_COMBINATIONS,
       "combinations(iterable, r)\n--\n\nReturn successive r-length combinations of elements in the iterable.\n\n"
       "combinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)")
DEFINE(combinations_repeated, TYPE_COMBINATIONS_REPEATED,
       "combinations_with_replacement(iterable, r)\n--\n\nReturn successive r-length combinations of elements in the "
       "iterable allowing individual elements to have successive repeats.\n\n"
       "combinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')")
