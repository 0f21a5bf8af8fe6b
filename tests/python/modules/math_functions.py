# SPDX-License-Identifier: MIT
# math: every function of floats at ordinary, special and extreme values, bit for bit.
import math


def show(name, *args):
    try:
        result = getattr(math, name)(*args)
        text = result.hex() if isinstance(result, float) else repr(result)
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
    print(name, *(a.hex() if isinstance(a, float) else repr(a) for a in args), "->", text)


class Generator:
    """A small linear congruential generator: the same numbers everywhere."""

    def __init__(self, state):
        self.state = state

    def word(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return self.state >> 33

    def number(self, low, high):
        return low + (high - low) * (self.word() / 2**31)


special = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1e-320, -1e-320, 5e-324, 1e308, -1e308, 710.5, -745.5, 2.0, 23.0, 24.0, 171.5, 172.0,
           -1.5, -2.0, -170.5, -201.5, 1e-21, -1e-21, 1e22, math.inf, -math.inf, math.nan, 3, True, 10**400, "1", None]
ones = """acos acosh asin asinh atan atanh cbrt cos cosh degrees erf erfc exp exp2 expm1 fabs gamma lgamma log log10 log1p log2
radians sin sinh sqrt tan tanh ulp isfinite isinf isnan frexp modf ceil floor trunc""".split()
for name in ones:
    for x in special:
        show(name, x)

g = Generator(1)
for name in ones:
    for low, high in (-1.0, 1.0), (-200.0, 200.0), (0.0, 1e5):
        for _ in range(6):
            show(name, g.number(low, high))
for _ in range(150):
    show("gamma", g.number(-30.0, 172.0))
    show("lgamma", g.number(-30.0, 1000.0))

twos = "atan2 copysign fmod remainder pow nextafter hypot log".split()
pairs = [0.0, -0.0, 1.0, -1.0, 2.5, -3.0, 0.5, 1e308, 5e-324, math.inf, -math.inf, math.nan]
for name in twos:
    for x in pairs:
        for y in pairs:
            show(name, x, y)
for name in twos:
    for _ in range(10):
        show(name, g.number(0.0, 50.0), g.number(-20.0, 20.0))

for x in 0.75, -1e308, 5e-324, 0.0, -0.0, math.inf, math.nan:
    for e in 0, 1, -1, 1100, -1100, 2**70, -2**70, 2**31, -2**31 - 1:
        show("ldexp", x, e)
show("ldexp", 1.0, 1.5)
show("ldexp", "a", 1)
show("ldexp", 0.9, True)

for n in 10**400, 2**2000 + 1, 2**1024, 2**1024 - 2**970, 3**5000, -10**400, 0, -5, 2**62, 7**100:
    for name in "log", "log2", "log10":
        show(name, n)
show("log", 8, 2)
show("log", 10**600, 10)
show("log", 10**600, 10**300)
show("log", 5, 1)
show("log", 5, 0)
show("log", "a", 2)
show("log", 2, "a")
show("log")
show("log", 1, 2, 3)

print(math.isclose(1.0, 1.0 + 1e-10), math.isclose(1.0, 1.1), math.isclose(1, 1.1, rel_tol=0.1), math.isclose(0, 1e-9, abs_tol=1e-8),
      math.isclose(math.inf, math.inf), math.isclose(math.inf, -math.inf), math.isclose(math.nan, math.nan), math.isclose(a=1, b=1))
for arguments in (1, 2, 3), (1,), ():
    show("isclose", *arguments)
try:
    math.isclose(1, 2, rel_tol=-1)
except ValueError as error:
    print(error)
print(math.pi.hex(), math.e.hex(), math.tau.hex(), math.inf, math.nan)


class Rounds:
    def __ceil__(self):
        return "up"

    def __floor__(self):
        return "down"

    def __trunc__(self):
        return "in"


class Number:
    def __float__(self):
        return 2.25


class Index:
    def __index__(self):
        return 7


class Wrong:
    def __float__(self):
        return "no"


class Raises:
    def __float__(self):
        raise KeyError("float")

    __ceil__ = __floor__ = __trunc__ = __index__ = __float__


class Own(float):
    def __ceil__(self):
        return "own"


for value in Rounds(), Number(), Index(), Wrong(), Raises(), Own(1.5), True, 5, 1e300:
    for name in "ceil", "floor", "trunc", "sqrt", "isnan":
        try:
            print(type(value).__name__, name, getattr(math, name)(value))
        except Exception as error:
            print(type(value).__name__, name, type(error).__name__, error)
for name in "sin", "pow", "hypot", "gcd", "floor", "nextafter":
    try:
        getattr(math, name)(1, x=2)
    except TypeError as error:
        print(error)
    try:
        getattr(math, name)(1, 2, "")
    except TypeError as error:
        print(error)
    try:
        print(getattr(math, name)())
    except TypeError as error:
        print(error)
