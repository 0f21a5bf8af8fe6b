# SPDX-License-Identifier: MIT
# Functions: cells, defaults, decorators, annotations, star arguments, recursion.
def counter():
    n = 0
    def up(by=1, *more, **named):
        nonlocal n
        n += by + sum(more) + len(named)
        return n
    return up
c, d = counter(), counter()
print(c(), c(2, 3, x=4), d(*[1, 2], **{"y": 1}), [f() for f in [lambda i=i: i for i in range(4)]], c.__closure__[0].cell_contents)
def annotated(a: int, *b: str, c: "text" = 1, **d) -> list: "doc"; return locals()
print(annotated.__annotations__, annotated(1, "b", c=2, e=3), annotated.__kwdefaults__, annotated.__doc__)
def deco(n):
    def wrap(f): return lambda *a: [n, f(*a)]
    return wrap
@deco(1)
@deco("two")
def decorated(x): return x
print(decorated(5), (lambda f, n: f(f, n))(lambda f, n: 1 if n < 2 else n * f(f, n - 1), 20))
def deep(n): return deep(n - 1) + 1 if n else 0
print(deep(200))
for call in (lambda: annotated(), lambda: annotated(1, x=1, **{"x": 2}), lambda: deco(1, 2), lambda: counter()(by=1, *[2])):
    try: call()
    except TypeError as e: print(e)
