# SPDX-License-Identifier: MIT
# Exceptions: chains, notes, tracebacks, finally, with, classes of one's own.
class E(ValueError):
    def __init__(self, a, b=2): super().__init__(a, b); self.b = b
def f(n):
    try:
        if n == 0: raise E("deep")
        f(n - 1)
    except E as e:
        e.add_note(f"level {n}")
        raise
    finally: print("finally", n)
try:
    try: f(3)
    except E as e: raise RuntimeError("outer") from e
except RuntimeError as e:
    c = e.__cause__
    tb, depth = c.__traceback__, 0
    while tb: depth += 1; tb = tb.tb_next
    print(repr(e), repr(c), c.__notes__, c.b, depth > 0, e.__context__ is c)
def g():
    try: return 1 / 0
    except ZeroDivisionError:
        try: {}["k"]
        except KeyError as k: return k
print(repr(g()), repr(g().__context__))
for w in (lambda: [][1], lambda: int("x"), lambda: None.a, lambda: nowhere, lambda: 1 + "a", lambda: open("/none/such"), lambda: len(5), lambda: f()):
    try: w()
    except (LookupError, ValueError, AttributeError, NameError, TypeError, OSError) as e: print(type(e).__name__, e)
