# Metaclasses: __prepare__, __new__, __init__, __call__, conflicts, attributes of classes.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"prepared": True}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __getattr__(cls, name):
        return "meta " + name
    def __len__(cls):
        return 7
    def __iter__(cls):
        return iter("abc")
    def __getitem__(cls, i):
        return i * 2
    def __contains__(cls, x):
        return x == "in"
    def __add__(cls, other):
        return cls.__name__ + "+" + str(other)
    def __repr__(cls):
        return "<<" + cls.__name__ + ">>"
    def method(cls):
        return "method of " + cls.__name__

class A(metaclass=Meta, option=1):
    x = 1
class B(A, other=2):
    y = 2
print(A, B, type(B), A.prepared, A.anything, len(A), list(B), A[4], "in" in A, "out" in A, A + 1, B.method())
try:
    A().method
except AttributeError as e:
    print(e)
print(isinstance(A, Meta), issubclass(Meta, type), type(Meta) is type)

class M1(type): pass
class M2(type): pass
class M3(M1, M2): pass
X1 = M1("X1", (), {})
X2 = M2("X2", (), {})
try:
    class X3(X1, X2): pass
except TypeError as e:
    print(e)
class X3(X1, X2, metaclass=M3): pass
print(type(X3), X3.__mro__)
class M4(M1): pass
X4 = M4("X4", (), {})
class X5(X1): pass
class X6(X5, X4): pass
print(type(X5).__name__, type(X6).__name__)

def function_meta(name, bases, ns):
    return name, bases, sorted(k for k in ns if not k.startswith("__"))
class F(metaclass=function_meta):
    a = 1
print(F)

class Singleton(type):
    made = {}
    def __call__(cls, *args):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args)
        return cls.made[cls]
class One(metaclass=Singleton): pass
print(One() is One())

class Order(type):
    def mro(cls):
        return [cls] + [b for b in type.mro(cls) if b is not cls][::-1][::-1]
class O(metaclass=Order): pass
print(O.__mro__)
class Check(type):
    def __instancecheck__(cls, o):
        return o == "yes"
    def __subclasscheck__(cls, c):
        return c is int
class K(metaclass=Check): pass
print(isinstance("yes", K), isinstance("no", K), issubclass(int, K), issubclass(str, K), isinstance(K(), K))
for args in [(1, (), {}), ("a", [], {}), ("a", (), 1), ("a",), ("a", (1,), {})]:
    try:
        print(type(*args))
    except TypeError as e:
        print(e)
