# Every kind of parameter, defaults, annotations, calls with stars; what functions say about themselves.
import sys


def kind(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def all_kinds(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


print(all_kinds(1, d=4), all_kinds(1, 2, 3, 4, 5, d=6, f=7, a=8, b=9))
print(kind(all_kinds), kind(all_kinds, 1), kind(all_kinds, 1, c=2, d=3), kind(all_kinds, 1, 2, 3, c=4, d=5))
print(all_kinds.__defaults__, all_kinds.__kwdefaults__, all_kinds.__code__.co_argcount,
      all_kinds.__code__.co_posonlyargcount, all_kinds.__code__.co_kwonlyargcount, all_kinds.__code__.co_varnames)


def accumulate(x, into=[]):
    into.append(x)
    return into


print(accumulate(1), accumulate(2), accumulate(3, []), accumulate(4))


def f(*args, **kwargs):
    return args, kwargs


print(f(*[1, 2], 3, *(4,), a=1, **{"b": 2}, c=3, **{"d": 4}))
print(f(*"ab", *range(2), *{}, *{"k": 1}))
print(kind(f, **{"a": 1}), f(**{"not a name": 1, "": 2}))
print(kind(lambda: f(**{1: 2})), kind(lambda: f(*1)), kind(lambda: f(**1)), kind(lambda: f(**[1])))
print(kind(lambda: f(a=1, **{"a": 2})), kind(lambda: f(**{"a": 1}, **{"a": 2})))


class Mapping:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, k):
        return k * 2


print(f(**Mapping()))


class Bad:
    def __iter__(self):
        raise ValueError("bad iter")


print(kind(lambda: f(*Bad())))


def kwonly(*, a, b=2, c): return a, b, c


print(kwonly(a=1, c=3), kind(kwonly), kind(kwonly, a=1), kind(kwonly, 1), kind(kwonly, a=1, c=2, d=3))


def posonly(a, b=1, /): return a, b


print(posonly(1), kind(posonly, a=1), kind(posonly, 1, b=2), kind(posonly), kind(posonly, 1, 2, 3))


def posonly_kw(a, /, **kw): return a, kw


print(posonly_kw(1, a=2), kind(posonly_kw, a=2))


def suggestions(first, second): pass


print(kind(suggestions, 1, secnd=2))
print(kind(suggestions, 1, 2, third=2))
print(kind(suggestions, 1, first=2))
print(kind(suggestions))
print(kind(suggestions, second=1))
print(kind(lambda a, b=1, *, c: 0, 1, 2, 3))
print(kind(lambda a, b=1, *, c: 0, 1, 2, 3, c=4))
print(kind(lambda: 0, 1), kind(lambda a: 0, 1, 2, 3), kind(lambda a, b=1: 0), kind(lambda a, b=1: 0, 1, 2, 3))


class C:
    def m(self): pass
    def n(self, a, b): pass
    @classmethod
    def c(cls, a): pass
    @staticmethod
    def s(a): pass


print(kind(C().m, 1), kind(C.m), kind(C().n), kind(C().n, 1), kind(C.c), kind(C.s), kind(C, 1), kind(C().c, 1, 2))


def annotated(a: int, *b: "str", c: list[int] = None, **d: None) -> float:
    x: int = 1
    y: str
    return a


print(annotated.__annotations__)
f = lambda x, /, y=1, *z, w=2, **v: (x, y, z, w, v)
print(f(0), f.__name__, f.__qualname__, f.__defaults__, f.__kwdefaults__)
f.__defaults__ = (7,)
f.__kwdefaults__ = {"w": 8}
print(f(0))
f.__defaults__ = None
print(kind(f, 0))
f.__kwdefaults__ = None
print(kind(f, 0, 1))


def g(a, b=1, *, c=2): return a, b, c


g.__defaults__ = (10, 20)
print(g())
g.__name__ = "other"
g.__qualname__ = "some.Other"
print(kind(g, 1, 2, 3, 4), g.__name__, g.__qualname__)
print(kind(setattr, g, "__defaults__", 5), kind(setattr, g, "__kwdefaults__", 5), kind(setattr, g, "__name__", 5),
      kind(setattr, g, "__code__", 5))
g.attr = 5
print(g.attr, g.__dict__, g.__module__, g.__doc__)


def doc():
    """The doc."""


def nodoc():
    f"not a doc"


print(doc.__doc__, nodoc.__doc__)
doc.__code__ = nodoc.__code__
print(doc(), doc.__doc__, doc.__name__)


def many(*a): return len(a), sum(a)


print(many(*range(1000)), many(*[1] * 70, 2, 3, *[4] * 80))
print(eval("many(" + ", ".join(map(str, range(300))) + ")"))
print(kind(eval, "f(" + ", ".join(f"k{i}={i}" for i in range(300)) + ")"))
def manyk(**k): return len(k), sum(k.values())
print(eval("manyk(" + ", ".join(f"k{i}={i}" for i in range(300)) + ")"))
exec("def wide(" + ", ".join(f"p{i}={i}" for i in range(300)) + "): return p0, p150, p299")
print(wide(), wide(p150=-1), wide(*range(1, 200)))
print((lambda *, k: k)(k=1), (lambda *a: a)(), (lambda **k: k)())
def same(a, *, b): return a, b
kw = {"b": 1}
same(0, **kw)
print(kw)
def change(**k):
    k["x"] = 1
change(**kw)
print(kw)
def varargs_identity(*a): return a
t = (1, 2)
print(varargs_identity(*t) == t)
print(int.__call__("5"), len.__call__([1]), kind(len, x=1), kind(print, foo=1), kind(sorted), kind(sorted, [1], 2))
