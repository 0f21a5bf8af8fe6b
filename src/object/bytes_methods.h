// SPDX-License-Identifier: MIT
// What bytes and bytearray share: the list of their common methods, and the helpers of those who write them.
#ifndef OURO_OBJECT_BYTES_METHODS_H
#define OURO_OBJECT_BYTES_METHODS_H

#include "object/buffer.h"
#include "object/bytes.h"

// X(name, least, most, flags, doc): own_value bytes_method_name(...), for both types.
#define BYTES_METHODS(X)                                                                                             \
    X(capitalize, 0, 0, 0, "Return a copy with only its first character capitalized (ASCII).")                       \
    X(center, 1, 2, 0, "Return a centered string of length width.")                                                  \
    X(count, 0, -1, 0, "Return the number of non-overlapping occurrences of a subsection.")                          \
    X(decode, 0, -1, NATIVE_KEYWORDS, "Decode the bytes using the codec registered for encoding.")                   \
    X(endswith, 0, -1, 0, "Return True if B ends with the specified suffix, False otherwise.")                       \
    X(expandtabs, 0, -1, NATIVE_KEYWORDS, "Return a copy where all tab characters are expanded using spaces.")       \
    X(find, 0, -1, 0, "Return the lowest index where a subsection is found, -1 on failure.")                         \
    X(fromhex, 1, 1, NATIVE_CLASS, "Create an object from a string of hexadecimal numbers.")                         \
    X(hex, 0, -1, NATIVE_KEYWORDS, "Create a string of hexadecimal numbers from a bytes object.")                    \
    X(index, 0, -1, 0, "Return the lowest index where a subsection is found.")                                       \
    X(isalnum, 0, 0, 0, "Return True if all characters are alphanumeric, False otherwise.")                          \
    X(isalpha, 0, 0, 0, "Return True if all characters are alphabetic, False otherwise.")                            \
    X(isascii, 0, 0, 0, "Return True if all characters are ASCII, False otherwise.")                                 \
    X(isdigit, 0, 0, 0, "Return True if all characters are digits, False otherwise.")                                \
    X(islower, 0, 0, 0, "Return True if all cased characters are lowercase, False otherwise.")                       \
    X(isspace, 0, 0, 0, "Return True if all characters are whitespace, False otherwise.")                            \
    X(istitle, 0, 0, 0, "Return True if B is a titlecased string, False otherwise.")                                 \
    X(isupper, 0, 0, 0, "Return True if all cased characters are uppercase, False otherwise.")                       \
    X(join, 1, 1, 0, "Concatenate any number of bytes objects.")                                                     \
    X(ljust, 1, 2, 0, "Return a left-justified string of length width.")                                             \
    X(lower, 0, 0, 0, "Return a copy with all ASCII characters converted to lowercase.")                             \
    X(lstrip, 0, 1, 0, "Strip leading bytes contained in the argument.")                                             \
    X(maketrans, 2, 2, NATIVE_STATIC, "Return a translation table usable for the translate method.")                 \
    X(partition, 1, 1, 0, "Partition the bytes into three parts using the given separator.")                         \
    X(removeprefix, 1, 1, 0, "Return a copy with the given prefix removed if present.")                              \
    X(removesuffix, 1, 1, 0, "Return a copy with the given suffix removed if present.")                              \
    X(replace, 2, 3, 0, "Return a copy with all occurrences of old replaced by new.")                                \
    X(rfind, 0, -1, 0, "Return the highest index where a subsection is found, -1 on failure.")                       \
    X(rindex, 0, -1, 0, "Return the highest index where a subsection is found.")                                     \
    X(rjust, 1, 2, 0, "Return a right-justified string of length width.")                                            \
    X(rpartition, 1, 1, 0, "Partition the bytes into three parts using the given separator.")                        \
    X(rsplit, 0, -1, NATIVE_KEYWORDS, "Return a list of the sections in the bytes, from the right.")                 \
    X(rstrip, 0, 1, 0, "Strip trailing bytes contained in the argument.")                                            \
    X(split, 0, -1, NATIVE_KEYWORDS, "Return a list of the sections in the bytes, using sep as the delimiter.")      \
    X(splitlines, 0, -1, NATIVE_KEYWORDS, "Return a list of the lines in the bytes.")                                \
    X(startswith, 0, -1, 0, "Return True if B starts with the specified prefix, False otherwise.")                   \
    X(strip, 0, 1, 0, "Strip leading and trailing bytes contained in the argument.")                                 \
    X(swapcase, 0, 0, 0, "Return a copy with the case of ASCII characters swapped.")                                 \
    X(title, 0, 0, 0, "Return a titlecased version (ASCII).")                                                        \
    X(translate, 0, -1, NATIVE_KEYWORDS, "Return a copy with each character mapped by the given translation table.") \
    X(upper, 0, 0, 0, "Return a copy with all ASCII characters converted to uppercase.")                             \
    X(zfill, 1, 1, 0, "Pad a numeric string with zeros on the left, to fill a field of the given width.")

#define X(name, least, most, flags, doc) \
    own_value bytes_method_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
BYTES_METHODS(X)
#undef X

// The bytes of an argument. They are good until Python runs.
struct byte_view {
    uint8_t const *data;
    size_t size;
};
// Of self, which is bytes-like (is_bytes_like). data is never NULL.
OURO_INLINE struct byte_view byte_view_of(struct ouro *rt, ref_value v)
{
    if (layout_of(rt, v) == TYPE_BYTES) {
        return (struct byte_view){as_bytes(v)->data, as_bytes(v)->size};
    }
    static uint8_t const none[1] = {0};
    struct byte_view view;
    if (OURO_LIKELY(layout_of(rt, v) == TYPE_BYTEARRAY)) {
        view = (struct byte_view){as_bytearray(v)->data, as_bytearray(v)->size};
    } else if (layout_of(rt, v) == TYPE_ARRAY) {
        view = (struct byte_view){as_array(v)->data, as_array(v)->length * as_array(v)->itemsize};
    } else {
        view = (struct byte_view){as_memoryview(v)->data, (size_t)as_memoryview(v)->size};
    }
    view.data = view.data != NULL ? view.data : none;
    return view;
}
OURO_MUST_USE OURO_INLINE bool byte_view_get(struct ouro *rt, ref_value v, struct byte_view *out)
{
    return bytes_view(rt, v, &out->data, &out->size);
}
// A new object of self's type, bytes or bytearray. data NULL: zeroed.
own_value bytes_like_new(struct ouro *rt, ref_value self, void const *data, size_t size);
// self itself when it is an exact bytes, else a copy.
own_value bytes_like_same(struct ouro *rt, ref_value self);
// The bytes of a new object from bytes_like_new, to be filled.
OURO_INLINE uint8_t *bytes_like_fill(ref_value v)
{
    return is_exact(v, TYPE_BYTES) ? as_bytes(v)->data : as_bytearray(v)->data;
}
// Hexadecimal digits, a separator between groups of `group` bytes counted from the right (negative: left; 0: none).
own_value bytes_hex(struct ouro *rt, struct byte_view view, char separator, int64_t group);
// Protocol functions of both.
own_value bytes_like_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op);
own_value bytes_like_get_item(struct ouro *rt, ref_value self, ref_value key, char const *name);
int bytes_like_contains(struct ouro *rt, ref_value self, ref_value item);
own_value bytes_like_concat(struct ouro *rt, ref_value self, ref_value other);
own_value bytes_like_repeat(struct ouro *rt, ref_value self, int64_t times);
own_value bytes_like_repr(struct ouro *rt, struct byte_view view, char const *before, char const *after);
own_value bytes_like_remainder(struct ouro *rt, ref_value left, ref_value right);
// An int from 0 to 255 from anything with __index__. false: ValueError "byte must be in range(0, 256)" and its like.
OURO_MUST_USE bool byte_argument(struct ouro *rt, ref_value v, uint8_t *out);

// The source that bytes() and bytearray() were given, as a growing array of bytes.
OURO_MUST_USE bool bytearray_fill_from(struct ouro *rt, struct bytearray *b, ref_value iterable);
// Arguments of both constructors. 1: *source is the data, owned bytes-like; 2: *size zero bytes; 3: *source is any
// other object (owned); 0: empty; -1: error.
int bytes_arguments(struct ouro *rt, char const *name, ref_value const *args, uint32_t count, ref_value kwnames,
                    own_value *source, int64_t *size);

#endif
