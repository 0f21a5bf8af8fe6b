# dict: iterators, and changes while one runs.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

def run(make, change, n=5):
    d = {i: str(i) for i in range(n)}
    out = []
    it = make(d)
    try:
        for x in it:
            out.append(x)
            change(d, x)
            if len(out) > 20: break
    except RuntimeError as e:
        out.append(str(e))
        try: next(it)
        except Exception as e: out.append(type(e).__name__ + str(e))
    print(out)
for make in (iter, lambda d: iter(d.values()), lambda d: iter(d.items()), reversed, lambda d: reversed(d.values()), lambda d: reversed(d.items())):
    run(make, lambda d, x: None)
    run(make, lambda d, x: d.update(new=1))
    run(make, lambda d, x: d.popitem())
    run(make, lambda d, x: d.clear())
    run(make, lambda d, x: d.update({0: "changed"}))
    run(make, lambda d, x: d.clear() if len(d) == 1 else None, 1)
d = {1: 2, 3: 4}
it = iter(d); print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), it.__length_hint__(), list(it)); attempt(next, it)
it = iter(d); next(it); del d[3]; d[5] = 6; print(list(it))
it = iter(d.items()); d.clear(); attempt(next, it); attempt(next, it)
print([k for k in {}], list({}.items()), list(reversed({})), min({3: 1, 2: 1}), sum({1: 2, 3: 4}.values()), dict({1: 2}.items()))
