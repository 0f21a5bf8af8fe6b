// SPDX-License-Identifier: MIT
// The type int: its protocol, constructor and methods; bool lies in bool.c.
#include "object/bytes.h"
#include "object/definitions.h"
#include "object/error.h"
#include "object/float.h"
#include "object/instance.h"
#include "object/int_limbs.h"
#include "object/number_text.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/warning.h"

#include <gmp.h>

own_value int_plain(struct ouro *rt, ref_value v)
{
    if (is_small_int(v) || is_exact(v, TYPE_INT)) {
        return retain(v);
    }
    struct int_view view;
    int_view_of(v, &view);
    struct integer *n = int_allocate(rt, view.count);
    if (n == NULL) {
        return own_nothing;
    }
    memcpy(n->limbs, view.limbs, (size_t)view.count * sizeof n->limbs[0]);
    return int_finish(rt, n, view.count, view.negative);
}

#define BINARY_ENTRY(name, op)                                              \
    static own_value name(struct ouro *rt, ref_value left, ref_value right) \
    {                                                                       \
        if (!is_int(rt, left) || !is_int(rt, right)) {                      \
            return own_not_implemented;                                     \
        }                                                                   \
        return int_binary(rt, op, left, right);                             \
    }
BINARY_ENTRY(int_add, BINARY_ADD)
BINARY_ENTRY(int_sub, BINARY_SUB)
BINARY_ENTRY(int_mul, BINARY_MUL)
BINARY_ENTRY(int_truediv, BINARY_TRUEDIV)
BINARY_ENTRY(int_floordiv, BINARY_FLOORDIV)
BINARY_ENTRY(int_mod, BINARY_MOD)
BINARY_ENTRY(int_pow, BINARY_POW)
BINARY_ENTRY(int_lshift, BINARY_LSHIFT)
BINARY_ENTRY(int_rshift, BINARY_RSHIFT)
BINARY_ENTRY(int_and, BINARY_AND)
BINARY_ENTRY(int_or, BINARY_OR)
BINARY_ENTRY(int_xor, BINARY_XOR)
BINARY_ENTRY(int_divmod, BINARY_DIVMOD)

static own_value int_power(struct ouro *rt, ref_value base, ref_value exponent, ref_value modulus)
{
    if (!is_int(rt, base) || !is_int(rt, exponent) || (!is_none(modulus) && !is_int(rt, modulus))) {
        return own_not_implemented;
    }
    return int_power_modulo(rt, base, exponent, modulus);
}

static own_value int_neg(struct ouro *rt, ref_value v)
{
    return int_binary(rt, BINARY_SUB, lend(own_small_int(0)), v);
}

static own_value int_invert(struct ouro *rt, ref_value v)
{
    return int_binary(rt, BINARY_SUB, lend(own_small_int(-1)), v);
}

static own_value int_abs(struct ouro *rt, ref_value v)
{
    return int_sign(rt, v) < 0 ? int_neg(rt, v) : int_plain(rt, v);
}

static own_value int_compare_values(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (!is_int(rt, self) || !is_int(rt, other)) {
        return own_not_implemented;
    }
    int order = int_compare(rt, self, other);
    switch (op) {
    case COMPARE_LT:
        return own_bool(order < 0);
    case COMPARE_LE:
        return own_bool(order <= 0);
    case COMPARE_EQ:
        return own_bool(order == 0);
    case COMPARE_NE:
        return own_bool(order != 0);
    case COMPARE_GT:
        return own_bool(order > 0);
    case COMPARE_GE:
        return own_bool(order >= 0);
    }
    return own_not_implemented;
}

static own_value int_repr(struct ouro *rt, ref_value self)
{
    return int_to_text(rt, self, 10, false);
}

static bool int_hash_slot(struct ouro *rt, ref_value self, int64_t *hash)
{
    *hash = int_hash(rt, self);
    return true;
}

static int int_truth(struct ouro *rt, ref_value self)
{
    return int_sign(rt, self) != 0;
}

static own_value int_to_float(struct ouro *rt, ref_value self)
{
    double d;
    return int_to_double(rt, self, &d) ? float_new(rt, d) : own_nothing;
}

// Says of a number with __trunc__ that it should have something else. false: error.
static bool truncation_warned(struct ouro *rt, ref_value v)
{
    struct attribute_cell *hook = type_lookup(rt, type_of(rt, v), name_of(rt, NAME_trunc));
    if (hook == NULL) {
        return !error_pending(rt);
    }
    return warning_raise(rt, TYPE_DEPRECATION_WARNING, 1, "The delegation of int() to __trunc__ is deprecated.");
}

// What __trunc__ gave, consumed: an int, or something with __index__.
static own_value truncated(struct ouro *rt, own_value n)
{
    struct type *t = type_of(rt, lend(n));
    own_value exact = own_nothing;
    if (is_int(rt, lend(n))) {
        exact = int_plain(rt, lend(n));
    } else if (t->protocol->index == NULL && !type_overrides(t, NAME_index)) {
        error_raise(rt, TYPE_TYPE_ERROR, "__trunc__ returned non-Integral (type %T)", lend(n));
    } else {
        exact = operation_index(rt, lend(n));
    }
    release(rt, n);
    return exact;
}

// int(x): from a number's __int__, __index__ or __trunc__, or from text.
static own_value from_object(struct ouro *rt, ref_value v)
{
    if (is_int(rt, v) && value_number(v) < SHAPE_FIRST) {
        return int_plain(rt, v);
    }
    static enum name_number const conversions[] = {NAME_int, NAME_index, NAME_trunc};
    for (int i = 0; i < 3; i++) {
        if (i == 2 && !truncation_warned(rt, v)) {
            return own_nothing;
        }
        own_value n = operation_call_special(rt, conversions[i], &v, 1);
        if (failed(n)) {
            if (error_pending(rt)) {
                return own_nothing;
            }
            continue;
        }
        return i == 2 ? truncated(rt, n) : operation_exact_int(rt, n, str_bytes(as_str(name_of(rt, conversions[i]))));
    }
    return own_stop;
}

static own_value invalid_literal(struct ouro *rt, ref_value v, int base)
{
    return error_raise(rt, TYPE_VALUE_ERROR, "invalid literal for int() with base %d: %.200R", base, v);
}

static own_value from_text_value(struct ouro *rt, ref_value v, int base)
{
    struct number_text text;
    if (!number_text_open(rt, v, &text)) {
        return own_nothing;
    }
    own_value n = int_from_text(rt, text.text, text.size, base);
    number_text_close(rt, &text);
    return is_stop(lend(n)) ? invalid_literal(rt, v, base) : n;
}

static own_value convert(struct ouro *rt, ref_value v, ref_value base_value)
{
    bool is_text = is_str(rt, v) || is_kind(rt, v, TYPE_BYTES) || is_kind(rt, v, TYPE_BYTEARRAY);
    if (!is_nothing(base_value)) {
        int64_t base;
        if (!operation_index_clamped(rt, base_value, &base)) {
            return own_nothing;
        }
        if (base != 0 && (base < 2 || base > 36)) {
            return error_raise(rt, TYPE_VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0");
        }
        if (!is_text) {
            return error_raise(rt, TYPE_TYPE_ERROR, "int() can't convert non-string with explicit base");
        }
        return from_text_value(rt, v, (int)base);
    }
    if (!is_text || value_number(v) >= SHAPE_FIRST) {
        own_value n = from_object(rt, v);
        if (!is_stop(lend(n))) {
            return n;
        }
    }
    if (is_text || is_bytes_like(rt, v)) {
        return from_text_value(rt, v, 10);
    }
    return error_raise(rt, TYPE_TYPE_ERROR,
                       "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}

// An instance of a subclass with the value of n (taken).
static own_value subclass_instance(struct ouro *rt, struct type *type, own_value n)
{
    if (failed(n)) {
        return own_nothing;
    }
    struct int_view view;
    int_view_of(lend(n), &view);
    own_value made = object_create(rt, type, (size_t)view.count * sizeof(uint64_t));
    if (!failed(made)) {
        struct integer *to = (struct integer *)as_object(lend(made));
        memcpy(to->limbs, view.limbs, (size_t)view.count * sizeof to->limbs[0]);
        to->size = view.negative ? -view.count : view.count;
    }
    release(rt, n);
    return made;
}

static own_value int_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"x", "base"};
    static struct signature const signature = {"int", names, 2, 0, 1, 2};
    ref_value given[2];
    struct type *type = (struct type *)as_object(args[0]);
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    if (is_nothing(given[0]) && !is_nothing(given[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "int() missing string argument");
    }
    own_value n = is_nothing(given[0]) ? own_small_int(0) : convert(rt, given[0], given[1]);
    return type->flags & TYPE_PYTHON ? subclass_instance(rt, type, n) : n;
}

// Methods
// --------------------------------------------------------------------------------------------------------------------

static own_value method_plain(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return int_plain(rt, args[0]);
}

static own_value method_bit_length(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    struct int_view view;
    int_view_of(args[0], &view);
    return own_small_int(view.count == 0 ? 0 : view.count * 64 - __builtin_clzll(view.limbs[view.count - 1]));
}

static own_value method_bit_count(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    struct int_view view;
    int_view_of(args[0], &view);
    return own_small_int(view.count == 0 ? 0 : (int64_t)mpn_popcount(view.limbs, view.count));
}

static own_value method_ratio(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value pair[] = {int_plain(rt, args[0]), own_small_int(1)};
    return int_pair(rt, pair);
}

// round(n, -k): to a multiple of 10**k, half to even.
static own_value method_round(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (count == 1) {
        return int_plain(rt, args[0]);
    }
    own_value digits = operation_index(rt, args[1]);
    if (failed(digits) || int_sign(rt, lend(digits)) >= 0) {
        bool as_it_is = !failed(digits);
        release(rt, digits);
        return as_it_is ? int_plain(rt, args[0]) : own_nothing;
    }
    // More places than the number has digits: no power of ten is needed to see that it is nearer to 0.
    struct int_view view, wanted;
    int_view_of(args[0], &view);
    int_view_of(lend(digits), &wanted);
    if (wanted.count > 1 || wanted.limbs[0] / 3 > (uint64_t)view.count * 64) {
        release(rt, digits);
        return own_small_int(0);
    }
    own_value places = int_neg(rt, lend(digits));
    own_value unit = failed(places) ? own_nothing : int_binary(rt, BINARY_POW, lend(own_small_int(10)), lend(places));
    own_value pair = failed(unit) ? own_nothing : int_binary(rt, BINARY_DIVMOD, args[0], lend(unit));
    own_value twice = own_nothing, result = own_nothing;
    if (!failed(pair)) {
        ref_value quotient = tuple_item(lend(pair), 0), rest = tuple_item(lend(pair), 1);
        twice = int_binary(rt, BINARY_ADD, rest, rest);
        if (!failed(twice)) {
            struct int_view q;
            int_view_of(quotient, &q);
            bool odd = q.count > 0 && (q.limbs[0] & 1);
            int order = int_compare(rt, lend(twice), lend(unit));
            own_value down = int_binary(rt, BINARY_SUB, args[0], rest);
            bool up = order > 0 || (order == 0 && odd);
            result = failed(down) || !up ? down : int_binary(rt, BINARY_ADD, lend(down), lend(unit));
            if (up) {
                release(rt, down);
            }
        }
    }
    release(rt, twice);
    release(rt, pair);
    release(rt, unit);
    release(rt, places);
    release(rt, digits);
    return result;
}

static own_value method_format(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__format__() argument must be str, not %T", args[1]);
    }
    return int_format(rt, args[0], args[1]);
}

static own_value method_sizeof(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    return own_small_int(is_object(args[0]) ? (int64_t)heap_block_bytes(as_object(args[0])) : 8);
}

static own_value method_getnewargs(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value n = int_plain(rt, args[0]);
    return failed(n) ? own_nothing : tuple_from_owned(rt, &n, 1);
}

// to_bytes and from_bytes
// ----------------------------------------------------------------------------------------------------

static bool read_byte_order(struct ouro *rt, char const *function, ref_value order, bool *little)
{
    if (is_nothing(order)) {
        *little = false;
        return true;
    }
    if (is_str(rt, order)) {
        *little = str_equals(as_str(order), "little");
        if (*little || str_equals(as_str(order), "big")) {
            return true;
        }
        error_raise(rt, TYPE_VALUE_ERROR, "byteorder must be either 'little' or 'big'");
        return false;
    }
    error_raise(rt, TYPE_TYPE_ERROR, "%s() argument 'byteorder' must be str, not %T", function, order);
    return false;
}

// Byte i (from the lowest) of the two's complement form; *carry as in negation, 1 at the start.
static uint8_t twos_byte(struct int_view const *view, int64_t i, unsigned *carry)
{
    unsigned byte = i / 8 < view->count ? (unsigned)(view->limbs[i / 8] >> i % 8 * 8 & 0xff) : 0;
    if (!view->negative) {
        return (uint8_t)byte;
    }
    byte = (~byte & 0xff) + *carry;
    *carry = byte >> 8;
    return (uint8_t)byte;
}

static bool fits_bytes(struct int_view const *view, int64_t length, bool is_signed)
{
    int64_t bits = view->count == 0 ? 0 : view->count * 64 - __builtin_clzll(view->limbs[view->count - 1]);
    if (!is_signed) {
        return bits <= length * 8;
    }
    if (bits < length * 8 || view->count == 0) {
        return true;
    }
    if (length == 0 && view->negative && bits == 1 && view->limbs[0] == 1) {
        return true; // -1 is all sign: CPython takes no byte for it
    }
    // The most negative number of this length is a power of two.
    return view->negative && bits == length * 8 && mpn_popcount(view->limbs, view->count) == 1;
}

static own_value method_to_bytes(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"length", "byteorder", "signed"};
    static struct signature const signature = {"to_bytes", names, 3, 0, 0, 2};
    ref_value given[3];
    int64_t length = 1;
    bool little;
    int is_signed = 0;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) ||
        (!is_nothing(given[0]) && !operation_index_int64(rt, given[0], &length, TYPE_OVERFLOW_ERROR)) ||
        !read_byte_order(rt, "to_bytes", given[1], &little) ||
        (!is_nothing(given[2]) && (is_signed = operation_truth(rt, given[2])) < 0)) {
        return own_nothing;
    }
    struct int_view view;
    int_view_of(args[0], &view);
    if (length < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "length argument must be non-negative");
    }
    if (view.negative && !is_signed) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "can't convert negative int to unsigned");
    }
    if (length < INT64_MAX / 8 && !fits_bytes(&view, length, is_signed)) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "int too big to convert");
    }
    own_value result = bytes_new(rt, NULL, (size_t)length);
    if (!failed(result)) {
        uint8_t *data = ((struct bytes *)as_object(lend(result)))->data;
        unsigned carry = 1;
        for (int64_t i = 0; i < length; i++) {
            data[little ? i : length - 1 - i] = twos_byte(&view, i, &carry);
        }
    }
    return result;
}

static own_value from_bytes(struct ouro *rt, uint8_t const *data, size_t size, bool little, bool is_signed)
{
    int64_t limbs = (int64_t)(size / 8 + 1);
    struct integer *n = int_allocate(rt, limbs);
    if (n == NULL) {
        return own_nothing;
    }
    memset(n->limbs, 0, (size_t)limbs * sizeof n->limbs[0]);
    for (size_t i = 0; i < size; i++) {
        n->limbs[i / 8] |= (uint64_t)data[little ? i : size - 1 - i] << i % 8 * 8;
    }
    bool negative = is_signed && size > 0 && data[little ? size - 1 : 0] >> 7;
    if (negative) {
        for (size_t i = size; i < (size_t)limbs * 8; i++) {
            n->limbs[i / 8] |= (uint64_t)0xff << i % 8 * 8;
        }
        mpn_neg(n->limbs, n->limbs, limbs);
    }
    return int_finish(rt, n, limbs, negative);
}

// What from_bytes reads: bytes-like, of __bytes__, or from an iterable of ints.
static own_value bytes_argument(struct ouro *rt, ref_value v)
{
    if (is_bytes_like(rt, v)) {
        return retain(v);
    }
    own_value made = operation_call_special(rt, NAME_bytes, &v, 1);
    if (!failed(made)) {
        if (!is_bytes(rt, lend(made))) {
            error_raise(rt, TYPE_TYPE_ERROR, "__bytes__ returned non-bytes (type %T)", lend(made));
            release(rt, give(made));
        }
        return made;
    }
    if (error_pending(rt)) {
        return own_nothing;
    }
    struct type *t = type_of(rt, v);
    if (is_str(rt, v) || (t->protocol->iterate == NULL && t->protocol->get_item == NULL &&
                          !type_overrides(t, NAME_iter) && !type_overrides(t, NAME_getitem))) {
        return error_raise(rt, TYPE_TYPE_ERROR, "cannot convert '%T' object to bytes", v);
    }
    return bytes_from(rt, v);
}

static own_value method_from_bytes(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"bytes", "byteorder", "signed"};
    static struct signature const signature = {"from_bytes", names, 3, 1, 0, 2};
    ref_value given[3];
    bool little;
    int is_signed = 0;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) ||
        !read_byte_order(rt, "from_bytes", given[1], &little) ||
        (!is_nothing(given[2]) && (is_signed = operation_truth(rt, given[2])) < 0)) {
        return own_nothing;
    }
    own_value source = bytes_argument(rt, given[0]);
    uint8_t const *data;
    size_t size;
    own_value n = own_nothing;
    if (!failed(source) && bytes_view(rt, lend(source), &data, &size)) {
        n = from_bytes(rt, data, size, little, is_signed);
    }
    release(rt, source);
    if (failed(n) || same(args[0], ref_object(type_by_number(rt, TYPE_INT)))) {
        return n;
    }
    own_value made = operation_call_1(rt, args[0], lend(n));
    release(rt, n);
    return made;
}

static own_value get_zero(struct ouro *rt, ref_value self)
{
    (void)rt, (void)self;
    return own_small_int(0);
}

static own_value get_one(struct ouro *rt, ref_value self)
{
    (void)rt, (void)self;
    return own_small_int(1);
}

static struct native_definition const methods[] = {
    {"__ceil__", method_plain, 0, 0, 0, "Ceiling of an Integral returns itself."},
    {"__floor__", method_plain, 0, 0, 0, "Flooring an Integral returns itself."},
    {"__format__", method_format, 1, 1, 0, NULL},
    {"__getnewargs__", method_getnewargs, 0, 0, 0, NULL},
    {"__round__", method_round, 0, 1, 0, "Rounding an Integral returns itself; with ndigits an integer."},
    {"__sizeof__", method_sizeof, 0, 0, 0, "Returns size in memory, in bytes."},
    {"__trunc__", method_plain, 0, 0, 0, "Truncating an Integral returns itself."},
    {"as_integer_ratio", method_ratio, 0, 0, 0, "Return integer ratio."},
    {"bit_count", method_bit_count, 0, 0, 0, "Number of ones in the binary representation of the absolute value."},
    {"bit_length", method_bit_length, 0, 0, 0, "Number of bits necessary to represent self in binary."},
    {"conjugate", method_plain, 0, 0, 0, "Returns self, the complex conjugate of any int."},
    {"from_bytes", method_from_bytes, 0, -1, NATIVE_CLASS | NATIVE_KEYWORDS,
     "Return the integer of an array of bytes."},
    {"to_bytes", method_to_bytes, 0, -1, NATIVE_KEYWORDS, "Return an array of bytes representing an integer."},
    {0},
};

static struct attribute_definition const attributes[] = {
    {"denominator", get_one, NULL, "the denominator of a rational number in lowest terms"},
    {"imag", get_zero, NULL, "the imaginary part of a complex number"},
    {"numerator", int_plain, NULL, "the numerator of a rational number in lowest terms"},
    {"real", int_plain, NULL, "the real part of a complex number"},
    {0},
};

static struct type_protocol const protocol = {
    .repr = int_repr,
    .hash = int_hash_slot,
    .compare = int_compare_values,
    .truth = int_truth,
    .integer = int_plain,
    .floating = int_to_float,
    .index = int_plain,
    .binary = {[BINARY_ADD] = int_add,
               [BINARY_SUB] = int_sub,
               [BINARY_MUL] = int_mul,
               [BINARY_TRUEDIV] = int_truediv,
               [BINARY_FLOORDIV] = int_floordiv,
               [BINARY_MOD] = int_mod,
               [BINARY_POW] = int_pow,
               [BINARY_LSHIFT] = int_lshift,
               [BINARY_RSHIFT] = int_rshift,
               [BINARY_AND] = int_and,
               [BINARY_OR] = int_or,
               [BINARY_XOR] = int_xor,
               [BINARY_DIVMOD] = int_divmod},
    .unary = {[UNARY_NEG] = int_neg, [UNARY_POS] = int_plain, [UNARY_INVERT] = int_invert, [UNARY_ABS] = int_abs},
    .power = int_power,
    .create = int_create,
};

struct type_definition const int_type_definition = {
    .name = "int",
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer",
    .number = TYPE_INT,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_IS_LEAF | TYPE_VARIABLE,
    .size = sizeof(struct integer),
    .protocol = &protocol,
    .methods = methods,
    .attributes = attributes,
};
