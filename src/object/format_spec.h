// SPDX-License-Identifier: MIT
// Python's format specifications, [[fill]align][sign][z][#][0][width][grouping][.precision][type], and the layout of
// formatted numbers and text: padding, sign, prefix, groups of digits. Works on bytes; knows no objects.
#ifndef OURO_OBJECT_FORMAT_SPEC_H
#define OURO_OBJECT_FORMAT_SPEC_H

#include "core/assert.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct format_spec {
    uint32_t fill;         // a code point; ' ' by default
    char align;            // '<' '>' '^' '='; the default given to the parser when not specified
    char sign;             // 0, '+', '-' or ' '
    bool alternate;        // '#'
    bool no_negative_zero; // 'z'
    char grouping;         // 0, ',' or '_'
    uint8_t group_size;    // 3, or 4 for '_' with types b o x X
    uint32_t type;         // a code point; the default given to the parser when not specified
    int64_t width;         // -1 when not specified
    int64_t precision;     // -1 when not specified
};

enum format_error {
    FORMAT_OK,
    FORMAT_INVALID,              // Invalid format specifier 'xx' for object of type 'int'
    FORMAT_TOO_MANY_DIGITS,      // Too many decimal digits in format string
    FORMAT_MISSING_PRECISION,    // Format specifier missing precision
    FORMAT_COMMA_AND_UNDERSCORE, // Cannot specify both ',' and '_'.
    FORMAT_GROUPING_WITH_TYPE,   // Cannot specify ',' with 'x'.
    FORMAT_UNKNOWN_TYPE,         // Unknown format code 'y' for object of type 'int'
    FORMAT_INT_PRECISION,        // Precision not allowed in integer format specifier
    FORMAT_INT_NEGATIVE_ZERO,    // Negative zero coercion (z) not allowed in integer format specifier
    FORMAT_CHARACTER_SIGN,       // Sign not allowed with integer format specifier 'c'
    FORMAT_CHARACTER_ALTERNATE,  // Alternate form (#) not allowed with integer format specifier 'c'
    FORMAT_STRING_SIGN,          // Sign not allowed in string format specifier
    FORMAT_STRING_SPACE,         // Space not allowed in string format specifier
    FORMAT_STRING_NEGATIVE_ZERO, // Negative zero coercion (z) not allowed in string format specifier
    FORMAT_STRING_ALTERNATE,     // Alternate form (#) not allowed in string format specifier
    FORMAT_STRING_ALIGN,         // '=' alignment not allowed in string format specifier
    FORMAT_PRECISION_TOO_BIG,    // precision too big
    FORMAT_COMPLEX_ZERO_PADDING, // Zero padding is not allowed in complex format specifier
    FORMAT_COMPLEX_ALIGN,        // '=' alignment flag is not allowed in complex format specifier
};

// Parses UTF-8 text. Defaults: str 's' and '<', int 'd' and '>', float 0 and '>', complex 0 and '>'.
OURO_MUST_USE enum format_error format_spec_parse(char const *text, size_t length, char default_type,
                                                  char default_align, struct format_spec *spec);

// What the type of the value refuses, in CPython's order. An int with one of the types e f g % is to be formatted as a
// float: format_spec_is_float_type tells, and the check is then that of float.
OURO_MUST_USE enum format_error format_spec_check_int(struct format_spec const *spec);
OURO_MUST_USE enum format_error format_spec_check_float(struct format_spec const *spec);
OURO_MUST_USE enum format_error format_spec_check_string(struct format_spec const *spec);
OURO_MUST_USE enum format_error format_spec_check_complex(struct format_spec const *spec);
bool format_spec_is_float_type(uint32_t type);

// Writes the message of the ValueError (terminated, cut to size at the end of a character) and returns its length.
// spec is what the failed call left, text the specification, type_name that of the value.
size_t format_error_message(enum format_error error, struct format_spec const *spec, char const *text, size_t length,
                            char const *type_name, char *out, size_t size);

// A formatted number before padding: sign, prefix, digits to be grouped, then the rest as it is.
struct format_number {
    bool negative;
    char const *prefix; // "0x" and its like, or ""
    size_t prefix_length;
    char const *digits; // of the integer part, without sign; groups and zero padding go here
    size_t digits_length;
    char const *rest; // from the decimal point on; or "inf", "nan" with no digits
    size_t rest_length;
};

// Where everything goes. Filled by format_number_layout or format_text_layout, read by the writers.
struct format_layout {
    size_t left, inner, right; // fill characters before the sign, after the prefix, at the end
    size_t zeros;              // zeros before the digits, which separators divide too
    size_t grouped;            // bytes of zeros, digits and separators together
    size_t bytes;              // of the whole result
    size_t code_points;        // of the whole result
    char sign;                 // 0 or the character to write
};

// False when the size does not fit (MemoryError).
OURO_MUST_USE bool format_number_layout(struct format_spec const *spec, struct format_number const *number,
                                        struct format_layout *layout);
// Writes layout->bytes bytes.
void format_number_write(struct format_spec const *spec, struct format_number const *number,
                         struct format_layout const *layout, char *out);

// Text of the given bytes and code points (already cut to the precision by the caller) padded to the width.
OURO_MUST_USE bool format_text_layout(struct format_spec const *spec, size_t bytes, size_t code_points,
                                      struct format_layout *layout);
void format_text_write(struct format_spec const *spec, char const *text, size_t bytes,
                       struct format_layout const *layout, char *out);

#endif
