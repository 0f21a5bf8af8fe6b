# Messages and places of syntax errors.
cases = r"""
x = = 1
def f(
def f(a, a): pass
def f(a=1, b): pass
def f(*): pass
def f(*, **k): pass
def f(**k, a): pass
def f(a, *, b, *c): pass
def f(a, /, b, /): pass
def f(*a, /): pass
def f(/): pass
lambda a, a: 1
lambda *: 1
f(a=1, 2)
f(**k, 1)
f(**k, *a)
f(a for a in b, 1)
f(1, a for a in b)
f(a=1, a=2)
f(a.b=1)
f(1=2)
f(True=1)
f(a+b=1)
1 = x
f() = 1
a + b = 1
"a" = 1
f"a" = 1
None = 1
True = 1
__debug__ = 1
(a, 1) = 2
[a, b()] = 1
a, *b, *c = 1
*a = 1
a = *b
*a
del *a
del f()
del 1
del a + b
del (a, f())
a += b += 1
(a, b) += 1
[a] += 1
a() += 1
a < b = 1
a if b else c = 1
not a = 1
lambda: 1 = 1
(yield) = 1
[a for a in b] = 1
{} = 1
{1} = 1
... = 1
x := 1
(x.y := 1)
(x[0] := 1)
(1 := 2)
[x := 1 for x in y]
[(x := 1) for x in y]
[y for x in (y := 1)]
for 1 in x: pass
for f() in x: pass
for x in : pass
for x y: pass
with a as 1: pass
with a as f(): pass
import a.b as 1
import a as b.c
import
from a import
from a import (b
from a import b,
from a import *, b
from . import *
from a import (*)
return 1
yield 1
break
continue
if x
if x:
while x:
else:
elif x:
try: pass
try: pass; except: pass
try:
except:
finally:
class C
class C(: pass
class : pass
def : pass
async x
await x
nonlocal x
global x, 
raise from x
raise x from
assert
assert x,
print 1
print "a"
exec "a"
print a, b
a b
a b c
a = b c
(a b)
[a b]
{a b}
{a: b c: d}
{a: b, c}
{a, b: c}
{**a, *b}
{*a, **b}
{a:}
{a: *b}
(a, b
[a, b
{a, b
a)
a]
(a]
[a)
(a}
{a)
'abc
"abc
'''abc
f'{'
f'}'
f'{a'
f'{}'
f'{a!x}'
f'{a b}'
f'{a:{b:{c}}}'
f'{lambda x: 1}'
f'{a=!}'
0777
1_
1__1
0x
0xg
0b2
0o9
1e
1a
1.2.3
'\x1'
b'\x'
'\u12'
'\N{'
a ? b
a $ b
a ! b
a !b
`a`
a <> b
a ++
a +
+ 
not
a and
a or
a is
a not b
a in
a.
a.1
a[
a[]
a[1
a[1:2:3:4]
a..b
a->b
@
@a
@a b
def f() -> : pass
def f(a:): pass
def f(a=): pass
def f(1): pass
def f("a"): pass
def f((a)): pass
def f(a.b): pass
lambda (a): 1
class C(a for a in b): pass
if a = 1: pass
while a = 1: pass
if a == 1 = 2: pass
x = 1 if 2
x = 1 if 2 else
x = (1 if 2)
[a for]
[a for b]
[a for b in]
[for a in b]
[a, b for c in d]
[*a for b in c]
{**a for b in c}
{a: b, c for d in e}
(*a)
(**a)
f(*)
f(**)
f(a,,b)
f(,)
(,)
[,]
{,}
a,,b
;
a;;b
pass pass
if 1: if 2: pass
x = yield = 1
global x; x = 1; global x
def f(): x = 1; global x
def f(): print(x); global x
def f(x): global x
def f(): nonlocal x
def f(): global x; nonlocal x
def f(x): nonlocal x
class C: nonlocal x
def f(): x: int = 1; global x
x: int: int
(a, b): int
[a]: int
f(): int
1: int
x: int, y: int
def f(): return *a
def f(None): pass
def f(True=1): pass
class None: pass
import None
from a import None
for None in x: pass
a.None
a.True = 1
f(None=1)
lambda None: 1
with a as None: pass
except: pass
if True: pass else: pass
def f(): yield from
def f(): await x
async for x in y: pass
[x async for x in y]
class C: return 1
class C: yield 1
[(yield) for x in y]
lambda: (yield)
from __future__ import nothing
from __future__ import braces
x = 1; from __future__ import annotations
"""


def attempt(source):
    try:
        compile(source, "<case>", "exec")
        print(repr(source), "=> compiles")
    except SyntaxError as e:
        print(repr(source), "=>", type(e).__name__, e.msg, (e.lineno, e.offset, e.end_lineno, e.end_offset))
    except Exception as e:
        print(repr(source), "=>", type(e).__name__, e)


for line in cases.strip().split("\n"):
    attempt(line)
for source in ("if 1:\npass", "if 1:\n  a\n b", "if 1:\n  a\n    b", "  a", "a\n  b", "if 1:\n\ta\n        b", "if 1:\n        a\n\tb",
               "def f():\n", "def f():\n# c\n", "class C:\nx", "try:\n  a\nb", "try:\n  a\nexcept:\nb", "try:\n  a\nexcept:\n  b\nexcept X:\n  c",
               "try:\n  a\nelse:\n  b", "try:\n  a\nfinally:\n  b\nelse:\n  c", "for x in y:\nz", "while 1:\nz", "with a:\nz", "if 1:\n  a\nelse:\nb",
               "if 1:\n  a\nelif 2:\nb", "(\n\n", "(\n1\n]", "[1,\n2\nx = 3", "'''\n\n", "x = '''a\nb", "a = (1,\n  2,,\n 3)", "a\\\nb", "a \\ b", "a \\", "\\",
               "x = 1\n  y = 2", "def f():\n  return\n yield", "def f():\n    x = 1\n   y = 2", "a\n\n\nb c", "f(a,\n  b c)", "f(\n  a=1,\n  2)",
               "try:\n  pass\nexcept (a, b) as 1:\n  pass", "try:\n  pass\nexcept a, b:\n  pass", "for x in y:\n  pass\nelse\n  pass",
               "class C:\n  def f(self):\n  pass", "x = {\n 'a': 1\n 'b': 2\n}", "x = [\n 1\n 2\n]", "print(\n'a'\n'b'\n c)", "@a\nx = 1", "@a\n\n", "é = ", "日本 = 1 2",
               "x = 'a' 5", "if x:\n  y = 1\nelse if z:\n  pass", "def f():\n\n\n  (a b)", "a\x0cb", "a\u00a0b", "a\u200bb", "€", "“a”", "a‐b",
               "while True:\n  def f():\n    break", "for x in y:\n  class C:\n    continue", "while 1:\n  pass\nelse:\n  break", "try:\n  pass\nfinally:\n  continue"):
    attempt(source)
