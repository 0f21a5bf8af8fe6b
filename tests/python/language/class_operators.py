# Special methods: operators and their reflected forms, comparison, containers, conversion, truth, hashing.
def kind(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


names = "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or".split()


class Ops: pass


def make(n):
    def f(self, other, *rest): return (n, type(other).__name__, *rest)
    return f


for n in names:
    setattr(Ops, f"__{n}__", make(n))
    setattr(Ops, f"__r{n}__", make("r" + n))
    setattr(Ops, f"__i{n}__", make("i" + n))
o = Ops()
print(o + 1, o - 1, o * 1, o @ 1, o / 1, o // 1, o % 1, divmod(o, 1), o ** 1, o << 1, o >> 1, o & 1, o ^ 1, o | 1, pow(o, 2, 3))
print(1 + o, 1 - o, 1 * o, 1 @ o, 1 / o, 1 // o, 1 % o, divmod(1, o), 1 ** o, 1 << o, 1 >> o, 1 & o, 1 ^ o, 1 | o)
print("a" + o, "a" * o, [1] + o, [1] * o, (1,) + o, 1.5 + o, None + o, {} | o, {1} - o)


class Base:
    def __add__(self, o): return "Base.add"
    def __radd__(self, o): return "Base.radd"
    def __lt__(self, o): return "Base.lt"
    def __gt__(self, o): return "Base.gt"


class Sub(Base):
    def __radd__(self, o): return "Sub.radd"
    def __gt__(self, o): return "Sub.gt"


class SubPlain(Base): pass


print(Base() + Sub(), Sub() + Base(), Base() + SubPlain(), Base() + Base(), Base() < Sub(), Base() < SubPlain(), Sub() < Base())


class NI:
    def __add__(self, o): return NotImplemented
    def __radd__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented


print(kind(lambda: NI() + NI()), kind(lambda: NI() + 1), kind(lambda: 1 + NI()), NI() == NI(), NI() != 1, kind(lambda: NI() < NI()), kind(lambda: NI() < 1), kind(lambda: 1 > NI()), kind(lambda: [] < NI()))
x = NI()
print(x == x, kind(hash, x), x != x, x in [x])


class Un:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __round__(self, *a): return ("round", a)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __index__(self): return 3
    def __int__(self): return 4
    def __float__(self): return 5.5
    def __complex__(self): return 1 + 2j
    def __bool__(self): return False
    def __len__(self): return 7
    def __length_hint__(self): return 8
    def __reversed__(self): return iter("rev")
    def __bytes__(self): return b"bytes"
    def __dir__(self): return ["z", "a"]
    def __sizeof__(self): return 1000
    def __hash__(self): return 12345


u = Un()
print(-u, +u, ~u, abs(u), round(u), round(u, 2), [0, 1, 2, 3][u], int(u), float(u), complex(u), bool(u), len(u), list(reversed(u)), bytes(u), dir(u), hash(u), hex(u), "a" * u, range(u), list(range(5))[u:], not u, "x" if u else "y")


class BadRet:
    def __index__(self): return "x"
    def __int__(self): return "x"
    def __float__(self): return "x"
    def __bool__(self): return 1
    def __len__(self): return -1
    def __hash__(self): return "x"
    def __str__(self): return 5
    def __repr__(self): return 5
    def __iter__(self): return 5
    def __bytes__(self): return 5
    def __contains__(self, x): return "truthy"
    def __complex__(self): return 1
    def __dir__(self): return 5
    def __format__(self, s): return 5


b = BadRet()
for f in (int, float, bool, len, hash, str, repr, iter, bytes, complex, dir, format, hex, list, reversed, lambda b: [1][b], lambda b: 1 in b, lambda b: range(b), lambda b: "a" * b, lambda b: not b):
    print(getattr(f, "__name__", "f"), kind(f, b))


class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n


print(bool(L(0)), bool(L(1)), kind(len, L("a")), kind(len, L(1 << 70)), kind(len, L(True)), kind(len, L(1.0)), kind(len, 5), kind(bool, L(-1)))


class Eq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, Eq) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f"Eq({self.v})"


print(Eq(1) == Eq(1), Eq(1) != Eq(1), {Eq(1), Eq(1), Eq(2)} == {Eq(2), Eq(1)}, {Eq(1): "x"}[Eq(1)], Eq(1) in [Eq(1)], [Eq(1), Eq(2)].index(Eq(2)), [Eq(1)] == [Eq(1)], (Eq(1),) < (Eq(1), 2))


class EqOnly:
    def __eq__(self, o): return True


print(kind(hash, EqOnly()), EqOnly.__hash__, EqOnly() != 1, kind(lambda: {EqOnly()}))


class HashNone:
    __hash__ = None


print(kind(hash, HashNone()), kind(lambda: {HashNone(): 1}), isinstance(HashNone(), object))


class Order:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f"O{self.v}"


print(sorted([Order(3), Order(1), Order(2)]), max(Order(1), Order(5)) if hasattr(Order, "__gt__") else 0, min([Order(4), Order(2)]), Order(1) > Order(0), kind(lambda: Order(1) <= Order(2)))


class Cmp:
    def __lt__(self, o): return "lt"
    def __le__(self, o): return []
    def __eq__(self, o): return "eq"
    def __ne__(self, o): return "ne"
    def __gt__(self, o): return "gt"
    def __ge__(self, o): return "ge"


c = Cmp()
print(c < 1, c <= 1, c == 1, c != 1, c > 1, c >= 1, 1 < c, 1 <= c, 1 == c, 1 != c, 1 > c, 1 >= c, c < 1 < 2, c <= 1 < 2)


class Seq:
    def __getitem__(self, i):
        if isinstance(i, slice): return ("slice", i.start, i.stop, i.step)
        if i >= 3: raise IndexError("end")
        return i
    def __len__(self): return 3


s = Seq()
print(list(s), 2 in s, 5 in s, s[1:2], s[:], s[::2], s[-1:], list(reversed(s)), [*s], max(s), sum(s), tuple(iter(s)), dict(enumerate(s)))


class Cont:
    def __contains__(self, x): return x > 5


print(6 in Cont(), 5 in Cont(), 5 not in Cont(), kind(lambda: iter(Cont())), kind(lambda: "a" in Cont()))


class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n


print(list(It()), 2 in It(), sum(It()), [*It()], dict(zip(It(), It())), next(It()), kind(next, 5), next(iter([]), "default"), kind(next, iter([])))
i = It()
print(list(i), list(i), kind(lambda: next(i)))


class NoIter:
    __iter__ = None
    __contains__ = None
    __getitem__ = lambda s, i: i


print(kind(iter, NoIter()), kind(lambda: 1 in NoIter()), kind(lambda: [*NoIter()]))


class ItemOps:
    def __getitem__(self, k): return ("get", k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __missing__(self, k): return "missing"


i = ItemOps()
i[1, 2] = 3
i[1:2, ...] = 4
i[0] = i["x"]
del i[5:6], i[()]
print(i[1:2:3], i[...], i[()], i[(1,)], i[None])
print(kind(lambda: o[0]), kind(lambda: exec("5[0] = 1")), kind(lambda: exec("del 5 .x[0]")), kind(lambda: c.n[0]), kind(lambda: len[0]), kind(lambda: int[0]), kind(exec, "x=5\ndel x[0]"), kind(exec, "x=(1,)\nx[0]=1"), kind(exec, "x='a'\ndel x[0]"))


class D(dict):
    def __missing__(self, k): return f"missing {k}"


print(D(a=1)["a"], D()["b"], D().get("b"), kind(lambda: D().__getitem__("q")))


class S(str):
    def __new__(cls, v): return super().__new__(cls, v.upper())
    def __add__(self, o): return "S+" + str.__str__(o)
    def __len__(self): return 99


print(S("abc"), S("a") + "b", len(S("a")), S("ab")[0], type(S("a")[0]).__name__, "x" + S("q"), S("a") == "A", {S("a"): 1}["A"], f"{S('z')}", S("a").join("xy"))


class I(int):
    def __add__(self, o): return "I+"
    def __radd__(self, o): return "I.radd"
    def __repr__(self): return "I()"


print(I(5) + 1, 1 + I(5), I(5) - 1, -I(5), I(3), str(I(3)), f"{I(3)}", [1, 2, 3, 4][I(2)], I(5) == 5, hash(I(5)) == 5, isinstance(I(1), int), bool(I(0)))


class F(float):
    def __mul__(self, o): return "F*"


print(F(1.5) * 2, F(1.5) + 1, repr(F(2.5)), F("3"))


class Lst(list):
    def __getitem__(self, i): return ("item", i)
    def append(self, x): super().append(x * 2)


l = Lst([1, 2])
l.append(5)
print(l, l[0], list(l), len(l), l == [1, 2, 10], [*l], type(l + [1]).__name__, type(l[:]).__name__, type(l * 2).__name__, sorted(l))


class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)


a, b = T(1, 2)
print(a, b, T(1, 2), T(1) + (2,), type(T(1)[:]).__name__, T(1, 2) == (1, 2), {T(1): 5}[(1,)])
print(kind(lambda: 1 .foo), kind(lambda: [].foo), kind(lambda: None.foo), kind(lambda: "s".foo), kind(lambda: int.foo), kind(lambda: (lambda: 0).foo), kind(lambda: Seq().foo), kind(lambda: Seq.foo), kind(setattr, 5, "x", 1), kind(setattr, [], "x", 1), kind(delattr, Seq(), "x"), kind(setattr, object(), "x", 1), kind(getattr, 5, 5), kind(hasattr, 5, 5))
