# not under: shrunken (more classes wait for the collector than there are numbers)
# SPDX-License-Identifier: MIT
# Classes that come and go by the thousand: their numbers are used again, and one call site meets all of them.


def make(i):
    if i % 2:
        class Odd:
            def __init__(self):
                self.first = i
                self.second = -i

            def total(self):
                return self.first - self.second
        return Odd

    class Even:
        shared = 7

        def __init__(self):
            self.second = i
            self.first = 3 * i
            self.third = 1

        def total(self):
            return self.first - self.second + self.third
    return Even


def touch(o):
    o.second += 1
    o.later = 5
    return o.total() * 3 + o.first + o.later


kept = []
total = 0
for i in range(12000):
    c = make(i)
    o = c()
    total += touch(o)
    if i % 500 == 0:
        kept.append(o)
print(total)
print([touch(o) for o in kept])
print(len({type(o) for o in kept}), sum(hasattr(o, "shared") for o in kept))
