# set: the order of ints, tuples and floats is that of CPython.
random = 7
def rand(n):
    global random
    random = (random * 1103515245 + 12345) % 2 ** 31
    return (random >> 8) % n
print({5, 1, 100, 17, 33}, set([5, 1, 100, 17, 33]), {3, 1}, {-1, -2, 0, 8, 16}, {2 ** 61 - 1, 2 ** 61, 2 ** 63, 2 ** 64 + 5, 10 ** 30, -10 ** 30})
print({(1, 2), (2, 1), (0, 0), (3,)}, {1.5, 2.25, -0.5, 1e300}, {i * i for i in range(20)}, frozenset(range(30, 0, -3)))
for span in (10, 100, 3000, 10 ** 9):
    s = set()
    for step in range(3000):
        i = rand(span); a = rand(10)
        if a < 6: s.add(i)
        elif a < 9: s.discard(i)
        elif s: s.pop()
        if step in (10, 50, 200): print(list(s))
    print(len(s), hash(tuple(s)), hash(frozenset(s)))
    t = {rand(span) for _ in range(200)}
    for u in (s | t, t | s, s & t, t & s, s - t, t - s, s ^ t, t ^ s, set(s), frozenset(t), s.union(list(t)), s.intersection(list(t)), s.difference(list(t)), t.symmetric_difference(list(s)), s.union(dict.fromkeys(t)), t.difference(dict.fromkeys(s)), set(dict.fromkeys(s)), s.copy() - {1}):
        print(len(u), hash(tuple(u)), end=" ")
    s -= t; t |= s; s ^= t; t &= s
    print(hash(tuple(s)), hash(tuple(t)), t.pop() if t else None, s.pop() if s else None)
    s.update(range(50)); s.intersection_update(range(20, 90)); print(s)
