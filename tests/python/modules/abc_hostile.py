# abc: classes whose hash, equality, hooks and finalizers meddle with the caches they are in.
import abc
import gc
from abc import ABCMeta


def attempt(function, *args):
    try:
        print('->', function(*args))
    except Exception as e:
        print(type(e).__name__ + ':', e)


class A(metaclass=ABCMeta):
    pass


class Meta(type):
    def __hash__(cls):
        A._abc_registry_clear()
        A._abc_caches_clear()
        return 1

    def __eq__(cls, other):
        A._abc_registry_clear()
        A._abc_caches_clear()
        return cls is other


class X(metaclass=Meta): pass
class Y(metaclass=Meta): pass
class Z(metaclass=Meta): pass


for c in (X, Y, Z):
    A.register(c)
for c in (X, Y, Z, int):
    print(issubclass(c, A) in (True, False), isinstance(c, A))


class Refusing(type):
    def __hash__(cls):
        raise ValueError('no hash')


class R(metaclass=Refusing): pass


attempt(A.register, R)
attempt(issubclass, R, A)
attempt(isinstance, R(), A)


# The registry changes while it is asked.
class B(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, c):
        if c is not float:
            A._abc_registry_clear()
            gc.collect()
        return NotImplemented


A.register(B)
A.register(int)
print(issubclass(float, A), issubclass(str, A))


# The state replaced by something else.
class C(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, c):
        C._abc_impl = None
        return NotImplemented


print(issubclass(int, C))
attempt(issubclass, int, C)


class Derived(metaclass=ABCMeta):
    pass


class Many(ABCMeta):
    def __subclasses__(cls):
        return 5


class D(metaclass=Many): pass


attempt(issubclass, int, D)

# A thousand classes that come and go.
for i in range(1000):
    c = type('T%d' % i, (), {})
    if i % 2:
        Derived.register(c)
    assert issubclass(c, Derived) == bool(i % 2)
del c
gc.collect()
print([len(s) for s in abc._get_dump(Derived)[:3]])
# A class with a cycle through the state of another.
for i in range(50):
    class E(metaclass=ABCMeta): pass
    class F(metaclass=ABCMeta): pass
    E.register(F)
    F.e = E
    E.f = F
del E, F
print(gc.collect() > 0)
