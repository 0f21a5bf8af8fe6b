# dict views.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), len(i))
d["z"] = 26; print(k, v, i); del d["z"]
print("a" in k, "x" in k, 1 in v, 9 in v, ("a", 1) in i, ("a", 2) in i, "a" in i, ("a",) in i)
print(sorted(k & {"a", "x"}), sorted(k | ["q"]), sorted(k - {"a"}), sorted(k ^ {"a", "y"}), sorted({"a", "x"} & k), sorted({"a", "x"} - k), sorted(["q"] | k))
print(sorted(i & {("a", 1)}), sorted(i - {("a", 1)}), sorted(i | {("n", 0)}), sorted(i ^ {("a", 1)}), type(k & k).__name__)
print(k == {"a", "b", "c"}, k == d.keys(), k < {"a", "b", "c", "d"}, k <= k, k > {"a"}, k >= {"z"}, k != {"a"}, i == set(d.items()), v == v, d.values() == d.values(), k == ["a"])
attempt(lambda: k < ["a"]); attempt(lambda: k & 5); attempt(lambda: k - 5); attempt(lambda: v & v); attempt(hash, k); attempt(lambda: hash(v) != 0)
print(k.isdisjoint(["x"]), k.isdisjoint("abc"), i.isdisjoint([]), k.isdisjoint(k), {}.keys().isdisjoint({}.keys()))
print(list(reversed(k)), list(reversed(v)), list(reversed(i)), list(iter(k)), type(iter(k)).__name__, type(reversed(i)).__name__)
print(k.mapping, k.mapping == d, {1: []}.items() == {1: []}.items()); attempt(lambda: {1: []}.items() & {(1, 2)}); attempt(lambda: {1: []}.items() | {2})
r = {}; r["v"] = r.values(); print(r)
attempt(type(k)); attempt(lambda: type(iter(k))())
