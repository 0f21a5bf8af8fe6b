# Which operand's method is asked, in which order, and what happens when none can.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    def __add__(self, o): print("A.add", end=" "); return NotImplemented
    def __radd__(self, o): print("A.radd", end=" "); return "radd"
class B(A):
    def __radd__(self, o): print("B.radd", end=" "); return "B.radd"
class C(A): pass
class Other:
    def __radd__(self, o): print("Other.radd", end=" "); return NotImplemented
attempt(lambda: A() + A())
attempt(lambda: A() + B())
attempt(lambda: A() + C())
attempt(lambda: B() + A())
attempt(lambda: A() + Other())
attempt(lambda: 1 + A())
attempt(lambda: A() + 1)
attempt(lambda: [] + A())
attempt(lambda: 1 + Other())
for source in ["1 + 'a'", "'a' + 1", "[] + ()", "1 - None", "{} | []", "'a' * 'b'", "[] * 1.5", "[1] * 2", "3 * 'ab'",
               "1 @ 2", "1 << 'a'", "2 ** 'a'", "pow(2, 3, 'a')", "pow(2, 10, 7)", "divmod(7, 'a')", "-'a'", "~1.5",
               "+[]", "abs('a')", "1 < 'a'", "[] < ()", "None < None", "1 in 5", "5()", "5[0]", "None[0]", "len(5)", "iter(5)",
               "next(5)", "int[0]", "object()[0]", "hash([])", "hash({})", "hash(slice(1))" , "1 if [] else 2"]:
    print(source, end=": ")
    attempt(lambda: eval(source))
def assign(source):
    print(source, end=": ")
    x = 5
    try:
        exec(source, {"x": 5, "l": [1], "t": (1,), "o": object()})
        print("ok")
    except Exception as e:
        print(type(e).__name__, e)
for s in ["x += 'a'", "x[0] = 1", "del x[0]", "t[0] = 1", "del t[0]", "l += 5", "l *= 'a'", "x @= 1", "o.a = 1", "x >>= 1.5", "x **= 'a'", "'a' in x"]:
    assign(s)

class N:
    def __init__(self, v): self.v = v
    def __iadd__(self, o): print("iadd", end=" "); self.v += o; return self
    def __sub__(self, o): print("sub", end=" "); return N(self.v - o)
    def __isub__(self, o): print("isub", end=" "); return NotImplemented
    def __neg__(self): return "neg"
    def __invert__(self): return "invert"
    def __pos__(self): return "pos"
    def __abs__(self): return "abs"
    def __pow__(self, o, m=None): return "pow", o, m
    def __rpow__(self, o): return "rpow", o
    def __divmod__(self, o): return "divmod"
    def __matmul__(self, o): return "matmul"
    def __lt__(self, o): return "lt"
    def __getitem__(self, i): return "item", i
    def __setitem__(self, i, v): print("setitem", i, v)
    def __delitem__(self, i): print("delitem", i)
    def __call__(self, *a, **k): return a, k
    def __index__(self): return 3
n = N(1)
n += 2
print(n.v)
n -= 1
print(n.v, -n, ~n, +n, abs(n), n ** 2, pow(n, 2, 3), 2 ** n, divmod(n, 1), n @ 1, n < 1, 1 > n)
print(n[1], n[1:2], n(1, k=2), [1, 2, 3, 4][n], "abcdef"[n:], bin(n), [0] * n)
n[1] = 2
del n[3]

class E:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, E) and self.v == o.v
print(E(1) == E(1), E(1) != E(1), E(1) != E(2), E(1) == 1)
attempt(lambda: hash(E(1)))
class H(E):
    def __hash__(self): return -1
print(hash(H(1)), {H(1): "x"}[H(1)])
class Rich:
    def __lt__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
attempt(lambda: Rich() < Rich())
print(Rich() == Rich(), Rich() != Rich())
r = Rich()
print(r == r)
class Sub(int):
    def __eq__(self, o): print("Sub.eq", end=" "); return True
    __hash__ = int.__hash__
print(1 == Sub(2), Sub(2) == 1)
class BadBool:
    def __bool__(self): return 1
class BadLen:
    def __len__(self): return -1
class FloatLen:
    def __len__(self): return 1.5
class BadHash:
    def __hash__(self): return "a"
class BadRepr:
    def __repr__(self): return 5
class BadIter:
    def __iter__(self): return 5
class BadIndex:
    def __index__(self): return "a"
class Unhashable:
    __hash__ = None
class NotIterable:
    __iter__ = None
class NoContains:
    __contains__ = None
for f in [lambda: bool(BadBool()), lambda: len(BadLen()), lambda: bool(BadLen()), lambda: len(FloatLen()), lambda: hash(BadHash()),
          lambda: repr(BadRepr()), lambda: str(BadRepr()), lambda: iter(BadIter()), lambda: [][BadIndex()], lambda: hash(Unhashable()),
          lambda: iter(NotIterable()), lambda: 1 in NoContains(), lambda: 1 in NotIterable(), lambda: list(NotIterable())]:
    attempt(f)
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(Seq()), 4 in Seq(), 5 in Seq(), max(Seq()))
attempt(lambda: reversed(Seq()))
class Str(str):
    def __add__(self, o): return "added"
    def __mod__(self, o): return "modded"
    def __rmod__(self, o): return "rmodded"
print(Str("a") + "b", "a" + Str("b"), Str("%s") % 1, "%s" % Str("x"))
