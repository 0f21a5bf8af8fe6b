# SPDX-License-Identifier: MIT
# Iterators written in Python, built-in ones, unpacking.
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n

first, *middle, last = Count(6)
print(first, middle, last, list(zip(Count(3), "abc")), dict(enumerate(Count(3))), list(reversed(range(0, 20, 7))))
print(list(filter(None, Count(4))), sorted(Count(5), key=lambda x: -x % 3), set(Count(3)), tuple(Count(2)), max(Count(9)))
print(any(x > 3 for x in Count(6)), [*Count(2), *"xy"], {**{"a": 1}, **dict(b=2)}, list(iter([1, 2, 3].pop, 1)))
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
    def __len__(self): return 4
print(list(Seq()), 9 in Seq(), list(reversed(Seq())), slice(1, None, 2).indices(10), [1, 2, 3, 4][slice(None, None, -1)])
