# SPDX-License-Identifier: MIT
# json: both directions, options, hooks, errors with their places, hostile hooks.
import json
from json import decoder, encoder, scanner


def show(function):
    try:
        result = repr(function())
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result.split(" at 0x")[0][:300])


texts = ['', ' ', 'null', 'true', 'false', ' 1 ', '-0', '0', '01', '-', '1.', '1.5', '-1.5e3', '1e400', '1e-400', '1E+2', '1e', '.5', '+1', '123456789012345678', '1234567890123456789012', '-9999999999999999999',
         'NaN', 'Infinity', '-Infinity', '-I', 'nul', 'nulll', 'tru', '""', '"a"', '"a', '"', '"\\', '"\\n\\t\\b\\f\\r\\"\\\\\\/"', '"\\x"', '"\\u0041"', '"\\u00e9\\u4e2d"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ud83d\\u0041"',
         '"\\ude00"', '"\\u12"', '"\\u12g4"', '"\\u', '"\\u1234', '"a\nb"', '"\x00"', '"é中\U0001f600"', 'é', '[]', '[ ]', '[1]', '[1,2 , 3]', '[1', '[1,', '[1,]', '[,]', '[1 2]', '[', ']', '{}', '{ }', '{"a":1}',
         '{"a" : 1 , "b":[{}]}', '{"a":1,"a":2}', '{', '{"a"', '{"a":', '{"a" 1}', '{"a":1', '{"a":1,', '{"a":1,}', '{a:1}', '{1:2}', '{"a":1 "b":2}', '{"a":}', '[1] x', '1 2', '\ufeff1', '[\n1,\n"x\n"]', '"é" x', '["é", é]',
         '\t\r\n[1]\t', '\x0b1', '[[[[[[1]]]]]]', '"' + 'a' * 100 + '\\n"']
for text in texts:
    print(repr(text)[:40], end=" ")
    show(lambda: json.loads(text))
for data in (b'[1]', bytearray(b'"\xc3\xa9"'), '"é"'.encode("utf-16"), '"é"'.encode("utf-16-le"), '"a"'.encode("utf-32-be"), '"a"'.encode("utf-32"), b'\xef\xbb\xbf1', b'1', b'12', b'"\xff"', 5, None, b''):
    show(lambda: json.loads(data))
try:
    json.loads('{"a":\n  [1, 2,\n x]}')
except json.JSONDecodeError as error:
    print(error.msg, error.pos, error.lineno, error.colno, error.doc == '{"a":\n  [1, 2,\n x]}', error.__reduce__())
print("--- hooks")
text = '{"b": 1, "a": {"c": 2.50, "d": [NaN, -Infinity]}}'
show(lambda: json.loads(text, object_hook=lambda d: sorted(d)))
show(lambda: json.loads(text, object_pairs_hook=lambda p: p))
show(lambda: json.loads(text, object_pairs_hook=list, object_hook=dict))
show(lambda: json.loads(text, parse_float=str, parse_int=lambda s: s + "!", parse_constant=lambda s: "<" + s + ">"))
show(lambda: json.loads('"\n"', strict=False))
show(lambda: json.loads('1', unknown=1))
show(lambda: json.JSONDecoder().raw_decode('[1] tail'))
show(lambda: json.JSONDecoder().raw_decode('  [1]'))
show(lambda: json.JSONDecoder().raw_decode('xx[1]', 2))
show(lambda: json.JSONDecoder().raw_decode('[1]', -1))
show(lambda: json.JSONDecoder().raw_decode('[1]', 10))
show(lambda: decoder.scanstring('a"bcd"e', 2))
show(lambda: decoder.scanstring('é"ü"', 2))
show(lambda: decoder.scanstring('"', 5))
show(lambda: decoder.scanstring(5, 0))
show(lambda: decoder.scanstring('a\nb"', 0, False))


def broken(x):
    raise KeyError("hook")


for name in "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant":
    show(lambda: json.loads('[{"a": 1}, 1.5, NaN]', **{name: broken}))
keys = json.loads('[{"key": 1}, {"key": 2}]')
print(*(id(k) for d in keys for k in d) if False else [list(d)[0] is list(keys[0])[0] for d in keys])
show(lambda: json.loads("[" * 100000))
show(lambda: json.loads('{"a":' * 100000))
show(lambda: json.loads("1" * 5000))
print("--- dumps")


class Int(int):
    def __repr__(self):
        return "Int"


class Float(float):
    def __repr__(self):
        return "Float"


class Str(str):
    pass


class Dict(dict):
    def items(self):
        return [("x", 1), ("y", 2)]


class List(list):
    pass


for value in [None, True, False, 0, -5, 10**30, 1.5, -0.0, 1e300, 1e16, 0.1, float("nan"), float("inf"), -float("inf"), "", "a\"\\\b\f\n\r\t\x00\x1f\x7f/", "é中\U0001f600\ud800", [], (), {}, [1, [2, (3,)]],
              {"a": 1, "b": [1, {"c": None}]}, {1: 2, 1.5: 3, None: 4, True: 5, False: 6}, {float("inf"): 1}, Int(5), Float(2.5), Str("s"), Dict(a=1), List([1]), {Str("k"): 1, Int(7): 2}, {"a": {}, "b": []},
              {1: 1, "1": 2}, set(), object, 1j, b"a", {(1,): 2}, {b"a": 1}, [object()], range(3)]:
    for options in {}, {"indent": 1}, {"ensure_ascii": False, "separators": (",", ":")}, {"sort_keys": True}, {"skipkeys": True, "indent": "--"}, {"allow_nan": False}, {"check_circular": False, "default": str}:
        show(lambda: json.dumps(value, **options))
print(json.dumps({"b": [1, 2, {"z": [], "y": {}}], "a": "x"}, indent=4, sort_keys=True))
print(json.dumps([1, 2], indent=0), json.dumps([1, 2], indent=""), json.dumps({"a": 1}, separators=("; ", " = ")))
circle = [1]
circle.append(circle)
for options in {}, {"indent": 1}, {"check_circular": False}:
    show(lambda: json.dumps(circle, **options))
circle = {}
circle["me"] = [circle]
show(lambda: json.dumps(circle))


class Thing:
    pass


show(lambda: json.dumps(Thing(), default=lambda o: {"thing": [1]}))
show(lambda: json.dumps([Thing()], default=lambda o: o))
show(lambda: json.dumps([Thing()], default=lambda o: [o]))
show(lambda: json.dumps(Thing(), default=broken))
show(lambda: json.dumps({"a": Thing()}))
shared = [1]
show(lambda: json.dumps([shared, shared]))


class Writer(list):
    write = list.append


for options in {}, {"indent": 1}, {"skipkeys": True}:
    w = Writer()
    json.dump({"a": [1, 2.5, "x", {"b": None}], "c": []}, w, **options)
    print(w)
print(list(json.JSONEncoder().iterencode([1, {"a": 2}])), json.JSONEncoder(sort_keys=True).encode({"b": 1, "a": 2}))


class OwnEncoder(json.JSONEncoder):
    item_separator = ";"

    def default(self, o):
        return ["own", type(o).__name__] if isinstance(o, Thing) else super().default(o)


print(json.dumps([Thing(), 1], cls=OwnEncoder))
show(lambda: json.dumps([1j], cls=OwnEncoder))
show(lambda: encoder.encode_basestring("é\n\u2028\x7f"))
show(lambda: encoder.encode_basestring_ascii("é\n\U0001f600\x7f"))
show(lambda: encoder.encode_basestring_ascii(5))
show(lambda: encoder.c_make_encoder(5, None, None, None, ":", ",", 0, 0, 0))
show(lambda: encoder.c_make_encoder({}, None, len, None, ":", ",", 0, 0, 0)(["a"], 0))
show(lambda: encoder.c_make_encoder({}, None, lambda s: s.upper(), None, ":", ",", 0, 0, 1)(["a", {"b": 1, 2: 3.5}], 0))
print("--- hostile")
items = [1, Thing(), 3, 4]
show(lambda: json.dumps(items, default=lambda o: items.clear()))
d = {"a": Thing(), "b": 2}
show(lambda: json.dumps(d, default=lambda o: d.clear()))
markers = {}
def forgets(o):
    markers.clear()
    return 1


try:
    encoder.c_make_encoder(markers, forgets, encoder.c_encode_basestring, None, ":", ",", 0, 0, 1)([Thing()], 0)
except KeyError:
    print("KeyError")


class BadItems(dict):
    def items(self):
        return [(1, 2, 3)]


show(lambda: json.dumps(BadItems(a=1)))
show(lambda: json.dumps({"b": 1, 2: 3}, sort_keys=True))
deep = []
for _ in range(100000):
    deep = [deep]
show(lambda: json.dumps(deep))
while deep:
    deep = deep[0]
found = []
show(lambda: json.loads('[{"a": 1}, {"a": 2}]', object_hook=lambda x: found.append(x) or found))
