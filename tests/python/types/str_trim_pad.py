# str: strip, center, ljust, rjust, zfill, expandtabs.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ("  ab ", "xxabxx", "\t\n é \u2003", "", "   ", "ééaéé"):
    print([s.strip(), s.lstrip(), s.rstrip(), s.strip("x"), s.lstrip("x "), s.rstrip("é"), s.strip("éa"), s.strip(None), s.strip("")])
attempt("a".strip, 5); attempt("a".lstrip, b"a"); attempt("a".rstrip, 1, 2); attempt("a".strip, chars="a")
for w in (0, 3, 4, 7, 8, -1):
    print([s.center(w) for s in ("", "a", "ab", "éé")], ["ab".center(w, "*"), "abc".center(w, "é"), "ab".ljust(w, "-"), "ab".rjust(w, "€"), "é".ljust(w), "é".rjust(w)], ["5".zfill(w), "-5".zfill(w), "+5".zfill(w), "é".zfill(w), "".zfill(w), "--5".zfill(w)])
attempt("a".center); attempt("a".center, "x"); attempt("a".center, 5, ""); attempt("a".center, 5, "xy"); attempt("a".ljust, 5, 5); attempt("a".rjust, 5, b"x"); attempt("a".zfill, "x"); attempt("a".center, 10 ** 30); attempt("a".ljust, 1.5)
for s in ("a\tb", "abc\tdéf\tx", "\t", "a\n\tb\r\tc", "no tabs", "12345678\tx"):
    print([s.expandtabs(), s.expandtabs(4), s.expandtabs(0), s.expandtabs(-3), s.expandtabs(tabsize=1)])
attempt("a".expandtabs, "x"); attempt("a".expandtabs, 1, 2); attempt("a".expandtabs, 2 ** 40)
s = "same"; print(s.strip() is s, s.center(2) is s, s.zfill(1) is s, "".zfill(1), " ".strip() == "")
