# SPDX-License-Identifier: MIT
# Calls of all kinds, closures, decorators, generators, comprehensions.
def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, sorted(kw.items())

print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2, 3], **{"c": 1, "z": 2}))

def counter():
    n = 0
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step

step = counter()
print([step() for _ in range(5)], step(10))

def gen(n):
    try:
        got = yield 0
        for i in range(n):
            yield (i, got)
        yield from "ab"
        return "end"
    finally:
        print("closed")

g = gen(2)
print(next(g), g.send("x"), list(g))
g = gen(5)
next(g)
g.close()

def deco(fn):
    def inner(*a, **k):
        return [fn.__name__, fn(*a, **k)]
    return inner

@deco
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1)[1] + fib(n - 2)[1]

print(fib(7), fib.__name__, {x: [y for y in range(x)] for x in range(3)}, list(map(lambda x, y: x * y, [1, 2], [3, 4])))
