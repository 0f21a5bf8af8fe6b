# differs: when an __index__ or __str__ changes what is being read, Ouro goes on with what was there at the start; CPython with what is left
# SPDX-License-Identifier: MIT
import array


class Item:
    def __init__(self, act, n=1): self.act, self.n = act, n
    def __index__(self):
        self.act()
        return self.n
    __str__ = __repr__ = lambda self: self.act() or f"I{self.n}"


values = []
values[:] = [Item(values.clear, i) for i in range(4)]
print("%s %r" % (values[0], values[1]))  # CPython formats the first before it looks at the second: IndexError
a = array.array("i", [1, 2, 3])
a.append(Item(lambda: len(a) < 20 and a.extend(array.array("i", [7] * 10))))
print(len(a), a.count(7), a.count(1))  # CPython cuts off what was added
