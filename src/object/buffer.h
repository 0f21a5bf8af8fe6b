// SPDX-License-Identifier: MIT
// Buffers: memory that bytes, bytearray, array and memoryview show to others. Who keeps a pointer into it across code
// that may run Python holds an export, so that the exporter is neither freed nor resized meanwhile. Natives that run no
// Python in between use bytes_view (bytes.h) and need no export.
#ifndef OURO_OBJECT_BUFFER_H
#define OURO_OBJECT_BUFFER_H

#include "object/bytes.h"

// Contiguous bytes under an export.
struct buffer {
    own_value owner; // nothing: closed
    uint8_t *data;
    uint64_t size;
};
// writable: refuses what is read-only. false: TypeError "a bytes-like object is required, not 'x'", BufferError for
// memory in pieces, ValueError for a released memoryview. The C local that holds `owner` counts as a holder.
OURO_MUST_USE bool buffer_open(struct ouro *rt, ref_value v, bool writable, struct buffer *out);
void buffer_close(struct ouro *rt, struct buffer *buffer);

// One export more or less of an exporter (none is counted for bytes, which never change).
void buffer_export(struct ouro *rt, ref_value exporter);
void buffer_unexport(struct ouro *rt, ref_value exporter);

// May the bytes be written?
bool buffer_is_writable(struct ouro *rt, ref_value v);
// Has v a buffer at all, contiguous and not released or not?
bool is_buffer(struct ouro *rt, ref_value v);

// Items by their code of the struct module, in the host's form: c b B ? h H i I l L q Q n N f d P.
size_t item_size(char code); // 0: no such code
own_value item_load(struct ouro *rt, char code, void const *at);

#define MEMORYVIEW_DIMENSIONS 64

struct memoryview {
    struct object header;
    slot_value exporter; // bytes, bytearray or array; nothing: released
    uint8_t *data;       // of the first item
    int64_t size;        // bytes that the items take
    int64_t itemsize;
    uint32_t exports; // of this view
    uint8_t dimensions;
    bool read_only;
    bool exporting; // an export of the exporter is held
    bool c_contiguous;
    bool f_contiguous;
    char format[3];
    int64_t line[2]; // shape and stride of one dimension
    int64_t *shape;  // line, or raw memory of 2 * dimensions numbers: the shape, then the strides
};
OURO_INLINE struct memoryview *as_memoryview(ref_value v)
{
    return (struct memoryview *)as_object(v);
}
// memoryview(v): of the same memory when v is one.
own_value memoryview_new(struct ouro *rt, ref_value v);

// array.array: items of one kind in raw memory. Its type is entered when the module array is imported.
struct array {
    struct object header;
    uint64_t length;
    uint64_t capacity; // items
    uint8_t *data;
    uint32_t exports;
    char code;
    uint8_t itemsize;
};
OURO_INLINE struct array *as_array(ref_value v)
{
    return (struct array *)as_object(v);
}
OURO_INLINE bool is_array(struct ouro *rt, ref_value v)
{
    return is_object(v) && layout_of(rt, v) == TYPE_ARRAY;
}
own_value array_reconstruct(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
#define ARRAY_CODES "bBuhHiIlLqQfd"

#endif
