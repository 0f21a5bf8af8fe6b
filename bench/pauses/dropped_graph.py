# SPDX-License-Identifier: MIT
# A graph of 5,000,000 objects in cycles, dropped at once while the program goes on allocating.
import sys

from common import Steps


class Node:
    __slots__ = ("next", "previous")


class Witness:
    alive = 0

    def __init__(self):
        Witness.alive += 1
        self.me = self

    def __del__(self):
        Witness.alive -= 1


size = int(sys.argv[1]) if len(sys.argv) > 1 else 5000000
steps = Steps()
first = last = Node()
for i in range(size - 1):
    node = Node()
    node.previous = last
    last.next = node
    last = node
    steps.step()
last.next = first
first.previous = Witness()
del first, last, node
steps.skip()
made = 0
keep = []
while Witness.alive and made < 20 * size:
    keep.append([made])
    if len(keep) > size // 2:
        keep = []
        steps.skip()  # the program's own: a list goes by counting
    made += 1
    steps.step()
print("allocations_until_found", made)
steps.report(size if Witness.alive else 0)
