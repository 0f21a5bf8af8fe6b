# Classes and aliases with any number of type arguments: TypeVarTuple, Unpack, star in subscripts and annotations.
import types
import typing
from typing import (Annotated, Callable, ClassVar, Concatenate, Dict, Final, ForwardRef, Generic, List, Literal, NamedTuple,
                    NoReturn, Optional, ParamSpec, Protocol, Tuple, Type, TypeVar, TypeVarTuple, Union, Unpack, cast,
                    get_args, get_origin, get_type_hints)

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


def f(*args: *Ts) -> tuple[*Ts]: pass
def g(*args: *tuple[int, ...]): pass


def show(text):
    try:
        result = eval(text)
    except Exception as e:
        print(text, '!', type(e).__name__, e)
    else:
        print(text, '->', result, type(result).__name__)


for text in """
Ts
Unpack[Ts]
[*Ts]
list(Ts)
Ts.__name__
Ts.__module__
Unpack[Ts].__parameters__
Unpack[Ts].__args__
Unpack[Ts].__origin__
Unpack[Ts] == Unpack[Ts]
Unpack[Ts] == Unpack[Ts2]
hash(Unpack[Ts]) == hash(Unpack[Ts])
Unpack
Unpack[int]
Unpack[int, str]
Unpack()
Unpack[Ts]()
Unpack[tuple[int,str]]
Unpack[Tuple[int,str]]
Unpack[list[int]].__typing_unpacked_tuple_args__
Unpack[tuple[int,...]].__typing_unpacked_tuple_args__
Unpack[Tuple[int,...]].__typing_unpacked_tuple_args__
Unpack[Ts].__typing_unpacked_tuple_args__
Unpack[Ts].__typing_is_unpacked_typevartuple__
Unpack[tuple[int,str]].__typing_is_unpacked_typevartuple__
isinstance(1, Unpack)
isinstance(1, Unpack[Ts])
Ts()
Ts[int]
Ts | int
int | Ts
Unpack[Ts] | int
TypeVarTuple()
TypeVarTuple('a','b')
type('S',(TypeVarTuple,),{})
type('S',(Ts,),{})
A[int]
A[()]
A[int,str]
A[int,str].__args__
A[*Ts]
A[*Ts][int,str]
A[*Ts].__parameters__
A[*tuple[int,str]]
A[*tuple[int,...]]
A[int,*tuple[int,...],str]
A[Ts]
A[None,'x']
A.__parameters__
A.__orig_bases__
Generic[Ts]
Generic[*Ts,*Ts2]
Generic[*Ts,*Ts]
Generic[*Ts,T]
B[()]
B[int]
B[int,str,float]
B[*tuple[int,...]]
B[*tuple[int,...],str]
B[str,*tuple[int,...]]
B[*Ts]
B[T,*Ts][int,str,float]
B[T,*Ts][int]
B[T,*Ts][()]
C[int]
C[int,str,float]
C[()]
C[*tuple[int,...]]
C[*tuple[int,...], str]
C[*Ts,T][int,str,float]
D[int]
D[int,str]
D[int,str,float,bool]
D[*tuple[int,...]]
D[*tuple[int,...],str]
D[str,*tuple[int,...]]
D[str,*tuple[int,...],bool]
D[*tuple[int,...],*tuple[str,...]]
D[T,*Ts,U]
D[T,*Ts,U][int,*tuple[str,...]]
D[T,*Ts,U][*tuple[str,...]]
D[T,*Ts,U][int,str,*tuple[bool,float]]
E[str]
E.__parameters__
E.__orig_bases__
E.__mro__
Tuple[*Ts]
Tuple[*Ts][int,str]
Tuple[*Ts][()]
Tuple[T,*Ts][int,str]
Tuple[T,*Ts][()]
Tuple[*Ts,T][int,str,bool]
Tuple[*Tuple[int,...]]
Tuple[*Tuple[T,...]][int]
Tuple[*Tuple[T,...]][*Ts]
Tuple[Unpack[Tuple[int,str]]]
Tuple[Ts][int]
List[A[*Ts]][int,str]
Dict[T,A[*Ts]][int,str,float]
Dict[T,A[*Ts]][int]
Dict[T,list[U]][int,str]
Dict[str,T][*Ts]
A[list[T]][int]
A[T,list[U]][int,str]
A[T,list[U]][int]
A[int][str]
hash(next(iter(tuple[int]))) == hash(tuple[int])
Union[*Ts]
Union[int,*Ts]
Union[int,*Ts][str,float]
Optional[Unpack[Ts]]
Annotated[*Ts,1]
Annotated[Unpack[Ts],1]
Annotated[T,1][int]
Annotated[list[T],1][int]
Literal[*[1,2]]
Callable[[*Ts],T]
Callable[[*Ts],T][int,str,float]
Callable[[*Ts],T][float]
Callable[[int,*Ts],T]
Callable[[int,*Ts],T][str,bool]
Callable[[*Ts],None]
Callable[*Ts]
Callable[P,T]
Callable[P,T][[int,str],float]
Callable[P,T][...,float]
Callable[P,T][int,float]
Callable[P,int][int,str]
Callable[P,int][[int,str]]
Callable[P,int][P]
Callable[Concatenate[int,P],T][[str],bool]
Callable[Concatenate[int,P],T][Concatenate[str,P],bool]
Callable[[T],U][int,str]
Callable[[T],U][int]
Callable[[],T][int]
Z[int,[str,bool]]
Z[int,...]
Z[int,P]
Z[int,str]
Z[int]
Z[T,P][int,[str]]
Z[[int],str]
X[int,str]
X[[int,str]]
X[...]
X[P][int,str]
X[()]
Box[int]
Box[T][int]
Box[T][int,str]
Box[*Ts]
Box[*tuple[int,...]]
Box[*tuple[int]]
Box[T][*Ts]
Box[1]
Box[int][str]
Box[int,str]
Box[()]
get_args(Unpack[Ts])
get_origin(Unpack[Ts])
get_origin(Unpack[Ts]) is Unpack
get_args(A[*Ts])
get_args(tuple[*Ts])
f.__annotations__
get_type_hints(f)
get_type_hints(g)
g.__annotations__
ForwardRef('*Ts')
ForwardRef('*')
ClassVar[*Ts]
Final[Unpack[Ts]]
Type[*Ts]
cast(A[*Ts], 3)
A[int]().__orig_class__
Protocol[*Ts]
Protocol[T,*Ts]
Generic[T,1]
Generic[()]
Generic[T,T]
NoReturn[int]
List[int,str]
List[T][int,str]
Dict[int]
List[int][str]
'Unpack' in typing.__all__, 'TypeVarTuple' in typing.__all__
type('N',(Unpack[Ts],),{})
types.new_class('N',(Unpack,))
types.new_class('N',(Unpack[Ts],))
types.new_class('N',(A[int,str],)).__orig_bases__
types.new_class('N',(A[int],B[int,str])).__mro__
types.new_class('N',(*tuple[int],)).__mro__
types.new_class('N',(Generic[T],A[*Ts]))
""".split('\n')[1:-1]:
    show(text)


def hints(text):
    names = dict(globals())
    exec(text, names)
    print(names['f'].__annotations__, get_type_hints(names['f'], names))


hints("from __future__ import annotations\ndef f(*args: *Ts, b: tuple[*Ts]): pass")
hints("def f(*args: '*Ts', b: 'tuple[*Ts]'): pass")
hints("def f(*args: *tuple['A', ...], b: tuple['A']): pass")
hints("def f(*args: Unpack['tuple[int,...]']): pass")
for name in 'cast', 'NamedTuple', 'TypedDict', 'get_args', 'overload', 'final':
    tool = getattr(typing, name)
    print(name, tool.__module__, tool.__qualname__)


class Named(NamedTuple):
    a: int


print(Named(1), Named.__module__)
