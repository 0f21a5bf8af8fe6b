# SPDX-License-Identifier: MIT
# Operators on floats.
from _numbers import attempt

inf, nan = float("inf"), float("nan")
numbers = [0.0, -0.0, 1.0, -1.0, 0.5, 3.0, -3.0, 7.25, -7.25, 1e308, -1e308, 1e-308, 5e-324, 2.0 ** 53, 2.0 ** 257, 2.0 ** -255,
           2.0 ** 258, 2.0 ** -260, inf, -inf, nan, 2, -3, True, 2 ** 70, 10 ** 25]
for a in numbers:
    print(repr(a), str(a), -a, +a, abs(a), bool(a), hash(a) if a == a else "nan")
    for b in numbers:
        print(a + b, a - b, a * b, end=" ")
        for operation in (lambda: a / b, lambda: a // b, lambda: a % b, lambda: divmod(a, b), lambda: a ** b):
            if type(a) is not float and type(b) is not float:
                continue
            try:
                print(operation(), end=" ")
            except (ZeroDivisionError, OverflowError) as error:
                print(type(error).__name__, error, end=" ")
        print(a < b, a <= b, a == b, a != b, a > b, a >= b)
attempt(lambda: 1.5 + "x")
attempt(lambda: 1.5 & 1)
attempt(lambda: ~1.5)
attempt(lambda: 1.5 << 1)
attempt(lambda: 1.5 < "x")
attempt(lambda: 1.5 + 10 ** 400)
attempt(lambda: 10 ** 400 * 1.5)
attempt(lambda: 1.5 < 10 ** 400)
attempt(lambda: (-8.0) ** (1 / 3))
attempt(lambda: (-8) ** 0.5)
attempt(lambda: 0.0 ** -1)
attempt(lambda: 0 ** -1.5)
attempt(lambda: pow(2.0, 3.0, 5.0))
attempt(lambda: (1e200) ** 2)
attempt(lambda: divmod(5.5, 0))
attempt(lambda: 5.5 % 0.0)
attempt(lambda: 5.5 // 0.0)
attempt(lambda: 5.5 / 0)
attempt(lambda: 5 / 0.0)
print(1.5.real, 1.5.imag, 1.5.conjugate(), 1.5.is_integer(), 2.0.is_integer(), inf.is_integer(), nan.is_integer())
print(1.5.__add__(1), 1.5.__radd__(1), 1.5.__add__("x"), 1.5.__eq__(1), 1.5.__lt__("x"), 1.5.__divmod__(1), 1.5.__rpow__(2))
for n in (0.0, -0.0, 0.5, 0.1, -7.25, 1e300, 5e-324, 3.0):
    print(n.as_integer_ratio(), n.__trunc__(), n.__floor__(), n.__ceil__(), int(n))
for n in (inf, -inf, nan):
    for name in ("as_integer_ratio", "__trunc__", "__floor__", "__ceil__", "__int__", "__round__"):
        attempt(getattr(n, name))
print(hash(0.5), hash(1e300), hash(-0.1), hash(inf), hash(-inf), hash(5e-324), hash(2.0 ** 61), hash(0.1))
print(nan == nan, nan is nan, nan in [nan], [nan] == [nan], {nan: 1}.get(nan), (nan,) == (nan,), sorted([3.0, inf, -inf, 0.0]))
print(float.__getformat__("double"), float.__doc__[:20], (1.5).__getnewargs__())
attempt(float.__getformat__, "x")
print(0.1 + 0.2, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 0.0001234, 1e22, 1e23, 9007199254740992.0, 2.5e-310)
x = 0.0
for i in range(1000):
    x += 0.1 * i
print(x)
