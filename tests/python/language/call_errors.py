# What calls with wrong arguments say.
def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def optional(a, b=1): pass
def keyword(a, *, k): pass
def keywords(*, k, l, m): pass
def positional(a, b, /, c): pass
def mixed(a, b=1, *, k=2): pass
def stars(a, *b, **c): pass


class C:
    def method(self, x): pass
    def __init__(self, x): pass


cases = [
    lambda: none(1), lambda: none(1, 2), lambda: one(), lambda: one(1, 2), lambda: two(), lambda: two(1),
    lambda: three(), lambda: two(1, 2, 3), lambda: optional(), lambda: optional(1, 2, 3), lambda: keyword(1),
    lambda: keyword(1, 2), lambda: keyword(1, 2, k=3), lambda: keyword(1, 2, 3, k=3), lambda: keywords(),
    lambda: keywords(l=1), lambda: one(b=1), lambda: one(1, a=2), lambda: two(1, a=2), lambda: two(b=1),
    lambda: positional(1, b=2, c=3), lambda: positional(a=1, b=2, c=3), lambda: mixed(1, 2, 3), lambda: mixed(1, 2, 3, k=4),
    lambda: mixed(), lambda: stars(), lambda: stars(b=1), lambda: C(), lambda: C(1, 2), lambda: C(1).method(),
    lambda: C(1).method(1, 2), lambda: C.method(), lambda: one(*5), lambda: one(**5), lambda: one(**{1: 2}),
    lambda: one(**{"a": 1}, **{"a": 2}), lambda: one(a=1, **{"a": 2}), lambda: 5(), lambda: None(1), lambda: "x"(),
    lambda: [].append(), lambda: [].append(1, 2), lambda: [].append(x=1), lambda: len(), lambda: len(1, 2),
    lambda: one.__call__(), lambda: object()(), lambda: C.x, lambda: C(1).x,
]
for i, case in enumerate(cases):
    try:
        case()
        print(i, "no error")
    except Exception as e:
        print(i, type(e).__name__, e)
