// SPDX-License-Identifier: MIT
// array.array: storage, items, slices, the sequence protocol. The methods are array_methods.c's. Its type is entered
// when the module array is imported (type_define).
#include "object/array.h"
#include "object/bytes_methods.h"
#include "object/class.h"
#include "object/container.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/slice.h"
#include "object/text_iterator.h"
#include "object/tuple.h"

#define ARRAY_MOST ((uint64_t)INT64_MAX / 2) // bytes

// Storage
// ---------------------------------------------------------------------------------------------------------------

bool array_resize(struct ouro *rt, struct array *a, uint64_t length)
{
    if (length == a->length) {
        return true;
    }
    if (a->exports > 0) {
        (void)error_raise(rt, TYPE_BUFFER_ERROR, "cannot resize an array that is exporting buffers");
        return false;
    }
    if (length > ARRAY_MOST / a->itemsize) {
        (void)error_no_memory(rt);
        return false;
    }
    if (length > a->capacity || length < a->capacity / 2) {
        uint64_t capacity = length > a->capacity && a->capacity > 0 ? length + length / 8 + 4 : length;
        uint8_t *data = NULL;
        if (capacity == 0) {
            heap_raw_free(&rt->heap, a->data, a->capacity * a->itemsize);
        } else {
            data = heap_raw_resize(&rt->heap, a->data, a->capacity * a->itemsize, capacity * a->itemsize);
            if (data == NULL) {
                (void)error_no_memory(rt);
                return false;
            }
        }
        a->data = data;
        a->capacity = capacity;
    }
    a->length = length;
    return true;
}

own_value array_new(struct ouro *rt, struct type *type, char code, uint64_t length)
{
    own_value made = type->flags & TYPE_PYTHON ? object_create(rt, type, 0) : own_nothing;
    if (!(type->flags & TYPE_PYTHON)) {
        struct array *plain = object_allocate(rt, HEAP_LEAF, sizeof *plain, TYPE_ARRAY);
        made = plain == NULL ? error_no_memory(rt) : own_object(plain);
    }
    if (failed(made)) {
        return made;
    }
    struct array *a = as_array(lend(made));
    a->code = code;
    a->itemsize = (uint8_t)(code == 'u' ? 4 : item_size(code));
    if (!array_resize(rt, a, length)) {
        release(rt, made);
        return own_nothing;
    }
    return made;
}

static own_value finish(struct ouro *rt, struct object *o)
{
    struct array *a = (struct array *)o;
    if (a->data != NULL) {
        heap_raw_free(&rt->heap, a->data, a->capacity * a->itemsize);
    }
    return own_nothing;
}

// Items
// -----------------------------------------------------------------------------------------------------------------

own_value array_load(struct ouro *rt, struct array const *a, uint64_t i)
{
    uint8_t const *at = a->data + i * a->itemsize;
    uint32_t point;
    if (a->code != 'u') {
        return item_load(rt, a->code, at);
    }
    memcpy(&point, at, sizeof point);
    if (point > 0x10ffff) {
        return error_raise(rt, TYPE_VALUE_ERROR, "character U+%x is not in range [U+0000; U+10ffff]", point);
    }
    return str_from_code_point(rt, point);
}

static bool out_of_range(struct ouro *rt, char const *what, bool above)
{
    (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "%s is %s", what, above ? "greater than maximum" : "less than minimum");
    return false;
}

// A value between two bounds, both named as CPython names them.
static bool read_between(struct ouro *rt, ref_value v, char const *what, int64_t low, int64_t high, int64_t *n)
{
    if (!operation_index_int64(rt, v, n, TYPE_OVERFLOW_ERROR)) {
        if (error_matches(rt, TYPE_OVERFLOW_ERROR)) {
            error_clear(rt);
            (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C long");
        }
        return false;
    }
    return *n < low || *n > high ? out_of_range(rt, what, *n > high) : true;
}

// Unsigned ones of 32 and 64 bits and long long.
static bool read_wide(struct ouro *rt, char code, ref_value v, uint64_t *word)
{
    own_value index = operation_index(rt, v);
    if (failed(index)) {
        return false;
    }
    int64_t bits = int_bit_length(lend(index));
    bool negative = int_sign(rt, lend(index)) < 0;
    (void)int_to_uint64_masked(rt, lend(index), word);
    release(rt, index);
    char const *problem = NULL;
    if (code == 'q') {
        bool fits = bits < 64 || (negative && bits == 64 && *word == (uint64_t)1 << 63);
        problem = fits ? NULL : "int too big to convert";
    } else if (negative) {
        problem =
            code == 'Q' ? "can't convert negative int to unsigned" : "can't convert negative value to unsigned int";
    } else if (bits > 64) {
        problem = code == 'Q' ? "int too big to convert" : "Python int too large to convert to C unsigned long";
    } else if (code == 'I' && bits > 32) {
        problem = "unsigned int is greater than maximum";
    }
    if (problem != NULL) {
        (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "%s", problem);
    }
    return problem == NULL;
}

static bool read_character(struct ouro *rt, ref_value v, uint8_t *item)
{
    if (!is_str(rt, v) || as_str(v)->length != 1) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "array item must be unicode character");
        return false;
    }
    uint32_t point = str_code_point(as_str(v), 0);
    memcpy(item, &point, sizeof point);
    return true;
}

bool array_item(struct ouro *rt, char code, ref_value v, uint8_t item[8])
{
    static struct {
        char code;
        char const *first; // what CPython's argument parser checks before the array does
        int64_t first_low, first_high;
        char const *name;
        int64_t low, high;
    } const kinds[] = {
        {'b', "signed short integer", INT16_MIN, INT16_MAX, "signed char", INT8_MIN, INT8_MAX},
        {'B', NULL, 0, 0, "unsigned byte integer", 0, UINT8_MAX},
        {'h', NULL, 0, 0, "signed short integer", INT16_MIN, INT16_MAX},
        {'H', "signed integer", INT32_MIN, INT32_MAX, "unsigned short", 0, UINT16_MAX},
        {'i', NULL, 0, 0, "signed integer", INT32_MIN, INT32_MAX},
        {'l', NULL, 0, 0, "", INT64_MIN, INT64_MAX},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].code == code) {
            int64_t n;
            bool good = kinds[i].first == NULL
                            ? read_between(rt, v, kinds[i].name, kinds[i].low, kinds[i].high, &n)
                            : read_between(rt, v, kinds[i].first, kinds[i].first_low, kinds[i].first_high, &n);
            if (good && kinds[i].first != NULL && (n < kinds[i].low || n > kinds[i].high)) {
                good = out_of_range(rt, kinds[i].name, n > kinds[i].high);
            }
            memcpy(item, &n, good ? sizeof n : 0);
            return good;
        }
    }
    double number;
    uint64_t word;
    switch (code) {
    case 'u':
        return read_character(rt, v, item);
    case 'f':
    case 'd':
        if (!operation_double(rt, v, &number)) {
            return false;
        }
        if (code == 'd') {
            memcpy(item, &number, sizeof number);
        } else {
            float single = (float)number;
            memcpy(item, &single, sizeof single);
        }
        return true;
    default:
        if (!read_wide(rt, code, v, &word)) {
            return false;
        }
        memcpy(item, &word, sizeof word);
        return true;
    }
}

// As in CPython a value is converted twice, for a check and for the item, so what its __index__ changes shows alike.
bool array_insert(struct ouro *rt, struct array *a, int64_t at, ref_value v)
{
    uint8_t item[8];
    if (!array_item(rt, a->code, v, item)) {
        return false;
    }
    int64_t length = (int64_t)a->length;
    at = at < 0 && (at += length) < 0 ? 0 : at > length ? length : at;
    if (!array_splice(rt, a, (uint64_t)at, (uint64_t)at, item, 1)) {
        return false;
    }
    if (is_small_int(v) || is_word_float(v) || is_exact(v, TYPE_STR)) {
        return true;
    }
    bool good = array_item(rt, a->code, v, item);
    if (good && (uint64_t)at < a->length) {
        memcpy(a->data + (uint64_t)at * a->itemsize, item, a->itemsize);
    }
    return good;
}

bool array_append(struct ouro *rt, struct array *a, ref_value v)
{
    return array_insert(rt, a, INT64_MAX, v);
}

// Subscripts
// ------------------------------------------------------------------------------------------------------------

own_value array_part(struct ouro *rt, struct array *a, uint64_t from, uint64_t to)
{
    own_value part = array_new(rt, type_by_number(rt, TYPE_ARRAY), a->code, to - from);
    if (!failed(part) && to > from) {
        memcpy(as_array(lend(part))->data, a->data + from * a->itemsize, (to - from) * a->itemsize);
    }
    return part;
}

static own_value get_slice(struct ouro *rt, ref_value self, ref_value key)
{
    struct array *a = as_array(self);
    int64_t start, stop, step;
    if (!slice_unpack(rt, key, &start, &stop, &step)) {
        return own_nothing;
    }
    int64_t count = slice_adjust((int64_t)a->length, &start, &stop, step);
    if (count <= 0) {
        return array_part(rt, a, 0, 0);
    }
    if (step == 1) {
        return array_part(rt, a, (uint64_t)start, (uint64_t)stop);
    }
    own_value part = array_new(rt, type_by_number(rt, TYPE_ARRAY), a->code, (uint64_t)count);
    for (int64_t i = 0; i < count && !failed(part); i++) {
        memcpy(as_array(lend(part))->data + i * a->itemsize, a->data + (start + i * step) * a->itemsize, a->itemsize);
    }
    return part;
}

static own_value get_item(struct ouro *rt, ref_value self, ref_value key)
{
    int64_t i;
    if (is_exact(key, TYPE_SLICE)) {
        return get_slice(rt, self, key);
    }
    if (!is_index(rt, key)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "array indices must be integers");
    }
    if (!container_position(rt, key, 0, &i)) {
        return own_nothing;
    }
    struct array *a = as_array(self);
    i = i < 0 ? i + (int64_t)a->length : i;
    return (uint64_t)i < a->length ? array_load(rt, a, (uint64_t)i)
                                   : error_raise(rt, TYPE_INDEX_ERROR, "array index out of range");
}

bool array_splice(struct ouro *rt, struct array *a, uint64_t from, uint64_t to, uint8_t const *items, uint64_t count)
{
    uint64_t size = a->itemsize, tail = a->length - to, removed = to - from;
    if (count < removed) {
        if (a->exports > 0) {
            return array_resize(rt, a, a->length - (removed - count)); // BufferError
        }
        if (tail > 0) {
            memmove(a->data + (from + count) * size, a->data + to * size, tail * size);
        }
        // Giving room back may fail, and what is left is whole all the same.
        if (!array_resize(rt, a, a->length - (removed - count))) {
            return false;
        }
    } else if (count > removed) {
        if (!array_resize(rt, a, a->length + (count - removed))) {
            return false;
        }
        if (tail > 0) {
            memmove(a->data + (from + count) * size, a->data + to * size, tail * size);
        }
    }
    if (count > 0) {
        memcpy(a->data + from * size, items, count * size);
    }
    return true;
}

static bool delete_stride(struct ouro *rt, struct array *a, int64_t start, int64_t step, int64_t count)
{
    if (a->exports > 0) {
        return array_resize(rt, a, a->length - (uint64_t)count);
    }
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    uint64_t to = (uint64_t)start, size = a->itemsize;
    for (int64_t i = 0; i < count; i++) {
        uint64_t from = (uint64_t)(start + i * step) + 1;
        uint64_t end = i + 1 < count ? from + (uint64_t)step - 1 : a->length;
        memmove(a->data + to * size, a->data + from * size, (end - from) * size);
        to += end - from;
    }
    return array_resize(rt, a, a->length - (uint64_t)count);
}

static bool set_slice(struct ouro *rt, ref_value self, ref_value key, ref_value value)
{
    struct array *a = as_array(self);
    int64_t start, stop, step;
    if (!slice_unpack(rt, key, &start, &stop, &step)) {
        return false;
    }
    int64_t count = slice_adjust((int64_t)a->length, &start, &stop, step);
    if (!is_nothing(value) && !is_array(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "can only assign array (not \"%T\") to array slice", value);
        return false;
    }
    if (!is_nothing(value) && as_array(value)->code != a->code) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "bad argument type for built-in operation");
        return false;
    }
    if (same(value, self)) { // its own items: from a copy
        own_value copy = array_part(rt, a, 0, a->length);
        bool done = !failed(copy) && set_slice(rt, self, key, lend(copy));
        release(rt, copy);
        return done;
    }
    uint64_t needed = is_nothing(value) ? 0 : as_array(value)->length;
    uint8_t const *items = is_nothing(value) ? NULL : as_array(value)->data;
    if (step == 1) {
        stop = stop < start ? start : stop;
        return array_splice(rt, a, (uint64_t)start, (uint64_t)stop, items, needed);
    }
    if (needed == 0) {
        return count <= 0 || delete_stride(rt, a, start, step, count);
    }
    if ((uint64_t)count != needed) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "attempt to assign array of size %zd to extended slice of size %zd",
                          (ptrdiff_t)needed, (ptrdiff_t)count);
        return false;
    }
    for (int64_t i = 0; i < count; i++) {
        memcpy(a->data + (start + i * step) * a->itemsize, items + i * a->itemsize, a->itemsize);
    }
    return true;
}

static bool set_item(struct ouro *rt, ref_value self, ref_value key, ref_value value)
{
    int64_t i;
    uint8_t item[8];
    if (is_exact(key, TYPE_SLICE)) {
        return set_slice(rt, self, key, value);
    }
    if (!is_index(rt, key)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "array indices must be integers");
        return false;
    }
    struct array *a = as_array(self);
    if (!container_position(rt, key, 0, &i)) {
        return false;
    }
    i = i < 0 ? i + (int64_t)a->length : i;
    bool convert = (uint64_t)i < a->length && !is_nothing(value);
    if (convert && !array_item(rt, a->code, value, item)) {
        return false;
    }
    if ((uint64_t)i >= a->length) {
        if (convert) { // the conversion made the array shorter
            return true;
        }
        (void)error_raise(rt, TYPE_INDEX_ERROR, "array assignment index out of range");
        return false;
    }
    if (is_nothing(value)) {
        return array_splice(rt, a, (uint64_t)i, (uint64_t)i + 1, NULL, 0);
    }
    memcpy(a->data + (uint64_t)i * a->itemsize, item, a->itemsize);
    return true;
}

// Sequence
// --------------------------------------------------------------------------------------------------------------

static int64_t length(struct ouro *rt, ref_value self)
{
    (void)rt;
    return (int64_t)as_array(self)->length;
}

static own_value concat(struct ouro *rt, ref_value self, ref_value other)
{
    struct array *a = as_array(self);
    if (!is_array(rt, other)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "can only append array (not \"%T\") to array", other);
    }
    struct array *b = as_array(other);
    if (a->code != b->code) {
        return error_raise(rt, TYPE_TYPE_ERROR, "bad argument type for built-in operation");
    }
    own_value made = array_new(rt, type_by_number(rt, TYPE_ARRAY), a->code, a->length + b->length);
    if (!failed(made)) {
        uint8_t *to = as_array(lend(made))->data;
        if (a->length > 0) {
            memcpy(to, a->data, a->length * a->itemsize);
        }
        if (b->length > 0) {
            memcpy(to + a->length * a->itemsize, b->data, b->length * b->itemsize);
        }
    }
    return made;
}

static void fill_repeated(uint8_t *data, uint64_t size, uint64_t times)
{
    for (uint64_t i = 1; i < times && size > 0; i++) {
        memcpy(data + i * size, data, size);
    }
}

static bool repeated_length(struct ouro *rt, struct array const *a, int64_t times, uint64_t *out)
{
    uint64_t rounds = times < 0 ? 0 : (uint64_t)times;
    if (a->length > 0 && rounds > ARRAY_MOST / (a->length * a->itemsize)) {
        (void)error_no_memory(rt);
        return false;
    }
    *out = a->length * rounds;
    return true;
}

static own_value repeat(struct ouro *rt, ref_value self, int64_t times)
{
    struct array *a = as_array(self);
    uint64_t all;
    if (!repeated_length(rt, a, times, &all)) {
        return own_nothing;
    }
    own_value made = array_new(rt, type_by_number(rt, TYPE_ARRAY), a->code, all);
    if (!failed(made) && all > 0) {
        memcpy(as_array(lend(made))->data, a->data, a->length * a->itemsize);
        fill_repeated(as_array(lend(made))->data, a->length * a->itemsize, (uint64_t)times);
    }
    return made;
}

static own_value repeat_in_place(struct ouro *rt, ref_value self, int64_t times)
{
    struct array *a = as_array(self);
    uint64_t all, size = a->length * a->itemsize;
    if (!repeated_length(rt, a, times, &all) || !array_resize(rt, a, all)) {
        return own_nothing;
    }
    fill_repeated(a->data, size, times < 0 ? 0 : (uint64_t)times);
    return retain(self);
}

bool array_extend_array(struct ouro *rt, struct array *a, struct array const *b)
{
    if (a->code != b->code) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "can only extend with array of same kind");
        return false;
    }
    uint64_t old = a->length, more = b->length;
    if (!array_resize(rt, a, old + more)) {
        return false;
    }
    if (more > 0) {
        memcpy(a->data + old * a->itemsize, b->data, more * a->itemsize);
    }
    return true;
}

static own_value concat_in_place(struct ouro *rt, ref_value self, ref_value other)
{
    if (!is_array(rt, other)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "can only extend array with array (not \"%T\")", other);
    }
    return array_extend_array(rt, as_array(self), as_array(other)) ? retain(self) : own_nothing;
}

int64_t array_find(struct ouro *rt, ref_value self, ref_value v, int64_t from, int64_t to, bool count)
{
    int64_t found = 0;
    for (int64_t i = from; i < to && (uint64_t)i < as_array(self)->length; i++) {
        own_value item = array_load(rt, as_array(self), (uint64_t)i);
        int equal = failed(item) ? -1 : operation_compare_truth(rt, COMPARE_EQ, lend(item), v);
        release(rt, item);
        if (equal < 0) {
            return -2;
        }
        if (equal && !count) {
            return i;
        }
        found += equal;
    }
    return count ? found : -1;
}

static int contains(struct ouro *rt, ref_value self, ref_value v)
{
    int64_t at = array_find(rt, self, v, 0, INT64_MAX, false);
    return at == -2 ? -1 : at >= 0;
}

static own_value compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (!is_array(rt, self) || !is_array(rt, other)) {
        return own_not_implemented;
    }
    struct array *a = as_array(self), *b = as_array(other);
    if (a->length != b->length && (op == COMPARE_EQ || op == COMPARE_NE)) {
        return own_bool(op == COMPARE_NE);
    }
    uint64_t common = a->length < b->length ? a->length : b->length;
    for (uint64_t i = 0; i < common; i++) { // items are numbers or text: no Python runs
        own_value left = array_load(rt, a, i);
        own_value right = failed(left) ? own_nothing : array_load(rt, b, i);
        int equal = failed(right) ? -1 : operation_compare_truth(rt, COMPARE_EQ, lend(left), lend(right));
        own_value result = own_nothing;
        if (equal == 0) {
            result = op == COMPARE_EQ   ? own_false
                     : op == COMPARE_NE ? own_true
                                        : operation_compare(rt, op, lend(left), lend(right));
        }
        release(rt, left);
        release(rt, right);
        if (equal != 1) {
            return result;
        }
    }
    return own_bool(compare_lengths(a->length, b->length, op));
}

static own_value repr(struct ouro *rt, ref_value self)
{
    struct array *a = as_array(self);
    char const *name = type_name(rt, type_of(rt, self));
    if (a->length == 0) {
        return str_format(rt, "%s('%c')", name, (uint32_t)a->code);
    }
    own_value items = a->code == 'u' ? array_text(rt, a) : array_list(rt, a);
    own_value text = failed(items) ? own_nothing : str_format(rt, "%s('%c', %R)", name, (uint32_t)a->code, lend(items));
    release(rt, items);
    return text;
}

// The iterator
// ----------------------------------------------------------------------------------------------------------

struct array_iterator {
    struct object header;
    slot_value array; // nothing: exhausted
    uint64_t index;
};

static own_value iterate(struct ouro *rt, ref_value self)
{
    struct array_iterator *it = object_allocate(rt, HEAP_TRACED, sizeof *it, TYPE_ARRAY_ITERATOR);
    if (it == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&it->array, retain(self));
    return own_object(it);
}

static own_value iterator_next(struct ouro *rt, ref_value self)
{
    struct array_iterator *it = (struct array_iterator *)as_object(self);
    ref_value array = slot_get(it->array);
    if (is_nothing(array)) {
        return own_stop;
    }
    if (it->index < as_array(array)->length) {
        return array_load(rt, as_array(array), it->index++);
    }
    slot_set(rt, it, &it->array, own_nothing);
    return own_stop;
}

static void iterator_clear(struct ouro *rt, struct object *o)
{
    struct array_iterator *it = (struct array_iterator *)o;
    release(rt, slot_take(rt, it, &it->array));
}

static own_value iterator_setstate(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t index;
    if (!operation_index_int64(rt, args[1], &index, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    struct array_iterator *it = (struct array_iterator *)as_object(args[0]);
    if (!is_nothing(slot_get(it->array))) {
        int64_t most = (int64_t)as_array(slot_get(it->array))->length;
        it->index = (uint64_t)(index < 0 ? 0 : index > most ? most : index);
    }
    return own_none;
}

static own_value iterator_reduce(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct array_iterator *it = (struct array_iterator *)as_object(args[0]);
    own_value empty = tuple_new(rt, 0);
    own_value result = own_nothing;
    if (!failed(empty)) {
        ref_value array = slot_get(it->array);
        result = text_iterator_reduce(rt, array, it->index, lend(empty));
    }
    release(rt, empty);
    return result;
}

static struct type_protocol const iterator_protocol = {.iterate = iterator_self, .next = iterator_next};
static struct native_definition const iterator_methods[] = {
    {"__reduce__", iterator_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__setstate__", iterator_setstate, 1, 1, 0, "Set state information for unpickling."},
    {0},
};

struct type_definition const array_iterator_type_definition = {
    .name = "array.arrayiterator",
    .number = TYPE_ARRAY_ITERATOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct array_iterator),
    .traverse = slots_1_traverse,
    .drop_step = slots_1_drop_step,
    .clear = iterator_clear,
    .protocol = &iterator_protocol,
    .methods = iterator_methods,
};

static struct type_protocol const protocol = {
    .repr = repr,
    .create = array_create,
    .hash = hash_unhashable,
    .compare = compare,
    .iterate = iterate,
    .length = length,
    .get_item = get_item,
    .set_item = set_item,
    .contains = contains,
    .concat = concat,
    .repeat = repeat,
    .in_place_concat = concat_in_place,
    .in_place_repeat = repeat_in_place,
};

struct type_definition const array_type_definition = {
    .name = "array.array",
    .doc = "array(typecode [, initializer]) -> array",
    .number = TYPE_ARRAY,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAKLY_HELD | TYPE_IS_LEAF | TYPE_IS_SEQUENCE,
    .size = sizeof(struct array),
    .finish = finish,
    .protocol = &protocol,
    .methods = array_methods,
    .attributes = array_attributes,
};
