# abc: abstract methods, registration, the subclass hook, cache token, update_abstractmethods.
import abc
import gc
from abc import ABC, ABCMeta, abstractmethod


def attempt(function, *args, **kwargs):
    try:
        print('->', function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__ + ':', e)


# Abstract methods.
class Shape(ABC):
    @abstractmethod
    def area(self): ...

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def make(cls): ...

    @staticmethod
    @abstractmethod
    def help(): ...


print(sorted(Shape.__abstractmethods__), type(Shape.__abstractmethods__))
attempt(Shape)


class Square(Shape):
    def area(self): return 1
    name = 'square'
    make = classmethod(lambda cls: cls())


attempt(Square)


class Full(Square):
    @staticmethod
    def help(): return 'helped'


full = Full()
print(full.help(), full.area(), isinstance(full, Shape), issubclass(Full, Shape), Full.__abstractmethods__)
print(isinstance(3, Shape), issubclass(int, Shape))
attempt(Full, 1)


class Init(ABC):
    def __init__(self, x): self.x = x
    @abstractmethod
    def f(self): pass


attempt(Init, 1)
attempt(lambda: type('Sub', (Init,), {'f': 3})(5).x)


# A class of another layout: object.__new__ is not asked.
class Number(int, metaclass=ABCMeta):
    @abstractmethod
    def f(self): pass


attempt(Number, 7)


# Registration.
class Sized(metaclass=ABCMeta):
    pass


before = abc.get_cache_token()
print(issubclass(list, Sized), isinstance([], Sized))
print(Sized.register(list))
print(abc.get_cache_token() - before, issubclass(list, Sized), isinstance([], Sized))
print(Sized.register(list), abc.get_cache_token() - before)


class MyList(list):
    pass


print(issubclass(MyList, Sized), isinstance(MyList(), Sized), issubclass(dict, Sized))


@Sized.register
class Decorated:
    pass


print(Decorated.__name__, issubclass(Decorated, Sized), Sized in Decorated.__mro__)
attempt(Sized.register, 5)


class Child(Sized):
    pass


attempt(Child.register, Sized)
attempt(Sized.__subclasscheck__, 5)
print(isinstance(Sized, ABCMeta), type(Sized) is ABCMeta, ABCMeta.__mro__)


class Other(metaclass=ABCMeta):
    pass


print(Other.register(Child), isinstance(Child(), Other))
Child.register(dict)
print(isinstance({}, Other), isinstance({}, Child), isinstance({}, Sized))


# The hook.
class Hooked(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, c):
        print('asked', c.__name__)
        if cls is Hooked and c in (int, str):
            return c is int
        if c is bytes:
            return 'nonsense'
        return NotImplemented


print(issubclass(int, Hooked), issubclass(int, Hooked), issubclass(str, Hooked), issubclass(str, Hooked))
print(isinstance(5, Hooked), isinstance('', Hooked), isinstance(True, Hooked), isinstance(2.0, Hooked))
attempt(issubclass, bytes, Hooked)
Hooked.register(float)
print(isinstance(2.0, Hooked), isinstance('', Hooked))


# __class__ that lies.
class Liar:
    @property
    def __class__(self): return list


print(isinstance(Liar(), Sized), isinstance(Liar(), Other))


# Classes die although they were asked about.
class Short:
    pass


Sized.register(Short)
print(issubclass(Short, Sized), len(abc._get_dump(Sized)[0]))
issubclass(Short, Other)
del Short
gc.collect()
print(len(abc._get_dump(Sized)[0]), isinstance([], Sized))
Sized._abc_registry_clear()
Sized._abc_caches_clear()
print(isinstance([], Sized), [len(s) for s in abc._get_dump(Other)[:2]])

# update_abstractmethods.
Square.help = staticmethod(lambda: 'late')
attempt(Square)
print(abc.update_abstractmethods(Square) is Square, Square.__abstractmethods__, Square().help())
print(abc.update_abstractmethods(int))


def g(self): pass


g.__isabstractmethod__ = True
Full.g = g
abc.update_abstractmethods(Full)
attempt(Full)
print(hasattr(type, '__abstractmethods__'), hasattr(int, '__abstractmethods__'))


# The old decorators.
class Old(ABC):
    @abc.abstractproperty
    def p(self): return 1
    @abc.abstractclassmethod
    def c(cls): return 2
    @abc.abstractstaticmethod
    def s(): return 3


attempt(Old)
print(sorted(Old.__abstractmethods__))


class New(Old):
    p = 1
    def c(self): return super().c()
    def s(self): return Old.s()


print(New().p, New().c(), New().s())

# Markers that are odd.
class Odd:
    def __init__(self, mark): self.mark = mark
    @property
    def __isabstractmethod__(self):
        if self.mark is None:
            raise ZeroDivisionError('in the mark')
        return self.mark


print(ABCMeta('A', (), {'a': Odd(True), 'b': Odd(False), 'c': Odd([]), 'd': Odd('x')}).__abstractmethods__ == {'a', 'd'})
attempt(ABCMeta, 'A', (), {'a': Odd(None)})


# __init_subclass__ keywords, and slots of ABC.
class Keyed(ABC):
    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag


class Tagged(Keyed, tag=5):
    __slots__ = ()


print(Tagged.tag, ABC.__slots__, ABC.__doc__ is not None)
Sized.__abstractmethods__ = 5
attempt(lambda: ABCMeta('B', (Sized,), {}))
attempt(lambda: abc._abc_subclasscheck(int, int))
