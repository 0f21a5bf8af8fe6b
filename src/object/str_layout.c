// SPDX-License-Identifier: MIT
// Methods of str that trim and pad; __format__; repr.
#include "object/error.h"
#include "object/format_spec.h"
#include "object/operation.h"
#include "object/str_methods.h"
#include "object/unicode.h"
#include "object/utf8.h"

// Trimming ------------------------------------------------------------------------------------------------------------

enum sides { LEFT = 1, RIGHT = 2, BOTH = 3 };

// Is the character at `at` to be trimmed? chars NULL: blanks are.
OURO_INLINE bool trims(char const *at, unsigned width, struct str const *chars)
{
    if (chars != NULL) {
        return width == 1 ? memchr(str_bytes(chars), *at, str_size(chars)) != NULL
                          : memmem(str_bytes(chars), str_size(chars), at, width) != NULL;
    }
    uint32_t code_point;
    utf8_decode(at, &code_point);
    return text_is_space(code_point);
}

static own_value strip(struct ouro *rt, ref_value const *args, uint32_t count, enum sides sides, char const *name)
{
    struct str const *chars = NULL;
    if (count > 1 && !is_none(args[1])) {
        if (!is_str(rt, args[1])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "%s arg must be None or str", name);
        }
        chars = as_str(args[1]);
    }
    struct str *s = as_str(args[0]);
    char const *start = str_bytes(s);
    char const *end = start + str_size(s);
    while ((sides & LEFT) && start < end && trims(start, utf8_width(*start), chars)) {
        start += utf8_width(*start);
    }
    while ((sides & RIGHT) && start < end) {
        char const *last = utf8_previous(end);
        if (!trims(last, (unsigned)(end - last), chars)) {
            break;
        }
        end = last;
    }
    if ((size_t)(end - start) == str_size(s)) {
        return str_exact(rt, args[0]);
    }
    return str_piece(rt, s, (size_t)(start - str_bytes(s)), (size_t)(end - str_bytes(s)));
}

own_value str_method_strip(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return strip(rt, args, count, BOTH, "strip");
}

own_value str_method_lstrip(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return strip(rt, args, count, LEFT, "lstrip");
}

own_value str_method_rstrip(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return strip(rt, args, count, RIGHT, "rstrip");
}

// Padding -------------------------------------------------------------------------------------------------------------

static char *fill(char *to, char const *character, size_t width, uint64_t times)
{
    if (width == 1) {
        memset(to, *character, times);
        return to + times;
    }
    for (; times > 0; times--, to += width) {
        memcpy(to, character, width);
    }
    return to;
}

static own_value pad(struct ouro *rt, ref_value self, uint64_t left, uint64_t right, char const *character)
{
    struct str *s = as_str(self);
    size_t width = utf8_width(*character);
    if (left + right == 0) {
        return str_exact(rt, self);
    }
    if (left >= UINT32_MAX || right >= UINT32_MAX) {
        return error_no_memory(rt);
    }
    size_t size = str_size(s);
    if (size + left + right == 1) {
        return str_make(rt, character, width, 1);
    }
    struct str *result = str_allocate(rt, size + (left + right) * width, s->length + left + right);
    if (result == NULL) {
        return own_nothing;
    }
    char *to = fill(str_fill(result), character, width, left);
    memcpy(to, str_bytes(s), size);
    fill(to + size, character, width, right);
    return own_object(result);
}

static own_value justify(struct ouro *rt, ref_value const *args, uint32_t count, enum sides sides)
{
    int64_t width;
    if (!operation_index_int64(rt, args[1], &width, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    char const *character = " ";
    if (count > 2) {
        if (!is_str(rt, args[2])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "The fill character must be a unicode character, not %T", args[2]);
        }
        if (as_str(args[2])->length != 1) {
            return error_raise(rt, TYPE_TYPE_ERROR, "The fill character must be exactly one character long");
        }
        character = str_bytes(as_str(args[2]));
    }
    uint64_t length = as_str(args[0])->length;
    if (width < 0 || (uint64_t)width <= length) {
        return str_exact(rt, args[0]);
    }
    uint64_t missing = (uint64_t)width - length;
    uint64_t left = sides == RIGHT ? 0 : sides == LEFT ? missing : missing / 2 + (missing & (uint64_t)width & 1);
    return pad(rt, args[0], left, missing - left, character);
}

own_value str_method_center(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return justify(rt, args, count, BOTH);
}

own_value str_method_ljust(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return justify(rt, args, count, RIGHT);
}

own_value str_method_rjust(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return justify(rt, args, count, LEFT);
}

own_value str_method_zfill(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t width;
    if (!operation_index_int64(rt, args[1], &width, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    struct str *s = as_str(args[0]);
    uint64_t missing = width <= (int64_t)s->length ? 0 : (uint64_t)width - s->length;
    own_value result = pad(rt, args[0], missing, 0, "0");
    if (!failed(result) && missing > 0 && s->length > 0) {
        char *to = str_fill(as_str(lend(result)));
        if (to[missing] == '+' || to[missing] == '-') {
            to[0] = to[missing];
            to[missing] = '0';
        }
    }
    return result;
}

bool str_tab_size(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames, int64_t *size)
{
    static char const *const names[] = {"tabsize"};
    static struct signature const signature = {"expandtabs", names, 1, 0, 0, 1};
    ref_value given;
    int32_t given_size = 8;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, &given) ||
        (!is_nothing(given) && !operation_index_int32(rt, given, &given_size))) {
        return false;
    }
    *size = given_size;
    return true;
}

bool str_builder_add_tab(struct str_builder *b, char character, int64_t tab_size, int64_t *column)
{
    if (character != '\t') {
        *column = character == '\n' || character == '\r' ? 0 : *column + 1;
        return false;
    }
    int64_t spaces = tab_size > 0 ? tab_size - *column % tab_size : 0;
    *column += spaces;
    str_builder_add_fill(b, ' ', (size_t)spaces);
    return true;
}

own_value str_method_expandtabs(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    int64_t tab_size;
    if (!str_tab_size(rt, args, count, kwnames, &tab_size)) {
        return own_nothing;
    }
    struct str *s = as_str(args[0]);
    struct str_builder b;
    str_builder_open(rt, &b);
    int64_t column = 0;
    char const *end = str_bytes(s) + str_size(s);
    for (char const *at = str_bytes(s); at < end && !b.failed;) {
        unsigned width = utf8_width(*at);
        if (!str_builder_add_tab(&b, *at, tab_size, &column)) {
            str_builder_add(&b, at, width);
        }
        at += width;
    }
    return str_builder_finish(&b);
}

// __format__ ----------------------------------------------------------------------------------------------------------

own_value str_format_value(struct ouro *rt, ref_value v, ref_value specification)
{
    struct str *text = as_str(specification);
    if (text->length == 0) {
        return operation_str(rt, v);
    }
    struct format_spec spec;
    enum format_error error = format_spec_parse(str_bytes(text), str_size(text), 's', '<', &spec);
    if (error == FORMAT_OK) {
        error = format_spec_check_string(&spec);
    }
    if (error != FORMAT_OK) {
        char message[256];
        format_error_message(error, &spec, str_bytes(text), str_size(text), type_name(rt, type_of(rt, v)), message,
                             sizeof message);
        return error_raise(rt, TYPE_VALUE_ERROR, "%s", message);
    }
    struct str *s = as_str(v);
    size_t bytes = str_size(s), length = s->length;
    if (spec.precision >= 0 && (uint64_t)spec.precision < length) {
        length = (size_t)spec.precision;
        bytes = str_offset(rt, s, (uint32_t)length);
    }
    struct format_layout layout;
    if (!format_text_layout(&spec, bytes, length, &layout)) {
        return error_no_memory(rt);
    }
    if (layout.bytes == bytes && bytes == str_size(s)) {
        return retain(v);
    }
    if (layout.bytes <= 1) {
        return layout.bytes == bytes ? str_make(rt, str_bytes(s), bytes, bytes) : str_from_code_point(rt, spec.fill);
    }
    struct str *result = str_allocate(rt, layout.bytes, layout.code_points);
    if (result == NULL) {
        return own_nothing;
    }
    format_text_write(&spec, str_bytes(s), bytes, &layout, str_fill(result));
    return own_object(result);
}

// repr ----------------------------------------------------------------------------------------------------------------

// Are all characters plain ASCII that repr copies as they are?
static bool is_plain(char const *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < ' ' || c >= 0x7F || c == '\'' || c == '\\') {
            return false;
        }
    }
    return true;
}

static void add_escape(struct str_builder *b, uint32_t code_point)
{
    char text[10] = {'\\'};
    if (code_point == '\t' || code_point == '\n' || code_point == '\r') {
        text[1] = code_point == '\t' ? 't' : code_point == '\n' ? 'n' : 'r';
        str_builder_add(b, text, 2);
        return;
    }
    unsigned digits = code_point < 0x100 ? 2 : code_point < 0x10000 ? 4 : 8;
    text[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    for (unsigned i = 0; i < digits; i++) {
        text[2 + i] = "0123456789abcdef"[code_point >> 4 * (digits - 1 - i) & 15];
    }
    str_builder_add(b, text, digits + 2);
}

own_value str_repr(struct ouro *rt, ref_value self)
{
    struct str *s = as_str(self);
    char const *at = str_bytes(s);
    size_t size = str_size(s);
    if (str_is_ascii(s) && is_plain(at, size)) {
        struct str *result = str_allocate(rt, size + 2, size + 2);
        if (result == NULL) {
            return own_nothing;
        }
        result->ascii[0] = result->ascii[size + 1] = '\'';
        memcpy(result->ascii + 1, at, size);
        return own_object(result);
    }
    char quote = memchr(at, '\'', size) != NULL && memchr(at, '"', size) == NULL ? '"' : '\'';
    struct str_builder b;
    str_builder_open(rt, &b);
    str_builder_add_byte(&b, quote);
    for (char const *end = at + size; at < end && !b.failed;) {
        uint32_t code_point;
        unsigned width = utf8_decode(at, &code_point);
        if (*at == quote || *at == '\\') {
            str_builder_add(&b, (char[]){'\\', *at}, 2);
        } else if (code_point < 0x80 ? code_point >= ' ' && code_point != 0x7F
                                     : unicode_is(code_point, UNICODE_PRINTABLE)) {
            str_builder_add(&b, at, width);
        } else {
            add_escape(&b, code_point);
        }
        at += width;
    }
    str_builder_add_byte(&b, quote);
    return str_builder_finish(&b);
}

own_value str_escape_wide(struct ouro *rt, own_value v)
{
    if (failed(v) || str_is_ascii(as_str(lend(v)))) {
        return v;
    }
    struct str *s = as_str(lend(v));
    struct str_builder b;
    str_builder_open(rt, &b);
    char const *end = str_bytes(s) + str_size(s);
    for (char const *at = str_bytes(s); at < end && !b.failed;) {
        uint32_t code_point;
        unsigned width = utf8_decode(at, &code_point);
        if (width == 1) {
            str_builder_add_byte(&b, *at);
        } else {
            add_escape(&b, code_point);
        }
        at += width;
    }
    release(rt, v);
    return str_builder_finish(&b);
}
