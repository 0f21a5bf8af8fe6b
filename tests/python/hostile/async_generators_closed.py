# SPDX-License-Identifier: MIT
# Generators, coroutines and asynchronous generators closed, thrown into, dropped and run again in odd places.
import gc
import sys


def show(label, function):
    try:
        print(label, function())
    except BaseException as e:
        print(label, type(e).__name__, e)


class Once:
    def __await__(self):
        return (yield "waiting")


async def agen(n=3):
    try:
        for i in range(n):
            await Once()
            yield i
    finally:
        await Once()
        print("  finally")


def step(aw, value=None):
    try:
        return "yields", aw.send(value)
    except BaseException as e:
        return type(e).__name__, str(e)


a = agen()
s = a.asend(None)
print(step(s))
t = a.asend(None)
print("second", step(t))
print("close at work", step(a.aclose()))
print(step(s))
print(step(s))
print("after end", step(s))
c = a.aclose()
print(step(c))
print(step(c))
print(step(c))
print(step(a.asend(None)))
a = s = t = c = None

a = agen()
s = a.asend(1)
print("not none", step(s))
s = a.athrow(ValueError("first"))
print("throw", step(s), step(s))
a = agen()
s = a.__anext__()
step(s)
show("throw in", lambda: s.throw(KeyError("in")))
print(step(s))
s.close()
print("closed", step(s))
a = s = None


async def ignores():
    while True:
        try:
            yield 1
        except GeneratorExit:
            yield 2


a = ignores()
print(step(a.asend(None)))
print("ignores", step(a.aclose()))
a = None
gc.collect()


async def coroutine():
    try:
        await Once()
    finally:
        print("  coroutine over")


c = coroutine()
print(step(c))
c.close()
print(step(c))
c = coroutine()
print(step(c))
show("throw", lambda: c.throw(ValueError, ValueError("v"), None))
show("throw", lambda: c.throw(ValueError("w")))


async def itself():
    try:
        me.send(None)
    except ValueError as e:
        print("  ", e)
    try:
        await me
    except RuntimeError as e:
        print("  ", e)
    try:
        me.close()
    except ValueError as e:
        print("  ", e)


me = itself()
print(step(me))
me = None


def generator():
    try:
        yield 1
    finally:
        try:
            next(g)
        except ValueError as e:
            print("  ", e)


g = generator()
next(g)
g.close()
g = None


class Dies:
    def __del__(self):
        print("  died")
        try:
            next(holder)
        except ValueError as e:
            print("  ", e)
        except StopIteration:
            print("   stop")


def holding():
    d = Dies()
    yield
    d = None
    yield


holder = holding()
next(holder)
next(holder)
holder.close()
holder = holding()
next(holder)
holder.close()
holder = None


def cycle():
    me = yield
    try:
        yield me
    finally:
        print("  collected")


g = cycle()
next(g)
g.send(g)
g = None
gc.collect()

def resurrecting():
    try:
        yield
    finally:
        saved.append(sys._getframe().f_back is None)


saved = []
g = resurrecting()
next(g)
del g
print(len(saved))
chain = iter(())


def layer(of):
    yield from of


for i in range(300):
    chain = layer(chain)
print(list(chain))
