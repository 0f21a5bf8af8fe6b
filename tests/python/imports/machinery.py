# SPDX-License-Identifier: MIT
"""sys.modules, __import__, importlib, finders and hooks of a program's own."""
import sys
import importlib
import importlib.util
import importlib.machinery


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)).replace(here, ""))
    except BaseException as error:
        print(type(error).__name__ + ":", str(error).replace(here, ""))


here = __file__.rsplit("/", 1)[0] + "/"
sys.modules["_none"] = None
attempt(__import__, "_none")
attempt(__import__, "")
attempt(__import__, 1)
attempt(__import__, "sys", level=-1)
attempt(__import__, "sys", 5, level=1)
attempt(__import__, "x", {}, level=1)
attempt(__import__, "sys", level="a")
attempt(__import__)
print(__import__("_pkg.late").__name__, __import__("_pkg.late", fromlist=["x"]).__name__, __import__("_pkg", fromlist=["late"]).__name__)
attempt(__import__, "late", {"__package__": "_pkg"}, None, (), 1)
attempt(__import__, "", {"__package__": "_pkg"}, None, ("late",), 1)
sys.modules["_made"] = 5
import _made
print(_made)

# importlib
print(importlib.import_module("_pkg.late").__name__, importlib.import_module(".late", "_pkg").__name__, importlib.import_module("..late", "_pkg.sub").__name__)
attempt(importlib.import_module, ".late")
attempt(importlib.import_module, "...late", "_pkg")
attempt(importlib.import_module, "_no_such")
import _pkg.late as late
print(late.counter, importlib.reload(late) is late, late.counter)
attempt(importlib.reload, 5)
attempt(importlib.reload, type(sys)("_stranger"))
print(importlib.util.find_spec("_pkg.late").name, importlib.util.find_spec("_pkg.no"), importlib.util.find_spec("_no_such"))
attempt(importlib.util.find_spec, "_pkg.late.x")
attempt(importlib.util.find_spec, ".late")
print(importlib.util.resolve_name(".late", "_pkg"), importlib.util.resolve_name("late", None))
attempt(importlib.util.resolve_name, "...late", "_pkg")
spec = importlib.util.spec_from_file_location("_other_name", here + "_pkg/late.py")
module = importlib.util.module_from_spec(spec)
print(module.__name__, module.__package__, "counter" in vars(module), spec.has_location)
attempt(spec.loader.exec_module, module)
module = importlib.util.module_from_spec(importlib.util.spec_from_loader("_no_loader", None))
print(module.__name__, module.__loader__, module)
print(repr(spec).replace(here, "").split(" at 0x")[0])
loader = spec.loader
print(loader.name, loader.path.replace(here, ""), loader.is_package("_other_name"), loader.get_filename().replace(here, ""))
attempt(loader.get_filename, "_wrong")
print(loader.get_source("_other_name").split("\n")[0], loader.get_code("_other_name").co_name, loader.get_data(loader.path)[:6])
M = importlib.machinery
print(M.SOURCE_SUFFIXES, M.BuiltinImporter.find_spec("sys").origin, M.BuiltinImporter.find_spec("_pkg"), M.BuiltinImporter.is_package("sys"))
attempt(M.BuiltinImporter.get_code, "_pkg")
spec = M.ModuleSpec("a.b", None, origin="here", is_package=True)
print(spec, spec.parent, spec.cached, spec.has_location, spec.loader_state, spec == M.ModuleSpec("a.b", None, origin="here", is_package=True), spec == 1)
print(M.PathFinder.find_spec("_pkg").name, M.FileFinder(here, (M.SourceFileLoader, M.SOURCE_SUFFIXES)).find_spec("_pkg").name)

# sys.meta_path
print([f.__name__ for f in sys.meta_path[-3:]])


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        print("  asked for", name, None if path is None else "a path")
        if name.startswith("_virtual"):
            return importlib.machinery.ModuleSpec(name, Loader(), is_package=name == "_virtual")
        if name == "_wrong_loader":
            return importlib.machinery.ModuleSpec(name, object())
        if name == "_no_loader":
            return importlib.machinery.ModuleSpec(name, None)
        if name == "_old":
            return importlib.machinery.ModuleSpec(name, OldLoader())


class Loader:
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        print("  loading", module.__name__, module.__package__, module.__spec__.parent)
        module.value = "virtual"
        if module.__name__ == "_virtual.fails":
            raise ValueError("failed while loading")


class OldLoader:
    def load_module(self, name):
        module = sys.modules[name] = type(sys)(name)
        return module


sys.meta_path.insert(0, Finder)
import _virtual
import _virtual.part
print(_virtual.value, _virtual.part.__name__, _virtual.__path__, "_virtual.part" in sys.modules)
attempt(__import__, "_virtual.fails")
print("_virtual.fails" in sys.modules)
attempt(__import__, "_wrong_loader")
attempt(__import__, "_no_loader")
print(__import__("_old").__name__)
attempt(__import__, "_nowhere")
import _pkg.circle_b as circle
print(circle.__name__)
sys.meta_path.remove(Finder)


class Broken:
    def find_spec(self, name, path, target=None):
        raise RuntimeError("a broken finder")


sys.meta_path.insert(0, Broken())
attempt(__import__, "_nowhere")
del sys.meta_path[0]

# sys.path and sys.path_hooks
first = sys.path.pop(0)
attempt(__import__, "_space")
sys.path.append(5)
sys.path.append(first)
import _space
print(list(_space.__path__)[0].replace(here, ""))


class PathHookFinder:
    def __init__(self, path):
        if path != "special:":
            raise ImportError

    def find_spec(self, name, target=None):
        if name == "_special":
            return importlib.machinery.ModuleSpec(name, Loader())


sys.path_hooks.append(PathHookFinder)
sys.path.append("special:")
import _special
print(_special.value, type(sys.path_importer_cache["special:"]).__name__)
