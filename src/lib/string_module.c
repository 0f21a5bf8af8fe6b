// SPDX-License-Identifier: MIT
// The module _string: format strings and field names taken apart, for string.Formatter.
#include "lib/module_types.h"
#include "object/container.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/tuple.h"
#include "object/utf8.h"

// Both iterators walk a str by bytes.
struct text_walk {
    struct object header;
    slot_value text;
    size_t at;
};
FIELDS_FUNCTIONS(walk, text_walk, text, 1)

OURO_INLINE struct text_walk *as_walk(ref_value v)
{
    return (struct text_walk *)as_object(v);
}

static own_value walk_new(struct ouro *rt, enum type_number number, ref_value text, size_t at)
{
    struct text_walk *w = object_allocate(rt, HEAP_TRACED, sizeof *w, number);
    if (w == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&w->text, retain(text));
    w->at = at;
    return own_object(w);
}

// Takes all, also on failure.
static own_value tuple_of(struct ouro *rt, own_value *items, uint64_t count)
{
    bool good = true;
    for (uint64_t i = 0; i < count; i++) {
        good = good && !failed(items[i]);
    }
    if (good) {
        return tuple_from_owned(rt, items, count);
    }
    for (uint64_t i = 0; i < count; i++) {
        release(rt, items[i]);
    }
    return own_nothing;
}

// Format strings
// --------------------------------------------------------------------------------------------------------

// A field `name!c:spec` up to its closing brace.
struct field {
    size_t name_end;
    char const *conversion; // its character, NULL: none
    size_t specification, end;
};

// Reads the field that begins at `at`, behind its opening brace. false: ValueError pending.
static bool read_field(struct ouro *rt, char const *text, size_t size, size_t at, struct field *out)
{
    size_t i = at;
    bool bracket = false;
    *out = (struct field){0};
    for (; i < size; i++) {
        char c = text[i];
        if (c == '{' && !bracket) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "unexpected '{' in field name");
            return false;
        }
        bracket = c == '[' || (bracket && c != ']');
        if (!bracket && (c == '}' || c == ':' || c == '!')) {
            break;
        }
    }
    out->name_end = out->specification = out->end = i;
    if (i >= size) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "expected '}' before end of string");
        return false;
    }
    if (text[i] == '!') {
        if (i + 1 >= size) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "end of string while looking for conversion specifier");
            return false;
        }
        out->conversion = text + i + 1;
        i += 1 + utf8_width(text[i + 1]);
        if (i < size && text[i] != ':' && text[i] != '}') {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "expected ':' after conversion specifier");
            return false;
        }
        if (i >= size) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "unmatched '{' in format spec");
            return false;
        }
    }
    if (text[i] == '}') {
        out->specification = out->end = i;
        return true;
    }
    out->specification = ++i;
    for (int depth = 1; i < size; i++) {
        depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
        if (depth == 0) {
            out->end = i;
            return true;
        }
    }
    (void)error_raise(rt, TYPE_VALUE_ERROR, "unmatched '{' in format spec");
    return false;
}

// (literal, name, specification, conversion), the last three None behind the last field.
static own_value formatter_next(struct ouro *rt, ref_value self)
{
    struct text_walk *w = as_walk(self);
    char const *text = str_bytes(as_str(slot_get(w->text)));
    size_t size = str_size(as_str(slot_get(w->text))), start = w->at, i = start;
    if (start >= size) {
        return own_stop;
    }
    while (i < size && text[i] != '{' && text[i] != '}') {
        i++;
    }
    if (i < size && i + 1 < size && text[i + 1] == text[i]) { // a doubled brace ends this literal
        w->at = i + 2;
        own_value four[] = {str_new(rt, text + start, i + 1 - start), own_none, own_none, own_none};
        return tuple_of(rt, four, 4);
    }
    if (i >= size) {
        w->at = size;
        own_value four[] = {str_new(rt, text + start, size - start), own_none, own_none, own_none};
        return tuple_of(rt, four, 4);
    }
    if (text[i] == '}' || i + 1 >= size) {
        return error_raise(rt, TYPE_VALUE_ERROR, "Single '%c' encountered in format string", (uint32_t)text[i]);
    }
    struct field field;
    if (!read_field(rt, text, size, i + 1, &field)) {
        return own_nothing;
    }
    w->at = field.end + 1;
    own_value four[] = {str_new(rt, text + start, i - start), str_new(rt, text + i + 1, field.name_end - i - 1),
                        str_new(rt, text + field.specification, field.end - field.specification),
                        field.conversion == NULL ? own_none
                                                 : str_new(rt, field.conversion, utf8_width(*field.conversion))};
    return tuple_of(rt, four, 4);
}

METHOD(formatter_parser)
{
    return is_str(rt, args[0]) ? walk_new(rt, TYPE_FORMATTER_ITERATOR, args[0], 0)
                               : error_raise(rt, TYPE_TYPE_ERROR, "expected str, got %T", args[0]);
}

// Field names
// -----------------------------------------------------------------------------------------------------------

// A run of decimal digits as an int, else the text itself.
static own_value name_or_index(struct ouro *rt, char const *text, size_t size)
{
    int64_t n = 0;
    size_t i = 0;
    for (; i < size && text[i] >= '0' && text[i] <= '9'; i++) {
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, text[i] - '0', &n)) {
            return error_raise(rt, TYPE_VALUE_ERROR, "Too many decimal digits in format string");
        }
    }
    return size > 0 && i == size ? int_from_int64(rt, n) : str_new(rt, text, size);
}

// (is it an attribute, name or index)
static own_value field_name_next(struct ouro *rt, ref_value self)
{
    struct text_walk *w = as_walk(self);
    char const *text = str_bytes(as_str(slot_get(w->text)));
    size_t size = str_size(as_str(slot_get(w->text))), start = w->at + 1, end = start;
    if (w->at >= size) {
        return own_stop;
    }
    bool attribute = text[w->at] == '.';
    if (!attribute && text[w->at] != '[') {
        return error_raise(rt, TYPE_VALUE_ERROR, "Only '.' or '[' may follow ']' in format field specifier");
    }
    while (end < size && (attribute ? text[end] != '.' && text[end] != '[' : text[end] != ']')) {
        end++;
    }
    if (!attribute && end >= size) {
        return error_raise(rt, TYPE_VALUE_ERROR, "Missing ']' in format string");
    }
    w->at = end + !attribute;
    if (end == start) {
        return error_raise(rt, TYPE_VALUE_ERROR, "Empty attribute in format string");
    }
    own_value both[] = {own_bool(attribute), attribute ? str_new(rt, text + start, end - start)
                                                       : name_or_index(rt, text + start, end - start)};
    return tuple_of(rt, both, 2);
}

METHOD(formatter_field_name_split)
{
    if (!is_str(rt, args[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "expected str, got %T", args[0]);
    }
    char const *text = str_bytes(as_str(args[0]));
    size_t size = str_size(as_str(args[0])), end = 0;
    while (end < size && text[end] != '.' && text[end] != '[') {
        end++;
    }
    own_value both[] = {name_or_index(rt, text, end), own_nothing};
    if (!failed(both[0])) {
        both[1] = walk_new(rt, TYPE_FIELD_NAME_ITERATOR, args[0], end);
    }
    return tuple_of(rt, both, 2);
}

static struct type_protocol const formatter_protocol = {.iterate = iterator_self, .next = formatter_next};
static struct type_protocol const field_name_protocol = {.iterate = iterator_self, .next = field_name_next};

#define ITERATOR_DEFINITION(prefix, type_text, type_number)     \
    static struct type_definition const prefix##_definition = { \
        .name = type_text,                                      \
        .number = type_number,                                  \
        .base = TYPE_OBJECT,                                    \
        .flags = TYPE_NO_CREATE,                                \
        .size = sizeof(struct text_walk),                       \
        .traverse = walk_traverse,                              \
        .drop_step = walk_drop_step,                            \
        .clear = walk_clear,                                    \
        .protocol = &prefix##_protocol,                         \
    }
ITERATOR_DEFINITION(formatter, "formatteriterator", TYPE_FORMATTER_ITERATOR);
ITERATOR_DEFINITION(field_name, "fieldnameiterator", TYPE_FIELD_NAME_ITERATOR);

static struct native_definition const functions[] = {
    {"formatter_field_name_split", formatter_field_name_split, 1, 1, 0, "split the argument as a field name"},
    {"formatter_parser", formatter_parser, 1, 1, 0, "parse the argument as a format string"},
    {0},
};

own_value string_module_open(struct ouro *rt)
{
    static struct module_type const types[] = {
        {NULL, &formatter_definition},
        {NULL, &field_name_definition},
    };
    own_value module = module_make(rt, "_string", "string helper module", functions);
    if (!failed(module) && !module_add_types(rt, lend(module), types, sizeof types / sizeof *types)) {
        release(rt, give(module));
    }
    return module;
}
