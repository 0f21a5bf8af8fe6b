# slice objects.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

print(slice(1), slice(1, 2), slice(1, 2, 3), slice(None), slice("a", [], {}))
attempt(slice); attempt(slice, 1, 2, 3, 4); attempt(slice, stop=1)
s = slice(1, "x", None); print(s.start, s.stop, s.step); attempt(setattr, s, "start", 2)
print(slice(1, 2) == slice(1, 2), slice(1, 2) == slice(1, 3), slice(1) < slice(2), slice(1, 2, 3) != slice(1, 2), slice(1) == 1); attempt(hash, slice(1)); attempt(lambda: slice(1) < 5); attempt(lambda: slice(1, None) < slice(1, 2))
for s in (slice(None), slice(2), slice(1, 3), slice(-3, -1), slice(None, None, -1), slice(10, 0, -2), slice(-100, 100), slice(5, 2), slice(10 ** 30, -10 ** 30, -10 ** 25), slice(None, 10 ** 30)):
    print(s.indices(0), s.indices(5), s.indices(10 ** 20))
attempt(slice(1).indices, -1); attempt(slice(1).indices, 1.0); attempt(slice(None, None, 0).indices, 5); attempt(slice("a").indices, 5); attempt(slice(1).indices); attempt(slice(1.5).indices, 3)
class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
    def __repr__(self): return "I"
print(slice(I(1), I(5), I(2)).indices(I(10)), [0, 1, 2, 3][I(1):I(3)], "abcdef"[I(1):I(5):I(2)], (1, 2, 3)[::I(-1)], slice(I(1)))
class G:
    def __getitem__(self, k): return k
print(G()[1:2], G()[:], G()[::], G()[1:2, 3], G()[..., 1:], G()[()])
attempt(lambda: [1, 2][1:"a"]); attempt(lambda: [1, 2][1.0:]); attempt(lambda: "abc"[::0]); attempt(lambda: (1,)[None:None:None]); attempt(lambda: [1, 2][I("x"):])
