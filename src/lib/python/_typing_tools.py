# SPDX-License-Identifier: MIT
# The part of typing that is loaded when it is asked for: questions about annotations, functions for checkers, NamedTuple
# and TypedDict.
import sys
from types import FunctionType, GenericAlias, MethodType, UnionType

from typing import (Annotated, ForwardRef, Generic, NotRequired, ParamSpec, ParamSpecArgs, Required, Union, Unpack,
                    _AnnotatedAlias, _BaseAlias, _caller, _CallableGenericAlias, _ConcatenateGenericAlias,
                    _GenericAlias, _LiteralGenericAlias, _type_check)

# In messages and tracebacks functions and classes belong to the public module.
__name__ = 'typing'


# ---- Questions about annotations ---------------------------------------------------------------

def get_origin(tp):
    """List[int] -> list, Union[int, str] -> Union, None for what is not subscripted."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseAlias, GenericAlias, ParamSpecArgs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, UnionType):
        return UnionType
    return None


def get_args(tp):
    """Dict[str, int] -> (str, int); Callable[[int], str] -> ([int], str)."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if isinstance(tp, _CallableGenericAlias) and not (
                len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, _ConcatenateGenericAlias)))):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, UnionType):
        return tp.__args__
    return ()


def _evaluate(t, globalns, localns):
    if isinstance(t, ForwardRef):
        return _evaluate(_type_or_text(t._evaluate(globalns, localns)), globalns, localns)
    if isinstance(t, (_GenericAlias, GenericAlias, UnionType)):
        args = tuple([_evaluate(ForwardRef(a) if isinstance(a, str) and isinstance(t, GenericAlias) else a,
                                globalns, localns) for a in t.__args__])
        if args == t.__args__ or isinstance(t, _LiteralGenericAlias):
            return t
        if isinstance(t, GenericAlias):
            made = GenericAlias(t.__origin__, args)
            return Unpack[made] if t.__unpacked__ else made
        if isinstance(t, UnionType):
            return Union[args]
        return t.copy_with(args)
    return t


def _type_or_text(value):
    return type(None) if value is None else ForwardRef(value) if isinstance(value, str) else value


def _strip_annotations(t):
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if get_origin(t) in (Required, NotRequired):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, _GenericAlias) and not isinstance(t, _LiteralGenericAlias):
        args = tuple([_strip_annotations(a) for a in t.__args__])
        return t if args == t.__args__ else t.copy_with(args)
    return t


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class (its bases' too), module or function, with text evaluated."""
    if getattr(obj, '__no_type_check__', None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            names = getattr(sys.modules.get(base.__module__), '__dict__', {}) if globalns is None else globalns
            local = dict(vars(base)) if localns is None and globalns is None else localns
            for name, value in base.__dict__.get('__annotations__', {}).items():
                if isinstance(value, str):
                    value = ForwardRef(value, is_argument=False, is_class=True)
                hints[name] = _evaluate(_type_or_text(value), names, local)
    else:
        if globalns is None:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = getattr(inner, '__globals__', None) or getattr(obj, '__dict__', {})
            if localns is None:
                localns = globalns
        elif localns is None:
            localns = globalns
        annotations = getattr(obj, '__annotations__', None)
        if annotations is None:
            if callable(obj) or isinstance(obj, (type(sys), MethodType)):
                return {}
            raise TypeError('{!r} is not a module, class, method, or function.'.format(obj))
        for name, value in annotations.items():
            hints[name] = _evaluate(_type_or_text(value), globalns, localns)
    return hints if include_extras else {k: _strip_annotations(t) for k, t in hints.items()}


# ---- Functions for checkers --------------------------------------------------------------------

def cast(typ, val):
    """The value as it is; a checker believes that it has the type."""
    return val


def assert_type(val, typ, /):
    """The value as it is; a checker complains when it has another type."""
    return val


def assert_never(arg, /):
    """For code that cannot be reached."""
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + '...'
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    """Print the value's type, as a checker would that of the expression."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def _marked(f, name):
    try:
        setattr(f, name, True)
    except (AttributeError, TypeError):
        pass
    return f


def final(f):
    """Decorator: not to be overridden or derived from."""
    return _marked(f, '__final__')


def no_type_check(arg):
    """Decorator: the annotations are no types."""
    if isinstance(arg, type):
        for value in list(arg.__dict__.values()):
            if isinstance(value, (FunctionType, type)) and getattr(value, '__qualname__', '').startswith(arg.__qualname__ + '.'):
                no_type_check(value)
    return _marked(arg, '__no_type_check__')


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, field_specifiers=(), **kwargs):
    """Decorator: what is decorated makes classes like dataclasses."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorator


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError("You should not call an overloaded function. "
                              "A series of @overload-decorated functions "
                              "outside a stub module should always be followed "
                              "by an implementation that is not @overload-ed.")


def overload(func):
    """Decorator of one of several signatures; the function itself follows without it."""
    f = getattr(func, '__func__', func)
    try:
        _overloads.setdefault((f.__module__, f.__qualname__), {})[f.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The signatures that were given for a function."""
    f = getattr(func, '__func__', func)
    return list(_overloads.get((f.__module__, f.__qualname__), {}).values())


def clear_overloads():
    """Forget all signatures."""
    _overloads.clear()


# ---- NamedTuple and TypedDict --------------------------------------------------------------------

def _make_named(name, types, module, defaults=()):
    from collections import namedtuple
    types = {n: _type_check(t, f"field {n} annotation must be a type") for n, t in types}
    made = namedtuple(name, list(types), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = types
    return made


class _NamedTupleMeta(type):

    def __new__(cls, typename, bases, ns):
        types = ns.get('__annotations__', {})
        defaults = []
        for name in types:
            if name in ns:
                defaults.append(ns[name])
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default field "
                                f"{', '.join([n for n in types if n in ns])}")
        made = _make_named(typename, types.items(), ns['__module__'], defaults)
        for key, value in ns.items():
            if key in ('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults',
                       '_make', '_replace', '_asdict', '_source'):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ('__module__', '__name__', '__annotations__', '__orig_bases__', '__qualname__') \
                    and key not in made._fields:
                setattr(made, key, value)
        if '__qualname__' in ns:
            made.__qualname__ = ns['__qualname__']
        return made


def NamedTuple(typename, fields=None, /, **kwargs):
    """A namedtuple with types: as a base class, or NamedTuple('Point', [('x', int), ('y', int)])."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    return _make_named(typename, fields, _caller())


_NamedTuple = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):

    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        made = type.__new__(_TypedDictMeta, name, (dict,), ns)
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}))
            required |= base.__dict__.get('__required_keys__', frozenset())
            optional |= base.__dict__.get('__optional_keys__', frozenset())
        for key, value in ns.get('__annotations__', {}).items():
            value = _type_check(value, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type")
            annotations[key] = value
            origin = get_origin(value.__origin__ if isinstance(value, _AnnotatedAlias) else value)
            is_required = origin is Required or origin is not NotRequired and total
            (required if is_required else optional).add(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """The type of dicts with these keys: as a base class, or TypedDict('Point', {'x': int, 'y': int})."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
    return _TypedDictMeta(typename, (), {'__annotations__': dict(fields), '__module__': _caller()}, total=total)


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """Is it a TypedDict type?"""
    return isinstance(tp, _TypedDictMeta)
