# SPDX-License-Identifier: MIT
# math: fsum, hypot, dist, bit for bit.
import math


def show(function, *args):
    try:
        result = function(*args).hex()
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(function.__name__, repr(args)[:70].split(" at 0x")[0], "->", result)


inf, nan = math.inf, math.nan
for values in [[], [0.0], [-0.0], [1e100, 1.0, -1e100, 1e-100, 1e50, -1.0, -1e50], [2.0**53, -0.5, -2.0**-54], [2.0**53, 1.0, 2.0**-100],
               [2.0**53 + 10.0, 1.0, 2.0**-100], [2.0**53 - 4.0, 0.5, 2.0**-54], [1. / n for n in range(1, 1001)],
               [(-1.)**n / n for n in range(1, 1001)], [1e16, 1., 1e-16], [1e308, 1e308, -1e308], [1e308, -1e308, 1e308], [inf, 1], [inf, -inf], [nan, 1],
               [inf, inf], [1e308] * 3, ["a"], [1, 2**2000], [None], [True, 2, 3.5], [0.1] * 10, [5e-324] * 7, [2.0**n - 2.0**(n + 50) + 2.0**(n + 52) for n in range(-1074, 972, 2)]]:
    show(math.fsum, values)
show(math.fsum, 5)
show(math.fsum)


def broken():
    yield 1.0
    raise KeyError("in the middle")


show(math.fsum, broken())

state = 7
def number():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return ((state >> 11) / 2**53 - 0.5) * 2.0 ** (state % 40 - 20)


for i in range(60):
    values = [number() * 2.0**(i - 30) for _ in range(i * 3 + 1)]
    show(math.fsum, values)
    show(math.hypot, *values[:i % 7 + 1])
    show(math.dist, values[:3], [number() for _ in values[:3]])
for values in [(), (3,), (-3,), (3, 4), (inf, nan), (nan, 1), (nan, -inf), (1e308, 1e308), (5e-324, 5e-324), (1e-310, 3e-310), (1e-200, 1e-200), ("a",),
               (1, None), (2**2000,), (1.0,) * 30, (0.0, -0.0), tuple(range(25)), (True, False)]:
    show(math.hypot, *values)
for p, q in [((), ()), ((1,), (2,)), ((1, 2), (3, 4)), ([1, 2], [4, 6]), ((1, 2), (1,)), ((inf, 1), (1, nan)), ((1, 2), 5), (range(3), iter([1, 2, 3])),
             (("a",), (1,)), ((1e308,), (-1e308,)), ((5e-324, 0), (0, 5e-324)), (tuple(range(40)), tuple(range(3, 43)))]:
    show(math.dist, p, q)
show(math.dist, (1,))
show(math.dist, (1,), (2,), (3,))
