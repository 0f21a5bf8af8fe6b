// SPDX-License-Identifier: MIT
// Instructions that the interpreter writes over the compiler's own, in place, once a cache is filled: the same layout,
// flags and length. They fall back on the plain instruction's path, which fills the cache anew.
//
// Attribute caches: unit 1 is the name's index, with the place's index in the high half; unit 2 the guard of the object
// (class epoch : row number), of the class itself for class objects; unit 3 the attribute cell or the next shape.
#ifndef OURO_VM_QUICK_H
#define OURO_VM_QUICK_H

#include "compile/opcode.h"

// X(NAME, the plain instruction)
#define QUICK_OPCODES(X)                                                                    \
    X(LOAD_SLOT, LOAD_ATTR)     /* word `index` of the instance */                          \
    X(LOAD_OUTSIDE, LOAD_ATTR)  /* element of the instance's outside array */               \
    X(LOAD_VALUE, LOAD_ATTR)    /* class attribute that is not in the instance */           \
    X(LOAD_PROPERTY, LOAD_ATTR) /* property with a Python getter */                         \
    X(LOAD_DICT, LOAD_ATTR)     /* in the instance's dict */                                \
    X(LOAD_DATA, LOAD_ATTR)     /* data descriptor of a built-in type */                    \
    X(LOAD_MODULE, LOAD_ATTR)   /* unit 2 is a name cache (names.c) of the module's dict */ \
    X(LOAD_TYPE, LOAD_ATTR)     /* attribute of a class object */                           \
    X(METHOD_FUNCTION, LOAD_METHOD)                                                         \
    X(METHOD_DICT, LOAD_METHOD)                                                             \
    X(METHOD_SLOT, LOAD_METHOD)                                                             \
    X(METHOD_MODULE, LOAD_METHOD)                                                           \
    X(METHOD_TYPE, LOAD_METHOD)                                                             \
    X(STORE_SLOT, STORE_ATTR)                                                               \
    X(STORE_OUTSIDE, STORE_ATTR)                                                            \
    X(STORE_ADD, STORE_ATTR) /* unit 3: row number of the next shape */

enum quick_opcode {
    QUICK_before_first = OPCODE_COUNT - 1,
#define X(NAME, plain) QUICK_##NAME,
    QUICK_OPCODES(X)
#undef X
        QUICK_END,
};

// The plain opcode of an instruction.
static inline uint32_t plain_opcode(uint32_t op)
{
#define X(NAME, plain) OP_##plain,
    static uint8_t const plain_of[] = {QUICK_OPCODES(X)};
#undef X
    return op < OPCODE_COUNT ? op : plain_of[op - OPCODE_COUNT];
}
static inline void quicken(uint64_t *ip, uint32_t op)
{
    *ip = (*ip & ~(uint64_t)0xff) | op;
}

#endif
