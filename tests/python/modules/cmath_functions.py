# SPDX-License-Identifier: MIT
# cmath: every function at ordinary and special values, bit for bit.
import cmath
import math


def text(v):
    if isinstance(v, complex):
        return f"({text(v.real)}, {text(v.imag)})"
    if isinstance(v, float):
        return "nan" if v != v else v.hex()
    return "(" + ", ".join(map(text, v)) + ")" if isinstance(v, tuple) else repr(v)


def show(name, *args, **named):
    try:
        result = text(getattr(cmath, name)(*args, **named))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    shown = [text(a) if isinstance(a, (int, float, complex, str)) else type(a).__name__ for a in args]
    print(name, *shown, *named.items(), "->", result)


names = "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh phase polar isfinite isinf isnan".split()
parts = [-math.inf, -1e300, -709.5, -2.3, -1.0, -1e-310, -0.0, 0.0, 5e-324, 1e-160, 0.8, 1.0, 2.3, 710.0, 1e308, math.inf, math.nan]
for name in names:
    for x in parts:
        for y in parts:
            if name != "phase" or y == 0 or not 0 < abs(y) < 1e-150:  # CPython leaks an underflow of atan2 as OverflowError
                show(name, complex(x, y))
for x in parts:
    for y in parts:
        show("rect", x, y)

state = 99
def number():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return ((state >> 11) / 2**53 - 0.5) * 2.0 ** (state % 9 - 3)


for name in names:
    for _ in range(12):
        show(name, complex(number(), number()))
for _ in range(20):
    show("rect", number(), number())
    show("log", complex(number(), number()), complex(number(), number()))


class Complex:
    def __complex__(self):
        return 1 + 2j


class Float:
    def __float__(self):
        return 2.5


class Index:
    def __index__(self):
        return 3


class Wrong:
    def __complex__(self):
        return 1.5


class Raises:
    def __complex__(self):
        raise KeyError("complex")

    __float__ = __complex__


class Own(complex):
    def __complex__(self):
        return 9j


for v in 1, True, 2.5, "1", None, Complex(), Float(), Index(), Wrong(), Raises(), Own(1, 1), 10**400, [1]:
    for name in "sqrt", "phase", "polar", "isnan", "log":
        show(name, v)
    show("rect", v, 1)
    show("rect", 1, v)
show("log", 1, 0)
show("log", 2, 1)
show("log", 0, 2)
show("log", 8, 2)
show("log", -8, 2j)
show("log")
show("log", 1, 2, 3)
show("sqrt")
show("sqrt", 1, 2)
show("rect", 1)
for a, b in (1, 1 + 1e-10j), (1, 1.1), (complex(math.inf, 1), complex(math.inf, 1)), (complex(math.inf, 1), 1), (math.nan, math.nan), (1j, 1j):
    show("isclose", a, b)
show("isclose", 1, 1.1, rel_tol=0.2)
show("isclose", 1, 1.1, abs_tol=0.2)
show("isclose", 1, 2, rel_tol=-1)
show("isclose", 1)
show("isclose", 1, "a")
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj)
