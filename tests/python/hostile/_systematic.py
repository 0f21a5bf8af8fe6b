# SPDX-License-Identifier: MIT
# Calls everything that can be called, with objects whose special methods change, empty, replace and free what is being worked on, call
# in again, or raise. Nothing of what comes out is looked at: what counts is that the program goes on. The choices are made by a
# generator of numbers of its own, so that every run makes the same ones.
import array
import collections
import functools
import gc
import io
import itertools
import sys
import types
import weakref


class Choice:
    def __init__(self, text):
        self.state = 2166136261
        for c in text:
            self.state = (self.state ^ ord(c)) * 16777619 % 2**32

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return (self.state >> 8) % n

    def of(self, items):
        return items[self.below(len(items))]


class Stop(Exception):
    pass


sys.unraisablehook = lambda what: None  # of finalizers that raise
choice = Choice("")
world = []  # the containers of the call under way
under_way = []  # (function, arguments)
depth = 0


def act():
    """What a special method does before it answers."""
    global depth
    if depth > 2 or not world:
        return
    depth += 1
    try:
        what = choice.below(14)
        target = choice.of(world)
        if what < 3:
            for name in "clear", "cache_clear", "close":
                if hasattr(target, name):
                    getattr(target, name)()
        elif what == 3:
            if hasattr(target, "append"):
                for i in range(20):
                    target.append(i)
        elif what == 4:
            if hasattr(target, "pop"):
                target.pop()
        elif what == 5:
            world.clear()
            under_way.clear()
        elif what == 6:
            gc.collect()
        elif what == 7 and under_way:
            function, values = under_way[-1]
            function(*values)
        elif what == 8:
            target[0:2] = [Hostile(), 1, 2, 3]
        elif what == 9:
            target.update({Hostile(): 1, 5: 6})
        elif what == 10:
            next(target)
        elif what == 11:
            target.__init__([1, 2])
        elif what == 12:
            target.__dict__.clear()
        else:
            raise Stop
    except (AttributeError, TypeError, ValueError, LookupError, StopIteration, RuntimeError, BufferError, OverflowError):
        pass
    finally:
        depth -= 1


def special(name, answer):
    def method(self, *values):
        act()
        return answer(self, *values)
    method.__name__ = name
    return method


class Hostile:
    def __init__(self, n=0):
        self.n = n

    def __iter__(self):
        act()
        for i in range(3):
            yield i
            act()

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        act()
        return name

    def __del__(self):
        act()


answers = {
    "eq": lambda self, other: choice.below(2), "lt": lambda self, other: choice.below(2), "gt": lambda self, other: choice.below(2),
    "le": lambda self, other: choice.below(2), "hash": lambda self: 1, "index": lambda self: choice.below(5), "int": lambda self: 2,
    "float": lambda self: 1.5, "complex": lambda self: 1j, "bool": lambda self: bool(choice.below(2)), "len": lambda self: choice.below(6),
    "getitem": lambda self, key: key if key != 3 else [][1], "setitem": lambda self, key, value: None, "delitem": lambda self, key: None,
    "contains": lambda self, item: choice.below(2), "call": lambda self, *values, **named: choice.below(3), "str": lambda self: "s", "repr": lambda self: "r",
    "bytes": lambda self: b"by", "format": lambda self, spec: "f", "round": lambda self, *digits: 1, "trunc": lambda self: 1, "floor": lambda self: 1,
    "ceil": lambda self: 1, "abs": lambda self: 1, "neg": lambda self: 1, "reversed": lambda self: iter([1, 2]), "length_hint": lambda self: choice.below(9),
    "next": lambda self: 1 if choice.below(3) else next(iter(())), "enter": lambda self: self, "exit": lambda self, *what: False, "copy": lambda self: self,
    "deepcopy": lambda self, memo: self, "fspath": lambda self: "/nonexistent", "get": lambda self, instance, owner=None: 1, "instancecheck": lambda self, other: False,
    "set_name": lambda self, owner, name: None, "mro_entries": lambda self, bases: (), "missing": lambda self, key: 1, "reduce_ex": lambda self, version: "r",
    "sizeof": lambda self: 8, "dir": lambda self: ["x"], "set": lambda self, instance, value: None, "delete": lambda self, instance: None,
}
for name, answer in answers.items():
    setattr(Hostile, f"__{name}__", special(f"__{name}__", answer))
for name in "add sub mul truediv floordiv mod pow and or xor lshift rshift matmul divmod".split():
    setattr(Hostile, f"__{name}__", special(name, lambda self, *other: 1))
    setattr(Hostile, f"__r{name}__", special(name, lambda self, *other: NotImplemented))
    if name != "divmod":
        setattr(Hostile, f"__i{name}__", special(name, lambda self, *other: self))
Hostile.keys = special("keys", lambda self: ["k", "w"])
Hostile.items = special("items", lambda self: [(1, 2), ("k", 3)])
Hostile.write = Hostile.read = Hostile.readline = Hostile.readinto = special("stream", lambda self, *values: choice.of(["x", b"x", "", 1]))


def hostile_function(*values, **named):
    act()
    return choice.of([0, 1, None, values, Hostile()])


def generator():
    try:
        while True:
            act()
            if (yield Hostile()) == 3:
                return
            if choice.below(4) == 0:
                return
    finally:
        act()


class Bytes(bytes):
    __eq__, __hash__, __index__, __len__, __iter__ = Hostile.__eq__, Hostile.__hash__, Hostile.__index__, Hostile.__len__, Hostile.__iter__


class Text(str):
    __eq__, __hash__, __len__, __iter__, __str__ = Hostile.__eq__, Hostile.__hash__, Hostile.__len__, Hostile.__iter__, Hostile.__str__


class Number(int):
    __eq__, __hash__, __index__, __lt__, __float__ = Hostile.__eq__, Hostile.__hash__, Hostile.__index__, Hostile.__lt__, Hostile.__float__


class List(list):
    __len__, __iter__, __getitem__, __eq__, __lt__, __contains__ = Hostile.__len__, Hostile.__iter__, Hostile.__getitem__, Hostile.__eq__, Hostile.__lt__, Hostile.__contains__


class Dict(dict):
    __len__, __iter__, __getitem__, __missing__, keys = Hostile.__len__, Hostile.__iter__, Hostile.__getitem__, Hostile.__missing__, Hostile.keys


makers = [
    Hostile, Hostile, Hostile, lambda: [Hostile(), Hostile(), 1, 2], lambda: {Hostile(): Hostile(), 1: 2, "k": Hostile()}, lambda: {Hostile(), 1, 2}, lambda: (Hostile(), 1),
    lambda: bytearray(b"abcdef"), lambda: iter([Hostile(), 1, Hostile()]), generator, lambda: hostile_function, lambda: collections.deque([Hostile(), 1, 2], 5),
    lambda: array.array("i", [1, 2, 3]), lambda: "abc", lambda: 3, lambda: -1, lambda: b"abc", lambda: Text("text"), lambda: Bytes(b"bytes"), lambda: Number(2), lambda: None,
    lambda: memoryview(bytearray(b"memory")), lambda: List([1, 2, 3]), lambda: Dict({1: 2, "k": 3}), lambda: collections.OrderedDict([(Hostile(), 1), (2, 3)]), lambda: 1.5, lambda: "%s %r",
    lambda: type("Made", (Hostile,), {}), lambda: map(hostile_function, [1, 2, 3]), lambda: [[Hostile(), 1], [2, Hostile()]], lambda: slice(Hostile(), Hostile(), Hostile()),
    lambda: types.SimpleNamespace(a=Hostile()), lambda: range(3), lambda: weakref.WeakValueDictionary(), lambda: [3, 1, 2], lambda: "{0} {a!r:>{b}}", lambda: itertools.count(), lambda: io.StringIO("a\nb"),
    lambda: Stop, lambda: Stop("x"), lambda: functools.partial(hostile_function, 1), lambda: type("Empty", (), {"x": Hostile()})(), lambda: 2**70, lambda: True,
]
endless = itertools.count


def consume(result):
    """Uses a result a little: its items, its text, its end."""
    if isinstance(result, (str, int, float, type)) or result is None:
        return
    repr(result)
    if hasattr(type(result), "__next__"):
        for _ in range(4):
            next(result)
    elif hasattr(type(result), "__iter__"):
        for _ in zip(range(4), result):
            pass


def attempt(function, count):
    values = [choice.of(makers)() for _ in range(count)]
    if any(isinstance(value, endless) for value in values) and getattr(function, "__name__", "") not in tame:
        values = [value for value in values if not isinstance(value, endless)]
    named = {}
    if choice.below(6) == 0:
        named[choice.of(["key", "default", "start", "repeat", "maxlen", "initial", "func", "strict", "reverse", "sep", "r", "k", "a"])] = choice.of(makers[:-12])()
    world[:] = [value for value in values if not isinstance(value, (int, str, float, type(None)))]
    under_way[:] = [(function, tuple(values))]
    try:
        result = function(*values, **named)
        values = named = None
        consume(result)
    except (Exception, GeneratorExit, SystemExit, KeyboardInterrupt):
        pass
    finally:
        world.clear()
        under_way.clear()
        result = None


# May be given an iterator without end.
tame = {"islice", "zip", "map", "filter", "chain", "enumerate", "takewhile", "tee", "iter", "next", "repr", "type", "isinstance", "hash", "id"}
# What would end the test, wait, write outside, or change how the rest of the test runs.
never = {
    "exit", "_exit", "abort", "quit", "input", "breakpoint", "help", "open", "sleep", "fork", "forkpty", "kill", "killpg", "execv", "execve", "system", "setrecursionlimit", "set_threshold", "disable",
    "freeze", "set_debug", "settrace", "setprofile", "copyright", "credits", "license", "pause_reading", "intern", "setswitchinterval", "displayhook", "excepthook", "unraisablehook", "set_int_max_str_digits",
    "set_pause_budget", "set_release_budget", "reload", "__subclasses__", "simplefilter", "resetwarnings", "filterwarnings", "get_objects", "get_referrers", "factorial", "perm", "comb", "register", "main", "_clear_type_cache",
    "call_tracing", "FileIO", "open_code", "__setattr__", "__delattr__", "gethostname", "_debugmallocstats", "_getframe", "set_asyncgen_hooks", "set_coroutine_origin_tracking_depth", "addaudithook", "activate_stack_trampoline", "_step", "setdlopenflags",
}


def run(label, functions, rounds):
    """functions: (name, function) pairs. Each is called `rounds` times with 0 to 4 arguments."""
    global choice
    out, errors = sys.stdout, sys.stderr
    tried = 0
    for name, function in functions:
        if name in never:
            continue
        choice = Choice(label + name)
        sys.stdout = sys.stderr = io.StringIO()
        try:
            for i in range(rounds):
                attempt(function, i % 4 if i < 8 else 1 + choice.below(3))
            tried += 1
        finally:
            sys.stdout, sys.stderr = out, errors
    gc.collect()
    print(label, "ok" if tried else "nothing there")


def functions_of(module):
    for name in sorted(vars(module)):
        value = vars(module)[name]
        if callable(value) and name[:2] != "__" and name not in never:
            yield name, value


def methods_of(kind, instances):
    """Each method of a type, with one of the instances first."""
    for name in sorted(dir(kind)):
        if name in ("__class__", "__new__", "__init_subclass__", "__subclasshook__", "__class_getitem__", "__getattribute__", "__reduce__") or name in never:
            continue
        method = getattr(kind, name, None)
        if not callable(method):
            continue

        def call(*values, method=method):
            instance = choice.of(instances)()
            world.append(instance)
            under_way[:] = [(method, (instance,) + values)]
            return method(instance, *values)
        call.__name__ = name
        yield name, call
