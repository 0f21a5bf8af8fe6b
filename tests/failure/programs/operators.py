# SPDX-License-Identifier: MIT
# Operators written in Python, both sides, in place.
class N:
    def __init__(self, v): self.v = v
    def __add__(self, o): return N(self.v + getattr(o, "v", o))
    __radd__ = __add__
    def __iadd__(self, o): self.v += 100; return self
    def __mul__(self, o): return NotImplemented
    def __matmul__(self, o): return "matmul"
    def __neg__(self): return N(-self.v)
    def __eq__(self, o): return self.v == getattr(o, "v", o)
    def __lt__(self, o): return self.v < o.v
    def __hash__(self): return self.v
    def __index__(self): return self.v
    def __bool__(self): return self.v > 0
    def __len__(self): return 3
    def __contains__(self, x): return x == self.v
    def __getitem__(self, k): return k
    def __call__(self, *a, **k): return a, k
    def __enter__(self): return self
    def __exit__(self, *a): return a[0] is ValueError
    def __repr__(self): return f"N({self.v})"
a, b = N(1), N(2)
a += 1
print(a + b, 5 + a, -b, a == 101, a > b, {a: 1}[N(101)], "abc"[N(1)], not N(0), len(a), 101 in a, a[1:2, ...], a(1, x=2), a @ b, range(N(3)))
try: a * b
except TypeError as e: print(e)
with a as c, b: raise ValueError
print(sum([N(1), N(2)], N(0)), sorted([b, a]), hex(N(255)), bytes([N(65)]), divmod(7, 2), [1, 2, 3][N(1):])
