# dict: order of insertion through deletions, re-insertions and growth, against a list of pairs.
random = 99
def rand(n):
    global random
    random = (random * 1103515245 + 12345) % 2 ** 31
    return (random >> 8) % n
def key(i):
    return (i, "k%d" % i, i + 0.5, (i, i), -i)[i % 5]
for span in (3, 10, 60, 500):
    d = {}; keys = []; values = {}
    for step in range(4000):
        i = rand(span); k = key(i); action = rand(10)
        if action < 5 + (step // 500) % 2 * 3:
            if i not in keys: keys.append(i)
            d[k] = step; values[i] = step
        elif action < 9:
            if i in keys:
                keys.remove(i); assert d.pop(k) == values[i]
            else:
                assert k not in d and d.get(k) is None
        elif keys:
            assert d.popitem() == (key(keys[-1]), values[keys.pop()])
        if step % 200 == 0:
            assert list(d) == [key(i) for i in keys] and list(d.values()) == [values[i] for i in keys]
            assert list(d.items()) == [(key(i), values[i]) for i in keys]
            assert list(reversed(d)) == [key(i) for i in reversed(keys)] and d == d.copy() and len(d) == len(keys)
            assert list(reversed(d.values())) == [values[i] for i in reversed(keys)] and list(d.copy()) == list(d)
            assert list(reversed(d.items())) == [(key(i), values[i]) for i in reversed(keys)]
    print(span, len(d))
d = dict.fromkeys("abcdef")
del d["c"]; d["c"] = 1; del d["a"]; d["a"] = 2; d["b"] = 3; print(d)
d.update({"e": 5, "g": 7, "a": 8}); print(d)
g = {"one": 1}
for i in range(1000):
    g["tmp"] = i; del g["tmp"]
print(g); exec("x = 1\ndel x\ny = 2\nx = 3", g); g.pop("__builtins__"); print(g)
while g: print(g.popitem(), end=" ")
print(g)
