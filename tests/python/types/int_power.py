# SPDX-License-Identifier: MIT
# Powers, with and without a modulus.
from _numbers import Random, attempt

for a in (0, 1, -1, 2, -2, 3, -3, 10, 7, 2 ** 62, -2 ** 62, 2 ** 64 + 13):
    print(a, [a ** n for n in (0, 1, 2, 3, 4, 5, 10, 31)], hash(a ** 200))
for a in (2, -2, 3, 10, 2 ** 64):
    attempt(lambda: a ** -1)
    attempt(lambda: a ** -3)
attempt(lambda: 0 ** -1)
attempt(lambda: 0 ** -(2 ** 70))
attempt(lambda: 1 ** (2 ** 100))
attempt(lambda: (-1) ** (2 ** 100 + 1))
attempt(lambda: 0 ** (2 ** 100))
attempt(lambda: 2 ** -(2 ** 70))
attempt(pow, 2, 0.5)
attempt(pow, 2, 3, 0)
attempt(pow, 2, 3, 1)
attempt(pow, 2, 3, -1)
attempt(pow, 2, 3, -5)
attempt(pow, -2, 3, 5)
attempt(pow, -2, 3, -5)
attempt(pow, 3, -1, 7)
attempt(pow, 3, -2, 7)
attempt(pow, 3, -1, 9)
attempt(pow, 3, -1, -7)
attempt(pow, 0, -1, 7)
attempt(pow, 5, -1, 1)
attempt(pow, 38, -1, 97)
attempt(pow, 2, 3, None)
attempt(pow, 2, 3, 2.0)
attempt(pow, 2.0, 3, 5)
attempt(pow, "2", 3)
attempt(pow, 2, 3, "5")
attempt(pow, 2, "3", 5)
attempt(pow, 2)
attempt(pow, 0, 0, 1)
attempt(pow, 0, 0)
attempt(pow, base=2, exp=10, mod=1000)
print(pow(123456789, 987654321, 10 ** 9 + 7), pow(10 ** 40 + 3, 10 ** 40, 10 ** 30 + 57), pow(-7, 10 ** 20, 2 ** 64))
print(pow(2 ** 200 + 1, -1, 3 ** 100), pow(3, 2 ** 130, 2 ** 127 - 1), pow(7, 5, 2 ** 200), pow(7, -5, 2 ** 200))
random = Random(7)
for _ in range(300):
    a, e, m = random.integer(300), abs(random.integer(120)), random.integer(300)
    if m:
        p = pow(a, e, m)
        assert p == 0 or (p < 0) == (m < 0)
        assert abs(p) < abs(m) and pow(a, e + 1, m) == p * a % m, (a, e, m)
        assert pow(a, 5, m) == a ** 5 % m
    try:
        i = pow(a, -1, m)
        assert i * a % m == 1 % m, (a, m)
    except ValueError as error:
        assert m == 0 or str(error) == "base is not invertible for the given modulus"
for _ in range(100):
    a, n = random.integer(200), random.below(40)
    product = 1
    for _ in range(n):
        product *= a
    assert a ** n == product


class Sub(int):
    pass


print(type(Sub(2) ** 3), type(2 ** Sub(3)), type(pow(Sub(2), Sub(3), Sub(5))), type(Sub(7) ** 1), type(pow(Sub(3), 1, 100)))
print(Sub(7) ** Sub(0), type(Sub(1) ** 0), True ** True, type(True ** True), type(pow(True, 1, 2)))
print(type(Sub(7) * 1), type(Sub(7) + 0), type(Sub(7) | 0), type(Sub(7) << 0), type(Sub(7) >> 0), type(Sub(7) // 1),
      type(Sub(7) % 10), type(round(Sub(7))), type(Sub(7).conjugate()), type(Sub(7).numerator), type(Sub(7).real))
