# weakref: the dictionaries as mappings: equality, views, merging, copies, abstract classes.
import weakref, gc
from collections.abc import MutableMapping, MutableSet, Mapping
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return hash(self.n)
    def __eq__(self, o): return self.n == o.n
    def __repr__(self): return 'K%d' % self.n
ks = [K(i) for i in range(4)]
for cls in (weakref.WeakValueDictionary, weakref.WeakKeyDictionary):
    d = cls()
    for k in ks:
        if cls is weakref.WeakValueDictionary: d[k.n] = k
        else: d[k] = k.n
    print(cls.__name__, len(d), list(d), list(d.keys()), list(d.values()), list(d.items()), isinstance(d, MutableMapping))
    e = d.copy()
    print(e == d, e != d, type(e).__name__, d == dict(d.items()), d == 5, {**{}, **dict(d)} == dict(d.items()))
    print(type(d | {}).__name__, type({} | d).__name__, len(d | e))
    try: hash(d)
    except TypeError as x: print(x)
    print(d.pop(list(d)[0]), len(d), d.get(list(d)[0]), d.popitem(), len(d))
    try: d.pop(ks[3] if cls is weakref.WeakKeyDictionary else 'x')
    except KeyError as x: print('KeyError')
    d.update(e); print(len(d)); d.clear(); print(len(d), len(e), list(reversed(list(e))))
    try: d | 5
    except TypeError as x: print(x)
    import copy
    print(len(copy.copy(e)), list(copy.deepcopy(e).values()))
print(isinstance(weakref.WeakSet(), MutableSet), weakref.WeakSet(ks) == weakref.WeakSet(ks))
del k, ks
print(len(e))
