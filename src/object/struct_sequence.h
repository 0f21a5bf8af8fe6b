// SPDX-License-Identifier: MIT
// Struct sequences: immutable tuples whose items have names (sys.flags, time.struct_time, os.stat_result).
// Such a class derives from tuple. Its instances have `visible` items; further fields, reached by name alone, are
// members at the end of the block. A module makes its classes when it opens.
#ifndef OURO_OBJECT_STRUCT_SEQUENCE_H
#define OURO_OBJECT_STRUCT_SEQUENCE_H

#include "object/type.h"

struct struct_sequence_field {
    char const *name; // "": an item without a name; NULL ends the list
    char const *doc;
};

struct struct_sequence_definition {
    char const *name; // with its module: "time.struct_time"
    char const *doc;
    struct struct_sequence_field const *fields; // the visible ones first; what lies behind them is reached by name only
    uint32_t visible;
    bool no_create; // sys.flags: calling the class raises TypeError
};

// A new class. Owned or nothing.
own_value struct_sequence_class_new(struct ouro *rt, struct struct_sequence_definition const *definition);
// An instance of such a class: moves a value for each field (visible, then hidden), on failure too. When one of them is
// nothing (an error is pending), the result is nothing.
own_value struct_sequence_new(struct ouro *rt, ref_value class, own_value *values, uint32_t count);

#endif
