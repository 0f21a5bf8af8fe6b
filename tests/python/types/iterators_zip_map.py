# zip, map, filter.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

print(list(zip()), list(zip([1, 2])), list(zip([1, 2], "ab", (3, 4))), list(zip([1, 2, 3], "a")), dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])))
attempt(zip, 5); attempt(zip, [1], 5); attempt(zip, [1], foo=1); attempt(lambda: next(zip()))
print(list(zip([1], [2], strict=True)), list(zip([1], [2, 3], strict=False)), list(zip(strict=True)))
for args in (([1], [1, 2]), ([1, 2], [1]), ([1, 2], [1, 2], [1]), ([1], [1], [1, 2]), ([], [1]), ([1, 2], [1, 2], [1, 2, 3])):
    attempt(lambda: list(zip(*args, strict=True)))
it = iter([1, 2, 3]); print(list(zip(it, it)), list(it))
z = zip([1, 2], [3, 4]); a = next(z); b = next(z); print(a, b, a is b, iter(z) is z); attempt(next, z)
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, [1, 5], [3, 2], [2, 9])), list(map(None, []))); attempt(map); attempt(map, str); attempt(map, str, 5); attempt(map, str, [], x=1); attempt(lambda: list(map(None, [1]))); attempt(lambda: list(map(lambda x: 1 // x, [1, 0])))
print(list(filter(None, [0, 1, "", "a", [], [0]])), list(filter(lambda x: x % 2, range(6))), list(filter(bool, [0, 2]))); attempt(filter, None); attempt(filter, None, 5); attempt(filter, None, [], x=1); attempt(lambda: list(filter(5, [1]))); attempt(lambda: list(filter(lambda x: 1 // x, [1, 0])))
class NoBool:
    def __bool__(self): raise ValueError("bool")
attempt(lambda: list(filter(None, [NoBool()]))); attempt(lambda: list(filter(lambda x: NoBool(), [1]))); attempt(lambda: zip([1], strict=NoBool()))
class Fails:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise KeyError("fails")
        return self.n
attempt(lambda: list(zip("abc", Fails(1)))); attempt(lambda: list(map(str, Fails(1)))); attempt(lambda: list(filter(None, Fails(1)))); attempt(lambda: list(zip("a", Fails(1), strict=True)))
def stop(x):
    if x == 2: raise StopIteration
    return x
print(list(map(stop, [1, 2, 3])))
class Z(zip): pass
class M(map): pass
class F(filter): pass
print(list(Z("ab", "cd")), list(M(int, "12")), list(F(None, [0, 1])), type(Z()).__name__)
m = map(lambda x: m, [1]); print(next(m) is m)
print([*zip("ab", range(2))], {**dict(zip("a", "b"))}, sum(map(int, "123")), any(map(bool, [0, 1])), sorted(filter(None, [3, 0, 1])), ", ".join(map(str, range(3))), tuple(map(abs, (-1, 2))), set(map(len, ["a", "bb"])))
x = []; x.append(zip(x)); del x
