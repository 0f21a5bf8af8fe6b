# dict: in which order things go, and what their finalizers see.
class D:
    def __init__(self, n, holder=None): self.n = n; self.holder = holder
    def __hash__(self): return 7
    def __del__(self): print("del", self.n, "" if self.holder is None else len(self.holder))
d = {D("k%d" % i): D("v%d" % i) for i in range(3)}; del d; print("-")
d = {}; d.update({D("k%d" % i, d): D("v%d" % i, d) for i in range(3)}); d.clear(); print("-")
d = {i: D(i) for i in range(3)}; d[1] = None; print("-"); del d[0]; print("-"); d.pop(2); print("-")
d = {}; d[D("key", d)] = D("value", d); d.popitem(); print("-")
d = {i: D(i, d) for i in range(3)}; d.update({1: 1}); print("-"); del d
print("-")
s = {D("s", None)}; s.clear(); print("-")
s = set(); s.add(D("x", s)); s.pop(); print("-"); s.add(D("y", s)); s.clear(); print("-"); k = D("z", s); s.add(k); s.discard(k); del k; print("-")
