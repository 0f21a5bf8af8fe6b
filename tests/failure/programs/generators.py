# SPDX-License-Identifier: MIT
# Generators: send, throw, close, yield from, return values, expressions.
def inner():
    got = []
    try:
        while True: got.append((yield len(got)))
    except KeyError as e: return [got, repr(e)]
    finally: got.append("finally")
def outer():
    r = yield from inner()
    yield r
    try: yield "waiting"
    finally: print("closed")
g = outer()
print(next(g), g.send("a"), g.send("b"), g.throw(KeyError("k")), next(g), g.gi_frame is not None)
g.close()
print(list(x * y for x in range(4) for y in (1, 2) if x != y), sum(i for i in range(30)), dict((i, j) for i, j in zip("ab", "cd")))
def tree(n):
    if n: yield from tree(n - 1); yield n; yield from tree(n - 1)
print(list(tree(4)), [*map(lambda t: t + 1, tree(2))])
def fail():
    yield 1
    raise StopIteration
try: list(fail())
except RuntimeError as e: print(e, repr(e.__cause__))
