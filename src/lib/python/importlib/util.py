# SPDX-License-Identifier: MIT
"""For those who write finders and loaders, or ask where a module is."""

import sys

from importlib._bootstrap import (_find_spec, _resolve_name, decode_source, module_from_spec, spec_from_file_location,
                                  spec_from_loader)


def resolve_name(name, package):
    """The absolute name of one that may begin with dots."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    return _resolve_name(name[level:], package, level)


def find_spec(name, package=None):
    """The spec of a module, which is not imported (its packages are). None: there is no such module."""
    fullname = resolve_name(name, package) if name.startswith(".") else name
    if fullname not in sys.modules:
        parent_name = fullname.rpartition(".")[0]
        path = None
        if parent_name:
            parent = __import__(parent_name, fromlist=["__path__"])
            try:
                path = parent.__path__
            except AttributeError as error:
                raise ModuleNotFoundError(
                    f"__path__ attribute not found on {parent_name!r} while trying to find {fullname!r}",
                    name=fullname) from error
        return _find_spec(fullname, path)
    module = sys.modules[fullname]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError(f"{name}.__spec__ is not set") from None
    if spec is None:
        raise ValueError(f"{name}.__spec__ is None")
    return spec
