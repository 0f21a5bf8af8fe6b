// SPDX-License-Identifier: MIT
// What the fields of each opcode mean: for renumbering registers, disassembly and the checker.
#ifndef OURO_COMPILE_SHAPE_H
#define OURO_COMPILE_SHAPE_H

#include "compile/opcode.h"

#include <stdbool.h>

// Fields a, b, c:
//   '-' nothing       'd' register written         'r' register read        'k' 'n' 'w' (b with c) constant, name, word
//   't' (b with c) target          'i' signed number        '#' count
//   'e' first of several registers written, 'm' first of several consumed ones
//   's' register read with FLAG_SPEC
// extra, the low half of unit 1: '-', 'k', 'n', 't'.
struct opcode_shape {
    char a, b, c, extra;
    unsigned char extra_units;
};
extern struct opcode_shape const opcode_shapes[OPCODE_COUNT];
extern char const *const opcode_names[OPCODE_COUNT];

static inline bool shape_is_register(char kind)
{
    return kind == 'd' || kind == 'r' || kind == 'e' || kind == 'm' || kind == 's';
}

#endif
