// SPDX-License-Identifier: MIT
// Text to bytes.
#include "object/codec.h"
#include "object/decimal_text.h"
#include "object/error.h"
#include "object/state.h"
#include "object/utf8.h"

// One encoding under way: the output is collected in a builder, as bytes.
struct encoding {
    struct ouro *rt;
    ref_value text;
    struct codec codec;
    char const *errors;
    struct str_builder out;
    char const *reason;
    uint32_t most;         // largest code point that the codec has
    own_value held_errors; // once a registered handler was asked: `errors` is its
};

// A code point that the codec has, or an error handler's replacement.
static bool put(struct encoding *e, uint32_t code_point)
{
    char units[4];
    size_t size = 0;
    if (e->codec.kind == CODEC_UTF_8 || e->codec.kind == CODEC_UTF_8_SIGNED) {
        return str_builder_add_code_point(&e->out, code_point);
    }
    if (e->codec.kind == CODEC_ASCII || e->codec.kind == CODEC_LATIN_1) {
        return str_builder_add_byte(&e->out, (char)code_point);
    }
    if (e->codec.kind == CODEC_UTF_16 && code_point >= 0x10000) {
        return put(e, 0xD800 + ((code_point - 0x10000) >> 10)) && put(e, 0xDC00 + (code_point & 0x3FF));
    }
    unsigned width = e->codec.kind == CODEC_UTF_16 ? 2 : 4;
    for (; size < width; size++) {
        unsigned shift = 8 * (unsigned)(e->codec.order == CODEC_BIG ? width - 1 - size : size);
        units[size] = (char)(code_point >> shift);
    }
    return str_builder_add(&e->out, units, width);
}

static bool put_text(struct encoding *e, char const *ascii, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (!put(e, (unsigned char)ascii[i])) {
            return false;
        }
    }
    return true;
}

static bool put_escape(struct encoding *e, uint32_t code_point)
{
    char text[10];
    int digits = code_point < 0x100 ? 2 : code_point < 0x10000 ? 4 : 8;
    text[0] = '\\';
    text[1] = code_point < 0x100 ? 'x' : code_point < 0x10000 ? 'u' : 'U';
    for (int i = 0; i < digits; i++) {
        text[2 + i] = "0123456789abcdef"[code_point >> 4 * (digits - 1 - i) & 15];
    }
    return put_text(e, text, (size_t)digits + 2);
}

static bool put_reference(struct encoding *e, uint32_t code_point)
{
    char text[DECIMAL_TEXT_MOST + 3];
    char *end = text + sizeof text;
    *--end = ';';
    char *start = decimal_text_before(end, code_point);
    *--start = '#';
    *--start = '&';
    return put_text(e, start, (size_t)(end + 1 - start));
}

// Handles one character that the codec does not have. 1 done, 0 the handler cannot, -1 error.
static int replace_one(struct encoding *e, enum codec_errors handler, uint32_t code_point)
{
    switch (handler) {
    case CODEC_IGNORE:
        return 1;
    case CODEC_REPLACE:
        return put(e, '?') ? 1 : -1;
    case CODEC_BACKSLASH_REPLACE:
        return put_escape(e, code_point) ? 1 : -1;
    case CODEC_REFERENCE_REPLACE:
        return put_reference(e, code_point) ? 1 : -1;
    case CODEC_SURROGATE_ESCAPE:
        if (code_point < 0xDC80 || code_point > 0xDCFF) {
            return 0;
        }
        if (e->codec.kind == CODEC_UTF_16 || e->codec.kind == CODEC_UTF_32) {
            return 0;
        }
        return str_builder_add_byte(&e->out, (char)(code_point - 0xDC00)) ? 1 : -1;
    case CODEC_SURROGATE_PASS:
        if (!utf8_is_surrogate(code_point) || e->codec.kind == CODEC_ASCII || e->codec.kind == CODEC_LATIN_1) {
            return 0;
        }
        return put(e, code_point) ? 1 : -1;
    default:
        return 0;
    }
}

static bool encodable(struct encoding const *e, uint32_t code_point)
{
    return code_point <= e->most && (e->most < 0x10000 || !utf8_is_surrogate(code_point));
}

static void raise(struct encoding *e, size_t start, size_t end)
{
    codec_raise(e->rt, TYPE_UNICODE_ENCODE_ERROR, e->codec.name, retain(e->text), start, end, e->reason);
}

// A registered handler's replacement: bytes as they are, or text that the codec has.
static bool put_replacement(struct encoding *e, ref_value replacement, size_t start, size_t end)
{
    unsigned unit = e->codec.kind == CODEC_UTF_16 ? 2 : e->codec.kind == CODEC_UTF_32 ? 4 : 1;
    bool good;
    if (is_bytes(e->rt, replacement)) {
        struct bytes const *bytes = as_bytes(replacement);
        good = bytes->size % unit == 0;
        if (good) {
            return str_builder_add(&e->out, (char const *)bytes->data, bytes->size);
        }
    } else {
        struct str const *s = as_str(replacement);
        char const *at = str_bytes(s), *stop = at + str_size(s);
        good = str_is_ascii(s) || e->codec.kind == CODEC_LATIN_1;
        for (char const *p = at; good && p < stop;) {
            uint32_t code_point;
            p += utf8_decode(p, &code_point);
            good = code_point <= e->most;
        }
        while (good && at < stop) {
            uint32_t code_point;
            at += utf8_decode(at, &code_point);
            if (!put(e, code_point)) {
                return false;
            }
        }
    }
    if (!good) {
        raise(e, start, end);
    }
    return good;
}

// What a registered handler says about the characters [*index, last): *index is then where to go on.
static char const *ask(struct encoding *e, size_t *index, size_t last)
{
    struct ouro *rt = e->rt;
    if (failed(e->held_errors)) {
        e->held_errors = str_from(rt, e->errors);
        if (failed(e->held_errors)) {
            return NULL;
        }
        e->errors = str_bytes(as_str(lend(e->held_errors)));
    }
    raise(e, *index, last);
    own_value replacement;
    size_t position;
    struct str *s = as_str(e->text);
    if (!codec_ask(rt, e->errors, true, s->length, &replacement, &position)) {
        return NULL;
    }
    bool done = put_replacement(e, lend(replacement), *index, last);
    release(rt, replacement);
    *index = position;
    return done ? str_bytes(s) + str_offset(rt, s, (uint32_t)position) : NULL;
}

// The run of characters at text[at...] that the codec does not have, `index` being the first one's number. Adds to
// *index. NULL: error pending.
static char const *handle_run(struct encoding *e, char const *at, char const *end, size_t *index)
{
    enum codec_errors handler = codec_errors_find(e->errors);
    bool single = e->codec.kind == CODEC_UTF_16 || e->codec.kind == CODEC_UTF_32;
    char const *stop = at;
    size_t count = 0;
    uint32_t code_point;
    do {
        unsigned width = utf8_decode(stop, &code_point);
        if (encodable(e, code_point)) {
            break;
        }
        stop += width;
        count++;
    } while (stop < end && !single);
    size_t last = *index + count;
    if (handler == CODEC_REGISTERED) {
        return ask(e, index, last);
    }
    for (; at < stop; ++*index) {
        at += utf8_decode(at, &code_point);
        int done = replace_one(e, handler, code_point);
        if (done <= 0) {
            if (done == 0) {
                raise(e, *index, last);
            }
            return NULL;
        }
    }
    return at;
}

static bool encode_all(struct encoding *e)
{
    struct str *s = as_str(e->text);
    char const *at = str_bytes(s);
    char const *end = at + str_size(s);
    bool bytes_same = e->codec.kind == CODEC_UTF_8 || e->codec.kind == CODEC_UTF_8_SIGNED;
    for (size_t index = 0; at < end;) {
        uint32_t code_point;
        unsigned width = utf8_decode(at, &code_point);
        if (OURO_UNLIKELY(!encodable(e, code_point))) {
            at = handle_run(e, at, end, &index);
            if (at == NULL) {
                return false;
            }
            continue;
        }
        if (bytes_same ? !str_builder_add(&e->out, at, width) : !put(e, code_point)) {
            return false;
        }
        at += width;
        index++;
    }
    return true;
}

static own_value encode_slowly(struct ouro *rt, ref_value text, struct codec codec, char const *errors)
{
    own_value held = retain(text);
    struct encoding e = {
        .rt = rt, .text = text, .codec = codec, .errors = errors == NULL ? "strict" : errors, .most = UTF8_MAXIMUM};
    e.reason = "surrogates not allowed";
    if (codec.kind == CODEC_ASCII || codec.kind == CODEC_LATIN_1) {
        e.most = codec.kind == CODEC_ASCII ? 0x7F : 0xFF;
        e.reason = codec.kind == CODEC_ASCII ? "ordinal not in range(128)" : "ordinal not in range(256)";
    }
    str_builder_open(rt, &e.out);
    bool marked = codec.kind == CODEC_UTF_8_SIGNED ||
                  ((codec.kind == CODEC_UTF_16 || codec.kind == CODEC_UTF_32) && codec.order == CODEC_ORDER_MARKED);
    bool good = (!marked || put(&e, 0xFEFF)) && encode_all(&e);
    own_value result = good ? bytes_new(rt, e.out.bytes, e.out.size) : own_nothing;
    str_builder_abandon(&e.out);
    release(rt, e.held_errors);
    release(rt, held);
    return result;
}

// By a codec that the program may have registered.
static own_value encode_registered(struct ouro *rt, ref_value text, char const *encoding, char const *errors)
{
    own_value bytes = rt->objects->codec_convert(rt, true, text, encoding, errors);
    if (!failed(bytes) && !is_bytes(rt, lend(bytes))) {
        error_raise(rt, TYPE_TYPE_ERROR,
                    "'%s' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
                    encoding, lend(bytes));
        release(rt, give(bytes));
    }
    return bytes;
}

own_value codec_encode(struct ouro *rt, ref_value text, char const *encoding, char const *errors)
{
    struct codec codec;
    struct str *s = as_str(text);
    if (strcmp(encoding, "utf-8") == 0) {
        codec = (struct codec){CODEC_UTF_8, CODEC_ORDER_MARKED, "utf-8"};
    } else if (!codec_known(encoding, &codec)) {
        return rt->objects->codec_convert != NULL
                   ? encode_registered(rt, text, encoding, errors)
                   : error_raise(rt, TYPE_LOOKUP_ERROR, "unknown encoding: %s", encoding);
    }
    bool as_it_is = codec.kind <= CODEC_LATIN_1 && codec.kind != CODEC_UTF_8_SIGNED && str_is_ascii(s);
    if (!as_it_is && codec.kind == CODEC_UTF_8) {
        as_it_is = utf8_find_surrogate(str_bytes(s), str_size(s)) == str_size(s);
    }
    return as_it_is ? bytes_new(rt, str_bytes(s), str_size(s)) : encode_slowly(rt, text, codec, errors);
}
