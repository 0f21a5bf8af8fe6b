# SPDX-License-Identifier: MIT
# What frames and generators hold while the collector looks: locals whose finalizers run as the frame ends, values that
# a suspended generator keeps, or gives away when it goes on. For scripts/rules, which takes rules of the collector out.


class Thing:
    def __init__(self, n):
        self.n = n
        self.me = self


class Loud:
    finished = 0

    def __del__(self):
        for _ in range(3):
            work(2)
        Loud.finished += 1


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


def leave():
    first = Loud()
    second = Loud()
    return work(3)


def fail():
    only = Loud()
    raise ValueError(work(2))


for _ in range(5):
    leave()
    try:
        fail()
    except ValueError as e:
        print(e, end=" ")
print(Loud.finished)

early = []
saved = []


def hand_over(thing):
    yield thing.n
    saved.append(thing)
    del thing
    yield work(2)


def temporaries(n):
    got = [Thing(n), (yield n), Thing(n + 1)]
    yield len(got)
    del got
    for x in [Thing(i) for i in range(3)]:
        yield work(1) + x.n
    yield max(Thing(1).n, (yield 5), Thing(2).n)


for turn in range(12):
    generators = [hand_over(Thing(i)) for i in range(20)]
    total = sum(next(g) for g in generators)
    work(20)
    total += sum(next(g) for g in generators)
    early.append(total)
    print(total, len(saved), end=" ")
    saved.clear()
print(sum(early))

for turn in range(4):
    g = temporaries(turn)
    seen = [next(g), g.send(Thing(9))]
    for value in g:
        seen.append(value)
        work(3)
        if value == 5:
            seen.append(g.send(7))
            break
    g.close()
    print(seen)
