# dataclasses: values and annotations that misbehave; errors inside generated methods.
from dataclasses import asdict, dataclass, field, fields, make_dataclass, replace


def attempt(function, *args, **kwargs):
    try:
        print('->', function(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__ + ':', e)


class Bad:
    def __repr__(self): raise ValueError('in repr')
    def __eq__(self, other): raise ValueError('in eq')
    def __hash__(self): raise ValueError('in hash')
    def __deepcopy__(self, memo): raise ValueError('in copy')


@dataclass(unsafe_hash=True)
class Holder:
    a: object
    b: object = None


attempt(repr, Holder(Bad()))
print(Holder(1))
attempt(repr, Holder(Bad()))
attempt(lambda: Holder(Bad()) == Holder(Bad()))
attempt(hash, Holder(Bad()))
attempt(asdict, Holder(Bad()))


def factory(): raise KeyError('in factory')


@dataclass
class F:
    a: int = field(default_factory=factory)


attempt(F)
print(F(1))


# Names that the generated text uses.
id, hash, object, MISSING, self = 1, 2, 3, 4, 5


@dataclass(frozen=True)
class Names:
    id: int
    key: int
    cls: int = 3
    FrozenInstanceError: int = 4
    object: int = 5
    _return_type: int = 6


print(Names(1, 2))
attempt(setattr, Names(1, 2), 'id', 5)

# A container that changes while it is converted.
del id, hash, object


class Sneaky:
    def __init__(self, items): self.items = items
    def __deepcopy__(self, memo):
        self.items.clear()
        return 'sneaky'


items = []
items.extend([1, Sneaky(items), 2, 3])
print(asdict(Holder(items)))

# Very many fields, deep nesting.
Many = make_dataclass('Many', [f'f{i}' for i in range(300)])
many = Many(*range(300))
print(len(repr(many)), many == Many(*range(300)), len(asdict(many)), replace(many, f7=0).f7, len(fields(Many)))
nested = None
for i in range(5000):
    nested = Holder(nested)
for function in (repr, asdict):
    try:
        function(nested)
    except RecursionError as e:
        print(type(e).__name__)
while nested is not None:
    nested = nested.a
# Equality with a subclass, and with something whose __class__ lies.
class Sub(Holder): pass


class Liar:
    __class__ = Holder


attempt(lambda: (Holder(1) == Sub(1), Sub(1) == Sub(1)))
attempt(lambda: Holder(1) == Liar())
