// SPDX-License-Identifier: MIT
// Methods of bytes and bytearray that take bytes for ASCII text: case, kinds, padding; translate, hex, decode.
#include "object/bytes_methods.h"
#include "object/codec.h"
#include "object/container.h"
#include "object/str_methods.h"

enum byte_kind { KIND_LOWER = 1, KIND_UPPER = 2, KIND_DIGIT = 4, KIND_SPACE = 8, KIND_ASCII = 16 };

static unsigned kind_of(uint8_t c)
{
    unsigned kind = c < 0x80 ? KIND_ASCII : 0;
    if (c >= 'a' && c <= 'z') {
        kind |= KIND_LOWER;
    } else if (c >= 'A' && c <= 'Z') {
        kind |= KIND_UPPER;
    } else if (c >= '0' && c <= '9') {
        kind |= KIND_DIGIT;
    } else if (c == ' ' || (c >= 9 && c <= 13)) {
        kind |= KIND_SPACE;
    }
    return kind;
}

// Kinds ---------------------------------------------------------------------------------------------------------------

static own_value all_are(struct ouro *rt, ref_value self, unsigned kinds, bool empty)
{
    struct byte_view view = byte_view_of(rt, self);
    for (size_t i = 0; i < view.size; i++) {
        if (!(kind_of(view.data[i]) & kinds)) {
            return own_false;
        }
    }
    return own_bool(view.size > 0 || empty);
}

#define PREDICATE(name, kinds, empty)                                                                        \
    own_value bytes_method_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                        \
        (void)count, (void)kwnames;                                                                          \
        return all_are(rt, args[0], kinds, empty);                                                           \
    }
PREDICATE(isalnum, KIND_LOWER | KIND_UPPER | KIND_DIGIT, false)
PREDICATE(isalpha, KIND_LOWER | KIND_UPPER, false)
PREDICATE(isascii, KIND_ASCII, true)
PREDICATE(isdigit, KIND_DIGIT, false)
PREDICATE(isspace, KIND_SPACE, false)

static own_value cased_all(struct ouro *rt, ref_value self, unsigned wanted, unsigned refused)
{
    struct byte_view view = byte_view_of(rt, self);
    bool found = false;
    for (size_t i = 0; i < view.size; i++) {
        unsigned kind = kind_of(view.data[i]);
        if (kind & refused) {
            return own_false;
        }
        found |= (kind & wanted) != 0;
    }
    return own_bool(found);
}

own_value bytes_method_islower(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return cased_all(rt, args[0], KIND_LOWER, KIND_UPPER);
}

own_value bytes_method_isupper(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return cased_all(rt, args[0], KIND_UPPER, KIND_LOWER);
}

own_value bytes_method_istitle(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct byte_view view = byte_view_of(rt, args[0]);
    bool found = false, after_letter = false;
    for (size_t i = 0; i < view.size; i++) {
        unsigned kind = kind_of(view.data[i]);
        if (kind & (after_letter ? KIND_UPPER : KIND_LOWER)) {
            return own_false;
        }
        after_letter = kind & (KIND_LOWER | KIND_UPPER);
        found |= after_letter;
    }
    return own_bool(found);
}

// Case ----------------------------------------------------------------------------------------------------------------

enum mapping { MAP_LOWER, MAP_UPPER, MAP_SWAP, MAP_TITLE, MAP_CAPITALIZE };

static own_value map(struct ouro *rt, ref_value self, enum mapping mapping)
{
    struct byte_view view = byte_view_of(rt, self);
    own_value result = bytes_like_new(rt, self, view.size > 0 ? view.data : NULL, view.size);
    if (failed(result)) {
        return result;
    }
    uint8_t *to = view.size > 0 ? bytes_like_fill(lend(result)) : NULL;
    bool first = true;
    for (size_t i = 0; i < view.size; i++) {
        unsigned kind = kind_of(to[i]);
        bool raise = mapping == MAP_UPPER || (mapping >= MAP_TITLE && first);
        unsigned flipped = mapping == MAP_SWAP ? KIND_LOWER | KIND_UPPER : raise ? KIND_LOWER : KIND_UPPER;
        if (kind & flipped) {
            to[i] ^= 32;
        }
        first = mapping == MAP_TITLE && !(kind & (KIND_LOWER | KIND_UPPER));
    }
    return result;
}

#define MAPPING(name, mapping)                                                                               \
    own_value bytes_method_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                        \
        (void)count, (void)kwnames;                                                                          \
        return map(rt, args[0], mapping);                                                                    \
    }
MAPPING(lower, MAP_LOWER)
MAPPING(upper, MAP_UPPER)
MAPPING(swapcase, MAP_SWAP)
MAPPING(title, MAP_TITLE)
MAPPING(capitalize, MAP_CAPITALIZE)

// Padding -------------------------------------------------------------------------------------------------------------

static own_value pad(struct ouro *rt, ref_value self, uint64_t left, uint64_t right, uint8_t byte)
{
    if (left + right == 0) {
        return bytes_like_same(rt, self);
    }
    struct byte_view view = byte_view_of(rt, self);
    own_value result = bytes_like_new(rt, self, NULL, left + view.size + right);
    if (!failed(result)) {
        uint8_t *to = bytes_like_fill(lend(result));
        memset(to, byte, left);
        memcpy(to + left, view.data, view.size);
        memset(to + left + view.size, byte, right);
    }
    return result;
}

static own_value justify(struct ouro *rt, ref_value const *args, uint32_t count, char const *name)
{
    int64_t width;
    uint8_t byte = ' ';
    if (!operation_index_int64(rt, args[1], &width, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (count > 2) {
        if (!is_bytes_like(rt, args[2]) || byte_view_of(rt, args[2]).size != 1) {
            return error_raise(rt, TYPE_TYPE_ERROR, "%s() argument 2 must be a byte string of length 1, not %T", name,
                               args[2]);
        }
        byte = byte_view_of(rt, args[2]).data[0];
    }
    uint64_t size = byte_view_of(rt, args[0]).size;
    uint64_t missing = width < 0 || (uint64_t)width <= size ? 0 : (uint64_t)width - size;
    uint64_t left = *name == 'l' ? 0 : *name == 'r' ? missing : missing / 2 + (missing & (uint64_t)width & 1);
    return pad(rt, args[0], left, missing - left, byte);
}

own_value bytes_method_center(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return justify(rt, args, count, "center");
}

own_value bytes_method_ljust(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return justify(rt, args, count, "ljust");
}

own_value bytes_method_rjust(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return justify(rt, args, count, "rjust");
}

own_value bytes_method_zfill(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t width;
    if (!operation_index_int64(rt, args[1], &width, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    struct byte_view view = byte_view_of(rt, args[0]);
    uint64_t missing = width < 0 || (uint64_t)width <= view.size ? 0 : (uint64_t)width - view.size;
    own_value result = pad(rt, args[0], missing, 0, '0');
    if (!failed(result) && missing > 0 && view.size > 0 && (view.data[0] == '+' || view.data[0] == '-')) {
        uint8_t *to = bytes_like_fill(lend(result));
        to[0] = view.data[0];
        to[missing] = '0';
    }
    return result;
}

own_value bytes_method_expandtabs(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    int64_t tab_size;
    if (!str_tab_size(rt, args, count, kwnames, &tab_size)) {
        return own_nothing;
    }
    struct byte_view view = byte_view_of(rt, args[0]);
    struct str_builder b; // holds bytes
    str_builder_open(rt, &b);
    int64_t column = 0;
    for (size_t i = 0; i < view.size && !b.failed; i++) {
        if (!str_builder_add_tab(&b, (char)view.data[i], tab_size, &column)) {
            str_builder_add_byte(&b, (char)view.data[i]);
        }
    }
    own_value result = b.failed ? own_nothing : bytes_like_new(rt, args[0], b.bytes, b.size);
    str_builder_abandon(&b);
    return result;
}

// translate, maketrans ------------------------------------------------------------------------------------------------

own_value bytes_method_maketrans(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct byte_view from, to;
    if (!byte_view_get(rt, args[0], &from) || !byte_view_get(rt, args[1], &to)) {
        return own_nothing;
    }
    if (from.size != to.size) {
        return error_raise(rt, TYPE_VALUE_ERROR, "maketrans arguments must have same length");
    }
    uint8_t table[256];
    for (int i = 0; i < 256; i++) {
        table[i] = (uint8_t)i;
    }
    for (size_t i = 0; i < from.size; i++) {
        table[from.data[i]] = to.data[i];
    }
    return bytes_new(rt, table, sizeof table);
}

own_value bytes_method_translate(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"", "delete"};
    static struct signature const signature = {"translate", names, 2, 1, 1, 2};
    ref_value given[2];
    struct byte_view table = {NULL, 0}, deleted = {NULL, 0};
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) ||
        (!is_none(given[0]) && !byte_view_get(rt, given[0], &table))) {
        return own_nothing;
    }
    if (table.data != NULL && table.size != 256) {
        return error_raise(rt, TYPE_VALUE_ERROR, "translation table must be 256 characters long");
    }
    if (!is_nothing(given[1]) && !byte_view_get(rt, given[1], &deleted)) {
        return own_nothing;
    }
    bool gone[256] = {false};
    for (size_t i = 0; i < deleted.size; i++) {
        gone[deleted.data[i]] = true;
    }
    struct byte_view view = byte_view_of(rt, args[0]);
    size_t size = 0;
    for (size_t i = 0; i < view.size; i++) {
        size += !gone[view.data[i]];
    }
    own_value result = bytes_like_new(rt, args[0], NULL, size);
    if (!failed(result) && size > 0) {
        uint8_t *to = bytes_like_fill(lend(result));
        for (size_t i = 0; i < view.size; i++) {
            if (!gone[view.data[i]]) {
                *to++ = table.data != NULL ? table.data[view.data[i]] : view.data[i];
            }
        }
    }
    return result;
}

// hex, fromhex, decode ------------------------------------------------------------------------------------------------

static bool separator_read(struct ouro *rt, ref_value v, char *out)
{
    int64_t length = operation_length(rt, v);
    if (length < 0) {
        return false;
    }
    if (length != 1) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "sep must be length 1.");
        return false;
    }
    if (is_str(rt, v)) {
        *out = str_bytes(as_str(v))[0];
    } else if (is_bytes_like(rt, v)) {
        *out = (char)byte_view_of(rt, v).data[0];
    } else {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "sep must be str or bytes.");
        return false;
    }
    if ((unsigned char)*out >= 0x80) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "sep must be ASCII.");
        return false;
    }
    return true;
}

own_value bytes_hex(struct ouro *rt, struct byte_view view, char separator, int64_t group)
{
    static char const digits[] = "0123456789abcdef";
    uint64_t width = group < 0 ? 0 - (uint64_t)group : (uint64_t)group;
    uint64_t gaps = width > 0 && view.size > 0 ? (view.size - 1) / width : 0;
    if (view.size == 0) {
        return str_make(rt, "", 0, 0);
    }
    if (view.size >= UINT32_MAX / 2) {
        return error_no_memory(rt);
    }
    size_t size = view.size * 2 + gaps;
    struct str *s = str_allocate(rt, size, size);
    if (s == NULL) {
        return own_nothing;
    }
    char *to = s->ascii;
    for (size_t i = 0; i < view.size; i++) {
        uint64_t place = group < 0 ? i : view.size - i;
        if (i > 0 && width > 0 && place % width == 0) {
            *to++ = separator;
        }
        *to++ = digits[view.data[i] >> 4];
        *to++ = digits[view.data[i] & 15];
    }
    return own_object(s);
}

own_value bytes_method_hex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"sep", "bytes_per_sep"};
    static struct signature const signature = {"hex", names, 2, 0, 0, 2};
    ref_value given[2];
    char separator = 0;
    int32_t group = 1;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) ||
        (!is_nothing(given[1]) && !operation_index_int32(rt, given[1], &group)) ||
        (!is_nothing(given[0]) && !separator_read(rt, given[0], &separator))) {
        return own_nothing;
    }
    return bytes_hex(rt, byte_view_of(rt, args[0]), separator, is_nothing(given[0]) ? 0 : group);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

own_value bytes_method_fromhex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "fromhex() argument must be str, not %T", args[1]);
    }
    struct str *s = as_str(args[1]);
    char const *text = str_bytes(s);
    size_t size = str_size(s);
    struct str_builder b; // holds bytes
    str_builder_open(rt, &b);
    for (size_t i = 0; i < size && !b.failed;) {
        if (text[i] == ' ' || (text[i] >= 9 && text[i] <= 13)) {
            i++;
            continue;
        }
        int high = hex_digit(text[i]);
        int low = high >= 0 && i + 1 < size ? hex_digit(text[i + 1]) : -1;
        if (low < 0) {
            size_t at = high >= 0 ? i + 1 : i;
            str_builder_abandon(&b);
            return error_raise(rt, TYPE_VALUE_ERROR, "non-hexadecimal number found in fromhex() arg at position %zd",
                               (ptrdiff_t)at);
        }
        str_builder_add_byte(&b, (char)(high << 4 | low));
        i += 2;
    }
    struct type *type = (struct type *)as_object(args[0]);
    own_value result = own_nothing;
    if (!b.failed) {
        result = type->layout == TYPE_BYTES ? bytes_new(rt, b.bytes, b.size) : bytearray_new(rt, b.bytes, b.size);
    }
    str_builder_abandon(&b);
    if (!failed(result) && (type->flags & TYPE_PYTHON)) {
        own_value derived = operation_call_1(rt, args[0], lend(result));
        release(rt, result);
        return derived;
    }
    return result;
}

own_value bytes_method_decode(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"encoding", "errors"};
    static struct signature const signature = {"decode", names, 2, 0, 0, 2};
    ref_value given[2];
    char const *encoding, *errors;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) ||
        !codec_name(rt, given[0], "decode", "encoding", "utf-8", &encoding) ||
        !codec_name(rt, given[1], "decode", "errors", NULL, &errors)) {
        return own_nothing;
    }
    struct byte_view view = byte_view_of(rt, args[0]);
    return codec_decode(rt, view.data, view.size, encoding, errors);
}
