# range: all operations, short and long.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

print(range(5), range(1, 5), range(1, 10, 3), range(0, -5, -1), range(0), range(5, 5, 2), range(True), repr(range(-3)))
attempt(range); attempt(range, 1, 2, 3, 4); attempt(range, 1.0); attempt(range, 1, 2, 0); attempt(range, "a"); attempt(range, x=1); attempt(range, None)
print(list(range(5)), list(range(1, 10, 3)), list(range(10, 0, -3)), list(range(0, 10, -1)), len(range(1, 10, 3)), len(range(10, 0, -3)), bool(range(0)), bool(range(1)))
r = range(10, 50, 7)
print(r.start, r.stop, r.step, r[0], r[-1], r[2], r[1:3], r[::-1], r[5:2], r[::2], r[-2:], r[100:], r[:2][0])
for i in (6, -7, 10 ** 30, -10 ** 30): attempt(lambda: r[i])
attempt(lambda: r["x"]); attempt(lambda: r[1.0]); attempt(lambda: r[::0])
print(17 in r, 18 in r, 17.0 in r, 17.5 in r, "a" in r, True in range(2), None in r, 10 ** 30 in r, -4 in range(0, -10, -2), -3 in range(0, -10, -2), 50 in r)
print(r.index(17), r.count(17), r.count(18), r.count("a"), r.index(17.0)); attempt(r.index, 18); attempt(r.index, "a"); attempt(r.index, 10 ** 30)
print(range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], range(1, 2) == range(1, 5, 9), range(3) != range(4), hash(range(0, 3, 2)) == hash(range(0, 4, 2)), hash(range(0)) == hash(range(5, 5)))
attempt(lambda: range(1) < range(2)); attempt(lambda: range(1) + range(2)); attempt(lambda: range(3).__setitem__(0, 1))
print(list(reversed(range(5))), list(reversed(range(1, 10, 3))), list(reversed(range(0))), list(range(5)[::-2]))
it = iter(range(3)); print(type(it).__name__, it.__length_hint__(), next(it), it.__length_hint__(), list(it), list(it)); attempt(next, it)
big = 10 ** 20
l = range(big, big + 10, 3); print(l, len(l), list(l), l[1], l[-1], l[1:3], big + 3 in l, big + 4 in l, l.index(big + 6), l.count(big), type(iter(l)).__name__, list(reversed(l)), 0 in l, 1.0 in range(3), float(big) in l)
m = range(-big, big, big // 2); print(m, len(m), list(m), m[-1], list(reversed(m)), m == range(-big, big - 1, big // 2), hash(m) == hash(range(-big, big - 1, big // 2)), m[::2], bool(m))
h = range(0, 2 ** 64); print(h[2 ** 63], h[-1], h[2 ** 64 - 1], 2 ** 64 in h, 2 ** 64 - 1 in h, bool(h), h[5:10], h == range(2 ** 64), h != range(2 ** 64 + 1)); attempt(len, h); attempt(lambda: h[2 ** 64]); attempt(h.index, -1); print(h.index(2 ** 63 + 1))
e = range(2 ** 63 - 3, 2 ** 63 + 2); print(list(e), len(e), list(e[::-1])); e = range(-2 ** 63, 2 ** 63 - 1, 2 ** 62); print(list(e), list(reversed(e)), -2 ** 63 in e)
e = range(2 ** 62 - 2, 2 ** 62 + 2); print(list(e), list(reversed(e)), e.index(2 ** 62), e[3], e[1:]); e = range(2 ** 63 - 1, -2 ** 63, -2 ** 63); print(list(e), len(e))
print(range(10)[::10 ** 30], range(10)[10 ** 30:], range(10)[-10 ** 30::3], list(range(2 ** 70, 2 ** 70 + 3)), range(5)[1:][1:][1])
class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
print(range(I(3)), range(I(1), I(10), I(4)), range(10)[I(3)], I(3) in range(5)); attempt(range, I("x"))
class N(int): pass
print(range(N(3)), N(2) in range(3), range(5).index(N(3)))
attempt(lambda: range(3).start.__class__); attempt(setattr, range(3), "start", 1)
class Eq:
    def __eq__(self, o): return o == 2
print(Eq() in range(3), range(5).index(Eq()), range(5).count(Eq()))
