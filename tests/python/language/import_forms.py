# import in all its forms: packages, relative imports, circles, errors, __all__, sys.modules.
import sys


def kind(f, *a):
    try:
        return f(*a)
    except BaseException as e:
        return f"{type(e).__name__}: {e}".replace(__file__.rsplit("/", 1)[0] + "/", "")


import _package
import _package.sub.deep as d
import _package.sub.deep
from _package import first, renamed as r, lazy
from _package.first import *
from _package.sub import deep as dd, deep as ddd
print(_package.first is first, r, d is dd is ddd is _package.sub.deep, value, "_private" in globals(), function())
ns = {}
exec("from _package import *", ns)
print(sorted(k for k in ns if k[0] != "_"))
import _package.circle_a
print(kind(lambda: exec("import _package.circle_c")), "_package.circle_c" in sys.modules)
print(kind(lambda: exec("import _package.broken")), "_package.broken" in sys.modules)
print(kind(lambda: exec("import _package.bad_syntax")), "_package.bad_syntax" in sys.modules)
from _package import replaces
print(replaces.attr, type(replaces).__name__)
import _package.replaces as rep
print(rep is replaces)
for s in ("import nothing_here", "import _package.nothing_here", "from _package import nothing_here", "from _package.first import nothing",
          "import _package.first.value", "from _package import (first, lazy,)",
          "import sys, _package.lazy as q, no_such", "from nothing_here import x", "import first.second", "from sys import path as p, nothing",
          "import _package.sub.nothing", "from _package.sub import nothing", "from _package import __all__, __nothing__"):
    print(s, "=>", kind(exec, s, {}))
for s in "from . import x", "from .x import y", "from .. import x":
    print(s, "=>", kind(exec, s, {"__name__": "__main__"}), kind(exec, s, {"__package__": "", "__name__": "x"}), kind(exec, s, {"__package__": "_package", "__name__": "x"}))
print(kind(d.up))
e = None
try:
    import nothing_here.sub
except ImportError as err:
    e = err
print(type(e).__name__, e.name, e.path, e.msg)
try:
    from _package import nope
except ImportError as err:
    e = err
print(type(e).__name__, e.name, e.path.rsplit("/", 2)[1:], e.msg.split("(")[0])
print(__import__("_package").__name__, __import__("_package.sub").__name__, __import__("_package.sub", fromlist=["x"]).__name__, __import__("sys") is sys)
print(kind(__import__, ""), kind(__import__, 5), kind(__import__, "x", 1), kind(__import__, "first", {"__package__": "_package"}, {}, [], 1))
print(kind(lambda: __import__("first", {"__package__": "_package"}, {}, ["value"], 1).value))
sys.modules["made_up"] = None
print(kind(lambda: exec("import made_up")))
sys.modules["made_up"] = "a string"
import made_up
print(made_up)
del sys.modules["_package.lazy"]
import _package.lazy
print(_package.__name__, _package.__doc__, first.__name__, repr(first).split(" from")[0], _package.lazy is lazy)
def inside():
    import _package.first as f, sys
    from _package import sub
    return f.value, sub.__name__
print(inside())
class Holder:
    from _package import first
    import sys as system
print(Holder.first.value, Holder.system is sys)
import __main__
print(__main__ is sys.modules["__main__"], __main__.Holder is Holder, __name__, __package__, __spec__, __builtins__ is __import__("builtins"))
import builtins, time
print(builtins.len is len, repr(builtins), repr(sys))
def fake_import(name, *a):
    return name.upper(), a[2:]
exec("import some.thing as x\nprint(x)" if 0 else "import something\nprint(something)", {"__builtins__": {"__import__": fake_import, "print": print}})
print(kind(exec, "import sys", {"__builtins__": {}}))
print(kind(exec, "class C: pass", {"__builtins__": {}}))
