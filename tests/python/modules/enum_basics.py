# enum: members, look-ups, aliases, printing, mixed-in types, methods, the functional interface.
import enum
from enum import Enum, IntEnum, StrEnum, auto, unique


def attempt(function, *args, **kwargs):
    try:
        print('->', function(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__ + ':', e)


class Color(Enum):
    """Colors."""
    RED = 1
    GREEN = 2
    BLUE = 3
    ROT = 1

    def lower(self): return self.name.lower()

    @classmethod
    def first(cls): return cls(1)

    @property
    def double(self): return self.value * 2

    _private = 5
    __very = 6


print(Color, repr(Color), Color.RED, repr(Color.RED), f'{Color.RED}', f'{Color.RED:>12}', '%s %r' % (Color.RED, Color.RED))
print(list(Color), len(Color), list(reversed(Color)), list(Color.__members__))
print(Color(2), Color['BLUE'], Color(Color.RED), Color.ROT is Color.RED, Color.RED.name, Color.RED.value, Color.ROT.name)
print(Color.RED.lower(), Color.first(), Color.GREEN.double, Color._private, Color._Color__very)
print(type(Color.RED), isinstance(Color.RED, Color), Color.RED == 1, Color.RED == Color.RED, Color.RED != Color.BLUE)
print(Color.RED in Color, {Color.RED: 'x'}[Color.ROT], hash(Color.RED) == hash('RED'), bool(Color), bool(Color.RED))
print(Color.__doc__, Color.__module__, Color.RED.__class__, Color.RED.__objclass__)
attempt(Color, 9)
attempt(lambda: Color['PINK'])
attempt(lambda: Color.PINK)
attempt(lambda: Color.RED < Color.BLUE)
attempt(setattr, Color, 'RED', 5)
attempt(delattr, Color, 'RED')
attempt(delattr, Color, 'absent')
attempt(setattr, Color.RED, 'name', 'x')
attempt(setattr, Color.RED, 'value', 'x')
attempt(lambda: 1 in Color)
attempt(lambda: Color.RED())
attempt(Color.__members__.__setitem__ if hasattr(Color.__members__, '__setitem__') else lambda *a: 'read-only', 1, 2)
print(dir(Color))
print(dir(Color.RED))
print(Color.RED.RED if hasattr(Color.RED, 'RED') else 'no member of a member')


# Values of many kinds.
class Odd(Enum):
    LIST = [1, 2]
    SAME = [1, 2]
    DICT = {'a': 1}
    NONE = None
    TUPLE = (1, 2)
    FLOAT = 1.0
    TRUE = True


print(list(Odd), Odd([1, 2]), Odd({'a': 1}), Odd((1, 2)), Odd(1), Odd.TRUE)
attempt(Odd, [3])


# auto and _generate_next_value_.
class Auto(Enum):
    A = auto()
    B = 10
    C = auto()
    D = auto(), 'text'


print([m.value for m in Auto])


class Names(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower(), start, count, list(last_values)
    ONE = auto()
    TWO = auto()


print([m.value for m in Names], repr(auto()), repr(auto(5)))


# __init__, __new__, _value_.
class Planet(Enum):
    EARTH = (5.976e+24, 6.37814e6)
    MARS = (6.421e+23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self): return round(self.mass / self.radius ** 2)


print(Planet.EARTH, Planet.EARTH.mass, Planet.MARS.gravity, Planet((5.976e+24, 6.37814e6)))


class Coded(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj
    ONE = (1, 'one')
    TWO = (2, 'two')


print(Coded(2), Coded.ONE.label, Coded.TWO == b'\x02')


# IntEnum, StrEnum, other types.
class Num(IntEnum):
    ONE = 1
    TWO = 2


print(Num.ONE, repr(Num.ONE), f'{Num.ONE:03d}', Num.ONE + Num.TWO, Num.ONE < Num.TWO, Num.TWO == 2, [10, 20, 30][Num.ONE])
print(isinstance(Num.ONE, int), int(Num.TWO), '%d %s' % (Num.TWO, Num.TWO), type(Num.ONE + 1), Num('1' and 1))


class Text(StrEnum):
    HELLO_WORLD = auto()
    OTHER = 'x y'


print(Text.HELLO_WORLD, repr(Text.OTHER), Text.OTHER.upper(), f'{Text.OTHER!r:>20}', Text('x y'), Text.OTHER == 'x y')
attempt(lambda: StrEnum('S', {'A': 1}))
attempt(lambda: StrEnum('S', {'A': ('a', 1)}))
attempt(lambda: StrEnum('S', {'A': ('a', 'b', 'c', 'd')}))


class F(float, Enum):
    HALF = 0.5
    ONE = 1


print(F.HALF, repr(F.ONE), F.HALF + 1, f'{F.HALF}', f'{F.HALF:10}', F(1.0))


class T(tuple, Enum):
    A = (1, 2)


print(T.A, T.A[1], T.A.value)


# Bases with behaviour, and without members.
class Base(Enum):
    def __str__(self): return 'base:' + self.name
    @classmethod
    def _missing_(cls, value):
        if value == 'default':
            return cls.X
        if value == 'wrong':
            return 5
        if value == 'raise':
            raise KeyError('in missing')
        return None


class Derived(Base):
    X = 1
    Y = 2


print(Derived.X, repr(Derived.Y), Derived('default'))
attempt(Derived, 'wrong')
attempt(Derived, 'raise')
attempt(Derived, 'else')
try:
    Derived('raise')
except KeyError as e:
    print(repr(e.__context__))
attempt(lambda: type(Derived)('Z', (Derived,), enum._EnumDict()) if False else exec('class Z(Derived): pass', globals()))


# Errors in class bodies.
for body in ('A = 1; A = 2', 'A = 1\n    def A(self): pass', '_bad_ = 1', 'mro = 1',
             '_ignore_ = "B"\n    A = 1\n    B = 2', 'A = 1\n    _ignore_ = "A"', '_order_ = "A B"\n    B = 1\n    A = 2',
             '_order_ = "A, B"\n    A = 1\n    B = 2\n    C = 1', 'A = auto()\n    def _generate_next_value_(*a): return 1'):
    space = {'Enum': Enum, 'auto': auto}
    try:
        exec(f'class X(Enum):\n    {body}', space)
        print(list(space['X']), [n for n in space['X'].__dict__ if n in ('A', 'B')])
    except Exception as e:
        print(type(e).__name__ + ':', e)
attempt(exec, 'class X(Enum, int): pass')


# unique.
@unique
class U(Enum):
    A = 1
    B = 2


attempt(unique, Color)

# The functional interface.
for args, kwargs in ((('Animal', 'ANT BEE'), {}), (('Animal', 'ANT, BEE'), {'start': 5}), (('Animal', ['ANT', 'BEE']), {}),
                     (('Animal', [('ANT', 'a'), ('BEE', 'b')]), {}), (('Animal', {'ANT': 7, 'BEE': 8}), {}),
                     (('Animal', ()), {}), (('Animal', 'ANT', ), {'type': str, 'module': 'mod', 'qualname': 'q.Animal'})):
    Animal = Enum(*args, **kwargs)
    print(Animal, list(Animal), Animal.__module__, Animal.__qualname__)
print(IntEnum('I', 'A B').B + 1, Enum('I', 'A B', type=int).B + 1)
attempt(Enum, 'E', [1])
attempt(Enum, 'E', 5)


# Descriptors, nested functions, member and nonmember, name and value as members.
class Kinds(Enum):
    @enum.member
    def FUNCTION(self): return 5
    not_a_member = enum.nonmember(9)
    plain = staticmethod(len)
    name = 'the name'
    value = 'the value'


print(list(Kinds.__members__), Kinds.not_a_member, Kinds.plain('abc'), Kinds.FUNCTION.value(None), Kinds.name, Kinds.value,
      Kinds.name.name, Kinds.value.value)


class Props(Enum):
    @enum.property
    def both(self): return 'of ' + self._name_
    both_too = 1
    A = 2


print(Props.A.both)
attempt(lambda: Props.both)


# Slots, weak references, identity, copying, reduce.
import weakref
print(weakref.ref(Color.RED)() is Color.RED, Color.RED.__reduce_ex__(4), Num.ONE.__reduce_ex__(2))
print(Enum.__reduce_ex__(Color.BLUE, 0)[0](*Enum.__reduce_ex__(Color.BLUE, 0)[1]) is Color.BLUE)


class Sub(Enum):
    def __init_subclass__(cls, /, tag=None, **kwds):
        super().__init_subclass__(**kwds)
        cls.tag = tag


class Tagged(Sub, tag='t'):
    A = 1


print(Tagged.tag, list(Tagged))


# Hash and comparison by the mixin's rules.
class Rich(Enum):
    A, B = 1, 2
    def __lt__(self, other): return self.value < other.value


print(sorted([Rich.B, Rich.A]), max(Rich.A, Rich.B, key=lambda m: m.value))
