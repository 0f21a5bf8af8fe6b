# list: making, reading, changing, comparing, printing.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

print(list(), list("abc"), list((1, 2)), list(range(4)), list({1: 2}), list(x * x for x in range(5)))
attempt(list, 5)
attempt(list, 1, 2)
attempt(list, x=1)
a = [1, 2, 3]
a.append(4)
a.extend((5, 6))
a.extend(x for x in "ab")
a += [7]
a += "xy"
print(a, len(a))
a.insert(0, "first"); a.insert(-1, "before last"); a.insert(100, "last"); a.insert(-100, "very first")
print(a)
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove("a"); print(a)
attempt(a.remove, "missing")
attempt(a.pop, 100)
attempt([].pop)
attempt(a.index, "missing")
print(a.index(2), a.index(2, 1), a.index(2, -100), [1, 2, 1].index(1, 1), [1, 2, 1].count(1), [1, 1.0, True].count(1))
attempt([1, 2, 3].index, 3, 0, 2)
attempt(a.index, 1, "x")
b = a.copy(); b.reverse(); print(b, a is b, a == b)
b.clear(); print(b)
print([1, 2] + [3], [1, 2] * 3, 2 * [0], [1] * 0, [1] * -5, [[]] * 2)
attempt(lambda: [1] + (2,))
attempt(lambda: [1] * "a")
attempt(lambda: [1] * 1.0)
c = [1, 2]; d = c; c *= 2; print(c, d is c); c *= 0; print(c, d)
c = [1]; c += c; c.extend(c); print(c)
print([1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 9], [] == [], [1] == (1,), [1, 2] <= [1, 2], [1, 2] != [1, 2], [3] >= [3, 0])
attempt(lambda: [1] < ["a"])
attempt(lambda: [1] < (1,))
n = float("nan"); print([n] == [n], [n] == [float("nan")], n in [n], [n].index(n))
print(1 in [1, 2], 3 in [1, 2], "a" in ["a"], None in [])
r = [1]; r.append(r); print(r, repr(r)); r2 = [r]; print(r2)
a = [0, 1, 2]
for i in (0, 2, -1, -3): print(a[i], end=" ")
print()
for i in (3, -4, 10 ** 30, -10 ** 30): attempt(lambda: a[i])
attempt(lambda: a["x"]); attempt(lambda: a[1.0]); attempt(lambda: a[None])
def assign(i, v): a[i] = v
attempt(assign, 3, 0); attempt(assign, "x", 0); attempt(assign, -1, "z"); print(a)
def delete(i): del a[i]
attempt(delete, 9); attempt(delete, "x"); attempt(delete, 0); print(a)
attempt(hash, [])
print(bool([]), bool([0]), [].__len__(), [1, 2].__contains__(2), [1, 2].__getitem__(1), [3, 1].__reversed__().__next__())
class L(list):
    def __init__(self, *args): super().__init__(*args); self.tag = "t"
x = L([1, 2]); print(x, x.tag, x + [3], type(x + [3]).__name__, type(x[:]).__name__, type(x.copy()).__name__, x == [1, 2], isinstance(x, list))
print(list[int], list.__name__, [].__class__)
e = []; e.append(e); e.append(e); print(e == e)
class I:
    def __index__(self): return 1
print(["a", "b"][I()], ["a", "b", "c"].pop(I()))
f = [1]; f.__init__([9, 8]); print(f); f.__init__(); print(f)
print([x for x in reversed([1, 2, 3])], list(iter([])), max([3, 9, 2]), sorted([3, 1, 2]), sum([1, 2, 3]))
