// SPDX-License-Identifier: MIT
// The module math: functions of floats. Integers are math_integer.c's, sums math_sums.c's, gamma math_gamma.c's.
#include "lib/math_module.h"

#include "lib/module_types.h"
#include "object/class.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/tuple.h"

#include <errno.h>
#include <math.h>

#define PI 3.141592653589793238462643383279502884
#define E 2.718281828459045235360287471352662498
#define TAU 6.283185307179586476925286766559005768

own_value math_domain_error(struct ouro *rt)
{
    return error_raise(rt, TYPE_VALUE_ERROR, "math domain error");
}

own_value math_range_error(struct ouro *rt)
{
    return error_raise(rt, TYPE_OVERFLOW_ERROR, "math range error");
}

// Functions of one number
// -----------------------------------------------------------------------------------------------

// NaN from a number is a domain error; infinity from a finite one a range error, or a pole (`pole`) and so a domain
// error.
static own_value checked(struct ouro *rt, double x, double result, bool pole)
{
    if (OURO_LIKELY(isfinite(result))) {
        return float_new(rt, result);
    }
    if (isnan(result) && !isnan(x)) {
        return math_domain_error(rt);
    }
    if (isinf(result) && isfinite(x)) {
        return pole ? math_domain_error(rt) : math_range_error(rt);
    }
    return float_new(rt, result);
}

// X(name, function, infinity from a finite number is a pole, doc)
#define FUNCTIONS_OF_ONE(X)                                                   \
    X(acos, acos, true, "Return the arc cosine (measured in radians) of x.")  \
    X(acosh, acosh, true, "Return the inverse hyperbolic cosine of x.")       \
    X(asin, asin, true, "Return the arc sine (measured in radians) of x.")    \
    X(asinh, asinh, true, "Return the inverse hyperbolic sine of x.")         \
    X(atan, atan, true, "Return the arc tangent (measured in radians) of x.") \
    X(atanh, atanh, true, "Return the inverse hyperbolic tangent of x.")      \
    X(cbrt, cbrt, true, "Return the cube root of x.")                         \
    X(cos, cos, true, "Return the cosine of x (measured in radians).")        \
    X(cosh, cosh, false, "Return the hyperbolic cosine of x.")                \
    X(erf, erf, false, "Error function at x.")                                \
    X(erfc, erfc, false, "Complementary error function at x.")                \
    X(exp, exp, false, "Return e raised to the power of x.")                  \
    X(exp2, exp2, false, "Return 2 raised to the power of x.")                \
    X(expm1, expm1, false, "Return exp(x)-1.")                                \
    X(fabs, fabs, true, "Return the absolute value of the float x.")          \
    X(log1p, log1p, true, "Return the natural logarithm of 1+x (base e).")    \
    X(sin, sin, true, "Return the sine of x (measured in radians).")          \
    X(sinh, sinh, false, "Return the hyperbolic sine of x.")                  \
    X(sqrt, sqrt, true, "Return the square root of x.")                       \
    X(tan, tan, true, "Return the tangent of x (measured in radians).")       \
    X(tanh, tanh, true, "Return the hyperbolic tangent of x.")

#define X(name, function, pole, doc)                                                                        \
    static own_value math_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                       \
        (void)count, (void)kwnames;                                                                         \
        double x;                                                                                           \
        return operation_double(rt, args[0], &x) ? checked(rt, x, function(x), pole) : own_nothing;         \
    }
FUNCTIONS_OF_ONE(X)
#undef X

// Functions that say by errno what went wrong.
static own_value by_errno(struct ouro *rt, double result)
{
    if (errno == EDOM) {
        return math_domain_error(rt);
    }
    return errno == ERANGE && fabs(result) > 1.0 ? math_range_error(rt) : float_new(rt, result);
}

static own_value gamma_function(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    double x;
    if (!operation_double(rt, args[0], &x)) {
        return own_nothing;
    }
    errno = 0;
    return by_errno(rt, math_gamma(x));
}

static own_value log_gamma_function(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    double x;
    if (!operation_double(rt, args[0], &x)) {
        return own_nothing;
    }
    errno = 0;
    return by_errno(rt, math_log_gamma(x));
}

#define PREDICATE(name, test)                                                                               \
    static own_value math_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                       \
        (void)count, (void)kwnames;                                                                         \
        double x;                                                                                           \
        return operation_double(rt, args[0], &x) ? own_bool(test(x)) : own_nothing;                         \
    }
PREDICATE(isfinite, isfinite)
PREDICATE(isinf, isinf)
PREDICATE(isnan, isnan)

static double to_degrees(double x)
{
    return x * (180.0 / PI);
}

static double to_radians(double x)
{
    return x * (PI / 180.0);
}

static double unit_in_last_place(double x)
{
    x = fabs(x);
    if (isnan(x) || isinf(x)) {
        return x;
    }
    double next = nextafter(x, (double)INFINITY);
    return isinf(next) ? x - nextafter(x, -(double)INFINITY) : next - x;
}

#define UNCHECKED(name, function)                                                                           \
    static own_value math_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                       \
        (void)count, (void)kwnames;                                                                         \
        double x;                                                                                           \
        return operation_double(rt, args[0], &x) ? float_new(rt, function(x)) : own_nothing;                \
    }
UNCHECKED(degrees, to_degrees)
UNCHECKED(radians, to_radians)
UNCHECKED(ulp, unit_in_last_place)

// Rounding to an int
// ----------------------------------------------------------------------------------------------------

// The special method `name` of a value that is no exact float. own_stop: it has none.
static own_value by_method(struct ouro *rt, ref_value v, enum name_number name)
{
    if (is_float(rt, v) && value_number(v) < SHAPE_FIRST) {
        return own_stop;
    }
    own_value result = operation_call_special(rt, name, &v, 1);
    return failed(result) && !error_pending(rt) ? own_stop : result;
}

static own_value math_ceil(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value result = by_method(rt, args[0], NAME_ceil);
    double x;
    if (!is_stop(lend(result))) {
        return result;
    }
    return operation_double(rt, args[0], &x) ? int_from_double(rt, ceil(x)) : own_nothing;
}

static own_value math_floor(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value result = by_method(rt, args[0], NAME_floor);
    double x;
    if (!is_stop(lend(result))) {
        return result;
    }
    return operation_double(rt, args[0], &x) ? int_from_double(rt, floor(x)) : own_nothing;
}

static own_value math_trunc(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value result = operation_call_special(rt, NAME_trunc, args, 1);
    return failed(result) && !error_pending(rt)
               ? error_raise(rt, TYPE_TYPE_ERROR, "type %T doesn't define __trunc__ method", args[0])
               : result;
}

// Logarithms
// ------------------------------------------------------------------------------------------------------------

static own_value log_with(struct ouro *rt, ref_value v, double (*function)(double))
{
    double x;
    if (!is_int(rt, v)) {
        return operation_double(rt, v, &x) ? checked(rt, x, function(x), true) : own_nothing;
    }
    if (int_sign(rt, v) <= 0) {
        return math_domain_error(rt);
    }
    if (int_to_double(rt, v, &x)) {
        return float_new(rt, function(x));
    }
    if (!error_matches(rt, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    // Too large for a float: n = m * 2^bits with m in [0.5, 1), so log(n) = log(m) + log(2) * bits. The top 64 bits
    // with a sticky lowest one round to m as all of them would.
    error_clear(rt);
    int64_t bits = int_bit_length(v);
    own_value top = int_binary(rt, BINARY_RSHIFT, v, lend(own_small_int(bits - 64)));
    own_value back =
        failed(top) ? own_nothing : int_binary(rt, BINARY_LSHIFT, lend(top), lend(own_small_int(bits - 64)));
    own_value result = own_nothing;
    if (!failed(back)) {
        uint64_t word = 0;
        (void)int_to_uint64_masked(rt, lend(top), &word);
        word |= int_compare(rt, lend(back), v) != 0;
        double mantissa = ldexp((double)word, -64);
        int exponent = 0;
        mantissa = frexp(mantissa, &exponent);
        result = float_new(rt, function(mantissa) + function(2.0) * (double)(bits + exponent));
    }
    release(rt, back);
    release(rt, top);
    return result;
}

static own_value math_log(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (count < 1 || count > 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "math.log requires 1 to 2 arguments");
    }
    own_value result = log_with(rt, args[0], log);
    if (failed(result) || count == 1) {
        return result;
    }
    own_value base = log_with(rt, args[1], log);
    own_value quotient = failed(base) ? base : operation_binary(rt, BINARY_TRUEDIV, lend(result), lend(base));
    release(rt, base);
    release(rt, result);
    return quotient;
}

static own_value math_log2(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return log_with(rt, args[0], log2);
}

static own_value math_log10(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return log_with(rt, args[0], log10);
}

// Functions of two numbers
// ----------------------------------------------------------------------------------------------

OURO_MUST_USE static bool read_two(struct ouro *rt, ref_value const *args, double *x, double *y)
{
    return operation_double(rt, args[0], x) && operation_double(rt, args[1], y);
}

static own_value checked_two(struct ouro *rt, double x, double y, double result)
{
    if (isnan(result) && !isnan(x) && !isnan(y)) {
        return math_domain_error(rt);
    }
    if (isinf(result) && isfinite(x) && isfinite(y)) {
        return math_range_error(rt);
    }
    return float_new(rt, result);
}

#define FUNCTION_OF_TWO(name, function)                                                                     \
    static own_value math_##name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                       \
        (void)count, (void)kwnames;                                                                         \
        double x, y;                                                                                        \
        return read_two(rt, args, &x, &y) ? checked_two(rt, x, y, function(x, y)) : own_nothing;            \
    }
FUNCTION_OF_TWO(atan2, atan2)
FUNCTION_OF_TWO(copysign, copysign)
FUNCTION_OF_TWO(remainder, remainder)

static own_value math_fmod(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    double x, y;
    if (!read_two(rt, args, &x, &y)) {
        return own_nothing;
    }
    if (isinf(y) && isfinite(x)) {
        return float_new(rt, x);
    }
    double result = fmod(x, y);
    return isnan(result) && !isnan(x) && !isnan(y) ? math_domain_error(rt) : float_new(rt, result);
}

static own_value math_pow(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    double x, y;
    if (!read_two(rt, args, &x, &y)) {
        return own_nothing;
    }
    double result = pow(x, y); // C's special values are Python's
    if (isfinite(x) && isfinite(y) && !isfinite(result)) {
        return isnan(result) || x == 0.0 ? math_domain_error(rt) : math_range_error(rt);
    }
    return float_new(rt, result);
}

static own_value math_nextafter(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    double x, y;
    return read_two(rt, args, &x, &y) ? float_new(rt, nextafter(x, y)) : own_nothing;
}

// Parts
// -----------------------------------------------------------------------------------------------------------------

// Takes both.
static own_value pair(struct ouro *rt, own_value first, own_value second)
{
    own_value both[] = {first, second};
    if (failed(first) || failed(second)) {
        release(rt, first);
        release(rt, second);
        return own_nothing;
    }
    return tuple_from_owned(rt, both, 2);
}

static own_value math_frexp(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    double x;
    if (!operation_double(rt, args[0], &x)) {
        return own_nothing;
    }
    int exponent = 0;
    if (isfinite(x)) {
        x = frexp(x, &exponent);
    }
    return pair(rt, float_new(rt, x), own_small_int(exponent));
}

static own_value math_modf(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    double x, whole;
    if (!operation_double(rt, args[0], &x)) {
        return own_nothing;
    }
    x = modf(x, &whole);
    return pair(rt, float_new(rt, x), float_new(rt, whole));
}

static own_value math_ldexp(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    double x;
    int64_t exponent;
    if (!operation_double(rt, args[0], &x)) {
        return own_nothing;
    }
    if (!is_int(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "Expected an int as second argument to ldexp.");
    }
    if (!int_to_int64(rt, args[1], &exponent)) {
        exponent = int_sign(rt, args[1]) < 0 ? INT64_MIN : INT64_MAX;
    }
    if (x == 0.0 || !isfinite(x)) {
        return float_new(rt, x);
    }
    if (exponent > INT32_MAX) {
        return math_range_error(rt);
    }
    if (exponent < INT32_MIN) {
        return float_new(rt, copysign(0.0, x));
    }
    x = ldexp(x, (int)exponent);
    return isinf(x) ? math_range_error(rt) : float_new(rt, x);
}

bool math_close(double a, double b, double relative, double absolute)
{
    if (a == b) {
        return true;
    }
    if (isinf(a) || isinf(b)) {
        return false;
    }
    double difference = fabs(b - a);
    return difference <= fabs(relative * b) || difference <= fabs(relative * a) || difference <= absolute;
}

static own_value math_isclose(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"a", "b", "rel_tol", "abs_tol"};
    static struct signature const signature = {"isclose", names, 4, 2, 0, 2};
    ref_value given[4];
    double v[4] = {0.0, 0.0, 1e-9, 0.0};
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    for (int i = 0; i < 4; i++) {
        if (!is_nothing(given[i]) && !operation_double(rt, given[i], &v[i])) {
            return own_nothing;
        }
    }
    if (v[2] < 0.0 || v[3] < 0.0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "tolerances must be non-negative");
    }
    return own_bool(math_close(v[0], v[1], v[2], v[3]));
}

// The module
// ------------------------------------------------------------------------------------------------------------

static struct native_definition const functions[] = {
#define X(name, function, pole, doc) {#name, math_##name, 1, 1, 0, doc},
    FUNCTIONS_OF_ONE(X)
#undef X
        {"atan2", math_atan2, 2, 2, 0, "Return the arc tangent (measured in radians) of y/x."},
    {"ceil", math_ceil, 1, 1, 0, "Return the ceiling of x as an Integral."},
    {"comb", math_comb, 2, 2, 0, "Number of ways to choose k items from n items without repetition and without order."},
    {"copysign", math_copysign, 2, 2, 0, "Return a float with the magnitude of x but the sign of y."},
    {"degrees", math_degrees, 1, 1, 0, "Convert angle x from radians to degrees."},
    {"dist", math_dist, 2, 2, 0, "Return the Euclidean distance between two points p and q."},
    {"factorial", math_factorial, 1, 1, 0, "Find n!."},
    {"floor", math_floor, 1, 1, 0, "Return the floor of x as an Integral."},
    {"fmod", math_fmod, 2, 2, 0, "Return fmod(x, y), according to platform C."},
    {"frexp", math_frexp, 1, 1, 0, "Return the mantissa and exponent of x, as pair (m, e)."},
    {"fsum", math_fsum, 1, 1, 0, "Return an accurate floating point sum of values in the iterable seq."},
    {"gamma", gamma_function, 1, 1, 0, "Gamma function at x."},
    {"gcd", math_gcd, 0, -1, 0, "Greatest Common Divisor."},
    {"hypot", math_hypot, 0, -1, 0, "Multidimensional Euclidean distance from the origin to a point."},
    {"isclose", math_isclose, 0, -1, NATIVE_KEYWORDS,
     "Determine whether two floating point numbers are close in value."},
    {"isfinite", math_isfinite, 1, 1, 0, "Return True if x is neither an infinity nor a NaN, and False otherwise."},
    {"isinf", math_isinf, 1, 1, 0, "Return True if x is a positive or negative infinity, and False otherwise."},
    {"isnan", math_isnan, 1, 1, 0, "Return True if x is a NaN (not a number), and False otherwise."},
    {"isqrt", math_isqrt, 1, 1, 0, "Return the integer part of the square root of the input."},
    {"lcm", math_lcm, 0, -1, 0, "Least Common Multiple."},
    {"ldexp", math_ldexp, 2, 2, 0, "Return x * (2**i)."},
    {"lgamma", log_gamma_function, 1, 1, 0, "Natural logarithm of absolute value of Gamma function at x."},
    {"log", math_log, 0, -1, 0, "Return the logarithm of x to the given base."},
    {"log10", math_log10, 1, 1, 0, "Return the base 10 logarithm of x."},
    {"log2", math_log2, 1, 1, 0, "Return the base 2 logarithm of x."},
    {"modf", math_modf, 1, 1, 0, "Return the fractional and integer parts of x."},
    {"nextafter", math_nextafter, 2, 2, 0, "Return the next floating-point value after x towards y."},
    {"perm", math_perm, 1, 2, 0, "Number of ways to choose k items from n items without repetition and with order."},
    {"pow", math_pow, 2, 2, 0, "Return x**y (x to the power of y)."},
    {"prod", math_prod, 0, -1, NATIVE_KEYWORDS, "Calculate the product of all the elements in the input iterable."},
    {"radians", math_radians, 1, 1, 0, "Convert angle x from degrees to radians."},
    {"remainder", math_remainder, 2, 2, 0, "Difference between x and the closest integer multiple of y."},
    {"trunc", math_trunc, 1, 1, 0, "Truncates the Real x to the nearest Integral toward 0."},
    {"ulp", math_ulp, 1, 1, 0, "Return the value of the least significant bit of the float x."},
    {0},
};

own_value math_module_open(struct ouro *rt)
{
    own_value module = module_make(rt, "math",
                                   "This module provides access to the mathematical functions\n"
                                   "defined by the C standard.",
                                   functions);
    if (!failed(module) && !(module_set(rt, lend(module), "pi", float_new(rt, PI)) &&
                             module_set(rt, lend(module), "e", float_new(rt, E)) &&
                             module_set(rt, lend(module), "tau", float_new(rt, TAU)) &&
                             module_set(rt, lend(module), "inf", float_new(rt, (double)INFINITY)) &&
                             module_set(rt, lend(module), "nan", float_new(rt, (double)NAN)))) {
        release(rt, module);
        return own_nothing;
    }
    return module;
}
