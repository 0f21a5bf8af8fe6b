# typing: what annotations print as, compare like and answer; generic classes, protocols, forward references.
import typing
from typing import (Annotated, Any, AnyStr, ClassVar, Dict, Final, ForwardRef, FrozenSet, Generic, List, Literal, NewType,
                    NoReturn, Optional, ParamSpec, Protocol, Set, Tuple, Type, TypeVar, Union, cast, final, get_args,
                    get_origin, get_type_hints, overload, runtime_checkable)


def attempt(function, *args, **kwargs):
    try:
        print('->', function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__ + ':', e)


T, U = TypeVar('T'), TypeVar('U', bound=int, covariant=True)
for tp in (Any, List, List[int], Dict[str, 'Late'], Set[None], FrozenSet[T], Tuple, Tuple[int, ...], Tuple[int, str], Type[int],
           Optional[int], Optional[None], Union[int, str], Union[int, None], Union[int, Union[str, int]], Union[int], Optional[List[T]],
           Union[int, str, None], ClassVar, ClassVar[int], Final[str], Literal[1, 'a', True, None], Literal[1, Literal[2, 1]],
           NoReturn, Annotated[int, 'x', 5], Annotated[Annotated[int, 1], 2], T, U, AnyStr, ForwardRef('x.y'), typing.Self,
           List[List[Dict[int, str]]], List[list[int]], Optional[list], Union[list[int], int]):
    print(tp, get_origin(tp), get_args(tp))
print(List[int] == List[int], List[int] == List[str], Union[int, str] == Union[str, int], hash(List[int]) == hash(List[int]),
      Optional[int] == Union[None, int], Union[int, str] == (int | str), Literal[1] == Literal[True], Literal[1, 2] == Literal[2, 1])
print(T | int, int | T, List[int] | None, None | List[int], 'x' | T, Any | int if False else Union[Any, int])
print(List[T].__parameters__, Dict[T, U].__parameters__, List[T][int], Dict[T, List[U]][str, int], Union[T, int][str], Union[T, int][int])
print(List[int].__origin__, List[int].__args__, List.__origin__, isinstance([], List), issubclass(list, List))
attempt(List[int])
for bad in (lambda: List[int, str], lambda: List[5], lambda: Union[()], lambda: Optional[int, str], lambda: List[int][str],
            lambda: List(), lambda: Union(), lambda: Any(), lambda: isinstance([], List[int]), lambda: ClassVar[int, str],
            lambda: isinstance(1, Any), lambda: TypeVar('A', int), lambda: TypeVar('A', int, str, bound=int), lambda: Tuple(),
            lambda: ForwardRef('a b'), lambda: Annotated[int], lambda: T(), lambda: Literal(), lambda: NoReturn[int],
            lambda: Generic[int], lambda: Generic[T, T], lambda: type('X', (Generic,), {}), lambda: List.nothing):
    attempt(bad)
print(isinstance(1, Union[int, str]), issubclass(int, Optional[int]), T.__name__, U.__bound__, AnyStr.__constraints__, U.__covariant__)


# Generic classes.
class Box(Generic[T]):
    def __init__(self, value=None): self.value = value


class Pair(Generic[T, U]): pass
class IntBox(Box[int]): pass
class Mixed(Box[T], List[T]): pass


b = Box[int](5)
print(Box, Box[int], Box[T][str], b.value, b.__orig_class__, type(b) is Box, Box.__parameters__, Box.__mro__[1])
print(Pair[int, str], IntBox.__orig_bases__, IntBox.__parameters__, Mixed.__mro__, Mixed.__parameters__, Pair[T, int][str])
attempt(lambda: Box[int, str])
attempt(lambda: IntBox[int])
attempt(lambda: Pair[int])
attempt(lambda: isinstance(b, Box[int]))


# Protocols.
@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...


@runtime_checkable
class HasName(Protocol):
    name: str


class Named:
    def __init__(self): self.name = 'n'


class Plain(Protocol):
    def method(self): ...


class Impl(Plain):
    def method(self): return 1


print(isinstance([], HasLen), isinstance(5, HasLen), issubclass(list, HasLen), isinstance(Named(), HasName), isinstance(5, HasName))
print(Impl().method(), isinstance(Impl(), Impl))
attempt(lambda: isinstance(5, Plain))
attempt(lambda: issubclass(int, HasName))
attempt(HasLen)
attempt(runtime_checkable, int)
print(isinstance(5, typing.SupportsInt), isinstance('', typing.SupportsIndex), isinstance(5, typing.SupportsAbs))


# Type hints.
class Hints:
    a: int
    b: 'List[Hints]'
    c: Annotated[int, 'm'] = 1
    d: None = None


class More(Hints):
    e: Optional['More']


def function(x: int, y: 'str' = '', *args: 'Hints') -> 'Optional[int]': ...


print(get_type_hints(Hints))
print(get_type_hints(More, include_extras=True))
print(get_type_hints(function), get_type_hints(len), get_type_hints(typing.cast))
attempt(get_type_hints, 5)
attempt(lambda: get_type_hints(type('X', (), {'__annotations__': {'a': 'undefined_name'}})))

# The rest.
UserId = NewType('UserId', int)
print(UserId, UserId(5), UserId.__supertype__, List[UserId], cast(int, 'x'), typing.TYPE_CHECKING, typing.Text)


@overload
def over(x: int) -> int: ...
@overload
def over(x: str) -> str: ...
def over(x): return x


@final
class Last: pass


print(over(3), len(typing.get_overloads(over)), Last.__final__)
attempt(typing.assert_never, 5)
P = ParamSpec('P')
print(P, P.args, P.kwargs, P.args == P.args)
Movie = typing.TypedDict('Movie', {'name': str, 'year': int})


class Extended(Movie, total=False):
    rating: float


print(Movie(name='x', year=1), Extended.__required_keys__ == {'name', 'year'}, Extended.__optional_keys__, Extended.__total__,
      typing.is_typeddict(Movie), Extended.__annotations__)
attempt(lambda: isinstance({}, Movie))


import dataclasses


@dataclasses.dataclass
class Data:
    a: int
    b: ClassVar[int] = 5
    c: 'ClassVar[str]' = 'c'
    d: 'typing.ClassVar' = 1


print(Data(1), [f.name for f in dataclasses.fields(Data)])
