# list: comparisons, keys and indexes that change the list they are called for.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

class Eq:
    def __init__(self, action, result=False): self.action = action; self.result = result
    def __eq__(self, other): self.action(); return self.result
    __hash__ = None

a = []; a[:] = [Eq(lambda: a.clear()) for _ in range(10)]; attempt(a.index, 1); print(a)
a[:] = [Eq(lambda: a.clear()) for _ in range(10)]; print(a.count(1), a)
a[:] = [Eq(lambda: a.clear(), True) for _ in range(10)]; print(a.remove(1), a)
a[:] = [1, Eq(lambda: a.pop(0), True), 3]; print(a.remove("x"), len(a))
a[:] = [Eq(lambda: a.append(1)) for _ in range(3)]; print(1 in a, len(a) > 3)
b = [Eq(lambda: b.clear()), 2, 3]; c = [1, 2, 3]; print(b == c, len(b))
b = [Eq(lambda: c.clear(), True), 2, 3]; c = [1, 2, 3]; print(b == c, len(c))

class Lt:
    def __init__(self, n, action): self.n = n; self.action = action
    def __lt__(self, other): self.action(); return self.n < other.n
    def __repr__(self): return "Lt%d" % self.n

s = []
s[:] = [Lt(n, lambda: s.append(1)) for n in (3, 1, 2)]; attempt(s.sort); print(s)
s[:] = [Lt(n, lambda: s.clear()) for n in (3, 1, 2)]; attempt(s.sort); print(s)
seen = []
s[:] = [Lt(n, lambda: seen.append(len(s))) for n in (3, 1, 2)]; attempt(s.sort); print(s, set(seen))
s[:] = [Lt(n, lambda: s.sort()) for n in (3, 1, 2)]; attempt(s.sort); print(s)
s[:] = [3, 1, 2]; attempt(s.sort, key=lambda x: s.append(x)); print(s)
s[:] = [3, 1, 2]; attempt(s.sort, key=lambda x: s.clear() or x); print(s)
s[:] = [3, 1, 2]; attempt(s.sort, key=lambda x: s.extend([1, 2]) or s.clear() or x); print(s)

class Index:
    def __init__(self, action, n): self.action = action; self.n = n
    def __index__(self): self.action(); return self.n
x = [1, 2, 3]; attempt(lambda: x[Index(x.clear, 1)]); print(x)
x = [1, 2, 3]; attempt(lambda: x[Index(x.clear, 0):3]); print(x)
x = [1, 2, 3]; attempt(x.pop, Index(x.clear, 1)); print(x)
x = [1, 2, 3]; attempt(x.insert, Index(x.clear, 2), "y"); print(x)
x = [1, 2, 3]; attempt(x.__setitem__, slice(Index(x.clear, 1), 3), [7, 8]); print(x)
x = [1, 2, 3, 4]; attempt(x.__delitem__, slice(Index(x.clear, 1), 3)); print(x)
x = [1, 2, 3]; attempt(x.__setitem__, slice(0, Index(lambda: x.extend(range(50)), 2), 1), [9]); print(len(x))
x = [1, 2, 3]; attempt(x.index, 2, Index(x.clear, 0)); print(x)

class Repr:
    def __init__(self, action): self.action = action
    def __repr__(self): self.action(); return "R"
x = []; x[:] = [Repr(x.clear), 1, 2]; print(x)
x = []; x[:] = [Repr(lambda: x.append(3)) for _ in range(2)]; x.append(1); print(repr(x)[:12])

x = [1, 2, 3]
def grow():
    for i in range(5):
        x.append(i)
        yield i
x.extend(grow()); print(x)
x = [1, 2, 3]
def shrink():
    x.clear()
    yield 7
x[1:2] = shrink(); print(x)
x = [1, 2, 3]
out = []
for i in x:
    out.append(i)
    if len(out) < 6: x.append(i * 10)
print(out)
out = []
for i in x:
    out.append(i); x.pop(0)
print(out, x)
class Hint:
    def __length_hint__(self): raise ValueError("hint")
    def __iter__(self): return iter([1])
attempt(list, Hint())
class Hint2:
    def __length_hint__(self): return -1
    def __iter__(self): return iter([1])
attempt(list, Hint2())
class Hint3:
    def __length_hint__(self): return 10 ** 15
    def __iter__(self): return iter([1])
attempt(list, Hint3())
attempt(lambda: [0] * 10 ** 15)
attempt(lambda: [0] * 10 ** 18)
attempt(lambda: [0] * 10 ** 30)
attempt(lambda: (1, 2) * 10 ** 17)
