# SPDX-License-Identifier: MIT
# __del__, weak references and their callbacks, cycles.
import gc, weakref

class Node:
    def __init__(self, name):
        self.name, self.links = name, []
    def __del__(self):
        print("del", self.name)

a = Node("a")
r = weakref.ref(a, lambda r: print("gone", r() is None))
del a
ring = [Node(str(i)) for i in range(4)]
for i, n in enumerate(ring):
    n.links.append(ring[i - 1])
w = [weakref.ref(n) for n in ring]
d = weakref.WeakValueDictionary()
d["x"] = ring[0]
del ring, n
gc.collect()
print([x() for x in w], len(d))

class Phoenix:
    def __del__(self):
        global saved
        saved = self
p = Phoenix()
del p
print(type(saved).__name__)
