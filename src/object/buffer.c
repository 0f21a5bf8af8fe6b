// SPDX-License-Identifier: MIT
// Buffers: exports, and items by their codes.
#include "object/buffer.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"

#include <string.h>

bool is_buffer(struct ouro *rt, ref_value v)
{
    uint32_t layout = is_object(v) ? layout_of(rt, v) : TYPE_INT;
    return layout == TYPE_BYTES || layout == TYPE_BYTEARRAY || layout == TYPE_MEMORYVIEW || layout == TYPE_ARRAY;
}

bool buffer_is_writable(struct ouro *rt, ref_value v)
{
    uint32_t layout = is_object(v) ? layout_of(rt, v) : TYPE_INT;
    return layout == TYPE_BYTEARRAY || layout == TYPE_ARRAY ||
           (layout == TYPE_MEMORYVIEW && !as_memoryview(v)->read_only);
}

static uint32_t *exports_of(struct ouro *rt, ref_value v)
{
    switch (layout_of(rt, v)) {
    case TYPE_BYTEARRAY:
        return &as_bytearray(v)->exports;
    case TYPE_ARRAY:
        return &as_array(v)->exports;
    case TYPE_MEMORYVIEW:
        return &as_memoryview(v)->exports;
    default:
        return NULL;
    }
}

void buffer_export(struct ouro *rt, ref_value exporter)
{
    uint32_t *exports = exports_of(rt, exporter);
    if (exports != NULL) {
        ++*exports;
    }
}

void buffer_unexport(struct ouro *rt, ref_value exporter)
{
    uint32_t *exports = exports_of(rt, exporter);
    if (exports != NULL) {
        OURO_ASSERT(*exports > 0);
        --*exports;
    }
}

bool buffer_open(struct ouro *rt, ref_value v, bool writable, struct buffer *out)
{
    uint8_t const *data;
    size_t size;
    *out = (struct buffer){.owner = own_nothing};
    if (!bytes_view(rt, v, &data, &size)) {
        return false;
    }
    if (writable && !buffer_is_writable(rt, v)) {
        error_raise(rt, TYPE_BUFFER_ERROR, "Object is not writable.");
        return false;
    }
    union {
        uint8_t const *constant;
        uint8_t *plain;
    } u = {data};
    *out = (struct buffer){retain(v), u.plain, size};
    buffer_export(rt, v);
    return true;
}

void buffer_close(struct ouro *rt, struct buffer *buffer)
{
    if (!failed(buffer->owner)) {
        buffer_unexport(rt, lend(buffer->owner));
        release(rt, give(buffer->owner));
    }
}

// X(code, C type, the value x as an object)
#define ITEMS(X)                             \
    X('c', char, bytes_new(rt, &x, 1))       \
    X('b', int8_t, own_small_int(x))         \
    X('B', uint8_t, own_small_int(x))        \
    X('?', uint8_t, own_bool(x != 0))        \
    X('h', int16_t, own_small_int(x))        \
    X('H', uint16_t, own_small_int(x))       \
    X('i', int32_t, own_small_int(x))        \
    X('I', uint32_t, own_small_int(x))       \
    X('l', int64_t, int_from_int64(rt, x))   \
    X('L', uint64_t, int_from_uint64(rt, x)) \
    X('q', int64_t, int_from_int64(rt, x))   \
    X('Q', uint64_t, int_from_uint64(rt, x)) \
    X('n', int64_t, int_from_int64(rt, x))   \
    X('N', uint64_t, int_from_uint64(rt, x)) \
    X('P', uint64_t, int_from_uint64(rt, x)) \
    X('f', float, float_new(rt, (double)x))  \
    X('d', double, float_new(rt, x))

size_t item_size(char code)
{
    switch (code) {
#define X(letter, type, value) \
    case letter:               \
        return sizeof(type);
        ITEMS(X)
#undef X
    default:
        return 0;
    }
}

own_value item_load(struct ouro *rt, char code, void const *at)
{
    switch (code) {
#define X(letter, type, value)    \
    case letter: {                \
        type x;                   \
        memcpy(&x, at, sizeof x); \
        return value;             \
    }
        ITEMS(X)
#undef X
    default:
        return error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "memoryview: format %c not supported", (uint32_t)code);
    }
}
