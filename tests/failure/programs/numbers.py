# SPDX-License-Identifier: MIT
# Long integers, floats, complex.
a = 3 ** 200
b = -(7 ** 90) + 1
print(a * b, a // b, a % b, divmod(b, a)[0], a >> 37, a & ~b, hash(a) == hash(a + 0))
print(pow(a, 65537, 10**40), pow(3, -1, 10**9 + 7), int("123456789" * 9), hex(a), a.to_bytes(60, "big")[:4])
print(1e308 * 10, 0.1 + 0.2, round(2.675, 2), float("1e-320"), (1.5).hex(), (3 + 4j) ** 2, a / b, int(1e30))
print(sum(range(1000)), min([3, 1, 2]), max("abc"), abs(b) == -b, (255).bit_length(), float(a) > 1e90)
