// SPDX-License-Identifier: MIT
// Codecs: names of encodings and error handlers, and their exceptions.
#include "object/codec.h"

#include "object/error.h"
#include "object/operation.h"
#include "object/state.h"
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

bool codec_known(char const *encoding, struct codec *out)
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
    return false;
}

bool codec_find(struct ouro *rt, char const *encoding, struct codec *out)
{
    if (!codec_known(encoding, out)) {
        (void)error_raise(rt, TYPE_LOOKUP_ERROR, "unknown encoding: %s", encoding);
        return false;
    }
    return true;
}

enum codec_errors codec_errors_find(char const *errors)
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
            return (enum codec_errors)i;
        }
    }
    return CODEC_REGISTERED;
}

// Takes a handler's result apart.
static bool read_answer(struct ouro *rt, ref_value answer, bool encoding, size_t length, own_value *replacement,
                        size_t *position)
{
    char const *wanted = encoding ? "encoding error handler must return (str/bytes, int) tuple"
                                  : "decoding error handler must return (str, int) tuple";
    if (!is_tuple(rt, answer) || as_tuple(answer)->length != 2 || (!encoding && !is_str(rt, tuple_item(answer, 0)))) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s", wanted);
        return false;
    }
    own_value text = retain(tuple_item(answer, 0)), number = retain(tuple_item(answer, 1));
    int64_t to;
    bool good = operation_index_int64(rt, lend(number), &to, TYPE_OVERFLOW_ERROR);
    release(rt, number);
    if (good && !is_str(rt, lend(text)) && !is_bytes(rt, lend(text))) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s", wanted);
        good = false;
    }
    to = good && to < 0 ? to + (int64_t)length : to;
    if (good && (to < 0 || (uint64_t)to > length)) {
        (void)error_raise(rt, TYPE_INDEX_ERROR, "position %lld from error handler out of bounds", (long long)to);
        good = false;
    }
    if (!good) {
        release(rt, text);
        return false;
    }
    *replacement = text;
    *position = (size_t)to;
    return true;
}

bool codec_ask(struct ouro *rt, char const *errors, bool encoding, size_t length, own_value *replacement,
               size_t *position)
{
    own_value exception = error_take(rt);
    if (!is_kind(rt, lend(exception), encoding ? TYPE_UNICODE_ENCODE_ERROR : TYPE_UNICODE_DECODE_ERROR)) {
        error_restore(rt, exception); // no memory to make it
        return false;
    }
    own_value answer = rt->objects->codec_handle != NULL
                           ? rt->objects->codec_handle(rt, errors, lend(exception))
                           : error_raise(rt, TYPE_LOOKUP_ERROR, "unknown error handler name '%s'", errors);
    release(rt, exception);
    bool good = !failed(answer) && read_answer(rt, lend(answer), encoding, length, replacement, position);
    release(rt, answer);
    return good;
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
