// SPDX-License-Identifier: MIT
// str: UTF-8 (lone surrogates as three bytes), length in code points, 32-bit keyed hash, a flag for ASCII.
//
// ASCII:      header 8 | length 4 | hash 4 | bytes, NUL               (STR_ASCII set)
// otherwise:  header 8 | length 4 | hash 4 | size 4 | indexed 4 | index pointer 8 | bytes, NUL
// hash is 0 until computed; hash() of Python is its 32 bits as they are (dicts rely on that). The index (byte offset of
// each 64th code point) is built lazily and freed with the object. A str is ASCII exactly when its size equals its
// length. An interned str stays so until it dies; the table does not count it. Texts of 2^32 code points or bytes and
// more are refused with MemoryError.
#ifndef OURO_OBJECT_STR_H
#define OURO_OBJECT_STR_H

#include "object/type.h"

#include <stdarg.h>

#define STR_ASCII OBJECT_TYPE_FLAG_1
#define STR_INTERNED OBJECT_TYPE_FLAG_2

struct str {
    struct object header;
    uint32_t length; // code points
    uint32_t hash;   // 0: not computed yet
    union {
        char ascii[8];
        struct {
            uint32_t size;    // bytes
            uint32_t indexed; // entries of the index
            uint32_t *index;  // raw memory: entry i is the byte offset of code point 64 * (i + 1)
            char bytes[8];
        } wide;
    };
};

OURO_INLINE struct str *as_str(ref_value v)
{
    return (struct str *)as_object(v);
}
OURO_INLINE bool is_str(struct ouro *rt, ref_value v) // str or a subclass
{
    return is_exact(v, TYPE_STR) || (is_object(v) && layout_of(rt, v) == TYPE_STR);
}
OURO_INLINE bool str_is_ascii(struct str const *s)
{
    return s->header.kind & STR_ASCII;
}
OURO_INLINE char const *str_bytes(struct str const *s) // NUL-terminated UTF-8
{
    return str_is_ascii(s) ? s->ascii : s->wide.bytes;
}
OURO_INLINE size_t str_size(struct str const *s) // bytes without the NUL
{
    return str_is_ascii(s) ? s->length : s->wide.size;
}

// An exact str for the caller to fill through str_fill: `size` bytes that make `length` code points. Size 0 and 1 are
// the callers' to share. NULL: MemoryError pending.
struct str *str_allocate(struct ouro *rt, size_t size, size_t length);
OURO_INLINE char *str_fill(struct str *s)
{
    return str_is_ascii(s) ? s->ascii : s->wide.bytes;
}
// From valid UTF-8 whose number of code points is known.
own_value str_make(struct ouro *rt, char const *utf8, size_t size, size_t length);
// From UTF-8 that is known to be valid (surrogates allowed). MemoryError pending on failure.
own_value str_new(struct ouro *rt, char const *utf8, size_t size);
own_value str_from(struct ouro *rt, char const *utf8); // NUL-terminated
// Interned: equal texts are one object.
own_value str_intern(struct ouro *rt, char const *utf8, size_t size);
own_value str_intern_value(struct ouro *rt, own_value s); // takes s, gives the interned one
own_value str_from_code_point(struct ouro *rt, uint32_t code_point);
own_value str_from_int64(struct ouro *rt, int64_t n); // decimal
// format(v, specification) of small ints, floats and plain str with a common specification; own_stop: not such a one.
own_value format_quick(struct ouro *rt, ref_value v, ref_value specification);
// "%s"-like building: same format as error_raise.
own_value str_format(struct ouro *rt, char const *format, ...);
own_value str_format_list(struct ouro *rt, char const *format, va_list arguments);
uint32_t str_hash(struct ouro *rt, struct str *s);
bool str_equal(struct str const *a, struct str const *b);
// str_equal, with the usual reasons to say no inline. The first byte of texts that are not ASCII is one of their size.
OURO_INLINE bool str_equal_quick(struct str const *a, struct str const *b)
{
    return a == b || (a->length == b->length && a->ascii[0] == b->ascii[0] && str_equal(a, b));
}
// str_hash of a str whose hash is known, inline.
OURO_INLINE uint32_t str_hash_quick(struct ouro *rt, struct str *s)
{
    return OURO_LIKELY(s->hash != 0) ? s->hash : str_hash(rt, s);
}
bool str_equals(struct str const *s, char const *ascii);   // with a C string
int str_compare(struct str const *a, struct str const *b); // by code points
own_value str_concat(struct ouro *rt, ref_value a, ref_value b);
// s += t: takes *s; grows in place when nobody else holds it. Result owned; nothing: MemoryError (s is released).
own_value str_append(struct ouro *rt, own_value s, ref_value t);
uint32_t str_code_point(struct str *s, uint32_t index);
// Byte offset of a code point (index may be the length), through the index where that pays.
size_t str_offset(struct ouro *rt, struct str *s, uint32_t index);
// The code point at a byte offset as a str.
own_value str_character_at(struct ouro *rt, struct str *s, size_t offset);
// v itself when it is an exact str, else a copy that is one.
own_value str_exact(struct ouro *rt, ref_value v);
// Escapes what is not ASCII as ascii() does. Takes v.
own_value str_escape_wide(struct ouro *rt, own_value v);
own_value str_repeat(struct ouro *rt, ref_value s, int64_t times);
own_value str_substring(struct ouro *rt, ref_value s, uint32_t from, uint32_t to); // code points, in range
own_value str_join(struct ouro *rt, ref_value separator, ref_value iterable);
// The items of what join was given, as a list. TypeError "can only join an iterable".
own_value str_join_list(struct ouro *rt, ref_value iterable);
// Joins `count` str values (an f-string's parts).
own_value str_join_parts(struct ouro *rt, ref_value const *parts, uint32_t count);
own_value str_percent(struct ouro *rt, ref_value format, ref_value arguments);     // the % operator
own_value str_format_value(struct ouro *rt, ref_value v, ref_value specification); // str.__format__

// str_iterator, open so that loops may step it in place. Exhausted: the str is let go.
struct str_iterator {
    struct object header;
    slot_value str;
    uint32_t offset; // bytes, of the next character
    uint32_t index;  // of the next character
};
own_value str_iterator_next(struct ouro *rt, struct str_iterator *it); // own_stop at the end

// A growing text: for repr, join, format. Holds raw memory of the runtime's heap; finish or abandon ends it.
struct str_builder {
    struct ouro *rt;
    char *bytes;
    size_t size;
    size_t capacity;
    bool failed; // MemoryError is pending; further calls do nothing
    char local[64];
};
void str_builder_open(struct ouro *rt, struct str_builder *b);
bool str_builder_add(struct str_builder *b, char const *utf8, size_t size);
bool str_builder_add_text(struct str_builder *b, char const *utf8); // NUL-terminated
bool str_builder_add_str(struct str_builder *b, ref_value s);
bool str_builder_add_code_point(struct str_builder *b, uint32_t code_point);
bool str_builder_add_repr(struct str_builder *b, ref_value v); // may run Python
own_value str_builder_finish(struct str_builder *b);           // the str, or nothing
void str_builder_abandon(struct str_builder *b);
// Room for `more` bytes at the end; the caller writes there and adds to size. NULL: MemoryError pending.
char *str_builder_room(struct str_builder *b, size_t more);
bool str_builder_add_byte(struct str_builder *b, char c);
bool str_builder_add_int(struct str_builder *b, int64_t n); // decimal
bool str_builder_add_fill(struct str_builder *b, uint32_t code_point, size_t times);
// expandtabs: reads the call's tab size (8 when not given); false: raised.
OURO_MUST_USE bool str_tab_size(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames,
                                int64_t *size);
// The character's effect on the column (from 0). A tab adds its spaces, true; else the caller adds the character.
bool str_builder_add_tab(struct str_builder *b, char character, int64_t tab_size, int64_t *column);
bool str_builder_add_value(struct str_builder *b, ref_value v); // str(v); may run Python
// format(v, specification); may run Python.
bool str_builder_add_formatted(struct str_builder *b, ref_value v, ref_value specification);
bool str_builder_add_format(struct str_builder *b, char const *format, va_list arguments);

#endif
