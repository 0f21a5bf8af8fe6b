# SPDX-License-Identifier: MIT
# from __future__ import annotations: annotations are kept as text, written in one way.
from __future__ import annotations


def f(
    a: int,
    b: 'quoted',
    c: list[int, ...] | None = None,
    d:   (1   +2)*  3 ** -4 =0,
    *args: tuple[()],
    e: {"a": 1, **b},
    g: lambda x, /, y=1, *z, k, m=2, **kw: (x, y),
    h: lambda *a: 0,
    i: lambda: 0,
    j: (a if b else c) if (d if e else f) else g,
    k: not a and (b or c) and not (d and e),
    l: a < b <= c != d is not e not in (f in g),
    m: x[1:2, ::3, a:b:c, ...],
    n: x[1, 2],
    o: x[(1, 2)],
    p: x[a,],
    q: f(1, *a, b=2, **c),
    r: f(x for x in y if z if w),
    s: f((x for x in y), 1),
    t: [x async for x in y for z in w],
    u: {x: y for x, y in z},
    v: {x for (x) in y},
    w: {1, 2},
    x: (),
    y: (1,),
    z: 1 .real,
    aa: 1.5.real,
    ab: "s".join,
    ac: 1e400 + 2e400j,
    ad: u"unicode",
    ae: b"bytes",
    af: f"x{a}{{}}{b!r:>{w}}{ {1: 2} }{c=}",
    ag: -x ** -y,
    ah: (-x) ** y,
    ai: (a ** b) ** c,
    aj: a ** b ** c,
    ak: (a + b) - (c - d),
    al: a | b ^ c & d << e >> f,
    am: ((a | b) ^ c) & d,
    an: ~(not x),
    ao: a.b.c[d](e).f,
    ap: (a + b).c,
    aq: (lambda: x)(),
    ar: [*a, *(b | c), *d],
    at: "adjacent" 'literals',
    au: a @ b // c % d,
    av: 0x1F + 1_000 + 0b11,
    aw: None, ax: True, ay: ...,
    az: (a, b) == c,
    ba: [lambda: a, b],
    bb: (a if b else c, d),
    bc: x if (lambda: y) else z,
    bd: [x for x in (a if b else c)],
    be: 1j, bf: 1e10, bg: .5, bh: 100000000000000000000,
    **kwargs: not (a) + 1,
) -> "result" | a.b:
    pass


for name, value in f.__annotations__.items():
    print(f"{name}: {value}")


class C:
    x: undefined
    y: list[C] = []
    __private: int
    (z): never = 1
    d["k"]: also_never = 2 if False else 3 if (d := {}) is None else 4

    def method(self, x: C.D) -> Undefined[1]:
        local: not_evaluated
        another: not_evaluated = 1
        return another


print(C.__annotations__, C.method.__annotations__, C().method(1))
module: level(1, 2) = 3
print(__annotations__)


def starred(*args: *Ts):
    pass


print(starred.__annotations__)
for source in "x: (yield)", "def f(x: (await y)): pass", "x: (y := 1)", "def f() -> (yield from x): pass", "x: [(y := 1) for z in w]":
    try:
        exec(compile("from __future__ import annotations\n" + source, "source", "exec"))
        print("compiles:", source)
    except SyntaxError as e:
        print(source, "->", e.msg, e.lineno, e.offset)
for source in ("from __future__ import nothing", "from __future__ import braces", "x = 1\nfrom __future__ import division",
               "'doc'\nfrom __future__ import division, annotations", "from __future__ import *",
               "def f():\n from __future__ import division"):
    try:
        exec(compile(source, "source", "exec"))
        print("compiles:", source)
    except SyntaxError as e:
        print(source, "->", e.msg, e.lineno, e.offset)
