# Instances of classes that derive from built-in types: attributes, operations, what they give back.
class I(int):
    def __new__(cls, v, tag=None):
        self = super().__new__(cls, v)
        self.tag = tag
        return self
i = I(5, "five")
print(i, i + 1, type(i + 1).__name__, i.tag, i.__dict__, -i, i == 5, hash(i) == hash(5), {i: 1}[5])

class F(float):
    pass
f = F(2.5)
f.unit = "m"
print(f, f * 2, f.unit, type(f).__name__, f == 2.5)

class S(str):
    def shout(self):
        return self.upper() + "!"
s = S("text")
s.note = 1
print(s, s.shout(), s.note, s == "text", {s: 1}["text"], type(s + "x").__name__, len(s), s[1])

class T(tuple):
    @property
    def first(self):
        return self[0]
t = T((1, 2, 3))
t.name = "t"
print(t, t.first, t.name, t + (4,), type(t[1:]).__name__, t == (1, 2, 3), hash(t) == hash((1, 2, 3)))

class L(list):
    def __getitem__(self, i):
        return "item", super().__getitem__(i)
l = L("abc")
l.x = 1
print(l, l[0], l.x, len(l), list(l), l == ["a", "b", "c"])

class D(dict):
    def __missing__(self, key):
        return "missing " + str(key)
    def __len__(self):
        return 42
d = D(a=1)
d.attr = 2
print(d, d["a"], d["b"], len(d), d.attr, bool(D()), "a" in d, dict(d))

class B(bytes):
    pass
b = B(b"xy")
b.z = 1
print(b, b.z, b + b"z", b[0])

class St(set):
    pass
st = St([1, 2])
st.label = "l"
print(st, st.label, st | {3}, 1 in st)

class E(ValueError):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code
try:
    raise E(7, "seven")
except ValueError as e:
    print(repr(e), str(e), e.code, e.args, e.__dict__)

class Meta(type):
    def __call__(cls, *args):
        print("making", cls.__name__, args)
        return super().__call__(*args)
    @property
    def kind(cls):
        return "kind of " + cls.__name__
class C(metaclass=Meta):
    def __init__(self, x):
        self.x = x
print(C(3).x, C.kind, type(C).__name__, isinstance(C, Meta))
for base in (bool, range, slice, type(None), type(len), type(lambda: 0)):
    try:
        class X(base):
            pass
    except TypeError as e:
        print(e)
try:
    class Y(int, str):
        pass
except TypeError as e:
    print(e)
try:
    class Z(ValueError, KeyError):
        pass
    print(str(Z("text")), Z.__mro__)
except TypeError as e:
    print(e)
print(isinstance(Z(), KeyError), isinstance(Z(), LookupError), issubclass(Z, ValueError))
