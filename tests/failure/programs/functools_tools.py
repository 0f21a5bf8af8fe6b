# SPDX-License-Identifier: MIT
# functools: partial, reduce, caches, wraps.
import functools
from functools import partial, reduce, lru_cache, wraps
def f(*a, **k): return a, k
p = partial(partial(f, 1, x=2), 3, y=4)
print(p(5, z=6), p.args, p.keywords, reduce(lambda a, b: a + [b], range(4), []), repr(partial(print, 1))[:18])
@lru_cache(maxsize=4)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
@lru_cache(None)
def key(*a, **k): return [a, k]
print(fib(20), fib.cache_info(), key(1, x=2) is key(1, x=2), key.cache_info().hits)
fib.cache_clear()
def deco(g):
    @wraps(g)
    def h(*a): "inner"; return g(*a)
    return h
@deco
def named(x): "doc"; return x
print(named(3), named.__name__, named.__doc__)
class C:
    @functools.cached_property
    def v(self): return [1]
c = C()
print(c.v is c.v)
