# SPDX-License-Identifier: MIT
# Finalizers that save, fail, make cycles; finalizers in cycles.
import gc, weakref
saved = []
class R:
    def __init__(self, n): self.n = n
    def __del__(self): saved.append(self)
class F:
    def __del__(self): log.append("F")
log = []
r = R(1); r.me = r; w = weakref.ref(r)
del r
gc.collect()
print(len(saved), saved[0].n, w() is None or w() is saved[0])
saved[0].n = 2
saved.clear(); gc.collect()
print(len(saved), log)
a, b = F(), F(); a.b, b.a = b, a
del a, b
print(gc.collect() >= 2, log)
def g():
    try: yield 1
    finally: log.append("generator")
x = g(); next(x); x2 = [x]; x2.append(x2)
del x, x2
gc.collect()
print(log)
