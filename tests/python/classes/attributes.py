# Where an attribute is found: instance, class, bases, descriptors, hooks; what deleting and setting do.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class A:
    shared = 1
    def method(self):
        return "method of", type(self).__name__

class B(A):
    def __init__(self):
        self.own = 2

b = B()
print(b.shared, b.own, b.method(), B.shared)
b.shared = 10
print(b.shared, A.shared, b.__dict__)
del b.shared
print(b.shared, b.__dict__)
attempt(lambda: b.missing)
attempt(lambda: B.missing)
attempt(lambda: delattr(b, "missing"))
attempt(lambda: delattr(B, "missing"))
attempt(lambda: setattr(5, "x", 1))
attempt(lambda: setattr((5), "real", 1))
attempt(lambda: setattr(int, "x", 1))
attempt(lambda: setattr(object(), "x", 1))
attempt(lambda: getattr(b, 5))
attempt(lambda: setattr(b, 5, 1))
print(getattr(b, "missing", "default"), hasattr(b, "own"), hasattr(b, "missing"))

class Hooked:
    def __init__(self):
        self.real = 1
    def __getattr__(self, name):
        if name == "gone":
            raise AttributeError("no " + name)
        return "made " + name

h = Hooked()
print(h.real, h.other)
attempt(lambda: h.gone)

class Watched:
    def __getattribute__(self, name):
        print("get", name)
        return object.__getattribute__(self, name)
    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)

w = Watched()
w.x = 1
print(w.x)
del w.x
attempt(lambda: w.x)

# A class attribute that appears, changes and goes while instances look at it.
def read(o):
    try:
        return o.late
    except AttributeError:
        return "none"
c = B()
print(read(c), read(c))
A.late = 1
print(read(c), read(c))
B.late = 2
print(read(c), read(c))
c.late = 3
print(read(c), read(c))
del c.late
print(read(c))
del B.late
print(read(c))
del A.late
print(read(c))

# Functions and data descriptors replacing each other under one name.
class Changing:
    def f(self):
        return "function"
def call(o):
    f = o.f
    return f() if callable(f) else f
x = Changing()
print(call(x), call(x))
Changing.f = property(lambda self: "property")
print(call(x), call(x))
Changing.f = "plain"
print(call(x), call(x))
x.f = "own"
print(call(x))
Changing.f = property(lambda self: "property again")
print(call(x))
del Changing.f
print(call(x))

# Attributes named at run time.
n = B()
for i in range(100):
    setattr(n, "a%d" % i, i)
print(sum(getattr(n, "a%d" % i) for i in range(100)), len(n.__dict__), list(n.__dict__)[:3], list(n.__dict__)[-1])
print(n.__class__ is B, type(n) is B, b.__module__, B.__qualname__)
