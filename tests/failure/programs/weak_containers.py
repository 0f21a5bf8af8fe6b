# SPDX-License-Identifier: MIT
# Weak dictionaries and sets, finalize.
import weakref
class O:
    def __init__(self, n): self.n = n
keep = [O(i) for i in range(8)]
v = weakref.WeakValueDictionary((o.n, o) for o in keep)
k = weakref.WeakKeyDictionary((o, o.n) for o in keep)
s = weakref.WeakSet(keep)
f = weakref.finalize(keep[-1], print, "finalized", end="!\n")
print(len(v), len(k), len(s), v[3] is keep[3], k[keep[2]], keep[1] in s, f.alive)
del keep[4:]
print(len(v), len(k), len(s), sorted(v), sorted(k.values()), f.alive)
m = weakref.WeakMethod(type("M", (), {"f": lambda self: 1})().f)
print(m())
