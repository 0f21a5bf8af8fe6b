# class statements: metaclasses, __prepare__, keywords, cells, decorators, errors.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, bases, kw)
        return {"prepared": 1}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)

    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)


class A(metaclass=Meta, option=3):
    x = 1

    def __init__(self, v=0):
        self.v = v


class B(A):
    y = 2


print(type(B) is Meta, B(5).v, B.prepared, B.x)


class Registered:
    seen = []

    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.seen.append((cls.__name__, tag))


class R1(Registered, tag="one"):
    pass


class R2(R1):
    pass


print(Registered.seen)


def decorate(tag):
    def apply(cls):
        cls.tag = tag
        return cls
    return apply


@decorate("outer")
@decorate("inner")
class D:
    """Doc."""
    def m(self):
        return __class__

    n = lambda self: super().__repr__()[:8]


print(D.tag, D.__doc__, D.__qualname__, D.__module__, D().m() is D, D().n())


def local():
    class L:
        class Inner:
            def f(self):
                pass
    return L.Inner.__qualname__, L.Inner.f.__qualname__


print(local())


class Base:
    def who(self):
        return "Base"

    def __init__(self, *a):
        self.log = ["Base"]


class Left(Base):
    def who(self):
        return "Left " + super().who()

    def __init__(self, *a):
        super().__init__(*a)
        self.log.append("Left")


class Right(Base):
    def who(self):
        return "Right " + super().who()

    def __init__(self, *a):
        super().__init__(*a)
        self.log.append("Right")


class Both(Left, Right):
    def who(self):
        return "Both " + super(Both, self).who()


print(Both().who(), Both().log, [c.__name__ for c in Both.__mro__])
for source in ("class X(Base, Left): pass", "class X(5): pass", "class X(Base, Base): pass", "class X(bool): pass",
               "class X(metaclass=5): pass", "class X(Base, option=1): pass"):
    try:
        exec(source)
    except Exception as e:
        print(type(e).__name__, e)


class NoneInit:
    def __init__(self):
        return 5


try:
    NoneInit()
except TypeError as e:
    print(e)


class New:
    def __new__(cls, x):
        self = super().__new__(cls)
        self.x = x * 2
        return self

    def __init__(self, x):
        self.y = x


print(New(3).x, New(3).y)


class Odd:
    def __new__(cls):
        return 7


print(Odd())


class Space:
    a = 1
    for i in range(2):
        pass
    b = a + i
    del i
    c: int = 3
    d: "str"


print(Space.b, Space.__annotations__, hasattr(Space, "i"), "d" in Space.__dict__)


class Entries:
    def __mro_entries__(self, bases):
        return (Base,)


class FromEntries(Entries()):
    pass


print(FromEntries.__bases__, len(FromEntries.__orig_bases__))
print(type("Made", (Base,), {"z": 1}).z, type("Made", (), {}).__name__)
