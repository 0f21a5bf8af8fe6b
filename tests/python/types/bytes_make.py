# bytes: the constructor, repr, subscripts, comparison, operators.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

class I:
    def __index__(self): return 3
class B:
    def __bytes__(self): return b"special"
class Bad:
    def __bytes__(self): return "text"
attempt(bytes); attempt(bytes, 3); attempt(bytes, b"ab"); attempt(bytes, bytearray(b"ab")); attempt(bytes, [1, 2, 255]); attempt(bytes, "é", "utf8"); attempt(bytes, "é", "ascii", "ignore"); attempt(bytes, "é", encoding="latin-1"); attempt(bytes, range(5)); attempt(bytes, I()); attempt(bytes, B()); attempt(bytes, Bad()); attempt(bytes, (I(), 4)); attempt(bytes, {65: 1}); attempt(bytes, iter([1, 2]))
attempt(bytes, "a"); attempt(bytes, 3, "utf8"); attempt(bytes, errors="x"); attempt(bytes, -1); attempt(bytes, 1.5); attempt(bytes, [256]); attempt(bytes, [-1]); attempt(bytes, ["a"]); attempt(bytes, [10 ** 30]); attempt(bytes, 10 ** 30); attempt(bytes, object()); attempt(bytes, 1, 2, 3, 4); attempt(bytes, foo=1); attempt(bytes, None)
print(b"a'b", b'a"b', b"a'\"b", b"\t\n\r\\", b"\x00\x7f\xff", b"", repr(bytes(range(128))))
b = b"abcdef"
print(b[0], b[-1], b[1:3], b[::-1], b[::2], b[10:], b[3:1], list(b), b[I()], len(b), 97 in b, b"bc" in b, b"" in b, 200 in b, bytearray(b"cd") in b, bool(b""))
attempt(lambda: b[6]); attempt(lambda: b["x"]); attempt(lambda: b[1.5]); attempt(lambda: "a" in b); attempt(lambda: 300 in b); attempt(lambda: b[10 ** 30])
def store(): b[0] = 1
attempt(store)
print(b"a" + b"b", b"a" + bytearray(b"b"), type(b"a" + bytearray()).__name__, b"ab" * 3, 2 * b"xy", b"a" * 0, b"a" * -1); attempt(lambda: b"a" + "b"); attempt(lambda: b"a" + 5); attempt(lambda: b"a" * 1.5); attempt(lambda: b"a" * b"b"); attempt(lambda: b"ab" * 2 ** 62)
print(b"a" < b"b", b"a" == b"a", b"a" == "a", b"a" != "a", b"a" == bytearray(b"a"), b"abc" > b"ab", b"\xff" > b"a", b"a" <= bytearray(b"b")); attempt(lambda: b"a" < "a"); attempt(lambda: b"a" < 5)
print(hash(b"abc") == hash(bytes([97, 98, 99])), {b"k": 1}[bytes(b"k")], len({b"a", b"b", bytes([97])}))
it = iter(b"abc"); print(next(it), it.__length_hint__(), list(it), list(it), type(it).__name__)
class S(bytes): pass
s = S(b"xyz"); s.note = 1; print(s, type(s).__name__, s.note, s == b"xyz", type(s + b"").__name__, type(s[:2]).__name__, type(bytes(s)).__name__, S(3), S("é", "utf8"), hash(s) == hash(b"xyz"))
print(bytes.fromhex("00 ff  Ab\n"), S.fromhex("41"), type(S.fromhex("41")).__name__, b"\x00\xffa".hex(), b"abcdef".hex(":"), b"abcde".hex(" ", 2), b"abcde".hex("-", -2), b"ab".hex(b"_"), b"".hex(), b"abcdef".hex(":", 0))
attempt(bytes.fromhex, "a"); attempt(bytes.fromhex, "ag"); attempt(bytes.fromhex, "0g"); attempt(bytes.fromhex, "é"); attempt(bytes.fromhex, b"00"); attempt(b"a".hex, "::"); attempt(b"a".hex, "é"); attempt(b"a".hex, 5)
x, y = b"pq"; print(x, y, b"a".__getnewargs__(), b"ab".__bytes__(), b"a".__rmul__(2))
