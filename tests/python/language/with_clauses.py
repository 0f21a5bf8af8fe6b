# with statements: order, several managers, suppression, errors in __enter__ and __exit__, lookups on the type.
def kind(f, *a):
    try:
        return f(*a)
    except BaseException as e:
        return f"{type(e).__name__}: {e} (context {e.__context__!r})"


class M:
    def __init__(self, name, suppress=False, enter=None, exit=None):
        self.name, self.suppress, self.enter, self.exit = name, suppress, enter, exit

    def __enter__(self):
        print("enter", self.name)
        if self.enter:
            raise self.enter
        return self.name

    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        if self.exit:
            raise self.exit
        return self.suppress


with M("a") as a, M("b") as b, M("c"):
    print(a, b)
with (M("a") as a, M("b") as b,):
    print("parenthesised", a, b)
with M("abc") as (x, y, z):
    print(x, y, z)


def suppress():
    with M("outer"), M("inner", suppress=True):
        raise ValueError("hidden")
    return "went on"


print(kind(suppress))


def suppress_outer():
    with M("outer", suppress=1) as o:
        with M("inner"):
            raise ValueError("hidden")
        print("not reached")
    return "went on"


print(kind(suppress_outer))


def enter_raises():
    with M("a"), M("b", enter=KeyError("enter")), M("c"):
        print("not reached")


print(kind(enter_raises))


def exit_raises():
    with M("a"), M("b", exit=KeyError("exit")):
        raise ValueError("body")


print(kind(exit_raises))


def exit_raises_clean():
    with M("a", suppress=True), M("b", exit=KeyError("exit")):
        pass
    return "suppressed"


print(kind(exit_raises_clean))


def leave(how):
    for i in range(2):
        with M(f"{how}{i}"):
            if how == "return":
                return i
            if how == "break":
                break
            if how == "continue":
                continue
    return "end"


print(leave("return"), leave("break"), leave("continue"))


def gen():
    with M("gen"):
        yield 1
        yield 2


for x in gen():
    break
list(gen())
g = gen()
next(g)
print(kind(g.throw, ValueError("thrown in")))


class OnInstance:
    def __init__(self):
        self.__enter__ = lambda: print("never")
        self.__exit__ = lambda *a: None


class NoExit:
    def __enter__(self):
        print("never")


class NoEnter:
    def __exit__(self, *a): pass


def use(m):
    with m:
        pass


print(kind(use, OnInstance()), kind(use, NoExit()), kind(use, NoEnter()), kind(use, 5))


class BadExit:
    def __enter__(self): return self
    def __exit__(self): pass


print(kind(use, BadExit()))


class BadBool:
    def __enter__(self): return self

    def __exit__(self, *a):
        return self

    def __bool__(self):
        raise TypeError("no truth")


def raise_in(m):
    with m:
        raise ValueError("x")


print(kind(use, BadBool()), kind(raise_in, BadBool()))


class Static:
    @staticmethod
    def __enter__():
        return "static"

    @classmethod
    def __exit__(cls, *a):
        print(cls.__name__, a)


with Static() as s:
    print(s)


class Obj:
    pass


o = Obj()
d = {}
with M("attr") as o.x, M("item") as d["k"], M("st") as [p, *q]:
    print(o.x, d, p, q)


def target_fails():
    with M("ab") as (x,):
        print("not reached")


print(kind(target_fails))


def nested_finally():
    try:
        with M("w"):
            try:
                return "value"
            finally:
                print("inner finally")
    finally:
        print("outer finally")


print(nested_finally())


class Reraise:
    def __enter__(self): pass

    def __exit__(self, t, v, tb):
        raise v


print(kind(raise_in, Reraise()))


class Replace:
    def __enter__(self): pass

    def __exit__(self, t, v, tb):
        raise KeyError("new") from v


try:
    raise_in(Replace())
except KeyError as e:
    print(repr(e), repr(e.__cause__), repr(e.__context__))
import sys
with M("info", suppress=True):
    1 / 0
print(sys.exc_info())
class Info:
    def __enter__(self): print(sys.exc_info()[1])
    def __exit__(self, *a):
        print(a[1] is sys.exc_info()[1])
        return True
with Info():
    raise ValueError
