# SPDX-License-Identifier: MIT
# Async generators: asend, athrow, aclose, the objects they give, aiter and anext.


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


def drive(coroutine, *answers):
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


async def count(n):
    try:
        for i in range(n):
            got = await Pause(f"before {i}")
            sent = yield i
            if got or sent:
                print("  got", got, "sent", sent)
    except KeyError as e:
        print("  caught", repr(e))
        yield "after"
    finally:
        await Pause("finally")


async def collect(a):
    return [x async for x in a]


attempt(drive, collect(count(2)), "one", "two")

g = count(3)
print(type(g).__name__, g.__name__, g.ag_running, g.ag_await, g.ag_code.co_name, aiter(g) is g, hasattr(g, "__iter__"))
print(bool(count.__code__.co_flags & 512), g.ag_frame.f_code.co_name)
attempt(drive, g.__anext__())
attempt(drive, g.asend("value"))
attempt(drive, g.athrow(KeyError("thrown")))
attempt(drive, g.__anext__())
attempt(drive, g.__anext__())
attempt(drive, g.aclose())
print(g.ag_frame, g.ag_running)

print("-- athrow and aclose")
g = count(3)
attempt(drive, g.athrow(ValueError("into a new one")))
attempt(drive, g.__anext__())
g = count(3)
attempt(drive, g.asend(5))
attempt(drive, g.asend(None))
attempt(drive, g.athrow(ValueError, "type and value"))
attempt(drive, g.__anext__())
g = count(3)
attempt(drive, g.__anext__())
attempt(drive, g.aclose())
attempt(drive, g.aclose())
attempt(drive, g.athrow(KeyError))
attempt(drive, g.asend(None))
g = count(3)
attempt(drive, g.aclose())
attempt(drive, g.__anext__())


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = ignores()
attempt(drive, g.__anext__())
attempt(drive, g.aclose())


async def ignores_late():
    try:
        yield 1
    finally:
        await Pause("late")
        yield 2


g = ignores_late()
attempt(drive, g.__anext__())
attempt(drive, g.aclose())


async def raises_in_close():
    try:
        yield 1
    finally:
        raise OSError("in close")


g = raises_in_close()
attempt(drive, g.__anext__())
attempt(drive, g.aclose())


async def stops(kind):
    yield 1
    raise kind("inside")


for kind in StopIteration, StopAsyncIteration, GeneratorExit, KeyError:
    g = stops(kind)
    attempt(drive, g.__anext__())
    attempt(drive, g.__anext__())
    attempt(drive, g.__anext__())

print("-- the steps")
g = count(3)
step = g.__anext__()
print(type(step).__name__, iter(step) is step, hasattr(step, "__await__"))
attempt(next, step)
print(g.ag_running)
attempt(next, g.asend(1))
attempt(next, g.athrow(KeyError))
attempt(next, g.aclose())
attempt(step.send, "answer")
attempt(next, step)
attempt(step.throw, KeyError)
step = g.asend(2)
step.close()
attempt(next, step)
step = g.asend("x")
attempt(step.throw, ValueError("into the step"))
attempt(next, step)
attempt(drive, g.__anext__())
g = count(1)
step = g.aclose()
attempt(step.send, "not None")
attempt(step.send, None)
attempt(step.send, None)
g = count(2)
attempt(drive, g.__anext__())
step = g.aclose()
attempt(step.send, None)
attempt(step.throw, KeyError("while closing"))
attempt(step.send, None)
g = count(2)
attempt(drive, g.__anext__())
step = g.athrow(KeyError)
attempt(step.send, None)
step = g.athrow(ValueError)
attempt(step.throw, OSError("instead"))
attempt(lambda: type(g)())
attempt(lambda: type(step)())

print("-- aiter, anext")


async def use_anext(g, *default):
    return await anext(g, *default)


g = count(1)
attempt(drive, use_anext(g))
attempt(drive, use_anext(g))
attempt(drive, use_anext(g, "default"))
g = count(1)
attempt(drive, use_anext(g, "default"), "answer")
attempt(drive, use_anext(g, "default again"))


class Iterator:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise StopAsyncIteration


attempt(drive, use_anext(Iterator(), 5))
attempt(drive, use_anext(Iterator()))
a = anext(Iterator(), 1)
print(type(a).__name__, iter(a) is a)
attempt(a.send, None)
a = anext(count(3), 1)
attempt(a.send, None)
attempt(a.throw, ValueError("v"))
attempt(a.close)


class Bad:
    def __anext__(self):
        return 5

    def __aiter__(self):
        return 7


attempt(aiter, 5)
attempt(aiter, Bad())
attempt(anext, 5)
attempt(anext, iter([]))
attempt(anext, Bad())
attempt(lambda: anext(Bad(), 1).send(None))
attempt(anext)

print("-- nested and mixed")


async def delegate():
    async for x in count(2):
        async for y in (z async for z in count(x)):
            yield x, y
        yield x


attempt(drive, collect(delegate()))


async def genexp_in_genexp():
    inner = (x * 10 async for x in count(2))
    return [x async for x in (y + 1 async for y in inner)]


attempt(drive, genexp_in_genexp())


async def breaks():
    g = count(5)
    async for x in g:
        if x == 1:
            break
    await g.aclose()
    return x


attempt(drive, breaks())


async def yields_in_with():
    class M:
        async def __aenter__(self):
            return await Pause("enter")

        async def __aexit__(self, *a):
            await Pause("exit")
            return a[0] is KeyError

    async with M():
        yield 1
    yield 2


g = yields_in_with()
attempt(drive, g.__anext__())
attempt(drive, g.athrow(KeyError))
attempt(drive, g.__anext__())

print("-- dropped")


async def noisy(name):
    try:
        yield name
    finally:
        print("finally", name)


g = noisy("suspended")
attempt(drive, g.__anext__())
del g
g = noisy("new")
del g
c = Pause(1)


async def dropped():
    try:
        await c
    finally:
        print("dropped finally")


d = dropped()
d.send(None)
del d
print("end")
