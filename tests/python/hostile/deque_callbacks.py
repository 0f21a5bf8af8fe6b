# SPDX-License-Identifier: MIT
# collections.deque whose items, indexes and sources change it while it works.
from collections import deque


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Clears:
    """Equal to nothing, and empties the deque when asked."""

    def __init__(self, d, answer=False):
        self.d, self.answer = d, answer

    def __eq__(self, other):
        self.d.clear()
        return self.answer

    __hash__ = None


class Appends(Clears):
    def __eq__(self, other):
        if len(self.d) < 50:
            self.d.append(len(self.d))
        return self.answer


class Pops(Clears):
    def __eq__(self, other):
        if self.d:
            self.d.popleft()
        return self.answer


for kind in Clears, Appends, Pops:
    for answer in False, True:
        for method in "remove", "count", "index":
            d = deque([0])
            d.extend(kind(d, answer) for _ in range(3))
            d.append(9)
            show((kind.__name__, answer, method), lambda: getattr(d, method)(7))
            print("  left", len(d))
        d = deque([0])
        d.extend(kind(d, answer) for _ in range(3))
        show((kind.__name__, answer, "in"), lambda: 7 in d)
        print("  left", len(d))
        d = deque([0])
        d.extend(kind(d, answer) for _ in range(3))
        e = deque([0, 1, 2, 3])
        show((kind.__name__, answer, "=="), lambda: d == e)
        print("  left", len(d))


class Index:
    def __init__(self, d, value, act):
        self.d, self.value, self.act = d, value, act

    def __index__(self):
        self.act(self.d)
        return self.value


for name, act in ("clear", lambda d: d.clear()), ("extend", lambda d: d.extend(range(200))), ("pop", lambda d: d.pop()):
    for text, operate in (
        ("rotate", lambda d, i: d.rotate(i)),
        ("insert", lambda d, i: d.insert(i, "new")),
        ("get", lambda d, i: d[i]),
        ("set", lambda d, i: d.__setitem__(i, "set")),
        ("del", lambda d, i: d.__delitem__(i)),
        ("imul", lambda d, i: d.__imul__(i)),
        ("mul", lambda d, i: d * i),
        ("index", lambda d, i: d.index(2, i)),
    ):
        d = deque(range(5))
        show((name, text), lambda: operate(d, Index(d, 2, act)))
        print("  left", len(d), list(d)[:6])


d = deque([1, 2, 3])
d.extend(d)
print(d)
d.extendleft(d)
print(d)
d += d
print(len(d))
d = deque([1, 2, 3], maxlen=4)
d.extend(d)
print(d)
d *= 3
print(d)


def feeding(d, act):
    for i in range(6):
        yield i
        act(d)


for act in deque.clear, lambda d: d.append("x"), lambda d: d.rotate(1):
    for most in None, 3:
        d = deque([7], most)
        d.extend(feeding(d, act))
        print(d)
        d.extendleft(feeding(d, act))
        print(d)

d = deque(range(5))
i = iter(d)
next(i)
d.append(1)
show("iterate", lambda: next(i))
show("again", lambda: list(i))
i = reversed(d)
next(i)
d.clear()
show("reversed", lambda: next(i))
d = deque(range(5))
i = iter(d)
show("init", lambda: d.__init__(i))
print(d)
d = deque(range(3))
show("init self", lambda: d.__init__(d))
print(d)


class Dies:
    def __init__(self, d):
        self.d = d

    def __del__(self):
        self.d.append("last words")


d = deque()
d.extend(Dies(d) for _ in range(4))
d.clear()
print(d)
d = deque(maxlen=2)
d.extend(Dies(d) for _ in range(4))
print(len(d))
d[0] = None
d[1] = None
print(d)
d.clear()


class Reprs:
    def __init__(self, d):
        self.d = d

    def __repr__(self):
        self.d.clear()
        return "gone"


d = deque()
d.extend([Reprs(d), 1])
show("repr", lambda: repr(d))
d = deque([1])
d.append(d)
print(d)
d.clear()
