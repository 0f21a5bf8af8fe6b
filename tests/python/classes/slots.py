# __slots__: members, what they refuse, how they combine.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

class S:
    __slots__ = ("b", "a")
s = S()
attempt(lambda: s.a)
s.a = 1
s.b = 2
print(s.a, s.b, S.a, S.__slots__)
attempt(lambda: setattr(s, "c", 1))
attempt(lambda: s.__dict__)
del s.a
attempt(lambda: s.a)
attempt(lambda: delattr(s, "a"))

class T(S):
    __slots__ = ["c", "__dict__"]
t = T()
t.a, t.b, t.c, t.d = 1, 2, 3, 4
print(t.a, t.b, t.c, t.d, t.__dict__)

class U(S):
    pass
u = U()
u.a = 1
u.x = 2
print(u.a, u.x, u.__dict__)

class M:
    __slots__ = ("__private", "one")
    def __init__(self):
        self.__private = "p"
m = M()
print(m._M__private, sorted(n for n in dir(M) if "private" in n))

class Str:
    __slots__ = "single"
x = Str()
x.single = 5
print(x.single)

attempt(lambda: type("X", (), {"__slots__": ("a",), "a": 1}))
attempt(lambda: type("X", (), {"__slots__": (1,)}))
attempt(lambda: type("X", (), {"__slots__": ("1a",)}))
attempt(lambda: type("X", (S, M), {}))
attempt(lambda: type("X", (int,), {"__slots__": ("a",)}))
attempt(lambda: type("X", (T,), {"__slots__": ("__dict__",)}))
attempt(lambda: type("X", (), {"__slots__": ("__dict__", "__dict__")}))
attempt(lambda: type("X", (), {"__slots__": ("__weakref__", "__weakref__")}))
attempt(lambda: S.a.__get__(5))
attempt(lambda: S.__dict__["a"].__set__(m, 5))

class L(list):
    __slots__ = ("tag",)
l = L([1, 2])
l.tag = "t"
l.append(3)
print(l, l.tag, len(l))
attempt(lambda: setattr(l, "other", 1))

class Empty(tuple):
    __slots__ = ()
print(Empty((1, 2)))
attempt(lambda: setattr(Empty(), "x", 1))

class Tagged(str):
    __slots__ = ("tag",)
z = Tagged("text")
z.tag = [1]
print(z, z.tag, z + "!", z.upper())

class V:
    __slots__ = ("a",)
class W:
    __slots__ = ("a",)
v = V()
v.a = 7
v.__class__ = W
print(type(v).__name__, v.a)
attempt(lambda: setattr(v, "__class__", S))
class Node:
    __slots__ = ("left", "right")
    def __init__(self, left=None, right=None):
        self.left = left
        self.right = right
def depth(n):
    return 0 if n is None else 1 + max(depth(n.left), depth(n.right))
print(depth(Node(Node(), Node(Node()))))
