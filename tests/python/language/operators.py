# Operators on numbers at the edges of the fast forms, and on Python classes.
big = 2 ** 62
for a, b in [(7, 3), (-7, 3), (7, -3), (-7, -3), (0, 5), (big - 1, 1), (-big, -1), (-big, 1), (big - 1, big - 1), (5, -1), (-big, 2)]:
    print(a + b, a - b, a * b, a // b, a % b, a & b, a | b, a ^ b, divmod(a, b), a < b, a == b, a >= b)
for a, n in [(1, 0), (1, 61), (1, 62), (1, 63), (1, 200), (-1, 61), (-1, 62), (-1, 63), (3, 60), (-5, 1), (5, 100)]:
    print(a << n, a >> n, (a << n) >> n)
print(1.5 + 2, 2 * 0.5, 1 / 2, 7 / -2, 2 ** -1, 2 ** 0.5 == 2 ** .5, 10 ** 20 / 3, 1e308 * 10, -0.0 + 0, 0.0 * -1, 5 // 2.0, -5 % 3.0)
print(1 < 1.5 < 2, 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > 2.0 ** 53, 1 == 1.0, 1 != True, float("nan") == float("nan"))
print(-big, -(-big), ~5, +7, -0.0, not 0, not 0.0, not "", not [1])
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1 << -1, lambda: 1 >> -1,
          lambda: 1 + "a", lambda: "a" + 1, lambda: [] + (), lambda: -"a", lambda: 1 < "a", lambda: [] < 5, lambda: 1 @ 2,
          lambda: 5 in 5, lambda: None + 1, lambda: {} | 5, lambda: 1 << 10 ** 30):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class N:
    def __init__(self, v):
        self.v = v

    def __add__(self, o):
        return ("add", self.v, o if isinstance(o, int) else o.v)

    def __radd__(self, o):
        return ("radd", self.v, o)

    def __iadd__(self, o):
        self.v += o
        return self

    def __sub__(self, o):
        return NotImplemented

    def __lt__(self, o):
        return self.v < o.v

    def __eq__(self, o):
        return isinstance(o, N) and self.v == o.v

    def __bool__(self):
        return self.v > 0

    def __neg__(self):
        return N(-self.v)

    def __contains__(self, x):
        return x == self.v

    def __getitem__(self, k):
        return ("item", k)

    def __len__(self):
        return 3


class M(N):
    def __radd__(self, o):
        return "M.radd"


n = N(5)
print(n + 1, 1 + n, n + N(2), n + M(1), (-n).v, n < N(6), n > N(6), n == N(5), n != N(5), 5 in n, 6 not in n, n[1:2], n[0])
n += 10
print(n.v, "yes" if n else "no", "yes" if N(0) else "no", not N(0), N(0) or "or", N(1) and "and")
try:
    n - 1
except TypeError as e:
    print(e)
try:
    n -= 1
except TypeError as e:
    print(e)
s = "a"
for i in range(5):
    s += str(i)
t = s
s += "x"
print(s, t)
l = m = [1]
l += [2]
l *= 2
print(l, m is l)
x = [1, 2, 3]
x[0] += 5
x[-1] -= 1
print(x, x[1], x[-2], x[True])
k = {"a": 1}
k["a"] += 1
k["b"] = k.get("b", 0) + 1
print(k)
for f in (lambda: x[3], lambda: x[-4], lambda: k["z"], lambda: (1,)[5], lambda: "ab"[2], lambda: x["a"], lambda: 5[0]):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
