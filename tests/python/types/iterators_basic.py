# Iterators of sequences, iter with a sentinel, reversed, enumerate.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

for make in (lambda: iter([1, 2, 3]), lambda: iter((1, 2, 3)), lambda: reversed([1, 2, 3]), lambda: reversed((1, 2, 3)), lambda: iter(range(3)), lambda: reversed(range(3)), lambda: iter(dict.fromkeys("abc")), lambda: enumerate("ab"), lambda: reversed("abc")):
    it = make(); print(type(it).__name__, iter(it) is it, getattr(it, "__length_hint__", lambda: "none")(), next(it), list(it), list(it)); attempt(next, it); print(next(it, "default"))
attempt(type(iter([]))); attempt(type(iter(())), [1])
l = [1, 2]; it = iter(l); next(it); l.append(3); print(it.__length_hint__(), list(it)); l.append(4); print(list(it), it.__length_hint__())
l = [1, 2, 3]; it = reversed(l); next(it); l.clear(); print(it.__length_hint__(), list(it)); l = [1, 2, 3, 4]; it = reversed(l); l.pop(); print(list(it))
l = [1, 2, 3]; it = iter(l); next(it); it.__setstate__(0); print(next(it)); it.__setstate__(2); print(list(it)); it = reversed(l); it.__setstate__(0); print(list(it))
class S:
    def __init__(self, n, error=IndexError): self.n = n; self.error = error
    def __getitem__(self, i):
        if i >= self.n: raise self.error("end %d" % i)
        return i * 10
    def __len__(self): return self.n
it = iter(S(3)); print(type(it).__name__, it.__length_hint__(), next(it), it.__length_hint__(), list(it), list(it)); print(list(S(2, StopIteration)), list(reversed(S(3))), 20 in S(3), type(reversed(S(1))).__name__)
attempt(list, S(2, KeyError))
it = iter([5, 6, 0, 7].pop, 0); print(type(it).__name__, list(it), list(it))
def count():
    count.n += 1
    if count.n == 4: raise StopIteration
    return count.n
count.n = 0; print(list(iter(count, 99)))
def fail(): raise ValueError("fail")
attempt(next, iter(fail, 1)); attempt(iter, 5, 1); attempt(iter, 5); attempt(iter)
class Eq:
    def __eq__(self, o): raise KeyError("eq")
attempt(next, iter(lambda: 1, Eq()))
attempt(reversed, 5); attempt(reversed, {1}); attempt(reversed); attempt(reversed, iter([])); attempt(reversed, (x for x in "a"))
class NoRev(list):
    __reversed__ = None
attempt(reversed, NoRev())
class Rev:
    def __reversed__(self): return "anything"
print(reversed(Rev()))
class R(reversed): pass
print(list(R([1, 2])), list(R("ab")))
print(list(enumerate("ab", 5)), list(enumerate("ab", start=-1)), list(enumerate(iterable="a")), list(enumerate("ab", 10 ** 20)), list(enumerate("ab", 2 ** 62 - 1)), list(enumerate([])))
attempt(enumerate); attempt(enumerate, 5); attempt(enumerate, [], "x"); attempt(enumerate, [], 1, 2); attempt(enumerate, [1], begin=2)
class E(enumerate): pass
print(list(E("a")), enumerate[int], type(enumerate([])).__name__)
class It:
    def __iter__(self): return self
    def __next__(self): raise OSError("next")
attempt(list, It()); attempt(next, enumerate(It()))
class Bad:
    def __iter__(self): return 5
attempt(iter, Bad()); attempt(list, Bad())
a = enumerate("xyz"); next(a); print([x for x in a]); p = [x for x in zip(enumerate("ab"), "cd")]; print(p)
