// SPDX-License-Identifier: MIT
// complex: two doubles.
#include "object/definitions.h"
#include "object/error.h"
#include "object/float.h"
#include "object/float_text.h"
#include "object/hash.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/number_text.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/warning.h"

#include <math.h>

#define SMALL_EXPONENT 100

struct parts {
    double real;
    double imaginary;
};

own_value complex_new(struct ouro *rt, double real, double imaginary)
{
    struct complex *c = object_allocate(rt, HEAP_LEAF, sizeof *c, TYPE_COMPLEX);
    if (c == NULL) {
        return error_no_memory(rt);
    }
    c->real = real;
    c->imaginary = imaginary;
    return own_object(c);
}

static struct parts parts_of(ref_value v)
{
    struct complex *c = (struct complex *)as_object(v);
    return (struct parts){c->real, c->imaginary};
}

// 1: done, 0: another type, -1: error.
static int operand(struct ouro *rt, ref_value v, struct parts *out)
{
    if (is_kind(rt, v, TYPE_COMPLEX)) {
        *out = parts_of(v);
        return 1;
    }
    *out = (struct parts){0, 0};
    if (is_float(rt, v)) {
        out->real = float_number(v);
        return 1;
    }
    return !is_int(rt, v) ? 0 : int_to_double(rt, v, &out->real) ? 1 : -1;
}

// Smith's method: scaled by the larger part of the divisor. false: that is zero.
static bool quotient(struct parts a, struct parts b, struct parts *out)
{
    if (fabs(b.real) >= fabs(b.imaginary)) {
        double ratio = b.imaginary / b.real, scale = b.real + b.imaginary * ratio;
        *out = (struct parts){(a.real + a.imaginary * ratio) / scale, (a.imaginary - a.real * ratio) / scale};
        return b.real != 0;
    }
    if (isnan(b.real) || isnan(b.imaginary)) {
        *out = (struct parts){NAN, NAN};
        return true;
    }
    double ratio = b.real / b.imaginary, scale = b.real * ratio + b.imaginary;
    *out = (struct parts){(a.real * ratio + a.imaginary) / scale, (a.imaginary * ratio - a.real) / scale};
    return true;
}

static own_value divide(struct ouro *rt, struct parts a, struct parts b)
{
    struct parts result;
    if (!quotient(a, b, &result)) {
        return error_raise(rt, TYPE_ZERO_DIVISION_ERROR, "complex division by zero");
    }
    return complex_new(rt, result.real, result.imaginary);
}

static struct parts multiply(struct parts a, struct parts b)
{
    return (struct parts){a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real};
}

// By repeated squaring: more accurate than logarithms for small whole exponents.
static bool whole_power(struct parts a, int exponent, struct parts *out)
{
    struct parts result = {1, 0}, square = a;
    for (int n = exponent < 0 ? -exponent : exponent; n > 0; n >>= 1) {
        if (n & 1) {
            result = multiply(result, square);
        }
        square = multiply(square, square);
    }
    *out = result;
    return exponent >= 0 || quotient((struct parts){1, 0}, result, out);
}

static bool any_power(struct parts a, struct parts b, struct parts *out)
{
    *out = (struct parts){b.real == 0 && b.imaginary == 0, 0};
    if (out->real != 0) {
        return true;
    }
    if (a.real == 0 && a.imaginary == 0) {
        return b.imaginary == 0 && !(b.real < 0);
    }
    double size = hypot(a.real, a.imaginary), length = pow(size, b.real);
    double angle = atan2(a.imaginary, a.real), phase = angle * b.real;
    if (b.imaginary != 0) {
        length /= exp(angle * b.imaginary);
        phase += b.imaginary * log(size);
    }
    *out = (struct parts){length * cos(phase), length * sin(phase)};
    return !isinf(phase); // CPython takes that for the same error
}

static own_value power(struct ouro *rt, struct parts a, struct parts b)
{
    struct parts result;
    bool whole = b.imaginary == 0 && b.real == floor(b.real) && fabs(b.real) <= SMALL_EXPONENT;
    if (!(whole ? whole_power(a, (int)b.real, &result) : any_power(a, b, &result))) {
        return error_raise(rt, TYPE_ZERO_DIVISION_ERROR, "0.0 to a negative or complex power");
    }
    if (isinf(result.real) || isinf(result.imaginary)) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "complex exponentiation");
    }
    return complex_new(rt, result.real, result.imaginary);
}

static own_value binary(struct ouro *rt, enum binary_operator op, ref_value left, ref_value right)
{
    struct parts a, b;
    int found = operand(rt, left, &a);
    if (found > 0) {
        found = operand(rt, right, &b);
    }
    if (found <= 0) {
        return found < 0 ? own_nothing : own_not_implemented;
    }
    switch (op) {
    case BINARY_ADD:
        return complex_new(rt, a.real + b.real, a.imaginary + b.imaginary);
    case BINARY_SUB:
        return complex_new(rt, a.real - b.real, a.imaginary - b.imaginary);
    case BINARY_TRUEDIV:
        return divide(rt, a, b);
    case BINARY_POW:
        return power(rt, a, b);
    default:
        break;
    }
    a = multiply(a, b);
    return complex_new(rt, a.real, a.imaginary);
}

static own_value complex_add(struct ouro *rt, ref_value left, ref_value right)
{
    return binary(rt, BINARY_ADD, left, right);
}

static own_value complex_sub(struct ouro *rt, ref_value left, ref_value right)
{
    return binary(rt, BINARY_SUB, left, right);
}

static own_value complex_mul(struct ouro *rt, ref_value left, ref_value right)
{
    return binary(rt, BINARY_MUL, left, right);
}

static own_value complex_truediv(struct ouro *rt, ref_value left, ref_value right)
{
    return binary(rt, BINARY_TRUEDIV, left, right);
}

static own_value complex_pow(struct ouro *rt, ref_value left, ref_value right)
{
    return binary(rt, BINARY_POW, left, right);
}

static own_value complex_power(struct ouro *rt, ref_value base, ref_value exponent, ref_value modulus)
{
    if (!is_none(modulus)) {
        return error_raise(rt, TYPE_VALUE_ERROR, "complex modulo");
    }
    return binary(rt, BINARY_POW, base, exponent);
}

static own_value plain(struct ouro *rt, ref_value v)
{
    struct parts p = parts_of(v);
    return complex_new(rt, p.real, p.imaginary);
}

static own_value complex_neg(struct ouro *rt, ref_value v)
{
    struct parts p = parts_of(v);
    return complex_new(rt, -p.real, -p.imaginary);
}

static own_value complex_abs(struct ouro *rt, ref_value v)
{
    struct parts p = parts_of(v);
    double size = hypot(p.real, p.imaginary);
    if (isinf(size) && isfinite(p.real) && isfinite(p.imaginary)) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "absolute value too large");
    }
    return float_new(rt, size);
}

static own_value complex_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (op != COMPARE_EQ && op != COMPARE_NE) {
        return own_not_implemented;
    }
    struct parts p = parts_of(self);
    bool equal;
    if (is_kind(rt, other, TYPE_COMPLEX)) {
        struct parts q = parts_of(other);
        equal = p.real == q.real && p.imaginary == q.imaginary;
    } else if (is_float(rt, other) || is_int(rt, other)) {
        own_value real = float_new(rt, p.real);
        int same_real = failed(real) ? -1 : operation_equal(rt, lend(real), other);
        release(rt, real);
        if (same_real < 0) {
            return own_nothing;
        }
        equal = same_real && p.imaginary == 0;
    } else {
        return own_not_implemented;
    }
    return own_bool(equal == (op == COMPARE_EQ));
}

static bool complex_hash(struct ouro *rt, ref_value self, int64_t *hash)
{
    (void)rt;
    struct parts p = parts_of(self);
    *hash = hash_complex(p.real, p.imaginary, (uint64_t)hash_of_word(ref_bits(self)));
    return true;
}

static int complex_truth(struct ouro *rt, ref_value self)
{
    (void)rt;
    struct parts p = parts_of(self);
    return p.real != 0 || p.imaginary != 0;
}

// Shortest text of a part; whole numbers lose their ".0".
static void part_text(double d, char text[FLOAT_REPR_SIZE])
{
    size_t size = float_repr(d, text);
    if (size > 2 && memcmp(text + size - 2, ".0", 2) == 0) {
        text[size - 2] = '\0';
    }
}

static own_value complex_repr(struct ouro *rt, ref_value self)
{
    struct parts p = parts_of(self);
    char real[FLOAT_REPR_SIZE], imaginary[FLOAT_REPR_SIZE];
    part_text(p.imaginary, imaginary);
    if (p.real == 0 && !signbit(p.real)) {
        return str_format(rt, "%sj", imaginary);
    }
    part_text(p.real, real);
    return str_format(rt, "(%s%s%sj)", real, *imaginary == '-' ? "" : "+", imaginary);
}

// "1+2j", "(3j)", "4", ... without blanks inside. false: it is no complex number.
static bool parse(char const *text, size_t size, struct parts *out)
{
    char const *end = text + size, *at;
    *out = (struct parts){0, 0};
    double first;
    bool has_first = float_parse(text, (size_t)(end - text), &at, &first);
    if (has_first && at == end) {
        out->real = first;
        return true;
    }
    if (has_first && (*at == 'j' || *at == 'J') && at + 1 == end) {
        out->imaginary = first;
        return true;
    }
    char const *sign = has_first ? at : text;
    out->real = has_first ? first : 0;
    if (has_first && *sign != '+' && *sign != '-') {
        return false;
    }
    if (float_parse(sign, (size_t)(end - sign), &at, &out->imaginary)) {
        return at + 1 == end && (*at == 'j' || *at == 'J');
    }
    // A bare j: "j", "+j", "1-j".
    bool signed_unit = sign < end && (*sign == '+' || *sign == '-');
    out->imaginary = signed_unit && *sign == '-' ? -1 : 1;
    sign += signed_unit;
    return sign + 1 == end && (*sign == 'j' || *sign == 'J');
}

static own_value from_text(struct ouro *rt, ref_value v)
{
    struct number_text text;
    if (!number_text_open(rt, v, &text)) {
        return own_nothing;
    }
    struct parts p;
    size_t room = text.size + 1, size = 0;
    char *copy = heap_raw_allocate(&rt->heap, room);
    bool copied = copy != NULL && number_text_without_underscores(text.text, text.size, copy, &size);
    char const *from = copy;
    if (copied && size > 1 && from[0] == '(' && from[size - 1] == ')') {
        from++;
        size -= 2;
        number_text_strip(&from, &size);
    }
    bool done = copied && parse(from, size, &p), memory = copy != NULL;
    heap_raw_free(&rt->heap, copy, room);
    number_text_close(rt, &text);
    return !memory   ? error_no_memory(rt)
           : !copied ? error_raise(rt, TYPE_VALUE_ERROR, "could not convert string to complex: %R", v)
           : done    ? complex_new(rt, p.real, p.imaginary)
                     : error_raise(rt, TYPE_VALUE_ERROR, "complex() arg is a malformed string");
}

// What __complex__ gives. Nothing without an error: v has none.
static own_value hooked(struct ouro *rt, ref_value v)
{
    own_value made = operation_call_special(rt, NAME_complex, &v, 1);
    if (!failed(made) && !is_kind(rt, lend(made), TYPE_COMPLEX)) {
        error_raise(rt, TYPE_TYPE_ERROR, "__complex__ returned non-complex (type %T)", lend(made));
        release(rt, give(made));
    } else if (!failed(made) && !is_exact(lend(made), TYPE_COMPLEX) &&
               !warning_raise(rt, TYPE_DEPRECATION_WARNING, 1,
                              "__complex__ returned non-complex (type %T).  The ability to return an instance of a "
                              "strict subclass of complex is deprecated, and may be removed in a future version of "
                              "Python.",
                              lend(made))) {
        release(rt, give(made));
    }
    return made;
}

bool complex_parts(struct ouro *rt, ref_value v, double *real, double *imaginary)
{
    own_value held = is_kind(rt, v, TYPE_COMPLEX)                           ? retain(v)
                     : is_word_float(v) || is_small_int(v) || is_str(rt, v) ? own_nothing
                                                                            : hooked(rt, v);
    if (failed(held)) {
        *imaginary = 0.0;
        return !error_pending(rt) && operation_double(rt, v, real);
    }
    struct parts p = parts_of(lend(held));
    *real = p.real;
    *imaginary = p.imaginary;
    release(rt, held);
    return true;
}

// One argument of complex(): __complex__, or a real number. Owned complex or float; nothing: error.
static own_value argument(struct ouro *rt, ref_value v, bool second)
{
    if (is_kind(rt, v, TYPE_COMPLEX)) {
        return retain(v);
    }
    if (!second) {
        own_value made = hooked(rt, v);
        if (!failed(made) || error_pending(rt)) {
            return made;
        }
    }
    if (second && is_str(rt, v)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "complex() second arg can't be a string");
    }
    struct type_protocol const *p = type_of(rt, v)->protocol;
    bool real = p->floating != NULL || p->index != NULL || type_overrides(type_of(rt, v), NAME_float) ||
                type_overrides(type_of(rt, v), NAME_index);
    double d;
    if (!real || is_str(rt, v)) {
        return error_raise(rt, TYPE_TYPE_ERROR,
                           second ? "complex() second argument must be a number, not '%T'"
                                  : "complex() first argument must be a string or a number, not '%T'",
                           v);
    }
    return operation_double(rt, v, &d) ? float_new(rt, d) : own_nothing;
}

static own_value instance(struct ouro *rt, struct type *type, struct parts p)
{
    if (!(type->flags & TYPE_PYTHON)) {
        return complex_new(rt, p.real, p.imaginary);
    }
    own_value made = object_create(rt, type, 0);
    if (!failed(made)) {
        struct complex *c = (struct complex *)as_object(lend(made));
        c->real = p.real;
        c->imaginary = p.imaginary;
    }
    return made;
}

static own_value complex_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"real", "imag"};
    static struct signature const signature = {"complex", names, 2, 0, 0, 2};
    ref_value given[2];
    struct type *type = (struct type *)as_object(args[0]);
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    if (!is_nothing(given[0]) && is_nothing(given[1]) && is_exact(given[0], TYPE_COMPLEX) &&
        type == type_by_number(rt, TYPE_COMPLEX)) {
        return retain(given[0]);
    }
    struct parts of[2] = {{0, 0}, {0, 0}};
    bool is_complex[2] = {false, false};
    if (!is_nothing(given[0]) && is_str(rt, given[0])) {
        if (!is_nothing(given[1])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "complex() can't take second arg if first is a string");
        }
        own_value number = from_text(rt, given[0]);
        own_value made = failed(number) ? own_nothing : instance(rt, type, parts_of(lend(number)));
        release(rt, number);
        return made;
    }
    for (int i = 0; i < 2; i++) {
        own_value number = is_nothing(given[i]) ? own_none : argument(rt, given[i], i == 1);
        if (failed(number)) {
            return own_nothing;
        }
        is_complex[i] = is_kind(rt, lend(number), TYPE_COMPLEX);
        if (is_complex[i]) {
            of[i] = parts_of(lend(number));
        } else if (!is_nothing(given[i])) {
            of[i].real = float_number(lend(number));
        }
        release(rt, number);
    }
    // real + imag * j; adding the zero of a part that was not given would lose the sign of the other.
    struct parts sum = {of[0].real, is_nothing(given[1]) ? of[0].imaginary : of[1].real};
    if (is_complex[1]) {
        sum.real -= of[1].imaginary;
    }
    if (is_complex[0] && !is_nothing(given[1])) {
        sum.imaginary += of[0].imaginary;
    }
    return instance(rt, type, sum);
}

static own_value get_real(struct ouro *rt, ref_value self)
{
    return float_new(rt, parts_of(self).real);
}

static own_value get_imaginary(struct ouro *rt, ref_value self)
{
    return float_new(rt, parts_of(self).imaginary);
}

static own_value method_conjugate(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct parts p = parts_of(args[0]);
    return complex_new(rt, p.real, -p.imaginary);
}

static own_value method_complex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return plain(rt, args[0]);
}

static own_value method_getnewargs(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value pair[2] = {get_real(rt, args[0]), own_nothing};
    pair[1] = failed(pair[0]) ? own_nothing : get_imaginary(rt, args[0]);
    if (failed(pair[1])) {
        release(rt, pair[0]);
        return own_nothing;
    }
    return tuple_from_owned(rt, pair, 2);
}

static own_value method_format(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__format__() argument must be str, not %T", args[1]);
    }
    return complex_format_value(rt, args[0], args[1]);
}

static struct native_definition const methods[] = {
    {"__complex__", method_complex, 0, 0, 0, "Convert this value to exact type complex."},
    {"__format__", method_format, 1, 1, 0, "Convert to a string according to format_spec."},
    {"__getnewargs__", method_getnewargs, 0, 0, 0, NULL},
    {"conjugate", method_conjugate, 0, 0, 0, "Return the complex conjugate of its argument."},
    {0},
};

static struct attribute_definition const attributes[] = {
    {"imag", get_imaginary, NULL, "the imaginary part of a complex number"},
    {"real", get_real, NULL, "the real part of a complex number"},
    {0},
};

static struct type_protocol const protocol = {
    .repr = complex_repr,
    .hash = complex_hash,
    .compare = complex_compare,
    .truth = complex_truth,
    .binary = {[BINARY_ADD] = complex_add,
               [BINARY_SUB] = complex_sub,
               [BINARY_MUL] = complex_mul,
               [BINARY_TRUEDIV] = complex_truediv,
               [BINARY_POW] = complex_pow},
    .unary = {[UNARY_NEG] = complex_neg, [UNARY_POS] = plain, [UNARY_ABS] = complex_abs},
    .power = complex_power,
    .create = complex_create,
};

struct type_definition const complex_type_definition = {
    .name = "complex",
    .doc = "Create a complex number from a real part and an optional imaginary part.",
    .number = TYPE_COMPLEX,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_IS_LEAF,
    .size = sizeof(struct complex),
    .protocol = &protocol,
    .methods = methods,
    .attributes = attributes,
};
