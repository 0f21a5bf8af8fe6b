# SPDX-License-Identifier: MIT
# A coroutine that is dropped without having been awaited: a RuntimeWarning, where it was dropped.
import sys
import warnings

warnings.simplefilter("always")
seen = []


def show(message, category, filename, lineno, file=None, line=None):
    print(category.__name__, message, lineno)


warnings.showwarning = show


async def f():
    pass


class C:
    async def method(self):
        yield 1

    async def plain(self):
        pass


f()
c = f()
c = None
c = f()
c.close()
del c
C().method()
C().plain()


def inside():
    x = f()
    print("inside")
    del x


inside()
warnings.simplefilter("error")
sys.unraisablehook = lambda u: print("unraisable", repr(u.exc_value))
f()
