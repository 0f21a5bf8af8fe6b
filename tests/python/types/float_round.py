# SPDX-License-Identifier: MIT
# round() of floats.
from _numbers import attempt

for n in (0.0, -0.0, 0.5, 1.5, 2.5, -0.5, -1.5, 0.49999999999999994, 2.675, 1.005, 123.456, -123.456, 1e16, 1e22, 5e-324, 1e300,
          4503599627370497.5, 1.15, 2.25, 1234567.0):
    print(n, round(n), round(n, None), round(n, 0), round(n, 1), round(n, 2), round(n, -1), round(n, -2), round(n, 400), round(n, -400),
          round(n, 15), round(n, 16))
for n in (float("inf"), float("-inf"), float("nan")):
    attempt(round, n)
    attempt(round, n, 2)
attempt(round, 1.5, 1.0)
attempt(round, 1.5, "x")
attempt(round, 1.7976931348623157e308, -308)
attempt(round, 1.5, 10 ** 30)
attempt(round, 1.5, -10 ** 30)
print(type(round(1.5)), type(round(1.5, 0)), round(1e300) == int(1e300))
