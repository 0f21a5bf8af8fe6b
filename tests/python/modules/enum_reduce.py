# enum: how members are taken apart for pickling and copying, and found again.
import copy
import enum


class Color(enum.Enum):
    RED = 1


class Perm(enum.Flag):
    R, W, X = 1, 2, 4
    RW = 3


class Bits(enum.IntFlag):
    A, D = 1, 8


def again(member):
    function, arguments = member.__reduce_ex__(4)
    return function, arguments, function(*arguments) is member


for member in (Color.RED, Perm.R, Perm.RW, Perm(0), Perm(5), Perm(7), Bits.A, Bits(9)):
    print(again(member), copy.copy(member) is member, copy.deepcopy(member) is member)
print(Bits(12).__reduce_ex__(2), repr(Bits(12)), Bits(4).__reduce_ex__(2))
Unpicklable = enum._EnumDict()
enum._make_class_unpicklable(Color)
try:
    Color.RED.__reduce_ex__(2)
except TypeError as e:
    print(e, Color.__module__)
