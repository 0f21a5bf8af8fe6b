a = b = c, *d = e
(a, [b, *c]), d.e, f[g] = h
a: int
(a): int = 1
a.b: c = yield
x: tuple = 1, *y
a += 1; b -= 2; c *= 3; d /= 4; e //= 5; f %= 6; g @= 7; h &= 8; i |= 9; j ^= 10; k <<= 11; l >>= 12; m **= 13
del a, b.c, d[e], (f, [g])
del (a)
pass; pass;
assert a
assert a, b
raise
raise a
raise a from b
import a, b.c as d
from . import a
from .... a . b import c as d, e
from a import (b, c as d,)
from a import *
global g1, g2
nonlocal n1
if a: pass
if a:
    b
elif c:
    d
elif e: f
else:
    g
while a:
    break
else:
    continue
for a, *b in c, *d: pass
for (x) in y:
    pass
else:
    pass
with a: pass
with a as b, c as (d, e): pass
with (a): pass
with (a, b): pass
with (a as b, c as d,): pass
with (a) as b: pass
with (a, b) as c: pass
with (yield a): pass
with a(b) as c.d, (e).f: pass
try:
    a
except:
    b
try: a
except b: c
except (d, e) as f: g
else: h
finally: i
try:
    a
finally:
    b
try: a
except* b as c: d
@a.b(c)
@d
def f(a: int, b=1, /, c: str = 2, *args: x, d, e: y = 3, **kw: z) -> r:
    """Text."""
    return a, *b
    return
def g(*args: *Ts): yield
def h(*, a): ...
@d
class A: pass
class B(A, *c, metaclass=M, **k):
    x = 1
    def m(self): pass
class C(): pass
async def f():
    async for a in b: await c
    async with a as b, c: pass
    return [x async for y in z]
if a:
	tab
        # a comment elsewhere

    # and another
x = (1,
  2,  # inside
     3)
y = a \
    + b
match = case = _ = 1
match(a, b)
match[a]
match.x
print(match, case)
