# SPDX-License-Identifier: MIT
# What only frames far down hold, when the marker begins, and what an exception that leaves them all at once makes of
# it: frame objects, which are younger than the cycle. For scripts/rules, which takes rules of the collector out.


class Thing:
    def __init__(self, n):
        self.n = n
        self.me = self


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


def wide(*numbers):
    return len(numbers)


def dig(depth, rounds):
    thing = Thing(depth)
    if depth == 0:
        work(rounds)
        raise ValueError(rounds)
    if depth < 0:  # many registers
        wide(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
             30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55)
    dig(depth - 1, rounds)
    return thing


def climb(depth, rounds):
    thing = Thing(depth)
    if depth == 0:
        work(rounds)
        return [thing]
    things = climb(depth - 1, rounds)
    things.append(thing)
    return things


def locals_of(error):
    total = 0
    traceback = error.__traceback__
    while traceback is not None:
        thing = traceback.tb_frame.f_locals.get("thing")
        total += thing.me.n if thing is not None else 0
        traceback = traceback.tb_next
    return total


kept = []
for rounds in range(1, 60):
    try:
        dig(80, rounds)
    except ValueError as error:
        kept.append(error)
    work(5)
    if len(kept) == 6:
        print(sum(map(locals_of, kept)), end=" ")
        kept.clear()
    if rounds % 10 == 0:
        print(sum(thing.me.n for thing in climb(200, rounds)))
print(len(kept))
