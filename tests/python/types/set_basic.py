# set: making, methods, operators, comparisons, messages.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

print(set(), {1}, set("a"), set([1, 2, 2]), set({3: 4}), set(range(3)), set(x for x in (5, 5)), {*(1, 2), 3})
attempt(set, 5); attempt(set, 1, 2); attempt(set, x=1); attempt(lambda: {[]}); attempt(set, [[1]]); attempt(lambda: {{1}})
s = {1, 2, 3}
s.add(4); s.add(1); s.discard(2); s.discard(99); s.remove(3); print(s, len(s), 1 in s, 2 in s, bool(s), bool(set()))
attempt(s.remove, 99); attempt(s.remove, "k"); attempt(s.remove, (1, 2)); attempt(s.remove, {1}); attempt(s.remove, []); attempt(s.add, {}); attempt(lambda: [] in s); attempt(lambda: {1} in s); attempt(s.discard, {1})
print({frozenset([1, 2])}.__contains__({1, 2}))
t = {frozenset([1])}; t.remove({1}); print(t)
attempt(set().pop); x = {7}; print(x.pop(), x)
a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, b - a, a ^ b, a.union(b, [9]), a.intersection(b, [2]), a.difference(b, [1]), a.symmetric_difference([3, 4]), a.union(), a.intersection(), a.difference())
c = set(a); c |= b; print(c); c &= {1, 2, 9}; print(c); c -= {1}; print(c); c ^= {2, 5}; print(c)
c.update([1], (2,), {3: 0}); print(c); c.intersection_update([1, 2, 3], {2, 3}); print(c); c.difference_update([2], [7]); print(c); c.symmetric_difference_update([3, 8]); print(c); c.update(); c.clear(); print(c)
c = {1, 2}; c -= c; print(c); c = {1}; c ^= c; print(c); c = {1}; c |= c; c &= c; print(c)
attempt(lambda: a | [1]); attempt(lambda: a & "x"); attempt(lambda: [1] - a); attempt(lambda: a ^ None); attempt(lambda: a < [1]); attempt(lambda: a + b)
def ior(): global a; a |= [1]
attempt(ior); attempt(a.union, 5); attempt(a.intersection, 5); attempt(a.update, 1); attempt(a.difference, [[]]); attempt(a.issubset, 3)
print(a == b, a == {3, 2, 1}, a != b, a < {1, 2, 3, 4}, a <= a, a < a, a > {1}, a >= a, {1} <= b, a == frozenset(a), set() < {1}, {1} == [1], {1.0} == {1}, {True} == {1})
print(a.issubset([1, 2, 3, 4]), a.issuperset([1]), a.issuperset(b), a.isdisjoint([7]), a.isdisjoint(b), a.isdisjoint(a), set().isdisjoint(set()))
attempt(hash, set()); print({1}.copy(), type({1}.copy()).__name__, set[int])
r = set(); f = frozenset([1, 2]); print(f, frozenset(), repr(frozenset([3])), f | {3}, {3} | f, type(f | {3}).__name__, type({3} | f).__name__, hash(f) == hash(frozenset([2, 1])), frozenset(f) is f, f.copy() is f)
print(f == {1, 2}, {f: 1}[frozenset([2, 1])], f & {2}, f - {2}, f ^ {2, 3}, f < {1, 2, 3}, f.union([5]), f.isdisjoint([]))
attempt(lambda: f.add(1)); attempt(frozenset, 1); attempt(frozenset, [[]])
attempt(frozenset, 1, 2)
class S(set):
    def __init__(self, *a): super().__init__(*a); self.tag = 1
class F(frozenset):
    def __new__(cls, *a): return super().__new__(cls, a)
    def __repr__(self): return "F"
y = S([1]); print(y, y.tag, type(y | {2}).__name__, type(y.copy()).__name__, y == {1}, S()); z = F(1, 2); print(z, len(z), z == {1, 2}, type(z | z).__name__, type(z.copy()).__name__, hash(z) == hash(frozenset([1, 2])))
class G(set): pass
g = G(); 
class H:
    def __init__(self): self.s = None
    def __repr__(self): return repr(self.s)
h = H(); h.s = {h}; print(h); h.s = frozenset([h]); print(h); h.s = G([h]); print(h)
it = iter({1, 2, 3}); print(it.__length_hint__(), next(it), it.__length_hint__(), type(it).__name__)
d = {1, 2, 3}; it = iter(d); next(it); d.add(4); attempt(next, it); attempt(next, it)
d = {1}; it = iter(d); d.clear(); attempt(next, it)
d = {1}; it = iter(d); next(it); print(list(it)); d.add(2); print(list(it))
print(sorted({"b", "a"}), max({1, 5, 2}), sum({1, 2}), sorted({"x"} | {"y"}), [x for x in {0}], len({0, 0.0, False, -0.0}), {1, 1.0, True})
n = float("nan"); print(len({n, n}), len({n, float("nan")}), n in {n})
print(hash(frozenset()), hash(frozenset([0])), hash(frozenset([1, 2, 3])), hash(frozenset([(1, 2), (3, 4)])))
