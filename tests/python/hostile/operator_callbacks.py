# SPDX-License-Identifier: MIT
# operator: what compares, looks up and counts, over containers that change meanwhile.
import operator


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Equal:
    def __init__(self, act, answer=False):
        self.act, self.answer = act, answer

    def __eq__(self, other):
        self.act()
        return self.answer

    __hash__ = None


for name in "countOf", "indexOf", "contains":
    for change in "clear", "grow":
        values = []
        values[:] = [Equal(values.clear if change == "clear" else lambda: len(values) < 12 and values.append(0)) for _ in range(4)] + [5]
        show(f"{name} {change}", lambda: getattr(operator, name)(values, 5))


class Holder:
    def __getattr__(self, name):
        self.__dict__.clear()
        if name == "gone":
            raise AttributeError(name)
        return self

    def __getitem__(self, key):
        getters.clear()
        return key

    def method(self, *values, **named):
        callers.clear()
        return len(values), sorted(named)

    def __index__(self):
        return 3

    def __length_hint__(self):
        getters.clear()
        return hints.pop()


getters = [operator.itemgetter("a", 2, (3,)), operator.attrgetter("x.y", "z")]
show("itemgetter", lambda: getters[0](Holder()))
getters = [operator.attrgetter("x.y", "z.gone")]
show("attrgetter", lambda: getters.pop()(Holder()))
callers = [operator.methodcaller("method", 1, 2, k=3)]
show("methodcaller", lambda: callers[0](Holder()))
hints = ["text", -1, 2**70, None, NotImplemented, 7]
while hints:
    show("length_hint", lambda: operator.length_hint(Holder(), 5))
show("index", lambda: operator.index(Holder()))


class Concat:
    def __init__(self, values): self.values = values
    def __getitem__(self, i): return i
    def __add__(self, other):
        self.values.clear()
        return len(other)
    def __iadd__(self, other):
        other.clear()
        return "done"


values = [1, 2]
show("concat", lambda: operator.concat(Concat(values), values))
values = [1, 2]
show("iconcat", lambda: (operator.iconcat(Concat(values), values), values))
show("concat no", lambda: operator.concat(range(3), [1]))
show("concat no", lambda: operator.concat(5, [1]))
values = [1, 2, 3]


class Clears:
    def __index__(self):
        values.clear()
        return 1


show("setitem", lambda: (operator.setitem(values, Clears(), 1), values))
values[:] = [1, 2, 3]
show("delitem", lambda: (operator.delitem(values, slice(Clears(), None)), values))
values[:] = [1, 2, 3]
show("imul", lambda: operator.imul(values, Clears()))
