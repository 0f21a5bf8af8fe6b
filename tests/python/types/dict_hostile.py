# dict: keys whose hash and equality change the dict, and values whose death does.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

class K:
    def __init__(self, h, action=None, equal=False): self.h = h; self.action = action; self.equal = equal
    def __hash__(self): return self.h
    def __eq__(self, other):
        action, self.action = self.action, None
        if action: action()
        return self.equal
    def __repr__(self): return "K%d" % self.h

for what in ("clear", "grow", "shrink", "popitem"):
    for equal in (False, True):
        d = {}
        actions = {"clear": d.clear, "grow": lambda: d.update({i: i for i in range(100)}), "shrink": lambda: [d.pop(i) for i in range(9)], "popitem": d.popitem}
        def fill():
            d.clear()
            d.update({i: i for i in range(10)})
            d[K(77, actions[what], equal)] = 1
        fill(); d[K(77)] = 2; print(what, equal, "set", len(d))
        fill(); print(what, equal, "get", d.get(K(77)), len(d))
        fill(); print(what, equal, "in", K(77) in d, len(d))
        fill(); print(what, equal, "pop", d.pop(K(77), "none"), len(d))
        fill(); print(what, equal, "setdefault", d.setdefault(K(77), 5), len(d))
        fill()
        try: del d[K(77)]; print(what, equal, "del", len(d))
        except KeyError as e: print(what, equal, "KeyError", e, len(d))
class Raise:
    def __hash__(self): return 5
    def __eq__(self, other): raise ValueError("eq")
d = {Raise(): 1}; attempt(lambda: d[Raise()]); attempt(lambda: Raise() in d); attempt(d.setdefault, Raise(), 1); attempt(d.pop, Raise(), 1); attempt(d.update, {Raise(): 2}); print(len(d)); attempt(lambda: 5 in d); attempt(lambda: 6 in d)
class BadHash:
    def __hash__(self): raise ValueError("hash")
attempt(lambda: {BadHash(): 1}); attempt(lambda: {}[BadHash()]); attempt(lambda: {}.get(BadHash())); attempt(lambda: {1: 2}.pop(BadHash(), 3)); attempt(lambda: {}.pop(BadHash(), 3))
class HashClears:
    def __hash__(self): e.clear(); return 3
e = {i: i for i in range(20)}; e[HashClears()] = 1; print(len(e)); e.update({i: i for i in range(20)}); print(e.get(HashClears()), len(e))
class NotInt:
    def __hash__(self): return "x"
attempt(lambda: {NotInt(): 1})
class Huge:
    def __hash__(self): return 2 ** 100 + 1
print({Huge(): 1}.__len__(), hash(Huge()) == hash(2 ** 100 + 1))
class Minus:
    def __hash__(self): return -1
print(hash(Minus()), len({Minus(): 1, -1: 2, -2: 3}))
class EqClears:
    def __init__(self, d): self.d = d
    def __eq__(self, o): self.d.clear(); return True
a = {}; b = {}
a.update({1: EqClears(a), 2: 2}); b.update({1: 0, 2: 2}); print(a == b, a, b)
a.update({1: EqClears(b), 2: 2}); b.update({1: 0, 2: 2}); print(a == b, len(a), b)
class ReprClears:
    def __repr__(self): f.clear(); return "R"
f = {}; f.update({1: ReprClears(), 2: 3}); print(f, f)
class DelAdds:
    def __init__(self, n): self.n = n
    def __del__(self):
        if self.n: g[self.n] = DelAdds(self.n - 1)
g = {"k": DelAdds(3)}; g["k"] = 1; print(sorted(map(str, g)))
g = {i: DelAdds(2) for i in range(3)}; g.clear(); print(len(g))
h = {i: i for i in range(5)}
class Adds:
    def keys(self): return [1, 2]
    def __getitem__(self, k): h[k + 100] = k; h.pop(0, 0); return -k
h.update(Adds()); print(h)
class Mut:
    def __hash__(self): return 1
    def __eq__(self, o): src["more"] = 1; return False
src = {1: 2, 3: 4}; attempt({Mut(): 0}.update, src)
