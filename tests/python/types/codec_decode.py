# bytes.decode: encodings, error handlers, UnicodeDecodeError.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

data = [b"abc", b"\xc3\xa9", b"a\xffb", b"\xe2\x82", b"\xe2\x82b", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xf0\x9f\x98", b"\xf5\x80", b"\xc0\x80", b"\x80\x81", b"", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"a\x00\x00\xd8", b"\x00\xd8\x00\xdc", b"\x00\xdca\x00", b"a\x00b", b"\xff\xfe\x00\x00a\x00\x00\x00", b"a\x00\x00\x00", b"\x00\xd8\x00\x00", b"\x00\x00\x11\x00", b"a\x00\x00", b"\xef\xbb\xbfx"]
for enc in ("utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-8-sig"):
    for err in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"):
        row = []
        for b in data:
            try: row.append(ascii(b.decode(enc, err)))
            except UnicodeDecodeError as e: row.append((e.encoding, e.start, e.end, e.reason))
        print(enc, err, row)
attempt(b"a".decode, "no-such"); attempt(b"\xff".decode, "ascii", "nope"); attempt(b"a".decode, "ascii", "nope"); attempt(b"a".decode, 5); attempt(b"a".decode, "utf8", 5); attempt(b"\xff".decode, "ascii", "xmlcharrefreplace")
attempt(b"\xff".decode); attempt(b"ab\xe2\x82".decode); attempt(b"ab\xe2\x82c".decode, "utf8"); attempt(bytearray(b"\x80").decode, "ascii"); attempt(b"a".decode, "utf8", "strict", 1); attempt(bytearray(b"\xc3\xa9").decode, encoding="UTF-8")
try: bytearray(b"ab\xff").decode()
except UnicodeDecodeError as e: print(e.args, str(e), repr(e), type(e.object).__name__)
print(b"caf\xe9".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"), ("é" * 1000).encode("utf-16-le").decode("utf-16-le") == "é" * 1000)
