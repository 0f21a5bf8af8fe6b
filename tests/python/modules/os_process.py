# SPDX-License-Identifier: MIT
"""os: the environment, the process, paths as objects, names."""
import os
import sys


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__ + ":", error)


os.environ["OURO_X"] = "one"
print(os.environ["OURO_X"], os.getenv("OURO_X"), os.environb[b"OURO_X"], os.getenv("OURO_NONE"), os.getenv("OURO_NONE", 5), "OURO_X" in os.environ)
attempt(os.environ.__getitem__, "OURO_NONE")
attempt(os.environ.__delitem__, "OURO_NONE")
attempt(os.environ.__setitem__, "OURO_X", 5)
attempt(os.environ.__setitem__, 5, "x")
attempt(os.environ.__setitem__, "A=B", "x")
attempt(os.environ.__setitem__, "", "x")
attempt(os.environ.__setitem__, "A\0", "x")
os.environ.update(OURO_Y="two")
print(os.environ.pop("OURO_Y"), os.environ.pop("OURO_Y", None), os.environ.setdefault("OURO_X", "z"), os.environ.get("OURO_Y", 3))
copy = os.environ.copy()
print(type(copy).__name__, copy["OURO_X"], dict(os.environ) == copy, len(os.environ) == len(list(os.environ)))
del os.environ["OURO_X"]
print("OURO_X" in os.environ, "OURO_X" in copy, type(os.environ | {"a": "b"}).__name__)
attempt(os.environ.__contains__, 5)
print(os.getpid() > 0, os.getppid() > 0, os.cpu_count() > 0, len(os.urandom(5)), os.urandom(0), type(os.times()).__name__, len(os.uname()), os.uname().sysname)
attempt(os.urandom, -1)
attempt(os.urandom, "x")
print(os.name, os.sep, os.altsep, os.extsep, os.pathsep, repr(os.linesep), os.devnull, os.curdir, os.pardir, os.path.__name__, sys.modules["os.path"] is os.path)


class P:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


print(os.fspath("a"), os.fspath(b"a"), os.fspath(P("p")), isinstance(P(""), os.PathLike), issubclass(str, os.PathLike), isinstance(5, os.PathLike))
attempt(os.fspath, 5)
attempt(os.fspath, P(5))
attempt(os.fspath, None)
attempt(os.PathLike)
print(os.fsencode("\u00e4\udcff"), os.fsdecode(b"\xc3\xa4\xff").encode("unicode_escape") if False else len(os.fsdecode(b"\xc3\xa4\xff")), os.fsencode(P("q")))
attempt(os.fsencode, 5)
attempt(os.get_terminal_size, 999)
print(os.terminal_size((80, 24)), os.stat_result(range(10)).st_mode)
attempt(os.stat_result, range(5))
attempt(os.fdopen, "x")
print(os.error is OSError, os.O_RDONLY, os.O_RDWR, os.SEEK_END, os.F_OK, os.EX_USAGE, os.umask(0o22) >= 0)
print(sorted(n for n in os.__all__ if not hasattr(os, n)))
