"""Priority queues: a list whose item k is at most as large as the items 2*k + 1 and 2*k + 2, so that item 0 is the
smallest."""

from _heapq import *
from _heapq import _heapify_max, _heappop_max, _heapreplace_max

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """The items of several sorted inputs as one sorted iterator. Inputs are read as they are needed.

    key and reverse say how the inputs are sorted, as in sorted().
    """
    heap = []
    direction = -1 if reverse else 1
    restore, pop, replace = ((_heapify_max, _heappop_max, _heapreplace_max) if reverse
                             else (heapify, heappop, heapreplace))
    # Entries are [key, number of the input, step, item]: the number keeps equal items in the order of their inputs.
    for number, step in enumerate(iter(it).__next__ for it in iterables):
        try:
            item = step()
        except StopIteration:
            continue
        heap.append([item if key is None else key(item), number * direction, step, item])
    restore(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                yield entry[3]
                item = entry[3] = entry[2]()
                entry[0] = item if key is None else key(item)
                replace(heap, entry)
        except StopIteration:
            pop(heap)
    if heap:
        # The last input goes to its end without the heap.
        _, _, step, item = heap[0]
        yield item
        yield from step.__self__


def _best(n, iterable, key, counts, rebuild, replace, reverse):
    """The n items that come first, in order. Earlier ones of equal keys come first."""
    it = iter(iterable)
    entries = [(item if key is None else key(item), i, item) for i, item in zip(counts, it)]
    if not entries:
        return entries
    rebuild(entries)
    worst = entries[0][0]
    for item in it:
        k = item if key is None else key(item)
        if k < worst if not reverse else worst < k:
            replace(entries, (k, next(counts), item))
            worst = entries[0][0]
    entries.sort(reverse=reverse)
    return [item for (k, i, item) in entries]


def _first(n, iterable, key, best, reverse):
    """sorted(iterable, key=key, reverse=reverse)[:n], by the function for n == 1, by sorting, or by a heap of n."""
    if n == 1:
        nothing = object()
        result = best(iter(iterable), default=nothing, key=key)
        return [] if result is nothing else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=reverse)[:n]
    if n <= 0:
        iter(iterable)
        return []
    if reverse:
        return _best(n, iterable, key, _Numbers(n, -1), heapify, heapreplace, True)
    return _best(n, iterable, key, _Numbers(n, 1), _heapify_max, _heapreplace_max, False)


def nsmallest(n, iterable, key=None):
    """The n smallest items, as sorted(iterable, key=key)[:n] gives them."""
    return _first(n, iterable, key, min, False)


def nlargest(n, iterable, key=None):
    """The n largest items, as sorted(iterable, key=key, reverse=True)[:n] gives them."""
    return _first(n, iterable, key, max, True)


class _Numbers:
    """Numbers of items in the order of their coming: n of them by iteration, then more by next()."""

    __slots__ = ("number", "left", "step")

    def __init__(self, n, step):
        self.number = -step
        self.left = n
        self.step = step

    def __iter__(self):
        while self.left > 0:
            self.left -= 1
            yield self.__next__()

    def __next__(self):
        self.number += self.step
        return self.number
