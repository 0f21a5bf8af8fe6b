# SPDX-License-Identifier: MIT
# Classes that change while they are being made, looked up in or called.
import enum
import gc
import types


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Named:
    def __init__(self, act): self.act = act
    def __set_name__(self, owner, name):
        self.act(owner, name)


show("set_name adds", lambda: sorted(n for n in vars(type("A", (), {"x": Named(lambda owner, name: setattr(owner, "new", 1)), "y": Named(lambda owner, name: delattr(owner, name))})) if n[0] != "_"))
show("set_name clears", lambda: type("A", (), {"x": Named(lambda owner, name: [delattr(owner, n) for n in ("x", "y")]), "y": Named(lambda owner, name: None)}).__name__)
space = {"x": Named(lambda owner, name: space.clear()), "y": 2}
show("namespace", lambda: type("A", (), space).y)
show("set_name raises", lambda: type("A", (), {"x": Named(lambda owner, name: 1 / 0)}))


class Base:
    def __init_subclass__(cls, **named):
        acts.pop()(cls)


class Other:
    pass


acts = [lambda cls: setattr(cls, "__bases__", (Other,)), lambda cls: cls.__subclasses__(), lambda cls: type("Inner", (Other, cls), {}), lambda cls: 1 / 0, lambda cls: delattr(cls, "y")]
for _ in range(5):
    show("init_subclass", lambda: type("A", (Base,), {"y": 1}).__mro__[1:])


class Entries:
    def __init__(self, answer): self.answer = answer
    def __mro_entries__(self, bases): return self.answer


for answer in (), (Other,), [Other], None, (Other, Other), (5,):
    show("mro_entries", lambda: types.new_class("A", (Entries(answer),)).__mro__)


class Meta(type):
    def mro(cls):
        order = list(type.mro(cls))
        if cls.__name__ == "Cut":
            return order[:1]
        if cls.__name__ == "Wrong":
            return [5]
        return order


for name in "Cut", "Wrong", "Plain":
    show("mro", lambda: len(Meta(name, (), {}).__mro__))


class A: pass
class B(A): pass
class C(B): pass
for change in (lambda: setattr(A, "__bases__", (C,))), (lambda: setattr(A, "__bases__", ())), (lambda: setattr(B, "__bases__", (int,))), (lambda: setattr(B, "__bases__", (A, Other))), (lambda: setattr(B, "__bases__", 5)), (lambda: delattr(B, "__bases__")), (lambda: setattr(C, "__class__", Meta)), \
        (lambda: setattr(C(), "__class__", int)), (lambda: setattr(C(), "__class__", A)), (lambda: setattr(A, "__name__", 5)), (lambda: setattr(A, "__name__", "a\0b")), (lambda: setattr(A, "__dict__", {})), (lambda: setattr(A, "__qualname__", 7)), (lambda: setattr(C(), "__dict__", 5)):
    show("change", change)
print([k.__name__ for k in C.__mro__])


class Dropped:
    """Its attribute goes away while it is being got."""
    def __getattribute__(self, name):
        vars(type(self)).get("x")
        if "x" in vars(Dropped):
            del Dropped.x
        return object.__getattribute__(self, name)
    x = property(lambda self: 5)


show("dropped", lambda: Dropped().x)


class Swap:
    def __get__(self, instance, owner):
        owner.field = 3
        if instance is not None:
            instance.__class__ = Other
        return "got"


class User:
    field = Swap()
    def method(self):
        self.__class__ = Other
        gc.collect()
        return type(self).__name__


show("swap", lambda: [User().field, User.field])
show("method", lambda: User().method())


class Vanishing:
    def __init__(self): self.__dict__ = {}
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)
        if name == "a":
            self.__dict__.clear()
            type(self).__setattr__ = object.__setattr__


v = Vanishing()
v.a = 1
v.b = 2
print(vars(v))


class Key(str):
    def __eq__(self, other):
        self.owner.clear()
        return str.__eq__(self, other)
    __hash__ = str.__hash__


table = {}
key = Key("k")
key.owner = table
table.update({key: 1, "j": 2})
show("instance dict", lambda: type("T", (), {})().__dict__.update(table))
holder = types.SimpleNamespace()
holder.__dict__[key] = 1
key.owner = holder.__dict__
show("SimpleNamespace", lambda: (holder.k, holder))
show("repr", lambda: types.SimpleNamespace(a=holder, b=Named(None).act))
proxy = types.MappingProxyType(table)
show("MappingProxyType", lambda: (proxy.get("k"), len(proxy)))


class Body(dict):
    def __setitem__(self, name, value):
        dict.__setitem__(self, name, value)
        if name == "b":
            self.clear()


show("new_class", lambda: sorted(vars(types.new_class("A", (), {}, lambda space: space.update(a=1))))[-1])


class Prepared(type):
    @classmethod
    def __prepare__(meta, name, bases): return Body()


class Cleared(metaclass=Prepared):
    a = 1
    b = 2
    c = 3


print([n for n in "abc" if hasattr(Cleared, n)])


class Color(enum.Enum):
    RED = 1

    @classmethod
    def _missing_(cls, value):
        if value == "again":
            return cls("other")
        return {"str": "text", "member": cls.RED}.get(value)


for value in "again", "str", "member", None, []:
    show("enum", lambda: Color(value))
show("enum", lambda: setattr(Color, "RED", 2))
show("enum", lambda: Color.__members__.clear())
show("enum", lambda: delattr(Color, "RED"))
show("property", lambda: property(1).__get__(5))
show("property", lambda: property(lambda self: self).__set__(5, 1))
show("super", lambda: super(C, A()).x)
show("bound", lambda: types.MethodType(5, 1)())
