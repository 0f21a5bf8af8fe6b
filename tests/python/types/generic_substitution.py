# list[T], list[T] | None: type variables in built-in aliases, arguments in their place, iteration of an alias.
import collections.abc as cabc
import copy
from typing import Generic, ParamSpec, TypeVar, TypeVarTuple

T, U, P = TypeVar('T'), TypeVar('U'), ParamSpec('P')
Ts, Ts2 = TypeVarTuple('Ts'), TypeVarTuple('Ts2')


class A(Generic[*Ts]): pass
class B(Generic[T, *Ts]): pass
class C(Generic[*Ts, T]): pass
class D(Generic[T, *Ts, U]): pass
class E(A[int, *Ts], Generic[*Ts]): pass
class Box(Generic[T]): pass
class Z(Generic[T, P]): pass
class X(Generic[P]): pass


def show(text):
    try:
        result = eval(text)
    except Exception as e:
        print(text, '!', type(e).__name__, e)
    else:
        print(text, '->', result, type(result).__name__)


for text in """
tuple[*Ts]
tuple[*Ts].__parameters__
tuple[*Ts][int,str]
tuple[*Ts][()]
tuple[T,*Ts][int]
tuple[T,*Ts][int,str]
tuple[T,*Ts][()]
tuple[*Ts,T][int,str,bool]
tuple[*Ts,*Ts2][int]
tuple[*Ts,*Ts]
tuple[*Ts,*Ts][int,str]
tuple[*Ts][*tuple[int,...]]
tuple[*Ts][*Ts2]
tuple[*Ts][T,*Ts2]
tuple[T,*Ts][*tuple[int,...]]
tuple[T,*Ts,U][*tuple[int,...]]
tuple[*tuple[int,...]]
tuple[*tuple[T,...]][int]
tuple[*tuple[*Ts]]
tuple[*tuple[*Ts]][int,str]
tuple[Ts]
tuple[Ts][int]
list[*Ts]
list[T][int]
list[T]
list[T].__parameters__
list[T][int,str]
list[T][()]
list[int][str]
list[T]['x']
list[T][None]
list[T][U]
list[T][*Ts]
list[T][*tuple[int,...]]
list[T][*tuple[int,str]]
list[T][*tuple[int]]
list[T][1]
list[T][(1,)]
dict[T,U][int,str]
dict[T,list[U]][int,str]
dict[T,T][int]
dict[T,list[T]].__parameters__
dict[str,list[A[*Ts]]][int,str]
dict[str,A[*Ts]][int,str]
dict[T,A[*Ts]][int,str,float]
(list[T]|int)[str]
(list[T]|int).__parameters__
(list[T]|dict[T,U])[str,int]
(list[T]|None)[str]
(list[T]|int)[str,int]
(list[int]|int)[str]
(list[T]|list[int])[int]
iter(list[int]).__next__()
next(iter(tuple[int,...]))
next(iter(tuple[int,...])).__unpacked__
tuple[int].__unpacked__
next(iter(tuple[int,str])).__typing_unpacked_tuple_args__
next(iter(list[int])).__typing_unpacked_tuple_args__
tuple[int].__typing_unpacked_tuple_args__
next(iter(tuple[int])) == tuple[int]
next(iter(tuple[int])) == next(iter(tuple[int]))
copy.copy(next(iter(tuple[int])))
copy.copy(next(iter(tuple[int]))).__unpacked__
copy.deepcopy(tuple[T]) == tuple[T]
copy.copy(Ts) is Ts
next(iter(tuple[T]))[int]
list(iter(list[int]))
[*list[int],*dict[int,str]]
cabc.Callable[[*Ts],T]
cabc.Callable[[*Ts],T][int,str,float]
cabc.Callable[[int,*Ts],None][str]
cabc.Callable[[int,*Ts],None][()]
cabc.Callable[P,T][[int,str],float]
cabc.Callable[P,T][...,float]
cabc.Callable[P,int][int,str]
cabc.Callable[P,int][[int,str]]
cabc.Callable[[T],U][int,str]
cabc.Callable[[T],U][int]
list[None], list[type(None)]
list[None] | None
list[T](())
list[T]([1]) == [1]
list[T].__parameters__ is list[T].__parameters__
type(list)[T]
hasattr(list[int], '__iter__')
[*list[T]][0][int].__unpacked__
tuple[*tuple[T, U]].__parameters__
tuple[T, ...][int]
dict[T, cabc.Callable[[U], T]][int, str]
(list[T] | set[*Ts])[int]
(list[T] | set[*Ts]).__parameters__
""".split('\n')[1:-1]:
    show(text)


class Double:
    """A variable of a program's own."""
    answer = 'pair'

    def __init__(self, *prepared):
        self.prepared = prepared

    def __repr__(self):
        return 'Double'

    def __typing_subst__(self, arg):
        return arg, arg

    def __typing_prepare_subst__(self, alias, args):
        print('prepare', alias, args)
        if self.prepared == ('fail',):
            raise KeyError('no')
        return self.prepared[0] if self.prepared else args


class Several:
    __typing_is_unpacked_typevartuple__ = True
    __parameters__ = (T,)

    def __repr__(self):
        return 'Several'

    def __getitem__(self, args):
        return result


class Liar:
    """Another answer to the same question each time."""
    asked = 0

    def __repr__(self):
        return 'Liar'

    @property
    def __parameters__(self):
        self.asked += 1
        return () if self.asked > 1 else (T,)

    @property
    def __typing_subst__(self):
        raise AttributeError if self.asked % 2 else ValueError('asked')


for variable in Double(), Double('fail'), Double(7), Double(()), Double((1, 2)), Double([3]):
    alias = list[variable]
    print(alias, alias.__parameters__ == (variable,))
    for argument in 'int', '(int, str)', '()':
        show('alias[' + argument + ']')
for result in (int, str), ():
    alias = tuple[bool, Several()]
    show('alias[int]')
    show('(alias | list[Several()])[int]')
result = Liar()
show('list[result].__parameters__')
result.asked = 1
show('list[result].__parameters__')
