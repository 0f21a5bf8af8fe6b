# set: hashes and comparisons that change the set.
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
for what in ("clear", "grow", "shrink"):
    for equal in (False, True):
        s = set()
        actions = {"clear": s.clear, "grow": lambda: s.update(range(200)), "shrink": lambda: [s.discard(i) for i in range(9)]}
        def fill():
            s.clear(); s.update(range(10)); s.add(K(77, actions[what], equal))
        fill(); s.add(K(77)); print(what, equal, "add", len(s))
        fill(); print(what, equal, "in", K(77) in s, len(s))
        fill(); s.discard(K(77)); print(what, equal, "discard", len(s))
        fill(); u = s | {K(77)}; print(what, equal, "or", len(u), len(s))
        fill(); u = s & {K(77)}; print(what, equal, "and", len(u))
        fill(); u = s - {K(77)}; print(what, equal, "sub", len(s) > 0)
        fill(); u = s ^ {K(77)}; print(what, equal, "xor", len(s) > 0)
        fill(); s.update([K(77)]); print(what, equal, "update", len(s))
        fill(); s -= {K(77), K(78)}; print(what, equal, "isub")
        fill(); s &= {K(77), 1, 2}; print(what, equal, "iand")
        fill(); s ^= {K(77), 1, 2}; print(what, equal, "ixor")
        fill(); print(what, equal, "subset", {K(77)} <= s, s.isdisjoint([K(77)]))
class Bad:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError("eq")
b = {Bad()}
attempt(lambda: Bad() in b); attempt(b.add, Bad()); attempt(b.discard, Bad()); attempt(lambda: b | {Bad()}); attempt(lambda: b & {Bad()}); attempt(lambda: b == {Bad()}); attempt(lambda: b - {Bad()}); attempt(lambda: b ^ {Bad()}); print(len(b))
class BadHash:
    def __hash__(self): raise ValueError("hash")
attempt(lambda: {BadHash()}); attempt(lambda: BadHash() in set()); attempt(set().discard, BadHash()); attempt(set, [1, BadHash()]); attempt({1}.intersection, [BadHash()])
class Hashes:
    def __hash__(self): c.clear(); return 3
c = set(range(20)); c.add(Hashes()); print(len(c)); c.update(range(20)); print(3 in c, Hashes() in c, len(c))
def gen(s):
    yield 1
    s.clear()
    yield 2
d = {5, 6}; d.update(gen(d)); print(d)
d = {5, 6}; d.difference_update(gen(d)); print(d)
d = {1, 2, 6}; print(d.intersection(gen(d)), d)
d = {1, 2, 6}; print(d.issuperset(gen(d)), d)
class Del:
    def __init__(self, s, n): self.s = s; self.n = n
    def __del__(self):
        if self.n: self.s.add(Del(self.s, self.n - 1))
e = set(); e.add(Del(e, 3)); e.clear(); print(len(e)); e.pop(); print(len(e)); e.clear(); e.clear(); print(len(e))
class R:
    def __repr__(self): f.clear(); return "R"
f = set(); f.add(R()); print(f, f)
