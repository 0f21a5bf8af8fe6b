# How uncaught exceptions of unusual kinds are printed.
class Custom(Exception):
    def __str__(self):
        return "first line\nsecond line"


class BadStr(Exception):
    def __str__(self):
        raise ValueError("no text")


class Outer:
    class Inner(Exception):
        pass


import sys


def show(e):
    try:
        raise e
    except BaseException:
        sys.excepthook(*sys.exc_info())


def chain(n):
    try:
        if n == 0:
            raise Custom
        chain(n - 1)
    except Exception as e:
        raise Outer.Inner(n) from (e if n % 2 else None)


for e in (Custom(), BadStr(), Outer.Inner(), Outer.Inner("a", 1), KeyError("k"), KeyError(), OSError(2, "text", "file"), KeyboardInterrupt(),
          StopIteration(5), SyntaxError("bare"), SyntaxError("msg", ("f.py", 3, 2, "abc def\n", 3, 5)), AssertionError(), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"),
          ImportError("x", name="y"), AttributeError(), Exception(None), Exception(""), Exception("é\n日本"), GeneratorExit(), RecursionError("r"), SyntaxError("m", ("no.py", None, None, None))):
    show(e)
e = ValueError("noted")
e.add_note("note")
e.__notes__.append(5)
show(e)
e.__notes__ = "abc"
show(e)
e.__notes__ = 5
show(e)
a, b = ValueError("a"), ValueError("b")
a.__context__, b.__context__ = b, a
show(a)
a, b = ValueError("a"), ValueError("b")
a.__cause__, b.__cause__ = b, a
show(a)
chain(2)
