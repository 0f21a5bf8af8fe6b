# SPDX-License-Identifier: MIT
# match: every pattern, guards, bindings, what each looks at.


def literals(x):
    match x:
        case 0:
            return "zero"
        case -1:
            return "minus one"
        case 1.5 | 2.5:
            return "float"
        case 1 + 2j:
            return "complex"
        case -3 - 4j:
            return "other complex"
        case "text":
            return "text"
        case "long " "text":
            return "long"
        case b"bytes":
            return "bytes"
        case 100000 | 12345678901234567890:
            return "large"
        case None:
            return "None"
        case True:
            return "True"
        case False:
            return "False"
        case _:
            return "other"


for x in (0, 0.0, False, -1, 1.5, 2.5, 1 + 2j, -3 - 4j, "text", "long text", b"bytes", 100000, 12345678901234567890,
          None, True, 1, [], "", 2):
    print(repr(x), literals(x))


class Colour:
    RED = "red"

    class Deep:
        GREEN = "green"


def values(x):
    match x:
        case Colour.RED:
            return 1
        case Colour.Deep.GREEN:
            return 2
        case other:
            return other


print(values("red"), values("green"), values("blue"))


def sequences(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return "one", a
        case 1, 2:
            return "one two"
        case [1, *rest]:
            return "one and", rest
        case (a, [b, *c], d):
            return "nested", a, b, c, d
        case [*start, 9]:
            return "nine last", start
        case [a, b, *_, z]:
            return "ends", a, b, z
        case [*_]:
            return "any"
        case _:
            return "none"


for x in [], [5], [1, 2], [1, 2, 3], (7, [8], 9), (7, [8, 9, 10], 11), [2, 3, 9], [2, 3, 4, 5], (3, 4), "ab", b"ab", bytearray(b"ab"), {1: 2}, {1, 2}, range(3), range(0), iter([1]):
    print(x if not hasattr(x, "__next__") else "iterator", sequences(x))


def wildcards(x):
    match x:
        case [_, _, _]:
            return 3
        case [_, 1, *_, _]:
            return "1 second"
        case [*_, _, 7, _]:
            return "7 third from the end"
        case [_, *_]:
            return "more"
    return None


for x in "abc", [1, 2, 3], [0, 1, 2, 3], [0, 0, 7, 1], [0] * 5, []:
    print(x, wildcards(x))


def mappings(x):
    match x:
        case {"k": 1}:
            return "k is 1"
        case {"k": v, "l": [a, b]}:
            return v, a, b
        case {"k": v, **rest}:
            return v, rest
        case {Colour.RED: v}:
            return "red", v
        case {1: one, -2: two, None: n, "t": t}:
            return one, two, n, t
        case {}:
            return "a mapping"
        case _:
            return "no mapping"


class Proxied:
    k = 1


for x in ({"k": 1, "x": 2}, {"k": 2, "l": (3, 4)}, {"k": 2, "l": (3, 4, 5)}, {"red": 1}, {1: 1, -2: 2, None: 3, "t": 4},
          {}, [], Proxied.__dict__):
    print(x if type(x) is dict else type(x).__name__, mappings(x))


def everything(x):
    match x:
        case {**rest}:
            rest["new"] = 1
            return rest


d = {"a": 1}
print(everything(d), d, everything([]))


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Point3(Point):
    __match_args__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


def classes(x):
    match x:
        case Point3(0, 0, z):
            return "on z", z
        case Point(0, 0):
            return "origin"
        case Point(x, y=0):
            return "on x", x
        case Point(x=0, y=y):
            return "on y", y
        case Point(Point(a, b), c):
            return "nested", a, b, c
        case Point() as p:
            return "point", p
        case bool(b):
            return "bool", b
        case int(n) | float(n):
            return "number", n
        case str():
            return "str"
        case list([a, b]):
            return "list", a, b
        case tuple((a, *_)) if a:
            return "tuple", a
        case dict({"real": r}):
            return "dict", r
        case complex(real=r, imag=i):
            return r, i
        case object(missing=_):
            return "never"
        case _:
            return "other"


for x in (Point3(0, 0, 5), Point3(1, 2, 3), Point(0, 0), Point(3, 0), Point(0, 4), Point(Point(1, 2), 3), Point(1, 2),
          True, 5, 2.5, "s", [1, 2], [1], (1, 2), (0, 2), {"real": 9}, 3 + 4j, object, None):
    print(x if type(x) is not Point3 else "Point3", classes(x))

print("-- bindings and guards")


def guards(x):
    seen = []
    match x:
        case a if seen.append(a) or a > 10:
            result = "big"
        case b if seen.append(b) or b > 5:
            result = "middle"
        case c:
            result = "small"
    return result, seen, sorted(k for k in locals() if len(k) == 1)


print(guards(20), guards(7), guards(1))


def partial(x):
    a = "before"
    match x:
        case [a, 1]:
            pass
        case [b, 2, c] | [c, 2, 3, b]:
            return a, b, c
    return a


print(partial([5, 1]), partial([5, 2]), partial([6, 2, 7]), partial([1, 2, 3, 4]))


def alias(x):
    match x:
        case [1 | 2 as first, ([_, _] | {"a": _}) as second] as whole:
            return first, second, whole


print(alias([1, [2, 3]]), alias([2, {"a": 1}]), alias([3, [2, 3]]))


def subject_forms(a, b):
    match a, b:
        case 1, 2:
            return "tuple"
    match *a, b:
        case 1, 2, 3:
            return "starred"
    match (n := b):
        case 5:
            return "walrus", n


print(subject_forms(1, 2), subject_forms((1, 2), 3), subject_forms((), 5))

match = 3
case = [match]
print(match, case[0], match * 2)
match case:
    case [match]:
        print("rebound", match)

match 1:
    case x if x == 2:
        print("no")
print("x bound", x)


class Body:
    match [1, 2]:
        case [first, second]:
            pass


print(Body.first, Body.second)


def in_loop(items):
    out = []
    for item in items:
        match item:
            case 0:
                continue
            case "stop":
                break
            case [x, *_]:
                out.append(x)
            case x:
                out.append(("plain", x))
    else:
        out.append("end")
    return out


print(in_loop([0, [1, 2], 3]), in_loop([1, "stop", 2]))


def generator(x):
    match x:
        case [a, b] if (yield a):
            yield "yes", b
        case [a, _]:
            yield "no", a


g = generator([1, 2])
print(next(g), g.send(True))
g = generator([1, 2])
print(next(g), g.send(False))


def closure(x):
    match x:
        case [a, *b]:
            return lambda: (a, b)


print(closure("no"), closure([1, 2, 3])())


def nested(x):
    match x:
        case [y, z]:
            match y:
                case {"k": k}:
                    return k, z
                case _ if z:
                    return "z"
        case _:
            return "outer"
    return "fell through"


print(nested([{"k": 1}, 2]), nested([1, 2]), nested([1, 0]), nested(0))


def finally_in(x):
    try:
        match x:
            case 1:
                return "one"
            case 2:
                raise KeyError(2)
    except KeyError as e:
        return e
    finally:
        print("finally", x)


print(finally_in(1), finally_in(2), finally_in(3))


def glob():
    global G
    match [1]:
        case [G]:
            pass


glob()
print(G)

print("-- what is a sequence or a mapping")


class L(list):
    pass


class D(dict):
    pass


class Both(L):
    def __getitem__(self, i):
        return "item"


for x in L([1]), D(a=1), Both([1]), object(), type("S", (str,), {})("a"):
    match x:
        case [y]:
            print(type(x).__name__, "sequence", y)
        case {**rest}:
            print(type(x).__name__, "mapping", rest)
        case _:
            print(type(x).__name__, "neither")

print("-- order of what is looked at")


class Log(dict):
    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)

    def keys(self):
        print("keys")
        return super().keys()

    def __len__(self):
        print("len")
        return super().__len__()


match Log(a=1, b=2):
    case {"a": 2}:
        pass
    case {"a": 1, "b": x, **rest}:
        print(x, rest)


class Attributes:
    __match_args__ = ("a", "b")

    def __getattr__(self, name):
        print("attribute", name)
        if name in "abc":
            return name
        raise AttributeError(name)


match Attributes():
    case Attributes("a", "x"):
        pass
    case Attributes("a", z, c="c", d=_):
        pass
    case Attributes(p, c=q):
        print(p, q)


class Meta(type):
    def __instancecheck__(cls, x):
        print("instance?", x)
        return x == 1


class Checked(metaclass=Meta):
    pass


match 1:
    case Checked():
        print("checked")
match 2:
    case Checked():
        print("checked")
