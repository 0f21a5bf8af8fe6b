# SPDX-License-Identifier: MIT
# async def, await, async with, async for, async comprehensions; coroutine objects and their methods.
import sys


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


def drive(coroutine, *answers):
    """Runs to the end; shows what is awaited; answers are sent."""
    answers = list(answers)
    sent = None
    try:
        while True:
            print("  awaits", coroutine.send(sent))
            sent = answers.pop(0) if answers else None
    except StopIteration as e:
        return e.value


def attempt(f, *args):
    try:
        print(" ->", f(*args))
    except BaseException as e:
        print(" !!", type(e).__name__, e, "| cause", repr(e.__cause__), "| context", repr(e.__context__))


async def simple(x):
    return x * 2


async def awaiting(x):
    a = await Pause(x)
    b = await simple(a)
    c = await Pause("second")
    return a, b, c


print(drive(simple(3)))
print(drive(awaiting("first"), 21, "answer"))


async def chain(n):
    if n == 0:
        return await Pause("bottom")
    return await chain(n - 1) + 1


print(drive(chain(300), 5))

print("-- the object")
c = awaiting(1)
print(type(c), c.__name__, c.__qualname__, c.cr_running, c.cr_await, c.cr_origin, c.cr_code is awaiting.__code__, c.cr_suspended)
print(c.send(None), c.cr_await is not None, type(c.cr_await).__name__, c.cr_suspended, c.cr_frame.f_code.co_name)
print(hasattr(c, "__iter__"), hasattr(c, "__next__"), hasattr(c, "__await__"), hasattr(awaiting(1).close(), "x"))
w = None
attempt(iter, c)
attempt(next, c)
attempt(lambda: [x for x in c])
attempt(c.send, 8)
attempt(c.throw, KeyError("thrown"))
attempt(c.send, None)
attempt(c.throw, KeyError("again"))
attempt(c.close)
print(c.cr_frame, c.cr_await, c.cr_suspended)
c = awaiting(1)
attempt(c.send, "not None")
attempt(c.close)
attempt(c.send, None)
c = awaiting(1)
wrapper = c.__await__()
print(type(wrapper).__name__, iter(wrapper) is wrapper, next(wrapper), wrapper.send(4))
attempt(wrapper.throw, ValueError("into the wrapper"))
attempt(wrapper.send, None)
attempt(wrapper.close)
attempt(type(c))


async def ignores():
    try:
        await Pause(1)
    except GeneratorExit:
        await Pause(2)


c = ignores()
c.send(None)
attempt(c.close)


async def cleanup(log):
    try:
        await Pause(1)
    except GeneratorExit as e:
        log.append(("exit", repr(e.__context__)))
        raise
    finally:
        log.append("finally")


log = []
c = cleanup(log)
c.send(None)
c.close()
print(log)


async def stops():
    raise StopIteration("inside")


attempt(drive, stops())


async def recursive():
    global me
    try:
        me.send(None)
    except ValueError as e:
        print(e)
    await Pause(1)


me = recursive()
me.send(None)
other = awaiting(1)
other.send(None)


async def await_other(x):
    return await x


attempt(drive, await_other(other))
other.close()
attempt(drive, await_other(other))
me.close()

print("-- what can be awaited")


class NotIterator:
    def __await__(self):
        return 5


class GivesCoroutine:
    def __await__(self):
        return self.c

    def __init__(self):
        self.c = simple(1)


class List:
    def __await__(self):
        return iter([1, 2])


class NoneAwait:
    __await__ = None


for x in 5, NotIterator(), List(), NoneAwait(), [1], (y for y in ()):
    attempt(drive, await_other(x))
g = GivesCoroutine()
attempt(drive, await_other(g))
g.c.close()


def plain():
    yield from awaiting_one


awaiting_one = awaiting(1)
attempt(next, plain())
awaiting_one.close()

print("-- async with")


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        print("  enter", self.name, await Pause("entering " + self.name))
        return self.name.upper()

    async def __aexit__(self, type, value, traceback):
        print("  exit", self.name, type, value, traceback is not None, await Pause("leaving " + self.name))
        return self.swallow


async def managed(how):
    async with Manager("a") as a, Manager("b", swallow=how == "swallow") as b:
        if how in ("raise", "swallow"):
            raise KeyError(how)
        if how == "return":
            return a, b
        print("  body", a, b)
    return "end"


for how in "plain", "return", "raise", "swallow":
    attempt(drive, managed(how))


async def in_loop():
    for i in range(3):
        async with Manager(str(i)) as m:
            if i == 0:
                continue
            if i == 1:
                break
    else:
        return "else"
    return i


attempt(drive, in_loop())


class Half:
    async def __aenter__(self):
        pass


class Sync:
    def __enter__(self):
        pass

    def __exit__(self, *a):
        pass


class NoAwait:
    def __init__(self, where):
        self.where = where

    def __aenter__(self):
        return 1 if self.where == "enter" else simple(1)

    def __aexit__(self, *a):
        return 1


async def with_(x, fail=False):
    async with x:
        if fail:
            1 / 0


async def sync_with(x):
    with x:
        pass


for x in Half(), Sync(), 5, NoAwait("enter"), NoAwait("exit"):
    attempt(drive, with_(x))
attempt(drive, with_(NoAwait("exit"), True))
attempt(drive, sync_with(Manager("m")))

print("-- async for")


class Count:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i == self.n:
            raise StopAsyncIteration
        self.i += 1
        return await Pause(self.i) or self.i


async def loop(n, stop=None):
    seen = []
    async for x in Count(n):
        if x == 2:
            continue
        if x == stop:
            break
        seen.append(x)
    else:
        seen.append("else")
    return seen


attempt(drive, loop(0))
attempt(drive, loop(4))
attempt(drive, loop(4, 3))


async def unpacking():
    class Pairs(Count):
        async def __anext__(self):
            return (await super().__anext__(), self)

    total = 0
    async for i, pairs in Pairs(3):
        total += i
        async for j in Count(2):
            total += 10
            if i == 2:
                break
    return total, i, j


attempt(drive, unpacking())


async def returning():
    async for x in Count(5):
        try:
            if x == 3:
                return x
        finally:
            print("  finally", x)


attempt(drive, returning())


class NoAnext:
    def __aiter__(self):
        return 5


class BadAnext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class RaisingAnext(BadAnext):
    def __anext__(self):
        raise KeyError("anext")


class AsyncAiter:
    async def __aiter__(self):
        pass


async def for_(x):
    async for y in x:
        pass


async def for_sync(x):
    for y in x:
        pass


for x in NoAnext(), BadAnext(), RaisingAnext(), [1], None:
    attempt(drive, for_(x))
attempt(drive, for_sync(Count(1)))

print("-- comprehensions")


async def comprehensions():
    a = [x async for x in Count(3)]
    b = {x: y for x in range(2) async for y in Count(x + 1)}
    c = {x async for x in Count(3) if await simple(x) > 2}
    d = [await simple(x) for x in range(3)]
    e = [[y async for y in Count(x)] for x in range(3)]
    f = [x for x in [await simple(1), 2]]
    z = 10
    g = [lambda: x + z async for x in Count(2)]
    h = (x async for x in Count(2) if x)
    i = [x async for x in h]
    j = (await simple(x) for x in range(2))
    k = [x async for x in j]
    return a, b, c, d, e, f, g[0](), type(h).__name__, i, k


attempt(drive, comprehensions())

print("-- closures, methods, classes")


class Methods:
    async def method(self, x=1, *args, k=2, **kwargs):
        return self, x, args, k, kwargs

    @classmethod
    async def class_method(cls):
        return cls.__name__

    @staticmethod
    async def static(x):
        return x


m = Methods()
print(drive(m.method(5, 6, k=7, z=8))[1:], drive(Methods.class_method()), drive(Methods.static(3)))


def outer():
    n = 0

    async def inner():
        nonlocal n
        n += 1
        await Pause(n)
        return n

    return inner


inner = outer()
print(drive(inner()), drive(inner()), inner.__name__, inner.__qualname__, bool(inner.__code__.co_flags & 128))


async def trouble():
    try:
        await Pause(1)
        raise ValueError("a")
    except ValueError:
        await Pause(2)
        try:
            raise KeyError("b")
        finally:
            await Pause(3)


attempt(drive, trouble())


async def handled():
    try:
        raise ValueError("handled")
    except ValueError:
        await Pause(sys.exc_info()[0].__name__)
        return sys.exc_info()[0].__name__


c = handled()
print(c.send(None), sys.exc_info())
attempt(c.send, None)

print("-- refused")
for source in (
    "await x",
    "def f(): await x",
    "lambda: await x",
    "class C: await x",
    "async def f():\n class C: await x",
    "def f():\n async for x in y: pass",
    "async for x in y: pass",
    "def f():\n async with x: pass",
    "async with x: pass",
    "def f(): [x async for x in y]",
    "[x async for x in y]",
    "def f(): (x async for x in y)",
    "[await x for x in y]",
    "async def f(): yield from x",
    "async def f():\n yield 1\n return 2",
    "async def f():\n yield 1\n return",
    "async def f(): return (yield)",
    "async def f():\n def g(): await x",
    "async def f(x=await y): pass",
    "async def f():\n def g(x=await y): pass",
    "async def f(): [(yield 1) for x in y]",
    "async x = 1",
    "await = 1",
    "async def f(): await",
    "async def f(): x = lambda: (await y)",
    "async def f(): (await x) = 1",
    "async def f(): await x = 1",
    "async def f(): del await x",
):
    try:
        compile(source, "source", "exec")
        print("compiles:", source)
    except SyntaxError as e:
        print(repr(source), "->", e.msg, e.lineno, e.offset)
