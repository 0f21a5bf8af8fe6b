# bytes and bytearray: case, kinds, padding, translate, expandtabs.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

for T in (bytes, bytearray):
    for raw in (b"hello World's", b"ABC", b"abc", b"123", b"a1 ", b"", b"\xe9\xff", b" \t\n\x0b\x0c\r", b"Hello World", b"\x1c"):
        s = T(raw)
        print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), [int(getattr(s, n)()) for n in ("isalnum", "isalpha", "isascii", "isdigit", "islower", "isspace", "istitle", "isupper")])
    s = T(b"ab")
    for w in (0, 3, 5, 6, -2):
        print(s.center(w), s.ljust(w, b"*"), s.rjust(w, b"\xff"), s.zfill(w), T(b"-1").zfill(w), T(b"").center(w, b"."))
    attempt(s.center, 5, b"xy"); attempt(s.center, 5, "x"); attempt(s.ljust, 5, 5); attempt(s.center, "x"); attempt(s.zfill, None)
    print(T(b"a\tb\n\tc").expandtabs(), T(b"a\tb").expandtabs(4), T(b"a\tb").expandtabs(0), T(b"a\tb").expandtabs(tabsize=2)); attempt(s.expandtabs, "x")
    table = T.maketrans(b"abc", b"xyz")
    print(type(table).__name__, T(b"aabbccdd").translate(table), T(b"aabbcc").translate(None, b"b"), T(b"aabbcc").translate(table, b"c"), T(b"abc").translate(None, delete=b"ac"), T(b"abc").translate(bytearray(table)))
    attempt(T.maketrans, b"ab", b"c"); attempt(T.maketrans, "a", b"b"); attempt(s.translate, b"short"); attempt(s.translate, "x" * 256); attempt(s.translate, 5)
    u = T(b"same"); print(u.strip() is u, u.replace(b"z", b"y") is u, u[:] is u)
