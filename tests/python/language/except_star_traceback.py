# SPDX-License-Identifier: MIT
# How exception groups are printed when nobody catches them: nesting, chains inside groups, notes, many members.
import sys


def show(f):
    try:
        f()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        print("-" * 20, file=sys.stderr)


def made(kind, *args):
    try:
        raise kind(*args)
    except kind as e:
        return e


def plain():
    raise ExceptionGroup("plain", [ValueError(1), made(TypeError, "two\nlines"), KeyError("k")])


def nested():
    raise ExceptionGroup("outer", [ExceptionGroup("inner", [ValueError(1), ValueError(2)]), OSError(3)])


def last_nested():
    raise ExceptionGroup("outer", [OSError(3), ExceptionGroup("inner", [ValueError(1), ExceptionGroup("x", [KeyError()])])])


def chained():
    try:
        raise ExceptionGroup("first", [ValueError(1)])
    except ExceptionGroup as e:
        raise RuntimeError("second") from e


def chained_group():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ExceptionGroup("group", [ValueError(1)])


def chained_member():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise ValueError("member") from e
    except ValueError as e:
        raise ExceptionGroup("of a chain", [e, ValueError("other")]) from None


def notes():
    e = ValueError("v")
    e.add_note("one")
    e.add_note("two\nlines")
    g = ExceptionGroup("noted", [e])
    g.add_note("of the group")
    raise g


def many():
    raise ExceptionGroup("many", [ValueError(i) for i in range(20)])


def sixteen():
    raise ExceptionGroup("many", [ValueError(i) for i in range(16)])


def deep():
    e = ValueError("bottom")
    for i in range(13):
        e = ExceptionGroup(str(i), [e])
    raise e


def syntax():
    try:
        compile("a b", "name", "exec")
    except SyntaxError as e:
        raise ExceptionGroup("syntax", [e])


def star():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")


def ring():
    a, b = ExceptionGroup("a", [ValueError(1)]), ValueError(2)
    a.__context__ = b
    b.__context__ = a
    raise a


for f in plain, nested, last_nested, chained, chained_group, chained_member, notes, many, sixteen, deep, syntax, star, ring:
    show(f)
star()
