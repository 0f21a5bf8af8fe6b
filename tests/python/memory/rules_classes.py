# SPDX-License-Identifier: MIT
# Classes that only their instances hold, and that lose them by assignment to __class__. For scripts/rules, which takes
# rules of the collector out.


class Common:
    def name(self):
        return type(self).__name__


def make(n):
    class Own(Common):
        number = n
    return Own()


lost = []
for turn in range(8):
    objects = [make(turn * 100 + i) for i in range(15)]
    total = sum(o.number for o in objects)
    lost.clear()
    for o in objects:
        lost.append(type(o))
        o.__class__ = Common
    total -= sum(c.number for c in lost)
    print(total, objects[0].name(), lost[0].__name__)
