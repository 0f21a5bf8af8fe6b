# SPDX-License-Identifier: MIT
# A type with something of the sequence protocol wants its index before it refuses; `*=` asks the right side only when the left one has nothing of it.
import operator


class Plain: pass


class Index:
    def __index__(self): return 2
    def __mul__(self, other): return NotImplemented


def show(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)


for v in "abc", (1, 2), b"ab", range(3), {1}, frozenset(), {}.keys(), Plain(), 5, None, 1.5:
    show(lambda: operator.setitem(v, 2**100, 1))
    show(lambda: operator.delitem(v, -2**100))
    show(lambda: operator.setitem(v, 1, 1))
for left in Index(), Plain(), {1}, {}, range(2), 2, None, 1.5, "ab":
    for right in "xy", [1], (1, 2), b"z":
        show(lambda: operator.imul(left, right))
        show(lambda: operator.mul(left, right))
show(lambda: operator.concat(range(3), [1]))
show(lambda: operator.iconcat(range(3), [1]))
show(lambda: operator.concat({}, {}))
show(lambda: operator.concat([1], 5))
