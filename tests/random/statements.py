# SPDX-License-Identifier: MIT
"""Random statements, functions and classes."""
from expressions import EXCEPTIONS, SPECIAL_BINARY, Expressions


class Statements(Expressions):
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

    def nested_exec(self):
        if self.class_level:
            return self.simple()
        self.emit(f"exec({'a = ' + self.expression(2)!r})")
