# SPDX-License-Identifier: MIT
"""Importing by name at run time: import_module, reload, and the parts that imports are made of."""

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

import sys

from builtins import __import__
from importlib import _bootstrap
from importlib._bootstrap import ModuleSpec as _ModuleSpec

_bootstrap_external = _bootstrap
_reloading = {}


def invalidate_caches():
    """Tells the finders of sys.meta_path to forget what they remember."""
    for finder in sys.meta_path:
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def import_module(name, package=None):
    """Imports a module; a name with leading dots is seen from `package`."""
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for {!r}".format(name))
        level = len(name) - len(name.lstrip("."))
    return _bootstrap._gcd_import(name[level:], package, level)


def reload(module):
    """Runs a module's body again in the module that is there, and returns it."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    if name in _reloading:
        return _reloading[name]
    _reloading[name] = module
    try:
        parent_name = name.rpartition(".")[0]
        path = None
        if parent_name:
            try:
                path = sys.modules[parent_name].__path__
            except KeyError:
                raise ImportError(f"parent {parent_name!r} not in sys.modules", name=parent_name) from None
        spec = module.__spec__ = _bootstrap._find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
        _bootstrap._exec(spec, module)
        return sys.modules[name]
    finally:
        _reloading.pop(name, None)
