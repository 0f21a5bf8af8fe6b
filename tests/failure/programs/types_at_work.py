# SPDX-License-Identifier: MIT
# types, typing's small things, generic aliases, SimpleNamespace.
import types
n = types.SimpleNamespace(a=1, b=[2])
n.c = n.a
f = types.FunctionType((lambda x: x + y).__code__, {"y": 5}, "made")
m = types.ModuleType("made", "doc"); m.v = 1
p = types.MappingProxyType({"k": 1})
b = types.MethodType(lambda self, z: (self, z), "bound")
print(n, n == types.SimpleNamespace(a=1, b=[2], c=1), f(3), f.__name__, m.__doc__, m.v, p["k"], b(9), dict[str, list[int]], list[int].__args__, int | None)
C = types.new_class("C", (), {}, lambda ns: ns.update(x=1))
print(C.x, types.resolve_bases((int,)))
try: p["z"] = 1
except TypeError as e: print(e)
