# SPDX-License-Identifier: MIT
# OrderedDict, defaultdict, Counter, ChainMap with keys and factories that change them.
from collections import OrderedDict, defaultdict, Counter, ChainMap


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Key:
    def __init__(self, name, act=None):
        self.name, self.act, self.armed = name, act, False

    def __hash__(self):
        if self.armed and self.act:
            self.act("hash")
        return 5

    def __eq__(self, other):
        if self.armed and self.act:
            self.act("eq")
        return isinstance(other, Key) and self.name == other.name

    def __repr__(self):
        return self.name


def arm(where, act, operate, label):
    d = OrderedDict()

    def run(at):
        if at == where:
            probe.armed = False
            act(d)

    for name in "abcd":
        d[Key(name)] = name
    probe = Key("c", run)
    probe.armed = True
    show((label, where), lambda: operate(d, probe))
    probe.armed = False
    print("  left", list(d))


acts = {
    "clear": lambda d: d.clear(),
    "popitem": lambda d: d.popitem() if d else None,
    "add": lambda d: d.update({i: i for i in range(40)}),
}
for name, act in acts.items():
    for where in "hash", "eq":
        if name != "clear" or where == "hash":
            arm(where, act, lambda d, k: d.pop(k, "absent"), name + " pop")
            arm(where, act, lambda d, k: d.get(k, "absent"), name + " get")
            arm(where, act, lambda d, k: d.setdefault(k, "made"), name + " setdefault")

for where in "hash", "eq":
    for name, act in acts.items():
        d = OrderedDict((Key(n), n) for n in "abcd")
        p = Key("c")

        def run(at):
            if at == where:
                p.armed = False
                act(d)

        p.act, p.armed = run, True
        try:
            d.move_to_end(p)
        except KeyError:
            pass
        except RuntimeError:
            pass
        p.armed = False
        len(list(d))
        p.armed = True
        try:
            del d[p]
        except (KeyError, RuntimeError):
            pass
        p.armed = False
        len(list(d.items()))
        d.clear()
        print(where, name, d)

d = OrderedDict.fromkeys("abc")
i = iter(d)
next(i)
d.move_to_end("a")
show("iterate", lambda: list(i))
i = iter(d)
next(i)
d["new"] = 1
try:
    next(i)
except RuntimeError:
    print("RuntimeError")
i = iter(d.items())
d.clear()
try:
    next(i, "end")
except RuntimeError:
    print("RuntimeError")

d = defaultdict(lambda: d.clear() or "made")
d.update(a=1, b=2)
print(d["c"], dict(d))


def factory():
    d["key"] = "from within"
    return "from factory"


d = defaultdict(factory)
print(d["key"], dict(d))


def drop():
    d.default_factory = None
    return 1


d = defaultdict(drop)
show("drop", lambda: d["a"])
show("drop", lambda: d["b"])
d = defaultdict(list)
d.default_factory = d.copy
show("copy", lambda: len(d["x"]))
d.default_factory = None
d.clear()


def deep():
    return d["more"]


d = defaultdict(deep)
try:
    d["more"]
except RecursionError:
    print("RecursionError")

c = Counter()


def counted():
    for i in range(5):
        yield i
        c.clear()


c.update(counted())
print(c)


class Adds(Counter):
    def get(self, key, default=None):
        if len(self) < 30:
            self[len(self) + 100] = 1
        return Counter.get(self, key, default)


c = Adds()
c.update("hello")
print(len(c))
first = {}
chain = ChainMap(first, {"a": 1})
chain.maps.append(chain.maps[0])
print(chain["a"], len(chain))


class Dies:
    def __del__(self):
        d["dead"] = len(d)


d = OrderedDict()
for i in range(5):
    d[i] = Dies()
d.clear()
print(len(d) <= 1)
for i in range(5):
    d[i] = Dies()
    d[i] = None
print(set(d) == {0, 1, 2, 3, 4, "dead"})
d.clear()
