# __reduce__ and copy of functions in C, methods, wrappers and exceptions with fields.
import copy


def show(call, *args):
    try:
        print(call(*args))
    except Exception as e:
        print(type(e).__name__, e)


class K:
    def m(self):
        return 1

    @classmethod
    def c(cls):
        return 2


items = [1]
copied = copy.copy(items.append)
copied(2)
print(items, copy.deepcopy(len) is len, len.__reduce__(), [3].append.__reduce__(), "a".upper.__reduce__())
print(K().m.__reduce__()[1][1], K.c.__reduce__(), copy.deepcopy(K().m)())
print(str.upper.__reduce__(), int.__add__.__reduce__(), (3).__add__.__reduce__())

for e in (
    OSError(2, "a", "f"), OSError(2, "a", "f", None, "g"), OSError(2, "a"), OSError("a"),
    ImportError("m", name="n", path="p"), ImportError("m", path="p"), ImportError("x"),
    KeyError("k"), StopIteration(3), UnicodeDecodeError("u", b"abc", 0, 1, "r"),
    SyntaxError("m", ("f", 1, 2, "t")), SystemExit(3),
):
    print(e.__reduce__())
    e.note = 1
    print(e.__reduce__())
    c = copy.copy(e)
    print(repr(c), c.args, vars(c), [getattr(c, n, "-") for n in ("name", "path", "filename", "filename2")])

e = ImportError("test", name="n", path="p")
e.__init__()
print(e.args, e.msg, e.name, e.path)


class ByInit(OSError):
    def __init__(self, message, bar=None):
        self.bar = bar
        super().__init__(message)


class ByNew(OSError):
    def __new__(cls, message, baz=None):
        self = super().__new__(cls, message)
        self.baz = baz
        return self


class ByBoth(OSError):
    def __init__(self, message, bar=None):
        self.bar = bar
        super().__init__(message)

    def __new__(cls, message, bar=None):
        return super().__new__(cls, message)


class Silent(OSError):
    def __init__(self, *args):
        pass


for make in (
    lambda: ByInit("m", "baz"), lambda: ByInit("m", bar="baz"), lambda: ByNew("m", "baz"), lambda: ByNew("m", baz="x"),
    lambda: ByBoth("m", "b"), lambda: Silent(2, "x"), lambda: OSError(2, "x", x=1),
):
    show(lambda: (e := make(), e.args, e.errno, e.strerror, vars(e)))
b = BlockingIOError("a", "b", 3)
print(b.characters_written)
del b.characters_written
show(lambda: b.characters_written)
show(delattr, b, "characters_written")


def local():
    print(name)
    name = 1


try:
    local()
except UnboundLocalError as e:
    print(e.name)
