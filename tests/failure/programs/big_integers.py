# SPDX-License-Identifier: MIT
# Long integers through every operation and text in several bases.
a, b = 3 ** 300 + 1, -(10 ** 60) - 7
print(a + b, a - b, a * b, a // b, a % b, divmod(b, 12345678901234567890), -a, abs(b), ~a)
print(a << 100, a >> 100, a & b, a | b, a ^ b, a ** 3 % b, pow(a, 1000, 10 ** 30), a.bit_length(), a.bit_count())
print(int(str(a)) == a, int(hex(a), 16) == a, oct(b), bin(a)[:20], a.to_bytes(70, "little")[:3], int.from_bytes(b"\xff" * 20, "big", signed=True))
print(a / b, float(b), int(1e40), round(a, -100) % 10 ** 101, hash(a), a == a + 0, a > b, int("ff" * 20, 16), f"{a:,}"[:30])
import math
print(math.isqrt(a), math.gcd(a, b * 27), math.factorial(40), math.comb(100, 50), math.lcm(2 ** 70, 3 ** 40), math.prod(range(1, 40)))
