# SPDX-License-Identifier: MIT
# round, trunc, floor, ceil, and other methods.
from _numbers import attempt

for n in (0, 5, 15, 25, -5, -15, 14, 16, 149, 150, 151, 250, 350, -250, 12345, 2 ** 70, -10 ** 20 - 5):
    print(n, round(n), round(n, 0), round(n, 1), round(n, -1), round(n, -2), round(n, -3), round(n, -25), round(n, 10 ** 5))
attempt(round, 5, None)
attempt(round, 5, 1.0)
attempt(round, 5, "1")
attempt(round, 5, -(10 ** 3))
attempt(round)
attempt(round, number=5, ndigits=-1)
print(type(round(True)), type(round(True, 1)), round(True, -1))
print((5).__trunc__(), (5).__floor__(), (5).__ceil__(), (2 ** 70).__trunc__(), type(True.__trunc__()))
print((10).as_integer_ratio(), (-2 ** 70).as_integer_ratio(), True.as_integer_ratio())
print((5).__getnewargs__(), (2 ** 70).__getnewargs__())
print((37).bit_length(), (-37).bit_count(), (0).bit_length(), (2 ** 100).bit_count())
attempt(lambda: (5).x)
attempt((5).bit_length, 1)
attempt((5).__add__)
attempt((5).__pow__, 2, 3)
print((5).__pow__(2, 7), (5).__rpow__(2), (5).__eq__(5.0), (5).__hash__(), (5).__lt__(6), (5).__ne__("x"))
print(hash(2 ** 61 - 1), hash(2 ** 61), hash(-(2 ** 61)), hash(-1), hash(-2), hash(2 ** 122 + 5), hash(-(2 ** 70)), hash(10 ** 50))
print([n for n in (1, True, 1.0, 1 + 0j) if hash(n) == hash(1)], {1: "a", True: "b", 1.0: "c"})
