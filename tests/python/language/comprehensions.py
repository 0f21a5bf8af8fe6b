# Comprehensions of each kind.
def kind(f, *a):
    try:
        return f(*a)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


print([x * y for x in range(3) for y in range(x) if x != y if y or x], {x % 3 for x in range(10)})
print({k: v for k, v in zip("abc", range(3))}, {(a, b) for a, b in {1: 2}.items()})
print([[j for j in range(i)] for i in range(4)], [i for i in [j for j in range(3)] if i])
print([a for a, *b in [(1, 2, 3), (4,)]], [b for a, *b in [(1, 2, 3), (4,)]])
print(sum(x for x in range(10) if x % 2), max((x, -x) for x in range(3)), list(x for x in "abc"))
m = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in m] for i in range(3)], [v for row in m for v in row])
print([(x, y) for x in range(3) if x for y in range(3) if y > x])
print([f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]])


class C:
    n = 3
    seq = [1, 2]
    a = [x for x in range(n)]
    b = kind(lambda: [n for _ in range(2)])
    c = [(x, y) for x in seq for y in (1, 2)]
    try:
        d = [x for x in seq if x < n]
    except NameError as e:
        d = str(e)
    e_ = list(y for y in seq)


print(C.a, C.b, C.c, C.d, C.e_)
x = "outer"
[x for x in range(3)]
print(x)


def f(n):
    return [lambda: (n, i) for i in range(n)]


print([g() for g in f(3)])
print([y := v, y] if (v := 3) else 0, [last := i for i in range(4)], last)


def walrus():
    if any((found := w) == "b" for w in "abc"):
        return found


print(walrus())


def gen():
    got = yield [(i, got2) for got2 in (1, 2) for i in range(2)]
    print("got", got)
    yield {i: i for i in got}


g = gen()
print(next(g), g.send("xy"))
print(kind(lambda: [i for i in 5]), kind(lambda: [1 / i for i in (1, 0)]), kind(lambda: {[]: 1 for _ in "a"}))
print(kind(lambda: {[] for _ in "a"}), kind(lambda: [a for a, b in [(1, 2), (3,)]]))
print(kind(lambda: (i for i in 5)))
it = iter(range(10))
print([x for x in it if x > 2 and next(it, None)], list(it))
print({**{i: i for i in range(2)}, **{j: -j for j in range(1, 3)}}, [*(i for i in range(2)), *[i for i in "ab"]])
g = (i for i in range(3))
print(type(g).__name__, g.__name__, g.__qualname__, 1 in g, list(g))
d = {i: [j for j in range(i)] for i in range(3)}
print(d, [*map(len, d.values())], {v: k for k, v in {"a": 1, "b": 2}.items()})
print([i if i % 2 else -i for i in range(5)], [(i, j) for i, j in enumerate("ab")], ["%d" % i for i in range(2)])
print([[[k for k in range(j)] for j in range(i)] for i in range(4)])
print([i for i in range(5) if 1 < i < 4], [not i for i in (0, 1)], [i for i in (1, 2, 3) if i is not None])
print([a + b for a in "xy" for b in "12" if a + b != "x2"], set(a for a in "hello") == {*"hello"})


def nested_scopes():
    a = 1

    def inner():
        return [a + b + c for b in [a] for c in (lambda: [a + b])()]
    return inner()


print(nested_scopes())
print([obj.x for obj.x in range(3)] if (obj := type("O", (), {})()) else 0, obj.x)
lst = [0, 0]
print([lst[:] for lst[1] in "ab"], lst)
print(sum(1 for _ in range(1000)), len([None for _ in range(1000)]), len({i for i in range(1000)}))
print({i: j for i in "ab" for j in "cd"}, {i for i in [] }, [i for i in ""], {i: i for i in ()})
