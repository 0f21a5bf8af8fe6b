# What the interpreter does by short ways: pairs unpacked at once, attributes in dicts, data descriptors, sums, displays.
from collections import namedtuple


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


# Pairs that are unpacked at once.
def pairs():
    d = {"a": 1, "b": 2, "c": 3}
    out = []
    for k, v in d.items():
        out.append((k, v))
    for i, (k, v) in enumerate(d.items(), 10**18 * 5):
        out.append((i, k, v))
    for k in d:
        d[k] = d[k] * 10
    for v in d.values():
        out.append(v)
    for x, y in zip(d, d.values()):
        out.append(x * y)
    return out


print(pairs())


def grows(view):
    d = {1: 1, 2: 2}
    for item in getattr(d, view)():
        d[len(d) + 1] = 0


def grows_pairs():
    d = {1: 1, 2: 2}
    for k, v in d.items():
        d[len(d) + 1] = 0


for view in ("keys", "values", "items"):
    show(lambda: grows(view))
show(grows_pairs)


class Failing:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise KeyError("end")
        return self.n


def failing():
    seen = []
    try:
        for i, x in enumerate(Failing(2)):
            seen.append((i, x))
    except KeyError as error:
        seen.append(str(error))
    return seen


print(failing())


def three():
    for a, b, c in {1: 2}.items():
        pass


show(three)


# Attributes of objects with a dict of their own.
class Text(str):
    note = "class"

    def method(self):
        return "method of " + self


def attributes():
    t = Text("t")
    out = []
    for step in range(6):
        if step == 2:
            t.note = "own"
            t.other = 1
        if step == 3:
            t.method = lambda: "hidden"
        if step == 4:
            del t.method
            Text.method = lambda self: "new " + self
        if step == 5:
            del t.note
            Text.note = property(lambda self: "property")
        out.append((t.note, t.method()))
    return out


print(attributes())


def loads(objects):
    out = []
    for o in objects:
        try:
            out.append(o.value)
        except AttributeError as error:
            out.append(str(error))
    return out


class Holder(dict):
    pass


filled, empty, hidden = Holder(), Holder(), Holder()
filled.value = 1
hidden.__dict__[Text("value")] = 2
print(loads([filled, filled, empty, hidden, filled]))

Point = namedtuple("Point", "x y")


class Deep(Point):
    def __getattr__(self, name):
        return "asked " + name


def fields():
    out = []
    for p in (Point(1, 2), Point(3, 4), Deep(5, 6), tuple.__new__(Deep), Point(7, 8)):
        try:
            out.append((p.x, p.y))
        except Exception as error:
            out.append(type(error).__name__)
    Point.x = 5
    out.append(Point(1, 2).x)
    return out


print(fields())

# sum() over lists and tuples.
big = 2**62 - 1
print(sum([1, 2, 3]), sum((1.5, 2.5)), sum([1, 2.5, 3]), sum([big, big, -big]), sum([-big, -big, -big, 1]))
print(sum([1e300, 1e300, -1e300]), sum([1e308, 1e308]), sum([0.1] * 10), sum([True, 2, 3]), sum([-0.0], -0.0))
print(sum([[1], [2]], []), sum(range(10)), sum([5], 2**70), sum(list(range(10000))))
show(lambda: sum([1, "a"]))


class Adds:
    def __init__(self, items):
        self.items = items

    def __radd__(self, other):
        self.items.clear()
        return other + 100


items = [1, 2]
items += [Adds(items), 4, 5]
print(sum(items), items)

# Displays with constant keys.
print([{"a": i, "b": [i], "c": None} for i in range(2)], [{"a": i, "a": i + 1} for i in range(2)])
print([{"a": i, 1: i + 1, 1.0: 3} for i in range(2)])


def grown(n):
    d = {"a": 1, "b": 2, "c": 3, "d": 4}
    for i in range(n):
        d[i] = d["a"] + i
        d["b"] = i
    del d["c"]
    return d


print(grown(5))
for n in (0, 1, 190, 200, 50000):
    d = grown(n)
    print(len(d), d["b"], d.get(n - 1), "c" in d)

# Calls of classes.
print([(str(i), bool(i), int("7"), list("ab"), dict(a=i), tuple([i]), float(i), type(i)) for i in range(2)])
show(lambda: int("x"))
show(lambda: list(1))
show(lambda: bool(1, 2))


class Plain:
    pass


class Made:
    def __new__(cls, x):
        return [cls.__name__, x]


print(type(Plain()) is Plain, Made(3))
show(lambda: Plain(1))
show(lambda: Made())


def stars(*args, **names):
    return args, names


print(stars(*range(20), **{"k%d" % i: i for i in range(3)}), stars(*(), **{}), stars(1, *(2,), a=3, **{"b": 4}))
