# enum: flags, boundaries, verify, global_enum, errors raised while members are made.
import enum
from enum import (CONFORM, CONTINUOUS, EJECT, KEEP, NAMED_FLAGS, STRICT, UNIQUE, Flag, FlagBoundary, IntFlag, Enum, auto,
                  verify)


def attempt(function, *args, **kwargs):
    try:
        print('->', repr(function(*args, **kwargs)))
    except BaseException as e:
        print(type(e).__name__ + ':', e)


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(list(Perm), len(Perm), Perm, list(Perm.__members__))
print(Perm.R | Perm.X, repr(Perm.R | Perm.X), repr(Perm.R & Perm.W), repr(~Perm.R), repr(Perm.R ^ Perm.RW), Perm.RW)
print(Perm(0), repr(Perm(0)), bool(Perm(0)), bool(Perm.R), Perm(3) is Perm.RW, Perm(5) is Perm(5), Perm(7).name, Perm(7).value)
print(Perm.R in Perm.RW, Perm.X in Perm.RW, list(Perm.RW), len(Perm(7)), list(Perm(0)))
print(repr(~Perm.RW), repr(~Perm(0)), ~~Perm.X is Perm.X, repr(Perm(-1)), repr(Perm(-2)), repr(Perm(8)), repr(Perm(9)))
print(hash(Perm.R) == hash('R'), f'{Perm.R}', f'{Perm.R | Perm.X:>20}', {Perm.R | Perm.W: 1}[Perm.RW])
attempt(Perm, 'x')
attempt(Perm, 1.5)
attempt(lambda: Perm.R | 1)
attempt(lambda: 1 in Perm.R)
attempt(lambda: Perm.R | 'x')
print(Perm.R.__reduce_ex__(2), Perm(0).__reduce_ex__(2))


class Bits(IntFlag):
    A = 1
    B = 2
    D = 8
    AB = 3
    Z = 0


print(list(Bits), repr(Bits.A | Bits.D), Bits.A | 4, repr(Bits.A | 4), repr(Bits(20)), repr(Bits(-1)), repr(~Bits.A), Bits.A + 1)
print(repr(Bits.A | 16), repr(16 | Bits.A), repr(3 & Bits.A), repr(Bits.AB ^ 1), Bits.Z, repr(Bits.Z), Bits(0) is Bits.Z)
print(str(Bits(4)), repr(Bits(4)), f'{Bits.A:#x}', f'{Bits(5)}', int(Bits.AB), Bits.A == 1, Bits.AB > 2, len(Bits(12)))
print(list(Bits(15)))


# Boundaries.
class Strict(Flag, boundary=STRICT):
    A = 1
    C = 4


class Conform(Flag, boundary=CONFORM):
    A = 1
    C = 4


class Eject(Flag, boundary=EJECT):
    A = 1
    C = 4


class Keep(Flag, boundary=KEEP):
    A = 1
    C = 4


for cls in (Strict, Conform, Eject, Keep):
    for value in (5, 2, 7, 8, -1, -2, -9, -6):
        attempt(cls, value)
    attempt(lambda: ~cls.A)
print(list(FlagBoundary), FlagBoundary.KEEP, repr(KEEP), Keep._boundary_, Perm._boundary_, Bits._boundary_)


class IntStrict(IntFlag, boundary=STRICT):
    A = 1


attempt(lambda: IntStrict.A | 2)


class IntEject(IntFlag, boundary=EJECT):
    A = 1


attempt(lambda: IntEject.A | 2)
attempt(lambda: IntEject.A & 3)


# Values out of order, aliases, skipped bits.
class Order(Flag):
    C = 4
    A = 1
    BIG = 7
    B = 2


print(list(Order), repr(Order(3)), list(Order(7)), Order.BIG, repr(Order(6)))


class Skip(Flag):
    _ignore_ = 'i'
    for i in range(3):
        locals()['F%d' % i] = 1 << i
    ALL = 0xff


print(list(Skip), repr(Skip.ALL), Skip._flag_mask_, Skip._all_bits_)
attempt(lambda: Skip(0x80))
attempt(lambda: Flag('X', {'A': 'text'}))
attempt(lambda: Flag('X', 'A B C').C)
attempt(lambda: list(IntFlag('X', ['A', 'B'], start=4)))


# verify.
@verify(UNIQUE, CONTINUOUS)
class Good(Enum):
    A, B, C = 1, 2, 3


def define(checks, base, **members):
    return verify(*checks)(base('Checked', members))


attempt(define, [UNIQUE], Enum, A=1, B=2, C=1, D=2)
attempt(define, [CONTINUOUS], Enum, A=1, B=5)
attempt(define, [CONTINUOUS], Enum, A=1, B=500)
attempt(define, [CONTINUOUS], Flag, A=1, B=8)
attempt(define, [NAMED_FLAGS], Flag, A=1, B=2, C=7)
attempt(define, [NAMED_FLAGS], Flag, A=1, B=7, C=30, D=9)
attempt(define, [NAMED_FLAGS, UNIQUE, CONTINUOUS], Flag, A=1, B=2, AB=3)
attempt(verify(UNIQUE), int)
print(list(enum.EnumCheck), enum.show_flag_values(0b10101))
attempt(enum.show_flag_values, -1)
for n in (0, 1, 10, -1, -10, -16):
    print(repr(enum.bin(n)), repr(enum.bin(n, 8)))


# global_enum.
@enum.global_enum
class Global(Enum):
    GLOBAL_A = 1


@enum.global_enum
class GlobalFlag(Flag):
    FLAG_A = 1
    FLAG_B = 2


@enum.global_enum
class GlobalInt(enum.IntFlag):
    INT_A = 1


print(GLOBAL_A, repr(GLOBAL_A), FLAG_A, FLAG_A | FLAG_B, repr(GlobalFlag(0)), str(GlobalFlag(0)))
attempt(lambda: FLAG_A | FLAG_B)
print(repr(INT_A), INT_A, repr(INT_A | 8), repr(GlobalInt(8)))


# Errors while members are made.
class Raises(Exception): pass


def make(body):
    def run():
        space = dict(globals())
        exec(body, space)
        return list(space['X'])
    attempt(run)


make('class X(Enum):\n A = 1\n def __init__(self, v): raise Raises("in init")')
make('class X(Enum):\n A = 1\n def __new__(cls, v): raise Raises("in new")')
make('class X(int, Enum):\n A = "x"')
make('class X(int, Enum):\n A = "7"')
make('class X(Enum):\n A = 1\n def __new__(cls, v): return object.__new__(cls)')
make('class X(int, Enum):\n A = 1\n B = 2\n def __new__(cls, v):\n  o = int.__new__(cls, v * 10)\n  return o')
make('class X(Flag):\n A = 1\n B = -2')
make('class X(Flag):\n A = auto()\n B = 6\n C = auto()')
make('class X(enum.ReprEnum):\n A = 1')


# _convert_ and _simple_enum.
@enum._simple_enum(enum.IntEnum)
class Status:
    OK = 200, 'fine'
    BAD = 400, 'not fine'

    def __new__(cls, value, phrase):
        obj = int.__new__(cls, value)
        obj._value_ = value
        obj.phrase = phrase
        return obj

    @property
    def is_ok(self): return self < 300


print(repr(Status.OK), Status.BAD.phrase, Status(400), Status.OK.is_ok, Status.__doc__)
X_ONE, X_TWO = 1, 2
print(list(enum.IntEnum._convert_('Converted', __name__, lambda n: n.startswith('X_'))), repr(X_ONE), repr(Converted.X_TWO))
