# SPDX-License-Identifier: MIT
# random: sequences and weights that change while they are shuffled, chosen from or sampled.
import random


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Changing(list):
    """Changes itself whenever an item is asked for or stored."""
    act = None

    def __getitem__(self, i):
        if self.act:
            self.act()
        return list.__getitem__(self, i)

    def __setitem__(self, i, value):
        if self.act:
            self.act()
        list.__setitem__(self, i, value)


for change in "clear", "pop", "append":
    for name, use in {"shuffle": lambda r, v: r.shuffle(v), "choice": lambda r, v: r.choice(v), "choices": lambda r, v: r.choices(v, k=3), "sample": lambda r, v: r.sample(v, 3)}.items():
        values = Changing(range(6))
        values.act = {"clear": values.clear, "pop": lambda: values and values.pop(), "append": lambda: values.append(0)}[change]
        show(f"{name} {change}", lambda: use(random.Random(3), values))


class Weight:
    def __init__(self, act, value=1): self.act, self.value = act, value
    def __add__(self, other):
        self.act()
        return self.value + other
    __radd__ = __add__
    def __float__(self):
        self.act()
        return float(self.value)
    def __index__(self):
        self.act()
        return self.value


weights = []
weights[:] = [Weight(weights.clear), 2, Weight(weights.clear)]
show("weights", lambda: random.Random(1).choices("abc", weights, k=4))
weights[:] = [Weight(lambda: weights.append(1)), 2, Weight(weights.clear)]
show("counts", lambda: random.Random(1).sample("abc", 2, counts=weights))


def fails():
    raise LookupError("of its own")


show("k", lambda: random.Random(1).choices("abc", k=Weight(fails)))
show("randrange", lambda: random.Random(1).randrange(Weight(lambda: None, 5)))
show("randrange", lambda: random.Random(1).randrange(Weight(fails)))
show("getrandbits", lambda: random.Random(1).getrandbits(Weight(fails)))
show("getrandbits", lambda: random.Random(1).getrandbits(2**70))


class Generator(random.Random):
    def random(self): return answers.pop()


answers = [0.5, "text", 2.5, -1.0]
for _ in range(5):
    show("random", lambda: Generator().choice([1, 2, 3]))
state = random.Random(1).getstate()
for bad in None, (), (3, (), None), (3, state[1][:-1], None), (3, state[1][:-1] + (10**20,), None), (3, state[1][:-1] + ("x",), None), (9, state[1], None), (3, (-1,) + state[1][1:], None):
    show("setstate", lambda: random.Random(1).setstate(bad))
