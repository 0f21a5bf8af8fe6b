// SPDX-License-Identifier: MIT
// bytearray: bytes in raw memory that grow by an eighth. Python code that runs inside an operation may change the
// array: sizes and pointers are read anew after it.
#include "object/bytes_methods.h"
#include "object/container.h"
#include "object/definitions.h"
#include "object/instance.h"
#include "object/reduce.h"
#include "object/slice.h"
#include "object/tuple.h"

#define BYTEARRAY_MOST ((uint64_t)INT64_MAX / 2)

// Storage -------------------------------------------------------------------------------------------------------------

static bool may_resize(struct ouro *rt, struct bytearray const *b)
{
    if (b->exports == 0) {
        return true;
    }
    (void)error_raise(rt, TYPE_BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
    return false;
}

static bool set_capacity(struct ouro *rt, struct bytearray *b, uint64_t capacity)
{
    uint8_t *data = NULL;
    if (capacity == 0) {
        heap_raw_free(&rt->heap, b->data, b->capacity);
    } else {
        data = heap_raw_resize(&rt->heap, b->data, b->capacity, capacity);
        if (data == NULL) {
            (void)error_no_memory(rt);
            return false;
        }
    }
    b->data = data;
    b->capacity = capacity;
    return true;
}

bool bytearray_resize(struct ouro *rt, struct bytearray *b, uint64_t size)
{
    if (size == b->size) {
        return true;
    }
    if (!may_resize(rt, b)) {
        return false;
    }
    if (size >= BYTEARRAY_MOST) {
        (void)error_no_memory(rt);
        return false;
    }
    if (size > b->capacity) {
        uint64_t capacity = size <= b->capacity + b->capacity / 8 ? size + size / 8 + 8 : size;
        if (!set_capacity(rt, b, capacity)) {
            return false;
        }
    } else if (size < b->capacity / 2 && !set_capacity(rt, b, size)) {
        return false;
    }
    b->size = size;
    return true;
}

bool bytearray_add(struct ouro *rt, struct bytearray *b, void const *data, size_t size)
{
    uint64_t old = b->size;
    if (size == 0) {
        return true;
    }
    if (size >= BYTEARRAY_MOST) {
        (void)error_no_memory(rt);
        return false;
    }
    if (!bytearray_resize(rt, b, old + size)) {
        return false;
    }
    memcpy(b->data + old, data, size);
    return true;
}

own_value bytearray_new(struct ouro *rt, void const *data, size_t size)
{
    struct bytearray *b = NULL;
    if (size < BYTEARRAY_MOST) {
        b = object_allocate(rt, HEAP_LEAF, sizeof *b, TYPE_BYTEARRAY);
    }
    if (b == NULL) {
        return error_no_memory(rt);
    }
    if (size > 0) {
        b->data = data != NULL ? heap_raw_allocate(&rt->heap, size) : heap_raw_allocate_zeroed(&rt->heap, size);
        if (b->data == NULL) {
            release(rt, own_object(b));
            return error_no_memory(rt);
        }
        b->size = size;
        b->capacity = size;
        if (data != NULL) {
            memcpy(b->data, data, size);
        }
    }
    return own_object(b);
}

static own_value finish(struct ouro *rt, struct object *o)
{
    struct bytearray *b = (struct bytearray *)o;
    if (b->data != NULL) {
        heap_raw_free(&rt->heap, b->data, b->capacity);
    }
    return own_nothing;
}

// Replaces bytes [from, to) by `size` others, which do not lie in the array.
static bool splice(struct ouro *rt, struct bytearray *b, uint64_t from, uint64_t to, uint8_t const *data, size_t size)
{
    uint64_t tail = b->size - to;
    uint64_t removed = to - from;
    if (size == removed) {
        if (size > 0) {
            memmove(b->data + from, data, size); // `data` may be a view of this very array
        }
        return true;
    }
    if (size > removed) {
        if (size - removed >= BYTEARRAY_MOST) {
            (void)error_no_memory(rt);
            return false;
        }
        if (!bytearray_resize(rt, b, b->size + (size - removed))) {
            return false;
        }
        memmove(b->data + from + size, b->data + to, tail);
        memcpy(b->data + from, data, size);
        return true;
    }
    if (!may_resize(rt, b)) {
        return false;
    }
    memmove(b->data + from + size, b->data + to, tail);
    if (size > 0) {
        memcpy(b->data + from, data, size);
    }
    return bytearray_resize(rt, b, b->size - (removed - size));
}

// Constructor ---------------------------------------------------------------------------------------------------------

static own_value create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct type *type = (struct type *)as_object(args[0]);
    return type->flags & TYPE_PYTHON ? object_create(rt, type, 0) : bytearray_new(rt, NULL, 0);
}

bool bytearray_fill_from(struct ouro *rt, struct bytearray *b, ref_value iterable)
{
    own_value iterator = operation_iterate(rt, iterable);
    if (failed(iterator)) {
        return false;
    }
    bool good = true;
    while (good) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            good = !failed(item);
            break;
        }
        uint8_t byte;
        good = byte_argument(rt, lend(item), &byte) && bytearray_add(rt, b, &byte, 1);
        release(rt, item);
    }
    release(rt, iterator);
    return good;
}

static own_value initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct bytearray *b = as_bytearray(args[0]);
    own_value source = own_nothing;
    int64_t size = 0;
    if (!bytearray_resize(rt, b, 0)) {
        return own_nothing;
    }
    int form = bytes_arguments(rt, "bytearray", args + 1, count - 1, kwnames, &source, &size);
    bool good = form >= 0 && bytearray_resize(rt, b, 0);
    if (good && form == 2) {
        good = bytearray_resize(rt, b, (uint64_t)size);
        if (good && size > 0) {
            memset(b->data, 0, (size_t)size);
        }
    } else if (good && form == 1) {
        struct byte_view view = byte_view_of(rt, lend(source));
        good = bytearray_add(rt, b, view.data, view.size);
    } else if (good && form == 3) {
        own_value iterator = operation_iterate(rt, lend(source));
        if (failed(iterator) && error_matches(rt, TYPE_TYPE_ERROR)) {
            error_clear(rt);
            (void)error_raise(rt, TYPE_TYPE_ERROR, "cannot convert '%T' object to bytearray", lend(source));
        }
        good = !failed(iterator) && bytearray_fill_from(rt, b, lend(iterator));
        release(rt, iterator);
    }
    release(rt, source);
    return good ? own_none : own_nothing;
}

// Items ---------------------------------------------------------------------------------------------------------------

static own_value repr(struct ouro *rt, ref_value self)
{
    struct type *type = type_of(rt, self);
    own_value before = str_format(rt, "%s(b", type_name(rt, type));
    if (failed(before)) {
        return before;
    }
    own_value text = bytes_like_repr(rt, byte_view_of(rt, self), str_bytes(as_str(lend(before))), ")");
    release(rt, before);
    return text;
}

static int64_t length(struct ouro *rt, ref_value self)
{
    (void)rt;
    return (int64_t)as_bytearray(self)->size;
}

static own_value get_item(struct ouro *rt, ref_value self, ref_value key)
{
    return bytes_like_get_item(rt, self, key, "bytearray");
}

static bool delete_stride(struct ouro *rt, struct bytearray *b, int64_t start, int64_t step, int64_t count)
{
    if (!may_resize(rt, b)) {
        return false;
    }
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    uint8_t *to = b->data + start;
    for (int64_t i = 0; i < count; i++) {
        int64_t from = start + i * step + 1;
        int64_t stop = i + 1 < count ? from + step - 1 : (int64_t)b->size;
        memmove(to, b->data + from, (size_t)(stop - from));
        to += stop - from;
    }
    return bytearray_resize(rt, b, b->size - (uint64_t)count);
}

// Assigns bytes that are not the array's own; no bytes at all delete, whatever the step.
static bool set_slice_bytes(struct ouro *rt, struct bytearray *b, int64_t const bounds[3], uint8_t const *data,
                            size_t size)
{
    int64_t start = bounds[0], stop = bounds[1], step = bounds[2];
    int64_t count = slice_adjust((int64_t)b->size, &start, &stop, step);
    if (step == 1) {
        stop = stop < start ? start : stop;
        return splice(rt, b, (uint64_t)start, (uint64_t)stop, data, size);
    }
    if (size == 0) {
        return count <= 0 || delete_stride(rt, b, start, step, count);
    }
    if ((size_t)count != size) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "attempt to assign bytes of size %zd to extended slice of size %zd",
                          (ptrdiff_t)size, (ptrdiff_t)count);
        return false;
    }
    for (int64_t i = 0; i < count; i++) {
        b->data[start + i * step] = data[i];
    }
    return true;
}

static bool set_slice(struct ouro *rt, ref_value self, ref_value key, ref_value value)
{
    int64_t bounds[3];
    if (!slice_unpack(rt, key, &bounds[0], &bounds[1], &bounds[2])) {
        return false;
    }
    struct bytearray *b = as_bytearray(self);
    if (is_nothing(value)) {
        return set_slice_bytes(rt, b, bounds, NULL, 0);
    }
    if (is_bytes_like(rt, value) && !same(value, self)) {
        struct byte_view view = byte_view_of(rt, value);
        return set_slice_bytes(rt, b, bounds, view.data, view.size);
    }
    if (is_index(rt, value) || is_str(rt, value) || type_of(rt, value)->protocol->floating != NULL) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
        return false;
    }
    own_value copy = bytearray_new(rt, NULL, 0);
    bool good = !failed(copy);
    if (good && same(value, self)) {
        good = bytearray_add(rt, as_bytearray(lend(copy)), b->data, b->size);
    } else if (good) {
        good = bytearray_fill_from(rt, as_bytearray(lend(copy)), value);
    }
    struct bytearray *source = as_bytearray(lend(copy));
    good = good && set_slice_bytes(rt, b, bounds, source->data, source->size);
    release(rt, copy);
    return good;
}

static bool set_item(struct ouro *rt, ref_value self, ref_value key, ref_value value)
{
    if (is_exact(key, TYPE_SLICE)) {
        return set_slice(rt, self, key, value);
    }
    if (!is_index(rt, key)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "bytearray indices must be integers or slices, not %T", key);
        return false;
    }
    int64_t i;
    uint8_t byte = 0;
    if (!container_position(rt, key, 0, &i) || (!is_nothing(value) && !byte_argument(rt, value, &byte))) {
        return false;
    }
    struct bytearray *b = as_bytearray(self);
    i = i < 0 ? i + (int64_t)b->size : i;
    if ((uint64_t)i >= b->size) {
        (void)error_raise(rt, TYPE_INDEX_ERROR, "bytearray index out of range");
        return false;
    }
    if (is_nothing(value)) {
        return splice(rt, b, (uint64_t)i, (uint64_t)i + 1, NULL, 0);
    }
    b->data[i] = byte;
    return true;
}

static own_value iterate(struct ouro *rt, ref_value self)
{
    struct bytes_iterator *it = object_allocate(rt, HEAP_TRACED, sizeof *it, TYPE_BYTEARRAY_ITERATOR);
    if (it == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&it->sequence, retain(self));
    return own_object(it);
}

// Appends the array to itself.
static bool double_up(struct ouro *rt, struct bytearray *b)
{
    uint64_t size = b->size;
    if (!bytearray_resize(rt, b, size * 2)) {
        return false;
    }
    if (size > 0) {
        memcpy(b->data + size, b->data, size);
    }
    return true;
}

static own_value concat_in_place(struct ouro *rt, ref_value self, ref_value other)
{
    struct bytearray *b = as_bytearray(self);
    if (same(self, other) && b->size > 0) { // it would export its own data meanwhile
        return error_raise(rt, TYPE_BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
    }
    if (!is_bytes_like(rt, other)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "can't concat %T to %T", other, self);
    }
    struct byte_view view = byte_view_of(rt, other);
    return bytearray_add(rt, b, view.data, view.size) ? retain(self) : own_nothing;
}

static own_value repeat_in_place(struct ouro *rt, ref_value self, int64_t times)
{
    struct bytearray *b = as_bytearray(self);
    uint64_t size = b->size;
    uint64_t rounds = times < 0 ? 0 : (uint64_t)times;
    if (size > 0 && rounds > BYTEARRAY_MOST / size) {
        return error_no_memory(rt);
    }
    if (!bytearray_resize(rt, b, size * rounds)) {
        return own_nothing;
    }
    return size == 0 || memory_repeat(rt, b->data, size, size * rounds) ? retain(self) : own_nothing;
}

// Methods -------------------------------------------------------------------------------------------------------------

static own_value method_append(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    uint8_t byte;
    if (!byte_argument(rt, args[1], &byte) || !bytearray_add(rt, as_bytearray(args[0]), &byte, 1)) {
        return own_nothing;
    }
    return own_none;
}

static own_value method_clear(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return bytearray_resize(rt, as_bytearray(args[0]), 0) ? own_none : own_nothing;
}

static own_value method_copy(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return bytearray_new(rt, as_bytearray(args[0])->data, as_bytearray(args[0])->size);
}

static own_value method_extend(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct bytearray *b = as_bytearray(args[0]);
    if (same(args[0], args[1])) {
        return double_up(rt, b) ? own_none : own_nothing;
    }
    if (is_bytes_like(rt, args[1])) {
        struct byte_view view = byte_view_of(rt, args[1]);
        return bytearray_add(rt, b, view.data, view.size) ? own_none : own_nothing;
    }
    own_value iterator = operation_iterate(rt, args[1]);
    if (failed(iterator)) {
        if (error_matches(rt, TYPE_TYPE_ERROR)) {
            error_clear(rt);
            (void)error_raise(rt, TYPE_TYPE_ERROR, "can't extend bytearray with %T", args[1]);
        }
        return own_nothing;
    }
    own_value more = operation_length_hint(rt, args[1], 32) < 0 ? own_nothing : bytearray_new(rt, NULL, 0);
    bool good = !failed(more) && bytearray_fill_from(rt, as_bytearray(lend(more)), lend(iterator));
    good = good && bytearray_add(rt, b, as_bytearray(lend(more))->data, as_bytearray(lend(more))->size);
    release(rt, more);
    release(rt, iterator);
    return good ? own_none : own_nothing;
}

static own_value method_insert(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t at;
    uint8_t byte;
    if (!operation_index_int64(rt, args[1], &at, TYPE_OVERFLOW_ERROR) || !byte_argument(rt, args[2], &byte)) {
        return own_nothing;
    }
    struct bytearray *b = as_bytearray(args[0]);
    int64_t size = (int64_t)b->size;
    at = at < 0 ? at + size : at;
    uint64_t place = (uint64_t)(at < 0 ? 0 : at > size ? size : at);
    return splice(rt, b, place, place, &byte, 1) ? own_none : own_nothing;
}

static own_value method_pop(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    int64_t at = -1;
    if (count > 1 && !operation_index_int64(rt, args[1], &at, TYPE_INDEX_ERROR)) {
        return own_nothing;
    }
    struct bytearray *b = as_bytearray(args[0]);
    if (b->size == 0) {
        return error_raise(rt, TYPE_INDEX_ERROR, "pop from empty bytearray");
    }
    at = at < 0 ? at + (int64_t)b->size : at;
    if ((uint64_t)at >= b->size) {
        return error_raise(rt, TYPE_INDEX_ERROR, "pop index out of range");
    }
    uint8_t byte = b->data[at];
    return splice(rt, b, (uint64_t)at, (uint64_t)at + 1, NULL, 0) ? own_small_int(byte) : own_nothing;
}

static own_value method_remove(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    uint8_t byte;
    if (!byte_argument(rt, args[1], &byte)) {
        return own_nothing;
    }
    struct bytearray *b = as_bytearray(args[0]);
    uint8_t *found = b->size > 0 ? memchr(b->data, byte, b->size) : NULL;
    if (found == NULL) {
        return error_raise(rt, TYPE_VALUE_ERROR, "value not found in bytearray");
    }
    uint64_t at = (uint64_t)(found - b->data);
    return splice(rt, b, at, at + 1, NULL, 0) ? own_none : own_nothing;
}

static own_value method_reverse(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    struct bytearray *b = as_bytearray(args[0]);
    for (uint64_t i = 0, j = b->size; i + 1 < j; i++) {
        uint8_t byte = b->data[i];
        b->data[i] = b->data[--j];
        b->data[j] = byte;
    }
    return own_none;
}

static own_value method_alloc(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    return own_small_int((int64_t)as_bytearray(args[0])->capacity);
}

static own_value method_sizeof(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    return own_small_int((int64_t)(heap_block_bytes(as_object(args[0])) + as_bytearray(args[0])->capacity));
}

// (type, (bytes,), state), or before version 3 of the protocol (type, (text, 'latin-1'), state).
static own_value reduced_bytes(struct ouro *rt, ref_value self, int64_t version)
{
    struct bytearray *b = as_bytearray(self);
    uint32_t count = b->size > 0;
    own_value parts[] = {count == 0 ? own_nothing : bytes_new(rt, b->data, b->size), own_nothing};
    if (version < 3 && !failed(parts[0])) {
        own_value encoding = str_from(rt, "latin-1");
        ref_value const decoding[] = {lend(parts[0]), lend(encoding)};
        own_value name = failed(encoding) ? own_nothing : str_from(rt, "decode");
        own_value text = failed(name) ? own_nothing : operation_call_method(rt, lend(name), decoding, 2, ref_nothing);
        release(rt, name);
        release(rt, parts[0]);
        parts[0] = text;
        parts[1] = encoding;
        count = 2;
    }
    if (count > 0 && failed(parts[0])) {
        release(rt, parts[1]);
        return own_nothing;
    }
    own_value arguments = count == 0 ? tuple_new(rt, 0) : tuple_from_owned(rt, parts, count);
    return reduced_with(rt, self, arguments, failed(arguments) ? own_nothing : reduced_state(rt, self));
}

static own_value method_reduce(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return reduced_bytes(rt, args[0], 2);
}

static own_value method_reduce_ex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    int64_t version = 0;
    if (count == 2 && !operation_index_int64(rt, args[1], &version, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    return reduced_bytes(rt, args[0], version);
}

static struct native_definition const methods[] = {
#define X(name, least, most, flags, doc) {#name, bytes_method_##name, least, most, flags, doc},
    BYTES_METHODS(X)
#undef X
        {"append", method_append, 1, 1, 0, "Append a single item to the end of the bytearray."},
    {"clear", method_clear, 0, 0, 0, "Remove all items from the bytearray."},
    {"copy", method_copy, 0, 0, 0, "Return a copy of B."},
    {"extend", method_extend, 1, 1, 0, "Append all the items from the iterator or sequence to the bytearray."},
    {"insert", method_insert, 2, 2, 0, "Insert a single item into the bytearray before the given index."},
    {"pop", method_pop, 0, 1, 0, "Remove and return a single item from B."},
    {"remove", method_remove, 1, 1, 0, "Remove the first occurrence of a value in the bytearray."},
    {"reverse", method_reverse, 0, 0, 0, "Reverse the order of the values in B in place."},
    {"__alloc__", method_alloc, 0, 0, 0, "Return the number of bytes actually allocated."},
    {"__reduce__", method_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__reduce_ex__", method_reduce_ex, 0, 1, 0, "Return state information for pickling."},
    {"__sizeof__", method_sizeof, 0, 0, 0, "Returns the size of the bytearray object in memory, in bytes."},
    {0},
};

static struct type_protocol const protocol = {
    .repr = repr,
    .hash = hash_unhashable,
    .compare = bytes_like_compare,
    .iterate = iterate,
    .length = length,
    .get_item = get_item,
    .set_item = set_item,
    .contains = bytes_like_contains,
    .concat = bytes_like_concat,
    .repeat = bytes_like_repeat,
    .in_place_concat = concat_in_place,
    .in_place_repeat = repeat_in_place,
    .binary[BINARY_MOD] = bytes_like_remainder,
    .create = create,
    .initialize = initialize,
};

struct type_definition const bytearray_type_definition = {
    .name = "bytearray",
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n"
           "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
           "bytearray(int) -> bytes array of size given by the parameter initialized with null bytes\n"
           "bytearray() -> empty bytes array",
    .number = TYPE_BYTEARRAY,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_IS_LEAF,
    .size = sizeof(struct bytearray),
    .finish = finish,
    .protocol = &protocol,
    .methods = methods,
};
