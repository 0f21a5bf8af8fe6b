# SPDX-License-Identifier: MIT
# json: hooks, defaults and containers that change what is being written or read.
import json


def show(label, function):
    try:
        print(label, function())
    except RecursionError as e:
        print(label, "RecursionError")
    except Exception as e:
        print(label, type(e).__name__, e)


class Odd:
    pass


items = [1, Odd(), 2, 3]


def default(o):
    items.clear()
    return "gone"


show("default clears list", lambda: json.dumps(items, default=default))
table = {"a": 1, "b": Odd(), "c": 3}


def default(o):
    table.clear()
    return "gone"


show("default clears dict", lambda: json.dumps(table, default=default))
table = {"a": Odd()}


def default(o):
    return table


show("circular", lambda: json.dumps(table, default=default))
show("circular", lambda: json.dumps(Odd(), default=lambda o: o))
show("deep default", lambda: json.dumps(Odd(), default=lambda o: [Odd()]))
show("deep unchecked", lambda: json.dumps(Odd(), default=lambda o: [Odd()], check_circular=False))
items = []
items.append(items)
show("self", lambda: json.dumps(items))
items.clear()


class Keys(dict):
    def items(self):
        table.clear()
        return [("k", 1), ["j", 2]]


table = Keys(a=1)
show("items", lambda: json.dumps(table))
show("items", lambda: json.dumps(Keys(b=1), sort_keys=True))


class BadItems(dict):
    def items(self):
        return [1]


show("bad items", lambda: json.dumps(BadItems(a=1)))


class Int(int):
    def __repr__(self):
        return "odd"

    __str__ = __repr__


show("int", lambda: json.dumps([Int(3), {Int(4): 1}]))


class Str(str):
    def __str__(self):
        return "odd"

    def encode(self, *a):
        return b"odd"


show("str", lambda: json.dumps([Str("a"), {Str("b"): 1}]))


class List(list):
    def __iter__(self):
        self.clear()
        return iter([1, 2])

    def __len__(self):
        return 5


show("list", lambda: json.dumps(List([1, 2, 3])))
show("deep", lambda: json.loads("[" * 100000))
show("deep", lambda: json.loads('{"a":' * 100000))
seen = []


def hook(o):
    seen.append(dict(o))
    o.clear()
    o["again"] = json.loads('{"x": 1}')
    return o


show("hook", lambda: json.loads('{"a": {"b": 1}, "c": {"d": {}}}', object_hook=hook))
print(seen)


def pairs(p):
    p.clear()
    return p


show("pairs", lambda: json.loads('{"a": {"b": 1}}', object_pairs_hook=pairs))
show("raises", lambda: json.loads('{"a": {"b": 1}}', object_hook=lambda o: 1 / 0))
show("float", lambda: json.loads("[1.5, 2]", parse_float=lambda s: Odd.__name__, parse_int=lambda s: s * 2))
show("constant", lambda: json.loads("[NaN]", parse_constant=lambda s: json.loads("[1]")))
show("constant", lambda: json.loads("[-Infinity]", parse_constant=lambda s: 1 / 0))


class Decoder(json.JSONDecoder):
    def __init__(self, **k):
        super().__init__(**k)
        self.strict = False


show("control", lambda: json.loads('"a\tb"', cls=Decoder))
show("control", lambda: json.loads('"a\tb"'))
for text in '"\\ud800"', '"\\ud83d\\ude00"', '"\\ud83d\\u0041"', '"\\u12"', '"\\', '"', "[1,", "{", '{"a"', "-", "1e", "nul", "":
    show(text, lambda: ascii(json.loads(text)))
show("bytes", lambda: json.loads(b"\xff\xfe[\x001\x00]\x00"))
show("indent", lambda: json.dumps([1, {"a": []}], indent=-1))
show("indent", lambda: json.dumps({"a": [1]}, indent="\u20ac"))
show("separators", lambda: json.dumps([1, 2], separators=(Str("x"), 1)))
show("skip", lambda: json.dumps({(1, 2): 3, None: 4, 1.5: 2}, skipkeys=True))
show("nan", lambda: json.dumps(float("nan"), allow_nan=False))


class Default(json.JSONEncoder):
    def default(self, o):
        self.default = None
        return json.JSONEncoder.default(self, o)


show("encoder", lambda: Default().encode([1, int]))
show("iterencode", lambda: list(json.JSONEncoder().iterencode({"a": [1, {"b": None}]})))
e = json.JSONEncoder(indent=1).iterencode([1, [2]])
next(e)
del e
