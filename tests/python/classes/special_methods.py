# __new__, __init__, __init_subclass__, __class_getitem__, __format__, __repr__, abstract classes, object's own methods.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class Empty: pass
class OnlyInit:
    def __init__(self, a): self.a = a
class OnlyNew:
    def __new__(cls, a): return object.__new__(cls)
class Both:
    def __new__(cls, *a): return super().__new__(cls)
    def __init__(self, *a): self.a = a
class Excess:
    def __new__(cls, *a): return object.__new__(cls, *a)
class ExcessInit:
    def __init__(self, *a): object.__init__(self, *a)
class ReturnsInit:
    def __init__(self): return 5
class NewOther:
    def __new__(cls): return 5
    def __init__(self): print("never")
attempt(lambda: type(Empty()).__name__)
attempt(lambda: Empty(1))
attempt(lambda: Empty(x=1))
attempt(lambda: OnlyInit(1).a)
attempt(lambda: OnlyInit())
attempt(lambda: type(OnlyNew(1)).__name__)
attempt(lambda: Both(1, 2).a)
attempt(lambda: Excess(1))
attempt(lambda: ExcessInit(1))
attempt(lambda: ReturnsInit())
attempt(lambda: NewOther())
attempt(lambda: object(1))
attempt(lambda: object.__new__())
attempt(lambda: object.__new__(5))
attempt(lambda: object.__new__(int))
attempt(lambda: int.__new__(str))
attempt(lambda: list.__new__(object))
attempt(lambda: type(None)())
attempt(lambda: type(None)(1))
attempt(lambda: type(len)())

class Base:
    seen = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.seen.append((cls.__name__, tag))
class One(Base, tag=1): pass
class Two(One): pass
print(Base.seen)
try:
    class Three(Base, other=1): pass
except TypeError as e:
    print(e)
class G:
    def __class_getitem__(cls, item): return cls.__name__, item
print(G[int], G[1, 2])
attempt(lambda: Empty[int])
print(list[int], dict[str, int], list[int].__origin__, list[int].__args__, list[int]([1]), int | None, int | str | int, list[int] | None)
print(isinstance(5, int | str), isinstance(None, int | None), isinstance("a", (int, (float, str))), int | None == None | int, hash(int | str) == hash(str | int))
attempt(lambda: isinstance(5, list[int]))
attempt(lambda: isinstance(5, 5))
attempt(lambda: issubclass(5, int))
attempt(lambda: issubclass(int, 5))
class R:
    def __repr__(self): return "R!"
class S(R):
    def __str__(self): return "S!"
class Fm(S):
    def __format__(self, spec): return "F:" + spec
print(R(), repr(S()), str(S()), f"{Fm():abc} {S()} {S()!r}", format(R()), [S()])
attempt(lambda: format(R(), "x"))
import sys
o = Empty()
print(repr(o).startswith("<__main__.Empty object at 0x"), o == o, o != Empty(), hash(o) == hash(o), o.__sizeof__() > 0)
print(sorted(set(dir(o)) - set(dir(object))), "x" in dir(OnlyInit(1)), "a" in dir(OnlyInit(1)))
print(object.__doc__.split(".")[0], Empty.__doc__, Empty.__name__, Empty.__module__, Empty.__dict__["__module__"])
Empty.__name__ = "Renamed"
Empty.__qualname__ = "Q.Renamed"
print(Empty, Empty.__name__, type(o).__name__)
attempt(lambda: setattr(Empty, "__name__", 5))
attempt(lambda: delattr(Empty, "__name__"))
attempt(lambda: setattr(int, "__name__", "x"))
attempt(lambda: Empty.__dict__.__setitem__("x", 1))
print(type(Empty.__dict__), "__module__" in Empty.__dict__, len(Empty.__dict__) > 2, sorted(Empty.__dict__))
class Inner:
    class Deep: pass
print(Inner.Deep, Inner.Deep.__qualname__)
def maker():
    class Local: pass
    return Local
print(maker().__qualname__)
class Late: pass
Late.__call__ = lambda self, *a: ("called", a)
print(Late()(1), callable(Late()), callable(Empty()))
Late.__getattr__ = lambda self, n: "dynamic " + n
print(Late().foo)
class Abstract:
    def f(self): pass
    f.__isabstractmethod__ = True
Abstract.__abstractmethods__ = frozenset(["f"])
attempt(lambda: Abstract())
Abstract.__abstractmethods__ = frozenset(["f", "g"])
attempt(lambda: Abstract())
Abstract.__abstractmethods__ = frozenset()
print(type(Abstract()).__name__)
