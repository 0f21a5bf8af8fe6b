# SPDX-License-Identifier: MIT
# functools: functions, keys and arguments that come back in, or change what is at work.
import functools
import gc


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


items = list(range(8))


def adding(a, b):
    items.clear()
    return a + b


show("reduce", lambda: functools.reduce(adding, items))
items = [1]


def growing(a, b):
    if len(items) < 40:
        items.append(1)
    return a + b


items = [1, 1]
show("reduce", lambda: functools.reduce(growing, items))
show("reduce", lambda: functools.reduce(lambda a, b: functools.reduce(lambda c, d: c + d, [a, b]), range(20)))

for size in 0, 1, 2, 3, None:

    @functools.lru_cache(maxsize=size)
    def f(n):
        if n > 1:
            f(n - 2)
            return f(n - 1)
        if n == 1:
            f.cache_clear()
        return n

    show(("lru", size), lambda: f(8))
    print(f.cache_info())


class Key:
    cache = None

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if Key.cache:
            cache, Key.cache = Key.cache, None
            cache(Key(99))
            cache.cache_clear()
        return self.n == other.n


@functools.lru_cache(maxsize=2)
def keyed(k):
    return k.n


for i in range(5):
    show("keyed", lambda: keyed(Key(i)))
    Key.cache = keyed
Key.cache = None
print(keyed.cache_info().currsize <= 2)
keyed.cache_clear()


class Dies:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return self.n == other.n

    def __del__(self):
        if self.n < 50:
            dying(self.n + 50)
            dying.cache_clear()


@functools.lru_cache(maxsize=3)
def dying(k):
    return k


for i in range(12):
    dying(Dies(i))
dying.cache_clear()
gc.collect()
print("dying", dying.cache_info().currsize)


@functools.lru_cache(maxsize=None)
def raising(n):
    raise ValueError(n)


show("raising", lambda: raising(1))
show("unhashable", lambda: keyed([]))


def comparing(a, b):
    values.clear()
    return (a > b) - (a < b)


values = [3, 1, 2]
show("cmp_to_key", lambda: sorted(values, key=functools.cmp_to_key(comparing)))
k = functools.cmp_to_key(lambda a, b: k(a) < k(b))
try:
    k(1) < k(2)
except RecursionError:
    print("RecursionError")
key = functools.cmp_to_key(lambda a, b: key.__init__)(1)
show("odd answer", lambda: key < key)
k = key = None

p = functools.partial(print, "a")
p.__setstate__((p, (1,), {}, None))
try:
    repr(p)
    print("repr done")
except RecursionError:
    print("RecursionError")
p.__setstate__((print, (p, p), {"sep": "-"}, {"x": 1}))
print(len(repr(p)) > 10, p.x)
p.__setstate__((print, (), {}, {}))
show("setstate", lambda: p.__setstate__((1, (), {}, {})))
show("setstate", lambda: p.__setstate__(()))


class Keywords(dict):
    def __iter__(self):
        p.__setstate__((print, (), {}, {}))
        return dict.__iter__(self)


p = functools.partial(print, 1, sep="-")
show("keywords", lambda: p(2, **Keywords(end="!\n")))
p.keywords["more"] = 1
show("bad keyword", lambda: p(2))


def changing(*args, **kwargs):
    p.__setstate__((len, ("x",), {}, {}))
    return args, kwargs


p = functools.partial(changing, [1], [2], k=[3])
show("changing", lambda: p([4]))
show("changed", lambda: p())
nested = len
for i in range(3000):
    nested = functools.partial(nested, **{"k%d" % (i % 10): i})
del nested


class Descriptor:
    @functools.cached_property
    def value(self):
        self.__dict__["value"] = "inner"
        return "outer"


d = Descriptor()
print(d.value, d.__dict__)


@functools.singledispatch
def dispatch(x):
    return "object"


@dispatch.register
def _(x: int):
    dispatch.register(str, lambda x: "str late")
    return "int"


print(dispatch("a"), dispatch(1), dispatch("a"))


@functools.total_ordering
class Ordered:
    def __eq__(self, other):
        return True

    def __lt__(self, other):
        return self >= other


try:
    Ordered() < Ordered()
except RecursionError:
    print("RecursionError")
