# list.sort and sorted.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

a = [3, 1, 2]; print(a.sort(), a); a.sort(reverse=True); print(a)
print(sorted("hello"), sorted([2.5, -1.0, 1e300, float("-inf")]), sorted([3, 1.5, True, 10 ** 20, -10 ** 20]))
print(sorted(["bb", "a", "ccc"], key=len), sorted(["bb", "a", "ccc"], key=len, reverse=True), sorted([1, 2, 3, 4], key=lambda x: x % 2))
print(sorted([(1, "b"), (0, "z"), (1, "a")]), sorted([(2,), (1, 5), (1,)]), sorted([[2], [1, 9], [1]]), sorted(["é", "z", "e", "\U0001F600", "\ud800"]) == ["e", "z", "é", "\ud800", "\U0001F600"])
attempt([1, "a"].sort); attempt([1].sort, None); attempt([2, 1].sort, key=1); attempt([1].sort, foo=1); attempt([3, 1].sort, reverse="x")
attempt(sorted, [1, None]); attempt([(1, 2), (1, "a")].sort)
random = 12345
def rand(n):
    global random
    random = (random * 1103515245 + 12345) % 2 ** 31
    return (random >> 8) % n
class K:
    def __init__(self, k, n): self.k = k; self.n = n
    def __lt__(self, other): return self.k < other.k
for n in (0, 1, 2, 31, 32, 33, 63, 64, 65, 100, 257, 1000):
    for reverse in (False, True):
        items = [(rand(n // 3 + 1), i) for i in range(n)]
        expected = sorted(items, key=lambda t: (-t[0] if reverse else t[0], t[1]))
        assert sorted(items, key=lambda t: t[0], reverse=reverse) == expected, n
        objects = [K(*t) for t in items]
        objects.sort(reverse=reverse)
        assert [(o.k, o.n) for o in objects] == expected, n
        for values in ([t[0] for t in items], [t[0] * 0.5 for t in items], [str(t[0]) for t in items], [[t[0]] for t in items]):
            values.sort(reverse=reverse)
            for x, y in zip(values, values[1:]):
                assert x >= y if reverse else x <= y
for shape in (lambda i: i, lambda i: -i, lambda i: i % 50, lambda i: i // 50 * (-1) ** (i // 50), lambda i: i ^ 7):
    values = [shape(i) for i in range(2000)]
    assert sorted(values, key=lambda x: x) == sorted(values)
    ordered = sorted(values)
    assert all(x <= y for x, y in zip(ordered, ordered[1:])) and sorted(map(str, values)) == sorted([str(v) for v in values])
calls = []
print(sorted([3, 1, 2], key=lambda x: calls.append(x) or x), calls)
print(sorted({3, 1, 2}), sorted({"b": 1, "a": 2}), sorted((2, 1)), sorted(iter([2, 1])), sorted([]))
class Bad:
    def __lt__(self, other): raise KeyError("no")
l = [Bad(), Bad(), Bad()]; attempt(l.sort); print(len(l))
l = [5, 3, 1]
attempt(l.sort, key=lambda x: 1 // (x - 1)); print(sorted(l))
print("ok")
