# itertools: each iterator's plain use, arguments and messages, repr.
from itertools import *
import itertools


def show(*values):
    for v in values:
        try:
            print(list(v) if not isinstance(v, (str, tuple)) else v)
        except Exception as e:
            print(type(e).__name__, e)


def fails(f, *args, **kw):
    try:
        print("no error", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


take = lambda n, it: list(islice(it, n))
print(take(4, count()), take(4, count(5)), take(4, count(10, -3)), take(3, count(1.5, 0.5)), take(3, count(step=2)))
print(take(3, count(2**62 - 2)), take(3, count(2**63 - 2)), take(3, count(-2**63, -1)), take(2, count(1j)))
print(repr(count()), repr(count(3, 2)), repr(count(1.0)), repr(count(3, 1)), repr(count(3, 1.0)))
fails(count, "a")
fails(count, 1, "a")
fails(count, 1, 2, 3)
fails(count, bad=1)
print(take(7, cycle("abc")), take(2, cycle([])))
fails(cycle, 1)
fails(cycle)
fails(cycle, "a", b=1)
print(take(3, repeat(7)), list(repeat("x", 3)), list(repeat("x", -3)), list(repeat(object=1, times=2)))
print(repr(repeat(1)), repr(repeat("a", 5)), repeat(1, 5).__length_hint__())
fails(repeat)
fails(repeat, 1, "a")
fails(repeat, 1, 2.0)
fails(repeat, 1, 10**30)
fails(lambda: repeat(1).__length_hint__())
show(accumulate([1, 2, 3, 4]), accumulate([1, 2, 3], lambda a, b: a * b), accumulate([], initial=5), accumulate("abc"),
     accumulate([1, 2], initial=10), accumulate([3, 1, 2], max), accumulate([1, "a"]), accumulate([1], None, initial=None))
fails(accumulate)
fails(accumulate, [1], initial=1, foo=2)
fails(accumulate, 5)
show(chain(), chain("ab", [1, 2], ()), chain.from_iterable(["ab", "cd"]), chain([1], 5), chain.from_iterable(5 for _ in "a"))
fails(chain.from_iterable, 5)
fails(chain, a=1)
print(chain[int])
show(compress("abcdef", [1, 0, 1, 0, 1, 1]), compress("abc", [1]), compress(data="ab", selectors=[0, 1]))
fails(compress, "a")
show(dropwhile(lambda x: x < 3, [1, 2, 3, 1]), takewhile(lambda x: x < 3, [1, 2, 3, 1]), filterfalse(lambda x: x % 2, range(6)),
     filterfalse(None, [0, 1, "", "a"]), filterfalse(bool, [0, 1, "", "a"]), dropwhile(5, [1]), takewhile(5, [1]))
for f in dropwhile, takewhile, filterfalse, starmap:
    fails(f)
    fails(f, 1)
    fails(f, len, 5)
    fails(f, len, [], 1)
    fails(f, len, iterable=[])
show(starmap(pow, [(2, 3), [3, 2], iter((10, 2))]), starmap(pow, [5]), starmap(lambda *a: a, ["ab", ()]))
r = range(10)
show(islice(r, 3), islice(r, 2, 5), islice(r, 2, None, 3), islice(r, None), islice(r, None, None, None), islice(r, 1, 8, 2), islice(r, 20))
for a in [(-1,), (-5,), ("a",), (1, -1), (-1, 2), (1, 2, 0), (1, 2, -1), (1, 2, "a"), (1.0,), (10**30,), (1, 10**30), ("a", 2), ()]:
    fails(islice, r, *a)
fails(islice, r, 1, 2, 3, 4)
it = iter(range(10))
print(list(islice(it, 2, 4)), next(it))
show(pairwise([]), pairwise([1]), pairwise("abcd"))
fails(pairwise)
fails(pairwise, 3)
show(zip_longest(), zip_longest("abc", [1]), zip_longest("a", "bcd", fillvalue="-"), zip_longest([], []), zip_longest("ab", 5) if 0 else "skip")
fails(zip_longest, 5)
fails(zip_longest, "a", fill=1)
fails(zip_longest, "a", fillvalue=1, b=2)
for k, g in groupby("AAAABBBCCDAA"):
    print(k, list(g), end=" ")
print()
print([(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
print([k for k, g in groupby("aabbc")])
gs = list(groupby("aabb"))
print([(k, list(g)) for k, g in gs])
fails(groupby)
fails(groupby, 5)
show((list(g) for k, g in groupby([1, "a"], key=lambda x: x + 1)))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
print(tee("ab", 0), len(tee("ab", 5)))
fails(tee, "ab", -1)
fails(tee, 5)
fails(tee)
fails(tee, "a", "b")
a, b = tee(range(200))
print(sum(a), sum(b))
a, = tee(iter("abc"), 1)
next(a)
b, c = tee(a)
print(type(b).__name__, list(b), list(c))
show(product(), product("ab"), product("ab", [1, 2]), product("ab", repeat=2), product("ab", []), product([], repeat=0), product("ab", repeat=0))
fails(product, "ab", repeat=-1)
fails(product, "ab", repeat="x")
fails(product, "ab", rep=2)
fails(product, 5)
fails(product, range(10), repeat=2**61)
fails(product, range(10), repeat=2**63)
show(permutations("abc"), permutations("abc", 2), permutations("abc", 4), permutations("", 0), permutations([1, 2], None), permutations("ab", 0))
fails(permutations, "abc", -1)
fails(permutations, "abc", 2.0)
fails(permutations)
show(combinations("abcd", 2), combinations("ab", 3), combinations("ab", 0), combinations(iterable="abc", r=3))
show(combinations_with_replacement("abc", 2), combinations_with_replacement("", 2), combinations_with_replacement("", 0), combinations_with_replacement("a", 3))
for f in combinations, combinations_with_replacement:
    fails(f, "abc", -1)
    fails(f, "abc")
    fails(f, "abc", "a")
    fails(f, 5, 1)
# tuples are made anew while somebody holds the last one
held = list(combinations(range(4), 2))
print(held, len(set(map(id, held))))
ids = set(map(id, combinations(range(6), 3)))
print(len(ids) < 5)
for name in sorted(n for n in dir(itertools) if n[0] != "_"):
    t = getattr(itertools, name)
    print(name, type(t).__name__, t.__name__, t.__module__, getattr(t, "__text_signature__", None))
