# SPDX-License-Identifier: MIT
"""Packages: their attributes, relative imports, from-imports, circles, namespace packages."""
import sys


def attempt(text, **names):
    try:
        exec(text, names)
        print(text, "->", sorted(k for k in names if not k.startswith("__")))
    except BaseException as error:
        print(text, "->", type(error).__name__ + ":", str(error).replace(here, ""), getattr(error, "name", None))


here = __file__.rsplit("/", 1)[0] + "/"
import _pkg.sub.up
from _pkg import late
print(_pkg.__name__, _pkg.__package__, [p.replace(here, "") for p in _pkg.__path__], _pkg.__file__.replace(here, ""))
print(_pkg.__spec__.name, _pkg.__spec__.has_location, _pkg.__spec__.origin.replace(here, ""), _pkg.__spec__.loader is _pkg.__loader__,
      _pkg.__spec__.submodule_search_locations is _pkg.__path__, _pkg.__doc__)
print(late.where, _pkg.sub.up.where is late.where)
print(late.__spec__.submodule_search_locations, type(late.__spec__).__name__, type(late.__loader__).__name__, late.__loader__.path.replace(here, ""))
print(repr(_pkg).replace(here, ""), repr(late).replace(here, ""))
print("__cached__" in vars(late), "__builtins__" in vars(late), type(late.__builtins__).__name__, type(__builtins__).__name__)
print([k for k in vars(late)][:5])
attempt("from _pkg import *")
attempt("from _pkg.badall import *")
attempt("from _pkg.badall2 import *")
attempt("from _pkg.dynamic import made, other")
attempt("from _pkg.dynamic import made")
attempt("import _pkg.bad")
attempt("import _pkg.nothing")
attempt("import _pkg.late.nothing")
attempt("from _pkg.late import nothing")
attempt("import _nothing.at.all")
attempt("import _pkg.circle_one")
attempt("from . import x")
attempt("from . import late", __package__="_pkg")
attempt("from .. import late", __package__="_pkg")
attempt("from ... import late", __package__="_pkg.sub")
attempt("from .late import counter", __package__=None, __name__="_pkg.sub")
attempt("from .late import counter", __package__=None, __name__="_pkg", __path__=[])
attempt("from .late import counter", __package__=1)
attempt("from .late import counter", __name__=1)
attempt("from . import late", __package__="")
attempt("from . import late", __package__="_unknown")
import _pkg.circle_a
attempt("import _pkg.gone")
import _pkg.dynamic
print(_pkg.dynamic.made, dir(_pkg.dynamic))
try:
    _pkg.dynamic.other
except AttributeError as error:
    print(error)
import _space
import _space.inner.leaf
print(_space.inner.leaf.value, list(_space.__path__)[0].replace(here, ""), type(_space.__path__).__name__, _space.__file__, len(_space.__path__))
print(_space.__spec__.origin, type(_space.__spec__.loader).__name__, hasattr(_space, "__cached__"))
print(type(_space.__loader__).__name__, _space.__package__, repr(_space.__path__).replace(here, ""))
attempt("import _space.nothing")
attempt("from _space import nothing")
