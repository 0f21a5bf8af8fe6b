# SPDX-License-Identifier: MIT
# Identities of integer arithmetic on random numbers of many sizes.
import sys
from _numbers import Random

sys.set_int_max_str_digits(0)
random = Random(3)
for size, rounds in ((70, 400), (200, 300), (1000, 200), (5000, 60), (30000, 12)):
    for _ in range(rounds):
        a, b, c = random.integer(size), random.integer(size), random.integer(size)
        assert a + b == b + a and a + b - b == a and (a + b) - a == b
        assert a * b == b * a and a * (b + c) == a * b + a * c
        assert (a + b) * (a - b) == a * a - b * b
        assert ~a == -a - 1 and -(-a) == a and abs(a) == max(a, -a)
        assert a & b == b & a and a | b == ~(~a & ~b) and a ^ b == (a | b) - (a & b)
        assert (a & b) + (a | b) == a + b
        if b:
            q, r = divmod(a, b)
            assert q * b + r == a and abs(r) < abs(b) and (r == 0 or (r < 0) == (b < 0))
            assert q == a // b and r == a % b and a * b // b == a and (a * b + r) % b == r
        n = random.below(size)
        assert a << n == a * 2 ** n and a >> n == a // 2 ** n and (a << n) >> n == a
        assert int(str(a)) == a and int(hex(a), 16) == a and int(oct(a), 0) == a and int(bin(a), 2) == a
        assert int("%d" % a) == a and "%x" % abs(a) == hex(a).replace("-", "")[2:]
        length = (a.bit_length() + 8) // 8
        for order in ("big", "little"):
            assert int.from_bytes(a.to_bytes(length, order, signed=True), order, signed=True) == a
        assert (a < b) == (a - b < 0) and (a == b) == (a - b == 0) and hash(a) == hash(a + 0)
        assert abs(a) == sum((abs(a) >> i * 1000 & 2 ** 1000 - 1) << i * 1000 for i in range(size // 1000 + 1))
        assert a.bit_count() == bin(a).count("1") and a.bit_length() == len(bin(abs(a))) - 2 + (a == 0) * -1
print("done", a % 10 ** 9, hash(a * b))
