// SPDX-License-Identifier: MIT
// bytes and bytearray, and the bytes-like view that natives take arguments through.
#ifndef OURO_OBJECT_BYTES_H
#define OURO_OBJECT_BYTES_H

#include "object/type.h"

struct bytes {
    struct object header;
    uint64_t size;
    int64_t hash;    // -1: not computed
    uint8_t data[8]; // size bytes and a NUL
};
struct bytearray {
    struct object header;
    uint64_t size;
    uint64_t capacity;
    uint8_t *data;    // raw memory
    uint32_t exports; // live views: resizing raises BufferError
};
OURO_INLINE struct bytes *as_bytes(ref_value v)
{
    return (struct bytes *)as_object(v);
}
OURO_INLINE struct bytearray *as_bytearray(ref_value v)
{
    return (struct bytearray *)as_object(v);
}
OURO_INLINE bool is_bytes(struct ouro *rt, ref_value v) // bytes or a subclass
{
    return is_object(v) && layout_of(rt, v) == TYPE_BYTES;
}
OURO_INLINE bool is_bytearray(struct ouro *rt, ref_value v)
{
    return is_object(v) && layout_of(rt, v) == TYPE_BYTEARRAY;
}
own_value bytes_new(struct ouro *rt, void const *data, size_t size); // data NULL: zeroed
own_value bytearray_new(struct ouro *rt, void const *data, size_t size);
// The bytes of a bytes-like object, valid until Python runs. false: TypeError "a bytes-like object is required, not
// 'x'".
bool bytes_view(struct ouro *rt, ref_value v, uint8_t const **data, size_t *size);
bool is_bytes_like(struct ouro *rt, ref_value v);
// bytes(v) of anything but an int or str. Runs Python.
own_value bytes_from(struct ouro *rt, ref_value v);
// Changes the length: bytes that are new are undefined. false: MemoryError, or BufferError while there are exports.
bool bytearray_resize(struct ouro *rt, struct bytearray *b, uint64_t size);
OURO_MUST_USE bool bytearray_add(struct ouro *rt, struct bytearray *b, void const *data, size_t size);
own_value bytes_percent(struct ouro *rt, ref_value format, ref_value arguments); // bytes or bytearray, as format

// bytes_iterator and bytearray_iterator, open so that loops may step them in place.
struct bytes_iterator {
    struct object header;
    slot_value sequence; // nothing: exhausted
    uint64_t index;
};
own_value bytes_iterator_next(struct ouro *rt, ref_value self);
own_value bytearray_iterator_next(struct ouro *rt, ref_value self);

#endif
