# SPDX-License-Identifier: MIT
# Tuples: making, joining, comparing, hashing, unpacking.
a = tuple(range(20))
b = a + (1, [2], "3") * 3
(x, *y), z = (b, a[::-2])
print(x, len(y), z, a[3:9], hash(a) == hash(tuple(list(a))), a < b, (1, (2, (3,))) == (1, (2, (3,))), b.count(1), b.index("3"))
print(tuple("abc"), tuple(sorted(a, key=lambda v: v % 5)), {a[:2]: 1}[0, 1], repr(b), a * 0, max((3, 1), (3, 2)))
