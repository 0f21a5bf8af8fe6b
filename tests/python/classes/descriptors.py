# The descriptor protocol, property, classmethod, staticmethod, __set_name__.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class Data:
    def __set_name__(self, owner, name):
        print("named", name, "in", owner.__name__)
        self.name = name
    def __get__(self, instance, owner=None):
        if instance is None:
            return "on class " + owner.__name__
        return "get " + self.name
    def __set__(self, instance, value):
        print("set", self.name, value)
    def __delete__(self, instance):
        print("delete", self.name)
class NonData:
    def __get__(self, instance, owner=None):
        return "computed", instance is None
class OnlySet:
    def __set__(self, instance, value):
        instance.__dict__["only"] = value

class C:
    d = Data()
    n = NonData()
    only = OnlySet()
c = C()
print(c.d, C.d, c.n, C.n)
c.d = 1
del c.d
c.__dict__["d"] = "hidden"
c.n = "shown"
print(c.d, c.n)
attempt(lambda: type(c.only).__name__)
c.only = 5
print(c.only)
attempt(lambda: delattr(c, "only"))

class P:
    def __init__(self):
        self._x = 1
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, value):
        self._x = value
    @x.deleter
    def x(self):
        print("deleting")
    @property
    def fixed(self):
        return "fixed"
    bare = property()
    def failing(self):
        raise AttributeError("inside")
    failing = property(failing)
p = P()
p.x = 5
print(p.x, P.x.__doc__, P.x.fget.__name__)
del p.x
attempt(lambda: setattr(p, "fixed", 1))
attempt(lambda: delattr(p, "fixed"))
attempt(lambda: p.bare)
attempt(lambda: p.failing)
attempt(lambda: property().__set__(p, 2))
attempt(lambda: property(1, 2, 3, 4, 5))
print(isinstance(P.__dict__["x"], property), P.fixed.__isabstractmethod__)

class WithGetattr(P):
    def __getattr__(self, name):
        return "fallback for " + name
print(WithGetattr().failing, WithGetattr().nothing)

class M:
    @classmethod
    def cm(cls, *args):
        return cls.__name__, args
    @staticmethod
    def sm(*args):
        return args
    def im(self, *args):
        return type(self).__name__, args
class N(M): pass
print(M.cm(1), N.cm(2), N().cm(3), M.sm(4), N().sm(5), N().im(6), M.im(N(), 7))
print(M.__dict__["cm"].__func__.__name__, M.sm.__name__, M.__dict__["sm"](8), M.__dict__["cm"].__wrapped__.__name__)
attempt(lambda: M.__dict__["cm"](1))
bound = N().im
print(bound.__self__.__class__.__name__, bound.__func__ is M.im, bound.__name__, bound == bound.__self__.im, bound.__qualname__)
attempt(lambda: classmethod())
attempt(lambda: staticmethod(1, 2))
try:
    class Bad:
        class Raises:
            def __set_name__(self, owner, name):
                raise ValueError("no")
        attr = Raises()
except RuntimeError as e:
    print(e, "|", repr(e.__cause__))
class Doc(property):
    "a class"
print(Doc(lambda self: 1, doc="own").__doc__)
print((5).__add__(6), [].append.__name__, list.append.__qualname__, "abc".upper.__self__)
attempt(lambda: list.append(5, 6))
attempt(lambda: list.append())
attempt(lambda: [].append())
attempt(lambda: [].append(1, 2))
attempt(lambda: [].append(x=1))
attempt(lambda: [].insert(1))
attempt(lambda: len())
attempt(lambda: {}.pop())
attempt(lambda: int.__add__("a", 1))
attempt(lambda: int.__add__())
attempt(lambda: (1).__add__())
attempt(lambda: (1).__repr__(1))
print(int.__add__, (1).__add__.__name__, list.append, int.__dict__["real"], str.__dict__["maketrans"].__class__.__name__)
