# defaultdict, OrderedDict, Counter, ChainMap: behaviour, messages, copies, hostile keys.
import copy
import gc
import weakref
from collections import ChainMap, Counter, OrderedDict, defaultdict


def fails(f, *args, **kw):
    try:
        print("no error", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


d = defaultdict(list)
d["a"].append(1)
d["b"]
print(d, d["a"], d.get("zz"), "zz" in d, d.default_factory, len(d))
print(defaultdict(), defaultdict(None, {1: 2}), defaultdict(int, [(1, 2)], b=3), defaultdict(int, a=1))
fails(lambda: defaultdict()["x"])
fails(defaultdict, 5)
fails(defaultdict, int, 5)
fails(defaultdict, int, {}, {})
fails(lambda: d[[]])
print(d | {"c": 1}, {"c": 1} | d, d.copy(), copy.copy(d), copy.deepcopy(d), d.__reduce__()[:4], dict(d), d == {"a": [1], "b": []})
fails(lambda: d | 5)
d |= {"z": 1}
print(d)
d.default_factory = None
fails(lambda: d["q"])


class D(defaultdict):
    def __missing__(self, key):
        return key * 2


print(D(int)["ab"], D(int), isinstance(D(int), dict), defaultdict[str, int])


class E(defaultdict):
    pass


e = E(int, {1: 2})
e.attr = 1
print(e[5], e, type(e.copy()).__name__, e.attr)
r = defaultdict(list)
r["self"] = r
print(r)
m = defaultdict()
m.default_factory = m.__repr__
m2 = defaultdict(lambda: 1 / 0)
fails(lambda: m2["x"])
print(m2 == {})
print(defaultdict.__missing__.__name__, defaultdict(int).__missing__(3))

o = OrderedDict([("a", 1), ("b", 2)], c=3)
print(o, list(o), list(o.items()), o.keys(), o.values(), o.items(), list(reversed(o)), list(reversed(o.items())), len(o))
o.move_to_end("a")
print(o)
o.move_to_end("a", last=False)
print(o)
o.move_to_end("c", False)
print(o, o.popitem(), o.popitem(last=False), o)
fails(o.move_to_end, "zz")
fails(OrderedDict().popitem)
fails(o.pop, "zz")
print(o.pop("zz", 5), o.pop("a"), o, OrderedDict())
o = OrderedDict.fromkeys("abc", 0)
print(o, o.setdefault("a", 5), o.setdefault("d"), o)
fails(OrderedDict, 5)
fails(OrderedDict, [1, 2])
fails(OrderedDict, [(1, 2, 3)])
fails(OrderedDict, [], [])
fails(o.update, [], [])
o.update({"x": 1}, y=2)
o.update([("z", 3)])
print(o)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), OrderedDict(a=1) != OrderedDict(a=1),
      OrderedDict(a=1) == 5)
print(o | {"q": 1}, {"q": 1} | OrderedDict(a=1), type({} | OrderedDict()).__name__)
o |= [("w", 4)]
print(o.copy(), copy.copy(o), copy.deepcopy(OrderedDict(a=[1])), OrderedDict(a=1).__reduce__()[:4])
o = OrderedDict(a=1)
o.attr = 5
print(o.attr, o.__dict__, o, copy.copy(o).__dict__)
w = weakref.ref(o)
del o
print(w())
o = OrderedDict.fromkeys(range(5))
fails(lambda: [o.pop(k) for k in o])
fails(lambda: [o.move_to_end(k) for k in o])
fails(lambda: [o.update({k + 10: 1}) for k in o])
for k in o:
    o[k] = k
print(o)
it = iter(o)
next(it)
print(list(copy.copy(it)), type(it).__name__, list(it), list(it))
o = OrderedDict()
for i in range(1000):
    o[str(i)] = i
    if len(o) > 10:
        o.popitem(last=False)
print(list(o), next(iter(o)))
for i in range(2000):
    o.move_to_end(next(iter(o)))
print(list(o))
for k in list(o):
    del o[k]
o["n"] = 1
o["0"] = 2
print(o, o.popitem(False), o)
o = OrderedDict.fromkeys("ab")
o.popitem(False), o.popitem(False)
o["b"] = 5
o["a"] = 6
print(o.popitem(False), o)
r = OrderedDict()
r["self"] = r
print(r)
del r
gc.collect()


class O(OrderedDict):
    def __getitem__(self, k):
        return ("got", OrderedDict.__getitem__(self, k))

    def __setitem__(self, k, v):
        OrderedDict.__setitem__(self, k, ("set", v))

    def __delitem__(self, k):
        print("del", k)
        OrderedDict.__delitem__(self, k)


s = O(a=1, b=2)
print(s.pop("a"), s, s.setdefault("c", 3), s.copy(), s.popitem())


class Missing(OrderedDict):
    def __missing__(self, k):
        return "missing"


print(Missing()["x"])
fails(Missing().pop, "x")
fails(hash, OrderedDict())
print((o.keys() | {"z"}) == {"a", "z"}, o.keys() & {"a"}, "a" in o.keys(), ("a", 6) in o.items(), 6 in o.values(), o.keys() == {"a"})

c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), c.most_common(), sorted(c.elements()), c.total())
c.update("aaa")
c.update({"b": 5}, z=1)
c.subtract("ab")
c.subtract({"z": 5})
print(c, +c, -c, c + Counter("q"), c - Counter(a=3), c & Counter(a=2, b=9), c | Counter(a=100))
del c["nothing"]
del c["a"]
print(c, Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1), Counter(a=2) > Counter(a=1), Counter() >= Counter(a=1))
c += Counter(zz=3)
c -= Counter(b=1)
c &= Counter(zz=2, d=5)
c |= Counter(new=1)
print(c, c.copy(), copy.copy(c), copy.deepcopy(c), Counter(), repr(Counter(a=1, b="x")), Counter(x=None))
fails(Counter.fromkeys, "ab")
fails(Counter, 5)
fails(Counter, [[]])
fails(lambda: Counter() + {})
print(Counter(i % 7 for i in range(100)), Counter([1, 1.0, True]), Counter({"a": 2}), Counter(a=1, b=2).__reduce__())


class Get(Counter):
    def __setitem__(self, k, v):
        super().__setitem__(k, v * 10)


print(Get("aab"))


class Key:
    """Clears the counter when it is compared."""

    def __init__(self, c):
        self.c = c

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.c.clear()
        return False


c = Counter()
c.update([Key(c), Key(c), Key(c)])
print(len(c))
dd = defaultdict(int)
dd[Key(dd)] = 1
dd[Key(dd)] += 1
print(len(dd))
o = OrderedDict()
o[Key(o)] = 1
o[Key(o)] = 2
print(len(o))
k = Key(o)
o[k] = 1
o[Key({})] = 2
print(len(o))

m = ChainMap({"a": 1}, {"b": 2, "a": 9})
print(m, m["a"], m["b"], len(m), list(m), "b" in m, m.get("q", 5), m.maps, m.parents, m.new_child({"z": 1}), m.new_child(q=1), bool(ChainMap()))
m["n"] = 1
del m["a"]
print(m, dict(m), m.pop("n"), m | {"k": 1}, {"k": 1} | m, m.copy(), copy.copy(m))
fails(lambda: m["nope"])
fails(lambda: m.pop("b"))
fails(m.popitem)
fails(m.__delitem__, "b")
print(ChainMap.fromkeys("ab", 1), m == {"a": 9, "b": 2})
