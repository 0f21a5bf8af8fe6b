// SPDX-License-Identifier: MIT
// gamma and log gamma by the Lanczos approximation in Pugh's form ("An analysis of the Lanczos gamma approximation",
// 2004) with the 13 coefficients that Boost.Math publishes; the same order of operations as CPython's, so that results
// agree to the last bit. For negative arguments the reflection formula is used in a form without cancellation.
#include "lib/math_module.h"

#include <errno.h>
#include <math.h>

#define TERMS 13
#define LANCZOS_G 6.024680040776729583740234375
#define LANCZOS_G_LESS_HALF 5.524680040776729583740234375
#define PI 3.141592653589793238462643383279502884197
#define LOG_PI 1.144729885849400174143427351353058711647

static double const numerator[TERMS] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
// x (x + 1) ... (x + 11)
static double const denominator[TERMS] = {0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0,
                                          45995730.0, 13339535.0, 2637558.0,   357423.0,    32670.0,
                                          1925.0,     66.0,       1.0};
// gamma of 1, 2, ...: all factorials that a double holds exactly.
static double const factorials[] = {1.0,
                                    1.0,
                                    2.0,
                                    6.0,
                                    24.0,
                                    120.0,
                                    720.0,
                                    5040.0,
                                    40320.0,
                                    362880.0,
                                    3628800.0,
                                    39916800.0,
                                    479001600.0,
                                    6227020800.0,
                                    87178291200.0,
                                    1307674368000.0,
                                    20922789888000.0,
                                    355687428096000.0,
                                    6402373705728000.0,
                                    121645100408832000.0,
                                    2432902008176640000.0,
                                    51090942171709440000.0,
                                    1124000727777607680000.0};
enum { FACTORIALS = sizeof factorials / sizeof *factorials };

// The rational function, its polynomials evaluated in x or in 1/x, whichever is safe from overflow.
static double lanczos_sum(double x)
{
    double above = 0.0, below = 0.0;
    if (x < 5.0) {
        for (int i = TERMS - 1; i >= 0; i--) {
            above = above * x + numerator[i];
            below = below * x + denominator[i];
        }
    } else {
        for (int i = 0; i < TERMS; i++) {
            above = above / x + numerator[i];
            below = below / x + denominator[i];
        }
    }
    return above / below;
}

// sin(pi x), exact where pi x would not be.
static double sine_pi(double x)
{
    double y = fmod(fabs(x), 2.0), result;
    switch ((int)round(2.0 * y)) {
    case 0:
        result = sin(PI * y);
        break;
    case 1:
        result = cos(PI * (y - 0.5));
        break;
    case 2:
        result = sin(PI * (1.0 - y)); // not -sin(pi (y - 1)): that would give -0.0
        break;
    case 3:
        result = -cos(PI * (y - 1.5));
        break;
    default:
        result = sin(PI * (y - 2.0));
        break;
    }
    return copysign(1.0, x) * result;
}

// x is finite, no integer that has an exact answer, and 1e-20 <= |x| <= 200.
static double gamma_by_sum(double x)
{
    double size = fabs(x);
    double y = size + LANCZOS_G_LESS_HALF;
    // What y lost in rounding: the exact difference, computed in the order that keeps it exact.
    double lost = size > LANCZOS_G_LESS_HALF ? (y - size) - LANCZOS_G_LESS_HALF : (y - LANCZOS_G_LESS_HALF) - size;
    lost = lost * LANCZOS_G / y;
    double result;
    if (x < 0.0) {
        result = -PI / sine_pi(size) / size * exp(y) / lanczos_sum(size);
        result -= lost * result;
        if (size < 140.0) {
            return result / pow(y, size - 0.5);
        }
        double root = pow(y, size / 2.0 - 0.25);
        return result / root / root;
    }
    result = lanczos_sum(size) / exp(y);
    result += lost * result;
    if (size < 140.0) {
        return result * pow(y, size - 0.5);
    }
    double root = pow(y, size / 2.0 - 0.25);
    return result * root * root;
}

double math_gamma(double x)
{
    if (!isfinite(x)) {
        if (isnan(x) || x > 0.0) {
            return x;
        }
        errno = EDOM;
        return (double)NAN;
    }
    if (x == 0.0) {
        errno = EDOM;
        return copysign((double)INFINITY, x);
    }
    if (x == floor(x)) {
        if (x < 0.0) {
            errno = EDOM;
            return (double)NAN;
        }
        if (x <= FACTORIALS) {
            return factorials[(int)x - 1];
        }
    }
    double size = fabs(x), result;
    if (size < 1e-20) {
        result = 1.0 / x;
    } else if (size > 200.0) {
        if (x < 0.0) {
            return 0.0 / sine_pi(x);
        }
        result = (double)INFINITY;
    } else {
        result = gamma_by_sum(x);
    }
    if (isinf(result)) {
        errno = ERANGE;
    }
    return result;
}

double math_log_gamma(double x)
{
    if (!isfinite(x)) {
        return isnan(x) ? x : (double)INFINITY;
    }
    if (x == floor(x) && x <= 2.0) {
        if (x > 0.0) {
            return 0.0;
        }
        errno = EDOM;
        return (double)INFINITY;
    }
    double size = fabs(x);
    if (size < 1e-20) {
        return -log(size);
    }
    double result = log(lanczos_sum(size)) - LANCZOS_G;
    result += (size - 0.5) * (log(size + LANCZOS_G - 0.5) - 1);
    if (x < 0.0) {
        result = LOG_PI - log(fabs(sine_pi(size))) - log(size) - result;
    }
    if (isinf(result)) {
        errno = ERANGE;
    }
    return result;
}
