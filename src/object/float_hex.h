// SPDX-License-Identifier: MIT
// Reading floats written in hexadecimal, as float.fromhex does.
#ifndef OURO_OBJECT_FLOAT_HEX_H
#define OURO_OBJECT_FLOAT_HEX_H

#include <stddef.h>

enum float_hex_result { FLOAT_HEX_OK, FLOAT_HEX_INVALID, FLOAT_HEX_TOO_LARGE };

// [blanks][+-][0x]digits[.digits][p[+-]exponent][blanks], or inf, infinity, nan; correctly rounded.
enum float_hex_result float_hex_parse(char const *text, size_t size, double *out);

#endif
