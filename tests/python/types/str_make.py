# str: the constructor, subclasses, sharing of equal texts in sets and dicts.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

attempt(str); attempt(str, 5); attempt(str, None); attempt(str, "abc"); attempt(str, b"abc"); attempt(str, b"abc", "ascii"); attempt(str, object=7)
attempt(str, b"\xff", "utf-8", "replace"); attempt(str, b"\xc3\xa9", encoding="utf8"); attempt(str, bytearray(b"xy"), "latin-1")
attempt(str, b"\xff", errors="ignore"); attempt(str, encoding="utf8"); attempt(str, errors="strict")
attempt(str, 5, "utf8"); attempt(str, "a", "utf8"); attempt(str, b"a", 5); attempt(str, b"a", "utf8", 5); attempt(str, b"a", "no-such")
attempt(str, 1, 2, 3, 4); attempt(str, bogus=1)
class S(str):
    def hello(self): return "hello " + self
s = S("wörld"); t = S("plain")
print(s, repr(s), type(s).__name__, s.hello(), t.hello(), len(s), s == "wörld", hash(s) == hash("wörld"), {"wörld": 1}[s])
s.note = 3; t.note = [4]; print(s.note, t.note, s.__dict__, type(s + "x").__name__, type(s[:]).__name__, type(s.upper()).__name__, type(str(s)).__name__)
class R(str):
    def __str__(self): return "R.str"
    def __repr__(self): return "R.repr"
r = R("x"); print(str(r), repr(r), "%s" % r, f"{r}", "{}".format(r), [r], "".join([r, r]))
class Bad:
    def __str__(self): return 5
attempt(str, Bad())
class Slotted(str):
    __slots__ = ()
attempt(setattr, Slotted("q"), "z", 1)
print(S(), repr(S("")), S("a") < S("b"), S("é")[0], type(S("é")[0]).__name__)
attempt(lambda: S("ab", 5)); print(len(S(b"abc", "ascii")), S(123).zfill(5))
print("".join(chr(c) for c in (0x61, 0xe9, 0x20ac, 0x1f600)), len("aé€😀"), sorted(["b", "é", "a", "😀", "€", ""]))
