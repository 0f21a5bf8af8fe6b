// SPDX-License-Identifier: MIT
// Normal form NFKC (Unicode Standard Annex 15): decompose, order the marks, compose.
#include "object/unicode_normalize.h"
#include "object/unicode.h"
#include "object/unicode_tables.h"
#include "object/utf8.h"
#include <string.h>

// Hangul syllables are made of leading, vowel and trailing letters by arithmetic (The Unicode Standard, 3.12).
enum {
    SYLLABLE_BASE = 0xAC00,
    LEADING_BASE = 0x1100,
    VOWEL_BASE = 0x1161,
    TRAILING_BASE = 0x11A7, // one before the first
    LEADING_COUNT = 19,
    VOWEL_COUNT = 21,
    TRAILING_COUNT = 28,
    SYLLABLE_COUNT = LEADING_COUNT * VOWEL_COUNT * TRAILING_COUNT,
};

#define LONG_RUN 32 // of marks, from where sorting by insertion would cost too much

static bool in_range(uint32_t c, uint32_t base, uint32_t count)
{
    return c - base < count;
}

// --- decomposing ---

static unsigned decompose_syllable(uint32_t syllable, uint32_t *out)
{
    uint32_t index = syllable - SYLLABLE_BASE;
    out[0] = LEADING_BASE + index / (VOWEL_COUNT * TRAILING_COUNT);
    out[1] = VOWEL_BASE + index / TRAILING_COUNT % VOWEL_COUNT;
    out[2] = TRAILING_BASE + index % TRAILING_COUNT;
    return out[2] == TRAILING_BASE ? 2 : 3;
}

static unsigned decode_units(uint16_t const *units, unsigned count, uint32_t *out)
{
    unsigned length = 0;
    for (unsigned i = 0; i < count; i++) {
        uint32_t c = units[i];
        if (utf8_is_surrogate(c))
            c = 0x10000 + ((c & 0x3FF) << 10) + (units[++i] & 0x3FFu);
        out[length++] = c;
    }
    return length;
}

#define LONGEST 20 // units of a decomposition; the longest has 18

static unsigned decompose(uint32_t c, uint32_t out[LONGEST])
{
    if (in_range(c, SYLLABLE_BASE, SYLLABLE_COUNT))
        return decompose_syllable(c, out);
    uint16_t const *units;
    unsigned count = unicode_decomposition(c, &units);
    OURO_ASSERT(count <= LONGEST);
    if (count > 0)
        return decode_units(units, count, out);
    out[0] = c;
    return 1;
}

static size_t decomposed_length(char const *text, size_t length)
{
    size_t total = 0;
    char const *end = text + length;
    while (text < end) {
        uint32_t c;
        uint32_t parts[LONGEST];
        text += utf8_decode(text, &c);
        total += decompose(c, parts);
    }
    return total;
}

// --- ordering ---

static void sort_short(uint32_t *marks, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint32_t mark = marks[i];
        unsigned class = unicode_combining_class(mark);
        size_t j = i;
        for (; j > 0 && unicode_combining_class(marks[j - 1]) > class; j--)
            marks[j] = marks[j - 1];
        marks[j] = mark;
    }
}

// By counting, so that a text of marks alone takes no more than linear time.
static void sort_long(uint32_t *marks, size_t count, uint32_t *scratch)
{
    size_t ends[256] = {0};
    for (size_t i = 0; i < count; i++)
        ends[unicode_combining_class(marks[i])]++;
    for (unsigned class = 1; class < 256; class ++)
        ends[class] += ends[class - 1];
    memcpy(scratch, marks, count * sizeof *marks);
    for (size_t i = count; i-- > 0;)
        marks[--ends[unicode_combining_class(scratch[i])]] = scratch[i];
}

// Sorts each run of marks by their class; stable.
static void order_marks(uint32_t *points, size_t count, uint32_t *scratch)
{
    for (size_t i = 0; i < count;) {
        size_t start = i;
        while (i < count && unicode_combining_class(points[i]) != 0)
            i++;
        if (i - start > LONG_RUN)
            sort_long(points + start, i - start, scratch);
        else if (i - start > 1)
            sort_short(points + start, i - start);
        if (i == start)
            i++;
    }
}

// --- composing ---

static uint32_t compose_hangul(uint32_t first, uint32_t second)
{
    if (in_range(first, LEADING_BASE, LEADING_COUNT) && in_range(second, VOWEL_BASE, VOWEL_COUNT))
        return SYLLABLE_BASE + ((first - LEADING_BASE) * VOWEL_COUNT + second - VOWEL_BASE) * (uint32_t)TRAILING_COUNT;
    if (in_range(first, SYLLABLE_BASE, SYLLABLE_COUNT) && (first - SYLLABLE_BASE) % TRAILING_COUNT == 0 &&
        in_range(second, TRAILING_BASE + 1, TRAILING_COUNT - 1))
        return first + second - TRAILING_BASE;
    return 0;
}

// The character that the pair makes, or 0.
static uint32_t compose(uint32_t first, uint32_t second)
{
    if (first > 0xFFFF || second > 0xFFFF) {
        for (unsigned i = 0; i < UNICODE_COMPOSITIONS_WIDE; i++) {
            uint32_t const *entry = unicode_compositions_wide + 3 * i;
            if (entry[0] == first && entry[1] == second)
                return entry[2];
        }
        return 0;
    }
    unsigned low = 0;
    unsigned high = UNICODE_COMPOSITIONS_NARROW;
    uint32_t wanted = first << 16 | second;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        uint16_t const *entry = unicode_compositions_narrow + 3 * middle;
        uint32_t key = (uint32_t)entry[0] << 16 | entry[1];
        if (key == wanted)
            return entry[2];
        if (key < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return compose_hangul(first, second);
}

static size_t compose_all(uint32_t *points, size_t count)
{
    size_t kept = 0;
    size_t starter = SIZE_MAX;
    unsigned last_class = 0; // of the last mark kept after the starter
    for (size_t i = 0; i < count; i++) {
        uint32_t c = points[i];
        unsigned class = unicode_combining_class(c);
        // Blocked when something that is kept stands between and has no lower class.
        bool adjacent = starter != SIZE_MAX && kept == starter + 1;
        if (adjacent || (starter != SIZE_MAX && last_class < class)) {
            uint32_t composed = compose(points[starter], c);
            if (composed != 0) {
                points[starter] = composed;
                continue;
            }
        }
        if (class == 0)
            starter = kept;
        last_class = class;
        points[kept++] = c;
    }
    return kept;
}

// --- all of it ---

size_t unicode_nfkc_scratch(char const *text, size_t length)
{
    return 2 * decomposed_length(text, length);
}

size_t unicode_normalize_nfkc(char const *text, size_t length, uint32_t *scratch)
{
    size_t count = 0;
    char const *end = text + length;
    while (text < end) {
        uint32_t c;
        uint32_t parts[LONGEST];
        text += utf8_decode(text, &c);
        unsigned n = decompose(c, parts);
        memcpy(scratch + count, parts, n * sizeof *parts);
        count += n;
    }
    order_marks(scratch, count, scratch + count);
    return compose_all(scratch, count);
}
