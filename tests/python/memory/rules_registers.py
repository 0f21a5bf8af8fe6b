# SPDX-License-Identifier: MIT
# Frames that end by an exception, and what finalizers and callbacks see of them: locals and temporaries go one after the
# other, and one that goes is out of its place already. For scripts/rules, which takes rules of the collector out.
import weakref


class Loud:
    finished = 0

    def __init__(self):
        self.me = [work(1)]

    def __del__(self):
        work(3)
        Loud.finished += 1


class Holder:
    def __init__(self, *things):
        self.first = things[0]
        self.things = things


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


called = []


def callback(reference):
    called.append(work(3))


def fail(n):
    raise ValueError(n)


def holders(n):
    one = Holder(Loud())
    two = [Loud(), Loud()]
    three = (Loud(), work(1))
    fail(n)
    return one, two, three


def watched(n):
    thing = Holder(1)
    other = Holder(2)
    references.append(weakref.ref(thing, callback))
    references.append(weakref.ref(other, callback))
    fail(n)
    return thing, other


def temporaries(n):
    return [[Loud()], (Loud(), 1), Holder([Loud()]), fail(n), work(2)]


def arguments(n):
    return work([Loud()], Holder(Loud()), n)


def inside(n):
    held = Holder(Loud(), Loud())
    yield n
    fail(n)
    return held


references = []
for n in range(8):
    for function in holders, watched, temporaries, arguments, lambda n: list(inside(n)):
        try:
            function(n)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, end=" ")
    generator = inside(n)
    next(generator)
    generator.close()
    print(Loud.finished, len(called))
    references.clear()
