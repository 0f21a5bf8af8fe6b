# SPDX-License-Identifier: MIT
# match: errors at compile time and at run time.
SOURCES = [
    "case _: pass\n case 1: pass",
    "case x: pass\n case 1: pass",
    "case x | 1: pass",
    "case 1 | _ | 2: pass\n case _: pass",
    "case (y): pass\n case _: pass",
    "case [x, x]: pass",
    "case [x, [1, x]]: pass",
    "case {'a': x, 'b': x}: pass",
    "case {'a': x, **x}: pass",
    "case x as x: pass",
    "case C(x, a=x): pass",
    "case x, (x | 1): pass",
    "case [x] | [y]: pass",
    "case [x] | 1: pass",
    "case 1 | [x]: pass",
    "case [x, y] | [y]: pass",
    "case [x] | [x] | [y]: pass",
    "case [*a, *b]: pass",
    "case [*_, 1, *_]: pass",
    "case {1: _, 1: _}: pass",
    "case {'a': _, 'b': _, 'a': _}: pass",
    "case {1: _, 1.0: _}: pass",
    "case {True: _, 1: _}: pass",
    "case C(a=1, a=2): pass",
    "case C(a=1, b=2, a=3): pass",
    "case C(a=1, 2): pass",
    "case {**_}: pass",
    "case {**a, 'b': 1}: pass",
    "case 1 + 1: pass",
    "case 1j + 1: pass",
    "case f'{x}': pass",
    "case a.b.c(): pass",
    "case x if False: pass\n case _: pass",
    "case x as _: pass",
    "case x as y.z: pass",
    "case -x: pass",
    "case x(): pass",
    "case __debug__: pass",
    "case [*__debug__]: pass",
    "case {'a': __debug__}: pass",
    "case 1: break",
    "case 1: return",
    "case *a: pass",
    "case *a, *b: pass",
    "case ...: pass",
    "case not x: pass",
    "pass",
]
for source in SOURCES:
    try:
        compile("match s:\n " + source + "\n", "source", "exec")
        print("compiles:", source)
    except SyntaxError as e:
        print(source.replace("\n", "; "), "->", e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)

print("-- at run time")


def run(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class A:
    __match_args__ = ("a",)
    a = 1


class NoArgs:
    pass


class BadArgs:
    __match_args__ = ["a"]


class BadNames:
    __match_args__ = ("a", 5)
    a = 1


class Twice:
    __match_args__ = ("a", "a")
    a = 1


class Subclass(int):
    pass


class SubclassArgs(int):
    __match_args__ = ("real",)


class Raises:
    __match_args__ = ("x",)

    @property
    def x(self):
        raise KeyError("inside")


def too_many():
    match A():
        case A(1, 2):
            pass


def none_allowed():
    match NoArgs():
        case NoArgs(1):
            pass


def bad_args():
    match BadArgs():
        case BadArgs(1):
            pass


def bad_names():
    match BadNames():
        case BadNames(1, 2):
            pass


def twice():
    match Twice():
        case Twice(1, 1):
            pass


def positional_and_keyword():
    match A():
        case A(1, a=1):
            pass


def int_two():
    match 1:
        case int(1, 2):
            pass


def subclass():
    match Subclass(3):
        case Subclass(x):
            return type(x), x


def subclass_args():
    match SubclassArgs(3):
        case SubclassArgs(x):
            return type(x), x


def no_type():
    match 1:
        case len():
            pass


def no_type_instance():
    a = A()
    match 1:
        case a():
            pass


def raises():
    match Raises():
        case Raises(x):
            pass


def undefined():
    match 1:
        case undefined_name.attribute:
            pass


def duplicate():
    class K:
        a = "k"
        b = "k"

    match {"k": 1}:
        case {K.a: x, K.b: y}:
            pass


def unhashable():
    class K:
        a = []

    match {"k": 1}:
        case {K.a: x}:
            pass


def guard():
    match 1:
        case x if 1 / 0:
            pass


for f in (too_many, none_allowed, bad_args, bad_names, twice, positional_and_keyword, int_two, subclass, subclass_args,
          no_type, no_type_instance, raises, undefined, duplicate, unhashable, guard):
    run(f)

print("-- hostile")


class Shrinking(list):
    def __len__(self):
        n = super().__len__()
        self.clear()
        return n


class Growing(list):
    def __len__(self):
        return 2


class BadLength(list):
    def __len__(self):
        raise ValueError("length")


class Unequal:
    def __eq__(self, other):
        raise ZeroDivisionError("eq")


class Truth:
    def __bool__(self):
        raise OverflowError("bool")


class TruthEq:
    def __eq__(self, other):
        return Truth()


def unpack(x):
    match x:
        case [a, b]:
            return a, b


def last(x):
    match x:
        case [*_, 1, z]:
            return z


def equal(x):
    match x:
        case "a":
            return "equal"
        case 1:
            return 1


for x in Shrinking([1, 2]), Growing([1, 2, 3]), BadLength([1, 2]):
    run(lambda: unpack(x))
    run(lambda: last(x))
run(lambda: equal(Unequal()))
run(lambda: equal(TruthEq()))


class Mapping(dict):
    def get(self, key, default):
        self.clear()
        return [1, 2]


def mapping(x):
    match x:
        case {"a": [p, q], "b": [r, s], **rest}:
            return p, q, r, s, rest


run(lambda: mapping(Mapping(a=1, b=2)))


class Dropped:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dropped", self.name)


def release():
    match [Dropped("first"), Dropped("second"), 3]:
        case [a, b, 4]:
            print("never")
        case [a, _, 3]:
            print("body", a.name)
            del a
            print("deleted")
    print("after")


release()
