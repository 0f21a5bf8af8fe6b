# SPDX-License-Identifier: MIT
"""Statements of the younger parts of the language, and shapes of programs that chance alone seldom makes: patterns, exception groups,
coroutines, generators driven from outside, closures, control flow through finally, calls of every form, classes with descriptors,
metaclasses and operators. A shape is text with placeholders in it: <e> an expression, <i> a small integer, <n> a list of integers,
<s> a sequence, <x> an exception class, <f> a statement that raises, or leaves, or does neither, <t> a target, <l> a library call."""
import re

PLACEHOLDER = re.compile(r"<([a-zA-Z]+)>")


class Language:
    def shape(self, text):
        """Emits the lines of a shape at the present depth."""
        makers = {"e": lambda: self.expression(1), "ee": lambda: self.expression(2), "i": self.small, "n": lambda: self.numbers(0), "s": lambda: self.sequence(1),
                  "x": lambda: self.pick(["ValueError", "KeyError", "TypeError", "IndexError", "ZeroDivisionError", "StopIteration", "OSError", "LookupError", "GeneratorExit", "Exception"]),
                  "f": self.maybe_raises, "t": self.assignable, "l": lambda: self.library_call(1), "safe": self.safe, "T": self.text_atom, "p": lambda: self.pattern(2), "a": self.call_arguments,
                  "P": self.parameter_list, "op": lambda: self.pick(["+", "-", "*", "<", "==", "@", "<=", ">", "!=", "+="[:1], "**", "//", "%", "and", "in"]), "b": lambda: self.pick(["True", "False"])}
        for line in text.strip("\n").split("\n"):
            self.emit(PLACEHOLDER.sub(lambda m: makers[m.group(1)](), line))

    def maybe_raises(self):
        return self.pick(["pass", "1 / 0", f"raise {self.pick(['ValueError', 'KeyError', 'IndexError'])}({self.small()})", "raise", f"log.append({self.small()})", f"w = {self.expression(1)}",
                          "raise ValueError(1) from KeyError(2)", "raise TypeError from None", f"show({self.expression(1)})", f"assert {self.expression(1)}"])

    # ---- patterns

    def pattern(self, depth):
        """A pattern; its names are fixed by the depth, so that alternatives could disagree: such programs print the SyntaxError."""
        r = self.random.random()
        if depth <= 0 or r < 0.25:
            return self.pick(["_", "1", "-2", "'a'", "None", "True", "2.5", "1+2j", "Color.RED", "b'a'", "str()", "int()", "3 | 4", "'abc' | 5", "float() | int()", "list()", "()", "[]", "{}"])
        if r < 0.5:
            parts = [self.pattern(depth - 1) for _ in range(self.random.randint(0, 3))]
            if self.chance(0.5):
                parts.insert(self.random.randint(0, len(parts)), self.pick(["*_", "*" + self.fresh("m")]))
            return self.pick(["[{}]", "({},)"]).format(", ".join(parts)) if parts else "[]"
        if r < 0.65:
            keys = self.random.sample(["1", "'k'", "'a'", "Color.RED", "None", "2"], self.random.randint(0, 2))
            parts = [f"{k}: {self.pattern(depth - 1)}" for k in keys]
            if self.chance(0.3):
                parts.append("**" + self.fresh("m"))
            return "{" + ", ".join(parts) + "}"
        if r < 0.8:
            return self.pick([f"Point({self.pattern(depth - 1)}, {self.pattern(depth - 1)})", f"Record(x={self.pattern(depth - 1)})", f"Point(y={self.pattern(depth - 1)})", f"int({self.fresh('m')})",
                              f"str({self.fresh('m')})", "Frozen(1, y=2)", f"Frozen({self.pattern(depth - 1)})", f"dict({self.pattern(depth - 1)})", "int(real=3)", f"Point({self.pattern(depth - 1)}, x=_)", "bool() | None"])
        if r < 0.9:
            return f"({self.pattern(depth - 1)}) as {self.fresh('m')}"
        return f"{self.fresh('m')}" if self.chance(0.15) else f"[{self.fresh('m')}, *_]"

    def match_(self):
        subject = self.pick([lambda: self.expression(2), lambda: self.sequence(2), lambda: self.dict_(1), lambda: f"Point({self.expression(1)}, {self.small()})", lambda: f"Record({self.small()})",
                             lambda: "Color.RED", lambda: f"Frozen({self.small()}, {self.expression(1)})", lambda: f"({self.expression(1)}, {self.expression(1)})", self.small, self.string])()
        lines = [f"match {subject}:"]
        for _ in range(self.random.randint(1, 4)):
            before = self.counter
            pattern = self.pattern(2)
            bound = [f"m{i}" for i in range(before + 1, self.counter + 1)]
            guard = f" if {self.expression(1)}" if self.chance(0.25) else ""
            lines.append(f"    case {pattern}{guard}: show({', '.join([repr(pattern[:12])] + bound)})")
        lines.append("    case _: show('no match')") if self.chance(0.5) else None
        self.emit(f"exec({chr(10).join(lines)!r})")  # by exec: a pattern may be a SyntaxError, which is compared too

    # ---- calls

    def parameter_list(self):
        return self.pick(["p, q=2", "p, /, q=3", "p, /, q, *r", "*r, p, q=4", "p=1, *, q", "p, /, *, q=5, **r", "p=1, q=2, /, **r", "**r", "*r", "p, q=<i>, *r, **u".replace("<i>", self.small()), "p, /", "*, p, q=1", ""])

    def call_arguments(self):
        parts = [self.pick([lambda: self.expression(1), lambda: self.small(), lambda: "*" + self.sequence(0)])() for _ in range(self.random.randint(0, 3))]
        names = self.random.sample(["p", "q", "r", "u", "z"], self.random.randint(0, 2))
        parts += [f"{n}={self.expression(1)}" for n in names]
        if self.chance(0.3):
            parts.append(self.pick(["**{'p': 1}", "**{'q': 2, 'v': 3}", "**{1: 2}", "**dict(z=1)", "**[]", "*5", "**5", "**collections.OrderedDict(q=1)", "**types.MappingProxyType({'u': 1})"]))
        return ", ".join(parts)

    def calls(self):
        f = self.fresh("f")
        self.shape(f"""
def {f}(<P>): return sorted(locals().items(), key=lambda pair: pair[0])
for {f}_call in (lambda: {f}(<a>)), (lambda: {f}(<a>)), (lambda: {f}(<a>)):
    try: show({f}_call())
    except Exception as e: failed(e)
""")

    # ---- shapes

    def groups(self):
        self.shape(f"""
try:
    try:
        raise ExceptionGroup("g", [ValueError(<i>), <x>(<i>) if <x> is not GeneratorExit else OSError(1), ExceptionGroup("h", [TypeError(<i>), KeyError(<e>)])])
    except* <x> as e:
        show(e.exceptions if isinstance(e, BaseExceptionGroup) else e)
        <f>
    except* (TypeError, ValueError) as e:
        show(e, e.exceptions, [type(x).__name__ for x in e.exceptions])
        <f>
    else:
        log.append("else")
    finally:
        log.append("finally")
except BaseExceptionGroup as e:
    failed(e)
    show(e.split(ValueError), e.subgroup(lambda x: isinstance(x, KeyError)), e.derive([OSError(1)]))
""")

    def naked_star(self):
        self.shape("""
try:
    try:
        <f>
    except* <x> as e:
        show(e.exceptions)
        <f>
    except* Exception as e:
        show(len(e.exceptions))
except BaseException as e:
    failed(e)
""")

    def coroutine(self):
        c = self.fresh("co")
        self.shape(f"""
async def {c}(x=<safe>):
    tick()
    try:
        w = await Pause(<e>)
        async with AsyncManager(<i>, <b>) as y:
            <f>
            x = [i async for i in AsyncCount(<i>) if i <op> <safe>]
        {self.pick(['show(await collect(AsyncCount(<i>)))', 'return {i: await Pause(i) async for i in AsyncCount(3)}', 'async for x in AsyncCount(<i>): show(x)', 'x = await Pause(1), await <e>', '<f>'])}
    except <x> as e:
        failed(e)
        {self.pick(['raise', 'return e.args', 'await Pause(2)', 'pass'])}
    finally:
        log.append(await Pause("finally"))
        {self.pick(['pass', 'return 3', '<f>'])}
    return x, <e>
show(run({c}(), <e>, {self.pick(['<e>', '<x>(<i>)'])}, {self.pick(['<e>', '<x>(<i>)'])}))
""")

    def async_generator(self):
        g = self.fresh("ag")
        self.shape(f"""
async def {g}(x=<safe>):
    tick()
    try:
        for i in <s>:
            got = yield i, x
            log.append(got)
            {self.pick(['await Pause(i)', '<f>', 'if got: return', 'pass'])}
    except <x> as e:
        failed(e)
        {self.pick(['yield 9', 'raise', 'pass'])}
    finally:
        {self.pick(['await Pause("cleanup")', 'log.append("closed")', '<f>', 'yield 5'])}
{g}1 = {g}()
for {g}2 in {self.pick(['{g}1.asend(None), {g}1.asend(<e>), {g}1.aclose()', '{g}1.__anext__(), {g}1.athrow(<x>(<i>)), {g}1.__anext__()', 'collect({g}1), {g}1.aclose()', '{g}1.asend(<e>), {g}1.asend(None), {g}1.athrow(<x>)', '{g}1.aclose(), {g}1.__anext__()', 'anext({g}1, <e>), anext({g}1, 7)']).replace('{g}', g)},:
    try: show(run({g}2))
    except BaseException as e: failed(e)
""")

    def driven(self):
        g = self.fresh("dg")
        body = self.pick(["""
    try:
        while True:
            tick()
            got = yield <e>
            <f>
            if got == <i>: break
    except <x> as e:
        got = yield ("caught", e.args)
        {more}
    finally:
        log.append("finally")
        {more}
    return got
""", """
    try:
        w = yield from {inner}
        yield w
    finally:
        {more}
    return 7
""", """
    for i in range(3):
        try:
            yield i
        except <x>:
            {more}
            continue
        except GeneratorExit:
            {more}
            raise
        else:
            <f>
        finally:
            log.append(i)
""", """
    with managed(<i>, (<x>, ValueError)) as q:
        got = yield q
        <f>
        yield [(yield x) for x in ()], got
    yield (yield (yield <e>))
"""]).replace("{inner}", self.pick(["<s>", f"(x for x in <s>)", "iter(<n>)", f"{g}(deep - 1) if deep else ()"]))
        while "{more}" in body:
            body = body.replace("{more}", self.pick(["yield 8", "pass", "<f>", "return 4", "log.append(1)", "raise RuntimeError('r')"]), 1)
        self.shape(f"def {g}(deep=2):\n    tick()\n" + body.strip("\n"))
        steps = ", ".join(self.pick(["lambda: next(it)", f"lambda: it.send({self.small()})", f"lambda: it.throw({self.pick(['ValueError', 'KeyError(1)', 'GeneratorExit', 'OSError(2)', 'StopIteration(5)'])})", "lambda: it.close()", "lambda: list(it)",
                                     "lambda: it.gi_running", "lambda: it.gi_frame is None", "lambda: it.send(None)"]) for _ in range(self.random.randint(2, 6)))
        self.shape(f"""
it = {g}()
for step in {steps}:
    try: show(step())
    except BaseException as e: failed(e)
it = step = None
""")

    def closure(self):
        f = self.fresh("cl")
        self.shape(f"""
def {f}(x, y=<safe>):
    z = <safe>
    def step(k=1):
        nonlocal x, z
        {self.pick(['x += k', 'del z', 'z = x', 'x = [x, k]', 'x, z = z, x'])}
        <f>
        return x{self.pick(['', ', z', ', y'])}
    def drop():
        nonlocal {self.pick(['y', 'z'])}
        del {self.pick(['y', 'z'])}
    return step, drop, lambda: (x, y, z), [lambda i=i: (i, x) for i in range(2)], [lambda: i for i in range(3)]
""".replace("nonlocal y\n        del z", "nonlocal y\n        del y").replace("nonlocal z\n        del y", "nonlocal z\n        del z"))
        self.shape(f"""
{f}1 = {f}(<e>)
for {f}2 in {f}1[0], {f}1[2], {f}1[1], {f}1[2], {f}1[0], {f}1[3][1], {f}1[4][0]:
    try: show({f}2())
    except Exception as e: failed(e)
show({f}.__closure__, {f}1[0].__code__.co_freevars, {f}1[0].__defaults__, len({f}1[2].__closure__))
""")

    def through_finally(self):
        f = self.fresh("ff")
        jump = lambda: self.pick(["return <e>", "break", "continue", "<f>", "<f>", "pass", "return (log.append('r'), i)"])
        self.shape(f"""
def {f}(x=<safe>):
    i = 0
    while i < 4:
        i += 1
        tick()
        try:
            try:
                if i == <i>: {jump()}
                {jump()}
            except <x> as e:
                log.append(("except", i))
                {jump()}
            else:
                {jump()}
            finally:
                log.append(("finally", i, type(sys.exc_info()[1]).__name__))
                if i == <i>: {jump()}
        except <x>:
            log.append("outer")
            {jump()}
        for j in range(3):
            with Manager(j, <b>):
                {jump()}
    else:
        log.append("else")
    return i
show({f}())
""")

    def decorated(self):
        f = self.fresh("df")
        decorator = self.pick(["counted()", "functools.lru_cache(maxsize=<i>)", "functools.cache", "managed(<i>, <x>)", "lambda f: (f, 1)", "counted(<i>)\n@logged", "staticmethod", "functools.partial(functools.partial, q=<e>)", "dispatched.register(str)",
                               "contextlib.contextmanager", "functools.wraps(len)", "property", "functools.total_ordering", "classmethod", "types.coroutine"])
        self.shape(f"""
@{decorator}
def {f}(p=<e>, q=<e>):
    "doc"
    <f>
    {self.pick(['return p, q', 'yield p', 'return p + q', 'return locals()'])}
for {f}1 in (lambda: {f}(<e>)), (lambda: {f}(<i>, q=<i>)), (lambda: {f}(<i>)), (lambda: {f}.__name__), (lambda: {f}.__wrapped__.__doc__), (lambda: {f}.cache_info()), (lambda: list({f}())):
    try: show({f}1())
    except Exception as e: failed(e)
""")

    def operators(self):
        sides = lambda: self.pick(["Money(<i>)", "Money(<i>)", "<safe>", "<e>", "Money(<e>)"])
        self.shape(f"""
for trial in (lambda: {sides()} <op> {sides()}), (lambda: Money(<i>) <op> Money(<i>)), (lambda: {sides()} <op> {sides()}), (lambda: sorted([Money(3), Money(<i>), Money(1)])), (lambda: {self.pick(['f"{Money(<i>):>5}"', 'round(Money(1), <i>)', 'divmod(Money(2), <e>)', 'list(reversed(Money(1)))', 'operator.length_hint(Money(2))', 'range(10)[Money(<i>)]', 'sum([Money(1), Money(2)])', 'max(Money(<i>), Money(<i>))', '[1, 2, 3][Money(<i>):]', '-Money(<i>) in {Money(1), Money(-2)}', 'bin(Money(<i>))', 'Money(1).__lt__(<e>)'])}):
    try: show(trial())
    except Exception as e: failed(e)
{{t}} = Money(<i>)
{{t}} {self.pick(['+=', '-=', '*=', '@='])} <e>
show({{t}})
""".replace("{t}", self.fresh("mo")))

    def class_shape(self):
        c = self.fresh("K")
        head = self.pick(["(metaclass=Meta)", "(metaclass=Meta, flag=<i>)", "", "(Base)", "(Record)", "(Point)", "(int)", "(list)", "(enum.IntFlag)", "(collections.UserDict)" if False else "(dict)", "(Exception)", "(Money)", "(Base, Money)"])
        members = self.random.sample([
            "size = Typed(int)", "label = Typed((str, type(None)))", "__slots__ = ('u', 'v')", "__slots__ = 'u', '__dict__'", "def __init__(self, *values, **named): self.u = values; super().__init__()",
            "def __new__(cls, *values): log.append(values); return super().__new__(cls)", "def __getattribute__(self, name): log.append(name[:8]); return super().__getattribute__(name)", "def __getattr__(self, name): return (name, <i>)",
            "def __setattr__(self, name, value): log.append(name); object.__setattr__(self, name, value)", "def __class_getitem__(cls, item): return [cls.__name__, item]", "def __init_subclass__(cls, **named): log.append((cls.__name__, named))",
            "def __call__(self, *values, **named): return values, named", "def __eq__(self, other): return NotImplemented", "def __hash__(self): return <e>", "def __contains__(self, item): return <e>", "def __missing__(self, key): return (key, 'missing')",
            "@property\n    def u(self): return <e>\n    @u.setter\n    def u(self, value): log.append(value)\n    @u.deleter\n    def u(self): <f>", "@functools.cached_property\n    def lazy(self): log.append('lazy'); return <e>", "__match_args__ = ('u', 'v')",
            "def __dir__(self): return ['z', 'y']", "def __len__(self): return <i>", "def __iter__(self): yield from <s>", "def __getitem__(self, key): return key if key != 3 else [][1]", "def __bool__(self): return <b>", "__hash__ = None", "v = w = <e>",
            "@staticmethod\n    def st(*x): return x", "@classmethod\n    def cm(cls, x=<e>): return cls.__name__, x", "def __del__(self): log.append('del')", "def __reduce__(self): return (tuple, ((1, 2),))", "def __copy__(self): return 'copied'", "__repr__ = lambda self: 'R' + str(len(log) % 3)",
            "def __add__(self, other): return NotImplemented", "def __radd__(self, other): return ('radd', other)", "def __enter__(self): return self", "def __exit__(self, *what): return <b>", "def __index__(self): return <i>", "def __set_name__(self, owner, name): log.append(name)"],
            self.random.randint(1, 5))
        uses = self.random.sample([f"{c}(<e>)", f"{c}()", f"len({c}())", f"{c}.__mro__", f"{c}[<e>]", "o.u", "o.v", "o.size", "setattr(o, 'size', <e>)", "setattr(o, 'u', <e>)", "delattr(o, 'u')", "o.lazy, o.lazy", "o + <e>", "<e> + o", "o == o, o == <e>", "hash(o) == hash(o)", "list(o)",
                                    "o[<e>]", "<e> in o", "bool(o)", "copy.copy(o)", "sorted(vars(o))", f"type('Sub', ({c},), {{'q': 1}}, flag=1)", f"type('Sub', ({c},), {{}}).__name__", "o.st(1)", "o.cm()", f"{c}.cm(2)", "o(1, k=2)", "dir(o)[-2:]", "o.nothing", f"isinstance(o, {c}), issubclass({c}, Base)", f"{c}.__dict__.get('v')",
                                    f"{c}.u", "setattr(o, 'other', 1), o.other", "o < o", "operator.index(o)", "copy.deepcopy([o, o])", "f'{o}'", f"{c}.__name__, {c}.__qualname__, {c}.__bases__", f"setattr({c}, 'v', <e>), o.v", "o.__class__ = Base", f"{c}.__doc__", "o.__slots__", "Meta.registry[-2:]", "vars(type(o)).get('__slots__')", "super(type(o), o).u"],
                                   self.random.randint(3, 7))
        self.shape(f"class {c}{head}:\n    tick()\n" + "\n".join("    " + m for m in members))
        self.shape(f"o = {c}(" + self.pick(["", "", "<e>", "1, 2"]) + ")")
        self.shape("for use in " + ", ".join(f"(lambda: {u})" if " = " not in u else f"(lambda: setattr(o, '__class__', Base))" for u in uses) + ":\n    try: show(use())\n    except Exception as e: failed(e)\no = use = None")

    def changing(self):
        """A list, dict, set or bytearray changed step by step."""
        n = self.fresh("ch")
        start = self.pick(["list(range(8))", "bytearray(b'abcdefgh')", "{1: 2, 'a': 3, None: 4}", "set(range(6))", "collections.deque(range(5), 6)", "collections.OrderedDict(a=1, b=2, c=3)", "array.array('i', range(5))", "collections.Counter('hello')", "collections.defaultdict(int, a=1)"])
        steps = ["{n}[<i>] = <e>", "{n}[<i>:<i>] = <s>", "del {n}[<i>:<i>:<i>]", "{n}[::<i>] = <s>", "{n} += <s>", "{n} *= <i>", "{n}.append(<e>)", "{n}.insert(<i>, <e>)", "show({n}.pop())", "{n}.extend(<s>)", "{n}.remove(<e>)", "{n}.reverse()", "{n}.sort()", "show({n}.index(<i>, <i>))",
                 "del {n}[<i>]", "{n}.update(<e>)", "{n}[<e>] = <e>", "show({n}.setdefault(<e>, <i>))", "show({n}.popitem())", "{n} |= <e>", "{n} &= <n>", "{n}.move_to_end(<e>, <b>)", "{n}.rotate(<i>)", "show(list(reversed({n})))", "show({n} == <e>, {n} != {n}.copy())", "show(len({n}), bool({n}))",
                 "for x in {n}: {n}.pop()", "show({n}.pop(<i>))", "{n}.subtract(<n>)", "{n}.discard(<i>)", "{n} ^= {1, 2, 9}", "{n} -= {1}", "{n}.frombytes(b'1234')", "show(list({n})[:3])", "{n}[1:1] = {n}", "{n}.clear()", "show([*zip({n}, {n})][:2])", "{n}.appendleft(<e>)", "show({n}.count(<e>))", "{n}[<e>] += 1"]
        self.shape(f"{n} = {start}")
        for _ in range(self.random.randint(3, 8)):
            self.emit("try:")
            self.shape("    " + self.pick(steps).replace("{n}", n))
            self.emit("except Exception as e: failed(e)")
        self.emit(f"show({n})")

    def walrus_and_stars(self):
        self.shape(f"""
show([y := <e>, y, (z := y)], {{k: v for k, v in zip(<s>, <s>)}}.items(), *<s>, *<n>[<i>:])
x, (y, *z), *k = <s>, <s>, <e>, <e>
show(x, y, z, k)
[x, y][<i>], k = <e>, <e>
for x, *y in zip(<s>, <s>, <n>): show(x, y)
print(*<s>, sep={self.string()}, end="|\\n")
if (n := len(<s>)) > <i> and [last := i for i in <n>]: show(n, last)
k = lambda *v, **w: (v, w)
show(k(*<s>, 1, *<s>, **{{'a': <e>}}, b=<e>), (lambda: (yield))().__name__)
del x, y
show(x)
""")

    shapes = [match_] * 4 + [calls] * 3 + [groups, naked_star] + [coroutine] * 2 + [async_generator] * 2 + [driven] * 3 + [closure] * 2 + [through_finally] * 2 + [decorated] * 2 + \
        [operators] * 2 + [class_shape] * 5 + [changing] * 4 + [walrus_and_stars]

    def shaped(self):
        if self.class_level or self.in_function or self.hostile:
            return self.simple()
        return self.pick(self.shapes)(self)
