// SPDX-License-Identifier: MIT
// str.format and str.format_map: literal text and replacement fields {name.attribute[index]!r:{spec}}.
#include "object/container.h"
#include "object/float.h"
#include "object/int.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/unicode.h"
#include "object/utf8.h"

#define TEMPLATE_DEPTH 2 // a field, and the fields of its specification

enum numbering { NUMBERING_OPEN, NUMBERING_AUTOMATIC, NUMBERING_MANUAL };

struct template
{
    struct ouro *rt;
    ref_value const *values; // positional ones, then those of the names in kwnames
    uint32_t count;          // positional ones
    ref_value kwnames;       // or nothing
    ref_value mapping;       // format_map's argument, or nothing
    enum numbering numbering;
    int64_t number; // of the next automatic field
};

// A part of the template's text, in bytes.
struct part {
    char const *start;
    char const *end;
};

struct field {
    struct part name;
    struct part specification;
    uint32_t conversion; // 0: none
    bool nested;         // the specification has fields
};

static bool fail(struct template *t, char const *message)
{
    (void)error_raise(t->rt, TYPE_VALUE_ERROR, "%s", message);
    return false;
}

// Reading fields ------------------------------------------------------------------------------------------------------

static bool specification_read(struct template *t, struct part *rest, struct field *field)
{
    field->specification.start = rest->start;
    for (int64_t depth = 1; rest->start < rest->end; rest->start++) {
        if (*rest->start == '{') {
            field->nested = true;
            depth++;
        } else if (*rest->start == '}' && --depth == 0) {
            field->specification.end = rest->start++;
            return true;
        }
    }
    return fail(t, "unmatched '{' in format spec");
}

static bool conversion_read(struct template *t, struct part *rest, struct field *field)
{
    if (rest->start >= rest->end) {
        return fail(t, "end of string while looking for conversion specifier");
    }
    rest->start += utf8_decode(rest->start, &field->conversion);
    if (rest->start < rest->end) {
        char c = *rest->start++;
        if (c == '}') {
            return true;
        }
        if (c != ':') {
            return fail(t, "expected ':' after conversion specifier");
        }
    }
    return specification_read(t, rest, field);
}

// Reads a field from behind its opening brace to behind its closing one.
static bool field_read(struct template *t, struct part *rest, struct field *field)
{
    *field = (struct field){.name = {rest->start, rest->start}, .specification = {rest->start, rest->start}};
    while (rest->start < rest->end) {
        char c = *rest->start++;
        field->name.end = rest->start - 1;
        switch (c) {
        case '{':
            return fail(t, "unexpected '{' in field name");
        case '[':
            while (rest->start < rest->end && *rest->start != ']') {
                rest->start++;
            }
            break;
        case '}':
            return true;
        case ':':
            return specification_read(t, rest, field);
        case '!':
            return conversion_read(t, rest, field);
        default:
            break;
        }
    }
    return fail(t, "expected '}' before end of string");
}

// Finding values ------------------------------------------------------------------------------------------------------

// The number that a name spells: -1 it is none, -2 error.
static int64_t index_of(struct template *t, struct part name)
{
    int64_t n = 0;
    if (name.start >= name.end) {
        return -1;
    }
    for (char const *at = name.start; at < name.end;) {
        uint32_t code_point;
        at += utf8_decode(at, &code_point);
        int digit = unicode_decimal_value(code_point);
        if (digit < 0) {
            return -1;
        }
        if (n > (INT64_MAX - digit) / 10) {
            (void)fail(t, "Too many decimal digits in format string");
            return -2;
        }
        n = n * 10 + digit;
    }
    return n;
}

static own_value part_str(struct template *t, struct part part)
{
    return str_new(t->rt, part.start, (size_t)(part.end - part.start));
}

static own_value named_value(struct template *t, struct part name)
{
    own_value key = part_str(t, name);
    if (failed(key)) {
        return key;
    }
    own_value result = own_nothing;
    if (!is_nothing(t->mapping)) {
        result = operation_get_item(t->rt, t->mapping, lend(key));
    } else {
        uint64_t names = is_nothing(t->kwnames) ? 0 : as_tuple(t->kwnames)->length;
        for (uint64_t i = 0; i < names && failed(result); i++) {
            if (str_equal(as_str(tuple_item(t->kwnames, i)), as_str(lend(key)))) {
                result = retain(t->values[t->count + i]);
            }
        }
        if (failed(result)) {
            (void)error_raise_key(t->rt, lend(key));
        }
    }
    release(t->rt, key);
    return result;
}

static own_value first_value(struct template *t, struct part name)
{
    int64_t index = index_of(t, name);
    if (index == -2) {
        return own_nothing;
    }
    bool empty = name.start >= name.end;
    if (empty || index >= 0) {
        enum numbering wanted = empty ? NUMBERING_AUTOMATIC : NUMBERING_MANUAL;
        if (t->numbering != NUMBERING_OPEN && t->numbering != wanted) {
            (void)fail(t, empty ? "cannot switch from manual field specification to automatic field numbering"
                                : "cannot switch from automatic field numbering to manual field specification");
            return own_nothing;
        }
        t->numbering = wanted;
        index = empty ? t->number++ : index;
    }
    if (index < 0) {
        return named_value(t, name);
    }
    if (!is_nothing(t->mapping)) {
        (void)fail(t, "Format string contains positional fields");
        return own_nothing;
    }
    if ((uint64_t)index >= t->count) {
        return error_raise(t->rt, TYPE_INDEX_ERROR, "Replacement index %zd out of range for positional args tuple",
                           (ptrdiff_t)index);
    }
    return retain(t->values[index]);
}

// One ".name" or "[index]" of a field's name, from *at on.
static own_value next_value(struct template *t, own_value value, char const **at, char const *end)
{
    struct ouro *rt = t->rt;
    bool attribute = *(*at)++ == '.';
    struct part name = {*at, *at};
    while (*at < end && !(attribute ? **at == '.' || **at == '[' : **at == ']')) {
        ++*at;
    }
    name.end = *at;
    own_value key = own_nothing;
    if (!attribute && *at == end) {
        (void)fail(t, "Missing ']' in format string");
    } else if (name.start == name.end) {
        (void)fail(t, "Empty attribute in format string");
    } else {
        int64_t index = attribute ? -1 : index_of(t, name);
        key = index == -1 ? part_str(t, name) : index >= 0 ? int_from_int64(rt, index) : own_nothing;
    }
    *at += !attribute;
    own_value next = failed(key) ? own_nothing
                     : attribute ? operation_get_attribute(rt, lend(value), lend(key))
                                 : operation_get_item(rt, lend(value), lend(key));
    release(rt, key);
    release(rt, value);
    return next;
}

static own_value field_value(struct template *t, struct part name)
{
    char const *at = name.start;
    while (at < name.end && *at != '.' && *at != '[') {
        at++;
    }
    own_value value = first_value(t, (struct part){name.start, at});
    while (!failed(value) && at < name.end) {
        if (*at != '.' && *at != '[') {
            (void)fail(t, "Only '.' or '[' may follow ']' in format field specifier");
            release(t->rt, value);
            return own_nothing;
        }
        value = next_value(t, value, &at, name.end);
    }
    return value;
}

// Writing -------------------------------------------------------------------------------------------------------------

// Applies !r, !s or !a. Takes value.
static own_value convert(struct template *t, own_value value, uint32_t conversion)
{
    own_value text = own_nothing;
    switch (conversion) {
    case 0:
        return value;
    case 'r':
        text = operation_repr(t->rt, lend(value));
        break;
    case 's':
        text = operation_str(t->rt, lend(value));
        break;
    case 'a':
        text = operation_ascii(t->rt, lend(value));
        break;
    default:
        if (conversion > 32 && conversion < 127) {
            (void)error_raise(t->rt, TYPE_VALUE_ERROR, "Unknown conversion specifier %c", conversion);
        } else {
            (void)error_raise(t->rt, TYPE_VALUE_ERROR, "Unknown conversion specifier \\x%x", conversion);
        }
    }
    release(t->rt, value);
    return text;
}

bool str_builder_add_formatted(struct str_builder *b, ref_value v, ref_value specification)
{
    if (as_str(specification)->length == 0) {
        if (is_exact(v, TYPE_STR)) {
            return str_builder_add_str(b, v);
        }
        if (is_small_int(v)) {
            return str_builder_add_int(b, small_int(v));
        }
    }
    own_value text = operation_format(b->rt, v, specification);
    if (failed(text)) {
        return false;
    }
    bool good = str_builder_add_str(b, lend(text));
    release(b->rt, text);
    return good;
}

static bool write_text(struct template *t, struct str_builder *b, struct part text, int depth);

static bool write_field(struct template *t, struct str_builder *b, struct field const *field, int depth)
{
    struct ouro *rt = t->rt;
    own_value value = field_value(t, field->name);
    value = failed(value) ? value : convert(t, value, field->conversion);
    if (failed(value)) {
        return false;
    }
    own_value specification;
    if (field->nested) {
        struct str_builder inner;
        str_builder_open(rt, &inner);
        bool good = write_text(t, &inner, field->specification, depth - 1);
        specification = good ? str_builder_finish(&inner) : own_nothing;
        str_builder_abandon(&inner);
    } else {
        specification = part_str(t, field->specification);
    }
    bool good = !failed(specification) && str_builder_add_formatted(b, lend(value), lend(specification));
    release(rt, specification);
    release(rt, value);
    return good;
}

// Adds the literal text up to the next field, doubled braces as single ones. 1: a field follows, 0: end, -1: error.
static int literal_write(struct template *t, struct str_builder *b, struct part *rest)
{
    while (rest->start < rest->end) {
        char const *start = rest->start;
        char const *at = start;
        while (at < rest->end && *at != '{' && *at != '}') {
            at++;
        }
        if (!str_builder_add(b, start, (size_t)(at - start))) {
            return -1;
        }
        rest->start = at;
        if (at == rest->end) {
            return 0;
        }
        bool doubled = at + 1 < rest->end && at[1] == *at;
        if (!doubled && (*at == '}' || at + 1 == rest->end)) {
            (void)fail(t, *at == '}' ? "Single '}' encountered in format string"
                                     : "Single '{' encountered in format string");
            return -1;
        }
        rest->start++;
        if (!doubled) {
            return 1;
        }
        if (!str_builder_add_byte(b, *rest->start++)) {
            return -1;
        }
    }
    return 0;
}

static bool write_text(struct template *t, struct str_builder *b, struct part text, int depth)
{
    if (depth <= 0) {
        return fail(t, "Max string recursion exceeded");
    }
    for (;;) {
        int more = literal_write(t, b, &text);
        if (more <= 0) {
            return more == 0;
        }
        struct field field;
        if (!field_read(t, &text, &field) || !write_field(t, b, &field, depth)) {
            return false;
        }
    }
}

static own_value format(struct template *t, struct str *s)
{
    struct str_builder b;
    str_builder_open(t->rt, &b);
    struct part text = {str_bytes(s), str_bytes(s) + str_size(s)};
    if (write_text(t, &b, text, TEMPLATE_DEPTH)) {
        return str_builder_finish(&b);
    }
    str_builder_abandon(&b);
    return own_nothing;
}

own_value str_method_format(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct template t = {.rt = rt, .values = args + 1, .count = count - 1, .kwnames = kwnames};
    return format(&t, as_str(args[0]));
}

own_value str_method_format_map(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct template t = {.rt = rt, .kwnames = ref_nothing, .mapping = args[1]};
    return format(&t, as_str(args[0]));
}
