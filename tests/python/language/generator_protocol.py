# Generators: send, throw, close, yield from, return values, finally.
import sys


def kind(f, *a):
    try:
        return f(*a)
    except BaseException as e:
        return f"{type(e).__name__}: {e!r}"


def echo():
    got = None
    while True:
        got = yield got


g = echo()
print(kind(g.send, 1), next(g), g.send(2), g.send(None), kind(g.throw, ValueError("v")), kind(next, g))


def handler():
    while True:
        try:
            got = yield "ready"
            print("got", got)
        except ValueError as e:
            print("caught", repr(e))
            got = yield "after"
        except GeneratorExit:
            print("closing")
            raise
        finally:
            print("finally")


g = handler()
print(next(g), g.send(1), g.throw(ValueError), g.send(5), g.throw(ValueError, "text"), next(g))
print(kind(g.throw, KeyError("k")), kind(g.close), kind(next, g))
g = handler()
next(g)
print(g.close(), g.close())
g = handler()
print(kind(g.throw, KeyError), kind(next, g), kind(g.throw, KeyError("again")))


def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = ignores()
next(g)
print(kind(g.close))


def returns():
    yield 1
    return "value"


g = returns()
next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value, e.args)
print(kind(next, g))


def raises_stop():
    yield 1
    raise StopIteration("oops")


g = raises_stop()
next(g)
try:
    next(g)
except RuntimeError as e:
    print(repr(e), repr(e.__cause__))


def inner():
    try:
        x = yield "inner1"
        print("inner got", x)
        y = yield "inner2"
        print("inner got", y)
    except ValueError as e:
        print("inner caught", e)
        yield "inner after"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    print("outer starts")
    r = yield from inner()
    print("outer has", r)
    r = yield from [1, 2]
    print("list gives", r)
    return "done"


g = outer()
print(next(g), g.send("a"), g.send("b"), next(g), kind(next, g))
g = outer()
print(next(g), g.throw(ValueError("into")), next(g))
g.close()
g = outer()
next(g)
g.close()
g = outer()
next(g)
print(kind(g.throw, KeyError("through")))


class Delegate:
    def __init__(self, log): self.log, self.n = log, 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("end")
        return self.n
    def send(self, v):
        self.log.append(("send", v))
        return v
    def throw(self, *a):
        self.log.append(("throw", len(a), isinstance(a[0], type) and a[0].__name__ or repr(a[0])))
        return "thrown"
    def close(self):
        self.log.append("close")


def over(x):
    return (yield from x)


log = []
g = over(Delegate(log))
print(next(g), g.send(None), g.send("v"), g.throw(KeyError("k")), g.throw(ValueError("x")), next(g), kind(next, g), log)
log = []
g = over(Delegate(log))
next(g)
g.close()
print(log)
g = over([1, 2])
next(g)
print(kind(g.send, 1))
g = over([1, 2])
next(g)
print(kind(g.throw, ValueError("plain")))
print(kind(next, over(5)))


class Reentrant:
    pass


def reenter():
    yield kind(lambda: next(me))
    yield kind(lambda: me.close())


me = reenter()
print(next(me), next(me))


def attrs():
    yield


g = attrs()
print(g.gi_frame is not None, g.gi_running, g.gi_code is attrs.__code__, g.gi_yieldfrom, g.__name__, g.__qualname__)
list(g)
print(g.gi_frame, g.gi_running)
g.__name__ = "new"
print(g.__name__, repr(g).split(" at ")[0], kind(setattr, g, "__name__", 1))


def with_finally(log):
    try:
        yield 1
        yield 2
    finally:
        log.append("finally")


log = []
for x in with_finally(log):
    break
print(log)
g = with_finally(log)
del g
print(log)
g = with_finally(log)
next(g)
del g
print(log)
a, b = with_finally(log)
print(a, b, log)
print(kind(lambda: [(a, b) for a, b, c in [with_finally(log)]]), log)


def unraisable_context():
    try:
        yield
    finally:
        print("cleanup", sys.exc_info()[0])


g = unraisable_context()
next(g)
try:
    1 / 0
except ZeroDivisionError:
    g.close()
g = unraisable_context()
next(g)
try:
    1 / 0
except ZeroDivisionError:
    del g


def exc_state():
    try:
        raise ValueError("in generator")
    except ValueError:
        yield sys.exc_info()[1]
        yield sys.exc_info()[1]
    yield sys.exc_info()[1]


g = exc_state()
try:
    raise KeyError("outside")
except KeyError:
    print(repr(next(g)), repr(sys.exc_info()[1]))
print(repr(next(g)), repr(sys.exc_info()[1]), repr(next(g)))


def countdown(n):
    while n:
        n -= 1
        if (yield n) == "stop":
            return "stopped"
    return "end"


def drive():
    r = []
    r.append((yield from countdown(2)))
    r.append((yield from countdown(2)))
    return r


g = drive()
print(next(g), next(g), next(g), kind(g.send, "stop"))


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)))


def deep(n):
    if n:
        yield from deep(n - 1)
    else:
        yield "bottom"


print(next(deep(150)))
print(kind(lambda: (yield from iter(()))).__class__)
def throw_forms():
    while True:
        try:
            yield
        except Exception as e:
            print(type(e).__name__, e.args, e.__traceback__ is not None)
g = throw_forms()
next(g)
g.throw(ValueError)
g.throw(ValueError, 1)
g.throw(ValueError, (1, 2))
g.throw(ValueError, ValueError("inst"))
g.throw(ValueError("x"), None, None)
print(kind(g.throw, 5), kind(g.throw, ValueError("x"), "y"), kind(g.throw), kind(g.throw, ValueError, 1, 2))
print(type(iter(g)) is type(g), iter(g) is g)
print(kind(lambda: len(g)), kind(lambda: g[0]), kind(type(g)))
g = (x for x in (yield_ for yield_ in range(3)))
print(next(g), list(g), list(g))
def gen_return_in_finally():
    try:
        yield 1
    finally:
        return 5
g = gen_return_in_finally()
next(g)
print(kind(g.throw, ValueError))
def swap(a):
    x = yield a
    y = yield x
    return (yield y)
g = swap(1)
print([next(g), g.send(2), g.send(3), kind(g.send, 4)])
print(sum(i for i in (yield_from() for yield_from in [lambda: 1, lambda: 2])))
