# list: slices read, assigned, deleted; checked against a slow model.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

a = list(range(10))
print(a[2:5], a[:3], a[7:], a[:], a[::2], a[::-1], a[-3:], a[8:2:-2], a[5:5], a[100:], a[-100:2], a[::100], a[::-100])
b = a[:]; b[2:4] = ["x", "y", "z"]; print(b)
b[:0] = [1, 2]; print(b); b[len(b):] = [3]; print(b); b[1:1] = (); print(b); b[:] = []; print(b)
b = list(range(10)); b[::2] = "abcde"; print(b); b[::-3] = [1, 2, 3, 4]; print(b)
def assign(l, s, v): l[s] = v; return l
attempt(assign, list(range(5)), slice(0, 5, 2), [1, 2])
attempt(assign, list(range(5)), slice(0, 2), 5)
attempt(assign, list(range(5)), slice(0, 5, 2), 5)
attempt(assign, list(range(5)), slice(0, 5, 0), [1])
attempt(assign, list(range(5)), slice("a", None), [1])
attempt(assign, list(range(5)), slice(4, 1), "xy")
c = [1, 2, 3]; c[1:2] = c; print(c); c[::2] = c[::2][::-1]; print(c); c[:] = c; print(c); c[2:] = (i for i in "gen"); print(c)
d = list(range(20)); del d[2:4]; print(d); del d[::3]; print(d); del d[::-2]; print(d); del d[5:1]; print(d); del d[:]; print(d)
d = list(range(10)); del d[7::-3]; print(d); d = list(range(3)); del d[2::-5]; print(d); del d[::1]; print(d)
def model_get(l, s):
    return [l[i] for i in range(*s.indices(len(l)))]
bounds = [None, -7, -5, -3, -1, 0, 1, 2, 4, 5, 6, 10 ** 20, -10 ** 20]
bad = 0
for start in bounds:
    for stop in bounds:
        for step in [None, 1, 2, 3, -1, -2, -3, 10 ** 20, -10 ** 20]:
            s = slice(start, stop, step)
            for n in (0, 1, 5):
                l = list(range(n))
                got = l[s]
                if got != model_get(l, s) or tuple(l)[s] != tuple(got) or list(range(n)[s]) != got:
                    bad += 1
                m = l[:]
                del m[s]
                if m != [x for x in l if x not in got]:
                    bad += 1
                m = l[:]
                m[s] = [-x for x in got]
                if len(m) != n or m[s] != [-x for x in got]:
                    bad += 1
print("bad", bad)
