# SPDX-License-Identifier: MIT
# Dicts: views, growth, deletion, merging, ordering, keys with methods of their own.
class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 3
    def __eq__(self, other): return isinstance(other, Key) and self.n == other.n
    def __repr__(self): return f"Key({self.n})"
d = {Key(i): str(i) for i in range(12)}
for i in range(0, 12, 2): del d[Key(i)]
print(d, Key(3) in d, d.get(Key(4), "none"), d.pop(Key(5)), d.popitem())
e = dict.fromkeys(range(40), 0) | {1: "one"}
e |= {"k": [1]}
e.update([("p", 1), ("q", 2)], r=3)
print(list(e.keys())[-5:], list(e.values())[:3], list(e.items())[1], e.keys() & {1, 2, "p"} == {1, 2, "p"}, len(e))
print(list(reversed(e))[:2], e.setdefault("new", {}), e == dict(e.items()), sorted(map(str, e.keys() - range(39))), {**e, "z": 1}["z"])
try: e["missing"]
except KeyError as x: print(repr(x))
e.clear()
print(e, d)
