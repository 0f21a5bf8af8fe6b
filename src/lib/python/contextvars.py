# SPDX-License-Identifier: MIT
"""Context variables: values that belong to the context in which code runs."""
from collections.abc import Mapping

__all__ = ('Context', 'ContextVar', 'Token', 'copy_context')

_NONE_GIVEN = object()


class _Missing:
    __slots__ = ()

    def __repr__(self):
        return '<Token.MISSING>'


class _Sealed(type):
    """Classes that cannot be derived from, and whose attributes stay."""

    def __new__(cls, name, bases, namespace):
        for base in bases:
            if type(base) is _Sealed and '_open' not in base.__dict__:
                raise TypeError(f"type '_contextvars.{base.__name__}' is not an acceptable base type")
        namespace['__module__'] = '_contextvars'
        return super().__new__(cls, name, bases, namespace)

    def __setattr__(cls, name, value):
        raise TypeError(f"cannot set {name!r} attribute of immutable type '_contextvars.{cls.__name__}'")

    def __repr__(cls):
        return f"<class '_contextvars.{cls.__name__}'>"


class Token(metaclass=_Sealed):
    """What ContextVar.set gives, and ContextVar.reset takes."""
    __slots__ = ('_context', '_var', '_old', '_used')

    MISSING = _Missing()

    def __new__(cls, *args, **kwargs):
        raise RuntimeError('Tokens can only be created by ContextVars')

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old

    def __class_getitem__(cls, item):
        return _generic(cls, item)

    def __repr__(self):
        used = ' used' if self._used else ''
        return f'<Token{used} var={self._var!r} at {id(self):#x}>'


class ContextVar(metaclass=_Sealed):
    """A variable whose value is that of the current context."""
    __slots__ = ('_name', '_default')

    def __init__(self, *args, default=_NONE_GIVEN, **named):
        if list(named) == ['name'] and not args:
            args = (named['name'],)
        elif len(args) != 1 or named:
            raise TypeError(f'ContextVar() takes exactly 1 positional argument ({len(args)} given)')
        name, = args
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_NONE_GIVEN, /):
        """The value in the current context, else the default given, else that of the variable; LookupError else."""
        values = _current()._values
        if self in values:
            return values[self]
        if default is not _NONE_GIVEN:
            return default
        if self._default is not _NONE_GIVEN:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        """Set a value in the current context, and give a token to undo it."""
        context = _current()
        token = object.__new__(Token)
        token._context = context
        token._var = self
        token._old = context._values.get(self, Token.MISSING)
        token._used = False
        context._values[self] = value
        return token

    def reset(self, token, /):
        """Set the value that there was before the token was made."""
        if type(token) is not Token:
            raise TypeError(f'expected an instance of Token, got {token!r}')
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token._var is not self:
            raise ValueError(f'{token!r} was created by a different ContextVar')
        context = _current()
        if token._context is not context:
            raise ValueError(f'{token!r} was created in a different Context')
        token._used = True
        if token._old is Token.MISSING:
            context._values.pop(self, None)
        else:
            context._values[self] = token._old

    def __class_getitem__(cls, item):
        return _generic(cls, item)

    def __repr__(self):
        default = '' if self._default is _NONE_GIVEN else f' default={self._default!r}'
        return f'<ContextVar name={self._name!r}{default} at {id(self):#x}>'


class Context(metaclass=_Sealed):
    """A mapping of context variables to their values."""
    __slots__ = ('_values', '_entered', '__weakref__')

    def __init__(self):
        self._values = {}
        self._entered = False

    def run(self, /, *args, **kwargs):
        """Call args[0] with the others, with this context as the current one."""
        if not args:
            raise TypeError('run() missing 1 required positional argument')
        callable, *args = args
        if self._entered:
            raise RuntimeError(f'cannot enter context: {self!r} is already entered')
        self._entered = True
        _stack.append(self)
        try:
            return callable(*args, **kwargs)
        finally:
            _stack.pop()
            self._entered = False

    def copy(self):
        """A shallow copy."""
        copied = Context()
        copied._values = self._values.copy()
        return copied

    def get(self, key, default=None, /):
        """The value of a variable, or the default."""
        return self._values.get(_check_key(key), default)

    def keys(self):
        """The variables with a value."""
        return iter(self._values)

    def values(self):
        """Their values."""
        return iter(self._values.values())

    def items(self):
        """Pairs of both."""
        return iter(self._values.items())

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __contains__(self, key):
        return _check_key(key) in self._values

    def __getitem__(self, key):
        return self._values[_check_key(key)]

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    __hash__ = None

    def __repr__(self):
        return f'<_contextvars.Context object at {id(self):#x}>'


def copy_context():
    """A copy of the current context."""
    return _current().copy()


def _check_key(key):
    if type(key) is not ContextVar:
        raise TypeError(f'a ContextVar key was expected, got {key!r}')
    return key


def _generic(cls, item):
    return type(list[int])(cls, item)


_stack = []


def _current():
    if not _stack:
        _stack.append(Context())
    return _stack[-1]


Mapping.register(Context)
