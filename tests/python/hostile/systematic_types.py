# SPDX-License-Identifier: MIT
# differs: CPython 3.11 crashes in some of these calls and does not come back from others
# stderr: not compared
# Every method of every container and text type, called on hostile contents with hostile arguments (see _systematic.py).
import array
import collections
import io
import types
import weakref

from _systematic import Hostile, generator, methods_of, run

h = Hostile
for kind, instances in {
    list: [lambda: [h(), 1, h(), 2], lambda: [], lambda: [3, 1, 2], lambda: [h() for _ in range(20)]],
    tuple: [lambda: (h(), 1, h()), lambda: ()],
    dict: [lambda: {h(): h(), 1: 2, h(): 3}, lambda: {"k": h(), "w": 1}, lambda: {}],
    set: [lambda: {h(), 1, 2, h()}, lambda: set(range(9))],
    frozenset: [lambda: frozenset([h(), 1, h()])],
    bytearray: [lambda: bytearray(b"abcdef"), lambda: bytearray()],
    bytes: [lambda: b"abcdef"],
    str: [lambda: "abc %s {}", lambda: "\u00e4\u00f6 x"],
    int: [lambda: 5, lambda: 2**70], float: [lambda: 1.5], complex: [lambda: 1j],
    memoryview: [lambda: memoryview(bytearray(b"abcdefgh")), lambda: memoryview(array.array("i", [1, 2, 3]))],
    range: [lambda: range(5)], slice: [lambda: slice(h(), h(), h())], type({}.keys()): [lambda: {h(): 1, 2: h()}.keys()],
    type({}.items()): [lambda: {h(): 1, 2: h()}.items()], type({}.values()): [lambda: {h(): 1, 2: h()}.values()],
    collections.deque: [lambda: collections.deque([h(), 1, h()]), lambda: collections.deque([h(), 1], 3)],
    collections.OrderedDict: [lambda: collections.OrderedDict([(h(), 1), (2, h())])],
    collections.defaultdict: [lambda: collections.defaultdict(h, {h(): 1})], collections.Counter: [lambda: collections.Counter([h(), 1, 1, h()])],
    collections.ChainMap: [lambda: collections.ChainMap({h(): 1}, {2: h()})], collections.UserList: [lambda: collections.UserList([h(), 1])],
    array.array: [lambda: array.array("i", [1, 2, 3]), lambda: array.array("d", [1.5]), lambda: array.array("u", "abc")],
    io.StringIO: [lambda: io.StringIO("a\nb\nc")], io.BytesIO: [lambda: io.BytesIO(b"a\nb\nc")],
    types.MappingProxyType: [lambda: types.MappingProxyType({h(): 1, 2: h()}), lambda: types.MappingProxyType(h())], types.SimpleNamespace: [lambda: types.SimpleNamespace(a=h(), b=1)],
    types.GeneratorType: [generator], property: [lambda: property(h(), h(), h())], staticmethod: [lambda: staticmethod(h())], classmethod: [lambda: classmethod(h())],
    weakref.WeakValueDictionary: [lambda: weakref.WeakValueDictionary({1: h})], weakref.WeakKeyDictionary: [lambda: weakref.WeakKeyDictionary({h: 1})], weakref.WeakSet: [lambda: weakref.WeakSet([h])],
    type: [lambda: type("T", (h,), {"x": h()})], types.FunctionType: [lambda: lambda x=h(): x], types.MethodType: [lambda: types.MethodType(h(), h())], super: [lambda: super(h, h())],
    types.CellType: [lambda: types.CellType(h())], types.ModuleType: [lambda: types.ModuleType("m")], ExceptionGroup: [lambda: ExceptionGroup("g", [ValueError(h()), KeyError(h())])],
    enumerate: [lambda: enumerate([h(), h()])], zip: [lambda: zip([h(), 1], h())], map: [lambda: map(h(), [1, 2])], filter: [lambda: filter(h(), [1, 2])], reversed: [lambda: reversed([h(), 1])],
}.items():
    run(kind.__name__, methods_of(kind, instances), 12)
