# str: + * comparison and their errors.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

print("a" + "b", "a" * 3, 3 * "ab", "é" * 2, "x" * 0, "x" * -5, "" * 10, "a" + "", "" + "é", "é" + "a", "a" + "é")
attempt(lambda: "a" + 1); attempt(lambda: 1 + "a"); attempt(lambda: "a" + b"b"); attempt(lambda: "a" + None); attempt(lambda: "a" * "b"); attempt(lambda: "a" * 1.5); attempt(lambda: "a" - "b"); attempt(lambda: -"a")
attempt(lambda: "ab" * 10 ** 30)
class I:
    def __index__(self): return 2
print("ab" * I(), I() * "ab", "ab".__mul__(2), "ab".__rmul__(2), "ab".__add__("c"))
attempt("ab".__add__, 5); attempt("ab".__mul__, "x")
print("a" < "b", "a" < "B", "abc" < "abcd", "é" > "z", "\uffff" < "\U00010000", "\ud800" < "\ue000", "a" == "a", "a" != "b", "a" >= "a", "a" <= "", "é" == "e\u0301")
print("a" == 1, "a" != 1, "a" == b"a", "a" == None); attempt(lambda: "a" < 1); attempt(lambda: "a" >= None); attempt(lambda: "a" > b"a")
s = t = "abc"; s += "d"; print(s, t); s *= 2; print(s)
u = "é"; v = u; u += "x"; print(u, v); u += "😀"; print(u, len(u)); w = u; w += u; print(w, u, len(w))
def grow(n):
    s = ""
    for i in range(n): s += chr(97 + i % 26)
    return s
g = grow(5000); print(len(g), g[:30], g[-30:], hash(g) == hash(grow(5000)))
d = {"k": ""}
for i in range(100): d["k"] += "ab"
print(len(d["k"]))
class A: s = "x"
a = A(); a.s += "y"; print(a.s, A.s)
print("a" "b" 'c', r"raw\n", "tab\tnew\\n", "\x41\u0041\U00000041\101", not "", bool("a"), max("hello"), min("hello"), "abc".__len__(), "abc".__contains__("b"), "abc".__getitem__(1), "abc".__eq__("abc"), "abc".__eq__(5), "b".__lt__("a"), hash("") == hash(""), "abc".__hash__() == hash("abc"))
