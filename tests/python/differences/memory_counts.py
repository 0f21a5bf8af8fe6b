# differs: the collector has other things to count and to tell than CPython's
# SPDX-License-Identifier: MIT
# not under: stress (a collection comes between)
import gc
class Item:
    def __init__(self, *values): self.a, self.b, self.c = values
gc.collect()
before = gc.get_count()[0]
kept = [[] for _ in range(50)]
print(gc.get_count()[0] - before >= 50, len(gc.get_count()))
other = []
print(len(gc.get_referents(Item(1, 1.5, other))), other in gc.get_referents(Item(1, 2, other)))  # of the attributes, objects alone
print(any(x is kept for x in gc.get_objects()), all(gc.is_tracked(x) for x in gc.get_objects()))
pair = (int("1"), str(2))
gc.collect()
print(gc.is_tracked(pair), gc.is_tracked(()), gc.is_tracked({1: 2}), gc.is_tracked({1: []}))
print([sorted(entry) for entry in gc.get_stats()][0], type(gc.get_pause_stats()).__name__)
