# SPDX-License-Identifier: MIT
# Comparing ints with floats: exactly, whatever their size.
inf, nan = float("inf"), float("nan")
numbers = [0, -0.0, 1, 1.0, 0.5, -1, 2 ** 53, 2.0 ** 53, 2 ** 53 + 1, 2 ** 62, 2.0 ** 62, 2 ** 62 - 1, 2 ** 63, 2.0 ** 63, 2 ** 63 + 1,
           2 ** 64, 2.0 ** 64, 2 ** 64 - 1, 1e300, 10 ** 300, int(1e300), int(1e300) + 1, -1e300, 10 ** 400, -10 ** 400, inf, -inf,
           nan, 1e-300, True, False, 3 ** 60, float(3 ** 60)]
for a in numbers:
    print(*("".join("01"[x] for x in (a < b, a <= b, a == b, a != b, a > b, a >= b)) for b in numbers))
ordered = sorted(n for n in numbers if n == n)
assert all(not b < a for a, b in zip(ordered, ordered[1:]))
for a in numbers:
    for b in numbers:
        if a == b:
            assert hash(a) == hash(b), (a, b)
print(5 == "5", 5 != None, 5 == 5 + 0j, 2 ** 70 == complex(2 ** 70), (5).__eq__("5"), (5).__lt__(5.0))
