// SPDX-License-Identifier: MIT
// range: raw numbers while they and the length fit 64 bits, int objects otherwise.
#include "object/container.h"
#include "object/definitions.h"
#include "object/int.h"
#include "object/iterators.h"
#include "object/reduce.h"
#include "object/slice.h"

static struct range *as_range(ref_value v)
{
    return (struct range *)as_object(v);
}

// Making -------------------------------------------------------------------------------------------------------------

// Length of a raw range; larger than INT64_MAX when it does not fit.
static uint64_t raw_length(int64_t start, int64_t stop, int64_t step)
{
    if (step > 0) {
        return start < stop ? ((uint64_t)stop - (uint64_t)start - 1) / (uint64_t)step + 1 : 0;
    }
    return start > stop ? ((uint64_t)start - (uint64_t)stop - 1) / (0 - (uint64_t)step) + 1 : 0;
}

// low <op> high, then the same with a further operand; takes the result of the step before.
static own_value then(struct ouro *rt, own_value left, enum binary_operator op, ref_value right)
{
    if (failed(left)) {
        return left;
    }
    own_value result = int_binary(rt, op, lend(left), right);
    release(rt, left);
    return result;
}

static own_value long_length(struct ouro *rt, ref_value start, ref_value stop, ref_value step)
{
    bool up = int_sign(rt, step) > 0;
    ref_value low = up ? start : stop;
    ref_value high = up ? stop : start;
    if (int_compare(rt, low, high) >= 0) {
        return own_small_int(0);
    }
    ref_value one = lend(own_small_int(1));
    own_value stride = up ? retain(step) : int_binary(rt, BINARY_SUB, lend(own_small_int(0)), step);
    if (failed(stride)) {
        return stride;
    }
    own_value length = then(rt, int_binary(rt, BINARY_SUB, high, low), BINARY_SUB, one);
    length = then(rt, then(rt, length, BINARY_FLOORDIV, lend(stride)), BINARY_ADD, one);
    release(rt, stride);
    return length;
}

// From three ints, lent. Step is not 0.
static own_value make_range(struct ouro *rt, ref_value start, ref_value stop, ref_value step)
{
    struct range raw = {.is_long = false};
    if (!int_to_int64(rt, start, &raw.start) || !int_to_int64(rt, stop, &raw.stop) ||
        !int_to_int64(rt, step, &raw.step) || raw_length(raw.start, raw.stop, raw.step) > INT64_MAX) {
        raw = (struct range){.is_long = true};
    }
    own_value length = own_nothing;
    if (raw.is_long && failed(length = long_length(rt, start, stop, step))) {
        return length;
    }
    struct range *r = object_allocate(rt, HEAP_TRACED, sizeof *r, TYPE_RANGE);
    if (r == NULL) {
        release(rt, length);
        return error_no_memory(rt);
    }
    r->is_long = raw.is_long;
    if (raw.is_long) {
        slot_init(&r->long_start, retain(start));
        slot_init(&r->long_stop, retain(stop));
        slot_init(&r->long_step, retain(step));
        slot_init(&r->long_length, length);
    } else {
        r->start = raw.start;
        r->stop = raw.stop;
        r->step = raw.step;
        r->length = (int64_t)raw_length(raw.start, raw.stop, raw.step);
    }
    return own_object(r);
}

own_value range_new(struct ouro *rt, ref_value start, ref_value stop, ref_value step)
{
    own_value parts[3] = {own_nothing, own_nothing, own_nothing};
    own_value result = own_nothing;
    parts[0] = operation_index(rt, start);
    parts[1] = failed(parts[0]) ? own_nothing : operation_index(rt, stop);
    parts[2] = failed(parts[1]) ? own_nothing : operation_index(rt, step);
    if (!failed(parts[2])) {
        if (int_sign(rt, lend(parts[2])) == 0) {
            error_raise(rt, TYPE_VALUE_ERROR, "range() arg 3 must not be zero");
        } else {
            result = make_range(rt, lend(parts[0]), lend(parts[1]), lend(parts[2]));
        }
    }
    for (int i = 0; i < 3; i++) {
        release(rt, parts[i]);
    }
    return result;
}

METHOD(range_create)
{
    if (!container_arguments(rt, "range", count - 1, kwnames, 1, 3)) {
        return own_nothing;
    }
    ref_value zero = lend(own_small_int(0));
    ref_value one = lend(own_small_int(1));
    return count == 2 ? range_new(rt, zero, args[1], one) : range_new(rt, args[1], args[2], count > 3 ? args[3] : one);
}

// Parts as ints, owned ------------------------------------------------------------------------------------------------

static own_value start_of(struct ouro *rt, struct range *r)
{
    return r->is_long ? retain(slot_get(r->long_start)) : int_from_int64(rt, r->start);
}

static own_value stop_of(struct ouro *rt, struct range *r)
{
    return r->is_long ? retain(slot_get(r->long_stop)) : int_from_int64(rt, r->stop);
}

static own_value step_of(struct ouro *rt, struct range *r)
{
    return r->is_long ? retain(slot_get(r->long_step)) : int_from_int64(rt, r->step);
}

static own_value length_of(struct ouro *rt, struct range *r)
{
    return r->is_long ? retain(slot_get(r->long_length)) : int_from_int64(rt, r->length);
}

// start + index * step. index: an int, not checked.
static own_value item_at(struct ouro *rt, struct range *r, ref_value index)
{
    own_value step = step_of(rt, r);
    own_value start = failed(step) ? own_nothing : start_of(rt, r);
    own_value item = own_nothing;
    if (!failed(start)) {
        item = then(rt, int_binary(rt, BINARY_MUL, index, lend(step)), BINARY_ADD, lend(start));
    }
    release(rt, step);
    release(rt, start);
    return item;
}

// Protocol -----------------------------------------------------------------------------------------------------------

static own_value range_repr(struct ouro *rt, ref_value self)
{
    struct range *r = as_range(self);
    if (!r->is_long) {
        if (r->step == 1) {
            return str_format(rt, "range(%lld, %lld)", (long long)r->start, (long long)r->stop);
        }
        return str_format(rt, "range(%lld, %lld, %lld)", (long long)r->start, (long long)r->stop, (long long)r->step);
    }
    if (same(slot_get(r->long_step), lend(own_small_int(1)))) {
        return str_format(rt, "range(%R, %R)", slot_get(r->long_start), slot_get(r->long_stop));
    }
    return str_format(rt, "range(%R, %R, %R)", slot_get(r->long_start), slot_get(r->long_stop), slot_get(r->long_step));
}

static int64_t range_length(struct ouro *rt, ref_value self)
{
    struct range *r = as_range(self);
    int64_t length = r->length;
    if (r->is_long && !int_to_int64(rt, slot_get(r->long_length), &length)) {
        error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
        return -1;
    }
    return length;
}

static int range_truth(struct ouro *rt, ref_value self)
{
    struct range *r = as_range(self);
    return r->is_long ? int_sign(rt, slot_get(r->long_length)) != 0 : r->length != 0;
}

// What decides about equality: (length, start, step), with None where they do not matter.
static own_value essence(struct ouro *rt, struct range *r)
{
    own_value parts[3] = {length_of(rt, r), own_none, own_none};
    if (!failed(parts[0]) && int_sign(rt, lend(parts[0])) != 0) {
        parts[1] = start_of(rt, r);
        if (!failed(parts[1]) && int_compare(rt, lend(parts[0]), lend(own_small_int(1))) != 0) {
            parts[2] = step_of(rt, r);
        }
    }
    if (failed(parts[0]) || failed(parts[1]) || failed(parts[2])) {
        for (int i = 0; i < 3; i++) {
            release(rt, parts[i]);
        }
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, 3);
}

static bool range_hash(struct ouro *rt, ref_value self, int64_t *hash)
{
    own_value parts = essence(rt, as_range(self));
    bool good = !failed(parts) && operation_hash(rt, lend(parts), hash);
    release(rt, parts);
    return good;
}

static own_value range_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_exact(self, TYPE_RANGE) || !is_exact(other, TYPE_RANGE)) {
        return own_not_implemented;
    }
    struct range *a = as_range(self);
    struct range *b = as_range(other);
    int equal;
    if (!a->is_long && !b->is_long) {
        equal = a->length == b->length && (a->length == 0 || a->start == b->start) &&
                (a->length <= 1 || a->step == b->step);
    } else {
        own_value x = essence(rt, a);
        own_value y = failed(x) ? own_nothing : essence(rt, b);
        equal = failed(y) ? -1 : operation_equal(rt, lend(x), lend(y));
        release(rt, x);
        release(rt, y);
    }
    return equal < 0 ? own_nothing : own_bool((equal > 0) == (op == COMPARE_EQ));
}

// Position of an int in the range: owned int, own_stop: not in it.
static own_value position_of(struct ouro *rt, struct range *r, ref_value v)
{
    int64_t n;
    if (!r->is_long) {
        if (!int_to_int64(rt, v, &n) || r->length == 0) {
            return error_pending(rt) ? own_nothing : own_stop;
        }
        bool inside = r->step > 0 ? n >= r->start && n < r->stop : n <= r->start && n > r->stop;
        uint64_t distance = r->step > 0 ? (uint64_t)n - (uint64_t)r->start : (uint64_t)r->start - (uint64_t)n;
        uint64_t stride = r->step > 0 ? (uint64_t)r->step : 0 - (uint64_t)r->step;
        return inside && distance % stride == 0 ? int_from_uint64(rt, distance / stride) : own_stop;
    }
    bool up = int_sign(rt, slot_get(r->long_step)) > 0;
    int to_start = int_compare(rt, v, slot_get(r->long_start));
    int to_stop = int_compare(rt, v, slot_get(r->long_stop));
    if (up ? to_start < 0 || to_stop >= 0 : to_start > 0 || to_stop <= 0) {
        return own_stop;
    }
    own_value distance = int_binary(rt, BINARY_SUB, v, slot_get(r->long_start));
    own_value rest =
        failed(distance) ? own_nothing : int_binary(rt, BINARY_MOD, lend(distance), slot_get(r->long_step));
    own_value result = own_stop;
    if (failed(rest)) {
        result = own_nothing;
    } else if (int_sign(rt, lend(rest)) == 0) {
        result = int_binary(rt, BINARY_FLOORDIV, lend(distance), slot_get(r->long_step));
    }
    release(rt, distance);
    release(rt, rest);
    return result;
}

static bool is_plain_int(ref_value v)
{
    return is_small_int(v) || is_bool(v) || is_exact(v, TYPE_INT);
}

// Searches item by item, for what is no int. Position, -1 when absent, -2 on error; counts all when `number` is given.
static int64_t search_items(struct ouro *rt, ref_value self, ref_value item, int64_t *number)
{
    own_value iterator = operation_iterate(rt, self);
    int64_t at = failed(iterator) ? -2 : -1;
    for (int64_t i = 0; at == -1; i++) {
        own_value v = operation_next(rt, lend(iterator));
        if (failed(v) || is_stop(lend(v))) {
            at = failed(v) ? -2 : -1;
            break;
        }
        int equal = element_equal(rt, lend(v), item);
        release(rt, v);
        if (number != NULL && equal > 0) {
            ++*number;
        } else if (equal != 0) {
            at = equal < 0 ? -2 : i;
        }
    }
    release(rt, iterator);
    return at;
}

static int range_contains(struct ouro *rt, ref_value self, ref_value item)
{
    if (!is_plain_int(item)) {
        int64_t at = search_items(rt, self, item, NULL);
        return at == -2 ? -1 : at >= 0;
    }
    own_value at = position_of(rt, as_range(self), item);
    int found = failed(at) ? -1 : !is_stop(lend(at));
    release(rt, at);
    return found;
}

// Subscripts ---------------------------------------------------------------------------------------------------------

static own_value range_get_slice(struct ouro *rt, struct range *r, ref_value key)
{
    own_value length = length_of(rt, r);
    own_value bounds[3];
    if (failed(length) || !slice_indices(rt, key, lend(length), bounds)) {
        release(rt, length);
        return own_nothing;
    }
    release(rt, length);
    own_value result = own_nothing;
    own_value start = item_at(rt, r, lend(bounds[0]));
    own_value stop = failed(start) ? own_nothing : item_at(rt, r, lend(bounds[1]));
    own_value step = failed(stop) ? own_nothing : step_of(rt, r);
    step = then(rt, step, BINARY_MUL, lend(bounds[2]));
    if (!failed(step)) {
        result = make_range(rt, lend(start), lend(stop), lend(step));
    }
    release(rt, start);
    release(rt, stop);
    release(rt, step);
    for (int i = 0; i < 3; i++) {
        release(rt, bounds[i]);
    }
    return result;
}

static own_value range_get_item(struct ouro *rt, ref_value self, ref_value key)
{
    struct range *r = as_range(self);
    if (is_small_int(key) && !r->is_long) {
        int64_t i = small_int(key) < 0 ? small_int(key) + r->length : small_int(key);
        if (i < 0 || i >= r->length) {
            return error_raise(rt, TYPE_INDEX_ERROR, "range object index out of range");
        }
        return int_from_int64(rt, (int64_t)((uint64_t)r->start + (uint64_t)i * (uint64_t)r->step));
    }
    if (is_exact(key, TYPE_SLICE)) {
        return range_get_slice(rt, r, key);
    }
    if (!is_index(rt, key)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "range indices must be integers or slices, not %T", key);
    }
    own_value index = operation_index(rt, key);
    own_value length = failed(index) ? own_nothing : length_of(rt, r);
    own_value item = own_nothing;
    if (!failed(length)) {
        if (int_sign(rt, lend(index)) < 0) {
            index = then(rt, index, BINARY_ADD, lend(length));
        }
        if (!failed(index)) {
            bool inside = int_sign(rt, lend(index)) >= 0 && int_compare(rt, lend(index), lend(length)) < 0;
            item = inside ? item_at(rt, r, lend(index))
                          : error_raise(rt, TYPE_INDEX_ERROR, "range object index out of range");
        }
    }
    release(rt, index);
    release(rt, length);
    return item;
}

// Iterating ----------------------------------------------------------------------------------------------------------

static own_value iterate_raw(struct ouro *rt, int64_t start, int64_t step, int64_t length)
{
    struct range_iterator *it = object_allocate(rt, HEAP_LEAF, sizeof *it, TYPE_RANGE_ITERATOR);
    if (it == NULL) {
        return error_no_memory(rt);
    }
    it->next = start;
    it->step = step;
    it->left = length;
    it->length = length;
    return own_object(it);
}

// Takes the three ints, on failure too (some may be nothing then).
static own_value iterate_long(struct ouro *rt, own_value start, own_value step, own_value length)
{
    struct long_range_iterator *it = NULL;
    if (!failed(start) && !failed(step) && !failed(length)) {
        it = object_allocate(rt, HEAP_TRACED, sizeof *it, TYPE_LONG_RANGE_ITERATOR);
        if (it == NULL) {
            error_no_memory(rt);
        }
    }
    if (it == NULL) {
        release(rt, start);
        release(rt, step);
        release(rt, length);
        return own_nothing;
    }
    slot_init(&it->next, start);
    slot_init(&it->step, step);
    slot_init(&it->left, length);
    return own_object(it);
}

static own_value range_iterate(struct ouro *rt, ref_value self)
{
    struct range *r = as_range(self);
    if (!r->is_long) {
        return iterate_raw(rt, r->start, r->step, r->length);
    }
    return iterate_long(rt, start_of(rt, r), step_of(rt, r), length_of(rt, r));
}

static own_value range_iterator_next(struct ouro *rt, ref_value self)
{
    struct range_iterator *it = (struct range_iterator *)as_object(self);
    if (it->left <= 0) {
        return own_stop;
    }
    own_value v = int_from_int64(rt, it->next);
    if (!failed(v)) {
        it->next = (int64_t)((uint64_t)it->next + (uint64_t)it->step);
        it->left--;
    }
    return v;
}

static own_value long_range_iterator_next(struct ouro *rt, ref_value self)
{
    struct long_range_iterator *it = (struct long_range_iterator *)as_object(self);
    if (is_nothing(slot_get(it->left)) || int_sign(rt, slot_get(it->left)) <= 0) {
        return own_stop;
    }
    own_value next = int_binary(rt, BINARY_ADD, slot_get(it->next), slot_get(it->step));
    own_value left =
        failed(next) ? own_nothing : int_binary(rt, BINARY_SUB, slot_get(it->left), lend(own_small_int(1)));
    if (failed(left)) {
        release(rt, next);
        return own_nothing;
    }
    own_value v = retain(slot_get(it->next));
    slot_set(rt, it, &it->next, next);
    slot_set(rt, it, &it->left, left);
    return v;
}

METHOD(range_iterator_length_hint)
{
    return int_from_int64(rt, ((struct range_iterator *)as_object(args[0]))->left);
}

// The state is the number of items behind it, from the beginning of the range.
METHOD(range_iterator_setstate)
{
    struct range_iterator *it = (struct range_iterator *)as_object(args[0]);
    int64_t behind;
    if (!operation_index_clamped(rt, args[1], &behind)) {
        return own_nothing;
    }
    behind = behind < 0 ? 0 : behind > it->length ? it->length : behind;
    uint64_t moved = (uint64_t)behind - (uint64_t)(it->length - it->left);
    it->next = (int64_t)((uint64_t)it->next + moved * (uint64_t)it->step);
    it->left = it->length - behind;
    return own_none;
}

// (iter, (range(start, start + length * step, step),), behind). Takes the ints, on failure too.
static own_value reduced_range(struct ouro *rt, own_value start, own_value step, own_value length, own_value behind)
{
    own_value whole = failed(start) || failed(step) || failed(length)
                          ? own_nothing
                          : int_binary(rt, BINARY_MUL, lend(length), lend(step));
    own_value stop = failed(whole) ? own_nothing : int_binary(rt, BINARY_ADD, lend(start), lend(whole));
    own_value range = failed(stop) ? own_nothing : range_new(rt, lend(start), lend(stop), lend(step));
    release(rt, start);
    release(rt, step);
    release(rt, length);
    release(rt, whole);
    release(rt, stop);
    own_value arguments = failed(range) ? own_nothing : tuple_from_owned(rt, &range, 1);
    return reduced_call(rt, failed(arguments) ? own_nothing : reduced_builtin(rt, "iter"), arguments, behind);
}

METHOD(range_iterator_reduce)
{
    struct range_iterator *it = (struct range_iterator *)as_object(args[0]);
    int64_t behind = it->length - it->left;
    int64_t start = (int64_t)((uint64_t)it->next - (uint64_t)behind * (uint64_t)it->step);
    return reduced_range(rt, int_from_int64(rt, start), int_from_int64(rt, it->step), int_from_int64(rt, it->length),
                         int_from_int64(rt, behind));
}

METHOD(long_range_iterator_reduce)
{
    struct long_range_iterator *it = (struct long_range_iterator *)as_object(args[0]);
    ref_value next = slot_get(it->next);
    return reduced_range(rt, is_nothing(next) ? own_small_int(0) : retain(next), retain(slot_get(it->step)),
                         is_nothing(next) ? own_small_int(0) : retain(slot_get(it->left)), own_small_int(0));
}

// Moves it on.
METHOD(long_range_iterator_setstate)
{
    struct long_range_iterator *it = (struct long_range_iterator *)as_object(args[0]);
    if (!is_int(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "state must be an int, not %T", args[1]);
    }
    ref_value next = slot_get(it->next), left = slot_get(it->left), zero = lend(own_small_int(0));
    bool back = operation_compare_truth(rt, COMPARE_LT, args[1], zero) > 0;
    bool over = operation_compare_truth(rt, COMPARE_GT, args[1], left) > 0;
    ref_value behind = is_nothing(next) || back ? zero : over ? left : args[1];
    if (is_nothing(next)) {
        return own_none;
    }
    own_value way = int_binary(rt, BINARY_MUL, behind, slot_get(it->step));
    own_value to = failed(way) ? own_nothing : int_binary(rt, BINARY_ADD, lend(way), next);
    own_value rest = failed(to) ? own_nothing : int_binary(rt, BINARY_SUB, left, behind);
    release(rt, way);
    if (failed(rest)) {
        release(rt, to);
        return own_nothing;
    }
    slot_set(rt, it, &it->next, to);
    slot_set(rt, it, &it->left, rest);
    return own_none;
}

METHOD(long_range_iterator_length_hint)
{
    (void)rt;
    return retain(slot_get(((struct long_range_iterator *)as_object(args[0]))->left));
}

// Methods ------------------------------------------------------------------------------------------------------------

METHOD(range_count)
{
    if (!is_plain_int(args[1])) {
        int64_t number = 0;
        return search_items(rt, args[0], args[1], &number) == -2 ? own_nothing : own_small_int(number);
    }
    int found = range_contains(rt, args[0], args[1]);
    return found < 0 ? own_nothing : own_small_int(found);
}

METHOD(range_index)
{
    if (!is_plain_int(args[1])) {
        int64_t at = search_items(rt, args[0], args[1], NULL);
        if (at == -1) {
            error_raise(rt, TYPE_VALUE_ERROR, "sequence.index(x): x not in sequence");
        }
        return at < 0 ? own_nothing : own_small_int(at);
    }
    own_value at = position_of(rt, as_range(args[0]), args[1]);
    if (is_stop(lend(at))) {
        return error_raise(rt, TYPE_VALUE_ERROR, "%R is not in range", args[1]);
    }
    return at;
}

METHOD(range_reversed)
{
    struct range *r = as_range(args[0]);
    if (!r->is_long && r->step > INT64_MIN) {
        uint64_t last = (uint64_t)r->start + (uint64_t)(r->length - 1) * (uint64_t)r->step;
        return iterate_raw(rt, (int64_t)last, -r->step, r->length);
    }
    own_value length = length_of(rt, r);
    own_value index = failed(length) ? own_nothing : int_binary(rt, BINARY_SUB, lend(length), lend(own_small_int(1)));
    own_value start = failed(index) ? own_nothing : item_at(rt, r, lend(index));
    release(rt, index);
    own_value forward = failed(start) ? own_nothing : step_of(rt, r);
    own_value step = failed(forward) ? own_nothing : int_binary(rt, BINARY_SUB, lend(own_small_int(0)), lend(forward));
    release(rt, forward);
    return iterate_long(rt, start, step, length);
}

METHOD(range_reduce)
{
    struct range *r = as_range(args[0]);
    own_value parts[3] = {start_of(rt, r), stop_of(rt, r), step_of(rt, r)};
    if (failed(parts[0]) || failed(parts[1]) || failed(parts[2])) {
        for (int i = 0; i < 3; i++) {
            release(rt, parts[i]);
        }
        return own_nothing;
    }
    own_value arguments = tuple_from_owned(rt, parts, 3);
    if (failed(arguments)) {
        return arguments;
    }
    own_value pair[2] = {retain(ref_object(type_by_number(rt, TYPE_RANGE))), arguments};
    return tuple_from_owned(rt, pair, 2);
}

#define PART(name)                                                     \
    static own_value range_get_##name(struct ouro *rt, ref_value self) \
    {                                                                  \
        return name##_of(rt, as_range(self));                          \
    }
PART(start)
PART(stop)
PART(step)

// The memory manager's view: the slots are the last four words.
static uint64_t range_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                               struct visitor *visitor)
{
    (void)rt;
    (void)from;
    (void)budget;
    return slots_traverse(&((struct range *)o)->long_start, 4, 0, UINT64_MAX, visitor);
}

static slot_value *range_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    return slots_drop_first(&((struct range *)o)->long_start, 4, cursor);
}

static struct native_definition const methods[] = {
    {"__reversed__", range_reversed, 0, 0, 0, "Return a reverse iterator."},
    {"__reduce__", range_reduce, 0, 0, 0, NULL},
    {"count", range_count, 1, 1, 0, "rangeobject.count(value) -> integer -- return number of occurrences of value"},
    {"index", range_index, 1, 1, 0, "rangeobject.index(value) -> integer -- return index of value."},
    {0},
};
static struct attribute_definition const attributes[] = {
    {"start", range_get_start, container_read_only, NULL},
    {"stop", range_get_stop, container_read_only, NULL},
    {"step", range_get_step, container_read_only, NULL},
    {0},
};
static struct type_protocol const protocol = {
    .repr = range_repr,
    .hash = range_hash,
    .compare = range_compare,
    .iterate = range_iterate,
    .length = range_length,
    .truth = range_truth,
    .get_item = range_get_item,
    .contains = range_contains,
    .create = range_create,
};
struct type_definition const range_type_definition = {
    .name = "range",
    .doc = "range(stop) -> range object",
    .number = TYPE_RANGE,
    .base = TYPE_OBJECT,
    .flags = TYPE_IS_SEQUENCE | TYPE_UNTRACKED,
    .size = sizeof(struct range),
    .traverse = range_traverse,
    .drop_step = range_drop_step,
    .protocol = &protocol,
    .methods = methods,
    .attributes = attributes,
};

static struct native_definition const iterator_methods[] = {
    {"__length_hint__", range_iterator_length_hint, 0, 0, 0, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", range_iterator_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__setstate__", range_iterator_setstate, 1, 1, 0, "Set state information for unpickling."},
    {0},
};
static struct type_protocol const iterator_protocol = {.iterate = iterator_self, .next = range_iterator_next};
struct type_definition const range_iterator_type_definition = {
    .name = "range_iterator",
    .number = TYPE_RANGE_ITERATOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_IS_LEAF,
    .size = sizeof(struct range_iterator),
    .protocol = &iterator_protocol,
    .methods = iterator_methods,
};

static struct native_definition const long_iterator_methods[] = {
    {"__length_hint__", long_range_iterator_length_hint, 0, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", long_range_iterator_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__setstate__", long_range_iterator_setstate, 1, 1, 0, "Set state information for unpickling."},
    {0},
};
static struct type_protocol const long_iterator_protocol = {.iterate = iterator_self, .next = long_range_iterator_next};
struct type_definition const long_range_iterator_type_definition = {
    .name = "longrange_iterator",
    .number = TYPE_LONG_RANGE_ITERATOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct long_range_iterator),
    .traverse = slots_3_traverse,
    .drop_step = slots_3_drop_step,
    .protocol = &long_iterator_protocol,
    .methods = long_iterator_methods,
};
