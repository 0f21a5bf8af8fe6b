// SPDX-License-Identifier: MIT
// Exception objects: the common part, and what some classes add.
#ifndef OURO_OBJECT_EXCEPTION_H
#define OURO_OBJECT_EXCEPTION_H

#include "object/type.h"

struct exception {
    struct object header;
    slot_value dict;      // or nothing (also holds __notes__)
    slot_value args;      // tuple
    slot_value traceback; // or nothing
    slot_value context;   // or nothing
    slot_value cause;     // or nothing
    uint64_t suppress_context;
    // Fields of the layouts ATTRIBUTE (name, obj), NAME (name), STOP_ITERATION (value), SYSTEM_EXIT (code),
    // IMPORT (msg, name, path), OS (errno, strerror, filename, filename2), SYNTAX (msg, filename, lineno, offset, text,
    // end_lineno, end_offset, print_file_and_line), UNICODE (encoding, object, start, end, reason),
    // GROUP (message, exceptions); nothing reads as None.
    slot_value fields[];
};
OURO_INLINE struct exception *as_exception(ref_value v)
{
    return (struct exception *)as_object(v);
}
OURO_INLINE bool is_exception(struct ouro *rt, ref_value v) // instance of BaseException
{
    return is_kind(rt, v, TYPE_BASE_EXCEPTION);
}
bool is_exception_type(struct ouro *rt, ref_value v);
own_value exception_new(struct ouro *rt, enum type_number exception, ref_value arguments); // tuple
// Does an `except matcher:` catch this? -1: error ("catching classes that do not inherit ...").
int exception_matches(struct ouro *rt, ref_value exception, ref_value matcher);

#endif
