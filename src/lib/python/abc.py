# SPDX-License-Identifier: MIT
# abc: abstract base classes. The questions isinstance and issubclass are answered by _abc.
from _abc import (get_cache_token, _abc_init, _abc_register,
                  _abc_instancecheck, _abc_subclasscheck, _get_dump,
                  _reset_registry, _reset_caches)


def abstractmethod(funcobj):
    """Mark a method as abstract.

    A class of metaclass ABCMeta cannot be instantiated while one of its
    methods is abstract. Under a decorator such as classmethod or property,
    abstractmethod is to be the innermost one:

        class C(metaclass=ABCMeta):
            @property
            @abstractmethod
            def size(self, arg1, argN):
                ...
    """
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """An abstract class method; classmethod over abstractmethod does the same."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """An abstract static method; staticmethod over abstractmethod does the same."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """An abstract property; property over abstractmethod does the same."""

    __isabstractmethod__ = True


class ABCMeta(type):
    """Metaclass of abstract base classes.

    An abstract base class may be derived from, and it may register classes,
    built-in ones too, as its virtual subclasses: issubclass() then says yes,
    while the order of bases and the methods of the other class stay as they
    are.
    """

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _abc_init(cls)
        return cls

    def register(cls, subclass):
        """Register a virtual subclass. Returns it, so this is a decorator too."""
        return _abc_register(cls, subclass)

    def __instancecheck__(cls, instance):
        """Override for isinstance(instance, cls)."""
        return _abc_instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        """Override for issubclass(subclass, cls)."""
        return _abc_subclasscheck(cls, subclass)

    def _dump_registry(cls, file=None):
        """Print the registry and the caches, for debugging."""
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        registry, cache, negative_cache, version = _get_dump(cls)
        print(f"_abc_registry: {registry!r}", file=file)
        print(f"_abc_cache: {cache!r}", file=file)
        print(f"_abc_negative_cache: {negative_cache!r}", file=file)
        print(f"_abc_negative_cache_version: {version!r}", file=file)

    def _abc_registry_clear(cls):
        """Forget what was registered (for tests and debugging)."""
        _reset_registry(cls)

    def _abc_caches_clear(cls):
        """Forget the answers given so far (for tests and debugging)."""
        _reset_caches(cls)


def update_abstractmethods(cls):
    """Compute anew which methods of a class are abstract.

    To be called by what adds methods to a class that exists already or makes
    abstract ones concrete, before the class is used. Returns cls; does nothing
    to one whose metaclass is not ABCMeta.
    """
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    abstracts = set()
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                abstracts.add(name)
    for name, value in cls.__dict__.items():
        if getattr(value, "__isabstractmethod__", False):
            abstracts.add(name)
    cls.__abstractmethods__ = frozenset(abstracts)
    return cls


class ABC(metaclass=ABCMeta):
    """An abstract base class to derive from, in place of naming the metaclass."""

    __slots__ = ()
