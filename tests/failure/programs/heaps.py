# SPDX-License-Identifier: MIT
# heapq and bisect.
import heapq, bisect
h = []
for i in range(40): heapq.heappush(h, (i * 17 % 41, str(i)))
print(heapq.heappop(h), heapq.heapreplace(h, (3, "x")), heapq.heappushpop(h, (0, "y")), h[0], len(h))
a = [5, 1, 4, 2]; heapq.heapify(a)
print(a, heapq.nlargest(3, h), heapq.nsmallest(2, [9, 3, 7], key=lambda x: -x), list(heapq.merge([1, 4], [2, 3])))
b = []
for x in (3, 1, 2, 3): bisect.insort(b, x)
print(b, bisect.bisect_left(b, 3), bisect.bisect(b, 3), bisect.bisect([1, 2, 3], 5, key=lambda v: v * v))
