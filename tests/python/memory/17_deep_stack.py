# Collections while the stack is very deep: what only frames far down hold lives on, whatever the way back up is.
import gc
import sys
import weakref

sys.setrecursionlimit(30000)
step = getattr(gc, "step", lambda seconds: True)


class Thing:
    def __init__(self, name):
        self.name = name
        self.me = self


def churn(rounds):
    for i in range(rounds):
        Thing(i)
        if i % 50 == 0:
            step(0)


kept = []


def returns(depth):
    thing = Thing(depth)
    look = weakref.ref(thing)
    if depth == 0:
        churn(3000)
        return 0
    below = returns(depth - 1)
    assert look() is thing and thing.me.name == depth
    if depth % 100 == 0:
        step(0)
        kept.append(thing)
    return below + 1


def raises(depth):
    thing = Thing(depth)
    if depth == 0:
        churn(3000)
        raise ValueError("bottom")
    try:
        raises(depth - 1)
    except ValueError:
        if depth % 500 == 0:
            kept.append(thing)
            step(0)
            assert thing.me is thing
        raise
    finally:
        assert thing.me.name == depth


def yields(depth):
    thing = Thing(depth)
    if depth == 0:
        churn(500)
        yield thing
    else:
        for value in yields(depth - 1):
            assert thing.me.name == depth
            step(0)
            yield value
            churn(1)
    assert thing.me is thing


def delegates(depth):
    thing = Thing(depth)
    if depth:
        result = yield from delegates(depth - 1)
    else:
        churn(500)
        yield 1
        result = 0
    assert thing.me.name == depth
    return result + 1


def natives(depth):
    thing = Thing(depth)
    if depth == 0:
        churn(2000)
        return [0]
    result = sorted([depth, 1], key=lambda n: natives(depth - 1)[0] if n != 1 else 1)
    assert thing.me.name == depth
    return result


print(returns(5000), len(kept), all(thing.me is thing for thing in kept))
kept.clear()
try:
    raises(3000)
except ValueError as error:
    print(error, len(kept), [thing.me.name for thing in kept])
kept.clear()
print([thing.me.name for thing in yields(300)])


def run(generator):
    while True:
        try:
            churn(200)
            next(generator)
        except StopIteration as stop:
            return stop.value


print(run(delegates(300)))
print(natives(40))

# A generator left behind while it ran far down.
generators = [yields(20) for _ in range(20)]
for generator in generators:
    next(generator)
    churn(20)
generators.clear()
gc.collect()
alive = [o for o in gc.get_objects() if type(o) is Thing]
print(len(alive))
del alive


# What gc.disable() let pile up is no one step's work afterwards, and no cycle is lost.
class Counted:
    dead = 0

    def __init__(self):
        self.me = self

    def __del__(self):
        Counted.dead += 1


gc.disable()
for i in range(20000):
    Counted()
print(Counted.dead)
gc.enable()
churn(3000)
gc.collect()
print(Counted.dead)
gc.disable()
for i in range(3000):
    Counted()
gc.collect(0)
print(Counted.dead)
gc.enable()

# Callbacks and finalizers of many at once.
calls = []
things = [Thing(i) for i in range(5000)]
references = [weakref.ref(thing, lambda reference: calls.append(None)) for thing in things]
things.clear()

churn(20000)
gc.collect()
print(len(calls), sum(reference() is None for reference in references))
