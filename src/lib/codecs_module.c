// SPDX-License-Identifier: MIT
// The module _codecs: the codecs that are built in, for the Python half `codecs`, which keeps what programs register;
// and the way from the built-in codecs to those.
#include "lib/import.h"
#include "lib/module_types.h"
#include "lib/services.h"
#include "object/buffer.h"
#include "object/codec.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/tuple.h"
#include "object/unicode_names.h"
#include "object/utf8.h"
#include "object/warning.h"

// The name of a built-in codec, or None.
static own_value find(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    char const *name;
    struct codec codec;
    if (!codec_name(rt, args[0], "lookup", "encoding", NULL, &name)) {
        return own_nothing;
    }
    if (!codec_known(name, &codec)) {
        return own_none;
    }
    return str_from(rt, codec.kind == CODEC_UTF_8_SIGNED ? "utf-8-sig"
                        : codec.kind == CODEC_LATIN_1    ? "iso8859-1"
                                                         : codec.name);
}

// encode(text, encoding, errors) -> bytes
static own_value encode(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    char const *encoding, *errors;
    if (!codec_name(rt, args[1], "encode", "encoding", NULL, &encoding) ||
        !codec_name(rt, args[2], "encode", "errors", NULL, &errors)) {
        return own_nothing;
    }
    struct codec codec;
    if (!is_str(rt, args[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "encode() argument 1 must be str, not %T", args[0]);
    }
    return codec_find(rt, encoding, &codec) ? codec_encode(rt, args[0], encoding, errors) : own_nothing;
}

// How many of the bytes are whole characters, as far as one can say before the next bytes come.
static size_t whole(struct codec const *codec, uint8_t const *bytes, size_t size)
{
    if (codec->kind == CODEC_UTF_32) {
        return size - size % 4;
    }
    if (codec->kind == CODEC_UTF_16) {
        size -= size % 2;
        bool marked_big = codec->order == CODEC_ORDER_MARKED && size >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF;
        bool big = codec->order == CODEC_BIG || marked_big;
        bool high = size >= 2 && (bytes[size - (big ? 2 : 1)] & 0xFC) == 0xD8;
        return high ? size - 2 : size;
    }
    if (codec->kind != CODEC_UTF_8 && codec->kind != CODEC_UTF_8_SIGNED) {
        return size;
    }
    for (size_t tail = 1; tail <= 3 && tail <= size; tail++) {
        if (!utf8_is_continuation((char)bytes[size - tail])) {
            struct utf8_scan scan = utf8_validate((char const *)bytes + size - tail, tail);
            if (tail == 2 && bytes[size - 2] == 0xED && bytes[size - 1] >= 0xA0) {
                return size - 2; // may become a surrogate, which a handler takes whole
            }
            return scan.error == UTF8_UNEXPECTED_END && scan.start == 0 ? size - tail : size;
        }
    }
    return size;
}

// decode(bytes, encoding, errors, final) -> (text, number of bytes)
static own_value decode(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    char const *encoding, *errors;
    struct codec codec;
    if (!codec_name(rt, args[1], "decode", "encoding", NULL, &encoding) ||
        !codec_name(rt, args[2], "decode", "errors", NULL, &errors) || !codec_find(rt, encoding, &codec)) {
        return own_nothing;
    }
    int final = operation_truth(rt, args[3]);
    struct buffer buffer;
    if (final < 0 || !buffer_open(rt, args[0], false, &buffer)) {
        return own_nothing;
    }
    size_t size = final > 0 ? buffer.size : whole(&codec, buffer.data, buffer.size);
    own_value text = codec_decode(rt, buffer.data, size, encoding, errors);
    buffer_close(rt, &buffer);
    if (failed(text)) {
        return text;
    }
    own_value two[] = {text, int_from_int64(rt, (int64_t)size)};
    return tuple_from_owned(rt, two, 2);
}

// What programs have registered ---------------------------------------------------------------------------------------

// Calls a function of the module codecs.
static own_value call_half(struct ouro *rt, char const *function, ref_value const *args, uint32_t count)
{
    own_value module = import_module(rt, "codecs");
    own_value name = failed(module) ? own_nothing : str_from(rt, function);
    own_value callee = failed(name) ? own_nothing : operation_get_attribute(rt, lend(module), lend(name));
    own_value result = failed(callee) ? own_nothing : operation_call(rt, lend(callee), args, count, ref_nothing);
    release(rt, callee);
    release(rt, name);
    release(rt, module);
    return result;
}

// The CodecInfo of an encoding; LookupError when there is none.
static own_value look_up(struct ouro *rt, ref_value encoding)
{
    own_value info = call_half(rt, "_search", &encoding, 1);
    if (!failed(info) && is_none(lend(info))) {
        return error_raise(rt, TYPE_LOOKUP_ERROR, "unknown encoding: %U", encoding);
    }
    if (!failed(info) && (!is_tuple(rt, lend(info)) || as_tuple(lend(info))->length != 4)) {
        release(rt, info);
        return error_raise(rt, TYPE_TYPE_ERROR, "codec search functions must return 4-tuples");
    }
    return info;
}

static own_value find_handler(struct ouro *rt, ref_value name)
{
    own_value module = import_module(rt, "codecs"), key = failed(module) ? own_nothing : str_from(rt, "_handlers");
    own_value handlers = failed(key) ? own_nothing : operation_get_attribute(rt, lend(module), lend(key));
    own_value handler = failed(handlers) ? own_nothing : operation_get_item(rt, lend(handlers), name);
    if (failed(handler) && !failed(handlers) && error_matches(rt, TYPE_KEY_ERROR)) {
        error_clear(rt);
        (void)error_raise(rt, TYPE_LOOKUP_ERROR, "unknown error handler name '%U'", name);
    }
    release(rt, handlers);
    release(rt, key);
    release(rt, module);
    return handler;
}

static own_value handle(struct ouro *rt, char const *errors, ref_value exception)
{
    own_value name = str_from(rt, errors);
    own_value handler = failed(name) ? own_nothing : find_handler(rt, lend(name));
    own_value answer = failed(handler) ? own_nothing : operation_call(rt, lend(handler), &exception, 1, ref_nothing);
    release(rt, handler);
    release(rt, name);
    return answer;
}

// An error of a codec names it, where that can be said by an exception of the same kind.
static void name_codec(struct ouro *rt, bool encoding, ref_value name)
{
    own_value error = error_take(rt), operation = str_from(rt, encoding ? "encoding" : "decoding");
    ref_value const args[] = {lend(operation), name, lend(error)};
    own_value named = failed(operation) ? own_nothing : call_half(rt, "_wrapped", args, 3);
    release(rt, operation);
    if (failed(named) || !is_exception(rt, lend(named))) {
        error_clear(rt);
        release(rt, named);
        error_restore(rt, error);
        return;
    }
    struct exception *e = as_exception(lend(named));
    slot_set(rt, e, &e->cause, retain(lend(error)));
    slot_set(rt, e, &e->context, error);
    e->suppress_context = 1;
    error_restore(rt, named);
}

// Calls the encoder or decoder of a CodecInfo. errors: nothing when not given.
static own_value run(struct ouro *rt, ref_value info, bool encoding, ref_value object, ref_value name, ref_value errors)
{
    ref_value const args[] = {object, errors};
    own_value function = retain(tuple_item(info, encoding ? 0 : 1));
    own_value pair = operation_call(rt, lend(function), args, is_nothing(errors) ? 1 : 2, ref_nothing);
    release(rt, function);
    if (failed(pair)) {
        name_codec(rt, encoding, name);
        return pair;
    }
    own_value result = own_nothing;
    if (is_tuple(rt, lend(pair)) && as_tuple(lend(pair))->length == 2) {
        result = retain(tuple_item(lend(pair), 0));
    } else {
        (void)error_raise(rt, TYPE_TYPE_ERROR,
                          encoding ? "encoder must return a tuple (object, integer)"
                                   : "decoder must return a tuple (object,integer)");
    }
    release(rt, pair);
    return result;
}

// false: LookupError pending.
static bool is_text_codec(struct ouro *rt, ref_value info, bool encoding, ref_value encoding_name)
{
    if (is_exact(info, TYPE_TUPLE)) {
        return true;
    }
    own_value name = str_from(rt, "_is_text_encoding");
    own_value says = failed(name) ? own_nothing : operation_find_attribute(rt, info, lend(name));
    release(rt, name);
    int text = failed(says) ? (error_pending(rt) ? -1 : 1) : operation_truth(rt, lend(says));
    release(rt, says);
    if (text == 0) {
        (void)error_raise(rt, TYPE_LOOKUP_ERROR,
                          "'%U' is not a text encoding; use codecs.%s() to handle arbitrary codecs", encoding_name,
                          encoding ? "encode" : "decode");
    }
    return text > 0;
}

static own_value convert(struct ouro *rt, bool encoding, ref_value object, char const *name, char const *errors)
{
    own_value handler = errors == NULL ? own_nothing : str_from(rt, errors);
    own_value text = errors != NULL && failed(handler) ? own_nothing : str_from(rt, name);
    own_value info = failed(text) ? own_nothing : look_up(rt, lend(text));
    own_value result = own_nothing;
    if (!failed(info) && is_text_codec(rt, lend(info), encoding, lend(text))) {
        result = run(rt, lend(info), encoding, object, lend(text), lend(handler));
    }
    if (encoding && !failed(result) && is_bytearray(rt, lend(result))) {
        bool warned = warning_raise(rt, TYPE_RUNTIME_WARNING, 1,
                                    "encoder %s returned bytearray instead of bytes; use codecs.encode() to encode to "
                                    "arbitrary types",
                                    name);
        own_value bytes = warned ? bytes_from(rt, lend(result)) : own_nothing;
        release(rt, result);
        result = bytes;
    }
    release(rt, info);
    release(rt, text);
    release(rt, handler);
    return result;
}

void codecs_install_hooks(struct ouro *rt)
{
    rt->objects->codec_handle = handle;
    rt->objects->codec_convert = convert;
}

static own_value lookup(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return is_str(rt, args[0]) ? look_up(rt, args[0])
                               : error_raise(rt, TYPE_TYPE_ERROR, "lookup() argument must be str, not %T", args[0]);
}

static own_value lookup_error(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return is_str(rt, args[0])
               ? find_handler(rt, args[0])
               : error_raise(rt, TYPE_TYPE_ERROR, "lookup_error() argument must be str, not %T", args[0]);
}

static own_value convert_any(struct ouro *rt, struct signature const *signature, bool encoding, ref_value const *args,
                             uint32_t count, ref_value kwnames)
{
    ref_value given[3];
    if (!arguments_bind(rt, signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    for (int i = 1; i < 3; i++) {
        if (!is_nothing(given[i]) && !is_str(rt, given[i])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "%s() argument '%s' must be str, not %T", signature->function,
                               signature->names[i], given[i]);
        }
    }
    own_value name = is_nothing(given[1]) ? str_from(rt, "utf-8") : retain(given[1]);
    own_value info = failed(name) ? own_nothing : look_up(rt, lend(name));
    own_value result = failed(info) ? own_nothing : run(rt, lend(info), encoding, given[0], lend(name), given[2]);
    release(rt, info);
    release(rt, name);
    return result;
}

static char const *const converting[] = {"obj", "encoding", "errors"};

static own_value encode_any(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static struct signature const signature = {"encode", converting, 3, 1, 0, 3};
    return convert_any(rt, &signature, true, args, count, kwnames);
}

static own_value decode_any(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static struct signature const signature = {"decode", converting, 3, 1, 0, 3};
    return convert_any(rt, &signature, false, args, count, kwnames);
}

// The character of a name, or None.
static own_value character(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    uint32_t code_point;
    if (!is_str(rt, args[0]) || !unicode_by_name(str_bytes(as_str(args[0])), str_size(as_str(args[0])), &code_point)) {
        return own_none;
    }
    return str_from_code_point(rt, code_point);
}

static struct native_definition const functions[] = {
    {"lookup", lookup, 1, 1, 0, "Look up a codec tuple in the registry and return it."},
    {"lookup_error", lookup_error, 1, 1, 0, "Return the error handler registered under the name."},
    {"encode", encode_any, 0, -1, NATIVE_KEYWORDS, "Encode obj using the codec registered for encoding."},
    {"decode", decode_any, 0, -1, NATIVE_KEYWORDS, "Decode obj using the codec registered for encoding."},
    {"_character", character, 1, 1, 0, "The character of a name, or None."},
    {"_find", find, 1, 1, 0, "The name of a built-in codec, or None."},
    {"_encode", encode, 3, 3, 0, "Encode a str by a built-in codec."},
    {"_decode", decode, 4, 4, 0, "Decode bytes by a built-in codec: the text and how many bytes it was."},
    {0},
};

own_value codecs_module_open(struct ouro *rt)
{
    return module_make(rt, "_codecs", NULL, functions);
}
