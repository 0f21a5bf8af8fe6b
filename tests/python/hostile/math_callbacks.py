# SPDX-License-Identifier: MIT
# math over lists and numbers that change while they are read.
import math


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Number:
    """Does something to the list it lies in, then says what it is worth."""

    def __init__(self, act, value=2.0):
        self.act, self.value = act, value

    def __float__(self):
        self.act()
        return float(self.value)

    def __index__(self):
        self.act()
        return int(self.value)

    def __mul__(self, other):
        self.act()
        return other * 2
    __rmul__ = __mul__


for name, function in {
    "fsum": math.fsum, "prod": math.prod, "hypot": lambda values: math.hypot(*values), "dist": lambda values: math.dist(values, [1.0] * 3),
    "dist second": lambda values: math.dist([1.0] * 3, values), "gcd": lambda values: math.gcd(*values), "lcm": lambda values: math.lcm(*values),
}.items():
    for change in "clear", "pop", "grow", "replace":
        values = []
        act = {"clear": values.clear, "pop": lambda: values and values.pop(), "grow": lambda: len(values) < 9 and values.append(1), "replace": lambda: values.__setitem__(slice(None), [3.0])}[change]
        values[:] = [Number(act), 4, 6]
        show(f"{name} {change}", lambda: function(values))


def fails():
    raise LookupError("of its own")


for name in "sqrt floor ceil trunc isqrt factorial exp log2 degrees isfinite frexp modf fabs".split():
    show(name, lambda: getattr(math, name)(Number(fails)))
for name in "pow atan2 copysign comb perm ldexp remainder nextafter isclose".split():
    show(name, lambda: getattr(math, name)(Number(lambda: None, 5), Number(fails)))


class Odd:
    def __floor__(self): return "floor"
    def __ceil__(self): return ["ceil"]
    def __trunc__(self): return None


print(math.floor(Odd()), math.ceil(Odd()), math.trunc(Odd()))
