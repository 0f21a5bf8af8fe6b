// SPDX-License-Identifier: MIT
// Methods of str about case and kinds of characters.
#include "object/list.h"
#include "object/str_methods.h"
#include "object/unicode.h"
#include "object/utf8.h"

OURO_INLINE bool ascii_lower(char c)
{
    return c >= 'a' && c <= 'z';
}
OURO_INLINE bool ascii_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

// Case mappings -------------------------------------------------------------------------------------------------------

enum mapping { MAP_LOWER, MAP_UPPER, MAP_FOLD, MAP_SWAP, MAP_TITLE, MAP_CAPITALIZE };

// A capital sigma is final when a cased letter stands before it and none after it, case-ignorable ones passed over.
static bool sigma_is_final(char const *text, size_t size, char const *sigma)
{
    uint32_t code_point;
    char const *at = sigma;
    bool before = false;
    while (at > text) {
        at = utf8_previous(at);
        utf8_decode(at, &code_point);
        if (!unicode_is(code_point, UNICODE_CASE_IGNORABLE)) {
            before = unicode_is(code_point, UNICODE_CASED);
            break;
        }
    }
    if (!before) {
        return false;
    }
    for (at = sigma + utf8_width(*sigma); at < text + size; at += utf8_width(*at)) {
        utf8_decode(at, &code_point);
        if (!unicode_is(code_point, UNICODE_CASE_IGNORABLE)) {
            return !unicode_is(code_point, UNICODE_CASED);
        }
    }
    return true;
}

static unsigned lower_at(char const *text, size_t size, char const *at, uint32_t code_point, uint32_t out[3])
{
    if (code_point == 0x3A3) {
        out[0] = sigma_is_final(text, size, at) ? 0x3C2 : 0x3C3;
        return 1;
    }
    return unicode_lower(code_point, out);
}

static own_value map_wide(struct ouro *rt, struct str const *s, enum mapping mapping)
{
    char const *text = str_bytes(s);
    size_t size = str_size(s);
    struct str_builder b;
    str_builder_open(rt, &b);
    bool after_cased = false;
    for (char const *at = text; at < text + size && !b.failed;) {
        uint32_t code_point, out[3];
        unsigned width = utf8_decode(at, &code_point), count;
        bool lower = mapping == MAP_LOWER || ((mapping == MAP_TITLE || mapping == MAP_CAPITALIZE) && after_cased) ||
                     (mapping == MAP_SWAP && unicode_is(code_point, UNICODE_UPPER));
        if (lower) {
            count = lower_at(text, size, at, code_point, out);
        } else if (mapping == MAP_FOLD) {
            count = unicode_fold(code_point, out);
        } else if (mapping == MAP_UPPER || (mapping == MAP_SWAP && unicode_is(code_point, UNICODE_LOWER))) {
            count = unicode_upper(code_point, out);
        } else if (mapping == MAP_SWAP) {
            out[0] = code_point;
            count = 1;
        } else {
            count = unicode_title(code_point, out);
        }
        for (unsigned i = 0; i < count; i++) {
            str_builder_add_code_point(&b, out[i]);
        }
        after_cased = mapping == MAP_CAPITALIZE || unicode_is(code_point, UNICODE_CASED);
        at += width;
    }
    return str_builder_finish(&b);
}

static own_value map_ascii(struct ouro *rt, struct str const *s, enum mapping mapping)
{
    struct str *result = str_allocate(rt, s->length, s->length);
    if (result == NULL) {
        return own_nothing;
    }
    char const *from = s->ascii;
    char *to = result->ascii;
    bool first = true;
    for (uint32_t i = 0; i < s->length; i++) {
        char c = from[i];
        bool letter = ascii_lower((char)(c | 32));
        bool flip =
            letter && (mapping == MAP_SWAP ||
                       (mapping == MAP_UPPER || (mapping >= MAP_TITLE && first) ? ascii_lower(c) : ascii_upper(c)));
        to[i] = flip ? (char)(c ^ 32) : c;
        first = mapping == MAP_TITLE && !letter;
    }
    return own_object(result);
}

static own_value lower_or_upper_ascii(struct ouro *rt, struct str const *s, char first)
{
    struct str *result = str_allocate(rt, s->length, s->length);
    if (result == NULL) {
        return own_nothing;
    }
    char const *from = s->ascii;
    char *to = result->ascii;
    for (uint32_t i = 0; i < s->length; i++) {
        unsigned char c = (unsigned char)from[i];
        to[i] = (char)(c ^ (unsigned)((unsigned char)(c - (unsigned char)first) < 26) << 5);
    }
    return own_object(result);
}

static own_value map(struct ouro *rt, ref_value self, enum mapping mapping)
{
    struct str *s = as_str(self);
    if (s->length == 0) {
        return str_exact(rt, self);
    }
    own_value result = !str_is_ascii(s)                              ? map_wide(rt, s, mapping)
                       : mapping == MAP_UPPER                        ? lower_or_upper_ascii(rt, s, 'a')
                       : mapping == MAP_LOWER || mapping == MAP_FOLD ? lower_or_upper_ascii(rt, s, 'A')
                                                                     : map_ascii(rt, s, mapping);
    if (!failed(result) && s->length == 1 && str_is_ascii(s)) {
        own_value shared = str_make(rt, str_bytes(as_str(lend(result))), 1, 1);
        release(rt, result);
        return shared;
    }
    return result;
}

#define MAPPING(name, mapping)                                                                             \
    own_value str_method_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                      \
        (void)count, (void)kwnames;                                                                        \
        return map(rt, args[0], mapping);                                                                  \
    }
MAPPING(lower, MAP_LOWER)
MAPPING(upper, MAP_UPPER)
MAPPING(casefold, MAP_FOLD)
MAPPING(swapcase, MAP_SWAP)
MAPPING(title, MAP_TITLE)
MAPPING(capitalize, MAP_CAPITALIZE)

// Predicates ----------------------------------------------------------------------------------------------------------

// Has every character of a text one of these properties? `empty`: the answer for none at all.
static own_value all_are(ref_value self, uint32_t properties, bool empty)
{
    struct str *s = as_str(self);
    char const *at = str_bytes(s);
    char const *end = at + str_size(s);
    if (at == end) {
        return own_bool(empty);
    }
    while (at < end) {
        uint32_t code_point;
        at += utf8_decode(at, &code_point);
        if (!unicode_is(code_point, properties)) {
            return own_false;
        }
    }
    return own_true;
}

#define PREDICATE(name, properties, empty)                                                                 \
    own_value str_method_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                      \
        (void)rt, (void)count, (void)kwnames;                                                              \
        return all_are(args[0], properties, empty);                                                        \
    }
PREDICATE(isalnum, UNICODE_ALNUM, false)
PREDICATE(isalpha, UNICODE_ALPHA, false)
PREDICATE(isdecimal, UNICODE_DECIMAL, false)
PREDICATE(isdigit, UNICODE_DIGIT, false)
PREDICATE(isnumeric, UNICODE_NUMERIC, false)
PREDICATE(isprintable, UNICODE_PRINTABLE, true)
PREDICATE(isspace, UNICODE_SPACE, false)

own_value str_method_isascii(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    return own_bool(str_is_ascii(as_str(args[0])));
}

own_value str_method_isidentifier(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    struct str *s = as_str(args[0]);
    char const *at = str_bytes(s);
    char const *end = at + str_size(s);
    uint32_t wanted = UNICODE_IDENTIFIER_START;
    for (; at < end; wanted = UNICODE_IDENTIFIER_CONTINUE) {
        uint32_t code_point;
        at += utf8_decode(at, &code_point);
        if (!unicode_is(code_point, wanted)) {
            return own_false;
        }
    }
    return own_bool(s->length > 0);
}

// Is there a cased character, and is none of the other kind?
static own_value cased_all(ref_value self, uint32_t wanted, uint32_t refused)
{
    struct str *s = as_str(self);
    char const *at = str_bytes(s);
    char const *end = at + str_size(s);
    bool found = false;
    while (at < end) {
        uint32_t code_point;
        at += utf8_decode(at, &code_point);
        uint32_t properties = unicode_properties(code_point);
        if (properties & refused) {
            return own_false;
        }
        found |= (properties & wanted) != 0;
    }
    return own_bool(found);
}

own_value str_method_islower(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    return cased_all(args[0], UNICODE_LOWER, UNICODE_UPPER | UNICODE_TITLE);
}

own_value str_method_isupper(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    return cased_all(args[0], UNICODE_UPPER, UNICODE_LOWER | UNICODE_TITLE);
}

own_value str_method_istitle(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    struct str *s = as_str(args[0]);
    char const *at = str_bytes(s);
    char const *end = at + str_size(s);
    bool found = false, after_cased = false;
    while (at < end) {
        uint32_t code_point;
        at += utf8_decode(at, &code_point);
        uint32_t properties = unicode_properties(code_point);
        bool big = properties & (UNICODE_UPPER | UNICODE_TITLE);
        if (big ? after_cased : (properties & UNICODE_LOWER) && !after_cased) {
            return own_false;
        }
        after_cased = big || (properties & UNICODE_LOWER);
        found |= after_cased;
    }
    return own_bool(found);
}
