// SPDX-License-Identifier: MIT
// format() of int, float and complex: the format specification applied to digits.
#include "object/error.h"
#include "object/float.h"
#include "object/float_text.h"
#include "object/format_spec.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/utf8.h"

#include <math.h>

static own_value raise_format(struct ouro *rt, enum format_error error, struct format_spec const *spec,
                              ref_value specification, ref_value v)
{
    char message[256];
    struct str *text = as_str(specification);
    format_error_message(error, spec, str_bytes(text), str_size(text), type_name(rt, type_of(rt, v)), message,
                         sizeof message);
    return error_raise(rt, TYPE_VALUE_ERROR, "%s", message);
}

// Hexadecimal digits are written small; the fill characters around them stay.
static void upper_digits(char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        text[i] = (char)(text[i] >= 'a' && text[i] <= 'f' ? text[i] - 32 : text[i]);
    }
}

// The str of a number laid out as the specification says.
static own_value lay_out(struct ouro *rt, struct format_spec const *spec, struct format_number const *number)
{
    struct format_layout layout;
    if (!format_number_layout(spec, number, &layout) || layout.code_points > UINT32_MAX) {
        return error_no_memory(rt);
    }
    char *out = heap_raw_allocate(&rt->heap, layout.bytes);
    if (out == NULL) {
        return error_no_memory(rt);
    }
    format_number_write(spec, number, &layout, out);
    if (spec->type == 'X') {
        upper_digits(out + layout.left, layout.bytes - layout.left - layout.right);
    }
    own_value result = str_new(rt, out, layout.bytes);
    heap_raw_free(&rt->heap, out, layout.bytes);
    return result;
}

static own_value format_character(struct ouro *rt, ref_value v, struct format_spec const *spec)
{
    int64_t point;
    if (!int_to_int64(rt, v, &point)) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C long");
    }
    if (point < 0 || point > 0x10ffff) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "%%c arg not in range(0x110000)");
    }
    char text[4];
    struct format_number number = {.prefix = "", .digits = "", .rest = text};
    number.rest_length = utf8_encode((uint32_t)point, text);
    return lay_out(rt, spec, &number);
}

static int base_of(uint32_t type)
{
    return type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
}

own_value int_format(struct ouro *rt, ref_value v, ref_value specification)
{
    struct str *text = as_str(specification);
    if (text->length == 0) {
        return operation_str(rt, v);
    }
    struct format_spec spec;
    enum format_error error = format_spec_parse(str_bytes(text), str_size(text), 'd', '>', &spec);
    if (error == FORMAT_OK && format_spec_is_float_type(spec.type)) {
        double d;
        if (!int_to_double(rt, v, &d)) {
            return own_nothing;
        }
        own_value number = float_new(rt, d);
        own_value result = failed(number) ? own_nothing : float_format_value(rt, lend(number), specification);
        release(rt, number);
        return result;
    }
    if (error == FORMAT_OK) {
        error = format_spec_check_int(&spec);
    }
    if (error != FORMAT_OK) {
        return raise_format(rt, error, &spec, specification, v);
    }
    if (spec.type == 'c') {
        return format_character(rt, v, &spec);
    }
    int base = base_of(spec.type);
    own_value digits = int_to_text(rt, v, base, false);
    if (failed(digits)) {
        return own_nothing;
    }
    struct str *s = as_str(lend(digits));
    bool negative = s->ascii[0] == '-';
    char prefix[2] = {'0', (char)spec.type};
    struct format_number number = {
        .negative = negative,
        .prefix = prefix,
        .prefix_length = spec.alternate && base != 10 ? 2 : 0,
        .digits = s->ascii + negative,
        .digits_length = s->length - negative,
        .rest = "",
    };
    own_value result = lay_out(rt, &spec, &number);
    release(rt, digits);
    return result;
}

// The type, precision and flags that float_format wants for a specification.
static unsigned float_flags(struct format_spec *spec)
{
    unsigned flags = (spec->alternate ? FLOAT_ALTERNATE : 0u) | (spec->no_negative_zero ? FLOAT_NO_NEGATIVE_ZERO : 0u);
    if (spec->type == 0) {
        flags |= FLOAT_ADD_DOT_0;
        spec->type = spec->precision < 0 ? 'r' : 'g';
    }
    if (spec->type == 'n') {
        spec->type = 'g';
    }
    if (spec->precision < 0) {
        spec->precision = 6;
    }
    return flags;
}

// Splits "-123.45e+6" into sign, digits of the integer part and the rest.
static struct format_number split_number(char const *text, size_t size)
{
    struct format_number number = {.negative = *text == '-', .prefix = ""};
    size_t from = number.negative, at = from;
    while (at < size && text[at] >= '0' && text[at] <= '9') {
        at++;
    }
    number.digits = text + from;
    number.digits_length = at - from;
    number.rest = text + at;
    number.rest_length = size - at;
    return number;
}

// Reads a float's or complex number's specification. Stop: go on with *spec; anything else is the whole result, the
// plain text for an empty one, or nothing with the error.
static own_value parse_fraction_spec(struct ouro *rt, ref_value v, ref_value specification,
                                     enum format_error (*check)(struct format_spec const *), struct format_spec *spec)
{
    struct str *text = as_str(specification);
    if (text->length == 0) {
        return operation_str(rt, v);
    }
    enum format_error error = format_spec_parse(str_bytes(text), str_size(text), 0, '>', spec);
    if (error == FORMAT_OK) {
        error = check(spec);
    }
    return error == FORMAT_OK ? own_stop : raise_format(rt, error, spec, specification, v);
}

own_value float_format_value(struct ouro *rt, ref_value v, ref_value specification)
{
    struct format_spec spec;
    own_value plain = parse_fraction_spec(rt, v, specification, format_spec_check_float, &spec);
    if (!is_stop(lend(plain))) {
        return plain;
    }
    unsigned flags = float_flags(&spec);
    double d = float_number(v);
    size_t bound = float_format_bound(d, (char)spec.type, (int)spec.precision, flags);
    char *digits = heap_raw_allocate(&rt->heap, bound);
    if (digits == NULL) {
        return error_no_memory(rt);
    }
    size_t size = float_format(d, (char)spec.type, (int)spec.precision, flags, digits);
    struct format_number number = split_number(digits, size);
    own_value result = lay_out(rt, &spec, &number);
    heap_raw_free(&rt->heap, digits, bound);
    return result;
}

// complex -------------------------------------------------------------------------------------------------------------

// Adds one part: sign, grouping and precision as asked for, without padding.
static bool add_part(struct str_builder *b, struct format_spec const *spec, double d, unsigned flags)
{
    size_t bound = float_format_bound(d, (char)spec->type, (int)spec->precision, flags);
    char *digits = heap_raw_allocate(&b->rt->heap, bound);
    if (digits == NULL) {
        error_no_memory(b->rt);
        return false;
    }
    struct format_number number =
        split_number(digits, float_format(d, (char)spec->type, (int)spec->precision, flags, digits));
    struct format_layout layout;
    char *room = format_number_layout(spec, &number, &layout) ? str_builder_room(b, layout.bytes) : NULL;
    if (room != NULL) {
        format_number_write(spec, &number, &layout, room);
        b->size += layout.bytes;
    }
    heap_raw_free(&b->rt->heap, digits, bound);
    return room != NULL;
}

// Text padded to the width; takes it.
static own_value pad_text(struct ouro *rt, struct format_spec const *spec, own_value text)
{
    struct str *s = failed(text) ? NULL : as_str(lend(text));
    if (s == NULL || spec->width <= (int64_t)s->length) {
        return text;
    }
    struct format_layout layout;
    char *out = NULL;
    if (format_text_layout(spec, str_size(s), s->length, &layout) && layout.code_points <= UINT32_MAX) {
        out = heap_raw_allocate(&rt->heap, layout.bytes);
    }
    if (out == NULL) {
        release(rt, text);
        return error_no_memory(rt);
    }
    format_text_write(spec, str_bytes(s), str_size(s), &layout, out);
    release(rt, text);
    own_value padded = str_new(rt, out, layout.bytes);
    heap_raw_free(&rt->heap, out, layout.bytes);
    return padded;
}

own_value complex_format_value(struct ouro *rt, ref_value v, ref_value specification)
{
    struct format_spec spec;
    own_value plain = parse_fraction_spec(rt, v, specification, format_spec_check_complex, &spec);
    if (!is_stop(lend(plain))) {
        return plain;
    }
    struct complex const *c = (struct complex const *)as_object(v);
    double real = c->real, imaginary = c->imaginary;
    bool like_str = spec.type == 0;
    bool has_real = !like_str || real != 0 || signbit(real);
    unsigned flags = float_flags(&spec) & ~(unsigned)FLOAT_ADD_DOT_0;
    struct format_spec part = spec;
    part.width = -1;
    part.align = '<';
    struct str_builder b;
    str_builder_open(rt, &b);
    bool done = true;
    if (has_real) {
        str_builder_add_text(&b, like_str ? "(" : "");
        done = add_part(&b, &part, real, flags);
        part.sign = '+';
    }
    done = done && add_part(&b, &part, imaginary, flags);
    str_builder_add_text(&b, like_str && has_real ? "j)" : "j");
    if (!done) {
        str_builder_abandon(&b);
        return error_pending(rt) ? own_nothing : error_no_memory(rt);
    }
    return pad_text(rt, &spec, str_builder_finish(&b));
}
