# SPDX-License-Identifier: MIT
# Floats and complex: text, conversions, ratios, math.
import math, cmath
x = [1.5, -0.0, 1e-310, 1e300, 123456.789, float("inf"), 2.0 ** -1074]
print(x, [f.hex() for f in x], [str(f) for f in x], x[4].as_integer_ratio(), float.fromhex("0x1.8p3"), sum(x[:3]), math.fsum([0.1] * 10))
print(round(1234.567, 2), round(2.5), divmod(-7.5, 2), 2.0 ** 0.5, int(1e25), (1e300).is_integer(), math.floor(1e20), math.modf(3.25), math.frexp(10.0))
print((1 + 2j) * 3, (1j) ** 3, abs(3 + 4j), complex("1+2j"), cmath.sqrt(-1), repr(-1e-300j), math.dist([1, 2], [4, 6]), math.hypot(3, 4, 12))
print("%.20f %g %e" % (0.1, 1e10, 12345.678), float("  1_000.5 "), max(x), sorted(x[:5]), hash(0.5), 1e16, 1e-5, math.log2(2 ** 200), math.nextafter(1, 2))
