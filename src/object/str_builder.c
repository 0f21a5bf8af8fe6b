// SPDX-License-Identifier: MIT
// Texts that grow, and str_format.
#include "core/poll.h"
#include "object/decimal_text.h"
#include "object/error.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/utf8.h"

// Building ------------------------------------------------------------------------------------------------------------

void str_builder_open(struct ouro *rt, struct str_builder *b)
{
    b->rt = rt;
    b->bytes = b->local;
    b->size = 0;
    b->capacity = sizeof b->local;
    b->failed = false;
}

void str_builder_abandon(struct str_builder *b)
{
    if (b->bytes != b->local) {
        heap_raw_free(&b->rt->heap, b->bytes, b->capacity);
    }
    b->bytes = b->local;
    b->size = 0;
    b->capacity = sizeof b->local;
}

static char *builder_fail(struct str_builder *b)
{
    if (!b->failed) {
        str_builder_abandon(b);
        b->failed = true;
        (void)error_no_memory(b->rt);
    }
    return NULL;
}

static OURO_COLD char *builder_grow(struct str_builder *b, size_t more)
{
    if (b->failed || more >= UINT32_MAX || b->size + more >= UINT32_MAX) {
        return builder_fail(b);
    }
    if (!poll_native(b->rt, b->size / 4)) {
        str_builder_abandon(b);
        b->failed = true;
        return NULL;
    }
    size_t wanted = b->size + more;
    size_t spare = b->capacity < 4096 ? b->capacity : b->capacity / 2;
    size_t capacity = heap_good_size(wanted > b->capacity + spare ? wanted : b->capacity + spare);
    char *bytes;
    if (b->bytes == b->local) {
        bytes = heap_raw_allocate(&b->rt->heap, capacity);
        if (bytes != NULL) {
            memcpy(bytes, b->local, b->size);
        }
    } else {
        bytes = heap_raw_resize(&b->rt->heap, b->bytes, b->capacity, capacity);
    }
    if (bytes == NULL) {
        return builder_fail(b);
    }
    b->bytes = bytes;
    b->capacity = capacity;
    return bytes + b->size;
}

char *str_builder_room(struct str_builder *b, size_t more)
{
    if (OURO_LIKELY(more <= b->capacity - b->size && !b->failed)) {
        return b->bytes + b->size;
    }
    return builder_grow(b, more);
}

bool str_builder_add(struct str_builder *b, char const *utf8, size_t size)
{
    char *to = str_builder_room(b, size);
    if (OURO_UNLIKELY(to == NULL)) {
        return false;
    }
    memcpy(to, utf8, size);
    b->size += size;
    return true;
}

bool str_builder_add_byte(struct str_builder *b, char c)
{
    char *to = str_builder_room(b, 1);
    if (OURO_UNLIKELY(to == NULL)) {
        return false;
    }
    *to = c;
    b->size++;
    return true;
}

bool str_builder_add_text(struct str_builder *b, char const *utf8)
{
    return str_builder_add(b, utf8, strlen(utf8));
}

bool str_builder_add_str(struct str_builder *b, ref_value s)
{
    return str_builder_add(b, str_bytes(as_str(s)), str_size(as_str(s)));
}

bool str_builder_add_code_point(struct str_builder *b, uint32_t code_point)
{
    char *to = str_builder_room(b, 4);
    if (OURO_UNLIKELY(to == NULL)) {
        return false;
    }
    b->size += utf8_encode(code_point, to);
    return true;
}

bool str_builder_add_fill(struct str_builder *b, uint32_t code_point, size_t times)
{
    if (times == 0) {
        return !b->failed;
    }
    char bytes[4];
    size_t width = utf8_encode(code_point, bytes);
    if (times >= UINT32_MAX) {
        return builder_fail(b) != NULL;
    }
    char *to = str_builder_room(b, width * times);
    if (to == NULL) {
        return false;
    }
    b->size += width * times;
    if (width == 1) {
        memset(to, bytes[0], times);
        return true;
    }
    for (; times > 0; times--, to += width) {
        memcpy(to, bytes, width);
    }
    return true;
}

bool str_builder_add_int(struct str_builder *b, int64_t n)
{
    char digits[DECIMAL_TEXT_MOST];
    char *end = digits + sizeof digits;
    char *start = decimal_text_signed_before(end, n);
    return str_builder_add(b, start, (size_t)(end - start));
}

// Adds a text that was made for it, and lets it go. What has failed leaves its error pending and ends the building.
static bool add_owned(struct str_builder *b, own_value s)
{
    if (failed(s)) {
        if (!b->failed) {
            str_builder_abandon(b);
            b->failed = true;
        }
        return false;
    }
    bool good = str_builder_add_str(b, lend(s));
    release(b->rt, s);
    return good;
}

bool str_builder_add_repr(struct str_builder *b, ref_value v)
{
    if (is_small_int(v)) {
        return str_builder_add_int(b, small_int(v));
    }
    return add_owned(b, operation_repr(b->rt, v));
}

bool str_builder_add_value(struct str_builder *b, ref_value v)
{
    if (is_exact(v, TYPE_STR)) {
        return str_builder_add_str(b, v);
    }
    if (is_small_int(v)) {
        return str_builder_add_int(b, small_int(v));
    }
    return add_owned(b, operation_str(b->rt, v));
}

own_value str_builder_finish(struct str_builder *b)
{
    if (b->failed) {
        return own_nothing;
    }
    own_value s = str_new(b->rt, b->bytes, b->size);
    str_builder_abandon(b);
    return s;
}

// str_format ----------------------------------------------------------------------------------------------------------

// One %-conversion of str_format: flags, width and precision as C's, then what to print.
struct conversion {
    bool zero;
    int width;
    int precision; // -1: none
    int longs;     // l: 1, ll: 2, z: 3
    char type;
};

static char const *conversion_read(char const *at, struct conversion *c, va_list *arguments)
{
    *c = (struct conversion){.precision = -1};
    if (*at == '0') {
        c->zero = true;
        at++;
    }
    for (; *at >= '0' && *at <= '9'; at++) {
        c->width = c->width * 10 + (*at - '0');
    }
    if (*at == '.' && at[1] == '*') {
        c->precision = va_arg(*arguments, int);
        at += 2;
    } else if (*at == '.') {
        c->precision = 0;
        for (at++; *at >= '0' && *at <= '9'; at++) {
            c->precision = c->precision * 10 + (*at - '0');
        }
    }
    for (; *at == 'l' || *at == 'z'; at++) {
        c->longs += *at == 'z' ? 3 : 1;
    }
    c->type = *at;
    return *at != 0 ? at + 1 : at;
}

static int64_t signed_argument(struct conversion const *c, va_list *arguments)
{
    switch (c->longs) {
    case 0:
        return va_arg(*arguments, int);
    case 1:
        return va_arg(*arguments, long);
    case 2:
        return va_arg(*arguments, long long);
    default:
        return va_arg(*arguments, ptrdiff_t);
    }
}

static uint64_t unsigned_argument(struct conversion const *c, va_list *arguments)
{
    switch (c->longs) {
    case 0:
        return va_arg(*arguments, unsigned);
    case 1:
        return va_arg(*arguments, unsigned long);
    case 2:
        return va_arg(*arguments, unsigned long long);
    default:
        return va_arg(*arguments, size_t);
    }
}

static bool add_number(struct str_builder *b, struct conversion const *c, va_list *arguments)
{
    char digits[64];
    char *end = digits + sizeof digits;
    char *start = end;
    switch (c->type) {
    case 'd':
    case 'i':
        start = decimal_text_signed_before(end, signed_argument(c, arguments));
        break;
    case 'u':
        start = decimal_text_before(end, unsigned_argument(c, arguments));
        break;
    case 'x':
        start = power_text_before(end, unsigned_argument(c, arguments), 4, "0123456789abcdef");
        break;
    default: // 'p'
        start = power_text_before(end, (uintptr_t)va_arg(*arguments, void *), 4, "0123456789abcdef");
        *--start = 'x';
        *--start = '0';
        break;
    }
    int padding = c->width - (int)(end - start);
    return (padding <= 0 || str_builder_add_fill(b, c->zero ? '0' : ' ', (size_t)padding)) &&
           str_builder_add(b, start, (size_t)(end - start));
}

// A text cut to `precision` code points.
static bool add_cut(struct str_builder *b, char const *text, size_t size, int precision)
{
    if (precision >= 0 && (size_t)precision < size) {
        size_t count = utf8_count(text, size);
        size = (size_t)precision < count ? utf8_offset(text, size, (size_t)precision) : size;
    }
    return str_builder_add(b, text, size);
}

static bool add_value_cut(struct str_builder *b, own_value s, int precision)
{
    if (precision < 0 || failed(s)) {
        return add_owned(b, s);
    }
    bool good = add_cut(b, str_bytes(as_str(lend(s))), str_size(as_str(lend(s))), precision);
    release(b->rt, s);
    return good;
}

static bool add_conversion(struct str_builder *b, struct conversion const *c, va_list *arguments)
{
    struct ouro *rt = b->rt;
    char const *text;
    switch (c->type) {
    case 's':
        text = va_arg(*arguments, char const *);
        return add_cut(b, text, c->precision >= 0 ? strnlen(text, (size_t)c->precision * 4) : strlen(text),
                       c->precision);
    case 'c':
        return str_builder_add_code_point(b, va_arg(*arguments, uint32_t));
    case 'S':
        return add_value_cut(b, operation_str(rt, va_arg(*arguments, ref_value)), c->precision);
    case 'R':
        return add_value_cut(b, operation_repr(rt, va_arg(*arguments, ref_value)), c->precision);
    case 'U':
        return add_value_cut(b, retain(va_arg(*arguments, ref_value)), c->precision);
    case 'T':
        text = type_dotted_name(rt, type_of(rt, va_arg(*arguments, ref_value)));
        return add_cut(b, text, strlen(text), c->precision);
    case 'N':
        text = type_dotted_name(rt, va_arg(*arguments, struct type *));
        return add_cut(b, text, strlen(text), c->precision);
    case '%':
        return str_builder_add_byte(b, '%');
    default:
        OURO_ASSERT(c->type != 0 && strchr("diuxp", c->type) != NULL);
        return add_number(b, c, arguments);
    }
}

bool str_builder_add_format(struct str_builder *b, char const *format, va_list arguments)
{
    va_list rest;
    va_copy(rest, arguments);
    bool good = true;
    while (good && *format != 0) {
        char const *percent = strchrnul(format, '%');
        good = str_builder_add(b, format, (size_t)(percent - format));
        if (*percent == 0) {
            break;
        }
        struct conversion c;
        format = conversion_read(percent + 1, &c, &rest);
        good = good && add_conversion(b, &c, &rest);
    }
    va_end(rest);
    return good;
}

own_value str_format_list(struct ouro *rt, char const *format, va_list arguments)
{
    struct str_builder b;
    str_builder_open(rt, &b);
    (void)str_builder_add_format(&b, format, arguments);
    return str_builder_finish(&b);
}

own_value str_format(struct ouro *rt, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    own_value s = str_format_list(rt, format, arguments);
    va_end(arguments);
    return s;
}
