# SPDX-License-Identifier: MIT
# Sets and frozensets.
a = set(range(30))
b = {x * 3 for x in range(20)}
f = frozenset("hello")
print(sorted(a & b), sorted(a | b)[-3:], sorted(b - a)[:4], sorted(a ^ b)[:4], sorted(f), hash(f) == hash(frozenset("olleh")))
a.update([100, 101], (102,)); a.discard(5); a.remove(6)
a &= b; b ^= {1, 2}; b |= f
print(len(a), len(b), a <= b, a.isdisjoint({-1}), a.union([1], [2]) > a, {f: 1}[frozenset("hello")], a.copy() == a)
print(sorted(a.symmetric_difference([3, 1000])), a.issubset(range(200)), a.intersection_update({3, 6, 9}), sorted(a), repr(set()))
