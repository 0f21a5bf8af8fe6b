# dataclasses: the generated methods, field(), inheritance, frozen, order, slots, keyword-only, the helper functions.
import dataclasses
from dataclasses import (KW_ONLY, MISSING, Field, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields,
                         is_dataclass, make_dataclass, replace)


def attempt(function, *args, **kwargs):
    try:
        print('->', function(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__ + ':', e)


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    label: str = field(default='', repr=False, compare=False)

    def norm(self): return self.x ** 2 + self.y ** 2


p = Point(1, 2)
print(p, p == Point(1, 2), p != Point(1, 3), p.norm(), Point(1).tags is Point(1).tags, p == (1, 2, [], ''))
print(Point(1, label='a') == Point(1, label='b'), Point.y, hasattr(Point, 'x'), hasattr(Point, 'tags'), Point.__match_args__)
print(Point.__doc__, Point.__hash__, Point.__init__.__qualname__, Point.__eq__.__qualname__, Point.__repr__.__name__)
print(Point.__init__.__annotations__, Point.__init__.__defaults__, Point.__module__)
attempt(Point)
attempt(Point, 1, 2, 3, 4, 5)
attempt(Point, 1, z=5)
attempt(lambda: Point(1) < Point(2))
attempt(hash, p)
print(Point(1).__eq__(5), [f.name for f in fields(Point)], fields(p)[1].default, fields(Point)[0].default is MISSING)
print(repr(fields(Point)[3]).replace(repr(MISSING), 'MISSING'))
print(Point.__dataclass_params__)


# order, unsafe_hash, frozen.
@dataclass(order=True)
class Version:
    major: int
    minor: int = field(default=0)
    note: str = field(default='', compare=False)


print(Version(1, 2) < Version(1, 3), sorted([Version(2), Version(1, 5), Version(1)]), Version(1) <= Version(1), Version(2) >= Version(3))
attempt(lambda: Version(1) < 5)


@dataclass(frozen=True)
class Frozen:
    a: int
    b: tuple = ()


f = Frozen(1, (2,))
print(f, hash(f) == hash((1, (2,))), {f: 1}[Frozen(1, (2,))])
attempt(setattr, f, 'a', 5)
attempt(setattr, f, 'new', 5)
attempt(delattr, f, 'a')
print(issubclass(FrozenInstanceError, AttributeError))


class SubFrozen(Frozen):
    pass


s = SubFrozen(1)
s.extra = 5
attempt(setattr, s, 'a', 5)
print(s.extra, s)


@dataclass(unsafe_hash=True)
class Hashed:
    a: int
    b: list = field(default_factory=list, hash=False)


print(hash(Hashed(1)) == hash((1,)))


@dataclass(eq=False)
class Identity:
    a: int


print(Identity(1) == Identity(1), hash(Identity(1)) is not None)


# Inheritance.
@dataclass
class Base:
    a: int = 1
    b: int = 2


@dataclass
class Derived(Base):
    c: int = 3
    a: int = 10


print(Derived(), [f.name for f in fields(Derived)], Derived.__mro__[1].__name__)


class Plain(Base):
    d: int = 4


print(Plain(), is_dataclass(Plain), is_dataclass(Plain()), is_dataclass(int), is_dataclass(5))


# Methods of the class's own stay.
@dataclass
class Own:
    a: int
    def __repr__(self): return 'own repr'
    def __eq__(self, other): return True
    def __init__(self, a): self.a = a * 2


print(Own(2), Own(1) == 5, Own(2).a, Own.__hash__, Own.__doc__)


# __post_init__, InitVar, ClassVar-like defaults, init=False.
@dataclass
class Post:
    a: int
    scale: InitVar[int] = 2
    b: int = field(init=False)
    c: int = field(init=False, default=7)

    def __post_init__(self, scale):
        self.b = self.a * scale


print(Post(3), Post(3, 5).b, Post.__doc__, InitVar[int], InitVar(list), Post.scale)
attempt(lambda: replace(Post(1), b=5))
attempt(lambda: replace(Post(1), a=4))


@dataclass
class Needs:
    a: InitVar[int]
    def __post_init__(self, a): self.got = a


print(Needs(1).got)
attempt(replace, Needs(1))
print(replace(Needs(1), a=9).got)


# Keyword-only.
@dataclass
class Kw:
    a: int
    _: KW_ONLY
    b: int = 5
    c: int


print(Kw(1, c=2), Kw.__doc__, Kw.__match_args__)
attempt(Kw, 1, 2, 3)
attempt(Kw, 1)


@dataclass(kw_only=True)
class AllKw:
    a: int
    b: int = field(kw_only=False, default=3)


print(AllKw(4, a=1), AllKw.__doc__)


# slots.
@dataclass(slots=True)
class Slotted:
    a: int
    b: int = 5


print(Slotted(1), Slotted.__slots__, hasattr(Slotted(1), '__dict__'), Slotted.__qualname__)
attempt(setattr, Slotted(1), 'z', 1)


@dataclass(slots=True, frozen=True, weakref_slot=True)
class SlottedSub(Slotted if False else object):
    c: int = 1


print(SlottedSub.__slots__, SlottedSub().__getstate__(), SlottedSub(4))


# A field named self, and defaults that are descriptors.
@dataclass
class Selfish:
    self: int
    other: int = 2


print(Selfish(1), Selfish.__init__.__code__.co_varnames[0])


class Descriptor:
    def __set_name__(self, owner, name): self.name = '_' + name
    def __get__(self, instance, owner): return 100 if instance is None else getattr(instance, self.name)
    def __set__(self, instance, value): setattr(instance, self.name, int(value))


@dataclass
class Described:
    n: int = Descriptor()


print(Described(), Described('5').n)


# repr of what holds itself; subclasses' names.
@dataclass
class Node:
    next: object = None


n = Node()
n.next = n
print(n, Node([Node()]))


# Generic annotations as text, and the signature in the documentation.
@dataclass
class Texts:
    a: 'int'
    b: 'list[str]' = None
    c: list[int] = None
    d: 'InitVar[int]' = 4
    e: 'dataclasses.InitVar' = 5
    g: 'Other.Thing' = 6
    h: int | None = None


print(Texts.__doc__, [f.name for f in fields(Texts)])


# asdict, astuple, replace, make_dataclass.
@dataclass
class Tree:
    value: object
    children: list = field(default_factory=list)


tree = Tree(1, [Tree(2), {'k': Tree((3, Tree(4)))}])
print(asdict(tree))
print(astuple(tree))
print(asdict(Tree(1), dict_factory=lambda pairs: sorted(pairs)), astuple(Tree(1), tuple_factory=list))
copied = asdict(Tree([1]))
print(replace(Point(1, 2), y=9), replace(tree, value=0).children is tree.children)
attempt(asdict, 5)
attempt(asdict, Tree)
attempt(astuple, 5)
attempt(replace, 5)
attempt(replace, Point, x=1)
attempt(replace, Point(1), z=1)
attempt(fields, 5)
attempt(fields, int)
Made = make_dataclass('Made', ['a', ('b', int), ('c', int, field(default=5))], bases=(Base,), namespace={'twice': lambda self: self.b * 2})
print(Made(1, 2), Made(a=1, b=3).twice(), Made.__bases__, fields(Made)[0].type, Made.__module__)
print(make_dataclass('F', [('a', int)], frozen=True, order=True)(1) < make_dataclass('G', [('a', int)])(1)
      if False else make_dataclass('H', 'ab')(1, 2))
for bad in (['a', 'a'], ['class'], ['1'], [5], [('a', 1, 2, 3)], [(5, int)]):
    attempt(make_dataclass, 'Bad', bad)


# Errors.
def define(body, decorator='dataclass'):
    space = dict(globals())
    def run():
        exec(f'@{decorator}\nclass X:\n    {body}', space)
        return space['X']
    attempt(run)


define('a: int = 1\n    b: int')
define('a: list = []')
define('a: dict = field(default={})')
define('a: int = field(default=1, default_factory=int)')
define('a = field()')
define('a: int\n    def __lt__(self, o): pass', 'dataclass(order=True)')
define('a: int', 'dataclass(order=True, eq=False)')
define('a: int\n    def __setattr__(self, n, v): pass', 'dataclass(frozen=True)')
define('a: int\n    def __hash__(self): return 1', 'dataclass(unsafe_hash=True)')
define('a: InitVar = field(default_factory=int)')
define('_: KW_ONLY\n    a: int\n    __: KW_ONLY')
define('__slots__ = ("a",)\n    a: int', 'dataclass(slots=True)')
define('a: int', 'dataclass(weakref_slot=True)')
define('a: int', 'dataclass(bogus=True)')
attempt(lambda: dataclass(type('Y', (Frozen,), {'__annotations__': {'z': int}})))
attempt(lambda: dataclass(frozen=True)(type('Y', (Base,), {'__annotations__': {'z': int}})))
attempt(field, 5)
print(repr(field()).replace(repr(MISSING), 'MISSING'))
print(Field[int], repr(dataclasses._HAS_DEFAULT_FACTORY))
