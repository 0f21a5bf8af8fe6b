#!/usr/bin/env python3.11
# SPDX-License-Identifier: MIT
# Writes data/errors.txt: sources, each followed by a line "=> " with what CPython 3.11 says to it: "ok", or the class of
# the error, its message and place. Run with /usr/bin/python3.11.
import os
import warnings

warnings.simplefilter("ignore")
cases = r'''
return 1
---
class A:
    return 1
---
yield 1
---
class A:
    yield 1
---
break
---
continue
---
if 1:
    break
---
for x in y:
    def f():
        break
---
for x in y:
    pass
else:
    continue
---
def f():
    nonlocal x
---
nonlocal x
---
def f():
    x = 1
    global x
---
def f():
    print(x)
    global x
---
def f(x):
    global x
---
def f(x):
    nonlocal x
---
def f():
    x: int = 1
    global x
---
def f():
    global x
    x: int = 1
---
def f():
    def g():
        nonlocal x
        x: int = 1
    x = 1
---
def f():
    global x
    nonlocal x
---
def f(a, a):
    pass
---
def f(a, *, b, **b):
    pass
---
lambda x, x: 1
---
a, *b, *c = 1
---
*a, *b = 1
---
*a = 1
---
*a
---
print(*a)
x = *b
---
x = (*b)
---
def f():
    return *a
---
f(__debug__=1)
---
__debug__ = 1
---
def f(__debug__): pass
---
x.__debug__ = 1
---
del __debug__
---
del x.__debug__
---
__debug__ += 1
---
for __debug__ in x: pass
---
import __debug__
---
(__debug__ := 1)
---
def __debug__(): pass
---
class __debug__: pass
---
with x as __debug__: pass
---
try: pass
except E as __debug__: pass
---
from x import *
---
def f():
    from x import *
---
class A:
    from x import *
---
x = 1
from __future__ import division
---
from __future__ import nope
---
from __future__ import braces
---
"doc"
from __future__ import annotations
x: int = 1
---
f(a=1, a=2)
---
f(a=1, **k, a=2)
---
try: pass
except: pass
except E: pass
---
[(x := 1) for x in y]
---
[x := 1 for x in y]
---
[y for x in (z := y)]
---
class A:
    [z := 1 for x in y]
---
[[(a := 1) for b in c] for a in d]
---
[z for x in y if (z := 1) for z in w]
---
[(yield 1) for x in y]
---
((yield 1) for x in y)
---
{(yield 1) for x in y}
---
{(yield 1): 1 for x in y}
---
def f():
    [(yield from z) for x in y]
---
await x
---
def f():
    await x
---
def f():
    [x async for x in y]
---
async with x: pass
---
def f():
    async for x in y: pass
---
def f():
    async with x: pass
---
while 1:
 while 2:
  while 3:
   while 4:
    while 5:
     while 6:
      while 7:
       while 8:
        while 9:
         while 10:
          while 11:
           while 12:
            while 13:
             while 14:
              while 15:
               while 16:
                while 17:
                 while 18:
                  while 19:
                   while 20:
                    while 21:
                     pass
---
def f():
    def g():
        nonlocal __x
class A:
    def f(self):
        def g():
            nonlocal __x
---
class A:
    __x = 1
    def f(self):
        nonlocal __x
---
def f():
    global a, b
    a = 1
    def g():
        nonlocal a
---
x = 1
def f():
    class B:
        nonlocal x
---
def f():
    x = yield = 1
---
a, b += 1
---
with a as (b, *c, *d): pass
---
for *a, *b in c: pass
---
del *a
---
del (a, *b)
---
[*a for a in b]
---
{**a for a in b}
---
x = 1 if 1 else (yield)
---
def f():
    try:
        pass
    finally:
        continue
---
def f(a=(yield)): pass
---
@(yield)
def f(): pass
---
class A(B, *c, **d, e=1, e=2): pass
---
lambda: (yield)
---
def f():
    x = 1
    def g():
        global x
        def h():
            nonlocal x
---
class A:
    global x
    def f(self):
        nonlocal x
---
def f(*, a=1, a=2): pass
---
x = 1; from __future__ import division
---
'a'
'b'
from __future__ import division
from __future__ import nope
---
def f(__x, _A__x): pass
class A:
    def f(__x, _A__x): pass
'''


def verdict(source):
    try:
        compile(source, "<test>", "exec")
        return "ok"
    except SyntaxError as e:
        return f"{type(e).__name__}: {e.msg} @ {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset}"


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "errors.txt"), "w") as file:
    for source in cases.strip("\n").split("\n---\n"):
        file.write(source + "\n=> " + verdict(source + "\n") + "\n")
