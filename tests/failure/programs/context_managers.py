# SPDX-License-Identifier: MIT
# contextlib.
from contextlib import contextmanager, ExitStack, suppress, closing
@contextmanager
def m(n):
    print("enter", n)
    try: yield n * 2
    except KeyError as e: print("caught", e)
    finally: print("exit", n)
with m(1) as x, m(2) as y: print(x, y)
with m(3): raise KeyError("k")
with ExitStack() as s:
    a = [s.enter_context(m(i)) for i in range(3)]
    s.callback(print, "callback")
with suppress(ValueError): int("x")
class C:
    def close(self): print("closed")
with closing(C()): pass
