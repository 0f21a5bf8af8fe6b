# Classes: inheritance, super, properties, descriptors, metaclasses, hooks.
def kind(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


class Base:
    registry = []

    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))

    def who(self): return "Base"


class A(Base, tag="a"):
    def who(self): return "A>" + super().who()


class B(Base):
    def who(self): return "B>" + super().who()


class C(A, B, tag=3):
    def who(self): return "C>" + super().who()


print(C().who(), [c.__name__ for c in C.__mro__], Base.registry, kind(lambda: type("X", (Base,), {}, bad=1)))
print(kind(lambda: type("X", (A, Base, B), {})), kind(lambda: type("X", (Base, A), {})), kind(lambda: type("X", (A, A), {})))
print(kind(lambda: type("X", (5,), {})), kind(lambda: type("X", (bool,), {})), kind(lambda: type("X", (int, str), {})), kind(lambda: type("X", (type(None),), {})))


class Prop:
    def __init__(self): self._x = 1

    @property
    def x(self):
        "doc of x"
        return self._x

    @x.setter
    def x(self, v): self._x = v

    @x.deleter
    def x(self): print("deleted")

    @property
    def ro(self): return 5
    wo = property(None, lambda s, v: print("set", v))
    broken = property(lambda s: s.missing)


p = Prop()
p.x = 5
del p.x
p.wo = 3
print(p.x, Prop.x.__doc__, kind(setattr, p, "ro", 1), kind(delattr, p, "ro"), kind(lambda: p.wo), kind(lambda: p.broken))


class Desc:
    def __set_name__(self, owner, name): self.name = name; print("set_name", owner.__name__, name)
    def __get__(self, obj, cls=None): return (self.name, obj is None, cls.__name__)
    def __set__(self, obj, v): obj.__dict__[self.name] = ("stored", v)
    def __delete__(self, obj): print("del", self.name)


class NonData:
    def __get__(self, obj, cls): return "nondata"


class UseDesc:
    d = Desc()
    n = NonData()


u = UseDesc()
u.d = 5
del u.d
print(u.d, UseDesc.d, u.__dict__, u.n)
u.n = 7
print(u.n)


class BadName:
    def __set_name__(self, owner, name): raise ValueError("bad set_name")


try:
    class X:
        attr = BadName()
except RuntimeError as e:
    print(e, repr(e.__cause__))


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, kw)
        return {"prepared": 1}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, [k for k in ns if k[:2] != "__"])
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)

    def __call__(cls, *a, **k):
        print("call", a)
        return super().__call__(*a, **k)

    def __getattr__(cls, name): return "meta " + name
    def __len__(cls): return 42
    def __iter__(cls): return iter("abc")
    def __contains__(cls, x): return x == "in"
    def __getitem__(cls, k): return k
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, o): return o is int
    def __repr__(cls): return "<Meta " + cls.__name__ + ">"
    meta_attr = 1


class M(metaclass=Meta, option=1):
    def __init__(self, x): self.x = x


class N(M): pass


print(M(3).x, M.missing, len(M), list(M), "in" in M, M[1, 2], isinstance(5, M), issubclass(int, M), M, N, M.meta_attr, M.prepared, kind(lambda: M(1).meta_attr))
print(type(N) is Meta, kind(lambda: type("Q", (M, ), {})), Meta.__mro__[1])


class Meta2(type): pass


class Other(metaclass=Meta2): pass


print(kind(lambda: type("Q", (M, Other), {})))


class func_meta(metaclass=lambda name, bases, ns: (name, bases, sorted(k for k in ns if k != "__module__"))):
    a = 1


print(func_meta)


class Slots:
    __slots__ = "a", "b"

    def __init__(self): self.a = 1


s = Slots()
print(s.a, kind(lambda: s.b), kind(setattr, s, "c", 1), kind(lambda: s.__dict__), hasattr(s, "b"), kind(delattr, s, "b"), type(Slots.a).__name__)


class SlotsSub(Slots):
    pass


class SlotsSub2(Slots):
    __slots__ = ("c", "__dict__")


t = SlotsSub2()
t.z = 1
t.c = 2
print(t.z, t.c, t.a, t.__dict__, SlotsSub().__dict__)
print(kind(lambda: type("X", (), {"__slots__": ("a",), "a": 1})), kind(lambda: type("X", (), {"__slots__": ("1a",)})), kind(lambda: type("X", (), {"__slots__": (1,)})),
      kind(lambda: type("X", (int,), {"__slots__": ("a",)})), kind(lambda: type("X", (Slots, type("S2", (), {"__slots__": ("q",)})), {})))


class GetAttr:
    def __init__(self): self.real = 1
    def __getattr__(self, n):
        if n == "boom": raise ValueError("boom")
        if n == "no": raise AttributeError("custom message")
        return "dyn " + n


g = GetAttr()
print(g.real, g.other, kind(lambda: g.boom), kind(lambda: g.no), hasattr(g, "no"), getattr(g, "no", "default"))


class GetAttribute:
    x = 1
    def __getattribute__(self, n):
        if n == "x": return "intercepted"
        return super().__getattribute__(n)
    def __setattr__(self, n, v): super().__setattr__(n, v * 2)
    def __delattr__(self, n): print("delattr", n); object.__delattr__(self, n)


g = GetAttribute()
g.y = 4
print(g.x, g.y, kind(lambda: g.z))
del g.y
print(kind(delattr, g, "y"))


class Call:
    def __call__(self, *a, **k): return a, k
    def __new__(cls, *a): print("new", a); return super().__new__(cls)
    def __init__(self, *a): print("init", a)


print(Call(1, 2)(3, k=4))


class NewOther:
    def __new__(cls): return 5
    def __init__(self): print("never")


print(NewOther())


class BadInit:
    def __init__(self): return 5


print(kind(BadInit), kind(object, 1), kind(type("E", (), {}), 1), kind(type("E", (), {"__new__": lambda c, *a: object.__new__(c, *a)}), 1), kind(object.__new__, 5), kind(object.__new__), kind(object.__new__, int), kind(int.__new__, str))


class P1:
    def __init__(self, **k): print("P1", k); super().__init__()
class P2:
    def __init__(self, **k): print("P2", k); super().__init__(**k)
class P3(P2, P1):
    def __init__(self): super().__init__(a=1)


P3()


class Sup:
    def f(self): return __class__.__name__
    @classmethod
    def c(cls): return super().__repr__ is not None and cls.__name__
    @staticmethod
    def s(): return kind(lambda: super())
    def gen(self): return list(super(Sup, self).__class__.__name__ for _ in range(1))
    def nested(self):
        def inner(): return kind(lambda: super().f())
        return inner()
    def noself(): return super()
    def deleted(self):
        del self
        return super()


print(Sup().f(), Sup().c(), Sup.s(), Sup().gen(), Sup().nested(), kind(Sup.noself), kind(Sup().deleted), kind(lambda: super(int, "a")), kind(lambda: super(5)), kind(lambda: super().x))
class A2:
    x = 1
    def m(self): return "A2.m"
class B2(A2):
    x = 2
    def get(self): return super().x, super().m(), kind(lambda: super().nothing)
    @property
    def prop(self): return super().x
print(B2().get(), B2().prop, repr(super(B2, B2())), super(B2, B2).x)
print(A2.__name__, A2.__qualname__, A2.__module__, A2.__bases__, A2.__base__, A2.__dict__["x"], A2.__doc__, A2.__subclasses__(), B2.__mro__, B2.mro())
A2.x = 10
A2.new = lambda self: "new"
print(B2().new(), super(B2, B2()).x)
del A2.new
print(kind(lambda: B2().new()), kind(setattr, int, "x", 1), kind(delattr, A2, "nothing"), kind(setattr, A2, "__name__", 5))
B2.__bases__ = (type("New", (), {"x": "newbase"}),)
print(super(B2, B2()).x, B2.__mro__[1].__name__)
b = B2()
b.__class__ = A2
print(type(b).__name__, kind(setattr, b, "__class__", int), kind(setattr, b, "__class__", 5), kind(setattr, 5, "__class__", int))
class Doc:
    """Class doc."""
    def __class_getitem__(cls, k): return f"{cls.__name__}[{k}]"
print(Doc.__doc__, Doc[int], kind(lambda: A2[int]), kind(lambda: Doc()[1]))
def outside(self): return "outside"
Doc.method = outside
print(Doc().method(), Doc.method is outside, Doc().method.__func__ is outside, Doc().method == Doc().method, repr(Doc.method).split(" at")[0])
print(type("Dyn", (A2,), {"y": 3, "f": lambda self: self.y})().f(), type(5), type("T", (), {}).__name__, kind(type), kind(type, 1, 2), kind(type, "a", 1, {}), kind(type, 1, (), {}))
class Cell:
    def f(self): return __class__
print(Cell().f() is Cell, [c.__name__ for c in (Cell, Cell().f())])
class Nested:
    class Inner:
        def f(self): pass
    def method(self):
        class Local: pass
        return Local
print(Nested.Inner.__qualname__, Nested.Inner.f.__qualname__, Nested().method().__qualname__, Nested().method())
