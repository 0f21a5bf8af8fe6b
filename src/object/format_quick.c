// SPDX-License-Identifier: MIT
// The common specifications of format(), f-strings and str(), for small ints, floats in a word and plain str: no call
// of a method, no general parser. What is not among them is left to the types' own __format__.
#include "object/decimal_text.h"
#include "object/float_text.h"
#include "object/str.h"

// [<>][0][width][.precision][type], of these few characters.
struct quick_spec {
    char align; // 0: none given
    bool zero;
    uint32_t width;
    int precision; // -1: none
    char type;     // 0: none
};

#define WIDTH_MOST 999
#define PRECISION_MOST 40

static bool quick_read(struct str const *text, struct quick_spec *out)
{
    *out = (struct quick_spec){.precision = -1};
    if (!str_is_ascii(text)) {
        return false;
    }
    char const *at = text->ascii; // ends with a NUL
    if (*at == '<' || *at == '>') {
        out->align = *at++;
    }
    if (*at == '0') {
        out->zero = true;
        at++;
    }
    for (; *at >= '0' && *at <= '9' && out->width <= WIDTH_MOST / 10; at++) {
        out->width = out->width * 10 + (uint32_t)(*at - '0');
    }
    if (*at == '.' && at[1] >= '0' && at[1] <= '9') {
        out->precision = 0;
        for (at++; *at >= '0' && *at <= '9' && out->precision < PRECISION_MOST / 10; at++) {
            out->precision = out->precision * 10 + (*at - '0');
        }
    }
    if (*at != 0) {
        out->type = *at++;
    }
    return at == text->ascii + text->length && !(out->zero && out->align != 0);
}

// An ASCII text, aligned; zeros go behind the sign.
static own_value put(struct ouro *rt, struct quick_spec const *spec, char const *text, size_t size, bool left)
{
    size_t total = size < spec->width ? spec->width : size;
    if (total <= 1) {
        return str_make(rt, size > 0 ? text : " ", total, total);
    }
    struct str *s = str_allocate(rt, total, total);
    if (s == NULL) {
        return own_nothing;
    }
    char *to = s->ascii;
    if (left) {
        memcpy(to, text, size);
        memset(to + size, ' ', total - size);
        return own_object(s);
    }
    if (spec->zero && *text == '-') {
        *to++ = *text++;
        size--;
        total--;
    }
    memset(to, spec->zero ? '0' : ' ', total - size);
    memcpy(to + (total - size), text, size);
    return own_object(s);
}

static own_value quick_int(struct ouro *rt, struct quick_spec const *spec, int64_t n)
{
    char digits[72];
    char *end = digits + sizeof digits;
    char *start;
    uint64_t magnitude = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    if (spec->precision >= 0) {
        return own_stop;
    }
    switch (spec->type) {
    case 0:
    case 'd':
        start = decimal_text_before(end, magnitude);
        break;
    case 'x':
        start = power_text_before(end, magnitude, 4, "0123456789abcdef");
        break;
    case 'X':
        start = power_text_before(end, magnitude, 4, "0123456789ABCDEF");
        break;
    case 'b':
        start = power_text_before(end, magnitude, 1, "01");
        break;
    default:
        return own_stop;
    }
    if (n < 0) {
        *--start = '-';
    }
    return put(rt, spec, start, (size_t)(end - start), spec->align == '<');
}

static own_value quick_float(struct ouro *rt, struct quick_spec const *spec, double d)
{
    char text[400];
    bool known = spec->type == 'f' || spec->type == 'e' || spec->type == 'g';
    if (!known || spec->precision < 0 || float_format_bound(d, spec->type, spec->precision, 0) > sizeof text) {
        return own_stop;
    }
    size_t size = float_format(d, spec->type, spec->precision, 0, text);
    return put(rt, spec, text, size, spec->align == '<');
}

static own_value quick_str(struct ouro *rt, struct quick_spec const *spec, ref_value v)
{
    struct str const *s = as_str(v);
    if (spec->zero || spec->precision >= 0 || (spec->type != 0 && spec->type != 's')) {
        return own_stop;
    }
    if (spec->width <= s->length) {
        return retain(v);
    }
    return str_is_ascii(s) ? put(rt, spec, s->ascii, s->length, spec->align != '>') : own_stop;
}

own_value str_from_int64(struct ouro *rt, int64_t n)
{
    char digits[DECIMAL_TEXT_MOST];
    char *end = digits + sizeof digits;
    char *start = decimal_text_signed_before(end, n);
    return str_make(rt, start, (size_t)(end - start), (size_t)(end - start));
}

own_value format_quick(struct ouro *rt, ref_value v, ref_value specification)
{
    struct str const *text = as_str(specification);
    struct quick_spec spec;
    if (is_small_int(v)) {
        return text->length == 0         ? str_from_int64(rt, small_int(v))
               : quick_read(text, &spec) ? quick_int(rt, &spec, small_int(v))
                                         : own_stop;
    }
    if (is_exact(v, TYPE_STR)) {
        return text->length == 0 ? retain(v) : quick_read(text, &spec) ? quick_str(rt, &spec, v) : own_stop;
    }
    if (is_word_float(v) && text->length > 0 && quick_read(text, &spec)) {
        return quick_float(rt, &spec, word_float(v));
    }
    return own_stop;
}
