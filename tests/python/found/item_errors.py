# What indexing, assigning and deleting items say for types that cannot.
def kind(f, *a, **k):
    try:
        return f(*a, **k)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"
class C: pass
class D:
    def __getitem__(self, i): return 1
class E:
    def __len__(self): return 1
class F:
    def __setitem__(self, i, v): return 1
class G(tuple): pass
class I(int): pass
for o in ["a", (1,), {1}, frozenset(), 5, None, C(), D(), E(), F(), b"a", range(3), 1.5, {1: 2}.keys(), {}.items(), len, int, iter([]), G(), I(), slice(1), ValueError()]:
    for k in (0, slice(0, 1), "x", 1.5, True):
        def f(): del o[k]
        def g(): o[k] = 1
        def h(): o[k]
        print(type(o).__name__, repr(k), kind(f), "|", kind(g), "|", kind(h) if not isinstance(o, D) else "")
