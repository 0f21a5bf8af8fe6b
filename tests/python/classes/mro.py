# Method resolution order, its errors, and changing bases.
class O: pass
class A(O): pass
class B(O): pass
class C(A, B): pass
class D(B, A): pass
print([c.__name__ for c in C.__mro__])
def attempt(name, bases):
    try:
        print([c.__name__ for c in type(name, bases, {}).__mro__])
    except TypeError as e:
        print(e)
attempt("E", (C, D))
attempt("F", (O, A))
attempt("G", (A, A))
attempt("H", (object, A))
attempt("I", (A, object))
class X(O): pass
class Y(O): pass
class XA(X, A): pass
class YB(Y, B): pass
attempt("Z", (XA, YB, C))
print(C.mro() == list(C.__mro__), C.__bases__, C.__base__, object.__bases__, object.__base__)

class Loud:
    def f(self): return "Loud"
class Left(Loud):
    def f(self): return "Left " + super().f()
class Right(Loud):
    def f(self): return "Right " + super().f()
class Both(Left, Right):
    def f(self): return "Both " + super().f()
print(Both().f())
print(super(Left, Both()).f())
print(Left.__subclasses__(), [c.__name__ for c in Loud.__subclasses__()])
class Quiet:
    def f(self): return "Quiet"
both = Both()
Left.__bases__ = (Quiet,)
print([c.__name__ for c in Both.__mro__], both.f(), Left.__bases__, Loud.__subclasses__() == [Right], Quiet.__subclasses__() == [Left])
for bad in ((), [Quiet], (5,), (Both,), (int,)):
    try:
        Left.__bases__ = bad
    except TypeError as e:
        print(e)
try:
    int.__bases__ = (object,)
except TypeError as e:
    print(e)
print([c.__name__ for c in Both.__mro__])
class Base: pass
class Derived(Base): pass
d = Derived()
Base.late = lambda self: "late"
print(d.late())
Base.__len__ = lambda self: 3
print(len(d), bool(d))
Base.__len__ = lambda self: 0
print(len(d), bool(d))
del Base.__len__
try:
    len(d)
except TypeError as e:
    print(e, bool(d))
