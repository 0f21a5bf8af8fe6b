# SPDX-License-Identifier: MIT
# Lists, tuples, dicts and sets that grow, shrink and are copied.
a = [i * i for i in range(40)]
a[3:5] = range(100, 110)
a.sort(key=lambda x: -x)
del a[::3]
b = dict(zip("abcdefghijklmnop", a))
b.update(x=1, y=[2], z=(3,))
c = {k: v for k, v in b.items() if k != "z"}
s = set(a) | {1, 2, 3} ^ frozenset((2, 9))
s -= {1}
print(a[:4], sorted(s)[:4], list(c)[-3:], (1, 2) * 3 + tuple(a[:2]))
print(b.pop("x"), b.setdefault("q", []), sorted(b)[:3], {**b, "n": None}["n"], [*a, *s][-1] in s)
