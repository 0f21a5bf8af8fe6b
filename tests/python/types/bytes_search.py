# bytes and bytearray: the methods that search, split, join and trim.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

for T in (bytes, bytearray):
    s = T(b"hello World,a,,b")
    print(s.find(b"o"), s.rfind(b"o"), s.find(111), s.find(b"o", 5), s.index(b"W"), s.count(b"l"), s.count(b""), s.count(b"o", 5, 9), s.find(b"", 99), s.rindex(b"l"))
    attempt(s.index, b"zz"); attempt(s.rindex, 0); attempt(s.find, "a"); attempt(s.find, 256); attempt(s.find, -1); attempt(s.count, None); attempt(s.find, b"a", "x")
    print(s.split(b","), s.split(), s.split(b",", 1), s.rsplit(b",", 1), s.rsplit(), s.split(None, 0), T(b" a  b ").split(), T(b" a  b ").rsplit(None, 1), T(b"  a b  ").split(None, 1), s.split(sep=b"o", maxsplit=-1), T(b"").split(), T(b"").split(b","))
    attempt(s.split, b""); attempt(s.split, ""); attempt(s.split, 5); attempt(s.rsplit, b"")
    print(T(b"a\nb\r\nc\rd\x0be").splitlines(), T(b"a\n\n").splitlines(True), T(b"").splitlines(), s.partition(b","), s.rpartition(b","), s.partition(b"zz"), s.rpartition(b"zz"))
    attempt(s.partition, b""); attempt(s.partition, ",")
    print(s.replace(b"l", b"LL"), s.replace(b"l", b"", 1), s.replace(b"", b"-", 3), s.replace(b"zz", b"y"), T(b"aaa").replace(b"aa", b"b"), T(b"ab").replace(b"", b"."), T(b"aXb").replace(b"X", bytearray(b"yy")))
    attempt(s.replace, "a", b"b"); attempt(s.replace, b"a", "b"); attempt(s.replace, b"a")
    print(T(b",").join([b"a", bytearray(b"b")]), T(b"").join([]), T(b"-").join((b"x",)), T(b"ab").join(iter([b"1", b"2", b"3"])))
    attempt(T(b",").join, [1]); attempt(T(b",").join, ["a"]); attempt(T(b",").join, 5)
    print(s.startswith(b"he"), s.endswith(b"b"), s.startswith((b"x", b"h")), s.startswith(b"W", 6), s.endswith(()), s.removeprefix(b"hello "), s.removesuffix(b",b"), s.removeprefix(b"x"))
    attempt(s.startswith, "h"); attempt(s.startswith, (b"x", "h")); attempt(s.endswith, 5); attempt(s.removeprefix, "h")
    print(T(b"  a\t\n").strip(), T(b"xxaxx").strip(b"x"), T(b"xxaxx").lstrip(b"x"), T(b"xxaxx").rstrip(b"xa"), T(b" a ").strip(None)); attempt(s.strip, "h"); attempt(s.lstrip, 5)
