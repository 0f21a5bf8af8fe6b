# heapq and bisect: results, messages, hostile comparisons; reprlib.
import bisect
import heapq
import reprlib
from collections import deque


def fails(f, *args, **kw):
    try:
        print("no error", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


h = []
for x in [5, 1, 8, 3, 2, 9, 1]:
    heapq.heappush(h, x)
print(h, heapq.heappop(h), heapq.heapreplace(h, 7), heapq.heappushpop(h, 0), heapq.heappushpop(h, 4), h)
l = [(i * 7919) % 101 for i in range(100)]
heapq.heapify(l)
print(all(l[i] <= l[2 * i + 1] for i in range(49)), [heapq.heappop(l) for i in range(100)] == sorted((i * 7919) % 101 for i in range(100)))
w = ["pear", "fig", "apple"]
heapq.heapify(w)
print(w, heapq.nsmallest(2, w), heapq.nlargest(2, w, key=len), heapq.nlargest(1, []), heapq.nsmallest(0, w), heapq.nlargest(10, w), heapq.nsmallest(1, w, key=len))
data = [(i * 37) % 50 for i in range(200)]
print(heapq.nsmallest(7, iter(data)) == sorted(data)[:7], heapq.nlargest(7, iter(data)) == sorted(data, reverse=True)[:7],
      heapq.nsmallest(5, iter(data), key=lambda x: x % 10) == sorted(data, key=lambda x: x % 10)[:5],
      heapq.nlargest(5, iter(data), key=lambda x: x % 10) == sorted(data, key=lambda x: x % 10, reverse=True)[:5])
print(list(heapq.merge([1, 4, 7], [2, 5], [], [3])), list(heapq.merge([7, 1], [5, 2], reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
for name in "heappop", "heapify", "_heappop_max", "_heapify_max":
    fails(getattr(heapq, name), 5)
    fails(getattr(heapq, name), ())
for name in "heappush", "heapreplace", "heappushpop", "_heapreplace_max":
    fails(getattr(heapq, name), (), 1)
    fails(getattr(heapq, name), [])
fails(heapq.heappop, [])
fails(heapq.heapreplace, [], 1)
fails(heapq.heapify, [1, "a"])
fails(heapq.heappush, [1], "a")
m = [3, 1, 2]
heapq._heapify_max(m)
print(m, heapq._heapreplace_max(m, 0), heapq._heappop_max(m), m)


class Hostile:
    def __init__(self, l):
        self.l = l

    def __lt__(self, other):
        self.l.clear()
        return True


for f in (lambda l: heapq.heappush(l, Hostile(l)), lambda l: heapq.heappop(l), heapq.heapify, lambda l: heapq.heapreplace(l, Hostile(l)),
          lambda l: heapq.heappushpop(l, Hostile(l)), heapq._heapify_max, heapq._heappop_max):
    l = []
    l.extend(Hostile(l) for i in range(5))
    fails(f, l)

s = [1, 3, 3, 5]
print(bisect.bisect(s, 3), bisect.bisect_left(s, 3), bisect.bisect_right(s, 3), bisect.bisect(s, 0), bisect.bisect(s, 9), bisect.bisect(s, 3, 0, 2), bisect.bisect_left(s, 3, lo=2),
      bisect.bisect_left(s, -3, key=lambda x: x), bisect.bisect("abc", "b"), bisect.bisect(a=s, x=3, hi=None))
bisect.insort(s, 4)
bisect.insort_left(s, 3)
bisect.insort(s, 10, key=lambda x: x)
print(s)
d = deque([1, 3])
bisect.insort(d, 2)
print(d, bisect.bisect is bisect.bisect_right)
fails(bisect.bisect, s, 1, -1)
fails(bisect.bisect, s, "a")
fails(bisect.bisect, 5, 1)
fails(bisect.bisect, s)
fails(bisect.bisect, s, 1, 0, 100)
fails(bisect.bisect, s, 1, "a")
fails(bisect.insort, (1, 2), 1)
fails(bisect.bisect, s, 1, 0, 1, len)
fails(bisect.insort, [1], 2, key=lambda x: 1 / 0)
l = []
l.extend([Hostile(l), Hostile(l), Hostile(l)])
fails(bisect.bisect_left, l, 5)

r = reprlib.repr
print(r(list(range(100))), r("x" * 100), r({i: i for i in range(10)}), r(set(range(20))), r(frozenset()), r((1,)), r(10**60), r(deque(range(20))), r([[[[[[[[1]]]]]]]]), r({}), r(()))
a = reprlib.Repr()
a.maxlist = 2
a.maxstring = 10
print(a.repr([1, 2, 3]), a.repr("abcdefghijklmnop"))


class Node:
    def __init__(self):
        self.next = self

    @reprlib.recursive_repr()
    def __repr__(self):
        return "Node(%r)" % (self.next,)

    @reprlib.recursive_repr(fillvalue="<again>")
    def other(self):
        "doc"
        return "N(" + self.next.other() + ")"


print(Node(), Node().other(), Node.other.__name__, Node.other.__doc__)


class Bad:
    def __repr__(self):
        1 / 0


print(r(Bad()).startswith("<Bad instance at 0x"))
