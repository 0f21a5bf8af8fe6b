# SPDX-License-Identifier: MIT
"""Statements of hostile programs: objects whose special methods change what is being worked on."""


class HostileStatements:
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
