# Unpacking with stars, augmented assignment of each target, chained assignment, del, loops with else.
def kind(f, *a):
    try:
        return f(*a)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


a, *b = 1, 2, 3
*c, d = "xyz"
e, *f, g = range(5)
print(a, b, c, d, e, f, g)
(a, b), *c, [d, *e] = (1, 2), 3, 4, "uvw"
print(a, b, c, d, e)
*a, = ()
[*b] = {1: 2}
print(a, b)
a = b, c = 1, 2
print(a, b, c)
a, b = b, a = 1, 2
print(a, b)
[] = ()
() = []
x = y = z = []
print(x is y is z)


def u2(s):
    a, b = s


def u1s(s):
    a, b, *c = s


def u1e(s):
    *a, b, c = s


for v in (), [1], [1, 2, 3], "abc", {1, 2, 3}, range(1), iter([1]), iter([1, 2, 3]), 5, None, {}, (x for x in range(9)):
    print(kind(u2, v), "|", kind(u1s, v if not hasattr(v, "__next__") else [1]), "|", kind(u1e, [1]))


class It:
    def __iter__(self):
        yield 1
        raise KeyError("while unpacking")


print(kind(u2, It()), kind(u1s, It()))


class Getitem:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * 10


a, b, c = Getitem()
print(a, b, c, [*Getitem()], (*Getitem(), *"z"), {*Getitem()} == {0, 10, 20})


class Obj:
    pass


o = Obj()
o.a = 5
o.a += 1
o.a *= 2
o.a -= 1
o.a //= 2
o.a **= 3
o.a %= 7
o.a <<= 4
o.a >>= 1
o.a |= 3
o.a &= 0xFE
o.a ^= 5
o.a /= 4
print(o.a)
l = [1, [2, 3], {"k": 4}]
l[0] += 1
l[1][0] *= 5
l[2]["k"] -= 9
l[1] += "ab"
l[1:1] += [7]
print(l)
t = ([1],)
print(kind(lambda: exec("t[0] += [2]", {"t": t})), t)
s = "a"
s += "b"
s *= 3
print(s)
l2 = l
l += [1]
print(l2 is l)
l = l + [2]
print(l2 is l)


class Aug:
    def __init__(self, v): self.v = v
    def __iadd__(self, o): return ("iadd", self.v, o)
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): return ("sub", o)
    def __imul__(self, o): return NotImplemented
    def __imatmul__(self, o): return ("imatmul", o)
    def __rpow__(self, o): return ("rpow", o)


a = Aug(1)
a += 2
b = Aug(2)
b -= 3
c = Aug(1)
c @= 4
d = 5
d **= Aug(1)
print(a, b, c, d)


def bad():
    q = Aug(1)
    q *= 2


print(kind(bad))
i = 1
for op in "+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "@=":
    print(op, kind(exec, f"x = 'a'; x {op} 1"), kind(exec, f"x = 1; x {op} 'a'"))
for x in range(3):
    pass
else:
    print("for else", x)
for x in range(3):
    if x == 1:
        break
else:
    print("not printed")
print(x)
while x < 5:
    x += 1
else:
    print("while else", x)
for x in []:
    pass
else:
    print("empty else", x)
while False:
    pass
else:
    print("while false else")
for i, (j, *k) in enumerate(["ab", "cde"]):
    print(i, j, k)
for o.attr in range(3):
    pass
for l[0] in "xy":
    pass
print(o.attr, l[0])
for i in range(3):
    for j in range(3):
        if j == 1:
            continue
        if i == 1:
            break
        print(i, j)
    else:
        continue
    print("broke", i)
for x in (l := [1, 2, 3]):
    if len(l) < 6:
        l.append(x)
print(l)
d = {1: 2}


def change():
    for k in d:
        d[k + 1] = 1


print(kind(change))
a = [1, 2, 3, 4]
del a[0], a[-1]
print(a)
del a[:]
print(a)
del (o.a), [o.attr]
print(vars(o))
a = b = 1
del a, b
print("a" in globals())
print(kind(lambda: exec("del undefined_name")), kind(exec, "del o.nothing", {"o": o}), kind(exec, "del d[9]", {"d": {}}))
assert True
assert (1, "message")[0]
print(kind(lambda: exec("assert False")), kind(exec, "assert 0, 'text'"), kind(exec, "assert [], (1, 2)"), kind(exec, "assert None, None"))
x: int = 5
y: "undefined name"
print(__annotations__, "y" in globals())
(z): int = 6
o.a: int = 7
o.l: list
print(__annotations__, o.a)
if x := 0:
    pass
elif x := 3:
    print("elif", x)
else:
    pass
print(1 if 0 else 2 if 0 else 3, 1 if 1 else 1 / 0, (1, 2) if [] else [3], not 1 if 0 else 4)
a = 3; b = 4
print(a < b < 5 > 2 != 7, a < b > 9, 1 < 2 < 3 == 3, a == 3 in [True], (a == 3) in [True], 1 in [1] == True)
print(kind(lambda: 1 < "a"), kind(lambda: 1 < 2 < "a"), kind(lambda: [] < {}), kind(lambda: 1 in 5), kind(lambda: 2 > 1 > "x" ))
print(0 or [] or "x" or 1 / 0, 1 and "" and 1 / 0, not [], not not 5, 0 or None, () and 1, None or 0 and 1)
