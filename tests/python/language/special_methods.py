# SPDX-License-Identifier: MIT
# Operators, comparisons, subscripts, truth and iteration of Python classes: who is asked, in which order, what becomes
# of NotImplemented, of errors and of results of wrong types, in each place where the result is used.


def run(f):
    try:
        print("  ->", f())
    except BaseException as e:
        print("  !!", type(e).__name__, e)


class Log:
    answers = {}

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def special(name, default):
    def method(self, *args):
        print("   ", type(self).__name__, name, *args)
        answer = type(self).answers.get(name, default)
        if isinstance(answer, type) and issubclass(answer, BaseException):
            raise answer(name)
        return answer

    return method


BINARY = "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split()
for n in BINARY:
    for prefix in "", "r", "i":
        full = f"__{prefix}{n}__"
        setattr(Log, full, special(full, NotImplemented))
for n in "lt le eq ne gt ge".split():
    setattr(Log, f"__{n}__", special(f"__{n}__", NotImplemented))
Log.__hash__ = object.__hash__


class A(Log):
    answers = {}


class B(Log):
    answers = {}


class SubA(A):
    answers = {}


class Plain:
    def __repr__(self):
        return "plain"


a, b, s, p = A("a"), B("b"), SubA("s"), Plain()

print("-- nobody answers")
run(lambda: a + b)
run(lambda: a - a)
run(lambda: a * 2)
run(lambda: 2 * a)
run(lambda: [1] * a)
run(lambda: [1] + a)
run(lambda: a @ s)
run(lambda: a ** p)
run(lambda: p / a)
run(lambda: "x" % a)
run(lambda: a < b)
run(lambda: a == b)
run(lambda: a != b)
run(lambda: a >= 5)
run(lambda: 5 >= a)
run(lambda: a < s)
run(lambda: a == a)


def augmented(op, x, y):
    scope = {"x": x, "y": y}
    exec(f"x {op} y", scope)
    return scope["x"]


def local_augmented(x, y):
    x += y
    return x


run(lambda: augmented("+=", a, b))
run(lambda: augmented("**=", a, 2))
run(lambda: augmented("<<=", 2, a))
run(lambda: augmented("+=", [1], a))
run(lambda: local_augmented(a, b))

print("-- the left one answers")
A.answers = {"__add__": "A.add", "__lt__": [], "__eq__": "eq", "__iadd__": "A.iadd", "__mul__": None}
run(lambda: a + b)
run(lambda: a + 1)
run(lambda: a * 2 is None)
run(lambda: a + s)
run(lambda: s + a)
run(lambda: a < b)
run(lambda: "less" if a < b else "not less")
run(lambda: "equal" if a == b else "not equal")
run(lambda: "equal" if a == 5 else "not equal")
run(lambda: "unequal" if a != 5 else "not unequal")
run(lambda: not a == b)
run(lambda: a == b == a)
run(lambda: a < b < a)
run(lambda: augmented("+=", a, b))
run(lambda: local_augmented(a, b))

print("-- the right one answers")
A.answers = {}
B.answers = {"__radd__": "B.radd", "__gt__": True, "__le__": "le", "__rpow__": "B.rpow", "__eq__": False}
run(lambda: a + b)
run(lambda: 1 + b)
run(lambda: 1.5 + b)
run(lambda: "t" + b)
run(lambda: [1] + b)
run(lambda: None + b)
run(lambda: 2 ** b)
run(lambda: a < b)
run(lambda: 1 < b)
run(lambda: 5 >= b)
run(lambda: 5 == b)
run(lambda: (1, 2) == b)
run(lambda: "yes" if 1 < b else "no")
run(lambda: augmented("+=", a, b))
run(lambda: augmented("+=", 1, b))
SubA.answers = {"__radd__": "SubA.radd", "__gt__": "SubA.gt"}
run(lambda: a + s)
run(lambda: a < s)

print("-- errors")
A.answers = {n: ZeroDivisionError for n in ("__add__", "__lt__", "__iadd__", "__eq__")}
run(lambda: a + b)
run(lambda: a < b)
run(lambda: 1 if a < b else 2)
run(lambda: local_augmented(a, b))
run(lambda: [i for i in range(3) if i == 1 or a == i])


class Stop:
    def __add__(self, other):
        raise StopIteration("add")

    def __getitem__(self, i):
        raise StopIteration(i)

    def __iter__(self):
        raise StopIteration("iter")

    def __bool__(self):
        raise StopIteration("bool")


run(lambda: Stop() + 1)
run(lambda: Stop()[1])
run(lambda: [x for x in Stop()])
run(lambda: not Stop())


def generator():
    yield Stop() + 1


run(lambda: list(generator()))

print("-- truth")


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return self.value


class Length:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return self.value


def truths(x):
    out = []
    out.append("if" if x else "else")
    out.append(not x)
    out.append(x and "and")
    out.append(x or "or")
    n = 0
    while x:
        n += 1
        x.value = type(x.value)(0)
    out.append(n)
    return [o if isinstance(o, (str, int)) else type(o).__name__ for o in out]


for x in Truth(True), Truth(False), Truth(1), Truth("s"), Length(3), Length(0), Length(-1), Length(10**30), Length("x"):
    run(lambda: truths(x))


class BoolLen(list):
    def __len__(self):
        return 0


run(lambda: bool(BoolLen([1])) or "empty")
run(lambda: "full" if BoolLen([1]) else "empty")

print("-- subscripts")


class Items:
    def __getitem__(self, key):
        return "got", key

    def __setitem__(self, key, value):
        print("set", key, value)
        return "ignored"

    def __delitem__(self, key):
        print("del", key)

    def __contains__(self, x):
        return [] if x == 1 else [x]


i = Items()
run(lambda: (i[1], i["k"], i[1:2], i[-1, ...]))
i[1] = 2
i["a"], i[2] = 3, 4
del i[1], i["b"]
run(lambda: (1 in i, 2 in i, 1 not in i, 2 not in i, "in" if 2 in i else "out", "in" if 1 in i else "out"))
i["x"] += ("more",)


class GetOnly:
    def __getitem__(self, key):
        if key > 3:
            raise IndexError(key)
        return key * 2


g = GetOnly()
run(lambda: (g[1], list(g), 4 in g, 5 in g, [x for x in g]))


def store():
    g[1] = 2


def delete():
    del g[1]


run(store)
run(delete)


class NoContains:
    __contains__ = None
    __iter__ = None
    __add__ = None


run(lambda: 1 in NoContains())
run(lambda: [x for x in NoContains()])
run(lambda: NoContains() + 1)


class GeneratorMethods:
    def __iter__(self):
        yield 1
        yield 2

    def __add__(self, other):
        yield other

    def __bool__(self):
        yield True


run(lambda: (list(GeneratorMethods()), [x for x in GeneratorMethods()], list(GeneratorMethods() + 5)))
run(lambda: 1 if GeneratorMethods() else 2)


class BadIter:
    def __iter__(self):
        return 5


run(lambda: [x for x in BadIter()])
run(lambda: list(BadIter()))
run(lambda: (lambda *a: a)(*BadIter()))


class Decorated:
    @staticmethod
    def __add__(other):
        return "static", other

    @classmethod
    def __getitem__(cls, key):
        return cls.__name__, key

    __neg__ = len
    __call__ = lambda self, *a, **k: ("call", a, k)
    __lt__ = property(lambda self: lambda other: ("property", other))


d = Decorated()
run(lambda: d + 1)
run(lambda: d[2])
run(lambda: d < 3)
run(lambda: -d)
run(lambda: d(1, a=2))

print("-- unary")


class Unary:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return NotImplemented

    def __invert__(self):
        raise KeyError("invert")


run(lambda: -Unary())
run(lambda: +Unary())
run(lambda: ~Unary())
run(lambda: -p)

print("-- depth")


class Deep:
    def __add__(self, n):
        return 0 if n == 0 else self + (n - 1)

    def __radd__(self, n):
        return 0 if n == 0 else (n - 1) + self

    def __getitem__(self, n):
        return n if n == 0 else self[n - 1]

    def __contains__(self, n):
        return n == 0 or n - 1 in self

    def __eq__(self, n):
        return n == 0 or self == n - 1

    def __bool__(self):
        self.n -= 1
        return True if self.n == 0 else not not self

    def __neg__(self):
        return -self


deep = Deep()
run(lambda: (deep + 400, 400 + deep, deep[400], 400 in deep, deep == 400))
deep.n = 300
run(lambda: "deep" if deep else "not")
for f in lambda: deep + 10**6, lambda: 10**6 + deep, lambda: deep[10**6], lambda: -deep:
    try:
        f()
    except RecursionError as e:
        print("RecursionError")

print("-- what is let go, and when")


class Noisy:
    def __init__(self, name):
        self.name = name

    def __add__(self, other):
        print("add", self.name)
        return Noisy(self.name + "'")

    def __lt__(self, other):
        print("lt", self.name)
        return False

    def __getitem__(self, key):
        print("item", self.name)
        return 1

    def __bool__(self):
        print("bool", self.name)
        return True

    def __iter__(self):
        print("iter", self.name)
        return iter(())

    def __del__(self):
        print("del", self.name)


def noisy():
    Noisy("a") + Noisy("b")
    print("1")
    Noisy("c") < Noisy("d")
    print("2")
    Noisy("e")[Noisy("f")]
    print("3")
    if Noisy("g"):
        print("4")
    for x in Noisy("h"):
        pass
    print("5")
    not Noisy("i")
    print("6")
    if Noisy("j") < Noisy("k"):
        pass
    print("7")


noisy()

print("-- methods that change the class")


class Changing:
    def __add__(self, other):
        Changing.__radd__ = lambda self, other: "radd"
        del Changing.__add__
        return NotImplemented


class Other(Changing):
    def __add__(self, other):
        return NotImplemented


run(lambda: Changing() + Changing())
run(lambda: Other() + Changing())


class Vanishing:
    def __eq__(self, other):
        other.clear()
        return False

    __hash__ = None


l = [Vanishing(), Vanishing(), 3]
run(lambda: 5 in [1, 2] or [Vanishing() == l, l])
