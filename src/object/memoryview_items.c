// SPDX-License-Identifier: MIT
// memoryview: items, slices, assignment, copies, comparison, the iterator. Whatever runs Python (an __index__, an
// item's conversion) may release the view, so views are checked again before their memory is touched.
#include "object/bytes_methods.h"
#include "object/container.h"
#include "object/definitions.h"
#include "object/float.h"
#include "object/hash.h"
#include "object/list.h"
#include "object/memoryview.h"
#include "object/slice.h"
#include "object/tuple.h"

// The code of the view's items. 0: NotImplementedError pending.
static char item_code(struct ouro *rt, struct memoryview *m)
{
    char code = m->format[m->format[0] == '@'];
    if (item_size(code) == 0) {
        (void)error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "memoryview: format %s not supported", m->format);
        return '\0';
    }
    return code;
}

static own_value load(struct ouro *rt, struct memoryview *m, uint8_t const *at)
{
    char code = item_code(rt, m);
    return code == '\0' ? own_nothing : item_load(rt, code, at);
}

// Storing
// ---------------------------------------------------------------------------------------------------------------

enum store { STORE_DONE, STORE_WRONG_TYPE, STORE_WRONG_VALUE, STORE_ERROR };

// What an error of a conversion means for an item.
static enum store conversion_error(struct ouro *rt)
{
    enum store result = error_matches(rt, TYPE_TYPE_ERROR) ? STORE_WRONG_TYPE
                        : error_matches(rt, TYPE_OVERFLOW_ERROR) || error_matches(rt, TYPE_VALUE_ERROR)
                            ? STORE_WRONG_VALUE
                            : STORE_ERROR;
    if (result != STORE_ERROR) {
        error_clear(rt);
    }
    return result;
}

// An address: from -2^63 to 2^64 - 1.
static bool int_fits_word(bool fits, int sign, uint64_t word)
{
    return fits && (sign >= 0 || (int64_t)word < 0);
}

static enum store store_integer(struct ouro *rt, char code, ref_value v, uint8_t item[8])
{
    own_value index = operation_index(rt, v);
    if (failed(index)) {
        return conversion_error(rt);
    }
    bool is_signed = strchr("bhilqn", code) != NULL;
    unsigned bits = (unsigned)item_size(code) * 8;
    bool fits = int_bit_length(lend(index)) <= 64;
    uint64_t word = 0;
    (void)int_to_uint64_masked(rt, lend(index), &word);
    int sign = int_sign(rt, lend(index));
    release(rt, index);
    if (is_signed) {
        int64_t low = INT64_MIN >> (64 - bits), high = INT64_MAX >> (64 - bits);
        fits = fits && (sign < 0) == ((int64_t)word < 0) && (int64_t)word >= low && (int64_t)word <= high;
    } else if (code == 'P') { // any word
        fits = int_fits_word(fits, sign, word);
    } else {
        fits = fits && sign >= 0 && word <= UINT64_MAX >> (64 - bits);
    }
    memcpy(item, &word, 8);
    return fits ? STORE_DONE : STORE_WRONG_VALUE;
}

static enum store store_item(struct ouro *rt, char code, ref_value v, uint8_t item[8])
{
    double number;
    switch (code) {
    case 'c':
        if (!is_bytes(rt, v)) {
            return STORE_WRONG_TYPE;
        }
        item[0] = as_bytes(v)->data[0];
        return as_bytes(v)->size == 1 ? STORE_DONE : STORE_WRONG_VALUE;
    case '?': {
        int truth = operation_truth(rt, v);
        item[0] = truth > 0;
        return truth < 0 ? STORE_ERROR : STORE_DONE;
    }
    case 'f':
    case 'd':
        if (!operation_double(rt, v, &number)) {
            return conversion_error(rt);
        }
        if (code == 'f') {
            float single = (float)number;
            memcpy(item, &single, sizeof single);
        } else {
            memcpy(item, &number, sizeof number);
        }
        return STORE_DONE;
    default:
        return store_integer(rt, code, v, item);
    }
}

// Assigns v to the item at `at`, which is read again from the view by the caller's offset.
static bool store(struct ouro *rt, struct memoryview *m, int64_t offset, ref_value v)
{
    uint8_t item[8] = {0};
    char code = item_code(rt, m);
    if (code == '\0') {
        return false;
    }
    switch (store_item(rt, code, v, item)) {
    case STORE_WRONG_TYPE:
        (void)error_raise(rt, TYPE_TYPE_ERROR, "memoryview: invalid type for format '%s'", m->format);
        return false;
    case STORE_WRONG_VALUE:
        (void)error_raise(rt, TYPE_VALUE_ERROR, "memoryview: invalid value for format '%s'", m->format);
        return false;
    case STORE_ERROR:
        return false;
    case STORE_DONE:
        break;
    }
    if (!memoryview_check(rt, m)) {
        return false;
    }
    memcpy(m->data + offset, item, (size_t)m->itemsize);
    return true;
}

// Subscripts
// ------------------------------------------------------------------------------------------------------------

// Adds the offset of one index in one dimension.
static bool add_index(struct ouro *rt, struct memoryview *m, ref_value key, int dimension, int64_t *offset)
{
    int64_t i;
    if (!operation_index_int64(rt, key, &i, TYPE_INDEX_ERROR) || !memoryview_check(rt, m)) {
        return false;
    }
    int64_t length = m->shape[dimension];
    i = i < 0 ? i + length : i;
    if (i < 0 || i >= length) {
        (void)error_raise(rt, TYPE_INDEX_ERROR, "index out of bounds on dimension %d", dimension + 1);
        return false;
    }
    *offset += i * memoryview_strides(m)[dimension];
    return true;
}

static bool is_tuple_of_indexes(struct ouro *rt, ref_value key)
{
    if (!is_tuple(rt, key)) {
        return false;
    }
    for (uint64_t i = 0; i < as_tuple(key)->length; i++) {
        if (!is_index(rt, tuple_item(key, i))) {
            return false;
        }
    }
    return true;
}

static bool has_only_slices(struct ouro *rt, ref_value key)
{
    if (!is_tuple(rt, key) || as_tuple(key)->length == 0) {
        return false;
    }
    for (uint64_t i = 0; i < as_tuple(key)->length; i++) {
        if (!is_exact(tuple_item(key, i), TYPE_SLICE)) {
            return false;
        }
    }
    return true;
}

static bool tuple_offset(struct ouro *rt, struct memoryview *m, ref_value key, int64_t *offset)
{
    uint64_t count = as_tuple(key)->length;
    if (count < m->dimensions) {
        (void)error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "sub-views are not implemented");
        return false;
    }
    if (count > m->dimensions) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "cannot index %d-dimension view with %zd-element tuple", m->dimensions,
                          (ptrdiff_t)count);
        return false;
    }
    for (uint64_t i = 0; i < count; i++) {
        if (!add_index(rt, m, tuple_item(key, i), (int)i, offset)) {
            return false;
        }
    }
    return true;
}

static own_value get_slice(struct ouro *rt, struct memoryview *m, ref_value key)
{
    int64_t start, stop, step;
    if (!slice_unpack(rt, key, &start, &stop, &step) || !memoryview_check(rt, m)) {
        return own_nothing;
    }
    struct memoryview *part = memoryview_copy(rt, m, m->dimensions);
    if (part == NULL) {
        return own_nothing;
    }
    int64_t stride = memoryview_strides(m)[0];
    part->shape[0] = slice_adjust(m->shape[0], &start, &stop, step);
    part->data += stride * start;
    // The product with an absurd step is never used: such a slice has one item at most.
    memoryview_strides(part)[0] = (int64_t)((uint64_t)stride * (uint64_t)step);
    memoryview_update(part);
    return own_object(part);
}

own_value memoryview_get_item(struct ouro *rt, ref_value self, ref_value key)
{
    struct memoryview *m = as_memoryview(self);
    int64_t offset = 0;
    if (!memoryview_check(rt, m)) {
        return own_nothing;
    }
    if (m->dimensions == 0) {
        if (is_tuple(rt, key) && as_tuple(key)->length == 0) {
            return load(rt, m, m->data);
        }
        return ref_bits(key) == VALUE_ELLIPSIS ? retain(self)
                                               : error_raise(rt, TYPE_TYPE_ERROR, "invalid indexing of 0-dim memory");
    }
    if (is_index(rt, key)) {
        if (m->dimensions > 1) {
            return error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "multi-dimensional sub-views are not implemented");
        }
        return add_index(rt, m, key, 0, &offset) ? load(rt, m, m->data + offset) : own_nothing;
    }
    if (is_exact(key, TYPE_SLICE)) {
        return get_slice(rt, m, key);
    }
    if (is_tuple_of_indexes(rt, key)) {
        return tuple_offset(rt, m, key, &offset) ? load(rt, m, m->data + offset) : own_nothing;
    }
    return has_only_slices(rt, key)
               ? error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "multi-dimensional slicing is not implemented")
               : error_raise(rt, TYPE_TYPE_ERROR, "memoryview: invalid slice key");
}

static void copy_items(uint8_t *to, int64_t to_stride, uint8_t const *from, int64_t from_stride, int64_t count,
                       int64_t itemsize)
{
    for (int64_t i = 0; i < count; i++) {
        memcpy(to + i * to_stride, from + i * from_stride, (size_t)itemsize);
    }
}

// m[key] = value of one dimension: value has the same format and length; they may overlap.
static bool set_slice(struct ouro *rt, struct memoryview *m, ref_value key, ref_value value)
{
    if (!is_buffer(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "a bytes-like object is required, not '%T'", value);
        return false;
    }
    own_value source = memoryview_new(rt, value);
    own_value part = failed(source) ? own_nothing : get_slice(rt, m, key);
    bool good = !failed(part);
    if (good) {
        struct memoryview *to = as_memoryview(lend(part)), *from = as_memoryview(lend(source));
        char const *a = to->format + (to->format[0] == '@'), *b = from->format + (from->format[0] == '@');
        good = strcmp(a, b) == 0 && from->dimensions == 1 && from->shape[0] == to->shape[0];
        if (!good) {
            (void)error_raise(rt, TYPE_VALUE_ERROR,
                              "memoryview assignment: lvalue and rvalue have different structures");
        } else {
            own_value bytes = memoryview_bytes(rt, from, 'C');
            good = !failed(bytes);
            if (good) {
                copy_items(to->data, memoryview_strides(to)[0], as_bytes(lend(bytes))->data, to->itemsize, to->shape[0],
                           to->itemsize);
            }
            release(rt, bytes);
        }
    }
    release(rt, part);
    release(rt, source);
    return good;
}

bool memoryview_set_item(struct ouro *rt, ref_value self, ref_value key, ref_value value)
{
    struct memoryview *m = as_memoryview(self);
    int64_t offset = 0;
    if (!memoryview_check(rt, m) || item_code(rt, m) == '\0') {
        return false;
    }
    if (m->read_only || is_nothing(value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR,
                          m->read_only ? "cannot modify read-only memory" : "cannot delete memory");
        return false;
    }
    if (m->dimensions == 0) {
        if (ref_bits(key) == VALUE_ELLIPSIS || (is_tuple(rt, key) && as_tuple(key)->length == 0)) {
            return store(rt, m, 0, value);
        }
        (void)error_raise(rt, TYPE_TYPE_ERROR, "invalid indexing of 0-dim memory");
        return false;
    }
    if (is_index(rt, key)) {
        if (m->dimensions > 1) {
            (void)error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "sub-views are not implemented");
            return false;
        }
        return add_index(rt, m, key, 0, &offset) && store(rt, m, offset, value);
    }
    if (is_exact(key, TYPE_SLICE) && m->dimensions == 1) {
        return set_slice(rt, m, key, value);
    }
    if (is_tuple_of_indexes(rt, key)) {
        return tuple_offset(rt, m, key, &offset) && store(rt, m, offset, value);
    }
    if (is_exact(key, TYPE_SLICE) || has_only_slices(rt, key)) {
        (void)error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR,
                          "memoryview slice assignments are currently restricted to ndim = 1");
        return false;
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "memoryview: invalid slice key");
    return false;
}

int64_t memoryview_length(struct ouro *rt, ref_value self)
{
    struct memoryview *m = as_memoryview(self);
    return !memoryview_check(rt, m) ? -1 : m->dimensions == 0 ? 1 : m->shape[0];
}

// Copies
// ----------------------------------------------------------------------------------------------------------------

// Copies the items below `from` in dimension `dimension` and those after it to *to.
static void flatten(struct memoryview *m, int dimension, uint8_t const *from, uint8_t **to)
{
    if (dimension == m->dimensions) {
        memcpy(*to, from, (size_t)m->itemsize);
        *to += m->itemsize;
        return;
    }
    for (int64_t i = 0; i < m->shape[dimension]; i++) {
        flatten(m, dimension + 1, from + i * memoryview_strides(m)[dimension], to);
    }
}

// The same with the first index running fastest.
static void flatten_first(struct memoryview *m, int dimension, uint8_t const *from, uint8_t **to)
{
    if (dimension < 0) {
        memcpy(*to, from, (size_t)m->itemsize);
        *to += m->itemsize;
        return;
    }
    for (int64_t i = 0; i < m->shape[dimension]; i++) {
        flatten_first(m, dimension - 1, from + i * memoryview_strides(m)[dimension], to);
    }
}

own_value memoryview_bytes(struct ouro *rt, struct memoryview *m, char order)
{
    if (m->c_contiguous && (order != 'F' || m->dimensions <= 1)) {
        return bytes_new(rt, m->data, (size_t)m->size);
    }
    own_value bytes = bytes_new(rt, NULL, (size_t)m->size);
    if (failed(bytes) || m->size == 0) {
        return bytes;
    }
    uint8_t *to = as_bytes(lend(bytes))->data;
    if (order == 'F' || (order == 'A' && m->f_contiguous)) {
        flatten_first(m, m->dimensions - 1, m->data, &to);
    } else {
        flatten(m, 0, m->data, &to);
    }
    return bytes;
}

own_value memoryview_tobytes(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"order"};
    static struct signature const signature = {"tobytes", names, 1, 0, 0, 1};
    ref_value given;
    char order = 'C';
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, &given)) {
        return own_nothing;
    }
    if (!is_nothing(given) && !is_none(given)) {
        if (!is_str(rt, given)) {
            return error_raise(rt, TYPE_TYPE_ERROR, "tobytes() argument 'order' must be str or None, not %T", given);
        }
        order = str_size(as_str(given)) == 1 ? str_bytes(as_str(given))[0] : '?';
        if (order != 'C' && order != 'F' && order != 'A') {
            return error_raise(rt, TYPE_VALUE_ERROR, "order must be 'C', 'F' or 'A'");
        }
    }
    struct memoryview *m = as_memoryview(args[0]);
    return memoryview_check(rt, m) ? memoryview_bytes(rt, m, order) : own_nothing;
}

own_value memoryview_hex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct memoryview *m = as_memoryview(args[0]);
    own_value bytes = memoryview_check(rt, m) ? memoryview_bytes(rt, m, 'C') : own_nothing;
    if (failed(bytes)) {
        return bytes;
    }
    ref_value given[4] = {lend(bytes)};
    uint64_t all = count + (is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length);
    own_value text = own_nothing;
    if (all <= 3) {
        memcpy(given + 1, args + 1, (size_t)(all - 1) * sizeof *given);
        text = bytes_method_hex(rt, given, count, kwnames);
    } else {
        error_raise(rt, TYPE_TYPE_ERROR, "hex() takes at most 2 arguments (%u given)", (unsigned)(all - 1));
    }
    release(rt, bytes);
    return text;
}

static own_value list_below(struct ouro *rt, struct memoryview *m, char code, int dimension, uint8_t const *at)
{
    if (dimension == m->dimensions) {
        return item_load(rt, code, at);
    }
    own_value list = list_new(rt, (uint64_t)m->shape[dimension]);
    for (int64_t i = 0; i < m->shape[dimension] && !failed(list); i++) {
        own_value item = list_below(rt, m, code, dimension + 1, at + i * memoryview_strides(m)[dimension]);
        if (failed(item) || !list_append(rt, as_list(lend(list)), item)) {
            release(rt, give(list));
        }
    }
    return list;
}

own_value memoryview_tolist(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct memoryview *m = as_memoryview(args[0]);
    char code = memoryview_check(rt, m) ? item_code(rt, m) : '\0';
    return code == '\0' ? own_nothing : list_below(rt, m, code, 0, m->data);
}

// Comparison and hash
// ---------------------------------------------------------------------------------------------------

// Are two items equal as Python values? Items are numbers, bools or bytes, so no Python runs. -1: error.
static int items_equal(struct ouro *rt, char a, uint8_t const *at_a, char b, uint8_t const *at_b)
{
    if (a == b && a != 'f' && a != 'd') {
        return a == '?' ? (*at_a != 0) == (*at_b != 0) : memcmp(at_a, at_b, item_size(a)) == 0;
    }
    own_value left = item_load(rt, a, at_a);
    own_value right = failed(left) ? own_nothing : item_load(rt, b, at_b);
    int equal = failed(right) ? -1 : operation_compare_truth(rt, COMPARE_EQ, lend(left), lend(right));
    release(rt, left);
    release(rt, right);
    return equal;
}

static int equal_below(struct ouro *rt, struct memoryview *a, struct memoryview *b, int dimension, uint8_t const *at_a,
                       uint8_t const *at_b)
{
    if (dimension == a->dimensions) {
        return items_equal(rt, a->format[a->format[0] == '@'], at_a, b->format[b->format[0] == '@'], at_b);
    }
    int equal = 1;
    for (int64_t i = 0; i < a->shape[dimension] && equal == 1; i++) {
        equal = equal_below(rt, a, b, dimension + 1, at_a + i * memoryview_strides(a)[dimension],
                            at_b + i * memoryview_strides(b)[dimension]);
    }
    return equal;
}

static int views_equal(struct ouro *rt, struct memoryview *a, struct memoryview *b)
{
    char const *codes[] = {a->format + (a->format[0] == '@'), b->format + (b->format[0] == '@')};
    if (a->dimensions != b->dimensions || item_size(*codes[0]) == 0 || item_size(*codes[1]) == 0) {
        return 0;
    }
    for (int i = 0; i < a->dimensions; i++) {
        if (a->shape[i] != b->shape[i]) {
            return 0;
        }
        if (a->shape[i] == 0) { // no items: the dimensions below do not count
            break;
        }
    }
    bool plain = *codes[0] == *codes[1] && strchr("fd?", *codes[0]) == NULL && a->c_contiguous && b->c_contiguous;
    if (plain) {
        return a->size == 0 || memcmp(a->data, b->data, (size_t)a->size) == 0;
    }
    return equal_below(rt, a, b, 0, a->data, b->data);
}

own_value memoryview_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (op != COMPARE_EQ && op != COMPARE_NE) {
        return own_not_implemented;
    }
    bool released =
        !as_memoryview(self)->exporting || (is_exact(other, TYPE_MEMORYVIEW) && !as_memoryview(other)->exporting);
    int equal = released && same(self, other);
    if (!released) {
        if (!is_buffer(rt, other)) {
            return own_not_implemented;
        }
        own_value view = memoryview_new(rt, other);
        equal = failed(view) ? -1 : views_equal(rt, as_memoryview(self), as_memoryview(lend(view)));
        release(rt, view);
    }
    return equal < 0 ? own_nothing : own_bool((equal == 1) == (op == COMPARE_EQ));
}

bool memoryview_hash(struct ouro *rt, ref_value self, int64_t *hash)
{
    struct memoryview *m = as_memoryview(self);
    if (!memoryview_check(rt, m)) {
        return false;
    }
    if (!m->read_only) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "cannot hash writable memoryview object");
        return false;
    }
    if (strchr("Bbc", m->format[m->format[0] == '@']) == NULL) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        return false;
    }
    own_value exporter = retain(slot_get(m->exporter));
    bool good = operation_hash(rt, lend(exporter), hash) && memoryview_check(rt, m); // of what is mutable: TypeError
    release(rt, exporter);
    own_value bytes = good ? memoryview_bytes(rt, m, 'C') : own_nothing;
    good = !failed(bytes) && operation_hash(rt, lend(bytes), hash);
    release(rt, bytes);
    return good;
}

// The iterator
// ----------------------------------------------------------------------------------------------------------

struct memory_iterator {
    struct object header;
    slot_value view; // nothing: exhausted
    int64_t index;
    int64_t length; // of the view at the start
};

own_value memoryview_iterate(struct ouro *rt, ref_value self)
{
    struct memoryview *m = as_memoryview(self);
    if (!memoryview_check(rt, m)) {
        return own_nothing;
    }
    if (m->dimensions == 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "invalid indexing of 0-dim memory");
    }
    if (m->dimensions > 1) {
        return error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "multi-dimensional sub-views are not implemented");
    }
    if (item_code(rt, m) == '\0') {
        return own_nothing;
    }
    struct memory_iterator *it = object_allocate(rt, HEAP_TRACED, sizeof *it, TYPE_MEMORY_ITERATOR);
    if (it == NULL) {
        return error_no_memory(rt);
    }
    it->length = m->shape[0];
    slot_init(&it->view, retain(self));
    return own_object(it);
}

static own_value iterator_next(struct ouro *rt, ref_value self)
{
    struct memory_iterator *it = (struct memory_iterator *)as_object(self);
    if (is_nothing(slot_get(it->view))) {
        return own_stop;
    }
    struct memoryview *m = as_memoryview(slot_get(it->view));
    if (it->index < it->length) {
        if (!memoryview_check(rt, m)) {
            return own_nothing;
        }
        return load(rt, m, m->data + it->index++ * memoryview_strides(m)[0]);
    }
    slot_set(rt, it, &it->view, own_nothing);
    return own_stop;
}

static void iterator_clear(struct ouro *rt, struct object *o)
{
    struct memory_iterator *it = (struct memory_iterator *)o;
    release(rt, slot_take(rt, it, &it->view));
}

static struct type_protocol const iterator_protocol = {.iterate = iterator_self, .next = iterator_next};

struct type_definition const memory_iterator_type_definition = {
    .name = "memory_iterator",
    .number = TYPE_MEMORY_ITERATOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct memory_iterator),
    .traverse = slots_1_traverse,
    .drop_step = slots_1_drop_step,
    .clear = iterator_clear,
    .protocol = &iterator_protocol,
};
