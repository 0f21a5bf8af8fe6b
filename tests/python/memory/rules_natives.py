# SPDX-License-Identifier: MIT
# Natives that move values about while they call Python, and what the collector sees of them meanwhile. For
# scripts/rules, which takes rules of the collector out.
import heapq


class Ordered:
    def __init__(self, n):
        self.n = n
        self.me = self

    def __lt__(self, other):
        return smaller(self.n, other.n)


def smaller(a, b):
    for _ in range(1):
        a < b
    return a < b


data = [Ordered(i * 7919 % 97) for i in range(70)]
data.sort()
print([x.n for x in data])
data.sort(key=lambda x: Ordered(-x.n), reverse=True)
print([x.n for x in data[:10]])
print([x.n for x in sorted(data[10:40], key=lambda x: Ordered(x.n % 13))])
heap = []
for x in data[:30]:
    heapq.heappush(heap, Ordered(x.n * 31 % 41))
print([heapq.heappop(heap).n for _ in range(30)])
print(min(data).n, max(data, key=lambda x: Ordered(x.n)).n)
