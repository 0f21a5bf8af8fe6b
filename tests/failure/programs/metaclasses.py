# SPDX-License-Identifier: MIT
# Metaclasses, __init_subclass__, __prepare__, multiple inheritance, super, type().
class Meta(type):
    seen = []
    @classmethod
    def __prepare__(mcs, name, bases, **kw): return {"prepared": True}
    def __new__(mcs, name, bases, ns, **kw): return super().__new__(mcs, name, bases, dict(ns))
    def __init__(cls, name, bases, ns, **kw): Meta.seen.append((name, sorted(kw)))
    def __call__(cls, *a): return super().__call__(*a)
class Base(metaclass=Meta, option=1):
    def __init_subclass__(cls, **kw): cls.kw = kw
    def f(self): return ["Base"]
class A(Base, tag="a"):
    def f(self): return ["A"] + super().f()
class B(Base, tag="b"):
    def f(self): return ["B"] + super().f()
class C(A, B):
    def f(self): return ["C"] + super().f()
print(C().f(), [c.__name__ for c in C.__mro__], A.kw, C.prepared, Meta.seen)
D = type("D", (C,), {"g": lambda self: self.f()[:2]})
print(D().g(), D.__qualname__, issubclass(D, B), D.__bases__ == (C,), [k.__name__ for k in Base.__subclasses__()])
A.h = lambda self: "h"
C.__bases__ = (B, A)
print(D().f(), D().h(), repr(D)[:20], isinstance(D, Meta))
try: type("E", (A, Base, A), {})
except TypeError as e: print(e)
