# SPDX-License-Identifier: MIT
# typing: the names that annotations use. Aliases of classes (List, Iterable, ...) are made when they are asked for.
import sys
from abc import ABCMeta, abstractmethod
from types import FunctionType, GenericAlias, MethodType, UnionType

__all__ = [  # without Match and Pattern, which need the module re
    'AbstractSet', 'Annotated', 'Any', 'AnyStr', 'AsyncContextManager', 'AsyncGenerator', 'AsyncIterable',
    'AsyncIterator', 'Awaitable', 'BinaryIO', 'ByteString', 'Callable', 'ChainMap', 'ClassVar', 'Collection',
    'Concatenate', 'Container', 'ContextManager', 'Coroutine', 'Counter', 'DefaultDict', 'Deque', 'Dict', 'Final',
    'ForwardRef', 'FrozenSet', 'Generator', 'Generic', 'Hashable', 'IO', 'ItemsView', 'Iterable', 'Iterator',
    'KeysView', 'List', 'Literal', 'LiteralString', 'Mapping', 'MappingView', 'MutableMapping',
    'MutableSequence', 'MutableSet', 'NamedTuple', 'Never', 'NewType', 'NoReturn', 'NotRequired', 'Optional',
    'OrderedDict', 'ParamSpec', 'ParamSpecArgs', 'ParamSpecKwargs', 'Protocol', 'Required', 'Reversible',
    'Self', 'Sequence', 'Set', 'Sized', 'SupportsAbs', 'SupportsBytes', 'SupportsComplex', 'SupportsFloat',
    'SupportsIndex', 'SupportsInt', 'SupportsRound', 'TYPE_CHECKING', 'Text', 'TextIO', 'Tuple', 'Type', 'TypeAlias',
    'TypeGuard', 'TypeVar', 'TypeVarTuple', 'TypedDict', 'Union', 'Unpack', 'ValuesView', 'assert_never', 'assert_type', 'cast',
    'clear_overloads', 'dataclass_transform', 'final', 'get_args', 'get_origin', 'get_overloads', 'get_type_hints',
    'is_typeddict', 'no_type_check', 'overload', 'reveal_type', 'runtime_checkable',
]

TYPE_CHECKING = False
Text = str


# ---- Arguments ---------------------------------------------------------------------------------

def _type_repr(obj):
    if isinstance(obj, GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        if obj.__module__ == 'builtins':
            return obj.__qualname__
        return f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    if isinstance(obj, FunctionType):
        return obj.__name__
    return repr(obj)


def _type_check(arg, msg):
    # An argument of a subscript: text is a forward reference, None its type.
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, Protocol):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _convert(arg, module=None):
    return type(None) if arg is None else ForwardRef(arg, module=module) if isinstance(arg, str) else arg


def _is_class(arg):
    return isinstance(arg, type) and not isinstance(arg, GenericAlias)


def _collect_parameters(args):
    # Type variables in the order of their first use.
    found = []
    for arg in args:
        if _is_class(arg):
            continue
        inner = (arg,) if hasattr(arg, '__typing_subst__') else getattr(arg, '__parameters__', ())
        found.extend([x for x in inner if x not in found])
    return tuple(found)


def _is_unpacked_variable(arg):
    return not isinstance(arg, type) and getattr(arg, '__typing_is_unpacked_typevartuple__', False)


def _is_parameters(arg):
    # Does it stand for the parameters of a callable?
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


def _unpack(args):
    # With the arguments of *tuple[int, str] in its place.
    result = []
    for arg in args:
        inner = getattr(arg, '__typing_unpacked_tuple_args__', None)
        if inner is None or inner and inner[-1] is ...:
            result.append(arg)
        else:
            result.extend(inner)
    return tuple(result)


def _prepare(alias, args):
    # One argument for each parameter; for those that stand for several a tuple.
    for parameter in alias.__parameters__:
        prepare = getattr(parameter, '__typing_prepare_subst__', None)
        if prepare is not None:
            args = prepare(alias, args)
    return args


def _check_count(alias, count, expected):
    if count != expected:
        raise TypeError(f"Too {'many' if count > expected else 'few'} arguments for {alias}; "
                        f"actual {count}, expected {expected}")


def _substitute(arg, values):
    if _is_class(arg):
        return arg
    substitute = getattr(arg, '__typing_subst__', None)
    if substitute is not None:
        return substitute(values[arg])
    inner = []
    for parameter in getattr(arg, '__parameters__', ()):
        if isinstance(parameter, TypeVarTuple):
            inner.extend(values[parameter])
        else:
            inner.append(values[parameter])
    return arg[tuple(inner)] if inner or getattr(arg, '__parameters__', ()) else arg


def _unique(items):
    result = []
    for item in items:
        if item not in result:
            result.append(item)
    return result


# ---- Special forms and aliases -----------------------------------------------------------------

class _SpecialForm:
    __slots__ = ('_name', '__doc__', '_getitem')

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ('__name__', '__qualname__'):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _BaseAlias:
    # What stands for a class, subscripted or not.

    def __init__(self, origin, *, name=None, inst=True):
        self._inst = inst
        self._name = name
        self.__origin__ = origin

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; "
                            f"use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        res = []
        if self.__origin__ not in bases:
            res.append(self.__origin__)
        i = bases.index(self)
        if not any(isinstance(b, _BaseAlias) or isinstance(b, type) and issubclass(b, Generic) for b in bases[i + 1:]):
            res.append(Generic)
        return tuple(res)

    def __getattr__(self, attr):
        if attr in ('__origin__', '__args__'):
            raise AttributeError(attr)
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if '__origin__' in self.__dict__ and not (attr.startswith('__') and attr.endswith('__')):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if attr.startswith('__') and attr.endswith('__') or attr in ('_name', '_inst', '_nparams'):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __dir__(self):
        return sorted({*super().__dir__(), *[n for n in dir(self.__origin__) if not n.startswith('__')]})


class _GenericAlias(_BaseAlias):
    # A subscripted class or form: List[int].

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = tuple([... if a is _Ellipsis else a for a in args])
        self.__parameters__ = _collect_parameters(args)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(args, tuple):
            args = (args,)
        args = _prepare(self, _unpack([_convert(a) for a in args]))
        _check_count(self, len(args), len(self.__parameters__))
        values = dict(zip(self.__parameters__, args))
        is_callable = isinstance(self, _CallableGenericAlias)
        new = []
        for arg in self.__args__:
            value = _substitute(arg, values)
            if _is_unpacked_variable(arg) or is_callable and isinstance(value, tuple):
                new.extend(value)
            else:
                new.append(value)
        return self.copy_with(tuple(new))

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        args = ', '.join(map(_type_repr, self.__args__)) or '()'
        return f'{name}[{args}]'

    def __reduce__(self):
        args = self.__args__
        origin = globals()[self._name] if self._name else self.__origin__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        from operator import getitem
        return getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            i = bases.index(self)
            for b in bases[i + 1:]:
                if isinstance(b, _BaseAlias) and b is not self:
                    return ()
        return (self.__origin__,)


class _Ellipsis:
    """Stands for ... among arguments while they are checked."""


class _SpecialGenericAlias(_BaseAlias):
    # An alias that is not subscripted: List.

    def __init__(self, origin, nparams, name, *, inst=True):
        super().__init__(origin, inst=inst, name=name)
        self._nparams = nparams
        self.__doc__ = f'A generic version of {origin.__module__}.{origin.__qualname__}.'

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple([_type_check(p, "Parameters to generic types must be types.") for p in params])
        if self._nparams >= 0:
            _check_count(self, len(params), self._nparams)
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name


class _CallableGenericAlias(_GenericAlias):

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, _ConcatenateGenericAlias))):
            return super().__repr__()
        return f"typing.Callable[[{', '.join(map(_type_repr, args[:-1]))}], {_type_repr(args[-1])}]"


class _CallableType(_SpecialGenericAlias):

    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is ...:
            return self.copy_with((_Ellipsis, result))
        if isinstance(args, list):
            msg = "Callable[[arg, ...], result]: each arg must be a type."
            return self.copy_with(tuple([_type_check(arg, msg) for arg in args]) + (result,))
        if isinstance(args, (ParamSpec, _ConcatenateGenericAlias)):
            return self.copy_with((args, result))
        raise TypeError(f"Callable[args, result]: args must be a list. Got {args}")


class _TupleType(_SpecialGenericAlias):

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            msg = "Tuple[t, ...]: t must be a type."
            return self.copy_with(tuple([_type_check(p, msg) for p in params[:-1]]) + (_Ellipsis,))
        msg = "Tuple[t0, t1, ...]: each t must be a type."
        return self.copy_with(tuple([_type_check(p, msg) for p in params]))


class _UnionGenericAlias(_GenericAlias):

    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            return f'typing.Optional[{_type_repr(args[args[0] is type(None)])}]'
        return super().__repr__()

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        function, (origin, args) = super().__reduce__()
        return function, (Union, args)


class _LiteralGenericAlias(_GenericAlias):

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return {(a, type(a)) for a in self.__args__} == {(a, type(a)) for a in other.__args__}

    def __hash__(self):
        return hash(frozenset([(a, type(a)) for a in self.__args__]))

    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"


class _ConcatenateGenericAlias(_GenericAlias):

    def copy_with(self, params):
        last = params[-1]
        if isinstance(last, (list, tuple)):
            return (*params[:-1], *last)
        if isinstance(last, _ConcatenateGenericAlias):
            params = (*params[:-1], *last.__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias):

    def __repr__(self):
        return '*' + repr(self.__args__[0])

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        inner, = self.__args__
        if isinstance(inner, _GenericAlias):
            assert inner.__origin__ is tuple
            return inner.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias):

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin)
        self.__metadata__ = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return 'Annotated'
        return super().__getattr__(attr)


def _bare(self, parameters):
    raise TypeError(f"{self} is not subscriptable")


def _form(name, doc, getitem=_bare):
    def form(self, parameters):
        return getitem(self, parameters)
    form.__name__ = name
    form.__doc__ = doc
    return _SpecialForm(form)


def _one_type(self, parameters):
    return _GenericAlias(self, (_type_check(parameters, f'{self} accepts only single type.'),), name=self._name)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        if self is Any:
            return "typing.Any"
        return super().__repr__()


class Any(metaclass=_AnyMeta):
    """The type that every value has and that fits everywhere."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls, *args, **kwargs)


def _union(self, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for p in parameters:
        p = _type_check(p, "Union[arg, ...]: each arg must be a type.")
        flat.extend(p.__args__ if isinstance(p, (_UnionGenericAlias, UnionType)) else (p,))
    flat = tuple(_unique(flat))
    if len(flat) == 1:
        return flat[0]
    return _UnionGenericAlias(self, flat, name='Optional' if len(flat) == 2 and type(None) in flat else 'Union')


def _literal(self, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for p in parameters:
        flat.extend(p.__args__ if isinstance(p, _LiteralGenericAlias) else (p,))
    kept = []
    for p in flat:
        if not any(type(p) is type(k) and p == k for k in kept):
            kept.append(p)
    return _LiteralGenericAlias(self, tuple(kept), name='Literal')


def _concatenate(self, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    msg = "Concatenate[arg, ...]: each arg must be a type."
    return _ConcatenateGenericAlias(self, tuple([_type_check(p, msg) for p in parameters[:-1]]) + parameters[-1:],
                                    name='Concatenate')


NoReturn = _form('NoReturn', 'The result of a function that never returns.')
Never = _form('Never', 'The type that no value has.')
Self = _form('Self', 'The class that a method is called on.')
LiteralString = _form('LiteralString', 'Text made from literals alone.')
TypeAlias = _form('TypeAlias', 'Annotation of a name that stands for a type.')
ClassVar = _form('ClassVar', 'Annotation of an attribute of the class itself.', _one_type)
Final = _form('Final', 'Annotation of a name that is bound once.', _one_type)
Union = _form('Union', 'Union[X, Y]: X or Y.', _union)
Optional = _form('Optional', 'Optional[X]: X or None.',
                 lambda self, p: Union[_type_check(p, f"{self} requires a single type."), type(None)])
Literal = _form('Literal', 'Literal[1, "a"]: one of these values.', _literal)
Concatenate = _form('Concatenate', 'Parameters in front of those of a ParamSpec.', _concatenate)
TypeGuard = _form('TypeGuard', 'The result of a function that tells the type of its argument.', _one_type)
Required = _form('Required', 'A key that a TypedDict must have.', _one_type)
Unpack = _form('Unpack', 'The types of a tuple or of a TypeVarTuple, one by one: Unpack[Ts], or *Ts.',
               lambda self, p: _UnpackGenericAlias(self, (_type_check(p, f'{self} accepts only single type.'),)))
NotRequired = _form('NotRequired', 'A key that a TypedDict may lack.', _one_type)


class Annotated:
    """Annotated[T, x, ...]: the type T, with values that others may read."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments "
                            "(a type and an annotation).")
        if _is_unpacked_variable(params[0]):
            raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
        return _AnnotatedAlias(_type_check(params[0], "Annotated[t, ...]: t must be a type."), params[1:])

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"Cannot subclass {cls.__module__}.Annotated")


# ---- Variables ---------------------------------------------------------------------------------

class ForwardRef:
    """The name of a type that is not defined yet."""

    __slots__ = ('__forward_arg__', '__forward_code__', '__forward_evaluated__', '__forward_value__',
                 '__forward_is_argument__', '__forward_is_class__', '__forward_module__')

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            code = compile(f'({arg},)[0]' if arg[:1] == '*' else arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns):
        if self.__forward_module__ is not None:
            globalns = getattr(sys.modules.get(self.__forward_module__), '__dict__', globalns)
        return eval(self.__forward_code__, {} if globalns is None else globalns, localns)

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (self.__forward_arg__ == other.__forward_arg__
                and self.__forward_module__ == other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        if self.__forward_module__ is None:
            return f'ForwardRef({self.__forward_arg__!r})'
        return f'ForwardRef({self.__forward_arg__!r}, module={self.__forward_module__!r})'


def _caller():
    try:
        return sys._getframe(2).f_globals.get('__name__', '__main__')
    except (AttributeError, ValueError):
        return None


class _Variable:
    # What TypeVar and ParamSpec share.

    def _set(self, name, bound, covariant, contravariant, module):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__name__ = name
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__bound__ = None if bound is None else _type_check(bound, "Bound must be a type.")
        if module != 'typing':
            self.__module__ = module

    def __repr__(self):
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __reduce__(self):
        return self.__name__


class TypeVar(_Variable):
    """A type variable: TypeVar('T'), TypeVar('T', int, str), TypeVar('T', bound=Base)."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self._set(name, bound, covariant, contravariant, _caller())
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        msg = "TypeVar(name, constraint, ...): constraints must be types."
        self.__constraints__ = tuple([_type_check(t, msg) for t in constraints])

    def __typing_subst__(self, arg):
        arg = _type_check(arg, "Parameters to generic types must be types.")
        if isinstance(arg, _UnpackGenericAlias) or isinstance(arg, GenericAlias) and arg.__unpacked__:
            raise TypeError(f"{arg} is not valid as type argument")
        return arg


class TypeVarTuple:
    """A variable for any number of types: class Array(Generic[*Ts])."""

    def __init__(self, name):
        self.__name__ = name
        module = _caller()
        if module != 'typing':
            self.__module__ = module

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError("Cannot subclass special typing classes")

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        # The parameters before and after this one take an argument each, it takes those between. An argument
        # *tuple[X, ...] stands for as many X as are wanted.
        parameters = alias.__parameters__
        before = parameters.index(self)
        after = len(parameters) - before - 1
        if any(isinstance(p, TypeVarTuple) for p in parameters[before + 1:]):
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        at = filler = None
        for k, arg in enumerate(args):
            inner = None if isinstance(arg, type) else getattr(arg, '__typing_unpacked_tuple_args__', None)
            if inner and len(inner) == 2 and inner[-1] is ...:
                if at is not None:
                    raise TypeError("More than one unpacked arbitrary-length tuple argument")
                at, filler = k, inner[0]
        left, right = before, after
        if at is not None:
            left, right = min(left, at), min(right, len(args) - at - 1)
        elif left + right > len(args):
            raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected at least {before + after}")
        end = len(args) - right
        # Without an argument of its own before this one CPython fills in as many less behind it.
        return (*args[:left], *[filler] * (before - left), args[left:end], *[filler] * (after - right - left), *args[end:])


class ParamSpecArgs:
    """P.args of a ParamSpec P."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.{'args' if type(self) is ParamSpecArgs else 'kwargs'}"

    def __eq__(self, other):
        return type(other) is type(self) and self.__origin__ == other.__origin__

    __hash__ = None


class ParamSpecKwargs(ParamSpecArgs):
    """P.kwargs of a ParamSpec P."""


class ParamSpec(_Variable):
    """A variable for the parameters of a callable."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self._set(name, bound, covariant, contravariant, _caller())

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple([_type_check(a, "Expected a type.") for a in arg])
        if not _is_parameters(arg):
            raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        at = alias.__parameters__.index(self)
        if at >= len(args):
            raise TypeError(f"Too few arguments for {alias}")
        if len(alias.__parameters__) == 1 and not _is_parameters(args[0]):
            return (args,)  # Z[int, str] for Z[[int, str]]
        if isinstance(args[at], list):
            return (*args[:at], tuple(args[at]), *args[at + 1:])
        return args


class NewType:
    """NewType('UserId', int): another name for a type, which checkers keep apart from it."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[2]
        self.__supertype__ = tp
        module = _caller()
        if module != 'typing':
            self.__module__ = module

    def __call__(self, x):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                                f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`")
        return (Dummy,)

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# ---- Generic and Protocol ----------------------------------------------------------------------

class Generic:
    """Base of generic classes: class Box(Generic[T])."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple([_convert(p) for p in params])
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all(isinstance(p, (TypeVar, ParamSpec)) or _is_unpacked_variable(p) for p in params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables "
                                f"or parameter specification variables.")
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
        else:
            params = _prepare(cls, params)
            if not cls.__parameters__:
                raise TypeError(f"{cls} is not a generic class")
            _check_count(cls, len(params), len(cls.__parameters__))
            new = []
            for parameter, param in zip(cls.__parameters__, params):
                if isinstance(parameter, TypeVarTuple):
                    new.extend(param)
                else:
                    new.append(param)
            params = tuple(new)
        return _GenericAlias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__')
        if bases is None and (Generic in cls.__bases__ and cls.__name__ != 'Protocol'):
            raise TypeError("Cannot inherit from plain Generic")
        parameters = ()
        if bases is not None:
            if Generic in bases:
                raise TypeError("Cannot inherit from plain Generic")
            parameters = _collect_parameters(bases)
            declared = [b for b in bases if isinstance(b, _GenericAlias) and b.__origin__ in (Generic, Protocol)]
            if len([b for b in declared if b.__origin__ is Generic]) > 1:
                raise TypeError("Cannot inherit from Generic[...] multiple types.")
            if declared:
                named = declared[0].__parameters__
                missing = [p for p in parameters if p not in named]
                if missing:
                    raise TypeError(f"Some type variables ({', '.join(map(str, missing))}) are not listed in "
                                    f"{declared[0].__origin__.__name__}[{', '.join(map(str, named))}]")
                parameters = named
        cls.__parameters__ = tuple(parameters)


_NO_MEMBERS = frozenset((
    '__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__', '__slots__',
    '__subclasshook__', '__weakref__', '__class_getitem__', '__orig_bases__', '__orig_class__', '__parameters__',
    '_is_protocol', '_is_runtime_protocol', '__match_args__', '_abc_impl', '__hash__',
))


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        for name in (*base.__dict__, *base.__dict__.get('__annotations__', {})):
            if name not in _NO_MEMBERS:
                names.add(name)
    return names


class _ProtocolMeta(ABCMeta):

    def __instancecheck__(cls, instance):
        if getattr(cls, '_is_protocol', False):
            if not getattr(cls, '_is_runtime_protocol', False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            if super().__instancecheck__(instance):
                return True
            for name in _protocol_members(cls):
                if not hasattr(instance, name) or callable(getattr(cls, name, None)) and getattr(instance, name) is None:
                    return False
            return True
        return super().__instancecheck__(instance)


def _protocol_hook(cls, other):
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    if not getattr(cls, '_is_runtime_protocol', False):
        if sys._getframe(1).f_globals.get('__name__') in ('abc', 'functools', 'typing'):
            return NotImplemented
        raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
    members = _protocol_members(cls)
    if not all(callable(getattr(cls, name, None)) for name in members):
        if sys._getframe(1).f_globals.get('__name__') in ('abc', 'functools', 'typing'):
            return NotImplemented
        raise TypeError("Protocols with non-method members don't support issubclass()")
    if not isinstance(other, type):
        raise TypeError('issubclass() arg 1 must be a class')
    for name in members:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if name in getattr(base, '__annotations__', {}) and getattr(other, '_is_protocol', False):
                break
        else:
            return NotImplemented
    return True


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError('Protocols cannot be instantiated')


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of protocols: classes that say what others must have."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_protocol_hook)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic) or base.__module__ in ('collections.abc', '_collections_abc', 'contextlib')
                    or getattr(base, '_is_protocol', False)):
                raise TypeError('Protocols can only inherit from other protocols, got %r' % base)
        if cls.__init__ is Protocol.__init__ or '__init__' not in cls.__dict__:
            cls.__init__ = _no_init


def runtime_checkable(cls):
    """Class decorator: isinstance() and issubclass() may be asked about the protocol."""
    if not (isinstance(cls, type) and issubclass(cls, Generic) and getattr(cls, '_is_protocol', False)):
        raise TypeError('@runtime_checkable can be only applied to protocol classes, got %r' % cls)
    cls._is_runtime_protocol = True
    return cls


def _supports(name, method, result, params=()):
    namespace = {'__slots__': (), '__module__': 'typing', '__doc__': f'An ABC with one abstract method {method}.',
                 method: abstractmethod(lambda self: None)}
    return runtime_checkable(_ProtocolMeta(name, (Protocol,), namespace))


SupportsInt = _supports('SupportsInt', '__int__', int)
SupportsFloat = _supports('SupportsFloat', '__float__', float)
SupportsComplex = _supports('SupportsComplex', '__complex__', complex)
SupportsBytes = _supports('SupportsBytes', '__bytes__', bytes)
SupportsIndex = _supports('SupportsIndex', '__index__', int)
SupportsAbs = _supports('SupportsAbs', '__abs__', Any)
SupportsRound = _supports('SupportsRound', '__round__', Any)


AnyStr = TypeVar('AnyStr', bytes, str)


# ---- Aliases, made on demand -------------------------------------------------------------------

_ALIASES = {  # name: module, class, number of parameters
    'List': ('builtins', 'list', 1), 'Dict': ('builtins', 'dict', 2), 'Set': ('builtins', 'set', 1),
    'FrozenSet': ('builtins', 'frozenset', 1), 'Type': ('builtins', 'type', 1),
    'Deque': ('collections', 'deque', 1), 'DefaultDict': ('collections', 'defaultdict', 2),
    'OrderedDict': ('collections', 'OrderedDict', 2), 'Counter': ('collections', 'Counter', 1),
    'ChainMap': ('collections', 'ChainMap', 2),
    'ContextManager': ('contextlib', 'AbstractContextManager', 1),
    'AsyncContextManager': ('contextlib', 'AbstractAsyncContextManager', 1),
    'Pattern': ('re', 'Pattern', 1), 'Match': ('re', 'Match', 1),
    'AbstractSet': ('collections.abc', 'Set', 1), 'Sized': ('collections.abc', 'Sized', 0),
    'Hashable': ('collections.abc', 'Hashable', 0), 'ByteString': ('collections.abc', 'ByteString', 0),
    'Generator': ('collections.abc', 'Generator', 3), 'Coroutine': ('collections.abc', 'Coroutine', 3),
    'AsyncGenerator': ('collections.abc', 'AsyncGenerator', 2), 'Mapping': ('collections.abc', 'Mapping', 2),
    'MutableMapping': ('collections.abc', 'MutableMapping', 2), 'ItemsView': ('collections.abc', 'ItemsView', 2),
}
for _name in ('Awaitable', 'AsyncIterable', 'AsyncIterator', 'Iterable', 'Iterator', 'Reversible', 'Container',
              'Collection', 'MutableSet', 'Sequence', 'MutableSequence', 'MappingView', 'KeysView', 'ValuesView'):
    _ALIASES[_name] = ('collections.abc', _name, 1)
del _name

Tuple = _TupleType(tuple, -1, 'Tuple', inst=False)


_TOOLS = frozenset((
    'NamedTuple', 'TypedDict', 'assert_never', 'assert_type', 'cast', 'clear_overloads', 'dataclass_transform', 'final',
    'get_args', 'get_origin', 'get_overloads', 'get_type_hints', 'is_typeddict', 'no_type_check', 'overload',
    'reveal_type',
))


def __getattr__(name):
    if name in _TOOLS:
        import _typing_tools
        for each in _TOOLS:
            globals()[each] = getattr(_typing_tools, each)
        return globals()[name]
    if name in ('IO', 'TextIO', 'BinaryIO'):
        return _make_io(name)
    if name == 'Callable':
        from collections.abc import Callable as origin
        alias = _CallableType(origin, 2, 'Callable')
    elif name in _ALIASES:
        module, attribute, count = _ALIASES[name]
        __import__(module)
        alias = _SpecialGenericAlias(getattr(sys.modules[module], attribute), count, name,
                                     inst=name in ('Deque', 'DefaultDict', 'OrderedDict', 'Counter', 'ChainMap'))
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = alias
    return alias


def __dir__():
    return sorted({*globals(), *__all__})


def _make_io(name):
    class IO(Generic[AnyStr]):
        """A file, for annotations."""
        __slots__ = ()
        __module__ = 'typing'
    IO.__qualname__ = 'IO'
    globals()['IO'] = IO
    for each, argument in (('TextIO', str), ('BinaryIO', bytes)):
        base = IO[argument]
        from types import new_class
        globals()[each] = new_class(each, (base,), {}, lambda ns: ns.update(__slots__=(), __module__='typing'))
    return globals()[name]
