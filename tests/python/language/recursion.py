# Running out of depth in every way gives RecursionError, and the program goes on.
import sys


def kind(f, *a):
    try:
        f(*a)
        return "no error"
    except RecursionError as e:
        return f"RecursionError: {e}"
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def simple(): return simple()
def mutual_a(): return mutual_b()
def mutual_b(): return mutual_a()


class Attr:
    def __getattr__(self, n): return self.missing


class Prop:
    @property
    def p(self): return self.p


class Repr:
    def __repr__(self): return repr(self)


class Str:
    def __str__(self): return f"{self}"


class Call:
    pass


Call.__call__ = Call()


class Eq:
    def __eq__(self, o): return self == o
    def __lt__(self, o): return sorted([self, o])
    def __hash__(self): return hash(self)
    def __bool__(self): return bool(self)
    def __len__(self): return len(self)
    def __iter__(self): return iter([*self])
    def __contains__(self, o): return o in self
    def __getitem__(self, i): return self[i]
    def __add__(self, o): return self + o
    def __neg__(self): return -self
    def __init__(self): pass
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
    def __index__(self): return range(self)
    def __setattr__(self, n, v): self.x = v
    def __delitem__(self, n): del self[n]
    def __setitem__(self, n, v): self[n] = v
    def __format__(self, s): return format(self, s)
    def __int__(self): return int(self)


class New:
    def __new__(cls): return cls()


class Init:
    def __init__(self): Init()


def gen():
    yield from gen()


def gen_for():
    for x in gen_for():
        yield x


e = Eq()
for name, f in dict(simple=simple, mutual=mutual_a, attr=lambda: Attr().x, prop=lambda: Prop().p, repr=lambda: repr(Repr()),
                    str=lambda: str(Str()), call=lambda: Call()(), eq=lambda: e == 1, lt=lambda: e < e, hash=lambda: hash(e),
                    bool=lambda: bool(e), len=lambda: len(e), contains=lambda: 1 in e, getitem=lambda: e[0], add=lambda: e + 1,
                    neg=lambda: -e, enter=e.__enter__, setattr=lambda: setattr(e, "y", 1), delitem=lambda: e.__delitem__(0),
                    setitem=lambda: e.__setitem__(0, 0), format=lambda: format(e, "x"), int=lambda: int(e), new=New, init=Init,
                    gen=lambda: list(gen()), gen_for=lambda: list(gen_for()), lam=lambda: (lambda f: f(f))(lambda f: f(f)),
                    comp=lambda: (lambda f: f(f))(lambda f: [f(f) for _ in "a"]), sort=lambda: sorted([e, e]),
                    map=lambda: (lambda f: f(f))(lambda f: list(map(f, [f]))), key=lambda: (lambda f: f(f))(lambda f: sorted([f], key=f)),
                    exec=lambda: exec("exec(s)", {"s": "exec(s)"}), iter=lambda: list(e)).items():
    r = kind(f)
    print(name, r.split(" while")[0].split(" during")[0] if r.startswith("RecursionError: maximum recursion depth exceeded") else r)
l = []
for i in range(100000):
    l = [l]
print(kind(repr, l).split(" while")[0])
m = []
for i in range(100000):
    m = [m]
print(kind(lambda: l == m).split(" in comp")[0].split(" while")[0])
t = ()
for i in range(100000):
    t = (t,)
print(kind(hash, t).split(":")[0] in ("no error", "RecursionError"))
d = {}
for i in range(100000):
    d = {1: d}
print(kind(repr, d).split(" while")[0])
l = []
l.append(l)
d = {}
d[1] = d
l.append(d)
print(l, d, kind(lambda: l == [l, d]).split(" in comp")[0], [l])
del l, m, t, d


def depth(n): return 0 if n == 0 else 1 + depth(n - 1)


print(depth(900), sys.getrecursionlimit())
sys.setrecursionlimit(3000)
print(depth(2900), kind(depth, 3100).split(" in comp")[0])
sys.setrecursionlimit(200)
print(kind(depth, 300).split(" in comp")[0], kind(sys.setrecursionlimit, 0), kind(sys.setrecursionlimit, "a"))
sys.setrecursionlimit(1000)


def catches(n):
    try:
        return catches(n + 1)
    except RecursionError:
        return "caught"


print(catches(0))


def finallys():
    try:
        finallys()
    finally:
        pass


print(kind(finallys).split(" in comp")[0])
try:
    simple()
except RecursionError as e:
    n, tb = 0, e.__traceback__
    while tb:
        n, tb = n + 1, tb.tb_next
    print(900 < n < 1010)
