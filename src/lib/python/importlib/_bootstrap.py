# SPDX-License-Identifier: MIT
"""The Python half of imports: what programs see of finders, loaders and specs, and what they do with their own.

Plain imports run in C and do not come here. The classes whose names begin with _ are the methods of types in C.
"""

import sys
import _imp
from _imp import BuiltinImporter, FrozenImporter, ModuleSpec, SourceFileLoader

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


# Specs ------------------------------------------------------------------------------------------------------------------

class _ModuleSpec:
    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin
                    and self.submodule_search_locations == other.submodule_search_locations
                    and self.cached == other.cached and self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec for a loader, which is asked for what is not given."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if not origin and hasattr(loader, "get_filename"):
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        return spec_from_file_location(name, loader=loader, submodule_search_locations=[] if is_package else None)
    if is_package is None:
        is_package = False
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


_missing = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_missing):
    """A spec for a file."""
    if location is None:
        location = "<unknown>"
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = _absolute(_fspath(location))
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        for suffix in SOURCE_SUFFIXES:
            if location.endswith(suffix):
                loader = SourceFileLoader(name, location)
                spec.loader = loader
                break
        else:
            return None
    if submodule_search_locations is _missing:
        if hasattr(loader, "is_package"):
            try:
                if loader.is_package(name):
                    spec.submodule_search_locations = []
            except ImportError:
                pass
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(location.rpartition("/")[0])
    return spec


def _fspath(path):
    return path if isinstance(path, str) else type(path).__fspath__(path)


def _absolute(path):
    if path.startswith("/"):
        return path
    directory = _imp.working_directory()
    return directory if not path or path == "." else directory.rstrip("/") + "/" + path


def _set_attributes(spec, module, override=False):
    loader = spec.loader
    if loader is None and spec.submodule_search_locations is not None:
        loader = spec.loader = NamespaceLoader.__new__(NamespaceLoader)
        loader._path = spec.submodule_search_locations
        module.__file__ = None
    values = [("__name__", spec.name, True), ("__loader__", loader, override), ("__package__", spec.parent, override)]
    for name, value, always in values:
        if always or getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass
    try:
        module.__spec__ = spec
    except AttributeError:
        pass
    if spec.submodule_search_locations is not None and (override or getattr(module, "__path__", None) is None):
        try:
            module.__path__ = spec.submodule_search_locations
        except AttributeError:
            pass
    if spec.has_location:
        for name, value in (("__file__", spec.origin), ("__cached__", spec.cached)):
            if override or getattr(module, name, None) is None:
                try:
                    setattr(module, name, value)
                except AttributeError:
                    pass
    return module


def module_from_spec(spec):
    """A new module as the spec's loader makes it, with its attributes set; its body is not run."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = type(sys)(spec.name)
    return _set_attributes(spec, module)


def _load_backward_compatible(spec):
    try:
        spec.loader.load_module(spec.name)
    except BaseException:
        if spec.name in sys.modules:
            sys.modules[spec.name] = sys.modules.pop(spec.name)
        raise
    module = sys.modules[spec.name] = sys.modules.pop(spec.name)
    for name, value in (("__loader__", spec.loader), ("__package__", None), ("__spec__", spec)):
        if getattr(module, name, None) is None:
            try:
                if name == "__package__":
                    value = module.__name__ if hasattr(module, "__path__") else spec.name.rpartition(".")[0]
                setattr(module, name, value)
            except AttributeError:
                pass
    return module


def _load(spec):
    """Makes and runs a module that is not loaded; the result is what sys.modules has afterwards."""
    if spec.loader is not None and not hasattr(spec.loader, "exec_module"):
        return _load_backward_compatible(spec)
    module = module_from_spec(spec)
    spec._initializing = True
    _imp.set_loading(module, True)
    try:
        sys.modules[spec.name] = module
        try:
            if spec.loader is None:
                if spec.submodule_search_locations is None:
                    raise ImportError("missing loader", name=spec.name)
            else:
                spec.loader.exec_module(module)
        except BaseException:
            sys.modules.pop(spec.name, None)
            raise
        module = sys.modules[spec.name] = sys.modules.pop(spec.name)
    finally:
        spec._initializing = False
        _imp.set_loading(module, False)
    return module


def _exec(spec, module):
    """Runs the body again in a module that is in sys.modules."""
    name = spec.name
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name!r} not in sys.modules", name=name)
    try:
        _set_attributes(spec, module, override=True)
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError("missing loader", name=name)
        elif hasattr(spec.loader, "exec_module"):
            spec.loader.exec_module(module)
        else:
            spec.loader.load_module(name)
    finally:
        module = sys.modules[name] = sys.modules.pop(name)
    return module


def _load_namespace(name, portions):
    return _load(_namespace_spec(name, portions))


def _load_found(name, spec):
    return _load(spec)


def _resolve_name(name, package, level):
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{bits[0]}.{name}" if name else bits[0]


def _gcd_import(name, package=None, level=0):
    if not isinstance(name, str):
        raise TypeError(f"module name must be str, not {type(name)}")
    if level < 0:
        raise ValueError("level must be >= 0")
    if level > 0:
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        if not package:
            raise ImportError("attempted relative import with no known parent package")
    if not name and level == 0:
        raise ValueError("Empty module name")
    if level > 0:
        name = _resolve_name(name, package, level)
    return _imp.import_absolute(name)


def _find_spec(name, path, target=None):
    """Asks the finders of sys.meta_path; None: nobody has it."""
    if sys.meta_path is None:
        raise ImportError("sys.meta_path is None, Python is likely shutting down")
    for finder in list(sys.meta_path):
        try:
            find_spec = finder.find_spec
        except AttributeError:
            continue
        spec = find_spec(name, path, target)
        if spec is not None:
            return spec
    return None


# Modules of the runtime itself ------------------------------------------------------------------------------------------

class _BuiltinImporter:
    def find_spec(cls, fullname, path=None, target=None):
        if path is None and _imp.is_builtin(fullname):
            return ModuleSpec(fullname, cls, origin="built-in")
        return None

    def create_module(spec):
        if not _imp.is_builtin(spec.name):
            raise ImportError(f"{spec.name!r} is not a built-in module", name=spec.name)
        return _imp.create_builtin(spec)

    def exec_module(module):
        return None

    def load_module(cls, fullname):
        return _load_module_shim(cls, fullname)

    def get_code(cls, fullname):
        _require_builtin(fullname)

    def get_source(cls, fullname):
        _require_builtin(fullname)

    def is_package(cls, fullname):
        _require_builtin(fullname)
        return False


def _require_builtin(name):
    if not _imp.is_builtin(name):
        raise ImportError(f"{name!r} is not a built-in module", name=name)


class _FrozenImporter:
    def find_spec(cls, fullname, path=None, target=None):
        if _imp.is_frozen(fullname):
            return ModuleSpec(fullname, cls, origin="frozen", is_package=_imp.is_frozen_package(fullname))
        return None

    def create_module(spec):
        return None

    def exec_module(module):
        exec(_imp.get_frozen_object(module.__spec__.name), module.__dict__)

    def load_module(cls, fullname):
        return _load_module_shim(cls, fullname)

    def get_code(cls, fullname):
        return _imp.get_frozen_object(fullname)

    def get_source(cls, fullname):
        _require_frozen(fullname)

    def is_package(cls, fullname):
        _require_frozen(fullname)
        return _imp.is_frozen_package(fullname)


def _require_frozen(name):
    if not _imp.is_frozen(name):
        raise ImportError(f"{name!r} is not a frozen module", name=name)


def _load_module_shim(loader, fullname):
    spec = spec_from_loader(fullname, loader)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load(spec)


# Files ------------------------------------------------------------------------------------------------------------------

class _SourceFileLoader:
    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__ and (
            (self.name, self.path) == (other.name, other.path))

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f"cannot load module {module.__name__!r} when get_code() returns None")
        exec(code, module.__dict__)

    def load_module(self, fullname=None):
        _check_name(self, fullname)
        return _load_module_shim(self, self.name)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)

    def get_source(self, fullname):
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as error:
            raise ImportError("source not available through get_data()", name=fullname) from error
        return decode_source(data)

    def get_data(self, path):
        with open(path, "rb") as file:
            return file.read()

    def set_data(self, path, data, *, _mode=0o666):
        return None

    def get_filename(self, fullname=None):
        _check_name(self, fullname)
        return self.path

    def is_package(self, fullname):
        filename = self.get_filename(fullname).rpartition("/")[2]
        return filename.rsplit(".", 1)[0] == "__init__" and fullname.rpartition(".")[2] != "__init__"

    def path_stats(self, path):
        modified, size = _imp.file_times(path)
        return {"mtime": modified, "size": size}

    def path_mtime(self, path):
        return self.path_stats(path)["mtime"]

    def source_to_code(data, path, *, _optimization=-1):
        return compile(data, path, "exec", dont_inherit=True, optimize=_optimization)


def _check_name(loader, name):
    if name is not None and name != loader.name:
        raise ImportError(f"loader for {loader.name} cannot handle {name}", name=name)


def decode_source(source_bytes):
    """Text of a source file, its newlines as \\n."""
    return _imp.decode_source(source_bytes).replace("\r\n", "\n").replace("\r", "\n")


class FileFinder:
    """Finds modules in one directory. `loader_details` is taken for its suffixes' sake alone."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]
        self.path = _absolute(path or ".")

    def invalidate_caches(self):
        pass

    def find_spec(self, fullname, target=None):
        tail = fullname.rpartition(".")[2]
        found = _imp.find_in(self.path, tail)
        if found is None:
            return None
        file, directory = found
        if file is None:
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = [directory]
            return spec
        loader = self._loaders[0][1] if self._loaders else SourceFileLoader
        return spec_from_file_location(fullname, file, loader=loader(fullname, file),
                                       submodule_search_locations=None if directory is None else [directory])

    @classmethod
    def path_hook(cls, *loader_details):
        """A function for sys.path_hooks that makes finders of this class."""
        def path_hook_for_FileFinder(path):
            if path and not _imp.is_directory(path):
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return f"FileFinder({self.path!r})"


class _NamespacePath:
    """The __path__ of a package that has no __init__.py: follows its parent's path."""

    def __init__(self, name, path):
        self._name = name
        self._path = path
        self._last_parent_path = tuple(self._get_parent_path())

    def _get_parent_path(self):
        parent = self._name.rpartition(".")[0]
        return sys.modules[parent].__path__ if parent else sys.path

    def _recalculate(self):
        parent_path = tuple(self._get_parent_path())
        if parent_path != self._last_parent_path:
            spec = PathFinder.find_spec(self._name, parent_path)
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = list(spec.submodule_search_locations)
            self._last_parent_path = parent_path
        return self._path

    def __iter__(self):
        return iter(self._recalculate())

    def __getitem__(self, index):
        return self._recalculate()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._recalculate())

    def __repr__(self):
        return f"_NamespacePath({self._path!r})"

    def __contains__(self, item):
        return item in self._recalculate()

    def append(self, item):
        self._path.append(item)


class NamespaceLoader:
    """Loads a package that has no __init__.py."""

    def __init__(self, name, path, path_finder=None):
        self._path = _NamespacePath(name, path)

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        return _load_module_shim(self, fullname)


_NamespaceLoader = NamespaceLoader


def _namespace_spec(name, portions):
    spec = ModuleSpec(name, None)
    spec.submodule_search_locations = _NamespacePath(name, list(portions))
    return spec


class PathFinder:
    """The finder of sys.meta_path for sys.path and packages' __path__."""

    @staticmethod
    def invalidate_caches():
        for name, finder in list(sys.path_importer_cache.items()):
            if finder is None:
                del sys.path_importer_cache[name]
            elif hasattr(finder, "invalidate_caches"):
                finder.invalidate_caches()

    @staticmethod
    def _finder_of(entry):
        if entry == "":
            try:
                entry = _imp.working_directory()
            except FileNotFoundError:
                return None
        try:
            return sys.path_importer_cache[entry]
        except KeyError:
            pass
        finder = None
        for hook in sys.path_hooks:
            try:
                finder = hook(entry)
                break
            except ImportError:
                pass
        sys.path_importer_cache[entry] = finder
        return finder

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        portions = []
        for entry in sys.path if path is None else path:
            if not isinstance(entry, str):
                continue
            finder = cls._finder_of(entry)
            if finder is None or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(fullname, target)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            if spec.submodule_search_locations is None:
                raise ImportError("spec missing loader")
            portions.extend(spec.submodule_search_locations)
        return _namespace_spec(fullname, portions) if portions else None


def _make_path_hooks():
    return [FileFinder.path_hook((SourceFileLoader, SOURCE_SUFFIXES))]


for _class in (PathFinder, FileFinder, NamespaceLoader, _NamespacePath):
    _class.__module__ = "_frozen_importlib_external"
