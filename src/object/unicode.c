// SPDX-License-Identifier: MIT
// Properties and case mappings of code points.
#include "object/unicode.h"
#include "object/unicode_normalize.h"
#include "object/unicode_tables.h"

#define MAXIMUM 0x10FFFFu

// The value of a code point in the trie of this name; see scripts/make_unicode_tables.py. The top stage is indexed by
// the high bits and gives a block of the middle stage, which gives a block of the leaf stage.
#define LOOK_UP(name, NAME, c)                                                                                     \
    unicode_##name##_leaf                                                                                          \
        [((uint32_t)unicode_##name##_middle                                                                        \
              [((uint32_t)unicode_##name##_top[(c) >> (UNICODE_##NAME##_LEAF_BITS + UNICODE_##NAME##_MIDDLE_BITS)] \
                << UNICODE_##NAME##_MIDDLE_BITS) +                                                                 \
               ((c) >> UNICODE_##NAME##_LEAF_BITS & ((1u << UNICODE_##NAME##_MIDDLE_BITS) - 1))]                   \
          << UNICODE_##NAME##_LEAF_BITS) +                                                                         \
         ((c) & ((1u << UNICODE_##NAME##_LEAF_BITS) - 1))]

uint32_t unicode_properties(uint32_t code_point)
{
    return code_point > MAXIMUM ? 0 : unicode_property_flags[LOOK_UP(property, PROPERTY, code_point)];
}

int unicode_decimal_value(uint32_t code_point)
{
    return code_point > MAXIMUM ? -1 : unicode_property_decimal[LOOK_UP(property, PROPERTY, code_point)];
}

int unicode_digit_value(uint32_t code_point)
{
    return code_point > MAXIMUM ? -1 : unicode_property_digit[LOOK_UP(property, PROPERTY, code_point)];
}

unsigned unicode_combining_class(uint32_t code_point)
{
    return code_point > MAXIMUM ? 0 : LOOK_UP(combining, COMBINING, code_point);
}

unsigned unicode_decomposition(uint32_t code_point, uint16_t const **units)
{
    if (code_point > MAXIMUM)
        return 0;
    unsigned number = LOOK_UP(decomposition, DECOMPOSITION, code_point);
    *units = unicode_decomposition_units + unicode_decomposition_starts[number];
    return (unsigned)(unicode_decomposition_starts[number + 1] - unicode_decomposition_starts[number]);
}

// The columns of a case record.
enum mapping { TO_UPPER, TO_LOWER, TO_TITLE, FOLD, MAPPINGS };

static int32_t case_mapping(uint32_t code_point, enum mapping mapping)
{
    return unicode_case_records[LOOK_UP(case, CASE, code_point) * MAPPINGS + mapping];
}

static bool is_sequence(int32_t entry)
{
    return entry >= UNICODE_SEQUENCE_MARK;
}

static unsigned map_fully(uint32_t code_point, enum mapping mapping, uint32_t out[3])
{
    int32_t entry = code_point > MAXIMUM ? 0 : case_mapping(code_point, mapping);
    if (!is_sequence(entry)) {
        out[0] = code_point + (uint32_t)entry;
        return 1;
    }
    unsigned length = (unsigned)(entry - UNICODE_SEQUENCE_MARK) >> 16;
    uint16_t const *from = unicode_case_pool + (entry & 0xFFFF);
    for (unsigned i = 0; i < length; i++)
        out[i] = from[i];
    return length;
}

unsigned unicode_upper(uint32_t code_point, uint32_t out[3])
{
    return map_fully(code_point, TO_UPPER, out);
}
unsigned unicode_lower(uint32_t code_point, uint32_t out[3])
{
    return map_fully(code_point, TO_LOWER, out);
}
unsigned unicode_title(uint32_t code_point, uint32_t out[3])
{
    return map_fully(code_point, TO_TITLE, out);
}
unsigned unicode_fold(uint32_t code_point, uint32_t out[3])
{
    return map_fully(code_point, FOLD, out);
}

uint32_t unicode_simple_upper(uint32_t code_point)
{
    if (code_point > MAXIMUM)
        return code_point;
    // Where the full form is longer, the simple one is the titlecase letter, if there is one.
    int32_t entry = case_mapping(code_point, TO_UPPER);
    if (is_sequence(entry))
        entry = case_mapping(code_point, TO_TITLE);
    return is_sequence(entry) ? code_point : code_point + (uint32_t)entry;
}

uint32_t unicode_simple_lower(uint32_t code_point)
{
    if (code_point > MAXIMUM)
        return code_point;
    // The one letter whose full lower form is longer is U+0130; its simple form is the first part of that.
    int32_t entry = case_mapping(code_point, TO_LOWER);
    return is_sequence(entry) ? unicode_case_pool[entry & 0xFFFF] : code_point + (uint32_t)entry;
}
