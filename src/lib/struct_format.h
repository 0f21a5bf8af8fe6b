// SPDX-License-Identifier: MIT
// Formats of the module struct: parsing into codes, and values to bytes and back.
#ifndef OURO_LIB_STRUCT_FORMAT_H
#define OURO_LIB_STRUCT_FORMAT_H

#include "object/bytes.h"

struct struct_code {
    int64_t offset;
    int64_t repeat; // of s and p: the number of bytes; of others: items in a row
    uint8_t size;   // of one item
    char code;
    bool native; // as in the host's own form; decides messages
    bool big;
};
// A parsed format: the data of a bytes object, so that it can be held while values are converted, which runs Python.
struct struct_layout {
    int64_t size;
    int64_t values;
    uint64_t count; // codes
    struct struct_code codes[];
};
OURO_INLINE struct struct_layout const *as_layout(ref_value v)
{
    return (struct struct_layout const *)(void const *)as_bytes(v)->data;
}

own_value struct_parse(struct ouro *rt, ref_value format); // str or bytes; a layout
// Reads all values at `from`: a tuple.
own_value struct_load_all(struct ouro *rt, struct struct_layout const *layout, uint8_t const *from);
// Writes to `to`, layout->size zero bytes, from so many values. May run Python.
OURO_MUST_USE bool struct_store_all(struct ouro *rt, struct struct_layout const *layout, ref_value const *values,
                                    uint8_t *to);
own_value struct_raise(struct ouro *rt, char const *format, ...); // struct.error
own_value struct_error_class(struct ouro *rt);                    // owned

#endif
