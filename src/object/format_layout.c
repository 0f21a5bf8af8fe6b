// SPDX-License-Identifier: MIT
// The layout of formatted numbers and text: where padding, sign, prefix, zeros and separators go.
#include "object/format_spec.h"
#include "object/utf8.h"
#include <string.h>

// --- sizes ---

// Zeros that bring digits, with their separators, to the least width. A full group and its separator take group + 1
// places; a separator never stands first, so that a rest of 0 places takes one digit more.
static size_t padding_zeros(size_t digits, size_t least, size_t group)
{
    if (least == 0)
        return 0;
    size_t rest = least % (group + 1);
    size_t wanted = least / (group + 1) * group + (rest == 0 ? 1 : rest);
    return wanted > digits ? wanted - digits : 0;
}

// Shares out the padding, and adds up the bytes; body is the size of all but the fill characters.
static bool finish_layout(struct format_spec const *spec, size_t body_bytes, size_t body_points,
                          struct format_layout *layout)
{
    size_t width = spec->width > 0 ? (size_t)spec->width : 0;
    size_t padding = width > body_points ? width - body_points : 0;
    switch (spec->align) {
    case '<':
        layout->right = padding;
        break;
    case '^':
        layout->left = padding / 2;
        layout->right = padding - layout->left;
        break;
    case '=':
        layout->inner = padding;
        break;
    default:
        layout->left = padding;
        break;
    }
    layout->code_points = body_points + padding;
    return !__builtin_mul_overflow(padding, (size_t)utf8_encoded_width(spec->fill), &layout->bytes) &&
           !__builtin_add_overflow(layout->bytes, body_bytes, &layout->bytes) && layout->bytes <= PTRDIFF_MAX;
}

bool format_number_layout(struct format_spec const *spec, struct format_number const *number,
                          struct format_layout *layout)
{
    *layout = (struct format_layout){0};
    if (number->negative)
        layout->sign = '-';
    else if (spec->sign == '+' || spec->sign == ' ')
        layout->sign = spec->sign;
    size_t other_points = (layout->sign != 0) + number->prefix_length + utf8_count(number->rest, number->rest_length);
    size_t other_bytes = (layout->sign != 0) + number->prefix_length + number->rest_length;
    size_t width = spec->width > 0 ? (size_t)spec->width : 0;
    size_t digits = number->digits_length;
    if (digits > 0 && spec->grouping != 0) {
        // Zeros in front of grouped digits are grouped with them; without groups they are padding like any other.
        if (spec->fill == '0' && spec->align == '=' && width > other_points)
            layout->zeros = padding_zeros(digits, width - other_points, spec->group_size);
        digits += layout->zeros;
        digits += (digits - 1) / spec->group_size;
    }
    layout->grouped = digits;
    return finish_layout(spec, other_bytes + digits, other_points + digits, layout);
}

bool format_text_layout(struct format_spec const *spec, size_t bytes, size_t code_points, struct format_layout *layout)
{
    *layout = (struct format_layout){0};
    return finish_layout(spec, bytes, code_points, layout);
}

// --- writing ---

static char *put(char *out, char const *bytes, size_t length)
{
    if (length > 0)
        memcpy(out, bytes, length);
    return out + length;
}

static char *put_fill(char *out, uint32_t fill, size_t count)
{
    if (fill < 0x80) {
        if (count > 0)
            memset(out, (int)fill, count);
        return out + count;
    }
    char character[4];
    unsigned width = utf8_encode(fill, character);
    for (; count > 0; count--)
        out = put(out, character, width);
    return out;
}

// Zeros and digits with separators, from the right.
static char *put_grouped(char *out, struct format_spec const *spec, struct format_number const *number,
                         struct format_layout const *layout)
{
    char *end = out + layout->grouped;
    if (spec->grouping == 0)
        return put(out, number->digits, number->digits_length);
    char *at = end;
    size_t left = number->digits_length;
    size_t in_group = 0;
    while (at > out) {
        if (in_group == spec->group_size) {
            *--at = spec->grouping;
            in_group = 0;
            continue;
        }
        *--at = left > 0 ? number->digits[--left] : '0';
        in_group++;
    }
    return end;
}

void format_number_write(struct format_spec const *spec, struct format_number const *number,
                         struct format_layout const *layout, char *out)
{
    char *start = out;
    out = put_fill(out, spec->fill, layout->left);
    if (layout->sign != 0)
        *out++ = layout->sign;
    out = put(out, number->prefix, number->prefix_length);
    out = put_fill(out, spec->fill, layout->inner);
    out = put_grouped(out, spec, number, layout);
    out = put(out, number->rest, number->rest_length);
    out = put_fill(out, spec->fill, layout->right);
    OURO_ASSERT((size_t)(out - start) == layout->bytes);
    (void)start;
}

void format_text_write(struct format_spec const *spec, char const *text, size_t bytes,
                       struct format_layout const *layout, char *out)
{
    out = put_fill(out, spec->fill, layout->left);
    out = put(out, text, bytes);
    put_fill(out, spec->fill, layout->right);
}
