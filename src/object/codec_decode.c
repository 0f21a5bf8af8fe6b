// SPDX-License-Identifier: MIT
// Bytes to text.
#include "object/codec.h"
#include "object/error.h"
#include "object/memoryview.h"
#include "object/state.h"
#include "object/utf8.h"

#define FAILED SIZE_MAX

struct decoding {
    struct ouro *rt;
    unsigned char const *bytes;
    size_t size;
    struct codec codec;
    char const *errors;
    struct str_builder out;
    own_value held_bytes; // once a registered handler was asked: `bytes` and `errors` are theirs
    own_value held_errors;
};

static void raise(struct decoding *d, size_t start, size_t end, char const *reason)
{
    own_value object = failed(d->held_bytes) ? bytes_new(d->rt, d->bytes, d->size) : retain(lend(d->held_bytes));
    codec_raise(d->rt, TYPE_UNICODE_DECODE_ERROR, d->codec.name, object, start, end, reason);
}

// What a registered handler says about bytes [start, end).
static size_t ask(struct decoding *d, size_t start, size_t end, char const *reason)
{
    struct ouro *rt = d->rt;
    if (failed(d->held_bytes)) {
        own_value errors = str_from(rt, d->errors);
        own_value bytes = failed(errors) ? own_nothing : bytes_new(rt, d->bytes, d->size);
        if (failed(bytes)) {
            release(rt, errors);
            return FAILED;
        }
        d->bytes = as_bytes(lend(bytes))->data;
        d->errors = str_bytes(as_str(lend(errors)));
        d->held_bytes = bytes;
        d->held_errors = errors;
    }
    raise(d, start, end, reason);
    own_value text;
    size_t position;
    if (!codec_ask(rt, d->errors, false, d->size, &text, &position)) {
        return FAILED;
    }
    bool done = str_builder_add_str(&d->out, lend(text));
    release(rt, text);
    return done ? position : FAILED;
}

// A surrogate that the codec's bytes at `start` spell: its length in bytes, 0 when there is none.
static size_t surrogate_at(struct decoding *d, size_t start, uint32_t *code_point)
{
    unsigned char const *b = d->bytes + start;
    size_t left = d->size - start;
    bool big = d->codec.order == CODEC_BIG;
    switch (d->codec.kind) {
    case CODEC_UTF_8:
    case CODEC_UTF_8_SIGNED:
        *code_point = left < 3 ? 0 : (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
        return left >= 3 && b[0] == 0xED && b[1] >= 0xA0 && b[1] <= 0xBF && (b[2] & 0xC0) == 0x80 ? 3 : 0;
    case CODEC_UTF_16:
        *code_point = left < 2 ? 0 : big ? (uint32_t)(b[0] << 8 | b[1]) : (uint32_t)(b[1] << 8 | b[0]);
        return utf8_is_surrogate(*code_point) ? 2 : 0;
    case CODEC_UTF_32:
        if (left < 4) {
            return 0;
        }
        *code_point = big ? (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]
                          : (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
        return utf8_is_surrogate(*code_point) ? 4 : 0;
    default:
        return 0;
    }
}

static bool escape_bytes(struct decoding *d, size_t start, size_t end)
{
    static char const digits[] = "0123456789abcdef";
    for (size_t i = start; i < end; i++) {
        char text[4] = {'\\', 'x', digits[d->bytes[i] >> 4], digits[d->bytes[i] & 15]};
        if (!str_builder_add(&d->out, text, 4)) {
            return false;
        }
    }
    return true;
}

// Bytes [start, end) are no text. Result: where to go on, FAILED with an error pending.
static size_t handle(struct decoding *d, size_t start, size_t end, char const *reason)
{
    size_t done = end;
    switch (codec_errors_find(d->errors)) {
    case CODEC_REGISTERED:
        return ask(d, start, end, reason);
    case CODEC_IGNORE:
        return end;
    case CODEC_REPLACE:
        return str_builder_add_code_point(&d->out, 0xFFFD) ? end : FAILED;
    case CODEC_BACKSLASH_REPLACE:
        return escape_bytes(d, start, end) ? end : FAILED;
    case CODEC_REFERENCE_REPLACE:
        (void)error_raise(d->rt, TYPE_TYPE_ERROR, "don't know how to handle UnicodeDecodeError in error callback");
        return FAILED;
    case CODEC_SURROGATE_ESCAPE:
        for (done = start; done < end && done < start + 4 && d->bytes[done] >= 0x80; done++) {
            if (!str_builder_add_code_point(&d->out, 0xDC00u + d->bytes[done])) {
                return FAILED;
            }
        }
        if (done > start) {
            return done;
        }
        break;
    case CODEC_SURROGATE_PASS: {
        uint32_t code_point;
        size_t width = surrogate_at(d, start, &code_point);
        if (width > 0) {
            return str_builder_add_code_point(&d->out, code_point) ? start + width : FAILED;
        }
        break;
    }
    default:
        break;
    }
    raise(d, start, end, reason);
    return FAILED;
}

static bool decode_utf8(struct decoding *d)
{
    for (size_t at = 0; at < d->size;) {
        char const *bytes = (char const *)d->bytes + at;
        struct utf8_scan scan = utf8_validate(bytes, d->size - at);
        if (!str_builder_add(&d->out, bytes, scan.start)) {
            return false;
        }
        if (scan.error == UTF8_VALID) {
            return true;
        }
        at = handle(d, at + scan.start, at + scan.end, utf8_error_reason(scan.error));
        if (at == FAILED) {
            return false;
        }
    }
    return true;
}

static bool decode_ascii(struct decoding *d)
{
    for (size_t at = 0; at < d->size;) {
        char const *bytes = (char const *)d->bytes + at;
        size_t prefix = utf8_ascii_prefix(bytes, d->size - at);
        if (!str_builder_add(&d->out, bytes, prefix)) {
            return false;
        }
        at += prefix;
        if (at < d->size) {
            at = handle(d, at, at + 1, "ordinal not in range(128)");
        }
        if (at == FAILED) {
            return false;
        }
    }
    return true;
}

static bool decode_latin_1(struct decoding *d)
{
    for (size_t i = 0; i < d->size; i++) {
        if (!str_builder_add_code_point(&d->out, d->bytes[i])) {
            return false;
        }
    }
    return true;
}

static uint32_t unit_16(struct decoding const *d, size_t at)
{
    unsigned char const *b = d->bytes + at;
    return d->codec.order == CODEC_BIG ? (uint32_t)(b[0] << 8 | b[1]) : (uint32_t)(b[1] << 8 | b[0]);
}

static size_t utf16_step(struct decoding *d, size_t at)
{
    if (d->size - at < 2) {
        return handle(d, at, d->size, "truncated data");
    }
    uint32_t unit = unit_16(d, at);
    if (!utf8_is_surrogate(unit)) {
        return str_builder_add_code_point(&d->out, unit) ? at + 2 : FAILED;
    }
    if (unit >= 0xDC00) {
        return handle(d, at, at + 2, "illegal encoding");
    }
    if (d->size - at < 4) {
        return handle(d, at, d->size, "unexpected end of data");
    }
    uint32_t low = unit_16(d, at + 2);
    if (low < 0xDC00 || low > 0xDFFF) {
        return handle(d, at, at + 2, "illegal UTF-16 surrogate");
    }
    uint32_t code_point = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    return str_builder_add_code_point(&d->out, code_point) ? at + 4 : FAILED;
}

static size_t utf32_step(struct decoding *d, size_t at)
{
    if (d->size - at < 4) {
        return handle(d, at, d->size, "truncated data");
    }
    uint32_t code_point;
    if (surrogate_at(d, at, &code_point) != 0) {
        return handle(d, at, at + 4, "code point in surrogate code point range(0xd800, 0xe000)");
    }
    if (code_point > UTF8_MAXIMUM) {
        return handle(d, at, at + 4, "code point not in range(0x110000)");
    }
    return str_builder_add_code_point(&d->out, code_point) ? at + 4 : FAILED;
}

// The byte order mark at the start decides; without one it is this machine's order, taken as little-endian.
static size_t read_mark(struct decoding *d)
{
    if (d->codec.order != CODEC_ORDER_MARKED) {
        return 0;
    }
    bool wide = d->codec.kind == CODEC_UTF_32;
    size_t width = wide ? 4 : 2;
    d->codec.order = CODEC_LITTLE;
    d->codec.name = wide ? "utf-32-le" : "utf-16-le";
    if (d->size >= width && memcmp(d->bytes, "\xff\xfe\0\0", width) == 0) {
        return width;
    }
    if (d->size >= width && memcmp(d->bytes, wide ? "\0\0\xfe\xff" : "\xfe\xff", width) == 0) {
        d->codec.order = CODEC_BIG;
        d->codec.name = wide ? "utf-32-be" : "utf-16-be";
        return width;
    }
    return 0;
}

static bool decode_units(struct decoding *d)
{
    for (size_t at = read_mark(d); at < d->size;) {
        at = d->codec.kind == CODEC_UTF_16 ? utf16_step(d, at) : utf32_step(d, at);
        if (at == FAILED) {
            return false;
        }
    }
    return true;
}

static bool decode_all(struct decoding *d)
{
    switch (d->codec.kind) {
    case CODEC_UTF_8_SIGNED:
        if (d->size >= 3 && memcmp(d->bytes, "\xef\xbb\xbf", 3) == 0) {
            d->bytes += 3;
            d->size -= 3;
        }
        return decode_utf8(d);
    case CODEC_UTF_8:
        return decode_utf8(d);
    case CODEC_ASCII:
        return decode_ascii(d);
    case CODEC_LATIN_1:
        return decode_latin_1(d);
    default:
        return decode_units(d);
    }
}

static own_value decode_with(struct ouro *rt, void const *bytes, size_t size, struct codec codec, char const *errors)
{
    if (codec.kind <= CODEC_LATIN_1 && codec.kind != CODEC_UTF_8_SIGNED) {
        size_t prefix = utf8_ascii_prefix(bytes, size);
        if (prefix == size) {
            return str_make(rt, bytes, size, size);
        }
    }
    if (codec.kind == CODEC_UTF_8) {
        struct utf8_scan scan = utf8_validate(bytes, size);
        if (scan.error == UTF8_VALID) {
            return str_make(rt, bytes, size, scan.code_points);
        }
    }
    struct decoding d = {
        .rt = rt, .bytes = bytes, .size = size, .codec = codec, .errors = errors == NULL ? "strict" : errors};
    str_builder_open(rt, &d.out);
    bool done = decode_all(&d);
    release(rt, d.held_bytes);
    release(rt, d.held_errors);
    if (done) {
        return str_builder_finish(&d.out);
    }
    str_builder_abandon(&d.out);
    return own_nothing;
}

// By a codec that the program may have registered.
static own_value decode_registered(struct ouro *rt, void const *bytes, size_t size, char const *encoding,
                                   char const *errors)
{
    own_value copy = bytes_new(rt, bytes, size);
    own_value view = failed(copy) ? own_nothing : memoryview_new(rt, lend(copy));
    release(rt, copy);
    own_value text = failed(view) ? own_nothing : rt->objects->codec_convert(rt, false, lend(view), encoding, errors);
    release(rt, view);
    if (!failed(text) && !is_str(rt, lend(text))) {
        error_raise(rt, TYPE_TYPE_ERROR,
                    "'%s' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to arbitrary types",
                    encoding, lend(text));
        release(rt, give(text));
    }
    return text;
}

own_value codec_decode(struct ouro *rt, void const *bytes, size_t size, char const *encoding, char const *errors)
{
    struct codec codec = {CODEC_UTF_8, CODEC_ORDER_MARKED, "utf-8"};
    if (strcmp(encoding, "utf-8") != 0 && !codec_known(encoding, &codec)) {
        return rt->objects->codec_convert != NULL
                   ? decode_registered(rt, bytes, size, encoding, errors)
                   : error_raise(rt, TYPE_LOOKUP_ERROR, "unknown encoding: %s", encoding);
    }
    return decode_with(rt, bytes, size, codec, errors);
}

own_value codec_decode_utf8(struct ouro *rt, void const *bytes, size_t size)
{
    return decode_with(rt, bytes, size, (struct codec){CODEC_UTF_8, CODEC_ORDER_MARKED, "utf-8"}, "strict");
}
