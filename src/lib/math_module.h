// SPDX-License-Identifier: MIT
// What the files of the module math share.
#ifndef OURO_LIB_MATH_MODULE_H
#define OURO_LIB_MATH_MODULE_H

#include "object/type.h"

// The gamma function and the logarithm of its absolute value. errno tells of errors as libm does: EDOM, ERANGE.
double math_gamma(double x);
double math_log_gamma(double x);

// A domain or range error of a function of numbers, as the exception that Python gives for it.
own_value math_domain_error(struct ouro *rt);
own_value math_range_error(struct ouro *rt);

// math_sums.c and math_integer.c
// isclose of two numbers; both tolerances are not negative.
bool math_close(double a, double b, double relative, double absolute);

native_fn math_fsum, math_dist, math_hypot;

native_fn math_gcd, math_lcm, math_isqrt, math_factorial, math_comb, math_perm, math_prod;

#endif
