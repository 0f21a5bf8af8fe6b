// SPDX-License-Identifier: MIT
// Format specifications: the parser and what each type of value refuses.
#include "object/format_spec.h"
#include "object/unicode.h"
#include "object/utf8.h"
#include <limits.h>
#include <stdio.h>
#include <string.h>

// --- the parser ---

struct cursor {
    char const *at;
    char const *end;
};

#define NO_CHARACTER UINT32_MAX

static uint32_t peek(struct cursor const *c)
{
    uint32_t code_point = NO_CHARACTER;
    if (c->at < c->end)
        utf8_decode(c->at, &code_point);
    return code_point;
}

static void advance(struct cursor *c)
{
    c->at += utf8_width(*c->at);
}

static bool accept(struct cursor *c, char wanted)
{
    if (c->at == c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

static bool is_one_of(uint32_t code_point, char const *set)
{
    return code_point != 0 && code_point < 0x80 && strchr(set, (int)code_point) != NULL;
}

#define ALIGNMENTS "<>=^"

// [[fill]align]; whether each was there.
static void parse_align(struct cursor *c, struct format_spec *spec, bool *has_fill, bool *has_align)
{
    *has_fill = *has_align = false;
    uint32_t first = peek(c);
    if (first == NO_CHARACTER)
        return;
    struct cursor behind = *c;
    advance(&behind);
    uint32_t second = peek(&behind);
    if (is_one_of(second, ALIGNMENTS)) {
        spec->fill = first;
        spec->align = (char)second;
        *has_fill = *has_align = true;
        advance(&behind);
        *c = behind;
    } else if (is_one_of(first, ALIGNMENTS)) {
        spec->align = (char)first;
        *has_align = true;
        *c = behind;
    }
}

// Decimal digits of any script; leaves *value when there is none. False when the number is too large.
static bool parse_integer(struct cursor *c, int64_t *value)
{
    int64_t number = 0;
    bool any = false;
    for (int digit; c->at < c->end && (digit = unicode_decimal_value(peek(c))) >= 0; advance(c)) {
        if (number > (INT64_MAX - digit) / 10)
            return false;
        number = number * 10 + digit;
        any = true;
    }
    if (any)
        *value = number;
    return true;
}

static enum format_error parse_grouping(struct cursor *c, struct format_spec *spec)
{
    if (accept(c, ','))
        spec->grouping = ',';
    if (accept(c, '_')) {
        if (spec->grouping != 0)
            return FORMAT_COMMA_AND_UNDERSCORE;
        spec->grouping = '_';
    }
    if (spec->grouping == '_' && accept(c, ','))
        return FORMAT_COMMA_AND_UNDERSCORE;
    return FORMAT_OK;
}

static enum format_error check_grouping(struct format_spec *spec)
{
    if (spec->grouping == 0 || spec->type == 0 || is_one_of(spec->type, "defgEG%F"))
        return FORMAT_OK;
    if (spec->grouping == '_' && is_one_of(spec->type, "boxX")) {
        spec->group_size = 4;
        return FORMAT_OK;
    }
    return FORMAT_GROUPING_WITH_TYPE;
}

static enum format_error parse_numbers(struct cursor *c, struct format_spec *spec)
{
    if (!parse_integer(c, &spec->width))
        return FORMAT_TOO_MANY_DIGITS;
    enum format_error error = parse_grouping(c, spec);
    if (error != FORMAT_OK)
        return error;
    if (accept(c, '.')) {
        if (!parse_integer(c, &spec->precision))
            return FORMAT_TOO_MANY_DIGITS;
        if (spec->precision < 0)
            return FORMAT_MISSING_PRECISION;
    }
    return FORMAT_OK;
}

enum format_error format_spec_parse(char const *text, size_t length, char default_type, char default_align,
                                    struct format_spec *spec)
{
    *spec = (struct format_spec){
        .fill = ' ',
        .align = default_align,
        .group_size = 3,
        .type = (unsigned char)default_type,
        .width = -1,
        .precision = -1,
    };
    struct cursor c = {text, text + length};
    bool has_fill;
    bool has_align;
    parse_align(&c, spec, &has_fill, &has_align);
    if (is_one_of(peek(&c), "+- "))
        spec->sign = *c.at++;
    spec->no_negative_zero = accept(&c, 'z');
    spec->alternate = accept(&c, '#');
    if (!has_fill && accept(&c, '0')) {
        spec->fill = '0';
        if (!has_align && default_align == '>')
            spec->align = '=';
    }
    enum format_error error = parse_numbers(&c, spec);
    if (error != FORMAT_OK)
        return error;
    if (c.at < c.end) {
        uint32_t type = peek(&c);
        advance(&c);
        if (c.at < c.end)
            return FORMAT_INVALID;
        spec->type = type;
    }
    return check_grouping(spec);
}

// --- what the types refuse ---

bool format_spec_is_float_type(uint32_t type)
{
    return is_one_of(type, "eEfFgG%");
}

enum format_error format_spec_check_int(struct format_spec const *spec)
{
    if (!is_one_of(spec->type, "bcdoxXn"))
        return FORMAT_UNKNOWN_TYPE;
    if (spec->precision >= 0)
        return FORMAT_INT_PRECISION;
    if (spec->no_negative_zero)
        return FORMAT_INT_NEGATIVE_ZERO;
    if (spec->type == 'c' && spec->sign != 0)
        return FORMAT_CHARACTER_SIGN;
    if (spec->type == 'c' && spec->alternate)
        return FORMAT_CHARACTER_ALTERNATE;
    return FORMAT_OK;
}

enum format_error format_spec_check_float(struct format_spec const *spec)
{
    if (spec->type != 0 && spec->type != 'n' && !format_spec_is_float_type(spec->type))
        return FORMAT_UNKNOWN_TYPE;
    return spec->precision > INT_MAX ? FORMAT_PRECISION_TOO_BIG : FORMAT_OK;
}

enum format_error format_spec_check_string(struct format_spec const *spec)
{
    if (spec->type != 's')
        return FORMAT_UNKNOWN_TYPE;
    if (spec->sign != 0)
        return spec->sign == ' ' ? FORMAT_STRING_SPACE : FORMAT_STRING_SIGN;
    if (spec->no_negative_zero)
        return FORMAT_STRING_NEGATIVE_ZERO;
    if (spec->alternate)
        return FORMAT_STRING_ALTERNATE;
    return spec->align == '=' ? FORMAT_STRING_ALIGN : FORMAT_OK;
}

enum format_error format_spec_check_complex(struct format_spec const *spec)
{
    if (spec->type == '%')
        return FORMAT_UNKNOWN_TYPE;
    enum format_error error = format_spec_check_float(spec);
    if (error != FORMAT_OK)
        return error;
    if (spec->fill == '0')
        return FORMAT_COMPLEX_ZERO_PADDING;
    return spec->align == '=' ? FORMAT_COMPLEX_ALIGN : FORMAT_OK;
}

// --- messages ---

static char const *fixed_message(enum format_error error)
{
    switch (error) {
    case FORMAT_TOO_MANY_DIGITS:
        return "Too many decimal digits in format string";
    case FORMAT_MISSING_PRECISION:
        return "Format specifier missing precision";
    case FORMAT_COMMA_AND_UNDERSCORE:
        return "Cannot specify both ',' and '_'.";
    case FORMAT_INT_PRECISION:
        return "Precision not allowed in integer format specifier";
    case FORMAT_INT_NEGATIVE_ZERO:
        return "Negative zero coercion (z) not allowed in integer format specifier";
    case FORMAT_CHARACTER_SIGN:
        return "Sign not allowed with integer format specifier 'c'";
    case FORMAT_CHARACTER_ALTERNATE:
        return "Alternate form (#) not allowed with integer format specifier 'c'";
    case FORMAT_STRING_SIGN:
        return "Sign not allowed in string format specifier";
    case FORMAT_STRING_SPACE:
        return "Space not allowed in string format specifier";
    case FORMAT_STRING_NEGATIVE_ZERO:
        return "Negative zero coercion (z) not allowed in string format specifier";
    case FORMAT_STRING_ALTERNATE:
        return "Alternate form (#) not allowed in string format specifier";
    case FORMAT_STRING_ALIGN:
        return "'=' alignment not allowed in string format specifier";
    case FORMAT_PRECISION_TOO_BIG:
        return "precision too big";
    case FORMAT_COMPLEX_ZERO_PADDING:
        return "Zero padding is not allowed in complex format specifier";
    case FORMAT_COMPLEX_ALIGN:
        return "'=' alignment flag is not allowed in complex format specifier";
    case FORMAT_OK:
    case FORMAT_INVALID:
    case FORMAT_GROUPING_WITH_TYPE:
    case FORMAT_UNKNOWN_TYPE:
        break;
    }
    return "";
}

// The type as messages show it: the character, or its number in hexadecimal.
static void describe_type(uint32_t type, char out[16])
{
    if (type > 32 && type < 128)
        snprintf(out, 16, "%c", (char)type);
    else
        snprintf(out, 16, "\\x%x", (unsigned)type);
}

size_t format_error_message(enum format_error error, struct format_spec const *spec, char const *text, size_t length,
                            char const *type_name, char *out, size_t size)
{
    OURO_ASSERT(size > 0);
    char type[16];
    describe_type(spec->type, type);
    int shown = length < size ? (int)length : (int)size; // no more can fit
    int wanted;
    if (error == FORMAT_INVALID)
        wanted =
            snprintf(out, size, "Invalid format specifier '%.*s' for object of type '%.200s'", shown, text, type_name);
    else if (error == FORMAT_GROUPING_WITH_TYPE)
        wanted = snprintf(out, size, "Cannot specify '%c' with '%s'.", spec->grouping, type);
    else if (error == FORMAT_UNKNOWN_TYPE)
        wanted = snprintf(out, size, "Unknown format code '%s' for object of type '%.200s'", type, type_name);
    else
        wanted = snprintf(out, size, "%s", fixed_message(error));
    if (wanted >= 0 && (size_t)wanted < size)
        return (size_t)wanted;
    size_t used = 0;
    while (out[used] != '\0' && used + utf8_width(out[used]) < size)
        used += utf8_width(out[used]);
    out[used] = '\0';
    return used;
}
