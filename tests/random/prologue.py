# SPDX-License-Identifier: MIT
"""What stands before the statements of a random program."""

PROLOGUE = '''\
import sys
log = []


def clean(text):
    while " at 0x" in text:
        before, after = text.split(" at 0x", 1)
        text = before + "@" + after.lstrip("0123456789abcdef")
    return text[:400]


def show(*values):
    for value in values:
        try:
            print(clean(repr(value)), end=" ")
        except Exception as e:
            print("repr fails:", type(e).__name__, end=" ")
    print()


def failed(e, depth=0):
    lines = []
    entry = e.__traceback__
    while entry and len(lines) < 8:
        if entry.tb_frame.f_code.co_filename == __file__:  # not those of the library
            lines.append(entry.tb_lineno)
        entry = entry.tb_next
    try:
        text = clean(str(e))
    except Exception as other:
        text = "str fails: " + type(other).__name__
    print("  " * depth + "!", type(e).__name__, text, lines)
    if depth < 3:
        for name in "__cause__", "__context__":
            if getattr(e, name) is not None:
                failed(getattr(e, name), depth + 1)


def tick():
    tick.left -= 1
    if tick.left < 0:
        raise SystemExit("too long")


tick.left = 3000


class Manager:
    def __init__(self, name, result=False): self.name, self.result = name, result
    def __enter__(self):
        log.append(("enter", self.name))
        return self.name
    def __exit__(self, kind, value, trace):
        log.append(("exit", self.name, kind and kind.__name__))
        return self.result


def logged(value, name="l"):
    log.append(name)
    return value

'''



# Classes and helpers of hostile programs: each special method runs what the program has put up for it.
HOSTILE_PROLOGUE = '''\
import gc
import weakref
actions = []
saved = []


def act():
    tick()
    if actions:
        action = actions.pop()
        try:
            action()
        except (NameError, AttributeError, TypeError, KeyError, IndexError, ValueError):
            pass


class Hostile:
    def __init__(self, n=0): self.n = n
    def __eq__(self, other):
        act()
        return self.n == getattr(other, "n", other)
    def __lt__(self, other):
        act()
        return self.n < getattr(other, "n", 0)
    def __hash__(self):
        act()
        return self.n % 4
    def __repr__(self):
        act()
        return f"H{self.n}"
    def __iter__(self):
        act()
        for i in range(3):
            yield i
            act()
    def __index__(self):
        act()
        return self.n % 5
    def __bool__(self):
        act()
        return self.n % 2 == 0
    def __len__(self):
        act()
        return self.n % 6
    def __getitem__(self, key):
        act()
        if key == 3:
            raise IndexError
        return key
    def __add__(self, other):
        act()
        return [other]
    def __radd__(self, other):
        act()
        return other
    def __iadd__(self, other):
        act()
        return self
    def __call__(self, *values, **named):
        act()
        return values
    def __getattr__(self, name):
        if name[:2] == "__" or name == "n":
            raise AttributeError(name)
        act()
        return name
    def __enter__(self):
        act()
        return self
    def __exit__(self, *what):
        act()
        return self.n % 2
    def __format__(self, spec):
        act()
        return spec
    def keys(self):
        act()
        return ["k", "w"]
    def __contains__(self, item):
        act()
        return item == self.n
    def __int__(self):
        act()
        return self.n
    def __float__(self):
        act()
        return float(self.n)
    def __str__(self):
        act()
        return "s" * (self.n % 5)
    def __del__(self):
        act()
        if getattr(self, "n", 0) % 7 == 3 and len(saved) < 20:
            saved.append(self)


def suspended(n, *held):
    try:
        for i in range(n):
            got = yield i, held
            act()
    finally:
        act()


'''


# What the calls of the library and the statements of language.py work with.
LIBRARY_PROLOGUE = '''\
import array, bisect, cmath, collections, contextlib, copy, dataclasses, enum, functools, heapq, itertools, json
import math, operator, random, string, struct, types
Point = collections.namedtuple("Point", "x y", defaults=(0,))


@dataclasses.dataclass
class Record:
    x: int
    y: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True, order=True)
class Frozen:
    x: object
    y: object = dataclasses.field(default=1, compare=False)


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = "b"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 3


class Perm(enum.Flag):
    R = 1
    W = 2
    X = 4


class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.name, None)
    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} wants {self.kind}")
        setattr(instance, self.name, value)
    def __delete__(self, instance):
        delattr(instance, self.name)


class Meta(type):
    registry = []
    def __new__(meta, name, bases, space, **named):
        made = super().__new__(meta, name, bases, dict(space))
        meta.registry.append((name, sorted(named)))
        return made
    def __init__(cls, name, bases, space, **named):
        super().__init__(name, bases, space)
        cls.named = named
    @classmethod
    def __prepare__(meta, name, bases, **named):
        return collections.OrderedDict(prepared=name)
    def __call__(cls, *values, **named):
        log.append(("call", cls.__name__))
        return super().__call__(*values, **named)
    def __len__(cls): return len(cls.__name__)
    def __getitem__(cls, item): return (cls.__name__, item)


class Money:
    __slots__ = ("n",)
    def __init__(self, n=0): self.n = n
    def __repr__(self): return f"Money({self.n!r})"
    def __add__(self, other):
        return Money(self.n + other.n) if isinstance(other, Money) else NotImplemented
    def __radd__(self, other):
        return Money(other + self.n) if isinstance(other, int) else NotImplemented
    def __mul__(self, other):
        return Money(self.n * other) if isinstance(other, int) else NotImplemented
    def __eq__(self, other):
        return self.n == other.n if isinstance(other, Money) else NotImplemented
    def __lt__(self, other):
        return self.n < other.n if isinstance(other, Money) else NotImplemented
    def __hash__(self): return 7
    def __isub__(self, other):
        self.n -= other
        return self
    def __neg__(self): return Money(-self.n)
    def __bool__(self): return bool(self.n)
    def __format__(self, spec): return format(self.n, spec) + "$"
    def __matmul__(self, other): return ("matmul", other)
    def __divmod__(self, other): return ("divmod", other)
    def __round__(self, digits=None): return ("round", digits)
    def __reversed__(self): return iter((self.n, "reversed"))
    def __length_hint__(self): return 3
    def __index__(self): return self.n


class Pause:
    def __init__(self, value): self.value = value
    def __await__(self):
        try:
            got = yield self.value
        except BaseException:
            raise  # so that the traceback is kept (tests/python/differences/traceback_delegate.py)
        return got


class AsyncManager(Manager):
    async def __aenter__(self):
        log.append(("aenter", await Pause(self.name)))
        return self.name
    async def __aexit__(self, kind, value, trace):
        await Pause("exit")
        return self.__exit__(kind, value, trace)


class AsyncCount:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        tick()
        if self.n <= 0:
            raise StopAsyncIteration
        self.n -= 1
        return await Pause(self.n) or self.n


def run(awaitable, *answers):
    "Drives a coroutine, answering its pauses; shows what it asked and what came."
    answers, asked = list(answers), []
    try:
        answer = None
        while len(asked) < 12:
            asked.append(awaitable.throw(answer) if isinstance(answer, BaseException) else awaitable.send(answer))
            answer = answers.pop(0) if answers else len(asked)
        awaitable.close()
        return ("stopped", asked)
    except StopIteration as e:
        return (asked, e.value)
    except StopAsyncIteration as e:
        return (asked, "no more")


async def collect(source, most=6):
    got = []
    async for item in source:
        got.append(item)
        if len(got) >= most:
            break
    return got


@contextlib.contextmanager
def managed(name, swallow=()):
    log.append("in " + str(name))
    try:
        yield name
    except swallow as e:
        log.append(("swallowed", type(e).__name__))
    finally:
        log.append("out " + str(name))


def counted(limit=2):
    def decorate(function):
        @functools.wraps(function)
        def inner(*values, **named):
            inner.calls += 1
            if inner.calls > limit:
                raise RuntimeError(f"{function.__name__} called {inner.calls} times")
            return function(*values, **named)
        inner.calls = 0
        return inner
    return decorate


@functools.singledispatch
def dispatched(value, *rest): return ("object", rest)
@dispatched.register(int)
def _(value, *rest): return ("int", value)
@dispatched.register(list)
@dispatched.register(tuple)
def _(value, *rest): return ("sequence", len(value))


'''
