// SPDX-License-Identifier: MIT
// bytes, and the parts of the protocol that bytearray shares with it.
#include "object/bytes_methods.h"
#include "object/codec.h"
#include "object/container.h"
#include "object/definitions.h"
#include "object/fields.h"
#include "object/hash.h"
#include "object/int.h"
#include "object/list.h"
#include "object/memory_search.h"
#include "object/memoryview.h"
#include "object/slice.h"
#include "object/text_iterator.h"
#include "object/tuple.h"

#include <stddef.h>

#define BYTES_MOST ((uint64_t)INT64_MAX / 2)

// Making --------------------------------------------------------------------------------------------------------------

static struct bytes *bytes_allocate(struct ouro *rt, size_t size)
{
    struct bytes *b = NULL;
    if (OURO_LIKELY(size < BYTES_MOST)) {
        b = object_allocate(rt, HEAP_LEAF, offsetof(struct bytes, data) + size + 1, TYPE_BYTES);
    }
    if (OURO_UNLIKELY(b == NULL)) {
        (void)error_no_memory(rt);
        return NULL;
    }
    b->size = size;
    b->hash = -1;
    return b;
}

own_value bytes_new(struct ouro *rt, void const *data, size_t size)
{
    slot_value *empty = &rt->objects->empty_bytes;
    if (size == 0 && !is_nothing(slot_get(*empty))) {
        return retain(slot_get(*empty));
    }
    struct bytes *b = bytes_allocate(rt, size);
    if (b == NULL) {
        return own_nothing;
    }
    if (size == 0) {
        slot_init(empty, own_object(b));
        return retain(ref_object(b));
    }
    if (data != NULL) {
        memcpy(b->data, data, size);
    }
    return own_object(b);
}

bool is_bytes_like(struct ouro *rt, ref_value v)
{
    uint32_t layout = is_object(v) ? layout_of(rt, v) : TYPE_INT;
    return layout == TYPE_BYTES || layout == TYPE_BYTEARRAY || layout == TYPE_ARRAY ||
           (layout == TYPE_MEMORYVIEW && as_memoryview(v)->exporting && as_memoryview(v)->c_contiguous);
}

bool bytes_view(struct ouro *rt, ref_value v, uint8_t const **data, size_t *size)
{
    if (!is_bytes_like(rt, v)) {
        if (!is_exact(v, TYPE_MEMORYVIEW)) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "a bytes-like object is required, not '%T'", v);
        } else if (memoryview_check(rt, as_memoryview(v))) {
            (void)error_raise(rt, TYPE_BUFFER_ERROR, "memoryview: underlying buffer is not C-contiguous");
        }
        return false;
    }
    struct byte_view view = byte_view_of(rt, v);
    *data = view.data;
    *size = view.size;
    return true;
}

own_value bytes_like_new(struct ouro *rt, ref_value self, void const *data, size_t size)
{
    return layout_of(rt, self) == TYPE_BYTES ? bytes_new(rt, data, size) : bytearray_new(rt, data, size);
}

own_value bytes_like_same(struct ouro *rt, ref_value self)
{
    if (is_exact(self, TYPE_BYTES)) {
        return retain(self);
    }
    struct byte_view view = byte_view_of(rt, self);
    return bytes_like_new(rt, self, view.data, view.size);
}

// Constructors --------------------------------------------------------------------------------------------------------

static int encode_source(struct ouro *rt, char const *name, ref_value const *given, own_value *source)
{
    char const *encoding, *errors;
    if (!codec_name(rt, given[1], name, "encoding", "utf-8", &encoding) ||
        !codec_name(rt, given[2], name, "errors", NULL, &errors)) {
        return -1;
    }
    if (is_nothing(given[0]) || !is_str(rt, given[0])) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s without a string argument",
                          is_nothing(given[1]) ? "errors" : "encoding");
        return -1;
    }
    if (is_nothing(given[1])) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "string argument without an encoding");
        return -1;
    }
    *source = codec_encode(rt, given[0], encoding, errors);
    return failed(*source) ? -1 : 1;
}

// A count of zero bytes, when v is an int or has an __index__. 0: it is none (no error).
static int count_source(struct ouro *rt, ref_value v, int64_t *size)
{
    if (!is_index(rt, v)) {
        return 0;
    }
    if (!operation_index_int64(rt, v, size, TYPE_OVERFLOW_ERROR)) {
        if (error_matches(rt, TYPE_OVERFLOW_ERROR)) {
            error_clear(rt);
            (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "cannot fit '%T' into an index-sized integer", v);
        }
        if (!error_matches(rt, TYPE_TYPE_ERROR)) {
            return -1;
        }
        error_clear(rt);
        return 0;
    }
    if (*size < 0) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "negative count");
        return -1;
    }
    return 2;
}

int bytes_arguments(struct ouro *rt, char const *name, ref_value const *args, uint32_t count, ref_value kwnames,
                    own_value *source, int64_t *size)
{
    static char const *const names[] = {"source", "encoding", "errors"};
    struct signature const signature = {name, names, 3, 0, 0, 3};
    ref_value given[3];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return -1;
    }
    if (!is_nothing(given[1]) || !is_nothing(given[2])) {
        return encode_source(rt, name, given, source);
    }
    if (is_nothing(given[0])) {
        return 0;
    }
    ref_value v = given[0];
    own_value special = own_nothing;
    if (!is_exact(v, TYPE_BYTES) && strcmp(name, "bytes") == 0) {
        special = operation_call_special(rt, NAME_bytes, &v, 1);
    }
    if (!failed(special)) {
        if (!is_bytes(rt, lend(special))) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "__bytes__ returned non-bytes (type %T)", lend(special));
            release(rt, special);
            return -1;
        }
        *source = special;
        return 1;
    }
    if (error_pending(rt)) {
        return -1;
    }
    if (is_str(rt, v)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "string argument without an encoding");
        return -1;
    }
    int counted = count_source(rt, v, size);
    if (counted != 0) {
        return counted;
    }
    if (is_exact(v, TYPE_MEMORYVIEW) && !is_bytes_like(rt, v)) { // in pieces: copied
        *source = memoryview_check(rt, as_memoryview(v)) ? memoryview_bytes(rt, as_memoryview(v), 'C') : own_nothing;
        return failed(*source) ? -1 : 1;
    }
    *source = retain(v);
    return is_bytes_like(rt, v) ? 1 : 3;
}

// bytes of the ints that an iterable gives, collected in a bytearray.
static own_value from_iterable(struct ouro *rt, ref_value v)
{
    if (!is_exact(v, TYPE_LIST) && !is_exact(v, TYPE_TUPLE)) {
        own_value iterator = operation_iterate(rt, v);
        if (failed(iterator)) {
            if (error_matches(rt, TYPE_TYPE_ERROR)) {
                error_clear(rt);
                (void)error_raise(rt, TYPE_TYPE_ERROR, "cannot convert '%T' object to bytes", v);
            }
            return own_nothing;
        }
        release(rt, iterator);
    }
    // A list itself, as it may grow and shrink while its items are converted; else what iterating gives.
    own_value list = is_exact(v, TYPE_LIST) ? retain(v) : operation_list(rt, v);
    if (failed(list)) {
        return own_nothing;
    }
    uint64_t room = as_list(lend(list))->length, size = 0;
    own_value result = bytes_new(rt, NULL, room);
    for (; !failed(result) && size < as_list(lend(list))->length; size++) {
        if (size == room) {
            room += room / 2 + 8;
            own_value larger = bytes_new(rt, NULL, room);
            if (!failed(larger)) {
                memcpy(as_bytes(lend(larger))->data, as_bytes(lend(result))->data, size);
            }
            release(rt, result);
            result = larger;
            if (failed(result)) {
                break;
            }
        }
        int64_t n;
        own_value item = retain(list_item(lend(list), size));
        bool good = operation_index_int64(rt, lend(item), &n, TYPE_VALUE_ERROR);
        release(rt, item);
        if (!good && error_matches(rt, TYPE_VALUE_ERROR)) {
            error_clear(rt);
            n = -1;
            good = true;
        }
        if (good && (n < 0 || n > 255)) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "bytes must be in range(0, 256)");
            good = false;
        }
        if (!good) {
            release(rt, give(result));
            break;
        }
        as_bytes(lend(result))->data[size] = (uint8_t)n;
    }
    release(rt, list);
    if (!failed(result) && size != room) {
        own_value cut = bytes_new(rt, as_bytes(lend(result))->data, size);
        release(rt, result);
        return cut;
    }
    return result;
}

own_value bytes_from(struct ouro *rt, ref_value v)
{
    if (is_exact(v, TYPE_BYTES)) {
        return retain(v);
    }
    if (is_bytes_like(rt, v)) {
        struct byte_view view = byte_view_of(rt, v);
        return bytes_new(rt, view.data, view.size);
    }
    return from_iterable(rt, v);
}

static own_value create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *type = (struct type *)as_object(args[0]);
    own_value source = own_nothing;
    int64_t size = 0;
    int form = bytes_arguments(rt, "bytes", args + 1, count - 1, kwnames, &source, &size);
    if (form < 0) {
        return own_nothing;
    }
    own_value made;
    if (form == 0 || form == 2) {
        if (size > INT64_MAX - 33) { // CPython's header takes the rest
            return error_raise(rt, TYPE_OVERFLOW_ERROR, "byte string is too large");
        }
        made = bytes_new(rt, NULL, (size_t)size);
    } else {
        made = bytes_from(rt, lend(source));
    }
    release(rt, source);
    if (failed(made) || !(type->flags & TYPE_PYTHON)) {
        return made;
    }
    struct bytes *from = as_bytes(lend(made));
    own_value derived = object_create(rt, type, from->size + 1);
    if (!failed(derived)) {
        struct bytes *to = as_bytes(lend(derived));
        to->size = from->size;
        to->hash = from->hash;
        memcpy(to->data, from->data, from->size);
    }
    release(rt, made);
    return derived;
}

// Shared protocol -----------------------------------------------------------------------------------------------------

own_value bytes_like_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    // bytes with bytes-like of another type: that type's answer, which may look at items.
    if (!is_bytes_like(rt, other) || (is_bytes(rt, self) && !is_bytes(rt, other) && !is_bytearray(rt, other))) {
        return own_not_implemented;
    }
    struct byte_view a = byte_view_of(rt, self);
    struct byte_view b = byte_view_of(rt, other);
    size_t common = a.size < b.size ? a.size : b.size;
    if ((op == COMPARE_EQ || op == COMPARE_NE) && a.size != b.size) {
        return own_bool(op == COMPARE_NE);
    }
    int order = common == 0 ? 0 : memcmp(a.data, b.data, common);
    if (order == 0) {
        return own_bool(compare_lengths(a.size, b.size, op));
    }
    return own_bool(compare_lengths(order > 0, order < 0, op));
}

static own_value get_slice(struct ouro *rt, ref_value self, ref_value key)
{
    int64_t start, stop, step;
    if (!slice_unpack(rt, key, &start, &stop, &step)) {
        return own_nothing;
    }
    struct byte_view view = byte_view_of(rt, self);
    int64_t count = slice_adjust((int64_t)view.size, &start, &stop, step);
    if (count <= 0) {
        return bytes_like_new(rt, self, NULL, 0);
    }
    if (step == 1) {
        if ((size_t)count == view.size) {
            return bytes_like_same(rt, self);
        }
        return bytes_like_new(rt, self, view.data + start, (size_t)count);
    }
    own_value result = bytes_like_new(rt, self, NULL, (size_t)count);
    if (!failed(result)) {
        uint8_t *to = bytes_like_fill(lend(result));
        for (int64_t i = 0; i < count; i++) {
            to[i] = view.data[start + i * step];
        }
    }
    return result;
}

own_value bytes_like_get_item(struct ouro *rt, ref_value self, ref_value key, char const *name)
{
    if (is_exact(key, TYPE_SLICE)) {
        return get_slice(rt, self, key);
    }
    if (!is_index(rt, key)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%s indices must be integers or slices, not %T", name, key);
    }
    int64_t i;
    if (!container_position(rt, key, 0, &i)) {
        return own_nothing;
    }
    struct byte_view view = byte_view_of(rt, self);
    i = i < 0 ? i + (int64_t)view.size : i;
    if ((uint64_t)i >= view.size) {
        bool array = strcmp(name, "bytearray") == 0;
        return error_raise(rt, TYPE_INDEX_ERROR, "%sindex out of range", array ? "bytearray " : "");
    }
    return own_small_int(view.data[i]);
}

bool byte_argument(struct ouro *rt, ref_value v, uint8_t *out)
{
    int64_t n;
    if (!operation_index_int64(rt, v, &n, TYPE_VALUE_ERROR)) {
        if (!error_matches(rt, TYPE_VALUE_ERROR)) {
            return false;
        }
        error_clear(rt);
        n = -1;
    }
    if (n < 0 || n > 255) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "byte must be in range(0, 256)");
        return false;
    }
    *out = (uint8_t)n;
    return true;
}

int bytes_like_contains(struct ouro *rt, ref_value self, ref_value item)
{
    struct byte_view part;
    uint8_t byte;
    if (is_index(rt, item)) {
        if (!byte_argument(rt, item, &byte)) {
            return -1;
        }
        struct byte_view view = byte_view_of(rt, self);
        return view.size > 0 && memchr(view.data, byte, view.size) != NULL;
    }
    if (!byte_view_get(rt, item, &part)) {
        return -1;
    }
    struct byte_view view = byte_view_of(rt, self);
    return memory_find(view.data, view.size, part.data, part.size) != MEMORY_NOT_FOUND;
}

own_value bytes_like_concat(struct ouro *rt, ref_value self, ref_value other)
{
    if (!is_bytes_like(rt, other)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "can't concat %T to %T", other, self);
    }
    struct byte_view a = byte_view_of(rt, self);
    struct byte_view b = byte_view_of(rt, other);
    if (a.size == 0 && is_exact(other, TYPE_BYTES) && layout_of(rt, self) == TYPE_BYTES) {
        return retain(other);
    }
    if (b.size == 0 && is_exact(self, TYPE_BYTES)) {
        return retain(self);
    }
    own_value result = bytes_like_new(rt, self, NULL, a.size + b.size);
    if (!failed(result)) {
        uint8_t *to = bytes_like_fill(lend(result));
        if (a.size > 0) {
            memcpy(to, a.data, a.size);
        }
        if (b.size > 0) {
            memcpy(to + a.size, b.data, b.size);
        }
    }
    return result;
}

own_value bytes_like_repeat(struct ouro *rt, ref_value self, int64_t times)
{
    struct byte_view view = byte_view_of(rt, self);
    if (times == 1) {
        return bytes_like_same(rt, self);
    }
    if (times <= 0 || view.size == 0) {
        return bytes_like_new(rt, self, NULL, 0);
    }
    if (view.size > BYTES_MOST / (uint64_t)times) {
        if (layout_of(rt, self) == TYPE_BYTES) {
            return error_raise(rt, TYPE_OVERFLOW_ERROR, "repeated bytes are too long");
        }
        return error_no_memory(rt);
    }
    size_t total = view.size * (size_t)times;
    own_value result = bytes_like_new(rt, self, NULL, total);
    if (failed(result)) {
        return result;
    }
    memcpy(bytes_like_fill(lend(result)), view.data, view.size);
    if (!memory_repeat(rt, bytes_like_fill(lend(result)), view.size, total)) {
        release(rt, give(result));
    }
    return result;
}

own_value bytes_like_repr(struct ouro *rt, struct byte_view view, char const *before, char const *after)
{
    static char const digits[] = "0123456789abcdef";
    struct str_builder b;
    str_builder_open(rt, &b);
    bool array = *after != 0;
    char quote =
        view.size > 0 && memchr(view.data, '\'', view.size) != NULL && memchr(view.data, '"', view.size) == NULL ? '"'
                                                                                                                 : '\'';
    str_builder_add_text(&b, before);
    str_builder_add_byte(&b, quote);
    for (size_t i = 0; i < view.size && !b.failed; i++) {
        char c = (char)view.data[i];
        if (c == quote || c == '\\' || (array && c == '\'')) {
            str_builder_add(&b, (char[]){'\\', c}, 2);
        } else if (c == '\t' || c == '\n' || c == '\r') {
            str_builder_add(&b, (char[]){'\\', c == '\t' ? 't' : c == '\n' ? 'n' : 'r'}, 2);
        } else if (view.data[i] < ' ' || view.data[i] >= 0x7F) {
            str_builder_add(&b, (char[]){'\\', 'x', digits[view.data[i] >> 4], digits[view.data[i] & 15]}, 4);
        } else {
            str_builder_add_byte(&b, c);
        }
    }
    str_builder_add_byte(&b, quote);
    str_builder_add_text(&b, after);
    return str_builder_finish(&b);
}

own_value bytes_like_remainder(struct ouro *rt, ref_value left, ref_value right)
{
    return is_bytes(rt, left) || is_bytearray(rt, left) ? bytes_percent(rt, left, right) : own_not_implemented;
}

// bytes ---------------------------------------------------------------------------------------------------------------

static own_value repr(struct ouro *rt, ref_value self)
{
    return bytes_like_repr(rt, byte_view_of(rt, self), "b", "");
}

static bool hash(struct ouro *rt, ref_value self, int64_t *out)
{
    struct bytes *b = as_bytes(self);
    if (b->hash == -1) {
        struct hash_key key = {rt->objects->hash_key[0], rt->objects->hash_key[1]};
        b->hash = hash_bytes(&key, b->data, b->size);
    }
    *out = b->hash;
    return true;
}

static int64_t length(struct ouro *rt, ref_value self)
{
    (void)rt;
    return (int64_t)as_bytes(self)->size;
}

static own_value get_item(struct ouro *rt, ref_value self, ref_value key)
{
    return bytes_like_get_item(rt, self, key, "byte");
}

static own_value iterate(struct ouro *rt, ref_value self)
{
    struct bytes_iterator *it = object_allocate(rt, HEAP_TRACED, sizeof *it, TYPE_BYTES_ITERATOR);
    if (it == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&it->sequence, retain(self));
    return own_object(it);
}

static own_value method_bytes(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return bytes_like_same(rt, args[0]);
}

static own_value method_getnewargs(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value copy = bytes_new(rt, as_bytes(args[0])->data, as_bytes(args[0])->size);
    return failed(copy) ? copy : tuple_from_owned(rt, &copy, 1);
}

static struct native_definition const methods[] = {
#define X(name, least, most, flags, doc) {#name, bytes_method_##name, least, most, flags, doc},
    BYTES_METHODS(X)
#undef X
        {"__bytes__", method_bytes, 0, 0, 0, "Convert this value to exact type bytes."},
    {"__getnewargs__", method_getnewargs, 0, 0, 0, NULL},
    {0},
};

static struct type_protocol const protocol = {
    .repr = repr,
    .hash = hash,
    .compare = bytes_like_compare,
    .iterate = iterate,
    .length = length,
    .get_item = get_item,
    .contains = bytes_like_contains,
    .concat = bytes_like_concat,
    .repeat = bytes_like_repeat,
    .binary[BINARY_MOD] = bytes_like_remainder,
    .create = create,
};

struct type_definition const bytes_type_definition = {
    .name = "bytes",
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
           "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n"
           "bytes() -> empty bytes object",
    .number = TYPE_BYTES,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_VARIABLE | TYPE_IS_LEAF,
    .size = offsetof(struct bytes, data),
    .protocol = &protocol,
    .methods = methods,
};

// Iterators -----------------------------------------------------------------------------------------------------------

FIELDS_FUNCTIONS(iterator, bytes_iterator, sequence, 1)

static own_value iterator_next(struct ouro *rt, ref_value self)
{
    struct bytes_iterator *it = (struct bytes_iterator *)as_object(self);
    ref_value sequence = slot_get(it->sequence);
    if (is_nothing(sequence)) {
        return own_stop;
    }
    struct byte_view view = byte_view_of(rt, sequence);
    if (it->index < view.size) {
        return own_small_int(view.data[it->index++]);
    }
    slot_set(rt, it, &it->sequence, own_nothing);
    return own_stop;
}

own_value bytes_iterator_next(struct ouro *rt, ref_value self)
{
    return iterator_next(rt, self);
}

own_value bytearray_iterator_next(struct ouro *rt, ref_value self)
{
    return iterator_next(rt, self);
}

static own_value iterator_length_hint(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct bytes_iterator *it = (struct bytes_iterator *)as_object(args[0]);
    ref_value sequence = slot_get(it->sequence);
    size_t size = is_nothing(sequence) ? 0 : byte_view_of(rt, sequence).size;
    return own_small_int(size > it->index ? (int64_t)(size - it->index) : 0);
}

static own_value iterator_setstate(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t index;
    if (!operation_index_int64(rt, args[1], &index, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    struct bytes_iterator *it = (struct bytes_iterator *)as_object(args[0]);
    if (!is_nothing(slot_get(it->sequence))) {
        int64_t size = (int64_t)byte_view_of(rt, slot_get(it->sequence)).size;
        it->index = (uint64_t)(index < 0 ? 0 : index > size ? size : index);
    }
    return own_none;
}

static own_value iterator_reduce(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct bytes_iterator *it = (struct bytes_iterator *)as_object(args[0]);
    own_value empty = bytes_new(rt, NULL, 0);
    own_value result = text_iterator_reduce(rt, slot_get(it->sequence), it->index, lend(empty));
    release(rt, empty);
    return result;
}

static struct native_definition const iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, 0, 0, 0, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iterator_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__setstate__", iterator_setstate, 1, 1, 0, "Set state information for unpickling."},
    {0},
};

static struct type_protocol const iterator_protocol = {.iterate = iterator_self, .next = iterator_next};

#define ITERATOR_DEFINITION(prefix, type_number)                       \
    struct type_definition const prefix##_iterator_type_definition = { \
        .name = #prefix "_iterator",                                   \
        .number = type_number,                                         \
        .base = TYPE_OBJECT,                                           \
        .flags = TYPE_NO_CREATE,                                       \
        .size = sizeof(struct bytes_iterator),                         \
        .traverse = iterator_traverse,                                 \
        .drop_step = iterator_drop_step,                               \
        .clear = iterator_clear,                                       \
        .protocol = &iterator_protocol,                                \
        .methods = iterator_methods,                                   \
    }
ITERATOR_DEFINITION(bytes, TYPE_BYTES_ITERATOR);
ITERATOR_DEFINITION(bytearray, TYPE_BYTEARRAY_ITERATOR);
