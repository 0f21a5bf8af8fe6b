# What tracebacks and frames say.
import sys


def lines(e):
    out = []
    tb = e.__traceback__
    while tb:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out


def inner(x):
    local = x + 1
    raise ValueError(x)


def middle(x):
    inner(
        x
    )


def outer(x):
    try:
        middle(x)
    except ValueError as e:
        print(lines(e))
        raise


try:
    outer(1)
except ValueError as e:
    print(lines(e))
    frame = e.__traceback__.tb_next.tb_next.tb_next.tb_frame
    print(frame.f_code.co_name, frame.f_locals, frame.f_back.f_code.co_name, frame.f_back.f_locals, frame.f_lineno)


def again():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise e


try:
    again()
except ZeroDivisionError as e:
    print(lines(e))


def bare():
    try:
        1 / 0
    except ZeroDivisionError:
        raise


try:
    bare()
except ZeroDivisionError as e:
    print(lines(e))


def gen():
    yield 1
    raise KeyError("g")


def consume():
    for _ in gen():
        pass


try:
    consume()
except KeyError as e:
    print(lines(e))
try:
    [1 // x for x in (1, 0)]
except ZeroDivisionError as e:
    print(lines(e))


class C:
    def __init__(self):
        self.p

    @property
    def p(self):
        return self.q

    def __getattr__(self, name):
        raise AttributeError(name)


try:
    C()
except AttributeError as e:
    print(lines(e))


def me():
    frame = sys._getframe()
    here = 1
    back = frame.f_back
    return frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals), back.f_code.co_name, back.f_lineno


print(me())
print(sys._getframe().f_globals is globals(), sys._getframe().f_locals is globals(), sys._getframe().f_back)
try:
    sys._getframe(100)
except ValueError as e:
    print(e)


def keep():
    a, b = 1, [2]

    def closure():
        return a
    return sys._getframe()


f = keep()
print(f.f_locals["b"], f.f_locals["a"], f.f_back.f_code.co_name, f.f_lineno)
f.clear()
print(f.f_locals)
try:
    sys._getframe().clear()
except RuntimeError as e:
    print(e)
try:
    raise ValueError().with_traceback(None)
except ValueError as e:
    tb = e.__traceback__
    print(lines(e), tb.tb_next)
    try:
        tb.tb_next = tb
    except ValueError as x:
        print(x)
    tb.tb_next = None


def loc():
    x = 1
    d = locals()
    y = 2
    return d, locals(), d is locals()


print(loc())
