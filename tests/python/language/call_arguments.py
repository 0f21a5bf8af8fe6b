# Every kind of parameter, given in every way that fits.
def plain(a, b, c=3, d=4):
    return a, b, c, d


def star(a, *rest, b=2, **more):
    return a, rest, b, more


def only(a, /, b, *, c, d=4):
    return a, b, c, d


print(plain(1, 2), plain(1, 2, 5), plain(1, b=7), plain(b=1, a=2, d=9), plain(*[1, 2], **{"d": 8}))
print(star(1), star(1, 2, 3), star(1, 2, b=5, z=6), star(a=1, y=2), star(*range(3), *"ab", **{"q": 1}, **{"r": 2}))
print(only(1, 2, c=3), only(1, b=2, c=3, d=5), only(1, *[2], **{"c": 6}))
print((lambda *a, **k: (a, k))(1, *(2, 3), 4, x=5, **{"y": 6}))
print((lambda: "none")(), (lambda x=1, /: x)(), (lambda *, k: k)(k=2))


def mutable(item, bucket=[]):
    bucket.append(item)
    return bucket


print(mutable(1), mutable(2), mutable(3, []))
plain.__defaults__ = (30, 40)
print(plain(1, 2))
plain.__defaults__ = None
try:
    plain(1, 2)
except TypeError as e:
    print(e)
only.__kwdefaults__ = {"c": 11}
try:
    print(only(1, 2))
except TypeError as e:
    print(e)
print(only(1, 2, d=0))


class C:
    def method(self, x, y=2):
        return type(self).__name__, x, y

    @classmethod
    def made(cls, x):
        return cls.__name__, x

    @staticmethod
    def free(x, *, y=0):
        return x, y

    def __call__(self, *a, **k):
        return "called", a, k


c = C()
print(c.method(1), c.method(1, y=3), c.method(*[4, 5]), C.method(c, 6), c.made(7), C.made(8), c.free(9), C.free(1, y=2))
print(c(), c(1, x=2), c(*"ab", **{"k": 1}))
m = c.method
print(m(1), m(x=2, y=3), (m.__self__ is c, m.__func__ is C.method))


def closure(n):
    def inner(x, n=n):
        nonlocal count
        count += 1
        return x + n, count
    count = 0
    return inner


f = closure(5)
print(f(1), f(2, 3), f(x=4))


def deep(a, b=1, *c, d, e=2, **f):
    return locals()


print(deep(0, d=3), deep(0, 1, 2, 3, d=4, e=5, g=6))
many = {"k%d" % i: i for i in range(100)}
print(sum(star(0, **many)[3].values()), len(star(*range(300))[1]))
