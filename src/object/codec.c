// SPDX-License-Identifier: MIT
// Codecs: names of encodings and error handlers, and their exceptions.
#include "object/codec.h"

#include "object/error.h"
#include "object/tuple.h"
#include "object/utf8.h"

// Normal forms of names: small letters and digits, one "_" for each run of anything else inside.
static struct alias {
    char const *name;
    struct codec codec;
} const aliases[] = {
    {"utf_8", {CODEC_UTF_8, CODEC_ORDER_MARKED, "utf-8"}},
    {"utf8", {CODEC_UTF_8, CODEC_ORDER_MARKED, "utf-8"}},
    {"u8", {CODEC_UTF_8, CODEC_ORDER_MARKED, "utf-8"}},
    {"utf", {CODEC_UTF_8, CODEC_ORDER_MARKED, "utf-8"}},
    {"cp65001", {CODEC_UTF_8, CODEC_ORDER_MARKED, "utf-8"}},
    {"utf_8_sig", {CODEC_UTF_8_SIGNED, CODEC_ORDER_MARKED, "utf-8"}},
    {"utf8_sig", {CODEC_UTF_8_SIGNED, CODEC_ORDER_MARKED, "utf-8"}},
    {"ascii", {CODEC_ASCII, CODEC_ORDER_MARKED, "ascii"}},
    {"us_ascii", {CODEC_ASCII, CODEC_ORDER_MARKED, "ascii"}},
    {"us", {CODEC_ASCII, CODEC_ORDER_MARKED, "ascii"}},
    {"646", {CODEC_ASCII, CODEC_ORDER_MARKED, "ascii"}},
    {"iso646_us", {CODEC_ASCII, CODEC_ORDER_MARKED, "ascii"}},
    {"ansi_x3.4_1968", {CODEC_ASCII, CODEC_ORDER_MARKED, "ascii"}},
    {"latin_1", {CODEC_LATIN_1, CODEC_ORDER_MARKED, "latin-1"}},
    {"latin1", {CODEC_LATIN_1, CODEC_ORDER_MARKED, "latin-1"}},
    {"latin", {CODEC_LATIN_1, CODEC_ORDER_MARKED, "latin-1"}},
    {"l1", {CODEC_LATIN_1, CODEC_ORDER_MARKED, "latin-1"}},
    {"iso_8859_1", {CODEC_LATIN_1, CODEC_ORDER_MARKED, "latin-1"}},
    {"iso8859_1", {CODEC_LATIN_1, CODEC_ORDER_MARKED, "latin-1"}},
    {"iso8859", {CODEC_LATIN_1, CODEC_ORDER_MARKED, "latin-1"}},
    {"8859", {CODEC_LATIN_1, CODEC_ORDER_MARKED, "latin-1"}},
    {"cp819", {CODEC_LATIN_1, CODEC_ORDER_MARKED, "latin-1"}},
    {"utf_16", {CODEC_UTF_16, CODEC_ORDER_MARKED, "utf-16"}},
    {"utf16", {CODEC_UTF_16, CODEC_ORDER_MARKED, "utf-16"}},
    {"u16", {CODEC_UTF_16, CODEC_ORDER_MARKED, "utf-16"}},
    {"utf_16_le", {CODEC_UTF_16, CODEC_LITTLE, "utf-16-le"}},
    {"utf_16le", {CODEC_UTF_16, CODEC_LITTLE, "utf-16-le"}},
    {"utf_16_be", {CODEC_UTF_16, CODEC_BIG, "utf-16-be"}},
    {"utf_16be", {CODEC_UTF_16, CODEC_BIG, "utf-16-be"}},
    {"utf_32", {CODEC_UTF_32, CODEC_ORDER_MARKED, "utf-32"}},
    {"utf32", {CODEC_UTF_32, CODEC_ORDER_MARKED, "utf-32"}},
    {"u32", {CODEC_UTF_32, CODEC_ORDER_MARKED, "utf-32"}},
    {"utf_32_le", {CODEC_UTF_32, CODEC_LITTLE, "utf-32-le"}},
    {"utf_32le", {CODEC_UTF_32, CODEC_LITTLE, "utf-32-le"}},
    {"utf_32_be", {CODEC_UTF_32, CODEC_BIG, "utf-32-be"}},
    {"utf_32be", {CODEC_UTF_32, CODEC_BIG, "utf-32-be"}},
};

// false: too long for any known name.
static bool normalize(char const *name, char *out, size_t room)
{
    size_t size = 0;
    bool gap = false;
    for (; *name != 0; name++) {
        char c = *name;
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c + 32);
        }
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.')) {
            gap = true;
            continue;
        }
        if (size + 3 > room) {
            return false;
        }
        if (gap && size > 0) {
            out[size++] = '_';
        }
        gap = false;
        out[size++] = c;
    }
    out[size] = 0;
    return true;
}

bool codec_find(struct ouro *rt, char const *encoding, struct codec *out)
{
    char name[32];
    if (normalize(encoding, name, sizeof name)) {
        for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
            if (strcmp(aliases[i].name, name) == 0) {
                *out = aliases[i].codec;
                return true;
            }
        }
    }
    (void)error_raise(rt, TYPE_LOOKUP_ERROR, "unknown encoding: %s", encoding);
    return false;
}

bool codec_errors_find(struct ouro *rt, char const *errors, enum codec_errors *out)
{
    static char const *const names[] = {
        [CODEC_STRICT] = "strict",
        [CODEC_IGNORE] = "ignore",
        [CODEC_REPLACE] = "replace",
        [CODEC_BACKSLASH_REPLACE] = "backslashreplace",
        [CODEC_SURROGATE_ESCAPE] = "surrogateescape",
        [CODEC_SURROGATE_PASS] = "surrogatepass",
        [CODEC_REFERENCE_REPLACE] = "xmlcharrefreplace",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], errors) == 0) {
            *out = (enum codec_errors)i;
            return true;
        }
    }
    (void)error_raise(rt, TYPE_LOOKUP_ERROR, "unknown error handler name '%s'", errors);
    return false;
}

void codec_raise(struct ouro *rt, enum type_number exception, char const *encoding, own_value object, size_t start,
                 size_t end, char const *reason)
{
    own_value arguments[5] = {
        str_from(rt, encoding), object, own_small_int((int64_t)start), own_small_int((int64_t)end),
        str_from(rt, reason),
    };
    if (failed(arguments[0]) || failed(object) || failed(arguments[4])) {
        for (int i = 0; i < 5; i++) {
            release(rt, arguments[i]);
        }
        return;
    }
    own_value tuple = tuple_from_owned(rt, arguments, 5);
    if (!failed(tuple)) {
        (void)error_raise_arguments(rt, exception, lend(tuple));
        release(rt, tuple);
    }
}

bool codec_name(struct ouro *rt, ref_value v, char const *function, char const *parameter, char const *otherwise,
                char const **out)
{
    *out = otherwise;
    if (is_nothing(v)) {
        return true;
    }
    if (!is_str(rt, v)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s() argument '%s' must be str, not %T", function, parameter, v);
        return false;
    }
    struct str *s = as_str(v);
    size_t size = str_size(s);
    size_t surrogate = utf8_find_surrogate(str_bytes(s), size);
    if (surrogate != size) {
        size_t index = utf8_count(str_bytes(s), surrogate);
        codec_raise(rt, TYPE_UNICODE_ENCODE_ERROR, "utf-8", retain(v), index, index + 1, "surrogates not allowed");
        return false;
    }
    if (strlen(str_bytes(s)) != size) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "embedded null character");
        return false;
    }
    *out = str_bytes(s);
    return true;
}
