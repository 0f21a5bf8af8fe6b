# SPDX-License-Identifier: MIT
"""Random expressions: each form is a method, and `forms` says how often it is taken."""
import random

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


class Expressions:
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

    def library(self, depth):
        return self.library_call(depth)

    forms = [library] * 8 + [binary] * 3 + [number] * 6 + [text] * 3 + [listing] * 3 + [compare] * 4 + [boolean] * 3 + [unary] * 2 + [conditional] * 2 + [list_] * 2 + [tuple_] * 2 + [dict_] * 2 + [set_] + \
        [subscript] * 4 + [method] * 6 + [call] * 5 + [builtin] * 8 + [comprehension] * 4 + [lambda_] * 2 + [fstring] * 2 + [percent] + \
        [walrus] + [attribute] * 2 + [method_call] * 3 + [lambda self, depth: self.atom()] * 4

    def safe(self):
        return self.pick([self.integer, self.integer, self.small, self.float_, self.string, lambda: self.numbers(0), lambda: self.set_(0),
                          lambda: "{1: 'a', 'k': 2}", lambda: "(1, 'b', None)"])()
