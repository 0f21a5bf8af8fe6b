# bytearray: numbers whose __index__ changes the array that they are used on.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

class Hostile:
    def __init__(self, b): self.b = b
    def __index__(self): self.b.clear(); return 1
def fresh():
    global h
    h = bytearray(b"abcdef" * 50)
def set_at(): h[2] = Hostile(h)
def set_index(): h[Hostile(h)] = 3
def set_slice(): h[Hostile(h):] = b"xyz"
def cut(): del h[Hostile(h)]
for f in (lambda: h[Hostile(h)], set_at, set_index, lambda: h[Hostile(h):], set_slice, cut, lambda: h.extend([Hostile(h)]), lambda: h.insert(3, Hostile(h)), lambda: h.insert(Hostile(h), 3), lambda: h.append(Hostile(h)), lambda: h.pop(Hostile(h)), lambda: h.remove(Hostile(h)), lambda: h.replace(b"a", b"b", Hostile(h)), lambda: h.split(b"a", Hostile(h)), lambda: Hostile(h) in h, lambda: h.startswith(b"a", Hostile(h)), lambda: h.index(Hostile(h))):
    fresh(); attempt(f); print(h)
fresh(); h[0:2] = (x for x in [Hostile(h), 65]); print(h)
fresh(); attempt(lambda: b"%d" % Hostile(h)); attempt(lambda: bytearray(b"%d %d") % (Hostile(h), 5)); print(h)
