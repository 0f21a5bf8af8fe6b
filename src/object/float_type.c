// SPDX-License-Identifier: MIT
// The type float: protocol, constructor and methods.
#include "object/bytes.h"
#include "object/definitions.h"
#include "object/error.h"
#include "object/float.h"
#include "object/float_hex.h"
#include "object/float_text.h"
#include "object/hash.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/number_text.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"

#include <errno.h>
#include <math.h>

own_value float_new_boxed(struct ouro *rt, double d)
{
    struct boxed_float *f = object_allocate(rt, HEAP_LEAF, sizeof *f, TYPE_FLOAT);
    if (f == NULL) {
        return error_no_memory(rt);
    }
    f->number = d;
    return own_object(f);
}

// The double of a float or int operand. 1: done, 0: another type, -1: error (the int is too large).
static int operand(struct ouro *rt, ref_value v, double *out)
{
    if (is_float(rt, v)) {
        *out = float_number(v);
        return 1;
    }
    if (!is_int(rt, v)) {
        return 0;
    }
    return int_to_double(rt, v, out) ? 1 : -1;
}

// The floored quotient and the remainder with the divisor's sign, as CPython defines them; b is not 0.
static void divide(double a, double b, double *quotient, double *remainder)
{
    double rest = fmod(a, b);
    double whole = (a - rest) / b;
    if (rest != 0) {
        if ((b < 0) != (rest < 0)) {
            rest += b;
            whole -= 1;
        }
    } else {
        rest = copysign(0.0, b);
    }
    if (whole != 0) {
        double down = floor(whole);
        whole = whole - down > 0.5 ? down + 1 : down;
    } else {
        whole = copysign(0.0, a / b);
    }
    *quotient = whole;
    *remainder = rest;
}

static own_value power(struct ouro *rt, double a, double b)
{
    if (a == 0 && b < 0 && isfinite(b)) {
        return error_raise(rt, TYPE_ZERO_DIVISION_ERROR, "0.0 cannot be raised to a negative power");
    }
    if (a < 0 && isfinite(a) && isfinite(b) && b != floor(b)) {
        own_value left = complex_new(rt, a, 0), right = failed(left) ? own_nothing : complex_new(rt, b, 0);
        own_value result = failed(right) ? own_nothing : operation_binary(rt, BINARY_POW, lend(left), lend(right));
        release(rt, left);
        release(rt, right);
        return result;
    }
    double result = pow(a, b);
    if (isinf(result) && isfinite(a) && isfinite(b)) {
        own_value arguments[] = {own_small_int(ERANGE), str_from(rt, "Numerical result out of range")};
        own_value tuple = failed(arguments[1]) ? own_nothing : tuple_from_owned(rt, arguments, 2);
        if (!failed(tuple)) {
            error_raise_arguments(rt, TYPE_OVERFLOW_ERROR, lend(tuple));
        }
        release(rt, tuple);
        return own_nothing;
    }
    return float_new(rt, result);
}

static own_value compute(struct ouro *rt, enum binary_operator op, double a, double b)
{
    double quotient, remainder;
    switch (op) {
    case BINARY_ADD:
        return float_new(rt, a + b);
    case BINARY_SUB:
        return float_new(rt, a - b);
    case BINARY_MUL:
        return float_new(rt, a * b);
    case BINARY_POW:
        return power(rt, a, b);
    case BINARY_TRUEDIV:
        return b == 0 ? error_raise(rt, TYPE_ZERO_DIVISION_ERROR, "float division by zero") : float_new(rt, a / b);
    default:
        break;
    }
    if (b == 0) {
        return error_raise(rt, TYPE_ZERO_DIVISION_ERROR,
                           op == BINARY_MOD        ? "float modulo"
                           : op == BINARY_FLOORDIV ? "float floor division by zero"
                                                   : "float divmod()");
    }
    divide(a, b, &quotient, &remainder);
    if (op == BINARY_DIVMOD) {
        own_value pair[2];
        pair[0] = float_new(rt, quotient);
        pair[1] = failed(pair[0]) ? own_nothing : float_new(rt, remainder);
        if (failed(pair[1])) {
            release(rt, pair[0]);
            return own_nothing;
        }
        return tuple_from_owned(rt, pair, 2);
    }
    return float_new(rt, op == BINARY_MOD ? remainder : quotient);
}

static own_value binary(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right)
{
    double a, b;
    int found = operand(rt, left, &a);
    if (found > 0) {
        found = operand(rt, right, &b);
    }
    return found > 0 ? compute(rt, op, a, b) : found < 0 ? own_nothing : own_not_implemented;
}

#define BINARY_ENTRY(name, op)                                              \
    static own_value name(struct ouro *rt, ref_value left, ref_value right) \
    {                                                                       \
        return binary(rt, op, left, right);                                 \
    }
BINARY_ENTRY(float_add, BINARY_ADD)
BINARY_ENTRY(float_sub, BINARY_SUB)
BINARY_ENTRY(float_mul, BINARY_MUL)
BINARY_ENTRY(float_truediv, BINARY_TRUEDIV)
BINARY_ENTRY(float_floordiv, BINARY_FLOORDIV)
BINARY_ENTRY(float_mod, BINARY_MOD)
BINARY_ENTRY(float_pow, BINARY_POW)
BINARY_ENTRY(float_divmod, BINARY_DIVMOD)

static own_value float_power(struct ouro *rt, ref_value base, ref_value exponent, ref_value modulus)
{
    if (!is_none(modulus)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "pow() 3rd argument not allowed unless all arguments are integers");
    }
    return binary(rt, BINARY_POW, base, exponent);
}

static own_value plain(struct ouro *rt, ref_value v)
{
    return float_new(rt, float_number(v));
}

static own_value float_neg(struct ouro *rt, ref_value v)
{
    return float_new(rt, -float_number(v));
}

static own_value float_abs(struct ouro *rt, ref_value v)
{
    return float_new(rt, fabs(float_number(v)));
}

static bool ordered(double a, double b, enum compare_operator op)
{
    return COMPARE_NUMBERS(a, b, op);
}

// Exact: a finite float is compared with an int as the integers they round down to, then by the fraction.
static own_value compare_with_int(struct ouro *rt, double a, ref_value n, enum compare_operator op)
{
    if (!isfinite(a)) {
        return own_bool(ordered(a, 0, op));
    }
    double down = floor(a);
    own_value whole = int_from_double(rt, down);
    if (failed(whole)) {
        return own_nothing;
    }
    int order = int_compare(rt, lend(whole), n);
    release(rt, whole);
    if (order == 0 && a > down) {
        order = 1;
    }
    return own_bool(ordered(order, 0, op));
}

static own_value float_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (is_float(rt, other)) {
        return own_bool(ordered(float_number(self), float_number(other), op));
    }
    if (is_small_int(other) && small_int(other) < (INT64_C(1) << 53) && small_int(other) > -(INT64_C(1) << 53)) {
        return own_bool(ordered(float_number(self), (double)small_int(other), op));
    }
    return is_int(rt, other) ? compare_with_int(rt, float_number(self), other, op) : own_not_implemented;
}

static own_value float_repr_value(struct ouro *rt, ref_value self)
{
    char text[FLOAT_REPR_SIZE];
    size_t size = float_repr(float_number(self), text);
    return str_new(rt, text, size);
}

static bool float_hash(struct ouro *rt, ref_value self, int64_t *hash)
{
    (void)rt;
    *hash = hash_double(float_number(self), (uint64_t)hash_of_word(ref_bits(self)));
    return true;
}

static int float_truth(struct ouro *rt, ref_value self)
{
    (void)rt;
    return float_number(self) != 0;
}

static own_value float_to_int(struct ouro *rt, ref_value self)
{
    return int_from_double(rt, float_number(self));
}

// Reads all of a text as a float, underscores between digits allowed. false: it is none.
static bool parse(char const *text, size_t size, char *copy, double *out)
{
    size_t used;
    if (!number_text_without_underscores(text, size, copy, &used)) {
        return false;
    }
    char const *end;
    return float_parse(copy, used, &end, out) && end == copy + used;
}

static own_value from_text(struct ouro *rt, ref_value v)
{
    struct number_text text;
    if (!number_text_open(rt, v, &text)) {
        return own_nothing;
    }
    char local[128];
    char *copy = text.size <= sizeof local ? local : heap_raw_allocate(&rt->heap, text.size);
    double d;
    own_value result = own_stop;
    if (copy == NULL) {
        result = error_no_memory(rt);
    } else if (parse(text.text, text.size, copy, &d)) {
        result = float_new(rt, d);
    }
    if (copy != local) {
        heap_raw_free(&rt->heap, copy, text.size);
    }
    number_text_close(rt, &text);
    return is_stop(lend(result)) ? error_raise(rt, TYPE_VALUE_ERROR, "could not convert string to float: %R", v)
                                 : result;
}

static own_value convert(struct ouro *rt, ref_value v)
{
    if (is_word_float(v) || is_exact(v, TYPE_FLOAT)) {
        return retain(v);
    }
    if (is_str(rt, v) || is_bytes_like(rt, v)) {
        return from_text(rt, v);
    }
    double d;
    if (type_of(rt, v)->protocol->floating == NULL && type_of(rt, v)->protocol->index == NULL &&
        !type_overrides(type_of(rt, v), NAME_float) && !type_overrides(type_of(rt, v), NAME_index)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "float() argument must be a string or a real number, not '%T'", v);
    }
    return operation_to_float(rt, v, &d) ? float_new(rt, d) : own_nothing;
}

static own_value float_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *type = (struct type *)as_object(args[0]);
    if (!is_nothing(kwnames) && !type_overrides(type, NAME_init)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "float() takes no keyword arguments");
    }
    if (count > 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "float expected at most 1 argument, got %u", count - 1);
    }
    own_value number = count == 2 ? convert(rt, args[1]) : float_new(rt, 0.0);
    if (failed(number) || !(type->flags & TYPE_PYTHON)) {
        return number;
    }
    own_value made = object_create(rt, type, 0);
    if (!failed(made)) {
        ((struct boxed_float *)as_object(lend(made)))->number = float_number(lend(number));
    }
    release(rt, number);
    return made;
}

// Methods
// --------------------------------------------------------------------------------------------------------------------

static own_value method_plain(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return plain(rt, args[0]);
}

static own_value method_trunc(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return float_to_int(rt, args[0]);
}

static own_value method_floor(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return int_from_double(rt, floor(float_number(args[0])));
}

static own_value method_ceil(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return int_from_double(rt, ceil(float_number(args[0])));
}

static own_value method_is_integer(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    double d = float_number(args[0]);
    return own_bool(isfinite(d) && floor(d) == d);
}

static own_value method_round(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    double d = float_number(args[0]);
    if (count == 1 || is_none(args[1])) {
        double whole = round(d);
        if (fabs(d - whole) == 0.5) {
            whole = 2 * round(d / 2);
        }
        return int_from_double(rt, whole);
    }
    int64_t digits;
    if (!operation_index_clamped(rt, args[1], &digits)) {
        return own_nothing;
    }
    if (!isfinite(d) || digits > 400) {
        return float_new(rt, d);
    }
    if (digits < -400) {
        return float_new(rt, copysign(0.0, d));
    }
    if (!float_round(d, (int)digits, &d)) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "rounded value too large to represent");
    }
    return float_new(rt, d);
}

// The exact ratio: mantissa and power of two, in lowest terms.
static own_value method_ratio(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    double d = float_number(args[0]);
    if (!isfinite(d)) {
        return isnan(d) ? error_raise(rt, TYPE_VALUE_ERROR, "cannot convert NaN to integer ratio")
                        : error_raise(rt, TYPE_OVERFLOW_ERROR, "cannot convert Infinity to integer ratio");
    }
    int exponent;
    double mantissa = frexp(d, &exponent);
    for (int i = 0; i < 300 && mantissa != floor(mantissa); i++) {
        mantissa *= 2;
        exponent--;
    }
    own_value pair[] = {int_from_double(rt, mantissa), own_small_int(1)};
    int side = exponent < 0;
    if (!failed(pair[0])) {
        own_value shift = own_small_int(exponent < 0 ? -exponent : exponent);
        own_value moved = int_binary(rt, BINARY_LSHIFT, lend(pair[side]), lend(shift));
        release(rt, pair[side]);
        pair[side] = moved;
    }
    if (failed(pair[0]) || failed(pair[1])) {
        release(rt, pair[0]);
        release(rt, pair[1]);
        return own_nothing;
    }
    return tuple_from_owned(rt, pair, 2);
}

static own_value method_hex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    double d = float_number(args[0]);
    if (!isfinite(d)) {
        return float_repr_value(rt, args[0]);
    }
    char const *sign = signbit(d) ? "-" : "";
    if (d == 0) {
        return str_format(rt, "%s0x0.0p+0", sign);
    }
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7ff);
    uint64_t mantissa = bits & ((UINT64_C(1) << 52) - 1);
    char digits[14];
    for (int i = 0; i < 13; i++) {
        digits[i] = "0123456789abcdef"[mantissa >> (48 - 4 * i) & 15];
    }
    digits[13] = '\0';
    int power = exponent == 0 ? -1022 : exponent - 1023;
    return str_format(rt, "%s0x%d.%sp%s%d", sign, exponent != 0, digits, power < 0 ? "" : "+", power);
}

// float.fromhex(text): of the class it is called on.
static own_value method_fromhex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "bad argument type for built-in operation");
    }
    double d;
    struct str *s = as_str(args[1]);
    switch (float_hex_parse(str_bytes(s), str_size(s), &d)) {
    case FLOAT_HEX_INVALID:
        return error_raise(rt, TYPE_VALUE_ERROR, "invalid hexadecimal floating-point string");
    case FLOAT_HEX_TOO_LARGE:
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "hexadecimal value too large to represent as a float");
    case FLOAT_HEX_OK:
        break;
    }
    own_value number = float_new(rt, d);
    if (failed(number) || same(args[0], ref_object(type_by_number(rt, TYPE_FLOAT)))) {
        return number;
    }
    own_value made = operation_call_1(rt, args[0], lend(number));
    release(rt, number);
    return made;
}

static own_value method_getformat(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__getformat__() argument must be str, not %T", args[1]);
    }
    if (!str_equals(as_str(args[1]), "double") && !str_equals(as_str(args[1]), "float")) {
        return error_raise(rt, TYPE_VALUE_ERROR, "__getformat__() argument 1 must be 'double' or 'float'");
    }
    return str_from(rt, __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "IEEE, little-endian" : "IEEE, big-endian");
}

static own_value method_format(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__format__() argument must be str, not %T", args[1]);
    }
    return float_format_value(rt, args[0], args[1]);
}

static own_value method_getnewargs(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value number = plain(rt, args[0]);
    return failed(number) ? own_nothing : tuple_from_owned(rt, &number, 1);
}

static own_value get_imaginary(struct ouro *rt, ref_value self)
{
    (void)self;
    return float_new(rt, 0.0);
}

static struct native_definition const methods[] = {
    {"__ceil__", method_ceil, 0, 0, 0, "Return the ceiling as an Integral."},
    {"__floor__", method_floor, 0, 0, 0, "Return the floor as an Integral."},
    {"__format__", method_format, 1, 1, 0, "Formats the float according to format_spec."},
    {"__getformat__", method_getformat, 1, 1, NATIVE_CLASS, "How floats are stored: for the test suite."},
    {"__getnewargs__", method_getnewargs, 0, 0, 0, NULL},
    {"__round__", method_round, 0, 1, 0, "Return the Integral closest to x, rounding half toward even."},
    {"__trunc__", method_trunc, 0, 0, 0, "Return the Integral closest to x between 0 and x."},
    {"as_integer_ratio", method_ratio, 0, 0, 0, "Return integer ratio."},
    {"conjugate", method_plain, 0, 0, 0, "Return self, the complex conjugate of any float."},
    {"fromhex", method_fromhex, 1, 1, NATIVE_CLASS, "Create a floating-point number from a hexadecimal string."},
    {"hex", method_hex, 0, 0, 0, "Return a hexadecimal representation of a floating-point number."},
    {"is_integer", method_is_integer, 0, 0, 0, "Return True if the float is an integer."},
    {0},
};

static struct attribute_definition const attributes[] = {
    {"imag", get_imaginary, NULL, "the imaginary part of a complex number"},
    {"real", plain, NULL, "the real part of a complex number"},
    {0},
};

static struct type_protocol const protocol = {
    .repr = float_repr_value,
    .hash = float_hash,
    .compare = float_compare,
    .truth = float_truth,
    .integer = float_to_int,
    .floating = plain,
    .binary = {[BINARY_ADD] = float_add,
               [BINARY_SUB] = float_sub,
               [BINARY_MUL] = float_mul,
               [BINARY_TRUEDIV] = float_truediv,
               [BINARY_FLOORDIV] = float_floordiv,
               [BINARY_MOD] = float_mod,
               [BINARY_POW] = float_pow,
               [BINARY_DIVMOD] = float_divmod},
    .unary = {[UNARY_NEG] = float_neg, [UNARY_POS] = plain, [UNARY_ABS] = float_abs},
    .power = float_power,
    .create = float_create,
};

struct type_definition const float_type_definition = {
    .name = "float",
    .doc = "Convert a string or number to a floating point number, if possible.",
    .number = TYPE_FLOAT,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_IS_LEAF,
    .size = sizeof(struct boxed_float),
    .protocol = &protocol,
    .methods = methods,
    .attributes = attributes,
};
