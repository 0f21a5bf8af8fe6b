# SPDX-License-Identifier: MIT
# Numbers of more than a thousand limbs.
import sys
from _numbers import Random

sys.set_int_max_str_digits(0)
random = Random(11)
M = 2 ** 61 - 1
for bits_a, bits_b in ((64 * 1000, 64 * 1000), (64 * 1001, 64 * 999), (64 * 2500, 64 * 10), (64 * 3000, 64 * 1500),
                       (64 * 5000, 64 * 5000), (64 * 4100, 64 * 1001), (64 * 2001, 64 * 1000)):
    a, b = random.bits(bits_a) | 1 << bits_a - 1, random.bits(bits_b) | 1 << bits_b - 1
    p = a * b
    assert p % M == (a % M) * (b % M) % M
    assert p // a == b and p // b == a and p % a == 0
    q, r = divmod(p + 12345, a)
    assert (q, r) == (b, 12345)
    q, r = divmod(-p - 1, b)
    assert (q, r) == (-a - 1, b - 1)
    assert a * a % M == (a % M) ** 2 % M and (a + b) * (a + b) == a * a + 2 * p + b * b
    assert (a << 12345) >> 12345 == a and a >> bits_a == 0 and -a >> bits_a == -1
    q, r = divmod(a, b)
    assert q * b + r == a and 0 <= r < b
    print(bits_a, bits_b, p % M, hash(p), p.bit_length(), hash(a // b))
s = str(3 ** 40000)
print(len(s), s[:20], s[-20:], int(s) == 3 ** 40000)
print(hash(7 ** 50000), (7 ** 50000) % M, pow(3, 7 ** 300, M))
ones = (1 << 64 * 1500) - 1
print(hash(ones * ones), hash(ones // (1 << 64 * 700)), ones % (ones >> 640) == (1 << 640) - 1, ones // (ones >> 640) == 1 << 640)
