// SPDX-License-Identifier: MIT
// Floats as decimal text and back, correctly rounded in both directions and independent of the host's locale.
//
// Every double is an exact decimal of at most 767 significant digits, so all scratch is bounded and lies on the C
// stack: nothing here allocates, and nothing here can fail but the reading of text that is no number.
//  - Shortest digits: Raffaello Giulietti, "The Schubfach way to render doubles" (2020).
//  - Fixed digits: a 64 x 128 bit product when it decides the rounding, else the exact expansion by big integers.
//  - Reading: the same product as an interval around the true value (after Eisel and Lemire, "Number parsing at a
//    gigabyte per second", 2021); when the two ends of the interval round apart, big integers compare the text with
//    the midpoint (after Clinger, 1990). Where a table entry is exact the interval is a point.
#ifndef OURO_OBJECT_FLOAT_TEXT_H
#define OURO_OBJECT_FLOAT_TEXT_H

#include "core/assert.h"
#include <stdbool.h>
#include <stddef.h>

#define FLOAT_REPR_SIZE 32

// Fewest digits that read back as |value|, the nearest among them; value is finite and not zero. Digits are ASCII,
// without trailing zeros and not terminated: |value| = 0.d1d2d3... x 10^*exponent. Returns their number, 1 to 17.
int float_shortest_digits(double value, char digits[17], int *exponent);

// repr(value), terminated by a zero byte; returns its length (at most 24).
size_t float_repr(double value, char out[FLOAT_REPR_SIZE]);

enum float_format_flags {
    FLOAT_ALTERNATE = 1,        // "#": keep the point, and the zeros of g
    FLOAT_ADD_DOT_0 = 2,        // a finite result reads as a float: "1.0", not "1" (types r and g)
    FLOAT_NO_NEGATIVE_ZERO = 4, // "z": what rounds to zero has no minus sign
};

// Bytes that float_format may write for these arguments, at most (terminating zero included).
size_t float_format_bound(double value, char type, int precision, unsigned flags);

// Writes value in one of the types e E f F g G % r ("r": repr digits, precision ignored) with precision >= 0 and
// returns the length; a zero byte follows. A negative value starts with "-", nothing else stands before the digits:
// "+", " ", padding and grouping are the caller's. Infinities and NaN are "inf", "nan" ("INF", "NAN" for E F G; with
// "%" at the end for %). Type % multiplies by 100 first.
size_t float_format(double value, char type, int precision, unsigned flags, char *out);

// round(value, decimals): correctly rounded, ties to even on the exact value; decimals may be negative. False when
// the result overflows (OverflowError). A value that is not finite is returned as it is.
OURO_MUST_USE bool float_round(double value, int decimals, double *out);

// Reads the longest number at the start of text: [+-] digits[.digits] | .digits, with [eE[+-]digits]; or inf, infinity,
// nan in any case. No blanks, no underscores. What is too large is an infinity, what is too small a zero, as float()
// does. False when no number is there (*out is 0, *end is text).
OURO_MUST_USE bool float_parse(char const *text, size_t length, char const **end, double *out);

#endif
