# str.encode: encodings, their names, error handlers, UnicodeEncodeError.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

texts = ["abc", "é", "a€b", "😀", "\ud800", "a\udc80b", "x\udcff\ud900y", "", "ÿ\u0100"]
for enc in ("utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"):
    for err in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass"):
        row = []
        for t in texts:
            try: row.append(t.encode(enc, err))
            except UnicodeEncodeError as e: row.append((e.encoding, ascii(e.object), e.start, e.end, e.reason))
        print(enc, err, row)
for name in ("UTF8", "utf_8", "U8", "Utf-8", "LATIN1", "iso-8859-1", "ISO_8859-1", "l1", "US-ASCII", "ascii", "646", "utf_16", "UTF16", "utf-32", "utf 8", "-utf-8", "utf--8", "utf8_"):
    print(name, "é".encode(name, "replace"))
attempt("a".encode, "no-such"); attempt("a".encode, "x" * 50); attempt("é".encode, "ascii", "nope"); attempt("a".encode, "ascii", "nope"); attempt("a".encode, 5); attempt("a".encode, "utf8", 5); attempt("a".encode, "utf\0"); attempt("a".encode, "utf8", "strict", 1)
attempt("é".encode, "ascii"); attempt("aéé".encode, "ascii"); attempt("aéb".encode, encoding="ascii", errors="strict"); attempt("€".encode, "latin-1"); attempt("\ud800".encode)
try: "aéé€b".encode("ascii")
except UnicodeEncodeError as e: print(e.args, str(e), repr(e), isinstance(e, ValueError))
