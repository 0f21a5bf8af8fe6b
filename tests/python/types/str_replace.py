# str: replace, removeprefix, removesuffix, startswith, endswith.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ("abcabc", "éaéa", "", "aaaa", "x"):
    for old, new in (("a", "X"), ("a", ""), ("a", "éé"), ("", "-"), ("aa", "b"), ("é", "e"), ("b", "bb"), ("x", "é"), ("x", ""), ("", ""), ("", "é")):
        print(repr(s), old, new, repr(s.replace(old, new)), repr(s.replace(old, new, 1)), repr(s.replace(old, new, 0)), repr(s.replace(old, new, 3)))
print("abc".replace("b", "B", -1), "aaa".replace("a", "b", 2), "xyx".replace("x", ""), "ab".replace("b", ""), "ab".replace("a", ""), "aéa".replace("aéa", "z"), "aéa".replace("é", ""))
attempt("a".replace, 1, "b"); attempt("a".replace, "a", 1); attempt("a".replace, "a"); attempt("a".replace, "a", "b", "c"); attempt("a".replace, "a", "b", 1, 2); attempt("a".replace, old="a", new="b")
s = "unchanged"; print(s.replace("z", "y") is s)
print("TestHook".removeprefix("Test"), "TestHook".removesuffix("Hook"), "abc".removeprefix("x"), "abc".removesuffix(""), "ééx".removeprefix("é"), "xéé".removesuffix("é"), "a".removeprefix("a"))
attempt("a".removeprefix, 5); attempt("a".removesuffix, ("a",)); attempt("a".removeprefix)
print("abc".startswith("ab"), "abc".endswith("bc"), "abc".startswith(("x", "a")), "abc".endswith(()), "abc".startswith(""), "abc".startswith("b", 1), "abc".endswith("b", 0, 2), "abc".startswith("", 4), "abc".startswith("", 3), "éab".startswith("a", 1), "abé".endswith("é"), "abc".startswith("abcd"), "abc".endswith("abcd"), "abc".startswith("a", -3, -1), "é😀".endswith("😀", 1, 2), "abc".startswith("c", -1))
attempt("a".startswith, 5); attempt("a".endswith, ["a"]); attempt("a".startswith, ("b", 5)); attempt("a".startswith, ("a", 5)); attempt("a".startswith); attempt("a".endswith, "a", "x")
