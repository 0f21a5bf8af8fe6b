# sys.exit(None) has no argument, sys.exit(tuple) has the tuple's; __class__ of an int; complex() and signs of zero.
import sys


def kind(f, *a, **k):
    try:
        return f(*a, **k)
    except BaseException as e:
        return f"{type(e).__name__}: {e}", e.args


print(kind(sys.exit, None), kind(sys.exit, (1, 2)), kind(sys.exit), kind(sys.exit, 0))
print(kind(setattr, 5, "__class__", int), kind(setattr, 5, "__class__", bool))
print(complex(1, -0.0), complex(-0.0, -0.0), complex(0j, -0.0), complex(-0.0, 1j), complex(" ( 1-2j ) "))


class C:
    def __complex__(self): return 5


print(kind(complex, C()))
