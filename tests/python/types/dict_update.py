# dict.update and its sources.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

d = {}
d.update(); d.update({"a": 1}); d.update(b=2); d.update([("c", 3)], d=4); d.update(zip("ef", (5, 6))); d.update((k, 0) for k in "gh"); print(d)
attempt(d.update, 1); attempt(d.update, 1, 2); attempt(d.update, [1]); attempt(d.update, [(1, 2, 3)]); attempt(d.update, ["ab", "abc"]); attempt(d.update, [([], 1)])
class Mapping:
    def keys(self): return iter("xy")
    def __getitem__(self, k): return k * 2
d = {}; d.update(Mapping()); print(d, dict(Mapping()), {**Mapping()})
class NoItem:
    def keys(self): return ["q"]
attempt(d.update, NoItem())
class BadKeys:
    def keys(self): raise ValueError("keys")
attempt(d.update, BadKeys())
class KeysNotIterable:
    def keys(self): return 5
attempt(d.update, KeysNotIterable())
class Sub(dict):
    def __iter__(self): return iter(["only"])
    def keys(self): return ["only"]
    def __getitem__(self, k): return "sub " + k
s = Sub(a=1); print(dict(s), {**s}, {} | s); d = {}; d.update(s); print(d)
class Plain(dict):
    def keys(self): return ["ignored"]
    def __getitem__(self, k): return "ignored"
print(dict(Plain(a=1)), {**Plain(a=1)})
d = {1: 2}; d.update(d); print(d); d.update(d.items()); print(d); d |= d; print(d)
def pairs():
    yield "a", 1
    raise KeyError("stop")
d = {}; attempt(d.update, pairs()); print(d)
def f(**kw): return kw
print(f(**{"a": 1}, b=2), f(**d))
big = {i: i for i in range(1000)}; d = {i: -i for i in range(500, 1500)}; d.update(big); print(len(d), d[500], d[1499], list(d)[:2], list(d)[-1])
