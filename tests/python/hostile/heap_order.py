# SPDX-License-Identifier: MIT
# heapq, bisect, sort, min, max: comparisons and keys that change what is being ordered.
import bisect
import heapq


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Item:
    def __init__(self, n, heap, act):
        self.n, self.heap, self.act = n, heap, act

    def __lt__(self, other):
        self.act(self.heap)
        return self.n < other.n if isinstance(other, Item) else True

    def __gt__(self, other):
        self.act(self.heap)
        return True


def clear(heap):
    heap.clear()


def pop(heap):
    if heap:
        heap.pop()


def grow(heap):
    if len(heap) < 60:
        heap.append(Item(3, heap, grow))


def swap(heap):
    heap[:] = [None] * len(heap)


for act in clear, pop, grow:
    for name in (
        "heappush",
        "heappop",
        "heapify",
        "heapreplace",
        "heappushpop",
        "_heappop_max",
        "_heapify_max",
        "_heapreplace_max",
    ):
        heap = []
        heap.extend(Item(i * 7 % 11, heap, act) for i in range(9))
        function = getattr(heapq, name)
        arguments = (heap, Item(-1, heap, act)) if "push" in name or "replace" in name else (heap,)

        def run():
            function(*arguments)
            return "done"

        show((act.__name__, name), run)
        del heap[:]
        arguments = function = None

for act in clear, pop, grow:
    for name in "bisect_left", "bisect_right", "insort_left", "insort_right":
        items = []
        items.extend(Item(i, items, act) for i in range(9))
        show((act.__name__, name), lambda: getattr(bisect, name)(items, Item(4, items, act)))
        print("  left", len(items))
        del items[:]
        items.extend(range(9))

        def key(x):
            act(items)
            return 0

        show((act.__name__, name, "key"), lambda: getattr(bisect, name)(items, 4, key=key))
        del items[:]

for act in clear, pop, grow, swap:
    items = []
    items.extend(Item(i * 5 % 7, items, act) for i in range(7))
    show((act.__name__, "sort"), lambda: items.sort())
    print("  left", len(items))
    items[:] = range(5)

    def key(x):
        act(items)
        return -x

    show((act.__name__, "sort key"), lambda: items.sort(key=key))
    del items[:]
    items.extend(Item(i * 5 % 7, items, act) for i in range(7))
    show((act.__name__, "min"), lambda: type(min(items)).__name__)
    del items[:]
    items.extend(range(6))
    show((act.__name__, "max key"), lambda: max(items, key=lambda x: act(items) or 0))
    del items[:]
    items.extend(range(6))
    show((act.__name__, "sorted"), lambda: sorted(items, key=lambda x: act(items) or 0))
    del items[:]


class Dies:
    def __init__(self, n, heap):
        self.n, self.heap = n, heap

    def __lt__(self, other):
        return self.n < other.n

    def __del__(self):
        self.heap.clear()


heap = []
for i in range(6):
    heapq.heappush(heap, Dies(i, heap))
heapq.heapreplace(heap, Dies(9, heap))
print(len(heap))
heap.clear()


def broken(x):
    raise ValueError(x)


items = [3, 1, 2]
show("broken", lambda: items.sort(key=broken))
print(items)
show("merge", lambda: list(heapq.merge([1, 4], [2, 3], key=broken)))


def shrinking():
    source = list(range(8))
    for x in source:
        yield x
        source.pop()


print(heapq.nsmallest(3, shrinking()), heapq.nlargest(3, shrinking()))


class Sorter:
    def __lt__(self, other):
        return sorted([self, self], key=id) is None


print(len(sorted([Sorter() for _ in range(50)])))
