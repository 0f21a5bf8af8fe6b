# SPDX-License-Identifier: MIT
# Cycles of every kind, collections asked for, what gc tells.
import gc
class N: pass
def make(n):
    first = last = N()
    for i in range(n):
        last.next = N(); last.next.back = last; last.data = [last]; last.d = {"self": last}
        last = last.next
    first.last = last
def closures():
    def f(): return f
    def g(): yield g
    x = g(); next(x)
    return None
gc.collect()
make(10); closures()
l = []; l.append(l); t = (l,); l.append(t); del l, t
print(gc.collect() > 10, gc.garbage, gc.collect(1), gc.is_tracked([]), gc.isenabled(), len(gc.get_referents([1, "a", []])))
gc.disable(); make(3); gc.enable()
a = N(); b = [a]
print(gc.get_referrers(a)[0] is not None, gc.collect(0) >= 0, len(gc.get_objects()) > 10, gc.get_threshold())
calls = []
gc.callbacks.append(lambda phase, info: calls.append(phase))
gc.collect()
gc.callbacks.clear()
print(calls)
