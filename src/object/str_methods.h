// SPDX-License-Identifier: MIT
// The methods of str, one list: the files that write them, and the table of the type, read it.
#ifndef OURO_OBJECT_STR_METHODS_H
#define OURO_OBJECT_STR_METHODS_H

#include "object/str.h"
#include "object/unicode.h"

// X(name, least, most, flags, doc): own_value str_method_name(...)
#define STR_METHODS(X)                                                                                              \
    X(capitalize, 0, 0, 0, "Return a capitalized version of the string.")                                           \
    X(casefold, 0, 0, 0, "Return a version of the string suitable for caseless comparisons.")                       \
    X(center, 1, 2, 0, "Return a centered string of length width.")                                                 \
    X(count, 0, -1, 0, "Return the number of non-overlapping occurrences of a substring.")                          \
    X(encode, 0, -1, NATIVE_KEYWORDS, "Encode the string using the codec registered for encoding.")                 \
    X(endswith, 0, -1, 0, "Return True if the string ends with the specified suffix, False otherwise.")             \
    X(expandtabs, 0, -1, NATIVE_KEYWORDS, "Return a copy where all tab characters are expanded using spaces.")      \
    X(find, 0, -1, 0, "Return the lowest index where a substring is found, -1 on failure.")                         \
    X(format, 0, -1, NATIVE_KEYWORDS, "Return a formatted version of the string, using substitutions.")             \
    X(format_map, 1, 1, 0, "Return a formatted version of the string, using substitutions from a mapping.")         \
    X(index, 0, -1, 0, "Return the lowest index where a substring is found.")                                       \
    X(isalnum, 0, 0, 0, "Return True if the string is an alpha-numeric string, False otherwise.")                   \
    X(isalpha, 0, 0, 0, "Return True if the string is an alphabetic string, False otherwise.")                      \
    X(isascii, 0, 0, 0, "Return True if all characters in the string are ASCII, False otherwise.")                  \
    X(isdecimal, 0, 0, 0, "Return True if the string is a decimal string, False otherwise.")                        \
    X(isdigit, 0, 0, 0, "Return True if the string is a digit string, False otherwise.")                            \
    X(isidentifier, 0, 0, 0, "Return True if the string is a valid Python identifier, False otherwise.")            \
    X(islower, 0, 0, 0, "Return True if the string is a lowercase string, False otherwise.")                        \
    X(isnumeric, 0, 0, 0, "Return True if the string is a numeric string, False otherwise.")                        \
    X(isprintable, 0, 0, 0, "Return True if the string is printable, False otherwise.")                             \
    X(isspace, 0, 0, 0, "Return True if the string is a whitespace string, False otherwise.")                       \
    X(istitle, 0, 0, 0, "Return True if the string is a title-cased string, False otherwise.")                      \
    X(isupper, 0, 0, 0, "Return True if the string is an uppercase string, False otherwise.")                       \
    X(join, 1, 1, 0, "Concatenate any number of strings.")                                                          \
    X(ljust, 1, 2, 0, "Return a left-justified string of length width.")                                            \
    X(lower, 0, 0, 0, "Return a copy of the string converted to lowercase.")                                        \
    X(lstrip, 0, 1, 0, "Return a copy of the string with leading whitespace removed.")                              \
    X(maketrans, 1, 3, NATIVE_STATIC, "Return a translation table usable for str.translate().")                     \
    X(partition, 1, 1, 0, "Partition the string into three parts using the given separator.")                       \
    X(removeprefix, 1, 1, 0, "Return a str with the given prefix string removed if present.")                       \
    X(removesuffix, 1, 1, 0, "Return a str with the given suffix string removed if present.")                       \
    X(replace, 2, 3, 0, "Return a copy with all occurrences of substring old replaced by new.")                     \
    X(rfind, 0, -1, 0, "Return the highest index where a substring is found, -1 on failure.")                       \
    X(rindex, 0, -1, 0, "Return the highest index where a substring is found.")                                     \
    X(rjust, 1, 2, 0, "Return a right-justified string of length width.")                                           \
    X(rpartition, 1, 1, 0, "Partition the string into three parts using the given separator.")                      \
    X(rsplit, 0, -1, NATIVE_KEYWORDS, "Return a list of the substrings in the string, from the right.")             \
    X(rstrip, 0, 1, 0, "Return a copy of the string with trailing whitespace removed.")                             \
    X(split, 0, -1, NATIVE_KEYWORDS, "Return a list of the substrings in the string.")                              \
    X(splitlines, 0, -1, NATIVE_KEYWORDS, "Return a list of the lines in the string, breaking at line boundaries.") \
    X(startswith, 0, -1, 0, "Return True if the string starts with the specified prefix, False otherwise.")         \
    X(strip, 0, 1, 0, "Return a copy of the string with leading and trailing whitespace removed.")                  \
    X(swapcase, 0, 0, 0, "Convert uppercase characters to lowercase and lowercase characters to uppercase.")        \
    X(title, 0, 0, 0, "Return a version of the string where each word is titlecased.")                              \
    X(translate, 1, 1, 0, "Replace each character in the string using the given translation table.")                \
    X(upper, 0, 0, 0, "Return a copy of the string converted to uppercase.")                                        \
    X(zfill, 1, 1, 0, "Pad a numeric string with zeros on the left, to fill a field of the given width.")

#define X(name, least, most, flags, doc) \
    own_value str_method_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
STR_METHODS(X)
#undef X

// Checks that a search got its subject and at most start and end; count: with self. false: TypeError pending.
OURO_MUST_USE bool text_arity(struct ouro *rt, char const *name, uint32_t count);
// start and end of a search, None allowed (args, count: what was given of them); runs Python. false: error pending.
OURO_MUST_USE bool text_bounds_read(struct ouro *rt, ref_value const *args, uint32_t count, int64_t *start,
                                    int64_t *end);
// Resolves them against the length: end <= length; nothing lies between them when start > end.
OURO_INLINE void text_bounds_adjust(uint64_t length, int64_t *start, int64_t *end)
{
    int64_t n = (int64_t)length;
    *end = *end > n ? n : *end < 0 && (*end += n) < 0 ? 0 : *end;
    *start = *start < 0 && (*start += n) < 0 ? 0 : *start;
}
// Argument `i` of a method: a str. false: TypeError pending.
OURO_MUST_USE bool text_argument(struct ouro *rt, ref_value v);
OURO_INLINE bool text_is_space(uint32_t code_point)
{
    if (code_point < 0x80) {
        return code_point == ' ' || (code_point >= 9 && code_point <= 13) || (code_point >= 28 && code_point <= 31);
    }
    return unicode_is(code_point, UNICODE_SPACE);
}
// Occurrences of a part of at least one byte, up to `most`.
uint64_t text_count(char const *bytes, size_t size, char const *part, size_t width, uint64_t most);
// The str of bytes [from, to) of s, which begin and end with characters.
own_value str_piece(struct ouro *rt, struct str const *s, size_t from, size_t to);
own_value str_repr(struct ouro *rt, ref_value self);

#endif
