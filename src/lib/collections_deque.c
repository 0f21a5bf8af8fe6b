// SPDX-License-Identifier: MIT
// collections.deque: the ring, the protocol, the memory manager's view.
#include "lib/collections.h"

#include "vm/vm.h"

#define DEQUE_LEAST OURO_TUNE(8u, 2u)

// The ring -----------------------------------------------------------------------------------------------------------

// Gives the ring another capacity, a power of two not below the length. false: MemoryError, nothing changed.
static bool resize(struct ouro *rt, struct deque *d, uint64_t capacity)
{
    slot_value *items = capacity > CONTAINER_MOST ? NULL : heap_raw_allocate(&rt->heap, capacity * sizeof *items);
    if (items == NULL) {
        error_no_memory(rt);
        return false;
    }
    uint64_t first = d->capacity - d->head < d->length ? d->capacity - d->head : d->length;
    if (d->length > 0) {
        slots_move(rt, d, items, d->items + d->head, first);
        slots_move(rt, d, items + first, d->items, d->length - first);
    }
    slot_value *old = d->items;
    uint64_t old_capacity = d->capacity;
    d->items = items;
    d->capacity = capacity;
    d->head = 0;
    heap_raw_free(&rt->heap, old, old_capacity * sizeof *old);
    return true;
}

static bool grow(struct ouro *rt, struct deque *d)
{
    return resize(rt, d, d->capacity == 0 ? DEQUE_LEAST : d->capacity * 2);
}

// Gives room back when little of it is used; not being able to is no error.
static void trim(struct ouro *rt, struct deque *d)
{
    if (OURO_UNLIKELY(d->capacity > 64 && d->length < d->capacity / 8)) {
        if (!resize(rt, d, d->capacity / 4)) {
            error_clear(rt);
        }
    }
}

own_value deque_pop(struct ouro *rt, struct deque *d)
{
    own_value item = slot_take(rt, d, deque_slot(d, d->length - 1));
    d->length--;
    d->state++;
    trim(rt, d);
    return item;
}

own_value deque_pop_left(struct ouro *rt, struct deque *d)
{
    own_value item = slot_take(rt, d, deque_slot(d, 0));
    d->head = (d->head + 1) & (d->capacity - 1);
    d->length--;
    d->state++;
    trim(rt, d);
    return item;
}

bool deque_append(struct ouro *rt, struct deque *d, own_value item)
{
    if (OURO_UNLIKELY(d->length == d->capacity) && !grow(rt, d)) {
        release(rt, item);
        return false;
    }
    slot_init(deque_slot(d, d->length), item);
    d->length++;
    d->state++;
    if (d->maxlen >= 0 && d->length > (uint64_t)d->maxlen) {
        release(rt, deque_pop_left(rt, d));
    }
    return true;
}

bool deque_append_left(struct ouro *rt, struct deque *d, own_value item)
{
    if (OURO_UNLIKELY(d->length == d->capacity) && !grow(rt, d)) {
        release(rt, item);
        return false;
    }
    d->head = (d->head - 1) & (d->capacity - 1);
    slot_init(&d->items[d->head], item);
    d->length++;
    d->state++;
    if (d->maxlen >= 0 && d->length > (uint64_t)d->maxlen) {
        release(rt, deque_pop(rt, d));
    }
    return true;
}

bool deque_extend(struct ouro *rt, struct deque *d, ref_value iterable, bool left)
{
    own_value held = own_nothing;
    if (same(iterable, ref_object(d))) { // itself: what it holds now
        held = operation_list(rt, iterable);
        if (failed(held)) {
            return false;
        }
        iterable = lend(held);
    }
    own_value iterator = operation_iterate(rt, iterable);
    bool done = !failed(iterator);
    while (done) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            done = !failed(item);
            break;
        }
        done = left ? deque_append_left(rt, d, item) : deque_append(rt, d, item);
        if (done && (d->length & 1023) == 0 && !vm_poll(rt)) {
            done = false;
        }
    }
    release(rt, iterator);
    release(rt, held);
    return done;
}

void deque_clear(struct ouro *rt, struct deque *d)
{
    // What is released here waits until the caller is done.
    uint64_t length = d->length;
    d->state++;
    for (uint64_t i = 0; i < length; i++) {
        release(rt, slot_take(rt, d, deque_slot(d, i)));
    }
    d->length = 0;
    slot_value *items = d->items;
    uint64_t capacity = d->capacity;
    d->items = NULL;
    d->capacity = d->head = 0;
    heap_raw_free(&rt->heap, items, capacity * sizeof *items);
}

// The memory manager's view ------------------------------------------------------------------------------------------

static uint64_t deque_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                               struct visitor *visitor)
{
    (void)rt;
    struct deque *d = (struct deque *)o;
    if (from >= d->length) {
        return 0;
    }
    uint64_t end = d->length - from > budget ? from + budget : d->length;
    for (uint64_t i = from; i < end; i++) {
        visit(visitor, slot_get(*deque_slot(d, i)));
    }
    return end < d->length ? end : 0;
}

static slot_value *deque_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct deque *d = (struct deque *)o;
    for (uint64_t i = *cursor; i < d->length; i++) {
        if (slot_is_full(*deque_slot(d, i))) {
            *cursor = (uint32_t)i;
            return deque_slot(d, i);
        }
    }
    return NULL;
}

static void deque_break(struct ouro *rt, struct object *o)
{
    deque_clear(rt, (struct deque *)o);
}

static own_value deque_finish(struct ouro *rt, struct object *o)
{
    struct deque *d = (struct deque *)o;
    heap_raw_free(&rt->heap, d->items, d->capacity * sizeof *d->items);
    d->items = NULL;
    d->capacity = d->length = 0;
    return own_nothing;
}

// Making -------------------------------------------------------------------------------------------------------------

METHOD(deque_create)
{
    own_value made = object_create(rt, (struct type *)as_object(args[0]), 0);
    if (!failed(made)) {
        as_deque(lend(made))->maxlen = -1;
    }
    return made;
}

METHOD(deque_initialize)
{
    static char const *const names[] = {"iterable", "maxlen"};
    static struct signature const signature = {"deque", names, 2, 0, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    int64_t maxlen = -1;
    if (!is_nothing(given[1]) && !is_none(given[1])) {
        if (!is_int(rt, given[1])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "an integer is required");
        }
        if (!operation_index_int64(rt, given[1], &maxlen, TYPE_OVERFLOW_ERROR)) {
            return own_nothing;
        }
        if (maxlen < 0) {
            return error_raise(rt, TYPE_VALUE_ERROR, "maxlen must be non-negative");
        }
    }
    struct deque *d = as_deque(args[0]);
    d->maxlen = maxlen;
    if (d->length > 0) {
        deque_clear(rt, d);
    }
    return is_nothing(given[0]) || deque_extend(rt, d, given[0], false) ? own_none : own_nothing;
}

// Iterators ----------------------------------------------------------------------------------------------------------

static own_value iterator_new(struct ouro *rt, ref_value deque, enum type_number number)
{
    struct deque_iterator *it = object_allocate(rt, HEAP_TRACED, sizeof *it, (uint32_t)number);
    if (it == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&it->deque, retain(deque));
    it->state = as_deque(deque)->state;
    it->left = (int64_t)as_deque(deque)->length;
    return own_object(it);
}

own_value deque_iterate(struct ouro *rt, ref_value self)
{
    return iterator_new(rt, self, TYPE_DEQUE_ITERATOR);
}

own_value deque_reversed(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return iterator_new(rt, args[0], TYPE_DEQUE_REVERSE_ITERATOR);
}

// The next item's place counted from the front; -1: the end, -2: error.
static int64_t advance(struct ouro *rt, struct deque_iterator *it, bool backward)
{
    if (is_nothing(slot_get(it->deque))) {
        return -1;
    }
    struct deque *d = as_deque(slot_get(it->deque));
    if (OURO_UNLIKELY(d->state != it->state)) {
        it->left = 0;
        error_raise(rt, TYPE_RUNTIME_ERROR, "deque mutated during iteration");
        return -2;
    }
    if (it->left == 0) {
        return -1;
    }
    it->left--;
    uint64_t i = it->index++;
    return (int64_t)(backward ? d->length - 1 - i : i);
}

static own_value step(struct ouro *rt, ref_value self, bool backward)
{
    struct deque_iterator *it = (struct deque_iterator *)as_object(self);
    int64_t i = advance(rt, it, backward);
    if (i < 0) {
        return i == -1 ? own_stop : own_nothing;
    }
    return retain(slot_get(*deque_slot(as_deque(slot_get(it->deque)), (uint64_t)i)));
}

static own_value deque_iterator_next(struct ouro *rt, ref_value self)
{
    return step(rt, self, false);
}

static own_value deque_reverse_iterator_next(struct ouro *rt, ref_value self)
{
    return step(rt, self, true);
}

static own_value iterator_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames,
                                 char const *name, enum type_number number)
{
    if (!container_arguments(rt, name, count - 1, kwnames, 1, 2)) {
        return own_nothing;
    }
    if (layout_of(rt, args[1]) != TYPE_DEQUE) {
        return error_raise(rt, TYPE_TYPE_ERROR, "argument 1 must be collections.deque, not %T", args[1]);
    }
    int64_t index = 0;
    if (count > 2 && !operation_index_int64(rt, args[2], &index, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    own_value made = iterator_new(rt, args[1], number);
    if (!failed(made) && index > 0) {
        struct deque_iterator *it = (struct deque_iterator *)as_object(lend(made));
        int64_t skip = index < it->left ? index : it->left;
        it->index += (uint64_t)skip;
        it->left -= skip;
    }
    return made;
}

METHOD(deque_iterator_create)
{
    return iterator_create(rt, args, count, kwnames, "_deque_iterator", TYPE_DEQUE_ITERATOR);
}

METHOD(deque_reverse_iterator_create)
{
    return iterator_create(rt, args, count, kwnames, "_deque_reverse_iterator", TYPE_DEQUE_REVERSE_ITERATOR);
}

METHOD(iterator_length_hint)
{
    (void)rt;
    return own_small_int(((struct deque_iterator *)as_object(args[0]))->left);
}

METHOD(iterator_reduce)
{
    struct deque_iterator *it = (struct deque_iterator *)as_object(args[0]);
    ref_value deque = slot_get(it->deque);
    int64_t done = is_nothing(deque) ? 0 : (int64_t)as_deque(deque)->length - it->left;
    ref_value two[] = {is_nothing(deque) ? ref_none : deque, lend(own_small_int(done))};
    return reduced(rt, args[0], tuple_from(rt, two, 2));
}

FIELDS_FUNCTIONS(deque_iterator, deque_iterator, deque, 1)
static struct native_definition const iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, 0, 0, 0, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iterator_reduce, 0, 0, 0, "Return state information for pickling."},
    {0},
};

#define DEFINE_ITERATOR(prefix, NUMBER, python_name)                                                \
    static struct type_protocol const prefix##_protocol = {                                         \
        .iterate = iterator_self, .next = prefix##_next, .create = prefix##_create};                \
    struct type_definition const prefix##_type_definition = {.name = "_collections." python_name,   \
                                                             .number = NUMBER,                      \
                                                             .base = TYPE_OBJECT,                   \
                                                             .size = sizeof(struct deque_iterator), \
                                                             .traverse = deque_iterator_traverse,   \
                                                             .drop_step = deque_iterator_drop_step, \
                                                             .clear = deque_iterator_clear,         \
                                                             .protocol = &prefix##_protocol,        \
                                                             .methods = iterator_methods};
DEFINE_ITERATOR(deque_iterator, TYPE_DEQUE_ITERATOR, "_deque_iterator")
DEFINE_ITERATOR(deque_reverse_iterator, TYPE_DEQUE_REVERSE_ITERATOR, "_deque_reverse_iterator")

// Protocol -----------------------------------------------------------------------------------------------------------

static own_value deque_repr(struct ouro *rt, ref_value self)
{
    int entered = repr_enter(rt, self);
    if (entered != 0) {
        return entered < 0 ? own_nothing : str_from(rt, "[...]");
    }
    own_value list = operation_list(rt, self);
    own_value text = own_nothing;
    if (!failed(list)) {
        char const *name = type_name(rt, type_of(rt, self));
        int64_t maxlen = as_deque(self)->maxlen;
        text = maxlen < 0 ? str_format(rt, "%s(%R)", name, lend(list))
                          : str_format(rt, "%s(%R, maxlen=%lld)", name, lend(list), (long long)maxlen);
    }
    release(rt, list);
    repr_leave(rt, self);
    return text;
}

static int64_t deque_length(struct ouro *rt, ref_value self)
{
    (void)rt;
    return (int64_t)as_deque(self)->length;
}

static bool position(struct ouro *rt, struct deque *d, ref_value key, uint64_t *out)
{
    if (!is_index(rt, key)) {
        error_raise(rt, TYPE_TYPE_ERROR, "sequence index must be integer, not '%T'", key);
        return false;
    }
    int64_t i;
    int64_t length = (int64_t)d->length;
    if (!container_position(rt, key, length, &i)) {
        return false;
    }
    if (i < 0 || i >= (int64_t)d->length) {
        error_raise(rt, TYPE_INDEX_ERROR, "deque index out of range");
        return false;
    }
    *out = (uint64_t)i;
    return true;
}

static own_value deque_get_item(struct ouro *rt, ref_value self, ref_value key)
{
    uint64_t i;
    return position(rt, as_deque(self), key, &i) ? retain(slot_get(*deque_slot(as_deque(self), i))) : own_nothing;
}

// Takes item i out, moving the shorter side.
own_value deque_take_at(struct ouro *rt, struct deque *d, uint64_t i)
{
    own_value item = slot_take(rt, d, deque_slot(d, i));
    if (i < d->length / 2) {
        for (; i > 0; i--) {
            slots_move(rt, d, deque_slot(d, i), deque_slot(d, i - 1), 1);
        }
        slot_init(deque_slot(d, 0), own_nothing);
        release(rt, deque_pop_left(rt, d));
    } else {
        for (; i + 1 < d->length; i++) {
            slots_move(rt, d, deque_slot(d, i), deque_slot(d, i + 1), 1);
        }
        slot_init(deque_slot(d, d->length - 1), own_nothing);
        release(rt, deque_pop(rt, d));
    }
    return item;
}

static bool deque_set_item(struct ouro *rt, ref_value self, ref_value key, ref_value value)
{
    uint64_t i;
    struct deque *d = as_deque(self);
    if (!position(rt, d, key, &i)) {
        return false;
    }
    if (is_nothing(value)) {
        release(rt, deque_take_at(rt, d, i));
    } else {
        slot_set(rt, d, deque_slot(d, i), retain(value));
    }
    return true;
}

// Looks for an equal item in [from, to); what it was compared with is held. -1: none, -2: error.
int64_t deque_find(struct ouro *rt, struct deque *d, ref_value wanted, int64_t from, int64_t to,
                   enum type_number mutated, char const *message)
{
    uint64_t state = d->state;
    for (int64_t i = from; i < to; i++) {
        int equal = element_equal(rt, slot_get(*deque_slot(d, (uint64_t)i)), wanted);
        if (equal < 0) {
            return -2;
        }
        if (equal > 0) {
            return i; // whatever became of the deque
        }
        if (d->state != state) {
            error_raise(rt, mutated, message);
            return -2;
        }
    }
    return -1;
}

static int deque_contains(struct ouro *rt, ref_value self, ref_value item)
{
    struct deque *d = as_deque(self);
    int64_t i = deque_find(rt, d, item, 0, (int64_t)d->length, TYPE_RUNTIME_ERROR, DEQUE_MUTATED);
    return i == -2 ? -1 : i >= 0;
}

static own_value deque_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (layout_of(rt, other) != TYPE_DEQUE) {
        return own_not_implemented;
    }
    struct deque *a = as_deque(self);
    struct deque *b = as_deque(other);
    if (a->length != b->length && (op == COMPARE_EQ || op == COMPARE_NE)) {
        return own_bool(op == COMPARE_NE);
    }
    uint64_t states[2] = {a->state, b->state};
    uint64_t i = 0;
    for (; i < a->length && i < b->length; i++) {
        own_value x = retain(slot_get(*deque_slot(a, i)));
        own_value y = retain(slot_get(*deque_slot(b, i)));
        int equal = element_equal(rt, lend(x), lend(y));
        own_value result = own_stop;
        if (equal < 0) {
            result = own_nothing;
        } else if (equal == 0) {
            int truth = operation_compare_truth(rt, op, lend(x), lend(y)); // == once more, as CPython does
            result = truth < 0 ? own_nothing : own_bool(truth);
        }
        release(rt, x);
        release(rt, y);
        if (!is_stop(lend(result))) {
            return result;
        }
        if (a->state != states[0] || b->state != states[1]) {
            return error_raise(rt, TYPE_RUNTIME_ERROR, DEQUE_MUTATED);
        }
    }
    return own_bool(compare_lengths(a->length, b->length, op));
}

own_value deque_copy_of(struct ouro *rt, ref_value self)
{
    if (!is_exact(self, TYPE_DEQUE)) {
        // A derived class is called: with the deque, and its maxlen if it has one.
        int64_t maxlen = as_deque(self)->maxlen;
        own_value number = maxlen < 0 ? own_none : int_from_int64(rt, maxlen);
        ref_value two[] = {self, lend(number)};
        struct type *t = type_of(rt, self);
        own_value made =
            failed(number) ? own_nothing : operation_call(rt, ref_object(t), two, maxlen < 0 ? 1 : 2, ref_nothing);
        release(rt, number);
        if (!failed(made) && layout_of(rt, lend(made)) != TYPE_DEQUE) {
            error_raise(rt, TYPE_TYPE_ERROR, "%N() must return a deque, not %T", t, lend(made));
            release(rt, give(made));
        }
        return made;
    }
    own_value made = object_create(rt, type_by_number(rt, TYPE_DEQUE), 0);
    if (!failed(made)) {
        as_deque(lend(made))->maxlen = as_deque(self)->maxlen;
        if (!deque_extend(rt, as_deque(lend(made)), self, false)) {
            release(rt, give(made));
        }
    }
    return made;
}

static own_value deque_concat(struct ouro *rt, ref_value self, ref_value other)
{
    if (layout_of(rt, other) != TYPE_DEQUE) {
        return error_raise(rt, TYPE_TYPE_ERROR, "can only concatenate deque (not \"%T\") to deque", other);
    }
    own_value made = deque_copy_of(rt, self);
    if (!failed(made) && !deque_extend(rt, as_deque(lend(made)), other, false)) {
        release(rt, give(made));
    }
    return made;
}

static own_value deque_in_place_concat(struct ouro *rt, ref_value self, ref_value other)
{
    return deque_extend(rt, as_deque(self), other, false) ? retain(self) : own_nothing;
}

static own_value deque_in_place_repeat(struct ouro *rt, ref_value self, int64_t times)
{
    struct deque *d = as_deque(self);
    if (times <= 0 || d->length == 0) {
        deque_clear(rt, d);
        return retain(self);
    }
    uint64_t length = d->length;
    if ((uint64_t)times > (uint64_t)INT64_MAX / length) {
        return error_no_memory(rt);
    }
    uint64_t total = length * (uint64_t)times;
    uint64_t room = d->maxlen >= 0 && total > (uint64_t)d->maxlen ? (uint64_t)d->maxlen + length : total;
    uint64_t capacity = d->capacity;
    while (capacity < room && capacity <= CONTAINER_MOST) {
        capacity *= 2;
    }
    if (capacity != d->capacity && !resize(rt, d, capacity)) {
        return own_nothing;
    }
    // With a maxlen only the last rounds are seen, and they come out as after all of them.
    uint64_t rounds = (uint64_t)times - 1;
    if (d->maxlen >= 0) {
        uint64_t most = (uint64_t)d->maxlen / length + 1;
        rounds = rounds < most ? rounds : most;
    }
    own_value items = operation_list(rt, self);
    bool done = !failed(items);
    for (uint64_t k = 0; k < rounds && done; k++) {
        for (uint64_t i = 0; i < length && done; i++) {
            done = deque_append(rt, d, retain(list_item(lend(items), i)));
        }
        done = done && vm_poll(rt);
    }
    release(rt, items);
    return done ? retain(self) : own_nothing;
}

static own_value deque_repeat(struct ouro *rt, ref_value self, int64_t times)
{
    own_value copy = deque_copy_of(rt, self);
    if (failed(copy) || layout_of(rt, lend(copy)) != TYPE_DEQUE) {
        return copy;
    }
    own_value made = deque_in_place_repeat(rt, lend(copy), times);
    release(rt, copy);
    return made;
}

struct type_definition const deque_type_definition = {
    .name = "collections.deque",
    .doc = "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data accesses near its "
           "endpoints.",
    .number = TYPE_DEQUE,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAKLY_HELD | TYPE_IS_SEQUENCE,
    .size = sizeof(struct deque),
    .traverse = deque_traverse,
    .drop_step = deque_drop_step,
    .finish = deque_finish,
    .clear = deque_break,
    .protocol = &(struct type_protocol const){.repr = deque_repr,
                                              .hash = hash_unhashable,
                                              .compare = deque_compare,
                                              .iterate = deque_iterate,
                                              .length = deque_length,
                                              .get_item = deque_get_item,
                                              .set_item = deque_set_item,
                                              .contains = deque_contains,
                                              .concat = deque_concat,
                                              .repeat = deque_repeat,
                                              .in_place_concat = deque_in_place_concat,
                                              .in_place_repeat = deque_in_place_repeat,
                                              .create = deque_create,
                                              .initialize = deque_initialize},
    .methods = deque_methods,
    .attributes = deque_attributes,
};
