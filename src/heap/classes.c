// SPDX-License-Identifier: MIT
// Size classes. Up to 512 bytes in steps of 8 to 64; above that, sizes of which a whole number fills a page.
#include "heap/internal.h"

#define R2(c) c, c
#define R4(c) R2(c), R2(c)
#define R8(c) R4(c), R4(c)

// By (size + 7) / 8.
uint8_t const heap_small_class[HEAP_SMALL_BYTES / 8 + 1] = {
    0,      0,      0,      1,      2,      3,      4,      5,      6,      7,      8,
    9,      10,     11,     12,     13,     14,     R2(15), R2(16), R2(17), R2(18), R2(19),
    R2(20), R2(21), R2(22), R4(23), R4(24), R4(25), R4(26), R8(27), R8(28),
};

uint16_t const heap_class_bytes[HEAP_CLASSES] = {
    16,  24,  32,   40,   48,   56,   64,   72,   80,   88,   96,   104,  112,  120,  128,  144,
    160, 176, 192,  208,  224,  240,  256,  288,  320,  352,  384,  448,  512,  576,  640,  736,
    816, 896, 1024, 1168, 1360, 1488, 1632, 1808, 2048, 2336, 2720, 3264, 4096, 5456, 8192,
};

// Of the classes over 512 bytes, by the number of blocks that fit in a page: the one with the largest such number or
// fewer.
static uint8_t const class_of_blocks[32] = {
    0,  0,  46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 36, 35, 35, //
    34, 34, 33, 33, 32, 32, 31, 31, 31, 30, 30, 30, 29, 29, 29, 29,
};

uint32_t heap_class_of(size_t size)
{
    OURO_ASSERT(size <= HEAP_CLASS_BYTES);
    if (size <= HEAP_SMALL_BYTES) {
        return heap_small_class[(size + 7) / 8];
    }
    uint32_t rounded = ((uint32_t)size + 15) & ~15u;
    return class_of_blocks[(uint32_t)HEAP_PAGE_BYTES / rounded];
}

uint32_t heap_class_blocks(uint32_t class)
{
    uint32_t blocks = (uint32_t)HEAP_PAGE_BYTES / heap_class_bytes[class];
    return blocks < HEAP_TUNE_PAGE_BLOCKS ? blocks : HEAP_TUNE_PAGE_BLOCKS;
}

size_t heap_span_bytes_for(size_t size)
{
    return os_page_round(size);
}

size_t heap_large_mapping(size_t size)
{
    if (size > ((size_t)1 << (HEAP_ADDRESS_BITS - 1)) - HEAP_LARGE_OFFSET) {
        return 0;
    }
    return os_page_round(size + HEAP_LARGE_OFFSET);
}

size_t heap_good_size(size_t size)
{
    if (size > SIZE_MAX - HEAP_RED_ZONE) {
        return size;
    }
    size_t room = size + HEAP_RED_ZONE;
    if (room <= HEAP_CLASS_BYTES) {
        return heap_class_bytes[heap_class_of(room)] - HEAP_RED_ZONE;
    }
    if (room <= HEAP_SPAN_BYTES) {
        return heap_span_bytes_for(room) - HEAP_RED_ZONE;
    }
    size_t mapping = heap_large_mapping(room);
    return mapping == 0 ? size : mapping - HEAP_LARGE_OFFSET - HEAP_RED_ZONE;
}

size_t heap_block_bytes(void const *block)
{
    return heap_page_of(block)->block_size - HEAP_RED_ZONE;
}
