# The qualified names of functions made in comprehensions: no <locals> after a comprehension.
print([lambda: 1 for _ in "a"][0].__qualname__, list(lambda: 1 for _ in "a")[0].__qualname__)
print({1: lambda: 1 for _ in "a"}[1].__qualname__, [[lambda: 1 for _ in "a"] for _ in "a"][0][0].__qualname__)


def f():
    return [lambda: [lambda: 1 for _ in "a"] for _ in "a"]


print(f()[0].__qualname__, f()[0]()[0].__qualname__)


class C:
    x = [lambda: 1 for _ in "a"]


print(C.x[0].__qualname__)
try:
    C.x[0](1, 2)
except TypeError as e:
    print(e)
