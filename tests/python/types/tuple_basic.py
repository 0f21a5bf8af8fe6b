# tuple.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

print((), (1,), (1, 2), tuple(), tuple("ab"), tuple([1, 2]), tuple(range(3)), tuple(x for x in "xy"), tuple({1: 2}))
attempt(tuple, 1, 2); attempt(tuple, 5); attempt(tuple, x=1)
t = (1, 2, 3, 4)
print(t[0], t[-1], t[1:3], t[::-1], t[::2], t[5:], t[:] is t, tuple() is tuple([]))
attempt(lambda: t[4]); attempt(lambda: t[-5]); attempt(lambda: t["x"]); attempt(lambda: t[10 ** 30]); attempt(lambda: t[1.0])
print(t + (5,), t * 2, 2 * t, t * 0, (1,) * -1, () + (), (t * 1) is t, (t + ()) is t, (() + t) is t)
attempt(lambda: t + [1]); attempt(lambda: t * "a"); attempt(lambda: t * t)
print(t.index(3), t.count(3), (1, 1, 2).index(1, 1), (1, True, 1.0).count(1))
attempt(t.index, 9); attempt(t.index, 1, 1); attempt(t.index, 1, "a")
print((1, 2) < (1, 3), (1,) < (1, 0), (2,) > (1, 9), () == (), (1,) == [1], (1, 2) != (1, 2), (1, 2) >= (1, 2))
attempt(lambda: (1,) < ("a",)); attempt(lambda: (1,) < [1])
print(hash(()), hash((1, 2)), hash((1, (2, 3))), hash((1.0, 2)) == hash((1, 2)))
attempt(hash, ([],))
attempt(lambda: t.__setitem__(0, 1))
def assign(): t[0] = 1
def delete(): del t[0]
attempt(assign); attempt(delete)
n = float("nan"); print((n,) == (n,), n in (n,), (n,) == (float("nan"),))
l = []; r = (l, 1); l.append(r); print(r)
class T(tuple):
    def __new__(cls, *args, **kw): return super().__new__(cls, args)
x = T(1, 2, 3); x.tag = 5; print(x, x.tag, x[1:], type(x[:]).__name__, x == (1, 2, 3), hash(x) == hash((1, 2, 3)), len(x), x + (4,), type(x + ()).__name__, isinstance(x, tuple))
class P(tuple): pass
print(P(), P([1, 2]), type(P() + ()).__name__, P() == ())
print(tuple[int, str], bool(()), bool((0,)), (1, 2).__getnewargs__(), (1, 2).__len__())
a, *b = (1, 2, 3); print(a, b); (c, d), e = (1, 2), 3; print(c, d, e)
attempt(lambda: (lambda a, b: 0)(*(1, 2, 3)))
class E:
    def __eq__(self, o): return True
print((E(),) == (5,), (1, E()) in [(1, 2)], E() in (1, 2), (1, 2, E()).index(7))
deep = ()
for i in range(500): deep = (deep,)
print(hash(deep) == hash(deep))
print(sorted([(2, 1), (1, 2), (1,)]), max((1, 2), (2, 0)), sum((1, 2, 3)), list(reversed((1, 2, 3))), list(zip((1, 2), (3, 4))))
