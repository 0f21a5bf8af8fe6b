// SPDX-License-Identifier: MIT
// Tables of Unicode 14, made by scripts/make_unicode_tables.py: 83168 bytes.
#ifndef OURO_OBJECT_UNICODE_TABLES_H
#define OURO_OBJECT_UNICODE_TABLES_H

#include <stdint.h>

// clang-format off
#define UNICODE_SEQUENCE_MARK 1073741824
#define UNICODE_PROPERTY_LEAF_BITS 4
#define UNICODE_PROPERTY_MIDDLE_BITS 5
extern uint8_t const unicode_property_top[2176];
extern uint16_t const unicode_property_middle[3808];
extern uint8_t const unicode_property_leaf[10800];
extern uint16_t const unicode_property_flags[59];
extern int8_t const unicode_property_decimal[59];
extern int8_t const unicode_property_digit[59];
#define UNICODE_CASE_LEAF_BITS 3
#define UNICODE_CASE_MIDDLE_BITS 7
extern uint8_t const unicode_case_top[1088];
extern uint8_t const unicode_case_middle[2176];
extern uint16_t const unicode_case_leaf[1296];
extern int32_t const unicode_case_records[1116];
extern uint16_t const unicode_case_pool[367];
#define UNICODE_DECOMPOSITION_LEAF_BITS 4
#define UNICODE_DECOMPOSITION_MIDDLE_BITS 6
extern uint8_t const unicode_decomposition_top[1088];
extern uint16_t const unicode_decomposition_middle[1728];
extern uint16_t const unicode_decomposition_leaf[7424];
extern uint16_t const unicode_decomposition_starts[3695];
extern uint16_t const unicode_decomposition_units[6830];
#define UNICODE_COMBINING_LEAF_BITS 4
#define UNICODE_COMBINING_MIDDLE_BITS 6
extern uint8_t const unicode_combining_top[1088];
extern uint8_t const unicode_combining_middle[1856];
extern uint8_t const unicode_combining_leaf[2176];
#define UNICODE_COMPOSITIONS_NARROW 928
extern uint16_t const unicode_compositions_narrow[2784];
#define UNICODE_COMPOSITIONS_WIDE 13
extern uint32_t const unicode_compositions_wide[39];
// clang-format on

#endif
