# copy and copyreg: every way a class may say how it is copied, built-in iterators, messages.
import copy
import copyreg


def fails(f, *args, **kw):
    try:
        print("no error", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


class Plain:
    def __init__(self):
        self.a, self.b = [1], 2


class Slots:
    __slots__ = ("x", "__private", "__dict__")

    def __init__(self):
        self.x, self.__private, self.d = [1], 2, 3

    def show(self):
        return self.x, self.__private, self.d


class State:
    def __getstate__(self):
        return {"got": 1}

    def __setstate__(self, state):
        self.state = state


class NewArgs(tuple):
    def __new__(cls, *a):
        return tuple.__new__(cls, a)

    def __getnewargs__(self):
        return tuple(self)


class NewArgsEx:
    def __new__(cls, *a, **k):
        self = object.__new__(cls)
        self.given = a, k
        return self

    def __getnewargs_ex__(self):
        return self.given


class L(list):
    pass


class D(dict):
    pass


p = copy.copy(Plain())
o = Plain()
print(p.a, p.b, copy.copy(o).a is o.a, copy.deepcopy(o).a is o.a, copy.deepcopy(o).a)
s = Slots()
print(copy.copy(s).show(), copy.deepcopy(s).x is s.x, Slots.__slotnames__, s.__getstate__())
print(copy.copy(State()).state, copy.deepcopy(State()).state, copy.copy(NewArgs(1, 2)), type(copy.copy(NewArgs(1))).__name__, copy.copy(NewArgsEx(1, k=2)).given)
l = L([1, [2]])
l.attr = "x"
d = D(a=[1])
print(copy.copy(l), copy.copy(l).attr, copy.deepcopy(l), copy.deepcopy(d), type(copy.copy(d)).__name__, copy.deepcopy(d)["a"] is d["a"])
for it in iter([1, 2]), iter((1, 2)), reversed([1, 2]), iter({1: 2}), iter({1: 2}.items()), iter({1}), iter(b"ab"), enumerate("ab"), zip("ab"), map(str, [1]):
    print(type(it).__name__, list(copy.copy(it)), end=" ")
print()
it = iter([1, 2, 3])
next(it)
print(it.__reduce__(), list(copy.copy(it)), list(it), it.__reduce__())
for atom in None, 1, 1.5, 1j, "s", b"b", (), range(3), int, len, fails, ..., NotImplemented, slice(1, 2), frozenset([1]), property():
    print(copy.copy(atom) is atom, end=" ")
print()
ring = {}
ring["self"] = ring
t = ([],)
t[0].append(t)
print(copy.deepcopy(ring)["self"] is not ring, copy.deepcopy(t)[0][0] is not t, copy.deepcopy(t)[0][0][0][0] is not t)
memo = {}
x = [[1]]
y = copy.deepcopy(x, memo)
print(memo[id(x)] is y, x in memo[id(memo)])
for bad in (i for i in []), type.__dict__, {}.keys(), copy:
    fails(copy.copy, bad)
    fails(copy.deepcopy, [bad])


class Bad:
    __reduce_ex__ = None
    __reduce__ = None


class Stands:
    def __reduce__(self):
        return "name"


fails(copy.copy, type("B", (), {"__reduce_ex__": lambda self, n: 5})())
print(type(copy.copy(Stands())).__name__)


class M:
    def f(self):
        return self


m = M().f
print(copy.deepcopy(m)() is not m(), copy.deepcopy(m).__func__ is m.__func__)


class Registered:
    pass


copyreg.pickle(Registered, lambda r: (str, ("made",)))
print(copy.copy(Registered()), copy.deepcopy([Registered()]))
fails(copyreg.pickle, int, 5)
fails(copyreg.constructor, 5)
copyreg.add_extension("m", "n", 300)
copyreg.add_extension("m", "n", 300)
fails(copyreg.add_extension, "m", "n", 301)
fails(copyreg.add_extension, "q", "n", 300)
fails(copyreg.add_extension, "m", "n", 0)
fails(copyreg.remove_extension, "m", "n", 9)
copyreg.remove_extension("m", "n", 300)
print(copy.copy(int | str), (1).__reduce_ex__(2)[1], object().__reduce_ex__(0)[1])
fails(object().__reduce_ex__, "a")
fails((i for i in []).__reduce_ex__, 0)


class G:
    def __getnewargs__(self):
        return 5


class Gx:
    def __getnewargs_ex__(self):
        return (1,)


fails(copy.copy, G())
fails(copy.copy, Gx())
print(issubclass(copy.Error, Exception), copy.error is copy.Error, copy.__all__, copyreg.__all__)


class Deep:
    def __deepcopy__(self, memo):
        return "deep"

    def __copy__(self):
        return "shallow"


print(copy.copy(Deep()), copy.deepcopy((Deep(), [Deep()])))


class Removes:
    """Empties the list while it is copied."""

    def __init__(self, l):
        self.l = l

    def __deepcopy__(self, memo):
        self.l.clear()
        return "gone"


h = [1]
h += [Removes(h), 2, 3]
print(copy.deepcopy(h), h)
