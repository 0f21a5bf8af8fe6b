# SPDX-License-Identifier: MIT
# str.join, dict and set operations, match patterns, except* with operands that change what is looked at.


def show(label, function):
    try:
        print(label, function())
    except RecursionError:
        print(label, "RecursionError")
    except Exception as e:
        print(label, type(e).__name__, e)


words = ["a", "b", "c"]


class Joins(list):
    def __iter__(self):
        words.clear()
        return list.__iter__(self)


print("-".join(Joins("xyz")))


def mutating():
    for w in list(words) or ["p", "q"]:
        words.append(w)
        yield w


print("-".join(mutating()), words)


class Key:
    act = None

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 3

    def __eq__(self, other):
        if Key.act:
            act, Key.act = Key.act, None
            act()
        return isinstance(other, Key) and self.n == other.n


def with_act(make, act, operate):
    c = make(Key(i) for i in range(6))
    other = make(Key(i) for i in range(3, 9))
    Key.act = lambda: act(c, other)
    try:
        result = operate(c, other)
        print("  ", type(result).__name__)
    except Exception as e:
        print("  ", type(e).__name__)
    Key.act = None
    len(list(c)), len(list(other))


acts = {
    "clear": lambda c, o: c.clear(),
    "clear other": lambda c, o: o.clear(),
    "both": lambda c, o: (c.clear(), o.clear()),
    "pop": lambda c, o: c and c.pop(),
    "pop other": lambda c, o: o and o.pop(),
    "grow": lambda c, o: c.update(range(100)),
    "grow other": lambda c, o: o.update(range(100)),
}
for name, act in acts.items():
    print(name)
    for operate in (
        lambda c, o: c | o,
        lambda c, o: c & o,
        lambda c, o: c - o,
        lambda c, o: c ^ o,
        lambda c, o: c.__ior__(o),
        lambda c, o: c.__iand__(o),
        lambda c, o: c.__isub__(o),
        lambda c, o: c.__ixor__(o),
        lambda c, o: c.update(o),
        lambda c, o: c.intersection_update(o),
        lambda c, o: c.difference_update(list(o)),
        lambda c, o: c.symmetric_difference_update(list(o)),
        lambda c, o: c.isdisjoint(o),
        lambda c, o: c.intersection(list(o)),
        lambda c, o: c.discard(Key(5)),
        lambda c, o: c.add(Key(5)),
    ):
        try:
            with_act(set, act, operate)
        except RuntimeError:
            print("changed")


def table(keys):
    return dict.fromkeys(keys, 1)


acts = {
    "clear": lambda c, o: c.clear(),
    "clear other": lambda c, o: o.clear(),
    "pop": lambda c, o: c and c.popitem(),
    "grow": lambda c, o: c.update(dict.fromkeys(range(100))),
    "grow other": lambda c, o: o.update(dict.fromkeys(range(100))),
}
for name, act in acts.items():
    for operate in (
        lambda c, o: c | o,
        lambda c, o: c.__ior__(o),
        lambda c, o: c.update(o),
        lambda c, o: c.update(list(o.items())),
        lambda c, o: c == o,
        lambda c, o: c.get(Key(5)),
        lambda c, o: c.pop(Key(5), None),
        lambda c, o: c.setdefault(Key(5), 1),
        lambda c, o: c.__setitem__(Key(5), 2),
        lambda c, o: c.__delitem__(Key(5)),
        lambda c, o: c.keys() & o.keys(),
        lambda c, o: c.items() - o.items(),
        lambda c, o: c.keys().isdisjoint(o),
        lambda c, o: c.keys() == o.keys(),
        lambda c, o: (Key(5), 1) in c.items(),
        lambda c, o: Key(5) in c,
        lambda c, o: dict(c, **{}),
        lambda c, o: {**c, **o},
        lambda c, o: dict.fromkeys(c, o),
    ):
        c = table(Key(i) for i in range(6))
        other = table(Key(i) for i in range(3, 9))
        Key.act = lambda: act(c, other)
        try:
            operate(c, other)
        except (KeyError, RuntimeError):
            pass
        Key.act = None
        len([k for k in c]), len([k for k in other])
print("dicts done")


class Eq:
    def __init__(self, act):
        self.act = act

    def __eq__(self, other):
        self.act()
        return True


class Value:
    __match_args__ = ("a", "b")
    a = b = 1


def matching(subject, probe):
    match subject:
        case [Holder.value, x, *rest]:
            return "list", len(rest)
        case {"k": Holder.value, **rest}:
            return "dict", len(rest)
        case Value(Holder.value, b=y):
            return "class", y
    return None


class Holder:
    pass


items = [1, 2, 3]
Holder.value = Eq(items.clear)
show("match list", lambda: matching(items, None))
d = {"k": 1, "l": 2}
Holder.value = Eq(d.clear)
show("match dict", lambda: matching(d, None))
v = Value()


def swap():
    Value.__match_args__ = ()


Holder.value = Eq(swap)
show("match class", lambda: matching(v, None))


def one(subject):
    match subject:
        case Value(1, 1):
            return True


for arguments in ["a", "b"], "ab", (1, 2), ("a", "a"), ("a",), 5, None:
    Value.__match_args__ = arguments
    show(("match_args", arguments), lambda: one(v))


class Meta(type):
    @property
    def __match_args__(cls):
        raise AttributeError("hidden")

    def __instancecheck__(cls, other):
        return True


class Value(metaclass=Meta):
    pass


show("meta", lambda: one(5))


class Sneaky(dict):
    def get(self, key, default=None):
        self.clear()
        return default

    def keys(self):
        return self.nothing


def mapping(subject):
    match subject:
        case {"a": x, "b": y, **rest}:
            return x, y, rest


show("get", lambda: mapping(Sneaky(a=1, b=2)))


class Split(ValueError):
    pass


class Group(ExceptionGroup):
    def derive(self, exceptions):
        self.__dict__.clear()
        return "not a group"


def star(error):
    try:
        raise error
    except* ValueError as e:
        error = None
        return_value = len(e.exceptions)
    return return_value


show("split", lambda: star(ExceptionGroup("g", [ValueError(1), ValueError(2)])))
show("derive", lambda: star(Group("g", [ValueError(1), TypeError(2)])))


class BadMeta(type):
    def __instancecheck__(cls, o):
        raise KeyError("check")

    def __subclasscheck__(cls, o):
        raise KeyError("check")


class Bad(ValueError, metaclass=BadMeta):
    pass


def bad():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* Bad:
        pass


items = [ValueError(1), ValueError(2)]


class Sequence:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        items.clear()
        if i > 1:
            raise IndexError
        return ValueError(i)


show("from sequence", lambda: ExceptionGroup("g", Sequence()))
show("empty", lambda: ExceptionGroup("g", items))
group = ExceptionGroup("g", [ValueError(1)])
for i in range(300):
    group = ExceptionGroup("g", [group])
show("deep", lambda: group.split(TypeError)[0])
group = None
