# SPDX-License-Identifier: MIT
# What runs at the end of the program: exit functions, finalize, __del__, generators that are closed.
import atexit
import sys
import weakref
class O:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, sys is not None)
atexit.register(print, "exit", 1, sep="-")
@atexit.register
def second(a=[1, 2]):
    print("exit", [*a, {"x": str(len(a))}])
    raise ValueError("from " + str(2))
o = O(1)
cycle = [O(2)]; cycle.append(cycle)
weakref.finalize(o, print, "finalized", "o")
weakref.finalize(cycle[0], lambda x: print("finalized", x * 3), "c")
def g():
    try:
        yield 1
    finally:
        print("closed", [i for i in range(3)])
it = g(); next(it)
keep = {1: O(3), "it": it}
sys.exit(["status", 3])
