# SPDX-License-Identifier: MIT
# math: gcd, lcm, isqrt, factorial, comb, perm, prod: exact at any size.
import math


def show(name, *args, **named):
    try:
        result = repr(getattr(math, name)(*args, **named))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(name, *(type(a).__name__ if type(a).__repr__ is object.__repr__ else repr(a)[:40] for a in args), *named.items(), "->", result if len(result) < 200 else (len(result), hash(result[:0]), result[:60], result[-60:]))


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class Wrong:
    def __index__(self):
        return 1.5


class Raises:
    def __index__(self):
        raise KeyError("index")


for args in [(), (0,), (0, 0), (12, 18), (-12, 18), (12, -18), (2**62, 2**61), (-2**62, 6), (7, 0), (0, -7), (1, 2.0), (1, Raises()), (6, 9, 15),
             (Index(12), Index(8)), (True, True), (Wrong(), 1), ("a",), (2**200 * 3, 2**100 * 9), (2**64, 2**32), (3**50, 3**30 * 2**70)]:
    show("gcd", *args)
    show("lcm", *args)

# Fibonacci neighbours take the most steps; multiples, powers and random numbers the others.
a, b = 0, 1
for i in range(1500):
    a, b = b, a + b
    if i % 250 == 0:
        show("gcd", a, b)
        show("gcd", a * 12345678901234567891, b * 12345678901234567891)
state = 12345
for i in range(60):
    numbers = []
    for j in range(3):
        state = pow(state, 3, 2**521 - 1) + i
        numbers.append((state ** (i % 5 + 1)) >> (state % 300))
    x, y, z = numbers
    g = math.gcd(x * z, y * z)
    print(g == math.gcd(y * z, x * z), (x * z) % g, (y * z) % g, math.gcd(x * z // g, y * z // g), g % z, g % 1000007, math.lcm(x, y) % 1000003)

for n in list(range(30)) + [2**31, 2**52 - 1, 2**53, 2**62 - 1, 2**62, 2**63, 2**64 - 1, 2**64, (2**32 - 1)**2, (2**32 - 1)**2 - 1, 2**128 - 1, 10**100,
                            10**101, 3**333, Index(17), True]:
    show("isqrt", n)
for n in -1, 1.0, "4", Raises(), Wrong():
    show("isqrt", n)
for i in range(1, 400, 7):
    n = 7**i + i
    r = math.isqrt(n)
    s = math.isqrt(n * n), math.isqrt(n * n - 1), math.isqrt(n * n + 2 * n)
    if not (r * r <= n < (r + 1)**2 and s == (n, n - 1, n)):
        print("wrong", i)
print(math.isqrt(10**2000) == 10**1000, math.isqrt(2 * 10**400) % 10**20)

for n in list(range(26)) + [50, 100, 170, 1000, True, Index(5)]:
    show("factorial", n)
for n in -1, -10**30, 10**30, 2**63, 5.0, 5.1, "5", None, Raises():
    show("factorial", n)
f = 1
for i in range(1, 300):
    f *= i
    if math.factorial(i) != f:
        print("wrong", i)

for n in range(13):
    print([math.comb(n, k) for k in range(15)], [math.perm(n, k) for k in range(15)])
for args in [(67, 33), (68, 34), (100, 50), (1000, 3), (1000, 997), (1000, 500), (2**62, 2), (2**70, 3), (2**70, 2**70 - 2), (10**30, 10**30), (10**30, 0),
             (10**30, 10**29), (5, 10**30), (-1, 2), (2, -1), (-1, -1), (1.0, 1), (1, "a"), (True, True), (Index(6), Index(2)), (5,), (), (Raises(), 1),
             (1, Raises()), (5, None), (2**64, 1), (62, 31), (1, 2, 3)]:
    show("comb", *args)
    show("perm", *args)
show("perm", 7)
show("perm", -7)
for n in 80, 150:
    for k in range(0, n, 13):
        if math.comb(n, k) != math.factorial(n) // math.factorial(k) // math.factorial(n - k):
            print("wrong", n, k)
        if math.perm(n, k) != math.factorial(n) // math.factorial(n - k):
            print("wrong", n, k)

show("prod", [])
show("prod", [1, 2, 3, 4.0])
show("prod", range(1, 40))
show("prod", [1.5, 2], start=10)
show("prod", ["a"], start=3)
show("prod", [[1]], start=2)
show("prod", [1, "a", 2.5])
show("prod", [None])
show("prod", 5)
show("prod")
show("prod", [1], 2)
show("prod", iterable=[1])
show("prod", (x for x in (2**40, 2**40, -1)))
show("prod", [0.0, float("inf")])


class Empties:
    """Multiplication that changes the list it is in."""

    def __rmul__(self, other):
        items.clear()
        return other

    __mul__ = __rmul__


items = [2, Empties(), 3, 4]
show("prod", items)


class Changing:
    def __init__(self, target):
        self.target = target

    def __index__(self):
        self.target.clear()
        return 6

    def __float__(self):
        self.target.clear()
        return 6.0


target = [1, 2, 3]
print(math.gcd(Changing(target), 4), target)
target = [1.0, 2.0, 3.0]
target[1] = Changing(target)
print(math.fsum(target), target)
target = [[1.0, 2.0, 3.0]]
target[0][1] = Changing(target[0])
print(math.dist(target[0], [0, 0, 0]), target)
