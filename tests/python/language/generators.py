# Generators: next, send, throw, close, yield from, return values, what they say when misused.
def count(n):
    for i in range(n):
        got = yield i
        if got:
            print("got", got)
    return "done"


print(list(count(3)), sum(x * x for x in range(5)), next(count(1)))
g = count(3)
print(next(g), g.send("a"), g.send(None))
try:
    g.send("b")
except StopIteration as e:
    print("stop", e.value)
try:
    next(g)
except StopIteration as e:
    print("again", e.value)
print(next(g, "default"))


def careful():
    try:
        while True:
            try:
                x = yield
                print("x", x)
            except ValueError as e:
                print("caught", e)
                yield "recovered"
    finally:
        print("finally")


g = careful()
print(next(g), g.send(1), g.throw(ValueError("v")), next(g))
g.close()
g.close()
g = careful()
next(g)
try:
    g.throw(KeyError, "k")
except KeyError as e:
    print("out", e)
try:
    g.send(1)
except StopIteration:
    print("finished")
g = careful()
try:
    g.send(1)
except TypeError as e:
    print(e)
try:
    g.throw(ZeroDivisionError)
except ZeroDivisionError as e:
    print("thrown into new", repr(e))


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)


def inner():
    try:
        a = yield 1
        print("inner got", a)
        b = yield 2
        print("inner got", b)
    except KeyError as e:
        print("inner caught", repr(e))
        yield "from except"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    result = yield from inner()
    print("result", result)
    yield from [10, 20]
    x = yield from iter(())
    print(x)
    return 5


g = outer()
print(next(g), g.send("A"), g.throw(KeyError("K")), next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print(e.value)
g = outer()
next(g)
print(g.gi_yieldfrom.__name__, g.gi_running, g.gi_frame is not None, g.gi_code.co_name, g.__name__, g.__qualname__)
g.close()
print(g.gi_frame, g.gi_yieldfrom)


def raises_stop():
    yield 1
    raise StopIteration("x")


g = raises_stop()
next(g)
try:
    next(g)
except RuntimeError as e:
    print(e, repr(e.__cause__), e.__suppress_context__)


def reenter():
    yield next(me)


me = reenter()
try:
    next(me)
except ValueError as e:
    print(e)


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)))


class Iterator:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("end of iterator")
        return self.n


def delegate():
    return (yield from Iterator())


g = delegate()
try:
    while True:
        print(next(g))
except StopIteration as e:
    print(e.value)
for x in Iterator():
    print(x, end=" ")
print()


def first_is_yield(a):
    yield a
    yield a + 1


print(list(first_is_yield(1)))


def bare():
    x = yield
    yield x


g = bare()
print(next(g), g.send(3))


def expression():
    return [(yield 1), (yield 2)]


g = expression()
print(next(g), g.send("a"))
try:
    g.send("b")
except StopIteration as e:
    print(e.value)


def with_tuple():
    return (1, 2)
    yield


try:
    next(with_tuple())
except StopIteration as e:
    print(e.value, e.args)


def handled():
    try:
        raise ValueError("in generator")
    except ValueError:
        yield 1
        import sys
        print(sys.exc_info()[0])
        yield 2
    print(sys.exc_info()[0])
    yield 3


g = handled()
try:
    raise KeyError("outside")
except KeyError:
    print(next(g), next(g), next(g))
n = (x for x in [1, 2, 3] if x > 1)
print(next(n), list(n), list(n))
print([list(y for y in range(x)) for x in range(4)])
print(type(g), repr(g)[:25], iter(g) is g)
try:
    for x in 5:
        pass
except TypeError as e:
    print(e)
try:
    next(5)
except TypeError as e:
    print(e)
