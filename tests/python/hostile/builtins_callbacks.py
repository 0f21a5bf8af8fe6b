# SPDX-License-Identifier: MIT
# The built-in functions that iterate, compare and call back, over lists and dicts that change meanwhile.


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Item:
    def __init__(self, act, n=1): self.act, self.n = act, n
    def __lt__(self, other):
        self.act()
        return self.n < getattr(other, "n", other)
    def __gt__(self, other):
        self.act()
        return self.n > getattr(other, "n", other)
    def __eq__(self, other):
        self.act()
        return self.n == getattr(other, "n", other)
    def __hash__(self): return self.n
    def __add__(self, other):
        self.act()
        return self.n + getattr(other, "n", other)
    __radd__ = __add__
    def __bool__(self):
        self.act()
        return False
    def __repr__(self):
        self.act()
        return f"I{self.n}"
    __str__ = __repr__
    def __format__(self, spec):
        self.act()
        return f"I{self.n}:{spec}"
    def __call__(self, *values):
        self.act()
        return self.n
    def __index__(self):
        self.act()
        return self.n


for change in "clear", "pop", "grow", "raise":
    values = []

    def act():
        if change == "raise":
            raise LookupError("of its own")
        if change == "clear":
            values.clear()
        elif change == "pop" and values:
            values.pop()
        elif change == "grow" and len(values) < 12:
            values.append(Item(act, len(values)))

    for name, use in {
        "sum": lambda: sum(values), "min": lambda: min(values).n, "max": lambda: max(values, key=lambda x: (act(), x.n)[1]).n, "any": lambda: any(values), "all": lambda: all(values), "sorted": lambda: [x.n for x in sorted(values)],
        "sorted key": lambda: len(sorted(values, key=Item(act))), "list.sort": lambda: values.sort(), "map": lambda: len(list(map(Item(act), values))), "filter": lambda: len(list(filter(Item(act, 0), values))),
        "filter none": lambda: len(list(filter(None, values))), "enumerate": lambda: [(act(), i)[1] for i, x in enumerate(values)], "reversed": lambda: [(act(), x.n)[1] for x in reversed(values)], "zip": lambda: [(act(), len(p))[1] for p in zip(values, values)],
        "str": lambda: str(values), "print": lambda: print(*values), "format": lambda: format(values[0], ">5"), "f-string": lambda: f"{values[0]:{values[1]}}{values[-1]}", "join": lambda: ",".join(str(x) for x in values),
        "in": lambda: Item(act, 9) in values, "index": lambda: values.index(Item(act, 9)), "count": lambda: values.count(Item(act, 9)), "remove": lambda: values.remove(Item(act, 9)), "equal": lambda: values == [Item(act, 9)] * 4, "less": lambda: values < [Item(act, 1)] * 4,
        "range": lambda: len(range(Item(act, 3))), "slice": lambda: len(values[Item(act, 1):]), "slice store": lambda: values.__setitem__(slice(Item(act, 0), Item(act, 2)), [1]), "iter call": lambda: len(list(zip(range(3), iter(Item(act), 7)))), "unpack": lambda: (lambda *x: len(x))(*values),
        "bytearray": lambda: bytearray(values), "tuple": lambda: len(tuple(x for x in values if not act())), "dict": lambda: len({x: act() for x in values}), "set": lambda: len({(x, act())[0] for x in values}), "divmod": lambda: divmod(values[0], 2),
        "isinstance": lambda: isinstance(values, tuple(values)), "getattr": lambda: getattr(values[0], "none", act()), "chr": lambda: chr(values[0]), "bin": lambda: bin(values[0]), "pow": lambda: pow(2, 3, values[0]), "round": lambda: round(2.5, values[0]), "hash": lambda: hash(tuple(values)),
    }.items():
        values[:] = [Item(act, i + 1) for i in range(4)]
        show(f"{change} {name}", use)
