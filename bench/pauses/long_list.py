# SPDX-License-Identifier: MIT
# A list of 10,000,000 entries that lives through cycle after cycle, and is changed at both ends meanwhile.
import sys

from common import Steps


class Ring:
    waiting = most = 0

    def __init__(self):
        self.me = self

    def __del__(self):
        Ring.waiting -= 1


size = int(sys.argv[1]) if len(sys.argv) > 1 else 10000000
entry = [None]
long = [entry] * size
long.append(long)
steps = Steps()
kept = []
for i in range(600000):
    kept.append([i])
    Ring()
    Ring.waiting += 1
    Ring.most = max(Ring.most, Ring.waiting)
    long[i * 7919 % size] = kept[-1]
    if len(kept) == 200000:
        kept = []
        steps.skip()
    steps.step()
steps.report(Ring.most)
