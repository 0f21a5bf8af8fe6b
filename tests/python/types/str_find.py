# str: find, rfind, index, rindex, count and their bounds.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ("abcabcabc", "éaéaé😀", ""):
    for p in ("", "a", "abc", "é", "😀", "zz", "aé"):
        print(repr(s), repr(p), s.find(p), s.rfind(p), s.count(p), [s.find(p, i) for i in (-2, 0, 2, 50)], [s.rfind(p, 1, j) for j in (-1, 1, 4, 50)], [s.count(p, i, i + 4) for i in (0, 1, 3)])
print("abc".find("", 3), "abc".find("", 4), "abc".rfind("", 4), "abc".count("", 3), "abc".count("", 4), "abc".find("c", None, None), "abc".find("b", -2), "abc".find("a", 10 ** 30), "abc".find("a", -10 ** 30), "abc".index("c"), "abcb".rindex("b"))
attempt("abc".index, "z"); attempt("abc".rindex, "z"); attempt("abc".index, "a", 1); attempt("abc".find, 5); attempt("abc".count, None); attempt("abc".index, b"a"); attempt("abc".find); attempt("abc".find, "a", "x"); attempt("abc".find, "a", 1.5); attempt("abc".find, "a", 1, 2, 3)
class I:
    def __index__(self): return 1
print("abab".find("a", I()), "abab".count("ab", I(), 10))
print("a" * 5000 in "a" * 10000, ("a" * 5000 + "b") in "a" * 10000, ("ab" * 3000).find("ba" * 2000), ("x" * 4000 + "needle").find("needle"), ("needle" + "x" * 4000).rfind("needle"), "aaaa".count("aa"), "mississippi".count("iss"))
