# SPDX-License-Identifier: MIT
# Recursive and failing repr, str of every type.
a = [1]; a.append(a); d = {"d": a}; d["self"] = d
t = ([], a); s = {frozenset([1])}
class R:
    def __repr__(self): return f"R({self.__dict__})"
class Bad:
    def __repr__(self): raise LookupError("bad repr")
r = R(); r.r = r
print(a, d, t, s, range(3), slice(1, 2), len, [].append.__name__, int, type, Ellipsis, NotImplemented, b"x", bytearray(b"y"), 1j, {}.keys(), {1: 2}.items())
try: print([Bad()])
except LookupError as e: print(e)
print(repr(R)[:20], str(ValueError("v", 1)), repr(KeyError("k")), (lambda: 0).__qualname__, repr(property)[:8], int | str, list[int], zip.__name__)
n = []
for i in range(40): n = [n]
print(n)
