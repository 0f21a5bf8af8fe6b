#!/usr/bin/env python3.11
# SPDX-License-Identifier: MIT
"""Random programs: the same seed gives the same program, which ends soon and prints what it computes.

    generate.py SEED                          print the program of a seed
    generate.py --survive OURO FIRST COUNT    run hostile programs under OURO alone, report crashes
    generate.py --compare OURO FIRST COUNT    run COUNT programs under OURO and python3.11, report those that differ

A program's statements stand in small functions and under try, so that an error, which is as good a result as any, is
printed and the rest goes on. Nothing printed depends on addresses, on string hashes or on time.
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile

PYTHON = "/usr/bin/python3.11" if os.path.exists("/usr/bin/python3.11") else "python3.11"

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

BINARY = "+ - * / // % & | ^ << >> ** @".split()
COMPARE = "< <= > >= == != in not_in is is_not".split()
EXCEPTIONS = "ValueError KeyError TypeError IndexError ZeroDivisionError RuntimeError StopIteration LookupError OSError".split()
STR_METHODS = ["upper()", "lower()", "title()", "strip()", "split()", "split('a')", "replace('a', 'bc')", "find('b')", "count('a')",
               "startswith('a')", "endswith(('b', 'c'))", "join(['x', 'y'])", "zfill(7)", "center(9, '*')", "ljust(6)", "rjust(6, '.')",
               "isdigit()", "isalpha()", "swapcase()", "capitalize()", "partition('b')", "rpartition('b')", "rsplit('a', 1)",
               "splitlines()", "encode()", "index('a')", "expandtabs()", "lstrip('a')", "rstrip('c')", "casefold()", "isupper()",
               "isidentifier()", "format(1, a=2)", "translate({97: 'Z', 98: None})", "removeprefix('a')", "removesuffix('c')", "rfind('a')",
               "isspace()", "istitle()", "islower()", "isalnum()", "isnumeric()", "isprintable()", "rindex('b')"]
LIST_METHODS = ["append({})", "extend({s})", "insert({i}, {})", "pop()", "pop({i})", "remove({})", "index({})", "count({})",
                "reverse()", "sort()", "sort(key=repr)", "sort(key=str, reverse=True)", "copy()", "clear()", "__len__()",
                "__contains__({})", "__getitem__({i})", "extend(range({i} % 5))"]
DICT_METHODS = ["get({})", "get({}, {})", "pop({}, {})", "pop({})", "setdefault({}, {})", "keys()", "values()", "items()", "copy()",
                "popitem()", "clear()", "update({d})", "update(a={})", "__contains__({})", "fromkeys({s}, {})", "__len__()"]
SET_METHODS = ["add({i})", "discard({i})", "remove({i})", "union({n})", "intersection({n})", "difference({n})",
               "symmetric_difference({n})", "issubset({n})", "issuperset({n})", "isdisjoint({n})", "copy()", "update({n})",
               "difference_update({n})", "intersection_update({n})", "symmetric_difference_update({n})", "__len__()"]
INT_METHODS = ["bit_length()", "bit_count()", "conjugate()", "__index__()", "as_integer_ratio()", "real", "imag", "numerator",
               "__neg__()", "__add__({i})", "__radd__({i})", "__eq__({})", "__lt__({})", "__bool__()"]
FLOAT_METHODS = ["is_integer()", "as_integer_ratio()", "hex()", "conjugate()", "__trunc__()", "real", "__int__()", "__round__()"]
SPECIAL_BINARY = ["add", "sub", "mul", "truediv", "floordiv", "mod", "and", "or", "xor", "lshift", "rshift", "pow", "matmul"]
SPECS = ["", ">8", "<8", "^9", "*^11", "05", "+", "x", "#b", ",", ".2f", ".3", "e", "%", "08.3f", "s", "d", "_", " ", "=+9", "c", "g", "10.4"]


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


class Generator:
    hostile = False

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.indent = 0
        self.names = ["a", "b", "c"]  # bound, or perhaps not
        self.functions = []
        self.classes = []
        self.counter = 0
        self.in_function = self.in_loop = self.in_generator = False
        self.locals = []  # names of the functions around
        self.new_names = [[]]  # of each scope around: bound at its head, so that most uses find something
        self.required = {}  # positional parameters of each function

    # ---- helpers

    def chance(self, p):
        return self.random.random() < p

    def pick(self, items):
        return self.random.choice(items)

    def fresh(self, prefix):
        self.counter += 1
        return f"{prefix}{self.counter}"

    def emit(self, text):
        self.lines.append("    " * self.indent + text)

    def name(self):
        if self.chance(0.02):
            return self.pick(["unknown", "log", "len", "__name__"])
        return self.pick(self.names[-8:])

    # ---- expressions

    def integer(self):
        r = self.random.random()
        if r < 0.6:
            return str(self.random.randint(-3, 12))
        if r < 0.8:
            return str(self.random.randint(-1000, 1000))
        if r < 0.9:
            return self.pick(["2**62", "2**63", "-2**62", "2**64-1", "10**20", "4611686018427387903", "-4611686018427387904", "2**31", "255",
                              "2**62-1", "2**100+7", "-10**30", "0x7fffffffffffffff", "1<<61"])
        return self.pick(["True", "False"])

    def small(self):
        return str(self.random.randint(-4, 6))

    def float_(self):
        return self.pick(["0.0", "-0.0", "1.5", "-2.25", "1e100", "1e-300", "0.1", "3.0", "float('inf')", "float('-inf')", "float('nan')",
                          "1e16", "123456.789", "2.5", "1e308*10", "5e-324", "2.0**-255", "2.0**257", "-7.0", "1/3"])

    def string(self):
        return self.pick(["''", "'a'", "'abc'", "'hello world'", "'äöü'", "'日本'", "'1'", "'a,b,c'", "' x '", "'A\\nb'", "'\\x00'", "'%s'",
                          "'{}'", "'abcabc'", "'12'", "'-3'", "'1.5'", "'€uro'", "'\\U0001f600z'", "'aaaaaaaaaaaaaaaaaaaa'", "'Ab cD'"])

    def bytes_(self):
        return self.pick(["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "bytearray(b'xy')", "b'1 2'"])

    def atom(self):
        r = self.random.random()
        if r < 0.34:
            return self.name()
        if r < 0.62:
            return self.integer()
        if r < 0.70:
            return self.float_()
        if r < 0.84:
            return self.string()
        if r < 0.87:
            return self.bytes_()
        return self.pick(["None", "True", "False", "()", "[]", "{}", "...", "set()", "range(3)", "frozenset()", "1j", "NotImplemented.__class__",
                          "int", "slice(1, 2)"])

    def hashable(self, depth=0):
        r = self.random.random()
        if r < 0.6:
            return self.integer()
        if r < 0.8:
            return self.string()
        if r < 0.9:
            return self.name()
        return f"({self.integer()}, {self.string()})"

    def numbers(self, depth):
        return "[" + ", ".join(self.integer() for _ in range(self.random.randint(0, 5))) + "]"

    def sequence(self, depth):
        r = self.random.random()
        if depth <= 0 or r < 0.25:
            return self.pick([f"range({self.random.randint(0, 5)})", "'abc'", "(1, 2, 3)", "[3, 1, 2]", "{1: 2, 3: 4}", "'xy'", "(4, 5)", "{5}"])
        if r < 0.6:
            return "[" + ", ".join(self.expression(depth - 1) for _ in range(self.random.randint(0, 4))) + "]"
        if r < 0.8:
            return self.comprehension(depth - 1, self.pick(["[]", "()"]))
        return self.name()

    def expression(self, depth=2):
        if depth <= 0:
            return self.atom()
        return self.pick(self.forms)(self, depth)

    def number(self, depth):
        if depth <= 0 or self.chance(0.2):
            return self.pick([self.integer, self.integer, self.integer, self.float_, self.name, self.small])()
        op = self.pick(["+", "-", "*", "/", "//", "%", "&", "|", "^", "+", "-", ">>", "%"])
        return f"({self.number(depth - 1)} {op} {self.number(depth - 1)})"

    def text(self, depth):
        if depth <= 0 or self.chance(0.3):
            return self.string()
        return self.pick([lambda: f"({self.text(depth - 1)} + {self.text(depth - 1)})", lambda: f"{self.text(depth - 1)}[{self.slice_()}]",
                          lambda: f"{self.text(depth - 1)}.{self.pick(STR_METHODS)}", lambda: f"({self.text(depth - 1)} * {self.small()})",
                          lambda: f"str({self.expression(depth - 1)})", lambda: self.fstring(depth)])()

    def listing(self, depth):
        return self.pick([lambda: f"({self.list_(depth)} + {self.list_(depth - 1)})", lambda: f"{self.list_(depth)}[{self.slice_()}]",
                          lambda: f"({self.tuple_(depth - 1)} * {self.small()})", lambda: f"({self.set_(0)} {self.pick('|&-^')} {self.set_(0)})",
                          lambda: f"({self.dict_(depth - 1)} | {self.dict_(depth - 1)})", lambda: f"sorted({self.numbers(0)})",
                          lambda: f"{self.list_(depth)}[{self.small()}]", lambda: f"({self.set_(0)} {self.pick(['<', '<=', '==', '>'])} {self.set_(0)})"])()

    def binary(self, depth):
        op = self.pick(BINARY)
        left = self.expression(depth - 1)
        if op == "**":
            return f"({left} ** {self.small()})" if self.chance(0.8) else f"({self.small()} ** ({self.name()} and 3))"
        if op == "<<":
            return f"({left} << {self.random.randint(0, 70)})"
        if op == "*":
            return f"({left} * {self.pick([self.small(), self.float_(), self.small()])})"
        return f"({left} {op} {self.expression(depth - 1)})"

    def compare(self, depth):
        parts = [self.expression(depth - 1)]
        for _ in range(self.pick([1, 1, 1, 2, 3])):
            op = self.pick(COMPARE)
            if op.startswith("is"):
                parts.append(op.replace("_", " "))
                parts.append("None")
            else:
                parts.append(op.replace("_", " "))
                parts.append(self.expression(depth - 1))
        return "(" + " ".join(parts) + ")"

    def boolean(self, depth):
        op = self.pick([" and ", " or "])
        return "(" + op.join(self.expression(depth - 1) for _ in range(self.pick([2, 2, 3]))) + ")"

    def unary(self, depth):
        return f"({self.pick(['-', '+', '~', 'not ', 'not '])}{self.expression(depth - 1)})"

    def conditional(self, depth):
        return f"({self.expression(depth - 1)} if {self.expression(depth - 1)} else {self.expression(depth - 1)})"

    def items(self, depth, most=4):
        parts = []
        for _ in range(self.random.randint(0, most)):
            parts.append(("*" + self.sequence(depth - 1)) if self.chance(0.12) else self.expression(depth - 1))
        return parts

    def list_(self, depth):
        return "[" + ", ".join(self.items(depth)) + "]"

    def tuple_(self, depth):
        parts = self.items(depth)
        return "(" + ", ".join(parts) + ("," if len(parts) == 1 else "") + ")"

    def dict_(self, depth):
        parts = []
        for _ in range(self.random.randint(0, 4)):
            parts.append(f"**{self.dict_(depth - 2) if depth > 2 else '{1: 2}'}" if self.chance(0.1) else
                         f"{self.hashable()}: {self.expression(depth - 1)}")
        return "{" + ", ".join(parts) + "}"

    def set_(self, depth):
        return "{" + ", ".join(self.integer() for _ in range(self.random.randint(1, 4))) + "}"

    def subscript(self, depth):
        index = self.pick([self.small, self.small, self.hashable, lambda: self.expression(depth - 1), self.slice_])()
        return f"{self.expression(depth - 1)}[{index}]"

    def slice_(self):
        parts = [self.pick(["", self.small(), self.small(), "None"]) for _ in range(self.pick([2, 2, 3]))]
        return ":".join(parts)

    def fill(self, template, depth):
        out = ""
        while "{" in template:
            before, after = template.split("{", 1)
            key, template = after.split("}", 1)
            value = {"": lambda: self.expression(depth - 1), "i": self.small, "s": lambda: self.sequence(depth - 1),
                     "d": lambda: self.dict_(depth - 1), "n": lambda: self.numbers(depth)}[key]()
            out += before + value
        return out + template

    def method(self, depth):
        which = self.random.randrange(6)
        if which == 0:
            base, methods = self.string(), STR_METHODS
            return f"{base}.{self.pick(methods)}"
        base, methods = [None, (self.list_(depth), LIST_METHODS), (self.dict_(depth), DICT_METHODS), (self.set_(depth), SET_METHODS),
                         (f"({self.integer()})", INT_METHODS), (f"({self.float_()})", FLOAT_METHODS)][which]
        if self.chance(0.5):
            base = self.name()
        return f"{base}.{self.fill(self.pick(methods), depth - 1)}"

    def arguments(self, depth):
        parts = [self.expression(depth - 1) for _ in range(self.random.randint(0, 3))]
        if self.chance(0.15):
            parts.append("*" + self.sequence(depth - 1))
        if self.chance(0.25):
            parts.append(f"{self.pick(['x', 'y', 'k', 'z'])}={self.expression(depth - 1)}")
        if self.chance(0.1):
            parts.append("**{" + self.pick(["'x'", "'k'", "'w'", "1"]) + f": {self.expression(depth - 1)}}}")
        return ", ".join(parts)

    def arguments_for(self, function, depth):
        if self.chance(0.3):
            return self.arguments(depth)
        return ", ".join(self.expression(depth - 1) if self.chance(0.5) else self.safe() for _ in range(self.required.get(function, 1)))

    def call(self, depth):
        if self.functions and self.chance(0.7):
            f = self.pick(self.functions)
            return f"{f}({self.arguments_for(f, depth)})"
        if self.classes and self.chance(0.5):
            return f"{self.pick(self.classes)}({self.arguments(depth)})"
        return f"{self.name()}({self.arguments(depth)})"

    def builtin(self, depth):
        e = lambda: self.expression(depth - 1)
        s = lambda: self.sequence(depth - 1)
        return self.pick([
            lambda: f"len({e()})", lambda: f"str({e()})", lambda: f"repr({e()})", lambda: f"int({e()})", lambda: f"float({e()})",
            lambda: f"list({s()})", lambda: f"tuple({s()})", lambda: f"sorted({s()}, key=str)", lambda: f"sum({s()})", lambda: f"max({s()})",
            lambda: f"min({e()}, {e()})", lambda: f"abs({e()})", lambda: f"bool({e()})", lambda: f"isinstance({e()}, (int, str))",
            lambda: f"type({e()}).__name__", lambda: f"list(zip({s()}, {s()}))", lambda: f"list(enumerate({s()}, {self.small()}))",
            lambda: f"list(map(str, {s()}))", lambda: f"list(filter(None, {s()}))", lambda: f"any({s()})", lambda: f"all({s()})",
            lambda: f"divmod({e()}, {e()})", lambda: f"round({e()}, {self.small()})", lambda: f"round({e()})", lambda: f"hash({self.integer()})",
            lambda: f"list(reversed({s()}))", lambda: f"dict(zip({s()}, {s()}))", lambda: f"chr({self.random.randint(60, 400)})",
            lambda: f"ord({self.string()})", lambda: f"hex({e()})", lambda: f"bin({self.integer()})", lambda: f"getattr({e()}, 'x', {e()})",
            lambda: f"callable({e()})", lambda: f"next(iter({s()}), {e()})", lambda: f"pow({self.integer()}, {self.random.randint(0, 5)}, {self.integer()})",
            lambda: f"list(range({self.small()}, {self.random.randint(-8, 9)}, {self.small()}))", lambda: f"set({self.numbers(depth)})",
            lambda: f"format({e()}, {self.pick(SPECS)!r})", lambda: f"bytes({e() if self.chance(0.3) else self.numbers(depth)})", lambda: f"dict({e()})",
            lambda: f"hasattr({e()}, 'x')", lambda: f"complex({e()})", lambda: f"slice({e()}, {e()})",
            lambda: f"eval({self.expression(depth - 2)!r})", lambda: f"int({self.string()}, {self.random.randint(2, 36)})", lambda: f"ascii({e()})",
            lambda: f"frozenset({self.numbers(depth)})", lambda: f"print({e()}, {e()}, sep={self.string()})", lambda: f"logged({e()}, {self.random.randint(0, 9)})",
        ])()

    def comprehension(self, depth, brackets=None):
        brackets = brackets or self.pick(["[]", "{}", "()", "{:}"])
        saved = list(self.names)
        clauses = ""
        inside, self.in_comprehension = self.in_comprehension, True
        for i in range(self.pick([1, 1, 2])):
            variable = self.pick(["i", "j", "k"])
            target = variable if self.chance(0.85) else f"({variable}, *q)"
            clauses += f" for {target} in {self.sequence(depth - 1)}"
            self.names = self.names + [variable, variable]
            if self.chance(0.3):
                clauses += f" if {self.expression(depth - 1)}"
        item = self.expression(depth - 1)
        key = self.hashable()
        self.in_comprehension = inside
        if self.chance(0.08) and not self.class_level and not inside:
            item = f"(w := {item})"
        self.names = saved
        if brackets == "{:}":
            return f"{{{key}: {item}{clauses}}}"
        if brackets == "{}":
            return f"{{hash({self.integer()}) % 100{clauses}}}"
        if brackets == "()":
            return f"list({item}{clauses})"
        return f"[{item}{clauses}]"

    def lambda_(self, depth):
        parameters = self.pick(["", "x", "x, y=1", "*x", "x=2, *y, **z", "x, /, y=3, *, k=4"])
        saved = list(self.names)
        self.names = self.names + [p.strip("* ").split("=")[0] for p in parameters.split(",") if p.strip("* /")]
        body = self.expression(depth - 1)
        self.names = saved
        if self.chance(0.6):
            return f"(lambda {parameters}: {body})({self.arguments(depth)})"
        return f"(lambda {parameters}: {body})"

    def fstring(self, depth):
        parts = ""
        for _ in range(self.pick([1, 2, 3])):
            e = self.expression(depth - 1)
            if any(c in e for c in "'\"\\{}#") or "lambda" in e or ":=" in e or "!=" in e:
                e = self.pick([self.name(), self.small(), f"{self.name()} + {self.small()}"])
            spec = self.pick(["", "", ":" + self.pick(SPECS), "!r", "!s:>7", "!a", "=", " = :5", ":{" + self.name() + "}"])
            parts += self.pick(["", "text ", "é", "{{}}", "%"]) + "{" + e + spec + "}"
        return f"f'{parts}'"

    def percent(self, depth):
        return f"{self.pick(['%s', '%r|%s', '%d', '%5.2f', '%x', '%-6s|', '%05d', '%c', '%e', '%(a)s', '%%', '%+d %s', '%.3s'])!r} % {self.expression(depth - 1)}"

    def walrus(self, depth):
        if self.class_level or self.in_comprehension:
            return self.atom()
        return f"({self.name() if False else 'w'} := {self.expression(depth - 1)})"

    def attribute(self, depth):
        return f"{self.name()}.{self.pick(['x', 'y', 'value', 'm', 'p', 'real', 'count', '__class__.__name__', '__dict__', 'args', 's'])}"

    def method_call(self, depth):
        return f"{self.name()}.{self.pick(['m', 'n', 'p', 'x', 'cm', 'sm', 'get', 'send', 'close', '__next__'])}({self.arguments(depth)})"

    class_level = False
    in_comprehension = False

    forms = [binary] * 3 + [number] * 6 + [text] * 3 + [listing] * 3 + [compare] * 4 + [boolean] * 3 + [unary] * 2 + [conditional] * 2 + [list_] * 2 + [tuple_] * 2 + [dict_] * 2 + [set_] + \
        [subscript] * 4 + [method] * 6 + [call] * 5 + [builtin] * 8 + [comprehension] * 4 + [lambda_] * 2 + [fstring] * 2 + [percent] + \
        [walrus] + [attribute] * 2 + [method_call] * 3 + [lambda self, depth: self.atom()] * 4

    def safe(self):
        return self.pick([self.integer, self.integer, self.small, self.float_, self.string, lambda: self.numbers(0), lambda: self.set_(0),
                          lambda: "{1: 'a', 'k': 2}", lambda: "(1, 'b', None)"])()

    # ---- statements

    def target(self):
        r = self.random.random()
        if r < 0.7:
            return self.assignable()
        if r < 0.85:
            return f"{self.name()}[{self.pick([self.small(), self.hashable(), self.slice_()])}]"
        return f"{self.name()}.{self.pick(['x', 'y', 'value'])}"

    def assignable(self):
        if self.chance(0.25) and len(self.names) < 14:
            name = self.fresh("v")
            self.names.append(name)
            self.new_names[-1].append(name)
            return name
        return self.pick([n for n in self.names if n[0] != "_"][-8:])

    def block(self, count=None, top=False):
        self.indent += 1
        self.emit("tick()")
        for _ in range(count or self.random.randint(1, 3)):
            self.statement()
        self.indent -= 1

    def statement(self):
        if self.hostile and self.chance(0.5):
            return self.hostile_statement()
        r = self.random.random()
        if self.indent > 4 or r < 0.65:
            if self.chance(0.4) and not self.class_level:
                self.emit("try:")
                self.indent += 1
                self.simple()
                self.indent -= 1
                self.emit("except Exception as e: failed(e)")
                return None
            return self.simple()
        self.pick([self.if_, self.for_, self.for_, self.while_, self.try_, self.try_, self.try_, self.with_, self.function, self.function,
                   self.class_, self.generator, self.nested_exec])()

    def simple(self):
        self.pick([self.assign] * 5 + [self.unpack] * 2 + [self.augment] * 3 + [self.delete] + [self.show] * 5 + [self.raise_] + [self.assert_] +
                  [self.jump] * 2 + [self.expression_statement] * 2 + [self.multiple] + [self.drive] * 2 + [self.annotated])()

    def assign(self):
        value = self.expression()
        targets = [self.target() for _ in range(self.pick([1, 1, 1, 1, 2]))]
        self.emit(" = ".join(targets) + " = " + value)

    def annotated(self):
        value = self.expression(2)
        if not self.in_function:
            self.emit(f"{self.assignable()} = {value}")
        else:
            name = self.fresh("t")
            self.emit(f"{name}: {self.pick(['int', 'undefined_annotation', 'list[int]'])} = {value}")

    def multiple(self):
        value = self.expression(2)
        first, second = self.assignable(), self.assignable()
        self.emit(f"{first}, {second} = {self.expression(1)}, {value}")

    def unpack(self):
        value = self.sequence(3)
        count = self.random.randint(1, 3)
        targets = [self.target() for _ in range(count)]
        if self.chance(0.4):
            at = self.random.randrange(count)
            targets[at] = "*" + targets[at]
        if self.chance(0.2):
            targets[0] = f"({targets[0].lstrip('*')}, *{self.assignable()})"
        self.emit(", ".join(targets) + ("," if len(targets) == 1 else "") + " = " + value)

    def augment(self):
        op = self.pick(["+", "-", "*", "//", "%", "|", "&", "^", "<<", ">>", "/", "**"])
        value = self.small() if op in ("*", "**", "<<", ">>") else self.expression(2)
        target = self.target()
        if op in ("<<", "**", "*"):
            # Growth is bounded: what is big already is not made bigger.
            self.emit(f"if len(str({target})) < 60:")
            self.emit(f"    {target} {op}= {value}")
        else:
            self.emit(f"{target} {op}= {value}")

    def delete(self):
        self.emit(f"del {self.pick([self.name() + '[' + self.small() + ']', self.name() + '[' + self.slice_() + ']', self.name() + '.x', self.name()])}")

    def show(self):
        self.emit(f"show({', '.join(self.expression() for _ in range(self.pick([1, 2])))})")

    def expression_statement(self):
        self.emit(self.expression())

    def raise_(self):
        if not self.chance(0.5):
            return self.show()
        e = self.pick(EXCEPTIONS)
        text = self.pick([f"raise {e}({self.expression(1)})", f"raise {e}", f"raise {e}({self.string()}) from {self.pick(EXCEPTIONS + ['None', self.name()])}", "raise"])
        self.emit(f"if {self.expression(2)}:")
        self.emit("    " + text)

    def assert_(self):
        self.emit(f"assert {self.expression(2)}, {self.expression(1)}")

    def jump(self):
        choices = []
        if self.in_loop:
            choices += ["break", "continue"]
        if self.in_function:
            choices += [f"return {self.expression(2)}"]
        if self.in_generator:
            choices += [f"yield {self.expression(2)}", f"w = yield {self.expression(1)}", f"yield from {self.sequence(2)}"] * 2
        if not choices:
            return self.show()
        choice = self.pick(choices)
        if choice[0] in "yw":
            return self.emit(choice)
        self.emit(f"if {self.expression(2)}:")
        self.emit("    " + choice)

    def drive(self):
        if not self.functions:
            return self.show()
        f = self.pick(self.functions)
        g = self.fresh("g")
        if self.class_level:
            return self.show()
        self.emit(f"{g} = {f}({self.arguments_for(f, 2)})")
        self.names.append(g)
        for _ in range(self.pick([0, 1, 2])):
            self.emit("try:")
            self.emit("    " + self.pick([f"show(next({g}))", f"show({g}.send({self.expression(1)}))", f"show({g}.throw({self.pick(EXCEPTIONS)}))",
                                          f"show({g}.close())", f"show(list({g}))", f"show(*{g})", f"for w in {g}: show(w); break"]))
            self.emit("except Exception as e: failed(e)")

    def if_(self):
        self.emit(f"if {self.expression()}:")
        self.block()
        if self.chance(0.3):
            self.emit(f"elif {self.expression()}:")
            self.block()
        if self.chance(0.5):
            self.emit("else:")
            self.block()

    def loop_body(self):
        saved, self.in_loop = self.in_loop, True
        self.block()
        self.in_loop = saved
        if self.chance(0.3):
            self.emit("else:")
            self.block()

    def for_(self):
        sequence = self.sequence(3)
        target = self.target() if self.chance(0.8) else f"{self.assignable()}, *{self.assignable()}"
        self.emit(f"for {target} in {sequence}:")
        self.loop_body()

    def while_(self):
        counter = self.fresh("n")
        self.emit(f"{counter} = 0")
        self.emit(f"while ({counter} := {counter} + 1) < {self.random.randint(2, 5)} and {self.expression(2)}:" if not self.class_level
                  else f"while False:")
        self.loop_body()

    def try_(self):
        self.emit("try:")
        self.block()
        finally_only = self.chance(0.2)
        if not finally_only:
            for _ in range(self.pick([0, 1, 1])):
                kinds = self.pick(EXCEPTIONS) if self.chance(0.7) else f"({self.pick(EXCEPTIONS)}, {self.pick(EXCEPTIONS)})"
                name = self.pick(["", " as e", " as e", " as " + self.pick(["x", "err"])])
                self.emit(f"except {kinds}{name}:")
                saved = list(self.names)
                if name:
                    self.names.append(name[4:])
                self.block()
                self.names = saved
            self.emit("except Exception as e:")
            self.indent += 1
            self.emit("failed(e)")
            if self.chance(0.2):
                self.emit(self.pick(["raise", "raise ValueError('again') from e", "raise KeyError('other')"]))
            self.indent -= 1
            if self.chance(0.2):
                self.emit("else:")
                self.block()
        if finally_only or self.chance(0.3):
            self.emit("finally:")
            self.block()

    def with_(self):
        managers = [f"Manager({self.random.randint(0, 9)}, {self.pick(['False', 'True', self.expression(1)])})" +
                    (f" as {self.target()}" if self.chance(0.5) else "") for _ in range(self.pick([1, 1, 2]))]
        self.emit(f"with {', '.join(managers)}:")
        self.block()

    def parameters(self):
        names = self.pick([[], ["x"], ["x", "y"], ["x", "y", "z"]])
        parts, bound = [], list(names)
        default = False
        for n in names:
            default = default or self.chance(0.3)
            parts.append(f"{n}={self.expression(1)}" if default else n)
        if names and self.chance(0.1):
            parts.insert(self.random.randint(1, len(names)), "/")
        if self.chance(0.25):
            parts.append("*args")
            bound.append("args")
        elif self.chance(0.2):
            parts.append("*")
            parts.append(f"k={self.expression(1)}")
            bound.append("k")
        if self.chance(0.2):
            parts.append("**kw")
            bound.append("kw")
        return ", ".join(parts), bound

    def body(self, bound, count=None, is_generator=False):
        saved = self.names, self.in_function, self.in_loop, self.in_generator, self.class_level
        outer = [n for n in self.names if n not in bound]
        declared = []
        self.indent += 1
        self.emit("tick()")
        depth_names = list(outer)
        if self.locals and self.chance(0.4):
            choices = [n for n in self.locals[-1] if n not in bound]
            if choices:
                declared = [self.pick(choices)]
                self.emit(f"nonlocal {declared[0]}")
        elif self.chance(0.4):
            declared = [n for n in [self.pick(["a", "b", "c"])] if n not in bound]
            if declared:
                self.emit(f"global {declared[0]}")
        # Assigned names are locals: give most of them a first value.
        own = [self.fresh("l") for _ in range(2)]
        for n in own:
            self.emit(f"{n} = {self.safe()}")
        place = len(self.lines)
        self.new_names.append([])
        self.names = depth_names + bound + own + declared
        self.locals.append(bound + own)
        self.in_function, self.in_loop, self.in_generator, self.class_level = True, False, is_generator, False
        if is_generator:
            self.emit(f"yield {self.expression(1)}")
        for _ in range(count or self.random.randint(1, 4)):
            self.statement()
        self.emit(f"return {self.expression(2)}")
        self.locals.pop()
        for n in self.new_names.pop():
            if self.chance(0.9):
                self.lines.insert(place, "    " * self.indent + f"{n} = {self.safe()}")
        self.indent -= 1
        self.names, self.in_function, self.in_loop, self.in_generator, self.class_level = saved

    def function(self, is_generator=False):
        name = self.fresh("g" if is_generator else "f")
        parameters, bound = self.parameters()
        if self.chance(0.1) and self.functions:
            self.emit(f"@{self.pick(['logged', 'staticmethod', 'lambda f: f'])}")
        self.emit(f"def {name}({parameters}):")
        self.body(bound, is_generator=is_generator)
        if self.class_level:
            return
        self.functions.append(name)
        self.required[name] = len([n for n in bound if n in "xyz"])
        if self.chance(0.7):
            self.emit(f"show({name}({self.arguments_for(name, 2)}))" if not is_generator else f"show(list({name}({self.arguments_for(name, 2)})))")

    def generator(self):
        self.function(is_generator=True)

    def class_(self):
        if self.class_level:
            return self.simple()
        name = self.fresh("C")
        bases = []
        if self.classes and self.chance(0.5):
            bases.append(self.pick(self.classes))
        if self.chance(0.2):
            bases.append(self.pick(["int", "str", "list", "dict", "Exception", "tuple", "float", "set"]))
        self.emit(f"class {name}({', '.join(bases)}):" if bases else f"class {name}:")
        saved = self.names, self.in_loop
        self.class_level = True
        self.indent += 1
        own = list(self.names)
        self.emit(f"value = {self.expression(2)}")
        if self.chance(0.15) and not bases:
            self.emit("__slots__ = ('x', 'y')")
        for _ in range(self.random.randint(1, 4)):
            self.member()
        self.indent -= 1
        self.class_level = False
        self.names, self.in_loop = own, saved[1]
        self.classes.append(name)
        instance = self.assignable()
        self.emit(f"{instance} = {name}({self.arguments(2)})")
        self.emit(f"show({self.pick(['type(' + instance + ').__mro__', instance + '.m()', instance + ' + 1', instance + '.value', instance])})")

    def member(self):
        kind = self.random.randrange(10)
        e = lambda d=2: self.expression(d)
        if kind == 0:
            self.emit(f"def __init__(self, x=1, *y, **z):")
            self.body(["self", "x", "y", "z"], 2)
        elif kind == 1:
            self.emit("@property")
            self.emit("def p(self):")
            self.body(["self"], 1)
        elif kind == 2:
            self.emit("@classmethod")
            self.emit("def cm(self, *x):")
            self.body(["self", "x"], 1)
        elif kind == 3:
            self.emit("@staticmethod")
            self.emit("def sm(*x):")
            self.body(["x"], 1)
        elif kind == 4:
            op = self.pick(SPECIAL_BINARY)
            self.emit(f"def __{self.pick(['', 'r', 'i'])}{op}__(self, x):")
            self.body(["self", "x"], 1)
        elif kind == 5:
            op = self.pick(["eq", "lt", "le", "gt", "ge", "ne", "contains", "getitem", "delitem", "getattr", "call", "delattr"])
            self.emit(f"def __{op}__(self, x=0):")
            if op == "getattr":
                self.emit("    if x[:2] == '__': raise AttributeError(x)")
            self.body(["self", "x"], 1)
        elif kind == 6:
            op = self.pick(["len", "bool", "hash", "iter", "next", "index", "int", "float", "neg", "invert", "abs", "enter", "str", "repr", "reversed"])
            self.emit(f"def __{op}__(self):")
            self.emit(f"    tick(); return {self.pick({'len': ['3', '0', '-1'], 'bool': ['True', 'False', '1'], 'hash': ['5', '2**70'], 'str': ['7', chr(39) + 's' + chr(39)], 'repr': [chr(39) + 'R' + chr(39)], 'iter': ['iter([1, 2])', '5', 'self'], 'next': ['1'], 'index': ['2', '-1']}.get(op, [self.expression(2)]))}")
        elif kind == 7:
            self.emit("def m(self, x=1, *y):")
            self.indent += 1
            if self.chance(0.5):
                self.emit(f"self.{self.pick(['x', 'y', 'w'])} = {e()}")
            self.emit(f"return {self.pick(['super().m(x)', 'self', 'super()', 'self.x', e()])}")
            self.indent -= 1
        elif kind == 8:
            self.emit(f"{self.pick(['x', 'y', 'n'])} = {e()}")
        else:
            self.emit(f"def {self.pick(['m', 'n', 'get'])}(self, x=2):")
            self.body(["self", "x"], 2, self.chance(0.2))

    def held(self):
        h = lambda: f"Hostile({self.random.randint(0, 9)})"
        return self.pick([h, h, h, lambda: f"[{h()}, {h()}, {h()}, {self.integer()}]", lambda: f"{{{h()}: {h()}, {self.integer()}: 1, {h()}: 3}}",
                          lambda: f"{{{h()}, {h()}, {self.small()}}}", lambda: f"({h()}, {h()})", lambda: f"suspended(3, {h()})", self.name, self.name,
                          lambda: f"[{h()} for _ in range({self.random.randint(0, 12)})]", lambda: f"{{{h()}: i for i in range({self.random.randint(0, 12)})}}",
                          lambda: f"dict.fromkeys([{h()}, {h()}, 1, 2, 'k'], {h()})", lambda: f"list(range({self.random.randint(0, 300)}))",
                          lambda: f"weakref.ref({h()})", lambda: f"type('T', (Hostile,), {{'x': {h()}}})()", lambda: f"bytearray({self.random.randint(0, 40)})",
                          lambda: f"iter([{h()}, {h()}])", lambda: f"(lambda x={h()}: x)", lambda: f"{self.string()} * {self.random.randint(0, 40)}"])()

    def action(self):
        n = lambda: self.pick(self.names[-5:])
        return "lambda: " + self.pick([
            lambda: f"{n()}.clear()", lambda: f"{n()}.append({self.held()})", lambda: f"{n()}.pop()", lambda: f"{n()}.update({self.held()})",
            lambda: "gc.collect()", lambda: f"{n()}.extend({self.held()})", lambda: f"globals().__setitem__('{n()}', {self.held()})",
            lambda: f"globals().pop('{self.pick('abc')}')", lambda: f"{n()}.__setitem__(slice(None), [1])", lambda: f"{n()}.insert(0, {self.held()})",
            lambda: f"{n()}.__init__({self.held()})", lambda: f"{n()}.__dict__.clear()", lambda: f"setattr({n()}, 'x', {self.held()})",
            lambda: f"{n()}.__delitem__(0)", lambda: f"next({n()})", lambda: f"{n()}.close()", lambda: f"{n()}.send(1)", lambda: f"{n()}.throw(ValueError)",
            lambda: f"actions.extend([{n()}.clear] * 2)", lambda: f"{n()}.sort()", lambda: f"{n()}.add({self.held()})", lambda: f"{n()}.discard({self.held()})",
            lambda: f"setattr(Hostile, '__eq__', lambda a, b: {n()}.clear())", lambda: f"setattr({n()}, '__class__', Hostile)", lambda: "saved.clear()",
            lambda: f"{n()}.remove({self.held()})", lambda: f"{n()}.__iadd__({self.held()})", lambda: f"exec('{n()} = 0')", lambda: "1 / 0",
            lambda: f"setattr(type({n()}), 'x', {self.held()})", lambda: f"delattr(type({n()}), 'x')", lambda: f"{n()}.popitem()", lambda: "log.clear()",
            lambda: f"{n()}.setdefault({self.held()}, {self.held()})", lambda: "gc.get_objects()", lambda: f"gc.get_referrers({n()})",
        ])()

    def hostile_statement(self):
        self.emit(f"actions[:] = [{', '.join(self.action() for _ in range(self.random.randint(1, 6)))}]")
        t, h, n = self.assignable, self.held, self.name
        text = self.pick([
            lambda: f"{t()} = {h()}", lambda: f"{t()} = {h()}", lambda: f"{t()} = {h()} == {h()}", lambda: f"{n()}.sort()", lambda: f"{t()} = sorted({h()})",
            lambda: f"{t()} = {n()}[{h()}]", lambda: f"{n()}[{h()}] = {h()}", lambda: f"del {n()}[{h()}]", lambda: f"{n()}[{h()}:{h()}] = {h()}",
            lambda: f"{n()}[::{self.small()}] = {h()}", lambda: f"{t()} = {n()}[{h()}:{h()}]", lambda: f"{t()} = {h()} in {h()}", lambda: f"{n()}.remove({h()})",
            lambda: f"{n()}.index({h()})", lambda: f"{n()}.count({h()})", lambda: f"{n()}.extend({h()})", lambda: f"{n()}.insert({h()}, {h()})",
            lambda: f"{n()}.pop({h()})", lambda: f"{n()}.update({h()})", lambda: f"{n()}.setdefault({h()}, {h()})", lambda: f"{t()} = {n()} | {h()}",
            lambda: f"{t()} = {n()} & {h()}", lambda: f"{n()} -= {h()}", lambda: f"{n()} ^= {h()}", lambda: f"{n()} |= {h()}", lambda: f"{n()} += {h()}",
            lambda: f"{t()} = list({h()})", lambda: f"{t()} = dict({h()})", lambda: f"{t()} = tuple({h()})", lambda: f"{t()} = set({h()})",
            lambda: f"{t()} = str({h()})", lambda: f"{t()} = f'{{{n()}}}{{{n()}!r:>{{{n()}}}}}'", lambda: f"{t()}, *{t()} = {h()}", lambda: f"print(*{h()}, sep='')",
            lambda: f"{t()} = [x for x in {h()} if x]", lambda: f"{t()} = {{x: x for x in {h()}}}", lambda: f"for {t()} in {h()}: {self.pick(['act()', 'gc.collect()', 'pass', 'break', t() + ' = 1', 'actions.append(' + self.action() + ')'])}",
            lambda: f"with {h()} as {t()}: {t()} = {h()}", lambda: f"{t()} = max({h()}, key={h()})", lambda: f"{t()} = sum({h()}, {h()})", lambda: f"{t()} = list(map({h()}, {h()}))",
            lambda: f"{t()} = list(zip({h()}, {h()}))", lambda: f"{t()} = {n()}.join({h()})", lambda: f"{t()} = {h()} < {h()} < {h()}", lambda: f"{t()} = {h()} and {h()}",
            lambda: f"{n()}(*{h()}, **{h()})", lambda: f"{n()}.{self.pick(['x', 'y', 'n'])} = {h()}", lambda: f"del {n()}.{self.pick(['x', 'y', 'n'])}", lambda: f"del {n()}",
            lambda: f"{n()}.x = {n()}", lambda: f"{n()}.append({n()})", lambda: f"{n()}['self'] = {n()}", lambda: "gc.collect()", lambda: f"{t()} = next({h()}, {h()})",
            lambda: f"{t()} = weakref.ref({n()}, {self.action()[:-2] if False else 'lambda r: act()'})", lambda: f"{t()} = {n()}()", lambda: f"{t()} = repr({h()})",
            lambda: f"{t()} = isinstance({h()}, {n()})", lambda: f"{t()} = getattr({h()}, 'x', {h()})", lambda: f"raise ValueError({h()}) from {h()}", lambda: f"{n()}.sort(key={h()})",
            lambda: f"{n()}.sort(key=lambda x: act())", lambda: f"{t()} = '%s %r' % {h()}", lambda: f"{t()} = bytes({h()})", lambda: f"{n()}.reverse()", lambda: f"{t()} = {n()}.copy()",
            lambda: f"{t()} = type({h()})({h()})", lambda: f"{t()} = hash({h()})", lambda: f"{t()} = reversed({h()})", lambda: f"{t()} = enumerate({h()}, {h()})", lambda: f"{t()} = {n()} * {self.small()}",
            lambda: f"{t()} = range({h()}, {h()})", lambda: f"{t()} = slice({h()}, {h()}).indices({h()})", lambda: f"{t()} = round({h()}, {h()})", lambda: f"{n()}.__init__({h()})", lambda: f"{t()} = {n()}.__class__({h()})",
            lambda: f"{n()}.symmetric_difference_update({h()})", lambda: f"{n()}.intersection_update({h()}, {h()})", lambda: f"{n()}.difference_update({h()})", lambda: f"{t()} = {n()} <= {h()}", lambda: f"{t()} = frozenset({h()}) == {n()}",
            lambda: f"{t()} = object.__new__({n()})", lambda: f"{t()} = gc.get_referents({n()})", lambda: f"{n()} = None",
        ])()
        self.emit("try:")
        self.emit("    " + text)
        self.emit("except Exception as e: " + self.pick(["pass", "saved.append(e)", "a = e", "print(type(e).__name__)"]))
        if self.chance(0.1):
            self.emit("gc.collect()")
        return None

    def nested_exec(self):
        if self.class_level:
            return self.simple()
        self.emit(f"exec({'a = ' + self.expression(2)!r})")

    def program(self):
        for n, v in (("a", self.expression(1)), ("b", self.expression(2)), ("c", self.list_(2))):
            self.emit(f"try: {n} = {v}")
            self.emit(f"except Exception as e: failed(e); {n} = 0")
        self.emit("w = 0")
        place = len(self.lines)
        for i in range(self.random.randint(4, 10)):
            self.emit("try:")
            self.indent += 1
            self.emit("tick.left = 3000")
            self.statement()
            self.indent -= 1
            self.emit("except Exception as e:")
            self.emit("    failed(e)")
            self.emit(f"show({self.pick([n for n in self.names if n in 'abcw' or n in self.new_names[-1]][-8:])})")
        for n in self.new_names.pop():
            self.lines.insert(place, f"{n} = {self.safe()}")
        self.emit("show(a, b, c, w)")
        self.emit("show(log[:50], len(log))")
        return PROLOGUE + (HOSTILE_PROLOGUE if self.hostile else "") + "\n".join(self.lines) + "\n"


def program(seed, hostile=False):
    generator = Generator(seed)
    generator.hostile = hostile
    return generator.program()


# ---- Comparing ----------------------------------------------------------------------------------------------------------


def run(command, path):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
    try:
        done = subprocess.run(command + [path], capture_output=True, timeout=20, env=environment, cwd=os.path.dirname(path))
    except subprocess.TimeoutExpired:
        return None
    return done.stdout, done.returncode, done.stderr


def compare(ouro, first, count):
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        ouro = shutil.copy(ouro, folder)  # it may be built anew meanwhile
        for seed in range(first, first + count):
            text = program(seed)
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
            wanted = run([PYTHON, "-W", "ignore"], path)
            if wanted is None or b"MemoryError" in wanted[2]:
                continue
            got = run([ouro], path)
            if got is None or got[:2] != wanted[:2]:
                different += 1
                print(f"seed {seed}: {'no end' if got is None else f'status {got[1]}, wanted {wanted[1]}'}")
                if got is not None:
                    for w, g in zip(wanted[0].split(b"\n") + [b""], got[0].split(b"\n") + [b""]):
                        if w != g:
                            print("  wanted", w[:200].decode(errors="replace"))
                            print("  got   ", g[:200].decode(errors="replace"))
                            break
                    if got[1] != wanted[1]:
                        print("  error ", got[2][-300:].decode(errors="replace"), "| wanted", wanted[2][-200:].decode(errors="replace"))
                sys.stdout.flush()
    print(f"{count} programs, {different} differ")
    return different


def survive(ouro, first, count):
    """Hostile programs, each once as it is and once with little memory: any end is good but a crash or none."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        ouro = shutil.copy(ouro, folder)
        for seed in range(first, first + count):
            with open(path, "w", encoding="utf-8") as f:
                f.write(program(seed, True))
            for options in [], ["--memory-limit", str(random.Random(seed).randint(1200000, 5000000))]:
                got = run([ouro] + options, path)
                if got is None or got[1] not in (0, 1) or b"Sanitizer" in got[2] or b"runtime error" in got[2]:
                    bad += 1
                    print(f"seed {seed} {' '.join(options)}: {'no end' if got is None else f'status {got[1]}'}")
                    if got is not None:
                        print("  " + got[2][-1500:].decode(errors="replace").replace("\n", "\n  "))
                    sys.stdout.flush()
    print(f"{count} programs, {bad} bad ends")
    return bad


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "--survive":
        sys.exit(survive(os.path.abspath(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])) != 0)
    if len(sys.argv) == 5 and sys.argv[1] == "--compare":
        sys.exit(compare(os.path.abspath(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])) != 0)
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.write(program(int(sys.argv[1])))
