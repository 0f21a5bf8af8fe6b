# SPDX-License-Identifier: MIT
# sys.set_asyncgen_hooks: who is told of the first use of an asynchronous generator, and of one dropped unfinished.
import gc
import sys
import weakref


def drive(awaitable):
    try:
        iterator = awaitable.__await__()
        while True:
            print("  awaits", next(iterator))
    except StopIteration as e:
        return e.value


class Pause:
    def __await__(self):
        yield "pause"


async def numbers(n):
    try:
        for i in range(n):
            await Pause()
            yield i
    finally:
        print("  finally", n)


def first(g):
    print("first", g.__name__, g.ag_running)


def last(g):
    print("last", g.__name__, g.ag_frame is not None)


def section(name):
    print("---", name)


section("arguments")
print(sys.get_asyncgen_hooks(), tuple(sys.get_asyncgen_hooks()))
for hooks in {"firstiter": 1}, {"finalizer": "x"}, {"firstiter": 1, "finalizer": print}, {"firstiter": print, "finalizer": 1}:
    try:
        sys.set_asyncgen_hooks(**hooks)
    except TypeError as e:
        print(e, sys.get_asyncgen_hooks())
print(sys.set_asyncgen_hooks(None, None), sys.set_asyncgen_hooks())
old = sys.get_asyncgen_hooks()
sys.set_asyncgen_hooks(first, last)
print(sys.get_asyncgen_hooks().firstiter is first, sys.get_asyncgen_hooks()[1] is last, type(old) is type(sys.get_asyncgen_hooks()))
sys.set_asyncgen_hooks(*old)
print(sys.get_asyncgen_hooks())

sys.set_asyncgen_hooks(firstiter=first, finalizer=last)
section("never used")
g = numbers(1)
del g
section("to its end")


async def all_of(g):
    return [i async for i in g]


print(drive(all_of(numbers(2))))
section("left in the middle")
g = numbers(3)
print(drive(g.__anext__()), drive(g.asend(None)))
del g
print("gone")
section("begun, not run")
g = numbers(4)
step = g.asend(None)
del step, g
print("gone")
section("athrow and aclose begin it too")
for call in lambda g: g.athrow(ValueError("thrown")), lambda g: g.aclose():
    g = numbers(5)
    try:
        print(drive(call(g)))
    except ValueError as e:
        print(type(e).__name__, e)
    del g
section("closed")
g = numbers(6)
print(drive(g.__anext__()))
drive(g.aclose())
del g
print("gone")
section("hooks of the first use count")
g = numbers(7)
drive(g.__anext__())
sys.set_asyncgen_hooks(None, None)
del g
print("gone")
section("a hook that comes later")
g = numbers(8)
drive(g.__anext__())
sys.set_asyncgen_hooks(first, last)
drive(g.__anext__())
del g
section("in a cycle")


async def holding(box):
    yield box
    print("not reached")


def cycle():
    box = []
    box.append(holding(box))
    drive(box[0].__anext__())


cycle()
print(gc.collect() > 0)
section("a finalizer that keeps and closes it")
kept = []
sys.set_asyncgen_hooks(first, kept.append)
g = numbers(9)
drive(g.__anext__())
del g
print(len(kept))
drive(kept[0].aclose())
kept.clear()
section("a finalizer that keeps it, which is used on")
g = numbers(10)
drive(g.__anext__())
del g
g = kept.pop()
print(drive(g.__anext__()))
del g
print(len(kept))
section("errors")


def failing(g):
    raise LookupError(g.__name__)


def report(u):
    print("unraisable", type(u.exc_value).__name__, u.exc_value, type(u.object).__name__)


sys.unraisablehook = report
sys.set_asyncgen_hooks(failing, None)
g = numbers(11)
for i in range(2):
    try:
        print(drive(g.__anext__()))
    except LookupError as e:
        print("LookupError", e)
del g
sys.set_asyncgen_hooks(None, failing)
g = numbers(12)
drive(g.__anext__())
del g
section("hostile hooks")


def swap(g):
    sys.set_asyncgen_hooks(None, None)
    globals().pop("g", None)
    print("swapped")
    return g.asend(None)


sys.set_asyncgen_hooks(swap, swap)
g = numbers(13)
drive(g.__anext__())
print("g" in globals())


class Owner:
    def begin(self, g):
        self.g = g

    def end(self, g):
        print("end", g.__name__)


def owned():
    owner = Owner()
    sys.set_asyncgen_hooks(owner.begin, owner.end)
    drive(numbers(14).__anext__())
    return weakref.ref(owner)


owner = owned()
sys.set_asyncgen_hooks(None, None)
gc.collect()
print(owner())
