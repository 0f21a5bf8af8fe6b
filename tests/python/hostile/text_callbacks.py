# SPDX-License-Identifier: MIT
# differs: CPython 3.11 aborts: it goes on with the address that the bytes of a bytearray had before
# Methods of str, bytes and bytearray, and string's helpers, whose arguments change what is worked on.
import string


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


parts = []


class Text:
    def __init__(self, act=parts.clear, n=1): self.act, self.n = act, n
    def __str__(self):
        self.act()
        return "T"
    __repr__ = __str__
    def __format__(self, spec):
        self.act()
        return "F" + spec
    def __index__(self):
        self.act()
        return self.n
    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        self.act()
        return self
    def __getitem__(self, key):
        self.act()
        return "item" if isinstance(key, str) else None
    def __iter__(self):
        self.act()
        yield "a"
        self.act()
        yield "b"


class Sub(str):
    def __str__(self):
        parts.clear()
        return "s"
    __format__ = lambda self, spec: parts.clear() or "f"


parts[:] = [Sub("a"), Sub("b")]
show("join", lambda: ",".join(parts))
parts[:] = ["a", "b"]
show("join iterator", lambda: ",".join((parts.clear(), x)[1] for x in parts))
show("join text", lambda: ",".join(Text()))
parts[:] = [Text(), Text()]
show("format", lambda: "{0} {1!r} {0.x[k]:>{2}}".format(*parts, Text()))
show("format_map", lambda: "{a} {b[1]}".format_map({"a": Text(), "b": Text()}))
parts[:] = [Text(), Text()]
show("percent", lambda: "%s %r %d" % (parts[0], parts[1], 3))
mapping = {}


class Table(dict):
    def __getitem__(self, key):
        self.clear()
        mapping.clear()
        return [None, "xyz", 65, "", 2**70, b"no"][key % 6]


show("translate", lambda: "abcdef".translate(Table()))
show("translate", lambda: "ab".translate(Table()))
show("translate text", lambda: "ab".translate(Text()))
show("maketrans", lambda: str.maketrans(Table({1: 2, "a": "b"})))
for name in "center", "ljust", "zfill", "expandtabs", "__mul__", "__getitem__":
    show(name, lambda: getattr("ab\t", name)(Text(n=3 if name != "__getitem__" else 1)))
show("find", lambda: "abcabc".find("c", Text(n=3), Text(n=9)))
show("replace", lambda: "aaa".replace("a", "b", Text(n=2)))
show("startswith", lambda: "abc".startswith(("x", "b"), Text(n=1)))

data = bytearray(b"abcabc")


def again(n=6):
    data[:] = b"abcabc"[:n]


class Bytes:
    def __init__(self, act, n=97): self.act, self.n = act, n
    def __index__(self):
        self.act()
        return self.n
    def __bytes__(self):
        self.act()
        return b"by"
    def __iter__(self):
        self.act()
        yield 97
        self.act()
        yield 98


for label, act in ("clear", data.clear), ("grow", lambda: data.extend(b"z" * 50)):
    for name, use in {
        "append": lambda x: data.append(x), "insert": lambda x: data.insert(2, x), "extend": lambda x: data.extend([x, 1, x]), "extend iterable": lambda x: data.extend(x), "remove": lambda x: data.remove(x), "count": lambda x: data.count(x), "find": lambda x: data.find(x),
        "in": lambda x: x in data, "store": lambda x: data.__setitem__(1, x), "slice": lambda x: data.__setitem__(slice(1, 3), [x, x]), "step": lambda x: data.__setitem__(slice(0, 4, 2), [x, x]), "bounds": lambda x: data.__setitem__(slice(Bytes(act, 1), Bytes(act, 3)), b"xy"),
        "join": lambda x: data.join([b"1", bytearray(b"2")]), "init": lambda x: data.__init__([x, x]), "repeat": lambda x: data.__imul__(Bytes(act, 2)), "pop": lambda x: data.pop(Bytes(act, 1)), "delete": lambda x: data.__delitem__(slice(Bytes(act, 0), Bytes(act, 2))),
        "center": lambda x: len(data.center(Bytes(act, 9))), "index": lambda x: data[Bytes(act, 0)], "percent": lambda x: b"%b %d" % (x, 5), "bytes": lambda x: bytes([x, x]), "from": lambda x: bytes(x), "hex": lambda x: len(data.hex(":", Bytes(act, 2))), "split": lambda x: len(data.split(b"b", Bytes(act, 1))),
        "replace": lambda x: len(data.replace(b"a", b"b", Bytes(act, 1))), "translate": lambda x: data.translate(None, x), "startswith": lambda x: data.startswith(b"b", Bytes(act, 1)),
    }.items():
        again()
        show(f"{label} {name}", lambda: (use(Bytes(act)), len(data)))


class Formatter(string.Formatter):
    def get_value(self, key, values, named):
        parts.clear()
        return key
    def check_unused_args(self, used, values, named):
        used.clear()
    def convert_field(self, value, conversion):
        return Text()


parts[:] = [1, 2]
show("Formatter", lambda: Formatter().vformat("{0} {a!r:>{b}}", parts, {}))


class Names(dict):
    def __getitem__(self, key):
        self.clear()
        return Text()


show("Template", lambda: string.Template("$a ${b} $$").substitute(Names(a=1)))
show("capwords", lambda: string.capwords("a b", Sub(" ")))
