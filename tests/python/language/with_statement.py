# with: enter, exit, suppression, order, errors.
class M:
    def __init__(self, name, swallow=False, fail=""):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise ValueError("enter " + self.name)
        return self.name

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value, trace is not None)
        if self.fail == "exit":
            raise KeyError("exit " + self.name)
        return self.swallow


with M("a") as x:
    print("body", x)
with M("a") as a, M("b") as b:
    print(a, b)
with (M("p") as p, M("q")):
    print(p)
with M("s", True):
    raise ValueError("swallowed")
try:
    with M("t"):
        raise ValueError("passes")
except ValueError as e:
    print("caught", e)
try:
    with M("u"), M("v", fail="enter"):
        print("not reached")
except ValueError as e:
    print(e)
try:
    with M("w", fail="exit"):
        raise ValueError("replaced")
except KeyError as e:
    print(e, repr(e.__context__))


def returns():
    with M("r"):
        return "value"


def loops():
    for i in range(3):
        with M(i):
            if i == 0:
                continue
            break
    return i


print(returns(), loops())


def generates():
    with M("g"):
        yield 1
        yield 2


g = generates()
print(next(g))
g.close()
print(list(generates()))


class NoExit:
    def __enter__(self):
        pass


class Neither:
    pass


for c in (NoExit, Neither):
    try:
        with c():
            pass
    except TypeError as e:
        print(e)


class OnInstance:
    pass


o = OnInstance()
o.__enter__ = o.__exit__ = lambda *a: None
try:
    with o:
        pass
except TypeError as e:
    print(e)


class Static:
    @staticmethod
    def __enter__():
        return "static"

    @classmethod
    def __exit__(cls, *a):
        print(cls.__name__, a)


with Static() as s:
    print(s)


class Target:
    pass


t = Target()
d = {}
with M("attr") as t.x, M("item") as d["k"]:
    pass
print(t.x, d)
with M("tuple") as (one, *two):
    print(one, two)
