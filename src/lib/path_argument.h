// SPDX-License-Identifier: MIT
// Paths as functions take them: str, bytes, os.PathLike, and where that makes sense a descriptor or None. Every path
// that Python code hands to the system comes through here.
#ifndef OURO_LIB_PATH_ARGUMENT_H
#define OURO_LIB_PATH_ARGUMENT_H

#include "object/type.h"

enum path_flag {
    PATH_DESCRIPTOR = 1, // an integer is a descriptor
    PATH_NONE = 2,       // None (or nothing) is "."
};

struct path_argument {
    own_value value; // what __fspath__ gave: for error messages; nothing for None
    own_value bytes; // nothing for a descriptor
    char const *text;
    int descriptor; // -1: it is a path
    bool is_bytes;  // names that are found under it are bytes, too
};

// function: for messages, "listdir". false: an error is pending and nothing is held.
OURO_MUST_USE bool path_take(struct ouro *rt, ref_value v, char const *function, char const *argument, unsigned flags,
                             struct path_argument *path);
void path_release(struct ouro *rt, struct path_argument *path);
// os.fspath: str or bytes, owned.
own_value path_protocol(struct ouro *rt, ref_value v);
// Raises OSError with the path as filename; returns nothing.
own_value path_error(struct ouro *rt, int error, struct path_argument const *path);
// A file name from the system: bytes when is_bytes, else str.
own_value path_name(struct ouro *rt, char const *text, bool is_bytes);

#endif
