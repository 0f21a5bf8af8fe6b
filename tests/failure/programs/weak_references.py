# SPDX-License-Identifier: MIT
# Weak references with and without callbacks, hashing, equality.
import weakref
class O:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __hash__(self): return hash(self.n)
log = []
a, b = O(1), O(1)
r = weakref.ref(a); s = weakref.ref(a, lambda x: log.append("dead")); t = weakref.ref(b)
p = weakref.proxy(b)
print(r() is a, r is weakref.ref(a), s is not r, r == t, hash(r) == hash(t), weakref.getweakrefcount(a), p.n)
p.n = 5
d = {r: "value"}
del a
print(log, r(), d[r], b.n)
many = [O(i) for i in range(20)]
refs = [weakref.ref(o, log.append) for o in many]
del many[5:]
print(len(log), sum(x() is not None for x in refs), b.n)
del b
try: p.n
except ReferenceError as e: print(e)
