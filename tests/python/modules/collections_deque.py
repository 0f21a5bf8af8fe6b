# collections.deque: methods, messages, maxlen, comparison, copies, and hostile comparisons.
import copy
import gc
import weakref
from collections import deque


def fails(f, *args, **kw):
    try:
        print("no error", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


d = deque("abc")
print(d, len(d), d[0], d[-1], "b" in d, bool(d), bool(deque()), list(reversed(d)))
d.append("d")
d.appendleft("z")
d.extend([1, 2])
d.extendleft([3, 4])
print(d, d.pop(), d.popleft(), d)
d.rotate()
print(d)
d.rotate(-3)
print(d)
d.rotate(100)
print(d)
d.rotate(10**18 + 1)
d.reverse()
print(d, d.count("a"), d.index("a"), d.index(3, 1), d.index(3, -20, 20))
d.insert(1, "i")
d.insert(-1, "j")
d.insert(100, "end")
d.insert(-100, "start")
print(d)
d.remove("i")
d[2] = "two"
del d[0], d[-1]
print(d)
d.clear()
print(d, d.maxlen)
m = deque(range(10), 3)
print(m, m.maxlen)
m.append(5)
m.appendleft(6)
m.extend("xy")
print(m, m * 2, deque([1], 0), deque([1, 2], maxlen=None), m + deque([7]))
m *= 3
print(m)
m += "k"
print(m)
fails(m.insert, 0, 1)
z = deque(maxlen=0)
z.append(1)
z.extend([1, 2])
print(z, z * 5)
for f in d.pop, d.popleft:
    fails(f)
fails(lambda: d[0])
fails(lambda: deque([1])[1])
fails(lambda: deque([1])["a"])
fails(lambda: deque([1])[0:1])
fails(deque([1]).__setitem__, 5, 1)
fails(deque([1]).__delitem__, 5)
fails(deque([1]).remove, 2)
fails(deque([1]).index, 2)
fails(deque, 5)
fails(deque, [], -1)
fails(deque, [], "a")
fails(deque, [], 1, 2)
fails(deque, [], maxlen=1, foo=2)
fails(hash, d)
fails(lambda: deque() + [1])
fails(lambda: deque() * "a")
fails(lambda: deque([1, 2]) * (2**63 - 1))
fails(lambda: deque() < [1])
fails(setattr, d, "maxlen", 3)
fails(d.rotate, "a")
fails(d.rotate, 1, 2)
fails(d.insert, 1)
print(deque([1, 2]) == deque([1, 2]), deque([1]) != deque([2]), deque([1, 2]) < deque([1, 3]), deque([1]) < deque([1, 2]),
      deque([2]) >= deque([1, 5]), deque() == [], deque([1], 2) == deque([1], 5))
r = deque([1])
r.append(r)
print(r)
r.clear()
for x in deque([1, [2]]), deque([1, [2]], 4):
    print(copy.copy(x), copy.deepcopy(x), x.copy().maxlen, copy.copy(x)[1] is x[1], copy.deepcopy(x)[1] is x[1])
    t = x.__reduce__()
    print(t[:3], list(t[3]))


class Sub(deque):
    pass


s = Sub("ab", 5)
s.name = "n"
print(s, s.copy(), type(s.copy()).__name__, copy.copy(s).name if hasattr(copy.copy(s), "name") else None, s.__reduce__()[:3])
print(type(s + s).__name__, s == deque("ab"), deque[int], Sub[str])
w = weakref.ref(s)
del s
print(w())
d = deque([1, 2, 3])
it = iter(d)
print(next(it), it.__length_hint__(), it.__reduce__(), copy.copy(it).__next__(), type(it).__name__)
d.append(4)
fails(next, it)
fails(next, it)
it = reversed(d)
print(next(it), it.__reduce__(), it.__length_hint__(), type(it))
d.popleft()
fails(list, it)
it = iter(deque())
print(list(it), list(it))
d = deque([1, 2, 3])
fails(lambda: [d.append(x) for x in d])
fails(lambda: [d.pop() for x in d])
for x in d:
    d[0] = 9
print(d)
d.extend(d)
print(d)
d.extendleft(d)
print(d)
d += d
print(len(d))
big = deque(range(1000))
while len(big) > 3:
    big.popleft()
print(big)
q = deque()
for i in range(100):
    q.append(i)
    if i % 3 == 0:
        q.popleft()
print(len(q), q[0], q[-1], sum(q))


class Hostile:
    """Changes the deque when it is compared."""

    def __init__(self, d, act):
        self.d, self.act = d, act

    def __eq__(self, other):
        getattr(self.d, self.act)(*([1] if self.act in ("append", "appendleft") else []))
        return False

    __hash__ = None

    def __repr__(self):
        return "H"


for act in "clear", "pop", "append", "popleft", "reverse":
    for method in "count", "index", "remove", "__contains__":
        d = deque()
        d.extend([Hostile(d, act), 2, 3])
        fails(getattr(d, method), 5)
    d = deque()
    d.extend([Hostile(d, act), 2, 3])
    fails(lambda: d == deque([0, 2, 3]))
    fails(lambda: d < deque([0, 2, 3]))


class Dies:
    def __init__(self, d):
        self.d = d

    def __del__(self):
        self.d.append("from __del__")


d = deque()
d.extend([Dies(d), Dies(d), 3])
d.clear()
print(d)
d = deque([1])
d[0] = Dies(d)
d[0] = 5
print(d)
d.append(d)
del d
print(gc.collect() > 0)


def endless(d):
    while True:
        d.clear()
        yield 1


d = deque()
e = endless(d)
d.extend(next(e) for i in range(5))
print(d)
