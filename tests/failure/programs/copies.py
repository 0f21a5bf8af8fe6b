# SPDX-License-Identifier: MIT
# copy: shallow, deep, with memo, hooks and cycles.
import copy
class N:
    def __init__(self): self.l = [1, {"k": (2, [3])}]; self.me = self
class H:
    def __deepcopy__(self, memo): return "deep"
    def __copy__(self): return "shallow"
n = N(); c = copy.copy(n); d = copy.deepcopy(n)
print(c.l is n.l, d.l == n.l, d.l is n.l, d.me is d, copy.copy(H()), copy.deepcopy([H(), 1]), copy.copy([1]), copy.copy({1: 2}), copy.deepcopy({1: {2: [3]}, "s": {4}}))
l = [1]; l.append(l); m = copy.deepcopy(l)
print(m[1] is m, copy.deepcopy((1, [2], bytearray(b"x"), frozenset([3]))))
