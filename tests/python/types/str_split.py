# str: split, rsplit, splitlines, partition, rpartition, join.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ("a,b,,c", ",", "", "abc", "é,ß,😀", " a  b\tc\n", "   ", "\u2003x\xa0y\u3000"):
    print(s.split(","), s.split(), s.rsplit(","), s.rsplit(), s.split(",", 1), s.rsplit(",", 1), s.split(None, 1), s.rsplit(None, 1), s.split(",", 0), s.split(None, 0), s.rsplit(None, 0))
print("a<>b<>c".split("<>"), "a<>b<>c".rsplit("<>", 1), "aXbXc".split(sep="X", maxsplit=1), "a b".split(maxsplit=5), "abab".split("ab"), "aaa".split("aa"), "aaa".rsplit("aa"), "é€é".split("€"), "a b c".split(" ", -1), "a b c".split(maxsplit=10 ** 10))
attempt("a".split, ""); attempt("a".rsplit, ""); attempt("a".split, 5); attempt("a".split, b","); attempt("a".split, ",", "x"); attempt("a".split, ",", None); attempt("a".split, ",", 1, 2); attempt("a".split, bogus=1); attempt("a".split, ",", 10 ** 30)
for s in ("a\nb\r\nc\rd", "a\n\nb\n", "\n", "", "x\x0by\x0cz\x1c1\x1d2\x1e3\x854\u20285\u20296", "no end", "é\r\n\r😀\n\r"):
    print(s.splitlines(), s.splitlines(True), s.splitlines(keepends=False))
attempt("a\nb".splitlines, 1); attempt("a".splitlines, 1, 2)
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("x"), "abc".rpartition("x"), "é😀é".partition("😀"), "".partition("a"), "aXXb".partition("XX"))
attempt("a".partition, ""); attempt("a".partition, 5); attempt("a".rpartition, None); attempt("a".partition)
print(",".join(["a", "b"]), "".join(()), ", ".join("xyz"), "é".join(["a", "ß", ""]), "-".join(x for x in "ab"), "x".join([""]), "x".join(["", ""]), "".join(["a"]), "".join(["", "a", ""]), "ab".join({"k": 1}))
attempt(",".join, [1]); attempt(",".join, ["a", None]); attempt(",".join, 5); attempt(",".join, ["a", b"b"]); attempt(",".join); attempt("".join, iter(["a", 5]))
def gen():
    yield "a"
    raise ValueError("inside")
attempt("".join, gen())
l = ["x"]; print("".join(l) is l[0], len("y".join(["ab"] * 1000)), "".join(["é" * 100] * 10) == "é" * 1000)
p, q = "key=1;value=xx".split(";"); print(p, q)
