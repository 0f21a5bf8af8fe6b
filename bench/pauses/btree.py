# SPDX-License-Identifier: MIT
# A B-tree of 200,000 records whose nodes know their parents; then a fifth of the records is made anew, round by round.
import sys

from common import Steps

ORDER = 32


class Record:
    waiting = most = 0

    def __init__(self, key, leaf):
        self.key = key
        self.leaf = leaf
        self.me = self

    def __del__(self):
        Record.waiting -= 1


class Node:
    def __init__(self, parent):
        self.parent = parent
        self.keys = []
        self.children = []
        self.records = []


def build(node, low, high, steps):
    if high - low <= ORDER:
        for key in range(low, high):
            node.keys.append(key)
            node.records.append(Record(key, node))
            steps.step()
        return
    part = -(-(high - low) // ORDER)
    for at in range(low, high, part):
        child = Node(node)
        node.keys.append(at)
        node.children.append(child)
        build(child, at, min(at + part, high), steps)


def find(node, key):
    while node.children:
        at = len(node.keys) - 1
        while node.keys[at] > key:
            at -= 1
        node = node.children[at]
    return node


size = int(sys.argv[1]) if len(sys.argv) > 1 else 200000
steps = Steps()
root = Node(None)
build(root, 0, size, steps)
for round in range(5):
    for key in range(round, size, 5):
        leaf = find(root, key)
        at = leaf.keys.index(key)
        leaf.records[at] = Record(key, leaf)
        Record.waiting += 1
        Record.most = max(Record.most, Record.waiting)
        steps.step()
del Record.__del__
steps.report(Record.most)
