# types: the names, classes made at run time, DynamicClassAttribute, coroutine(), constructors of functions and code.
import sys
import types


def attempt(function, *args, **kwargs):
    try:
        print('->', function(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__ + ':', e)


def f(a, b=2, *c, d=3, **e):
    x = a
    def inner(): return x, b
    return inner


class A:
    __slots__ = ('slot',)
    def method(self): return self


def gen(): yield 1


for value, name in ((f, 'FunctionType'), (lambda: 1, 'LambdaType'), (gen(), 'GeneratorType'), (A().method, 'MethodType'),
                    (len, 'BuiltinFunctionType'), ([].append, 'BuiltinMethodType'), (sys, 'ModuleType'),
                    (f.__code__, 'CodeType'), (f(1).__closure__[0], 'CellType'), (sys._getframe(), 'FrameType'),
                    (A.__dict__, 'MappingProxyType'), (list[int], 'GenericAlias'), (int | str, 'UnionType'),
                    (object.__init__, 'WrapperDescriptorType'), (object().__str__, 'MethodWrapperType'),
                    (str.join, 'MethodDescriptorType'), (dict.__dict__['fromkeys'], 'ClassMethodDescriptorType'),
                    (types.FunctionType.__code__, 'GetSetDescriptorType'), (A.slot, 'MemberDescriptorType'),
                    (None, 'NoneType'), (NotImplemented, 'NotImplementedType'), (..., 'EllipsisType'),
                    (types.SimpleNamespace(), 'SimpleNamespace')):
    kind = getattr(types, name)
    print(name, type(value) is kind, kind.__name__, kind.__module__, name in types.__all__)

# SimpleNamespace.
n = types.SimpleNamespace(x=1, y=[2])
n.z = n
print(n, n == types.SimpleNamespace(x=1), n.__dict__ is vars(n), types.SimpleNamespace(**{'a b': 1}))
del n.z
print(n == types.SimpleNamespace(x=1, y=[2]), n != types.SimpleNamespace(), n < types.SimpleNamespace() if False else '')
attempt(types.SimpleNamespace, 1)
attempt(lambda: n < n)
attempt(lambda: n.missing)


class Space(types.SimpleNamespace): pass


print(Space(a=1))

# new_class and its parts.
C = types.new_class('C')
print(C, C.__mro__, C.__module__)


class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kwds):
        print('prepare', name, bases, kwds)
        return {'prepared': True}

    def __new__(mcls, name, bases, ns, **kwds):
        return super().__new__(mcls, name, bases, ns)

    def __init__(cls, name, bases, ns, **kwds):
        print('init', kwds)


D = types.new_class('D', (A,), {'metaclass': Meta, 'key': 1}, lambda ns: ns.update(x=5))
print(D.x, D.prepared, type(D))


class Entry:
    def __init__(self, *bases): self.bases = bases
    def __mro_entries__(self, bases): return self.bases


E = types.new_class('E', (Entry(A), Entry()))
print(E.__bases__, len(E.__orig_bases__))
print(types.resolve_bases((A,)), types.resolve_bases([Entry(), A, Entry(int, str)]))
attempt(types.resolve_bases, (Entry.__new__(Entry),))
bad = Entry()
bad.bases = [1]
attempt(types.resolve_bases, (bad,))
attempt(types.new_class, 'X', (int, str))
print(types.prepare_class('N', (D,), {'a': 1})[::2])
print(types.prepare_class('N', (), {'metaclass': len})[0])


class Meta2(type): pass
class F(metaclass=Meta2): pass


attempt(types.prepare_class, 'N', (D, F))
print(types.prepare_class('N', (A, F))[0], types.prepare_class('N', (F,), {'metaclass': type})[0])


# DynamicClassAttribute.
class MetaD(type):
    def __getattr__(cls, name): return f'class {name}'


class Dyn(metaclass=MetaD):
    @types.DynamicClassAttribute
    def both(self):
        """doc of both"""
        return 'instance both'

    @both.setter
    def both(self, value): print('set', value)

    @both.deleter
    def both(self): print('delete')

    bare = types.DynamicClassAttribute()  if False else types.DynamicClassAttribute(None, doc='d')


print(Dyn.both, Dyn().both, Dyn.__dict__['both'].__doc__)
Dyn().both = 3
del Dyn().both
attempt(lambda: Dyn().bare)
attempt(setattr, Dyn(), 'bare', 1)
attempt(delattr, Dyn(), 'bare')
print(types.DynamicClassAttribute(lambda self: 1, doc='given').getter(lambda self: 2).__doc__)

# Functions made by hand.
g = types.FunctionType(f.__code__, {'__name__': 'space', '__builtins__': {}}, 'g', (1, 2, 3)[:2])
g.__kwdefaults__ = {'d': 0}
print(g.__name__, g.__module__, g.__defaults__, g()(), g.__qualname__)
h = types.FunctionType(f(7).__code__, globals(), closure=(types.CellType(8), types.CellType(9)))
print(sorted(h()))
attempt(types.FunctionType, 5, {})
attempt(types.FunctionType, f.__code__, 5)
attempt(types.FunctionType, f.__code__, {}, 5)
attempt(types.FunctionType, f.__code__, {}, None, 5)
attempt(lambda: types.FunctionType(f.__code__, {}, None, None, ()).__name__)
attempt(types.FunctionType, f(7).__code__, {})
attempt(types.FunctionType, f(7).__code__, {}, None, None, (1, 2))
attempt(types.FunctionType, f(7).__code__, {}, None, None, (types.CellType(),))
print(types.MethodType(f, 1).__self__, types.MethodType(print, 5)())
attempt(types.MethodType, 5, 1)
attempt(types.MethodType, f, None)
m = types.ModuleType('m', 'doc')
print(m, m.__doc__, m.__name__, m.__loader__, m.__spec__, m.__package__)
attempt(types.ModuleType)
print(types.MappingProxyType({'a': 1}), types.GenericAlias(list, (int,)), types.CellType() == types.CellType())

# code.replace.
co = f.__code__.replace(co_name='new', co_qualname='q.new', co_filename='file.py', co_firstlineno=500)
print(co.co_name, co.co_qualname, co.co_filename, co.co_firstlineno, f.__code__.co_name)
print(list(co.co_lines())[-1][2] - list(f.__code__.co_lines())[-1][2] == 500 - f.__code__.co_firstlineno)


def k(): return 'abc', 12345678901234567890


consts = tuple(c.upper() if isinstance(c, str) else c for c in k.__code__.co_consts)
consts = tuple((c[0].upper(), 7) if isinstance(c, tuple) else c for c in consts)
k.__code__ = k.__code__.replace(co_consts=consts)
print(k())
print(f.__code__.replace() == f.__code__, f.__code__.replace(co_varnames=tuple(
    n.upper() for n in f.__code__.co_varnames)).co_varnames)
attempt(f.__code__.replace, co_name=5)
attempt(f.__code__.replace, co_consts=[])
attempt(f.__code__.replace, co_argcount='a')
attempt(f.__code__.replace, 5)
attempt(f.__code__.replace, co_nothing=5)


# coroutine().
@types.coroutine
def waiting():
    yield 1


print(waiting.__code__.co_flags & 0x100 != 0, types.coroutine(waiting) is waiting, list(waiting()))
attempt(types.coroutine, 5)
