# SPDX-License-Identifier: MIT
# dataclasses: classes whose methods follow from their annotations. All methods of a class are written as one text, which
# is compiled once: a function __create_fn__ whose parameters are the values that the text names.
import abc
import sys
from types import FunctionType, GenericAlias, MappingProxyType, MemberDescriptorType

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING',
           'fields', 'asdict', 'astuple', 'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    pass


# ---- Markers -----------------------------------------------------------------------------------

class _HAS_DEFAULT_FACTORY_CLASS:
    # The default of a parameter whose field has a factory.
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()


class _FIELD_BASE:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE('_FIELD')
_FIELD_CLASSVAR = _FIELD_BASE('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FIELD_BASE('_FIELD_INITVAR')

_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT_NAME = '__post_init__'

_EMPTY_METADATA = MappingProxyType({})

# ids of the objects whose repr is being made
_repr_running = set()


class InitVar:
    """The type of a pseudo-field that is only a parameter of __init__ and __post_init__."""

    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of one field. Made by field()."""

    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare',
                 'metadata', 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        key = id(self)
        if key in _repr_running:
            return '...'
        _repr_running.add(key)
        try:
            return ('Field('
                    f'name={self.name!r},'
                    f'type={self.type!r},'
                    f'default={self.default!r},'
                    f'default_factory={self.default_factory!r},'
                    f'init={self.init!r},'
                    f'repr={self.repr!r},'
                    f'hash={self.hash!r},'
                    f'compare={self.compare!r},'
                    f'metadata={self.metadata!r},'
                    f'kw_only={self.kw_only!r},'
                    f'_field_type={self._field_type}'
                    ')')
        finally:
            _repr_running.discard(key)

    def __set_name__(self, owner, name):
        # The default may be a descriptor that wants to know its name.
        set_name = getattr(type(self.default), '__set_name__', None)
        if set_name:
            set_name(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return ('_DataclassParams('
                f'init={self.init!r},'
                f'repr={self.repr!r},'
                f'eq={self.eq!r},'
                f'order={self.order!r},'
                f'unsafe_hash={self.unsafe_hash!r},'
                f'frozen={self.frozen!r}'
                ')')


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True,
          hash=None, compare=True, metadata=None, kw_only=MISSING):
    """Describe a field, as the value of its annotated name in the class body.

    default is its default, default_factory a function that makes one for each
    instance (not both). init, repr and compare say whether it takes part in
    those methods, hash whether in __hash__ (None: as compare says). metadata
    is any mapping, and kw_only makes its parameter keyword-only.
    """
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# ---- Annotations -------------------------------------------------------------------------------

def _is_classvar(a_type, typing):
    return (a_type is typing.ClassVar
            or (type(a_type) is typing._GenericAlias and a_type.__origin__ is typing.ClassVar))


def _is_initvar(a_type, dataclasses):
    return a_type is dataclasses.InitVar or type(a_type) is dataclasses.InitVar


def _is_kw_only(a_type, dataclasses):
    return a_type is dataclasses.KW_ONLY


def _word_at(text, start):
    # Past spaces, the end of the word that begins there: (start, end).
    while start < len(text) and text[start].isspace():
        start += 1
    end = start
    while end < len(text) and (text[end].isalnum() or text[end] == '_'):
        end += 1
    return start, end


def _split_annotation(text):
    # "module.Name[...]" -> ('module', 'Name'), "Name" -> (None, 'Name'), else (None, None).
    start, end = _word_at(text, 0)
    if start == end:
        return None, None
    first = text[start:end]
    while end < len(text) and text[end].isspace():
        end += 1
    if text[end:end + 1] == '.':
        start, end = _word_at(text, end + 1)
        if start < end:
            return first, text[start:end]
    return None, first


def _is_type(annotation, cls, a_module, a_type, is_type_predicate):
    # Does an annotation that is text name that type? Looked up in the module of the class, one dot deep.
    module_name, name = _split_annotation(annotation)
    if name is None:
        return False
    namespace = None
    module = sys.modules.get(cls.__module__)
    if not module_name:
        namespace = module.__dict__
    elif module and module.__dict__.get(module_name) is a_module:
        namespace = sys.modules.get(a_type.__module__).__dict__
    return bool(namespace and is_type_predicate(namespace.get(name), a_module))


def _get_field(cls, a_name, a_type, default_kw_only):
    # The Field of an annotation, from its value in the class.
    default = getattr(cls, a_name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, MemberDescriptorType):
            default = MISSING  # a name in __slots__
        f = field(default=default)
    f.name = a_name
    f.type = a_type
    f._field_type = _FIELD
    is_text = isinstance(a_type, str)
    typing = sys.modules.get('typing')  # when it is not there, nobody can have written ClassVar
    if typing and (_is_classvar(a_type, typing)
                   or is_text and _is_type(a_type, cls, typing, typing.ClassVar, _is_classvar)):
        f._field_type = _FIELD_CLASSVAR
    else:
        dataclasses = sys.modules[__name__]
        if (_is_initvar(a_type, dataclasses)
                or is_text and _is_type(a_type, cls, dataclasses, dataclasses.InitVar, _is_initvar)):
            f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f'field {f.name} cannot have a default factory')
    if f._field_type is not _FIELD_CLASSVAR:
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field '
                         f'{f.name} is not allowed: use default_factory')
    return f


# ---- Methods as text ---------------------------------------------------------------------------

class _Writer:
    """Functions to be made: their text, and the values it names."""

    def __init__(self, globals):
        self.globals = globals
        self.values = {}
        self.lines = []
        self.names = []

    def add(self, name, args, body, returns=''):
        self.names.append(name)
        self.lines.append(f' def {name}({",".join(args)}){returns}:')
        self.lines.extend([f'  {line}' for line in body])

    def make(self):
        # name -> function
        if not self.names:
            return {}
        text = '\n'.join([f'def __create_fn__({", ".join(self.values)}):', *self.lines,
                          f' return ({", ".join(self.names)},)'])
        namespace = {}
        exec(text, self.globals, namespace)
        return dict(zip(self.names, namespace['__create_fn__'](**self.values)))


def _tuple_text(name, fields):
    # "(self.x,self.y,)"
    if not fields:
        return '()'
    return f'({",".join([f"{name}.{f.name}" for f in fields])},)'


def _assignment(f, frozen, values, self_name, slots):
    # The line of __init__ that gives a field its value; None: there is none.
    default_name = f'_dflt_{f.name}'
    if f.default_factory is not MISSING:
        values[default_name] = f.default_factory
        value = f'{default_name}()'
        if f.init:
            value += f' if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}'
    elif f.init:
        if f.default is not MISSING:
            values[default_name] = f.default
        value = f.name
    elif slots and f.default is not MISSING:
        # The class attribute, where the default would be found, is the slot.
        values[default_name] = f.default
        value = default_name
    else:
        return None
    if f._field_type is _FIELD_INITVAR:
        return None
    if frozen:
        return f'__dataclass_builtins_object__.__setattr__({self_name},{f.name!r},{value})'
    return f'{self_name}.{f.name}={value}'


def _parameter(f):
    if f.default is not MISSING:
        default = f'=_dflt_{f.name}'
    elif f.default_factory is not MISSING:
        default = '=_HAS_DEFAULT_FACTORY'
    else:
        default = ''
    return f'{f.name}:_type_{f.name}{default}'


def _write_init(writer, fields, std_fields, kw_only_fields, frozen, has_post_init, self_name, slots):
    seen_default = False
    for f in std_fields:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError(f'non-default argument {f.name!r} follows default argument')
    values = writer.values
    for f in fields:
        values[f'_type_{f.name}'] = f.type
    values['_return_type'] = None
    values['_HAS_DEFAULT_FACTORY'] = _HAS_DEFAULT_FACTORY
    values['__dataclass_builtins_object__'] = object
    body = []
    for f in fields:
        line = _assignment(f, frozen, values, self_name, slots)
        if line:
            body.append(line)
    if has_post_init:
        arguments = ','.join([f.name for f in fields if f._field_type is _FIELD_INITVAR])
        body.append(f'{self_name}.{_POST_INIT_NAME}({arguments})')
    parameters = [self_name, *map(_parameter, std_fields)]
    if kw_only_fields:
        parameters += ['*', *map(_parameter, kw_only_fields)]
    writer.add('__init__', parameters, body or ['pass'], '->_return_type')


def _write_repr(writer, fields):
    writer.values['__dataclass_running__'] = _repr_running
    writer.values['__dataclass_id__'] = id
    text = ', '.join([f'{f.name}={{self.{f.name}!r}}' for f in fields])
    writer.add('__repr__', ('self',), (
        'key = __dataclass_id__(self)',
        'if key in __dataclass_running__:',
        ' return "..."',
        '__dataclass_running__.add(key)',
        'try:',
        f' return self.__class__.__qualname__ + f"({text})"',
        'finally:',
        ' __dataclass_running__.discard(key)'))


def _write_comparison(writer, name, operator, fields):
    writer.add(name, ('self', 'other'), (
        'if other.__class__ is self.__class__:',
        f' return {_tuple_text("self", fields)}{operator}{_tuple_text("other", fields)}',
        'return NotImplemented'))


def _write_frozen(writer, cls, fields):
    writer.values['cls'] = cls
    writer.values['FrozenInstanceError'] = FrozenInstanceError
    names = f'({"".join([repr(f.name) + "," for f in fields])})'
    for name, parameters, verb in (('__setattr__', 'name, value', 'assign to'),
                                   ('__delattr__', 'name', 'delete')):
        writer.add(name, ('self', parameters), (
            f'if type(self) is cls or name in {names}:',
            f' raise FrozenInstanceError(f"cannot {verb} field {{name!r}}")',
            f'super(cls, self).{name}({parameters})'))


# What becomes of __hash__, by (unsafe_hash, eq, frozen): None for nothing; 'none', 'add'. With unsafe_hash a __hash__ of
# the class's own is an error, otherwise it stays.
_HASH_ACTIONS = {
    (False, True, False): 'none',
    (False, True, True): 'add',
    (True, False, False): 'add',
    (True, False, True): 'add',
    (True, True, False): 'add',
    (True, True, True): 'add',
}


def _hash_action(cls, unsafe_hash, eq, frozen, has_explicit_hash):
    action = _HASH_ACTIONS.get((bool(unsafe_hash), bool(eq), bool(frozen)))
    if has_explicit_hash and action:
        if unsafe_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        return None
    return action


# ---- The signature in the documentation ----------------------------------------------------------

def _annotation_text(annotation, module):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


def _signature_text(function, skip):
    # "(x: int, y: str = 'a')", as inspect prints it, without the result; the first `skip` parameters left out.
    function = getattr(function, '__func__', function)
    if not isinstance(function, FunctionType):
        return '()' if function in (object.__init__, object.__new__) else '(*args, **kwargs)'
    code = function.__code__
    annotations = function.__annotations__
    defaults = function.__defaults__ or ()
    kwdefaults = function.__kwdefaults__ or {}
    count, only = code.co_argcount, code.co_kwonlyargcount
    names = code.co_varnames
    parts = []

    def add(name, stars='', default=MISSING):
        text = stars + name
        if name in annotations:
            text += ': ' + _annotation_text(annotations[name], None)
        if default is not MISSING:
            text += (' = ' if name in annotations else '=') + repr(default)
        parts.append(text)

    for i in range(skip, count):
        j = i - (count - len(defaults))
        add(names[i], default=defaults[j] if j >= 0 else MISSING)
        if i + 1 == code.co_posonlyargcount:
            parts.append('/')
    at = count + only
    if code.co_flags & 4:
        add(names[at], '*')
        at += 1
    elif only:
        parts.append('*')
    for name in names[count:count + only]:
        add(name, default=kwdefaults.get(name, MISSING))
    if code.co_flags & 8:
        add(names[at], '**')
    return f'({", ".join(parts)})'


def _call_signature(cls):
    # What calling the class takes: the metaclass's __call__, or the first __new__ or __init__ of its bases.
    call = getattr(type(cls), '__call__', None)
    if isinstance(call, FunctionType):
        return _signature_text(call, 1)
    for base in cls.__mro__:
        for name in ('__new__', '__init__'):
            if name in base.__dict__ and base is not object:
                return _signature_text(base.__dict__[name], 1)
    return '()'


# ---- The decorator -----------------------------------------------------------------------------

def _set_new_attribute(cls, name, value):
    # True: the class has one of its own, which stays.
    if name in cls.__dict__:
        return True
    if isinstance(value, FunctionType):
        value.__qualname__ = f"{cls.__qualname__}.{value.__name__}"
    setattr(cls, name, value)
    return False


def _collect_fields(cls, frozen, kw_only):
    # Fields of the bases, then the class's own, in order; an own one replaces a base's of that name in its place.
    fields = {}
    any_frozen_base = False
    has_dataclass_bases = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            fields.update((f.name, f) for f in base_fields.values())
            if getattr(base, _PARAMS).frozen:
                any_frozen_base = True
    annotations = cls.__dict__.get('__annotations__', {})
    own = []
    kw_only_seen = False
    dataclasses = sys.modules[__name__]
    for name, a_type in annotations.items():
        if (_is_kw_only(a_type, dataclasses)
                or isinstance(a_type, str)
                and _is_type(a_type, cls, dataclasses, dataclasses.KW_ONLY, _is_kw_only)):
            if kw_only_seen:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            kw_only_seen = kw_only = True
        else:
            own.append(_get_field(cls, name, a_type, kw_only))
    for f in own:
        fields[f.name] = f
        # The class attribute is the default itself, or nothing.
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not any_frozen_base and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    return fields


_ORDER = (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>='))


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    module = sys.modules.get(cls.__module__)
    writer = _Writer({} if module is None else module.__dict__)
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen))
    fields = _collect_fields(cls, frozen, kw_only)
    setattr(cls, _FIELDS, fields)
    # An __eq__ in the class body makes __hash__ None; that is no __hash__ of its own.
    class_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING or class_hash is None and '__eq__' in cls.__dict__)
    if order and not eq:
        raise ValueError('eq must be true if order is true')

    parameters = [f for f in fields.values() if f._field_type is not _FIELD_CLASSVAR]
    std_fields = [f for f in parameters if f.init and not f.kw_only]
    real = [f for f in fields.values() if f._field_type is _FIELD]
    compared = [f for f in real if f.compare]
    if init:
        _write_init(writer, parameters, std_fields, [f for f in parameters if f.init and f.kw_only],
                    frozen, hasattr(cls, _POST_INIT_NAME),
                    '__dataclass_self__' if 'self' in fields else 'self', slots)
    if repr and '__repr__' not in cls.__dict__:
        _write_repr(writer, [f for f in real if f.repr])
    if eq and '__eq__' not in cls.__dict__:
        _write_comparison(writer, '__eq__', '==', compared)
    if order:
        for name, operator in _ORDER:
            _write_comparison(writer, name, operator, compared)
    if frozen:
        _write_frozen(writer, cls, real)
    hashed = [f for f in real if (f.compare if f.hash is None else f.hash)]
    if not (has_explicit_hash and unsafe_hash):  # that is an error below
        hash_action = _hash_action(cls, unsafe_hash, eq, frozen, has_explicit_hash)
        if hash_action == 'add':
            writer.add('__hash__', ('self',), (f'return hash({_tuple_text("self", hashed)})',))
    made = writer.make()
    for name, function in made.items():
        if name == '__hash__':
            continue
        if _set_new_attribute(cls, name, function):
            if order and name in ('__lt__', '__le__', '__gt__', '__ge__'):
                raise TypeError(f'Cannot overwrite attribute {name} '
                                f'in class {cls.__name__}. Consider using '
                                'functools.total_ordering')
            if name != '__init__':
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')
    hash_action = _hash_action(cls, unsafe_hash, eq, frozen, has_explicit_hash)
    if hash_action == 'none':
        cls.__hash__ = None
    elif hash_action:
        made['__hash__'].__qualname__ = f"{cls.__qualname__}.__hash__"
        cls.__hash__ = made['__hash__']

    if not getattr(cls, '__doc__'):
        cls.__doc__ = cls.__name__ + _call_signature(cls)
    if match_args:
        _set_new_attribute(cls, '__match_args__', tuple([f.name for f in std_fields]))
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    abc.update_abstractmethods(cls)
    return cls


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _get_slots(cls):
    slots = cls.__dict__.get('__slots__')
    if slots is None:
        return ()
    if isinstance(slots, str):
        return (slots,)
    if hasattr(slots, '__next__'):  # an iterator, which the class has used up
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return tuple(slots)


def _add_slots(cls, is_frozen, weakref_slot):
    # __slots__ cannot be added to a class: a new one is made in its place.
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    names = tuple([f.name for f in fields(cls)])
    inherited = set()
    for base in cls.__mro__[1:-1]:
        inherited.update(_get_slots(base))
    wanted = names + (('__weakref__',) if weakref_slot else ())
    namespace["__slots__"] = tuple([name for name in wanted if name not in inherited])
    for name in names:
        namespace.pop(name, None)  # defaults would clash with the slots
    namespace.pop('__dict__', None)  # these belong to the class that is replaced
    namespace.pop('__weakref__', None)
    qualname = getattr(cls, '__qualname__', None)
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        cls.__qualname__ = qualname
    if is_frozen:
        if '__getstate__' not in namespace:
            cls.__getstate__ = _dataclass_getstate
        if '__setstate__' not in namespace:
            cls.__setstate__ = _dataclass_setstate
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False,
              unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    """Class decorator: writes methods from the annotated names of the class body.

    init, repr, eq, order: those methods are added (where the class has none of
    its own). unsafe_hash adds __hash__ at any rate; frozen makes fields
    read-only; match_args adds __match_args__; kw_only makes all parameters
    keyword-only; slots gives a new class with __slots__, weakref_slot one that
    can be referred to weakly.
    """
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen,
                              match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


# ---- Functions ---------------------------------------------------------------------------------

def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one, as a tuple of Field."""
    try:
        fields = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance')
    return tuple([f for f in fields.values() if f._field_type is _FIELD])


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Is it a dataclass, or an instance of one?"""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields of an instance as a dict, dataclasses and containers inside it converted too."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict_inner(obj, dict_factory)


def _convert_container(obj, convert):
    # A copy of a list, tuple (named ones too) or dict whose items went through convert; else a deep copy.
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[convert(v) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(convert(v) for v in obj)
    if isinstance(obj, dict):
        return type(obj)((convert(k), convert(v)) for k, v in obj.items())
    if type(obj) in _ATOMS:
        return obj
    import copy
    return copy.deepcopy(obj)


# Copies of these are themselves.
_ATOMS = frozenset((type(None), bool, int, float, complex, str, bytes, type(...), type(NotImplemented), type, range))


def _asdict_inner(obj, dict_factory):
    if _is_dataclass_instance(obj):
        return dict_factory([(f.name, _asdict_inner(getattr(obj, f.name), dict_factory))
                             for f in fields(obj)])
    return _convert_container(obj, lambda v: _asdict_inner(v, dict_factory))


def astuple(obj, *, tuple_factory=tuple):
    """The fields' values of an instance as a tuple, dataclasses and containers inside it converted too."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    if _is_dataclass_instance(obj):
        return tuple_factory([_astuple_inner(getattr(obj, f.name), tuple_factory) for f in fields(obj)])
    return _convert_container(obj, lambda v: _astuple_inner(v, tuple_factory))


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True,
                   repr=True, eq=True, order=False, unsafe_hash=False,
                   frozen=False, match_args=True, kw_only=False, slots=False,
                   weakref_slot=False):
    """Make a dataclass at run time.

    fields is an iterable of names, pairs (name, type) and triples (name, type,
    default or Field); a name alone has the type 'typing.Any'. namespace is
    added to the class body. The other arguments are dataclass()'s.
    """
    from keyword import iskeyword
    from types import new_class
    if namespace is None:
        namespace = {}
    seen = set()
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, a_type = item, 'typing.Any'
        elif len(item) == 2:
            name, a_type, = item
        elif len(item) == 3:
            name, a_type, default = item
            defaults[name] = default
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in seen:
            raise TypeError(f'Field name duplicated: {name!r}')
        seen.add(name)
        annotations[name] = a_type

    def body(ns):
        ns.update(namespace)
        ns.update(defaults)
        ns['__annotations__'] = annotations

    cls = new_class(cls_name, bases, {}, body)
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
                     frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new object of the same class with some fields changed; __init__ is called with the others as they are."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with '
                                 'init=False, it cannot be specified with '
                                 'replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
