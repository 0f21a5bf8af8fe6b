// SPDX-License-Identifier: MIT
// Counting one byte, eight at a time: texts are full of separators, and a search that stops at each is slower.
#ifndef OURO_OBJECT_BYTE_COUNT_H
#define OURO_OBJECT_BYTE_COUNT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline size_t byte_count(void const *bytes, size_t size, char byte)
{
    uint64_t const ones = UINT64_C(0x0101010101010101), low = UINT64_C(0x7F7F7F7F7F7F7F7F);
    uint64_t const pattern = ones * (unsigned char)byte;
    char const *at = bytes;
    size_t count = 0;
    while (size >= 8) {
        uint64_t lanes = 0; // each byte counts the matches of its column, up to 255
        size_t rounds = size / 8 < 255 ? size / 8 : 255;
        for (size_t i = 0; i < rounds; i++, at += 8) {
            uint64_t word;
            memcpy(&word, at, 8);
            word ^= pattern;
            lanes += ~(((word & low) + low) | word | low) >> 7;
        }
        size -= rounds * 8;
        uint64_t const pairs = UINT64_C(0x00FF00FF00FF00FF);
        lanes = (lanes & pairs) + (lanes >> 8 & pairs);
        count += (lanes * UINT64_C(0x0001000100010001)) >> 48;
    }
    for (; size > 0; size--) {
        count += *at++ == byte;
    }
    return count;
}

#endif
