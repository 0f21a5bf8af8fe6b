// SPDX-License-Identifier: MIT
// What the files of the module _json share.
#ifndef OURO_LIB_JSON_MODULE_H
#define OURO_LIB_JSON_MODULE_H

#include "object/str.h"

// Adds text as a JSON string, quotes included. ascii: what is not ASCII is escaped.
OURO_MUST_USE bool json_add_quoted(struct str_builder *b, struct str const *text, bool ascii);
native_fn json_encode_basestring, json_encode_basestring_ascii;

// Reads a string from the byte after its opening quote. *at: there, afterwards behind the closing quote. Owned str;
// nothing: JSONDecodeError pending.
own_value json_scan_string(struct ouro *rt, struct str *text, size_t *at, bool strict);
// Raises json.decoder.JSONDecodeError for the byte offset.
own_value json_decode_error(struct ouro *rt, char const *message, struct str *text, size_t at);
// Index of the code point at a byte offset.
int64_t json_index(struct str const *text, size_t at);

extern struct type_definition const json_scanner_definition, json_encoder_definition;

#endif
