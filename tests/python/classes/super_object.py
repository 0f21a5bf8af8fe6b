# super in its forms.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class A:
    x = "A.x"
    def f(self): return "A.f"
    @classmethod
    def c(cls): return "A.c " + cls.__name__
    @property
    def p(self): return "A.p " + type(self).__name__
class B(A):
    x = "B.x"
    def f(self): return "B.f " + super().f()
    @classmethod
    def c(cls): return "B.c " + super().c()
    @property
    def p(self): return "B.p " + super().p
    def nested(self):
        def inner(me):
            return super(B, me).f()
        return inner(self)
    def listed(self):
        return [super(B, self).x for _ in range(1)]
    def attribute(self): return super().x
    def missing(self): return super().nothing
    def shown(self): return repr(super()).split(" at ")[0]
    def whole(self): return super().__class__, super().__thisclass__, super().__self__ is self, super().__self_class__
class C(B): pass
b = C()
print(b.f(), C.c(), b.c(), b.p, b.nested(), b.listed(), b.attribute(), b.shown())
print(b.whole())
attempt(b.missing)
print(super(B, b).f(), super(B, C).c(), super(B, C).f(b), super(B).__self__)
attempt(lambda: super(B, 5))
attempt(lambda: super(5, b))
attempt(lambda: super())
attempt(lambda: super(B, b, 1))
def outside(self): return super().f()
B.outside = outside
attempt(b.outside)
class D(A):
    def f(self):
        del self
        return super().f()
attempt(D().f)
class E(A):
    def f(self):
        __class__
        return __class__.__name__
print(E().f())
class Keyword(A):
    def __init__(self, **kw):
        super().__init__(**kw)
attempt(lambda: Keyword(a=1))
class Set(A):
    def __setattr__(self, n, v):
        super().__setattr__(n, v * 2)
s = Set()
s.q = 4
print(s.q)
