// SPDX-License-Identifier: MIT
// Text to bytes and back: the codecs that are built in, and the handlers of their errors. Other names are those of
// codecs and handlers that a program has registered, which run Python: bytes are copied before, texts and names held.
#ifndef OURO_OBJECT_CODEC_H
#define OURO_OBJECT_CODEC_H

#include "object/bytes.h"
#include "object/str.h"

// encoding, errors: C strings (errors NULL: not given, strict); an encoding in any of its spellings. LookupError for an
// encoding that is not known, and for an error handler that is not known once it is needed.
own_value codec_decode(struct ouro *rt, void const *bytes, size_t size, char const *encoding, char const *errors);
own_value codec_encode(struct ouro *rt, ref_value text, char const *encoding, char const *errors); // bytes
// Strict UTF-8 from outside.
own_value codec_decode_utf8(struct ouro *rt, void const *bytes, size_t size);

// An argument that names an encoding or an error handler: a C string that lives as long as the argument, `otherwise`
// when v is nothing. false: TypeError ("decode() argument 'encoding' must be str, not int") or ValueError pending.
OURO_MUST_USE bool codec_name(struct ouro *rt, ref_value v, char const *function, char const *parameter,
                              char const *otherwise, char const **out);

// What follows is shared by codec.c, codec_encode.c and codec_decode.c.

enum codec_kind { CODEC_UTF_8, CODEC_UTF_8_SIGNED, CODEC_ASCII, CODEC_LATIN_1, CODEC_UTF_16, CODEC_UTF_32 };
enum codec_order { CODEC_ORDER_MARKED, CODEC_LITTLE, CODEC_BIG };
struct codec {
    enum codec_kind kind;
    enum codec_order order; // of the units of UTF-16 and UTF-32
    char const *name;       // as errors show it
};
// Is it built in?
bool codec_known(char const *encoding, struct codec *out);
// false: LookupError pending.
OURO_MUST_USE bool codec_find(struct ouro *rt, char const *encoding, struct codec *out);

enum codec_errors {
    CODEC_STRICT,
    CODEC_IGNORE,
    CODEC_REPLACE,
    CODEC_BACKSLASH_REPLACE,
    CODEC_SURROGATE_ESCAPE,
    CODEC_SURROGATE_PASS,
    CODEC_REFERENCE_REPLACE,
    CODEC_REGISTERED,
};
enum codec_errors codec_errors_find(char const *errors);
// Asks the registered handler about the pending exception, which is taken. Gives what is to be put in (a str, or bytes
// when encoding) and where to go on, at most `length`. Runs Python. false: an error is pending.
OURO_MUST_USE bool codec_ask(struct ouro *rt, char const *errors, bool encoding, size_t length, own_value *replacement,
                             size_t *position);
// Raises UnicodeEncodeError or UnicodeDecodeError with their five arguments.
void codec_raise(struct ouro *rt, enum type_number exception, char const *encoding, own_value object, size_t start,
                 size_t end, char const *reason);

#endif
