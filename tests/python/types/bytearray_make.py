# bytearray: the constructor, repr, comparison, operators, subclasses.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

attempt(bytearray); attempt(bytearray, 3); attempt(bytearray, b"ab"); attempt(bytearray, bytearray(b"x")); attempt(bytearray, [1, 2]); attempt(bytearray, "é", "utf8"); attempt(bytearray, "é", "ascii", "ignore"); attempt(bytearray, range(3)); attempt(bytearray, iter([7]))
attempt(bytearray, "a"); attempt(bytearray, 3, "utf8"); attempt(bytearray, -1); attempt(bytearray, 1.5); attempt(bytearray, [256]); attempt(bytearray, ["a"]); attempt(bytearray, 10 ** 30); attempt(bytearray, object()); attempt(bytearray, None); attempt(bytearray, foo=1); attempt(hash, bytearray())
print(bytearray(b"a'b"), bytearray(b'a"b'), bytearray(b"a'\"b\\\n\x00\xff"), str(bytearray(b"s")))
a = bytearray(b"abc")
print(a[0], a[-1], a[1:], a[::-1], list(a), len(a), 97 in a, b"bc" in a, a == b"abc", b"abc" == a, a < b"abd", a != bytearray(b"abc"), a == "abc", a + b"d", b"d" + a, type(b"d" + a).__name__, type(a + b"d").__name__, a * 2, 2 * a)
attempt(lambda: a[3]); attempt(lambda: a["x"]); attempt(lambda: "a" in a); attempt(lambda: a + "x"); attempt(lambda: a < "x"); attempt(lambda: a * "x")
class S(bytearray):
    def twice(self): return self + self
s = S(b"xy"); s.tag = 1; s.append(122); print(s, s.twice(), s.tag, type(s).__name__, type(s.twice()).__name__, type(s[:]).__name__, type(s.copy()).__name__, isinstance(s, bytearray))
a.__init__(b"again"); print(a); a.__init__(2); print(a); a.__init__(); print(a)
class Init(bytearray):
    def __init__(self, x): super().__init__([x] * x)
print(Init(3)); print(bytearray.fromhex("6162"), bytearray(b"ab").hex("-"), bytearray(b"%d") % 5)
