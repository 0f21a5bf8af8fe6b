"""Weak references: containers that do not keep what they hold, weak methods, and finalizers at an object's death."""

import sys
from _weakref import (CallableProxyType, ProxyType, ReferenceType, at_exit, getweakrefcount, getweakrefs, proxy, ref)

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]


class WeakMethod(ref):
    """A weak reference to a bound method, which lives as long as its object and its function do."""

    __slots__ = ("_function", "_method_type", "_alive", "__weakref__")

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError("argument should be a bound method, not {}".format(type(meth))) from None

        def gone(_):
            self = self_reference()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, owner, gone)
        self._function = ref(function, gone)
        self._method_type = type(meth)
        self._alive = True
        self_reference = ref(self)
        return self

    def __call__(self):
        owner, function = super().__call__(), self._function()
        if owner is None or function is None:
            return None
        return self._method_type(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A weak reference that knows the key of a WeakValueDictionary that it belongs to."""

    __slots__ = ("key",)

    def __new__(cls, ob, callback, key):
        self = ref.__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class _Pending:
    """What a weak container does with deaths that happen while somebody iterates over it: it remembers them."""

    __slots__ = ("iterators", "dead")

    def __init__(self):
        self.iterators = 0
        self.dead = []


class _Iteration:
    """Holds removals back while it is entered; the last one out carries them out."""

    __slots__ = ("container",)

    def __init__(self, container):
        self.container = container

    def __enter__(self):
        self.container._pending.iterators += 1

    def __exit__(self, kind, value, trace):
        pending = self.container._pending
        pending.iterators -= 1
        if not pending.iterators:
            self.container._settle()


class _WeakMapping:
    """What the two dictionaries share: `data` holds the entries, `_pending` those that died while somebody iterates."""

    __hash__ = None
    __reversed__ = None

    def __eq__(self, other):
        from _collections_abc import Mapping
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    def __len__(self):
        return len(self.data) - len(self._pending.dead)

    def __repr__(self):
        return "<%s at %#x>" % (type(self).__name__, id(self))

    def keys(self):
        return iter(self)

    def clear(self):
        self._pending.dead.clear()
        self.data.clear()

    def update(self, other=None, /, **keywords):
        _update(self, other, keywords)

    def __copy__(self):
        return self.copy()

    def __or__(self, other):
        return _merged(self.copy(), other)

    def __ior__(self, other):
        self.update(other)
        return self

    def __ror__(self, other):
        return _merged_from(type(self)(), other, self)


class WeakValueDictionary(_WeakMapping):
    """A mapping whose values are held weakly: an entry goes when its value dies."""

    def __init__(self, other=(), /, **keywords):
        self.data = {}
        self._pending = _Pending()
        owner = ref(self)

        def remove(reference):
            self = owner()
            if self is None:
                return
            if self._pending.iterators:
                self._pending.dead.append(reference)
            elif self.data.get(reference.key) is reference:
                del self.data[reference.key]

        self._remove = remove
        self.update(other, **keywords)

    def _settle(self):
        dead = self._pending.dead
        while dead:
            reference = dead.pop()
            if self.data.get(reference.key) is reference:
                del self.data[reference.key]

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._settle_if_idle()
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        self._settle_if_idle()
        del self.data[key]

    def _settle_if_idle(self):
        if self._pending.dead and not self._pending.iterators:
            self._settle()

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def __iter__(self):
        with _Iteration(self):
            for key, reference in self.data.items():
                if reference() is not None:
                    yield key

    def values(self):
        with _Iteration(self):
            for reference in self.data.values():
                value = reference()
                if value is not None:
                    yield value

    def items(self):
        with _Iteration(self):
            for key, reference in self.data.items():
                value = reference()
                if value is not None:
                    yield key, value

    def itervaluerefs(self):
        with _Iteration(self):
            yield from self.data.values()

    def valuerefs(self):
        return list(self.data.values())

    def get(self, key, default=None):
        reference = self.data.get(key)
        if reference is None:
            return default
        value = reference()
        return default if value is None else value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *default):
        if len(default) > 1:
            raise TypeError("pop expected at most 2 arguments, got %d" % (1 + len(default)))
        self._settle_if_idle()
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def popitem(self):
        self._settle_if_idle()
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def copy(self):
        new = WeakValueDictionary()
        new.update(dict(self.items()))
        return new

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = type(self)()
        for key, value in self.items():
            new[deepcopy(key, memo)] = value
        return new


class WeakKeyDictionary(_WeakMapping):
    """A mapping whose keys are held weakly: an entry goes when its key dies."""

    def __init__(self, dict=None):
        self.data = {}
        self._pending = _Pending()
        owner = ref(self)

        def remove(reference):
            self = owner()
            if self is None:
                return
            if self._pending.iterators:
                self._pending.dead.append(reference)
            else:
                self.data.pop(reference, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def _settle(self):
        dead = self._pending.dead
        while dead:
            self.data.pop(dead.pop(), None)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            reference = ref(key)
        except TypeError:
            return False
        return reference in self.data

    def __iter__(self):
        with _Iteration(self):
            for reference in self.data:
                key = reference()
                if key is not None:
                    yield key

    def values(self):
        with _Iteration(self):
            for reference, value in self.data.items():
                if reference() is not None:
                    yield value

    def items(self):
        with _Iteration(self):
            for reference, value in self.data.items():
                key = reference()
                if key is not None:
                    yield key, value

    def keyrefs(self):
        return list(self.data)

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def pop(self, key, *default):
        return self.data.pop(ref(key), *default)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def copy(self):
        new = WeakKeyDictionary()
        for key, value in self.items():
            new[key] = value
        return new

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = type(self)()
        for key, value in self.items():
            new[key] = deepcopy(value, memo)
        return new


def _update(mapping, other, keywords):
    if other is not None:
        if hasattr(other, "items"):
            other = other.items()
        elif hasattr(other, "keys"):
            other = [(key, other[key]) for key in other.keys()]
        for key, value in other:
            mapping[key] = value
    for key, value in keywords.items():
        mapping[key] = value


def _merged(mapping, other):
    if not hasattr(other, "keys"):
        return NotImplemented
    mapping.update(other)
    return mapping


def _merged_from(mapping, first, second):
    if not hasattr(first, "keys"):
        return NotImplemented
    mapping.update(first)
    mapping.update(second)
    return mapping


class WeakSet:
    """A set that holds its elements weakly."""

    def __init__(self, data=None):
        self.data = set()
        self._pending = _Pending()
        owner = ref(self)

        def remove(reference):
            self = owner()
            if self is None:
                return
            if self._pending.iterators:
                self._pending.dead.append(reference)
            else:
                self.data.discard(reference)

        self._remove = remove
        if data is not None:
            self.update(data)

    def _settle(self):
        dead = self._pending.dead
        while dead:
            self.data.discard(dead.pop())

    def _settle_if_idle(self):
        if self._pending.dead and not self._pending.iterators:
            self._settle()

    def __iter__(self):
        with _Iteration(self):
            for reference in self.data:
                item = reference()
                if item is not None:
                    yield item

    def __len__(self):
        return len(self.data) - len(self._pending.dead)

    def __contains__(self, item):
        try:
            reference = ref(item)
        except TypeError:
            return False
        return reference in self.data

    def __repr__(self):
        return repr(self.data)

    def add(self, item):
        self._settle_if_idle()
        self.data.add(ref(item, self._remove))

    def clear(self):
        self._pending.dead.clear()
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        self._settle_if_idle()
        while True:
            try:
                reference = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = reference()
            if item is not None:
                return item

    def remove(self, item):
        self._settle_if_idle()
        self.data.remove(ref(item))

    def discard(self, item):
        self._settle_if_idle()
        self.data.discard(ref(item))

    def update(self, other):
        self._settle_if_idle()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def _references(self, other):
        return set(map(ref, other))

    def difference(self, other):
        new = self.copy()
        new.difference_update(other)
        return new

    __sub__ = difference

    def difference_update(self, other):
        self._settle_if_idle()
        if self is other:
            self.data.clear()
        else:
            self.data.difference_update(self._references(other))

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        self._settle_if_idle()
        self.data.intersection_update(self._references(other))

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def issubset(self, other):
        return self.data.issubset(self._references(other))

    __le__ = issubset

    def __lt__(self, other):
        return self.data < self._references(other)

    def issuperset(self, other):
        return self.data.issuperset(self._references(other))

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > self._references(other)

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == self._references(other)

    __hash__ = None

    def symmetric_difference(self, other):
        new = self.copy()
        new.symmetric_difference_update(other)
        return new

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        self._settle_if_idle()
        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update(ref(item, self._remove) for item in other)

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def union(self, other):
        return self.__class__(item for items in (self, other) for item in items)

    __or__ = union

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0


def _register():
    # Makes the classes known to the abstract ones. Called when the second of the two modules is loaded, so that neither
    # loads the other.
    from _collections_abc import MutableMapping, MutableSet
    MutableMapping.register(_WeakMapping)
    MutableSet.register(WeakSet)


if "_collections_abc" in sys.modules:
    _register()


class _FinalizeRecord:
    __slots__ = ("reference", "function", "arguments", "keywords", "at_exit", "number")


class finalize:
    """Calls func(*args, **kwargs) when obj dies, at the program's end, or when called, whichever comes first."""

    # The record is kept here and not in the instance, so that the call happens even if nobody holds the instance.
    __slots__ = ()
    _registry = {}
    _number = 0
    _hooked = False

    def __init__(self, obj, func, /, *args, **kwargs):
        record = _FinalizeRecord()
        record.reference = ref(obj, self)
        record.function = func
        record.arguments = args
        record.keywords = kwargs or None
        record.at_exit = True
        finalize._number += 1
        record.number = finalize._number
        self._registry[self] = record
        if not finalize._hooked:
            finalize._hooked = True
            at_exit(finalize._run_all)

    def __call__(self, _=None):
        record = self._registry.pop(self, None)
        if record is not None:
            return record.function(*record.arguments, **(record.keywords or {}))

    def detach(self):
        record = self._registry.get(self)
        target = None if record is None else record.reference()
        if target is not None and self._registry.pop(self, None):
            return target, record.function, record.arguments, record.keywords or {}

    def peek(self):
        record = self._registry.get(self)
        target = None if record is None else record.reference()
        if target is not None:
            return target, record.function, record.arguments, record.keywords or {}

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        record = self._registry.get(self)
        return bool(record) and record.at_exit

    @atexit.setter
    def atexit(self, value):
        record = self._registry.get(self)
        if record:
            record.at_exit = bool(value)

    def __repr__(self):
        record = self._registry.get(self)
        target = None if record is None else record.reference()
        if target is None:
            return "<%s object at %#x; dead>" % (type(self).__name__, id(self))
        return "<%s object at %#x; for %r at %#x>" % (type(self).__name__, id(self), type(target).__name__, id(target))

    @classmethod
    def _run_all(cls):
        # Newest first. A finalizer may make new ones, which run too.
        while True:
            waiting = [(record.number, one) for one, record in cls._registry.items() if record.at_exit]
            if not waiting:
                break
            waiting.sort(key=lambda pair: pair[0])
            one = waiting.pop()[1]
            del waiting
            try:
                one()
            except Exception as error:
                sys.excepthook(type(error), error, error.__traceback__)
        cls._registry.clear()
