// SPDX-License-Identifier: MIT
// The % operator of str and bytes, shared state.
#ifndef OURO_OBJECT_PERCENT_H
#define OURO_OBJECT_PERCENT_H

#include "object/bytes.h"
#include "object/str.h"

// A % operation under way. Arguments come from a tuple one by one; a single other value stands for itself; a mapping is
// asked for %(key)x. `number` and `next` are CPython's bookkeeping of what was used: a tuple counts from 0 to its
// length, anything else from -2 to -1.
struct percent {
    struct ouro *rt;
    struct str_builder out;
    bool bytes;        // the format is bytes: text goes out as bytes
    ref_value mapping; // or nothing
    ref_value arguments;
    own_value keyed; // the value of the last key, which takes the place of the arguments
    int64_t number;
    int64_t next;
};

// One conversion, as it was read.
struct percent_field {
    bool left, plus, blank, alternate, zero; // - + space # 0
    int64_t width;                           // -1: none
    int64_t precision;                       // -1: none
    uint32_t type;
};

// What is to be padded: [sign][prefix] then zeros and the text, ASCII but for text.
struct percent_piece {
    char sign; // 0: none
    char const *prefix;
    size_t prefix_size;
    uint64_t zeros;
    char const *text;
    size_t size;
    size_t length; // code points (bytes: size)
    char fill;
};

OURO_MUST_USE bool percent_put(struct percent *p, struct percent_field const *field, struct percent_piece const *piece);
// %d %i %u %o %x %X.
OURO_MUST_USE bool percent_int(struct percent *p, struct percent_field const *field, ref_value v);
// %e %E %f %F %g %G.
OURO_MUST_USE bool percent_float(struct percent *p, struct percent_field const *field, ref_value v);

#endif
