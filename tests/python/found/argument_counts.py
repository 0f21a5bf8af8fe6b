# Too many arguments by position and name together, unknown names, subclasses of types that take no keywords.
def kind(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


print(kind(int, "a", 2, x=1), kind(int, x=1), kind(int, x=1, y=1, z=2), kind(int, 1, 2, 3, x=4))
print(kind(sorted), kind(sorted, 1, 2), kind(enumerate, [], 1, x=1), kind(enumerate, [], x=1))
print(kind(sum, [], 1, x=1), kind(sum, [], x=1), kind(round, 1, 2, x=1), kind(pow, 1, exp=2, mod=3, x=1), kind(pow, 1, 2, 3, x=1))
print(kind(max, 1, 2, x=1), kind(print, 1, x=1), kind(str, 1, 2, 3, x=4), kind(complex, 1, 2, x=1), kind("a".split, 1, 2, x=1))
for base in (float, tuple, frozenset, map, filter, reversed):
    class Plain(base): pass
    class Init(base):
        def __init__(self, *a, **k): pass
    print(base.__name__, kind(Plain, x=1), kind(Init, x=1) if base in (float, tuple) else "", sep=" | ")
x = 5
print(kind(lambda: x(**{1: 2})), kind(lambda: len(**{1: 2})), kind(lambda: kind(**{1: 2})))
