# namedtuple, UserDict, UserList, UserString, and collections.abc.
import copy
import collections
from collections import UserDict, UserList, UserString, namedtuple
from collections.abc import *
import collections.abc


def fails(f, *args, **kw):
    try:
        print("no error", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


P = namedtuple("P", ["x", "y"])
p = P(1, y=2)
print(p, p.x, p[1], p == (1, 2), P._fields, P._field_defaults, P.__doc__, P.x.__doc__, P.__module__, P.__match_args__)
print(p._asdict(), p._replace(x=9), P._make([3, 4]), copy.copy(p), copy.deepcopy(P([1], 2)), hash(p) == hash((1, 2)), p.__getnewargs__())
fails(P, 1)
fails(P, 1, 2, 3)
fails(P._make, [1])
fails(p._replace, z=1)
fails(setattr, p, "x", 1)
fails(setattr, p, "zz", 1)
fails(delattr, p, "x")
print(namedtuple("Q", "a, b c", defaults=(5,))(1, 2), namedtuple("Q", "", rename=True)(), namedtuple("R", "a _b def a", rename=True)._fields,
      namedtuple("One", "a")(1), namedtuple("D", "a b", defaults=[1, 2])._field_defaults, namedtuple("M", "a", module="mod").__module__)
for a in [("1x", "a"), ("X", "a a"), ("X", "def"), ("class", "a"), ("X", "_a"), ("X", ["a b"])]:
    fails(namedtuple, *a)
fails(namedtuple, "X", "a", defaults=(1, 2))


class Sub(namedtuple("Base", "a b")):
    __slots__ = ()

    def total(self):
        return self.a + self.b


print(Sub(1, 2).total(), Sub(1, 2), Sub(1, 2)._replace(a=5), P.x, P.__new__.__doc__)
fails(lambda: P.x.__get__(5))
print(P.x.__get__(None, P) is P.x, P.x.__get__((7, 8)), P.x.__reduce__())

u = UserDict({"a": 1}, b=2)
u["c"] = 3
del u["a"]
print(u, len(u), u["b"], "b" in u, list(u), u | {"z": 1}, {"z": 1} | u, u.copy(), copy.copy(u), u.get("q"), u.pop("b"), u == {"c": 3}, UserDict.fromkeys("ab"))
fails(lambda: u["q"])
l = UserList([3, 1, 2])
l.append(5)
l.sort()
print(l, l[1:], l + [1], [1] + l, l * 2, l == [1, 2, 3, 5], l < [2], 3 in l, len(l), l.index(2), l.pop(), l.copy(), copy.copy(l), type(l[:1]).__name__)
l += (7,)
l.extend(UserList([8]))
l.reverse()
l.insert(0, 0)
l.remove(7)
del l[0]
print(l, UserList("ab"), UserList(l), l.count(1))
s = UserString("Hello")
print(s, repr(s), s.upper(), s + "x", "x" + s, s * 2, s[1], s[1:3], "ell" in s, len(s), s == "Hello", s.center(9, "-"), s % (), hash(s) == hash("Hello"),
      s.replace("l", "L"), s.split("l"), s.find("l"), int(UserString("5")), float(UserString("1.5")), type(s.lower()).__name__, s.join(["a", "b"]))

tests = [1, "a", b"a", bytearray(), [], (), {}, set(), frozenset(), range(1), iter([]), (i for i in []), len, int, {}.keys(), {}.values(), {}.items(), collections.deque(), None, zip()]
for name in sorted(collections.abc.__all__):
    c = getattr(collections.abc, name)
    print(name, [isinstance(t, c) for t in tests].count(True), [i for i, t in enumerate(tests) if isinstance(t, c)], c.__module__, sorted(c.__abstractmethods__))
for c in Sequence, Mapping, Set, MutableSet, Iterator, Hashable, Callable:
    fails(c)


class Seq(Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


q = Seq(1, 2, 3, 2)
print(list(q), 2 in q, 9 in q, list(reversed(q)), q.index(2), q.count(2), q.index(2, 2), isinstance(q, Reversible))
fails(q.index, 9)


class Map(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)

    def __repr__(self):
        return "Map(%r)" % self.d


m = Map()
m.update({"a": 1}, b=2)
m.update([("c", 3)])
print(m, m.keys(), m.items(), list(m.values()), m.get("z", 5), "a" in m, m.pop("a"), m.setdefault("q", 1), m == {"b": 2, "c": 3, "q": 1}, m.keys() & {"b"}, m.popitem())
fails(m.pop, "zz")
m.clear()
fails(m.popitem)


class S(MutableSet):
    def __init__(self, it=()):
        self.s = list(dict.fromkeys(it))

    def __contains__(self, x):
        return x in self.s

    def __iter__(self):
        return iter(self.s)

    def __len__(self):
        return len(self.s)

    def add(self, x):
        if x not in self.s:
            self.s.append(x)

    def discard(self, x):
        if x in self.s:
            self.s.remove(x)


a, b = S([1, 2, 3]), S([2, 3, 4])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a <= b, S([2]) < b, a == S([3, 2, 1]), a.isdisjoint([9]), a._hash() == hash(frozenset([1, 2, 3])))
a |= [7]
a -= [1]
a ^= [2, 9]
a &= [9, 3, 7]
print(list(a), a.pop(), list(a))
fails(a.remove, 100)


class L(MutableSequence):
    def __init__(self):
        self.l = []

    def __getitem__(self, i):
        return self.l[i]

    def __setitem__(self, i, v):
        self.l[i] = v

    def __delitem__(self, i):
        del self.l[i]

    def __len__(self):
        return len(self.l)

    def insert(self, i, v):
        self.l.insert(i, v)


x = L()
x.extend([1, 2, 3])
x.append(4)
x += [5]
x.reverse()
x.remove(3)
print(x.l, x.pop(), x.pop(0), x.l, x.index(4))
x.extend(x)
x.clear()
print(x.l)
print(Callable[[int, str], bool], Callable[..., int], Callable[[], None].__args__, Iterable[int], Mapping[str, int])
fails(lambda: Callable[int])
fails(lambda: Callable[int, str])
