// SPDX-License-Identifier: MIT
// The % operator of str, bytes and bytearray: reading the format, finding the arguments, texts and characters.
#include "object/percent.h"

#include "object/bytes_methods.h"
#include "object/container.h"
#include "object/int.h"
#include "object/tuple.h"
#include "object/utf8.h"

// Arguments -----------------------------------------------------------------------------------------------------------

static void arguments_open(struct percent *p, struct ouro *rt, ref_value arguments, bool bytes)
{
    p->rt = rt;
    p->bytes = bytes;
    p->mapping = ref_nothing;
    p->arguments = arguments;
    p->keyed = own_nothing;
    p->number = -1;
    p->next = -2;
    str_builder_open(rt, &p->out);
    if (!is_object(arguments) || is_exact(arguments, TYPE_STR)) {
        return;
    }
    if (is_tuple(rt, arguments)) {
        p->number = (int64_t)as_tuple(arguments)->length;
        p->next = 0;
        return;
    }
    struct type *type = type_of(rt, arguments);
    bool subscript = type->protocol->get_item != NULL || type_overrides(type, NAME_getitem);
    bool text = is_str(rt, arguments) || (bytes && (is_bytes(rt, arguments) || is_bytearray(rt, arguments)));
    if (subscript && !text) {
        p->mapping = arguments;
    }
}

// The next argument, owned.
static own_value argument_next(struct percent *p)
{
    if (p->next >= p->number) {
        return error_raise(p->rt, TYPE_TYPE_ERROR, "not enough arguments for format string");
    }
    int64_t at = p->next++;
    if (p->number >= 0) {
        return retain(tuple_item(p->arguments, (uint64_t)at));
    }
    return failed(p->keyed) ? retain(p->arguments) : retain(lend(p->keyed));
}

// Looks %(key) up. text: from behind the first parenthesis; result: behind the closing one, NULL: error.
static char const *key_read(struct percent *p, char const *at, char const *end)
{
    if (is_nothing(p->mapping)) {
        (void)error_raise(p->rt, TYPE_TYPE_ERROR, "format requires a mapping");
        return NULL;
    }
    char const *start = at;
    int64_t depth = 1;
    for (; at < end; at++) {
        depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
        if (depth == 0) {
            break;
        }
    }
    if (at >= end) {
        (void)error_raise(p->rt, TYPE_VALUE_ERROR, "incomplete format key");
        return NULL;
    }
    size_t size = (size_t)(at - start);
    own_value key = p->bytes ? bytes_new(p->rt, start, size) : str_new(p->rt, start, size);
    own_value found = failed(key) ? own_nothing : operation_get_item(p->rt, p->mapping, lend(key));
    release(p->rt, key);
    if (failed(found)) {
        return NULL;
    }
    own_value old = p->keyed;
    p->keyed = found;
    p->number = -1;
    p->next = -2;
    release(p->rt, old);
    return at + 1;
}

// The format ----------------------------------------------------------------------------------------------------------

static bool star_read(struct percent *p, int64_t *out)
{
    own_value v = argument_next(p);
    if (failed(v)) {
        return false;
    }
    bool good = is_int(p->rt, lend(v));
    if (!good) {
        (void)error_raise(p->rt, TYPE_TYPE_ERROR, "* wants int");
    }
    good = good && operation_index_int64(p->rt, lend(v), out, TYPE_OVERFLOW_ERROR);
    release(p->rt, v);
    return good;
}

static char const *number_read(struct percent *p, char const *at, char const *end, int64_t most, char const *what,
                               int64_t *out)
{
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        int64_t digit = *at - '0';
        if (*out > (most - digit) / 10) {
            (void)error_raise(p->rt, TYPE_VALUE_ERROR, "%s too big", what);
            return NULL;
        }
        *out = *out * 10 + digit;
    }
    return at;
}

static char const *width_read(struct percent *p, char const *at, char const *end, struct percent_field *field)
{
    field->width = -1;
    if (at < end && *at == '*') {
        if (!star_read(p, &field->width)) {
            return NULL;
        }
        if (field->width < 0) {
            field->left = true;
            field->width = field->width == INT64_MIN ? INT64_MAX : -field->width;
        }
        return at + 1;
    }
    if (at < end && *at >= '0' && *at <= '9') {
        field->width = 0;
        return number_read(p, at, end, INT64_MAX, "width", &field->width);
    }
    return at;
}

static char const *precision_read(struct percent *p, char const *at, char const *end, struct percent_field *field)
{
    field->precision = -1;
    if (at >= end || *at != '.') {
        return at;
    }
    field->precision = 0;
    at++;
    if (at < end && *at == '*') {
        if (!star_read(p, &field->precision)) {
            return NULL;
        }
        if (field->precision > INT32_MAX || field->precision < INT32_MIN) {
            (void)error_raise(p->rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C int");
            return NULL;
        }
        field->precision = field->precision < 0 ? 0 : field->precision;
        return at + 1;
    }
    return number_read(p, at, end, INT32_MAX, p->bytes ? "prec" : "precision", &field->precision);
}

// Reads a conversion from behind its percent sign to behind its type. NULL: error.
static char const *field_read(struct percent *p, char const *at, char const *end, struct percent_field *field)
{
    *field = (struct percent_field){.width = -1, .precision = -1};
    if (at < end && *at == '(') {
        at = key_read(p, at + 1, end);
    }
    for (bool more = true; more && at != NULL && at < end; at += more) {
        switch (*at) {
        case '-':
            field->left = true;
            break;
        case '+':
            field->plus = true;
            break;
        case ' ':
            field->blank = true;
            break;
        case '#':
            field->alternate = true;
            break;
        case '0':
            field->zero = true;
            break;
        default:
            more = false;
        }
    }
    at = at == NULL ? NULL : width_read(p, at, end, field);
    at = at == NULL ? NULL : precision_read(p, at, end, field);
    if (at == NULL) {
        return NULL;
    }
    if (at < end && (*at == 'h' || *at == 'l' || *at == 'L')) {
        at++;
    }
    if (at >= end) {
        (void)error_raise(p->rt, TYPE_VALUE_ERROR, "incomplete format");
        return NULL;
    }
    if (p->bytes) {
        field->type = (unsigned char)*at;
        return at + 1;
    }
    return at + utf8_decode(at, &field->type);
}

// Texts and characters ------------------------------------------------------------------------------------------------

// Pads `text`, cut to the precision.
static bool put_text(struct percent *p, struct percent_field const *field, char const *text, size_t size, size_t length)
{
    if (field->precision >= 0 && (uint64_t)field->precision < length) {
        size = size == length ? (size_t)field->precision : utf8_offset(text, size, (size_t)field->precision);
        length = (size_t)field->precision;
    }
    struct percent_piece piece = {.text = text, .size = size, .length = length, .fill = ' '};
    return percent_put(p, field, &piece);
}

static bool put_owned(struct percent *p, struct percent_field const *field, own_value text)
{
    if (failed(text)) {
        return false;
    }
    struct str *s = as_str(lend(text));
    bool good = put_text(p, field, str_bytes(s), str_size(s), s->length);
    release(p->rt, text);
    return good;
}

static bool put_bytes_of(struct percent *p, struct percent_field const *field, ref_value v)
{
    struct ouro *rt = p->rt;
    own_value held = own_nothing;
    if (!is_bytes_like(rt, v)) {
        held = operation_call_special(rt, NAME_bytes, &v, 1);
        if (failed(held) && !error_pending(rt)) {
            (void)error_raise(rt, TYPE_TYPE_ERROR,
                              "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", v);
        }
        if (failed(held)) {
            return false;
        }
        if (!is_bytes(rt, lend(held))) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "__bytes__ returned non-bytes (type %T)", lend(held));
            release(rt, held);
            return false;
        }
        v = lend(held);
    }
    struct byte_view view = byte_view_of(rt, v);
    bool good = put_text(p, field, (char const *)view.data, view.size, view.size);
    release(rt, held);
    return good;
}

static bool character_wrong(struct percent *p)
{
    (void)error_raise(p->rt, TYPE_TYPE_ERROR,
                      p->bytes ? "%%c requires an integer in range(256) or a single byte" : "%%c requires int or char");
    return false;
}

// The number that %c was given. false: error pending.
static bool character_number(struct percent *p, ref_value v, int64_t *out)
{
    if (!is_index(p->rt, v)) {
        return character_wrong(p);
    }
    own_value n = operation_index(p->rt, v);
    if (failed(n)) {
        return error_matches(p->rt, TYPE_TYPE_ERROR) ? (error_clear(p->rt), character_wrong(p)) : false;
    }
    if (!int_to_int64(p->rt, lend(n), out)) {
        *out = -1;
    }
    release(p->rt, n);
    int64_t most = p->bytes ? 0xFF : UTF8_MAXIMUM;
    if (*out < 0 || *out > most) {
        (void)error_raise(p->rt, TYPE_OVERFLOW_ERROR, "%%c arg not in range(%s)", p->bytes ? "256" : "0x110000");
        return false;
    }
    return true;
}

static bool put_character(struct percent *p, struct percent_field const *field, ref_value v)
{
    struct percent_piece piece = {.length = 1, .fill = ' '};
    char encoded[4];
    if (p->bytes && (is_bytes(p->rt, v) || is_bytearray(p->rt, v))) {
        struct byte_view view = byte_view_of(p->rt, v);
        piece.text = (char const *)view.data;
        piece.size = 1;
        return view.size == 1 ? percent_put(p, field, &piece) : character_wrong(p);
    }
    if (!p->bytes && is_str(p->rt, v)) {
        piece.text = str_bytes(as_str(v));
        piece.size = str_size(as_str(v));
        return as_str(v)->length == 1 ? percent_put(p, field, &piece) : character_wrong(p);
    }
    int64_t number;
    if (!character_number(p, v, &number)) {
        return false;
    }
    piece.text = encoded;
    if (p->bytes) {
        encoded[0] = (char)number;
        piece.size = 1;
    } else {
        piece.size = utf8_encode((uint32_t)number, encoded);
    }
    return percent_put(p, field, &piece);
}

// The operation -------------------------------------------------------------------------------------------------------

static bool put_value(struct percent *p, struct percent_field const *field, ref_value v, size_t index)
{
    switch (field->type) {
    case 'b':
        if (p->bytes) {
            return put_bytes_of(p, field, v);
        }
        break;
    case 's':
        return p->bytes ? put_bytes_of(p, field, v) : put_owned(p, field, operation_str(p->rt, v));
    case 'r':
        return put_owned(p, field, p->bytes ? operation_ascii(p->rt, v) : operation_repr(p->rt, v));
    case 'a':
        return put_owned(p, field, operation_ascii(p->rt, v));
    case 'c':
        return put_character(p, field, v);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        return percent_int(p, field, v);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return percent_float(p, field, v);
    default:
        break;
    }
    uint32_t shown = field->type > 30 && field->type < 127 ? field->type : '?';
    (void)error_raise(p->rt, TYPE_VALUE_ERROR, "unsupported format character '%c' (0x%x) at index %zd", shown,
                      field->type, (ptrdiff_t)index);
    return false;
}

// "%s", "%d" and "%r" of simple arguments, straight into the output. false: not such a one, nothing was done.
static bool put_plain(struct percent *p, char type, bool *good)
{
    if (p->next >= p->number || !failed(p->keyed)) {
        return false;
    }
    ref_value v = p->number >= 0 ? tuple_item(p->arguments, (uint64_t)p->next) : p->arguments;
    if (type == 's' && !p->bytes && is_exact(v, TYPE_STR)) {
        *good = str_builder_add_str(&p->out, v);
    } else if ((type == 'd' || (!p->bytes && (type == 's' || type == 'r'))) && is_small_int(v)) {
        *good = str_builder_add_int(&p->out, small_int(v));
    } else {
        return false;
    }
    p->next++;
    return true;
}

static bool put_field(struct percent *p, char const *start, char const **at, char const *end)
{
    struct percent_field field;
    char const *percent = *at;
    *at = field_read(p, percent, end, &field);
    if (*at == NULL) {
        return false;
    }
    own_value v = argument_next(p);
    if (failed(v)) {
        return false;
    }
    size_t index = (size_t)(*at - start) - 1;
    if (!p->bytes) {
        index = utf8_count(start, (size_t)(*at - start)) - 1;
    }
    bool good = put_value(p, &field, lend(v), index);
    release(p->rt, v);
    return good;
}

static bool run(struct percent *p, char const *start, size_t size)
{
    char const *at = start;
    char const *end = start + size;
    bool good = true;
    while (good && at < end) {
        char const *percent = memchr(at, '%', (size_t)(end - at));
        if (percent == NULL) {
            return str_builder_add(&p->out, at, (size_t)(end - at));
        }
        if (percent > at && !str_builder_add(&p->out, at, (size_t)(percent - at))) {
            return false;
        }
        at = percent + 1;
        if (at == end) {
            (void)error_raise(p->rt, TYPE_VALUE_ERROR, "incomplete format");
            return false;
        }
        if (*at == '%') {
            good = str_builder_add_byte(&p->out, '%');
            at++;
        } else if (put_plain(p, *at, &good)) {
            at++;
        } else {
            good = put_field(p, start, &at, end);
        }
    }
    return good;
}

static bool format_all(struct percent *p, char const *start, size_t size)
{
    bool good = run(p, start, size);
    if (good && p->next < p->number && is_nothing(p->mapping)) {
        (void)error_raise(p->rt, TYPE_TYPE_ERROR, "not all arguments converted during %s formatting",
                          p->bytes ? "bytes" : "string");
        good = false;
    }
    release(p->rt, give(p->keyed));
    if (!good) {
        str_builder_abandon(&p->out);
    }
    return good;
}

own_value str_percent(struct ouro *rt, ref_value format, ref_value arguments)
{
    struct percent p;
    struct str *s = as_str(format);
    arguments_open(&p, rt, arguments, false);
    return format_all(&p, str_bytes(s), str_size(s)) ? str_builder_finish(&p.out) : own_nothing;
}

own_value bytes_percent(struct ouro *rt, ref_value format, ref_value arguments)
{
    struct percent p;
    own_value held = own_nothing; // a bytearray may change meanwhile
    if (layout_of(rt, format) == TYPE_BYTEARRAY) {
        held = bytes_from(rt, format);
        if (failed(held)) {
            return held;
        }
    }
    struct byte_view view = byte_view_of(rt, failed(held) ? format : lend(held));
    arguments_open(&p, rt, arguments, true);
    own_value result = own_nothing;
    if (format_all(&p, (char const *)view.data, view.size)) {
        result = bytes_like_new(rt, format, p.out.bytes, p.out.size);
        str_builder_abandon(&p.out);
    }
    release(rt, held);
    return result;
}
