# SPDX-License-Identifier: MIT
# Sorting: keys, reverse, stability, comparisons of one's own.
class L:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return str(self.n)
a = [(i * 37) % 101 for i in range(100)]
print(sorted(a) == list(range(100)) or sorted(a)[:5], sorted(a, reverse=True)[:5], sorted(map(str, a))[:4], sorted([L(x) for x in a])[:4])
b = [[x % 7, x] for x in a]
b.sort(key=lambda v: v[0])
print(b[:4], sorted([(1, "b"), (1, "a")]), sorted([3.5, 1, 2.25]), sorted({"z": 1, "a": 2}), min(a, key=lambda v: -v), max(map(L, a)))
from functools import cmp_to_key
print(sorted(a[:20], key=cmp_to_key(lambda x, y: y - x)))
