# not under: stress, shrunken (they collect at other times)
# What comes and goes starts no collection; a young one does not pay for a large old heap with room in every page.
import gc


def young():
    return gc.get_stats()[0]["collections"]


gc.collect()
start = young()
for i in range(400):
    text = "x" * 300000
    number = 1 << 1000000
    block = [None] * 20000
print(young() - start < 10)


class Node:
    def __init__(self, key):
        self.key = key
        self.other = None


nodes = [Node(i) for i in range(300000)]
start = young()
seed = 12345
kept = []
for i in range(400000):
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    nodes[seed % len(nodes)] = Node(i)
    if i % 4 == 0:
        kept.append(Node(i))
print(young() - start < 300, len(kept))
