// SPDX-License-Identifier: MIT
// The module _json: strings both ways. Texts are walked as UTF-8; code point indexes are computed where Python sees
// one.
#include "lib/json_module.h"

#include "lib/module_types.h"
#include "object/error.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/tuple.h"
#include "object/utf8.h"

int64_t json_index(struct str const *text, size_t at)
{
    return (int64_t)(str_is_ascii(text) ? at : utf8_count(str_bytes(text), at));
}

own_value json_decode_error(struct ouro *rt, char const *message, struct str *text, size_t at)
{
    own_value name = str_from(rt, "json.decoder"), attribute = str_from(rt, "JSONDecodeError");
    own_value words = str_from(rt, message), import = own_nothing, module = own_nothing, class = own_nothing;
    ref_value builtins = slot_get(rt->objects->builtins);
    if (!failed(name) && !failed(attribute) && !failed(words)) {
        import = operation_get_item(rt, builtins, name_of(rt, NAME_import));
    }
    if (!failed(import)) {
        ref_value const names[] = {lend(attribute)};
        own_value from = tuple_from(rt, names, 1);
        ref_value const call[] = {lend(name), builtins, builtins, lend(from)};
        module = failed(from) ? own_nothing : operation_call(rt, lend(import), call, 4, ref_nothing);
        release(rt, from);
    }
    if (!failed(module)) {
        class = operation_get_attribute(rt, lend(module), lend(attribute));
    }
    if (!failed(class)) {
        ref_value const call[] = {lend(words), ref_object(text), lend(own_small_int(json_index(text, at)))};
        own_value error = operation_call(rt, lend(class), call, 3, ref_nothing);
        if (!failed(error)) {
            (void)error_raise_object(rt, error);
        }
    }
    release(rt, class);
    release(rt, module);
    release(rt, import);
    release(rt, words);
    release(rt, attribute);
    release(rt, name);
    return own_nothing;
}

// Writing
// ---------------------------------------------------------------------------------------------------------------

static bool add_unit(struct str_builder *b, uint32_t unit)
{
    static char const digits[] = "0123456789abcdef";
    char escape[6] = {'\\', 'u', digits[unit >> 12], digits[unit >> 8 & 15], digits[unit >> 4 & 15], digits[unit & 15]};
    return str_builder_add(b, escape, sizeof escape);
}

static bool add_escaped(struct str_builder *b, uint32_t point)
{
    static char const plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    char const *found = point == 0 || point > 127 ? NULL : strchr(plain, (int)point);
    if (found != NULL) {
        char escape[2] = {'\\', letters[found - plain]};
        return str_builder_add(b, escape, sizeof escape);
    }
    if (point > 0xffff) {
        point -= 0x10000;
        return add_unit(b, 0xd800 | point >> 10) && add_unit(b, 0xdc00 | (point & 0x3ff));
    }
    return add_unit(b, point);
}

bool json_add_quoted(struct str_builder *b, struct str const *text, bool ascii)
{
    char const *at = str_bytes(text), *end = at + str_size(text), *run = at;
    if (!str_builder_add_byte(b, '"')) {
        return false;
    }
    while (at < end) {
        unsigned char c = (unsigned char)*at;
        if (OURO_LIKELY(c >= ' ' && c != '"' && c != '\\' && (c < 0x7f || !ascii))) {
            at++;
            continue;
        }
        uint32_t point;
        unsigned width = utf8_decode(at, &point);
        if (!str_builder_add(b, run, (size_t)(at - run)) || !add_escaped(b, point)) {
            return false;
        }
        at += width;
        run = at;
    }
    return str_builder_add(b, run, (size_t)(at - run)) && str_builder_add_byte(b, '"');
}

static own_value encode(struct ouro *rt, ref_value v, bool ascii)
{
    struct str_builder b;
    if (!is_str(rt, v)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "first argument must be a string, not %T", v);
    }
    str_builder_open(rt, &b);
    if (!json_add_quoted(&b, as_str(v), ascii)) {
        str_builder_abandon(&b);
        return own_nothing;
    }
    return str_builder_finish(&b);
}

own_value json_encode_basestring(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return encode(rt, args[0], false);
}

own_value json_encode_basestring_ascii(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return encode(rt, args[0], true);
}

// Reading
// ---------------------------------------------------------------------------------------------------------------

static int hex_value(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// Four hexadecimal digits. -1: others.
static int32_t read_unit(char const *at, char const *end)
{
    int32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = at + i < end ? hex_value(at[i]) : -1;
        if (digit < 0) {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

// The escape behind a backslash at *at - 1. false: JSONDecodeError pending (b is the caller's).
static bool read_escape(struct str_builder *b, struct str *text, size_t *at)
{
    static char const letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    char const *bytes = str_bytes(text), *end = bytes + str_size(text), *here = bytes + *at;
    char const *found = *here == '\0' ? NULL : strchr(letters, *here);
    if (found != NULL) {
        ++*at;
        return str_builder_add_byte(b, meanings[found - letters]);
    }
    if (*here != 'u') {
        (void)json_decode_error(b->rt, "Invalid \\escape", text, *at - 1);
        return false;
    }
    // CPython wants a character behind the four digits, the closing quote at least.
    int32_t unit = end - here > 5 ? read_unit(here + 1, end) : -1;
    if (unit < 0) {
        (void)json_decode_error(b->rt, "Invalid \\uXXXX escape", text, *at);
        return false;
    }
    uint32_t point = (uint32_t)unit;
    *at += 5;
    here += 5;
    if (point >= 0xd800 && point < 0xdc00 && end - here > 6 && here[0] == '\\' && here[1] == 'u') {
        int32_t low = read_unit(here + 2, end);
        if (low >= 0xdc00 && low < 0xe000) {
            point = 0x10000 + ((point - 0xd800) << 10) + ((uint32_t)low - 0xdc00);
            *at += 6;
        }
    }
    return str_builder_add_code_point(b, point);
}

own_value json_scan_string(struct ouro *rt, struct str *text, size_t *at, bool strict)
{
    char const *bytes = str_bytes(text);
    size_t size = str_size(text), start = *at, run = *at;
    struct str_builder b;
    bool open = false;
    for (size_t i = run;;) {
        unsigned char c = 0;
        while (i < size && (c = (unsigned char)bytes[i]) != '"' && c != '\\' && (c >= ' ' || !strict)) {
            i++;
        }
        if (i < size && c == '"' && !open) { // the usual case: no escape
            *at = i + 1;
            return str_new(rt, bytes + run, i - run);
        }
        if (!open) {
            str_builder_open(rt, &b);
            open = true;
        }
        bool good = str_builder_add(&b, bytes + run, i - run);
        if (good && i < size && c == '"') {
            *at = i + 1;
            return str_builder_finish(&b);
        }
        if (good && (i >= size || (c == '\\' && i + 1 >= size))) {
            (void)json_decode_error(rt, "Unterminated string starting at", text, start - 1);
            good = false;
        } else if (good && c != '\\') {
            (void)json_decode_error(rt, "Invalid control character at", text, i);
            good = false;
        }
        run = ++i;
        if (!good || !read_escape(&b, text, &run)) {
            str_builder_abandon(&b);
            return own_nothing;
        }
        i = run;
    }
}

METHOD(scanstring)
{
    int64_t index;
    int strict = 1;
    if (!is_str(rt, args[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "first argument must be a string, not %T", args[0]);
    }
    if (!operation_index_int64(rt, args[1], &index, TYPE_OVERFLOW_ERROR) ||
        (count > 2 && (strict = operation_truth(rt, args[2])) < 0)) {
        return own_nothing;
    }
    struct str *text = as_str(args[0]);
    if (index < 0 || index > text->length) {
        return error_raise(rt, TYPE_VALUE_ERROR, "end is out of bounds");
    }
    size_t at = str_offset(rt, text, (uint32_t)index);
    own_value value = json_scan_string(rt, text, &at, strict);
    if (failed(value)) {
        return value;
    }
    own_value both[] = {value, own_small_int(json_index(text, at))};
    return tuple_from_owned(rt, both, 2);
}

static struct native_definition const functions[] = {
    {"encode_basestring", json_encode_basestring, 1, 1, 0,
     "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string"},
    {"encode_basestring_ascii", json_encode_basestring_ascii, 1, 1, 0,
     "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string"},
    {"scanstring", scanstring, 2, 3, 0, "scanstring(string, end, strict=True) -> (string, end)"},
    {0},
};

own_value json_module_open(struct ouro *rt)
{
    static struct module_type const types[] = {
        {"make_scanner", &json_scanner_definition},
        {"make_encoder", &json_encoder_definition},
    };
    own_value module = module_make(rt, "_json", "json speedups\n", functions);
    if (!failed(module) && !module_add_types(rt, lend(module), types, sizeof types / sizeof *types)) {
        release(rt, give(module));
    }
    return module;
}
