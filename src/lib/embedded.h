// SPDX-License-Identifier: MIT
// The Python halves of modules: the files of src/lib/python, put into the library by the build as constant bytes.
#ifndef OURO_LIB_EMBEDDED_H
#define OURO_LIB_EMBEDDED_H

#include <stdbool.h>
#include <stddef.h>

struct embedded_module {
    char const *name;          // dotted: "collections.abc"; a package is named by its folder
    unsigned char const *text; // UTF-8 source; a zero byte follows, which `size` does not count
    size_t size;
    bool package; // the folder's __init__.py
};

// Sorted by name (bytewise); a row with a null name ends the table and is not counted.
extern struct embedded_module const embedded_modules[];
extern size_t const embedded_module_count;

#endif
