# SPDX-License-Identifier: MIT
# Subclasses of built-in types, with and without methods of their own.
class L(list):
    def append(self, x): super().append(x * 2)
class D(dict):
    def __missing__(self, k): return ["missing", k]
class S(str):
    def __new__(cls, v): o = super().__new__(cls, v + "!"); o.extra = 1; return o
class I(int):
    def __add__(self, o): return I(int(self) + o)
class T(tuple): pass
class F(float): pass
class B(bytes): pass
class E(Exception): pass
l = L("ab"); l.append("c"); l.attr = 1
d = D(a=1)
print(l, d["a"], d["b"], S("x"), S("y").extra, I(2 ** 70) + 1, type(I(1) + 1).__name__, T((1, 2)), F(1.5) * 2, B(b"b"), type(E("e")).__name__, vars(l))
print({S("k"): 1}, isinstance(l[0:1], list), sorted(L([3, 1])), "{}".format(S("f")), d | {"z": 1}, l == ["a", "b", "cc"], frozenset(T("ab")) == {"a", "b"})
