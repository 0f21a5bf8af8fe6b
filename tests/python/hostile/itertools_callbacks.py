# SPDX-License-Identifier: MIT
# itertools over sources that empty, grow, come back in, or die.
import itertools


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Source:
    """Does something to the iterator that asks, then answers."""

    def __init__(self, n, act=None):
        self.n, self.act = n, act

    def __iter__(self):
        return self

    def __next__(self):
        if self.act:
            act, self.act = self.act, None
            act()
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


def reenter(make, times=6):
    box = []
    inner = []

    def act():
        try:
            inner.append(next(box[0]))
        except Exception as e:
            inner.append((type(e).__name__, str(e)))

    source = Source(times, act)
    box.append(make(source))
    try:
        got = [repr(x) if not isinstance(x, tuple) else x for x in itertools.islice(box[0], 8)]
        print("  ", len(got))
    except Exception as e:
        print("  ", type(e).__name__, e)
    print("   inner", len(inner))
    box.clear()


for name, make in {
    "chain": lambda s: itertools.chain(s, [1, 2]),
    "chain of": lambda s: itertools.chain.from_iterable([s, s]),
    "cycle": lambda s: itertools.cycle(s),
    "islice": lambda s: itertools.islice(s, 1, 5),
    "takewhile": lambda s: itertools.takewhile(lambda x: x, s),
    "dropwhile": lambda s: itertools.dropwhile(lambda x: x > 3, s),
    "filterfalse": lambda s: itertools.filterfalse(lambda x: x % 2, s),
    "compress": lambda s: itertools.compress(s, [1, 0, 1, 1]),
    "accumulate": lambda s: itertools.accumulate(s),
    "pairwise": lambda s: itertools.pairwise(s),
    "zip_longest": lambda s: itertools.zip_longest(s, [1]),
    "starmap": lambda s: itertools.starmap(lambda *a: a, zip(s)),
    "zip": lambda s: zip(s, [1, 2, 3]),
    "map": lambda s: map(str, s),
    "filter": lambda s: filter(None, s),
    "enumerate": lambda s: enumerate(s),
}.items():
    print(name)
    reenter(make)

box = []


class Inside:
    def __iter__(self):
        return self

    def __next__(self):
        return next(box[0])


box.append(itertools.tee(Inside())[0])
show("tee", lambda: next(box[0]))
box.clear()

a, b = itertools.tee(range(200))
list(itertools.islice(a, 150))
c = b.__copy__()
del a
print(len(list(b)), len(list(c)))


class Dies:
    def __init__(self, act):
        self.act = act

    def __del__(self):
        self.act()


log = []
a, b = itertools.tee(Dies(lambda: log.append(len(log))) for _ in range(5))
for x in a:
    del x
print(log)
del b
print(log)

a, b = itertools.tee(range(100000))
for x in a:
    pass
del a, x
del b


def grouping():
    groups = itertools.groupby(source(), key)
    for k, g in groups:
        yield k, list(g)


def source():
    for i in range(10):
        yield i


saved = []


def key(x):
    for g in saved:
        try:
            next(g)
        except Exception as e:
            pass
    return x // 3


groups = itertools.groupby(range(10), key)
for k, g in groups:
    saved.append(g)
    if len(saved) > 6:
        break
print(len(saved) > 0)
saved.clear()


class Equal:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        if depth:
            depth.pop()
            for _ in range(3):
                next(groups, None)
        return self.n == other.n


depth = [1]
groups = itertools.groupby([Equal(i // 4) for i in range(20)])
print(len([k.n for k, g in groups]) > 0)
depth = [1, 1]
groups = itertools.groupby([Equal(i // 4) for i in range(20)])
k, g = next(groups)
print(len(list(g)) > 0)
depth.clear()


class Pool(list):
    def __iter__(self):
        others.clear()
        return list.__iter__(self)


others = [3, 4]
print(list(itertools.product(Pool([1, 2]), others)))
others = [3, 4]
print(list(itertools.product(others, Pool([1, 2]))))
for make in (
    lambda: itertools.product([1] * 3, repeat=2**62),
    lambda: itertools.product(*[range(3)] * 2, repeat=2**40),
    lambda: itertools.permutations([1], -1),
    lambda: itertools.combinations_with_replacement([], 3),
    lambda: itertools.islice([1], 2**70),
    lambda: itertools.islice([1], None, None, 0),
    lambda: itertools.repeat(1, 2**70),
    lambda: itertools.count("a"),
):
    try:
        print(len(list(make())))
    except Exception as e:
        print(type(e).__name__)

p = itertools.permutations(range(4))
first = next(p)
rest = list(p)
print(first, len(rest))


class Number:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        next(counter)
        return Number(self.n + 1)

    __radd__ = __add__

    def __float__(self):
        return 1.0


counter = itertools.count()
counter = itertools.count(0, Number(1))
try:
    next(counter)
    next(counter)
    print("count went on")
except RecursionError:
    print("RecursionError")
del counter


class Fill:
    pass


z = itertools.zip_longest([1], Source(3, lambda: None), fillvalue=Fill())
print(len(list(z)))
lists = [[1, 2, 3], [4, 5, 6]]


def emptying():
    for x in lists:
        yield x
        lists.clear()


print(list(itertools.chain.from_iterable(emptying())))
m = list(range(5))
for x in itertools.cycle(m):
    m.clear()
    break
i = itertools.cycle([1, 2])
for _ in range(5):
    next(i)
i.__setstate__(([i, 3], 1))
print(type(next(i)).__name__, next(i))
i.__setstate__(([], 1))
del i
chain = iter(())
for i in range(5000):
    chain = itertools.chain(chain, ())
try:
    print(list(chain))
except RecursionError:
    print("RecursionError")
del chain

