# functools: partial, reduce, cmp_to_key, lru_cache, total_ordering, singledispatch, cached_property, wraps.
import copy
import functools
import gc
import weakref
from functools import *


def fails(f, *args, **kw):
    try:
        print("no error", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


def f(*a, **k):
    return a, k


p = partial(f, 1, 2, x=3)
print(p(), p(4, y=5), p(x=9), p.args, p.keywords, p.func is f)
q = partial(p, 5, z=1)
print(q.func is f, q.args, q.keywords, partial(len)("abc"))
fails(partial)
fails(partial, 5)
fails(setattr, p, "args", 1)
p.attr = 7
print(p.attr, p.__dict__, partial(p).func is p)
print(repr(partial(int, "5", base=3)), repr(partial(print)))
r = partial(print)
r.__setstate__((r, (r,), {"a": r}, None))
print(repr(r).count("..."))
r.__setstate__((print, (), {}, {}))
for bad in 5, (), (1, (), {}, {}), (print, [], {}, {}), (print, (), 5, {}):
    fails(r.__setstate__, bad)
c = copy.copy(partial(f, [1], k=2))
print(c(), c.args, copy.deepcopy(partial(int, "1"))(), p.__reduce__()[2][1:])


class PSub(partial):
    pass


s = PSub(f, 1)
print(s(2), type(s).__name__, repr(PSub(int)), partial[int])
w = weakref.ref(s)
del s
print(w())
many = partial(f, *range(20))
print(many(20, a=1))
big = partial(f, **{"k%d" % i: i for i in range(20)})
print(big(1, k3="x"))
p2 = partial(f)
p2.keywords[5] = 1
fails(p2)


class Meth:
    def m(self, *a, **k):
        return a, k

    pm = partialmethod(m, 1, b=2)
    pp = partialmethod(pm, 3)
    pc = partialmethod(classmethod(lambda cls, x: (cls.__name__, x)), 4)


print(Meth().pm(5), Meth().pp(6, c=1), Meth.pc(), Meth().pc())
fails(partialmethod, 5)
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 5), reduce(lambda a, b: a + b, "abc", ""))
fails(reduce, lambda a, b: a, [])
fails(reduce, lambda a, b: a, 5)
fails(reduce, len)
fails(reduce, lambda a, b: 1 / 0, [1, 2])
K = cmp_to_key(lambda a, b: b - a)
print(sorted([3, 1, 2], key=K), K(1) < K(2), K(1) == K(1), K(5).obj, type(K).__name__)
fails(lambda: K(1) < 5)
fails(hash, K(1))
fails(lambda: K(1, 2))
fails(cmp_to_key)
fails(lambda: K < K)
print(K(obj=3).obj, sorted("bca", key=cmp_to_key(mycmp=lambda a, b: (a > b) - (a < b))))

calls = []


@lru_cache(maxsize=2)
def sq(x):
    calls.append(x)
    return x * x


print([sq(i) for i in (1, 2, 1, 3, 1, 2)], calls, sq.cache_info(), sq.cache_parameters(), sq.__name__, sq.__wrapped__(5))
sq.cache_clear()
print(sq.cache_info())
fails(sq, [])
fails(sq)


@lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@lru_cache(maxsize=None, typed=True)
def t(*a, **k):
    calls.append(1)
    return a, k


print(t(1), t(1.0), t(True), t(1, 2), t(1, b=2), t(1, b=2.0), t(b=2), t.cache_info())


@lru_cache(0)
def none(x):
    return x


print(none(1), none(1), none.cache_info())


@cache
def unbounded(x, y=1):
    return x + y


print(unbounded(1), unbounded(1), unbounded(1, y=1), unbounded(1, 1), unbounded.cache_info(), lru_cache(-5)(f).cache_info())
fails(lru_cache, "a")
fails(lru_cache, 1.5)
fails(lru_cache(5), 5)


class C:
    @lru_cache(maxsize=4)
    def m(self, x):
        return x

    @cached_property
    def prop(self):
        print("computing")
        return 42


o = C()
print(o.m(3), o.m(3), C.m.cache_info(), o.prop, o.prop, o.__dict__)
print(copy.copy(sq) is sq, copy.deepcopy(sq) is sq, sq.__reduce__(), type(sq).__name__)


class Key:
    """Calls the cached function while it is compared."""

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 7

    def __eq__(self, other):
        if self.n == 0 and not self.busy:
            Key.busy = True
            try:
                hostile(Key(5))
                hostile.cache_clear()
            finally:
                Key.busy = False
        return self.n == other.n

    busy = False


@lru_cache(maxsize=2)
def hostile(k):
    return k.n


print([hostile(Key(i)) for i in (0, 1, 0, 2, 0, 3, 0, 0)])


@lru_cache(maxsize=2)
def again(x):
    if x > 0:
        return again(x - 1) + again(x - 1)
    again.cache_clear()
    return 1


print(again(5), again.cache_info())


@lru_cache(maxsize=1)
def raises(x):
    raise ValueError(x)


fails(raises, 1)
fails(raises, 1)
print(raises.cache_info())


class Dies:
    def __del__(self):
        dying.cache_clear()


@lru_cache(maxsize=1)
def dying(x):
    return Dies()


for i in range(5):
    dying(i)
print(dying.cache_info().maxsize)
del Dies.__del__
cyc = lru_cache(maxsize=None)(lambda x: cyc)
cyc(1)
wr = weakref.ref(cyc)
del cyc
gc.collect()
print(wr())


@total_ordering
class T:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __lt__(self, o):
        return self.v < o.v


print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2), T.__ge__.__doc__)
fails(total_ordering, type("X", (), {}))


@singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int"


@show.register(str)
def _(x):
    return "str"


@show.register(list | tuple)
def _(x):
    return "seq"


print(show(1), show("a"), show(1.5), show([]), show(()), show(True), show.dispatch(bool) is show.dispatch(int), list(show.registry))
fails(show)
fails(show.register, 5)
fails(show.register, 5, len)
from collections.abc import Mapping
show.register(Mapping, lambda x: "mapping")
print(show({}))


class SD:
    @singledispatchmethod
    def m(self, x):
        return "any"

    @m.register
    def _(self, x: int):
        return "int"

    @singledispatchmethod
    @classmethod
    def c(cls, x):
        return cls.__name__

    @c.register(int)
    @classmethod
    def _(cls, x):
        return "int " + cls.__name__


print(SD().m(1), SD().m("a"), SD.c(1), SD().c("x"))


def deco(g):
    @wraps(g)
    def inner(*a):
        "inner doc"
        return g(*a)
    return inner


@deco
def named(x: int) -> str:
    "doc"


print(named.__name__, named.__doc__, named.__annotations__, named.__wrapped__.__name__, named.__qualname__)
print(update_wrapper(partial(len), len).__doc__ == len.__doc__)


class NoDict:
    __slots__ = ()

    @cached_property
    def p(self):
        return 1


fails(lambda: NoDict().p)
print(functools.__all__)
print(partial.__doc__.split("\n")[0], lru_cache.__name__, cmp_to_key.__text_signature__)
