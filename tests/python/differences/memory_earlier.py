# differs: collections come by bytes too, so cycles of large objects die before thresholds of numbers are reached
# SPDX-License-Identifier: MIT
import gc
import weakref
class Ring:
    pass
gc.set_threshold(1000000)
alive = weakref.WeakSet()
for i in range(300):
    ring = Ring()
    ring.me, ring.bytes = ring, bytearray(100000)
    alive.add(ring)
print(len(alive) < 300)
