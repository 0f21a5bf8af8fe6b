// SPDX-License-Identifier: MIT
// Floats as text: repr, the presentation types, and round(), which is writing and reading back.
#include "object/float_powers.h"
#include "object/float_text.h"

// Where repr and str change to an exponent.
#define REPR_POINT_LAST 16
#define FIXED_POINT_FIRST (-3)

static char *put_zeros(char *out, ptrdiff_t count)
{
    if (count <= 0)
        return out;
    memset(out, '0', (size_t)count);
    return out + count;
}

static char *put_text(char *out, char const *text)
{
    size_t length = strlen(text);
    memcpy(out, text, length);
    return out + length;
}

// The digits from index from (negative: zeros after the point) up to, but not including, index to.
static char *put_digits(char *out, struct float_decimal const *d, ptrdiff_t from, ptrdiff_t to)
{
    ptrdiff_t before = from < 0 ? -from : 0;
    if (before > to - from)
        before = to - from;
    out = put_zeros(out, before);
    from += before;
    ptrdiff_t some = (to < d->count ? to : d->count) - from;
    if (some > 0) {
        memcpy(out, d->digits + from, (size_t)some);
        out += some;
        from += some;
    }
    return put_zeros(out, to - from);
}

static char *put_exponent(char *out, int exponent, bool upper)
{
    *out++ = upper ? 'E' : 'e';
    *out++ = exponent < 0 ? '-' : '+';
    if (exponent < 0)
        exponent = -exponent;
    if (exponent >= 100)
        *out++ = (char)('0' + exponent / 100);
    *out++ = (char)('0' + exponent / 10 % 10);
    *out++ = (char)('0' + exponent % 10);
    return out;
}

static bool is_upper(char type)
{
    return type >= 'A' && type <= 'Z';
}
static char to_lower(char type)
{
    return is_upper(type) ? (char)(type + ('a' - 'A')) : type;
}

// How the digits are laid out: the decimals after the point, and whether an exponent follows.
struct notation {
    ptrdiff_t decimals;
    bool exponent;
};

// Digits and notation of a finite value; type is lower case.
static struct notation convert(double value, char type, int precision, unsigned flags, struct float_decimal *d)
{
    bool dot_0 = (flags & FLOAT_ADD_DOT_0) != 0;
    struct notation n = {precision, false};
    switch (type) {
    case 'e':
        float_round_significant(value, precision < FLOAT_EXACT_DIGITS ? precision + 1 : FLOAT_EXACT_DIGITS, d);
        n.exponent = true;
        return n;
    case 'f':
        float_round_decimals(value, precision, d);
        return n;
    case 'g':
        if (precision == 0)
            precision = 1;
        float_round_significant(value, precision < FLOAT_EXACT_DIGITS ? precision : FLOAT_EXACT_DIGITS, d);
        n.exponent = d->point < FIXED_POINT_FIRST || d->point > precision - dot_0;
        break;
    default:
        d->count = 0;
        d->point = 1;
        if (value != 0)
            d->count = float_shortest_digits(value, d->digits, &d->point);
        n.exponent = d->point < FIXED_POINT_FIRST || d->point > REPR_POINT_LAST;
        break;
    }
    ptrdiff_t digits = type == 'g' && (flags & FLOAT_ALTERNATE) ? precision : d->count;
    n.decimals = digits - (n.exponent ? 1 : d->point);
    int least = dot_0 && !n.exponent;
    if (n.decimals < least)
        n.decimals = least;
    return n;
}

static char *put_finite(char *out, double value, char type, int precision, unsigned flags)
{
    struct float_decimal d;
    struct notation n = convert(value, to_lower(type), precision, flags, &d);
    if (float_to_bits(value) >> 63 && !(d.count == 0 && (flags & FLOAT_NO_NEGATIVE_ZERO)))
        *out++ = '-';
    int whole = n.exponent ? 1 : d.point; // digits before the point
    if (whole <= 0)
        *out++ = '0';
    else
        out = put_digits(out, &d, 0, whole);
    if (n.decimals > 0 || (flags & FLOAT_ALTERNATE))
        *out++ = '.';
    // put_digits counts from the first digit; `whole` may be negative, for zeros between the point and that digit.
    out = put_digits(out, &d, whole, whole + n.decimals);
    if (n.exponent)
        out = put_exponent(out, d.point - 1, is_upper(type));
    return out;
}

static char *put_special(char *out, double value, bool upper)
{
    if (value != value)
        return put_text(out, upper ? "NAN" : "nan");
    if (value < 0)
        *out++ = '-';
    return put_text(out, upper ? "INF" : "inf");
}

size_t float_format(double value, char type, int precision, unsigned flags, char *out)
{
    OURO_ASSERT(precision >= 0);
    char *at = out;
    if (type == '%')
        value *= 100;
    if (!float_is_finite(value))
        at = put_special(at, value, is_upper(type));
    else
        at = put_finite(at, value, type == '%' ? 'f' : type, precision, flags);
    if (type == '%')
        *at++ = '%';
    *at = '\0';
    return (size_t)(at - out);
}

size_t float_format_bound(double value, char type, int precision, unsigned flags)
{
    OURO_ASSERT(precision >= 0);
    size_t bound = FLOAT_REPR_SIZE;
    type = to_lower(type);
    if (type == 'r' || !float_is_finite(value))
        return bound;
    if (type == 'g' && !(flags & FLOAT_ALTERNATE) && precision > FLOAT_EXACT_DIGITS)
        precision = FLOAT_EXACT_DIGITS;
    bound += (size_t)precision;
    if (type == 'f' || type == '%') {
        int bits = float_split(value).exponent + 53;
        if (bits > 0)
            bound += (size_t)bits * 1233 / 4096; // log10(2)
    }
    return bound;
}

size_t float_repr(double value, char out[FLOAT_REPR_SIZE])
{
    return float_format(value, 'r', 0, FLOAT_ADD_DOT_0, out);
}

bool float_round(double value, int decimals, double *out)
{
    *out = value;
    if (!float_is_finite(value) || value == 0 || decimals > 1 - (FLOAT_POWER_FIRST))
        return true;
    struct float_decimal d;
    float_round_decimals(value, decimals, &d);
    char text[FLOAT_EXACT_DIGITS + 16];
    char *end = text;
    if (float_to_bits(value) >> 63)
        *end++ = '-';
    end = d.count == 0 ? put_zeros(end, 1) : put_digits(end, &d, 0, d.count);
    int exponent = d.point - d.count;
    *end++ = 'e';
    *end++ = exponent < 0 ? '-' : '+';
    for (int magnitude = exponent < 0 ? -exponent : exponent, place = 1000; place > 0; place /= 10)
        *end++ = (char)('0' + magnitude / place % 10);
    char const *read_to;
    bool read = float_parse(text, (size_t)(end - text), &read_to, out);
    OURO_ASSERT(read && read_to == end);
    return read && float_is_finite(*out);
}
