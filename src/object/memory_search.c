// SPDX-License-Identifier: MIT
// Searching for bytes. Forward the C library's memchr and memmem, whose needles are searched by the two-way algorithm
// or are bounded; backward memrchr for short needles, else the two-way algorithm (Crochemore and Perrin, "Two-way
// string-matching", 1991) on both strings read from their ends.
#include "object/memory_search.h"
#include <stdbool.h>
#include <string.h>

#define SHORT_NEEDLE 16 // below this a candidate costs at most this many compared bytes

size_t memory_find(void const *haystack, size_t length, void const *needle, size_t needle_length)
{
    if (needle_length > length)
        return MEMORY_NOT_FOUND;
    if (needle_length == 0)
        return 0;
    char const *found = needle_length == 1 ? memchr(haystack, *(unsigned char const *)needle, length)
                                           : memmem(haystack, length, needle, needle_length);
    return found == NULL ? MEMORY_NOT_FOUND : (size_t)(found - (char const *)haystack);
}

// Byte i from the end, of bytes whose last one is at last.
static inline unsigned char from_end(unsigned char const *last, ptrdiff_t i)
{
    return last[-i];
}

// Of the reversed needle: the position before its maximal suffix, in byte order or in the reverse of it, and the
// suffix's period.
static ptrdiff_t maximal_suffix(unsigned char const *last, ptrdiff_t length, bool reverse_order, ptrdiff_t *period)
{
    ptrdiff_t suffix = -1;
    ptrdiff_t j = 0;
    ptrdiff_t k = 1;
    *period = 1;
    while (j + k < length) {
        unsigned char a = from_end(last, j + k);
        unsigned char b = from_end(last, suffix + k);
        if (a == b) {
            if (k == *period) {
                j += *period;
                k = 1;
            } else {
                k++;
            }
        } else if (reverse_order ? a > b : a < b) {
            j += k;
            k = 1;
            *period = j - suffix;
        } else {
            suffix = j++;
            k = *period = 1;
        }
    }
    return suffix;
}

// Whether the first count bytes of the reversed needle come again after the given period.
static bool repeats(unsigned char const *last, ptrdiff_t count, ptrdiff_t period, ptrdiff_t length)
{
    if (period + count > length)
        return false;
    for (ptrdiff_t i = 0; i < count; i++)
        if (from_end(last, i) != from_end(last, i + period))
            return false;
    return true;
}

// Offset from the end of the haystack where the reversed needle begins, -1 when nowhere.
static ptrdiff_t two_way_from_end(unsigned char const *haystack_last, ptrdiff_t length,
                                  unsigned char const *needle_last, ptrdiff_t needle_length)
{
    ptrdiff_t period;
    ptrdiff_t other_period;
    ptrdiff_t cut = maximal_suffix(needle_last, needle_length, false, &period);
    ptrdiff_t other_cut = maximal_suffix(needle_last, needle_length, true, &other_period);
    if (other_cut > cut) {
        cut = other_cut;
        period = other_period;
    }
    bool periodic = repeats(needle_last, cut + 1, period, needle_length);
    if (!periodic)
        period = (cut + 1 > needle_length - cut - 1 ? cut + 1 : needle_length - cut - 1) + 1;
    // Bytes up to `known` of the needle are known to match at this position, from the one before.
    ptrdiff_t known = -1;
    for (ptrdiff_t at = 0; at <= length - needle_length;) {
        ptrdiff_t i = (cut > known ? cut : known) + 1;
        while (i < needle_length && from_end(needle_last, i) == from_end(haystack_last, at + i))
            i++;
        if (i < needle_length) {
            at += i - cut;
            known = -1;
            continue;
        }
        i = cut;
        while (i > known && from_end(needle_last, i) == from_end(haystack_last, at + i))
            i--;
        if (i <= known)
            return at;
        at += period;
        known = periodic ? needle_length - period - 1 : -1;
    }
    return -1;
}

// By the needle's first byte, from the end.
static size_t find_last_short(unsigned char const *haystack, size_t length, unsigned char const *needle,
                              size_t needle_length)
{
    size_t positions = length - needle_length + 1;
    while (positions > 0) {
        unsigned char const *at = memrchr(haystack, needle[0], positions);
        if (at == NULL)
            break;
        if (memcmp(at, needle, needle_length) == 0)
            return (size_t)(at - haystack);
        positions = (size_t)(at - haystack);
    }
    return MEMORY_NOT_FOUND;
}

size_t memory_find_last(void const *haystack, size_t length, void const *needle, size_t needle_length)
{
    if (needle_length > length)
        return MEMORY_NOT_FOUND;
    if (needle_length == 0)
        return length;
    unsigned char const *bytes = haystack;
    unsigned char const *wanted = needle;
    if (needle_length < SHORT_NEEDLE)
        return find_last_short(bytes, length, wanted, needle_length);
    ptrdiff_t at =
        two_way_from_end(bytes + length - 1, (ptrdiff_t)length, wanted + needle_length - 1, (ptrdiff_t)needle_length);
    return at < 0 ? MEMORY_NOT_FOUND : length - needle_length - (size_t)at;
}

size_t memory_count(void const *haystack, size_t length, void const *needle, size_t needle_length, size_t limit)
{
    OURO_ASSERT(needle_length > 0);
    char const *at = haystack;
    size_t count = 0;
    while (count < limit) {
        size_t found = memory_find(at, length, needle, needle_length);
        if (found == MEMORY_NOT_FOUND)
            break;
        count++;
        at += found + needle_length;
        length -= found + needle_length;
    }
    return count;
}
