# dict: making, reading, changing, comparing, printing.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

print({}, dict(), {"a": 1}, dict(a=1, b=2), dict([("x", 1), ["y", 2], "zw"]), dict({"k": 1}, k=2, l=3), dict(zip("ab", (1, 2))))
attempt(dict, 5); attempt(dict, [1]); attempt(dict, ["abc"]); attempt(dict, [(1, 2), (3,)]); attempt(dict, 1, 2); attempt(dict, [([], 1)])
d = {"a": 1, "b": 2}
print(d["a"], d.get("a"), d.get("z"), d.get("z", 5), "a" in d, "z" in d, len(d), bool(d), bool({}))
attempt(lambda: d["z"]); attempt(lambda: d[[]]); attempt(d.get); attempt(lambda: {}[1, 2]); attempt(lambda: [] in d)
d["c"] = 3; d["a"] = 10; del d["b"]; print(d); d["b"] = 4; print(d)
def delete(k): del d[k]
attempt(delete, "zz"); attempt(delete, {})
print(d.pop("a"), d.pop("a", None), d.pop("nope", "default")); attempt(d.pop, "a"); attempt(d.pop)
print(d.setdefault("n"), d.setdefault("n", 4), d.setdefault("m", []), d)
print(d.popitem(), d.popitem(), d); d.clear(); print(d); attempt(d.popitem)
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict.fromkeys({3: 4}, "v")); attempt(dict.fromkeys, 5)
print({1: "int"} | {1.0: "float"}, {True: 1, 1: 2, 1.0: 3}, {0: "a", False: "b", 0.0: "c", -0.0: "d"}, {2 ** 70: 1}[2 ** 70], {1.5: 2}[1.5], {None: 1}[None])
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} == {"a": 2}, {"a": 1} != {"b": 1}, {} == [], {1: 1.0} == {1.0: 1})
attempt(lambda: {} < {}); attempt(hash, {})
a = {"x": 1}; b = {"x": 2, "y": 3}
print(a | b, b | a, a); a |= b; print(a); a |= [("z", 9)]; print(a); attempt(lambda: a | [("z", 9)]); attempt(lambda: [] | a)
def ior(): global a; a |= 5
attempt(ior)
r = {}; r["self"] = r; r["list"] = [r]; print(r)
c = r.copy(); print(c is r, c["self"] is r); n = float("nan"); print({n: 1}[n], {"v": n} == {"v": n})
x = {(1, 2): "t", frozenset([1]): "f", "s": 1, 5: 2, None: 3, b"b": 4, 1.5: 5, range(3): 6, print: 7, int: 8}
print(x[1, 2], x[frozenset({1})], x["s"], x[5], x[None], x[b"b"], x[1.5], x[range(3)], x[print], x[int], len(x))
print(dict[str, int], {}.__len__(), {1: 2}.__contains__(1), {1: 2}.__getitem__(1), list({1: 2}.__iter__()))
for i in range(300): x[i] = i; x[str(i)] = i
for i in range(0, 300, 2): del x[i]; del x[str(i)]
print(len(x), x[299], x["1"], 2 in x, "2" in x, [k for k in x][-4:])
print(dict(a=1) is dict(a=1), dict(**{"a": 1}, **{"b": 2})); attempt(lambda: dict(**{"a": 1}, **{"a": 2})); attempt(lambda: dict(**{1: 2}))
class D(dict):
    def __init__(self, *a, **k): super().__init__(*a, **k); self.tag = 1
    def __missing__(self, key): return "missing %r" % (key,)
y = D(a=1); print(y, y["a"], y["q"], y.get("q"), y.tag, type(y.copy()).__name__, type(y | {}).__name__, type(D.fromkeys("a")).__name__, y == {"a": 1})
class M(dict):
    def __missing__(self, key): raise LookupError(key)
attempt(lambda: M()["k"])
