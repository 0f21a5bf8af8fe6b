# SPDX-License-Identifier: MIT
# Operators on ints around the sizes where their form changes.
from _numbers import attempt

edges = [0, 1, -1, 2, -2, 3, 10, -10, 255, 2 ** 31, 2 ** 32 - 1, 2 ** 61, 2 ** 62 - 1, 2 ** 62, -2 ** 62, -2 ** 62 - 1,
         2 ** 63 - 1, 2 ** 63, -2 ** 63, -2 ** 63 - 1, 2 ** 64 - 1, 2 ** 64, -2 ** 64, 2 ** 64 + 1, 10 ** 20, -10 ** 20,
         2 ** 127, 2 ** 128 - 1, -2 ** 128, 3 ** 100, -3 ** 100]
total = 0
for a in edges:
    print(a, -a, +a, ~a, abs(a), bool(a), a.bit_length(), a.bit_count(), hash(a), float(a), hex(a), a is a)
    for b in edges:
        print(a + b, a - b, a * b, a < b, a <= b, a == b, a != b, a > b, a >= b)
        print(a & b, a | b, a ^ b, hash(a + b))
        if b:
            print(a // b, a % b, divmod(a, b), a / b)
            assert a == a // b * b + a % b and (a % b == 0 or (a % b < 0) == (b < 0))
    for n in (0, 1, 2, 31, 61, 62, 63, 64, 65, 127, 128, 200):
        print(a << n, a >> n)
        assert a << n == a * 2 ** n and a >> n == a // 2 ** n
for a in (0, 5, -5, 2 ** 70):
    attempt(lambda: a // 0)
    attempt(lambda: a % 0)
    attempt(lambda: a / 0)
    attempt(divmod, a, 0)
    attempt(lambda: a << -1)
    attempt(lambda: a >> -1)
    attempt(lambda: a >> 2 ** 100)
attempt(lambda: 0 << 2 ** 100)
attempt(lambda: 1 << 2 ** 100)
attempt(lambda: -1 >> 2 ** 70)
attempt(lambda: 5 + "x")
attempt(lambda: "x" - 5)
attempt(lambda: 2 ** 70 + None)
attempt(lambda: 5 @ 5)
attempt(lambda: 5 < "x")
attempt(lambda: 5 & 1.0)
attempt(lambda: 2 ** 70 << 1.0)
attempt(lambda: -(2 ** 20000) / 3)
attempt(lambda: 2 ** 20000 / 2 ** 19999)
attempt(lambda: 2 ** 20000 / 2 ** 21999)
attempt(lambda: 3 ** 700 / 7 ** 240)
attempt(lambda: (2 ** 53 + 1) / 1)
attempt(lambda: (2 ** 54 + 3) / 2)
attempt(lambda: 1 / 3 ** 650)
attempt(lambda: 5 / 2 ** 1076)
attempt(lambda: 3 / 2 ** 1075)
attempt(lambda: 1 / 2 ** 1075)
attempt(lambda: -1 / 2 ** 1074)
attempt(lambda: (2 ** 1024 - 2 ** 970) / 1)
attempt(lambda: (2 ** 1024 - 2 ** 970 - 1) / 1)
attempt(float, 2 ** 1024 - 2 ** 970)
attempt(float, 2 ** 1024 - 2 ** 970 - 1)
attempt(float, -10 ** 400)
print(True + True, True * 5, -True, ~True, True & False, True | 2, True ^ True, type(True & True), type(True & 1))
print(int.__add__(5, 6), int.__add__(5, 6.0), (5).__rsub__(7), (5).__divmod__(3), (5).__rdivmod__(13), int.__lt__(3, "x"))
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), True.real, (7).__index__(), (7).__bool__())
print((2 ** 70).real, (2 ** 70).numerator, (-2 ** 70).conjugate(), type(True.conjugate()))

# True division rounds once, in the subnormal range too.
from _numbers import Random

random = Random(23)
for shift in (0, 60, 900, 1015, 1019, 1020, 1021, 1022, 1023, 1024, 1030, 1060, 1070, 1072, 1073, 1074, 1075, 1076, 1080):
    quotients = []
    for bits in (1, 50, 53, 54, 55, 56, 60, 64, 120, 300):
        a = random.bits(bits) | 1 << bits - 1
        b = (random.bits(bits) | 1 << bits - 1) << shift
        quotients += [a / b, (2 * a + 1) / (1 << bits + shift), a / (1 << bits + shift)]
    print(shift, quotients)
