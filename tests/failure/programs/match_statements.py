# SPDX-License-Identifier: MIT
# match: every kind of pattern.
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def f(v):
    match v:
        case 0 | 1 | None: return "literal"
        case -1.5: return "float"
        case "text" as t: return t
        case [] | (): return "empty"
        case [a]: return ["one", a]
        case [1, *rest, 9]: return ["ends", rest]
        case [P(x=0, y=yy), [b, _]]: return ["nested", yy, b]
        case {"k": k, "j": {"i": i}, **rest}: return ["map", k, i, rest]
        case {"k": str(k)}: return ["str", k]
        case P(x, y) if x == y: return ["diagonal", x]
        case P(x, P() as inner): return ["inner", x, inner.x]
        case int(n) | float(n): return ["number", n]
        case _: return "other"
for v in (1, None, -1.5, "text", [], [5], [1, 2, 3, 9], [P(0, 7), (8, 9)], {"k": 1, "j": {"i": 2}, "z": 3}, {"k": "s"}, P(2, 2), P(1, P(3, 4)),
          17, 2.5, {"q": 1}, b"bytes", {1, 2}):
    print(f(v))
