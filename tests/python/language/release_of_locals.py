# SPDX-License-Identifier: MIT
# The order in which locals and cells go, and the context of what is thrown into a generator that handles an exception.
class N:
    def __init__(s,n): s.n=n
    def __del__(s): print("del",s.n)
def f(a,b,c):
    d=N("d"); e=N("e"); g=N("g")
    def inner(): return b,e
    inner=None
    print("end")
f(N("a"),N("b"),N("c"))
def gen(a,b,c):
    d=N("gd"); e=N("ge")
    def inner(): return b,e
    inner=None
    yield 1
g=gen(N("ga"),N("gb"),N("gc")); next(g); del g
print("--")
def gen2():
    try:
        raise ValueError("handled")
    except ValueError:
        try:
            yield 1
        except GeneratorExit as e:
            print(repr(e.__context__))
            raise
g=gen2(); next(g); g.close()
g=gen2(); next(g)
try: g.throw(KeyError("k"))
except KeyError as e: print(repr(e.__context__))
g=gen2(); next(g)
try:
    raise OSError("outer")
except OSError:
    g.close()
def gen3():
    yield 1
g=gen3(); next(g)
try:
    try: raise OSError("outer")
    except OSError: g.throw(KeyError("k"))
except KeyError as e: print(repr(e.__context__))
