# operator: every function, the getters and methodcaller, messages, copies.
import operator
import copy
from _operator import _compare_digest
from operator import *


def fails(f, *args, **kw):
    try:
        print("no error", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


class M:
    def __matmul__(self, o):
        return "matmul", o

    def __imatmul__(self, o):
        return "imatmul", o


print(lt(1, 2), le(2, 2), eq(1, 1.0), ne(1, 2), ge(1, 2), gt(3, 2), not_([]), truth([1]), is_(None, None), is_not(1, 1))
print(operator.abs(-3), add("a", "b"), and_(6, 3), floordiv(7, 2), index(True), inv(5), invert(5), lshift(1, 4), mod(7, 3),
      mul("a", 3), matmul(M(), 1), neg(4), or_(6, 1), pos(-4), operator.pow(2, 10), rshift(16, 2), sub(3, 1), truediv(1, 2), xor(5, 1))
l = [1, 2]
print(iadd(l, [3]), l, iand(6, 3), iconcat([1], [2]), ifloordiv(7, 2), ilshift(1, 2), imod(7, 4), imul([1], 2), imatmul(M(), 2),
      ior({1}, {2}), ipow(2, 3), irshift(8, 1), isub(3, 1), itruediv(3, 2), ixor(1, 3))
print(concat([1], [2]), concat("a", "b"), contains([1], 1), countOf([1, 2, 1, 1.0], 1), indexOf("abc", "c"))
setitem(l, 0, "x")
delitem(l, 1)
print(l, getitem(l, 0), getitem({1: 2}, 1), length_hint([1, 2]), length_hint(iter("abc")), length_hint(object(), 7), call(divmod, 7, 2), call(dict, a=1))
fails(concat, 1, 2)
fails(concat, [1], "a")
fails(iconcat, 1, 2)
fails(indexOf, [1], 2)
fails(indexOf, 1, 2)
fails(countOf, 1, 2)
fails(contains, 1, 2)
fails(index, 1.5)
fails(add, 1)
fails(add, 1, "a")
fails(length_hint, [], "a")
fails(call)
fails(neg, "a")
print(_compare_digest("ab", "ab"), _compare_digest(b"ab", b"ac"), _compare_digest(b"a", bytearray(b"a")))
fails(_compare_digest, "a", b"a")
fails(_compare_digest, "\xe9", "\xe9")

print(itemgetter(1)("abc"), itemgetter(0, -1)([1, 2, 3]), itemgetter("k")({"k": 5}), itemgetter(slice(0, 2))((1, 2, 3)), itemgetter(1)((1, 2)))
print(itemgetter(1), itemgetter(1, "a", slice(2)))
fails(itemgetter)
fails(itemgetter(1))
fails(itemgetter(1), 1, 2)
fails(itemgetter(1), a=2)
fails(itemgetter(5), (1, 2))
fails(itemgetter(1), 5)
fails(itemgetter, a=1)


class A:
    def __init__(self, **kw):
        self.__dict__.update(kw)

    def f(self, *a, **k):
        return a, k


a = A(x=1, b=A(c=A(d=7), e=3))
print(attrgetter("x")(a), attrgetter("b.c.d")(a), attrgetter("x", "b.e")(a), attrgetter("b.c.d", "x"), attrgetter("x"))
fails(attrgetter)
fails(attrgetter, 1)
fails(attrgetter("x"))
fails(attrgetter("b.zz"), a)
fails(attrgetter("x.y."), a)
print(methodcaller("f")(a), methodcaller("f", 1, 2, k=3)(a), methodcaller("upper")("abc"), methodcaller("split", ",", maxsplit=1)("a,b,c"))
print(methodcaller("f"), methodcaller("f", 1, "b", z=None))
fails(methodcaller)
fails(methodcaller, 1)
fails(methodcaller("f"))
fails(methodcaller("nope"), a)
fails(methodcaller("f"), a, 2)
for g in itemgetter(1), itemgetter(1, 2), attrgetter("a"), attrgetter("a.b", "c"), methodcaller("m", 1):
    print(g.__reduce__(), copy.copy(g), copy.deepcopy(g))
for t in itemgetter, attrgetter, methodcaller:
    print(t, t.__module__, t.__qualname__)
    fails(lambda: type("X", (t,), {}))
print(sorted(n for n in operator.__all__))
print(operator.__add__ is operator.add, operator.__not__ is operator.not_, operator.__name__)
print(sorted(n for n in dir(operator) if n.startswith("__") and n not in ("__builtins__", "__cached__", "__loader__", "__spec__", "__file__", "__package__", "__path__")))
for n in "add", "setitem", "length_hint", "neg":
    print(n, getattr(operator, n).__text_signature__, getattr(operator, n).__doc__)


class Hostile:
    """Empties the list while it is searched."""

    def __init__(self, l):
        self.l = l

    def __eq__(self, other):
        self.l.clear()
        return False


h = []
h += [Hostile(h), 1, 2]
print(countOf(h, 5), h)
h += [Hostile(h), 1, 2]
fails(indexOf, h, 5)


class Self:
    pass


s = Self()
s.g = itemgetter(s, 1)
Self.__repr__ = lambda self: repr(self.g)
print(s)
