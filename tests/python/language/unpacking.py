# Unpacking, in assignments and loops.
a, b = 1, 2
a, b = b, a
print(a, b)
[a, (b, *c), d] = [1, "xyz", {4}]
print(a, b, c, d)
*a, = range(3)
a, *b = "q"
*c, d = [1, 2, 3]
print(a, b, c, d)
for i, (j, *k) in [(1, (2, 3, 4)), (5, "a")]:
    print(i, j, k)
x = y = z = []
x.append(1)
print(x, y is z)


class Items:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return iter(range(self.n))


a, b, c = Items(3)
print(a, b, c)


def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


def two(x):
    a, b = x


def starred(x):
    a, *b, c = x


for v in ((1,), (1, 2, 3), [], "abc", range(5), Items(1), Items(3), 5, None, {1, 2, 3}, {"a": 1}):
    attempt(lambda: two(v))
for v in ((1,), [], 7):
    attempt(lambda: starred(v))


class Raises:
    def __iter__(self):
        yield 1
        raise KeyError("iter")


attempt(lambda: two(Raises()))
attempt(lambda: starred(Raises()))
print([*range(3), *"ab"], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "b": 2, **{"a": 3}})
attempt(lambda: [*5])
attempt(lambda: {**5})
d = {}
i = 0
i, d[i] = 5, 6
print(i, d)
a = [0, 1, 2]
i = 0
i, a[i], a[i + 1] = 1, 10, 20
print(i, a)
(a, b), c = "xy", 3
print(a, b, c)
