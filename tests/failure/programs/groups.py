# SPDX-License-Identifier: MIT
# Exception groups: except*, split, subgroup, derive, nesting.
def group(): return ExceptionGroup("top", [ValueError(1), ExceptionGroup("in", [TypeError(2), KeyError(3)]), ValueError(4)])
try:
    try: raise group()
    except* ValueError as e: print("values", [x.args for x in e.exceptions])
    except* TypeError as e: print("types", e.exceptions); raise
except ExceptionGroup as e: print(repr(e), e.message, len(e.exceptions))
g = group()
a, b = g.split(KeyError)
print(repr(a), repr(b), g.subgroup(lambda x: x.args == (4,)), g.derive([OSError(5)]))
try:
    try: raise KeyError("plain")
    except* KeyError as e: raise IndexError("new") from e
except ExceptionGroup as e: print(repr(e))
except IndexError as e: print(repr(e), repr(e.__cause__))
class Mine(ExceptionGroup):
    def derive(self, l): return Mine(self.message, l)
try: raise Mine("mine", [OSError(1, "x"), RuntimeError("y")])
except* OSError as e: print(type(e).__name__, e.exceptions)
except* RuntimeError as e: print(type(e).__name__, e.exceptions)
