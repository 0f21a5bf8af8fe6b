# str: subscripts, slices, iteration, on ASCII and on other texts.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

a = "abcdefghij"; w = "aé€😀ñ漢字xyz" * 30
print(a[0], a[-1], a[3:6], a[::-1], a[1::3], a[-3:], a[5:2], a[5:2:-1], a[100:], a[:-100], repr(a[3:3]))
print(w[0], w[-1], w[3], w[-297], w[150:156], w[299:289:-1], w[1:40:13], w[-5:], len(w), w[64], w[65:70], w[::-1] == "".join(reversed(w)), w[::50], w[290::-50])
print([w[i] for i in range(0, 300, 37)], "".join(w[i] for i in range(len(w))) == w, "".join([w[-i] for i in range(1, 301)]) == w[::-1])
attempt(lambda: a["x"]); attempt(lambda: a[1.5]); attempt(lambda: a[10]); attempt(lambda: a[-11]); attempt(lambda: w[300]); attempt(lambda: a[10 ** 30]); attempt(lambda: a[None]); attempt(lambda: a[1:"x"]); attempt(lambda: a[::0])
class I:
    def __index__(self): return 2
print(a[I()], a[I():], w[I()], a[:10 ** 30], a[-10 ** 30:])
def store(): a[0] = "x"
def remove(): del a[0]
attempt(store); attempt(remove)
it = iter("aé😀"); print(next(it), it.__length_hint__(), list(it), list(it), next(it, "end"), type(it).__name__, it.__length_hint__())
it = iter("abcdé"); it.__setstate__(3); print(list(it)); it = iter("ab"); it.__setstate__(-5); print(next(it)); it.__setstate__(100); print(list(it))
print(list("".join(["é"] * 3)), [c for c in ""], len(list(w)), list(enumerate("xyz")), "x" in a, "c" in a, "" in a, "cde" in a, "😀ñ" in w, "ñ😀" in w)
attempt(lambda: 5 in a); attempt(lambda: None in a); attempt(lambda: b"a" in a)
x, y, *z = "pqrs"; print(x, y, z)
b = "x"
for i in range(200): b += "é" if i % 3 else "q"; b[i // 2]
print(len(b), b[0], b[1], b[200], b[130:140], b[199])
