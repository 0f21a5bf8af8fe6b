// SPDX-License-Identifier: MIT
// Numbers in the % operator.
#include "object/container.h"
#include "object/decimal_text.h"
#include "object/float.h"
#include "object/float_text.h"
#include "object/int.h"
#include "object/percent.h"

#define NUMBER_MOST ((uint64_t)UINT32_MAX)

bool percent_put(struct percent *p, struct percent_field const *field, struct percent_piece const *piece)
{
    struct str_builder *b = &p->out;
    uint64_t length = (piece->sign != 0) + piece->prefix_size + piece->zeros + piece->length;
    uint64_t padding = field->width > 0 && (uint64_t)field->width > length ? (uint64_t)field->width - length : 0;
    bool zeros_inside = piece->fill == '0' && !field->left;
    if (padding >= NUMBER_MOST || piece->zeros >= NUMBER_MOST) {
        (void)error_no_memory(p->rt);
        return false;
    }
    if (padding > 0 && !field->left && !zeros_inside && !str_builder_add_fill(b, ' ', padding)) {
        return false;
    }
    if (piece->sign != 0 && !str_builder_add_byte(b, piece->sign)) {
        return false;
    }
    return (piece->prefix_size == 0 || str_builder_add(b, piece->prefix, piece->prefix_size)) &&
           str_builder_add_fill(b, '0', piece->zeros + (zeros_inside ? padding : 0)) &&
           str_builder_add(b, piece->text, piece->size) && str_builder_add_fill(b, ' ', field->left ? padding : 0);
}

// Integers ------------------------------------------------------------------------------------------------------------

static bool is_hexadecimal_or_octal(uint32_t type)
{
    return type == 'x' || type == 'X' || type == 'o';
}

static bool wrong_type(struct percent *p, uint32_t type, ref_value v)
{
    (void)error_raise(p->rt, TYPE_TYPE_ERROR, "%%%c format: %s is required, not %T", type,
                      is_hexadecimal_or_octal(type) ? "an integer" : "a real number", v);
    return false;
}

// Calls __int__ of something that is no int.
static own_value integer_of(struct percent *p, uint32_t type, ref_value v)
{
    struct ouro *rt = p->rt;
    own_value made = own_nothing;
    if (is_index(rt, v)) {
        made = operation_index(rt, v);
    } else if (!is_hexadecimal_or_octal(type) && is_float(rt, v)) {
        made = int_from_double(rt, float_number(v));
    } else if (!is_hexadecimal_or_octal(type)) {
        made = operation_call_special(rt, NAME_int, &v, 1);
        if (!failed(made) && !is_int(rt, lend(made))) {
            release(rt, give(made));
        }
    }
    if (!failed(made) || (error_pending(rt) && !error_matches(rt, TYPE_TYPE_ERROR))) {
        return made;
    }
    error_clear(rt);
    (void)wrong_type(p, type, v);
    return own_nothing;
}

// Sign, prefix and digits of the text that int_to_text gave.
static bool put_digits(struct percent *p, struct percent_field const *field, char const *text, size_t size)
{
    static char const prefixes[] = "0o0x0X";
    struct percent_piece piece = {.fill = field->zero ? '0' : ' ', .text = text, .size = size};
    if (*text == '-') {
        piece.sign = '-';
        piece.text++;
        piece.size--;
    } else if (field->plus || field->blank) {
        piece.sign = field->plus ? '+' : ' ';
    }
    piece.length = piece.size;
    if (field->alternate && is_hexadecimal_or_octal(field->type)) {
        piece.prefix = prefixes + (field->type == 'o' ? 0 : field->type == 'x' ? 2 : 4);
        piece.prefix_size = 2;
    }
    if (field->precision > (int64_t)piece.size) {
        piece.zeros = (uint64_t)field->precision - piece.size;
    }
    return percent_put(p, field, &piece);
}

static bool put_small(struct percent *p, struct percent_field const *field, int64_t n)
{
    char digits[80];
    char *end = digits + sizeof digits;
    char *start;
    uint64_t magnitude = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    if (field->type == 'x' || field->type == 'X') {
        start = power_text_before(end, magnitude, 4, field->type == 'x' ? "0123456789abcdef" : "0123456789ABCDEF");
    } else if (field->type == 'o') {
        start = power_text_before(end, magnitude, 3, "01234567");
    } else {
        start = decimal_text_before(end, magnitude);
    }
    if (n < 0) {
        *--start = '-';
    }
    return put_digits(p, field, start, (size_t)(end - start));
}

static bool put_long(struct percent *p, struct percent_field const *field, ref_value v)
{
    int base = field->type == 'o' ? 8 : is_hexadecimal_or_octal(field->type) ? 16 : 10;
    own_value text = int_to_text(p->rt, v, base, false);
    if (failed(text)) {
        return false;
    }
    struct str *s = as_str(lend(text));
    if (field->type == 'X') {
        for (uint32_t i = 0; i < s->length; i++) { // nobody else has seen it
            if (s->ascii[i] >= 'a') {
                s->ascii[i] = (char)(s->ascii[i] - 32);
            }
        }
    }
    bool good = put_digits(p, field, str_bytes(s), str_size(s));
    release(p->rt, text);
    return good;
}

bool percent_int(struct percent *p, struct percent_field const *field, ref_value v)
{
    if (OURO_LIKELY(is_small_int(v))) {
        return put_small(p, field, small_int(v));
    }
    if (is_bool(v)) {
        return put_small(p, field, same(v, ref_true));
    }
    own_value n = is_int(p->rt, v) ? retain(v) : integer_of(p, field->type, v);
    if (failed(n)) {
        return false;
    }
    bool good = is_small_int(lend(n)) ? put_small(p, field, small_int(lend(n))) : put_long(p, field, lend(n));
    release(p->rt, n);
    return good;
}

// Floats --------------------------------------------------------------------------------------------------------------

bool percent_float(struct percent *p, struct percent_field const *field, ref_value v)
{
    double d;
    if (is_word_float(v)) {
        d = word_float(v);
    } else if (!operation_double(p->rt, v, &d)) {
        if (p->bytes && error_matches(p->rt, TYPE_TYPE_ERROR)) {
            error_clear(p->rt);
            (void)error_raise(p->rt, TYPE_TYPE_ERROR, "float argument required, not %T", v);
        }
        return false;
    }
    int precision = field->precision < 0 ? 6 : (int)field->precision;
    unsigned flags = field->alternate ? FLOAT_ALTERNATE : 0;
    char local[128];
    char *text = local;
    size_t bound = float_format_bound(d, (char)field->type, precision, flags);
    if (bound > sizeof local) {
        text = bound < UINT32_MAX ? heap_raw_allocate(&p->rt->heap, bound) : NULL;
        if (text == NULL) {
            (void)error_no_memory(p->rt);
            return false;
        }
    }
    struct percent_piece piece = {.fill = field->zero ? '0' : ' ', .text = text};
    piece.size = float_format(d, (char)field->type, precision, flags, text);
    if (*text == '-') {
        piece.sign = '-';
        piece.text++;
        piece.size--;
    } else if (field->plus || field->blank) {
        piece.sign = field->plus ? '+' : ' ';
    }
    piece.length = piece.size;
    bool good = percent_put(p, field, &piece);
    if (text != local) {
        heap_raw_free(&p->rt->heap, text, bound);
    }
    return good;
}
