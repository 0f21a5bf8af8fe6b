// SPDX-License-Identifier: MIT
#include "object/float_hex.h"

#include "object/float_scaled.h"

#define EXPONENT_MOST (INT64_C(1) << 58) // beyond this the number is too large or zero whatever its digits

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static int digit_value(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// Whether the text begins with a word in small letters, in any case.
static bool begins_with(char const *at, char const *end, char const *word)
{
    while (*word != '\0' && at < end && (*at | 32) == *word) {
        at++;
        word++;
    }
    return *word == '\0';
}

// inf, infinity, nan: bytes read, 0 when there is none.
static size_t parse_word(char const *at, char const *end, double *out)
{
    *out = INFINITY;
    if (begins_with(at, end, "infinity")) {
        return 8;
    }
    if (begins_with(at, end, "inf")) {
        return 3;
    }
    *out = NAN;
    return begins_with(at, end, "nan") ? 3 : 0;
}

// Digits as (mantissa and a sticky bit) * 2^exponent.
struct hex_number {
    uint64_t mantissa;
    bool sticky;
    int64_t exponent;
};

// false: there is no digit.
static bool parse_digits(char const **at, char const *end, struct hex_number *n)
{
    bool any = false, point = false;
    for (; *at < end; ++*at) {
        if (**at == '.' && !point) {
            point = true;
            continue;
        }
        int digit = digit_value(**at);
        if (digit < 0) {
            break;
        }
        any = true;
        if (n->mantissa >> 60 == 0) {
            n->mantissa = n->mantissa << 4 | (uint64_t)digit;
            n->exponent -= point ? 4 : 0;
        } else {
            n->sticky |= digit != 0;
            n->exponent += point ? 0 : 4;
        }
    }
    return any;
}

// p[+-]digits; false: it is broken.
static bool parse_exponent(char const **at, char const *end, int64_t *exponent)
{
    if (*at == end || (**at | 32) != 'p') {
        return true;
    }
    ++*at;
    bool negative = *at < end && **at == '-';
    if (*at < end && (**at == '-' || **at == '+')) {
        ++*at;
    }
    char const *first = *at;
    int64_t n = 0;
    while (*at < end && **at >= '0' && **at <= '9') {
        n = n < EXPONENT_MOST ? n * 10 + (**at - '0') : EXPONENT_MOST;
        ++*at;
    }
    *exponent += negative ? -n : n;
    return *at > first;
}

enum float_hex_result float_hex_parse(char const *text, size_t size, double *out)
{
    char const *at = text, *end = text + size;
    while (at < end && is_blank(*at)) {
        at++;
    }
    while (end > at && is_blank(end[-1])) {
        end--;
    }
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) {
        at++;
    }
    size_t word = parse_word(at, end, out);
    if (word == 0) {
        if (end - at >= 2 && at[0] == '0' && (at[1] | 32) == 'x') {
            at += 2;
        }
        struct hex_number n = {0, false, 0};
        if (!parse_digits(&at, end, &n) || !parse_exponent(&at, end, &n.exponent)) {
            return FLOAT_HEX_INVALID;
        }
        if (at == end && !float_from_scaled(n.mantissa, n.sticky, n.exponent, out)) {
            return FLOAT_HEX_TOO_LARGE;
        }
    }
    *out = negative ? -*out : *out;
    return at + word == end ? FLOAT_HEX_OK : FLOAT_HEX_INVALID;
}
