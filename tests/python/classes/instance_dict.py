# __dict__ and the instance show the same attributes, whichever is changed.
class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y

p = P(1, 2)
d = p.__dict__
print(d, d is p.__dict__)
d["z"] = 3
print(p.z)
p.w = 4
print(d)
del p.x
print(d, hasattr(p, "x"))
d.clear()
print(hasattr(p, "y"), d, vars(p))
p.__dict__ = {"fresh": 1}
print(p.fresh, d, p.__dict__)
try:
    p.__dict__ = 5
except TypeError as e:
    print(e)
del p.__dict__
print(p.__dict__)

# Many instances of one class in different states.
ps = [P(i, -i) for i in range(5)]
ps[1].extra = "e"
ps[2].__dict__
ps[3].a = ps[3].b = ps[3].c = ps[3].d = ps[3].e = 0
del ps[4].x
for q in ps:
    print(sorted(vars(q).items()))
    q.x = "set"
    q.extra = "again"
print([(q.x, q.y, q.extra) for q in ps])

# The order of attributes is that of their first setting.
q = P(1, 2)
q.c = 3
q.a = 4
q.x = 10
del q.y
q.y = 5
print(list(q.__dict__))

class Q(P):
    pass
q = Q(1, 2)
q.__class__ = P
print(type(q).__name__, q.x, q.y)
p = P(3, 4)
p.__class__ = Q
p.z = 5
print(type(p).__name__, p.__dict__)
for bad in (int, 5, type):
    try:
        p.__class__ = bad
    except TypeError as e:
        print(e)

# A dict that the object is part of.
p.me = p
p.__dict__["d"] = p.__dict__
print(p.me is p, p.d is p.__dict__, p.__dict__ == p.d)
