# SPDX-License-Identifier: MIT
# sys.set_coroutine_origin_tracking_depth, cr_origin, and the warning about a coroutine that nobody awaited.
import sys
import warnings


async def work():
    pass


def make():
    return work()


def outer():
    return make()


def names(coroutine):
    origin = coroutine.cr_origin
    coroutine.close()
    return origin and [(line, name) for file, line, name in origin]


print(sys.get_coroutine_origin_tracking_depth(), names(outer()))
for depth in 1, 2, 3, 100, 0, 2**31 - 1:
    print(sys.set_coroutine_origin_tracking_depth(depth), sys.get_coroutine_origin_tracking_depth(), names(outer()))
for wrong in -1, "a", 1.5, None, 2**40, 2**100:
    try:
        sys.set_coroutine_origin_tracking_depth(wrong)
    except Exception as e:
        print(type(e).__name__, e)
try:
    sys.set_coroutine_origin_tracking_depth()
except TypeError as e:
    print(e)
print(sys.set_coroutine_origin_tracking_depth(depth=2), sys.get_coroutine_origin_tracking_depth())
c = outer()
print(type(c.cr_origin), c.cr_origin is c.cr_origin, c.cr_origin[0][0].endswith("sys_coroutine_origin.py"))
try:
    c.cr_origin = None
except AttributeError as e:
    print(type(e).__name__)
c.close()


async def generator():
    yield 1


print(hasattr(generator(), "cr_origin"), names((lambda: work())()))


def caught(make):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        make()
    for w in seen:
        text = str(w.message).replace(__file__, "FILE")
        print(w.category.__name__, w.lineno, type(w.source).__name__)
        print("   ", text.replace("\n", "\n    "))


caught(outer)
sys.set_coroutine_origin_tracking_depth(0)
caught(outer)

# The function of the module warnings is what is called.
kept = warnings._warn_unawaited_coroutine
warnings._warn_unawaited_coroutine = lambda c: print("asked", c.__name__)
outer()
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value, type(u.object).__name__)


def failing(c):
    raise LookupError(c.__name__)


warnings._warn_unawaited_coroutine = failing
caught(outer)
warnings._warn_unawaited_coroutine = None
caught(outer)
del warnings._warn_unawaited_coroutine
caught(outer)
warnings._warn_unawaited_coroutine = kept
warnings.simplefilter("error")
outer()
