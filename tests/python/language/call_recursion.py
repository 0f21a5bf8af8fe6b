# Depth ends in RecursionError, and the program goes on.
import sys


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


print(down(900))
try:
    down(10 ** 6)
except RecursionError as e:
    print(e)
old = sys.getrecursionlimit()
sys.setrecursionlimit(20000)
print(down(15000))
sys.setrecursionlimit(old)


class Deep:
    def __getattr__(self, name):
        return self.__getattr__(name + "x")

    def __add__(self, other):
        return self + other

    def __call__(self):
        return self()

    def __getitem__(self, i):
        return self[i]

    def __eq__(self, other):
        return self == other

    def __repr__(self):
        return repr(self)

    def __iter__(self):
        return iter(self)

    def __len__(self):
        return len(self)

    @property
    def p(self):
        return self.p

    def __contains__(self, x):
        return x in self

    def __enter__(self):
        with self:
            pass

    def __exit__(self, *a):
        pass


d = Deep()


def use_with():
    with d:
        pass


def chained():
    gen = (i for i in ())
    for _ in range(20000):
        gen = (i for i in gen)
    return list(gen)


class Node:
    def __init__(self, n):
        self.next = Node(n + 1)


for f in (lambda: d.attribute, lambda: d + 1, lambda: d(), lambda: d[0], lambda: d == 1, lambda: repr(d), lambda: iter(d),
          lambda: len(d), lambda: d.p, lambda: 1 in d, use_with, chained, lambda: Node(0)):
    try:
        f()
        print("ended")
    except RecursionError:
        print("RecursionError")
try:
    sys.setrecursionlimit(0)
except ValueError as e:
    print(e)
print(down(500))
