# SPDX-License-Identifier: MIT
# 1.6 million old objects, and beside them 400 dead cycles for each 2,000 allocations: old heap and garbage in the
# proportion in which a server has them.
import sys

from common import Steps


class Item:
    __slots__ = ("next", "payload")


class Ring:
    waiting = most = 0

    def __init__(self):
        self.me = self

    def __del__(self):
        Ring.waiting -= 1


size = int(sys.argv[1]) if len(sys.argv) > 1 else 1600000
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 500
steps = Steps()
old = []
last = None
for i in range(size):
    item = Item()
    item.next = last
    item.payload = i
    last = item
    old.append(item)
    steps.step()
kept = []
for round in range(rounds):
    for i in range(1600):
        kept.append([i])
        steps.step()
    for i in range(400):
        Ring()
        Ring.waiting += 1
        steps.step()
    Ring.most = max(Ring.most, Ring.waiting)
    kept = kept[-1600:]
    steps.step()
steps.report(Ring.most)
