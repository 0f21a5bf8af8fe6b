// SPDX-License-Identifier: MIT
// The module cmath. Formulas are those of Kahan ("Branch cuts for complex elementary functions", 1987) and of the C
// standard's annex G for special values, evaluated in CPython's order so that results agree to the last bit.
#include "lib/math_module.h"

#include "lib/module_types.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/tuple.h"

#include <float.h>
#include <math.h>

#define PI 3.141592653589793238462643383279502884
#define E 2.718281828459045235360287471352662498
#define LN_2 0.693147180559945309417232121458176568
#define LN_10 2.302585092994045684017991454684364208
#define LARGE (DBL_MAX / 4.0) // sums of two such squares' roots do not overflow

enum failure { NO_FAILURE, DOMAIN_FAILURE, RANGE_FAILURE };

struct parts {
    double real;
    double imaginary;
    enum failure failure;
};

static struct parts parts(double real, double imaginary)
{
    return (struct parts){real, imaginary, NO_FAILURE};
}

static struct parts failing(double real, double imaginary, enum failure failure)
{
    return (struct parts){real, imaginary, failure};
}

// i z and z / i: how functions and their hyperbolic forms relate.
static struct parts times_i(struct parts z)
{
    return failing(-z.imaginary, z.real, z.failure);
}

static struct parts over_i(struct parts z)
{
    return failing(z.imaginary, -z.real, z.failure);
}

// Special values
// --------------------------------------------------------------------------------------------------------

// Results where a part is not finite: a row for the real part -inf, < 0, -0, 0, > 0, inf, nan, and in it a cell of two
// letters for each of the same kinds of the imaginary part. Capitals are negative: z zero, o one, i infinity, n NaN,
// p pi, h pi/2, q pi/4, t 3 pi/4; ".." is not asked for, "**" is a domain error.
static char const acos_table[] = "ti pi pi pI pI tI ni "
                                 "hi .. .. .. .. hI nn "
                                 "hi .. .. .. .. hI hn "
                                 "hi .. .. .. .. hI hn "
                                 "hi .. .. .. .. hI nn "
                                 "qi zi zi zI zI qI ni "
                                 "ni nn nn nn nn nI nn ";
static char const acosh_table[] = "iT iP iP ip ip it in "
                                  "iH .. .. .. .. ih nn "
                                  "iH .. .. .. .. ih nn "
                                  "iH .. .. .. .. ih nn "
                                  "iH .. .. .. .. ih nn "
                                  "iQ iZ iZ iz iz iq in "
                                  "in nn nn nn nn in nn ";
static char const asinh_table[] = "IQ IZ IZ Iz Iz Iq In "
                                  "IH .. .. .. .. Ih nn "
                                  "IH .. .. .. .. Ih nn "
                                  "iH .. .. .. .. ih nn "
                                  "iH .. .. .. .. ih nn "
                                  "iQ iZ iZ iz iz iq in "
                                  "in nn nZ nz nn in nn ";
static char const atanh_table[] = "ZH ZH ZH Zh Zh Zh Zn "
                                  "ZH .. .. .. .. Zh nn "
                                  "ZH .. .. .. .. Zh Zn "
                                  "zH .. .. .. .. zh zn "
                                  "zH .. .. .. .. zh nn "
                                  "zH zH zH zh zh zh zn "
                                  "zH nn nn nn nn zh nn ";
static char const cosh_table[] = "** Ii iz iZ II ** in "
                                 "** .. .. .. .. ** nn "
                                 "** .. .. .. .. ** nz "
                                 "** .. .. .. .. ** nz "
                                 "** .. .. .. .. ** nn "
                                 "** II iZ iz Ii ** in "
                                 "nn nn nz nz nn nn nn ";
static char const exp_table[] = "zz ZZ zZ zz Zz zz zz "
                                "** .. .. .. .. ** nn "
                                "** .. .. .. .. ** nn "
                                "** .. .. .. .. ** nn "
                                "** .. .. .. .. ** nn "
                                "** II iZ iz Ii ** in "
                                "nn nn nZ nz nn nn nn ";
static char const log_table[] = "iT iP iP ip ip it in "
                                "iH .. .. .. .. ih nn "
                                "iH .. .. .. .. ih nn "
                                "iH .. .. .. .. ih nn "
                                "iH .. .. .. .. ih nn "
                                "iQ iZ iZ iz iz iq in "
                                "in nn nn nn nn in nn ";
static char const sinh_table[] = "** iI IZ Iz ii ** in "
                                 "** .. .. .. .. ** nn "
                                 "** .. .. .. .. ** zn "
                                 "** .. .. .. .. ** zn "
                                 "** .. .. .. .. ** nn "
                                 "** II iZ iz Ii ** in "
                                 "nn nn nZ nz nn nn nn ";
static char const sqrt_table[] = "iI zI zI zi zi ii ni "
                                 "iI .. .. .. .. ii nn "
                                 "iI .. .. .. .. ii nn "
                                 "iI .. .. .. .. ii nn "
                                 "iI .. .. .. .. ii nn "
                                 "iI iZ iZ iz iz ii in "
                                 "iI nn nn nn nn ii nn ";
static char const tanh_table[] = "Oz Oz OZ Oz OZ Oz Oz "
                                 "** .. .. .. .. ** nn "
                                 "** .. .. .. .. ** nn "
                                 "** .. .. .. .. ** nn "
                                 "** .. .. .. .. ** nn "
                                 "oz oz oZ oz oZ oz oz "
                                 "nn nn nZ nz nn nn nn ";
static char const rect_table[] = "** ii Iz IZ iI ** in "
                                 "** .. .. .. .. ** nn "
                                 "zz .. .. .. .. zz zz "
                                 "zz .. .. .. .. zz zz "
                                 "** .. .. .. .. ** nn "
                                 "** II iZ iz Ii ** in "
                                 "nn nn nz nz nn nn nn ";

#define CELL 3
#define ROW (7 * CELL)

static int kind_of(double x)
{
    bool negative = signbit(x);
    if (isnan(x)) {
        return 6;
    }
    if (isinf(x)) {
        return negative ? 0 : 5;
    }
    return x == 0.0 ? (negative ? 2 : 3) : negative ? 1 : 4;
}

static double letter_value(char letter)
{
    static struct {
        char letter;
        double value;
    } const values[] = {{'z', 0.0}, {'o', 1.0}, {'p', PI}, {'h', 0.5 * PI}, {'q', 0.25 * PI}, {'t', 0.75 * PI}};
    char small = (char)(letter | 0x20);
    double value = small == 'i' ? (double)INFINITY : (double)NAN;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (values[i].letter == small) {
            value = values[i].value;
        }
    }
    return letter == small ? value : -value;
}

static struct parts special(char const *table, struct parts z)
{
    char const *cell = table + kind_of(z.real) * ROW + kind_of(z.imaginary) * CELL;
    if (*cell == '*') {
        return failing((double)NAN, (double)NAN, DOMAIN_FAILURE);
    }
    return parts(letter_value(cell[0]), letter_value(cell[1]));
}

static bool is_finite(struct parts z)
{
    return isfinite(z.real) && isfinite(z.imaginary);
}

// An infinity times a finite direction: cosh, sinh, exp, tanh and rect take its signs from the angle.
static bool is_directed(struct parts z)
{
    return isinf(z.real) && isfinite(z.imaginary) && z.imaginary != 0.0;
}

static struct parts directed(double size, double real_sign, double imaginary_sign, double angle)
{
    return parts(copysign(size, cos(angle)) * real_sign, copysign(size, sin(angle)) * imaginary_sign);
}

static bool is_large(struct parts z)
{
    return fabs(z.real) > LARGE || fabs(z.imaginary) > LARGE;
}

// log |z| of a large z.
static double log_large(struct parts z)
{
    return log(hypot(z.real / 2.0, z.imaginary / 2.0)) + LN_2 * 2.0;
}

static struct parts range_checked(struct parts z)
{
    z.failure = isinf(z.real) || isinf(z.imaginary) ? RANGE_FAILURE : NO_FAILURE;
    return z;
}

// Functions
// -------------------------------------------------------------------------------------------------------------

static struct parts complex_sqrt(struct parts z)
{
    if (!is_finite(z)) {
        return special(sqrt_table, z);
    }
    if (z.real == 0.0 && z.imaginary == 0.0) {
        return parts(0.0, z.imaginary);
    }
    double x = fabs(z.real), y = fabs(z.imaginary), s;
    if (x < DBL_MIN && y < DBL_MIN) { // subnormal: scaled up, so that no bits are lost
        x = ldexp(x, 53);
        s = ldexp(sqrt(x + hypot(x, ldexp(y, 53))), -27);
    } else {
        x /= 8.0;
        s = 2.0 * sqrt(x + hypot(x, y / 8.0));
    }
    double d = y / (2.0 * s);
    return z.real >= 0.0 ? parts(s, copysign(d, z.imaginary)) : parts(d, copysign(s, z.imaginary));
}

static struct parts complex_acos(struct parts z)
{
    if (!is_finite(z)) {
        return special(acos_table, z);
    }
    if (is_large(z)) {
        double size = log_large(z);
        return parts(atan2(fabs(z.imaginary), z.real),
                     z.real < 0.0 ? -copysign(size, z.imaginary) : copysign(size, -z.imaginary));
    }
    struct parts s1 = complex_sqrt(parts(1.0 - z.real, -z.imaginary));
    struct parts s2 = complex_sqrt(parts(1.0 + z.real, z.imaginary));
    return parts(2.0 * atan2(s1.real, s2.real), asinh(s2.real * s1.imaginary - s2.imaginary * s1.real));
}

static struct parts complex_acosh(struct parts z)
{
    if (!is_finite(z)) {
        return special(acosh_table, z);
    }
    if (is_large(z)) {
        return parts(log_large(z), atan2(z.imaginary, z.real));
    }
    struct parts s1 = complex_sqrt(parts(z.real - 1.0, z.imaginary));
    struct parts s2 = complex_sqrt(parts(z.real + 1.0, z.imaginary));
    return parts(asinh(s1.real * s2.real + s1.imaginary * s2.imaginary), 2.0 * atan2(s1.imaginary, s2.real));
}

static struct parts complex_asinh(struct parts z)
{
    if (!is_finite(z)) {
        return special(asinh_table, z);
    }
    if (is_large(z)) {
        double size = log_large(z);
        return parts(z.imaginary >= 0.0 ? copysign(size, z.real) : -copysign(size, -z.real),
                     atan2(z.imaginary, fabs(z.real)));
    }
    struct parts s1 = complex_sqrt(parts(1.0 + z.imaginary, -z.real));
    struct parts s2 = complex_sqrt(parts(1.0 - z.imaginary, z.real));
    return parts(asinh(s1.real * s2.imaginary - s2.real * s1.imaginary),
                 atan2(z.imaginary, s1.real * s2.real - s1.imaginary * s2.imaginary));
}

static struct parts complex_atanh(struct parts z)
{
    if (!is_finite(z)) {
        return special(atanh_table, z);
    }
    if (signbit(z.real)) {
        struct parts r = complex_atanh(parts(-z.real, -z.imaginary));
        return failing(-r.real, -r.imaginary, r.failure);
    }
    double y = fabs(z.imaginary);
    if (z.real > sqrt(LARGE) || y > sqrt(LARGE)) {
        double h = hypot(z.real / 2.0, z.imaginary / 2.0);
        return parts(z.real / 4.0 / h / h, -copysign(PI / 2.0, -z.imaginary));
    }
    if (z.real == 1.0 && y < sqrt(DBL_MIN)) {
        if (y == 0.0) {
            return failing((double)INFINITY, z.imaginary, DOMAIN_FAILURE);
        }
        return parts(-log(sqrt(y) / sqrt(hypot(y, 2.0))), copysign(atan2(2.0, -y) / 2, z.imaginary));
    }
    return parts(log1p(4.0 * z.real / ((1 - z.real) * (1 - z.real) + y * y)) / 4.0,
                 -atan2(-2.0 * z.imaginary, (1 - z.real) * (1 + z.real) - y * y) / 2.0);
}

static struct parts complex_asin(struct parts z)
{
    return over_i(complex_asinh(times_i(z)));
}

static struct parts complex_atan(struct parts z)
{
    return over_i(complex_atanh(times_i(z)));
}

static struct parts complex_cosh(struct parts z)
{
    if (!is_finite(z)) {
        return is_directed(z) ? directed((double)INFINITY, 1.0, z.real > 0 ? 1.0 : -1.0, z.imaginary)
                              : special(cosh_table, z);
    }
    if (fabs(z.real) > log(LARGE)) { // e apart, so that the product alone may overflow
        double x = z.real - copysign(1.0, z.real);
        return range_checked(parts(cos(z.imaginary) * cosh(x) * E, sin(z.imaginary) * sinh(x) * E));
    }
    return range_checked(parts(cos(z.imaginary) * cosh(z.real), sin(z.imaginary) * sinh(z.real)));
}

static struct parts complex_sinh(struct parts z)
{
    if (!is_finite(z)) {
        return is_directed(z) ? directed((double)INFINITY, z.real > 0 ? 1.0 : -1.0, 1.0, z.imaginary)
                              : special(sinh_table, z);
    }
    if (fabs(z.real) > log(LARGE)) {
        double x = z.real - copysign(1.0, z.real);
        return range_checked(parts(cos(z.imaginary) * sinh(x) * E, sin(z.imaginary) * cosh(x) * E));
    }
    return range_checked(parts(cos(z.imaginary) * sinh(z.real), sin(z.imaginary) * cosh(z.real)));
}

static struct parts complex_tanh(struct parts z)
{
    if (!is_finite(z)) {
        if (is_directed(z)) {
            return parts(z.real > 0 ? 1.0 : -1.0, copysign(0.0, 2.0 * sin(z.imaginary) * cos(z.imaginary)));
        }
        return special(tanh_table, z);
    }
    if (fabs(z.real) > log(LARGE)) {
        return parts(copysign(1.0, z.real), 4.0 * sin(z.imaginary) * cos(z.imaginary) * exp(-2.0 * fabs(z.real)));
    }
    double tx = tanh(z.real), ty = tan(z.imaginary), cx = 1.0 / cosh(z.real);
    double product = tx * ty, below = 1.0 + product * product;
    return parts(tx * (1.0 + ty * ty) / below, ((ty / below) * cx) * cx);
}

static struct parts complex_cos(struct parts z)
{
    return complex_cosh(times_i(z));
}

static struct parts complex_sin(struct parts z)
{
    return over_i(complex_sinh(times_i(z)));
}

static struct parts complex_tan(struct parts z)
{
    return over_i(complex_tanh(times_i(z)));
}

static struct parts complex_exp(struct parts z)
{
    if (!is_finite(z)) {
        return is_directed(z) ? directed(z.real > 0 ? (double)INFINITY : 0.0, 1.0, 1.0, z.imaginary)
                              : special(exp_table, z);
    }
    if (z.real > log(LARGE)) {
        double size = exp(z.real - 1.0);
        return range_checked(parts(size * cos(z.imaginary) * E, size * sin(z.imaginary) * E));
    }
    double size = exp(z.real);
    return range_checked(parts(size * cos(z.imaginary), size * sin(z.imaginary)));
}

static struct parts complex_log(struct parts z)
{
    if (!is_finite(z)) {
        return special(log_table, z);
    }
    double x = fabs(z.real), y = fabs(z.imaginary), size;
    if (x > LARGE || y > LARGE) {
        size = log(hypot(x / 2.0, y / 2.0)) + LN_2;
    } else if (x < DBL_MIN && y < DBL_MIN) {
        if (x == 0.0 && y == 0.0) {
            return failing(-(double)INFINITY, atan2(z.imaginary, z.real), DOMAIN_FAILURE);
        }
        size = log(hypot(ldexp(x, DBL_MANT_DIG), ldexp(y, DBL_MANT_DIG))) - DBL_MANT_DIG * LN_2;
    } else {
        double h = hypot(x, y);
        if (0.71 <= h && h <= 1.73) { // near 1: |z|^2 - 1 without cancellation
            double large = x > y ? x : y, small = x > y ? y : x;
            size = log1p((large - 1) * (large + 1) + small * small) / 2.0;
        } else {
            size = log(h);
        }
    }
    return parts(size, atan2(z.imaginary, z.real));
}

static struct parts complex_log10(struct parts z)
{
    struct parts r = complex_log(z);
    return failing(r.real / LN_10, r.imaginary / LN_10, r.failure);
}

// Natives
// ---------------------------------------------------------------------------------------------------------------

static own_value result_of(struct ouro *rt, struct parts z)
{
    switch (z.failure) {
    case DOMAIN_FAILURE:
        return math_domain_error(rt);
    case RANGE_FAILURE:
        return math_range_error(rt);
    case NO_FAILURE:
        break;
    }
    return complex_new(rt, z.real, z.imaginary);
}

static own_value apply(struct ouro *rt, ref_value v, struct parts (*function)(struct parts))
{
    struct parts z = {0};
    return complex_parts(rt, v, &z.real, &z.imaginary) ? result_of(rt, function(z)) : own_nothing;
}

#define FUNCTIONS(X)                                        \
    X(acos, "Return the arc cosine of z.")                  \
    X(acosh, "Return the inverse hyperbolic cosine of z.")  \
    X(asin, "Return the arc sine of z.")                    \
    X(asinh, "Return the inverse hyperbolic sine of z.")    \
    X(atan, "Return the arc tangent of z.")                 \
    X(atanh, "Return the inverse hyperbolic tangent of z.") \
    X(cos, "Return the cosine of z.")                       \
    X(cosh, "Return the hyperbolic cosine of z.")           \
    X(exp, "Return the exponential value e**z.")            \
    X(log10, "Return the base-10 logarithm of z.")          \
    X(sin, "Return the sine of z.")                         \
    X(sinh, "Return the hyperbolic sine of z.")             \
    X(sqrt, "Return the square root of z.")                 \
    X(tan, "Return the tangent of z.")                      \
    X(tanh, "Return the hyperbolic tangent of z.")

#define X(name, doc)                                                                                         \
    static own_value cmath_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                        \
        (void)count, (void)kwnames;                                                                          \
        return apply(rt, args[0], complex_##name);                                                           \
    }
FUNCTIONS(X)
#undef X

static own_value cmath_log(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    struct parts z = {0}, base = {0};
    if (!complex_parts(rt, args[0], &z.real, &z.imaginary) ||
        (count == 2 && !complex_parts(rt, args[1], &base.real, &base.imaginary))) {
        return own_nothing;
    }
    z = complex_log(z);
    if (count == 1) { // a pole of the first logarithm goes into the quotient
        return result_of(rt, z);
    }
    base = complex_log(base);
    if (base.failure != NO_FAILURE) {
        return result_of(rt, base);
    }
    own_value above = complex_new(rt, z.real, z.imaginary);
    own_value below = failed(above) ? own_nothing : complex_new(rt, base.real, base.imaginary);
    own_value result = failed(below) ? own_nothing : operation_binary(rt, BINARY_TRUEDIV, lend(above), lend(below));
    release(rt, above);
    release(rt, below);
    if (failed(result) && error_matches(rt, TYPE_ZERO_DIVISION_ERROR)) {
        error_clear(rt);
        return math_domain_error(rt);
    }
    return result;
}

static own_value cmath_phase(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct parts z = {0};
    return complex_parts(rt, args[0], &z.real, &z.imaginary) ? float_new(rt, atan2(z.imaginary, z.real)) : own_nothing;
}

static own_value cmath_polar(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct parts z = {0};
    if (!complex_parts(rt, args[0], &z.real, &z.imaginary)) {
        return own_nothing;
    }
    double size = hypot(z.real, z.imaginary);
    if (isinf(size) && is_finite(z)) {
        return math_range_error(rt);
    }
    own_value both[] = {float_new(rt, size), float_new(rt, atan2(z.imaginary, z.real))};
    if (failed(both[0]) || failed(both[1])) {
        release(rt, both[0]);
        release(rt, both[1]);
        return own_nothing;
    }
    return tuple_from_owned(rt, both, 2);
}

static own_value cmath_rect(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct parts polar = {0}, z;
    if (!operation_double(rt, args[0], &polar.real) || !operation_double(rt, args[1], &polar.imaginary)) {
        return own_nothing;
    }
    if (!is_finite(polar)) {
        double sign = polar.real > 0 ? 1.0 : -1.0;
        z = is_directed(polar) ? directed((double)INFINITY, sign, sign, polar.imaginary) : special(rect_table, polar);
    } else if (polar.imaginary == 0.0) {
        z = parts(polar.real, polar.real * polar.imaginary); // keeps the sign of a zero angle
    } else {
        z = parts(polar.real * cos(polar.imaginary), polar.real * sin(polar.imaginary));
    }
    return result_of(rt, z);
}

#define PREDICATE(name, test)                                                                                \
    static own_value cmath_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                        \
        (void)count, (void)kwnames;                                                                          \
        struct parts z = {0};                                                                                \
        return complex_parts(rt, args[0], &z.real, &z.imaginary) ? own_bool(test) : own_nothing;             \
    }
PREDICATE(isfinite, is_finite(z))
PREDICATE(isnan, isnan(z.real) || isnan(z.imaginary))
PREDICATE(isinf, isinf(z.real) || isinf(z.imaginary))

static own_value cmath_isclose(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"a", "b", "rel_tol", "abs_tol"};
    static struct signature const signature = {"isclose", names, 4, 2, 0, 2};
    ref_value given[4];
    struct parts a = {0}, b = {0};
    double tolerance[2] = {1e-9, 0.0};
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !complex_parts(rt, given[0], &a.real, &a.imaginary) || !complex_parts(rt, given[1], &b.real, &b.imaginary)) {
        return own_nothing;
    }
    for (int i = 0; i < 2; i++) {
        if (!is_nothing(given[2 + i]) && !operation_double(rt, given[2 + i], &tolerance[i])) {
            return own_nothing;
        }
    }
    if (tolerance[0] < 0.0 || tolerance[1] < 0.0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "tolerances must be non-negative");
    }
    if (a.real == b.real && a.imaginary == b.imaginary) {
        return own_true;
    }
    if (isinf(a.real) || isinf(a.imaginary) || isinf(b.real) || isinf(b.imaginary)) {
        return own_false;
    }
    double difference = hypot(a.real - b.real, a.imaginary - b.imaginary);
    return own_bool(difference <= tolerance[0] * hypot(b.real, b.imaginary) ||
                    difference <= tolerance[0] * hypot(a.real, a.imaginary) || difference <= tolerance[1]);
}

static struct native_definition const functions[] = {
#define X(name, doc) {#name, cmath_##name, 1, 1, 0, doc},
    FUNCTIONS(X)
#undef X
        {"isclose", cmath_isclose, 0, -1, NATIVE_KEYWORDS, "Determine whether two complex numbers are close in value."},
    {"isfinite", cmath_isfinite, 1, 1, 0, "Return True if both the real and imaginary parts of z are finite."},
    {"isinf", cmath_isinf, 1, 1, 0, "Checks if the real or imaginary part of z is infinite."},
    {"isnan", cmath_isnan, 1, 1, 0, "Checks if the real or imaginary part of z not a number (NaN)."},
    {"log", cmath_log, 1, 2, 0, "log(z[, base]) -> the logarithm of z to the given base."},
    {"phase", cmath_phase, 1, 1, 0, "Return argument, also known as the phase angle, of a complex."},
    {"polar", cmath_polar, 1, 1, 0, "Convert a complex from rectangular coordinates to polar coordinates."},
    {"rect", cmath_rect, 2, 2, 0, "Convert from polar coordinates to rectangular coordinates."},
    {0},
};

own_value cmath_module_open(struct ouro *rt)
{
    own_value module = module_make(rt, "cmath",
                                   "This module provides access to mathematical functions for complex\n"
                                   "numbers.",
                                   functions);
    if (!failed(module) && !(module_set(rt, lend(module), "pi", float_new(rt, PI)) &&
                             module_set(rt, lend(module), "e", float_new(rt, E)) &&
                             module_set(rt, lend(module), "tau", float_new(rt, 2 * PI)) &&
                             module_set(rt, lend(module), "inf", float_new(rt, (double)INFINITY)) &&
                             module_set(rt, lend(module), "nan", float_new(rt, (double)NAN)) &&
                             module_set(rt, lend(module), "infj", complex_new(rt, 0.0, (double)INFINITY)) &&
                             module_set(rt, lend(module), "nanj", complex_new(rt, 0.0, (double)NAN)))) {
        release(rt, module);
        return own_nothing;
    }
    return module;
}
