# SPDX-License-Identifier: MIT
"""Running modules as programs: what the option -m does, run_module and run_path."""

import sys

from importlib.util import find_spec

__all__ = ["run_module", "run_path"]


class _Error(Exception):
    """What -m prints in one line."""


def _get_module_details(name, error=ImportError):
    if name.startswith("."):
        raise error("Relative module names not supported")
    package = name.rpartition(".")[0]
    if package:
        try:
            __import__(package)
        except ImportError as e:
            if e.name is None or (e.name != package and not package.startswith(e.name + ".")):
                raise
    try:
        spec = find_spec(name)
    except (ImportError, AttributeError, TypeError, ValueError) as e:
        message = "Error while finding module specification for {!r} ({}: {})"
        if name.endswith(".py"):
            message += f". Try using '{name[:-3]}' instead of '{name}' as the module name."
        raise error(message.format(name, type(e).__name__, e)) from e
    if spec is None:
        raise error("No module named %s" % name)
    if spec.submodule_search_locations is not None:
        if name == "__main__" or name.endswith(".__main__"):
            raise error("Cannot use package as __main__ module")
        try:
            return _get_module_details(name + ".__main__", error)
        except error as e:
            if name not in sys.modules:
                raise
            raise error(f"{e}; {name!r} is a package and cannot be directly executed")
    if spec.loader is None:
        raise error("%r is a namespace package and cannot be executed" % name)
    try:
        code = spec.loader.get_code(name)
    except ImportError as e:
        raise error(format(e)) from e
    if code is None:
        raise error("No code object available for %s" % name)
    return name, spec, code


def _fill(run_globals, mod_name, spec, package, script=None):
    if spec is None:
        loader, file, cached = None, script, None
    else:
        loader, file, cached = spec.loader, spec.origin if spec.has_location else None, spec.cached
        package = spec.parent if package is None else package
    run_globals.update(__name__=mod_name, __file__=file, __cached__=cached, __doc__=None, __loader__=loader,
                       __package__=package, __spec__=spec)


def _run_module_as_main(name, alter_argv=True):
    """Runs a module in the namespace of __main__."""
    try:
        if alter_argv or name != "__main__":
            name, spec, code = _get_module_details(name, _Error)
        else:
            name, spec, code = _get_main_details(_Error)
    except _Error as e:
        sys.exit("%s: %s" % (sys.executable, e))
    main_globals = sys.modules["__main__"].__dict__
    if alter_argv:
        sys.argv[0] = spec.origin
    _fill(main_globals, "__main__", spec, None)
    exec(code, main_globals)


def _get_main_details(error=ImportError):
    saved = sys.modules.pop("__main__", None)
    try:
        return _get_module_details("__main__", ImportError)
    except ImportError as e:
        if "__main__" in str(e):
            raise error("can't find '__main__' module in %r" % sys.path[0]) from e
        raise
    finally:
        if saved is not None:
            sys.modules["__main__"] = saved


class _Temporary:
    """A module that is in sys.modules, and sys.argv[0], while a program runs."""

    def __init__(self, name, argument):
        self.name = name
        self.argument = argument
        self.module = type(sys)(name)

    def __enter__(self):
        self.saved = sys.modules.get(self.name), sys.argv[0] if sys.argv else None
        sys.modules[self.name] = self.module
        if sys.argv:
            sys.argv[0] = self.argument
        return self.module.__dict__

    def __exit__(self, *unused):
        module, argument = self.saved
        if module is None:
            sys.modules.pop(self.name, None)
        else:
            sys.modules[self.name] = module
        if argument is not None:
            sys.argv[0] = argument


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Runs a module's code without importing it; returns the globals it left."""
    mod_name, spec, code = _get_module_details(mod_name)
    name = mod_name if run_name is None else run_name
    if alter_sys:
        with _Temporary(name, spec.origin) as run_globals:
            run_globals.update(init_globals or {})
            _fill(run_globals, name, spec, None)
            exec(code, run_globals)
            return run_globals.copy()
    run_globals = dict(init_globals or {})
    _fill(run_globals, name, spec, None)
    exec(code, run_globals)
    return run_globals


def run_path(path_name, init_globals=None, run_name=None):
    """Runs a file, or the __main__ of a folder, and returns the globals it left."""
    import _imp
    name = "<run_path>" if run_name is None else run_name
    if _imp.is_directory(path_name):
        sys.path.insert(0, path_name)
        try:
            mod_name, spec, code = _get_main_details()
            with _Temporary(name, path_name) as run_globals:
                run_globals.update(init_globals or {})
                _fill(run_globals, name, spec, None)
                exec(code, run_globals)
                return run_globals.copy()
        finally:
            try:
                sys.path.remove(path_name)
            except ValueError:
                pass
    with open(path_name, "rb") as file:
        code = compile(file.read(), path_name, "exec", dont_inherit=True)
    with _Temporary(name, path_name) as run_globals:
        run_globals.update(init_globals or {})
        _fill(run_globals, name, None, name.rpartition(".")[0], path_name)
        exec(code, run_globals)
        return run_globals.copy()
