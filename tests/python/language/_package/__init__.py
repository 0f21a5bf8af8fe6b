print("init", __name__, __package__, __file__.rsplit("/", 2)[1:], [p.rsplit("/", 1)[1] for p in __path__])
from . import first
from .first import value as renamed
from .sub import deep
__all__ = ["first", "renamed", "lazy"]
hidden = "hidden"
